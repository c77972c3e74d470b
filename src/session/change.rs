//! Everything that can happen to a session: the closed list of changes, and the entry that records
//! one with its time and author.

use super::id::Place;
use super::private::{Contents, Giver};
use super::{
    Session, activities, agenda, areas, beginning::Beginning, clock, decisions, goals, ideas,
    people, pot, promises, tables,
};
use crate::text::CleanText;
use crate::workshop::Policy;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One accepted change, as the history keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its number, from 1, never used twice in a session; new things take their ids from it.
    pub seq: u64,
    /// When it happened; the room is told, it never asks a clock.
    pub at: Timestamp,
    /// Who did it.
    pub by: Author,
    /// What happened.
    pub change: Change,
    /// True when it was taken back; replaying passes it over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undone: bool,
}

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Author {
    /// The person at the keyboard, who acts for the room.
    Facilitator,
}

/// All that can happen. Data only: no clock, no randomness, nothing to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// The session begins; always the first entry.
    Begin(Box<Beginning>),
    /// The session goes on as a copy of another: under a name and a title of its own, and without
    /// what is sealed there, which is never copied.
    Copy {
        /// Its own name, never shared with another: made by the program that copies.
        id: CleanText,
        /// Its title.
        title: CleanText,
    },
    /// The session gets another title.
    Rename(CleanText),
    /// How many displays there are; asked once.
    Displays(Displays),
    /// The wall on the second display is blank, or shows again. On a single display blanking is a
    /// matter of the projector, and of nobody's file.
    Blank(bool),
    /// The date of the check-in is set, or unset.
    NextDate(Option<Date>),
    /// Whom to ask about the plan between the meetings, or nobody in particular.
    Contact(Option<super::Id>),
    /// What doing nothing would cost; empty when nobody says so any more.
    DoingNothing(CleanText),
    /// The session is finished, or goes on after all.
    Finish(bool),
    /// The agenda and where we are in it.
    Agenda(agenda::Change),
    /// The clock.
    Clock(clock::Change),
    /// Who is here.
    People(people::Change),
    /// Ideas and their groups.
    Ideas(ideas::Change),
    /// Goals.
    Goals(goals::Change),
    /// Areas and who answers for them.
    Areas(areas::Change),
    /// Pledges, asks and grants.
    Pot(pot::Change),
    /// Decisions, objections, agreements, the parking lot.
    Decisions(decisions::Change),
    /// Promises.
    Promises(promises::Change),
    /// Break-out tables.
    Tables(tables::Change),
    /// Something of the activity at a place.
    At(Place, activities::Change),
    /// Somebody gave so many things that stay sealed. What they are is not here.
    Gave(Place, Giver, u16),
    /// What was sealed at a place is shown.
    Reveal(Place, Contents),
    /// A vote is opened again: what was given is thrown away.
    Reopen(Place),
}

/// How many screens the facilitator has: decides whether the console may show what the room may
/// not see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Displays {
    /// The room sees the console itself.
    One,
    /// The room sees the wall on a second display; or there is no room, only one person.
    Two,
}

/// Why something cannot be done: a sentence for the person in the room, never a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(String);

impl Refusal {
    /// A refusal in these words.
    pub fn new(sentence: impl Into<String>) -> Refusal {
        Refusal(sentence.into())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// What a change answers.
pub type Outcome = Result<(), Refusal>;

/// A refusal as the whole answer, to return early with.
pub fn refuse<T>(sentence: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::new(sentence))
}

impl Change {
    /// Whether `u` may take it back. Moving, the clock's start and pause, giving and revealing may
    /// not: a room cannot un-see, and time does not come back.
    pub fn undoable(&self) -> bool {
        match self {
            Change::Begin(_)
            | Change::Copy { .. }
            | Change::Displays(_)
            | Change::Blank(_)
            | Change::Gave(..)
            | Change::Reveal(..)
            | Change::Reopen(_) => false,
            Change::Agenda(change) => change.undoable(),
            Change::Clock(change) => change.undoable(),
            Change::Areas(change) => change.undoable(),
            Change::At(_, change) => change.undoable(),
            Change::Rename(_)
            | Change::NextDate(_)
            | Change::Contact(_)
            | Change::DoingNothing(_)
            | Change::Finish(_)
            | Change::People(_)
            | Change::Ideas(_)
            | Change::Goals(_)
            | Change::Pot(_)
            | Change::Decisions(_)
            | Change::Promises(_)
            | Change::Tables(_) => true,
        }
    }

    /// Whether something was given privately, or shown that was.
    pub fn gives(&self) -> bool {
        matches!(self, Change::Gave(..) | Change::Reveal(..))
    }

    /// Whether it only moves somewhere. Such an entry, when its step is gone, is refused before
    /// anything is touched, and can be passed over.
    pub fn is_moving(&self) -> bool {
        matches!(self, Change::Agenda(agenda::Change::GoTo(_)))
    }

    /// The place at which no name is kept any more, when it is this that happens.
    pub fn makes_anonymous(&self) -> Option<&Place> {
        match self {
            Change::Agenda(agenda::Change::Privacy(place, Policy::Anonymous)) => Some(place),
            _ => None,
        }
    }

    /// What happened, in a few words without private content, for "Undone: …" and the history.
    pub fn words(&self) -> String {
        match self {
            Change::Begin(_) => "began the session".into(),
            Change::Copy { title, .. } => format!("began “{title}” as a copy"),
            Change::Rename(title) => format!("renamed the session “{title}”"),
            Change::Displays(Displays::One) => "one display".into(),
            Change::Displays(Displays::Two) => "two displays".into(),
            Change::Blank(true) => "blanked the wall".into(),
            Change::Blank(false) => "showed the wall again".into(),
            Change::NextDate(Some(date)) => format!("set the next date to {date}"),
            Change::NextDate(None) => "removed the next date".into(),
            Change::Contact(Some(_)) => "said whom to ask about the plan".into(),
            Change::Contact(None) => "nobody in particular is asked about the plan".into(),
            Change::DoingNothing(cost) if cost.is_empty() => {
                "took back what doing nothing costs".into()
            }
            Change::DoingNothing(_) => "said what doing nothing costs".into(),
            Change::Finish(true) => "finished the session".into(),
            Change::Finish(false) => "went on with the session".into(),
            Change::Agenda(change) => change.words(),
            Change::Clock(change) => change.words(),
            Change::People(change) => change.words(),
            Change::Ideas(change) => change.words(),
            Change::Goals(change) => change.words(),
            Change::Areas(change) => change.words(),
            Change::Pot(change) => change.words(),
            Change::Decisions(change) => change.words(),
            Change::Promises(change) => change.words(),
            Change::Tables(change) => change.words(),
            Change::At(_, change) => change.words(),
            Change::Gave(..) => "somebody gave".into(),
            Change::Reveal(..) => "revealed".into(),
            Change::Reopen(_) => "opened the vote again".into(),
        }
    }
}

impl Session {
    /// What happened, in a few words without private content, by the titles of the steps where it
    /// did.
    pub fn words_of(&self, change: &Change) -> String {
        let at = |place: &Place| {
            self.step(place).map_or_else(|| place.told(), |step| step.script.title.clone())
        };
        match change {
            Change::Agenda(agenda::Change::GoTo(place)) => format!("went to {}", at(place)),
            Change::Gave(place, ..) => format!("somebody gave, in {}", at(place)),
            Change::Reveal(place, _) => format!("revealed, in {}", at(place)),
            Change::Reopen(place) => format!("opened {} again", at(place)),
            change => change.words(),
        }
    }
}
