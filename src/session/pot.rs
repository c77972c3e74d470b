//! The pot: what is put in, what areas ask of it, and what each ask is granted.
//!
//! The pot is the firm and likely money for a stated period; hope stands beside it. Hours, tools
//! and people are matched to asks by hand and never counted as money.

use super::Session;
use super::block::Section;
use super::change::{Entry, Outcome, refuse};
use super::id::Id;
use super::viewer::Seen;
use crate::money::Money;
use crate::reader::Reader;
use crate::text::CleanText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The shared budget of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pot {
    /// The period it is for.
    pub months: u8,
    /// What was put in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pledges: Vec<Pledge>,
    /// What is asked of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Ask>,
    /// Who looks after what is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserve: Option<Id>,
}

impl Default for Pot {
    fn default() -> Pot {
        Pot { months: 12, pledges: Vec::new(), asks: Vec::new(), reserve: None }
    }
}

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
    /// What it may be used for, and what not.
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

/// What an area needs from the pot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The name that never changes.
    pub id: Id,
    /// The area it is for: no owner, no money.
    pub area: Id,
    /// What is asked.
    pub need: Need,
    /// What it is granted; zero, or its minimum and more.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub granted: Money,
    /// Pledges of hours, tools and people matched to it by hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matched: Vec<Id>,
}

/// What an ask says, as the form asks it. The three amounts are for the whole period of the pot:
/// whoever types "75 a month" has it multiplied on entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// For what.
    pub title: CleanText,
    /// With less it cannot be done at all.
    pub minimum: Money,
    /// With this it is done well.
    pub target: Money,
    /// More than this would be wasted.
    pub stretch: Money,
    /// How often within the period.
    #[serde(default)]
    pub recurring: Recurring,
    /// How many units in the whole period; 0 when nobody counted.
    #[serde(default)]
    pub quantity: u32,
    /// What one unit is.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub unit: CleanText,
    /// People, skills, tools, outside help.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub category: CleanText,
}

/// How often an ask comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recurring {
    /// Once.
    #[default]
    Once,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every year.
    Yearly,
}

/// What can happen to the pot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// The period it is for.
    Months(u8),
    /// Pledges are added.
    Pledge(Vec<Offer>),
    /// A pledge says something else.
    EditPledge(Id, Offer),
    /// A pledge goes away.
    DeletePledge(Id),
    /// A pledge was read out, or not after all.
    Read(Id, bool),
    /// Asks are added, each for an area.
    Ask(Vec<(Id, Need)>),
    /// An ask is for another area, or says something else.
    EditAsk(Id, Id, Need),
    /// An ask goes away.
    DeleteAsk(Id),
    /// An ask is granted so much.
    Grant(Id, Money),
    /// Several asks are granted at once, as a count proposed it; the others get nothing.
    GrantAll(Vec<(Id, Money)>),
    /// A pledge of hours, a tool or a person is matched to an ask, or no longer.
    Match {
        /// The ask.
        ask: Id,
        /// The pledge.
        pledge: Id,
        /// Whether it is.
        matched: bool,
    },
    /// Who looks after what is left.
    Reserve(Option<Id>),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Months(months) => format!("the pot is for {months} months"),
            Change::Pledge(offers) => match offers.as_slice() {
                [one] => format!("added the pledge from {}", one.source),
                more => format!("added {} pledges", more.len()),
            },
            Change::EditPledge(_, offer) => format!("changed the pledge from {}", offer.source),
            Change::DeletePledge(_) => "deleted a pledge".into(),
            Change::Read(_, true) => "read a pledge".into(),
            Change::Read(_, false) => "took a pledge back to be read".into(),
            Change::Ask(asks) => match asks.as_slice() {
                [(_, one)] => format!("added the ask “{}”", one.title),
                more => format!("added {} asks", more.len()),
            },
            Change::EditAsk(_, _, need) => format!("changed the ask “{}”", need.title),
            Change::DeleteAsk(_) => "deleted an ask".into(),
            Change::Grant(..) => "granted money".into(),
            Change::GrantAll(_) => "granted as counted".into(),
            Change::Match { matched: true, .. } => "matched a pledge".into(),
            Change::Match { .. } => "took a match back".into(),
            Change::Reserve(Some(_)) => "named who looks after the reserve".into(),
            Change::Reserve(None) => "nobody looks after the reserve".into(),
        }
    }
}

impl Session {
    /// The ask of this id.
    pub fn ask(&self, id: &Id) -> Option<&Ask> {
        self.pot.asks.iter().find(|ask| &ask.id == id)
    }

    /// The pledge of this id.
    pub fn pledge(&self, id: &Id) -> Option<&Pledge> {
        self.pot.pledges.iter().find(|pledge| &pledge.id == id)
    }
}

pub(super) fn apply(_session: &mut Session, _entry: &Entry, _change: &Change) -> Outcome {
    refuse("Not yet.")
}

fn is_nothing(amount: &Money) -> bool {
    amount.is_zero()
}

/// What the record says of it.
pub(super) fn section(_seen: &Seen, _reader: &Reader) -> Section {
    Section { title: "The pot".into(), blocks: Vec::new() }
}
