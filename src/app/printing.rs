//! Writes the kit of a session and its record, for the command line and from within a session.

use super::setting::Setting;
use crate::export::Rendered;
use crate::export::kit::files;
use crate::export::plain::Manner;
use crate::session::Session;
use crate::session::kit::{Kit, Wish};
use crate::store::disk::folder_of;
use crate::store::fault::shown;
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
    write_folder(folder, &files(&kit, manner), replace)
}

/// Writes what a format made of a report: a file, or a folder of files. Answers what was written,
/// the file or the folder first.
///
/// # Errors
/// When there is such a file already, or one cannot be written.
pub fn write_record(
    rendered: &Rendered,
    path: &Path,
    replace: bool,
) -> Result<Vec<PathBuf>, StoreError> {
    match rendered {
        Rendered::File(bytes) => {
            paper::write(&RealDisk, path, bytes, replace)?;
            Ok(vec![path.to_owned()])
        }
        Rendered::Folder(files) => {
            let written = write_folder(path, files, replace)?;
            Ok([path.to_owned()].into_iter().chain(written).collect())
        }
    }
}

fn write_folder(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    replace: bool,
) -> Result<Vec<PathBuf>, StoreError> {
    make(folder)?;
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    if let Some(path) = paths.iter().find(|path| path.is_dir()) {
        return Err(StoreError::new(path, Trouble::IsFolder));
    }
    let there = paths.iter().find(|path| RealDisk.stamp(path).is_ok());
    if let Some(path) = there.filter(|_| !replace) {
        return Err(StoreError::new(path, Trouble::Exists));
    }
    for (path, (_, bytes)) in paths.iter().zip(files) {
        paper::write(&RealDisk, path, bytes, replace)?;
    }
    Ok(paths)
}

/// Why a paper or a record could not be written, in one sentence that says what to do; `instead` is
/// what to do when there is such a file already.
pub fn why_not_written(error: &StoreError, instead: &str) -> String {
    let why = match &error.trouble {
        Trouble::Exists => return told(error, &format!("There is such a file already. {instead}")),
        Trouble::IsFolder => {
            "This is a folder, and a file of that name cannot be written. Move the folder, or choose \
             another place."
        }
        Trouble::IsFile => {
            "This is a file, and the papers need a folder. Name a folder that is there, or a new one."
        }
        Trouble::FolderGone => {
            "The folder it should lie in is not there. Make it, or choose another place."
        }
        Trouble::NotFound | Trouble::ReadOnlyDisk => {
            "Nothing can be written here. Choose another place."
        }
        Trouble::DiskFull => "The disk is full. Make room, or choose another place.",
        _ => return error.to_string(),
    };
    told(error, why)
}

fn told(error: &StoreError, why: &str) -> String {
    format!("{}: {why}", shown(&error.file.to_string_lossy()))
}

/// Makes the folder, but none above it: a slip in a path leaves nothing behind.
fn make(folder: &Path) -> Result<(), StoreError> {
    if folder.exists() && !folder.is_dir() {
        return Err(StoreError::new(folder, Trouble::IsFile));
    }
    if !folder_of(folder).is_dir() {
        return Err(StoreError::new(folder, Trouble::FolderGone));
    }
    RealDisk.create_folder(folder).map_err(|error| StoreError::saving(folder, &error))
}
