//! A disk that holds what it was given and takes nothing.

use groundswell::store::disk::{Disk, Guard, Pen, Stamp};
use std::io;
use std::path::{Path, PathBuf};

/// One file, whatever it is called.
pub(crate) struct OneFile(pub(crate) Vec<u8>);

fn refused<T>() -> io::Result<T> {
    Err(io::ErrorKind::ReadOnlyFilesystem.into())
}

impl Disk for OneFile {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.into())
    }

    fn read(&self, _: &Path, most: u64) -> io::Result<Vec<u8>> {
        let most = usize::try_from(most).unwrap_or(usize::MAX).min(self.0.len());
        Ok(self.0[..most].to_vec())
    }

    fn stamp(&self, _: &Path) -> io::Result<Stamp> {
        Ok(Stamp { inode: 1, modified: 1, length: self.0.len() as u64 })
    }

    fn list(&self, _: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(Vec::new())
    }

    fn create(&self, _: &Path) -> io::Result<Box<dyn Pen>> {
        refused()
    }

    fn append(&self, _: &Path) -> io::Result<Box<dyn Pen>> {
        refused()
    }

    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        refused()
    }

    fn remove(&self, _: &Path) -> io::Result<()> {
        refused()
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        refused()
    }

    fn create_folder(&self, _: &Path) -> io::Result<()> {
        refused()
    }

    fn remove_folder(&self, _: &Path) -> io::Result<()> {
        refused()
    }

    fn try_lock(&self, _: &Path, _: &str) -> io::Result<Option<Guard>> {
        refused()
    }
}
