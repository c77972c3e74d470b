//! The purses while wishes are bought: what everybody has left, what each kind of money has paid,
//! and what supporters put on top in the end.

use super::{Market, Round, Voter};
use crate::methods::funding::Verdict;
use crate::methods::funding::kinds::Payments;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// Who has what left, and what was paid.
pub(super) struct Ledger {
    /// What each person of a group of voters has left.
    pub(super) left: Vec<BigRational>,
    /// What each kind of money has paid for each wish.
    pub(super) payments: Payments,
}

impl Ledger {
    /// Before anything is bought.
    pub(super) fn of(market: &Market<'_>) -> Ledger {
        let left = market.voters.iter().map(|voter| voter.purse.clone()).collect();
        Ledger { left, payments: market.case.no_payments(&market.kinds) }
    }

    /// The supporters of a step pay for it; answers what those paid who paid most, in thousandths
    /// of their share.
    pub(super) fn pay(&mut self, market: &Market<'_>, round: &Round) -> u16 {
        let step = &market.steps[round.project];
        let mut price = BigRational::zero();
        for (at, voter) in market.voters.iter().enumerate() {
            let utility = BigInt::from(voter.points[step.wish]) * BigInt::from(step.cost);
            let due = &round.rho * &voter.purse * utility;
            let paid = due.min(self.left[at].clone());
            if !paid.is_zero() {
                price = price.max(&paid / &voter.purse);
                self.take(voter, at, step.wish, &paid);
            }
        }
        thousandths(&price)
    }

    fn take(&mut self, voter: &Voter, at: usize, wish: usize, paid: &BigRational) {
        self.left[at] -= paid;
        self.payments[wish][voter.kind] += paid * BigInt::from(voter.people);
    }

    /// What the supporters of a wish have left together that may pay for it.
    pub(super) fn left_for(&self, market: &Market<'_>, wish: usize) -> BigRational {
        sum(market, wish, |at| &self.left[at])
    }

    /// The same before anything was bought.
    pub(super) fn began_with(&self, market: &Market<'_>, wish: usize) -> BigRational {
        sum(market, wish, |at| &market.voters[at].purse)
    }

    /// Everybody offers what they have left to what they want and what is funded, in proportion to
    /// their points; a wish takes what it has room for, the same part of each offer. Again and
    /// again, since every time some wish is full or every offer was taken.
    pub(super) fn top_up(&mut self, market: &Market<'_>, verdicts: &[Verdict]) {
        let mut room = self.room(market, verdicts);
        loop {
            let offers = self.offers(market, &room);
            let offered: Vec<BigRational> = (0..room.len())
                .map(|wish| {
                    let people = |at: usize| BigInt::from(market.voters[at].people);
                    offers.iter().enumerate().map(|(at, row)| &row[wish] * people(at)).sum()
                })
                .collect();
            if offered.iter().all(BigRational::is_zero) {
                return;
            }
            for (at, voter) in market.voters.iter().enumerate() {
                for wish in (0..room.len()).filter(|wish| !offers[at][*wish].is_zero()) {
                    let part = (&room[wish] / &offered[wish]).min(BigRational::one());
                    self.take(voter, at, wish, &(&offers[at][wish] * part));
                }
            }
            for (room, offered) in room.iter_mut().zip(offered) {
                *room -= offered.min(room.clone());
            }
        }
    }

    /// How much more each wish can take: those that are bought, or that any amount helps.
    fn room(&self, market: &Market<'_>, verdicts: &[Verdict]) -> Vec<BigRational> {
        let room = |(wish, verdict): (usize, &Verdict)| {
            let of = &market.case.wishes[wish];
            let takes = match verdict {
                Verdict::Bought { .. } => true,
                Verdict::Lacks { .. } => of.minimum.is_zero(),
                _ => false,
            };
            let paid: BigRational = self.payments[wish].iter().sum();
            let stretch = BigRational::from_integer(of.stretch.0.into());
            if takes { stretch - paid } else { BigRational::zero() }
        };
        verdicts.iter().enumerate().map(room).collect()
    }

    /// What each person of a group offers to each wish that has room.
    fn offers(&self, market: &Market<'_>, room: &[BigRational]) -> Vec<Vec<BigRational>> {
        let row = |(voter, left): (&Voter, &BigRational)| {
            let open = |wish: usize| if room[wish].is_zero() { 0 } else { voter.points[wish] };
            let all: u64 = (0..room.len()).map(|wish| u64::from(open(wish))).sum();
            let offer = |wish: usize| match open(wish) {
                0 => BigRational::zero(),
                points => left * BigRational::new(points.into(), all.into()),
            };
            (0..room.len()).map(offer).collect()
        };
        market.voters.iter().zip(&self.left).map(row).collect()
    }
}

fn sum<'a>(
    market: &Market<'_>,
    wish: usize,
    amount: impl Fn(usize) -> &'a BigRational,
) -> BigRational {
    let voters = market.voters.iter().enumerate().filter(|(_, voter)| voter.points[wish] > 0);
    voters.map(|(at, voter)| amount(at) * BigInt::from(voter.people)).sum()
}

/// To the nearest thousandth.
fn thousandths(part: &BigRational) -> u16 {
    let half = BigRational::new(1.into(), 2.into());
    (part * BigInt::from(1_000) + half).floor().to_integer().to_u16().unwrap_or(1_000)
}
