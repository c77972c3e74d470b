//! What lies in the folders: sessions and workshops, found by what a person types.

use super::{Answer, Complaint};
use crate::app::filing::Filed;
use crate::app::setting::{Setting, columns};
use crate::export::plain::Manner;
use crate::session::{Seen, Session, Viewer};
use crate::store::fault::shown;
use crate::store::frame::{self, Condition, Document};
use crate::store::names::Files;
use crate::store::side_by_side::{at_once, side_by_side};
use crate::store::workshops::Workshops;
use crate::store::{Library, RealDisk, StoreError, Trouble};
use crate::workshop::Workshop;
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which session a command is about.
#[derive(Debug, Args)]
pub(super) struct Which {
    /// A path, or the beginning of a name in the sessions folder
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(super) session: String,
}

/// The path of what was filed, and what a person should know.
pub(super) fn filed(filed: &Filed) -> Answer {
    let notes = filed.notes.iter().map(|note| format!("note: {note}"));
    Answer::path(&filed.path).with(notes)
}

/// The sessions folder.
pub(super) fn library(setting: &Setting) -> Library {
    Library::new(Arc::new(RealDisk), &setting.folder)
}

/// The built-in workshops and a person's own.
pub(super) fn workshops(setting: &Setting) -> Workshops {
    Workshops::in_folder(Arc::new(RealDisk), Some(own_workshops(setting)))
}

/// The folder of a person's own workshops.
pub(super) fn own_workshops(setting: &Setting) -> PathBuf {
    setting.folder.join("workshops")
}

/// A session to be looked at, without a lock: somebody may have it open meanwhile, and every save
/// leaves a whole file.
pub(super) struct Looked {
    /// Its file.
    pub(super) path: PathBuf,
    /// The session.
    pub(super) session: Session,
    /// What a person should know.
    pub(super) note: Option<String>,
}

/// The session that a person means.
pub(super) fn look(setting: &Setting, wanted: &str) -> Result<Looked, Complaint> {
    Ok(look_at(library(setting).find(wanted)?)?)
}

/// A session, or a workshop.
pub(super) enum Either {
    /// A session to be looked at.
    Session(Box<Looked>),
    /// A script.
    Workshop(Workshop),
}

/// The session that a person means, or else the workshop, which is read like this.
pub(super) fn either(
    setting: &Setting,
    wanted: &str,
    read: impl Fn(&Workshops, &str) -> Result<Workshop, StoreError>,
) -> Result<Either, Complaint> {
    let refused = match library(setting).find(wanted).and_then(look_at) {
        Ok(looked) => return Ok(Either::Session(Box::new(looked))),
        Err(refused) => refused,
    };
    let workshops = workshops(setting);
    match refused.trouble {
        Trouble::NotFound if names_none(&workshops, wanted) => Err(neither(wanted)),
        Trouble::NotFound => Ok(Either::Workshop(read(&workshops, wanted)?)),
        Trouble::WrongKind(ref found, _) if found == Workshop::NAME => {
            Ok(Either::Workshop(read(&workshops, wanted)?))
        }
        _ => Err(refused.into()),
    }
}

/// Whether a name begins no workshop's, and no file is meant that could be one.
fn names_none(workshops: &Workshops, wanted: &str) -> bool {
    let begins = wanted.strip_suffix(".ron").unwrap_or(wanted).to_lowercase();
    workshops.list().iter().all(|listed| !listed.name.to_lowercase().starts_with(&begins))
}

fn neither(wanted: &str) -> Complaint {
    Complaint::new(format!(
        "{}: There is no session and no workshop of this name. `groundswell list` and \
         `groundswell workshops` show those there are.",
        shown(wanted)
    ))
}

/// The session in a file.
pub(super) fn look_at(path: PathBuf) -> Result<Looked, StoreError> {
    let reading = frame::read::<Session>(&RealDisk, &path)?;
    let note = match reading.condition {
        Condition::Sound | Condition::ChangedOutside => None,
        Condition::Newer(format) => {
            let newer = Trouble::Newer(format, crate::session::FORMAT);
            Some(format!("note: {}", StoreError::new(&path, newer)))
        }
    };
    Ok(Looked { path, session: reading.value, note })
}

/// So many sessions for each that reads are in memory at once.
const TOGETHER: usize = 4;

/// Hands on every session of a folder, as the room may see it, one after another by name, and
/// forgets it: there may be thousands. Those that cannot be read hide no other, and a table that came
/// back is part of the session it came back into.
pub(super) fn each(
    library: &Library,
    mut take: impl FnMut(Lying<'_>),
) -> Result<ReadThrough, Complaint> {
    let mut read = ReadThrough::default();
    let kin = library.kin()?;
    let paths = library.paths()?;
    let look = |path: &PathBuf| (path.clone(), look_at(path.clone()));
    let some = paths.chunks(TOGETHER * at_once());
    for (path, looked) in some.flat_map(|paths| side_by_side(paths, 1, look)) {
        match looked {
            Ok(Looked { session, note, .. }) => {
                read.notes.extend(note);
                let (name, seen) = (Files::of(&path).stem(), session.seen_by(Viewer::Room));
                if kin.came_back.contains(&*seen.id) {
                    continue;
                }
                let followed = kin.followed.contains(&*seen.id);
                let origin = seen.origin.as_ref().map(|origin| &*origin.session);
                let table_of = origin.filter(|origin| kin.here.contains(*origin));
                take(Lying { path: &path, name: &name, seen: &seen, followed, table_of });
            }
            Err(error) => {
                let why = error.to_string();
                let why = why.lines().next().unwrap_or_default();
                read.notes.push(format!("note: left out, since it cannot be read: {why}"));
                read.left_out += 1;
            }
        }
    }
    Ok(read)
}

/// What is to be said of a folder that was read through.
#[derive(Debug, Default)]
pub(super) struct ReadThrough {
    /// What a person should know, a sentence each.
    pub(super) notes: Vec<String>,
    /// How many files could not be read; each is named in a note.
    pub(super) left_out: usize,
}

/// As wide as the terminal, within what can be read.
pub(super) fn roomy(setting: &Setting) -> Manner {
    Manner { columns: columns().clamp(60, 116), ascii: !setting.look.signs.blocks }
}

/// A session that lies in a folder.
pub(super) struct Lying<'a> {
    /// Its file.
    pub(super) path: &'a Path,
    /// Its name, as commands take it.
    pub(super) name: &'a str,
    /// What the room may see of it.
    pub(super) seen: &'a Seen,
    /// Another session goes on from it, and has taken over what it left open.
    pub(super) followed: bool,
    /// It is a table of a session that lies here as well, by that one's own name.
    pub(super) table_of: Option<&'a str>,
}
