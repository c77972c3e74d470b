//! What may happen to ideas, and what may not.

use super::*;
use crate::room::Room;
use crate::session::Kind;
use crate::session::{self, Ballot, Content, Gift, Given, Giver};
use crate::testing::{activity, at, person, place, room_with, submit, text};
use crate::workshop::{Do, Policy};

fn room(ideas: &[&str]) -> Room {
    let vote =
        Do::Vote { over: Over::Ideas, kind: crate::workshop::VoteKind::Dots, dots: None, cap: 2 };
    let activities = [activity(Do::Gather {}, Policy::Open), activity(vote, Policy::Hidden)];
    let mut room = room_with(activities.into());
    if !ideas.is_empty() {
        done(&mut room, Change::Add(ideas.iter().map(|idea| text(idea)).collect()));
    }
    room
}

fn done(room: &mut Room, change: Change) {
    submit(room, session::Change::Ideas(change)).expect("accepted");
    room.session().check().expect("sound");
}

fn refused(room: &mut Room, change: Change) -> String {
    submit(room, session::Change::Ideas(change)).expect_err("refused").to_string()
}

fn id(place: usize) -> Id {
    Id::nth(Kind::Idea, 2, place - 1)
}

fn texts(room: &Room) -> Vec<&str> {
    room.session().ideas.iter().map(|idea| &*idea.text).collect()
}

fn tried(session: &mut Session, change: Change) -> Outcome {
    let by = session::Author::Facilitator;
    let change = session::Change::Ideas(change);
    session.apply(&Entry { seq: 99, at: at(99), by, change, undone: false })
}

#[test]
fn ideas_are_added_worded_read_and_deleted() {
    let mut room = room(&["Bees", "", "Ponds"]);
    assert_eq!(texts(&room), ["Bees", "Ponds"]);
    done(&mut room, Change::Edit(id(1), text("Plant for bees")));
    done(&mut room, Change::Read(id(2), true));
    assert_eq!(room.session().unread(), 1);
    done(&mut room, Change::Delete(id(1)));
    assert_eq!(texts(&room), ["Ponds"]);
    assert_eq!(refused(&mut room, Change::Add(vec![text(" ")])), "Nothing to add: type it first.");
    assert_eq!(
        refused(&mut room, Change::Edit(id(2), text(""))),
        "An idea needs words; d deletes it."
    );
    assert_eq!(refused(&mut room, Change::Delete(id(1))), "That idea is no longer there.");
}

#[test]
fn a_split_gives_back_exactly_what_was_merged() {
    let mut room = room(&["Bees", "Ponds", "More bees"]);
    done(&mut room, Change::Read(id(3), true));
    done(&mut room, Change::Group(vec![id(3)], text("Garden")));
    let before = room.session().ideas.clone();
    done(&mut room, Change::Merge(vec![id(1), id(3)], text("Bees everywhere")));
    assert_eq!(texts(&room), ["Bees everywhere", "Ponds"]);
    assert!(!room.session().ideas[0].read, "a part of it was not read yet");
    done(&mut room, Change::Split(id(1)));
    let after = &room.session().ideas;
    assert_eq!(after, &[before[0].clone(), before[2].clone(), before[1].clone()]);
    assert!(refused(&mut room, Change::Split(id(1))).starts_with("This idea was not merged"));
}

#[test]
fn merging_again_and_again_stays_flat_and_gives_back_all() {
    let mut room = room(&["A", "B", "C", "D"]);
    done(&mut room, Change::Merge(vec![id(3), id(4)], text("C and D")));
    done(&mut room, Change::Merge(vec![id(1), id(2)], text("A and B")));
    done(&mut room, Change::Merge(vec![id(1), id(3)], text("All")));
    assert_eq!(room.session().ideas[0].merged.len(), 4);
    done(&mut room, Change::Split(id(1)));
    assert_eq!(texts(&room), ["A", "B", "C", "D"]);
}

#[test]
fn what_was_done_to_the_whole_was_done_to_its_parts() {
    let mut room = room(&["A", "B"]);
    done(&mut room, Change::Merge(vec![id(2), id(1)], text("AB")));
    done(&mut room, Change::Read(id(2), true));
    done(&mut room, Change::Group(vec![id(2)], text("Letters")));
    done(&mut room, Change::Split(id(2)));
    assert!(room.session().ideas.iter().all(|part| part.read && &*part.group == "Letters"));
}

#[test]
fn it_takes_two_different_ideas_and_words_to_merge() {
    let mut room = room(&["A", "B"]);
    let two = "It takes two different ideas to merge.";
    assert_eq!(refused(&mut room, Change::Merge(vec![id(1)], text("A"))), two);
    assert_eq!(refused(&mut room, Change::Merge(vec![id(1), id(1)], text("A"))), two);
    let wordless = Change::Merge(vec![id(1), id(2)], text(""));
    assert_eq!(refused(&mut room, wordless), "The merged idea needs words.");
    assert!(refused(&mut room, Change::Merge(Vec::new(), text("A"))).starts_with("Mark"));
}

#[test]
fn what_several_people_wrote_has_no_single_name() {
    let mut session = room(&["A", "B", "C"]).session().clone();
    for (idea, number) in session.ideas.iter_mut().zip([1, 1, 2]) {
        (idea.from, idea.named) = (Some(Giver::Person(person(number))), true);
    }
    let mut one = session.clone();
    tried(&mut one, Change::Merge(vec![id(1), id(2)], text("AB"))).expect("merged");
    assert_eq!(one.ideas[0].from, Some(Giver::Person(person(1))));
    tried(&mut session, Change::Merge(vec![id(1), id(3)], text("AC"))).expect("merged");
    assert_eq!((&session.ideas[0].from, session.ideas[0].named), (&None, false));
    assert!(session.mentions(&person(2)), "the parts keep their names");
}

#[test]
fn groups_are_one_whatever_the_case_and_are_left_again() {
    let mut room = room(&["A", "B", "C"]);
    done(&mut room, Change::Group(vec![id(1), id(2)], text("Water")));
    done(&mut room, Change::Group(vec![id(3)], text("WATER")));
    assert_eq!(room.session().idea_groups(), [(&text("Water"), 3)]);
    done(&mut room, Change::Group(vec![id(1)], text("")));
    assert_eq!(room.session().idea_groups(), [(&text("Water"), 2)]);
    assert!(refused(&mut room, Change::Group(Vec::new(), text("x"))).starts_with("Mark"));
}

#[test]
fn a_group_is_renamed_and_two_of_one_name_are_one() {
    let mut room = room(&["A", "B", "C"]);
    done(&mut room, Change::Group(vec![id(1)], text("Water")));
    done(&mut room, Change::Group(vec![id(2)], text("Air")));
    done(&mut room, Change::RenameGroup(text("Water"), text("WATER")));
    assert_eq!(room.session().idea_groups(), [(&text("WATER"), 1), (&text("Air"), 1)]);
    done(&mut room, Change::RenameGroup(text("Air"), text("water")));
    assert_eq!(room.session().idea_groups(), [(&text("WATER"), 2)]);
    let refused =
        |room: &mut Room, old, new| refused(room, Change::RenameGroup(text(old), text(new)));
    assert_eq!(refused(&mut room, "Air", "x"), "That group is no longer there.");
    assert_eq!(refused(&mut room, "", "x"), "That group is no longer there.");
    assert_eq!(refused(&mut room, "WATER", ""), "A group needs a name; d dissolves it.");
}

#[test]
fn a_group_that_was_voted_on_gets_a_better_name_and_joins_no_other() {
    let given = Given { revealed: true, unnamed: 1, ..Given::default() };
    let mut session = voted(given, &[(2, 1)]);
    session.ideas[0].group = text("Early");
    let join = Change::RenameGroup(text("Late"), text("early"));
    assert!(tried(&mut session.clone(), join).is_err());
    tried(&mut session, Change::RenameGroup(text("Late"), text("Later"))).expect("renamed");
    assert_eq!(session.idea_groups(), [(&text("Early"), 1), (&text("Later"), 2)]);
}

#[test]
fn what_is_kept_apart_is_remembered_once_until_one_of_them_goes() {
    let mut room = room(&["A", "B", "C"]);
    done(&mut room, Change::Apart(id(2), id(1)));
    assert_eq!(room.session().apart, [(id(1), id(2))]);
    let again = refused(&mut room, Change::Apart(id(1), id(2)));
    assert_eq!(again, "These two are kept apart already.");
    assert!(refused(&mut room, Change::Apart(id(1), id(1))).starts_with("It takes two"));
    done(&mut room, Change::Delete(id(2)));
    assert!(room.session().apart.is_empty());
    room.undo(at(900)).expect("undone");
    assert_eq!(room.session().apart.len(), 1);
}

fn voted(given: Given, ballots: &[(usize, u8)]) -> Session {
    let mut room = room(&["A", "B", "C"]);
    done(&mut room, Change::Group(vec![id(2), id(3)], text("Late")));
    let mut session = room.session().clone();
    let State::Vote(vote) = session.state_mut(&place("vote")).expect("there is a vote") else {
        panic!("a vote")
    };
    vote.given = given;
    let ballot = |(on, dots): &(usize, u8)| Content::Ballot(Ballot::of([(id(*on), *dots)]));
    vote.ballots = ballots.iter().map(|it| Gift { from: None, content: ballot(it) }).collect();
    session
}

#[test]
fn an_idea_that_was_voted_on_stays_what_it_is_but_may_be_worded_better() {
    let given = Given { revealed: true, unnamed: 1, ..Given::default() };
    let session = voted(given, &[(2, 1)]);
    let sentence = "People voted on this idea; it stays what they voted on.";
    let touching = [
        Change::Delete(id(2)),
        Change::Merge(vec![id(1), id(2)], text("AB")),
        Change::Group(vec![id(2)], text("")),
        Change::Group(vec![id(3)], text("")),
        Change::Group(vec![id(1)], text("Late")),
    ];
    for change in touching {
        let refusal = tried(&mut session.clone(), change.clone()).expect_err("refused");
        assert_eq!(refusal.to_string(), sentence, "{change:?}");
    }
    tried(&mut session.clone(), Change::Edit(id(2), text("Better"))).expect("worded");
    tried(&mut session.clone(), Change::Delete(id(1))).expect("nobody voted on it");
}

#[test]
fn while_ballots_are_sealed_no_idea_changes_under_them() {
    let session = voted(Given { unnamed: 1, ..Given::default() }, &[]);
    let refusal = tried(&mut session.clone(), Change::Delete(id(1))).expect_err("refused");
    assert!(refusal.to_string().starts_with("The vote on these ideas has begun"));
    tried(&mut session.clone(), Change::Read(id(1), true)).expect("reading changes nothing");
    let waiting = voted(Given::default(), &[]);
    tried(&mut waiting.clone(), Change::Delete(id(1))).expect("nobody has voted yet");
}

#[test]
fn ideas_of_a_list_come_in_with_their_groups_spelled_as_before() {
    let mut room = room(&["A", "B"]);
    done(&mut room, Change::Group(vec![id(1)], text("Service")));
    let list = [("C", "service"), ("", "Empty"), ("D", "Product"), ("E", "")];
    let list = list.map(|(idea, group)| (text(idea), text(group)));
    done(&mut room, Change::Bring(list.into()));
    let ideas = room.session().ideas.iter().skip(2);
    let ideas: Vec<String> = ideas.map(|it| format!("{}|{}", it.group, it.text)).collect();
    assert_eq!(ideas, ["Service|C", "Product|D", "|E"]);
    assert!(refused(&mut room, Change::Bring(Vec::new())).starts_with("Nothing to add"));
    let given = Given { revealed: true, unnamed: 1, ..Given::default() };
    let into = Change::Bring(vec![(text("F"), text("late"))]);
    assert!(tried(&mut voted(given, &[(2, 1)]), into).is_err(), "that group was voted on");
}

#[test]
fn a_file_whose_merged_ideas_make_no_sense_is_refused_with_the_idea() {
    let mut room = room(&["A", "B", "C"]);
    done(&mut room, Change::Merge(vec![id(1), id(2)], text("AB")));
    let fault = |change: fn(&mut Idea)| {
        let mut session = room.session().clone();
        change(&mut session.ideas[0]);
        session.check().expect_err("a fault").to_string()
    };
    let swapped = fault(|idea| idea.merged.reverse());
    assert_eq!(swapped, "the first part of the idea “i2.1” is “i2.2”, not itself");
    assert!(fault(|idea| drop(idea.merged.pop())).contains("itself alone"));
    let deep = fault(|idea| idea.merged[1].merged = vec![idea.merged[0].clone()]);
    assert_eq!(deep, "a part of the idea “i2.1” has parts itself");
    let doubled = fault(|idea| idea.merged[1].id = id(3));
    assert_eq!(doubled, "two things are called “i2.3”");
}
