//! The domain: one session as a plain value, and the only way it changes.
//!
//! No I/O, no clock, no randomness: time and ids come in with each [`Entry`], so that folding the
//! same entries gives the same session. Whatever a second screen would need belongs in
//! [`Session`]; a cursor or an open popup does not.

pub mod activities;
pub mod agenda;
pub mod areas;
pub mod beginning;
pub mod block;
pub mod cards;
pub mod change;
pub mod check;
pub mod clock;
pub mod cut;
pub mod decisions;
pub mod due;
pub mod finding;
pub mod followup;
pub mod glance;
pub mod goals;
pub mod id;
pub mod ideas;
pub mod kit;
pub mod people;
pub mod pot;
pub mod private;
pub mod promises;
mod prompt;
pub mod reach;
pub mod report;
pub mod shared;
pub mod shuffle;
mod sound;
pub mod tables;
pub mod viewer;

pub use agenda::StepRun;
pub use areas::{Area, Standing};
pub use beginning::{Beginning, Like};
pub use change::{Author, Change, Displays, Entry, Outcome, Refusal};
pub use clock::Clock;
pub use cut::Cut;
pub use decisions::{Agreement, Decision, Objection, Parked};
pub use finding::{Found, Sort};
pub use followup::{CheckIn, Followup, Since};
pub use glance::Glance;
pub use goals::Goal;
pub use id::{Id, Kind, Place};
pub use ideas::Idea;
pub use people::{Hat, Person};
pub use pot::{Ask, Pledge, Pot};
pub use private::{Ballot, Content, Contents, Gift, Given, Giver};
pub use promises::Promise;
pub use reach::Reach;
pub use shared::Shared;
pub use sound::Fault;
pub use tables::Table;
pub use viewer::{Seen, Viewer};

use crate::money::Currency;
use crate::text::CleanText;
use crate::workshop::Lens;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The newest session format this program writes.
pub const FORMAT: u32 = 1;

/// One run of a workshop by one team. The order of the fields is the order in the file; the first
/// four are all that a list reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// The version of the file format.
    pub format: u32,
    /// The title.
    pub title: CleanText,
    /// How many changes, undos and redos led here.
    pub revision: u64,
    /// What a list shows.
    pub glance: Glance,
    /// The session's own name, never shared with another.
    pub id: CleanText,
    /// The workshop's title.
    pub workshop: CleanText,
    /// When it began.
    pub began: Timestamp,
    /// When it was finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<Timestamp>,
    /// The currency of the pot.
    pub currency: Currency,
    /// The seed of every shuffle.
    pub seed: u64,
    /// How many displays there are; absent until asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub displays: Option<Displays>,
    /// The wall on the second display is blank.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blank: bool,
    /// Where we are.
    pub at: Place,
    /// The clock.
    #[serde(default)]
    pub clock: Clock,
    /// What doing nothing would cost, as the room said it.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub doing_nothing: CleanText,
    /// The date of the next check-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_date: Option<Date>,
    /// Whom to ask about the plan between the meetings: one of the people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Id>,
    /// The sessions before this one, and the check-ins after it.
    #[serde(default, skip_serializing_if = "Followup::is_nothing")]
    pub followup: Followup,
    /// The session whose table this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<tables::Origin>,
    /// The tables that it was split into.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Table>,
    /// The team.
    #[serde(default)]
    pub people: Vec<Person>,
    /// The hats of a solo planner.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hats: Vec<Hat>,
    /// The ideas.
    #[serde(default)]
    pub ideas: Vec<Shared<Idea>>,
    /// Cards that are dealt where ideas are gathered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lenses: Vec<Lens>,
    /// Ideas that look alike, two by two, and are not the same: the room said so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<(Id, Id)>,
    /// The goals.
    #[serde(default)]
    pub goals: Vec<Goal>,
    /// Objectives that the organisation has already, for goals to serve.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<CleanText>,
    /// The areas of responsibility.
    #[serde(default)]
    pub areas: Vec<Area>,
    /// Who is asked now whether they answer for which area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<areas::Asked>,
    /// The shared budget.
    #[serde(default)]
    pub pot: Pot,
    /// What was decided.
    #[serde(default)]
    pub decisions: Vec<Decision>,
    /// What was objected.
    #[serde(default)]
    pub objections: Vec<Objection>,
    /// What was agreed about how we work.
    #[serde(default)]
    pub agreements: Vec<Agreement>,
    /// The promises.
    #[serde(default)]
    pub promises: Vec<Promise>,
    /// The parking lot.
    #[serde(default)]
    pub parked: Vec<Parked>,
    /// The agenda, with the state of each activity.
    pub steps: Vec<StepRun>,
}

impl Session {
    /// A session in which nothing has happened: the first entry must be [`Change::Begin`].
    pub fn unbegun() -> Session {
        Session {
            format: FORMAT,
            title: CleanText::default(),
            revision: 0,
            glance: Glance {
                workshop: CleanText::default(),
                step: CleanText::default(),
                number: 0,
                of: 0,
                people: 0,
                finished: false,
                id: CleanText::default(),
                after: Vec::new(),
                table_of: CleanText::default(),
                came_back: Vec::new(),
                tables_out: 0,
                check_in: 0,
                next: None,
                changed: Timestamp::UNIX_EPOCH,
            },
            id: CleanText::default(),
            workshop: CleanText::default(),
            began: Timestamp::UNIX_EPOCH,
            finished: None,
            currency: Currency::default(),
            seed: 0,
            displays: None,
            blank: false,
            at: Place::new("", 0),
            clock: Clock::default(),
            doing_nothing: CleanText::default(),
            next_date: None,
            contact: None,
            followup: Followup::default(),
            origin: None,
            tables: Vec::new(),
            people: Vec::new(),
            hats: Vec::new(),
            ideas: Vec::new(),
            lenses: Vec::new(),
            apart: Vec::new(),
            goals: Vec::new(),
            objectives: Vec::new(),
            areas: Vec::new(),
            asked: None,
            pot: Pot::default(),
            decisions: Vec::new(),
            objections: Vec::new(),
            agreements: Vec::new(),
            promises: Vec::new(),
            parked: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// The only mutation. A refused entry may leave traces in `self`: callers apply to a clone and
    /// swap on success, as the room does.
    ///
    /// # Errors
    /// A sentence for the person in the room, when the entry makes no sense in this session.
    pub fn apply(&mut self, entry: &Entry) -> Outcome {
        if self.steps.is_empty() && !matches!(entry.change, Change::Begin(_)) {
            return change::refuse("This session has not begun.");
        }
        match &entry.change {
            Change::Begin(beginning) => beginning::apply(self, entry, beginning),
            Change::Copy { id, title } => beginning::copy(self, id, title),
            Change::Rename(title) => self.rename(title),
            Change::Displays(displays) => {
                self.displays = Some(*displays);
                Ok(())
            }
            Change::Blank(blank) => {
                self.blank = *blank;
                Ok(())
            }
            Change::NextDate(date) => {
                self.next_date = *date;
                if self.finished.is_some() {
                    followup::settle(self);
                }
                Ok(())
            }
            Change::Contact(contact) => self.ask_about_it(contact.as_ref()),
            Change::DoingNothing(cost) => {
                self.doing_nothing = cost.clone();
                Ok(())
            }
            Change::Finish(finished) => self.finish(*finished, entry),
            Change::Agenda(change) => agenda::apply(self, entry, change),
            Change::Clock(change) => clock::apply(self, entry, change),
            Change::People(change) => people::apply(self, entry, change),
            Change::Ideas(change) => ideas::apply(self, entry, change),
            Change::Goals(change) => goals::apply(self, entry, change),
            Change::Areas(change) => areas::apply(self, entry, change),
            Change::Pot(change) => pot::apply(self, entry, change),
            Change::Decisions(change) => decisions::apply(self, entry, change),
            Change::Promises(change) => promises::apply(self, entry, change),
            Change::Tables(change) => tables::apply(self, entry, change),
            Change::At(place, change) => activities::apply(self, place, entry, change),
            Change::Gave(place, giver, things) => self.gave(place, giver, *things),
            Change::Reveal(place, contents) => self.reveal(place, entry, contents),
            Change::Reopen(place) => activities::reopen(self, place),
        }
    }

    /// Notes in the head of the session how many changes led here, and when the last one was.
    pub fn stamp(&mut self, revision: u64, changed: Timestamp) {
        self.revision = revision;
        self.glance = Glance::at(self, changed);
    }

    fn rename(&mut self, title: &CleanText) -> Outcome {
        if title.is_empty() {
            return change::refuse("A session needs a title.");
        }
        self.title = title.clone();
        Ok(())
    }

    fn ask_about_it(&mut self, contact: Option<&Id>) -> Outcome {
        if contact.is_some_and(|who| self.person(who).is_none_or(|person| person.gone)) {
            return change::refuse("Whom to ask must be somebody of the team.");
        }
        self.contact = contact.cloned();
        Ok(())
    }

    fn finish(&mut self, finished: bool, entry: &Entry) -> Outcome {
        clock::settle(self, entry.at);
        self.clock.since = None;
        self.finished = finished.then_some(entry.at);
        followup::settle(self);
        Ok(())
    }

    fn gave(&mut self, place: &Place, giver: &Giver, things: u16) -> Outcome {
        let policy = self.policy(place);
        self.check_giver(giver)?;
        activities::check_giver(self, place, giver)?;
        activities::check_open(self, place)?;
        activities::assess::keep_apart(self, place);
        self.state_mut(place)?.gave(giver, things, policy)
    }

    fn check_giver(&self, giver: &Giver) -> Outcome {
        let known = match giver {
            Giver::Person(id) => self.person(id).is_some(),
            Giver::Hat(id) => self.hats.iter().any(|hat| &hat.id == id),
            Giver::Sheet | Giver::Voice => true,
        };
        if known { Ok(()) } else { change::refuse("Whoever gave this is no longer on the list.") }
    }

    fn reveal(&mut self, place: &Place, entry: &Entry, contents: &Contents) -> Outcome {
        match self.state_mut(place)?.given_mut() {
            Some(given) => given.reveal()?,
            None => return change::refuse("Nothing is sealed in this step."),
        }
        let givers = contents.0.iter().filter_map(|gift| gift.from.as_ref());
        givers.into_iter().try_for_each(|giver| self.check_giver(giver))?;
        activities::State::take_in(self, place, entry, contents)?;
        // A session that was revealed into nonsense would not open again.
        match self.check() {
            Ok(()) => Ok(()),
            Err(fault) => change::refuse(format!("What was given here does not fit: {fault}.")),
        }
    }
}
