//! The whole numbers in which money and people are weighed: machine numbers where every sum fits,
//! which is nearly always, and big ones where not.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

/// A whole number, never below zero, that can take in others many times.
pub(in crate::methods) trait Weight: Clone + Default {
    /// The same number, if it is known to fit.
    fn of(number: &BigInt) -> Self;
    /// Takes in another so many times.
    fn take(&mut self, other: &Self, times: u64);
    /// So many times another number.
    fn times(&self, other: &BigInt) -> BigInt;
    /// The same number, however big.
    fn big(&self) -> BigInt;
}

impl Weight for u128 {
    fn of(number: &BigInt) -> u128 {
        number.to_u128().unwrap_or_default()
    }

    fn take(&mut self, other: &u128, times: u64) {
        *self += other * u128::from(times);
    }

    fn times(&self, other: &BigInt) -> BigInt {
        other * *self
    }

    fn big(&self) -> BigInt {
        BigInt::from(*self)
    }
}

impl Weight for BigInt {
    fn of(number: &BigInt) -> BigInt {
        number.clone()
    }

    fn take(&mut self, other: &BigInt, times: u64) {
        *self += other * times;
    }

    fn times(&self, other: &BigInt) -> BigInt {
        self * other
    }

    fn big(&self) -> BigInt {
        self.clone()
    }
}

/// So many times a fraction, in lowest terms.
pub(in crate::methods) fn times(fraction: &BigRational, number: i64) -> BigRational {
    let number = BigInt::from(number);
    let shared = common_divisor(fraction.denom(), &number);
    BigRational::new_raw(fraction.numer() * (number / &shared), fraction.denom() / shared)
}

/// The greatest number that divides both. Quick where one of them is small.
pub(super) fn common_divisor(one: &BigInt, other: &BigInt) -> BigInt {
    let (mut one, mut other) = (one.magnitude().clone(), other.magnitude().clone());
    while !other.is_zero() {
        (one, other) = (other.clone(), one % other);
    }
    one.into()
}
