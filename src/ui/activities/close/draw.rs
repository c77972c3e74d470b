//! Paints the close: what is parked, the next date, what was decided and agreed, what is missing.

use super::sheets::DATES;
use super::{Item, Open, Words, items};
use crate::session::activities::close::{missing, proposed_date, red_areas};
use crate::session::block::{Line, Sign};
use crate::session::decisions::what_became;
use crate::text::wrap;
use crate::ui::action::Action;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::lines::Lines;
use crate::ui::widgets::paragraph::{MEASURE, Paragraph};
use crate::ui::widgets::popup::Popup;
use crate::ui::widgets::rows::Cursor;
use crate::ui::widgets::write;
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The rows in which the line at the cursor is told in full, with a gap above.
const FULL: u16 = 3;

/// One line of the list, with what the cursor stands on when it is there.
struct Shown {
    about: &'static str,
    line: Line,
    item: Option<Item>,
}

/// The whole list, and what is missing beneath it.
pub(super) fn list(cursor: &Cursor<Item>, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let shown = shown(area.width, cx);
    let at = cursor.item(&items(cx.seen)).cloned();
    let row = shown.iter().position(|line| line.item.is_some() && line.item == at);
    let rows: Vec<(&str, &Line)> = shown.iter().map(|it| (it.about, &it.line)).collect();
    let lines = Lines { lines: &rows, skip: 0, cursor: row };
    let words = status(cx);
    let says = Paragraph::new(&words, if is_done(cx) { Role::Good } else { Role::Warn });
    let below = says.height(area.width.saturating_sub(2)) + 1;
    // Room for one line in full is kept at all times, so that the list does not move for it.
    let full = if area.height >= below + FULL + 6 { FULL } else { 0 };
    let height = area.height.saturating_sub(below + full);
    lines.render(Rect { height, ..area }, buffer, cx.look);
    let y = u16::try_from(shown.len()).unwrap_or(height).min(height) + 1;
    says.render(beneath(area, y), buffer, cx.look);
    let cut = row.filter(|row| full > 0 && lines.is_cut(*row, area.width));
    if let Some(row) = cut {
        let Line { text, aside, .. } = &shown[row].line;
        let words = if aside.is_empty() { text.clone() } else { format!("{text} ({aside})") };
        let place = beneath(area, y + below);
        Paragraph::new(&words, Role::Text).render(place, buffer, cx.look);
    }
}

/// What is left of an area below some rows, set in as texts are.
fn beneath(area: Rect, rows: u16) -> Rect {
    let (x, y) = (2.min(area.width), rows.min(area.height));
    Rect { x: area.x + x, y: area.y + y, width: area.width - x, height: area.height - y }
}

/// What is open floats above the list.
pub(super) fn open(open: &Open, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
    let mut cursor = None;
    match open {
        Open::Words(words, line) => {
            let title = match words {
                Words::New => "Into the parking lot",
                Words::Parked(_) | Words::Agreement(_) => "Worded otherwise",
            };
            let popup = Popup { title, width: 64, height: 1 };
            popup.render(area, buffer, cx.look, |area, buffer| {
                cursor = Some(line.render(area, buffer, cx.look));
            });
        }
        Open::Who(_, choose) | Open::Contact(choose) => {
            let height = choose.height().min(area.height.saturating_sub(2)).max(4);
            let popup = Popup { title: choose.title(), width: 52, height };
            popup.render(area, buffer, cx.look, |area, buffer| {
                cursor = choose.render(area, buffer, cx.look);
            });
        }
        Open::When { sheet, .. } | Open::NextDate(sheet) => {
            let dates = |area: Rect, buffer: &mut Buffer| {
                write(buffer, area, (0, 0), DATES, cx.look.style(Role::Dim));
            };
            cursor = sheet.render(area, buffer, cx.look, 60, (1, &dates));
        }
        Open::Decision(open) => {
            cursor = open.sheet.render(area, buffer, cx.look, 84, (0, &|_, _| {}));
        }
    }
    cursor
}

fn shown(width: u16, cx: &Cx<'_>) -> Vec<Shown> {
    let after = vec![next_date(cx), contact(cx)];
    let groups = [parked(cx), after, red(width, cx), decided(cx), agreed(cx)];
    let mut all: Vec<Shown> = Vec::new();
    for group in groups.into_iter().filter(|group| !group.is_empty()) {
        if !all.is_empty() {
            all.push(Shown { about: "", line: Line::new(Sign::None, ""), item: None });
        }
        all.extend(group);
    }
    all
}

fn parked(cx: &Cx<'_>) -> Vec<Shown> {
    if cx.seen.parked.is_empty() {
        let key = cx.hint(Action::Add, "").key;
        let line =
            Line::new(Sign::Settled, "Empty, thank you").with(format!("{key} parks something"));
        return vec![Shown { about: "Parked", line, item: None }];
    }
    let items = cx.seen.parked.iter().map(|parked| {
        (what_became(cx.seen, parked, cx.reader), Some(Item::Parked(parked.id.clone())))
    });
    under("Parked", items)
}

fn next_date(cx: &Cx<'_>) -> Shown {
    let line = match cx.seen.next_date {
        Some(date) => Line::new(Sign::Settled, dated(date, cx)),
        None => {
            let date = proposed_date(cx.seen, cx.place, cx.reader.today);
            let [take, other] =
                [Action::Open, Action::Verb('c')].map(|action| cx.hint(action, "").key);
            let aside = format!("{take} takes it, {other} another");
            Line::new(Sign::Nobody, format!("{}?", dated(date, cx))).with(aside)
        }
    };
    Shown { about: "Next date", line, item: Some(Item::NextDate) }
}

/// Whom one asks until then.
fn contact(cx: &Cx<'_>) -> Shown {
    let line = match &cx.seen.contact {
        Some(who) => Line::new(Sign::Settled, cx.seen.name_of(who)),
        None => Line::new(Sign::Nobody, "nobody in particular").with("stands on every paper"),
    };
    Shown { about: "Whom to ask", line, item: Some(Item::Contact) }
}

/// "Wed 2 Dec, in 30 days".
fn dated(date: Date, cx: &Cx<'_>) -> String {
    let days = cx.reader.today.until(date).map_or(0, |span| span.get_days());
    let words = match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days if days < 0 => "which has passed".to_owned(),
        days => format!("in {days} days"),
    };
    format!("{}, {words}", cx.reader.date(date))
}

/// Areas nobody answers for, each by name: the cursor does not stop here, so they are few lines.
fn red(room: u16, cx: &Cx<'_>) -> Vec<Shown> {
    let names = red_areas(cx.seen).join(", ");
    if names.is_empty() {
        return Vec::new();
    }
    let room = usize::from(room.saturating_sub(18).clamp(20, MEASURE));
    let rows = wrap(&format!("Nobody answers for: {names}"), room);
    let sign = |at: usize| if at == 0 { Sign::Nobody } else { Sign::None };
    let lines = rows.into_iter().enumerate().map(|(at, row)| (Line::new(sign(at), row), None));
    under("Open", lines)
}

fn decided(cx: &Cx<'_>) -> Vec<Shown> {
    let items = cx.seen.decisions.iter().map(|decision| {
        let again = decision.review.map(|date| format!("again {}", cx.reader.date(date)));
        let line = Line::new(Sign::Settled, &*decision.what).with(again.unwrap_or_default());
        (line, Some(Item::Decision(decision.id.clone())))
    });
    under("Decided", items)
}

fn agreed(cx: &Cx<'_>) -> Vec<Shown> {
    let items = cx.seen.agreements.iter().map(|agreement| {
        let line = Line::item(&*agreement.text).with(agreement.watched(cx.seen));
        (line, Some(Item::Agreement(agreement.id.clone())))
    });
    under("Agreed", items)
}

fn under(about: &'static str, lines: impl Iterator<Item = (Line, Option<Item>)>) -> Vec<Shown> {
    lines.map(|(line, item)| Shown { about, line, item }).collect()
}

/// Whether something comes after this in the agenda.
pub(super) fn goes_on(cx: &Cx<'_>) -> bool {
    cx.seen.neighbour(cx.place, true).is_some()
}

fn is_done(cx: &Cx<'_>) -> bool {
    cx.seen.finished.is_some() || missing(cx.seen).is_empty()
}

fn status(cx: &Cx<'_>) -> String {
    let key = |action| cx.hint(action, "").key;
    let missing = missing(cx.seen);
    match cx.seen.finished {
        Some(at) => {
            let (time, export) = (cx.reader.time(at), key(Action::Export));
            let next = cx.seen.followup.due.first().map(|next| {
                format!(" The {}-day check-in is due {}.", next.days, cx.reader.date(next.on))
            });
            format!("Finished at {time}. {export} exports the record.{}", next.unwrap_or_default())
        }
        None if missing.is_empty() && goes_on(cx) => {
            let next = key(Action::NextStep);
            format!("Everything has somebody and a date: {next} goes on.")
        }
        None if missing.is_empty() => {
            let finish = key(Action::Verb('f'));
            format!("Everything has somebody and a date: {finish} finishes the session.")
        }
        None => format!("Still missing: {}.", missing.join(", and ")),
    }
}
