//! Text made safe to stand in Markdown: what a person typed reads as they typed it, whatever marks
//! it holds.
//!
//! Only what Markdown would take for a mark gets a backslash, because the record is also read as
//! it stands: in a chat, a terminal, a diff. A test reads all of it back.

use crate::export::draw::one_line;
use crate::text::clean_block;

/// Paragraphs; a line of the text stays a line.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let text = clean_block(text);
    let lines: Vec<&str> = text.lines().map(trimmed).collect();
    lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty()).map(paragraph).collect()
}

/// Two spaces at its end keep a line a line, and nobody sees them where Markdown is not read.
fn paragraph(lines: &[&str]) -> String {
    let unit = Unit::of(&lines.join("\n"));
    let lines: Vec<String> = lines.iter().map(|line| unit.escaped(line, Start::OfLine)).collect();
    lines.join("  \n")
}

/// One line that may stand at the beginning of a paragraph or a list's item.
pub(super) fn line(text: &str) -> String {
    let text = one_line(text);
    let text = trimmed(&text);
    Unit::of(text).escaped(text, Start::OfLine)
}

/// The words of a heading.
pub(super) fn heading(text: &str) -> String {
    let text = one_line(text);
    let text = trimmed(&text);
    Unit::of(text).escaped(text, Start::OfHeading)
}

/// One cell of a table, or other words in the middle of a line.
pub(super) fn cell(text: &str) -> String {
    let text = one_line(text);
    let text = trimmed(&text);
    Unit::of(text).escaped(text, Start::Within)
}

/// Escaped text for a chat, where a mark in a word would call everybody to it: `@here`, `<!here>`.
/// The wide form of the sign reads the same and calls nobody.
pub(super) fn calling_nobody(text: &str) -> String {
    let text = text.replace("\\<", "＜");
    let calls = |at: usize| {
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        !text[..at].ends_with(is_word) && text[at + 1..].starts_with(is_word)
    };
    let quiet = |(at, letter)| if letter == '@' && calls(at) { '＠' } else { letter };
    text.char_indices().map(quiet).collect()
}

fn trimmed(line: &str) -> &str {
    line.trim_matches([' ', '\t'])
}

/// What stands before a line, which decides what its first characters mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// Nothing: `#`, `-`, `1.` and the like would begin a block.
    OfLine,
    /// The marks of a heading: only its end is special.
    OfHeading,
    /// Other words.
    Within,
}

/// Marks that mean something only in pairs, and whether this text has a pair of them. A pair may
/// span the lines of a paragraph.
struct Unit {
    tildes: bool,
    carets: bool,
    dollars: bool,
}

impl Unit {
    fn of(text: &str) -> Unit {
        let paired = |mark: char| text.matches(mark).count() > 1;
        Unit { tildes: paired('~'), carets: paired('^'), dollars: has_formula(text) }
    }

    fn escaped(&self, line: &str, start: Start) -> String {
        let mut escaped = String::with_capacity(line.len() + 8);
        for (at, character) in line.char_indices() {
            let (before, after) = (&line[..at], &line[at + character.len_utf8()..]);
            let begins = match start {
                Start::OfLine => begins_block(before, character, after),
                Start::OfHeading => ends_heading(character, after),
                Start::Within => false,
            };
            if begins || self.is_mark(before, character, after) {
                escaped.push('\\');
            }
            escaped.push(character);
        }
        escaped
    }

    fn is_mark(&self, before: &str, character: char, after: &str) -> bool {
        let next = after.chars().next();
        match character {
            '`' | '*' | '[' | '|' => true,
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '_' => !(before.ends_with(char::is_alphanumeric) && is_letter(next)),
            '<' => next.is_some_and(|next| !is_harmless_after_less(next)),
            '&' => is_entity(after),
            '~' => self.tildes,
            '^' => self.carets,
            '$' => self.dollars,
            _ => false,
        }
    }
}

fn is_letter(next: Option<char>) -> bool {
    next.is_some_and(char::is_alphanumeric)
}

/// `a < b`, `<3`, `<=` and `<-` are no tags.
fn is_harmless_after_less(next: char) -> bool {
    next.is_whitespace() || next.is_ascii_digit() || matches!(next, '=' | '-' | '<')
}

/// Amounts are full of dollars, and two of them in a line make a formula only when the second
/// stands right behind a word.
fn has_formula(text: &str) -> bool {
    let behind_a_word =
        |(at, _): (usize, &str)| text[..at].ends_with(|last: char| !last.is_ascii_whitespace());
    text.match_indices('$').skip(1).any(behind_a_word)
}

/// `&amp;`, `&#39;` and the like.
fn is_entity(after: &str) -> bool {
    let name = after.split(';').next().unwrap_or_default();
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric());
    name.len() < after.len() && is_name(name.strip_prefix('#').unwrap_or(name))
}

fn begins_block(before: &str, character: char, after: &str) -> bool {
    let next = after.chars().next();
    let stands_alone = next.is_none_or(|next| next == ' ');
    match character {
        '#' | '>' | ':' => before.is_empty(),
        '-' => before.is_empty() && (stands_alone || matches!(next, Some('-' | ':'))),
        '+' => before.is_empty() && (stands_alone || next == Some('+')),
        '=' => before.is_empty() && after.chars().all(|other| matches!(other, '=' | ' ')),
        '.' | ')' => {
            let is_number = before.len() < 10 && before.bytes().all(|byte| byte.is_ascii_digit());
            !before.is_empty() && is_number && stands_alone
        }
        _ => false,
    }
}

/// Numbers of a heading's end, `## Like this ##`, and attributes, `## Like this {#id}`.
fn ends_heading(character: char, after: &str) -> bool {
    match character {
        '#' => after.chars().all(|other| matches!(other, '#' | ' ')),
        '{' | '}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_begin_a_block_is_only_words() {
        for (typed, written) in [
            ("# not a title", r"\# not a title"),
            ("#1 priority", r"\#1 priority"),
            ("- not a list", r"\- not a list"),
            ("+ nor this", r"\+ nor this"),
            ("* nor this", r"\* nor this"),
            ("1. nor this", r"1\. nor this"),
            ("12) nor this", r"12\) nor this"),
            ("> not a quote", r"\> not a quote"),
            ("---", r"\---"),
            ("===", r"\==="),
            (": no definition", r"\: no definition"),
        ] {
            assert_eq!(line(typed), written);
        }
    }

    #[test]
    fn what_would_mark_a_word_is_only_words() {
        for (typed, written) in [
            ("`code`", r"\`code\`"),
            ("*very* _much_", r"\*very\* \_much\_"),
            ("[a](javascript:b)", r"\[a](javascript:b)"),
            ("<script>", r"\<script>"),
            ("</td>", r"\</td>"),
            ("a | b", r"a \| b"),
            ("&lt; &#39;", r"\&lt; \&#39;"),
            ("~~gone~~", r"\~\~gone\~\~"),
            ("$x$", r"\$x\$"),
            (r"a\*", r"a\\\*"),
            ("end\\", r"end\\"),
        ] {
            assert_eq!(line(typed), written);
        }
    }

    #[test]
    fn what_means_nothing_to_markdown_stays_as_it_was_typed() {
        for typed in [
            "-5 € a month, ~6 hours, 1.5 days",
            "$500 of $2,000",
            r"C:\Users and AT&T & <3 a < b",
            "snake_case, https://example.org/a_b?c=d&e=f",
            "why not? yes! (maybe) “quoted”, it's fine; a = b: c",
            "2026-12-03, 11:02 and 3.5",
        ] {
            assert_eq!(line(typed), typed);
        }
    }

    #[test]
    fn in_a_chat_nobody_is_called_and_an_address_stays_one() {
        for (typed, written) in [
            ("@everyone, read this", "＠everyone, read this"),
            ("(@here) <!channel> <@U12>", "(＠here) ＜!channel> ＜＠U12>"),
            ("ana@example.org, 5 @ 3 €", "ana@example.org, 5 @ 3 €"),
            ("a < b <3", "a < b <3"),
        ] {
            assert_eq!(calling_nobody(&line(typed)), written);
        }
    }

    #[test]
    fn lines_stay_lines_and_empty_lines_part_paragraphs() {
        let paragraphs = paragraphs("one\n  two \n\n\n# three\n");
        assert_eq!(paragraphs, ["one  \ntwo", r"\# three"]);
    }
}
