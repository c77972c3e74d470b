//! A history is forgotten, and what comes after is not.

use super::*;

/// The revision that is found, and whether something can be taken back.
pub(super) fn undoable(disk: &MemoryDisk, story: &str) -> (u64, bool) {
    let opened = on(disk).open(&file(), at(99)).unwrap_or_else(|error| panic!("{story}: {error}"));
    assert_eq!(opened.notes, Vec::<String>::new(), "{story}");
    let (session, events) = (opened.session, opened.events);
    let (mut room, note) = Room::resume(session.clone(), &events, opened.sealed);
    assert_eq!((room.session(), note), (&session, None), "{story}");
    (session.revision, room.undo(at(100)).is_ok())
}

#[test]
fn a_history_is_forgotten_and_what_comes_after_is_taken_back_after_a_restart() {
    let disk = MemoryDisk::with_folder("/plans");
    let (mut room, mut keeper) = new_session(&disk);
    for step in steps() {
        step(&mut room);
        keeper.save(&mut job(&mut room), at(20)).unwrap();
    }
    let aside = Files::of(&file()).beside("history.aside-2026-11-02T10-00-00Z.ron");
    disk.put(&aside, b"an earlier one");
    assert_eq!(room.forget(), 7);
    assert_eq!(keeper.save(&mut job(&mut room), at(21)), Ok(vec![]));
    assert_eq!(keeper.waits(), None);
    assert!(disk.stamp(&aside).is_err(), "what was put aside is history too");
    let history = Files::of(&file()).history();
    let text =
        |disk: &MemoryDisk| String::from_utf8(disk.read(&history, u64::MAX).unwrap()).unwrap();
    assert!(!text(&disk).contains("Orchard"), "nothing of it is left");
    rename(&mut room, "Heath");
    keeper.save(&mut job(&mut room), at(22)).unwrap();
    drop(keeper);
    assert_eq!(undoable(&disk, "after a restart"), (room.session().revision, true));
    // The end is torn, as by a power cut: that is told, and the rest is cut away.
    let whole = text(&disk);
    disk.put(&history, &whole.as_bytes()[..whole.len() - 9]);
    let opened = on(&disk).open(&file(), at(99)).unwrap();
    assert!(opened.notes[0].contains("undo begins here"), "{:?}", opened.notes);
}

#[test]
fn whenever_the_power_goes_while_it_is_forgotten_the_history_is_whole_or_gone() {
    let (mut whole, mut gone) = (0, 0);
    for (step, call) in (0..2).flat_map(|step| (0..60).map(move |call| (step, call))) {
        let disk = MemoryDisk::with_folder("/plans");
        let (mut room, mut keeper) = new_session(&disk);
        rename(&mut room, "Orchard");
        keeper.save(&mut job(&mut room), at(20)).unwrap();
        let least = room.session().revision;
        if step == 1 {
            rename(&mut room, "Meadow");
        }
        disk.cut_at(call);
        room.forget();
        let saved = keeper.save(&mut job(&mut room), at(21)).is_ok();
        for survivor in disk.survivors() {
            let story = format!("step {step}, call {call}");
            let (revision, undoes) = undoable(&survivor, &story);
            assert!(revision >= if saved { room.session().revision } else { least }, "{story}");
            *(if undoes { &mut whole } else { &mut gone }) += 1;
        }
    }
    assert!(whole > 5 && gone > 100, "{whole} were whole, {gone} gone");
}

#[test]
fn whichever_call_fails_while_it_is_forgotten_that_is_told_and_the_next_save_does_it() {
    for failure in Failure::ALL {
        for forever in [false, true] {
            for call in 0..40 {
                let disk = MemoryDisk::with_folder("/plans");
                let (mut room, mut keeper) = new_session(&disk);
                rename(&mut room, "Orchard");
                keeper.save(&mut job(&mut room), at(20)).unwrap();
                room.forget();
                let plan = if forever { MemoryDisk::fail_for_ever } else { MemoryDisk::fail_once };
                plan(&disk, call, failure);
                let mut forgetting = job(&mut room);
                let saved = keeper.save(&mut forgetting, at(21));
                disk.mend();
                rename(&mut room, "Meadow");
                let mut next = job(&mut room);
                if saved.is_err() {
                    next.overtake(forgetting);
                }
                keeper.save(&mut next, at(22)).unwrap();
                assert_eq!(keeper.waits(), None);
                drop(keeper);
                let story = format!("{failure:?}, for ever: {forever}, call {call}");
                assert_eq!(undoable(&disk, &story), (room.session().revision, true));
                let opened = on(&disk).open(&file(), at(99)).unwrap();
                assert_eq!(opened.events.len(), 2, "{story}: nothing from before is there");
            }
        }
    }
}

#[test]
fn a_history_that_cannot_be_written_waits_and_once_forgotten_is_written_again() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::on(Arc::new(RealDisk));
    let path = home.path().join("garden.ron");
    let mut room = room();
    drop(store.create(&path, job(&mut room), at(0)).unwrap());
    let history = Files::of(&path).history();
    RealDisk.remove(&history).unwrap();
    RealDisk.create_folder(&history).unwrap();
    RealDisk.create(&history.join("theirs")).unwrap();
    let opened = store.open(&path, at(1)).unwrap();
    assert!(opened.history_is_cut && opened.events.is_empty());
    let mut keeper = keeper_of(opened);
    rename(&mut room, "Orchard");
    keeper.save(&mut job(&mut room), at(2)).unwrap();
    let told = keeper.waits().unwrap().told("Ctrl-G");
    assert!(told.starts_with("The history waits; Ctrl-G forgets it. "), "{told}");
    room.forget();
    keeper.save(&mut job(&mut room), at(3)).unwrap();
    assert_eq!(keeper.waits(), None);
    rename(&mut room, "Meadow");
    keeper.save(&mut job(&mut room), at(4)).unwrap();
    drop(keeper);
    let aside = Files::of(&path).beside("history.aside-2026-11-02T10-00-03Z.ron");
    assert!(RealDisk.stamp(&aside.join("theirs")).is_ok(), "what is not ours is only put aside");
    let opened = store.open(&path, at(5)).unwrap();
    assert_eq!((opened.events.len(), opened.history_is_cut), (2, false));
}
