//! The pot: what is put in, what areas ask of it, and what each ask is granted.
//!
//! The pot is the firm and likely money for a stated period; hope stands beside it. Hours, tools
//! and people are matched to asks by hand and never counted as money. A pledge counts once it was
//! read out, so that the room sees the pot grow.

mod ask;
#[cfg(test)]
mod laws;
mod pledge;
mod record;
mod rules;
#[cfg(test)]
pub(crate) mod scenarios;
mod soundness;
mod strings;
mod sums;
mod typed;

pub use ask::{Ask, Need, Recurring, Worth};
pub use pledge::{Firmness, Kind, Offer, Pledge};
pub(super) use record::bills;
pub use strings::Fund;
pub(super) use sums::listed;
pub use sums::{Purse, Things};
pub use typed::{TypedAmount, areas_listed, typed_amount, typed_offers, typed_worth};

use super::Session;
use super::block::Section;
use super::change::{Entry, Outcome};
use super::id::Id;
use super::viewer::Seen;
use crate::money::Money;
use crate::reader::Reader;
use crate::text::CleanText;
use crate::workshop::{Do, Workshop};
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
    /// The pledge read last, so that every screen can say what it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Id>,
    /// What is asked of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Ask>,
    /// Who looks after what is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserve: Option<Id>,
    /// What each area has spent so far, as it was told in this session.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spent: Vec<(Id, Money)>,
}

impl Default for Pot {
    fn default() -> Pot {
        Pot {
            months: 12,
            pledges: Vec::new(),
            latest: None,
            asks: Vec::new(),
            reserve: None,
            spent: Vec::new(),
        }
    }
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
    /// Asks are added, each for an area by its name; areas that are missing are made.
    AskByName(Vec<(CleanText, Need)>),
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
    /// What an area has spent so far; nothing, when that is not told after all.
    Spent(Id, Option<Money>),
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
            Change::Ask(asks) => added_asks(asks.iter().map(|(_, need)| need)),
            Change::AskByName(asks) => added_asks(asks.iter().map(|(_, need)| need)),
            Change::EditAsk(_, _, need) => format!("changed the ask “{}”", need.title),
            Change::DeleteAsk(_) => "deleted an ask".into(),
            Change::Grant(..) => "granted money".into(),
            Change::GrantAll(_) => "granted as counted".into(),
            Change::Match { matched: true, .. } => "matched a pledge".into(),
            Change::Match { .. } => "took a match back".into(),
            Change::Reserve(Some(_)) => "named who looks after the reserve".into(),
            Change::Reserve(None) => "nobody looks after the reserve".into(),
            Change::Spent(_, Some(_)) => "told what an area has spent".into(),
            Change::Spent(_, None) => "took back what an area has spent".into(),
        }
    }
}

fn added_asks<'a>(needs: impl ExactSizeIterator<Item = &'a Need>) -> String {
    let many = needs.len();
    match needs.last() {
        Some(one) if many == 1 => format!("added the ask “{}”", one.title),
        _ => format!("added {many} asks"),
    }
}

impl Pot {
    /// Pledges that were read out and wait for somebody's yes. Whoever pledges firmly has decided;
    /// what is only likely waits for whoever approves.
    pub fn unapproved(&self) -> impl Iterator<Item = &Pledge> {
        let waits = |pledge: &&Pledge| {
            let offer = &pledge.offer;
            pledge.read && offer.firmness == Firmness::Likely && !offer.approver.is_empty()
        };
        self.pledges.iter().filter(waits)
    }

    /// The empty pot of a session that runs this workshop, for the period its first pot names.
    pub(super) fn of(workshop: &Workshop) -> Pot {
        let activities = workshop.steps.iter().flat_map(|step| &step.activities);
        let mut periods = activities.filter_map(|activity| match activity.what {
            Do::Pot { months } => Some(months),
            _ => None,
        });
        periods.next().map_or_else(Pot::default, |months| Pot { months, ..Pot::default() })
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

pub(super) fn apply(session: &mut Session, entry: &Entry, change: &Change) -> Outcome {
    rules::apply(session, entry, change)
}

/// What the record says of it.
pub(super) fn section(seen: &Seen, reader: &Reader) -> Section {
    Section { title: "The pot".into(), blocks: record::blocks(seen, reader) }
}
