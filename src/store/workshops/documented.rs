//! The format and its description are the same: every field and choice the parser knows is in
//! `docs/workshops.md`, in its own chapter, and the example there can be run.

use std::path::Path;

use serde::de::DeserializeOwned;

use super::*;
use crate::workshop::{
    Accepted, Activity, Axis, Do, Matter, Minutes, Over, Phase, Poles, Policy, SeedArea, Size,
    Statement, Step, VoteKind, lint,
};

const MANUAL: &str = include_str!("../../../docs/workshops.md");

/// What the parser says would have been right in this place.
fn known<T: DeserializeOwned>(text: &str) -> &'static [&'static str] {
    let Err(error) = ron::from_str::<T>(text) else { return &[] };
    match error.code {
        ron::Error::NoSuchStructField { expected, .. }
        | ron::Error::NoSuchEnumVariant { expected, .. } => expected,
        other => panic!("{text}: {other}"),
    }
}

fn chapter(title: &str) -> &'static str {
    let heading = format!("\n## {title}\n");
    let (_, rest) = MANUAL.split_once(&heading).unwrap_or_else(|| panic!("{title}"));
    rest.split("\n## ").next().unwrap_or_default()
}

fn row_of(chapter: &'static str, name: &str) -> &'static str {
    let begin = format!("| `{name}` |");
    let row = chapter.lines().find(|line| line.starts_with(&begin));
    row.unwrap_or_else(|| panic!("{name} is not described"))
}

/// Every name has a row, and no row is about a name that does not exist.
fn has_rows(title: &str, names: &[&str]) {
    let chapter = chapter(title);
    for name in names {
        row_of(chapter, name);
    }
    let rows = chapter.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(rows, names.len(), "{title}");
}

#[test]
fn every_field_of_the_format_is_described() {
    has_rows("The workshop", known::<Workshop>("(none: 0)"));
    has_rows("People", known::<Size>("(none: 0)"));
    has_rows("Areas", known::<SeedArea>("(none: 0)"));
    has_rows("What is accepted", known::<Accepted>("(none: 0)"));
    has_rows("Steps", known::<Step>("(none: 0)"));
    has_rows("Minutes", known::<Minutes>("(none: 0)"));
    has_rows("Activities", known::<Activity>("(none: 0)"));
    has_rows("Axes", known::<Axis>("(none: 0)"));
    has_rows("Statements", known::<Statement>("(none: 0)"));
    has_rows("Phases", known::<Phase>("(none: 0)"));
    has_rows("Poles", known::<Poles>("(none: 0)"));
}

#[test]
fn every_choice_of_the_format_is_described() {
    has_rows("Privacy", known::<Policy>("None"));
    has_rows("What a review looks at", known::<Matter>("None"));
    has_rows("What is voted on", known::<Over>("None"));
    has_rows("How a ballot is marked", known::<VoteKind>("None"));
    has_rows("What an activity can be", known::<Do>("None()"));
}

#[test]
fn every_finding_of_the_agenda_lint_is_described() {
    has_rows("What check looks at", &lint::RULES.map(|(code, _)| code));
}

#[test]
fn every_setting_of_an_activity_is_described_beside_it() {
    for activity in known::<Do>("None()") {
        let row = row_of(chapter("What an activity can be"), activity);
        let settings = known::<Do>(&format!("{activity}(none: 0)"));
        for setting in settings {
            assert!(row.contains(&format!("`{setting}`: ")), "{activity}: {setting}");
        }
        assert_eq!(row.matches("`: ").count(), settings.len(), "{activity}");
    }
}

#[test]
fn the_example_can_be_run() {
    let (_, rest) = MANUAL.split_once("```ron\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let workshop = reading::read(Path::new("manual.ron"), example.as_bytes()).unwrap();
    assert_eq!(workshop.seconds(9), (8 + 6) * 60 + 9 * 30);
}
