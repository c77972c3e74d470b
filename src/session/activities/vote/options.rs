//! What is on the ballot, and how it is marked.

use super::{Vote, state};
use crate::methods::dots::suggested;
use crate::methods::score::BEST;
use crate::session::activities::choices::{Choice, listed, named};
use crate::session::activities::matrix;
use crate::session::private::Marking;
use crate::session::{Place, Session};
use crate::workshop::{Do, VoteKind};

/// What can be voted on now, in list order; in a run-off the equals it is held among.
pub(super) fn options(session: &Session, place: &Place) -> Vec<Choice> {
    match state(session, place) {
        Some(vote) if vote.is_run_off() => named(session, place, &vote.among),
        _ => to_choose(session, place),
    }
}

/// What is on the list; where a matrix before this vote was about the same, and the room went on with
/// some of it, only that.
fn to_choose(session: &Session, place: &Place) -> Vec<Choice> {
    let mut choices = listed(session, place);
    if let Some(taken) = matrix::taken_before(session, place) {
        choices.retain(|choice| taken.contains(&choice.id));
    }
    choices
}

/// What stands on the ballot: what can be voted on now, or, once the count is shown, what was.
pub fn on_the_ballot(session: &Session, place: &Place) -> Vec<Choice> {
    match state(session, place) {
        Some(vote) if !vote.is_run_off() && !vote.on.is_empty() => named(session, place, &vote.on),
        _ => options(session, place),
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
        0 => to_choose(session, place).len(),
        options => options,
    }
}
