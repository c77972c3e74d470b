//! What can happen to areas, as the history keeps it.

use super::{Answer, Asked, NotMe, Part};
use crate::money::Money;
use crate::session::{Id, Reach};
use crate::text::CleanText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What can happen to areas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Areas are added at the end.
    Add(Vec<CleanText>),
    /// An area's name, test of done, what it replaces and which goals it serves.
    Edit {
        /// Which.
        area: Id,
        /// Its name.
        name: CleanText,
        /// How anyone can tell that it is being done.
        done: CleanText,
        /// What it replaces.
        replaces: CleanText,
        /// The goals it serves.
        serves: Vec<Id>,
        /// How far it reaches.
        #[serde(default, skip_serializing_if = "Reach::is_not_said")]
        reach: Reach,
    },
    /// An area goes away; refused while money is granted to it.
    Delete(Id),
    /// An area moves to a position, from 0.
    Move(Id, usize),
    /// The goals an area serves.
    Serves(Id, Vec<Id>),
    /// Somebody is asked whether they answer for an area, or nobody is asked any more.
    Ask(Option<Asked>),
    /// Somebody answers for an area.
    Answer {
        /// Which.
        area: Id,
        /// Who.
        who: Id,
        /// Yes, or yes if.
        answer: Answer,
        /// The facilitator has seen that this is more than the usual load, and they said yes again.
        second_yes: bool,
    },
    /// Somebody says not me.
    NotMe(Id, NotMe),
    /// Nobody answers for it any more.
    Nobody(Id),
    /// What the accountable person may spend unasked, and what comes off their list.
    Terms {
        /// Which.
        area: Id,
        /// The money.
        may_spend: Option<Money>,
        /// What comes off.
        comes_off: CleanText,
    },
    /// Somebody takes part, or no longer.
    Part {
        /// Which.
        area: Id,
        /// Who.
        who: Id,
        /// In which way.
        part: Part,
        /// Whether they do.
        takes: bool,
    },
    /// A department, or somebody outside the room, is asked or told, or no longer.
    Outside {
        /// Which.
        area: Id,
        /// Who, by name.
        name: CleanText,
        /// In which way.
        part: Part,
        /// Whether they are.
        takes: bool,
    },
    /// Left open on purpose until a date, or not after all.
    LeaveOpen(Id, Option<Date>),
}

impl Change {
    /// Whether `u` takes it back: everything but asking, which changes nothing yet.
    pub fn undoable(&self) -> bool {
        !matches!(self, Change::Ask(_))
    }

    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Add(names) => match names.as_slice() {
                [one] => format!("added the area “{one}”"),
                more => format!("added {} areas", more.len()),
            },
            Change::Edit { name, .. } => format!("changed the area “{name}”"),
            Change::Delete(_) => "deleted an area".into(),
            Change::Move(..) => "moved an area".into(),
            Change::Serves(..) => "said which goals an area serves".into(),
            Change::Ask(Some(_)) => "asked somebody".into(),
            Change::Ask(None) => "asked nobody any more".into(),
            Change::Answer { answer: Answer::Yes, .. } => "somebody said yes".into(),
            Change::Answer { .. } => "somebody said yes, if".into(),
            Change::NotMe(..) => "somebody said not me".into(),
            Change::Nobody(_) => "nobody answers for the area".into(),
            Change::Terms { .. } => "set the terms".into(),
            Change::Part { takes: true, .. } => "somebody takes part".into(),
            Change::Part { .. } => "somebody no longer takes part".into(),
            Change::Outside { name, part, takes: true, .. } => format!("{name} is {}", part.word()),
            Change::Outside { name, part, .. } => format!("{name} is no longer {}", part.word()),
            Change::LeaveOpen(_, Some(date)) => format!("left an area open until {date}"),
            Change::LeaveOpen(_, None) => "no longer left open".into(),
        }
    }
}
