//! Writes the kit of a session into a folder, for the command line and from within a session.

use super::setting::Setting;
use crate::export::kit::files;
use crate::export::plain::Manner;
use crate::session::Session;
use crate::session::kit::{Kit, Wish};
use crate::store::disk::folder_of;
use crate::store::{Disk, RealDisk, StoreError, Trouble, paper};
use std::path::{Path, PathBuf};

/// Writes all papers and answers their files, the page to print first. Where one is there already
/// and nobody said that it may be replaced, none is touched.
///
/// # Errors
/// When there is such a file already, or one cannot be written.
pub fn print_kit(
    session: &Session,
    wish: Wish,
    folder: &Path,
    replace: bool,
    setting: &Setting,
) -> Result<Vec<PathBuf>, StoreError> {
    let kit = Kit::of(session, wish, &setting.reader());
    let manner = Manner { ascii: !setting.look.signs.blocks, ..Manner::default() };
    let files = files(&kit, manner);
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    let there = paths.iter().find(|path| RealDisk.stamp(path).is_ok());
    if let Some(path) = there.filter(|_| !replace) {
        return Err(StoreError::new(path, Trouble::Exists));
    }
    make(folder)?;
    for (path, (_, bytes)) in paths.iter().zip(&files) {
        paper::write(&RealDisk, path, bytes, replace)?;
    }
    Ok(paths)
}

/// Makes the folder, but none above it: a slip in a path leaves nothing behind.
fn make(folder: &Path) -> Result<(), StoreError> {
    if folder.exists() && !folder.is_dir() {
        return Err(StoreError::new(folder, Trouble::Exists));
    }
    if !folder_of(folder).is_dir() {
        return Err(StoreError::new(folder, Trouble::FolderGone));
    }
    RealDisk.create_folder(folder).map_err(|error| StoreError::saving(folder, &error))
}
