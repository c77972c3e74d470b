//! The kit as files: one page of HTML that prints well from anywhere, and each paper as plain
//! text, for whoever has no browser or wants to change something.

mod text;

use super::html::{self, Html};
use super::plain::Manner;
use crate::session::kit::{Cut, Field, Kit, Marks, Paper, Part, Sheet, Who};

/// The page's file.
pub const PAGE: &str = "kit.html";

/// All files of a kit by their names, the page first.
pub fn files(kit: &Kit, manner: Manner) -> Vec<(String, Vec<u8>)> {
    let text = |paper: &Paper| {
        let text = text::render(paper, manner);
        (format!("{}.txt", paper.name), text.into_bytes())
    };
    let page = (PAGE.to_owned(), page(kit));
    std::iter::once(page).chain(kit.papers.iter().map(text)).collect()
}

/// All papers as one page.
fn page(kit: &Kit) -> Vec<u8> {
    let body = kit.papers.iter().map(paper).collect();
    html::page(&format!("Kit · {}", kit.title), include_str!("kit/kit.css"), body)
}

fn paper(paper: &Paper) -> Html {
    let class = match paper.cut {
        Cut::Whole => "paper whole",
        Cut::Across => "paper across",
        Cut::InTwo => "paper in-two",
    };
    let about = about(paper).map(|words| Html::words("p", "about", &words));
    let sheets = Html::element("div", "", paper.sheets.iter().map(|it| sheet(it, paper.cut)));
    Html::element("section", class, about.into_iter().chain([sheets]))
}

/// What stands before the first sheet; a paper of one sheet says it itself.
fn about(paper: &Paper) -> Option<String> {
    (paper.cut != Cut::Whole).then(|| format!("{}. {}", paper.title, paper.about))
}

fn sheet(sheet: &Sheet, cut: Cut) -> Html {
    let who = match &sheet.who {
        Who::Nobody => None,
        Who::Named(name) => Some(Html::words("span", "name", name)),
        Who::Whoever => {
            Some(Html::element("span", "unnamed", [Html::text("Name"), Html::drawn("rule", 1)]))
        }
    };
    let top = match cut {
        Cut::Whole => Html::words("h1", "", &sheet.head),
        Cut::Across | Cut::InTwo => {
            let head = Html::words("span", "head", &sheet.head);
            Html::element("p", "top", who.into_iter().chain([head]))
        }
    };
    Html::element("article", "sheet", std::iter::once(top).chain(sheet.parts.iter().map(part)))
}

fn part(part: &Part) -> Html {
    match part {
        Part::Says(block) => html::block(block),
        Part::Small(words) => html::prose("small", words),
        Part::Write(label, lines) => write(label, usize::from(*lines)),
        Part::Letters(label, count) => {
            let boxes = Html::drawn("number", *count);
            Html::element(
                "p",
                "letters",
                [Html::words("span", "", label), Html::element("span", "", [boxes])],
            )
        }
        Part::Tick(words) => Html::element("p", "", [Html::drawn("box", 1), Html::text(words)]),
        Part::Marks(marks) => table(marks),
    }
}

/// A label with a line behind it, and more lines below.
fn write(label: &str, lines: usize) -> Html {
    let labelled = (!label.is_empty()).then(|| Html::words("span", "", label));
    let first = labelled.into_iter().chain([Html::drawn("rule", 1)]);
    let first = Html::element("p", "write", first);
    let more = (1..lines).map(|_| Html::element("p", "write", [Html::drawn("rule", 1)]));
    std::iter::once(first).chain(more).collect()
}

fn table(marks: &Marks) -> Html {
    let heads = marks.asked.iter().any(|asked| !asked.is_empty()).then(|| {
        let asked = marks.asked.iter().map(|asked| Html::words("th", "", asked));
        let before = ["", ""].map(|empty| Html::words("th", "", empty));
        before.into_iter().chain(asked).collect()
    });
    let row = |(letter, label): &(String, Option<String>)| {
        let label = match label {
            Some(label) => Html::words("td", "", label),
            None => Html::element("td", "", [Html::drawn("rule", 1)]),
        };
        let fields = marks.asked.iter().map(|_| Html::element("td", "field", [field(marks.field)]));
        [Html::words("td", "letter", letter), label].into_iter().chain(fields).collect()
    };
    html::table("marks", heads, marks.rows.iter().map(row))
}

fn field(field: Field) -> Html {
    match field {
        Field::Circles(count) => Html::drawn("circle", count.into()),
        Field::Box => Html::drawn("box", 1),
        Field::Number => Html::drawn("number", 1),
        Field::Ring(least, most, dash) => {
            let numbers = (least..=most).map(|number| number.to_string());
            let rings = numbers.chain(dash.then(|| "–".to_owned()));
            rings.map(|words| Html::words("span", "ring", &words)).collect()
        }
        Field::None => Html::default(),
    }
}

#[cfg(test)]
mod tests;
