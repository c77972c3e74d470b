//! The answer for programs: one object, with amounts as decimal strings in the unit of the file and
//! prices as exact fractions.

use super::amounts::Amounts;
use super::tally::{Tally, Tie};
use super::{Completion, Rule};
use crate::locale::Marks;
use crate::methods::election::Measure;
use crate::methods::equal_shares::{Outcome, Round};
use num_bigint::BigInt;
use num_rational::BigRational;
use serde_json::{Value, json};

/// The whole answer.
pub(super) fn object(tally: &Tally) -> Value {
    let amounts = Amounts::of(&tally.file, Marks::default());
    json!({
        "rule": match tally.choice.rule {
            Rule::EqualShares => "equal-shares",
            Rule::Greedy => "greedy",
            Rule::Phragmen => "phragmen",
        },
        "measure": tally.choice.measure.map(|measure| match measure {
            Measure::Cost => "cost",
            Measure::Cardinality => "cardinality",
        }),
        "completion": match tally.choice.completion {
            Completion::None => "none",
            Completion::Add1 => "add1",
            Completion::Add1u => "add1u",
        },
        "ties_order": tally.choice.order.name(),
        "budget": amounts.plain(tally.file.budget),
        "winners": ids(tally, &tally.winners()),
        "cost": amounts.plain(tally.cost()),
        "ties": tally.result.ties.iter().map(|tie| tied(tally, tie)).collect::<Vec<_>>(),
        "tie_sensitive": tally.otherwise.is_some(),
        "trace": trace(tally, amounts),
    })
}

/// How it came to that, one purchase after the other, and what is left.
fn trace(tally: &Tally, amounts: Amounts) -> Vec<Value> {
    let left = amounts.plain(tally.file.budget - tally.cost());
    let free =
        tally.free.iter().map(|&project| json!({ "project": id(tally, project), "rho": "0" }));
    let Some(outcome) = &tally.result.shares else {
        let winners = tally.result.winners.iter().map(|&project| by_votes(tally, project));
        return free.chain(winners).chain([json!({ "left": left })]).collect();
    };
    let rounds = (0..outcome.rounds.len()).map(|round| purchase(tally, outcome, round, amounts));
    let added = outcome.added.winners.iter().map(|&project| by_votes(tally, project));
    let unspent = amounts.exact(&unspent(tally, outcome)).to_string();
    let mut end = json!({ "unspent": unspent, "left": left, "raises": outcome.raise.used });
    if tally.choice.completion != Completion::None {
        end["tried"] = json!(outcome.raise.tried);
        end["ties"] = json!(outcome.ties);
    }
    free.chain(rounds).chain(added).chain([end]).collect()
}

fn purchase(tally: &Tally, outcome: &Outcome, round: usize, amounts: Amounts) -> Value {
    let Round { project, tied, next, .. } = &outcome.rounds[round];
    let mut told = json!({
        "project": id(tally, *project),
        "rho": rho(tally, outcome, &outcome.rounds[round].rho, amounts).to_string(),
        "supporters": tally.support[*project].people,
    });
    if tied.len() > 1 {
        told["tied"] = json!(ids(tally, tied));
    }
    if let Some(next) = next {
        let rho = rho(tally, outcome, &next.rho, amounts).to_string();
        told["next"] = json!({ "project": id(tally, next.project), "rho": rho });
    }
    told
}

fn by_votes(tally: &Tally, project: usize) -> Value {
    json!({ "project": id(tally, project), "supporters": tally.support[project].people })
}

/// The price as it is published: what is paid for a unit of utility, in the unit of the file.
fn rho(tally: &Tally, outcome: &Outcome, rho: &BigRational, amounts: Amounts) -> BigRational {
    let price = rho * tally.purse() * tally.point();
    match outcome.measure {
        Measure::Cost => price,
        Measure::Cardinality => amounts.exact(&price),
    }
}

/// What stays in the purses, raised ones if they were raised.
fn unspent(tally: &Tally, outcome: &Outcome) -> BigRational {
    let bought = outcome.rounds.iter().map(|round| tally.file.projects[round.project].cost);
    let bought: i128 = bought.map(i128::from).sum();
    &outcome.raise.factor * BigInt::from(tally.file.budget) - BigInt::from(bought)
}

fn tied(tally: &Tally, tie: &Tie) -> Value {
    json!({
        "round": tie.round,
        "projects": ids(tally, &tie.projects),
        "first": id(tally, tie.projects[0]),
        "because": tally.why_first(tie).name(),
    })
}

fn ids<'a>(tally: &'a Tally, projects: &[usize]) -> Vec<&'a str> {
    projects.iter().map(|&project| id(tally, project)).collect()
}

fn id(tally: &Tally, project: usize) -> &str {
    &tally.file.projects[project].id
}
