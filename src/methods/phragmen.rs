//! Sequential Phragmén: everybody earns money at a speed in proportion to their purse, and a
//! project is bought as soon as its supporters can pay for it. A cross-check of Equal Shares.

use super::election::{Election, Selection, TieOrder};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

/// Counts. Points count as approvals. It ends as soon as one of the projects that would be bought
/// next does not fit in the money of all purses.
pub fn count(election: &Election, order: &TieOrder) -> Selection {
    let mut since = vec![BigRational::zero(); election.groups.len()];
    let mut left = election.money();
    let mut selection = Selection::default();
    loop {
        let times = times(election, &since, &selection.winners);
        let Some(first) = times.iter().flatten().min() else { break };
        let next = |place: &usize| times[*place].as_ref() == Some(first);
        let mut tied: Vec<usize> = (0..times.len()).filter(next).collect();
        tied.sort_by_key(|&place| order.rank(place));
        let cost = |place: usize| BigRational::from(BigInt::from(election.projects[place].cost));
        if tied.iter().any(|&place| cost(place) > left) {
            break;
        }
        let bought = tied[0];
        left -= cost(bought);
        for (group, since) in election.groups.iter().zip(&mut since) {
            if election.marks(group).iter().any(|mark| mark.project as usize == bought) {
                since.clone_from(first);
            }
        }
        selection.winners.push(bought);
        if tied.len() > 1 {
            selection.ties.push(tied);
        }
    }
    selection
}

/// When the supporters of each open project could pay for it: (cost + Σ eᵢ·sinceᵢ) / Σ eᵢ.
fn times(
    election: &Election,
    since: &[BigRational],
    winners: &[usize],
) -> Vec<Option<BigRational>> {
    let none = || (BigRational::zero(), BigRational::zero());
    let mut sums: Vec<_> = election.projects.iter().map(|_| none()).collect();
    for (group, since) in election.groups.iter().zip(since) {
        let weight = election.purse(group) * BigInt::from(group.people);
        for mark in election.marks(group) {
            let (weights, spent) = &mut sums[mark.project as usize];
            *weights += &weight;
            *spent += &weight * since;
        }
    }
    let open = |place: usize| {
        let bought = |base: u32| winners.contains(&(base as usize));
        !winners.contains(&place) && election.projects[place].after.is_none_or(bought)
    };
    let time = |(place, (weights, spent)): (usize, (BigRational, BigRational))| {
        let cost = BigRational::from(BigInt::from(election.projects[place].cost));
        (open(place) && !weights.is_zero()).then(|| (cost + spent) / weights)
    };
    sums.into_iter().enumerate().map(time).collect()
}
