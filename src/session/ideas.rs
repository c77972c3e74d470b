//! Ideas and their groups: what `gather` brings, what `vote` and `goals` take.

use super::Session;
use super::change::{Entry, Outcome, refuse};
use super::id::{Id, Kind};
use super::private::Giver;
use crate::text::CleanText;
use serde::{Deserialize, Serialize};

/// One idea.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Idea {
    /// The name that never changes.
    pub id: Id,
    /// What was written.
    pub text: CleanText,
    /// Who gave it, where the file keeps that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Giver>,
    /// Whether the room may see who gave it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub named: bool,
    /// Read out to the room.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read: bool,
    /// The name of the group it stands in, if any.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub group: CleanText,
    /// Ideas that were merged into this one, kept so that a split gives them back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<Idea>,
}

/// What can happen to ideas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Ideas are added at the end, in this order.
    Add(Vec<CleanText>),
    /// An idea is worded otherwise.
    Edit(Id, CleanText),
    /// An idea goes away.
    Delete(Id),
    /// An idea was read out, or not after all.
    Read(Id, bool),
    /// Ideas become one: the first keeps its place and takes this wording, the others go into it.
    Merge(Vec<Id>, CleanText),
    /// An idea gives back what was merged into it.
    Split(Id),
    /// Ideas are put in a group of this name; an empty name takes them out.
    Group(Vec<Id>, CleanText),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Add(ideas) => match ideas.as_slice() {
                [one] => format!("added “{one}”"),
                more => format!("added {} ideas", more.len()),
            },
            Change::Edit(_, text) => format!("worded an idea “{text}”"),
            Change::Delete(_) => "deleted an idea".into(),
            Change::Read(_, true) => "marked an idea as read".into(),
            Change::Read(_, false) => "marked an idea as not yet read".into(),
            Change::Merge(ids, _) => format!("merged {} ideas", ids.len()),
            Change::Split(_) => "split an idea".into(),
            Change::Group(ids, name) if name.is_empty() => {
                format!("took {} out of their group", count(ids.len()))
            }
            Change::Group(ids, name) => format!("put {} in “{name}”", count(ids.len())),
        }
    }
}

fn count(ideas: usize) -> String {
    if ideas == 1 { "an idea".into() } else { format!("{ideas} ideas") }
}

impl Session {
    /// The idea of this id.
    pub fn idea(&self, id: &Id) -> Option<&Idea> {
        self.ideas.iter().find(|idea| &idea.id == id)
    }
}

/// Ideas that a reveal brings in, with their givers where the file keeps them; `named` when the
/// room was promised to see them.
pub(super) fn bring_in(
    session: &mut Session,
    entry: &Entry,
    ideas: impl Iterator<Item = (CleanText, Option<Giver>)>,
    named: bool,
) {
    for (place, (text, from)) in ideas.enumerate() {
        let id = Id::nth(Kind::Idea, entry.seq, place);
        let (read, group, merged) = (false, CleanText::default(), Vec::new());
        session.ideas.push(Idea { id, text, from, named, read, group, merged });
    }
}

pub(super) fn apply(_session: &mut Session, _entry: &Entry, _change: &Change) -> Outcome {
    refuse("Not yet.")
}

/// Takes the giver out of an idea, and of all that was merged into it, unless the room may see it.
pub(super) fn forget_name(idea: &mut Idea) {
    if !idea.named {
        idea.from = None;
    }
    idea.merged.iter_mut().for_each(forget_name);
}
