//! One line asked for: a title, a date, a file's name.

use super::{Floating, Popup};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::{popup, write};
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What becomes of the line: a reply, or a sentence why it will not do.
pub type Answer = fn(&CleanText, &Cx<'_>) -> Result<Reply, String>;

/// An open question with one line for the answer.
pub struct Prompt {
    title: &'static str,
    asks: &'static str,
    field: Field,
    answer: Answer,
    refused: String,
}

impl Prompt {
    /// A question; Enter gives what stands in the field to `answer`.
    pub fn new(title: &'static str, asks: &'static str, initial: &str, answer: Answer) -> Prompt {
        Prompt { title, asks, field: Field::line(initial), answer, refused: String::new() }
    }
}

impl Popup for Prompt {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Floating {
        match input {
            Input::Paste(text) => self.field.paste(text),
            Input::Key(key, _) if key.code == KeyCode::Esc => {
                return Floating::Closes(Reply::Done);
            }
            Input::Key(key, _) if key.code == KeyCode::Enter => {
                match (self.answer)(&self.field.text(), cx) {
                    Ok(reply) => return Floating::Closes(reply),
                    Err(sentence) => self.refused = sentence,
                }
                return Floating::Stays(Reply::Done);
            }
            Input::Key(key, _) => {
                self.refused.clear();
                self.field.input(*key);
            }
        }
        Floating::Stays(Reply::Done)
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let popup = popup::Popup { title: self.title, width: 60, height: 5 };
        let mut cursor = None;
        popup.render(screen, buffer, cx.look, |area, buffer| {
            write(buffer, area, (0, 0), self.asks, cx.look.style(Role::Dim));
            let line = Rect { y: area.y + 1.min(area.height), height: area.height.min(1), ..area };
            self.field.render(line, buffer, cx.look);
            cursor = Some(self.field.cursor(line));
            let below = Rect {
                y: area.y.saturating_add(3).min(area.bottom()),
                height: area.height.saturating_sub(3),
                ..area
            };
            Paragraph::new(&self.refused, Role::Bad).render(below, buffer, cx.look);
        });
        cursor
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![cx.hint(Action::Open, "keep"), cx.hint(Action::Back, "leave it")]
    }
}
