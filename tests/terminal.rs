//! The real program in a real pseudo-terminal: it starts, saves, is killed and goes on, refuses a
//! second writer, resizes, suspends, and leaves the terminal as it was.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test damages files as nobody else may")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::pty::Pty;
use tempfile::TempDir;

const SIZE: (u16, u16) = (80, 24);
const NOTHING: [&str; 0] = [];

/// A folder with one session, "Garden", of three people.
fn garden() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let team = folder.path().join("team.csv");
    std::fs::copy("tests/fixtures/garden.csv", &team).expect("the fixture is there");
    let made = Command::new(env!("CARGO_BIN_EXE_groundswell"))
        .args(["new", "--workshop", "goals-names-pot", "--title", "Garden", "--team"])
        .arg(&team)
        .env("GROUNDSWELL_DATA", folder.path())
        .output()
        .expect("it runs");
    let path = String::from_utf8(made.stdout).expect("a path is text");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    (folder, PathBuf::from(path.trim()))
}

fn open(folder: &Path, session: &Path) -> Pty {
    let session = session.to_str().expect("a plain path");
    let data = folder.to_str().expect("a plain path");
    let mut pty = Pty::start(SIZE, &[session], &[("GROUNDSWELL_DATA", data)]);
    pty.wait_for("ends ");
    pty
}

/// Answers the question about displays and waits until that is saved.
fn answered(folder: &Path, session: &Path) -> Pty {
    let mut pty = open(folder, session);
    pty.wait_for("One display or two?").keys("2").wait_without("One display").wait_for("saved ");
    pty
}

fn rename(pty: &mut Pty, title: &str) {
    pty.keys(":rename").wait_for("rename the session").keys("<enter>").wait_for("What is this");
    pty.keys(&"<bs>".repeat(12)).keys(title).keys("<enter>");
    // In the field it stands before it is accepted.
    pty.wait_without("What is this").wait_for(&format!(" {title}"));
}

#[test]
fn the_start_screen_begins_a_session_and_comes_back_to_it() {
    let folder = TempDir::new().expect("a folder");
    let data = folder.path().to_str().expect("a plain path");
    let mut pty = Pty::start(SIZE, &[], &[("GROUNDSWELL_DATA", data)]);
    pty.wait_for("New session").keys("a").wait_for("Who is here");
    pty.keys("<enter>Orchard<enter><enter>Ana, Service<enter><enter>");
    pty.wait_for("Orchard").wait_for("saved ").keys("q").wait_for("Go on with").wait_for("Orchard");
    pty.keys("q");
    assert_eq!(pty.exit(), 0);
    assert_eq!(pty.modes_left_on(), NOTHING);
}

#[test]
fn a_session_is_split_and_what_a_table_did_meanwhile_comes_back() {
    let (folder, session) = garden();
    let mut pty = answered(folder.path(), &session);
    pty.keys(">").wait_for("Split into tables").keys("<enter>").wait_for("brings them back");
    pty.keys("<enter>").wait_for("2 tables are out");
    let files = std::fs::read_dir(folder.path()).expect("a folder");
    let mut names = files.map(|file| file.expect("a file").path());
    let is_second = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with("garden-table-2") && name.matches('.').count() == 1
    };
    let table = names.find(is_second).expect("the second table");
    // One person alone is not asked about displays.
    let mut there = open(folder.path(), &table);
    there
        .keys("p")
        .wait_for("Enter")
        .keys("Ask the mayor<enter>")
        .wait_for("saved ")
        .keys("<esc>q");
    assert_eq!(there.exit(), 0);
    pty.keys("><down>").wait_for("1 parked item").keys("<enter>").wait_for("From table 2");
    pty.wait_for("1 table is out").keys("q");
    assert_eq!(pty.exit(), 0);
}

#[test]
fn what_the_footer_called_saved_survives_being_killed() {
    let (folder, session) = garden();
    let mut pty = answered(folder.path(), &session);
    rename(&mut pty, "Orchard");
    pty.wait_without("saving").wait_for("saved ").signal("KILL");
    pty.exit();
    let mut again = open(folder.path(), &session);
    again.wait_for("Orchard").keys("u").wait_for("Undone").wait_for("Garden").keys("q");
    assert_eq!(again.exit(), 0);
}

#[test]
fn a_second_program_only_looks_and_follows() {
    let (folder, session) = garden();
    let mut first = answered(folder.path(), &session);
    let mut second = open(folder.path(), &session);
    second.wait_for("look on and follow").keys("tt").wait_for("nothing is changed");
    rename(&mut first, "Orchard");
    second.wait_for("Orchard").keys("q");
    assert_eq!(second.exit(), 0);
    first.keys("q");
    assert_eq!(first.exit(), 0);
}

#[test]
fn being_told_to_end_saves_and_leaves_the_terminal_as_it_was() {
    for (signal, status) in [("TERM", 143), ("INT", 130), ("HUP", 129)] {
        let (folder, session) = garden();
        let mut pty = answered(folder.path(), &session);
        rename(&mut pty, "Orchard");
        pty.signal(signal);
        assert_eq!(pty.exit(), status);
        assert_eq!(pty.modes_left_on(), NOTHING);
        let saved = std::fs::read_to_string(&session).expect("it is there");
        assert!(saved.contains("title: \"Orchard\""));
    }
}

#[test]
fn a_closed_window_saves_and_ends() {
    let (folder, session) = garden();
    let mut pty = answered(folder.path(), &session);
    rename(&mut pty, "Orchard");
    pty.hang_up();
    assert_eq!(pty.exit(), 129);
    let saved = std::fs::read_to_string(&session).expect("it is there");
    assert!(saved.contains("title: \"Orchard\""));
}

#[test]
fn any_size_at_any_time() {
    let (folder, session) = garden();
    let mut pty = answered(folder.path(), &session);
    pty.resize((120, 40)).wait_for("Close").resize((20, 5)).wait_for("needs 60");
    pty.resize((60, 20)).wait_for("ends ").resize(SIZE).wait_for("ends ").keys("q");
    assert_eq!(pty.exit(), 0);
}

#[test]
fn a_damaged_file_is_explained_and_left_alone() {
    let (folder, session) = garden();
    let text = std::fs::read_to_string(&session).expect("it is there");
    let damaged = text.replacen("revision: 1", "revision: one", 1);
    std::fs::write(&session, &damaged).expect("it can be written");
    let data = folder.path().to_str().expect("a plain path");
    let path = session.to_str().expect("a plain path");
    let mut pty = Pty::start(SIZE, &[path], &[("GROUNDSWELL_DATA", data)]);
    assert_eq!(pty.exit(), 2);
    assert!(pty.screen().contains(":5:12:"), "{}", pty.screen());
    assert_eq!(std::fs::read_to_string(&session).expect("still there"), damaged);
}

#[test]
fn without_colours_the_cursor_is_still_seen() {
    let folder = TempDir::new().expect("a folder");
    let data = folder.path().to_str().expect("a plain path");
    let mut pty = Pty::start(SIZE, &[], &[("GROUNDSWELL_DATA", data), ("NO_COLOR", "1")]);
    pty.wait_for("New session");
    assert!(pty.is_reversed("New session"));
    pty.keys("q");
    assert_eq!(pty.exit(), 0);
}

#[test]
fn deleting_asks_on_the_terminal() {
    let (folder, session) = garden();
    let data = [("GROUNDSWELL_DATA", folder.path().to_str().expect("a plain path"))];
    let mut pty = Pty::start(SIZE, &["delete", "garden"], &data);
    pty.wait_for("for good").wait_for("[y/N]").keys("<enter>").wait_for("Nothing was deleted.");
    assert_eq!(pty.exit(), 0);
    assert!(session.exists());
    let mut pty = Pty::start(SIZE, &["delete", "garden"], &data);
    pty.wait_for("[y/N]").keys("yes<enter>");
    assert_eq!(pty.exit(), 0);
    assert!(!session.exists());
}

#[test]
fn sessions_are_filed_from_the_start_screen() {
    let (folder, session) = garden();
    let data = folder.path().to_str().expect("a plain path");
    let mut pty = Pty::start(SIZE, &[], &[("GROUNDSWELL_DATA", data)]);
    pty.wait_for("Garden").keys("c").wait_for("Garden · copy").keys("e party<enter>");
    pty.wait_for("It is called “Garden · copy party” now.")
        .keys("z")
        .wait_for("is put away")
        .wait_for("v 1 put away");
    assert!(folder.path().join("archive/garden-copy-party.ron").exists());
    pty.keys("vd").wait_for("d again deletes").keys("d").wait_for("is deleted");
    assert!(!folder.path().join("archive/garden-copy-party.ron").exists());
    pty.keys("q");
    assert_eq!(pty.exit(), 0);
    assert!(session.exists());
}

#[test]
fn going_back_is_saved_and_what_it_took_is_there_the_next_day() {
    let (folder, session) = garden();
    let mut pty = answered(folder.path(), &session);
    rename(&mut pty, "Orchard");
    rename(&mut pty, "Meadow");
    pty.keys(":history<enter>").wait_for("What happened").keys("jj<enter>").wait_for("Enter again");
    pty.keys("<enter>").wait_for("Gone back: 2 changes").wait_without("saving").keys("q");
    assert_eq!(pty.exit(), 0);
    let mut again = open(folder.path(), &session);
    again.wait_for(" Garden").keys("<c-r>").wait_for("Redone: 2 changes").wait_for(" Meadow");
    again.keys("q");
    assert_eq!(again.exit(), 0);
}

#[test]
fn what_is_given_stands_in_no_title_and_nowhere_behind_the_screen() {
    let (folder, session) = garden();
    let mut pty = answered(folder.path(), &session);
    pty.keys("]]]").wait_for("One year from now").keys("a").wait_for("The scribe sees your sheet");
    pty.keys("xyzzy grows<enter>").wait_for("1 kept on this page").keys("<enter>");
    pty.wait_without("xyzzy").wait_for("1 idea is in").wait_without("saving").keys("q");
    assert_eq!(pty.exit(), 0);
    assert!(!pty.screen().contains("xyzzy"), "{}", pty.screen());
    let raw = String::from_utf8_lossy(&pty.raw_output()).into_owned();
    assert!(raw.contains("xyzzy"), "it was on the screen while it was typed");
    // All that is asked of the terminal itself is which background it has.
    let told = raw.replace("\x1b]11;?\x1b\\", "");
    for title in ["\x1b]", "\x1bk", "\x1bP"] {
        assert!(!told.contains(title), "{title:?} says something beside the screen");
    }
    // A terminal keeps for scrolling back what is written outside the alternate screen alone.
    let inside =
        |part: &str| part.split_once("\x1b[?1049l").map_or("", |(_, after)| after).to_owned();
    let mut parts = raw.split("\x1b[?1049h");
    let before = parts.next().unwrap_or_default().to_owned();
    let outside: String = std::iter::once(before).chain(parts.map(inside)).collect();
    assert!(!outside.contains("xyzzy"), "{outside:?}");
}
