//! Most votes first: projects by their support, each funded if it still fits. What most rooms do
//! today, shown beside Equal Shares.

use super::election::{Election, Measure, Project, Selection, TieOrder};
use super::equal_shares::Outcome;
use num_bigint::BigInt;
use num_rational::BigRational;
use std::cmp::Ordering;

/// The rule, with everything that may be chosen about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Greedy {
    /// By support, or by support for the money.
    pub measure: Measure,
    /// What happens when a project does not fit.
    pub misfit: Misfit,
    /// Which of two equal projects goes first.
    pub order: TieOrder,
}

/// What happens when a project does not fit in the money that is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Misfit {
    /// The next one has its chance.
    #[default]
    Skip,
    /// That is the end.
    Stop,
}

impl Greedy {
    /// Counts, with all the money of the purses. Projects that nobody supports are never funded.
    pub fn count(&self, election: &Election) -> Selection {
        self.among(election, election.money(), |_| true, &[])
    }

    /// All that somebody supports, in the order in which it has its turn.
    pub fn turns(&self, election: &Election) -> Vec<usize> {
        let projects = &election.projects;
        let supported = |&place: &usize| projects[place].support > 0;
        let mut places: Vec<usize> = (0..projects.len()).filter(supported).collect();
        places.sort_by(|&one, &other| {
            let by_worth = self.compare(&projects[other], &projects[one]);
            by_worth.then(self.order.rank(one).cmp(&self.order.rank(other)))
        });
        places
    }

    fn among(
        &self,
        election: &Election,
        money: BigRational,
        takes_part: impl Fn(usize) -> bool,
        funded: &[usize],
    ) -> Selection {
        let projects = &election.projects;
        let mut places = self.turns(election);
        places.retain(|&place| takes_part(place));
        let equal = |one: &usize, other: &usize| {
            self.compare(&projects[*one], &projects[*other]) == Ordering::Equal
        };
        let ties = places.chunk_by(equal).filter(|group| group.len() > 1).map(<[_]>::to_vec);
        let ties = ties.collect();
        let (mut left, mut winners) = (money, Vec::new());
        loop {
            let opens = |base: u32| {
                let base = base as usize;
                winners.contains(&base) || funded.contains(&base)
            };
            let open = |place: &usize| projects[*place].after.is_none_or(opens);
            let Some(at) = places.iter().position(open) else { break };
            let place = places.remove(at);
            let cost = BigRational::from(BigInt::from(projects[place].cost));
            if cost <= left {
                left -= cost;
                winners.push(place);
            } else if self.misfit == Misfit::Stop {
                break;
            }
        }
        Selection { winners, ties }
    }

    fn compare(&self, one: &Project, other: &Project) -> Ordering {
        let (mine, theirs) = match self.measure {
            Measure::Cost => (1, 1),
            Measure::Cardinality => (other.cost, one.cost),
        };
        let worth = |project: &Project, times: i64| i128::from(project.support) * i128::from(times);
        worth(one, mine).cmp(&worth(other, theirs))
    }
}

/// Adds the projects with the most support that fit in the money that is left.
pub(super) fn complete(election: &Election, mut outcome: Outcome, order: &TieOrder) -> Outcome {
    let funded: Vec<usize> = outcome.winners().collect();
    let left = election.money() - BigRational::from(BigInt::from(outcome.cost(election)));
    let rule = Greedy { measure: Measure::Cost, misfit: Misfit::Skip, order: order.clone() };
    let added = rule.among(election, left, |place| !funded.contains(&place), &funded);
    outcome.added = added;
    outcome
}
