//! Care from the first sheet to the record, and on to where the names begin.

use super::*;
use crate::room::Room;
use crate::session::areas::{self, Answer, NotMe};
use crate::session::block::Block;
use crate::session::people;
use crate::session::{Change as Any, Viewer};
use crate::testing::{activity, area, at, person, place, reader, room_with, submit, text, today};

/// Care, then roles, for Ana, Ben, Chi and Dee and three areas.
pub(super) fn room(policy: Policy) -> Room {
    room_with(vec![
        activity(Do::Care { supporters: 2 }, policy),
        activity(Do::Roles { load: 2 }, Policy::Open),
    ])
}

/// A sheet: two answers for each area, or none.
pub(super) fn sheet(answers: &[Option<[u8; 2]>]) -> Ballot {
    let areas = (1..).map(area).zip(answers);
    Ballot::of_pairs(areas.filter_map(|(area, pair)| Some((area, (*pair)?))))
}

pub(super) fn by(place: usize) -> Giver {
    Giver::Person(person(place))
}

fn give(room: &mut Room, giver: &Giver, answers: &[[u8; 2]; 3]) {
    let sheet = Content::Ballot(sheet(&answers.map(Some)));
    room.give(at(60), &place("care"), giver, sheet).expect("given");
}

fn change(room: &mut Room, change: Change) -> Result<u64, Refusal> {
    submit(room, Any::At(place("care"), super::super::Change::Care(change)))
}

fn of_areas(room: &mut Room, change: areas::Change) {
    submit(room, Any::Areas(change)).expect("accepted");
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> String {
    outcome.expect_err("refused").to_string()
}

/// Three care for crisis and one can; nobody cares for measuring.
fn four_sheets(room: &mut Room) {
    give(room, &by(1), &[[3, 2], [3, 3], [0, 1]]);
    give(room, &by(2), &[[3, 3], [2, 1], [0, 3]]);
    give(room, &by(3), &[[1, 0], [2, 0], [0, 0]]);
    give(room, &by(4), &[[0, 2], [0, 0], [0, 0]]);
}

fn revealed(policy: Policy) -> Room {
    let mut room = room(policy);
    four_sheets(&mut room);
    room.reveal(at(70), &place("care")).expect("revealed");
    room
}

fn care(room: &Room) -> &Care {
    match room.session().state(&place("care")) {
        Some(State::Care(care)) => care,
        _ => panic!("care"),
    }
}

fn words(blocks: &[Block]) -> String {
    let mut rows = Vec::new();
    for block in blocks {
        match block {
            Block::Text(text) => rows.push(text.clone()),
            Block::Lines(lines) => {
                rows.extend(lines.iter().map(|line| format!("{} {}", line.text, line.aside)));
            }
            Block::Bars(bars) => rows.extend(bars.iter().map(|bar| {
                format!(
                    "{} | {}/{} | {} | {}",
                    bar.label, bar.value, bar.most, bar.number, bar.aside
                )
            })),
            other => panic!("{other:?}"),
        }
    }
    rows.join("\n")
}

fn shown(room: &Room, name: &str) -> String {
    let seen = room.session().seen_by(Viewer::Room);
    words(&crate::session::activities::page(&seen, &place(name), &reader()).blocks)
}

fn recorded(room: &Room) -> String {
    words(&section(&room.session().seen_by(Viewer::Room), &place("care"), &reader()))
}

#[test]
fn before_the_reveal_the_room_sees_the_areas_and_how_many_are_in() {
    let mut room = room(Policy::Hidden);
    give(&mut room, &by(1), &[[3, 2], [3, 3], [0, 1]]);
    insta::assert_snapshot!(shown(&room, "care"), @"
    A  Listening 
    B  Crisis 
    C  Measuring 
    1 of 4 are in. “I care” 0 to 3, then “I can” 0 to 3, – for no answer.
    On paper, two digits beside each letter: A 3 1, and a tick if you may be named as one who cares.
    ");
    assert_eq!(recorded(&room), "1 of 4 are in.");
    assert_eq!(recorded(&self::room(Policy::Hidden)), "");
}

#[test]
fn after_the_reveal_it_sees_totals_and_what_is_missing() {
    let room = revealed(Policy::Hidden);
    insta::assert_snapshot!(shown(&room, "care"), @"
    Listening | 7/7 | two care | three can
    Crisis | 7/7 | three care | one can
    Measuring | 0/7 | nobody | 
    Crisis: three care, one can. Measuring: nobody yet.
    ");
    insta::assert_snapshot!(recorded(&room), @"
    Four sheets about three areas. Each says “I care” and “I can”, 0 to 3; here somebody cares, or can, who said 2 or 3.
    Listening | 7/7 | two care | three can
    Crisis | 7/7 | three care | one can
    Measuring | 0/7 | nobody | 
    Crisis: three care, one can. Measuring: nobody yet. Whom to ask first for each area was proposed from it.
    ");
    assert_eq!(care(&room).sheets[0].from, Some(by(1)), "the file keeps the names");
    assert_eq!(room.session().check(), Ok(()));
}

#[test]
fn no_answer_is_not_zero() {
    let mut room = room(Policy::Hidden);
    let blank = sheet(&[Some([0, 3]), None, None]);
    room.give(at(60), &place("care"), &by(1), Content::Ballot(blank)).expect("given");
    room.reveal(at(70), &place("care")).expect("revealed");
    let cared = |at| room.session().cared(&area(at)).expect("revealed");
    assert_eq!((cared(1).levels.clone(), cared(1).need()), (vec![0], Need::Care));
    assert_eq!((cared(2).need(), cared(2).words()), (Need::Answers, "not asked".into()));
}

#[test]
fn what_an_area_needs_is_told_in_four_words() {
    let cared = |levels: &[u8], can, ready| Cared {
        cares: levels.iter().filter(|level| **level >= 2).count(),
        levels: levels.to_vec(),
        can,
        ready,
        ..Cared::default()
    };
    for (cared, need, words) in [
        (cared(&[1, 1, 0], 3, 0), Need::Care, "nobody yet"),
        (cared(&[3, 2, 2], 1, 1), Need::Hands, "three care, one can"),
        (cared(&[3, 2, 2], 0, 0), Need::Hands, "three care, nobody can"),
        (cared(&[3, 2], 2, 0), Need::Hands, "two care, none of them can"),
        (cared(&[3, 0], 1, 1), Need::Asking, "one cares, one can"),
        (cared(&[3, 3, 3], 3, 3), Need::Asking, "three care, three can"),
        (cared(&[3, 3, 3, 2], 4, 4), Need::Splitting, "four care, four can"),
    ] {
        assert_eq!((cared.need(), cared.words()), (need, words.to_owned()));
    }
}

#[test]
fn a_name_stands_on_the_wall_only_with_consent_and_only_where_they_care() {
    let mut room = revealed(Policy::Hidden);
    assert!(!shown(&room, "care").contains("Ana"));
    change(&mut room, Change::Named(person(1), true)).expect("she may be named");
    insta::assert_snapshot!(shown(&room, "care"), @"
    Listening | 7/7 | two care | three can · Ana
    Crisis | 7/7 | three care | one can · Ana
    Measuring | 0/7 | nobody | 
    Crisis: three care, one can. Measuring: nobody yet.
    ");
    let seen = room.session().seen_by(Viewer::Room);
    let Some(State::Care(projected)) = seen.state(&place("care")) else { panic!("care") };
    assert_eq!(projected.sheets.len(), 12, "answers lie singly");
    assert_eq!(projected.sheets.iter().filter(|gift| gift.from.is_some()).count(), 2);
    change(&mut room, Change::Named(person(1), false)).expect("not after all");
    assert!(!shown(&room, "care").contains("Ana"));
}

#[test]
fn an_anonymous_step_has_no_name_anywhere_and_proposes_nobody() {
    let mut room = revealed(Policy::Anonymous);
    assert!(care(&room).sheets.iter().all(|gift| gift.from.is_none()));
    let named = change(&mut room, Change::Named(person(1), true));
    assert!(refused(named).contains("nobody can be named"));
    assert_eq!(Proposal::of(room.session()).err(), Some(NoProposal::Nameless));
    assert!(shown(&room, "care").contains("Crisis: three care, one can."));
    assert_eq!(room.session().check(), Ok(()));
}

#[test]
fn in_an_open_step_everyone_is_named_once_it_is_closed() {
    let mut room = room(Policy::Open);
    assert_eq!(refused(change(&mut room, Change::Close)), "No sheet is in yet.");
    let said = sheet(&[Some([3, 3]), Some([0, 0]), None]);
    change(&mut room, Change::Cast(by(1), sheet(&[Some([1, 1]), None, None]))).expect("cast");
    change(&mut room, Change::Cast(by(1), said)).expect("the same again");
    assert!(!shown(&room, "care").contains("Ana"));
    change(&mut room, Change::Close).expect("closed");
    assert!(shown(&room, "care").contains("Listening | 3/3 | one cares | one can · Ana"));
    room.undo(at(90)).expect("closing can be undone");
    assert!(!care(&room).is_shown());
}

#[test]
fn one_voice_says_how_much_and_not_how_many() {
    let mut room = room(Policy::Hidden);
    give(&mut room, &Giver::Voice, &[[3, 1], [0, 0], [2, 2]]);
    let late = room.give(at(61), &place("care"), &by(1), Content::Ballot(Ballot::default()));
    assert!(refused(late).contains("one voice"));
    room.reveal(at(70), &place("care")).expect("revealed");
    assert!(shown(&room, "care").starts_with("Listening | 3/3 | care 3 | can 1\n"));
    assert!(recorded(&room).starts_with("The room answered with one voice about three areas."));
    assert_eq!(Proposal::of(room.session()).err(), Some(NoProposal::OneVoice));
}

#[test]
fn sheets_beyond_their_limits_or_of_nobody_are_refused() {
    let mut room = room(Policy::Hidden);
    let mut offer = |giver: &Giver, sheet: Ballot| {
        refused(room.give(at(60), &place("care"), giver, Content::Ballot(sheet)))
    };
    assert!(offer(&by(1), sheet(&[Some([4, 0])])).contains("At most 3"));
    assert!(offer(&by(1), Ballot::of([(area(1), 2)])).contains("another kind of question"));
    assert!(offer(&by(1), Ballot::of_pairs([(area(9), [1, 1])])).contains("no longer on the list"));
    assert!(offer(&Giver::Sheet, sheet(&[])).contains("say whose sheet it is"));
}

#[test]
fn where_the_names_begin_the_board_is_covered_then_fresh_then_answered() {
    let mut room = room(Policy::Hidden);
    assert!(shown(&room, "roles").contains("Crisis nobody yet"), "nothing is in: nothing to cover");
    four_sheets(&mut room);
    let covered = shown(&room, "roles");
    assert!(covered.ends_with("Everyone is in. Who cares for what is shown all at once."));
    let seen = room.session().seen_by(Viewer::Room);
    let page = crate::session::activities::page(&seen, &place("roles"), &reader());
    assert_eq!(page.privacy, Some(Policy::Hidden.promise()));
    room.reveal(at(70), &place("care")).expect("revealed");
    assert_eq!(shown(&room, "roles"), shown(&room, "care"));
    let (who, answer) = (person(1), Answer::Yes);
    of_areas(&mut room, areas::Change::Answer { area: area(1), who, answer, second_yes: false });
    assert!(shown(&room, "roles").starts_with("Listening Ana\nCrisis nobody yet"));
}

#[test]
fn ten_seconds_of_silence_begin_with_the_reveal_and_when_asked() {
    let mut room = room(Policy::Hidden);
    assert!(refused(change(&mut room, Change::Silence)).contains("First the reveal"));
    four_sheets(&mut room);
    room.reveal(at(70), &place("care")).expect("revealed");
    assert_eq!(room.session().silence_at(&place("roles")), Some(at(80)));
    assert_eq!(room.session().silence_at(&place("care")), Some(at(80)));
    change(&mut room, Change::Silence).expect("again");
    let until = room.session().silence_at(&place("roles")).expect("silent");
    assert_eq!(until.duration_since(room.session().glance.changed).as_secs(), 10);
}

#[test]
fn whom_to_ask_first_follows_from_the_sheets_and_from_the_answers() {
    let mut room = revealed(Policy::Hidden);
    let first = |room: &Room, at: usize| {
        let proposal = Proposal::of(room.session()).expect("names are known");
        proposal.lead(&area(at)).map(|who| room.session().name_of(who).to_owned())
    };
    assert_eq!(
        [1, 2, 3].map(|at| first(&room, at)),
        [Some("Ben".into()), Some("Ana".into()), None]
    );
    let proposal = Proposal::of(room.session()).expect("names are known");
    assert_eq!(
        proposal.why(&area(1)).expect("a reason"),
        "Ben cares (3) and can (3). Nobody else would do as well here."
    );
    assert_eq!(proposal.why(&area(3)).expect("a reason"), "Nobody cares for it.");
    assert_eq!(proposal.help(&area(2)).expect("help"), "Chi could help.");
    let not_me = NotMe { who: person(2), advises: true };
    of_areas(&mut room, areas::Change::NotMe(area(1), not_me));
    assert_eq!([1, 2].map(|at| first(&room, at)), [Some("Ana".into()), Some("Ben".into())]);
    let (who, answer) = (person(3), Answer::Yes);
    of_areas(&mut room, areas::Change::Answer { area: area(2), who, answer, second_yes: false });
    assert_eq!([1, 2].map(|at| first(&room, at)), [Some("Ana".into()), None]);
    submit(&mut room, Any::People(people::Change::Leave(person(1)))).expect("Ana goes");
    assert_eq!(first(&room, 1), None, "nobody absent is ever proposed");
    of_areas(&mut room, areas::Change::LeaveOpen(area(1), Some(today())));
    let proposal = Proposal::of(room.session()).expect("names are known");
    assert_eq!((proposal.why(&area(1)), proposal.help(&area(1))), (None, None));
}

#[test]
fn the_room_never_learns_whom_to_ask() {
    let mut room = revealed(Policy::Hidden);
    for who in 1..=4 {
        change(&mut room, Change::Named(person(who), true)).expect("everyone agrees");
    }
    let seen = room.session().seen_by(Viewer::Room);
    assert_eq!(Proposal::of(&seen).err(), Some(NoProposal::Nameless));
}

#[test]
fn what_was_shown_is_not_asked_again_and_what_was_not_is_thrown_away() {
    let mut room = room(Policy::Hidden);
    assert!(refused(room.reopen(at(60), &place("care"))).contains("No sheet is in yet"));
    four_sheets(&mut room);
    room.reopen(at(65), &place("care")).expect("opened again");
    assert!(room.sealed().is_empty() && care(&room) == &Care::default());
    four_sheets(&mut room);
    room.reveal(at(70), &place("care")).expect("revealed");
    assert!(refused(room.reopen(at(75), &place("care"))).contains("cannot un-see"));
    let late = room.give(at(80), &place("care"), &by(1), Content::Ballot(Ballot::default()));
    assert!(refused(late).contains("shown"));
}

#[test]
fn an_area_that_came_later_was_not_asked_and_one_that_left_is_not_told() {
    let mut room = room(Policy::Hidden);
    four_sheets(&mut room);
    of_areas(&mut room, areas::Change::Delete(area(1)));
    of_areas(&mut room, areas::Change::Add(vec![text("Community")]));
    room.reveal(at(70), &place("care")).expect("revealed");
    insta::assert_snapshot!(shown(&room, "care"), @"
    Crisis | 7/7 | three care | one can
    Measuring | 0/7 | nobody | 
    Community | 0/7 | not asked | 
    Crisis: three care, one can. Measuring: nobody yet.
    ");
    assert_eq!(room.session().check(), Ok(()));
}

#[test]
fn a_file_with_sheets_that_make_no_sense_is_not_sound() {
    let broken = |policy, change: &dyn Fn(&mut Care)| {
        let mut session = revealed(policy).session().clone();
        match session.state_mut(&place("care")).expect("there") {
            State::Care(care) => change(care),
            _ => panic!("care"),
        }
        session.check().expect_err("a fault").to_string()
    };
    let gift = |content| Gift { from: None, content };
    let ideas = gift(Content::Ideas(vec![text("What?")]));
    let high = gift(Content::Ballot(sheet(&[Some([9, 0])])));
    let goal = Id::nth(crate::session::Kind::Goal, 1, 0);
    let strange = gift(Content::Ballot(Ballot::of_pairs([(goal, [1, 1])])));
    for (fault, found) in [
        ("something else", broken(Policy::Hidden, &|it| it.sheets.push(ideas.clone()))),
        ("from 0 to 3", broken(Policy::Hidden, &|it| it.sheets.push(high.clone()))),
        ("is not about", broken(Policy::Hidden, &|it| it.sheets.push(strange.clone()))),
        ("has a name", broken(Policy::Anonymous, &|it| it.named.push(person(1)))),
    ] {
        assert!(found.contains(fault), "{fault}: {found}");
    }
}
