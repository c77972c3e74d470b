//! Text by the columns it takes on a terminal: measured, shortened and wrapped.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many columns the text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text if it fits, else its beginning with `…`, never wider than the columns.
pub fn shorten(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let mut used = 0;
    let fits = |piece: &&str| {
        used += width(piece);
        used <= room
    };
    let mut short: String = text.graphemes(true).take_while(fits).collect();
    short.push('…');
    Cow::Owned(short)
}

/// The text broken into lines of at most so many columns, between words where possible.
///
/// Words longer than a line, and scripts that write without spaces, break between characters.
/// Line breaks in the text stay, so an empty text is one empty line. A character wider than
/// the columns gets a line of its own, as nothing narrower can show it.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        wrap_line(line, columns, &mut lines);
    }
    lines
}

fn wrap_line(text: &str, columns: usize, lines: &mut Vec<String>) {
    let mut line = Line::default();
    for piece in text.graphemes(true) {
        line.note_break_before(piece);
        let overflows =
            |line: &Line| line.columns + width(piece) > columns && !line.text.is_empty();
        if piece.trim().is_empty() && overflows(&line) {
            line.at_margin = true;
            continue;
        }
        // Twice when even the word carried over leaves no room for its next character.
        while overflows(&line) {
            lines.push(line.break_off());
        }
        line.push(piece);
    }
    lines.push(if line.at_margin { line.text.trim_end().to_owned() } else { line.text });
}

/// A line being filled, and the last place where it may be broken.
#[derive(Default)]
struct Line {
    text: String,
    columns: usize,
    /// The byte after which a new line may begin.
    break_at: Option<usize>,
    /// Spaces did not fit any more: whatever comes next begins a new line.
    at_margin: bool,
}

impl Line {
    fn note_break_before(&mut self, piece: &str) {
        let last = self.text.graphemes(true).next_back().unwrap_or_default();
        let after_space = last.trim().is_empty() && !self.text.trim().is_empty();
        let between_wide = width(piece) > 1 && width(last) > 1;
        if !piece.trim().is_empty() && (self.at_margin || after_space || between_wide) {
            self.break_at = Some(self.text.len());
        }
    }

    fn push(&mut self, piece: &str) {
        self.text.push_str(piece);
        self.columns += width(piece);
    }

    /// Takes the finished part out and leaves the word begun for the next line.
    fn break_off(&mut self) -> String {
        let rest = self.text.split_off(self.break_at.unwrap_or(self.text.len()));
        let done = std::mem::take(self).text;
        self.push_all(&rest);
        done.trim_end().to_owned()
    }

    fn push_all(&mut self, text: &str) {
        for piece in text.graphemes(true) {
            self.push(piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn short_text_stays_and_long_text_says_that_it_goes_on() {
        assert_eq!(shorten("Listening", 9), "Listening");
        assert_eq!(shorten("Listening", 8), "Listeni…");
        assert_eq!(shorten("山田花子", 6), "山田…");
        assert_eq!(shorten("山田", 3), "山…");
        assert_eq!(shorten("abc", 1), "…");
        assert_eq!(shorten("abc", 0), "");
    }

    #[test]
    fn words_stay_whole_where_they_can() {
        for (text, columns, lines) in [
            ("one two three", 7, vec!["one two", "three"]),
            ("one two three", 8, vec!["one two", "three"]),
            ("one  two", 3, vec!["one", "two"]),
            ("a\n\nb", 5, vec!["a", "", "b"]),
            ("", 5, vec![""]),
            ("unbreakable", 4, vec!["unbr", "eaka", "ble"]),
            ("an unbreakable", 4, vec!["an", "unbr", "eaka", "ble"]),
            ("山田花子", 5, vec!["山田", "花子"]),
            ("ab山田", 3, vec!["ab", "山", "田"]),
            ("山", 1, vec!["山"]),
            ("a 山b👩", 4, vec!["a", "山b", "👩"]),
            ("  indented text", 10, vec!["  indented", "text"]),
        ] {
            assert_eq!(wrap(text, columns), lines, "{text:?} in {columns}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_asked(text in "[a-z 山é\u{301}👩\u{200d}]{0,60}", columns in 2usize..20) {
            prop_assert!(width(&shorten(&text, columns)) <= columns);
            for line in wrap(&text, columns) {
                let alone = line.graphemes(true).count() == 1;
                prop_assert!(width(&line) <= columns || alone, "{line:?}");
            }
        }

        #[test]
        fn wrapping_loses_no_letter(text in "\\PC{0,60}", columns in 1usize..20) {
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&wrap(&text, columns).join(" ")), letters(&text));
        }
    }
}
