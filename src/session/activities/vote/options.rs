//! What is on the ballot: ideas, with a group as one, goals or areas.

use super::{Vote, state};
use crate::methods::dots::suggested;
use crate::methods::score::BEST;
use crate::session::change::{Outcome, refuse};
use crate::session::private::Marking;
use crate::session::{Id, Idea, Place, Session};
use crate::text::CleanText;
use crate::workshop::activity::Over;
use crate::workshop::{Do, VoteKind};
use std::collections::HashMap;

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

/// What can be voted on now, in list order; in a run-off the equals it is held among.
pub(super) fn options(session: &Session, place: &Place) -> Vec<Choice> {
    match state(session, place) {
        Some(vote) if vote.is_run_off() => named(session, place, &vote.among),
        _ => listed(session, place),
    }
}

fn listed(session: &Session, place: &Place) -> Vec<Choice> {
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
    match state(session, place) {
        Some(vote) if !vote.is_run_off() && !vote.on.is_empty() => named(session, place, &vote.on),
        _ => options(session, place),
    }
}

/// These things as they are called now; what left the list keeps its place.
pub(super) fn named(session: &Session, place: &Place, ids: &[Id]) -> Vec<Choice> {
    let now = listed(session, place);
    let found = |id: &Id| now.iter().find(|choice| &choice.id == id).cloned();
    let gone = |id: &Id| single(id, &label_of_what_left(session, id));
    ids.iter().map(|id| found(id).unwrap_or_else(|| gone(id))).collect()
}

impl Session {
    /// Whether every vote that has begun is on the same things afterwards: what was given to one
    /// thing must not become somebody's vote for another.
    pub(crate) fn check_votes_stand(&self, after: &Session) -> Outcome {
        let has_begun = |session: &Session, place: &Place| {
            state(session, place).is_some_and(|vote| vote.given.count() > 0 || vote.is_shown())
        };
        let on = |session: &Session, place: &Place| {
            let choices = on_the_ballot(session, place).into_iter();
            choices.map(|choice| (choice.id, choice.ideas)).collect::<Vec<_>>()
        };
        let mut begun = self.places().into_iter().filter(|place| has_begun(self, place));
        match begun.any(|place| has_begun(after, &place) && on(self, &place) != on(after, &place)) {
            true => refuse("People have voted on it; open that vote again first."),
            false => Ok(()),
        }
    }
}

/// How the script has the ballots marked.
pub(super) fn scripted(session: &Session, place: &Place) -> VoteKind {
    match session.activity(place).map(|it| &it.what) {
        Some(Do::Vote { kind, .. }) => *kind,
        _ => VoteKind::Dots,
    }
}

/// How the ballots are marked: as the script has it, unless the room chose otherwise.
pub fn kind(session: &Session, place: &Place) -> VoteKind {
    let chosen = state(session, place).and_then(|vote| vote.kind);
    chosen.unwrap_or_else(|| scripted(session, place))
}

/// How a ballot is marked here. In a run-off by dots there is one each: it is about which of few.
pub fn marking(session: &Session, place: &Place) -> Marking {
    let run_off = state(session, place).is_some_and(Vote::is_run_off);
    match (kind(session, place), run_off) {
        (VoteKind::Dots, true) => Marking::Dots { all: 1, cap: 1 },
        (VoteKind::Approval, true) => Marking::Approvals { all: None },
        _ => marking_of_the_vote(session, place),
    }
}

/// How the ballots of the vote itself are marked, whatever a run-off after it has.
pub(super) fn marking_of_the_vote(session: &Session, place: &Place) -> Marking {
    let Some(Do::Vote { kind: scripted, dots, cap, .. }) =
        session.activity(place).map(|it| &it.what)
    else {
        return Marking::Dots { all: 0, cap: 0 };
    };
    match kind(session, place) {
        VoteKind::Dots => {
            let dots = dots.filter(|_| *scripted == VoteKind::Dots);
            let all = dots.unwrap_or_else(|| suggested(options_of_the_vote(session, place))).max(1);
            Marking::Dots { all, cap: (*cap).clamp(1, all) }
        }
        VoteKind::Approval => {
            Marking::Approvals { all: dots.filter(|_| *scripted == VoteKind::Approval) }
        }
        VoteKind::Score => Marking::Scores { most: BEST },
        VoteKind::Ranked => Marking::Ranks,
    }
}

/// How many things the vote itself is about.
fn options_of_the_vote(session: &Session, place: &Place) -> usize {
    let vote = state(session, place);
    let counted = vote.map(|vote| vote.rounds.first().map_or(&vote.on, |round| &round.on));
    match counted.map_or(0, Vec::len) {
        0 => listed(session, place).len(),
        options => options,
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
    let parts = session.ideas.iter().flat_map(|idea| idea.merged.iter().chain([idea]));
    let found = parts.filter(|part| &part.id == id).map(|part| part.text.to_string()).next();
    found.unwrap_or_else(|| "something that was deleted since".into())
}
