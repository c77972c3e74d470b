//! A new session, from the start screen or from the command line.

use crate::room::Room;
use crate::session::{Beginning, Refusal};
use crate::store::SaveJob;
use crate::text::CleanText;
use crate::ui::shell::new_session::Begin;
use jiff::Timestamp;
use std::sync::Arc;

/// A name that no other session has, and a seed for its shuffles: the one place where chance comes
/// in.
pub(super) fn name_and_seed() -> (CleanText, u64) {
    let id = ulid::Ulid::generate();
    let seed = u64::try_from(id.random() & u128::from(u64::MAX)).expect("masked to 64 bits");
    (CleanText::line(&id.to_string()), seed)
}

/// A session that has just begun, ready to be saved.
///
/// # Errors
/// When the workshop has no step, or two people have one name.
pub fn begun(begin: Begin, now: Timestamp) -> Result<SaveJob, Refusal> {
    let (id, seed) = name_and_seed();
    let beginning = Beginning {
        id,
        title: begin.title,
        currency: begin.currency,
        seed,
        workshop: begin.workshop,
        people: begin.people,
    };
    let mut room = Room::begin(now, beginning)?;
    let events = room.take_unsaved();
    let session = Arc::new(room.session().clone());
    Ok(SaveJob { session, sealed: room.sealed().clone(), events })
}
