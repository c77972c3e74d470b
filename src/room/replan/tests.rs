//! The third moment, the clock that apologises, and the laws that hold for every cut.

use super::*;
use crate::money::Currency;
use crate::room::Room;
use crate::session::goals::{self, Shape};
use crate::session::{Author, Beginning, Change, Place, agenda, clock};
use crate::testing::{activity, at, reader, step, text, workshop};
use crate::workshop::{Do, Minutes, Policy, Step};
use proptest::prelude::*;

/// A step: its name, what it is, the minutes planned and the floor.
type Planned = (&'static str, fn() -> (Do, Policy), u16, u16);

const ROLES: fn() -> (Do, Policy) = || (Do::Roles { load: 2 }, Policy::Open);
const VOTE: fn() -> (Do, Policy) = || (Do::Pot { months: 12 }, Policy::Hidden);
const ROUND: fn() -> (Do, Policy) = || (Do::Round {}, Policy::Open);
const DECIDE: fn() -> (Do, Policy) = || (Do::Decide {}, Policy::Open);
const PROMISE: fn() -> (Do, Policy) = || (Do::Promise { first_step: 7, most: 5 }, Policy::Open);
const CLOSE: fn() -> (Do, Policy) = || (Do::Close { next: 30 }, Policy::Open);
const KINDS: [fn() -> (Do, Policy); 6] = [ROLES, VOTE, ROUND, DECIDE, PROMISE, CLOSE];

/// A room of these steps, its clock started at the beginning.
fn room(steps: &[Planned]) -> Room {
    let step = |(name, what, base, floor): &Planned| {
        let (what, privacy) = what();
        let minutes = Minutes { base: *base, per_person: 0 };
        let made = step(vec![activity(what, privacy)]);
        Step { id: text(&name.to_lowercase()), title: text(name), minutes, floor: *floor, ..made }
    };
    let mut workshop = workshop(vec![activity(Do::Break {}, Policy::Open)]);
    workshop.steps = steps.iter().map(step).collect();
    let beginning = Beginning {
        id: text("test"),
        title: text("Garden"),
        currency: Currency::default(),
        seed: 7,
        workshop,
        people: Vec::new(),
        since: None,
        table: None,
    };
    let mut room = Room::begin(at(0), beginning).expect("it begins");
    submit(&mut room, 0, Change::Clock(clock::Change::Start));
    room
}

fn submit(room: &mut Room, seconds: i64, change: Change) {
    room.submit(at(seconds), Author::Facilitator, change).expect("it is accepted");
}

fn offered(room: &Room, minutes: i64) -> Vec<String> {
    let replan = Replan::of(room.session(), &reader(), at(minutes * 60));
    replan.offers.into_iter().map(|offer| offer.words).collect()
}

/// Sixteen minutes of an open round, then an hour.
fn morning() -> Room {
    room(&[
        ("Goals", ROUND, 16, 10),
        ("Care", ROUND, 10, 5),
        ("Names", ROLES, 18, 11),
        ("Matrix", ROUND, 6, 4),
        ("Decide", DECIDE, 6, 4),
        ("Promise", PROMISE, 6, 4),
    ])
}

#[test]
fn at_six_minutes_over_the_clock_apologises() {
    let room = morning();
    assert_eq!(room.session().behind(at(22 * 60)), Some(6));
    let replan = Replan::of(room.session(), &reader(), at(22 * 60));
    let words: Vec<&str> = replan.offers.iter().map(|offer| &*offer.words).collect();
    let three = ["take 2 minutes off each of the next three", "skip Matrix", "end 11:08"];
    assert_eq!(words, three);
    assert_eq!(replan.untouched, "Decide and Promise untouched");
}

#[test]
fn on_time_nothing_is_offered_and_the_room_is_told_one_end() {
    let room = morning();
    for minutes in [0, 5, 16] {
        assert_eq!(offered(&room, minutes), [""; 0]);
        assert_eq!(reader().time(room.session().ends(at(minutes * 60))), "11:02");
    }
    assert_eq!(reader().time(room.session().ends(at(22 * 60))), "11:02");
}

#[test]
fn a_promise_that_cannot_be_kept_is_not_repeated() {
    let room = room(&[("Names", ROLES, 10, 5), ("Decide", DECIDE, 6, 4)]);
    let session = room.session();
    assert_eq!(session.ends(at(12 * 60)), at(16 * 60));
    assert_eq!(session.ends(at(13 * 60)), at(19 * 60));
    assert_eq!(offered(&room, 14), ["take 2 minutes off Decide, end 10:18", "end 10:20"]);
}

#[test]
fn open_steps_give_before_private_ones_and_those_before_the_decision() {
    let steps = [
        ("Goals", ROUND, 10, 5),
        ("Pot", VOTE, 12, 9),
        ("Decide", DECIDE, 6, 4),
        ("Names", ROLES, 8, 6),
    ];
    let room = room(&steps);
    assert_eq!(offered(&room, 11)[0], "take 1 minute off Names");
    assert_eq!(offered(&room, 13)[0], "take 1 minute off Pot, 2 minutes off Names");
    let all = "take 3 minutes off Pot, 1 minute off Decide, 2 minutes off Names";
    assert_eq!(offered(&room, 16)[0], all);
    let replan = Replan::of(room.session(), &reader(), at(16 * 60));
    assert_eq!(replan.untouched, "");
}

#[test]
fn a_step_is_left_out_only_for_what_it_is_worth() {
    let steps = [
        ("Goals", ROLES, 10, 5),
        ("Break", ROUND, 8, 5),
        ("Care", ROUND, 4, 4),
        ("End", CLOSE, 5, 3),
    ];
    let room = room(&steps);
    let skips = |minutes| offered(&room, minutes).into_iter().find(|it| it.starts_with("skip"));
    assert_eq!(skips(11), None);
    assert_eq!(skips(12).as_deref(), Some("skip Care"));
    assert_eq!(skips(16).as_deref(), Some("skip Break"));
    let more = skips(20).expect("the longest, and a little off the rest");
    assert_eq!(more, "skip Break, take 2 minutes off End");
}

#[test]
fn minutes_in_hand_can_be_given_back() {
    let mut room = morning();
    let go = agenda::Change::GoTo(Place::new("care", 0));
    submit(&mut room, 600, Change::Agenda(go));
    assert_eq!(room.session().behind(at(600)), Some(-6));
    assert_eq!(offered(&room, 10), ["end 10:56"]);
    assert_eq!(reader().time(room.session().ends(at(600))), "11:02");
}

#[test]
fn the_present_step_can_give_too_while_it_has_time() {
    let mut room = room(&[("Goals", ROLES, 20, 10), ("Decide", DECIDE, 6, 4)]);
    let more = agenda::Change::Add { after: None, step: Box::new(late_guest()) };
    submit(&mut room, 0, Change::Agenda(more));
    submit(&mut room, 0, Change::Agenda(agenda::Change::Move(text("late"), 1)));
    assert_eq!(offered(&room, 1)[0], "take 5 minutes off Goals");
}

/// Five more minutes on the agenda that nobody had planned.
fn late_guest() -> Step {
    let made = step(vec![activity(Do::Round {}, Policy::Open)]);
    Step { id: text("late"), title: text("Late"), floor: 5, ..made }
}

#[test]
fn a_clock_that_stood_still_over_night_tells_a_new_end() {
    let mut room = morning();
    submit(&mut room, 60, Change::Clock(clock::Change::Pause));
    assert_eq!(room.session().behind(at(5 * 60)), Some(4), "a pause costs time");
    let morning = 24 * 3_600;
    assert_eq!(room.session().behind(at(morning)), None);
    submit(&mut room, morning, Change::Clock(clock::Change::Start));
    assert_eq!(room.session().behind(at(morning)), Some(0));
}

const GOALS: fn() -> (Do, Policy) = || (Do::Goals { most: 3 }, Policy::Open);

/// So many goals, and twenty minutes to make them.
fn goals(count: usize, steps: &[Planned]) -> Room {
    let mut room = room(&[&[("Goals", GOALS, 20, 8)], steps].concat());
    for outcome in ["Bees are at home", "Water lasts", "Children help", "Roses"].iter().take(count)
    {
        let shape = Shape { outcome: text(outcome), ..Shape::default() };
        submit(&mut room, 0, Change::Goals(goals::Change::Add(shape, None)));
    }
    room
}

#[test]
fn of_three_goals_one_can_wait_for_as_long_as_goals_are_made() {
    let steps = [("Names", ROLES, 8, 6), ("Matrix", ROUND, 6, 4), ("Decide", DECIDE, 6, 4)];
    let mut room = goals(3, &steps);
    let less = "take 1 minute off each of the next two";
    let parked = format!("park the third goal, {less}");
    assert_eq!(offered(&room, 22), [less, &parked, "end 10:42"]);
    assert_eq!(offered(&goals(2, &steps), 22), [less, "end 10:42"]);
    assert_eq!(offered(&goals(4, &steps), 22)[1].split(',').next(), Some("park the fourth goal"));
    submit(&mut room, 60, Change::Agenda(agenda::Change::GoTo(Place::new("names", 0))));
    let told = at(2 * 60);
    let minutes = agenda::Change::Minutes(text("names"), 30);
    submit(&mut room, 61, Change::Agenda(minutes));
    let after = Replan::of(room.session(), &reader(), told);
    assert!(after.offers.iter().all(|offer| offer.cut.park.is_empty()), "goals are made");
}

#[test]
fn of_two_goals_one_waits_only_when_nothing_else_is_enough() {
    let steps = [("Names", ROLES, 8, 6), ("Decide", DECIDE, 6, 4)];
    let room = goals(2, &steps);
    let parks = |minutes| offered(&room, minutes).iter().any(|it| it.contains("second goal"));
    assert_eq!((parks(24), parks(25)), (false, true));
    assert!(!offered(&goals(1, &steps), 25).iter().any(|it| it.contains("park")));
}

#[test]
fn what_a_goal_would_have_taken_of_the_time_ahead_is_won() {
    let mut room = goals(3, &[("Names", ROLES, 8, 6)]);
    submit(&mut room, 0, Change::Agenda(agenda::Change::Minutes(text("names"), 5)));
    let replan = Replan::of(room.session(), &reader(), at(0));
    let park = replan.offer(2).expect("a goal can wait");
    assert_eq!(park.words, "park the third goal");
    let less: Vec<_> = park.cut.less.iter().map(|it| (&*it.step, it.minutes)).collect();
    assert_eq!(less, [("goals", 5)]);
    submit(&mut room, 0, Change::Agenda(agenda::Change::Cut(park.cut.clone())));
    let session = room.session();
    assert_eq!((session.goals.len(), session.parked.len(), session.behind(at(0))), (2, 1, Some(0)));
    let record = session.clock.cuts[0].cut.words(|id| session.title_of(id));
    assert_eq!(record, "5 minutes off Goals, “Children help” is for later");
}

/// An agenda of one to nine steps, where in it we are, and for how many seconds.
fn plans() -> impl Strategy<Value = (Vec<Planned>, usize, i64)> {
    const NAMES: [&str; 9] = ["A", "B", "C", "D", "E", "F", "G", "H", "I"];
    let step = (0_usize..6, 1_u16..25, 0_u16..25);
    let steps = prop::collection::vec(step, 1..9).prop_map(|steps| {
        let named = NAMES.iter().zip(steps);
        let planned = |(name, (kind, base, floor)): (&&'static str, (usize, u16, u16))| {
            (*name, KINDS[kind], base, floor.min(base))
        };
        named.map(planned).collect()
    });
    (steps, 0_usize..9, 0_i64..6_000)
}

/// Somewhere on the agenda, some time later.
fn somewhere((steps, here, seconds): &(Vec<Planned>, usize, i64)) -> Room {
    let mut room = room(steps);
    let to = steps[here % steps.len()].0.to_lowercase();
    submit(&mut room, seconds / 3, Change::Agenda(agenda::Change::GoTo(Place::new(&to, 0))));
    room
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_end_that_is_offered_is_what_comes_out(plan in plans()) {
        let (room, now) = (somewhere(&plan), at(plan.2));
        for offer in Replan::of(room.session(), &reader(), now).offers {
            let mut room = room.clone();
            submit(&mut room, plan.2, Change::Agenda(agenda::Change::Cut(offer.cut.clone())));
            let session = room.session();
            prop_assert_eq!(session.ends(now), offer.cut.end, "{}", offer.words);
            prop_assert!(session.expected_end(now).as_second() < offer.cut.end.as_second() + 60);
            prop_assert!(session.behind(now).is_some_and(|late| late <= 0), "{}", offer.words);
        }
    }

    #[test]
    fn floors_hold_and_only_what_is_loose_is_left_out(plan in plans()) {
        let (room, now) = (somewhere(&plan), at(plan.2));
        for offer in Replan::of(room.session(), &reader(), now).offers {
            let mut room = room.clone();
            submit(&mut room, plan.2, Change::Agenda(agenda::Change::Cut(offer.cut.clone())));
            for (before, after) in somewhere(&plan).session().steps.iter().zip(&room.session().steps) {
                let is_cut = before.extra != after.extra;
                prop_assert!(!is_cut || after.planned(1) >= after.floor(), "{}", offer.words);
                prop_assert!(!after.skipped || after.hold() == Hold::Loose, "{}", offer.words);
            }
        }
    }

    #[test]
    fn the_decision_gives_nothing_while_others_can(plan in plans()) {
        let (room, now) = (somewhere(&plan), at(plan.2));
        for offer in Replan::of(room.session(), &reader(), now).offers {
            let hold = |id: &CleanText| room.session().step(&Place::new(id, 0)).map(StepRun::hold);
            let worst = offer.cut.less.iter().filter_map(|less| hold(&less.step)).max();
            let mut after = room.clone();
            submit(&mut after, plan.2, Change::Agenda(agenda::Change::Cut(offer.cut.clone())));
            let spared = after.session().later_steps().filter(|step| {
                !step.skipped && worst.is_some_and(|worst| worst > Hold::Trimmed && step.hold() < worst)
            });
            for step in spared {
                prop_assert!(step.planned(1) - step.floor() < 60, "{}: {}", offer.words, step.id());
            }
        }
    }

    #[test]
    fn there_are_at_most_three_and_each_can_be_taken_back(plan in plans()) {
        let (room, now) = (somewhere(&plan), at(plan.2));
        let replan = Replan::of(room.session(), &reader(), now);
        prop_assert!(replan.offers.len() <= 3);
        prop_assert_eq!(replan.offers.is_empty(), (-1..1).contains(&room.session().behind(now).unwrap_or(0)));
        for (digit, offer) in (1..).zip(&replan.offers) {
            prop_assert_eq!(replan.offer(digit), Some(offer));
            let mut taken = room.clone();
            submit(&mut taken, plan.2, Change::Agenda(agenda::Change::Cut(offer.cut.clone())));
            taken.undo(now).expect("it is undone");
            prop_assert_eq!(&taken.session().steps, &room.session().steps);
            prop_assert_eq!(&taken.session().clock, &room.session().clock);
        }
        prop_assert_eq!(replan.offer(0), None);
    }
}
