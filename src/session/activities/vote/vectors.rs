//! Dots from the ballot to the count, as the references have them: what a ballot may hold, the
//! order, the ties, and what a line keeps.

use crate::methods::prioritize::{Paper, Standing, VoteKind};
use crate::session::Ballot;
use crate::session::private::Marking;
use crate::testing::area;
use serde_json::Value;

fn words(value: &Value) -> Vec<String> {
    let list = value.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn number(value: &Value) -> u8 {
    value.as_u64().and_then(|number| u8::try_from(number).ok()).unwrap_or(0)
}

/// What stands in a ballot of the file; something unknown is on the ballot as one thing more.
fn ballot(case: &Value, items: &[String]) -> Ballot {
    let marks = case.as_object().into_iter().flatten().map(|(name, dots)| {
        let at = items.iter().position(|item| item == name).unwrap_or(items.len());
        (area(at + 1), number(dots))
    });
    Ballot::of(marks)
}

#[test]
fn dots_count_as_the_vectors_do() {
    let file = crate::testing::vectors("prioritize.json");
    for case in file["dots"].as_array().into_iter().flatten() {
        let (name, items) = (&case["id"], words(&case["items"]));
        let all = number(&case["dots_per_person"]);
        let marking = Marking::Dots { all, cap: number(&case["max_per_item"]) };
        let known = |ballot: &Ballot| {
            ballot.marks.iter().all(|mark| mark.on != area(items.len() + 1))
                && marking.check(ballot, ToString::to_string).is_ok()
        };
        let ballots = case["ballots"].as_array().into_iter().flatten();
        let ballots: Vec<Ballot> = ballots.map(|case| ballot(case, &items)).collect();
        let valid: Vec<&Ballot> = ballots.iter().filter(|ballot| known(ballot)).collect();
        let broken = (0_u64..).zip(&ballots).filter(|(_, ballot)| !known(ballot));
        let broken: Vec<Option<u64>> = broken.map(|(at, _)| Some(at)).collect();
        let expected = &case["expected"];
        let invalid = expected["invalid_ballots"].as_array().into_iter().flatten();
        let invalid: Vec<Option<u64>> = invalid.map(Value::as_u64).collect();
        assert_eq!(broken, invalid, "{name}");
        let paper = |ballot: &&Ballot| -> Paper {
            (1..=items.len()).map(|at| ballot.answer(&area(at))).collect()
        };
        let papers: Vec<Paper> = valid.iter().map(paper).collect();
        let tally = VoteKind::Dots.count(items.len(), &papers);
        let named = |options: &[usize]| -> Vec<String> {
            options.iter().map(|option| items[*option].clone()).collect()
        };
        assert_eq!(named(&tally.order), words(&expected["order"]), "{name}");
        for (item, counted) in items.iter().zip(&tally.items) {
            let Standing::Dots { dots, people } = counted.standing else { panic!("{name}") };
            assert_eq!(Some(u64::from(dots)), expected["totals"][item].as_u64(), "{name}");
            assert_eq!(people.map(u64::from), expected["supporters"][item].as_u64(), "{name}");
        }
        let groups = expected["tie_groups"].as_array().into_iter().flatten().map(words);
        let ours: Vec<Vec<String>> = tally.groups.iter().map(|group| named(group)).collect();
        assert_eq!(ours, groups.collect::<Vec<_>>(), "{name}");
        for (most, cut) in expected["cut"].as_object().into_iter().flatten() {
            let ours = tally.cut(most.parse().expect("a number"));
            assert_eq!(named(&ours.inside), words(&cut["in"]), "{name}, {most}");
            assert_eq!(named(&ours.tied), words(&cut["tied_at_cut"]), "{name}, {most}");
        }
    }
}
