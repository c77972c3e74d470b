//! Counts Equal Shares round by round.

use super::{Completion, EqualShares, Outcome, Raise, Round};
use crate::methods::election::{Election, Measure, TieOrder};
use crate::methods::greedy;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// Counts with the completion that was chosen.
pub(super) fn count(rule: &EqualShares, election: &Election) -> Outcome {
    let plain = |factor| run(election, rule.measure, &rule.order, factor);
    match &rule.completion {
        Completion::None => plain(BigRational::one()),
        Completion::Add1 { step } => add1(election, step, plain),
        Completion::Add1U { step } => {
            let outcome = add1(election, step, plain);
            greedy::complete(election, outcome, &rule.order)
        }
    }
}

fn add1(election: &Election, step: &BigRational, run: impl Fn(BigRational) -> Outcome) -> Outcome {
    let money = election.money();
    let mut outcome = run(BigRational::one());
    if money.is_zero() {
        return outcome;
    }
    let share = step * BigInt::from(election.people()) / &money;
    let mut ties = outcome.ties;
    for step in 1_u64.. {
        if !something_fits(election, &outcome, &money) {
            break;
        }
        let factor = BigRational::one() + &share * BigInt::from(step);
        let next = run(factor.clone());
        ties += next.ties;
        if BigRational::from(BigInt::from(next.cost(election))) > money {
            outcome.raise.tried = step;
            break;
        }
        outcome = next;
        outcome.raise = Raise { factor, used: step, tried: step };
    }
    outcome.ties = ties;
    outcome
}

/// Whether a project that is open and that somebody may pay for fits in the money that is left.
fn something_fits(election: &Election, outcome: &Outcome, money: &BigRational) -> bool {
    let left = money - BigRational::from(BigInt::from(outcome.cost(election)));
    let mut funded = vec![false; election.projects.len()];
    outcome.winners().for_each(|project| funded[project] = true);
    let mut payable = vec![false; election.projects.len()];
    for group in election.groups.iter().filter(|group| !election.purse(group).is_zero()) {
        election.marks(group).iter().for_each(|mark| payable[mark.project as usize] = true);
    }
    let opens = |after: Option<u32>| after.is_none_or(|base| funded[base as usize]);
    election.projects.iter().enumerate().any(|(place, project)| {
        let fits = BigRational::from(BigInt::from(project.cost)) <= left;
        !funded[place] && payable[place] && opens(project.after) && fits
    })
}

/// One run with purses that are so many times the real ones.
fn run(election: &Election, measure: Measure, order: &TieOrder, factor: BigRational) -> Outcome {
    let purse = |group| election.purse(group) * &factor;
    let mut left: Vec<BigRational> = election.groups.iter().map(purse).collect();
    let mut open: Vec<usize> = (0..election.projects.len()).collect();
    let mut rounds: Vec<Round> = Vec::new();
    let mut emptied = vec![None; election.groups.len()];
    let supporters = supporters(election, measure);
    loop {
        let funded = |base: u32| rounds.iter().any(|round| round.project == base as usize);
        let ready = |place: usize| election.projects[place].after.is_none_or(funded);
        let mut prices: Vec<(BigRational, usize)> = open
            .iter()
            .filter(|&&place| ready(place))
            .filter_map(|&place| {
                price(election.projects[place].cost, &supporters[place], &left)
                    .map(|rho| (rho, place))
            })
            .collect();
        let Some(best) = prices.iter().map(|(rho, _)| rho).min().cloned() else { break };
        prices.retain(|(rho, _)| *rho == best);
        let mut tied: Vec<usize> = prices.into_iter().map(|(_, place)| place).collect();
        tied.sort_by_key(|&place| order.rank(place));
        let project = tied[0];
        for supporter in &supporters[project] {
            let whole = &best * &supporter.weight;
            let purse = &mut left[supporter.group];
            if *purse <= whole {
                if !purse.is_zero() {
                    emptied[supporter.group] = u32::try_from(rounds.len()).ok();
                }
                purse.set_zero();
            } else {
                *purse -= whole;
            }
        }
        open.retain(|&place| place != project);
        rounds.push(Round { project, rho: best, tied });
    }
    let ties = rounds.iter().filter(|round| round.tied.len() > 1).count() as u64;
    let raise = Raise { factor, used: 0, tried: 0 };
    Outcome { measure, rounds, added: Vec::new(), raise, ties, emptied }
}

struct Supporter {
    group: usize,
    people: BigInt,
    weight: BigRational,
}

fn supporters(election: &Election, measure: Measure) -> Vec<Vec<Supporter>> {
    let mut supporters: Vec<Vec<Supporter>> = Vec::new();
    supporters.resize_with(election.projects.len(), Vec::new);
    for (group, voters) in election.groups.iter().enumerate() {
        let purse = election.purse(voters);
        for mark in election.marks(voters).iter().filter(|_| !purse.is_zero()) {
            let place = mark.project as usize;
            let utility = BigInt::from(mark.points) * measure.unit(&election.projects[place]);
            let (people, weight) = (voters.people.into(), purse * utility);
            supporters[place].push(Supporter { group, people, weight });
        }
    }
    supporters
}

/// The smallest price at which the supporters pay the cost together, if they can.
fn price(cost: i64, supporters: &[Supporter], left: &[BigRational]) -> Option<BigRational> {
    let cost = BigRational::from(BigInt::from(cost));
    let mut all: Vec<(BigRational, &Supporter)> = supporters
        .iter()
        .map(|supporter| (&left[supporter.group] / &supporter.weight, supporter))
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    let mut weight: BigRational =
        all.iter().map(|(_, supporter)| &supporter.weight * &supporter.people).sum();
    let mut missing = cost;
    for (limit, supporter) in all {
        let rho = &missing / &weight;
        if rho <= limit {
            return Some(rho);
        }
        missing -= &left[supporter.group] * &supporter.people;
        weight -= &supporter.weight * &supporter.people;
    }
    None
}
