//! A vote, however its ballots are marked: blind until the reveal; ties, spread and the most
//! divided option are shown, a line is drawn, a run-off held among equals, a talk counted down.
//!
//! Ballots are sealed in hidden and anonymous steps. In an open step they are kept by name at
//! once, but nobody is shown a total before the vote is closed; or hands are counted, as totals.

mod casting;
mod counting;
mod options;
mod record;
mod rounds;
#[cfg(test)]
mod scenarios;
mod soundness;
mod telling;
#[cfg(test)]
mod vectors;
mod words;

pub use counting::{Count, Had, Line, Why, count, result};
pub use options::{kind, marking, on_the_ballot};
pub use record::{duels, section};
pub use rounds::{Round, TALK, Talk};
pub use telling::{page, talk_page, talked_about};
pub use words::{divided, explained, kept, on_paper, reversed, shift, why};

pub(in crate::session) use casting::{check_gift, check_giver, take_in};
pub(in crate::session) use soundness::check;

use crate::methods::prioritize::VoteKind;
use crate::session::activities::State;
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::private::{Ballot, Gift, Given, Giver, papers};
use crate::session::{Id, Place, Session};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What it keeps. `on`, `ballots` and `hands` are of the round that is open or was counted last;
/// rounds that a run-off followed are in `rounds`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// Who voted, and whether the ballots are shown.
    #[serde(default)]
    pub given: Given,
    /// Dots or approvals, where the room chose otherwise than the script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<VoteKind>,
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
    /// What each had in earlier votes on the same question, oldest first: all its dots, the sum of
    /// its scores, its place. The shift is kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Vec<(Id, u32)>>,
    /// Of how many answers the sums in `earlier` are, where scores were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Vec<(Id, u32)>>,
    /// How many are kept, where the room said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<u8>,
    /// The equals that the present ballots are a run-off among; empty when it is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub among: Vec<Id>,
    /// The rounds before a run-off, the vote itself first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// The talk about what divides most, since the last count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub talk: Option<Talk>,
    /// The talk that these ballots came after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub talked: Option<Talk>,
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
    /// Dots or approvals, before anyone has voted.
    Kind(VoteKind),
    /// So many are kept.
    Keep(u8),
    /// A group of equals is voted on by itself.
    RunOff(Vec<Id>),
    /// The run-off is given up before anybody voted in it; the count before it stands.
    GiveUp,
    /// The room talks about this, to this time.
    Talk(Id, Timestamp),
    /// The talk is over, before its time or after.
    EndTalk,
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Cast(..) => "cast a ballot".into(),
            Change::Hands(..) => "counted hands".into(),
            Change::Close => "closed the vote".into(),
            Change::Kind(kind) => format!("changed the vote to {}", kind.name()),
            Change::Keep(most) => format!("drew the line below {most}"),
            Change::RunOff(among) => format!("began a run-off among {}", among.len()),
            Change::GiveUp => "gave up the run-off".into(),
            Change::Talk(..) => "began a talk".into(),
            Change::EndTalk => "ended the talk".into(),
        }
    }
}

impl Vote {
    /// Whether the count is shown.
    pub fn is_shown(&self) -> bool {
        self.given.revealed
    }

    /// Whether the present ballots are a run-off.
    pub fn is_run_off(&self) -> bool {
        !self.among.is_empty()
    }

    /// Every ballot of every round, with its giver where known.
    pub fn papers(&self) -> impl Iterator<Item = (Option<&Giver>, &Ballot)> {
        let before = self.rounds.iter().flat_map(Round::papers);
        before.chain(papers(&self.ballots))
    }

    /// Everybody whose ballot is kept by name.
    pub(super) fn givers(&self) -> impl Iterator<Item = &Id> {
        self.papers().filter_map(|(from, _)| from?.id())
    }

    /// Takes people out; hats and the one voice of the room are nobody's name.
    pub(super) fn forget_names(&mut self) {
        let earlier = self.rounds.iter_mut().map(|round| &mut round.ballots);
        for ballots in earlier.chain([&mut self.ballots]) {
            for gift in ballots.iter_mut() {
                gift.from = gift.from.take().filter(|from| !matches!(from, Giver::Person(_)));
            }
            ballots.sort();
        }
    }

    /// Whether anybody said anything of a thing, in any round.
    pub fn is_voted_on(&self, id: &Id) -> bool {
        let marked = self.papers().any(|(_, ballot)| ballot.answer(id).is_some());
        let hands = self.hands.iter().chain(self.rounds.iter().flat_map(|round| &round.hands));
        let raised = hands.clone().any(|(on, hands)| on == id && *hands > 0);
        let earlier = self.earlier.iter().flatten().any(|(on, total)| on == id && *total > 0);
        marked || raised || earlier
    }

    fn choose(&mut self, scripted: VoteKind, kind: VoteKind) -> Outcome {
        if !scripted.takes_hands() || !kind.takes_hands() {
            return refuse("This can be changed between dots and approvals alone.");
        }
        if self.given.count() > 0 || self.is_shown() || self.is_run_off() {
            return refuse("Some have voted already; open the vote again to change how.");
        }
        if !self.earlier.is_empty() {
            return refuse("The first vote on this was counted; the second is marked like it.");
        }
        self.kind = (kind != scripted).then_some(kind);
        Ok(())
    }
}

pub(super) fn apply(
    session: &mut Session,
    place: &Place,
    entry: &Entry,
    change: &Change,
) -> Outcome {
    match change {
        Change::Cast(giver, ballot) => casting::cast(session, place, giver, ballot),
        Change::Hands(hands) => casting::count_hands(session, place, hands),
        Change::Close => casting::close(session, place),
        Change::Kind(kind) => {
            let scripted = options::scripted(session, place);
            find(session, place)?.choose(scripted, *kind)
        }
        Change::Keep(most) => rounds::keep(session, place, *most),
        Change::RunOff(among) => rounds::run_off(session, place, among),
        Change::GiveUp => rounds::give_up(find(session, place)?),
        Change::Talk(about, until) => rounds::talk(session, place, about, *until, entry.at),
        Change::EndTalk => rounds::end_talk(session, place),
    }
}

/// The ballots go, to vote again; what was shown is kept.
pub(super) fn reopen(session: &mut Session, place: &Place) -> Outcome {
    rounds::reopen(session, place)
}

fn find<'a>(session: &'a mut Session, place: &Place) -> Result<&'a mut Vote, Refusal> {
    match session.state_mut(place)? {
        State::Vote(vote) => Ok(vote),
        _ => refuse("There is no vote in this step."),
    }
}

/// The state of the vote at a place.
fn state<'a>(session: &'a Session, place: &Place) -> Option<&'a Vote> {
    match session.state(place) {
        Some(State::Vote(vote)) => Some(vote),
        _ => None,
    }
}
