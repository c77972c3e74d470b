//! Gathering: ideas written in silence, hidden until the reveal, then each one read.

use crate::reader::Reader;
use crate::session::block::Block;
use crate::session::change::{Entry, Outcome, refuse};
use crate::session::private::{Content, Contents, Given};
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use serde::{Deserialize, Serialize};

/// What it keeps: who gave. The ideas are the session's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gather {
    /// Who gave ideas, and whether they are shown.
    #[serde(default)]
    pub given: Given,
}

pub(super) fn take_in(
    _session: &mut Session,
    _place: &Place,
    _entry: &Entry,
    _contents: &Contents,
) -> Outcome {
    refuse("Not yet.")
}

pub(super) fn check_gift(_content: &Content) -> Outcome {
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
