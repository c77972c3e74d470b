//! Opening a session with all that belongs to it, and creating one.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::carry::Claim;
use super::disk::Disk;
use super::fault::{StoreError, Trouble, shown};
use super::frame::{self, Condition, Reading};
use super::history::{self, History, Journal};
use super::keeper::{Keeper, SaveJob};
use super::kinds::Draft;
use super::lock::Lock;
use super::names::{Files, time_in_a_name};
use super::{atomic, backups, carry, draft, sealed};
use crate::room::{Recorded, Sealed};
use crate::session::Session;

/// Where sessions are opened and created.
#[derive(Clone)]
pub struct Store {
    disk: Arc<dyn Disk>,
}

/// A session that was opened, with all that belongs to it.
pub struct Opened {
    /// The session.
    pub session: Session,
    /// What happened, when the history leads all the way to the session; nothing otherwise.
    pub events: Vec<Recorded>,
    /// Whether something is wrong with the history, as a note says.
    pub history_is_cut: bool,
    /// What is given and not yet revealed; nothing when it is opened to be looked at.
    pub sealed: Sealed,
    /// What stood in the open field when the program ended.
    pub draft: Option<Draft>,
    /// Things a person should know.
    pub notes: Vec<String>,
    /// Whether it can be saved.
    pub standing: Standing,
}

/// A session that was read, and what happened in it.
pub struct Past {
    /// The session.
    pub session: Session,
    /// What happened, as far as the history says.
    pub events: Vec<Recorded>,
    /// Whether that leads all the way from the beginning to the session.
    pub whole: bool,
    /// Something a person should know.
    pub note: Option<String>,
}

/// Whether a session can be saved.
pub enum Standing {
    /// It can, by this keeper, which holds the lock.
    Writable(Box<Keeper>),
    /// It can only be looked at, for this reason.
    ReadOnly(StoreError),
}

impl Store {
    /// A store on this disk.
    pub fn on(disk: Arc<dyn Disk>) -> Store {
        Store { disk }
    }

    /// Opens a session. What is damaged is not opened; what is newer, locked or may not be written
    /// is opened to be looked at.
    ///
    /// # Errors
    /// Why there is nothing to show, with the place.
    pub fn open(&self, path: &Path, now: Timestamp) -> Result<Opened, StoreError> {
        let found = self.disk.resolve(path).map_err(|error| StoreError::disk(path, &error))?;
        self.disk.stamp(&found).map_err(|error| StoreError::disk(path, &error))?;
        let files = Files::of(&found);
        match Lock::take(&*self.disk, &files.lock(), now) {
            Ok(lock) => self.open_locked(&files, lock, now),
            Err(reason) => self.look(&files, StoreError { file: path.into(), ..reason }),
        }
    }

    /// Reads a session and what happened in it, without a lock and without what is sealed: somebody
    /// may have it open meanwhile. Made for what begins from it.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn past(&self, path: &Path) -> Result<Past, StoreError> {
        let files = Files::of(path);
        // The session first: it never knows more than the history that is read after it.
        let session = frame::read::<Session>(&*self.disk, path)?.value;
        let history = history::read(&*self.disk, &files.history(), session.revision);
        let History { lines, whole, note, .. } = history;
        Ok(Past { session, events: lines, whole, note })
    }

    /// The right to move or delete a session, whether or not it can be read.
    ///
    /// # Errors
    /// When there is none, or another program has it open.
    pub fn claim(&self, path: &Path, now: Timestamp) -> Result<Claim, StoreError> {
        Claim::take(self.disk.clone(), path, now)
    }

    /// Creates a session file where there is none, and saves into it.
    ///
    /// # Errors
    /// When there is one already, or it cannot be written.
    pub fn create(
        &self,
        path: &Path,
        mut job: SaveJob,
        now: Timestamp,
    ) -> Result<Keeper, StoreError> {
        let found = self.disk.resolve(path).map_err(|error| StoreError::saving(path, &error))?;
        let files = Files::of(&found);
        let lock = Lock::take(&*self.disk, &files.lock(), now)?;
        if let Some(there) = files.all().iter().find(|file| self.disk.stamp(file).is_ok()) {
            return Err(StoreError::new(there, Trouble::Exists));
        }
        let journal = Journal::new(self.disk.clone(), &files.history(), 0);
        let mut keeper = self.keeper(files, lock, journal, Sealed::default());
        keeper.save(&mut job, now)?;
        Ok(keeper)
    }

    /// Whoever has the lock may still be unable to write, on a full disk for example: then the
    /// session is opened to be looked at.
    fn open_locked(&self, files: &Files, lock: Lock, now: Timestamp) -> Result<Opened, StoreError> {
        let known = self.disk.stamp(&files.session).ok();
        let reading = frame::read::<Session>(&*self.disk, &files.session)?;
        if let Condition::Newer(format) = reading.condition {
            return self.look(files, newer(files, format));
        }
        match self.made_ready(files, reading.value.revision, now) {
            Err(reason) => self.look(files, reason),
            Ok(Ready { sealed, lost, history, journal }) => {
                let mut keeper = self.keeper(files.clone(), lock, journal, sealed.clone());
                keeper.known = known;
                let standing = Standing::Writable(Box::new(keeper));
                let mut opened = self.opened(files, reading, history, standing);
                opened.sealed = sealed;
                opened.notes.extend(lost);
                Ok(opened)
            }
        }
    }

    /// Clears away what a program that was killed left, and finishes what it had begun.
    fn made_ready(
        &self,
        files: &Files,
        revision: u64,
        now: Timestamp,
    ) -> Result<Ready, StoreError> {
        let file = files.history();
        files.all().iter().for_each(|file| atomic::sweep(&*self.disk, file));
        carry::settle(&*self.disk, files)?;
        let (sealed, lost) = self.unseal(files, (revision, now))?;
        let history = history::read(&*self.disk, &file, revision);
        let journal = Journal::after(self.disk.clone(), &file, &history, (revision, now))
            .map_err(|error| StoreError::saving(&file, &error))?;
        Ok(Ready { sealed, lost, history, journal })
    }

    /// Opens a session without any right to write it, and without what is sealed.
    fn look(&self, files: &Files, reason: StoreError) -> Result<Opened, StoreError> {
        let reading = frame::read::<Session>(&*self.disk, &files.session)?;
        let reason = match reading.condition {
            Condition::Newer(format) => newer(files, format),
            Condition::Sound | Condition::ChangedOutside => reason,
        };
        let history = history::read(&*self.disk, &files.history(), reading.value.revision);
        Ok(self.opened(files, reading, history, Standing::ReadOnly(reason)))
    }

    fn opened(
        &self,
        files: &Files,
        reading: Reading<Session>,
        history: History<Recorded>,
        standing: Standing,
    ) -> Opened {
        let mut notes = Vec::new();
        if reading.condition == Condition::ChangedOutside {
            notes.push(self.changed_outside(files));
        }
        let history_is_cut = history.note.is_some();
        notes.extend(history.note);
        let draft = draft::read(&*self.disk, files).unwrap_or_else(|error| {
            notes.push(format!("What was being typed cannot be read. {error}"));
            None
        });
        Opened {
            session: reading.value,
            events: if history.whole { history.lines } else { Vec::new() },
            history_is_cut,
            sealed: Sealed::default(),
            draft,
            notes,
            standing,
        }
    }

    fn keeper(&self, files: Files, lock: Lock, journal: Journal, sealed: Sealed) -> Keeper {
        Keeper {
            disk: self.disk.clone(),
            files,
            journal,
            known: None,
            sealed,
            copied: None,
            unwritten: Vec::new(),
            waits: None,
            attempted: None,
            untold: Vec::new(),
            prepared: false,
            _lock: lock,
        }
    }

    /// What is sealed. A file of it that is damaged is put aside, and said to be lost.
    fn unseal(
        &self,
        files: &Files,
        (revision, now): (u64, Timestamp),
    ) -> Result<(Sealed, Vec<String>), StoreError> {
        let disk = &*self.disk;
        let mut lost = Vec::new();
        loop {
            let settled = sealed::settle::<Sealed>(disk, files, revision);
            match settled.and_then(|()| sealed::read(disk, files, revision)) {
                Ok(sealed) => return Ok((sealed, lost)),
                Err(error) if error.is_damage() => {
                    let aside = files.beside(&format!("aside-{}.sealed.ron", time_in_a_name(now)));
                    disk.rename(&error.file, &aside)
                        .map_err(|error| StoreError::saving(&aside, &error))?;
                    lost.push(format!(
                        "What was given privately cannot be read, so it must be given again. {error}"
                    ));
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn changed_outside(&self, files: &Files) -> String {
        let told = "The file was changed outside Groundswell since it was last saved. It is sound, \
                    so it is opened as it stands.";
        let earlier = backups::list(&*self.disk, files).into_iter().next();
        let read = |path: &Path| self.disk.read(path, u64::MAX).unwrap_or_default();
        let difference = earlier.and_then(|backup| {
            let line = first_difference(&read(&backup.path), &read(&files.session))?;
            Some(format!(" It differs from the copy of {} first in {line}", backup.at))
        });
        format!("{told}{}", difference.unwrap_or_default())
    }
}

/// All that a session needs, beside itself, to be written.
struct Ready {
    sealed: Sealed,
    lost: Vec<String>,
    history: History<Recorded>,
    journal: Journal,
}

fn newer(files: &Files, format: u32) -> StoreError {
    StoreError::new(&files.session, Trouble::Newer(format, crate::session::FORMAT))
}

/// The first line of `now` that is not as it was, with its number.
fn first_difference(before: &[u8], now: &[u8]) -> Option<String> {
    let (before, now) = (String::from_utf8_lossy(before), String::from_utf8_lossy(now));
    let mut was = before.lines();
    let (place, line) = now.lines().enumerate().find(|(_, line)| was.next() != Some(line))?;
    Some(format!("line {}: {}", place + 1, shown(line.trim())))
}
