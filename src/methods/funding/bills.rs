//! Bills in whole cents: each payment is rounded down or up by less than a cent, so that every
//! wish gets exactly what it costs and no pool pays more than is in it.
//!
//! Missing cents go to the largest remainders, on ties to those listed first. A pool that has none
//! to give is passed over, or another wish lets go of a cent of it and takes one elsewhere. Since
//! the exact payments keep to all sums, whole cents that do so exist, and the exchange finds them.

use crate::money::Money;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Reverse;
use std::collections::VecDeque;

/// What is paid for one wish, exactly: each payer's part as a whole number over one denominator,
/// since fractions of their own would have to be reduced again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::methods) struct Paid {
    /// The parts, one a payer.
    pub(in crate::methods) parts: Vec<BigInt>,
    /// What they are parts of: so many are a cent.
    pub(in crate::methods) over: BigInt,
}

impl Paid {
    /// All of it, exactly.
    pub(in crate::methods) fn sum(&self) -> BigRational {
        BigRational::new(self.parts.iter().sum(), self.over.clone())
    }
}

/// A denominator that all of these divide: the smallest one.
pub(in crate::methods) fn common(denominators: impl IntoIterator<Item = BigInt>) -> BigInt {
    let both = |one: BigInt, other: BigInt| {
        let reduced = BigRational::new(one, other.clone());
        reduced.numer().abs() * other
    };
    denominators.into_iter().fold(BigInt::one(), both)
}

/// Rounds payments, one row a wish and one column a pool. A row that is no whole number of cents
/// is rounded as well: all rows together lose less than a cent.
pub(in crate::methods) fn in_cents(exact: &[Paid], pools: &[i64]) -> Vec<Vec<Money>> {
    let mut rounding = Rounding::begin(exact, pools);
    let wanted: Vec<BigRational> = exact.iter().map(Paid::sum).collect();
    for (row, wanted) in wanted.iter().enumerate() {
        while rounding.sum(row) < whole(&wanted.floor().to_integer()) && rounding.add_cent(row) {}
    }
    let remainders: Vec<BigRational> =
        wanted.iter().map(|wanted| wanted - wanted.floor()).collect();
    let lost: BigRational = remainders.iter().filter(|rest| !rest.is_zero()).sum();
    let mut lost = whole(&lost.floor().to_integer());
    let mut rows: Vec<usize> = (0..exact.len()).collect();
    rows.retain(|row| !remainders[*row].is_zero());
    rows.sort_by_key(|row| Reverse(&remainders[*row]));
    for row in rows {
        lost -= i64::from(lost > 0 && rounding.add_cent(row));
    }
    rounding.cents.into_iter().map(|row| row.into_iter().map(Money).collect()).collect()
}

struct Rounding {
    cents: Vec<Vec<i64>>,
    /// Where a payment may be rounded up, and whether it is.
    up: Vec<Vec<Option<bool>>>,
    /// The pools of each row, the largest remainder first.
    order: Vec<Vec<usize>>,
    left: Vec<i64>,
}

impl Rounding {
    fn begin(exact: &[Paid], pools: &[i64]) -> Rounding {
        let mut rounding =
            Rounding { cents: Vec::new(), up: Vec::new(), order: Vec::new(), left: pools.to_vec() };
        for Paid { parts, over } in exact {
            let cents: Vec<i64> = parts.iter().map(|part| whole(&(part / over))).collect();
            let rest: Vec<BigInt> = parts.iter().map(|part| part % over).collect();
            rounding.left.iter_mut().zip(&cents).for_each(|(left, paid)| *left -= paid);
            rounding.cents.push(cents);
            rounding.up.push(rest.iter().map(|rest| (!rest.is_zero()).then_some(false)).collect());
            let mut order: Vec<usize> = (0..parts.len()).collect();
            order.sort_by_key(|pool| Reverse(&rest[*pool]));
            rounding.order.push(order);
        }
        rounding
    }

    fn sum(&self, row: usize) -> i64 {
        self.cents[row].iter().sum()
    }

    /// One cent more for a row, if there is a way: from a pool that has one, or from one that
    /// another row lets go of.
    fn add_cent(&mut self, row: usize) -> bool {
        let mut before: Vec<Option<(usize, usize)>> = vec![None; self.cents.len()];
        let mut seen = vec![false; self.cents.len()];
        seen[row] = true;
        let mut queue = VecDeque::from([row]);
        while let Some(here) = queue.pop_front() {
            for pool in self.order[here].clone() {
                if self.up[here][pool] != Some(false) {
                    continue;
                }
                if self.left[pool] > 0 {
                    self.left[pool] -= 1;
                    self.exchange(here, pool, &before);
                    return true;
                }
                for other in 0..self.cents.len() {
                    if !seen[other] && self.up[other][pool] == Some(true) {
                        seen[other] = true;
                        before[other] = Some((here, pool));
                        queue.push_back(other);
                    }
                }
            }
        }
        false
    }

    /// The last row takes a cent of a pool and lets go of its cent of the pool that the row before
    /// it wants, and so on to the first.
    fn exchange(&mut self, last: usize, pool: usize, before: &[Option<(usize, usize)>]) {
        let (mut row, mut takes) = (last, pool);
        loop {
            self.cents[row][takes] += 1;
            self.up[row][takes] = Some(true);
            let Some((earlier, gives)) = before[row] else { return };
            self.cents[row][gives] -= 1;
            self.up[row][gives] = Some(false);
            (row, takes) = (earlier, gives);
        }
    }
}

fn whole(amount: &BigInt) -> i64 {
    amount.to_i64().expect("nobody pays more than there is")
}

/// Whole cents of an amount.
pub(in crate::methods) fn rounded_down(amount: &BigRational) -> Money {
    Money(whole(&amount.floor().to_integer()))
}

/// The same, with a part of a cent counted as a whole one.
pub(in crate::methods) fn rounded_up(amount: &BigRational) -> Money {
    Money(whole(&amount.ceil().to_integer()))
}
