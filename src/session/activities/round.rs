//! A round: everyone answers one question in turn.

use crate::reader::Reader;
use crate::session::Id;
use crate::session::block::Block;
use crate::session::change::{Entry, Outcome, refuse};
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use crate::text::CleanText;
use serde::{Deserialize, Serialize};

/// What it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Those who spoke or passed, in speaking order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<Heard>,
}

/// Somebody who spoke or passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heard {
    /// Who.
    pub who: Id,
    /// What they said, if it was noted.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub said: CleanText,
    /// They passed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passed: bool,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Somebody spoke; the answer is optional.
    Said(Id, CleanText),
    /// Somebody passes, which is fine.
    Pass(Id),
    /// Somebody is not heard yet, after all.
    Back(Id),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Said(..) => "heard somebody".into(),
            Change::Pass(_) => "somebody passed".into(),
            Change::Back(_) => "somebody is to be heard again".into(),
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
