//! Before the count: what is on the ballot, how it is marked, who is in, and who will see what.

use crate::session::Id;
use crate::session::activities;
use crate::session::private::letter;
use crate::text::{width, wrap};
use crate::ui::forms::private::{Asked, Thing, paint_who, rows_of_who};
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What waits for ballots.
pub struct Board<'a> {
    /// What is asked.
    pub asked: &'a Asked,
    /// What stands beside each thing; nothing where the list is shorter.
    pub asides: Vec<String>,
    /// How it is marked.
    pub limits: String,
    /// What else is to be known beforehand: how to write it on paper, for one.
    pub besides: String,
    /// What is said when there is nothing to mark.
    pub empty: &'a str,
}

/// Paints it.
pub fn render(
    board: &Board<'_>,
    cursor: &Cursor<Id>,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) {
    // What is written is about nothing that stands in a list.
    let written = board.asked.marking.is_written();
    let choices = if written { Vec::new() } else { things(cx) };
    let ids: Vec<Id> = choices.iter().map(|choice| choice.id.clone()).collect();
    let promise = promise(board, cx, area.width);
    let full = in_full(&choices, cursor.row(&ids), area.width);
    let who = rows_of_who(board.asked, area.width.saturating_sub(2), cx);
    let below = u16::try_from(promise.len() + full.len()).unwrap_or(1) + 1 + 1 + who + 2;
    let rows = choices.len().max(usize::from(!written));
    let rows = u16::try_from(rows).unwrap_or(u16::MAX);
    let height = rows.min(area.height.saturating_sub(below.min(area.height * 3 / 4)));
    let list = Rect { height, ..area };
    let row = |at: usize| {
        let aside = board.asides.get(at).map_or("", String::as_str);
        let label = &*choices[at].label;
        Row::new().toned(letter(at), Role::Accent).cell(label).toned(aside, Role::Dim)
    };
    let columns = [Column::new("", 2, 2, 0), Column::new("", 8, 90, 1), Column::new("", 9, 9, 0)];
    let cursor = cursor.row(&ids);
    if !written {
        let (count, empty) = (choices.len(), board.empty);
        Rows { columns: &columns, count, row, cursor, marks: false, empty }
            .render(list, buffer, cx.look);
    }
    if choices.is_empty() && !written {
        return;
    }
    let down = height + u16::from(height > 0);
    let rest = Rect {
        x: area.x + 2.min(area.width),
        y: area.y + down.min(area.height),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(down),
    };
    for (y, row) in (0..rest.height).zip(&full) {
        write(buffer, rest, (0, y), row, cx.look.style(Role::Text));
    }
    let used = u16::try_from(full.len()).unwrap_or(0).min(rest.height);
    let rest = Rect { y: rest.y + used, height: rest.height - used, ..rest };
    facts(board, &promise, rest, buffer, cx);
}

/// The option at the cursor in all its words, when any of them has no room in its row: then the
/// same number of rows is kept for all, so that nothing jumps.
fn in_full(choices: &[Thing], row: Option<usize>, columns: u16) -> Vec<String> {
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

fn facts(board: &Board<'_>, promise: &[String], area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    write(buffer, area, (0, 0), &board.limits, cx.look.bold(Role::Text));
    // Air only where the promise has all of its rows beside it.
    let gap = u16::from(usize::from(area.height) >= promise.len() + 4);
    let down = |rows: u16| Rect {
        y: area.y + rows.min(area.height),
        height: area.height.saturating_sub(rows),
        ..area
    };
    let who = down(1 + gap);
    // The promise keeps its rows at the end, whatever the number of names.
    let kept = u16::try_from(promise.len()).unwrap_or(1) + gap;
    let who = Rect { height: who.height.saturating_sub(kept).max(1).min(who.height), ..who };
    let used = paint_who(board.asked, who, buffer, cx);
    for (y, row) in (1 + gap + used + gap..area.height).zip(promise) {
        write(buffer, area, (0, y), row, cx.look.style(Role::Dim));
    }
}

/// Who will see what is given here; on paper the scribe does too.
fn promise(board: &Board<'_>, cx: &Cx<'_>, width: u16) -> Vec<String> {
    if cx.session.is_solo() {
        return Vec::new();
    }
    let columns = usize::from(width.saturating_sub(2).min(90));
    let Asked { policy, promise, .. } = board.asked;
    if policy.is_open() {
        return wrap(promise, columns);
    }
    let mut rows = wrap(promise, columns);
    let besides = format!("{} {}", board.besides, activities::SCRIBE);
    rows.extend(wrap(besides.trim(), columns));
    rows
}

/// What marks are put on, as far as it may be drawn here.
fn things(cx: &Cx<'_>) -> Vec<Thing> {
    let things = activities::things(cx.seen, cx.place).into_iter();
    things.map(|(id, label)| Thing { id, label }).collect()
}
