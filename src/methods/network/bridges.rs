//! What a room can act on: who is asked most, which functions meet in one person alone, and which
//! functions nobody goes to.
//!
//! A function that only one of its people ties to another hangs on that person: Burt ("Structural
//! Holes", 1992) calls such people brokers, and what they hold goes with them. It is asked of pairs
//! of functions, not of the whole, since two functions may reach each other by long ways round and
//! still have nobody to ask.

use super::Network;
use num_rational::BigRational;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Two functions that are tied through one person alone, on one side or on both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// The functions, the earlier one first.
    pub between: [usize; 2],
    /// Of each of them the person through whom alone it is tied to the other; none where there are
    /// several, or where the function has nobody else who could be.
    pub only: [Option<usize>; 2],
}

impl Bridge {
    /// Those without whom it would not be there, one or two.
    pub fn people(&self) -> impl Iterator<Item = usize> {
        self.only.into_iter().flatten()
    }
}

impl Network {
    /// The people by how many name them, most first; those whom equally many name stand together,
    /// in the order of the list. Whoever is named by nobody is not among them.
    pub fn asked_most(&self) -> Vec<(usize, Vec<usize>)> {
        let named_by = self.named_by();
        let counts: BTreeSet<usize> = named_by.iter().copied().filter(|count| *count > 0).collect();
        let with = |count: usize| {
            let people = (0..self.people()).filter(|person| named_by[*person] == count);
            (count, people.collect())
        };
        counts.into_iter().rev().map(with).collect()
    }

    /// The pairs of functions that one person alone ties to each other. Those come first in whom
    /// somebody would lose touch altogether, then those on whose way most lies, then in the order
    /// of the functions.
    pub fn single_bridges(&self) -> Vec<Bridge> {
        let count = self.function_count();
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| [one, other]));
        let mut bridges: Vec<Bridge> = pairs.filter_map(|pair| self.bridge(pair)).collect();
        let (needed, between) = (self.articulation_people(), self.betweenness());
        let rank = |bridge: &Bridge| {
            let cuts = bridge.people().any(|person| needed.contains(&person));
            let most = bridge.people().map(|person| between[person].clone()).max();
            (Reverse(cuts), Reverse(most.unwrap_or_else(|| BigRational::from_integer(0.into()))))
        };
        bridges.sort_by_cached_key(rank);
        bridges
    }

    fn bridge(&self, between: [usize; 2]) -> Option<Bridge> {
        let [one, other] = between;
        let only = [self.only_tie(one, other), self.only_tie(other, one)];
        only.iter().any(Option::is_some).then_some(Bridge { between, only })
    }

    /// Who alone of a function of several is tied to another one.
    fn only_tie(&self, of: usize, to: usize) -> Option<usize> {
        let people = || (0..self.people()).filter(|person| self.functions[*person] == of);
        let is_tied =
            |person: &usize| self.tied[*person].iter().any(|other| self.functions[*other] == to);
        let mut tied = people().filter(is_tied);
        let only = tied.next().filter(|_| tied.next().is_none())?;
        people().any(|person| person != only).then_some(only)
    }

    /// The functions, among so many, whom nobody of another function names.
    pub fn unreached(&self, functions: usize) -> Vec<usize> {
        let named = self.arcs().filter(|(from, to)| self.functions[*from] != self.functions[*to]);
        let reached: BTreeSet<usize> = named.map(|(_, to)| self.functions[to]).collect();
        (0..functions).filter(|function| !reached.contains(function)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Service (0, 1, 2), Legal (3, 4) and IT (5): 0 alone ties Service to Legal, on both sides
    /// one tie; 5 is IT's only one.
    fn three_functions() -> Network {
        let arcs = [(1, 0), (2, 0), (0, 3), (4, 3), (1, 5), (2, 5)];
        Network::of(vec![0, 0, 0, 1, 1, 2], arcs)
    }

    #[test]
    fn who_is_asked_most_stands_first_and_ties_stand_together() {
        let network = three_functions();
        assert_eq!(network.asked_most(), [(2, vec![0, 3, 5])]);
        let network = Network::of(vec![0; 4], [(0, 1), (2, 1), (1, 2), (1, 0)]);
        assert_eq!(network.asked_most(), [(2, vec![1]), (1, vec![0, 2])]);
        assert_eq!(Network::of(vec![0, 1], []).asked_most(), []);
    }

    #[test]
    fn two_functions_that_meet_in_one_person_are_a_single_bridge() {
        let bridges = three_functions().single_bridges();
        let service_and_legal = Bridge { between: [0, 1], only: [Some(0), Some(3)] };
        // IT has one person, and two of Service go to them: nobody else could be the bridge.
        assert_eq!(bridges, [service_and_legal]);
        assert_eq!(bridges[0].people().collect::<Vec<_>>(), [0, 3]);
    }

    #[test]
    fn a_second_tie_takes_a_bridge_away_on_its_side_alone() {
        let arcs = three_functions().arcs().chain([(1, 3)]).collect::<Vec<_>>();
        let network = Network::of(vec![0, 0, 0, 1, 1, 2], arcs);
        let legal = Bridge { between: [0, 1], only: [None, Some(3)] };
        assert_eq!(network.single_bridges(), [legal]);
        let arcs = network.arcs().chain([(4, 2)]).collect::<Vec<_>>();
        assert_eq!(Network::of(vec![0, 0, 0, 1, 1, 2], arcs).single_bridges(), []);
    }

    #[test]
    fn the_bridge_that_cuts_somebody_off_stands_before_one_that_is_a_detour_saved() {
        // Functions 0 (0, 1), 1 (2, 3) and 2 (4, 5): a ring through all but 5, who hangs on 4.
        let arcs = [(0, 2), (2, 3), (3, 4), (4, 1), (1, 0), (4, 5)];
        let bridges = Network::of(vec![0, 0, 1, 1, 2, 2], arcs).single_bridges();
        let cuts: Vec<[usize; 2]> = bridges.iter().map(|bridge| bridge.between).collect();
        assert_eq!(cuts, [[0, 2], [1, 2], [0, 1]]);
    }

    #[test]
    fn whom_only_their_own_name_is_not_reached() {
        let network = Network::of(vec![0, 0, 1, 2, 2], [(0, 2), (2, 0), (3, 4)]);
        assert_eq!(network.unreached(4), [2, 3]);
        assert_eq!(Network::of(vec![], []).unreached(1), [0]);
    }

    proptest! {
        #[test]
        fn without_its_person_the_two_functions_of_a_bridge_are_not_tied(
            functions in prop::collection::vec(0..4_usize, 1..12),
            arcs in prop::collection::vec((0..12_usize, 0..12_usize), 0..24),
        ) {
            let network = Network::of(functions.clone(), arcs);
            for bridge in network.single_bridges() {
                for person in bridge.people() {
                    let kept = network.arcs().filter(|(one, other)| ![*one, *other].contains(&person));
                    let without = Network::of(functions.clone(), kept);
                    let tied = without.ties().any(|(one, other)| {
                        let mut pair = [functions[one], functions[other]];
                        pair.sort_unstable();
                        pair == bridge.between
                    });
                    prop_assert!(!tied);
                }
            }
        }

        #[test]
        fn everybody_who_is_named_stands_once_among_those_asked(
            arcs in prop::collection::vec((0..9_usize, 0..9_usize), 0..30),
        ) {
            let network = Network::of(vec![0; 9], arcs);
            let mut asked: Vec<usize> =
                network.asked_most().into_iter().flat_map(|(_, people)| people).collect();
            asked.sort_unstable();
            let named_by = network.named_by();
            let named: Vec<usize> = (0..9).filter(|person| named_by[*person] > 0).collect();
            prop_assert_eq!(asked, named);
        }
    }
}
