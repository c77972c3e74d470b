//! What is collected as due, and what is not.

use super::*;
use crate::room::Room;
use crate::session::decisions::ParkedFate;
use crate::session::goals::{HalfLit, Lamp, Shape};
use crate::session::promises::{Vow, tests as promises};
use crate::session::{Change, Id, Kind as Thing, Viewer, areas, decisions, goals};
use crate::testing::{area, person, submit, text};
use jiff::civil::date;

fn november(day: i8) -> Date {
    date(2026, 11, day)
}

fn told(room: &Room) -> Vec<String> {
    let line = |due: Due| {
        let who = due.who.map(|who| format!(" ({who})")).unwrap_or_default();
        format!("{} {}: {}{who}", due.date.day(), due.kind.word(), due.title)
    };
    due(&room.session().seen_by(Viewer::Room)).into_iter().map(line).collect()
}

fn done(room: &mut Room, change: Change) -> u64 {
    submit(room, change).expect("accepted")
}

fn decision(review: Option<Date>) -> Change {
    let (what, rule, reopen) = (text("We start in May"), text(""), text(""));
    Change::Decisions(decisions::Change::Decide { what, rule, tally: None, review, reopen })
}

fn parked(room: &mut Room, words: &str, fate: ParkedFate) {
    let entry = done(room, Change::Decisions(decisions::Change::Park(text(words))));
    let parked = Id::new(Thing::Parked, entry);
    done(room, Change::Decisions(decisions::Change::Unpark(parked, fate)));
}

/// A goal whose number somebody finds out.
fn goal(room: &mut Room) -> Id {
    let shape = Shape { outcome: text("Customers are answered"), ..Shape::default() };
    let entry = done(room, Change::Goals(goals::Change::Add(shape, None)));
    let goal = Id::new(Thing::Goal, entry);
    let half = HalfLit { lamp: Lamp::Number, who: person(3), by: november(15) };
    done(room, Change::Goals(goals::Change::FindOut(goal.clone(), half)));
    goal
}

#[test]
fn every_kind_of_thing_with_a_date_is_due_the_earliest_first() {
    let mut room = promises::room();
    done(&mut room, Change::NextDate(Some(november(20))));
    done(&mut room, decision(Some(november(20))));
    let vow = Vow {
        by: november(18),
        first_step: text("ask for her number"),
        first_by: Some(november(9)),
        ..promises::vow("I will call Legal.")
    };
    promises::promised(&mut room, 1, vow).expect("promised");
    let answer = Answer::YesIf { condition: text("Legal agrees"), by: november(12) };
    let answer = areas::Change::Answer { area: area(1), who: person(2), answer, second_yes: false };
    done(&mut room, Change::Areas(answer));
    done(&mut room, Change::Areas(areas::Change::LeaveOpen(area(2), Some(november(14)))));
    goal(&mut room);
    let taken = ParkedFate::Taken { who: person(4), by: november(16) };
    parked(&mut room, "The logo", taken);
    assert_eq!(
        told(&room),
        [
            "9 first step: ask for her number (Ana)",
            "12 condition: Listening: whether Legal agrees (Ben)",
            "14 left open: Crisis: who answers for it",
            "15 find out: The number of “Customers are answered” (Chi)",
            "16 parked: The logo (Dee)",
            "18 promise: call Legal (Ana)",
            "20 check-in: The team meets again",
            "20 review: We start in May",
        ]
    );
}

#[test]
fn what_has_no_date_is_not_due() {
    let mut room = promises::room();
    done(&mut room, decision(None));
    parked(&mut room, "The logo", ParkedFate::Dropped);
    parked(&mut room, "The name", ParkedFate::Waiting);
    let yes = areas::Change::Answer {
        area: area(1),
        who: person(2),
        answer: Answer::Yes,
        second_yes: false,
    };
    done(&mut room, Change::Areas(yes));
    assert_eq!(told(&room), [] as [String; 0]);
}

#[test]
fn what_was_found_out_is_no_longer_due() {
    let mut room = promises::room();
    let goal = goal(&mut room);
    assert_eq!(told(&room).len(), 1);
    let (from, to) = (text("26"), text("4"));
    let shape = Shape { outcome: text("Customers are answered"), from, to, ..Shape::default() };
    done(&mut room, Change::Goals(goals::Change::Edit(goal, shape)));
    assert_eq!(told(&room), [] as [String; 0]);
}

#[test]
fn an_area_that_somebody_answers_for_meanwhile_is_no_longer_open() {
    let mut room = promises::room();
    done(&mut room, Change::Areas(areas::Change::LeaveOpen(area(2), Some(november(14)))));
    assert_eq!(told(&room).len(), 1);
    let yes = areas::Change::Answer {
        area: area(2),
        who: person(2),
        answer: Answer::Yes,
        second_yes: false,
    };
    done(&mut room, Change::Areas(yes));
    assert_eq!(told(&room), [] as [String; 0]);
}

#[test]
fn a_first_step_that_nobody_worded_is_named_after_its_promise() {
    let mut room = promises::room();
    let vow = Vow { first_by: Some(november(9)), ..promises::vow("call Legal") };
    promises::promised(&mut room, 1, vow).expect("promised");
    assert_eq!(told(&room)[0], "9 first step: The first step of “call Legal” (Ana)");
}
