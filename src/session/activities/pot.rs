//! The pot: pledges read one at a time, asks, private points, grants.

use crate::reader::Reader;
use crate::session::block::Block;
use crate::session::change::{Entry, Outcome, refuse};
use crate::session::private::{Ballot, Contents, Gift, Given};
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use serde::{Deserialize, Serialize};

/// What it keeps; pledges, asks and grants are the session's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PotState {
    /// In which part we are.
    #[serde(default)]
    pub part: Part,
    /// Who gave points, and whether they are shown.
    #[serde(default)]
    pub given: Given,
    /// The points, once revealed, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ballots: Vec<Gift>,
}

/// The parts of the pot, in their usual order; the room may go back to any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// What can we put in?
    #[default]
    Pledges,
    /// What is needed?
    Asks,
    /// Points 0 to 10 for each ask, privately.
    Points,
    /// Who gets what.
    Grants,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// We go to another part.
    Part(Part),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Part(_) => "went to another part of the pot".into(),
        }
    }
}

impl PotState {
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

pub(super) fn check_gift(_session: &Session, _ballot: &Ballot) -> Outcome {
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
