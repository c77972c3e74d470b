//! The search for the best price of a round.
//!
//! Floats search, fractions decide. A float here never stands alone: beside every sum stands a
//! bound of what rounding can have done to it, so that a project is passed over only when its
//! exact price is certainly higher. What is left, the best project or those too close to call, is
//! priced exactly. What a project's supporters have only becomes less, so a price once found is a
//! lower bound ever after, and most projects need not be looked at in most rounds.

use super::run::{EPSILON, NEVER, Purse, Run, State};
use crate::methods::election::{Group, Mark};
use crate::methods::payers::{Price, Prices, Sums, Supporter, Weight};
use std::cmp::Ordering;

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

/// The prices of a round that were found, the lowest first.
#[derive(Default)]
struct Found {
    places: Vec<Place>,
}

/// A price, and all who have it.
pub(super) struct Place {
    ceiling: f64,
    pub(super) prices: Vec<(usize, Price)>,
}

/// What was found in a round.
pub(super) struct Best {
    /// The lowest price.
    pub(super) first: Place,
    /// The next one, if there is one and it was asked for.
    pub(super) next: Option<Place>,
}

impl Found {
    /// What costs certainly more than this is of no interest.
    fn ceiling(&self, tells_next: bool) -> f64 {
        let last = self.places.get(usize::from(tells_next));
        last.map_or(f64::INFINITY, |place| place.ceiling)
    }

    fn best(self) -> Option<Best> {
        let mut places = self.places.into_iter();
        Some(Best { first: places.next()?, next: places.next() })
    }
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

impl<W: Weight> Run<'_, W> {
    /// All projects with the lowest price, and those with the next one if that is asked for.
    pub(super) fn best(&mut self) -> Option<Best> {
        let mut found = Found::default();
        let mut open: Vec<usize> =
            (0..self.standings.len()).filter(|&at| self.is_open(at)).collect();
        loop {
            let floor =
                |project: usize| self.standings[project].low / self.payers.outlines[project].unit;
            let lowest = (0..open.len())
                .min_by(|&one, &other| floor(open[one]).total_cmp(&floor(open[other])));
            let Some(at) = lowest else { break };
            let project = open[at];
            if floor(project) > found.ceiling(self.tells_next) {
                break;
            }
            match self.approach(project) {
                Approach::Nearer => continue,
                Approach::There { affordable } if affordable || self.affords(project) => {
                    let price = self.price(project);
                    self.put(&mut found, project, price);
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
        found.best()
    }

    pub(super) fn is_open(&self, project: usize) -> bool {
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
    pub(super) fn is_rich(
        &self,
        supporter: Supporter,
        limit: f64,
        price: &Price,
        float: f64,
    ) -> bool {
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

    /// Puts a price where it belongs among those that were found.
    fn put(&self, found: &mut Found, project: usize, price: Price) {
        let unit = self.payers.unit(project);
        let compare = |place: &Place| {
            let (other, theirs) = &place.prices[0];
            Prices::compare((theirs, self.payers.unit(*other)), (&price, unit))
        };
        let at = found.places.partition_point(|place| compare(place) == Ordering::Less);
        if found.places.get(at).is_some_and(|place| compare(place) == Ordering::Equal) {
            found.places[at].prices.push((project, price));
            return;
        }
        let float = self.prices.float(&price) / self.payers.outlines[project].unit;
        let ceiling = float * (1.0 + 8.0 * EPSILON);
        found.places.insert(at, Place { ceiling, prices: vec![(project, price)] });
    }
}

/// Between which prices nobody changes sides.
struct Split {
    top: f64,
    bottom: f64,
}
