//! The real program in a real pseudo-terminal: whatever bytes come from the keyboard it lives, and
//! whatever stands in a session the terminal is told nothing but what the program itself says.
#![cfg(unix)]

mod support;

use groundswell::room::Sealed;
use groundswell::session::shuffle::Numbers;
use groundswell::store::{RealDisk, SaveJob, Store, tour};
use groundswell::text::CleanText;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use support::pty::Pty;
use tempfile::TempDir;

const NOTHING: [&str; 0] = [];

/// A folder with the tour's session in it, finished or not.
fn folder() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let mut session = tour::session().expect("it is built in");
    session.finished = None;
    let now = session.glance.changed;
    session.stamp(session.revision, now);
    let job = SaveJob { session: Arc::new(session), sealed: Sealed::default(), events: Vec::new() };
    let path = folder.path().join("garden.ron");
    Store::on(Arc::new(RealDisk)).create(&path, job, now).expect("kept");
    (folder, path)
}

fn open(folder: &Path, session: &Path) -> Pty {
    let session = session.to_str().expect("a plain path");
    let data = folder.to_str().expect("a plain path");
    let mut pty = Pty::start((80, 24), &[session], &[("GROUNDSWELL_DATA", data)]);
    pty.wait_for("ends ");
    pty
}

/// Bytes as a broken line, a cat on the keyboard or a hostile paste would bring them. What leaves
/// the program, stops it or writes files by a name of chance is left out.
fn noise(numbers: &mut Numbers) -> Vec<u8> {
    let pieces: [&[u8]; 16] = [
        b"\x1b[200~",
        b"\x1b[201~",
        b"\x1b[",
        b"\x1b]11;rgb:ff/ff/ff\x1b\\",
        b"\x1b]11;rgb:",
        b"\x1bO",
        b"\x1b[1;5A",
        b"\x1b[99999999999;1;1;1;1u",
        b"\x1b[?1u",
        b"\x1b[I\x1b[O",
        b"\x1bP",
        b"\xf0\x9f",
        b"\xff\xfe",
        b"\x1b[27;5;13~",
        b"\x1b[57441u",
        b"\r\x1b]]",
    ];
    let mut bytes = Vec::new();
    while bytes.len() < 1_000 {
        match numbers.below(4) {
            0 => bytes.extend(pieces[numbers.below(pieces.len())]),
            _ => bytes.push(u8::try_from(numbers.below(256)).expect("a byte")),
        }
    }
    let leaves = b"qQxX:\x03\x10\x13\x1a";
    bytes.retain(|byte| !leaves.contains(byte));
    bytes
}

#[test]
fn whatever_bytes_come_the_program_lives_and_the_file_opens() {
    let asked = std::env::var("GROUNDSWELL_FUZZ").ok().and_then(|asked| asked.parse().ok());
    let rounds: usize = asked.map_or(1, |asked: usize| (asked / 200).max(1));
    for round in 0..rounds {
        let (folder, session) = folder();
        let mut numbers = Numbers::new(round as u64, "noise");
        let mut pty = open(folder.path(), &session);
        for _ in 0..3 {
            pty.send(&noise(&mut numbers));
        }
        // An open paste ends, and what is open closes; then it answers to its keys again.
        pty.send(b"\x1b[201~\x1b\\\x07\x1b\\").resize((20, 5)).wait_for("needs 60");
        pty.resize((80, 24)).wait_without("needs 60").signal("TERM");
        assert_eq!(pty.exit(), 143, "round {round}");
        assert_eq!(pty.modes_left_on(), NOTHING);
        let shown = Command::new(env!("CARGO_BIN_EXE_groundswell"))
            .args([Path::new("show"), &session])
            .env("GROUNDSWELL_DATA", folder.path())
            .output()
            .expect("it runs");
        let told = String::from_utf8_lossy(&shown.stderr).into_owned();
        assert!(shown.status.success() && told.is_empty(), "round {round}: {told}");
    }
}

/// More at once than anybody types: it is worked on, and seen to be, and a signal ends it all the same.
#[test]
fn a_flood_of_bytes_is_drawn_on_the_way_and_a_signal_is_heard_in_it() {
    let (folder, session) = folder();
    let mut numbers = Numbers::new(7, "flood");
    let mut pty = open(folder.path(), &session);
    for _ in 0..FLOOD {
        pty.send(&noise(&mut numbers));
    }
    pty.resize((20, 5)).wait_for("needs 60").signal("TERM");
    assert_eq!(pty.exit(), 143);
    assert_eq!(pty.modes_left_on(), NOTHING);
}

/// Thousands of bytes.
const FLOOD: usize = 32;

/// What a program tells a terminal beside text: the beginnings of its sequences.
fn commands(output: &[u8]) -> BTreeSet<String> {
    let output = String::from_utf8_lossy(output);
    let mut commands = BTreeSet::new();
    for sequence in output.split('\u{1b}').skip(1) {
        let command = match sequence.chars().next() {
            // What moves and colours is told by its last letter.
            Some('[') => {
                let end = sequence.find(|c: char| ('@'..='~').contains(&c) && c != '[');
                let end = end.unwrap_or(sequence.len() - 1);
                let kind = if sequence.starts_with("[?") {
                    &sequence[..=end]
                } else {
                    &sequence[end..=end]
                };
                format!("CSI {kind}")
            }
            Some(']') => {
                format!("OSC {}", sequence.split(['\u{7}', ';']).next().unwrap_or_default())
            }
            other => format!("ESC {other:?}"),
        };
        commands.insert(command);
    }
    commands
}

fn commands_over(session: &Path, folder: &Path) -> BTreeSet<String> {
    let mut pty = open(folder, session);
    for keys in
        ["]", "]", "g", "<esc>", "/a", "<esc>", "n", "n", "?", "<esc>", "w", "w", "]", "]", "]"]
    {
        pty.keys(keys);
    }
    pty.resize((60, 20)).resize((120, 40)).wait_for("saved ").signal("TERM");
    assert_eq!(pty.exit(), 143);
    assert_eq!(pty.modes_left_on(), NOTHING);
    commands(&pty.raw_output())
}

#[test]
fn hostile_text_in_a_session_makes_the_program_tell_its_terminal_nothing_new() {
    let (plain_folder, plain) = folder();
    let usual = commands_over(&plain, plain_folder.path());
    let (folder, session) = folder();
    let hostile =
        "\u{1b}]0;pwned\u{7}\u{1b}]52;c;aGk=\u{7}\u{1b}[?1000h\u{9b}2J\u{90}q\u{9c}&#27;[?47h";
    let text = std::fs::read_to_string(&session).expect("it is there");
    let title = tour::session().expect("it is built in").title;
    let quoted = |text: &str| text.escape_default().to_string();
    let mut text = text.replace(&format!("\"{title}\""), &format!("\"{}\"", quoted(hostile)));
    for area in tour::session().expect("it is built in").areas {
        let name = format!("\"{}\"", area.name);
        text = text.replace(&name, &format!("\"{}{}\"", quoted(hostile), area.id));
    }
    put(&session, &text);
    let told = commands_over(&session, folder.path());
    let loud =
        |told: &&String| told.starts_with("OSC") || told.starts_with("ESC") || told.contains('?');
    let new: Vec<_> = told.difference(&usual).filter(loud).collect();
    assert!(new.is_empty(), "{new:?}");
    assert!(!CleanText::line(hostile).contains("pwned"));
}

#[expect(clippy::disallowed_methods, reason = "a test lays files out")]
fn put(path: &Path, text: &str) {
    std::fs::write(path, text).expect("written");
}
