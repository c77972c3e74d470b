//! What is done with a session as a whole: another title, a copy, an earlier state, the archive, or
//! away for good. The start screen and the commands share it; every answer that is no is a sentence.

pub mod checking_in;
pub mod merging;
pub mod splitting;

use super::beginning::name_and_seed;
use super::setting::Setting;
use crate::room::{Recorded, Room, Sealed};
use crate::session::{Author, Change, Refusal, Session};
use crate::store::folder::is_archived;
use crate::store::{
    Claim, Disk, Library, Opened, Past, RealDisk, SaveJob, Standing, Store, StoreError, Trouble,
};
use crate::text::CleanText;
use jiff::Timestamp;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where sessions are filed.
pub struct Filing {
    disk: Arc<dyn Disk>,
    now: Timestamp,
}

/// What was done: where the session lies now, and what a person should know.
#[derive(Debug, PartialEq, Eq)]
pub struct Filed {
    /// The session file.
    pub path: PathBuf,
    /// A sentence each.
    pub notes: Vec<String>,
}

/// Why it was not done.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// Something about a file.
    File(StoreError),
    /// A sentence about the session itself.
    Session(String),
}

/// A moment in the history of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Right after the entry of this number.
    Entry(u64),
    /// As it was at this time.
    Time(Timestamp),
}

impl Filing {
    /// On this machine, now.
    pub fn new(setting: &Setting) -> Filing {
        Filing::on(Arc::new(RealDisk), (setting.now)())
    }

    fn on(disk: Arc<dyn Disk>, now: Timestamp) -> Filing {
        Filing { disk, now }
    }

    fn store(&self) -> Store {
        Store::on(self.disk.clone())
    }

    fn around(&self, session: &Path) -> Library {
        Library::around(self.disk.clone(), session)
    }

    /// Gives a session another title, and its files the name that goes with it.
    ///
    /// # Errors
    /// When it is open elsewhere or cannot be written.
    pub fn rename(&self, path: &Path, title: &CleanText) -> Result<Filed, Refused> {
        let Opened { session, events, sealed, notes, standing, .. } =
            self.store().open(path, self.now)?;
        let mut keeper = match standing {
            Standing::Writable(keeper) => keeper,
            Standing::ReadOnly(reason) => return Err(reason.into()),
        };
        let (mut room, _) = Room::resume(session, &events, sealed);
        if &room.session().title != title {
            self.submit(&mut room, Change::Rename(title.clone()))?;
            keeper.save(&mut job(&mut room, Vec::new()), self.now)?;
        }
        let library = match (self.around(keeper.path()), is_archived(keeper.path())) {
            (library, true) => library.archive(),
            (library, false) => library,
        };
        let to = library.path_with(title, keeper.path());
        let path = Claim::from(*keeper).move_to(&to, self.now)?;
        Ok(Filed { path, notes })
    }

    /// Makes another session that is as this one is now, or was at a moment. It replaces nothing,
    /// its history comes along, and what is sealed does not.
    ///
    /// # Errors
    /// When it cannot be read, or there is no way back to that moment.
    pub fn copy(
        &self,
        path: &Path,
        title: &CleanText,
        at: Option<Moment>,
    ) -> Result<Filed, Refused> {
        let Past { session, events, whole, note } = self.store().past(path)?;
        let events = if whole { events } else { Vec::new() };
        let (mut room, outside) = Room::resume(session, &events, Sealed::default());
        let events = if outside.is_some() { Vec::new() } else { events };
        if let Some(moment) = at {
            self.go_back(&mut room, &events, moment)?;
        }
        let (id, _) = name_and_seed();
        self.submit(&mut room, Change::Copy { id, title: title.clone() })?;
        let library = self.around(path);
        library.prepare()?;
        let to = library.path_for(title);
        let keeper = self.store().create(&to, job(&mut room, events), self.now)?;
        Ok(Filed { path: keeper.path().into(), notes: note.into_iter().collect() })
    }

    fn go_back(&self, room: &mut Room, events: &[Recorded], moment: Moment) -> Result<(), Refused> {
        if events.is_empty() {
            return refused(
                "Its history does not lead from its beginning to how it is now, so there is no way \
                 back in it. Earlier copies may lie in its folder of backups.",
            );
        }
        let revision = match moment {
            Moment::Entry(entry) => {
                let (first, last) = (events[0].revision, room.session().revision);
                match (first..=last).contains(&entry) {
                    true => entry,
                    false => {
                        return refused(format!(
                            "There is no entry {entry}: the history goes from {first} to {last}."
                        ));
                    }
                }
            }
            Moment::Time(time) => match events.iter().rev().find(|event| event.at <= time) {
                Some(event) => event.revision,
                None if events[0].revision > 1 => {
                    return refused("What happened until then was forgotten.");
                }
                None => return refused("The session had not begun at that time."),
            },
        };
        if room.chronicle().changes_since(revision) > 0 {
            room.go_back(self.now, revision).map_err(|no| Refused::Session(no.to_string()))?;
        }
        Ok(())
    }

    /// Puts a session away into the archive of its folder.
    ///
    /// # Errors
    /// When it is there already, is open elsewhere, or cannot be moved.
    pub fn archive(&self, path: &Path) -> Result<Filed, Refused> {
        if is_archived(path) {
            return refused("This session is in the archive already.");
        }
        self.move_into(&self.around(path).archive(), path)
    }

    /// Brings a session back from the archive.
    ///
    /// # Errors
    /// When it is not there, is open elsewhere, or cannot be moved.
    pub fn bring_back(&self, path: &Path) -> Result<Filed, Refused> {
        if !is_archived(path) {
            return refused("This session is not in the archive.");
        }
        self.move_into(&self.around(path), path)
    }

    fn move_into(&self, library: &Library, path: &Path) -> Result<Filed, Refused> {
        let claim = self.store().claim(path, self.now)?;
        library.prepare()?;
        let path = claim.move_to(&library.path_here(path), self.now)?;
        Ok(Filed { path, notes: Vec::new() })
    }

    /// Deletes a session for good, with all that belongs to it.
    ///
    /// # Errors
    /// When it is open elsewhere, or something cannot be removed.
    pub fn delete(&self, path: &Path) -> Result<(), Refused> {
        Ok(self.store().claim(path, self.now)?.delete()?)
    }

    fn submit(&self, room: &mut Room, change: Change) -> Result<u64, Refused> {
        Ok(room.submit(self.now, Author::Facilitator, change)?)
    }
}

/// The title of a copy, as long as nobody says another.
pub fn copy_of(title: &str) -> CleanText {
    CleanText::line(&format!("{title} · copy"))
}

/// What is to be saved of a room, after these events.
fn job(room: &mut Room, mut events: Vec<Recorded>) -> SaveJob {
    events.extend(room.take_unsaved());
    let session: Arc<Session> = Arc::new(room.session().clone());
    SaveJob { session, sealed: room.sealed().clone(), events }
}

fn refused<T>(sentence: impl Into<String>) -> Result<T, Refused> {
    Err(Refused::Session(sentence.into()))
}

impl Refused {
    /// Whether another program has the session open.
    pub fn is_locked(&self) -> bool {
        matches!(self, Refused::File(StoreError { trouble: Trouble::Locked(_), .. }))
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        Refused::Session(refusal.to_string())
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Refused {
        Refused::File(error)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::File(error) => error.fmt(f),
            Refused::Session(sentence) => f.write_str(sentence),
        }
    }
}

#[cfg(test)]
mod tests;
