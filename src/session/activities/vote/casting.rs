//! How votes come in: ballots by name in an open step, hands, what a reveal carries in; and who
//! may give what.

use super::{Vote, find, marking, options};
use crate::session::activities::{State, choices};
use crate::session::change::{Outcome, refuse};
use crate::session::private::{self, Ballot, Content, Contents, Giver, Marking, papers};
use crate::session::{Id, Place, Session};
use crate::workshop::Policy;

impl Vote {
    fn check_unclosed(&self) -> Outcome {
        match self.is_shown() {
            true => refuse("Voting has closed; it can be opened again to vote anew."),
            false => Ok(()),
        }
    }
}

fn check_open(session: &Session, place: &Place) -> Outcome {
    match session.policy(place).is_open() {
        true => Ok(()),
        false => refuse("Votes are private in this step: they come in sealed."),
    }
}

pub(super) fn cast(
    session: &mut Session,
    place: &Place,
    giver: &Giver,
    ballot: &Ballot,
) -> Outcome {
    check_open(session, place)?;
    check_giver(session, place, giver)?;
    check_gift(session, place, ballot)?;
    let vote = find(session, place)?;
    vote.given.give(giver, 1, Policy::Open)?;
    private::keep(&mut vote.ballots, giver, ballot);
    Ok(())
}

pub(super) fn count_hands(session: &mut Session, place: &Place, hands: &[(Id, u16)]) -> Outcome {
    check_open(session, place)?;
    let choices = options::options(session, place);
    let known = |id: &Id| choices.iter().any(|choice| &choice.id == id);
    if hands.is_empty() || !hands.iter().all(|(id, _)| known(id)) {
        return refuse("One of these is no longer on the list; count again.");
    }
    if !options::kind(session, place).takes_hands() {
        return refuse("Hands show no scores and no order; type sheets, or pass the laptop.");
    }
    check_hands(session, marking(session, place), hands)?;
    let vote = find(session, place)?;
    if vote.given.count() > 0 {
        return refuse("Some have voted one by one already; open the vote again to count hands.");
    }
    vote.hands = hands.to_vec();
    vote.given.revealed = true;
    vote.on = choices.into_iter().map(|choice| choice.id).collect();
    Ok(())
}

/// No more hands than those who vote can raise together.
fn check_hands(session: &Session, marking: Marking, hands: &[(Id, u16)]) -> Outcome {
    let voters = u32::try_from(session.voters().count()).unwrap_or(u32::MAX);
    if voters == 0 {
        return Ok(());
    }
    let all: u32 = hands.iter().map(|(_, hands)| u32::from(*hands)).sum();
    if let Some(most) = marking.in_all().map(|each| each.saturating_mul(voters))
        && all > most
    {
        let most = marking.count(most);
        return refuse(format!(
            "That is {all} hands, and the {voters} who vote have {most} together."
        ));
    }
    let on_one = voters.saturating_mul(marking.most().into());
    match hands.iter().find(|(_, hands)| u32::from(*hands) > on_one) {
        Some((_, hands)) => {
            refuse(format!("{hands} hands for one, and it can have {on_one} at most."))
        }
        None => Ok(()),
    }
}

pub(super) fn close(session: &mut Session, place: &Place) -> Outcome {
    check_open(session, place)?;
    let vote = find(session, place)?;
    if vote.given.count() == 0 {
        return refuse("Nobody has voted yet.");
    }
    vote.given.reveal()?;
    keep_what_was_voted_on(session, place)
}

pub(in crate::session) fn take_in(
    session: &mut Session,
    place: &Place,
    contents: &Contents,
) -> Outcome {
    if contents.0.iter().any(|gift| matches!(gift.content, Content::Ideas(_))) {
        return refuse("Only ballots are given in a vote.");
    }
    find(session, place)?.ballots = contents.0.clone();
    keep_what_was_voted_on(session, place)
}

/// What is on the list now, and what has marks though it left the list since: no dot gets lost.
fn keep_what_was_voted_on(session: &mut Session, place: &Place) -> Outcome {
    let listed = options::options(session, place);
    let vote = find(session, place)?;
    vote.on = choices::marked(listed, papers(&vote.ballots).map(|(_, ballot)| ballot));
    Ok(())
}

/// Whether a ballot keeps its limits and is about things on the list.
pub(in crate::session) fn check_gift(session: &Session, place: &Place, ballot: &Ballot) -> Outcome {
    let choices = options::options(session, place);
    if choices.is_empty() {
        return refuse("There is nothing to vote on yet.");
    }
    let known = |id: &Id| choices.iter().find(|choice| &choice.id == id);
    if !ballot.marks.iter().all(|mark| known(&mark.on).is_some()) {
        return refuse("One of these options is no longer on the list.");
    }
    let label = |id: &Id| known(id).map_or_else(String::new, |choice| choice.label.clone());
    marking(session, place).check(ballot, label)
}

/// Whether this giver may vote here now.
pub(in crate::session) fn check_giver(session: &Session, place: &Place, giver: &Giver) -> Outcome {
    let Some(State::Vote(vote)) = session.state(place) else {
        return refuse("There is no vote in this step.");
    };
    vote.check_unclosed()?;
    vote.given.check_voice(giver)?;
    session.check_voter(giver)?;
    session.check_sheet(place, giver)
}
