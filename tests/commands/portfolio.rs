//! `portfolio`: all sessions of a folder as one.

use super::{Desk, Said, is_harmless, write};
use groundswell::session::Session;
use groundswell::session::activities::assess::Earlier;
use groundswell::session::followup::{Assessed, Kept, Past};
use groundswell::text::CleanText;
use groundswell::workshop::Phase;
use serde_json::Value;

/// Two sessions with the same people, areas and goals.
fn two() -> Desk {
    let desk = Desk::new();
    for (name, title) in [("owls", "Owls"), ("bats", "Bats")] {
        desk.keep(name, &Desk::tour(title));
    }
    desk
}

fn object(said: &Said) -> Value {
    serde_json::from_str(&said.out).expect("JSON")
}

#[test]
fn without_a_session_it_says_what_to_do() {
    let desk = Desk::new();
    let said = desk.says(&["portfolio"]);
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    assert!(said.err.contains("groundswell list"), "{said:?}");
    let all = object(&desk.says(&["portfolio", "--json"]));
    assert_eq!((&all["sessions"], &all["pots"]), (&Value::Array(vec![]), &Value::Array(vec![])));
    assert!(desk.refuses(&["portfolio", "nowhere"]).contains("no such folder"));
}

#[test]
fn what_two_sessions_have_in_common_is_told_in_words() {
    let said = two().says(&["portfolio"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.starts_with("All sessions\n2 sessions, 2 of them finished; 11 people."));
    for chapter in ["The pots", "Money in EUR", "Areas nobody answers for", "Goals that look alike"]
    {
        assert!(said.out.contains(chapter), "{chapter}: {said:?}");
    }
    assert!(said.out.contains("the same words"), "{said:?}");
}

#[test]
fn amounts_of_two_sessions_are_added_for_programs_and_names_are_sessions() {
    let desk = two();
    let all = object(&desk.says(&["portfolio", "--json"]));
    let pot = &all["pots"][0];
    let purse = Desk::tour("Owls").pot.purse();
    let sum = |field: &str| {
        let functions = pot["functions"].as_array().expect("an array").iter();
        functions.map(|function| function[field].as_i64().expect("a number")).sum::<i64>()
    };
    assert_eq!((pot["pots"].as_u64(), pot["currency"].as_str()), (Some(2), Some("EUR")));
    assert_eq!(sum("firm"), 2 * purse.firm.0);
    assert_eq!(sum("likely"), 2 * purse.likely.0);
    assert!(purse.firm.0 > 0);
    let goal = &all["goals"][0];
    assert_eq!(goal["why"], "the same words");
    let sessions: Vec<&Value> = [0, 1].map(|at| &goal["wordings"][0]["in"][at]["session"]).into();
    assert_eq!(sessions, ["bats", "owls"]);
    assert!(all["people"].as_array().is_some_and(|people| !people.is_empty()));
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_is_told() {
    let desk = two();
    write(&desk.folder().join("broken.ron"), "Session(format: 1, title: \u{1b}[31moops");
    let said = desk.says(&["portfolio"]);
    assert_eq!(said.code, 0);
    assert!(said.err.contains("broken.ron") && is_harmless(&said.err), "{said:?}");
    assert!(said.out.contains("One file cannot be read and is left out."), "{said:?}");
    assert_eq!(object(&desk.says(&["portfolio", "--json"]))["left_out"], 1);
}

#[test]
fn it_is_written_as_a_document_of_another_folder_too() {
    let desk = two();
    let folder = desk.folder();
    let elsewhere = Desk::new();
    let words = ["portfolio", folder.to_str().expect("text"), "--to", "md"];
    let said = elsewhere.says(&words);
    assert_eq!(said.code, 0);
    assert!(said.out.starts_with("# All sessions\n") && said.out.contains("\n## The pots\n"));
    assert_eq!(elsewhere.says(&[&words[..], &["--json"]].concat()).code, 2);
}

/// A plan in which a room stood in the second of two phases.
fn assessed(session: &Session) -> Past {
    let phase = |name| Phase { name: CleanText::line(name), ..later() };
    Past {
        id: CleanText::line(&format!("{}-plan", session.title)),
        title: session.title.clone(),
        began: session.began,
        days: 0,
        goals: Vec::new(),
        promises: Kept::default(),
        spent: Vec::new(),
        assessed: vec![Assessed {
            poles: None,
            statements: Vec::new(),
            phases: ["one voice", "listening"].map(phase).into(),
            came_to: Earlier {
                room: Some(2),
                functions: vec![(CleanText::line("Service"), 1)],
                ..Earlier::default()
            },
        }],
    }
}

fn later() -> Phase {
    let [name, term, question] = [(); 3].map(|()| CleanText::default());
    Phase { name, term, question }
}

#[test]
fn where_functions_stood_over_time_is_told_with_days_and_for_programs() {
    let desk = Desk::new();
    for (name, title) in [("owls", "Owls"), ("bats", "Bats")] {
        let mut session = Desk::tour(title);
        session.followup.line.insert(0, assessed(&session));
        desk.keep(name, &session);
    }
    let said = desk.says(&["portfolio"]);
    assert!(said.out.contains("Phases over time"), "{said:?}");
    let all = object(&desk.says(&["portfolio", "--json"]));
    let walks = all["phases"].as_array().expect("an array");
    assert_eq!(walks.len(), 2);
    assert_eq!(walks[0]["session"], "bats");
    let told = &walks[0]["told"][0];
    assert_eq!(told["days"], 0);
    let names = walks[0]["names"].as_array().expect("an array").len() as u64;
    assert!(told["room"].as_u64().is_some_and(|phase| (1..=names).contains(&phase)), "{told}");
    assert!(told["functions"].as_array().is_some_and(|all| !all.is_empty()), "{told}");
    let document = desk.says(&["portfolio", "--to", "md"]);
    assert!(document.out.contains("## Phases over time"), "{document:?}");
}
