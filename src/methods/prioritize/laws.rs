//! Laws that every kind of vote keeps, over generated ballots.

use super::{By, KINDS, Paper, RunOff, Tally, VoteKind, Words, variance};
use num_rational::Ratio;
use proptest::prelude::*;

/// How many options the generated votes are about.
const OPTIONS: usize = 5;

/// Ballots that any kind can count; of approvals everything above 1 is 1.
fn ballots() -> impl Strategy<Value = Vec<Paper>> {
    let mark = prop::option::weighted(0.8, 0_u8..=5);
    prop::collection::vec(prop::collection::vec(mark, OPTIONS), 0..9)
}

fn count(kind: VoteKind, papers: &[Paper]) -> Tally {
    let mark = |mark: &Option<u8>| match kind {
        VoteKind::Approval => mark.map(|mark| mark.min(1)),
        VoteKind::Dots => mark.map(|mark| mark.min(2)),
        VoteKind::Ranked => mark.filter(|mark| *mark > 0),
        VoteKind::Score => *mark,
    };
    let papers: Vec<Paper> = papers.iter().map(|paper| paper.iter().map(mark).collect()).collect();
    kind.count(OPTIONS, &papers)
}

fn sorted(options: &[usize]) -> Vec<usize> {
    let mut sorted = options.to_vec();
    sorted.sort_unstable();
    sorted
}

proptest! {
    #[test]
    fn the_order_of_the_voters_changes_nothing(ballots in ballots()) {
        let mut reversed = ballots.clone();
        reversed.reverse();
        for kind in KINDS {
            prop_assert_eq!(count(kind, &ballots), count(kind, &reversed), "{:?}", kind);
        }
    }

    #[test]
    fn the_order_of_the_list_decides_nothing_but_ties(ballots in ballots()) {
        let turned: Vec<Paper> =
            ballots.iter().map(|paper| paper.iter().rev().copied().collect()).collect();
        for kind in KINDS {
            let (one, other) = (count(kind, &ballots), count(kind, &turned));
            let back = |option: &usize| OPTIONS - 1 - option;
            let items: Vec<_> = other.items.iter().rev().cloned().collect();
            prop_assert_eq!(&one.items, &items, "{:?}", kind);
            let groups = |groups: Vec<Vec<usize>>| -> Vec<Vec<usize>> {
                groups.iter().map(|group| sorted(group)).collect()
            };
            let turned = other.groups.iter().map(|group| group.iter().map(back).collect());
            prop_assert_eq!(groups(one.groups.clone()), groups(turned.collect()), "{:?}", kind);
            let reversed: Vec<usize> = other.order.iter().map(back).collect();
            prop_assert_eq!(one.reversed(), reversed, "{:?}", kind);
        }
    }

    #[test]
    fn everything_stands_in_the_order_once_and_equals_beside_each_other(ballots in ballots()) {
        for kind in KINDS {
            let tally = count(kind, &ballots);
            prop_assert_eq!(sorted(&tally.order), (0..OPTIONS).collect::<Vec<_>>());
            prop_assert_eq!(tally.groups.concat(), tally.order.clone());
            for row in 1..OPTIONS {
                let [above, here] = [tally.order[row - 1], tally.order[row]];
                if tally.decided_by(row) == By::List {
                    prop_assert!(above < here && tally.rank(above) == tally.rank(here));
                }
            }
        }
    }

    #[test]
    fn a_line_hangs_on_the_list_when_the_list_reversed_keeps_others(ballots in ballots()) {
        for kind in KINDS {
            let tally = count(kind, &ballots);
            for most in 0..=OPTIONS {
                let cut = tally.cut(most);
                let [one, other] = [&tally.order, &tally.reversed()].map(|it| sorted(&it[..most]));
                prop_assert_eq!(cut.hangs_on_the_list(), one != other, "{:?} {}", kind, most);
                prop_assert!(!cut.hangs_on_the_list() || !cut.tied.is_empty());
                let kept = [cut.inside.clone(), cut.kept.clone()].concat();
                prop_assert_eq!(sorted(&kept), one);
                if kind != VoteKind::Ranked {
                    prop_assert_eq!(cut.tied.is_empty(), !cut.hangs_on_the_list());
                }
            }
        }
    }

    #[test]
    fn every_count_explains_itself_and_each_row_of_it(ballots in ballots()) {
        let words = Words::plain(&["A", "B", "C", "D", "E"]);
        for kind in KINDS {
            let tally = count(kind, &ballots);
            prop_assert!(words.explain(&tally).ends_with('.'));
            for row in 0..OPTIONS {
                prop_assert!(words.why(&tally, row).ends_with('.'), "{:?}", kind);
            }
            if let Some(gap) = tally.natural_break() {
                prop_assert!((1..OPTIONS).contains(&gap.above));
                prop_assert!(tally.cut(gap.above).tied.is_empty());
            }
            if let Some(option) = tally.most_divided() {
                let spread = tally.items[option].spread.as_ref().expect("asked one by one");
                prop_assert!(spread.ends().is_some());
            }
        }
    }

    #[test]
    fn who_is_put_higher_never_falls(ballots in ballots(), voter in 0_usize..9, who in 0..OPTIONS) {
        prop_assume!(voter < ballots.len());
        for kind in KINDS {
            let mut raised = ballots.clone();
            let mark = &mut raised[voter][who];
            *mark = match (kind, *mark) {
                (VoteKind::Ranked, Some(place)) if place > 1 => Some(place - 1),
                (VoteKind::Ranked, Some(1)) => Some(1),
                (VoteKind::Ranked, _) => Some(5),
                (VoteKind::Score, mark) => mark.map(|score| (score + 1).min(5)),
                (_, mark) => Some(mark.unwrap_or(0) + 1),
            };
            let (before, after) = (count(kind, &ballots), count(kind, &raised));
            match (&before.duels, &after.duels) {
                (Some(before), Some(after)) => for other in 0..OPTIONS {
                    prop_assert!(!before.beats(who, other) || after.beats(who, other));
                    prop_assert!(before.beats(other, who) || !after.beats(other, who));
                },
                _ => prop_assert!(after.rank(who) <= before.rank(who), "{:?}", kind),
            }
        }
    }

    #[test]
    fn turned_upside_down_rankings_come_out_upside_down(ballots in ballots()) {
        let upside_down = |paper: &Paper| -> Paper {
            paper.iter().map(|place| Some(place.filter(|it| *it > 0).map_or(1, |it| 7 - it))).collect()
        };
        let turned: Vec<Paper> = ballots.iter().map(upside_down).collect();
        let (one, other) = (count(VoteKind::Ranked, &ballots), count(VoteKind::Ranked, &turned));
        let (Some(one), Some(other)) = (one.duels, other.duels) else { panic!("rankings") };
        for (a, b) in (0..OPTIONS).flat_map(|a| (0..OPTIONS).map(move |b| (a, b))) {
            prop_assert_eq!(one.beats(a, b), other.beats(b, a));
        }
    }

    #[test]
    fn to_beat_is_to_beat_whomever_they_beat(ballots in ballots()) {
        let Some(duels) = count(VoteKind::Ranked, &ballots).duels else { panic!("rankings") };
        for a in 0..OPTIONS {
            for b in (0..OPTIONS).filter(|b| duels.beats(a, *b)) {
                prop_assert!((0..OPTIONS).all(|c| !duels.beats(b, c) || duels.beats(a, c)));
                if let Some(circle) = duels.circle(a, b) {
                    let mut links = circle.round.windows(2);
                    prop_assert!(links.all(|link| duels.wins(link[0], link[1])));
                    prop_assert_eq!((circle.round.first(), circle.round.last()), (Some(&a), Some(&b)));
                }
            }
        }
    }

    #[test]
    fn a_winner_of_every_duel_is_alone_in_front(ballots in ballots()) {
        let tally = count(VoteKind::Ranked, &ballots);
        if let Some(winner) = tally.duels.as_ref().and_then(super::Duels::condorcet) {
            prop_assert_eq!(&tally.groups[0], &[winner]);
        }
    }

    #[test]
    fn a_run_off_orders_its_group_and_nothing_else(ballots in ballots(), again in ballots()) {
        for kind in KINDS {
            let tally = count(kind, &ballots);
            let Some(tied) = tally.ties().next().cloned() else { continue };
            let among = sorted(&tied);
            let papers: Vec<Paper> = count_among(&again, &among);
            let run_off = RunOff { among: among.clone(), tally: kind.count(among.len(), &papers) };
            let after = tally.clone().after(run_off.clone());
            prop_assert_eq!(&after.items, &tally.items);
            for (row, option) in tally.order.iter().enumerate() {
                let moved = after.order[row] != *option;
                prop_assert!(!moved || tied.contains(option));
            }
            let places: Vec<usize> = after.order.iter().filter_map(|it| run_off.place(*it)).collect();
            prop_assert_eq!(places, run_off.tally.order.clone());
            prop_assert_eq!(sorted(&after.reversed()), sorted(&after.order));
        }
    }

    #[test]
    fn the_variance_is_the_squared_difference_over_all_pairs(ballots in ballots()) {
        let tally = count(VoteKind::Score, &ballots);
        for (option, item) in tally.items.iter().enumerate() {
            let scores: Vec<u8> = ballots.iter().filter_map(|paper| paper[option]).collect();
            let pairs = scores.iter().flat_map(|one| scores.iter().map(move |other| (one, other)));
            let squares: u64 = pairs.map(|(one, other)| u64::from(one.abs_diff(*other)).pow(2)).sum();
            let people = scores.len().max(1) as u64;
            let spread = item.spread.as_ref().expect("asked one by one");
            prop_assert_eq!(spread.variance, Ratio::new(squares, 2 * people * people));
            prop_assert_eq!(spread.variance, variance(scores.iter().map(|it| u64::from(*it))));
            prop_assert_eq!(spread.silent as usize + scores.len(), ballots.len());
        }
    }

    #[test]
    fn the_mean_is_of_those_who_answered(ballots in ballots()) {
        for (option, item) in count(VoteKind::Score, &ballots).items.iter().enumerate() {
            let scores: Vec<u64> = ballots.iter().filter_map(|it| it[option]).map(u64::from).collect();
            let mean = (!scores.is_empty())
                .then(|| Ratio::new(scores.iter().sum::<u64>(), scores.len() as u64));
            prop_assert_eq!(item.standing.mean(), mean);
        }
    }
}

/// Other ballots, about these options alone.
fn count_among(papers: &[Paper], among: &[usize]) -> Vec<Paper> {
    let about = |paper: &Paper, option: usize| paper[option].map(|mark| mark.clamp(1, 2));
    papers.iter().map(|paper| among.iter().map(|it| about(paper, *it)).collect()).collect()
}
