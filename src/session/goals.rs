//! Goals: what is different for whom, from which number to which, by when.
//!
//! Which of the five lamps burn is said in `goals/lamps.rs`, what may happen to goals in
//! `goals/rules.rs`, what the record says of them in `goals/telling.rs`.

mod lamps;
mod ranked;
mod rules;
mod telling;

pub use lamps::{Light, activity_word};
pub use ranked::{Ranked, Voted};
pub(super) use rules::{apply, check, take_out};
pub(super) use telling::{lamp_line, section};

use super::Session;
use super::id::Id;
use super::reach::Reach;
use crate::reader::Reader;
use crate::text::{CleanText, listed};
use crate::workshop::Do;
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
    /// The idea it was made from; that idea may have been deleted or merged since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idea: Option<Id>,
    /// How it stands by now, as the team told it in this session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Told>,
}

/// How a goal stands, as the team told it: before any person is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// What happened.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub happened: CleanText,
    /// The number now.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub number: CleanText,
    /// How confident the team is that it will be reached, from 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
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
    /// How far it reaches.
    #[serde(default, skip_serializing_if = "Reach::is_not_said")]
    pub reach: Reach,
    /// Which objective of the organisation it serves, in the organisation's words.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub serves: CleanText,
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
    /// Goals of a list are added, in this order.
    AddAll(Vec<Shape>),
    /// These are the objectives that the organisation has already, for goals to serve.
    Objectives(Vec<CleanText>),
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
    /// How a goal stands by now; nothing, when that is taken back.
    Tell(Id, Option<Told>),
}

/// As good as done.
pub const MOST_CONFIDENT: u8 = 10;

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Add(shape, _) => format!("added the goal “{}”", shape.outcome),
            Change::AddAll(shapes) => match shapes.as_slice() {
                [one] => format!("added the goal “{}”", one.outcome),
                more => format!("added {} goals", more.len()),
            },
            Change::Objectives(objectives) => match objectives.len() {
                0 => "let go of the list of objectives".into(),
                1 => "kept one objective that we have".into(),
                many => format!("kept {many} objectives that we have"),
            },
            Change::Edit(_, shape) => format!("changed the goal “{}”", shape.outcome),
            Change::Delete(_) => "deleted a goal".into(),
            Change::Move(..) => "moved a goal".into(),
            Change::FindOut(..) => "said who finds out".into(),
            Change::Found(..) => "a lamp is no longer half lit".into(),
            Change::Tell(_, Some(_)) => "told how a goal stands".into(),
            Change::Tell(_, None) => "took back how a goal stands".into(),
        }
    }
}

impl Shape {
    /// "From 26 to 4 hours, by 30 Jun 2027. Better off: customers." with what is there.
    pub fn measure(&self, reader: &Reader) -> String {
        let mut words = self.path(reader);
        if let Some(first) = words.get(..1).map(str::to_uppercase) {
            words.replace_range(..1, &first);
            words.push('.');
        }
        if !self.better_off.is_empty() {
            let gap = if words.is_empty() { "" } else { " " };
            words.push_str(&format!("{gap}Better off: {}.", self.better_off));
        }
        words
    }

    /// "from 26 to 4 hours, by 30 Jun 2027" with what is there.
    pub fn path(&self, reader: &Reader) -> String {
        let by = self.by.map(|by| format!("by {}", reader.date(by)));
        [self.numbers(), by].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// "26 to 4 hours, by 30 Jun 2027" with what is there, for a line beside others.
    pub fn in_short(&self, reader: &Reader) -> String {
        let path = self.path(reader);
        let both = !self.from.is_empty() && !self.to.is_empty();
        match path.strip_prefix("from ").filter(|_| both) {
            Some(short) => short.to_owned(),
            None => path,
        }
    }

    /// "26 to 4 hours", with what is there, for a cell of a table.
    pub fn in_numbers(&self) -> String {
        let numbers = self.numbers().unwrap_or_default();
        let both = !self.from.is_empty() && !self.to.is_empty();
        numbers.strip_prefix("from ").filter(|_| both).map_or(numbers.clone(), str::to_owned)
    }

    /// "from 26 to 4 hours", with what is there.
    pub fn numbers(&self) -> Option<String> {
        let said =
            |word: &str, value: &CleanText| (!value.is_empty()).then(|| format!("{word} {value}"));
        let ends: Vec<String> =
            [said("from", &self.from), said("to", &self.to)].into_iter().flatten().collect();
        if ends.is_empty() {
            return None;
        }
        let unit = if self.unit.is_empty() { String::new() } else { format!(" {}", self.unit) };
        Some(format!("{}{unit}", ends.join(" ")))
    }

    /// The goal as it stands in the parking lot, with its number.
    pub fn for_later(&self) -> CleanText {
        let numbers = self.numbers().map(|numbers| format!(", {numbers}")).unwrap_or_default();
        CleanText::line(&format!("Goal: {}{numbers}", self.outcome))
    }

    /// "Service, HR and Legal", or nothing.
    pub fn needed(&self) -> String {
        listed(&self.needs)
    }
}

impl Session {
    /// The goal of this id.
    pub fn goal(&self, id: &Id) -> Option<&Goal> {
        self.goals.iter().find(|goal| &goal.id == id)
    }

    /// The areas that serve a goal, in list order.
    pub fn areas_of<'a>(&'a self, goal: &'a Id) -> impl Iterator<Item = &'a super::Area> {
        self.areas.iter().filter(move |area| area.serves.contains(goal))
    }

    /// The objectives that the organisation has already, each with the goals that serve it.
    pub fn objectives_served(&self) -> impl Iterator<Item = (&CleanText, Vec<&Goal>)> {
        self.objectives.iter().map(|objective| {
            let serves = |goal: &&Goal| {
                goal.shape.serves.to_lowercase().trim_end_matches('.')
                    == objective.to_lowercase().trim_end_matches('.')
            };
            (objective, self.goals.iter().filter(serves).collect())
        })
    }

    /// The objective that is meant by what was typed: the first that begins so, or else the first
    /// that holds every word of it; none when it is typed in full.
    pub fn objective_meant(&self, typed: &str) -> Option<&CleanText> {
        let typed = typed.trim().to_lowercase();
        if typed.is_empty() || self.objectives.iter().any(|it| it.to_lowercase() == typed) {
            return None;
        }
        let begins = self.objectives.iter().find(|it| it.to_lowercase().starts_with(&typed));
        begins.or_else(|| {
            let holds = |objective: &&CleanText| {
                let objective = objective.to_lowercase();
                typed.split_whitespace().all(|word| objective.contains(word))
            };
            self.objectives.iter().find(holds)
        })
    }

    /// Why there are more goals than a team can carry, if there are. More is not forbidden.
    pub fn too_many_goals(&self) -> Option<String> {
        let most = self.most_goals();
        let count = self.goals.len();
        (count > most).then(|| {
            format!(
                "{count} goals are more than the {most} meant here: each one more takes time and \
                 money from the others. Which can wait?"
            )
        })
    }

    /// The most goals that are meant in this session.
    pub fn most_goals(&self) -> usize {
        let activities = self.steps.iter().flat_map(|step| &step.script.activities);
        let most = activities.filter_map(|activity| match activity.what {
            Do::Goals { most } => Some(usize::from(most)),
            _ => None,
        });
        most.max().unwrap_or(3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{reader, text};

    #[test]
    fn a_goal_is_measured_in_one_sentence_with_what_is_there() {
        let mut shape = Shape { outcome: text("Customers are answered"), ..Shape::default() };
        assert_eq!(shape.measure(&reader()), "");
        shape.to = text("4");
        shape.unit = text("hours");
        assert_eq!(shape.measure(&reader()), "To 4 hours.");
        shape.from = text("26");
        shape.better_off = text("customers");
        assert_eq!(shape.measure(&reader()), "From 26 to 4 hours. Better off: customers.");
    }
}
