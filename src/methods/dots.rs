//! Dot voting: everyone has a few dots and puts them on what they want, at most so many on one.
//! In the words of the literature a cumulative vote with a cap; with a cap of one, approval.
//!
//! Order: more dots, then more people, then the order of the list. Equal dots and people are a tie.

use super::prioritize::{Item, Paper, Spread, Standing, variance};

/// How many dots each person should have for so many options: the square root, rounded, at least
/// two and at most five.
pub fn suggested(options: usize) -> u8 {
    let root = options.isqrt();
    // (root + ½)² = root² + root + ¼, so that what is above root² + root rounds up.
    let rounded = root + usize::from(options > root * root + root);
    u8::try_from(rounded.clamp(2, 5)).expect("at most five")
}

/// What each option has.
pub(super) fn count(options: usize, papers: &[Paper]) -> Vec<Item> {
    let dots = |paper: &Paper, option: usize| paper.get(option).copied().flatten().unwrap_or(0);
    let most = papers.iter().flatten().flatten().copied().max().unwrap_or(0);
    let item = |option: usize| {
        let mut said = vec![0; usize::from(most) + 1];
        for paper in papers {
            said[usize::from(dots(paper, option))] += 1;
        }
        let variance = variance(papers.iter().map(|paper| dots(paper, option).into()));
        let total = papers.iter().map(|paper| u32::from(dots(paper, option))).sum();
        let people = Some(said[1..].iter().sum());
        let standing = Standing::Dots { dots: total, people };
        Item { standing, spread: Some(Spread { said, silent: 0, variance }) }
    };
    (0..options).map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::methods::prioritize::{Break, By, Cut, Gap, Tally, VoteKind, Words};

    fn tally(ballots: &[[u8; 4]]) -> Tally {
        let papers: Vec<Paper> =
            ballots.iter().map(|ballot| ballot.iter().map(|dots| Some(*dots)).collect()).collect();
        VoteKind::Dots.count(4, &papers)
    }

    fn explained(tally: &Tally) -> String {
        Words::plain(&["A", "B", "C", "D"]).explain(tally)
    }

    #[test]
    fn the_number_of_dots_is_the_square_root_rounded() {
        let options = [0, 1, 4, 6, 7, 12, 13, 20, 21, 30, 400, usize::MAX];
        assert_eq!(options.map(suggested), [2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5]);
    }

    #[test]
    fn more_dots_win_then_more_people_then_the_list() {
        let tally = tally(&[[0, 1, 2, 0], [1, 1, 0, 0], [1, 1, 0, 0], [0, 1, 0, 0]]);
        assert_eq!(tally.order, [1, 0, 2, 3]);
        assert_eq!([1, 2, 3].map(|at| tally.decided_by(at)), [By::Value, By::Support, By::Value]);
        assert_eq!(
            explained(&tally),
            "A and C have as many dots; A stands first, with 2 people for it.".to_owned().replacen(
                "A and C",
                "B comes first with 4 dots from 4 people. A and C",
                1
            )
        );
    }

    #[test]
    fn equals_are_a_group_and_the_list_only_orders_them() {
        let tally = tally(&[[1, 0, 1, 0], [0, 1, 0, 0]]);
        assert_eq!((tally.groups[0].clone(), tally.decided_by(1)), (vec![0, 1, 2], By::List));
        assert_eq!([0, 1, 2, 3].map(|option| tally.rank(option)), [1, 1, 1, 4]);
        let (kept, reversed) = (vec![0, 1], vec![1, 2]);
        let cut = Cut { inside: vec![], tied: vec![0, 1, 2], kept, reversed };
        assert_eq!(tally.cut(2), cut);
        assert!(tally.cut(3).tied.is_empty() && !tally.cut(3).hangs_on_the_list());
        assert_eq!(
            explained(&tally),
            "A, B and C share the first place with 1 dot from one person each; the list alone \
             orders them."
        );
    }

    #[test]
    fn hands_cannot_tell_people_spread_or_division() {
        let tally = VoteKind::Dots.of_totals(&[5, 5, 4, 0]);
        assert_eq!(tally.groups, [vec![0, 1], vec![2], vec![3]]);
        assert!(tally.items.iter().all(|it| it.spread.is_none()));
        assert_eq!(tally.most_divided(), None);
        assert_eq!(tally.natural_break(), Some(Break { above: 3, gap: Gap::Dots(4) }));
    }

    #[test]
    fn a_break_is_one_gap_larger_than_all_others() {
        let gap = |totals: &[u32]| VoteKind::Dots.of_totals(totals).natural_break();
        assert_eq!(gap(&[9, 8, 4, 3]), Some(Break { above: 2, gap: Gap::Dots(4) }));
        assert_eq!(gap(&[9, 6, 3]), None, "two alike");
        assert_eq!(gap(&[3, 2, 2]), None, "one dot is no gap");
        assert_eq!(gap(&[3]), None);
        assert_eq!(gap(&[]), None);
    }

    #[test]
    fn most_divided_is_not_what_has_most() {
        let tally = tally(&[[2, 1, 0, 0], [2, 1, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0]]);
        assert_eq!((tally.order[0], tally.most_divided()), (1, Some(0)));
    }
}
