//! One count with purses of a given size, round by round.
//!
//! Floats search, fractions decide. A float here never stands alone: beside every sum stands a
//! bound of what rounding can have done to it, so that a project is passed over only when its
//! exact price is certainly higher. What is left, the best project or those too close to call, is
//! priced exactly. What a project's supporters have only becomes less, so a price once found is a
//! lower bound ever after, and most projects need not be looked at in most rounds.

use super::rise::{Line, Rise};
use super::{Outcome, Raise, Round};
use crate::methods::election::{Group, Mark, Selection, TieOrder};
use crate::methods::payers::Weight;
use crate::methods::payers::{Payers, Supporter};
use crate::methods::payers::{Price, Prices, Sums};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use std::cmp::Ordering;

/// How much one float operation can be off, twice over.
pub(super) const EPSILON: f64 = f64::EPSILON;

/// A count under way.
pub(super) struct Run<'a, W> {
    pub(super) payers: &'a Payers<'a, W>,
    pub(super) prices: Prices,
    /// What a purse began with, in purses.
    start: f64,
    /// The supporters of the payers, those who still have money first.
    supporters: Vec<Supporter>,
    pub(super) standings: Vec<Standing>,
    pub(super) purses: Vec<Purse>,
    /// In which round each project was bought.
    bought: Vec<u32>,
    /// The round in which each group's purses became empty.
    pub(super) emptied: Vec<u32>,
    pub(super) rounds: Vec<Bought>,
    /// How far the purses may be raised without changing anything, if that is asked for.
    pub(super) rise: Option<Rise>,
}

/// No round.
pub(super) const NEVER: u32 = u32::MAX;

/// How a project stands.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    state: State,
    /// How many of its supporters, from the first, may still have money.
    supporters: usize,
    /// A lower bound of its price.
    low: f64,
    /// Its price as far as it is known.
    guess: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
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
}

/// What a project's supporters would pay at some price.
#[derive(Default)]
pub(super) struct Look {
    /// Together.
    pub(super) paid: f64,
    /// The purses of those who would pay the price, times their points.
    pub(super) rich: f64,
    /// What all have left together.
    pub(super) total: f64,
    /// How many they are.
    pub(super) count: f64,
    /// The lowest price at which one more would give all.
    bottom: f64,
    /// How fast what they pay grows with the purses, apart from the rich.
    pub(super) slope: f64,
    /// How fast what they have grows with the purses.
    pub(super) total_slope: f64,
}

/// The best price of a round, and all who have it.
struct Best {
    ceiling: f64,
    prices: Vec<(usize, Price)>,
}

/// What an approach to a price came to.
enum Approach {
    /// The supporters certainly cannot pay.
    OutOfReach,
    /// The lower bound is higher now.
    Nearer,
    /// Floats cannot tell more; whether they know that the supporters can pay.
    There { affordable: bool },
}

impl<'a, W: Weight> Run<'a, W> {
    /// Counts with purses that are so many times the real ones.
    pub(super) fn count(
        payers: &'a Payers<'a, W>,
        factor: &BigRational,
        order: &TieOrder,
        rise: Option<Rise>,
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
        };
        while let Some(best) = run.best() {
            run.buy(best, order);
        }
        run
    }

    /// All projects with the lowest price.
    fn best(&mut self) -> Option<Best> {
        let mut best: Option<Best> = None;
        let mut open: Vec<usize> =
            (0..self.standings.len()).filter(|&at| self.is_open(at)).collect();
        loop {
            let floor =
                |project: usize| self.standings[project].low / self.payers.outlines[project].unit;
            let lowest = (0..open.len())
                .min_by(|&one, &other| floor(open[one]).total_cmp(&floor(open[other])));
            let Some(at) = lowest else { break };
            let project = open[at];
            if best.as_ref().is_some_and(|best| floor(project) > best.ceiling) {
                break;
            }
            match self.approach(project) {
                Approach::Nearer => continue,
                Approach::There { affordable } if affordable || self.affords(project) => {
                    let price = self.price(project);
                    best = Some(self.better(best, project, price));
                }
                Approach::There { .. } => {
                    if let Some(rise) = &mut self.rise {
                        rise.stop();
                    }
                    self.standings[project].state = State::Gone;
                }
                Approach::OutOfReach => self.standings[project].state = State::Gone,
            }
            open.swap_remove(at);
        }
        best
    }

    fn is_open(&self, project: usize) -> bool {
        self.standings[project].state == State::Open && self.payers.outlines[project].reach > 0.0
    }

    /// Raises the lower bound of a project's price, by Newton's method from below: what supporters
    /// pay is concave in the price.
    fn approach(&mut self, project: usize) -> Approach {
        let from = self.standings[project].low;
        let look = self.look(project, from);
        self.keep_plane(project, from, &look);
        let margin = self.margin(project, &look);
        let cost = self.payers.outlines[project].cost;
        if look.total + margin < cost {
            self.limit_unreachable(project, &look);
            return Approach::OutOfReach;
        }
        let there = Approach::There { affordable: look.total - margin >= cost };
        let standing = &mut self.standings[project];
        standing.guess = from;
        if look.rich == 0.0 {
            return there;
        }
        standing.guess = from + (cost - look.paid) / look.rich;
        let low = from + (cost - look.paid - margin) / look.rich;
        standing.low = from.max(low * (1.0 - 4.0 * EPSILON));
        let settled = look.bottom >= standing.guess || standing.low <= from * (1.0 + 1e-12);
        if settled { there } else { Approach::Nearer }
    }

    /// What the supporters of a project would pay at a price. Those whose purses are empty are
    /// moved out of the way.
    pub(super) fn look(&mut self, project: usize, price: f64) -> Look {
        let (from, alive) = (self.payers.begins[project], self.standings[project].supporters);
        let supporters = &mut self.supporters[from..from + alive];
        let mut look = Look { bottom: f64::INFINITY, ..Look::default() };
        let mut kept = 0;
        for at in 0..supporters.len() {
            let supporter = supporters[at];
            let Purse { left, share } = self.purses[supporter.group as usize];
            if left == 0.0 {
                continue;
            }
            supporters[kept] = supporter;
            kept += 1;
            let points = f64::from(supporter.points);
            let limit = if supporter.points == 1 { left } else { left / points };
            look.total += share * left;
            let growth = self.rise.as_ref().map_or(0.0, |rise| share * rise.slope(supporter.group));
            look.total_slope += growth;
            if price < limit {
                look.rich += share * points;
                look.bottom = look.bottom.min(limit);
                look.paid += share * points * price;
            } else {
                look.paid += share * left;
                look.slope += growth;
            }
        }
        self.standings[project].supporters = kept;
        look.count = kept as f64;
        look
    }

    /// What rounding can have done to the sums of a look.
    pub(super) fn margin(&self, project: usize, look: &Look) -> f64 {
        let outline = self.payers.outlines[project];
        (look.count + 8.0) * EPSILON * (look.total + outline.cost) + outline.reach * self.slack()
    }

    /// What rounding can have done to what somebody has left, in purses.
    pub(super) fn slack(&self) -> f64 {
        4.0 * (self.rounds.len() as f64 + 2.0) * EPSILON * self.start
    }

    /// Whether the supporters of a project can pay for it, exactly.
    fn affords(&mut self, project: usize) -> bool {
        let (sums, _) = self.sums(project, |_, _| false);
        self.prices.affords(&self.payers.costs[project], &sums)
    }

    /// The exact price of a project that its supporters can pay.
    fn price(&mut self, project: usize) -> Price {
        let guess = self.standings[project].guess;
        let (mut sums, mut split) = self.sums(project, |_, limit| guess < limit);
        if split.bottom == f64::INFINITY {
            let below = split.top * (1.0 - 1e-9);
            (sums, split) = self.sums(project, |_, limit| below < limit);
        }
        let mut price = self.prices.of(&self.payers.costs[project], &sums);
        let float = self.prices.float(&price);
        let slack = 2.0 * self.slack();
        if split.top < float - slack && float + slack < split.bottom {
            return price;
        }
        loop {
            let float = self.prices.float(&price);
            let (sums, split) = self
                .sums(project, |supporter, limit| self.is_rich(supporter, limit, &price, float));
            if split.bottom == f64::INFINITY {
                return price;
            }
            let next = self.prices.of(&self.payers.costs[project], &sums);
            if next == price {
                return price;
            }
            price = next;
        }
    }

    /// Whether a supporter would have something left after paying a price, exactly.
    fn is_rich(&self, supporter: Supporter, limit: f64, price: &Price, float: f64) -> bool {
        if (limit - float).abs() > 2.0 * self.slack() {
            return float < limit;
        }
        let group = &self.payers.election.groups[supporter.group as usize];
        !self.prices.empties(price, supporter.points, self.paid(group))
    }

    /// For what a group that still has money has paid: the rounds, with its points.
    fn paid(&self, group: &Group) -> impl Iterator<Item = (usize, u32)> {
        let marks = self.payers.election.marks(group).iter();
        marks.filter_map(|mark: &Mark| {
            let round = self.bought[mark.project as usize];
            (round != NEVER).then_some((round as usize, mark.points))
        })
    }

    /// The exact sums of a project's supporters, split by who is rich, with the highest limit of
    /// the poor and the lowest of the rich.
    fn sums(&self, project: usize, is_rich: impl Fn(Supporter, f64) -> bool) -> (Sums<W>, Split) {
        let mut sums = Sums { paid: vec![W::default(); self.rounds.len()], ..Sums::default() };
        let mut split = Split { top: 0.0, bottom: f64::INFINITY };
        let from = self.payers.begins[project];
        for &supporter in &self.supporters[from..from + self.standings[project].supporters] {
            let left = self.purses[supporter.group as usize].left;
            if left == 0.0 {
                continue;
            }
            let limit = left / f64::from(supporter.points);
            let group = &self.payers.election.groups[supporter.group as usize];
            let (purse, people) = (self.payers.purse(group), u64::from(group.people));
            if is_rich(supporter, limit) {
                sums.rich.take(purse, people * u64::from(supporter.points));
                split.bottom = split.bottom.min(limit);
            } else {
                sums.poor.take(purse, people);
                for (round, points) in self.paid(group) {
                    sums.paid[round].take(purse, people * u64::from(points));
                }
                split.top = split.top.max(limit);
            }
        }
        (sums, split)
    }

    /// The better of what was best and a new price; both, if they are equal.
    fn better(&self, best: Option<Best>, project: usize, price: Price) -> Best {
        let unit = self.payers.unit(project);
        if let Some(mut best) = best {
            let (other, theirs) = &best.prices[0];
            match Prices::compare((&price, unit), (theirs, self.payers.unit(*other))) {
                Ordering::Greater => return best,
                Ordering::Equal => {
                    best.prices.push((project, price));
                    return best;
                }
                Ordering::Less => {}
            }
        }
        let float = self.prices.float(&price) / self.payers.outlines[project].unit;
        Best { ceiling: float * (1.0 + 8.0 * EPSILON), prices: vec![(project, price)] }
    }

    /// Buys the first of the best.
    fn buy(&mut self, best: Best, order: &TieOrder) {
        let mut prices = best.prices;
        prices.sort_by_key(|(project, _)| order.rank(*project));
        if self.rise.is_some() {
            self.limit_others(&prices);
        }
        let tied = prices.iter().map(|(project, _)| *project).collect();
        let (project, price) = prices.swap_remove(0);
        let round = self.rounds.len();
        self.charge(project, &price, true);
        self.rounds.push(Bought { project, tied });
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
        let bought = self.rounds.into_iter().zip(self.prices.fractions());
        let round = |(Bought { project, tied }, price)| Round {
            project,
            rho: price / BigInt::from(payers.unit(project)),
            tied,
        };
        let rounds = bought.map(round).collect();
        let emptied = self.emptied.into_iter();
        let emptied = emptied.map(|round| (round != NEVER).then_some(round)).collect();
        Outcome { measure, rounds, added: Selection::default(), raise, ties, emptied }
    }
}

/// Between which prices nobody changes sides.
struct Split {
    top: f64,
    bottom: f64,
}
