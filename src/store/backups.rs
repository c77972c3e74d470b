//! Earlier copies of a session: the newest ten, then one a day.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::atomic;
use super::disk::Disk;
use super::fault::StoreError;
use super::frame;
use super::kinds::Summary;
use super::names::{Files, time_in_a_name, time_of_a_name};
use crate::session::Session;

/// An earlier copy of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// When it was kept.
    pub at: Timestamp,
    /// The revision of the session in it, when that can be read.
    pub revision: Option<u64>,
}

/// How many of the newest are kept, whatever their day.
const NEWEST: usize = 10;

/// How long after one copy the next is due.
pub const EVERY: SignedDuration = SignedDuration::from_mins(10);

/// Copies the session file as it stands on disk, and removes copies that are too many.
///
/// What is sealed lies in another file and is never copied.
pub fn keep(disk: &dyn Disk, files: &Files, now: Timestamp) -> Result<(), StoreError> {
    let bytes = match disk.read(&files.session, u64::MAX) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        read => read.map_err(|error| StoreError::disk(&files.session, &error))?,
    };
    let folder = files.backups();
    let copy = folder.join(format!("{}.ron", time_in_a_name(now)));
    let kept = disk.create_folder(&folder).and_then(|()| atomic::replace(disk, &copy, &bytes));
    kept.map_err(|error| StoreError::saving(&copy, &error))?;
    prune(disk, files);
    Ok(())
}

/// The copies there are, newest first.
pub fn list(disk: &dyn Disk, files: &Files) -> Vec<Backup> {
    let with_revision = |(at, path): (Timestamp, PathBuf)| {
        let summary = frame::glance::<Session, Summary>(disk, &path);
        Backup { path, at, revision: summary.ok().map(|summary| summary.revision) }
    };
    copies(disk, files).into_iter().map(with_revision).collect()
}

/// The copies and when they were kept, newest first.
pub(super) fn copies(disk: &dyn Disk, files: &Files) -> Vec<(Timestamp, PathBuf)> {
    let found = disk.list(&files.backups()).unwrap_or_default();
    let mut copies: Vec<_> =
        found.into_iter().filter_map(|path| Some((time_of(&path)?, path))).collect();
    copies.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    copies
}

fn time_of(copy: &Path) -> Option<Timestamp> {
    let is_ours = copy.extension()? == "ron";
    time_of_a_name(copy.file_stem()?.to_str()?).filter(|_| is_ours)
}

/// Removes all but the newest ten and the newest of each day. What cannot be removed stays.
fn prune(disk: &dyn Disk, files: &Files) {
    let mut days = BTreeSet::new();
    for (place, (at, path)) in copies(disk, files).into_iter().enumerate() {
        let is_first_of_day = days.insert(TimeZone::UTC.to_datetime(at).date());
        if place >= NEWEST && !is_first_of_day {
            let _ = disk.remove(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::memory::MemoryDisk;

    fn files() -> Files {
        Files::of(Path::new("/plans/garden.ron"))
    }

    #[test]
    fn the_newest_ten_are_kept_and_then_one_a_day() {
        let disk = MemoryDisk::with_folder("/plans");
        let start = Timestamp::constant(1_800_000_000, 0);
        for count in 0..100_i64 {
            disk.put(&files().session, format!("copy {count}").as_bytes());
            keep(&disk, &files(), start + SignedDuration::from_hours(count * 3)).unwrap();
        }
        let backups = list(&disk, &files());
        // 99 × 3 hours from 08:00 are 13 days begun, of which the newest ten copies span two.
        assert_eq!(backups.len(), 10 + 12 - 1);
        assert_eq!(disk.read(&backups[0].path, 99).unwrap(), b"copy 99");
        let hours: Vec<_> = backups[..10].windows(2).map(|two| two[0].at - two[1].at).collect();
        assert!(hours.iter().all(|gap| *gap == SignedDuration::from_hours(3)));
    }

    #[test]
    fn a_session_that_was_never_saved_has_nothing_to_copy() {
        let disk = MemoryDisk::with_folder("/plans");
        keep(&disk, &files(), Timestamp::UNIX_EPOCH).unwrap();
        assert!(list(&disk, &files()).is_empty());
    }
}
