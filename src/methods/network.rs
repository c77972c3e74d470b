//! Whom people really ask: how tight the web is, who holds it together, and whom it does not reach.
//!
//! An arc goes from somebody to whom they name; a tie joins two of whom at least one names the
//! other. People and functions are places in lists, from zero. Everything is counted exactly; what
//! is undefined is none, never zero.

mod bridges;
mod cuts;
mod mixing;
mod paths;

pub use bridges::Bridge;
pub use mixing::{Mixing, Pairs, Reading};

use num_rational::{BigRational, Rational64};
use std::collections::BTreeSet;

/// Who goes to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// The function of each person.
    functions: Vec<usize>,
    /// Whom each person names.
    named: Vec<BTreeSet<usize>>,
    /// Whom each person is tied to.
    tied: Vec<BTreeSet<usize>>,
}

impl Network {
    /// A network of people of these functions. Naming oneself, or somebody who is not in the list,
    /// makes no arc; naming somebody twice makes one.
    pub fn of(functions: Vec<usize>, named: impl IntoIterator<Item = (usize, usize)>) -> Network {
        let nobody = vec![BTreeSet::new(); functions.len()];
        let mut network = Network { named: nobody.clone(), tied: nobody, functions };
        for (from, to) in named {
            if from != to && from.max(to) < network.people() {
                network.named[from].insert(to);
                network.tied[from].insert(to);
                network.tied[to].insert(from);
            }
        }
        network
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.functions.len()
    }

    /// How many functions there are.
    pub fn function_count(&self) -> usize {
        self.functions.iter().max().map_or(0, |last| last + 1)
    }

    /// Who names whom.
    pub fn arcs(&self) -> impl Iterator<Item = (usize, usize)> {
        let all = self.named.iter().enumerate();
        all.flat_map(|(from, named)| named.iter().map(move |to| (from, *to)))
    }

    /// Who is tied to whom, each pair once, the earlier person first.
    pub fn ties(&self) -> impl Iterator<Item = (usize, usize)> {
        let all = self.tied.iter().enumerate();
        all.flat_map(|(one, tied)| tied.range(one + 1..).map(move |other| (one, *other)))
    }

    /// Of all the arcs there could be, how many there are; none for one person alone.
    pub fn density(&self) -> Option<Rational64> {
        share(self.arcs().count(), 2 * self.pairs())
    }

    /// Of all the ties there could be, how many there are.
    pub fn density_of_ties(&self) -> Option<Rational64> {
        share(self.ties().count(), self.pairs())
    }

    /// How many arcs are answered by one the other way; none without arcs.
    pub fn reciprocity(&self) -> Option<Rational64> {
        let answered = self.arcs().filter(|(from, to)| self.named[*to].contains(from));
        share(answered.count(), self.arcs().count())
    }

    /// How many people each person names.
    pub fn naming(&self) -> Vec<usize> {
        self.named.iter().map(BTreeSet::len).collect()
    }

    /// How many people each person is named by.
    pub fn named_by(&self) -> Vec<usize> {
        let mut counts = vec![0; self.people()];
        for (_, to) in self.arcs() {
            counts[to] += 1;
        }
        counts
    }

    /// How many other functions each person is tied to.
    pub fn reach(&self) -> Vec<usize> {
        let others = |person: usize| {
            let functions = self.tied[person].iter().map(|other| self.functions[*other]);
            let others: BTreeSet<usize> =
                functions.filter(|function| *function != self.functions[person]).collect();
            others.len()
        };
        (0..self.people()).map(others).collect()
    }

    /// How many arcs go from each function (the row) to each function.
    pub fn matrix(&self) -> Vec<Vec<u32>> {
        let mut matrix = vec![vec![0; self.function_count()]; self.function_count()];
        for (from, to) in self.arcs() {
            matrix[self.functions[from]][self.functions[to]] += 1;
        }
        matrix
    }

    /// Who is tied to nobody. For the facilitator's eyes.
    pub fn isolates(&self) -> Vec<usize> {
        (0..self.people()).filter(|person| self.tied[*person].is_empty()).collect()
    }

    /// Who asks others and is named by nobody. For the facilitator's eyes.
    pub fn not_nominated(&self) -> Vec<usize> {
        let named_by = self.named_by();
        let asks = |person: &usize| named_by[*person] == 0 && !self.tied[*person].is_empty();
        (0..self.people()).filter(asks).collect()
    }

    /// How much lies on each person's way: the sum, over all pairs of others, of the share of
    /// their shortest paths of ties that lead through this person. Not normalised.
    pub fn betweenness(&self) -> Vec<BigRational> {
        // Along ties each pair is walked from both its ends.
        let half = BigRational::new(1.into(), 2.into());
        paths::betweenness(&self.tied).into_iter().map(|sum| sum * &half).collect()
    }

    /// The same along arcs, for all ordered pairs.
    pub fn betweenness_of_arcs(&self) -> Vec<BigRational> {
        paths::betweenness(&self.named)
    }

    /// The people by how much lies on their way, most first, on ties in the order of the list.
    pub fn hubs(&self) -> Vec<usize> {
        let between = self.betweenness();
        let mut people: Vec<usize> = (0..self.people()).collect();
        people.sort_by(|one, other| between[*other].cmp(&between[*one]));
        people
    }

    fn pairs(&self) -> usize {
        self.people() * self.people().saturating_sub(1) / 2
    }
}

/// A part of a whole; none of nothing.
fn share(part: usize, whole: usize) -> Option<Rational64> {
    let [part, whole] = [part, whole].map(|count| i64::try_from(count).ok());
    whole.filter(|whole| *whole > 0).zip(part).map(|(whole, part)| Rational64::new(part, whole))
}

#[cfg(test)]
mod tests;
