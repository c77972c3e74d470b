//! Areas of responsibility and who answers for them: exactly one person, present, who said yes.

use super::Session;
use super::block::Section;
use super::change::{Entry, Outcome, refuse};
use super::id::Id;
use super::viewer::Seen;
use crate::money::Money;
use crate::reader::Reader;
use crate::text::CleanText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One area of responsibility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The name that never changes.
    pub id: Id,
    /// The area, as a verb where possible.
    pub name: CleanText,
    /// How anyone can tell that it is being done.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub done: CleanText,
    /// The goals it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serves: Vec<Id>,
    /// The one person who answers for it, and how they answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accountable: Option<Accountable>,
    /// Those who said "not me", without fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_me: Vec<NotMe>,
    /// People who do the work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doing: Vec<Id>,
    /// People who are asked before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consulted: Vec<Id>,
    /// People who are told after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub informed: Vec<Id>,
    /// Left open on purpose until a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_until: Option<Date>,
    /// What it replaces: more work is not a shift.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub replaces: CleanText,
}

/// The one who answers for an area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accountable {
    /// Who.
    pub who: Id,
    /// What they answered.
    pub answer: Answer,
    /// What they may spend unasked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_spend: Option<Money>,
    /// What comes off their list.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub comes_off: CleanText,
}

/// What somebody answered when asked to be accountable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Yes.
    Yes,
    /// Yes, if … (hours, money, somebody's approval), known by a date.
    YesIf {
        /// The condition, as worded.
        condition: CleanText,
        /// By when it is known.
        by: Date,
    },
}

/// "Not me", with or without "I will advise".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotMe {
    /// Who.
    pub who: Id,
    /// Whether they will advise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub advises: bool,
}

/// How settled an area is: the four signs of the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// `●` one accountable person who said yes.
    Settled,
    /// `◐` yes, if ….
    Half,
    /// `○` nobody yet.
    Nobody,
    /// `✕` left open on purpose, until a date.
    LeftOpen,
}

/// In which way somebody takes part in an area without answering for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Does the work.
    Doing,
    /// Is asked before.
    Consulted,
    /// Is told after.
    Informed,
}

/// What can happen to areas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Areas are added at the end.
    Add(Vec<CleanText>),
    /// An area's name, test of done and what it replaces.
    Edit {
        /// Which.
        area: Id,
        /// Its name.
        name: CleanText,
        /// How anyone can tell that it is being done.
        done: CleanText,
        /// What it replaces.
        replaces: CleanText,
    },
    /// An area goes away; refused while money is granted to it.
    Delete(Id),
    /// An area moves to a position, from 0.
    Move(Id, usize),
    /// The goals an area serves.
    Serves(Id, Vec<Id>),
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
    /// Left open on purpose until a date, or not after all.
    LeaveOpen(Id, Option<Date>),
}

impl Change {
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
            Change::Answer { answer: Answer::Yes, .. } => "somebody said yes".into(),
            Change::Answer { .. } => "somebody said yes, if".into(),
            Change::NotMe(..) => "somebody said not me".into(),
            Change::Nobody(_) => "nobody answers for the area".into(),
            Change::Terms { .. } => "set the terms".into(),
            Change::Part { takes: true, .. } => "somebody takes part".into(),
            Change::Part { .. } => "somebody no longer takes part".into(),
            Change::LeaveOpen(_, Some(date)) => format!("left an area open until {date}"),
            Change::LeaveOpen(_, None) => "no longer left open".into(),
        }
    }
}

impl Area {
    /// An area nobody answers for yet.
    pub fn new(id: Id, name: CleanText, done: CleanText) -> Area {
        Area {
            id,
            name,
            done,
            serves: Vec::new(),
            accountable: None,
            not_me: Vec::new(),
            doing: Vec::new(),
            consulted: Vec::new(),
            informed: Vec::new(),
            open_until: None,
            replaces: CleanText::default(),
        }
    }

    /// How settled it is by its answers alone.
    pub fn standing(&self) -> Standing {
        match &self.accountable {
            Some(Accountable { answer: Answer::Yes, .. }) => Standing::Settled,
            Some(_) => Standing::Half,
            None if self.open_until.is_some() => Standing::LeftOpen,
            None => Standing::Nobody,
        }
    }

    /// Everybody this area names.
    pub fn mentioned(&self) -> impl Iterator<Item = &Id> {
        let answered = self.accountable.iter().map(|accountable| &accountable.who);
        let declined = self.not_me.iter().map(|not_me| &not_me.who);
        answered.chain(declined).chain(&self.doing).chain(&self.consulted).chain(&self.informed)
    }

    /// Red areas have nobody who answers for them: no money goes there.
    pub fn is_red(&self) -> bool {
        self.accountable.is_none()
    }
}

impl Session {
    /// The area of this id.
    pub fn area(&self, id: &Id) -> Option<&Area> {
        self.areas.iter().find(|area| &area.id == id)
    }

    /// For how many areas this person answers.
    pub fn load(&self, person: &Id) -> usize {
        let answers = |area: &&Area| area.accountable.as_ref().is_some_and(|a| &a.who == person);
        self.areas.iter().filter(answers).count()
    }
}

pub(super) fn apply(_session: &mut Session, _entry: &Entry, _change: &Change) -> Outcome {
    refuse("Not yet.")
}

/// What the record says of it.
pub(super) fn section(_seen: &Seen, _reader: &Reader) -> Section {
    Section { title: "Who answers for what".into(), blocks: Vec::new() }
}
