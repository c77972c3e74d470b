//! Search over the whole session: what is found leads to where it stands.

use super::{Floating, Popup, palette::Command};
use crate::session::{Found, Place, Session};
use crate::text::width;
use crate::ui::action::Action;
use crate::ui::look::Look;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::{popup, write};
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::borrow::Cow;

/// The open search.
pub struct Search {
    words: Field,
    found: Vec<Found>,
    cursor: Cursor<usize>,
}

impl Search {
    /// Nothing is searched yet.
    pub fn new() -> Search {
        Search { words: Field::line(""), found: Vec::new(), cursor: Cursor::default() }
    }

    /// Looks in what may be drawn here: on a projected screen, in what the room may see.
    fn look(&mut self, cx: &Cx<'_>) {
        self.found = cx.seen.find(&self.words.text());
        self.cursor = Cursor::default();
    }

    fn rows(&self) -> Vec<usize> {
        (0..self.found.len()).collect()
    }

    fn go(&self) -> Floating {
        let rows = self.rows();
        match self.cursor.item(&rows).and_then(|row| self.found.get(*row)) {
            Some(Found { id, place: Some(place), .. }) => {
                Floating::Then(Command::Show(place.clone(), id.clone()))
            }
            Some(Found { place: None, .. }) => {
                Floating::Stays(Reply::Tell("No step here shows it; the record does.".into()))
            }
            None => Floating::Stays(Reply::Done),
        }
    }

    fn says(&self) -> String {
        match (self.words.is_empty(), self.found.len()) {
            (true, _) => "Type a word: ideas, goals, areas, people, promises and all else".into(),
            (false, 0) => "Nothing says so.".into(),
            (false, 1) => "1 found".into(),
            (false, found) => format!("{found} found"),
        }
    }

    /// What does not fit is shown from a little before the word that was found.
    fn around<'a>(&self, text: &'a str, room: usize, look: &Look) -> Cow<'a, str> {
        let words = self.words.text().to_lowercase();
        let word: Vec<char> = words.split_whitespace().next().unwrap_or_default().chars().collect();
        let letters: Vec<char> = text.chars().collect();
        let same = |letter: &char, typed: &char| letter.to_lowercase().eq([*typed]);
        let is_here = |at: &usize| {
            let here = &letters[*at..];
            here.len() >= word.len() && here.iter().zip(&word).all(|(one, other)| same(one, other))
        };
        let found = (0..letters.len()).find(is_here).unwrap_or(0);
        if width(text) <= room || found + word.len() < room {
            return Cow::Borrowed(text);
        }
        let from = found.saturating_sub(room / 3);
        let rest: String = letters[from..].iter().collect();
        Cow::Owned(format!("{}{}", look.signs.ellipsis, rest.trim_start()))
    }

    /// The kind of thing stands before the first of its kind, and where it is at the end.
    fn row<'a>(&'a self, at: usize, room: u16, cx: &Cx<'a>) -> Row<'a> {
        let found = &self.found[at];
        let first = at.checked_sub(1).is_none_or(|before| self.found[before].sort != found.sort);
        let word = if first { found.sort.word() } else { "" };
        let place = found.place.as_ref().map_or("", |place| title_of(cx.seen, place));
        Row::new()
            .toned(word, Role::Dim)
            .cell(self.around(&found.text, room.into(), cx.look))
            .toned(place, Role::Dim)
    }
}

fn title_of<'a>(session: &'a Session, place: &Place) -> &'a str {
    session.step(place).map_or("", |step| &step.script.title)
}

impl Default for Search {
    fn default() -> Search {
        Search::new()
    }
}

/// What the other columns and the gaps take.
const BESIDE: u16 = 2 + 10 + 2 + 2 + 12 + 2;

const COLUMNS: [Column<'static>; 3] = [
    Column { heading: "", min: 10, max: 10, share: 0, numbers: false },
    Column { heading: "", min: 20, max: 90, share: 1, numbers: false },
    Column { heading: "", min: 8, max: 12, share: 0, numbers: false },
];

impl Popup for Search {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Floating {
        let key = match input {
            Input::Paste(text) => {
                self.words.paste(text);
                self.look(cx);
                return Floating::Stays(Reply::Done);
            }
            Input::Key(key, _) => key,
        };
        let moved = match key.code {
            KeyCode::Esc => return Floating::Closes(Reply::Done),
            KeyCode::Enter => return self.go(),
            KeyCode::Up => Action::Up,
            KeyCode::Down => Action::Down,
            KeyCode::PageUp => Action::PageUp,
            KeyCode::PageDown => Action::PageDown,
            _ => {
                let before = self.words.text();
                self.words.input(*key);
                if self.words.text() != before {
                    self.look(cx);
                }
                return Floating::Stays(Reply::Done);
            }
        };
        let rows = self.rows();
        self.cursor.act(moved, &rows, 8);
        Floating::Stays(Reply::Done)
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let width = screen.width.saturating_sub(8).min(96);
        let height = screen.height.saturating_sub(2).min(24);
        let mut cursor = None;
        popup::Popup { title: "Search", width, height }.render(
            screen,
            buffer,
            cx.look,
            |area, buffer| {
                let line =
                    Rect { x: area.x + 2.min(area.width), height: 1.min(area.height), ..area };
                let line = Rect { width: area.width.saturating_sub(2), ..line };
                write(buffer, area, (0, 0), "/", cx.look.style(Role::Key));
                self.words.render(line, buffer, cx.look);
                cursor = Some(self.words.cursor(line));
                let says = self.says();
                write(buffer, area, (2, 1), &says, cx.look.style(Role::Dim));
                let y = area.y.saturating_add(3).min(area.bottom());
                let list = Rect { y, height: area.bottom() - y, ..area };
                let rows = self.rows();
                Rows {
                    columns: &COLUMNS,
                    count: rows.len(),
                    row: |at: usize| self.row(at, area.width.saturating_sub(BESIDE), cx),
                    cursor: self.cursor.row(&rows),
                    marks: false,
                    empty: "",
                }
                .render(list, buffer, cx.look);
                if let Some(trace) = cx.look.trace() {
                    trace.also_while_typing(list);
                }
            },
        );
        cursor
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![
            cx.hint(Action::Open, "go there"),
            cx.hint(Action::Down, "the next"),
            cx.hint(Action::Back, "close"),
        ]
    }
}
