//! The rules side by side: what each ask gets by each of them, and where they disagree.

use super::{columns, looked_at};
use crate::methods::funding::{Outcome, Rule};
use crate::money::Money;
use crate::session::activities::pot::Counted;
use crate::session::block::Sign;
use crate::ui::activities::pot::layout::{amounts, written};
use crate::ui::activities::pot::{PotScreen, ask_ids};
use crate::ui::blocks::sign;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::bar::{filled, low};
use crate::ui::widgets::rows::{Column, Row, Rows};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From this width on the other rules stand beside the one that is looked at, then its bars, then
/// how many want each ask.
const BESIDE: u16 = 58;
const BARS: u16 = 70;
const BACKERS: u16 = 92;

/// How long a bar is.
const BAR: u16 = 8;

/// Paints the asks, and in the last rows what each rule leaves, to whom it leaves nothing.
pub(super) fn render(
    pot: &PotScreen,
    counted: &Counted,
    area: Rect,
    sums: u16,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) {
    let looked_at = looked_at(pot, counted);
    let rules = if area.width < BESIDE { vec![looked_at] } else { columns(counted) };
    let table = Table { counted, rules, looked_at, width: area.width, cx };
    let list = Rect { height: area.height - sums, ..area };
    Rows {
        columns: &table.columns(true),
        count: counted.asks.len(),
        row: |at: usize| table.ask(at),
        cursor: pot.asks.row(&ask_ids(cx.seen)),
        marks: false,
        empty: "",
    }
    .render(list, buffer, cx.look);
    if sums > 0 {
        let foot = Rect { y: area.y + list.height, height: sums, ..area };
        let (columns, row) = (table.columns(false), |at: usize| table.sum(at));
        Rows { columns: &columns, count: 2, row, cursor: None, marks: false, empty: "" }
            .render(foot, buffer, cx.look);
    }
}

/// What the rows are made of.
struct Table<'a> {
    counted: &'a Counted,
    rules: Vec<Rule>,
    looked_at: Rule,
    width: u16,
    cx: &'a Cx<'a>,
}

impl<'a> Table<'a> {
    fn columns(&self, headed: bool) -> Vec<Column<'static>> {
        let mut columns = vec![Column::new("", 1, 1, 0), Column::new("", 10, 60, 1)];
        if self.width >= BARS {
            columns.push(Column::new("", BAR, BAR, 0));
        }
        if self.width >= BACKERS {
            columns.push(Column::numbers(if headed { "Want it" } else { "" }, 7));
        }
        for rule in &self.rules {
            let heading = if headed { heading(*rule, *rule == self.looked_at) } else { "" };
            columns.push(Column::numbers(heading, self.widest(*rule)));
        }
        columns
    }

    /// The widest cell of a rule's column, with the sign of a flip before it.
    fn widest(&self, rule: Rule) -> u16 {
        let outcome = self.counted.by(rule);
        let all = outcome.granted().chain([outcome.reserve]);
        let amount = amounts("", all, self.cx).min + 2;
        amount.max(u16::try_from(heading(rule, false).len()).unwrap_or(u16::MAX))
    }

    fn ask(&self, at: usize) -> Row<'a> {
        let (cx, counted) = (self.cx, self.counted);
        let (ask, share) = (&counted.asks[at], &counted.by(self.looked_at).shares[at]);
        let of = if share.is_funded() { Sign::Settled } else { Sign::Nobody };
        let (mark, role) = sign(of, cx.look);
        let mut row = Row::new().toned(mark, role).cell(ask.called.to_string());
        if self.width >= BARS {
            let [part, whole] = [share.granted, ask.wish.target.max(share.granted)]
                .map(|amount| u64::try_from(amount.0).unwrap_or(0));
            let (part, whole) = cx.look.growing(part, whole.max(1));
            row = row.toned(low(&filled(part, whole, BAR, &cx.look.signs)), Role::Accent);
        }
        if self.width >= BACKERS {
            row = row.toned(share.supporters.to_string(), Role::Dim);
        }
        self.rules.iter().fold(row, |row, rule| {
            let (words, role) = self.granted(counted.by(*rule), at);
            row.toned(words, role)
        })
    }

    /// An amount; where another rule funds what the one that was read aloud does not, or the other
    /// way round, with the sign that says so.
    fn granted(&self, outcome: &Outcome, at: usize) -> (String, Role) {
        let (signs, share) = (&self.cx.look.signs, &outcome.shares[at]);
        let amount = match share.is_funded() {
            true => self.written(outcome)(share.granted),
            false => signs.dash.to_owned(),
        };
        let plain = if outcome.rule == self.looked_at { Role::Text } else { Role::Dim };
        match (self.counted.flips(outcome).contains(&at), share.is_funded()) {
            (false, _) => (amount, plain),
            (true, true) => (format!("{} {amount}", signs.settled), Role::Warn),
            (true, false) => (format!("{} {amount}", signs.nobody), Role::Warn),
        }
    }

    fn written(&self, outcome: &Outcome) -> impl Fn(Money) -> String + 'a {
        written(outcome.granted().chain([outcome.reserve]), self.cx)
    }

    /// What is left, and how many would get nothing.
    fn sum(&self, at: usize) -> Row<'a> {
        let label = if at == 0 { "In the reserve" } else { "Get nothing" };
        let mut row = Row::new().cell("").toned(label, Role::Dim);
        for width in [BARS, BACKERS] {
            row = if self.width >= width { row.cell("") } else { row };
        }
        self.rules.iter().fold(row, |row, rule| {
            let outcome = self.counted.by(*rule);
            let empty = outcome.empty_handed;
            match at {
                0 => row.toned(self.written(outcome)(outcome.reserve), Role::Dim),
                _ if empty == 0 => row.toned("nobody", Role::Dim),
                _ => row.toned(format!("{empty} of {}", self.counted.ballots), Role::Warn),
            }
        })
    }
}

/// The rule in a word or two; the one that is looked at stands out, as parts do.
fn heading(rule: Rule, looked_at: bool) -> &'static str {
    match (rule, looked_at) {
        (Rule::EqualShares, true) => "EQUAL SHARES",
        (Rule::EqualShares, false) => "Equal Shares",
        (Rule::MostVotes, true) => "MOST VOTES",
        (Rule::MostVotes, false) => "Most votes",
        (Rule::AverageSplit, true) => "AVERAGE SPLIT",
        (Rule::AverageSplit, false) => "Average split",
    }
}
