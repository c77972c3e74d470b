//! What holds the network together: people and ties without whom a part would lose touch.
//!
//! One walk in depth tells all (Hopcroft and Tarjan, Communications of the ACM 16, 1973): whoever
//! comes after somebody and reaches nobody earlier by another way hangs on them.

use super::Network;
use crate::text::listed;
use std::collections::BTreeSet;

/// A walk in depth through a network.
struct Walk {
    /// The people in the order in which they are met.
    order: Vec<usize>,
    /// The place of each person in that order.
    met: Vec<usize>,
    /// From whom each person was reached; nobody where a part begins.
    from: Vec<Option<usize>>,
    /// The earliest place that a person, or anybody met through them, reaches by a tie other than
    /// the one they were met by.
    back_to: Vec<usize>,
}

impl Walk {
    fn through(tied: &[BTreeSet<usize>]) -> Walk {
        let mut walk = Walk {
            order: Vec::new(),
            met: vec![usize::MAX; tied.len()],
            from: vec![None; tied.len()],
            back_to: vec![usize::MAX; tied.len()],
        };
        for start in 0..tied.len() {
            walk.go(tied, start);
        }
        for &person in walk.order.iter().rev() {
            let way_back = tied[person].iter().filter(|other| Some(**other) != walk.from[person]);
            let reached = way_back.map(|other| match walk.from[*other] {
                Some(from) if from == person => walk.back_to[*other],
                _ => walk.met[*other],
            });
            walk.back_to[person] = reached.min().unwrap_or(usize::MAX);
        }
        walk
    }

    fn go(&mut self, tied: &[BTreeSet<usize>], start: usize) {
        let mut waiting = vec![(start, None)];
        while let Some((person, from)) = waiting.pop() {
            if self.met[person] == usize::MAX {
                self.met[person] = self.order.len();
                self.order.push(person);
                self.from[person] = from;
                waiting.extend(tied[person].iter().map(|other| (*other, Some(person))));
            }
        }
    }

    /// Whoever was met through somebody, with whom that was.
    fn steps(&self) -> impl Iterator<Item = (usize, usize)> {
        self.order.iter().filter_map(|person| Some((self.from[*person]?, *person)))
    }
}

impl Network {
    /// The parts that hang together, each in the order of the list, the largest first and equals
    /// by their first person.
    pub fn parts(&self) -> Vec<Vec<usize>> {
        parts(&self.tied)
    }

    /// The people without whom somebody would lose touch with somebody, in the order of the list.
    pub fn articulation_people(&self) -> Vec<usize> {
        let walk = Walk::through(&self.tied);
        let mut branches = vec![0; self.people()];
        for (from, person) in walk.steps() {
            let hangs = walk.back_to[person] >= walk.met[from];
            branches[from] += usize::from(hangs);
        }
        let needed = |person: &usize| {
            // Where the walk began, one branch is all there is.
            branches[*person] > usize::from(walk.from[*person].is_none())
        };
        (0..self.people()).filter(needed).collect()
    }

    /// The ties without which somebody would lose touch with somebody, the earlier person first.
    pub fn bridge_ties(&self) -> Vec<(usize, usize)> {
        let walk = Walk::through(&self.tied);
        let only = walk.steps().filter(|(from, person)| walk.back_to[*person] > walk.met[*from]);
        let bridges: BTreeSet<_> = only.map(|(one, two)| (one.min(two), one.max(two))).collect();
        bridges.into_iter().collect()
    }

    /// The parts into which those who hang together with this person would fall without them, as
    /// [`Network::parts`] orders them.
    pub fn parts_without(&self, person: usize) -> Vec<Vec<usize>> {
        let mut tied = self.tied.clone();
        let contacts = std::mem::take(&mut tied[person]);
        for other in &contacts {
            tied[*other].remove(&person);
        }
        let mut parts = parts(&tied);
        parts.retain(|part| part.iter().any(|one| contacts.contains(one)));
        parts
    }

    /// What would be lost without somebody, as a sentence; `name` says who a place is.
    pub fn without(&self, person: usize, name: impl Fn(usize) -> String) -> String {
        let parts = self.parts_without(person);
        let who = name(person);
        match parts.as_slice() {
            [] => format!("{who} is tied to nobody."),
            [_] => format!("Without {who} the others would still reach each other."),
            [_, cut_off @ ..] => {
                let lost: Vec<String> = cut_off.iter().flatten().map(|one| name(*one)).collect();
                format!("Only through {who} do the others reach {}.", listed(&lost))
            }
        }
    }
}

fn parts(tied: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    let walk = Walk::through(tied);
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for &person in &walk.order {
        match parts.last_mut() {
            Some(part) if walk.from[person].is_some() => part.push(person),
            _ => parts.push(vec![person]),
        }
    }
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part[0]));
    parts
}
