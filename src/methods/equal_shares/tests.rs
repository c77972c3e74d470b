//! Equal Shares on small elections: unequal purses, strings, every payment.

use super::{Completion, EqualShares, Outcome};
use crate::methods::election::{Election, Mark, Measure, Project, TieOrder};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn vectors_of_small_budgets_are_counted_to_the_last_payment() {
    let file = crate::testing::vectors("budget.json");
    for case in file["cases"].as_array().unwrap() {
        Case::from(case).check(&case["expected"], case["id"].as_str().unwrap_or("?"));
    }
}

/// A case of the vectors: one group for each person, in their order.
struct Case {
    people: Vec<Person>,
    goals: Vec<String>,
    election: Election,
    measure: Measure,
    ties: Option<u64>,
}

struct Person {
    id: String,
    function: String,
}

impl Case {
    fn from(case: &Value) -> Case {
        let list = |name: &str| case[name].as_array().cloned().unwrap_or_default();
        let mut goals: Vec<(String, i64)> = list("goals")
            .iter()
            .map(|goal| (string(&goal["id"]), goal["cost"].as_i64().unwrap()))
            .collect();
        goals.sort();
        let barred: BTreeSet<(String, String)> =
            list("forbidden").iter().map(|pair| (string(&pair[0]), string(&pair[1]))).collect();
        let none = Value::Null;
        let points = |person: &Value, goal: &str| {
            case["ballots"].get(string(&person["id"])).unwrap_or(&none)[goal].as_u64().unwrap_or(0)
        };
        let participants = list("participants");
        let projects = goals.iter().map(|(goal, cost)| {
            let support = participants.iter().map(|person| points(person, goal)).sum();
            Project { cost: *cost, support, after: None }
        });
        let mut election = Election::of(projects.collect());
        let mut people = Vec::new();
        for person in &participants {
            let function = string(&person["department"]);
            let may_pay = |goal: &str| !barred.contains(&(function.clone(), goal.to_owned()));
            let marks = goals.iter().zip(0..).filter(|((goal, _), _)| may_pay(goal));
            let marks = marks.map(|((goal, _), project)| Mark {
                project,
                points: u32::try_from(points(person, goal)).unwrap(),
            });
            let purse = fraction(&person["purse"]);
            election.add(1, purse, marks.filter(|mark| mark.points > 0).collect::<Vec<_>>());
            people.push(Person { id: string(&person["id"]), function });
        }
        let measure = match case["measure"].as_str() {
            Some("cost" | "pointcost") => Measure::Cost,
            Some("cardinality" | "points") => Measure::Cardinality,
            other => panic!("which measure is {other:?}?"),
        };
        let goals = goals.into_iter().map(|(goal, _)| goal).collect();
        Case { people, goals, election, measure, ties: case["ties"].as_u64() }
    }

    fn count(&self, completion: Completion) -> Outcome {
        let order = TieOrder::list(self.goals.len());
        EqualShares { measure: self.measure, completion, order }.count(&self.election)
    }

    fn check(&self, expected: &Value, at: &str) {
        let outcome = self.count(Completion::None);
        let funded: Vec<&str> = outcome.winners().map(|place| self.goals[place].as_str()).collect();
        assert_eq!(funded, strings(&expected["funded_in_order"]), "{at}");
        if let Some(ties) = self.ties {
            assert_eq!(outcome.ties, ties, "{at}: ties");
        }
        if let Some(spent) = expected["spent"].as_i64() {
            assert_eq!(outcome.cost(&self.election), i128::from(spent), "{at}");
        }
        self.check_rounds(&outcome, expected, at);
        self.check_purses(&outcome, expected, at);
        if expected["add1"].is_object() {
            self.check_add1(&expected["add1"], at);
        }
    }

    fn check_rounds(&self, outcome: &Outcome, expected: &Value, at: &str) {
        let mut paid = vec![BTreeMap::new(); outcome.rounds.len()];
        for (group, person) in self.people.iter().enumerate() {
            for payment in outcome.payments(&self.election, group) {
                paid[payment.round].insert(person.id.as_str(), payment.amount);
            }
        }
        let steps = expected["steps"].as_array().unwrap();
        for ((step, round), paid) in steps.iter().zip(&outcome.rounds).zip(paid) {
            assert_eq!(round.rho, fraction(&step["rho_per_purse_unit"]), "{at}");
            let theirs = step["paid"].as_object().unwrap();
            let theirs = theirs.iter().map(|(id, paid)| (id.as_str(), fraction(paid)));
            let theirs: BTreeMap<_, _> = theirs.filter(|(_, paid)| !paid.is_zero()).collect();
            assert_eq!(paid, theirs, "{at}");
        }
    }

    fn check_purses(&self, outcome: &Outcome, expected: &Value, at: &str) {
        let mut functions: BTreeMap<&str, BigRational> = BTreeMap::new();
        for (group, person) in self.people.iter().enumerate() {
            let payments = outcome.payments(&self.election, group);
            let paid: BigRational = payments.into_iter().map(|payment| payment.amount).sum();
            *functions.entry(&person.function).or_default() += paid;
            if let Some(left) = expected["left"].get(&person.id) {
                assert_eq!(outcome.left(&self.election, group), fraction(left), "{at}");
            }
        }
        for (function, paid) in expected["paid_by_department"].as_object().into_iter().flatten() {
            assert_eq!(functions[function.as_str()], fraction(paid), "{at}: {function}");
        }
    }

    fn check_add1(&self, expected: &Value, at: &str) {
        let outcome = self.count(Completion::Add1 { step: BigRational::one() });
        let funded = outcome.winners().map(|place| self.goals[place].as_str());
        let theirs = strings(&expected["funded"]);
        assert_eq!(
            funded.collect::<BTreeSet<_>>(),
            theirs.iter().map(String::as_str).collect(),
            "{at}"
        );
        if let Some(used) = expected["increment_used"].as_u64() {
            assert_eq!(outcome.raise.used, used, "{at}");
        }
        if let Some(ties) = expected["ties"].as_u64() {
            assert_eq!(outcome.ties, ties, "{at}: ties of all steps");
        }
    }
}

fn string(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(string).collect()
}

/// A fraction as text, or a whole number as such.
fn fraction(value: &Value) -> BigRational {
    match value.as_str() {
        Some(text) => text.parse().unwrap(),
        None => BigRational::from(BigInt::from(value.as_i64().unwrap())),
    }
}
