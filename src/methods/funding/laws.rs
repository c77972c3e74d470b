//! What every rule keeps to, whatever is counted.

use super::{Ballot, Barred, Case, Outcome, Pool, RULES, Rule, Wish, paid_by};
use crate::money::Money;
use proptest::prelude::*;

const FUNCTIONS: usize = 3;

fn any_wish() -> impl Strategy<Value = Wish> {
    let amount = || prop_oneof![Just(0), 0..30i64, 0..4_000i64];
    (amount(), amount(), amount(), 0..6u8).prop_map(|(minimum, more, most, barred)| Wish {
        minimum: Money(minimum),
        target: Money(minimum + more),
        stretch: Money(minimum + more + most),
        barred: match barred {
            0 => Some(Barred::NoOwner),
            _ if minimum + more + most == 0 => Some(Barred::NoMoney),
            _ => None,
        },
    })
}

fn any_pool(wishes: usize) -> impl Strategy<Value = Pool> {
    let only = prop::collection::vec(0..wishes, 1..4);
    let amount = prop_oneof![0..60i64, 0..6_000i64];
    let function = prop::option::of(0..FUNCTIONS);
    (amount, prop::option::weighted(0.3, only), function)
        .prop_map(|(amount, only, function)| Pool { amount: Money(amount), only, function })
}

pub(super) fn any_case() -> impl Strategy<Value = Case> {
    (1..7usize).prop_flat_map(|wishes| {
        let points = prop::collection::vec(prop_oneof![Just(0), 0..=10u8], wishes);
        let ballot = (points, prop::option::of(0..FUNCTIONS));
        let ballot = ballot.prop_map(|(points, function)| Ballot { points, function });
        let pools = prop::collection::vec(any_pool(wishes), 0..5);
        let wishes = prop::collection::vec(any_wish(), wishes);
        let parts = (pools, wishes, prop::collection::vec(ballot, 0..9));
        parts.prop_map(|(pools, wishes, ballots)| Case { pools, wishes, ballots })
    })
}

fn granted(outcome: &Outcome) -> Vec<i64> {
    outcome.granted().map(|amount| amount.0).collect()
}

fn may_pay(pool: &Pool, wish: usize) -> bool {
    pool.only.as_ref().is_none_or(|only| only.contains(&wish))
}

/// Whether somebody who shares a pool gave points to a wish.
fn wanted_by_its_voters(case: &Case, pool: &Pool, wish: usize) -> bool {
    let of = |ballot: &&Ballot| pool.function.is_some() && ballot.function == pool.function;
    let own = case.ballots.iter().any(|ballot| of(&ballot));
    let shares = |ballot: &&Ballot| !own || of(ballot);
    case.ballots.iter().filter(shares).any(|ballot| ballot.on(wish) > 0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_pot_is_spent_to_the_cent_and_never_beyond(case in any_case()) {
        for rule in RULES {
            let outcome = rule.count(&case);
            let all: i64 = granted(&outcome).iter().sum();
            prop_assert_eq!(all + outcome.reserve.0, case.pot().0, "{:?}", rule);
            prop_assert!(outcome.reserve >= Money::ZERO, "{:?}", rule);
        }
    }

    #[test]
    fn a_grant_is_nothing_or_from_the_minimum_to_the_stretch(case in any_case()) {
        for rule in RULES {
            for (share, wish) in rule.count(&case).shares.iter().zip(&case.wishes) {
                let fits = (wish.minimum..=wish.stretch).contains(&share.granted);
                prop_assert!(share.granted.is_zero() || fits, "{:?}: {:?}", rule, share);
                prop_assert!(share.granted.is_zero() || wish.barred.is_none(), "{:?}", rule);
                prop_assert!(share.granted.is_zero() || share.supporters > 0, "{:?}", rule);
            }
        }
    }

    #[test]
    fn every_bill_is_within_its_pledge_and_its_strings(case in any_case()) {
        for rule in RULES {
            let outcome = rule.count(&case);
            for (wish, share) in outcome.shares.iter().enumerate() {
                let all: i64 = share.bills.iter().map(|bill| bill.0).sum();
                prop_assert_eq!(all, share.granted.0, "{:?}", rule);
                for (pool, bill) in case.pools.iter().zip(&share.bills) {
                    prop_assert!(*bill >= Money::ZERO, "{:?}", rule);
                    prop_assert!(bill.is_zero() || may_pay(pool, wish), "{:?}", rule);
                }
            }
            for (at, pool) in case.pools.iter().enumerate() {
                let all: i64 = outcome.shares.iter().map(|share| share.bills[at].0).sum();
                prop_assert!(all <= pool.amount.0, "{:?} takes {} of {:?}", rule, all, pool);
            }
        }
    }

    #[test]
    fn nobody_pays_from_a_share_of_their_own_for_what_they_did_not_want(case in any_case()) {
        for rule in RULES.iter().filter(|rule| rule.has_purses()) {
            for (wish, share) in rule.count(&case).shares.iter().enumerate() {
                for (pool, bill) in case.pools.iter().zip(&share.bills) {
                    let wanted = wanted_by_its_voters(&case, pool, wish);
                    prop_assert!(bill.is_zero() || wanted, "{:?}: {:?}", rule, pool);
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_ballots_tells_nothing(case in any_case()) {
        let mut other = case.clone();
        other.ballots.reverse();
        for rule in RULES {
            prop_assert_eq!(rule.count(&case), rule.count(&other));
        }
    }

    #[test]
    fn the_order_of_the_wishes_matters_only_in_a_tie(case in any_case()) {
        let mut other = case.clone();
        let last = case.wishes.len() - 1;
        other.wishes.reverse();
        other.ballots.iter_mut().for_each(|ballot| ballot.points.reverse());
        let only = other.pools.iter_mut().filter_map(|pool| pool.only.as_mut());
        only.flatten().for_each(|wish| *wish = last - *wish);
        for rule in RULES {
            let (one, two) = (rule.count(&case), rule.count(&other));
            if one.ties.is_empty() {
                let mut back = granted(&two);
                back.reverse();
                // Cents that remain when amounts are rounded go by the list.
                for (one, two) in granted(&one).into_iter().zip(back) {
                    prop_assert!((one - two).abs() <= 1, "{:?}: {} and {}", rule, one, two);
                }
            }
        }
    }

    #[test]
    fn it_is_all_one_in_how_many_pieces_money_came(case in any_case(), at in 0..4usize) {
        let mut other = case.clone();
        if let Some(pool) = other.pools.get_mut(at) {
            let half = Pool { amount: Money(pool.amount.0 / 3), ..pool.clone() };
            pool.amount.0 -= half.amount.0;
            other.pools.push(half);
        }
        for rule in RULES {
            let (one, two) = (granted(&rule.count(&case)), granted(&rule.count(&other)));
            for (one, two) in one.into_iter().zip(two) {
                prop_assert!((one - two).abs() <= 1, "{:?}: {} and {}", rule, one, two);
            }
        }
    }

    #[test]
    fn what_is_proposed_fits_beside_what_is_funded(case in any_case()) {
        for rule in RULES {
            let outcome = rule.count(&case);
            for proposal in &outcome.proposals {
                let mut amounts: Vec<Money> = outcome.granted().collect();
                prop_assert!(amounts[proposal.wish].is_zero() && !proposal.amount.is_zero());
                prop_assert!(proposal.covered <= proposal.amount);
                amounts[proposal.wish] = proposal.amount;
                prop_assert!(paid_by(&case, &amounts).is_some(), "{:?}", proposal);
            }
        }
    }

    #[test]
    fn a_tie_is_told_where_its_order_matters(case in any_case()) {
        for rule in RULES {
            let outcome = rule.count(&case);
            prop_assert!(outcome.otherwise.is_empty() || !outcome.ties.is_empty(), "{:?}", rule);
        }
    }

    #[test]
    fn a_point_more_in_the_average_split_never_takes_from_a_wish(
        mut case in any_case(),
        place in 0..6usize,
    ) {
        let place = place % case.wishes.len();
        let before = Rule::AverageSplit.count(&case).shares[place].granted;
        for ballot in case.ballots.iter_mut().take(1) {
            ballot.points[place] = (ballot.points[place] + 1).min(10);
        }
        // A cent, since the others' remainders are others.
        prop_assert!(Rule::AverageSplit.count(&case).shares[place].granted.0 >= before.0 - 1);
    }
}
