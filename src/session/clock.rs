//! The clock of a session: when it began, whether it runs, what each step has taken, and the end
//! that the room was told.
//!
//! The end that was told stands still: a step that runs over makes the session late, and how late
//! is for the facilitator alone, who takes a [`Cut`](super::Cut) or tells another end.

use super::change::{Entry, Outcome};
use super::cut::Taken;
use super::{Session, StepRun};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The seconds of a minute.
const MINUTE: i64 = 60;

/// Absolute times only, so that replaying gives the same clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// When it was first started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Timestamp>,
    /// Since when it has been running in the present step; absent while it is paused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// When it ends, as the room was told when the clock was started: a full minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Timestamp>,
    /// Whether the terminal's bell rings once when the time of a step is up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bell: bool,
    /// The cuts that were taken, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cuts: Vec<Taken>,
}

/// What can happen to the clock. More minutes are a matter of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// It runs.
    Start,
    /// It stands still.
    Pause,
    /// The bell rings when the time of a step is up, or no longer.
    Bell(bool),
}

impl Change {
    /// Time does not come back.
    pub fn undoable(&self) -> bool {
        matches!(self, Change::Bell(_))
    }

    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Start => "started the clock".into(),
            Change::Pause => "paused the clock".into(),
            Change::Bell(true) => "let the bell ring when time is up".into(),
            Change::Bell(false) => "silenced the bell".into(),
        }
    }
}

impl Session {
    /// Whether the clock runs.
    pub fn clock_runs(&self) -> bool {
        self.clock.since.is_some()
    }

    /// Seconds spent in the present step until `now`.
    pub fn taken_here(&self, now: Timestamp) -> i64 {
        let running = self.clock.since.map_or(0, |since| seconds_between(since, now));
        i64::try_from(self.here().taken).unwrap_or(i64::MAX / 4) + running
    }

    /// Seconds left in the present step; negative when it is over.
    pub fn left_here(&self, now: Timestamp) -> i64 {
        self.here().planned(self.people_expected()) - self.taken_here(now)
    }

    /// When the whole session ends if everything from here on takes as long as planned.
    pub fn expected_end(&self, now: Timestamp) -> Timestamp {
        let people = self.people_expected();
        let later: i64 = self.later_steps().map(|step| step.planned(people)).sum();
        after(now, later + self.left_here(now).max(0))
    }

    /// When it ends, as everybody may know: the end that was told, for as long as it can still be
    /// kept; after that, and before the clock was started, the end that is expected.
    pub fn ends(&self, now: Timestamp) -> Timestamp {
        let can_be_kept = |told: &Timestamp| self.earliest_end(now) < after(*told, MINUTE);
        self.clock.told.filter(can_be_kept).unwrap_or_else(|| self.expected_end(now))
    }

    /// By how many full minutes the expected end is later than the one that was told; negative
    /// with minutes in hand. Nothing before the clock was started, after the session was finished,
    /// and where a clock that stands still has left the told end behind: then it is told anew.
    pub fn behind(&self, now: Timestamp) -> Option<i64> {
        let told = self.clock.told.filter(|told| self.clock_runs() || *told > now)?;
        let late = self.expected_end(now).as_second() - told.as_second();
        self.finished.is_none().then_some(late / MINUTE)
    }

    /// The earliest end that re-planning could reach.
    fn earliest_end(&self, now: Timestamp) -> Timestamp {
        let people = self.people_expected();
        let later: i64 = self.later_steps().map(|step| step.least(people)).sum();
        let here = self.here().least(people) - self.taken_here(now);
        after(now, later + here.clamp(0, self.left_here(now).max(0)))
    }

    /// The steps behind the present one, those that were skipped among them.
    pub fn later_steps(&self) -> impl Iterator<Item = &StepRun> {
        let here = self.step_index(self.at.step()).unwrap_or(0);
        self.steps.iter().skip(here + 1)
    }

    /// For how many people time is planned: those present, or at least one.
    pub fn people_expected(&self) -> usize {
        self.present().count().max(1)
    }
}

pub(super) fn apply(session: &mut Session, entry: &Entry, change: &Change) -> Outcome {
    settle(session, entry.at);
    match change {
        Change::Start => {
            session.clock.since = Some(entry.at);
            session.clock.started.get_or_insert(entry.at);
            if session.clock.told.is_none_or(|told| told <= entry.at) {
                session.clock.told = Some(full_minute(session.expected_end(entry.at)));
            }
        }
        Change::Pause => session.clock.since = None,
        Change::Bell(rings) => session.clock.bell = *rings,
    }
    Ok(())
}

/// Books the running time to the present step; the clock goes on from `at`.
pub(super) fn settle(session: &mut Session, at: Timestamp) {
    let Some(since) = session.clock.since else { return };
    let spent = u64::try_from(seconds_between(since, at)).unwrap_or(0);
    if let Some(index) = session.step_index(session.at.step()) {
        let step = &mut session.steps[index];
        step.taken = step.taken.saturating_add(spent);
    }
    session.clock.since = Some(at);
}

/// The next full minute: "ends 11:02" is said, and not "11:01 and forty seconds".
pub fn full_minute(at: Timestamp) -> Timestamp {
    let seconds = at.as_second().saturating_add(MINUTE - 1).div_euclid(MINUTE);
    Timestamp::from_second(seconds.saturating_mul(MINUTE)).unwrap_or(at)
}

fn after(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(at)
}

/// Never negative: a clock that was set back costs nobody time.
fn seconds_between(from: Timestamp, to: Timestamp) -> i64 {
    (to.as_second() - from.as_second()).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Author, Change as Any};
    use crate::testing::{activity, at, room_with};
    use crate::workshop::{Do, Policy};

    /// Two steps of five minutes with floors of three, the clock started after ten seconds.
    fn room() -> crate::room::Room {
        let roles = activity(Do::Roles { load: 2 }, Policy::Open);
        let mut room = room_with(vec![roles, activity(Do::Decide {}, Policy::Open)]);
        room.submit(at(10), Author::Facilitator, Any::Clock(Change::Start)).expect("it starts");
        room
    }

    #[test]
    fn the_room_is_told_a_full_minute_when_the_clock_starts() {
        let mut room = room();
        assert_eq!(room.session().expected_end(at(10)), at(610));
        assert_eq!(room.session().ends(at(10)), at(660));
        room.submit(at(20), Author::Facilitator, Any::Clock(Change::Start)).expect("it runs on");
        assert_eq!(room.session().clock.told, Some(at(660)));
    }

    #[test]
    fn a_step_that_runs_over_moves_the_expected_end_and_not_the_one_that_was_told() {
        let room = room();
        let session = room.session();
        assert_eq!((session.behind(at(310)), session.behind(at(420))), (Some(0), Some(1)));
        assert_eq!((session.ends(at(420)), session.expected_end(at(420))), (at(660), at(720)));
    }

    #[test]
    fn an_end_that_no_cut_can_reach_is_not_told_any_longer() {
        let room = room();
        assert_eq!(room.session().ends(at(539)), at(660));
        assert_eq!(room.session().ends(at(540)), at(840));
    }

    #[test]
    fn before_the_clock_and_after_the_end_nobody_is_late() {
        let mut room = room_with(vec![activity(Do::Break {}, Policy::Open)]);
        assert_eq!(room.session().behind(at(9_000)), None);
        assert_eq!(room.session().ends(at(60)), at(360));
        room.submit(at(10), Author::Facilitator, Any::Clock(Change::Start)).expect("it starts");
        assert_eq!(room.session().behind(at(9_000)), Some(144));
        room.submit(at(9_000), Author::Facilitator, Any::Finish(true)).expect("finished");
        assert_eq!(room.session().behind(at(9_001)), None);
    }

    #[test]
    fn the_bell_can_be_taken_back_and_time_cannot() {
        let mut room = room();
        room.submit(at(11), Author::Facilitator, Any::Clock(Change::Bell(true))).expect("rings");
        assert!(room.session().clock.bell);
        assert_eq!(room.undo(at(12)).expect("undone"), "let the bell ring when time is up");
        assert!(!room.session().clock.bell && room.session().clock_runs());
    }
}
