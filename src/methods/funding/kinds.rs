//! Kinds of money: pools that the same voters share and that may pay for the same wishes count as
//! one, and what a kind pays comes from its pools in proportion to what is in them.

use super::bills::{Paid, common, in_cents};
use super::{Case, Pool};
use crate::money::Money;
use num_bigint::BigInt;
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

    /// What each pool pays for each wish, to the cent, where this is what each kind pays for it; no
    /// pool pays more than is in it.
    pub(in crate::methods) fn bills(&self, kinds: &[Kind], paid: &[Paid]) -> Vec<Vec<Money>> {
        let amounts: Vec<i64> = self.pools.iter().map(|pool| pool.amount.0).collect();
        let whole = common(kinds.iter().map(|kind| BigInt::from(kind.amount)));
        let by_pool = |paid: &Paid| {
            let mut parts = vec![BigInt::zero(); amounts.len()];
            for (kind, part) in kinds.iter().zip(&paid.parts).filter(|(_, part)| !part.is_zero()) {
                let part = part * (&whole / BigInt::from(kind.amount));
                for pool in &kind.pools {
                    parts[*pool] = &part * BigInt::from(amounts[*pool]);
                }
            }
            Paid { parts, over: &paid.over * &whole }
        };
        in_cents(&paid.iter().map(by_pool).collect::<Vec<_>>(), &amounts)
    }
}
