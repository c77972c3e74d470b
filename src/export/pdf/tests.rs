use super::*;
use crate::session::block::{
    Along, Bar, Block, Grid, Ledger, Line, Plane, Section, Sign, Spot, Trend,
};
use crate::session::report::{Chapters, Part};
use crate::testing::reader;
use crate::text::clean_block;
use flow::Drawn;

fn tour() -> Report {
    Report::of(&crate::store::tour::session().expect("it is built in"), &reader())
}

fn of(blocks: Vec<Block>) -> Report {
    let sections = vec![Section { title: "Gathered".into(), blocks }];
    Report { parts: vec![Chapters { part: Part::Making, sections }], ..Report::default() }
}

/// All that is set on the sheets, without spaces, sheet by sheet.
fn told(report: &Report) -> Vec<String> {
    let (sheets, _, _) = laid(report, Paper::A4, &Faces::new());
    let words = |sheet: &Sheet| {
        let words = sheet.marks.iter().filter_map(|mark| match &mark.what {
            Drawn::Words(set) => Some(set.text()),
            _ => None,
        });
        squeezed(&words.collect::<String>())
    };
    sheets.iter().map(words).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn pieces(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(words) | Block::Text(words) | Block::Digits(words) => vec![words.clone()],
        Block::Lines(lines) => {
            lines.iter().flat_map(|line| [line.text.clone(), line.aside.clone()]).collect()
        }
        Block::Bars(bars) => bars
            .iter()
            .flat_map(|bar| [bar.label.clone(), bar.number.clone(), bar.aside.clone()])
            .collect(),
        Block::Trends(trends) => trends.iter().map(|trend| trend.label.clone()).collect(),
        Block::Grid(grid) => {
            grid.columns.iter().chain(grid.rows.iter().flatten()).cloned().collect()
        }
        Block::Plane(plane) => pieces(&Block::Grid(plane.grid())),
        Block::Ledger(ledger) => ledger
            .rows
            .iter()
            .chain(&ledger.total)
            .flat_map(|(label, amount)| [label.clone(), amount.clone()])
            .collect(),
    }
}

/// Every word of every block is on some sheet, and every sheet keeps within its edges.
fn holds(report: &Report) -> usize {
    let sheets = told(report);
    let all = sheets.concat();
    for section in report.sections() {
        let titles = [section.title.clone()];
        for words in titles.into_iter().chain(section.blocks.iter().flat_map(pieces)) {
            assert!(all.contains(&squeezed(&clean_block(&words))), "{words}");
        }
    }
    let (laid, _, _) = laid(report, Paper::A4, &Faces::new());
    for mark in laid.iter().flat_map(|sheet| &sheet.marks) {
        let [left, top, right, foot] = mark.covers();
        let (width, height) = (Paper::A4.width, Paper::A4.height);
        assert!(left > 20.0 && top > 20.0, "{left} {top}");
        assert!(right < width - 20.0 && foot < height - 40.0, "{right} {foot}");
    }
    assert!(render(report, &reader()).starts_with(b"%PDF-1.7"));
    sheets.len()
}

#[test]
fn the_tour_is_set_with_every_word_and_the_executive_page_alone_on_the_first() {
    let report = tour();
    let sheets = holds(&report);
    assert!((10..25).contains(&sheets), "{sheets}");
    let told = told(&report);
    assert!(told[0].starts_with(&squeezed(&report.held)), "{}", told[0]);
    assert!(told[0].contains("Inshort") && !told[0].contains("Whowashere"), "{}", told[0]);
    assert!(told[1].starts_with("Minutes"), "{}", told[1]);
}

#[test]
fn the_outline_leads_to_each_part_and_chapter() {
    let report = tour();
    let (_, found, _) = laid(&report, Paper::A4, &Faces::new());
    let entry = |title: &str| found.iter().find(|it| it.entry.title == title);
    assert_eq!(entry("In short").map(|it| (it.entry.level, it.sheet)), Some((0, 0)));
    assert_eq!(entry("Minutes").map(|it| (it.entry.level, it.sheet)), Some((0, 1)));
    assert_eq!(entry("Decisions").map(|it| it.entry.level), Some(1));
    assert!(found.windows(2).all(|pair| pair[0].sheet <= pair[1].sheet), "{found:?}");
}

#[test]
fn one_session_is_the_same_file_each_time() {
    let report = tour();
    assert!(render(&report, &reader()) == render(&report, &reader()));
}

#[test]
fn a_report_in_which_nothing_stands_is_one_page() {
    assert_eq!(holds(&Report::default()), 1);
}

#[test]
fn five_hundred_ideas_of_fifty_people_are_all_there() {
    let idea = |at: usize| Line::item(format!("Idea {at}: plant bees beside the gate")).with("Ana");
    let columns: Vec<String> = (0..10).map(|at| format!("Function {at}")).collect();
    let row = |at: usize| (0..10).map(|column| format!("Person {at} {column}")).collect();
    let sheets = holds(&of(vec![
        Block::Lines((0..500).map(idea).collect()),
        Block::Grid(Grid { columns, rows: (0..50).map(row).collect() }),
    ]));
    assert!((12..30).contains(&sheets), "{sheets}");
}

#[test]
fn every_block_is_set_whatever_stands_in_it() {
    let long = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenantragsformular";
    let along = Along { from: 0, at: 7_000, to: 10_000 };
    let spot = |letter: &str, at| Spot {
        letter: letter.into(),
        label: long.into(),
        at,
        ..Spot::default()
    };
    let placed = Some([along, along]);
    let plane = Plane {
        names: ["impact".into(), "effort".into()],
        points: 5,
        quarters: ["one", "two", "three", "four"].map(str::to_owned),
        spots: vec![spot("A", placed), spot("B", placed), spot("C", None)],
        ..Plane::default()
    };
    for words in [long, "Ελληνικά и Українська", "👩‍💻 山田 \u{e000}", "fi < & ( \\ ) >>", "", " "]
    {
        let bar = Bar { label: words.into(), number: words.into(), ..bar() };
        let trend = Trend { label: words.into(), aside: words.into(), points: Vec::new() };
        let cells = vec![words.to_owned(); 12];
        holds(&of(vec![
            Block::heading(words),
            Block::text(format!("{words}\n{words}\n\n{words}")),
            Block::Lines(vec![
                Line::new(Sign::Half, words).with(words),
                Line::new(Sign::None, words),
            ]),
            Block::Bars(vec![bar]),
            Block::Trends(vec![trend]),
            Block::Grid(Grid { columns: cells.clone(), rows: vec![cells] }),
            Block::Plane(Box::new(plane.clone())),
            Block::Ledger(Ledger { rows: vec![(words.into(), words.into())], ..Ledger::default() }),
            Block::Digits(words.into()),
        ]));
    }
}

fn bar() -> Bar {
    Bar { label: String::new(), value: 1, most: 0, number: String::new(), aside: String::new() }
}

#[test]
fn a_row_that_no_page_can_hold_goes_on_with_its_heads_above_it() {
    let tall = "A row that is taller than a page. ".repeat(400);
    let columns = ["What", "Who"].map(str::to_owned).into();
    let rows = vec![vec![tall.trim().to_owned(), "Ana".into()]];
    let report = of(vec![Block::Grid(Grid { columns, rows })]);
    let told = told(&report);
    assert!(told.len() > 3, "{}", told.len());
    assert!(told[2..].iter().all(|sheet| sheet.starts_with("WhatWho")));
}

#[test]
fn what_is_read_from_the_right_is_set_and_written() {
    let words = "שלום עולם, 12 English, مرحبا بالعالم";
    let bytes =
        render(&of(vec![Block::text(words), Block::Lines(vec![Line::item(words)])]), &reader());
    assert!(bytes.starts_with(b"%PDF"));
}
