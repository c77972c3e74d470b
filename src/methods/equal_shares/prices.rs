//! Exact prices. A price is what a point costs, as a part of the purse; what a voter has left is
//! the purse less the prices of what they paid for. So all exact sums are whole numbers of voters
//! times prices, and the prices of a run stand over one common denominator.

use super::weight::{Weight, common_divisor};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use std::cmp::Ordering;

/// The prices of what has been bought, each N/Q, and how they change when the purses are raised:
/// M/Q for a purse.
pub(super) struct Prices {
    /// Q.
    denominator: BigInt,
    /// What a purse began with, times Q.
    start: BigInt,
    /// The unit of costs, times Q.
    money: BigInt,
    /// N and M of every round.
    bought: Vec<(BigInt, BigInt)>,
    /// Whether M is asked for.
    pub(super) rising: bool,
}

/// What a project's supporters have together, split into those who pay all they have and those
/// who pay the price.
#[derive(Default)]
pub(super) struct Sums<W> {
    /// The purses of those who pay all they have.
    pub(super) poor: W,
    /// The purses of those who pay the price, times their points.
    pub(super) rich: W,
    /// What of the purses of the poor went into each round, times their points.
    pub(super) paid: Vec<W>,
}

/// A price that nobody has paid yet: N/(Q·rich), and its change M/(Q·rich).
#[derive(Clone, PartialEq)]
pub(super) struct Price {
    value: BigInt,
    slope: BigInt,
    rich: BigInt,
}

impl Prices {
    /// Before the first round: purses are so many times the real ones, and costs are written in
    /// parts of a unit, of which there are so many.
    pub(super) fn new(factor: &BigRational, parts: &BigInt, rising: bool) -> Prices {
        Prices {
            denominator: parts * factor.denom(),
            start: parts * factor.numer(),
            money: factor.denom().clone(),
            bought: Vec::new(),
            rising,
        }
    }

    /// The price at which this split pays a cost: ρ = (cost − Σ left of the poor) / rich.
    pub(super) fn of<W: Weight>(&self, cost: &BigInt, sums: &Sums<W>) -> Price {
        let value = cost * &self.money - self.left(sums);
        let slope = if self.rising { -self.left_slope(sums) } else { BigInt::zero() };
        Price { value, slope, rich: sums.rich.big() }
    }

    /// Whether the poor of these sums have enough for a cost.
    pub(super) fn affords<W: Weight>(&self, cost: &BigInt, sums: &Sums<W>) -> bool {
        self.left(sums) >= cost * &self.money
    }

    /// Whether somebody who paid for these rounds with these points would give all they have left
    /// if they paid this price for so many points.
    pub(super) fn empties(
        &self,
        price: &Price,
        points: u32,
        paid: impl Iterator<Item = (usize, u32)>,
    ) -> bool {
        let spent: BigInt = paid.map(|(round, points)| &self.bought[round].0 * points).sum();
        (&self.start - spent) * &price.rich <= &price.value * points
    }

    /// Whether two prices, for projects whose points are worth so much, are the same for the same
    /// utility.
    pub(super) fn compare(one: (&Price, i64), other: (&Price, i64)) -> Ordering {
        let cross = |(mine, _): (&Price, i64), (theirs, unit): (&Price, i64)| {
            &mine.value * &theirs.rich * unit
        };
        cross(one, other).cmp(&cross(other, one))
    }

    /// Whether two equal prices stay equal when the purses are raised.
    pub(super) fn keep_pace(one: (&Price, i64), other: (&Price, i64)) -> bool {
        let cross = |(mine, _): (&Price, i64), (theirs, unit): (&Price, i64)| {
            &mine.slope * &theirs.rich * unit
        };
        cross(one, other) == cross(other, one)
    }

    /// A price as a fraction.
    pub(super) fn fraction(&self, price: &Price) -> BigRational {
        BigRational::new_raw(price.value.clone(), &self.denominator * &price.rich)
    }

    /// A price as the nearest float.
    pub(super) fn float(&self, price: &Price) -> f64 {
        self.nearest(&price.value, &price.rich)
    }

    /// The change of a price as the nearest float.
    pub(super) fn float_slope(&self, price: &Price) -> f64 {
        self.nearest(&price.slope, &price.rich)
    }

    /// Writes down that a price was paid.
    pub(super) fn pay(&mut self, price: Price) {
        let shared = common_divisor(&common_divisor(&price.value, &price.rich), &price.slope);
        let widen = &price.rich / &shared;
        if widen != BigInt::from(1) {
            self.denominator *= &widen;
            self.start *= &widen;
            self.money *= &widen;
            for (value, slope) in &mut self.bought {
                *value *= &widen;
                *slope *= &widen;
            }
        }
        self.bought.push((price.value / &shared, price.slope / &shared));
    }

    fn left<W: Weight>(&self, sums: &Sums<W>) -> BigInt {
        let paid = self.bought.iter().zip(&sums.paid);
        let paid: BigInt = paid.map(|((value, _), times)| value * times.big()).sum();
        &self.start * sums.poor.big() - paid
    }

    fn left_slope<W: Weight>(&self, sums: &Sums<W>) -> BigInt {
        let paid = self.bought.iter().zip(&sums.paid);
        let paid: BigInt = paid.map(|((_, slope), times)| slope * times.big()).sum();
        &self.denominator * sums.poor.big() - paid
    }

    fn nearest(&self, number: &BigInt, rich: &BigInt) -> f64 {
        let fraction = BigRational::new_raw(number.clone(), &self.denominator * rich);
        fraction.to_f64().unwrap_or(f64::NAN)
    }
}
