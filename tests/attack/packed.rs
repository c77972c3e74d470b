//! Workbooks and PDFs are unpacked: in them, too, what somebody wrote is words and nothing else.

use crate::made::{file, reader, toured};
use crate::nasty::{attacked, shifts, texts};
use crate::xml::{self, Piece};
use flate2::read::ZlibDecoder;
use groundswell::export::{Rendered, named};
use groundswell::session::Session;
use groundswell::session::report::Report;
use groundswell::session::report::table::{Cell, Table};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

fn written(format: &str, report: &Report) -> Vec<u8> {
    match (named(format).expect("a format").render)(report, &reader()) {
        Rendered::File(bytes) => bytes,
        Rendered::Folder(_) => panic!("{format} is one file"),
    }
}

/// Sessions with hostile text everywhere, and one with a title as long as any and this in a field.
fn hostile(many: &'static str) -> impl Iterator<Item = Session> {
    let text = file(&toured());
    let texts = texts(&text);
    let long = crate::nasty::lengthy(&text, &texts, many);
    shifts().map(move |shift| attacked(&text, &texts, shift)).chain([long])
}

// Workbooks.

/// The parts of a workbook, by their name.
fn unpacked(workbook: Vec<u8>) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("it is packed");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        let name = part.name().expect("a name").into_owned();
        parts.insert(name, text);
    }
    parts
}

/// A cell: where, what kind, its formula and its value.
#[derive(Debug, Default)]
struct Found {
    place: String,
    kind: String,
    formula: Option<String>,
    value: String,
}

fn cells(sheet: &[Piece]) -> Vec<Found> {
    let (mut cells, mut inside): (Vec<Found>, &str) = (Vec::new(), "");
    for piece in sheet {
        match piece {
            Piece::Open(name, attributes) if name == "c" => {
                let attribute = |name| attributes.iter().find(|(it, _)| it == name);
                let value = |name| attribute(name).map(|(_, it)| it.clone()).unwrap_or_default();
                cells.push(Found { place: value("r"), kind: value("t"), ..Found::default() });
            }
            Piece::Open(name, _) => inside = name,
            Piece::Close(_) => inside = "",
            Piece::Text(text) => match (inside, cells.last_mut()) {
                ("f", Some(cell)) => cell.formula = Some(text.clone()),
                ("v", Some(cell)) => cell.value = text.clone(),
                _ => {}
            },
        }
    }
    cells
}

/// `_x0041_` stands for a character, and `_x005F_` for the line that would begin one.
fn decoded(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("_x") {
        let hex = rest.get(at + 2..at + 6).filter(|_| rest[at + 6..].starts_with('_'));
        let letter = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        let end = if letter.is_some() { at + 7 } else { at + 2 };
        match letter {
            Some(letter) => plain.extend(rest[..at].chars().chain([letter])),
            None => plain += &rest[..end],
        }
        rest = &rest[end..];
    }
    plain + rest
}

#[test]
fn a_workbook_says_the_words_of_its_tables_and_reckons_nothing_of_anybodys() {
    let plain = formulas(&Report::of(&toured(), &reader()));
    assert!(plain.len() > 5, "{plain:?}");
    let many = "👩".repeat(16_384).leak();
    for session in hostile(many) {
        let report = Report::of(&session, &reader());
        assert_eq!(formulas(&report), plain);
        holds(&report);
    }
}

/// Every formula in a workbook, with its place.
fn formulas(report: &Report) -> BTreeSet<(String, String)> {
    let parts = unpacked(written("xlsx", report));
    let sheets = parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet"));
    let formulas = |(name, text): (&String, &String)| {
        let cells = cells(&xml::pieces(text)).into_iter();
        let name = name.clone();
        cells.filter_map(move |cell| Some((format!("{name} {}", cell.place), cell.formula?)))
    };
    sheets.flat_map(formulas).collect()
}

fn holds(report: &Report) {
    let parts = unpacked(written("xlsx", report));
    let read = |name: &str| xml::pieces(&parts[name]);
    for (name, text) in &parts {
        let pieces = xml::pieces(text);
        let is_forbidden = |piece: &&Piece| match piece {
            Piece::Open(name, attributes) => {
                let outside = |(_, value): &(String, String)| value == "External";
                name.contains("hyperlink")
                    || name.contains("external")
                    || attributes.iter().any(outside)
            }
            _ => false,
        };
        assert_eq!(pieces.iter().find(is_forbidden), None, "{name}");
        let known = ["xl/", "_rels/", "docProps/", "[Content_Types].xml"];
        assert!(known.iter().any(|begins| name.starts_with(begins)), "{name}");
        assert!(!name.contains("vba") && !name.contains("external"), "{name}");
    }
    let words: Vec<String> = xml::texts(&read("xl/sharedStrings.xml"), "si");
    let words: Vec<String> = words.iter().map(|it| decoded(it)).collect();
    assert!(words.iter().all(|it| it.encode_utf16().count() <= 32_767), "too long for a cell");

    let book = read("xl/workbook.xml");
    let defined = xml::texts(&book, "definedName");
    assert!(defined.iter().all(|it| it.ends_with("$1") || it.ends_with("$5")), "{defined:?}");
    let titles: Vec<String> = book
        .iter()
        .filter_map(|piece| match piece {
            Piece::Open(name, attributes) if name == "sheet" => {
                attributes.iter().find(|(name, _)| name == "name").map(|(_, title)| title.clone())
            }
            _ => None,
        })
        .collect();
    assert!(!titles.is_empty(), "no sheet");
    for (nth, title) in titles.iter().enumerate() {
        assert!(
            title.len() <= 31 && !title.contains(['[', ']', ':', '*', '?', '/', '\\']),
            "{title}"
        );
        let sheet = read(&format!("xl/worksheets/sheet{}.xml", nth + 1));
        for head in xml::texts(&sheet, "oddHeader") {
            let codes: Vec<&str> = head.split('&').skip(1).map(|it| &it[..1]).collect();
            assert_eq!(codes, ["L", "R"], "{head}");
        }
        let table = report.tables.iter().find(|table| table.title == title).expect("its table");
        let top = if nth == 0 { 5 } else { 1 };
        says_the_same(table, top, &cells(&sheet), &words);
    }
}

/// Each text of a table stands in its cell, as text.
fn says_the_same(table: &Table, top: usize, cells: &[Found], words: &[String]) {
    let at: BTreeMap<&str, &Found> = cells.iter().map(|it| (it.place.as_str(), it)).collect();
    for (row, of) in table.rows.iter().enumerate() {
        for (column, cell) in of.iter().enumerate() {
            let text = match cell {
                Cell::Text(text) => text.clone(),
                Cell::List(texts) => texts.join("; "),
                _ => continue,
            };
            let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
            let place = format!("{letter}{}", top + 1 + row);
            let found = at.get(place.as_str());
            let said = found.map(|it| match it.kind.as_str() {
                "s" => words[it.value.parse::<usize>().expect("a number")].as_str(),
                _ => "",
            });
            let said = said.unwrap_or_default();
            let whole = said == text || text.starts_with(said) && said.len() > 20_000;
            assert!(whole, "{} {place}: {said:?} is not {text:?}", table.name);
        }
    }
    for cell in cells.iter().filter(|cell| cell.formula.is_some()) {
        assert!(cell.value.parse::<f64>().is_ok(), "{cell:?}");
    }
}

// PDF.

/// What a reader would do when it opens a file, or when somebody clicks.
const DOES: [&str; 16] = [
    "JavaScript",
    "JS",
    "Launch",
    "URI",
    "OpenAction",
    "AA",
    "SubmitForm",
    "ImportData",
    "GoToR",
    "GoToE",
    "EmbeddedFile",
    "EmbeddedFiles",
    "RichMedia",
    "Rendition",
    "AcroForm",
    "XFA",
];

/// The names in a part of a PDF, strings and comments left out; every bracket closes.
fn names(bytes: &[u8]) -> BTreeSet<String> {
    let (mut names, mut at, mut open) = (BTreeSet::new(), 0, Vec::new());
    let is_regular = |byte: u8| !byte.is_ascii_whitespace() && !b"()<>[]{}/%\0".contains(&byte);
    while at < bytes.len() {
        let two = bytes.get(at..at + 2).unwrap_or_default();
        match bytes[at] {
            b'(' => {
                at = end_of_string(bytes, at);
                continue;
            }
            b'%' => {
                let line = bytes[at..].iter().position(|byte| b"\r\n".contains(byte));
                at = line.map_or(bytes.len(), |line| at + line);
            }
            b'<' if two == b"<<" => {
                open.push(b'<');
                at += 1;
            }
            b'>' if two == b">>" => {
                assert_eq!(open.pop(), Some(b'<'), "a dictionary closes");
                at += 1;
            }
            b'<' => {
                let end = bytes[at..].iter().position(|byte| *byte == b'>').expect("hex ends");
                let digits = &bytes[at + 1..at + end];
                let hex = |byte: &u8| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace();
                assert!(digits.iter().all(hex), "no string");
                at += end;
            }
            b'[' => open.push(b'['),
            b']' => assert_eq!(open.pop(), Some(b'['), "a list closes"),
            b'/' => {
                let rest = &bytes[at + 1..];
                let end = rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len());
                names.insert(String::from_utf8_lossy(&rest[..end]).into_owned());
                at += end;
            }
            _ => {}
        }
        at += 1;
    }
    assert!(open.is_empty(), "left open");
    names
}

/// Behind a string in brackets, which may nest, and be escaped.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let (mut depth, mut at) = (0, start);
    loop {
        match bytes.get(at).expect("a string ends") {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return at;
        }
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// All that stands outside of streams, and the streams, unpacked.
fn parted(pdf: &[u8]) -> (Vec<u8>, Vec<Vec<u8>>) {
    let (mut outside, mut streams, mut rest) = (Vec::new(), Vec::new(), pdf);
    while let Some(at) = find(rest, b"stream\n").or_else(|| find(rest, b"stream\r\n")) {
        let head = &rest[..at];
        outside.extend(head);
        let begin =
            at + 6 + rest[at + 6..].iter().take_while(|byte| b"\r\n".contains(byte)).count().min(2);
        let about = &head[head.len().saturating_sub(400)..];
        let about = &about[find(about, b" obj")
            .map_or(0, |_| about.windows(4).rposition(|it| it == b" obj").unwrap_or(0))..];
        let length = find(&rest[begin..], b"endstream").expect("a stream ends");
        let packed = &rest[begin..begin + length];
        let mut bytes = Vec::new();
        if find(about, b"/FlateDecode").is_some() {
            ZlibDecoder::new(packed).read_to_end(&mut bytes).expect("it is packed");
        } else {
            bytes.extend(packed);
        }
        streams.push(bytes);
        rest = &rest[begin + length + b"endstream".len()..];
    }
    outside.extend(rest);
    (outside, streams)
}

#[test]
fn a_pdf_does_nothing_by_itself_and_every_part_of_it_is_read() {
    for session in hostile("x") {
        let report = Report::of(&session, &reader());
        let pdf = written("pdf", &report);
        let (outside, streams) = parted(&pdf);
        let mut seen = names(&outside);
        let mut told = 0;
        for stream in &streams {
            if let Ok(text) = std::str::from_utf8(stream).map(str::trim)
                && text.starts_with("<?xpacket")
            {
                let titles = xml::texts(&xml::pieces(text), "dc:title");
                assert!(titles.len() == 1 && !titles[0].contains('\u{1b}'), "{titles:?}");
                told += 1;
            } else if find(stream, b"\nET").is_some() {
                seen.extend(names(stream));
                told += 1;
            }
        }
        assert!(told > 5, "pages and what is said of them: {told}");
        assert!(seen.contains("Catalog") && seen.contains("Page"), "{seen:?}");
        let does: Vec<_> = DOES.iter().filter(|name| seen.contains(**name)).collect();
        assert!(does.is_empty(), "{does:?}");
    }
}
