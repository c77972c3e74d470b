//! A form that floats over a step. Enter at its end keeps it, and so does Esc; what cannot be kept
//! stays open with the reason, and a second Esc lets it go.

use crate::reader::Reader;
use crate::text::CleanText;
use crate::ui::look::Look;
use crate::ui::screen::Input;
use crate::ui::widgets::form::{Form, FormField, FormReply, Value};
use crate::ui::widgets::popup::Popup;
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open form.
#[derive(Clone, Debug)]
pub struct Sheet {
    title: String,
    form: Form,
    before: Vec<Option<Value>>,
    leaving: bool,
}

/// How many rows stand below the form, and what paints them.
pub type Foot<'a> = (u16, &'a dyn Fn(Rect, &mut Buffer));

/// What a key came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// Still filling in.
    Going,
    /// To be kept: propose it, or say with [`Sheet::refuse`] why not.
    Keep,
    /// Nothing to keep: close it.
    Closed,
}

impl Sheet {
    /// A form of these fields.
    pub fn new(title: impl Into<String>, fields: Vec<FormField>) -> Sheet {
        let count = fields.len();
        let form = Form::new(fields);
        let before = (0..count).map(|field| form.value(field)).collect();
        Sheet { title: title.into(), form, before, leaving: false }
    }

    /// The same sheet, where typing takes the place of what is proposed in a field, as for a date.
    pub fn replacing(mut self, field: usize) -> Sheet {
        self.form.propose(field);
        self
    }

    /// Takes a key or pasted text.
    pub fn update(&mut self, input: &Input) -> Filled {
        let was_leaving = std::mem::take(&mut self.leaving);
        let key = match input {
            Input::Paste(text) => {
                self.form.paste(text);
                return Filled::Going;
            }
            Input::Key(key, _) => *key,
        };
        match self.form.input(key) {
            FormReply::Pass | FormReply::Used => Filled::Going,
            FormReply::Done => Filled::Keep,
            FormReply::Esc if was_leaving || !self.is_changed() => Filled::Closed,
            FormReply::Esc => {
                self.leaving = true;
                Filled::Keep
            }
        }
    }

    /// Whether anything in it differs from how it was opened.
    pub fn is_changed(&self) -> bool {
        self.before.iter().enumerate().any(|(field, before)| self.form.value(field) != *before)
    }

    /// What stands in a text field.
    pub fn text(&self, field: usize) -> CleanText {
        self.form.text(field)
    }

    /// Whether a yes-or-no field says yes.
    pub fn says_yes(&self, field: usize) -> bool {
        self.form.value(field) == Some(Value::Yes(true))
    }

    /// The number of the option that stands in a choice, from zero.
    pub fn chosen(&self, field: usize) -> usize {
        match self.form.value(field) {
            Some(Value::Choice(at)) => at,
            _ => 0,
        }
    }

    /// The field with the cursor.
    pub fn focus(&self) -> usize {
        self.form.focus()
    }

    /// What stands in the field with the cursor, unless it is as it was.
    pub fn open_text(&self) -> Option<CleanText> {
        let field = self.form.focus();
        let now = self.form.value(field);
        (now != self.before.get(field).cloned().flatten()).then(|| self.form.text(field))
    }

    /// Says under a field why it cannot be kept, and puts the cursor there.
    pub fn refuse(&mut self, field: usize, sentence: &str) {
        // Otherwise nobody would guess it, and think themselves locked in.
        let way_out = if self.leaving { " Esc again lets it go." } else { "" };
        self.form.refuse(field, &format!("{sentence}{way_out}"));
        self.form.focus_on(field);
    }

    /// Reads a date field; an empty one is none. The date that stood there before is taken as it
    /// was, even when it is over by now.
    ///
    /// # Errors
    /// The sentence that now stands under the field.
    pub fn date(
        &mut self,
        field: usize,
        before: Option<Date>,
        reader: &Reader,
    ) -> Result<Option<Date>, String> {
        let text = self.form.text(field);
        if text.is_empty() {
            return Ok(None);
        }
        if before.is_some_and(|date| date_text(Some(date), reader) == *text) {
            return Ok(before);
        }
        let read = reader.day_to_come(&text);
        if let Err(sentence) = &read {
            self.refuse(field, sentence);
        }
        read.map(Some)
    }

    /// The same where a date is needed.
    ///
    /// # Errors
    /// The sentence that now stands under the field.
    pub fn needed_date(&mut self, field: usize, reader: &Reader) -> Result<Date, String> {
        let read = reader.day_to_come(&self.form.text(field));
        if let Err(sentence) = &read {
            self.refuse(field, sentence);
        }
        read
    }

    /// Puts in the rest of what was begun, where the cursor is.
    pub fn complete(&mut self, rest: &str) {
        self.form.paste(rest);
    }

    /// The question.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// How many rows its fields take at a width.
    pub fn height(&self, width: u16) -> u16 {
        self.form.height(width)
    }

    /// Paints the fields alone, for whoever frames them, and answers where the cursor is.
    pub fn paint(&self, area: Rect, buffer: &mut Buffer, look: &Look) -> Position {
        self.form.render(area, buffer, look);
        self.form.cursor(area)
    }

    /// Paints the form floating in the middle, with some rows below it for `foot`.
    pub fn render(
        &self,
        screen: Rect,
        buffer: &mut Buffer,
        look: &Look,
        width: u16,
        foot: Foot<'_>,
    ) -> Option<Position> {
        let wide = width.min(screen.width.saturating_sub(4));
        let (rows, paint_foot) = foot;
        let below = if rows > 0 { rows + 1 } else { 0 };
        let height = self.form.height(wide).saturating_add(below);
        let popup = Popup { title: &self.title, width, height };
        let mut cursor = None;
        popup.render(screen, buffer, look, |area, buffer| {
            // In a low window the fields matter more than what stands below them.
            let needed = self.form.height(wide).min(2);
            let below = if area.height >= below + needed { below } else { 0 };
            let fields = Rect { height: area.height - below, ..area };
            self.form.render(fields, buffer, look);
            if below > 0 {
                let y = area.bottom() - rows;
                paint_foot(Rect { y, height: rows, ..area }, buffer);
            }
            cursor = Some(self.form.cursor(fields));
        });
        cursor
    }
}

/// A date as it stands in a field: it is read back as the same date.
pub fn date_text(date: Option<Date>, reader: &Reader) -> String {
    match date {
        // "3 Dec" is always a day to come, so one that is over needs its year.
        Some(date) if date < reader.today => date.to_string(),
        Some(date) => reader.date(date),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::reader;
    use crate::ui::look::tests::dark;
    use crate::ui::stage::parse;
    use crate::ui::widgets::field::Field;
    use crate::ui::widgets::stage::{at_every_size, drawn};
    use crate::when;
    use jiff::ToSpan;

    fn sheet() -> Sheet {
        let field = |label| FormField::text(label, "", Field::line(""));
        Sheet::new("Crisis", vec![field("Name"), field("Until")])
    }

    fn typed(sheet: &mut Sheet, keys: &str) -> Filled {
        let keys = parse(keys).into_iter();
        keys.fold(Filled::Going, |_, key| sheet.update(&Input::Key(key, None)))
    }

    #[test]
    fn esc_closes_what_is_as_it_was_and_keeps_what_is_not() {
        assert_eq!(typed(&mut sheet(), "<esc>"), Filled::Closed);
        assert_eq!(typed(&mut sheet(), "a<esc>"), Filled::Keep);
        assert_eq!(typed(&mut sheet(), "a<enter><enter>"), Filled::Keep);
    }

    #[test]
    fn what_cannot_be_kept_is_let_go_by_a_second_esc_and_by_nothing_else() {
        let mut sheet = sheet();
        typed(&mut sheet, "<tab>whenever<esc>");
        assert!(sheet.date(1, None, &reader()).is_err());
        let shows = |sheet: &Sheet| {
            let drawn = crate::ui::widgets::stage::drawn((72, 6), |area, buffer| {
                sheet.paint(area, buffer, &crate::ui::look::tests::dark());
            });
            drawn.join(" ")
        };
        assert!(shows(&sheet).contains("Esc again lets it go."), "{}", shows(&sheet));
        assert_eq!(typed(&mut sheet, "r<esc>"), Filled::Keep);
        assert_eq!(typed(&mut sheet, "<esc>"), Filled::Closed);
    }

    #[test]
    fn every_date_is_read_back_as_it_was_written() {
        let reader = reader();
        for days in [-400, -1, 0, 1, 100, 300, 400, 900] {
            let date = reader.today.checked_add(days.days()).expect("near");
            let text = date_text(Some(date), &reader);
            assert_eq!(when::parse(&text, reader.today, reader.locale.dates), Ok(date), "{text}");
        }
    }

    #[test]
    fn a_day_that_is_over_is_no_day_to_come() {
        let error = reader().day_to_come("2026-10-30").expect_err("over");
        assert!(error.contains("is over"), "{error}");
        assert!(reader().day_to_come("friday").is_ok());
    }

    #[test]
    fn it_floats_with_its_foot() {
        let foot = |area: Rect, buffer: &mut Buffer| {
            crate::ui::widgets::write(
                buffer,
                area,
                (0, 0),
                "foot",
                dark().style(crate::ui::theme::Role::Dim),
            );
        };
        let shown = drawn((30, 8), |area, buffer| {
            sheet().render(area, buffer, &dark(), 20, (1, &foot));
        });
        assert!(shown.iter().any(|row| row.contains("foot")), "{shown:?}");
        at_every_size(|area, buffer| {
            sheet().render(area, buffer, &dark(), 20, (1, &foot));
        });
    }

    #[test]
    fn typing_takes_the_place_of_a_proposal_and_moving_about_edits_it() {
        let proposed = || {
            let fields = vec![FormField::text("What", "", Field::line("We go"))];
            Sheet::new("What?", fields).replacing(0)
        };
        let mut sheet = proposed();
        typed(&mut sheet, "No");
        assert_eq!(&*sheet.text(0), "No");
        let mut sheet = proposed();
        typed(&mut sheet, "<bs>ait");
        assert_eq!(&*sheet.text(0), "We gait");
        let mut sheet = proposed();
        sheet.update(&Input::Paste("Stop".into()));
        assert_eq!(&*sheet.text(0), "Stop");
    }
}
