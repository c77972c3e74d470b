//! What is counted in whole parts, or by rounded numbers first, comes out as it does exactly.

use super::close::{counted_anew, one_more};
use super::{Ledger, Market, bought};
use crate::methods::funding::Next;
use crate::methods::funding::laws::any_case;
use crate::money::Money;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_ledger_agrees_with_the_fractions_of_the_rule(case in any_case()) {
        let market = Market::of(&case);
        let bought = bought(&market.election, &market.order);
        let ledger = Ledger::of(&market, &bought);
        let exactly = |parts: &BigInt| BigRational::new(parts.clone(), ledger.over.clone());
        for (at, group) in market.election.groups.iter().enumerate() {
            let left = bought.left(&market.election, at) * BigInt::from(group.people);
            prop_assert_eq!(exactly(&ledger.left[at]), left);
        }
        let shortfalls = bought.shortfalls(&market.election);
        for (wish, standing) in ledger.standing.iter().enumerate() {
            let first = market.steps.iter().position(|step| step.wish == wish);
            let (Some(standing), Some(first)) = (standing, first) else { continue };
            let shortfall = shortfalls[first].as_ref().expect("it is not bought");
            let had = Money(shortfall.left.floor().to_integer().to_i64().expect("few cents"));
            prop_assert_eq!(ledger.lacks(&market, wish, standing).0, had);
            let until = shortfall.until.map(|round| market.steps[bought.rounds[round].project].wish);
            prop_assert_eq!(standing.until, until);
        }
    }

    #[test]
    fn what_would_have_been_next_is_priced_to_the_nearest_thousandth(case in any_case()) {
        let market = Market::of(&case);
        let bought = bought(&market.election, &market.order);
        let ledger = Ledger::of(&market, &bought);
        for (round, told) in ledger.next.iter().enumerate() {
            let Some(next) = &bought.rounds[round].next else {
                prop_assert_eq!(told, &None);
                continue;
            };
            let step = &market.steps[next.project];
            let mut most = BigRational::zero();
            for (at, group) in market.election.groups.iter().enumerate() {
                let points = market.voters[at].points[step.wish];
                let purse = market.election.purse(group);
                let paid = bought.payments(&market.election, at);
                let paid = paid.into_iter().filter(|payment| payment.round < round);
                let spent: BigRational = paid.map(|payment| payment.amount).sum();
                let due = &next.rho * BigInt::from(points) * BigInt::from(step.cost);
                most = most.max(due.min((purse - spent) / purse));
            }
            let price = (most * BigInt::from(1_000)).round().to_integer().to_u16();
            prop_assert_eq!(told, &price.map(|price| Next { wish: step.wish, price }));
        }
    }

    #[test]
    fn every_purchase_is_paid_to_the_last_part(case in any_case()) {
        let market = Market::of(&case);
        let bought = bought(&market.election, &market.order);
        let ledger = Ledger::of(&market, &bought);
        for (wish, paid) in ledger.paid.iter().enumerate() {
            let of = |step: &usize| market.steps[*step].wish == wish;
            let steps = bought.winners().filter(of);
            let cost: i64 = steps.map(|step| market.steps[step].cost).sum();
            prop_assert_eq!(paid.iter().sum::<BigInt>(), BigInt::from(cost) * &ledger.over);
        }
    }

    #[test]
    fn how_close_it_was_is_what_a_count_with_one_more_says(case in any_case()) {
        let market = Market::of(&case);
        let bought = bought(&market.election, &market.order);
        let ledger = Ledger::of(&market, &bought);
        let alike = market.kinds.iter().all(|kind| kind.voters.len() == case.ballots.len());
        for (wish, standing) in ledger.standing.iter().enumerate() {
            if standing.is_some() && alike && !case.ballots.is_empty() {
                let said = one_more(&market, &ledger, wish);
                prop_assert_eq!(said, counted_anew(&market, wish), "wish {}", wish);
            }
        }
    }
}
