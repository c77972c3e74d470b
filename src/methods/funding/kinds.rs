//! Kinds of money: pools that the same voters share and that may pay for the same wishes count as
//! one, and what a kind pays comes from its pools in proportion to what is in them.

use super::bills::in_cents;
use super::{Case, Pool};
use crate::money::Money;
use num_rational::BigRational;
use num_traits::Zero;

/// Money that the same voters share and that may pay for the same wishes.
pub(in crate::methods) struct Kind {
    /// The pools it is made of.
    pub(in crate::methods) pools: Vec<usize>,
    /// All that is in them.
    pub(in crate::methods) amount: i64,
    /// Whether it may pay for each wish.
    pub(in crate::methods) pays: Vec<bool>,
    /// The ballots that share it alike.
    pub(in crate::methods) voters: Vec<usize>,
}

/// What each kind pays for each wish, exactly: one row a wish.
pub(in crate::methods) type Payments = Vec<Vec<BigRational>>;

impl Case {
    /// The kinds of money there are, in the order of their first pools. Where votes are counted by
    /// heads, it does not matter who shares what.
    pub(in crate::methods) fn kinds(&self, by_sharers: bool) -> Vec<Kind> {
        let mut kinds: Vec<(Option<usize>, Kind)> = Vec::new();
        for (at, pool) in self.pools.iter().enumerate().filter(|(_, pool)| pool.amount.0 > 0) {
            let function = if by_sharers { self.sharers(pool) } else { None };
            let pays = self.may_pay(pool);
            let same = kinds.iter_mut().find(|(of, kind)| *of == function && kind.pays == pays);
            if let Some((_, kind)) = same {
                kind.pools.push(at);
                kind.amount += pool.amount.0;
                continue;
            }
            let shares = |ballot: &usize| match function {
                None => true,
                function => self.ballots[*ballot].function == function,
            };
            let voters = (0..self.ballots.len()).filter(shares).collect();
            let kind = Kind { pools: vec![at], amount: pool.amount.0, pays, voters };
            kinds.push((function, kind));
        }
        kinds.into_iter().map(|(_, kind)| kind).collect()
    }

    /// The function that shares a pool by itself, if somebody of it has voted.
    fn sharers(&self, pool: &Pool) -> Option<usize> {
        let voted =
            |function: &usize| self.ballots.iter().any(|ballot| ballot.function == Some(*function));
        pool.function.filter(voted)
    }

    fn may_pay(&self, pool: &Pool) -> Vec<bool> {
        let may = |wish: usize| {
            let within = pool.only.as_ref().is_none_or(|only| only.contains(&wish));
            within && self.wishes[wish].barred.is_none()
        };
        (0..self.wishes.len()).map(may).collect()
    }

    /// No payments yet.
    pub(in crate::methods) fn no_payments(&self, kinds: &[Kind]) -> Payments {
        vec![vec![BigRational::zero(); kinds.len()]; self.wishes.len()]
    }

    /// What each pool pays for each wish, to the cent; no pool pays more than is in it.
    pub(in crate::methods) fn bills(&self, kinds: &[Kind], payments: &Payments) -> Vec<Vec<Money>> {
        let left: Vec<i64> = self.pools.iter().map(|pool| pool.amount.0).collect();
        let exact: Payments = payments.iter().map(|row| by_pool(&left, kinds, row)).collect();
        in_cents(&exact, &left)
    }
}

/// What kinds pay, by their pools: in proportion to the amounts of these.
pub(super) fn by_pool(amounts: &[i64], kinds: &[Kind], paid: &[BigRational]) -> Vec<BigRational> {
    let mut by_pool = vec![BigRational::zero(); amounts.len()];
    for (kind, paid) in kinds.iter().zip(paid).filter(|(_, paid)| !paid.is_zero()) {
        let all: i64 = kind.pools.iter().map(|pool| amounts[*pool]).sum();
        for pool in &kind.pools {
            by_pool[*pool] = paid * BigRational::new(amounts[*pool].into(), all.max(1).into());
        }
    }
    by_pool
}
