//! A pledge: what someone puts in the pot, how sure it is, and with which strings.

use crate::money::Money;
use crate::session::change::{Outcome, refuse};
use crate::session::id::Id;
use crate::text::CleanText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What someone puts in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pledge {
    /// The name that never changes.
    pub id: Id,
    /// What is pledged.
    pub offer: Offer,
    /// Read out to the room: only then it makes the pot grow.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read: bool,
}

/// What a pledge says, as the form asks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Who or which budget it comes from.
    pub source: CleanText,
    /// The function it comes from.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub function: CleanText,
    /// Money, hours, a tool, a person.
    pub kind: Kind,
    /// How sure it is.
    pub firmness: Firmness,
    /// From when it may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Until when it may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The areas it may be used for; all of them when none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_for: Vec<Id>,
    /// What else it may be used for, and what not: words, which nobody can count by.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub strings: CleanText,
    /// Who must approve it, if anyone.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub approver: CleanText,
}

/// What is pledged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Money, for the whole period.
    Money(Money),
    /// Hours a month.
    Hours(u32),
    /// A tool, a licence, a room.
    Tool(CleanText),
    /// A person, for some of their time.
    Person(CleanText),
}

/// How sure a pledge is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Firmness {
    /// Whoever pledges may decide it alone, and has.
    #[default]
    Firm,
    /// Probably; counts as well.
    Likely,
    /// Perhaps; stands beside the pot, never in it.
    Hope,
}

impl Pledge {
    /// Whether the room may build on it: read out, and more than a hope.
    pub fn counts(&self) -> bool {
        self.read && self.offer.firmness != Firmness::Hope
    }
}

impl Offer {
    /// A firm pledge with nothing else said.
    pub fn firm(source: CleanText, kind: Kind) -> Offer {
        Offer {
            source,
            function: CleanText::default(),
            kind,
            firmness: Firmness::Firm,
            from: None,
            until: None,
            only_for: Vec::new(),
            strings: CleanText::default(),
            approver: CleanText::default(),
        }
    }

    /// The money in it; hours, tools and people are none.
    pub fn money(&self) -> Money {
        match self.kind {
            Kind::Money(amount) => amount,
            Kind::Hours(_) | Kind::Tool(_) | Kind::Person(_) => Money::ZERO,
        }
    }

    /// Whether it may be used for an area.
    pub fn may_serve(&self, area: &Id) -> bool {
        self.only_for.is_empty() || self.only_for.contains(area)
    }

    pub(super) fn check(&self) -> Outcome {
        if self.source.is_empty() {
            return refuse("Who does it come from? Name a person, a function or a budget.");
        }
        if self.from.zip(self.until).is_some_and(|(from, until)| until < from) {
            return refuse("It would end before it begins; change one of the two dates.");
        }
        self.kind.check()
    }
}

impl Kind {
    /// What is pledged, in words; `money` writes an amount for whoever reads it.
    pub fn words(&self, money: impl Fn(Money) -> String) -> String {
        match self {
            Kind::Money(amount) => money(*amount),
            Kind::Hours(1) => "1 hour a month".into(),
            Kind::Hours(hours) => format!("{hours} hours a month"),
            Kind::Tool(name) | Kind::Person(name) => name.to_string(),
        }
    }

    /// The word for its kind.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Money(_) => "money",
            Kind::Hours(_) => "hours",
            Kind::Tool(_) => "tool",
            Kind::Person(_) => "person",
        }
    }

    fn check(&self) -> Outcome {
        match self {
            Kind::Money(amount) if *amount < Money::ZERO => {
                refuse("A pledge puts something in; an amount below zero takes it out.")
            }
            Kind::Money(Money::ZERO) | Kind::Hours(0) => {
                refuse("A pledge of nothing does not fill the pot; give an amount above zero.")
            }
            Kind::Tool(name) if name.is_empty() => refuse("Which tool is it?"),
            Kind::Person(name) if name.is_empty() => refuse("Who is it, and for how long?"),
            Kind::Money(_) | Kind::Hours(_) | Kind::Tool(_) | Kind::Person(_) => Ok(()),
        }
    }
}

impl Firmness {
    /// All of them, the surest first.
    pub const ALL: [Firmness; 3] = [Firmness::Firm, Firmness::Likely, Firmness::Hope];

    /// The word people say.
    pub fn name(self) -> &'static str {
        match self {
            Firmness::Firm => "firm",
            Firmness::Likely => "likely",
            Firmness::Hope => "hope",
        }
    }
}
