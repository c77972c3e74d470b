//! Reads XML, and whatever else keeps to its rules, strictly: what is not well-formed fails.

/// What stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
}

/// Elements of pages that have no end.
const VOID: [&str; 7] = ["meta", "br", "hr", "link", "col", "img", "input"];

/// The pieces of a whole document.
#[track_caller]
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let (mut pieces, mut open, mut rest) = (Vec::new(), Vec::<String>::new(), text);
    while !rest.is_empty() {
        let Some(tag) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            pieces.push(Piece::Text(unescaped(&rest[..end])));
            rest = &rest[end..];
            continue;
        };
        if let Some(said) = tag.strip_prefix('?').or_else(|| tag.strip_prefix('!')) {
            assert!(!said.starts_with('['), "a section of data: {said:.40}");
            rest = match said.strip_prefix("--") {
                Some(comment) => comment.split_once("-->").expect("a comment ends").1,
                None => said.split_once('>').expect("a declaration ends").1,
            };
            continue;
        }
        let end = end_of_tag(tag);
        let inside = &tag[..end];
        rest = &tag[end + 1..];
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name.trim()), "closed before it was opened");
            pieces.push(Piece::Close(name.trim().to_owned()));
            continue;
        }
        let alone = inside.ends_with('/');
        let (name, attributes) = tag_of(inside.trim_end_matches('/'));
        pieces.push(Piece::Open(name.clone(), attributes));
        if alone || VOID.contains(&name.as_str()) {
            pieces.push(Piece::Close(name));
        } else if name == "style" {
            // Rules are no markup, until the element ends.
            let (rules, after) = rest.split_once("</style>").expect("rules end");
            pieces.extend([Piece::Text(rules.to_owned()), Piece::Close(name)]);
            rest = after;
        } else {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    pieces
}

fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, letter) in tag.char_indices() {
        match (quote, letter) {
            (None, '>') => return at,
            (None, '<') => panic!("a tag in a tag: {tag:.60}"),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    panic!("a tag without an end: {tag:.60}");
}

fn tag_of(inside: &str) -> (String, Vec<(String, String)>) {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_:.".contains(c))
    };
    let (name, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    assert!(is_name(name), "no name: {inside:.60}");
    let mut attributes = Vec::new();
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let attribute = &rest[..end];
        assert!(is_name(attribute), "no attribute: {inside:.60}");
        rest = &rest[end..];
        let Some(value) = rest.strip_prefix('=') else {
            attributes.push((attribute.to_owned(), String::new()));
            continue;
        };
        let quote = value.chars().next().filter(|c| "\"'".contains(*c)).expect("a quoted value");
        let (value, after) = value[1..].split_once(quote).expect("a value ends");
        attributes.push((attribute.to_owned(), unescaped(value)));
        rest = after;
    }
    (name.to_owned(), attributes)
}

/// Text as its readers see it: references that are known, and characters that XML allows.
fn unescaped(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some((before, reference)) = rest.split_once('&') {
        let (name, after) = reference.split_once(';').expect("a reference ends");
        plain += before;
        plain.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" | "#39" => '\'',
            "nbsp" => '\u{a0}',
            other => {
                let number = other.strip_prefix('#').expect("a known reference");
                let number = match number.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16),
                    None => number.parse(),
                };
                char::from_u32(number.expect("a number")).expect("a character")
            }
        });
        rest = after;
    }
    plain += rest;
    let forbidden =
        |c: char| c.is_control() && !"\n\t\r".contains(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!plain.contains(forbidden), "not allowed in XML: {plain:?}");
    plain
}

/// All text in elements of this name, each as one.
pub(crate) fn texts(pieces: &[Piece], name: &str) -> Vec<String> {
    let (mut texts, mut depth) = (Vec::new(), 0);
    for piece in pieces {
        match piece {
            Piece::Open(open, _) if open == name => {
                depth += 1;
                texts.push(String::new());
            }
            Piece::Close(close) if close == name => depth -= 1,
            Piece::Text(text) if depth > 0 => *texts.last_mut().expect("it is open") += text,
            _ => {}
        }
    }
    texts
}

#[test]
fn what_is_not_well_formed_fails() {
    let fine = "<?xml version=\"1.0\"?><a b=\"1 &lt; 2\"><c/>x &amp; y</a>";
    assert_eq!(texts(&pieces(fine), "a"), ["x & y"]);
    for broken in [
        "<a>",
        "<a></b>",
        "<a b=c></a>",
        "<a>&x;</a>",
        "<a>&</a>",
        "<a><![CDATA[]]></a>",
        "<a>\u{1}</a>",
        "<a <b></a>",
    ] {
        assert!(std::panic::catch_unwind(|| pieces(broken)).is_err(), "{broken}");
    }
}
