//! The real commands over a folder of sessions that are full of hostile text.

use crate::literals::quoted;
use crate::made::{at, file, toured, workshops};
use crate::nasty::{STRINGS, attacked, texts};
use crate::target::is_harmless;
use crate::wide::{filled, letters};
use groundswell::money::Currency;
use groundswell::room::{Room, Sealed};
use groundswell::session::people::Profile;
use groundswell::session::viewer::Audience;
use groundswell::session::{Author, Beginning, Change, decisions, ideas, people};
use groundswell::store::names::Files;
use groundswell::store::{RealDisk, SaveJob, Store, frame};
use groundswell::text::CleanText;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;

/// What stands for the hostile text of this number until it is on the disk.
fn marker(nth: usize) -> String {
    format!("marker {nth} ")
}

/// A session in which something happened with every hostile text.
fn told_over() -> Room {
    let found = workshops().into_iter().find(|workshop| workshop.name == "goals-names-pot");
    let line = |nth: usize| CleanText::line(&format!("n{nth} {}x", marker(nth)));
    let beginning = Beginning {
        id: CleanText::line("hostile"),
        title: line(0),
        currency: Currency::default(),
        seed: 7,
        workshop: found.expect("it is built in"),
        people: Vec::new(),
        since: None,
        table: None,
    };
    let mut room = Room::begin(at(0), beginning).expect("it begins");
    let someone = |nth| Profile { name: line(nth), function: line(nth + 1), ..Profile::default() };
    let add = people::Change::Add((0..20).map(someone).collect());
    let mut changes = vec![Change::People(add)];
    for nth in 0..STRINGS.len() {
        changes.push(Change::Ideas(ideas::Change::Add(vec![line(nth)])));
    }
    changes.push(Change::Decisions(decisions::Change::Agree(line(5))));
    changes.push(Change::Rename(line(3)));
    for change in changes {
        room.submit(at(9), Author::Facilitator, change).expect("it is accepted");
    }
    room
}

/// The text of a file with the hostile texts in it, as somebody would forge them.
fn forged(text: &str) -> String {
    let put = |text: String, (nth, string): (usize, &&str)| {
        let hostile = quoted(string);
        text.replace(&marker(nth), &hostile[1..hostile.len() - 1])
    };
    STRINGS.iter().enumerate().rev().fold(text.to_owned(), put)
}

/// A folder with the tour and a session with a history, both full of hostile text.
fn folder() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let text = file(&toured());
    let tour = attacked(&text, &texts(&text), 7);
    let store = Store::on(Arc::new(RealDisk));
    let (sealed, events) = Default::default();
    let job = SaveJob { session: Arc::new(tour), sealed, events };
    store.create(&folder.path().join("tour.ron"), job, at(9)).expect("kept");

    let mut room = told_over();
    let (session, events) = (Arc::new(room.session().clone()), room.take_unsaved());
    let path = folder.path().join("hostile.ron");
    let job = SaveJob { session, sealed: Sealed::default(), events };
    store.create(&path, job, at(9)).expect("kept");
    let read = |path: &Path| fs::read_to_string(path).expect("it is there");
    put(&path, &forged(&read(&path)));
    let history = Files::of(&path).history();
    let line = |line: &str| match line.rsplit_once(" // ") {
        Some((event, _)) => {
            let event = forged(event);
            format!("{event} // {}\n", frame::checksum(&event))
        }
        None => format!("{line}\n"),
    };
    put(&history, &read(&history).lines().map(line).collect::<String>());
    (folder, path)
}

/// What the program says on both its outputs.
fn says(folder: &Path, words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_groundswell"))
        .args(words)
        .current_dir(folder)
        .env("GROUNDSWELL_DATA", folder)
        .env("GROUNDSWELL_CONFIG", folder.join("config"))
        .env("HOME", folder)
        .output()
        .expect("it runs");
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 1)), "{words:?} ended with {code:?}: {output:?}");
    let said = [output.stdout, output.stderr].concat();
    String::from_utf8(said).unwrap_or_else(|_| panic!("{words:?} says no text"))
}

#[test]
fn no_command_repeats_what_a_terminal_would_obey() {
    let (folder, path) = folder();
    let hostile = path.to_str().expect("text");
    let tour = folder.path().join("tour.ron");
    let tour = tour.to_str().expect("text");
    let commands: &[&[&str]] = &[
        &["list"],
        &["list", "--json"],
        &["show", hostile],
        &["show", tour],
        &["due", "--within", "3000"],
        &["due", "--json", "--within", "3000"],
        &["portfolio"],
        &["portfolio", "--json"],
        &["portfolio", "--to", "md"],
        &["history", hostile],
        &["history", hostile, "--json"],
        &["check", tour],
    ];
    for words in commands {
        let said = says(folder.path(), words);
        assert!(!said.trim().is_empty(), "{words:?} says nothing");
        is_harmless(&said);
    }
    let history = says(folder.path(), &["history", hostile]);
    assert!(history.lines().count() > STRINGS.len(), "its history leads to it: {history}");
}

#[test]
fn letters_without_end_are_told_by_the_commands_as_any_others() {
    let folder = TempDir::new().expect("a folder");
    let store = Store::on(Arc::new(RealDisk));
    let text = file(&toured());
    let texts = texts(&text);
    let all = std::env::var_os("GROUNDSWELL_FUZZ").is_some();
    let some = |name: &str| all || ["marks", "leading jamo", "prepended"].contains(&name);
    let kinds: Vec<_> = letters().into_iter().filter(|(name, _)| some(name)).collect();
    for (nth, (_, letters)) in kinds.iter().enumerate() {
        let (session, sealed, events) =
            (Arc::new(filled(&text, &texts, letters)), Sealed::default(), Vec::new());
        let path = folder.path().join(format!("n{nth}.ron"));
        store.create(&path, SaveJob { session, sealed, events }, at(9)).expect("kept");
    }
    let list = says(folder.path(), &["list"]);
    is_harmless(&list);
    assert!(!list.contains("cannot be read"), "{list}");
    for row in list.lines() {
        let (letters, start) = (row.chars().count(), row.chars().take(40).collect::<String>());
        assert!(letters < 4_000, "a row of the list has {letters} letters: {start:?}");
    }
    for words in [&["portfolio"][..], &["due", "--within", "3000"], &["list", "--json"]] {
        is_harmless(&says(folder.path(), words));
    }
    for (nth, (name, _)) in kinds.iter().enumerate() {
        for word in ["show", "history", "check"] {
            let said = says(folder.path(), &[word, &format!("n{nth}.ron")]);
            assert!(!said.trim().is_empty() && !said.starts_with("error"), "{word} of {name}");
            is_harmless(&said);
        }
    }
}

#[test]
fn no_file_that_is_exported_holds_what_a_terminal_would_obey() {
    let (folder, _) = folder();
    for audience in Audience::ALL {
        let out = folder.path().join(audience.name());
        let words = ["export", "tour", "--to", "all", "--for", audience.name(), "--out"];
        says(folder.path(), &[&words[..], &[out.to_str().expect("text")]].concat());
        let files = files(&out);
        assert!(files.len() > 6, "{files:?}");
        for path in files {
            let bytes = fs::read(&path).expect("it is there");
            // Workbooks are packed; the cells they hold are those of the other tables.
            if let Ok(text) = String::from_utf8(bytes) {
                is_harmless(&text.replace("\r\n", "\n"));
            }
        }
    }
}

/// Every file in a folder, and in those in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(folder).expect("it was made");
    let paths = found.map(|entry| entry.expect("listed").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[expect(clippy::disallowed_methods, reason = "a test lays files out")]
pub(crate) fn put(path: &Path, text: &str) {
    fs::write(path, text).expect("written");
}
