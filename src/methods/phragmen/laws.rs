//! What is true of Phragmén's rule whatever the election.

use super::count;
use crate::methods::election::sketch::{Sketch, sketches};
use crate::methods::election::{Election, Selection, TieOrder};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;
use proptest::sample::Index;

/// The rule once more, as plainly as it is defined, in fractions alone.
fn plainly(election: &Election, order: &TieOrder) -> Selection {
    let mut since = vec![BigRational::zero(); election.groups.len()];
    let mut open: Vec<usize> = (0..election.projects.len()).collect();
    let mut left = election.money();
    let mut selection = Selection::default();
    loop {
        let ready = |place: &&usize| election.projects[**place].after.is_none();
        let time = |place: &usize| Some((time(election, &since, *place)?, *place));
        let times: Vec<(BigRational, usize)> = open.iter().filter(ready).filter_map(time).collect();
        let Some(first) = times.iter().map(|(time, _)| time).min() else { return selection };
        let mut tied: Vec<usize> =
            times.iter().filter(|(time, _)| time == first).map(|(_, place)| *place).collect();
        tied.sort_by_key(|place| order.rank(*place));
        let cost = |place: usize| BigRational::from(BigInt::from(election.projects[place].cost));
        if tied.iter().any(|place| cost(*place) > left) {
            return selection;
        }
        let project = tied[0];
        for (place, group) in election.groups.iter().enumerate() {
            if election.marks(group).iter().any(|mark| mark.project as usize == project) {
                since[place] = first.clone();
            }
        }
        left -= cost(project);
        open.retain(|place| *place != project);
        selection.winners.push(project);
        if tied.len() > 1 {
            selection.ties.push(tied);
        }
    }
}

/// When the supporters of a project have earned its cost, if they earn at all.
fn time(election: &Election, since: &[BigRational], place: usize) -> Option<BigRational> {
    let mut spent = BigRational::from(BigInt::from(election.projects[place].cost));
    let mut speed = BigRational::zero();
    for (group, since) in election.groups.iter().zip(since) {
        if election.marks(group).iter().any(|mark| mark.project as usize == place) {
            let purses = election.purse(group) * BigInt::from(group.people);
            spent += &purses * since;
            speed += purses;
        }
    }
    (!speed.is_zero()).then(|| spent / speed)
}

fn counted(sketch: &Sketch) -> Selection {
    count(&sketch.election(), &sketch.tie_order())
}

proptest! {
    #[test]
    fn counting_fast_is_counting_plainly(sketch in sketches()) {
        let plainly = plainly(&sketch.election(), &sketch.tie_order());
        prop_assert_eq!(counted(&sketch), plainly);
    }

    #[test]
    fn who_they_are_does_not_matter(sketch in sketches(), turn in any::<Index>()) {
        let mut other = sketch.clone();
        if !other.voters.is_empty() {
            other.voters.rotate_left(turn.index(sketch.voters.len()));
        }
        prop_assert_eq!(counted(&sketch), counted(&other));
    }

    #[test]
    fn without_ties_no_order_matters(sketch in sketches()) {
        let ours = counted(&sketch);
        if ours.ties.is_empty() {
            let mut other = sketch.clone();
            other.order.reverse();
            prop_assert_eq!(ours, counted(&other));
        }
    }

    #[test]
    fn no_more_is_spent_than_there_is(sketch in sketches()) {
        let election = sketch.election();
        let cost = election.cost(counted(&sketch).winners.into_iter());
        prop_assert!(BigRational::from(BigInt::from(cost)) <= election.money());
    }
}
