//! Where things stand in the text of a script: places that the parser does not keep, or tells late.

/// A character of a file outside of comments and texts in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// What it is.
    pub(super) what: char,
    /// Its line, from 1.
    pub(super) line: usize,
    /// Its place in the line, from 1.
    pub(super) column: usize,
}

/// A bracket without its partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lonely {
    /// It is opened, and closed by one of another kind or by nothing.
    Open(Letter, Option<Letter>),
    /// It closes what was never opened.
    Close(Letter),
    /// A text in quotes that begins here has no end.
    Quote(Letter),
}

/// The first bracket or quote without a partner.
pub(super) fn lonely(text: &str) -> Option<Lonely> {
    let (code, quote) = code(text);
    let mut open: Vec<Letter> = Vec::new();
    for letter in code {
        match letter.what {
            '(' | '[' | '{' => open.push(letter),
            ')' | ']' | '}' => match open.pop() {
                None => return Some(Lonely::Close(letter)),
                Some(opened) if partner(opened.what) != letter.what => {
                    return Some(Lonely::Open(opened, Some(letter)));
                }
                Some(_) => {}
            },
            _ => {}
        }
    }
    quote.map(Lonely::Quote).or_else(|| open.pop().map(|opened| Lonely::Open(opened, None)))
}

/// What closes a bracket.
pub(super) fn partner(bracket: char) -> char {
    match bracket {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// Where the RON itself begins.
pub(super) fn beginning(text: &str) -> (usize, usize) {
    let (code, _) = code(text);
    let first = code.iter().find(|letter| !letter.what.is_whitespace());
    first.map_or((1, 1), |letter| (letter.line, letter.column))
}

/// Where each field of this name begins, in the order of the file.
pub(super) fn fields(text: &str, name: &str) -> Vec<(usize, usize)> {
    let (code, _) = code(text);
    let code: Vec<Letter> = code.into_iter().filter(|it| !it.what.is_whitespace()).collect();
    let is_word = |letter: &Letter| letter.what.is_alphanumeric() || letter.what == '_';
    let wanted: Vec<char> = name.chars().chain([':']).collect();
    let found = code.windows(wanted.len()).enumerate().filter(|(at, window)| {
        let same = window.iter().map(|it| it.what).eq(wanted.iter().copied());
        same && at.checked_sub(1).is_none_or(|before| !is_word(&code[before]))
    });
    found.map(|(_, window)| (window[0].line, window[0].column)).collect()
}

/// The characters that are neither comment nor in quotes; and the last quote, when it has no end.
fn code(text: &str) -> (Vec<Letter>, Option<Letter>) {
    let mut scan = Scan { rest: text, line: 1, column: 1 };
    let mut code = Vec::new();
    while let Some(what) = scan.rest.chars().next() {
        let letter = Letter { what, line: scan.line, column: scan.column };
        if scan.rest.starts_with("//") {
            scan.past("\n", 0);
        } else if scan.rest.starts_with("/*") {
            scan.past("*/", 2);
        } else if let Some(ending) = scan.raw_ending() {
            if !scan.past(&ending, ending.len() + 1) {
                return (code, Some(letter));
            }
        } else if what == '"' {
            if !scan.past_text() {
                return (code, Some(letter));
            }
        } else {
            code.push(letter);
            scan.skip(what.len_utf8());
        }
    }
    (code, None)
}

struct Scan<'a> {
    rest: &'a str,
    line: usize,
    column: usize,
}

impl Scan<'_> {
    /// Goes on by so many bytes.
    fn skip(&mut self, bytes: usize) {
        let (gone, rest) = self.rest.split_at(bytes);
        for letter in gone.chars() {
            (self.line, self.column) = match letter {
                '\n' => (self.line + 1, 1),
                _ => (self.line, self.column + 1),
            };
        }
        self.rest = rest;
    }

    /// Goes on past the next `ending` that comes after so many bytes; to the end without one.
    fn past(&mut self, ending: &str, after: usize) -> bool {
        let found = self.rest.get(after..).and_then(|rest| rest.find(ending));
        self.skip(found.map_or(self.rest.len(), |at| after + at + ending.len()));
        found.is_some()
    }

    /// Goes on past a text in quotes.
    fn past_text(&mut self) -> bool {
        let mut escaped = true;
        let end = self.rest.char_indices().find(|(_, letter)| {
            let ends = *letter == '"' && !escaped;
            // The opening quote counts as escaped, so it does not end itself.
            escaped = *letter == '\\' && !escaped;
            ends
        });
        self.skip(end.map_or(self.rest.len(), |(at, _)| at + 1));
        end.is_some()
    }

    /// What ends the raw text that begins here, as in `r#"…"#`.
    fn raw_ending(&self) -> Option<String> {
        let hashes = self.rest.strip_prefix('r')?;
        let count = hashes.len() - hashes.trim_start_matches('#').len();
        hashes[count..].starts_with('"').then(|| format!("\"{}", "#".repeat(count)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lonely: Option<Lonely>) -> Option<(char, usize, usize)> {
        lonely.map(|lonely| match lonely {
            Lonely::Open(it, _) | Lonely::Close(it) | Lonely::Quote(it) => {
                (it.what, it.line, it.column)
            }
        })
    }

    #[test]
    fn a_bracket_without_a_partner_is_found_where_it_stands() {
        assert_eq!(at(lonely("(a: [1, (b), 2])")), None);
        assert_eq!(at(lonely("(\n a: [\n  (b,\n ],\n)")), Some(('(', 3, 3)));
        assert_eq!(at(lonely("(\n a: [1\n)")), Some(('[', 2, 5)));
        assert_eq!(at(lonely("(\n a: 1\n")), Some(('(', 1, 1)));
        assert_eq!(at(lonely("(a: 1))")), Some((')', 1, 7)));
    }

    #[test]
    fn texts_and_comments_are_not_code() {
        let text = "( // [ \"\n a: \"(\\\" [\", /* { */ b: r#\"(\"(\"#, c: \"\\\\\", )";
        assert_eq!(at(lonely(text)), None);
        assert_eq!(at(lonely("(a: \"open,\n)")), Some(('"', 1, 5)));
        assert_eq!(at(lonely("(a: r#\"open\",\n)")), Some(('r', 1, 5)));
        assert_eq!(at(lonely("")), None);
        assert_eq!(at(lonely("/")), None);
        assert_eq!(at(lonely("r")), None);
    }

    #[test]
    fn fields_are_found_by_name_and_nothing_else_is() {
        let text = "(id: \"id: x\", // id:\n  grid: 1,\n  id : \"b\", idea: 2)";
        assert_eq!(fields(text, "id"), [(1, 2), (3, 3)]);
    }
}
