//! The sample session is what its script makes, and shows what it is there to show.

#[path = "../examples/make_tour/script/mod.rs"]
mod script;

use std::collections::BTreeSet;
use std::path::Path;

use groundswell::session::activities::{State, pot};
use groundswell::session::goals::{Lamp, Light};
use groundswell::session::pot::Kind;
use groundswell::session::{Place, Session, Standing};
use groundswell::store::{frame, tour};
use jiff::ToSpan;

fn session() -> Session {
    tour::session().expect("it is built in")
}

#[test]
fn the_file_is_what_the_script_makes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/tour.ron");
    let committed = std::fs::read_to_string(&path).expect("it is there");
    let made = frame::written(&path, &script::session()).expect("it is written");
    assert!(committed == made, "run `cargo run --example make_tour`");
}

#[test]
fn eleven_people_from_six_functions_are_done() {
    let session = session();
    assert_eq!((session.people.len(), session.functions().len()), (11, 6));
    assert!(session.finished.is_some() && session.glance.finished);
    assert!(session.steps.iter().all(|step| step.taken > 0), "each step took its time");
}

#[test]
fn its_goals_have_all_lamps_lit_and_one_half() {
    let session = session();
    let lights: Vec<Light> =
        session.goals.iter().flat_map(|goal| Lamp::ALL.map(|lamp| goal.light(lamp))).collect();
    assert_eq!(lights.len(), 15);
    assert_eq!(lights.iter().filter(|light| **light == Light::Half).count(), 1);
    assert!(!lights.contains(&Light::Dark));
}

#[test]
fn its_areas_are_settled_but_for_one_if_and_one_left_open() {
    let standings = session().standings();
    assert_eq!(standings, [(Standing::Settled, 5), (Standing::Half, 1), (Standing::LeftOpen, 1)]);
}

#[test]
fn its_pot_comes_from_five_functions_and_one_ask_falls_short() {
    let session = session();
    let pledges = session.pot.pledges.iter();
    let functions: BTreeSet<&str> = pledges.map(|it| it.offer.function.as_str()).collect();
    assert_eq!(functions.len(), 5);
    let of_kind = |is: fn(&Kind) -> bool| session.pot.pledges.iter().any(|it| is(&it.offer.kind));
    assert!(of_kind(|kind| matches!(kind, Kind::Hours(_))));
    assert!(of_kind(|kind| matches!(kind, Kind::Tool(_))));
    assert!(session.pot.pledges.iter().any(|it| !it.offer.strings.is_empty()));
    let open = session.pot.asks.iter().filter(|ask| session.is_open_to_money(ask));
    let short: Vec<String> =
        open.filter(|ask| !ask.is_met()).map(|ask| session.called(ask)).collect();
    assert_eq!(short, ["Carriers"]);
    let counted = pot::counted(&session, &Place::new("pot", 0)).expect("it was counted");
    assert!(counted.is_taken(counted.rule, &session), "granted as it was counted");
    let ask = session.pot.asks.iter().find(|ask| session.called(ask) == "Carriers");
    let least = ask.expect("it asks").need.minimum;
    assert!(session.pot.left() < least, "the reserve is no way around it");
    assert!(session.pot.reserve.is_some());
}

#[test]
fn it_is_decided_with_one_dissent_and_a_review() {
    let session = session();
    let [dissent] = &session.dissent().collect::<Vec<_>>()[..] else { panic!("one dissent") };
    assert_eq!(dissent.named(&session), "Farid");
    assert!(session.objections.iter().all(|objection| !objection.is_open()));
    let decided = session.decisions_at(&Place::new("decide", 0)).next().expect("a decision");
    assert!(decided.review.is_some() && decided.tally.is_some());
}

#[test]
fn everyone_promised_something_that_begins_within_seven_days() {
    let session = session();
    assert_eq!(session.without_promise().count(), 0);
    let day = jiff::civil::date(2026, 11, 12);
    for promise in &session.promises {
        let first = promise.vow.first_by.expect("a first step");
        assert!(first > day && first <= day + 7.days(), "{}", promise.vow.will);
        assert!(promise.read && promise.vow.checks.is_some());
    }
}

#[test]
fn nothing_is_left_sealed_unread_or_parked() {
    let session = session();
    assert_eq!((session.unread(), session.waiting().count()), (0, 0));
    assert_eq!(session.pot.unread().count(), 0);
    assert!(session.next_date.is_some());
    let given = session.steps.iter().flat_map(|step| &step.states).filter_map(State::given);
    assert!(given.into_iter().all(|given| given.revealed && given.count() == 11));
}
