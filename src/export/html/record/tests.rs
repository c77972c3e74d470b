use super::super::reading::Read;
use super::*;
use crate::money::Money;
use crate::portfolio::Portfolio;
use crate::session::block::{
    Along, Bar, Block, Grid, Ledger, Line, Plane, Point, Sign, Spot, Trend,
};
use crate::session::ideas::Change as Ideas;
use crate::session::report::{Chapters, Wish};
use crate::session::{Change, Session, Viewer};
use crate::store::tour;
use crate::testing::{activity, reader, room_of, submit, text};
use crate::workshop::{Do, Policy};

fn section(title: &str, blocks: Vec<Block>) -> Section {
    Section { title: title.into(), blocks }
}

fn report(parts: Vec<(Part, Vec<Section>)>) -> Report {
    let parts = parts.into_iter().map(|(part, sections)| Chapters { part, sections }).collect();
    Report {
        title: "Garden & Co".into(),
        held: "Kick-off, Monday".into(),
        standing: "Draft of Monday. Revision 3.".into(),
        draft: true,
        parts,
        ..Report::default()
    }
}

fn body(report: &Report) -> String {
    let page = String::from_utf8(render(report)).expect("text");
    let (_, body) = page.split_once("<body>\n").expect("a body");
    body.replace("><", ">\n<").replace(">\n</", "></")
}

/// Reads a page in which nothing is wrong.
fn sound(report: &Report) -> Read {
    let read = Read::of(&render(report));
    assert_eq!(read.faults(), Vec::<String>::new());
    read
}

fn bar(label: &str, value: u64, aside: &str) -> Bar {
    Bar { label: label.into(), value, most: 8, number: value.to_string(), aside: aside.into() }
}

fn trend(heights: &[Option<u8>]) -> Trend {
    let point = |height: &Option<u8>| Point {
        height: *height,
        number: height.map_or_else(String::new, |height| format!("{height} of 8")),
    };
    Trend {
        label: "confidence".into(),
        points: heights.iter().map(point).collect(),
        aside: "of 8".into(),
    }
}

fn plane() -> Plane {
    let along = |at| Along { from: at - 500, at, to: at + 500 };
    let spot = |letter: &str, label: &str, at| Spot {
        letter: letter.into(),
        label: label.into(),
        at,
        mean: ["4.2".into(), "2.1".into()],
        number: "4".into(),
        reading: "quick win".into(),
        taken: letter == "A",
        ..Spot::default()
    };
    Plane {
        names: ["impact".into(), "effort".into()],
        ends: [["little".into(), "much".into()], ["easy".into(), "hard".into()]],
        points: 5,
        quarters: ["quick wins", "big bets", "fill-ins", "leave"].map(String::from),
        spots: vec![
            spot("A", "Plant bees", Some([along(8_000), along(2_000)])),
            spot("B", "Water", Some([along(8_000), along(2_000)])),
            spot("C", "Fences", None),
        ],
    }
}

fn roles() -> Grid {
    Grid {
        columns: ["Area", "Accountable", "May spend"].map(String::from).into(),
        rows: vec![["Bees", "Ana", "€600"].map(String::from).into()],
    }
}

#[test]
fn a_small_record_as_a_page() {
    let lines = vec![
        Line::new(Sign::Half, "Needed: a name for <Bees>").with("Ana & Ben"),
        Line::item("Goal: honey"),
    ];
    let ledger = Ledger {
        rows: vec![("HR".into(), "€500".into())],
        total: Some(("In the pot".into(), "€500".into())),
        ..Ledger::default()
    };
    let small = report(vec![
        (Part::Page, vec![section("In short", vec![Block::Lines(lines)])]),
        (Part::Roles, vec![section("Who answers for what", vec![Block::Grid(roles())])]),
        (
            Part::Budget,
            vec![section("The pot", vec![Block::heading("What is in it"), Block::Ledger(ledger)])],
        ),
        (
            Part::Making,
            vec![section(
                "The vote",
                vec![
                    Block::text("Which?\n\nEach has 4 dots."),
                    Block::Bars(vec![bar("Bees", 4, "tied"), bar("Water", 0, "")]),
                ],
            )],
        ),
    ]);
    sound(&small);
    insta::assert_snapshot!(body(&small), @r##"
    <header>
    <p class="draft">Draft</p>
    <h1>Garden &amp; Co</h1>
    <p class="held">Kick-off, Monday</p>
    <p class="standing">Draft of Monday. Revision 3.</p></header>
    <nav aria-label="Parts of this record">
    <ul>
    <li>
    <a href="#page-1">In short</a></li>
    <li>
    <a href="#roles">Roles</a></li>
    <li>
    <a href="#budget">Budget</a></li>
    <li>
    <a href="#making">How it came about</a></li></ul></nav>
    <main>
    <section class="part card" id="page-1" aria-labelledby="page-1-0">
    <h2 id="page-1-0">In short</h2>
    <ul>
    <li>
    <span class="sign half" role="img" aria-label="half">◐</span> Needed: a name for &lt;Bees&gt; <span class="aside">— Ana &amp; Ben</span></li>
    <li>
    <span class="sign" aria-hidden="true">•</span> Goal: honey</li></ul></section>
    <section class="part" id="roles" aria-labelledby="roles-0">
    <h2 id="roles-0">Roles</h2>
    <div class="section">
    <h3 id="roles-1">Who answers for what</h3>
    <div class="scroll" role="group" aria-labelledby="roles-1" tabindex="0">
    <table class="grid" aria-labelledby="roles-1">
    <thead>
    <tr>
    <th scope="col">Area</th>
    <th scope="col">Accountable</th>
    <th class="amount" scope="col">May spend</th></tr></thead>
    <tbody>
    <tr>
    <th scope="row">Bees</th>
    <td>Ana</td>
    <td class="amount">€600</td></tr></tbody></table></div></div></section>
    <section class="part" id="budget" aria-labelledby="budget-0">
    <h2 id="budget-0">Budget</h2>
    <div class="section">
    <h3 id="budget-1">The pot</h3>
    <h4 id="budget-1-1">What is in it</h4>
    <table class="ledger" aria-labelledby="budget-1-1">
    <tbody>
    <tr>
    <th scope="row">HR</th>
    <td class="amount">€500</td></tr></tbody>
    <tfoot>
    <tr>
    <th scope="row">In the pot</th>
    <td class="amount">€500</td></tr></tfoot></table></div></section>
    <section class="part" aria-labelledby="making-0">
    <details>
    <summary>
    <h2 id="making-0">How it came about</h2></summary>
    <div id="making">
    <div class="section">
    <h3 id="making-1">The vote</h3>
    <p>Which?</p>
    <p>Each has 4 dots.</p>
    <table class="bars" aria-labelledby="making-1">
    <tbody>
    <tr>
    <th scope="row">Bees</th>
    <td class="drawn">
    <svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" x="0" y="0" width="1000" height="10"></rect>
    <rect class="fill" x="0" y="0" width="500" height="10"></rect></svg></td>
    <td class="amount">4</td>
    <td class="remark">tied</td></tr>
    <tr>
    <th scope="row">Water</th>
    <td class="drawn">
    <svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" x="0" y="0" width="1000" height="10"></rect>
    <rect class="fill" x="0" y="0" width="0" height="10"></rect></svg></td>
    <td class="amount">0</td>
    <td class="remark"></td></tr></tbody></table></div></div></details></section></main>
    <footer>
    <p>Draft of Monday. Revision 3.</p>
    <p>Written by Groundswell. This file is whole: it loads nothing and runs nothing.</p></footer></body></html>
    "##);
}

#[test]
fn a_trend_is_broken_where_nobody_said_and_its_numbers_stand_beside() {
    let trends = vec![trend(&[Some(0), Some(8), None, Some(4)]), trend(&[None])];
    let read =
        sound(&report(vec![(Part::Goals, vec![section("Goals", vec![Block::Trends(trends)])])]));
    assert_eq!((read.count("svg"), read.count("circle")), (1, 3));
    assert_eq!(read.count("line"), 2, "the ground, and one way");
    assert!(read.words.contains("confidence 0 of 8 → 8 of 8 → — → 4 of 8 of 8"), "{}", read.words);
}

#[test]
fn amounts_that_add_up_are_steps_that_end_at_the_whole() {
    let row = |label: &str, amount: &str| (label.to_owned(), amount.to_owned());
    let ledger = Ledger {
        rows: vec![row("Bees", "€1"), row("Water", "€0"), row("Reserve", "€3")],
        total: Some(row("The pot", "€4")),
        ..Ledger::default()
    };
    let page = |ledger: &Ledger| {
        let blocks = vec![Block::Ledger(ledger.clone())];
        sound(&report(vec![(Part::Budget, vec![section("The pot", blocks)])]))
    };
    let read = page(&ledger.clone().drawn([1, 0, 3].map(Money)));
    let steps: Vec<_> = read.values("x").into_iter().zip(read.values("width")).collect();
    let steps: Vec<_> = steps.into_iter().skip(1).step_by(2).collect();
    assert_eq!(&steps[..3], [("0", "250"), ("250", "0"), ("250", "750")]);
    assert_eq!(steps[3], ("0", "1000"));
    for amounts in [[4, 0, -1], [0, 0, 0]] {
        assert_eq!(page(&ledger.clone().drawn(amounts.map(Money))).count("svg"), 0);
    }
}

#[test]
fn a_plane_is_drawn_named_and_told_as_a_table() {
    let blocks = vec![Block::Plane(Box::new(plane()))];
    let read = sound(&report(vec![(Part::Making, vec![section("Axes", blocks)])]));
    assert_eq!((read.count("g"), read.count("table")), (2, 1), "nobody placed fences");
    let title = "Impact upward and effort to the right, with a letter for each option";
    for words in [title, "quick wins", "easy effort → hard", "C Fences – – 4 quick win"] {
        assert!(read.words.contains(words), "“{words}” in {}", read.words);
    }
    let letters: Vec<_> = read.values("x").into_iter().zip(read.values("y")).skip(1).collect();
    assert_ne!(letters[0], letters[1], "two things in one place have two letters");
}

#[test]
fn the_tour_loses_no_word_and_fits_together() {
    let session = tour::session().expect("it is built in");
    let report = Report::of(&session, &reader());
    let read = sound(&report);
    for section in report.sections() {
        for words in section.blocks.iter().flat_map(words).chain([section.title.clone()]) {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(read.words.contains(&words), "“{words}” of “{}”", section.title);
        }
    }
    assert_eq!(read.count("nav"), 1);
    assert_eq!((read.count("details"), read.values("href").len()), (1, 8));
}

/// Every text of a block as it must be found, line by line.
fn words(block: &Block) -> Vec<String> {
    let grid =
        |grid: &Grid| grid.columns.iter().chain(grid.rows.iter().flatten()).cloned().collect();
    match block {
        Block::Heading(words) | Block::Digits(words) => vec![words.clone()],
        Block::Text(words) => words.lines().map(str::to_owned).collect(),
        Block::Lines(lines) => {
            lines.iter().flat_map(|line| [line.text.clone(), line.aside.clone()]).collect()
        }
        Block::Bars(bars) => bars
            .iter()
            .flat_map(|bar| [&bar.label, &bar.number, &bar.aside].map(String::clone))
            .collect(),
        Block::Trends(trends) => trends
            .iter()
            .flat_map(|it| [it.label.clone(), it.numbers(" → ", "—"), it.aside.clone()])
            .collect(),
        Block::Grid(it) => grid(it),
        Block::Plane(plane) => grid(&plane.grid()),
        Block::Ledger(ledger) => ledger
            .rows
            .iter()
            .chain(&ledger.total)
            .flat_map(|(label, amount)| [label.clone(), amount.clone()])
            .collect(),
    }
}

#[test]
fn each_part_alone_is_a_whole_page_without_a_list_of_parts() {
    let session = tour::session().expect("it is built in");
    for part in Part::ALL {
        let report = Report::of(&session, &reader()).only(&[part]);
        let read = sound(&report);
        assert_eq!((read.count("nav"), read.count("details")), (0, 0), "{}", part.name());
        assert_eq!(read.count("h2"), 1, "{}", part.name());
    }
    sound(&Report::of(&session, &reader()).only(&[]));
}

#[test]
fn who_was_not_here_stands_in_the_same_chapter_as_how_it_came_about() {
    let twice = report(vec![
        (Part::Making, vec![section("The network", vec![Block::text("Ana")])]),
        (Part::Making, vec![section("Who is not here", vec![Block::text("Zoe")])]),
    ]);
    let read = sound(&twice);
    assert_eq!(read.count("h2"), 1);
    assert!(read.words.contains("Ana Who is not here Zoe"), "{}", read.words);
}

#[test]
fn a_draft_says_so_above_its_title_in_the_list_of_tabs_and_on_each_sheet() {
    let draft = report(Vec::new());
    let page = |report: &Report| String::from_utf8(render(report)).expect("text");
    let stamp = "<p class=\"draft\">Draft</p><h1>";
    for words in [stamp, "<title>Draft: Garden", "content: \"Draft\""] {
        assert!(page(&draft).contains(words), "{words}");
        assert!(!page(&Report { draft: false, ..draft.clone() }).contains(words), "{words}");
    }
}

#[test]
fn nothing_that_people_wrote_is_markup_wherever_it_stands() {
    let nasty = "</title></svg><script>x()</script>\" onload='y' href=\"http:z\" id=\"page-1\"<!--";
    let clean = |it: &str| it.to_owned();
    let mut plane = plane();
    plane.names = [nasty, nasty].map(clean);
    plane.ends = [[nasty, nasty].map(clean), [nasty, nasty].map(clean)];
    plane.quarters = [nasty; 4].map(clean);
    for spot in &mut plane.spots {
        (spot.letter, spot.label, spot.reading) = (clean(nasty), clean(nasty), clean(nasty));
        spot.mean = [nasty, nasty].map(clean);
    }
    let mut trend = trend(&[Some(3), None]);
    (trend.label, trend.aside, trend.points[0].number) = (clean(nasty), clean(nasty), clean(nasty));
    let grid = Grid { columns: vec![nasty.into(); 8], rows: vec![vec![nasty.into(); 8]; 2] };
    let pair = || (clean(nasty), clean(nasty));
    let blocks = vec![
        Block::heading(nasty),
        Block::text(nasty),
        Block::Lines(vec![Line::new(Sign::LeftOpen, nasty).with(nasty), Line::item(nasty)]),
        Block::Bars(vec![Bar { number: nasty.into(), ..bar(nasty, 3, nasty) }]),
        Block::Trends(vec![trend]),
        Block::Grid(grid),
        Block::Plane(Box::new(plane)),
        Block::Ledger(Ledger { rows: vec![pair()], total: Some(pair()), ..Ledger::default() }),
        Block::Digits(nasty.into()),
    ];
    let parts = Part::ALL.map(|part| (part, vec![section(nasty, blocks.clone()); 2]));
    let report = Report {
        title: nasty.into(),
        held: nasty.into(),
        standing: nasty.into(),
        ..report(parts.into())
    };
    let read = sound(&report);
    assert!(!read.words.is_empty());
    for attribute in ["onload", "http:z"] {
        assert!(read.values(attribute).is_empty());
    }
    assert!(read.values("href").iter().all(|link| link.starts_with('#')));
}

#[test]
fn fifty_people_and_five_hundred_ideas_are_one_page() {
    let names: Vec<String> = (1..=50).map(|at| format!("Person {at}")).collect();
    let people: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "Service")).collect();
    let mut room = room_of(vec![activity(Do::Gather {}, Policy::Open)], &people);
    let ideas = (1..=500).map(|at| text(&format!("Idea number {at} <b>"))).collect();
    submit(&mut room, Change::Ideas(Ideas::Add(ideas))).expect("added");
    let read = sound(&Report::of(room.session(), &reader()));
    assert!(read.words.contains("Person 50") && read.words.contains("Idea number 500 <b>"));
    assert!(read.count("li") >= 500);
}

#[test]
fn all_sessions_are_a_page_of_their_own_headings() {
    let tour: Session = tour::session().expect("it is built in");
    let mut sessions = Portfolio::default();
    sessions.take("tour", &tour.seen_by(Viewer::Room));
    let read = sound(&sessions.report(&reader(), 0));
    assert_eq!(read.count("h2"), 6);
    assert!(read.words.contains("The pots") && !read.words.contains(Part::Page.title()));
    sound(&Report::wished(&Wish { third_parties: true, ..Wish::default() }, &tour, &reader()));
}

/// A colour as its light, from 0 to 1.
fn light(colour: &str) -> f64 {
    let part = |at: usize| {
        let wide = colour.len() == 7;
        let digits = if wide { &colour[1 + 2 * at..3 + 2 * at] } else { &colour[1 + at..2 + at] };
        let value = f64::from(u32::from_str_radix(digits, 16).expect("a colour"));
        let value = value / if wide { 255.0 } else { 15.0 };
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2)
}

fn contrast(one: &str, other: &str) -> f64 {
    let [one, other] = [one, other].map(light);
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn what_is_read_stands_out_in_light_in_dark_and_on_paper() {
    let schemes: Vec<&str> = STYLE.split(":root {").skip(1).collect();
    assert_eq!(schemes.len(), 3);
    for scheme in schemes {
        let scheme = scheme.split('}').next().expect("it ends");
        let colour = |name: &str| {
            let found = [scheme, STYLE].into_iter().find_map(|text| {
                let (_, rest) = text.split_once(&format!("--{name}: "))?;
                rest.split(';').next()
            });
            found.expect("it is there").trim()
        };
        for ground in ["paper", "card"] {
            for words in ["ink", "dim", "accent", "good", "warn", "bad"] {
                let contrast = contrast(colour(words), colour(ground));
                assert!(contrast >= 4.5, "{words} on {ground} has {contrast:.2} in {scheme}");
            }
            let drawn = contrast(colour("fill"), colour(ground));
            assert!(drawn >= 3.0, "a bar on {ground} has {drawn:.2} in {scheme}");
        }
        let track = contrast(colour("fill"), colour("track"));
        assert!(track >= 3.0, "a bar on its track has {track:.2} in {scheme}");
    }
}
