use super::*;
use crate::session::areas::{Accountable, Answer};
use crate::session::followup::{Kept, Past};
use crate::session::goals::{Shape, Told};
use crate::session::pot::{Firmness, Kind as Pledged, Need, Offer, Pledge};
use crate::session::promises::{self, Promise, Vow};
use crate::session::{
    Ask, Goal, Kind, Objection, Parked, Reach, Session, Viewer, decisions, people, report::Report,
};
use crate::testing::{activity, area, at, person, place, reader, room_with, text, today};
use crate::text::CleanText;
use crate::workshop::{Do, Policy};
use std::collections::BTreeSet;

fn yes(who: usize) -> Option<Accountable> {
    let (comes_off, asked_twice) = (text(""), false);
    let (who, answer) = (person(who), Answer::Yes);
    Some(Accountable { who, answer, may_spend: None, comes_off, asked_twice })
}

fn goal(number: u64) -> Goal {
    let shape = Shape {
        outcome: text("Customers are answered the same day"),
        from: text("26"),
        to: text("4"),
        unit: text("hours"),
        by: Some(today()),
        harm: text("Answers sound canned"),
        needs: ["Service", "Marketing", "HR"].map(text).into(),
        better_off: text("customers"),
        ..Shape::default()
    };
    Goal { id: Id::new(Kind::Goal, number), shape, half: Vec::new(), idea: None, told: None }
}

fn pledge(number: u64, function: &str, kind: Pledged) -> Pledge {
    let offer = Offer { function: text(function), ..Offer::firm(text(function), kind) };
    Pledge { id: Id::new(Kind::Pledge, number), offer, read: true }
}

fn ask(number: u64, of: usize, granted: i64) -> Ask {
    let need = Need {
        title: text("A course"),
        minimum: Money(10_000),
        target: Money(20_000),
        stretch: Money(30_000),
        ..Need::default()
    };
    let granted = Money(granted);
    Ask { granted, ..Ask::new(Id::new(Kind::Ask, number), area(of), need) }
}

fn promise(number: u64, who: usize) -> Promise {
    let vow = Vow {
        when: text(""),
        will: text("call Legal"),
        by: jiff::civil::date(2026, 12, 3),
        first_step: text("find the number"),
        first_by: Some(jiff::civil::date(2026, 11, 9)),
        checks: None,
        place: 0,
        comes_off: text(""),
        area: None,
    };
    Promise { read: true, ..Promise::new(Id::new(Kind::Promise, number), person(who), vow) }
}

/// A finished plan that lacks nothing.
fn whole() -> Session {
    let open = |what| activity(what, Policy::Open);
    let mut session = room_with(vec![
        open(Do::Team { functions: Vec::new() }),
        open(Do::Goals { most: 1 }),
        open(Do::Roles { load: 1 }),
        open(Do::Pot { months: 12 }),
        open(Do::Decide {}),
        open(Do::Promise { first_step: 7, most: 1 }),
        open(Do::Close { next: 30 }),
    ])
    .session()
    .clone();
    session.goals = vec![goal(71)];
    for (place, who) in [1, 2, 4].into_iter().enumerate() {
        session.areas[place].accountable = yes(who);
        session.areas[place].serves = vec![session.goals[0].id.clone()];
    }
    session.areas[0].doing = vec![person(3)];
    session.pot.pledges = vec![
        pledge(61, "HR", Pledged::Money(Money(20_000))),
        pledge(62, "Service", Pledged::Money(Money(20_000))),
        pledge(63, "Marketing", Pledged::Hours(6)),
    ];
    session.pot.asks = vec![ask(81, 1, 20_000), ask(82, 2, 10_000)];
    session.promises = (1..5).map(|who| promise(90 + who as u64, who)).collect();
    session.next_date = Some(jiff::civil::date(2026, 12, 2));
    session.finished = Some(at(7_200));
    session
}

fn no_vote(session: &mut Session, of: usize) -> &mut Accountable {
    session.areas[of].accountable.as_mut().expect("somebody answers")
}

fn only_for(session: &mut Session, at: usize, of: usize) {
    session.pot.pledges[at].offer.only_for = vec![area(of)];
}

fn objection(fate: decisions::Fate) -> Objection {
    let (id, place) = (Id::new(Kind::Objection, 95), place("decide"));
    Objection { id, place, from: None, text: text("Too fast."), fate }
}

fn parked(fate: decisions::ParkedFate) -> Parked {
    Parked { id: Id::new(Kind::Parked, 96), text: text("Vans of our own"), fate }
}

fn add_person(session: &mut Session, function: &str, present: bool) {
    let profile = people::Profile { name: text("Eve"), ..people::Profile::default() };
    let mut eve = session.people[0].clone();
    eve.name = profile.name;
    (eve.id, eve.function, eve.present) = (person(5), text(function), present);
    session.people.push(eve);
    session.promises.push(promise(95, 5));
}

/// A session that this one goes on from.
fn before() -> Past {
    Past {
        id: text("before"),
        title: text("Before"),
        began: at(0),
        days: 0,
        goals: Vec::new(),
        promises: Kept::default(),
        spent: Vec::new(),
        assessed: Vec::new(),
    }
}

type Edit = fn(&mut Session);

/// For each rule a change that makes it fire, and one near it that does not.
const CASES: [(&str, Edit, Edit); 29] = [
    (
        "no-goal",
        |it| it.goals.clear(),
        |it| {
            it.goals.clear();
            it.steps.retain(|step| step.id() != "goals");
        },
    ),
    ("too-many-goals", |it| it.goals.push(goal(72)), |it| it.goals[0].shape.by = None),
    (
        "all-outside",
        |it| it.goals[0].shape.reach = Reach::Outside,
        |it| {
            it.goals[0].shape.reach = Reach::Outside;
            it.areas[0].reach = Reach::Both;
        },
    ),
    (
        "dark-lamps",
        |it| {
            it.goals[0].shape.by = None;
            it.goals[0].shape.harm = text("");
        },
        |it| it.goals[0].shape.by = None,
    ),
    (
        "goal-without-area",
        |it| it.areas.iter_mut().for_each(|area| area.serves.clear()),
        |it| it.areas[1].serves.clear(),
    ),
    (
        "served-by-one",
        |it| {
            for at in [0, 2] {
                it.areas[at].serves.clear();
            }
        },
        |it| {
            it.areas[0].serves.clear();
        },
    ),
    (
        "funded-by-one",
        |it| {
            only_for(it, 0, 3);
        },
        |it| {
            only_for(it, 0, 3);
            it.pot.asks[0].matched = vec![it.pot.pledges[2].id.clone()];
        },
    ),
    (
        "no-owner",
        |it| it.areas[0].accountable = None,
        |it| {
            it.areas[0].accountable = None;
            it.areas[0].open_until = Some(today());
        },
    ),
    (
        "left-open",
        |it| {
            it.areas[0].accountable = None;
            it.areas[0].open_until = Some(today());
        },
        |it| it.areas[0].accountable = None,
    ),
    (
        "yes-if",
        |it| {
            let condition = text("four hours a week");
            no_vote(it, 0).answer = Answer::YesIf { condition, by: today() };
        },
        |it| no_vote(it, 0).answer = Answer::Yes,
    ),
    ("owner-left", |it| it.people[0].present = false, |it| it.people[2].present = false),
    (
        "overloaded",
        |it| it.areas[1].accountable = yes(1),
        |it| {
            it.areas[1].accountable = yes(1);
            no_vote(it, 1).asked_twice = true;
        },
    ),
    (
        "area-without-goal",
        |it| it.areas[1].serves.clear(),
        |it| it.areas.iter_mut().for_each(|area| area.serves.clear()),
    ),
    ("silent-function", |it| add_person(it, "Legal", true), |it| add_person(it, "Legal", false)),
    (
        "below-minimum",
        |it| it.pot.asks[1].granted = Money::ZERO,
        |it| it.pot.asks[0].granted = it.pot.asks[0].need.minimum,
    ),
    (
        "strings-broken",
        |it| {
            only_for(it, 0, 3);
            only_for(it, 1, 3);
        },
        |it| only_for(it, 0, 1),
    ),
    (
        "unasked-approver",
        |it| {
            it.pot.pledges[0].offer.approver = text("the board");
            it.pot.pledges[0].offer.firmness = Firmness::Likely;
        },
        |it| it.pot.pledges[0].offer.approver = text("the board"),
    ),
    (
        "rests-on-hope",
        |it| {
            for at in [0, 1] {
                it.pot.pledges[at].offer.firmness = Firmness::Likely;
            }
        },
        |it| it.pot.pledges[0].offer.firmness = Firmness::Likely,
    ),
    (
        "expires-first",
        |it| it.pot.pledges[0].offer.until = Some(jiff::civil::date(2027, 6, 30)),
        |it| it.pot.pledges[0].offer.until = Some(jiff::civil::date(2027, 12, 31)),
    ),
    (
        "open-objection",
        |it| it.objections.push(objection(decisions::Fate::Open)),
        |it| it.objections.push(objection(decisions::Fate::Dissent)),
    ),
    (
        "no-promise",
        |it| it.promises.truncate(3),
        |it| {
            it.promises.truncate(3);
            it.people[3].present = false;
        },
    ),
    (
        "too-many-promises",
        |it| it.promises.push(promise(99, 1)),
        |it| it.promises[0].vow.will = text("call two people"),
    ),
    (
        "late-first-step",
        |it| it.promises[0].vow.first_by = Some(jiff::civil::date(2026, 11, 10)),
        |it| {
            it.promises[0].vow.first_by = None;
            it.promises[0].vow.by = jiff::civil::date(2026, 11, 9);
        },
    ),
    (
        "untold-goal",
        |it| it.followup.line = vec![before()],
        |it| {
            it.followup.line = vec![before()];
            it.goals[0].told = Some(Told { number: text("9"), ..Told::default() });
        },
    ),
    (
        "untold-promise",
        |it| it.promises[0].id = Id::nth(Kind::Promise, 1, 0),
        |it| {
            it.promises[0].id = Id::nth(Kind::Promise, 1, 0);
            it.promises[0].fate = promises::Fate::Kept;
        },
    ),
    (
        "stalled-promise",
        |it| it.promises[0].before = vec![today(); 2],
        |it| it.promises[0].before = vec![today()],
    ),
    (
        "overspent",
        |it| it.pot.spent = vec![(area(1), Money(20_001))],
        |it| it.pot.spent = vec![(area(1), Money(20_000))],
    ),
    (
        "parked",
        |it| it.parked.push(parked(decisions::ParkedFate::Waiting)),
        |it| it.parked.push(parked(decisions::ParkedFate::Dropped)),
    ),
    ("no-check-in", |it| it.next_date = None, |it| it.next_date = Some(today())),
];

fn findings(change: Edit) -> Vec<Finding> {
    let mut session = whole();
    change(&mut session);
    session.seen_by(Viewer::Room).check(&reader())
}

fn codes(change: Edit) -> Vec<&'static str> {
    findings(change).into_iter().map(|finding| finding.code).collect()
}

#[test]
fn a_whole_plan_lacks_nothing() {
    assert_eq!(whole().seen_by(Viewer::Room).check(&reader()), []);
}

#[test]
fn each_rule_fires_where_it_should_and_not_beside_it() {
    for (code, fires, rests) in CASES {
        assert!(codes(fires).contains(&code), "{code} does not fire: {:?}", codes(fires));
        assert!(!codes(rests).contains(&code), "{code} fires beside its mark");
    }
}

#[test]
fn every_rule_is_tried_and_has_a_code_of_its_own() {
    let known: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    let tried: Vec<&str> = CASES.iter().map(|(code, ..)| *code).collect();
    assert_eq!(known, tried);
    assert_eq!(known.iter().collect::<BTreeSet<_>>().len(), known.len());
}

#[test]
fn every_finding_says_why_what_helps_and_where() {
    for (code, fires, _) in CASES {
        for finding in findings(fires).into_iter().filter(|finding| finding.code == code) {
            assert!(finding.reason.ends_with(['.', '?', '”']), "{code}: {finding:?}");
            assert!(finding.way_out.ends_with(['.', '?']), "{code}: {finding:?}");
            assert!(finding.place.is_some() && !finding.ahead, "{code}: {finding:?}");
        }
    }
}

#[test]
fn many_of_a_kind_are_told_in_one_sentence() {
    let silent = |session: &mut Session| {
        session.promises.clear();
        for function in ["Legal", "Finance", "Product", "IT"] {
            add_person(session, function, true);
        }
    };
    let said = findings(silent);
    let reasons = |code: &str| -> Vec<String> {
        let found = said.iter().filter(|finding| finding.code == code);
        found.map(|finding| finding.reason.clone()).collect()
    };
    assert_eq!(reasons("no-promise").len(), 1);
    assert!(reasons("no-promise")[0].ends_with("are here and have promised nothing."));
    let told = "Legal, Finance, Product and IT are in the room, and nobody from there has a part.";
    assert_eq!(reasons("silent-function"), [told]);
}

#[test]
fn what_is_still_to_come_is_marked_until_the_session_is_finished() {
    let mut session = whole();
    session.promises.clear();
    session.next_date = None;
    session.finished = None;
    session.at = place("pot");
    session.goals[0].shape = Shape { outcome: text("Faster answers"), ..Shape::default() };
    let seen = session.seen_by(Viewer::Room);
    let ahead = |code: &str| {
        let findings = seen.check(&reader());
        findings.into_iter().find(|finding| finding.code == code).map(|finding| finding.ahead)
    };
    assert_eq!(ahead("dark-lamps"), Some(false));
    assert_eq!(ahead("no-promise"), Some(true));
    assert_eq!(ahead("no-check-in"), Some(true));
    assert_eq!(seen.gaps(&reader()).len(), 1);
    session.finished = Some(at(9));
    assert_eq!(session.seen_by(Viewer::Room).gaps(&reader()).len(), 3);
}

#[test]
fn an_area_left_open_leads_to_whoever_promised_something_for_it() {
    let mut session = whole();
    session.areas[0].accountable = None;
    session.areas[0].open_until = Some(today());
    let way_out = |session: &Session| {
        let findings = session.seen_by(Viewer::Room).check(&reader());
        findings.into_iter().find(|it| it.code == "left-open").expect("found").way_out
    };
    assert!(way_out(&session).starts_with("Who brings a name"));
    session.promises[1].vow.area = Some(area(1));
    assert!(way_out(&session).starts_with("Ben has promised something for it"));
}

#[test]
fn the_record_ends_with_what_the_plan_lacks_and_how_to_mend_it() {
    let mut session = whole();
    let lacks = |session: &Session| {
        let report = Report::of(session, &reader());
        report
            .parts
            .into_iter()
            .flat_map(|it| it.sections)
            .find(|section| section.title == "What the plan lacks")
    };
    assert_eq!(lacks(&session), None);
    session.next_date = None;
    let section = lacks(&session).expect("a chapter");
    let [Block::Lines(lines)] = &section.blocks[..] else { panic!("{section:?}") };
    assert!(lines[0].text.starts_with("No date is set"), "{lines:?}");
    assert!(lines[0].aside.starts_with("Agree on a day"), "{lines:?}");
}

#[test]
fn what_is_for_the_facilitator_alone_changes_nothing() {
    let mut session = whole();
    session.next_date = None;
    let before = session.seen_by(Viewer::Room).check(&reader());
    session.people[0].note = CleanText::line("xyzzy");
    session.people[0].speaks_last = true;
    session.steps[0].script.notes = text("xyzzy");
    assert_eq!(session.seen_by(Viewer::Room).check(&reader()), before);
    assert_eq!(session.seen_by(Viewer::Facilitator).check(&reader()), before);
}

#[test]
fn the_tour_is_told_what_its_facilitator_knows() {
    let session = crate::store::tour::session().expect("it is built in");
    let found = session.seen_by(Viewer::Room).check(&reader());
    let told: Vec<String> = found
        .iter()
        .map(|finding| {
            let id = finding.id.as_ref().map_or("", Id::as_str);
            format!("{} {id}: {}", finding.code, finding.reason)
        })
        .collect();
    assert_eq!(
        told,
        [
            "left-open a1.5: Crisis is left open until Thu 3 Dec: nobody answers for it until \
             then.",
            "yes-if a1.7: Ivo answers for One inbox only if: Marketing ends two of its tools.",
            "below-minimum k212.1: Stories is below its minimum: “Twelve short films” takes \
             €8,000.",
            "below-minimum k213.1: Crisis is below its minimum: “A number that is answered at \
             night” takes €3,000.",
            "unasked-approver m191.1: €6,000 from Logistics still needs a yes: the head of \
             Logistics.",
            "expires-first m191.1: €6,000 from Logistics is there until Wed 30 Jun 2027, and the \
             pot is for 12 months.",
        ]
    );
}

#[test]
fn every_code_is_described() {
    const MANUAL: &str = include_str!("../../../docs/check.md");
    let rows: Vec<&str> =
        MANUAL.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let known: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(rows, known);
}
