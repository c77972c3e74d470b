//! The count: bars in order, ties as ties, how people differed, the line, and what to do next.

use crate::methods::prioritize::{Spread, VoteKind};
use crate::session::Id;
use crate::session::activities::State;
use crate::session::activities::vote::{self, Count, Had, Vote, Why};
use crate::text::{width, wrap};
use crate::ui::action::Action;
use crate::ui::blocks::{Manner, paint};
use crate::ui::look::Look;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::bar::{column, filled, low};
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// More places than these have no room for a column each.
const PLACES: usize = 9;
/// The column of the options' names; the bars come after it.
const OPTION: usize = 1;
/// The fewest cells of a name.
const NAME: u16 = 12;
/// Below so many rows what matters less gives way.
const LOW: u16 = 16;

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
    let below = sentences(count, row, area, cx);
    let wanted = u16::try_from(below.len() + 1).unwrap_or(u16::MAX);
    let lines = ids.len() + 1 + usize::from(rule(count).is_some());
    let rows = u16::try_from(lines).unwrap_or(u16::MAX);
    let height = rows.min(area.height.saturating_sub(wanted.min(area.height / 2)));
    table(count, row, Rect { height, ..area }, buffer, cx);
    let y = area.y.saturating_add(height + 1);
    let rest = Rect { y, height: area.height.saturating_sub(height + 1), ..area };
    for (y, (words, role)) in (0..rest.height).zip(&below) {
        write(buffer, rest, (2, y), words, cx.look.style(*role));
    }
    let used = u16::try_from(below.len() + 1).unwrap_or(u16::MAX).min(rest.height);
    let left = Rect { x: rest.x + 2, y: rest.y + used, height: rest.height - used, ..rest };
    duels_below(count, left, buffer, cx);
}

/// Everyone against everyone, where a screen is high enough for the whole of it.
fn duels_below(count: &Count, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let Some(table) = vote::duels(count) else { return };
    let needed = u16::try_from(count.choices.len() + 1).unwrap_or(u16::MAX);
    if area.height >= needed && area.width >= 60 {
        let area = Rect { width: area.width - 2, ..area };
        paint(&[table], area, buffer, cx.look, Manner::CONSOLE);
    }
}

/// Below how many rows the line is drawn, where it keeps out any.
fn rule(count: &Count) -> Option<usize> {
    count.cut().and(count.line).map(|line| line.most)
}

fn table(count: &Count, cursor: Option<usize>, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let cells = match area.width {
        90.. => 24,
        70.. => 10,
        _ => 6,
    };
    let heading = spread_heading(count);
    let columns = columns(count, cells, &heading);
    let rule = rule(count);
    let lines = count.tally.order.len() + usize::from(rule.is_some());
    // The list keeps two cells for its sign that there is more.
    let more = if lines + 1 > usize::from(area.height) { 2 } else { 0 };
    let after_rule = |row: usize| rule.is_some_and(|rule| row >= rule);
    let row = |at: usize| match rule {
        Some(rule) if at == rule => {
            drawn_rule(count, &columns, area.width.saturating_sub(more), cx.look)
        }
        _ => one(count, at - usize::from(after_rule(at)), cells, cx),
    };
    let cursor = cursor.map(|row| row + usize::from(after_rule(row)));
    let empty = "Nothing was on the ballot.";
    Rows { columns: &columns, count: lines, row, cursor, marks: false, empty }
        .render(area, buffer, cx.look);
}

fn columns<'a>(count: &Count, cells: u16, heading: &'a str) -> Vec<Column<'a>> {
    let number = match count.tally.kind {
        VoteKind::Dots => Column::numbers("Dots", 4),
        VoteKind::Approval => Column::numbers("Approvals", 9),
        VoteKind::Score => Column::numbers("Mean", 4),
        VoteKind::Ranked => Column::numbers("Place", 5),
    };
    let mut columns = vec![
        Column::new("", 3, 3, 0),
        Column::new("Option", NAME, 62, 1),
        Column::new("", cells, cells, 0),
        number,
    ];
    if count.ballots.is_some() {
        columns.extend(match count.tally.kind {
            VoteKind::Dots => Some(Column::numbers("People", 6)),
            VoteKind::Score => Some(Column::numbers("Answers", 7)),
            VoteKind::Ranked => Some(Column::numbers("Duels", 5)),
            VoteKind::Approval => None,
        });
        let wide = u16::try_from(heading.len()).unwrap_or(u16::MAX);
        columns.extend((wide > 0).then(|| Column::new(heading, wide, wide, 0)));
    }
    columns.extend(count.before.as_ref().map(|_| Column::numbers("Was", 4)));
    columns
}

/// A digit above each part of the spread; approvals are yes or no, and their number says all.
fn spread_heading(count: &Count) -> String {
    let said = |item: &crate::methods::prioritize::Item| {
        item.spread.as_ref().map_or(0, |spread| spread.said.len())
    };
    let parts = count.tally.items.first().map_or(0, said);
    match count.tally.kind {
        VoteKind::Approval => String::new(),
        VoteKind::Ranked => (1..=parts.min(PLACES)).map(|place| place.to_string()).collect(),
        _ => (0..parts).map(|value| value.to_string()).collect(),
    }
}

fn one<'a>(count: &'a Count, at: usize, cells: u16, cx: &Cx<'_>) -> Row<'a> {
    let look = cx.look;
    let option = count.tally.order[at];
    let item = &count.tally.items[option];
    let (value, most) = count.bar(option);
    let (part, whole) = look.growing(value, most);
    let mut row = Row::new()
        .toned(count.rank(option), Role::Dim)
        .cell(count.label(option))
        .toned(low(&filled(part, whole, cells, &look.signs)), Role::Accent)
        .cell(written(count.has(option), cx))
        .dim(value == 0 || !item.standing.is_rated());
    if let (Some(spread), true) = (&item.spread, count.ballots.is_some()) {
        row = match count.tally.kind {
            VoteKind::Approval => row,
            VoteKind::Ranked => row.cell(won_and_lost(count, option)),
            _ => row.cell(item.standing.people().unwrap_or(0).to_string()),
        };
        if count.tally.kind != VoteKind::Approval {
            row = row.toned(heights(spread, look), Role::Dim);
        }
    }
    match count.before.as_ref().map(|before| before[option]) {
        Some(Some(had)) => row.toned(written(had, cx), Role::Dim),
        Some(None) => row.toned(look.signs.dash, Role::Dim),
        None => row,
    }
}

fn written(had: Had, cx: &Cx<'_>) -> String {
    match had {
        Had::Mean(None) => cx.look.signs.dash.to_owned(),
        had => had.written(cx.reader),
    }
}

/// How many it wins and loses head to head: "4:1".
fn won_and_lost(count: &Count, option: usize) -> String {
    let Some(duels) = &count.tally.duels else { return String::new() };
    let others = || (0..count.choices.len()).filter(|other| *other != option);
    let won = others().filter(|other| duels.wins(option, *other)).count();
    let lost = others().filter(|other| duels.wins(*other, option)).count();
    format!("{won}:{lost}")
}

fn heights(spread: &Spread, look: &Look) -> String {
    let all: u32 = spread.said.iter().sum();
    let height = |people: &u32| column((*people).into(), all.into(), &look.signs);
    spread.said.iter().take(PLACES).map(height).collect()
}

/// The line between what is kept and what is not, across the options and their bars.
fn drawn_rule<'a>(count: &Count, columns: &[Column<'_>], room: u16, look: &Look) -> Row<'a> {
    let split = count.to_run_off().is_some();
    let kept = count.line.map_or(0, |line| line.most);
    let words = match (split, count.line.map(|line| line.why)) {
        (true, _) => format!("{kept} kept, through a tie "),
        (false, Some(Why::Goals)) => format!("{kept} become goals "),
        (false, _) => format!("{kept} kept "),
    };
    let others = columns.iter().enumerate().filter(|(at, _)| *at != OPTION);
    let others: u16 = others.map(|(_, column)| column.min + 2).sum();
    let wide = room.saturating_sub(2 + others).clamp(columns[OPTION].min, columns[OPTION].max);
    let role = if split { Role::Warn } else { Role::Dim };
    let line = |cells: u16| look.signs.rule.repeat(cells.into());
    let used = u16::try_from(width(&words)).unwrap_or(u16::MAX);
    let option = words + &line(wide.saturating_sub(used));
    Row::new().cell("").toned(option, role).toned(line(columns[OPTION + 1].min), role)
}

/// What is said below the bars: of the option at the cursor, of the line, the break, the
/// division, and what to do next.
fn sentences(count: &Count, row: Option<usize>, area: Rect, cx: &Cx<'_>) -> Vec<(String, Role)> {
    let mut said = Vec::new();
    let low = area.height < LOW;
    if let Some(row) = row {
        let label = count.label(count.tally.order[row]);
        // A name that stands whole in its row is not worth another where rows are few.
        if !low || width(label) > usize::from(NAME) {
            said.push((label.to_owned(), Role::Text));
        }
        said.push((vote::why(count, row, cx.reader), Role::Dim));
    }
    if !low {
        said.push((String::new(), Role::Dim));
    }
    let next = next(count, cx).map(|words| (words, Role::Accent));
    let mut kept = vote::kept(count, cx.reader);
    let divided = vote::shift(count, cx.reader).or_else(|| vote::divided(count));
    let divided = divided.map(|words| (words, Role::Text));
    let other_first = count.tally.reversed().first() != count.tally.order.first();
    let reversed = vote::reversed(count).filter(|_| count.cut().is_none() && other_first);
    let reversed = reversed.map(|words| (words, Role::Dim));
    if count.to_run_off().is_some() {
        // A tie at the line leaves no room for what matters less.
        said.extend(kept.pop().map(|words| (words, Role::Text)));
        said.extend(next.into_iter().chain(divided));
    } else {
        said.extend(kept.into_iter().map(|words| (words, Role::Dim)));
        said.extend(reversed.into_iter().chain(divided).chain(next));
    }
    if count.ballots.is_none() {
        let words = "Counted together: how many people, and how divided, is not known.";
        said.push((words.into(), Role::Dim));
    }
    let columns = usize::from(area.width.saturating_sub(2).min(90));
    let rows = |(words, role): (String, Role)| {
        wrap(&words, columns).into_iter().map(move |row| (row, role))
    };
    said.into_iter().flat_map(rows).collect()
}

/// The one thing that helps most now.
fn next(count: &Count, cx: &Cx<'_>) -> Option<String> {
    let key = |action: Action| cx.hint(action, "").key;
    if count.to_run_off().is_some() {
        return Some(format!("{} holds a run-off among the tied.", key(super::RUN_OFF)));
    }
    let Some(State::Vote(Vote { talk, earlier, .. })) = cx.session.state(cx.place) else {
        return None;
    };
    match talk {
        Some(_) => Some(format!("{} votes again.", key(super::AGAIN))),
        None if !earlier.is_empty() || count.tally.most_divided().is_none() => None,
        None => Some(format!(
            "{} starts two minutes of talk, both ends first; then vote again.",
            key(super::TALK)
        )),
    }
}
