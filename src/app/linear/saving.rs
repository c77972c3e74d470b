//! Every answer is on the disk before it is called saved.

use crate::app::desk::saving::why_not_saved;
use crate::room::Room;
use crate::store::{HistoryWaits, Keeper, SaveJob, SaveReport, Saver};
use jiff::Timestamp;
use std::cell::RefCell;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// So long the end waits for the disk.
const PATIENCE: Duration = Duration::from_secs(5);

/// The saver, and what it reports.
pub(super) struct Saving {
    saver: Arc<Saver>,
    reports: Receiver<SaveReport>,
    /// What the last saves had to say, and was not told.
    untold: RefCell<Vec<String>>,
    /// What of the history was told to wait.
    waits: RefCell<Option<HistoryWaits>>,
}

impl Saving {
    /// Starts the saver's thread.
    pub(super) fn start(keeper: Keeper, now: fn() -> Timestamp) -> io::Result<Saving> {
        let (sender, reports) = channel();
        let report = move |report| {
            // Whoever listened is about to end.
            let _ = sender.send(report);
        };
        let saver = Arc::new(Saver::start(keeper, now, report)?);
        Ok(Saving { saver, reports, untold: RefCell::default(), waits: RefCell::default() })
    }

    /// The saver, for whoever must wait for it when the program is ended from outside.
    pub(super) fn saver(&self) -> Arc<Saver> {
        Arc::clone(&self.saver)
    }

    /// Saves the room as it is and waits until it is on the disk.
    ///
    /// # Errors
    /// Why it is not; it is tried again until it is.
    pub(super) fn save(&self, room: &mut Room) -> Result<(), &'static str> {
        let job = SaveJob {
            session: Arc::new(room.session().clone()),
            sealed: room.sealed().clone(),
            events: room.take_unsaved(),
        };
        let number = self.saver.save(job);
        let newest = self.reports.iter().find(|report| report.job >= number);
        let Some(SaveReport { result, history, .. }) = newest else {
            return Err("the saver has ended");
        };
        // A history that goes on waiting is told once.
        let known = self.waits.replace(history.clone());
        let waits = history.filter(|waits| known.as_ref() != Some(waits));
        let mut untold = self.untold.borrow_mut();
        untold.extend(waits.map(|waits| waits.told("/forget")));
        untold.extend(result.map_err(|error| why_not_saved(&error))?);
        Ok(())
    }

    /// What there is to tell of the last saves.
    pub(super) fn notes(&self) -> Vec<String> {
        self.untold.take()
    }

    /// Waits for what is not saved yet. Answers whether all is.
    pub(super) fn end(&self) -> bool {
        flush(&self.saver)
    }
}

/// Waits for the disk. Answers whether all is saved.
pub(super) fn flush(saver: &Saver) -> bool {
    saver.flush(PATIENCE)
}
