//! A field to type into: one line or several, edited by whole characters as people see them.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{CleanText, clean_block, clean_line, width};
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::write;

mod layout;
#[cfg(test)]
mod tests;

/// More than any sentence, less than anything that could stall a screen.
const LINE_GRAPHEMES: usize = 2_000;
/// Places in the text area below are sixteen bits wide.
const BYTES: usize = 60 * 1024;

/// A field to type into. The library keeps the text and the place; what a character is, what may
/// enter and how it is drawn is decided here, since the library deletes half a flag and lets
/// escape characters in.
#[derive(Debug, Clone)]
pub struct Field {
    area: TextArea<'static>,
    shape: Shape,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Line,
    Block,
}

impl Field {
    /// A field of one line, with the cursor at its end.
    pub fn line(initial: &str) -> Field {
        Field::new(Shape::Line, initial)
    }

    /// A field of several lines, with the cursor at its end.
    pub fn block(initial: &str) -> Field {
        Field::new(Shape::Block, initial)
    }

    fn new(shape: Shape, initial: &str) -> Field {
        let mut field = Field { area: TextArea::default(), shape };
        field.paste(initial);
        field
    }

    /// What was typed.
    pub fn text(&self) -> CleanText {
        let text = self.area.lines().join("\n");
        match self.shape {
            Shape::Line => CleanText::line(&text),
            Shape::Block => CleanText::block(&text),
        }
    }

    /// Whether nothing but blanks was typed.
    pub fn is_empty(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }

    /// Whether the cursor stands in an empty last line, where Enter may mean the end.
    pub fn ends_in_empty_line(&self) -> bool {
        let last = self.place().0 + 1 == self.area.lines().len();
        self.shape == Shape::Block && last && self.current().is_empty()
    }

    /// Takes away the empty line that ended the field.
    pub fn drop_empty_line(&mut self) {
        if self.ends_in_empty_line() {
            self.area.delete_newline();
        }
    }

    /// Takes a key and answers whether it was one for a field; Enter in a line, Esc, Tab and
    /// what leads out at the top or bottom are for whoever holds the field.
    pub fn input(&mut self, key: KeyEvent) -> bool {
        if key.kind == KeyEventKind::Release {
            return false;
        }
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            // Some keyboards write @ and [ with Ctrl and Alt together.
            KeyCode::Char(char) if ctrl == alt => self.insert(char.encode_utf8(&mut [0; 4])),
            KeyCode::Char(char) if ctrl => return self.shortcut(char.to_ascii_lowercase()),
            KeyCode::Enter if self.shape == Shape::Block && !ctrl && !alt => self.insert("\n"),
            KeyCode::Backspace if ctrl || alt => self.delete_to(self.word_before()),
            KeyCode::Backspace => self.delete_before(),
            KeyCode::Delete => self.delete_after(),
            KeyCode::Left if ctrl => self.go(self.word_before()),
            KeyCode::Right if ctrl => self.go(self.word_after()),
            KeyCode::Left if !alt => self.left(),
            KeyCode::Right if !alt => self.right(),
            KeyCode::Home => self.go(0),
            KeyCode::End => self.go(usize::MAX),
            KeyCode::Up if self.shape == Shape::Block => return self.vertical(-1),
            KeyCode::Down if self.shape == Shape::Block => return self.vertical(1),
            _ => return false,
        }
        true
    }

    /// Puts pasted text in at the cursor, cleaned and cut to what fits.
    pub fn paste(&mut self, text: &str) {
        self.insert(text);
    }

    /// Where the terminal's own cursor belongs when the field is drawn there.
    pub fn cursor(&self, area: Rect) -> Position {
        let (_, (x, y)) = self.rows(area);
        let x = area.x.saturating_add(x).min(area.right().saturating_sub(1)).max(area.x);
        let y = area.y.saturating_add(y).min(area.bottom().saturating_sub(1)).max(area.y);
        Position::new(x, y)
    }

    /// How many rows a field of several lines takes at a width.
    pub fn height(&self, width: u16) -> u16 {
        match self.shape {
            Shape::Line => 1,
            Shape::Block => layout::height(self.area.lines(), width),
        }
    }

    /// Draws the part around the cursor; a line has a rule to write on.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        let shown = area.intersection(buffer.area);
        let mut style = look.style(Role::Text);
        if self.shape == Shape::Line {
            style = style.add_modifier(Modifier::UNDERLINED);
        }
        let (rows, _) = self.rows(shown);
        let blank = " ".repeat(usize::from(shown.width));
        for y in 0..self.height(shown.width).min(shown.height) {
            write(buffer, shown, (0, y), &blank, style);
        }
        for (y, row) in (0..shown.height).zip(&rows) {
            write(buffer, shown, (0, y), row, style);
        }
        if let (Shape::Line, [row]) = (self.shape, rows.as_slice()) {
            self.mark_cuts(row, shown, buffer, look);
        }
    }

    /// A sign where a line goes on beyond its window, unless somebody writes just there.
    fn mark_cuts(&self, row: &str, shown: Rect, buffer: &mut Buffer, look: &Look) {
        let (sign, style) = (look.signs.ellipsis, look.style(Role::Dim));
        let wide = u16::try_from(width(sign)).unwrap_or(u16::MAX);
        let (_, (cursor, _)) = self.rows(shown);
        let last = shown.width.saturating_sub(wide);
        if !self.current().starts_with(row) && cursor >= wide {
            write(buffer, shown, (0, 0), sign, style);
        }
        if !self.current().ends_with(row) && cursor < last {
            write(buffer, shown, (last, 0), sign, style);
        }
    }

    /// The rows that are seen in an area, and where in it the cursor stands.
    fn rows(&self, area: Rect) -> (Vec<String>, (u16, u16)) {
        let (row, column) = self.place();
        match self.shape {
            Shape::Line => {
                let (text, x) = layout::window(self.current(), column, area.width);
                (vec![text], (x, 0))
            }
            Shape::Block => {
                layout::page(self.area.lines(), (row, column), (area.width, area.height))
            }
        }
    }

    fn shortcut(&mut self, letter: char) -> bool {
        match letter {
            'a' => self.go(0),
            'e' => self.go(usize::MAX),
            'w' => self.delete_to(self.word_before()),
            'u' => self.delete_to(0),
            'k' => self.delete_to(usize::MAX),
            _ => return false,
        }
        true
    }

    fn insert(&mut self, text: &str) {
        let piece = match self.shape {
            Shape::Line => clean_piece(text),
            Shape::Block => clean_block(text),
        };
        let held: usize = self.area.lines().iter().map(|line| line.len() + 1).sum();
        let graphemes = match self.shape {
            Shape::Line => LINE_GRAPHEMES.saturating_sub(self.current().graphemes(true).count()),
            Shape::Block => BYTES,
        };
        let room = BYTES.saturating_sub(held);
        let ends = piece.grapheme_indices(true).map(|(at, piece)| at + piece.len());
        let end = ends.take(graphemes).take_while(|end| *end <= room).last().unwrap_or(0);
        self.area.insert_str(&piece[..end]);
    }

    fn delete_before(&mut self) {
        let (row, column) = self.place();
        if column > 0 {
            self.delete_to(self.before());
        } else if row > 0 {
            self.area.delete_newline();
        }
    }

    fn delete_after(&mut self) {
        let (row, column) = self.place();
        if column < self.length() {
            self.delete_to(self.after());
        } else if row + 1 < self.area.lines().len() {
            self.area.delete_next_char();
        }
    }

    /// Deletes between the cursor and a column of the same line.
    fn delete_to(&mut self, column: usize) {
        let (_, at) = self.place();
        let column = column.min(self.length());
        self.go(at.min(column));
        self.area.delete_str(at.abs_diff(column));
    }

    fn left(&mut self) {
        match self.place() {
            (row, 0) if row > 0 => {
                self.area.move_cursor(CursorMove::Up);
                self.area.move_cursor(CursorMove::End);
            }
            _ => self.go(self.before()),
        }
    }

    fn right(&mut self) {
        let (row, column) = self.place();
        if column >= self.length() && row + 1 < self.area.lines().len() {
            self.jump(row + 1, 0);
        } else {
            self.go(self.after());
        }
    }

    fn vertical(&mut self, by: isize) -> bool {
        let (row, column) = self.place();
        let Some(row) = row.checked_add_signed(by).filter(|row| *row < self.area.lines().len())
        else {
            return false;
        };
        self.jump(row, 0);
        let nearest = self.bounds().into_iter().take_while(|bound| *bound <= column).last();
        self.go(nearest.unwrap_or(0));
        true
    }

    fn go(&mut self, column: usize) {
        let (row, _) = self.place();
        self.jump(row, column.min(self.length()));
    }

    fn jump(&mut self, row: usize, column: usize) {
        let narrow = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(narrow(row), narrow(column)));
    }

    fn place(&self) -> (usize, usize) {
        let place = self.area.cursor();
        (place.0, place.1)
    }

    fn current(&self) -> &str {
        &self.area.lines()[self.place().0]
    }

    fn length(&self) -> usize {
        self.current().chars().count()
    }

    /// The columns between characters as people see them, from the first to the end.
    fn bounds(&self) -> Vec<usize> {
        let mut at = 0;
        let mut bounds = vec![0];
        for piece in self.current().graphemes(true) {
            at += piece.chars().count();
            bounds.push(at);
        }
        bounds
    }

    fn before(&self) -> usize {
        let (_, column) = self.place();
        self.bounds().into_iter().rfind(|bound| *bound < column).unwrap_or(0)
    }

    fn after(&self) -> usize {
        let (_, column) = self.place();
        self.bounds().into_iter().find(|bound| *bound > column).unwrap_or(column)
    }

    fn word_before(&self) -> usize {
        let (_, column) = self.place();
        let chars: Vec<char> = self.current().chars().take(column).collect();
        let word = chars.iter().rposition(|char| !char.is_whitespace()).unwrap_or(0);
        let gap = chars[..word].iter().rposition(|char| char.is_whitespace());
        gap.map_or(0, |gap| gap + 1)
    }

    fn word_after(&self) -> usize {
        let (_, column) = self.place();
        let rest = self.current().chars().skip(column);
        let word = rest.clone().take_while(|char| !char.is_whitespace()).count();
        let gap = rest.skip(word).take_while(|char| char.is_whitespace()).count();
        column + word + gap
    }
}

/// Cleaning trims a whole line, but a piece stands between words: a blank at its ends stays.
fn clean_piece(text: &str) -> String {
    let cleaned = clean_line(text);
    if cleaned.is_empty() {
        return if text.contains(' ') { " ".to_owned() } else { cleaned };
    }
    let blank = |wanted| if wanted { " " } else { "" };
    format!("{}{cleaned}{}", blank(text.starts_with(' ')), blank(text.ends_with(' ')))
}
