//! A failure foreseen: causes sealed and shown, the worst chosen, safeguards agreed.

use super::*;
use crate::room::Room;
use crate::session::report::Report;
use crate::session::{Change as Any, Content, Giver, Viewer, activities, people};
use crate::testing::{activity, at, person, place, reader, room_with, submit, text};
use crate::workshop::{Activity, Policy};

fn foresee(top: u8) -> Do {
    Do::Foresee { top, chair: text("the customer") }
}

fn room(policy: Policy) -> Room {
    room_with(vec![activity(foresee(2), policy)])
}

fn done(room: &mut Room, change: Change) -> Result<u64, String> {
    let change = activities::Change::Foresee(change);
    submit(room, Any::At(place("foresee"), change)).map_err(|no| no.to_string())
}

fn give(room: &mut Room, who: usize, causes: &[&str]) {
    let causes = Content::Ideas(causes.iter().map(|cause| text(cause)).collect());
    room.give(at(5), &place("foresee"), &Giver::Person(person(who)), causes).expect("given");
}

/// Three causes, as they were written openly.
fn three() -> (Room, Vec<Id>) {
    let mut room = room(Policy::Open);
    let causes = ["Nobody answered", "No time", "The money went"].map(text).into();
    done(&mut room, Change::Add(causes)).expect("added");
    let ids = room.session().written_at(&place("foresee")).iter().map(|it| it.id.clone());
    let ids = ids.collect();
    (room, ids)
}

fn against(cause: &Id, who: Option<Id>) -> Change {
    let against = Guard { cause: cause.clone(), sign: text("No answer in a day"), who };
    Change::Guard(Safeguard { against, text: text("Two of us look every morning") })
}

fn shown(room: &Room) -> Vec<Block> {
    page(&room.session().seen_by(Viewer::Room), &place("foresee"), &reader())
}

#[test]
fn causes_are_sealed_counted_and_shown_without_names() {
    let mut room = room(Policy::Hidden);
    give(&mut room, 1, &["No time", "Nobody cared"]);
    give(&mut room, 2, &["The money went"]);
    let [Block::Digits(number), Block::Text(told), Block::Text(chair)] = &shown(&room)[..] else {
        panic!("{:?}", shown(&room));
    };
    assert_eq!((number.as_str(), told.as_str()), ("3", "causes are in. All are shown together."));
    assert!(chair.starts_with("The empty chair is for the customer."), "{chair}");
    let early = done(&mut room, Change::Add(vec![text("x")])).expect_err("sealed");
    assert_eq!(early, "The causes are sealed here until the reveal.");
    room.reveal(at(9), &place("foresee")).expect("shown");
    assert_eq!(room.session().written_at(&place("foresee")).len(), 3);
    assert!(room.session().ideas.is_empty(), "causes are no ideas to vote on");
    let seen = room.session().seen_by(Viewer::Room);
    assert!(seen.written_at(&place("foresee")).iter().all(|cause| cause.from.is_none()));
    assert!(submit(&mut room, Any::People(people::Change::Remove(person(1)))).is_err());
    room.session().check().expect("sound");
}

#[test]
fn names_stand_on_the_wall_only_where_that_was_promised() {
    for named in [false, true] {
        let foresee = Activity { names_on_wall: named, ..activity(foresee(2), Policy::Hidden) };
        let mut room = room_with(vec![foresee]);
        give(&mut room, 1, &["No time"]);
        room.reveal(at(9), &place("foresee")).expect("shown");
        assert_eq!(format!("{:?}", shown(&room)).contains("Ana"), named);
    }
}

#[test]
fn causes_are_read_out_one_by_one_and_the_one_that_goes_gives_way_to_the_next() {
    let (mut room, ids) = three();
    let read = |room: &mut Room, change| {
        let change = activities::Change::Gather(change);
        submit(room, Any::At(place("foresee"), change)).expect("read");
    };
    let open = |room: &Room| {
        room.session().idea_aloud(&place("foresee")).map(|cause| cause.text.to_string())
    };
    read(&mut room, aloud::Change::Aloud(ids[0].clone()));
    let seen = room.session().seen_by(Viewer::Room);
    let shown = activities::page(&seen, &place("foresee"), &reader());
    assert_eq!(shown.prompt, [Block::text("Nobody answered")]);
    let next = room.session().next_in_turn(&place("foresee"), &ids[0]).map(|it| it.id.clone());
    read(&mut room, aloud::Change::Heard(ids[0].clone(), next));
    assert_eq!(open(&room).as_deref(), Some("No time"));
    done(&mut room, Change::Delete(ids[1].clone())).expect("deleted");
    assert_eq!(open(&room).as_deref(), Some("The money went"));
    room.undo(at(90)).expect("it comes back");
    assert_eq!(open(&room).as_deref(), Some("No time"));
}

#[test]
fn as_many_are_chosen_as_the_script_says_and_each_can_be_taken_back() {
    let (mut room, ids) = three();
    let chosen = |id: &Id, yes| Change::Choose(id.clone(), yes);
    done(&mut room, chosen(&ids[2], true)).expect("chosen");
    assert!(shown(&room).contains(&Block::text("1 of 2 chosen.")));
    done(&mut room, chosen(&ids[0], true)).expect("chosen");
    let third = done(&mut room, chosen(&ids[1], true)).expect_err("a third");
    assert_eq!(third, "2 are chosen already; take one of them back first.");
    assert!(done(&mut room, Change::Delete(ids[0].clone())).is_err(), "it was chosen");
    let worst: Vec<String> = room
        .session()
        .foreseen(&place("foresee"))
        .into_iter()
        .flat_map(Foresee::worst)
        .map(|cause| cause.text.to_string())
        .collect();
    assert_eq!(worst, ["The money went", "Nobody answered"], "in the order of choosing");
    done(&mut room, chosen(&ids[0], false)).expect("taken back");
    done(&mut room, chosen(&ids[1], true)).expect("now there is room");
}

#[test]
fn a_safeguard_is_an_agreement_with_its_sign_and_whoever_watches() {
    let (mut room, ids) = three();
    let early = done(&mut room, against(&ids[0], None)).expect_err("not chosen");
    assert!(early.contains("choose this one first"), "{early}");
    done(&mut room, Change::Choose(ids[0].clone(), true)).expect("chosen");
    done(&mut room, against(&ids[0], None)).expect("agreed");
    let nobody = Line::new(Sign::Nobody, "First sign: No answer in a day");
    let agreed = Line::new(Sign::Settled, "We agree: Two of us look every morning");
    let expected = [
        Block::heading("Nobody answered"),
        Block::Lines(vec![nobody.with("nobody watches yet"), agreed]),
    ];
    assert_eq!(shown(&room)[..2], expected);
    done(&mut room, against(&ids[0], Some(person(2)))).expect("agreed otherwise");
    assert_eq!(room.session().agreements.len(), 1, "the same agreement");
    let record = format!("{:?}", Report::of(room.session(), &reader()));
    assert!(record.contains("Ben watches: No answer in a day"), "{record}");
    let back = done(&mut room, Change::Choose(ids[0].clone(), false)).expect_err("guarded");
    assert!(back.starts_with("A safeguard was agreed"), "{back}");
    room.undo(at(90)).expect("undone");
    room.undo(at(91)).expect("undone");
    assert!(room.session().agreements.is_empty());
    room.session().check().expect("sound");
}

#[test]
fn whoever_watches_is_here_and_goes_on_watching_when_they_have_left() {
    let (mut room, ids) = three();
    done(&mut room, Change::Choose(ids[0].clone(), true)).expect("chosen");
    let leave = |room: &mut Room, who| {
        submit(room, Any::People(people::Change::Leave(person(who)))).expect("left");
    };
    leave(&mut room, 3);
    let away = done(&mut room, against(&ids[0], Some(person(3)))).expect_err("away");
    assert_eq!(away, "Chi is not here; only somebody present can watch for it.");
    done(&mut room, against(&ids[0], Some(person(2)))).expect("agreed");
    leave(&mut room, 2);
    done(&mut room, against(&ids[0], Some(person(2)))).expect("worded otherwise");
    assert!(submit(&mut room, Any::People(people::Change::Remove(person(2)))).is_err());
}

#[test]
fn how_failures_are_told_is_one_agreement_that_is_worded_otherwise_or_made_anew() {
    let (mut room, ids) = three();
    done(&mut room, Change::Choose(ids[0].clone(), true)).expect("chosen");
    done(&mut room, Change::Tell(text("The same day, to all"))).expect("agreed");
    done(&mut room, Change::Tell(text("Within a day, to all"))).expect("agreed");
    let told = |room: &Room| {
        let telling = room.session().telling(&place("foresee"));
        (room.session().agreements.len(), telling.map(|telling| telling.text.to_string()))
    };
    assert_eq!(told(&room), (1, Some("Within a day, to all".into())));
    let line = Line::new(Sign::Settled, "Within a day, to all").with("when something fails");
    assert!(shown(&room).contains(&Block::Lines(vec![line])));
    let gone = room.session().agreements[0].id.clone();
    submit(&mut room, Any::Decisions(decisions::Change::DeleteAgreement(gone))).expect("deleted");
    assert_eq!(told(&room), (0, None));
    done(&mut room, Change::Tell(text("At once"))).expect("agreed anew");
    assert_eq!(told(&room), (1, Some("At once".into())));
}

#[test]
fn the_record_keeps_what_was_agreed_and_every_other_cause() {
    let (mut room, ids) = three();
    let record =
        |room: &Room| section(&room.session().seen_by(Viewer::Room), &place("foresee"), &reader());
    assert!(matches!(&record(&room)[..], [Block::Lines(all)] if all.len() == 3));
    done(&mut room, Change::Choose(ids[1].clone(), true)).expect("chosen");
    let blocks = record(&room);
    assert_eq!(blocks[0], Block::heading("No time"));
    assert_eq!(blocks[2], Block::heading("Other causes"));
    let others = vec![Line::item("Nobody answered"), Line::item("The money went")];
    assert_eq!(blocks[3], Block::Lines(others));
    let found = room.session().seen_by(Viewer::Room).find("money");
    assert_eq!(found[0].place, Some(place("foresee")));
}

#[test]
fn a_file_that_names_a_cause_which_is_not_there_is_refused() {
    let (mut room, ids) = three();
    done(&mut room, Change::Choose(ids[0].clone(), true)).expect("chosen");
    done(&mut room, against(&ids[0], None)).expect("agreed");
    let broken = |tear: fn(&mut Foresee)| {
        let mut session = room.session().clone();
        tear(find(&mut session, &place("foresee")).expect("it is there"));
        session.check().expect_err("torn").to_string()
    };
    let lost = broken(|foresee| drop(foresee.causes.remove(0)));
    assert!(lost.contains("no cause is called so"), "{lost}");
    let loose = broken(|foresee| foresee.chosen.clear());
    assert!(loose.contains("which no step has chosen"), "{loose}");
    let twice = broken(|foresee| foresee.chosen.push(foresee.chosen[0].clone()));
    assert!(twice.contains("chosen twice"), "{twice}");
}
