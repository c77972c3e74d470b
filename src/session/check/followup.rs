//! What a check-in leaves open: goals and promises of which nobody said what became of them, promises
//! that slip again and again, money that was spent beyond the plan.

use super::{Gap, Plan};
use crate::session::{Area, Goal, Promise};

/// So often a promise may slip before it is asked about.
const SLIPS: usize = 2;

pub(super) fn untold_goal(plan: &Plan<'_>) -> Vec<Gap> {
    if !plan.seen.is_check_in() {
        return Vec::new();
    }
    let gap = |goal: &Goal| {
        Gap::of(
            &goal.id,
            format!("Nobody said how this goal stands: “{}”", goal.shape.outcome),
            "What happened, and which number is it now? The team answers, before any person.",
        )
    };
    plan.seen.untold_goals().map(gap).collect()
}

pub(super) fn untold_promise(plan: &Plan<'_>) -> Vec<Gap> {
    let promises = plan.seen.promises_of_before().into_iter();
    let gap = |promise: &Promise| {
        let name = plan.seen.name_of(&promise.who);
        Gap::of(
            &promise.id,
            format!("What became of the promise of {name} was not said: “{}”.", promise.vow.deed()),
            "Kept, slipped to another day, or dropped with a reason?",
        )
    };
    promises.filter(|promise| promise.fate.is_waiting()).map(gap).collect()
}

pub(super) fn stalled_promise(plan: &Plan<'_>) -> Vec<Gap> {
    let stalled = plan.seen.open_promises().filter(|promise| promise.before.len() >= SLIPS);
    let gap = |promise: &Promise| {
        let (name, again) = (plan.seen.name_of(&promise.who), promise.again().unwrap_or_default());
        Gap::of(
            &promise.id,
            format!("The promise of {name}, “{}”, {again}.", promise.vow.deed()),
            "Where is it on the list, and what comes off for it? Dropping it is an answer, too.",
        )
    };
    stalled.map(gap).collect()
}

pub(super) fn overspent(plan: &Plan<'_>) -> Vec<Gap> {
    let gap = |area: &Area| {
        let over = plan.money(plan.seen.overspent(&area.id)?);
        let planned = plan.money(plan.seen.planned(&area.id));
        Some(Gap::of(
            &area.id,
            format!("{} has spent {over} more than the {planned} that were planned.", area.name),
            "Who pays for that, or what is left undone?",
        ))
    };
    plan.seen.areas.iter().filter_map(gap).collect()
}
