//! The ideas that goals are made from, the best first.

use crate::session::activities::State;
use crate::session::activities::vote::Vote;
use crate::session::{Id, Idea, Place, Session};
use crate::workshop::Do;
use crate::workshop::activity::Over;

/// An idea and what the last vote gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked<'a> {
    /// The idea.
    pub idea: &'a Idea,
    /// Its dots; none when there was no vote.
    pub dots: Option<u32>,
}

impl Session {
    /// The ideas, ranked by the last vote over ideas whose result is known; in their order
    /// without one. Ties keep their order.
    pub fn ranked_ideas(&self) -> Vec<Ranked<'_>> {
        let vote = self.last_vote_over_ideas();
        let dots = |idea: &Idea| vote.and_then(|vote| dots_on(vote, self.stands_for(idea)));
        let mut ideas: Vec<Ranked<'_>> =
            self.ideas.iter().map(|idea| Ranked { idea, dots: dots(idea) }).collect();
        ideas.sort_by_key(|ranked| std::cmp::Reverse(ranked.dots));
        ideas
    }

    /// The idea on the ballot: of a group it is the first one.
    fn stands_for<'a>(&'a self, idea: &'a Idea) -> &'a Id {
        let group = |other: &&Idea| !idea.group.is_empty() && other.group == idea.group;
        self.ideas.iter().find(group).map_or(&idea.id, |first| &first.id)
    }

    fn last_vote_over_ideas(&self) -> Option<&Vote> {
        let places: Vec<Place> = self.places();
        places.iter().rev().find_map(|place| {
            let Do::Vote { over, .. } = self.activity(place)?.what else { return None };
            match self.state(place)? {
                State::Vote(vote) if over == Over::Ideas && vote.is_shown() => Some(vote),
                _ => None,
            }
        })
    }
}

/// What came to the list after the vote was not voted on.
fn dots_on(vote: &Vote, idea: &Id) -> Option<u32> {
    vote.on.contains(idea).then(|| vote.dots_on(idea))
}

#[cfg(test)]
mod tests {
    use super::*;
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
        session.ideas = (1..=3).map(|number| Idea::new(idea(number), text("An idea"))).collect();
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
        session.ranked_ideas().into_iter().map(|it| (&it.idea.id, it.dots)).collect()
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
        session.ideas.insert(0, Idea::new(idea(4), text("Later")));
        assert_eq!(order(&session).last(), Some(&(&idea(4), None)));
    }

    #[test]
    fn the_last_vote_ranks_them_and_ties_keep_their_order() {
        let session = with_ballots(&[&[(2, 2), (3, 1)], &[(3, 1)]]);
        let expected = [(&idea(2), Some(2)), (&idea(3), Some(2)), (&idea(1), Some(0))];
        assert_eq!(order(&session), expected);
    }
}
