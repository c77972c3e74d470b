//! The average split: each voter's equal share of the pot is divided by their points, and a wish
//! gets the sum when it reaches its minimum.
//!
//! One sentence explains it, who gave how much is plain, and it is proportional: a tenth of the
//! room decides about a tenth of the pot. What was given to a wish below its minimum stays in the
//! reserve, so that nobody pays for what they did not choose.
//!
//! ```
//! use groundswell::methods::average::count;
//! use groundswell::methods::funding::{Ballot, Case, Pool, Wish};
//! use groundswell::money::Money;
//!
//! let wish = |minimum| {
//!     let [minimum, most] = [minimum, 900].map(Money);
//!     Wish { minimum, target: most, stretch: most, barred: None }
//! };
//! let ballot = |points: [u8; 2]| Ballot { points: points.into(), function: None };
//! let case = Case {
//!     pools: vec![Pool { amount: Money(1000), only: None, function: None }],
//!     wishes: vec![wish(300), wish(600)],
//!     ballots: vec![ballot([10, 0]), ballot([5, 5])],
//! };
//! let outcome = count(&case);
//! // The first voter gives 500 to the first wish; the second gives 250 to each.
//! assert_eq!(outcome.shares[0].granted, Money(750));
//! // 250 do not reach 600: they stay in the reserve.
//! assert_eq!(outcome.shares[1].granted, Money(0));
//! assert_eq!(outcome.reserve, Money(250));
//! ```

use super::funding::bills::{Paid, common};
use super::funding::kinds::Kind;
use super::funding::{Ballot, Case, Outcome, Rule, Share, Verdict, Wish};
use crate::money::Money;
use num_bigint::BigInt;
use num_traits::Zero;

/// Counts by the average split.
pub fn count(case: &Case) -> Outcome {
    let kinds = case.kinds(true);
    let mut gifts = gifts(case, &kinds);
    let mut verdicts = Vec::new();
    for (wish, given) in gifts.iter_mut().enumerate() {
        let verdict = verdict(&case.wishes[wish], given, case.supporters(wish));
        take(given, &verdict, case.wishes[wish].stretch);
        verdicts.push(verdict);
    }
    let bills = case.bills(&kinds, &gifts);
    let share = |(wish, (bills, verdict)): (usize, (Vec<Money>, Verdict))| Share {
        granted: Money(bills.iter().map(|bill| bill.0).sum()),
        supporters: case.supporters(wish),
        bills,
        verdict,
    };
    let shares: Vec<Share> = bills.into_iter().zip(verdicts).enumerate().map(share).collect();
    let granted: i64 = shares.iter().map(|share| share.granted.0).sum();
    Outcome {
        rule: Rule::AverageSplit,
        reserve: Money(case.pot().0 - granted),
        empty_handed: case.empty_handed(&shares),
        ties: Vec::new(),
        otherwise: Vec::new(),
        proposals: Vec::new(),
        shares,
    }
}

/// What everybody together gives to each wish, from each kind of money. Whoever gave no point to
/// anything that a kind may pay for leaves their share of it in the reserve.
fn gifts(case: &Case, kinds: &[Kind]) -> Vec<Paid> {
    let voters = || kinds.iter().flat_map(|kind| kind.voters.iter().map(move |at| (kind, *at)));
    let all = |(kind, ballot): (&Kind, usize)| all_points(case, kind, &case.ballots[ballot]);
    let sums = common(voters().map(all).filter(|all| *all > 0).map(BigInt::from));
    let people = common(kinds.iter().map(|kind| BigInt::from(kind.voters.len().max(1))));
    let mut parts = vec![vec![BigInt::zero(); kinds.len()]; case.wishes.len()];
    for (at, kind) in kinds.iter().enumerate().filter(|(_, kind)| !kind.voters.is_empty()) {
        let purse = BigInt::from(kind.amount) * (&people / BigInt::from(kind.voters.len()));
        for ballot in kind.voters.iter().map(|ballot| &case.ballots[*ballot]) {
            let all = all_points(case, kind, ballot);
            if all == 0 {
                continue;
            }
            let point = &purse * (&sums / BigInt::from(all));
            for (wish, row) in parts.iter_mut().enumerate() {
                match given(case, kind, ballot, wish) {
                    0 => {}
                    points => row[at] += &point * BigInt::from(points),
                }
            }
        }
    }
    let over = sums * people;
    parts.into_iter().map(|parts| Paid { parts, over: over.clone() }).collect()
}

/// The points of a ballot for a wish that a kind of money may pay for.
fn given(case: &Case, kind: &Kind, ballot: &Ballot, wish: usize) -> u8 {
    if kind.pays[wish] { case.points(ballot, wish) } else { 0 }
}

fn all_points(case: &Case, kind: &Kind, ballot: &Ballot) -> u64 {
    (0..case.wishes.len()).map(|wish| u64::from(given(case, kind, ballot, wish))).sum()
}

fn verdict(wish: &Wish, given: &Paid, supporters: usize) -> Verdict {
    // Minimum and stretch are whole cents, so a part of a cent decides nothing but what is full.
    let (offered, more) = given.cents();
    match wish.barred {
        Some(barred) => Verdict::LeftOut(barred),
        None if supporters == 0 => Verdict::Unsupported,
        None if offered < wish.minimum => {
            Verdict::Short { given: offered, lacks: Money(wish.minimum.0 - offered.0) }
        }
        None if (offered, more) > (wish.stretch, false) => Verdict::Full(offered),
        None => Verdict::Reached(offered),
    }
}

/// A wish takes all gifts, none, or up to its stretch the same part of each.
fn take(given: &mut Paid, verdict: &Verdict, stretch: Money) {
    match verdict {
        Verdict::Reached(_) => {}
        Verdict::Full(_) => {
            given.over = given.parts.iter().sum();
            given.parts.iter_mut().for_each(|part| *part *= BigInt::from(stretch.0));
        }
        _ => given.parts.iter_mut().for_each(BigInt::set_zero),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::methods::funding::Barred;
    use crate::methods::funding::tests::{ballot, granted, pool, why};

    fn wish(minimum: i64, stretch: i64) -> Wish {
        crate::methods::funding::tests::wish(minimum, stretch, stretch)
    }

    fn of(pot: i64, wishes: Vec<Wish>, ballots: &[&[u8]]) -> Case {
        let ballots = ballots.iter().map(|points| ballot(points)).collect();
        Case { pools: vec![pool(pot)], wishes, ballots }
    }

    fn counted(pot: i64, wishes: Vec<Wish>, ballots: &[&[u8]]) -> Outcome {
        count(&of(pot, wishes, ballots))
    }

    #[test]
    fn points_divide_a_share_whatever_their_sum() {
        let wishes = || vec![wish(0, 1000), wish(0, 1000)];
        assert_eq!(granted(&counted(900, wishes(), &[&[10, 5]])), [600, 300]);
        assert_eq!(granted(&counted(900, wishes(), &[&[2, 1]])), [600, 300]);
    }

    #[test]
    fn what_does_not_reach_its_minimum_stays_in_the_reserve() {
        let outcome = counted(1000, vec![wish(600, 900), wish(501, 900)], &[&[1, 0], &[1, 4]]);
        assert_eq!(granted(&outcome), [600, 0]);
        let short = Verdict::Short { given: Money(400), lacks: Money(101) };
        assert_eq!(outcome.shares[1].verdict, short);
        assert_eq!(outcome.reserve, Money(400));
    }

    #[test]
    fn nothing_gets_more_than_its_stretch() {
        let outcome = counted(1000, vec![wish(100, 300)], &[&[3]]);
        assert_eq!(granted(&outcome), [300]);
        assert_eq!(outcome.shares[0].verdict, Verdict::Full(Money(1000)));
        assert_eq!(outcome.reserve, Money(700));
    }

    #[test]
    fn lost_cents_go_to_the_largest_remainder_then_to_the_first() {
        let three = || vec![wish(0, 99), wish(0, 99), wish(0, 99)];
        assert_eq!(granted(&counted(100, three(), &[&[1, 1, 1]])), [34, 33, 33]);
        assert_eq!(granted(&counted(10, three(), &[&[2, 1, 1]])), [5, 3, 2]);
        assert_eq!(granted(&counted(10, three(), &[&[1, 0, 2]])), [3, 0, 7]);
    }

    #[test]
    fn a_minimum_missed_by_a_part_of_a_cent_is_missed() {
        let outcome = counted(100, vec![wish(34, 99), wish(0, 99)], &[&[1, 2]]);
        let short = Verdict::Short { given: Money(33), lacks: Money(1) };
        assert_eq!(outcome.shares[0].verdict, short);
        assert_eq!(granted(&outcome), [0, 66]);
    }

    #[test]
    fn a_wish_without_an_owner_is_left_out_and_its_points_divide_nothing() {
        let red = Wish { barred: Some(Barred::NoOwner), ..wish(0, 1000) };
        let outcome = counted(900, vec![red, wish(0, 1000)], &[&[10, 1], &[10, 0]]);
        assert_eq!(granted(&outcome), [0, 450]);
        assert_eq!(outcome.reserve, Money(450));
        assert_eq!(outcome.shares[0].verdict, Verdict::LeftOut(Barred::NoOwner));
    }

    #[test]
    fn an_empty_ballot_leaves_its_share_in_the_reserve_and_no_ballot_leaves_all() {
        assert_eq!(counted(900, vec![wish(0, 900)], &[&[1], &[0]]).reserve, Money(450));
        let outcome = counted(900, vec![wish(0, 900)], &[]);
        assert_eq!(outcome.reserve, Money(900));
        assert_eq!(outcome.shares[0].verdict, Verdict::Unsupported);
    }

    #[test]
    fn every_wish_is_told_why() {
        let red = Wish { barred: Some(Barred::NoOwner), ..wish(0, 9) };
        let wishes = vec![wish(300, 600), wish(10, 20), wish(900, 950), wish(1, 2), red];
        let case = of(1200, wishes, &[&[1, 1, 0, 0, 0], &[0, 0, 1, 0, 1]]);
        assert_eq!(
            why(&case, &count(&case)),
            [
                "Funded: one person gave it 300, and its minimum is 300. P pays 300.",
                "Funded up to its stretch of 20: one person gave it 300. P pays 20.",
                "Not funded: one person gave it 600, and its minimum is 900. It lacks 300.",
                "Not funded: nobody gave it a point.",
                "Left out: nobody answers for its area, and without an owner there is no money.",
            ]
        );
    }
}
