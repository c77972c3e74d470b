//! A session is split into tables: one session file for each, and an entry here that says so.

use super::{Filing, Refused, job};
use crate::app::beginning::name_and_seed;
use crate::room::Room;
use crate::session::tables::{self, Seat};
use crate::session::{Beginning, Change, Session};
use crate::store::{Library, Opened, Standing};
use crate::text::{CleanText, listed};
use std::path::{Path, PathBuf};

/// What is said of a split; what is left out is found.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// How many tables; else one for each goal.
    pub tables: Option<u8>,
    /// The steps they run, by name; else all from the present one on.
    pub steps: Vec<CleanText>,
    /// The folder to make them in; else the one of the session.
    pub to: Option<PathBuf>,
}

/// The tables that were made.
#[derive(Debug, PartialEq, Eq)]
pub struct Split {
    /// The session files, table by table.
    pub paths: Vec<PathBuf>,
    /// A sentence each.
    pub notes: Vec<String>,
}

impl Filing {
    /// Splits a session into tables, each a session of its own. Nothing is replaced, and where one of
    /// them cannot be made none is.
    ///
    /// # Errors
    /// When the session is open elsewhere, cannot be split so, or a file cannot be written.
    pub fn split(&self, path: &Path, wish: &Wish) -> Result<Split, Refused> {
        let Opened { session, events, sealed, mut notes, standing, .. } =
            self.store().open(path, self.now)?;
        let mut keeper = match standing {
            Standing::Writable(keeper) => keeper,
            Standing::ReadOnly(reason) => return Err(reason.into()),
        };
        let (mut room, _) = Room::resume(session, events, sealed);
        let session = room.session();
        let seats = session.seats(wish.tables, &wish.steps)?;
        notes.extend(still_out(session));
        let save =
            |room: &mut Room| Ok(keeper.save(&mut job(room, Vec::new()), self.now).map(drop)?);
        let split = self.seat(&mut room, path, &seats, wish.to.as_deref(), save)?;
        notes.extend(split.notes);
        Ok(Split { notes, ..split })
    }

    /// Makes these tables in a folder, else in the one of the session, which `save` puts on the disk
    /// then. What fails leaves no file behind, and the session as it was.
    ///
    /// # Errors
    /// When nobody sits at one of them, or a file cannot be written.
    pub fn seat(
        &self,
        room: &mut Room,
        path: &Path,
        seats: &[Seat],
        to: Option<&Path>,
        save: impl FnOnce(&mut Room) -> Result<(), Refused>,
    ) -> Result<Split, Refused> {
        let session = room.session();
        session.can_seat(seats)?;
        let begin = |seat: &Seat| {
            let (id, seed) = name_and_seed();
            session.set_table(seat, id, seed)
        };
        let (tables, beginnings): (Vec<_>, Vec<_>) = seats.iter().map(begin).unzip();
        let notes = seats.iter().map(|seat| who_sits(session, seat)).collect();
        let library = self.folder_of_tables(path, to);
        library.prepare()?;
        let mut made = Vec::new();
        let done = self.make(beginnings, &library, &mut made).and_then(|()| {
            self.submit(room, Change::Tables(tables::Change::Split(tables)))?;
            save(room).inspect_err(|_| {
                // What is not on the disk has not happened to the tables either.
                let _ = room.undo(self.now);
            })
        });
        if let Err(refused) = done {
            made.iter().for_each(|path| drop(self.delete(path)));
            return Err(refused);
        }
        Ok(Split { paths: made, notes })
    }

    /// The files that would be made for tables with these titles.
    pub fn files_for(&self, titles: &[CleanText], path: &Path, to: Option<&Path>) -> Vec<PathBuf> {
        let library = self.folder_of_tables(path, to);
        titles.iter().map(|title| library.path_for(title)).collect()
    }

    fn folder_of_tables(&self, path: &Path, to: Option<&Path>) -> Library {
        match to {
            Some(folder) => Library::new(self.disk.clone(), folder),
            None => self.around(path),
        }
    }

    fn make(
        &self,
        beginnings: Vec<Beginning>,
        library: &Library,
        made: &mut Vec<PathBuf>,
    ) -> Result<(), Refused> {
        for beginning in beginnings {
            let to = library.path_for(&beginning.title);
            let mut room = Room::begin(self.now, beginning)?;
            let keeper = self.store().create(&to, job(&mut room, Vec::new()), self.now)?;
            made.push(keeper.path().into());
        }
        Ok(())
    }
}

impl Split {
    /// What was made, for people: who sits where and in which file, what they do there, and how they
    /// come back. `back` says what brings them.
    pub fn told(&self, seats: &[Seat], back: &str) -> Vec<String> {
        let table = |(path, note): (&PathBuf, &String)| format!("{note}\n{}", path.display());
        let mut told: Vec<String> = self.paths.iter().zip(&self.notes).map(table).collect();
        let steps: &[_] = seats.first().map_or(&[], |seat| &seat.steps);
        let steps: Vec<&CleanText> = steps.iter().map(|step| &step.title).collect();
        told.push(format!(
            "Each table runs {}, in a session of its own: copy its file to another laptop and open \
             it there, or open it here. {back}",
            listed(&steps)
        ));
        told
    }
}

fn who_sits(session: &Session, seat: &Seat) -> String {
    let named: Vec<&str> = seat.people.iter().map(|id| session.name_of(id)).collect();
    format!("{}: {}", session.title_for(seat), listed(&named))
}

/// That tables of an earlier split have not come back.
fn still_out(session: &Session) -> Option<String> {
    match session.tables_out().count() {
        0 => None,
        1 => Some("A table of an earlier split is still out.".into()),
        out => Some(format!("{out} tables of earlier splits are still out.")),
    }
}
