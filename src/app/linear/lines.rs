//! Lines in and out: what is told, what is asked, what was answered.

use crate::app::echo;
use crate::export::spoken::prose;
use crate::text::clean_line;
use std::io::{self, BufRead, Read, Write};

/// A line is no longer than this; more is no answer.
const LONGEST: u64 = 1024 * 1024;

/// Both ends of the dialogue.
pub(super) struct Lines<I, O> {
    input: I,
    out: O,
    /// Somebody types here, and the terminal shows it.
    typed: bool,
}

impl<I: BufRead, O: Write> Lines<I, O> {
    /// A dialogue over these; `typed` where a terminal shows by itself what is typed.
    pub(super) fn new(input: I, out: O, typed: bool) -> Lines<I, O> {
        Lines { input, out, typed }
    }

    /// Tells something, and an empty line after it; nothing for nothing.
    pub(super) fn tell(&mut self, words: &str) -> io::Result<()> {
        match prose(words).as_str() {
            "" => Ok(()),
            words => writeln!(self.out, "{words}\n").and_then(|()| self.out.flush()),
        }
    }

    /// Asks, and takes the next line; nothing when the input has ended. What is private is not
    /// shown while it is typed, and never told.
    pub(super) fn ask(&mut self, question: &str, private: bool) -> io::Result<Option<String>> {
        let note = self.veil(private);
        let asks = prose(&format!("{question}{note}"));
        write!(self.out, "{asks}\n{}", if self.typed { "> " } else { "" })?;
        self.out.flush()?;
        let mut bytes = Vec::new();
        let read = self.input.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            writeln!(self.out)?;
            return Ok(None);
        }
        let line = clean_line(&String::from_utf8_lossy(&bytes));
        if !self.typed {
            // Nobody sees what comes through a pipe, and a log should read as it was.
            writeln!(
                self.out,
                "{}",
                if private && !line.is_empty() { "(not shown)" } else { &line }
            )?;
        }
        writeln!(self.out)?;
        Ok(Some(line))
    }

    /// Hides what is typed, or shows it again; answers what there is to say of it.
    fn veil(&self, private: bool) -> &'static str {
        match (private, self.typed) {
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
