//! The thread that saves: newest wins, no event is skipped, and what failed is tried again.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use jiff::Timestamp;

use super::fault::{StoreError, Trouble};
use super::keeper::{HistoryWaits, Keeper, SaveJob};
use super::kinds::Draft;

/// The loop's end of the saving thread. Dropping it saves what is pending and ends the thread.
pub struct Saver {
    jobs: AtomicU64,
    sender: Option<Sender<Message>>,
    thread: Option<JoinHandle<()>>,
}

/// What became of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveReport {
    /// The number of the newest job that was to be saved. Not its revision: ideas that are added
    /// where nobody is counted change what is sealed and nothing else.
    pub job: u64,
    /// When.
    pub at: Timestamp,
    /// Things to tell, or why it is not saved. It is tried again until it is.
    pub result: Result<Vec<String>, StoreError>,
    /// What of the history could not be written meanwhile. That is no obstacle to saving.
    pub history: Option<HistoryWaits>,
}

enum Message {
    Save(Box<SaveJob>, u64),
    Draft(Option<Draft>),
    Flush(Sender<bool>),
}

/// How long after a failure the next try comes.
const AGAIN: Duration = Duration::from_secs(2);

impl Saver {
    /// Starts the thread. `report` is called on it after each try.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        keeper: Keeper,
        now: fn() -> Timestamp,
        report: impl Fn(SaveReport) + Send + 'static,
    ) -> io::Result<Saver> {
        let (sender, inbox) = mpsc::channel();
        let mut worker = Worker { keeper, now, report, pending: None, draft: None };
        let builder = Builder::new().name("saver".into());
        let thread = builder.spawn(move || worker.run(&inbox))?;
        Ok(Saver { jobs: AtomicU64::new(0), sender: Some(sender), thread: Some(thread) })
    }

    /// Saves soon. Never waits. Answers the number of the job, by which reports speak of it.
    pub fn save(&self, job: SaveJob) -> u64 {
        let number = self.jobs.fetch_add(1, Ordering::Relaxed) + 1;
        self.send(Message::Save(Box::new(job), number));
        number
    }

    /// Writes the draft soon, or removes it. Never waits.
    pub fn draft(&self, draft: Option<Draft>) {
        self.send(Message::Draft(draft));
    }

    /// Waits until all is saved, at most this long. Answers whether it is.
    pub fn flush(&self, timeout: Duration) -> bool {
        self.asked(timeout).unwrap_or(false)
    }

    /// Whether nothing was heard for so long: the disk says neither yes nor no.
    pub fn sleeps(&self, timeout: Duration) -> bool {
        self.asked(timeout) == Err(RecvTimeoutError::Timeout)
    }

    /// Whether all is saved, once the thread has gone through it.
    fn asked(&self, timeout: Duration) -> Result<bool, RecvTimeoutError> {
        let (answer, done) = mpsc::channel();
        self.send(Message::Flush(answer));
        done.recv_timeout(timeout)
    }

    fn send(&self, message: Message) {
        // The thread ends only when the sender is dropped, unless it panicked; then its silence is
        // told by flush.
        if let Some(sender) = &self.sender {
            let _ = sender.send(message);
        }
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Worker<R> {
    keeper: Keeper,
    now: fn() -> Timestamp,
    report: R,
    /// What is not saved yet, with its number.
    pending: Option<(Box<SaveJob>, u64)>,
    /// What the draft file is to become.
    draft: Option<Option<Draft>>,
}

impl<R: Fn(SaveReport)> Worker<R> {
    fn run(&mut self, inbox: &Receiver<Message>) {
        while let Some(first) = self.next(inbox) {
            let mut asking = Vec::new();
            for message in first.into_iter().chain(inbox.try_iter()) {
                self.take(message, &mut asking);
            }
            self.work();
            for answer in asking {
                // Whoever asked may have stopped waiting.
                let _ = answer.send(self.pending.is_none());
            }
        }
        self.work();
    }

    /// The next message; no message when it is time to try again; nothing when all is over.
    fn next(&self, inbox: &Receiver<Message>) -> Option<Option<Message>> {
        if self.pending.is_none() {
            return inbox.recv().ok().map(Some);
        }
        match inbox.recv_timeout(AGAIN) {
            Ok(message) => Some(Some(message)),
            Err(RecvTimeoutError::Timeout) => Some(None),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn take(&mut self, message: Message, asking: &mut Vec<Sender<bool>>) {
        match message {
            Message::Save(mut job, number) => {
                if let Some((older, _)) = self.pending.take() {
                    job.overtake(*older);
                }
                self.pending = Some((job, number));
            }
            Message::Draft(draft) => self.draft = Some(draft),
            Message::Flush(answer) => asking.push(answer),
        }
    }

    fn work(&mut self) {
        if let Some((mut job, number)) = self.pending.take() {
            let (at, result) = self.save(&mut job);
            if result.is_err() {
                self.pending = Some((job, number));
            }
            let history = self.keeper.waits().cloned();
            (self.report)(SaveReport { job: number, at, result, history });
        }
        // The draft goes after the session that took it in. One that cannot be written is let go:
        // the next comes in two seconds, and the session's own trouble is told above.
        if self.pending.is_none()
            && let Some(draft) = self.draft.take()
        {
            let _ = self.keeper.draft(draft.as_ref());
        }
    }

    /// A fault of the program on the way is a save that failed, to be tried again like any other:
    /// a saver that had ended would leave the meeting without its disk.
    fn save(&mut self, job: &mut SaveJob) -> (Timestamp, Result<Vec<String>, StoreError>) {
        let mut at = job.session.glance.changed;
        let saved = catch_unwind(AssertUnwindSafe(|| {
            at = (self.now)();
            self.keeper.save(job, at)
        }));
        let result = saved.unwrap_or_else(|_| {
            self.keeper.distrust();
            Err(StoreError::new(self.keeper.path(), Trouble::OurFault))
        });
        (at, result)
    }
}
