//! What may be given at a place, how it is kept, and how it is thrown away.

use super::{State, assess, care, gather, matrix, network, pot, vote};
use crate::session::change::{Outcome, refuse};
use crate::session::private::{Content, Contents, Gift, Giver};
use crate::session::{Id, Place, Session};
use crate::workshop::Do;

/// What was given is thrown away, to begin again.
pub(in crate::session) fn reopen(session: &mut Session, place: &Place) -> Outcome {
    match session.state_mut(place)? {
        State::Vote(_) => vote::reopen(session, place),
        State::Matrix(matrix) => matrix.reopen(),
        State::Assess(assess) => assess.reopen(),
        State::Care(care) => care.reopen(),
        State::Network(network) => network.reopen(),
        State::Pot(pot) => pot.reopen(),
        state => match state.written_mut() {
            Some(written) => written.reopen(),
            None => refuse("There is nothing to open again in this step."),
        },
    }
}

/// A gift as it is kept: without whatever says more of its giver than was promised.
pub fn as_kept(session: &Session, place: &Place, giver: &Giver, content: Content) -> Content {
    match content {
        Content::Ballot(ballot) => Content::Ballot(assess::as_kept(session, place, giver, ballot)),
        ideas @ Content::Ideas(_) => ideas,
    }
}

/// What a reveal carries in: the gifts that are sealed, as everybody may know them.
pub fn as_revealed(session: &Session, place: &Place, contents: Contents) -> Contents {
    assess::as_revealed(session, place, contents)
}

pub(super) fn givers(gifts: &[Gift]) -> impl Iterator<Item = &Id> {
    gifts.iter().filter_map(|gift| gift.from.as_ref()?.id())
}

/// Whether something may be given at a place at all, before it is sealed: a ballot within its
/// limits, about things that are there.
///
/// # Errors
/// A sentence for whoever gives.
pub fn check_gift(session: &Session, place: &Place, content: &Content) -> Outcome {
    match (session.activity(place).map(|activity| &activity.what), content) {
        (Some(Do::Gather {} | Do::Foresee { .. }), Content::Ideas(_)) => {
            gather::check_gift(content)
        }
        (Some(Do::Vote { .. }), Content::Ballot(ballot)) => {
            vote::check_gift(session, place, ballot)
        }
        (Some(Do::Matrix { .. }), Content::Ballot(ballot)) => {
            matrix::check_gift(session, place, ballot)
        }
        (Some(Do::Assess { .. }), Content::Ballot(ballot)) => {
            assess::check_gift(session, place, ballot)
        }
        (Some(Do::Care { .. }), Content::Ballot(ballot)) => care::check_gift(session, ballot),
        (Some(Do::Network { .. }), Content::Ballot(ballot)) => {
            network::check_gift(session, place, ballot)
        }
        (Some(Do::Pot { .. }), Content::Ballot(ballot)) => pot::check_gift(session, place, ballot),
        _ => refuse("Nothing of that kind is given in this step."),
    }
}

/// Whether this giver may give at a place: votes and points are for those who vote.
pub(in crate::session) fn check_giver(session: &Session, place: &Place, giver: &Giver) -> Outcome {
    match session.state(place) {
        Some(State::Vote(_)) => vote::check_giver(session, place, giver),
        Some(State::Matrix(_)) => matrix::check_giver(session, place, giver),
        Some(State::Assess(_)) => assess::check_giver(session, place, giver),
        Some(State::Care(_)) => care::check_giver(session, place, giver),
        Some(State::Network(_)) => network::check_giver(session, place, giver),
        Some(State::Pot(_)) => session.check_voter(giver),
        _ => Ok(()),
    }
}

/// Whether the ballots at a place are open at all.
pub(in crate::session) fn check_open(session: &Session, place: &Place) -> Outcome {
    match session.state(place) {
        Some(State::Pot(pot)) => pot.check_open(),
        _ => Ok(()),
    }
}
