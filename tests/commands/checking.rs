//! `check`: gaps of a plan, lint of an agenda, and what a script makes of them.

use super::{Desk, Said, is_harmless, json};
use std::fs;

/// The built-in workshop with something changed, as a file.
fn script(desk: &Desk, name: &str, from: &str, to: &str) -> String {
    let text = fs::read_to_string("assets/workshops/goals-names-pot.ron").expect("it is there");
    assert!(text.contains(from), "{from}");
    desk.file(name, text.replacen(from, to, 1))
}

fn codes(said: &Said) -> Vec<String> {
    json(said).iter().map(|found| found["code"].as_str().expect("text").to_owned()).collect()
}

#[test]
fn a_session_that_has_only_begun_is_told_what_is_still_to_come() {
    let desk = Desk::with_garden();
    let said = desk.says(&["check", "garden"]);
    assert_eq!((said.code, said.err.as_str()), (1, ""));
    for words in [
        "garden: session “Garden”, 9 findings\n",
        "\n  Still to come:\n",
        "\n  ○ no-goal, goals\n    There is no goal yet, so nothing says what all this is for.\n",
        "\n  ○ no-owner, a1.7\n    Nobody answers for Measuring: what everybody owns, nobody does.\n    \
         Who wants it?",
    ] {
        assert!(said.out.contains(words), "{words:?} is missing: {}", said.out);
    }
    let plain = desk.says(&["check", "garden", "--ascii"]).out;
    assert!(plain.contains("  o no-goal, goals"), "{plain}");
    assert!(desk.says(&["check", "garden", "--linear"]).out.contains("\n  no-goal, goals\n"));
}

#[test]
fn findings_for_programs_are_an_array_of_objects() {
    let desk = Desk::with_garden();
    let said = desk.says(&["check", "garden", "goals-names-pot", "--json"]);
    assert_eq!(said.code, 1);
    let found = json(&said);
    for finding in &found {
        let object = finding.as_object().expect("an object");
        let keys: Vec<&str> = object.keys().map(String::as_str).collect();
        assert_eq!(keys.len(), 7, "{keys:?}");
        for key in ["file", "kind", "code", "place", "reason", "way_out"] {
            assert!(finding[key].is_string(), "{key}: {finding}");
        }
    }
    let kind = |kind: &str| found.iter().filter(|finding| finding["kind"] == kind).count();
    assert_eq!((kind("session"), kind("workshop")), (9, 1));
    let accepted = found.last().expect("one");
    assert!(accepted["accepted"].as_str().is_some_and(|why| why.starts_with("Each idea")));
    assert_eq!(found[0]["accepted"], serde_json::Value::Null);
}

#[test]
fn what_a_workshop_accepts_is_shown_and_is_no_finding() {
    let desk = Desk::new();
    let said = desk.says(&["check", "goals"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("nothing to mend, 1 accepted"), "{said:?}");
    assert!(said.out.contains("✕ too-many-options, goals"), "{said:?}");
    assert!(said.out.contains("Accepted: Each idea is read out first;"), "{said:?}");
    let unaccepted = script(&desk, "mine.ron", "code: \"too-many-options\"", "code: \"too-many\"");
    let said = desk.says(&["check", &unaccepted, "--json"]);
    assert_eq!(said.code, 1);
    assert_eq!(codes(&said), ["too-many-options", "accepts-nothing"]);
}

#[test]
fn a_workshop_that_cannot_be_run_is_checked_all_the_same() {
    let desk = Desk::new();
    let floor = script(&desk, "floor.ron", "floor: 14", "floor: 90");
    let said = desk.says(&["check", &floor, "--json"]);
    assert_eq!((said.code, codes(&said)[0].as_str()), (1, "floor-above-plan"));
    assert_eq!(json(&said)[0]["place"], "goals");
    let twice = script(&desk, "twice.ron", "id: \"care\"", "id: \"goals\"");
    assert_eq!(codes(&desk.says(&["check", &twice, "--json"]))[0], "cannot-run");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_hides_no_other() {
    let desk = Desk::with_garden();
    let broken = desk.file("broken.ron", "Workshop(\n  format: 1,\n  nam: \"mine\",\n)\n");
    let said = desk.says(&["check", &broken, "garden", "nope"]);
    assert_eq!(said.code, 2);
    assert!(said.out.starts_with("garden: session"), "{said:?}");
    assert!(said.err.contains("broken.ron:3:") && said.err.contains("no session and no workshop"));
    for (words, why) in [
        (&["check"][..], "FILE"),
        (&["check", "no\u{1b}[31mpe\u{9b}"], "no session"),
        (&["check", "tests"], "no session"),
    ] {
        let refused = desk.refuses(words);
        assert!(refused.contains(why) && is_harmless(&refused), "{words:?}: {refused}");
    }
}
