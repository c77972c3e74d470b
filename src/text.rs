//! Clean text: the one border that everything people type and files hold must pass.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod cleaning;
mod escapes;
mod layout;
mod words;

pub use cleaning::{clean_block, clean_line};
pub use layout::{shorten, width, wrap};
pub use words::{capital, in_words, listed, ordinal, ordinal_in_words};

/// Text that is safe to draw, to save and to export: normalised, without control characters,
/// escape sequences, direction overrides and hidden characters, and of bounded size.
///
/// Nothing but [`CleanText::line`] and [`CleanText::block`] makes one, and reading one from a
/// file cleans it again, so unclean text cannot reach a session.
///
/// It never changes, so clones share it: a session is cloned at every change.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct CleanText(Arc<str>);

impl CleanText {
    /// One line: line breaks and tabs become spaces, the ends are trimmed, and at most
    /// 2,000 characters as people count them are kept.
    pub fn line(text: &str) -> Self {
        Self::shared(clean_line(text))
    }

    /// Several lines: every kind of line break becomes `\n`, and at most 64 KiB are kept.
    pub fn block(text: &str) -> Self {
        Self::shared(clean_block(text))
    }

    /// Nothing written takes no memory: most texts of a session are empty.
    fn shared(text: String) -> Self {
        if text.is_empty() { Self::default() } else { Self(text.into()) }
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for CleanText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for CleanText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for CleanText {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for CleanText {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl fmt::Display for CleanText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl Serialize for CleanText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for CleanText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::block(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_holds_plain_text_and_comes_back() {
        let text = CleanText::line("Hana 山田");
        let written = ron::to_string(&text).unwrap();
        assert_eq!(written, "\"Hana 山田\"");
        assert_eq!(ron::from_str::<CleanText>(&written).unwrap(), text);
    }

    #[test]
    fn a_file_with_an_escape_sequence_is_cleaned_on_reading() {
        let text: CleanText = ron::from_str(r#""red \u{1b}[31malert\nnext""#).unwrap();
        assert_eq!(text, "red alert\nnext");
    }

    #[test]
    fn it_reads_like_a_str() {
        let text = CleanText::line("  Ana  ");
        assert_eq!(text.len(), 3);
        assert_eq!(format!("{text:>5}"), "  Ana");
    }
}
