//! Moving and deleting, attacked: power that goes, calls that fail, names that are taken.

use super::*;
use crate::room::Room;
use crate::session::{Change, Content, Giver};
use crate::store::memory::{Failure, MemoryDisk};
use crate::store::{Opened, SaveJob, Standing, Store};
use crate::testing::{activity, at, person, place, room_with, submit, text};
use crate::workshop::{Do, Policy};

const GARDEN: &str = "/plans/garden.ron";
const ORCHARD: &str = "/plans/orchard.ron";
const AWAY: &str = "/plans/archive/garden.ron";

fn on(disk: &MemoryDisk) -> Store {
    Store::on(Arc::new(disk.clone()))
}

fn job(room: &mut Room) -> SaveJob {
    SaveJob {
        session: Arc::new(room.session().clone()),
        sealed: room.sealed().clone(),
        events: room.take_unsaved(),
    }
}

/// A session with all that can belong to one: something sealed, a history, copies, a draft, and
/// what somebody else wrote.
fn garden() -> (MemoryDisk, Room) {
    let disk = MemoryDisk::with_folder("/plans");
    disk.create_folder(Path::new("/plans/archive")).unwrap();
    let mut room = room_with(vec![activity(Do::Gather {}, Policy::Hidden)]);
    let mut keeper = on(&disk).create(Path::new(GARDEN), job(&mut room), at(0)).unwrap();
    submit(&mut room, Change::Rename(text("Orchard"))).unwrap();
    keeper.save(&mut job(&mut room), at(700)).unwrap();
    let bees = Content::Ideas(vec![text("a marked secret")]);
    room.give(at(5), &place("gather"), &Giver::Person(person(1)), bees).unwrap();
    keeper.save(&mut job(&mut room), at(1_400)).unwrap();
    let files = Files::of(Path::new(GARDEN));
    disk.put(&files.draft(), b"not read here");
    disk.put(&files.beside("outside-2026-11-23T10-00-00Z.ron"), b"theirs");
    (disk, room)
}

fn everything(disk: &MemoryDisk) -> Vec<PathBuf> {
    let backups =
        ["/plans/garden.backups", "/plans/orchard.backups", "/plans/archive/garden.backups"];
    let folders = ["/plans", "/plans/archive"].into_iter().chain(backups);
    folders.flat_map(|folder| disk.list(Path::new(folder)).unwrap_or_default()).collect()
}

fn is_there(disk: &MemoryDisk, path: &str) -> bool {
    disk.stamp(Path::new(path)).is_ok()
}

/// Opens the session and sees that all of it came along.
fn is_whole(disk: &MemoryDisk, path: &str, room: &Room, story: &str) {
    let files = Files::of(Path::new(path));
    // Whoever opens it has the draft read, too; here it is only looked at.
    let opened = on(disk).open(Path::new(path), at(99)).unwrap_or_else(|e| panic!("{story}: {e}"));
    let Opened { session, events, sealed, standing, .. } = opened;
    if let Standing::ReadOnly(reason) = standing {
        panic!("{story}: {reason}");
    }
    assert_eq!((&session, &sealed), (room.session(), room.sealed()), "{story}");
    assert_eq!(events.len() as u64, session.revision, "{story}");
    assert_eq!(disk.list(&files.backups()).unwrap().len(), 2, "{story}");
    for file in [files.draft(), files.beside("outside-2026-11-23T10-00-00Z.ron")] {
        assert!(disk.stamp(&file).is_ok(), "{story}: {file:?}");
    }
    assert!(disk.stamp(&files.moving()).is_err(), "{story}");
}

/// Nothing is left under the old name.
fn is_bare(disk: &MemoryDisk, name: &str, story: &str) {
    let left = everything(disk);
    let lock = format!(".{name}.lock");
    let of = |path: &&PathBuf| {
        let text = path.to_string_lossy();
        text.contains(&format!("/plans/{name}.")) && !text.ends_with(&lock)
    };
    assert_eq!(left.iter().find(of), None, "{story}");
}

#[test]
fn a_session_moves_with_all_that_belongs_to_it() {
    for to in [ORCHARD, AWAY] {
        let (disk, room) = garden();
        let claim = on(&disk).claim(Path::new(GARDEN), at(50)).unwrap();
        assert_eq!(claim.move_to(Path::new(to), at(50)).unwrap(), Path::new(to));
        is_bare(&disk, "garden", to);
        is_whole(&disk, to, &room, to);
    }
}

#[test]
fn whenever_the_power_goes_the_session_is_there_with_all_that_belongs_to_it() {
    for to in [ORCHARD, AWAY] {
        let mut found = 0;
        for call in 0.. {
            let (disk, room) = garden();
            let claim = on(&disk).claim(Path::new(GARDEN), at(50)).unwrap();
            disk.cut_at(call);
            let moved = claim.move_to(Path::new(to), at(50)).is_ok();
            let survivors = disk.survivors();
            disk.mend();
            for survivor in survivors {
                let story = format!("{to}, call {call}");
                // Between two folders a disk may know both names for a moment.
                let stayed = is_there(&survivor, GARDEN);
                assert!(stayed || is_there(&survivor, to), "{story}: lost");
                assert!(!moved || !stayed, "{story}: not moved");
                is_whole(&survivor, if stayed { GARDEN } else { to }, &room, &story);
                if !stayed {
                    is_bare(&survivor, "garden", &story);
                }
                found += 1;
            }
            if moved {
                break;
            }
        }
        assert!(found > 100, "only {found} ways to go");
    }
}

#[test]
fn when_the_power_goes_again_while_the_rest_is_fetched_it_is_fetched_the_next_time() {
    for call in (8..40).step_by(2) {
        for again in (0..30).step_by(2) {
            let (disk, room) = garden();
            let claim = on(&disk).claim(Path::new(GARDEN), at(50)).unwrap();
            disk.cut_at(call);
            let _ = claim.move_to(Path::new(ORCHARD), at(50));
            let survivor = disk.survivors().pop().unwrap();
            disk.mend();
            if !is_there(&survivor, ORCHARD) {
                continue;
            }
            survivor.cut_at(again);
            drop(on(&survivor).open(Path::new(ORCHARD), at(60)));
            let last = survivor.survivors().pop().unwrap();
            is_whole(&last, ORCHARD, &room, &format!("call {call}, then {again}"));
        }
    }
}

#[test]
fn whichever_call_fails_the_session_is_whole_under_one_of_its_names() {
    for failure in Failure::ALL {
        for call in 0..60 {
            let (disk, room) = garden();
            let claim = on(&disk).claim(Path::new(GARDEN), at(50)).unwrap();
            disk.fail_once(call, failure);
            let moved = claim.move_to(Path::new(ORCHARD), at(50));
            disk.mend();
            let name = if is_there(&disk, GARDEN) { GARDEN } else { ORCHARD };
            assert!(moved.is_err() || name == ORCHARD);
            is_whole(&disk, name, &room, &format!("{failure:?}, call {call}"));
        }
    }
}

#[test]
fn deleting_leaves_nothing_and_takes_what_is_private_first() {
    let (disk, _) = garden();
    on(&disk).claim(Path::new(GARDEN), at(50)).unwrap().delete().unwrap();
    assert_eq!(everything(&disk), [] as [PathBuf; 0]);
    for call in 0..60 {
        let (disk, _) = garden();
        let claim = on(&disk).claim(Path::new(GARDEN), at(50)).unwrap();
        disk.cut_at(call);
        let deleted = claim.delete().is_ok();
        for survivor in disk.survivors() {
            if is_there(&survivor, GARDEN) {
                assert!(!deleted, "call {call}");
                drop(on(&survivor).open(Path::new(GARDEN), at(60)).unwrap());
                on(&survivor).claim(Path::new(GARDEN), at(70)).unwrap().delete().unwrap();
            }
            let left = everything(&survivor);
            let private = left.iter().filter(|path| !path.to_string_lossy().ends_with(".lock"));
            assert_eq!(private.count(), 0, "call {call}: {left:?}");
        }
        disk.mend();
    }
}

#[test]
fn a_session_that_is_open_elsewhere_stays_where_it_is() {
    let (disk, room) = garden();
    let open = on(&disk).open(Path::new(GARDEN), at(40)).unwrap();
    let refused = on(&disk).claim(Path::new(GARDEN), at(50)).err().unwrap();
    assert!(matches!(refused.trouble, Trouble::Locked(_)), "{refused}");
    drop(open);
    is_whole(&disk, GARDEN, &room, "still there");
}

#[test]
fn a_name_that_is_taken_is_not_moved_onto() {
    let (disk, room) = garden();
    disk.put(Path::new("/plans/orchard.history.ron"), b"left by hand");
    let claim = on(&disk).claim(Path::new(GARDEN), at(50)).unwrap();
    let refused = claim.move_to(Path::new(ORCHARD), at(50)).unwrap_err();
    assert_eq!(refused.trouble, Trouble::Exists);
    is_whole(&disk, GARDEN, &room, "still there");
}

#[test]
fn what_cannot_be_read_can_be_moved_and_deleted_all_the_same() {
    let disk = MemoryDisk::with_folder("/plans");
    disk.put(Path::new(GARDEN), b"Session(oops");
    let claim = on(&disk).claim(Path::new(GARDEN), at(50)).unwrap();
    claim.move_to(Path::new(ORCHARD), at(50)).unwrap();
    on(&disk).claim(Path::new(ORCHARD), at(60)).unwrap().delete().unwrap();
    assert!(on(&disk).claim(Path::new(ORCHARD), at(70)).is_err());
    assert_eq!(disk.list(Path::new("/plans")).unwrap(), [] as [PathBuf; 0]);
}

#[test]
fn only_what_can_be_a_session_is_claimed() {
    let disk = MemoryDisk::with_folder("/plans");
    let claim = |name: &str, text: &[u8]| {
        let path = Path::new("/plans").join(name);
        disk.put(&path, text);
        let claimed = Store::on(Arc::new(disk.clone())).claim(&path, at(0)).map(drop);
        claimed.map_err(|error| error.to_string())
    };
    for (name, text) in [
        ("sound.ron", "Session(\n  format: 1,\n".as_bytes()),
        ("damaged.ron", b"Sess\0\xff"),
        ("empty.ron", b""),
        ("nameless.ron", b"(format: 1)"),
        ("elsewhere.txt", b"// A Groundswell session.\nSession(format: 1)"),
    ] {
        assert_eq!(claim(name, text), Ok(()), "{name}");
    }
    for (name, text) in [
        ("notes.txt", "hi there".as_bytes()),
        ("picture.png", b"\x89PNG\r\n\x1a\n\xff"),
        ("script.ron", b"Workshop(format: 1)"),
        ("empty.txt", b""),
    ] {
        let told = claim(name, text).expect_err(name);
        assert!(told.contains(name), "{told}");
        assert!(disk.stamp(&Path::new("/plans").join(name)).is_ok(), "{name} stays");
    }
}

#[test]
fn what_somebody_laid_beside_the_copies_stays_when_the_session_goes() {
    let disk = MemoryDisk::with_folder("/plans");
    let session = Path::new("/plans/garden.ron");
    disk.put(session, b"Session(format: 1)");
    disk.create_folder(Path::new("/plans/garden.backups")).unwrap();
    let copy = Path::new("/plans/garden.backups/2026-11-02T10-00-00Z.ron");
    let half = Path::new("/plans/garden.backups/.2026-11-02T10-00-00Z.ron.12-0.tmp");
    let theirs = Path::new("/plans/garden.backups/notes.txt");
    for file in [copy, half, theirs] {
        disk.put(file, b"(format: 1)");
    }
    Store::on(Arc::new(disk.clone())).claim(session, at(0)).unwrap().delete().unwrap();
    assert!(disk.stamp(theirs).is_ok());
    assert!([session, copy, half].iter().all(|file| disk.stamp(file).is_err()));
}
