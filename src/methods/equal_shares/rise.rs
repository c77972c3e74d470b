//! How far all purses may be raised before anything about a count changes: so that a completion
//! need not walk steps that are all alike.
//!
//! While the order of purchases, their ties and who pays all they have stay as they are, every
//! price and every balance is linear in what a purse begins with. What a losing project's
//! supporters could pay at the winner's price is concave in it, so a plane that touches it once
//! lies above it everywhere. Each of these gives a limit; below the least of them nothing changes.
//! Rounding can make a limit lower than it is, never higher.

use super::run::{EPSILON, Run};
use super::search::Look;
use crate::methods::payers::Weight;
use crate::methods::payers::{Outline, Payers};

/// What is known of a rise during a run.
pub(super) struct Rise {
    /// The rise that is worth knowing of: with a lower limit nothing can be skipped.
    step: f64,
    /// The least limit so far.
    least: f64,
    /// How fast what each group has left grows; 1 is as fast as the purses.
    slopes: Vec<f64>,
    /// No such growth is larger than this.
    steepest: f64,
    /// A plane above what each project's supporters can pay.
    planes: Vec<Plane>,
}

/// With the purses raised by d, supporters pay no more at a price than
/// paid + rich·(price − at) + slope·d.
#[derive(Clone, Copy)]
struct Plane {
    paid: f64,
    at: f64,
    rich: f64,
    slope: f64,
    count: f64,
}

/// A price and how fast it grows with the purses.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) value: f64,
    pub(super) slope: f64,
}

impl Rise {
    /// Before the first round, with steps of this size.
    pub(super) fn new<W: Weight>(payers: &Payers<W>, step: f64) -> Rise {
        let plane = |outline: &Outline| {
            let rich = outline.reach * (1.0 + 1e-9);
            Plane { paid: 0.0, at: 0.0, rich, slope: 0.0, count: 0.0 }
        };
        Rise {
            step,
            least: f64::INFINITY,
            slopes: vec![1.0; payers.shares.len()],
            steepest: 1.0,
            planes: payers.outlines.iter().map(plane).collect(),
        }
    }

    /// How many more steps certainly have the same outcome.
    pub(super) fn steps(&self) -> u64 {
        let steps = (self.least / self.step) * (1.0 - 1e-9);
        // Far below what a float counts exactly.
        steps.min(1e12).floor() as u64
    }

    /// How fast the balance of a group grows.
    pub(super) fn slope(&self, group: u32) -> f64 {
        self.slopes[group as usize]
    }

    /// Takes note that nothing changes until something that is `gap` away and comes nearer with
    /// this speed is reached; both already on the safe side.
    fn limit(&mut self, gap: f64, speed: f64) {
        if speed > 0.0 {
            self.least = self.least.min(gap.max(0.0) / speed);
        }
    }

    /// Takes note that the next step has to be looked at.
    pub(super) fn stop(&mut self) {
        self.least = 0.0;
    }

    /// Whether a step may be skipped, as far as is known.
    pub(super) fn is_worth_it(&self) -> bool {
        self.least >= self.step
    }

    /// What rounding can have done to a growth.
    fn doubt(&self, rounds: usize) -> f64 {
        4.0 * (rounds as f64 + 2.0) * EPSILON * self.steepest
    }
}

impl<W: Weight> Run<'_, W> {
    /// Gives up the rise as soon as it is certain that no step can be skipped.
    pub(super) fn drop_rise(&mut self) {
        if self.rise.as_ref().is_some_and(|rise| !rise.is_worth_it()) {
            self.rise = None;
            self.prices.rising = false;
        }
    }

    /// A project whose supporters cannot pay stays out of reach until they can.
    pub(super) fn limit_unreachable(&mut self, project: usize, look: &Look) {
        let (margin, rounds) = (self.margin(project, look), self.rounds.len());
        let outline = self.payers.outlines[project];
        if let Some(rise) = &mut self.rise {
            let doubt = rise.doubt(rounds) + (look.count + 8.0) * EPSILON * rise.steepest;
            rise.limit(
                outline.cost - look.total - margin,
                look.total_slope + outline.reach * doubt,
            );
        }
    }

    /// Keeps the plane that a look gives.
    pub(super) fn keep_plane(&mut self, project: usize, at: f64, look: &Look) {
        let (margin, rounds) = (self.margin(project, look), self.rounds.len());
        let reach = self.payers.outlines[project].reach;
        if let Some(rise) = &mut self.rise {
            let doubt = rise.doubt(rounds) + (look.count + 8.0) * EPSILON * rise.steepest;
            rise.planes[project] = Plane {
                paid: look.paid + margin,
                at,
                rich: look.rich,
                slope: look.slope + reach * doubt,
                count: look.count,
            };
        }
    }

    /// A project that is open and not the best stays so until its supporters could pay the
    /// winner's price, a price for a unit of utility.
    pub(super) fn limit_loser(&mut self, project: usize, winner: Line) {
        let outline = self.payers.outlines[project];
        let price = Line { value: winner.value * outline.unit, slope: winner.slope * outline.unit };
        let Some((gap, speed)) = self.gap(project, price) else { return };
        let binds = |rise: &Rise| speed > 0.0 && gap < rise.least * speed;
        if self.rise.as_ref().is_some_and(binds) {
            // A plane that touches at the winner's price is the closest there is.
            let look = self.look(project, price.value);
            self.keep_plane(project, price.value, &look);
            if let (Some((gap, speed)), Some(rise)) = (self.gap(project, price), &mut self.rise) {
                rise.limit(gap, speed);
            }
        }
    }

    fn gap(&self, project: usize, price: Line) -> Option<(f64, f64)> {
        let plane = self.rise.as_ref()?.planes[project];
        let cost = self.payers.outlines[project].cost;
        let doubt = (plane.count + 32.0) * EPSILON;
        let gap = cost - plane.paid - plane.rich * (price.value - plane.at);
        let size = cost + plane.paid + plane.rich * (price.value.abs() + plane.at);
        let speed = plane.rich * price.slope + plane.slope;
        let speed = speed + doubt * (plane.rich * price.slope.abs() + plane.slope.abs());
        Some((gap - doubt * size, speed))
    }

    /// A supporter who pays all, or not all, goes on doing so until what is left and the price
    /// meet. What they have grows from now on as what remains to them.
    pub(super) fn limit_payer(&mut self, group: u32, left: f64, ask: Line, rich: bool, pays: bool) {
        let (slack, rounds) = (2.0 * self.slack(), self.rounds.len());
        let Some(rise) = &mut self.rise else { return };
        let slope = rise.slopes[group as usize];
        let (gap, speed) = match rich {
            true => (left - ask.value, ask.slope - slope),
            false => (ask.value - left, slope - ask.slope),
        };
        let doubt = rise.doubt(rounds) + 4.0 * EPSILON * ask.slope.abs();
        rise.limit(gap - slack, speed + doubt);
        if pays {
            rise.slopes[group as usize] = if rich { slope - ask.slope } else { 0.0 };
        }
    }

    /// After a purchase: growths may have become steeper by so much.
    pub(super) fn steepen(&mut self, most: f64) {
        if let Some(rise) = &mut self.rise {
            rise.steepest += most.abs();
        }
    }
}
