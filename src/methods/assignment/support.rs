//! Supporters for areas whose leads are known, as one flow: from the source through a person to
//! their function's place in an area, to the area and the sink. A function has one place in an
//! area, the lead's own function none: help comes from somewhere else.
//!
//! In this order: most areas with a supporter; most supporters; how much they care, from the
//! lowest on; work spread evenly; the greatest fit; the first in the order of areas, then people.

use super::flow::{Cost, Network, SINK, SOURCE};
use super::leads::BEST_FIT;
use super::{Case, number};
use std::collections::BTreeMap;

/// The best supporters of each area.
pub(super) fn of(case: &Case, leads: &[Option<usize>]) -> Vec<Vec<usize>> {
    let weights = Weights::of(case);
    let mut network = Network::new();
    let people: Vec<usize> = (0..case.people.len())
        .map(|person| busy(case, leads, person, &weights, &mut network))
        .collect();
    let mut choices: Vec<Vec<(usize, usize)>> = Vec::new();
    for area in 0..case.areas {
        let node = network.node();
        network.arc(node, SINK, case.supporters.min(1), 0);
        network.arc(node, SINK, case.supporters.saturating_sub(1), weights.further);
        let helpers: Vec<usize> =
            (0..people.len()).filter(|person| can_help(case, leads, *person, area)).collect();
        let places = places(case, &helpers, node, &mut network);
        let choice = |person: usize| {
            let place = places[&case.people[person].function];
            (person, network.arc(people[person], place, 1, weights.pair(case, person, area)))
        };
        choices.push(helpers.into_iter().map(choice).collect());
    }
    let mut flow = network.fill();
    let mut fixed = |choices: &Vec<(usize, usize)>| {
        let fixed = choices.iter().filter(|(_, arc)| flow.fix(*arc));
        fixed.map(|(person, _)| *person).collect()
    };
    choices.iter().map(&mut fixed).collect()
}

/// Whether somebody can be asked to support an area, room left or not.
pub(super) fn can_help(case: &Case, leads: &[Option<usize>], person: usize, area: usize) -> bool {
    let function = |person: usize| case.people[person].function;
    let own = leads[area].is_some_and(|lead| function(lead) == function(person));
    !own && case.is_possible(person, area)
}

/// How many areas somebody can still support, beside those they lead.
pub(super) fn room_to_help(case: &Case, leads: &[Option<usize>], person: usize) -> u32 {
    case.people[person].roles.saturating_sub(led(leads, person))
}

fn led(leads: &[Option<usize>], person: usize) -> u32 {
    number(leads.iter().filter(|lead| **lead == Some(person)).count())
}

/// The node of each function in an area: with room for one, or, where only one could come, the
/// area's own.
fn places(
    case: &Case,
    helpers: &[usize],
    area: usize,
    network: &mut Network,
) -> BTreeMap<usize, usize> {
    let mut places = BTreeMap::new();
    for person in helpers {
        *places.entry(case.people[*person].function).or_insert(0) += 1;
    }
    let place = |(function, people): (usize, usize)| {
        if people == 1 {
            return (function, area);
        }
        let place = network.node();
        network.arc(place, area, 1, 0);
        (function, place)
    };
    places.into_iter().map(place).collect()
}

/// A node for somebody, fed with as many units as they have room for.
fn busy(
    case: &Case,
    leads: &[Option<usize>],
    person: usize,
    weights: &Weights,
    network: &mut Network,
) -> usize {
    let node = network.node();
    let room = room_to_help(case, leads, person).min(number(case.areas));
    for more in 1..=room {
        let step = Cost::from(2 * (led(leads, person) + more) - 1);
        network.arc(SOURCE, node, 1, weights.even * step);
    }
    node
}

/// All objectives in one whole number, as for the leads.
struct Weights {
    /// A further supporter of an area that has one.
    further: Cost,
    care: Cost,
    even: Cost,
    slots: Cost,
}

impl Weights {
    fn of(case: &Case) -> Weights {
        let slots = Cost::from(number(case.areas)) * Cost::from(case.supporters);
        let even = slots * Cost::from(BEST_FIT) + 1;
        let steps = slots * 4 * Cost::from(number(case.areas));
        let care = even * (steps + 1);
        let further = care * (slots * (slots + 1).pow(2) + 1);
        Weights { further, care, even, slots }
    }

    fn pair(&self, case: &Case, person: usize, area: usize) -> Cost {
        let wish = case.wishes[person][area];
        let care = (self.slots + 1).pow(3_u32.saturating_sub(wish.care.into()));
        self.care * care + Cost::from(BEST_FIT.saturating_sub(wish.fit()))
    }
}
