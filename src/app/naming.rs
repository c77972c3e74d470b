//! Files that a person names: where they are, which names are free, and what is in them.

use crate::store::{Disk, RealDisk, StoreError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What to do about a file that is there already.
pub(super) const OVER_NOTHING: &str = "Choose another name; nothing is written over.";

/// A free name in this folder, after the session's: `garden.md`, `garden-kit-2`.
pub(super) fn free(session: &Path, what: &str, ending: &str) -> String {
    let names = std::iter::once(String::new()).chain((2..).map(|count| format!("-{count}")));
    let stem = session.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut free = names.map(|suffix| format!("{stem}{what}{suffix}{ending}"));
    free.find(|name| !Path::new(name).exists()).unwrap_or_default()
}

/// What a person types for their home folder.
pub(super) fn expand_home(name: &str) -> PathBuf {
    let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match (name.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(name),
    }
}

/// What is read here is a few kilobytes. What is larger is read no further than to say so.
const LARGEST_READ: u64 = 8 * 1024 * 1024 + 1;

pub(super) fn read_file(name: &str) -> Result<Vec<u8>, String> {
    let path = expand_home(name.trim().trim_matches(['"', '\'']));
    RealDisk.read(&path, LARGEST_READ).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            let here = std::env::current_dir().map(|here| here.display().to_string());
            let from =
                here.map_or_else(|_| String::new(), |here| format!(" Names begin in {here}."));
            format!("There is no file {}.{from}", path.display())
        }
        _ => StoreError::disk(&path, &error).to_string(),
    })
}
