//! Bytes and pasted text in, values out, with what was understood.

use std::fmt;

pub mod asks;
pub mod bringing;
mod csv_table;
mod decode;
pub mod ideas;
pub mod lines;
pub mod objectives;
pub mod pabulib;
pub mod people;

/// What a file or a pasted list holds, and what the person who brought it should know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Understood<T> {
    /// The values, in the order they were written.
    pub rows: Vec<T>,
    /// Sentences on what was guessed, ignored or looks odd.
    pub notes: Vec<String>,
}

/// Why a file or a pasted list could not be read; shown as a sentence with its line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportError {
    /// The line it is about, counted from one, when it is about one.
    pub line: Option<u64>,
    /// The character in that line, counted from one, when that is known.
    pub column: Option<u64>,
    /// The line itself as it stands there, when its column is known.
    pub source: Option<String>,
    /// What happened, what was expected, what to do.
    pub message: String,
}

impl ImportError {
    fn whole(message: impl Into<String>) -> Self {
        Self { line: None, column: None, source: None, message: message.into() }
    }

    fn at(line: u64, message: impl Into<String>) -> Self {
        Self { line: Some(line), column: None, source: None, message: message.into() }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => {
                write!(formatter, "Line {line}, column {column}: {}", self.message)
            }
            (Some(line), None) => write!(formatter, "Line {line}: {}", self.message),
            _ => formatter.write_str(&self.message),
        }
    }
}

impl std::error::Error for ImportError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Currency;

    fn import_everything(bytes: &[u8]) {
        let _ = people::from_csv(bytes);
        let _ = asks::from_csv(bytes, &Currency::default());
        let text = String::from_utf8_lossy(bytes);
        let _ = people::from_lines(&text);
        let _ = lines::items(&text);
        let _ = ideas::read(bytes);
        let _ = ideas::from_text(&text);
        let _ = objectives::read(bytes, &crate::testing::reader());
    }

    proptest! {
        #[test]
        fn no_importer_panics_on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            import_everything(&bytes);
        }

        #[test]
        fn no_importer_panics_on_anything_like_a_table(
            text in "(name|ask,target|goal,by|[,;\t\"()\n\r -]|1\\. |# |```|\\[|\\]\\(|Q3|yes|12|é|\u{feff}|invited){0,40}",
        ) {
            import_everything(text.as_bytes());
            import_everything(format!("name,function\n{text}").as_bytes());
            import_everything(format!("ask;target;minimum\n{text}").as_bytes());
            import_everything(format!("goal\tby\n{text}").as_bytes());
        }
    }
}
