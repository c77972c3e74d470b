//! Where rooms and functions stood over time, session by session of each line.

use super::{Nth, key};
use crate::session::Seen;
use crate::session::followup::{functions, standings};
use jiff::Timestamp;

/// The assessments in phases of one line of sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// The session that the line has come to.
    pub session: Nth,
    /// What the phases are called, the first first.
    pub names: Vec<String>,
    /// Each time they were told, the earliest first.
    pub told: Vec<Told>,
}

/// Where a room and its functions stood at one time; phases count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// When that session began.
    pub at: Timestamp,
    /// Which check-in it was, in days after the plan; 0 for the plan.
    pub days: u16,
    /// The room as a whole.
    pub room: Option<u8>,
    /// Each function that was told by itself.
    pub functions: Vec<(String, u8)>,
}

/// What one session and those before it in its line told in phases, if they did.
pub(super) fn walk(session: Nth, seen: &Seen) -> Option<Walk> {
    let (names, standings) = standings(seen)?;
    let order = functions(&standings);
    let told = standings.iter().map(|it| Told {
        at: it.began,
        days: it.days,
        room: it.came_to.room,
        functions: order
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), it.of(name)?)))
            .collect(),
    });
    Some(Walk { session, told: told.collect(), names })
}

impl Walk {
    /// The phases of a function over time, with those of a session in which it was not told left
    /// out.
    pub fn of(&self, function: &str) -> Vec<(&Told, u8)> {
        let phase = |told: &Told| {
            let named = told.functions.iter().find(|(name, _)| key(name) == key(function));
            named.map(|(_, phase)| *phase)
        };
        self.told.iter().filter_map(|told| Some((told, phase(told)?))).collect()
    }

    /// The phases of the room over time.
    pub fn of_the_room(&self) -> Vec<(&Told, u8)> {
        self.told.iter().filter_map(|told| Some((told, told.room?))).collect()
    }
}

/// The functions of which any line tells, by name, each as it was written first.
pub(super) fn all_functions(walks: &[Walk]) -> Vec<&str> {
    let told = walks.iter().flat_map(|walk| &walk.told);
    let mut named: Vec<&str> =
        told.flat_map(|told| &told.functions).map(|(name, _)| name.as_str()).collect();
    named.sort_by_key(|name| key(name));
    named.dedup_by_key(|name| key(name));
    named
}
