//! A session moves, or goes, with all that belongs to it.
//!
//! The session file itself moves in one call, and that is the moment of the move. What belongs to
//! it follows; when the program ends in between, a note beside the new name says where the rest
//! lies, and whoever opens the session fetches it first. So nothing is ever copied, and what is
//! sealed is never in two places.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::disk::Disk;
use super::fault::{StoreError, Trouble};
use super::frame::{self, Document};
use super::kinds::Draft;
use super::lock::Lock;
use super::names::Files;
use super::{Keeper, atomic, backups};
use crate::session::Session;
use crate::workshop::Workshop;

/// The right to move or delete a session, whether or not it can be read. It holds the lock.
pub struct Claim {
    disk: Arc<dyn Disk>,
    files: Files,
    _lock: Lock,
}

impl From<Keeper> for Claim {
    fn from(keeper: Keeper) -> Claim {
        let Keeper { disk, files, _lock, .. } = keeper;
        Claim { disk, files, _lock }
    }
}

impl Claim {
    pub(super) fn take(
        disk: Arc<dyn Disk>,
        path: &Path,
        now: Timestamp,
    ) -> Result<Claim, StoreError> {
        let told = |error| StoreError::disk(path, &error);
        let found = disk.resolve(path).map_err(told)?;
        disk.stamp(&found).map_err(told)?;
        check_kind(&*disk, path, &found)?;
        let files = Files::of(&found);
        let lock = Lock::take(&*disk, &files.lock(), now)
            .map_err(|error| StoreError { file: path.into(), ..error })?;
        // It may have gone between the look and the lock.
        disk.stamp(&found).map_err(told)?;
        settle(&*disk, &files)?;
        Ok(Claim { disk, files, _lock: lock })
    }

    /// The session file.
    pub fn path(&self) -> &Path {
        &self.files.session
    }

    /// Moves the session to another file name, perhaps in another folder of the same disk, and all
    /// that belongs to it. Where it has that name already, nothing happens.
    ///
    /// # Errors
    /// When that name is taken, or why the disk refuses. The session is then under its old name, or
    /// under the new one with a rest that follows when it is opened.
    pub fn move_to(self, to: &Path, now: Timestamp) -> Result<PathBuf, StoreError> {
        let disk = &*self.disk;
        let told = |error| StoreError::saving(to, &error);
        let to = Files::of(&disk.resolve(to).map_err(told)?);
        if to == self.files {
            return Ok(to.session);
        }
        let _there = Lock::take(disk, &to.lock(), now)?;
        if let Some(there) = to.all().iter().find(|file| disk.stamp(file).is_ok()) {
            return Err(StoreError::new(there, Trouble::Exists));
        }
        self.sweep();
        let from = self.files.session.to_string_lossy();
        atomic::replace(disk, &to.moving(), from.as_bytes()).map_err(told)?;
        if let Err(error) = disk.rename(&self.files.session, &to.session) {
            let _ = disk.remove(&to.moving());
            return Err(told(error));
        }
        // The new name first: a name that is in neither folder would be a session lost.
        disk.sync_folder(to.folder()).map_err(told)?;
        disk.sync_folder(self.files.folder()).map_err(told)?;
        fetch(disk, &self.files, &to)?;
        let _ = disk.remove(&self.files.lock());
        Ok(to.session)
    }

    /// Deletes the session and all that belongs to it. What is private goes first and the session
    /// last: as long as anything is left, it is listed and can be deleted again.
    ///
    /// # Errors
    /// Why something cannot be removed.
    pub fn delete(self) -> Result<(), StoreError> {
        let (disk, files) = (&*self.disk, &self.files);
        self.sweep();
        let private = [files.sealed(), files.sealed_next(), files.draft(), files.history()];
        let kept = kept_aside(disk, files)?.into_iter().map(|(path, _)| path);
        let is_half = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "tmp");
        let half_written = listed(disk, &files.backups())?.into_iter().filter(is_half);
        let copies = backups::copies(disk, files).into_iter().map(|(_, path)| path);
        let copies = copies.chain(half_written);
        for path in private.into_iter().chain(kept).chain(copies) {
            told(&path, removed(disk, &path))?;
        }
        // What somebody else laid beside the copies is not ours.
        if listed(disk, &files.backups())?.is_empty() {
            remove_folder(disk, &files.backups())?;
        }
        told(files.folder(), disk.sync_folder(files.folder()))?;
        told(&files.session, disk.remove(&files.session))?;
        told(files.folder(), disk.sync_folder(files.folder()))?;
        // Only litter, which some systems keep for as long as the lock is held.
        let _ = disk.remove(&files.lock());
        Ok(())
    }

    fn sweep(&self) {
        self.files.all().iter().for_each(|file| atomic::sweep(&*self.disk, file));
    }
}

/// Fetches what belongs to a session and is not yet where it is, when a move of it was cut short.
/// For the one who holds the lock.
pub(super) fn settle(disk: &dyn Disk, files: &Files) -> Result<(), StoreError> {
    let note = match disk.read(&files.moving(), 64 * 1024) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        read => read.map_err(|error| StoreError::disk(&files.moving(), &error))?,
    };
    let from = Files::of(Path::new(&*String::from_utf8_lossy(&note)));
    if let Ok(there) = disk.stamp(&from.session) {
        if there.inode == 0 || disk.stamp(&files.session).ok() != Some(there) {
            // The move did not happen, or another session has that name by now.
            return told(&files.moving(), disk.remove(&files.moving()));
        }
        // Power went while the disk knew both names of the one file.
        told(&from.session, disk.remove(&from.session))?;
    }
    fetch(disk, &from, files)
}

/// Moves all that belongs to a session after it, and then takes the note away.
fn fetch(disk: &dyn Disk, from: &Files, to: &Files) -> Result<(), StoreError> {
    let moved = |old: &Path, new: &Path| told(old, disk.rename(old, new));
    moved(&from.sealed(), &to.sealed())?;
    moved(&from.sealed_next(), &to.sealed_next())?;
    moved(&from.history(), &to.history())?;
    moved(&from.draft(), &to.draft())?;
    for (old, ending) in kept_aside(disk, from)? {
        moved(&old, &to.beside(&ending))?;
    }
    let copies = listed(disk, &from.backups())?;
    if !copies.is_empty() {
        told(&to.backups(), disk.create_folder(&to.backups()))?;
    }
    for old in copies {
        moved(&old, &to.backups().join(old.file_name().unwrap_or_default()))?;
    }
    for folder in [to.folder(), &to.backups(), from.folder()] {
        told(folder, disk.sync_folder(folder))?;
    }
    remove_folder(disk, &from.backups())?;
    told(&to.moving(), disk.remove(&to.moving()))
}

/// Copies that were kept beside a session, each with what follows the common name.
fn kept_aside(disk: &dyn Disk, files: &Files) -> Result<Vec<(PathBuf, String)>, StoreError> {
    let kept = |path: PathBuf| Some((path.clone(), files.ending_of_kept(&path)?.to_owned()));
    Ok(listed(disk, files.folder())?.into_iter().filter_map(kept).collect())
}

fn listed(disk: &dyn Disk, folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    match disk.list(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        listed => listed.map_err(|error| StoreError::disk(folder, &error)),
    }
}

/// What our files say at their head that are no sessions.
const OTHER_KINDS: [&str; 5] = [Workshop::NAME, Draft::NAME, "Sealed", "Theme", "Keys"];

/// Refuses what cannot be a session, however damaged: a folder, a pipe, a device, a file of another
/// kind or with a name that no session has.
fn check_kind(disk: &dyn Disk, path: &Path, found: &Path) -> Result<(), StoreError> {
    let start = match disk.read(found, frame::OPENING) {
        Ok(start) => start,
        Err(error) if is_no_file(&error) => return Err(StoreError::disk(path, &error)),
        Err(_) => return Ok(()),
    };
    let is_named_so = found.extension().is_some_and(|ending| ending == "ron");
    match (str::from_utf8(&start).map(frame::head_name), is_named_so) {
        (Ok(name), true) if !OTHER_KINDS.contains(&name) => Ok(()),
        (Ok("Session"), false) | (Err(_), true) => Ok(()),
        (Ok(name), _) => {
            let name = name.chars().take(40).collect();
            Err(StoreError::new(path, Trouble::WrongKind(name, Session::NAME)))
        }
        (Err(_), false) => Err(StoreError::new(path, Trouble::NotText)),
    }
}

fn is_no_file(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::IsADirectory | io::ErrorKind::Other)
}

/// Removes a file; a folder that was put aside only when nothing is in it, since that is not ours.
fn removed(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match disk.remove(path) {
        Err(error) if error.kind() == io::ErrorKind::IsADirectory => {
            let _ = disk.remove_folder(path);
            Ok(())
        }
        done => done,
    }
}

/// Removes a folder that has been emptied, once it is sure to be empty.
fn remove_folder(disk: &dyn Disk, folder: &Path) -> Result<(), StoreError> {
    told(folder, disk.sync_folder(folder).and_then(|()| disk.remove_folder(folder)))
}

/// What is not there need not be moved or removed.
fn told(path: &Path, done: io::Result<()>) -> Result<(), StoreError> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done.map_err(|error| StoreError::saving(path, &error)),
    }
}

#[cfg(test)]
mod tests;
