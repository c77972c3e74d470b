//! Break-out tables: a session is split, each table goes on as a session of its own, and what came
//! of it is brought back.
//!
//! The session keeps, for each table, what was carried there. So what comes back is compared with
//! that and with how the session stands by now: what only one of the two changed is taken, and only
//! what both changed differently is asked. What is carried is said in `tables/carried.rs`, who sits
//! where in `tables/dealing.rs`, and how it is compared in `tables/weighing.rs`.

mod arriving;
mod carried;
mod conflict;
mod dealing;
mod fields;
mod names;
mod soundness;
mod telling;
#[cfg(test)]
mod tests;
mod weighing;
mod whereabouts;

pub use arriving::Arrival;
pub use carried::Carried;
pub use conflict::{Asks, Conflict, On, Side, Take};
pub use dealing::{MOST, Seat, Seating};
pub(super) use soundness::check;
pub(super) use telling::section;
pub use telling::{Sort, brought};
pub use weighing::{Weighed, weigh};
pub use whereabouts::{Brings, Lies, Wanted, Whereabouts};

use super::change::{Entry, Outcome, refuse};
use super::id::Id;
use super::{Beginning, Place, Session};
use crate::text::CleanText;
use crate::workshop::{FORMAT, Size, Step, Workshop};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where the session of a table comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The own name of the session that was split.
    pub session: CleanText,
    /// Its title.
    pub title: CleanText,
    /// Which table this is, from 1.
    pub table: u8,
    /// The revision at which it was split.
    pub revision: u64,
}

/// What the session of a table begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// Where it comes from.
    pub origin: Origin,
    /// What was carried there, named anew as made by the first entry.
    pub carried: Carried,
}

/// A table, as the session that was split knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The own name of the table's session.
    pub session: CleanText,
    /// What it is about; empty where nothing tells it from the others.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub about: CleanText,
    /// Its number, from 1, never used twice in a session.
    pub number: u8,
    /// What things are called there, and here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<(Id, Id)>,
    /// What was carried there, or what stood there when it came back last; by its names here.
    #[serde(default)]
    pub base: Carried,
    /// How often it came back, and with what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub came: Vec<Came>,
}

/// What a table brought when it came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Came {
    /// When.
    pub at: Timestamp,
    /// The revision of the table's session.
    pub revision: u64,
    /// How much of what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub what: Vec<(Sort, u16)>,
}

/// A table comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// The own name of the table's session.
    pub table: CleanText,
    /// Its number, for the words of the history.
    pub number: u8,
    /// Its revision.
    pub revision: u64,
    /// What stands there, by its names there.
    pub came: Carried,
    /// What was chosen where both had changed the same thing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<(On, Take)>,
}

/// What can happen to tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// The session is split: these tables are out.
    Split(Vec<Table>),
    /// A table comes back.
    Merge(Box<Merge>),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Split(tables) => format!("split into {} tables", tables.len()),
            Change::Merge(merge) => format!("took in table {}", merge.number),
        }
    }
}

impl Table {
    /// "table 2", as people call it.
    pub fn called(&self) -> String {
        format!("table {}", self.number)
    }

    /// Whether nothing came back from it yet.
    pub fn is_out(&self) -> bool {
        self.came.is_empty()
    }

    /// Takes out what is kept to compare with, which nobody needs to see.
    pub(super) fn forget(&mut self) {
        (self.base, self.names) = (Carried::default(), Vec::new());
    }
}

impl Session {
    /// The tables from which nothing came back yet.
    pub fn tables_out(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter().filter(|table| table.is_out())
    }

    /// "3 tables are out", while some are.
    pub fn tables_out_in_words(&self) -> Option<String> {
        match self.tables_out().count() {
            0 => None,
            1 => Some("1 table is out".into()),
            out => Some(format!("{out} tables are out")),
        }
    }

    /// Whether something here is called so that came from a table.
    pub(super) fn came_from_a_table(&self, id: &Id) -> bool {
        self.tables.iter().any(|table| table.names.iter().any(|(_, here)| here == id))
    }

    /// What a table's session begins with, and what is kept of it here. `id` is its own name.
    pub fn set_table(&self, seat: &Seat, id: CleanText, seed: u64) -> (Table, Beginning) {
        let base = Carried::to_table(self, seat);
        let (names, carried) = names::anew(&base);
        let origin = Origin {
            session: self.id.clone(),
            title: self.title.clone(),
            table: seat.number,
            revision: self.revision,
        };
        let beginning = Beginning {
            id: id.clone(),
            title: self.title_for(seat),
            currency: self.currency,
            seed,
            workshop: self.script_of(&seat.steps),
            people: Vec::new(),
            since: None,
            table: Some(Box::new(Start { origin, carried })),
        };
        let about = seat.about.clone();
        let number = seat.number;
        (Table { session: id, about, number, names, base, came: Vec::new() }, beginning)
    }

    /// "Garden · table 2 (Answered)": what the session of a table is called.
    pub fn title_for(&self, seat: &Seat) -> CleanText {
        CleanText::line(&format!("{} · {}", self.title, seat.called()))
    }

    fn script_of(&self, steps: &[Step]) -> Workshop {
        let people = u16::try_from(self.people.len()).unwrap_or(u16::MAX).max(1);
        Workshop {
            format: FORMAT,
            name: CleanText::line("table"),
            title: self.workshop.clone(),
            about: CleanText::default(),
            people: Size { from: 1, to: people },
            areas: Vec::new(),
            lenses: self.lenses.clone(),
            accepts: Vec::new(),
            steps: steps.to_vec(),
        }
    }

    /// The place here that something of a table belongs to.
    fn place_here(&self, place: &Place) -> Place {
        if self.state(place).is_some() { place.clone() } else { self.at.clone() }
    }
}

/// "table 2 (Answered)", as people call it.
fn called(number: u8, about: &str) -> String {
    match about {
        "" => format!("table {number}"),
        about => format!("table {number} ({about})"),
    }
}

/// Lays what was carried into a session that has just begun.
pub(super) fn begin(session: &mut Session, start: &Start) -> Outcome {
    let carried = start.carried.clone();
    session.origin = Some(start.origin.clone());
    session.people = carried.people;
    session.ideas = carried.ideas;
    session.goals = carried.goals;
    session.areas = carried.areas;
    session.pot.months = start.carried.whole.months;
    session.pot.pledges = carried.pledges;
    session.pot.asks = carried.asks;
    session.pot.reserve = carried.whole.reserve;
    session.next_date = carried.whole.next_date;
    session.doing_nothing = carried.whole.doing_nothing;
    Ok(())
}

pub(super) fn apply(session: &mut Session, entry: &Entry, change: &Change) -> Outcome {
    match change {
        Change::Split(tables) => split(session, tables),
        Change::Merge(merge) => {
            let weighed = weigh(session, merge, entry.seq, entry.at)?;
            if let Some(open) = weighed.conflicts.first() {
                return refuse(format!("{} Nobody has chosen yet.", open.told()));
            }
            *session = weighed.session;
            Ok(())
        }
    }
}

fn split(session: &mut Session, tables: &[Table]) -> Outcome {
    if tables.is_empty() {
        return refuse("It takes tables to split a session.");
    }
    for table in tables {
        let same = |it: &Table| it.number == table.number || it.session == table.session;
        if session.tables.iter().any(same) {
            return refuse(format!("There is a {} already.", table.called()));
        }
        session.tables.push(table.clone());
    }
    Ok(())
}
