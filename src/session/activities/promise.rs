//! Promises, written in parallel and read aloud, one at a time.

use crate::reader::Reader;
use crate::session::activities::State;
use crate::session::block::{Block, Line};
use crate::session::change::{Outcome, refuse};
use crate::session::viewer::Seen;
use crate::session::{Id, Place, Promise, Session};
use serde::{Deserialize, Serialize};

/// The most promises that a solo planner's page lists.
const LINES: usize = 8;

/// What it keeps; the promises are the session's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// The promise that is being read out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aloud: Option<Id>,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// This promise is read out now.
    Aloud(Id),
    /// The one that was being read is read; the next that was not yet comes.
    Heard,
    /// Nothing is read out (any more).
    Stop,
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Aloud(_) => "showed a promise to be read".into(),
            Change::Heard => "heard a promise".into(),
            Change::Stop => "stopped reading promises".into(),
        }
    }
}

impl Reading {
    /// A promise goes away, so it is not read out.
    pub(in crate::session) fn forget(&mut self, id: &Id) {
        self.aloud = self.aloud.take().filter(|aloud| aloud != id);
    }
}

impl Session {
    /// The promise that is being read out at a place.
    pub fn read_aloud(&self, place: &Place) -> Option<&Promise> {
        match self.state(place)? {
            State::Promise(reading) => self.promise(reading.aloud.as_ref()?),
            _ => None,
        }
    }

    /// The promise to be read after this one: the next that was not read, in turn and round again.
    pub fn next_to_read(&self, after: Option<&Id>) -> Option<&Promise> {
        let turn = self.promises_in_turn();
        let here = turn.iter().position(|promise| Some(&promise.id) == after);
        let from = here.map_or(0, |here| here + 1);
        let mut around = turn[from..].iter().chain(&turn[..from]);
        around.find(|promise| !promise.read && Some(&promise.id) != after).copied()
    }
}

pub(super) fn apply(session: &mut Session, place: &Place, change: &Change) -> Outcome {
    let aloud = match change {
        Change::Aloud(id) if session.promise(id).is_none() => {
            return refuse("That promise is no longer there.");
        }
        Change::Aloud(id) => Some(id.clone()),
        Change::Heard => heard(session, place)?,
        Change::Stop => None,
    };
    match session.state_mut(place)? {
        State::Promise(reading) => reading.aloud = aloud,
        _ => return refuse("No promises are read in this step."),
    }
    Ok(())
}

/// Marks the promise that was being read, and answers which comes next.
fn heard(session: &mut Session, place: &Place) -> Result<Option<Id>, crate::session::Refusal> {
    let Some(read) = session.read_aloud(place).map(|promise| promise.id.clone()) else {
        return refuse("No promise is being read.");
    };
    session
        .promises
        .iter_mut()
        .filter(|promise| promise.id == read)
        .for_each(|promise| promise.read = true);
    Ok(session.next_to_read(Some(&read)).map(|promise| promise.id.clone()))
}

/// What there is to see: the promise that is being read, else how far we are.
pub fn page(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    match seen.read_aloud(place) {
        Some(promise) => aloud(promise, seen, reader),
        None if seen.is_solo() => alone(seen, reader),
        None => progress(seen),
    }
}

fn aloud(promise: &Promise, seen: &Seen, reader: &Reader) -> Vec<Block> {
    let vow = &promise.vow;
    let mut blocks = vec![
        Block::Digits(seen.name_of(&promise.who).to_owned()),
        Block::heading(vow.sentence(reader)),
    ];
    let checks = vow.checks.as_ref().map(|who| format!("{} checks.", seen.name_of(who)));
    let rest = [vow.first(reader), checks.unwrap_or_default()].join(" ");
    if !rest.trim().is_empty() {
        blocks.push(Block::text(rest.trim()));
    }
    blocks
}

fn alone(seen: &Seen, reader: &Reader) -> Vec<Block> {
    let promises = seen.promises_in_turn();
    if promises.is_empty() {
        return vec![Block::text("Nothing is promised yet.")];
    }
    let line = |promise: &&Promise| Line::item(promise.vow.sentence(reader));
    vec![Block::Lines(promises.iter().take(LINES).map(line).collect())]
}

/// How many have promised, never who has not: nobody is pressed into a promise from the wall.
fn progress(seen: &Seen) -> Vec<Block> {
    let present = seen.present().count();
    let promised = present - seen.without_promise().count();
    let read = seen.open_promises().filter(|promise| promise.read).count();
    let made = seen.open_promises().count();
    let words = match made {
        0 => "have promised. One each: what, and by which day?".to_owned(),
        _ if read == made && promised == present => "have promised, and all was read out.".into(),
        _ if read > 0 => format!("have promised; {read} of {made} promises were read out."),
        _ => "have promised.".into(),
    };
    vec![Block::Digits(format!("{promised} of {present}")), Block::text(words)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::promises::tests::{promised, room, vow};
    use crate::session::{self, Viewer, activities, people, promises};
    use crate::testing::{person, place, reader, submit};

    fn reading(room: &mut Room, change: Change) -> Result<u64, String> {
        let change = activities::Change::Promise(change);
        submit(room, session::Change::At(place("promise"), change)).map_err(|no| no.to_string())
    }

    fn shown(room: &Room) -> Vec<Block> {
        page(&room.session().seen_by(Viewer::Room), &place("promise"), &reader())
    }

    fn progress(room: &Room) -> (String, String) {
        match &shown(room)[..] {
            [Block::Digits(digits), Block::Text(words)] => (digits.clone(), words.clone()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_wall_counts_who_has_promised_and_names_nobody() {
        let mut room = room();
        assert_eq!(progress(&room).0, "0 of 4");
        promised(&mut room, 2, vow("call Legal")).unwrap();
        promised(&mut room, 2, vow("listen")).unwrap();
        assert_eq!(progress(&room), ("1 of 4".into(), "have promised.".into()));
        submit(&mut room, session::Change::People(people::Change::Leave(person(1)))).unwrap();
        assert_eq!(progress(&room).0, "1 of 3");
    }

    #[test]
    fn promises_are_read_person_by_person_until_all_are_heard() {
        let mut room = room();
        let second = promised(&mut room, 2, vow("call Legal")).unwrap();
        let first = promised(&mut room, 1, vow("listen")).unwrap();
        let third = promised(&mut room, 2, vow("write it down")).unwrap();
        let aloud =
            |room: &Room| room.session().read_aloud(&place("promise")).map(|p| p.id.clone());
        let begin = room.session().next_to_read(None).map(|promise| promise.id.clone());
        assert_eq!(begin, Some(first));
        reading(&mut room, Change::Aloud(second)).unwrap();
        assert_eq!(shown(&room)[0], Block::Digits("Ben".into()));
        reading(&mut room, Change::Heard).unwrap();
        assert_eq!(aloud(&room), Some(third));
        reading(&mut room, Change::Heard).unwrap();
        assert_eq!(shown(&room)[0], Block::Digits("Ana".into()));
        reading(&mut room, Change::Heard).unwrap();
        assert_eq!(aloud(&room), None);
        assert!(room.session().promises.iter().all(|promise| promise.read));
        assert_eq!(progress(&room).1, "have promised; 3 of 3 promises were read out.");
    }

    #[test]
    fn reading_needs_a_promise_that_is_there() {
        let mut room = room();
        assert!(reading(&mut room, Change::Heard).unwrap_err().contains("No promise is being"));
        let id = promised(&mut room, 1, vow("listen")).unwrap();
        reading(&mut room, Change::Aloud(id.clone())).unwrap();
        let delete = session::Change::Promises(promises::Change::Delete(id.clone()));
        submit(&mut room, delete).unwrap();
        assert_eq!(progress(&room).0, "0 of 4");
        assert!(reading(&mut room, Change::Aloud(id)).unwrap_err().contains("no longer there"));
        assert_eq!(room.session().check(), Ok(()));
    }

    #[test]
    fn one_person_alone_sees_what_was_promised() {
        let mut room = room();
        promised(&mut room, 1, vow("listen")).unwrap();
        for absent in [2, 3, 4] {
            let leave = people::Change::Leave(person(absent));
            submit(&mut room, session::Change::People(leave)).unwrap();
        }
        assert!(matches!(&shown(&room)[0], Block::Lines(lines) if lines.len() == 1));
        assert_eq!(shown(&room).len(), 1);
    }
}
