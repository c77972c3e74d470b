//! The clock of a session: when it began, whether it runs, and what each step has taken.

use super::Session;
use super::change::{Entry, Outcome};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

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
}

/// What can happen to the clock. More minutes are a matter of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// It runs.
    Start,
    /// It stands still.
    Pause,
}

impl Change {
    /// Time does not come back.
    pub fn undoable(&self) -> bool {
        false
    }

    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Start => "started the clock".into(),
            Change::Pause => "paused the clock".into(),
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

    /// When the whole session ends if everything from here on goes as planned.
    pub fn ends(&self, now: Timestamp) -> Timestamp {
        let people = self.people_expected();
        let here = self.step_index(self.at.step()).unwrap_or(0);
        let later: i64 = self.steps.iter().skip(here + 1).map(|step| step.planned(people)).sum();
        let left = later + self.left_here(now).max(0);
        now.checked_add(jiff::SignedDuration::from_secs(left)).unwrap_or(now)
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
        }
        Change::Pause => session.clock.since = None,
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

/// Never negative: a clock that was set back costs nobody time.
fn seconds_between(from: Timestamp, to: Timestamp) -> i64 {
    (to.as_second() - from.as_second()).max(0)
}
