//! A folder with one session, "Garden", and the program run on it.

use super::pty::Pty;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder with one session, "Garden", of three people.
pub(crate) struct Garden {
    /// The folder.
    pub(crate) folder: TempDir,
    /// The session file in it.
    pub(crate) session: PathBuf,
}

impl Garden {
    /// A session that has just begun, and whose question about displays is answered: with two.
    pub(crate) fn new() -> Garden {
        let folder = TempDir::new().expect("a folder");
        let alone = super::something_starts();
        let made = Command::new(env!("CARGO_BIN_EXE_groundswell"))
            .args(["new", "--workshop", "goals-names-pot", "--title", "Garden"])
            .args(["--team", "tests/fixtures/garden.csv"])
            .env("GROUNDSWELL_DATA", folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        drop(alone);
        let made = made.and_then(std::process::Child::wait_with_output).expect("it runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let path = String::from_utf8(made.stdout).expect("a path is text");
        let garden = Garden { session: PathBuf::from(path.trim()), folder };
        let mut pty = garden.open();
        pty.wait_for("One display or two?").keys("2").wait_without("One display").keys("q");
        assert_eq!(pty.exit(), 0);
        garden
    }

    /// Starts the program on the session, and waits for its first picture.
    pub(crate) fn open(&self) -> Pty {
        let mut pty = self.start();
        pty.wait_for("ends ");
        pty
    }

    /// Starts the program on the session.
    pub(crate) fn start(&self) -> Pty {
        Pty::start((80, 24), &[self.name()], &[self.data()])
    }

    /// Runs another program with these words and the session.
    pub(crate) fn run(
        &self,
        program: PathBuf,
        words: &[&str],
        env: &[(&'static str, &str)],
    ) -> Pty {
        let words: Vec<&str> = words.iter().copied().chain([self.name()]).collect();
        let env: Vec<(&str, &str)> = env.iter().copied().chain([self.data()]).collect();
        Pty::run((80, 24), program, &words, &env)
    }

    /// Starts the program on the session from a shell with job control, which waits for a newline
    /// when the program is stopped, and continues it. Waits for the first picture.
    pub(crate) fn open_in_shell(&self) -> Pty {
        let script = "set -m; \"$0\" \"$1\"; echo the shell has the terminal; read x; fg";
        let arguments = ["-c", script, env!("CARGO_BIN_EXE_groundswell"), self.name()];
        let mut pty = Pty::run((80, 24), "sh", &arguments, &[self.data()]);
        pty.wait_for("ends ");
        pty
    }

    fn name(&self) -> &str {
        self.session.to_str().expect("a plain path")
    }

    fn data(&self) -> (&'static str, &str) {
        ("GROUNDSWELL_DATA", text(self.folder.path()))
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}
