//! What Equal Shares answers: what was funded at what price, who paid for it, and what is left.

use crate::methods::election::{Election, Mark, Measure, Selection};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// What was funded, with all that is needed to explain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// By which measure.
    pub measure: Measure,
    /// What was bought from the purses, in the order of selection.
    pub rounds: Vec<Round>,
    /// What was added by votes from the money that was left, by the completion that does so.
    pub added: Selection,
    /// How far the purses were raised.
    pub raise: Raise,
    /// How many rounds had more than one best project, over all steps of a completion; without
    /// those of what was added.
    pub ties: u64,
    /// The round in which the purses of each group became empty.
    pub(super) emptied: Vec<Option<u32>>,
}

/// One purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// What was bought.
    pub project: usize,
    /// The price ρ, of a unit of utility and of purse: a supporter with the purse e to whom the
    /// project has the utility u pays ρ·e·u, or all that is left in the purse if that is less.
    pub rho: BigRational,
    /// All projects that had this price, in the order that breaks ties: the first was bought.
    pub tied: Vec<usize>,
    /// What would have been bought if all that had this price had not been there.
    pub next: Option<Next>,
}

/// What would have been next in a round, and at what price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The first of those with that price, in the order that breaks ties.
    pub project: usize,
    /// Its price, as of a round.
    pub rho: BigRational,
}

/// How far purses were raised by a completion; not at all without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raise {
    /// The purses as they were counted with are so many times the real ones.
    pub factor: BigRational,
    /// The step whose outcome this is.
    pub used: u64,
    /// The last step that was looked at: one more, if that one overspent.
    pub tried: u64,
}

/// What one voter of a group paid for a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The round in which it was bought.
    pub round: usize,
    /// How much, as an exact fraction of a minor unit.
    pub amount: BigRational,
}

impl Default for Raise {
    fn default() -> Raise {
        Raise { factor: BigRational::one(), used: 0, tried: 0 }
    }
}

impl Outcome {
    /// What is funded, in the order of selection.
    pub fn winners(&self) -> impl Iterator<Item = usize> {
        self.rounds.iter().map(|round| round.project).chain(self.added.winners.iter().copied())
    }

    /// What it costs.
    pub fn cost(&self, election: &Election) -> i128 {
        election.cost(self.winners())
    }

    /// What each voter of a group paid, in the order of the rounds. With raised purses it is what
    /// they would pay, and can be more than they have.
    pub fn payments(&self, election: &Election, group: usize) -> Vec<Payment> {
        self.ledger(election, group).0
    }

    /// What each voter of a group still has.
    pub fn left(&self, election: &Election, group: usize) -> BigRational {
        self.ledger(election, group).1
    }

    fn ledger(&self, election: &Election, group: usize) -> (Vec<Payment>, BigRational) {
        let (voters, emptied) = (&election.groups[group], self.emptied[group]);
        let purse = election.purse(voters);
        let mut left = purse * &self.raise.factor;
        let mut payments = Vec::new();
        for (round, bought) in self.rounds.iter().enumerate() {
            let place = |mark: &&Mark| mark.project as usize == bought.project;
            let Some(mark) = election.marks(voters).iter().find(place) else { continue };
            if left.is_zero() {
                break;
            }
            let unit = self.measure.unit(&election.projects[bought.project]);
            let utility = BigInt::from(mark.points) * unit;
            let all = emptied.is_some_and(|last| last as usize == round);
            let amount = if all { left.clone() } else { &bought.rho * purse * utility };
            left -= &amount;
            payments.push(Payment { round, amount });
        }
        (payments, left)
    }
}
