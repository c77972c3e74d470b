//! What the pot lacks: enough for an ask, an approval, money that is sure and there in time.

use super::{Gap, Plan};
use crate::money::Money;
use crate::session::Ask;
use crate::session::pot::Pledge;
use jiff::ToSpan;

pub(super) fn below_minimum(plan: &Plan<'_>) -> Vec<Gap> {
    let gap = |ask: &Ask| {
        let (area, title) = (plan.seen.area_of(ask), &ask.need.title);
        let need = match ask.need.wants_money() {
            true if ask.granted < ask.need.minimum => plan.money(ask.need.minimum),
            false if ask.matched.is_empty() => "hours or things".to_owned(),
            _ => return None,
        };
        let way_out = match plan.seen.is_open_to_money(ask) {
            true => "Find what is missing, ask for less, or say what is not done without it.",
            false => "First a name for the area; then it can be funded.",
        };
        let reason = format!("{area} is below its minimum: “{title}” takes {need}.");
        Some(Gap::of(&ask.id, reason, way_out))
    };
    plan.seen.pot.asks.iter().filter_map(gap).collect()
}

pub(super) fn strings_broken(plan: &Plan<'_>) -> Vec<Gap> {
    let seen = plan.seen;
    let unpaid = (!seen.pot.granted().is_zero() && seen.who_pays().is_none()).then(|| {
        Gap::whole(
            "What is granted cannot be paid with the strings of what was pledged.",
            "Take something back, or ask for looser strings.",
        )
    });
    let matched = seen.pot.asks.iter().flat_map(|ask| {
        let pledges = ask.matched.iter().filter_map(|id| seen.pledge(id));
        let broken = pledges.filter(|pledge| !pledge.offer.may_serve(&ask.area));
        broken.map(|pledge| {
            let only = seen.only_for(&pledge.offer).unwrap_or_default();
            let (what, source) = (words(plan, pledge), &pledge.offer.source);
            Gap::of(
                &ask.id,
                format!("{what} from {source} is {only}, and is used for {}.", seen.called(ask)),
                format!("Take the match back, or ask {source} for looser strings."),
            )
        })
    });
    unpaid.into_iter().chain(matched).collect()
}

pub(super) fn unasked_approver(plan: &Plan<'_>) -> Vec<Gap> {
    let gap = |pledge: &Pledge| {
        let (source, approver) = (&pledge.offer.source, &pledge.offer.approver);
        Gap::of(
            &pledge.id,
            format!("{} from {source} still needs a yes: {approver}.", words(plan, pledge)),
            "Who asks, and by when? Once it is approved, the pledge is firm.",
        )
    };
    plan.seen.pot.unapproved().map(gap).collect()
}

/// Hope stands beside the pot; where it is most of the money, or nothing is firm, so does the plan.
pub(super) fn rests_on_hope(plan: &Plan<'_>) -> Vec<Gap> {
    let (purse, granted) = (plan.seen.pot.purse(), plan.seen.pot.granted());
    let reason = if purse.hope > purse.money() {
        let (hope, money) = (plan.money(purse.hope), plan.money(purse.money()));
        format!("{hope} is only hoped for, and {money} is in the pot.")
    } else if purse.firm.is_zero() && granted > Money::ZERO {
        format!("{} is granted, and none of the money is firm.", plan.money(granted))
    } else {
        return Vec::new();
    };
    let way_out = "Whose word makes the largest part of it firm, and by when? Else plan with less.";
    vec![Gap::whole(reason, way_out)]
}

pub(super) fn expires_first(plan: &Plan<'_>) -> Vec<Gap> {
    let months = plan.seen.pot.months;
    let end = plan.day().saturating_add(i64::from(months).months());
    let gap = |pledge: &Pledge| {
        let until = pledge.offer.until.filter(|until| pledge.counts() && *until < end)?;
        let (what, source, until) = (words(plan, pledge), &pledge.offer.source, plan.date(until));
        Some(Gap::of(
            &pledge.id,
            format!(
                "{what} from {source} is there until {until}, and the pot is for {months} months."
            ),
            "Use it first, or ask for a later day.",
        ))
    };
    plan.seen.pot.pledges.iter().filter_map(gap).collect()
}

fn words(plan: &Plan<'_>, pledge: &Pledge) -> String {
    pledge.offer.kind.words(|amount| plan.money(amount))
}
