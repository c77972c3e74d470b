//! The only writer: takes proposals, applies them to a clone, keeps the history, and can undo.
//!
//! No undo code exists for any change: the struck-out entry is left out and the rest is folded
//! again, so that what comes out is exactly what the remaining entries say.

mod copies;
pub mod replan;
mod sealed;
mod timeline;

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
use std::borrow::Cow;
use timeline::{Stuck, Timeline};

/// Something that happened to the history: one line of the history file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An entry was accepted.
    Did(Entry),
    /// The entry of this number was taken back.
    Undid(u64),
    /// The entry of this number was put back; or, where it is the revision of a going back, all
    /// that went with that.
    Redid(u64),
    /// The session went back to how it was at this revision: what was done since was taken back,
    /// and what was taken back since was put back.
    WentBack(u64),
    /// What had happened was forgotten; the session was this then, and undo goes no further back.
    Forgot(Box<Session>),
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

/// What happened in a room, to be looked at: nothing that is sealed can be reached from here.
#[derive(Clone, Copy)]
pub struct Chronicle<'a>(&'a Timeline);

impl<'a> Chronicle<'a> {
    /// Every entry, oldest first, with those taken back marked.
    pub fn entries(self) -> &'a [Entry] {
        self.0.entries()
    }

    /// How many changes going back to a revision would take back or put back.
    pub fn changes_since(self, revision: u64) -> usize {
        self.0.differing(revision).len()
    }
}

/// A session with its history and what is sealed.
#[derive(Clone, Debug)]
pub struct Room {
    timeline: Timeline,
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
        let mut room = Room::of(Session::unbegun(), Sealed::default());
        room.submit(now, Author::Facilitator, Change::Begin(Box::new(beginning)))?;
        Ok(room)
    }

    /// A session goes on from what the store read. A history that does not lead to the session is
    /// left aside, with a note: then undo begins here.
    pub fn resume<'a>(
        session: Session,
        history: impl Into<Cow<'a, [Recorded]>>,
        sealed: Sealed,
    ) -> (Room, Option<&'static str>) {
        let history = history.into().into_owned();
        let told = !history.is_empty();
        let (timeline, note) = match Timeline::replay(history) {
            Some((timeline, folded)) if same(&folded, &session) => (timeline, None),
            _ => {
                let note = "The session was changed outside, so undo begins here.";
                (Timeline::from(session.clone()), told.then_some(note))
            }
        };
        (Room { timeline, session, sealed, unsaved: Vec::new() }, note)
    }

    fn of(session: Session, sealed: Sealed) -> Room {
        let timeline = Timeline::from(session.clone());
        Room { timeline, session, sealed, unsaved: Vec::new() }
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
        self.timeline.entries()
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
        let made_anonymous = change.makes_anonymous().cloned();
        let entry = Entry { seq, at, by, change, undone: false };
        let mut session = self.session.clone();
        session.apply(&entry)?;
        self.session.check_sheets_stand(&session)?;
        session.stamp(seq, at);
        if let Some(place) = made_anonymous {
            let kept =
                |giver: &Giver, content| activities::as_kept(&session, &place, giver, content);
            self.sealed.forget_givers(&place, kept);
        }
        let before = std::mem::replace(&mut self.session, session);
        self.timeline.push(before, entry.clone());
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
        let content = activities::as_kept(&self.session, place, giver, content);
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
        let contents = activities::as_revealed(&self.session, place, contents);
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
        let Some(place) = self.timeline.newest() else {
            return refuse("There is nothing to undo.");
        };
        let Entry { seq, change, .. } = &self.entries()[place];
        let (seq, words) = (*seq, change.words());
        let undone = self.timeline.undo(place, self.session.revision + 1, &self.session);
        let session = undone.map_err(|Stuck { refusal, .. }| {
            Refusal::new(format!("“{words}” cannot be taken back: {refusal}"))
        })?;
        self.turn_to(session, now, Event::Undid(seq));
        Ok(words)
    }

    /// Puts back what was undone last, and says what it was.
    ///
    /// # Errors
    /// When nothing was undone since the last change, or it no longer fits.
    pub fn redo(&mut self, now: Timestamp) -> Result<String, Refusal> {
        let Some((number, places)) = self.timeline.ahead() else {
            return refuse("There is nothing to redo.");
        };
        let words = match places {
            [place] => self.entries()[*place].change.words(),
            places => format!("{} changes", places.len()),
        };
        let redone = self.timeline.redo(self.session.revision + 1, &self.session);
        match redone.map_err(|stuck| stuck.refusal)? {
            Some(session) => self.turn_to(session, now, Event::Redid(number)),
            None => return refuse("There is nothing to redo."),
        }
        Ok(words)
    }

    /// What happened, to be looked at.
    pub fn chronicle(&self) -> Chronicle<'_> {
        Chronicle(&self.timeline)
    }

    /// Goes back to how the session was at a revision, which is the number of an entry right after
    /// it: everything since that can be taken back is, and what was taken back since is put back.
    /// Moves stay, and what was revealed stays revealed. Redo turns all of it at one go. Says how
    /// much that was.
    ///
    /// # Errors
    /// When nothing would change, or something that stays rests on what would go.
    pub fn go_back(&mut self, now: Timestamp, revision: u64) -> Result<String, Refusal> {
        let places = self.timeline.differing(revision);
        let words = match places.len() {
            0 => return refuse("Nothing that can be taken back has changed since then."),
            1 => "1 change".to_owned(),
            several => format!("{several} changes"),
        };
        let next = self.session.revision + 1;
        let went = self.timeline.go_back(places, next, &self.session);
        let session = went.map_err(|Stuck { words, refusal }| {
            Refusal::new(format!(
                "There is no way back there, since “{words}” stays and rests on what would go: \
                 {refusal}"
            ))
        })?;
        self.turn_to(session, now, Event::WentBack(revision));
        Ok(words)
    }

    /// Forgets what has happened: the session and what is sealed stay as they are, and undo begins
    /// here. Says how many changes that were.
    pub fn forget(&mut self) -> usize {
        let changes = self.entries().len();
        self.timeline = Timeline::from(self.session.clone());
        self.unsaved.clear();
        let was = Box::new(self.session.clone());
        self.record(self.session.glance.changed, Event::Forgot(was));
        changes
    }

    /// The session is this now, after an event that is no entry.
    fn turn_to(&mut self, mut session: Session, now: Timestamp, event: Event) {
        let at = now.max(self.session.glance.changed);
        session.stamp(self.session.revision + 1, at);
        self.session = session;
        self.record(at, event);
    }

    fn record(&mut self, at: Timestamp, event: Event) {
        self.unsaved.push(Recorded { revision: self.session.revision, at, event });
    }
}

/// Equal but for the head, which a hand edit or a clock may have touched.
fn same(one: &Session, other: &Session) -> bool {
    let mut one = one.clone();
    one.revision = other.revision;
    one.glance = other.glance.clone();
    &one == other
}

#[cfg(test)]
mod tests;
