//! A table that is about to come back: what is still to be chosen, what was, and what it brings.

use super::telling::brought;
use super::weighing::{Weighed, weigh};
use super::{Carried, Change, Conflict, Merge, Take};
use crate::session::change::{Change as Any, Refusal, refuse};
use crate::session::private::Given;
use crate::session::{Session, StepRun};
use crate::text::{CleanText, capital};
use jiff::Timestamp;

/// What stands at a table, on its way into the session that it was split from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    merge: Merge,
    about: CleanText,
    chosen: Vec<(Conflict, Take)>,
    sealed: bool,
}

impl Arrival {
    /// What would come from a table as it stands now; nothing, where nothing is new since it came
    /// back.
    ///
    /// # Errors
    /// A sentence, when it is no table of this session.
    pub fn of(session: &Session, table: &Session) -> Result<Option<Arrival>, Refusal> {
        let number = number_of(session, table)?;
        let known = session.tables.iter().find(|it| it.session == table.id);
        let last = known.and_then(|known| known.came.last()).map(|came| came.revision);
        if last.is_some_and(|last| last >= table.revision) {
            return Ok(None);
        }
        let merge = Merge {
            table: table.id.clone(),
            number,
            revision: table.revision,
            came: Carried::of(table),
            choices: Vec::new(),
        };
        let about = known.map(|known| known.about.clone()).unwrap_or_default();
        let arrival = Arrival { merge, about, chosen: Vec::new(), sealed: waits(table) };
        let weighed = arrival.weigh(session, session.glance.changed)?;
        Ok((last.is_none() || !weighed.nothing_new).then_some(arrival))
    }

    /// "table 2", as people call it.
    pub fn called(&self) -> String {
        format!("table {}", self.merge.number)
    }

    /// What the session is once this has come, as far as it is chosen. A choice can bring up further
    /// ones.
    ///
    /// # Errors
    /// A sentence, when it cannot be taken in.
    pub fn weigh(&self, session: &Session, at: Timestamp) -> Result<Weighed, Refusal> {
        weigh(session, &self.merge, session.revision + 1, at.max(session.glance.changed))
    }

    /// What is taken where two decided differently.
    pub fn choose(&mut self, conflict: Conflict, take: Take) {
        self.merge.choices.push((conflict.on.clone(), take));
        self.chosen.push((conflict, take));
    }

    /// Takes the last choice back, and answers what is to be chosen again.
    pub fn choose_again(&mut self) -> Option<Conflict> {
        self.merge.choices.pop();
        self.chosen.pop().map(|(conflict, _)| conflict)
    }

    /// How much was chosen.
    pub fn choices(&self) -> usize {
        self.chosen.len()
    }

    /// "From table 2 (Answered): 3 goals and 1 name."
    pub fn told(&self, weighed: &Weighed) -> String {
        let table = super::called(self.merge.number, &self.about);
        format!("From {table}: {}.", brought(&weighed.what))
    }

    /// What was chosen, a line each.
    pub fn decided(&self) -> impl Iterator<Item = String> {
        self.chosen.iter().map(|(conflict, take)| conflict.decided(*take))
    }

    /// What a person should know besides.
    pub fn notes(&self, weighed: &Weighed) -> Vec<String> {
        let sealed = self.sealed.then(|| {
            let table = capital(&self.called());
            format!("{table} has given something privately that is not shown yet: it stays there.")
        });
        weighed.notes.iter().cloned().chain(sealed).collect()
    }

    /// The entry that takes it in. It is refused while something is still to be chosen.
    pub fn change(self) -> Any {
        Any::Tables(Change::Merge(Box::new(self.merge)))
    }
}

/// The number of a table that is out from this session.
fn number_of(session: &Session, table: &Session) -> Result<u8, Refusal> {
    let Some(origin) = &table.origin else {
        return refuse(
            "This session is no table of another one. `groundswell split` makes tables.",
        );
    };
    if session.tables.iter().any(|it| it.session == table.id) {
        return Ok(origin.table);
    }
    if origin.session == session.id {
        return refuse(format!(
            "“{}” does not know this table: the split was taken back, or the file is a copy of a \
             table. Redo the split, or name the table's own file.",
            session.title
        ));
    }
    refuse(format!("This is a table of “{}”, not of “{}”.", origin.title, session.title))
}

/// What was given privately at a table travels only once it was shown there.
fn waits(table: &Session) -> bool {
    let waits = |given: &Given| given.count() > 0 && !given.revealed;
    table
        .steps
        .iter()
        .flat_map(StepRun::places)
        .filter(|place| !table.policy(place).is_open())
        .any(|place| table.state(&place).and_then(|state| state.given()).is_some_and(waits))
}
