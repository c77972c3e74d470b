//! The line of sessions that a check-in goes on from: what each of them came to, which check-ins
//! are still due, and what the next one takes over.
//!
//! How a session is taken over is said in `followup/carrying.rs`, and what the line shows over time
//! in `followup/trends.rs`.

mod carrying;
#[cfg(test)]
pub(crate) mod scenarios;
mod telling;
mod trends;

pub use carrying::Since;
pub use telling::{area_line, goal_aside, goal_sign, kept_in_words, promise_line};
pub(super) use telling::{people_lines, section};
pub use trends::{Standing, confidence, functions, kept, number, phase_name, phases, standings};

use super::activities::State;
use super::activities::assess::Earlier;
use super::change::Outcome;
use super::id::Id;
use super::promises::Fate;
use super::{Area, Goal, Person, Promise, Session};
use crate::money::Money;
use crate::text::CleanText;
use crate::workshop::{Phase, Poles, Statement};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// The usual days between one check-in and the next.
pub const APART: u16 = 30;
/// So many days before a check-in is due it is offered.
pub const SOON: i32 = 7;
/// From so many days on the whole assessment is made again.
pub const IN_FULL: u16 = 90;

/// Where a session stands in its line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Followup {
    /// Which check-in this is, in days after the plan; 0 for the plan itself.
    #[serde(default, skip_serializing_if = "crate::workshop::is_zero")]
    pub days: u16,
    /// The sessions before this one, the plan first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub line: Vec<Past>,
    /// The check-ins that are due, the next one first; this one among them until it is finished.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub due: Vec<CheckIn>,
}

/// A check-in that is due on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// How many days after the plan.
    pub days: u16,
    /// When.
    pub on: Date,
}

/// What an earlier session of the line came to: as much as it takes to compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Past {
    /// Its own name.
    pub id: CleanText,
    /// Its title.
    pub title: CleanText,
    /// When it began.
    pub began: Timestamp,
    /// Which check-in it was; 0 for the plan.
    #[serde(default, skip_serializing_if = "crate::workshop::is_zero")]
    pub days: u16,
    /// How each goal stood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<(Id, super::goals::Told)>,
    /// What became of the promises that it looked at.
    #[serde(default, skip_serializing_if = "Kept::is_nothing")]
    pub promises: Kept,
    /// What each area had spent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spent: Vec<(Id, Money)>,
    /// What its assessments came to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assessed: Vec<Assessed>,
}

/// What became of the promises that a session looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// How many there were to look at.
    pub of: u16,
    /// Kept.
    pub kept: u16,
    /// On their way: their days are still to come.
    #[serde(default, skip_serializing_if = "crate::workshop::is_zero")]
    pub stands: u16,
    /// Slipped, with another day.
    pub slipped: u16,
    /// Dropped, with a reason.
    pub dropped: u16,
}

/// An assessment of an earlier session: what was asked, and what it came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessed {
    /// What was rated.
    pub statements: Vec<Statement>,
    /// The phases that the statements belong to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<Phase>,
    /// The two ends that one stood between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poles: Option<Poles>,
    /// What it came to.
    pub came_to: Earlier,
}

impl Followup {
    /// Whether nothing came before and nothing follows.
    pub fn is_nothing(&self) -> bool {
        *self == Followup::default()
    }

    /// The plan that all of it began with.
    pub fn plan(&self) -> Option<&Past> {
        self.line.first()
    }
}

impl Past {
    /// "the plan", "day 30": what people call it.
    pub fn called(&self) -> String {
        called(self.days)
    }

    /// How a goal stood then, if anybody said.
    pub fn told(&self, goal: &Id) -> Option<&super::goals::Told> {
        self.goals.iter().find(|(id, _)| id == goal).map(|(_, told)| told)
    }
}

/// "the plan", "day 30".
pub(super) fn called(days: u16) -> String {
    match days {
        0 => "the plan".into(),
        days => format!("day {days}"),
    }
}

impl Kept {
    /// Whether there was nothing to look at.
    pub fn is_nothing(&self) -> bool {
        self.of == 0
    }

    /// Those whose day has come: what is still on its way is neither kept nor broken.
    pub fn came_due(&self) -> u16 {
        self.of.saturating_sub(self.stands)
    }

    /// Those of which nobody has said yet what became of them.
    pub fn waiting(&self) -> u16 {
        self.of.saturating_sub(self.kept + self.stands + self.slipped + self.dropped)
    }
}

impl Session {
    /// Whether this session goes on from another.
    pub fn is_check_in(&self) -> bool {
        !self.followup.line.is_empty()
    }

    /// What became of the promises of before, so far.
    pub fn kept(&self) -> Kept {
        let mut count = Kept::default();
        for promise in self.promises.iter().filter(|it| it.comes_from_before()) {
            count.of += 1;
            match promise.fate {
                Fate::Waiting => {}
                Fate::Kept => count.kept += 1,
                Fate::Stands => count.stands += 1,
                Fate::Slipped => count.slipped += 1,
                Fate::Dropped(_) => count.dropped += 1,
            }
        }
        count
    }

    /// The promises of before, person by person in the order of the list.
    pub fn promises_of_before(&self) -> Vec<&Promise> {
        let of = |person: &Person| {
            let who = person.id.clone();
            self.promises.iter().filter(move |it| it.who == who && it.comes_from_before())
        };
        self.people.iter().flat_map(of).collect()
    }

    /// The goals of which the team has not said yet how they stand.
    pub fn untold_goals(&self) -> impl Iterator<Item = &Goal> {
        self.goals.iter().filter(|goal| goal.told.is_none())
    }

    /// What an area was granted.
    pub fn planned(&self, area: &Id) -> Money {
        let grants = self.pot.asks.iter().filter(|ask| &ask.area == area).map(|ask| ask.granted);
        Money::sum(grants).unwrap_or(Money(i64::MAX))
    }

    /// What an area has spent so far, as it was told in this session.
    pub fn spent(&self, area: &Id) -> Option<Money> {
        self.pot.spent.iter().find(|(id, _)| id == area).map(|(_, spent)| *spent)
    }

    /// By how much an area has spent more than it was granted.
    pub fn overspent(&self, area: &Id) -> Option<Money> {
        let over = self.spent(area)?.checked_sub(self.planned(area))?;
        (over > Money::ZERO).then_some(over)
    }

    /// The areas whose money is looked at: those with a grant, or with something spent.
    pub fn areas_with_money(&self) -> impl Iterator<Item = &Area> {
        let has =
            |area: &&Area| !self.planned(&area.id).is_zero() || self.spent(&area.id).is_some();
        self.areas.iter().filter(has)
    }

    /// The areas whose person left the team, and that nobody took over yet.
    pub fn orphaned(&self) -> impl Iterator<Item = &Area> {
        self.areas.iter().filter(|area| area.is_orphaned())
    }

    /// Whether this person joined since the session before.
    pub fn is_new(&self, person: &Person) -> bool {
        self.is_check_in() && !person.id.was_there_at_the_beginning()
    }

    /// Which check-in comes next after this session, in days after the plan.
    pub fn next_check_in(&self) -> u16 {
        let mut due = self.followup.due.iter().map(|next| next.days);
        due.find(|days| *days > self.followup.days).unwrap_or_else(|| after(self.followup.days))
    }

    /// What an assessment of the same statements came to the last time, the newest first.
    pub(super) fn assessed_before(&self, statements: &[Statement]) -> Option<&Earlier> {
        let same = |it: &&Assessed| {
            it.statements.iter().any(|was| statements.iter().any(|now| now.text == was.text))
        };
        let line = self.followup.line.iter().rev();
        line.flat_map(|past| &past.assessed).find(same).map(|it| &it.came_to)
    }

    /// Whether there is anything that a check-in could look at.
    pub fn has_a_plan(&self) -> bool {
        !self.goals.is_empty()
            || self.open_promises().next().is_some()
            || self.areas.iter().any(|area| area.accountable.is_some())
    }
}

/// Which check-in comes after this one: every thirty days, and once all was looked at every ninety.
fn after(days: u16) -> u16 {
    let apart = if days < IN_FULL { APART } else { IN_FULL };
    days.saturating_add(apart)
}

/// Once a session is finished its check-ins are due, the first on the day that was agreed; without
/// one they are counted from the day on which it ended.
pub(super) fn settle(session: &mut Session) {
    session.followup.due.clear();
    let Some(finished) = session.finished.filter(|_| session.has_a_plan()) else { return };
    let ended = finished.to_zoned_datetime(TimeZone::UTC).date();
    let (mut last, mut on) = (session.followup.days, ended);
    let agreed = session.next_date;
    loop {
        let days = after(last);
        on = match agreed.filter(|_| session.followup.due.is_empty()) {
            Some(agreed) => agreed,
            None => on.saturating_add(i32::from(days - last).days()),
        };
        session.followup.due.push(CheckIn { days, on });
        last = days;
        if days >= IN_FULL {
            return;
        }
    }
}

/// What the session before came to stands with each assessment of the same statements.
pub(super) fn fill_assessments(session: &mut Session) -> Outcome {
    for place in session.steps.iter().flat_map(super::StepRun::places).collect::<Vec<_>>() {
        let (statements, _) = super::activities::assess::asked(session, &place);
        let earlier = session.assessed_before(statements).cloned();
        if let State::Assess(assess) = session.state_mut(&place)? {
            assess.earlier = earlier;
        }
    }
    Ok(())
}
