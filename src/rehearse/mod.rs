//! A rehearsal: a group of made-up people runs a workshop through a real room, with the same
//! changes as people make, so that a script can be tried before anyone is invited.
//!
//! Whoever speaks long, answers slowly or never wants to answer for anything is drawn from a seed,
//! so the same rehearsal can be run again. How long each step takes is told beside what is planned.
//! It forecasts a room, it does not promise one: the seconds are those that `cast` and `acts`
//! give their people, and no more.

mod acts;
mod cast;
#[cfg(test)]
mod tests;

use crate::room::Room;
use crate::session::{Author, Beginning, Change, Displays, Refusal, Session, agenda, clock};
use crate::text::CleanText;
use crate::workshop::{Do, Workshop};
use acts::Acting;
use jiff::Timestamp;
use jiff::civil::Date;

/// What a rehearsal is made of.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The script.
    pub workshop: Workshop,
    /// How many take part.
    pub people: usize,
    /// Who they are, and how they are today.
    pub seed: u64,
    /// When it begins.
    pub start: Timestamp,
    /// The day it is there.
    pub today: Date,
}

/// A rehearsal that came to its end.
#[derive(Debug)]
pub struct Rehearsal {
    /// The room as everyone left it, its history included.
    pub room: Room,
    /// Each step with its times.
    pub steps: Vec<Timing>,
}

/// How long a step took, and how long it was planned to take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// The step.
    pub title: CleanText,
    /// The seconds planned for so many people.
    pub planned: i64,
    /// The fewest seconds that the script leaves it.
    pub floor: i64,
    /// The seconds it took.
    pub taken: i64,
}

/// The most people there are lines for.
pub const MOST: usize = cast::MOST;

impl Plan {
    /// Runs the workshop from its first step to its last.
    ///
    /// # Errors
    /// When the room refuses something, with the step in which it did: the script asks for what
    /// cannot be done there.
    pub fn run(self) -> Result<Rehearsal, String> {
        let people = cast::of(self.people, self.seed);
        let beginning = Beginning {
            id: CleanText::line(&format!("rehearsal-{}-{}", self.workshop.name, self.seed)),
            title: CleanText::line(&format!("{} (rehearsal)", self.workshop.title)),
            currency: Default::default(),
            seed: self.seed,
            workshop: self.workshop,
            since: None,
            table: None,
            people: people.iter().map(cast::Character::profile).collect(),
        };
        let room = Room::begin(self.start, beginning).map_err(|refusal| refusal.to_string())?;
        let mut acting = Acting::new(room, people, self.seed, self.start, self.today);
        let steps = all_steps(&mut acting)?;
        Ok(Rehearsal { room: acting.room, steps })
    }
}

/// Step by step, with the clock running.
fn all_steps(acting: &mut Acting) -> Result<Vec<Timing>, String> {
    let said = |acting: &Acting, refusal: Refusal| {
        format!("{}: {refusal}", acting.session().here().script.title)
    };
    acting.does(Change::Displays(Displays::Two)).map_err(|no| no.to_string())?;
    acting.does(Change::Clock(clock::Change::Start)).map_err(|no| no.to_string())?;
    let mut steps = Vec::new();
    for index in 0..acting.session().steps.len() {
        let places: Vec<_> = acting.session().steps[index].places().collect();
        let began = acting.now;
        for place in places {
            if acting.session().at != place {
                let go = Change::Agenda(agenda::Change::GoTo(place.clone()));
                acting.does(go).map_err(|no| said(acting, no))?;
            }
            acting.plays(&place).map_err(|no| said(acting, no))?;
        }
        let step = &acting.session().steps[index];
        steps.push(Timing {
            title: step.script.title.clone(),
            planned: step.script.minutes.seconds(acting.session().people.len()),
            floor: i64::from(step.script.floor) * 60,
            taken: acting.now.duration_since(began).as_secs(),
        });
    }
    acting.does(Change::Finish(true)).map_err(|no| no.to_string())?;
    Ok(steps)
}

impl Rehearsal {
    /// The session as everyone left it.
    pub fn session(&self) -> &Session {
        self.room.session()
    }

    /// The seconds of all steps: planned, and taken.
    pub fn seconds(&self) -> (i64, i64) {
        let sum = |of: fn(&Timing) -> i64| self.steps.iter().map(of).sum();
        (sum(|step| step.planned), sum(|step| step.taken))
    }
}

impl Acting {
    /// Something happens, after the moment that a facilitator takes for it.
    fn does(&mut self, change: Change) -> Result<u64, Refusal> {
        self.takes(GESTURE);
        self.room.submit(self.now, Author::Facilitator, change)
    }

    /// It gets later.
    fn takes(&mut self, seconds: i64) {
        self.now += jiff::SignedDuration::from_secs(seconds);
    }

    fn session(&self) -> &Session {
        self.room.session()
    }

    fn what(&self, place: &crate::session::Place) -> Option<Do> {
        self.session().activity(place).map(|activity| activity.what.clone())
    }
}

/// Most gestures take a facilitator a few seconds.
const GESTURE: i64 = 3;
