//! Completion by raising all purses: step by step, or rather from change to change.

use super::rise::Rise;
use super::run::Run;
use super::{Outcome, Raise};
use crate::methods::election::TieOrder;
use crate::methods::payers::Payers;
use crate::methods::payers::Weight;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// Raises the purses until no project that somebody may pay for still fits, or to the step before
/// the money would be overspent. A step adds so much to the average purse.
pub(super) fn count<W: Weight>(
    payers: &Payers<W>,
    step: &BigRational,
    order: &TieOrder,
) -> Outcome {
    let money = payers.election.money();
    if money.is_zero() {
        return run(payers, &BigRational::one(), order).outcome(Raise::default());
    }
    let share = step * BigInt::from(payers.election.people()) / &money;
    let factor = |step: u64| BigRational::one() + &share * BigInt::from(step);
    let small = share.to_f64().unwrap_or_default();
    let (mut last, mut ties) = (0, 0);
    let mut at = 0;
    loop {
        let rise = Rise::new(payers, small);
        let run = Run::count(payers, &factor(at), order, Some(rise), false);
        ties += run.ties();
        if at > 0 && BigRational::from(BigInt::from(run.cost())) > money {
            break;
        }
        last = at;
        if !something_fits(payers, &run, &money) {
            break;
        }
        let alike = run.rise.as_ref().map_or(0, Rise::steps);
        ties += run.ties() * alike;
        at += alike + 1;
        last += alike;
    }
    let raise = Raise { factor: factor(last), used: last, tried: at };
    let mut outcome = run(payers, &raise.factor.clone(), order).outcome(raise);
    outcome.ties = ties;
    outcome
}

fn run<'a, W: Weight>(
    payers: &'a Payers<'a, W>,
    factor: &BigRational,
    order: &TieOrder,
) -> Run<'a, W> {
    Run::count(payers, factor, order, None, true)
}

/// Whether a project that is open and that somebody may pay for fits in the money that is left.
fn something_fits<W: Weight>(payers: &Payers<W>, run: &Run<W>, money: &BigRational) -> bool {
    let left = money - BigRational::from(BigInt::from(run.cost()));
    let projects = payers.election.projects.iter().enumerate();
    let mut left_over = projects.filter(|(place, _)| run.is_left_over(*place));
    left_over.any(|(_, project)| BigRational::from(BigInt::from(project.cost)) <= left)
}
