//! `checkin`: a plan, and what becomes of it after thirty and sixty days.

use super::*;
use std::collections::BTreeSet;

fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).expect("it is there")
}

/// What a command makes, by the path that it prints.
fn made(said: &Said) -> PathBuf {
    assert_eq!(said.code, 0, "{said:?}");
    PathBuf::from(said.out.trim_end())
}

fn read(path: &Path) -> Session {
    groundswell::store::frame::read::<Session>(&RealDisk, path).expect("a session").value
}

/// Types these lines into a session.
fn types(desk: &Desk, session: &Path, lines: &str) -> String {
    let mut command = desk.command();
    let output = command.arg("--linear").arg(session).write_stdin(lines).output().expect("it runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// The answers of a check-in: the first goal, the first two promises, the first area.
fn answers(number: &str, confidence: u8, spent: &str) -> String {
    let start = "yes\n/next\n/next\n";
    let goals = format!("The team did what it could\n{number}\n{confidence}\n/next\n");
    let promises = "kept\nin 5 weeks\n\n\n/next\n";
    format!("{start}{goals}{promises}{spent}\n/next\n/next\n/next\n/finish\n")
}

#[test]
fn a_chain_of_three_sessions_keeps_what_was_and_shows_how_it_went() {
    let desk = Desk::new();
    desk.keep("boxes", &Desk::tour("Boxes"));
    let plan = desk.folder().join("boxes.ron");
    let before = bytes(&plan);
    let thirty = made(&desk.says(&["checkin", "boxes"]));
    assert_eq!(thirty, desk.folder().join("boxes-day-30.ron"));
    let (was, is) = (read(&plan), read(&thirty));
    assert_eq!(&*is.title, "Boxes: day 30");
    assert_eq!((is.people.len(), is.goals.len(), is.areas.len()), (11, 3, 7));
    assert_eq!((is.currency, is.promises.len()), (was.currency, was.promises.len()));
    for (was, is) in was.goals.iter().zip(&is.goals) {
        assert_eq!(was.shape, is.shape);
    }
    let owner = |session: &Session, of: usize| {
        let area = &session.areas[of];
        let allowance = area.accountable.as_ref().and_then(|it| it.may_spend);
        let name = area.owner().map(|who| session.name_of(who).to_owned());
        (name, allowance, session.planned(&area.id))
    };
    for of in 0..7 {
        assert_eq!(owner(&was, of), owner(&is, of));
    }
    let told = types(&desk, &thirty, &answers("41", 6, "1200.50"));
    assert!(told.contains("The team: what happened to"), "{told}");
    let sixty = made(&desk.says(&["checkin", "boxes-day-30"]));
    assert_eq!(sixty, desk.folder().join("boxes-day-60.ron"));
    types(&desk, &sixty, &answers("33", 8, "4226"));
    assert_eq!(bytes(&plan), before, "the plan was only read");
    let record = desk.says(&["export", "boxes-day-60", "--to", "md", "--out", "-"]);
    for words in ["20 → 41 → 33", "6 → 8", "€1,200.50", "€100 too much", "1 of", "slipped"]
    {
        assert!(record.out.contains(words), "“{words}” is not in the record:\n{}", record.out);
    }
    let line = read(&sixty).followup.line;
    let days: Vec<u16> = line.iter().map(|past| past.days).collect();
    assert_eq!(days, [0, 30]);
    assert_eq!(&*line[0].id, &*was.id);
}

#[test]
fn what_a_check_in_took_over_is_due_there_and_nowhere_else() {
    let desk = Desk::new();
    desk.keep("boxes", &Desk::tour("Boxes"));
    let kinds = |desk: &Desk, session: &str| -> BTreeSet<String> {
        let due = json(&desk.says(&["due", "--within", "3660", "--json"]));
        let here = due.iter().filter(|thing| thing["session"] == session);
        here.map(|thing| thing["kind"].as_str().expect("a word").to_owned()).collect()
    };
    let all = kinds(&desk, "boxes");
    assert!(all.contains("promise") && all.contains("check-in"), "{all:?}");
    let due = json(&desk.says(&["due", "--within", "3660", "--json"]));
    let titles: Vec<&str> = due
        .iter()
        .filter(|thing| thing["kind"] == "check-in")
        .filter_map(|thing| thing["title"].as_str())
        .collect();
    let named = ["The 30-day check-in", "The 60-day check-in", "The 90-day check-in"];
    assert_eq!(titles, named);
    made(&desk.says(&["checkin", "boxes"]));
    assert_eq!(kinds(&desk, "boxes"), BTreeSet::from(["review".to_owned()]));
    assert!(kinds(&desk, "boxes-day-30").contains("promise"));
    // In one plan nothing is counted twice, however many sessions it has.
    let portfolio = desk.says(&["portfolio", "--json"]);
    let value: Value = serde_json::from_str(&portfolio.out).expect("JSON");
    assert_eq!(value["sessions"].as_array().expect("a list").len(), 1);
    // Put away, the check-in is done with, and so is what it took over.
    assert_eq!(desk.says(&["archive", "boxes-day-30"]).code, 0);
    assert_eq!(kinds(&desk, "boxes"), BTreeSet::from(["review".to_owned()]));
}

#[test]
fn made_twice_it_replaces_nothing_and_says_so() {
    let desk = Desk::new();
    desk.keep("boxes", &Desk::tour("Boxes"));
    let first = made(&desk.says(&["checkin", "boxes"]));
    let before = bytes(&first);
    let said = desk.says(&["checkin", "boxes"]);
    assert_eq!(made(&said), desk.folder().join("boxes-day-30-2.ron"));
    assert!(
        said.err.contains("was made before") && said.err.contains("boxes-day-30.ron"),
        "{said:?}"
    );
    assert_eq!(bytes(&first), before);
    let out = first.to_str().expect("text");
    let refused = desk.refuses(&["checkin", "boxes", "--out", out]);
    assert!(refused.contains("boxes-day-30.ron"), "{refused}");
    assert!(desk.refuses(&["checkin", "boxes", "--out", "plan.txt"]).contains("ends in .ron"));
}

#[test]
fn day_ninety_runs_the_longer_workshop_and_a_session_without_a_plan_has_no_check_in() {
    let desk = Desk::with_garden();
    desk.keep("boxes", &Desk::tour("Boxes"));
    let ninety = made(&desk.says(&["checkin", "boxes", "--days", "90", "--title", "A quarter"]));
    let session = read(&ninety);
    assert_eq!((&*session.workshop, &*session.title), ("Day 90", "A quarter"));
    let refused = desk.refuses(&["checkin", "garden"]);
    assert!(refused.contains("nothing to look back on"), "{refused}");
    let refused = desk.refuses(&["checkin", "a-quarter", "--days", "60"]);
    assert!(refused.contains("--days 180"), "{refused}");
}
