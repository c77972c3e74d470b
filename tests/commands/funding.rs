//! `fund`: elections in Pabulib's format, counted, explained, and refused where they are wrong.

use super::{Desk, Said, is_harmless};
use serde_json::{Value, json};
use std::process::Stdio;

const GARDEN: &str = "\
META
key;value
description;A garden
budget;1000
vote_type;approval
currency;EUR
PROJECTS
project_id;cost;name
bees;300;Bees
pond;300;A pond
trees;500.50;Trees
VOTES
voter_id;vote
1;bees,trees
2;pond,trees
3;bees
4;pond
";

fn points(vote_type: &str) -> String {
    let (head, _) = GARDEN.split_once("VOTES").expect("it has votes");
    let head = head.replace("approval", vote_type);
    format!("{head}VOTES\nvoter_id;vote;points\n1;bees,trees;2,1\n2;pond,trees;2,3\n")
}

fn desk() -> (Desk, String) {
    let desk = Desk::new();
    let file = desk.file("garden.pb", GARDEN);
    (desk, file)
}

fn object(said: &Said) -> Value {
    assert_eq!(said.code, 0, "{said:?}");
    serde_json::from_str(&said.out).expect("JSON")
}

#[test]
fn programs_get_one_object_with_exact_numbers() {
    let (desk, file) = desk();
    let told = object(&desk.says(&["fund", &file, "--json"]));
    let mut keys: Vec<&str> = told.as_object().expect("one").keys().map(String::as_str).collect();
    keys.sort_unstable();
    let all = "budget completion cost measure rule tie_sensitive ties ties_order trace winners";
    assert_eq!(keys.join(" "), all);
    assert_eq!(told["rule"], "equal-shares");
    assert_eq!(told["measure"], "cost");
    assert_eq!(told["completion"], "none");
    assert_eq!(told["ties_order"], "workshop");
    assert_eq!(told["budget"], "1000");
    assert_eq!(told["cost"], "600");
    assert_eq!(told["winners"], json!(["bees", "pond"]));
    assert_eq!(told["tie_sensitive"], false);
    assert_eq!(told["trace"][0]["rho"], "1/2");
    assert_eq!(told["trace"][2]["unspent"], "400");
    let tie = &told["ties"][0];
    assert_eq!(tie["projects"], json!(["bees", "pond"]));
    assert_eq!((&tie["first"], &tie["because"]), (&"bees".into(), &"id".into()));
}

#[test]
fn people_get_a_table_and_the_reason_of_each_line() {
    let (desk, file) = desk();
    insta::assert_snapshot!("shares", desk.says(&["fund", &file]).out);
    let words = ["fund", &file, "--rule", "greedy", "--ascii"];
    insta::assert_snapshot!("votes", desk.says(&words).out);
}

#[test]
fn a_line_is_as_wide_as_the_terminal() {
    let (desk, _) = desk();
    let long = "A garden that goes all around the house and down to the river";
    let file = desk.file("long.pb", GARDEN.replace("Bees", &long.repeat(3)));
    for columns in ["40", "60", "80", "120"] {
        let output = desk.command().args(["fund", &file]).env("COLUMNS", columns).output();
        let out = String::from_utf8(output.expect("it runs").stdout).expect("text");
        let columns: usize = columns.parse().expect("a number");
        assert!(out.lines().all(|line| line.chars().count() <= columns), "{columns}\n{out}");
    }
}

#[test]
fn every_rule_answers_to_its_name_and_says_what_was_left_open() {
    let (desk, file) = desk();
    let ranked = desk.file("ranked.pb", points("ordinal"));
    for (words, rule, measure, completion) in [
        (&["--rule", "greedy"][..], "greedy", "cost", "none"),
        (&["--rule", "greedy", "--measure", "cardinality"], "greedy", "cardinality", "none"),
        (&["--completion", "add1u", "--ties", "id"], "equal-shares", "cost", "add1u"),
    ] {
        let told = object(&desk.says(&[&["fund", &file, "--json"], words].concat()));
        assert_eq!((&told["rule"], &told["measure"]), (&rule.into(), &measure.into()));
        assert_eq!(told["completion"], completion);
    }
    let told = object(&desk.says(&["fund", &file, "--rule", "phragmen", "--json"]));
    assert_eq!((&told["rule"], &told["measure"]), (&"phragmen".into(), &Value::Null));
    let told = object(&desk.says(&["fund", &ranked, "--json"]));
    assert_eq!(told["measure"], "cardinality");
}

#[test]
fn pairs_that_make_no_sense_are_refused() {
    let (desk, file) = desk();
    let given = desk.file("points.pb", points("cumulative"));
    let ranked = desk.file("ranked.pb", points("ordinal"));
    for (file, words, said) in [
        (&given, &["--rule", "phragmen"][..], "counts approvals"),
        (&ranked, &["--rule", "phragmen"], "counts approvals"),
        (&file, &["--rule", "phragmen", "--measure", "cardinality"], "knows no measure"),
        (&file, &["--rule", "phragmen", "--completion", "add1"], "Only Equal Shares"),
        (&file, &["--rule", "greedy", "--completion", "add1u"], "Only Equal Shares"),
        (&ranked, &["--measure", "cost"], "Ranks are counted as points"),
    ] {
        let refused = desk.refuses(&[&["fund", file], words].concat());
        assert!(refused.contains(said), "{refused}");
    }
    assert_eq!(desk.says(&["fund", &file, "--rule", "lottery"]).code, 2);
}

#[test]
fn what_is_wrong_in_a_file_is_shown_with_line_and_column() {
    let (desk, _) = desk();
    let file = desk.file("typo.pb", GARDEN.replace("3;bees", "3;bees,b\u{1b}es"));
    let told = desk.refuses(&["fund", &file]);
    assert!(told.contains("typo.pb:16:8: "), "{told}");
    assert!(told.ends_with("\n16 | 3;bees,b·es\n            ^\n"), "{told}");
    for (bytes, said) in [
        (b"".to_vec(), "There is nothing in it"),
        (b"PK\x03\x04\0\0".to_vec(), "not a text file"),
        (GARDEN.split("VOTES").next().expect("it is long").into(), "VOTES was expected"),
    ] {
        let file = desk.file("wrong.pb", bytes);
        assert!(desk.refuses(&["fund", &file, "--json"]).contains(said));
    }
    assert!(desk.refuses(&["fund", "nowhere.pb"]).contains("no such file"));
    assert!(desk.refuses(&["fund", "."]).contains("This is a folder"));
}

#[test]
fn ids_and_names_are_shown_and_never_obeyed_and_programs_get_them_as_they_are() {
    let (desk, _) = desk();
    let nasty = "b\u{1b}[2J\u{202e}s";
    let file = desk.file("nasty.pb", GARDEN.replace("bees", nasty).replace("Bees", nasty));
    let said = desk.says(&["fund", &file]);
    assert!(said.code == 0 && is_harmless(&said.out), "{said:?}");
    let said = desk.says(&["fund", &file, "--json"]);
    assert!(is_harmless(&said.out), "{said:?}");
    assert_eq!(object(&said)["winners"][0], nasty);
}

#[test]
fn what_looks_odd_is_told_beside_the_answer() {
    let (desk, _) = desk();
    let file = desk.file("odd.pb", GARDEN.replace("budget;", "num_votes;5\nbudget;"));
    let said = desk.says(&["fund", &file, "--json"]);
    assert!(said.err.contains("META says 5 votes, but 4 stand in the file"), "{said:?}");
    object(&said);
}

#[test]
fn whoever_closes_the_pipe_has_read_enough() {
    let (desk, _) = desk();
    let more: String = (0..20_000).map(|id| format!("p{id};1;\n")).collect();
    let file = desk.file("long.pb", GARDEN.replace("VOTES", &format!("{more}VOTES")));
    let mut program = std::process::Command::new(assert_cmd::cargo::cargo_bin("groundswell"));
    program.args(["fund", &file]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
