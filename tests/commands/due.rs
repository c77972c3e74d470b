//! `due`: what is due over all sessions.

use super::{Desk, is_harmless, json, write};
use groundswell::session::Session;
use groundswell::session::areas::Answer;
use groundswell::session::decisions::ParkedFate;
use jiff::civil::{Date, date};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// The tour's session with every date at which something is due on this day.
fn all_due(title: &str, day: Date) -> Session {
    let mut session = Desk::tour(title);
    session.next_date = Some(day);
    for decision in &mut session.decisions {
        decision.review = Some(day);
    }
    for promise in &mut session.promises {
        (promise.vow.by, promise.vow.first_by) = (day, Some(day));
    }
    session.goals.iter_mut().flat_map(|goal| &mut goal.half).for_each(|half| half.by = day);
    for area in &mut session.areas {
        area.open_until = area.open_until.map(|_| day);
        let answer = area.accountable.as_mut().map(|accountable| &mut accountable.answer);
        if let Some(Answer::YesIf { by, .. }) = answer {
            *by = day;
        }
    }
    for parked in &mut session.parked {
        if let ParkedFate::Taken { by, .. } = &mut parked.fate {
            *by = day;
        }
    }
    session
}

fn over() -> Date {
    date(2020, 1, 2)
}

fn far_away() -> Date {
    date(2999, 1, 2)
}

#[test]
fn where_nothing_is_due_it_says_so_and_ends_well() {
    let desk = Desk::new();
    let said = desk.says(&["due"]);
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    assert!(said.err.starts_with("Nothing is due by today"), "{said:?}");
    desk.keep("later", &all_due("Later", far_away()));
    assert_eq!(desk.says(&["due", "--within", "30"]).code, 0);
    let said = desk.says(&["due", "--json"]);
    assert_eq!((json(&said), said.code), (Vec::new(), 0));
}

#[test]
fn what_is_overdue_is_told_with_its_session_and_an_exit_code_for_scripts() {
    let desk = Desk::with_garden();
    let session = all_due("Owls", over());
    desk.keep("owls", &session);
    let said = desk.says(&["due"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("\nOverdue  Thu 2 Jan 2020"), "{said:?}");
    assert!(said.out.contains("check-in, Owls"), "{said:?}");
    assert!(!said.out.contains("To come"), "{said:?}");
    let said = desk.says(&["due", "--json"]);
    assert_eq!(said.code, 1);
    let due = json(&said);
    let first_steps_and_promises = 2 * session.promises.len();
    assert!(due.len() > first_steps_and_promises + session.decisions.len());
    for thing in &due {
        assert_eq!(thing["date"], "2020-01-02");
        assert_eq!(thing["session"], "owls");
        assert_eq!(thing["session_title"], "Owls");
        assert_eq!(thing["overdue"], true);
        assert!(thing["title"].is_string(), "{thing}");
    }
    let promise = due.iter().find(|thing| thing["kind"] == "promise").expect("a promise");
    assert_eq!(promise["who"], session.name_of(&session.promises[0].who));
    let kinds: BTreeSet<&str> = due.iter().filter_map(|thing| thing["kind"].as_str()).collect();
    for kind in ["check-in", "review", "promise", "first step", "find out", "parked"] {
        assert!(kinds.contains(kind), "{kind}: {kinds:?}");
    }
}

#[test]
fn a_session_that_was_put_away_is_no_longer_asked_for() {
    let desk = Desk::new();
    desk.keep("owls", &all_due("Owls", over()));
    assert_eq!(desk.says(&["due"]).code, 1);
    assert_eq!(desk.says(&["archive", "owls"]).code, 0);
    assert_eq!(desk.says(&["due"]).code, 0);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_hides_no_other() {
    let desk = Desk::new();
    desk.keep("owls", &all_due("Owls", over()));
    write(&desk.folder().join("broken.ron"), "Session(format: 1, title: \u{1b}[31moops");
    for words in [&["due"][..], &["due", "--json"]] {
        let said = desk.says(words);
        assert_eq!(said.code, 1);
        assert!(said.err.contains("left out") && said.err.contains("broken.ron"), "{said:?}");
        assert!(is_harmless(&said.err), "{said:?}");
        assert!(said.out.contains("Owls"), "{said:?}");
    }
}

#[test]
fn three_hundred_sessions_are_told_once_each_in_the_order_of_their_days() {
    let desk = Desk::with_garden();
    let garden = fs::read_to_string(desk.garden()).expect("text");
    let mut expected = Vec::new();
    for number in 0..300 {
        let (day, name) = (format!("{}-03-01", 2000 + number % 20), format!("s-{number:03}"));
        let dated = format!("\n  next_date: Some({day:?}),\n  people:");
        let session = garden.replacen("\n  people:", &dated, 1);
        assert_ne!(session, garden);
        write(&desk.folder().join(format!("{name}.ron")), session);
        expected.push((day, name));
    }
    expected.sort();
    let due = json(&desk.says(&["due", "--json"]));
    let word = |thing: &Value, field: &str| thing[field].as_str().expect("text").to_owned();
    let told: Vec<(String, String)> =
        due.iter().map(|thing| (word(thing, "date"), word(thing, "session"))).collect();
    assert_eq!(told, expected);
}
