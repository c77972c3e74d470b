//! What may happen and what is refused, each as a short story.

use super::*;
use crate::room::Room;
use crate::session::{Change as Any, Viewer, people};
use crate::testing::{activity, person, room_with, submit, text, today};
use crate::workshop::Do;
use jiff::civil::date;

fn room_under(privacy: Policy) -> Room {
    room_with(vec![activity(Do::Decide {}, privacy)])
}

fn room() -> Room {
    room_under(Policy::Open)
}

fn done(room: &mut Room, change: Change) -> u64 {
    submit(room, Any::Decisions(change)).unwrap()
}

fn refused(room: &mut Room, change: Change) -> String {
    submit(room, Any::Decisions(change)).unwrap_err().to_string()
}

fn parked(room: &mut Room, words: &str) -> Id {
    Id::new(Kind::Parked, done(room, Change::Park(text(words))))
}

fn objection(room: &mut Room, from: Option<Id>) -> Id {
    Id::new(Kind::Objection, done(room, Change::Object { text: text("Too fast"), from }))
}

fn decided(room: &mut Room, review: Option<Date>) -> Id {
    let (rule, reopen) = (text("Consent"), text(""));
    let change = Change::Decide { what: text("Go"), rule, tally: None, review, reopen };
    Id::new(Kind::Decision, done(room, change))
}

fn worded(decision: Id, what: &str, review: Option<Date>) -> Change {
    let (rule, reopen) = (text("Consent"), text("A new law"));
    Change::EditDecision { decision, what: text(what), rule, review, reopen }
}

#[test]
fn a_parked_item_is_taken_up_by_somebody_present_with_a_date_that_is_ahead() {
    let mut room = room();
    let item = parked(&mut room, "The logo");
    let taken = |who, by| Change::Unpark(item.clone(), ParkedFate::Taken { who, by });
    let late = refused(&mut room, taken(person(1), date(2026, 10, 31)));
    assert_eq!(late, "That date has passed; choose a later one.");
    done(&mut room, taken(person(1), today()));
    submit(&mut room, Any::People(people::Change::Leave(person(2)))).unwrap();
    let away = refused(&mut room, taken(person(2), today()));
    assert_eq!(away, "Ben is not here; only somebody present can take it up.");
    assert_eq!(room.session().waiting().count(), 0);
    assert!(room.session().mentions(&person(1)));
}

#[test]
fn a_dropped_item_can_be_put_back_and_a_deleted_one_is_gone() {
    let mut room = room();
    let item = parked(&mut room, "The logo");
    done(&mut room, Change::Unpark(item.clone(), ParkedFate::Dropped));
    assert_eq!(room.session().waiting().count(), 0);
    done(&mut room, Change::Unpark(item.clone(), ParkedFate::Waiting));
    assert_eq!(room.session().waiting().count(), 1);
    done(&mut room, Change::DeleteParked(item.clone()));
    assert_eq!(refused(&mut room, Change::DeleteParked(item)), NO_PARKED);
}

#[test]
fn the_same_thing_is_not_parked_or_agreed_twice() {
    let mut room = room();
    parked(&mut room, "The logo");
    done(&mut room, Change::ParkAll(vec![text("The name"), text("the logo"), text("the name")]));
    assert_eq!(room.session().waiting().count(), 2);
    let twice = refused(&mut room, Change::ParkAll(vec![text("The name"), text("")]));
    assert_eq!(twice, "All of that is in the parking lot already.");
    let twice = refused(&mut room, Change::Park(text("the LOGO")));
    assert_eq!(twice, "“the LOGO” is in the parking lot already.");
    done(&mut room, Change::Agree(text("Cameras on")));
    let twice = refused(&mut room, Change::Agree(text("cameras on")));
    assert_eq!(twice, "“cameras on” is agreed already.");
}

#[test]
fn nothing_is_kept_without_words() {
    let mut room = room();
    let item = parked(&mut room, "The logo");
    let objection = objection(&mut room, None);
    let decision = decided(&mut room, None);
    let agreement = Id::new(Kind::Agreement, done(&mut room, Change::Agree(text("On time"))));
    let nothing = || text(" ");
    for change in [
        Change::Park(nothing()),
        Change::EditParked(item, nothing()),
        Change::Object { text: nothing(), from: None },
        Change::EditObjection(objection.clone(), nothing(), None),
        Change::Settle(objection, Fate::Met(nothing())),
        worded(decision, "", None),
        Change::Agree(nothing()),
        Change::EditAgreement(agreement, nothing()),
    ] {
        let before = room.session().clone();
        assert!(refused(&mut room, change).ends_with(['.', '?']));
        assert_eq!(room.session(), &before);
    }
}

#[test]
fn an_objection_is_met_by_a_change_or_stands_as_dissent_or_stays_open() {
    let mut room = room();
    let id = objection(&mut room, Some(person(2)));
    done(&mut room, Change::Settle(id.clone(), Fate::Met(text("Start in May"))));
    assert_eq!(room.session().dissent().count(), 0);
    done(&mut room, Change::Settle(id.clone(), Fate::Dissent));
    assert_eq!(room.session().dissent().count(), 1);
    done(&mut room, Change::Settle(id.clone(), Fate::Open));
    done(&mut room, Change::EditObjection(id.clone(), text("Too fast for HR"), None));
    let objection = &room.session().objections[0];
    assert_eq!((&*objection.text, &objection.from), ("Too fast for HR", &None));
    done(&mut room, Change::DeleteObjection(id));
    assert!(room.session().objections.is_empty());
}

#[test]
fn whoever_objects_is_named_only_as_far_as_the_step_promised() {
    let mut open = room();
    objection(&mut open, Some(person(2)));
    let from = |room: &Room, viewer| room.session().seen_by(viewer).objections[0].from.clone();
    assert_eq!(from(&open, Viewer::Room), Some(person(2)));

    let mut hidden = room_under(Policy::Hidden);
    objection(&mut hidden, Some(person(2)));
    assert_eq!(from(&hidden, Viewer::Room), None);
    assert_eq!(from(&hidden, Viewer::Facilitator), Some(person(2)));

    let mut anonymous = room_under(Policy::Anonymous);
    let named = Change::Object { text: text("Too fast"), from: Some(person(2)) };
    assert!(refused(&mut anonymous, named).starts_with("This step promised"));
}

#[test]
fn only_somebody_on_the_list_can_be_named_as_objecting() {
    let change = Change::Object { text: text("Too fast"), from: Some(person(9)) };
    assert!(refused(&mut room(), change).contains("no longer on the list"));
}

#[test]
fn the_words_of_a_decision_change_and_its_hands_do_not() {
    let mut room = room();
    let id = decided(&mut room, Some(date(2026, 12, 2)));
    done(&mut room, worded(id.clone(), "Go in May", Some(date(2026, 12, 9))));
    let decision = &room.session().decisions[0];
    assert_eq!((&*decision.what, decision.tally), ("Go in May", None));
    assert_eq!((decision.review, &*decision.reopen), (Some(date(2026, 12, 9)), "A new law"));
    done(&mut room, Change::DeleteDecision(id.clone()));
    assert_eq!(refused(&mut room, worded(id, "Go", None)), NO_DECISION);
}

#[test]
fn a_review_lies_ahead_but_one_set_in_time_may_stand_when_words_change() {
    let mut room = room();
    let id = decided(&mut room, Some(date(2026, 11, 3)));
    let late = crate::testing::at(30 * 86_400);
    let change = Any::Decisions(worded(id.clone(), "Go on", Some(date(2026, 11, 3))));
    room.submit(late, crate::session::Author::Facilitator, change).unwrap();
    let past = refused(&mut room, worded(id, "Go on", Some(date(2026, 11, 4))));
    assert_eq!(past, "That date has passed; choose a later one.");
}

#[test]
fn undo_brings_back_what_was_dropped_or_deleted() {
    let mut room = room();
    let item = parked(&mut room, "The logo");
    done(&mut room, Change::Unpark(item.clone(), ParkedFate::Dropped));
    done(&mut room, Change::DeleteParked(item));
    room.undo(crate::testing::at(9)).unwrap();
    room.undo(crate::testing::at(9)).unwrap();
    assert!(room.session().parked[0].is_waiting());
}

#[test]
fn a_file_whose_hands_or_places_make_no_sense_is_refused_with_the_name_of_the_thing() {
    let mut room = room();
    objection(&mut room, None);
    decided(&mut room, None);
    let whole = room.session().clone();
    whole.check().unwrap();

    let mut lost = whole.clone();
    lost.objections[0].place = Place::new("lunch", 0);
    assert!(lost.check().unwrap_err().to_string().contains("“lunch.0”"));

    let mut many = whole;
    many.decisions[0].tally = Some(Tally { fingers: [0, 0, 0, 0, 9, 9], voters: 4 });
    assert!(many.check().unwrap_err().to_string().contains("18 hands of 4"));
}
