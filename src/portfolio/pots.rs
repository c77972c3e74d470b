//! The pots of all sessions: money by currency and function, hours, tools and people by function.

use super::key;
use crate::money::{Currency, Money};
use crate::session::Seen;
use crate::session::pot::{Firmness, Kind, Pledge, Things};
use std::collections::BTreeMap;

/// All pots together. A pledge counts once it was read out, as in the session.
#[derive(Debug, Default)]
pub(super) struct Pots {
    purses: BTreeMap<Currency, Purse>,
    supplies: BTreeMap<String, Supply>,
}

/// An amount of many sessions; nothing once it is more than can be counted.
pub type Sum = Option<Money>;

/// The money of all pots of one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purse {
    /// The currency.
    pub currency: Currency,
    /// How many pots there is money in.
    pub pots: usize,
    /// The shortest and the longest period of these pots, in months.
    pub months: (u8, u8),
    /// Who put it in, in the order of the alphabet.
    pub payers: BTreeMap<String, Payer>,
    /// What is granted.
    pub granted: Sum,
    /// What is in the pots and granted to nothing.
    pub left: Sum,
}

/// What a function put into all pots of one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// The function, or the source where none is named.
    pub name: String,
    /// Firm money.
    pub firm: Sum,
    /// Likely money.
    pub likely: Sum,
    /// Money that is only hoped for: beside the pots.
    pub hope: Sum,
}

/// What a function put into all pots that is no money, without what is only hoped for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supply {
    /// The function, or the source where none is named.
    pub name: String,
    /// Hours a month, tools and people.
    pub things: Things,
}

impl Pots {
    pub(super) fn take(&mut self, seen: &Seen) {
        let read = || seen.pot.pledges.iter().filter(|pledge| pledge.read);
        if read().any(|pledge| !pledge.offer.money().is_zero()) {
            let currency = seen.currency;
            let purse = self.purses.entry(currency).or_insert_with(|| Purse::new(currency));
            purse.take(seen);
            read().for_each(|pledge| purse.put_in(pledge));
        }
        read().filter(|pledge| pledge.counts()).for_each(|pledge| self.supply(pledge));
    }

    fn supply(&mut self, pledge: &Pledge) {
        let name = payer(pledge);
        let supply = || Supply { name: name.into(), things: Things::default() };
        let mut add = |change: fn(&mut Things, u64), count: u64| {
            change(&mut self.supplies.entry(key(name)).or_insert_with(supply).things, count);
        };
        match pledge.offer.kind {
            Kind::Money(_) => {}
            Kind::Hours(hours) => add(|things, hours| things.hours += hours, hours.into()),
            Kind::Tool(_) => add(|things, _| things.tools += 1, 1),
            Kind::Person(_) => add(|things, _| things.people += 1, 1),
        }
    }

    pub(super) fn purses(&self) -> impl Iterator<Item = &Purse> {
        self.purses.values()
    }

    pub(super) fn supplies(&self) -> Vec<&Supply> {
        self.supplies.values().collect()
    }
}

impl Purse {
    fn new(currency: Currency) -> Purse {
        let (granted, left) = (Some(Money::ZERO), Some(Money::ZERO));
        Purse { currency, pots: 0, months: (u8::MAX, 0), payers: BTreeMap::new(), granted, left }
    }

    fn take(&mut self, seen: &Seen) {
        let pot = &seen.pot;
        let (shortest, longest) = self.months;
        self.pots += 1;
        self.months = (shortest.min(pot.months), longest.max(pot.months));
        add(&mut self.granted, pot.granted());
        add(&mut self.left, pot.left());
    }

    fn put_in(&mut self, pledge: &Pledge) {
        let (name, amount) = (payer(pledge), pledge.offer.money());
        if amount.is_zero() {
            return;
        }
        let payer = self.payers.entry(key(name)).or_insert_with(|| Payer::new(name));
        match pledge.offer.firmness {
            Firmness::Firm => add(&mut payer.firm, amount),
            Firmness::Likely => add(&mut payer.likely, amount),
            Firmness::Hope => add(&mut payer.hope, amount),
        }
    }

    /// All money of one firmness.
    pub fn total(&self, firmness: Firmness) -> Sum {
        self.payers
            .values()
            .try_fold(Money::ZERO, |sum, payer| sum.checked_add(payer.sum(firmness)?))
    }
}

impl Payer {
    fn new(name: &str) -> Payer {
        let nothing = Some(Money::ZERO);
        Payer { name: name.into(), firm: nothing, likely: nothing, hope: nothing }
    }

    /// Their money of one firmness.
    pub fn sum(&self, firmness: Firmness) -> Sum {
        match firmness {
            Firmness::Firm => self.firm,
            Firmness::Likely => self.likely,
            Firmness::Hope => self.hope,
        }
    }
}

/// The function a pledge comes from, else its source.
fn payer(pledge: &Pledge) -> &str {
    let offer = &pledge.offer;
    if offer.function.is_empty() { &offer.source } else { &offer.function }
}

fn add(sum: &mut Sum, amount: Money) {
    *sum = sum.and_then(|sum| sum.checked_add(amount));
}
