//! The rules of clean text, character by character.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::escapes::without_escapes;

/// More than any sentence on a card, less than anything that could stall a screen.
const LINE_GRAPHEMES: usize = 2_000;
const BLOCK_BYTES: usize = 64 * 1024;

/// Real scripts stack a handful of marks; more of them only climb over the lines around.
const MARKS_IN_A_ROW: usize = 8;

/// Characters of one letter. The longest emoji has 10, and the stacks of real scripts are shorter;
/// with no limit, a line that is one letter wide could be as long as a file.
const A_LETTER: usize = 24;
const NO_LETTER: &str = "\u{fffd}";

const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// One line of clean text; see [`super::CleanText::line`].
pub fn clean_line(text: &str) -> String {
    if is_plain(text, |_| false) && text.trim().len() == text.len() {
        return text.to_owned();
    }
    settled_line(text)
}

fn settled_line(text: &str) -> String {
    let flat: String = without_escapes(&one_kind_of_line_break(text)).replace('\n', " ");
    settle(flat, |text| {
        let text = clean(text);
        let text = cut_at(text.trim(), BLOCK_BYTES);
        let end = text.grapheme_indices(true).nth(LINE_GRAPHEMES).map(|(at, _)| at);
        text[..end.unwrap_or(text.len())].trim_end().to_owned()
    })
}

/// Several lines of clean text; see [`super::CleanText::block`].
pub fn clean_block(text: &str) -> String {
    if is_plain(text, |character| character == '\n') {
        return text.to_owned();
    }
    settled_block(text)
}

fn settled_block(text: &str) -> String {
    let lines = without_escapes(&one_kind_of_line_break(text));
    settle(lines, |text| cut_at(&clean(text), BLOCK_BYTES).to_owned())
}

/// Whether a text is clean as it stands, as nearly all that files hold is: short, and made of nothing
/// but letters, signs and spaces that stand for themselves whatever is beside them, besides `also`.
fn is_plain(text: &str, also: impl Fn(char) -> bool) -> bool {
    let is_plain = |character: char| match character {
        ' '..='~' | '\u{a0}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '€' => true,
        other => also(other),
    };
    text.len() <= LINE_GRAPHEMES && text.chars().all(is_plain)
}

/// Repeats a pass until it changes nothing: a cut may part a pair of isolates, and taking a
/// character out may bring two together that normalise to one.
fn settle(mut text: String, pass: impl Fn(&str) -> String) -> String {
    loop {
        let cleaner = pass(&text);
        if cleaner == text {
            return text;
        }
        text = cleaner;
    }
}

fn one_kind_of_line_break(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n")
}

fn clean(text: &str) -> String {
    let allowed: String = text
        .chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|&c| !is_unwanted(c))
        .collect();
    with_short_letters(with_few_marks(without_lone_isolates(&allowed).nfc()))
}

/// Whether a character controls a terminal, turns reading order, or hides.
fn is_unwanted(character: char) -> bool {
    match character {
        '\n' => false,
        '\u{200b}' | '\u{feff}' => true,
        '\u{202a}'..='\u{202e}' => true,
        // Deprecated format characters and interlinear annotations: invisible, of no use here.
        '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' => true,
        '\u{e0000}'..='\u{e007f}' => true,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => true,
        '\u{fdd0}'..='\u{fdef}' => true,
        _ => character.is_control() || u32::from(character) & 0xfffe == 0xfffe,
    }
}

/// Drops isolates without a partner on their own line, since an open one turns what follows.
fn without_lone_isolates(text: &str) -> String {
    if !text.contains(|c| (LEFT_TO_RIGHT_ISOLATE..=POP_ISOLATE).contains(&c)) {
        return text.to_owned();
    }
    let mut lone = Vec::new();
    let mut open = Vec::new();
    for (at, character) in text.char_indices() {
        match character {
            LEFT_TO_RIGHT_ISOLATE..=FIRST_STRONG_ISOLATE => open.push(at),
            POP_ISOLATE if open.pop().is_none() => lone.push(at),
            '\n' => lone.append(&mut open),
            _ => {}
        }
    }
    lone.append(&mut open);
    lone.sort_unstable();
    let kept = text.char_indices().filter(|(at, _)| lone.binary_search(at).is_err());
    kept.map(|(_, character)| character).collect()
}

/// Joiners count with the marks, else they would be a way around the limit.
fn with_few_marks(characters: impl Iterator<Item = char>) -> String {
    let mut marks = 0;
    let few = characters.filter(|&character| {
        let rides = is_combining_mark(character) || matches!(character, '\u{200c}' | '\u{200d}');
        marks = if rides { marks + 1 } else { 0 };
        marks <= MARKS_IN_A_ROW
    });
    few.collect()
}

/// Puts a sign in place of letters that are put together of more characters than any real one. A
/// part of them would do what they do, and join what comes after.
fn with_short_letters(text: String) -> String {
    let is_long = |letter: &str| letter.len() > A_LETTER && letter.chars().count() > A_LETTER;
    if !text.graphemes(true).any(is_long) {
        return text;
    }
    text.graphemes(true).map(|letter| if is_long(letter) { NO_LETTER } else { letter }).collect()
}

/// The text up to the last whole grapheme within so many bytes.
fn cut_at(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    // Looking back over whole graphemes only in the neighbourhood keeps huge pastes quick.
    let near = text.floor_char_boundary(bytes);
    let end = text[..near].grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
    &text[..if end == 0 { near } else { end }]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_plain_is_left_as_the_rules_would_leave_it() {
        let near = (0x1f..0x310).chain(0x2000..0x2030).chain([0x20ac, 0x20ad, 0xfb01, 0x1f469]);
        for letter in near.filter_map(char::from_u32) {
            for text in [format!("a{letter}b"), format!("{letter} e"), format!("o{letter}")] {
                assert_eq!(clean_line(&text), settled_line(&text), "{text:?}");
                assert_eq!(clean_block(&text), settled_block(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn nasty_lines_come_out_plain() {
        for (given, kept) in [
            ("  two\r\nlines\tand a tab ", "two lines and a tab"),
            ("two  spaces stay", "two  spaces stay"),
            ("a\u{0}b\u{7}c\u{8}d\u{7f}e\u{85}f", "abcdef"),
            ("pay\u{202e}lla\u{202c}", "paylla"),
            ("zero\u{200b}width\u{feff}", "zerowidth"),
            ("para\u{2029}graph\u{2028}line", "para graph line"),
            ("tag\u{e0041}ged\u{e007f}", "tagged"),
            ("private\u{e000}\u{f0001}\u{10fffd}", "private"),
            ("non\u{fdd0}char\u{ffff}\u{1fffe}", "nonchar"),
            ("e\u{301}", "é"),
            ("e\u{200b}\u{301}", "é"),
            ("lone \u{2067}isolate", "lone isolate"),
            ("lone\u{2069} pop", "lone pop"),
            ("pair \u{2067}kept\u{2069}.", "pair \u{2067}kept\u{2069}."),
            ("👩\u{200d}👧 ❤\u{fe0f}", "👩\u{200d}👧 ❤\u{fe0f}"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("\u{1b}]0;title", ""),
        ] {
            assert_eq!(clean_line(given), kept, "{given:?}");
        }
    }

    #[test]
    fn blocks_keep_their_lines_and_nothing_else() {
        assert_eq!(clean_block("a\r\nb\rc\n\n d\u{2028}e\u{1b}[1m!"), "a\nb\nc\n\n d\ne!");
        assert_eq!(clean_block("\u{2066}open\nnext\u{2069}"), "open\nnext");
    }

    #[test]
    fn towers_of_marks_are_taken_down() {
        let tower = format!("x{}y", "\u{334}\u{200d}".repeat(50));
        assert_eq!(clean_line(&tower).chars().count(), 2 + MARKS_IN_A_ROW);
    }

    #[test]
    fn letters_without_end_are_cut_and_real_ones_are_not() {
        let endless = ["\u{1100}", "\u{1161}", "👩\u{200d}", "क\u{94d}", "\u{600}"];
        for piece in endless {
            let text = format!("{} {}", piece.repeat(500), piece.repeat(20_000));
            let tail = format!("가क👩{}", "a, ".repeat(300));
            let (line, block) = (clean_line(&(text.clone() + &tail)), clean_block(&(text + &tail)));
            for letter in line.graphemes(true).chain(block.graphemes(true)) {
                assert!(letter.chars().count() <= A_LETTER, "{piece:?} gives {letter:?}");
            }
            let kept = "a, a, a,";
            assert!(line.ends_with(kept) && block.ends_with("a, a, "), "{piece:?} gives {line}");
        }
        let kiss = "🧑🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}🧑🏿";
        for letter in [kiss, "\u{f67}\u{f90}\u{fb5}\u{fa8}\u{fb3}\u{fba}\u{fbc}\u{fbb}\u{f82}"] {
            assert_eq!(clean_line(letter), letter);
        }
    }

    #[test]
    fn long_text_is_cut_at_a_whole_character() {
        let family = "👩\u{200d}👧";
        assert_eq!(clean_line(&family.repeat(2_500)), family.repeat(2_000));
        assert!(clean_block(&"é".repeat(40_000)).len() <= BLOCK_BYTES);
        assert!(clean_block(&"é".repeat(40_000)).len() > BLOCK_BYTES - 8);
    }

    fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<String>(),
            prop::sample::select(vec![
                "\u{1b}[",
                "\u{1b}]0;",
                "\u{1b}",
                "\u{9d}",
                "\u{9b}",
                "\u{9c}",
                "\u{7}",
                "\r",
                "\n",
                "\u{2066}",
                "\u{2069}",
                "\u{202e}",
                "e\u{301}",
                "\u{301}\u{334}",
                "\u{1100}",
                "\u{1161}",
                "\u{200d}",
                "\u{2028}",
                " ",
                "\t",
                "\u{fdd0}",
                "\u{e0001}",
                "👩",
                "👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}",
                "\u{1100}\u{1100}\u{1100}\u{1100}\u{1100}\u{1100}\u{1100}\u{1100}",
                "\u{600}\u{600}\u{600}\u{600}\u{600}\u{600}\u{600}\u{600}\u{600}",
                "क\u{94d}क\u{94d}क\u{94d}क\u{94d}क\u{94d}",
                "가",
                "क",
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in nasty()) {
            let (line, block) = (clean_line(&text), clean_block(&text));
            prop_assert_eq!(&clean_line(&line), &line);
            prop_assert_eq!(&clean_block(&line), &line);
            prop_assert_eq!(&clean_block(&block), &block);
        }

        #[test]
        fn no_control_character_comes_out(text in nasty()) {
            prop_assert!(!clean_line(&text).contains(char::is_control));
            prop_assert!(!clean_block(&text).contains(|c: char| c.is_control() && c != '\n'));
            prop_assert!(!clean_block(&text).contains(is_unwanted));
        }
    }
}
