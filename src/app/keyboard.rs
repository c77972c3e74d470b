//! Where keys, pastes and resizes come from: a wait that notices when the terminal has gone.
//!
//! crossterm never returns, at full speed, from a terminal that has gone away. So the input thread
//! sleeps in a wait of its own, and asks crossterm only when there is something to read. crossterm
//! itself waits by `poll(2)` (its feature `use-dev-tty`): its other way is told of new input only
//! once, and forgets what lies beyond the first kilobyte, or beside a resize.

use crossterm::event::Event;

#[cfg(not(unix))]
pub(super) use elsewhere::Keyboard;
#[cfg(unix)]
pub(super) use unix::Keyboard;

/// What the input thread has heard.
pub(super) enum Heard {
    /// A key, a paste, another size.
    Event(Event),
    /// The terminal's background: red, green and blue.
    #[cfg_attr(not(unix), expect(dead_code, reason = "the terminal is not asked there"))]
    Background((u8, u8, u8)),
}

#[cfg(unix)]
mod unix {
    use super::Heard;
    use crate::app::sieve::{Sieve, Sifted};
    use crate::app::terminal::size;
    use std::io::{self, IsTerminal, Read};
    use std::os::fd::AsRawFd;
    use std::os::unix::net::UnixStream;
    use std::time::Duration;

    use crossterm::event::{Event, poll, read};
    use filedescriptor::{POLLIN, pollfd};
    use signal_hook::consts::SIGWINCH;
    use signal_hook::low_level::pipe;

    /// How long crossterm may look for an event. Where the system gives the processor to others for
    /// so long just as it begins, it does not look at all, and keys that it has read already stay
    /// with it until the next one. So it looks once more before that is believed. It turns on the
    /// spot for the last millisecond; in a flood of keys this is long enough never to come to that.
    const A_MOMENT: Duration = Duration::from_millis(20);
    const A_GLANCE: Duration = Duration::from_micros(100);

    /// Both things that wake the thread: keys on standard input, and another size.
    pub(in crate::app) struct Keyboard {
        resizes: UnixStream,
        /// Only until the terminal has answered.
        sieve: Option<Sieve>,
    }

    enum Woken {
        Input,
        Resized,
        Gone,
    }

    impl Keyboard {
        /// Hears of every resize from now on, before the thread that passes them on has started.
        /// With `asked`, the terminal's answer to [`QUESTION`](crate::app::sieve::QUESTION) is
        /// taken out of what is typed.
        pub(in crate::app) fn open(asked: bool) -> io::Result<Keyboard> {
            let (resizes, sender) = UnixStream::pair()?;
            resizes.set_nonblocking(true)?;
            pipe::register(SIGWINCH, sender)?;
            Ok(Keyboard { resizes, sieve: asked.then(Sieve::default) })
        }

        /// Passes events on until `pass` wants no more or the terminal is gone.
        pub(in crate::app) fn listen(mut self, pass: impl Fn(Heard) -> bool) -> io::Result<()> {
            loop {
                let wanted = match self.sleep()? {
                    Woken::Input => self.pass_input(&pass)?,
                    Woken::Resized => {
                        let (columns, rows) = size()?;
                        pass(Heard::Event(Event::Resize(columns, rows)))
                    }
                    Woken::Gone => false,
                };
                if !wanted {
                    return Ok(());
                }
            }
        }

        fn sleep(&mut self) -> io::Result<Woken> {
            let on = |fd| pollfd { fd, events: POLLIN, revents: 0 };
            let mut sources = [on(io::stdin().as_raw_fd()), on(self.resizes.as_raw_fd())];
            match filedescriptor::poll(&mut sources, None) {
                Err(filedescriptor::Error::Poll(error))
                    if error.kind() == io::ErrorKind::Interrupted =>
                {
                    return self.sleep();
                }
                slept => slept.map_err(io::Error::other)?,
            };
            // Some systems say "readable" for "gone", but then it is no terminal any more.
            if sources[0].revents & !POLLIN != 0 || !io::stdin().is_terminal() {
                return Ok(Woken::Gone);
            }
            if sources[1].revents & POLLIN != 0 {
                let _ = self.resizes.read(&mut [0; 64]);
                return Ok(Woken::Resized);
            }
            Ok(Woken::Input)
        }

        /// Passes on all that is there; false when no more is wanted.
        fn pass_input(&mut self, pass: &impl Fn(Heard) -> bool) -> io::Result<bool> {
            let all =
                |events: Vec<Event>| events.into_iter().all(|event| pass(Heard::Event(event)));
            loop {
                let patience = self.sieve.as_ref().and_then(Sieve::patience);
                if !poll(patience.unwrap_or(A_MOMENT))? && !poll(A_GLANCE)? {
                    return Ok(all(self.sieve.as_mut().map(Sieve::let_go).unwrap_or_default()));
                }
                let event = read()?;
                if matches!(event, Event::Resize(..)) {
                    // No key, so whatever may be an answer is held on.
                    if pass(Heard::Event(event)) {
                        continue;
                    }
                    return Ok(false);
                }
                let sifted = match &mut self.sieve {
                    Some(sieve) => sieve.sift(event),
                    None => Sifted::Events(vec![event]),
                };
                let wanted = match sifted {
                    Sifted::Events(events) => all(events),
                    Sifted::Held => true,
                    Sifted::Background(shade) => {
                        self.sieve = None;
                        pass(Heard::Background(shade))
                    }
                };
                if !wanted {
                    return Ok(false);
                }
            }
        }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::io;

    use crossterm::event::read;

    use super::Heard;

    pub(in crate::app) struct Keyboard;

    impl Keyboard {
        pub(in crate::app) fn open(_asked: bool) -> io::Result<Keyboard> {
            Ok(Keyboard)
        }

        /// Passes events on until `pass` wants no more.
        pub(in crate::app) fn listen(self, pass: impl Fn(Heard) -> bool) -> io::Result<()> {
            while pass(Heard::Event(read()?)) {}
            Ok(())
        }
    }
}
