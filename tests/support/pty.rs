//! A real terminal for tests: it runs a program, types for it, and reads its screen.
#![allow(dead_code, reason = "what one test file uses, another may not")]

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use filedescriptor::{POLLIN, RawFileDescriptor, pollfd};
use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long a test waits before it fails; no test waits for it to pass.
const LIMIT: Duration = Duration::from_mins(1);

/// How a program says that the picture it paints is whole.
const WHOLE: &[u8] = b"\x1b[?2026l";

/// A program that runs in a terminal of its own.
pub(crate) struct Pty {
    program: u32,
    line: Option<Line>,
    shared: Arc<Shared>,
    settings_before: String,
}

/// The terminal's end of the line; dropping it hangs up.
struct Line {
    // In the order of dropping: while the reader lives, the line stays open.
    _stop_reader: UnixStream,
    reader: Option<JoinHandle<()>>,
    writer: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
}

#[derive(Default)]
struct Shared {
    seen: Mutex<Seen>,
    news: Condvar,
}

#[derive(Default)]
struct Seen {
    terminal: vt100::Parser,
    raw: Vec<u8>,
    status: Option<ExitStatus>,
    reading: bool,
}

impl Pty {
    /// Runs the groundswell binary in a terminal of (columns, rows).
    pub(crate) fn start(size: (u16, u16), arguments: &[&str], env: &[(&str, &str)]) -> Pty {
        Pty::run(size, env!("CARGO_BIN_EXE_groundswell"), arguments, env)
    }

    /// Runs any program in a terminal of (columns, rows).
    pub(crate) fn run(
        size: (u16, u16),
        program: impl AsRef<OsStr>,
        arguments: &[&str],
        env: &[(&str, &str)],
    ) -> Pty {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        // A test never reads what the person who runs it likes.
        command.env("GROUNDSWELL_CONFIG", "/nonexistent");
        env.iter().for_each(|(name, value)| command.env(name, value));
        let pair = native_pty_system().openpty(pty_size(size)).expect("a pseudo-terminal opens");
        let settings_before = settings(&*pair.master);
        let alone = super::something_starts();
        let mut child = pair.slave.spawn_command(command).expect("the program starts");
        drop(alone);
        drop(pair.slave);
        let program = child.process_id().expect("a running program has a number");
        let shared = Arc::new(Shared::default());
        shared.lock().terminal.screen_mut().set_size(non_zero(size.1), non_zero(size.0));
        let waiting = Arc::clone(&shared);
        thread("waiter", move || {
            let status = child.wait().expect("a child can be waited for");
            waiting.tell(|seen| seen.status = Some(status));
        });
        let line = Some(Line::new(pair.master, &shared));
        Pty { program, line, shared, settings_before }
    }

    /// Types text and keys: `a Plant bees<enter>`, `<esc>`, `<c-r>`, `<up>`; `<lt>` is `<` itself.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let mut bytes = Vec::new();
        let mut rest = keys;
        while let Some((text, (name, after))) = rest
            .split_once('<')
            .map(|(text, after)| (text, after.split_once('>').expect("a key ends in >")))
        {
            bytes.extend(text.bytes());
            bytes.extend(key(name));
            rest = after;
        }
        bytes.extend(rest.bytes());
        self.send(&bytes)
    }

    /// Pastes text, as a terminal does when it was asked for bracketed paste.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes())
    }

    /// Sends bytes as they are. A program that has ended hears none of them.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> &mut Self {
        let line = self.line.as_mut().expect("nobody hung up");
        let _ = line.writer.write_all(bytes).and_then(|()| line.writer.flush());
        self
    }

    /// Waits until the screen shows the text.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("{text:?} on the screen"), |seen| {
            seen.terminal.screen().contents().contains(text)
        })
    }

    /// Waits until the screen shows the text so many times.
    #[track_caller]
    pub(crate) fn wait_for_times(&mut self, text: &str, times: usize) -> &mut Self {
        self.wait_until(&format!("{text:?} {times} times on the screen"), |seen| {
            seen.terminal.screen().contents().matches(text).count() >= times
        })
    }

    /// Waits until the screen no longer shows the text.
    #[track_caller]
    pub(crate) fn wait_without(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("a screen without {text:?}"), |seen| {
            !seen.terminal.screen().contents().contains(text)
        })
    }

    /// The screen's text, row by row.
    pub(crate) fn screen(&self) -> String {
        self.shared.lock().terminal.screen().contents()
    }

    /// Waits until the screen shows the text on a frame that is whole: a program that paints at
    /// one go says when it has done so.
    #[track_caller]
    pub(crate) fn wait_for_whole(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("{text:?} on a whole screen"), |seen| {
            seen.raw.ends_with(WHOLE) && seen.terminal.screen().contents().contains(text)
        })
    }

    /// Looks at the screen, cell by cell.
    pub(crate) fn look<T>(&self, at: impl FnOnce(&vt100::Screen) -> T) -> T {
        at(self.shared.lock().terminal.screen())
    }

    /// Whether the first place where the screen shows the text is drawn in reverse.
    pub(crate) fn is_reversed(&self, text: &str) -> bool {
        let seen = self.shared.lock();
        let screen = seen.terminal.screen();
        let columns = screen.size().1.get();
        let place = screen.rows(0, columns).enumerate().find_map(|(row, words)| {
            let before = &words[..words.find(text)?];
            Some((u16::try_from(row).ok()?, u16::try_from(before.chars().count()).ok()?))
        });
        place.and_then(|(row, column)| screen.cell(row, column)).is_some_and(vt100::Cell::inverse)
    }

    /// Gives the terminal another size (columns, rows).
    pub(crate) fn resize(&mut self, size: (u16, u16)) -> &mut Self {
        self.shared.lock().terminal.screen_mut().set_size(non_zero(size.1), non_zero(size.0));
        let line = self.line.as_ref().expect("nobody hung up");
        line.master.resize(pty_size(size)).expect("the line is open");
        self
    }

    /// Sends a signal, such as `"TERM"`, to the program in the foreground.
    pub(crate) fn signal(&mut self, name: &str) -> &mut Self {
        let foreground = self.line.as_ref().and_then(|line| line.master.process_group_leader());
        let target = foreground.map_or_else(|| self.program.to_string(), |id| id.to_string());
        assert!(kill(name, &target), "no signal {name} for {target}");
        self
    }

    /// Closes the terminal's window. A newline and Ctrl-D go ahead of it.
    pub(crate) fn hang_up(&mut self) -> &mut Self {
        self.line = None;
        self
    }

    /// Waits for the end of the program, and for all it had to say.
    #[track_caller]
    pub(crate) fn exit(&mut self) -> u32 {
        self.wait_until("the end of the program", |seen| seen.status.is_some() && !seen.reading);
        self.shared.lock().status.as_ref().expect("just waited for").exit_code()
    }

    /// Lets the program go on for so long, or until it ends: for what happens at any moment.
    pub(crate) fn let_run(&mut self, moment: Duration) -> &mut Self {
        let runs = |seen: &mut Seen| seen.status.is_none();
        drop(self.shared.news.wait_timeout_while(self.shared.lock(), moment, runs));
        self
    }

    /// Every whole picture that the program painted, oldest first, as text.
    pub(crate) fn pictures(&self) -> Vec<String> {
        let (raw, (rows, columns)) = (self.raw_output(), self.look(vt100::Screen::size));
        let mut terminal = vt100::Parser::default();
        terminal.screen_mut().set_size(rows, columns);
        let mut pictures = Vec::new();
        let mut rest = raw.as_slice();
        while let Some(at) = rest.windows(WHOLE.len()).position(|bytes| bytes == WHOLE) {
            let (picture, after) = rest.split_at(at + WHOLE.len());
            terminal.process(picture);
            pictures.push(terminal.screen().contents());
            rest = after;
        }
        pictures
    }

    /// Every byte that the program wrote.
    pub(crate) fn raw_output(&self) -> Vec<u8> {
        self.shared.lock().raw.clone()
    }

    /// The modes that the program has switched on and not off again, by name.
    pub(crate) fn modes_left_on(&self) -> Vec<String> {
        let mut modes = modes_left_on(&self.raw_output());
        if self.line.as_ref().is_some_and(|line| settings(&*line.master) != self.settings_before) {
            modes.push("line settings".to_owned());
        }
        modes
    }

    /// Switches on that the terminal shows what is typed, as a shell does around what it continues.
    pub(crate) fn echo(&mut self) -> &mut Self {
        let line = self.line.as_ref().expect("nobody hung up");
        let name = line.master.tty_name().expect("a terminal has a name");
        let terminal = std::fs::File::open(name).expect("it can be opened");
        let done = Command::new("stty").args(["echo"]).stdin(terminal).status();
        assert!(done.is_ok_and(|status| status.success()), "stty does not work");
        self
    }

    /// Waits until the line discipline is set otherwise than it was before.
    #[track_caller]
    pub(crate) fn wait_for_line_settings(&mut self) -> &mut Self {
        self.wait_for_modes(|modes| modes.iter().any(|mode| mode == "line settings"))
    }

    /// Waits until such modes are on.
    #[track_caller]
    pub(crate) fn wait_for_modes(&mut self, such: impl Fn(&[String]) -> bool) -> &mut Self {
        let moment = Duration::from_millis(20);
        for _ in 0..LIMIT.as_millis() / moment.as_millis() {
            if such(&self.modes_left_on()) {
                return self;
            }
            // Nothing is told of settings, so it is looked at again and again.
            drop(self.shared.news.wait_timeout(self.shared.lock(), moment));
        }
        panic!("The time is up, waiting for other modes than {:?}", self.modes_left_on());
    }

    #[track_caller]
    fn wait_until(&mut self, what: &str, reached: impl Fn(&Seen) -> bool) -> &mut Self {
        let guard = self.shared.lock();
        let (seen, waited) = self
            .shared
            .news
            .wait_timeout_while(guard, LIMIT, |seen| {
                !reached(seen) && (seen.status.is_none() || seen.reading)
            })
            .unwrap_or_else(PoisonError::into_inner);
        if !reached(&seen) {
            let why = if waited.timed_out() { "The time is up" } else { "The program ended" };
            let (screen, status) = (seen.terminal.screen().contents(), seen.status.clone());
            drop(seen);
            panic!("{why}, waiting for {what}. Status: {status:?}. The screen:\n{screen}\n----");
        }
        drop(seen);
        self
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.shared.lock().status.is_none() {
            kill("KILL", &self.program.to_string());
        }
    }
}

impl Line {
    fn new(master: Box<dyn MasterPty + Send>, shared: &Arc<Shared>) -> Line {
        let (stop_reader, stopped) = UnixStream::pair().expect("a pair of sockets opens");
        let input = master.try_clone_reader().expect("the line can be read");
        let descriptor = master.as_raw_fd().expect("a terminal has a descriptor");
        let writer = master.take_writer().expect("nobody else writes");
        let shared = Arc::clone(shared);
        shared.lock().reading = true;
        let reader = Some(thread("reader", move || read(input, descriptor, &stopped, &shared)));
        Line { _stop_reader: stop_reader, reader, writer, master }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self._stop_reader.shutdown(std::net::Shutdown::Both);
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, news: impl FnOnce(&mut Seen)) {
        news(&mut self.lock());
        self.news.notify_all();
    }
}

/// Reads until the program has closed its end, or until someone hangs up.
fn read(
    mut input: Box<dyn Read + Send>,
    descriptor: RawFileDescriptor,
    stopped: &UnixStream,
    shared: &Shared,
) {
    let mut buffer = [0; 4096];
    let on = |fd| pollfd { fd, events: POLLIN, revents: 0 };
    loop {
        let mut sources = [on(descriptor), on(stopped.as_raw_fd())];
        let _ = filedescriptor::poll(&mut sources, None);
        if sources[1].revents != 0 {
            break;
        }
        let length = input.read(&mut buffer).unwrap_or(0);
        if length == 0 {
            break;
        }
        shared.tell(|seen| {
            seen.raw.extend_from_slice(&buffer[..length]);
            seen.terminal.process(&buffer[..length]);
        });
    }
    shared.tell(|seen| seen.reading = false);
}

/// Follows what was set and reset in a stream of terminal output.
fn modes_left_on(output: &[u8]) -> Vec<String> {
    let output = String::from_utf8_lossy(output);
    let mut on: Vec<String> = Vec::new();
    for sequence in output.split("\x1b[").skip(1) {
        let Some(end) = sequence.find(|last: char| ('@'..='~').contains(&last)) else { continue };
        let (parameters, last) = (&sequence[..end], &sequence[end..=end]);
        match (parameters.get(..1), last) {
            (Some("?"), "h" | "l") => {
                for number in parameters[1..].split(';') {
                    let name = mode_name(number);
                    on.retain(|mode| *mode != name);
                    // The cursor's mode is the other way round: what is left over is a hidden one.
                    if (last == "h") != (number == "25") {
                        on.push(name);
                    }
                }
            }
            (Some(">"), "u") => on.push("keyboard flags".to_owned()),
            (Some("<"), "u") => {
                let pushed = on.iter().rposition(|mode| mode == "keyboard flags");
                pushed.map(|pushed| on.remove(pushed));
            }
            _ => {}
        }
    }
    on
}

fn mode_name(number: &str) -> String {
    match number {
        "25" => "hidden cursor".to_owned(),
        "47" | "1047" | "1049" => "alternate screen".to_owned(),
        "2004" => "bracketed paste".to_owned(),
        "2026" => "synchronized update".to_owned(),
        "1000" | "1002" | "1003" | "1005" | "1006" | "1015" => format!("mouse {number}"),
        other => format!("mode {other}"),
    }
}

/// What a terminal sends for a named key. Esc comes as it does under the keyboard flags that
/// Groundswell asks for, so that what follows can never be taken for a part of it.
fn key(name: &str) -> Vec<u8> {
    let text = match name {
        "enter" => "\r",
        "esc" => "\x1b[27u",
        "tab" => "\t",
        "s-tab" => "\x1b[Z",
        "space" => " ",
        "lt" => "<",
        "bs" => "\x7f",
        "del" => "\x1b[3~",
        "up" => "\x1b[A",
        "down" => "\x1b[B",
        "right" => "\x1b[C",
        "left" => "\x1b[D",
        "home" => "\x1b[H",
        "end" => "\x1b[F",
        "pgup" => "\x1b[5~",
        "pgdn" => "\x1b[6~",
        control => {
            let letter = control.strip_prefix("c-").map(str::as_bytes);
            let Some([letter]) = letter else { panic!("no key is called <{control}>") };
            return vec![letter & 0x1f];
        }
    };
    text.as_bytes().to_vec()
}

/// The line discipline's settings, to compare: raw mode shows here and in no output.
fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

fn kill(signal: &str, target: &str) -> bool {
    let alone = super::something_starts();
    let told = Command::new("kill").args(["-s", signal, target]).spawn();
    drop(alone);
    told.and_then(|mut told| told.wait()).is_ok_and(|status| status.success())
}

fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> JoinHandle<()> {
    Builder::new().name(name.to_owned()).spawn(work).expect("a thread starts")
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn non_zero(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a terminal has rows and columns")
}
