//! The ideas that goals are made from, the best first.

use crate::session::activities::vote::{self, Count, Had};
use crate::session::{Id, Idea, Session};
use crate::workshop::Do;
use crate::workshop::activity::Over;

/// An idea and what the last vote gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked<'a> {
    /// The idea.
    pub idea: &'a Idea,
    /// What it had; none when it was not voted on.
    pub voted: Option<Voted>,
}

/// What a vote gave an idea.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voted {
    /// Its dots, mean or place.
    pub had: Had,
    /// How long its bar is, and how long a full one would be.
    pub bar: (u64, u64),
}

impl Session {
    /// The ideas, ranked by the last vote over ideas whose result is known; in their order
    /// without one. Ties keep their order, unless a run-off was held.
    pub fn ranked_ideas(&self) -> Vec<Ranked<'_>> {
        let count = self.last_count_of_ideas();
        let mut ideas: Vec<(usize, Ranked<'_>)> = self
            .ideas
            .iter()
            .map(|idea| {
                let option = count.as_ref().and_then(|count| option(count, self.stands_for(idea)));
                let row = option.map_or(usize::MAX, |(_, row)| row);
                let voted = count.as_ref().zip(option).map(|(count, (option, _))| Voted {
                    had: count.has(option),
                    bar: count.bar(option),
                });
                (row, Ranked { idea, voted })
            })
            .collect();
        ideas.sort_by_key(|(row, _)| *row);
        ideas.into_iter().map(|(_, ranked)| ranked).collect()
    }

    /// The idea on the ballot: of a group it is the first one.
    fn stands_for<'a>(&'a self, idea: &'a Idea) -> &'a Id {
        let group = |other: &&Idea| !idea.group.is_empty() && other.group == idea.group;
        self.ideas.iter().map(|idea| &**idea).find(group).map_or(&idea.id, |first| &first.id)
    }

    fn last_count_of_ideas(&self) -> Option<Count> {
        self.places().iter().rev().find_map(|place| match self.activity(place)?.what {
            Do::Vote { over: Over::Ideas, .. } => vote::result(self, place),
            _ => None,
        })
    }
}

/// Which option an idea was, and its row in the order. What came to the list after the vote was
/// none.
fn option(count: &Count, idea: &Id) -> Option<(usize, usize)> {
    let option = count.choices.iter().position(|choice| &choice.id == idea)?;
    let row = count.tally.order.iter().position(|other| *other == option)?;
    Some((option, row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::activities::State;
    use crate::session::activities::vote::Vote;
    use crate::session::{Ballot, Content, Gift, Given};
    use crate::testing::{activity, room_with, text};
    use crate::workshop::{Policy, VoteKind};

    fn idea(number: u64) -> Id {
        Id::new(crate::session::Kind::Idea, number)
    }

    fn session() -> Session {
        let vote = |over| {
            activity(Do::Vote { over, kind: VoteKind::Dots, dots: None, cap: 2 }, Policy::Anonymous)
        };
        let mut session = room_with(vec![vote(Over::Ideas)]).session().clone();
        session.ideas =
            (1..=3).map(|number| Idea::new(idea(number), text("An idea")).into()).collect();
        session
    }

    fn with_ballots(ballots: &[&[(u64, u8)]]) -> Session {
        let mut session = session();
        let gift = |marks: &&[(u64, u8)]| {
            let marks = marks.iter().map(|(number, dots)| (idea(*number), *dots));
            Gift { from: None, content: Content::Ballot(Ballot::of(marks)) }
        };
        let ballots = ballots.iter().map(gift).collect();
        let on = (1..=3).map(idea).collect();
        let given = Given { revealed: true, ..Given::default() };
        session.steps[0].states[0] = State::Vote(Vote { given, on, ballots, ..Vote::default() });
        session
    }

    fn order(session: &Session) -> Vec<(&Id, Option<u32>)> {
        let dots = |it: &Ranked<'_>| match it.voted?.had {
            Had::Dots(dots) => Some(dots),
            other => panic!("{other:?}"),
        };
        session.ranked_ideas().iter().map(|it| (&it.idea.id, dots(it))).collect()
    }

    #[test]
    fn without_a_vote_ideas_keep_their_order() {
        let expected = [(&idea(1), None), (&idea(2), None), (&idea(3), None)];
        assert_eq!(order(&session()), expected);
    }

    #[test]
    fn ideas_of_a_group_share_its_dots() {
        let mut session = with_ballots(&[&[(2, 2)]]);
        session.ideas[1].group = text("Bees");
        session.ideas[2].group = text("Bees");
        let expected = [(&idea(2), Some(2)), (&idea(3), Some(2)), (&idea(1), Some(0))];
        assert_eq!(order(&session), expected);
    }

    #[test]
    fn an_idea_that_came_later_was_not_voted_on() {
        let mut session = with_ballots(&[&[(2, 2)]]);
        session.ideas.insert(0, Idea::new(idea(4), text("Later")).into());
        assert_eq!(order(&session).last(), Some(&(&idea(4), None)));
    }

    #[test]
    fn the_last_vote_ranks_them_and_ties_keep_their_order() {
        let session = with_ballots(&[&[(2, 1), (3, 1)]]);
        let expected = [(&idea(2), Some(1)), (&idea(3), Some(1)), (&idea(1), Some(0))];
        assert_eq!(order(&session), expected);
        let session = with_ballots(&[&[(2, 2), (3, 1)], &[(3, 1)]]);
        let expected = [(&idea(3), Some(2)), (&idea(2), Some(2)), (&idea(1), Some(0))];
        assert_eq!(order(&session), expected, "as many dots from more people come first");
    }
}
