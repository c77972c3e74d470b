//! What is drawn with letters: signs, bars, and text padded to a column.

use crate::session::block::{Sign, Trend};
use crate::text::{clean_block, width};

/// The letters to draw with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pencil {
    signs: [&'static str; 5],
    eighths: [&'static str; 9],
    heights: [&'static str; 9],
    /// Between the numbers of a trend.
    pub(super) then: &'static str,
    /// Between a thing and what stands beside it.
    pub(super) dash: &'static str,
    /// A thin line across.
    pub(super) rule: &'static str,
}

/// What nearly every reader can show.
pub(super) const UNICODE: Pencil = Pencil {
    signs: ["●", "◐", "○", "✕", "•"],
    eighths: ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    heights: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    then: " → ",
    dash: "—",
    rule: "─",
};

/// For terminals that know ASCII alone.
pub(super) const ASCII: Pencil = Pencil {
    signs: ["*", "%", "o", "x", "-"],
    eighths: ["", "", "", "", "-", "-", "=", "=", "#"],
    heights: [" ", "_", "_", ".", "-", "-", "=", "=", "#"],
    then: " > ",
    dash: "-",
    rule: "-",
};

impl Pencil {
    /// The sign; empty for none.
    pub(super) fn sign(&self, sign: Sign) -> &'static str {
        match sign {
            Sign::Settled => self.signs[0],
            Sign::Half => self.signs[1],
            Sign::Nobody => self.signs[2],
            Sign::LeftOpen => self.signs[3],
            Sign::Item => self.signs[4],
            Sign::None => "",
        }
    }

    /// How something went, in columns, and in numbers.
    pub(super) fn trend(&self, trend: &Trend) -> [String; 2] {
        [trend.drawn(&self.heights), trend.numbers(self.then, self.dash)]
    }

    /// A bar of at most so many cells: empty only at zero, and full only when it is.
    pub(super) fn bar(&self, part: u64, whole: u64, cells: usize) -> String {
        let eighths = share(part, whole, cells * 8);
        let rest = self.eighths[eighths % 8];
        format!("{}{rest}", self.eighths[8].repeat(eighths / 8))
    }
}

/// So many of these steps: none only at nothing, and all only at all.
pub(super) fn share(part: u64, whole: u64, steps: usize) -> usize {
    if part == 0 {
        return 0;
    }
    if part >= whole {
        return steps;
    }
    let (part, whole, most) = (u128::from(part), u128::from(whole), steps as u128);
    let share = ((2 * part * most + whole) / (2 * whole)).clamp(1, most.max(2) - 1);
    usize::try_from(share).unwrap_or(steps)
}

/// The text on one line. Whatever made it, no control character gets past here.
pub(super) fn one_line(text: &str) -> String {
    clean_block(text).replace('\n', " ").trim().to_owned()
}

/// The text with spaces after it, up to so many columns.
pub(super) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", space(text, columns))
}

/// The text with spaces before it, up to so many columns.
pub(super) fn flush_right(text: &str, columns: usize) -> String {
    format!("{}{text}", space(text, columns))
}

fn space(text: &str, columns: usize) -> String {
    " ".repeat(columns.saturating_sub(width(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_empty_only_at_nothing_and_full_only_at_all() {
        assert_eq!(UNICODE.bar(0, 8, 4), "");
        assert_eq!(UNICODE.bar(1, 1_000_000, 4), "▏");
        assert_eq!(UNICODE.bar(999_999, 1_000_000, 4), "███▉");
        assert_eq!(UNICODE.bar(8, 8, 4), "████");
        assert_eq!(UNICODE.bar(u64::MAX, 0, 4), "████");
        assert_eq!(ASCII.bar(1, 2, 4), "##");
    }

    #[test]
    fn text_is_padded_by_the_columns_it_takes() {
        assert_eq!(padded("山田", 6), "山田  ");
        assert_eq!(flush_right("€5", 4), "  €5");
        assert_eq!(padded("too long", 3), "too long");
    }

    #[test]
    fn a_line_is_one_line_without_control_characters() {
        assert_eq!(one_line(" a\r\nb\u{1b}[31mc\u{9b}2J "), "a bc");
    }
}
