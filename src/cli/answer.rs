//! What a command has to say: for standard output, for standard error, and as an exit code.

use crate::app::filing::Refused;
use crate::app::printing::why_not_written;
use crate::import::ImportError;
use crate::session::Refusal;
use crate::store::fault::{Place, shown};
use crate::store::{StoreError, Trouble};
use crate::text::clean_block;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// What a command has to say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// For standard output.
    pub out: Vec<u8>,
    /// For standard error: what a person should know, a sentence each.
    pub notes: Vec<String>,
    /// The exit code.
    pub code: u8,
}

/// Why a command cannot do what was asked: a sentence for standard error. The exit code is 2.
#[derive(Debug, PartialEq, Eq)]
pub struct Complaint(String);

impl Answer {
    /// Text for standard output.
    pub fn text(text: impl Into<String>) -> Answer {
        Answer { out: text.into().into_bytes(), ..Answer::default() }
    }

    /// A value as JSON.
    pub fn json(value: &serde_json::Value) -> Answer {
        Answer::text(format!("{}\n", harmless(&format!("{value:#}"))))
    }

    /// A path, to be read by a script: as it is, or made safe to show where a person looks.
    pub fn path(path: &Path) -> Answer {
        Answer::paths(std::slice::from_ref(&path))
    }

    /// Several paths, one a line.
    pub fn paths(paths: &[impl AsRef<Path>]) -> Answer {
        let looked_at = io::stdout().is_terminal();
        let line = |path: &Path| match looked_at {
            true => format!("{}\n", shown(&path.to_string_lossy())).into_bytes(),
            false => [path.as_os_str().as_encoded_bytes(), b"\n"].concat(),
        };
        let out = paths.iter().flat_map(|path| line(path.as_ref())).collect();
        Answer { out, ..Answer::default() }
    }

    /// The same with notes.
    pub fn with(mut self, notes: impl IntoIterator<Item = String>) -> Answer {
        self.notes.extend(notes);
        self
    }

    /// What clap has to say: help, the version, or what is wrong. The words that were typed are
    /// quoted in it, and may have come from a file's name.
    pub(super) fn of_clap(said: &clap::Error) -> Answer {
        if said.use_stderr() {
            let words = clean_block(&said.render().to_string());
            return Answer { notes: vec![words.trim_end().into()], code: 2, ..Answer::default() };
        }
        let styled = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let words = said.render();
        Answer::text(if styled { words.ansi().to_string() } else { words.to_string() })
    }

    /// Prints it, and answers the exit code. Whoever closes the pipe has read enough.
    pub fn print(&self) -> ExitCode {
        let mut out = io::stdout().lock();
        // What a screen left behind that is gone is no output of ours.
        let printed = match self.out.is_empty() {
            true => Ok(()),
            false => out.write_all(&self.out).and_then(|()| out.flush()),
        };
        for note in &self.notes {
            // Nobody is left to tell when standard error is closed too.
            let _ = writeln!(io::stderr(), "{note}");
        }
        match printed {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                let _ = writeln!(io::stderr(), "error: the output cannot be written: {error}.");
                ExitCode::from(2)
            }
            _ => ExitCode::from(self.code),
        }
    }
}

impl Complaint {
    /// This sentence.
    pub fn new(sentence: impl Into<String>) -> Complaint {
        Complaint(sentence.into())
    }

    /// What is wrong with a file that is brought in, with the line it is about if that is known.
    pub(super) fn import(path: &Path, error: &ImportError) -> Complaint {
        let places = [error.line, error.column].map(|place| place.map(|at| format!(":{at}")));
        let places: String = places.into_iter().flatten().collect();
        let file = shown(&path.to_string_lossy());
        let excerpt = excerpt(error).map(|place| format!("\n{place}")).unwrap_or_default();
        Complaint(format!("{file}{places}: {}{excerpt}", error.message))
    }

    /// Why what is no session cannot be written; `instead` says what to do when there is such a
    /// file already.
    pub(super) fn printing(error: &StoreError, instead: &str) -> Complaint {
        Complaint(why_not_written(error, instead))
    }

    /// Why a file cannot be written; `instead` says what to do when there is such a file already.
    pub(super) fn writing(error: StoreError, instead: &str) -> Complaint {
        let file = shown(&error.file.to_string_lossy());
        match error.trouble {
            Trouble::Exists => {
                Complaint(format!("{file}: There is such a file already. {instead}"))
            }
            Trouble::FolderGone => Complaint(format!(
                "{file}: The folder it should lie in is not there. Make it, or choose another place."
            )),
            _ => error.into(),
        }
    }

    /// Why a file that is brought in cannot be read.
    pub(super) fn reading(path: &Path, error: &io::Error) -> Complaint {
        let why = match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => {
                "There is no such file. Look for a slip in its name."
            }
            ErrorKind::IsADirectory => "This is a folder; name a file in it.",
            ErrorKind::PermissionDenied => "The system does not let us read it. Change its rights.",
            _ => return Complaint(format!("{}: {error}.", shown(&path.to_string_lossy()))),
        };
        Complaint(format!("{}: {why}", shown(&path.to_string_lossy())))
    }
}

impl From<Complaint> for Answer {
    fn from(Complaint(sentence): Complaint) -> Answer {
        let sentence = format!("error: {}", clean_block(&sentence).trim_end());
        Answer { notes: vec![sentence], code: 2, ..Answer::default() }
    }
}

impl From<StoreError> for Complaint {
    fn from(error: StoreError) -> Complaint {
        Complaint(error.to_string())
    }
}

impl From<Refused> for Complaint {
    fn from(refused: Refused) -> Complaint {
        Complaint(refused.to_string())
    }
}

impl From<Refusal> for Complaint {
    fn from(refusal: Refusal) -> Complaint {
        Complaint(refusal.to_string())
    }
}

fn excerpt(error: &ImportError) -> Option<Place> {
    let number = |place: Option<u64>| usize::try_from(place?).ok();
    let source = shown(error.source.as_deref()?);
    Some(Place { line: number(error.line)?, column: number(error.column)?, source })
}

/// JSON in which everything that a terminal might obey, or that hides, is written as an escape.
/// It reads back as the same value.
fn harmless(json: &str) -> String {
    let plain: Vec<char> = shown(json).chars().collect();
    let mut written = String::with_capacity(json.len());
    for (letter, plain) in json.chars().zip(plain) {
        if letter == plain || letter == '\n' {
            written.push(letter);
        } else {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                written.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn json_holds_no_control_character_and_reads_back_as_the_same() {
        let value = json!([{ "name": "a\u{9b}2J\u{202e}b\u{e0041}\n", "title": "山田 “é”" }]);
        let answer = Answer::json(&value);
        let text = String::from_utf8(answer.out).expect("text");
        assert!(!text.contains(['\u{9b}', '\u{202e}', '\u{e0041}']), "{text}");
        assert!(text.contains("山田"), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), value);
    }

    #[test]
    fn a_complaint_is_an_error_of_wrong_usage_and_clean() {
        let answer = Answer::from(Complaint::new("No \u{1b}[31msuch thing.\n"));
        assert_eq!(answer.notes, ["error: No such thing."]);
        assert_eq!((answer.code, answer.out.len()), (2, 0));
    }

    #[test]
    fn a_fault_in_a_list_names_file_and_line() {
        let message = "There is no name.".to_owned();
        let mut error = ImportError { line: Some(3), column: None, source: None, message };
        let told = |error: &ImportError| Complaint::import(Path::new("team.csv"), error);
        assert_eq!(told(&error), Complaint::new("team.csv:3: There is no name."));
        (error.column, error.source) = (Some(5), Some("Ana;\u{1b};HR".into()));
        let excerpt = "team.csv:3:5: There is no name.\n3 | Ana;·;HR\n        ^";
        assert_eq!(told(&error), Complaint::new(excerpt));
    }
}
