//! The count of a vote, with the names of what was voted on.

use super::{Choice, Vote, on_the_ballot};
use crate::methods::dots::Tally;
use crate::session::activities::State;
use crate::session::private::Giver;
use crate::session::{Id, Place, Session};
use crate::text::shorten;

/// A vote as it was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What stood on the ballot, in list order: what the places of the tally are places in.
    pub choices: Vec<Choice>,
    /// The count.
    pub tally: Tally,
    /// How many ballots; not known where hands were counted or the room had one voice.
    pub ballots: Option<usize>,
    /// How many of them a solo planner cast for others.
    pub assumed: usize,
    /// The totals of the vote before this one, in list order; none for what was not on it.
    pub before: Option<Vec<Option<u32>>>,
}

impl Count {
    /// What an option is called.
    pub fn label(&self, option: usize) -> &str {
        &self.choices[option].label
    }

    /// What an option is called within a sentence: in quotes, and not longer than one can hear.
    pub fn quoted(&self, option: usize) -> String {
        format!("“{}”", shorten(self.label(option), 44))
    }

    /// The rank as it is shown: "2", or "2=" where several share it.
    pub fn rank(&self, option: usize) -> String {
        let shared = self.tally.ties().any(|group| group.contains(&option));
        format!("{}{}", self.tally.rank(option), if shared { "=" } else { "" })
    }

    /// What is known of who gave it: "6 people", "tied, 6 people", and what it had before.
    pub fn aside(&self, option: usize) -> String {
        let tied = self.tally.ties().any(|group| group.contains(&option));
        let who = if self.assumed > 0 { ("voice", "voices") } else { ("person", "people") };
        let people = self.tally.options[option].people.map(|people| match people {
            1 => format!("1 {}", who.0),
            people => format!("{people} {}", who.1),
        });
        let before = self.before.as_ref().and_then(|before| before[option]);
        let before = before.map(|dots| format!("was {dots}"));
        let tied = tied.then(|| "tied".to_owned());
        tied.into_iter().chain(people).chain(before).collect::<Vec<_>>().join(", ")
    }
}

/// The count of the vote at a place; none before it is shown.
pub fn count(session: &Session, place: &Place) -> Option<Count> {
    let Some(State::Vote(vote)) = session.state(place) else { return None };
    if !vote.is_shown() {
        return None;
    }
    let choices = on_the_ballot(session, place);
    let assumed = vote.papers().filter(|(from, _)| matches!(from, Some(Giver::Hat(_)))).count();
    let voice = vote.papers().any(|(from, _)| from == Some(&Giver::Voice));
    let singly = !voice && vote.hands.is_empty();
    let tally = if singly { of_ballots(vote, &choices) } else { of_totals(vote, &choices) };
    let ballots = singly.then_some(vote.ballots.len());
    let before = vote.earlier.last().map(|earlier| before(earlier, &choices));
    Some(Count { choices, tally, ballots, assumed, before })
}

fn of_ballots(vote: &Vote, choices: &[Choice]) -> Tally {
    let dots = |ballot: &crate::session::Ballot| {
        choices.iter().map(|choice| ballot.on(&choice.id)).collect::<Vec<u8>>()
    };
    let ballots: Vec<Vec<u8>> = vote.papers().map(|(_, ballot)| dots(ballot)).collect();
    Tally::of_ballots(choices.len(), &ballots)
}

fn of_totals(vote: &Vote, choices: &[Choice]) -> Tally {
    let totals: Vec<u32> = choices.iter().map(|choice| vote.dots_on(&choice.id)).collect();
    Tally::of_totals(&totals)
}

fn before(earlier: &[(Id, u32)], choices: &[Choice]) -> Vec<Option<u32>> {
    let dots =
        |choice: &Choice| earlier.iter().find(|(id, _)| *id == choice.id).map(|(_, dots)| *dots);
    choices.iter().map(dots).collect()
}
