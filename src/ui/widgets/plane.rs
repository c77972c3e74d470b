//! A plane with its legend beside it, for whoever only looks: as text, or in letters for the back
//! row. Where there is no room for a plane, the legend alone tells it.

use crate::session::block::{Plane, Spot};
use crate::text::{capital, width};
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::plot::Plot;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::{letters, write};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From so many columns on the legend stands beside the plane.
const BESIDE: u16 = 66;
/// The rows that a plane needs at least.
const ROWS: u16 = 12;
/// The most lines of a legend.
const LINES: usize = 9;
/// From so many columns on a list has room for numbers beside its names.
const NUMBERS: u16 = 34;
/// From so many on also for how far the answers reach.
const EXACT: u16 = 56;
/// The air between plane and legend.
const AIR: u16 = 3;
/// In large letters so many lines of a legend are worth having where not everything is named anyway.
const LARGE: u16 = 6;
/// In large letters a name has at least so many.
const LETTERS: u16 = 10;

/// The rows it needs on so many columns; a plane may well have more.
pub fn rows(plane: &Plane, columns: u16) -> u16 {
    let legend = lines(plane) + 1;
    if is_drawn(plane, columns) { legend.max(ROWS) } else { legend }
}

fn lines(plane: &Plane) -> u16 {
    u16::try_from(plane.spots.len().min(LINES)).unwrap_or(u16::MAX)
}

/// Whether there is a plane to draw, and room for it.
fn is_drawn(plane: &Plane, columns: u16) -> bool {
    columns >= BESIDE && plane.spots.iter().any(|spot| spot.at.is_some())
}

/// Paints it as text.
pub fn render(plane: &Plane, area: Rect, buffer: &mut Buffer, look: &Look) {
    let beside = area.width * 3 / 5;
    if !is_drawn(plane, area.width) || !Plot::fits(beside, area.height) {
        return legend(plane, area, buffer, look);
    }
    Plot { plane, cursor: None, large: false }.render(Rect { width: beside, ..area }, buffer, look);
    let left = beside + AIR;
    let down = u16::from(area.height > lines(plane) + 1);
    let rest = Rect {
        x: area.x + left,
        y: area.y + down,
        width: area.width - left,
        height: area.height - down,
    };
    legend(plane, rest, buffer, look);
}

/// The things by their letters, and how many more there are than the back row reads.
fn legend(plane: &Plane, area: Rect, buffer: &mut Buffer, look: &Look) {
    let (names, rest) = shown(plane, area.height.saturating_sub(1).into());
    let count = u16::try_from(names.len()).unwrap_or(u16::MAX);
    let list = Rect { height: area.height.min(count + 1), ..area };
    self::list(plane, names.len(), None, list, buffer, look);
    if rest > 0 {
        let words = format!("and {rest} more");
        write(buffer, area, (2, count + 1), &words, look.style(Role::Dim));
    }
}

/// The first so many things by their letters, with where they stand: as exactly as there is room
/// for. A name is worth more than numbers, where those are drawn as well.
pub fn list(
    plane: &Plane,
    count: usize,
    cursor: Option<usize>,
    area: Rect,
    buffer: &mut Buffer,
    look: &Look,
) {
    let exact = area.width >= EXACT;
    let numbers = area.width >= NUMBERS;
    let cell = |spot: &Spot, axis: usize| match (spot.at, exact) {
        (None, _) => look.signs.dash.to_owned(),
        (_, true) => spot.said(axis),
        (_, false) => spot.mean[axis].clone(),
    };
    let row = |at: usize| {
        let spot = &plane.spots[at];
        let (sign, tone) = match spot.taken {
            true => (look.signs.settled, Role::Good),
            false => ("", Role::Accent),
        };
        let row = Row::new().toned(format!("{}{sign}", spot.letter), tone).cell(&*spot.label);
        let cells = [0, 1].into_iter().filter(|_| numbers);
        cells.fold(row, |row, axis| row.cell(cell(spot, axis))).dim(spot.at.is_none())
    };
    let wide = if exact { 13 } else { 6 };
    let heads = [0, 1].map(|axis| {
        let head = capital(&plane.names[axis]);
        look.shorten(&head, wide.into()).into_owned()
    });
    let letter = plane.spots.iter().map(|spot| columns(&spot.letter)).max().unwrap_or(1) + 1;
    let names = [Column::new("", letter, letter, 0), Column::new("Option", 8, 60, 1)];
    let heads = heads.iter().filter(|_| numbers).map(|head| Column::numbers(head, wide));
    let columns: Vec<Column<'_>> = names.into_iter().chain(heads).collect();
    Rows { columns: &columns, count, row, cursor, marks: false, empty: "Nothing was placed." }
        .render(area, buffer, look);
}

/// What a legend of so many lines names, and how many more there are.
fn shown(plane: &Plane, lines: usize) -> (&[Spot], usize) {
    let (all, lines) = (plane.spots.len(), lines.min(LINES));
    let shown = if all > lines { lines.saturating_sub(1) } else { all };
    (&plane.spots[..shown], all - shown)
}

/// The rows it needs in large letters; none where there is no room for it, or no letter.
pub fn large_rows(plane: &Plane, area: Rect, look: &Look) -> Option<u16> {
    let (_, small) = names(plane, area, look);
    let least = if plane.spots.len() > LINES { LARGE } else { lines(plane).max(5) };
    let rows = least * letters::TIMES;
    let fits = is_drawn(plane, area.width)
        && area.width / 2 / letters::TIMES >= LETTERS
        && rows <= area.height
        && letters::can_grow(&small);
    fits.then_some(rows)
}

/// Paints it in large letters.
pub fn render_large(plane: &Plane, area: Rect, buffer: &mut Buffer, look: &Look) {
    let (left, small) = names(plane, area, look);
    let plot = Rect { width: left - AIR, ..area };
    Plot { plane, cursor: None, large: true }.render(plot, buffer, look);
    let rest = Rect { x: area.x + left, width: area.width - left, ..area };
    let pitch = (area.height / small.area.height.max(1)).clamp(letters::TIMES, letters::TIMES + 1);
    letters::grow(&small, small.area.height, pitch, rest, buffer);
}

/// The names painted small, and where they begin.
fn names(plane: &Plane, area: Rect, look: &Look) -> (u16, Buffer) {
    let left = (area.width / 2 + AIR).min(area.width);
    let wide = (area.width - left) / letters::TIMES;
    let height = lines(plane).min(area.height / letters::TIMES);
    let sheet = Rect { x: 0, y: 0, width: wide, height };
    let mut small = Buffer::empty(sheet);
    let (shown, rest) = shown(plane, height.into());
    for (y, spot) in (0..).zip(shown) {
        let role = if spot.taken { Role::Good } else { Role::Accent };
        let used = write(&mut small, sheet, (0, y), &spot.letter, look.style(role));
        let label = look.shorten(&spot.label, usize::from(wide.saturating_sub(used + 1)));
        write(&mut small, sheet, (used + 1, y), &label, look.style(Role::Text));
    }
    if rest > 0 {
        let y = sheet.height.saturating_sub(1);
        write(&mut small, sheet, (2, y), &format!("and {rest} more"), look.style(Role::Dim));
    }
    (left, small)
}

fn columns(words: &str) -> u16 {
    u16::try_from(width(words)).unwrap_or(u16::MAX)
}
