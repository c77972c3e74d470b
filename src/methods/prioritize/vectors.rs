//! Rankings and scores counted as the references count them: Schulze's example and others from
//! pref_voting, networkx and votelib, real ballots from Pabulib, means as exact fractions.

use super::{Paper, Standing, Tally, VoteKind};
use serde_json::Value;

fn list(value: &Value) -> Vec<&Value> {
    value.as_array().map(|items| items.iter().collect()).unwrap_or_default()
}

fn words(value: &Value) -> Vec<String> {
    list(value).into_iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn named(options: &[usize], names: &[String]) -> Vec<String> {
    options.iter().map(|option| names[*option].clone()).collect()
}

fn cases(kind: &str) -> Vec<Value> {
    let file = crate::testing::vectors("prioritize.json");
    file[kind].as_array().cloned().unwrap_or_default()
}

/// A ballot from groups of names, the best first; how often it was cast.
fn paper(ballot: &Value, names: &[String]) -> Vec<Paper> {
    let mut paper = vec![None; names.len()];
    for (place, group) in (1..).zip(list(&ballot["ranking"])) {
        for name in words(group) {
            let at = names.iter().position(|known| *known == name).expect("a known name");
            paper[at] = Some(place);
        }
    }
    let count = ballot["count"].as_u64().unwrap_or(1);
    vec![paper; usize::try_from(count).expect("few")]
}

fn papers(case: &Value, names: &[String]) -> Vec<Paper> {
    match case["ballots"].as_str() {
        Some(read_from) => {
            let file = read_from.strip_prefix("read from ").unwrap_or(read_from);
            ordinal(&crate::testing::elections().join(file), names)
        }
        None => {
            list(&case["ballots"]).into_iter().flat_map(|ballot| paper(ballot, names)).collect()
        }
    }
}

/// The rankings of a file in Pabulib's format: `vote` holds the ids, the best first.
fn ordinal(path: &std::path::Path, names: &[String]) -> Vec<Paper> {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut rows = text.lines().skip_while(|line| line.trim() != "VOTES").skip(1);
    let header = rows.next().expect("a header");
    let column = header.split(';').position(|name| name.trim() == "vote").expect("votes");
    let paper = |row: &str| {
        let vote = row.split(';').nth(column).unwrap_or_default().trim_matches('"');
        let mut paper = vec![None; names.len()];
        for (place, id) in (1..).zip(vote.split(',').map(str::trim)) {
            if let Some(at) = names.iter().position(|name| name == id) {
                paper[at] = Some(place);
            }
        }
        paper
    };
    rows.filter(|row| !row.trim().is_empty()).map(paper).collect()
}

#[test]
fn rankings_count_as_the_vectors_do() {
    for case in cases("ranked") {
        let (name, names) = (&case["id"], words(&case["candidates"]));
        let tally = VoteKind::Ranked.count(names.len(), &papers(&case, &names));
        let duels = tally.duels.as_ref().expect("rankings have duels");
        let expected = &case["expected"];
        let matrix = |matrix: &[Vec<u32>]| serde_json::json!(matrix);
        assert_eq!(matrix(&duels.support), expected["support"], "{name}");
        assert_eq!(matrix(&duels.strength), expected["schulze_margins_strengths"], "{name}");
        let winner = duels.condorcet().map(|option| names[option].as_str());
        assert_eq!(winner, expected["condorcet_winner"].as_str(), "{name}");
        let tiers = list(&expected["schulze_margins_tiers"]).into_iter().map(words);
        let ours: Vec<Vec<String>> = duels.tiers().iter().map(|tier| named(tier, &names)).collect();
        assert_eq!(ours, tiers.collect::<Vec<_>>(), "{name}");
        for (option, item) in names.iter().zip(&tally.items) {
            let Standing::Ranked { borda, .. } = item.standing else { panic!("{name}") };
            assert_eq!(Some(borda), expected["borda_symmetric"][option].as_i64(), "{name}");
        }
        assert_eq!(named(&tally.order, &names), words(&expected["final_order"]), "{name}");
        explains(&tally, &names);
    }
}

#[test]
fn scores_count_as_the_vectors_do() {
    for case in cases("score") {
        let (name, names) = (&case["id"], words(&case["items"]));
        let score = |value: &Value| value.as_u64().and_then(|score| u8::try_from(score).ok());
        let paper = |ballot: &&Value| names.iter().map(|item| score(&ballot[item])).collect();
        let papers: Vec<Paper> = list(&case["ballots"]).iter().map(paper).collect();
        let tally = VoteKind::Score.count(names.len(), &papers);
        let expected = &case["expected"];
        for (option, item) in names.iter().zip(&tally.items) {
            let Standing::Score { sum, answers, rated } = item.standing else { panic!("{name}") };
            let at = |field: &str| expected[field][option].as_u64();
            assert_eq!(at("sum").unwrap_or(0), u64::from(sum), "{name}, {option}");
            assert_eq!(at("count"), Some(answers.into()), "{name}, {option}");
            let mean = item.standing.mean().map(|mean| mean.to_string());
            assert_eq!(mean.as_deref(), expected["mean"][option].as_str(), "{name}, {option}");
            assert_eq!(rated, answers > 0 && 2 * answers as usize >= papers.len(), "{name}");
        }
        // The reference orders by mean alone; here what is not rated comes after all that is.
        let expected = words(&expected["order_by_mean"]);
        let rated = |name: &&String| {
            let at = names.iter().position(|known| known == *name).expect("a known name");
            tally.items[at].standing.is_rated()
        };
        let (first, last): (Vec<&String>, Vec<&String>) = expected.iter().partition(rated);
        let ours = named(&tally.order, &names);
        let ours = ours.iter().filter(|name| expected.contains(name));
        assert_eq!(ours.collect::<Vec<_>>(), [first, last].concat(), "{name}");
        explains(&tally, &names);
    }
}

/// Every outcome explains itself, whatever it is.
fn explains(tally: &Tally, names: &[String]) {
    let name = |option: usize| names[option].clone();
    let decimal = |value: num_rational::Ratio<u64>| value.to_string();
    let explained = super::Words { name: &name, decimal: &decimal }.explain(tally);
    assert!(explained.ends_with('.'), "{explained}");
}
