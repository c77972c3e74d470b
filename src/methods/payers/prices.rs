//! Exact prices. A price is what a point costs, as a part of the purse; what a voter has left is
//! the purse less the prices of what they paid for. So all exact sums are whole numbers of voters
//! times prices, and the prices of a run stand over one common denominator.

use super::weight::{Weight, common_divisor};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use std::cmp::Ordering;

/// The prices of what has been bought, each N/Q, and how they change when the purses are raised:
/// M/Q for a purse.
pub(in crate::methods) struct Prices {
    /// Q.
    denominator: BigInt,
    /// What a purse began with, times Q.
    start: BigInt,
    /// The unit of costs, times Q.
    money: BigInt,
    /// Every round.
    bought: Vec<Paid>,
    /// Whether M is asked for.
    pub(in crate::methods) rising: bool,
}

/// What a round cost: N and M, and how much wider the denominator became.
struct Paid {
    value: BigInt,
    slope: BigInt,
    widened: BigInt,
}

/// What a project's supporters have together, split into those who pay all they have and those
/// who pay the price.
#[derive(Default)]
pub(in crate::methods) struct Sums<W> {
    /// The purses of those who pay all they have.
    pub(in crate::methods) poor: W,
    /// The purses of those who pay the price, times their points.
    pub(in crate::methods) rich: W,
    /// What of the purses of the poor went into each round, times their points.
    pub(in crate::methods) paid: Vec<W>,
}

/// A price that nobody has paid yet: N/(Q·rich), and its change M/(Q·rich).
#[derive(Clone, PartialEq)]
pub(in crate::methods) struct Price {
    value: BigInt,
    slope: BigInt,
    rich: BigInt,
}

impl Prices {
    /// Before the first round: purses are so many times the real ones, and costs are written in
    /// parts of a unit, of which there are so many.
    pub(in crate::methods) fn new(factor: &BigRational, parts: &BigInt, rising: bool) -> Prices {
        Prices {
            denominator: parts * factor.denom(),
            start: parts * factor.numer(),
            money: factor.denom().clone(),
            bought: Vec::new(),
            rising,
        }
    }

    /// The price at which this split pays a cost: ρ = (cost − Σ left of the poor) / rich.
    pub(in crate::methods) fn of<W: Weight>(&self, cost: &BigInt, sums: &Sums<W>) -> Price {
        let value = cost * &self.money - self.left(sums);
        let slope = if self.rising { -self.left_slope(sums) } else { BigInt::zero() };
        Price { value, slope, rich: sums.rich.big() }
    }

    /// Whether the poor of these sums have enough for a cost.
    pub(in crate::methods) fn affords<W: Weight>(&self, cost: &BigInt, sums: &Sums<W>) -> bool {
        self.left(sums) >= cost * &self.money
    }

    /// Whether somebody who paid for these rounds with these points would give all they have left
    /// if they paid this price for so many points.
    pub(in crate::methods) fn empties(
        &self,
        price: &Price,
        points: u32,
        paid: impl Iterator<Item = (usize, u32)>,
    ) -> bool {
        let spent: BigInt = paid.map(|(round, points)| &self.bought[round].value * points).sum();
        (&self.start - spent) * &price.rich <= &price.value * points
    }

    /// Whether two prices, for projects whose points are worth so much, are the same for the same
    /// utility.
    pub(in crate::methods) fn compare(one: (&Price, i64), other: (&Price, i64)) -> Ordering {
        let cross = |(mine, _): (&Price, i64), (theirs, unit): (&Price, i64)| {
            &mine.value * &theirs.rich * unit
        };
        cross(one, other).cmp(&cross(other, one))
    }

    /// Whether two equal prices stay equal when the purses are raised.
    pub(in crate::methods) fn keep_pace(one: (&Price, i64), other: (&Price, i64)) -> bool {
        let cross = |(mine, _): (&Price, i64), (theirs, unit): (&Price, i64)| {
            &mine.slope * &theirs.rich * unit
        };
        cross(one, other) == cross(other, one)
    }

    /// All prices that were paid, for points that are worth so much, as fractions in lowest terms.
    pub(in crate::methods) fn fractions(self, units: &[i64]) -> Vec<BigRational> {
        let mut denominator = self.denominator;
        let mut since = BigInt::one();
        let mut fractions: Vec<BigRational> = Vec::new();
        for (paid, unit) in self.bought.into_iter().zip(units).rev() {
            fractions.push(BigRational::new(paid.value / &since, &denominator * unit));
            denominator /= &paid.widened;
            since *= paid.widened;
        }
        fractions.reverse();
        fractions
    }

    /// A price, for points that are worth so much, as a fraction in lowest terms.
    pub(in crate::methods) fn fraction(&self, price: &Price, unit: i64) -> BigRational {
        BigRational::new(price.value.clone(), &self.denominator * &price.rich * unit)
    }

    /// A price as the nearest float.
    pub(in crate::methods) fn float(&self, price: &Price) -> f64 {
        self.nearest(&price.value, &price.rich)
    }

    /// The change of a price as the nearest float.
    pub(in crate::methods) fn float_slope(&self, price: &Price) -> f64 {
        self.nearest(&price.slope, &price.rich)
    }

    /// Writes down that a price was paid.
    pub(in crate::methods) fn pay(&mut self, price: Price) {
        let shared = common_divisor(&common_divisor(&price.value, &price.rich), &price.slope);
        let widened = price.rich / &shared;
        if !widened.is_one() {
            self.denominator *= &widened;
            self.start *= &widened;
            self.money *= &widened;
            for paid in &mut self.bought {
                paid.value *= &widened;
                paid.slope *= &widened;
            }
        }
        let (value, slope) = (price.value / &shared, price.slope / &shared);
        self.bought.push(Paid { value, slope, widened });
    }

    /// How many rounds there were.
    pub(in crate::methods) fn rounds(&self) -> usize {
        self.bought.len()
    }

    fn left<W: Weight>(&self, sums: &Sums<W>) -> BigInt {
        let paid = self.bought.iter().zip(&sums.paid);
        let paid: BigInt = paid.map(|(paid, times)| times.times(&paid.value)).sum();
        sums.poor.times(&self.start) - paid
    }

    fn left_slope<W: Weight>(&self, sums: &Sums<W>) -> BigInt {
        let paid = self.bought.iter().zip(&sums.paid);
        let paid: BigInt = paid.map(|(paid, times)| times.times(&paid.slope)).sum();
        sums.poor.times(&self.denominator) - paid
    }

    fn nearest(&self, number: &BigInt, rich: &BigInt) -> f64 {
        let fraction = BigRational::new_raw(number.clone(), &self.denominator * rich);
        fraction.to_f64().unwrap_or(f64::NAN)
    }
}
