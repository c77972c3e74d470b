//! Whether the terminal shows what is typed. It is switched off while something private is typed,
//! and switched on again however the program ends.

#[cfg(unix)]
pub(super) use unix::{hide, hide_again, is_in_front, show, show_for_good};

/// Whether what is typed stays unseen from now on: here it does not.
#[cfg(not(unix))]
pub(super) fn hide() -> bool {
    false
}

/// What is to stay unseen does so after the program was stopped, too.
#[cfg(not(unix))]
pub(super) fn hide_again() {}

/// Whether the terminal is this program's to write to, and no shell has it meanwhile.
#[cfg(not(unix))]
pub(super) fn is_in_front() -> bool {
    true
}

/// The terminal shows what is typed, as it did before.
#[cfg(not(unix))]
pub(super) fn show() {}

/// The same, whatever the dialogue does until the program has ended.
#[cfg(not(unix))]
pub(super) fn show_for_good() {}

/// Shows what is typed again when it is dropped, however that comes.
pub(super) struct Veil;

impl Drop for Veil {
    fn drop(&mut self) {
        show();
    }
}

#[cfg(unix)]
mod unix {
    use rustix::process::getpgrp;
    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};
    use std::io;
    use std::sync::{Mutex, PoisonError};

    /// What was done to the terminal.
    enum Echo {
        /// It shows what is typed.
        Shown,
        /// It does not; this is how it was before.
        Hidden(Termios),
        /// The program ends, and nothing is done to it any more.
        Over,
    }

    static ECHO: Mutex<Echo> = Mutex::new(Echo::Shown);

    /// Whether what is typed stays unseen from now on, the ends of lines too; not so where there is
    /// no terminal. The terminal is told each time: a shell that continues a stopped program may
    /// have switched it on again.
    pub(in crate::app) fn hide() -> bool {
        hidden(&mut ECHO.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn hidden(echo: &mut Echo) -> bool {
        if matches!(*echo, Echo::Over) {
            return true;
        }
        let Ok(now) = tcgetattr(io::stdin()) else { return false };
        let mut hidden = now.clone();
        hidden.local_modes.remove(LocalModes::ECHO | LocalModes::ECHONL);
        if tcsetattr(io::stdin(), OptionalActions::Now, &hidden).is_err() {
            return false;
        }
        if matches!(*echo, Echo::Shown) {
            *echo = Echo::Hidden(now);
        }
        true
    }

    /// What is to stay unseen does so after the program was stopped, too.
    pub(in crate::app) fn hide_again() {
        let mut echo = ECHO.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*echo, Echo::Hidden(_)) {
            hidden(&mut echo);
        }
    }

    /// Whether the terminal is this program's to write to, and no shell has it meanwhile.
    pub(in crate::app) fn is_in_front() -> bool {
        tcgetpgrp(io::stdin()).is_ok_and(|front| front == getpgrp())
    }

    /// The terminal shows what is typed, as it did before.
    pub(in crate::app) fn show() {
        turn_to(Echo::Shown);
    }

    /// The same, whatever the dialogue does until the program has ended.
    pub(in crate::app) fn show_for_good() {
        turn_to(Echo::Over);
    }

    fn turn_to(next: Echo) {
        let mut echo = ECHO.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*echo, Echo::Over) {
            return;
        }
        if let Echo::Hidden(before) = std::mem::replace(&mut *echo, next) {
            // A terminal that has gone away has nothing to show.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, &before);
        }
    }
}
