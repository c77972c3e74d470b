//! Sessions of any length, the same in every run: what a very long day would leave behind.

use groundswell::money::{Currency, Money};
use groundswell::room::Room;
use groundswell::session::people::Profile;
use groundswell::session::pot::{self, Need, Recurring};
use groundswell::session::{
    Author, Beginning, Change, Displays, Id, Place, StepRun, agenda, ideas,
};
use groundswell::store::{Keeper, RealDisk, SaveJob, Store, Workshops};
use groundswell::text::CleanText;
use groundswell::workshop::{Do, Policy, Workshop};
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;

/// How long a session is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Length {
    /// How many are here.
    pub(crate) people: usize,
    /// How many ideas they have.
    pub(crate) ideas: usize,
    /// How many asks the pot gets.
    pub(crate) asks: usize,
    /// How many entries the history has at least: what is beyond the rest words ideas otherwise.
    pub(crate) entries: u64,
}

/// A session of this length, at the place where its ideas are listed. Nothing of it is saved yet.
pub(crate) fn room(title: &str, length: Length) -> Room {
    let workshop = workshop();
    let place = gathering(&workshop);
    let beginning = Beginning {
        id: CleanText::line(&format!("made-{title}")),
        title: CleanText::line(title),
        currency: Currency::default(),
        seed: 1,
        workshop,
        people: (0..length.people).map(person).collect(),
        since: None,
        table: None,
    };
    let mut room = Room::begin(at(0), beginning).expect("a workshop that is built in begins");
    does(&mut room, Change::Displays(Displays::Two));
    does(&mut room, Change::Agenda(agenda::Change::GoTo(place)));
    if length.asks > 0 {
        let asks = (0..length.asks).map(ask).collect();
        does(&mut room, Change::Pot(pot::Change::AskByName(asks)));
    }
    talk(&mut room, length);
    room
}

/// Ideas come one by one, and between them others are worded otherwise.
fn talk(room: &mut Room, length: Length) {
    let mut ids: Vec<Id> = Vec::new();
    let every = (length.entries / length.ideas.max(1) as u64).max(1);
    for turn in 0_u64.. {
        let is_short = ids.len() < length.ideas;
        if !is_short && room.session().revision >= length.entries {
            break;
        }
        if is_short && turn % every == 0 || ids.is_empty() {
            does(room, Change::Ideas(ideas::Change::Add(vec![idea(turn)])));
            ids.push(room.session().ideas.last().expect("just added").id.clone());
        } else {
            let id = ids[turn as usize * 7 % ids.len()].clone();
            does(room, Change::Ideas(ideas::Change::Edit(id, idea(turn))));
        }
    }
}

/// Saves it as a new file, with its history.
pub(crate) fn create(room: &mut Room, path: &Path) -> Keeper {
    let job = SaveJob {
        session: Arc::new(room.session().clone()),
        sealed: room.sealed().clone(),
        events: room.take_unsaved(),
    };
    let store = Store::on(Arc::new(RealDisk));
    store.create(path, job, at(0)).expect("a new file can be made here")
}

/// So many seconds after the session began.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_793_613_600 + seconds).expect("within range")
}

fn does(room: &mut Room, change: Change) {
    let now = at(room.session().revision as i64);
    room.submit(now, Author::Facilitator, change).expect("it can be done here");
}

/// The flagship, with ideas that everybody sees as they come.
fn workshop() -> Workshop {
    let built_in = Workshops::in_folder(Arc::new(RealDisk), None);
    let mut workshop = built_in.find("goals-names-pot").expect("it is built in");
    let activities = workshop.steps.iter_mut().flat_map(|step| &mut step.activities);
    for activity in activities.filter(|activity| matches!(activity.what, Do::Gather { .. })) {
        activity.privacy = Policy::Open;
    }
    workshop
}

fn gathering(workshop: &Workshop) -> Place {
    let steps = workshop.steps.iter().cloned().map(StepRun::new);
    let mut places = steps.flat_map(|step| {
        let places: Vec<Place> = step.places().collect();
        places.into_iter().zip(step.script.activities.clone())
    });
    let found = places.find(|(_, activity)| matches!(activity.what, Do::Gather { .. }));
    found.expect("the flagship gathers ideas").0
}

fn person(nth: usize) -> Profile {
    const FUNCTIONS: [&str; 6] = ["Service", "Marketing", "HR", "IT", "Legal", "Sales"];
    Profile {
        name: CleanText::line(&format!("Person {}", nth + 1)),
        function: CleanText::line(FUNCTIONS[nth % FUNCTIONS.len()]),
        ..Profile::default()
    }
}

fn idea(turn: u64) -> CleanText {
    const WHAT: [&str; 7] =
        ["Plant", "Measure", "Answer", "Publish", "Rehearse", "Merge", "Translate"];
    const WHICH: [&str; 11] = [
        "the crisis plan",
        "every open question",
        "one voice for all channels",
        "a garden behind the house",
        "reports nobody reads",
        "the tools that we pay twice",
        "complaints within a day",
        "stories of our apprentices",
        "a calendar for the whole year",
        "photos of the new building",
        "numbers that everybody understands",
    ];
    let (what, which) = (WHAT[turn as usize % 7], WHICH[turn as usize % 11]);
    CleanText::line(&format!("{what} {which}, version {turn}"))
}

fn ask(nth: usize) -> (CleanText, Need) {
    let cost = |share: i64| Money(10_000 * share * (nth as i64 % 9 + 1));
    let need = Need {
        title: CleanText::line(&format!("Tool number {}", nth + 1)),
        minimum: cost(1),
        target: cost(2),
        stretch: cost(3),
        recurring: Recurring::default(),
        quantity: 0,
        unit: CleanText::default(),
        category: CleanText::default(),
        worth: None,
    };
    (CleanText::line(&format!("Area {}", nth % 12 + 1)), need)
}
