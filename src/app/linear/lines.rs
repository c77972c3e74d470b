//! Lines in and out: what is told, what is asked, what was answered.

use crate::app::echo;
use crate::export::spoken::prose;
use crate::linear::Question;
use crate::text::clean_line;
use std::io::{self, BufRead, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// A line is no longer than this; more is no answer.
const LONGEST: u64 = 1024 * 1024;

const TOO_LONG: &str =
    "That line was too long, and nothing of it was taken. Say it in fewer words.";

/// Both ends of the dialogue.
pub(super) struct Lines<I, O> {
    input: I,
    out: O,
    ends: Ends,
    asked: Asked,
}

/// The question that waits for its answer on a terminal.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked(Arc<Mutex<Option<String>>>);

impl Asked {
    /// Asks once more, after a shell had the terminal in between: what it wrote stands there now,
    /// and whoever comes back should not have to guess what was asked.
    pub(super) fn ask_again(&self) {
        let asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(words) = asked.as_ref().filter(|_| echo::is_in_front()) {
            let mut out = io::stdout();
            // A terminal that is gone is asked nothing.
            let _ = write!(out, "\n{words}").and_then(|()| out.flush());
        }
    }

    fn waits(&self, asked: Option<String>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = asked;
    }
}

/// Which ends are a terminal: none through a pipe.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ends {
    /// Somebody types here, and the terminal shows it.
    pub(super) typed: bool,
    /// What is told goes to a screen, where what is typed stands already; a log lacks it.
    pub(super) seen: bool,
}

impl Ends {
    /// Whether answers are told behind their questions, so that a log reads as it was.
    fn tell_answers(self) -> bool {
        !(self.typed && self.seen)
    }
}

impl<I: BufRead, O: Write> Lines<I, O> {
    /// A dialogue over these.
    pub(super) fn new(input: I, out: O, ends: Ends) -> Lines<I, O> {
        Lines { input, out, ends, asked: Asked::default() }
    }

    /// The same, which leaves the question that waits where others can ask it again.
    pub(super) fn asking_through(self, asked: Asked) -> Lines<I, O> {
        Lines { asked, ..self }
    }

    /// Tells something, and an empty line after it; nothing for nothing.
    pub(super) fn tell(&mut self, words: &str) -> io::Result<()> {
        match prose(words).as_str() {
            "" => Ok(()),
            words => writeln!(self.out, "{words}\n").and_then(|()| self.out.flush()),
        }
    }

    /// Asks, and takes the next line; nothing when the input has ended. What is private is not
    /// shown while it is typed, and never told; where nothing is asked, nothing is written at all.
    pub(super) fn ask(&mut self, question: &Question) -> io::Result<Option<String>> {
        let private = question.private.is_some();
        let note = self.veil(private);
        if question.asks.is_empty() {
            return self.next();
        }
        let asks = prose(&format!("{}{note}", question.asks));
        let asks = format!("{asks}\n{}", if self.ends.tell_answers() { "" } else { "> " });
        // Before it is seen: a stop may come as soon as it is.
        self.asked.waits((!self.ends.tell_answers()).then(|| asks.clone()));
        write!(self.out, "{asks}")?;
        self.out.flush()?;
        let line = self.next();
        self.asked.waits(None);
        let line = line?;
        let shown = line.as_deref().map(|line| if private { "(not shown)" } else { line });
        match shown {
            Some(shown) if self.ends.tell_answers() => {
                writeln!(self.out, "{}\n", format!("> {shown}").trim_end())?;
            }
            Some(_) if private => writeln!(self.out, "\n")?,
            _ => writeln!(self.out)?,
        }
        Ok(line)
    }

    /// The next line that is not too long.
    fn next(&mut self) -> io::Result<Option<String>> {
        loop {
            let mut bytes = Vec::new();
            self.input.by_ref().take(LONGEST + 1).read_until(b'\n', &mut bytes)?;
            let is_whole = bytes.ends_with(b"\n");
            if is_whole || u64::try_from(bytes.len()).is_ok_and(|length| length <= LONGEST) {
                return Ok(
                    (!bytes.is_empty()).then(|| clean_line(&String::from_utf8_lossy(&bytes)))
                );
            }
            self.input.skip_until(b'\n')?;
            self.tell(TOO_LONG)?;
        }
    }

    /// Hides what is typed, or shows it again; answers what there is to say of it.
    fn veil(&self, private: bool) -> &'static str {
        match (private, self.ends.typed) {
            (_, false) => "",
            (false, true) => {
                echo::show();
                ""
            }
            (true, true) if echo::hide() => " What you type is not shown.",
            (true, true) => " The terminal shows what you type: let nobody look at it.",
        }
    }
}
