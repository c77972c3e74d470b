//! Equal Shares: everybody has a purse, and a project is funded when those who support it can pay
//! for it from their purses, in proportion to purse and points, nobody more than is left to them.
//! Of all projects that can be paid, the one goes first for which its supporters have to give up
//! the smallest part of their purses for what it is worth to them.
//!
//! After Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive
//! Utilities" (2021), on voters with unequal purses.

use super::election::{Election, Measure, TieOrder};
use super::greedy;
use super::payers::{Payers, Unit, Weight};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::One;
use run::Run;
use std::collections::BTreeSet;

mod add1;
#[cfg(test)]
mod laws;
mod outcome;
#[cfg(test)]
mod plain;
mod rise;
mod run;
mod search;
mod shortfall;
#[cfg(test)]
mod tests;

pub use outcome::{Next, Outcome, Payment, Raise, Round};
pub use shortfall::Shortfall;

/// The rule, with everything that may be chosen about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EqualShares {
    /// What a point is worth.
    pub measure: Measure,
    /// What happens to money that is left.
    pub completion: Completion,
    /// Which of two equal projects goes first.
    pub order: TieOrder,
}

/// What happens to money that is left when no project can be paid any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Completion {
    /// It stays in the purses.
    #[default]
    None,
    /// All purses are raised by equal shares, step by step, until no project that somebody may pay
    /// for still fits in the money there really is, or up to the step before it is overspent.
    Add1 {
        /// What a step adds to the average purse, in minor units, above zero.
        step: BigRational,
    },
    /// The same, and then the projects with the most support that still fit.
    Add1U {
        /// What a step adds to the average purse, in minor units, above zero.
        step: BigRational,
    },
}

impl EqualShares {
    /// Counts.
    pub fn count(&self, election: &Election) -> Outcome {
        let unit = Unit::of(&election.purses);
        let mut outcome = if unit.is_small(election) {
            self.run(&Payers::<u128>::of(election, self.measure, unit))
        } else {
            self.run(&Payers::<BigInt>::of(election, self.measure, unit))
        };
        if let Completion::Add1U { .. } = self.completion {
            outcome = greedy::complete(election, outcome, &self.order);
        }
        outcome
    }

    fn run<W: Weight>(&self, payers: &Payers<W>) -> Outcome {
        match &self.completion {
            Completion::None => {
                let once = BigRational::one();
                Run::count(payers, &once, &self.order, None, true).outcome(Raise::default())
            }
            Completion::Add1 { step } | Completion::Add1U { step } => {
                add1::count(payers, step, &self.order)
            }
        }
    }

    /// Whether another set of projects would be funded if ties were broken the other way round.
    pub fn depends_on_order(&self, election: &Election, outcome: &Outcome) -> bool {
        let reversed = EqualShares { order: self.order.reversed(), ..self.clone() };
        let ties = outcome.ties > 0 || !outcome.added.ties.is_empty();
        ties && !outcome.funds_the_same(&reversed.count(election))
    }
}

impl Outcome {
    /// Whether both fund the same projects, in whatever order.
    pub fn funds_the_same(&self, other: &Outcome) -> bool {
        let set = |outcome: &Outcome| outcome.winners().collect::<BTreeSet<_>>();
        set(self) == set(other)
    }
}
