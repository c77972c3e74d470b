//! What is true of Equal Shares whatever the election.

use super::{Completion, EqualShares, Outcome, plain};
use crate::methods::election::{Election, Mark, Measure, Project, TieOrder};
use crate::methods::payers::{Payers, Unit};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// An election small enough to be counted plainly, as it is written down.
#[derive(Clone, Debug)]
struct Sketch {
    projects: Vec<(i64, Option<Index>)>,
    voters: Vec<Voter>,
    measure: Measure,
    /// The projects from the last in the order of ties to the first.
    order: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Voter {
    people: u32,
    purse: (i64, i64),
    points: Vec<u32>,
}

impl Sketch {
    fn election(&self) -> Election {
        let support = |place: usize| {
            let points = self.voters.iter().map(|voter| voter.people * voter.points[place]);
            points.map(u64::from).sum()
        };
        let after = |place: usize, base: &Option<Index>| {
            let base = base.filter(|_| place > 0)?;
            u32::try_from(base.index(place)).ok()
        };
        let projects = self.projects.iter().enumerate();
        let projects = projects.map(|(place, (cost, base))| Project {
            cost: *cost,
            support: support(place),
            after: after(place, base),
        });
        let mut election = Election::of(projects.collect());
        for voter in &self.voters {
            let points = voter.points.iter().take(self.projects.len());
            let marks = (0..).zip(points).filter(|(_, points)| **points > 0);
            let marks = marks.map(|(project, &points)| Mark { project, points });
            election.add(voter.people, fraction(voter.purse), marks);
        }
        election
    }

    fn rule(&self, completion: Completion) -> EqualShares {
        EqualShares { measure: self.measure, completion, order: TieOrder::of(&self.order) }
    }
}

/// Round costs and few different purses, so that ties and purses that just suffice are common, and
/// now and then costs that no float can tell apart.
fn sketches() -> impl Strategy<Value = Sketch> {
    let cost = prop_oneof![
        8 => (1_i64..10).prop_map(|cost| cost * 10),
        3 => 1_i64..60,
        1 => (0_i64..3).prop_map(|more| 9_007_199_254_740_993 + more),
    ];
    let purse = prop_oneof![
        6 => select(vec![(10, 1), (20, 1), (25, 2), (100, 3), (0, 1)]),
        2 => (0_i64..60, 1_i64..7),
        1 => select(vec![(3_000_000_000_000_000, 1), (1, 1_000_000_007)]),
    ];
    let points = prop_oneof![6 => Just(0_u32), 8 => Just(1), 1 => 2_u32..5];
    (1_usize..8).prop_flat_map(move |projects| {
        let base = prop_oneof![5 => Just(None), 1 => any::<Index>().prop_map(Some)];
        let voter = (1_u32..4, purse.clone(), prop::collection::vec(points.clone(), projects));
        let voter = voter.prop_map(|(people, purse, points)| Voter { people, purse, points });
        (
            prop::collection::vec((cost.clone(), base), projects),
            prop::collection::vec(voter, 0..9),
            select(vec![Measure::Cost, Measure::Cardinality]),
            Just((0..projects).collect::<Vec<_>>()).prop_shuffle(),
        )
            .prop_map(|(projects, voters, measure, order)| Sketch {
                projects,
                voters,
                measure,
                order,
            })
    })
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

fn fraction((numer, denom): (i64, i64)) -> BigRational {
    BigRational::new(numer.into(), denom.into())
}

fn whole(amount: i64) -> BigRational {
    BigRational::one() * BigInt::from(amount)
}
