//! An election counted under a rule: what is funded in which order, the ties, and whether another
//! order of equal projects would fund others.

use super::{Choice, Completion, Rule};
use crate::import::pabulib::{Pabulib, Project};
use crate::methods::election::{self, Election, Mark, Selection, TieOrder};
use crate::methods::equal_shares::{self, EqualShares, Outcome};
use crate::methods::greedy::{Greedy, Misfit};
use crate::methods::phragmen;
use num_bigint::BigInt;
use num_rational::BigRational;
use std::collections::BTreeSet;

/// An election and what a rule makes of it. Projects are named by their place in the file's list.
pub(super) struct Tally {
    pub(super) file: Pabulib,
    pub(super) choice: Choice,
    pub(super) election: Election,
    pub(super) support: Vec<Support>,
    /// What somebody wants and costs nothing: funded before anything is counted.
    pub(super) free: Vec<usize>,
    /// What is funded for money, and how it came to that.
    pub(super) result: Counted,
    /// What the other written order would fund, if that is not the same.
    pub(super) otherwise: Option<Vec<usize>>,
}

/// What is funded under one order.
pub(super) struct Counted {
    /// In the order of selection.
    pub(super) winners: Vec<usize>,
    pub(super) ties: Vec<Tie>,
    /// How many ties there were, also on the way to the purses that count.
    pub(super) tied: u64,
    /// What Equal Shares says of itself.
    pub(super) shares: Option<Outcome>,
    /// Where projects have their turn one after the other: all of them, in that order.
    pub(super) turns: Vec<usize>,
}

/// Who is for a project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Support {
    pub(super) people: u64,
    /// All their points, in the units of the file.
    pub(super) points: u64,
}

/// Projects of which the rule could not tell which goes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tie {
    /// The round in which it happened, from 1; nothing where a rule has no rounds.
    pub(super) round: Option<usize>,
    /// In the order that was agreed on: the first went first.
    pub(super) projects: Vec<usize>,
}

impl Tally {
    /// Counts.
    pub(super) fn of(file: Pabulib, choice: Choice) -> Tally {
        let support = support(&file);
        let is_free = |&place: &usize| file.projects[place].cost == 0 && support[place].people > 0;
        let free = (0..file.projects.len()).filter(is_free).collect();
        let election = election(&file, &support);
        let result = count(&file, &election, choice, &choice.order.written(&election));
        let mut tally = Tally { file, choice, election, support, free, result, otherwise: None };
        tally.otherwise = tally.under(&choice.order.other().written(&tally.election));
        tally
    }

    /// What would be funded with this order, if that is not the same.
    fn under(&self, order: &TieOrder) -> Option<Vec<usize>> {
        if self.result.tied == 0 {
            return None;
        }
        let other = count(&self.file, &self.election, self.choice, order).winners;
        let set = |winners: &[usize]| winners.iter().copied().collect::<BTreeSet<_>>();
        (set(&other) != set(&self.result.winners)).then_some(other)
    }

    /// What would be funded with the agreed order from its end, if that is not the same.
    pub(super) fn reversed(&self) -> Option<Vec<usize>> {
        self.under(&self.choice.order.written(&self.election).reversed())
    }

    /// Everything that is funded, in the order of selection.
    pub(super) fn winners(&self) -> Vec<usize> {
        [&self.free[..], &self.result.winners].concat()
    }

    /// What the winners cost.
    pub(super) fn cost(&self) -> i64 {
        self.result.winners.iter().map(|&project| self.file.projects[project].cost).sum()
    }

    /// Everybody's share of the budget, in minor units.
    pub(super) fn purse(&self) -> BigRational {
        purse(&self.file)
    }

    /// What a supporter with a full purse pays for each point of a project at a price, in minor
    /// units and points of the ballots.
    pub(super) fn price(
        &self,
        outcome: &Outcome,
        project: usize,
        rho: &BigRational,
    ) -> BigRational {
        let unit = outcome.measure.unit(&self.election.projects[project]);
        rho * self.purse() * BigInt::from(unit) * self.point()
    }

    /// How many units of points make one point of a ballot.
    pub(super) fn point(&self) -> BigInt {
        BigInt::from(10).pow(self.file.point_places)
    }

    /// Those who voted for something, and of them those who get nothing that they voted for.
    pub(super) fn left_out(&self) -> (u64, u64) {
        let winners: BTreeSet<usize> = self.winners().into_iter().collect();
        let gets = |mark: &Mark| winners.contains(&(mark.project as usize));
        let (mut voted, mut left_out) = (0, 0);
        for (people, marks) in self.file.ballots().filter(|(_, marks)| !marks.is_empty()) {
            voted += u64::from(people);
            left_out += if marks.iter().any(gets) { 0 } else { u64::from(people) };
        }
        (voted, left_out)
    }
}

fn support(file: &Pabulib) -> Vec<Support> {
    let mut support = vec![Support::default(); file.projects.len()];
    for (people, marks) in file.ballots() {
        for mark in marks {
            let project = &mut support[mark.project as usize];
            project.people += u64::from(people);
            project.points += u64::from(people) * u64::from(mark.points);
        }
    }
    support
}

fn purse(file: &Pabulib) -> BigRational {
    BigRational::new(file.budget.into(), file.voters.max(1).into())
}

/// What costs nothing needs no purse, so nobody's marks for it take part.
fn election(file: &Pabulib, support: &[Support]) -> Election {
    let costs = |mark: &&Mark| file.projects[mark.project as usize].cost > 0;
    let project = |(project, support): (&Project, &Support)| {
        let support = if project.cost > 0 { support.points } else { 0 };
        election::Project { cost: project.cost, support, after: None }
    };
    let mut election = Election::of(file.projects.iter().zip(support).map(project).collect());
    for (place, (people, marks)) in file.ballots().enumerate() {
        let marks = marks.iter().filter(costs).copied();
        match place {
            0 => election.add(people, purse(file), marks),
            _ => election.add_alike(people, marks),
        }
    }
    election
}

fn count(file: &Pabulib, election: &Election, choice: Choice, order: &TieOrder) -> Counted {
    let (measure, order) = (choice.measure.unwrap_or_default(), order.clone());
    match choice.rule {
        Rule::EqualShares => {
            let completion = completion(file, choice.completion);
            EqualShares { measure, completion, order }.count(election).into()
        }
        Rule::Greedy => {
            let rule = Greedy { measure, misfit: Misfit::Skip, order };
            let turns = rule.turns(election);
            Counted { turns, ..Counted::new(rule.count(election), |_, _| None) }
        }
        Rule::Phragmen => Counted::new(phragmen::count(election, &order), |winners, tied| {
            winners.iter().position(|winner| *winner == tied[0]).map(|place| place + 1)
        }),
    }
}

fn completion(file: &Pabulib, completion: Completion) -> equal_shares::Completion {
    let step = BigRational::from(BigInt::from(10).pow(file.places));
    match completion {
        Completion::None => equal_shares::Completion::None,
        Completion::Add1 => equal_shares::Completion::Add1 { step },
        Completion::Add1u => equal_shares::Completion::Add1U { step },
    }
}

impl Counted {
    fn new(
        Selection { winners, ties }: Selection,
        round: impl Fn(&[usize], &[usize]) -> Option<usize>,
    ) -> Counted {
        let tie = |projects: Vec<usize>| Tie { round: round(&winners, &projects), projects };
        let ties: Vec<Tie> = ties.into_iter().map(tie).collect();
        Counted { tied: ties.len() as u64, ties, winners, shares: None, turns: Vec::new() }
    }
}

impl From<Outcome> for Counted {
    fn from(outcome: Outcome) -> Counted {
        let tied = |(place, round): (usize, &equal_shares::Round)| {
            let projects = round.tied.clone();
            (projects.len() > 1).then_some(Tie { round: Some(place + 1), projects })
        };
        let added = outcome.added.ties.iter();
        let added = added.map(|tied| Tie { round: None, projects: tied.clone() });
        Counted {
            winners: outcome.winners().collect(),
            ties: outcome.rounds.iter().enumerate().filter_map(tied).chain(added).collect(),
            tied: outcome.ties + outcome.added.ties.len() as u64,
            shares: Some(outcome),
            turns: Vec::new(),
        }
    }
}
