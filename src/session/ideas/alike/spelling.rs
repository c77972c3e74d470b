//! When two words are one and the same for whoever looks for doubles: whatever their case, accents
//! and plural, and when one slip of the hand keeps them apart.

use std::collections::{BTreeSet, HashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Shorter words have too many neighbours that mean something else.
const LONG: usize = 5;

/// In more words than this a shared piece says nothing.
const CROWD: usize = 60;

/// The words of a text, as they stand there.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter))
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// A word as it is compared: in lower case, without accents, in the singular.
pub(super) fn key(word: &str) -> String {
    singular(plain(word))
}

/// The letters of a word in lower case, without accents.
pub(super) fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(word.len());
    for letter in word.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        for letter in letter.to_lowercase() {
            match letter {
                'ß' => plain.push_str("ss"),
                'æ' => plain.push_str("ae"),
                'œ' => plain.push_str("oe"),
                'ø' => plain.push('o'),
                'ł' => plain.push('l'),
                'đ' => plain.push('d'),
                'ı' => plain.push('i'),
                other => plain.push(other),
            }
        }
    }
    plain
}

/// Enough to see that a story and stories are one thing; made for comparing, not for reading.
pub(super) fn singular(word: String) -> String {
    if word.chars().count() < 4 || word.ends_with("ss") {
        return word;
    }
    match (word.strip_suffix("ies"), word.strip_suffix('s')) {
        (Some(stem), _) => format!("{stem}y"),
        (None, Some(stem)) => stem.to_owned(),
        (None, None) => word,
    }
}

/// Which words of a list are spelled almost alike.
#[derive(Clone, Debug, Default)]
pub(super) struct Near {
    pairs: HashSet<(usize, usize)>,
    families: Vec<usize>,
}

impl Near {
    /// Among these words. Two that one slip keeps apart share what is left of each when one letter
    /// is taken out, so only words that share such a piece are compared.
    pub(super) fn among(words: &[&str]) -> Near {
        let letters: Vec<Vec<char>> = words.iter().map(|word| word.chars().collect()).collect();
        let mut pieces: Vec<(u64, usize)> = Vec::new();
        for (word, letters) in letters.iter().enumerate().filter(|(_, letters)| counts(letters)) {
            pieces.extend((0..=letters.len()).map(|without| (piece(letters, without), word)));
        }
        pieces.sort_unstable();
        pieces.dedup();
        let mut pairs = BTreeSet::new();
        for crowd in pieces.chunk_by(|one, other| one.0 == other.0) {
            let crowd = &crowd[..crowd.len().min(CROWD)];
            for (index, (_, one)) in crowd.iter().enumerate() {
                let others = crowd[index + 1..].iter().map(|(_, other)| *other);
                let near = |other: &usize| is_one_slip(&letters[*one], &letters[*other]);
                pairs.extend(others.filter(near).map(|other| (*one, other)));
            }
        }
        let mut families: Vec<usize> = (0..words.len()).collect();
        for (one, other) in &pairs {
            let (one, other) = (root(&families, *one), root(&families, *other));
            families[one.max(other)] = one.min(other);
        }
        let families = (0..words.len()).map(|word| root(&families, word)).collect();
        Near { pairs: pairs.into_iter().collect(), families }
    }

    /// The first of all words that are joined by slips.
    pub(super) fn family(&self, word: usize) -> usize {
        self.families[word]
    }

    /// Whether two words are the same, but for one slip.
    pub(super) fn are_alike(&self, one: usize, other: usize) -> bool {
        one == other || self.pairs.contains(&(one.min(other), one.max(other)))
    }
}

/// Names, and numbers above all, are not slips of one another.
fn counts(letters: &[char]) -> bool {
    letters.len() >= LONG && letters.iter().all(|letter| letter.is_alphabetic())
}

fn root(families: &[usize], word: usize) -> usize {
    let mut word = word;
    while families[word] != word {
        word = families[word];
    }
    word
}

/// A number for what is left of a word without one letter, or for all of it; two pieces of one
/// number only mean that their words are compared.
fn piece(letters: &[char], without: usize) -> u64 {
    let kept = letters.iter().enumerate().filter(|(place, _)| *place != without);
    let mix = |sum: u64, letter: &char| (sum ^ u64::from(*letter)).wrapping_mul(0x0100_0000_01b3);
    kept.fold(0xcbf2_9ce4_8422_2325, |sum, (_, letter)| mix(sum, letter))
}

/// Whether a letter is wrong, missing, too much, or two changed places; never the first, where
/// hands seldom slip and words differ most.
fn is_one_slip(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    if same == 0 || long.len() > short.len() + 1 {
        return false;
    }
    let (short, long) = (&short[same..], &long[same..]);
    if short.len() < long.len() {
        return short == &long[1..];
    }
    match (short, long) {
        ([], []) => false,
        ([a, b, rest @ ..], [c, d, more @ ..]) if a == d && b == c => rest == more,
        (short, long) => short[1..] == long[1..],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_plurals_do_not_count() {
        assert_eq!(key("Cafés"), key("CAFE"));
        assert_eq!((key("Straße").as_str(), key("łódź").as_str()), ("strasse", "lodz"));
        assert_eq!((key("Stories"), key("class")), (key("story"), "class".into()));
        let apart = "cafe\u{301} ole\u{301}";
        assert_eq!(words(apart).count(), 2, "a mark of its own is no end of a word");
    }

    #[test]
    fn one_slip_is_a_letter_wrong_missing_or_in_the_wrong_place() {
        let slip = |one: &str, other: &str| {
            let words = [one, other];
            Near::among(&words).are_alike(0, 1)
        };
        assert!(slip("customer", "custmer") && slip("custmer", "customer"));
        assert!(slip("customer", "custoner") && slip("customer", "cusotmer"));
        assert!(slip("market", "markets"));
        assert!(!slip("customer", "custom") && !slip("house", "mouse"));
        assert!(!slip("plan", "plain"), "short words mean something else");
        assert!(!slip("case10", "case11"), "numbers are no slips");
    }

    #[test]
    fn words_joined_by_slips_are_one_family_and_not_alike_for_that() {
        let near = Near::among(&["market", "marketr", "marketrs", "other"]);
        assert_eq!([0, 1, 2, 3].map(|word| near.family(word)), [0, 0, 0, 3]);
        assert!(near.are_alike(0, 1) && near.are_alike(2, 1) && !near.are_alike(0, 2));
    }

    #[test]
    fn looking_up_pieces_finds_what_comparing_all_words_finds() {
        let letters = ['a', 'b', 'c'];
        let word = |number: usize| -> String {
            (0..5).map(|place| letters[number / 3_usize.pow(place) % 3]).collect()
        };
        let words: Vec<String> = (0..243).map(word).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let spelled: Vec<Vec<char>> = words.iter().map(|word| word.chars().collect()).collect();
        let near = Near::among(&words);
        for one in 0..words.len() {
            for other in one + 1..words.len() {
                let slip = is_one_slip(&spelled[one], &spelled[other]);
                assert_eq!(near.are_alike(one, other), slip, "{} {}", words[one], words[other]);
            }
        }
    }
}
