//! Small sheets that nobody marks: for ideas, for what would make it a three, for promises.

use super::agenda::first_words;
use super::{Cut, Guests, Paper, Part, Sheet, Who, named};
use crate::methods::fist::SCALE;
use crate::session::activities;
use crate::session::block::{Block, Line, Sign};
use crate::session::viewer::Seen;
use crate::session::{Person, Place};
use crate::text::{capital, listed};
use crate::workshop::Do;

/// Lines for ideas on one slip.
const IDEAS: u8 = 5;

/// The slips of a place, where something is written on slips.
pub(super) fn paper(seen: &Seen, place: &Place, guests: &Guests<'_>) -> Option<Paper> {
    match seen.activity(place)?.what {
        Do::Gather {} | Do::Foresee { .. } => ideas(seen, place, guests),
        Do::Decide {} => decide(seen, place, guests),
        Do::Promise { first_step, .. } => promises(seen, place, first_step, guests),
        _ => None,
    }
}

/// Ideas and causes are typed without names, so none stands on a slip. One more lies on the chair
/// that is kept empty.
fn ideas(seen: &Seen, place: &Place, guests: &Guests<'_>) -> Option<Paper> {
    let given = seen.state(place).and_then(activities::State::given);
    if given.is_some_and(|given| given.revealed) {
        return None;
    }
    let step = &seen.step(place)?.script;
    let [one, more] = activities::gather::called(seen, place);
    let slip = |chair: &str| {
        let heading = match chair {
            "" => first_words(&activities::prompt(seen, place)),
            chair => format!("For {chair}, whose chair is empty: why did they leave?"),
        };
        let parts = vec![
            Part::Says(Block::Heading(heading)),
            Part::Says(Block::Text(format!("One {one} a line, in a few words."))),
            Part::Write(String::new(), IDEAS),
            Part::Small(activities::promise_on_paper(seen, place)),
        ];
        Sheet { head: step.title.to_string(), who: Who::Nobody, parts }
    };
    let chair = activities::foresee::chair(seen, place);
    let about = "Cut apart; one for each, and more lie on the table. No name on any.";
    let on_the_chair = format!("{about} The last lies on the empty chair.");
    let mut sheets = vec![slip(""); guests.without_names(|_| true)];
    sheets.extend((!chair.is_empty()).then(|| slip(chair)));
    Some(Paper {
        name: named(more, &step.id),
        title: format!("{}: {}", capital(more), step.title),
        about: if chair.is_empty() { about.into() } else { on_the_chair },
        cut: Cut::InTwo,
        sheets,
        ..Paper::default()
    })
}

/// What the fingers say, and room for what would make it a three.
fn decide(seen: &Seen, place: &Place, guests: &Guests<'_>) -> Option<Paper> {
    let step = &seen.step(place)?.script;
    let finger =
        |(fingers, says): (usize, &&str)| Line::new(Sign::None, format!("{fingers}  {says}"));
    let parts = vec![
        Part::Says(Block::Heading(first_words(&activities::prompt(seen, place)))),
        Part::Says(Block::Lines(SCALE.iter().enumerate().map(finger).collect())),
        Part::Write("Below three: what would make it a three?".into(), 3),
        Part::Write("My name, if the record may say it".into(), 1),
        Part::Small("Hands are seen by everyone and kept as counts.".into()),
    ];
    let votes = |person: &Person| person.voting;
    let sheet = Sheet { head: step.title.to_string(), who: Who::Nobody, parts };
    Some(Paper {
        name: named("fist", &step.id),
        title: "Fist of five".into(),
        about: "Cut apart; one for each who votes. The hand is shown, the rest is written.".into(),
        cut: Cut::InTwo,
        sheets: vec![sheet; guests.without_names(votes)],
        ..Paper::default()
    })
}

fn promises(seen: &Seen, place: &Place, first: u8, guests: &Guests<'_>) -> Option<Paper> {
    let step = &seen.step(place)?.script;
    let sheet = |(who, person): (Who, Option<&Person>)| {
        let mut parts: Vec<Part> =
            person.and_then(|it| answers_for(seen, it)).into_iter().collect();
        let days = if first == 1 { "one day".into() } else { format!("{first} days") };
        parts.extend([
            Part::Write("When".into(), 1),
            Part::Write("I will".into(), 2),
            Part::Write("by (a date)".into(), 1),
            Part::Write(format!("First step, within {days}"), 1),
            Part::Write("Who checks".into(), 1),
            Part::Write("Its place on my list, 1 to 5".into(), 1),
            Part::Write("What comes off the list for it".into(), 1),
        ]);
        Sheet { head: step.title.to_string(), who, parts }
    };
    Some(Paper {
        name: named("promises", &step.id),
        title: "Promise slips".into(),
        about: "Cut apart; one for each. They are read aloud; without a date it is none.".into(),
        cut: Cut::InTwo,
        sheets: guests.by_name(|_| true).map(sheet).collect(),
        ..Paper::default()
    })
}

/// The areas somebody answers for already: a promise begins there.
fn answers_for(seen: &Seen, person: &Person) -> Option<Part> {
    let theirs = seen.areas.iter().filter(|area| area.owner() == Some(&person.id));
    let names: Vec<&str> = theirs.map(|area| area.name.as_str()).collect();
    (!names.is_empty()).then(|| Part::Says(Block::Text(format!("Answers for {}.", listed(&names)))))
}
