//! What is copied: what the cursor is on, or the whole table; only what this screen may show to
//! whoever looks at it, and nothing private.

use super::Console;
use crate::session::activities;
use crate::session::block::{Block, Grid};
use crate::ui::action::Action;
use crate::ui::screen::{Ask, Copied, Cx, Reply};
use crate::ui::shell::frame::MEASURE;
use crate::ui::trace::{Table, Trace};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What the cursor is on.
pub(super) fn one(console: &Console, cx: &Cx<'_>) -> Reply {
    if let Some(refusal) = refusal(console, cx) {
        return Reply::Tell(refusal);
    }
    let row = |table: &Table| table.rows.get(table.cursor?).cloned();
    let words = tables(console, cx).iter().rev().find_map(row).map(|cells| line(&cells));
    match words.filter(|words| !words.is_empty()) {
        Some(words) => {
            let said = format!("Copied: {}", cx.look.shorten(&words, 50));
            Reply::Ask(Ask::Copy(Copied::Line(words), said))
        }
        None => {
            let all = cx.key(Action::CopyAll);
            Reply::Tell(format!("The cursor is on nothing to copy; {all} copies all of this."))
        }
    }
}

/// The whole table; where there is none, what the room is told of the step.
pub(super) fn all(console: &Console, cx: &Cx<'_>) -> Reply {
    if let Some(refusal) = refusal(console, cx) {
        return Reply::Tell(refusal);
    }
    let grids: Vec<Grid> = tables(console, cx).iter().filter_map(grid).collect();
    let rows = grids.iter().map(|grid| grid.rows.len()).sum::<usize>();
    let blocks = match grids.is_empty() {
        true => activities::page(cx.seen, cx.place, cx.reader).blocks,
        false => grids.into_iter().map(Block::Grid).collect(),
    };
    let said = match (rows, blocks.is_empty()) {
        (_, true) => return Reply::Tell("There is nothing to copy here yet.".into()),
        (0, false) => "Copied, as Markdown.".to_owned(),
        (1, false) => "Copied: one row, as Markdown.".to_owned(),
        (rows, false) => format!("Copied: {rows} rows, as Markdown."),
    };
    Reply::Ask(Ask::Copy(Copied::Blocks(blocks), said))
}

/// What is copied can be put anywhere, so nothing is that only one person may see.
fn refusal(console: &Console, cx: &Cx<'_>) -> Option<String> {
    if console.screen().is_private() {
        return Some("What is given privately is never copied.".into());
    }
    (cx.projected() && cx.blanked).then(|| {
        let blank = cx.key(Action::Blank);
        format!(
            "While the projector is blank this screen is private, and not copied; {blank} first."
        )
    })
}

/// The tables of the present screen, as it is painted for whoever looks at it.
fn tables(console: &Console, cx: &Cx<'_>) -> Vec<Table> {
    let trace = Trace::default();
    let look = cx.look.tracing(&trace);
    let cx = Cx { look: &look, ..*cx };
    let area = Rect::new(0, 0, MEASURE, 60);
    console.screen().render(area, &mut Buffer::empty(area), &cx);
    trace.tables()
}

/// The cells that say something, in one line: signs alone do not.
fn line(cells: &[String]) -> String {
    let words = cells.iter().map(|cell| tidy(cell));
    let says = words.filter(|words| words.chars().any(char::is_alphanumeric));
    says.collect::<Vec<_>>().join(" · ")
}

fn tidy(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The table without the columns that are empty.
fn grid(table: &Table) -> Option<Grid> {
    let columns = table.heads.len();
    let cell = |row: &[String], at: usize| row.get(at).map(|cell| tidy(cell)).unwrap_or_default();
    let says = |at: &usize| table.rows.iter().any(|row| !cell(row, *at).is_empty());
    let used: Vec<usize> = (0..columns).filter(says).collect();
    let rows = table.rows.iter().map(|row| used.iter().map(|at| cell(row, *at)).collect());
    let rows: Vec<Vec<String>> = rows.collect();
    let heads = used.iter().map(|at| table.heads[*at].clone()).collect();
    (!rows.is_empty() && !used.is_empty()).then_some(Grid { columns: heads, rows })
}

#[cfg(test)]
mod tests {
    use crate::session::{Change, Displays};
    use crate::testing::{activity, room_with, submit};
    use crate::ui::screen::Copied;
    use crate::ui::stage::Stage;
    use crate::workshop::{Do, Policy};

    fn stage(displays: Displays, policy: Policy) -> Stage {
        let mut room = room_with(vec![activity(Do::Gather {}, policy)]);
        submit(&mut room, Change::Displays(displays)).unwrap();
        Stage::of(room)
    }

    #[test]
    fn the_idea_at_the_cursor_is_copied_and_all_of_them_as_a_table() {
        let stage =
            stage(Displays::Two, Policy::Open).keys("aPlant bees<enter>Mow | less<enter><esc>");
        let stage = stage.keys("<home><c-y>");
        let Some((Copied::Line(line), said)) = stage.copied() else {
            panic!("{:?}", stage.copied())
        };
        assert!(line.contains("Plant bees") && said.starts_with("Copied: "), "{line} {said}");
        let stage = stage.keys("<a-y>");
        let Some((Copied::Blocks(blocks), said)) = stage.copied() else { panic!("no table") };
        assert_eq!(said, "Copied: 2 rows, as Markdown.");
        let text = format!("{blocks:?}");
        assert!(text.contains("Plant bees") && text.contains("Mow | less"), "{text}");
    }

    #[test]
    fn nothing_is_copied_where_there_is_nothing() {
        let stage = stage(Displays::Two, Policy::Open).keys("<c-y>");
        assert!(stage.copied().is_none());
        stage.expects("nothing to copy");
    }

    #[test]
    fn what_only_one_may_see_is_never_copied() {
        let blank = stage(Displays::One, Policy::Hidden).keys("b<c-y><a-y>");
        assert!(blank.copied().is_none());
        blank.expects("private, and not copied");
    }
}
