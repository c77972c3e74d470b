//! Pasted lists: one thing a line.

use crate::text::CleanText;

/// The things of a pasted list.
pub fn items(text: &str) -> Vec<CleanText> {
    text.split(['\n', '\r']).map(CleanText::line).filter(|line| !line.is_empty()).collect()
}
