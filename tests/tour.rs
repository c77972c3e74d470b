//! The sample session is what its script makes, and shows what it is there to show.

#[path = "../examples/make_tour/script/mod.rs"]
mod script;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use groundswell::locale::Locale;
use groundswell::reader::Reader;
use groundswell::session::activities::assess::{self, Group};
use groundswell::session::activities::{State, pot, vote};
use groundswell::session::goals::{Lamp, Light};
use groundswell::session::pot::{Firmness, Kind};
use groundswell::session::{Place, Reach, Session, Standing};
use groundswell::store::{RealDisk, Workshops, frame, tour};
use jiff::tz::TimeZone;
use jiff::{ToSpan, civil};

fn session() -> Session {
    tour::session().expect("it is built in")
}

fn reader() -> Reader {
    let today = civil::date(2026, 11, 12);
    Reader { locale: Locale::default(), today, zone: TimeZone::UTC }
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
fn it_is_a_session_of_the_flagship_in_every_step() {
    let workshop = Workshops::in_folder(Arc::new(RealDisk), None).find("who-owns-social");
    let workshop = workshop.expect("it is built in");
    let session = session();
    assert_eq!(session.workshop, workshop.title);
    assert!(session.steps.iter().map(|step| &step.script).eq(&workshop.steps));
    assert!(session.steps.iter().all(|step| !step.skipped));
    assert!(!session.doing_nothing.is_empty());
    assert_eq!(session.people.iter().filter(|person| person.champion).count(), 1);
}

#[test]
fn its_clock_follows_the_agenda_with_one_cut_and_is_a_little_late() {
    let session = session();
    let [cut] = &session.clock.cuts[..] else { panic!("one cut") };
    assert!(!cut.cut.less.is_empty() && cut.cut.skip.is_empty());
    let finished = session.finished.expect("it is finished");
    let told = session.clock.told.expect("the room was told");
    let late = finished.duration_since(told).as_mins();
    assert!((1..5).contains(&late), "{late} minutes late");
    for step in &session.steps {
        let planned = step.planned(session.people.len());
        let off = i64::try_from(step.taken).expect("no century") - planned;
        assert!(off.abs() <= 150, "{} is {off} seconds off", step.id());
    }
}

#[test]
fn where_it_stands_two_functions_see_the_opposite_and_a_next_phase_is_agreed() {
    let session = session();
    let place = Place::new("where", 0);
    let assessed = assess::assessed(&session, &place).expect("it is shown");
    let (at, low, high) = assessed.widest_gap().expect("functions differ");
    let said = |group: &Group| {
        let place = assessed.groups.iter().position(|one| one == group);
        place.and_then(|place| assessed.said_by(at, place))
    };
    assert_eq!((said(low), said(high)), (Some("not here"), Some("true here")));
    let phases: BTreeSet<usize> = assessed.groups.iter().map(|it| it.standing.phase).collect();
    assert!(phases.len() > 1, "functions stand apart");
    assert!(assess::state(&session, &place).is_some_and(|it| it.next.is_some()));
}

#[test]
fn its_ideas_came_through_every_lens_but_one() {
    let session = session();
    let bare: Vec<&str> = session
        .ideas_by_lens()
        .filter(|(_, ideas)| *ideas == 0)
        .map(|(lens, _)| lens.name.as_str())
        .collect();
    assert_eq!(bare, ["Partners"]);
}

#[test]
fn what_divided_most_was_talked_about_and_the_second_vote_keeps_the_shift() {
    let session = session();
    let place = Place::new("goals", 1);
    let count = vote::result(&session, &place).expect("it was counted");
    let shift = vote::shift(&count, &reader()).expect("it was talked about");
    assert!(shift.contains("“A second reader” went from 8"), "{shift}");
}

#[test]
fn its_goals_have_all_lamps_lit_and_one_half() {
    let session = session();
    let lights: Vec<Light> =
        session.goals.iter().flat_map(|goal| Lamp::ALL.map(|lamp| goal.light(lamp))).collect();
    assert_eq!(lights.len(), 15);
    assert_eq!(lights.iter().filter(|light| **light == Light::Half).count(), 1);
    assert!(!lights.contains(&Light::Dark));
    let reaches: Vec<Reach> = session.goals.iter().map(|goal| goal.shape.reach).collect();
    assert_eq!(reaches, [Reach::Outside, Reach::Inside, Reach::Both]);
    assert!(session.goals.iter().all(|goal| !goal.shape.serves.is_empty()));
}

#[test]
fn its_areas_are_settled_but_for_one_if_and_one_left_open() {
    let standings = session().standings();
    assert_eq!(standings, [(Standing::Settled, 5), (Standing::Half, 1), (Standing::LeftOpen, 1)]);
    let session = session();
    let areas = || session.areas.iter();
    assert!(areas().all(|area| area.reach != Reach::NotSaid));
    assert!(areas().any(|area| !area.consulted.is_empty() && area.is_red()), "some advise");
    assert!(areas().filter(|area| !area.replaces.is_empty()).count() > 4);
}

#[test]
fn two_safeguards_and_how_failures_are_told_are_agreed() {
    let session = session();
    let place = Place::new("failed", 0);
    let foreseen = session.foreseen(&place).expect("it was foreseen");
    assert_eq!(foreseen.worst().filter_map(|cause| session.safeguard(&cause.id)).count(), 2);
    assert!(foreseen.causes.iter().all(|cause| cause.read));
    assert!(session.telling(&place).is_some());
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
    assert!(of_kind(|kind| matches!(kind, Kind::Person(_))));
    assert!(session.pot.pledges.iter().any(|it| !it.offer.strings.is_empty()));
    assert!(session.pot.pledges.iter().any(|it| !it.offer.only_for.is_empty()));
    assert!(session.pot.pledges.iter().any(|it| it.offer.firmness == Firmness::Hope));
    let needs = || session.pot.asks.iter().map(|ask| &ask.need);
    assert_eq!(needs().filter(|need| need.worth.is_some()).count(), 1);
    assert!(needs().all(|need| need.quantity > 0 && !need.unit.is_empty()));
    let categories: BTreeSet<&str> = needs().map(|need| need.category.as_str()).collect();
    assert_eq!(categories.len(), 4, "people, skills, tools, outside help");
    let open = session.pot.asks.iter().filter(|ask| session.is_open_to_money(ask));
    let short: Vec<String> =
        open.filter(|ask| !ask.is_met()).map(|ask| session.called(ask)).collect();
    assert_eq!(short, ["Stories"]);
    let counted = pot::counted(&session, &Place::new("pot", 0)).expect("it was counted");
    assert!(counted.is_taken(counted.rule, &session), "granted as it was counted");
    let ask = session.pot.asks.iter().find(|ask| session.called(ask) == "Stories");
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
    assert!(session.objections.iter().any(|objection| !objection.is_dissent()), "one was met");
    let decided = session.decisions_at(&Place::new("decide", 0)).next().expect("a decision");
    assert!(decided.review.is_some() && decided.tally.is_some());
}

#[test]
fn everyone_promised_something_that_begins_within_seven_days() {
    let session = session();
    assert_eq!(session.without_promise().count(), 0);
    assert_eq!(session.promises.len(), 12, "one person makes two");
    let day = civil::date(2026, 11, 12);
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
