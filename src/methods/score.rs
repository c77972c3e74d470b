//! Scores from 0 to 5: the mean of those that were given. A blank is no opinion and never 0.
//!
//! Order: the higher mean, then more answers, then the order of the list. What fewer than half
//! answered is not rated, and stands below all that is.

use super::prioritize::{Item, Paper, Spread, Standing, variance};

/// The highest score.
pub const BEST: u8 = 5;

/// What each option was given.
pub(super) fn count(options: usize, papers: &[Paper]) -> Vec<Item> {
    let item = |option: usize| {
        let scores = || papers.iter().filter_map(move |paper| paper.get(option).copied().flatten());
        let answers = scores().count();
        let highest = scores().max().unwrap_or(0).max(BEST);
        let mut said = vec![0; usize::from(highest) + 1];
        scores().for_each(|score| said[usize::from(score)] += 1);
        let standing = Standing::Score {
            sum: scores().map(u32::from).sum(),
            answers: number(answers),
            rated: answers > 0 && 2 * answers >= papers.len(),
        };
        let silent = number(papers.len() - answers);
        let variance = variance(scores().map(u64::from));
        Item { standing, spread: Some(Spread { said, silent, variance }) }
    };
    (0..options).map(item).collect()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::methods::prioritize::{By, Tally, VoteKind, Words};

    fn tally(ballots: &[[Option<u8>; 3]]) -> Tally {
        let papers: Vec<Paper> = ballots.iter().map(|ballot| ballot.to_vec()).collect();
        VoteKind::Score.count(3, &papers)
    }

    #[test]
    fn a_blank_is_not_nought() {
        let tally = tally(&[
            [Some(4), Some(4), Some(2)],
            [Some(4), None, Some(2)],
            [Some(1), Some(2), Some(5)],
        ]);
        let means: Vec<String> =
            tally.items.iter().map(|item| item.standing.mean().unwrap().to_string()).collect();
        assert_eq!(means, ["3", "3", "3"]);
        assert_eq!(tally.order, [0, 2, 1], "the same mean from more answers comes first");
        assert_eq!((tally.groups.len(), tally.decided_by(2)), (2, By::Support));
        let words = Words::plain(&["A", "B", "C"]);
        assert_eq!(
            words.explain(&tally),
            "A and C share the first place with a mean of 3.0 from 3 answers each; the list alone \
             orders them. C and B have the same mean; C stands first, with 3 answers."
        );
    }

    #[test]
    fn what_fewer_than_half_answered_is_not_rated() {
        let blank = [Some(3), None, Some(3)];
        let tally = tally(&[[Some(3), Some(5), None], blank, [Some(2), None, None], blank]);
        assert_eq!(tally.order, [2, 0, 1]);
        assert!(!tally.items[1].standing.is_rated() && tally.items[2].standing.is_rated());
        let words = Words::plain(&["A", "B", "C"]).explain(&tally);
        assert!(words.ends_with("B is not rated: fewer than half answered."), "{words}");
        assert_eq!(VoteKind::Score.count(1, &[]).items[0].standing.mean(), None);
    }

    #[test]
    fn division_is_compared_whatever_the_number_of_answers() {
        let tally = tally(&[
            [Some(0), Some(5), Some(1)],
            [Some(5), Some(5), None],
            [Some(0), Some(0), Some(4)],
            [Some(5), Some(5), None],
        ]);
        assert_eq!(tally.most_divided(), Some(0));
        assert_eq!(tally.items[0].spread.as_ref().unwrap().ends(), Some([0, 5]));
        assert_eq!(tally.items[2].spread.as_ref().unwrap().silent, 2);
    }
}
