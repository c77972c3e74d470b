//! Hostile text in every field: nothing that is shown commands a terminal, hides or turns.

use crate::corrupt::is_id;
use crate::literals::{Kind, Literal, literals, quoted, with, with_all};
use crate::made::{file, split, toured};
use crate::seat::Seat;
use crate::target::{SESSIONS, is_harmless};
use crate::told::{Look, floating, told};
use groundswell::session::Session;
use groundswell::store::frame::parse;
use groundswell::text::clean_line;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Text that somebody could write to do harm, or that has broken programs before.
pub(crate) const STRINGS: &[&str] = &[
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}[2J\u{1b}[H",
    "\u{1b}[?1049h\u{1b}[?25l\u{1b}[?1000h\u{1b}[?2004l",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]2;title\u{1b}\\",
    "\u{1b}]52;c;cm0gLXJmIC8=\u{7}",
    "\u{1b}]8;;http://evil.example\u{1b}\\link\u{1b}]8;;\u{1b}\\",
    "\u{1b}P1$q\"p\u{1b}\\",
    "\u{1b}_apc\u{1b}\\\u{1b}^pm\u{1b}\\\u{1b}Xsos\u{1b}\\",
    "\u{1b}c\u{1b}7\u{1b}8\u{1b}(0lqk\u{1b}(B",
    "\u{1b}]unterminated",
    "\u{1b}[",
    "\u{1b}",
    "\u{9b}31m\u{9b}2J",
    "\u{9d}0;title\u{9c}",
    "\u{90}q\u{9c}",
    "\u{85}\u{84}\u{8d}\u{98}",
    "\u{0}\u{1}\u{7}\u{8}\u{b}\u{c}\u{e}\u{f}\u{18}\u{1a}\u{7f}",
    "a\rb",
    "a\tb",
    "a\nb",
    "a\r\n\r\nb",
    "a\u{2028}b\u{2029}c",
    "\u{202e}gnp.exe\u{202c}",
    "\u{202a}\u{202b}\u{202d}",
    "\u{2066}lone",
    "\u{2067}pair\u{2069}",
    "lone\u{2069}",
    "\u{200e}\u{200f}\u{61c}",
    "zero\u{200b}width\u{feff}\u{2060}",
    "soft\u{ad}hyphen",
    "\u{e0041}\u{e0042}\u{e007f}",
    "🏴\u{e0067}\u{e0062}\u{e007f}",
    "👩\u{200d}👩\u{200d}👧\u{200d}👦",
    "👩\u{200d}\u{200d}\u{200d}x",
    "e\u{301}\u{302}\u{303}",
    "\u{301}alone",
    "Z\u{334}\u{335}\u{336}\u{337}\u{338}\u{489}algo",
    "ﷺ﷽𒐫",
    "\u{1f1e6}\u{1f1e7}\u{1f1e8}",
    "山田花子　全角",
    "\u{fe0f}\u{fe0e}❤\u{fe0f}",
    "\u{ffff}\u{fdd0}\u{fffd}\u{fff9}\u{fffb}",
    "\u{e000}\u{f8ff}\u{10fffd}",
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "=HYPERLINK(\"http://evil.example\")",
    "\t=1",
    "]]>",
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "<!-- -->",
    "<b>bold</b> &amp; &lt; &#27;[31m &#x9b;2J &#8238;x",
    "&#27;]0;title&#7;",
    "&#x1b;[2J&#0;&#13;&#10;&#9;",
    "&NewLine;&Tab;&ZeroWidthSpace;&zwnj;",
    "**bold** _it_ `code` ~~no~~",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "| a | b |",
    "```",
    "    code",
    "[link](javascript:alert(1))",
    "![image](http://evil.example/x.png)",
    "<http://evil.example>",
    "[^1]: note",
    "\\",
    "\\\"",
    "'\"`",
    "%s%n%x",
    "{}{0}{{",
    "$(id) `id` ${HOME}",
    "../../etc/passwd",
    "CON.txt",
    "a|b;c&d",
    "\"; DROP TABLE x; --",
    "“quoted” ”x“",
    "//comment",
    "_x001B_[31m_x0041_",
    ") /S /JavaScript /JS (app.alert(1)) (",
    "@everyone @here @channel",
    "<!channel> <@U123> <#C1> <http://evil.example|click>",
    "a\\nEND:VEVENT\\nBEGIN:VEVENT;X=1:2,3",
    "a\",=1+1,\"",
    "Some(",
    "",
    " ",
    "\u{a0}",
    "\u{3000}",
];

/// More marks on one letter than any script has.
pub(crate) fn tower() -> String {
    format!("x{}", "\u{334}".repeat(10_000))
}

/// A family without end.
pub(crate) fn chain() -> String {
    "👩\u{200d}".repeat(5_000)
}

/// What a text of a session becomes: another of the strings for each, and a number, so that no two
/// are alike and none is empty.
fn hostile(nth: usize, shift: usize) -> String {
    let string = match (nth + shift) % (STRINGS.len() + 2) {
        nth if nth < STRINGS.len() => STRINGS[nth].to_owned(),
        nth if nth == STRINGS.len() => tower(),
        _ => chain().chars().take(400).collect(),
    };
    let text = format!("{string} n{nth}");
    // What begins a sequence and never ends it takes its line with it.
    if clean_line(&text).is_empty() { format!("n{nth} {string}") } else { text }
}

fn read(text: &str) -> Result<Session, String> {
    let read = parse::<Session>(Path::new("a.ron"), text.as_bytes());
    read.map(|reading| reading.value).map_err(|error| error.to_string())
}

/// The strings of a session that people or files may choose, since any words are taken there.
pub(crate) fn texts(text: &str) -> Vec<Literal> {
    let mut fields: BTreeMap<String, Vec<Literal>> = BTreeMap::new();
    let is_text = |it: &Literal| it.kind == Kind::Text && !is_id(&text[it.range.clone()]);
    for literal in literals(text).into_iter().filter(is_text) {
        fields.entry(literal.path.clone()).or_default().push(literal);
    }
    let any_words = |of: &Vec<Literal>| {
        let change =
            |(nth, it): (usize, &Literal)| (it.range.clone(), quoted(&format!("words n{nth}")));
        read(&with_all(text, &of.iter().enumerate().map(change).collect::<Vec<_>>())).is_ok()
    };
    let mut texts: Vec<Literal> = fields.into_values().filter(any_words).flatten().collect();
    texts.sort_by_key(|literal| literal.range.start);
    texts
}

/// A session with hostile text in all of these, as the file has it and as it was read.
pub(crate) fn attacked(text: &str, texts: &[Literal], shift: usize) -> Session {
    let change = |(nth, it): (usize, &Literal)| (it.range.clone(), quoted(&hostile(nth, shift)));
    let changes: Vec<_> = texts.iter().enumerate().map(change).collect();
    read(&with_all(text, &changes)).unwrap_or_else(|told| panic!("any words are taken: {told}"))
}

/// The same session with a title as long as a file may have it, and this in another field.
pub(crate) fn lengthy(text: &str, texts: &[Literal], many: &str) -> Session {
    let change = |(nth, it): (usize, &Literal)| {
        let words = match nth {
            _ if it.path == "Session.title" => "x".repeat(65_000),
            3 => many.to_owned(),
            nth => format!("n{nth}"),
        };
        (it.range.clone(), quoted(&words))
    };
    let changes: Vec<_> = texts.iter().enumerate().map(change).collect();
    read(&with_all(text, &changes)).unwrap_or_else(|told| panic!("any words are taken: {told}"))
}

/// How often each string comes to stand in another field.
pub(crate) fn shifts() -> impl Iterator<Item = usize> {
    let thorough = std::env::var_os("GROUNDSWELL_FUZZ").is_some();
    (0..STRINGS.len()).step_by(if thorough { 7 } else { 50 })
}

#[test]
fn whatever_stands_in_a_session_is_shown_and_never_obeyed() {
    let thorough = std::env::var_os("GROUNDSWELL_FUZZ").is_some();
    let some = if thorough { usize::MAX } else { 2 };
    for (name, session) in SESSIONS.iter().take(some) {
        let text = file(session);
        let texts = texts(&text);
        let fields: BTreeSet<&str> = texts.iter().map(|it| it.path.as_str()).collect();
        assert!(fields.len() > 10, "{name}: {fields:?}");
        let look = if name == "tour" && thorough { Look::Everywhere } else { Look::Here };
        for shift in shifts() {
            let session = attacked(&text, &texts, shift);
            let kept: Vec<Literal> = literals(&file(&session));
            assert!(kept.len() > texts.len(), "{name}");
            for (place, shown) in told(&session, look) {
                is_shown_only(&format!("{name}, {place}"), &shown);
            }
        }
    }
}

/// No control character, and nothing that turns the reading order or hides.
#[track_caller]
pub(crate) fn is_shown_only(place: &str, shown: &str) {
    let loud = |c: char| c.is_control() && c != '\n' || is_hidden(c);
    let at = shown.find(loud).map(|at| &shown[at..]);
    let near = at.map(|rest| rest.chars().take(40).collect::<String>());
    assert_eq!(near, None, "{place}");
}

#[test]
fn what_floats_over_a_screen_shows_and_never_obeys() {
    let mut whole = toured();
    whole.finished = None;
    let [tables, table] = split();
    for (name, session) in [("tour", whole), ("tables", tables), ("table", table)] {
        let text = file(&session);
        let texts = texts(&text);
        for shift in shifts().skip(1) {
            let mut seat = Seat::at(attacked(&text, &texts, shift));
            seat.size = (100, 30);
            for (place, shown) in floating(&mut seat) {
                is_shown_only(&format!("{name}, {place}"), &shown);
            }
        }
    }
}

/// What turns the reading order, or hides.
fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{e0000}'..='\u{e007f}' | '\u{200b}' | '\u{feff}')
}

#[test]
fn no_error_repeats_what_a_terminal_would_obey() {
    let text = file(&toured());
    let all = literals(&text);
    let names = all.iter().filter(|it| it.kind == Kind::Text);
    let mut refused = 0;
    for (nth, literal) in names.enumerate().step_by(9) {
        let hostile = hostile(nth, 0);
        if let Err(told) = read(&with(&text, &literal.range, &quoted(&hostile))) {
            refused += 1;
            is_harmless(&told);
            assert!(told.starts_with("a.ron"), "{told}");
        }
    }
    assert!(refused > 5, "{refused}");
}

#[test]
fn a_line_is_what_it_was_cleaned_to() {
    for string in STRINGS.iter().map(|it| (*it).to_owned()).chain([tower(), chain()]) {
        let clean = clean_line(&string);
        is_harmless(&clean);
        assert!(clean.len() <= string.len() * 3, "{string:?}");
    }
}
