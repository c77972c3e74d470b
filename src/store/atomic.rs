//! Replaces a file whole: at every moment there is the old version or the new one, never a mix.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::disk::{Disk, Stamp, folder_of};

/// Writes `bytes` to a temporary file in the same folder, syncs it, and renames it onto `path`.
///
/// When this fails the temporary file is gone again and the old file is untouched; only when the
/// very last call fails, the sync of the folder, the new version may already stand there, whole.
/// Answers the new file's stamp, by which a change from outside is known later.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<Stamp> {
    let temporary = temporary_for(path);
    let stamp = match write_whole(disk, &temporary, bytes) {
        Ok(stamp) => stamp,
        Err(error) => return Err(clear_away(disk, &temporary, error)),
    };
    if let Err(error) = disk.rename(&temporary, path) {
        return Err(clear_away(disk, &temporary, error));
    }
    disk.sync_folder(folder_of(path))?;
    Ok(stamp)
}

/// Removes the temporary files that a killed program left beside `path`.
///
/// Only for the one who holds the lock: the file of a running writer looks just the same. What
/// cannot be removed is left; it is litter, not damage.
pub fn sweep(disk: &dyn Disk, path: &Path) {
    for found in disk.list(folder_of(path)).unwrap_or_default() {
        if is_temporary_of(path, &found) {
            let _ = disk.remove(&found);
        }
    }
}

fn write_whole(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<Stamp> {
    let mut pen = disk.create(path)?;
    pen.write(bytes)?;
    pen.sync()?;
    disk.stamp(path)
}

fn clear_away(disk: &dyn Disk, temporary: &Path, error: io::Error) -> io::Error {
    // The first failure is the one to tell; a file that stays is swept at the next opening.
    let _ = disk.remove(temporary);
    error
}

/// `.garden.ron.4711-3.tmp`: hidden, beside its file, and never that of another writer.
fn temporary_for(path: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}-{count}.tmp", std::process::id()));
    path.with_file_name(name)
}

fn is_temporary_of(path: &Path, found: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let found = found.file_name().unwrap_or_default().to_string_lossy();
    found
        .strip_prefix(&format!(".{name}."))
        .and_then(|rest| rest.strip_suffix(".tmp"))
        .and_then(|numbers| numbers.split_once('-'))
        .is_some_and(|(process, count)| is_number(process) && is_number(count))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::RealDisk;
    use crate::store::memory::{Failure, MemoryDisk};

    fn garden() -> PathBuf {
        PathBuf::from("/plans/garden.ron")
    }

    #[test]
    fn a_file_is_replaced_and_nothing_else_stays() {
        let disk = MemoryDisk::with_folder("/plans");
        replace(&disk, &garden(), b"old").unwrap();
        let stamp = replace(&disk, &garden(), b"new").unwrap();
        assert_eq!(disk.read(&garden(), 99).unwrap(), b"new");
        assert_eq!(disk.stamp(&garden()).unwrap(), stamp);
        assert_eq!(disk.list(Path::new("/plans")).unwrap(), vec![garden()]);
    }

    #[test]
    fn whichever_call_fails_the_file_is_whole_and_the_next_try_works() {
        for failure in Failure::ALL {
            for call in 0.. {
                let disk = MemoryDisk::with_folder("/plans");
                replace(&disk, &garden(), b"old").unwrap();
                disk.fail_once(call, failure);
                let result = replace(&disk, &garden(), b"new");
                let was_last = disk.is_failure_left();
                disk.mend();
                let now = disk.read(&garden(), 99).unwrap();
                assert!(now == b"old" || now == b"new", "{call}: {now:?}");
                assert_eq!(disk.list(Path::new("/plans")).unwrap().len(), 1, "{call}");
                if was_last {
                    assert!(result.is_ok());
                    break;
                }
                assert!(result.is_err(), "{call}");
                replace(&disk, &garden(), b"new").unwrap();
                assert_eq!(disk.read(&garden(), 99).unwrap(), b"new");
            }
        }
    }

    #[test]
    fn whenever_the_power_goes_the_old_or_the_new_version_is_there() {
        for call in 0.. {
            let disk = MemoryDisk::with_folder("/plans");
            replace(&disk, &garden(), b"old").unwrap();
            disk.cut_at(call);
            let acknowledged = replace(&disk, &garden(), b"new").is_ok();
            for survivor in disk.survivors() {
                let now = survivor.read(&garden(), 99).unwrap();
                let whole = now == b"new" || (now == b"old" && !acknowledged);
                assert!(whole, "{call}: {now:?}");
                sweep(&survivor, &garden());
                assert_eq!(survivor.list(Path::new("/plans")).unwrap().len(), 1, "{call}");
            }
            if acknowledged {
                break;
            }
        }
    }

    #[test]
    fn a_writer_that_does_not_sync_fails_the_same_test() {
        // Otherwise the test above would prove nothing.
        let disk = MemoryDisk::with_folder("/plans");
        replace(&disk, &garden(), b"old").unwrap();
        let temporary = temporary_for(&garden());
        disk.create(&temporary).unwrap().write(b"new").unwrap();
        disk.rename(&temporary, &garden()).unwrap();
        let torn = disk.survivors().into_iter().any(|survivor| {
            let now = survivor.read(&garden(), 99).unwrap();
            now != b"old" && now != b"new"
        });
        assert!(torn);
    }

    #[test]
    fn the_sweep_takes_only_what_is_ours() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("garden.ron");
        let names = [".garden.ron.12-0.tmp", ".garden.ron.tmp", ".garden.ron.x-1.tmp", "b.tmp"];
        for name in names {
            RealDisk.create(&home.path().join(name)).unwrap();
        }
        sweep(&RealDisk, &path);
        let mut left: Vec<_> = RealDisk.list(home.path()).unwrap();
        left.sort();
        let left: Vec<_> = left.iter().map(|path| path.file_name().unwrap()).collect();
        assert_eq!(left, [".garden.ron.tmp", ".garden.ron.x-1.tmp", "b.tmp"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_is_private_and_a_link_stays_a_link() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("garden.ron");
        let link = home.path().join("link.ron");
        replace(&RealDisk, &file, b"old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        replace(&RealDisk, &RealDisk.resolve(&link).unwrap(), b"new").unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read(&link).unwrap(), b"new");
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
