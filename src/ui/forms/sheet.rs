//! A sheet to fill in: Enter leads from field to field and the last one ends it; Esc keeps what was
//! typed, and lets go a sheet that nobody touched.

use crate::text::CleanText;
use crate::ui::look::Look;
use crate::ui::screen::Input;
use crate::ui::widgets::form::{Form, FormField, FormReply, Value};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// An open sheet. It stays open until whoever holds it closes it, so that a refusal loses nothing.
#[derive(Clone, Debug)]
pub struct Sheet {
    title: String,
    form: Form,
    proposed: Vec<Option<Value>>,
    replaced: Vec<usize>,
    escaped: bool,
}

/// What a key came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// Still filling in.
    Going,
    /// What stands in it is to be kept.
    Keep,
    /// It was left: close it.
    Left,
}

impl Sheet {
    /// A sheet with these fields; what stands in them is a proposal.
    pub fn new(title: impl Into<String>, fields: Vec<FormField>) -> Sheet {
        let count = fields.len();
        let form = Form::new(fields);
        let proposed = (0..count).map(|field| form.value(field)).collect();
        Sheet { title: title.into(), form, proposed, replaced: Vec::new(), escaped: false }
    }

    /// The same sheet, where typing takes the place of what is proposed in a field, as for a date.
    pub fn replacing(mut self, field: usize) -> Sheet {
        self.replaced.push(field);
        self
    }

    /// The question.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What stands in a field.
    pub fn text(&self, field: usize) -> CleanText {
        self.form.text(field)
    }

    /// Whether anything was typed that was not proposed.
    pub fn is_touched(&self) -> bool {
        self.proposed.iter().enumerate().any(|(field, value)| self.form.value(field) != *value)
    }

    /// Takes a key or pasted text. A second Esc leaves a sheet that cannot be kept as it is.
    pub fn update(&mut self, input: &Input) -> Filled {
        let key = match input {
            Input::Paste(text) => {
                self.make_room();
                self.form.paste(text);
                return Filled::Going;
            }
            Input::Key(key, _) => *key,
        };
        self.replace(key);
        let escaped = std::mem::replace(&mut self.escaped, key.code == KeyCode::Esc);
        match self.form.input(key) {
            FormReply::Done => Filled::Keep,
            FormReply::Esc if escaped || !self.is_touched() => Filled::Left,
            FormReply::Esc => Filled::Keep,
            FormReply::Used | FormReply::Pass => Filled::Going,
        }
    }

    /// The first letter typed into a proposal takes its place; whoever moves about in it edits it.
    fn replace(&mut self, key: KeyEvent) {
        match key.code {
            KeyCode::Char(_) if key.modifiers.difference(KeyModifiers::SHIFT).is_empty() => {
                self.make_room();
            }
            KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End => self.edited(),
            KeyCode::Backspace | KeyCode::Delete => self.edited(),
            _ => {}
        }
    }

    fn make_room(&mut self) {
        if self.replaced.contains(&self.form.focus()) {
            self.form.input(KeyEvent::new(KeyCode::End, KeyModifiers::NONE));
            self.form.input(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL));
        }
        self.edited();
    }

    fn edited(&mut self) {
        let focus = self.form.focus();
        self.replaced.retain(|field| *field != focus);
    }

    /// Shows a sentence beneath a field and puts the cursor there.
    pub fn refuse(&mut self, field: usize, sentence: &str) {
        self.form.refuse(field, sentence);
        self.form.focus_on(field);
    }

    /// How many rows its fields take at a width.
    pub fn height(&self, width: u16) -> u16 {
        self.form.height(width)
    }

    /// Paints the fields and answers where the cursor is; the title is painted by who frames it.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) -> Position {
        self.form.render(area, buffer, look);
        self.form.cursor(area)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::text;
    use crate::ui::look::tests::dark;
    use crate::ui::stage::parse;
    use crate::ui::widgets::field::Field;
    use crate::ui::widgets::stage::at_every_size;

    fn sheet() -> Sheet {
        let field = |label, initial| FormField::text(label, "", Field::line(initial));
        Sheet::new("What?", vec![field("What", "We go"), field("Why", "")])
    }

    fn type_in(sheet: &mut Sheet, keys: &str) -> Filled {
        let typed = parse(keys).into_iter().map(|key| sheet.update(&Input::Key(key, None)));
        typed.last().expect("keys")
    }

    #[test]
    fn enter_leads_through_it_and_keeps_what_was_proposed() {
        let mut sheet = sheet();
        assert_eq!(type_in(&mut sheet, "<enter>"), Filled::Going);
        assert_eq!(type_in(&mut sheet, "because<enter>"), Filled::Keep);
        assert_eq!((sheet.text(0), sheet.text(1)), (text("We go"), text("because")));
    }

    #[test]
    fn esc_leaves_a_sheet_that_nobody_touched() {
        assert_eq!(type_in(&mut sheet(), "<esc>"), Filled::Left);
        assert_eq!(type_in(&mut sheet(), "!<bs><esc>"), Filled::Left);
    }

    #[test]
    fn esc_keeps_what_was_typed_and_a_second_one_leaves_what_is_refused() {
        let mut sheet = sheet();
        assert_eq!(type_in(&mut sheet, "!<esc>"), Filled::Keep);
        sheet.refuse(1, "Say why.");
        assert_eq!(type_in(&mut sheet, "x<esc>"), Filled::Keep);
        assert_eq!(sheet.text(1), text("x"));
        assert_eq!(type_in(&mut sheet, "<esc>"), Filled::Left);
    }

    #[test]
    fn typing_takes_the_place_of_a_proposal_and_moving_about_edits_it() {
        let mut sheet = sheet().replacing(0);
        type_in(&mut sheet, "No");
        assert_eq!(sheet.text(0), text("No"));
        let mut sheet = super::tests::sheet().replacing(0);
        type_in(&mut sheet, "<bs>ait");
        assert_eq!(sheet.text(0), text("We gait"));
        let mut sheet = super::tests::sheet().replacing(0);
        sheet.update(&Input::Paste("Stop".into()));
        assert_eq!(sheet.text(0), text("Stop"));
    }

    #[test]
    fn it_draws_at_every_size() {
        let (look, mut sheet) = (dark(), sheet());
        sheet.refuse(0, "It needs words.");
        at_every_size(|area, buffer| {
            sheet.render(area, buffer, &look);
        });
    }
}
