//! A count in words: why, who pays, what stands beside it, and what the record says of it.

use super::{Counted, PotState, Taken, read_aloud};
use crate::methods::funding::{Barred, Outcome, Rule, Share, Tie, Verdict, Words};
use crate::money::{Currency, Money};
use crate::reader::Reader;
use crate::session::activities::State;
use crate::session::block::{Bar, Block, Grid, Line, Sign};
use crate::session::pot::listed;
use crate::session::viewer::Seen;
use crate::session::{Id, Place, Session};
use crate::text::CleanText;

/// A count beside whoever reads it: how amounts are written, and what each sentence is.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// The count.
    pub count: &'a Counted,
    /// The money it is in.
    pub currency: Currency,
    /// Who reads.
    pub reader: &'a Reader,
}

impl Counted {
    /// The count as told to somebody.
    pub fn told<'a>(&'a self, currency: Currency, reader: &'a Reader) -> Beside<'a> {
        Beside { count: self, currency, reader }
    }
}

impl Beside<'_> {
    fn money(&self, amount: Money) -> String {
        self.reader.money(self.currency, amount)
    }

    /// What an ask is called.
    fn called(&self, at: usize) -> String {
        self.count.asks[at].called.to_string()
    }

    fn all_called(&self, asks: impl IntoIterator<Item = usize>) -> String {
        let names: Vec<String> = asks.into_iter().map(|at| self.called(at)).collect();
        listed(&names).unwrap_or_default()
    }

    fn with_words<T>(&self, rule: Rule, say: impl FnOnce(&Words<'_>) -> T) -> T {
        let bills = self.count.bills(rule);
        let payers = |at: usize| {
            let mut paid: Vec<(String, Money)> =
                bills.iter().map(|(payer, paid)| (payer.to_string(), paid[at])).collect();
            paid.retain(|(_, amount)| !amount.is_zero());
            paid.sort_by_key(|(_, amount)| std::cmp::Reverse(*amount));
            paid
        };
        say(&Words {
            money: &|amount| self.money(amount),
            percent: &|thousandths| percent(thousandths, self.reader),
            wish: &|at| self.called(at),
            payers: &payers,
        })
    }

    /// Why an ask gets what it gets by a rule, in sentences.
    pub fn why(&self, rule: Rule, ask: &Id) -> Vec<String> {
        let Some(at) = self.count.place(ask) else { return Vec::new() };
        let wish = &self.count.asks[at].wish;
        self.with_words(rule, |words| self.count.by(rule).why(at, wish, words))
    }

    /// What the ties of an outcome were, and whether they mattered; nothing without one.
    pub fn ties(&self, rule: Rule) -> Option<String> {
        let outcome = self.count.by(rule);
        let first = first_that_matters(outcome)?;
        let tied = [first.first].into_iter().chain(first.others.iter().copied());
        if outcome.otherwise.is_empty() {
            let tied = self.all_called(tied);
            return Some(format!("{tied} were equal; their order changes nothing."));
        }
        let said = self.with_words(rule, |words| outcome.tie(first, words));
        let others = self.all_called(outcome.otherwise.iter().copied());
        Some(format!("{said} Broken the other way round, {others} would get something else."))
    }

    /// What an outcome leaves, and whom it leaves with nothing.
    pub fn left(&self, outcome: &Outcome) -> String {
        let reserve = self.money(outcome.reserve);
        format!("{reserve} would stay in the reserve{}.", self.empty_handed(outcome))
    }

    fn empty_handed(&self, outcome: &Outcome) -> String {
        let ballots = self.count.ballots;
        match outcome.empty_handed {
            0 => String::new(),
            1 => format!("; 1 of {ballots} gets nothing they wanted"),
            many => format!("; {many} of {ballots} get nothing they wanted"),
        }
    }

    /// How another outcome differs from the one that was read aloud, in one sentence.
    pub fn differs(&self, other: &Outcome) -> String {
        let flips = self.count.flips(other);
        let funded = |at: &usize| other.shares[*at].is_funded();
        let (gains, losses): (Vec<usize>, Vec<usize>) = flips.into_iter().partition(funded);
        let verb = |many: usize| if many == 1 { "is" } else { "are" };
        let mut said = Vec::new();
        if !gains.is_empty() {
            said.push(format!("{} {} funded", self.all_called(gains.clone()), verb(gains.len())));
        }
        if !losses.is_empty() {
            let not = if gains.is_empty() { "not funded" } else { "not" };
            said.push(format!("{} {} {not}", self.all_called(losses.clone()), verb(losses.len())));
        }
        let said = match said.as_slice() {
            [] => "the same asks are funded".to_owned(),
            parts => parts.join(" and "),
        };
        let empty = self.empty_handed(other);
        format!("By {} {said}{empty}.", other.rule.name())
    }

    /// One bar an ask for money, its length what is granted of the target.
    pub fn bars(&self, rule: Rule) -> Vec<Bar> {
        let bar = |(ask, share): (&super::CountedAsk, &Share)| {
            let (granted, target) = (share.granted, ask.wish.target);
            Bar {
                label: ask.called.to_string(),
                value: u64::try_from(granted.0).unwrap_or_default(),
                most: u64::try_from(target.max(granted).0).unwrap_or_default().max(1),
                number: match granted > target {
                    true => self.money(granted),
                    false => format!("{} of {}", self.money(granted), self.money(target)),
                },
                aside: match share.verdict {
                    Verdict::LeftOut(Barred::NoOwner) => "no owner".to_owned(),
                    _ if granted > target => format!("target {}", self.money(target)),
                    _ => String::new(),
                },
            }
        };
        let asks = self.count.asks.iter().zip(&self.count.by(rule).shares);
        asks.filter(|(ask, _)| !ask.wish.stretch.is_zero()).map(bar).collect()
    }

    /// Who pays how much for what: one row a funded ask, one column a payer, sums at the ends.
    pub fn bills(&self, rule: Rule) -> Grid {
        let outcome = self.count.by(rule);
        let asks = outcome.shares.iter().enumerate().filter(|(_, share)| share.is_funded());
        let rows: Vec<(String, usize)> = asks.map(|(at, _)| (self.called(at), at)).collect();
        let grants: Vec<Money> = outcome.granted().collect();
        who_pays_what(&rows, &self.count.bills(rule), &grants, |amount| self.money(amount))
    }

    /// All rules side by side: what each ask gets, what is left, and who gets nothing.
    pub fn side_by_side(&self) -> Grid {
        let count = self.count;
        let mut outcomes: Vec<&Outcome> = vec![count.outcome()];
        outcomes.extend(count.others());
        let mut columns = vec!["Ask".to_owned()];
        columns.extend(outcomes.iter().map(|outcome| started(outcome.rule.name())));
        columns[1] = format!("{} (read aloud)", columns[1]);
        let row = |at: usize| {
            let amounts = outcomes.iter().map(|outcome| {
                let flips = count.flips(outcome).contains(&at);
                let granted = self.money(outcome.shares[at].granted);
                if flips { format!("{granted} ≠") } else { granted }
            });
            [self.called(at)].into_iter().chain(amounts).collect()
        };
        let takes_money = |at: &usize| !count.asks[*at].wish.stretch.is_zero();
        let mut rows: Vec<Vec<String>> =
            (0..count.asks.len()).filter(takes_money).map(row).collect();
        let all = |label: &str, of: &dyn Fn(&Outcome) -> String| {
            [label.to_owned()].into_iter().chain(outcomes.iter().map(|it| of(it))).collect()
        };
        rows.push(all("Stays in the reserve", &|outcome| self.money(outcome.reserve)));
        rows.push(all("Get nothing they wanted", &|outcome| {
            format!("{} of {}", outcome.empty_handed, count.ballots)
        }));
        Grid { columns, rows }
    }
}

/// The tie that changed something, else the first.
fn first_that_matters(outcome: &Outcome) -> Option<&Tie> {
    let matters = |tie: &&Tie| {
        outcome.otherwise.contains(&tie.first)
            || tie.others.iter().any(|ask| outcome.otherwise.contains(ask))
    };
    outcome.ties.iter().find(matters).or(outcome.ties.first())
}

/// Bills as a table, with what each ask gets and what each payer pays in all.
pub(in crate::session) fn who_pays_what(
    asks: &[(String, usize)],
    bills: &[(CleanText, Vec<Money>)],
    grants: &[Money],
    money: impl Fn(Money) -> String,
) -> Grid {
    let amount = |amount: Money| if amount.is_zero() { String::new() } else { money(amount) };
    let mut columns = vec!["For".to_owned()];
    columns.extend(bills.iter().map(|(payer, _)| payer.to_string()));
    columns.push("Together".into());
    let row = |(called, at): &(String, usize)| {
        let paid = bills.iter().map(|(_, paid)| amount(paid[*at]));
        [called.clone()].into_iter().chain(paid).chain([money(grants[*at])]).collect()
    };
    let mut rows: Vec<Vec<String>> = asks.iter().map(row).collect();
    let sum = |amounts: &[Money]| Money(amounts.iter().map(|amount| amount.0).sum());
    let mut last = vec!["Together".to_owned()];
    last.extend(bills.iter().map(|(_, paid)| money(sum(paid))));
    last.push(money(sum(grants)));
    rows.push(last);
    Grid { columns, rows }
}

/// "9.5%", and whole percents from ten on.
fn percent(thousandths: u16, reader: &Reader) -> String {
    match (thousandths / 10, thousandths % 10) {
        (whole @ 10.., rest) => format!("{}%", whole + u16::from(rest >= 5)),
        (whole, 0) => format!("{whole}%"),
        (whole, tenths) => format!("{whole}{}{tenths}%", reader.locale.marks.decimal),
    }
}

/// How it was counted: the rule, the ballots, and for each ask why it is funded or not. What was
/// taken is told as it was then.
pub(super) fn section(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    let Some(State::Pot(pot)) = seen.state(place) else { return Vec::new() };
    let taken = pot.taken.as_deref();
    let Some(count) = taken.map(|taken| &taken.count).or(seen.counted(place)) else {
        return Vec::new();
    };
    let told = count.told(seen.currency, reader);
    let rule = count.rule;
    let mut blocks = vec![
        Block::heading(format!("Counted by {}", rule.name())),
        Block::Text(read_aloud(rule, count.purses)),
        Block::text(totals(&told)),
    ];
    blocks.push(Block::Bars(told.bars(rule)));
    blocks.push(Block::Lines(reasons(&told, rule)));
    blocks.extend(told.ties(rule).map(Block::Text));
    // As granted, who pays stands with the pot.
    let granted = count.is_taken(rule, seen);
    if !granted && count.outcome().shares.iter().any(Share::is_funded) {
        blocks.push(Block::heading("Who would pay, by this count"));
        blocks.push(Block::Grid(told.bills(rule)));
    }
    blocks.push(Block::heading("The other rules beside it"));
    blocks.push(Block::Grid(told.side_by_side()));
    blocks.push(Block::text("≠ is funded by one rule and not by the one that was read aloud."));
    blocks.extend(what_became(seen, pot, &told));
    blocks
}

fn totals(told: &Beside<'_>) -> String {
    let ballots = match told.count.ballots {
        1 => "One ballot".to_owned(),
        many => format!("{many} ballots"),
    };
    let pot = told.money(told.count.pot());
    format!("{ballots} on a pot of {pot}; {}", told.left(told.count.outcome()))
}

fn reasons(told: &Beside<'_>, rule: Rule) -> Vec<Line> {
    let line = |(ask, share): (&super::CountedAsk, &Share)| {
        let sign = if share.is_funded() { Sign::Settled } else { Sign::Nobody };
        let why = lower(&told.why(rule, &ask.ask).join(" "));
        Line::new(sign, format!("{} is {why}", ask.called)).with(&*ask.title)
    };
    told.count.asks.iter().zip(&told.count.by(rule).shares).map(line).collect()
}

/// Whether the count was taken, by which rule, and what was granted otherwise since.
fn what_became(seen: &Session, pot: &PotState, told: &Beside<'_>) -> Vec<Block> {
    let Some(Taken { rule, count }) = pot.taken.as_deref() else {
        let granted = !seen.pot.granted().is_zero();
        let words = "What was granted in the end differs from this count.";
        let differs = granted && !told.count.is_taken(told.count.rule, seen);
        return differs.then(|| Block::text(words)).into_iter().collect();
    };
    let mut blocks = Vec::new();
    if *rule != count.rule {
        blocks.push(Block::text(format!(
            "Granted was what {} proposes, not {}: that was decided, and stands among the \
             decisions.",
            rule.name(),
            count.rule.name()
        )));
    }
    let changed: Vec<Line> = seen
        .pot
        .asks
        .iter()
        .filter_map(|ask| {
            let then = count.share(*rule, &ask.id).map_or(Money::ZERO, |share| share.granted);
            let text = format!(
                "{}: {} now, {} then",
                seen.called(ask),
                told.money(ask.granted),
                told.money(then)
            );
            (then != ask.granted).then(|| Line::item(text))
        })
        .collect();
    match changed.is_empty() {
        true => blocks.push(Block::text("What was taken is what is granted.")),
        false => {
            blocks.push(Block::text("Since it was taken, grants have changed:"));
            blocks.push(Block::Lines(changed));
        }
    }
    blocks
}

/// A sentence that goes on within another one.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The same words at the beginning of a heading.
fn started(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
