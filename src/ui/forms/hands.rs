//! Counting hands: one number after the other, "5 5 4 3 2".

use crate::session::private::Marking;
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input};
use crate::ui::theme::Role;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

/// The cells of a number.
const NUMBER: u16 = 5;

/// The numbers while they are counted.
#[derive(Clone, Debug)]
pub struct Hands {
    rows: Vec<String>,
    marking: Marking,
    most: Option<u32>,
    counts: Vec<Option<u16>>,
    at: usize,
    /// The last key was a digit of the number at the cursor.
    typing: bool,
    proposed: bool,
    dropping: bool,
}

/// What a key came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Still counting.
    Going,
    /// Not a key for this.
    NotMine,
    /// Taken, and this is to be said.
    Tell(String),
    /// All numbers, in the order of the rows.
    All(Vec<u16>),
    /// Left without counting.
    Closed,
}

impl Hands {
    /// The numbers of these rows, each with what was counted before. What all hands together are
    /// called is the marking's word, and how many there can be, if anything limits them.
    pub fn new(rows: Vec<(String, Option<u16>)>, marking: Marking, most: Option<u32>) -> Hands {
        let (rows, counts) = rows.into_iter().unzip();
        let (typing, proposed, dropping) = (false, false, false);
        Hands { rows, marking, most, counts, at: 0, typing, proposed, dropping }
    }

    /// Whether the numbers were handed on and not changed since.
    pub fn is_proposed(&self) -> bool {
        self.proposed
    }

    /// Takes a key.
    pub fn update(&mut self, input: &Input) -> Counted {
        let Input::Key(KeyEvent { code, .. }, action) = input else {
            return Counted::Tell("Type one number after the other, with blanks between.".into());
        };
        let typing = std::mem::take(&mut self.typing);
        let dropping = std::mem::take(&mut self.dropping);
        self.proposed = false;
        match (*code, action) {
            (KeyCode::Char(digit @ '0'..='9'), _) => self.digit(digit as u16 - '0' as u16, typing),
            (KeyCode::Char(' ') | KeyCode::Enter | KeyCode::Tab, _) => self.next(*code),
            (KeyCode::Backspace, _) => self.back(),
            (_, Some(Action::Up)) => self.go(self.at.saturating_sub(1)),
            (_, Some(Action::Down)) => self.go(self.at + 1),
            (KeyCode::Esc, _) => self.escape(dropping),
            _ => Counted::NotMine,
        }
    }

    fn digit(&mut self, digit: u16, typing: bool) -> Counted {
        let before = self.counts[self.at].filter(|_| typing).unwrap_or(0);
        let count = before.saturating_mul(10).saturating_add(digit);
        if count > 999 {
            return Counted::Tell("That is more hands than any room has.".into());
        }
        self.typing = true;
        self.counts[self.at] = Some(count);
        Counted::Going
    }

    /// To the next option; Enter at the last one hands all numbers on.
    fn next(&mut self, code: KeyCode) -> Counted {
        let last = self.at + 1 == self.counts.len();
        if !last || code != KeyCode::Enter {
            return self.go(self.at + 1);
        }
        let missing = self.counts[..self.at].iter().position(Option::is_none);
        if let Some(missing) = missing {
            self.at = missing;
            return Counted::Tell("This one has no number yet; 0 is a number too.".into());
        }
        self.proposed = true;
        Counted::All(self.counts.iter().map(|count| count.unwrap_or(0)).collect())
    }

    fn back(&mut self) -> Counted {
        match self.counts[self.at] {
            Some(count) => self.counts[self.at] = (count > 9).then_some(count / 10),
            None => self.at = self.at.saturating_sub(1),
        }
        self.typing = self.counts[self.at].is_some();
        Counted::Going
    }

    fn go(&mut self, to: usize) -> Counted {
        self.at = to.min(self.counts.len() - 1);
        Counted::Going
    }

    fn escape(&mut self, dropping: bool) -> Counted {
        if dropping || self.counts.iter().all(Option::is_none) {
            return Counted::Closed;
        }
        self.dropping = true;
        Counted::Tell(
            "These numbers are not in: Enter at the last puts them in, Esc again drops them."
                .into(),
        )
    }

    fn total(&self) -> u32 {
        self.counts.iter().flatten().map(|count| u32::from(*count)).sum()
    }

    /// Paints the rows with their numbers.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let [title, _, list] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(u16::from(area.height > 8)),
            Constraint::Fill(1),
        ])
        .areas(area);
        let used = write(buffer, title, (2, 0), "Hands for each one", cx.look.bold(Role::Text));
        let words = match self.most {
            Some(most) => format!("{} of {}", self.total(), self.marking.count(most)),
            None => self.marking.count(self.total()),
        };
        write(buffer, title, (2 + used + 4, 0), &words, cx.look.style(Role::Dim));
        let row = |at: usize| {
            let count = self.counts[at].map_or(cx.look.signs.dot.to_owned(), |it| it.to_string());
            Row::new().toned(count, Role::Accent).cell(&*self.rows[at])
        };
        let columns = [Column::numbers("", NUMBER), Column::new("", 8, 76, 1)];
        let (count, cursor) = (self.rows.len(), Some(self.at));
        let rows = Rows { columns: &columns, count, row, cursor, marks: false, empty: "" };
        rows.render(list, buffer, cx.look);
        let y = (list.top()..list.bottom()).find(|y| rows.row_at(list, *y) == cursor)?;
        Some(Position::new((list.x + 1 + NUMBER).min(list.right().saturating_sub(1)), y))
    }
}

/// The keys that matter while hands are counted.
pub fn hints(cx: &Cx<'_>) -> Vec<Hint> {
    vec![
        Hint { key: "0-9".into(), does: "so many hands".into() },
        Hint { key: "Space".into(), does: "next".into() },
        cx.hint(Action::Open, "next; at the last, count"),
        Hint { key: "Backspace".into(), does: "back".into() },
        cx.hint(Action::Back, "close"),
    ]
}
