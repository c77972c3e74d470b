//! The record in Markdown, to paste into a wiki or a chat.

mod escape;

use super::draw::{UNICODE, flush_right, one_line, padded};
use crate::session::block::{Bar, Block, Grid, Ledger, Line, Section, Sign, Trend};
use crate::session::report::Report;
use crate::text::width;

/// The whole record, ending with one newline.
pub fn render(report: &Report) -> Vec<u8> {
    let mut parts = vec![headed("#", &report.title)];
    parts.extend(head(report));
    for section in report.sections() {
        parts.extend(chapter(section));
    }
    let text = parts.join("\n\n");
    format!("{}\n", text.trim_end()).into_bytes()
}

/// Where it comes from, how far it can be trusted, and whom to ask.
fn head(report: &Report) -> Vec<String> {
    let lines = [&report.held, &report.standing, &report.ask];
    let lines: Vec<&str> =
        lines.into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    escape::paragraphs(&lines.join("\n"))
}

/// The first part in a few lines, without a heading or a table: chats have neither.
pub fn chat(report: &Report) -> Vec<u8> {
    let mut lines = vec![bold(&escape::line(&report.title))];
    let blocks = report.parts.first().into_iter().flat_map(|part| &part.sections);
    for block in blocks.flat_map(|section| &section.blocks) {
        match block {
            Block::Heading(words) => lines.push(bold(&escape::line(words))),
            Block::Lines(said) => lines.extend(said.iter().filter_map(item)),
            Block::Text(words) => lines.extend(escape::paragraphs(words)),
            _ => {}
        }
    }
    let foot = [&report.standing, &report.ask].map(|words| one_line(words)).join(" ");
    lines.push(escape::line(foot.trim()));
    format!("{}\n", escape::calling_nobody(&lines.join("\n"))).into_bytes()
}

/// Blocks by themselves, to paste into something else.
pub fn of_blocks(blocks: &[Block]) -> String {
    let parts: Vec<String> = blocks.iter().flat_map(block).collect();
    format!("{}\n", parts.join("\n\n").trim_end())
}

fn chapter(section: &Section) -> Vec<String> {
    let mut parts = vec![headed("##", &section.title)];
    parts.extend(section.blocks.iter().flat_map(block));
    parts
}

/// A block as parts that an empty line stands between.
fn block(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(words) => some(headed("###", words)),
        Block::Text(words) => escape::paragraphs(words),
        Block::Lines(lines) => some(lines.iter().filter_map(item).collect::<Vec<_>>().join("\n")),
        Block::Bars(bars) => some(bar_table(bars)),
        Block::Trends(trends) => some(trend_table(trends)),
        Block::Grid(grid) => some(grid_table(grid)),
        Block::Plane(plane) => some(grid_table(&plane.grid())),
        Block::Ledger(ledger) => some(ledger_table(ledger)),
        Block::Digits(words) => some(bold(&escape::line(words))),
    }
}

fn some(part: String) -> Vec<String> {
    if part.is_empty() { Vec::new() } else { vec![part] }
}

fn headed(marks: &str, words: &str) -> String {
    match escape::heading(words).as_str() {
        "" => String::new(),
        words => format!("{marks} {words}"),
    }
}

/// One line of a list. The list has bullets already, so an item needs no sign of its own.
fn item(line: &Line) -> Option<String> {
    let sign = match line.sign {
        Sign::Item => "",
        sign => UNICODE.sign(sign),
    };
    let [text, aside] = [&line.text, &line.aside].map(|words| one_line(words));
    let dash = if aside.is_empty() { "" } else { UNICODE.dash };
    let parts: Vec<&str> =
        [sign, &text, dash, &aside].into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| format!("- {}", escape::line(&parts.join(" "))))
}

fn bold(escaped: &str) -> String {
    match escaped.trim() {
        "" => String::new(),
        words => format!("**{words}**"),
    }
}

fn bar_table(bars: &[Bar]) -> String {
    let row = |bar: &Bar| {
        let drawn = UNICODE.bar(bar.value, bar.most, BAR);
        let aside = escape::cell(&bar.aside);
        vec![escape::cell(&bar.label), drawn, escape::cell(&bar.number), aside]
    };
    let mut table = Table {
        heads: vec![String::new(); 4],
        right: vec![2],
        rows: bars.iter().map(row).collect(),
    };
    if bars.iter().all(|bar| bar.aside.is_empty()) {
        table.drop_last_column();
    }
    table.written()
}

fn trend_table(trends: &[Trend]) -> String {
    let row = |trend: &Trend| {
        let [drawn, numbers] = UNICODE.trend(trend);
        let [label, numbers, aside] =
            [&trend.label, &numbers, &trend.aside].map(|words| escape::cell(words));
        vec![label, drawn, numbers, aside]
    };
    let mut table = Table {
        heads: vec![String::new(); 4],
        right: Vec::new(),
        rows: trends.iter().map(row).collect(),
    };
    if trends.iter().all(|trend| trend.aside.is_empty()) {
        table.drop_last_column();
    }
    table.written()
}

fn grid_table(grid: &Grid) -> String {
    let cells = |row: &Vec<String>| {
        let cell = |at: usize| row.get(at).map_or(String::new(), |words| escape::cell(words));
        (0..grid.columns.len()).map(cell).collect()
    };
    let heads = cells(&grid.columns);
    Table { heads, right: Vec::new(), rows: grid.rows.iter().map(cells).collect() }.written()
}

fn ledger_table(ledger: &Ledger) -> String {
    let cells = |(label, amount): &(String, String)| [escape::cell(label), escape::cell(amount)];
    let rows = ledger.rows.iter().map(|row| cells(row).to_vec());
    let total = ledger.total.iter().map(|total| cells(total).map(|cell| bold(&cell)).to_vec());
    let heads = vec![String::new(), "Amount".into()];
    Table { heads, right: vec![1], rows: rows.chain(total).collect() }.written()
}

/// The longest bar, in characters.
const BAR: usize = 20;

/// Cells wider than this stick out of their column, so that one long sentence does not push
/// every other row off the screen.
const WIDEST: usize = 40;

/// A table of escaped cells, laid out so that it is a table even where nobody renders it.
struct Table {
    heads: Vec<String>,
    /// Columns whose cells stand at the right.
    right: Vec<usize>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn drop_last_column(&mut self) {
        self.heads.pop();
        self.rows.iter_mut().for_each(|row| row.truncate(self.heads.len()));
    }

    fn written(&self) -> String {
        if self.heads.is_empty() || self.rows.is_empty() {
            return String::new();
        }
        let widths: Vec<usize> = (0..self.heads.len()).map(|at| self.width(at)).collect();
        let rule: Vec<String> =
            widths.iter().enumerate().map(|(at, columns)| self.rule(at, *columns)).collect();
        let mut lines = vec![self.row(&self.heads, &widths), self.row(&rule, &widths)];
        lines.extend(self.rows.iter().map(|row| self.row(row, &widths)));
        lines.join("\n")
    }

    fn width(&self, at: usize) -> usize {
        let cells = self.rows.iter().map(|row| &row[at]).chain([&self.heads[at]]);
        cells.map(|cell| width(cell)).filter(|wide| *wide <= WIDEST).max().unwrap_or(0).max(3)
    }

    fn rule(&self, at: usize, columns: usize) -> String {
        match self.right.contains(&at) {
            true => format!("{}:", "-".repeat(columns - 1)),
            false => "-".repeat(columns),
        }
    }

    fn row(&self, cells: &[String], widths: &[usize]) -> String {
        let cells: Vec<String> = cells
            .iter()
            .zip(widths)
            .enumerate()
            .map(|(at, (cell, columns))| match self.right.contains(&at) {
                true => flush_right(cell, *columns),
                false => padded(cell, *columns),
            })
            .collect();
        format!("| {} |", cells.join(" | "))
    }
}

#[cfg(test)]
mod tests;
