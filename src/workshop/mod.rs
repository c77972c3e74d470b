//! The script: a workshop that can be run again and again, as its RON file says it.
//!
//! A workshop holds steps, a step holds one or more activities. Nothing here knows of people or
//! time: a session takes a copy of the steps and lives in it, so that it opens without the script.

pub mod activity;
pub mod assess;
pub mod lint;
pub mod matrix;
pub mod over;
pub mod sound;

pub use activity::{Activity, Do, Matter, Over, Policy, VoteKind};
pub use assess::{Phase, Poles, Statement};
pub use lint::Finding;
pub use matrix::Axis;
pub use sound::Fault;

use crate::text::CleanText;
use serde::{Deserialize, Serialize};

/// The newest workshop format this program reads.
pub const FORMAT: u32 = 1;

/// A script that can be run again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workshop {
    /// The version of the file format; [`FORMAT`] is the newest known.
    pub format: u32,
    /// The short name used on the command line: lower case letters, digits and hyphens.
    pub name: CleanText,
    /// The name people read.
    pub title: CleanText,
    /// One or two sentences: what it is for and what it ends in.
    pub about: CleanText,
    /// For how many people it was written.
    pub people: Size,
    /// The areas of responsibility that `roles` starts from; the room adds, renames, deletes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<SeedArea>,
    /// Cards that are dealt where ideas are gathered, so that they do not all come from one corner.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lenses: Vec<Lens>,
    /// What the agenda lint finds and this script leaves as it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepts: Vec<Accepted>,
    /// The agenda, in order.
    pub steps: Vec<Step>,
}

/// A finding of the agenda lint that is left as it is, on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The code of the finding.
    pub code: CleanText,
    /// Why it works all the same.
    pub because: CleanText,
}

/// For how many people a workshop was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// The fewest it works for.
    pub from: u16,
    /// The most it works for.
    pub to: u16,
}

/// An area of responsibility a workshop proposes, as a verb with a test of done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedArea {
    /// The area's name.
    pub name: CleanText,
    /// How anyone can tell that it is being done.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub done: CleanText,
}

/// A lens to look through while ideas are written: one is dealt to each person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lens {
    /// Whom or what one looks at: partners, the supply chain.
    pub name: CleanText,
    /// The question it asks.
    pub asks: CleanText,
}

/// One item of the agenda: a prompt, minutes, a floor, and activities run in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The step's short name, unique in its workshop; becomes part of every place in a session.
    pub id: CleanText,
    /// One or two words for the agenda line.
    pub title: CleanText,
    /// What the room is asked, in Markdown; stands large on the wall.
    pub prompt: CleanText,
    /// What the facilitator might say or watch for; never on the wall.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub notes: CleanText,
    /// How long it is planned to take.
    pub minutes: Minutes,
    /// The fewest minutes that re-planning must leave.
    pub floor: u16,
    /// What the room does, in order.
    pub activities: Vec<Activity>,
}

/// Planned time: a base plus seconds for each person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// Minutes whatever the group's size.
    pub base: u16,
    /// Seconds more for each person present.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub per_person: u16,
}

impl Minutes {
    /// The planned seconds for so many people.
    pub fn seconds(self, people: usize) -> i64 {
        let people = i64::try_from(people).unwrap_or(i64::MAX / 65_536);
        i64::from(self.base) * 60 + i64::from(self.per_person) * people
    }
}

impl Workshop {
    /// The planned seconds of all steps for so many people.
    pub fn seconds(&self, people: usize) -> i64 {
        self.steps.iter().map(|step| step.minutes.seconds(people)).sum()
    }
}

/// Serde's question whether a number may be left out of the file.
pub(crate) fn is_zero(number: &u16) -> bool {
    *number == 0
}
