//! The list: each goal with its measure, its lamps and what they ask, then the ideas.

use super::{goal_of, import};
use crate::session::activities::vote::Had;
use crate::session::goals::{Goal, Lamp, Light, Ranked};
use crate::text::wrap;
use crate::ui::blocks;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::bar::{filled, low};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The cells of the bar beside an idea.
const BAR: u16 = 10;
/// The bar with its number and the air before it.
const VOTES: u16 = BAR + 7;

/// One row of the list.
enum Piece<'a> {
    /// The first row of a goal, which the cursor can be on.
    Outcome(String),
    Words(String, Role),
    Bold(String),
    Lamps(&'a Goal),
    Ideas,
    Idea(Ranked<'a>),
    Air,
}

/// Paints the list with the cursor on one of its items.
pub(super) fn render(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>, cursor: Option<usize>) {
    let area = area.intersection(buffer.area);
    let pieces = pieces(cx, area.width);
    let row = cursor.and_then(|cursor| {
        let items = pieces.iter().enumerate().filter(|(_, piece)| piece.is_item());
        items.map(|(row, _)| row).nth(cursor)
    });
    let height = usize::from(area.height);
    let last = pieces.len().saturating_sub(height);
    let top = row.unwrap_or(0).saturating_sub(height / 2).min(last);
    for (y, (at, piece)) in (0..area.height).zip(pieces.iter().enumerate().skip(top)) {
        let line = Rect { y: area.y + y, height: 1, ..area };
        let chosen = row == Some(at);
        piece.paint(line, buffer, cx, chosen);
    }
    more(area, buffer, cx, top > 0, top < last);
}

/// Says that there is more above and below.
fn more(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>, above: bool, below: bool) {
    let (x, style) = (area.width.saturating_sub(1), cx.look.style(Role::Dim));
    if above {
        write(buffer, area, (x, 0), cx.look.signs.more[0], style);
    }
    if below && area.height > 1 {
        write(buffer, area, (x, area.height - 1), cx.look.signs.more[1], style);
    }
}

fn pieces<'a>(cx: &Cx<'a>, width: u16) -> Vec<Piece<'a>> {
    let columns = usize::from(width.saturating_sub(3).max(1));
    let ideas = cx.seen.ranked_ideas();
    let mut pieces: Vec<Piece<'a>> =
        cx.seen.goals.iter().flat_map(|goal| of_goal(goal, columns, cx)).collect();
    if let Some(words) = cx.seen.too_many_goals() {
        pieces.extend(said(&words, columns, Role::Warn));
        pieces.push(Piece::Air);
    }
    if cx.seen.goals.is_empty() {
        let words = match ideas.is_empty() {
            true => {
                "No goal yet. a words one: what is different then, and for whom? i reads a list of \
                 objectives that you have."
            }
            false => "No goal yet. Enter on an idea makes one of it, a words one afresh.",
        };
        pieces.extend(said(words, columns, Role::Dim));
        pieces.push(Piece::Air);
    }
    if let Some(words) = import::in_words(cx.seen) {
        pieces.extend(said(&words, columns, Role::Dim));
        pieces.push(Piece::Air);
    }
    if !ideas.is_empty() {
        pieces.push(Piece::Ideas);
        pieces.extend(ideas.into_iter().map(Piece::Idea));
    }
    pieces
}

fn of_goal<'a>(goal: &'a Goal, columns: usize, cx: &Cx<'_>) -> Vec<Piece<'a>> {
    let mut rows = wrap(&goal.shape.outcome, columns).into_iter();
    let mut pieces = vec![Piece::Outcome(rows.next().unwrap_or_default())];
    pieces.extend(rows.map(Piece::Bold));
    let measure = goal.shape.measure(cx.reader);
    let measure = if measure.is_empty() { "No number and no date yet." } else { &measure };
    pieces.extend(said(measure, columns, Role::Dim));
    pieces.push(Piece::Lamps(goal));
    pieces
        .extend(asked(goal, cx).into_iter().flat_map(|(words, role)| said(&words, columns, role)));
    pieces.push(Piece::Air);
    pieces
}

fn said<'a>(words: &str, columns: usize, role: Role) -> Vec<Piece<'a>> {
    wrap(words, columns).into_iter().map(|row| Piece::Words(row, role)).collect()
}

/// What the first dark lamp asks; without one, who finds out what a half lit one does not know.
fn asked(goal: &Goal, cx: &Cx<'_>) -> Option<(String, Role)> {
    if let Some(lamp) = goal.dark().next() {
        return Some((goal.shape.asks(lamp).unwrap_or_default(), Role::Warn));
    }
    let half = goal.half.first()?;
    let (who, by) = (cx.seen.name_of(&half.who), cx.reader.date(half.by));
    let lamp = half.lamp.name();
    Some((format!("We do not know the {lamp} yet; {who} finds out by {by}."), Role::Dim))
}

impl Piece<'_> {
    fn is_item(&self) -> bool {
        matches!(self, Piece::Outcome(_) | Piece::Idea(_))
    }

    fn paint(&self, line: Rect, buffer: &mut Buffer, cx: &Cx<'_>, chosen: bool) {
        let role = if chosen { Role::Cursor } else { Role::Text };
        if chosen {
            let style = cx.look.style(Role::Text).patch(cx.look.style(role));
            buffer.set_style(line, style);
            write(buffer, line, (0, 0), cx.look.signs.cursor, style);
        }
        match self {
            Piece::Outcome(row) => words(line, buffer, row, cx.look.bold(role)),
            Piece::Bold(row) => words(line, buffer, row, cx.look.bold(Role::Text)),
            Piece::Words(row, role) => words(line, buffer, row, cx.look.style(*role)),
            Piece::Lamps(goal) => {
                let lights = Lamp::ALL.map(|lamp| (lamp, goal.light(lamp)));
                lamps(line, buffer, cx, &lights);
            }
            Piece::Ideas => ideas_head(line, buffer, cx),
            Piece::Idea(ranked) => idea(line, buffer, cx, ranked, role),
            Piece::Air => {}
        }
    }
}

fn words(line: Rect, buffer: &mut Buffer, row: &str, style: Style) {
    write(buffer, line, (2, 0), row, style);
}

/// "● outcome  ● number  ◐ date  ○ harm  ○ functions".
pub(super) fn lamps(line: Rect, buffer: &mut Buffer, cx: &Cx<'_>, lights: &[(Lamp, Light)]) {
    let mut x = 2;
    for (lamp, light) in lights {
        let (sign, role) = blocks::sign(light.sign(), cx.look);
        x += write(buffer, line, (x, 0), sign, cx.look.style(role)) + 1;
        let said = if *light == Light::Dark { Role::Text } else { Role::Dim };
        x += write(buffer, line, (x, 0), lamp.name(), cx.look.style(said)) + 2;
    }
}

fn ideas_head(line: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let style = cx.look.style(Role::Dim);
    write(buffer, line, (2, 0), "Ideas", style);
    if let Some(voted) = cx.seen.ranked_ideas().iter().find_map(|it| it.voted) {
        let heading = match voted.had {
            Had::Dots(_) => "Votes",
            Had::Mean(_) => "Mean",
            Had::Place(_) => "Place",
        };
        write(buffer, line, (line.width.saturating_sub(VOTES), 0), heading, style);
    }
}

fn idea(line: Rect, buffer: &mut Buffer, cx: &Cx<'_>, it: &Ranked<'_>, role: Role) {
    let used = goal_of(cx.seen, &it.idea.id).is_some();
    let style = cx.look.style(if used && role == Role::Text { Role::Dim } else { role });
    let room = line.width.saturating_sub(if it.voted.is_some() { VOTES + 5 } else { 5 });
    let said = cx.look.shorten(&it.idea.text, usize::from(room));
    if used {
        write(buffer, line, (2, 0), cx.look.signs.mark, style);
    }
    write(buffer, line, (4, 0), &said, style);
    if let Some(voted) = it.voted {
        let x = line.width.saturating_sub(VOTES);
        let bar = low(&filled(voted.bar.0, voted.bar.1, BAR, &cx.look.signs));
        write(buffer, line, (x, 0), &bar, style);
        write(buffer, line, (x + BAR + 1, 0), &voted.had.written(cx.reader), style);
    }
}
