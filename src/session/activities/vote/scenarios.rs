//! Votes from the first ballot to the record.

#[cfg(test)]
mod kinds;
#[cfg(test)]
mod rounds;

use super::*;
use crate::room::Room;
use crate::session::block::Block;
use crate::session::people::{self, Profile};
use crate::session::private::Content;
use crate::session::private::Marking;
use crate::session::{Change as Any, Gift, Idea, Kind, Shared, Viewer};
use crate::testing::{activity, area, at, person, place, reader, room_of, room_with, submit, text};
use crate::workshop::activity::Over;
use crate::workshop::{Do, Policy};

fn over_areas(policy: Policy) -> Room {
    room_with(vec![activity(
        Do::Vote { over: Over::Areas, kind: VoteKind::Dots, dots: Some(3), cap: 2 },
        policy,
    )])
}

fn ballot(marks: &[(usize, u8)]) -> Ballot {
    Ballot::of(marks.iter().map(|(place, dots)| (area(*place), *dots)))
}

fn give(room: &mut Room, giver: &Giver, marks: &[(usize, u8)]) -> Result<u64, Refusal> {
    room.give(at(60), &place("vote"), giver, Content::Ballot(ballot(marks)))
}

fn cast(room: &mut Room, change: Change) -> Result<u64, Refusal> {
    submit(room, Any::At(place("vote"), super::super::Change::Vote(change)))
}

fn by(place: usize) -> Giver {
    Giver::Person(person(place))
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> String {
    outcome.expect_err("refused").to_string()
}

fn vote(room: &Room) -> &Vote {
    match room.session().state(&place("vote")) {
        Some(State::Vote(vote)) => vote,
        _ => panic!("a vote"),
    }
}

/// The page as text, for the room or the facilitator.
fn shown(room: &Room) -> String {
    let seen = room.session().seen_by(Viewer::Room);
    words(&page(&seen, &place("vote"), &reader()))
}

fn recorded(room: &Room) -> String {
    let seen = room.session().seen_by(Viewer::Room);
    words(&section(&seen, &place("vote"), &reader()))
}

fn words(blocks: &[Block]) -> String {
    let mut rows = Vec::new();
    for block in blocks {
        match block {
            Block::Text(text) => rows.push(text.clone()),
            Block::Lines(lines) => rows.extend(lines.iter().map(|line| line.text.clone())),
            Block::Bars(bars) => rows.extend(
                bars.iter().map(|bar| format!("{} | {} | {}", bar.label, bar.number, bar.aside)),
            ),
            Block::Grid(grid) => {
                let all = std::iter::once(&grid.columns).chain(&grid.rows);
                rows.extend(all.map(|row| row.join(" | ")));
            }
            other => panic!("{other:?}"),
        }
    }
    rows.join("\n")
}

#[test]
fn before_the_reveal_the_room_sees_the_options_and_how_many_are_in() {
    let mut room = over_areas(Policy::Hidden);
    give(&mut room, &by(1), &[(1, 2), (2, 1)]).expect("given");
    insta::assert_snapshot!(shown(&room), @r"
    A  Listening
    B  Crisis
    C  Measuring
    1 of 4 are in. 3 dots each, at most 2 on one.
    On paper, one letter for each dot: A A C.
    ");
    assert_eq!(recorded(&room), "1 of 4 are in. 3 dots each, at most 2 on one.");
    assert_eq!(recorded(&over_areas(Policy::Hidden)), "");
}

#[test]
fn after_the_reveal_it_sees_bars_in_order_and_who_differs() {
    let mut room = over_areas(Policy::Hidden);
    give(&mut room, &by(1), &[(1, 2), (2, 1)]).expect("given");
    give(&mut room, &by(2), &[(1, 2), (3, 1)]).expect("given");
    give(&mut room, &by(3), &[(2, 2), (3, 1)]).expect("given");
    give(&mut room, &by(4), &[(1, 1), (2, 1)]).expect("given");
    room.reveal(at(70), &place("vote")).expect("revealed");
    insta::assert_snapshot!(shown(&room), @"
    1  Listening | 5 | 3 people
    2  Crisis | 4 | 3 people
    3  Measuring | 2 | 2 people
    A natural break of 2 dots below “Crisis”; it keeps the best 2.
    Most divided: “Listening” (1 gave none, 1 gave one dot, 2 gave two dots). Talk two minutes, both ends first, then vote again.
    ");
    insta::assert_snapshot!(recorded(&room), @"
    4 ballots; 3 dots each, at most 2 on one.
    1  Listening | 5 | 3 people
    2  Crisis | 4 | 3 people
    3  Measuring | 2 | 2 people
    “Listening” comes first with 5 dots from 3 people. Most divided: “Listening” (1 gave none, 1 gave one dot, 2 gave two dots).
    A natural break of 2 dots below “Crisis”; it keeps the best 2.
    Option | Gave none | Gave one dot | Gave two dots
    Listening | 1 | 1 | 2
    Crisis | 1 | 2 | 1
    Measuring | 2 | 2 | 0
    ");
    assert_eq!(room.session().check(), Ok(()));
}

#[test]
fn a_ballot_beyond_its_limits_is_refused_before_it_is_sealed() {
    let mut room = over_areas(Policy::Hidden);
    let too_many = give(&mut room, &by(1), &[(1, 2), (2, 2)]);
    assert_eq!(refused(too_many), "That is 4 dots, and everyone has 3.");
    let on_one = give(&mut room, &by(1), &[(1, 3)]);
    assert_eq!(refused(on_one), "At most 2 on one; “Listening” has 3.");
    let unknown = give(&mut room, &by(1), &[(9, 1)]);
    assert_eq!(refused(unknown), "One of these options is no longer on the list.");
    let twice = vec![crate::session::private::Mark { on: area(1), value: 1, second: None }; 2];
    let twice = Content::Ballot(Ballot { marks: twice, ..Ballot::default() });
    let twice = room.give(at(60), &place("vote"), &by(1), twice);
    assert_eq!(refused(twice), "A ballot names each option once.");
    assert!(room.sealed().is_empty());
    give(&mut room, &by(1), &[]).expect("an empty ballot is a ballot");
}

#[test]
fn only_those_here_with_a_vote_may_vote_and_hats_only_alone() {
    let mut room = over_areas(Policy::Hidden);
    submit(&mut room, Any::People(people::Change::Leave(person(1)))).expect("Ana goes");
    let profile = Profile { without_vote: true, name: text("Ben"), ..Profile::default() };
    submit(&mut room, Any::People(people::Change::Edit(person(2), profile))).expect("no vote");
    let hats = people::Change::AddHats(vec![text("Customer")]);
    let hat = Id::nth(Kind::Hat, submit(&mut room, Any::People(hats)).expect("a hat"), 0);
    let gone = give(&mut room, &by(1), &[(1, 1)]);
    assert_eq!(refused(gone), "Ana is not here; let them arrive first.");
    let without = give(&mut room, &by(2), &[(1, 1)]);
    assert_eq!(refused(without), "Ben takes part without a vote.");
    let worn = give(&mut room, &Giver::Hat(hat), &[(1, 1)]);
    assert_eq!(refused(worn), "Hats vote only when one person plans alone.");
    assert_eq!(room.session().who_is_in(&place("vote")).words(), "Nobody is in yet");
}

#[test]
fn who_leaves_is_not_awaited_and_what_they_gave_counts() {
    let mut room = over_areas(Policy::Hidden);
    give(&mut room, &by(1), &[(1, 1)]).expect("given");
    for leaver in [1, 2] {
        submit(&mut room, Any::People(people::Change::Leave(person(leaver)))).expect("gone");
    }
    assert_eq!(room.session().who_is_in(&place("vote")).words(), "1 of 3 are in");
    give(&mut room, &by(3), &[(2, 1)]).expect("given");
    give(&mut room, &by(4), &[(1, 2)]).expect("given");
    assert_eq!(room.session().who_is_in(&place("vote")).words(), "Everyone is in");
    room.reveal(at(70), &place("vote")).expect("revealed");
    assert!(shown(&room).starts_with("1  Listening | 3 | 2 people"), "{}", shown(&room));
}

#[test]
fn a_hidden_ballot_given_again_takes_the_place_of_the_first() {
    let mut room = over_areas(Policy::Hidden);
    give(&mut room, &by(1), &[(1, 2)]).expect("given");
    give(&mut room, &by(1), &[(2, 1)]).expect("given again");
    room.reveal(at(70), &place("vote")).expect("revealed");
    assert_eq!(vote(&room).ballots.len(), 1);
    assert!(shown(&room).starts_with("1  Crisis | 1 | 1 person"), "{}", shown(&room));
}

#[test]
fn anonymous_sheets_have_no_names_and_no_more_than_voters() {
    let mut room = over_areas(Policy::Anonymous);
    for _ in 0..4 {
        give(&mut room, &Giver::Sheet, &[(1, 1)]).expect("a sheet");
    }
    let fifth = give(&mut room, &Giver::Sheet, &[(1, 1)]);
    assert_eq!(refused(fifth), "All 4 sheets are in already.");
    room.reveal(at(70), &place("vote")).expect("revealed");
    assert!(vote(&room).ballots.iter().all(|gift| gift.from.is_none()));
    let named = give(&mut over_areas(Policy::Hidden), &Giver::Sheet, &[(1, 1)]);
    assert_eq!(refused(named), "This step keeps who gave: say whose sheet it is.");
}

#[test]
fn names_stay_in_the_file_of_a_hidden_vote_and_out_of_the_record() {
    let mut room = over_areas(Policy::Hidden);
    give(&mut room, &by(1), &[(1, 2)]).expect("given");
    room.reveal(at(70), &place("vote")).expect("revealed");
    assert_eq!(vote(&room).ballots[0].from, Some(by(1)));
    assert!(!recorded(&room).contains("Ana") && !shown(&room).contains("Ana"));
}

#[test]
fn ties_are_shown_as_ties_and_a_closed_vote_takes_no_more() {
    let mut room = over_areas(Policy::Hidden);
    give(&mut room, &by(1), &[(2, 1), (3, 1)]).expect("given");
    room.reveal(at(70), &place("vote")).expect("revealed");
    insta::assert_snapshot!(shown(&room), @r"
    1= Crisis | 1 | tied, 1 person
    1= Measuring | 1 | tied, 1 person
    3  Listening | 0 | 0 people
    ");
    let late = give(&mut room, &by(2), &[(1, 1)]);
    assert_eq!(refused(late), "Voting has closed; it can be opened again to vote anew.");
}

#[test]
fn voting_again_keeps_what_there_was_and_shows_the_shift() {
    let mut room = over_areas(Policy::Hidden);
    assert!(refused(room.reopen(at(60), &place("vote"))).contains("Nobody has voted yet"));
    give(&mut room, &by(1), &[(1, 2)]).expect("given");
    room.reveal(at(70), &place("vote")).expect("revealed");
    room.reopen(at(80), &place("vote")).expect("opened again");
    assert!(shown(&room).contains("Nobody is in yet"), "{}", shown(&room));
    give(&mut room, &by(1), &[(2, 2)]).expect("given");
    room.reveal(at(90), &place("vote")).expect("revealed");
    let shown = shown(&room);
    assert!(shown.starts_with("1  Crisis | 2 | 1 person, was 0\n"), "{shown}");
    assert!(shown.contains("Listening | 0 | tied, 0 people, was 2"), "{shown}");
    assert!(
        recorded(&room).contains("This is the second vote; “was” is what the first gave."),
        "{}",
        recorded(&room)
    );
    assert_eq!(room.session().check(), Ok(()));
}

#[test]
fn opening_a_sealed_vote_again_clears_it_and_keeps_nothing() {
    let mut room = over_areas(Policy::Hidden);
    give(&mut room, &by(1), &[(1, 2)]).expect("given");
    room.reopen(at(80), &place("vote")).expect("opened again");
    assert!(room.sealed().is_empty() && vote(&room) == &Vote::default());
}

#[test]
fn an_open_vote_is_blind_until_it_is_closed_and_then_names_who_gave_what() {
    let mut room = over_areas(Policy::Open);
    let sealed = give(&mut room, &by(1), &[(1, 1)]);
    assert!(refused(sealed).contains("This step is open"));
    assert_eq!(refused(cast(&mut room, Change::Close)), "Nobody has voted yet.");
    cast(&mut room, Change::Cast(by(1), ballot(&[(1, 2), (2, 1)]))).expect("cast");
    cast(&mut room, Change::Cast(by(2), ballot(&[(2, 2)]))).expect("cast");
    cast(&mut room, Change::Cast(by(2), ballot(&[(2, 1)]))).expect("cast again");
    assert!(shown(&room).contains("2 of 4 are in") && !shown(&room).contains("|"));
    cast(&mut room, Change::Close).expect("closed");
    assert!(shown(&room).starts_with("1  Crisis | 2 | 2 people"), "{}", shown(&room));
    let record = recorded(&room);
    assert!(record.contains("Ana | Listening 2, Crisis 1\nBen | Crisis 1"), "{record}");
    assert!(record.contains("“Crisis” and “Listening” have as many dots"), "{record}");
    room.undo(at(99)).expect("closing is taken back");
    assert!(!vote(&room).is_shown());
}

#[test]
fn hands_are_totals_and_do_not_tell_who() {
    let mut room = over_areas(Policy::Open);
    let hands = |counts: [u16; 3]| Change::Hands((1..).map(area).zip(counts).collect());
    let refusal = refused(cast(&mut room, hands([8, 3, 2])));
    assert_eq!(refusal, "That is 13 hands, and the 4 who vote have 12 dots together.");
    assert!(refused(cast(&mut room, hands([9, 0, 0]))).contains("8 at most"));
    cast(&mut room, hands([5, 5, 2])).expect("counted");
    cast(&mut room, hands([5, 4, 2])).expect("counted once more");
    insta::assert_snapshot!(shown(&room), @"
    1  Listening | 5 | 
    2  Crisis | 4 | 
    3  Measuring | 2 | 
    A natural break of 2 dots below “Crisis”; it keeps the best 2.
    ");
    assert!(recorded(&room).contains("how many did, is not known"), "{}", recorded(&room));
    assert!(refused(cast(&mut room, Change::Cast(by(1), ballot(&[])))).contains("closed"));
    assert_eq!(room.session().check(), Ok(()));
}

#[test]
fn private_steps_take_neither_open_ballots_nor_hands() {
    let mut room = over_areas(Policy::Hidden);
    for change in [Change::Cast(by(1), ballot(&[])), Change::Close, Change::Hands(Vec::new())] {
        assert!(refused(cast(&mut room, change)).contains("private in this step"));
    }
}

#[test]
fn one_voice_stands_alone() {
    let mut room = over_areas(Policy::Hidden);
    give(&mut room, &Giver::Voice, &[(1, 2), (2, 1)]).expect("one voice");
    assert_eq!(room.session().who_is_in(&place("vote")).words(), "Everyone is in");
    let single = give(&mut room, &by(1), &[(1, 1)]);
    assert!(refused(single).contains("one voice"));
    room.reveal(at(70), &place("vote")).expect("revealed");
    assert!(shown(&room).starts_with("1  Listening | 2 | \n"), "{}", shown(&room));
    let mut room = over_areas(Policy::Hidden);
    give(&mut room, &by(1), &[(1, 1)]).expect("given");
    assert!(refused(give(&mut room, &Giver::Voice, &[])).contains("one by one already"));
}

#[test]
fn a_solo_planner_votes_for_others_and_it_stays_marked_as_assumed() {
    let what = Do::Vote { over: Over::Areas, kind: VoteKind::Dots, dots: Some(3), cap: 2 };
    let mut room = room_of(vec![activity(what, Policy::Hidden)], &[("Ana", "")]);
    let hats = people::Change::AddHats(vec![text("Customer"), text("Legal")]);
    let entry = submit(&mut room, Any::People(hats)).expect("hats");
    give(&mut room, &by(1), &[(1, 2)]).expect("given");
    give(&mut room, &Giver::Hat(Id::nth(Kind::Hat, entry, 0)), &[(2, 2)]).expect("given");
    assert_eq!(room.session().who_is_in(&place("vote")).words(), "2 of 3 are in");
    room.reveal(at(70), &place("vote")).expect("revealed");
    assert!(shown(&room).contains("1 voice") && !shown(&room).contains("person"));
    assert!(recorded(&room).starts_with("2 ballots, one of them assumed for somebody else"));
}

fn over_ideas(texts: &[(&str, &str)]) -> Room {
    let what = Do::Vote { over: Over::Ideas, kind: VoteKind::Dots, dots: None, cap: 2 };
    let room = room_with(vec![activity(what, Policy::Hidden)]);
    let mut session = room.session().clone();
    session.ideas = (0..)
        .zip(texts)
        .map(|(at, (words, group))| Idea {
            group: text(group),
            ..Idea::new(Id::nth(Kind::Idea, 2, at), text(words))
        })
        .map(Shared::from)
        .collect();
    Room::resume(session, &[], crate::room::Sealed::default()).0
}

#[test]
fn a_group_of_one_is_told_by_its_idea() {
    let room = over_ideas(&[("Bees", "Insects"), ("Write", "")]);
    assert_eq!(on_the_ballot(room.session(), &place("vote"))[0].label, "Bees");
}

#[test]
fn a_group_of_ideas_counts_as_one_and_its_first_idea_stands_for_it() {
    let room = over_ideas(&[("Answer", "Fast"), ("Write", ""), ("Call back", "Fast")]);
    insta::assert_snapshot!(shown(&room), @r"
    A  Fast (2 ideas)
    B  Write
    Nobody is in yet. 2 dots each.
    ");
    let choices = on_the_ballot(room.session(), &place("vote"));
    assert_eq!(choices[0].id, Id::nth(Kind::Idea, 2, 0));
    let third = Ballot::of([(Id::nth(Kind::Idea, 2, 2), 1)]);
    assert!(refused(check_gift(room.session(), &place("vote"), &third)).contains("no longer"));
}

#[test]
fn the_number_of_dots_follows_from_the_options() {
    let names: Vec<String> = (1..=12).map(|at| format!("Idea {at}")).collect();
    let texts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let room = over_ideas(&texts);
    assert_eq!(marking(room.session(), &place("vote")), Marking::Dots { all: 3, cap: 2 });
    let shown = shown(&room);
    assert!(shown.contains("A  Idea 1 | G  Idea 7\n"), "{shown}");
    assert!(shown.lines().count() <= 9, "{shown}");
}

#[test]
fn an_empty_list_says_what_is_missing() {
    let mut room = over_ideas(&[]);
    assert_eq!(shown(&room), "There is nothing to vote on yet: no idea is in.");
    let empty = room.give(at(60), &place("vote"), &by(1), Content::Ballot(Ballot::default()));
    assert_eq!(refused(empty), "There is nothing to vote on yet.");
}

#[test]
fn what_comes_to_the_list_after_the_reveal_was_not_voted_on() {
    let mut room = over_areas(Policy::Hidden);
    give(&mut room, &by(1), &[(1, 2)]).expect("given");
    room.reveal(at(70), &place("vote")).expect("revealed");
    let mut session = room.session().clone();
    session.areas.remove(0);
    session.areas.push(crate::session::Area::new(area(7), text("Late"), text("")));
    let seen = session.seen_by(Viewer::Room);
    let shown = words(&page(&seen, &place("vote"), &reader()));
    assert!(shown.starts_with("1  something that was deleted since | 2"), "{shown}");
    assert!(!shown.contains("Late"), "{shown}");
}

#[test]
fn many_options_leave_the_wall_at_nine_lines() {
    let names: Vec<String> = (1..=20).map(|at| format!("Idea {at}")).collect();
    let texts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let mut room = over_ideas(&texts);
    for giver in 1..=4 {
        let marks = (0..2).map(|at| (Id::nth(Kind::Idea, 2, at), 2));
        let ballot = Content::Ballot(Ballot::of(marks));
        room.give(at(60), &place("vote"), &by(giver), ballot).expect("given");
    }
    room.reveal(at(70), &place("vote")).expect("revealed");
    let shown = shown(&room);
    assert!(shown.lines().count() <= 9, "{shown}");
    assert!(shown.contains("and 14 more, with no dot"), "{shown}");
}

#[test]
fn a_file_with_a_vote_that_makes_no_sense_is_refused_with_its_place() {
    let fault = |policy, change: &dyn Fn(&mut Vote)| {
        let mut session = over_areas(policy).session().clone();
        let Ok(State::Vote(vote)) = session.state_mut(&place("vote")) else { panic!("a vote") };
        change(vote);
        session.check().expect_err("a fault").to_string()
    };
    let gift = |from: Option<Giver>, marks| Gift { from, content: Content::Ballot(ballot(marks)) };
    let over = fault(Policy::Hidden, &|vote| vote.ballots = vec![gift(None, &[(1, 3)])]);
    assert_eq!(over, "a ballot at “vote.0” breaks the limits of its vote");
    let named = fault(Policy::Anonymous, &|vote| vote.ballots = vec![gift(Some(by(1)), &[])]);
    assert_eq!(named, "a ballot of the anonymous vote at “vote.0” has a name");
    let other = fault(Policy::Hidden, &|vote| vote.on = vec![person(1)]);
    assert_eq!(other, "the vote at “vote.0” is not about “p1.1”");
    let ideas = Gift { from: None, content: Content::Ideas(Vec::new()) };
    let ideas = fault(Policy::Hidden, &|vote| vote.ballots = vec![ideas.clone()]);
    assert_eq!(ideas, "the vote at “vote.0” holds something else than ballots");
}

#[test]
fn it_is_written_and_read_again() {
    let mut room = over_areas(Policy::Hidden);
    give(&mut room, &by(1), &[(1, 2)]).expect("given");
    room.reveal(at(70), &place("vote")).expect("revealed");
    room.reopen(at(80), &place("vote")).expect("opened");
    give(&mut room, &by(2), &[(2, 2)]).expect("given");
    room.reveal(at(90), &place("vote")).expect("revealed");
    let written = ron::to_string(vote(&room)).expect("written");
    assert_eq!(&ron::from_str::<Vote>(&written).expect("read"), vote(&room));
}

proptest::proptest! {
    #[test]
    fn whatever_is_given_nobody_spends_more_than_they_have(
        gifts in proptest::collection::vec((1_usize..=4, proptest::collection::vec(0_u8..=4, 3)), 1..8),
    ) {
        let mut room = over_areas(Policy::Hidden);
        for (giver, dots) in gifts {
            let marks: Vec<(usize, u8)> = (1..).zip(dots.iter().copied()).collect();
            let within = dots.iter().all(|dots| *dots <= 2) && dots.iter().sum::<u8>() <= 3;
            let before = room.sealed().clone();
            let given = give(&mut room, &by(giver), &marks);
            proptest::prop_assert_eq!(given.is_ok(), within);
            proptest::prop_assert!(within || &before == room.sealed());
        }
        let in_count = room.session().who_is_in(&place("vote")).count;
        if room.reveal(at(70), &place("vote")).is_ok() {
            let count = count(room.session(), &place("vote")).expect("shown");
            let dots: u32 = count.tally.items.iter().map(|item| item.standing.dots()).sum();
            proptest::prop_assert_eq!(count.ballots, Some(in_count));
            proptest::prop_assert!(usize::try_from(dots).expect("few") <= 3 * in_count);
            proptest::prop_assert_eq!(room.session().check(), Ok(()));
        }
    }
}
