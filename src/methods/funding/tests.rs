//! The rules of a shared budget on small pots, each with the reason that the room is told.

use super::{Ballot, Barred, Breaker, Case, Outcome, Pool, Rule, Verdict, Wish, Words, paid_by};
use crate::money::Money;

pub(in crate::methods) fn wish(minimum: i64, target: i64, stretch: i64) -> Wish {
    let [minimum, target, stretch] = [minimum, target, stretch].map(Money);
    Wish { minimum, target, stretch, barred: None }
}

/// All or nothing.
fn whole(cost: i64) -> Wish {
    wish(cost, cost, cost)
}

pub(in crate::methods) fn pool(amount: i64) -> Pool {
    Pool { amount: Money(amount), only: None, function: None }
}

pub(in crate::methods) fn ballot(points: &[u8]) -> Ballot {
    Ballot { points: points.to_vec(), function: None }
}

fn of(function: usize, points: &[u8]) -> Ballot {
    Ballot { function: Some(function), ..ballot(points) }
}

fn case(pools: Vec<Pool>, wishes: Vec<Wish>, ballots: Vec<Ballot>) -> Case {
    Case { pools, wishes, ballots }
}

pub(in crate::methods) fn granted(outcome: &Outcome) -> Vec<i64> {
    outcome.granted().map(|amount| amount.0).collect()
}

fn bills(outcome: &Outcome, wish: usize) -> Vec<i64> {
    outcome.shares[wish].bills.iter().map(|bill| bill.0).collect()
}

/// The reasons, with wishes called A, B, … and pools P, Q, ….
pub(in crate::methods) fn why(case: &Case, outcome: &Outcome) -> Vec<String> {
    let letter =
        |first: u8, at: usize| char::from(first + u8::try_from(at).expect("few")).to_string();
    let payers = |wish: usize| {
        let bills = outcome.shares[wish].bills.iter().enumerate();
        let paid = bills.filter(|(_, bill)| !bill.is_zero());
        paid.map(|(at, bill)| (letter(b'P', at), *bill)).collect()
    };
    let words = Words {
        money: &|money| money.0.to_string(),
        percent: &|thousandths| format!("{thousandths}‰"),
        wish: &|at| letter(b'A', at),
        payers: &payers,
    };
    let why = |(at, wish)| outcome.why(at, wish, &words).join(" ");
    case.wishes.iter().enumerate().map(why).collect()
}

/// Twelve people: eight want A and B, four want C. Most votes first spends all on the eight.
fn two_camps() -> Case {
    let mut ballots = vec![ballot(&[5, 5, 0]); 8];
    ballots.extend(vec![ballot(&[0, 0, 5]); 4]);
    case(vec![pool(1200)], vec![whole(500), whole(600), whole(400)], ballots)
}

#[test]
fn equal_shares_leaves_nobody_empty_handed_where_votes_alone_do() {
    let case = two_camps();
    let shares = Rule::EqualShares.count(&case);
    assert_eq!(granted(&shares), [500, 0, 400]);
    assert_eq!((shares.reserve, shares.empty_handed), (Money(300), 0));
    let votes = Rule::MostVotes.count(&case);
    assert_eq!(granted(&votes), [500, 600, 0]);
    assert_eq!((votes.reserve, votes.empty_handed), (Money(100), 4));
}

#[test]
fn equal_shares_tells_why_each_wish_is_funded_or_not() {
    let case = two_camps();
    let outcome = Rule::EqualShares.count(&case);
    assert_eq!(
        why(&case, &outcome),
        [
            "Funded with 500: 8 people support it, and it was the 1st to be paid. When its turn came, no \
             other had more support for its money: it took at most 625‰ of anybody's share; \
             C would have taken 1000‰. P paid 500. A and B were equal; A costs less, so it went first. \
             With ties broken the other way round, it would get something else.",
            "Not funded: it costs 600, and its 8 supporters have 300 left that may go to it. It \
             lacks 300. Before A was paid, they could have paid for it. One more supporter with a \
             share of their own would have funded it. A and B were equal; A costs less, so it \
             went first. With ties broken the other way round, it would get something else.",
            "Funded with 400: 4 people support it, and it was the 2nd to be paid. When its turn came, no \
             other had more support for its money: it took at most 1000‰ of anybody's share. \
             P paid 400.",
        ]
    );
    assert_eq!(outcome.otherwise, [0, 1]);
}

#[test]
fn most_votes_first_tells_why_too() {
    let case = two_camps();
    let outcome = Rule::MostVotes.count(&case);
    let why = why(&case, &outcome);
    assert_eq!(
        why[1].split(". ").next(),
        Some("Funded with 600: 8 people want it, the most votes, and it fitted")
    );
    assert_eq!(
        why[2],
        "Not funded: 4 people want it, the 3rd most votes. It costs 400, and only 100 was left \
         that may pay for it."
    );
    assert_eq!(outcome.ties[0].by, Breaker::Cost);
}

#[test]
fn what_fits_the_rest_is_proposed_the_best_covered_first() {
    let ballots = vec![ballot(&[5, 1, 0]), ballot(&[5, 0, 1]), ballot(&[5, 0, 0])];
    let case = case(vec![pool(900)], vec![whole(300), whole(250), whole(220)], ballots);
    let outcome = Rule::EqualShares.count(&case);
    assert_eq!(granted(&outcome), [300, 0, 0]);
    let proposed: Vec<_> =
        outcome.proposals.iter().map(|it| (it.wish, it.amount.0, it.covered.0)).collect();
    assert_eq!(proposed, [(2, 220, 200), (1, 250, 200)]);
    let Verdict::Lacks { had, lacks, until, one_more } = outcome.shares[1].verdict else {
        panic!("{:?}", outcome.shares[1])
    };
    assert_eq!((had.0, lacks.0, until, one_more), (200, 50, Some(0), true));
}

#[test]
fn a_wish_is_raised_step_by_step_and_then_topped_up() {
    let ballots = vec![ballot(&[1, 0]), ballot(&[1, 0]), ballot(&[0, 1])];
    let case = case(vec![pool(900)], vec![wish(200, 300, 500), wish(250, 400, 400)], ballots);
    let outcome = Rule::EqualShares.count(&case);
    assert_eq!(granted(&outcome), [500, 300]);
    assert_eq!(outcome.reserve, Money(100));
    let why = why(&case, &outcome);
    assert!(why[0].starts_with("Funded with 500, its stretch:"), "{}", why[0]);
    assert!(why[1].contains("Its supporters put 50 on top with what they had left."), "{}", why[1]);
}

#[test]
fn any_amount_helps_a_wish_without_a_minimum() {
    let ballots = vec![ballot(&[1, 1]), ballot(&[0, 1])];
    let case = case(vec![pool(200)], vec![wish(0, 300, 300), whole(150)], ballots);
    let outcome = Rule::EqualShares.count(&case);
    assert_eq!(granted(&outcome), [25, 150]);
    assert_eq!(
        why(&case, &outcome)[0],
        "Funded with 25: any amount helps it, and this is what its only supporter had left for \
         it. P paid 25."
    );
}

#[test]
fn money_with_strings_pays_only_for_what_it_may() {
    let strings = Pool { only: Some(vec![1]), ..pool(320) };
    let ballots = vec![ballot(&[1, 0]), ballot(&[1, 1])];
    let case = case(vec![pool(300), strings], vec![whole(300), whole(315)], ballots);
    for rule in super::RULES {
        let outcome = rule.count(&case);
        assert_eq!(bills(&outcome, 0)[1], 0, "{rule:?}");
        assert!(bills(&outcome, 0)[0] <= 300, "{rule:?}");
    }
    // The first voter does not want what their share of the second pool may pay for, so that only
    // 150 and 160 of the other voter are there for it.
    let outcome = Rule::EqualShares.count(&case);
    assert_eq!(granted(&outcome), [300, 0]);
    // By votes the pool pays whoever wins, within its strings.
    let votes = Rule::MostVotes.count(&case);
    assert_eq!((bills(&votes, 0), bills(&votes, 1)), (vec![300, 0], vec![0, 315]));
}

#[test]
fn free_money_stays_free_while_money_with_strings_can_pay() {
    let strings = |amount, only: &[usize]| Pool { only: Some(only.to_vec()), ..pool(amount) };
    let pools = vec![pool(100), strings(100, &[0, 1]), strings(60, &[0])];
    let case = case(pools, vec![whole(100), whole(60), whole(1)], Vec::new());
    let paid = paid_by(&case, &[Money(100), Money(60), Money(0)]).expect("there is enough");
    let rows: Vec<Vec<i64>> =
        paid.iter().map(|row| row.iter().map(|paid| paid.0).collect()).collect();
    assert_eq!(rows, [[0, 40, 60], [0, 60, 0], [0, 0, 0]]);
    let more = |wish| super::payable(&case, &[Money(100), Money(60), Money(0)], wish);
    assert_eq!((more(0), more(2)), (Some(Money(100)), Some(Money(100))));
    assert!(paid_by(&case, &[Money(0), Money(0), Money(101)]).is_none());
}

#[test]
fn each_function_decides_over_its_own_money() {
    let own = |function, amount| Pool { function: Some(function), ..pool(amount) };
    let ballots = vec![of(0, &[1, 0]), of(1, &[0, 1]), of(1, &[0, 1])];
    let wishes = || vec![whole(300), whole(300)];
    let own = case(vec![own(0, 400), own(1, 100), own(2, 30)], wishes(), ballots.clone());
    let outcome = Rule::EqualShares.count(&own);
    // The third function has no voter here, so everybody shares its money.
    assert_eq!(granted(&outcome), [300, 0]);
    assert_eq!(bills(&outcome, 0), [293, 0, 7]);
    let alike = case(vec![pool(530)], wishes(), ballots);
    assert_eq!(granted(&Rule::EqualShares.count(&alike)), [0, 300]);
}

#[test]
fn bills_are_rounded_to_the_largest_remainders_and_add_up() {
    let thirds = |function| Pool { function: Some(function), ..pool(100) };
    let ballots = (0..3).map(|function| of(function, &[1, 1])).collect();
    let case = case((0..3).map(thirds).collect(), vec![whole(100), whole(101)], ballots);
    let outcome = Rule::EqualShares.count(&case);
    assert_eq!(granted(&outcome), [100, 101]);
    assert_eq!(bills(&outcome, 0), [34, 33, 33]);
    assert_eq!(bills(&outcome, 1), [34, 34, 33]);
}

#[test]
fn who_wants_what_takes_no_part_is_counted_and_pays_nothing() {
    let red = Wish { barred: Some(Barred::NoOwner), ..whole(100) };
    let case = case(vec![pool(100)], vec![red, whole(50)], vec![ballot(&[9, 1]), ballot(&[9, 1])]);
    for rule in super::RULES {
        let outcome = rule.count(&case);
        assert_eq!(outcome.shares[0].supporters, 2, "{rule:?}");
        assert_eq!(granted(&outcome)[0], 0, "{rule:?}");
        assert_eq!(
            why(&case, &outcome)[0],
            "Left out: nobody answers for its area, and without an owner there is no money."
        );
    }
}

#[test]
fn amounts_near_the_largest_are_exact() {
    let most = i64::MAX;
    let wishes = vec![wish(1, most / 2, most), wish(1, most / 2, most)];
    let case = case(vec![pool(most)], wishes, vec![ballot(&[1, 2]); 3]);
    for rule in super::RULES {
        let outcome = rule.count(&case);
        let all: i128 = granted(&outcome).into_iter().map(i128::from).sum();
        assert_eq!(all + i128::from(outcome.reserve.0), i128::from(most), "{rule:?}");
    }
}
