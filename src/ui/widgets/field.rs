//! A field to type into: one line or several, edited by whole characters as people see them.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{CleanText, clean_block, clean_line};
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::write;

mod layout;

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
        for (y, row) in (0..shown.height).zip(rows) {
            write(buffer, shown, (0, y), &row, style);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::tests::dark;
    use crate::ui::widgets::stage::{TEXTS, at_every_size, drawn};

    fn press(field: &mut Field, code: KeyCode) -> bool {
        field.input(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn with_ctrl(field: &mut Field, code: KeyCode) {
        assert!(field.input(KeyEvent::new(code, KeyModifiers::CONTROL)));
    }

    fn type_in(field: &mut Field, text: &str) {
        for char in text.chars() {
            press(field, KeyCode::Char(char));
        }
    }

    #[test]
    fn every_key_types_and_blanks_between_words_stay() {
        let mut field = Field::line("");
        assert!(field.is_empty());
        type_in(&mut field, "Plant bees, q?");
        assert_eq!(field.text(), "Plant bees, q?");
        assert!(!field.is_empty());
    }

    #[test]
    fn backspace_takes_a_whole_character_as_people_see_it() {
        for piece in ["👩‍👩‍👧‍👦", "🇩🇪", "e\u{323}\u{302}", "❤️", "नि", "山"]
        {
            let mut field = Field::line(&format!("a{piece}"));
            press(&mut field, KeyCode::Backspace);
            assert_eq!(field.text(), "a", "{piece}");
            let mut field = Field::line(&format!("{piece}b"));
            press(&mut field, KeyCode::Home);
            press(&mut field, KeyCode::Delete);
            assert_eq!(field.text(), "b", "{piece}");
        }
    }

    #[test]
    fn left_and_right_step_over_whole_characters() {
        let mut field = Field::line("a👩‍👩‍👧‍👦b");
        press(&mut field, KeyCode::Left);
        press(&mut field, KeyCode::Left);
        type_in(&mut field, "-");
        press(&mut field, KeyCode::Right);
        type_in(&mut field, "+");
        assert_eq!(field.text(), "a-👩‍👩‍👧‍👦+b");
    }

    #[test]
    fn words_and_ends_are_deleted_with_ctrl() {
        let mut field = Field::line("one two three ");
        with_ctrl(&mut field, KeyCode::Char('w'));
        assert_eq!(field.text(), "one two");
        with_ctrl(&mut field, KeyCode::Left);
        with_ctrl(&mut field, KeyCode::Char('k'));
        assert_eq!(field.text(), "one");
        with_ctrl(&mut field, KeyCode::Char('u'));
        assert!(field.is_empty());
    }

    #[test]
    fn enter_esc_tab_and_up_are_left_to_whoever_holds_a_line() {
        let mut field = Field::line("x");
        for code in [KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::Up, KeyCode::Down] {
            assert!(!press(&mut field, code));
        }
        let mut ctrl = KeyEvent::new(KeyCode::Char('p'), KeyModifiers::CONTROL);
        assert!(!field.input(ctrl));
        ctrl.kind = KeyEventKind::Release;
        assert!(!field.input(ctrl));
        assert_eq!(field.text(), "x");
    }

    #[test]
    fn a_block_takes_enter_and_moves_between_its_lines() {
        let mut field = Field::block("one");
        press(&mut field, KeyCode::Enter);
        type_in(&mut field, "two");
        assert!(press(&mut field, KeyCode::Up));
        assert!(!press(&mut field, KeyCode::Up));
        type_in(&mut field, "!");
        assert_eq!(field.text(), "one!\ntwo");
        press(&mut field, KeyCode::Right);
        press(&mut field, KeyCode::Backspace);
        assert_eq!(field.text(), "one!two");
        press(&mut field, KeyCode::Enter);
        press(&mut field, KeyCode::Left);
        press(&mut field, KeyCode::Delete);
        assert_eq!(field.text(), "one!two");
    }

    #[test]
    fn what_is_pasted_is_cleaned_and_capped() {
        let mut field = Field::line("");
        field.paste("red \u{1b}[31malert\r\nnext\n");
        assert_eq!(field.text(), "red alert next");
        let mut long = Field::line(&"x".repeat(5_000));
        type_in(&mut long, "y");
        assert_eq!(long.text().len(), LINE_GRAPHEMES);
        let mut block = Field::block(&"山\n".repeat(40_000));
        block.paste("more");
        assert!(block.text().len() <= BYTES);
    }

    #[test]
    fn a_long_line_scrolls_sideways_so_that_the_cursor_is_seen() {
        let look = dark();
        let area = Rect::new(0, 0, 10, 1);
        let mut field = Field::line("abcdefghijklmnopqrstuvwxyz");
        assert_eq!(drawn((10, 1), |area, buffer| field.render(area, buffer, &look)), ["uvwxyz"]);
        assert_eq!(field.cursor(area), Position::new(6, 0));
        press(&mut field, KeyCode::Home);
        let home = drawn((10, 1), |area, buffer| field.render(area, buffer, &look));
        assert_eq!((home[0].as_str(), field.cursor(area).x), ("abcdefghij", 0));
    }

    #[test]
    fn the_cursor_counts_columns_not_characters() {
        let area = Rect::new(4, 2, 20, 1);
        assert_eq!(Field::line("山田e\u{323}\u{302}").cursor(area), Position::new(4 + 5, 2));
        assert_eq!(Field::line("👩‍👩‍👧‍👦").cursor(area), Position::new(4 + 2, 2));
    }

    #[test]
    fn a_block_wraps_between_words_and_follows_the_cursor() {
        let look = dark();
        let field = Field::block("one person answers\nfor each area");
        let shown = drawn((11, 3), |area, buffer| field.render(area, buffer, &look));
        assert_eq!(shown, ["answers", "for each", "area"]);
        assert_eq!(field.cursor(Rect::new(0, 0, 11, 3)), Position::new(4, 2));
        assert_eq!(field.height(11), 4);
    }

    #[test]
    fn it_draws_at_every_size() {
        let look = dark();
        for text in TEXTS {
            for mut field in [Field::line(text), Field::block(&[text; 4].join("\n"))] {
                for _ in 0..6 {
                    at_every_size(|area, buffer| {
                        field.render(area, buffer, &look);
                        let cursor = field.cursor(area);
                        assert!(area.is_empty() || area.contains(cursor));
                    });
                    press(&mut field, KeyCode::Left);
                }
            }
        }
    }
}
