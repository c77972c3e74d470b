//! A terminal's screen as a picture: SVG, so that it is sharp at any size and can be compared as
//! text. Blocks and lines are drawn, since fonts leave gaps between them.
#![allow(dead_code, reason = "what one test file uses, another may not")]

use std::fmt::Write;
use vt100::{Cell, Color, Screen};

/// A cell, in units of the picture.
const WIDE: f32 = 9.0;
const HIGH: f32 = 20.0;

/// The air around the screen.
const AIR: f32 = 16.0;

/// The ground and the text of a terminal that has not been told any colours.
#[derive(Clone, Copy)]
pub(crate) struct Ground {
    pub(crate) ground: &'static str,
    pub(crate) text: &'static str,
}

/// A dark terminal.
pub(crate) const DARK: Ground = Ground { ground: "#16181d", text: "#d7dae0" };
/// A light one.
pub(crate) const LIGHT: Ground = Ground { ground: "#fbfbf9", text: "#24262b" };

/// The screen as an SVG document. Times of saving, which are those of the day on which it is made,
/// are all written as 10:30:00.
pub(crate) fn svg(screen: &Screen, ground: Ground) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let (width, height) =
        (f32::from(columns) * WIDE + 2.0 * AIR, f32::from(rows) * HIGH + 2.0 * AIR);
    let behind = screen.cell(0, 0).and_then(|cell| colour(cell.bgcolor()));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace\" \
         font-size=\"15\" shape-rendering=\"crispEdges\">\n<rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{}\"/>\n",
        behind.as_deref().unwrap_or(ground.ground)
    );
    for row in 0..rows {
        let cells: Vec<(u16, Look, String)> = (0..columns)
            .filter_map(|column| {
                let cell = screen.cell(row, column)?;
                (!cell.is_wide_continuation())
                    .then(|| (column, Look::of(cell, ground), cell.contents().to_owned()))
            })
            .collect();
        let cells = timeless(cells);
        for run in cells.chunk_by(|one, other| one.1 == other.1) {
            draw(&mut svg, row, run);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// How a cell is painted.
#[derive(Clone, PartialEq)]
struct Look {
    text: String,
    ground: Option<String>,
    bold: bool,
    dim: bool,
    underlined: bool,
}

impl Look {
    fn of(cell: &Cell, ground: Ground) -> Look {
        let (mut text, mut behind) = (colour(cell.fgcolor()), colour(cell.bgcolor()));
        if cell.inverse() {
            (text, behind) = (
                Some(behind.unwrap_or_else(|| ground.ground.to_owned())),
                Some(text.unwrap_or_else(|| ground.text.to_owned())),
            );
        }
        Look {
            text: text.unwrap_or_else(|| ground.text.to_owned()),
            ground: behind,
            bold: cell.bold(),
            dim: cell.dim(),
            underlined: cell.underline(),
        }
    }
}

/// The colours of a usual terminal; none where it has been told none.
fn colour(colour: Color) -> Option<String> {
    const SIXTEEN: [&str; 16] = [
        "#1d1f25", "#d8616a", "#8fb573", "#d9b26a", "#6a9fd4", "#b58ac6", "#5fb3b3", "#c8ccd4",
        "#6b717d", "#e88189", "#a9cc8f", "#e6c78a", "#8cb8e6", "#cba8d9", "#82cccc", "#f0f2f5",
    ];
    match colour {
        Color::Default => None,
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Color::Idx(index @ 0..16) => Some(SIXTEEN[usize::from(index)].to_owned()),
        Color::Idx(index @ 16..232) => {
            let part = |by: u8| match (index - 16) / by % 6 {
                0 => 0,
                step => 55 + step * 40,
            };
            Some(format!("#{:02x}{:02x}{:02x}", part(36), part(6), part(1)))
        }
        Color::Idx(index) => {
            let grey = 8 + (index - 232) * 10;
            Some(format!("#{grey:02x}{grey:02x}{grey:02x}"))
        }
    }
}

fn timeless(mut cells: Vec<(u16, Look, String)>) -> Vec<(u16, Look, String)> {
    let row: String = cells.iter().map(|(.., text)| text.chars().next().unwrap_or(' ')).collect();
    if let Some(at) = row.find("saved ").map(|at| row[..at].chars().count() + 6) {
        let digits = cells[at..].iter_mut().zip("10:30:00".chars());
        digits.for_each(|((.., text), digit)| *text = digit.to_string());
    }
    cells
}

/// Cells of one look, beside each other.
fn draw(svg: &mut String, row: u16, run: &[(u16, Look, String)]) {
    let (first, look, _) = &run[0];
    let (last, ..) = &run[run.len() - 1];
    let (x, y) = (AIR + f32::from(*first) * WIDE, AIR + f32::from(row) * HIGH);
    if let Some(ground) = &look.ground {
        let width = f32::from(last - first + 1) * WIDE;
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{HIGH}\" fill=\"{ground}\"/>"
        );
    }
    let mut words: Option<(u16, String)> = None;
    for (at, (column, _, text)) in run.iter().enumerate() {
        let drawn = text.chars().next().and_then(shape);
        match (drawn, text.as_str()) {
            (Some(shape), _) => {
                write(svg, row, words.take(), look);
                let before = at.checked_sub(1).map(|at| run[at].2.as_str());
                if before != Some(text) {
                    let alike = run[at..].iter().take_while(|(.., other)| other == text).count();
                    shape.draw(svg, row, *column, alike, look);
                }
            }
            (None, "" | " ") => match &mut words {
                // Two spaces end a run of words: each word stays in its column.
                Some((_, so_far)) if !so_far.ends_with(' ') => so_far.push(' '),
                _ => write(svg, row, words.take(), look),
            },
            (None, text) => words.get_or_insert((*column, String::new())).1.push_str(text),
        }
    }
    write(svg, row, words, look);
}

fn write(svg: &mut String, row: u16, words: Option<(u16, String)>, look: &Look) {
    let Some((column, words)) = words else { return };
    let words = words.trim_end();
    let (x, y) = (AIR + f32::from(column) * WIDE, AIR + f32::from(row) * HIGH + 15.0);
    let length = words.chars().count() as f32 * WIDE;
    let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let bold = if look.bold { " font-weight=\"700\"" } else { "" };
    let line = if look.underlined { " text-decoration=\"underline\"" } else { "" };
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\" \
         fill=\"{}\"{}{bold}{line}>{escaped}</text>",
        look.text,
        faint(look)
    );
}

fn faint(look: &Look) -> &'static str {
    if look.dim { " fill-opacity=\"0.62\"" } else { "" }
}

/// What is drawn rather than written: parts of a cell, in eighths of it, from the left and the top.
enum Shape {
    /// A rectangle: from here, so wide and so high.
    Filled([f32; 4]),
    /// Four quarters: upper left, upper right, lower left, lower right.
    Quarters([bool; 4]),
    /// A line through the middle, to these sides: up, right, down, left.
    Line([bool; 4]),
}

fn shape(letter: char) -> Option<Shape> {
    let code = u32::from(letter);
    let eighths = |from: u32| (code - from) as f32;
    Some(match letter {
        '▀' => Shape::Filled([0.0, 0.0, 8.0, 4.0]),
        '▁'..='█' => {
            let high = eighths(0x2580);
            Shape::Filled([0.0, 8.0 - high, 8.0, high])
        }
        '▉'..='▏' => Shape::Filled([0.0, 0.0, 8.0 - eighths(0x2588), 8.0]),
        '▐' => Shape::Filled([4.0, 0.0, 4.0, 8.0]),
        '▔' => Shape::Filled([0.0, 0.0, 8.0, 1.0]),
        '▕' => Shape::Filled([7.0, 0.0, 1.0, 8.0]),
        '▖' => Shape::Quarters([false, false, true, false]),
        '▗' => Shape::Quarters([false, false, false, true]),
        '▘' => Shape::Quarters([true, false, false, false]),
        '▙' => Shape::Quarters([true, false, true, true]),
        '▚' => Shape::Quarters([true, false, false, true]),
        '▛' => Shape::Quarters([true, true, true, false]),
        '▜' => Shape::Quarters([true, true, false, true]),
        '▝' => Shape::Quarters([false, true, false, false]),
        '▞' => Shape::Quarters([false, true, true, false]),
        '▟' => Shape::Quarters([false, true, true, true]),
        '─' => Shape::Line([false, true, false, true]),
        '│' => Shape::Line([true, false, true, false]),
        '╭' | '┌' => Shape::Line([false, true, true, false]),
        '╮' | '┐' => Shape::Line([false, false, true, true]),
        '╰' | '└' => Shape::Line([true, true, false, false]),
        '╯' | '┘' => Shape::Line([true, false, false, true]),
        '├' => Shape::Line([true, true, true, false]),
        '┤' => Shape::Line([true, false, true, true]),
        '┬' => Shape::Line([false, true, true, true]),
        '┴' => Shape::Line([true, true, false, true]),
        '┼' => Shape::Line([true; 4]),
        _ => return None,
    })
}

impl Shape {
    /// So many of it beside each other; whole rows of a cell as one.
    fn draw(&self, svg: &mut String, row: u16, column: u16, times: usize, look: &Look) {
        if let Shape::Filled([left, top, wide, high]) = self
            && *wide == 8.0
        {
            return Shape::Filled([*left, *top, wide * times as f32, *high])
                .paint(svg, row, column, look);
        }
        for column in (column..).take(times) {
            self.paint(svg, row, column, look);
        }
    }

    fn paint(&self, svg: &mut String, row: u16, column: u16, look: &Look) {
        let (x, y) = (AIR + f32::from(column) * WIDE, AIR + f32::from(row) * HIGH);
        let mut rect = |[left, top, wide, high]: [f32; 4]| {
            let (x, y) = (x + left * WIDE / 8.0, y + top * HIGH / 8.0);
            let (wide, high) = (wide * WIDE / 8.0, high * HIGH / 8.0);
            let _ = writeln!(
                svg,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" fill=\"{}\"{}/>",
                look.text,
                faint(look)
            );
        };
        match self {
            Shape::Filled(part) => rect(*part),
            Shape::Quarters(quarters) => {
                for (at, _) in quarters.iter().enumerate().filter(|(_, filled)| **filled) {
                    rect([(at % 2) as f32 * 4.0, (at / 2) as f32 * 4.0, 4.0, 4.0]);
                }
            }
            Shape::Line(to) => {
                let sides = [
                    [3.4, 0.0, 1.2, 4.2],
                    [3.4, 3.8, 4.6, 0.5],
                    [3.4, 3.8, 1.2, 4.2],
                    [0.0, 3.8, 4.6, 0.5],
                ];
                sides.iter().zip(to).filter(|(_, there)| **there).for_each(|(side, _)| rect(*side));
            }
        }
    }
}
