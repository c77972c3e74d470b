//! How sheets look while they are typed: which letter is which thing, the rows, and the promise.

use super::Sheets;
use crate::session::Giver;
use crate::session::private::Cell;
use crate::session::private::letter;
use crate::text::{capital, width, wrap};
use crate::ui::forms::private::{Asked, Marking};
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::rows::{Column, Row as Line, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use std::ops::Range;

/// From so many rows on there is room for sheets and for a legend that loses its ends.
const ROOMY: u16 = 24;
/// The cells of one answer in a row.
const CELL: u16 = 3;

impl Sheets {
    /// Paints how it is marked, the legend, the rows and the promise.
    pub(in crate::ui::forms::private) fn render(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        asked: &Asked,
        look: &Look,
    ) -> Option<Position> {
        let legend = Legend::of(asked, area.width, area.height / 3).worth(asked, area.height);
        let gap = u16::from(area.height > 12);
        let words = wrap(&asked.promise(true), usize::from(area.width.saturating_sub(2)));
        let [title, _, key, _, next, grid, _, promise] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(gap),
            Constraint::Length(legend.rows),
            Constraint::Length(u16::from(legend.rows > 0)),
            Constraint::Length(u16::from(is_read_out(asked.marking))),
            Constraint::Fill(1),
            Constraint::Length(gap),
            Constraint::Length(u16::try_from(words.len()).unwrap_or(1)),
        ])
        .areas(area);
        for (y, row) in (0..promise.height).zip(&words) {
            write(buffer, promise, (2, y), row, look.style(Role::Dim));
        }
        let count = super::super::in_words(asked);
        let wide = u16::try_from(width(&count)).unwrap_or(0);
        let right = title.width.saturating_sub(wide);
        let left = usize::from(right.saturating_sub(4));
        let of = asked.of.as_ref().map_or_else(String::new, |of| format!("{of} · "));
        let words = of + &capital(&asked.words());
        write(buffer, title, (2, 0), &look.shorten(&words, left), look.bold(Role::Text));
        write(buffer, title, (right, 0), &count, look.style(Role::Dim));
        legend.render(key, buffer, asked, look);
        let question = self.next_question(asked);
        let question = look.shorten(&question, usize::from(next.width.saturating_sub(2)));
        write(buffer, next, (2, 0), &question, look.style(Role::Accent));
        self.grid(grid, buffer, asked, look)
    }

    /// What the next digit answers.
    fn next_question(&self, asked: &Asked) -> String {
        let answers = asked.marking.answers();
        match self.row.at().and_then(|at| Some((at, asked.things.get(at / answers)?))) {
            Some((at, thing)) => {
                let question = asked.questions.get(at % answers);
                let question = question.map_or(String::new(), |words| format!(": “{words}”"));
                format!("{}  {}{question}", letter(at / answers), thing.label)
            }
            None => String::new(),
        }
    }

    fn grid(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        asked: &Asked,
        look: &Look,
    ) -> Option<Position> {
        let names = self.names(asked);
        let widest = names.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
        let name = u16::try_from(widest).unwrap_or(u16::MAX).clamp(4, 16) + 2;
        let beside = beside(asked.marking);
        let room = area.width.saturating_sub(2 + name + 2 + 2 + beside);
        let strip = Strip::of(self, asked, room);
        let cursor = asked.position(&self.giver).unwrap_or(names.len().saturating_sub(1));
        let row = |at: usize| {
            let (name, is_in) = &names[at];
            let open = at == cursor;
            let sign = if *is_in { look.signs.settled } else { look.signs.nobody };
            let typed = if open { strip.typed(self, look) } else { String::new() };
            let beside = match (open && !self.row.is_empty(), is_in) {
                (true, _) => self.spent(asked),
                (false, true) => "in".to_owned(),
                (false, false) => String::new(),
            };
            Line::new().cell(format!("{sign} {name}")).cell(typed).cell(beside)
        };
        let head = strip.head();
        let columns = [
            Column::new("", name, name, 0),
            Column::new(&head, strip.wide, strip.wide, 0),
            Column::new("", beside, beside, 0),
        ];
        let rows = Rows {
            columns: &columns,
            count: names.len(),
            row,
            cursor: Some(cursor),
            marks: false,
            empty: "Nobody who votes is here.",
        };
        rows.render(area, buffer, look);
        let y = (area.top()..area.bottom()).find(|y| rows.row_at(area, *y) == Some(cursor))?;
        let x = area.x + 2 + name + 2 + strip.cursor(self, look).min(strip.wide + CELL - 1);
        Some(Position::new(x.min(area.right().saturating_sub(1)), y))
    }

    /// The rows: everyone by name, or the sheets so far and the one that is open.
    fn names(&self, asked: &Asked) -> Vec<(String, bool)> {
        if self.giver != Giver::Sheet {
            return asked.givers.iter().map(|it| (it.name.to_string(), it.is_in)).collect();
        }
        let sheets = usize::from(asked.sheets);
        let label = |at: usize| match at == sheets && asked.all_are_in() && self.row.is_empty() {
            true => "all are in".to_owned(),
            false => format!("sheet {}", at + 1),
        };
        (0..=sheets).map(|at| (label(at), at < sheets)).collect()
    }

    fn spent(&self, asked: &Asked) -> String {
        let (total, things) = (self.row.total(), asked.things.len());
        match (asked.marking, asked.marking.in_all()) {
            (_, Some(all)) => format!("{total} of {all}"),
            (Marking::Points { .. }, _) => format!("sum {total}"),
            (Marking::Approvals { .. }, _) => format!("{total} of {things}"),
            (Marking::Ranks, _) => {
                let placed = self.row.order().iter().map(Vec::len).sum::<usize>();
                format!("{placed} of {things}")
            }
            _ => String::new(),
        }
    }

    /// "C A=B": the letters of a ranking as they stand on the paper.
    fn order(&self) -> String {
        let group = |group: Vec<usize>| group.into_iter().map(letter).collect::<Vec<_>>().join("=");
        let order: Vec<String> = self.row.order().into_iter().map(group).collect();
        order.join(" ") + if self.row.joins() { "=" } else { "" }
    }
}

/// The cells beside a row: for "10 of 10" where marks are counted, else for "in".
fn beside(marking: Marking) -> u16 {
    match marking {
        Marking::Scores { .. } | Marking::Pairs { .. } | Marking::Levels { .. } => 3,
        _ => 9,
    }
}

/// Whether what the next digit answers is worth a line: one of two questions, or a sentence.
fn is_read_out(marking: Marking) -> bool {
    matches!(marking, Marking::Pairs { .. } | Marking::Levels { .. })
}

/// The part of an open row that fits beside its name: the things from one to another, or the
/// letters of an order.
struct Strip {
    marking: Marking,
    things: Range<usize>,
    wide: u16,
}

impl Strip {
    fn of(sheets: &Sheets, asked: &Asked, room: u16) -> Strip {
        let (marking, all) = (asked.marking, asked.things.len());
        if marking == Marking::Ranks {
            return Strip { marking, things: 0..all, wide: room.min(60) };
        }
        let one = Strip::of_one(marking);
        let answers = marking.answers();
        let fit = usize::from(room / one).clamp(1, all.max(1));
        let at = sheets.row.at().map_or(all, |at| at / answers);
        let start = at.saturating_sub(fit / 2).min(all - fit.min(all));
        let things = start..(start + fit).min(all);
        let wide = u16::try_from(things.len()).unwrap_or(u16::MAX).saturating_mul(one);
        Strip { marking, things, wide }
    }

    /// The cells of one thing: pairs stand apart by one more.
    fn of_one(marking: Marking) -> u16 {
        if marking.answers() == 2 { 2 * CELL + 1 } else { CELL }
    }

    fn head(&self) -> String {
        let things = self.things.clone();
        match self.marking {
            Marking::Ranks => String::new(),
            Marking::Pairs { .. } => things.map(|at| format!("{:>6} ", letter(at))).collect(),
            _ => things.map(|at| format!("{:>3}", letter(at))).collect(),
        }
    }

    fn typed(&self, sheets: &Sheets, look: &Look) -> String {
        if self.marking == Marking::Ranks {
            return sheets.order();
        }
        let cell = |cell: &Cell| match cell {
            Cell::Open => look.signs.dot.to_owned(),
            Cell::Blank => look.signs.dash.to_owned(),
            Cell::Is(value) => value.to_string(),
        };
        let answers = self.marking.answers();
        let apart = if answers == 2 { " " } else { "" };
        let cells = &sheets.row.cells()[self.things.start * answers..self.things.end * answers];
        let thing = |cells: &[Cell]| {
            cells.iter().map(|it| format!("{:>3}", cell(it))).collect::<String>() + apart
        };
        cells.chunks(answers).map(thing).collect()
    }

    /// Where the next key will stand.
    fn cursor(&self, sheets: &Sheets, look: &Look) -> u16 {
        if self.marking == Marking::Ranks {
            return u16::try_from(width(&self.typed(sheets, look)) + 1).unwrap_or(u16::MAX);
        }
        let answers = self.marking.answers();
        let all = sheets.row.cells().len();
        let at = sheets.row.at().unwrap_or(all).saturating_sub(self.things.start * answers);
        let cells = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        cells(at / answers).saturating_mul(Strip::of_one(self.marking))
            + cells(at % answers) * CELL
            + CELL
            - 1
    }
}

/// Which letter is which thing, in as many columns as it takes.
struct Legend {
    rows: u16,
    columns: u16,
    wide: u16,
}

impl Legend {
    fn of(asked: &Asked, width: u16, most: u16) -> Legend {
        let count = u16::try_from(asked.things.len()).unwrap_or(u16::MAX);
        let columns = (width / 24).clamp(1, 4);
        let columns =
            (1..=columns).find(|columns| count.div_ceil(*columns) <= most).unwrap_or(columns);
        let wide = (width.saturating_sub(2) / columns).min(60);
        Legend { rows: count.div_ceil(columns).min(most.max(1)), columns, wide }
    }

    /// The same, or none where sentences are read out one by one and would lose their ends in it: on
    /// paper they stand with their letters, and the rows of the sheets are worth more.
    fn worth(self, asked: &Asked, height: u16) -> Legend {
        let room = usize::from(self.wide.saturating_sub(5));
        let cut = asked.things.iter().any(|thing| width(&thing.label) > room);
        match cut && height < ROOMY && is_read_out(asked.marking) {
            true => Legend { rows: 0, ..self },
            false => self,
        }
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, asked: &Asked, look: &Look) {
        let wide = self.wide;
        for (at, thing) in asked.things.iter().enumerate().filter(|_| self.rows > 0) {
            let place = u16::try_from(at).unwrap_or(u16::MAX);
            let (column, y) = (place / self.rows.max(1), place % self.rows.max(1));
            if column >= self.columns {
                break;
            }
            let x = 2 + column * wide;
            write(buffer, area, (x, y), &letter(at), look.bold(Role::Accent));
            let label = look.shorten(&thing.label, usize::from(wide.saturating_sub(5)));
            write(buffer, area, (x + 3, y), &label, look.style(Role::Text));
        }
    }
}
