//! Counting, correcting, deciding: each rule as a short story.

use super::*;
use crate::room::Room;
use crate::session::{Change as Any, Id, activities, decisions, people};
use crate::testing::{activity, person, place, room_of, room_with, submit, text, today};
use crate::workshop::Policy;
use jiff::civil::date;

fn room() -> Room {
    room_with(vec![activity(Do::Decide {}, Policy::Open)])
}

fn at(change: Change) -> Any {
    Any::At(place("decide"), activities::Change::Decide(change))
}

fn count(room: &mut Room, fingers: [u16; 6]) {
    submit(room, at(Change::Tally(fingers))).unwrap();
}

fn refused(room: &mut Room, change: Any) -> String {
    submit(room, change).unwrap_err().to_string()
}

fn decide(room: &mut Room) {
    let rule = text(&rule_in_words(room.session(), &place("decide")));
    let tally = counts(room.session(), &place("decide")).unwrap().tally;
    let (what, reopen) = (text("We go ahead"), text(""));
    let change = decisions::Change::Decide { what, rule, tally, review: None, reopen };
    submit(room, Any::Decisions(change)).unwrap();
}

fn object(room: &mut Room, words: &str) -> Id {
    let change = decisions::Change::Object { text: text(words), from: None };
    let entry = submit(room, Any::Decisions(change)).unwrap();
    Id::new(crate::session::Kind::Objection, entry)
}

#[test]
fn a_second_count_keeps_the_first() {
    let mut room = room();
    count(&mut room, [0, 1, 0, 1, 1, 1]);
    count(&mut room, [0, 0, 0, 2, 1, 1]);
    let decide = counts(room.session(), &place("decide")).unwrap();
    assert_eq!(decide.tally.unwrap().fingers, [0, 0, 0, 2, 1, 1]);
    assert_eq!(decide.earlier.iter().map(|it| it.fingers[1]).collect::<Vec<_>>(), [1]);
}

#[test]
fn a_slip_is_corrected_without_a_trace_and_nothing_is_a_correction_too() {
    let mut room = room();
    count(&mut room, [0, 1, 0, 1, 1, 1]);
    submit(&mut room, at(Change::Correct([0, 0, 1, 1, 1, 1]))).unwrap();
    let decide = counts(room.session(), &place("decide")).unwrap();
    assert_eq!((decide.tally.unwrap().fingers[2], decide.earlier.len()), (1, 0));
    submit(&mut room, at(Change::Correct([0; 6]))).unwrap();
    assert_eq!(counts(room.session(), &place("decide")), Some(&Decide::default()));
}

#[test]
fn hands_may_be_asked_for_again() {
    let mut room = room();
    assert_eq!(refused(&mut room, at(Change::Again)), "No hand is counted yet.");
    count(&mut room, [0, 1, 0, 1, 1, 1]);
    submit(&mut room, at(Change::Again)).unwrap();
    let decide = counts(room.session(), &place("decide")).unwrap();
    assert_eq!((decide.tally, decide.earlier.len()), (None, 1));
}

#[test]
fn there_are_never_more_hands_than_people_present_who_vote() {
    let mut room = room();
    let all = at(Change::Tally([0, 0, 0, 0, 2, 3]));
    assert_eq!(refused(&mut room, all), "That is 5 hands, and 4 vote here.");
    submit(&mut room, Any::People(people::Change::Leave(person(4)))).unwrap();
    let four = at(Change::Tally([0, 0, 0, 0, 2, 2]));
    assert_eq!(refused(&mut room, four), "That is 4 hands, and 3 vote here.");
    let none = refused(&mut room, at(Change::Tally([0; 6])));
    assert!(none.starts_with("No hand is counted yet"), "{none}");
    assert!(counts(room.session(), &place("decide")).unwrap().tally.is_none());
}

#[test]
fn a_count_stands_when_somebody_leaves_afterwards() {
    let mut room = room();
    count(&mut room, [0, 0, 0, 0, 2, 2]);
    submit(&mut room, Any::People(people::Change::Leave(person(4)))).unwrap();
    let tally = counts(room.session(), &place("decide")).unwrap().tally.unwrap();
    assert_eq!(tally.fist().turnout(), "4 of 4 hands");
    room.session().check().unwrap();
}

#[test]
fn the_hats_of_a_solo_planner_show_hands_too() {
    let mut room = room_of(vec![activity(Do::Decide {}, Policy::Open)], &[("Ana", "")]);
    let hats = people::Change::AddHats(vec![text("Legal"), text("A customer")]);
    submit(&mut room, Any::People(hats)).unwrap();
    assert_eq!(voters(room.session()), 3);
    count(&mut room, [0, 0, 1, 0, 1, 1]);
    let rule = rule_in_words(room.session(), &place("decide"));
    assert!(
        rule.starts_with("Fist of five, 3 of 3 hands (2 of them assumed, for hats): "),
        "{rule}"
    );
}

#[test]
fn the_rule_says_the_hands_and_what_became_of_objections() {
    let mut room = room();
    let words = |room: &Room| rule_in_words(room.session(), &place("decide"));
    assert_eq!(words(&room), "Decided without a count of hands.");
    for (fingers, rule) in [
        ([0, 0, 0, 0, 1, 3], "strong consent, nobody below four"),
        ([0, 0, 0, 1, 0, 3], "consent, nobody below three"),
        ([0, 0, 1, 0, 0, 3], "one concern was heard, and it stands"),
        ([0, 1, 1, 0, 0, 2], "2 concerns were heard, and it stands"),
        ([1, 1, 0, 0, 0, 2], "one blocks, and it stands with dissent"),
    ] {
        count(&mut room, fingers);
        assert_eq!(words(&room), format!("Fist of five, 4 of 4 hands: {rule}."));
    }
    count(&mut room, [0, 0, 0, 0, 0, 1]);
    let rule = "Fist of five, 1 of 4 hands: no quorum, and decided all the same.";
    assert_eq!(words(&room), rule);
    let first = object(&mut room, "Too much at once");
    object(&mut room, "Nobody asked Legal");
    let met = decisions::Change::Settle(first, Fate::Met(text("Start in May")));
    submit(&mut room, Any::Decisions(met)).unwrap();
    assert!(words(&room).ends_with("; objections: 1 met, 1 still open."));
}

#[test]
fn a_decision_may_stand_although_somebody_blocks_and_keeps_the_hands() {
    let mut room = room();
    count(&mut room, [1, 0, 0, 0, 0, 3]);
    decide(&mut room);
    let taken = taken(room.session(), &place("decide")).unwrap();
    assert_eq!(taken.tally.unwrap().fingers, [1, 0, 0, 0, 0, 3]);
    assert!(taken.rule.contains("stands with dissent"));
}

#[test]
fn a_count_that_a_decision_rests_on_is_not_corrected_under_it() {
    let mut room = room();
    count(&mut room, [1, 0, 0, 0, 0, 3]);
    decide(&mut room);
    let slip = refused(&mut room, at(Change::Correct([0, 1, 0, 0, 0, 3])));
    assert!(slip.starts_with("A decision rests on this count"), "{slip}");
    count(&mut room, [0, 0, 0, 1, 0, 3]);
    assert_eq!(taken(room.session(), &place("decide")), None);
    submit(&mut room, at(Change::Correct([0, 0, 0, 0, 1, 3]))).unwrap();
}

#[test]
fn a_note_from_anywhere_is_not_the_decision_of_this_step() {
    let mut room = room();
    let change = decisions::Change::Decide {
        what: text("Lunch at one"),
        rule: text(""),
        tally: None,
        review: None,
        reopen: text(""),
    };
    submit(&mut room, Any::Decisions(change)).unwrap();
    assert_eq!(taken(room.session(), &place("decide")), None);
    assert_eq!(room.session().decisions_at(&place("decide")).count(), 1);
}

#[test]
fn a_decision_is_looked_at_again_at_the_next_date_or_as_the_script_says() {
    let mut room = room_with(vec![
        activity(Do::Decide {}, Policy::Open),
        activity(Do::Close { next: 14 }, Policy::Open),
    ]);
    assert_eq!(review_date(room.session(), today()), date(2026, 11, 16));
    submit(&mut room, Any::NextDate(Some(date(2026, 12, 3)))).unwrap();
    assert_eq!(review_date(room.session(), today()), date(2026, 12, 3));
    let later = date(2026, 12, 3);
    assert_eq!(review_date(room.session(), later), date(2026, 12, 17));
    assert_eq!(days_until_next(self::room().session()), 30);
}

#[test]
fn nobody_meets_on_a_weekend() {
    assert_eq!(after(today(), 3), date(2026, 11, 5));
    assert_eq!(after(today(), 5), date(2026, 11, 9));
    assert_eq!(after(today(), 6), date(2026, 11, 9));
}
