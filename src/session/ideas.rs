//! Ideas and their groups: what `gather` brings, what `vote` and `goals` take.

mod alike;
mod rules;

pub use alike::{COUNTED, Likeness};
pub(super) use rules::apply;

use super::Session;
use super::change::{Entry, Refusal, refuse};
use super::id::{Id, Kind, place_of};
use super::private::Giver;
use super::sound::Fault;
use crate::session::Shared;
use crate::text::CleanText;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

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
    /// The lens it was seen through, if the room said so.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub lens: CleanText,
    /// The ideas this one was merged from, each as it was, so that a split gives them back; the
    /// first of them is the one that gave its name and place. Parts have no parts: a file can be
    /// read only so deep.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<Idea>,
}

/// What can happen to ideas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Ideas are added at the end, in this order.
    Add(Vec<CleanText>),
    /// Ideas of a list come in at the end, in this order, each with the name of its group.
    Bring(Vec<(CleanText, CleanText)>),
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
    /// A group is called otherwise; with the name of another one, both become one.
    RenameGroup(CleanText, CleanText),
    /// Ideas were seen through this lens; an empty name says through none.
    Through(Vec<Id>, CleanText),
    /// Two ideas look alike and are not the same: they are not proposed again.
    Apart(Id, Id),
    /// An idea goes to the parking lot.
    Park(Id),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Add(ideas) => match ideas.as_slice() {
                [one] => format!("added “{one}”"),
                more => format!("added {} ideas", more.len()),
            },
            Change::Bring(ideas) => format!("brought {} from a list", count(ideas.len())),
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
            Change::RenameGroup(_, name) => format!("renamed a group “{name}”"),
            Change::Through(ids, lens) if lens.is_empty() => {
                format!("took {} from behind a lens", count(ids.len()))
            }
            Change::Through(ids, lens) => {
                format!("said that {} came through “{lens}”", count(ids.len()))
            }
            Change::Apart(..) => "kept two ideas apart".into(),
            Change::Park(_) => "parked an idea".into(),
        }
    }
}

fn count(ideas: usize) -> String {
    if ideas == 1 { "an idea".into() } else { format!("{ideas} ideas") }
}

impl Idea {
    /// An idea that was just written, not read yet.
    pub fn new(id: Id, text: CleanText) -> Idea {
        let (group, lens) = (CleanText::default(), CleanText::default());
        Idea { id, text, from: None, named: false, read: false, group, lens, merged: Vec::new() }
    }

    /// Everybody this idea and its parts name.
    pub(super) fn mentioned(&self) -> impl Iterator<Item = &Id> {
        let parts = self.merged.iter().chain([self]);
        parts.filter_map(|idea| idea.from.as_ref()?.id())
    }

    /// The names of this idea and of the parts that gave theirs up for it.
    pub(super) fn ids(&self) -> impl Iterator<Item = &Id> {
        [&self.id].into_iter().chain(self.merged.iter().skip(1).map(|part| &part.id))
    }

    /// Whether the parts are such as a merge makes them.
    pub(super) fn check(&self) -> Result<(), Fault> {
        let id = &self.id;
        let flat = self.merged.iter().all(|part| part.merged.is_empty());
        match self.merged.first() {
            None => Ok(()),
            Some(_) if self.merged.len() == 1 => {
                Err(Fault(format!("the idea “{id}” is merged from itself alone")))
            }
            Some(_) if !flat => Err(Fault(format!("a part of the idea “{id}” has parts itself"))),
            Some(first) if &first.id != id => {
                let first = &first.id;
                Err(Fault(format!("the first part of the idea “{id}” is “{first}”, not itself")))
            }
            Some(_) => Ok(()),
        }
    }

    /// Whether it says who wrote it, or a part of it.
    pub(super) fn is_signed(&self) -> bool {
        self.from.is_some() || self.named || self.merged.iter().any(Idea::is_signed)
    }

    /// Nobody is told who wrote it, whether or not they agreed.
    pub(super) fn forget_every_name(&mut self) {
        (self.from, self.named) = (None, false);
        self.merged.iter_mut().for_each(Idea::forget_every_name);
    }

    /// Takes the giver out, here and in all parts, unless the room may see it.
    pub(super) fn forget_name(&mut self) {
        if !self.named {
            self.from = None;
        }
        self.merged.iter_mut().for_each(Idea::forget_name);
    }
}

impl Session {
    /// The idea of this id.
    pub fn idea(&self, id: &Id) -> Option<&Idea> {
        self.idea_place(id).map(|place| &*self.ideas[place])
    }

    /// Where the idea of this id stands in the list.
    pub fn idea_place(&self, id: &Id) -> Option<usize> {
        place_of(&self.ideas, id, |idea| &idea.id)
    }

    /// How many ideas were not read out yet.
    pub fn unread(&self) -> usize {
        self.ideas.iter().filter(|idea| !idea.read).count()
    }

    /// The ideas as they are read: group by group, in order of first appearance, and those in no
    /// group at the end, under an empty name.
    pub fn idea_sections(&self) -> Vec<(&CleanText, Vec<&Idea>)> {
        let mut sections: Vec<(&CleanText, Vec<&Idea>)> = Vec::new();
        let mut places = HashMap::new();
        let (alone, grouped): (Vec<&Idea>, Vec<&Idea>) =
            self.ideas.iter().map(|idea| &**idea).partition(|idea| idea.group.is_empty());
        for idea in grouped {
            let place = *places.entry(&idea.group).or_insert(sections.len());
            match sections.get_mut(place) {
                Some((_, ideas)) => ideas.push(idea),
                None => sections.push((&idea.group, vec![idea])),
            }
        }
        sections.extend(alone.first().map(|first| (&first.group, alone.clone())));
        sections
    }

    /// The names of the groups, in order of first appearance, each with how many ideas it holds.
    pub fn idea_groups(&self) -> Vec<(&CleanText, usize)> {
        let mut groups: Vec<(&CleanText, usize)> = Vec::new();
        let mut places = HashMap::new();
        for idea in self.ideas.iter().filter(|idea| !idea.group.is_empty()) {
            let place = *places.entry(&idea.group).or_insert(groups.len());
            match groups.get_mut(place) {
                Some((_, count)) => *count += 1,
                None => groups.push((&idea.group, 1)),
            }
        }
        groups
    }
}

/// Ideas that a reveal brings in, with their givers where the file keeps them; `named` when the
/// room was promised to see them.
pub(super) fn brought_in(
    entry: &Entry,
    ideas: impl Iterator<Item = (CleanText, Option<Giver>)>,
    named: bool,
) -> Vec<Shared<Idea>> {
    let idea = |(place, (text, from))| {
        let id = Id::nth(Kind::Idea, entry.seq, place);
        Shared::from(Idea { from, named, ..Idea::new(id, text) })
    };
    ideas.enumerate().map(idea).collect()
}

/// New ideas that somebody wrote for all to see; empty lines are none.
///
/// # Errors
/// A sentence for the room, when nothing was written.
pub(super) fn written(entry: &Entry, texts: &[CleanText]) -> Result<Vec<Shared<Idea>>, Refusal> {
    let lines = texts.iter().filter(|text| !text.is_empty());
    let ideas = brought_in(entry, lines.map(|text| (text.clone(), None)), false);
    match ideas.is_empty() {
        true => refuse("Nothing to add: type it first."),
        false => Ok(ideas),
    }
}
