//! What the cursor is on, told in full below the table.

use super::super::{Item, sheets};
use crate::money::Money;
use crate::session::block::{Block, Line, Sign};
use crate::session::followup::{confidence, number};
use crate::session::{Area, Goal, Promise};
use crate::text::capital;
use crate::ui::screen::Cx;

/// What the cursor is on, in full.
pub(super) fn in_full(item: &Item, cx: &Cx<'_>) -> Vec<Block> {
    match item {
        Item::Goal(id) => cx.seen.goal(id).map(|goal| goal_in_full(goal, cx)).unwrap_or_default(),
        Item::Promise(id) => {
            cx.seen.promise(id).map(|promise| promise_in_full(promise, cx)).unwrap_or_default()
        }
        Item::Area(id) => cx.seen.area(id).map(|area| money_in_full(area, cx)).unwrap_or_default(),
        Item::Orphan(_) | Item::Person(_) | Item::Thanks(_) => Vec::new(),
    }
}

fn goal_in_full(goal: &Goal, cx: &Cx<'_>) -> Vec<Block> {
    let mut lines = vec![Line::new(Sign::None, &*goal.shape.outcome)];
    let happened = goal.told.as_ref().map_or("", |told| &told.happened);
    if !happened.is_empty() {
        lines.push(Line::item(happened));
    }
    vec![Block::Lines(lines), Block::Trends(vec![number(cx.seen, goal), confidence(cx.seen, goal)])]
}

fn promise_in_full(promise: &Promise, cx: &Cx<'_>) -> Vec<Block> {
    let vow = &promise.vow;
    let mut lines = vec![Line::new(Sign::None, vow.sentence(cx.reader))];
    let became = promise.what_became(cx.reader);
    let checks = vow.checks.as_ref().map(|who| format!("{} checks", cx.seen.name_of(who)));
    let stalled = promise.again().map(|again| {
        let first = promise.before.first().map(|day| cx.reader.date(*day)).unwrap_or_default();
        format!("{again}, first promised for {first}")
    });
    let list = (vow.place > 0).then(|| format!("number {} on the list", vow.place));
    let parts = [Some(became).filter(|it| !it.is_empty()), stalled, list, checks];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if !parts.is_empty() {
        lines.push(Line::new(Sign::None, format!("{}.", capital(&parts.join("; ")))));
    }
    if promise.fate.is_waiting() && !promise.before.is_empty() {
        let words = "Where is it on the list, and what comes off for it?";
        lines.push(Line::new(Sign::Half, words));
    }
    vec![Block::Lines(lines)]
}

fn money_in_full(area: &Area, cx: &Cx<'_>) -> Vec<Block> {
    let money = |amount: Money| cx.reader.money(cx.seen.currency, amount);
    let asks = cx.seen.pot.asks.iter().filter(|ask| ask.area == area.id && !ask.granted.is_zero());
    let mut lines: Vec<Line> =
        asks.map(|ask| Line::item(&*ask.need.title).with(money(ask.granted))).collect();
    if let Some(over) = cx.seen.overspent(&area.id) {
        lines.insert(0, Line::new(Sign::LeftOpen, format!("{} too much", money(over))));
    }
    if let Some(before) = sheets::last_spent(&area.id, cx) {
        lines.push(Line::item("Spent the last time").with(money(before)));
    }
    let unasked = area.accountable.as_ref().and_then(|it| Some((&it.who, it.may_spend?)));
    if let Some((who, amount)) = unasked {
        let words = format!("{} may spend unasked", cx.seen.name_of(who));
        lines.push(Line::item(words).with(money(amount)));
    }
    vec![Block::Lines(lines)]
}
