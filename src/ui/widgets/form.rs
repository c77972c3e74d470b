//! A form: labelled fields in a column, filled in from top to bottom.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::text::{CleanText, width, wrap};
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::write;

/// The most rows a field of several lines is given.
const BLOCK_ROWS: u16 = 5;
/// Below this width labels stand above their fields.
const BESIDE: u16 = 44;

/// Labelled fields, one of which has the cursor.
#[derive(Debug, Clone)]
pub struct Form {
    fields: Vec<FormField>,
    at: usize,
}

/// What became of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormReply {
    /// It was none of the form's keys.
    Pass,
    /// It was used here.
    Used,
    /// Enter in the last field: the form is filled in.
    Done,
    /// Esc: the form ends, and keeps what it has.
    Esc,
}

/// One field with its label.
#[derive(Debug, Clone)]
pub struct FormField {
    label: String,
    hint: String,
    entry: Entry,
    error: Option<String>,
    /// What stands in it is only proposed: the first letter typed takes its place.
    proposed: bool,
}

#[derive(Debug, Clone)]
enum Entry {
    Text(Box<Field>),
    Choice { options: Vec<String>, at: usize },
    YesNo(bool),
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// What was typed.
    Text(CleanText),
    /// The number of the option that was chosen, from zero.
    Choice(usize),
    /// Yes or no.
    Yes(bool),
}

impl FormField {
    /// A field to type into; the hint stands in it while it is empty.
    pub fn text(label: &str, hint: &str, field: Field) -> FormField {
        FormField::new(label, hint, Entry::Text(Box::new(field)))
    }

    /// One of a few options.
    pub fn choice(label: &str, options: &[&str], at: usize) -> FormField {
        let options: Vec<String> = options.iter().map(ToString::to_string).collect();
        let at = at.min(options.len().saturating_sub(1));
        FormField::new(label, "", Entry::Choice { options, at })
    }

    /// Yes or no.
    pub fn yes_no(label: &str, yes: bool) -> FormField {
        FormField::new(label, "", Entry::YesNo(yes))
    }

    fn new(label: &str, hint: &str, entry: Entry) -> FormField {
        let (label, hint) = (label.to_owned(), hint.to_owned());
        FormField { label, hint, entry, error: None, proposed: false }
    }

    /// The same field, where typing takes the place of what is proposed in it.
    pub fn proposed(self) -> FormField {
        FormField { proposed: true, ..self }
    }

    /// The first letter typed into a proposal takes its place; whoever moves about in it edits it.
    fn meets(&mut self, key: KeyEvent) {
        match key.code {
            KeyCode::Char(_) if key.modifiers.difference(KeyModifiers::SHIFT).is_empty() => {
                self.make_room();
            }
            KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End => self.proposed = false,
            KeyCode::Backspace | KeyCode::Delete => self.proposed = false,
            _ => {}
        }
    }

    fn make_room(&mut self) {
        if let (true, Entry::Text(field)) = (std::mem::take(&mut self.proposed), &mut self.entry) {
            field.input(KeyEvent::new(KeyCode::End, KeyModifiers::NONE));
            field.input(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL));
        }
    }

    fn value(&self) -> Value {
        match &self.entry {
            Entry::Text(field) => Value::Text(field.text()),
            Entry::Choice { at, .. } => Value::Choice(*at),
            Entry::YesNo(yes) => Value::Yes(*yes),
        }
    }

    fn step(&mut self, forward: bool) -> bool {
        match &mut self.entry {
            Entry::Text(_) => return false,
            Entry::YesNo(yes) => *yes = !*yes,
            Entry::Choice { options, at } => {
                let count = options.len().max(1);
                *at = (*at + if forward { 1 } else { count - 1 }) % count;
            }
        }
        true
    }

    /// On to the next option that begins with a letter or digit.
    fn jump(&mut self, letter: char) -> bool {
        let Entry::Choice { options, at } = &mut self.entry else { return false };
        let count = options.len();
        let begins = |option: &String| option.to_lowercase().starts_with(letter);
        let after = (1..=count).map(|by| (*at + by) % count);
        let Some(to) = after.into_iter().find(|to| begins(&options[*to])) else { return false };
        *at = to;
        true
    }

    fn chosen(&self) -> &str {
        match &self.entry {
            Entry::Text(_) => "",
            Entry::Choice { options, at } => options.get(*at).map_or("", String::as_str),
            Entry::YesNo(true) => "yes",
            Entry::YesNo(false) => "no",
        }
    }

    fn height(&self, width: u16) -> u16 {
        match &self.entry {
            Entry::Text(field) => field.height(width).clamp(1, BLOCK_ROWS),
            Entry::Choice { .. } | Entry::YesNo(_) => 1,
        }
    }

    fn error_rows(&self, width: u16) -> Vec<String> {
        self.error.as_ref().map_or_else(Vec::new, |error| wrap(error, usize::from(width)))
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look, chosen: bool) {
        match &self.entry {
            Entry::Text(field) => {
                field.render(area, buffer, look);
                if field.is_empty() {
                    let hint = look.shorten(&self.hint, usize::from(area.width));
                    write(buffer, area, (0, 0), &hint, look.style(Role::Dim));
                }
            }
            Entry::Choice { .. } | Entry::YesNo(_) => {
                let [left, right] = look.signs.sideways;
                let text = format!("{left} {} {right}", self.chosen());
                let text = look.shorten(&text, usize::from(area.width));
                let role = if chosen { Role::Cursor } else { Role::Text };
                write(buffer, area, (0, 0), &text, look.style(role));
            }
        }
    }

    fn cursor(&self, area: Rect) -> Position {
        match &self.entry {
            Entry::Text(field) => field.cursor(area),
            Entry::Choice { .. } | Entry::YesNo(_) => area.as_position(),
        }
    }
}

impl Form {
    /// A form with the cursor in its first field.
    pub fn new(fields: Vec<FormField>) -> Form {
        Form { fields, at: 0 }
    }

    /// What a field holds; nothing when there is no such field.
    pub fn value(&self, field: usize) -> Option<Value> {
        self.fields.get(field).map(FormField::value)
    }

    /// What was typed into a field, empty for choices.
    pub fn text(&self, field: usize) -> CleanText {
        match self.value(field) {
            Some(Value::Text(text)) => text,
            _ => CleanText::default(),
        }
    }

    /// The field with the cursor.
    pub fn focus(&self) -> usize {
        self.at
    }

    /// Puts the cursor into a field, for instance into the first with an error.
    pub fn focus_on(&mut self, field: usize) {
        self.at = field.min(self.fields.len().saturating_sub(1));
    }

    /// Shows a sentence beneath a field, until the next key that changes it.
    pub fn refuse(&mut self, field: usize, sentence: &str) {
        if let Some(field) = self.fields.get_mut(field) {
            field.error = Some(sentence.to_owned());
        }
    }

    /// What stands in a field is only proposed: typing takes its place.
    pub fn propose(&mut self, field: usize) {
        if let Some(field) = self.fields.get_mut(field) {
            field.proposed = true;
        }
    }

    /// Takes a key.
    pub fn input(&mut self, key: KeyEvent) -> FormReply {
        if key.kind == KeyEventKind::Release {
            return FormReply::Pass;
        }
        let Some(field) = self.fields.get_mut(self.at) else {
            return if key.code == KeyCode::Esc { FormReply::Esc } else { FormReply::Pass };
        };
        field.meets(key);
        let typed = match &mut field.entry {
            Entry::Text(text) if key.code == KeyCode::Enter && text.ends_in_empty_line() => {
                text.drop_empty_line();
                false
            }
            Entry::Text(text) => text.input(key),
            Entry::Choice { .. } | Entry::YesNo(_) => match key.code {
                KeyCode::Right | KeyCode::Char(' ') => field.step(true),
                KeyCode::Left => field.step(false),
                KeyCode::Char(letter)
                    if key.modifiers.difference(KeyModifiers::SHIFT).is_empty() =>
                {
                    letter.to_lowercase().any(|letter| field.jump(letter))
                }
                _ => false,
            },
        };
        if typed {
            field.error = None;
            return FormReply::Used;
        }
        self.lead(key)
    }

    /// Puts pasted text into the field with the cursor.
    pub fn paste(&mut self, text: &str) {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.make_room();
        }
        if let Some(FormField { entry: Entry::Text(field), error, .. }) =
            self.fields.get_mut(self.at)
        {
            field.paste(text);
            *error = None;
        }
    }

    /// How many rows the whole form takes at a width.
    pub fn height(&self, width: u16) -> u16 {
        self.plan(width).last().map_or(0, |place| place.end)
    }

    /// Draws the fields around the one with the cursor.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        let area = area.intersection(buffer.area);
        let plan = self.plan(area.width);
        let top = self.top(&plan, area.height);
        for (number, (field, place)) in self.fields.iter().zip(&plan).enumerate() {
            let chosen = number == self.at;
            if let Some(trace) = look.trace() {
                let behind = number.cast_signed() - self.at.cast_signed();
                let parts = [place.label.seen(area, top), place.field.seen(area, top)];
                parts.into_iter().flatten().for_each(|part| trace.field(part, behind));
            }
            let role = if chosen { Role::Accent } else { Role::Dim };
            if let Some(label) = place.label.seen(area, top) {
                let text = look.shorten(&field.label, usize::from(label.width));
                write(buffer, label, (0, 0), &text, look.style(role));
            }
            if let Some(room) = place.field.seen(area, top) {
                field.render(room, buffer, look, chosen);
            }
            let below = (place.field.y + place.field.height)..place.end;
            for (y, row) in below.zip(field.error_rows(place.field.width)) {
                if let Some(room) = (Part { y, height: 1, ..place.field }).seen(area, top) {
                    write(buffer, room, (0, 0), &row, look.style(Role::Bad));
                }
            }
        }
    }

    /// Where the terminal's own cursor belongs when the form is drawn there.
    pub fn cursor(&self, area: Rect) -> Position {
        let plan = self.plan(area.width);
        let top = self.top(&plan, area.height);
        let field = self.fields.get(self.at).zip(plan.get(self.at));
        let seen = field.and_then(|(field, place)| Some((field, place.field.seen(area, top)?)));
        seen.map_or(area.as_position(), |(field, room)| field.cursor(room))
    }

    /// The keys that lead from field to field, and out.
    fn lead(&mut self, key: KeyEvent) -> FormReply {
        let last = self.fields.len().saturating_sub(1);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        match key.code {
            KeyCode::Esc => return FormReply::Esc,
            KeyCode::Enter if self.at == last => return FormReply::Done,
            KeyCode::BackTab => self.at = self.at.checked_sub(1).unwrap_or(last),
            KeyCode::Tab if shift => self.at = self.at.checked_sub(1).unwrap_or(last),
            KeyCode::Tab => self.at = if self.at == last { 0 } else { self.at + 1 },
            KeyCode::Enter | KeyCode::Down => self.at = (self.at + 1).min(last),
            KeyCode::Up => self.at = self.at.saturating_sub(1),
            _ => return FormReply::Pass,
        }
        FormReply::Used
    }

    /// Where each field stands in a form of that width, were it as high as it likes.
    fn plan(&self, room: u16) -> Vec<Place> {
        let beside = room >= BESIDE;
        let longest = self.fields.iter().map(|field| width(&field.label)).max().unwrap_or(0);
        let column = u16::try_from(longest).unwrap_or(room).min(room / 3);
        let mut y = 0_u16;
        let mut plan = Vec::new();
        for field in &self.fields {
            let (x, below) = if beside { (column + 2, 0) } else { (0, 1) };
            let wide = room.saturating_sub(x);
            let label = Part { x: 0, y, width: if beside { column } else { room }, height: 1 };
            let height = field.height(wide);
            let entry = Part { x, y: y.saturating_add(below), width: wide, height };
            let errors = u16::try_from(field.error_rows(wide).len()).unwrap_or(0);
            let end = entry.y.saturating_add(height).saturating_add(errors);
            plan.push(Place { label, field: entry, end });
            y = end;
        }
        plan
    }

    /// The first row seen: all of the field with the cursor if that is possible.
    fn top(&self, plan: &[Place], height: u16) -> u16 {
        let Some(place) = plan.get(self.at) else {
            return 0;
        };
        // In a window too short for its label, the field itself is what matters.
        let begins = if place.end - place.label.y > height { place.field.y } else { place.label.y };
        place.end.saturating_sub(height).min(begins)
    }
}

/// Where a field, its label and its end stand in the whole form.
struct Place {
    label: Part,
    field: Part,
    end: u16,
}

#[derive(Clone, Copy)]
struct Part {
    x: u16,
    y: u16,
    width: u16,
    height: u16,
}

impl Part {
    /// Where the part stands in the window, if its first row is seen.
    fn seen(self, window: Rect, top: u16) -> Option<Rect> {
        let y = self.y.checked_sub(top).filter(|y| *y < window.height)?;
        let (x, y) = (window.x.saturating_add(self.x), window.y.saturating_add(y));
        let part = Rect { x, y, width: self.width, height: self.height }.intersection(window);
        (!part.is_empty()).then_some(part)
    }
}

#[cfg(test)]
mod tests;
