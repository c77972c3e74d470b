//! One writer a session: a lock on a file beside it, since saving renames the session away from
//! under any lock of its own.

use std::path::Path;

use jiff::Timestamp;

use super::disk::{Disk, Guard};
use super::fault::{StoreError, Trouble};

/// The right to write a session, for as long as this value lives.
pub struct Lock {
    _guard: Guard,
}

impl Lock {
    /// Takes the lock, or says who has it.
    ///
    /// The file stays when the lock goes: removing it would let two programs lock two files.
    pub fn take(disk: &dyn Disk, path: &Path, now: Timestamp) -> Result<Lock, StoreError> {
        let holder = format!("process {} since {now}", std::process::id());
        match disk.try_lock(path, &holder) {
            Ok(Some(guard)) => Ok(Lock { _guard: guard }),
            Ok(None) => Err(StoreError::new(path, Trouble::Locked(holder_of(disk, path)))),
            Err(error) => Err(StoreError::disk(path, &error)),
        }
    }
}

/// Who holds a lock, as the file says: ` (process 12 since …)`, or nothing when it does not say.
fn holder_of(disk: &dyn Disk, path: &Path) -> String {
    let said = disk.read(path, 100).unwrap_or_default();
    match String::from_utf8_lossy(&said).trim() {
        "" => String::new(),
        holder => format!(" ({holder})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::RealDisk;

    #[test]
    fn the_second_is_told_who_has_it_and_gets_it_when_the_first_lets_go() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(".garden.lock");
        let now = Timestamp::constant(1_800_000_000, 0);
        let first = Lock::take(&RealDisk, &path, now).unwrap();
        let told = Lock::take(&RealDisk, &path, now).err().unwrap().to_string();
        let holder = format!("(process {} since 2027-01-15T08:00:00Z)", std::process::id());
        assert!(told.contains(&holder), "{told}");
        drop(first);
        assert!(Lock::take(&RealDisk, &path, now).is_ok());
    }
}
