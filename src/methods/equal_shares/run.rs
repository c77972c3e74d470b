//! One count with purses of a given size, round by round.

use super::rise::{Line, Rise};
use super::search::{Best, Place};
use super::{Next, Outcome, Raise, Round};
use crate::methods::election::{Selection, TieOrder};
use crate::methods::payers::{Payers, Price, Prices, Supporter, Weight};
use num_rational::BigRational;
use num_traits::ToPrimitive;

/// How much one float operation can be off, twice over.
pub(super) const EPSILON: f64 = f64::EPSILON;

/// A count under way.
pub(super) struct Run<'a, W> {
    pub(super) payers: &'a Payers<'a, W>,
    pub(super) prices: Prices,
    /// What a purse began with, in purses.
    pub(super) start: f64,
    /// The supporters of the payers, those who still have money first.
    pub(super) supporters: Vec<Supporter>,
    pub(super) standings: Vec<Standing>,
    pub(super) purses: Vec<Purse>,
    /// In which round each project was bought.
    pub(super) bought: Vec<u32>,
    /// The round in which each group's purses became empty.
    pub(super) emptied: Vec<u32>,
    pub(super) rounds: Vec<Bought>,
    /// How far the purses may be raised without changing anything, if that is asked for.
    pub(super) rise: Option<Rise>,
    /// Whether it is asked for what would have been next in each round.
    pub(super) tells_next: bool,
}

/// No round.
pub(super) const NEVER: u32 = u32::MAX;

/// How a project stands.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    pub(super) state: State,
    /// How many of its supporters, from the first, may still have money.
    pub(super) supporters: usize,
    /// A lower bound of its price.
    pub(super) low: f64,
    /// Its price as far as it is known.
    pub(super) guess: f64,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum State {
    /// What has to be funded before it has not been.
    Waiting,
    Open,
    /// Bought, or out of reach.
    Gone,
}

/// What the voters of a group have.
#[derive(Clone, Copy)]
pub(super) struct Purse {
    /// What each has left, in purses; exactly 0 when it is empty, and only then.
    pub(super) left: f64,
    /// What they had together at first.
    pub(super) share: f64,
}

/// What was bought in a round.
pub(super) struct Bought {
    pub(super) project: usize,
    /// All that had its price, in the order of ties.
    pub(super) tied: Vec<usize>,
    /// What would have been next, if that is asked for.
    next: Option<Next>,
}

impl<'a, W: Weight> Run<'a, W> {
    /// Counts with purses that are so many times the real ones.
    pub(super) fn count(
        payers: &'a Payers<'a, W>,
        factor: &BigRational,
        order: &TieOrder,
        rise: Option<Rise>,
        tells_next: bool,
    ) -> Run<'a, W> {
        let start = factor.to_f64().unwrap_or(f64::INFINITY);
        let standing = |project: usize| {
            let outline = payers.outlines[project];
            let waits = payers.election.projects[project].after.is_some();
            Standing {
                state: if waits { State::Waiting } else { State::Open },
                supporters: payers.begins[project + 1] - payers.begins[project],
                low: outline.cost / outline.reach * (1.0 - 1e-9),
                guess: 0.0,
            }
        };
        let mut run = Run {
            payers,
            prices: Prices::new(factor, &payers.parts, rise.is_some()),
            start,
            supporters: payers.supporters.clone(),
            standings: (0..payers.projects()).map(standing).collect(),
            purses: payers.shares.iter().map(|&share| Purse { left: start, share }).collect(),
            bought: vec![NEVER; payers.projects()],
            emptied: vec![NEVER; payers.shares.len()],
            rounds: Vec::new(),
            rise,
            tells_next,
        };
        while let Some(best) = run.best() {
            run.buy(best, order);
        }
        run
    }

    /// Buys the first of the best.
    fn buy(&mut self, best: Best, order: &TieOrder) {
        let next = best.next.map(|next| self.next(next, order));
        let mut prices = best.first.prices;
        prices.sort_by_key(|(project, _)| order.rank(*project));
        if self.rise.is_some() {
            self.limit_others(&prices);
        }
        let tied = prices.iter().map(|(project, _)| *project).collect();
        let (project, price) = prices.swap_remove(0);
        let round = self.rounds.len();
        self.charge(project, &price, true);
        self.rounds.push(Bought { project, tied, next });
        self.prices.pay(price);
        self.drop_rise();
        self.bought[project] = u32::try_from(round).unwrap_or(NEVER);
        self.standings[project].state = State::Gone;
        for (place, standing) in self.standings.iter_mut().enumerate() {
            let after = self.payers.election.projects[place].after;
            if standing.state == State::Waiting && after == u32::try_from(project).ok() {
                standing.state = State::Open;
            }
        }
    }

    /// The first of those that would have been next.
    fn next(&self, mut next: Place, order: &TieOrder) -> Next {
        next.prices.sort_by_key(|(project, _)| order.rank(*project));
        let (project, price) = &next.prices[0];
        let rho = self.prices.fraction(price, self.payers.unit(*project));
        Next { project: *project, rho }
    }

    /// How far purses may rise until another project wins this round, or a tie is none any more.
    fn limit_others(&mut self, best: &[(usize, Price)]) {
        let (first, price) = &best[0];
        let (winner, unit) = (self.line(price), self.payers.outlines[*first].unit);
        let winner = Line { value: winner.value / unit, slope: winner.slope / unit };
        for project in 0..self.standings.len() {
            if self.is_open(project) && best.iter().all(|(tied, _)| *tied != project) {
                self.limit_loser(project, winner);
            }
        }
        let units = |project: usize| self.payers.unit(project);
        for (other, same) in &best[1..] {
            if Prices::keep_pace((price, units(*first)), (same, units(*other))) {
                self.charge(*other, same, false);
            } else if let Some(rise) = &mut self.rise {
                rise.stop();
            }
        }
    }

    fn line(&self, price: &Price) -> Line {
        Line { value: self.prices.float(price), slope: self.prices.float_slope(price) }
    }

    /// Takes a price from the purses of those who support a project, or only looks at how far it
    /// is the same people who give all they have.
    fn charge(&mut self, project: usize, price: &Price, pays: bool) {
        let line = self.line(price);
        let round = u32::try_from(self.rounds.len()).unwrap_or(NEVER);
        let from = self.payers.begins[project];
        let mut most = 0.0_f64;
        for at in from..from + self.standings[project].supporters {
            let supporter = self.supporters[at];
            let left = self.purses[supporter.group as usize].left;
            if left == 0.0 {
                continue;
            }
            let points = f64::from(supporter.points);
            let rich = self.is_rich(supporter, left / points, price, line.value);
            let ask = Line { value: line.value * points, slope: line.slope * points };
            if self.rise.is_some() {
                self.limit_payer(supporter.group, left, ask, rich, pays);
                most = most.max(points);
            }
            let purse = &mut self.purses[supporter.group as usize];
            if !pays {
            } else if rich {
                purse.left = (left - ask.value).max(f64::MIN_POSITIVE);
            } else {
                purse.left = 0.0;
                self.emptied[supporter.group as usize] = round;
            }
        }
        if pays {
            self.steepen(line.slope * most);
        }
    }

    /// How many rounds had more than one best project.
    pub(super) fn ties(&self) -> u64 {
        self.rounds.iter().filter(|round| round.tied.len() > 1).count() as u64
    }

    /// What all that was bought costs.
    pub(super) fn cost(&self) -> i128 {
        self.payers.election.cost(self.rounds.iter().map(|round| round.project))
    }

    /// Whether a project was open at the end, with supporters who have purses, but not bought.
    pub(super) fn is_left_over(&self, project: usize) -> bool {
        let waits = self.standings[project].state == State::Waiting;
        self.bought[project] == NEVER && !waits && self.payers.outlines[project].reach > 0.0
    }

    /// What came of it.
    pub(super) fn outcome(self, raise: Raise) -> Outcome {
        let ties = self.ties();
        let measure = self.payers.measure;
        let payers = self.payers;
        let units: Vec<i64> = self.rounds.iter().map(|round| payers.unit(round.project)).collect();
        let bought = self.rounds.into_iter().zip(self.prices.fractions(&units));
        let round = |(Bought { project, tied, next }, rho)| Round { project, rho, tied, next };
        let rounds = bought.map(round).collect();
        let emptied = self.emptied.into_iter();
        let emptied = emptied.map(|round| (round != NEVER).then_some(round)).collect();
        Outcome { measure, rounds, added: Selection::default(), raise, ties, emptied }
    }
}
