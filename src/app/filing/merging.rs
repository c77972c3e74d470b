//! Tables come back into the session that they were split from. Their files are only read.

use super::{Filing, Refused, job, refused};
use crate::room::Room;
use crate::session::private::Given;
use crate::session::tables::{self, Carried, Conflict, Merge, Take, Weighed, brought, weigh};
use crate::session::{Change, Refusal, Session, StepRun};
use crate::store::fault::shown;
use crate::store::{Opened, Past, Standing};
use crate::text::capital;
use std::path::{Path, PathBuf};

/// What came of a merge.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// What came from where, a sentence each.
    pub told: Vec<String>,
    /// What a person should know.
    pub notes: Vec<String>,
    /// What nobody has chosen: then nothing was changed.
    pub open: Vec<Conflict>,
}

/// Who chooses where two tables decided differently; nothing, where nobody does.
pub type Chooser<'a> = dyn FnMut(&Conflict) -> Result<Option<Take>, Refused> + 'a;

impl Filing {
    /// Brings tables back into their session, all of them or none.
    ///
    /// # Errors
    /// When the session is open elsewhere, a file is no table of it, or one cannot be read or
    /// written.
    pub fn merge(
        &self,
        path: &Path,
        files: &[PathBuf],
        choose: &mut Chooser<'_>,
    ) -> Result<Merged, Refused> {
        let Opened { session, events, sealed, notes, standing, .. } =
            self.store().open(path, self.now)?;
        let mut keeper = match standing {
            Standing::Writable(keeper) => keeper,
            Standing::ReadOnly(reason) => return Err(reason.into()),
        };
        let (mut room, _) = Room::resume(session, &events, sealed);
        let before = room.session().revision;
        let mut merged = Merged { notes, ..Merged::default() };
        for file in files {
            let Past { session: table, .. } = self.store().past(file)?;
            self.take_in(&mut room, file, &table, choose, &mut merged)?;
        }
        if merged.open.is_empty() && room.session().revision > before {
            keeper.save(&mut job(&mut room, Vec::new()), self.now)?;
        }
        Ok(merged)
    }

    fn take_in(
        &self,
        room: &mut Room,
        file: &Path,
        table: &Session,
        choose: &mut Chooser<'_>,
        merged: &mut Merged,
    ) -> Result<(), Refused> {
        let number = is_out(room.session(), file, table)?;
        let known = room.session().tables.iter().find(|it| it.session == table.id);
        let last = known.and_then(|known| known.came.last()).map(|came| came.revision);
        if last.is_some_and(|last| last >= table.revision) {
            merged.told.push(format!("From table {number}: nothing new since it came back."));
            return Ok(());
        }
        let mut merge = Merge {
            table: table.id.clone(),
            number,
            revision: table.revision,
            came: Carried::of(table),
            choices: Vec::new(),
        };
        let mut chosen = Vec::new();
        let Weighed { what, notes, .. } = loop {
            let session = room.session();
            let at = self.now.max(session.glance.changed);
            let weighed = weigh(session, &merge, session.revision + 1, at);
            let weighed = weighed.map_err(|no: Refusal| Refused::Session(no.to_string()))?;
            if weighed.nothing_new && last.is_some() {
                merged.told.push(format!("From table {number}: nothing new since it came back."));
                return Ok(());
            }
            if weighed.conflicts.is_empty() {
                break weighed;
            }
            for conflict in weighed.conflicts {
                let take = choose(&conflict)?;
                chosen.extend(take.map(|take| format!("  {}", conflict.decided(take))));
                merge.choices.push((conflict.on.clone(), take.unwrap_or(Take::Here)));
                merged.open.extend(Some(conflict).filter(|_| take.is_none()));
            }
        };
        let about = known.map(|known| known.about.to_string()).filter(|about| !about.is_empty());
        let about = about.map(|about| format!(" ({about})")).unwrap_or_default();
        merged.told.push(format!("From table {number}{about}: {}.", brought(&what)));
        merged.told.extend(chosen);
        merged.notes.extend(notes);
        merged.notes.extend(still_sealed(table, number));
        self.submit(room, Change::Tables(tables::Change::Merge(Box::new(merge))))?;
        Ok(())
    }
}

/// The number of a table that is out from this session.
fn is_out(session: &Session, file: &Path, table: &Session) -> Result<u8, Refused> {
    let file = shown(&file.to_string_lossy());
    let Some(origin) = &table.origin else {
        return refused(format!(
            "{file}: This session is no table of another one. `groundswell split` makes tables."
        ));
    };
    if session.tables.iter().any(|it| it.session == table.id) {
        return Ok(origin.table);
    }
    if origin.session == session.id {
        return refused(format!(
            "{file}: “{}” does not know this table: the split was taken back, or the file is a copy \
             of a table. Redo the split, or name the table's own file.",
            session.title
        ));
    }
    refused(format!("{file}: This is a table of “{}”, not of “{}”.", origin.title, session.title))
}

/// What was given privately at a table travels only once it was shown there.
fn still_sealed(table: &Session, number: u8) -> Option<String> {
    let waits = |given: &Given| given.count() > 0 && !given.revealed;
    let places = table.steps.iter().flat_map(StepRun::places);
    let waits = places
        .filter(|place| !table.policy(place).is_open())
        .any(|place| table.state(&place).and_then(|state| state.given()).is_some_and(waits));
    waits.then(|| {
        let table = capital(&format!("table {number}"));
        format!("{table} has given something privately that is not shown yet: it stays there.")
    })
}
