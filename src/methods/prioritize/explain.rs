//! Why an order is as it is, in sentences that can be read aloud.

use super::{By, Gap, Item, Standing, Tally, VoteKind};
use crate::methods::ranked::Circle;
use crate::text::listed;
use num_rational::Ratio;

/// More than these tied options are counted, not named: the bars beside name them.
const FEW: usize = 3;

/// What is said of a tie.
const LIST_ALONE: &str = "the list alone orders them.";

/// How things are called and numbers are written where the sentences are read.
pub struct Words<'a> {
    /// What an option is called within a sentence.
    pub name: &'a dyn Fn(usize) -> String,
    /// How a fraction is written: "3.1".
    pub decimal: &'a dyn Fn(Ratio<u64>) -> String,
}

impl Words<'_> {
    /// Why the order is as it is.
    pub fn explain(&self, tally: &Tally) -> String {
        let Some(first) = tally.groups.first().filter(|_| says_anything(tally)) else {
            return match tally.kind {
                VoteKind::Dots => "Nobody gave a dot.".into(),
                VoteKind::Approval => "Nobody approved of anything.".into(),
                VoteKind::Score => "Nobody gave a score.".into(),
                VoteKind::Ranked => "Nobody ranked anything.".into(),
            };
        };
        let mut sentences = vec![self.first(tally, first)];
        sentences.extend(tally.run_offs.iter().map(|run_off| self.run_off(&run_off.among)));
        sentences.extend((1..tally.order.len()).filter_map(|row| self.by_support(tally, row)));
        let given = |group: &&Vec<usize>| has_something(&tally.items[group[0]]);
        let ties = tally.ties().filter(|group| *group != first).filter(given);
        sentences.extend(ties.map(|group| self.tie(tally, group)));
        sentences.extend(self.not_rated(tally));
        sentences.join(" ")
    }

    fn first(&self, tally: &Tally, first: &[usize]) -> String {
        let best = &tally.items[first[0]];
        match (first, &tally.duels) {
            ([one], Some(_)) => self.wins(tally, *one),
            (more, Some(_)) => self.tied_at_the_top(tally, more),
            ([one], None) if tally.kind == VoteKind::Ranked => {
                format!("{} stands first.", (self.name)(*one))
            }
            ([one], None) => {
                format!("{} comes first with {}.", (self.name)(*one), self.amount(tally.kind, best))
            }
            (more, None) => {
                let (names, each) = (self.list(more), self.amount(tally.kind, best));
                format!("{names} share the first place with {each} each; {LIST_ALONE}")
            }
        }
    }

    /// How a ranking's winner wins: head to head, or although somebody beats it.
    fn wins(&self, tally: &Tally, winner: usize) -> String {
        let name = (self.name)(winner);
        let Some(duels) = &tally.duels else { return String::new() };
        if duels.condorcet() == Some(winner) {
            return format!("{name} beats every other head to head.");
        }
        let mut circles = (0..tally.items.len()).filter_map(|other| duels.circle(winner, other));
        let Some(circle) = circles.next() else {
            return format!("{name} is beaten by none head to head, and no other can say that.");
        };
        let more = match circles.count() {
            0 => String::new(),
            1 => " One circle more is opened in the same way.".into(),
            more => format!(" {more} circles more are opened in the same way."),
        };
        format!("{name} comes first: {}{more}", self.circle(&circle))
    }

    /// "there is a circle A > B > C > A; the weakest duel in it (7:6) gives way."
    fn circle(&self, circle: &Circle) -> String {
        let round: Vec<String> = circle.round.iter().map(|option| (self.name)(*option)).collect();
        let (ours, theirs) = circle.weakest;
        format!(
            "there is a circle {} > {}; the weakest duel in it ({ours}:{theirs}) gives way.",
            round.join(" > "),
            round[0]
        )
    }

    fn tied_at_the_top(&self, tally: &Tally, tied: &[usize]) -> String {
        let by_support = tally.decided_by(1) == By::Support;
        let orders = if by_support { "how high they stand over all ballots" } else { "the list" };
        format!(
            "{} share the first place: none outweighs another head to head; {orders} alone orders \
             them.",
            self.list(tied)
        )
    }

    fn run_off(&self, among: &[usize]) -> String {
        format!("A run-off among {} orders them.", self.list(among))
    }

    /// What stands between two that are equal in the first number.
    fn by_support(&self, tally: &Tally, row: usize) -> Option<String> {
        if tally.decided_by(row) != By::Support || tally.kind == VoteKind::Ranked {
            return None;
        }
        let [above, below] = [tally.order[row - 1], tally.order[row]];
        let people = tally.items[above].standing.people()?;
        let [above, below] = [above, below].map(|option| (self.name)(option));
        Some(match tally.kind {
            VoteKind::Score => format!(
                "{above} and {below} have the same mean; {above} stands first, with {people} \
                 answers."
            ),
            _ => format!(
                "{above} and {below} have as many dots; {above} stands first, with {people} people \
                 for it."
            ),
        })
    }

    fn tie(&self, tally: &Tally, group: &[usize]) -> String {
        let each = self.amount(tally.kind, &tally.items[group[0]]);
        let orders = match tally.kind {
            VoteKind::Ranked => "how high they stand over all ballots, then the list, orders them.",
            _ => LIST_ALONE,
        };
        match group.len() {
            ..=FEW => format!("{} are tied; {orders}", self.list(group)),
            many if each.is_empty() => format!("{many} are tied; {orders}"),
            many => format!("{many} are tied with {each} each; {orders}"),
        }
    }

    fn not_rated(&self, tally: &Tally) -> Option<String> {
        let left: Vec<usize> = tally
            .order
            .iter()
            .copied()
            .filter(|option| !tally.items[*option].standing.is_rated())
            .collect();
        let names = if left.len() > FEW { left.len().to_string() } else { self.list(&left) };
        let verb = if left.len() == 1 { "is" } else { "are" };
        (!left.is_empty()).then(|| format!("{names} {verb} not rated: fewer than half answered."))
    }

    /// Why the option in a row of the order stands there.
    pub fn why(&self, tally: &Tally, row: usize) -> String {
        let option = tally.order[row];
        if let Some(group) = tally.tie_of(option) {
            return self.why_tied(tally, group, option);
        }
        let Some(above) = row.checked_sub(1) else { return self.why_first(tally) };
        let [upper, name] = [tally.order[above], option].map(|option| (self.name)(option));
        match tally.decided_by(row) {
            By::RunOff => format!("Below {upper} by the run-off."),
            By::Support => match tally.kind {
                VoteKind::Score => format!("The same mean as {upper}, from fewer answers."),
                VoteKind::Ranked => format!("{upper} stands higher over all ballots."),
                _ => format!("As many dots as {upper}, from fewer people."),
            },
            By::Value | By::List => {
                let below = self.why_below(tally, [tally.order[above], option]);
                below.unwrap_or_else(|| format!("{upper} stands above {name}."))
            }
        }
    }

    fn why_tied(&self, tally: &Tally, group: &[usize], option: usize) -> String {
        let others: Vec<usize> = group.iter().copied().filter(|it| *it != option).take(3).collect();
        let ranked = tally.kind == VoteKind::Ranked && tally.run_offs.is_empty();
        let orders = match ranked {
            true => "how high each stands over all ballots, then the list, orders them.",
            false => LIST_ALONE,
        };
        format!("Tied with {}; {orders}", self.list(&others))
    }

    fn why_first(&self, tally: &Tally) -> String {
        let first = tally.order[0];
        let next = (tally.order.len() > 1).then(|| tally.decided_by(1));
        let second = || (self.name)(tally.order[1]);
        match (tally.kind, next) {
            (_, Some(By::RunOff)) => format!("Above {} by the run-off.", second()),
            (VoteKind::Ranked, _) if tally.duels.is_some() => self.wins(tally, first),
            (VoteKind::Ranked, _) => "First.".into(),
            (VoteKind::Score, Some(By::Support)) => {
                format!("The same mean as {}, from more answers.", second())
            }
            (VoteKind::Score, _) => "The highest mean.".into(),
            (VoteKind::Approval, _) => "More approvals than any other.".into(),
            (VoteKind::Dots, Some(By::Support)) => {
                format!("As many dots as {}, from more people.", second())
            }
            (VoteKind::Dots, _) => "More dots than any other.".into(),
        }
    }

    /// By how much one is below the one above it.
    fn why_below(&self, tally: &Tally, [upper, lower]: [usize; 2]) -> Option<String> {
        let name = (self.name)(upper);
        if let Some(duels) = &tally.duels {
            return Some(match duels.circle(upper, lower) {
                Some(circle) => format!("Below {name}: {}", self.circle(&circle)),
                None => {
                    let [ours, theirs] = [duels.support[upper][lower], duels.support[lower][upper]];
                    format!("{name} stands above it, {ours}:{theirs} head to head.")
                }
            });
        }
        let [more, fewer] = [upper, lower].map(|option| &tally.items[option].standing);
        match tally.kind {
            VoteKind::Score if !fewer.is_rated() => Some("Fewer than half answered.".into()),
            VoteKind::Score => {
                let gap = more.mean()? - fewer.mean()?;
                Some(format!("{} below {name}.", self.points(gap)))
            }
            VoteKind::Ranked => None,
            _ => Some(format!("{} fewer than {name}.", more.dots().saturating_sub(fewer.dots()))),
        }
    }

    /// "0.4 points"; what rounds to nothing is less than a tenth.
    fn points(&self, gap: Ratio<u64>) -> String {
        match gap < Ratio::new(1, 20) {
            true => "Less than a tenth of a point".into(),
            false => format!("{} points", (self.decimal)(gap)),
        }
    }

    /// "5 dots from 3 people", "a mean of 3.1 from 9 answers"; nothing of a ranking.
    pub fn amount(&self, kind: VoteKind, item: &Item) -> String {
        match item.standing {
            Standing::Dots { dots, people } => {
                let one = if kind == VoteKind::Approval { "approval" } else { "dot" };
                let amount = format!("{dots} {one}{}", if dots == 1 { "" } else { "s" });
                match people {
                    _ if kind == VoteKind::Approval => amount,
                    Some(1) => format!("{amount} from one person"),
                    Some(people) => format!("{amount} from {people} people"),
                    None => amount,
                }
            }
            Standing::Score { answers, .. } => match item.standing.mean() {
                Some(mean) => {
                    let plural = if answers == 1 { "" } else { "s" };
                    format!("a mean of {} from {answers} answer{plural}", (self.decimal)(mean))
                }
                None => "no answer".into(),
            },
            Standing::Ranked { .. } => String::new(),
        }
    }

    /// "3 dots", "0.5 points", "8:1".
    pub fn gap(&self, kind: VoteKind, gap: Gap) -> String {
        match gap {
            Gap::Dots(dots) => format!("{dots} {}", kind.name()),
            Gap::Mean(mean) => format!("{} points", (self.decimal)(mean)),
            Gap::Duel(ours, theirs) => format!("{ours}:{theirs}"),
        }
    }

    /// "A, B and C".
    pub fn list(&self, options: &[usize]) -> String {
        listed(&options.iter().map(|option| (self.name)(*option)).collect::<Vec<String>>())
    }
}

fn says_anything(tally: &Tally) -> bool {
    match &tally.duels {
        Some(duels) => duels.support.iter().flatten().any(|support| *support > 0),
        None => tally.items.iter().any(has_something),
    }
}

/// Whether anybody said anything of it.
fn has_something(item: &Item) -> bool {
    match item.standing {
        Standing::Dots { dots, .. } => dots > 0,
        Standing::Score { answers, .. } => answers > 0,
        Standing::Ranked { .. } => true,
    }
}

#[cfg(test)]
impl Words<'static> {
    /// Words for tests: single letters, one decimal.
    pub(crate) fn plain(names: &'static [&'static str]) -> Words<'static> {
        let name = Box::leak(Box::new(|option: usize| names[option].to_owned()));
        let decimal = Box::leak(Box::new(|value: Ratio<u64>| {
            let tenths = (value * 10).round().to_integer();
            format!("{}.{}", tenths / 10, tenths % 10)
        }));
        Words { name, decimal }
    }
}
