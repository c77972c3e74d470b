//! Builders for tests: a small room with sensible defaults, so that a test states only what
//! matters to it.

use crate::money::Currency;
use crate::room::Room;
use crate::session::people::Profile;
use crate::session::{Author, Beginning, Change, Id, Kind, Place, Refusal, Session, Since};
use crate::text::CleanText;
use crate::workshop::{Activity, Do, Lens, Minutes, Policy, SeedArea, Size, Step, Workshop};
use jiff::Timestamp;

/// Clean text, short to write.
pub(crate) fn text(words: &str) -> CleanText {
    CleanText::line(words)
}

/// So many seconds after the tests' sessions began: Monday 2 November 2026, 10:00 UTC.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_793_613_600 + seconds).expect("within range")
}

/// The day on which the tests' sessions happen.
pub(crate) fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 2)
}

/// Somebody who reads in international English, in UTC.
pub(crate) fn reader() -> crate::reader::Reader {
    let (locale, zone) = (crate::locale::Locale::default(), jiff::tz::TimeZone::UTC);
    crate::reader::Reader { locale, today: today(), zone }
}

/// An activity with this privacy.
pub(crate) fn activity(what: Do, privacy: Policy) -> Activity {
    let (prompt, notes) = (CleanText::default(), CleanText::default());
    Activity { what, prompt, notes, privacy, names_on_wall: false }
}

/// A step of these activities; its id is the name of the first.
pub(crate) fn step(activities: Vec<Activity>) -> Step {
    let name = activities[0].what.name();
    Step {
        id: text(name),
        title: text(name),
        prompt: text("What is the question?"),
        notes: text("Say little."),
        minutes: Minutes { base: 5, per_person: 0 },
        floor: 3,
        activities,
    }
}

/// A workshop of one step for each activity.
pub(crate) fn workshop(activities: Vec<Activity>) -> Workshop {
    let seed = |name: &str| SeedArea { name: text(name), done: CleanText::default() };
    Workshop {
        format: 1,
        name: text("test"),
        title: text("A test"),
        about: text("For tests."),
        people: Size { from: 1, to: 50 },
        areas: ["Listening", "Crisis", "Measuring"].map(seed).into(),
        lenses: Vec::new(),
        accepts: Vec::new(),
        steps: activities.into_iter().map(|activity| step(vec![activity])).collect(),
    }
}

/// A room at the first of these activities, with Ana (Service), Ben (Marketing), Chi (Marketing)
/// and Dee (HR), who are `p1.1` to `p1.4`; the areas are `a1.1` to `a1.3`.
pub(crate) fn room_with(activities: Vec<Activity>) -> Room {
    let people = [("Ana", "Service"), ("Ben", "Marketing"), ("Chi", "Marketing"), ("Dee", "HR")];
    room_of(activities, &people)
}

/// The same with other people.
pub(crate) fn room_of(activities: Vec<Activity>, people: &[(&str, &str)]) -> Room {
    room_that_runs(workshop(activities), people)
}

/// The same with lenses to look through.
pub(crate) fn room_with_lenses(activities: Vec<Activity>, lenses: &[&str]) -> Room {
    let asks = text("Who reaches further than we do?");
    let lens = |name: &&str| Lens { name: text(name), asks: asks.clone() };
    let lenses = lenses.iter().map(lens).collect();
    let people = [("Ana", "Service"), ("Ben", "Marketing"), ("Chi", "Marketing"), ("Dee", "HR")];
    room_that_runs(Workshop { lenses, ..workshop(activities) }, &people)
}

fn room_that_runs(workshop: Workshop, people: &[(&str, &str)]) -> Room {
    let profile = |(name, function): &(&str, &str)| Profile {
        name: text(name),
        function: text(function),
        ..Profile::default()
    };
    let beginning = Beginning {
        id: text("test"),
        title: text("Garden"),
        currency: Currency::default(),
        seed: 7,
        workshop,
        people: people.iter().map(profile).collect(),
        since: None,
        table: None,
    };
    Room::begin(at(0), beginning).expect("the test's workshop begins")
}

/// The check-in of a session, so many days after the plan, with one step for each activity; a person
/// is `p1.n` there, a goal `g1.n`, an area `a1.n`, a promise `v1.n`.
pub(crate) fn check_in(session: &Session, days: u16, activities: Vec<Activity>) -> Room {
    let since = Since::of(session, days);
    let beginning = Beginning {
        id: text(&format!("day-{days}")),
        title: text(&format!("{}: day {days}", session.title)),
        currency: session.currency,
        seed: 7,
        workshop: since.fitted(workshop(activities)),
        people: Vec::new(),
        since: Some(Box::new(since)),
        table: None,
    };
    Room::begin(at(i64::from(days) * 86_400), beginning).expect("the check-in begins")
}

/// The person at this place of the list, from 1.
pub(crate) fn person(place: usize) -> Id {
    Id::nth(Kind::Person, 1, place - 1)
}

/// The area at this place of the list, from 1.
pub(crate) fn area(place: usize) -> Id {
    Id::nth(Kind::Area, 1, place - 1)
}

/// The place of the first activity of the step with this activity's name.
pub(crate) fn place(name: &str) -> Place {
    Place::new(name, 0)
}

/// Submits one change; the clock of the tests goes on by a second an entry.
pub(crate) fn submit(room: &mut Room, change: Change) -> Result<u64, Refusal> {
    let now = at(i64::try_from(room.session().revision).expect("small"));
    room.submit(now, Author::Facilitator, change)
}

/// A file of reference vectors: from the folder that `GROUNDSWELL_VECTORS` names, else from
/// `tests/fixtures/vectors`.
pub(crate) fn vectors(name: &str) -> serde_json::Value {
    let folder = fixtures("GROUNDSWELL_VECTORS", "vectors");
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folder of elections in Pabulib's format, with their `expected.json`: the one that
/// `GROUNDSWELL_PABULIB` names, else `tests/fixtures/pabulib`.
pub(crate) fn elections() -> std::path::PathBuf {
    fixtures("GROUNDSWELL_PABULIB", "pabulib")
}

fn fixtures(variable: &str, name: &str) -> std::path::PathBuf {
    let ours =
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    std::env::var_os(variable).map_or_else(ours, std::path::PathBuf::from)
}
