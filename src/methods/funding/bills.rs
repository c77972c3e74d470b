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
use std::collections::{BTreeMap, VecDeque};

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
    /// The whole cents of all of it, and whether it is more than those.
    pub(in crate::methods) fn cents(&self) -> (Money, bool) {
        let sum: BigInt = self.parts.iter().sum();
        (Money(whole(&(&sum / &self.over))), !(sum % &self.over).is_zero())
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
    let mut remainders: Vec<(usize, BigInt)> = Vec::new();
    for (row, paid) in exact.iter().enumerate() {
        let sum: BigInt = paid.parts.iter().sum();
        let wanted = whole(&(&sum / &paid.over));
        while rounding.sum(row) < wanted && rounding.add_cent(row) {}
        let rest = sum % &paid.over;
        if !rest.is_zero() {
            remainders.push((row, rest));
        }
    }
    let over = |row: usize| &exact[row].over;
    let mut lost = sum_in_cents(remainders.iter().map(|(row, rest)| (rest, over(*row))));
    // Not reduced: most are over the same denominator anyway.
    let part = |(row, rest): (usize, BigInt)| (row, BigRational::new_raw(rest, over(row).clone()));
    let mut remainders: Vec<(usize, BigRational)> = remainders.into_iter().map(part).collect();
    remainders.sort_by(|(_, one), (_, other)| other.cmp(one));
    for (row, _) in remainders {
        lost -= i64::from(lost > 0 && rounding.add_cent(row));
    }
    rounding.cents.into_iter().map(|row| row.into_iter().map(Money).collect()).collect()
}

/// The whole cents in a sum of fractions; those of one denominator are added first.
fn sum_in_cents<'a>(fractions: impl Iterator<Item = (&'a BigInt, &'a BigInt)>) -> i64 {
    let mut sums: BTreeMap<&BigInt, BigInt> = BTreeMap::new();
    for (above, below) in fractions {
        *sums.entry(below).or_default() += above;
    }
    let all = sums.into_iter().map(|(below, above)| BigRational::new(above, below.clone()));
    whole(&all.sum::<BigRational>().floor().to_integer())
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
