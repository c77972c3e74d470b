//! A network from the first sheet to the record.

use super::*;
use crate::room::Room;
use crate::session::activities as all;
use crate::session::agenda::Change as Agenda;
use crate::session::block::Block;
use crate::session::people;
use crate::session::private::{Asked, Outsider};
use crate::session::report::{Report, Wish};
use crate::session::{Change as Any, Viewer};
use crate::testing::{activity, at, person, place, reader, room_of, submit, text};
use crate::workshop::Do;

/// Seven people: three of Service, two of Legal, one each of IT and HR.
pub(in crate::session) const SEVEN: [(&str, &str); 7] = [
    ("Ana", "Service"),
    ("Ben", "Service"),
    ("Chi", "Service"),
    ("Dee", "Legal"),
    ("Dan", "Legal"),
    ("Fay", "IT"),
    ("Gil", "HR"),
];

/// Whom each of them asks. Ana alone ties Service to Legal, and Dee alone Legal to Service; nobody
/// asks Gil; Zoe of Finance is asked by two, and is not here.
const SHEETS: [&str; 7] =
    ["Dee, Ben, Zoe (Finance)", "Ana", "Ana, Fay", "Dan", "Dee", "Ana, Ben", "Fay, zoe"];

pub(in crate::session) fn room(policy: Policy) -> Room {
    let network = activity(Do::Network { most: 5, outside: true }, policy);
    room_of(vec![network, activity(Do::Break {}, Policy::Open)], &SEVEN)
}

pub(in crate::session) fn here() -> Place {
    place("network")
}

pub(in crate::session) fn by(place: usize) -> Giver {
    Giver::Person(person(place))
}

pub(super) fn sheet(room: &Room, giver: &Giver, line: &str) -> Ballot {
    Asked::at(room.session(), &here()).expect("asked").read(giver, line).expect(line)
}

pub(super) fn give(room: &mut Room, giver: &Giver, ballot: Ballot) -> Result<u64, Refusal> {
    room.give(at(60), &here(), giver, Content::Ballot(ballot))
}

pub(super) fn change(room: &mut Room, change: Change) -> Result<u64, Refusal> {
    submit(room, Any::At(here(), all::Change::Network(change)))
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> String {
    outcome.expect_err("refused").to_string()
}

fn all_sheets(room: &mut Room) {
    for (at, line) in (1..).zip(SHEETS) {
        let ballot = sheet(room, &by(at), line);
        give(room, &by(at), ballot).expect(line);
    }
}

fn revealed() -> Room {
    let mut room = room(Policy::Hidden);
    all_sheets(&mut room);
    room.reveal(at(70), &here()).expect("revealed");
    room.session().check().expect("sound");
    room
}

fn result(room: &Room) -> Mapped {
    room.session().seen_by(Viewer::Room).mapped(&here()).cloned().expect("shown")
}

fn lines(room: &Room) -> Vec<String> {
    let seen = room.session().seen_by(Viewer::Room);
    let said = reached(&seen, &here(), &result(room), usize::MAX).into_iter();
    said.map(|it| format!("{} {}", it.line.text, it.line.aside).trim_end().to_owned()).collect()
}

fn page_of(room: &Room) -> String {
    let seen = room.session().seen_by(Viewer::Room);
    format!("{:?}", all::page(&seen, &here(), &reader()))
}

fn record(room: &Room, third_parties: bool) -> String {
    let wish = Wish { third_parties, ..Wish::default() };
    format!("{:?}", Report::wished(&wish, room.session(), &reader()).parts)
}

fn learns(between: [&str; 2], who: usize) -> Change {
    Change::Learns { between: between.map(text), who: person(who) }
}

#[test]
fn the_room_is_told_by_function_where_nobody_agreed_to_be_named() {
    let room = revealed();
    let mapped = result(&room);
    assert_eq!((mapped.sheets, mapped.names, mapped.outsiders()), (7, 12, 1));
    assert_eq!(mapped.named, []);
    let asked: Vec<(String, u32)> =
        mapped.functions_asked().iter().map(|it| (it.name.clone(), it.asked)).collect();
    let expected = [("Service", 5), ("Legal", 3), ("IT", 2), ("Finance", 2)];
    assert_eq!(asked, expected.map(|(name, count)| (name.to_owned(), count)));
    assert_eq!(
        lines(&room),
        [
            "Service and Legal: only one of each who else could?",
            "Two of Legal hang on one of Service alone",
            "One of HR hangs on one of IT alone",
            "Nobody of another function asks HR who goes there?",
        ]
    );
    let told = page_of(&room) + &record(&room, false);
    for name in ["Zoe", "zoe"] {
        assert!(!told.contains(name), "{told}");
    }
}

#[test]
fn which_function_asks_which_stands_in_a_grid_with_those_who_are_not_here() {
    let grid = grid(&result(&revealed()));
    assert_eq!(grid.columns, ["asks", "A", "B", "C", "D", "E"]);
    assert_eq!(grid.rows[0], ["A  Service", "3", "1", "1", "·", "1"]);
    assert_eq!(grid.rows[1], ["B  Legal", "·", "2", "·", "·", "·"]);
    assert_eq!(grid.rows.len(), 4);
}

#[test]
fn whoever_agrees_stands_there_by_name_and_nobody_else() {
    let mut room = revealed();
    change(&mut room, Change::Named(person(1), true)).expect("Ana agrees");
    let mapped = result(&room);
    let hub = Hub { name: "Ana".into(), function: "Service".into(), asked: 3 };
    assert_eq!(mapped.named, [hub]);
    assert_eq!(lines(&room)[0], "Service and Legal: only Ana and one of Legal who else could?");
    assert!(page_of(&room).contains("Ana"));
    change(&mut room, Change::Named(person(1), false)).expect("not after all");
    assert_eq!(result(&room).named, []);
    assert!(!page_of(&room).contains("Ana"));
    submit(&mut room, Any::People(people::Change::Leave(person(2)))).expect("left");
    let gone = change(&mut room, Change::Named(person(2), true));
    assert!(refused(gone).contains("not here to agree"));
}

#[test]
fn in_an_open_step_those_who_are_here_are_named_and_others_are_not() {
    let mut room = room(Policy::Open);
    submit(&mut room, Any::People(people::Change::Leave(person(1)))).expect("left");
    for (at, line) in (2..).zip(&SHEETS[1..]) {
        let ballot = sheet(&room, &by(at), line);
        change(&mut room, Change::Cast(by(at), ballot)).expect(line);
    }
    let seen = room.session().seen_by(Viewer::Room);
    assert!(seen.mapped(&here()).is_none() && state(&seen, &here()).expect("it").sheets.is_empty());
    change(&mut room, Change::Close).expect("closed");
    let names: Vec<String> = result(&room).named.into_iter().map(|hub| hub.name).collect();
    assert_eq!(names, ["Fay", "Ben", "Dee", "Dan"], "Ana left, and was asked most");
    let told = page_of(&room) + &record(&room, false);
    assert!(!told.contains("zoe"), "{told}");
    room.session().check().expect("sound");
}

#[test]
fn whoever_is_not_here_is_named_on_request_alone() {
    let room = revealed();
    let asked_for = record(&room, true);
    assert!(asked_for.contains("\"Zoe\", \"Finance\", \"2\""), "{asked_for}");
    assert!(!record(&room, false).contains("Zoe"));
    let mut sealed = super::scenarios::room(Policy::Hidden);
    all_sheets(&mut sealed);
    assert!(!record(&sealed, true).contains("Zoe"), "what is sealed stays so");
}

#[test]
fn where_two_functions_meet_in_one_person_somebody_else_learns_it() {
    let mut room = revealed();
    let before = room.session().clone();
    let nothing = change(&mut room, learns(["Service", "IT"], 2));
    assert!(refused(nothing).contains("do not meet in one person"));
    change(&mut room, learns(["Service", "Legal"], 2)).expect("Ben learns it");
    let agreed = |room: &Room| {
        room.session().agreements.iter().map(|it| it.text.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(agreed(&room), ["Ben gets to know Legal, too."]);
    assert!(lines(&room)[0].ends_with("Ben learns it"));
    change(&mut room, learns(["Service", "Legal"], 7)).expect("Gil instead");
    assert_eq!(agreed(&room), ["Gil gets to know Service and Legal, too."]);
    room.session().check().expect("sound");
    room.undo(at(90)).expect("undone");
    room.undo(at(91)).expect("undone");
    assert_eq!(room.session().agreements, before.agreements);
    room.redo(at(92)).expect("redone");
    assert_eq!(agreed(&room), ["Ben gets to know Legal, too."]);
    let id = room.session().agreements[0].id.clone();
    let delete = Any::Decisions(decisions::Change::DeleteAgreement(id));
    submit(&mut room, delete).expect("deleted");
    assert!(lines(&room)[0].ends_with("who else could?"));
}

#[test]
fn what_the_wall_shows_of_it_is_turned_and_is_at_most_nine_lines() {
    let mut room = revealed();
    for (part, words) in [
        (Part::Asked, "Who is asked most"),
        (Part::Grid, "Not here: E Finance"),
        (Part::Bridges, "Service and Legal: only one of each"),
    ] {
        change(&mut room, Change::Show(part)).expect("turned");
        let page = page_of(&room);
        assert!(page.contains(words), "{page}");
        let seen = room.session().seen_by(Viewer::Room);
        let blocks = super::page(&seen, &here(), &reader());
        let rows = blocks.iter().map(|block| match block {
            Block::Lines(lines) => lines.len(),
            Block::Bars(bars) => bars.len(),
            Block::Grid(grid) => grid.rows.len() + 1,
            _ => 1,
        });
        assert!(rows.sum::<usize>() <= 9, "{page}");
    }
    let too_early = change(&mut super::scenarios::room(Policy::Hidden), Change::Show(Part::Grid));
    assert!(refused(too_early).contains("First the reveal"));
}

#[test]
fn only_people_answer_and_names_are_kept() {
    let mut room = room(Policy::Hidden);
    let ballot = sheet(&room, &by(1), "Ben");
    let hat = Any::People(people::Change::AddHats(vec![text("A customer")]));
    submit(&mut room, hat).expect("worn");
    let hat = room.session().hats[0].id.clone();
    for (giver, why) in [
        (Giver::Sheet, "whose sheet"),
        (Giver::Voice, "one voice has none"),
        (Giver::Hat(hat), "only people do"),
    ] {
        assert!(refused(give(&mut room, &giver, ballot.clone())).contains(why));
    }
    let anonymous = Any::Agenda(Agenda::Privacy(here(), Policy::Anonymous));
    assert!(refused(submit(&mut room, anonymous)).contains("half of an answer"));
    let outsider = Outsider { name: text("Zoe"), function: text("") };
    let six = (1..=5).map(person);
    let too_many = give(&mut room, &by(7), Ballot::of_names(six, [outsider]));
    assert!(refused(too_many).contains("6 names"));
}

#[test]
fn whoever_is_not_in_may_have_named_a_tie_and_that_is_said() {
    let mut room = room(Policy::Hidden);
    let ballot = sheet(&room, &by(1), "Dee");
    give(&mut room, &by(1), ballot).expect("given");
    room.reveal(at(70), &here()).expect("revealed");
    let said = standing(room.session(), &here(), &result(&room));
    assert_eq!(
        said,
        "One sheet, one name. Six people are not in: there may be a tie that nobody named."
    );
}

#[test]
fn somebody_who_was_never_here_is_named_no_more() {
    let mut room = room(Policy::Hidden);
    let ballot = sheet(&room, &by(1), "Gil, Ben");
    give(&mut room, &by(1), ballot).expect("given");
    submit(&mut room, Any::People(people::Change::Remove(person(7)))).expect("never here");
    room.reveal(at(70), &here()).expect("revealed");
    room.session().check().expect("sound");
    assert_eq!(result(&room).names, 1);
}

#[test]
fn what_a_file_says_of_a_network_is_checked() {
    let tampered = |change: fn(&mut Network)| {
        let mut session = revealed().session().clone();
        change(find(&mut session, &here()).expect("a network"));
        session.check().expect_err("unsound").to_string()
    };
    assert!(tampered(|it| it.sheets[0].from = None).contains("who asks"));
    let many = |it: &mut Network| {
        let others =
            (0..9).map(|at| Outsider { name: text(&format!("O{at}")), function: text("") });
        it.sheets[0].content = Content::Ballot(Ballot::of_names([], others));
    };
    assert!(tampered(many).contains("names more than it may"));
    assert!(tampered(|it| it.sheets[0].content = Content::Ideas(Vec::new())).contains("else than"));
    let mut session = revealed().session().clone();
    session.steps[0].script.activities[0].privacy = Policy::Anonymous;
    assert!(session.check().expect_err("unsound").to_string().contains("cannot be anonymous"));
}
