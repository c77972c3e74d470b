//! Rounds as they go: who speaks when, and what the room sees of it.

use super::*;
use crate::room::Room;
use crate::session::people::{self, Profile};
use crate::session::{Change as Any, Viewer, activities, agenda};
use crate::testing::{activity, person, place, reader, room_of, room_with, submit, text};
use crate::workshop::{Do, Policy};

fn room() -> Room {
    room_with(vec![activity(Do::Round {}, Policy::Open)])
}

fn done(room: &mut Room, change: Change) {
    let round = activities::Change::Round(change);
    submit(room, Any::At(place("round"), round)).expect("accepted");
}

fn refused(room: &mut Room, change: Change) -> String {
    let round = activities::Change::Round(change);
    submit(room, Any::At(place("round"), round)).expect_err("refused").to_string()
}

fn team(room: &mut Room, change: people::Change) {
    submit(room, Any::People(change)).expect("accepted");
}

fn seniors(room: &mut Room, seniors: &[usize]) {
    for number in seniors {
        let profile = room.session().person(&person(*number)).expect("there").profile();
        let profile = Profile { speaks_last: true, ..profile };
        team(room, people::Change::Edit(person(*number), profile));
    }
}

fn in_order(room: &Room) -> Vec<String> {
    let order = order(room.session(), &place("round"));
    order.iter().map(|person| person.name.to_string()).collect()
}

fn speaks(room: &Room) -> Option<&str> {
    let Some(activities::State::Round(round)) = room.session().state(&place("round")) else {
        panic!("this is a round")
    };
    round.now.as_ref().map(|id| room.session().name_of(id))
}

fn everyone_in_turn(room: &mut Room) -> Vec<String> {
    let mut spoke = Vec::new();
    loop {
        done(room, Change::Next);
        match speaks(room) {
            Some(name) => spoke.push(name.to_owned()),
            None => return spoke,
        }
    }
}

fn shown(room: &Room) -> Vec<Block> {
    page(&room.session().seen_by(Viewer::Room), &place("round"), &reader())
}

#[test]
fn everyone_speaks_once_in_the_order_that_was_shuffled() {
    let mut room = room();
    let order = in_order(&room);
    let mut names = order.clone();
    names.sort();
    assert_eq!(names, ["Ana", "Ben", "Chi", "Dee"]);
    assert_eq!(everyone_in_turn(&mut room), order);
    assert_eq!(refused(&mut room, Change::Next), "Everyone was heard.");
}

#[test]
fn two_rounds_of_a_session_have_two_orders() {
    let people: Vec<(String, &str)> = (0..9).map(|n| (format!("P{n}"), "IT")).collect();
    let people: Vec<(&str, &str)> = people.iter().map(|(n, f)| (n.as_str(), *f)).collect();
    let mut room = room_of(vec![activity(Do::Round {}, Policy::Open)], &people);
    submit(&mut room, Any::Agenda(agenda::Change::Repeat(text("round")))).expect("repeated");
    let names = |place: Place| -> Vec<Id> {
        order(room.session(), &place).iter().map(|person| person.id.clone()).collect()
    };
    assert_ne!(names(place("round")), names(place("round-2")));
}

#[test]
fn those_marked_speak_last_and_late_comers_right_before_them() {
    let mut room = room();
    let first = in_order(&room)[0].clone();
    let number = ["Ana", "Ben", "Chi", "Dee"].iter().position(|name| *name == first);
    seniors(&mut room, &[number.expect("one of them") + 1]);
    assert_eq!(in_order(&room).last(), Some(&first));
    done(&mut room, Change::Next);
    let late = Profile { name: text("Eve"), ..Profile::default() };
    team(&mut room, people::Change::Add(vec![late]));
    assert_eq!(in_order(&room)[3..], ["Eve".to_owned(), first]);
}

#[test]
fn whoever_comes_late_joins_the_end_and_moves_nobody() {
    let mut room = room();
    team(&mut room, people::Change::Leave(person(1)));
    done(&mut room, Change::Next);
    let before = in_order(&room);
    team(&mut room, people::Change::Arrive(person(1)));
    assert_eq!(in_order(&room)[..3], before);
    assert_eq!(in_order(&room)[3], "Ana");
}

#[test]
fn nobody_waits_for_those_who_left() {
    let mut room = room();
    done(&mut room, Change::Next);
    let order = in_order(&room);
    let id = |name: &str| {
        let people = &room.session().people;
        people.iter().find(|person| &*person.name == name).expect("there").id.clone()
    };
    let (speaker, second) = (id(&order[0]), id(&order[1]));
    team(&mut room, people::Change::Leave(speaker.clone()));
    team(&mut room, people::Change::Leave(second));
    done(&mut room, Change::Next);
    assert_eq!(speaks(&room), Some(order[2].as_str()));
    team(&mut room, people::Change::Arrive(speaker));
    let rest = everyone_in_turn(&mut room);
    assert_eq!(rest, [order[0].as_str(), order[3].as_str()], "left without a word, so awaited");
}

#[test]
fn passing_is_fine_and_the_next_one_speaks() {
    let mut room = room();
    done(&mut room, Change::Next);
    let order = in_order(&room);
    let first = super::order(room.session(), &place("round"))[0].id.clone();
    done(&mut room, Change::Pass(first.clone()));
    assert_eq!(speaks(&room), Some(order[1].as_str()));
    let again = refused(&mut room, Change::Pass(first.clone()));
    assert_eq!(again, format!("{} was heard already.", order[0]));
    done(&mut room, Change::Back(first.clone()));
    assert_eq!(next(room.session(), &place("round")).map(|it| &it.id), Some(&first));
}

#[test]
fn a_speaker_is_called_out_of_turn_and_keeps_what_was_noted() {
    let mut room = room();
    done(&mut room, Change::Call(person(2)));
    assert_eq!(refused(&mut room, Change::Call(person(2))), "Ben speaks already.");
    done(&mut room, Change::Said(person(2), text("Curious")));
    assert_eq!(speaks(&room), Some("Ben"), "noting does not end the turn");
    done(&mut room, Change::Next);
    let section =
        activities::section(&room.session().seen_by(Viewer::Room), &place("round"), &reader());
    let said = Block::Lines(vec![Line::item("Curious").with("Ben")]);
    let lines = vec![Block::text("What is the question?"), said];
    assert_eq!(section.expect("one answer").blocks, lines);
}

#[test]
fn the_absent_cannot_be_called() {
    let mut room = room();
    team(&mut room, people::Change::Leave(person(3)));
    let sentence = refused(&mut room, Change::Call(person(3)));
    assert_eq!(sentence, "Chi is not here; say so in the team when they are.");
}

#[test]
fn the_room_sees_the_speaker_and_who_was_heard_and_nothing_of_the_order() {
    let mut room = room();
    assert_eq!(shown(&room), [Block::text("Everyone speaks once, in turn. To pass is fine.")]);
    done(&mut room, Change::Call(person(1)));
    done(&mut room, Change::Next);
    assert_eq!(shown(&room)[1], Block::text("Heard: Ana"));
    let without_marks = room.session().seen_by(Viewer::Room);
    seniors(&mut room, &[2, 3, 4]);
    let with_marks = room.session().seen_by(Viewer::Room);
    assert_eq!(without_marks.people, with_marks.people);
    assert_eq!(without_marks.steps, with_marks.steps);
}

#[test]
fn an_empty_room_is_told_what_is_missing() {
    let mut room = room_of(vec![activity(Do::Round {}, Policy::Open)], &[]);
    assert_eq!(shown(&room), [Block::text("Nobody is on the list yet.")]);
    let sentence = refused(&mut room, Change::Next);
    assert_eq!(sentence, "Nobody is here yet; say in the team who is.");
}

#[test]
fn whoever_was_heard_is_not_removed_from_the_list() {
    let mut room = room();
    done(&mut room, Change::Pass(person(4)));
    assert!(submit(&mut room, Any::People(people::Change::Remove(person(4)))).is_err());
    room.session().check().expect("sound");
}
