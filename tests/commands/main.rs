//! The commands as a person or a script meets them: the real program, without a terminal.

mod checkin;
mod checking;
mod due;
mod exporting;
mod filing;
mod funding;
mod kit;
mod linear;
mod looking;
mod making;
mod portfolio;
mod rehearsing;
mod tables;
mod using;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;
use groundswell::room::Sealed;
use groundswell::session::Session;
use groundswell::store::{RealDisk, SaveJob, Store};
use groundswell::text::CleanText;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A sessions folder, and what lies beside it.
struct Desk {
    home: TempDir,
}

/// What a command said.
#[derive(Debug)]
struct Said {
    out: String,
    err: String,
    code: i32,
}

impl Desk {
    fn new() -> Desk {
        Desk { home: TempDir::new().expect("a folder") }
    }

    /// With one session, called `garden`.
    fn with_garden() -> Desk {
        let desk = Desk::new();
        let words = ["new", "--workshop", "goals-names-pot", "--title", "Garden"];
        assert_eq!(desk.says(&words).code, 0);
        desk
    }

    /// The tour's finished session under another title.
    fn tour(title: &str) -> Session {
        let mut session = groundswell::store::tour::session().expect("the tour");
        session.title = CleanText::line(title);
        session
    }

    /// Lays a session into the folder.
    fn keep(&self, name: &str, session: &Session) {
        let session = Arc::new(session.clone());
        let now = session.glance.changed;
        let job = SaveJob { session, sealed: Sealed::default(), events: Vec::new() };
        let path = self.folder().join(format!("{name}.ron"));
        fs::create_dir_all(self.folder()).expect("made");
        Store::on(Arc::new(RealDisk)).create(&path, job, now).expect("kept");
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("sessions")
    }

    fn garden(&self) -> PathBuf {
        self.folder().join("garden.ron")
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.beside(name);
        write(&path, bytes);
        path.to_str().expect("text").to_owned()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(cargo_bin("groundswell"));
        command.current_dir(self.home.path());
        command.env("HOME", self.home.path()).env("TZ", "UTC").env("LC_ALL", "C");
        command.env("GROUNDSWELL_DATA", self.folder());
        command.env("GROUNDSWELL_CONFIG", self.beside("config"));
        command.env_remove("XDG_DATA_HOME").env_remove("NO_COLOR").env_remove("COLUMNS");
        command
    }

    fn says(&self, words: &[&str]) -> Said {
        let output = self.command().args(words).output().expect("it runs");
        let [out, err] =
            [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("text"));
        assert!(!err.contains("panicked"), "{err}");
        Said { out, err, code: output.status.code().expect("it ended by itself") }
    }

    /// The one sentence of a command that could not do what was asked.
    fn refuses(&self, words: &[&str]) -> String {
        let said = self.says(words);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        assert!(said.err.starts_with("error: "), "{said:?}");
        said.err
    }

    fn new_with_team(&self, bytes: impl AsRef<[u8]>) -> Said {
        let team = self.file("team.csv", bytes);
        let words = ["new", "--workshop", "goals", "--title", "Team", "--team", &team];
        self.says(&words)
    }
}

#[expect(clippy::disallowed_methods, reason = "a test lays files out")]
fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::write(path, bytes).expect("written");
}

fn json(said: &Said) -> Vec<Value> {
    let value: Value = serde_json::from_str(&said.out).expect("JSON");
    value.as_array().expect("an array").clone()
}

/// No terminal would do anything but show this.
fn is_harmless(text: &str) -> bool {
    let loud = |letter: char| {
        (letter.is_control() && letter != '\n') || ('\u{202a}'..='\u{202e}').contains(&letter)
    };
    !text.contains(loud)
}
