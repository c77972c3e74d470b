use super::*;
use crate::session::block::{Bar, Block, Grid, Ledger, Line, Sign};

const NASTY: &str = "</p><script>alert('x')</script><img src=x onerror=\"y\"> & &lt; \u{1b}[31m\u{9b}2J\u{202e}--><style>";

fn written(html: &Html) -> &str {
    &html.0
}

#[test]
fn no_mark_in_anybodys_text_is_markup() {
    let bar =
        Bar { label: NASTY.into(), value: 1, most: 2, number: NASTY.into(), aside: NASTY.into() };
    let every = [
        Block::Heading(NASTY.into()),
        Block::Text(format!("{NASTY}\n\n{NASTY}\n{NASTY}")),
        Block::Lines(vec![Line::new(Sign::Half, NASTY).with(NASTY)]),
        Block::Bars(vec![bar]),
        Block::Grid(Grid { columns: vec![NASTY.into()], rows: vec![vec![NASTY.into()]] }),
        Block::Ledger(Ledger {
            rows: vec![(NASTY.into(), NASTY.into())],
            total: Some((NASTY.into(), NASTY.into())),
            ..Ledger::default()
        }),
        Block::Digits(NASTY.into()),
    ];
    let page = page(NASTY, "", every.iter().map(block).collect());
    let page = String::from_utf8(page).expect("text");
    for mark in ["<script", "<img", "</p><s", "'x'", "\"y\"", "--><", "\u{1b}", "\u{202e}"] {
        assert!(!page.contains(mark), "{mark} in {page}");
    }
    assert_eq!(page.matches("<style>").count(), 1);
    assert!(page.contains("&lt;/p&gt;&lt;script&gt;alert(&#39;x&#39;)"), "{page}");
    assert!(page.contains("&amp; &amp;lt;"), "{page}");
}

#[test]
fn a_page_is_one_file_that_fetches_and_runs_nothing() {
    let page = String::from_utf8(page("Garden", "", prose("", "Plant bees"))).expect("text");
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert!(page.contains("default-src 'none'"));
    for fetching in ["http:", "https:", "src=", "href=", "@import", "url("] {
        assert!(!page.contains(fetching), "{fetching}");
    }
}

#[test]
fn prose_keeps_its_lines_and_its_paragraphs() {
    let text = prose("small", "one\ntwo < three\n\n\nfour");
    let expected = "<p class=\"small\">one<br>two &lt; three</p><p class=\"small\">four</p>";
    assert_eq!(written(&text), expected);
    assert_eq!(prose("", " \n\n"), Html::default());
}

#[test]
fn a_row_has_as_many_cells_as_there_are_columns() {
    let columns = ["A", "B"].map(str::to_owned).into();
    let grid =
        Grid { columns, rows: vec![vec!["1".into()], vec!["1".into(), "2".into(), "3".into()]] };
    let table = block(&Block::Grid(grid));
    let cells = |mark: &str| written(&table).matches(mark).count();
    assert_eq!((cells("<th scope=\"row\">"), cells("<td")), (2, 2), "{table:?}");
}
