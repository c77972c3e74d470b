//! The savers that a signal, a fault of our own or the end must wait for.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::store::Saver;

/// How long each of them may take to save what it has.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long one may take that did not answer before.
const A_MOMENT: Duration = Duration::from_millis(50);

/// The saver of the desk, and those of desks that were left though their disks did not answer.
#[derive(Clone, Default)]
pub(super) struct Savers(Arc<Mutex<All>>);

#[derive(Clone, Default)]
struct All {
    here: Option<Arc<Saver>>,
    behind: Vec<Arc<Saver>>,
}

impl Savers {
    /// Another desk has its place, or none. The one that was there is let go, and with it its
    /// session, once all is saved; where the disk does not answer, it stays behind and goes on.
    pub(super) fn put(&self, saver: Option<Arc<Saver>>) {
        let before = std::mem::replace(&mut self.all().here, saver);
        let behind = before.filter(|saver| !saver.flush(PATIENCE));
        self.all().behind.extend(behind);
    }

    /// Lets go of those that were left behind and are done by now.
    pub(super) fn let_go(&self) {
        let behind = self.all().behind.clone();
        let left = behind.into_iter().filter(|saver| !saver.flush(A_MOMENT)).collect();
        let before = std::mem::replace(&mut self.all().behind, left);
        // Not while the list is held: that would wait for the disk.
        drop(before);
    }

    /// Waits until all is saved, but not for ever.
    pub(super) fn flush(&self) {
        let All { here, behind } = self.all().clone();
        for saver in here.into_iter().chain(behind) {
            saver.flush(PATIENCE);
        }
    }

    fn all(&self) -> MutexGuard<'_, All> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
