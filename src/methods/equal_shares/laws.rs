//! What is true of Equal Shares whatever the election.

use super::{Completion, EqualShares, Outcome, plain};
use crate::methods::election::Mark;
use crate::methods::election::sketch::{Sketch, Voter, fraction, sketches};
use crate::methods::payers::{Payers, Unit};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use proptest::prelude::*;
use proptest::sample::Index;

impl Sketch {
    fn rule(&self, completion: Completion) -> EqualShares {
        EqualShares { measure: self.measure, completion, order: self.tie_order() }
    }
}

proptest! {
    #[test]
    fn counting_fast_is_counting_plainly(sketch in sketches()) {
        let (election, rule) = (sketch.election(), sketch.rule(Completion::None));
        let plainly = plain::count(&rule, &election, 0).expect("no steps to walk");
        prop_assert_eq!(&rule.count(&election), &plainly);
        let big = Payers::<BigInt>::of(&election, rule.measure, Unit::of(&election.purses));
        prop_assert_eq!(rule.run(&big), plainly);
    }

    #[test]
    fn skipping_steps_is_walking_them(sketch in sketches(), step in (1_i64..20, 1_i64..8)) {
        let election = sketch.election();
        let rule = sketch.rule(Completion::Add1U { step: fraction(step) });
        if let Some(walked) = plain::count(&rule, &election, 150) {
            prop_assert_eq!(rule.count(&election), walked);
        }
    }
}

proptest! {
    #[test]
    fn who_they_are_does_not_matter(sketch in sketches(), turn in any::<Index>()) {
        let mut other = sketch.clone();
        let voters = other.voters.len();
        if voters > 0 {
            other.voters.rotate_left(turn.index(voters));
            let first = other.voters.remove(0);
            let alone = Voter { people: 1, ..first.clone() };
            other.voters.extend(std::iter::repeat_n(alone, first.people as usize));
        }
        let rule = sketch.rule(Completion::None);
        let prices = |outcome: Outcome| outcome.rounds;
        let ours = prices(rule.count(&sketch.election()));
        prop_assert_eq!(ours, prices(rule.count(&other.election())));
    }

    #[test]
    fn what_they_are_called_does_not_matter(mut sketch in sketches()) {
        sketch.projects.iter_mut().for_each(|(_, base)| *base = None);
        let ours = sketch.rule(Completion::None).count(&sketch.election());
        let last = sketch.projects.len() - 1;
        let mut other = sketch.clone();
        other.projects.reverse();
        other.order.iter_mut().for_each(|place| *place = last - *place);
        other.voters.iter_mut().for_each(|voter| voter.points.reverse());
        let theirs = other.rule(Completion::None).count(&other.election());
        let turned = theirs.winners().map(|place| last - place);
        prop_assert_eq!(ours.winners().collect::<Vec<_>>(), turned.collect::<Vec<_>>());
    }

    /// Priceability: purses pay exactly what is funded, everybody only for what they support, and
    /// the supporters of what is not funded could not have paid for it.
    #[test]
    fn purses_pay_for_what_is_funded_and_for_nothing_else(sketch in sketches()) {
        let election = sketch.election();
        let outcome = sketch.rule(Completion::None).count(&election);
        let mut paid = vec![BigRational::zero(); outcome.rounds.len()];
        let mut left = vec![BigRational::zero(); election.projects.len()];
        for (place, group) in election.groups.iter().enumerate() {
            let people = BigInt::from(group.people);
            let rest = outcome.left(&election, place);
            prop_assert!(rest >= BigRational::zero());
            let payments = outcome.payments(&election, place);
            let spent: BigRational = payments.iter().map(|payment| &payment.amount).sum();
            prop_assert_eq!(&spent + &rest, election.purse(group).clone());
            for payment in payments {
                let supports = |mark: &Mark| {
                    mark.project as usize == outcome.rounds[payment.round].project
                };
                prop_assert!(election.marks(group).iter().any(supports));
                paid[payment.round] += payment.amount * &people;
            }
            for mark in election.marks(group) {
                left[mark.project as usize] += &rest * &people;
            }
        }
        for (round, paid) in outcome.rounds.iter().zip(paid) {
            prop_assert_eq!(paid, whole(election.projects[round.project].cost));
        }
        let funded: Vec<usize> = outcome.winners().collect();
        for (place, project) in election.projects.iter().enumerate() {
            let opens = project.after.is_none_or(|base| funded.contains(&(base as usize)));
            let affordable = left[place] >= whole(project.cost);
            prop_assert!(funded.contains(&place) || !opens || !affordable);
        }
    }
}

fn whole(amount: i64) -> BigRational {
    BigRational::one() * BigInt::from(amount)
}
