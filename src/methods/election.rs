//! What the counting rules of a shared budget work on: projects with their costs, voters with
//! their purses and points, and the written order that breaks ties.
//!
//! Voters with the same purse and the same marks stand together as one [`Group`], so that a city
//! of a hundred thousand is counted as fast as its different ballots. Somebody whose money comes
//! with strings takes part as several voters, one for each pool of money, each with the marks that
//! the pool may pay for.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use std::cmp::Reverse;

#[cfg(test)]
pub(in crate::methods) mod sketch;

/// A shared budget to be counted.
#[derive(Clone, Debug, Default)]
pub struct Election {
    /// What money is asked for, in the order the room agreed on.
    pub projects: Vec<Project>,
    /// The voters, those with equal purses and marks together.
    pub groups: Vec<Group>,
    /// The different purses there are.
    pub(super) purses: Vec<BigRational>,
    /// The marks of all groups, one run a group.
    marks: Vec<Mark>,
}

/// Something that is funded whole or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its cost in minor units, above zero.
    pub cost: i64,
    /// How many support it, or all its points: what breaks ties, and what greedy goes by. Kept
    /// apart from the marks, as a supporter may have no money that may pay for it.
    pub support: u64,
    /// The project that has to be funded before this one opens: an increment opens after the level
    /// below it.
    pub after: Option<u32>,
}

/// So many voters with equal purses and marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// How many they are, at least one.
    pub people: u32,
    /// Which of the purses each of them has.
    pub(super) purse: u32,
    marks: (u32, u32),
}

/// So many points of a voter for a project: 1 for an approval, never 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// The place of the project in the list.
    pub project: u32,
    /// The points.
    pub points: u32,
}

/// What a point is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// As much as the project costs: large and small projects compete as equals, and the one with
    /// the most effective votes goes first.
    #[default]
    Cost,
    /// One: the cheapest for each point goes first, which favours many small projects.
    Cardinality,
}

/// A written order of the projects that breaks ties: the one that stands first goes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieOrder {
    ranks: Vec<u32>,
}

/// What a rule without purses funds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// What is funded, in the order of selection.
    pub winners: Vec<usize>,
    /// The projects that were equal, in the order that breaks ties.
    pub ties: Vec<Vec<usize>>,
}

impl Election {
    /// An election without voters yet.
    pub fn of(projects: Vec<Project>) -> Election {
        Election { projects, ..Election::default() }
    }

    /// So many more voters with this purse each, an exact fraction of a minor unit, never below
    /// zero. Marks name each project once. Voters without marks count too: their money is in the
    /// pot.
    pub fn add(&mut self, people: u32, purse: BigRational, marks: impl IntoIterator<Item = Mark>) {
        if self.purses.last() != Some(&purse) {
            self.purses.push(purse);
        }
        self.add_alike(people, marks);
    }

    /// So many more voters with the purse of those added before; nothing, if they are the first.
    pub fn add_alike(&mut self, people: u32, marks: impl IntoIterator<Item = Mark>) {
        if self.purses.is_empty() {
            self.purses.push(BigRational::zero());
        }
        let from = self.marks.len();
        self.marks.extend(marks);
        let run = (place(from), place(self.marks.len()));
        let purse = place(self.purses.len() - 1);
        self.groups.push(Group { people, purse, marks: run });
    }

    /// The marks of a group.
    pub fn marks(&self, group: &Group) -> &[Mark] {
        &self.marks[group.marks.0 as usize..group.marks.1 as usize]
    }

    /// What each voter of a group has.
    pub fn purse(&self, group: &Group) -> &BigRational {
        &self.purses[group.purse as usize]
    }

    /// How many vote.
    pub fn people(&self) -> u64 {
        self.groups.iter().map(|group| u64::from(group.people)).sum()
    }

    /// What is in all purses together.
    pub fn money(&self) -> BigRational {
        let mut people = vec![0_u64; self.purses.len()];
        for group in &self.groups {
            people[group.purse as usize] += u64::from(group.people);
        }
        let shares = self.purses.iter().zip(people);
        shares.map(|(purse, people)| purse * BigInt::from(people)).sum()
    }

    /// What these projects cost together.
    pub fn cost(&self, projects: impl IntoIterator<Item = usize>) -> i128 {
        projects.into_iter().map(|project| i128::from(self.projects[project].cost)).sum()
    }
}

impl Measure {
    /// What one point for a project is worth.
    pub fn unit(self, project: &Project) -> i64 {
        match self {
            Measure::Cost => project.cost,
            Measure::Cardinality => 1,
        }
    }
}

impl TieOrder {
    /// By the list alone.
    pub fn list(projects: usize) -> TieOrder {
        TieOrder { ranks: (0..place(projects)).collect() }
    }

    /// The smaller cost first, then more support, then the list.
    pub fn workshop(projects: &[Project]) -> TieOrder {
        let mut places: Vec<usize> = (0..projects.len()).collect();
        places.sort_by_key(|&at| (projects[at].cost, Reverse(projects[at].support), at));
        TieOrder::of(&places)
    }

    /// As written here: every project once, from the first to the last.
    pub fn of(places: &[usize]) -> TieOrder {
        let mut ranks = vec![0; places.len()];
        for (rank, &at) in (0..).zip(places) {
            ranks[at] = rank;
        }
        TieOrder { ranks }
    }

    /// The same order from its end: what it changes, only the order decided.
    #[must_use]
    pub fn reversed(&self) -> TieOrder {
        let last = place(self.ranks.len().saturating_sub(1));
        TieOrder { ranks: self.ranks.iter().map(|rank| last - rank).collect() }
    }

    /// The place of a project in this order.
    pub fn rank(&self, project: usize) -> u32 {
        self.ranks[project]
    }
}

fn place(count: usize) -> u32 {
    u32::try_from(count).expect("an election has fewer than four thousand million marks")
}
