//! Real elections counted by the program, against what others counted: winners, their order, cost,
//! exact prices, and whether ties decide.
//!
//! They lie in the folder that `GROUNDSWELL_PABULIB` names, else in `tests/fixtures/pabulib`; its
//! README says what each rule of `expected.json` means.

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;
use num_rational::BigRational;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[test]
fn vectors_of_real_elections_are_counted_exactly_by_the_program() {
    let folder = folder();
    let text = std::fs::read_to_string(folder.join("expected.json")).expect("it is there");
    let expected: Value = serde_json::from_str(&text).expect("JSON");
    for instance in list(&expected["instances"]) {
        let file = folder.join(instance["file"].as_str().expect("a name"));
        let rules = instance["rules"].as_object().expect("rules by name");
        for (rule, expected) in rules {
            check(&file, rule, expected);
        }
    }
}

fn folder() -> PathBuf {
    let ours = || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pabulib");
    std::env::var_os("GROUNDSWELL_PABULIB").map_or_else(ours, PathBuf::from)
}

/// Holds what the program says under both orders of ties to what is expected.
fn check(file: &Path, rule: &str, expected: &Value) {
    let at = format!("{}, {rule}", file.display());
    let by_id = counted(file, rule, "id");
    assert_eq!(set(&by_id["winners"]), set(&expected["winners"]), "{at}");
    if expected["order"].is_array() {
        assert_eq!(by_id["winners"], expected["order"], "{at}: order");
    }
    if let Some(cost) = expected["cost"].as_str() {
        assert_eq!(decimal(&by_id["cost"]), fraction(cost), "{at}: cost");
    }
    check_trace(&by_id, expected, &at);
    check_ties(&by_id, rule, expected, &at);
    let workshop = counted(file, rule, "workshop");
    if expected["winners_workshop"].is_array() {
        assert_eq!(set(&workshop["winners"]), set(&expected["winners_workshop"]), "{at}");
    }
    if let Some(sensitive) = expected["tie_sensitive"].as_bool() {
        for counted in [&by_id, &workshop] {
            assert_eq!(counted["tie_sensitive"], sensitive, "{at}: sensitive");
        }
    }
}

fn check_trace(counted: &Value, expected: &Value, at: &str) {
    let trace = list(&counted["trace"]);
    for (theirs, ours) in [("add1_increment_used", "raises"), ("add1_steps_tried", "tried")] {
        if let Some(steps) = expected[theirs].as_u64() {
            assert_eq!(trace.last().expect("an end")[ours], steps, "{at}: {ours}");
        }
    }
    let Some(expected) = expected["trace"].as_array() else { return };
    assert_eq!(trace.len(), expected.len(), "{at}: {trace:?}");
    for (ours, theirs) in trace.iter().zip(expected) {
        for (key, value) in theirs.as_object().expect("an entry") {
            match key.as_str() {
                "project" => assert_eq!(&ours[key], value, "{at}: {ours}"),
                _ => assert_eq!(exact(&ours[key]), exact(value), "{at}: {ours}"),
            }
        }
    }
}

/// A completion by raising has ties in steps that are not told; of one that then adds by votes,
/// the ties of those votes are published.
fn check_ties(counted: &Value, rule: &str, expected: &Value, at: &str) {
    let Some(expected) = expected["ties"].as_u64() else { return };
    let ties = list(&counted["ties"]);
    let equal = |ties: &mut dyn Iterator<Item = &Value>| -> usize {
        ties.map(|tie| list(&tie["projects"]).len()).sum()
    };
    let told = match rule.rsplit_once('_') {
        Some((_, "add1")) => {
            let end = list(&counted["trace"]).last().expect("an end");
            return assert_eq!(end["ties"], expected, "{at}: ties");
        }
        Some((_, "add1u")) => equal(&mut ties.iter().filter(|tie| tie["round"].is_null())),
        _ if rule.starts_with("greedy") => equal(&mut ties.iter()),
        _ => ties.len(),
    };
    assert_eq!(told as u64, expected, "{at}: ties");
}

fn counted(file: &Path, rule: &str, ties: &str) -> Value {
    let output = Command::new(cargo_bin("groundswell"))
        .args(["fund", "--json", "--ties", ties])
        .arg(file)
        .args(options(rule))
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}, {rule}: {said}", file.display());
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// What the command line calls a rule of `expected.json`.
fn options(rule: &str) -> Vec<&str> {
    let (method, rest) = rule.split_once('_').unwrap_or((rule, ""));
    let (measure, completion) = rest.split_once('_').unwrap_or((rest, ""));
    let mut options = match method {
        "mes" => vec!["--rule", "equal-shares"],
        "greedy" | "phragmen" => vec!["--rule", method],
        _ => panic!("what rule is {rule}?"),
    };
    match measure {
        "cost" | "pointcost" => options.extend(["--measure", "cost"]),
        "cardinality" | "points" => options.extend(["--measure", "cardinality"]),
        "" | "borda" => {}
        _ => panic!("what measure is in {rule}?"),
    }
    if !completion.is_empty() {
        options.extend(["--completion", completion]);
    }
    options
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn set(value: &Value) -> BTreeSet<&str> {
    list(value).iter().map(|id| id.as_str().expect("an id")).collect()
}

fn exact(value: &Value) -> BigRational {
    fraction(value.as_str().expect("a number as text"))
}

fn fraction(text: &str) -> BigRational {
    text.parse().expect("a fraction")
}

/// "216829.41"
fn decimal(value: &Value) -> BigRational {
    let text = value.as_str().expect("an amount as text");
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    fraction(&format!("{whole}{part}/1{}", "0".repeat(part.len())))
}
