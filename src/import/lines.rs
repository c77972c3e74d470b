//! Pasted lists: one thing a line.

use crate::text::{CleanText, clean_line};

/// The things of a pasted list, without bullets, numbers and check boxes; blank lines dropped.
pub fn items(text: &str) -> Vec<CleanText> {
    let text = one_kind_of_line_break(text);
    let lines = text.lines().map(|line| CleanText::line(without_bullet(&clean_line(line))));
    lines.filter(|line| !line.is_empty()).collect()
}

/// Lines are cleaned one by one, not as a block: a long list must not lose its end.
pub(super) fn one_kind_of_line_break(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    text.replace(['\r', '\u{2028}', '\u{2029}'], "\n")
}

/// A line without what marks it as an item of a list: `- `, `* `, `1. `, `[x] `.
pub(super) fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    let rest = line.strip_prefix(['-', '*', '+', '•', '‣', '◦', '–', '—', '·', '▪']);
    let item = rest.or_else(|| after_number(line)).and_then(set_off).unwrap_or(line);
    ["[ ]", "[x]", "[X]"]
        .iter()
        .find_map(|box_| item.strip_prefix(box_).and_then(set_off))
        .unwrap_or(item)
}

/// What follows a bullet, if a space sets it off: `-5` is a number, `*bold*` a word.
fn set_off(rest: &str) -> Option<&str> {
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
}

/// `1.` and `12)` number an item; `2026.` is a year.
fn after_number(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    (1..=3).contains(&digits).then(|| rest.strip_prefix(['.', ')']))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_numbers_and_boxes_go_and_the_words_stay() {
        let pasted = "- one\r\n * two\n3. three\n12) four\n\n\t• five\n- [ ] six\n[x] seven\n-\n\n\
                      -5 degrees\n*bold* word\n2026. A year\n1.5 hours\n3 things";
        let items: Vec<String> = items(pasted).iter().map(ToString::to_string).collect();
        assert_eq!(
            items,
            [
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "-5 degrees",
                "*bold* word",
                "2026. A year",
                "1.5 hours",
                "3 things",
            ]
        );
    }

    #[test]
    fn a_long_list_keeps_its_end_and_a_hostile_line_only_loses_itself() {
        assert_eq!(items(&"twelve chars\n".repeat(10_000)).len(), 10_000);
        assert_eq!(items("\u{1b}]0;oops\r- two\u{1b}[1m!\r"), ["two!"]);
    }
}
