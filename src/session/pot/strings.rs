//! Strings: which money may pay for which ask, and who pays for what is granted.

use super::Offer;
use super::sums::listed;
use crate::methods::funding::{Case, Pool, Wish, paid_by, payable};
use crate::money::Money;
use crate::session::{Id, Session};
use crate::text::CleanText;

/// Money of one function, or of one source that is of none, with one set of strings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fund {
    /// The function, or the source.
    pub payer: CleanText,
    /// The function alone, where there is one.
    pub function: CleanText,
    /// The areas it may pay for; all of them when none is named.
    pub only_for: Vec<Id>,
    /// How much it is.
    pub amount: Money,
}

impl Session {
    /// The money of the pot by who puts it in and with which strings, in the order of the pledges.
    pub fn funds(&self) -> Vec<Fund> {
        let mut funds: Vec<Fund> = Vec::new();
        for pledge in self.pot.pledges.iter().filter(|pledge| pledge.counts()) {
            let (offer, amount) = (&pledge.offer, pledge.offer.money());
            let function = offer.function.clone();
            let payer = if function.is_empty() { &offer.source } else { &function };
            let mut only_for = offer.only_for.clone();
            only_for.sort();
            let same = |fund: &&mut Fund| fund.payer == *payer && fund.only_for == only_for;
            match funds.iter_mut().find(same) {
                _ if amount.is_zero() => {}
                Some(fund) => fund.amount.0 += amount.0,
                None => funds.push(Fund { payer: payer.clone(), function, only_for, amount }),
            }
        }
        funds
    }

    /// What a fund may pay for, as a pool of a count; nothing is said where it may pay for all.
    pub fn pool(&self, fund: &Fund) -> Pool {
        let may = |at: &usize| fund.only_for.contains(&self.pot.asks[*at].area);
        let only = (0..self.pot.asks.len()).filter(may).collect();
        let only = (!fund.only_for.is_empty()).then_some(only);
        Pool { amount: fund.amount, only, function: None }
    }

    /// What each fund pays for each ask as it is granted now, one row an ask: the money with the
    /// narrowest strings first. Nothing when the strings do not allow what is granted.
    pub fn who_pays(&self) -> Option<Vec<Vec<Money>>> {
        paid_by(&self.money_alone(), &self.grants())
    }

    /// The most that the ask at a place may be granted while the others keep what they have.
    pub fn payable(&self, place: usize) -> Money {
        let mut others = self.grants();
        others[place] = Money::ZERO;
        payable(&self.money_alone(), &others, place).unwrap_or_default()
    }

    /// The same where some asks are paid for already, one row of bills an ask: what they leave
    /// pays for the others.
    pub(in crate::session) fn who_pays_beside(
        &self,
        paid: &[Option<Vec<Money>>],
    ) -> Option<Vec<Vec<Money>>> {
        let mut rest = self.money_alone();
        for (at, pool) in rest.pools.iter_mut().enumerate() {
            let taken = paid.iter().flatten().map(|bills| bills.get(at).copied());
            pool.amount =
                pool.amount.checked_sub(Money::sum(taken.map(Option::unwrap_or_default))?)?;
        }
        let grants = self.grants().into_iter().zip(paid);
        let open = grants.map(|(granted, paid)| if paid.is_some() { Money::ZERO } else { granted });
        let bills = paid_by(&rest, &open.collect::<Vec<_>>())?;
        let rows = paid.iter().zip(bills);
        Some(rows.map(|(paid, bills)| paid.clone().unwrap_or(bills)).collect())
    }

    fn grants(&self) -> Vec<Money> {
        self.pot.asks.iter().map(|ask| ask.granted).collect()
    }

    /// The pot without ballots: what is granted already is paid for, owner or not.
    fn money_alone(&self) -> Case {
        let wish = |ask: &super::Ask| {
            let need = &ask.need;
            let (minimum, target, stretch) = (need.minimum, need.target, need.stretch);
            Wish { minimum, target, stretch, barred: None }
        };
        Case {
            pools: self.funds().iter().map(|fund| self.pool(fund)).collect(),
            wishes: self.pot.asks.iter().map(wish).collect(),
            ballots: Vec::new(),
        }
    }

    /// "only for Listening and Crisis", where an offer names areas.
    pub fn only_for(&self, offer: &Offer) -> Option<String> {
        let name = |id: &Id| self.area(id).map_or("an area that is gone", |area| &area.name);
        let names: Vec<String> = offer.only_for.iter().map(|id| name(id).to_owned()).collect();
        listed(&names).map(|names| format!("only for {names}"))
    }
}
