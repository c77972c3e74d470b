//! Why an outcome is as it is, in words: every number of a sentence stands in the trace.

use super::{Breaker, Next, Outcome, Rule, Share, Tie, Verdict, Wish};
use crate::money::Money;

/// How amounts are written and wishes are called by whoever reads the sentences.
pub struct Words<'a> {
    /// An amount.
    pub money: &'a dyn Fn(Money) -> String,
    /// So many thousandths, as a percentage.
    pub percent: &'a dyn Fn(u16) -> String,
    /// What a wish is called.
    pub wish: &'a dyn Fn(usize) -> String,
    /// Who pays how much for a wish, most first; empty when nobody does.
    pub payers: &'a dyn Fn(usize) -> Vec<(String, Money)>,
}

impl Outcome {
    /// Why a wish gets what it gets: sentences, the most telling first.
    pub fn why(&self, place: usize, wish: &Wish, words: &Words<'_>) -> Vec<String> {
        let share = &self.shares[place];
        let mut said = reasons(share, wish, words);
        said.extend(self.who_pays(place, words));
        said.extend(self.ties_of(place).map(|tie| self.tie(tie, words)));
        if self.otherwise.contains(&place) {
            said.push("With ties broken the other way round, it would get something else.".into());
        }
        said
    }

    /// What a tie was, and what decided.
    pub fn tie(&self, tie: &Tie, words: &Words<'_>) -> String {
        let first = (words.wish)(tie.first);
        let mut equal = vec![first.clone()];
        equal.extend(tie.others.iter().map(|wish| (words.wish)(*wish)));
        let by = match tie.by {
            Breaker::Cost => "costs less",
            Breaker::Points => "has more points",
            Breaker::List => "stands first in the list",
        };
        let equal = listed(&equal);
        match self.rule {
            Rule::MostVotes => {
                format!("{equal} have equally many votes; {first} {by}, so it goes first.")
            }
            Rule::EqualShares | Rule::AverageSplit => {
                format!("{equal} were equal; {first} {by}, so it went first.")
            }
        }
    }

    fn ties_of(&self, wish: usize) -> impl Iterator<Item = &Tie> {
        self.ties.iter().filter(move |tie| tie.first == wish || tie.others.contains(&wish)).take(1)
    }

    fn who_pays(&self, wish: usize, words: &Words<'_>) -> Option<String> {
        let verb = match self.rule {
            Rule::EqualShares => "paid",
            Rule::MostVotes | Rule::AverageSplit => "pays",
        };
        let payers: Vec<String> = (words.payers)(wish)
            .into_iter()
            .enumerate()
            .map(|(at, (payer, amount))| {
                let verb = if at == 0 { format!("{verb} ") } else { String::new() };
                format!("{payer} {verb}{}", (words.money)(amount))
            })
            .collect();
        (!payers.is_empty()).then(|| format!("{}.", listed(&payers)))
    }
}

fn reasons(share: &Share, wish: &Wish, words: &Words<'_>) -> Vec<String> {
    let money = words.money;
    let minimum = money(wish.minimum);
    let cost = wish.steps().first().map_or(Money::ZERO, |(_, cost)| *cost);
    match &share.verdict {
        Verdict::Bought { turn, price, more, next, .. } => {
            bought(share, wish, (*turn, *price, *more, *next), words)
        }
        Verdict::Gathered => vec![format!(
            "Funded with {}: any amount helps it, and this is what {} had left for it.",
            money(share.granted),
            its_supporters(share.supporters)
        )],
        Verdict::Lacks { had, lacks, until, one_more } => {
            let had = if had.is_zero() { "nothing".into() } else { money(*had) };
            let (have, supporters) = (has(share.supporters), its_supporters(share.supporters));
            let mut said = vec![format!(
                "Not funded: it costs {}, and {supporters} {have} {had} left that may go to it. \
                 It lacks {}.",
                money(cost),
                money(*lacks)
            )];
            said.extend(until.map(|other| {
                format!("Before {} was paid, they could have paid for it.", (words.wish)(other))
            }));
            let close = "One more supporter with a share of their own would have funded it.";
            said.extend(one_more.then(|| close.to_owned()));
            said
        }
        Verdict::Fits { rank, .. } => vec![format!(
            "Funded with {}{}: {} it, {}, and it fitted.",
            money(share.granted),
            how_far(share, wish),
            want(share.supporters),
            most_votes(*rank)
        )],
        Verdict::NoRoom { rank, left } => {
            let left =
                if left.is_zero() { "nothing".into() } else { format!("only {}", money(*left)) };
            vec![format!(
                "Not funded: {} it, {}. It costs {}, and {left} was left that may pay for it.",
                want(share.supporters),
                most_votes(*rank),
                money(cost)
            )]
        }
        Verdict::Reached(given) => {
            let given = gave(share.supporters, &money(*given));
            vec![format!("Funded: {given}, and its minimum is {minimum}.")]
        }
        Verdict::Full(given) => {
            let given = gave(share.supporters, &money(*given));
            vec![format!("Funded up to its stretch of {}: {given}.", money(wish.stretch))]
        }
        Verdict::Short { given, lacks } => {
            let given = gave(share.supporters, &money(*given));
            let lacks = money(*lacks);
            vec![format!("Not funded: {given}, and its minimum is {minimum}. It lacks {lacks}.")]
        }
        Verdict::Unsupported => vec!["Not funded: nobody gave it a point.".to_owned()],
        Verdict::LeftOut(barred) => vec![format!("Left out: {}.", barred.because())],
    }
}

fn bought(
    share: &Share,
    wish: &Wish,
    (turn, price, more, next): (usize, u16, Money, Option<Next>),
    words: &Words<'_>,
) -> Vec<String> {
    let money = words.money;
    let mut said = vec![format!(
        "Funded with {}{}: {} it, and it was the {} to be paid.",
        money(share.granted),
        how_far(share, wish),
        support(share.supporters),
        ordinal(turn)
    )];
    let whole = wish.minimum == wish.stretch || wish.minimum.is_zero();
    let step = if whole { "it" } else { "its minimum" };
    let next = next.map(|Next { wish, price }| {
        format!("; {} would have taken {}", (words.wish)(wish), (words.percent)(price))
    });
    said.push(format!(
        "When its turn came, no other had more support for its money: {step} took at most {} of \
         anybody's share{}.",
        (words.percent)(price),
        next.unwrap_or_default()
    ));
    if more > Money::ZERO {
        said.push(format!("Its supporters put {} on top with what they had left.", money(more)));
    }
    said
}

/// "its target", within a sentence.
fn how_far(share: &Share, wish: &Wish) -> &'static str {
    match share.granted {
        granted if granted == wish.stretch && wish.stretch > wish.target => ", its stretch",
        granted if granted == wish.target && wish.target > wish.minimum => ", its target",
        granted if granted == wish.minimum && wish.minimum < wish.stretch => ", its minimum",
        granted if granted > wish.target && wish.target > Money::ZERO => ", more than its target",
        granted if granted < wish.target && wish.minimum > Money::ZERO => ", more than its minimum",
        _ => "",
    }
}

fn gave(supporters: usize, amount: &str) -> String {
    match supporters {
        1 => format!("one person gave it {amount}"),
        many => format!("{many} people together gave it {amount}"),
    }
}

fn support(supporters: usize) -> String {
    if supporters == 1 {
        "one person supports".into()
    } else {
        format!("{supporters} people support")
    }
}

fn want(supporters: usize) -> String {
    if supporters == 1 { "one person wants".into() } else { format!("{supporters} people want") }
}

fn has(supporters: usize) -> &'static str {
    if supporters == 1 { "has" } else { "have" }
}

fn its_supporters(supporters: usize) -> String {
    match supporters {
        1 => "its only supporter".into(),
        many => format!("its {many} supporters"),
    }
}

fn most_votes(rank: usize) -> String {
    if rank == 1 { "the most votes".into() } else { format!("the {} most votes", ordinal(rank)) }
}

/// "1st", "2nd", "3rd", "11th".
fn ordinal(number: usize) -> String {
    let end = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

/// "A", "A and B", "A, B and C".
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [many @ .., last] => format!("{} and {last}", many.join(", ")),
    }
}
