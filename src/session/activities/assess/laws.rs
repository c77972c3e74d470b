//! Laws over generated rooms with large and small functions: nobody can be found in what is kept
//! without names, nor in what the room is shown beyond what it was promised.

use super::scenarios::{ELEVEN, by, give, here, room, sheet};
use super::*;
use crate::room::Room;
use crate::session::{Change as Any, Viewer, activities, people};
use crate::testing::{at, person, reader, submit};
use proptest::prelude::*;

/// Somebody hands in a sheet of this number, or comes or goes.
#[derive(Clone, Debug)]
enum Happens {
    Gives(usize, u16),
    Leaves(usize),
    Arrives(usize),
}

fn happenings() -> impl Strategy<Value = Vec<Happens>> {
    let one = || 1..=ELEVEN.len();
    let happens = prop_oneof![
        6 => (one(), 0..1024_u16).prop_map(|(who, number)| Happens::Gives(who, number)),
        1 => one().prop_map(Happens::Leaves),
        1 => one().prop_map(Happens::Arrives),
    ];
    prop::collection::vec(happens, 0..24)
}

/// Each a sheet of its own, some with blanks and one that is empty.
fn numbered(number: u16) -> Ballot {
    let signs = (0..5).map(|at| ["0", "1", "2", "-"][usize::from(number >> (2 * at) & 3)]);
    sheet(&signs.collect::<String>())
}

/// Refusals are part of life.
fn happens(room: &mut Room, happens: &Happens) -> bool {
    let leave = |who: usize| Any::People(people::Change::Leave(person(who)));
    let arrive = |who: usize| Any::People(people::Change::Arrive(person(who)));
    match happens {
        Happens::Gives(who, number) => give(room, &by(*who), numbered(*number)).is_ok(),
        Happens::Leaves(who) => submit(room, leave(*who)).is_ok(),
        Happens::Arrives(who) => submit(room, arrive(*who)).is_ok(),
    }
}

fn play(policy: Policy, happenings: &[Happens]) -> Room {
    let mut room = room(policy);
    for one in happenings {
        happens(&mut room, one);
    }
    room
}

/// What was accepted, with one sheet of each: another one would replace it or be refused.
fn accepted(policy: Policy, mut happenings: Vec<Happens>) -> Vec<Happens> {
    let mut room = room(policy);
    let mut gave = Vec::new();
    happenings.retain(|one| {
        let again = matches!(one, Happens::Gives(who, _) if gave.contains(who));
        let kept = !again && happens(&mut room, one);
        gave.extend(match one {
            Happens::Gives(who, _) if kept => Some(*who),
            _ => None,
        });
        kept
    });
    happenings
}

/// The same with the sheets dealt anew among those who are alike.
fn dealt_anew(happenings: &[Happens], seed: u64, alike: impl Fn(usize) -> String) -> Vec<Happens> {
    let mut dealt = happenings.to_vec();
    let kinds: std::collections::BTreeSet<String> = (1..=ELEVEN.len()).map(&alike).collect();
    for kind in kinds {
        let mut theirs: Vec<&mut u16> = dealt
            .iter_mut()
            .filter_map(|happens| match happens {
                Happens::Gives(who, number) if alike(*who) == kind => Some(number),
                _ => None,
            })
            .collect();
        let mut numbers: Vec<u16> = theirs.iter().map(|number| **number).collect();
        shuffle::shuffle(&mut numbers, seed, &kind);
        for (number, new) in theirs.iter_mut().zip(numbers) {
            **number = new;
        }
    }
    dealt
}

fn function(who: usize) -> String {
    ELEVEN[who - 1].1.to_owned()
}

/// Everything that is kept: the session, its history, and what is sealed.
fn kept(room: &Room) -> [String; 3] {
    let written = |result: ron::Result<String>| result.expect("plain shapes");
    [
        written(ron::to_string(room.session())),
        written(ron::to_string(room.entries())),
        written(ron::to_string(room.sealed())),
    ]
}

fn what_the_room_gets(room: &Room) -> String {
    let seen = room.session().seen_by(Viewer::Room);
    let page = activities::page(&seen, &here(), &reader());
    format!("{page:?}{:?}{seen:?}", activities::section(&seen, &here(), &reader()))
}

fn reveal(room: &mut Room) {
    let _ = room.reveal(at(900), &here());
}

fn of(room: &Room) -> &Assess {
    state(room.session(), &here()).expect("an assessment")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn within_a_function_nothing_that_is_kept_tells_who_said_what(
        happenings in happenings(),
        seed: u64,
    ) {
        let happenings = accepted(Policy::Anonymous, happenings);
        let together = |who: usize| {
            let count = ELEVEN.iter().filter(|(_, of)| *of == ELEVEN[who - 1].1).count();
            if count < FEWEST { String::new() } else { function(who) }
        };
        let mut one = play(Policy::Anonymous, &happenings);
        let mut other = play(Policy::Anonymous, &dealt_anew(&happenings, seed, together));
        prop_assert_eq!(kept(&one), kept(&other));
        reveal(&mut one);
        reveal(&mut other);
        prop_assert_eq!(kept(&one), kept(&other));
        prop_assert_eq!(what_the_room_gets(&one), what_the_room_gets(&other));
    }

    #[test]
    fn in_a_hidden_step_the_room_learns_what_functions_say_and_no_more(
        happenings in happenings(),
        seed: u64,
    ) {
        let happenings = accepted(Policy::Hidden, happenings);
        let mut one = play(Policy::Hidden, &happenings);
        let mut other = play(Policy::Hidden, &dealt_anew(&happenings, seed, function));
        prop_assert_eq!(what_the_room_gets(&one), what_the_room_gets(&other));
        reveal(&mut one);
        reveal(&mut other);
        prop_assert_eq!(what_the_room_gets(&one), what_the_room_gets(&other));
    }

    #[test]
    fn without_names_every_function_that_is_told_has_three_and_so_have_the_others(
        happenings in happenings(),
        becomes: bool,
    ) {
        let before = if becomes { Policy::Hidden } else { Policy::Anonymous };
        let mut room = play(before, &happenings);
        if becomes {
            let stricter = crate::session::agenda::Change::Privacy(here(), Policy::Anonymous);
            submit(&mut room, Any::Agenda(stricter)).expect("stricter");
        }
        reveal(&mut room);
        let answered = of(&room).sheets().filter(|(_, sheet)| !sheet.marks.is_empty());
        let mut counts = std::collections::BTreeMap::new();
        for (from, sheet) in answered {
            prop_assert_eq!(from, None);
            *counts.entry(sheet.of.clone()).or_insert(0) += 1;
        }
        let told = counts.keys().any(Option::is_some);
        prop_assert!(!told || counts.values().all(|count| *count >= FEWEST), "{:?}", counts);
    }

    #[test]
    fn whatever_happens_makes_sense_and_is_written_as_it_is(
        happenings in happenings(),
        policy in prop_oneof![Just(Policy::Hidden), Just(Policy::Anonymous)],
        revealed: bool,
    ) {
        let mut room = play(policy, &happenings);
        if revealed {
            reveal(&mut room);
        }
        let session = room.session();
        session.check().expect("it makes sense");
        let written = ron::to_string(session).expect("plain shapes");
        prop_assert_eq!(&ron::from_str::<Session>(&written).expect("what was written"), session);
        let seen = session.seen_by(Viewer::Room);
        prop_assert!(state(&seen, &here()).expect("it is there").sheets.is_empty());
        let told = what_the_room_gets(&room);
        prop_assert!(!told.contains("from: Some"), "{}", told);
    }
}
