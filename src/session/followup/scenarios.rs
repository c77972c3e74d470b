//! A plan and what became of it after thirty and sixty days.

use super::*;
use crate::money::Money;
use crate::room::Room;
use crate::session::activities::review;
use crate::session::areas::{self, Answer};
use crate::session::block::{Block, Trend};
use crate::session::decisions::{self, ParkedFate};
use crate::session::goals::{self, Shape, Told};
use crate::session::people::{self, Profile};
use crate::session::pot::{self, Firmness, Kind as Pledged, Need, Offer};
use crate::session::promises::{self, Became, Vow};
use crate::session::report::Report;
use crate::session::{Author, Change, Kind, Place, Viewer, activities, due};
use crate::testing::{
    activity, area, at, check_in, person, place, reader, room_with, submit, text,
};
use crate::workshop::{Activity, Do, Matter, Phase, Poles, Policy};
use jiff::civil::date;

fn open(what: Do) -> Activity {
    activity(what, Policy::Open)
}

fn assess() -> Do {
    let statement = |text_: &str, phase| Statement { text: text(text_), phase };
    let phase = |name| Phase { name: text(name), term: text(""), question: text("") };
    Do::Assess {
        statements: vec![
            statement("One department approves every post.", 1),
            statement("Somebody reads every answer.", 2),
        ],
        phases: vec![phase("one voice"), phase("listening")],
        poles: Some(Poles { from: text("control"), to: text("groundswell") }),
    }
}

fn does(room: &mut Room, change: Change) -> u64 {
    let now = room.session().glance.changed;
    room.submit(now, Author::Facilitator, change).expect("accepted")
}

fn no(room: &mut Room, change: Change) -> String {
    let now = room.session().glance.changed;
    room.submit(now, Author::Facilitator, change).expect_err("refused").to_string()
}

fn vow(will: &str, by: Date) -> Vow {
    let nothing = text("");
    Vow {
        when: nothing.clone(),
        will: text(will),
        by,
        first_step: nothing.clone(),
        first_by: None,
        checks: Some(person(2)),
        place: 0,
        comes_off: nothing,
        area: Some(area(1)),
    }
}

/// A finished plan: a goal, two areas with names, a pot of €1,000, three promises, an agreement.
pub(crate) fn plan() -> Room {
    let mut room =
        room_with(vec![open(assess()), open(Do::Goals { most: 3 }), open(Do::Close { next: 30 })]);
    // Change by change the clock of the tests goes on by a second.
    let mut it = |change| submit(&mut room, change).expect("accepted");
    it(Change::At(place("assess"), rated(1, [0, 2, 0, 2])));
    it(Change::At(place("assess"), rated(4, [2, 0, 1, 1])));
    it(Change::At(place("assess"), activities::Change::Assess(activities::assess::Change::Close)));
    let shape = Shape {
        outcome: text("Customers are answered the same day"),
        from: text("26"),
        to: text("4"),
        unit: text("hours"),
        ..Shape::default()
    };
    let goal = it(Change::Goals(goals::Change::Add(shape, None)));
    it(Change::Areas(areas::Change::Serves(area(1), vec![Id::new(Kind::Goal, goal)])));
    for (of, who) in [(1, 1), (2, 2)] {
        let (area, who, answer) = (area(of), person(who), Answer::Yes);
        it(Change::Areas(areas::Change::Answer { area, who, answer, second_yes: false }));
    }
    let (may_spend, comes_off) = (Some(Money(5_000)), text("the Friday report"));
    it(Change::Areas(areas::Change::Terms { area: area(1), may_spend, comes_off }));
    let offer = Offer {
        firmness: Firmness::Firm,
        ..Offer::firm(text("HR"), Pledged::Money(Money(100_000)))
    };
    let pledge = it(Change::Pot(pot::Change::Pledge(vec![offer])));
    it(Change::Pot(pot::Change::Read(Id::nth(Kind::Pledge, pledge, 0), true)));
    let need = |amount| Need {
        title: text("A tool"),
        minimum: Money(amount),
        target: Money(amount),
        stretch: Money(amount),
        ..Need::default()
    };
    let ask =
        it(Change::Pot(pot::Change::Ask(vec![(area(1), need(60_000)), (area(2), need(20_000))])));
    for (nth, amount) in [(0, 60_000), (1, 20_000)] {
        it(Change::Pot(pot::Change::Grant(Id::nth(Kind::Ask, ask, nth), Money(amount))));
    }
    for (who, will) in [(1, "call Legal"), (1, "write the rules"), (4, "train two people")] {
        let (who, vow) = (person(who), vow(will, date(2026, 11, 30)));
        it(Change::Promises(promises::Change::Make { who, vow, second_yes: false }));
    }
    it(Change::Decisions(decisions::Change::Agree(text("Failures are told first"))));
    for words in ["The logo", "A room"] {
        it(Change::Decisions(decisions::Change::Park(text(words))));
    }
    let logo = room.session().parked[0].id.clone();
    let taken = ParkedFate::Taken { who: person(4), by: date(2026, 12, 1) };
    does(&mut room, Change::Decisions(decisions::Change::Unpark(logo, taken)));
    does(&mut room, Change::NextDate(Some(date(2026, 12, 2))));
    does(&mut room, Change::Finish(true));
    room
}

fn rated(who: usize, marks: [u8; 4]) -> activities::Change {
    use crate::session::private::{Giver, Mark};
    let marks = marks.into_iter().enumerate().map(|(at, points)| Mark {
        on: activities::assess::id_of(at),
        value: points,
        second: None,
    });
    let ballot = crate::session::Ballot { marks: marks.collect(), ..Default::default() };
    activities::Change::Assess(activities::assess::Change::Cast(Giver::Person(person(who)), ballot))
}

fn reviews() -> Vec<Activity> {
    vec![
        open(Do::Review { parts: Matter::ALL.into() }),
        open(assess()),
        open(Do::Promise { first_step: 7, most: 5 }),
        open(Do::Close { next: 30 }),
    ]
}

/// The plan's check-in after thirty days, nothing told yet.
pub(crate) fn thirty() -> Room {
    check_in(plan().session(), 30, reviews())
}

fn goal() -> Id {
    Id::nth(Kind::Goal, 1, 0)
}

fn promise(nth: usize) -> Id {
    Id::nth(Kind::Promise, 1, nth - 1)
}

fn told(number: &str, confidence: u8) -> Change {
    let told = Told {
        happened: text("Two of us answer now"),
        number: text(number),
        confidence: Some(confidence),
    };
    Change::Goals(goals::Change::Tell(goal(), Some(told)))
}

fn became(nth: usize, became: Became) -> Change {
    Change::Promises(promises::Change::Became(promise(nth), became))
}

fn slipped(by: Date) -> Became {
    Became::Slipped { by, place: 2, comes_off: text("the Monday report") }
}

/// Day thirty, told and finished.
fn thirty_done() -> Room {
    let mut room = thirty();
    does(&mut room, told("15", 6));
    does(&mut room, became(1, Became::Kept));
    does(&mut room, became(2, slipped(date(2026, 12, 20))));
    does(&mut room, became(3, Became::Dropped(text("no budget for it"))));
    does(&mut room, Change::Pot(pot::Change::Spent(area(1), Some(Money(12_345)))));
    let vow = vow("ask the shops", date(2026, 12, 20));
    let make = promises::Change::Make { who: person(3), vow, second_yes: false };
    does(&mut room, Change::Promises(make));
    does(&mut room, Change::NextDate(Some(date(2027, 1, 4))));
    does(&mut room, Change::Finish(true));
    room
}

#[test]
fn what_is_taken_over_is_what_was_and_nothing_of_the_earlier_session_changes() {
    let plan = plan();
    let before = plan.session().clone();
    let room = thirty();
    let (was, is) = (plan.session(), room.session());
    assert_eq!(was, &before);
    is.check().expect("it makes sense");
    let names = |session: &Session| {
        session.people.iter().map(|it| (it.name.clone(), it.function.clone())).collect::<Vec<_>>()
    };
    assert_eq!(names(was), names(is));
    assert_eq!((was.currency, was.pot.months), (is.currency, is.pot.months));
    assert_eq!(was.goals[0].shape, is.goals[0].shape);
    assert_eq!(is.areas[0].serves, [goal()]);
    assert_eq!(was.areas[0].accountable, is.areas[0].accountable);
    assert_eq!(is.areas[0].accountable.as_ref().unwrap().may_spend, Some(Money(5_000)));
    assert_eq!([1, 2].map(|of| is.planned(&area(of))), [Money(60_000), Money(20_000)]);
    let vows = |session: &Session| -> Vec<Vow> {
        session.promises.iter().map(|promise| promise.vow.clone()).collect()
    };
    assert_eq!(vows(was), vows(is));
    assert_eq!(&*is.agreements[0].text, "Failures are told first");
    assert_eq!(is.parked.len(), 2);
    assert_eq!(is.next_date, None);
    let past = &is.followup.line[0];
    assert_eq!((&*past.id, past.days, past.began), ("test", 0, was.began));
    assert_eq!(&*past.told(&goal()).expect("where it began").number, "26");
}

#[test]
fn what_is_made_in_a_check_in_never_has_the_name_of_what_was_there() {
    let mut room = thirty();
    for nth in 0..3 {
        let vow = vow(&format!("new {nth}"), date(2026, 12, 20));
        let make = promises::Change::Make { who: person(1), vow, second_yes: true };
        does(&mut room, Change::Promises(make));
    }
    room.session().check().expect("unique");
    assert_eq!(room.session().promises_of_before().len(), 3);
}

#[test]
fn a_promise_is_kept_slips_or_is_dropped_and_can_be_told_anew() {
    let mut room = thirty();
    let reason = no(&mut room, became(3, Became::Dropped(text(""))));
    assert!(reason.starts_with("Why is it dropped?"), "{reason}");
    let reason = no(&mut room, became(1, slipped(date(2026, 1, 1))));
    assert!(reason.contains("looks ahead"), "{reason}");
    does(&mut room, became(1, slipped(date(2026, 12, 20))));
    let one = room.session().promise(&promise(1)).unwrap();
    assert_eq!((one.vow.by, &one.before[..]), (date(2026, 12, 20), &[date(2026, 11, 30)][..]));
    assert_eq!((one.vow.place, &*one.vow.comes_off), (2, "the Monday report"));
    does(&mut room, became(1, Became::Kept));
    let one = room.session().promise(&promise(1)).unwrap();
    assert_eq!(
        (one.vow.by, one.before.len()),
        (date(2026, 11, 30), 0),
        "it did not slip after all"
    );
    let kept = room.session().kept();
    assert_eq!(kept, Kept { of: 3, kept: 1, stands: 0, slipped: 0, dropped: 0 });
    assert_eq!(kept_in_words(kept), "1 kept, 2 not told yet");
    assert_eq!(room.session().promises_of(&person(1)).count(), 1, "what is kept binds no more");
    room.undo(at(30 * 86_400)).expect("undone");
    assert_eq!(room.session().promise(&promise(1)).unwrap().fate, promises::Fate::Slipped);
}

#[test]
fn a_promise_of_today_is_not_asked_for_today() {
    let mut room = thirty();
    let make = promises::Change::Make {
        who: person(1),
        vow: vow("listen", date(2026, 12, 20)),
        second_yes: false,
    };
    let made = Id::new(Kind::Promise, does(&mut room, Change::Promises(make)));
    let change = Change::Promises(promises::Change::Became(made, Became::Kept));
    assert!(no(&mut room, change).contains("asked the next time"));
}

#[test]
fn who_left_the_team_answers_for_nothing_and_somebody_else_says_yes() {
    let mut room = thirty();
    does(&mut room, Change::People(people::Change::Go(person(2))));
    let session = room.session();
    assert!(session.areas[1].is_orphaned() && session.areas[1].is_red());
    assert_eq!(session.areas[1].was, Some(person(2)));
    assert!(session.pot.asks.iter().any(|ask| session.is_held(ask)), "the money waits for a name");
    assert!(no(&mut room, Change::People(people::Change::Go(person(2)))).contains("already"));
    let (who, answer) = (person(3), Answer::Yes);
    let yes = areas::Change::Answer { area: area(2), who, answer, second_yes: false };
    does(&mut room, Change::Areas(yes));
    assert_eq!(room.session().orphaned().count(), 0);
    let seen = room.session().seen_by(Viewer::Room);
    let lines = people_lines(&seen);
    assert_eq!(lines[0].text, "Left the team: Ben");
    assert_eq!((&*lines[1].text, &*lines[1].aside), ("Crisis: Chi", "instead of Ben"));
    // The next check-in does not know Ben any more, but as whoever checks a promise.
    let next = check_in(room.session(), 60, reviews());
    assert!(next.session().people.iter().any(|person| person.gone), "he checks promises");
}

#[test]
fn who_joins_is_new_until_the_next_check_in() {
    let mut room = thirty();
    let fay = Profile { name: text("Fay"), function: text("Legal"), ..Profile::default() };
    does(&mut room, Change::People(people::Change::Add(vec![fay])));
    let new = |room: &Room| {
        let session = room.session();
        session
            .people
            .iter()
            .filter(|it| session.is_new(it))
            .map(|it| it.name.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(new(&room), ["Fay"]);
    assert_eq!(new(&check_in(room.session(), 60, reviews())), Vec::<String>::new());
}

#[test]
fn over_three_sessions_numbers_confidence_and_promises_make_a_trend() {
    let mut room = check_in(thirty_done().session(), 60, reviews());
    does(&mut room, told("9", 8));
    let session = room.session();
    session.check().expect("it makes sense");
    let open: Vec<&str> = session.promises.iter().map(|it| it.vow.deed()).collect();
    assert_eq!(open, ["write the rules", "ask the shops"], "kept and dropped stay behind");
    assert_eq!(session.promises[0].before, [date(2026, 11, 30)], "it comes back");
    does(&mut room, became(1, Became::Kept));
    let seen = room.session().seen_by(Viewer::Room);
    let said = |trend: Trend| trend.numbers(" → ", "–");
    assert_eq!(said(number(&seen, &seen.goals[0])), "26 → 15 → 9");
    assert_eq!(said(confidence(&seen, &seen.goals[0])), "– → 6 → 8");
    assert_eq!(said(kept(&seen)), "1 of 3 → 1 of 2");
    let heights: Vec<Option<u8>> =
        number(&seen, &seen.goals[0]).points.iter().map(|point| point.height).collect();
    assert_eq!(heights, [Some(7), Some(4), Some(2)]);
}

#[test]
fn the_record_says_what_became_of_the_plan_in_exact_figures() {
    let mut room = check_in(thirty_done().session(), 60, reviews());
    does(&mut room, told("9", 8));
    does(&mut room, Change::Pot(pot::Change::Spent(area(1), Some(Money(61_050)))));
    let who = person(3);
    let thanks = review::Change::Thank { who, words: text("packed on a Saturday") };
    does(&mut room, Change::At(place("review"), activities::Change::Review(thanks)));
    let report = Report::of(room.session(), &reader());
    let paper = (crate::export::FORMATS[0].render)(&report, &reader()).bytes();
    let paper = String::from_utf8(paper).expect("Markdown");
    for words in [
        "What became of the plan",
        "26 → 15 → 9",
        "to 4 hours",
        "Two of us answer now",
        "€123.45",
        "€610.50",
        "€10.50 too much",
        "slipped once",
        "Thank you, Chi",
        "packed on a Saturday",
    ] {
        assert!(paper.contains(words), "“{words}” is not in the record:\n{paper}");
    }
}

#[test]
fn an_assessment_is_compared_with_the_last_one_of_the_same_statements() {
    let plan = plan();
    let mut room = check_in(plan.session(), 90, reviews());
    let assess = |room: &Room| match room.session().state(&place("assess")) {
        Some(State::Assess(assess)) => assess.clone(),
        _ => panic!("no assessment"),
    };
    let earlier = assess(&room).earlier.expect("it is filled in");
    assert_eq!(earlier.statements.len(), 4, "two of them about the poles");
    assert_eq!(earlier.functions.len(), 2, "Service and HR answered");
    for who in [1, 4] {
        does(&mut room, Change::At(place("assess"), rated(who, [0, 2, 1, 2])));
    }
    let close = activities::Change::Assess(activities::assess::Change::Close);
    does(&mut room, Change::At(place("assess"), close));
    let grid = phases(&room.session().seen_by(Viewer::Room)).expect("two times");
    assert_eq!(grid.columns, ["", "the plan", "day 90"]);
    assert_eq!(grid.rows[1], ["Service", "listening", "listening"]);
    assert_eq!(grid.rows[2], ["HR", "one voice", "listening"]);
    let report = Report::of(room.session(), &reader());
    let paper = (crate::export::FORMATS[0].render)(&report, &reader()).bytes();
    let paper = String::from_utf8(paper).expect("Markdown");
    let pulled = "From control to groundswell we are 50 % of the way (the last time 25 %)";
    assert!(paper.contains(pulled), "{paper}");
}

#[test]
fn the_statements_of_the_plan_are_asked_again_in_a_workshop_that_has_others() {
    let others = Do::Assess {
        statements: vec![Statement { text: text("Something else."), phase: 1 }],
        phases: vec![Phase { name: text("a"), term: text(""), question: text("") }],
        poles: None,
    };
    let pulse = Do::Assess {
        statements: vec![Statement { text: text("I know what to do."), phase: 1 }],
        phases: Vec::new(),
        poles: None,
    };
    let room = check_in(plan().session(), 90, vec![open(others), open(pulse)]);
    let asked = |step: &str| {
        let place = Place::new(step, 0);
        activities::assess::asked(room.session(), &place).0.to_vec()
    };
    let steps: Vec<String> =
        room.session().steps.iter().map(|step| step.id().to_string()).collect();
    assert_eq!(asked(&steps[0])[0].text, text("One department approves every post."));
    let pulse = room.session().steps[1].script.activities[0].what.clone();
    assert!(
        matches!(pulse, Do::Assess { statements, .. } if &*statements[0].text == "I know what to do.")
    );
}

#[test]
fn closing_makes_the_check_ins_due_from_the_agreed_day_on() {
    let dates = |session: &Session| -> Vec<(u16, Date)> {
        session.followup.due.iter().map(|it| (it.days, it.on)).collect()
    };
    let plan = plan();
    let every = [(30, date(2026, 12, 2)), (60, date(2027, 1, 1)), (90, date(2027, 1, 31))];
    assert_eq!(dates(plan.session()), every);
    let told: Vec<(Date, String)> = due::due(&plan.session().seen_by(Viewer::Room))
        .into_iter()
        .filter(|due| due.kind == due::Kind::CheckIn)
        .map(|due| (due.date, due.title))
        .collect();
    let titles = ["The 30-day check-in", "The 60-day check-in", "The 90-day check-in"];
    let expected: Vec<(Date, String)> =
        every.iter().zip(titles).map(|((_, on), title)| (*on, title.to_owned())).collect();
    assert_eq!(told, expected);
    let thirty = thirty();
    assert_eq!(dates(thirty.session()), every, "until it is held it is due itself");
    assert_eq!(thirty.session().next_check_in(), 60);
    let done = thirty_done();
    assert_eq!(dates(done.session()), [(60, date(2027, 1, 4)), (90, date(2027, 2, 3))]);
    let ninety = check_in(done.session(), 90, reviews());
    assert_eq!(ninety.session().next_check_in(), 180);
}

#[test]
fn going_on_after_all_takes_them_back_and_another_date_moves_them() {
    let mut room = plan();
    does(&mut room, Change::NextDate(Some(date(2026, 12, 9))));
    assert_eq!(room.session().followup.due[1].on, date(2027, 1, 8));
    does(&mut room, Change::NextDate(None));
    assert_eq!(room.session().followup.due[0].on, date(2026, 12, 2), "thirty days after the end");
    does(&mut room, Change::Finish(false));
    assert_eq!(room.session().followup.due, []);
}

#[test]
fn where_nothing_is_planned_no_check_in_is_due() {
    let mut room = room_with(vec![open(Do::Close { next: 30 })]);
    submit(&mut room, Change::Finish(true)).expect("finished");
    assert_eq!(room.session().followup.due, []);
    assert!(!room.session().has_a_plan());
}

fn rows_of(block: &Block) -> usize {
    match block {
        Block::Lines(lines) => lines.len(),
        Block::Bars(bars) => bars.len(),
        Block::Trends(trends) => trends.len(),
        _ => 1,
    }
}

#[test]
fn the_wall_never_has_more_than_nine_lines_and_shows_the_part_that_lies_open() {
    let mut room = thirty_done();
    let wall = |room: &Room| {
        let seen = room.session().seen_by(Viewer::Room);
        activities::page(&seen, &place("review"), &reader()).blocks
    };
    let turn = |room: &mut Room, part| {
        let change = activities::Change::Review(review::Change::Part(part));
        does(room, Change::At(place("review"), change));
    };
    assert!(matches!(&wall(&room)[1], Block::Trends(trends) if trends.len() == 2));
    let mut many = room.session().clone();
    many.promises = (1..=30)
        .map(|nth| {
            let vow = vow(&format!("promise {nth}"), date(2026, 12, 20));
            promises::Promise::new(promise(nth), person(1), vow)
        })
        .collect();
    assert_eq!(many.promises_of_before().len(), 30);
    for part in Matter::ALL {
        let mut seen_at = many.clone();
        if let Some(State::Review(review)) = seen_at.steps[0].states.first_mut() {
            review.part = Some(part);
        }
        let seen_at = seen_at.seen_by(Viewer::Room);
        let blocks = activities::page(&seen_at, &place("review"), &reader()).blocks;
        let rows: usize = blocks.iter().map(rows_of).sum();
        assert!(rows <= 9, "{part:?}: {blocks:?}");
    }
    turn(&mut room, Matter::Promises);
    assert_eq!(wall(&room)[0], Block::Digits("1 of 3".into()));
    turn(&mut room, Matter::Pot);
    let Block::Bars(bars) = &wall(&room)[0] else { panic!("no bars") };
    assert_eq!(
        (&*bars[0].number, bars[0].value, bars[0].most),
        ("€123.45 of €600", 12_345, 60_000)
    );
    assert_eq!(&*bars[1].number, "? of €200");
    turn(&mut room, Matter::People);
    assert!(matches!(&wall(&room)[0], Block::Text(words) if words.contains("as it was")));
}

#[test]
fn in_a_session_that_goes_on_from_no_other_there_is_nothing_to_look_back_on() {
    let mut room = room_with(vec![open(Do::Review { parts: Matter::ALL.into() })]);
    let seen = room.session().seen_by(Viewer::Room);
    let page = activities::page(&seen, &place("review"), &reader());
    assert!(matches!(&page.blocks[0], Block::Text(words) if words.contains("groundswell checkin")));
    let report = Report::of(room.session(), &reader());
    assert!(report.sections().all(|it| it.title != "What became of the plan"));
    let part = activities::Change::Review(review::Change::Part(Matter::Pot));
    submit(&mut room, Change::At(place("review"), part)).expect("it can be turned to");
    let only = Do::Review { parts: vec![Matter::Goals] };
    let mut room = room_with(vec![open(only)]);
    let part = activities::Change::Review(review::Change::Part(Matter::Pot));
    let refused = submit(&mut room, Change::At(place("review"), part)).expect_err("no");
    assert!(refused.to_string().contains("not looked at in this step"));
}

#[test]
fn what_a_hand_has_broken_in_the_file_is_named() {
    let fault = |spoil: fn(&mut Session)| {
        let mut session = thirty_done().session().clone();
        spoil(&mut session);
        session.check().expect_err("broken").to_string()
    };
    let nobody = |it: &mut Session| it.areas[0].was = Some(person(9));
    assert!(fault(nobody).contains("no person is called so"));
    let elsewhere = |it: &mut Session| it.pot.spent[0].0 = area(9);
    assert!(fault(elsewhere).contains("a1.9"));
    let less = |it: &mut Session| it.pot.spent[0].1 = Money(-1);
    assert!(fault(less).contains("less than nothing"));
}
