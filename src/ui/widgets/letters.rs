//! Letters three cells wide and three rows high: a sheet that was painted small is copied out large,
//! for the back row, where block letters of eight columns would have no room.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// How many columns and rows one cell of a small sheet becomes.
pub const TIMES: u16 = 3;

/// The pixels of a letter: two a column, two a row; the last row is for what hangs below.
type Glyph = [[bool; 6]; 6];

/// Every letter there is, as the file draws them: eight side by side under their names.
static GLYPHS: LazyLock<HashMap<char, Glyph>> =
    LazyLock::new(|| drawn(include_str!("../../../assets/letters.txt")));

/// What fills a quarter of a cell each: upper left 1, upper right 2, lower left 4, lower right 8.
const QUARTERS: [&str; 16] =
    [" ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█"];

/// The eighths that bars are made of, from the left.
const EIGHTHS: [&str; 9] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];

/// The eighths that columns are made of, from below; a full one is a piece of a bar as well.
const HEIGHTS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// A cell of a covered bar, which stays a shade.
const SHADE: &str = "░";

fn drawn(file: &str) -> HashMap<char, Glyph> {
    let lines: Vec<&str> = file.lines().collect();
    let mut glyphs = HashMap::new();
    for block in lines.chunks(7) {
        let names = block[0].chars().step_by(6).enumerate();
        for (place, name) in names {
            let is_set = |row: usize, column: usize| {
                let line = block.get(row + 1).map_or("", |line| line);
                line.as_bytes().get(place * 6 + column) == Some(&b'#')
            };
            let row = |row| std::array::from_fn(|column| column < 5 && is_set(row, column));
            glyphs.insert(name, std::array::from_fn(row));
        }
    }
    glyphs
}

/// Whether all of a sheet can be copied out large.
pub fn can_grow(small: &Buffer) -> bool {
    small.content.iter().all(|cell| {
        let symbol = cell.symbol();
        let drawn = eighths(symbol).is_some() || height(symbol).is_some();
        symbol == " " || symbol == SHADE || drawn || glyph(symbol).is_some()
    })
}

/// Copies the first rows of a sheet out large, each so many rows below the one before; more than
/// [`TIMES`] leaves air between them.
pub fn grow(small: &Buffer, rows: u16, pitch: u16, area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    let from = small.area;
    for place in (Rect { height: rows, ..from }).intersection(from).positions() {
        let cell = &small[place];
        let style = colours(cell);
        let at = ((place.x - from.x) * TIMES, (place.y - from.y) * pitch);
        let mut write = |x: u16, y: u16, symbol: &str| {
            let at = (area.x.saturating_add(at.0 + x), area.y.saturating_add(at.1 + y));
            if symbol != " " && at.0 < area.right() && at.1 < area.bottom() {
                buffer[at].set_symbol(symbol).set_style(style);
            }
        };
        if cell.symbol() == SHADE {
            (0..TIMES).for_each(|x| (0..2).for_each(|y| write(x, y, SHADE)));
        } else if let Some(eighths) = eighths(cell.symbol()) {
            bar(eighths, &mut write);
        } else if let Some(height) = height(cell.symbol()) {
            column(height, &mut write);
        } else if let Some(glyph) = glyph(cell.symbol()) {
            letter(&glyph, &mut write);
        }
    }
}

/// Weight makes no block bolder, and changes the colour on some terminals; what was not painted
/// leaves the ground as it is.
fn colours(cell: &Cell) -> Style {
    let painted = |colour| (colour != Color::Reset).then_some(colour);
    Style { fg: painted(cell.fg), bg: painted(cell.bg), ..Style::new() }
}

fn letter(glyph: &Glyph, write: &mut impl FnMut(u16, u16, &str)) {
    for (y, rows) in (0..).zip(glyph.chunks(2)) {
        for x in 0..TIMES {
            let left = usize::from(x) * 2;
            let set = [rows[0][left], rows[0][left + 1], rows[1][left], rows[1][left + 1]];
            let quarters = set.iter().rev().fold(0, |all, set| all * 2 + usize::from(*set));
            write(x, y, QUARTERS[quarters]);
        }
    }
}

/// A piece of a bar, with a little air below it, as there is below letters.
fn bar(eighths: usize, write: &mut impl FnMut(u16, u16, &str)) {
    for x in 0..TIMES {
        let here = (eighths * usize::from(TIMES)).saturating_sub(usize::from(x) * 8).min(8);
        write(x, 0, EIGHTHS[here]);
        write(x, 1, EIGHTHS[here]);
        write(x, 2, QUARTERS[[0, 1, 3][here * 2 / 8]]);
    }
}

/// A column so high, on the line on which letters stand.
fn column(eighths: usize, write: &mut impl FnMut(u16, u16, &str)) {
    let above = (eighths * 20 / 8).saturating_sub(4);
    for x in 0..TIMES {
        write(x, 0, HEIGHTS[above.saturating_sub(8).min(8)]);
        write(x, 1, HEIGHTS[above.min(8)]);
        write(x, 2, QUARTERS[3]);
    }
}

fn height(symbol: &str) -> Option<usize> {
    HEIGHTS.iter().skip(1).position(|known| *known == symbol).map(|place| place + 1)
}

fn eighths(symbol: &str) -> Option<usize> {
    EIGHTHS.iter().skip(1).position(|known| *known == symbol).map(|place| place + 1)
}

/// The letter, or one that is put together from its base and the mark above it.
fn glyph(symbol: &str) -> Option<Glyph> {
    let mut whole = symbol.chars();
    if let (Some(only), None) = (whole.next(), whole.next())
        && let Some(glyph) = GLYPHS.get(&only)
    {
        return Some(*glyph);
    }
    let mut parts = symbol.nfd();
    let (base, mark) = (parts.next()?, parts.next()?);
    let base = if base == 'i' { 'ı' } else { base };
    let marked = with_mark(*GLYPHS.get(&base)?, mark)?;
    parts.next().is_none().then_some(marked)
}

/// A mark stands in the first row, where small letters have none; a capital sinks below it.
fn with_mark(mut glyph: Glyph, mark: char) -> Option<Glyph> {
    let row = match mark {
        '\u{300}' => ".#...",
        '\u{301}' => "...#.",
        '\u{302}' | '\u{306}' | '\u{307}' | '\u{30a}' | '\u{30c}' => "..#..",
        '\u{303}' | '\u{304}' => ".###.",
        '\u{308}' | '\u{30b}' => ".#.#.",
        '\u{327}' | '\u{328}' => {
            glyph[5][2] = true;
            return Some(glyph);
        }
        _ => return None,
    };
    if glyph[0].contains(&true) {
        glyph.copy_within(0..1, 1);
    }
    for (column, set) in row.bytes().enumerate() {
        glyph[0][column] = set == b'#';
    }
    Some(glyph)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::widgets::stage::{TEXTS, at_every_size, rows};
    use crate::ui::widgets::write;

    fn small(text: &str) -> Buffer {
        let width = u16::try_from(crate::text::width(text)).unwrap().max(1);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        write(&mut buffer, Rect::new(0, 0, width, 1), (0, 0), text, Style::new());
        buffer
    }

    fn shown(text: &str) -> Vec<String> {
        let small = small(text);
        assert!(can_grow(&small), "{text}");
        let area = Rect::new(0, 0, small.area.width * TIMES, TIMES);
        let mut buffer = Buffer::empty(area);
        grow(&small, 1, TIMES, area, &mut buffer);
        rows(&buffer)
    }

    #[test]
    fn letters_are_three_cells_wide_and_high() {
        assert_eq!(shown("Ana"), ["▞▀▖▄▖ ▗▄", "▛▀▌▌▐ ▌▐", "▘ ▘▘▝ ▝▀▘"]);
    }

    #[test]
    fn bars_grow_in_eighths_and_keep_a_little_air_below() {
        assert_eq!(shown("█▌"), ["████▌", "████▌", "▀▀▀▀▘"]);
        assert_eq!(shown("▏"), ["▍", "▍", " "].map(str::trim_end));
    }

    #[test]
    fn columns_stand_on_the_line_of_the_letters() {
        assert_eq!(shown("▁▄▇"), ["      ▅▅▅", "   ▆▆▆███", "▀▀▀▀▀▀▀▀▀"]);
    }

    #[test]
    fn what_people_write_with_marks_is_put_together() {
        for text in ["Zoë Müller, Ángel, Çelik", "Łukasz Dvořák", "naïve Æsøp “Größe” – 5 €…"]
        {
            assert!(can_grow(&small(text)), "{text}");
        }
        assert_ne!(shown("Ö"), shown("O"));
        for text in &TEXTS[1..] {
            assert!(!can_grow(&small(text)), "{text}");
        }
    }

    #[test]
    fn no_two_letters_look_the_same_and_all_of_ascii_is_there() {
        let mut seen: HashMap<Glyph, char> = HashMap::new();
        for letter in (' '..='~').skip(1) {
            let glyph = GLYPHS.get(&letter).unwrap_or_else(|| panic!("{letter} is missing"));
            if let Some(other) = seen.insert(*glyph, letter) {
                panic!("{letter} looks like {other}");
            }
        }
    }

    #[test]
    fn it_draws_at_every_size() {
        at_every_size(|area, buffer| grow(&small(TEXTS[0]), 1, 4, area, buffer));
    }
}
