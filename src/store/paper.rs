//! Writes what a person asked for to where they asked: whole, and over nothing unasked.

use std::io;
use std::path::Path;

use super::atomic;
use super::disk::Disk;
use super::fault::{StoreError, Trouble};

/// Writes a file that is no session: an export. What stands there already is replaced only when
/// the person said so; when the writing fails, nothing half is left and the old file is as it was.
///
/// # Errors
/// When there is such a file already, or it cannot be written.
pub fn write(disk: &dyn Disk, path: &Path, bytes: &[u8], replace: bool) -> Result<(), StoreError> {
    let told = |error: io::Error| StoreError::saving(path, &error);
    let found = disk.resolve(path).map_err(told)?;
    match disk.stamp(&found) {
        Ok(_) if !replace => return Err(StoreError::new(path, Trouble::Exists)),
        Ok(_) if disk.list(&found).is_ok() => return Err(StoreError::new(path, Trouble::IsFolder)),
        _ => {}
    }
    atomic::replace(disk, &found, bytes).map_err(told)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::memory::{Failure, MemoryDisk};
    use std::path::PathBuf;

    fn page() -> PathBuf {
        PathBuf::from("/plans/garden.md")
    }

    #[test]
    fn a_file_that_is_there_is_replaced_only_when_asked() {
        let disk = MemoryDisk::with_folder("/plans");
        write(&disk, &page(), b"one", false).unwrap();
        let refused = write(&disk, &page(), b"two", false).unwrap_err();
        assert_eq!(refused.trouble, Trouble::Exists);
        assert_eq!(disk.read(&page(), 99).unwrap(), b"one");
        write(&disk, &page(), b"two", true).unwrap();
        assert_eq!(disk.read(&page(), 99).unwrap(), b"two");
    }

    #[test]
    fn whatever_fails_no_half_file_stays() {
        for failure in Failure::ALL {
            for call in 0..20 {
                let disk = MemoryDisk::with_folder("/plans");
                disk.fail_once(call, failure);
                let written = write(&disk, &page(), b"one", false);
                disk.mend();
                let there = disk.list(Path::new("/plans")).unwrap();
                assert!(there.is_empty() || there == [page()], "{call}: {there:?}");
                if let Ok(bytes) = disk.read(&page(), 99) {
                    assert_eq!(bytes, b"one");
                }
                assert!(written.is_err() || there == [page()]);
            }
        }
    }

    #[test]
    fn a_folder_that_is_gone_is_told() {
        let disk = MemoryDisk::with_folder("/plans");
        let error = write(&disk, Path::new("/nowhere/garden.md"), b"one", false).unwrap_err();
        assert_eq!(error.trouble, Trouble::FolderGone);
    }
}
