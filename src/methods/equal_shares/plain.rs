//! Equal Shares once more, as plainly as it is defined, in fractions alone and step after step:
//! what the fast count is held against.

use super::{Completion, EqualShares, Next, Outcome, Raise, Round};
use crate::methods::election::{Election, Group, Measure, Selection, TieOrder};
use crate::methods::greedy;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// Counts; completions walk at most so many steps, and answer with none if that is not enough.
pub(super) fn count(rule: &EqualShares, election: &Election, walk: u64) -> Option<Outcome> {
    let plain = |factor| run(election, rule.measure, &rule.order, factor);
    match &rule.completion {
        Completion::None => Some(plain(BigRational::one())),
        Completion::Add1 { step } => add1(election, step, walk, plain),
        Completion::Add1U { step } => {
            let outcome = add1(election, step, walk, plain)?;
            Some(greedy::complete(election, outcome, &rule.order))
        }
    }
}

fn add1(
    election: &Election,
    step: &BigRational,
    walk: u64,
    run: impl Fn(BigRational) -> Outcome,
) -> Option<Outcome> {
    let money = election.money();
    let mut outcome = run(BigRational::one());
    let mut ties = outcome.ties;
    for at in 1..walk {
        if !something_fits(election, &outcome, &money) {
            outcome.ties = ties;
            return Some(outcome);
        }
        let share = step * BigInt::from(election.people()) / &money;
        let factor = BigRational::one() + share * BigInt::from(at);
        let next = run(factor.clone());
        ties += next.ties;
        if BigRational::from(BigInt::from(next.cost(election))) > money {
            outcome.raise.tried = at;
            outcome.ties = ties;
            return Some(outcome);
        }
        outcome = next;
        outcome.raise = Raise { factor, used: at, tried: at };
    }
    None
}

/// Whether a project that is open and that somebody may pay for fits in the money that is left.
fn something_fits(election: &Election, outcome: &Outcome, money: &BigRational) -> bool {
    let left = money - BigRational::from(BigInt::from(outcome.cost(election)));
    let funded: Vec<usize> = outcome.winners().collect();
    let pays = |group: &&Group| !election.purse(group).is_zero();
    let payable = |place: usize| {
        let mut marks = election.groups.iter().filter(pays).flat_map(|group| election.marks(group));
        marks.any(|mark| mark.project as usize == place)
    };
    election.projects.iter().enumerate().any(|(place, project)| {
        let fits = BigRational::from(BigInt::from(project.cost)) <= left;
        let opens = project.after.is_none_or(|base| funded.contains(&(base as usize)));
        !funded.contains(&place) && payable(place) && opens && fits
    })
}

/// One run with purses that are so many times the real ones.
fn run(election: &Election, measure: Measure, order: &TieOrder, factor: BigRational) -> Outcome {
    let purse = |group| election.purse(group) * &factor;
    let mut left: Vec<BigRational> = election.groups.iter().map(purse).collect();
    let mut open: Vec<usize> = (0..election.projects.len()).collect();
    let mut rounds: Vec<Round> = Vec::new();
    let mut emptied = vec![None; election.groups.len()];
    let supporters: Vec<Vec<Supporter>> =
        open.iter().map(|&place| supporters(election, measure, place)).collect();
    loop {
        let funded = |base: u32| rounds.iter().any(|round| round.project == base as usize);
        let ready = |place: &&usize| election.projects[**place].after.is_none_or(funded);
        let priced = |&place: &usize| {
            let cost = election.projects[place].cost;
            price(cost, &supporters[place], &left).map(|rho| (rho, place))
        };
        let mut prices: Vec<_> = open.iter().filter(ready).filter_map(priced).collect();
        let Some(best) = prices.iter().map(|(rho, _)| rho).min().cloned() else { break };
        let others = prices.iter().filter(|(rho, _)| *rho != best);
        let next = others.min_by_key(|(rho, place)| (rho.clone(), order.rank(*place)));
        let next = next.map(|(rho, place)| Next { project: *place, rho: rho.clone() });
        prices.retain(|(rho, _)| *rho == best);
        let mut tied: Vec<usize> = prices.into_iter().map(|(_, place)| place).collect();
        tied.sort_by_key(|&place| order.rank(place));
        let project = tied[0];
        for supporter in &supporters[project] {
            let whole = &best * &supporter.weight;
            let purse = &mut left[supporter.group];
            if *purse > whole {
                *purse -= whole;
            } else if !purse.is_zero() {
                purse.set_zero();
                emptied[supporter.group] = u32::try_from(rounds.len()).ok();
            }
        }
        open.retain(|&place| place != project);
        rounds.push(Round { project, rho: best, tied, next });
    }
    let ties = rounds.iter().filter(|round| round.tied.len() > 1).count() as u64;
    let raise = Raise { factor, used: 0, tried: 0 };
    Outcome { measure, rounds, added: Selection::default(), raise, ties, emptied }
}

/// Voters with money: what each pays at the price 1.
struct Supporter {
    group: usize,
    people: BigInt,
    weight: BigRational,
}

fn supporters(election: &Election, measure: Measure, place: usize) -> Vec<Supporter> {
    let unit = measure.unit(&election.projects[place]);
    let mut supporters = Vec::new();
    for (group, voters) in election.groups.iter().enumerate() {
        let purse = election.purse(voters);
        let marks = election.marks(voters).iter().filter(|mark| mark.project as usize == place);
        for mark in marks.filter(|_| !purse.is_zero()) {
            let weight = purse * (BigInt::from(mark.points) * unit);
            supporters.push(Supporter { group, people: voters.people.into(), weight });
        }
    }
    supporters
}

/// The smallest price at which the supporters pay the cost together, if they can.
fn price(cost: i64, supporters: &[Supporter], left: &[BigRational]) -> Option<BigRational> {
    let limit = |supporter: &Supporter| &left[supporter.group] / &supporter.weight;
    let mut all: Vec<_> =
        supporters.iter().map(|supporter| (limit(supporter), supporter)).collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    let weights = all.iter().map(|(_, supporter)| &supporter.weight * &supporter.people);
    let mut weight: BigRational = weights.sum();
    let mut missing = BigRational::from(BigInt::from(cost));
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
