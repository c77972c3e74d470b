//! How close it was: whether one more supporter with a share of their own would have funded a
//! wish.
//!
//! Until that wish would be bought, everything goes on as it did. So it is enough to look, before
//! each purchase and in the end, whether its supporters and the newcomer could have paid for it at
//! that price. Where that is too close for rounded numbers, it is counted anew, exactly.

use super::ledger::Ledger;
use super::{Market, bought, marks};
use num_rational::BigRational;
use num_traits::ToPrimitive;

/// Rounded sums that are nearer to each other than this part of them are not told apart.
pub(super) const NEAR: f64 = 1e-9;

/// Whether one more supporter of this wish alone would have funded it. Where functions have money
/// of their own there is no share like everybody's, and the answer is no.
pub(super) fn one_more(market: &Market<'_>, ledger: &Ledger, wish: usize) -> bool {
    let everyone = market.case.ballots.len();
    if everyone == 0 || market.kinds.iter().any(|kind| kind.voters.len() < everyone) {
        return false;
    }
    let Some(cost) = market.first_cost(wish).and_then(|cost| cost.to_f64()) else { return false };
    let full = most_points(market);
    // In the end there is no other price to keep below.
    let prices = ledger.rhos.iter().copied().chain([f64::INFINITY]);
    for (rho, left) in prices.zip(&ledger.parts) {
        let pays = |points: u8, left: f64| left.min(rho * f64::from(points) * cost);
        let theirs: f64 = market
            .voters
            .iter()
            .zip(left.iter().zip(&ledger.worth))
            .filter(|(voter, _)| voter.points[wish] > 0)
            .map(|(voter, (left, worth))| worth * pays(voter.points[wish], *left))
            .sum();
        let paying = market.kinds.iter().filter(|kind| kind.pays[wish]);
        let share = |amount: i64| amount.to_f64().unwrap_or_default() / everyone as f64;
        let own: f64 = paying.map(|kind| share(kind.amount) * pays(full, 1.0)).sum();
        let both = theirs + own;
        if (both - cost).abs() <= cost * NEAR {
            return counted_anew(market, wish);
        }
        if both > cost {
            return true;
        }
    }
    false
}

fn most_points(market: &Market<'_>) -> u8 {
    market.voters.iter().flat_map(|voter| voter.points.iter().copied()).max().unwrap_or(1).max(1)
}

/// The same, by counting with the newcomer.
pub(super) fn counted_anew(market: &Market<'_>, wish: usize) -> bool {
    let mut election = market.election.clone();
    let mut points = vec![0; market.case.wishes.len()];
    points[wish] = most_points(market);
    for kind in market.kinds.iter().filter(|kind| kind.pays[wish]) {
        let purse = BigRational::new(kind.amount.into(), market.case.ballots.len().into());
        election.add(1, purse, marks(&market.steps, &points));
    }
    bought(&election, &market.order).winners().any(|step| market.steps[step].wish == wish)
}
