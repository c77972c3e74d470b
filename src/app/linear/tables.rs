//! The session is split into tables, and they come back, line by line: their files are made and read
//! here.

use super::Table;
use crate::app::filing::merging::Coming;
use crate::app::filing::{Filing, Refused};
use crate::app::naming::expand_home;
use crate::linear::{Dialogue, Step};
use crate::room::Room;
use crate::session::tables::{Seating, Wanted};

impl Table<'_> {
    pub(super) fn split(&mut self, seating: &Seating, dialogue: &mut Dialogue) -> Step {
        let to = (!seating.folder.is_empty()).then(|| expand_home(&seating.folder));
        let saving = &self.saving;
        let save = |room: &mut Room| {
            saving.save(room).map_err(|why| Refused::Session(format!("NOT SAVED YET: {why}")))
        };
        let filing = Filing::new(self.setting);
        let seated = save(&mut self.room).and_then(|()| {
            filing.seat(&mut self.room, &self.path, &seating.seats, to.as_deref(), save)
        });
        if seated.is_err() {
            // A split that was taken back is to be on the disk as such; what is not saved is told
            // with the next answer.
            let _ = self.saving.save(&mut self.room);
        }
        let made = seated.map(|split| split.told(&seating.seats, "/merge brings them back."));
        let made = made.map(|told| told.join("\n")).map_err(|refused| refused.to_string());
        self.with(|cx| dialogue.split(made, cx))
    }

    pub(super) fn tables(&self, dialogue: &mut Dialogue) -> Step {
        let tables = Filing::new(self.setting).whereabouts(self.room.session(), &self.path);
        self.with(|cx| dialogue.tables(&tables, cx))
    }

    pub(super) fn bring_back(&self, wanted: &Wanted, dialogue: &mut Dialogue) -> Step {
        let filing = Filing::new(self.setting);
        let arrival = match filing.wanted(self.room.session(), wanted, &self.path) {
            Ok(Coming::Arrival(arrival)) => Ok(*arrival),
            Ok(Coming::NothingNew(sentence)) => Err(sentence),
            Err(refused) => Err(refused.to_string()),
        };
        self.with(|cx| dialogue.arrives(arrival, cx))
    }
}
