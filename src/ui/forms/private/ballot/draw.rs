//! How a ballot looks: who votes, the things with their marks, the thing at the cursor in full,
//! and the promise.

use super::BallotForm;
use crate::session::{Giver, Id};
use crate::text::{capital, width, wrap};
use crate::ui::forms::private::{Asked, Marking, Thing};
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::bar::filled;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

/// The cells of a bar of marks, its number included.
const BAR: u16 = 8;
/// The most cells a thing's name is given.
const NAME: u16 = 72;

impl BallotForm {
    /// Paints it.
    pub(in crate::ui::forms::private) fn render(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        asked: &Asked,
        look: &Look,
    ) -> Option<Position> {
        let gap = u16::from(area.height > 10);
        let things = self.shown(asked);
        let full = self.in_full(&things, area.width, asked);
        let words = wrap(&asked.promise(false), usize::from(area.width.saturating_sub(2)));
        let below = u16::try_from(full.len()).unwrap_or(0).min(area.height / 4);
        let [title, _, list, text, _, promise] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(gap),
            Constraint::Fill(1),
            Constraint::Length(below),
            Constraint::Length(gap),
            Constraint::Length(u16::try_from(words.len()).unwrap_or(1)),
        ])
        .areas(area);
        self.title(title, buffer, asked, look);
        self.list(list, buffer, asked, look, &things);
        for (y, row) in (0..text.height).zip(&full) {
            write(buffer, text, (2, y), row, look.style(Role::Dim));
        }
        for (y, row) in (0..promise.height).zip(&words) {
            write(buffer, promise, (2, y), row, look.style(Role::Dim));
        }
        None
    }

    fn title(&self, area: Rect, buffer: &mut Buffer, asked: &Asked, look: &Look) {
        let limits = asked.marking.phrase("");
        let words = match self.left(asked) {
            Some(left) => format!("{left} left of {limits}"),
            None => capital(&limits),
        };
        let room = usize::from(area.width.saturating_sub(2));
        let fits = |name: &str| width(name) + 2 + width(&words) <= room;
        let name = match &self.giver {
            Giver::Voice => "One ballot for all of us".to_owned(),
            Giver::Hat(_) => {
                let name = asked.name(&self.giver);
                let whole = format!("As {name} would choose (assumed)");
                if fits(&whole) { whole } else { format!("As {name} (assumed)") }
            }
            giver => asked.name(giver).to_owned(),
        };
        let used = write(buffer, area, (2, 0), &name, look.bold(Role::Accent));
        let words = look.shorten(&words, room.saturating_sub(usize::from(used) + 2));
        let wide = u16::try_from(width(&words)).unwrap_or(u16::MAX);
        write(buffer, area, (area.width.saturating_sub(wide), 0), &words, look.style(Role::Text));
    }

    fn list(&self, area: Rect, buffer: &mut Buffer, asked: &Asked, look: &Look, things: &[&Thing]) {
        let ids: Vec<Id> = things.iter().map(|thing| thing.id.clone()).collect();
        let cursor = self.cursor.row(&ids);
        let columns = columns(asked);
        let row = |at: usize| {
            let id = &things[at].id;
            let cells = (0..asked.marking.answers()).map(|column| {
                let here = cursor == Some(at) && column == self.column;
                self.drawn(id, column, here, asked.marking, look)
            });
            cells
                .fold(Row::new(), |row, cell| row.toned(cell, Role::Accent))
                .cell(&*things[at].label)
        };
        let empty = "There is nothing to choose from yet.";
        Rows { columns: &columns, count: things.len(), row, cursor, marks: false, empty }
            .render(area, buffer, look);
    }

    /// A sign for each dot, a number, or where there are many a bar with the number.
    fn drawn(&self, id: &Id, column: usize, here: bool, marking: Marking, look: &Look) -> String {
        let answer = self.answer(id)[column];
        let most = marking.most();
        match (marking, answer) {
            (Marking::Ranks, place) => {
                place.map_or_else(|| look.signs.dot.to_owned(), |place| place.to_string())
            }
            (Marking::Pairs { .. }, answer) => {
                let sign = answer.map_or(look.signs.dash.to_owned(), |answer| answer.to_string());
                let [left, right] = if here { ["[", "]"] } else { [" ", " "] };
                format!("{left}{sign}{right}")
            }
            (Marking::Levels { names }, answer) => {
                let name = answer.and_then(|answer| names.get(usize::from(answer)));
                name.map_or_else(|| look.signs.dash.to_owned(), |name| (*name).to_owned())
            }
            (Marking::Scores { .. }, None) => format!(" {}", look.signs.dash),
            (marking, answer) if is_bar(marking) => {
                let value = answer.unwrap_or(0);
                format!("{value:>2} {}", filled(value.into(), most.into(), 5, &look.signs))
            }
            (_, answer) => {
                let value = answer.unwrap_or(0);
                let given = look.signs.settled.repeat(value.into());
                given + &look.signs.dot.repeat(usize::from(most.saturating_sub(value)))
            }
        }
    }

    /// The thing at the cursor in all its words, when its row has no room for them.
    fn in_full(&self, things: &[&Thing], columns: u16, asked: &Asked) -> Vec<String> {
        let ids: Vec<Id> = things.iter().map(|thing| thing.id.clone()).collect();
        let Some(thing) = self.cursor.row(&ids).map(|row| things[row]) else { return Vec::new() };
        let marks: u16 = marks_widths(asked).iter().map(|wide| wide + 2).sum();
        let room = usize::from(columns.saturating_sub(4 + marks).min(NAME));
        if width(&thing.label) <= room {
            return Vec::new();
        }
        let rows = wrap(&thing.label, usize::from(columns.saturating_sub(2).min(NAME)));
        std::iter::once(String::new()).chain(rows).collect()
    }
}

/// The marks, with the question above each where there are two, and the thing.
fn columns(asked: &Asked) -> Vec<Column<'_>> {
    let headings = asked.questions.iter().map(String::as_str).chain(std::iter::repeat(""));
    let marks = headings.zip(marks_widths(asked));
    let mark = |(heading, wide)| match asked.marking {
        Marking::Ranks => Column::numbers(heading, wide),
        _ => Column::new(heading, wide, wide, 0),
    };
    marks.map(mark).chain([Column::new("", 8, NAME, 1)]).collect()
}

/// Whether there are too many marks for a sign each.
fn is_bar(marking: Marking) -> bool {
    match marking {
        Marking::Dots { cap, .. } => cap > 5,
        Marking::Points { .. } | Marking::Scores { .. } => true,
        Marking::Approvals { .. }
        | Marking::Ranks
        | Marking::Pairs { .. }
        | Marking::Levels { .. }
        | Marking::Names { .. } => false,
    }
}

fn marks_widths(asked: &Asked) -> Vec<u16> {
    let wide = |name: &str| u16::try_from(width(name)).unwrap_or(u16::MAX).clamp(3, 12);
    match asked.marking {
        marking if is_bar(marking) => vec![BAR],
        Marking::Ranks => vec![3],
        Marking::Pairs { .. } => asked.questions.iter().map(|name| wide(name)).collect(),
        Marking::Levels { names } => names.map(wide).into_iter().max().into_iter().collect(),
        marking => vec![marking.most().max(1).into()],
    }
}
