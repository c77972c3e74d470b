//! What goals lack: clearness, areas that serve them, and more than one function behind them.

use super::{Gap, Plan};
use crate::session::goals::Lamp;
use crate::session::{Area, Goal, Reach, Sort};
use crate::text::{CleanText, listed};
use std::collections::BTreeSet;

/// With one lamp dark a goal is still one; with two it is a wish.
const LAMPS: usize = 4;

pub(super) fn none(plan: &Plan<'_>) -> Vec<Gap> {
    let missing = plan.seen.goals.is_empty() && plan.is_for(Sort::Goal);
    let gap = || {
        let reason = "There is no goal yet, so nothing says what all this is for.";
        Gap::whole(reason, "Shape one from the idea you would miss most; one is plenty.")
    };
    missing.then(gap).into_iter().collect()
}

pub(super) fn too_many(plan: &Plan<'_>) -> Vec<Gap> {
    let gap = |reason| Gap::whole(reason, "Keep those you would miss most, and park the others.");
    plan.seen.too_many_goals().map(gap).into_iter().collect()
}

/// Kinks and barriers show inside first; what begins outside meets them in public.
pub(super) fn all_outside(plan: &Plan<'_>) -> Vec<Gap> {
    let goals = plan.seen.goals.iter().map(|goal| goal.shape.reach);
    let reaches: Vec<Reach> = goals.chain(plan.seen.areas.iter().map(|area| area.reach)).collect();
    let outside = reaches.contains(&Reach::Outside);
    let inside = reaches.iter().any(|reach| matches!(reach, Reach::Inside | Reach::Both));
    let gap = || {
        let reason = "Everything reaches outside, nothing inside: the first mistakes are public.";
        Gap::whole(
            reason,
            "Which of it could colleagues try first? Say that it reaches inside, too.",
        )
    };
    (outside && !inside).then(gap).into_iter().collect()
}

pub(super) fn dark_lamps(plan: &Plan<'_>) -> Vec<Gap> {
    let gap = |goal: &Goal| {
        let dark: Vec<&str> = goal.dark().map(Lamp::name).collect();
        let asks = goal.dark().find_map(|lamp| goal.shape.asks(lamp)).unwrap_or_default();
        Gap::of(
            &goal.id,
            format!("{} is not finished: {} missing.", quoted(goal), are(&dark)),
            format!("{asks} Where nobody knows yet: who finds out, by when?"),
        )
    };
    plan.seen.goals.iter().filter(|goal| goal.lamps() < LAMPS).map(gap).collect()
}

fn are(words: &[&str]) -> String {
    format!("{} {}", listed(words), if words.len() == 1 { "is" } else { "are" })
}

pub(super) fn without_area(plan: &Plan<'_>) -> Vec<Gap> {
    if plan.seen.areas.is_empty() {
        return Vec::new();
    }
    let alone = plan.seen.goals.iter().filter(|goal| plan.seen.areas_of(&goal.id).next().is_none());
    let gap = |goal: &Goal| {
        Gap::of(
            &goal.id,
            format!("No area serves {}: nobody is on the way to it.", quoted(goal)),
            "Say which area serves it, or add one; or let the goal go.",
        )
    };
    alone.map(gap).collect()
}

/// One department alone could do it without a meeting, and does it alone.
pub(super) fn served_by_one(plan: &Plan<'_>) -> Vec<Gap> {
    let gap = |goal: &Goal| {
        let areas = plan.seen.areas_of(&goal.id);
        let functions: BTreeSet<&CleanText> =
            areas.flat_map(|area| functions_in(plan, area)).collect();
        let only = only(functions)?;
        Some(Gap::of(
            &goal.id,
            format!("{} is served by {only} alone.", quoted(goal)),
            "Who else takes a part of one of its areas? One function alone needs no plan of all.",
        ))
    };
    plan.seen.goals.iter().filter_map(gap).collect()
}

/// The functions of those who answer for an area or work in it.
fn functions_in<'a>(plan: &'a Plan<'_>, area: &'a Area) -> impl Iterator<Item = &'a CleanText> {
    let people = area.owner().into_iter().chain(&area.doing);
    let functions = people.filter_map(|who| Some(&plan.seen.person(who)?.function));
    functions.filter(|function| !function.is_empty())
}

/// Whose money may pay for what is granted, and whose hours and things are matched.
pub(super) fn funded_by_one(plan: &Plan<'_>) -> Vec<Gap> {
    let seen = plan.seen;
    let funds = seen.funds();
    let payers = |goal: &Goal| {
        let asks = || {
            seen.pot.asks.iter().filter(|ask| {
                seen.area(&ask.area).is_some_and(|area| area.serves.contains(&goal.id))
            })
        };
        let may_pay = |area| {
            funds
                .iter()
                .filter(move |fund| fund.only_for.is_empty() || fund.only_for.contains(area))
        };
        let granted = asks().filter(|ask| !ask.granted.is_zero());
        let money = granted.flat_map(|ask| may_pay(&ask.area)).map(|fund| &fund.payer);
        let matched = asks().flat_map(|ask| &ask.matched).filter_map(|id| seen.pledge(id));
        let things = matched.map(|pledge| match pledge.offer.function.is_empty() {
            true => &pledge.offer.source,
            false => &pledge.offer.function,
        });
        money.chain(things).collect::<BTreeSet<&CleanText>>()
    };
    let gap = |goal: &Goal| {
        let only = only(payers(goal))?;
        Some(Gap::of(
            &goal.id,
            format!("{} is funded by {only} alone.", quoted(goal)),
            "Ask another function for a bit of it: hours and things count.",
        ))
    };
    seen.goals.iter().filter_map(gap).collect()
}

fn only<T>(things: BTreeSet<T>) -> Option<T> {
    let mut things = things.into_iter();
    things.next().filter(|_| things.next().is_none())
}

fn quoted(goal: &Goal) -> String {
    format!("“{}”", goal.shape.outcome)
}
