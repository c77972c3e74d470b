//! Choosing one of a few things, a person most often: the list filters as one types, Enter takes
//! the one at the cursor, Esc closes.

use crate::session::Id;
use crate::text::{CleanText, width};
use crate::ui::action::Action;
use crate::ui::forms::fuzzy;
use crate::ui::look::Look;
use crate::ui::screen::Input;
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::popup::Popup;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::write;
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cmp::Reverse;

/// One of the things to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<K = Id> {
    /// Which thing.
    pub id: K,
    /// What it is called.
    pub label: CleanText,
    /// What stands beside it: a function, a load.
    pub aside: String,
}

/// An open choice.
#[derive(Clone, Debug)]
pub struct Choose<K = Id> {
    title: String,
    choices: Vec<Choice<K>>,
    ranked: bool,
    filter: Field,
    cursor: Cursor<K>,
}

/// What a key came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen<K = Id> {
    /// Still choosing.
    Going,
    /// This one.
    One(K),
    /// Enter on a text that fits none of the choices.
    Other(CleanText),
    /// Closed without a choice.
    Closed,
}

fn fit_of<'a, K>(choice: &'a Choice<K>, typed: &str) -> Option<(u32, &'a Choice<K>)> {
    Some((fuzzy::fit(&choice.label, typed)?, choice))
}

impl<K: Clone + PartialEq> Choose<K> {
    /// A choice among these.
    pub fn new(title: impl Into<String>, choices: Vec<Choice<K>>) -> Choose<K> {
        let (filter, cursor) = (Field::line(""), Cursor::default());
        Choose { title: title.into(), choices, ranked: false, filter, cursor }
    }

    /// A choice among many, of which a few letters are enough: what fits them best comes first.
    pub fn ranked(title: impl Into<String>, choices: Vec<Choice<K>>) -> Choose<K> {
        Choose { ranked: true, ..Choose::new(title, choices) }
    }

    /// The question.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// How many rows it needs to show all choices.
    pub fn height(&self) -> u16 {
        u16::try_from(self.choices.len() + 2).unwrap_or(u16::MAX)
    }

    /// The same question with other choices: what was typed stays.
    pub fn refresh(&mut self, choices: Vec<Choice<K>>) {
        self.choices = choices;
    }

    /// The same with the cursor on this one, when it is among them.
    pub fn at(mut self, id: &K) -> Choose<K> {
        let ids: Vec<K> = self.choices.iter().map(|choice| choice.id.clone()).collect();
        if let Some(row) = ids.iter().position(|other| other == id) {
            self.cursor.place(row, &ids);
        }
        self
    }

    /// Takes a key or pasted text.
    pub fn update(&mut self, input: &Input) -> Chosen<K> {
        let Input::Key(key, action) = input else {
            if let Input::Paste(text) = input {
                self.filter.paste(text);
            }
            return Chosen::Going;
        };
        let ids: Vec<K> = self.shown().into_iter().map(|choice| choice.id.clone()).collect();
        match (key.code, action) {
            (KeyCode::Esc, _) => Chosen::Closed,
            (KeyCode::Enter, _) => self.taken(&ids),
            (KeyCode::Up, _) => self.moved(Action::Up, &ids),
            (KeyCode::Down, _) => self.moved(Action::Down, &ids),
            (KeyCode::PageUp, _) => self.moved(Action::PageUp, &ids),
            (KeyCode::PageDown, _) => self.moved(Action::PageDown, &ids),
            _ => {
                self.filter.input(*key);
                self.cursor = Cursor::default();
                Chosen::Going
            }
        }
    }

    fn taken(&self, ids: &[K]) -> Chosen<K> {
        match self.cursor.item(ids) {
            Some(id) => Chosen::One(id.clone()),
            None if self.filter.is_empty() => Chosen::Closed,
            None => Chosen::Other(self.filter.text()),
        }
    }

    fn moved(&mut self, action: Action, ids: &[K]) -> Chosen<K> {
        self.cursor.act(action, ids, 8);
        Chosen::Going
    }

    fn shown(&self) -> Vec<&Choice<K>> {
        let typed = self.filter.text();
        if self.ranked {
            let fit = |choice| fit_of(choice, &typed);
            let mut shown: Vec<(u32, &Choice<K>)> = self.choices.iter().filter_map(fit).collect();
            shown.sort_by_key(|(fit, _)| Reverse(*fit));
            return shown.into_iter().map(|(_, choice)| choice).collect();
        }
        let words = typed.to_lowercase();
        let fits = |choice: &&Choice<K>| {
            let label = choice.label.to_lowercase();
            words.split_whitespace().all(|word| label.contains(word))
        };
        self.choices.iter().filter(fits).collect()
    }

    /// Paints it over a screen, and answers where the cursor is.
    pub fn render_over(&self, screen: Rect, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let popup = Popup { title: self.title(), width: 66, height: self.height().max(4) };
        let mut cursor = None;
        popup.render(screen, buffer, look, |area, buffer| {
            cursor = self.render(area, buffer, look);
        });
        cursor
    }

    /// Paints the filter line and the choices below it.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let shown = self.shown();
        let ids: Vec<K> = shown.iter().map(|choice| choice.id.clone()).collect();
        let line = Rect { height: area.height.min(1), ..area };
        if self.filter.is_empty() {
            write(buffer, line, (2, 0), "type to find, Enter takes", look.style(Role::Dim));
        }
        let field =
            Rect { x: line.x + 2.min(line.width), width: line.width.saturating_sub(2), ..line };
        if !self.filter.is_empty() {
            self.filter.render(field, buffer, look);
        }
        let list = Rect {
            y: area.y.saturating_add(2).min(area.bottom()),
            height: area.height.saturating_sub(2),
            ..area
        };
        // What stands beside is never cut for the sake of empty cells after short names.
        let cells = |text: &str| u16::try_from(width(text)).unwrap_or(u16::MAX);
        let label = self.choices.iter().map(|choice| cells(&choice.label)).max().unwrap_or(0);
        let label = label.clamp(8, if self.ranked { 46 } else { 40 });
        Rows {
            columns: &[Column::new("", 8, label, 2), Column::new("", 0, 60, 1)],
            count: shown.len(),
            row: |at: usize| {
                let choice = shown[at];
                Row::new().cell(&*choice.label).toned(&*choice.aside, Role::Dim)
            },
            cursor: self.cursor.row(&ids),
            marks: false,
            empty: match self.ranked {
                true => "Nothing here is called like this.",
                false => "None of these is called so.",
            },
        }
        .render(list, buffer, look);
        if let Some(trace) = look.trace() {
            trace.also_while_typing(list);
        }
        Some(self.filter.cursor(field))
    }
}
