//! Short meetings to be played while the disk fails.

use super::{give, rename};
use crate::room::Room;
use crate::session::people::{self, Profile};
use crate::session::{Change, Content, Giver, agenda, decisions};
use crate::testing::{at, person, place, submit, text};

/// A short meeting: each step does something else to the files.
pub(super) fn steps() -> Vec<fn(&mut Room)> {
    vec![
        |room| rename(room, "Orchard"),
        |room| give(room, 1, "bees"),
        |room| give(room, 2, "a pond"),
        |room| {
            let profile = Profile { name: text("Eve"), ..Profile::default() };
            submit(room, Change::People(people::Change::Add(vec![profile]))).unwrap();
        },
        |room| drop(room.undo(at(9)).unwrap()),
        |room| {
            room.reopen(at(10), &place("gather")).unwrap();
        },
        |room| rename(room, "Meadow"),
    ]
}

/// What a group may do next; what is refused changes nothing.
pub(super) const GESTURES: [fn(&mut Room, u64); 8] = [
    |room, number| drop(submit(room, Change::Rename(text(&format!("Garden {number}"))))),
    |room, number| {
        let content = Content::Ideas(vec![text(&format!("idea {number}"))]);
        let giver = Giver::Person(person(1 + number as usize % 3));
        let _ = room.give(at(5), &place("gather"), &giver, content);
    },
    |room, number| {
        let profile = Profile { name: text(&format!("Eve {number}")), ..Profile::default() };
        let _ = submit(room, Change::People(people::Change::Add(vec![profile])));
    },
    |room, number| {
        let parked = decisions::Change::Park(text(&format!("for later {number}")));
        let _ = submit(room, Change::Decisions(parked));
    },
    |room, _| drop(room.undo(at(9))),
    |room, _| drop(room.redo(at(9))),
    |room, _| drop(room.reopen(at(10), &place("gather"))),
    |room, number| {
        let gathered = if number % 3 == 0 { "gather" } else { "break" };
        let goes = agenda::Change::GoTo(place(gathered));
        let _ = submit(room, Change::Agenda(goes));
    },
];

/// What happens between two saves.
pub(super) type Step = Box<dyn Fn(&mut Room)>;

/// Short meetings, each from its number: the first is [`steps`], the others are as it comes.
pub(super) fn script(number: u64) -> Vec<Step> {
    if number == 0 {
        return steps().into_iter().map(|step| Box::new(step) as Step).collect();
    }
    let mut state = number;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let steps = (0..7).map(|_| {
        let (gesture, number) = (GESTURES[next() as usize % GESTURES.len()], next() % 100);
        Box::new(move |room: &mut Room| gesture(room, number)) as Step
    });
    steps.collect()
}
