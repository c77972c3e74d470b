//! The blocks of a page or a record as HTML: lists, tables, and what is drawn beside them.

use super::attribute::{Anchor, Value};
use super::{Html, charts, prose};
use crate::export::draw::{UNICODE, one_line};
use crate::export::spoken;
use crate::session::block::{Bar, Block, Grid, Ledger, Line, Plane, Sign, Trend};

/// What blocks stand below: it gives their headings a rank and their tables a name.
#[derive(Clone, Debug)]
pub(super) struct Below {
    /// The rank of a heading among the blocks.
    pub(super) heading: &'static str,
    /// The heading above; none on paper that nobody can point to.
    pub(super) anchor: Option<Anchor>,
}

/// One block by itself, in the order and with the words of every other format.
pub(in crate::export) fn block(block: &Block) -> Html {
    blocks(std::slice::from_ref(block), &Below { heading: "h3", anchor: None })
}

/// Blocks that stand below a heading. A table is named after the last heading before it.
pub(super) fn blocks(blocks: &[Block], below: &Below) -> Html {
    let mut named = below.anchor.clone();
    let mut written = Vec::new();
    for (at, block) in (1..).zip(blocks) {
        let here = below.anchor.as_ref().map(|anchor| anchor.nth(at));
        let name = named.as_ref();
        written.push(match block {
            Block::Heading(words) if one_line(words).is_empty() => Html::default(),
            Block::Heading(words) => {
                named.clone_from(&here);
                heading(below.heading, here.as_ref(), words)
            }
            Block::Text(words) => prose("", words),
            Block::Lines(lines) => list(lines),
            Block::Bars(bars) => named_table("bars", name, rows(bars, bar_cells)),
            Block::Trends(trends) => named_table("trends", name, rows(trends, trend_cells)),
            Block::Grid(grid) => grid_table(grid, name),
            Block::Plane(plane) => drawn_plane(plane, here.as_ref(), name),
            Block::Ledger(ledger) => ledger_table(ledger, name),
            Block::Digits(words) => Html::words("p", "digits", words),
        });
    }
    written.into_iter().collect()
}

/// A heading that can be pointed to.
pub(super) fn heading(rank: &'static str, anchor: Option<&Anchor>, words: &str) -> Html {
    match anchor {
        None => Html::words(rank, "", words),
        Some(anchor) => Html::with(rank, [("id", anchor.into())], [Html::text(words)]),
    }
}

fn list(lines: &[Line]) -> Html {
    match lines {
        [] => Html::default(),
        lines => Html::element("ul", "", lines.iter().map(item)),
    }
}

fn item(line: &Line) -> Html {
    let aside = one_line(&line.aside);
    let aside = (!aside.is_empty()).then(|| {
        let words = format!("{} {aside}", UNICODE.dash);
        [Html::space(), Html::words("span", "aside", &words)]
    });
    let said = [sign(line.sign), Html::space(), Html::text(&line.text)];
    Html::element("li", "", said.into_iter().chain(aside.into_iter().flatten()))
}

/// A sign is read out as a word; the dot of an item is not.
fn sign(sign: Sign) -> Html {
    let class = match sign {
        Sign::Settled => "sign settled",
        Sign::Half => "sign half",
        Sign::Nobody => "sign nobody",
        Sign::LeftOpen => "sign left-open",
        Sign::Item | Sign::None => "sign",
    };
    let attributes = |more| [("class", class.into()), more];
    let drawn = Html::text(UNICODE.sign(sign));
    match spoken::word(sign) {
        "" => Html::with("span", attributes(("aria-hidden", "true".into())), [drawn]),
        word => {
            let [class, label] = attributes(("aria-label", word.into()));
            Html::with("span", [class, ("role", "img".into()), label], [drawn])
        }
    }
}

/// The rows of things, without the remark when none has one.
fn rows<T>(things: &[T], cells: impl Fn(&T) -> (Vec<Html>, &str)) -> Html {
    let rows: Vec<(Vec<Html>, &str)> = things.iter().map(cells).collect();
    let remarks = rows.iter().any(|(_, remark)| !one_line(remark).is_empty());
    let row = |(cells, remark): (Vec<Html>, &str)| {
        let remark = remarks.then(|| Html::words("td", "remark", remark));
        Html::element("tr", "", cells.into_iter().chain(remark))
    };
    Html::element("tbody", "", rows.into_iter().map(row))
}

fn bar_cells(bar: &Bar) -> (Vec<Html>, &str) {
    let drawn = Html::element("td", "drawn", [charts::bar(bar)]);
    (vec![row_head(&bar.label), drawn, Html::words("td", "amount", &bar.number)], &bar.aside)
}

fn trend_cells(trend: &Trend) -> (Vec<Html>, &str) {
    let drawn = Html::element("td", "drawn", [charts::trend(trend)]);
    let numbers = trend.numbers(UNICODE.then, UNICODE.dash);
    (vec![row_head(&trend.label), drawn, Html::words("td", "numbers", &numbers)], &trend.aside)
}

fn row_head(words: &str) -> Html {
    match one_line(words).as_str() {
        "" => Html::element("td", "", []),
        words => Html::with("th", [("scope", "row".into())], [Html::text(words)]),
    }
}

/// The first cell of a row is what the row is about, where the columns have heads at all.
fn grid_table(grid: &Grid, named: Option<&Anchor>) -> Html {
    let amounts: Vec<bool> = (0..grid.columns.len()).map(|at| is_of_amounts(grid, at)).collect();
    let heads = grid.columns.iter().any(|head| !head.trim().is_empty());
    let cell = |at: usize, words: &str| match (at, amounts[at]) {
        (0, _) if heads => row_head(words),
        (_, true) => Html::words("td", "amount", words),
        _ => Html::words("td", "", words),
    };
    let row = |row: &Vec<String>| {
        let cells =
            (0..grid.columns.len()).map(|at| cell(at, row.get(at).map_or("", String::as_str)));
        Html::element("tr", "", cells)
    };
    let head = |(words, amounts): (&String, &bool)| match (one_line(words).as_str(), amounts) {
        ("", _) => Html::element("td", "", []),
        (words, false) => Html::with("th", [("scope", "col".into())], [Html::text(words)]),
        (words, true) => {
            let attributes = [("class", "amount".into()), ("scope", "col".into())];
            Html::with("th", attributes, [Html::text(words)])
        }
    };
    let heads = heads.then(|| {
        let cells = grid.columns.iter().zip(&amounts).map(head);
        Html::element("thead", "", [Html::element("tr", "", cells)])
    });
    let rows = Html::element("tbody", "", grid.rows.iter().map(row));
    let class = if grid.columns.len() > MANY { "grid many" } else { "grid" };
    let table = named_table(class, named, heads.into_iter().chain([rows]).collect());
    scrolling(table, named)
}

/// More columns than this are set smaller on paper.
const MANY: usize = 6;

/// Whether a column holds nothing but numbers, so that they stand below each other.
fn is_of_amounts(grid: &Grid, at: usize) -> bool {
    let cells = || grid.rows.iter().filter_map(|row| row.get(at));
    let is_number = |words: &str| !words.chars().any(char::is_alphabetic);
    cells().all(|words| is_number(words))
        && cells().any(|words| words.contains(|letter: char| letter.is_numeric()))
}

/// What is wider than a phone is moved by itself, with a finger or the arrow keys.
fn scrolling(table: Html, named: Option<&Anchor>) -> Html {
    match named {
        None => Html::element("div", "scroll", [table]),
        Some(name) => {
            let attributes: [(&'static str, Value); 4] = [
                ("class", "scroll".into()),
                ("role", "group".into()),
                ("aria-labelledby", name.into()),
                ("tabindex", 0.into()),
            ];
            Html::with("div", attributes, [table])
        }
    }
}

fn drawn_plane(plane: &Plane, here: Option<&Anchor>, named: Option<&Anchor>) -> Html {
    let drawn = here.map(|here| charts::plane(plane, here));
    drawn.into_iter().chain([grid_table(&plane.grid(), named)]).collect()
}

fn ledger_table(ledger: &Ledger, named: Option<&Anchor>) -> Html {
    let drawn = charts::stairs(&ledger.parts);
    let class = if drawn.is_some() { "ledger stairs" } else { "ledger" };
    let mut drawn = drawn.into_iter().flatten();
    let mut row = |(label, amount): &(String, String)| {
        let drawn = drawn.next().map(|step| Html::element("td", "drawn", [step]));
        let cells = [row_head(label)].into_iter().chain(drawn);
        Html::element("tr", "", cells.chain([Html::words("td", "amount", amount)]))
    };
    let rows: Vec<Html> = ledger.rows.iter().map(&mut row).collect();
    let total = ledger.total.as_ref().map(|total| Html::element("tfoot", "", [row(total)]));
    let rows = Html::element("tbody", "", rows);
    named_table(class, named, [rows].into_iter().chain(total).collect())
}

fn named_table(class: &'static str, named: Option<&Anchor>, inside: Html) -> Html {
    match named {
        None => Html::element("table", class, [inside]),
        Some(name) => {
            let attributes = [("class", class.into()), ("aria-labelledby", name.into())];
            Html::with("table", attributes, [inside])
        }
    }
}

/// A table of cells, with heads perhaps.
pub(in crate::export) fn table(
    class: &'static str,
    heads: Option<Vec<Html>>,
    rows: impl Iterator<Item = Vec<Html>>,
) -> Html {
    let heads = heads.map(|heads| Html::element("thead", "", [Html::element("tr", "", heads)]));
    let rows = Html::element("tbody", "", rows.map(|cells| Html::element("tr", "", cells)));
    Html::element("table", class, heads.into_iter().chain([rows]))
}
