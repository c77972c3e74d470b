//! A vote by dots: blind until the reveal; ties, spread and the most divided item are shown.

use crate::reader::Reader;
use crate::session::block::Block;
use crate::session::change::{Entry, Outcome, refuse};
use crate::session::private::{Ballot, Contents, Gift, Given, Giver};
use crate::session::viewer::Seen;
use crate::session::{Id, Place, Session};
use serde::{Deserialize, Serialize};

/// What it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// Who voted, and whether the ballots are shown.
    #[serde(default)]
    pub given: Given,
    /// The ballots, once revealed (or at once in an open step), sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ballots: Vec<Gift>,
    /// Hands counted in an open step: totals, which cannot tell who or how many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hands: Vec<(Id, u16)>,
    /// Totals of earlier ballots on the same question, oldest first: the shift is kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Vec<(Id, u32)>>,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A ballot in an open step.
    Cast(Giver, Ballot),
    /// Hands counted for one thing in an open step.
    Hands(Id, u16),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Cast(..) => "cast a ballot".into(),
            Change::Hands(..) => "counted hands".into(),
        }
    }
}

impl Vote {
    pub(super) fn forget_names(&mut self) {
        self.ballots.iter_mut().for_each(|gift| gift.from = None);
        self.ballots.sort();
    }

    pub(super) fn reopen(&mut self) -> Outcome {
        refuse("Not yet.")
    }
}

pub(super) fn apply(
    _session: &mut Session,
    _place: &Place,
    _entry: &Entry,
    _change: &Change,
) -> Outcome {
    refuse("Not yet.")
}

pub(super) fn take_in(_session: &mut Session, _place: &Place, _contents: &Contents) -> Outcome {
    refuse("Not yet.")
}

pub(super) fn check_gift(_session: &Session, _place: &Place, _ballot: &Ballot) -> Outcome {
    Ok(())
}

/// What there is to see.
pub fn page(_seen: &Seen, _place: &Place, _reader: &Reader) -> Vec<Block> {
    Vec::new()
}

/// What it leaves in the record.
pub fn section(_seen: &Seen, _place: &Place, _reader: &Reader) -> Vec<Block> {
    Vec::new()
}
