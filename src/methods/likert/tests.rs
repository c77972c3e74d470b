//! One statement's answers against published values, reference vectors and laws.

use super::*;
use crate::testing::vectors;
use proptest::prelude::*;
use serde_json::Value;

/// The measures of the vectors' definition, by their names there.
pub(in crate::methods) fn measured(answers: &Answers, name: &str) -> Option<BigRational> {
    match name {
        "n" => Some(BigRational::from_integer(answers.number().into())),
        "mean" => answers.mean(),
        "median" => answers.median(),
        "iqr_type7" => answers.middle_half(),
        "sample_variance" => answers.variance(),
        "rwg_uniform" => answers.within_group(),
        "consensus_tastle_wierman" => answers.consensus().map(Consensus::fraction),
        "agreement_van_der_eijk" => answers.agreement(),
        other => panic!("the vectors define no {other}"),
    }
}

/// Holds a measure against what is expected: a fraction in words exactly, a number to 1e-9, null
/// as undefined.
pub(in crate::methods) fn agrees(ours: Option<&BigRational>, expected: &Value) -> bool {
    match (ours, expected) {
        (None, Value::Null) => true,
        (Some(ours), Value::String(exact)) => ours.to_string() == *exact,
        (Some(ours), Value::Number(about)) => {
            (ours.to_f64().unwrap() - about.as_f64().unwrap()).abs() <= 1e-9
        }
        _ => false,
    }
}

const MEASURES: [&str; 8] = [
    "n",
    "mean",
    "median",
    "iqr_type7",
    "sample_variance",
    "rwg_uniform",
    "consensus_tastle_wierman",
    "agreement_van_der_eijk",
];

/// Holds the answers to one statement against the vectors; what they leave out is undefined.
pub(in crate::methods) fn holds(answers: &Answers, expected: &Value, which: &str) {
    let counts: Vec<u32> = serde_json::from_value(expected["freq"].clone()).unwrap();
    assert_eq!(answers.counts(), counts, "{which}");
    for name in MEASURES {
        let ours = measured(answers, name);
        assert!(agrees(ours.as_ref(), &expected[name]), "{which}, {name}: {ours:?}");
    }
}

#[test]
fn the_dispersion_vectors_hold() {
    let file = vectors("maturity.json");
    for (place, item) in file["items"].as_array().unwrap().iter().enumerate() {
        let counts: Vec<u32> = serde_json::from_value(item["freq"].clone()).unwrap();
        assert_eq!(Some(counts.len() as u64), item["scale"].as_u64());
        holds(&Answers::counted(counts), &item["expected"], &format!("item {place}"));
    }
}

#[test]
fn the_published_example_of_both_measures() {
    // The values that R's agrmt 1.42 gives for its documented example.
    let answers = Answers::counted(vec![30, 40, 210, 130, 530, 50, 10]);
    assert_eq!(answers.consensus().unwrap().billionths(), 725_687_614);
    assert_eq!(answers.agreement().unwrap().to_f64().unwrap().to_string(), "0.6113333333333333");
}

#[test]
fn a_mean_of_three_is_told_from_a_mean_of_three() {
    for (counts, shape, sentence) in [
        (vec![0, 0, 9, 0, 0], Shape::Together, "The room stands close together."),
        (
            vec![4, 0, 1, 0, 4],
            Shape::TwoCamps,
            "Two camps: 4 answered below the middle of the scale, 4 above it, 1 in the middle.",
        ),
        (
            vec![2, 2, 2, 2, 2],
            Shape::Scattered,
            "Scattered: about as many here as there, no common view.",
        ),
        (
            vec![7, 5, 2, 4, 2],
            Shape::Loose,
            "The room leans one way, and some stand apart from it.",
        ),
        (vec![0, 1], Shape::TooFew, "One answer: nobody to agree or differ with."),
        (vec![0, 0, 0], Shape::TooFew, "Nobody answered."),
    ] {
        let answers = Answers::counted(counts);
        assert_eq!(answers.shape(), shape);
        assert_eq!(answers.sentence(), sentence);
    }
}

#[test]
fn a_little_below_flat_is_scattered_and_not_two_camps() {
    assert_eq!(Answers::counted(vec![10, 11, 10, 8, 11]).shape(), Shape::Scattered);
}

#[test]
fn blanks_and_what_is_not_on_the_scale_are_left_out() {
    let answers = Answers::given(3, [Some(1), None, Some(3), Some(0), Some(4), Some(3)]);
    assert_eq!(answers.counts(), [1, 0, 2]);
}

#[test]
fn yes_or_no_is_the_shortest_scale() {
    let answers = Answers::given(2, [Some(1), Some(2)]);
    assert_eq!(answers.agreement(), Some(BigRational::zero()));
    assert_eq!(answers.consensus().unwrap().billionths(), 0);
    assert_eq!(Answers::given(0, [Some(1)]).counts(), [1, 0]);
}

fn any_answers() -> impl Strategy<Value = Answers> {
    prop::collection::vec(0..40_u32, 2..9).prop_map(Answers::counted)
}

proptest! {
    #[test]
    fn the_ends_of_the_scale_are_alike(answers in any_answers()) {
        let mut turned = answers.counts().to_vec();
        turned.reverse();
        let turned = Answers::counted(turned);
        prop_assert_eq!(turned.consensus(), answers.consensus());
        prop_assert_eq!(turned.agreement(), answers.agreement());
        prop_assert_eq!(turned.variance(), answers.variance());
        prop_assert_eq!(turned.middle_half(), answers.middle_half());
        let ends = BigRational::from_integer((answers.counts().len() + 1).into());
        prop_assert_eq!(turned.mean(), answers.mean().map(|mean| &ends - mean));
    }

    #[test]
    fn twice_the_room_in_the_same_shares_agrees_as_much(answers in any_answers()) {
        let twice = Answers::counted(answers.counts().iter().map(|count| count * 2).collect());
        prop_assert_eq!(twice.consensus(), answers.consensus());
        prop_assert_eq!(twice.agreement(), answers.agreement());
        prop_assert_eq!(twice.mean(), answers.mean());
        prop_assert_eq!(twice.median(), answers.median());
    }

    #[test]
    fn measures_keep_their_range_and_are_there_when_somebody_answered(answers in any_answers()) {
        let number = answers.number();
        prop_assert_eq!(answers.consensus().is_some(), number > 0);
        prop_assert_eq!(answers.agreement().is_some(), number > 0);
        prop_assert_eq!(answers.variance().is_some(), number > 1);
        if let (Some(consensus), Some(agreement)) = (answers.consensus(), answers.agreement()) {
            prop_assert!((0..=1_000_000_000).contains(&consensus.billionths()));
            prop_assert!(agreement <= BigRational::one() && agreement >= -BigRational::one());
        }
        if let Some(within) = answers.within_group() {
            prop_assert!(within <= BigRational::one());
        }
    }

    #[test]
    fn agreement_is_whole_only_when_all_answer_alike(answers in any_answers()) {
        let alike = answers.counts().iter().filter(|count| **count > 0).count() == 1;
        let whole = Some(Consensus::rounded(1.0));
        prop_assert_eq!(answers.consensus() == whole, alike);
        prop_assert_eq!(answers.agreement() == Some(BigRational::one()), alike);
    }
}
