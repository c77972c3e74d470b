//! A decision: fist of five on the plan, objections, dissent, review date.

use crate::reader::Reader;
use crate::session::block::Block;
use crate::session::change::{Entry, Outcome, refuse};
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use serde::{Deserialize, Serialize};

/// What it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// How many showed 0, 1, 2, 3, 4, 5 fingers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tally: Option<[u16; 6]>,
    /// Tallies counted before, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<[u16; 6]>,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// The fist of five was counted; a tally counted before is kept as an earlier one.
    Tally([u16; 6]),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Tally(_) => "counted the fist of five".into(),
        }
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

/// What there is to see.
pub fn page(_seen: &Seen, _place: &Place, _reader: &Reader) -> Vec<Block> {
    Vec::new()
}

/// What it leaves in the record.
pub fn section(_seen: &Seen, _place: &Place, _reader: &Reader) -> Vec<Block> {
    Vec::new()
}
