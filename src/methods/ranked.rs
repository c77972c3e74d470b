//! Rankings, counted by Schulze's method with margins: everyone against everyone, and where duels
//! go round in a circle the weakest in it gives way.
//!
//! Ballots are weak orders; what a ballot leaves out shares one last place. `support[a][b]` is how
//! many put a above b; the strength of a link is `support[a][b] − support[b][a]` where that is
//! above zero; a path is as strong as its weakest link, and a beats b when the strongest path from
//! a to b is stronger than the one back. That relation has no circles. The first tier is beaten by
//! nobody, the next by nobody but those before it, and so on (M. Schulze, "A new monotonic,
//! clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method",
//! Social Choice and Welfare 36, 2011). Margins and not winning votes, since half-filled ballots
//! are normal here; of complete strict ballots both say the same.

use super::prioritize::{Item, Paper, Spread, Standing, variance};
use std::collections::VecDeque;

/// Everyone against everyone. Rows and columns are options in list order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duels {
    /// How many ballots put the row above the column.
    pub support: Vec<Vec<u32>>,
    /// The strength of the strongest path from the row to the column; 0 is none.
    pub strength: Vec<Vec<u32>>,
}

/// Duels that go round: each beats the next, and the last the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    /// The options, beginning with the one that comes out above the others.
    pub round: Vec<usize>,
    /// The duel that gives way, of the last against the first: how many were for and against it.
    pub weakest: (u32, u32),
}

impl Duels {
    /// Holds every duel of these ballots.
    fn of(options: usize, ballots: &[Places]) -> Duels {
        let mut support = vec![vec![0; options]; options];
        for places in ballots {
            for (own, row) in places.iter().zip(&mut support) {
                for (other, above) in places.iter().zip(row) {
                    *above += u32::from(own < other);
                }
            }
        }
        let strength = strongest_paths(&support);
        Duels { support, strength }
    }

    fn options(&self) -> usize {
        self.support.len()
    }

    /// Whether more ballots put one above the other than the other way round.
    pub fn wins(&self, one: usize, other: usize) -> bool {
        self.support[one][other] > self.support[other][one]
    }

    /// Whether one stands above the other when all circles are opened.
    pub fn beats(&self, one: usize, other: usize) -> bool {
        self.strength[one][other] > self.strength[other][one]
    }

    /// The option that wins every duel, if there is one.
    pub fn condorcet(&self) -> Option<usize> {
        let others = |one: usize| (0..self.options()).filter(move |other| *other != one);
        (0..self.options()).find(|one| others(*one).all(|other| self.wins(*one, other)))
    }

    /// The tiers, best first: each is beaten by nobody but those before it.
    pub fn tiers(&self) -> Vec<Vec<usize>> {
        let mut left: Vec<usize> = (0..self.options()).collect();
        let mut tiers = Vec::new();
        while !left.is_empty() {
            let beaten = |one: &usize| left.iter().any(|other| self.beats(*other, *one));
            let (rest, tier): (Vec<usize>, Vec<usize>) = left.iter().partition(|one| beaten(one));
            tiers.push(tier);
            left = rest;
        }
        tiers
    }

    /// The circle by which `above` stands over `below` although it lost the duel between the two:
    /// the shortest of the strongest ways round. None where it did not lose.
    pub fn circle(&self, above: usize, below: usize) -> Option<Circle> {
        if !self.wins(below, above) || !self.beats(above, below) {
            return None;
        }
        let strength = self.strength[above][below];
        let mut from = vec![None; self.options()];
        let mut open = VecDeque::from([above]);
        while let Some(at) = open.pop_front() {
            for (next, came_from) in from.iter_mut().enumerate() {
                let link = self.support[at][next].saturating_sub(self.support[next][at]);
                if link >= strength && next != above && came_from.is_none() {
                    *came_from = Some(at);
                    open.push_back(next);
                }
            }
        }
        let mut round = vec![below];
        while let Some(before) = from[*round.last()?].filter(|_| round.last() != Some(&above)) {
            round.push(before);
        }
        round.reverse();
        Some(Circle { round, weakest: (self.support[below][above], self.support[above][below]) })
    }
}

/// The places on a ballot; what has none stands behind all that have one.
type Places = Vec<u16>;

fn places(options: usize, paper: &Paper) -> Places {
    let place = |option| paper.get(option).copied().flatten().map_or(u16::MAX, u16::from);
    (0..options).map(place).collect()
}

/// Floyd and Warshall's way, with the weakest link instead of the length.
fn strongest_paths(support: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let options = support.len();
    let link = |one: usize, other: usize| support[one][other].saturating_sub(support[other][one]);
    let row = |one: usize| (0..options).map(|other| link(one, other)).collect();
    let mut paths: Vec<Vec<u32>> = (0..options).map(row).collect();
    for through in 0..options {
        let onward = paths[through].clone();
        for path in &mut paths {
            let first = path[through];
            for (known, rest) in path.iter_mut().zip(&onward).filter(|_| first > 0) {
                *known = (*known).max(first.min(*rest));
            }
        }
    }
    // A way out and back to where it began says nothing.
    (0..options).for_each(|at| paths[at][at] = 0);
    paths
}

/// Everyone against everyone, and what each option came to.
pub(super) fn count(options: usize, papers: &[Paper]) -> (Duels, Vec<Item>) {
    let ballots: Vec<Places> = papers.iter().map(|paper| places(options, paper)).collect();
    let duels = Duels::of(options, &ballots);
    let tiers = duels.tiers();
    let item = |option: usize| {
        let tier = tiers.iter().position(|tier| tier.contains(&option)).unwrap_or(0);
        let sides: Vec<[usize; 2]> = ballots.iter().map(|places| sides(places, option)).collect();
        let borda = sides.iter().map(|[above, below]| signed(*below) - signed(*above)).sum();
        // Who shares places stands in the middle of them: a blank ballot puts nothing first.
        let place = |[above, below]: &[usize; 2]| (above + options - 1 - below) / 2;
        let mut said = vec![0; options];
        sides.iter().for_each(|sides| said[place(sides)] += 1);
        let variance = variance(sides.iter().map(|sides| place(sides) as u64));
        let standing = Standing::Ranked { tier, borda };
        Item { standing, spread: Some(Spread { said, silent: 0, variance }) }
    };
    let items = (0..options).map(item).collect();
    (duels, items)
}

/// How many a ballot puts above an option, and how many below it.
fn sides(places: &[u16], option: usize) -> [usize; 2] {
    let own = places[option];
    let above = places.iter().filter(|place| **place < own).count();
    [above, places.iter().filter(|place| **place > own).count()]
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::methods::prioritize::{Break, By, Gap, Tally, VoteKind, Words};

    /// Ballots as letters, the best first, `=` between equals: "5 ACBED".
    fn tally(options: &str, ballots: &[(u8, &str)]) -> Tally {
        let paper = |order: &str| {
            let mut paper = vec![None; options.len()];
            for (place, group) in (1..).zip(order.split(' ')) {
                for option in group.chars() {
                    paper[options.find(option).unwrap()] = Some(place);
                }
            }
            paper
        };
        let papers: Vec<Paper> =
            ballots.iter().flat_map(|(count, order)| vec![paper(order); (*count).into()]).collect();
        VoteKind::Ranked.count(options.len(), &papers)
    }

    fn explained(tally: &Tally) -> String {
        Words::plain(&["A", "B", "C", "D", "E"]).explain(tally)
    }

    #[test]
    fn who_beats_every_other_head_to_head_is_first() {
        let tally = tally("ABC", &[(3, "A B C"), (2, "B A C"), (2, "C B A")]);
        assert_eq!(tally.order, [1, 0, 2]);
        assert_eq!(explained(&tally), "B beats every other head to head.");
        assert_eq!(tally.duels.as_ref().unwrap().condorcet(), Some(1));
        assert_eq!(tally.natural_break(), Some(Break { above: 2, gap: Gap::Duel(5, 2) }));
    }

    #[test]
    fn in_a_circle_the_weakest_duel_gives_way() {
        let tally = tally("ABC", &[(5, "A B C"), (4, "B C A"), (3, "C A B")]);
        let duels = tally.duels.as_ref().unwrap();
        assert_eq!(duels.condorcet(), None);
        let circle = Circle { round: vec![0, 1, 2], weakest: (7, 5) };
        assert_eq!(duels.circle(0, 2), Some(circle));
        assert_eq!(tally.order, [0, 1, 2]);
        assert_eq!(
            explained(&tally),
            "A comes first: there is a circle A > B > C > A; the weakest duel in it (7:5) gives \
             way."
        );
    }

    #[test]
    fn a_circle_without_a_weakest_duel_is_a_tie() {
        let tally = tally("ABC", &[(1, "A B C"), (1, "B C A"), (1, "C A B")]);
        assert_eq!((tally.groups.len(), tally.decided_by(1)), (1, By::List));
        assert_eq!(tally.cut(1).tied, [0, 1, 2]);
        assert!(explained(&tally).contains("none outweighs another head to head"));
    }

    #[test]
    fn what_is_left_out_shares_the_last_place() {
        let tally = tally("ABCD", &[(1, "C A")]);
        assert_eq!(tally.groups, [vec![2], vec![0], vec![1, 3]]);
        assert_eq!(tally.items[1].spread.as_ref().unwrap().said, [0, 0, 1, 0]);
        let blank = VoteKind::Ranked.count(3, &[vec![None; 3]]);
        assert_eq!(blank.items[0].spread.as_ref().unwrap().said, [0, 1, 0], "in the middle");
        assert_eq!(explained(&VoteKind::Ranked.count(2, &[])), "Nobody ranked anything.");
    }

    #[test]
    fn a_tie_is_a_tie_whatever_orders_it() {
        let tally = tally("ABC", &[(1, "A B C"), (1, "B C A")]);
        assert_eq!(tally.groups, [vec![1, 0], vec![2]]);
        assert_eq!(tally.decided_by(1), By::Support);
        assert_eq!(tally.cut(1).tied, [1, 0]);
        assert!(!tally.cut(1).hangs_on_the_list());
    }

    #[test]
    fn the_clearest_duel_between_neighbours_is_a_break() {
        let tally = tally("ABC", &[(4, "A B C"), (3, "B A C"), (1, "B C A")]);
        assert_eq!(tally.order, [1, 0, 2]);
        assert_eq!(tally.natural_break(), Some(Break { above: 2, gap: Gap::Duel(7, 1) }));
    }

    #[test]
    fn those_who_agree_on_the_middle_are_not_divided_about_it() {
        let tally = tally("ABC", &[(2, "A B C"), (2, "C B A")]);
        assert_eq!(tally.most_divided(), Some(0));
        assert_eq!(tally.items[1].spread.as_ref().unwrap().ends(), None);
    }
}
