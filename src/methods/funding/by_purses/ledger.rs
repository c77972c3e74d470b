//! The purses while wishes are bought: what everybody has left, what each kind of money has paid,
//! and what the wishes of which nothing is bought were lacking.
//!
//! All of it is counted in whole parts of one denominator that every price divides: the same
//! numbers as fractions, without reducing them at each step.

use super::{Bought, Market, Round, Voter};
use crate::methods::funding::bills::{Paid, common};
use crate::money::Money;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

/// Who has what left, and what was paid.
pub(super) struct Ledger {
    /// What each group of voters has left, together.
    pub(super) left: Vec<BigInt>,
    /// How many parts are a cent.
    pub(super) over: BigInt,
    /// How many parts are all of a purse that is a cent over the denominator of the purses.
    whole: BigInt,
    /// What each kind of money has paid for each wish.
    pub(super) paid: Vec<Vec<BigInt>>,
    /// What each purchase took of those who paid most, in thousandths of their share.
    pub(super) prices: Vec<u16>,
    /// For each wish of which nothing is bought, how its supporters stood.
    pub(super) standing: Vec<Option<Standing>>,
    /// What part of its share each group had left before each purchase, and in the end: near
    /// enough to tell what is not close.
    pub(super) parts: Vec<Vec<f64>>,
}

/// How the supporters of a wish stand of which nothing is bought.
pub(super) struct Standing {
    /// What they have left together that may pay for it.
    left: BigInt,
    /// What its first step costs.
    cost: BigInt,
    /// Whether they could have paid for it in the beginning.
    within: bool,
    /// The wish whose purchase put it out of reach, if it ever was within.
    pub(super) until: Option<usize>,
}

impl Ledger {
    /// Pays for everything that is bought, in its order.
    pub(super) fn of(market: &Market<'_>, bought: &Bought) -> Ledger {
        let price = |round: &Round| {
            let cost = BigInt::from(market.steps[round.project].cost);
            &round.rho * cost
        };
        let prices: Vec<BigRational> = bought.rounds.iter().map(price).collect();
        let whole = common(prices.iter().map(|price| price.denom().clone()));
        let purses = common(market.voters.iter().map(|voter| voter.purse.denom().clone()));
        let purse = |voter: &Voter| {
            &purses / voter.purse.denom() * voter.purse.numer() * BigInt::from(voter.people)
        };
        let purses_of: Vec<BigInt> = market.voters.iter().map(purse).collect();
        let mut ledger = Ledger::begin(market, bought, &purses_of, &whole, purses);
        for (round, price) in bought.rounds.iter().zip(&prices) {
            let wish = market.steps[round.project].wish;
            let parts = &whole / price.denom() * price.numer();
            ledger.pay(market, wish, &purses_of, &parts, price.to_f64().unwrap_or(f64::INFINITY));
        }
        ledger
    }

    /// The supporters of a wish pay for a step of it: for each point so many parts of their purse,
    /// or all that is left.
    fn pay(
        &mut self,
        market: &Market<'_>,
        wish: usize,
        purses: &[BigInt],
        parts: &BigInt,
        near: f64,
    ) {
        let mut price = 0;
        let mut now = self.parts.last().cloned().unwrap_or_default();
        for (at, voter) in market.voters.iter().enumerate() {
            let points = voter.points[wish];
            if points == 0 || self.left[at].is_zero() {
                continue;
            }
            let due = &purses[at] * parts * BigInt::from(points);
            let all = due >= self.left[at];
            let paid = if all { std::mem::take(&mut self.left[at]) } else { due };
            now[at] = if all { 0.0 } else { now[at] - near * f64::from(points) };
            price = price.max(thousandths(&paid, &(&purses[at] * &self.whole)));
            if !all {
                self.left[at] -= &paid;
            }
            self.paid[wish][voter.kind] += &paid;
            let standing = self.standing.iter_mut().zip(&voter.points);
            for (standing, _) in standing.filter(|(_, points)| **points > 0) {
                standing.iter_mut().for_each(|standing| standing.left -= &paid);
            }
        }
        self.prices.push(price);
        self.parts.push(now);
        self.standing.iter_mut().flatten().for_each(|standing| standing.falls_out(wish));
    }

    /// Before anything is paid.
    fn begin(
        market: &Market<'_>,
        bought: &Bought,
        purses: &[BigInt],
        whole: &BigInt,
        over: BigInt,
    ) -> Ledger {
        let mut ledger = Ledger {
            left: purses.iter().map(|purse| purse * whole).collect(),
            over: over * whole,
            whole: whole.clone(),
            paid: vec![vec![BigInt::zero(); market.kinds.len()]; market.case.wishes.len()],
            prices: Vec::new(),
            standing: Vec::new(),
            parts: vec![vec![1.0; market.voters.len()]],
        };
        let bought: Vec<usize> = bought.winners().map(|step| market.steps[step].wish).collect();
        let stands =
            |wish: usize| (!bought.contains(&wish)).then(|| ledger.stands(market, wish)).flatten();
        let standing = (0..market.case.wishes.len()).map(stands).collect();
        ledger.standing = standing;
        ledger
    }

    fn stands(&self, market: &Market<'_>, wish: usize) -> Option<Standing> {
        let cost = BigInt::from(market.first_cost(wish)?) * &self.over;
        let left = self.left_for(market, wish);
        Some(Standing { within: left >= cost, left, cost, until: None })
    }

    /// What the supporters of a wish have left together that may pay for it.
    pub(super) fn left_for(&self, market: &Market<'_>, wish: usize) -> BigInt {
        let voters = market.voters.iter().zip(&self.left);
        voters.filter(|(voter, _)| voter.points[wish] > 0).map(|(_, left)| left).sum()
    }

    /// What the supporters of a wish have left and what that lacks, in cents that add up.
    pub(super) fn lacks(&self, standing: &Standing) -> (Money, Money) {
        let cents = |parts: &BigInt| Money((parts / &self.over).to_i64().unwrap_or_default());
        let had = cents(&standing.left);
        (had, Money(cents(&standing.cost).0 - had.0))
    }

    /// What was paid for each wish, with so many parts of a cent more from each kind of money.
    pub(super) fn payments(&self, more: &[Vec<i128>], parts: i128) -> Vec<Paid> {
        let part = |(paid, more): (&BigInt, &i128)| {
            paid * BigInt::from(parts) + &self.over * BigInt::from(*more)
        };
        let row = |(paid, more): (&Vec<BigInt>, &Vec<i128>)| Paid {
            parts: paid.iter().zip(more).map(part).collect(),
            over: &self.over * BigInt::from(parts),
        };
        self.paid.iter().zip(more).map(row).collect()
    }
}

impl Standing {
    fn falls_out(&mut self, bought: usize) {
        // What is out of reach stays so, and what was never within has nothing to blame.
        if self.within && self.until.is_none() && self.left < self.cost {
            self.until = Some(bought);
        }
    }
}

/// A part of a whole in thousandths, to the nearest.
fn thousandths(part: &BigInt, whole: &BigInt) -> u16 {
    let half_up = (part * BigInt::from(2_000) + whole) / (whole * BigInt::from(2));
    half_up.to_u16().unwrap_or(1_000)
}
