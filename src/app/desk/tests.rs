//! What lies on the desk after a kill, and what one that only looks may do.

mod tables;

use super::*;
use crate::app::savers::Savers;
use crate::session::Displays;
use crate::store::HistoryWaits;
use crate::store::memory::{Failure, MemoryDisk};
use crate::store::{Disk, RealDisk, SaveJob, Store};
use crate::testing::{activity, at, room_with, submit};
use crate::workshop::{Do, Policy};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

struct Home {
    folder: tempfile::TempDir,
    setting: Setting,
    keymap: Keymap,
}

impl Home {
    /// A folder with one session of two steps, "garden".
    fn new() -> Home {
        let folder = tempfile::tempdir().unwrap();
        let steps = [Do::Gather {}, Do::Break {}].map(|what| activity(what, Policy::Open));
        let mut room = room_with(steps.into());
        submit(&mut room, Change::Displays(Displays::Two)).unwrap();
        let session = Arc::new(room.session().clone());
        let job = SaveJob { session, sealed: crate::room::Sealed::default(), events: vec![] };
        let setting = Setting::in_folder(folder.path(), || at(60));
        let home = Home { folder, setting, keymap: Keymap::built_in() };
        Store::on(Arc::new(RealDisk)).create(&home.path(), job, at(0)).unwrap();
        home
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("garden.ron")
    }

    fn desk(&self) -> Desk {
        let opened = Store::on(Arc::new(RealDisk)).open(&self.path(), at(30)).unwrap();
        Desk::of(&self.path(), opened, &self.setting, &self.keymap, |_| {}).unwrap()
    }

    /// The session on a disk of which a test decides what it does.
    fn desk_on(&self, disk: &MemoryDisk) -> Desk {
        let bytes = std::fs::read(self.path()).unwrap();
        disk.create_folder(self.folder.path()).unwrap();
        disk.put(&self.path(), &bytes);
        let opened = Store::on(Arc::new(disk.clone())).open(&self.path(), at(30)).unwrap();
        Desk::of(&self.path(), opened, &self.setting, &self.keymap, |_| {}).unwrap()
    }

    fn types(&self, desk: &mut Desk, keys: &str) {
        for letter in keys.chars() {
            let code = match letter {
                '\n' => KeyCode::Enter,
                '\u{8}' => KeyCode::Backspace,
                letter => KeyCode::Char(letter),
            };
            let key = KeyEvent::new(code, KeyModifiers::NONE);
            let input = Input::Key(key, self.keymap.action(key));
            desk.take(&input, &self.setting, &self.keymap);
        }
    }

    fn presses(&self, desk: &mut Desk, letter: char, modifiers: KeyModifiers) {
        let key = KeyEvent::new(KeyCode::Char(letter), modifiers);
        desk.take(&Input::Key(key, self.keymap.action(key)), &self.setting, &self.keymap);
    }

    fn shows(&self, desk: &mut Desk) -> String {
        let area = Rect::new(0, 0, 80, 24);
        let mut buffer = Buffer::empty(area);
        desk.render(area, &mut buffer, &self.setting, &self.keymap);
        crate::ui::widgets::stage::rows(&buffer).join("\n")
    }
}

fn settled(desk: &Desk) {
    assert!(desk.saver().unwrap().flush(Duration::from_secs(30)));
}

#[test]
fn words_that_were_not_entered_come_back_once() {
    let home = Home::new();
    let draft = home.folder.path().join("garden.draft.ron");
    let mut killed = home.desk();
    home.types(&mut killed, "aPlant bees");
    killed.tick(at(63));
    settled(&killed);
    assert!(draft.exists());
    drop(killed);
    let mut again = home.desk();
    assert!(home.shows(&mut again).contains("Your last words are back"));
    home.types(&mut again, "\n");
    settled(&again);
    assert!(home.shows(&mut again).contains("Plant bees"));
    assert!(!draft.exists(), "they are in the session now, and not offered again");
}

#[test]
fn words_are_kept_soon_though_the_clock_is_put_back() {
    let home = Home::new();
    let mut desk = home.desk();
    home.types(&mut desk, "aPlant bees");
    desk.tick(at(61));
    desk.tick(at(-3_600));
    settled(&desk);
    assert!(home.folder.path().join("garden.draft.ron").exists());
}

#[test]
fn while_the_disk_sleeps_keys_are_painted_and_later_all_of_it_is_saved() {
    let (home, disk) = (Home::new(), MemoryDisk::with_folder("/"));
    let mut desk = home.desk_on(&disk);
    disk.sleep();
    home.types(&mut desk, "aPlant bees\nDig a pond\n");
    let shown = home.shows(&mut desk);
    assert!(shown.contains("Plant bees") && shown.contains("Dig a pond"), "{shown}");
    assert!(shown.contains("saving"), "{shown}");
    disk.wake();
    settled(&desk);
    let kept = Store::on(Arc::new(disk.clone())).open(&home.path(), at(70)).unwrap().session;
    assert_eq!(&kept, desk.session());
}

#[test]
fn on_a_slow_disk_nobody_waits_but_whoever_leaves() {
    let (home, disk) = (Home::new(), MemoryDisk::with_folder("/"));
    let mut desk = home.desk_on(&disk);
    disk.slow(Duration::from_millis(500));
    home.types(&mut desk, "aPlant bees\n");
    let shown = home.shows(&mut desk);
    assert!(shown.contains("Plant bees") && shown.contains("saving"), "{shown}");
    assert!(!desk.saver().unwrap().flush(Duration::ZERO), "it was painted before it was saved");
    home.types(&mut desk, "\n");
    assert_eq!(desk.carry_out(Reply::Leave, false, &home.setting, &home.keymap), Wants::Leave);
    let killed = &disk.survivors()[0];
    let kept = Store::on(Arc::new(killed.clone())).open(&home.path(), at(70)).unwrap().session;
    assert_eq!(&kept, desk.session(), "a kill right after takes nothing away");
}

#[test]
fn on_a_disk_that_sleeps_leaving_says_that_it_is_not_saved_and_a_second_time_leaves() {
    let (home, disk) = (Home::new(), MemoryDisk::with_folder("/"));
    let mut desk = home.desk_on(&disk);
    disk.sleep();
    home.types(&mut desk, "aPlant bees\n\n");
    let leave =
        |desk: &mut Desk, sure| desk.carry_out(Reply::Leave, sure, &home.setting, &home.keymap);
    assert_eq!(leave(&mut desk, false), Wants::More);
    let shown = home.shows(&mut desk);
    assert!(shown.contains("Not everything is saved. Ctrl-S saves elsewhere"), "{shown}");
    assert_eq!(leave(&mut desk, true), Wants::Leave);
    disk.wake();
}

#[test]
fn what_a_desk_that_was_left_has_not_saved_is_saved_and_let_go_once_the_disk_answers() {
    let (home, disk) = (Home::new(), MemoryDisk::with_folder("/"));
    let savers = Savers::default();
    let mut desk = home.desk_on(&disk);
    savers.put(desk.saver());
    disk.sleep();
    home.types(&mut desk, "pPlant bees\n");
    drop(desk);
    savers.put(None);
    disk.wake();
    savers.flush();
    let past = Store::on(Arc::new(disk.clone())).past(&home.path()).unwrap();
    assert_eq!(past.session.parked.len(), 1);
    let is_free = (0..200).any(|_| {
        savers.let_go();
        let opened = Store::on(Arc::new(disk.clone())).open(&home.path(), at(70)).unwrap();
        matches!(opened.standing, Standing::Writable(_))
    });
    assert!(is_free, "its session can be opened again");
}

#[test]
fn what_a_disk_refuses_keeps_no_session_from_being_opened_again() {
    let (home, disk) = (Home::new(), MemoryDisk::with_folder("/"));
    let savers = Savers::default();
    let mut desk = home.desk_on(&disk);
    savers.put(desk.saver());
    disk.fail_for_ever(0, Failure::NoSpace);
    home.types(&mut desk, "pPlant bees\n");
    drop(desk);
    savers.put(None);
    disk.mend();
    let opened = Store::on(Arc::new(disk.clone())).open(&home.path(), at(70)).unwrap();
    assert!(matches!(opened.standing, Standing::Writable(_)));
}

#[test]
fn where_it_cannot_be_saved_that_is_told_with_the_key_that_saves_elsewhere() {
    for (failure, told) in [
        (Failure::NoSpace, "the disk is full"),
        (Failure::Broken, "the disk refuses"),
        (Failure::NoRights, "no permission to write"),
        (Failure::ReadOnly, "the disk takes no writes"),
    ] {
        let (home, disk) = (Home::new(), MemoryDisk::with_folder("/"));
        let mut desk = home.desk_on(&disk);
        disk.fail_for_ever(0, failure);
        home.types(&mut desk, "aPlant bees\n");
        assert!(!desk.saver().unwrap().flush(Duration::from_secs(20)));
        let error = StoreError::saving(&home.path(), &failure.error());
        let report = SaveReport { job: 1, at: at(61), result: Err(error), history: None };
        desk.saved(report, &home.setting, &home.keymap);
        let shown = home.shows(&mut desk);
        assert!(shown.contains(&format!("NOT SAVED, {told}")), "{shown}");
        assert!(shown.contains("Ctrl-S saves elsewhere"), "{shown}");
        let elsewhere = home.folder.path().join("elsewhere.ron");
        home.presses(&mut desk, 's', KeyModifiers::CONTROL);
        home.types(&mut desk, &format!("{}{}\n", "\u{8}".repeat(20), elsewhere.display()));
        let kept = Store::on(Arc::new(RealDisk)).open(&elsewhere, at(70)).unwrap().session;
        assert_eq!(&kept, desk.session());
        disk.mend();
        settled(&desk);
        let kept = Store::on(Arc::new(disk.clone())).open(&home.path(), at(70)).unwrap().session;
        assert_eq!(&kept, desk.session());
    }
}

#[test]
fn a_fault_of_our_own_takes_nothing_away_that_was_accepted() {
    let (home, disk) = (Home::new(), MemoryDisk::with_folder("/"));
    let mut desk = home.desk_on(&disk);
    disk.sleep();
    let fault = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
        home.types(&mut desk, "aPlant bees\n");
        disk.wake();
        let (accepted, path) = (desk.session().clone(), home.path());
        // What is thrown is no panic of the test's, and says nothing on its way.
        std::panic::resume_unwind(Box::new((accepted, disk, path)));
    }));
    let thrown = fault.unwrap_err().downcast::<(Session, MemoryDisk, PathBuf)>();
    let (accepted, disk, path) = *thrown.expect("what was thrown");
    assert_eq!(Store::on(Arc::new(disk)).open(&path, at(70)).unwrap().session, accepted);
}

#[test]
fn the_history_is_forgotten_after_a_question_and_undo_begins_anew() {
    let home = Home::new();
    let mut desk = home.desk();
    home.types(&mut desk, "aPlant bees\nDig a pond\n\n");
    home.presses(&mut desk, 'g', KeyModifiers::CONTROL);
    let shown = home.shows(&mut desk);
    assert!(shown.contains("Forget the history?") && shown.contains("2 changes go"), "{shown}");
    home.types(&mut desk, "x\n");
    assert!(home.shows(&mut desk).contains("2 changes are forgotten"), "{}", home.shows(&mut desk));
    home.types(&mut desk, "u");
    assert!(home.shows(&mut desk).contains("There is nothing to undo"));
    home.types(&mut desk, "aPaint the gate\n\n");
    settled(&desk);
    let kept = desk.session().clone();
    drop(desk);
    let mut again = home.desk();
    assert_eq!(again.session(), &kept);
    home.types(&mut again, "u");
    let shown = home.shows(&mut again);
    assert!(shown.contains("Undone") && shown.contains("Dig a pond"), "{shown}");
    assert!(!shown.contains("Paint the gate\n"), "{shown}");
    drop(again);
    // Who looks on forgets nothing.
    let (_first, mut second) = (home.desk(), home.desk());
    home.presses(&mut second, 'g', KeyModifiers::CONTROL);
    home.types(&mut second, "\n");
    assert!(home.shows(&mut second).contains("nothing is changed"));
}

#[test]
fn where_the_history_cannot_be_written_the_key_that_forgets_it_is_told() {
    let home = Home::new();
    let history = home.folder.path().join("garden.history.ron");
    std::fs::create_dir(&history).unwrap();
    let mut desk = home.desk();
    assert!(home.shows(&mut desk).contains("This is a folder"), "{}", home.shows(&mut desk));
    let error = StoreError::new(&history, Trouble::IsFolder);
    let waits = HistoryWaits { forgetting: false, error };
    let report = SaveReport { job: 1, at: at(61), result: Ok(vec![]), history: Some(waits) };
    desk.saved(report, &home.setting, &home.keymap);
    let shown = home.shows(&mut desk);
    assert!(shown.contains("The history waits; Ctrl-G forgets it."), "{shown}");
    home.presses(&mut desk, 'g', KeyModifiers::CONTROL);
    home.types(&mut desk, "\n");
    settled(&desk);
    assert!(history.is_file());
}

#[test]
fn a_session_that_is_open_elsewhere_is_walked_through_and_not_changed() {
    let home = Home::new();
    let first = home.desk();
    let before = std::fs::read(home.path()).unwrap();
    let mut second = home.desk();
    assert!(home.shows(&mut second).contains("close it there"));
    home.types(&mut second, "]");
    assert!(home.shows(&mut second).contains("BREAK"));
    assert!(home.shows(&mut second).contains("looked at only"));
    home.types(&mut second, "[aPlant bees\n");
    assert!(home.shows(&mut second).contains("nothing is changed"));
    assert_eq!(std::fs::read(home.path()).unwrap(), before);
    drop(first);
}

#[test]
fn the_kit_is_written_where_it_is_asked_and_over_nothing() {
    let home = Home::new();
    let mut desk = home.desk();
    let folder = home.folder.path().join("print");
    let keys = format!(":kit\n{}{}\n", "\u{8}".repeat(20), folder.display());
    home.types(&mut desk, &keys);
    assert!(home.shows(&mut desk).contains("Written to"), "{}", home.shows(&mut desk));
    let page = std::fs::read_to_string(folder.join("kit.html")).unwrap();
    assert!(page.contains("Kit · Garden"), "{page}");
    home.types(&mut desk, &keys);
    assert!(home.shows(&mut desk).contains("such a file already"), "{}", home.shows(&mut desk));
}
