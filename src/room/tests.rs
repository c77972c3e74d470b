//! What a room does: changes, private input, undo, redo, and going back.

use super::*;
use crate::session::private::{Ballot, Content, Giver};
use crate::session::{Id, clock, ideas, people};
use crate::testing::{activity, at, person, place, room_with, submit, text};
use crate::workshop::{Do, Over, Policy, VoteKind};

fn room() -> Room {
    room_with(vec![activity(Do::Gather {}, Policy::Hidden), activity(Do::Break {}, Policy::Open)])
}

fn rename(title: &str) -> Change {
    Change::Rename(text(title))
}

#[test]
fn a_refused_change_leaves_no_trace() {
    let mut room = room();
    let before = room.clone();
    let refusal = submit(&mut room, rename("")).expect_err("a title is needed");
    assert_eq!(refusal.to_string(), "A session needs a title.");
    assert_eq!(room.session(), before.session());
    assert_eq!(room.entries(), before.entries());
}

#[test]
fn undo_takes_back_the_newest_change_and_redo_puts_it_back() {
    let mut room = room();
    submit(&mut room, rename("Orchard")).expect("a title");
    let after = room.session().clone();
    assert_eq!(room.undo(at(9)).expect("undone"), "renamed the session “Orchard”");
    assert_eq!(&*room.session().title, "Garden");
    room.redo(at(10)).expect("redone");
    assert!(same(&after, room.session()));
    assert!(room.redo(at(11)).is_err());
}

#[test]
fn moving_on_is_not_undone_but_what_was_said_before_it_is() {
    let mut room = room();
    submit(&mut room, rename("Orchard")).expect("a title");
    let go = crate::session::agenda::Change::GoTo(place("break"));
    submit(&mut room, Change::Agenda(go)).expect("there is a break");
    room.undo(at(9)).expect("the title goes");
    assert_eq!(room.session().at, place("break"));
    assert_eq!(&*room.session().title, "Garden");
}

#[test]
fn nothing_is_taken_back_that_people_have_voted_on_until_the_vote_is_opened_again() {
    let vote = Do::Vote { over: Over::Ideas, kind: VoteKind::Dots, dots: None, cap: 2 };
    let mut room =
        room_with(vec![activity(Do::Gather {}, Policy::Hidden), activity(vote, Policy::Hidden)]);
    let ana = Giver::Person(person(1));
    let given = Content::Ideas(["Warm", "Quick", "Clean"].map(text).into());
    room.give(at(1), &place("gather"), &ana, given).expect("given");
    room.reveal(at(1), &place("gather")).expect("shown");
    let ids: Vec<Id> = room.session().ideas.iter().map(|idea| idea.id.clone()).collect();
    let group = ideas::Change::Group(ids[..2].to_vec(), text("Bread"));
    submit(&mut room, Change::Ideas(group)).expect("a group");
    let before = room.session().ideas.clone();
    let go = crate::session::agenda::Change::GoTo(place("vote"));
    submit(&mut room, Change::Agenda(go)).expect("there is a vote");
    let ballot = Content::Ballot(Ballot::of([(ids[0].clone(), 2)]));
    room.give(at(2), &place("vote"), &ana, ballot).expect("in");
    let refused = |room: &mut Room| {
        let refusal = room.undo(at(9)).expect_err("it is voted on").to_string();
        assert!(refusal.ends_with("People have voted on it; open that vote again first."));
        assert!(room.go_back(at(9), 2).is_err());
        assert_eq!(room.session().ideas, before);
    };
    refused(&mut room);
    room.reveal(at(3), &place("vote")).expect("shown");
    refused(&mut room);
    submit(&mut room, rename("Orchard")).expect("a title");
    room.undo(at(9)).expect("nobody voted on the title");
    room.reopen(at(4), &place("vote")).expect("open again");
    room.undo(at(9)).expect("nobody has voted now");
    assert!(room.session().ideas.iter().all(|idea| idea.group.is_empty()));
}

#[test]
fn what_is_on_sealed_sheets_keeps_its_words_until_the_reveal() {
    use crate::session::{areas, goals};
    let over = |over| Do::Vote { over, kind: VoteKind::Dots, dots: None, cap: 2 };
    for kind in [Over::Ideas, Over::Goals, Over::Areas] {
        let vote = activity(over(kind.clone()), Policy::Anonymous);
        let mut room = room_with(vec![activity(Do::Gather {}, Policy::Open), vote]);
        submit(&mut room, Change::Ideas(ideas::Change::Add(vec![text("Warm"), text("Quick")])))
            .expect("ideas");
        let shape = |words| goals::Shape { outcome: text(words), ..Default::default() };
        submit(&mut room, Change::Goals(goals::Change::Add(shape("Warm"), None))).expect("a goal");
        let session = room.session();
        let (idea, goal) = (session.ideas[0].id.clone(), session.goals[0].id.clone());
        let area = session.areas[0].clone();
        let of_area = |name: &str| areas::Change::Edit {
            area: area.id.clone(),
            name: text(name),
            done: text(""),
            replaces: text(""),
            reach: Default::default(),
            serves: Vec::new(),
        };
        let (id, changes) = match kind {
            Over::Ideas => (
                &idea,
                ["WARM", "Cold"]
                    .map(|words| Change::Ideas(ideas::Change::Edit(idea.clone(), text(words)))),
            ),
            Over::Goals => (
                &goal,
                [
                    Change::Goals(goals::Change::Edit(goal.clone(), shape("WARM"))),
                    Change::Goals(goals::Change::Delete(goal.clone())),
                ],
            ),
            Over::Areas => (
                &area.id,
                [
                    Change::Areas(of_area("LISTENING")),
                    Change::Areas(areas::Change::Delete(area.id.clone())),
                ],
            ),
            Over::These(_) => unreachable!("what the script lists is not worded in the room"),
        };
        let go = crate::session::agenda::Change::GoTo(place("vote"));
        submit(&mut room, Change::Agenda(go)).expect("there is a vote");
        for person_number in [1, 2] {
            let ballot = Content::Ballot(Ballot::of([(id.clone(), 1)]));
            let giver = Giver::Person(person(person_number));
            room.give(at(2), &place("vote"), &giver, ballot).expect("in");
        }
        for change in &changes {
            let refusal = submit(&mut room, change.clone()).expect_err("sealed").to_string();
            assert!(
                refusal.ends_with("is on sheets that are sealed; it stays so until the reveal.")
            );
        }
        if kind == Over::Ideas {
            let more = Change::Ideas(ideas::Change::Add(vec![text("Clean")]));
            submit(&mut room, more).expect("something new changes nothing that was marked");
        }
        room.reveal(at(3), &place("vote")).expect("shown");
        submit(&mut room, changes[0].clone()).expect("worded better");
    }
}

fn titles(room: &mut Room, titles: &[&str]) {
    for title in titles {
        submit(room, rename(title)).expect("a title");
    }
}

#[test]
fn going_back_takes_everything_since_and_redo_brings_it_again() {
    let mut room = room();
    titles(&mut room, &["Orchard", "Meadow", "Pond"]);
    assert_eq!(room.go_back(at(9), 2).expect("back"), "2 changes");
    assert_eq!(&*room.session().title, "Orchard");
    assert!(room.go_back(at(9), 2).is_err(), "it is there already");
    assert_eq!(room.redo(at(10)).expect("forth"), "2 changes");
    assert_eq!(&*room.session().title, "Pond");
    assert_eq!(room.undo(at(11)).expect("one"), "renamed the session “Pond”");
}

#[test]
fn nothing_is_lost_by_going_back_and_doing_something_else() {
    let mut room = room();
    titles(&mut room, &["Orchard", "Meadow", "Pond"]);
    room.go_back(at(9), 1).expect("back to the beginning");
    titles(&mut room, &["Heath"]);
    assert!(room.redo(at(10)).is_err(), "something else was done");
    room.go_back(at(11), 4).expect("there was a pond once");
    assert_eq!(&*room.session().title, "Pond");
    room.go_back(at(12), 6).expect("and a heath");
    assert_eq!(&*room.session().title, "Heath");
}

#[test]
fn going_back_to_before_a_reveal_keeps_what_was_revealed() {
    let mut room = room();
    titles(&mut room, &["Orchard"]);
    let giver = Giver::Person(crate::testing::person(1));
    let bees = Content::Ideas(vec![text("Plant bees")]);
    room.give(at(5), &place("gather"), &giver, bees).expect("given");
    room.reveal(at(6), &place("gather")).expect("revealed");
    titles(&mut room, &["Meadow"]);
    room.go_back(at(9), 1).expect("back to the beginning");
    assert_eq!(&*room.session().title, "Garden");
    assert_eq!(&*room.session().ideas[0].text, "Plant bees");
    let given = room.session().state(&place("gather")).and_then(activities::State::given);
    assert!(given.is_some_and(|given| given.revealed));
}

#[test]
fn a_step_that_was_added_goes_although_somebody_was_there() {
    let mut room = room();
    let added = crate::testing::step(vec![activity(Do::Goals { most: 3 }, Policy::Open)]);
    let add = crate::session::agenda::Change::Add { after: None, step: Box::new(added) };
    submit(&mut room, Change::Agenda(add)).expect("a step");
    for to in ["goals", "break"] {
        let go = crate::session::agenda::Change::GoTo(place(to));
        submit(&mut room, Change::Agenda(go)).expect("it is there");
    }
    room.undo(at(9)).expect("the step goes");
    assert_eq!(room.session().at, place("break"));
    assert!(room.session().step_index("goals").is_none());
}

#[test]
fn what_something_that_stays_rests_on_stands_in_the_way_and_is_named() {
    let mut room = room();
    let profile = people::Profile { name: text("Eve"), ..people::Profile::default() };
    let eve = submit(&mut room, Change::People(people::Change::Add(vec![profile])));
    let giver = Giver::Person(crate::session::Id::nth(
        crate::session::Kind::Person,
        eve.expect("a person"),
        0,
    ));
    let bees = Content::Ideas(vec![text("Plant bees")]);
    room.give(at(5), &place("gather"), &giver, bees).expect("given");
    let before = room.clone();
    let refusal = room.go_back(at(9), 1).expect_err("Eve gave").to_string();
    assert!(refusal.contains("“somebody gave” stays"), "{refusal}");
    assert_eq!((room.session(), room.entries()), (before.session(), before.entries()));
}

#[test]
fn the_history_alone_brings_the_session_back() {
    let mut room = room();
    submit(&mut room, rename("Orchard")).expect("a title");
    let profile = people::Profile { name: text("Eve"), ..people::Profile::default() };
    submit(&mut room, Change::People(people::Change::Add(vec![profile]))).expect("a person");
    room.undo(at(9)).expect("Eve goes");
    let history = room.take_unsaved();
    let (again, note) = Room::resume(room.session().clone(), &history, Sealed::default());
    assert_eq!(note, None);
    assert_eq!(again.session(), room.session());
    assert_eq!(again.entries(), room.entries());
}

#[test]
fn a_session_changed_outside_opens_and_undo_begins_there() {
    let mut room = room();
    submit(&mut room, rename("Orchard")).expect("a title");
    let history = room.take_unsaved();
    let mut edited = room.session().clone();
    edited.title = text("Edited by hand");
    let (mut again, note) = Room::resume(edited, &history, Sealed::default());
    assert!(note.is_some());
    assert_eq!(&*again.session().title, "Edited by hand");
    assert!(again.undo(at(9)).is_err());
}

#[test]
fn a_history_without_a_beginning_is_left_aside() {
    let mut room = room();
    submit(&mut room, rename("Orchard")).expect("a title");
    submit(&mut room, Change::Clock(clock::Change::Start)).expect("it starts");
    let session = room.session().clone();
    let history = room.take_unsaved().split_off(1);
    for (session, history) in [(session, &history[..]), (Session::unbegun(), &history[1..])] {
        let (again, note) = Room::resume(session.clone(), history, Sealed::default());
        assert!(note.is_some() && again.entries().is_empty());
        assert_eq!(again.session(), &session);
    }
    let entry = room.entries()[2].clone();
    let refused = Session::unbegun().apply(&entry).expect_err("nothing was begun");
    assert_eq!(refused.to_string(), "This session has not begun.");
}

#[test]
fn an_entry_that_is_numbered_otherwise_than_its_line_contradicts_the_history() {
    let mut room = room();
    submit(&mut room, rename("Orchard")).expect("a title");
    let mut history = room.take_unsaved();
    let Event::Did(entry) = &mut history[1].event else { panic!("an entry") };
    entry.seq = 7;
    let (again, note) = Room::resume(room.session().clone(), &history, Sealed::default());
    assert!(note.is_some());
    assert_eq!(again.session(), room.session());
}

#[test]
fn a_forged_reveal_by_nobody_or_beyond_the_limits_is_refused_and_its_history_left_aside() {
    let vote = Do::Vote { over: Over::Ideas, kind: VoteKind::Dots, dots: None, cap: 2 };
    let mut room =
        room_with(vec![activity(Do::Gather {}, Policy::Open), activity(vote, Policy::Hidden)]);
    let add = ideas::Change::Add(["Warm", "Quick", "Clean"].map(text).into());
    submit(&mut room, Change::Ideas(add)).expect("three ideas");
    let idea = room.session().ideas[0].id.clone();
    let sheet = |dots| Content::Ballot(Ballot::of([(idea.clone(), dots)]));
    let ana = Giver::Person(person(1));
    room.give(at(2), &place("vote"), &ana, sheet(1)).expect("given");
    room.reveal(at(3), &place("vote")).expect("revealed");
    let history = room.take_unsaved();
    let nobody = Giver::Person(person(99));
    for (from, dots, told) in [(nobody, 1, "no longer on the list"), (ana, 200, "does not fit")] {
        let mut forged = history.clone();
        let Event::Did(entry) = &mut forged.last_mut().expect("some").event else { panic!("one") };
        let Change::Reveal(_, contents) = &mut entry.change else { panic!("the reveal") };
        contents.0[0] = crate::session::Gift { from: Some(from), content: sheet(dots) };
        let mut session = Session::unbegun();
        let applied = forged.iter().try_for_each(|it| match &it.event {
            Event::Did(entry) => session.apply(entry),
            _ => Ok(()),
        });
        let refused = applied.expect_err("refused").to_string();
        assert!(refused.contains(told), "{refused}");
        let (again, note) = Room::resume(room.session().clone(), &forged, Sealed::default());
        assert!(note.is_some(), "it is left aside");
        assert_eq!(again.session(), room.session());
    }
}

#[test]
fn what_is_given_privately_is_nowhere_but_in_the_sealed_part() {
    let mut room = room();
    let secret = Content::Ideas(vec![text("xyzzy")]);
    let giver = Giver::Person(crate::testing::person(1));
    room.give(at(5), &place("gather"), &giver, secret).expect("given");
    assert!(format!("{:?}", room.sealed()).contains("xyzzy"));
    assert!(!format!("{:?}", room.session()).contains("xyzzy"));
    assert!(!format!("{:?}", room.take_unsaved()).contains("xyzzy"));
}

#[test]
fn what_is_forgotten_cannot_be_taken_back_and_what_comes_after_can() {
    let mut room = room();
    submit(&mut room, rename("Orchard")).expect("a title");
    room.give(at(2), &place("gather"), &Giver::Sheet, Content::Ideas(vec![text("bees")]))
        .expect("given");
    room.undo(at(3)).expect("undone");
    let (session, sealed) = (room.session().clone(), room.sealed().clone());
    room.take_unsaved();
    assert_eq!(room.forget(), 3);
    assert_eq!((room.session(), room.sealed()), (&session, &sealed));
    assert!(room.entries().is_empty());
    assert_eq!(room.undo(at(4)).expect_err("refused").to_string(), "There is nothing to undo.");
    assert_eq!(room.redo(at(4)).expect_err("refused").to_string(), "There is nothing to redo.");
    submit(&mut room, rename("Meadow")).expect("a title");
    submit(&mut room, rename("Heath")).expect("a title");
    room.undo(at(6)).expect("undone");
    let history = room.take_unsaved();
    let (mut again, note) = Room::resume(room.session().clone(), &history, sealed);
    assert_eq!((note, again.session()), (None, room.session()));
    again.redo(at(7)).expect("redone");
    again.go_back(at(8), session.revision).expect("gone back");
    assert!(same(again.session(), &session));
}

#[test]
fn a_history_that_is_forged_to_begin_with_nonsense_or_twice_is_left_aside() {
    let mut room = room();
    room.forget();
    submit(&mut room, rename("Orchard")).expect("a title");
    let history = room.take_unsaved();
    let forged = |change: fn(&mut Vec<Recorded>)| {
        let mut history = history.clone();
        change(&mut history);
        let (again, note) = Room::resume(room.session().clone(), &history, Sealed::default());
        assert_eq!(again.session(), room.session());
        note.is_some() && again.entries().is_empty()
    };
    assert!(!forged(|_| {}));
    assert!(forged(|it| it.reverse()));
    assert!(forged(|it| it[0].revision = 7));
    assert!(forged(|it| {
        let Event::Forgot(was) = &mut it[0].event else { panic!("it begins") };
        was.steps[0].taken = u64::MAX;
    }));
}
