//! How a session begins: its name, its script, its currency, the people known beforehand.

use super::activities::{self, State};
use super::change::{Entry, Outcome, refuse};
use super::people::{self, Profile};
use super::{Area, Given, Id, Kind, Place, Session, Since, StepRun, tables};
use crate::money::Currency;
use crate::text::CleanText;
use crate::workshop::{Policy, SeedArea, Workshop};
use serde::{Deserialize, Serialize};

/// The first entry of every session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beginning {
    /// The session's own name, never shared with another: made by the program that begins it.
    pub id: CleanText,
    /// The title.
    pub title: CleanText,
    /// The currency of the pot.
    pub currency: Currency,
    /// A seed for every shuffle, so that replaying gives the same order.
    pub seed: u64,
    /// The script; its steps are copied.
    pub workshop: Workshop,
    /// Who is expected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Profile>,
    /// What it goes on from: then people and areas are those of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Box<Since>>,
    /// What it was split off from: then people, goals and areas are those of the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Box<tables::Start>>,
}

/// What another session can begin from: who was on the list, the areas, and the small settings.
/// Nothing that anybody gave, decided or promised, and no note of the facilitator's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Like {
    /// The title.
    pub title: CleanText,
    /// The title of the workshop.
    pub workshop: CleanText,
    /// The currency of the pot.
    pub currency: Currency,
    /// Everybody, taken to be here again.
    pub people: Vec<Profile>,
    /// The areas, without who answered for them.
    pub areas: Vec<SeedArea>,
}

impl Session {
    /// What another session can begin from.
    pub fn like(&self) -> Like {
        let again = |person: &people::Person| {
            let (absent, note) = (false, CleanText::default());
            Profile { absent, note, ..person.profile() }
        };
        let seed = |area: &Area| SeedArea { name: area.name.clone(), done: area.done.clone() };
        Like {
            title: self.title.clone(),
            workshop: self.workshop.clone(),
            currency: self.currency,
            people: self.people.iter().map(again).collect(),
            areas: self.areas.iter().map(seed).collect(),
        }
    }
}

pub(super) fn apply(session: &mut Session, entry: &Entry, beginning: &Beginning) -> Outcome {
    if !session.steps.is_empty() {
        return refuse("This session has begun already.");
    }
    let workshop = &beginning.workshop;
    let Some(first) = workshop.steps.iter().find(|step| !step.activities.is_empty()) else {
        return refuse(format!("The workshop “{}” has no step with an activity.", workshop.title));
    };
    session.at = Place::new(&first.id, 0);
    session.id = beginning.id.clone();
    session.title = beginning.title.clone();
    session.began = entry.at;
    session.workshop = workshop.title.clone();
    session.currency = beginning.currency;
    session.seed = beginning.seed;
    session.pot = super::Pot::of(workshop);
    session.steps = workshop.steps.iter().cloned().map(StepRun::new).collect();
    session.lenses = workshop.lenses.clone();
    session.areas = workshop
        .areas
        .iter()
        .enumerate()
        .map(|(place, seed)| {
            let id = Id::nth(Kind::Area, entry.seq, place);
            Area::new(id, seed.name.clone(), seed.done.clone())
        })
        .collect();
    if let Some(since) = &beginning.since {
        since.apply(session)?;
    }
    if let Some(start) = &beginning.table {
        tables::begin(session, start)?;
    }
    if beginning.people.is_empty() {
        return Ok(());
    }
    people::apply(session, entry, &people::Change::Add(beginning.people.clone()))
}

/// What is sealed stays with the original, so whoever gave there is asked again here.
pub(super) fn copy(session: &mut Session, id: &CleanText, title: &CleanText) -> Outcome {
    session.rename(title)?;
    session.id = id.clone();
    let waits = |given: &Given| given.count() > 0 && !given.revealed;
    let sealed: Vec<Place> = session
        .steps
        .iter()
        .flat_map(StepRun::places)
        .filter(|place| session.policy(place) != Policy::Open)
        .filter(|place| session.state(place).and_then(State::given).is_some_and(waits))
        .collect();
    sealed.iter().try_for_each(|place| activities::reopen(session, place))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::session::people::{self, Profile};
    use crate::session::{Change, Content, Giver, areas};
    use crate::testing::{activity, at, person, place, room_with, submit, text};
    use crate::workshop::{Do, Policy};

    #[test]
    fn a_copy_has_a_name_of_its_own_and_nothing_that_is_sealed() {
        let mut room = room_with(vec![activity(Do::Gather {}, Policy::Hidden)]);
        let bees = || Content::Ideas(vec![text("Plant bees")]);
        room.give(at(5), &place("gather"), &Giver::Person(person(1)), bees()).expect("given");
        let copy = Change::Copy { id: text("other"), title: text("Orchard") };
        submit(&mut room, copy).expect("a copy");
        let session = room.session();
        assert_eq!((&*session.id, &*session.title), ("other", "Orchard"));
        assert_eq!(session.who_is_in(&place("gather")).count, 0);
        assert!(room.undo(at(9)).is_err(), "a copy stays one");
        room.give(at(6), &place("gather"), &Giver::Person(person(1)), bees()).expect("again");
    }

    #[test]
    fn the_next_session_begins_with_the_people_and_areas_and_nothing_of_what_they_did() {
        let mut room = room_with(vec![activity(Do::Roles { load: 2 }, Policy::Open)]);
        let secret = Profile { note: text("secret"), ..room.session().people[0].profile() };
        submit(&mut room, Change::People(people::Change::Edit(person(1), secret))).expect("a note");
        submit(&mut room, Change::People(people::Change::Leave(person(4)))).expect("Dee left");
        let answer = areas::Change::Answer {
            area: crate::testing::area(1),
            who: person(1),
            answer: areas::Answer::Yes,
            second_yes: false,
        };
        submit(&mut room, Change::Areas(answer)).expect("yes");
        let like = room.session().like();
        assert!(like.people.iter().all(|person| !person.absent && person.note.is_empty()));
        assert_eq!(like.people.len(), 4);
        assert_eq!(&*like.areas[0].name, "Listening");
    }

    #[test]
    fn what_was_shown_comes_along() {
        let mut room = room_with(vec![activity(Do::Gather {}, Policy::Hidden)]);
        let bees = Content::Ideas(vec![text("Plant bees")]);
        room.give(at(5), &place("gather"), &Giver::Person(person(1)), bees).expect("given");
        room.reveal(at(6), &place("gather")).expect("revealed");
        let copy = Change::Copy { id: text("other"), title: text("Orchard") };
        submit(&mut room, copy).expect("a copy");
        assert_eq!(room.session().who_is_in(&place("gather")).count, 1);
        assert_eq!(&*room.session().ideas[0].text, "Plant bees");
    }
}
