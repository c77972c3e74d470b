//! What a project lacks that Equal Shares did not buy, and until when it could have been paid.

use super::Outcome;
use crate::methods::election::Election;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// Where a project stands that was not bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// What those who may pay for it have left together, in minor units: of the purses as they
    /// were counted with, so of raised ones where a completion raised them.
    pub left: BigRational,
    /// The last round before which they could still have paid for it; nothing, if they never
    /// could.
    pub until: Option<usize>,
}

/// Supporters of one project whose purses were equal. Those whose purses became empty in the same
/// round are counted together; behind the last round stand those who have something left.
struct Purses<'a> {
    purse: &'a BigRational,
    people: Vec<u64>,
    /// The points that they gave for what was bought: first by the round in which they became
    /// empty, then by the round in which it was bought.
    points: Vec<Vec<u64>>,
}

/// The prices of a point in each round and the raise of the purses, over one denominator: sums of
/// them need no greatest common divisors, which are what takes long in a city.
struct Prices {
    above: Vec<BigInt>,
    raise: BigInt,
    below: BigInt,
}

impl Outcome {
    /// For each project what it lacks; nothing for those that were bought from the purses.
    pub fn shortfalls(&self, election: &Election) -> Vec<Option<Shortfall>> {
        let bought = self.rounds_by_project(election.projects.len());
        let mut supporters = vec![Vec::new(); election.projects.len()];
        for (place, group) in election.groups.iter().enumerate() {
            for mark in election.marks(group).iter().map(|mark| mark.project as usize) {
                if bought[mark].is_none() {
                    supporters[mark].push(place);
                }
            }
        }
        let prices = self.prices(election);
        let shortfall = |(project, groups): (usize, &Vec<usize>)| {
            let purses = self.purses(election, groups, &bought);
            let whole = common(purses.iter().map(|purses| purses.purse));
            let below = &whole * &prices.below;
            let cost = &below * election.projects[project].cost;
            let left = |rounds| left_after(rounds, &purses, &whole, &prices);
            let until = last(self.rounds.len(), |rounds| left(rounds) >= cost);
            let left = BigRational::new(left(self.rounds.len()), below);
            bought[project].is_none().then_some(Shortfall { left, until })
        };
        supporters.iter().enumerate().map(shortfall).collect()
    }

    fn prices(&self, election: &Election) -> Prices {
        let unit = |project: usize| BigInt::from(self.measure.unit(&election.projects[project]));
        let prices: Vec<BigRational> =
            self.rounds.iter().map(|round| &round.rho * unit(round.project)).collect();
        let below = common(prices.iter().chain([&self.raise.factor]));
        let above = |price: &BigRational| price.numer() * (&below / price.denom());
        let (raise, above) = (above(&self.raise.factor), prices.iter().map(above).collect());
        Prices { above, raise, below }
    }

    fn rounds_by_project(&self, projects: usize) -> Vec<Option<usize>> {
        let mut rounds = vec![None; projects];
        for (place, round) in self.rounds.iter().enumerate() {
            rounds[round.project] = Some(place);
        }
        rounds
    }

    fn purses<'a>(
        &self,
        election: &'a Election,
        groups: &[usize],
        bought: &[Option<usize>],
    ) -> Vec<Purses<'a>> {
        let rounds = self.rounds.len();
        let mut all: Vec<Purses<'_>> = Vec::new();
        for &place in groups {
            let group = &election.groups[place];
            let purse = election.purse(group);
            // Equal purses are one and the same, or counted apart, which changes no sum.
            let same = |purses: &Purses<'_>| std::ptr::eq(purses.purse, purse);
            let at = all.iter().position(same).unwrap_or_else(|| {
                let (people, points) = (vec![0; rounds + 1], vec![vec![0; rounds]; rounds + 1]);
                all.push(Purses { purse, people, points });
                all.len() - 1
            });
            let people = u64::from(group.people);
            let emptied = self.emptied[place].map_or(rounds, |round| round as usize);
            all[at].people[emptied] += people;
            let points = &mut all[at].points[emptied];
            for mark in election.marks(group) {
                if let Some(round) = bought[mark.project as usize] {
                    points[round] += people * u64::from(mark.points);
                }
            }
        }
        all
    }
}

/// What is left in these purses after so many rounds, over the denominators of the purses, which
/// is `whole`, and of the prices. Whoever is not empty has paid the whole price for everything.
fn left_after(rounds: usize, purses: &[Purses<'_>], whole: &BigInt, prices: &Prices) -> BigInt {
    let mut all = BigInt::zero();
    for Purses { purse, people, points } in purses {
        let people: u64 = people[rounds..].iter().sum();
        let mut left = &prices.raise * people;
        for (round, price) in prices.above.iter().take(rounds).enumerate() {
            let points: u64 = points[rounds..].iter().map(|points| points[round]).sum();
            left -= price * points;
        }
        all += left * purse.numer() * (whole / purse.denom());
    }
    all
}

/// The least number that all denominators divide.
fn common<'a>(fractions: impl Iterator<Item = &'a BigRational>) -> BigInt {
    fractions.fold(BigInt::one(), |all, fraction| {
        // A fraction in its lowest terms keeps what is not there yet.
        let more = BigRational::new(fraction.denom().clone(), all.clone());
        all * more.numer()
    })
}

/// The last of the numbers up to `most` for which something holds that holds no more once it has
/// ceased to.
fn last(most: usize, holds: impl Fn(usize) -> bool) -> Option<usize> {
    let (mut from, mut to) = (0, most + 1);
    while from < to {
        let middle = usize::midpoint(from, to);
        if holds(middle) { from = middle + 1 } else { to = middle }
    }
    from.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::methods::election::{Mark, Measure, Project, TieOrder};
    use crate::methods::equal_shares::{Completion, EqualShares};
    use proptest::prelude::*;

    fn whole(number: i64) -> BigRational {
        BigRational::from(BigInt::from(number))
    }

    /// Costs, and voters: how many, with what purse, and points for each project.
    fn election(costs: &[i64], voters: &[(u32, i64, Vec<u32>)]) -> Election {
        let project = |&cost: &i64| Project { cost, support: 1, after: None };
        let mut election = Election::of(costs.iter().map(project).collect());
        for (people, purse, points) in voters {
            let marks = (0..).zip(points).filter(|(_, points)| **points > 0);
            let marks = marks.map(|(project, &points)| Mark { project, points });
            election.add(*people, whole(*purse), marks);
        }
        election
    }

    fn counted(election: &Election) -> Outcome {
        let order = TieOrder::list(election.projects.len());
        let (measure, completion) = (Measure::Cost, Completion::None);
        EqualShares { measure, completion, order }.count(election)
    }

    #[test]
    fn what_a_project_lacks_is_told_with_the_last_moment_it_could_be_paid() {
        let voters = [(2, 10, vec![1, 1, 0]), (1, 10, vec![0, 1, 1])];
        let election = election(&[12, 20, 11], &voters);
        let outcome = counted(&election);
        // All three have 30 together, and the second project has the most votes.
        assert_eq!(outcome.winners().collect::<Vec<_>>(), [1]);
        let shortfalls = outcome.shortfalls(&election);
        let six = BigRational::new(20.into(), 3.into());
        assert_eq!(shortfalls[0], Some(Shortfall { left: six, until: Some(0) }));
        assert_eq!(shortfalls[1], None);
        let three = BigRational::new(10.into(), 3.into());
        assert_eq!(shortfalls[2], Some(Shortfall { left: three, until: None }));
    }

    proptest! {
        #[test]
        fn it_is_what_the_ledger_of_each_voter_says(
            costs in prop::collection::vec(1..40i64, 4),
            voters in prop::collection::vec(
                (1..4u32, 0..20i64, prop::collection::vec(0..3u32, 4)), 1..7,
            ),
        ) {
            let election = election(&costs, &voters);
            let outcome = counted(&election);
            for (project, shortfall) in outcome.shortfalls(&election).into_iter().enumerate() {
                let Some(Shortfall { left, until }) = shortfall else { continue };
                let after = |rounds: usize| -> BigRational {
                    let mut all = BigRational::zero();
                    for (place, group) in election.groups.iter().enumerate() {
                        if voters[place].2[project] > 0 {
                            let paid = outcome.payments(&election, place).into_iter();
                            let paid = paid.filter(|paid| paid.round < rounds);
                            let paid: BigRational = paid.map(|paid| paid.amount).sum();
                            let purse = election.purse(group) - paid;
                            all += purse * BigInt::from(group.people);
                        }
                    }
                    all
                };
                prop_assert_eq!(&after(outcome.rounds.len()), &left);
                for rounds in 0..=outcome.rounds.len() {
                    let can_pay = after(rounds) >= whole(costs[project]);
                    prop_assert_eq!(can_pay, until.is_some_and(|until| rounds <= until));
                }
            }
        }
    }
}
