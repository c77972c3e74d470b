//! Where the tables of a session are: who sits there, how far they are, and what they would bring.

use super::telling::brought;
use super::{Arrival, Table};
use crate::session::{Session, StepRun};
use crate::text::{CleanText, listed};
use jiff::Timestamp;

/// A table in the list of those that are out or came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// The own name of the table's session.
    pub session: CleanText,
    /// Its number, from 1.
    pub number: u8,
    /// What it is about; may be empty.
    pub about: CleanText,
    /// Who sits there.
    pub people: Vec<CleanText>,
    /// When it came back last.
    pub came: Option<Timestamp>,
    /// Its file, where that was found.
    pub file: Option<Lies>,
}

/// Which table is to come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The one with this own name, whose file lies beside the session.
    Table(CleanText),
    /// The one in this file.
    File(CleanText),
}

/// The file of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lies {
    /// Its path, as people read it.
    pub path: CleanText,
    /// The last change there.
    pub saved: Timestamp,
    /// The step where it is.
    pub step: CleanText,
    /// What it would bring, or why it cannot come.
    pub brings: Result<Brings, String>,
}

/// What a table would bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brings {
    /// "3 goals and 1 name", or "nothing new".
    pub what: String,
    /// How much is to be chosen first.
    pub choices: usize,
}

impl Brings {
    /// "3 goals and 1 name; 1 to choose".
    pub fn words(&self) -> String {
        match (self.choices, self.what == brought(&[])) {
            (0, _) => self.what.clone(),
            (choices, true) => format!("{choices} to choose"),
            (choices, false) => format!("{}; {choices} to choose", self.what),
        }
    }
}

impl Whereabouts {
    /// "table 2 (Answered)".
    pub fn called(&self) -> String {
        super::called(self.number, &self.about)
    }

    /// "Ana, Ben and Chi".
    pub fn who(&self) -> String {
        if self.people.is_empty() { "nobody".into() } else { listed(&self.people) }
    }
}

impl Session {
    /// Where a table of this session is. `found` is its session as it stands now, and its path.
    pub fn whereabouts(&self, table: &Table, found: Option<(CleanText, &Session)>) -> Whereabouts {
        let people = found.as_ref().map_or(&table.base.people, |(_, there)| &there.people);
        let here = people.iter().filter(|person| person.present);
        Whereabouts {
            session: table.session.clone(),
            number: table.number,
            about: table.about.clone(),
            people: here.map(|person| person.name.clone()).collect(),
            came: table.came.last().map(|came| came.at),
            file: found.map(|(path, there)| self.lies(path, there)),
        }
    }

    fn lies(&self, path: CleanText, there: &Session) -> Lies {
        let brings = Arrival::of(self, there).and_then(|arrival| match arrival {
            None => Ok(Brings { what: brought(&[]), choices: 0 }),
            Some(arrival) => {
                let weighed = arrival.weigh(self, there.glance.changed)?;
                let choices = weighed.conflicts.len();
                Ok(Brings { what: brought(&weighed.what), choices })
            }
        });
        Lies {
            path,
            saved: there.glance.changed,
            step: there.step(&there.at).map_or_else(CleanText::default, title),
            brings: brings.map_err(|refusal| refusal.to_string()),
        }
    }
}

fn title(step: &StepRun) -> CleanText {
    step.script.title.clone()
}
