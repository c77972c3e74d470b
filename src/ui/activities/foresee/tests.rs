//! A failure foreseen, typed.

use crate::session::Displays;
use crate::session::decisions::Guard;
use crate::testing::{activity, person, place, room_of, room_with, submit, text};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Policy};

fn foresee() -> Do {
    Do::Foresee { top: 2, chair: text("the customer") }
}

fn with(policy: Policy, displays: Displays) -> Stage {
    let mut room =
        room_with(vec![activity(foresee(), policy), activity(Do::Break {}, Policy::Open)]);
    submit(&mut room, crate::session::Change::Displays(displays)).expect("said");
    Stage::of(room)
}

/// Three causes, all read.
fn read() -> Stage {
    let stage = with(Policy::Open, Displays::Two);
    stage.keys("aNobody answered<enter>No time<enter>The money went<enter><esc><home>o<enter><enter><enter>")
}

fn texts(stage: &Stage) -> Vec<String> {
    let causes = stage.session().written_at(&place("foresee"));
    causes.iter().map(|cause| cause.text.to_string()).collect()
}

#[test]
fn sealed_causes_are_typed_behind_a_cover_and_shown_by_two_presses() {
    let stage = with(Policy::Hidden, Displays::Two).expects("No cause is in yet.");
    let stage = stage.keys("<down><enter>").expects("Ana, it is your turn.");
    let stage = stage.keys("<enter>No time<enter><enter>").expects("1 cause is in.");
    assert!(texts(&stage).is_empty());
    let stage = stage.keys("r").expects("1 cause is in; r again shows them to everyone.");
    assert_eq!(texts(&stage.keys("r")), ["No time"]);
}

#[test]
fn on_a_projector_nothing_private_opens_before_it_is_blank() {
    let stage = with(Policy::Hidden, Displays::One).keys("a");
    stage.expects("Blank the projector").keys("ba").expects("From paper");
}

#[test]
fn causes_are_read_large_and_then_the_empty_chair_is_asked() {
    let stage = with(Policy::Open, Displays::Two).keys("aNo time<enter>No money<enter><esc>");
    let stage = stage.expects("o begins").keys("<home>o").expects("1 of 2 causes, 2 not yet read");
    let stage = stage.keys("<enter>").expects("2 of 2 causes").keys("<enter>");
    stage.expects("all 2 read").expects("what would the customer add?").expects("Space chooses");
}

#[test]
fn two_are_chosen_and_a_third_is_refused() {
    let stage = read().keys("<home><space><down><space><down><space>");
    stage
        .expects("2 are chosen already")
        .expects("2 of 2 chosen")
        .keys("<up><space>")
        .expects("1 of 2 chosen");
}

#[test]
fn a_safeguard_becomes_an_agreement_that_somebody_watches_for() {
    let stage = read().keys("<home><space><down><space><home><enter>").expects("Against: Nobody");
    let stage = stage.keys("<enter>").expects("First sign");
    let stage =
        stage.keys("<esc><esc><enter>No answer in a day<enter>Two look daily<enter><right><enter>");
    let agreement = &stage.session().agreements[0];
    let cause = stage.session().written_at(&place("foresee"))[0].id.clone();
    let sign = text("No answer in a day");
    assert_eq!(agreement.text, text("Two look daily"));
    assert_eq!(agreement.guards, Some(Guard { cause, sign, who: Some(person(1)) }));
    let stage = stage.expects("safeguard agreed").expects("Ana watches").keys("d");
    assert!(stage.session().agreements.is_empty());
    let stage = stage.expects("no safeguard yet").keys("u").expects("safeguard agreed");
    assert_eq!(texts(&stage).len(), 3);
}

#[test]
fn a_safeguard_without_a_sign_or_a_sentence_stays_open_and_says_why() {
    let stage = read().keys("<home><space><enter><enter><enter><enter>");
    let stage = stage.expects("Without a sign nobody notices").keys("Silence<enter><enter><enter>");
    stage.expects("A safeguard is a sentence.").keys("<esc><esc>").expects_no("Against:");
}

#[test]
fn how_failures_are_told_is_agreed_last() {
    let one = "<home><space><enter>Silence<enter>We ask<enter><enter>";
    let two = "<down><space><enter>Delay<enter>We stop<enter><enter>";
    let stage = read().keys(one).keys(two).expects("how do we tell it?");
    let stage = stage.keys("fThe same day, to all<enter>").expects("All is agreed.");
    assert_eq!(stage.session().agreements.len(), 3);
    stage.keys("w").expects("The same day, to all").expects("We agree: We ask");
}

#[test]
fn one_person_alone_writes_openly() {
    let room = room_of(vec![activity(foresee(), Policy::Hidden)], &[("Ana", "IT")]);
    let stage = Stage::of(room).expects("a adds, one a line").keys("aNo time<enter><enter>");
    assert_eq!(texts(&stage), ["No time"]);
}

#[test]
fn nothing_matters_less_in_small_windows() {
    let done = "<home><space><enter>Silence<enter>We ask<enter><enter>";
    for size in [(60, 20), (80, 24), (120, 40)] {
        let stage = read().keys(done).size(size.0, size.1);
        stage.expects("Nobody answered").expects("The money went").expects("safeguard agreed");
    }
}
