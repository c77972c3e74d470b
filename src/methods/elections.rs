//! Real elections counted by every rule of a shared budget, against what others counted.

use super::election::{Election, Mark, Measure, Project, Selection, TieOrder};
use super::equal_shares::{Completion, EqualShares, Outcome};
use super::greedy::{Greedy, Misfit};
use super::phragmen;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::One;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn vectors_of_real_elections_are_counted_exactly() {
    let folder = crate::testing::elections();
    let text = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&text).unwrap();
    for instance in expected["instances"].as_array().unwrap() {
        let file = instance["file"].as_str().unwrap();
        let read = Read::from(&std::fs::read_to_string(folder.join(file)).unwrap());
        for (rule, expected) in instance["rules"].as_object().unwrap() {
            read.check(rule, expected, &format!("{file}, {rule}"));
        }
    }
}

/// An election as far as these tests read it, with what its projects are called.
struct Read {
    ids: Vec<String>,
    election: Election,
    /// Minor units in a currency unit.
    scale: i64,
}

/// What a rule funds, by whatever rule.
struct Counted {
    winners: Vec<usize>,
    ties: u64,
    equal_shares: Option<Outcome>,
}

impl Read {
    /// Reads; places are by id, which is also the agreed order.
    fn from(text: &str) -> Read {
        let table = |name: &str| {
            let lines = text
                .trim_start_matches('\u{feff}')
                .lines()
                .skip_while(move |line| line.trim() != name);
            let ends = ["META", "PROJECTS", "VOTES"];
            let mut rows =
                lines.skip(1).take_while(move |line| !ends.contains(&line.trim())).map(fields);
            let head = rows.next().unwrap();
            rows.map(move |row| head.iter().cloned().zip(row).collect::<BTreeMap<_, _>>())
                .collect::<Vec<_>>()
        };
        let meta: BTreeMap<String, String> = table("META")
            .into_iter()
            .map(|row| (row["key"].clone(), row["value"].clone()))
            .collect();
        let mut rows = table("PROJECTS");
        rows.sort_by(|one, other| one["project_id"].cmp(&other["project_id"]));
        let decimals = |text: &str| text.split_once('.').map_or(0, |(_, part)| part.len());
        let amounts = rows.iter().map(|row| &row["cost"]).chain([&meta["budget"]]);
        let places = amounts.map(|text| decimals(text)).max().unwrap();
        let scale = 10_i64.pow(u32::try_from(places).unwrap());
        let units = |text: &str| -> i64 {
            let (whole, part) = text.split_once('.').unwrap_or((text, ""));
            format!("{whole}{part:0<places$}").parse().unwrap()
        };
        let ids: Vec<String> = rows.iter().map(|row| row["project_id"].clone()).collect();
        let places: BTreeMap<&str, u32> = ids.iter().map(String::as_str).zip(0..).collect();
        let project = |row: &BTreeMap<String, String>| Project {
            cost: units(&row["cost"]),
            support: 0,
            after: None,
        };
        let mut election = Election::of(rows.iter().map(project).collect());
        let votes = table("VOTES");
        let purse = BigRational::new(units(&meta["budget"]).into(), votes.len().into());
        let mut ballots: BTreeMap<Vec<Mark>, u32> = BTreeMap::new();
        for vote in &votes {
            let named: Vec<&str> = vote["vote"].split(',').filter(|id| !id.is_empty()).collect();
            let points: Vec<u32> = match meta["vote_type"].as_str() {
                "cumulative" | "scoring" => {
                    vote["points"].split(',').map(|points| points.trim().parse().unwrap()).collect()
                }
                "ordinal" => (0..u32::try_from(named.len()).unwrap()).rev().collect(),
                _ => vec![1; named.len()],
            };
            let mut marks = BTreeMap::new();
            for (id, points) in named.into_iter().zip(points) {
                if points > 0 {
                    marks.entry(places[id.trim()]).or_insert(points);
                }
            }
            let marks = marks.into_iter().map(|(project, points)| Mark { project, points });
            *ballots.entry(marks.collect()).or_default() += 1;
        }
        for (marks, people) in ballots {
            for mark in &marks {
                let support = &mut election.projects[mark.project as usize].support;
                *support += u64::from(mark.points) * u64::from(people);
            }
            election.add(people, purse.clone(), marks);
        }
        Read { ids, election, scale }
    }

    fn check(&self, rule: &str, expected: &Value, at: &str) {
        let list = TieOrder::list(self.ids.len());
        let workshop = TieOrder::workshop(&self.election.projects);
        let Some(counted) = self.count(rule, list) else { panic!("{at}: what rule is that?") };
        let named = |places: &[usize]| -> Vec<&str> {
            places.iter().map(|&place| self.ids[place].as_str()).collect()
        };
        let set = |names: &[&str]| names.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        let winners = named(&counted.winners);
        assert_eq!(set(&winners), strings(&expected["winners"]).into_iter().collect(), "{at}");
        if expected["order"].is_array() {
            assert_eq!(winners, strings(&expected["order"]), "{at}");
        }
        if let Some(cost) = expected["cost"].as_str() {
            let cost = fraction(cost) * BigInt::from(self.scale);
            let ours = self.election.cost(counted.winners.iter().copied());
            assert_eq!(BigRational::from(BigInt::from(ours)), cost, "{at}");
        }
        if let Some(ties) = expected["ties"].as_u64() {
            assert_eq!(counted.ties, ties, "{at}: ties");
        }
        let other = named(&self.count(rule, workshop).expect("known").winners);
        if expected["winners_workshop"].is_array() {
            let theirs = strings(&expected["winners_workshop"]).into_iter().collect();
            assert_eq!(set(&other), theirs, "{at}: the other order");
        }
        if let Some(sensitive) = expected["tie_sensitive"].as_bool() {
            assert_eq!(set(&other) != set(&winners), sensitive, "{at}: sensitive");
        }
        if let Some(outcome) = counted.equal_shares {
            self.check_prices(&outcome, expected, at);
        }
    }

    /// The trace: every price in currency units for a unit of utility, and what is unspent of the
    /// raised purses.
    fn check_prices(&self, outcome: &Outcome, expected: &Value, at: &str) {
        let steps = |name: &str| expected[name].as_u64();
        if let Some(used) = steps("add1_increment_used") {
            assert_eq!(outcome.raise.used, used, "{at}: step");
        }
        if let Some(tried) = steps("add1_steps_tried") {
            assert_eq!(outcome.raise.tried, tried, "{at}: steps");
        }
        let Some(trace) = expected["trace"].as_array() else { return };
        let money = self.election.money();
        let purse = &money / BigInt::from(self.election.people());
        let scale = BigInt::from(self.scale);
        for (place, line) in trace.iter().enumerate() {
            if let Some(unspent) = line["unspent"].as_str() {
                let cost = BigInt::from(outcome.cost(&self.election));
                let ours = (&money * &outcome.raise.factor - cost) / &scale;
                assert_eq!(ours, fraction(unspent), "{at}: unspent");
                continue;
            }
            let round = &outcome.rounds[place];
            assert_eq!(line["project"].as_str(), Some(self.ids[round.project].as_str()), "{at}");
            let price = outcome.price(place, &purse);
            let price = match outcome.measure {
                Measure::Cost => price,
                Measure::Cardinality => price / &scale,
            };
            assert_eq!(price, fraction(line["rho"].as_str().unwrap()), "{at}, round {place}");
        }
    }

    fn count(&self, rule: &str, order: TieOrder) -> Option<Counted> {
        let (method, rest) = rule.split_once('_').unwrap_or((rule, ""));
        let (measure, completion) = rest.split_once('_').unwrap_or((rest, ""));
        let measure = match measure {
            "" | "cost" | "pointcost" => Measure::Cost,
            "cardinality" | "points" | "borda" => Measure::Cardinality,
            _ => return None,
        };
        let completion_adds = completion == "add1u";
        let step = || BigRational::one() * BigInt::from(self.scale);
        let completion = match completion {
            "" => Completion::None,
            "add1" => Completion::Add1 { step: step() },
            "add1u" => Completion::Add1U { step: step() },
            _ => return None,
        };
        let selected = |selection: Selection| {
            let ties = match method {
                "greedy" => selection.ties.iter().map(|tie| tie.len() as u64).sum(),
                _ => selection.ties.len() as u64,
            };
            Some(Counted { winners: selection.winners, ties, equal_shares: None })
        };
        match method {
            "mes" => {
                let outcome = EqualShares { measure, completion, order }.count(&self.election);
                let ties = match completion_adds {
                    true => outcome.added.ties.iter().map(|tie| tie.len() as u64).sum(),
                    false => outcome.ties,
                };
                let winners = outcome.winners().collect();
                Some(Counted { winners, ties, equal_shares: Some(outcome) })
            }
            "greedy" => {
                selected(Greedy { measure, misfit: Misfit::Skip, order }.count(&self.election))
            }
            "phragmen" => selected(phragmen::count(&self.election, &order)),
            _ => None,
        }
    }
}

/// The fields of a line; a quoted one may hold the separator, and quotes written twice.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for letter in line.trim_end_matches('\r').chars() {
        match letter {
            '"' => quoted = !quoted,
            ';' if !quoted => fields.push(String::new()),
            other => fields.last_mut().unwrap().push(other),
        }
    }
    fields
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn fraction(text: &str) -> BigRational {
    text.parse().unwrap()
}
