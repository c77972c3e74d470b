//! HTML in one file that opens anywhere: no script, nothing fetched, and no mark that stands in
//! anybody's text obeyed.
//!
//! What is markup is `&'static str`, so it was written here; what people wrote comes in through
//! [`Html::text`] alone, and there is no way to put it into an attribute.

use super::draw::{UNICODE, one_line};
use crate::session::block::{Bar, Block, Grid, Ledger, Line, Trend};
use crate::text::clean_block;

/// Markup that is safe to stand in a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Html(String);

impl Html {
    /// What somebody wrote, on one line.
    pub(super) fn text(words: &str) -> Html {
        Html(escaped(&one_line(words)))
    }

    /// An element of this class (which may be empty) with what stands in it.
    pub(super) fn element(
        tag: &'static str,
        class: &'static str,
        inside: impl IntoIterator<Item = Html>,
    ) -> Html {
        let Html(inside) = inside.into_iter().collect();
        match class {
            "" => Html(format!("<{tag}>{inside}</{tag}>")),
            class => Html(format!("<{tag} class=\"{class}\">{inside}</{tag}>")),
        }
    }

    /// An element that holds words alone.
    pub(super) fn words(tag: &'static str, class: &'static str, words: &str) -> Html {
        Html::element(tag, class, [Html::text(words)])
    }

    /// An element with nothing in it, so many times: a circle, a line to write on.
    pub(super) fn drawn(class: &'static str, times: usize) -> Html {
        std::iter::repeat_n(Html::element("i", class, []), times).collect()
    }
}

impl FromIterator<Html> for Html {
    fn from_iter<I: IntoIterator<Item = Html>>(parts: I) -> Html {
        Html(parts.into_iter().map(|Html(part)| part).collect())
    }
}

/// A whole page, with the style of all pages and what this one adds to it.
pub(super) fn page(title: &str, style: &'static str, body: Html) -> Vec<u8> {
    let (Html(title), Html(body)) = (Html::text(title), body);
    format!("{HEAD}<title>{title}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n")
        .into_bytes()
}

/// The policy forbids scripts and fetching even if the escaping had a hole.
const HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \
    'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";

const STYLE: &str = include_str!("html/page.css");

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Paragraphs of prose; a line of the text stays a line.
pub(super) fn prose(class: &'static str, text: &str) -> Html {
    let text = clean_block(text);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    paragraphs
        .map(|lines| {
            let breaks = |(at, line): (usize, &&str)| {
                let ends = if at == 0 { "" } else { "<br>" };
                Html(format!("{ends}{}", escaped(line)))
            };
            Html::element("p", class, lines.iter().enumerate().map(breaks))
        })
        .collect()
}

/// One block, in the order and with the words of every other format.
pub(super) fn block(block: &Block) -> Html {
    match block {
        Block::Heading(words) => Html::words("h3", "", words),
        Block::Text(words) => prose("", words),
        Block::Lines(lines) => Html::element("ul", "", lines.iter().map(item)),
        Block::Bars(bars) => table("bars", None, bars.iter().map(bar_cells)),
        Block::Trends(trends) => table("bars", None, trends.iter().map(trend_cells)),
        Block::Grid(grid) => grid_table(grid),
        Block::Plane(plane) => grid_table(&plane.grid()),
        Block::Ledger(ledger) => ledger_table(ledger),
        Block::Digits(words) => Html::words("p", "digits", words),
    }
}

fn item(line: &Line) -> Html {
    let sign = Html::words("span", "sign", UNICODE.sign(line.sign));
    let aside = (!line.aside.trim().is_empty()).then(|| Html::words("span", "aside", &line.aside));
    Html::element("li", "", [sign, Html::text(&line.text)].into_iter().chain(aside))
}

fn bar_cells(bar: &Bar) -> Vec<Html> {
    let drawn = UNICODE.bar(bar.value, bar.most, BAR);
    [&bar.label, &drawn, &bar.number, &bar.aside].map(|words| Html::words("td", "", words)).into()
}

fn trend_cells(trend: &Trend) -> Vec<Html> {
    let [drawn, numbers] = UNICODE.trend(trend);
    [&trend.label, &drawn, &numbers, &trend.aside].map(|words| Html::words("td", "", words)).into()
}

/// The longest bar, in characters.
const BAR: usize = 20;

fn grid_table(grid: &Grid) -> Html {
    let named = grid.columns.iter().any(|head| !head.trim().is_empty());
    let heads =
        named.then(|| grid.columns.iter().map(|head| Html::words("th", "", head)).collect());
    let cells = |row: &Vec<String>| {
        let cell = |at: usize| row.get(at).map_or("", String::as_str);
        (0..grid.columns.len()).map(|at| Html::words("td", "", cell(at))).collect()
    };
    table("grid", heads, grid.rows.iter().map(cells))
}

fn ledger_table(ledger: &Ledger) -> Html {
    let cells = |tag| {
        move |(label, amount): &(String, String)| {
            vec![Html::words(tag, "", label), Html::words(tag, "amount", amount)]
        }
    };
    let rows = ledger.rows.iter().map(cells("td")).chain(ledger.total.iter().map(cells("th")));
    table("ledger", None, rows)
}

/// A table of cells, with heads perhaps.
pub(super) fn table(
    class: &'static str,
    heads: Option<Vec<Html>>,
    rows: impl Iterator<Item = Vec<Html>>,
) -> Html {
    let heads = heads.map(|heads| Html::element("thead", "", [Html::element("tr", "", heads)]));
    let rows = Html::element("tbody", "", rows.map(|cells| Html::element("tr", "", cells)));
    Html::element("table", class, heads.into_iter().chain([rows]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::block::Sign;

    const NASTY: &str = "</p><script>alert('x')</script><img src=x onerror=\"y\"> & &lt; \u{1b}[31m\u{9b}2J\u{202e}--><style>";

    fn written(html: &Html) -> &str {
        &html.0
    }

    #[test]
    fn no_mark_in_anybodys_text_is_markup() {
        let bar = Bar {
            label: NASTY.into(),
            value: 1,
            most: 2,
            number: NASTY.into(),
            aside: NASTY.into(),
        };
        let every = [
            Block::Heading(NASTY.into()),
            Block::Text(format!("{NASTY}\n\n{NASTY}\n{NASTY}")),
            Block::Lines(vec![Line::new(Sign::Half, NASTY).with(NASTY)]),
            Block::Bars(vec![bar]),
            Block::Grid(Grid { columns: vec![NASTY.into()], rows: vec![vec![NASTY.into()]] }),
            Block::Ledger(Ledger {
                rows: vec![(NASTY.into(), NASTY.into())],
                total: Some((NASTY.into(), NASTY.into())),
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
        let grid = Grid {
            columns,
            rows: vec![vec!["1".into()], vec!["1".into(), "2".into(), "3".into()]],
        };
        assert_eq!(written(&block(&Block::Grid(grid))).matches("<td>").count(), 4);
    }
}
