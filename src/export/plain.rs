//! Blocks as plain text: what `show` prints, and what any terminal, mail or printer takes.

use super::draw::{ASCII, Pencil, UNICODE, flush_right, one_line, padded};
use super::spoken::joins;
use crate::session::block::{Bar, Block, Grid, Ledger, Line, Trend};
use crate::text::{clean_block, width, wrap};

/// How plain text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// The most columns a line takes, where a word is not longer.
    pub columns: usize,
    /// Draws with ASCII alone; what people wrote stays as it is.
    pub ascii: bool,
}

impl Default for Manner {
    fn default() -> Self {
        Manner { columns: 72, ascii: false }
    }
}

/// The blocks, an empty line between them, ending with one newline; nothing when there are none.
pub fn render(blocks: &[Block], manner: Manner) -> String {
    let columns = manner.columns.max(20);
    let writer = Writer { pencil: if manner.ascii { ASCII } else { UNICODE }, columns };
    let mut parts: Vec<String> = Vec::new();
    let mut before: Option<&Block> = None;
    for block in blocks {
        let said = writer.block(block).trim_end().to_owned();
        let joins = joins(parts.last(), before, block);
        match parts.last_mut().filter(|_| joins && !said.is_empty()) {
            Some(last) => *last = writer.prose(&format!("{last} {said}")),
            None if said.is_empty() => {}
            None => parts.push(said),
        }
        before = Some(block).filter(|_| !joins);
    }
    if parts.is_empty() { String::new() } else { format!("{}\n", parts.join("\n\n")) }
}

/// Whether a table has all of its cells side by side, none of them in two rows.
pub fn fits(grid: &Grid, manner: Manner) -> bool {
    let cells =
        |at: usize| grid.rows.iter().chain([&grid.columns]).filter_map(move |row| row.get(at));
    let widest = |at: usize| cells(at).map(|cell| width(&one_line(cell))).max().unwrap_or(0);
    let gaps = grid.columns.len().saturating_sub(1) * GAP.len();
    (0..grid.columns.len()).map(widest).sum::<usize>() + gaps <= manner.columns
}

/// A row of cells, and at which columns the cells stand to the right.
type Row<'a> = (Vec<String>, &'a [usize]);

struct Writer {
    pencil: Pencil,
    columns: usize,
}

impl Writer {
    fn block(&self, block: &Block) -> String {
        match block {
            Block::Heading(words) | Block::Text(words) => self.prose(words),
            Block::Lines(lines) => self.lines(lines),
            Block::Bars(bars) => self.bars(bars),
            Block::Trends(trends) => self.trends(trends),
            Block::Grid(grid) => self.grid(grid),
            Block::Plane(plane) => self.lines(&plane.lines()),
            Block::Ledger(ledger) => self.ledger(ledger),
            Block::Digits(words) => one_line(words),
        }
    }

    fn prose(&self, words: &str) -> String {
        wrap(&clean_block(words), self.columns).join("\n")
    }

    fn lines(&self, lines: &[Line]) -> String {
        let signed = lines.iter().any(|line| !self.pencil.sign(line.sign).is_empty());
        let row = |line: &Line| {
            let sign = signed.then(|| self.pencil.sign(line.sign).to_owned());
            let words = [one_line(&line.text), one_line(&line.aside)];
            (sign.into_iter().chain(words).collect(), [].as_slice())
        };
        self.table(&lines.iter().map(row).collect::<Vec<_>>())
    }

    fn bars(&self, bars: &[Bar]) -> String {
        let row = |bar: &Bar| {
            let drawn = self.pencil.bar(bar.value, bar.most, BAR);
            let [label, number, aside] =
                [&bar.label, &bar.number, &bar.aside].map(|words| one_line(words));
            (vec![label, drawn, number, aside], [2].as_slice())
        };
        self.table(&bars.iter().map(row).collect::<Vec<_>>())
    }

    fn trends(&self, trends: &[Trend]) -> String {
        let row = |trend: &Trend| {
            let [drawn, numbers] = self.pencil.trend(trend);
            let [label, numbers, aside] =
                [&trend.label, &numbers, &trend.aside].map(|words| one_line(words));
            (vec![label, drawn, numbers, aside], [].as_slice())
        };
        self.table(&trends.iter().map(row).collect::<Vec<_>>())
    }

    fn grid(&self, grid: &Grid) -> String {
        let cells = |row: &Vec<String>| {
            let cell = |at: usize| row.get(at).map_or(String::new(), |words| one_line(words));
            ((0..grid.columns.len()).map(cell).collect(), [].as_slice())
        };
        let named = grid.columns.iter().any(|head| !head.is_empty());
        let heads = named.then_some(&grid.columns);
        self.table(&heads.into_iter().chain(&grid.rows).map(cells).collect::<Vec<_>>())
    }

    fn ledger(&self, ledger: &Ledger) -> String {
        let cells = |(label, amount): &(String, String)| {
            (vec![one_line(label), one_line(amount)], [1].as_slice())
        };
        let rows: Vec<Row> = ledger.rows.iter().chain(&ledger.total).map(cells).collect();
        let table = self.table(&rows);
        let Some((above, total)) = table.rsplit_once('\n').filter(|_| ledger.total.is_some())
        else {
            return table;
        };
        let rule = self.pencil.rule.repeat(width(total));
        format!("{above}\n{rule}\n{total}")
    }

    /// Cells in columns, two spaces between. A cell that is too long goes on below itself, so
    /// nothing is cut off.
    fn table(&self, rows: &[Row<'_>]) -> String {
        let widths = self.widths(rows);
        let lines = rows.iter().flat_map(|(cells, right)| {
            let cells: Vec<Vec<String>> =
                cells.iter().zip(&widths).map(|(cell, wide)| wrap(cell, *wide)).collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            (0..height).map(|line| line_of(&cells, line, &widths, right)).collect::<Vec<_>>()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The widest columns give way until everything fits.
    fn widths(&self, rows: &[Row<'_>]) -> Vec<usize> {
        let count = rows.iter().map(|(cells, _)| cells.len()).max().unwrap_or(0);
        let widest = |at: usize| {
            let cells = rows.iter().filter_map(|(cells, _)| cells.get(at));
            cells.map(|cell| width(cell)).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = (0..count).map(widest).collect();
        let room = self.columns.saturating_sub(count.saturating_sub(1) * GAP.len());
        while widths.iter().sum::<usize>() > room {
            match widths.iter_mut().max() {
                Some(most) if *most > NARROWEST => *most -= 1,
                _ => break,
            }
        }
        widths
    }
}

fn line_of(cells: &[Vec<String>], line: usize, widths: &[usize], right: &[usize]) -> String {
    let cell = |(at, (lines, wide)): (usize, (&Vec<String>, &usize))| {
        let words = lines.get(line).map_or("", String::as_str);
        if right.contains(&at) { flush_right(words, *wide) } else { padded(words, *wide) }
    };
    let cells: Vec<String> = cells.iter().zip(widths).enumerate().map(cell).collect();
    cells.join(GAP).trim_end().to_owned()
}

const GAP: &str = "  ";

/// The longest bar, in characters.
const BAR: usize = 24;

/// No column gets narrower than this, even where the whole is then too wide.
const NARROWEST: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::block::Sign;

    fn plain(blocks: &[Block]) -> String {
        render(blocks, Manner::default())
    }

    #[test]
    fn a_count_that_stands_large_on_a_wall_is_said_in_its_sentence() {
        let text = plain(&[
            Block::Digits("1".into()),
            Block::text("idea is in. All are shown together."),
            Block::text("Back at"),
            Block::Digits("10:57".into()),
            Block::text("Next: names."),
        ]);
        let said = "1 idea is in. All are shown together.\n\nBack at 10:57\n\nNext: names.\n";
        assert_eq!(text, said);
    }

    #[test]
    fn every_block_reads_as_text() {
        let bar = |label: &str, value| Bar {
            label: label.into(),
            value,
            most: 8,
            number: value.to_string(),
            aside: String::new(),
        };
        let text = plain(&[
            Block::heading("Who wants it?"),
            Block::text("One person answers for each area."),
            Block::Lines(vec![
                Line::new(Sign::Settled, "Listening").with("Hana 山田"),
                Line::new(Sign::Nobody, "Crisis").with("nobody yet"),
            ]),
            Block::Bars(vec![bar("Plant bees", 8), bar("Water", 3)]),
            Block::Grid(Grid {
                columns: vec!["Area".into(), "Who".into()],
                rows: vec![vec!["Listening".into(), "Ana".into()]],
            }),
            Block::Ledger(Ledger {
                rows: vec![("Service".into(), "€1,200".into()), ("HR".into(), "€500".into())],
                total: Some(("Pot".into(), "€1,700".into())),
                ..Ledger::default()
            }),
            Block::Digits("12:40".into()),
        ]);
        insta::assert_snapshot!(text, @"
        Who wants it?

        One person answers for each area.

        ●  Listening  Hana 山田
        ○  Crisis     nobody yet

        Plant bees  ████████████████████████  8
        Water       █████████                 3

        Area       Who
        Listening  Ana

        Service  €1,200
        HR         €500
        ───────────────
        Pot      €1,700

        12:40
        ");
    }

    #[test]
    fn ascii_draws_with_ascii_alone() {
        let line = Line::new(Sign::Half, "Community").with("Ben, if");
        let bar = Bar {
            label: "Water".into(),
            value: 1,
            most: 2,
            number: "1".into(),
            aside: String::new(),
        };
        let blocks = [Block::Lines(vec![line]), Block::Bars(vec![bar])];
        let text = render(&blocks, Manner { ascii: true, ..Manner::default() });
        assert!(text.is_ascii(), "{text}");
        assert!(text.starts_with("%  Community  Ben, if\n"), "{text}");
    }

    #[test]
    fn long_words_wrap_within_the_columns_and_nothing_is_lost() {
        let long = "Everyone writes down what they would like to see ".repeat(3);
        let text = plain(&[
            Block::Lines(vec![Line::item(&long).with("Ana")]),
            Block::Grid(Grid {
                columns: vec!["What".into(), "Who".into()],
                rows: vec![vec![long.clone(), long.clone()]],
            }),
        ]);
        assert!(text.lines().all(|line| width(line) <= 72), "{text}");
        assert_eq!(text.matches("Everyone").count(), 9, "{text}");
        assert!(text.lines().next().is_some_and(|line| line.ends_with("Ana")), "{text}");
    }

    #[test]
    fn nothing_is_nothing_and_no_control_character_comes_out() {
        assert_eq!(plain(&[]), "");
        assert_eq!(plain(&[Block::text(" "), Block::Lines(Vec::new())]), "");
        let text =
            plain(&[Block::text("a\u{1b}]0;title\u{7}b\r\nc"), Block::Digits("\u{9b}2J".into())]);
        assert_eq!(text, "ab\nc\n");
    }
}
