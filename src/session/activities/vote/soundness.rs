//! Whether the votes of a session that was read make sense.

use super::{Round, Vote, kind, marking, options};
use crate::methods::prioritize::VoteKind;
use crate::session::activities::{State, choices};
use crate::session::private::{Marking, papers};
use crate::session::sound::Fault;
use crate::session::{Id, Place, Session};
use crate::workshop::{Do, Policy};

/// Checks every vote: marks on things of its kind and within its limits, and no name in an
/// anonymous step. What was voted on may have left the list since; that is not wrong.
pub(in crate::session) fn check(session: &Session) -> Result<(), Fault> {
    for place in session.steps.iter().flat_map(crate::session::StepRun::places) {
        if let Some(State::Vote(vote)) = session.state(&place) {
            check_one(session, &place, vote)?;
        }
    }
    Ok(())
}

fn check_one(session: &Session, place: &Place, vote: &Vote) -> Result<(), Fault> {
    let Some(over) = choices::over(session, place) else {
        return Err(Fault(format!("“{place}” holds a vote, but its script does not vote")));
    };
    // What was voted on may be deleted or merged since: the vote stands as it was cast, and a count
    // looks for marks on what is there.
    if let Some(stranger) = named(vote).find(|id| !id.is(choices::kind_of(over))) {
        return Err(Fault(format!("the vote at “{place}” is not about “{stranger}”")));
    }
    let nameless = session.policy(place) == Policy::Anonymous;
    if nameless && vote.papers().any(|(from, _)| from.is_some()) {
        return Err(Fault(format!("a ballot of the anonymous vote at “{place}” has a name")));
    }
    let gifts = vote.ballots.len() + vote.rounds.iter().map(|it| it.ballots.len()).sum::<usize>();
    if vote.papers().count() != gifts {
        return Err(Fault(format!("the vote at “{place}” holds something else than ballots")));
    }
    if vote.is_run_off() == vote.rounds.is_empty() {
        return Err(Fault(format!(
            "the vote at “{place}” has a run-off without a count before it"
        )));
    }
    if vote.keep == Some(0) {
        return Err(Fault(format!("the vote at “{place}” keeps nothing")));
    }
    check_limits(session, place, vote)?;
    match vote.hands.is_empty() || kind(session, place).takes_hands() {
        true => Ok(()),
        false => Err(Fault(format!("the vote at “{place}” has hands that show no such thing"))),
    }
}

/// Each round keeps its own limits: the vote itself has more dots than a run-off.
fn check_limits(session: &Session, place: &Place, vote: &Vote) -> Result<(), Fault> {
    let whole = bounds(session, place);
    let present = if vote.is_run_off() { marking(session, place) } else { whole };
    let within = |marking: Marking, ballot| marking.check(ballot, Id::to_string).is_ok();
    let earlier = vote.rounds.iter().flat_map(Round::papers);
    let fits = earlier.map(|(_, ballot)| ballot).all(|ballot| within(whole, ballot))
        && papers(&vote.ballots).all(|(_, ballot)| within(present, ballot));
    match fits {
        true => Ok(()),
        false => Err(Fault(format!("a ballot at “{place}” breaks the limits of its vote"))),
    }
}

/// What a ballot may hold. Where the number of dots follows from the options it may have been
/// more than it is now, but never more than five.
fn bounds(session: &Session, place: &Place) -> Marking {
    match session.activity(place).map(|it| &it.what) {
        Some(Do::Vote { kind: VoteKind::Dots, dots: None, cap, .. })
            if kind(session, place).is_dots() =>
        {
            Marking::Dots { all: 5, cap: (*cap).max(1) }
        }
        _ => options::marking_of_the_vote(session, place),
    }
}

fn named(vote: &Vote) -> impl Iterator<Item = &Id> {
    let marked = vote.papers().flat_map(|(_, ballot)| ballot.marks.iter().map(|mark| &mark.on));
    let hands = vote.hands.iter().chain(vote.rounds.iter().flat_map(|round| &round.hands));
    let earlier = vote.earlier.iter().chain(&vote.answers).flatten().map(|(id, _)| id);
    let on = vote.on.iter().chain(&vote.among).chain(vote.rounds.iter().flat_map(|it| &it.on));
    let talks = vote.talk.iter().chain(&vote.talked).map(|talk| &talk.about);
    marked.chain(hands.map(|(id, _)| id)).chain(earlier).chain(on).chain(talks)
}
