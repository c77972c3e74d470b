//! Ballots that are alike, counted together while they are read.

use super::quick::Quick;
use crate::methods::election::Mark;
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

/// All the different ballots, in the order in which they first came.
pub(super) struct Ballots {
    marks: Vec<Mark>,
    groups: Vec<Group>,
    /// Where a ballot stands in `groups`, by its hash: 0 is nowhere, and else one more than that.
    places: Vec<u32>,
    quick: Quick,
}

struct Group {
    hash: u64,
    people: u32,
    marks: Range<usize>,
}

impl Ballots {
    pub(super) fn new() -> Ballots {
        let places = vec![0; SMALLEST];
        Ballots { marks: Vec::new(), groups: Vec::new(), places, quick: Quick::new() }
    }

    /// One more ballot. Its marks name each project once, in the order of the list.
    pub(super) fn add(&mut self, marks: &[Mark]) {
        let hash = self.hash(marks);
        let mut place = self.first_place(hash);
        while let Some(at) = self.places[place].checked_sub(1) {
            let group = &mut self.groups[at as usize];
            if group.hash == hash && self.marks[group.marks.clone()] == *marks {
                group.people += 1;
                return;
            }
            place = (place + 1) & (self.places.len() - 1);
        }
        let from = self.marks.len();
        self.marks.extend_from_slice(marks);
        self.groups.push(Group { hash, people: 1, marks: from..self.marks.len() });
        self.places[place] = number(self.groups.len());
        if self.groups.len() * 2 > self.places.len() {
            self.grow();
        }
    }

    /// Each different ballot with the number of people who cast it.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &[Mark])> {
        self.groups.iter().map(|group| (group.people, &self.marks[group.marks.clone()]))
    }

    fn hash(&self, marks: &[Mark]) -> u64 {
        let mut hasher = self.quick.build_hasher();
        for mark in marks {
            hasher.write_u64(u64::from(mark.project) << 32 | u64::from(mark.points));
        }
        hasher.finish()
    }

    /// The number of places is a power of two.
    fn first_place(&self, hash: u64) -> usize {
        usize::try_from(hash >> 32).expect("half a word") & (self.places.len() - 1)
    }

    fn grow(&mut self) {
        self.places = vec![0; self.places.len() * 2];
        for at in 0..self.groups.len() {
            let mut place = self.first_place(self.groups[at].hash);
            while self.places[place] != 0 {
                place = (place + 1) & (self.places.len() - 1);
            }
            self.places[place] = number(at + 1);
        }
    }
}

const SMALLEST: usize = 64;

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a file has fewer than four thousand million ballots")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ballots_that_are_alike_are_counted_together() {
        let mut ballots = Ballots::new();
        let marks = |ballot: u32| {
            (0..ballot % 7).map(move |project| Mark { project, points: ballot }).collect::<Vec<_>>()
        };
        for ballot in (0..3_000).chain(0..3_000) {
            ballots.add(&marks(ballot));
        }
        let all: Vec<_> = ballots.iter().collect();
        // Those without marks are alike.
        assert_eq!(all[0], (2 * 429, &[][..]));
        assert_eq!(all.len(), 3_000 - 428);
        assert!(all[1..].iter().all(|(people, _)| *people == 2));
        assert_eq!(all[1].1, marks(1));
    }
}
