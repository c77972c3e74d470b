//! What was given and is not yet revealed: on disk before the session that says so, and gone only
//! after the session that shows it.
//!
//! It is written beside first, under its own revision, and takes its place once the session of that
//! revision is on disk. So whatever happens in between, the session finds what belongs to it.

use std::io;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::atomic;
use super::disk::Disk;
use super::fault::StoreError;
use super::frame::{self, Document};
use super::names::Files;

/// What can be sealed; its default is nothing at all.
pub trait Contents: Serialize + DeserializeOwned + PartialEq + Clone + Default {}

impl<C: Serialize + DeserializeOwned + PartialEq + Clone + Default> Contents for C {}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Sealed", deny_unknown_fields, bound = "C: Contents")]
struct SealedFile<C> {
    format: u32,
    /// The revision of the session that this goes with.
    revision: u64,
    contents: C,
}

impl<C: Contents> Document for SealedFile<C> {
    const NAME: &'static str = "Sealed";
    const ABOUT: &'static str =
        "Private until it is revealed: please do not read, copy or keep this file.";
    const FORMAT: u32 = 1;
}

/// Writes what is sealed at this revision, to wait until the session of this revision is on disk.
pub fn prepare<C: Contents>(
    disk: &dyn Disk,
    files: &Files,
    revision: u64,
    contents: &C,
) -> Result<(), StoreError> {
    let file = files.sealed_next();
    let sealed = SealedFile { format: 1, revision, contents: contents.clone() };
    let text = frame::written(&file, &sealed)?;
    let replaced = atomic::replace(disk, &file, text.as_bytes());
    replaced.map(drop).map_err(|error| StoreError::saving(&file, &error))
}

/// Puts what was prepared in its place; when it is nothing, no file stays.
pub fn commit<C: Contents>(disk: &dyn Disk, files: &Files, contents: &C) -> Result<(), StoreError> {
    let moved = if *contents == C::default() {
        // The old contents go first: nothing prepared without them would read as "not changed".
        remove_if_there(disk, &files.sealed())
            .and_then(|()| disk.sync_folder(files.folder()))
            .and_then(|()| remove_if_there(disk, &files.sealed_next()))
    } else {
        disk.rename(&files.sealed_next(), &files.sealed())
    };
    let synced = moved.and_then(|()| disk.sync_folder(files.folder()));
    synced.map_err(|error| StoreError::saving(&files.sealed(), &error))
}

/// What is sealed in a session of this revision.
pub fn read<C: Contents>(disk: &dyn Disk, files: &Files, revision: u64) -> Result<C, StoreError> {
    if let Some(next) = prepared::<C>(disk, files, revision)? {
        return Ok(next);
    }
    let sealed = frame::read_if_there::<SealedFile<C>>(disk, &files.sealed())?;
    Ok(sealed.map(|reading| reading.value.contents).unwrap_or_default())
}

/// Finishes what a program that ended in between had begun. For the one who may write.
pub fn settle<C: Contents>(
    disk: &dyn Disk,
    files: &Files,
    revision: u64,
) -> Result<(), StoreError> {
    let told = |error| StoreError::saving(&files.sealed_next(), &error);
    match prepared::<C>(disk, files, revision)? {
        Some(contents) => commit(disk, files, &contents),
        None => remove_if_there(disk, &files.sealed_next()).map_err(told),
    }
}

/// What waits for a session that is on disk by now. What waits for a later one was never
/// acknowledged; the session knows nothing of it.
fn prepared<C: Contents>(
    disk: &dyn Disk,
    files: &Files,
    revision: u64,
) -> Result<Option<C>, StoreError> {
    let next = frame::read_if_there::<SealedFile<C>>(disk, &files.sealed_next())?;
    let next = next.map(|reading| reading.value);
    Ok(next.filter(|next| next.revision <= revision).map(|next| next.contents))
}

fn remove_if_there(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match disk.remove(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::memory::MemoryDisk;

    type Ballots = Vec<String>;

    fn files() -> Files {
        Files::of(Path::new("/plans/garden.ron"))
    }

    fn ballots(names: &[&str]) -> Ballots {
        names.iter().map(ToString::to_string).collect()
    }

    fn disk_with(contents: &Ballots, revision: u64) -> MemoryDisk {
        let disk = MemoryDisk::with_folder("/plans");
        prepare(&disk, &files(), revision, contents).unwrap();
        commit(&disk, &files(), contents).unwrap();
        disk
    }

    #[test]
    fn the_session_finds_what_belongs_to_it_before_and_after_its_own_save() {
        let disk = disk_with(&ballots(&["bees"]), 4);
        prepare(&disk, &files(), 5, &ballots(&["bees", "pond"])).unwrap();
        assert_eq!(read::<Ballots>(&disk, &files(), 4).unwrap(), ["bees"]);
        assert_eq!(read::<Ballots>(&disk, &files(), 5).unwrap(), ["bees", "pond"]);
    }

    #[test]
    fn settling_takes_what_was_reached_and_drops_what_was_not() {
        for (revision, expected) in [(4, ballots(&["bees"])), (5, ballots(&["pond"]))] {
            let disk = disk_with(&ballots(&["bees"]), 4);
            prepare(&disk, &files(), 5, &ballots(&["pond"])).unwrap();
            settle::<Ballots>(&disk, &files(), revision).unwrap();
            assert_eq!(disk.list(files().folder()).unwrap(), [files().sealed()]);
            assert_eq!(read::<Ballots>(&disk, &files(), 9).unwrap(), expected);
        }
    }

    #[test]
    fn after_a_reveal_no_file_stays_even_when_it_was_cut_short() {
        for call in 0..20 {
            let disk = disk_with(&ballots(&["bees"]), 4);
            prepare(&disk, &files(), 5, &ballots(&[])).unwrap();
            disk.cut_at(call);
            let _ = commit(&disk, &files(), &ballots(&[]));
            for survivor in disk.survivors() {
                assert!(read::<Ballots>(&survivor, &files(), 5).unwrap().is_empty(), "{call}");
                settle::<Ballots>(&survivor, &files(), 5).unwrap();
                assert!(survivor.list(files().folder()).unwrap().is_empty(), "{call}");
            }
        }
    }
}
