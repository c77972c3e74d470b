//! What promises lack: somebody to make one, few enough to keep, and a first step soon.

use super::{Gap, Plan, told_together};
use crate::session::{Person, Promise, Sort};

pub(super) fn no_promise(plan: &Plan<'_>) -> Vec<Gap> {
    if !plan.is_for(Sort::Promise) {
        return Vec::new();
    }
    let gap = |person: &Person| {
        let name = &person.name;
        Gap::of(
            &person.id,
            format!("{name} is here and has promised nothing."),
            format!("What could {name} do within a week? Small is fine."),
        )
    };
    let found = plan.seen.without_promise().map(|person| (person.name.as_str(), gap(person)));
    told_together(found, |names| {
        let reason = format!("{names} are here and have promised nothing.");
        (reason, "What could each do within a week? Small is fine.")
    })
}

pub(super) fn too_many_promises(plan: &Plan<'_>) -> Vec<Gap> {
    let most = usize::from(plan.seen.promise_custom().most);
    let gap = |person: &Person| {
        let theirs: Vec<&Promise> = plan.seen.promises_of(&person.id).collect();
        let last = theirs.last().filter(|_| theirs.len() > most)?;
        let (name, count) = (&person.name, theirs.len());
        Some(Gap::of(
            &last.id,
            format!("{name} has {count} open promises; more than {most} are seldom kept."),
            "Which one can somebody else make, and which can wait?",
        ))
    };
    plan.seen.people.iter().filter_map(gap).collect()
}

/// What is due within that time anyway is its own first step.
pub(super) fn late_first_step(plan: &Plan<'_>) -> Vec<Gap> {
    let days = plan.seen.promise_custom().first_step;
    let latest = plan.days_later(days);
    let gap = |promise: &Promise| {
        let vow = &promise.vow;
        if vow.first_by.unwrap_or(vow.by) <= latest {
            return None;
        }
        let (name, will) = (plan.seen.name_of(&promise.who), &vow.will);
        let when = vow.first_by.map_or_else(
            || "has no date for its first step".to_owned(),
            |first| format!("begins only on {}", plan.date(first)),
        );
        Some(Gap::of(
            &promise.id,
            format!("The promise of {name}, “{will}”, {when}."),
            format!("What is the smallest step within {days} days?"),
        ))
    };
    plan.seen.open_promises().filter_map(gap).collect()
}
