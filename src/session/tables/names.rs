//! What things are called at a table and in the session it came from.
//!
//! What is carried to a table is named anew as made by its first entry, and what comes back is named
//! as made by the entry that brings it: so no two things ever have one name.

use super::{Carried, Table};
use crate::session::Session;
use crate::session::id::{Id, Kind};
use std::collections::BTreeMap;

/// The names here, by the names there.
pub(super) struct Names {
    known: BTreeMap<Id, Id>,
    seq: u64,
    made: Vec<(Kind, usize)>,
}

/// What goes to a table, by its names there, and both names of each thing.
pub(super) fn anew(carried: &Carried) -> (Vec<(Id, Id)>, Carried) {
    let mut names = Names { known: BTreeMap::new(), seq: 1, made: Vec::new() };
    let there = names.take_over(carried.clone());
    let names = names.known.into_iter().map(|(here, there)| (there, here)).collect();
    (names, there)
}

impl Names {
    /// Those of a table; whatever is new is made by this entry.
    pub(super) fn of(table: &Table, seq: u64) -> Names {
        Names { known: table.names.iter().cloned().collect(), seq, made: Vec::new() }
    }

    /// Two people of one name are one person, and two areas or goals of one name are one: somebody
    /// moved to another table, or two tables had the same thought.
    pub(super) fn know_again(&mut self, came: &Carried, session: &Session) {
        let people = session.people.iter().map(|it| (&it.name, &it.id));
        let pairs = came.people.iter().map(|it| (&it.name, &it.id));
        self.same(pairs, &people.collect::<Vec<_>>());
        let goals = session.goals.iter().map(|it| (&it.shape.outcome, &it.id));
        self.same(
            came.goals.iter().map(|it| (&it.shape.outcome, &it.id)),
            &goals.collect::<Vec<_>>(),
        );
        let areas = session.areas.iter().map(|it| (&it.name, &it.id));
        self.same(came.areas.iter().map(|it| (&it.name, &it.id)), &areas.collect::<Vec<_>>());
    }

    fn same<'a, T: AsRef<str> + 'a>(
        &mut self,
        there: impl Iterator<Item = (&'a T, &'a Id)>,
        here: &[(&'a T, &'a Id)],
    ) {
        for (name, id) in there {
            let name = name.as_ref().to_lowercase();
            let same = here.iter().find(|(other, _)| other.as_ref().to_lowercase() == name);
            if let Some((_, own)) = same
                && !self.known.contains_key(id)
                && !self.known.values().any(|taken| taken == *own)
            {
                self.known.insert(id.clone(), (*own).clone());
            }
        }
    }

    /// The same things by their names here.
    pub(super) fn take_over(&mut self, mut came: Carried) -> Carried {
        came.rename(&mut |kind, id| self.here(kind, id));
        came.refer(&mut |id| self.known.get(id).cloned());
        came
    }

    fn here(&mut self, kind: Kind, there: &Id) -> Id {
        if let Some(known) = self.known.get(there) {
            return known.clone();
        }
        let made = self.make(kind);
        self.known.insert(there.clone(), made.clone());
        made
    }

    /// A name that nothing has.
    pub(super) fn make(&mut self, kind: Kind) -> Id {
        let place = match self.made.iter_mut().find(|(made, _)| *made == kind) {
            Some((_, next)) => {
                *next += 1;
                *next - 1
            }
            None => {
                self.made.push((kind, 1));
                0
            }
        };
        Id::nth(kind, self.seq, place)
    }

    /// Both names of each thing.
    pub(super) fn both(self) -> Vec<(Id, Id)> {
        self.known.into_iter().collect()
    }
}
