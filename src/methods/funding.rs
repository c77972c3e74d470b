//! Sharing one pot among asks by private points: what every rule starts from, what it answers
//! with, and the table of the rules there are.
//!
//! The money comes in pools, each with its strings. A voter takes part once in each pool they
//! share, with the points for what that pool may pay, so that no rule can pay against a string.

pub(in crate::methods) mod bills;
mod by_purses;
mod by_votes;
pub(in crate::methods) mod kinds;
#[cfg(test)]
mod laws;
mod paying;
#[cfg(test)]
pub(in crate::methods) mod tests;
mod why;

pub use paying::{paid_by, payable};
pub use why::Words;

use super::average;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// A rule by which points become money. It is chosen and read aloud before the ballots open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rule {
    /// Supporters pay for their asks together, the strongest support for its money first.
    EqualShares,
    /// The ask that most people want goes first, and what does not fit is skipped.
    MostVotes,
    /// Each voter's share of the pot is divided by their points.
    AverageSplit,
}

/// Every rule, in the order in which they are offered.
pub const RULES: &[Rule] = &[Rule::EqualShares, Rule::MostVotes, Rule::AverageSplit];

/// What is counted: the money, what is wished of it, and the points that were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// The money there is.
    pub pools: Vec<Pool>,
    /// The wishes, in the order the room agreed on: it breaks the last ties.
    pub wishes: Vec<Wish>,
    /// The ballots; their order tells nothing.
    pub ballots: Vec<Ballot>,
}

/// Money from one source, with one set of strings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// How much it is.
    pub amount: Money,
    /// The wishes it may pay for; all of them when nothing is said.
    pub only: Option<Vec<usize>>,
    /// The function whose voters alone share it. Where nobody of that function has voted, and
    /// where none is named, everyone does.
    pub function: Option<usize>,
}

/// One wish of the pot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// With less it is not funded at all; zero when any amount helps.
    pub minimum: Money,
    /// With this it is done well.
    pub target: Money,
    /// It gets no more than this.
    pub stretch: Money,
    /// Why it takes no part in the count, if it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub barred: Option<Barred>,
}

/// Why a wish is left out of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Barred {
    /// Nobody answers for it: no owner, no money.
    NoOwner,
    /// It asks for hours or things alone.
    NoMoney,
}

/// What one voter gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballot {
    /// The points for each wish, in the order of the wishes.
    pub points: Vec<u8>,
    /// The voter's function, where the ballot has a name and functions decide over their money.
    pub function: Option<usize>,
}

/// How far a wish is funded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// The least that makes sense.
    Minimum,
    /// Done well.
    Target,
    /// The most that makes sense.
    Stretch,
}

/// What a rule answers, with all that is needed to explain it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// By which rule.
    pub rule: Rule,
    /// What becomes of each wish, in the order of the wishes.
    pub shares: Vec<Share>,
    /// What nobody gets: all shares and the reserve are exactly the pot.
    pub reserve: Money,
    /// How many gave points, and would see none of what they wanted funded.
    #[serde(default)]
    pub empty_handed: usize,
    /// Where wishes were equal, and what went first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<Tie>,
    /// The wishes that would get something else if ties were broken the other way round.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<usize>,
    /// Wishes without money that fit what is left, the best first: to be accepted by the room one
    /// by one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<Proposal>,
}

/// What becomes of one wish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// What it gets: nothing, or at least its minimum and at most its stretch.
    pub granted: Money,
    /// How many gave it points.
    pub supporters: usize,
    /// What each pool pays for it, to the cent; together what it gets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bills: Vec<Money>,
    /// Why it gets that.
    pub verdict: Verdict,
}

/// Why a wish gets what it gets. Amounts are for telling: what decides is exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Equal Shares: its supporters bought it.
    Bought {
        /// It was the first, the second, … to be bought.
        turn: usize,
        /// What its first step took of those who paid most, in thousandths of their share.
        price: u16,
        /// How far they bought it.
        level: Level,
        /// What they put on top with what they had left.
        more: Money,
        /// What would have been bought in its stead.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<Next>,
    },
    /// Equal Shares: any amount helps it, and it got what its supporters had left.
    Gathered,
    /// Equal Shares: its supporters could not pay for it.
    Lacks {
        /// What they had left together, that may pay for it.
        had: Money,
        /// What was missing.
        lacks: Money,
        /// The wish whose purchase put it out of reach, if it ever was within.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<usize>,
        /// Whether one more supporter with a share of their own would have funded it.
        #[serde(default)]
        one_more: bool,
    },
    /// Most votes first: it fitted when its turn came.
    Fits {
        /// It has the most votes, the second most, …; equal ones share a place.
        rank: usize,
        /// How far it was raised.
        level: Level,
    },
    /// Most votes first: it did not fit any more.
    NoRoom {
        /// It has the most votes, the second most, …; equal ones share a place.
        rank: usize,
        /// What was left that may pay for it.
        left: Money,
    },
    /// Average split: it was given so much, which reaches its minimum.
    Reached(Money),
    /// Average split: it was given so much, which is more than its stretch.
    Full(Money),
    /// Average split: it did not reach its minimum.
    Short {
        /// What was given to it.
        given: Money,
        /// What was missing.
        lacks: Money,
    },
    /// Nobody gave it a point.
    Unsupported,
    /// It took no part in the count.
    LeftOut(Barred),
}

/// A wish that would have been bought if those at a lower price had not been there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Next {
    /// Which.
    pub wish: usize,
    /// What its step would have taken of those who pay most, in thousandths of their share.
    pub price: u16,
}

/// Wishes that were equal when one of them had to go first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// The wish that went first.
    pub first: usize,
    /// Those it was equal with.
    pub others: Vec<usize>,
    /// What decided.
    pub by: Breaker,
}

/// What breaks a tie, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Breaker {
    /// The smaller cost goes first.
    Cost,
    /// More points together go first.
    Points,
    /// What stands earlier in the list goes first.
    List,
}

/// A wish that could be funded with what is left, if the room accepts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Which.
    pub wish: usize,
    /// What it takes.
    pub amount: Money,
    /// What its supporters have left for it; the rest is asked of the others.
    pub covered: Money,
}

impl Rule {
    /// The name people say.
    pub fn name(self) -> &'static str {
        match self {
            Rule::EqualShares => "Equal Shares",
            Rule::MostVotes => "most votes first",
            Rule::AverageSplit => "average split",
        }
    }

    /// What is read aloud before the ballots open.
    pub fn said(self) -> &'static str {
        match self {
            Rule::EqualShares => {
                "Everyone has a share of the pot and pays only for what they gave points \
                 to. The ask with the most support for its money goes first, and its supporters \
                 pay for it; then the next, until none can be paid."
            }
            Rule::MostVotes => {
                "The ask to which most people gave points is funded first, then the next; what \
                 does not fit is skipped. Minimums come first, then targets, then stretches."
            }
            Rule::AverageSplit => {
                "Everyone has a share of the pot, and their points divide it. An ask gets \
                 the sum, if that reaches its minimum, and never more than its stretch. The rest \
                 stays in the reserve."
            }
        }
    }

    /// Whether people pay from shares of their own, so that it matters whose money it is.
    pub fn has_purses(self) -> bool {
        match self {
            Rule::EqualShares | Rule::AverageSplit => true,
            Rule::MostVotes => false,
        }
    }

    /// Counts.
    pub fn count(self, case: &Case) -> Outcome {
        match self {
            Rule::EqualShares => by_purses::count(case),
            Rule::MostVotes => by_votes::count(case),
            Rule::AverageSplit => average::count(case),
        }
    }
}

impl Case {
    /// All the money there is.
    pub fn pot(&self) -> Money {
        Money(self.pools.iter().map(|pool| pool.amount.0).sum())
    }

    /// The points a ballot has for a wish that takes part; zero for one that does not.
    pub(super) fn points(&self, ballot: &Ballot, wish: usize) -> u8 {
        if self.wishes[wish].barred.is_some() { 0 } else { ballot.on(wish) }
    }

    /// How many gave a wish points. Whoever wanted what takes no part wanted it all the same: that
    /// is no small news for the room, and no money.
    pub(super) fn supporters(&self, wish: usize) -> usize {
        self.ballots.iter().filter(|ballot| ballot.on(wish) > 0).count()
    }

    /// All the points that a wish was given.
    pub(super) fn all_points(&self, wish: usize) -> u64 {
        self.ballots.iter().map(|ballot| u64::from(ballot.on(wish))).sum()
    }

    /// How many wanted something that takes part, and get none of it.
    pub(super) fn empty_handed(&self, shares: &[Share]) -> usize {
        let wants = |ballot: &Ballot, wish| self.points(ballot, wish) > 0;
        let funded = |wish: usize| !shares[wish].granted.is_zero();
        let empty = |ballot: &&Ballot| {
            let mut wanted = (0..self.wishes.len()).filter(|wish| wants(ballot, *wish)).peekable();
            wanted.peek().is_some() && !wanted.any(funded)
        };
        self.ballots.iter().filter(empty).count()
    }
}

impl Ballot {
    /// The points for a wish; none for what came later.
    pub fn on(&self, wish: usize) -> u8 {
        self.points.get(wish).copied().unwrap_or_default()
    }
}

impl Wish {
    /// The amount of a level.
    pub(super) fn at(&self, level: Level) -> Money {
        match level {
            Level::Minimum => self.minimum,
            Level::Target => self.target,
            Level::Stretch => self.stretch,
        }
    }

    /// What it takes to raise it level by level, each on top of the one before; levels that take
    /// nothing more are left out.
    pub(super) fn steps(&self) -> Vec<(Level, Money)> {
        let mut so_far = 0;
        let levels = [Level::Minimum, Level::Target, Level::Stretch];
        let mut steps = Vec::new();
        for level in levels {
            let amount = self.at(level);
            if amount.0 > so_far {
                steps.push((level, Money(amount.0 - so_far)));
                so_far = amount.0;
            }
        }
        steps
    }
}

impl Outcome {
    /// What the wishes get, in their order.
    pub fn granted(&self) -> impl Iterator<Item = Money> + Clone + '_ {
        self.shares.iter().map(|share| share.granted)
    }
}

impl Share {
    /// Whether it gets anything.
    pub fn is_funded(&self) -> bool {
        !self.granted.is_zero()
    }
}

impl Barred {
    /// The reason, within a sentence.
    pub fn because(self) -> &'static str {
        match self {
            Barred::NoOwner => {
                "nobody answers for its area, and without an owner there is no money"
            }
            Barred::NoMoney => "it asks for no money",
        }
    }
}
