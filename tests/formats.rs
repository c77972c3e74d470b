//! Every released version's files open in every later one, and a format only grows by what may be
//! left out.
//!
//! `tests/fixtures/formats/1` has a file of each kind as format 1 was first released; nobody touches
//! them again. `shape.txt` beside it says what every type of a file is made of, read from the source.
//! When a test here fails, CONTRIBUTING.md says what to do.

use groundswell::app::config::Preferences;
use groundswell::rehearse::Plan;
use groundswell::room::Room;
use groundswell::session::{self, Session};
use groundswell::store::frame::{self, Condition};
use groundswell::store::{RealDisk, SaveJob, Standing, Store, Workshops};
use groundswell::ui::keymap::Keymap;
use groundswell::ui::theme::Theme;
use groundswell::workshop;
use jiff::Timestamp;
use shape::Shape;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

#[path = "support/shape.rs"]
mod shape;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats")
}

/// The folders of all released formats, the oldest first.
fn released() -> Vec<PathBuf> {
    let found = fs::read_dir(fixtures()).expect("it is there");
    let mut folders: Vec<PathBuf> = found.map(|entry| entry.expect("listed").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

/// A copy of a folder of fixtures, since opening a session to write takes a lock beside it.
fn copied(folder: &Path) -> TempDir {
    let copy = TempDir::new().expect("a folder");
    for entry in fs::read_dir(folder).expect("it is there") {
        let path = entry.expect("listed").path();
        let name = path.file_name().expect("a file has a name");
        fs::copy(&path, copy.path().join(name)).expect("copied");
    }
    copy
}

fn now() -> Timestamp {
    Timestamp::from_second(1_900_000_000).expect("within range")
}

#[test]
fn every_released_session_opens_with_all_that_belongs_to_it_and_is_saved_again() {
    for folder in released() {
        let copy = copied(&folder);
        let path = copy.path().join("whole.ron");
        let store = Store::on(Arc::new(RealDisk));
        let opened = store.open(&path, now()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(opened.notes, [""; 0], "{}", folder.display());
        assert!(!opened.events.is_empty(), "its history leads to it");
        assert!(!opened.sealed.is_empty(), "what was given is there");
        assert!(opened.draft.is_some(), "what was being typed is there");
        let (room, note) = Room::resume(opened.session.clone(), &opened.events, opened.sealed);
        assert_eq!(note, None, "the history folds to the session");
        let Standing::Writable(mut keeper) = opened.standing else { panic!("it can be written") };
        let session = Arc::new(room.session().clone());
        let mut job = SaveJob { session, sealed: room.sealed().clone(), events: Vec::new() };
        keeper.save(&mut job, now()).unwrap_or_else(|error| panic!("{error}"));
        drop(keeper);
        let again = store.open(&path, now()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(again.session, opened.session);
    }
}

/// What an early version wrote: nothing that came later.
#[test]
fn every_released_session_without_what_may_be_left_out_opens() {
    for folder in released() {
        for name in ["bare.ron", "bare-check-in.ron"] {
            let path = folder.join(name);
            let bytes = fs::read(&path).expect("it is there");
            let read = frame::parse::<Session>(&path, &bytes);
            let reading = read.unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(reading.condition, Condition::Sound, "{name}");
        }
    }
}

#[test]
fn every_released_workshop_theme_keys_and_settings_open() {
    for folder in released() {
        let text = |name: &str| fs::read_to_string(folder.join(name)).expect("it is there");
        let library = Workshops::in_folder(Arc::new(RealDisk), Some(folder.clone()));
        for name in ["workshop.ron", "bare-workshop.ron"] {
            let found = library.find(&folder.join(name).to_string_lossy());
            found.unwrap_or_else(|error| panic!("{error}"));
        }
        Theme::parse("theme.ron", "old", &text("theme.ron")).unwrap_or_else(|no| panic!("{no}"));
        Keymap::parse("keys.ron", &text("keys.ron")).unwrap_or_else(|no| panic!("{no:?}"));
        let config = copied(&folder);
        let preferences = Preferences::read(config.path()).unwrap_or_else(|no| panic!("{no}"));
        assert_eq!(preferences.theme, "light");
    }
}

/// So many states of rehearsed meetings are written; `GROUNDSWELL_ROUND_TRIPS` asks for more.
const ROUND_TRIPS: usize = 500;

#[test]
fn every_state_of_a_meeting_comes_back_and_is_written_the_same_again() {
    let wished = std::env::var("GROUNDSWELL_ROUND_TRIPS").ok();
    let wished = wished.and_then(|number| number.parse().ok()).unwrap_or(ROUND_TRIPS);
    let mut left = wished;
    for (seed, workshop) in (1..).flat_map(|seed| workshops().into_iter().map(move |it| (seed, it)))
    {
        let people = usize::from(workshop.people.from.max(4).min(workshop.people.to));
        let today = jiff::civil::date(2030, 3, 17);
        let plan = Plan { workshop, people, seed, start: now(), today };
        let Ok(rehearsal) = plan.run() else { continue };
        let mut session = Session::unbegun();
        // Those of a meeting are much alike: of each a few, and other ones with each seed.
        for (number, entry) in rehearsal.room.entries().iter().enumerate() {
            session.apply(entry).expect("it was accepted before");
            session.stamp(entry.seq, entry.at);
            if !(number as u64 + seed).is_multiple_of(5) {
                continue;
            }
            let file = Path::new("a.ron");
            let text = frame::written(file, &session).unwrap_or_else(|error| panic!("{error}"));
            let read = frame::parse::<Session>(file, text.as_bytes());
            let read = read.unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(read.condition, Condition::Sound);
            assert_eq!(read.value, session);
            assert_eq!(frame::written(file, &read.value).expect("it was written before"), text);
            left -= 1;
            if left == 0 {
                return;
            }
        }
    }
}

fn workshops() -> Vec<workshop::Workshop> {
    let listed = Workshops::in_folder(Arc::new(RealDisk), None).list();
    listed.into_iter().map(|listed| listed.workshop.expect("it is built in")).collect()
}

#[test]
fn there_is_a_folder_of_fixtures_for_every_format_there_was() {
    let newest = session::FORMAT.max(workshop::FORMAT) as usize;
    assert_eq!(released().len(), newest, "each format has its files");
    let head = format!("sessions {}, workshops {}", session::FORMAT, workshop::FORMAT);
    let shape = fs::read_to_string(fixtures().join("shape.txt")).expect("it is there");
    assert!(shape.lines().any(|line| line.ends_with(&head)), "shape.txt is of other formats");
}

#[test]
fn the_formats_are_what_they_were_or_grew_by_what_may_be_left_out() {
    let path = fixtures().join("shape.txt");
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let (old, new) = (Shape::parse(&committed), Shape::of_source());
    let broken = new.breaks(&old);
    assert!(broken.is_empty(), "files that lie around would not open:\n{}", broken.join("\n"));
    if std::env::var_os("GROUNDSWELL_FORMATS").is_some_and(|asked| asked == "write") {
        write(&path, &new.text());
    } else {
        let told =
            "the formats have grown: run `GROUNDSWELL_FORMATS=write cargo test --test formats`";
        assert!(committed == new.text(), "{told}");
    }
}

#[test]
fn a_change_that_would_not_open_old_files_is_found() {
    let shape = |text: &str| Shape::parse(text);
    let old = shape(
        "session::Plan.title: CleanText\nsession::Plan.next: Option<Date> = default\nsession::Fate::Taken\n",
    );
    let grown = "session::Plan.title: CleanText\nsession::Plan.next: Option<Date> = default\n\
                 session::Plan.more: u8 = default\nsession::Fate::Taken\nsession::Fate::Dropped\nroom::New.x: u8\n";
    assert_eq!(shape(grown).breaks(&old), [""; 0]);
    for (from, to) in [
        ("title: CleanText", "title: String"),
        ("title: CleanText", "name: CleanText"),
        ("session::Fate::Taken\n", ""),
        ("Option<Date> = default", "Option<Date>"),
        ("u8 = default", "u8"),
        ("session::Fate::Taken", "session::Fate::Taken(Id)"),
    ] {
        assert!(!shape(&grown.replace(from, to)).breaks(&old).is_empty(), "{from} → {to}");
    }
    assert_eq!(shape(&grown.replace("session::Plan", "session::plan::Plan")).breaks(&old), [""; 0]);
}

#[expect(clippy::disallowed_methods, reason = "a test writes what it is asked to")]
fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("written");
}

/// Writes the fixtures of a format, once: `GROUNDSWELL_FORMATS=release cargo test --test formats`.
#[test]
fn the_files_of_a_format_are_written_once() {
    if std::env::var_os("GROUNDSWELL_FORMATS").is_none_or(|asked| asked != "release") {
        return;
    }
    let folder = fixtures().join(session::FORMAT.max(workshop::FORMAT).to_string());
    if !folder.join("whole.ron").exists() {
        fs::create_dir_all(&folder).expect("made");
        release::write(&folder);
    }
}

#[path = "support/release.rs"]
mod release;
