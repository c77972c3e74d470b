//! The only writer: takes proposals, applies them to a clone, keeps the history, and can undo.
//!
//! No undo code exists for any change: the struck-out entry is left out and the rest is folded
//! again, so that what comes out is exactly what the remaining entries say.

pub mod replan;
mod sealed;

#[cfg(test)]
pub(crate) mod laws;

pub use sealed::{Sealed, SealedPlace};

use crate::session::change::refuse;
use crate::session::{
    Author, Beginning, Change, Content, Entry, Giver, Place, Refusal, Session, activities,
};
use crate::workshop::Policy;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that happened to the history: one line of the history file.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every event is an entry; a box saves nothing"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An entry was accepted.
    Did(Entry),
    /// The entry of this number was taken back.
    Undid(u64),
    /// The entry of this number was put back.
    Redid(u64),
}

/// An event with the revision it led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// The session's revision right after.
    pub revision: u64,
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub event: Event,
}

/// What a screen wants to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// A change that everyone may see.
    Change(Change),
    /// Something is given privately: it is sealed.
    Give {
        /// Where.
        place: Place,
        /// Who gives.
        giver: Giver,
        /// What.
        content: Content,
    },
    /// What is sealed at a place is shown.
    Reveal(Place),
    /// A vote is opened again, and what was given is thrown away.
    Reopen(Place),
}

/// A session with its history and what is sealed.
#[derive(Clone, Debug)]
pub struct Room {
    base: Session,
    entries: Vec<Entry>,
    redo: Vec<u64>,
    session: Session,
    sealed: Sealed,
    unsaved: Vec<Recorded>,
}

impl Room {
    /// A session begins.
    ///
    /// # Errors
    /// When the workshop has no step, or two people have one name.
    pub fn begin(now: Timestamp, beginning: Beginning) -> Result<Room, Refusal> {
        let mut room = Room::of(Session::unbegun(), Vec::new(), Sealed::default());
        room.submit(now, Author::Facilitator, Change::Begin(Box::new(beginning)))?;
        Ok(room)
    }

    /// A session goes on from what the store read. A history that does not lead to the session is
    /// left aside, with a note: then undo begins here.
    pub fn resume(
        session: Session,
        history: &[Recorded],
        sealed: Sealed,
    ) -> (Room, Option<&'static str>) {
        match replay(history) {
            Some((entries, redo, folded)) if same(&folded, &session) => {
                let mut room = Room::of(Session::unbegun(), entries, sealed);
                (room.session, room.redo) = (session, redo);
                (room, None)
            }
            _ if history.is_empty() => (Room::of(session, Vec::new(), sealed), None),
            _ => {
                let note = "The session was changed outside, so undo begins here.";
                (Room::of(session, Vec::new(), sealed), Some(note))
            }
        }
    }

    fn of(base: Session, entries: Vec<Entry>, sealed: Sealed) -> Room {
        let session = base.clone();
        Room { base, entries, redo: Vec::new(), session, sealed, unsaved: Vec::new() }
    }

    /// The session as it is now.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What is sealed now.
    pub fn sealed(&self) -> &Sealed {
        &self.sealed
    }

    /// Every entry, oldest first, with those taken back marked.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What the history file does not know yet; empties the list.
    pub fn take_unsaved(&mut self) -> Vec<Recorded> {
        std::mem::take(&mut self.unsaved)
    }

    /// Does what a screen proposed. Returns the number of the accepted entry.
    ///
    /// # Errors
    /// A sentence for the room; nothing has changed then.
    pub fn carry_out(&mut self, now: Timestamp, proposal: Proposal) -> Result<u64, Refusal> {
        match proposal {
            Proposal::Change(change) => self.submit(now, Author::Facilitator, change),
            Proposal::Give { place, giver, content } => self.give(now, &place, &giver, content),
            Proposal::Reveal(place) => self.reveal(now, &place),
            Proposal::Reopen(place) => self.reopen(now, &place),
        }
    }

    /// Proposes a change. Returns the number of the accepted entry.
    ///
    /// # Errors
    /// A sentence for the room; nothing has changed then.
    pub fn submit(&mut self, now: Timestamp, by: Author, change: Change) -> Result<u64, Refusal> {
        let seq = self.session.revision + 1;
        let at = now.max(self.session.glance.changed);
        let undoable = change.undoable();
        let made_anonymous = change.makes_anonymous().cloned();
        let entry = Entry { seq, at, by, change, undone: false };
        let mut session = self.session.clone();
        session.apply(&entry)?;
        session.stamp(seq, at);
        self.session = session;
        if let Some(place) = made_anonymous {
            self.sealed.forget_givers(&place);
        }
        if undoable {
            self.redo.clear();
        }
        self.entries.push(entry.clone());
        self.record(at, Event::Did(entry));
        Ok(seq)
    }

    /// Seals what somebody gives in a hidden or anonymous step.
    ///
    /// # Errors
    /// A sentence for whoever gives; nothing has changed then.
    pub fn give(
        &mut self,
        now: Timestamp,
        place: &Place,
        giver: &Giver,
        content: Content,
    ) -> Result<u64, Refusal> {
        let policy = self.session.policy(place);
        if policy.is_open() {
            return refuse("This step is open: nothing is sealed here.");
        }
        activities::check_gift(&self.session, place, &content)?;
        let things = content.things_told(giver, policy);
        let gave = Change::Gave(place.clone(), giver.clone(), things);
        let seq = match self.session.is_in(place, giver) && policy == Policy::Anonymous {
            // How often somebody gave tells how much, so the history knows the first time only.
            true => self.check(now, gave)?,
            false => self.submit(now, Author::Facilitator, gave)?,
        };
        self.sealed.give(place, giver, content, policy);
        Ok(seq)
    }

    /// Whether a change would be accepted; it is not made. Returns the number of the newest entry.
    fn check(&self, at: Timestamp, change: Change) -> Result<u64, Refusal> {
        let seq = self.session.revision + 1;
        let entry = Entry { seq, at, by: Author::Facilitator, change, undone: false };
        self.session.clone().apply(&entry)?;
        Ok(self.session.revision)
    }

    /// Shows what is sealed at a place.
    ///
    /// # Errors
    /// When nothing is sealed there.
    pub fn reveal(&mut self, now: Timestamp, place: &Place) -> Result<u64, Refusal> {
        let contents = self.sealed.at(place);
        if contents.0.is_empty() {
            return refuse("Nothing is in yet, so there is nothing to reveal.");
        }
        self.session.check_not_alone(place)?;
        let change = Change::Reveal(place.clone(), contents);
        let seq = self.submit(now, Author::Facilitator, change)?;
        self.sealed.forget(place);
        Ok(seq)
    }

    /// Opens a vote again: what was given is thrown away.
    ///
    /// # Errors
    /// When there is nothing to open again.
    pub fn reopen(&mut self, now: Timestamp, place: &Place) -> Result<u64, Refusal> {
        let seq = self.submit(now, Author::Facilitator, Change::Reopen(place.clone()))?;
        self.sealed.forget(place);
        Ok(seq)
    }

    /// Takes back the newest change that can be taken back, and says which it was.
    ///
    /// # Errors
    /// When there is none, or something later rests on it.
    pub fn undo(&mut self, now: Timestamp) -> Result<String, Refusal> {
        let newest =
            self.entries.iter().rposition(|entry| !entry.undone && entry.change.undoable());
        let Some(index) = newest else { return refuse("There is nothing to undo.") };
        let words = self.entries[index].change.words();
        self.strike(now, index, true)
            .map_err(|later| Refusal::new(format!("“{words}” cannot be taken back: {later}")))?;
        let seq = self.entries[index].seq;
        self.redo.push(seq);
        self.record(now, Event::Undid(seq));
        Ok(words)
    }

    /// Puts back what was undone last, and says what it was.
    ///
    /// # Errors
    /// When nothing was undone since the last change, or it no longer fits.
    pub fn redo(&mut self, now: Timestamp) -> Result<String, Refusal> {
        let Some(seq) = self.redo.last().copied() else {
            return refuse("There is nothing to redo.");
        };
        let index = self.entries.iter().position(|entry| entry.seq == seq);
        let index = index.expect("redo holds numbers of entries");
        let words = self.entries[index].change.words();
        self.strike(now, index, false)?;
        self.redo.pop();
        self.record(now, Event::Redid(seq));
        Ok(words)
    }

    fn strike(&mut self, now: Timestamp, index: usize, undone: bool) -> Result<(), Refusal> {
        let before = self.entries[index].undone;
        self.entries[index].undone = undone;
        match fold(&self.base, &self.entries) {
            Ok(mut session) => {
                session.stamp(self.session.revision + 1, now.max(self.session.glance.changed));
                self.session = session;
                Ok(())
            }
            Err(later) => {
                self.entries[index].undone = before;
                Err(later)
            }
        }
    }

    fn record(&mut self, at: Timestamp, event: Event) {
        self.unsaved.push(Recorded { revision: self.session.revision, at, event });
    }
}

fn fold(base: &Session, entries: &[Entry]) -> Result<Session, Refusal> {
    let mut session = base.clone();
    for entry in entries.iter().filter(|entry| !entry.undone) {
        session.apply(entry)?;
    }
    Ok(session)
}

/// The entries, the redo list and the session a history leads to; none when it contradicts itself.
fn replay(history: &[Recorded]) -> Option<(Vec<Entry>, Vec<u64>, Session)> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut redo = Vec::new();
    for recorded in history {
        match &recorded.event {
            Event::Did(entry) => {
                if entry.change.undoable() {
                    redo.clear();
                }
                entries.push(entry.clone());
            }
            Event::Undid(seq) => {
                entries.iter_mut().find(|entry| entry.seq == *seq)?.undone = true;
                redo.push(*seq);
            }
            Event::Redid(seq) => {
                entries.iter_mut().find(|entry| entry.seq == *seq)?.undone = false;
                redo.pop();
            }
        }
    }
    let last = history.last()?;
    let mut session = fold(&Session::unbegun(), &entries).ok()?;
    session.stamp(last.revision, last.at);
    Some((entries, redo, session))
}

/// Equal but for the head, which a hand edit or a clock may have touched.
fn same(one: &Session, other: &Session) -> bool {
    let mut one = one.clone();
    one.revision = other.revision;
    one.glance = other.glance.clone();
    &one == other
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::people;
    use crate::testing::{activity, at, place, room_with, submit, text};
    use crate::workshop::{Do, Policy};

    fn room() -> Room {
        room_with(vec![
            activity(Do::Gather {}, Policy::Hidden),
            activity(Do::Break {}, Policy::Open),
        ])
    }

    fn rename(title: &str) -> Change {
        Change::Rename(text(title))
    }

    #[test]
    fn a_refused_change_leaves_no_trace() {
        let mut room = room();
        let before = room.clone();
        let refusal = submit(&mut room, rename("")).expect_err("a title is needed");
        assert_eq!(refusal.to_string(), "A session needs a title.");
        assert_eq!(room.session(), before.session());
        assert_eq!(room.entries(), before.entries());
    }

    #[test]
    fn undo_takes_back_the_newest_change_and_redo_puts_it_back() {
        let mut room = room();
        submit(&mut room, rename("Orchard")).expect("a title");
        let after = room.session().clone();
        assert_eq!(room.undo(at(9)).expect("undone"), "renamed the session “Orchard”");
        assert_eq!(&*room.session().title, "Garden");
        room.redo(at(10)).expect("redone");
        assert!(same(&after, room.session()));
        assert!(room.redo(at(11)).is_err());
    }

    #[test]
    fn moving_on_is_not_undone_but_what_was_said_before_it_is() {
        let mut room = room();
        submit(&mut room, rename("Orchard")).expect("a title");
        let go = crate::session::agenda::Change::GoTo(place("break"));
        submit(&mut room, Change::Agenda(go)).expect("there is a break");
        room.undo(at(9)).expect("the title goes");
        assert_eq!(room.session().at, place("break"));
        assert_eq!(&*room.session().title, "Garden");
    }

    #[test]
    fn the_history_alone_brings_the_session_back() {
        let mut room = room();
        submit(&mut room, rename("Orchard")).expect("a title");
        let profile = people::Profile { name: text("Eve"), ..people::Profile::default() };
        submit(&mut room, Change::People(people::Change::Add(vec![profile]))).expect("a person");
        room.undo(at(9)).expect("Eve goes");
        let history = room.take_unsaved();
        let (again, note) = Room::resume(room.session().clone(), &history, Sealed::default());
        assert_eq!(note, None);
        assert_eq!(again.session(), room.session());
        assert_eq!(again.entries(), room.entries());
    }

    #[test]
    fn a_session_changed_outside_opens_and_undo_begins_there() {
        let mut room = room();
        submit(&mut room, rename("Orchard")).expect("a title");
        let history = room.take_unsaved();
        let mut edited = room.session().clone();
        edited.title = text("Edited by hand");
        let (mut again, note) = Room::resume(edited, &history, Sealed::default());
        assert!(note.is_some());
        assert_eq!(&*again.session().title, "Edited by hand");
        assert!(again.undo(at(9)).is_err());
    }

    #[test]
    fn what_is_given_privately_is_nowhere_but_in_the_sealed_part() {
        let mut room = room();
        let secret = Content::Ideas(vec![text("xyzzy")]);
        let giver = Giver::Person(crate::testing::person(1));
        room.give(at(5), &place("gather"), &giver, secret).expect("given");
        assert!(format!("{:?}", room.sealed()).contains("xyzzy"));
        assert!(!format!("{:?}", room.session()).contains("xyzzy"));
        assert!(!format!("{:?}", room.take_unsaved()).contains("xyzzy"));
    }
}
