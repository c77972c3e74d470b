//! The few things the store asks of a disk, as a trait, so that tests can fail or cut each of them.

use std::any::Any;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// What the store asks of a disk.
///
/// New files are for their owner alone (0600), new folders too (0700).
pub trait Disk: Send + Sync {
    /// The file that `path` leads to when symbolic links are followed. Renaming onto a link would
    /// replace the link, so everything is written to where this says.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;

    /// The first `most` bytes of a file, or all of it when it is shorter.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;

    /// What tells one version of a file from another without reading it.
    fn stamp(&self, path: &Path) -> io::Result<Stamp>;

    /// Everything that lies in a folder, in no order.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// A new empty file. Fails when there already is one.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Pen>>;

    /// A file to write on at its end, made when it is missing.
    fn append(&self, path: &Path) -> io::Result<Box<dyn Pen>>;

    /// Moves a file, replacing what stands at the new place.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes the names in a folder as durable as the disk can: without it a rename may be forgotten.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes a folder and those above it. Content with one that exists.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;

    /// Removes a folder with nothing in it.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;

    /// Locks a file, made when it is missing, and writes into it who holds it. `None` when another
    /// program has it. The lock goes with the guard, and with the process, however that ends.
    fn try_lock(&self, path: &Path, holder: &str) -> io::Result<Option<Guard>>;
}

/// A file that is being written.
pub trait Pen: Send {
    /// Writes all of it, or says why not; then a part may have been written.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Makes what was written as durable as the disk can.
    fn sync(&mut self) -> io::Result<()>;
}

/// A lock that is held for as long as this value lives.
pub type Guard = Box<dyn Any + Send + Sync>;

/// What tells one version of a file from another without reading it.
///
/// A save is a rename, so it always brings a new inode; an editor that writes in place changes the
/// time or the length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The file's number on its disk; 0 where the system has none.
    pub inode: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub modified: u128,
    /// Its length in bytes.
    pub length: u64,
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        match fs::canonicalize(path) {
            // A file that is not there yet still has a folder whose links count.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let folder = fs::canonicalize(folder_of(path))?;
                Ok(path.file_name().map_or(folder.clone(), |name| folder.join(name)))
            }
            found => found,
        }
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        if !is_handed_to_us(path) {
            check_ends(&fs::metadata(path)?)?;
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        let about = fs::metadata(path)?;
        let modified = about.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Stamp { inode: inode(&about), modified: modified.as_nanos(), length: about.len() })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn Pen>> {
        Ok(Box::new(private().write(true).create_new(true).open(path)?))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Pen>> {
        match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            about => check_ends(&about?)?,
        }
        Ok(Box::new(private().append(true).create(true).open(path)?))
    }

    #[expect(clippy::disallowed_methods, reason = "this is the Disk")]
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the Disk")]
    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Windows has no such thing and refuses to open a folder.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(folder)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    fn try_lock(&self, path: &Path, holder: &str) -> io::Result<Option<Guard>> {
        let mut file = private().read(true).write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
            Ok(()) => {
                // Only for the message of the one who is turned away, so a full disk is no obstacle.
                let _ = file.set_len(0).and_then(|()| file.write_all(holder.as_bytes()));
                Ok(Some(Box::new(file)))
            }
        }
    }
}

impl Pen for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

/// The folder a file lies in; `.` for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Refuses what may never end or never answer: a pipe waits for whoever writes into it, and of some
/// devices more comes for ever.
fn check_ends(about: &fs::Metadata) -> io::Result<()> {
    match about.file_type() {
        kind if kind.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        kind if kind.is_file() => Ok(()),
        _ => Err(io::Error::other(
            "this is a pipe or a device; write what it gives into a file, and name that",
        )),
    }
}

/// Whether the shell opened it for this program, as `<(…)` does: then somebody writes into it.
fn is_handed_to_us(path: &Path) -> bool {
    cfg!(unix) && ["/dev/fd", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder))
}

/// Options whose new files are for their owner alone.
#[cfg(unix)]
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Elsewhere a folder of somebody's own is for its owner alone.
#[cfg(not(unix))]
fn private() -> OpenOptions {
    OpenOptions::new()
}

#[cfg(unix)]
fn inode(about: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
fn inode(_about: &fs::Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn files_and_folders_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a/b");
        RealDisk.create_folder(&folder).unwrap();
        RealDisk.create(&folder.join("new")).unwrap();
        RealDisk.append(&folder.join("log")).unwrap();
        let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(folder.join("new")), 0o600);
        assert_eq!(mode(folder.join("log")), 0o600);
        assert_eq!(mode(home.path().join("a")), 0o700);
        assert_eq!(mode(folder), 0o700);
    }

    #[cfg(unix)]
    #[test]
    fn what_may_never_end_is_not_waited_for() {
        let home = tempfile::tempdir().unwrap();
        let pipe = home.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        for path in [&pipe, Path::new("/dev/zero")] {
            let told = RealDisk.read(path, u64::MAX).unwrap_err().to_string();
            assert!(told.contains("a pipe or a device"), "{told}");
            assert!(RealDisk.append(path).is_err());
        }
        let told = RealDisk.read(home.path(), 9).unwrap_err();
        assert_eq!(told.kind(), io::ErrorKind::IsADirectory);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_resolves_to_its_file_and_a_missing_file_to_its_folder() {
        let home = tempfile::tempdir().unwrap();
        let there = fs::canonicalize(home.path()).unwrap();
        RealDisk.create(&there.join("file")).unwrap();
        std::os::unix::fs::symlink("file", there.join("link")).unwrap();
        assert_eq!(RealDisk.resolve(&there.join("link")).unwrap(), there.join("file"));
        assert_eq!(RealDisk.resolve(&there.join("none")).unwrap(), there.join("none"));
    }

    #[test]
    fn a_second_lock_is_refused_until_the_first_is_dropped() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("lock");
        let first = RealDisk.try_lock(&path, "one").unwrap();
        assert!(first.is_some());
        assert!(RealDisk.try_lock(&path, "two").unwrap().is_none());
        assert_eq!(RealDisk.read(&path, 100).unwrap(), b"one");
        drop(first);
        assert!(RealDisk.try_lock(&path, "two").unwrap().is_some());
    }
}
