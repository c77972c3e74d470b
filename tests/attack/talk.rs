//! Somebody who runs a session line by line, without a terminal: lines in, text out.

use crate::made::{at, reader, whereabouts};
use crate::target::is_harmless;
use groundswell::linear::{Cx, Dialogue, Step, Then};
use groundswell::room::Room;
use groundswell::session::tables::{self, Arrival, Seating, Wanted};
use groundswell::session::{Change, Refusal, Session, Viewer};
use groundswell::text::CleanText;

/// What a file has in it, whichever is asked for.
const FILE: &[u8] = b"name,function\nZoe,Legal\n";

/// A session, and the tables that were split off in this talk.
pub(crate) struct Talk {
    pub(crate) room: Room,
    tables: Vec<Session>,
}

impl Talk {
    /// In this room, with tables that are out from it.
    pub(crate) fn in_room(room: Room, tables: Vec<Session>) -> Talk {
        Talk { room, tables }
    }

    /// Says these lines one after the other; all that is told is harmless, and after each line
    /// something is asked again.
    pub(crate) fn says(&mut self, lines: &str) {
        let (mut dialogue, told) = self.with(Dialogue::begin);
        is_harmless(&told);
        for line in lines.lines() {
            is_harmless(&self.with(|cx| dialogue.question(cx)).asks);
            let mut step = self.with(|cx| dialogue.take(line, cx));
            // What follows a change may be another; none goes on for ever.
            for turn in 0.. {
                assert!(turn < 500, "it never asks again");
                is_harmless(&step.said);
                step = match step.then {
                    Then::Forget => {
                        self.room.forget();
                        Step::default()
                    }
                    Then::Ask | Then::Export(_) | Then::Kit(_) | Then::Leave => break,
                    then => self.act(then, &mut dialogue),
                };
            }
        }
    }

    fn act(&mut self, then: Then, dialogue: &mut Dialogue) -> Step {
        match then {
            Then::Carry(proposal) => match self.room.carry_out(at(100), *proposal) {
                Ok(entry) => self.with(|cx| dialogue.accepted(entry, None, cx)),
                Err(no) => self.with(|cx| dialogue.refused(&no.to_string(), cx)),
            },
            Then::Undo => self.turn(dialogue, |room| room.undo(at(100))),
            Then::Redo => self.turn(dialogue, |room| room.redo(at(100))),
            Then::Return(entry) => self.turn(dialogue, |room| room.go_back(at(100), entry)),
            Then::Read(name) => self.with(|cx| dialogue.file_read(&name, Ok(FILE.to_vec()), cx)),
            Then::Split(seating) => {
                let made = self.split(&seating).map_err(|no| no.to_string());
                self.with(|cx| dialogue.split(made, cx))
            }
            Then::Tables => {
                let tables = whereabouts(self.room.session(), &self.tables);
                self.with(|cx| dialogue.tables(&tables, cx))
            }
            Then::BringBack(wanted) => {
                let arrival = self.arrival(&wanted);
                self.with(|cx| dialogue.arrives(arrival, cx))
            }
            Then::Forget => {
                self.room.forget();
                Step::default()
            }
            Then::Ask | Then::Export(_) | Then::Kit(_) | Then::Leave => Step::default(),
        }
    }

    fn turn(
        &mut self,
        dialogue: &mut Dialogue,
        act: impl FnOnce(&mut Room) -> Result<String, Refusal>,
    ) -> Step {
        match act(&mut self.room) {
            Ok(what) => self.with(|cx| dialogue.turned(&what, cx)),
            Err(no) => self.with(|cx| dialogue.refused(&no.to_string(), cx)),
        }
    }

    fn split(&mut self, seating: &Seating) -> Result<String, Refusal> {
        let session = self.room.session();
        session.can_seat(&seating.seats)?;
        let set = |seat: &tables::Seat| {
            let id = CleanText::line(&format!("t{}.{}", session.revision, seat.number));
            session.set_table(seat, id, 3)
        };
        let (tables, begun): (Vec<_>, Vec<_>) = seating.seats.iter().map(set).unzip();
        let split = Change::Tables(tables::Change::Split(tables));
        self.room.submit(at(100), groundswell::session::Author::Facilitator, split)?;
        for beginning in begun {
            self.tables.push(Room::begin(at(100), beginning)?.session().clone());
        }
        Ok("It is split.".into())
    }

    fn arrival(&self, wanted: &Wanted) -> Result<Arrival, String> {
        let (Wanted::Table(name) | Wanted::File(name)) = wanted;
        let table = self.tables.iter().find(|it| it.id == *name);
        let table = table.ok_or("There is no such file.")?;
        let arrival = Arrival::of(self.room.session(), table).map_err(|no| no.to_string())?;
        arrival.ok_or_else(|| "Nothing new.".into())
    }

    fn with<T>(&self, act: impl FnOnce(&Cx<'_>) -> T) -> T {
        let (session, reader) = (self.room.session(), reader());
        act(&Cx {
            session,
            seen: &session.seen_by(Viewer::Room),
            chronicle: self.room.chronicle(),
            place: &session.at,
            reader: &reader,
            now: at(3_600),
        })
    }
}
