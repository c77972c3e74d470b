//! A break: counts down until everyone is back.

use crate::reader::Reader;
use crate::session::block::Block;
use crate::session::change::{Entry, Outcome, refuse};
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use serde::{Deserialize, Serialize};

/// What it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// Back at this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<jiff::Timestamp>,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// The break begins, and ends so.
    Until(jiff::Timestamp),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Until(_) => "set when the break ends".into(),
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
