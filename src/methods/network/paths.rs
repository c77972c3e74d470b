//! Betweenness by the algorithm of Brandes, "A faster algorithm for betweenness centrality"
//! (Journal of Mathematical Sociology 25, 2001), in whole numbers.
//!
//! Brandes adds up δ(v) = Σ σ(v)/σ(w) · (1 + δ(w)) over the people w one step beyond v, where σ
//! counts shortest paths. With g(v) = (1 + δ(v)) / σ(v) this is g(v) = 1/σ(v) + Σ g(w): sums of
//! unit fractions. Over one common denominator they are whole numbers, so that equals are equal.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use std::collections::{BTreeSet, VecDeque};

/// All shortest paths from one person.
struct Fan {
    /// Whom it reaches, nearest first.
    order: Vec<usize>,
    /// How far each person is.
    steps: Vec<Option<usize>>,
    /// How many shortest paths lead to each person.
    paths: Vec<BigInt>,
}

/// For each person the sum, over all ordered pairs of others, of the share of their shortest paths
/// that lead through this person.
pub(super) fn betweenness(next: &[BTreeSet<usize>]) -> Vec<BigRational> {
    let fans: Vec<Fan> = (0..next.len()).map(|from| Fan::of(next, from)).collect();
    let whole = common_multiple(&fans);
    let mut sums = vec![BigInt::zero(); next.len()];
    for fan in &fans {
        fan.add_to(&mut sums, next, &whole);
    }
    sums.into_iter().map(|sum| BigRational::new(sum, whole.clone())).collect()
}

impl Fan {
    fn of(next: &[BTreeSet<usize>], from: usize) -> Fan {
        let (mut steps, mut paths) = (vec![None; next.len()], vec![BigInt::zero(); next.len()]);
        (steps[from], paths[from]) = (Some(0), BigInt::one());
        let (mut order, mut waiting) = (Vec::new(), VecDeque::from([(from, 0)]));
        while let Some((person, far)) = waiting.pop_front() {
            order.push(person);
            let so_many = paths[person].clone();
            for &other in &next[person] {
                if steps[other].is_none() {
                    steps[other] = Some(far + 1);
                    waiting.push_back((other, far + 1));
                }
                if steps[other] == Some(far + 1) {
                    paths[other] += &so_many;
                }
            }
        }
        Fan { order, steps, paths }
    }

    /// Adds each person's part in the paths of this fan, in parts of `whole`.
    fn add_to(&self, sums: &mut [BigInt], next: &[BTreeSet<usize>], whole: &BigInt) {
        let mut onward = vec![BigInt::zero(); next.len()];
        for &person in self.order.iter().skip(1).rev() {
            let beyond = self.steps[person].map(|far| far + 1);
            let mut sum = whole / &self.paths[person];
            for &other in next[person].iter().filter(|other| self.steps[**other] == beyond) {
                sum += &onward[other];
            }
            sums[person] += &sum * &self.paths[person] - whole;
            onward[person] = sum;
        }
    }
}

/// The least number that every count of paths divides.
fn common_multiple(fans: &[Fan]) -> BigInt {
    let counts: BTreeSet<&BigInt> = fans.iter().flat_map(|fan| &fan.paths).collect();
    let counts = counts.into_iter().filter(|count| !count.is_zero());
    // A fraction keeps what its denominator does not share with its numerator.
    counts.fold(BigInt::one(), |all, count| {
        let lacking = BigRational::new(all.clone(), count.clone());
        all * lacking.denom()
    })
}
