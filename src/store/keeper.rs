//! Saves one session, in the order that keeps the promise, and notices changes from outside.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::disk::{Disk, Stamp};
use super::fault::StoreError;
use super::history::{Journal, Line};
use super::kinds::Draft;
use super::lock::Lock;
use super::names::{Files, time_in_a_name};
use super::{atomic, backups, draft, frame, sealed};
use crate::room::{Recorded, Sealed};
use crate::session::Session;

/// The right and the means to write one session: holds its lock.
pub struct Keeper {
    pub(super) disk: Arc<dyn Disk>,
    pub(super) files: Files,
    pub(super) journal: Journal,
    /// The session file as we read or wrote it last; none before the first save of a new one.
    pub(super) known: Option<Stamp>,
    /// What is sealed on disk.
    pub(super) sealed: Sealed,
    /// When the last copy was kept in this sitting.
    pub(super) copied: Option<Timestamp>,
    /// Events that the history file does not have yet.
    pub(super) unwritten: Vec<Recorded>,
    /// Why the last save could not write them.
    pub(super) waits: Option<HistoryWaits>,
    /// What a save that failed was writing: it may have come to stand there all the same.
    pub(super) attempted: Option<String>,
    /// What is to be told with the next save that works: what happened on the way to one that
    /// failed.
    pub(super) untold: Vec<String>,
    /// Whether something sealed waits for its session.
    pub(super) prepared: bool,
    pub(super) _lock: Lock,
}

/// A history that could not be written, or not be forgotten, while its session was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryWaits {
    /// Whether it was to be forgotten.
    pub forgetting: bool,
    /// Why.
    pub error: StoreError,
}

impl HistoryWaits {
    /// That as people are told it; `key` is what they press to forget the history.
    pub fn told(&self, key: &str) -> String {
        match self.forgetting {
            true => format!("The history could not be forgotten. {}", self.error),
            // What is to be done stands first: on a narrow screen the end is cut.
            false => format!("The history waits; {key} forgets it. {}", self.error),
        }
    }
}

/// What is to be saved.
#[derive(Debug, Clone)]
pub struct SaveJob {
    /// The session as it is now.
    pub session: Arc<Session>,
    /// What is sealed now.
    pub sealed: Sealed,
    /// What happened since the last job.
    pub events: Vec<Recorded>,
}

impl SaveJob {
    /// Takes the place of an older job that was not saved, and its events with it.
    pub fn overtake(&mut self, older: SaveJob) {
        let newer = std::mem::replace(&mut self.events, older.events);
        self.events.extend(newer);
    }
}

impl Keeper {
    /// The session file that is kept.
    pub fn path(&self) -> &std::path::Path {
        &self.files.session
    }

    /// Saves, and answers what a person should be told.
    ///
    /// What is sealed is on disk before the session that says it was given, and goes after the
    /// session that shows it. The history comes before the session, which drops what is beyond it;
    /// a history that is forgotten goes before the session, and comes anew after it.
    ///
    /// # Errors
    /// Why it is not saved. Trying again later with the same job is safe.
    pub fn save(&mut self, job: &mut SaveJob, now: Timestamp) -> Result<Vec<String>, StoreError> {
        self.unwritten.append(&mut job.events);
        self.make_ready(now)?;
        let reseal = self.prepared || job.sealed != self.sealed;
        if reseal {
            self.prepared = true;
            sealed::prepare(&*self.disk, &self.files, job.session.revision, &job.sealed)?;
        }
        let forgets = self.unwritten.iter().any(Line::begins);
        self.waits = if forgets { self.forget_history(now) } else { self.write_history() };
        self.replace(&job.session)?;
        if reseal {
            sealed::commit(&*self.disk, &self.files, &job.sealed)?;
            self.sealed = job.sealed.clone();
            self.prepared = false;
        }
        if forgets && self.waits.is_none() {
            self.waits = self.write_history();
        }
        Ok(std::mem::take(&mut self.untold))
    }

    /// Writes the draft, or removes it.
    ///
    /// # Errors
    /// Why it could not be written; nothing but the draft is lost then.
    pub fn draft(&self, open: Option<&Draft>) -> Result<(), StoreError> {
        draft::write(&*self.disk, &self.files, open)
    }

    /// Whatever stands there now is kept before it is replaced, when it should be.
    fn make_ready(&mut self, now: Timestamp) -> Result<(), StoreError> {
        let rescued = self.rescue_theirs(now)?;
        self.untold.extend(rescued);
        let copied = self.copy_when_due(now);
        self.untold.extend(copied);
        Ok(())
    }

    fn replace(&mut self, session: &Session) -> Result<(), StoreError> {
        let file = &self.files.session;
        let text = frame::written(file, session)?;
        let replaced = atomic::replace(&*self.disk, file, text.as_bytes());
        self.attempted = Some(text);
        self.known = Some(replaced.map_err(|error| StoreError::saving(file, &error))?);
        self.attempted = None;
        Ok(())
    }

    /// When the file is not as we left it, somebody else wrote it: theirs is kept beside.
    fn rescue_theirs(&mut self, now: Timestamp) -> Result<Option<String>, StoreError> {
        let session = &self.files.session;
        let found = match self.disk.stamp(session) {
            Ok(stamp) => Some(stamp),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(StoreError::saving(session, &error)),
        };
        if found == self.known || self.is_ours() {
            self.known = found;
            return Ok(None);
        }
        let note = match found {
            None => {
                // The history may be gone with it, and what is written on then is in no folder.
                self.journal.let_go();
                "The session file was removed outside Groundswell; it is written again.".into()
            }
            Some(_) => {
                let theirs = self.keep_beside(now).map_err(|e| StoreError::saving(session, &e))?;
                let name = theirs.file_name().unwrap_or_default().to_string_lossy();
                format!("The file was changed outside Groundswell; that version is kept as {name}.")
            }
        };
        self.known = found;
        Ok(Some(note))
    }

    fn keep_beside(&self, now: Timestamp) -> io::Result<PathBuf> {
        let bytes = self.disk.read(&self.files.session, u64::MAX)?;
        let time = time_in_a_name(now);
        let names = (1..).map(|count| match count {
            1 => self.files.beside(&format!("outside-{time}.ron")),
            more => self.files.beside(&format!("outside-{time}-{more}.ron")),
        });
        let is_free = |path: &PathBuf| self.disk.stamp(path).is_err();
        let theirs = names.take(99).find(is_free).ok_or(io::ErrorKind::AlreadyExists)?;
        atomic::replace(&*self.disk, &theirs, &bytes)?;
        Ok(theirs)
    }

    /// Before the first save of a sitting, and every ten minutes; when the clock was put back, at
    /// once, and not only when it comes to the same time again. A copy that fails is told once and
    /// not in the way of saving.
    fn copy_when_due(&mut self, now: Timestamp) -> Option<String> {
        if self.copied.is_some_and(|at| at <= now && now.duration_since(at) < backups::EVERY) {
            return None;
        }
        self.copied = Some(now);
        let kept = backups::keep(&*self.disk, &self.files, now);
        kept.err().map(|error| format!("No copy was kept. {error}"))
    }

    /// Why what happened could not be written to the history with the last save, if it could not.
    pub fn waits(&self) -> Option<&HistoryWaits> {
        self.waits.as_ref()
    }

    /// A save did not come to its end, and nobody knows where it stopped.
    pub fn distrust(&mut self) {
        self.journal.distrust();
    }

    /// The history goes, and all that was put aside of it.
    fn forget_history(&mut self, now: Timestamp) -> Option<HistoryWaits> {
        let found = self.disk.list(self.files.folder()).unwrap_or_default();
        let is_aside = |path: &PathBuf| {
            let ending = self.files.ending_of_kept(path);
            ending.is_some_and(|ending| ending.starts_with("history."))
        };
        let asides: Vec<PathBuf> = found.into_iter().filter(is_aside).collect();
        let gone = self.journal.forget(&asides, now);
        gone.err().map(|error| HistoryWaits { forgetting: true, error })
    }

    /// A history that cannot be written is not in the way of saving; its events wait.
    fn write_history(&mut self) -> Option<HistoryWaits> {
        match self.journal.append(&self.unwritten) {
            Ok(()) => {
                self.unwritten.clear();
                None
            }
            Err(error) => Some(HistoryWaits { forgetting: false, error }),
        }
    }

    /// Whether what stands there is what a save that failed was writing.
    fn is_ours(&self) -> bool {
        let Some(text) = &self.attempted else { return false };
        let found = self.disk.read(&self.files.session, u64::MAX);
        found.is_ok_and(|bytes| bytes == text.as_bytes())
    }
}
