//! Blocks painted on a terminal: the wall and every screen that only shows render a page here.

use crate::session::block::{Bar, Block, Grid, Ledger, Line, Plane, Sign, Trend};
use crate::text::{width, wrap};
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::bar::{filled, low};
use crate::ui::widgets::digits::Digits;
use crate::ui::widgets::{plane, write};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::borrow::Cow;

/// How blocks are painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// An empty row between the rows, for the back of the room.
    pub airy: bool,
    /// How headings look.
    pub heading: Role,
    /// The widest line of prose.
    pub measure: u16,
    /// How what stands beside a text looks.
    pub aside: Role,
    /// The columns that a text keeps when something stands beside it.
    pub text: u16,
    /// The columns of a sign with the air behind it.
    pub sign: u16,
    /// The columns of air before what stands beside a text.
    pub gap: u16,
    /// The part of the width that the labels of bars may take, in eighths.
    pub label: u16,
    /// Whether the remarks beside bars are worth more than the ends of long labels.
    pub remarks: bool,
    /// Whether bars are half as high where there is no air between them.
    pub thin: bool,
    /// Whether what goes with the texts of a list stands beside all of them or below all of them,
    /// in one row each.
    pub alike: bool,
}

impl Manner {
    /// On the console.
    pub const CONSOLE: Manner = Manner {
        airy: false,
        heading: Role::Heading,
        measure: 72,
        aside: Role::Dim,
        text: 28,
        sign: 3,
        gap: 3,
        label: 4,
        remarks: true,
        thin: true,
        alike: false,
    };
    /// On the wall.
    pub const WALL: Manner =
        Manner { airy: true, heading: Role::WallHeading, aside: Role::Text, ..Manner::CONSOLE };
    /// On a small sheet that is copied to the wall large.
    pub const LARGE: Manner = Manner {
        airy: false,
        text: 12,
        sign: 2,
        gap: 1,
        label: 6,
        remarks: false,
        thin: false,
        alike: true,
        ..Manner::WALL
    };
}

/// What painting came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Painted {
    /// The rows of all of it, also of what did not fit.
    pub rows: u16,
    /// Whether some text was shortened.
    pub cut: bool,
}

/// Paints what fits from the top of the area, and answers what all of it would have taken.
pub fn painted(
    blocks: &[Block],
    area: Rect,
    buffer: &mut Buffer,
    look: &Look,
    manner: Manner,
) -> Painted {
    let mut pen = Pen { area, y: 0, buffer, look, manner, cut: false };
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            pen.y = pen.y.saturating_add(1);
        }
        pen.block(block);
    }
    Painted { rows: pen.y, cut: pen.cut }
}

/// Paints blocks from the top of the area and answers how many rows they took. Air gives way to
/// words; what does not fit even so is left out at the end, and a sign says so.
pub fn paint(
    blocks: &[Block],
    area: Rect,
    buffer: &mut Buffer,
    look: &Look,
    manner: Manner,
) -> u16 {
    let area = area.intersection(buffer.area);
    let fits = |manner: Manner| {
        rows_of(blocks, area, &mut Buffer::empty(area), look, manner) <= area.height
    };
    let manner = Manner { airy: manner.airy && fits(manner), ..manner };
    let rows = rows_of(blocks, area, buffer, look, manner);
    if rows > area.height && area.height > 0 {
        let corner = (area.width.saturating_sub(1), area.height - 1);
        write(buffer, area, corner, look.signs.more[1], look.style(Role::Dim));
    }
    rows.min(area.height)
}

/// Paints what fits, and answers how many rows all of it takes.
fn rows_of(blocks: &[Block], area: Rect, buffer: &mut Buffer, look: &Look, manner: Manner) -> u16 {
    painted(blocks, area, buffer, look, manner).rows
}

/// How a sign looks, and in which role.
pub fn sign(sign: Sign, look: &Look) -> (&'static str, Role) {
    match sign {
        Sign::Settled => (look.signs.settled, Role::Good),
        Sign::Half => (look.signs.partly, Role::Warn),
        Sign::Nobody => (look.signs.nobody, Role::Bad),
        Sign::LeftOpen => (look.signs.left_open, Role::Dim),
        Sign::Item => (look.signs.dot, Role::Dim),
        Sign::None => ("", Role::Text),
    }
}

/// Whether in so many columns there is room for what stands beside a text; nothing always has it.
pub fn stands_beside(line: &Line, wide: u16, look: &Look, manner: Manner) -> bool {
    let room = wide.saturating_sub(indent(line, look, manner));
    line.aside.is_empty() || columns(&line.aside).saturating_add(manner.text.min(20)) < room
}

fn indent(line: &Line, look: &Look, manner: Manner) -> u16 {
    if sign(line.sign, look).0.is_empty() { 0 } else { manner.sign }
}

/// The cells of a covered bar.
const COVERED: usize = 7;

struct Pen<'a> {
    area: Rect,
    y: u16,
    buffer: &'a mut Buffer,
    look: &'a Look,
    manner: Manner,
    cut: bool,
}

impl Pen<'_> {
    fn short(&mut self, text: &str, columns: u16) -> String {
        self.cut |= width(text) > usize::from(columns);
        self.look.shorten(text, usize::from(columns)).into_owned()
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(words) => self.prose(words, self.manner.heading),
            Block::Text(words) => self.prose(words, Role::Text),
            Block::Lines(lines) => {
                let below = self.manner.alike && !self.all_beside(lines);
                let column = (!below).then(|| self.asides(lines));
                self.each(lines, |pen, line| pen.line(line, column));
            }
            Block::Bars(bars) => self.bars(bars),
            Block::Trends(trends) => self.trends(trends),
            Block::Grid(grid) => self.grid(grid),
            Block::Plane(plane) => self.plane(plane),
            Block::Ledger(ledger) => self.ledger(ledger),
            Block::Digits(words) => self.digits(words),
        }
    }

    fn row(&self) -> Rect {
        let y = self.area.y.saturating_add(self.y).min(self.area.bottom());
        Rect { y, height: self.area.bottom() - y, ..self.area }
    }

    fn down(&mut self) {
        self.y = self.y.saturating_add(1);
    }

    fn prose(&mut self, words: &str, role: Role) {
        let measure = usize::from(self.area.width.min(self.manner.measure));
        for row in wrap(words, measure) {
            let area = self.row();
            write(self.buffer, area, (0, 0), &row, self.look.style(role));
            self.down();
        }
    }

    fn each<T>(&mut self, things: &[T], paint: impl Fn(&mut Self, &T)) {
        for (index, thing) in things.iter().enumerate() {
            if index > 0 && self.manner.airy {
                self.down();
            }
            paint(self, thing);
        }
    }

    /// Where asides begin, so that they stand below each other; a long one leaves the texts two
    /// fifths of the room.
    fn asides(&self, lines: &[Line]) -> u16 {
        let beside = || lines.iter().filter(|line| self.stands_beside(line));
        let text =
            |line: &Line| self.indent(line).saturating_add(columns(&line.text)) + self.manner.gap;
        let wanted = beside().map(text).max().unwrap_or(0).max(self.manner.text);
        let aside = beside().map(|line| columns(&line.aside)).max().unwrap_or(0);
        wanted.min(self.area.width.saturating_sub(aside).max(self.area.width / 5 * 2))
    }

    fn indent(&self, line: &Line) -> u16 {
        indent(line, self.look, self.manner)
    }

    fn stands_beside(&self, line: &Line) -> bool {
        !line.aside.is_empty() && stands_beside(line, self.area.width, self.look, self.manner)
    }

    fn all_beside(&self, lines: &[Line]) -> bool {
        lines.iter().all(|line| stands_beside(line, self.area.width, self.look, self.manner))
    }

    /// What stands beside a text; what is covered is a bar that tells nothing.
    fn beside<'b>(&self, line: &'b Line) -> (Cow<'b, str>, Role) {
        match line.aside == Line::COVERED {
            true => (self.look.signs.fills[3].repeat(COVERED).into(), Role::Dim),
            false => ((&*line.aside).into(), self.manner.aside),
        }
    }

    /// A text, with what stands beside it from a column on, or else below it.
    fn line(&mut self, line: &Line, column: Option<u16>) {
        let (mark, role) = sign(line.sign, self.look);
        let indent = self.indent(line);
        let area = self.row();
        write(self.buffer, area, (0, 0), mark, self.look.style(role));
        let room = self.area.width.saturating_sub(indent);
        let beside = column.is_some() && self.stands_beside(line);
        let column =
            column.unwrap_or_default().min(self.area.width.saturating_sub(columns(&line.aside)));
        let measure =
            if beside { column.saturating_sub(indent + self.manner.gap.min(2)) } else { room };
        let rows = wrap(&line.text, usize::from(measure.min(self.manner.measure)));
        for (index, row) in rows.iter().enumerate() {
            let area = self.row();
            write(self.buffer, area, (indent, 0), row, self.look.style(Role::Text));
            if index == 0 && beside {
                let (words, role) = self.beside(line);
                write(self.buffer, area, (column, 0), &words, self.look.style(role));
            }
            self.down();
        }
        if !beside && !line.aside.is_empty() {
            let rows = match self.manner.alike {
                true => vec![self.short(&line.aside, room)],
                false => wrap(&line.aside, usize::from(room.min(self.manner.measure))),
            };
            for row in rows {
                let area = self.row();
                write(self.buffer, area, (indent, 0), &row, self.look.style(self.manner.aside));
                self.down();
            }
        }
    }

    fn bars(&mut self, bars: &[Bar]) {
        let number = widest(bars.iter().map(|bar| &bar.number));
        let aside = widest(bars.iter().map(|bar| &bar.aside));
        // A long label gives way before words at the other end would, where these may not go.
        let words = if self.manner.remarks { aside } else { 0 };
        let most = self.area.width.saturating_sub(number + words + 10).max(self.area.width / 4);
        let most = most.min(self.area.width.saturating_mul(self.manner.label) / 8);
        let label = widest(bars.iter().map(|bar| &bar.label)).min(most);
        let room = self.area.width.saturating_sub(label + number + 4);
        let cells = room.saturating_sub(if aside > 0 { aside + 2 } else { 0 }).clamp(4, 40);
        // A remark that would leave no bar is left out instead.
        let remarks = label + number + cells + aside + 6 <= self.area.width;
        let cells = if remarks { cells } else { room.clamp(4, 40) };
        self.each(bars, |pen, bar| {
            let area = pen.row();
            let words = pen.short(&bar.label, label);
            write(pen.buffer, area, (0, 0), &words, pen.look.style(Role::Text));
            let (value, most) = pen.look.growing(bar.value, bar.most.max(1));
            let drawn = filled(value, most, cells, &pen.look.signs);
            let drawn = if pen.manner.thin && !pen.manner.airy { low(&drawn) } else { drawn };
            write(pen.buffer, area, (label + 2, 0), &drawn, pen.look.style(Role::Accent));
            let x = label + 2 + cells + 1;
            let pad = number.saturating_sub(columns(&bar.number));
            write(pen.buffer, area, (x + pad, 0), &bar.number, pen.look.bold(Role::Text));
            if remarks {
                let style = pen.look.style(Role::Dim);
                write(pen.buffer, area, (x + number + 2, 0), &bar.aside, style);
            }
            pen.down();
        });
    }

    fn trends(&mut self, trends: &[Trend]) {
        let signs = self.look.signs;
        let between = format!(" {} ", signs.sideways[1]);
        let said: Vec<[String; 2]> = trends
            .iter()
            .map(|it| [it.drawn(&signs.heights), it.numbers(&between, signs.dash)])
            .collect();
        let drawn = widest(said.iter().map(|[drawn, _]| drawn));
        let numbers = widest(said.iter().map(|[_, numbers]| numbers));
        let room = self.area.width.saturating_sub(drawn + numbers + 4);
        let label = widest(trends.iter().map(|trend| &trend.label)).min(room);
        let rows: Vec<(&Trend, [String; 2])> = trends.iter().zip(said).collect();
        self.each(&rows, |pen, (trend, [drawn_as, said])| {
            let area = pen.row();
            let words = pen.short(&trend.label, label);
            write(pen.buffer, area, (0, 0), &words, pen.look.style(pen.manner.aside));
            write(pen.buffer, area, (label + 2, 0), drawn_as, pen.look.style(Role::Accent));
            let x = label + drawn + 4;
            write(pen.buffer, area, (x, 0), said, pen.look.bold(Role::Text));
            let x = x + numbers + 2;
            // A remark gives way to the numbers.
            let words = pen.look.shorten(&trend.aside, usize::from(area.width.saturating_sub(x)));
            write(pen.buffer, area, (x, 0), &words, pen.look.style(Role::Dim));
            pen.down();
        });
    }

    fn grid(&mut self, grid: &Grid) {
        let widths = self.grid_widths(grid);
        if grid.columns.iter().any(|heading| !heading.is_empty()) {
            self.cells(&grid.columns, &widths, Role::Dim);
        }
        self.each(&grid.rows, |pen, row| pen.cells(row, &widths, Role::Text));
    }

    fn grid_widths(&self, grid: &Grid) -> Vec<u16> {
        let count = grid.columns.len();
        let column = |at: usize| {
            let cells = grid.rows.iter().filter_map(|row| row.get(at));
            widest(cells.chain(grid.columns.get(at)))
        };
        let mut widths: Vec<u16> = (0..count).map(column).collect();
        let gaps = u16::try_from(count.saturating_sub(1) * 2).unwrap_or(0);
        while widths.iter().sum::<u16>() + gaps > self.area.width {
            let Some(most) = widths.iter_mut().max() else { break };
            if *most <= 4 {
                break;
            }
            *most -= 1;
        }
        widths
    }

    fn cells(&mut self, cells: &[String], widths: &[u16], role: Role) {
        let area = self.row();
        let mut x = 0;
        for (cell, wide) in cells.iter().zip(widths) {
            let words = self.short(cell, *wide);
            write(self.buffer, area, (x, 0), &words, self.look.style(role));
            x += wide + 2;
        }
        self.down();
    }

    fn plane(&mut self, plane: &Plane) {
        let area = self.row();
        let rows = plane::rows(plane, area.width);
        plane::render(
            plane,
            Rect { height: rows.min(area.height), ..area },
            self.buffer,
            self.look,
        );
        self.y = self.y.saturating_add(rows);
    }

    fn ledger(&mut self, ledger: &Ledger) {
        let rows = ledger.rows.iter().chain(&ledger.total);
        let label = widest(rows.clone().map(|(label, _)| label));
        let amount = widest(rows.map(|(_, amount)| amount));
        let label = label.min(self.area.width.saturating_sub(amount + 3));
        self.each(&ledger.rows, |pen, row| pen.amount(row, label, amount, Role::Text));
        if let Some(total) = &ledger.total {
            let area = self.row();
            let rule = self.look.signs.rule.repeat(usize::from(label + 3 + amount));
            write(self.buffer, area, (0, 0), &rule, self.look.style(Role::Dim));
            self.down();
            self.amount(total, label, amount, Role::Heading);
        }
    }

    fn amount(&mut self, row: &(String, String), label: u16, amount: u16, role: Role) {
        let area = self.row();
        let words = self.short(&row.0, label);
        write(self.buffer, area, (0, 0), &words, self.look.style(role));
        let x = label + 3 + amount.saturating_sub(columns(&row.1));
        write(self.buffer, area, (x, 0), &row.1, self.look.style(role));
        self.down();
    }

    fn digits(&mut self, words: &str) {
        let area = self.row();
        let digits = Digits { text: words, role: self.manner.heading, centred: false };
        if digits.height(area, self.look) == 1 && columns(words) > area.width {
            // A name is never cut.
            return self.prose(words, self.manner.heading);
        }
        digits.render(area, self.buffer, self.look);
        self.y = self.y.saturating_add(digits.height(area, self.look));
    }
}

fn columns(words: &str) -> u16 {
    u16::try_from(width(words)).unwrap_or(u16::MAX)
}

fn widest<'a>(words: impl Iterator<Item = &'a String>) -> u16 {
    words.map(|words| columns(words)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::tests::dark;
    use crate::ui::widgets::stage::{at_every_size, drawn};

    fn every_block() -> Vec<Block> {
        let bar = |label: &str, value| Bar {
            label: label.into(),
            value,
            most: 8,
            number: value.to_string(),
            aside: String::new(),
        };
        vec![
            Block::heading("Who wants it?"),
            Block::text("One person answers for each area."),
            Block::Lines(vec![Line::new(Sign::Settled, "Listening").with("Ana")]),
            Block::Bars(vec![bar("Plant bees", 8), bar("Water", 4)]),
            Block::Grid(Grid { columns: vec!["Who".into()], rows: vec![vec!["山田".into()]] }),
            Block::Ledger(Ledger {
                rows: vec![("HR".into(), "€500".into())],
                total: Some(("Pot".into(), "€500".into())),
                ..Ledger::default()
            }),
            Block::Digits("10:57".into()),
        ]
    }

    #[test]
    fn blocks_stand_below_each_other_and_line_up() {
        let shown = drawn((44, 16), |area, buffer| {
            paint(&every_block()[1..6], area, buffer, &dark(), Manner::CONSOLE);
        });
        insta::assert_snapshot!(shown.join("\n"), @"
        One person answers for each area.

        ●  Listening                Ana

        Plant bees  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄ 8
        Water       ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▖               4

        Who
        山田

        HR    €500
        ──────────
        Pot   €500
        ");
    }

    #[test]
    fn air_gives_way_before_words_do() {
        let lines = |words: &[&str]| Block::Lines(words.iter().map(|it| Line::item(*it)).collect());
        let blocks = [
            lines(&["One", "Two", "Three"]),
            lines(&["Four", "Five"]),
            lines(&["Six"]),
            lines(&["Last"]),
        ];
        let shown = |height| {
            drawn((30, height), |area, buffer| {
                paint(&blocks, area, buffer, &dark(), Manner::WALL);
            })
        };
        assert!(shown(13).join("\n").contains("Two\n\n"), "there is room for air");
        assert!(shown(11).join("\n").contains("Last"), "{:?}", shown(11));
        assert!(shown(11).join("\n").contains("One\n·  Two"), "{:?}", shown(11));
    }

    #[test]
    fn asides_stand_below_each_other_however_long_the_texts() {
        let lines = vec![
            Line::new(Sign::Settled, "Listening to those it is for").with("Ana"),
            Line::new(Sign::Nobody, "Teaching").with("nobody yet"),
        ];
        let shown = drawn((60, 2), |area, buffer| {
            paint(&[Block::Lines(lines)], area, buffer, &dark(), Manner::CONSOLE);
        });
        assert_eq!(shown[0].chars().position(|it| it == 'A'), shown[1].find("nobody").map(|_| 34));
        assert_eq!(shown[1], "○  Teaching                       nobody yet");
    }

    #[test]
    fn no_size_makes_it_panic_or_paint_outside() {
        at_every_size(|area, buffer| {
            paint(&every_block(), area, buffer, &dark(), Manner::WALL);
        });
    }
}
