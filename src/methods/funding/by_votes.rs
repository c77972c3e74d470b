//! Most votes first: what most rooms do. Wishes are funded in the order of how many gave them
//! points, and what does not fit is skipped: first all minimums, then all targets, then all
//! stretches. Who pays is left to the strings: see [`super::paid_by`].

use super::paying::Flow;
use super::{Breaker, Case, Level, Outcome, Rule, Share, Tie, Verdict, paid_by};
use crate::money::Money;
use std::cmp::Reverse;

/// Counts by most votes first.
pub(super) fn count(case: &Case) -> Outcome {
    let votes: Vec<usize> = (0..case.wishes.len()).map(|wish| case.supporters(wish)).collect();
    let order = ranking(case, &votes, false);
    let fill = fill(case, &order);
    let reversed = ranking(case, &votes, true);
    let other = if reversed == order { fill.clone() } else { self::fill(case, &reversed) };
    let bills = paid_by(case, &fill.granted).expect("what was funded can be paid");
    let granted: i64 = fill.granted.iter().map(|amount| amount.0).sum();
    let wishes = 0..case.wishes.len();
    let share = |(wish, bills)| Share {
        granted: fill.granted[wish],
        supporters: votes[wish],
        bills,
        verdict: verdict(case, &fill, &votes, &order, wish),
    };
    let shares: Vec<Share> = wishes.clone().zip(bills).map(share).collect();
    Outcome {
        rule: Rule::MostVotes,
        reserve: Money(case.pot().0 - granted),
        empty_handed: case.empty_handed(&shares),
        ties: ties(case, &votes, &order),
        otherwise: wishes.filter(|wish| fill.granted[*wish] != other.granted[*wish]).collect(),
        proposals: Vec::new(),
        shares,
    }
}

/// The wishes that somebody wants, most supporters first; then the smaller cost, more points, and
/// the list, or all three the other way round.
fn ranking(case: &Case, votes: &[usize], reversed: bool) -> Vec<usize> {
    let takes_part = |wish: &usize| case.wishes[*wish].barred.is_none();
    let mut order: Vec<usize> =
        (0..case.wishes.len()).filter(takes_part).filter(|wish| votes[*wish] > 0).collect();
    order.sort_by_cached_key(|wish| (cost(case, *wish), Reverse(case.all_points(*wish)), *wish));
    if reversed {
        order.reverse();
    }
    order.sort_by_key(|wish| Reverse(votes[*wish]));
    order
}

/// What the first step of a wish costs.
fn cost(case: &Case, wish: usize) -> Money {
    case.wishes[wish].steps().first().map_or(Money::ZERO, |(_, cost)| *cost)
}

/// What was funded, and what was left when something did not fit.
#[derive(Clone)]
struct Fill {
    granted: Vec<Money>,
    level: Vec<Option<Level>>,
    left: Vec<Money>,
}

fn fill(case: &Case, order: &[usize]) -> Fill {
    let kinds = case.kinds(false);
    let count = case.wishes.len();
    let mut fill = Fill {
        granted: vec![Money::ZERO; count],
        level: vec![None; count],
        left: vec![Money::ZERO; count],
    };
    let mut flow = Flow::begin(&kinds, count);
    let rounds = [Level::Minimum, Level::Target, Level::Stretch];
    for level in rounds {
        for wish in order {
            fill.raise(case, &mut flow, *wish, level);
        }
    }
    fill
}

impl Fill {
    /// Raises a wish to a level, if it stands on the one before and the money is there.
    fn raise(&mut self, case: &Case, flow: &mut Flow<'_>, wish: usize, level: Level) {
        let steps = case.wishes[wish].steps();
        let Some(at) = steps.iter().position(|(step, _)| *step == level) else { return };
        let before = at.checked_sub(1).map(|before| steps[before].0);
        if self.level[wish] != before {
            return;
        }
        let cost = steps[at].1;
        let mut raised = flow.clone();
        let lacking = raised.lacking(wish, cost.0);
        if lacking == 0 {
            *flow = raised;
            self.granted[wish] = Money(self.granted[wish].0 + cost.0);
            self.level[wish] = Some(level);
        } else if at == 0 {
            self.left[wish] = Money(cost.0 - lacking);
        }
    }
}

fn verdict(case: &Case, fill: &Fill, votes: &[usize], order: &[usize], wish: usize) -> Verdict {
    if let Some(barred) = case.wishes[wish].barred {
        return Verdict::LeftOut(barred);
    }
    if votes[wish] == 0 {
        return Verdict::Unsupported;
    }
    let more = order.iter().filter(|other| votes[**other] > votes[wish]).count();
    match fill.level[wish] {
        Some(level) => Verdict::Fits { rank: more + 1, level },
        None => Verdict::NoRoom { rank: more + 1, left: fill.left[wish] },
    }
}

/// Wishes with equally many supporters.
fn ties(case: &Case, votes: &[usize], order: &[usize]) -> Vec<Tie> {
    let equal = |one: &usize, other: &usize| votes[*one] == votes[*other];
    let groups = order.chunk_by(equal).filter(|group| group.len() > 1);
    groups
        .map(|group| {
            let (first, second) = (group[0], group[1]);
            let by = match () {
                () if cost(case, first) != cost(case, second) => Breaker::Cost,
                () if case.all_points(first) != case.all_points(second) => Breaker::Points,
                () => Breaker::List,
            };
            Tie { first, others: group[1..].to_vec(), by }
        })
        .collect()
}
