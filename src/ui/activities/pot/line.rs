//! One line asked for below a part: an amount, a number of months. Enter keeps it, Esc keeps it as
//! well; what was refused, or not changed, is let go by Esc.

use super::{Answer, Opened};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::write;
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What becomes of the line: a reply, or a sentence why it will not do.
type Take = Box<dyn Fn(&CleanText, &Cx<'_>) -> Result<Reply, String>>;

/// An open line.
pub(super) struct Line {
    asks: String,
    note: String,
    field: Field,
    let_go: CleanText,
    take: Take,
}

impl Line {
    /// A line with what stands in it already, and a note below it.
    pub(super) fn new(
        asks: impl Into<String>,
        note: impl Into<String>,
        initial: &str,
        take: impl Fn(&CleanText, &Cx<'_>) -> Result<Reply, String> + 'static,
    ) -> Line {
        let field = Field::line(initial);
        let let_go = field.text();
        Line { asks: asks.into(), note: note.into(), field, let_go, take: Box::new(take) }
    }

    fn taken(&mut self, cx: &Cx<'_>) -> Answer {
        self.let_go = self.field.text();
        Answer::Stays((self.take)(&self.let_go, cx).unwrap_or_else(Reply::Tell))
    }
}

impl Opened for Line {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Answer {
        match input {
            Input::Paste(text) => self.field.paste(text),
            Input::Key(key, _) => match key.code {
                KeyCode::Enter => return self.taken(cx),
                KeyCode::Esc if self.field.text() == self.let_go => {
                    return Answer::Closes(Reply::Done);
                }
                KeyCode::Esc => return self.taken(cx),
                _ => {
                    self.field.input(*key);
                }
            },
        }
        Answer::Stays(Reply::Done)
    }

    fn rows(&self) -> Option<u16> {
        Some(2)
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        Some(paint(&self.asks, &self.field, &self.note, area, buffer, cx))
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![cx.hint(Action::Open, "keep"), cx.hint(Action::Back, "leave it")]
    }

    fn open_text(&self) -> Option<CleanText> {
        Some(self.field.text()).filter(|text| *text != self.let_go)
    }
}

/// Paints a question, its field beside it and a note below, and answers where the cursor is.
fn paint(
    asks: &str,
    field: &Field,
    note: &str,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> Position {
    let line = Rect { height: area.height.min(1), ..area };
    let asks = cx.look.shorten(asks, usize::from(line.width / 2));
    let used = write(buffer, line, (0, 0), &asks, cx.look.style(Role::Accent)) + 2;
    let x = used.min(line.width);
    let room = Rect { x: line.x + x, width: (line.width - x).min(60), ..line };
    field.render(room, buffer, cx.look);
    let note = cx.look.shorten(note, usize::from(area.width));
    write(buffer, area, (0, 1), &note, cx.look.style(Role::Dim));
    field.cursor(room)
}
