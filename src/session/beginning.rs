//! How a session begins: its name, its script, its currency, the people known beforehand.

use super::change::{Entry, Outcome, refuse};
use super::people::{self, Profile};
use super::{Area, Id, Kind, Session, StepRun};
use crate::money::Currency;
use crate::text::CleanText;
use crate::workshop::Workshop;
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
}

pub(super) fn apply(session: &mut Session, entry: &Entry, beginning: &Beginning) -> Outcome {
    if !session.steps.is_empty() {
        return refuse("This session has begun already.");
    }
    let workshop = &beginning.workshop;
    let Some(first) = workshop.steps.iter().find(|step| !step.activities.is_empty()) else {
        return refuse(format!("The workshop “{}” has no step with an activity.", workshop.title));
    };
    session.at = super::Place::new(&first.id, 0);
    session.id = beginning.id.clone();
    session.title = beginning.title.clone();
    session.began = entry.at;
    session.workshop = workshop.title.clone();
    session.currency = beginning.currency;
    session.seed = beginning.seed;
    session.pot = super::Pot::of(workshop);
    session.steps = workshop.steps.iter().cloned().map(StepRun::new).collect();
    session.areas = workshop
        .areas
        .iter()
        .enumerate()
        .map(|(place, seed)| {
            let id = Id::nth(Kind::Area, entry.seq, place);
            Area::new(id, seed.name.clone(), seed.done.clone())
        })
        .collect();
    if beginning.people.is_empty() {
        return Ok(());
    }
    people::apply(session, entry, &people::Change::Add(beginning.people.clone()))
}
