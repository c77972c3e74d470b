//! Tables: columns as wide as what stands in them, heads that come again on the next page, and rows
//! that stay whole.

use super::blocks::Setter;
use super::flow::{Drawn, Mark, Slab};
use super::paper::{Ink, Style};
use super::rows::{Cell, row};
use super::setting::Paragraph;
use super::tree::Node;
use crate::export::draw::{UNICODE, one_line};
use crate::session::block::{Bar, Grid, Ledger, Trend};
use krilla::tagging::{TableHeaderScope, Tag, TagKind};
use std::rc::Rc;

/// A table before its columns have a width.
pub(super) struct Table {
    columns: Vec<Column>,
    heads: Option<Vec<String>>,
    rows: Vec<Vec<Content>>,
    /// Whether the last row is what the others add up to.
    totals: bool,
    /// Whether thin lines stand between the rows.
    ruled: bool,
}

#[derive(Clone, Copy)]
struct Column {
    style: Style,
    /// Whether its words end at the right.
    flush: bool,
    /// Whether each of its cells says what its row is about.
    names: bool,
}

enum Content {
    Words(String),
    /// So much of so much.
    Bar(u64, u64),
    /// Columns of so many eighths.
    Heights(Vec<Option<u8>>),
}

/// Between columns, and between many.
const GAP: [f32; 2] = [14.0, 9.0];
/// From so many columns on they are many.
const MANY: usize = 8;
/// Above and below the words of a row.
const ROOM: f32 = 3.4;
/// The longest bar, and how thick bars are.
const BAR: (f32, f32) = (150.0, 6.4);
/// A column of a trend: its width with the air behind it, and its height.
const STEP: (f32, f32) = (9.0, 10.0);
/// What is left for the columns whose words wrap, besides their longest words.
const RIBBON: f32 = 80.0;
/// What a table may shrink to before its words are cut.
const FACTORS: [f32; 5] = [1.0, 0.94, 0.88, 0.82, 0.76];

pub(super) fn of_bars(bars: &[Bar]) -> Table {
    let row = |bar: &Bar| {
        let words = |words: &String| Content::Words(one_line(words));
        vec![
            words(&bar.label),
            Content::Bar(bar.value, bar.most.max(1)),
            words(&bar.number),
            words(&bar.aside),
        ]
    };
    let columns = vec![NAME, PLAIN, AMOUNT, ASIDE];
    Table {
        columns,
        heads: None,
        rows: bars.iter().map(row).collect(),
        totals: false,
        ruled: false,
    }
    .without_empty()
}

pub(super) fn of_trends(trends: &[Trend]) -> Table {
    let row = |trend: &Trend| {
        let numbers = trend.numbers(UNICODE.then, UNICODE.dash);
        let heights = trend.points.iter().map(|point| point.height).collect();
        let [label, numbers, aside] = [&trend.label, &numbers, &trend.aside].map(|it| one_line(it));
        let words = Content::Words;
        vec![words(label), Content::Heights(heights), words(numbers), words(aside)]
    };
    let columns = vec![NAME, PLAIN, PLAIN, ASIDE];
    Table {
        columns,
        heads: None,
        rows: trends.iter().map(row).collect(),
        totals: false,
        ruled: false,
    }
    .without_empty()
}

pub(super) fn of_grid(grid: &Grid) -> Table {
    let cells = |row: &Vec<String>| -> Vec<String> {
        (0..grid.columns.len())
            .map(|at| row.get(at).map_or(String::new(), |it| one_line(it)))
            .collect()
    };
    let heads = cells(&grid.columns);
    let rows: Vec<Vec<String>> = grid.rows.iter().map(cells).collect();
    let column = |at: usize| {
        let flush = at > 0 && is_numbers(rows.iter().map(|row| row[at].as_str()));
        Column { flush, ..PLAIN }
    };
    let columns = (0..heads.len()).map(column).collect();
    let named = heads.iter().any(|head| !head.is_empty());
    let words = |row: Vec<String>| row.into_iter().map(Content::Words).collect();
    let rows = rows.into_iter().map(words).collect();
    Table { columns, heads: named.then_some(heads), rows, totals: false, ruled: true }
}

pub(super) fn of_ledger(ledger: &Ledger) -> Table {
    let row = |(label, amount): &(String, String)| {
        vec![Content::Words(one_line(label)), Content::Words(one_line(amount))]
    };
    let rows = ledger.rows.iter().chain(&ledger.total).map(row).collect();
    let totals = ledger.total.is_some();
    Table { columns: vec![NAME, AMOUNT], heads: None, rows, totals, ruled: true }
}

const PLAIN: Column = Column { style: Style::CELL, flush: false, names: false };
const NAME: Column = Column { names: true, ..PLAIN };
const AMOUNT: Column = Column { flush: true, ..PLAIN };
const ASIDE: Column = Column { style: Style::CELL.dim(), ..PLAIN };

/// Whether these are figures, or times and amounts that end in the same short word.
fn is_numbers<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut any = false;
    for cell in cells.filter(|cell| !matches!(*cell, "" | "–" | "—")) {
        let figures = |word: &str| word.chars().all(|c| !c.is_alphabetic());
        let known = |word: &str| figures(word) || matches!(word, "min" | "h" | "of" | "h," | "d");
        if !cell.chars().any(|c| c.is_ascii_digit()) || !cell.split(' ').all(known) {
            return false;
        }
        any = true;
    }
    any
}

impl Table {
    /// Without columns in which nothing stands.
    fn without_empty(mut self) -> Table {
        for at in (0..self.columns.len()).rev() {
            let is_empty = |row: &Vec<Content>| match &row[at] {
                Content::Words(words) => words.is_empty(),
                Content::Bar(..) => false,
                Content::Heights(heights) => heights.iter().all(Option::is_none),
            };
            if self.rows.iter().all(is_empty) {
                self.columns.remove(at);
                self.rows.iter_mut().for_each(|row| drop(row.remove(at)));
            }
        }
        self
    }

    pub(super) fn set(self, setter: &mut Setter, air: f32) {
        if self.rows.is_empty() || self.columns.is_empty() {
            return;
        }
        let (factor, widths) = self.widths(setter);
        let table = setter.tree.add(None, Tag::Table);
        let frame = Frame { factor, gap: self.gap() * factor, widths };
        let mut air = air;
        let mut again = None;
        if let Some(heads) = &self.heads {
            let slab = self.head(heads, &frame, table, setter);
            let marks = slab.marks.iter().cloned().map(Mark::for_the_eye).collect();
            again = Some(Rc::new(Slab { marks, ..slab.clone() }));
            setter.push(Slab { air, keeps: true, ..slab });
            air = 0.0;
        }
        let body = setter.tree.add(Some(table), Tag::TBody);
        let count = self.rows.len();
        for at in 0..count {
            let mut slabs = self.row(at, &frame, body, setter);
            // A short table stays on one page, and a sum with what is added.
            let keeps = at + 1 < count && (count <= 6 || (self.totals && at + 2 == count));
            let last = slabs.len() - 1;
            if self.ruled && at + 1 < count {
                let is_sum = self.totals && at + 2 == count;
                let line = if is_sum { (0.9, Ink::Black) } else { (0.4, Ink::Hair) };
                let y = slabs[last].height;
                slabs[last].marks.push(frame.rule(y, line));
            }
            for (line, slab) in slabs.into_iter().enumerate() {
                let again = again.clone();
                let keeps = keeps && line == last;
                setter.push(Slab { air, keeps, again, ..slab });
                air = 0.0;
            }
        }
    }

    fn head(&self, heads: &[String], frame: &Frame, table: Node, setter: &mut Setter) -> Slab {
        let head = setter.tree.add(Some(table), Tag::THead);
        let line = setter.tree.add(Some(head), Tag::TR);
        let style = Style::SMALL.bold().times(frame.factor);
        let mut cells = Vec::new();
        let mut x = 0.0;
        for ((words, column), width) in heads.iter().zip(&self.columns).zip(&frame.widths) {
            let node = setter.tree.add(Some(line), Tag::TH(TableHeaderScope::Column));
            let lines = Paragraph::new(setter.faces, &[(words, style)]).lines(*width);
            cells.push(Cell::words(x, *width, Some(node), lines).flush(column.flush));
            x += width + frame.gap;
        }
        let slabs = row(cells, ROOM, 0.0, setter.paper);
        let mut slab = slabs.into_iter().next().unwrap_or_default();
        slab.marks.push(frame.rule(slab.height, (0.9, Ink::Dim)));
        slab
    }

    fn row(&self, at: usize, frame: &Frame, body: Node, setter: &mut Setter) -> Vec<Slab> {
        let line = setter.tree.add(Some(body), Tag::TR);
        let is_sum = self.totals && at + 1 == self.rows.len();
        let mut cells = Vec::new();
        let mut x = 0.0;
        for ((content, column), width) in self.rows[at].iter().zip(&self.columns).zip(&frame.widths)
        {
            let tag: TagKind = match column.names {
                true => Tag::TH(TableHeaderScope::Row).into(),
                false => Tag::TD.into(),
            };
            let style = column.style.times(frame.factor);
            let style = if is_sum { style.bold() } else { style };
            match content {
                Content::Words(words) => {
                    let node = setter.tree.add(Some(line), tag);
                    let lines = Paragraph::new(setter.faces, &[(words, style)]).lines(*width);
                    cells.push(Cell::words(x, *width, Some(node), lines).flush(column.flush));
                }
                // The number beside it says the same.
                Content::Bar(part, whole) => cells.push(Cell::drawn(x, bar(*part, *whole, *width))),
                Content::Heights(heights) => cells.push(Cell::drawn(x, columns(heights))),
            }
            x += width + frame.gap;
        }
        let room = if self.ruled { ROOM } else { ROOM - 1.4 };
        row(cells, room, 0.0, setter.paper)
    }

    /// How much the table shrinks, and how wide its columns are.
    fn widths(&self, setter: &Setter) -> (f32, Vec<f32>) {
        let measure = setter.paper.measure();
        let wanted: Vec<Wanted> =
            (0..self.columns.len()).map(|at| self.wanted(at, setter)).collect();
        let gaps = self.gap() * (self.columns.len() as f32 - 1.0);
        let least: f32 = wanted.iter().map(|it| it.least).sum::<f32>() + gaps;
        let most: f32 = wanted.iter().map(|it| it.most).sum::<f32>() + gaps;
        // Where words must wrap, a column that is as narrow as its longest word would be a ribbon.
        let fits = |factor: &f32| least.max(most.min(least + RIBBON)) * factor <= measure;
        let factor = FACTORS.into_iter().find(fits).unwrap_or(FACTORS[FACTORS.len() - 1]);
        let room = measure - gaps * factor;
        let wanted: Vec<Wanted> = wanted.into_iter().map(|it| it.times(factor)).collect();
        (factor, shared(&wanted, room))
    }

    fn gap(&self) -> f32 {
        GAP[usize::from(self.columns.len() >= MANY)]
    }

    fn wanted(&self, at: usize, setter: &Setter) -> Wanted {
        let words = |words: &str, style: Style| {
            let paragraph = Paragraph::new(setter.faces, &[(words, style)]);
            // A word longer than this is cut rather than that all others give way to it.
            let least = paragraph.narrowest().min(setter.paper.measure() / 4.0);
            Wanted { least, most: paragraph.widest() }
        };
        let head = self.heads.iter().map(|heads| words(&heads[at], Style::SMALL.bold()));
        let cells = self.rows.iter().enumerate().map(|(number, row)| {
            let is_sum = self.totals && number + 1 == self.rows.len();
            let style = self.columns[at].style;
            match &row[at] {
                Content::Words(it) => words(it, if is_sum { style.bold() } else { style }),
                Content::Bar(..) => Wanted { least: BAR.0 / 2.0, most: BAR.0 },
                Content::Heights(heights) => {
                    let wide = STEP.0 * heights.len() as f32;
                    Wanted { least: wide, most: wide }
                }
            }
        });
        head.chain(cells).fold(Wanted::default(), Wanted::or)
    }
}

/// How wide a column must be for its longest word, and for its longest cell on one line.
#[derive(Clone, Copy, Default)]
struct Wanted {
    least: f32,
    most: f32,
}

impl Wanted {
    fn or(self, other: Wanted) -> Wanted {
        Wanted { least: self.least.max(other.least), most: self.most.max(other.most) }
    }

    fn times(self, factor: f32) -> Wanted {
        Wanted { least: self.least * factor, most: self.most * factor }
    }
}

/// Each column what it wants where there is room for all; else the widest give way first, and a
/// word is cut only when nothing else is left.
fn shared(wanted: &[Wanted], room: f32) -> Vec<f32> {
    let at = |level: f32| -> Vec<f32> {
        let least: f32 = wanted.iter().map(|it| it.least).sum();
        let width = |it: &Wanted| match least > room {
            true => it.least.min(level),
            false => it.most.min(level.max(it.least)),
        };
        wanted.iter().map(width).collect()
    };
    let (mut low, mut high) =
        (0.0, wanted.iter().map(|it| it.most.max(it.least)).fold(room, f32::max));
    if at(high).iter().sum::<f32>() <= room {
        return at(high);
    }
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        match at(middle).iter().sum::<f32>() <= room {
            true => low = middle,
            false => high = middle,
        }
    }
    at(low)
}

/// The columns of a table as they are set.
struct Frame {
    factor: f32,
    gap: f32,
    widths: Vec<f32>,
}

impl Frame {
    fn rule(&self, y: f32, (thick, ink): (f32, Ink)) -> Mark {
        let gaps = self.gap * (self.widths.len() as f32 - 1.0);
        let wide = self.widths.iter().sum::<f32>() + gaps;
        Mark { at: (0.0, y), what: Drawn::Stroke((wide, 0.0), thick, ink, false), node: None }
    }
}

/// A bar on the whole it is a part of: nothing only at zero.
fn bar(part: u64, whole: u64, width: f32) -> Vec<Mark> {
    let share = (part.min(whole) as f64 / whole as f64) as f32;
    let y = (Style::CELL.leading - BAR.1) / 2.0;
    let block =
        |width, ink| Mark { at: (0.0, y), what: Drawn::Block(width, BAR.1, ink), node: None };
    let mut marks = vec![block(width, Ink::Pale)];
    if part > 0 {
        marks.push(block((width * share).max(1.0), Ink::Accent));
    }
    marks
}

fn columns(heights: &[Option<u8>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let foot = (Style::CELL.leading + STEP.1) / 2.0;
    for (at, height) in heights.iter().enumerate() {
        let x = STEP.0 * at as f32;
        let high = height.map_or(0.0, |eighths| STEP.1 * f32::from(eighths.min(8)) / 8.0);
        let ink = if height.is_some() { Ink::Accent } else { Ink::Pale };
        let high = high.max(0.8);
        let what = Drawn::Block(STEP.0 - 2.0, high, ink);
        marks.push(Mark { at: (x, foot - high), what, node: None });
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(widths: &[(f32, f32)]) -> Vec<Wanted> {
        widths.iter().map(|(least, most)| Wanted { least: *least, most: *most }).collect()
    }

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them_while_there_is_room() {
        assert_eq!(shared(&wanted(&[(10.0, 40.0), (20.0, 50.0)]), 100.0), [40.0, 50.0]);
    }

    #[test]
    fn the_widest_column_gives_way_first_and_words_stay_whole_as_long_as_possible() {
        let near = |told: Vec<f32>, widths: [f32; 2]| {
            assert!(
                told.iter().zip(widths).all(|(one, other)| (one - other).abs() < 0.1),
                "{told:?}"
            );
        };
        near(shared(&wanted(&[(10.0, 30.0), (20.0, 500.0)]), 100.0), [30.0, 70.0]);
        near(shared(&wanted(&[(10.0, 30.0), (90.0, 500.0)]), 100.0), [10.0, 90.0]);
        near(shared(&wanted(&[(20.0, 30.0), (300.0, 500.0)]), 100.0), [20.0, 80.0]);
    }

    #[test]
    fn figures_stand_at_the_right_and_words_do_not() {
        assert!(is_numbers(["€9,600", "–", "3 of 12", "1 h 05 min", "−4 %", ""].into_iter()));
        assert!(!is_numbers(["12", "skipped"].into_iter()));
        assert!(!is_numbers(["", "–"].into_iter()));
    }
}
