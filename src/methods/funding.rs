//! Sharing one pot among asks by private points: what every rule starts from, what it answers
//! with, and the table of the rules there are.

use super::average;
use crate::money::Money;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use serde::{Deserialize, Serialize};

/// A rule by which points become money. It is chosen and read aloud before the ballots open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rule {
    /// Each voter's equal share of the pot is divided by their points.
    AverageSplit,
}

/// Every rule, in the order in which they are offered.
pub const RULES: &[Rule] = &[Rule::AverageSplit];

/// What is counted: a pot, what is wished of it, and the points that were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// The money there is.
    pub pot: Money,
    /// The wishes, in the order the room agreed on: it breaks ties.
    pub wishes: Vec<Wish>,
    /// One ballot a voter: points for each wish, in the order of the wishes.
    pub ballots: Vec<Vec<u8>>,
}

/// One wish of the pot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// With less it is not funded at all.
    pub minimum: Money,
    /// It gets no more than this.
    pub stretch: Money,
    /// Why it takes no part in the count, if it does not.
    pub barred: Option<Barred>,
}

/// Why a wish is left out of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// Nobody answers for it: no owner, no money.
    NoOwner,
    /// It asks for hours or things alone.
    NoMoney,
}

/// What a rule answers, with all that is needed to explain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// By which rule.
    pub rule: Rule,
    /// What becomes of each wish, in the order of the wishes.
    pub shares: Vec<Share>,
    /// What nobody gets: all shares and the reserve are exactly the pot.
    pub reserve: Money,
    /// What each voter had to give, as an exact fraction of a minor unit.
    pub purse: BigRational,
    /// Who gave how much to what: one row a ballot, one fraction a wish.
    pub gifts: Vec<Vec<BigRational>>,
}

/// What becomes of one wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// What it gets: nothing, or at least its minimum and at most its stretch.
    pub granted: Money,
    /// What was given to it, exactly.
    pub offered: BigRational,
    /// How many gave it points.
    pub supporters: usize,
    /// Why it gets that.
    pub verdict: Verdict,
}

/// Why a wish gets what it gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It reached its minimum and gets what was given to it.
    Funded,
    /// It was given more than its stretch, and gets that.
    Full,
    /// It did not reach its minimum; so much was missing, rounded up.
    Short(Money),
    /// Nobody gave it a point.
    Unsupported,
    /// It took no part in the count.
    LeftOut(Barred),
}

impl Rule {
    /// The name people say.
    pub fn name(self) -> &'static str {
        match self {
            Rule::AverageSplit => "average split",
        }
    }

    /// What is read aloud before the ballots open.
    pub fn said(self) -> &'static str {
        match self {
            Rule::AverageSplit => {
                "Everyone has an equal share of the pot, and their points divide it. An ask gets \
                 the sum, if that reaches its minimum, and never more than its stretch. The rest \
                 stays in the reserve."
            }
        }
    }

    /// Counts.
    pub fn count(self, case: &Case) -> Outcome {
        match self {
            Rule::AverageSplit => average::count(case),
        }
    }
}

impl Case {
    /// The points a ballot has for a wish that takes part; zero for one that does not.
    pub(super) fn points(&self, ballot: &[u8], wish: usize) -> u8 {
        let open = self.wishes[wish].barred.is_none();
        if open { ballot.get(wish).copied().unwrap_or_default() } else { 0 }
    }
}

impl Verdict {
    /// Whether the wish is funded.
    pub fn is_funded(&self) -> bool {
        matches!(self, Verdict::Funded | Verdict::Full)
    }
}

impl Share {
    /// Why, as a sentence; `money` writes an amount for whoever reads it.
    pub fn why(&self, wish: &Wish, money: impl Fn(Money) -> String) -> String {
        let offered = money(rounded_down(&self.offered));
        let given = match self.supporters {
            1 => format!("one person gave it {offered}"),
            many => format!("{many} people together gave it {offered}"),
        };
        let minimum = money(wish.minimum);
        match &self.verdict {
            Verdict::Funded => format!("Funded: {given}, and its minimum is {minimum}."),
            Verdict::Full => {
                format!("Funded up to its stretch of {}: {given}.", money(wish.stretch))
            }
            Verdict::Short(lacks) => format!(
                "Not funded: {given}, and its minimum is {minimum}. It lacks {}.",
                money(*lacks)
            ),
            Verdict::Unsupported => "Not funded: nobody gave it a point.".to_owned(),
            Verdict::LeftOut(barred) => format!("Left out: {}.", barred.because()),
        }
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

/// Whole minor units of a fraction; what is counted here never leaves the range of money.
pub(super) fn rounded_down(amount: &BigRational) -> Money {
    minor_units(&amount.floor().to_integer())
}

/// The same, with a part of a minor unit counted as a whole one.
pub(super) fn rounded_up(amount: &BigRational) -> Money {
    minor_units(&amount.ceil().to_integer())
}

fn minor_units(amount: &BigInt) -> Money {
    Money(amount.to_i64().expect("nobody is given more than there is"))
}
