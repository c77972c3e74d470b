//! Who may pay for what, prepared once for all counts of an election: project by project, with
//! purses as whole numbers of one unit for exact sums, and as floats for the search.

use super::election::{Election, Group, Measure};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use weight::common_divisor;

mod prices;
mod weight;

pub(super) use prices::{Price, Prices, Sums};
pub(super) use weight::{Weight, times};

/// Those who may pay.
pub(super) struct Payers<'a, W> {
    pub(super) election: &'a Election,
    pub(super) measure: Measure,
    /// The different purses, each a whole number of units.
    purses: Vec<W>,
    /// In how many parts a unit is divided to write costs as whole numbers.
    pub(super) parts: BigInt,
    /// What each project costs, in parts of a unit.
    pub(super) costs: Vec<BigInt>,
    /// All supporters with money, those of a project together.
    pub(super) supporters: Vec<Supporter>,
    /// Where those of each project begin, and where those of the last one end.
    pub(super) begins: Vec<usize>,
    /// What all voters of each group have together; the greatest purse is 1.
    pub(super) shares: Vec<f64>,
    /// What the search needs to know of each project.
    pub(super) outlines: Vec<Outline>,
}

/// Voters who may pay for a project.
#[derive(Clone, Copy)]
pub(super) struct Supporter {
    pub(super) group: u32,
    pub(super) points: u32,
}

/// A project as floats, in the scale of [`Payers::shares`].
#[derive(Clone, Copy)]
pub(super) struct Outline {
    /// What it costs.
    pub(super) cost: f64,
    /// What its supporters have together, times their points.
    pub(super) reach: f64,
    /// What a point is worth.
    pub(super) unit: f64,
}

/// The unit of which all purses are whole numbers.
pub(super) struct Unit {
    parts: BigInt,
    scale: BigInt,
}

impl Unit {
    /// The largest unit there is for these purses.
    pub(super) fn of(purses: &[BigRational]) -> Unit {
        let mut scale = BigInt::one();
        for purse in purses {
            let shared = common_divisor(&scale, purse.denom());
            scale *= purse.denom() / shared;
        }
        let whole = |purse: &BigRational| purse.numer() * (&scale / purse.denom());
        let parts = purses
            .iter()
            .map(whole)
            .fold(BigInt::zero(), |one, other| common_divisor(&one, &other));
        Unit { parts: parts.max(BigInt::one()), scale }
    }

    fn whole(&self, purse: &BigRational) -> BigInt {
        purse.numer() * (&self.scale / purse.denom()) / &self.parts
    }

    /// Whether all sums of an election fit in a machine number.
    pub(super) fn is_small(&self, election: &Election) -> bool {
        let marks = election.groups.iter().flat_map(|group| election.marks(group));
        let points = marks.map(|mark| mark.points).max().unwrap_or_default();
        let largest = election.purses.iter().map(|purse| self.whole(purse)).max();
        let all = largest.unwrap_or_default() * election.people() * points.max(1);
        all.bits() < 127
    }
}

impl<'a, W: Weight> Payers<'a, W> {
    /// Prepares an election.
    pub(super) fn of(election: &'a Election, measure: Measure, unit: Unit) -> Payers<'a, W> {
        let purses = election.purses.iter().map(|purse| W::of(&unit.whole(purse))).collect();
        let costs = election.projects.iter().map(|project| &unit.scale * project.cost).collect();
        let largest = election.purses.iter().max().cloned().unwrap_or_default();
        // Not reduced, since it is rounded anyway.
        let part = |amount: &BigRational| {
            let (above, below) =
                (amount.numer() * largest.denom(), amount.denom() * largest.numer());
            BigRational::new_raw(above, below)
        };
        let share = |amount: &BigRational| match largest.is_positive() {
            true => part(amount).to_f64().unwrap_or(f64::INFINITY),
            false => 0.0,
        };
        let relative: Vec<f64> = election.purses.iter().map(share).collect();
        let money = |group: &Group| relative[group.purse as usize] * f64::from(group.people);
        let shares: Vec<f64> = election.groups.iter().map(money).collect();
        let (supporters, begins) = by_project(election);
        let mut outlines: Vec<Outline> = election
            .projects
            .iter()
            .map(|project| Outline {
                cost: share(&BigRational::from(BigInt::from(project.cost))),
                reach: 0.0,
                unit: measure.unit(project) as f64,
            })
            .collect();
        for (outline, run) in outlines.iter_mut().zip(begins.windows(2)) {
            let reach = |who: &Supporter| shares[who.group as usize] * f64::from(who.points);
            outline.reach = supporters[run[0]..run[1]].iter().map(reach).sum();
        }
        let parts = unit.parts;
        Payers { election, measure, purses, parts, costs, supporters, begins, shares, outlines }
    }

    /// The purse of each voter of a group, in units.
    pub(super) fn purse(&self, group: &Group) -> &W {
        &self.purses[group.purse as usize]
    }

    /// What a point for a project is worth.
    pub(super) fn unit(&self, project: usize) -> i64 {
        self.measure.unit(&self.election.projects[project])
    }

    /// Those who may pay for a project.
    pub(super) fn supporters_of(&self, project: usize) -> &[Supporter] {
        &self.supporters[self.begins[project]..self.begins[project + 1]]
    }

    /// How many projects there are.
    pub(super) fn projects(&self) -> usize {
        self.outlines.len()
    }
}

/// The marks of all who have money, by project.
fn by_project(election: &Election) -> (Vec<Supporter>, Vec<usize>) {
    let broke: Vec<bool> = election.purses.iter().map(Zero::is_zero).collect();
    let groups = || {
        let rich = |(_, group): &(u32, &Group)| !broke[group.purse as usize];
        (0..).zip(&election.groups).filter(rich)
    };
    let mut begins = vec![0; election.projects.len() + 1];
    for (_, group) in groups() {
        for mark in election.marks(group) {
            begins[mark.project as usize + 1] += 1;
        }
    }
    for place in 1..begins.len() {
        begins[place] += begins[place - 1];
    }
    let mut next = begins.clone();
    let nobody = Supporter { group: 0, points: 0 };
    let mut supporters = vec![nobody; begins[begins.len() - 1]];
    for (group, voters) in groups() {
        for mark in election.marks(voters) {
            let at = &mut next[mark.project as usize];
            supporters[*at] = Supporter { group, points: mark.points };
            *at += 1;
        }
    }
    (supporters, begins)
}
