//! A break: counts down until everyone is back.

use crate::reader::Reader;
use crate::session::activities::State;
use crate::session::block::Block;
use crate::session::change::{Entry, Outcome, refuse};
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// More than this is not a break but the end of a session.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// What it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// Back at this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// The break begins, and ends so.
    Until(Timestamp),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Until(_) => "set when the break ends".into(),
        }
    }
}

impl Session {
    /// When the break at a place ends, once it has begun.
    pub fn break_until(&self, place: &Place) -> Option<Timestamp> {
        match self.state(place)? {
            State::Break(pause) => pause.until,
            _ => None,
        }
    }

    /// When a break at a place would end if it began now: as long as planned, at the next full
    /// minute, since "back at 10:57" is said and not "10:56 and forty seconds".
    pub fn break_proposed(&self, place: &Place, now: Timestamp) -> Timestamp {
        let planned = self.step(place).map_or(0, |step| step.planned(self.people_expected()));
        let ends = now.as_second().saturating_add(planned.max(60));
        let full = ends.saturating_add(59).div_euclid(60).saturating_mul(60);
        Timestamp::from_second(full).unwrap_or(now)
    }
}

pub(super) fn apply(
    session: &mut Session,
    place: &Place,
    entry: &Entry,
    change: &Change,
) -> Outcome {
    let State::Break(pause) = session.state_mut(place)? else {
        return refuse("This step is not a break.");
    };
    match change {
        Change::Until(until) if *until <= entry.at => {
            refuse("That would be over already: a break ends later than now.")
        }
        Change::Until(until) if until.duration_since(entry.at) > LONGEST => {
            refuse("A break of more than twelve hours is the end of a session: finish it instead.")
        }
        Change::Until(until) => {
            pause.until = Some(*until);
            Ok(())
        }
    }
}

/// What there is to see.
pub fn page(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    if let Some(until) = seen.break_until(place) {
        return vec![Block::text("Back at"), Block::Digits(reader.time(until))];
    }
    let planned = seen.step(place).map_or(0, |step| step.planned(seen.people_expected()));
    vec![Block::text("A break of"), Block::Digits(format!("{} min", (planned + 59) / 60))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::{self, Viewer, activities};
    use crate::testing::{activity, at, place, reader, room_with, submit};
    use crate::workshop::{Do, Policy};

    fn room() -> Room {
        room_with(vec![activity(Do::Break {}, Policy::Open)])
    }

    fn until(room: &mut Room, end: Timestamp) -> Result<u64, String> {
        let change = activities::Change::Break(Change::Until(end));
        submit(room, session::Change::At(place("break"), change)).map_err(|no| no.to_string())
    }

    fn shown(room: &Room) -> Vec<Block> {
        page(&room.session().seen_by(Viewer::Room), &place("break"), &reader())
    }

    #[test]
    fn before_it_begins_the_room_sees_how_long_it_will_be() {
        assert_eq!(shown(&room())[1], Block::Digits("5 min".into()));
    }

    #[test]
    fn the_room_sees_when_it_is_back() {
        let mut room = room();
        until(&mut room, at(10 * 60)).unwrap();
        assert_eq!(shown(&room), [Block::text("Back at"), Block::Digits("10:10".into())]);
    }

    #[test]
    fn a_break_is_proposed_as_planned_to_the_full_minute() {
        let room = room();
        let proposed = |now| room.session().break_proposed(&place("break"), at(now));
        assert_eq!(proposed(0), at(5 * 60));
        assert_eq!(proposed(1), at(6 * 60));
        assert_eq!(proposed(60), at(6 * 60));
    }

    #[test]
    fn a_break_ends_later_than_now_and_the_same_day() {
        let mut room = room();
        assert!(until(&mut room, at(-60)).unwrap_err().starts_with("That would be over already"));
        assert!(until(&mut room, at(13 * 3600)).unwrap_err().contains("twelve hours"));
        assert_eq!(room.session().break_until(&place("break")), None);
    }
}
