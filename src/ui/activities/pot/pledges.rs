//! What is put in: pledges are read one at a time, and the pot grows as they are.

use super::layout::below;
use super::line::Line;
use super::offer::{Adding, OfferForm};
use super::{Did, pledge_ids, propose};
use crate::session::block::{Bar, Block, Sign};
use crate::session::pot::{Change, Pledge};
use crate::session::{Id, id};
use crate::ui::action::Action;
use crate::ui::blocks::{Manner, paint, sign};
use crate::ui::screen::{Cx, Hint, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::digits::{self, Digits};
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(super) fn verb(cursor: &mut Cursor<Id>, action: Action, cx: &Cx<'_>) -> Did {
    let ids = pledge_ids(cx.session);
    if cursor.act(action, &ids, 8) {
        return Did::Says(Reply::Done);
    }
    let here = cursor.row(&ids).map(|row| &cx.session.pot.pledges[row]);
    match (action, here) {
        (Action::Add, _) => Did::Opens(Box::new(Adding::new())),
        (Action::Verb('f'), _) => Did::Opens(Box::new(period(cx))),
        (Action::Mark, Some(pledge)) => Did::Says(read(cursor, pledge, cx)),
        (Action::Edit | Action::Open, Some(pledge)) => {
            Did::Opens(Box::new(OfferForm::editing(pledge, cx)))
        }
        (Action::Delete, Some(pledge)) => {
            Did::Says(propose(Change::DeletePledge(pledge.id.clone())))
        }
        (Action::Less, Some(pledge)) => Did::Says(take_back(pledge)),
        (Action::Mark | Action::Edit | Action::Open | Action::Delete, None) => {
            let add = cx.key(Action::Add);
            Did::Says(Reply::Tell(format!("Nothing is pledged yet; {add} adds the first.")))
        }
        _ => Did::Says(Reply::Pass),
    }
}

/// Reads this pledge; when it is read already, the next one that is not.
fn read(cursor: &mut Cursor<Id>, here: &Pledge, cx: &Cx<'_>) -> Reply {
    let pledges = &cx.session.pot.pledges;
    let at = pledges.iter().position(|pledge| pledge.id == here.id).unwrap_or(0);
    let unread = |row: &usize| !pledges[*row].read;
    let Some(row) = (at..pledges.len()).chain(0..at).find(unread) else {
        return Reply::Tell("All pledges are read; - takes this one back.".into());
    };
    cursor.place(row, &pledge_ids(cx.session));
    propose(Change::Read(pledges[row].id.clone(), true))
}

fn take_back(pledge: &Pledge) -> Reply {
    if pledge.read {
        return propose(Change::Read(pledge.id.clone(), false));
    }
    Reply::Tell("This one is not read yet; Space reads it.".into())
}

/// Asks for the period of the pot.
fn period(cx: &Cx<'_>) -> Line {
    let note = "what comes every month counts so many times";
    let months = cx.session.pot.months.to_string();
    Line::new("For how many months is the pot?", note, &months, |text, _| {
        let months = text.parse().map_err(|_| "Write a whole number of months, such as 12.")?;
        Ok(propose(Change::Months(months)))
    })
}

/// Puts the cursor on what was just pledged.
pub(super) fn follow(cursor: &mut Cursor<Id>, entry: u64, cx: &Cx<'_>) {
    let ids = pledge_ids(cx.session);
    let new = Id::nth(id::Kind::Pledge, entry, 0);
    if let Some(row) = ids.iter().position(|id| *id == new) {
        cursor.place(row, &ids);
    }
}

pub(super) fn render(cursor: &Cursor<Id>, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let pledges = &cx.seen.pot.pledges;
    if pledges.is_empty() {
        return empty(area, buffer, cx);
    }
    let rows = u16::try_from(pledges.len()).unwrap_or(u16::MAX).saturating_add(1);
    // The list gives way to the pot, but never below four pledges.
    let room = area.height.saturating_sub(wanted(cx) + 1).max(rows.min(5));
    let list = Rect { height: rows.min(room).min(area.height), ..area };
    let filled = below(area, list.height.saturating_add(1));
    let row = |at: usize| line(&pledges[at], cx);
    Rows {
        columns: &[
            Column::new("", 1, 1, 0),
            Column::new("From", 8, 24, 2),
            Column::new("What", 10, 26, 2),
            Column::new("How sure", 8, 8, 0),
            Column::new("Strings", 0, 44, 3),
        ],
        count: pledges.len(),
        row,
        cursor: cursor.row(&pledge_ids(cx.seen)),
        marks: false,
        empty: "",
    }
    .render(list, buffer, cx.look);
    pot(filled, buffer, cx);
}

fn empty(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let words = "Nothing is in the pot yet. Ask each function what it can put in: money, hours, a \
                 tool, somebody's time. Small bits count. a adds a pledge; a line such as \
                 “HR 500” is enough.";
    Paragraph::new(words, Role::Dim).render(area, buffer, cx.look);
}

fn line<'a>(pledge: &'a Pledge, cx: &Cx<'_>) -> Row<'a> {
    let offer = &pledge.offer;
    let (mark, role) = sign(if pledge.read { Sign::Settled } else { Sign::Nobody }, cx.look);
    let mut strings = cx.seen.conditions(offer, cx.reader);
    let ask = cx.seen.pot.matched_to(pledge);
    strings.extend(ask.map(|ask| format!("for {}", cx.seen.called(ask))));
    Row::new()
        .toned(mark, if pledge.read { role } else { Role::Dim })
        .cell(&*offer.source)
        .cell(offer.kind.words(|amount| cx.reader.money(cx.seen.currency, amount)))
        .cell(offer.firmness.name())
        .toned(strings.join(" · "), Role::Dim)
}

/// How many rows the pot would like: its sum, what the latest brought, the asks, its bars.
fn wanted(cx: &Cx<'_>) -> u16 {
    let bars = u16::try_from(cx.seen.pot_bars(cx.reader).len()).unwrap_or(0);
    bars.saturating_add(2 + strip(cx))
}

/// The row of the asks, where there are any.
fn strip(cx: &Cx<'_>) -> u16 {
    u16::from(!cx.seen.pot.asks.is_empty())
}

/// The sum, large where there is room, and under it what made it grow.
fn pot(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let money = |amount| cx.reader.money(cx.seen.currency, amount);
    let sum = money(cx.seen.pot.purse().money());
    let large = cx.seen.pot_digits(cx.reader);
    let digits = Digits { text: &large, role: Role::Accent, centred: false };
    let roomy = area.height >= wanted(cx).saturating_add(digits::HEIGHT + 4);
    let area = if roomy && digits.height(area, cx.look) > 1 {
        digits.render(below(area, 1), buffer, cx.look);
        below(area, 1 + digits::HEIGHT)
    } else {
        let used = write(buffer, area, (0, 0), "In the pot  ", cx.look.style(Role::Text));
        write(buffer, area, (used, 0), &sum, cx.look.bold(Role::Accent));
        area
    };
    let brought = cx.seen.what_the_latest_brought(money);
    let words = brought.as_deref().unwrap_or("Nothing is read yet; Space reads one aloud.");
    let role = if brought.is_some() { Role::Text } else { Role::Dim };
    let said = Paragraph::new(words, role);
    let rest = below(area, 1);
    said.render(rest, buffer, cx.look);
    let air = u16::from(area.height > wanted(cx) + 2);
    let rest = below(rest, said.height(area.width) + air);
    if strip(cx) > 0 {
        asks(rest, buffer, cx);
    }
    let rest = below(rest, strip(cx) * (1 + air));
    bars(cx.seen.pot_bars(cx.reader), rest, buffer, cx);
}

/// The bars; what has no row of its own stands below them in words.
fn bars(mut bars: Vec<Bar>, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let dot = format!(" {} ", cx.look.signs.dot);
    let in_words = |bars: &[Bar]| {
        let words: Vec<String> =
            bars.iter().map(|bar| format!("{} {}", bar.label, bar.number)).collect();
        words.join(&dot)
    };
    let all = bars.len();
    let fits = |drawn: &usize| {
        let rest = in_words(&bars[*drawn..]);
        let rows = u16::try_from(*drawn).unwrap_or(u16::MAX);
        *drawn == all || rows + Paragraph::new(&rest, Role::Text).height(area.width) <= area.height
    };
    let rows = usize::from(area.height).min(all);
    let drawn = (0..=rows).rev().find(fits).unwrap_or(0);
    let rest = in_words(&bars.split_off(drawn));
    paint(&[Block::Bars(bars)], area, buffer, cx.look, Manner::CONSOLE);
    let below = below(area, u16::try_from(drawn).unwrap_or(u16::MAX));
    Paragraph::new(&rest, Role::Text).render(below, buffer, cx.look);
}

/// Each ask with the sign of what the pot covers: they turn on the spot.
fn asks(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let mut x = 0;
    for (ask, of) in cx.seen.coverage() {
        let (mark, role) = sign(of, cx.look);
        let name = cx.look.shorten(&cx.seen.called(ask), 22).into_owned();
        let wide = u16::try_from(crate::text::width(&name)).unwrap_or(0) + 2;
        if x + wide > area.width {
            let x = x.min(area.width.saturating_sub(1));
            write(buffer, area, (x, 0), cx.look.signs.ellipsis, cx.look.style(Role::Dim));
            return;
        }
        write(buffer, area, (x, 0), mark, cx.look.style(role));
        write(buffer, area, (x + 2, 0), &name, cx.look.style(Role::Text));
        x += wide + 3;
    }
}

/// Whether every pledge was read aloud.
pub(super) fn are_all_read(cx: &Cx<'_>) -> bool {
    let pledges = &cx.session.pot.pledges;
    !pledges.is_empty() && pledges.iter().all(|pledge| pledge.read)
}

pub(super) fn hints(cx: &Cx<'_>) -> Vec<Hint> {
    if cx.session.pot.pledges.is_empty() {
        return vec![cx.hint(Action::Add, "add a pledge"), cx.hint(Action::Verb('f'), "period")];
    }
    let mut hints = vec![
        cx.hint(Action::Add, "add"),
        cx.hint(Action::Edit, "edit"),
        cx.hint(Action::Delete, "delete"),
        cx.hint(Action::Less, "not read after all"),
        cx.hint(Action::Verb('f'), "period"),
    ];
    if !are_all_read(cx) {
        hints.insert(0, cx.hint(Action::Mark, "read"));
    }
    hints
}
