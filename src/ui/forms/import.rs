//! A list from a file, or pasted: a path is asked for, what was understood is shown, and it is taken
//! only when somebody says so.

use crate::room::Proposal;
use crate::session::Change;
use crate::text::{CleanText, shorten, width, wrap};
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::popup::Popup;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What is read, and how.
pub struct About {
    /// The question for the path.
    pub asks: &'static str,
    /// What else can be done, and what the file may hold.
    pub note: &'static str,
    /// What bytes are understood as, or a sentence why they cannot be.
    pub read: fn(&[u8], &Cx<'_>) -> Result<Listing, String>,
}

/// What was understood.
pub struct Listing {
    /// How much, such as "6 asks understood".
    pub title: String,
    /// The columns of its rows.
    pub columns: Vec<Column<'static>>,
    /// What stands in each, in the order of the list.
    pub rows: Vec<Vec<(String, Role)>>,
    /// What taking it does, what was guessed, ignored, or looks odd.
    pub notes: Vec<String>,
    /// As what it can be taken; Enter takes the first.
    pub ways: Vec<Way>,
}

/// As what a list can be taken.
pub struct Way {
    /// The key that does.
    pub action: Action,
    /// What it does, in a word or two.
    pub does: &'static str,
    /// The change, or a sentence why there is nothing to change.
    pub change: Result<Change, &'static str>,
}

/// A list that is being brought.
pub struct Import {
    about: &'static About,
    stage: Stage,
}

enum Stage {
    /// The path of a file is asked for.
    Path(Box<Field>),
    /// This was understood, and the cursor is on this row.
    Understood(Listing, usize),
}

/// What a key came to.
pub enum Came {
    /// It stays open.
    Stays(Reply),
    /// It closes, and nothing of it is taken.
    Closes,
}

/// File managers and terminals quote what is dropped on them.
fn unquoted(typed: &str) -> CleanText {
    CleanText::line(typed.trim_matches(['\'', '"']))
}

/// So many rows of notes are shown where the list is long.
const NOTES: u16 = 8;
/// A row that does not fit is told below in so many.
const WHOLE: usize = 2;

impl Import {
    /// Asks for a path.
    pub fn of_path(about: &'static About) -> Import {
        Import { about, stage: Stage::Path(Box::new(Field::line(""))) }
    }

    /// Shows what was pasted.
    ///
    /// # Errors
    /// The sentence why it cannot be understood.
    pub fn of_text(about: &'static About, text: &str, cx: &Cx<'_>) -> Result<Import, String> {
        let listing = (about.read)(text.as_bytes(), cx)?;
        Ok(Import { about, stage: Stage::Understood(listing, 0) })
    }

    /// Takes a key or pasted text.
    pub fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Came {
        match input {
            Input::Paste(text) => Came::Stays(self.pasted(text, cx)),
            Input::Key(key, action) => match &mut self.stage {
                Stage::Path(field) => match key.code {
                    KeyCode::Esc => Came::Closes,
                    KeyCode::Enter if field.is_empty() => Came::Closes,
                    KeyCode::Enter => Came::Stays(Reply::ReadFile(unquoted(&field.text()))),
                    _ => {
                        field.input(*key);
                        Came::Stays(Reply::Done)
                    }
                },
                Stage::Understood(listing, at) => decide(listing, at, *action),
            },
        }
    }

    /// The file that was asked for, or why it cannot be had.
    pub fn file_read(&mut self, bytes: Result<Vec<u8>, String>, cx: &Cx<'_>) -> Reply {
        let Stage::Path(field) = &self.stage else { return Reply::Done };
        let name = field.text();
        match bytes {
            Ok(bytes) => match self.read(&bytes, cx) {
                Ok(()) => Reply::Done,
                Err(sentence) => Reply::Tell(format!("{}: {sentence}", shorten(&name, 30))),
            },
            Err(sentence) => Reply::Tell(sentence),
        }
    }

    fn pasted(&mut self, text: &str, cx: &Cx<'_>) -> Reply {
        match &mut self.stage {
            Stage::Path(field) if !text.trim().contains(['\n', '\r']) => {
                field.paste(text);
                Reply::Done
            }
            _ => self.read(text.as_bytes(), cx).map_or_else(Reply::Tell, |()| Reply::Done),
        }
    }

    fn read(&mut self, bytes: &[u8], cx: &Cx<'_>) -> Result<(), String> {
        self.stage = Stage::Understood((self.about.read)(bytes, cx)?, 0);
        Ok(())
    }

    /// Paints itself over a screen.
    pub fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        match &self.stage {
            Stage::Path(field) => Some(self.path(field, screen, buffer, cx)),
            Stage::Understood(listing, at) => {
                listing.render(*at, screen, buffer, cx);
                None
            }
        }
    }

    fn path(&self, field: &Field, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Position {
        let width = 60.min(screen.width.saturating_sub(4));
        let notes = wrap(self.about.note, usize::from(width.max(1)));
        let height = u16::try_from(notes.len()).unwrap_or(u16::MAX).saturating_add(2);
        let popup = Popup { title: self.about.asks, width, height };
        let mut cursor = screen.as_position();
        popup.render(screen, buffer, cx.look, |area, buffer| {
            let line = Rect { height: area.height.min(1), ..area };
            field.render(line, buffer, cx.look);
            cursor = field.cursor(line);
            for (y, note) in (2..area.height).zip(&notes) {
                write(buffer, area, (0, y), note, cx.look.style(Role::Dim));
            }
        });
        cursor
    }

    /// The keys that work in it.
    pub fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        match &self.stage {
            Stage::Path(_) => {
                vec![cx.hint(Action::Open, "read"), cx.hint(Action::Back, "leave it")]
            }
            Stage::Understood(listing, _) => {
                let ways = listing.ways.iter().map(|way| cx.hint(way.action, way.does));
                ways.chain([cx.hint(Action::Back, "leave them")]).collect()
            }
        }
    }
}

fn decide(listing: &Listing, at: &mut usize, action: Option<Action>) -> Came {
    let last = listing.rows.len().saturating_sub(1);
    let Some(action) = action else { return Came::Stays(Reply::Done) };
    match action {
        Action::Back => return Came::Closes,
        Action::Up => *at = at.saturating_sub(1),
        Action::Down => *at = (*at + 1).min(last),
        Action::PageUp => *at = at.saturating_sub(10),
        Action::PageDown => *at = (*at + 10).min(last),
        Action::First => *at = 0,
        Action::Last => *at = last,
        _ => {
            let way = listing.ways.iter().find(|way| way.action == action);
            return Came::Stays(way.map_or(Reply::Done, |way| match &way.change {
                Ok(change) => Reply::Propose(Proposal::Change(change.clone())),
                Err(sentence) => Reply::Tell((*sentence).to_owned()),
            }));
        }
    }
    Came::Stays(Reply::Done)
}

impl Listing {
    fn render(&self, at: usize, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let many = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let wide = 92.min(screen.width.saturating_sub(4));
        let columns = usize::from(wide.max(1));
        let whole = self.whole(at, columns);
        let notes = self.notes.iter().flat_map(|note| wrap(note, columns));
        let notes: Vec<(String, Role)> = whole
            .into_iter()
            .map(|row| (row, Role::Text))
            .chain(notes.map(|note| (note, Role::Dim)))
            .collect();
        let below = match many(notes.len()) {
            0 => 0,
            rows => rows.min(NOTES.max(screen.height / 3)).saturating_add(1),
        };
        let head = u16::from(self.columns.iter().any(|column| !column.heading.is_empty()));
        let height = many(self.rows.len()).saturating_add(head + below);
        Popup { title: &self.title, width: wide, height }.render(
            screen,
            buffer,
            cx.look,
            |area, buffer| {
                let list = Rect { height: area.height.saturating_sub(below), ..area };
                let row = |at: usize| {
                    self.rows[at]
                        .iter()
                        .fold(Row::new(), |row, (text, role)| row.toned(&**text, *role))
                };
                Rows {
                    columns: &self.columns,
                    count: self.rows.len(),
                    row,
                    cursor: Some(at),
                    marks: false,
                    empty: "",
                }
                .render(list, buffer, cx.look);
                let foot = Rect { y: list.bottom().saturating_add(1), ..area }.intersection(area);
                for (y, (note, role)) in (0..foot.height).zip(&notes) {
                    let last = y + 1 == foot.height && usize::from(foot.height) < notes.len();
                    let note = if last { "More is noted than fits here." } else { note };
                    write(buffer, foot, (0, y), note, cx.look.style(*role));
                }
            },
        );
    }

    /// The row at the cursor in full, where some row does not fit: as many lines for each, so that
    /// nothing jumps.
    fn whole(&self, at: usize, columns: usize) -> Vec<String> {
        let words = |row: &Vec<(String, Role)>| {
            let cells: Vec<&str> = row.iter().map(|(text, _)| text.as_str()).collect();
            cells.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
        };
        if self.rows.iter().all(|row| width(&words(row)) <= columns.saturating_sub(10)) {
            return Vec::new();
        }
        let mut lines = self.rows.get(at).map_or_else(Vec::new, |row| wrap(&words(row), columns));
        lines.resize(WHOLE, String::new());
        lines
    }
}

/// "1 ask", "6 asks".
pub fn counted(number: usize, [one, more]: [&str; 2]) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}
