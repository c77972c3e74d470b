//! The blocks of a wall, each as large as it is going to be: painted small and copied out large,
//! with what may stand small below it, or as text.

use crate::session::block::{Bar, Block, Line, Plane};
use crate::text::width;
use crate::ui::blocks::{Manner, paint, painted, stands_beside};
use crate::ui::look::Look;
use crate::ui::shell::frame;
use crate::ui::theme::Role;
use crate::ui::widgets::bar::filled;
use crate::ui::widgets::lettering::{Face, Lettering};
use crate::ui::widgets::{letters, plane, write};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// How large a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// In letters of three rows, each line so many rows below the one before.
    Large(u16),
    /// What matters in such letters, over the whole width, and the rest as text below it.
    Stacked,
    /// As text.
    Plain,
}

/// A block, as large as it is going to be.
pub(super) enum Piece {
    /// A small sheet that is copied out large: so many rows, each so far below the one before.
    Sheet { small: Buffer, rows: u16, pitch: u16 },
    /// The same line by line, with what may stand small below each.
    Stack(Vec<Storey>),
    /// Labels over the whole width, each with its bar below it.
    Ranks(Vec<(Buffer, Bar)>),
    /// One thing to read from the back row.
    Digits(Lettering),
    /// Things on two axes, in large letters or as text, with the rows they need.
    Plane { plane: Box<Plane>, large: bool, rows: u16 },
    /// As text: what it is, the rows it needs, and those it takes with air between its lines.
    Text { block: Block, dim: bool, rows: u16, airy: u16 },
}

/// One line of a stack: large rows, and perhaps words that stand small below them.
pub(super) struct Storey {
    large: Buffer,
    small: String,
}

/// A block in this size; nothing when it has no room or no letters in it.
pub(super) fn piece(
    block: &Block,
    dim: bool,
    size: Size,
    area: Rect,
    look: &Look,
) -> Option<Piece> {
    let wide = area.width.min(frame::MEASURE);
    match (size, block) {
        (Size::Plain, Block::Plane(plane)) => {
            let rows = plane::rows(plane, wide);
            Some(Piece::Plane { plane: plane.clone(), large: false, rows })
        }
        (Size::Plain, _) => {
            let room = Rect { width: wide, ..area };
            let mut scratch = Buffer::empty(Rect { height: 1, ..room });
            let mut rows = |manner| {
                painted(std::slice::from_ref(block), room, &mut scratch, look, manner).rows
            };
            let (rows, airy) = (rows(COMPACT), rows(Manner::WALL));
            Some(Piece::Text { block: block.clone(), dim, rows, airy })
        }
        (Size::Large(_) | Size::Stacked, _) if !look.signs.blocks => None,
        (Size::Large(pitch), Block::Digits(words)) => {
            let faces = if pitch > letters::TIMES { &Face::DIGITS[..] } else { &Face::DIGITS[1..] };
            let line = Lettering::in_a_line(words, faces, area.width, look);
            line.or_else(|| Lettering::of(words, Face::Small, area.width, look)).map(Piece::Digits)
        }
        (Size::Large(_) | Size::Stacked, Block::Plane(plane)) => {
            let rows = plane::large_rows(plane, area, look)?;
            Some(Piece::Plane { plane: plane.clone(), large: true, rows })
        }
        (Size::Stacked, Block::Lines(lines)) => stack(lines, area, look),
        (Size::Stacked, Block::Bars(bars)) => {
            let whole = sheet(block, letters::TIMES, Manner::LARGE, area, look);
            whole.or_else(|| ranks(bars, area, look))
        }
        (Size::Stacked, _) => piece(block, dim, Size::Large(letters::TIMES), area, look),
        (Size::Large(pitch), _) => {
            let mut piece = sheet(block, pitch, Manner::LARGE, area, look)?;
            if let (Piece::Sheet { small, .. }, true) = (&mut piece, dim) {
                small.set_style(small.area, look.style(Role::Dim));
            }
            Some(piece)
        }
    }
}

/// Labels that leave half of the row to their bars.
const SHORTENED: Manner = Manner { label: 4, ..Manner::LARGE };

/// A block painted small, to be copied out large; nothing when it does not fit, or would lose
/// words that it should not.
fn sheet(block: &Block, pitch: u16, manner: Manner, area: Rect, look: &Look) -> Option<Piece> {
    let sheet = Rect::new(0, 0, area.width / letters::TIMES, area.height / letters::TIMES);
    let mut small = Buffer::empty(sheet);
    let manner = Manner { measure: sheet.width, ..manner };
    let done = painted(std::slice::from_ref(block), sheet, &mut small, look, manner);
    let whole = !done.cut || manner.label == SHORTENED.label;
    let fits = whole && done.rows <= sheet.height && letters::can_grow(&small);
    fits.then_some(Piece::Sheet { small, rows: done.rows, pitch })
}

/// The same with labels that leave half of the row to their bars, and lose their ends for it.
pub(super) fn shortened(block: &Block, area: Rect, look: &Look) -> Option<Piece> {
    sheet(block, letters::TIMES, SHORTENED, area, look)
}

/// Lines one below the other: what stands beside a text stands below it, large as far as it is one
/// line, and as text from there on.
fn stack(lines: &[Line], area: Rect, look: &Look) -> Option<Piece> {
    let columns = area.width / letters::TIMES;
    if lines.iter().all(|line| stands_beside(line, columns, look, Manner::LARGE)) {
        return piece(
            &Block::Lines(lines.to_vec()),
            false,
            Size::Large(letters::TIMES),
            area,
            look,
        );
    }
    lines.iter().map(|line| storey(line, area, look)).collect::<Option<_>>().map(Piece::Stack)
}

fn storey(line: &Line, area: Rect, look: &Look) -> Option<Storey> {
    let room = usize::from((area.width / letters::TIMES).saturating_sub(Manner::LARGE.sign));
    let (large, small) = match essence(&line.aside) {
        _ if width(&line.aside) <= room => (&*line.aside, ""),
        (large, small) if width(large) <= room => (large, small),
        _ => ("", &*line.aside),
    };
    let large = [&*line.text, large].into_iter().filter(|words| !words.is_empty());
    let large = Line::new(line.sign, large.collect::<Vec<_>>().join("\n"));
    match sheet(&Block::Lines(vec![large]), letters::TIMES, Manner::LARGE, area, look)? {
        Piece::Sheet { small: mut sheet, rows, .. } => {
            sheet.resize(Rect { height: rows, ..sheet.area });
            Some(Storey { large: sheet, small: small.to_owned() })
        }
        _ => None,
    }
}

/// A date may stand small: "from 62 to 20 complaints" and "by Fri 12 Nov".
fn essence(aside: &str) -> (&str, &str) {
    match aside.find(", by ") {
        Some(at) => (&aside[..at], &aside[at + 2..]),
        None => (aside, ""),
    }
}

/// Labels with their numbers, each over the whole width.
fn ranks(bars: &[Bar], area: Rect, look: &Look) -> Option<Piece> {
    let row = Rect::new(0, 0, area.width / letters::TIMES, 1);
    let number = bars.iter().map(|bar| width(&bar.number)).max().unwrap_or(0);
    let room = usize::from(row.width).checked_sub(number + 2).filter(|room| *room >= 12)?;
    let rank = |bar: &Bar| {
        let mut small = Buffer::empty(row);
        let label = look.shorten(&bar.label, room);
        write(&mut small, row, (0, 0), &label, look.style(Role::Text));
        let x = row.width - u16::try_from(width(&bar.number)).unwrap_or(row.width).min(row.width);
        write(&mut small, row, (x, 0), &bar.number, look.bold(Role::Text));
        letters::can_grow(&small).then(|| (small, bar.clone()))
    };
    bars.iter().map(rank).collect::<Option<_>>().map(Piece::Ranks)
}

/// Text without air: that it fits so is enough.
const COMPACT: Manner = Manner { airy: false, ..Manner::WALL };

impl Piece {
    /// The rows it needs.
    pub(super) fn height(&self) -> u16 {
        match self {
            Piece::Sheet { rows, pitch, .. } => rows.saturating_mul(*pitch),
            Piece::Stack(storeys) => storeys.iter().map(Storey::height).sum(),
            Piece::Ranks(ranks) => {
                u16::try_from(ranks.len()).unwrap_or(u16::MAX).saturating_mul(RANK)
            }
            Piece::Digits(lettering) => lettering.height(),
            Piece::Plane { rows, .. } | Piece::Text { rows, .. } => *rows,
        }
    }

    /// The rows it takes with air between its lines.
    pub(super) fn airy_height(&self) -> u16 {
        match self {
            Piece::Text { airy, .. } => *airy,
            Piece::Stack(storeys) => self.height().saturating_add(gaps(storeys)),
            other => other.height(),
        }
    }

    /// Paints it, and answers the rows it took: with air between the lines where there is room.
    pub(super) fn render(&self, area: Rect, free: u16, buffer: &mut Buffer, look: &Look) -> u16 {
        match self {
            Piece::Sheet { small, rows, pitch } => {
                letters::grow(small, *rows, *pitch, area, buffer);
                self.height()
            }
            Piece::Stack(storeys) => {
                let air = u16::from(free >= gaps(storeys));
                let mut y = 0;
                for storey in storeys {
                    storey.render(down(area, y), buffer, look);
                    y += storey.height() + air;
                }
                y.saturating_sub(air)
            }
            Piece::Ranks(ranks) => {
                for ((small, bar), y) in ranks.iter().zip((0..).step_by(usize::from(RANK))) {
                    let row = down(area, y);
                    letters::grow(small, 1, letters::TIMES, row, buffer);
                    let (value, most) = look.growing(bar.value, bar.most.max(1));
                    let drawn = high(&filled(value, most, row.width, &look.signs));
                    write(buffer, row, (0, letters::TIMES), &drawn, look.style(Role::Accent));
                }
                self.height()
            }
            Piece::Digits(lettering) => {
                lettering.render(area, buffer, look, Role::Accent);
                self.height()
            }
            Piece::Plane { plane, large, rows } => {
                let height = area.height.min(rows.saturating_add(free));
                let room = Rect { height, ..area };
                if *large {
                    plane::render_large(plane, room, buffer, look);
                } else {
                    let width = area.width.min(frame::MEASURE);
                    plane::render(plane, Rect { width, ..room }, buffer, look);
                }
                height
            }
            Piece::Text { block, dim, rows, .. } => {
                let height = area.height.min(rows.saturating_add(free));
                let room = Rect { width: area.width.min(frame::MEASURE), height, ..area };
                let used = paint(std::slice::from_ref(block), room, buffer, look, Manner::WALL);
                if *dim {
                    buffer.set_style(Rect { height: used, ..room }, look.style(Role::Dim));
                }
                used
            }
        }
    }
}

impl Storey {
    fn height(&self) -> u16 {
        let small = u16::from(!self.small.is_empty());
        self.large.area.height.saturating_mul(letters::TIMES).saturating_add(small)
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        let rows = self.large.area.height;
        letters::grow(&self.large, rows, letters::TIMES, area, buffer);
        let at = (Manner::LARGE.sign * letters::TIMES, rows.saturating_mul(letters::TIMES));
        write(buffer, area, at, &self.small, look.style(Role::Text));
    }
}

fn gaps(storeys: &[Storey]) -> u16 {
    u16::try_from(storeys.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

/// The rows of a label with its bar.
const RANK: u16 = letters::TIMES + 1;

/// The area below so many rows.
fn down(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// A bar half as high that hangs below its label.
fn high(bar: &str) -> String {
    let half = |cell| match cell {
        '█' => '▀',
        '▉' | '▊' | '▋' | '▌' | '▍' | '▎' | '▏' => '▘',
        other => other,
    };
    bar.chars().map(half).collect()
}
