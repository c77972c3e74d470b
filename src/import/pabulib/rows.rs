//! The rows of a file whose fields stand between semicolons, read in one go from front to back,
//! and where in the file something stands.

use std::borrow::Cow;

use crate::import::ImportError;

/// The rows that are still to be read.
#[derive(Clone)]
pub(super) struct Rows<'a> {
    text: &'a str,
    at: usize,
}

/// One row: its fields, in order.
#[derive(Default)]
pub(super) struct Row<'a> {
    pub(super) fields: Vec<Field<'a>>,
}

/// What stands between two separators, as it is written.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    /// The byte at which it begins.
    pub(super) at: usize,
    text: &'a str,
}

impl<'a> Rows<'a> {
    pub(super) fn of(text: &'a str) -> Rows<'a> {
        Rows { text, at: 0 }
    }

    /// Reads the next row in which anything is written into `row`; false when there is none.
    pub(super) fn next(&mut self, row: &mut Row<'a>) -> Result<bool, ImportError> {
        while self.at < self.text.len() {
            self.fill(row)?;
            if row.fields.iter().any(|field| !field.is_empty()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn fill(&mut self, row: &mut Row<'a>) -> Result<(), ImportError> {
        row.fields.clear();
        loop {
            let from = self.at;
            let to = self.end_of_field()?;
            row.fields.push(Field { at: from, text: &self.text[from..to] });
            let bytes = self.text.as_bytes();
            self.at = to + 1;
            match bytes.get(to) {
                Some(b';') => {}
                Some(b'\r') if bytes.get(to + 1) == Some(&b'\n') => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return Ok(()),
            }
        }
    }

    /// Where the field that begins here ends. Quotes protect separators and line ends, and count
    /// only where they open a field.
    fn end_of_field(&self) -> Result<usize, ImportError> {
        let rest = &self.text.as_bytes()[self.at..];
        let ends = |byte: &u8| matches!(byte, b';' | b'\n' | b'\r');
        let blank = match rest.first() {
            Some(b' ' | b'\t') => {
                rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
            }
            _ => 0,
        };
        let mut at = 0;
        if rest.get(blank) == Some(&b'"') {
            at = closing(rest, blank + 1).ok_or_else(|| {
                let said = "A quotation mark opens here and never closes. Add the closing \".";
                self.error(self.at + blank, said)
            })?;
        }
        let end = rest[at..].iter().position(ends);
        Ok(end.map_or(self.text.len(), |end| self.at + at + end))
    }

    /// An error about what stands at this byte.
    pub(super) fn error(&self, at: usize, message: impl Into<String>) -> ImportError {
        let (line, column) = place(self.text, at);
        ImportError {
            line: Some(line),
            column: Some(column),
            source: Some(line_around(self.text, at).to_owned()),
            message: message.into(),
        }
    }

    /// An error about what is missing at the end of the file.
    pub(super) fn end(&self, message: impl Into<String>) -> ImportError {
        self.error(self.text.trim_end().len(), message)
    }

    /// The line on which this byte stands.
    pub(super) fn line(&self, at: usize) -> u64 {
        place(self.text, at).0
    }
}

impl<'a> Row<'a> {
    /// Whether the row is the title line of this section.
    pub(super) fn is_title(&self, section: &str) -> bool {
        let [first, rest @ ..] = &self.fields[..] else { return false };
        first.value().eq_ignore_ascii_case(section) && rest.iter().all(Field::is_empty)
    }

    /// The byte at which the row begins.
    pub(super) fn at(&self) -> usize {
        self.fields.first().map_or(0, |field| field.at)
    }

    /// The byte at which the row ends.
    pub(super) fn end(&self) -> usize {
        self.fields.last().map_or(0, |field| field.at + field.text.len())
    }

    /// Takes away empty fields beyond these columns: spreadsheets add them.
    pub(super) fn fit(&mut self, columns: usize) {
        while self.fields.len() > columns && self.fields.last().is_some_and(Field::is_empty) {
            self.fields.pop();
        }
    }
}

impl<'a> Field<'a> {
    /// What it says, without quotes and without spaces around.
    pub(super) fn value(&self) -> Cow<'a, str> {
        let text = trimmed(self.text);
        let Some(inner) = text.strip_prefix('"') else { return Cow::Borrowed(text) };
        match inner.strip_suffix('"') {
            Some(plain) if !plain.contains('"') => Cow::Borrowed(plain.trim()),
            _ => Cow::Owned(unquoted(text).trim().to_owned()),
        }
    }

    /// The byte at which its value begins.
    pub(super) fn value_at(&self) -> usize {
        let blank = self.text.len() - self.text.trim_start().len();
        self.at + blank + usize::from(self.text[blank..].starts_with('"'))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() || self.value().is_empty()
    }
}

/// Without spaces around. Most texts have none, which is quickly seen.
pub(super) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [only] if only.is_ascii_graphic() => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// Behind the quote that closes, where one was opened before. A doubled one closes nothing.
fn closing(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text.get(at..)?.iter().position(|byte| *byte == b'"')? + 1;
        if text.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// A doubled quote within quotes is one; what stands behind the closing quote stays.
fn unquoted(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut inside = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if inside && letters.next_if_eq(&'"').is_some() => plain.push('"'),
            '"' if inside || plain.is_empty() => inside = !inside,
            _ => plain.push(letter),
        }
    }
    plain
}

/// Line and character of a byte, counted from one. `\n`, `\r\n` and `\r` end a line.
fn place(text: &str, at: usize) -> (u64, u64) {
    let at = at.min(text.len());
    let ends = |(index, byte): (usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => text.as_bytes().get(index + 1) != Some(&b'\n'),
        _ => false,
    };
    let line = text.as_bytes()[..at].iter().enumerate().filter(|&it| ends(it)).count();
    let beginning = text.get(line_begin(text, at)..at).unwrap_or_default();
    (line as u64 + 1, beginning.chars().count() as u64 + 1)
}

fn line_around(text: &str, at: usize) -> &str {
    let rest = text.get(line_begin(text, at)..).unwrap_or_default();
    rest.split(['\r', '\n']).next().unwrap_or_default()
}

fn line_begin(text: &str, at: usize) -> usize {
    let before = &text.as_bytes()[..at.min(text.len())];
    before.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut all) = (Rows::of(text), Row::default(), Vec::new());
        while rows.next(&mut row).unwrap() {
            all.push(row.fields.iter().map(|field| field.value().into_owned()).collect());
        }
        all
    }

    #[test]
    fn fields_stand_between_semicolons_however_lines_end() {
        assert_eq!(
            rows("a;b\r\n\r\n c ; d\n\n \n;;\n;e\rf;"),
            [vec!["a", "b"], vec!["c", "d"], vec!["", "e"], vec!["f", ""]]
        );
        assert!(rows("").is_empty());
    }

    #[test]
    fn quotes_protect_separators_quotes_and_line_ends() {
        assert_eq!(
            rows("\"a; b\";2\n \"\"\"Konik\"\" – x\" ;3\n\"two\nlines\";5\" pipe\n\"a\"b;\"\""),
            [
                vec!["a; b", "2"],
                vec!["\"Konik\" – x", "3"],
                vec!["two\nlines", "5\" pipe"],
                vec!["ab", ""]
            ]
        );
    }

    #[test]
    fn a_quote_that_never_closes_is_named_with_its_place() {
        let mut rows = Rows::of("a;b\ncé; \"never\nd;e\n");
        let mut row = Row::default();
        assert!(rows.next(&mut row).unwrap());
        let error = rows.next(&mut row).unwrap_err();
        assert_eq!((error.line, error.column), (Some(2), Some(5)), "{error}");
    }

    #[test]
    fn places_are_counted_as_people_do() {
        let text = "ab\r\ncé\rd\n\nx";
        for (at, expected) in [
            (0, (1, 1)),
            (1, (1, 2)),
            (4, (2, 1)),
            (7, (2, 3)),
            (8, (3, 1)),
            (11, (5, 1)),
            (99, (5, 2)),
        ] {
            assert_eq!(place(text, at), expected, "{at}");
        }
    }
}
