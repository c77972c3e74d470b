//! Roles: exactly one accountable person for each area.

use crate::reader::Reader;
use crate::session::Place;
use crate::session::block::Block;
use crate::session::viewer::Seen;

/// What there is to see.
pub fn page(_seen: &Seen, _place: &Place, _reader: &Reader) -> Vec<Block> {
    Vec::new()
}
