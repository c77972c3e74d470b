//! What the system tells the program from outside, heard on a thread of its own.
//!
//! The main loop may hang, above all when its terminal has gone away; the session is saved and the
//! program ends all the same.

use std::io;
use std::sync::mpsc::Sender;

use super::inbox::Event;

/// Saves and leaves on SIGTERM, SIGINT and SIGHUP; suspends on SIGTSTP; tells the loop of SIGCONT.
///
/// `save` must return only when what was accepted is on disk. Call this before entering the screen.
#[cfg(unix)]
pub fn watch<S: Send + 'static>(
    inbox: Sender<Event<S>>,
    save: impl Fn() + Send + 'static,
) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let mut signals =
        signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT])?;
    let listen = move || {
        for signal in signals.forever() {
            match signal {
                SIGTSTP => {
                    let _ = unix::stop_until_continued();
                    let _ = inbox.send(Event::Resumed);
                }
                SIGCONT if unix::is_own_continue() => {}
                SIGCONT => {
                    let _ = inbox.send(Event::Resumed);
                }
                _ => unix::save_and_leave(signal, &save),
            }
        }
    };
    std::thread::Builder::new().name("signals".into()).spawn(listen)?;
    Ok(())
}

/// Other systems send no such signals: the terminal's own keys are all there is.
#[cfg(not(unix))]
pub fn watch<S: Send + 'static>(
    _inbox: Sender<Event<S>>,
    _save: impl Fn() + Send + 'static,
) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
pub(super) use unix::stop_until_continued;

#[cfg(unix)]
mod unix {
    use std::io;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc;
    use std::time::Duration;

    use signal_hook::consts::{SIGHUP, SIGTSTP};
    use signal_hook::low_level;

    use crate::app::terminal;

    /// How long a terminal that takes no more bytes may hold up the end of the program.
    const PATIENCE: Duration = Duration::from_secs(1);

    /// Set while the program stops itself: it then takes the terminal back by itself, too.
    static STOPPED_ITSELF: AtomicBool = AtomicBool::new(false);

    /// Whether the SIGCONT just heard ended a stop of our own.
    pub(super) fn is_own_continue() -> bool {
        STOPPED_ITSELF.swap(false, Ordering::SeqCst)
    }

    /// Gives the terminal back, stops, and takes the terminal over when continued.
    pub(in crate::app) fn stop_until_continued() -> io::Result<()> {
        if is_orphaned() {
            return Ok(());
        }
        terminal::restore();
        STOPPED_ITSELF.store(true, Ordering::SeqCst);
        low_level::emulate_default_handler(SIGTSTP)?;
        terminal::take_over()
    }

    /// Ends the program. It leaves without running exit handlers, which could wait for a loop that
    /// no longer turns, and after a hang-up without touching the terminal, which could wait too.
    pub(super) fn save_and_leave(signal: i32, save: &impl Fn()) -> ! {
        // A fault while saving must not keep the program alive: what was saved before stays.
        let _ = catch_unwind(AssertUnwindSafe(save));
        if signal != SIGHUP {
            restore_in_time();
        }
        low_level::exit(128 + signal)
    }

    fn restore_in_time() {
        let (done, wait) = mpsc::channel();
        let restore = move || {
            terminal::restore();
            let _ = done.send(());
        };
        if std::thread::Builder::new().name("restore".into()).spawn(restore).is_ok() {
            let _ = wait.recv_timeout(PATIENCE);
        }
    }

    /// Whether no shell of this terminal could ever continue us: a program that a terminal window
    /// runs directly would stop for good, in front of everyone. The kernel guards against this for
    /// a plain SIGTSTP, but not for the SIGSTOP that follows a handled one.
    fn is_orphaned() -> bool {
        let parent = std::os::unix::process::parent_id();
        match (session_of("self"), session_of(&parent.to_string())) {
            (Some(own), Some(parents)) => own != parents,
            _ => parent == 1,
        }
    }

    /// The session number of a process, where the system tells.
    fn session_of(process: &str) -> Option<u32> {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // The second field is a program's name in parentheses, which may hold anything.
        let (_, after_name) = stat.rsplit_once(')')?;
        after_name.split_whitespace().nth(3)?.parse().ok()
    }
}
