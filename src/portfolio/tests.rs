//! What is found over several sessions, and that it is counted right over many.

use super::*;
use crate::money::{Currency, Money};
use crate::session::areas::{Accountable, Answer};
use crate::session::block::Block;
use crate::session::goals::Shape;
use crate::session::pot::{Firmness, Kind, Need, Offer};
use crate::session::{Ask, Goal, Id, Kind as Thing, Pledge, Session, Viewer};
use crate::testing::{activity, area, person, reader, room_with, text, today};
use crate::workshop::{Do, Policy};
use std::collections::BTreeMap;

/// A session with Ana (Service), Ben, Chi (Marketing) and Dee (HR), and the areas Listening, Crisis
/// and Measuring, for which nobody answers.
fn session(title: &str) -> Session {
    let room = room_with(vec![activity(Do::Roles { load: 2 }, Policy::Open)]);
    Session { title: text(title), ..room.session().clone() }
}

fn answers(session: &mut Session, place: usize, who: usize) {
    let (who, answer) = (person(who), Answer::Yes);
    let accountable =
        Accountable { who, answer, may_spend: None, comes_off: text(""), asked_twice: false };
    session.areas[place - 1].accountable = Some(accountable);
}

fn pledges(session: &mut Session, function: &str, kind: Kind, firmness: Firmness, read: bool) {
    let id = Id::nth(Thing::Pledge, 9, session.pot.pledges.len());
    let offer = Offer { function: text(function), firmness, ..Offer::firm(text("a budget"), kind) };
    session.pot.pledges.push(Pledge { id, offer, read });
}

fn firm(session: &mut Session, function: &str, kind: Kind) {
    pledges(session, function, kind, Firmness::Firm, true);
}

fn aims(session: &mut Session, outcome: &str) {
    let id = Id::nth(Thing::Goal, 8, session.goals.len());
    let shape = Shape { outcome: text(outcome), ..Shape::default() };
    session.goals.push(Goal { id, shape, half: Vec::new(), idea: None, told: None });
}

fn asks_for_a_tool(session: &mut Session, title: &str) {
    let id = Id::nth(Thing::Ask, 7, session.pot.asks.len());
    let need = Need { title: text(title), category: text("Tools"), quantity: 1, ..Need::default() };
    session.pot.asks.push(Ask::new(id, area(1), need));
}

fn portfolio(sessions: &[Session]) -> Portfolio {
    let mut portfolio = Portfolio::default();
    for session in sessions {
        portfolio.take(&session.title.to_lowercase(), &session.seen_by(Viewer::Room));
    }
    portfolio
}

fn told(sessions: &[Session], chapter: &str) -> String {
    let report = portfolio(sessions).report(&reader(), 0);
    let section = report
        .parts
        .into_iter()
        .flat_map(|it| it.sections)
        .find(|section| section.title.starts_with(chapter));
    crate::export::plain::render(
        &section.expect("the chapter").blocks,
        crate::export::plain::Manner { columns: 200, ascii: false },
    )
}

fn alike(alike: (Vec<Alike<'_>>, bool)) -> Vec<String> {
    let line = |alike: Alike<'_>| {
        let texts: Vec<&str> = alike.wordings.iter().map(|it| it.text.as_str()).collect();
        format!("{}: {}", texts.join(" / "), alike.why)
    };
    alike.0.into_iter().map(line).collect()
}

#[test]
fn pots_are_added_by_function_and_kind_and_currencies_never() {
    let (mut owls, mut bats) = (session("Owls"), session("Bats"));
    firm(&mut owls, "HR", Kind::Money(Money(50_000)));
    firm(&mut owls, "hr ", Kind::Hours(6));
    pledges(&mut owls, "IT", Kind::Money(Money(30_000)), Firmness::Likely, true);
    pledges(&mut owls, "IT", Kind::Money(Money(99_900)), Firmness::Firm, false);
    firm(&mut bats, "Hr", Kind::Money(Money(10_000)));
    pledges(&mut bats, "IT", Kind::Money(Money(7_000)), Firmness::Hope, true);
    pledges(&mut bats, "IT", Kind::Tool(text("a scanner")), Firmness::Hope, true);
    bats.pot.months = 6;
    let mut cats = session("Cats");
    cats.currency = Currency::from_code("CHF").expect("a currency");
    firm(&mut cats, "", Kind::Money(Money(1_000)));
    insta::assert_snapshot!(told(&[owls, bats, cats], "The pots"), @"
    Money in CHF

    1 pot for 12 months. Granted: CHF 0; in reserve: CHF 10.

    Function  Firm    Likely  Hope, beside the pot
    a budget  CHF 10  CHF 0   CHF 0
    Together  CHF 10  CHF 0   CHF 0

    Money in EUR

    2 pots for 6 to 12 months, each counted whole. Granted: €0; in reserve: €900.

    Function  Firm  Likely  Hope, beside the pot
    HR        €600  €0      €0
    IT        €0    €300    €70
    Together  €600  €300    €70

    Hours, tools and people

    Function  Hours a month  Tools  People
    hr        6              0      0
    ");
}

#[test]
fn a_sum_that_cannot_be_counted_says_so_instead_of_a_number() {
    let (mut owls, mut bats) = (session("Owls"), session("Bats"));
    firm(&mut owls, "HR", Kind::Money(Money(i64::MAX)));
    firm(&mut bats, "HR", Kind::Money(Money(1)));
    let portfolio = portfolio(&[owls, bats]);
    let purse = portfolio.purses().next().expect("one currency");
    assert_eq!((purse.total(Firmness::Firm), purse.left), (None, None));
    assert_eq!(purse.total(Firmness::Likely), Some(Money::ZERO));
}

#[test]
fn who_answers_in_several_sessions_or_for_more_than_is_usual_is_named() {
    let (mut owls, mut bats) = (session("Owls"), session("Bats"));
    answers(&mut owls, 1, 1);
    answers(&mut owls, 2, 2);
    answers(&mut bats, 1, 1);
    answers(&mut bats, 2, 1);
    answers(&mut bats, 3, 1);
    bats.people[0].name = text("ANA");
    let portfolio = portfolio(&[owls, bats]);
    let [ana] = portfolio.stretched()[..] else {
        panic!("Ben answers for one area in one session")
    };
    assert_eq!((ana.name.as_str(), ana.load(), ana.sessions(), ana.usual), ("Ana", 3, 2, 2));
    assert!(ana.is_over());
    assert_eq!(ana.areas["listening"].sessions, [0, 1]);
    assert_eq!(portfolio.people(), 4);
}

#[test]
fn an_area_nobody_answers_for_is_named_with_who_does_elsewhere() {
    let (mut owls, mut bats) = (session("Owls"), session("Bats"));
    owls.areas.truncate(2);
    owls.areas[1].open_until = Some(today());
    bats.areas.truncate(1);
    bats.areas[0].name = text("LISTENING");
    answers(&mut bats, 1, 4);
    insta::assert_snapshot!(told(&[owls, bats], "Areas"), @"
    Area       Session  Open             Who answers for it elsewhere
    Listening  Owls     nobody yet       Dee (Bats)
    Crisis     Owls     until Mon 2 Nov
    ");
}

#[test]
fn goals_alike_across_sessions_are_told_with_the_reason_and_never_within_one() {
    let (mut owls, mut bats) = (session("Owls"), session("Bats"));
    aims(&mut owls, "Customers are answered within a day");
    aims(&mut owls, "Within one day customers are answered");
    aims(&mut owls, "Nobody waits");
    aims(&mut bats, "nobody waits");
    aims(&mut bats, "Customers are answered within a working day");
    assert_eq!(
        alike(portfolio(&[owls, bats]).goals_alike()),
        [
            "Nobody waits: the same words",
            "Customers are answered within a day / Customers are answered within a working day: \
             4 of 5 words: answered, customers, day, within",
            "Within one day customers are answered / Customers are answered within a working day: \
             4 of 5 words: answered, customers, day, within",
        ]
    );
}

#[test]
fn a_tool_that_one_session_has_and_another_asks_for_is_found() {
    let (mut owls, mut bats) = (session("Owls"), session("Bats"));
    firm(&mut owls, "IT", Kind::Tool(text("Survey software")));
    asks_for_a_tool(&mut bats, "software for surveys");
    let told = told(&[owls, bats], "Tools");
    assert!(told.contains("“Survey software” (pledged in Owls)"), "{told}");
    assert!(told.contains("“software for surveys” (asked for in Bats)"), "{told}");
    assert!(told.contains("the same words"), "{told}");
}

#[test]
fn sessions_of_one_title_are_told_apart_by_their_names() {
    let mut portfolio = Portfolio::default();
    for name in ["owls", "owls-2", "bats"] {
        let title = if name == "bats" { "Bats" } else { "Owls" };
        portfolio.take(name, &session(title).seen_by(Viewer::Room));
    }
    let called = [0, 1, 2].map(|nth| portfolio.called(nth));
    assert_eq!(called, ["Owls (owls)", "Owls (owls-2)", "Bats"]);
}

#[test]
fn where_nothing_is_found_each_chapter_says_what_that_means() {
    let mut owls = session("Owls");
    owls.areas.clear();
    let report = portfolio(&[owls]).report(&reader(), 2);
    assert!(report.standing.contains("2 files cannot be read"), "{}", report.standing);
    for section in report.sections() {
        let [Block::Text(words)] = &section.blocks[..] else { panic!("{section:?}") };
        assert!(words.ends_with('.'), "{words}");
    }
}

/// Three hundred sessions, each another mixture; what is expected is counted beside, plainly.
#[test]
fn three_hundred_sessions_are_counted_right() {
    let base = session("x");
    let functions = ["HR", "hr", "IT"];
    let mut sessions = Vec::new();
    let mut paid: BTreeMap<(&str, String), i64> = BTreeMap::new();
    let mut orphans = 0;
    for number in 0..300_usize {
        let mut session = Session { title: text(&format!("Session {number}")), ..base.clone() };
        let code = if number % 5 == 0 { "USD" } else { "EUR" };
        session.currency = Currency::from_code(code).expect("a currency");
        let (function, amount) = (functions[number % 3], 100 + number as i64 * 7);
        firm(&mut session, function, Kind::Money(Money(amount)));
        *paid.entry((code, function.to_lowercase())).or_default() += amount;
        session.areas[0].name = text(&format!("Area {}", number % 40));
        answers(&mut session, 1, 1);
        if number % 2 == 0 {
            answers(&mut session, 2, 2);
        }
        orphans += if number % 2 == 0 { 1 } else { 2 };
        aims(&mut session, &format!("Outcome {} of field {}", number / 2, number / 2));
        sessions.push(session);
    }
    let portfolio = portfolio(&sessions);
    let mut counted = BTreeMap::new();
    for purse in portfolio.purses() {
        for (key, payer) in &purse.payers {
            counted.insert((purse.currency.code(), key.clone()), payer.firm.expect("small").0);
        }
    }
    assert_eq!(counted, paid);
    assert_eq!(portfolio.purses().map(|purse| purse.pots).sum::<usize>(), 300);
    assert_eq!(portfolio.orphans().len(), orphans);
    let loads = portfolio.stretched();
    let loads: Vec<_> = loads.iter().map(|it| (&*it.name, it.load(), it.sessions())).collect();
    assert_eq!(loads, [("Ana", 40, 300), ("Ben", 1, 150)]);
    let (goals, _) = portfolio.goals_alike();
    let same = goals.iter().filter(|alike| alike.wordings.len() == 1);
    let same: Vec<usize> = same.map(|alike| alike.wordings[0].mentions.len()).collect();
    assert_eq!(same, vec![2; 150]);
}

#[test]
fn where_functions_stood_is_told_over_the_line_and_by_function_across_sessions() {
    use crate::session::activities::assess::Earlier;
    use crate::session::followup::{Assessed, Past};
    use crate::testing::at;
    use crate::workshop::Phase;
    let phase = |name| Phase { name: text(name), term: text(""), question: text("") };
    let past = |days: u16, functions: &[(&str, u8)], room: Option<u8>| Past {
        id: text("plan"),
        title: text("Plan"),
        began: at(i64::from(days) * 86_400),
        days,
        goals: Vec::new(),
        promises: Default::default(),
        spent: Vec::new(),
        assessed: vec![Assessed {
            poles: None,
            statements: Vec::new(),
            phases: ["one voice", "listening", "answering"].map(phase).into(),
            came_to: Earlier {
                room,
                functions: functions.iter().map(|(name, it)| (text(name), *it)).collect(),
                ..Earlier::default()
            },
        }],
    };
    let (mut owls, mut bats) = (session("Owls"), session("Bats"));
    owls.followup.line =
        vec![past(0, &[("Service", 1), ("HR", 1)], Some(1)), past(30, &[("Service", 3)], None)];
    bats.followup.line = vec![past(0, &[("service", 2)], Some(2))];
    insta::assert_snapshot!(told(&[owls, bats, session("Cats")], "Phases"), @"
    Who       Session  Where they stood, the newest last
    The room  Owls     one voice (Mon 2 Nov)
    The room  Bats     listening (Mon 2 Nov)
    HR        Owls     one voice (Mon 2 Nov)
    Service   Owls     one voice (Mon 2 Nov), answering (Wed 2 Dec)
    Service   Bats     listening (Mon 2 Nov)
    ");
    assert_eq!(told(&[session("Cats")], "Phases"), "No session has asked where functions stand.\n");
}
