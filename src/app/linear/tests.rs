//! A whole workshop from a text of answers, with its transcript; what is on the disk after it.

mod tables;

use super::*;
use crate::money::Currency;
use crate::room::{Room, Sealed};
use crate::session::{Beginning, Session};
use crate::store::{Disk, SaveJob, frame};
use crate::testing::{at, text};
use std::path::Path;

/// A folder with "Harvest fair", a session of the built-in workshop in which nothing has happened.
struct Home {
    folder: tempfile::TempDir,
    setting: Setting,
}

/// The session once nobody has it open: a test beside this one that starts a program holds for a
/// moment whatever is locked here.
fn when_free(path: &Path) -> Opened {
    let open = || Store::on(Arc::new(RealDisk)).open(path, at(30)).expect("opened");
    let mut tries = (0..500).map(|_| open());
    let free = tries.find(|opened| matches!(opened.standing, Standing::Writable(_)));
    free.expect("somebody has it open")
}

impl Home {
    fn new() -> Home {
        let folder = tempfile::tempdir().expect("a folder");
        let setting = Setting::in_folder(folder.path(), || at(60));
        let beginning = Beginning {
            id: text("whole"),
            title: text("Harvest fair"),
            currency: Currency::default(),
            seed: 11,
            workshop: Workshops::in_folder(Arc::new(RealDisk), None)
                .find("goals-names-pot")
                .expect("it is built in"),
            people: Vec::new(),
            since: None,
            table: None,
        };
        let mut room = Room::begin(at(0), beginning).expect("it begins");
        let session = Arc::new(room.session().clone());
        let job = SaveJob { session, sealed: Sealed::default(), events: room.take_unsaved() };
        let home = Home { folder, setting };
        Store::on(Arc::new(RealDisk)).create(&home.path(), job, at(0)).expect("made");
        home
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("fair.ron")
    }

    /// Everything that is told when these lines come through a pipe.
    fn told(&self, answers: &str) -> String {
        self.told_of(&self.path(), answers)
    }

    /// The same of another session.
    fn told_of(&self, path: &Path, answers: &str) -> String {
        let opened = when_free(path);
        let Standing::Writable(keeper) = opened.standing else { panic!("somebody has it open") };
        let saving = Saving::start(*keeper, self.setting.now).expect("a thread");
        let (room, note) = Room::resume(opened.session, &opened.events, opened.sealed);
        assert_eq!(note, None);
        let mut table = Table { room, path: path.into(), setting: &self.setting, saving };
        let mut out = Vec::new();
        table.talk(&mut Lines::new(answers.as_bytes(), &mut out, Ends::default())).expect("told");
        assert!(table.saving.end());
        String::from_utf8(out).expect("text")
    }

    fn session(&self) -> Session {
        frame::read::<Session>(&RealDisk, &self.path()).expect("it can be read").value
    }
}

const ANSWERS: &str = include_str!("../../../tests/fixtures/linear/answers.txt");

#[test]
fn a_whole_workshop_is_run_from_a_text_of_answers() {
    let home = Home::new();
    let transcript = home.told(ANSWERS);
    insta::with_settings!(
        { snapshot_path => "../../../tests/fixtures/linear", prepend_module_to_snapshot => false,
          omit_expression => true },
        { insta::assert_snapshot!("transcript", transcript); }
    );
    let session = home.session();
    session.check().expect("it makes sense");
    assert!(session.finished.is_some() && session.next_date.is_some());
    assert_eq!((session.ideas.len(), session.goals.len(), session.promises.len()), (4, 1, 2));
    assert_eq!((session.decisions.len(), session.objections.len()), (1, 1));
    assert_eq!(session.pot.granted(), crate::money::Money(110_000));
    let reader = home.setting.reader();
    let record = (FORMATS[0].render)(&Report::of(&session, &reader), &reader).bytes();
    let record = String::from_utf8(record).expect("Markdown is text");
    for words in [
        "Customers are answered within half a day",
        "the board gives two days a month",
        "€1,100",
        "a date for access",
        "listen to five customers",
        "Book the hall",
    ] {
        assert!(record.contains(words), "“{words}” is not in the record:\n{record}");
    }
}

#[test]
fn nothing_that_is_told_commands_a_terminal() {
    let told =
        Home::new().told("\n\u{1b}[31mAna\u{9b}2J, Service\n/park \u{1b}]0;x\u{7}y\n/help\n");
    assert!(told.contains("Ana"), "{told}");
    assert!(!told.contains(|letter: char| letter.is_control() && letter != '\n'), "{told:?}");
}

#[test]
fn when_the_input_ends_all_that_was_answered_is_on_the_disk() {
    let home = Home::new();
    // In the middle of the goals, between two questions about one.
    let (before, _) = ANSWERS.split_once("\n26\n").expect("today's number");
    let told = home.told(before);
    assert!(told.ends_with("The input has ended.\n\n"), "{told}");
    let session = home.session();
    assert_eq!((session.people.len(), session.goals.len()), (4, 0));
    let told = home.told("/undo\n/redo\n/history\n");
    assert!(told.contains("Undone: ") && told.contains("Redone: "), "{told}");
}

#[test]
fn what_is_given_is_on_the_disk_and_nowhere_in_the_transcript_before_the_reveal() {
    let home = Home::new();
    let told = home.told("/go goals\n/arrive nobody\n/go open\n\nAna\nBen\n/go goals\nxyzzy\n\n");
    assert!(told.contains("Saved, and sealed."), "{told}");
    assert!(!told.contains("xyzzy"), "{told}");
    let folder = RealDisk.list(home.folder.path()).expect("a folder");
    let sealed = folder.iter().any(|file| {
        let bytes = RealDisk.read(file, 1_000_000).unwrap_or_default();
        file.to_string_lossy().contains("sealed")
            && String::from_utf8_lossy(&bytes).contains("xyzzy")
    });
    assert!(sealed, "{folder:?}");
    let told = home.told("/reveal\n/reveal\n");
    assert!(told.contains("xyzzy"), "{told}");
}

#[test]
fn of_a_line_that_is_too_long_nothing_is_taken() {
    let long = |length: usize| "y".repeat(length);
    for (said, lines) in [
        (format!("{}\nAna\n", long(1024 * 1024 + 1)), vec![Some("Ana".to_owned()), None]),
        (format!("{}\nAna", long(3 * 1024 * 1024)), vec![Some("Ana".to_owned()), None]),
        (long(3 * 1024 * 1024), vec![None]),
    ] {
        let mut out = Vec::new();
        let mut ends = Lines::new(said.as_bytes(), &mut out, Ends::default());
        for line in lines {
            assert_eq!(ends.ask(&Question::default()).expect("read"), line);
        }
        let told = String::from_utf8(out).expect("text");
        assert_eq!(told.matches("too long, and nothing of it was taken").count(), 1, "{told}");
    }
    let said = format!("{}\n", long(1024 * 1024));
    let mut out = Vec::new();
    let mut ends = Lines::new(said.as_bytes(), &mut out, Ends::default());
    assert!(ends.ask(&Question::default()).expect("read").is_some());
    assert!(out.is_empty());
}

#[test]
fn the_history_is_forgotten_after_a_yes_and_undo_begins_anew() {
    let home = Home::new();
    let told = home.told("/rename Orchard\n/forget\nno\n/forget\nyes\n/undo\n/rename Heath\n");
    for words in
        ["2 changes go", "It stays as it was.", "2 changes are forgotten", "nothing to undo"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert_eq!(&*home.session().title, "Heath");
    assert!(home.told("/undo\n").contains("Undone"), "it is taken back after a restart, too");
    assert_eq!(&*home.session().title, "Orchard");
}

#[test]
fn a_history_that_waits_is_told_once_with_the_command_that_forgets_it() {
    let home = Home::new();
    let history = home.folder.path().join("fair.history.ron");
    RealDisk.remove(&history).expect("it is there");
    RealDisk.create_folder(&history).expect("there is room");
    let told = home.told("/rename Orchard\n/rename Heath\n/forget\nyes\n/rename Meadow\n");
    assert_eq!(told.matches("The history waits; /forget forgets it.").count(), 1, "{told}");
    assert!(history.is_file());
}
