//! Whether the terminal shows what is typed. It is switched off while something private is typed,
//! and switched on again however the program ends.

#[cfg(unix)]
pub(super) use unix::{hide, show};

/// Whether what is typed stays unseen from now on: here it does not.
#[cfg(not(unix))]
pub(super) fn hide() -> bool {
    false
}

/// The terminal shows what is typed, as it did before.
#[cfg(not(unix))]
pub(super) fn show() {}

/// Shows what is typed again when it is dropped, however that comes.
pub(super) struct Veil;

impl Drop for Veil {
    fn drop(&mut self) {
        show();
    }
}

#[cfg(unix)]
mod unix {
    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
    use std::io;
    use std::sync::{Mutex, PoisonError};

    /// How the terminal was before; nothing while it shows what is typed.
    static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

    /// Whether what is typed stays unseen from now on, the ends of lines too; not so where there is no
    /// terminal.
    pub(in crate::app) fn hide() -> bool {
        let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
        if before.is_some() {
            return true;
        }
        let Ok(now) = tcgetattr(io::stdin()) else { return false };
        let mut hidden = now.clone();
        hidden.local_modes.remove(LocalModes::ECHO | LocalModes::ECHONL);
        if tcsetattr(io::stdin(), OptionalActions::Now, &hidden).is_err() {
            return false;
        }
        *before = Some(now);
        true
    }

    /// The terminal shows what is typed, as it did before.
    pub(in crate::app) fn show() {
        let before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(before) = before {
            // A terminal that has gone away has nothing to show.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, &before);
        }
    }
}
