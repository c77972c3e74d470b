//! What is written for other programs, of sessions with hostile text in every field: it says the same
//! words, and nothing in it is obeyed.

use crate::made::{file, reader, toured};
use crate::nasty::{attacked, is_shown_only, shifts, texts};
use crate::told::{Look, exports, told};
use crate::xml::{self, Piece};
use groundswell::session::Session;
use groundswell::session::report::table::Cell;
use groundswell::session::report::{Report, Wish};
use groundswell::session::viewer::Audience;
use pulldown_cmark::{Event, Options, Parser};
use serde_json::Value;
use std::collections::BTreeSet;

/// The tour with hostile text everywhere, each text in another field each time.
fn hostile() -> impl Iterator<Item = Session> {
    let text = file(&toured());
    let texts = texts(&text);
    shifts().map(move |shift| attacked(&text, &texts, shift))
}

#[test]
fn what_is_exported_for_other_programs_reads_back_as_words_and_nothing_else() {
    for session in hostile() {
        let mut read = BTreeSet::new();
        for audience in Audience::ALL {
            let wish = Wish { audience, third_parties: true };
            let report = Report::wished(&wish, &session, &reader());
            for (place, file) in exports(&report) {
                is_shown_only(&place, &file);
                let kind = place.split(' ').nth(1).unwrap_or_default();
                match kind {
                    "csv" => is_a_table(&place, &file, &report),
                    "json" => says_the_same(&file, &report),
                    "ics" => is_a_calendar(&file, &report),
                    "chat" => calls_nobody(&file),
                    _ => {}
                }
                read.insert(kind.to_owned());
            }
        }
        let formats = ["chat", "csv", "ics", "json", "md", "slips"].map(str::to_owned);
        assert!(formats.iter().all(|format| read.contains(format)), "{read:?}");
    }
}

/// Each text of a table stands in its cell; what a spreadsheet would reckon has an apostrophe before.
fn is_a_table(place: &str, file: &str, report: &Report) {
    let name = place.rsplit(' ').next().unwrap_or_default().trim_end_matches(".csv");
    let table = report.tables.iter().find(|table| table.name == name).expect("its table");
    let mut read = csv::Reader::from_reader(file.as_bytes());
    let records: Vec<_> = read.records().map(|row| row.expect("as many cells")).collect();
    assert_eq!(records.len(), table.rows.len(), "{place}");
    for (record, row) in records.iter().zip(&table.rows) {
        for (found, cell) in record.iter().zip(row) {
            let begins = found.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(!begins || found.parse::<f64>().is_ok(), "{place}: {found:?}");
            if let Some(text) = text_of(cell) {
                assert!(
                    found == text || found.strip_prefix('\'') == Some(&text),
                    "{place}: {found:?}"
                );
            }
        }
    }
}

/// The words of a cell, where it has words.
fn text_of(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) => Some(text.clone()),
        Cell::List(texts) => Some(texts.join("; ")),
        _ => None,
    }
}

/// Each text of each table stands in the object as it is.
fn says_the_same(file: &str, report: &Report) {
    let object: Value = serde_json::from_str(file).expect("JSON");
    no_string_is_loud(&object);
    assert_eq!(object["title"], report.title.as_str());
    for table in &report.tables {
        for (at, row) in table.rows.iter().enumerate() {
            for (column, cell) in table.columns.iter().zip(row) {
                let found = &object[table.name][at][column.name];
                let expected = match cell {
                    Cell::Text(text) => Value::from(text.as_str()),
                    Cell::List(texts) => Value::from(texts.as_slice()),
                    _ => continue,
                };
                assert_eq!(*found, expected, "{} {at} {}", table.name, column.name);
            }
        }
    }
}

fn no_string_is_loud(value: &Value) {
    match value {
        Value::String(text) => is_shown_only("json", text),
        Value::Array(values) => values.iter().for_each(no_string_is_loud),
        Value::Object(fields) => fields.values().for_each(no_string_is_loud),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Lines are short, what somebody wrote begins none of its own, and each event has its own title.
fn is_a_calendar(file: &str, report: &Report) {
    let known = "BEGIN END VERSION PRODID CALSCALE METHOD NAME X-WR-CALNAME UID DTSTAMP LAST-MODIFIED \
                 SEQUENCE DTSTART DTEND SUMMARY DESCRIPTION CATEGORIES TRANSP";
    assert!(file.lines().all(|line| line.len() <= 75), "a line is not folded");
    let whole = file.replace("\n ", "");
    for line in whole.lines() {
        let name = line.split([':', ';']).next().unwrap_or_default();
        assert!(known.split(' ').any(|it| it == name), "no property of ours: {line:?}");
    }
    let titles = whole.lines().filter_map(|line| line.strip_prefix("SUMMARY:")).map(unescaped);
    let dated = report.dates.iter().map(|it| it.title.replace('\n', " "));
    assert_eq!(
        titles.map(|it| it.replace('\n', " ")).collect::<Vec<_>>(),
        dated.collect::<Vec<_>>()
    );
    let [begun, ended] =
        ["BEGIN:VEVENT", "END:VEVENT"].map(|line| file.lines().filter(|it| *it == line).count());
    assert!(begun == report.dates.len() && begun == ended);
}

/// The text of a calendar's property, as RFC 5545 has it.
fn unescaped(text: &str) -> String {
    let (mut plain, mut letters) = (String::new(), text.chars());
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => '\n',
                Some(other) => {
                    assert!("\\;,".contains(other), "no escape: {text}");
                    other
                }
                None => panic!("an escape without an end: {text}"),
            },
            ';' | ',' => panic!("it must be escaped: {text}"),
            other => other,
        });
    }
    plain
}

/// Nobody is called by what somebody wrote, in no chat that reads such marks.
fn calls_nobody(file: &str) {
    for (at, _) in file.match_indices('@') {
        let before = file[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let behind = file[at + 1..].starts_with(char::is_alphanumeric);
        assert!(before || !behind, "{}", &file[at..]);
    }
    for mark in ["<!", "<@", "<#", "<http", "<script"] {
        assert!(!file.contains(mark), "{mark} in {file}");
    }
}

/// The words without what only spaces them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_record_says_the_same_words_to_whoever_reads_it_as_markdown() {
    for session in hostile() {
        let told = told(&session, Look::Here);
        let (_, record) = told.iter().find(|(place, _)| place == "export md").expect("a record");
        let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        let mut read = String::new();
        for event in Parser::new_ext(record, options) {
            match event {
                Event::Text(text) => read += &text,
                Event::SoftBreak | Event::HardBreak | Event::End(_) => read.push(' '),
                Event::Start(_) => {}
                other => panic!("{other:?} is more than words in:\n{record}"),
            }
        }
        let read = words(&read);
        let names = session.areas.iter().map(|area| &area.name);
        let names = names.chain(session.goals.iter().map(|goal| &goal.shape.outcome));
        for name in names.chain([&session.title]) {
            assert!(read.contains(&words(name)), "“{name}” is not in:\n{record}");
        }
    }
}

fn is_page(place: &str) -> bool {
    place.ends_with(".html") || place == "export slips"
}

#[test]
fn a_page_for_a_browser_has_no_markup_of_anybodys() {
    for session in hostile() {
        let told = told(&session, Look::Here);
        let pages: Vec<_> = told.iter().filter(|(place, _)| is_page(place)).collect();
        assert!(!pages.is_empty());
        for (place, page) in pages {
            for markup in ["<script", "<img", "onerror=alert(1)>", "href", "<!-- -->", "]]>"] {
                assert!(!page.contains(markup), "{markup} in {place}");
            }
            let mut words = String::new();
            for piece in xml::pieces(page) {
                match piece {
                    Piece::Open(_, attributes) => {
                        let does = attributes.iter().find(|(name, _)| name.starts_with("on"));
                        assert_eq!(does, None, "{place}");
                    }
                    Piece::Text(text) => words += &text,
                    Piece::Close(_) => words.push(' '),
                }
            }
            let title = session.title.split_whitespace().collect::<String>();
            let words = words.split_whitespace().collect::<String>();
            assert!(words.contains(&title), "{title} is not in {place}");
        }
    }
}
