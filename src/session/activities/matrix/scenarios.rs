//! A matrix from the first sheet to the vote on what the room goes on with.

use super::*;
use crate::room::Room;
use crate::session::activities as all;
use crate::session::agenda::Change as Agenda;
use crate::session::block::Block;
use crate::session::{Change as Any, Kind, Viewer, ideas};
use crate::testing::{activity, at, person, place, reader, room_of, room_with, submit, text};
use crate::workshop::{Activity, Over, VoteKind};

const LISTED: [&str; 4] = ["Weekly digest", "Answer within an hour", "Tone guide", "One tool"];

/// Four options of the script's own, on impact and effort from 1 to 5.
pub(in crate::session) fn listed() -> Do {
    let these = Over::These(LISTED.map(text).into());
    Do::Matrix { over: these, up: Axis::of("impact"), across: Axis::of("effort"), points: 5 }
}

fn over(over: Over) -> Do {
    Do::Matrix { over, up: Axis::of("value"), across: Axis::of("risk"), points: 5 }
}

fn room(policy: Policy) -> Room {
    room_with(vec![activity(listed(), policy), activity(Do::Break {}, Policy::Open)])
}

fn here() -> Place {
    place("matrix")
}

fn option(at: u64) -> Id {
    Id::new(Kind::Choice, at)
}

/// A sheet: two digits for each option in list order, or a dash.
fn sheet(digits: &str) -> Ballot {
    let axes = axes_of(digits);
    Ballot::of_pairs((1..).map(option).zip(axes).filter_map(|(id, pair)| Some((id, pair?))))
}

fn axes_of(digits: &str) -> Vec<Option<[u8; 2]>> {
    let mut digits = digits.chars().map(|sign| sign.to_digit(10));
    let mut axes = Vec::new();
    while let Some(first) = digits.next() {
        let small = |digit: u32| u8::try_from(digit).expect("a digit");
        axes.push(first.and_then(|up| Some([small(up), small(digits.next()??)])));
    }
    axes
}

/// The digest is worth it, the hour is dear, the guide divides, the tool nobody knows.
const SHEETS: [&str; 4] = ["525451-", "424411-", "515515-", "4355-32"];

fn give(room: &mut Room, at_place: usize, digits: &str) -> Result<u64, Refusal> {
    let giver = Giver::Person(person(at_place));
    room.give(at(60), &here(), &giver, Content::Ballot(sheet(digits)))
}

fn change(room: &mut Room, change: Change) -> Result<u64, Refusal> {
    submit(room, Any::At(here(), all::Change::Matrix(change)))
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> String {
    outcome.expect_err("refused").to_string()
}

fn revealed(policy: Policy) -> Room {
    let mut room = room(policy);
    for (at, digits) in (1..).zip(SHEETS) {
        give(&mut room, at, digits).expect("given");
    }
    room.reveal(at(70), &here()).expect("revealed");
    room.session().check().expect("sound");
    room
}

fn sentences(room: &Room) -> Vec<String> {
    let seen = room.session().seen_by(Viewer::Room);
    told(&seen, &here(), &counted(&seen, &here()).expect("shown"))
}

/// The lines of the plane: what `show` prints and the linear mode reads out.
fn lines(room: &Room) -> Vec<String> {
    let seen = room.session().seen_by(Viewer::Room);
    let page = all::page(&seen, &here(), &reader());
    let Some(Block::Plane(plane)) = page.blocks.first() else { panic!("{:?}", page.blocks) };
    let line = |line: crate::session::block::Line| match line.aside.as_str() {
        "" => line.text,
        aside => format!("{}; {aside}", line.text),
    };
    plane.lines().into_iter().map(line).collect()
}

#[test]
fn every_option_is_told_with_its_average_and_how_far_people_are_apart() {
    let expected = [
        "A  Weekly digest: impact 4.5 (4.0–5.0), effort 2.0 (1.0–3.0); quick win",
        "B  Answer within an hour: impact 4.8 (4.0–5.0), effort 4.5 (4.0–5.0); big bet",
        "C  Tone guide: impact 2.3 (1.0–5.0), effort 2.3 (1.0–5.0); fill-in",
        "D  One tool: impact 3.0, effort 2.0; in the middle of impact",
    ];
    for policy in [Policy::Hidden, Policy::Anonymous] {
        assert_eq!(lines(&revealed(policy)), expected);
    }
}

#[test]
fn what_divides_what_few_placed_and_what_nobody_knows_is_said() {
    let said = sentences(&revealed(Policy::Hidden));
    assert!(said[0].starts_with("Quick wins: A. Big bets: B. "), "{said:?}");
    assert!(said[0].contains("In the middle of impact: D."), "{said:?}");
    assert!(said.iter().any(|words| words.starts_with("Furthest apart on ")), "{said:?}");
    assert!(said.iter().any(|words| words == "Fewer than half placed D (1 of 4)."), "{said:?}");
    let mut alone = room(Policy::Hidden);
    give(&mut alone, 1, "52-").expect("given");
    alone.reveal(at(70), &here()).expect("revealed");
    let said = sentences(&alone).join(" ");
    assert!(said.contains("No option has two answers"), "{said}");
    assert!(said.contains("Nobody placed B, C and D."), "{said}");
    assert!(lines(&alone)[1].ends_with("placed by nobody"), "{:?}", lines(&alone));
}

#[test]
fn equals_are_said_to_stand_in_one_place() {
    let mut room = room(Policy::Hidden);
    for at in [1, 2] {
        give(&mut room, at, "51511533").expect("given");
    }
    room.reveal(at(70), &here()).expect("revealed");
    assert_eq!(
        sentences(&room),
        [
            "Quick wins: A and B. Leave: C. In the middle of both: D. A and B stand in one place.",
            "Everyone places them alike.",
        ]
    );
}

#[test]
fn with_one_voice_how_far_the_room_agrees_is_not_known() {
    let mut room = room(Policy::Hidden);
    room.give(at(60), &here(), &Giver::Voice, Content::Ballot(sheet("51-1533"))).expect("given");
    assert!(refused(give(&mut room, 1, "51")).contains("one voice"));
    room.reveal(at(70), &here()).expect("revealed");
    assert!(sentences(&room)[1].starts_with("The room answered with one voice"));
}

#[test]
fn other_axes_are_read_by_their_own_words() {
    let mut room = room_with(vec![activity(over(Over::Areas), Policy::Open)]);
    let sheet = Ballot::of_pairs([
        (crate::testing::area(1), [5, 1]),
        (crate::testing::area(2), [1, 5]),
        (crate::testing::area(3), [5, 3]),
    ]);
    change(&mut room, Change::Cast(Giver::Person(person(1)), sheet)).expect("cast");
    change(&mut room, Change::Close).expect("closed");
    assert_eq!(
        sentences(&room)[0],
        "Much value, little risk: A. Little value, much risk: B. In the middle of risk: C."
    );
    let seen = room.session().seen_by(Viewer::Room);
    assert_eq!(best(&seen, &here(), &counted(&seen, &here()).expect("shown")), []);
}

#[test]
fn an_open_step_shows_who_placed_what_and_a_hidden_one_never() {
    let mut open = room(Policy::Open);
    for at in [1, 2] {
        let cast = Change::Cast(Giver::Person(person(at)), sheet(SHEETS[at - 1]));
        change(&mut open, cast).expect("cast");
    }
    change(&mut open, Change::Close).expect("closed");
    let seen = open.session().seen_by(Viewer::Room);
    assert_eq!(by_name(&seen, &here(), &option(1)).as_deref(), Some("Ana 5 and 2, Ben 4 and 2"));
    let record = format!("{:?}", all::section(&seen, &here(), &reader()).expect("a section"));
    assert!(record.contains("Who placed what") && record.contains("A: Ana 5 and 2"), "{record}");
    let hidden = revealed(Policy::Hidden);
    for viewer in [Viewer::Facilitator, Viewer::Room] {
        let seen = hidden.session().seen_by(viewer);
        assert_eq!(by_name(&seen, &here(), &option(1)), None);
    }
}

#[test]
fn the_room_gets_answers_singly_so_that_no_sheet_is_known_by_its_whole() {
    for policy in [Policy::Hidden, Policy::Anonymous] {
        let room = revealed(policy);
        let seen = room.session().seen_by(Viewer::Room);
        let matrix = state(&seen, &here()).expect("a matrix");
        assert_eq!(papers(&matrix.sheets).count(), 12);
        assert!(papers(&matrix.sheets).all(|(from, it)| from.is_none() && it.marks.len() == 1));
        let whole = counted(room.session(), &here()).expect("shown");
        assert_eq!(counted(&seen, &here()), Some(whole), "and counts as much");
    }
}

#[test]
fn before_the_reveal_the_options_their_axes_and_the_count_are_all_there_is() {
    let mut room = room(Policy::Anonymous);
    let before =
        format!("{:?}", all::page(&room.session().seen_by(Viewer::Room), &here(), &reader()));
    assert!(before.contains("“impact” 1 to 5, then “effort” 1 to 5"), "{before}");
    assert!(before.contains("1 little, 5 much"), "{before}");
    give(&mut room, 1, "525451-").expect("given");
    let [one, other] = ["525451-", "111111-"].map(|digits| {
        let mut room = self::room(Policy::Anonymous);
        give(&mut room, 1, digits).expect("given");
        format!("{:?}", room.session())
    });
    assert_eq!(one, other);
    assert!(refused(change(&mut room, Change::Take(vec![option(1)]))).contains("First the reveal"));
    assert!(refused(change(&mut room, Change::Close)).contains("private"));
}

#[test]
fn a_place_beyond_the_points_or_of_something_else_is_refused() {
    let mut room = room(Policy::Hidden);
    assert!(refused(give(&mut room, 1, "61")).contains("At most 5 on one"));
    assert!(refused(give(&mut room, 1, "05")).contains("At least 1 on one"));
    assert!(refused(give(&mut room, 1, "1111111111")).contains("no longer on the list"));
    give(&mut room, 1, "----").expect("no answer is one, too");
    let half = Ballot::of_answers([(option(1), 3)]);
    let giver = Giver::Person(person(2));
    let half = room.give(at(60), &here(), &giver, Content::Ballot(half));
    assert!(refused(half).contains("another kind of question"));
}

fn and_a_vote(policy: Policy) -> Vec<Activity> {
    let vote = Do::Vote {
        over: Over::These(LISTED.map(text).into()),
        kind: VoteKind::Dots,
        dots: Some(2),
        cap: 2,
    };
    vec![activity(listed(), policy), activity(vote, Policy::Open)]
}

fn on_the_ballot(room: &Room) -> Vec<String> {
    let choices = all::vote::on_the_ballot(room.session(), &place("vote"));
    choices.into_iter().map(|choice| choice.label).collect()
}

#[test]
fn a_vote_on_the_same_is_about_what_the_room_goes_on_with() {
    let mut room = room_with(and_a_vote(Policy::Hidden));
    for (at, digits) in (1..).zip(SHEETS) {
        give(&mut room, at, digits).expect("given");
    }
    assert_eq!(on_the_ballot(&room), LISTED);
    room.reveal(at(70), &here()).expect("revealed");
    change(&mut room, Change::Take(vec![option(3), option(1)])).expect("taken");
    assert_eq!(on_the_ballot(&room), ["Weekly digest", "Tone guide"]);
    assert!(sentences(&room).contains(&"We go on with A and C.".to_owned()));
    room.undo(at(80)).expect("undone");
    assert_eq!(on_the_ballot(&room), LISTED);
    room.redo(at(81)).expect("redone");
    let dots = Ballot::of([(option(1), 2)]);
    let cast = all::vote::Change::Cast(Giver::Person(person(1)), dots);
    submit(&mut room, Any::At(place("vote"), all::Change::Vote(cast))).expect("cast");
    let again = change(&mut room, Change::Take(vec![option(2)]));
    assert!(refused(again).contains("People have voted on it"));
    assert!(refused(change(&mut room, Change::Take(vec![option(9)]))).contains("was not placed"));
    room.session().check().expect("sound");
}

#[test]
fn what_was_placed_stays_what_it_was() {
    let matrix = activity(over(Over::Ideas), Policy::Hidden);
    let mut room = room_with(vec![activity(Do::Gather {}, Policy::Open), matrix]);
    let add = ideas::Change::Add(vec![text("Bees"), text("Trees")]);
    submit(&mut room, Any::Ideas(add)).expect("added");
    let ids: Vec<Id> = room.session().ideas.iter().map(|idea| idea.id.clone()).collect();
    let sheet = Ballot::of_pairs([(ids[0].clone(), [4, 2])]);
    let giver = Giver::Person(person(1));
    room.give(at(60), &here(), &giver, Content::Ballot(sheet)).expect("given");
    let delete = || Any::Ideas(ideas::Change::Delete(ids[0].clone()));
    assert!(refused(submit(&mut room, delete())).contains("being placed on two axes"));
    room.reveal(at(70), &here()).expect("revealed");
    assert!(refused(submit(&mut room, delete())).contains("stays what they placed"));
    let add = ideas::Change::Add(vec![text("Ponds")]);
    submit(&mut room, Any::Ideas(add)).expect("added");
    assert_eq!(placed(room.session(), &here()).len(), 2, "what comes later was not placed");
}

#[test]
fn sheets_are_thrown_away_before_the_reveal_and_never_after_it() {
    let mut room = room(Policy::Hidden);
    give(&mut room, 1, "52-").expect("given");
    room.reopen(at(65), &here()).expect("cleared");
    assert_eq!(room.session().who_is_in(&here()).count, 0);
    let mut shown = revealed(Policy::Hidden);
    assert!(refused(shown.reopen(at(80), &here())).contains("cannot un-see"));
    assert!(refused(give(&mut shown, 1, "52-")).contains("would not be private"));
}

#[test]
fn a_step_that_becomes_anonymous_loses_its_names() {
    let mut room = room(Policy::Hidden);
    for (at, digits) in (1..).zip(SHEETS) {
        give(&mut room, at, digits).expect("given");
    }
    let stricter = Agenda::Privacy(here(), Policy::Anonymous);
    submit(&mut room, Any::Agenda(stricter)).expect("stricter");
    room.reveal(at(70), &here()).expect("revealed");
    let matrix = state(room.session(), &here()).expect("a matrix");
    assert!(papers(&matrix.sheets).all(|(from, _)| from.is_none()));
    room.session().check().expect("sound");
}

#[test]
fn the_record_says_how_it_was_placed_and_holds_every_number() {
    let room = revealed(Policy::Hidden);
    let seen = room.session().seen_by(Viewer::Room);
    let section = all::section(&seen, &here(), &reader()).expect("a section");
    assert_eq!(section.title, "matrix: the matrix");
    let markdown = crate::export::markdown::of_blocks(&section.blocks);
    assert!(
        markdown.contains("Four sheets placed four options by impact and effort"),
        "{markdown}"
    );
    assert!(markdown.contains("| Weekly digest         | 4.5 (4.0–5.0) |"), "{markdown}");
    assert!(markdown.contains("1 of 4"), "{markdown}");
}

#[test]
fn it_is_written_with_no_more_than_there_is() {
    let written = ron::to_string(&State::Matrix(Matrix::default())).expect("plain");
    assert_eq!(written, "Matrix((given:()))");
    let room = revealed(Policy::Anonymous);
    let written = ron::to_string(room.session()).expect("plain");
    assert_eq!(&ron::from_str::<Session>(&written).expect("read"), room.session());
}

#[test]
fn a_file_that_makes_no_sense_is_said() {
    let fault = |spoil: fn(&mut Matrix)| {
        let mut session = revealed(Policy::Anonymous).session().clone();
        let Ok(State::Matrix(matrix)) = session.state_mut(&here()) else { panic!("a matrix") };
        spoil(matrix);
        session.check().expect_err("a fault").to_string()
    };
    for (spoil, words) in [
        ((|it| it.taken.push(Id::new(Kind::Choice, 9))) as fn(&mut Matrix), "never placed"),
        (|it| it.on.push(Id::new(Kind::Idea, 1)), "is not about “i1”"),
        (|it| it.sheets[0].from = Some(Giver::Person(person(1))), "has a name"),
        (|it| it.sheets[0].content = Content::Ballot(sheet("90")), "does not place from 1 to 5"),
        (|it| it.sheets[0].content = Content::Ideas(Vec::new()), "something else than sheets"),
    ] {
        let said = fault(spoil);
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn hats_are_told_to_be_assumed() {
    let mut room = room_of(vec![activity(listed(), Policy::Hidden)], &[("Ana", "Service")]);
    let hat = crate::session::people::Change::AddHats(vec![text("The customer")]);
    submit(&mut room, Any::People(hat)).expect("a hat");
    let id = room.session().hats[0].id.clone();
    give(&mut room, 1, "52-").expect("given");
    room.give(at(61), &here(), &Giver::Hat(id), Content::Ballot(sheet("34-"))).expect("given");
    room.reveal(at(70), &here()).expect("revealed");
    assert!(sentences(&room).join(" ").contains("Some of it is assumed for others."));
}
