//! The table of projects: one row each, votes as bars in eighths, numbers to the right.

use super::amounts::Amounts;
use super::tally::Tally;
use crate::import::pabulib::Kind;
use crate::methods::election::Measure;
use crate::money::grouped;
use crate::store::fault::shown;
use crate::text::width;
use crate::ui::look::Look;
use crate::ui::widgets::bar::filled;
use num_bigint::BigInt;
use num_rational::BigRational;

/// The rows of all projects, by their place in the list.
pub(super) struct Table<'a> {
    heads: Cells,
    rows: Vec<Cells>,
    /// How many columns each cell takes; none where no row has anything to say.
    widths: [usize; 5],
    rank: usize,
    bar: u16,
    points: Vec<u64>,
    look: &'a Look,
}

/// Id, name, cost, votes, and what a vote weighs or costs.
type Cells = [String; 5];

const NAME: usize = 1;

/// No id takes more columns than this.
const LONGEST_ID: usize = 14;

/// How long a bar is, where names have so much room beside it.
const BAR: usize = 8;
const ROOM_FOR_NAMES: usize = 20;

/// What stands between columns.
const GAP: &str = "  ";

impl<'a> Table<'a> {
    pub(super) fn of(tally: &Tally, amounts: Amounts, look: &'a Look, columns: usize) -> Table<'a> {
        let (heads, rows) = (heads(tally), rows(tally, amounts));
        let longest = |at: usize| rows.iter().map(|cells| width(&cells[at])).max().unwrap_or(0);
        let mut widths = [0, 1, 2, 3, 4].map(longest);
        for (wide, head) in widths.iter_mut().zip(&heads).filter(|(wide, _)| **wide > 0) {
            *wide = width(head).max(*wide);
        }
        widths[0] = widths[0].min(LONGEST_ID);
        let rank = rows.len().to_string().len();
        let others = widths.iter().enumerate().filter(|(at, wide)| *at != NAME && **wide > 0);
        let taken = rank + others.map(|(_, wide)| GAP.len() + wide).sum::<usize>();
        let room = columns.saturating_sub(taken + GAP.len());
        let beside = room.saturating_sub(BAR + GAP.len());
        let bar = if beside < ROOM_FOR_NAMES.min(widths[NAME]) { 0 } else { BAR };
        widths[NAME] = widths[NAME].min(if bar > 0 { beside } else { room });
        let points = tally.support.iter().map(|support| support.points).collect();
        let bar = u16::try_from(bar).unwrap_or_default();
        Table { heads, rows, widths, rank, bar, points, look }
    }

    /// The names of the columns.
    pub(super) fn head(&self) -> String {
        self.line("", "", &self.heads)
    }

    /// The same for projects that were not bought.
    pub(super) fn head_without_worth(&self) -> String {
        let [id, name, cost, votes, _] = self.heads.clone();
        self.line("", "", &[id, name, cost, votes, String::new()])
    }

    /// The row of a project, with its rank if it has one.
    pub(super) fn row(&self, rank: &str, project: usize) -> String {
        let most = self.points.iter().max().copied().unwrap_or_default();
        let bar = filled(self.points[project], most, self.bar, &self.look.signs);
        self.line(rank, &bar, &self.rows[project])
    }

    /// Where ids begin, and with them the sentences below a row.
    pub(super) fn indent(&self) -> usize {
        let bar = if self.bar > 0 { GAP.len() + usize::from(self.bar) } else { 0 };
        self.rank + bar + GAP.len()
    }

    fn line(&self, rank: &str, bar: &str, cells: &Cells) -> String {
        let mut line = right(rank, self.rank);
        if self.bar > 0 {
            line = format!("{line}{GAP}{}", left(bar, self.bar.into()));
        }
        for (at, (cell, wide)) in cells.iter().zip(self.widths).enumerate() {
            let cell = self.look.shorten(cell, wide);
            match (at, wide) {
                (_, 0) => {}
                (0 | NAME, _) => line = format!("{line}{GAP}{}", left(&cell, wide)),
                _ => line = format!("{line}{GAP}{}", right(&cell, wide)),
            }
        }
        line.trim_end().to_owned()
    }
}

fn heads(tally: &Tally) -> Cells {
    let votes = match tally.file.kind {
        Kind::Approval => "Votes",
        Kind::Points | Kind::Ranking => "Points",
    };
    let worth = match (tally.choice.measure, tally.file.kind) {
        (Some(Measure::Cost), _) => "Effective",
        (_, Kind::Approval) => "Each pays",
        (_, Kind::Points | Kind::Ranking) => "A point",
    };
    ["", "", "Cost", votes, worth].map(str::to_owned)
}

fn rows(tally: &Tally, amounts: Amounts) -> Vec<Cells> {
    let cells = |(place, worth): (usize, String)| {
        let project = &tally.file.projects[place];
        let points = BigInt::from(tally.support[place].points) / tally.point();
        let votes = grouped(u64::try_from(points).unwrap_or(u64::MAX), amounts.marks().group);
        let (id, name) = (shown(&project.id), project.name.to_string());
        [id, name, amounts.shown(project.cost), votes, worth]
    };
    worths(tally, amounts).into_iter().enumerate().map(cells).collect()
}

/// For what Equal Shares bought: its effective votes, which are those that together pay for it at
/// the price of the one who pays most; or that price.
fn worths(tally: &Tally, amounts: Amounts) -> Vec<String> {
    let mut worths = vec![String::new(); tally.file.projects.len()];
    let Some(outcome) = &tally.result.shares else { return worths };
    for round in &outcome.rounds {
        let price = tally.price(outcome, round.project, &round.rho);
        let cost = BigRational::from(BigInt::from(tally.file.projects[round.project].cost));
        worths[round.project] = match outcome.measure {
            Measure::Cost => amounts.tenths(&(cost / price)),
            Measure::Cardinality => amounts.rounded(&price),
        };
    }
    worths
}

/// The text with spaces after it, up to so many columns.
pub(super) fn left(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text with spaces before it, up to so many columns.
fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}
