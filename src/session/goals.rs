//! Goals and their five lamps.

use super::Session;
use super::block::Section;
use super::change::{Entry, Outcome, refuse};
use super::id::Id;
use super::viewer::Seen;
use crate::reader::Reader;
use crate::text::CleanText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One goal, phrased from the side of those who will be better off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// The name that never changes.
    pub id: Id,
    /// What it says.
    #[serde(default)]
    pub shape: Shape,
    /// Lamps that are half lit: who finds out, by when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub half: Vec<HalfLit>,
    /// The idea it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idea: Option<Id>,
}

/// What a goal says, as the form asks it. Everything but the outcome may still be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// What is different then, and for whom: the outcome.
    pub outcome: CleanText,
    /// Today's value.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub from: CleanText,
    /// The value aimed at.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub to: CleanText,
    /// What the two values count: hours, percent, customers.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub unit: CleanText,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Date>,
    /// What harm would look like, and who would notice it.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub harm: CleanText,
    /// Functions without which it cannot be reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<CleanText>,
    /// Who is better off: a customer, a colleague, a partner.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub better_off: CleanText,
}

/// The five lamps of a goal, in the order the screen shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lamp {
    /// It is an outcome, not an activity.
    Outcome,
    /// It has a number, with today's value and a target.
    Number,
    /// It has a date.
    Date,
    /// It says who notices harm.
    Harm,
    /// Three functions or more are needed.
    Functions,
}

/// "We do not know yet; NAME finds out by DATE."
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HalfLit {
    /// Which lamp.
    pub lamp: Lamp,
    /// Who finds out.
    pub who: Id,
    /// By when.
    pub by: Date,
}

/// What can happen to goals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A goal is added, made from an idea perhaps.
    Add(Shape, Option<Id>),
    /// A goal says something else.
    Edit(Id, Shape),
    /// A goal goes away.
    Delete(Id),
    /// A goal moves to a position, from 0.
    Move(Id, usize),
    /// A lamp is half lit: somebody finds out by a date.
    FindOut(Id, HalfLit),
    /// A lamp is no longer half lit.
    Found(Id, Lamp),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Add(shape, _) => format!("added the goal “{}”", shape.outcome),
            Change::Edit(_, shape) => format!("changed the goal “{}”", shape.outcome),
            Change::Delete(_) => "deleted a goal".into(),
            Change::Move(..) => "moved a goal".into(),
            Change::FindOut(..) => "said who finds out".into(),
            Change::Found(..) => "a lamp is no longer half lit".into(),
        }
    }
}

impl Session {
    /// The goal of this id.
    pub fn goal(&self, id: &Id) -> Option<&Goal> {
        self.goals.iter().find(|goal| &goal.id == id)
    }
}

pub(super) fn apply(_session: &mut Session, _entry: &Entry, _change: &Change) -> Outcome {
    refuse("Not yet.")
}

/// What the record says of it.
pub(super) fn section(_seen: &Seen, _reader: &Reader) -> Section {
    Section { title: "Goals".into(), blocks: Vec::new() }
}
