//! Tables come back into the session that they were split from. Their files are only read.

use super::{Filing, Refused, job, refused};
use crate::app::naming::expand_home;
use crate::room::Room;
use crate::session::Session;
use crate::session::tables::{Arrival, Conflict, Take, Wanted, Whereabouts};
use crate::store::fault::shown;
use crate::store::{Opened, Past, Standing};
use crate::text::CleanText;
use std::collections::BTreeMap;
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

/// What would come from a table.
pub enum Coming {
    /// This, once all is chosen.
    Arrival(Box<Arrival>),
    /// Nothing new since it came back, as a sentence.
    NothingNew(String),
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
        let (mut room, _) = Room::resume(session, events, sealed);
        let before = room.session().revision;
        let mut merged = Merged { notes, ..Merged::default() };
        for file in files {
            self.take_in(&mut room, file, choose, &mut merged)?;
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
        choose: &mut Chooser<'_>,
        merged: &mut Merged,
    ) -> Result<(), Refused> {
        let mut arrival = match self.arrival(room.session(), file)? {
            Coming::Arrival(arrival) => arrival,
            Coming::NothingNew(nothing_new) => {
                merged.told.push(nothing_new);
                return Ok(());
            }
        };
        let weighed = loop {
            let weighed = arrival.weigh(room.session(), self.now)?;
            if weighed.conflicts.is_empty() {
                break weighed;
            }
            for conflict in weighed.conflicts {
                let take = choose(&conflict)?;
                merged.open.extend(take.is_none().then(|| conflict.clone()));
                arrival.choose(conflict, take.unwrap_or(Take::Here));
            }
        };
        merged.told.push(arrival.told(&weighed));
        merged.told.extend(arrival.decided().map(|line| format!("  {line}")));
        merged.notes.extend(arrival.notes(&weighed));
        self.submit(room, arrival.change())?;
        Ok(())
    }

    /// What would come from the table in this file as it stands now.
    ///
    /// # Errors
    /// When it cannot be read, or is no table of this session.
    pub fn arrival(&self, session: &Session, file: &Path) -> Result<Coming, Refused> {
        let Past { session: table, .. } = self.store().past(file)?;
        let number = table.origin.as_ref().map_or(0, |origin| origin.table);
        let arrival = Arrival::of(session, &table).map_err(|refusal| {
            Refused::Session(format!("{}: {refusal}", shown(&file.to_string_lossy())))
        })?;
        Ok(match arrival {
            Some(arrival) => Coming::Arrival(Box::new(arrival)),
            None => {
                let sentence = format!("From table {number}: nothing new since it came back.");
                Coming::NothingNew(sentence)
            }
        })
    }

    /// The same of the table that somebody named.
    ///
    /// # Errors
    /// When its file does not lie here, cannot be read, or is no table of this session.
    pub fn wanted(
        &self,
        session: &Session,
        wanted: &Wanted,
        path: &Path,
    ) -> Result<Coming, Refused> {
        let file = match wanted {
            Wanted::Table(name) => self.file_of_table(name, path)?,
            Wanted::File(typed) => expand_home(typed.trim().trim_matches(['"', '\''])),
        };
        self.arrival(session, &file)
    }

    /// The tables of a session that lies here, those that are out first, each with its file where
    /// that lies in the same folder or in its archive.
    pub fn whereabouts(&self, session: &Session, path: &Path) -> Vec<Whereabouts> {
        let files = self.files_of_tables(path);
        let mut tables: Vec<Whereabouts> = session
            .tables
            .iter()
            .map(|table| {
                let file = files.get(&table.session);
                // What cannot be read is told when somebody asks for it.
                let found = file.and_then(|file| Some((file, self.store().past(file).ok()?)));
                let found = found
                    .as_ref()
                    .map(|(file, past)| (CleanText::line(&file.to_string_lossy()), &past.session));
                session.whereabouts(table, found)
            })
            .collect();
        tables.sort_by_key(|table| table.came.is_some());
        tables
    }

    fn file_of_table(&self, table: &CleanText, path: &Path) -> Result<PathBuf, Refused> {
        match self.files_of_tables(path).remove(table) {
            Some(file) => Ok(file),
            None => refused(
                "The file of this table does not lie in the folder of the session. Say where it \
                 does.",
            ),
        }
    }

    /// All sessions of the folder and its archive that are tables, by their own names.
    fn files_of_tables(&self, path: &Path) -> BTreeMap<CleanText, PathBuf> {
        let library = self.around(path);
        let listed = [library.archive(), library].map(|it| it.list().unwrap_or_default());
        let tables = listed.into_iter().flatten().filter_map(|listed| {
            let glance = listed.summary.ok()?.glance;
            (!glance.table_of.is_empty()).then_some((glance.id, listed.path))
        });
        tables.collect()
    }
}
