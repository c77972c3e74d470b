//! Types a workshop of the library from the first question to the last date, as a group would: each
//! activity by its own keys, with what the session holds by then.

use crate::money::Currency;
use crate::room::Room;
use crate::session::activities::gather::is_sealed;
use crate::session::activities::review;
use crate::session::block::Block;
use crate::session::people::Profile;
use crate::session::private::{Asked, Marking, letter};
use crate::session::{Beginning, Place, Session, Since, Standing};
use crate::store::disk::RealDisk;
use crate::store::workshops::Workshops;
use crate::testing::{at, text};
use crate::text::CleanText;
use crate::ui::stage::Stage;
use crate::workshop::{Do, Matter, Workshop};
use std::sync::Arc;

/// From whom a workshop's people are taken, in this order: four functions among the first four.
const PEOPLE: [(&str, &str); 12] = [
    ("Ana", "Service"),
    ("Ben", "Marketing"),
    ("Chi", "Product"),
    ("Dee", "IT"),
    ("Eve", "Legal"),
    ("Fay", "Service"),
    ("Gil", "Product"),
    ("Hal", "Marketing"),
    ("Ida", "People"),
    ("Jon", "Sales"),
    ("Kim", "Finance"),
    ("Lea", "Sales"),
];

/// The workshops that come with the program.
pub(crate) fn library() -> Workshops {
    Workshops::in_folder(Arc::new(RealDisk), None)
}

/// A session of a built-in workshop with these people.
pub(crate) fn begun(workshop: &str, people: &[(&str, &str)]) -> Room {
    let profile = |(name, function): &(&str, &str)| Profile {
        name: text(name),
        function: text(function),
        ..Profile::default()
    };
    let beginning = Beginning {
        id: text("whole"),
        title: text("Harvest fair"),
        currency: Currency::default(),
        seed: 11,
        workshop: library().find(workshop).expect("it is built in"),
        people: people.iter().map(profile).collect(),
        since: None,
        table: None,
    };
    Room::begin(at(0), beginning).expect("it begins")
}

/// The check-in of a session, so many days later, with a built-in workshop.
pub(crate) fn begun_after(session: &Session, days: u16, workshop: &str) -> Room {
    let since = Since::of(session, days);
    let beginning = Beginning {
        id: text(workshop),
        title: text(&format!("Garden: day {days}")),
        currency: session.currency,
        seed: 11,
        workshop: since.fitted(library().find(workshop).expect("it is built in")),
        people: Vec::new(),
        since: Some(Box::new(since)),
        table: None,
    };
    Room::begin(at(i64::from(days) * 86_400), beginning).expect("it begins")
}

/// So many people sit down with a workshop, at 80×24; one that looks back is typed over the first of
/// these sessions that as many were in.
pub(crate) fn seated(workshop: &Workshop, people: usize, before: &[Session]) -> Stage {
    let mut activities = workshop.steps.iter().flat_map(|step| &step.activities);
    if !activities.any(|activity| matches!(activity.what, Do::Review { .. })) {
        return Stage::of(begun(&workshop.name, &PEOPLE[..people]));
    }
    let plan = before.iter().find(|session| session.present().count() == people);
    let plan = plan.expect("as many have typed a plan");
    Stage::of(begun_after(plan, 30, &workshop.name)).at_noon_of(30)
}

/// Types everything, place by place, and finishes the session.
#[track_caller]
pub(crate) fn typed_through(mut stage: Stage) -> Stage {
    loop {
        let place = stage.session().at.clone();
        asks_and_says_a_key(&stage, &place);
        stage = typed(stage, &place);
        is_done(&stage, &place);
        stage = stage.keys("]");
        if stage.session().at == place {
            break;
        }
    }
    if stage.session().finished.is_none() {
        stage = stage.expects("again finishes").keys("]");
    }
    stage.expects("finished")
}

/// Whoever comes to a place reads its question, and in the last row a key that begins.
#[track_caller]
fn asks_and_says_a_key(stage: &Stage, place: &Place) {
    let shown = stage.shows();
    let question = match Block::from_markdown(question(stage.session(), place)).swap_remove(0) {
        Block::Text(words) => words,
        other => panic!("{place} asks {other:?}"),
    };
    let words = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(&question), "{place} does not ask “{question}”:\n{shown}");
    let first = stage.hints().swap_remove(0);
    let foot = shown.lines().last().expect("rows");
    assert!(foot.trim_start().starts_with(&first), "{place} says no key:\n{shown}");
    assert!(foot.contains("? help"), "{place} offers no help:\n{shown}");
}

fn question<'a>(session: &'a Session, place: &Place) -> &'a CleanText {
    let own = &session.activity(place).expect("the place is there").prompt;
    match own.is_empty() {
        true => &session.step(place).expect("the place is there").script.prompt,
        false => own,
    }
}

fn typed(stage: Stage, place: &Place) -> Stage {
    match stage.session().activity(place).expect("the place is there").what.clone() {
        Do::Welcome { .. } | Do::Break {} => stage,
        Do::Team { .. } => team(stage),
        Do::Round {} => round(stage),
        Do::Gather {} => gather(stage, place),
        Do::Vote { .. } => sheets(stage, place).keys("rr"),
        Do::Matrix { .. } => sheets(stage, place).keys("rr<enter><down><enter>"),
        Do::Assess { phases, .. } => {
            let stage = sheets(stage, place).keys("rr");
            if phases.is_empty() { stage } else { stage.keys("<enter><enter>") }
        }
        Do::Care { .. } => sheets(stage, place),
        Do::Goals { .. } => goals(stage),
        Do::Roles { .. } => roles(stage, place),
        Do::Pot { .. } => pot(stage, place),
        Do::Network { .. } => network(stage, place),
        Do::Foresee { top, .. } => foresee(stage, place, top.into()),
        Do::Decide {} => decide(stage),
        Do::Promise { .. } => promise(stage),
        Do::Review { parts } => review(stage, place, &parts),
        Do::Close { .. } => close(stage),
    }
}

/// One person alone puts on a hat.
fn team(stage: Stage) -> Stage {
    if stage.session().is_solo() { stage.keys("fCustomers<enter><esc>") } else { stage }
}

fn round(stage: Stage) -> Stage {
    let present = stage.session().present().count();
    stage.keys(&"s".repeat(present + 1))
}

/// From paper where it is private, then read aloud.
fn gather(stage: Stage, place: &Place) -> Stage {
    let lines = "aFewer people wait a day<enter>Everyone knows who decides<enter>\
                 One list of what is open<enter>";
    let sealed = is_sealed(stage.session(), place);
    let stage = stage.keys(lines).keys(if sealed { "<enter>rr" } else { "<esc>" });
    stage.keys("<home>o<enter><enter><enter>")
}

/// What everyone answers privately: from paper where many are, else as the laptop goes round.
fn sheets(stage: Stage, place: &Place) -> Stage {
    let asked = Asked::at(stage.session(), place).expect("sheets are asked for");
    let names: Vec<String> = asked.givers.iter().map(|giver| giver.name.to_string()).collect();
    let paper = names.len() > 5;
    let mut stage = stage.keys(if paper { "i" } else { "<enter>" });
    for giver in 0..names.len() {
        let sheet = sheet(&asked, &names, giver, paper);
        stage = stage.keys(if paper { "" } else { "<enter>" }).keys(&sheet).keys("<enter>");
    }
    stage.keys("<esc>")
}

/// The keys of one sheet: another one for each giver, so that there is something to disagree on.
fn sheet(asked: &Asked, names: &[String], giver: usize, paper: bool) -> String {
    let things = asked.things.len();
    let digits = |from: usize, to: usize, count: usize| -> String {
        let digit = |at: usize| from + (giver + at * (giver % 3 + 1)) % (to + 1 - from);
        (0..count).map(|at| digit(at).to_string()).collect()
    };
    match asked.marking {
        Marking::Dots { all, cap } if paper => {
            let on = |dot: u8| letter((giver + usize::from(dot / cap)) % things);
            (0..all).map(on).collect()
        }
        Marking::Dots { all, cap } => {
            let one = format!("{}<down>", "<space>".repeat(cap.into()));
            one.repeat(usize::from(all / cap)) + &"<space>".repeat((all % cap).into())
        }
        Marking::Approvals { .. } if paper => letter(giver % things),
        Marking::Approvals { .. } => "<space>".into(),
        Marking::Points { .. } => {
            let digits = digits(1, 9, things);
            let apart = if paper { "" } else { "<down>" };
            digits.chars().map(|digit| format!("{digit}{apart}")).collect()
        }
        Marking::Scores { most } => digits(0, most.into(), things),
        Marking::Pairs { least, most } => digits(least.into(), most.into(), 2 * things),
        Marking::Levels { .. } => digits(0, 2, things),
        Marking::Ranks => (0..things).map(letter).collect(),
        Marking::Names { .. } => {
            let other = |by: usize| names[(giver + by) % names.len()].as_str();
            format!("{}, {}", other(1), other(2))
        }
    }
}

/// The first idea becomes a goal with all its lamps.
fn goals(stage: Stage) -> Stage {
    let functions = stage.session().functions();
    let functions: Vec<String> = functions.iter().take(3).map(ToString::to_string).collect();
    let goal = "customers<enter>26<enter>4<enter>hours<enter>30 Jun<enter>Service sees \
                complaints<enter>";
    stage
        .keys("<home><enter><enter>")
        .keys(goal)
        .keys(&functions.join(", "))
        .keys("<enter><enter><enter>")
}

/// Who cares is shown, where that was asked; then two areas at most for each person, and those
/// that are left over stay open until a date.
fn roles(stage: Stage, place: &Place) -> Stage {
    let covered = stage.session().care_to_reveal(place).is_some();
    let mut stage = if covered { stage.keys("rr").wait(10) } else { stage };
    if stage.session().areas.is_empty() {
        stage = stage.keys("aListening<enter>Crisis<enter><esc>");
    }
    let people: Vec<String> = stage.session().present().map(|it| it.name.to_string()).collect();
    for area in 0..stage.session().areas.len() {
        stage = stage.keys("<home>").keys(&"<down>".repeat(area));
        stage = match people.get(area / 2) {
            Some(name) => stage.keys(&format!("<enter>{name}<enter><enter>500<enter><esc>")),
            None => stage.keys("oin 30 days<enter>"),
        };
    }
    stage
}

/// Pledged, read, asked for, counted, taken.
fn pot(stage: Stage, place: &Place) -> Stage {
    let stage = stage.keys("aMarketing 2000 firm<enter>IT 6 hours<enter><esc><home><space><space>");
    let stage = stage.keys("2aTool licence<enter><enter>300<enter>500<enter>900<enter><esc>");
    let stage = stage.keys("aA day of training<enter><enter>100<enter>200<enter>400<enter><esc>");
    sheets(stage.keys("3<enter>"), place).keys("rr<enter>4")
}

/// The first two people agree to be named.
fn network(stage: Stage, place: &Place) -> Stage {
    let names: Vec<String> =
        stage.session().present().take(2).map(|it| it.name.to_string()).collect();
    let agreed =
        names.iter().fold(stage, |stage, name| stage.keys(&format!("y{name}<enter><esc>")));
    sheets(agreed, place).keys("rr").expects("Who is asked most")
}

fn foresee(stage: Stage, place: &Place, top: usize) -> Stage {
    let stage = gather(stage, place).keys("<home>");
    let against = |stage: Stage, at: usize| {
        let safeguard = format!("We ask each other on day {}", at + 1);
        let keys = format!("<space><enter>Silence for a week<enter>{safeguard}<enter><enter>");
        stage.keys("<home>").keys(&"<down>".repeat(at)).keys(&keys)
    };
    let stage = (0..top).fold(stage, against).keys("fThe same day, to all<enter>");
    stage.expects("All is agreed")
}

/// Threes, fours and fives.
fn decide(stage: Stage) -> Stage {
    let hands: Vec<&str> =
        ["5", "4", "3"].into_iter().cycle().take(stage.session().voters().count()).collect();
    let stage = stage.keys("<enter>").keys(&hands.join(" ")).keys("<enter>v");
    let words = if stage.session().goals.is_empty() { "We begin in May" } else { "" };
    stage.keys(words).keys("<enter><enter><enter><enter>")
}

/// One promise each.
fn promise(stage: Stage) -> Stage {
    let words = "<enter><tab>listen on Mondays<tab>next friday<enter><esc>";
    let one = |stage: Stage, row| stage.keys("<home>").keys(&"<down>".repeat(row)).keys(words);
    (0..stage.session().present().count()).fold(stage, one)
}

fn review(stage: Stage, place: &Place, parts: &[Matter]) -> Stage {
    let mut stage = stage;
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            stage = stage.keys("<tab>");
        }
        assert_eq!(review::part(stage.session(), place), *part);
        stage = match part {
            Matter::Goals => {
                let told = "<enter>Two of us answer now<enter>15<enter>6<enter>";
                let goals = stage.session().goals.len();
                stage.keys(&told.repeat(goals))
            }
            Matter::Promises => {
                let promises = stage.session().promises_of_before().len();
                stage.keys("<home>").keys(&"<space><down>".repeat(promises))
            }
            Matter::Pot => {
                let areas = stage.session().areas_with_money().count();
                stage.keys(&"<enter>123.45<enter>".repeat(areas))
            }
            Matter::People => {
                let first = stage.session().people[0].name.to_string();
                stage.keys(&format!("f{first}<enter>packed on a Saturday<enter>"))
            }
        };
    }
    stage
}

/// What is parked goes to somebody, and a date is set.
fn close(stage: Stage) -> Stage {
    let stage = stage.keys("pBook the hall<enter><home><enter>");
    let first = stage.session().people[0].name.to_string();
    let who = if stage.session().is_solo() { String::new() } else { format!("{first}<enter>") };
    stage.keys(&who).keys("3 Dec 2027<enter><esc>c<enter>")
}

/// Whether the room did what the activity is for.
#[track_caller]
fn is_done(stage: &Stage, place: &Place) {
    let session = stage.session();
    let what = &session.activity(place).expect("the place is there").what;
    let given = session.state(place).and_then(|state| state.given());
    let done = match what {
        Do::Care { .. } => given.is_some_and(|given| given.count() > 0),
        Do::Goals { .. } => !session.goals.is_empty(),
        Do::Roles { .. } => {
            session.care_to_reveal(place).is_none()
                && session.areas.iter().all(|area| area.standing() != Standing::Nobody)
        }
        Do::Pot { .. } => session.pot.asks.iter().any(|ask| ask.granted.0 > 0),
        Do::Decide {} => !session.decisions.is_empty(),
        Do::Promise { .. } => session.open_promises().count() >= session.present().count(),
        Do::Round {} => {
            stage.shows().contains(&format!("{0} of {0} heard", session.present().count()))
        }
        Do::Review { parts } => parts.iter().all(|part| match part {
            Matter::Goals => session.untold_goals().count() == 0,
            Matter::Promises | Matter::Pot | Matter::People => true,
        }),
        Do::Close { .. } => session.next_date.is_some(),
        _ => given.is_none_or(|given| given.revealed || session.is_solo()),
    };
    assert!(done, "{place} is not done:\n{}", stage.shows());
}
