//! Laws over generated rooms: who of a function is who makes no difference to the room unless they
//! agreed to be named, and what those who are not here are called never does.

use super::scenarios::{SEVEN, by, change, give, here, room};
use super::*;
use crate::room::Room;
use crate::session::block::Block;
use crate::session::private::Outsider;
use crate::session::report::Report;
use crate::session::{Viewer, activities};
use crate::testing::{at, person, reader, text};
use proptest::prelude::*;

/// Whom each of the seven names, of them and of four others; and who agrees to be named.
type Meeting = (Vec<Vec<usize>>, Vec<usize>);

fn meetings() -> impl Strategy<Value = Meeting> {
    let people = SEVEN.len();
    let sheet = prop::collection::vec(0..people + 4, 0..5);
    (prop::collection::vec(sheet, people), prop::collection::vec(0..people, 0..3))
}

/// Plays it: the person at each place gives the sheet at its place, `called` names outsiders.
fn play((sheets, agree): &Meeting, called: impl Fn(usize) -> &'static str) -> Room {
    let mut room = room(Policy::Hidden);
    for (who, names) in sheets.iter().enumerate() {
        let (people, others): (Vec<usize>, Vec<usize>) =
            names.iter().partition(|name| **name < SEVEN.len());
        let people = people.into_iter().filter(|other| *other != who).map(|at| person(at + 1));
        let others = others.into_iter().map(|at| at - SEVEN.len()).map(|at| Outsider {
            name: text(called(at)),
            function: text(["Law", "Law", "Service", ""][at]),
        });
        give(&mut room, &by(who + 1), Ballot::of_names(people, others)).expect("given");
    }
    for who in agree {
        change(&mut room, Change::Named(person(who + 1), true)).expect("agreed");
    }
    room.reveal(at(70), &here()).expect("revealed");
    room.session().check().expect("sound");
    room
}

fn plainly(at: usize) -> &'static str {
    ["Zoe Xyzzy", "Yan Xyzzy", "Xia Xyzzy", "Wim Xyzzy"][at]
}

/// All that the room gets of it: each part of the page, and the record.
fn told(room: &mut Room) -> String {
    let mut all = Vec::new();
    for part in Part::ALL {
        change(room, Change::Show(part)).expect("turned");
        let seen = room.session().seen_by(Viewer::Room);
        all.push(format!("{:?}", activities::page(&seen, &here(), &reader())));
        all.push(format!("{:?} {:?}", seen.mapped(&here()), state(&seen, &here())));
    }
    let report = Report::of(room.session(), &reader());
    all.extend(report.sections().map(|section| format!("{section:?}")));
    all.join("\n")
}

/// The same with two people who changed places everywhere: as askers, and where they are named.
fn exchanged((sheets, agree): &Meeting, one: usize, other: usize) -> Meeting {
    let name = |at: usize| match at {
        at if at == one => other,
        at if at == other => one,
        at => at,
    };
    let mut sheets: Vec<Vec<usize>> =
        sheets.iter().map(|sheet| sheet.iter().map(|at| name(*at)).collect()).collect();
    sheets.swap(one, other);
    (sheets, agree.clone())
}

proptest! {
    #[test]
    fn two_of_a_function_who_change_places_change_nothing_that_the_room_is_told(
        (sheets, mut agree) in meetings(),
        pair in prop::sample::select(vec![(0, 1), (0, 2), (1, 2), (3, 4)]),
    ) {
        // Of those who agreed more is told: they are left out of the exchange.
        agree.retain(|who| ![pair.0, pair.1].contains(who));
        let meeting = (sheets, agree);
        let mut one = play(&meeting, plainly);
        let mut other = play(&exchanged(&meeting, pair.0, pair.1), plainly);
        prop_assert_eq!(told(&mut one), told(&mut other));
    }

    #[test]
    fn whoever_is_not_here_is_never_named_whatever_they_are_called(meeting in meetings()) {
        let otherwise = |at: usize| ["Ada Xyzzy", "Bob Xyzzy", "Cid Xyzzy", "Don Xyzzy"][at];
        let [one, other] = [told(&mut play(&meeting, plainly)), told(&mut play(&meeting, otherwise))];
        prop_assert!(!one.contains("Xyzzy"));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn only_who_agreed_is_named(meeting in meetings()) {
        let mut room = play(&meeting, plainly);
        change(&mut room, Change::Show(Part::Bridges)).expect("turned");
        let seen = room.session().seen_by(Viewer::Room);
        let blocks: Vec<Block> = activities::page(&seen, &here(), &reader()).blocks;
        let said = format!("{:?} {blocks:?}", seen.mapped(&here()));
        for (at, (name, _)) in SEVEN.iter().enumerate() {
            prop_assert!(!said.contains(name) || meeting.1.contains(&at), "{} in {}", name, said);
        }
    }
}
