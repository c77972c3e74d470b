//! The sessions folder: a new session's file, the list, and finding one by the beginning of its name.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk, Stamp, folder_of};
use super::fault::{StoreError, Trouble};
use super::frame;
use super::kinds::Summary;
use super::names::{Files, is_session};
use crate::session::{Glance, Session};

/// A folder of sessions.
#[derive(Clone)]
pub struct Library {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
}

/// A session in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its file.
    pub path: PathBuf,
    /// Its name: `garden`.
    pub name: String,
    /// Its head, or why that cannot be read.
    pub summary: Result<Summary, StoreError>,
}

/// How sessions belong together, all by their own names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kin {
    /// Those that lie in the folder itself.
    pub here: BTreeSet<String>,
    /// Those that another one goes on from, here or in the archive.
    pub followed: BTreeSet<String>,
    /// Tables that came back into the session they were split from.
    pub came_back: BTreeSet<String>,
}

impl Kin {
    fn take(&mut self, glance: &Glance) {
        self.followed.extend(glance.after.iter().map(ToString::to_string));
        self.came_back.extend(glance.came_back.iter().map(ToString::to_string));
    }
}

/// What must not travel with a folder that somebody keeps in git.
const IGNORED: &str = "# Written by Groundswell: what is private, passing, or this machine's own.\n\
                       *.sealed.ron\n*.draft.ron\n.*.lock\n.*.moving\n.*.tmp\n";

/// Where sessions lie that are no longer listed, within the folder.
const ARCHIVE: &str = "archive";

impl Library {
    /// The sessions in this folder, which need not exist yet.
    pub fn new(disk: Arc<dyn Disk>, folder: &Path) -> Library {
        Library { disk, folder: folder.into() }
    }

    /// The folder that a session belongs to: the one it lies in, or the one around its archive.
    pub fn around(disk: Arc<dyn Disk>, session: &Path) -> Library {
        let folder = folder_of(session);
        let outside = if is_archived(session) { folder.parent() } else { None };
        Library::new(disk, outside.unwrap_or(folder))
    }

    /// Those that were put away: a folder of the same kind, within this one.
    pub fn archive(&self) -> Library {
        Library { disk: self.disk.clone(), folder: self.folder.join(ARCHIVE) }
    }

    /// Makes the folder, for its owner alone, and once a `.gitignore` in it.
    ///
    /// # Errors
    /// Why the folder cannot be made or written.
    pub fn prepare(&self) -> Result<(), StoreError> {
        let told = |error| StoreError::saving(&self.folder, &error);
        self.disk.create_folder(&self.folder).map_err(told)?;
        ignore_private(&*self.disk, &self.folder).map_err(told)
    }

    /// A free file name for a session with this title.
    pub fn path_for(&self, title: &str) -> PathBuf {
        self.free(&slug(title), None)
    }

    /// The file name that this session gets with another title: the one it has, when that fits.
    pub fn path_with(&self, title: &str, session: &Path) -> PathBuf {
        self.free(&slug(title), Some(session))
    }

    /// A free file name in this folder for a session that lies in another.
    pub fn path_here(&self, session: &Path) -> PathBuf {
        self.free(&name_of(session), None)
    }

    fn free(&self, name: &str, own: Option<&Path>) -> PathBuf {
        let names = (1_u32..).map(|count| match count {
            1 => format!("{name}.ron"),
            more => format!("{name}-{more}.ron"),
        });
        let mut paths = names.map(|name| self.folder.join(name));
        // What is left of a session that was deleted by hand must not be taken for the new one's.
        let is_there = |path: &PathBuf| self.disk.stamp(path).is_ok();
        let is_free = |path: &PathBuf| {
            own.is_some_and(|own| own == path) || !Files::of(path).all().iter().any(is_there)
        };
        paths.find(is_free).expect("some number is free")
    }

    /// All sessions, those changed last first, those that cannot be read at the end.
    ///
    /// # Errors
    /// Why the folder cannot be read. A missing one is an empty one.
    pub fn list(&self) -> Result<Vec<Listed>, StoreError> {
        let mut listed: Vec<Listed> =
            self.paths()?.into_iter().map(|path| self.listed(path)).collect();
        listed.sort_by(|one, other| {
            let changed = |it: &Listed| it.summary.as_ref().ok().map(|it| it.glance.changed);
            changed(other).cmp(&changed(one)).then_with(|| one.name.cmp(&other.name))
        });
        Ok(listed)
    }

    /// How the sessions here belong together. Heads that cannot be read say nothing.
    ///
    /// # Errors
    /// Why the folder cannot be read.
    pub fn kin(&self) -> Result<Kin, StoreError> {
        let mut kin = Kin::default();
        for glance in self.glances(self.paths()?) {
            kin.here.insert(glance.id.to_string());
            kin.take(&glance);
        }
        let away = self.archive().paths().unwrap_or_default();
        self.glances(away).for_each(|glance| kin.take(&glance));
        Ok(kin)
    }

    fn glances(&self, paths: Vec<PathBuf>) -> impl Iterator<Item = Glance> {
        paths.into_iter().filter_map(|path| Some(self.listed(path).summary.ok()?.glance))
    }

    /// The sessions that another one goes on from, here or in the archive, by their own names. Heads
    /// that cannot be read say nothing.
    ///
    /// # Errors
    /// Why the folder cannot be read.
    pub fn followed(&self) -> Result<BTreeSet<String>, StoreError> {
        Ok(self.kin()?.followed)
    }

    /// The session that a person means: a path, a name, or the beginning of one. Where none is
    /// called so, one that was put away is meant.
    ///
    /// # Errors
    /// When there is none, or several names begin so.
    pub fn find(&self, wanted: &str) -> Result<PathBuf, StoreError> {
        let path = Path::new(wanted);
        let is_file = path.extension().is_some() && self.disk.stamp(path).is_ok();
        if is_file || path.components().count() > 1 {
            return Ok(path.into());
        }
        match self.find_here(wanted) {
            Err(error) if error.trouble == Trouble::NotFound => {
                self.archive().find_here(wanted).map_err(|_| error)
            }
            found => found,
        }
    }

    fn find_here(&self, wanted: &str) -> Result<PathBuf, StoreError> {
        let name = wanted.strip_suffix(".ron").unwrap_or(wanted).to_lowercase();
        let mut paths = self.paths()?;
        paths.retain(|path| name_of(path).to_lowercase().starts_with(&name));
        if let Some(exact) = paths.iter().find(|path| name_of(path).to_lowercase() == name) {
            return Ok(exact.clone());
        }
        let path = Path::new(wanted);
        match &paths[..] {
            [one] => Ok(one.clone()),
            [] => Err(StoreError::new(path, Trouble::NotFound)),
            several => {
                let names = several.iter().map(|path| name_of(path)).collect();
                Err(StoreError::new(path, Trouble::Ambiguous(names)))
            }
        }
    }

    /// Whether anything in the folder was made, replaced or removed: it changes whenever that
    /// happens. `None` while there is no folder.
    pub fn stamp(&self) -> Option<Stamp> {
        self.disk.stamp(&self.folder).ok()
    }

    /// The session that was saved last, unless it is finished or was saved before `since`, in
    /// nanoseconds since 1970. The heads of older ones are not read.
    pub fn at_work(&self, since: u128) -> Option<PathBuf> {
        let saved = |path: PathBuf| Some((self.disk.stamp(&path).ok()?.modified, path));
        let mut paths: Vec<(u128, PathBuf)> =
            self.paths().ok()?.into_iter().filter_map(saved).collect();
        paths.retain(|(modified, _)| *modified >= since);
        paths.sort();
        let is_open = |path: &PathBuf| {
            let summary = self.listed(path.clone()).summary;
            summary.is_ok_and(|summary| !summary.glance.finished)
        };
        paths.into_iter().rev().map(|(_, path)| path).find(is_open)
    }

    fn listed(&self, path: PathBuf) -> Listed {
        let summary = frame::glance::<Session, Summary>(&*self.disk, &path);
        Listed { name: name_of(&path), path, summary }
    }

    /// The files of all sessions, by name.
    ///
    /// # Errors
    /// Why the folder cannot be read. A missing one is an empty one.
    pub fn paths(&self) -> Result<Vec<PathBuf>, StoreError> {
        let mut paths = match self.disk.list(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            found => found.map_err(|error| StoreError::disk(&self.folder, &error))?,
        };
        paths.retain(|path| is_session(path));
        paths.sort();
        Ok(paths)
    }
}

/// Whether a session was put away.
pub fn is_archived(session: &Path) -> bool {
    folder_of(session).file_name().is_some_and(|name| name == ARCHIVE)
}

/// Writes a `.gitignore` where there is none; one that somebody made their own is left alone.
fn ignore_private(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    match disk.create(&folder.join(".gitignore")) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made?.write(IGNORED.as_bytes()),
    }
}

fn name_of(path: &Path) -> String {
    Files::of(path).stem()
}

/// A title as a file name that every system takes: letters, digits and single dashes.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    for letter in title.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST);
    let slug = slug.trim_end_matches('-');
    match slug {
        "" => "session".into(),
        name if is_reserved(name) => format!("{name}-session"),
        name => name.into(),
    }
}

/// The longest name in bytes, which leaves room for the endings.
const LONGEST: usize = 60;

/// Names that Windows keeps for devices.
fn is_reserved(name: &str) -> bool {
    let numbered = |device: &str| {
        name.strip_prefix(device)
            .is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}
