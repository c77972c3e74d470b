//! Elections for the laws of every rule: small enough to be counted plainly.

use super::{Election, Mark, Measure, Project, TieOrder};
use num_rational::BigRational;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// An election small enough to be counted plainly, as it is written down.
#[derive(Clone, Debug)]
pub(in crate::methods) struct Sketch {
    pub(in crate::methods) projects: Vec<(i64, Option<Index>)>,
    pub(in crate::methods) voters: Vec<Voter>,
    pub(in crate::methods) measure: Measure,
    /// The projects from the last in the order of ties to the first.
    pub(in crate::methods) order: Vec<usize>,
}

/// So many equal voters.
#[derive(Clone, Debug)]
pub(in crate::methods) struct Voter {
    pub(in crate::methods) people: u32,
    pub(in crate::methods) purse: (i64, i64),
    pub(in crate::methods) points: Vec<u32>,
}

impl Sketch {
    /// The election itself.
    pub(in crate::methods) fn election(&self) -> Election {
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

    /// Which of two equal projects goes first.
    pub(in crate::methods) fn tie_order(&self) -> TieOrder {
        TieOrder::of(&self.order)
    }
}

/// Round costs and few different purses, so that ties and purses that just suffice are common, and
/// now and then costs that no float can tell apart.
pub(in crate::methods) fn sketches() -> impl Strategy<Value = Sketch> {
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

/// A number over another.
pub(in crate::methods) fn fraction((numer, denom): (i64, i64)) -> BigRational {
    BigRational::new(numer.into(), denom.into())
}
