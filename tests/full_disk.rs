//! A disk that is full for real: a small one in memory, of 64 sizes. The file is whole at any of
//! them, what was acknowledged is there, and with more room everything is saved.
//!
//! Only whoever may mount can run it; for others it says so, and is passed over.
#![cfg(target_os = "linux")]
#![expect(clippy::print_stderr, reason = "that it was passed over must be seen")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use groundswell::app::setting::system_clock;
use groundswell::room::Room;
use groundswell::session::{Author, Beginning, Change, decisions};
use groundswell::store::{Keeper, RealDisk, SaveJob, Store, Trouble, Workshops};
use groundswell::text::CleanText;

#[test]
fn on_a_disk_of_any_size_that_fills_up_nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(disk) = Mounted::on(folder.path()) else {
        return eprintln!("passed over: only who may mount a disk can fill one");
    };
    let mut full = 0;
    for size in 1..=64 {
        let folder = disk.sized(size * 4);
        let session = folder.join("garden.ron");
        let mut room = room();
        let store = Store::on(Arc::new(RealDisk));
        let created = store.create(&session, job(&mut room), system_clock());
        let Ok(mut keeper) = created.map_err(|error| {
            assert_eq!(error.trouble, Trouble::DiskFull, "{size}: {error}");
        }) else {
            full += 1;
            continue;
        };
        let (saved, waiting) = fill(&mut room, &mut keeper);
        let (kept, notes) = found(&session);
        assert!(kept >= saved, "{size}: {saved} was acknowledged, {kept} is there: {notes:?}");
        disk.grow();
        if let Some(mut job) = waiting {
            full += 1;
            keeper.save(&mut job, system_clock()).expect("there is room now");
        }
        drop(keeper);
        assert_eq!(found(&session), (room.session().revision, Vec::new()), "{size}");
    }
    assert!(full > 32, "only {full} disks were full");
}

/// Goes on until the disk is full, or for long; what was saved last, and what was not.
fn fill(room: &mut Room, keeper: &mut Keeper) -> (u64, Option<SaveJob>) {
    let mut saved = room.session().revision;
    for turn in 0..40 {
        for item in 0..5 {
            let text = CleanText::line(&format!("{turn} {item} {}", "to be kept ".repeat(150)));
            let change = Change::Decisions(decisions::Change::Park(text));
            room.submit(system_clock(), Author::Facilitator, change).expect("it can be parked");
        }
        let mut job = job(room);
        match keeper.save(&mut job, system_clock()) {
            Ok(_) => saved = room.session().revision,
            Err(error) => {
                assert_eq!(error.trouble, Trouble::DiskFull, "{error}");
                return (saved, Some(job));
            }
        }
    }
    (saved, None)
}

/// The revision that is found, and what is told of it.
fn found(session: &Path) -> (u64, Vec<String>) {
    let opened = Store::on(Arc::new(RealDisk)).open(session, system_clock());
    let opened = opened.unwrap_or_else(|error| panic!("it does not open: {error}"));
    (opened.session.revision, opened.notes)
}

fn room() -> Room {
    let workshop = Workshops::in_folder(Arc::new(RealDisk), None).find("goals-names-pot");
    let beginning = Beginning {
        id: CleanText::line("full"),
        title: CleanText::line("Garden"),
        currency: Default::default(),
        seed: 1,
        workshop: workshop.expect("it is built in"),
        people: Vec::new(),
        since: None,
        table: None,
    };
    Room::begin(system_clock(), beginning).expect("it begins")
}

fn job(room: &mut Room) -> SaveJob {
    SaveJob {
        session: Arc::new(room.session().clone()),
        sealed: room.sealed().clone(),
        events: room.take_unsaved(),
    }
}

/// A disk in memory, mounted on a folder; the folder is as before when it goes.
struct Mounted {
    folder: PathBuf,
}

impl Mounted {
    fn on(folder: &Path) -> Option<Mounted> {
        let mounted = does("mount", &["-t", "tmpfs", "-o", "size=64k", "none"], folder);
        mounted.then(|| Mounted { folder: folder.to_owned() })
    }

    /// An empty folder on it, and so many kilobytes for all that comes into it.
    fn sized(&self, kilobytes: usize) -> PathBuf {
        self.empty();
        assert!(does("mount", &["-o", &format!("remount,size={kilobytes}k")], &self.folder));
        self.folder.clone()
    }

    fn grow(&self) {
        assert!(does("mount", &["-o", "remount,size=4m"], &self.folder));
    }

    fn empty(&self) {
        for entry in self.folder.read_dir().expect("a folder") {
            assert!(does("rm", &["-r"], &entry.expect("an entry").path()));
        }
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        does("umount", &[], &self.folder);
    }
}

fn does(program: &str, words: &[&str], path: &Path) -> bool {
    let done = Command::new(program).args(words).arg(path).output();
    done.is_ok_and(|output| output.status.success())
}
