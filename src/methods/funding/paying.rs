//! Whether money with strings can pay for several wishes at once, and who pays then: the money
//! with the narrowest strings first, so that the freest is left.

use super::Case;
use super::bills::Paid;
use super::kinds::Kind;
use crate::money::Money;
use num_bigint::BigInt;
use num_traits::One;
use std::collections::VecDeque;

/// What each pool pays when the wishes get these amounts, one row a wish; nothing when the strings
/// do not allow it.
pub fn paid_by(case: &Case, amounts: &[Money]) -> Option<Vec<Vec<Money>>> {
    let kinds = case.kinds(false);
    let costs: Vec<i64> = amounts.iter().map(|amount| amount.0).collect();
    let exact = |row: Vec<i64>| Paid {
        parts: row.into_iter().map(BigInt::from).collect(),
        over: BigInt::one(),
    };
    let paid: Vec<Paid> = pay(&kinds, &costs)?.into_iter().map(exact).collect();
    Some(case.bills(&kinds, &paid))
}

/// The most that may be added to one wish while all get these amounts; nothing when they cannot
/// even get those.
pub fn payable(case: &Case, amounts: &[Money], wish: usize) -> Option<Money> {
    let kinds = case.kinds(false);
    let costs: Vec<i64> = amounts.iter().map(|amount| amount.0).collect();
    most(&kinds, &costs, wish).map(Money)
}

/// The most that may be added to a wish on top of these costs.
fn most(kinds: &[Kind], costs: &[i64], wish: usize) -> Option<i64> {
    let mut flow = Flow::of(kinds, costs);
    let all = kinds.iter().map(|kind| kind.amount).sum();
    flow.run().then(|| all - flow.lacking(wish, all))
}

/// What each kind pays for each wish, one row a wish, if together they can.
fn pay(kinds: &[Kind], costs: &[i64]) -> Option<Vec<Vec<i64>>> {
    let mut flow = Flow::of(kinds, costs);
    let paid = flow.run();
    let row = |wish: usize| flow.paid[wish * kinds.len()..][..kinds.len()].to_vec();
    paid.then(|| (0..costs.len()).map(row).collect())
}

/// Money on its way from kinds to wishes.
#[derive(Clone)]
pub(super) struct Flow<'a> {
    kinds: &'a [Kind],
    /// The kinds, those with the narrowest strings first.
    order: Vec<usize>,
    left: Vec<i64>,
    needs: Vec<i64>,
    /// What each kind pays, wish after wish.
    paid: Vec<i64>,
}

/// How a way came to a wish: from which kind, and that kind through which wish it pays already.
type Step = Option<(usize, Option<usize>)>;

impl<'a> Flow<'a> {
    fn of(kinds: &'a [Kind], costs: &[i64]) -> Flow<'a> {
        let mut order: Vec<usize> = (0..kinds.len()).collect();
        order.sort_by_key(|kind| kinds[*kind].pays.iter().filter(|pays| **pays).count());
        Flow {
            kinds,
            order,
            left: kinds.iter().map(|kind| kind.amount).collect(),
            needs: costs.to_vec(),
            paid: vec![0; kinds.len() * costs.len()],
        }
    }

    /// Nothing paid yet, for so many wishes.
    pub(super) fn begin(kinds: &'a [Kind], wishes: usize) -> Flow<'a> {
        Flow::of(kinds, &vec![0; wishes])
    }

    /// Pays so much more for a wish, and answers with what cannot be paid of it.
    pub(super) fn lacking(&mut self, wish: usize, amount: i64) -> i64 {
        self.needs[wish] += amount;
        self.run();
        self.needs[wish]
    }

    /// Where it stands what a kind pays for a wish.
    fn place(&self, wish: usize, kind: usize) -> usize {
        wish * self.kinds.len() + kind
    }

    /// Pays what can be paid, and answers whether that is all. A kind that has paid goes on doing
    /// so, if for another wish, so that the narrowest pay as much as they can.
    fn run(&mut self) -> bool {
        for kind in self.order.clone() {
            while self.left[kind] > 0 && self.push(kind) {}
        }
        self.needs.iter().all(|needs| *needs == 0)
    }

    /// One way for the money of a kind to a wish that needs it: straight, or by taking over from
    /// another kind what that can pay elsewhere.
    fn push(&mut self, from: usize) -> bool {
        let mut steps: Vec<Step> = vec![None; self.needs.len()];
        let mut kinds = vec![None; self.kinds.len()];
        let mut queue = VecDeque::from([from]);
        let mut known = vec![false; self.kinds.len()];
        known[from] = true;
        while let Some(kind) = queue.pop_front() {
            for wish in 0..self.needs.len() {
                if !self.kinds[kind].pays[wish] || steps[wish].is_some() {
                    continue;
                }
                steps[wish] = Some((kind, kinds[kind]));
                if self.needs[wish] > 0 {
                    self.carry(from, wish, &steps);
                    return true;
                }
                for other in 0..self.kinds.len() {
                    if self.paid[self.place(wish, other)] > 0 && !known[other] {
                        known[other] = true;
                        kinds[other] = Some(wish);
                        queue.push_back(other);
                    }
                }
            }
        }
        false
    }

    fn carry(&mut self, from: usize, to: usize, steps: &[Step]) {
        let way = way(to, steps);
        let taken_over = way
            .iter()
            .filter_map(|(_, kind, through)| Some(self.paid[self.place((*through)?, *kind)]));
        let amount = taken_over.chain([self.left[from], self.needs[to]]).min().unwrap_or(0);
        self.left[from] -= amount;
        self.needs[to] -= amount;
        for (wish, kind, through) in way {
            let place = self.place(wish, kind);
            self.paid[place] += amount;
            if let Some(through) = through {
                let place = self.place(through, kind);
                self.paid[place] -= amount;
            }
        }
    }
}

/// The way to a wish, from its end: which kind pays it, instead of which other wish.
fn way(to: usize, steps: &[Step]) -> Vec<(usize, usize, Option<usize>)> {
    let mut way = Vec::new();
    let mut wish = to;
    while let Some((kind, through)) = steps[wish] {
        way.push((wish, kind, through));
        match through {
            Some(earlier) => wish = earlier,
            None => break,
        }
    }
    way
}
