//! An assessment from the first sheet to the record.

use super::*;
use crate::room::Room;
use crate::session::activities as all;
use crate::session::agenda::Change as Agenda;
use crate::session::block::Block;
use crate::session::people::{self, Profile};
use crate::session::{Change as Any, Viewer};
use crate::testing::{activity, at, person, place, reader, room_of, submit, text};

/// Eleven people: four of Service, three of Marketing, two of HR, one each of IT and Legal.
pub(super) const ELEVEN: [(&str, &str); 11] = [
    ("Ana", "Service"),
    ("Ben", "Marketing"),
    ("Chi", "Marketing"),
    ("Dee", "HR"),
    ("Eve", "Service"),
    ("Fay", "Service"),
    ("Gil", "Service"),
    ("Hal", "Marketing"),
    ("Ida", "IT"),
    ("Jo", "HR"),
    ("Kim", "Legal"),
];

/// Four phases with a statement or two each.
pub(in crate::session) fn phased() -> Do {
    let statement = |(words, phase)| Statement { text: text(words), phase };
    let phase = |(name, term, question)| Phase {
        name: text(name),
        term: text(term),
        question: text(question),
    };
    Do::Assess {
        statements: [
            ("One department approves every post.", 1),
            ("We post, and nobody answers replies.", 1),
            ("Somebody reads what is said about us every day.", 2),
            ("Several departments answer in public.", 3),
            ("Failures are told openly.", 4),
        ]
        .map(statement)
        .into(),
        phases: [
            ("one voice", "authoritarian", ""),
            ("listening", "inclusive", "Who is never asked?"),
            ("answering together", "collaborative", "Which goal can two reach together?"),
            ("a community", "social", "What could people do tomorrow?"),
        ]
        .map(phase)
        .into(),
        poles: None,
    }
}

pub(super) fn room(policy: Policy) -> Room {
    room_of(vec![activity(phased(), policy), activity(Do::Break {}, Policy::Open)], &ELEVEN)
}

pub(super) fn here() -> Place {
    place("assess")
}

/// A sheet: an answer to each statement in the order of the script, or a dash.
pub(super) fn sheet(answers: &str) -> Ballot {
    let answer =
        |(at, sign): (usize, char)| Some((id_of(at), u8::try_from(sign.to_digit(10)?).ok()?));
    Ballot::of_answers(answers.chars().enumerate().filter_map(answer))
}

pub(super) fn by(place: usize) -> Giver {
    Giver::Person(person(place))
}

pub(super) fn give(room: &mut Room, giver: &Giver, ballot: Ballot) -> Result<u64, Refusal> {
    room.give(at(60), &here(), giver, Content::Ballot(ballot))
}

fn change(room: &mut Room, change: Change) -> Result<u64, Refusal> {
    submit(room, Any::At(here(), all::Change::Assess(change)))
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> String {
    outcome.expect_err("refused").to_string()
}

/// Service listens, Marketing does not, HR and IT answer together; Legal says nothing.
const SHEETS: [&str; 10] =
    ["02210", "22000", "22010", "00222", "00200", "1221-", "02200", "12000", "00221", "00222"];

fn ten_sheets(room: &mut Room) {
    for (at, answers) in (1..).zip(SHEETS) {
        give(room, &by(at), sheet(answers)).expect("given");
    }
}

fn revealed(policy: Policy) -> Room {
    let mut room = room(policy);
    ten_sheets(&mut room);
    room.reveal(at(70), &here()).expect("revealed");
    room.session().check().expect("sound");
    room
}

fn result(room: &Room) -> Assessed {
    room.session().seen_by(Viewer::Room).assessed(&here()).cloned().expect("shown")
}

fn groups(room: &Room) -> Vec<(String, usize, usize)> {
    let groups = result(room).groups.into_iter();
    groups.map(|group| (group.name, group.people, group.standing.phase + 1)).collect()
}

fn sentences(room: &Room) -> Vec<String> {
    let seen = room.session().seen_by(Viewer::Room);
    let assess = state(&seen, &here()).expect("an assessment");
    told(&seen, &here(), assess, &result(room))
}

fn page_of(room: &Room) -> String {
    let seen = room.session().seen_by(Viewer::Room);
    format!("{:?}", all::page(&seen, &here(), &reader()))
}

fn record(room: &Room) -> Vec<Block> {
    let seen = room.session().seen_by(Viewer::Room);
    all::section(&seen, &here(), &reader()).map_or_else(Vec::new, |section| section.blocks)
}

#[test]
fn a_hidden_step_tells_each_function_also_one_of_one() {
    let room = revealed(Policy::Hidden);
    let told = |name: &str, people, phase| (name.to_owned(), people, phase);
    let expected =
        [told("Service", 4, 2), told("Marketing", 3, 1), told("HR", 2, 4), told("IT", 1, 3)];
    assert_eq!(groups(&room), expected);
    let before = page_of(&super::scenarios::room(Policy::Hidden));
    assert!(before.contains("also of a function of one"), "said before anyone answers: {before}");
}

#[test]
fn without_names_small_functions_are_stored_together() {
    let room = revealed(Policy::Anonymous);
    let told = |name: &str, people, phase| (name.to_owned(), people, phase);
    let expected = [told("Service", 4, 2), told("Marketing", 3, 1), told(SMALLER, 3, 4)];
    assert_eq!(groups(&room), expected);
    let written = ron::to_string(state(room.session(), &here()).expect("kept")).expect("plain");
    for (kept, function) in [(true, "Service"), (true, "Marketing"), (false, "HR"), (false, "IT")] {
        assert_eq!(written.contains(&format!("\"{function}\"")), kept, "{function}: {written}");
    }
}

#[test]
fn a_function_of_two_is_sealed_without_its_name() {
    let mut room = room(Policy::Anonymous);
    ten_sheets(&mut room);
    let sealed = format!("{:?}", room.sealed());
    assert!(sealed.contains("Service") && !sealed.contains("HR") && !sealed.contains("IT"));
}

#[test]
fn a_large_function_of_which_two_answered_is_told_with_the_others() {
    let mut room = room(Policy::Anonymous);
    for at in [1, 5, 6, 2, 3, 4] {
        give(&mut room, &by(at), sheet(SHEETS[at - 1])).expect("given");
    }
    room.reveal(at(70), &here()).expect("revealed");
    let told = |name: &str, people, phase| (name.to_owned(), people, phase);
    assert_eq!(groups(&room), [told("Service", 3, 2), told(SMALLER, 3, 1)]);
    let history = ron::to_string(room.entries()).expect("plain");
    assert!(history.contains("of:Some(\"Service\")") && !history.contains("of:Some(\"Mark"));
}

#[test]
fn whoever_is_left_over_is_never_told_alone() {
    // Service and Marketing are whole, and of the others Dee alone answered: the list would name
    // her, so the smaller of the two is told with her.
    let mut room = room(Policy::Anonymous);
    for at in [1, 5, 6, 7, 2, 3, 8, 4] {
        give(&mut room, &by(at), sheet(SHEETS[at - 1])).expect("given");
    }
    room.reveal(at(70), &here()).expect("revealed");
    let told = |name: &str, people, phase| (name.to_owned(), people, phase);
    assert_eq!(groups(&room), [told("Service", 4, 2), told(SMALLER, 4, 1)]);
    room.session().check().expect("sound");
}

#[test]
fn an_empty_sheet_hides_nobody() {
    let mut room = room(Policy::Anonymous);
    for (at, answers) in [(2, "22000"), (3, "22000"), (8, "-----"), (1, "0"), (4, "0"), (9, "0")] {
        give(&mut room, &by(at), sheet(answers)).expect("given");
    }
    room.reveal(at(70), &here()).expect("revealed");
    assert_eq!(groups(&room), [], "two of Marketing and an empty sheet are not three");
}

#[test]
fn who_comes_late_changes_nothing_about_who_is_told_apart() {
    let mut room = room(Policy::Anonymous);
    give(&mut room, &by(4), sheet("00222")).expect("given");
    let lou = Profile { name: text("Lou"), function: text("HR"), ..Profile::default() };
    submit(&mut room, Any::People(people::Change::Add(vec![lou]))).expect("a third of HR");
    assert_eq!(apart(room.session(), &here()), ["Service", "Marketing"].map(text));
}

#[test]
fn a_step_that_becomes_anonymous_keeps_large_functions_alone() {
    let mut room = room(Policy::Hidden);
    ten_sheets(&mut room);
    let stricter = Any::Agenda(Agenda::Privacy(here(), Policy::Anonymous));
    submit(&mut room, stricter).expect("stricter");
    let sealed = format!("{:?}", room.sealed());
    assert!(sealed.contains("Service") && !sealed.contains("HR") && !sealed.contains("p1."));
    room.reveal(at(70), &here()).expect("revealed");
    assert_eq!(groups(&room), groups(&revealed(Policy::Anonymous)));
}

#[test]
fn sheets_of_paper_may_say_a_large_function_and_no_other() {
    let mut room = room(Policy::Anonymous);
    let of = |function: &str, answers| Ballot { of: Some(text(function)), ..sheet(answers) };
    for ballot in [of("Service", "02200"), of("Service", "02210"), of("Service", "12200")] {
        give(&mut room, &Giver::Sheet, ballot).expect("typed");
    }
    for ballot in [of("HR", "00222"), of("Nowhere", "00222"), sheet("00222")] {
        give(&mut room, &Giver::Sheet, ballot).expect("typed");
    }
    room.reveal(at(70), &here()).expect("revealed");
    let told = |name: &str, people, phase| (name.to_owned(), people, phase);
    assert_eq!(groups(&room), [told("Service", 3, 2), told(SMALLER, 3, 4)]);
}

#[test]
fn the_room_never_gets_a_sheet() {
    for policy in [Policy::Hidden, Policy::Anonymous] {
        let seen = revealed(policy).session().seen_by(Viewer::Room);
        assert!(state(&seen, &here()).expect("kept").sheets.is_empty(), "{policy:?}");
    }
}

#[test]
fn where_people_and_functions_disagree_most_is_named() {
    assert_eq!(
        sentences(&revealed(Policy::Hidden)),
        [
            "Most apart on “We post, and nobody answers replies”: 6 true here, 0 partly, 4 not \
             here.",
            "Functions differ most on “We post, and nobody answers replies”: Marketing true here, \
             HR not here.",
            "Still holding us back: “We post, and nobody answers replies”.",
        ]
    );
}

#[test]
fn the_strip_has_one_mark_a_function_and_what_comes_next() {
    let mut room = revealed(Policy::Hidden);
    assert_eq!(refused(change(&mut room, Change::Next(Some(5)))), "The phases go from 1 to 4.");
    change(&mut room, Change::Next(Some(3))).expect("agreed");
    let seen = room.session().seen_by(Viewer::Room);
    let assess = state(&seen, &here()).expect("an assessment");
    let strip = phases(&seen, &here(), assess, &result(&room)).into_iter();
    let strip: Vec<String> =
        strip.map(|line| format!("{:?} {} | {}", line.sign, line.text, line.aside)).collect();
    assert_eq!(
        strip,
        [
            "Settled 1  one voice | Marketing",
            "Settled 2  listening | Service",
            "Half 3  answering together | IT, next",
            "Settled 4  a community | HR",
        ]
    );
    let next = "Next: answering together. Which goal can two reach together?";
    assert_eq!(sentences(&room).last().map(String::as_str), Some(next));
    room.undo(at(90)).expect("agreeing is undone");
    assert!(!sentences(&room).iter().any(|words| words.starts_with("Next")));
    assert!(room.undo(at(91)).is_err(), "a reveal is not");
}

#[test]
fn the_record_has_the_terms_every_statement_and_each_function() {
    let blocks = record(&revealed(Policy::Hidden));
    let told = format!("{blocks:?}");
    for words in ["Ten sheets about five statements.", "2  listening (inclusive)", "Divided on"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let Some(Block::Grid(statements)) = blocks.last() else { panic!("{told}") };
    assert_eq!(
        statements.columns.join(" | "),
        "Statement | Phase | True here | Partly | Not here | Service | Marketing | HR | IT"
    );
    assert_eq!(
        statements.rows[2].join(" | "),
        "Somebody reads what is said about us every day. | listening | 7 | 0 | 3 | 4/0/0 | 0/0/3 | \
         2/0/0 | 1/0/0"
    );
}

#[test]
fn compared_with_the_last_time() {
    let mut before = revealed(Policy::Anonymous);
    change(&mut before, Change::Next(Some(2))).expect("agreed");
    let earlier = Earlier::of(before.session(), &here(), &result(&before));
    let mut room = room(Policy::Hidden);
    change(&mut room, Change::Earlier(earlier)).expect("taken over");
    for (at, answers) in (1..).zip(["00222", "00222", "00222", "00222"]) {
        give(&mut room, &by(at), sheet(answers)).expect("given");
    }
    room.reveal(at(70), &here()).expect("revealed");
    let told = sentences(&room).join(" ");
    assert!(told.contains("The room stands at a community, the last time at listening."), "{told}");
    assert!(told.contains("Moved most: “"), "{told}");
    let page = page_of(&room);
    assert!(page.contains("Service (was listening)") && page.contains("Marketing (was one voice)"));
    let late = refused(change(&mut room, Change::Earlier(Earlier::default())));
    assert!(late.starts_with("The result is shown"), "{late}");
}

#[test]
fn an_open_step_takes_hands_or_sheets_and_is_closed_again_by_undo() {
    let mut room = room(Policy::Open);
    let hands = |first: Hands| -> Vec<(Id, Hands)> {
        let ids = order(room.session(), &here()).into_iter().map(id_of);
        ids.map(|id| if id == id_of(0) { (id, first) } else { (id, [0, 1, 6]) }).collect()
    };
    let (many, some) = (hands([9, 2, 1]), hands([2, 2, 3]));
    let too_many = refused(change(&mut room, Change::Hands(many)));
    assert_eq!(too_many, "That is 12 hands for one statement, and 11 vote.");
    change(&mut room, Change::Hands(some)).expect("counted");
    let it = result(&room);
    assert_eq!((it.how, it.groups.len()), (How::Hands, 0));
    assert_eq!(it.statements[0].answers.counts(), [2, 2, 3]);
    room.undo(at(80)).expect("hands are undone");
    change(&mut room, Change::Cast(by(1), sheet("02210"))).expect("by name");
    change(&mut room, Change::Cast(by(1), sheet("22210"))).expect("replaced");
    change(&mut room, Change::Cast(by(4), sheet("00222"))).expect("by name");
    assert!(refused(change(&mut room, Change::Hands(Vec::new()))).contains("each statement"));
    change(&mut room, Change::Close).expect("closed");
    assert_eq!(groups(&room).len(), 2);
    room.session().check().expect("sound");
}

#[test]
fn one_voice_stands_for_all_and_tells_of_no_function() {
    let mut room = room(Policy::Hidden);
    give(&mut room, &Giver::Voice, sheet("02200")).expect("agreed aloud");
    assert!(refused(give(&mut room, &by(1), sheet("0"))).contains("one voice"));
    room.reveal(at(70), &here()).expect("revealed");
    assert_eq!((result(&room).how, groups(&room).len()), (How::Voice, 0));
    assert!(page_of(&room).contains("we stand here"));
}

#[test]
fn statements_without_phases_are_told_as_bars() {
    let statement = |words| Statement { text: text(words), phase: 1 };
    let statements = ["We have time.", "We have money."].map(statement).into();
    let plain = Do::Assess { statements, phases: Vec::new(), poles: None };
    let mut room = room_of(vec![activity(plain, Policy::Hidden)], &ELEVEN);
    give(&mut room, &by(1), sheet("20")).expect("given");
    give(&mut room, &by(4), sheet("10")).expect("given");
    room.reveal(at(70), &here()).expect("revealed");
    let page = page_of(&room);
    assert!(page.contains("1 true here, 1 partly, 0 not here"), "{page}");
    assert!(!page.contains("holding us back"), "{page}");
    assert!(refused(change(&mut room, Change::Next(Some(1)))).contains("no phases"));
    assert!(record(&room).iter().any(|block| matches!(block, Block::Grid(_))));
}

#[test]
fn statements_are_shuffled_by_the_seed_and_alike_on_paper_and_wall() {
    let room = room(Policy::Hidden);
    let order = order(room.session(), &here());
    assert_ne!(order, [0, 1, 2, 3, 4], "phase by phase nobody would think");
    let things = all::things(room.session(), &here());
    let ids: Vec<Id> = things.into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, order.into_iter().map(id_of).collect::<Vec<Id>>());
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut room = room(Policy::Hidden);
    assert!(refused(give(&mut room, &by(1), sheet("3"))).contains("At most 2"));
    let stranger = Ballot::of_answers([(id_of(7), 1)]);
    assert!(refused(give(&mut room, &by(1), stranger)).contains("not asked here"));
    assert!(refused(change(&mut room, Change::Cast(by(1), sheet("0")))).contains("private"));
    assert!(refused(change(&mut room, Change::Close)).contains("private"));
    assert!(refused(change(&mut room, Change::Next(Some(2)))).contains("First where we are"));
    assert!(refused(room.reopen(at(9), &here())).contains("No sheet is in yet"));
    ten_sheets(&mut room);
    room.reopen(at(61), &here()).expect("thrown away");
    ten_sheets(&mut room);
    room.reveal(at(70), &here()).expect("revealed");
    assert!(refused(room.reopen(at(71), &here())).contains("cannot un-see"));
    assert!(refused(give(&mut room, &by(11), sheet("0"))).contains("The result is shown"));
}

#[test]
fn a_file_in_which_somebody_could_be_found_is_not_read() {
    let session = revealed(Policy::Anonymous).session().clone();
    let broken = |change: &dyn Fn(&mut Assess)| {
        let mut session = session.clone();
        let Ok(State::Assess(assess)) = session.state_mut(&here()) else { panic!("it is there") };
        change(assess);
        session.check().expect_err("unsound").to_string()
    };
    let of = |at: usize, function: Option<&'static str>| {
        move |assess: &mut Assess| {
            let Content::Ballot(ballot) = &mut assess.sheets[at].content else { return };
            ballot.of = function.map(text);
        }
    };
    assert!(broken(&of(0, Some("HR"))).contains("a name could be found"));
    assert!(broken(&|assess| assess.sheets[0].from = Some(by(1))).contains("has a name"));
    assert!(broken(&|assess| assess.next = Some(9)).contains("not in its script"));
    assert!(broken(&|assess| assess.hands = vec![(id_of(9), [0; 3])]).contains("not about"));
}

/// The sheets with two answers more: where we are between the poles, and where we should be.
const PULLED: [&str; 10] = ["02", "01", "00", "12", "02", "12", "12", "01", "22", "22"];

fn pulled_room(policy: Policy) -> Room {
    let Do::Assess { statements, phases, .. } = phased() else { panic!("it assesses") };
    let poles = Some(Poles { from: text("control"), to: text("groundswell") });
    let asks = Do::Assess { statements, phases, poles };
    let mut room = room_of(vec![activity(asks, policy)], &ELEVEN);
    for (at, (answers, pulled)) in (1..).zip(SHEETS.iter().zip(PULLED)) {
        give(&mut room, &by(at), sheet(&format!("{answers}{pulled}"))).expect("given");
    }
    room
}

fn bars(room: &Room) -> Vec<(String, String, String)> {
    let seen = room.session().seen_by(Viewer::Room);
    let blocks = between(&seen, &here(), &result(room));
    let bars = blocks.into_iter().filter_map(|block| match block {
        Block::Bars(bars) => Some(bars),
        _ => None,
    });
    bars.flatten().map(|bar| (bar.label, bar.number, bar.aside)).collect()
}

#[test]
fn between_two_poles_it_is_told_by_function_where_we_are_and_should_be() {
    let mut room = pulled_room(Policy::Hidden);
    let asked = page_of(&room);
    assert!(asked.contains("G  We should be nearer to groundswell than to control."), "{asked}");
    assert!(!format!("{:?}", room.session()).contains("value: 2"), "nothing is known before");
    room.reveal(at(70), &here()).expect("revealed");
    room.session().check().expect("sound");
    let bar = |label: &str, is: &str, should: &str| {
        (label.to_owned(), format!("{is} %"), format!("should be {should} %"))
    };
    let expected = [
        bar("Service", "25", "100"),
        bar("Marketing", "0", "33"),
        bar("HR", "75", "100"),
        bar("IT", "100", "100"),
        bar("all of us", "35", "80"),
    ];
    assert_eq!(bars(&room), expected);
    let said = sentences(&room).join(" ");
    let pulled = "From control to groundswell we are 35 % of the way, and should be 80 %. The \
                  longest way first: Service 25 to 100 %, Marketing 0 to 33 %, HR 75 to 100 %, IT \
                  stays at 100 %.";
    assert!(said.contains(pulled), "{said}");
    let written = format!("{:?}", record(&room));
    for words in ["from control (0 %) to groundswell (100 %)", "should be 33 %", "Today we are"] {
        assert!(written.contains(words) && !asked.contains("25 %"), "{words}: {written}");
    }
}

#[test]
fn the_poles_move_nobody_among_the_phases() {
    let mut room = pulled_room(Policy::Hidden);
    room.reveal(at(70), &here()).expect("revealed");
    assert_eq!(groups(&room), groups(&revealed(Policy::Hidden)));
}

#[test]
fn where_no_name_is_kept_small_functions_stand_together_between_the_poles() {
    let mut room = pulled_room(Policy::Anonymous);
    room.reveal(at(70), &here()).expect("revealed");
    let labels: Vec<String> = bars(&room).into_iter().map(|(label, ..)| label).collect();
    assert_eq!(labels, ["Service", "Marketing", SMALLER, "all of us"]);
}

#[test]
fn what_is_asked_about_the_poles_comes_last_on_every_sheet() {
    let room = pulled_room(Policy::Hidden);
    let things = all::things(room.session(), &here());
    let last: Vec<&str> = things[5..].iter().map(|(_, label)| label.as_str()).collect();
    let asked = ["Today we are", "We should be"];
    assert_eq!(last, asked.map(|it| format!("{it} nearer to groundswell than to control.")));
}
