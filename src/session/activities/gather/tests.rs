//! Gatherings as they go: sealed and open, revealed, read, recorded.

use super::*;
use crate::room::Room;
use crate::session::{Change, Viewer, activities, ideas::Change as Ideas, people};
use crate::testing::{activity, at, person, place, reader, room_of, room_with, submit, text};

fn room(privacy: Policy) -> Room {
    room_with(vec![activity(Do::Gather {}, privacy)])
}

fn given_in(room: &mut Room, giver: &Giver, ideas: &[&str]) {
    let ideas = Content::Ideas(ideas.iter().map(|idea| text(idea)).collect());
    room.give(at(5), &place("gather"), giver, ideas).expect("given");
}

fn added(room: &mut Room, ideas: &[&str]) {
    let ideas = ideas.iter().map(|idea| text(idea)).collect();
    submit(room, Change::Ideas(Ideas::Add(ideas))).expect("added");
}

fn shown(room: &Room) -> Vec<Block> {
    page(&room.session().seen_by(Viewer::Room), &place("gather"), &reader())
}

fn texts(room: &Room) -> Vec<String> {
    room.session().ideas.iter().map(|idea| idea.text.to_string()).collect()
}

fn ana() -> Giver {
    Giver::Person(person(1))
}

#[test]
fn sealed_ideas_are_counted_one_by_one_and_nothing_else_is_shown() {
    let mut room = room(Policy::Hidden);
    given_in(&mut room, &Giver::Sheet, &["Bees", "Trees"]);
    given_in(&mut room, &ana(), &["Ponds"]);
    given_in(&mut room, &ana(), &["Paths"]);
    let expected =
        [Block::Digits("4".into()), Block::text("ideas are in. All are shown together.")];
    assert_eq!(shown(&room), expected);
    let open = Change::Ideas(Ideas::Add(vec![text("Bees")]));
    let refusal = submit(&mut room, open).expect_err("sealed").to_string();
    assert!(refusal.starts_with("Ideas are sealed here until the reveal"), "{refusal}");
}

#[test]
fn the_reveal_brings_all_in_and_what_comes_later_is_open() {
    let mut room = room(Policy::Hidden);
    given_in(&mut room, &Giver::Sheet, &["Bees", "Trees"]);
    given_in(&mut room, &ana(), &["Ponds"]);
    room.reveal(at(9), &place("gather")).expect("revealed");
    let mut all = texts(&room);
    all.sort();
    assert_eq!(all, ["Bees", "Ponds", "Trees"]);
    let late = room.give(at(9), &place("gather"), &ana(), Content::Ideas(vec![text("x")]));
    let refusal = late.expect_err("revealed").to_string();
    assert_eq!(refusal, "All is shown already; add yours for everyone to see.");
    added(&mut room, &["Paths"]);
    assert_eq!(texts(&room)[3], "Paths");
    room.session().check().expect("sound");
}

#[test]
fn the_order_of_the_reveal_says_nothing_about_who_gave_what_and_when() {
    let mut one = room(Policy::Hidden);
    given_in(&mut one, &ana(), &["Ponds", "Trees", "Paths"]);
    given_in(&mut one, &Giver::Person(person(2)), &["Bees", "Wells"]);
    let mut other = room(Policy::Hidden);
    given_in(&mut other, &Giver::Person(person(2)), &["Paths", "Ponds"]);
    given_in(&mut other, &ana(), &["Wells", "Bees", "Trees"]);
    one.reveal(at(9), &place("gather")).expect("revealed");
    other.reveal(at(9), &place("gather")).expect("revealed");
    assert_eq!(texts(&one), texts(&other));
}

#[test]
fn anonymous_ideas_lie_singly_so_that_no_bundle_tells_whose_they_are() {
    let mut room = room(Policy::Anonymous);
    given_in(&mut room, &ana(), &["Bees", "Trees", "Ponds"]);
    given_in(&mut room, &ana(), &["Wells"]);
    let sealed = room.sealed().at(&place("gather")).0;
    assert_eq!(sealed.len(), 4);
    assert!(sealed.iter().all(|gift| gift.from.is_none() && gift.content.things() == 1));
    given_in(&mut room, &Giver::Person(person(2)), &["Paths"]);
    room.reveal(at(9), &place("gather")).expect("revealed");
    assert!(room.session().ideas.iter().all(|idea| idea.from.is_none()));
}

#[test]
fn how_many_ideas_came_from_somebody_is_nowhere_when_no_name_is_kept() {
    let mut one = room(Policy::Anonymous);
    given_in(&mut one, &ana(), &["Bees", "Trees", "Ponds"]);
    given_in(&mut one, &ana(), &["Wells"]);
    let mut other = room(Policy::Anonymous);
    given_in(&mut other, &ana(), &["Bees"]);
    assert_eq!(one.session(), other.session());
    assert_eq!(one.take_unsaved(), other.take_unsaved());
    assert_eq!(
        shown(&one),
        [Block::Digits("1".into()), Block::text("is in. All are shown together.")]
    );
    given_in(&mut one, &Giver::Sheet, &["Paths"]);
    assert_eq!(shown(&one)[1], Block::text("are in. All are shown together."));
}

#[test]
fn names_stay_in_the_file_and_reach_the_room_only_where_it_was_promised() {
    for named in [false, true] {
        let gather = Activity { names_on_wall: named, ..activity(Do::Gather {}, Policy::Hidden) };
        let mut room = room_with(vec![gather]);
        given_in(&mut room, &ana(), &["Bees"]);
        room.reveal(at(9), &place("gather")).expect("revealed");
        assert_eq!(room.session().ideas[0].from, Some(ana()));
        let seen = room.session().seen_by(Viewer::Room);
        assert_eq!(seen.ideas[0].from.is_some(), named);
        assert_eq!(format!("{:?}", shown(&room)).contains("Ana"), named);
        assert!(submit(&mut room, Change::People(people::Change::Remove(person(1)))).is_err());
    }
}

#[test]
fn one_person_alone_writes_openly() {
    let mut room = room_of(vec![activity(Do::Gather {}, Policy::Hidden)], &[("Ana", "IT")]);
    assert!(!is_sealed(room.session(), &place("gather")));
    added(&mut room, &["Bees"]);
    assert_eq!(texts(&room), ["Bees"]);
}

#[test]
fn who_is_left_alone_with_sealed_ideas_still_reveals_them() {
    let mut room = room(Policy::Hidden);
    given_in(&mut room, &ana(), &["Bees"]);
    for number in 2..=4 {
        submit(&mut room, Change::People(people::Change::Leave(person(number)))).expect("left");
    }
    assert!(room.session().is_solo() && is_sealed(room.session(), &place("gather")));
}

#[test]
fn nothing_is_given_with_an_empty_line_or_a_ballot() {
    let session = room(Policy::Hidden);
    let check = |content| activities::check_gift(session.session(), &place("gather"), &content);
    assert!(check(Content::Ideas(Vec::new())).is_err());
    assert!(check(Content::Ideas(vec![text("Bees"), text(" ")])).is_err());
    assert!(check(Content::Ballot(crate::session::Ballot::default())).is_err());
}

#[test]
fn sealed_ideas_are_thrown_away_on_reopening_and_shown_ones_are_not() {
    let mut room = room(Policy::Hidden);
    given_in(&mut room, &ana(), &["Bees"]);
    room.reopen(at(8), &place("gather")).expect("thrown away");
    assert_eq!(shown(&room)[0], Block::Digits("0".into()));
    given_in(&mut room, &ana(), &["Trees"]);
    room.reveal(at(9), &place("gather")).expect("revealed");
    assert!(room.reopen(at(10), &place("gather")).is_err());
    assert_eq!(texts(&room), ["Trees"]);
}

#[test]
fn two_hundred_lines_are_one_entry_and_one_undo() {
    let mut room = room(Policy::Open);
    let lines: Vec<String> = (1..=200).map(|number| format!("Idea {number}")).collect();
    added(&mut room, &lines.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(room.session().unread(), 200);
    assert_eq!(room.undo(at(900)).expect("undone"), "added 200 ideas");
    assert!(room.session().ideas.is_empty());
}

#[test]
fn the_wall_follows_the_reading_and_ends_with_the_groups() {
    let mut room = room(Policy::Open);
    assert!(matches!(&shown(&room)[..], [Block::Text(_)]), "says what is missing");
    let lines: Vec<String> = (1..=20).map(|number| format!("Idea {number}")).collect();
    added(&mut room, &lines.iter().map(String::as_str).collect::<Vec<_>>());
    let ids: Vec<_> = room.session().ideas.iter().map(|idea| idea.id.clone()).collect();
    for id in &ids[..10] {
        submit(&mut room, Change::Ideas(Ideas::Read(id.clone(), true))).expect("read");
    }
    let Block::Lines(lines) = &shown(&room)[0] else { panic!("lines") };
    assert_eq!((lines.len(), lines[0].text.as_str()), (8, "Idea 10"));
    assert_eq!((lines[0].sign, lines[1].sign), (Sign::Settled, Sign::Item));
    assert_eq!(shown(&room)[1], Block::text("20 ideas, 10 not yet read."));
    for id in &ids[10..] {
        submit(&mut room, Change::Ideas(Ideas::Read(id.clone(), true))).expect("read");
    }
    let water = Ideas::Group(ids[..3].to_vec(), text("Water"));
    submit(&mut room, Change::Ideas(water)).expect("grouped");
    let expected =
        vec![Line::item("Water").with("3 ideas"), Line::item("In no group").with("17 ideas")];
    assert_eq!(shown(&room)[0], Block::Lines(expected));
}

#[test]
fn the_record_holds_every_idea_once_with_the_wordings_that_went_into_it() {
    let mut room = room_with(vec![activity(Do::Gather {}, Policy::Open)]);
    let repeat = crate::session::agenda::Change::Repeat(text("gather"));
    submit(&mut room, Change::Agenda(repeat)).expect("repeated");
    added(&mut room, &["Bees", "More bees", "Ponds"]);
    let ids: Vec<_> = room.session().ideas.iter().map(|idea| idea.id.clone()).collect();
    let merged = Ideas::Merge(ids[..2].to_vec(), text("Bees"));
    submit(&mut room, Change::Ideas(merged)).expect("merged");
    let water = Ideas::Group(vec![ids[2].clone()], text("Water"));
    submit(&mut room, Change::Ideas(water)).expect("grouped");
    let seen = room.session().seen_by(Viewer::Room);
    let expected = vec![
        Block::heading("Water"),
        Block::Lines(vec![Line::item("Ponds")]),
        Block::heading("In no group"),
        Block::Lines(vec![Line::item("Bees").with("also: “More bees”")]),
    ];
    assert_eq!(section(&seen, &place("gather"), &reader()), expected);
    assert!(section(&seen, &place("gather-2"), &reader()).is_empty());
}

fn at_gather(room: &mut Room, change: aloud::Change) {
    let change = activities::Change::Gather(change);
    submit(room, Change::At(place("gather"), change)).expect("accepted");
    room.session().check().expect("sound");
}

fn open_idea(room: &Room) -> Option<String> {
    room.session().idea_aloud(&place("gather")).map(|idea| idea.text.to_string())
}

#[test]
fn the_idea_that_is_read_is_the_question_and_what_was_heard_is_taken_back() {
    let mut room = room(Policy::Open);
    added(&mut room, &["Bees", "Ponds", "Trees"]);
    let ids: Vec<_> = room.session().ideas.iter().map(|idea| idea.id.clone()).collect();
    at_gather(&mut room, aloud::Change::Aloud(ids[1].clone()));
    let seen = room.session().seen_by(Viewer::Room);
    let page = activities::page(&seen, &place("gather"), &reader());
    assert_eq!((page.prompt, page.alone), (vec![Block::text("Ponds")], true));
    let told = Line::new(Sign::None, "2 of 3 ideas, 3 not yet read");
    assert_eq!(page.blocks, [Block::Lines(vec![told])]);
    let next = room.session().next_idea(&ids[1]).map(|idea| idea.id.clone());
    at_gather(&mut room, aloud::Change::Heard(ids[1].clone(), next));
    assert_eq!((open_idea(&room).as_deref(), room.session().unread()), (Some("Trees"), 2));
    at_gather(&mut room, aloud::Change::Stop);
    assert_eq!(room.undo(at(900)).expect("undone"), "read an idea");
    assert_eq!((open_idea(&room), room.session().unread()), (None, 3));
}

#[test]
fn reading_goes_round_by_groups_and_each_idea_comes_once() {
    let mut room = room(Policy::Open);
    added(&mut room, &["A", "B", "C", "D"]);
    let ids: Vec<_> = room.session().ideas.iter().map(|idea| idea.id.clone()).collect();
    submit(&mut room, Change::Ideas(Ideas::Group(vec![ids[2].clone()], text("Late")))).expect("ok");
    let mut here = ids[1].clone();
    let mut heard = vec![here.clone()];
    while let Some(next) = room.session().next_idea(&here).map(|idea| idea.id.clone()) {
        at_gather(&mut room, aloud::Change::Heard(here, Some(next.clone())));
        heard.push(next.clone());
        here = next;
    }
    assert_eq!(heard, [&ids[1], &ids[3], &ids[2], &ids[0]].map(Clone::clone));
    let again = room.session().next_idea(&ids[2]).map(|idea| &idea.id);
    assert_eq!(again, Some(&ids[0]), "after turning back simply the next in the list");
}

#[test]
fn where_the_open_idea_goes_another_lies_open() {
    let mut room = room(Policy::Open);
    added(&mut room, &["A", "B", "C"]);
    let ids: Vec<_> = room.session().ideas.iter().map(|idea| idea.id.clone()).collect();
    at_gather(&mut room, aloud::Change::Aloud(ids[1].clone()));
    submit(&mut room, Change::Ideas(Ideas::Delete(ids[1].clone()))).expect("deleted");
    assert_eq!(open_idea(&room).as_deref(), Some("C"));
    let both = Ideas::Merge(vec![ids[0].clone(), ids[2].clone()], text("AC"));
    submit(&mut room, Change::Ideas(both)).expect("merged");
    assert_eq!(open_idea(&room).as_deref(), Some("AC"));
    submit(&mut room, Change::Ideas(Ideas::Park(ids[0].clone()))).expect("parked");
    assert_eq!((open_idea(&room), &*room.session().parked[0].text), (None, "AC"));
}

#[test]
fn nothing_is_read_out_before_the_reveal() {
    let mut room = room(Policy::Hidden);
    given_in(&mut room, &ana(), &["Bees"]);
    let aloud = activities::Change::Gather(aloud::Change::Stop);
    let refusal = submit(&mut room, Change::At(place("gather"), aloud)).expect_err("sealed");
    assert_eq!(refusal.to_string(), "All is sealed here until the reveal.");
}

#[test]
fn on_the_wall_groups_are_headings_where_all_of_them_have_room() {
    let mut room = room(Policy::Open);
    added(&mut room, &["Bees", "Ponds", "Trees"]);
    let ids: Vec<_> = room.session().ideas.iter().map(|idea| idea.id.clone()).collect();
    for id in &ids {
        submit(&mut room, Change::Ideas(Ideas::Read(id.clone(), true))).expect("read");
    }
    submit(&mut room, Change::Ideas(Ideas::Group(ids[1..].to_vec(), text("Green")))).expect("ok");
    let lines = |texts: &[&str]| Block::Lines(texts.iter().map(|it| Line::item(*it)).collect());
    let expected = [
        Block::heading("Green"),
        lines(&["Ponds", "Trees"]),
        Block::heading("In no group"),
        lines(&["Bees"]),
        Block::text("3 ideas, all read."),
    ];
    assert_eq!(shown(&room), expected);
}
