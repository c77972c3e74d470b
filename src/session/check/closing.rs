//! What is left lying at the end: objections, parked items, the next date.

use super::{Gap, Plan};
use crate::session::{Objection, Parked};

pub(super) fn open_objection(plan: &Plan<'_>) -> Vec<Gap> {
    let gap = |objection: &Objection| {
        Gap::of(
            &objection.id,
            format!("An objection is neither met nor recorded: “{}”", objection.text),
            "What would meet it? Else ask whether it may stand in the record as dissent.",
        )
    };
    plan.seen.objections.iter().filter(|objection| objection.is_open()).map(gap).collect()
}

pub(super) fn parked(plan: &Plan<'_>) -> Vec<Gap> {
    let gap = |parked: &Parked| {
        Gap::of(
            &parked.id,
            format!("Parked, with neither a name nor a date: “{}”", parked.text),
            "Who takes it, by when? Or drop it; letting go is an answer.",
        )
    };
    plan.seen.waiting().map(gap).collect()
}

pub(super) fn no_check_in(plan: &Plan<'_>) -> Vec<Gap> {
    let gap = || {
        let reason = "No date is set for a check-in, so nobody will look at this again.";
        Gap::whole(reason, "Agree on a day before anyone stands up; thirty days are usual.")
    };
    plan.seen.next_date.is_none().then(gap).into_iter().collect()
}
