//! The count: bars in order, ties as ties, how the dots are spread, and what to do next.

use crate::methods::dots::By;
use crate::session::Id;
use crate::session::activities::vote::{Count, divided_words, gap_words};
use crate::text::wrap;
use crate::ui::look::Look;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::bar::{column, filled};
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Paints it.
pub(super) fn render(
    count: &Count,
    cursor: &Cursor<Id>,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) {
    let ids: Vec<Id> =
        count.tally.order.iter().map(|option| count.choices[*option].id.clone()).collect();
    let row = cursor.row(&ids);
    let below = sentences(count, row, area.width);
    let wanted = u16::try_from(below.len() + 1).unwrap_or(u16::MAX);
    let rows = u16::try_from(ids.len() + 1).unwrap_or(u16::MAX);
    let height = rows.min(area.height.saturating_sub(wanted.min(area.height / 2)));
    table(count, row, Rect { height, ..area }, buffer, cx.look);
    let y = area.y.saturating_add(height + 1);
    let rest = Rect { y, height: area.height.saturating_sub(height + 1), ..area };
    for (y, (words, role)) in (0..rest.height).zip(&below) {
        write(buffer, rest, (2, y), words, cx.look.style(*role));
    }
}

fn table(count: &Count, cursor: Option<usize>, area: Rect, buffer: &mut Buffer, look: &Look) {
    let cells = if area.width >= 90 { 24 } else { 10 };
    let spread = count.tally.options.first().and_then(|it| it.spread.as_ref()).map_or(0, Vec::len);
    let heading: String = (0..spread).map(|dots| dots.to_string()).collect();
    let known = count.ballots.is_some();
    let mut columns = vec![
        Column::new("", 3, 3, 0),
        Column::new("Option", 12, 62, 1),
        Column::new("", cells, cells, 0),
        Column::numbers("Dots", 4),
    ];
    let spread = u16::try_from(spread.max(3)).unwrap_or(3);
    if known {
        columns.push(Column::numbers("People", 6));
        columns.push(Column::new(&heading, spread, spread, 0));
    }
    if count.before.is_some() {
        columns.push(Column::numbers("Was", 4));
    }
    let row = |at: usize| one(count, at, cells, look);
    let empty = "Nothing was on the ballot.";
    Rows { columns: &columns, count: count.tally.order.len(), row, cursor, marks: false, empty }
        .render(area, buffer, look);
}

fn one<'a>(count: &'a Count, at: usize, cells: u16, look: &Look) -> Row<'a> {
    let option = count.tally.order[at];
    let counted = &count.tally.options[option];
    let most = count.tally.order.first().map_or(0, |first| count.tally.options[*first].dots);
    let bar = filled(counted.dots.into(), u64::from(most).max(1), cells, &look.signs);
    let mut row = Row::new()
        .toned(count.rank(option), Role::Dim)
        .cell(count.label(option))
        .toned(bar, Role::Accent)
        .cell(counted.dots.to_string())
        .dim(counted.dots == 0);
    if let (Some(people), Some(spread)) = (counted.people, &counted.spread) {
        let all: u32 = spread.iter().sum();
        let height = |people: &u32| column((*people).into(), all.into(), &look.signs);
        let drawn: String = spread.iter().map(height).collect();
        row = row.cell(people.to_string()).toned(drawn, Role::Dim);
    }
    match count.before.as_ref().map(|before| before[option]) {
        Some(Some(dots)) => row.toned(dots.to_string(), Role::Dim),
        Some(None) => row.toned(look.signs.dash, Role::Dim),
        None => row,
    }
}

/// What is said below the bars: of the option at the cursor, of the break, of the division.
fn sentences(count: &Count, row: Option<usize>, width: u16) -> Vec<(String, Role)> {
    let columns = usize::from(width.saturating_sub(2).min(90));
    let mut said = Vec::new();
    let mut say = |words: &str, role: Role| {
        said.extend(wrap(words, columns).into_iter().map(|row| (row, role)));
    };
    if let Some(row) = row {
        say(count.label(count.tally.order[row]), Role::Text);
        say(&why(count, row), Role::Dim);
    }
    say("", Role::Dim);
    if let Some(words) = gap_words(count) {
        say(&words, Role::Dim);
    }
    if let Some(words) = divided_words(count) {
        say(&words, Role::Text);
        say("Talk two minutes, both ends first; then v votes again.", Role::Accent);
    }
    if count.ballots.is_none() {
        say("Counted together: how many people, and how divided, is not known.", Role::Dim);
    }
    said
}

/// Why the option in this row stands where it does.
fn why(count: &Count, row: usize) -> String {
    let option = count.tally.order[row];
    let neighbour = |row: usize| count.quoted(count.tally.order[row]);
    if let Some(group) = count.tally.ties().find(|group| group.contains(&option)) {
        let others = group.iter().filter(|other| **other != option);
        let others: Vec<String> = others.take(3).map(|other| count.quoted(*other)).collect();
        return format!("Tied with {}; the list alone orders them.", others.join(" and "));
    }
    let above = row.checked_sub(1);
    let by = |row: usize| count.tally.decided_by(row);
    let dots = |row: usize| count.tally.options[count.tally.order[row]].dots;
    match above {
        None if count.tally.order.len() > 1 && by(1) == By::People => {
            format!("As many dots as {}, from more people.", neighbour(1))
        }
        None => "More dots than any other.".into(),
        Some(above) if by(row) == By::People => {
            format!("As many dots as {}, from fewer people.", neighbour(above))
        }
        Some(above) => format!("{} fewer than {}.", dots(above) - dots(row), neighbour(above)),
    }
}
