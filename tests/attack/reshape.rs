//! Changes a RON text so that it stays one, and the same fields stand in it: values give way to
//! others that stood at the same field somewhere, ids to other ids, numbers to large ones.

use crate::literals::length_of_string;
use crate::literals::quoted;
use groundswell::session::shuffle::Numbers;
use std::collections::BTreeMap;
use std::ops::Range;

/// A value in a text: a string, a number, a word, or a group with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    /// The name of the group it stands in, and its field there: `Did.seq`, `steps.*`.
    pub(crate) field: String,
    pub(crate) range: Range<usize>,
    /// Whether it is one of a list.
    listed: bool,
}

struct Open {
    start: usize,
    name: String,
    field: String,
    is_list: bool,
}

/// Every value, inner ones before what they stand in.
pub(crate) fn values(text: &str) -> Vec<Value> {
    let outermost = Open { start: 0, name: String::new(), field: String::new(), is_list: false };
    let (mut open, mut found, mut at) = (vec![outermost], Vec::new(), 0);
    // A word that may be the name of a group: where it begins.
    let mut named: Option<usize> = None;
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        let nested = open.len() > 1;
        let is_word = |c: char| c.is_alphanumeric() || "._+-".contains(c);
        let end =
            |from: usize| text[from..].find(|c| !is_word(c)).map_or(text.len(), |it| from + it);
        let here = open.last_mut().expect("the outermost stays");
        let of = |here: &Open| match here.field.is_empty() {
            true => format!("{}.*", here.name),
            false => format!("{}.{}", here.name, here.field),
        };
        let mut value = |here: &Open, range: Range<usize>| {
            found.push(Value { field: of(here), range, listed: here.is_list });
        };
        let mut next = at + letter.len_utf8();
        match letter {
            '/' if rest.starts_with("//") => next = at + rest.find('\n').unwrap_or(rest.len()),
            '"' => {
                next = at + length_of_string(rest);
                value(here, at..next);
            }
            letter if is_word(letter) => {
                next = end(at);
                let behind = text[next..].trim_start();
                match behind.chars().next() {
                    Some(':') => here.field = text[at..next].to_owned(),
                    Some('(' | '{') => named = Some(at),
                    _ => value(here, at..next),
                }
            }
            '(' | '[' | '{' => {
                let start = named.take().unwrap_or(at);
                let word = text[start..at].trim();
                let name = match (word, here.field.is_empty()) {
                    ("" | "Some", true) => here.name.clone(),
                    ("" | "Some", false) => here.field.clone(),
                    (word, _) => word.to_owned(),
                };
                let field = String::new();
                open.push(Open { start, name, field, is_list: letter == '[' });
            }
            ')' | ']' | '}' if nested => {
                let Open { start, .. } = open.pop().expect("not the outermost");
                let here = open.last().expect("the outermost stays");
                found.push(Value { field: of(here), range: start..next, listed: here.is_list });
            }
            ',' => here.field.clear(),
            _ => {}
        }
        at = next;
    }
    found
}

/// What stood where, over many texts.
#[derive(Default)]
pub(crate) struct Pool {
    fields: BTreeMap<String, Vec<String>>,
    ids: Vec<String>,
}

/// No field needs more to choose from.
const ENOUGH: usize = 80;

/// Nothing longer is put somewhere else.
const LONGEST: usize = 4_000;

impl Pool {
    pub(crate) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Pool {
        let mut pool = Pool::default();
        for text in texts {
            for value in values(text) {
                let words = &text[value.range];
                if words.len() > LONGEST {
                    continue;
                }
                let known = pool.fields.entry(value.field).or_default();
                if known.len() < ENOUGH && !known.iter().any(|it| it == words) {
                    known.push(words.to_owned());
                }
                if crate::corrupt::is_id(words) && words.starts_with('"') && pool.ids.len() < 2_000
                {
                    pool.ids.push(words.to_owned());
                }
            }
        }
        pool.ids.sort();
        pool.ids.dedup();
        pool
    }

    /// A text with one value changed.
    pub(crate) fn reshaped(&self, text: &str, numbers: &mut Numbers) -> String {
        let values = values(text);
        if values.is_empty() {
            return text.to_owned();
        }
        let value = &values[numbers.below(values.len())];
        let words = &text[value.range.clone()];
        let put = |range: Range<usize>, new: &str| {
            [&text[..range.start], new, &text[range.end..]].concat()
        };
        match numbers.below(12) {
            // Out of the list, with the comma behind it; or in it twice.
            0 | 1 if value.listed => {
                let behind = &text[value.range.end..];
                let comma = if behind.starts_with(',') { 1 } else { 0 };
                put(value.range.start..value.range.end + comma, "")
            }
            2 if value.listed => put(value.range.end..value.range.end, &format!(", {words}")),
            3 if words.ends_with(']') => put(value.range.clone(), "[]"),
            4 => {
                let alike: Vec<&Value> =
                    values.iter().filter(|other| other.field == value.field).collect();
                let other = alike[numbers.below(alike.len())];
                put(value.range.clone(), &text[other.range.clone()])
            }
            5 if words.starts_with(|c: char| c.is_ascii_digit()) => {
                let near = words.parse::<u64>().unwrap_or(7);
                let near = [near.wrapping_sub(1), near.saturating_add(1), near / 2, 0];
                put(value.range.clone(), &near[numbers.below(near.len())].to_string())
            }
            6 if words.starts_with(|c: char| c.is_ascii_digit()) => {
                let huge = crate::driver::HUGE;
                put(value.range.clone(), huge[numbers.below(huge.len())])
            }
            7 if words.starts_with('"') && !crate::corrupt::is_id(words) => {
                let nasty = crate::nasty::STRINGS;
                put(value.range.clone(), &quoted(nasty[numbers.below(nasty.len())]))
            }
            8 | 9 if crate::corrupt::is_id(words) && !self.ids.is_empty() => {
                put(value.range.clone(), &self.ids[numbers.below(self.ids.len())])
            }
            _ => match self.fields.get(&value.field) {
                Some(known) => put(value.range.clone(), &known[numbers.below(known.len())]),
                None => text.to_owned(),
            },
        }
    }
}

/// Texts to begin from, with what stands in them.
pub(crate) struct Stock {
    texts: Vec<String>,
    pool: Pool,
}

impl Stock {
    /// Those of the seeds that are text of a usual length.
    pub(crate) fn of(seeds: Vec<Vec<u8>>) -> Stock {
        let texts = seeds.into_iter().filter_map(|seed| String::from_utf8(seed).ok());
        let texts: Vec<String> = texts.filter(|text| text.ends_with('\n')).collect();
        let pool = Pool::of(texts.iter().map(String::as_str));
        Stock { texts, pool }
    }

    /// One of them with up to six values changed.
    pub(crate) fn made(&self, numbers: &mut Numbers) -> Vec<u8> {
        let mut text = self.texts[numbers.below(self.texts.len())].clone();
        for _ in 0..=numbers.below(6) {
            text = self.pool.reshaped(&text, numbers);
        }
        text.into_bytes()
    }
}

#[test]
fn every_value_is_found_with_its_field() {
    let text =
        r#"(revision: 2, event: Did((seq: 2, by: Ana, of: [("i1.2", 3), Some(4)], to: Go("x"))))"#;
    let found: Vec<(String, &str)> =
        values(text).into_iter().map(|it| (it.field, &text[it.range])).collect();
    let expected = [
        (".revision", "2"),
        ("Did.seq", "2"),
        ("Did.by", "Ana"),
        ("of.*", "\"i1.2\""),
        ("of.*", "3"),
        ("of.*", "(\"i1.2\", 3)"),
        ("of.*", "4"),
        ("of.*", "Some(4)"),
        ("Did.of", "[(\"i1.2\", 3), Some(4)]"),
        ("Go.*", "\"x\""),
        ("Did.to", "Go(\"x\")"),
    ];
    let named: Vec<(&str, &str)> =
        found.iter().map(|(field, text)| (field.as_str(), *text)).collect();
    assert_eq!(named[..expected.len()], expected);
}

#[test]
fn what_is_reshaped_stays_ron() {
    let text = "(at: [(id: \"i1.1\", of: 3), (id: \"i2.1\", of: 4)], to: Some(Go(\"x\")))";
    let (pool, mut numbers) = (Pool::of([text]), Numbers::new(1, "reshape"));
    for _ in 0..2_000 {
        let reshaped = pool.reshaped(text, &mut numbers);
        assert!(ron::from_str::<ron::Value>(&reshaped).is_ok(), "{reshaped}");
    }
}
