//! Where keys, pastes and resizes come from: a wait that notices when the terminal has gone.
//!
//! crossterm never returns, at full speed, from a terminal that has gone away. So the input thread
//! sleeps in a wait of its own, and asks crossterm only when there is something to read. crossterm
//! itself waits by `poll(2)` (its feature `use-dev-tty`): its other way is told of new input only
//! once, and forgets what lies beyond the first kilobyte, or beside a resize.

#[cfg(not(unix))]
pub(super) use elsewhere::Keyboard;
#[cfg(unix)]
pub(super) use unix::Keyboard;

#[cfg(unix)]
mod unix {
    use std::io::{self, IsTerminal, Read};
    use std::os::fd::AsRawFd;
    use std::os::unix::net::UnixStream;
    use std::time::Duration;

    use crossterm::event::{Event, poll, read};
    use crossterm::terminal::size;
    use filedescriptor::{POLLIN, pollfd};
    use signal_hook::consts::SIGWINCH;
    use signal_hook::low_level::pipe;

    /// How long crossterm may look for an event: none at all would keep it from looking.
    const A_MOMENT: Duration = Duration::from_millis(1);

    /// Both things that wake the thread: keys on standard input, and another size.
    pub(in crate::app) struct Keyboard {
        resizes: UnixStream,
    }

    enum Woken {
        Input,
        Resized,
        Gone,
    }

    impl Keyboard {
        /// Hears of every resize from now on, before the thread that passes them on has started.
        pub(in crate::app) fn open() -> io::Result<Keyboard> {
            let (resizes, sender) = UnixStream::pair()?;
            resizes.set_nonblocking(true)?;
            pipe::register(SIGWINCH, sender)?;
            Ok(Keyboard { resizes })
        }

        /// Passes events on until `pass` wants no more or the terminal is gone.
        pub(in crate::app) fn listen(mut self, pass: impl Fn(Event) -> bool) -> io::Result<()> {
            loop {
                let wanted = match self.sleep()? {
                    Woken::Input => pass_input(&pass)?,
                    Woken::Resized => size().map(|size| pass(Event::Resize(size.0, size.1)))?,
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
    }

    /// Passes on all that is there; false when no more is wanted.
    fn pass_input(pass: &impl Fn(Event) -> bool) -> io::Result<bool> {
        while poll(A_MOMENT)? {
            let event = read()?;
            let told_already = matches!(event, Event::Resize(..));
            if !told_already && !pass(event) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::io;

    use crossterm::event::{Event, read};

    pub(in crate::app) struct Keyboard;

    impl Keyboard {
        pub(in crate::app) fn open() -> io::Result<Keyboard> {
            Ok(Keyboard)
        }

        /// Passes events on until `pass` wants no more.
        pub(in crate::app) fn listen(self, pass: impl Fn(Event) -> bool) -> io::Result<()> {
            while pass(read()?) {}
            Ok(())
        }
    }
}
