//! The line, the run-off among equals, the talk about what divides most, and the vote again.

use super::kinds::{give_all, of};
use super::*;
use crate::session::block::Countdown;

fn one(marks: [u8; 3]) -> [Option<u8>; 3] {
    marks.map(|mark| Some(mark).filter(|mark| *mark > 0))
}

/// Listening 2, Crisis and Measuring 1 each: the line of 2 goes through a tie.
fn tied() -> Room {
    let mut room = of(VoteKind::Dots, Policy::Hidden);
    give_all(&mut room, &[one([1, 1, 0]), one([1, 0, 1])]);
    cast(&mut room, Change::Keep(2)).expect("two are kept");
    room
}

fn run_off(room: &mut Room) -> Result<u64, Refusal> {
    cast(room, Change::RunOff(vec![area(2), area(3)]))
}

fn order(room: &Room) -> Vec<String> {
    let count = result(room.session(), &place("vote")).expect("counted");
    count.tally.order.iter().map(|option| count.label(*option).to_owned()).collect()
}

#[test]
fn a_line_through_equals_says_what_would_decide_and_offers_a_run_off() {
    let room = tied();
    let sentence = "The best 2 are kept, through a tie: the list keeps “Crisis”, reversed it would \
                    keep “Measuring”.";
    assert!(recorded(&room).contains(sentence), "{}", recorded(&room));
    assert!(shown(&room).contains(sentence), "{}", shown(&room));
    let mut whole = tied();
    cast(&mut whole, Change::Keep(3)).expect("all");
    assert!(recorded(&whole).contains("Everything is kept."), "{}", recorded(&whole));
    cast(&mut whole, Change::Keep(1)).expect("one");
    assert!(recorded(&whole).contains("The list reversed would keep the same."));
    assert_eq!(refused(cast(&mut whole, Change::Keep(4))), "Between 1 and 3 can be kept.");
}

#[test]
fn goals_that_come_next_take_the_best_so_many() {
    let over = Over::Ideas;
    let vote = Do::Vote { over, kind: VoteKind::Dots, dots: Some(2), cap: 2 };
    let goals = Do::Goals { most: 1 };
    let activities = [vote, goals].map(|what| activity(what, Policy::Open));
    let room = room_with(activities.into());
    let mut session = room.session().clone();
    session.ideas =
        (0..3).map(|at| Idea::new(Id::nth(Kind::Idea, 2, at), text("An idea")).into()).collect();
    let mut room = Room::resume(session, &[], crate::room::Sealed::default()).0;
    let hands = (0..3).map(|at| (Id::nth(Kind::Idea, 2, at), 2)).collect();
    cast(&mut room, Change::Hands(hands)).expect("counted");
    let count = count(room.session(), &place("vote")).expect("shown");
    assert_eq!(count.line, Some(Line { most: 1, why: Why::Goals }));
    assert_eq!(count.to_run_off().map(|among| among.len()), Some(3));
    assert!(
        recorded(&room)
            .contains("Goals are made of the best one next, through a tie: the list keeps ")
    );
}

#[test]
fn a_run_off_orders_its_group_and_the_record_keeps_both() {
    let mut room = tied();
    run_off(&mut room).expect("they are equal");
    assert_eq!(order(&room), ["Listening", "Crisis", "Measuring"], "the count stands meanwhile");
    insta::assert_snapshot!(shown(&room), @"
    A  Crisis
    B  Measuring
    A run-off among equals. Nobody is in yet. 1 dot each.
    ");
    assert!(recorded(&room).ends_with("A run-off among equals. Nobody is in yet. 1 dot each."));
    let outside = room.give(at(75), &place("vote"), &by(1), Content::Ballot(ballot(&[(1, 1)])));
    assert_eq!(refused(outside), "One of these options is no longer on the list.");
    give_all(&mut room, &[one([0, 0, 1]), one([0, 0, 1]), one([0, 1, 0])]);
    assert_eq!(order(&room), ["Listening", "Measuring", "Crisis"]);
    insta::assert_snapshot!(recorded(&room), @"
    2 ballots; 2 dots each.
    1  Listening | 2 | 2 people
    2  Measuring | 1 | 1 person
    3  Crisis | 1 | 1 person
    “Listening” comes first with 2 dots from 2 people. A run-off among “Crisis” and “Measuring” orders them. Most divided: “Measuring” (1 gave none, 1 gave one dot).
    The best 2 are kept.
    Option | Gave none | Gave one dot
    Listening | 0 | 2
    Measuring | 1 | 1
    Crisis | 1 | 1
    A run-off among 2 equals: “Measuring” comes first with 2 dots from 2 people.
    1  Measuring | 2 | 2 people
    2  Crisis | 1 | 1 person
    ");
    let written = ron::to_string(vote(&room)).expect("written");
    assert_eq!(&ron::from_str::<Vote>(&written).expect("read"), vote(&room));
}

#[test]
fn a_run_off_that_is_tied_again_may_be_followed_by_another() {
    let mut room = tied();
    run_off(&mut room).expect("they are equal");
    give_all(&mut room, &[one([0, 0, 1]), one([0, 1, 0])]);
    let count = count(room.session(), &place("vote")).expect("shown");
    assert_eq!(count.to_run_off(), Some(vec![area(2), area(3)]));
    run_off(&mut room).expect("they are equal still");
    give_all(&mut room, &[one([0, 0, 1])]);
    assert_eq!(order(&room), ["Listening", "Measuring", "Crisis"]);
}

#[test]
fn a_run_off_is_held_among_equals_alone() {
    let mut room = tied();
    let unequal = cast(&mut room, Change::RunOff(vec![area(1), area(2)]));
    assert_eq!(refused(unequal), "A run-off is held among equals, and these are not equal.");
    let mut room = of(VoteKind::Dots, Policy::Hidden);
    assert_eq!(refused(run_off(&mut room)), "A run-off comes after the count.");
}

#[test]
fn a_run_off_that_nobody_voted_in_is_given_up_and_the_count_stands_again() {
    let mut room = tied();
    let before = vote(&room).clone();
    run_off(&mut room).expect("they are equal");
    give(&mut room, &by(1), &[(2, 1)]).expect("given");
    room.reopen(at(80), &place("vote")).expect("the ballots go");
    assert!(vote(&room).is_run_off() && room.sealed().is_empty());
    cast(&mut room, Change::GiveUp).expect("given up");
    assert_eq!(vote(&room), &before);
    assert_eq!(refused(cast(&mut room, Change::GiveUp)), "Some have voted in the run-off already.");
    room.undo(at(81)).expect("it goes on after all");
    assert!(vote(&room).is_run_off());
    let mut room = tied();
    run_off(&mut room).expect("they are equal");
    room.undo(at(82)).expect("nobody has voted in it");
    assert_eq!(vote(&room), &before);
    run_off(&mut room).expect("they are equal");
    give(&mut room, &by(1), &[(2, 1)]).expect("given");
    assert!(refused(room.undo(at(83))).contains("cannot be taken back"));
}

#[test]
fn an_anonymous_run_off_has_no_names_in_either_round() {
    let mut room = of(VoteKind::Dots, Policy::Anonymous);
    give_all(&mut room, &[one([1, 1, 0]), one([1, 0, 1])]);
    run_off(&mut room).expect("they are equal");
    give_all(&mut room, &[one([0, 1, 0]), one([0, 0, 1])]);
    assert!(vote(&room).papers().all(|(from, _)| from.is_none()));
    assert_eq!(vote(&room).papers().count(), 4);
}

#[test]
fn voting_again_after_a_run_off_is_about_everything() {
    let mut room = tied();
    run_off(&mut room).expect("they are equal");
    give_all(&mut room, &[one([0, 0, 1])]);
    room.reopen(at(80), &place("vote")).expect("opened again");
    assert!(!vote(&room).is_run_off() && vote(&room).rounds.is_empty());
    let had: Vec<u32> = vote(&room).earlier[0].iter().map(|(_, dots)| *dots).collect();
    assert_eq!(had, [2, 1, 1], "what the vote itself had");
}

/// Two gave Listening two dots, two gave it none.
fn divided() -> Room {
    let mut room = of(VoteKind::Dots, Policy::Hidden);
    give_all(&mut room, &[one([2, 0, 0]), one([2, 0, 0]), one([0, 1, 1]), one([0, 1, 1])]);
    room
}

fn page_of(room: &Room) -> crate::session::block::Page {
    let seen = room.session().seen_by(Viewer::Room);
    super::super::super::page(&seen, &place("vote"), &reader())
}

#[test]
fn a_talk_counts_down_asks_the_ends_first_and_names_nobody() {
    let mut room = divided();
    cast(&mut room, Change::Talk(area(1), at(200))).expect("two minutes");
    let page = page_of(&room);
    assert_eq!(page.countdown, Some(Countdown::Talk(at(200))));
    assert_eq!(page.prompt, [Block::text("Listening")]);
    let said = format!("{:?}", page.blocks);
    assert!(said.contains("First a 2, then a 0; then everyone."), "{said}");
    assert!(!["Ana", "Ben", "Chi", "Dee"].iter().any(|name| said.contains(name)), "{said}");
    cast(&mut room, Change::EndTalk).expect("it goes on");
    assert_eq!(page_of(&room).countdown, None);
    assert_eq!(refused(cast(&mut room, Change::EndTalk)), "No talk goes on here.");
    room.undo(at(150)).expect("it goes on after all");
    assert_eq!(page_of(&room).countdown, Some(Countdown::Talk(at(200))));
}

#[test]
fn nobody_has_to_say_which_ballot_was_theirs() {
    let mut room = of(VoteKind::Score, Policy::Anonymous);
    give_all(&mut room, &[[Some(5), None, None], [Some(1), None, None]]);
    cast(&mut room, Change::Talk(area(1), at(200))).expect("two minutes");
    let said = format!("{:?}", page_of(&room).blocks);
    assert!(said.contains("First a 5, then a 1") && said.contains("Nobody need say"), "{said}");
}

#[test]
fn a_talk_is_about_what_was_voted_on_and_ends_within_the_hour() {
    let mut room = divided();
    let talk = |about, until| Change::Talk(area(about), at(until));
    assert_eq!(refused(cast(&mut room, talk(9, 200))), "That was not voted on.");
    assert!(refused(cast(&mut room, talk(1, 1))).starts_with("A talk ends later than now"));
    assert!(refused(cast(&mut room, talk(1, 9_000))).contains("within the hour"));
    let mut early = of(VoteKind::Dots, Policy::Hidden);
    assert!(refused(cast(&mut early, talk(1, 200))).starts_with("Count first"));
}

#[test]
fn after_the_talk_the_shift_is_told_most_of_all_of_what_was_talked_about() {
    let mut room = divided();
    cast(&mut room, Change::Talk(area(1), at(200))).expect("two minutes");
    room.reopen(at(210), &place("vote")).expect("opened again");
    assert_eq!(page_of(&room).countdown, None);
    give_all(&mut room, &[one([1, 1, 0]), one([1, 1, 0]), one([1, 1, 0]), one([1, 1, 0])]);
    let sentence = "After the talk about it, “Listening” went from 4 (2 gave none, 2 gave two dots) \
                    to 4 (4 gave one dot).";
    assert!(recorded(&room).contains(sentence), "{}", recorded(&room));
    assert!(shown(&room).contains(sentence), "{}", shown(&room));
    assert!(recorded(&room).contains("Crisis | 4 | tied, 4 people, was 2"), "{}", recorded(&room));
    room.reopen(at(220), &place("vote")).expect("opened again");
    assert_eq!(vote(&room).talked, None, "no talk came between");
}

#[test]
fn rounds_that_make_no_sense_are_refused_with_their_place() {
    let fault = |change: &dyn Fn(&mut Vote)| {
        let mut session = tied().session().clone();
        let Ok(State::Vote(vote)) = session.state_mut(&place("vote")) else { panic!("a vote") };
        change(vote);
        session.check().expect_err("a fault").to_string()
    };
    assert!(fault(&|vote| vote.among = vec![area(1)]).contains("without a count before it"));
    assert!(fault(&|vote| vote.keep = Some(0)).contains("keeps nothing"));
    let round = Round { on: vec![person(1)], ..Round::default() };
    let strange = fault(&|vote| (vote.rounds, vote.among) = (vec![round.clone()], vec![area(1)]));
    assert_eq!(strange, "the vote at “vote.0” is not about “p1.1”");
}
