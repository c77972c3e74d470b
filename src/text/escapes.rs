//! Takes whole terminal escape sequences out of text, so that `[31m` does not stay behind.

use std::iter::Peekable;
use std::str::Chars;

const ESCAPE: char = '\u{1b}';
const BELL: char = '\u{07}';
const STRING_TERMINATOR: char = '\u{9c}';

/// The text without its escape sequences, in their 7-bit and 8-bit forms.
///
/// A sequence never reaches beyond its line: an unterminated title must not swallow the rest.
pub(super) fn without_escapes(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            ESCAPE => skip_after_escape(&mut rest),
            '\u{9b}' => skip_control_sequence(&mut rest),
            '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => skip_string(&mut rest),
            _ => kept.push(character),
        }
    }
    kept
}

fn skip_after_escape(rest: &mut Peekable<Chars<'_>>) {
    match rest.peek() {
        Some('[') => {
            rest.next();
            skip_control_sequence(rest);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            rest.next();
            skip_string(rest);
        }
        _ => {
            skip_while(rest, '\u{20}'..='\u{2f}');
            rest.next_if(|character| ('\u{30}'..='\u{7e}').contains(character));
        }
    }
}

/// Parameters, intermediates and the final byte; anything else ends the sequence and stays.
fn skip_control_sequence(rest: &mut Peekable<Chars<'_>>) {
    skip_while(rest, '\u{30}'..='\u{3f}');
    skip_while(rest, '\u{20}'..='\u{2f}');
    rest.next_if(|character| ('\u{40}'..='\u{7e}').contains(character));
}

/// The body of a title, a hyperlink, a device string and the like, with its terminator.
fn skip_string(rest: &mut Peekable<Chars<'_>>) {
    while let Some(&character) = rest.peek() {
        if matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}') {
            return;
        }
        if character == ESCAPE {
            // `ESC \` ends the string; any other escape ends it too and begins a new sequence.
            let mut ahead = rest.clone();
            ahead.next();
            if ahead.next_if_eq(&'\\').is_some() {
                *rest = ahead;
            }
            return;
        }
        rest.next();
        if matches!(character, BELL | STRING_TERMINATOR | '\u{18}' | '\u{1a}') {
            return;
        }
    }
}

fn skip_while(rest: &mut Peekable<Chars<'_>>, range: std::ops::RangeInclusive<char>) {
    while rest.next_if(|character| range.contains(character)).is_some() {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_sequences_go_and_the_words_stay() {
        for (given, kept) in [
            ("\u{1b}[31mred\u{1b}[0m", "red"),
            ("\u{9b}1;31mred\u{9b}m", "red"),
            ("\u{1b}]0;title\u{7}after", "after"),
            ("\u{1b}]0;title\u{1b}\\after", "after"),
            ("\u{9d}0;title\u{9c}after", "after"),
            ("\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
            ("\u{1b}]52;c;aGk=\u{7}", ""),
            ("\u{1b}P1$q\u{1b}\\dcs", "dcs"),
            ("\u{1b}_apc\u{1b}\\a\u{1b}^pm\u{1b}\\b\u{1b}Xsos\u{1b}\\c", "abc"),
            ("\u{1b}c\u{1b}7\u{1b}(Bplain", "plain"),
            ("\u{1b}[?1049h\u{1b}[2Jwide", "wide"),
            ("end\u{1b}", "end"),
            ("\u{1b}é", "é"),
            ("\u{1b}[31\u{1b}[32mgreen", "green"),
            ("\u{1b}]a\u{1b}[31mb", "b"),
        ] {
            assert_eq!(without_escapes(given), kept, "{given:?}");
        }
    }

    #[test]
    fn an_unterminated_title_ends_with_its_line() {
        assert_eq!(without_escapes("one\u{1b}]0;oops\ntwo"), "one\ntwo");
        assert_eq!(without_escapes("one\u{9d}0;oops\r\ntwo"), "one\r\ntwo");
        assert_eq!(without_escapes("one\u{1b}[12\ntwo"), "one\ntwo");
    }
}
