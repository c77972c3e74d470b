//! What makes people stand by what they say: a name, a rule, a promise, and time to make it.

use super::{Remark, first, spots};
use crate::workshop::{Do, Policy, Workshop};

/// Whoever commits is known.
pub(super) fn anonymous(workshop: &Workshop) -> Vec<Remark> {
    let commits = |what: &Do| {
        matches!(what, Do::Care { .. } | Do::Roles { .. } | Do::Decide {} | Do::Promise { .. })
    };
    let spots = spots(workshop)
        .into_iter()
        .filter(|spot| commits(&spot.activity.what) && spot.activity.privacy == Policy::Anonymous);
    let remark = |spot: super::Spot<'_>| {
        let what = spot.activity.what.name();
        Remark::on(
            spot.step,
            format!(
                "{what} is anonymous, and leads to commitments: nobody can be asked for \
                 theirs."
            ),
            "Make it Hidden: the room sees no names, and each person decides whether theirs is \
             told.",
        )
    };
    spots.map(remark).collect()
}

/// A decision without a rule is taken again at the coffee machine.
pub(super) fn decision_without_rule(workshop: &Workshop) -> Vec<Remark> {
    let spots = spots(workshop);
    let says = |what: &Do| matches!(what, Do::Welcome { rule, .. } if !rule.is_empty());
    let Some((decide, spot)) = first(&spots, |what| matches!(what, Do::Decide {})) else {
        return Vec::new();
    };
    if first(&spots, says).is_some_and(|(said, _)| said < decide) {
        return Vec::new();
    }
    let title = &spot.step.title;
    vec![Remark::on(
        spot.step,
        format!(
            "{title} decides, and nobody has said by which rule: it is decided again \
             afterwards."
        ),
        "Write into Welcome, before it: `rule: \"We decide when …\"`.",
    )]
}

/// What nobody promised happens by chance.
pub(super) fn no_promise(workshop: &Workshop) -> Vec<Remark> {
    let spots = spots(workshop);
    if first(&spots, |what| matches!(what, Do::Promise { .. })).is_some() {
        return Vec::new();
    }
    vec![Remark::whole(
        "Nobody promises anything: what is agreed here has no first step.",
        "Put a promise step before the end.",
    )]
}

/// Meetings run late, and what comes last is what is cut.
pub(super) fn promise_without_buffer(workshop: &Workshop) -> Vec<Remark> {
    let last = workshop.steps.last().filter(|step| {
        step.activities.iter().any(|activity| matches!(activity.what, Do::Promise { .. }))
    });
    let remark = |step| {
        Remark::on(
            step,
            "Promises come last, with nothing behind them that could give: when time runs short, \
             they are what is cut.",
            "Put a close behind them, in a step of its own.",
        )
    };
    last.into_iter().map(remark).collect()
}
