//! What could still be funded with what is left: wishes that fit it, the one first whose
//! supporters can cover most of it. The rest is asked of the others, so the room has to accept.

use super::Market;
use super::top_up::{PARTS, ToppedUp};
use crate::methods::funding::{Case, Proposal, Share, payable};
use crate::money::Money;
use num_rational::BigRational;

/// The wishes that fit, the best first: the largest part covered, then the smaller cost, more
/// points, and the list.
pub(super) fn list(market: &Market<'_>, topped_up: &ToppedUp, shares: &[Share]) -> Vec<Proposal> {
    let rest = what_is_left(market.case, shares);
    let nothing = vec![Money::ZERO; shares.len()];
    let mut found: Vec<(BigRational, usize, Proposal)> = Vec::new();
    for (rank, wish) in in_order(market).into_iter().enumerate() {
        let wants = &market.case.wishes[wish];
        let share = &shares[wish];
        if share.is_funded() || share.supporters == 0 || wants.barred.is_some() {
            continue;
        }
        let most = payable(&rest, &nothing, wish).unwrap_or_default();
        let cost = wants.steps().first().map_or(Money::ZERO, |(_, cost)| *cost);
        let amount = if wants.minimum.is_zero() { cost.min(most) } else { cost };
        if amount > most || amount.is_zero() {
            continue;
        }
        let covered = topped_up.left_for(market, wish);
        let part = BigRational::new(covered.into(), amount.0.into());
        let covered = Money(i64::try_from(covered / PARTS).unwrap_or(i64::MAX)).min(amount);
        found.push((part, rank, Proposal { wish, amount, covered }));
    }
    found.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    found.into_iter().map(|(_, _, proposal)| proposal).collect()
}

/// The wishes by the written order of ties.
fn in_order(market: &Market<'_>) -> Vec<usize> {
    let mut first: Vec<(u32, usize)> = Vec::new();
    for (project, step) in market.steps.iter().enumerate() {
        if !first.iter().any(|(_, wish)| *wish == step.wish) {
            first.push((market.order.rank(project), step.wish));
        }
    }
    first.sort_unstable();
    first.into_iter().map(|(_, wish)| wish).collect()
}

/// The same pot with what the bills leave in its pools.
fn what_is_left(case: &Case, shares: &[Share]) -> Case {
    let mut rest = case.clone();
    for (at, pool) in rest.pools.iter_mut().enumerate() {
        pool.amount.0 -= shares.iter().map(|share| share.bills[at].0).sum::<i64>();
    }
    rest
}
