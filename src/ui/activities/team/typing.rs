//! The open line: people one after the other, hats, or the path of a file.

use crate::import::people::from_lines;
use crate::session::people;
use crate::text::{CleanText, width};
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::screen::{Cx, Input};
use crate::ui::theme::Role;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

/// An open line.
pub(super) struct Typing {
    /// What it is for.
    pub(super) asked: Asked,
    /// What stands in it.
    pub(super) line: LineField,
}

/// What a line is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// People, one a line.
    People,
    /// Hats, one a line.
    Hats,
}

/// What a key came to.
pub(super) enum Asks {
    /// Still typing.
    Nothing,
    /// This is to happen.
    Change(people::Change),
    /// This list was pasted.
    List(String),
    /// It cannot be understood, and why.
    Told(String),
    /// Nothing more: close.
    Close,
}

impl Typing {
    /// An empty line.
    pub(super) fn new(asked: Asked) -> Typing {
        Typing { asked, line: LineField::adding() }
    }

    /// Takes a key or pasted text. A list that is pasted is shown, over what stands here.
    pub(super) fn update(&mut self, input: &Input) -> Asks {
        let typed = match input {
            Input::Paste(text) if many_lines(text) && self.asked != Asked::Hats => {
                return Asks::List(text.clone());
            }
            Input::Paste(text) => self.line.paste(text),
            Input::Key(key, _) => self.line.input(*key),
        };
        match (typed, self.asked) {
            (Typed::Going, _) => Asks::Nothing,
            (Typed::Ended, _) => Asks::Close,
            (Typed::Lines(lines), Asked::Hats) => Asks::Change(people::Change::AddHats(lines)),
            (Typed::Lines(lines), Asked::People) => typed_people(&lines),
        }
    }

    /// Paints the line with an example below, and answers where the cursor is.
    pub(super) fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Position {
        let (label, example) = match self.asked {
            Asked::People => ("Add", "Ana Brandão, Customer service"),
            Asked::Hats => ("Hat", "whose interest do you vote for, besides yours?"),
        };
        let wide = u16::try_from(width(label)).unwrap_or(0) + 4;
        let [_, field, hint] = Layout::vertical([Constraint::Length(1); 3]).areas(area);
        write(buffer, field, (2, 0), label, cx.look.style(Role::Accent));
        let rest = |row: Rect| Rect {
            x: row.x + wide.min(row.width),
            width: row.width.saturating_sub(wide).min(60),
            ..row
        };
        write(buffer, rest(hint), (0, 0), example, cx.look.style(Role::Dim));
        self.line.render(rest(field), buffer, cx.look)
    }
}

fn many_lines(text: &str) -> bool {
    text.trim().contains(['\n', '\r'])
}

/// A single name that is taken is refused by the room, so that nothing typed is lost.
fn typed_people(lines: &[CleanText]) -> Asks {
    let text: Vec<&str> = lines.iter().map(CleanText::as_str).collect();
    match from_lines(&text.join("\n")) {
        Ok(list) => {
            let people = list.rows.into_iter().map(people::Profile::from).collect();
            Asks::Change(people::Change::Add(people))
        }
        Err(error) => Asks::Told(error.to_string()),
    }
}
