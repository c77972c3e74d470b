//! The count: the rule that was read aloud, and the others beside it as a check.

use super::deciding::Deciding;
use super::layout::{amounts, below, written};
use super::points::AGAIN;
use super::why::Why;
use super::{Did, PotScreen, ask_ids, propose_here, state};
use crate::methods::funding::{Outcome, Rule};
use crate::money::Money;
use crate::session::activities::pot::{Change as Here, Counted, Taken};
use crate::session::block::{Block, Sign};
use crate::ui::action::Action;
use crate::ui::blocks::{Manner, paint, sign};
use crate::ui::screen::{Cx, Hint, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::bar::filled;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const WHY: Action = Action::Verb('y');
const BILLS: Action = Action::Verb('f');

/// From this width on the other rules stand beside the one that is looked at, then its bars, then
/// how many want each ask.
const BESIDE: u16 = 58;
const BARS: u16 = 70;
const BACKERS: u16 = 92;

/// The rules in the order of their columns: first the one that was read aloud.
fn columns(counted: &Counted) -> Vec<Rule> {
    [counted.rule].into_iter().chain(counted.others().map(|other| other.rule)).collect()
}

/// The rule whose column is looked at.
fn looked_at(pot: &PotScreen, counted: &Counted) -> Rule {
    let known = pot.looked_at.filter(|rule| columns(counted).contains(rule));
    known.unwrap_or(counted.rule)
}

pub(super) fn verb(pot: &mut PotScreen, counted: &Counted, action: Action, cx: &Cx<'_>) -> Did {
    if pot.asks.act(action, &ask_ids(cx.session), 8) {
        return Did::Says(Reply::Done);
    }
    let (rules, rule) = (columns(counted), looked_at(pot, counted));
    let at = rules.iter().position(|other| *other == rule).unwrap_or(0);
    match action {
        Action::Left => pot.looked_at = rules.get(at.saturating_sub(1)).copied(),
        Action::Right => pot.looked_at = rules.get(at + 1).copied().or(Some(rule)),
        BILLS => pot.bills = !pot.bills,
        WHY => {
            let ids = ask_ids(cx.session);
            let why = pot.asks.item(&ids).and_then(|ask| Why::of(counted, rule, ask, cx));
            return why.map_or(Did::Says(Reply::Pass), |why| Did::Opens(Box::new(why)));
        }
        Action::Open => return take(counted, rule, cx),
        Action::Verb('i' | 'c' | 'o') | Action::Reveal => {
            return Did::Says(Reply::Tell("This is the count; v begins the points anew.".into()));
        }
        _ => return Did::Says(Reply::Pass),
    }
    Did::Says(Reply::Done)
}

fn take(counted: &Counted, rule: Rule, cx: &Cx<'_>) -> Did {
    if standing(counted, rule, cx) == Standing::Granted {
        return Did::Says(Reply::Tell("This is what is granted already.".into()));
    }
    if rule != counted.rule {
        return Did::Opens(Box::new(Deciding::another(counted, rule)));
    }
    let taken = Taken { rule, count: counted.clone() };
    Did::Says(propose_here(cx, Here::Take(Box::new(taken))))
}

/// Whether a result is what is granted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Nothing was taken yet, or something else.
    Open,
    /// It was taken, and is granted.
    Granted,
    /// It was taken, and then the pot or the asks changed: this is another count.
    Changed,
}

fn standing(counted: &Counted, rule: Rule, cx: &Cx<'_>) -> Standing {
    let taken = state(cx.seen, cx).and_then(|pot| pot.taken.as_deref());
    match taken {
        Some(taken) if taken.rule != rule => Standing::Open,
        Some(taken) if taken.count != *counted => Standing::Changed,
        Some(_) if counted.is_taken(rule, cx.seen) => Standing::Granted,
        _ => Standing::Open,
    }
}

pub(super) fn render(
    pot: &PotScreen,
    counted: &Counted,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) {
    let rule = looked_at(pot, counted);
    let said = said(pot, counted, rule, cx);
    let width = area.width.saturating_sub(2);
    let words: u16 =
        said.iter().map(|(words, role)| Paragraph::new(words, *role).height(width)).sum();
    let asks = u16::try_from(counted.asks.len()).unwrap_or(u16::MAX).saturating_add(1);
    let words = words.min(area.height.saturating_sub(asks.min(5)));
    // The sums, and the air around them, give way to the asks.
    let sums = if asks + 2 + words <= area.height { 2 } else { 0 };
    let list = asks.min(area.height.saturating_sub(words + sums));
    let used = match pot.bills {
        true => bills(counted, rule, area, list + sums, buffer, cx),
        false => side_by_side(pot, counted, Rect { height: list, ..area }, sums, buffer, cx),
    };
    let air = u16::from(used + words < area.height);
    let mut rest = below(area, used + air);
    rest = Rect { x: rest.x + rest.width.min(2), width: width.min(rest.width), ..rest };
    for (words, role) in &said {
        let said = Paragraph::new(words, *role);
        said.render(rest, buffer, cx.look);
        rest = below(rest, said.height(width));
    }
    if !pot.bills && rest.height > asks + 3 {
        bills(counted, rule, below(rest, 1), rest.height - 1, buffer, cx);
    }
}

/// What stands below: why the ask at the cursor gets what it gets, the ties, what Enter does.
fn said(pot: &PotScreen, counted: &Counted, rule: Rule, cx: &Cx<'_>) -> Vec<(String, Role)> {
    let told = counted.told(cx.seen.currency, cx.reader);
    let ids = ask_ids(cx.seen);
    let why = pot.asks.item(&ids).map(|ask| told.why(rule, ask));
    let why = why.and_then(|why| why.into_iter().next()).unwrap_or_default();
    let outcome = counted.by(rule);
    let mut said = vec![(why, Role::Text)];
    let tied = if outcome.otherwise.is_empty() { Role::Dim } else { Role::Warn };
    said.extend(told.ties(rule).map(|words| (words, tied)));
    said.push((what_enter_does(counted, rule, cx), Role::Dim));
    said
}

fn what_enter_does(counted: &Counted, rule: Rule, cx: &Cx<'_>) -> String {
    let left = cx.reader.money(cx.seen.currency, counted.by(rule).reserve);
    match standing(counted, rule, cx) {
        Standing::Granted => "This is what is granted.".into(),
        Standing::Changed => {
            "Since this was taken, the pot has changed: Enter takes what is counted now.".into()
        }
        Standing::Open if rule == counted.rule => {
            format!("Enter takes this, as it was read aloud; {left} would stay in the reserve.")
        }
        Standing::Open => "Enter takes this instead, which is a decision of its own.".into(),
    }
}

/// All rules as columns, the one that is looked at standing out; answers how many rows it took.
fn side_by_side(
    pot: &PotScreen,
    counted: &Counted,
    area: Rect,
    sums: u16,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> u16 {
    let table = Table::of(pot, counted, area.width, cx);
    let columns = table.columns(true);
    Rows {
        columns: &columns,
        count: counted.asks.len(),
        row: |at: usize| table.ask(at),
        cursor: pot.asks.row(&ask_ids(cx.seen)),
        marks: false,
        empty: "",
    }
    .render(area, buffer, cx.look);
    let foot = Rect { y: area.y + area.height, height: sums, ..area };
    if sums > 0 {
        let columns = table.columns(false);
        let row = |at: usize| table.sum(at);
        Rows { columns: &columns, count: 2, row, cursor: None, marks: false, empty: "" }
            .render(foot, buffer, cx.look);
    }
    area.height + sums
}

/// What the rows side by side are made of.
struct Table<'a> {
    counted: &'a Counted,
    rules: Vec<Rule>,
    looked_at: Rule,
    width: u16,
    cx: &'a Cx<'a>,
}

impl<'a> Table<'a> {
    fn of(pot: &PotScreen, counted: &'a Counted, width: u16, cx: &'a Cx<'a>) -> Table<'a> {
        let looked_at = looked_at(pot, counted);
        let rules = if width < BESIDE { vec![looked_at] } else { columns(counted) };
        Table { counted, rules, looked_at, width, cx }
    }

    fn columns(&self, headed: bool) -> Vec<Column<'static>> {
        let mut columns = vec![Column::new("", 1, 1, 0), Column::new("", 10, 60, 1)];
        if self.width >= BARS {
            columns.push(Column::new("", 10, 10, 0));
        }
        if self.width >= BACKERS {
            columns.push(Column::numbers(if headed { "Want it" } else { "" }, 7));
        }
        for rule in &self.rules {
            let heading = if headed { heading(*rule, *rule == self.looked_at) } else { "" };
            let widest = heading_width(*rule).max(self.widest(*rule));
            columns.push(Column::numbers(heading, widest));
        }
        columns
    }

    /// The widest cell of a rule's column, with the sign of a flip before it.
    fn widest(&self, rule: Rule) -> u16 {
        let outcome = self.counted.by(rule);
        let all = outcome.granted().chain([outcome.reserve]);
        amounts("", all, self.cx).min + 2
    }

    fn ask(&self, at: usize) -> Row<'a> {
        let (cx, counted) = (self.cx, self.counted);
        let share = &counted.by(self.looked_at).shares[at];
        let ask = &counted.asks[at];
        let (mark, role) =
            sign(if share.is_funded() { Sign::Settled } else { Sign::Nobody }, cx.look);
        let mut row = Row::new().toned(mark, role).cell(ask.called.to_string());
        if self.width >= BARS {
            let [part, whole] = [share.granted, ask.wish.target.max(share.granted)]
                .map(|amount| u64::try_from(amount.0).unwrap_or(0));
            row = row.toned(filled(part, whole.max(1), 10, &cx.look.signs), Role::Accent);
        }
        if self.width >= BACKERS {
            row = row.toned(share.supporters.to_string(), Role::Dim);
        }
        for rule in &self.rules {
            let outcome = counted.by(*rule);
            let (words, role) = self.granted(outcome, at);
            row = row.toned(words, role);
        }
        row
    }

    /// An amount; where another rule funds what the one that was read aloud does not, or the other
    /// way round, with the sign that says so.
    fn granted(&self, outcome: &Outcome, at: usize) -> (String, Role) {
        let (cx, share) = (self.cx, &outcome.shares[at]);
        if self.counted.asks[at].wish.stretch.is_zero() {
            return (cx.look.signs.dash.to_owned(), Role::Dim);
        }
        let amount = written(outcome.granted(), cx)(share.granted);
        let plain = if outcome.rule == self.looked_at { Role::Text } else { Role::Dim };
        match (self.counted.flips(outcome).contains(&at), share.is_funded()) {
            (false, _) => (amount, plain),
            (true, true) => (format!("{} {amount}", cx.look.signs.settled), Role::Warn),
            (true, false) => (format!("{} {amount}", cx.look.signs.nobody), Role::Warn),
        }
    }

    /// What is left, and how many would get nothing.
    fn sum(&self, at: usize) -> Row<'a> {
        let label = ["In the reserve", "Get nothing they wanted"][at.min(1)];
        let mut row = Row::new().cell("").toned(label, Role::Dim);
        if self.width >= BARS {
            row = row.cell("");
        }
        if self.width >= BACKERS {
            row = row.cell("");
        }
        for rule in &self.rules {
            let outcome = self.counted.by(*rule);
            let reserve =
                |amount: Money| written(outcome.granted().chain([amount]), self.cx)(amount);
            let empty = outcome.empty_handed;
            row = match at {
                0 => row.toned(reserve(outcome.reserve), Role::Dim),
                _ => {
                    let role = if empty > 0 { Role::Warn } else { Role::Dim };
                    row.toned(format!("{empty} of {}", self.counted.ballots), role)
                }
            };
        }
        row
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

fn heading_width(rule: Rule) -> u16 {
    u16::try_from(heading(rule, false).len()).unwrap_or(u16::MAX)
}

/// Who pays how much for what; answers how many rows it may take.
fn bills(
    counted: &Counted,
    rule: Rule,
    area: Rect,
    rows: u16,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> u16 {
    let area = Rect { height: rows.min(area.height), ..area };
    let inset = area.width.min(2);
    let inner = Rect { x: area.x + inset, width: area.width - inset, ..area };
    let told = counted.told(cx.seen.currency, cx.reader);
    let heading = format!("Who pays, by {}", rule.name());
    write(buffer, inner, (0, 0), &heading, cx.look.style(Role::Dim));
    let grid = Block::Grid(told.bills(rule));
    let taken = paint(&[grid], below(inner, 1), buffer, cx.look, Manner::CONSOLE);
    (taken + 1).max(rows.min(area.height))
}

pub(super) fn hints(pot: &PotScreen, counted: &Counted, cx: &Cx<'_>) -> Vec<Hint> {
    let mut hints = vec![cx.hint(WHY, "why")];
    if standing(counted, looked_at(pot, counted), cx) != Standing::Granted {
        hints.insert(0, cx.hint(Action::Open, "take this"));
    }
    hints.push(Hint { key: "← →".into(), does: "another rule".into() });
    hints.push(cx.hint(BILLS, if pot.bills { "side by side" } else { "who pays" }));
    hints.push(cx.hint(AGAIN, "start over"));
    hints
}
