//! The terminal while Groundswell draws on it: every mode switched on here is switched off here.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, KeyboardEnhancementFlags,
    PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::queue;
use crossterm::style::{Print, ResetColor, force_color_output};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use jiff::{SignedDuration, Timestamp};
use ratatui::backend::CrosstermBackend;
use ratatui::{Frame, Terminal};

/// The screen that Groundswell draws on, from [`Screen::enter`] until it is dropped.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Sheet>>,
    sheet: Sheet,
    _guard: TerminalGuard,
}

impl Screen {
    /// Takes the terminal over; dropping the screen gives it back as it was.
    pub fn enter() -> io::Result<Screen> {
        // crossterm takes NO_COLOR to mean "no bold and no reverse either", and the cursor row
        // vanishes. The themes honour NO_COLOR themselves, so crossterm need not.
        force_color_output(true);
        let guard = TerminalGuard::enter()?;
        let sheet = Sheet::default();
        let terminal = Terminal::new(CrosstermBackend::new(sheet.clone()))?;
        Ok(Screen { terminal, sheet, _guard: guard })
    }

    /// Draws one frame, which reaches the terminal in one write, and whole.
    ///
    /// An error means that nobody can see the terminal any more.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        size()?;
        self.sheet.tear_off();
        queue!(self.sheet, BeginSynchronizedUpdate)?;
        self.terminal.draw(paint)?;
        queue!(self.sheet, EndSynchronizedUpdate)?;
        write_while_ours(&self.sheet.tear_off())
    }

    /// Sends one command, such as a bell or a copy to the clipboard, between two frames.
    pub fn send(&mut self, command: impl Command) -> io::Result<()> {
        queue!(self.sheet, command)?;
        write_while_ours(&self.sheet.tear_off())
    }

    /// Asks the terminal for its background; the answer, if one comes, comes through the inbox.
    /// Answers whether it was asked: some terminals print what they do not know.
    pub fn ask_background(&mut self) -> io::Result<bool> {
        if !knows_private_sequences() {
            return Ok(false);
        }
        self.send(Print(super::sieve::QUESTION)).map(|()| true)
    }

    /// Puts a text into the terminal's clipboard; answers false where no program can. Terminals do
    /// not say whether they took it.
    pub fn copy(&mut self, text: &str) -> io::Result<bool> {
        if !knows_private_sequences() {
            return Ok(false);
        }
        self.send(CopyToClipboard::to_clipboard_from(text)).map(|()| true)
    }

    /// Tells the desktop that the time of a step is up, in words that are always the same: what a
    /// session is called stays on its screen.
    pub fn notify(&mut self) -> io::Result<()> {
        match knows_private_sequences() {
            true => self.send(Print(notification(|name| std::env::var(name).ok()))),
            false => Ok(()),
        }
    }

    /// Lets clicks and the wheel speak to Groundswell, or gives the mouse back to the terminal's own
    /// selection. It stays so when the program is stopped and goes on.
    pub fn capture_mouse(&mut self, captured: bool) -> io::Result<()> {
        MOUSE.store(captured, Ordering::SeqCst);
        match captured {
            true => self.send(Clicks),
            false => self.send(DisableMouseCapture),
        }
    }

    /// Gives the terminal to the shell and stops the program until the shell continues it.
    ///
    /// Where no shell waits behind the program, it returns at once. The next [`Screen::draw`] paints
    /// everything.
    #[cfg(unix)]
    pub fn suspend(&mut self) -> io::Result<()> {
        super::signals::stop_until_continued(super::signals::Who::Foreground)?;
        self.repaint_all()
    }

    /// Nothing to suspend to: other systems have no shell that waits.
    #[cfg(not(unix))]
    pub fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Takes the terminal over again after someone else had it, whatever they left behind.
    pub fn renew(&mut self) -> io::Result<()> {
        restore();
        take_over()?;
        self.repaint_all()
    }

    /// A fresh terminal knows nothing of what was drawn, so it draws everything. Asking ratatui to
    /// clear instead would ask the terminal for its cursor, race the input thread for the answer,
    /// and fail after two seconds where none comes.
    fn repaint_all(&mut self) -> io::Result<()> {
        self.terminal = Terminal::new(CrosstermBackend::new(self.sheet.clone()))?;
        Ok(())
    }
}

/// Holds the terminal's modes on; whoever drops it, or calls [`restore`], switches them off.
#[derive(Debug)]
#[must_use = "dropping the guard gives the terminal back"]
pub struct TerminalGuard(());

impl TerminalGuard {
    /// Raw input, the alternate screen, bracketed paste, and unambiguous keys where they exist.
    pub fn enter() -> io::Result<TerminalGuard> {
        take_over()?;
        Ok(TerminalGuard(()))
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        restore();
    }
}

/// Switches every mode off, once, from any thread; a second call does nothing.
///
/// Errors are not reported: either the terminal is gone, or nothing better can be tried.
pub fn restore() {
    let mut ours = lock();
    if !*ours {
        return;
    }
    // From here on frames are thrown away, so a loop that is still drawing cannot scribble on
    // the shell's screen.
    *ours = false;
    let _ = write_all(&leaving());
    let _ = disable_raw_mode();
}

/// Lets go of a terminal that has gone away: nothing more is written to it.
pub fn abandon() {
    *lock() = false;
}

/// Whether there is a terminal to draw on; otherwise a sentence for the person.
pub fn ensure_terminal() -> Result<(), String> {
    let missing = match (io::stdin().is_terminal(), io::stdout().is_terminal()) {
        (true, true) => return Ok(()),
        (false, true) => "standard input",
        (_, false) => "standard output",
    };
    Err(format!(
        "groundswell draws on a terminal, and {missing} is not one. \
         Use `groundswell show SESSION` for plain text."
    ))
}

/// Columns and rows of the terminal that is drawn on; an error where it is gone. Of one that is gone
/// crossterm would ask another program, which would hold our locks for a moment.
#[cfg(unix)]
pub(super) fn size() -> io::Result<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(io::stdout())?;
    Ok((size.ws_col, size.ws_row))
}

/// Columns and rows of the console, which goes with the program.
#[cfg(not(unix))]
fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// Whether the mouse is wanted, for whenever the terminal is taken over again.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// From when on a terminal that was asked something will not answer any more.
pub(super) fn silent_from(asked: Timestamp) -> Timestamp {
    asked.checked_add(SignedDuration::from_secs(2)).unwrap_or(asked)
}

/// Asks for clicks and the wheel alone: every movement of the mouse would be an event, and a frame.
struct Clicks;

impl Command for Clicks {
    fn write_ansi(&self, out: &mut impl std::fmt::Write) -> std::fmt::Result {
        out.write_str("\x1b[?1000h\x1b[?1006h")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        crossterm::event::EnableMouseCapture.execute_winapi()
    }

    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}

/// Whether the modes are on. Held while writing, so that a frame and the way out never mix.
static OURS: Mutex<bool> = Mutex::new(false);

fn lock() -> MutexGuard<'static, bool> {
    OURS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Switches the modes on, unless they are on already.
pub(super) fn take_over() -> io::Result<()> {
    let mut ours = lock();
    if *ours {
        return Ok(());
    }
    enable_raw_mode()?;
    *ours = true;
    write_all(&entering()).inspect_err(|_| {
        *ours = false;
        let _ = disable_raw_mode();
    })
}

/// The keyboard flags are pushed without asking who knows them: terminals that do not, ignore the
/// sequence, and asking would hold up the first picture for as long as the answer takes. They are
/// pushed and popped inside the alternate screen, because each screen has flags of its own.
fn entering() -> Vec<u8> {
    let mut bytes = Vec::new();
    let modes = (EnterAlternateScreen, EnableBracketedPaste, Clear(ClearType::All));
    let written = queue!(bytes, modes.0, modes.1, modes.2);
    debug_assert!(written.is_ok(), "a vector takes all bytes");
    if knows_private_sequences() {
        let flags = KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES;
        let _ = queue!(bytes, PushKeyboardEnhancementFlags(flags));
    }
    if MOUSE.load(Ordering::SeqCst) {
        let _ = queue!(bytes, Clicks);
    }
    bytes
}

/// Undoes [`entering`], and whatever was switched on since: a frame cut short, the mouse, colours.
fn leaving() -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = queue!(bytes, EndSynchronizedUpdate, ResetColor, DisableMouseCapture);
    if knows_private_sequences() {
        let _ = queue!(bytes, PopKeyboardEnhancementFlags);
    }
    let _ = queue!(bytes, DisableBracketedPaste, Show, LeaveAlternateScreen);
    bytes
}

/// OSC 9 is what most terminals know; some know OSC 777 instead, and those that know both would tell
/// it twice.
fn notification(said: impl Fn(&str) -> Option<String>) -> &'static str {
    let term = said("TERM").unwrap_or_default();
    let urgent = ["rxvt", "foot"].iter().any(|name| term.starts_with(name));
    if urgent || said("VTE_VERSION").is_some() {
        "\x1b]777;notify;Groundswell;The time of this step is up.\x1b\\"
    } else {
        "\x1b]9;Groundswell: the time of this step is up.\x1b\\"
    }
}

/// The Linux console prints the end of sequences that it does not know.
fn knows_private_sequences() -> bool {
    let plain = |term: std::ffi::OsString| term == "linux" || term == "dumb";
    cfg!(unix) && !std::env::var_os("TERM").is_some_and(plain)
}

fn write_while_ours(bytes: &[u8]) -> io::Result<()> {
    let ours = lock();
    if *ours { write_all(bytes) } else { Ok(()) }
}

fn write_all(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Collects what ratatui writes, and outlasts its many flushes, until the frame is complete.
#[derive(Clone, Debug, Default)]
struct Sheet(Rc<RefCell<Vec<u8>>>);

impl Sheet {
    fn tear_off(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_terminal_is_told_once_in_the_way_it_knows() {
        let on = |name: &'static str, value: &'static str| {
            notification(move |asked| (asked == name).then(|| value.to_owned()))
        };
        assert!(
            on("TERM", "foot").contains("777;notify") && on("VTE_VERSION", "7600").contains("777")
        );
        assert!(on("TERM", "xterm-256color").starts_with("\x1b]9;"));
    }
}
