//! What stands in a RON text: every string and every number, with the field that it is the value of.
//!
//! A generic walk over the text instead of over a value: `ron::Value` forgets the names of structs
//! and variants, so what it writes no session can be read from.

use std::ops::Range;

/// A string or a number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// The fields and variants it stands in, without the places in lists: `steps.script.title`.
    pub(crate) path: String,
    /// Where it stands, with its quotes.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
}

/// Every string and number, in the order of the text.
pub(crate) fn literals(text: &str) -> Vec<Literal> {
    let mut walk = Walk { text, at: 0, open: vec![String::new()], word: String::new() };
    let mut found = Vec::new();
    while let Some(literal) = walk.next() {
        found.push(literal);
    }
    found
}

/// A string as it would stand in a RON text.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            other if other.is_control() => quoted += &format!("\\u{{{:x}}}", u32::from(other)),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// The text with other words at these places, which come in order.
pub(crate) fn with_all(text: &str, changes: &[(Range<usize>, String)]) -> String {
    let (mut changed, mut end) = (String::with_capacity(text.len()), 0);
    for (range, new) in changes {
        changed += &text[end..range.start];
        changed += new;
        end = range.end;
    }
    changed + &text[end..]
}

/// The text with other words at one place.
pub(crate) fn with(text: &str, range: &Range<usize>, new: &str) -> String {
    with_all(text, &[(range.clone(), new.to_owned())])
}

struct Walk<'a> {
    text: &'a str,
    at: usize,
    /// What each open bracket is the value of.
    open: Vec<String>,
    /// The last word, which a colon or a bracket makes a name.
    word: String,
}

impl Walk<'_> {
    fn next(&mut self) -> Option<Literal> {
        loop {
            let rest = &self.text[self.at..];
            let letter = rest.chars().next()?;
            let long = match letter {
                '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
                '"' => {
                    let long = length_of_string(rest);
                    return Some(self.literal(long, Kind::Text));
                }
                '0'..='9' | '-' => {
                    let word = |c: char| c.is_ascii_alphanumeric() || ".-+_".contains(c);
                    let long = rest.find(|c| !word(c)).unwrap_or(rest.len());
                    return Some(self.literal(long, Kind::Number));
                }
                'a'..='z' | 'A'..='Z' | '_' => {
                    let word = |c: char| c.is_alphanumeric() || c == '_';
                    let long = rest.find(|c| !word(c)).unwrap_or(rest.len());
                    self.word = rest[..long].to_owned();
                    long
                }
                ':' => {
                    let word = std::mem::take(&mut self.word);
                    *self.open.last_mut().expect("the outermost stays") = word;
                    1
                }
                '(' | '[' | '{' => {
                    let name = std::mem::take(&mut self.word);
                    if letter == '(' && !name.is_empty() && name != "Some" {
                        self.open.push(name);
                    }
                    self.open.push(if letter == '(' { String::new() } else { String::from("*") });
                    1
                }
                ')' | ']' | '}' => {
                    self.close();
                    1
                }
                ',' => {
                    let last = self.open.last_mut().expect("the outermost stays");
                    if last != "*" {
                        last.clear();
                    }
                    1
                }
                other => other.len_utf8(),
            };
            self.at += long;
        }
    }

    /// Takes a bracket off, and the name before it.
    fn close(&mut self) {
        self.word.clear();
        if self.open.len() > 1 {
            self.open.pop();
        }
        let is_variant = |name: &String| name.starts_with(|c: char| c.is_ascii_uppercase());
        if self.open.len() > 1 && self.open.last().is_some_and(is_variant) {
            self.open.pop();
        }
    }

    fn literal(&mut self, long: usize, kind: Kind) -> Literal {
        let names = self.open.iter().filter(|name| !name.is_empty() && *name != "*");
        let path = names.cloned().collect::<Vec<_>>().join(".");
        let range = self.at..self.at + long;
        self.at = range.end;
        Literal { path, range, kind }
    }
}

pub(crate) fn length_of_string(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[test]
fn every_string_and_number_is_found_with_its_field() {
    let text = r#"// "no" 1
Session(
  title: "a \"b\"",
  at: Some("x"),
  steps: [
    (script: (id: "open", minutes: 5), state: Vote((of: [("i1", -2)], by: 3))),
    (script: (id: "close", minutes: 6), state: Break),
  ],
  last: {"k": 7},
)"#;
    let found: Vec<(String, &str)> =
        literals(text).into_iter().map(|it| (it.path, &text[it.range])).collect();
    let expected = [
        ("Session.title", r#""a \"b\"""#),
        ("Session.at", "\"x\""),
        ("Session.steps.script.id", "\"open\""),
        ("Session.steps.script.minutes", "5"),
        ("Session.steps.state.Vote.of", "\"i1\""),
        ("Session.steps.state.Vote.of", "-2"),
        ("Session.steps.state.Vote.by", "3"),
        ("Session.steps.script.id", "\"close\""),
        ("Session.steps.script.minutes", "6"),
        ("Session.last", "\"k\""),
        ("Session.last", "7"),
    ];
    assert_eq!(found, expected.map(|(path, text)| (path.to_owned(), text)));
}

#[test]
fn a_quoted_string_reads_back() {
    for text in ["a\"b\\c", "\u{1b}[31m\n\u{9b}\u{0}", "Hana 山田"] {
        assert_eq!(ron::from_str::<String>(&quoted(text)).expect("it reads"), text);
    }
}
