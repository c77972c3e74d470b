//! Typing lines: Enter keeps the line and opens the next, an empty line or Esc ends, and pasting
//! twenty lines makes twenty items.

use crate::text::CleanText;
use crate::ui::look::Look;
use crate::ui::widgets::field::Field;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// An open line for adding things one after the other, or for wording one thing otherwise.
#[derive(Clone, Debug)]
pub struct LineField {
    field: Field,
    single: bool,
    ends: bool,
    /// What was given to be kept, and was not: a second Esc lets it go.
    refused: Option<CleanText>,
}

/// What typing came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Still typing.
    Going,
    /// These lines are to be kept. The field keeps its text until [`LineField::taken`] says that
    /// they were, so that a refusal loses nothing.
    Lines(Vec<CleanText>),
    /// Nothing (more) to keep: close the field.
    Ended,
}

impl LineField {
    /// For adding: after each line the next one opens.
    pub fn adding() -> LineField {
        LineField { field: Field::line(""), single: false, ends: false, refused: None }
    }

    /// For wording one thing otherwise: one line, and it closes.
    pub fn editing(text: &str) -> LineField {
        LineField { field: Field::line(text), single: true, ends: false, refused: None }
    }

    /// Takes a key.
    pub fn input(&mut self, key: KeyEvent) -> Typed {
        let (enter, esc) = (key.code == KeyCode::Enter, key.code == KeyCode::Esc);
        if !enter && !esc {
            self.field.input(key);
            return Typed::Going;
        }
        self.ends = esc || self.single;
        let text = self.field.text();
        if self.field.is_empty() || esc && self.refused.as_ref() == Some(&text) {
            return Typed::Ended;
        }
        self.refused = Some(text.clone());
        Typed::Lines(vec![text])
    }

    /// Takes pasted text: one line goes into the field, several are several things (when adding).
    pub fn paste(&mut self, text: &str) -> Typed {
        let lines = crate::import::lines::items(text);
        if self.single || lines.len() < 2 {
            self.field.paste(text);
            return Typed::Going;
        }
        self.ends = false;
        Typed::Lines(lines)
    }

    /// The lines were kept: empties the field, and answers whether it is to be closed.
    pub fn taken(&mut self) -> bool {
        self.field = Field::line("");
        self.refused = None;
        self.ends
    }

    /// What stands in it.
    pub fn text(&self) -> CleanText {
        self.field.text()
    }

    /// Paints it and answers where the cursor is.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) -> Position {
        self.field.render(area, buffer, look);
        self.field.cursor(area)
    }
}
