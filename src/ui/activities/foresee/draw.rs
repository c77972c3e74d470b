//! Paints the causes once they are shown: the list with what was chosen, and what to do next.

use super::{ForeseeScreen, Open, Words, ids, is_chosen};
use crate::session::activities::foresee::{chair, guarded, how_many_are_chosen, top};
use crate::session::activities::gather::aloud::beside;
use crate::session::block::{Block, Line, Sign};
use crate::session::{Id, Idea};
use crate::ui::action::Action;
use crate::ui::blocks::{Manner, paint};
use crate::ui::forms::aloud;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::popup::Popup;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

/// Rows for the cause at the cursor: its words, its sign and its safeguard.
const FOOT: u16 = 6;

/// The width of "safeguard agreed", which is never cut.
const STATE: u16 = 16;

/// The list or the cause that lies open, and what floats above it.
pub(super) fn everything(
    screen: &ForeseeScreen,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> Option<Position> {
    match cx.seen.idea_aloud(cx.place) {
        Some(cause) => aloud::render(cause, "", area, buffer, cx),
        None => list(screen, area, buffer, cx),
    }
    open(screen.open.as_ref()?, area, buffer, cx)
}

fn open(open: &Open, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
    let mut cursor = None;
    match open {
        Open::Words(words, line) => {
            let title = match words {
                Words::Causes => "Causes, one a line",
                Words::Cause(_) => "The cause in better words",
                Words::Telling => "When something fails, how do we tell it?",
            };
            let popup = Popup { title, width: 72, height: 1 };
            popup.render(area, buffer, cx.look, |area, buffer| {
                cursor = Some(line.render(area, buffer, cx.look));
            });
        }
        Open::Safeguard(open) => {
            cursor = open.sheet.render(area, buffer, cx.look, 84, (0, &|_, _| {}));
        }
    }
    cursor
}

fn list(screen: &ForeseeScreen, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let causes = cx.seen.written_at(cx.place);
    let (told, role) = next(cx);
    let told = Paragraph::new(&told, role);
    let high = told.height(area.width);
    let foot = if area.height >= high + FOOT + 7 { FOOT } else { 0 };
    let rows = u16::try_from(causes.len()).unwrap_or(u16::MAX).max(1);
    let [head, list, below, _, foot] = Layout::vertical([
        Constraint::Length(2),
        Constraint::Max(rows),
        Constraint::Length(high + 1),
        Constraint::Length(1.min(foot)),
        Constraint::Length(foot),
    ])
    .areas(area);
    counts(head, buffer, cx);
    let ids = ids(cx.seen, cx);
    let beside = if causes.iter().any(|it| is_chosen(cx.seen, &it.id, cx)) { STATE } else { 0 };
    let (key, cursor) = (cx.key(Action::Add), screen.cursor.row(&ids));
    let empty = format!("No cause yet. {key} adds, one a line; or paste a list.");
    Rows {
        columns: &[
            Column::new("", 1, 1, 0),
            Column::new("", 24, 90, 4),
            Column::new("", beside, 26, 1),
        ],
        count: causes.len(),
        row: |at: usize| row(&causes[at], cx),
        cursor,
        marks: true,
        empty: &empty,
    }
    .render(list, buffer, cx.look);
    let below = Rect { y: below.y + 1.min(below.height), height: high.min(below.height), ..below };
    told.render(below, buffer, cx.look);
    if let Some(cause) = screen.here(cx.seen, cx) {
        paint(&in_full(cause, cx), foot, buffer, cx.look, Manner::CONSOLE);
    }
}

fn row<'a>(cause: &'a Idea, cx: &Cx<'a>) -> Row<'a> {
    let signs = &cx.look.signs;
    let chosen = is_chosen(cx.seen, &cause.id, cx);
    let safe = cx.seen.safeguard(&cause.id).is_some();
    let (sign, role) = match (chosen, safe, cause.read) {
        (true, true, _) => (signs.settled, Role::Good),
        (true, false, _) => (signs.partly, Role::Accent),
        (false, _, true) => (signs.dot, Role::Dim),
        (false, _, false) => (signs.nobody, Role::Dim),
    };
    let told = match (chosen, safe) {
        (true, true) => "safeguard agreed".to_owned(),
        (true, false) => "no safeguard yet".to_owned(),
        (false, _) => beside(cx.seen, cause),
    };
    Row::new().toned(sign, role).cell(&*cause.text).toned(told, Role::Dim).marked(chosen)
}

fn counts(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let causes = cx.seen.written_at(cx.place);
    if causes.is_empty() {
        return;
    }
    let read = match causes.iter().filter(|cause| !cause.read).count() {
        0 => format!("all {} read", causes.len()),
        unread => format!("{unread} of {} not yet read", causes.len()),
    };
    let x = write(buffer, area, (0, 0), &read, cx.look.bold(Role::Text));
    let rest = format!("  {}  {}", cx.look.signs.dot, how_many_are_chosen(cx.seen, cx.place));
    write(buffer, area, (x, 0), &rest, cx.look.style(Role::Dim));
}

/// Whether nothing is left to do here.
pub(super) fn is_agreed(cx: &Cx<'_>) -> bool {
    next(cx).1 == Role::Good
}

/// What to do next, in a sentence.
fn next(cx: &Cx<'_>) -> (String, Role) {
    let key = |action| cx.hint(action, "").key;
    let Some(foresee) = cx.seen.foreseen(cx.place) else { return (String::new(), Role::Dim) };
    let most = top(cx.seen, cx.place).min(foresee.causes.len());
    let unsafe_yet = foresee.chosen.iter().any(|id: &Id| cx.seen.safeguard(id).is_none());
    let words = if foresee.causes.is_empty() {
        String::new()
    } else if foresee.causes.iter().any(|cause| !cause.read) {
        format!("Now each is read aloud: {} begins.", key(Action::Verb('o')))
    } else if foresee.chosen.len() < most {
        let (chair, space) = (chair(cx.seen, cx.place), key(Action::Mark));
        let ask = match (chair, foresee.chosen.len()) {
            ("", _) | (_, 1..) => String::new(),
            (chair, 0) => format!("The empty chair: what would {chair} add? "),
        };
        let which = match most {
            1 => "the one that worries us most".to_owned(),
            _ => format!("the {most} that worry us most"),
        };
        format!("{ask}{space} chooses {which}.")
    } else if unsafe_yet {
        let enter = key(Action::Open);
        format!("{enter} on a chosen cause: what would we see first, and what do we agree on?")
    } else if cx.seen.telling(cx.place).is_none() {
        format!("And when something fails, how do we tell it? {} says.", key(Action::Verb('f')))
    } else {
        return (format!("All is agreed. {} goes on.", key(Action::NextStep)), Role::Good);
    };
    (words, Role::Text)
}

/// The cause at the cursor in full, with what was agreed against it; and how failures are told.
fn in_full(cause: &Idea, cx: &Cx<'_>) -> Vec<Block> {
    let mut lines = vec![Line::new(Sign::None, &*cause.text)];
    if is_chosen(cx.seen, &cause.id, cx) {
        lines.extend(guarded(cx.seen, &cause.id));
    }
    let telling = cx.seen.telling(cx.place);
    lines.extend(telling.map(|it| Line::item(&*it.text).with("when something fails")));
    vec![Block::Lines(lines)]
}
