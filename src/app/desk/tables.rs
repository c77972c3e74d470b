//! The session on the desk is split into tables, and they come back: their files are made and read
//! here.

use super::Desk;
use super::saving::PATIENCE;
use crate::app::filing::merging::Coming;
use crate::app::filing::splitting::Split;
use crate::app::filing::{Filing, Refused};
use crate::app::naming::expand_home;
use crate::app::setting::Setting;
use crate::room::Room;
use crate::session::tables::{Seating, Wanted};
use crate::store::SaveJob;
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::keymap::Keymap;
use crate::ui::popups::notice::Notice;
use crate::ui::screen::Reply;
use std::path::PathBuf;
use std::sync::Arc;

/// The session and its tables must be on the disk together, or neither is.
const NOT_SAVED: &str = "Not everything is saved yet, so no table is made. Once the footer says \
                         that it is, split again.";

impl Desk {
    /// The names of the files of tables with these titles.
    pub(super) fn name_files(&mut self, titles: &[CleanText], folder: &str, setting: &Setting) {
        let to = folder_of(folder);
        let files = Filing::new(setting).files_for(titles, &self.path, to.as_deref());
        let files = files.iter().map(|file| CleanText::line(&file.to_string_lossy()));
        self.console.files_named(files.collect());
    }

    /// Splits the session, and says what was made.
    pub(super) fn split(&mut self, seating: &Seating, setting: &Setting, keymap: &Keymap) {
        let split = match self.seated(seating, setting) {
            Ok(split) => split,
            Err(refused) => return self.console.tell(refused.to_string()),
        };
        let entry = self.room.session().revision;
        self.with_console(setting, keymap, |console, cx| console.accepted(entry, cx));
        let key = keymap.key_for(Action::Tables).unwrap_or_default();
        let told = split.told(&seating.seats, &format!("{key} brings them back."));
        self.console.notice(Notice::new("Split into tables", &told));
    }

    fn seated(&mut self, seating: &Seating, setting: &Setting) -> Result<Split, Refused> {
        let Some(saver) = self.saver.clone() else {
            return Err(Refused::Session(super::LOOKED_AT.into()));
        };
        if !saver.flush(PATIENCE) {
            return Err(Refused::Session(NOT_SAVED.into()));
        }
        let to = folder_of(&seating.folder);
        let job = &mut self.job;
        let save = |room: &mut Room| {
            *job = saver.save(SaveJob {
                session: Arc::new(room.session().clone()),
                sealed: room.sealed().clone(),
                events: room.take_unsaved(),
            });
            let saved = saver.flush(PATIENCE);
            if saved { Ok(()) } else { Err(Refused::Session(NOT_SAVED.into())) }
        };
        let filing = Filing::new(setting);
        let seated = filing.seat(&mut self.room, &self.path, &seating.seats, to.as_deref(), save);
        if seated.is_err() {
            // A split that was taken back is to be on the disk as such.
            self.save();
        }
        seated
    }

    /// The tables of the session, and where they are.
    pub(super) fn show_tables(&mut self, setting: &Setting) {
        let tables = Filing::new(setting).whereabouts(self.room.session(), &self.path);
        self.console.show_tables(tables);
    }

    /// Reads a table; what comes of it is the console's to ask and to propose.
    pub(super) fn bring_back(
        &mut self,
        wanted: &Wanted,
        setting: &Setting,
        keymap: &Keymap,
    ) -> Reply {
        if self.saver.is_none() {
            return Reply::Tell(super::LOOKED_AT.into());
        }
        let arrival = Filing::new(setting).wanted(self.room.session(), wanted, &self.path);
        match arrival {
            Ok(Coming::Arrival(arrival)) => {
                self.with_console(setting, keymap, |console, cx| console.arrives(*arrival, cx))
            }
            Ok(Coming::NothingNew(sentence)) => Reply::Tell(sentence),
            Err(refused) => {
                Reply::Tell(refused.to_string().lines().next().unwrap_or_default().to_owned())
            }
        }
    }
}

/// The folder that somebody typed; nothing for the one of the session.
fn folder_of(typed: &str) -> Option<PathBuf> {
    (!typed.is_empty()).then(|| expand_home(typed))
}
