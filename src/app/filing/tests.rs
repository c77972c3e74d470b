//! Whatever is filed, and whenever the power goes, no session is lost and none is half there.

use super::*;
use crate::session::{Content, Giver};
use crate::store::memory::MemoryDisk;
use crate::store::names::Files;
use crate::testing::{activity, at, person, place, room_with, submit, text};
use crate::workshop::{Do, Policy};

const GARDEN: &str = "/plans/garden.ron";

fn on(disk: &MemoryDisk) -> Filing {
    Filing::on(Arc::new(disk.clone()), at(500))
}

/// "Garden" with three titles behind it, something sealed, and a history.
fn garden() -> MemoryDisk {
    let disk = MemoryDisk::with_folder("/plans");
    let mut room = room_with(vec![activity(Do::Gather {}, Policy::Hidden)]);
    let store = Store::on(Arc::new(disk.clone()));
    let mut keeper =
        store.create(Path::new(GARDEN), job(&mut room, Vec::new()), at(0)).expect("made");
    for title in ["Orchard", "Meadow"] {
        submit(&mut room, Change::Rename(text(title))).expect("a title");
    }
    let bees = Content::Ideas(vec![text("a marked secret")]);
    room.give(at(5), &place("gather"), &Giver::Person(person(1)), bees).expect("given");
    keeper.save(&mut job(&mut room, Vec::new()), at(20)).expect("saved");
    disk
}

fn read(disk: &MemoryDisk, path: &Path) -> Past {
    Store::on(Arc::new(disk.clone())).past(path).expect("it can be read")
}

fn titles(disk: &MemoryDisk) -> Vec<String> {
    let listed = Library::new(Arc::new(disk.clone()), Path::new("/plans")).list().expect("listed");
    let title = |it: crate::store::Listed| it.summary.expect("sound").title.to_string();
    let mut titles: Vec<String> = listed.into_iter().map(title).collect();
    titles.sort();
    titles
}

#[test]
fn another_title_brings_another_name() {
    let disk = garden();
    let filed = on(&disk).rename(Path::new(GARDEN), &text("Wild meadow")).expect("renamed");
    assert_eq!(filed.path, Path::new("/plans/wild-meadow.ron"));
    assert_eq!(titles(&disk), ["Wild meadow"]);
    let past = read(&disk, &filed.path);
    assert!(past.whole && past.events.len() == 5);
    assert!(disk.stamp(&Files::of(&filed.path).sealed()).is_ok(), "what is sealed comes along");
    let again = on(&disk).rename(&filed.path, &text("Wild Meadow!")).expect("renamed");
    assert_eq!(again.path, filed.path, "the name fits already");
}

#[test]
fn a_copy_is_another_session_with_the_same_past() {
    let disk = garden();
    let filed = on(&disk).copy(Path::new(GARDEN), &text("Copy"), None).expect("copied");
    assert_eq!(titles(&disk), ["Copy", "Meadow"]);
    let past = read(&disk, &filed.path);
    assert!(past.whole);
    let (mut room, note) = Room::resume(past.session, &past.events, Sealed::default());
    assert_eq!(note, None);
    assert_eq!(room.undo(at(600)), Ok("renamed the session “Meadow”".into()));
    let text = disk.read(&filed.path, 1 << 20).expect("there");
    assert!(!String::from_utf8_lossy(&text).contains("secret"));
    assert!(disk.stamp(&Files::of(&filed.path).sealed()).is_err(), "what is sealed stays");
}

#[test]
fn an_earlier_state_is_found_by_entry_and_by_time() {
    for (moment, areas_title) in [
        (Moment::Entry(2), "Orchard"),
        (Moment::Entry(1), "Garden"),
        (Moment::Time(at(1)), "Orchard"),
        (Moment::Time(at(9_999)), "Meadow"),
    ] {
        let disk = garden();
        let filed = on(&disk).copy(Path::new(GARDEN), &text("Then"), Some(moment)).expect("then");
        let past = read(&disk, &filed.path);
        let (mut room, _) = Room::resume(past.session, &past.events, Sealed::default());
        // The copy has its own title; what the session was called then is behind it.
        let renamed = room.undo(at(600)).unwrap_or_else(|_| "Garden".into());
        assert!(renamed.contains(areas_title), "{moment:?}: {renamed}");
        assert_eq!(titles(&disk).len(), 2, "the original stays");
    }
}

#[test]
fn a_moment_that_never_was_is_refused_and_nothing_is_made() {
    let disk = garden();
    for moment in [Moment::Entry(0), Moment::Entry(99), Moment::Time(at(-5))] {
        let refused = on(&disk).copy(Path::new(GARDEN), &text("Then"), Some(moment));
        assert!(matches!(refused, Err(Refused::Session(_))), "{refused:?}");
    }
    assert_eq!(titles(&disk), ["Meadow"]);
}

#[test]
fn what_is_put_away_comes_back() {
    let disk = garden();
    let away = on(&disk).archive(Path::new(GARDEN)).expect("put away");
    assert_eq!(away.path, Path::new("/plans/archive/garden.ron"));
    assert!(titles(&disk).is_empty());
    assert!(on(&disk).archive(&away.path).is_err());
    let renamed = on(&disk).rename(&away.path, &text("Old")).expect("renamed where it lies");
    assert_eq!(renamed.path, Path::new("/plans/archive/old.ron"));
    let back = on(&disk).bring_back(&renamed.path).expect("back");
    assert_eq!(titles(&disk), ["Old"]);
    assert!(on(&disk).bring_back(&back.path).is_err());
    on(&disk).delete(&back.path).expect("deleted");
    assert_eq!(disk.list(Path::new("/plans")).expect("there"), [Path::new("/plans/.gitignore")]);
}

#[test]
fn a_session_that_is_open_elsewhere_is_left_alone() {
    let disk = garden();
    let open = Store::on(Arc::new(disk.clone())).open(Path::new(GARDEN), at(40)).expect("open");
    let filing = on(&disk);
    let path = Path::new(GARDEN);
    for refused in [
        filing.rename(path, &text("Other")).expect_err("open"),
        filing.archive(path).expect_err("open"),
        filing.delete(path).expect_err("open"),
    ] {
        assert!(refused.is_locked(), "{refused}");
    }
    filing.copy(path, &text("Copy"), None).expect("looking is free");
    drop(open);
    assert_eq!(titles(&disk), ["Copy", "Meadow"]);
}

#[test]
fn whenever_the_power_goes_every_session_is_whole() {
    type Act = fn(&Filing) -> bool;
    let acts: [(Act, &[&str]); 3] = [
        (|it| it.rename(Path::new(GARDEN), &text("New")).is_ok(), &["Meadow", "New"]),
        (|it| it.copy(Path::new(GARDEN), &text("New"), None).is_ok(), &["Meadow", "New"]),
        (|it| it.archive(Path::new(GARDEN)).is_ok(), &["Meadow"]),
    ];
    for (act, allowed) in acts {
        for call in 0.. {
            let disk = garden();
            disk.cut_at(call);
            let done = act(&on(&disk));
            for survivor in disk.survivors() {
                let archive = Library::new(Arc::new(survivor.clone()), Path::new("/plans/archive"));
                let mut paths: Vec<PathBuf> =
                    archive.list().expect("listed").into_iter().map(|it| it.path).collect();
                let here = Library::new(Arc::new(survivor.clone()), Path::new("/plans"));
                paths.extend(here.list().expect("listed").into_iter().map(|it| it.path));
                assert!(!paths.is_empty(), "call {call}: lost");
                for path in paths {
                    // One that lay under two names is under one as soon as it is opened.
                    if survivor.stamp(&path).is_err() {
                        continue;
                    }
                    let opened = Store::on(Arc::new(survivor.clone())).open(&path, at(600));
                    let opened = opened.unwrap_or_else(|error| panic!("call {call}: {error}"));
                    assert!(allowed.contains(&&*opened.session.title), "call {call}");
                    assert_eq!(opened.events.len() as u64, opened.session.revision, "call {call}");
                }
            }
            disk.mend();
            if done {
                break;
            }
        }
    }
}

#[test]
fn a_split_that_cannot_be_saved_leaves_no_table_and_the_session_as_it_was() {
    let disk = garden();
    let past = read(&disk, Path::new(GARDEN));
    let (mut room, _) = Room::resume(past.session, &past.events, Sealed::default());
    let seats = room.session().seats(Some(2), &[]).expect("four people");
    let refuse = |_: &mut Room| refused("The disk is full.");
    let split = on(&disk).seat(&mut room, Path::new(GARDEN), &seats, None, refuse);
    assert!(split.is_err());
    assert_eq!(titles(&disk), ["Meadow"]);
    assert_eq!(room.session().tables_out().count(), 0);
    let split = on(&disk).seat(&mut room, Path::new(GARDEN), &seats, None, |_| Ok(()));
    assert_eq!(split.expect("made").paths.len(), 2);
    assert_eq!(
        titles(&disk),
        ["Meadow", "Meadow · table 1 (Listening)", "Meadow · table 2 (Crisis)"]
    );
}
