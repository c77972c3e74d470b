//! The form of what is said of a person.

use crate::session::Id;
use crate::session::people::Profile;
use crate::ui::screen::{Cx, Input};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::{Form, FormField, FormReply};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What is said of a person, being changed.
pub(super) struct Editing {
    /// Whom it is about.
    pub(super) who: Id,
    form: Form,
    /// The note is for the facilitator alone, so a screen that the room sees has no field for it.
    with_note: bool,
    /// Esc was pressed, and what stood there was refused: the next Esc lets it be.
    pub(super) escaped: bool,
}

impl Editing {
    /// The form, as it is said now.
    pub(super) fn new(who: &Id, said: &Profile, with_note: bool) -> Editing {
        let mut fields = vec![
            FormField::text("Name", "the name people say", Field::line(&said.name)),
            FormField::text("Function", "department or discipline", Field::line(&said.function)),
        ];
        if with_note {
            let hint = "only you see it; never on the wall, never exported";
            fields.push(FormField::text("Note", hint, Field::line(&said.note)));
        }
        Editing { who: who.clone(), form: Form::new(fields), with_note, escaped: false }
    }

    /// Takes a key or pasted text.
    pub(super) fn input(&mut self, input: &Input) -> FormReply {
        let reply = match input {
            Input::Paste(text) => {
                self.form.paste(text);
                FormReply::Used
            }
            Input::Key(key, _) => self.form.input(*key),
        };
        self.escaped &= reply == FormReply::Esc;
        reply
    }

    /// What the form says, and what it has no field for as before.
    pub(super) fn said(&self, before: &Profile) -> Profile {
        let note = if self.with_note { self.form.text(2) } else { before.note.clone() };
        Profile { name: self.form.text(0), function: self.form.text(1), note, ..before.clone() }
    }

    /// Paints the form and answers where the cursor is.
    pub(super) fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Position {
        let title = format!("About {}", cx.seen.name_of(&self.who));
        write(buffer, area, (0, 0), &title, cx.look.bold(Role::Text));
        let down = 2.min(area.height);
        let form = Rect {
            y: area.y + down,
            height: area.height - down,
            width: area.width.min(72),
            ..area
        };
        self.form.render(form, buffer, cx.look);
        self.form.cursor(form)
    }
}
