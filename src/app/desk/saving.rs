//! What of the session on the desk is on the disk: it is saved after every change, told when it is and
//! when it is not, and nothing is left before.

use super::{Desk, LOOKED_AT, Wants};
use crate::app::naming::expand_home;
use crate::app::setting::Setting;
use crate::store::{Draft, RealDisk, SaveJob, SaveReport, Store, StoreError, Trouble};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::keymap::Keymap;
use crate::ui::shell::console::Saved;
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;

/// So long a change that needs it waits for the disk.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// How long an open field may differ from its draft on the disk.
pub(super) const DRAFT_EVERY: Duration = Duration::from_secs(2);

/// What of the open field is on the disk.
#[derive(Default)]
pub(super) struct Drafting {
    pub(super) written: Option<CleanText>,
    pub(super) since: Option<Timestamp>,
}

impl Desk {
    pub(super) fn save(&mut self) {
        let job = SaveJob {
            session: Arc::new(self.room.session().clone()),
            sealed: self.room.sealed().clone(),
            events: self.room.take_unsaved(),
        };
        let Some(saver) = &self.saver else { return };
        self.job = saver.save(job);
        if !matches!(self.saved, Saved::Failed(_)) {
            self.saved = Saved::Saving;
        }
    }

    /// The saver has news.
    pub fn saved(&mut self, report: SaveReport, setting: &Setting, keymap: &Keymap) {
        let waits = report.history.map(|waits| waits.told(key_to_forget(keymap)));
        match report.result {
            Ok(mut notes) => {
                if report.job >= self.job {
                    let at = clock_with_seconds(report.at, setting);
                    // It stands there for as long as it is so: what is told goes with the next key.
                    self.saved = Saved::At(match waits {
                        Some(_) => format!("{at}, no history"),
                        None => at,
                    });
                }
                notes.extend(waits);
                if !notes.is_empty() {
                    self.console.tell(notes.join(" "));
                }
            }
            Err(error) => self.saved = Saved::Failed(not_saved(&error)),
        }
    }

    /// Forgets what happened before now; the session stays as it is.
    pub(super) fn forget(&mut self) {
        if self.saver.is_none() {
            return self.console.tell(LOOKED_AT);
        }
        let changes = self.room.forget();
        self.save();
        self.console.tell(forgotten(changes));
    }

    pub(super) fn save_elsewhere(&mut self, name: &CleanText) {
        let path = expand_home(name);
        let job = SaveJob {
            session: Arc::new(self.room.session().clone()),
            sealed: self.room.sealed().clone(),
            events: Vec::new(),
        };
        let store = Store::on(Arc::new(RealDisk));
        match store.create(&path, job, self.room.session().glance.changed) {
            Ok(_) => self.console.tell(format!("A copy as it is now lies at {}", path.display())),
            Err(error) => self.console.tell(error.to_string()),
        }
    }

    pub(super) fn leave(&mut self, sure: bool, keymap: &Keymap) -> Wants {
        let is_saved = || self.saver.as_ref().is_none_or(|saver| saver.flush(PATIENCE));
        if sure || is_saved() {
            return Wants::Leave;
        }
        self.sure_to_leave = true;
        let key = keymap.key_for(Action::Leave).unwrap_or_default();
        self.console.tell(format!(
            "Not everything is saved. Ctrl-S saves elsewhere; {key} again leaves all the same."
        ));
        Wants::More
    }

    pub(super) fn note_draft(&mut self, setting: &Setting) {
        let open = self.console.open_text();
        if open == self.draft.written {
            self.draft.since = None;
        } else if open.is_none() {
            self.write_draft();
        } else {
            self.draft.since.get_or_insert_with(setting.now);
        }
    }

    pub(super) fn write_draft(&mut self) {
        let text = self.console.open_text();
        let place = self.console.open_place();
        let draft = text.clone().map(|text| Draft { place, text });
        if let Some(saver) = &self.saver {
            saver.draft(draft);
        }
        self.draft = Drafting { written: text, since: None };
    }
}

pub(super) fn clock_with_seconds(at: Timestamp, setting: &Setting) -> String {
    at.to_zoned_datetime(setting.zone.clone()).strftime("%H:%M:%S").to_string()
}

/// What is to be done stands first: on a narrow screen the end is cut.
fn not_saved(error: &StoreError) -> String {
    let why = why_not_saved(error);
    format!("NOT SAVED, {why}: Ctrl-S saves elsewhere; trying again")
}

pub(super) fn key_to_forget(keymap: &Keymap) -> &str {
    keymap.key_for(Action::Forget).unwrap_or("“forget what happened”")
}

/// What is told of changes that were forgotten.
pub(in crate::app) fn forgotten(changes: usize) -> String {
    let what = match changes {
        0 => "Nothing that happened was remembered".to_owned(),
        1 => "1 change is forgotten".to_owned(),
        more => format!("{more} changes are forgotten"),
    };
    format!("{what}. The session is as it was, and undo begins here.")
}

/// Why a save failed, in a few words.
pub(in crate::app) fn why_not_saved(error: &StoreError) -> &'static str {
    match &error.trouble {
        Trouble::DiskFull => "the disk is full",
        Trouble::NoPermission => "no permission to write",
        Trouble::ReadOnlyDisk => "the disk takes no writes",
        Trouble::FolderGone | Trouble::NotFound => "the folder is gone",
        Trouble::OurFault => "a fault of its own",
        _ => "the disk refuses",
    }
}
