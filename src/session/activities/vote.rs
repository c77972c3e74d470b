//! A vote by dots: blind until the reveal; ties, spread and the most divided option are shown.
//!
//! Ballots are sealed in hidden and anonymous steps. In an open step they are kept by name at
//! once, but nobody is shown a total before the vote is closed; or hands are counted, as totals.

mod counting;
mod options;
#[cfg(test)]
mod scenarios;
mod soundness;
mod telling;

pub use counting::{Count, count};
pub use options::{Choice, marking, on_the_ballot};
pub(in crate::session) use soundness::check;
pub use telling::{divided_words, gap_words, on_paper, page, section};

use crate::session::activities::State;
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::private::{Ballot, Content, Contents, Gift, Given, Giver, Marking};
use crate::session::{Id, Place, Session};
use crate::workshop::Policy;
use serde::{Deserialize, Serialize};

/// What it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// Who voted, and whether the ballots are shown.
    #[serde(default)]
    pub given: Given,
    /// What stood on the ballot, in order, once the count is shown: what comes to the list later
    /// was not voted on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<Id>,
    /// The ballots, once revealed (or at once in an open step), sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ballots: Vec<Gift>,
    /// Hands counted in an open step: totals, which cannot tell who or how many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hands: Vec<(Id, u16)>,
    /// Totals of earlier ballots on the same question, oldest first: the shift is kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Vec<(Id, u32)>>,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A ballot in an open step; the same giver's replaces the one before.
    Cast(Giver, Ballot),
    /// Hands counted in an open step, for each thing on the ballot; again replaces all of them.
    Hands(Vec<(Id, u16)>),
    /// The vote of an open step is closed, and its count shown.
    Close,
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Cast(..) => "cast a ballot".into(),
            Change::Hands(..) => "counted hands".into(),
            Change::Close => "closed the vote".into(),
        }
    }
}

impl Vote {
    /// Whether the count is shown.
    pub fn is_shown(&self) -> bool {
        self.given.revealed
    }

    /// Takes people out; hats and the one voice of the room are nobody's name.
    pub(super) fn forget_names(&mut self) {
        for gift in &mut self.ballots {
            gift.from = gift.from.take().filter(|from| !matches!(from, Giver::Person(_)));
        }
        self.ballots.sort();
    }

    /// The ballots go, to vote again; totals that were shown are kept.
    pub(super) fn reopen(&mut self) -> Outcome {
        if self.given.count() == 0 && !self.is_shown() {
            return refuse("Nobody has voted yet, so there is nothing to open again.");
        }
        let mut earlier = std::mem::take(&mut self.earlier);
        if self.is_shown() {
            earlier.push(self.on.iter().map(|id| (id.clone(), self.dots_on(id))).collect());
        }
        *self = Vote { earlier, ..Vote::default() };
        Ok(())
    }

    /// All dots on a thing, counted so far.
    pub fn dots_on(&self, id: &Id) -> u32 {
        let hands = self.hands.iter().filter(|(on, _)| on == id).map(|(_, hands)| *hands);
        let dots = self.papers().map(|(_, ballot)| u32::from(ballot.on(id)));
        dots.chain(hands.map(u32::from)).sum()
    }

    /// The ballots with their givers where known.
    pub fn papers(&self) -> impl Iterator<Item = (Option<&Giver>, &Ballot)> {
        self.ballots.iter().filter_map(|gift| match &gift.content {
            Content::Ballot(ballot) => Some((gift.from.as_ref(), ballot)),
            Content::Ideas(_) => None,
        })
    }

    fn check_unclosed(&self) -> Outcome {
        match self.is_shown() {
            true => refuse("Voting has closed; it can be opened again to vote anew."),
            false => Ok(()),
        }
    }

    /// One voice is a ballot for all, so it stands alone.
    fn check_voice(&self, giver: &Giver) -> Outcome {
        let spoken = self.given.has(&Giver::Voice);
        match giver {
            Giver::Voice if !spoken && self.given.count() > 0 => refuse(
                "Some have voted one by one already; open the vote again to vote with one voice.",
            ),
            Giver::Voice => Ok(()),
            _ if spoken => {
                refuse("The room has voted with one voice; open the vote again to vote one by one.")
            }
            _ => Ok(()),
        }
    }

    fn keep(&mut self, giver: &Giver, ballot: &Ballot) {
        let gift = Gift { from: Some(giver.clone()), content: Content::Ballot(ballot.clone()) };
        match self.ballots.iter_mut().find(|other| other.from == gift.from) {
            Some(earlier) => *earlier = gift,
            None => self.ballots.push(gift),
        }
        self.ballots.sort();
    }
}

pub(super) fn apply(
    session: &mut Session,
    place: &Place,
    _entry: &Entry,
    change: &Change,
) -> Outcome {
    if !session.policy(place).is_open() {
        return refuse("Votes are private in this step: they come in sealed.");
    }
    match change {
        Change::Cast(giver, ballot) => cast(session, place, giver, ballot),
        Change::Hands(hands) => count_hands(session, place, hands),
        Change::Close => close(session, place),
    }
}

fn cast(session: &mut Session, place: &Place, giver: &Giver, ballot: &Ballot) -> Outcome {
    check_giver(session, place, giver)?;
    check_gift(session, place, ballot)?;
    let vote = find(session, place)?;
    vote.given.give(giver, 1, Policy::Open)?;
    vote.keep(giver, ballot);
    Ok(())
}

fn count_hands(session: &mut Session, place: &Place, hands: &[(Id, u16)]) -> Outcome {
    let choices = options::options(session, place);
    let marking = marking(session, place);
    let known = |id: &Id| choices.iter().any(|choice| &choice.id == id);
    if hands.is_empty() || !hands.iter().all(|(id, _)| known(id)) {
        return refuse("One of these is no longer on the list; count again.");
    }
    check_hands(session, marking, hands)?;
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

fn close(session: &mut Session, place: &Place) -> Outcome {
    let vote = find(session, place)?;
    if vote.given.count() == 0 {
        return refuse("Nobody has voted yet.");
    }
    vote.given.reveal()?;
    keep_what_was_voted_on(session, place)
}

fn find<'a>(session: &'a mut Session, place: &Place) -> Result<&'a mut Vote, Refusal> {
    match session.state_mut(place)? {
        State::Vote(vote) => Ok(vote),
        _ => refuse("There is no vote in this step."),
    }
}

pub(super) fn take_in(session: &mut Session, place: &Place, contents: &Contents) -> Outcome {
    if contents.0.iter().any(|gift| matches!(gift.content, Content::Ideas(_))) {
        return refuse("Only ballots are given in a vote.");
    }
    find(session, place)?.ballots = contents.0.clone();
    keep_what_was_voted_on(session, place)
}

/// What is on the list now, and what has marks though it left the list since: no dot gets lost.
fn keep_what_was_voted_on(session: &mut Session, place: &Place) -> Outcome {
    let mut on: Vec<Id> =
        options::options(session, place).into_iter().map(|choice| choice.id).collect();
    let vote = find(session, place)?;
    let marked: Vec<Id> = vote
        .papers()
        .flat_map(|(_, ballot)| ballot.marks.iter().map(|mark| mark.on.clone()))
        .collect();
    for id in marked {
        if !on.contains(&id) {
            on.push(id);
        }
    }
    vote.on = on;
    Ok(())
}

/// Whether a ballot keeps its limits and is about things on the list.
pub(super) fn check_gift(session: &Session, place: &Place, ballot: &Ballot) -> Outcome {
    let choices = options::options(session, place);
    if choices.is_empty() {
        return refuse("There is nothing to vote on yet.");
    }
    let known = |id: &Id| choices.iter().any(|choice| &choice.id == id);
    if !ballot.marks.iter().all(|mark| known(&mark.on)) {
        return refuse("One of these options is no longer on the list.");
    }
    let label = |id: &Id| {
        let known = choices.iter().find(|choice| &choice.id == id);
        known.map_or_else(String::new, |choice| choice.label.clone())
    };
    marking(session, place).check(ballot, label)
}

/// Whether this giver may vote here now.
pub(super) fn check_giver(session: &Session, place: &Place, giver: &Giver) -> Outcome {
    let Some(State::Vote(vote)) = session.state(place) else {
        return refuse("There is no vote in this step.");
    };
    vote.check_unclosed()?;
    vote.check_voice(giver)?;
    session.check_voter(giver)?;
    if *giver == Giver::Sheet {
        check_sheet(session, place, vote)?;
    }
    Ok(())
}

/// Sheets without a name belong to anonymous steps, and there are no more than people who vote.
fn check_sheet(session: &Session, place: &Place, vote: &Vote) -> Outcome {
    if session.policy(place) != Policy::Anonymous {
        return refuse("This step keeps who voted: say whose sheet it is.");
    }
    let voters = session.people.iter().filter(|person| person.voting).count();
    match voters > 0 && vote.given.count() >= voters {
        true => refuse(format!("All {voters} ballots are in already.")),
        false => Ok(()),
    }
}
