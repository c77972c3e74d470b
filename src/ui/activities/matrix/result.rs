//! After the reveal: the plane with the options on it, the list beside it, and what is to be said.
//! Where there is no room for a plane, the list says it with numbers.

use crate::session::Id;
use crate::session::activities::matrix::{self, Counted, How};
use crate::session::block::Plane;
use crate::text::{capital, width, wrap};
use crate::ui::look::Look;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::bar::column;
use crate::ui::widgets::plot::Plot;
use crate::ui::widgets::rows::Cursor;
use crate::ui::widgets::{plane, write};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From so many columns on the plane stands beside the list.
const BESIDE: u16 = 72;
/// A plane of more rows says no more.
const ROWS: u16 = 26;
/// So many rows below the list are for the option at the cursor.
const FEW: u16 = 2;

/// Paints it.
pub(super) fn render(
    counted: &Counted,
    cursor: &Cursor<Id>,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) {
    let ids: Vec<Id> = counted.choices.iter().map(|choice| choice.id.clone()).collect();
    let cursor = cursor.row(&ids);
    let plane = matrix::plane(cx.seen, cx.place, counted, cx.reader);
    let told = told(counted, area.width, area.height / 5, cx);
    let one = cursor.map(|at| One::of(counted, &plane, at, cx));
    let count = plane.spots.len();
    let list = rows(count + 1);
    let room = area.height.saturating_sub(rows(told.len() + 1));
    if area.width < BESIDE || !Plot::fits(area.width / 2, room) {
        let height = list.min(area.height.saturating_sub(2 * FEW));
        plane::list(&plane, count, cursor, Rect { height, ..area }, buffer, cx.look);
        let rest = below_of(area, height + 1);
        let one = one.map_or_else(Vec::new, |one| one.in_short(rest.width, cx.look));
        let left = rest.height.saturating_sub(rows(one.len()));
        let told = self::told(counted, rest.width, left, cx);
        let said: Vec<_> = one.into_iter().chain(told).collect();
        return write_all(&said, rest, buffer, cx.look);
    }
    let above = Rect { height: room.min(ROWS).max(list.min(room)), ..area };
    let beside = draw(&plane, cursor, above, buffer, cx.look);
    let list = list.min(beside.height.saturating_sub(FEW));
    plane::list(&plane, count, cursor, Rect { height: list, ..beside }, buffer, cx.look);
    let rest = below_of(beside, list + 1);
    let one = one.map_or_else(Vec::new, |one| one.within(rest, cx.look));
    write_all(&one, rest, buffer, cx.look);
    write_all(&told, below_of(area, above.height + 1), buffer, cx.look);
}

/// What is said of all options, in so many rows; where they are few, as many whole sentences as fit.
fn told(counted: &Counted, columns: u16, most: u16, cx: &Cx<'_>) -> Vec<(String, Role)> {
    let told = matrix::told(cx.seen, cx.place, counted);
    let roles = || std::iter::once(Role::Text).chain(std::iter::repeat(Role::Dim));
    let each = wrapped(told.iter().cloned().zip(roles()), columns);
    if each.len() <= usize::from(most) {
        return each;
    }
    let together =
        |count: usize| wrapped(std::iter::once((told[..count].join(" "), Role::Text)), columns);
    let fits = (1..=told.len()).rev().map(together).find(|rows| rows.len() <= usize::from(most));
    fits.unwrap_or_default()
}

/// What is left below so many rows.
fn below_of(area: Rect, rows: u16) -> Rect {
    let down = rows.min(area.height);
    Rect { y: area.y + down, height: area.height - down, ..area }
}

/// Paints the plane, and answers what is left beside it.
fn draw(
    plane: &Plane,
    cursor: Option<usize>,
    area: Rect,
    buffer: &mut Buffer,
    look: &Look,
) -> Rect {
    let wide = area.width * if area.width < 100 { 10 } else { 11 } / 20;
    let indent = 2.min(area.width);
    let plot = Rect { x: area.x + indent, width: wide - indent, ..area };
    Plot { plane, cursor, large: false }.render(plot, buffer, look);
    let left = wide + 1;
    Rect { x: area.x + left, width: area.width - left, ..area }
}

fn rows(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

fn wrapped(said: impl Iterator<Item = (String, Role)>, columns: u16) -> Vec<(String, Role)> {
    let measure = usize::from(columns.saturating_sub(2).min(100));
    let rows = |(words, role): (String, Role)| {
        wrap(&words, measure).into_iter().map(move |row| (row, role))
    };
    said.flat_map(rows).collect()
}

fn write_all(said: &[(String, Role)], area: Rect, buffer: &mut Buffer, look: &Look) {
    for (y, (words, role)) in (0..area.height).zip(said) {
        write(buffer, area, (2, y), words, look.style(*role));
    }
}

/// A column for each point of a scale, as high as people answered it.
fn spread(counted: &Counted, option: usize, axis: usize, look: &Look) -> String {
    let answers = counted.matrix.answers(option, axis);
    let most = answers.counts().iter().max().copied().unwrap_or(0).max(1);
    answers.counts().iter().map(|count| column((*count).into(), most.into(), &look.signs)).collect()
}

/// What is to be said of the option at the cursor.
struct One {
    /// What it is called.
    label: String,
    /// What it means, and how many say so.
    means: String,
    /// Where it stands on each axis, how far that reaches, and every answer as a column.
    axes: Vec<String>,
    /// Who said what, where that may be known.
    named: Option<String>,
}

impl One {
    fn of(counted: &Counted, plane: &Plane, at: usize, cx: &Cx<'_>) -> One {
        let spot = &plane.spots[at];
        let names = plane.names.iter().map(|name| width(name)).max().unwrap_or(0);
        let axis = |axis: usize| {
            let (name, drawn) = (&plane.names[axis], spread(counted, at, axis, cx.look));
            let pad = " ".repeat(names - width(name));
            format!("{name}{pad}  {:<13}  1 {drawn} {}", spot.said(axis), plane.points)
        };
        let means = match (spot.at, counted.how) {
            (None, _) => "Nobody placed it.".into(),
            (_, How::Voice) => format!("{}.", capital(&spot.reading)),
            _ => format!("{}, placed by {}.", capital(&spot.reading), spot.number),
        };
        let named = matrix::by_name(cx.seen, cx.place, &counted.choices[at].id);
        One {
            label: spot.label.clone(),
            means,
            axes: spot.at.iter().flat_map(|_| [axis(0), axis(1)]).collect(),
            named: named.map(|words| format!("{words}.")),
        }
    }

    /// All of it where there is room; else what stands nowhere else.
    fn within(self, area: Rect, look: &Look) -> Vec<(String, Role)> {
        let One { label, means, axes, named } = &self;
        let said = [(label, Role::Text), (means, Role::Dim)].into_iter();
        let said = said.chain(axes.iter().map(|words| (words, Role::Dim)));
        let said = said.chain(named.iter().map(|words| (words, Role::Dim)));
        let all = wrapped(said.map(|(words, role)| (words.clone(), role)), area.width);
        if all.len() <= usize::from(area.height) {
            return all;
        }
        let label = look.shorten(label, usize::from(area.width.saturating_sub(2)));
        let axes = axes.iter().filter(|_| area.height > 2).map(|words| (words.clone(), Role::Dim));
        let means = (area.height == 2).then(|| (means.clone(), Role::Dim));
        [(label.into_owned(), Role::Text)].into_iter().chain(axes).chain(means).collect()
    }

    /// What the list does not say of it, in one row or two.
    fn in_short(self, columns: u16, look: &Look) -> Vec<(String, Role)> {
        let label = look.shorten(&self.label, usize::from(columns.saturating_sub(2)));
        let said = [(label.into_owned(), Role::Text)].into_iter();
        let named = self.named.into_iter().map(|words| (words, Role::Dim));
        wrapped(said.chain(named), columns)
    }
}
