//! The Markdown is read back by a parser, and says what was meant.

use super::*;
use crate::session::report::{Chapters, Part};
use crate::text::clean_block;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

fn report(blocks: Vec<Block>) -> Report {
    let sections = vec![Section { title: "Things".into(), blocks }];
    Report {
        title: "Who owns social?".into(),
        standing: "Draft of today.".into(),
        parts: vec![Chapters { part: Part::Goals, sections }],
        ..Report::default()
    }
}

fn markdown(blocks: Vec<Block>) -> String {
    String::from_utf8(render(&report(blocks))).expect("text")
}

/// What a reader of the rendered page sees: the text of each heading, paragraph, item and cell.
///
/// Every dialect the parser knows is on, but for the one that makes quotes curly: that changes
/// letters, not meaning, and nothing can be written against it.
fn read_back(markdown: &str) -> Vec<String> {
    let texts = read_as(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION);
    let github = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM;
    assert_eq!(texts, read_as(markdown, github), "{markdown}");
    texts
}

fn read_as(markdown: &str, dialects: Options) -> Vec<String> {
    let mut texts = Vec::new();
    let mut words = String::new();
    let mut flush = |words: &mut String| {
        if !words.is_empty() {
            texts.push(std::mem::take(words));
        }
    };
    for event in Parser::new_ext(markdown, dialects) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push('\n'),
            Event::Start(Tag::Heading { id: None, .. } | Tag::Paragraph | Tag::Item)
            | Event::Start(Tag::List(None) | Tag::Table(_) | Tag::TableHead | Tag::TableRow)
            | Event::Start(Tag::TableCell | Tag::Strong) => {}
            Event::End(TagEnd::Strong) => {}
            Event::End(_) => flush(&mut words),
            other => panic!("{other:?} in {markdown}"),
        }
    }
    texts
}

fn told(texts: &[&str]) -> Vec<String> {
    let head = ["Who owns social?", "Draft of today.", "Things"];
    head.iter().chain(texts).map(|text| (*text).to_owned()).collect()
}

#[test]
fn the_record_reads_well_as_it_stands() {
    let bar = |label: &str, value, aside: &str| Bar {
        label: label.into(),
        value,
        most: 8,
        number: value.to_string(),
        aside: aside.into(),
    };
    let blocks = vec![
        Block::heading("Who wants it?"),
        Block::text("One person answers for each area.\n\nNobody answers alone."),
        Block::Lines(vec![
            Line::new(Sign::Settled, "Listening").with("Ana"),
            Line::item("Crisis | Measuring"),
        ]),
        Block::Bars(vec![bar("Plant bees", 8, ""), bar("Water", 3, "tied")]),
        Block::Grid(Grid {
            columns: vec!["Area".into(), "Who".into()],
            rows: vec![vec!["Listening".into(), "Hana 山田".into()], vec!["Crisis".into()]],
        }),
        Block::Ledger(Ledger {
            rows: vec![("Service".into(), "€1,200".into()), ("HR".into(), "€500".into())],
            total: Some(("Pot".into(), "€1,700".into())),
            ..Ledger::default()
        }),
        Block::Digits("12:40".into()),
    ];
    insta::assert_snapshot!(markdown(blocks), @r"
    # Who owns social?

    Draft of today.

    ## Things

    ### Who wants it?

    One person answers for each area.

    Nobody answers alone.

    - ● Listening — Ana
    - Crisis \| Measuring

    |            |                      |     |      |
    | ---------- | -------------------- | --: | ---- |
    | Plant bees | ████████████████████ |   8 |      |
    | Water      | ███████▌             |   3 | tied |

    | Area      | Who       |
    | --------- | --------- |
    | Listening | Hana 山田 |
    | Crisis    |           |

    |         |     Amount |
    | ------- | ---------: |
    | Service |     €1,200 |
    | HR      |       €500 |
    | **Pot** | **€1,700** |

    **12:40**
    ");
}

#[test]
fn a_record_with_nothing_in_it_ends_with_one_newline_too() {
    let empty = Report { title: "Garden".into(), ..Report::default() };
    assert_eq!(render(&empty), b"# Garden\n");
}

#[test]
fn empty_tables_and_lists_leave_nothing_behind() {
    let nothing = vec![
        Block::Lines(Vec::new()),
        Block::Grid(Grid::default()),
        Block::Ledger(Ledger::default()),
        Block::Bars(Vec::new()),
        Block::text("  \n "),
        Block::Digits(" ".into()),
    ];
    assert_eq!(read_back(&markdown(nothing)), told(&[]));
}

#[test]
fn one_long_cell_does_not_widen_the_others() {
    let long = "x".repeat(200);
    let rows = vec![vec!["short".into()], vec![long.clone()]];
    let text = markdown(vec![Block::Grid(Grid { columns: vec!["What".into()], rows })]);
    assert!(text.contains("| short |\n"), "{text}");
    assert!(text.contains(&long), "{text}");
}

#[test]
fn what_is_typed_is_what_is_read_everywhere() {
    for typed in NASTY {
        assert_comes_back(typed);
    }
}

/// Things that people and attackers type.
const NASTY: &[&str] = &[
    "# title",
    "Title\n=====",
    "Title\n---",
    "- item\n- item",
    "1. item",
    "* * *",
    "a | b\n--- | ---\nc | d",
    "a\n:-",
    "> quote",
    "```\ncode\n```",
    "~~~ rust",
    "    four spaces",
    "\tfoo",
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "<https://example.org>",
    "[link](javascript:alert(1))",
    "![image](x)",
    "[ref]: https://example.org",
    "[[wiki]]",
    "[^1]: note",
    "[ ] task",
    "**bold** __bold__ *it* _it_ ~~gone~~ `code` ``a`b``",
    "$x$ and $$y$$",
    "H~2~O x^2^",
    "&amp; &#35; &copy; &",
    "back\\slash \\* \\| \\",
    "ends with hashes ##",
    "ends with attributes {#id .class}",
    ": definition",
    "term\n: definition",
    "::: container",
    "+++\na = 1\n+++",
    "---\na: 1\n---",
    "line  \nline\\\nline",
    "\u{1b}[31mred\u{1b}[0m \u{202e}turned",
    "emoji 👨‍👩‍👧 ❤️ 山田 العربية",
    "a\u{a0}b\u{3000}",
    "=",
    "\\",
    "|",
    "_",
    "",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_is_typed_is_what_is_read(
        typed in r#"([#*_~^$`\\|<>\[\](){}!?&;:=+.,'"/@%\-0-9a-z \n\t]|&amp;|1\.|--|\$\$|https?://|é|山|“|\u{a0}|\u{3000}|\u{301}|€){0,24}"#,
    ) {
        assert_comes_back(&typed);
    }
}

/// Puts a text everywhere a text can stand, and looks for it there.
fn assert_comes_back(typed: &str) {
    let line = || typed.to_owned();
    let written = markdown(vec![
        Block::Text(line()),
        Block::Heading(line()),
        Block::Lines(vec![
            Line::new(Sign::None, line()),
            Line::new(Sign::Half, line()).with(line()),
        ]),
        Block::Grid(Grid {
            columns: vec![line(), "Next".into()],
            rows: vec![vec![line(), line()]],
        }),
        Block::Ledger(Ledger {
            rows: vec![(line(), line())],
            total: Some((line(), line())),
            ..Ledger::default()
        }),
        Block::Digits(line()),
    ]);
    let loud = |character: char| character.is_control() && character != '\n';
    assert!(!written.contains(loud), "{written:?}");
    assert!(written.ends_with('\n') && !written.ends_with("\n\n"), "{written:?}");
    assert_eq!(read_back(&written), expected(typed), "{written}");
}

fn expected(typed: &str) -> Vec<String> {
    let clean = clean_block(typed);
    let lines: Vec<&str> = clean.lines().map(|line| line.trim_matches(' ')).collect();
    let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    let mut texts = told(&[]);
    texts.extend(paragraphs.map(|lines| lines.join("\n")));
    let line = clean.replace('\n', " ").trim().to_owned();
    let aside = if line.is_empty() { "◐".to_owned() } else { format!("◐ {line} — {line}") };
    let ledger = ["Amount", &line, &line, &line, &line];
    let rest = [&line, &line, &*aside, &line, "Next", &line, &line];
    let rest = rest.into_iter().chain(ledger).chain([&*line]);
    texts.extend(rest.filter(|text| !text.is_empty()).map(str::to_owned));
    texts
}
