//! A plane with things on it: each a letter at its place, with a cross as long as its disagreement.
//!
//! ```text
//!    impact
//!  much 5 │              ·      C            ← letters, the middle of both axes dotted
//!       4 │  ╶──A──╴     ·      │
//!       3 │  ·  ·  ·  ·  ·  · ──B── ·        ← a cross reaches to the average of those
//!       2 │              ·                      below and of those above
//! little 1└──┬───────┬───────┬───────┬
//!            1       2       3       4
//!            little      effort      much
//! ```

use crate::session::block::{Along, Plane, Spot};
use crate::text::width;
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::{letters, write};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Below this no plane can be read.
const LEAST: (u16, u16) = (28, 9);
/// Below so many rows the words below share one with the numbers.
const TIGHT: u16 = 14;
/// The most columns of the words beside the upward axis.
const WORD: u16 = 10;
/// From so many columns on there is room for words beside the upward axis.
const WORDY: u16 = 40;

/// Where a line goes within a cell.
const UP: u8 = 1;
const RIGHT: u8 = 2;
const DOWN: u8 = 4;
const LEFT: u8 = 8;

/// How a plane is drawn.
pub struct Plot<'a> {
    /// What is drawn.
    pub plane: &'a Plane,
    /// The thing whose cross stands out.
    pub cursor: Option<usize>,
    /// Whether letters are three cells high, for the back row.
    pub large: bool,
}

/// The part of the screen in which things stand, and how values become cells.
#[derive(Clone, Copy)]
struct Field {
    area: Rect,
    /// How many rows and columns a letter takes.
    letter: u16,
}

/// Letters that share a place, from left to right.
struct Cluster {
    at: (u16, u16),
    spots: Vec<usize>,
}

impl Plot<'_> {
    /// Whether there is room for it.
    pub fn fits(columns: u16, rows: u16) -> bool {
        columns >= LEAST.0 && rows >= LEAST.1
    }

    /// Paints it from the top left of the area, as large as fits.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        let area = area.intersection(buffer.area);
        if !Plot::fits(area.width, area.height) {
            return;
        }
        let field = self.field(area);
        self.axes(area, field, buffer, look);
        middles(field, buffer, look);
        let crosses: Vec<(usize, Lines)> = self.crosses(field, look).collect();
        let others = || crosses.iter().filter(|(at, _)| Some(*at) != self.cursor);
        let mut together = Lines::of(field.area);
        others().for_each(|(_, lines)| together.add(lines));
        let clusters = self.clusters(field);
        self.quarters(field, &crosses, &clusters, buffer, look);
        together.paint(&together, buffer, look, look.style(Role::Dim));
        if let Some((_, lines)) = crosses.iter().find(|(at, _)| Some(*at) == self.cursor) {
            lines.paint(&together, buffer, look, look.bold(Role::Accent));
        }
        for cluster in &clusters {
            self.letters(cluster, field, buffer, look);
        }
    }

    /// The cells between the axes: so many that every point of the scale has one of its own.
    fn field(&self, area: Rect) -> Field {
        let words = self.plane.ends[0].iter().map(|word| columns(word)).max().unwrap_or(0);
        let words = if area.width >= WORDY { words.min(WORD) + 1 } else { 0 };
        let left = words + 3;
        let below = if is_tight(area) { 2 } else { 3 };
        let letter = if self.large { letters::TIMES } else { 1 };
        let steps = u16::from(self.plane.points.saturating_sub(1).max(1));
        let even = |room: u16| (room.saturating_sub(letter) / steps).max(1) * steps + letter;
        let (room, high) = (area.width - left - 1, area.height - 1 - below);
        // Points that stand equally far apart are worth a few rows, and no more.
        let rows = if even(high) * 6 >= high * 5 { even(high).min(high) } else { high };
        let wide = even(room).min(room);
        let area = Rect { x: area.x + left, y: area.y + 1, width: wide, height: rows };
        Field { area, letter }
    }

    fn axes(&self, area: Rect, field: Field, buffer: &mut Buffer, look: &Look) {
        let (inner, dim) = (field.area, look.style(Role::Dim));
        let line = |ways: u8| look.signs.lines[usize::from(ways)];
        let left = inner.x - 1;
        let [[up_low, up_high], [low, high]] = &self.plane.ends;
        let cell = |buffer: &mut Buffer, x: u16, y: u16, sign: &str| {
            write(buffer, area, (x - area.x, y - area.y), sign, dim);
        };
        for y in inner.top()..inner.bottom() {
            cell(buffer, left, y, line(UP | DOWN));
        }
        cell(buffer, left, inner.bottom(), line(UP | RIGHT));
        for x in inner.left()..inner.right() {
            cell(buffer, x, inner.bottom(), line(LEFT | RIGHT));
        }
        let steps = u16::from(self.plane.points.saturating_sub(1).max(1));
        for point in 0..=steps {
            let part = u32::from(point) * u32::from(Along::WHOLE) / u32::from(steps);
            let part = u16::try_from(part).unwrap_or(Along::WHOLE);
            let (x, y) = (field.x(part), field.y(part));
            let number = (point + 1).to_string();
            cell(buffer, left, y, line(UP | DOWN | LEFT));
            cell(buffer, left - 2, y, &number);
            cell(buffer, x, inner.bottom(), line(LEFT | RIGHT | DOWN));
            if !is_tight(area) {
                cell(buffer, x, inner.bottom() + 1, &number);
            }
        }
        let text = look.style(Role::Text);
        let words = inner.x - area.x - 3;
        for (word, y) in [(up_high, field.y(Along::WHOLE)), (up_low, field.y(0))] {
            let word = look.shorten(word, usize::from(words.saturating_sub(1)));
            let x = words.saturating_sub(1 + columns(&word));
            write(buffer, area, (x, y - area.y), &word, text);
        }
        let [up, across] = &self.plane.names;
        let bold = look.bold(Role::Text);
        // The name stands over its axis; where its ends have no words beside it, with that of the top.
        let top = if words > 0 { String::new() } else { format!("{up_high} ") };
        let over = inner.x - 1 - area.x;
        let x = over.saturating_sub(columns(&top) + columns(up) / 2);
        let used = x + write(buffer, area, (x, 0), &top, text);
        let room = usize::from(area.width.saturating_sub(used));
        write(buffer, area, (used, 0), &look.shorten(up, room), bold);
        let y = inner.bottom() + if is_tight(area) { 1 } else { 2 };
        let below = Rect { x: inner.x, y, width: inner.width, height: 1 };
        let third = usize::from(inner.width / 3);
        let [mut low, mut high] = [low, high].map(|word| look.shorten(word, third).into_owned());
        if is_tight(area) {
            (low, high) = (format!("1 {low}"), format!("{high} {}", self.plane.points));
        }
        let name = look.shorten(across, third);
        write(buffer, below, (0, 0), &low, text);
        write(buffer, below, (below.width.saturating_sub(columns(&name)) / 2, 0), &name, bold);
        write(buffer, below, (below.width.saturating_sub(columns(&high)), 0), &high, text);
    }

    /// What the quarters are called, each in its corner or as near to it as there is room.
    fn quarters(
        &self,
        field: Field,
        crosses: &[(usize, Lines)],
        clusters: &[Cluster],
        buffer: &mut Buffer,
        look: &Look,
    ) {
        let is_free = |words: Rect| {
            let around = Rect { x: words.x - 1, width: words.width + 2, ..words };
            let crossed = crosses.iter().any(|(_, lines)| lines.touch(around));
            !crossed && !clusters.iter().any(|it| it.area(field).intersects(around))
        };
        let (area, half) = (field.area, [field.area.width / 2, field.area.height / 2]);
        for (at, words) in self.plane.quarters.iter().enumerate() {
            let wide = columns(words);
            let (is_left, is_above) = (at % 2 == 0, at < 2);
            let spaces = (0..half[1]).flat_map(|y| {
                (1..half[0].saturating_sub(wide + 1)).map(move |x| Rect {
                    x: if is_left { area.x + x } else { area.right() - x - wide },
                    y: if is_above { area.y + y } else { area.bottom() - 1 - y },
                    width: wide,
                    height: 1,
                })
            });
            if let Some(space) = spaces.into_iter().find(|space| is_free(*space)) {
                write(buffer, space, (0, 0), words, look.style(Role::Dim));
            }
        }
    }

    fn crosses<'a>(
        &'a self,
        field: Field,
        look: &'a Look,
    ) -> impl Iterator<Item = (usize, Lines)> + 'a {
        let spots = self.plane.spots.iter().enumerate();
        spots.filter_map(move |(place, spot)| {
            let [up, across] = spot.at?.map(|along| grown(along, look));
            let mut lines = Lines::of(field.area);
            lines.cross(field, up, across);
            Some((place, lines))
        })
    }

    fn clusters(&self, field: Field) -> Vec<Cluster> {
        let mut clusters: Vec<Cluster> = Vec::new();
        for (place, spot) in self.plane.spots.iter().enumerate() {
            let Some([up, across]) = spot.at else { continue };
            let alone = Cluster { at: (field.x(across.at), field.y(up.at)), spots: vec![place] };
            let here = alone.area(field);
            match clusters.iter_mut().find(|other| other.area(field).intersects(here)) {
                Some(cluster) => cluster.spots.push(place),
                None => clusters.push(alone),
            }
        }
        clusters
    }

    fn letters(&self, cluster: &Cluster, field: Field, buffer: &mut Buffer, look: &Look) {
        let area = cluster.area(field).intersection(field.area);
        let style = |at: usize| match (self.cursor == Some(at), &self.plane.spots[at]) {
            (true, _) => look.bold(Role::Cursor),
            (_, Spot { taken: true, .. }) => look.bold(Role::Good),
            _ => look.bold(Role::Accent),
        };
        let mut small = Buffer::empty(Rect { height: 1, ..area });
        let sheet = if self.large { &mut small } else { &mut *buffer };
        let mut x = 0;
        for at in &cluster.spots {
            x += write(sheet, area, (x, 0), &self.plane.spots[*at].letter, style(*at));
        }
        if self.large {
            // What lies below a large letter would be read as a part of it.
            for place in area.positions() {
                buffer[place].set_symbol(" ");
            }
            letters::grow(&small, 1, letters::TIMES, area, buffer);
        }
    }
}

impl Cluster {
    /// The cells its letters take: around its place, and never beyond the field.
    fn area(&self, field: Field) -> Rect {
        let count = u16::try_from(self.spots.len()).unwrap_or(u16::MAX);
        let wide = field.letter.saturating_mul(count).min(field.area.width);
        let (back, around) = (field.letter / 2, field.area);
        let x = self.at.0.saturating_sub(back).min(around.right() - wide).max(around.x);
        let y = self.at.1.saturating_sub(back).max(around.y);
        Rect { x, y, width: wide, height: field.letter }
    }
}

impl Field {
    /// The middle of the column of a part of the axis.
    fn x(self, part: u16) -> u16 {
        self.area.x + self.halves_across(part).div_ceil(2)
    }

    /// The middle of the row of a part of the axis.
    fn y(self, part: u16) -> u16 {
        self.area.bottom() - 1 - self.halves_up(part).div_ceil(2)
    }

    /// Half cells from the middle of the first column on.
    fn halves_across(self, part: u16) -> u16 {
        halves(part, self.area.width, self.letter)
    }

    /// Half cells from the middle of the last row upward.
    fn halves_up(self, part: u16) -> u16 {
        halves(part, self.area.height, self.letter)
    }
}

/// A part of an axis of so many cells in half cells, where letters of so many cells stay within.
fn halves(part: u16, cells: u16, letter: u16) -> u16 {
    let (long, whole) = (2 * u32::from(cells.saturating_sub(letter)), u32::from(Along::WHOLE));
    let along = (u32::from(part) * long + whole / 2) / whole;
    u16::try_from(along).unwrap_or(0) + letter / 2 * 2
}

/// A result that was just revealed grows from where it stands.
fn grown(along: Along, look: &Look) -> Along {
    let (part, whole) = look.growing(1, 1);
    let short = |long: u16| u16::try_from(u64::from(long) * part.min(whole) / whole.max(1));
    let [low, high] = [along.at.abs_diff(along.from), along.to.abs_diff(along.at)];
    let [low, high] = [low, high].map(|long| short(long).unwrap_or(long));
    Along { from: along.at.saturating_sub(low), to: along.at.saturating_add(high), ..along }
}

/// The middle of both axes, dotted: what lies on it lies in no quarter.
fn middles(field: Field, buffer: &mut Buffer, look: &Look) {
    let (area, half) = (field.area, Along::WHOLE / 2);
    let (x, y) = (field.x(half), field.y(half));
    let style = look.style(Role::Dim);
    let down = (area.top()..area.bottom()).map(|y| (x, y));
    let across = (area.left()..area.right()).filter(|at| at.abs_diff(x) % 2 == 0).map(|x| (x, y));
    for (x, y) in down.chain(across) {
        write(buffer, area, (x - area.x, y - area.y), look.signs.grain, style);
    }
}

/// Lines through cells: which ways they go in each.
struct Lines {
    area: Rect,
    ways: Vec<u8>,
}

impl Lines {
    fn of(area: Rect) -> Lines {
        Lines { area, ways: vec![0; usize::from(area.width) * usize::from(area.height)] }
    }

    /// A cross whose arms end on half cells.
    fn cross(&mut self, field: Field, up: Along, across: Along) {
        let (x, y) = (field.x(across.at), field.y(up.at));
        let middle = 2 * (x - field.area.x);
        let [from, to] = [across.from, across.to].map(|part| field.halves_across(part));
        for half in from.min(middle)..to.max(middle) {
            let way = if half % 2 == 0 { RIGHT } else { LEFT };
            self.mark(field.area.x + half.div_ceil(2), y, way);
        }
        let middle = 2 * (field.area.bottom() - 1 - y);
        let [from, to] = [up.from, up.to].map(|part| field.halves_up(part));
        for half in from.min(middle)..to.max(middle) {
            let way = if half % 2 == 0 { UP } else { DOWN };
            self.mark(x, field.area.bottom() - 1 - half.div_ceil(2), way);
        }
    }

    fn mark(&mut self, x: u16, y: u16, way: u8) {
        if self.area.contains((x, y).into()) {
            let at = self.place(x, y);
            self.ways[at] |= way;
        }
    }

    fn place(&self, x: u16, y: u16) -> usize {
        usize::from(y - self.area.y) * usize::from(self.area.width) + usize::from(x - self.area.x)
    }

    fn add(&mut self, other: &Lines) {
        self.ways.iter_mut().zip(&other.ways).for_each(|(ways, more)| *ways |= more);
    }

    fn touch(&self, area: Rect) -> bool {
        area.intersection(self.area).positions().any(|at| self.ways[self.place(at.x, at.y)] > 0)
    }

    /// Where it crosses others, the sign goes their ways as well.
    fn paint(&self, others: &Lines, buffer: &mut Buffer, look: &Look, style: Style) {
        for at in self.area.positions() {
            let place = self.place(at.x, at.y);
            if self.ways[place] > 0 {
                let ways = self.ways[place] | others.ways[place];
                let sign = look.signs.lines[usize::from(ways)];
                let at = (at.x - self.area.x, at.y - self.area.y);
                write(buffer, self.area, at, sign, style);
            }
        }
    }
}

/// Whether rows are so few that the words below share one with the numbers.
fn is_tight(area: Rect) -> bool {
    area.height < TIGHT
}

fn columns(words: &str) -> u16 {
    u16::try_from(width(words)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests;
