//! Asks from a CSV file or pasted lines: what was understood is shown before it is taken.

use super::layout::amounts;
use super::need::area_named;
use super::{Answer, Opened, line, propose};
use crate::import::Understood;
use crate::import::asks::{AskRow, from_csv, wanted};
use crate::session::Session;
use crate::text::{CleanText, wrap};
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

/// An open import.
pub(super) enum Import {
    /// The path of a file is asked for.
    Path(Box<Field>),
    /// This was understood.
    Understood(Understood<AskRow>, usize),
}

impl Import {
    /// Asks for a path.
    pub(super) fn of_path() -> Import {
        Import::Path(Box::new(Field::line("")))
    }

    /// Shows what a table holds, or says why it cannot be read.
    fn read(&mut self, bytes: &[u8], cx: &Cx<'_>) -> Reply {
        match from_csv(bytes, &cx.session.currency) {
            Ok(understood) if understood.rows.is_empty() => {
                Reply::Tell("There is no ask in it; a line for each is expected.".into())
            }
            Ok(understood) => {
                *self = Import::Understood(understood, 0);
                Reply::Done
            }
            Err(error) => Reply::Tell(error.to_string()),
        }
    }

    fn pasted(&mut self, text: &str, cx: &Cx<'_>) -> Reply {
        match self {
            Import::Path(field) if !text.trim().contains(['\n', '\r']) => {
                field.paste(text);
                Reply::Done
            }
            _ => self.read(text.replace("\r\n", "\n").replace('\r', "\n").as_bytes(), cx),
        }
    }

    fn key(&mut self, input: &Input) -> Answer {
        let Input::Key(key, action) = input else { return Answer::Stays(Reply::Done) };
        match self {
            Import::Path(field) => match key.code {
                KeyCode::Esc => return Answer::Closes(Reply::Done),
                KeyCode::Enter if field.is_empty() => return Answer::Closes(Reply::Done),
                KeyCode::Enter => return Answer::Stays(Reply::ReadFile(field.text())),
                _ => {
                    field.input(*key);
                }
            },
            Import::Understood(understood, at) => match action {
                Some(Action::Back) => return Answer::Closes(Reply::Done),
                Some(Action::Open | Action::Verb('y')) => {
                    return Answer::Stays(propose(wanted(&understood.rows)));
                }
                Some(Action::Up) => *at = at.saturating_sub(1),
                Some(Action::Down) => *at = (*at + 1).min(understood.rows.len() - 1),
                _ => {}
            },
        }
        Answer::Stays(Reply::Done)
    }
}

/// What taking it would do, and what the reading noted.
fn notes(understood: &Understood<AskRow>, session: &Session) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for row in understood.rows.iter().filter(|row| area_named(session, &row.area).is_none()) {
        if !row.area.is_empty()
            && !names.iter().any(|name| name.to_lowercase() == row.area.to_lowercase())
        {
            names.push(row.area.to_string());
        }
    }
    let twice = understood.rows.iter().filter(|row| is_there(session, row)).count();
    let mut notes = understood.notes.clone();
    if !names.is_empty() {
        notes.insert(0, format!("New areas, nobody answers for them yet: {}.", names.join(", ")));
    }
    if twice > 0 {
        notes.insert(
            0,
            format!("{twice} of them are on the list already, and would stand there twice."),
        );
    }
    notes
}

fn is_there(session: &Session, row: &AskRow) -> bool {
    let area = area_named(session, &row.area);
    let same =
        |ask: &crate::session::Ask| Some(&ask.area) == area.as_ref() && ask.need.title == row.title;
    session.pot.asks.iter().any(same)
}

fn preview(
    understood: &Understood<AskRow>,
    at: usize,
    screen: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) {
    let money = |amount| cx.reader.money(cx.session.currency, amount);
    let rows = &understood.rows;
    let wide = 92.min(screen.width.saturating_sub(4));
    let notes: Vec<String> = notes(understood, cx.session)
        .iter()
        .flat_map(|note| wrap(note, usize::from(wide)))
        .collect();
    let many = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    let below = if notes.is_empty() { 0 } else { many(notes.len()).saturating_add(1).min(5) };
    let height = many(rows.len()).saturating_add(1 + below);
    let count = if rows.len() == 1 { "1 ask".into() } else { format!("{} asks", rows.len()) };
    let title = format!("{count} understood");
    Popup { title: &title, width: wide, height }.render(screen, buffer, cx.look, |area, buffer| {
        let list = Rect { height: area.height.saturating_sub(below), ..area };
        let row = |at: usize| {
            let row = &rows[at];
            let known = area_named(cx.session, &row.area).is_some();
            let role = if known { Role::Text } else { Role::Warn };
            Row::new()
                .toned(&*row.area, role)
                .cell(&*row.title)
                .cell(money(row.minimum))
                .cell(money(row.target))
                .cell(money(row.stretch))
        };
        Rows {
            columns: &[
                Column::new("Area", 8, 22, 1),
                Column::new("Ask", 10, 40, 2),
                amounts("Minimum", rows.iter().map(|row| row.minimum), cx),
                amounts("Target", rows.iter().map(|row| row.target), cx),
                amounts("Stretch", rows.iter().map(|row| row.stretch), cx),
            ],
            count: rows.len(),
            row,
            cursor: Some(at),
            marks: false,
            empty: "",
        }
        .render(list, buffer, cx.look);
        let foot = Rect { y: list.bottom().saturating_add(1), ..area }.intersection(area);
        for (y, note) in (0..foot.height).zip(&notes) {
            write(buffer, foot, (0, y), note, cx.look.style(Role::Dim));
        }
    });
}

impl Opened for Import {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Answer {
        match input {
            Input::Paste(text) => Answer::Stays(self.pasted(text, cx)),
            Input::Key(..) => self.key(input),
        }
    }

    fn file_read(&mut self, bytes: Result<Vec<u8>, String>, cx: &Cx<'_>) -> Reply {
        match bytes {
            Ok(bytes) => self.read(&bytes, cx),
            Err(sentence) => Reply::Tell(sentence),
        }
    }

    fn rows(&self) -> Option<u16> {
        matches!(self, Import::Path(_)).then_some(2)
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        match self {
            Import::Path(field) => {
                let note = "or paste the lines: area, ask, minimum, target, stretch, …";
                Some(line::paint("Which CSV file?", field, note, area, buffer, cx))
            }
            Import::Understood(understood, at) => {
                preview(understood, *at, area, buffer, cx);
                None
            }
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        match self {
            Import::Path(_) => {
                vec![cx.hint(Action::Open, "read"), cx.hint(Action::Back, "leave it")]
            }
            Import::Understood(..) => {
                vec![cx.hint(Action::Open, "take them"), cx.hint(Action::Back, "leave them")]
            }
        }
    }

    fn open_text(&self) -> Option<CleanText> {
        match self {
            Import::Path(field) => Some(field.text()),
            Import::Understood(..) => None,
        }
    }
}
