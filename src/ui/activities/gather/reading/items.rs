//! What the cursor can stand on: the heading of a group, or an idea.

use crate::session::{Id, Session};
use crate::text::CleanText;

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// The heading of a group; an empty name stands over the ideas in none.
    Group(CleanText),
    /// An idea.
    Idea(Id),
}

impl Item {
    /// The idea, if it is one.
    pub(super) fn idea(&self) -> Option<&Id> {
        match self {
            Item::Idea(id) => Some(id),
            Item::Group(_) => None,
        }
    }
}

/// The lines of the list. Where there is no group there is no heading either.
pub(super) fn items(session: &Session) -> Vec<Item> {
    let sections = session.idea_sections();
    let are_groups = sections.iter().any(|(name, _)| !name.is_empty());
    let section = |(name, ideas): (&CleanText, Vec<&crate::session::Idea>)| {
        let heading = are_groups.then(|| Item::Group(name.clone()));
        let ideas = ideas.into_iter().map(|idea| Item::Idea(idea.id.clone()));
        heading.into_iter().chain(ideas.collect::<Vec<_>>())
    };
    sections.into_iter().flat_map(section).collect()
}

/// The ideas of a group, in list order.
pub(super) fn members(session: &Session, group: &CleanText) -> Vec<Id> {
    let ideas = session.ideas.iter().filter(|idea| &idea.group == group);
    ideas.map(|idea| idea.id.clone()).collect()
}
