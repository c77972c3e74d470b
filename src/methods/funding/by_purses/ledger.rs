//! The purses while wishes are bought: what everybody has left, what each kind of money has paid,
//! and what the wishes of which nothing is bought were lacking.
//!
//! All of it is counted in whole parts of one denominator that every price divides: the same
//! numbers as fractions, without reducing them at each step.

use super::close::NEAR;
use super::{Bought, Market, Round, Voter};
use crate::methods::equal_shares as bought;
use crate::methods::funding::Next;
use crate::methods::funding::bills::{Paid, common};
use crate::methods::payers::times;
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
    /// What would have been bought in the stead of each purchase.
    pub(super) next: Vec<Option<Next>>,
    /// The price of a point for a cent of the purchase and a whole share, rounded.
    pub(super) rhos: Vec<f64>,
    /// For each wish of which nothing is bought, how its supporters stood.
    pub(super) standing: Vec<Option<Standing>>,
    /// What part of its share each group had left before each purchase, and in the end: near
    /// enough to tell what is not close.
    pub(super) parts: Vec<Vec<f64>>,
    /// The money of each group, in cents, rounded.
    pub(super) worth: Vec<f64>,
}

/// How the supporters of a wish stand of which nothing is bought.
pub(super) struct Standing {
    /// What its first step costs.
    cost: BigInt,
    /// Whether they can pay for it.
    within: bool,
    /// The wish whose purchase put it out of reach, if it ever was within.
    pub(super) until: Option<usize>,
}

impl Ledger {
    /// Pays for everything that is bought, in its order.
    pub(super) fn of(market: &Market<'_>, bought: &Bought) -> Ledger {
        let price = |round: &Round| times(&round.rho, market.steps[round.project].cost);
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
            let next = round.next.as_ref().map(|next| ledger.next(market, next, &purses_of));
            ledger.next.push(next);
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
        let before = self.parts.last().cloned().unwrap_or_default();
        let mut now = before.clone();
        let mut payments: Vec<(usize, BigInt)> = Vec::new();
        for (at, voter) in market.voters.iter().enumerate() {
            let points = voter.points[wish];
            if points == 0 || self.left[at].is_zero() {
                continue;
            }
            let due = &purses[at] * parts * BigInt::from(points);
            let paid = if due < self.left[at] {
                self.left[at] -= &due;
                now[at] -= near * f64::from(points);
                due
            } else {
                now[at] = 0.0;
                std::mem::take(&mut self.left[at])
            };
            self.paid[wish][voter.kind] += &paid;
            payments.push((at, paid));
        }
        let part = |at: usize| before[at] - now[at];
        let most = payments.iter().map(|(at, _)| part(*at)).fold(0.0, f64::max);
        let highest = payments.iter().filter(|(at, _)| part(*at) >= most - NEAR);
        let price = highest.map(|(at, paid)| thousandths(paid, &(&purses[*at] * &self.whole)));
        let price = price.max().unwrap_or_default();
        self.prices.push(price);
        self.parts.push(now);
        self.put_out_of_reach(market, wish);
    }

    /// What a step that is not bought would take of those who would pay most for it.
    fn next(&self, market: &Market<'_>, next: &bought::Next, purses: &[BigInt]) -> Next {
        let step = &market.steps[next.project];
        let price = times(&next.rho, step.cost);
        let near = price.to_f64().unwrap_or(f64::INFINITY);
        let left = self.parts.last().into_iter().flatten();
        let part = |points: u8, left: f64| left.min(near * f64::from(points));
        let voters =
            market.voters.iter().map(|voter| voter.points[step.wish]).zip(left).enumerate();
        let parts = voters.map(|(at, (points, left))| (at, part(points, *left)));
        let most = parts.clone().map(|(_, part)| part).fold(0.0, f64::max);
        let exactly = |at: usize| {
            let due = price.numer() * BigInt::from(market.voters[at].points[step.wish]);
            let left = &self.left[at] * price.denom();
            let whole = &purses[at] * &self.whole;
            thousandths(&left.min(due * &whole), &(whole * price.denom()))
        };
        let highest = parts.filter(|(_, part)| *part >= most - NEAR).map(|(at, _)| exactly(at));
        Next { wish: step.wish, price: highest.max().unwrap_or_default() }
    }

    /// What is out of reach stays so, and what was never within has nothing to blame.
    fn put_out_of_reach(&mut self, market: &Market<'_>, bought: usize) {
        for wish in 0..self.standing.len() {
            let Some(Standing { cost, within: true, .. }) = &self.standing[wish] else { continue };
            if self.can_pay(market, wish, cost) {
                continue;
            }
            if let Some(standing) = &mut self.standing[wish] {
                (standing.within, standing.until) = (false, Some(bought));
            }
        }
    }

    /// Whether the supporters of a wish have its cost together: by rounded sums, unless those are
    /// too close to tell.
    fn can_pay(&self, market: &Market<'_>, wish: usize, cost: &BigInt) -> bool {
        let voters = market.voters.iter().zip(&self.worth);
        let supporters = voters.zip(self.parts.last().into_iter().flatten());
        let supporters = supporters.filter(|((voter, _), _)| voter.points[wish] > 0);
        let left: f64 = supporters.map(|((_, worth), part)| worth * part).sum();
        let whole = market.first_cost(wish).and_then(|cost| cost.to_f64()).unwrap_or_default();
        match (left - whole).abs() <= (left + whole) * NEAR {
            true => self.left_for(market, wish) >= *cost,
            false => left > whole,
        }
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
            next: Vec::new(),
            rhos: bought.rounds.iter().map(rounded).collect(),
            standing: Vec::new(),
            parts: vec![vec![1.0; market.voters.len()]],
            worth: market.voters.iter().map(Voter::worth).collect(),
        };
        let mut bought: Vec<usize> = bought.winners().map(|step| market.steps[step].wish).collect();
        bought.sort_unstable();
        let stands = |wish: usize| match bought.binary_search(&wish) {
            Ok(_) => None,
            Err(_) => ledger.stands(market, wish),
        };
        let standing = (0..market.case.wishes.len()).map(stands).collect();
        ledger.standing = standing;
        ledger
    }

    fn stands(&self, market: &Market<'_>, wish: usize) -> Option<Standing> {
        let cost = BigInt::from(market.first_cost(wish)?) * &self.over;
        Some(Standing { within: self.can_pay(market, wish, &cost), cost, until: None })
    }

    /// What the supporters of a wish have left together that may pay for it.
    pub(super) fn left_for(&self, market: &Market<'_>, wish: usize) -> BigInt {
        let voters = market.voters.iter().zip(&self.left);
        voters.filter(|(voter, _)| voter.points[wish] > 0).map(|(_, left)| left).sum()
    }

    /// What the supporters of a wish have left in the end and what that lacks, in cents that add
    /// up.
    pub(super) fn lacks(
        &self,
        market: &Market<'_>,
        wish: usize,
        standing: &Standing,
    ) -> (Money, Money) {
        let cents = |parts: &BigInt| Money((parts / &self.over).to_i64().unwrap_or_default());
        let had = cents(&self.left_for(market, wish));
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

fn rounded(round: &Round) -> f64 {
    round.rho.to_f64().unwrap_or(f64::INFINITY)
}

/// A part of a whole in thousandths, to the nearest.
fn thousandths(part: &BigInt, whole: &BigInt) -> u16 {
    let half_up = (part * BigInt::from(2_000) + whole) / (whole * BigInt::from(2));
    half_up.to_u16().unwrap_or(1_000)
}
