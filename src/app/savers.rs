//! The savers that a signal, a fault of our own or the end must wait for.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::store::Saver;

/// How long a disk may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long one may take that did not answer before; at the end, a little longer.
const A_MOMENT: Duration = Duration::from_millis(50);
const LAST_MOMENT: Duration = Duration::from_secs(1);

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
    /// session; only where the disk does not answer, it stays behind and goes on.
    pub(super) fn put(&self, saver: Option<Arc<Saver>>) {
        let mut all = self.all();
        let before = std::mem::replace(&mut all.here, saver);
        all.behind.extend(before);
        drop(all);
        self.let_go_of_those_who_answer_within(PATIENCE);
    }

    /// Lets go of those that were left behind and whose disk answers again.
    pub(super) fn let_go(&self) {
        self.let_go_of_those_who_answer_within(A_MOMENT);
    }

    /// Waits until all is saved, but not for ever.
    pub(super) fn flush(&self) {
        let All { here, behind } = self.all().clone();
        here.iter().for_each(|saver| {
            saver.flush(PATIENCE);
        });
        behind.iter().for_each(|saver| {
            saver.flush(LAST_MOMENT);
        });
    }

    /// All stay on the list, for whoever flushes meanwhile, until it is known who answers; and those
    /// are dropped, which may wait for the disk once more, when the list is free.
    fn let_go_of_those_who_answer_within(&self, patience: Duration) {
        let asked = self.all().behind.clone();
        let answer: Vec<_> = asked.into_iter().filter(|saver| !saver.sleeps(patience)).collect();
        let is_let_go = |saver: &Arc<Saver>| answer.iter().any(|it| Arc::ptr_eq(it, saver));
        self.all().behind.retain(|saver| !is_let_go(saver));
    }

    fn all(&self) -> MutexGuard<'_, All> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
