//! Before the count: what is on the ballot, how many dots, who is in, and who will see what.

use crate::session::Id;
use crate::session::activities::vote::{Choice, Vote, on_paper, on_the_ballot};
use crate::session::private::letter;
use crate::text::{capital, width, wrap};
use crate::ui::action::Action;
use crate::ui::forms::private::{Asked, paint_who};
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Paints it.
pub(super) fn render(
    asked: &Asked,
    cursor: &Cursor<Id>,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) {
    let choices = on_the_ballot(cx.seen, cx.place);
    let ids: Vec<Id> = choices.iter().map(|choice| choice.id.clone()).collect();
    let promise = promise(asked, cx, area.width);
    let full = in_full(&choices, cursor.row(&ids), area.width);
    let below = u16::try_from(promise.len() + full.len()).unwrap_or(1) + 1 + 3 + 2;
    let rows = u16::try_from(choices.len().max(1)).unwrap_or(u16::MAX);
    let height = rows.min(area.height.saturating_sub(below.min(area.height * 2 / 3)));
    let list = Rect { height, ..area };
    let row = |at: usize| {
        let choice = &choices[at];
        let ideas = match choice.ideas {
            1 => String::new(),
            ideas => format!("{ideas} ideas"),
        };
        Row::new().toned(letter(at), Role::Accent).cell(&*choice.label).toned(ideas, Role::Dim)
    };
    let columns = [Column::new("", 2, 2, 0), Column::new("", 8, 90, 1), Column::new("", 9, 9, 0)];
    let cursor = cursor.row(&ids);
    let empty = format!(
        "There is nothing to vote on yet. Gather ideas, write goals or name areas first; {} goes to \
         any step.",
        cx.key(Action::GoTo)
    );
    Rows { columns: &columns, count: choices.len(), row, cursor, marks: false, empty: &empty }
        .render(list, buffer, cx.look);
    if choices.is_empty() {
        return;
    }
    let rest = Rect {
        x: area.x + 2.min(area.width),
        y: area.y + (height + 1).min(area.height),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(height + 1),
    };
    for (y, row) in (0..rest.height).zip(&full) {
        write(buffer, rest, (0, y), row, cx.look.style(Role::Text));
    }
    let used = u16::try_from(full.len()).unwrap_or(0).min(rest.height);
    let rest = Rect { y: rest.y + used, height: rest.height - used, ..rest };
    facts(asked, &promise, rest, buffer, cx);
}

/// The option at the cursor in all its words, when any of them has no room in its row: then the
/// same number of rows is kept for all, so that nothing jumps.
fn in_full(choices: &[Choice], row: Option<usize>, columns: u16) -> Vec<String> {
    let room = usize::from(columns.saturating_sub(17).min(90));
    let measure = usize::from(columns.saturating_sub(2).min(90));
    let long = choices.iter().filter(|choice| width(&choice.label) > room);
    let most = long.map(|choice| wrap(&choice.label, measure).len()).max().unwrap_or(0).min(4);
    let Some(choice) = row.map(|row| &choices[row]).filter(|_| most > 0) else {
        return Vec::new();
    };
    let mut rows = wrap(&choice.label, measure);
    rows.resize(most + 1, String::new());
    rows
}

fn facts(asked: &Asked, promise: &[String], area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let run_off = super::state(cx.session, cx).is_some_and(Vote::is_run_off);
    let limits = match run_off {
        true => format!("A run-off among {}: {}", asked.things.len(), asked.marking.words()),
        false => capital(&asked.marking.words()),
    };
    write(buffer, area, (0, 0), &limits, cx.look.bold(Role::Text));
    let gap = u16::from(area.height > 6);
    let down = |rows: u16| Rect {
        y: area.y + rows.min(area.height),
        height: area.height.saturating_sub(rows),
        ..area
    };
    let who = down(1 + gap);
    // The promise keeps its rows at the end, whatever the number of names.
    let kept = u16::try_from(promise.len()).unwrap_or(1) + gap;
    let who = Rect { height: who.height.saturating_sub(kept).max(1).min(who.height), ..who };
    let used = paint_who(asked, who, buffer, cx);
    for (y, row) in (1 + gap + used + gap..area.height).zip(promise) {
        write(buffer, area, (0, y), row, cx.look.style(Role::Dim));
    }
}

/// Who will see what is given here; on paper the scribe does too.
fn promise(asked: &Asked, cx: &Cx<'_>, width: u16) -> Vec<String> {
    if cx.session.is_solo() {
        return Vec::new();
    }
    let columns = usize::from(width.saturating_sub(2).min(90));
    let promise = asked.policy.promise();
    if asked.policy.is_open() {
        return wrap(promise, columns);
    }
    let paper = on_paper(cx.seen, cx.place).unwrap_or_default();
    let mut rows = wrap(promise, columns);
    rows.extend(wrap(format!("{paper} The scribe sees your sheet.").trim(), columns));
    rows
}
