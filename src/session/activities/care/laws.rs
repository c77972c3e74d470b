//! Laws over generated rooms: what was said privately of care reaches nobody's eyes with a name,
//! unless its owner agreed, and nobody is asked who is not here or said "not me".

use super::scenarios::{by, room, sheet};
use super::*;
use crate::room::{Event, Room};
use crate::session::areas::{self, NotMe};
use crate::session::{Change as Any, Seen, Viewer, activities, people};
use crate::testing::{area, at, person, place, reader, submit};
use proptest::prelude::*;

/// One gesture: what, and three numbers to choose by.
type Gesture = (u8, u8, u8, u8);

/// The people of the tests' rooms.
const NAMES: [&str; 4] = ["Ana", "Ben", "Chi", "Dee"];

fn play(policy: Policy, gestures: &[Gesture], each: impl Fn(&Room)) -> Room {
    let mut room = room(policy);
    for (second, &(what, a, b, c)) in (10..).zip(gestures) {
        let who = 1 + usize::from(a % 4);
        let some_area = area(1 + usize::from(b % 3));
        let care = |change| Any::At(place("care"), activities::Change::Care(change));
        let pair = |number: u8| (!number.is_multiple_of(5)).then_some([number % 4, number / 4 % 4]);
        let said = sheet(&[pair(a), pair(b), pair(c)]);
        let outcome = match what % 10 {
            0..=3 => {
                let giver = if c % 4 == 0 { Giver::Sheet } else { by(who) };
                room.give(at(second), &place("care"), &giver, Content::Ballot(said))
            }
            4 => submit(&mut room, care(Change::Cast(by(who), said))),
            5 => submit(&mut room, care(Change::Named(person(who), b % 3 > 0))),
            6 => match c % 4 {
                0 => submit(&mut room, care(Change::Close)),
                1 => room.reveal(at(second), &place("care")),
                _ => submit(&mut room, care(Change::Silence)),
            },
            7 => submit(&mut room, Any::People(people::Change::Leave(person(who)))),
            8 => submit(&mut room, Any::People(people::Change::Arrive(person(who)))),
            _ => {
                let not_me = NotMe { who: person(who), advises: false };
                submit(&mut room, Any::Areas(areas::Change::NotMe(some_area, not_me)))
            }
        };
        // Refusals are part of life.
        drop(outcome);
        each(&room);
    }
    room
}

fn gestures() -> impl Strategy<Value = Vec<Gesture>> {
    prop::collection::vec(any::<Gesture>(), 0..40)
}

fn policies() -> impl Strategy<Value = Policy> {
    prop_oneof![Just(Policy::Open), Just(Policy::Hidden), Just(Policy::Anonymous)]
}

fn of(session: &Session) -> &Care {
    match session.state(&place("care")) {
        Some(State::Care(care)) => care,
        _ => panic!("care"),
    }
}

/// What the room is shown where care is asked and where the names begin, and what is recorded.
fn told(seen: &Seen) -> String {
    let pages = [place("care"), place("roles")].map(|at| activities::page(seen, &at, &reader()));
    format!("{pages:?}{:?}", activities::section(seen, &place("care"), &reader()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_private_is_anywhere_before_its_reveal(gestures in gestures(), policy in policies()) {
        let mut room = play(policy, &gestures, |room| {
            let care = of(room.session());
            assert!(policy.is_open() || care.is_shown() || care.sheets.is_empty());
        });
        for recorded in room.take_unsaved() {
            if let Event::Did(entry) = &recorded.event
                && !matches!(entry.change, Any::Reveal(..) | Any::Begin(_))
            {
                let written = format!("{entry:?}");
                prop_assert!(policy.is_open() || !written.contains("Ballot"));
            }
        }
    }

    #[test]
    fn the_room_gets_single_answers_and_no_name_without_consent(gestures in gestures()) {
        let room = play(Policy::Hidden, &gestures, |_| {});
        let seen = room.session().seen_by(Viewer::Room);
        let (whole, projected) = (of(room.session()), of(&seen));
        for (from, sheet) in projected.sheets() {
            prop_assert!(sheet.marks.len() == 1, "a whole sheet can be recognised");
            if let Some(id) = from.and_then(Giver::id) {
                prop_assert!(whole.named.contains(id) && sheet.marks[0].value >= 2);
            }
        }
        prop_assert!(projected.sheets.is_sorted());
        prop_assert!(projected.given.by.is_empty());
        let told = told(&seen);
        for (at, name) in (1..).zip(NAMES) {
            prop_assert!(whole.named.contains(&person(at)) || !told.contains(name), "{}", told);
        }
        for area in &room.session().areas {
            let (theirs, ours) = (seen.cared(&area.id), room.session().cared(&area.id));
            let totals = |it: &Option<Cared>| it.clone().map(|it| Cared { who: Vec::new(), ..it });
            prop_assert_eq!(totals(&theirs), totals(&ours));
        }
    }

    #[test]
    fn no_anonymous_sheet_can_be_joined_to_a_person(gestures in gestures()) {
        let room = play(Policy::Anonymous, &gestures, |_| {});
        let care = of(room.session());
        prop_assert!(care.named.is_empty());
        prop_assert!(care.sheets.iter().all(|gift| gift.from.is_none()));
        prop_assert!(care.sheets.is_sorted() && care.given.by.is_sorted());
        for sealed in &room.sealed().places {
            prop_assert!(sealed.gifts.iter().all(|gift| gift.from.is_none()));
            prop_assert!(sealed.gifts.is_sorted());
        }
        let told = told(&room.session().seen_by(Viewer::Facilitator));
        prop_assert!(NAMES.iter().all(|name| !told.contains(name)), "{}", told);
    }

    #[test]
    fn nobody_is_asked_who_is_absent_or_said_not_me(gestures in gestures(), policy in policies()) {
        let room = play(policy, &gestures, |_| {});
        let session = room.session();
        session.check().expect("it makes sense");
        let written = ron::to_string(session).expect("plain shapes");
        prop_assert_eq!(&ron::from_str::<Session>(&written).expect("what was written"), session);
        let Ok(proposal) = Proposal::of(session) else { return Ok(()) };
        for area in &session.areas {
            for who in proposal.lead(&area.id).into_iter().chain(proposal.helpers(&area.id)) {
                prop_assert!(session.person(who).is_some_and(|person| person.present));
                prop_assert!(area.not_me.iter().all(|not_me| &not_me.who != who));
            }
            let asked = area.accountable.is_none() && area.open_until.is_none();
            prop_assert_eq!(proposal.why(&area.id).is_some(), asked);
        }
    }
}
