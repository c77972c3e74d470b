//! Whether the votes of a session that was read make sense.

use super::{Vote, marking, options};
use crate::session::activities::State;
use crate::session::private::Marking;
use crate::session::sound::Fault;
use crate::session::{Id, Kind, Place, Session};
use crate::workshop::activity::Over;
use crate::workshop::{Do, Policy, VoteKind};

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
    let Some(over) = options::over(session, place) else {
        return Err(Fault(format!("“{place}” holds a vote, but its script does not vote")));
    };
    if let Some(stranger) = named(vote).find(|id| !id.is(kind(over))) {
        return Err(Fault(format!("the vote at “{place}” is not about “{stranger}”")));
    }
    let nameless = session.policy(place) == Policy::Anonymous;
    if nameless && vote.papers().any(|(from, _)| from.is_some()) {
        return Err(Fault(format!("a ballot of the anonymous vote at “{place}” has a name")));
    }
    if vote.papers().count() != vote.ballots.len() {
        return Err(Fault(format!("the vote at “{place}” holds something else than ballots")));
    }
    let marking = bounds(session, place);
    let within = |ballot| marking.check(ballot, Id::to_string).is_ok();
    match vote.papers().all(|(_, ballot)| within(ballot)) {
        true => Ok(()),
        false => Err(Fault(format!("a ballot at “{place}” breaks the limits of its vote"))),
    }
}

/// What a ballot may hold. Where the number of dots follows from the options it may have been
/// more than it is now, but never more than five.
fn bounds(session: &Session, place: &Place) -> Marking {
    match session.activity(place).map(|it| &it.what) {
        Some(Do::Vote { kind: VoteKind::Dots, dots: None, cap, .. }) => {
            Marking::Dots { all: 5, cap: (*cap).max(1) }
        }
        _ => marking(session, place),
    }
}

fn named(vote: &Vote) -> impl Iterator<Item = &Id> {
    let marked = vote.papers().flat_map(|(_, ballot)| ballot.marks.iter().map(|mark| &mark.on));
    let hands = vote.hands.iter().map(|(id, _)| id);
    let earlier = vote.earlier.iter().flatten().map(|(id, _)| id);
    marked.chain(hands).chain(earlier).chain(&vote.on)
}

fn kind(over: Over) -> Kind {
    match over {
        Over::Ideas => Kind::Idea,
        Over::Goals => Kind::Goal,
        Over::Areas => Kind::Area,
    }
}
