//! The average split: each voter's equal share of the pot is divided by their points, and a wish
//! gets the sum when it reaches its minimum.
//!
//! One sentence explains it, who gave how much is plain, and it is proportional: a tenth of the
//! room decides about a tenth of the pot. What was given to a wish below its minimum stays in the
//! reserve, so that nobody pays for what they did not choose.
//!
//! ```
//! use groundswell::methods::average::count;
//! use groundswell::methods::funding::{Case, Wish};
//! use groundswell::money::Money;
//!
//! let wish = |minimum| Wish { minimum: Money(minimum), stretch: Money(900), barred: None };
//! let case = Case {
//!     pot: Money(1000),
//!     wishes: vec![wish(300), wish(600)],
//!     ballots: vec![vec![10, 0], vec![5, 5]],
//! };
//! let outcome = count(&case);
//! // The first voter gives 500 to the first wish; the second gives 250 to each.
//! assert_eq!(outcome.shares[0].granted, Money(750));
//! // 250 do not reach 600: they stay in the reserve.
//! assert_eq!(outcome.shares[1].granted, Money(0));
//! assert_eq!(outcome.reserve, Money(250));
//! ```

use super::funding::{Case, Outcome, Rule, Share, Verdict, Wish, rounded_down, rounded_up};
use crate::money::Money;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use std::cmp::Reverse;

/// Counts by the average split.
pub fn count(case: &Case) -> Outcome {
    let purse = purse(case);
    let gifts: Vec<Vec<BigRational>> =
        case.ballots.iter().map(|ballot| gift(case, ballot, &purse)).collect();
    let judged: Vec<Share> = (0..case.wishes.len()).map(|wish| share(case, &gifts, wish)).collect();
    let shares = in_whole_cents(case, judged);
    let granted: i64 = shares.iter().map(|share| share.granted.0).sum();
    let reserve = Money(case.pot.0 - granted);
    Outcome { rule: Rule::AverageSplit, shares, reserve, purse, gifts }
}

fn purse(case: &Case) -> BigRational {
    if case.ballots.is_empty() {
        return BigRational::zero();
    }
    BigRational::new(case.pot.0.into(), case.ballots.len().into())
}

/// What one voter gives to each wish. Whoever gave no point to anything that takes part leaves
/// their share in the reserve.
fn gift(case: &Case, ballot: &[u8], purse: &BigRational) -> Vec<BigRational> {
    let points: Vec<u8> = (0..case.wishes.len()).map(|wish| case.points(ballot, wish)).collect();
    let all: u64 = points.iter().copied().map(u64::from).sum();
    let part = |points: u8| match all {
        0 => BigRational::zero(),
        all => purse * BigRational::new(points.into(), all.into()),
    };
    points.into_iter().map(part).collect()
}

/// A wish before rounding: what is granted is rounded down.
fn share(case: &Case, gifts: &[Vec<BigRational>], place: usize) -> Share {
    let wish = &case.wishes[place];
    let offered: BigRational = gifts.iter().map(|row| &row[place]).sum();
    // Whoever gave points to a wish that takes no part wanted it all the same: that is no small
    // news for the room, and no money.
    let wants = |ballot: &&Vec<u8>| ballot.get(place).is_some_and(|points| *points > 0);
    let supporters = case.ballots.iter().filter(wants).count();
    let verdict = verdict(wish, &offered, supporters);
    let granted = match verdict {
        Verdict::Funded => rounded_down(&offered),
        Verdict::Full => wish.stretch,
        Verdict::Short(_) | Verdict::Unsupported | Verdict::LeftOut(_) => Money::ZERO,
    };
    Share { granted, offered, supporters, verdict }
}

fn verdict(wish: &Wish, offered: &BigRational, supporters: usize) -> Verdict {
    let whole = |money: Money| BigRational::from_integer(money.0.into());
    match wish.barred {
        Some(barred) => Verdict::LeftOut(barred),
        None if supporters == 0 => Verdict::Unsupported,
        None if *offered < whole(wish.minimum) => {
            Verdict::Short(rounded_up(&(whole(wish.minimum) - offered)))
        }
        None if *offered > whole(wish.stretch) => Verdict::Full,
        None => Verdict::Funded,
    }
}

/// Gives the cents lost by rounding down to the largest remainders, on ties to those listed first.
/// A whole amount has no remainder, so none is lifted above its stretch or the pot.
fn in_whole_cents(case: &Case, mut shares: Vec<Share>) -> Vec<Share> {
    let remainder = |share: &Share| match share.verdict {
        Verdict::Funded => &share.offered - share.offered.floor(),
        _ => BigRational::zero(),
    };
    let lost: BigRational = shares.iter().map(remainder).sum();
    let cents = lost.floor().to_integer().to_usize().unwrap_or_default();
    let mut places: Vec<usize> = (0..case.wishes.len()).collect();
    places.sort_by_cached_key(|&place| Reverse(remainder(&shares[place])));
    for place in places.into_iter().take(cents) {
        shares[place].granted.0 += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::methods::funding::Barred;
    use proptest::prelude::*;

    fn wish(minimum: i64, stretch: i64) -> Wish {
        Wish { minimum: Money(minimum), stretch: Money(stretch), barred: None }
    }

    fn counted(pot: i64, wishes: Vec<Wish>, ballots: &[&[u8]]) -> Outcome {
        let ballots = ballots.iter().map(|ballot| ballot.to_vec()).collect();
        count(&Case { pot: Money(pot), wishes, ballots })
    }

    fn granted(outcome: &Outcome) -> Vec<i64> {
        outcome.shares.iter().map(|share| share.granted.0).collect()
    }

    #[test]
    fn points_divide_a_share_whatever_their_sum() {
        let wishes = || vec![wish(0, 1000), wish(0, 1000)];
        assert_eq!(granted(&counted(900, wishes(), &[&[10, 5]])), [600, 300]);
        assert_eq!(granted(&counted(900, wishes(), &[&[2, 1]])), [600, 300]);
    }

    #[test]
    fn who_wanted_what_takes_no_part_is_still_counted() {
        let barred = Wish { barred: Some(Barred::NoOwner), ..wish(0, 100) };
        let outcome = counted(100, vec![barred, wish(0, 100)], &[&[9, 1], &[0, 1]]);
        assert_eq!(outcome.shares[0].supporters, 1);
        assert_eq!(outcome.shares[0].granted, Money::ZERO);
    }

    #[test]
    fn what_does_not_reach_its_minimum_stays_in_the_reserve() {
        let outcome = counted(1000, vec![wish(600, 900), wish(501, 900)], &[&[1, 0], &[1, 4]]);
        assert_eq!(granted(&outcome), [600, 0]);
        assert_eq!(outcome.shares[1].verdict, Verdict::Short(Money(101)));
        assert_eq!(outcome.reserve, Money(400));
    }

    #[test]
    fn nothing_gets_more_than_its_stretch() {
        let outcome = counted(1000, vec![wish(100, 300)], &[&[3]]);
        assert_eq!(granted(&outcome), [300]);
        assert_eq!(outcome.shares[0].verdict, Verdict::Full);
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
        assert_eq!(outcome.shares[0].verdict, Verdict::Short(Money(1)));
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
        let outcome = counted(1200, wishes.clone(), &[&[1, 1, 0, 0, 0], &[0, 0, 1, 0, 1]]);
        let why: Vec<String> = outcome
            .shares
            .iter()
            .zip(&wishes)
            .map(|(share, wish)| share.why(wish, |money| money.0.to_string()))
            .collect();
        assert_eq!(
            why,
            [
                "Funded: one person gave it 300, and its minimum is 300.",
                "Funded up to its stretch of 20: one person gave it 300.",
                "Not funded: one person gave it 600, and its minimum is 900. It lacks 300.",
                "Not funded: nobody gave it a point.",
                "Left out: nobody answers for its area, and without an owner there is no money.",
            ]
        );
    }

    #[test]
    fn amounts_near_the_largest_are_exact() {
        let most = i64::MAX;
        let outcome =
            counted(most, vec![wish(1, most), wish(1, most)], &[&[1, 2], &[1, 2], &[1, 2]]);
        let all: i128 = granted(&outcome).into_iter().map(i128::from).sum();
        assert_eq!(all + i128::from(outcome.reserve.0), i128::from(most));
    }

    fn any_wish() -> impl Strategy<Value = Wish> {
        (0..4_000i64, 0..4_000i64, 0..5u8).prop_map(|(minimum, more, barred)| Wish {
            minimum: Money(minimum),
            stretch: Money(minimum + more),
            barred: (barred == 0).then_some(Barred::NoOwner),
        })
    }

    fn any_case() -> impl Strategy<Value = Case> {
        (1..7usize).prop_flat_map(|wishes| {
            let ballot = prop::collection::vec(0..=10u8, wishes);
            let wishes = prop::collection::vec(any_wish(), wishes);
            let parts = (0..20_000i64, wishes, prop::collection::vec(ballot, 0..9));
            parts.prop_map(|(pot, wishes, ballots)| Case { pot: Money(pot), wishes, ballots })
        })
    }

    proptest! {
        #[test]
        fn the_pot_is_spent_to_the_cent_and_never_beyond(case in any_case()) {
            let outcome = count(&case);
            let all: i64 = granted(&outcome).iter().sum();
            prop_assert_eq!(all + outcome.reserve.0, case.pot.0);
            prop_assert!(outcome.reserve >= Money::ZERO);
        }

        #[test]
        fn a_grant_is_nothing_or_from_the_minimum_to_the_stretch(case in any_case()) {
            for (share, wish) in count(&case).shares.iter().zip(&case.wishes) {
                prop_assert!(share.granted <= wish.stretch);
                let funded = share.granted >= wish.minimum && share.verdict.is_funded();
                prop_assert!(share.granted.is_zero() || funded);
            }
        }

        #[test]
        fn the_trace_adds_up(case in any_case()) {
            let outcome = count(&case);
            for (place, share) in outcome.shares.iter().enumerate() {
                let sum: BigRational = outcome.gifts.iter().map(|row| &row[place]).sum();
                prop_assert_eq!(&sum, &share.offered);
            }
            for row in &outcome.gifts {
                let sum: BigRational = row.iter().sum();
                prop_assert!(sum.is_zero() || sum == outcome.purse);
            }
        }

        #[test]
        fn the_order_of_the_ballots_tells_nothing(case in any_case()) {
            let mut other = case.clone();
            other.ballots.reverse();
            prop_assert_eq!(count(&case).shares, count(&other).shares);
        }

        #[test]
        fn a_point_more_never_takes_from_a_wish(case in any_case(), place in 0..6usize) {
            let place = place % case.wishes.len();
            let mut other = case.clone();
            for ballot in other.ballots.iter_mut().take(1) {
                ballot[place] = (ballot[place] + 1).min(10);
            }
            prop_assert!(count(&other).shares[place].offered >= count(&case).shares[place].offered);
        }
    }
}
