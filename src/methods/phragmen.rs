//! Sequential Phragmén: everybody earns money at a speed in proportion to their purse, and a
//! project is bought as soon as its supporters can pay for it. A cross-check of Equal Shares.
//!
//! The supporters of a project have bought it together when Σ eᵢ·(time − sinceᵢ) is its cost, where
//! sinceᵢ is when they paid last. Later purchases only make that later, so a time once found is a
//! lower bound. Floats search with a bound of their rounding, fractions decide.

use super::election::{Election, Measure, Selection, TieOrder};
use super::payers::{Payers, Price, Prices, Sums, Unit, Weight};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::One;
use std::cmp::Ordering;

#[cfg(test)]
mod laws;

/// Counts. Points count as approvals. Projects that open after others take no part: what their
/// supporters had earned by then would be more than they cost. It ends as soon as one of the projects that would be bought
/// next does not fit in the money of all purses.
pub fn count(election: &Election, order: &TieOrder) -> Selection {
    let unit = Unit::of(&election.purses);
    if unit.is_small(election) {
        run(&Payers::<u128>::of(election, Measure::Cardinality, unit), order)
    } else {
        run(&Payers::<BigInt>::of(election, Measure::Cardinality, unit), order)
    }
}

fn run<W: Weight>(payers: &Payers<W>, order: &TieOrder) -> Selection {
    let mut clock = Clock::new(payers);
    let mut left = payers.election.money();
    let mut selection = Selection::default();
    loop {
        let mut next = clock.next();
        next.sort_by_key(|(project, _)| order.rank(*project));
        let cost = |project: usize| {
            BigRational::from(BigInt::from(payers.election.projects[project].cost))
        };
        if next.iter().any(|(project, _)| cost(*project) > left) || next.is_empty() {
            return selection;
        }
        if next.len() > 1 {
            selection.ties.push(next.iter().map(|(project, _)| *project).collect());
        }
        let (bought, time) = next.swap_remove(0);
        left -= cost(bought);
        selection.winners.push(bought);
        clock.buy(bought, time);
    }
}

/// Who has paid when.
struct Clock<'a, W> {
    payers: &'a Payers<'a, W>,
    times: Prices,
    /// When the voters of each group paid last, and for which purchase.
    since: Vec<(f64, Option<u32>)>,
    projects: Vec<Standing>,
}

/// What is known of a project's time: an exact time of [`Prices`] is a time of [`Clock`].
#[derive(Clone, Copy)]
struct Standing {
    open: bool,
    /// A lower bound of its time.
    low: f64,
    /// After how many purchases that was found.
    known: Option<usize>,
}

impl<'a, W: Weight> Clock<'a, W> {
    fn new(payers: &'a Payers<'a, W>) -> Clock<'a, W> {
        let projects = payers.election.projects.iter().zip(&payers.outlines);
        let standing =
            |(project, outline): (&super::election::Project, &super::payers::Outline)| {
                let open = project.after.is_none() && outline.reach > 0.0;
                Standing { open, low: 0.0, known: None }
            };
        Clock {
            payers,
            times: Prices::new(&BigRational::one(), &payers.parts, false),
            since: vec![(0.0, None); payers.shares.len()],
            projects: projects.map(standing).collect(),
        }
    }

    /// All projects that can be bought first, with their time.
    fn next(&mut self) -> Vec<(usize, Price)> {
        let mut open: Vec<usize> =
            (0..self.projects.len()).filter(|&project| self.projects[project].open).collect();
        let mut first: Vec<(usize, Price)> = Vec::new();
        let mut ceiling = f64::INFINITY;
        loop {
            let low = |at: usize| self.projects[open[at]].low;
            let lowest = (0..open.len()).min_by(|&one, &other| low(one).total_cmp(&low(other)));
            let Some(at) = lowest.filter(|&at| low(at) <= ceiling) else { return first };
            let project = open[at];
            if self.projects[project].known != Some(self.times.rounds()) {
                self.look(project);
                continue;
            }
            open.swap_remove(at);
            let time = self.time(project);
            let order = first.first().map(|(_, best)| Prices::compare((&time, 1), (best, 1)));
            match order {
                Some(Ordering::Greater) => continue,
                Some(Ordering::Equal) => {}
                Some(Ordering::Less) | None => {
                    first.clear();
                    ceiling = self.times.float(&time) * (1.0 + 8.0 * f64::EPSILON);
                }
            }
            first.push((project, time));
        }
    }

    /// Finds a lower bound of a project's time.
    fn look(&mut self, project: usize) {
        let (mut spent, mut purses) = (0.0, 0.0);
        let supporters = self.payers.supporters_of(project);
        for supporter in supporters {
            let share = self.payers.shares[supporter.group as usize];
            spent += share * self.since[supporter.group as usize].0;
            purses += share;
        }
        let time = (self.payers.outlines[project].cost + spent) / purses;
        let doubt = 2.0 * (supporters.len() as f64 + 16.0) * f64::EPSILON;
        let standing = &mut self.projects[project];
        *standing = Standing {
            low: standing.low.max(time * (1.0 - doubt)),
            known: Some(self.times.rounds()),
            ..*standing
        };
    }

    /// A project's exact time: (cost + Σ eᵢ·sinceᵢ) / Σ eᵢ.
    fn time(&self, project: usize) -> Price {
        let mut sums = Sums { paid: vec![W::default(); self.times.rounds()], ..Sums::default() };
        for supporter in self.payers.supporters_of(project) {
            let group = &self.payers.election.groups[supporter.group as usize];
            let (purse, people) = (self.payers.purse(group), u64::from(group.people));
            sums.rich.take(purse, people);
            if let Some(round) = self.since[supporter.group as usize].1 {
                sums.paid[round as usize].take(purse, people);
            }
        }
        self.times.of(&self.payers.costs[project], &sums)
    }

    fn buy(&mut self, project: usize, time: Price) {
        let now = (self.times.float(&time), u32::try_from(self.times.rounds()).ok());
        for supporter in self.payers.supporters_of(project) {
            self.since[supporter.group as usize] = now;
        }
        self.times.pay(time);
        self.projects[project].open = false;
    }
}
