//! What lies in the folders: sessions and workshops, found by what a person types.

use super::{Answer, Complaint};
use crate::app::filing::Filed;
use crate::app::setting::Setting;
use crate::session::Session;
use crate::store::frame::{self, Condition};
use crate::store::workshops::Workshops;
use crate::store::{Library, RealDisk, StoreError, Trouble};
use clap::Args;
use std::path::PathBuf;
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
