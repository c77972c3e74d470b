//! What a made-up group does in each activity, and how many seconds it takes them.

mod lines;
mod open;
mod private;

use super::cast::Character;
use crate::room::Room;
use crate::session::activities as all;
use crate::session::shuffle::Numbers;
use crate::session::{Change, Id, Outcome, Place};
use crate::workshop::Do;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// A group that plays a workshop in a room.
pub(super) struct Acting {
    pub(super) room: Room,
    pub(super) now: Timestamp,
    today: Date,
    people: Vec<Character>,
    numbers: Numbers,
}

impl Acting {
    pub(super) fn new(
        room: Room,
        people: Vec<Character>,
        seed: u64,
        now: Timestamp,
        today: Date,
    ) -> Acting {
        Acting { room, now, today, people, numbers: Numbers::new(seed, "acts") }
    }

    /// Plays the activity at a place, where the room is.
    pub(super) fn plays(&mut self, place: &Place) -> Outcome {
        let Some(what) = self.what(place) else { return Ok(()) };
        match what {
            Do::Welcome { .. } => self.welcome(),
            Do::Team { .. } => self.team(),
            Do::Round {} => self.round(),
            Do::Gather {} => self.gather(place),
            Do::Vote { .. } => self.vote(place),
            Do::Assess { .. } => self.assess(place),
            Do::Care { .. } => self.care(place),
            Do::Network { .. } => self.network(place),
            Do::Matrix { .. } => self.matrix(place),
            Do::Goals { most } => self.goals(most.into()),
            Do::Roles { .. } => self.roles(),
            Do::Pot { .. } => self.pot(place),
            Do::Foresee { top, .. } => self.foresee(place, top.into()),
            Do::Decide {} => self.decide(place),
            Do::Promise { .. } => self.promise(),
            Do::Review { parts } => self.review(&parts),
            Do::Close { .. } => self.close(),
            Do::Break {} => self.pause(place),
        }
    }

    /// A change of the activity where the room is.
    fn here(&mut self, change: all::Change) -> Outcome {
        let place = self.session().at.clone();
        self.does(Change::At(place, change)).map(drop)
    }

    /// A number from 0 to the one below `end`; 0 where there is none.
    fn any(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { self.numbers.below(end) }
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.numbers.below(100) < percent
    }

    /// One of these.
    fn one_of<'a>(&mut self, lines: &[&'a str]) -> &'a str {
        lines[self.any(lines.len())]
    }

    fn day(&self, days: i64) -> Date {
        self.today.saturating_add(days.days())
    }

    /// Everybody writes or thinks at the same time: the slowest one ends it.
    fn slowest(&self, seconds: i64) -> i64 {
        let slowest = self.people.iter().map(|person| person.pace).max().unwrap_or(100);
        seconds * slowest / 100
    }

    /// Above five people sheets are typed by a scribe, which takes time of its own.
    fn typed(&self, seconds: i64) -> i64 {
        let people = i64::try_from(self.people.len()).unwrap_or(i64::MAX);
        if people > 5 { seconds * people } else { 0 }
    }

    /// Everybody present, in list order, with who they are.
    fn present(&self) -> Vec<(Id, Character)> {
        let people = self.session().people.iter().zip(&self.people);
        let here = people.filter(|(person, _)| person.present);
        here.map(|(person, character)| (person.id.clone(), character.clone())).collect()
    }
}
