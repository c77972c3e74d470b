use super::*;
use crate::testing::{activity, step, text, workshop};
use crate::workshop::{Accepted, Matter, Minutes, Over, Policy, VoteKind};

fn open(what: Do) -> Activity {
    activity(what, Policy::Open)
}

fn hidden(what: Do) -> Activity {
    activity(what, Policy::Hidden)
}

fn vote(over: Over) -> Do {
    Do::Vote { over, kind: VoteKind::Dots, dots: None, cap: 2 }
}

fn welcome(rule: &str) -> Do {
    Do::Welcome { sponsor: text(""), rule: text(rule) }
}

/// An agenda in which nothing is found.
fn whole() -> Workshop {
    workshop(vec![
        open(welcome("We decide when everyone can live with it.")),
        hidden(Do::Gather {}),
        open(Do::Goals { most: 3 }),
        hidden(vote(Over::Goals)),
        hidden(Do::Care { supporters: 2 }),
        open(Do::Roles { load: 2 }),
        hidden(Do::Pot { months: 12 }),
        open(Do::Decide {}),
        open(Do::Promise { first_step: 7, most: 5 }),
        open(Do::Close { next: 30 }),
    ])
}

fn index(workshop: &Workshop, name: &str) -> usize {
    workshop.steps.iter().position(|step| step.id == name).expect("a step of that name")
}

fn swap(workshop: &mut Workshop, one: &str, other: &str) {
    let (one, other) = (index(workshop, one), index(workshop, other));
    workshop.steps.swap(one, other);
}

fn without(workshop: &mut Workshop, name: &str) {
    workshop.steps.retain(|step| step.id != name);
}

fn at<'a>(workshop: &'a mut Workshop, name: &str) -> &'a mut Step {
    let index = index(workshop, name);
    &mut workshop.steps[index]
}

/// A review of these, after the welcome.
fn reviews(workshop: &mut Workshop, parts: &[Matter]) {
    let review = open(Do::Review { parts: parts.into() });
    workshop.steps.insert(1, step(vec![review]));
}

type Edit = fn(&mut Workshop);

/// For each rule a change that makes it fire, and one near it that does not.
const CASES: [(&str, Edit, Edit); 15] = [
    (CANNOT_RUN, |it| it.title = text(""), |it| it.title = text("x")),
    (FLOOR_ABOVE_PLAN, |it| at(it, "pot").floor = 6, |it| at(it, "pot").floor = 5),
    ("reads-later", |it| swap(it, "promise", "roles"), |it| swap(it, "promise", "close")),
    (
        "vote-before-silence",
        |it| at(it, "gather").activities[0].privacy = Policy::Open,
        |it| at(it, "gather").activities[0].privacy = Policy::Anonymous,
    ),
    (
        "too-many-options",
        |it| at(it, "vote").activities[0].what = vote(Over::Ideas),
        |it| at(it, "vote").activities[0].what = vote(Over::Areas),
    ),
    ("roles-before-goals", |it| swap(it, "roles", "goals"), |it| without(it, "roles")),
    ("money-before-names", |it| swap(it, "pot", "roles"), |it| swap(it, "pot", "decide")),
    (
        "person-before-team",
        |it| reviews(it, &[Matter::Promises, Matter::Goals]),
        |it| reviews(it, &[Matter::Goals, Matter::Promises]),
    ),
    (
        "anonymous-commitment",
        |it| at(it, "care").activities[0].privacy = Policy::Anonymous,
        |it| at(it, "pot").activities[0].privacy = Policy::Anonymous,
    ),
    (
        "decision-without-rule",
        |it| at(it, "welcome").activities[0].what = welcome(""),
        |it| {
            at(it, "welcome").activities[0].what = welcome("");
            without(it, "decide");
        },
    ),
    ("no-promise", |it| without(it, "promise"), |it| without(it, "close")),
    (
        "promise-without-buffer",
        |it| without(it, "close"),
        |it| it.steps.push(step(vec![open(Do::Round {})])),
    ),
    (
        "no-break",
        |it| at(it, "goals").minutes = Minutes { base: 40, per_person: 0 },
        |it| {
            at(it, "goals").minutes = Minutes { base: 40, per_person: 0 };
            let after = index(it, "goals") + 1;
            it.steps.insert(after, step(vec![open(Do::Break {})]));
        },
    ),
    (
        "little-converging",
        |it| at(it, "gather").minutes.base = 100,
        |it| at(it, "gather").minutes.base = 50,
    ),
    (
        ACCEPTS_NOTHING,
        |it| it.accepts.push(Accepted { code: text("no-promise"), because: text("x") }),
        |it| {
            it.accepts.push(Accepted { code: text("no-promise"), because: text("x") });
            without(it, "promise");
        },
    ),
];

fn codes(change: Edit) -> Vec<&'static str> {
    let mut workshop = whole();
    change(&mut workshop);
    workshop.lint().into_iter().map(|finding| finding.code).collect()
}

#[test]
fn in_a_whole_agenda_nothing_is_found() {
    assert_eq!(whole().lint(), []);
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
    let known: Vec<&str> = RULES.iter().map(|(code, _)| *code).collect();
    let tried: Vec<&str> = CASES.iter().map(|(code, ..)| *code).collect();
    assert_eq!(known, tried);
    let different: std::collections::BTreeSet<&str> = known.iter().copied().collect();
    assert_eq!(different.len(), known.len());
}

#[test]
fn every_finding_says_why_and_what_helps() {
    for (code, fires, _) in CASES {
        let mut workshop = whole();
        fires(&mut workshop);
        for finding in workshop.lint() {
            assert!(finding.reason.ends_with('.'), "{code}: {finding:?}");
            assert!(finding.way_out.ends_with(['.', '…']), "{code}: {finding:?}");
            let known = |id: &CleanText| workshop.steps.iter().any(|step| &step.id == id);
            assert!(finding.step.as_ref().is_none_or(known), "{code}: {finding:?}");
        }
    }
}

#[test]
fn a_finding_is_accepted_by_its_code_and_only_with_a_reason() {
    let accepting = |code: &str, because: &str| {
        let mut workshop = whole();
        without(&mut workshop, "promise");
        workshop.accepts.push(Accepted { code: text(code), because: text(because) });
        let findings = workshop.lint();
        findings.into_iter().map(|it| (it.code, it.accepted.is_some())).collect::<Vec<_>>()
    };
    assert_eq!(accepting("no-promise", "A pot alone."), [("no-promise", true)]);
    let no_reason = accepting("no-promise", "");
    assert_eq!(no_reason, [("no-promise", false), (ACCEPTS_NOTHING, false)]);
    let unknown = accepting("no-promises", "A pot alone.");
    assert_eq!(unknown, [("no-promise", false), (ACCEPTS_NOTHING, false)]);
    let never = accepting(CANNOT_RUN, "A pot alone.");
    assert_eq!(never, [("no-promise", false), (ACCEPTS_NOTHING, false)]);
}

#[test]
fn a_step_that_reads_too_early_is_named_with_what_it_waits_for() {
    let mut workshop = whole();
    swap(&mut workshop, "gather", "goals");
    let findings = workshop.lint();
    let early = findings.iter().find(|it| it.code == "reads-later").expect("found");
    assert_eq!(early.step, Some(text("goals")));
    assert_eq!(
        early.reason,
        "goals reads from gather, which comes later: goals are made from ideas."
    );
}

#[test]
fn a_stretch_without_a_break_is_named_where_it_becomes_too_long() {
    let mut workshop = whole();
    at(&mut workshop, "decide").minutes.base = 45;
    let findings = workshop.lint();
    let long = findings.iter().find(|it| it.code == "no-break").expect("found");
    assert_eq!(long.step, Some(text("decide")));
    assert!(long.reason.starts_with("90 minutes without a break for 50 people"), "{long:?}");
}

#[test]
fn a_matrix_reads_what_it_places_and_has_as_few_options_as_a_vote() {
    let matrix = |over| {
        let (up, across) =
            (crate::workshop::Axis::of("impact"), crate::workshop::Axis::of("effort"));
        hidden(Do::Matrix { over, up, across, points: 5 })
    };
    let found = |before: &str, over| {
        let mut workshop = whole();
        let place = index(&workshop, before);
        workshop.steps.insert(place, step(vec![matrix(over)]));
        workshop.lint().into_iter().map(|it| (it.code, it.reason)).collect::<Vec<_>>()
    };
    let early = found("gather", Over::Goals);
    assert_eq!(early[0].0, "reads-later");
    assert!(early[0].1.starts_with("matrix reads from goals, which comes later"), "{early:?}");
    assert_eq!(found("care", Over::Goals), []);
    let many = found("goals", Over::Ideas);
    assert_eq!(many[0].0, "too-many-options");
    assert!(many[0].1.contains("how many things matrix places"), "{many:?}");
    let thirteen = (0..13).map(|at| text(&at.to_string())).collect();
    assert!(found("goals", Over::These(thirteen))[0].1.contains("up to 13 things"));
}
