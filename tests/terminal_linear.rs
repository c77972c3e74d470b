//! A session line by line in a real pseudo-terminal: what is private is not shown while it is typed,
//! and the terminal is left as it was, however it ends.
#![cfg(unix)]

mod support;

use std::path::PathBuf;
use std::process::Command;

use support::pty::Pty;
use tempfile::TempDir;

const SIZE: (u16, u16) = (80, 40);
const NOTHING: [&str; 0] = [];

/// A folder with one session, "Garden", of three people, where ideas are gathered.
struct Garden {
    folder: TempDir,
    session: PathBuf,
}

impl Garden {
    fn new() -> Garden {
        let folder = TempDir::new().expect("a folder");
        let made = Command::new(env!("CARGO_BIN_EXE_groundswell"))
            .args(["new", "--workshop", "goals-names-pot", "--title", "Garden"])
            .args(["--team", "tests/fixtures/garden.csv"])
            .env("GROUNDSWELL_DATA", folder.path())
            .output()
            .expect("it runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let path = String::from_utf8(made.stdout).expect("a path is text");
        Garden { folder, session: PathBuf::from(path.trim()) }
    }

    /// The dialogue.
    fn talks(&self) -> Pty {
        let session = self.session.to_str().expect("a plain path");
        let data = self.folder.path().to_str().expect("a plain path");
        Pty::start(SIZE, &["--linear", session], &[("GROUNDSWELL_DATA", data)])
    }

    /// The dialogue of a session that has just begun, where the first person is about to write.
    fn writing(&self) -> Pty {
        let mut pty = self.talks();
        pty.wait_for("An empty line goes on.").keys("/go goals<enter>");
        pty.wait_for("What you type is not");
        pty
    }
}

#[test]
fn what_is_private_is_not_shown_while_it_is_typed() {
    let garden = Garden::new();
    let mut pty = garden.writing();
    assert_eq!(pty.modes_left_on(), ["line settings"]);
    pty.keys("xyzzy grows here<enter>").wait_for("Saved, and sealed.").keys("<enter>");
    // Each who writes later is asked, then the reveal, where typing is shown again.
    pty.wait_for("Ben, it is your").keys("<enter>").wait_for("Chi, it is your").keys("<enter>");
    pty.wait_for("more.\n>").keys("/people<enter>").wait_for("> /people");
    assert_eq!(pty.modes_left_on(), NOTHING);
    pty.keys("<c-d>");
    assert_eq!(pty.exit(), 0);
    let told = String::from_utf8(pty.raw_output()).expect("text");
    assert!(told.contains("Everything is saved.") && !told.contains("xyzzy"), "{told}");
    assert!(!told.contains('\u{1b}'), "{told:?}");
}

#[test]
fn what_is_private_stays_unseen_when_a_shell_has_switched_echo_on() {
    let garden = Garden::new();
    let mut pty = garden.writing();
    pty.echo();
    assert_eq!(pty.modes_left_on(), NOTHING);
    pty.keys("<enter>").wait_for("Ben, it is your").wait_for_line_settings();
    pty.signal("STOP").echo().signal("CONT").wait_for_line_settings();
    pty.keys("xyzzy<enter>").wait_for("Saved, and sealed.").keys("<c-d>");
    assert_eq!(pty.exit(), 0);
    assert_eq!(pty.modes_left_on(), NOTHING);
    assert!(!String::from_utf8_lossy(&pty.raw_output()).contains("xyzzy"));
}

#[test]
fn after_a_stop_the_question_that_waits_is_asked_again() {
    let garden = Garden::new();
    let mut pty = garden.writing();
    pty.signal("STOP").signal("CONT");
    // What a shell wrote in between stands above it; what is typed still answers it, unseen.
    pty.wait_for_times("Ana, it is your turn", 2);
    pty.keys("xyzzy<enter>").wait_for("Saved, and sealed.").keys("<c-d>");
    assert_eq!(pty.exit(), 0);
    let told = String::from_utf8(pty.raw_output()).expect("text");
    assert!(told.matches("Ana, it is your turn").count() >= 2 && !told.contains("xyzzy"), "{told}");
}

#[test]
fn ended_from_outside_it_leaves_the_terminal_as_it_was_and_everything_saved() {
    for (signal, status) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        let garden = Garden::new();
        let mut pty = garden.writing();
        pty.keys("xyzzy grows here<enter>").wait_for("Saved, and sealed.").signal(signal);
        assert_eq!(pty.exit(), status);
        assert_eq!(pty.modes_left_on(), NOTHING);
        // Ana is in: the next one is asked.
        garden.talks().wait_for("1 idea is in").wait_for("Ben, it is your turn");
    }
}

#[test]
fn a_second_one_is_told_that_somebody_has_it_open() {
    let garden = Garden::new();
    let mut first = garden.writing();
    let mut second = garden.talks();
    assert_eq!(second.exit(), 2);
    assert!(second.screen().contains("has this session open"), "{}", second.screen());
    first.keys("<c-c>");
    assert_eq!(first.exit(), 130);
    assert_eq!(first.modes_left_on(), NOTHING);
}

#[test]
fn the_wall_is_told_page_by_page() {
    let garden = Garden::new();
    let data = garden.folder.path().to_str().expect("a plain path");
    let mut wall = Pty::start(SIZE, &["wall", "garden", "--linear"], &[("GROUNDSWELL_DATA", data)]);
    wall.wait_for("What can we only do together?");
    let mut pty = garden.writing();
    wall.wait_for("One year from now");
    pty.keys("<c-d>");
    assert_eq!(pty.exit(), 0);
    wall.keys("<c-c>");
    wall.exit();
    assert!(!String::from_utf8_lossy(&wall.raw_output()).contains('\u{1b}'));
}
