//! The answer for people: what is funded and what is not, each with its votes and its reason, and
//! what is left.

use super::amounts::Amounts;
use super::table::{self, Table};
use super::tally::Tally;
use super::why::{Teller, listed};
use super::{Completion, Rule};
use crate::app::setting::{Setting, columns};
use crate::import::pabulib::Kind;
use crate::methods::election::Measure;
use crate::money::grouped;
use crate::text::wrap;
use crate::ui::widgets::bar::filled;
use std::cmp::Reverse;
use std::iter;

/// Text is no wider than this, and tables are no wider than that.
const MEASURE: usize = 78;
const WIDEST: usize = 116;

/// How long the bar of the budget is, in characters.
const BAR: u16 = 24;

/// How much room the labels of sums have.
const LABEL: usize = 8;

/// The whole answer.
pub(super) fn page(tally: &Tally, setting: &Setting) -> String {
    let amounts = Amounts::of(&tally.file, setting.locale.marks);
    let columns = columns().clamp(40, WIDEST);
    let table = Table::of(tally, amounts, &setting.look, columns);
    let teller = Teller::of(tally, amounts);
    let page = Page { tally, setting, amounts, table, teller, columns };
    let parts = [page.head(), page.sums(), page.funded(), page.others(), page.ties()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}\n", parts.join("\n\n"))
}

struct Page<'a> {
    tally: &'a Tally,
    setting: &'a Setting,
    amounts: Amounts,
    table: Table<'a>,
    teller: Teller<'a>,
    columns: usize,
}

impl Page<'_> {
    fn head(&self) -> String {
        let title = wrap(&self.tally.file.title, self.columns).join("\n");
        let said = format!("{} Equal projects: {}.", self.rule(), self.tally.choice.order.words());
        format!("{title}\n{}", self.prose(&said, 0)).trim_start().to_owned()
    }

    fn rule(&self) -> String {
        let choice = self.tally.choice;
        let point = if self.tally.file.kind == Kind::Approval { "vote" } else { "point" };
        let rule = match (choice.rule, choice.measure) {
            (Rule::EqualShares, Some(Measure::Cost)) => format!(
                "Equal Shares, where a {point} is worth what the project costs. The project with \
                 the most effective {point}s goes next: those of people with little left count \
                 for less."
            ),
            (Rule::EqualShares, _) => format!(
                "Equal Shares, where every {point} is worth the same. The project that costs its \
                 supporters least a {point} goes next."
            ),
            (Rule::Greedy, Some(Measure::Cost)) => {
                format!("Most {point}s first: what still fits is funded.")
            }
            (Rule::Greedy, _) => {
                format!("Most {point}s for the money first: what still fits is funded.")
            }
            (Rule::Phragmen, _) => "Phragmén: everybody earns money at the same speed, and a \
                                    project is bought as soon as its supporters can pay for it."
                .to_owned(),
        };
        match choice.completion {
            Completion::None => rule,
            Completion::Add1 => format!("{rule} All shares are raised while the budget holds."),
            Completion::Add1u => format!(
                "{rule} All shares are raised while the budget holds; what is left goes to the \
                 most {point}s."
            ),
        }
    }

    fn sums(&self) -> String {
        let currency = &self.tally.file.currency;
        let (cost, budget) = (self.tally.cost(), self.tally.file.budget);
        let [spent, all, left] =
            [cost, budget, budget - cost].map(|units| self.amounts.shown(units));
        let long = u16::try_from(self.columns / 4).unwrap_or(BAR).min(BAR);
        let signs = &self.setting.look.signs;
        let bar = filled(cost.unsigned_abs(), budget.unsigned_abs(), long, signs);
        let bar = table::left(&bar, long.into());
        let rows = [
            ("Spent", format!("{bar}  {spent} of {all} {currency}")),
            ("Left", format!("{left} {currency}")),
            ("Shares", self.shares()),
            ("Voters", self.voters()),
        ];
        let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
        let lines = |(name, value): (&str, String)| {
            let value = self.prose(value.trim_end(), LABEL);
            format!("{name:LABEL$}{}", value.get(LABEL..).unwrap_or_default())
        };
        rows.map(lines).collect::<Vec<_>>().join("\n")
    }

    fn shares(&self) -> String {
        let Some(outcome) = &self.tally.result.shares else { return String::new() };
        let (purse, group) = (self.tally.purse(), self.amounts.marks().group);
        let share = format!("{} each", self.amounts.rounded(&purse));
        match outcome.raise.used {
            0 => share,
            raises => {
                let raised = self.amounts.rounded(&(purse * &outcome.raise.factor));
                format!("{share}, raised by {} to {raised}", grouped(raises, group))
            }
        }
    }

    fn voters(&self) -> String {
        let group = self.amounts.marks().group;
        let voters = grouped(self.tally.file.voters.into(), group);
        match self.tally.left_out() {
            (0, _) => voters,
            (_, 0) => format!("{voters}; everybody who voted gets something"),
            (_, many) => {
                format!("{voters}; {} get nothing of what they voted for", grouped(many, group))
            }
        }
    }

    fn funded(&self) -> String {
        let winners = self.tally.winners();
        if winners.is_empty() {
            return "Nothing is funded.".into();
        }
        let all = self.tally.file.projects.len();
        let title = format!("Funded: {} of {all}", winners.len());
        let rows = winners.iter().enumerate().map(|(place, &project)| {
            let rank = (place + 1).to_string();
            self.entry(&rank, project, &self.teller.why(place))
        });
        self.section(&title, &self.table.head(), rows)
    }

    fn others(&self) -> String {
        let mut funded = vec![false; self.tally.file.projects.len()];
        self.tally.winners().into_iter().for_each(|project| funded[project] = true);
        let mut others: Vec<usize> = (0..funded.len()).filter(|&at| !funded[at]).collect();
        if others.is_empty() {
            return String::new();
        }
        others.sort_by_key(|&project| Reverse(self.tally.support[project].points));
        let entry = |&project: &usize| self.entry("", project, &self.teller.why_not(project));
        let rows = others.iter().map(entry);
        let head = self.table.head_without_worth();
        self.section(&format!("Not funded: {}", others.len()), &head, rows)
    }

    fn section(&self, title: &str, head: &str, entries: impl Iterator<Item = String>) -> String {
        let head = format!("{title}{}", head.get(title.len()..).unwrap_or_default());
        iter::once(head).chain(entries).collect::<Vec<_>>().join("\n")
    }

    fn entry(&self, rank: &str, project: usize, why: &str) -> String {
        format!("{}\n{}", self.table.row(rank, project), self.prose(why, self.table.indent()))
    }

    /// Sentences below each other, so many columns in.
    fn prose(&self, words: &str, indent: usize) -> String {
        let space = " ".repeat(indent);
        let lines = wrap(words, (self.columns - indent).min(MEASURE));
        lines.into_iter().map(|line| format!("{space}{line}")).collect::<Vec<_>>().join("\n")
    }

    /// Whether the order of equal projects decided anything.
    fn ties(&self) -> String {
        if self.tally.result.tied == 0 {
            return String::new();
        }
        let other = self.tally.choice.order.other();
        let written = self.tally.otherwise.clone().map(|funds| (other.how(), funds));
        let reversed = self.tally.reversed().map(|funds| ("the other way round", funds));
        let said: Vec<String> = match (written, reversed) {
            (None, None) => vec!["Either order of equal projects funds the same.".into()],
            (Some((how, funds)), Some((_, same))) if funds == same => {
                vec![self.differs(&format!("{how}, or the other way round"), &funds)]
            }
            both => {
                let both = both.0.into_iter().chain(both.1);
                both.map(|(how, funds)| self.differs(how, &funds)).collect()
            }
        };
        said.iter().map(|said| self.prose(said, 0)).collect::<Vec<_>>().join("\n")
    }

    fn differs(&self, how: &str, other: &[usize]) -> String {
        let names = |from: &[usize], without: &[usize]| {
            let only = from.iter().filter(|project| !without.contains(project));
            let names: Vec<String> = only.map(|&project| self.teller.id(project)).collect();
            if names.is_empty() { "nothing".to_owned() } else { listed(&names) }
        };
        let ours = &self.tally.result.winners;
        let (gain, loss) = (names(other, ours), names(ours, other));
        format!(
            "The order of equal projects decides: {how}, {gain} would be funded instead of {loss}."
        )
    }
}
