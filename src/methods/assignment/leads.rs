//! One lead for each area, as one flow: from the source through a person to an area and the sink.
//!
//! In this order: fewest areas without a lead; the class of the leads, from the lowest on; leads
//! spread evenly; the greatest fit; the smallest list of leads by place, where none comes last.

use super::flow::{Cost, Network, SINK, SOURCE};
use super::{Case, number};

/// The best lead for each area.
pub(super) fn of(case: &Case) -> Vec<Option<usize>> {
    let weights = Weights::of(case);
    let mut network = Network::new();
    let people = people(case, &weights, &mut network);
    let mut choices: Vec<Vec<(usize, usize)>> = Vec::new();
    for area in 0..case.areas {
        let node = network.node();
        let open = case.settled[area].is_none();
        network.arc(node, SINK, u32::from(open), 0);
        let possible = (0..people.len()).filter(|person| case.is_possible(*person, area));
        let choice = |person| {
            (person, network.arc(people[person], node, 1, weights.pair(case, person, area)))
        };
        choices.push(possible.map(choice).collect());
    }
    let mut flow = network.fill();
    let first = |choices: &Vec<(usize, usize)>| {
        let (lead, _) = choices.iter().find(|(_, arc)| flow.fix(*arc))?;
        Some(*lead)
    };
    let found: Vec<Option<usize>> = choices.iter().map(first).collect();
    case.settled.iter().zip(found).map(|(settled, found)| settled.or(found)).collect()
}

/// A node for each person, fed with as many units as they can lead areas. The squares of their
/// numbers grow by 1, 3, 5 …, so that a second area for one costs more than a first for another.
fn people(case: &Case, weights: &Weights, network: &mut Network) -> Vec<usize> {
    let node = |person: usize| {
        let node = network.node();
        let settled = case.settled(person);
        for more in 1..=case.room_to_lead(person).min(number(case.areas)) {
            let step = Cost::from(2 * (settled + more) - 1);
            network.arc(SOURCE, node, 1, weights.even * step);
        }
        node
    };
    (0..case.people.len()).map(node).collect()
}

/// One whole number holds all objectives: a step of one is worth more than all the steps of those
/// after it together. What all leads have in common is left out.
struct Weights {
    class: Cost,
    even: Cost,
}

impl Weights {
    fn of(case: &Case) -> Weights {
        let areas = areas(case);
        let most = (0..case.people.len()).map(|person| case.settled(person) + case.leads_each);
        let steps = areas * 2 * Cost::from(most.max().unwrap_or(0));
        let even = areas * Cost::from(BEST_FIT) + 1;
        Weights { class: even * (steps + 1), even }
    }

    fn pair(&self, case: &Case, person: usize, area: usize) -> Cost {
        let wish = case.wishes[person][area];
        let class = (areas(case) + 1).pow(3_u32.saturating_sub(wish.class().into()));
        self.class * class + Cost::from(BEST_FIT.saturating_sub(wish.fit()))
    }
}

/// The fit of somebody who cares most and can do best.
pub(super) const BEST_FIT: u8 = 9;

fn areas(case: &Case) -> Cost {
    Cost::from(number(case.areas))
}
