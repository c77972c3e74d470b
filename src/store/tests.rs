//! The promise, attacked: calls that fail, power that goes, damage, two programs, other programs.

mod forgetting;
mod scripts;

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, mpsc};
use std::time::Duration;

use proptest::prelude::*;

use super::memory::{Failure, MemoryDisk};
use super::names::Files;
use super::*;
use crate::room::{Room, Sealed};
use crate::session::{Change, Content, Giver, Session};
use crate::testing::{activity, at, person, place, room_with, submit, text};
use crate::workshop::{Do, Policy};
use forgetting::undoable;
use scripts::{GESTURES, script, steps};

fn file() -> PathBuf {
    PathBuf::from("/plans/garden.ron")
}

fn room() -> Room {
    room_with(vec![activity(Do::Gather {}, Policy::Hidden), activity(Do::Break {}, Policy::Open)])
}

fn job(room: &mut Room) -> SaveJob {
    SaveJob {
        session: Arc::new(room.session().clone()),
        sealed: room.sealed().clone(),
        events: room.take_unsaved(),
    }
}

fn rename(room: &mut Room, title: &str) {
    submit(room, Change::Rename(text(title))).unwrap();
}

fn give(room: &mut Room, place_in_list: usize, idea: &str) {
    let content = Content::Ideas(vec![text(idea)]);
    let giver = Giver::Person(person(place_in_list));
    room.give(at(5), &place("gather"), &giver, content).unwrap();
}

/// So many scripts are played.
const SCRIPTS: u64 = 20;

/// Whether every call of every script is attacked, instead of each of all scripts together.
fn thorough() -> bool {
    std::env::var_os("GROUNDSWELL_CALLS").is_some()
}

fn on(disk: &MemoryDisk) -> Store {
    Store::on(Arc::new(disk.clone()))
}

fn new_session(disk: &MemoryDisk) -> (Room, Keeper) {
    let mut room = room();
    let keeper = on(disk).create(&file(), job(&mut room), at(0)).unwrap();
    (room, keeper)
}

fn keeper_of(opened: Opened) -> Keeper {
    match opened.standing {
        Standing::Writable(keeper) => *keeper,
        Standing::ReadOnly(reason) => panic!("{reason}"),
    }
}

fn reason_of(opened: Opened) -> Trouble {
    match opened.standing {
        Standing::Writable(_) => panic!("it may be written"),
        Standing::ReadOnly(reason) => reason.trouble,
    }
}

/// What must be found when the session has come to a revision.
struct Version {
    session: Session,
    sealed: Sealed,
}

fn versions(number: u64) -> Vec<Version> {
    let mut room = room();
    let version =
        |room: &Room| Version { session: room.session().clone(), sealed: room.sealed().clone() };
    let mut versions = vec![version(&room)];
    for step in script(number) {
        step(&mut room);
        versions.push(version(&room));
    }
    versions
}

/// Opens what is on the disk, and checks that it is one whole version and not older than `least`.
fn is_one_of(versions: &[Version], least: u64, disk: &MemoryDisk, story: &str) {
    let opened = on(disk).open(&file(), at(99)).unwrap_or_else(|error| panic!("{story}: {error}"));
    let revision = opened.session.revision;
    let version = versions.iter().find(|version| version.session == opened.session);
    let version = version.unwrap_or_else(|| panic!("{story}: none of ours"));
    assert!(revision >= least, "{story}: acknowledged {least}, found {revision}");
    assert_eq!(opened.sealed, version.sealed, "{story}: sealed at {revision}");
    assert_eq!(opened.events.len() as u64, revision, "{story}: {:?}", opened.notes);
    let (again, note) = Room::resume(opened.session, &opened.events, opened.sealed);
    assert_eq!((again.session(), note), (&version.session, None), "{story}");
    drop(opened.standing);
    let left = disk.list(Path::new("/plans")).unwrap();
    assert!(!left.iter().any(|path| path.to_string_lossy().ends_with(".tmp")), "{story}: {left:?}");
    assert_eq!(left.contains(&Files::of(&file()).sealed()), version.sealed != Sealed::default());
}

#[test]
fn a_meeting_is_saved_and_opened_again_with_all_that_belongs_to_it() {
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, mut keeper) = new_session(&disk);
    for step in steps() {
        step(&mut room);
        assert_eq!(keeper.save(&mut job(&mut room), at(20)), Ok(vec![]));
    }
    drop(keeper);
    is_one_of(&versions(0), room.session().revision, &disk, "after the meeting");
    let opened = on(&disk).open(&file(), at(99)).unwrap();
    assert_eq!(opened.notes, Vec::<String>::new());
}

#[test]
fn whenever_the_power_goes_one_whole_version_is_found_and_nothing_acknowledged_is_lost() {
    let scripts = if thorough() { 10 * SCRIPTS } else { SCRIPTS / 2 };
    let mut found = 0;
    for number in 0..scripts {
        let (versions, steps) = (versions(number), script(number));
        for step in 0..steps.len() {
            for call in 0.. {
                let disk = MemoryDisk::with_folder("/plans");
                let (mut room, mut keeper) = new_session(&disk);
                for earlier in &steps[..step] {
                    earlier(&mut room);
                    keeper.save(&mut job(&mut room), at(20)).unwrap();
                }
                let before = room.session().revision;
                steps[step](&mut room);
                disk.cut_at(call);
                let saved = keeper.save(&mut job(&mut room), at(20)).is_ok();
                let least = if saved { room.session().revision } else { before };
                for survivor in disk.survivors() {
                    let story = format!("script {number}, step {step}, call {call}");
                    is_one_of(&versions, least, &survivor, &story);
                    found += 1;
                }
                if saved {
                    break;
                }
            }
        }
    }
    assert!(found > 200 * scripts, "only {found} ways to go");
}

#[test]
fn when_the_power_goes_again_while_opening_nothing_more_is_lost() {
    let versions = versions(0);
    for step in 0..steps().len() {
        for call in (0..60).step_by(3) {
            let disk = MemoryDisk::with_folder("/plans");
            let (mut room, mut keeper) = new_session(&disk);
            for earlier in &steps()[..=step] {
                earlier(&mut room);
            }
            disk.cut_at(call);
            let _ = keeper.save(&mut job(&mut room), at(20));
            let survivors = disk.survivors();
            let survivor = &survivors[call % survivors.len()];
            survivor.cut_at(step * 2 + call % 5);
            drop(on(survivor).open(&file(), at(30)));
            for again in survivor.survivors() {
                is_one_of(&versions, 1, &again, &format!("step {step}, call {call}"));
            }
        }
    }
}

#[test]
fn whichever_call_fails_the_file_stays_whole_and_trying_again_saves_everything() {
    for number in 0..SCRIPTS {
        let versions = versions(number);
        let calls = (0..120).filter(|call| thorough() || call % SCRIPTS == number);
        for (call, failure, forever) in calls.flat_map(|call| {
            let ways = Failure::ALL.into_iter().flat_map(|it| [(it, false), (it, true)]);
            ways.map(move |(failure, forever)| (call, failure, forever))
        }) {
            let story = format!("script {number}, {failure:?}, for ever: {forever}, call {call}");
            let disk = MemoryDisk::with_folder("/plans");
            let (mut room, mut keeper) = new_session(&disk);
            let plan = if forever { MemoryDisk::fail_for_ever } else { MemoryDisk::fail_once };
            plan(&disk, call as usize, failure);
            let mut waiting: Option<SaveJob> = None;
            for step in script(number) {
                step(&mut room);
                let mut next = job(&mut room);
                if let Some(older) = waiting.take() {
                    next.overtake(older);
                }
                if keeper.save(&mut next, at(20)).is_err() {
                    waiting = Some(next);
                }
            }
            disk.mend();
            let mut last = waiting.unwrap_or_else(|| job(&mut room));
            let notes = keeper.save(&mut last, at(30)).unwrap();
            assert!(!notes.iter().any(|note| note.contains("outside")), "{story}: {notes:?}");
            drop(keeper);
            is_one_of(&versions, room.session().revision, &disk, &story);
        }
    }
}

#[test]
fn what_is_given_privately_is_in_no_other_file_and_gone_when_it_is_no_longer_sealed() {
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, mut keeper) = new_session(&disk);
    give(&mut room, 1, "a marked secret");
    keeper.save(&mut job(&mut room), at(700)).unwrap();
    keeper.save(&mut job(&mut room), at(1_400)).unwrap();
    let files = Files::of(&file());
    let mut everything = disk.list(Path::new("/plans")).unwrap();
    everything.extend(disk.list(&files.backups()).unwrap());
    assert!(everything.len() > 4);
    let copies = backups::list(&disk, &files);
    assert_eq!(copies.iter().map(|copy| copy.revision).collect::<Vec<_>>(), [Some(2), Some(1)]);
    for path in everything {
        let holds = String::from_utf8_lossy(&disk.read(&path, 99_999).unwrap()).contains("secret");
        assert_eq!(holds, path == files.sealed(), "{path:?}");
    }
    room.reopen(at(10), &place("gather")).unwrap();
    keeper.save(&mut job(&mut room), at(1_500)).unwrap();
    assert!(disk.stamp(&files.sealed()).is_err() && disk.stamp(&files.sealed_next()).is_err());
}

#[test]
fn a_second_program_may_look_and_not_write_until_the_first_lets_go() {
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, mut keeper) = new_session(&disk);
    give(&mut room, 1, "bees");
    keeper.save(&mut job(&mut room), at(1)).unwrap();
    let second = on(&disk).open(&file(), at(2)).unwrap();
    assert_eq!(&second.session, room.session());
    assert_eq!(second.sealed, Sealed::default());
    assert!(matches!(reason_of(second), Trouble::Locked(holder) if holder.contains("process")));
    drop(keeper);
    keeper_of(on(&disk).open(&file(), at(3)).unwrap());
}

#[test]
fn a_newer_file_is_looked_at_and_never_written() {
    let disk = MemoryDisk::with_folder("/plans");
    drop(new_session(&disk));
    let newer = String::from_utf8(disk.read(&file(), 99_999).unwrap()).unwrap();
    disk.put(&file(), newer.replace("format: 1", "format: 2").as_bytes());
    let opened = on(&disk).open(&file(), at(2)).unwrap();
    assert_eq!(reason_of(opened), Trouble::Newer(2, 1));
    disk.put(
        &file(),
        newer.replace("format: 1", "format: 2").replace("title", "titles").as_bytes(),
    );
    let error = on(&disk).open(&file(), at(2)).err().unwrap();
    assert_eq!(error.trouble, Trouble::Newer(2, 1));
}

#[test]
fn a_change_from_outside_is_kept_beside_and_told() {
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, mut keeper) = new_session(&disk);
    disk.put(&file(), b"theirs");
    rename(&mut room, "Ours");
    let notes = keeper.save(&mut job(&mut room), at(2)).unwrap();
    assert!(notes[0].contains("kept as garden.outside-2026-11-02T10-00-02Z.ron"), "{notes:?}");
    let theirs = file().with_file_name("garden.outside-2026-11-02T10-00-02Z.ron");
    assert_eq!(disk.read(&theirs, 99).unwrap(), b"theirs");
    rename(&mut room, "Ours again");
    assert_eq!(keeper.save(&mut job(&mut room), at(3)), Ok(vec![]));
}

#[test]
fn a_hand_edit_opens_and_the_first_difference_is_named() {
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, mut keeper) = new_session(&disk);
    keeper.save(&mut job(&mut room), at(700)).unwrap();
    drop(keeper);
    let sound = String::from_utf8(disk.read(&file(), 99_999).unwrap()).unwrap();
    disk.put(&file(), sound.replacen("Garden", "Allotment", 1).as_bytes());
    let opened = on(&disk).open(&file(), at(2)).unwrap();
    assert_eq!(&*opened.session.title, "Allotment");
    assert!(
        opened.notes[0].contains("first in line 4: title: \"Allotment\","),
        "{:?}",
        opened.notes
    );
}

#[test]
fn a_damaged_file_is_not_opened_and_not_touched() {
    let disk = MemoryDisk::with_folder("/plans");
    drop(new_session(&disk));
    let sound = disk.read(&file(), 99_999).unwrap();
    disk.put(&file(), &sound[..sound.len() / 2]);
    let error = on(&disk).open(&file(), at(2)).err().unwrap();
    assert!(error.is_damage() && error.place.is_some(), "{error}");
    assert_eq!(disk.read(&file(), 99_999).unwrap(), &sound[..sound.len() / 2]);
}

#[test]
fn damaged_private_input_is_put_aside_and_said_to_be_lost() {
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, mut keeper) = new_session(&disk);
    give(&mut room, 1, "bees");
    keeper.save(&mut job(&mut room), at(1)).unwrap();
    drop(keeper);
    disk.put(&Files::of(&file()).sealed(), b"Sealed(\x00");
    let opened = on(&disk).open(&file(), at(2)).unwrap();
    assert!(opened.notes[0].contains("must be given again"), "{:?}", opened.notes);
    assert_eq!(opened.sealed, Sealed::default());
    keeper_of(opened);
}

#[test]
fn a_session_is_never_created_over_another() {
    let disk = MemoryDisk::with_folder("/plans");
    drop(new_session(&disk));
    let error = on(&disk).create(&file(), job(&mut room()), at(2)).err().unwrap();
    assert_eq!(error.trouble, Trouble::Exists);
}

#[test]
fn a_disk_that_cannot_be_written_lets_a_session_be_looked_at() {
    let disk = MemoryDisk::with_folder("/plans");
    drop(new_session(&disk));
    disk.fail_once(1, Failure::ReadOnly);
    let opened = on(&disk).open(&file(), at(2)).unwrap();
    assert_eq!(reason_of(opened), Trouble::ReadOnlyDisk);
}

#[test]
fn the_folder_lists_the_newest_first_and_finds_by_the_beginning_of_a_name() {
    let disk = MemoryDisk::with_folder("/plans");
    let library = Library::new(Arc::new(disk.clone()), Path::new("/plans"));
    library.prepare().unwrap();
    library.prepare().unwrap();
    for (title, second) in [("Our Garden!", 1), ("Our Gate", 2), ("CON", 3), ("Our Garden!", 4)] {
        let mut room = room();
        rename(&mut room, title);
        room.submit(at(second), crate::session::Author::Facilitator, Change::Finish(true)).unwrap();
        let path = library.path_for(title);
        on(&disk).create(&path, job(&mut room), at(second)).unwrap();
    }
    disk.put(Path::new("/plans/broken.ron"), b"Session(");
    let listed = library.list().unwrap();
    let names: Vec<&str> = listed.iter().map(|listed| listed.name.as_str()).collect();
    assert_eq!(names, ["our-garden-2", "con-session", "our-gate", "our-garden", "broken"]);
    assert!(listed[4].summary.is_err());
    let full = on(&disk).open(&listed[0].path, at(9)).unwrap().session;
    let summary = listed[0].summary.clone().unwrap();
    assert_eq!((summary.title, summary.glance), (full.title, full.glance));
    let found = |name: &str| library.find(name);
    assert_eq!(found("our-gat").unwrap(), Path::new("/plans/our-gate.ron"));
    assert_eq!(found("our-garden").unwrap(), Path::new("/plans/our-garden.ron"));
    assert!(
        matches!(found("our").unwrap_err().trouble, Trouble::Ambiguous(names) if names.len() == 3)
    );
    assert_eq!(found("else").unwrap_err().trouble, Trouble::NotFound);
    let ignored = disk.read(Path::new("/plans/.gitignore"), 999).unwrap();
    assert!(String::from_utf8(ignored).unwrap().contains("*.sealed.ron"));
}

#[test]
fn ideas_added_where_nobody_is_counted_are_kept_though_the_session_stays_the_same() {
    for call in 0.. {
        let disk = MemoryDisk::with_folder("/plans");
        let mut room = room_with(vec![activity(Do::Gather {}, Policy::Anonymous)]);
        give(&mut room, 1, "bees");
        let mut keeper = on(&disk).create(&file(), job(&mut room), at(0)).unwrap();
        let (revision, before) = (room.session().revision, room.sealed().clone());
        give(&mut room, 1, "a pond");
        assert_eq!(room.session().revision, revision);
        disk.cut_at(call);
        let saved = keeper.save(&mut job(&mut room), at(20)).is_ok();
        for survivor in disk.survivors() {
            let opened = on(&survivor).open(&file(), at(99)).unwrap();
            assert_eq!(&opened.session, room.session());
            let is_new = &opened.sealed == room.sealed();
            assert!(is_new || !saved && opened.sealed == before, "call {call}");
        }
        if saved && disk.is_failure_left() {
            break;
        }
    }
}

#[test]
fn the_saver_reports_saves_tries_again_and_skips_no_event() {
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, keeper) = new_session(&disk);
    let (sender, reports) = mpsc::channel();
    let saver = Saver::start(keeper, || at(20), move |report| drop(sender.send(report))).unwrap();
    let next = || reports.recv_timeout(Duration::from_secs(20)).unwrap();
    disk.fail_for_ever(0, Failure::NoSpace);
    rename(&mut room, "Orchard");
    saver.save(job(&mut room));
    assert_eq!(next().result.unwrap_err().trouble, Trouble::DiskFull);
    assert!(!saver.flush(Duration::from_secs(20)));
    assert!(next().result.is_err());
    disk.mend();
    rename(&mut room, "Meadow");
    let newest = saver.save(job(&mut room));
    saver.draft(Some(Draft { place: "title".into(), text: text("Mea") }));
    assert!(saver.flush(Duration::from_secs(20)));
    drop(saver);
    let last = reports.iter().last().unwrap();
    assert_eq!((last.job, last.result.is_ok()), (newest, true));
    let opened = on(&disk).open(&file(), at(30)).unwrap();
    assert_eq!(&opened.session, room.session());
    assert_eq!(opened.events.len() as u64, room.session().revision);
    assert_eq!(&*opened.draft.unwrap().text, "Mea");
}

#[test]
fn when_the_folder_is_gone_that_is_told_and_with_a_new_one_everything_is_there_again() {
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, mut keeper) = new_session(&disk);
    rename(&mut room, "Orchard");
    keeper.save(&mut job(&mut room), at(1)).unwrap();
    disk.take_away(Path::new("/plans"));
    give(&mut room, 1, "bees");
    let mut waiting = job(&mut room);
    for _ in 0..2 {
        let error = keeper.save(&mut waiting, at(2)).unwrap_err();
        assert_eq!(error.trouble, Trouble::FolderGone);
    }
    disk.create_folder(Path::new("/plans")).unwrap();
    let notes = keeper.save(&mut waiting, at(3)).unwrap();
    assert!(notes[0].contains("was removed outside"), "{notes:?}");
    drop(keeper);
    assert!(disk.stamp(&Files::of(&file()).history()).is_ok(), "what happens now is written on");
    let opened = on(&disk).open(&file(), at(4)).unwrap();
    assert_eq!((&opened.session, &opened.sealed), (room.session(), room.sealed()));
}

#[test]
fn what_was_rescued_on_the_way_to_a_save_that_failed_is_told_by_the_next() {
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, mut keeper) = new_session(&disk);
    keeper.save(&mut job(&mut room), at(1)).unwrap();
    disk.put(&file(), b"theirs");
    rename(&mut room, "Ours");
    let mut waiting = job(&mut room);
    let failed = (8..40).find_map(|call| {
        disk.fail_once(call, Failure::NoSpace);
        keeper.save(&mut waiting, at(2)).err()
    });
    assert_eq!(failed.unwrap().trouble, Trouble::DiskFull);
    disk.mend();
    let notes = keeper.save(&mut waiting, at(3)).unwrap();
    assert!(notes[0].contains("kept as garden.outside-"), "{notes:?}");
}

#[test]
fn when_the_clock_is_put_back_saving_and_copying_go_on() {
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, mut keeper) = new_session(&disk);
    rename(&mut room, "Orchard");
    keeper.save(&mut job(&mut room), at(90_000)).unwrap();
    let copies = backups::list(&disk, &Files::of(&file())).len();
    submit_at(&mut room, 90_000, "Meadow");
    keeper.save(&mut job(&mut room), at(90_001)).unwrap();
    assert_eq!(backups::list(&disk, &Files::of(&file())).len(), copies, "not due yet");
    submit_at(&mut room, 5, "Heath");
    assert_eq!(keeper.save(&mut job(&mut room), at(5)), Ok(vec![]));
    assert_eq!(backups::list(&disk, &Files::of(&file())).len(), copies + 1);
    drop(keeper);
    let opened = on(&disk).open(&file(), at(6)).unwrap();
    assert_eq!((&opened.session, opened.notes.len()), (room.session(), 0));
    let (mut again, note) = Room::resume(opened.session, &opened.events, opened.sealed);
    assert_eq!((note, again.undo(at(7)).is_ok()), (None, true));
}

fn submit_at(room: &mut Room, second: i64, title: &str) {
    let change = Change::Rename(text(title));
    room.submit(at(second), crate::session::Author::Facilitator, change).unwrap();
}

#[test]
fn a_disk_that_sleeps_keeps_nobody_waiting_who_hands_over_a_job() {
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, keeper) = new_session(&disk);
    let (sender, reports) = mpsc::channel();
    let saver = Saver::start(keeper, || at(20), move |report| drop(sender.send(report))).unwrap();
    disk.sleep();
    for title in ["Orchard", "Meadow", "Heath"] {
        rename(&mut room, title);
        saver.save(job(&mut room));
    }
    assert!(
        !saver.flush(Duration::from_millis(1)),
        "nothing is saved, and nobody was kept waiting"
    );
    assert!(reports.try_recv().is_err());
    for killed in disk.survivors() {
        let opened = on(&killed).open(&file(), at(30)).unwrap();
        assert_eq!((&*opened.session.title, opened.notes.len()), ("Garden", 0));
    }
    disk.wake();
    assert!(saver.flush(Duration::from_secs(20)));
    drop(saver);
    assert_eq!(&on(&disk).open(&file(), at(30)).unwrap().session, room.session());
}

#[test]
fn a_fault_of_our_own_while_saving_is_tried_again_and_nothing_is_lost() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    fn stumbles() -> jiff::Timestamp {
        // What is thrown is no panic of the test's, and says nothing on its way.
        match CALLS.fetch_add(1, Ordering::Relaxed) {
            0 => std::panic::resume_unwind(Box::new(())),
            _ => at(20),
        }
    }
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, keeper) = new_session(&disk);
    let (sender, reports) = mpsc::channel();
    let saver = Saver::start(keeper, stumbles, move |report| drop(sender.send(report))).unwrap();
    rename(&mut room, "Orchard");
    saver.save(job(&mut room));
    let first = reports.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(first.result.unwrap_err().trouble, Trouble::OurFault);
    rename(&mut room, "Meadow");
    saver.save(job(&mut room));
    assert!(saver.flush(Duration::from_secs(20)));
    drop(saver);
    assert_eq!(undoable(&disk, "after a fault"), (room.session().revision, true));
}

#[test]
fn on_a_real_disk_a_session_comes_back_too() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::on(Arc::new(RealDisk));
    let path = home.path().join("garden.ron");
    let mut room = room();
    let mut keeper = store.create(&path, job(&mut room), at(0)).unwrap();
    for step in steps() {
        step(&mut room);
        assert_eq!(keeper.save(&mut job(&mut room), at(20)), Ok(vec![]));
    }
    let second = store.open(&path, at(20)).unwrap();
    assert!(matches!(reason_of(second), Trouble::Locked(_)));
    drop(keeper);
    let opened = store.open(&path, at(21)).unwrap();
    assert_eq!(&opened.session, room.session());
    assert_eq!(opened.events.len() as u64, room.session().revision);
    keeper_of(opened);
}

/// The bytes of a session that is sound.
static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let disk = MemoryDisk::with_folder("/plans");
    drop(new_session(&disk));
    disk.read(&file(), 99_999).unwrap()
});

/// How many damaged sessions are opened: `GROUNDSWELL_DAMAGE` asks for more.
fn damages() -> u32 {
    let wished = std::env::var("GROUNDSWELL_DAMAGE").ok();
    wished.and_then(|number| number.parse().ok()).unwrap_or(2_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: damages(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damage_to_a_session_never_panics_and_never_passes_silently(
        place in any::<prop::sample::Index>(), length in 0_usize..40, new in any::<Vec<u8>>()
    ) {
        let mut bytes = SOUND.clone();
        let start = place.index(bytes.len());
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, new);
        prop_assume!(bytes != *SOUND);
        let disk = MemoryDisk::with_folder("/plans");
        disk.put(&file(), &bytes);
        match on(&disk).open(&file(), at(2)) {
            Err(_) => {}
            Ok(opened) => prop_assert!(!opened.notes.is_empty()),
        }
    }
}

#[test]
fn a_name_from_beyond_the_revision_is_refused_with_the_place_and_what_to_do() {
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, mut keeper) = new_session(&disk);
    GESTURES[3](&mut room, 1);
    keeper.save(&mut job(&mut room), at(1)).unwrap();
    drop(keeper);
    let sound = String::from_utf8(disk.read(&file(), 99_999).unwrap()).unwrap();
    let edited = sound.replace("\"l2\"", "\"l900\"");
    disk.put(&file(), edited.as_bytes());
    let told = on(&disk).open(&file(), at(2)).err().unwrap().to_string();
    assert!(told.contains("“l900”") && told.contains("set it to 900"), "{told}");
    // Whoever does so loses nothing, and no name is given twice.
    disk.put(&file(), edited.replace("revision: 2", "revision: 900").as_bytes());
    let opened = on(&disk).open(&file(), at(2)).unwrap();
    let (mut room, _) = Room::resume(opened.session, &opened.events, opened.sealed);
    GESTURES[3](&mut room, 2);
    let names: Vec<&str> = room.session().parked.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(names, ["l900", "l901"]);
}
