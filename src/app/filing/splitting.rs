//! A session is split into tables: one session file for each, and an entry here that says so.

use super::{Filing, Refused, job};
use crate::app::beginning::name_and_seed;
use crate::room::Room;
use crate::session::{Beginning, Change, tables};
use crate::store::{Library, Opened, Standing};
use crate::text::CleanText;
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
        let (mut room, _) = Room::resume(session, &events, sealed);
        let session = room.session();
        let said = |no: crate::session::Refusal| Refused::Session(no.to_string());
        let seats = session.seats(wish.tables, &wish.steps).map_err(said)?;
        match session.tables_out().count() {
            0 => {}
            1 => notes.push("A table of an earlier split is still out.".into()),
            out => notes.push(format!("{out} tables of earlier splits are still out.")),
        }
        let begin = |seat: &tables::Seat| {
            let (id, seed) = name_and_seed();
            session.set_table(seat, id, seed)
        };
        let (tables, beginnings): (Vec<_>, Vec<_>) = seats.iter().map(begin).unzip();
        notes.extend(beginnings.iter().zip(&seats).map(|(beginning, seat)| {
            let named = seat.people.iter().map(|id| session.name_of(id)).collect::<Vec<_>>();
            format!("{}: {}", beginning.title, crate::text::listed(&named))
        }));
        self.submit(&mut room, Change::Tables(tables::Change::Split(tables)))?;
        let library = match &wish.to {
            Some(folder) => Library::new(self.disk.clone(), folder),
            None => self.around(path),
        };
        library.prepare()?;
        let mut made = Vec::new();
        let done = self
            .make(beginnings, &library, &mut made)
            .and_then(|()| Ok(keeper.save(&mut job(&mut room, Vec::new()), self.now)?));
        if let Err(refused) = done {
            made.iter().for_each(|path| drop(self.delete(path)));
            return Err(refused);
        }
        Ok(Split { paths: made, notes })
    }

    fn make(
        &self,
        beginnings: Vec<Beginning>,
        library: &Library,
        made: &mut Vec<PathBuf>,
    ) -> Result<(), Refused> {
        for beginning in beginnings {
            let to = library.path_for(&beginning.title);
            let mut room = Room::begin(self.now, beginning)
                .map_err(|refusal| Refused::Session(refusal.to_string()))?;
            let keeper = self.store().create(&to, job(&mut room, Vec::new()), self.now)?;
            made.push(keeper.path().into());
        }
        Ok(())
    }
}
