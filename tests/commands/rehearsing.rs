//! `rehearse`: a forecast for each step, and the finished session on request.

use super::Desk;
use serde_json::Value;

#[test]
fn a_rehearsal_tells_each_step_and_keeps_the_session_where_it_is_wished() {
    let desk = Desk::new();
    let file = desk.beside("sample.ron");
    let path = file.to_string_lossy().into_owned();
    let words = ["rehearse", "who-owns-social", "--people", "9", "--seed", "3", "--out", &path];
    let said = desk.says(&words);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.starts_with("Who owns social?, rehearsed by 9 people, seed 3\n"), "{said:?}");
    for step in ["Open", "Goals", "Break", "Together"] {
        assert!(said.out.contains(&format!("\n  {step} ")), "{said:?}");
    }
    assert!(said.out.contains("Accepted: "), "the lint is told as well");
    let shown = desk.says(&["show", &path]);
    assert_eq!(shown.code, 0, "{shown:?}");
    let again = desk.says(&words);
    assert_eq!(again.code, 2, "nothing is written over");
}

#[test]
fn other_programs_get_seconds() {
    let said = Desk::new().says(&["rehearse", "kick-off", "--json"]);
    let told: Value = serde_json::from_str(&said.out).expect("an object");
    let steps = told["steps"].as_array().expect("steps");
    let sum: i64 = steps.iter().filter_map(|step| step["taken"].as_i64()).sum();
    assert_eq!(told["taken"].as_i64(), Some(sum));
    assert_eq!((told["people"].as_i64(), told["seed"].as_i64()), (Some(8), Some(1)));
    assert!(told["findings"][0]["accepted"].is_string());
}

#[test]
fn a_size_it_is_not_written_for_is_said_and_no_size_is_refused() {
    let said = Desk::new().says(&["rehearse", "solo-plan", "--people", "9"]);
    assert!(said.err.contains("written for 1 to 2 people"), "{said:?}");
    let none = Desk::new().says(&["rehearse", "solo-plan", "--people", "0"]);
    assert_eq!(none.code, 2);
}
