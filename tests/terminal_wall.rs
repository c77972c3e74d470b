//! The wall on a second display, in a pseudo-terminal of its own, beside the console that runs the
//! session: it follows, waits, outlives it, and writes nothing.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test damages files as nobody else may")]

mod support;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::pty::Pty;
use tempfile::TempDir;

const SIZE: (u16, u16) = (80, 24);
const NOTHING: [&str; 0] = [];

/// What stands below the first question of the workshop, and below the second.
const FIRST: &str = "We write before we talk.";
const SECOND: &str = "Titles stay outside.";

/// A sessions folder.
struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Home {
        Home { folder: TempDir::new().expect("a folder") }
    }

    fn data(&self) -> &str {
        self.folder.path().to_str().expect("a plain path")
    }

    /// Makes a session of three people.
    fn begins(&self, title: &str) -> PathBuf {
        let made = Command::new(env!("CARGO_BIN_EXE_groundswell"))
            .args(["new", "--workshop", "goals-names-pot", "--title", title])
            .args(["--team", "tests/fixtures/garden.csv"])
            .env("GROUNDSWELL_DATA", self.data())
            .output()
            .expect("it runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        PathBuf::from(String::from_utf8(made.stdout).expect("a path is text").trim())
    }

    fn runs(&self, arguments: &[&str]) -> Pty {
        Pty::start(SIZE, arguments, &[("GROUNDSWELL_DATA", self.data())])
    }

    /// The console of a session with a wall beside it.
    fn console(&self, session: &Path) -> Pty {
        let mut pty = self.runs(&[session.to_str().expect("a plain path")]);
        pty.wait_for("ends ");
        pty
    }

    fn answered(&self, session: &Path) -> Pty {
        let mut console = self.console(session);
        console.wait_for("One display or two?").keys("2").wait_without("One display");
        console
    }

    fn files(&self) -> BTreeSet<OsString> {
        let entries = std::fs::read_dir(self.folder.path()).expect("it is there");
        entries.map(|entry| entry.expect("it can be read").file_name()).collect()
    }
}

fn leave(mut pty: Pty) {
    pty.keys("q");
    assert_eq!(pty.exit(), 0);
    assert_eq!(pty.modes_left_on(), NOTHING);
}

#[test]
fn a_wall_follows_every_step_and_outlives_a_console_that_is_killed() {
    let home = Home::new();
    let session = home.begins("Garden");
    let mut wall = home.runs(&["wall", "garden"]);
    wall.wait_for(FIRST);
    let mut console = home.answered(&session);
    console.keys("]");
    wall.wait_for(SECOND);
    console.wait_for("saved ").signal("KILL");
    console.exit();
    let mut again = home.console(&session);
    again.keys("[");
    wall.wait_for(FIRST).wait_without(SECOND);
    leave(again);
    leave(wall);
}

#[test]
fn a_wall_waits_for_a_session_that_is_not_there_yet() {
    let home = Home::new();
    let folder = home.folder.path().join("later");
    let data = folder.to_str().expect("a plain path");
    let env = [("GROUNDSWELL_DATA", data)];
    let mut named = Pty::start(SIZE, &["wall", "garden"], &env);
    let mut unnamed = Pty::start(SIZE, &["wall"], &env);
    named.wait_for("Waiting for the session").wait_for("as soon as it is there");
    unnamed.wait_for("Waiting for the session").wait_for("as soon as one is begun");
    let made = Command::new(env!("CARGO_BIN_EXE_groundswell"))
        .args(["new", "--workshop", "goals-names-pot", "--title", "Garden"])
        .env("GROUNDSWELL_DATA", data)
        .status();
    assert!(made.expect("it runs").success());
    named.wait_for(FIRST).wait_without("Waiting");
    unnamed.wait_for(FIRST).wait_for("Garden");
    leave(named);
    leave(unnamed);
}

#[test]
fn a_wall_without_a_name_stays_with_the_session_that_is_worked_on() {
    let home = Home::new();
    home.begins("Orchard");
    let garden = home.begins("Garden");
    let mut wall = home.runs(&["wall"]);
    wall.wait_for("Garden");
    let mut console = home.answered(&garden);
    console.keys("]");
    wall.wait_for(SECOND);
    home.begins("Private");
    console.keys("[");
    wall.wait_for(FIRST).wait_for("Garden");
    console.keys(":finish<enter>").wait_for("finished");
    home.begins("Meadow");
    wall.wait_for("Meadow");
    leave(console);
    leave(wall);
}

#[test]
fn a_wall_takes_no_lock_and_writes_nothing() {
    let home = Home::new();
    let session = home.begins("Garden");
    let before = (home.files(), std::fs::read(&session).expect("it is there"));
    let mut wall = home.runs(&["wall", "garden"]);
    wall.wait_for(FIRST).keys("]aj<enter>").wait_for("q leaves the wall");
    assert_eq!((home.files(), std::fs::read(&session).expect("it is there")), before);
    let mut console = home.answered(&session);
    console.wait_for("saved ").keys("]").wait_for("OPEN 2/3").wait_for("saved ");
    leave(console);
    wall.wait_for(SECOND);
    leave(wall);
}

#[test]
fn the_last_good_picture_stays_while_the_file_cannot_be_read() {
    let home = Home::new();
    let session = home.begins("Garden");
    let text = std::fs::read_to_string(&session).expect("it is there");
    let mut wall = home.runs(&["wall", "garden"]);
    wall.wait_for(FIRST);
    std::fs::write(&session, &text[..text.len() / 2]).expect("half a file");
    wall.wait_for("cannot be read now").wait_for(FIRST);
    std::fs::write(&session, text.replace("Ana", "\u{1b}]0;x\u{7}Ana")).expect("a hand edit");
    wall.wait_without("cannot be read").wait_for(FIRST);
    let newer = text.replacen("format: 1,", "format: 9, plan: (),", 1);
    std::fs::write(&session, newer).expect("a newer one");
    wall.wait_for("newer Groundswell").wait_for(FIRST);
    std::fs::remove_file(&session).expect("gone");
    wall.wait_for("file is gone").wait_for(FIRST);
    std::fs::write(&session, &text).expect("back again");
    wall.wait_without("file is gone");
    leave(wall);
}

#[test]
fn b_on_the_console_blanks_the_wall_and_shows_it_again() {
    let home = Home::new();
    let session = home.begins("Garden");
    let mut wall = home.runs(&["wall"]);
    wall.wait_for(FIRST);
    let mut console = home.answered(&session);
    console.keys("b").wait_for("the wall is blank");
    wall.wait_without(FIRST).wait_without("Garden");
    console.keys("b");
    wall.wait_for(FIRST);
    leave(console);
    leave(wall);
}

#[test]
fn a_wall_never_hears_what_is_sealed_and_sets_no_title() {
    let home = Home::new();
    let session = home.begins("Garden");
    let mut wall = home.runs(&["wall", "garden"]);
    wall.wait_for(FIRST);
    let mut console = home.answered(&session);
    console.keys("]]]").wait_for("what is different");
    console.keys("axyzzy<enter><enter><esc>").wait_for("is in");
    wall.wait_for("is in").wait_for("1 ");
    let said = String::from_utf8_lossy(&wall.raw_output()).into_owned();
    assert!(!said.contains("xyzzy"), "{said:?}");
    for title in ["\u{1b}]0;", "\u{1b}]1;", "\u{1b}]2;"] {
        assert!(!said.contains(title), "a title is set");
    }
    leave(console);
    leave(wall);
}

#[test]
fn a_wall_that_is_told_to_end_leaves_the_terminal_as_it_was() {
    let home = Home::new();
    home.begins("Garden");
    for (signal, status) in [("TERM", 143), ("INT", 130), ("HUP", 129)] {
        let mut wall = home.runs(&["wall", "garden"]);
        wall.wait_for(FIRST).signal(signal);
        assert_eq!(wall.exit(), status);
        assert_eq!(wall.modes_left_on(), NOTHING);
    }
    let mut wall = home.runs(&["wall", "garden"]);
    wall.wait_for(FIRST).hang_up();
    assert_eq!(wall.exit(), 129);
}

#[test]
fn a_name_that_means_several_sessions_is_refused_at_once() {
    let home = Home::new();
    home.begins("Garden one");
    home.begins("Garden two");
    let mut wall = home.runs(&["wall", "garden"]);
    assert_eq!(wall.exit(), 2);
    assert!(wall.screen().contains("Type more of the name"), "{}", wall.screen());
}
