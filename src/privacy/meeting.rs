//! A generated meeting, saved after every change to a disk of which each byte can be looked at,
//! together with all that the room gets to see of it.

use super::private::PRIVATE;
use crate::cli::show::text_of;
use crate::export::{FORMATS, kit, plain::Manner};
use crate::room::laws::{Gesture, proposal};
use crate::room::{Proposal, Room};
use crate::session::kit::{Kit, Wish};
use crate::session::report::Report;
use crate::session::{Author, Change, Displays, Giver, Place, Viewer, activities, agenda};
use crate::store::memory::MemoryDisk;
use crate::store::{Keeper, SaveJob, Store};
use crate::testing::{activity, at, person, place, reader, room_of, step, submit, text};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Policy, Step};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everybody in the room.
pub(super) const PEOPLE: [(&str, &str); 6] = [
    ("Ana", "Service"),
    ("Ben", "Marketing"),
    ("Chi", "Marketing"),
    ("Dee", "HR"),
    ("Eli", "IT"),
    ("Fay", "Service"),
];

/// One thing that happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Happens {
    /// Something that everybody may see, or it is taken back.
    Openly(Gesture),
    /// Somebody gives a gift of this number at a place of the table.
    Gives { at: usize, who: Option<usize>, number: u16 },
    /// What is sealed at a place of the table is shown.
    Reveals(usize),
    /// From now on no name is kept at a place of the table.
    BecomesAnonymous(usize),
}

/// A meeting as it goes.
pub(super) struct Meeting {
    pub(super) room: Room,
    keeper: Keeper,
    disk: MemoryDisk,
    seconds: i64,
}

impl Meeting {
    /// A meeting in which every private activity has this privacy.
    pub(super) fn under(policy: Policy) -> Meeting {
        let open = [
            Do::Goals { most: 3 },
            Do::Roles { load: 2 },
            Do::Decide {},
            Do::Promise { first_step: 7, most: 5 },
            Do::Close { next: 30 },
        ];
        let open = open.into_iter().map(|what| activity(what, Policy::Open)).collect();
        let mut room = room_of(open, &PEOPLE);
        submit(&mut room, Change::Displays(Displays::One)).expect("there is a projector");
        for it in PRIVATE {
            let activity = activity((it.what)(), it.policy(policy));
            let step = Step { id: text(it.name), ..step(vec![activity]) };
            let add = agenda::Change::Add { after: None, step: Box::new(step) };
            let ready = (it.ready)(&place(it.name));
            for change in [Change::Agenda(add)].into_iter().chain(ready) {
                submit(&mut room, change).expect("made ready");
            }
        }
        let disk = MemoryDisk::with_folder("/plans");
        let store = Store::on(Arc::new(disk.clone()));
        let keeper = store.create(Path::new("/plans/garden.ron"), job(&mut room), at(0));
        Meeting { room, keeper: keeper.expect("a new session"), disk, seconds: 0 }
    }

    /// Nothing happens.
    pub(super) fn waits(&mut self) {
        self.minutes_pass();
        self.save_now_and_then();
    }

    /// Something happens. Answers whether it was accepted; refusals are part of life.
    pub(super) fn goes_on(&mut self, happens: &Happens) -> bool {
        let now = self.minutes_pass();
        let accepted = self.happens(happens, now);
        if matches!(happens, Happens::Reveals(_)) {
            self.save();
        }
        self.save_now_and_then();
        accepted
    }

    /// Minutes pass between any two things, so that copies are kept on the way.
    fn minutes_pass(&mut self) -> Timestamp {
        self.seconds += 200;
        at(self.seconds)
    }

    /// The newest save overtakes those before it, as it does where the disk is slow.
    fn save_now_and_then(&mut self) {
        if self.seconds % 800 == 0 {
            self.save();
        }
    }

    /// What has happened is on the disk.
    pub(super) fn save(&mut self) {
        let job = &mut job(&mut self.room);
        self.keeper.save(job, at(self.seconds)).expect("memory takes every write");
    }

    fn happens(&mut self, happens: &Happens, now: Timestamp) -> bool {
        match happens {
            Happens::Openly((200..=255, ..)) => self.room.undo(now).is_ok(),
            Happens::Openly(gesture) => match proposal(self.room.session(), *gesture) {
                Proposal::Change(change) => {
                    self.room.carry_out(now, Proposal::Change(change)).is_ok()
                }
                _ => false,
            },
            Happens::Gives { at, who, number } => {
                let giver = who.map_or(Giver::Sheet, |who| Giver::Person(person(1 + who)));
                let content = (PRIVATE[*at].gift)(self.room.session(), *number);
                let place = place(PRIVATE[*at].name);
                self.room.carry_out(now, Proposal::Give { place, giver, content }).is_ok()
            }
            Happens::Reveals(at) => self.room.reveal(now, &place(PRIVATE[*at].name)).is_ok(),
            Happens::BecomesAnonymous(at) => {
                let change = agenda::Change::Privacy(place(PRIVATE[*at].name), Policy::Anonymous);
                self.room.submit(now, Author::Facilitator, Change::Agenda(change)).is_ok()
            }
        }
    }

    /// Every byte that is kept, but for what is sealed.
    pub(super) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = self.disk.files();
        files.retain(|path, _| !is_sealed(path));
        files
    }

    /// The bytes of what is sealed.
    pub(super) fn sealed(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = self.disk.files();
        files.retain(|path, _| is_sealed(path));
        files
    }

    /// The bytes of the session file alone.
    pub(super) fn session_file(&self) -> Vec<u8> {
        self.disk.files().remove(Path::new("/plans/garden.ron")).expect("it is saved")
    }

    /// Everything that leaves the program for the eyes of the room: the page of each place, what
    /// `show` prints of each step, every export, every paper of the kit, and the console on the projector at each place.
    pub(super) fn what_the_room_gets(&self) -> String {
        let (session, reader) = (self.room.session(), reader());
        let seen = session.seen_by(Viewer::Room);
        let page = |place: &Place| format!("{:?}", activities::page(&seen, place, &reader));
        let mut all: Vec<String> = session.places().iter().map(page).collect();
        for step in &session.steps {
            let text = text_of(session, Some(step.id()), &reader, Manner::default());
            all.push(text.expect("the step is there"));
        }
        let report = Report::of(session, &reader);
        // A PDF is made of this same report and nothing else, packed, and takes long to make.
        let written = FORMATS.iter().filter(|format| format.name != "pdf");
        let exports = written.map(|format| (format.render)(&report, &reader).bytes());
        all.extend(exports.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
        let kit = Kit::of(session, Wish::default(), &reader);
        let papers = kit::files(&kit, Manner::default());
        all.extend(papers.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()));
        all.extend(session.places().into_iter().map(|place| self.projected(place)));
        all.join("\n")
    }

    fn projected(&self, at: Place) -> String {
        let mut room = self.room.clone();
        submit(&mut room, Change::Agenda(agenda::Change::GoTo(at))).expect("the place is there");
        Stage::of(room).size(100, 30).shows()
    }

    /// Whether what was given at a place of the table is shown.
    pub(super) fn is_revealed(&self, at: usize) -> bool {
        let state = self.room.session().state(&place(PRIVATE[at].name));
        state.and_then(activities::State::given).is_some_and(|given| given.revealed)
    }
}

fn is_sealed(path: &Path) -> bool {
    path.to_string_lossy().ends_with("sealed.ron")
}

fn job(room: &mut Room) -> SaveJob {
    SaveJob {
        session: Arc::new(room.session().clone()),
        sealed: room.sealed().clone(),
        events: room.take_unsaved(),
    }
}
