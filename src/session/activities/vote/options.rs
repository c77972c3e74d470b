//! What is on the ballot: ideas, with a group as one, goals or areas.

use super::Vote;
use crate::methods::dots::suggested;
use crate::session::activities::State;
use crate::session::private::Marking;
use crate::session::{Id, Idea, Place, Session};
use crate::workshop::activity::Over;
use crate::workshop::{Do, VoteKind};

/// The highest score.
const BEST: u8 = 5;

/// One option of a vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which; for a group of ideas the first of them stands for all.
    pub id: Id,
    /// What it is called.
    pub label: String,
    /// How many ideas it stands for.
    pub ideas: usize,
}

/// What can be voted on now, in list order.
pub(super) fn options(session: &Session, place: &Place) -> Vec<Choice> {
    let Some(over) = over(session, place) else { return Vec::new() };
    match over {
        Over::Ideas => of_ideas(&session.ideas),
        Over::Goals => {
            session.goals.iter().map(|goal| single(&goal.id, &goal.shape.outcome)).collect()
        }
        Over::Areas => session.areas.iter().map(|area| single(&area.id, &area.name)).collect(),
    }
}

/// What stands on the ballot: what can be voted on now, or, once the count is shown, what was.
pub fn on_the_ballot(session: &Session, place: &Place) -> Vec<Choice> {
    let now = options(session, place);
    match session.state(place) {
        Some(State::Vote(Vote { on, .. })) if !on.is_empty() => {
            let found = |id: &Id| now.iter().find(|choice| &choice.id == id).cloned();
            let gone = |id: &Id| single(id, &label_of_what_left(session, id));
            on.iter().map(|id| found(id).unwrap_or_else(|| gone(id))).collect()
        }
        _ => now,
    }
}

/// How a ballot is marked here.
pub fn marking(session: &Session, place: &Place) -> Marking {
    let Some(Do::Vote { kind, dots, cap, .. }) = session.activity(place).map(|it| &it.what) else {
        return Marking::Dots { all: 0, cap: 0 };
    };
    match kind {
        VoteKind::Dots => {
            let suggested = || suggested(on_the_ballot(session, place).len());
            let all = dots.unwrap_or_else(suggested).max(1);
            Marking::Dots { all, cap: (*cap).clamp(1, all) }
        }
        VoteKind::Approval => Marking::Approvals { all: *dots },
        VoteKind::Score => Marking::Scores { most: BEST },
        VoteKind::Ranked => Marking::Ranks,
    }
}

pub(super) fn over(session: &Session, place: &Place) -> Option<Over> {
    match session.activity(place)?.what {
        Do::Vote { over, .. } => Some(over),
        _ => None,
    }
}

fn single(id: &Id, label: &str) -> Choice {
    Choice { id: id.clone(), label: label.to_owned(), ideas: 1 }
}

/// Ideas by themselves, and each group where its first idea stands. A group of one is told by its
/// idea: nobody can vote on a heading.
fn of_ideas(ideas: &[Idea]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for (at, idea) in ideas.iter().enumerate() {
        let members = |other: &&Idea| !idea.group.is_empty() && other.group == idea.group;
        if ideas[..at].iter().any(|other| members(&other)) {
            continue;
        }
        let more = ideas[at + 1..].iter().filter(members).count();
        let label = if idea.group.is_empty() || more == 0 { &idea.text } else { &idea.group };
        choices.push(Choice { ideas: more + 1, ..single(&idea.id, label) });
    }
    choices
}

/// What something was called that no longer stands by itself.
fn label_of_what_left(session: &Session, id: &Id) -> String {
    let parts = session.ideas.iter().flat_map(|idea| idea.merged.iter().chain([idea]));
    let found = parts.filter(|part| &part.id == id).map(|part| part.text.to_string()).next();
    found.unwrap_or_else(|| "something that was deleted since".into())
}
