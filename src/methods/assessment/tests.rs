//! Whole assessments against reference vectors, standings as a room would see them, and laws.

use super::*;
use crate::methods::likert::tests::{agrees, holds};
use crate::testing::vectors;
use proptest::prelude::*;
use serde_json::Value;

/// The texts at these places of a list, each once, in the order in which they first come.
fn names<'a>(texts: impl IntoIterator<Item = &'a Value>) -> Vec<&'a str> {
    let mut names = Vec::new();
    for text in texts {
        let text = text.as_str().unwrap();
        if !names.contains(&text) {
            names.push(text);
        }
    }
    names
}

fn place(names: &[&str], text: &Value) -> usize {
    names.iter().position(|name| text == name).unwrap()
}

#[test]
fn the_assessment_vectors_hold() {
    let file = vectors("maturity.json");
    for case in file["assessments"].as_array().unwrap() {
        let functions = names(case["departments"].as_array().unwrap());
        let listed = case["statements"].as_array().unwrap();
        let phases = names(listed.iter().map(|statement| &statement["phase"]));
        let rows = case["ratings"].as_array().unwrap().iter();
        let people = rows.zip(case["departments"].as_array().unwrap()).map(|(row, function)| {
            let answers = serde_json::from_value(row.clone()).unwrap();
            Sheet { function: place(&functions, function), answers }
        });
        let assessment = Assessment {
            points: u8::try_from(case["scale"].as_u64().unwrap()).unwrap(),
            phases: listed.iter().map(|one| Some(place(&phases, &one["phase"]))).collect(),
            people: people.collect(),
        };
        statements_hold(&assessment, case, &functions);
        phases_hold(&assessment, case, &phases);
    }
}

fn statements_hold(assessment: &Assessment, case: &Value, functions: &[&str]) {
    let statements = assessment.statements();
    let ids: Vec<&str> = case["statements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    for (statement, id) in statements.iter().zip(&ids) {
        let expected = &case["expected"]["statements"][id];
        let which = format!("{}, {id}", case["id"]);
        holds(&statement.answers, expected, &which);
        assert!(agrees(statement.gap().as_ref(), &expected["department_gap"]), "{which}: gap");
        for (name, mean) in functions.iter().zip(&statement.functions) {
            let expected = &expected["department_means"][name];
            assert!(agrees(mean.as_ref(), expected), "{which}, {name}: {mean:?}");
        }
    }
    let disagreed: Vec<&str> =
        most_disagreed(&statements).into_iter().take(SHOWN).map(|place| ids[place]).collect();
    assert_eq!(Value::from(disagreed), case["expected"]["most_disagreed"], "{}", case["id"]);
}

fn phases_hold(assessment: &Assessment, case: &Value, names: &[&str]) {
    for (phase, name) in assessment.phases().iter().zip(names) {
        let expected = &case["expected"]["phases"][name];
        let which = format!("{}, {name}: {phase:?}", case["id"]);
        assert!(agrees(phase.mean.as_ref(), &expected["mean_of_person_means"]), "{which}");
        assert_eq!(Some(phase.people as u64), expected["people"].as_u64().or(Some(0)), "{which}");
        let consensus = &expected["mean_statement_consensus"];
        assert!(agrees(phase.consensus.as_ref(), consensus), "{which}");
    }
}

/// A room that says true (3), partly (2) or not here (1) to two statements a phase; a row is one
/// person of the function before it.
fn room(rows: &[(usize, &str)]) -> Assessment {
    let person = |(function, said): &(usize, &str)| Sheet {
        function: *function,
        answers: said.chars().map(|sign| sign.to_digit(10).map(|digit| digit as u8)).collect(),
    };
    let people = rows.iter().map(person).collect();
    Assessment { points: 3, phases: [0, 0, 1, 1, 2, 2, 3, 3].map(Some).into(), people }
}

const PHASES: [&str; 4] = ["one voice", "listening", "answering together", "a community"];

#[test]
fn a_function_stands_in_the_highest_phase_without_a_gap_below_it() {
    for (said, phase, why) in [
        ("33111111", 0, "listening is not mostly true yet (0 %)."),
        (
            "11331111",
            1,
            "listening is mostly true (100 %); answering together is not mostly true \
                         yet (0 %).",
        ),
        (
            "11323111",
            1,
            "listening is mostly true (75 %); answering together is not mostly true \
                         yet (50 %).",
        ),
        ("11111133", 0, "listening is not mostly true yet (0 %)."),
        ("11333333", 3, "a community is mostly true (100 %), and so is all before it."),
        ("3-------", 0, "listening is not mostly true yet (nobody answered)."),
    ] {
        let standing = room(&[(0, said)]).standing_of(0).unwrap();
        assert_eq!((standing.phase, standing.why(&PHASES).as_str()), (phase, why), "{said}");
    }
}

#[test]
fn partly_everywhere_is_no_phase_reached() {
    assert_eq!(room(&[(0, "22222222")]).standing_of(0).unwrap().phase, 0);
}

#[test]
fn what_is_still_true_of_the_first_phase_holds_back() {
    let room = room(&[(0, "31331111"), (0, "3133----"), (1, "1211----")]);
    assert_eq!(room.standing_of(0).unwrap().holding_back, [0]);
    assert_eq!(room.standing_of(1).unwrap().holding_back, Vec::<usize>::new());
    assert_eq!(room.standing_of(2), None);
    assert_eq!(room.standing_of_all().unwrap().phase, 1);
}

#[test]
fn everyone_counts_once_however_much_they_left_blank() {
    let phases = room(&[(0, "3-------"), (1, "11------")]).phases();
    assert_eq!(phases[0].mean, Some(BigRational::from_integer(2.into())));
    assert_eq!((phases[0].people, phases[1].people), (2, 0));
    assert_eq!((&phases[1].mean, &phases[1].consensus), (&None, &None));
}

#[test]
fn where_functions_differ_most_is_named() {
    let statements = room(&[(0, "31------"), (1, "23------"), (2, "3-------")]).statements();
    assert_eq!(statements[0].ends(), Some((1, 0)));
    assert_eq!(statements[2].ends(), None);
    assert_eq!(widest_gap(&statements), Some(1));
    assert_eq!(widest_gap(&room(&[(0, "31------")]).statements()), None);
}

fn any_room() -> impl Strategy<Value = Assessment> {
    let answer = prop::option::weighted(0.8, 1..=3_u8);
    let person = (0..4_usize, prop::collection::vec(answer, 8));
    let sheet = |(function, answers)| Sheet { function, answers };
    prop::collection::vec(person.prop_map(sheet), 0..9)
        .prop_map(|people| Assessment { people, ..room(&[]) })
}

proptest! {
    #[test]
    fn the_order_of_the_sheets_tells_nothing(assessment in any_room()) {
        let mut other = assessment.clone();
        other.people.reverse();
        prop_assert_eq!(other.statements(), assessment.statements());
        prop_assert_eq!(other.phases(), assessment.phases());
        prop_assert_eq!(other.standing_of_all(), assessment.standing_of_all());
    }

    #[test]
    fn more_truth_after_the_first_phase_never_lowers_a_function(
        assessment in any_room(),
        place in 2..8_usize,
    ) {
        let mut other = assessment.clone();
        for person in &mut other.people {
            person.answers[place] = person.answers[place].map(|answer| (answer + 1).min(3));
        }
        for function in 0..4 {
            let phase = |of: &Assessment| of.standing_of(function).map(|standing| standing.phase);
            prop_assert!(phase(&other) >= phase(&assessment));
        }
    }

    #[test]
    fn the_most_disagreed_are_those_with_two_answers_in_order(assessment in any_room()) {
        let statements = assessment.statements();
        let order = most_disagreed(&statements);
        let enough = statements.iter().filter(|one| one.answers.number() > 1).count();
        prop_assert_eq!(order.len(), enough);
        let key = |place: usize| (statements[place].answers.consensus(), place);
        prop_assert!(order.windows(2).all(|pair| key(pair[0]) < key(pair[1])));
    }
}
