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
                    let _ = unix::stop_until_continued(unix::Who::This);
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

/// Saves and leaves on SIGTERM, SIGINT and SIGHUP, where nothing is drawn. Stopping is left to the
/// system, since there is no screen to give back; `resumed` is called when it goes on.
///
/// `save` must return only when what was accepted is on disk, and the terminal as it was.
#[cfg(unix)]
pub fn watch_lines(
    save: impl Fn() + Send + 'static,
    resumed: impl Fn() + Send + 'static,
) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP, SIGCONT])?;
    let listen = move || {
        for signal in signals.forever() {
            match signal {
                SIGCONT => resumed(),
                _ => unix::save_and_leave(signal, &save),
            }
        }
    };
    std::thread::Builder::new().name("signals".into()).spawn(listen)?;
    Ok(())
}

/// Other systems send no such signals.
#[cfg(not(unix))]
pub fn watch_lines(
    _save: impl Fn() + Send + 'static,
    _resumed: impl Fn() + Send + 'static,
) -> io::Result<()> {
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
pub(super) use unix::{Who, stop_until_continued};

#[cfg(unix)]
mod unix {
    use std::io;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc;
    use std::time::Duration;

    use rustix::process::{Signal, kill_current_process_group};
    use signal_hook::consts::SIGTSTP;
    use signal_hook::low_level;

    use crate::app::terminal;

    /// How long a terminal that takes no more bytes may hold up the end of the program.
    const PATIENCE: Duration = Duration::from_secs(1);

    /// Set while the program stops itself: it then takes the terminal back by itself, too.
    static STOPPED_ITSELF: AtomicBool = AtomicBool::new(false);

    /// Who stops.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(in crate::app) enum Who {
        /// This program: whoever asked has told the others, or means only us.
        This,
        /// Everyone in the foreground, as the terminal's own Ctrl-Z does it. The shell waits for
        /// `cargo run`, say, and not for us: it wakes only when cargo stops, too.
        Foreground,
    }

    /// Whether the SIGCONT just heard ended a stop of our own.
    pub(super) fn is_own_continue() -> bool {
        STOPPED_ITSELF.swap(false, Ordering::SeqCst)
    }

    /// Gives the terminal back, stops, and takes the terminal over when continued.
    pub(in crate::app) fn stop_until_continued(who: Who) -> io::Result<()> {
        if is_orphaned() {
            return Ok(());
        }
        terminal::restore();
        STOPPED_ITSELF.store(true, Ordering::SeqCst);
        match who {
            Who::This => low_level::emulate_default_handler(SIGTSTP)?,
            // Not SIGTSTP: that one is ours to hear, and would stop us a second time.
            Who::Foreground => kill_current_process_group(Signal::STOP)?,
        }
        terminal::take_over()
    }

    /// Ends the program, without running exit handlers, which could wait for a loop that no longer
    /// turns. After a hang-up the terminal may be gone or may still be there, as when somebody sends
    /// the signal by hand: it is restored if it takes the bytes, and nobody waits long for one that
    /// does not.
    pub(super) fn save_and_leave(signal: i32, save: &impl Fn()) -> ! {
        // A fault while saving must not keep the program alive: what was saved before stays.
        let _ = catch_unwind(AssertUnwindSafe(save));
        restore_in_time();
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
    /// a plain SIGTSTP, but not for a SIGSTOP.
    fn is_orphaned() -> bool {
        let parent = std::os::unix::process::parent_id();
        Place::of("self")
            .map_or(parent == 1, |own| own.is_orphaned(&|id| Place::of(&id.to_string())))
    }

    /// Where a process stands among the others, where the system tells.
    #[derive(Clone, Copy, Debug)]
    struct Place {
        parent: u32,
        group: u32,
        session: u32,
    }

    impl Place {
        fn of(process: &str) -> Option<Place> {
            let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
            // The second field is a program's name in parentheses, which may hold anything.
            let (_, after_name) = stat.rsplit_once(')')?;
            let mut fields = after_name.split_whitespace().skip(1);
            let mut next = || fields.next()?.parse().ok();
            Some(Place { parent: next()?, group: next()?, session: next()? })
        }

        /// Goes up through those who stop with us, `cargo run` for one, to whoever waits for them:
        /// a shell is in our session, and in a group of its own.
        fn is_orphaned(self, place_of: &impl Fn(u32) -> Option<Place>) -> bool {
            match place_of(self.parent) {
                Some(parent) if parent.session != self.session => true,
                Some(parent) if parent.group == self.group => parent.is_orphaned(place_of),
                Some(_) => false,
                None => self.parent <= 1,
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        /// The processes 1 (the system), 10 (a terminal or shell), 20 (cargo) and 30 (Groundswell).
        fn among(groups: [u32; 3], sessions: [u32; 3]) -> bool {
            let place_of = |id| match id {
                1 => Some(Place { parent: 0, group: 1, session: 1 }),
                10 => Some(Place { parent: 1, group: groups[0], session: sessions[0] }),
                20 => Some(Place { parent: 10, group: groups[1], session: sessions[1] }),
                30 => Some(Place { parent: 20, group: groups[2], session: sessions[2] }),
                _ => None,
            };
            place_of(30).unwrap().is_orphaned(&place_of)
        }

        #[test]
        fn a_shell_continues_what_cargo_runs() {
            assert!(!among([10, 20, 20], [10, 10, 10]));
        }

        #[test]
        fn nobody_continues_what_a_terminal_window_runs_directly() {
            assert!(among([10, 30, 30], [10, 30, 30]), "a window that runs cargo, that runs us");
            assert!(among([10, 20, 30], [10, 20, 30]), "a window of its own session");
        }
    }
}
