//! A new session, from the start screen or from the command line.

use crate::room::Room;
use crate::session::clock::full_minute;
use crate::session::{Author, Beginning, Change, Cut, Refusal, agenda};
use crate::store::SaveJob;
use crate::text::CleanText;
use crate::ui::shell::new_session::Begin;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// A name that no other session has, and a seed for its shuffles: the one place where chance comes
/// in.
pub(super) fn name_and_seed() -> (CleanText, u64) {
    let id = ulid::Ulid::generate();
    let seed = u64::try_from(id.random() & u128::from(u64::MAX)).expect("masked to 64 bits");
    (CleanText::line(&id.to_string()), seed)
}

/// A session that has just begun, with what it is to begin with, ready to be saved.
///
/// # Errors
/// When the workshop has no step, two people have one name, or a seed is refused.
pub fn begun(begin: Begin, seeds: Vec<Change>, now: Timestamp) -> Result<SaveJob, Refusal> {
    let (id, seed) = name_and_seed();
    let beginning = Beginning {
        id,
        title: begin.title,
        currency: begin.currency,
        seed,
        workshop: begin.workshop,
        people: begin.people,
        since: None,
        table: None,
    };
    let mut room = Room::begin(now, beginning)?;
    if !begin.less.is_empty() {
        let won: i64 = begin.less.iter().map(|less| i64::from(less.minutes) * 60).sum();
        let end = room.session().expected_end(now).checked_sub(SignedDuration::from_secs(won));
        let end = full_minute(end.unwrap_or(now));
        let cut = Cut { less: begin.less, skip: Vec::new(), park: Vec::new(), end };
        room.submit(now, Author::Facilitator, Change::Agenda(agenda::Change::Cut(cut)))?;
    }
    for seed in seeds {
        room.submit(now, Author::Facilitator, seed)?;
    }
    let events = room.take_unsaved();
    let session = Arc::new(room.session().clone());
    Ok(SaveJob { session, sealed: room.sealed().clone(), events })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::session::cut::Less;
    use crate::testing::{activity, at, text, workshop};
    use crate::workshop::{Do, Policy};

    #[test]
    fn a_plan_that_was_shortened_on_the_start_screen_begins_so() {
        let steps = [Do::Break {}, Do::Round {}].map(|what| activity(what, Policy::Open));
        let begin = Begin {
            workshop: workshop(steps.into()),
            title: text("Garden"),
            currency: Currency::default(),
            people: Vec::new(),
            less: vec![Less { step: text("round"), minutes: 2 }],
        };
        let job = begun(begin, Vec::new(), at(0)).expect("it begins");
        assert_eq!(job.session.expected_end(at(0)), at(480));
        assert_eq!(job.session.clock.cuts.len(), 1, "the record says so");
        assert_eq!(job.session.clock.told, None, "nobody has been told an end yet");
    }
}
