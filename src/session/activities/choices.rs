//! What can be chosen among, or placed: ideas, with a group as one, goals, areas, or what the script
//! lists. A vote and a matrix over the same have the same options.

use super::{matrix, vote};
use crate::session::change::{Outcome, refuse};
use crate::session::{Id, Idea, Kind, Place, Session, Shared};
use crate::text::CleanText;
use crate::workshop::Over;
use std::collections::HashMap;

/// One option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which; for a group of ideas the first of them stands for all.
    pub id: Id,
    /// What it is called.
    pub label: String,
    /// How many ideas it stands for.
    pub ideas: usize,
}

/// What the options at a place are, as its script says it.
pub fn over<'a>(session: &'a Session, place: &Place) -> Option<&'a Over> {
    session.activity(place)?.what.over()
}

/// All that can be chosen among now, in list order.
pub(super) fn listed(session: &Session, place: &Place) -> Vec<Choice> {
    match over(session, place) {
        None => Vec::new(),
        Some(Over::Ideas) => of_ideas(&session.ideas),
        Some(Over::Goals) => {
            session.goals.iter().map(|goal| single(&goal.id, &goal.shape.outcome)).collect()
        }
        Some(Over::Areas) => {
            session.areas.iter().map(|area| single(&area.id, &area.name)).collect()
        }
        Some(Over::These(options)) => {
            (1..).zip(options).map(|(at, text)| single(&Id::new(Kind::Choice, at), text)).collect()
        }
    }
}

/// These things as they are called now; what left the list keeps its place.
pub(super) fn named(session: &Session, place: &Place, ids: &[Id]) -> Vec<Choice> {
    let now = listed(session, place);
    let found = |id: &Id| now.iter().find(|choice| &choice.id == id).cloned();
    let gone = |id: &Id| single(id, &label_of_what_left(session, id));
    ids.iter().map(|id| found(id).unwrap_or_else(|| gone(id))).collect()
}

/// The option that something belongs to: of the ideas of a group it is the first.
pub fn option_of<'a>(session: &'a Session, thing: &'a Id) -> &'a Id {
    let group = session.idea(thing).map(|idea| &idea.group).filter(|group| !group.is_empty());
    let first = group.and_then(|group| session.ideas.iter().find(|idea| &idea.group == group));
    first.map_or(thing, |first| &first.id)
}

/// What stood on the sheets, once they are shown: what is on the list now, and what has marks though
/// it left the list since, so that no mark gets lost.
pub(super) fn marked<'a>(
    listed: Vec<Choice>,
    ballots: impl Iterator<Item = &'a crate::session::Ballot>,
) -> Vec<Id> {
    let mut on: Vec<Id> = listed.into_iter().map(|choice| choice.id).collect();
    for mark in ballots.flat_map(|ballot| &ballot.marks) {
        if !on.contains(&mark.on) {
            on.push(mark.on.clone());
        }
    }
    on
}

/// The kind of names that the options have.
pub(super) fn kind_of(over: &Over) -> Kind {
    match over {
        Over::Ideas => Kind::Idea,
        Over::Goals => Kind::Goal,
        Over::Areas => Kind::Area,
        Over::These(_) => Kind::Choice,
    }
}

/// Why there is none yet.
pub(super) fn none_yet(over: Option<&Over>) -> &'static str {
    match over {
        Some(Over::Goals) => "no goal is written",
        Some(Over::Areas) => "no area is named",
        Some(Over::These(_)) => "the script lists nothing",
        Some(Over::Ideas) | None => "no idea is in",
    }
}

impl Session {
    /// Whether every vote and every matrix that has begun is on the same things afterwards: what was
    /// given to one thing must not become somebody's mark on another.
    pub(crate) fn check_votes_stand(&self, after: &Session) -> Outcome {
        let has_begun = |session: &Session, place: &Place| {
            let given = session.state(place).and_then(super::State::given);
            over(session, place).is_some()
                && given.is_some_and(|given| given.count() > 0 || given.revealed)
        };
        let on = |session: &Session, place: &Place| {
            let choices = on_the_sheet(session, place).into_iter();
            choices.map(|choice| (choice.id, choice.ideas)).collect::<Vec<_>>()
        };
        let mut begun = self.places().into_iter().filter(|place| has_begun(self, place));
        match begun.any(|place| has_begun(after, &place) && on(self, &place) != on(after, &place)) {
            true => refuse("People have voted on it; open that vote again first."),
            false => Ok(()),
        }
    }
}

/// What stands on a sheet of the vote or the matrix at a place.
fn on_the_sheet(session: &Session, place: &Place) -> Vec<Choice> {
    match session.state(place) {
        Some(super::State::Matrix(_)) => matrix::placed(session, place),
        _ => vote::on_the_ballot(session, place),
    }
}

fn single(id: &Id, label: &str) -> Choice {
    Choice { id: id.clone(), label: label.to_owned(), ideas: 1 }
}

/// Ideas by themselves, and each group where its first idea stands. A group of one is told by its
/// idea: nobody can vote on a heading.
fn of_ideas(ideas: &[Shared<Idea>]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    let mut groups: HashMap<&CleanText, usize> = HashMap::new();
    for idea in ideas {
        if let Some(at) = groups.get(&idea.group) {
            let choice = &mut choices[*at];
            (choice.ideas, choice.label) = (choice.ideas + 1, idea.group.to_string());
            continue;
        }
        if !idea.group.is_empty() {
            groups.insert(&idea.group, choices.len());
        }
        choices.push(single(&idea.id, &idea.text));
    }
    choices
}

/// What something was called that no longer stands by itself.
fn label_of_what_left(session: &Session, id: &Id) -> String {
    let parts = session.ideas.iter().flat_map(|idea| idea.merged.iter().chain([&**idea]));
    let found = parts.filter(|part| &part.id == id).map(|part| part.text.to_string()).next();
    found.unwrap_or_else(|| "something that was deleted since".into())
}
