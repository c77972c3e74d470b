//! The one inbox: everything that happens to the program arrives here, in order.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crossterm::event::{Event as TerminalEvent, KeyEvent, KeyEventKind, MouseEvent};

use super::keyboard::{Heard, Keyboard};
use crate::ui::theme::background_is_light;

/// Nobody notices that the program took so much longer to end.
const LAST_MOMENT: Duration = Duration::from_millis(100);

/// Something that happened; `S` is what the program's own threads say: the saver, for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<S> {
    /// A key went down, or repeats. Releases never arrive.
    Key(KeyEvent),
    /// Text was pasted; its lines end in `\n`, and it is not yet clean.
    Paste(String),
    /// The mouse moved or clicked, while it is captured.
    Mouse(MouseEvent),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// The terminal says that its background is light, or that it is dark.
    Background {
        /// Whether it is light.
        light: bool,
    },
    /// The time that the loop asked for has passed and nothing else happened.
    Tick,
    /// A thread of ours has something to say.
    News(S),
    /// The program was stopped and goes on: take the terminal over again with
    /// [`Screen::renew`](super::terminal::Screen::renew).
    Resumed,
    /// Nobody is at the terminal any more: save and leave, without writing to it.
    TerminalGone,
    /// No key will ever come again, by a fault of our own, though the terminal is there.
    Deaf,
}

/// The receiving end, which the loop sleeps on.
#[derive(Debug)]
pub struct Inbox<S> {
    // Kept, so that the channel never closes while the loop lives.
    sender: Sender<Event<S>>,
    receiver: Receiver<Event<S>>,
    answer: Arc<Answer>,
}

/// Whether the terminal still owes an answer.
#[derive(Debug, Default)]
struct Answer {
    is_owed: Mutex<bool>,
    came: Condvar,
}

impl Answer {
    fn owe(&self, owed: bool) {
        *self.is_owed.lock().unwrap_or_else(PoisonError::into_inner) = owed;
        self.came.notify_all();
    }

    /// Waits for it so long at most, and says whether none is owed any more.
    fn wait(&self, patience: Duration) -> bool {
        let owed = self.is_owed.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.came.wait_timeout_while(owed, patience, |owed| *owed);
        !*waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

impl<S> Default for Inbox<S> {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Inbox { sender, receiver, answer: Arc::default() }
    }
}

impl<S> Inbox<S> {
    /// An empty inbox.
    pub fn new() -> Self {
        Inbox::default()
    }

    /// A way in, for another thread.
    pub fn sender(&self) -> Sender<Event<S>> {
        self.sender.clone()
    }

    /// The next event. Sleeps until there is one, or, given a deadline, until a [`Event::Tick`].
    pub fn next(&self, deadline: Option<Duration>) -> Event<S> {
        let Some(deadline) = deadline else {
            return self.receiver.recv().unwrap_or(Event::TerminalGone);
        };
        self.receiver.recv_timeout(deadline).unwrap_or_else(|error| match error {
            RecvTimeoutError::Timeout => Event::Tick,
            RecvTimeoutError::Disconnected => Event::TerminalGone,
        })
    }

    /// Before the terminal is given back: waits a moment for an answer that it still owes, which the
    /// shell would take for typing. Says whether none is owed any more.
    pub fn let_the_answer_come(&self) -> bool {
        self.answer.wait(LAST_MOMENT)
    }

    /// The next event if it is already here: the loop draws only once there is none.
    pub fn waiting(&self) -> Option<Event<S>> {
        self.receiver.try_recv().ok()
    }
}

impl<S: Send + 'static> Inbox<S> {
    /// Starts the thread that reads the terminal for as long as the program lives.
    ///
    /// Start it once the screen is entered. Suspending stops it with the rest of the program. With
    /// `asked`, the terminal was asked for its background, and the answer is no key.
    pub fn read_terminal(&self, asked: bool) -> io::Result<()> {
        let keyboard = Keyboard::open(asked)?;
        let (last_word, answer) = (LastWord(self.sender()), Arc::clone(&self.answer));
        answer.owe(asked);
        let listen = move || {
            let _ = keyboard.listen(|heard| {
                let event = match heard {
                    Heard::Event(event) => event_of(event),
                    Heard::Background(shade) => {
                        answer.owe(false);
                        Some(Event::Background { light: background_is_light(shade) })
                    }
                };
                // A closed inbox means that the loop is over, and the program about to end.
                event.is_none_or(|event| last_word.0.send(event).is_ok())
            });
        };
        std::thread::Builder::new().name("input".into()).spawn(listen)?;
        Ok(())
    }
}

/// Tells the loop that no key will ever come again, however the input thread ended.
struct LastWord<S>(Sender<Event<S>>);

impl<S> Drop for LastWord<S> {
    fn drop(&mut self) {
        let fault = std::thread::panicking();
        let _ = self.0.send(if fault { Event::Deaf } else { Event::TerminalGone });
    }
}

/// What of the terminal's events concerns the program.
fn event_of<S>(event: TerminalEvent) -> Option<Event<S>> {
    match event {
        TerminalEvent::Key(key) if key.kind == KeyEventKind::Release => None,
        TerminalEvent::Key(key) => Some(Event::Key(key)),
        // Many terminals end pasted lines as the Enter key would.
        TerminalEvent::Paste(text) => {
            Some(Event::Paste(text.replace("\r\n", "\n").replace('\r', "\n")))
        }
        TerminalEvent::Mouse(mouse) => Some(Event::Mouse(mouse)),
        TerminalEvent::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
        TerminalEvent::FocusGained | TerminalEvent::FocusLost => None,
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyModifiers};

    use super::*;

    #[test]
    fn an_answer_that_is_owed_is_waited_for_and_no_other() {
        let inbox: Inbox<()> = Inbox::new();
        assert!(inbox.let_the_answer_come(), "nothing was asked");
        inbox.answer.owe(true);
        let answer = Arc::clone(&inbox.answer);
        let terminal = std::thread::Builder::new().spawn(move || answer.owe(false));
        assert!(inbox.answer.wait(Duration::from_secs(60)), "it came");
        terminal.expect("a thread").join().expect("it ended");
        inbox.answer.owe(true);
        assert!(!inbox.answer.wait(Duration::from_millis(1)), "it never came");
    }

    fn key(kind: KeyEventKind) -> TerminalEvent {
        TerminalEvent::Key(KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, kind))
    }

    #[test]
    fn events_arrive_in_the_order_they_were_sent() {
        let inbox = Inbox::new();
        inbox.sender().send(Event::News(1)).expect("it is open");
        inbox.sender().send(Event::Resize(80, 24)).expect("it is open");
        assert_eq!(inbox.next(None), Event::News(1));
        assert_eq!(inbox.waiting(), Some(Event::Resize(80, 24)));
        assert_eq!(inbox.waiting(), None);
    }

    #[test]
    fn a_passed_deadline_is_a_tick() {
        assert_eq!(Inbox::<()>::new().next(Some(Duration::ZERO)), Event::Tick);
    }

    #[test]
    fn an_event_that_waits_comes_before_the_tick() {
        let inbox = Inbox::new();
        inbox.sender().send(Event::News(())).expect("it is open");
        assert_eq!(inbox.next(Some(Duration::ZERO)), Event::News(()));
    }

    #[test]
    fn pasted_lines_end_alike_from_every_terminal() {
        let pasted = TerminalEvent::Paste("one\r\ntwo\rthree\nfour".into());
        assert_eq!(event_of::<()>(pasted), Some(Event::Paste("one\ntwo\nthree\nfour".into())));
    }

    #[test]
    fn a_key_counts_once_although_some_terminals_report_its_release() {
        assert!(event_of::<()>(key(KeyEventKind::Press)).is_some());
        assert!(event_of::<()>(key(KeyEventKind::Repeat)).is_some());
        assert_eq!(event_of::<()>(key(KeyEventKind::Release)), None);
    }

    #[test]
    fn the_loop_learns_that_the_input_thread_has_ended_by_a_fault() {
        let inbox = Inbox::<()>::new();
        let last_word = LastWord(inbox.sender());
        let input = std::thread::Builder::new().spawn(move || {
            let _last_word = last_word;
            // What is thrown is no panic of the test's, and says nothing on its way.
            std::panic::resume_unwind(Box::new(()));
        });
        assert!(input.expect("a thread").join().is_err());
        assert_eq!(inbox.next(None), Event::Deaf);
    }

    #[test]
    fn the_loop_learns_that_the_input_thread_has_ended() {
        let inbox = Inbox::<()>::new();
        drop(LastWord(inbox.sender()));
        assert_eq!(inbox.next(None), Event::TerminalGone);
    }
}
