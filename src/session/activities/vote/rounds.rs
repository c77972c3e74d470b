//! What follows a count: the line, a run-off among equals, the talk about what divides most, and
//! the vote again.

use super::{Vote, count, find, kind, state};
use crate::methods::prioritize::{Standing, VoteKind};
use crate::session::change::{Outcome, refuse};
use crate::session::private::papers;
use crate::session::private::{Ballot, Gift, Given, Giver};
use crate::session::{Id, Place, Session};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long a talk is.
pub const TALK: SignedDuration = SignedDuration::from_mins(2);

/// More than this is not a talk about one thing any more.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);

/// A round that was counted, and that a run-off followed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// What stood on the ballot, in order.
    pub on: Vec<Id>,
    /// The ballots, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ballots: Vec<Gift>,
    /// Hands, where they were counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hands: Vec<(Id, u16)>,
    /// Whether the room spoke with one voice: then nobody in it is counted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub one_voice: bool,
}

impl Round {
    /// The ballots with their givers where known.
    pub fn papers(&self) -> impl Iterator<Item = (Option<&Giver>, &Ballot)> {
        papers(&self.ballots)
    }
}

/// Two minutes about one thing, both ends first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Talk {
    /// What is talked about.
    pub about: Id,
    /// How the room differed about it before: how many said 0, 1, 2 …, or put it first, second ….
    pub said: Vec<u32>,
    /// It ends at this time.
    pub until: Timestamp,
    /// Whether it was ended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
}

impl Talk {
    /// The lowest and the highest that anybody said.
    pub fn ends(&self) -> [usize; 2] {
        let low = self.said.iter().position(|people| *people > 0).unwrap_or(0);
        [low, self.said.iter().rposition(|people| *people > 0).unwrap_or(low)]
    }
}

impl Vote {
    /// The talk that goes on now, if one does: it has begun and nobody has ended it.
    pub fn talking(&self) -> Option<&Talk> {
        self.talk.as_ref().filter(|talk| self.is_shown() && !talk.ended)
    }

    /// The rounds that were counted, the vote itself first.
    pub(super) fn counted(&self) -> Vec<Round> {
        let last = self.is_shown().then(|| self.present());
        self.rounds.iter().cloned().chain(last).collect()
    }

    fn present(&self) -> Round {
        let Vote { on, ballots, hands, .. } = self.clone();
        Round { on, ballots, hands, one_voice: self.given.has(&Giver::Voice) }
    }
}

impl Session {
    /// When the talk of a vote at a place ends, while one goes on.
    pub fn talk_until(&self, place: &Place) -> Option<Timestamp> {
        state(self, place)?.talking().map(|talk| talk.until)
    }
}

pub(super) fn keep(session: &mut Session, place: &Place, most: u8) -> Outcome {
    let Some(count) = count(session, place) else {
        return refuse("The line is drawn when the count is shown.");
    };
    if most == 0 || usize::from(most) > count.choices.len() {
        return refuse(format!("Between 1 and {} can be kept.", count.choices.len()));
    }
    find(session, place)?.keep = Some(most);
    Ok(())
}

pub(super) fn run_off(session: &mut Session, place: &Place, among: &[Id]) -> Outcome {
    let Some(count) = count(session, place) else {
        return refuse("A run-off comes after the count.");
    };
    let mut wanted = among.to_vec();
    wanted.sort();
    let is_tie = count.tally.ties().any(|group| {
        let mut tied: Vec<&Id> = group.iter().map(|option| &count.choices[*option].id).collect();
        tied.sort();
        tied.into_iter().eq(&wanted)
    });
    if !is_tie {
        return refuse("A run-off is held among equals, and these are not equal.");
    }
    let vote = find(session, place)?;
    let round = vote.present();
    vote.rounds.push(round);
    vote.among = among.to_vec();
    vote.given = Given::default();
    (vote.on, vote.ballots, vote.hands) = (Vec::new(), Vec::new(), Vec::new());
    Ok(())
}

pub(super) fn talk(
    session: &mut Session,
    place: &Place,
    about: &Id,
    until: Timestamp,
    now: Timestamp,
) -> Outcome {
    let Some(count) = count(session, place) else {
        return refuse("Count first; then it shows what to talk about.");
    };
    let Some(option) = count.choices.iter().position(|choice| &choice.id == about) else {
        return refuse("That was not voted on.");
    };
    if until <= now || until.duration_since(now) > LONGEST {
        return refuse("A talk ends later than now, and within the hour.");
    }
    let spread = count.tally.items[option].spread.as_ref();
    let said = spread.map(|spread| spread.said.clone()).unwrap_or_default();
    let talk = Talk { about: about.clone(), said, until, ended: false };
    find(session, place)?.talk = Some(talk);
    Ok(())
}

pub(super) fn end_talk(session: &mut Session, place: &Place) -> Outcome {
    match find(session, place)?.talk.as_mut().filter(|talk| !talk.ended) {
        Some(talk) => {
            talk.ended = true;
            Ok(())
        }
        None => refuse("No talk goes on here."),
    }
}

/// The ballots go, to vote again. A count that was shown is kept as what each had.
pub(super) fn reopen(session: &mut Session, place: &Place) -> Outcome {
    let kind = kind(session, place);
    let counted = count(session, place);
    let vote = find(session, place)?;
    if vote.given.count() == 0 && !vote.is_shown() {
        return refuse("Nobody has voted yet, so there is nothing to open again.");
    }
    let Some(counted) = counted else {
        (vote.given, vote.ballots) = (Given::default(), Vec::new());
        return Ok(());
    };
    let ids = || counted.choices.iter().map(|choice| choice.id.clone());
    let numbers =
        counted.tally.items.iter().enumerate().map(|(option, item)| match item.standing {
            Standing::Dots { dots, .. } => dots,
            Standing::Score { sum, .. } => sum,
            Standing::Ranked { .. } => {
                u32::try_from(counted.tally.rank(option)).unwrap_or(u32::MAX)
            }
        });
    let mut next = Vote { kind: vote.kind, keep: vote.keep, ..Vote::default() };
    (next.earlier, next.answers) = (vote.earlier.clone(), vote.answers.clone());
    next.earlier.push(ids().zip(numbers).collect());
    if kind == VoteKind::Score {
        let answers = counted.tally.items.iter().map(|it| it.standing.people().unwrap_or(0));
        next.answers.push(ids().zip(answers).collect());
    }
    next.talked = vote.talk.take();
    *vote = next;
    Ok(())
}

pub(super) fn give_up(vote: &mut Vote) -> Outcome {
    if vote.given.count() > 0 || vote.is_shown() {
        return refuse("Some have voted in the run-off already.");
    }
    let Some(Round { on, ballots, hands, one_voice }) = vote.rounds.pop() else {
        return refuse("There is no run-off to give up.");
    };
    let named = ballots.iter().filter_map(|gift| gift.from.clone());
    let by: Vec<Giver> = if one_voice { vec![Giver::Voice] } else { named.collect() };
    let unnamed = u16::try_from(ballots.len() - by.len()).unwrap_or(0);
    vote.among = if vote.rounds.is_empty() { Vec::new() } else { on.clone() };
    vote.given = Given { by, unnamed, revealed: true };
    (vote.on, vote.ballots, vote.hands) = (on, ballots, hands);
    Ok(())
}
