//! The record as a page for a browser, a phone and a printer: what an executive reads first, how
//! it came about folded at the end.

use super::attribute::{Anchor, Value};
use super::blocks::{Below, blocks, heading};
use super::{Html, page};
use crate::session::block::Section;
use crate::session::report::{Part, Report};

/// The whole record in one file.
pub(in crate::export) fn render(report: &Report) -> Vec<u8> {
    let chapters = chapters(report);
    let list = (chapters.len() > 1).then(|| list(&chapters));
    let main = Html::element("main", "", chapters.iter().map(|it| it.written(chapters.len())));
    let body = [head(report)].into_iter().chain(list).chain([main, foot(report)]).collect();
    let (title, style) = match report.draft {
        true => (format!("Draft: {}", report.title), DRAFT),
        false => (report.title.clone(), STYLE),
    };
    page(&title, style, body)
}

const STYLE: &str = include_str!("record/record.css");

/// On paper a draft says on each sheet that it is one.
const DRAFT: &str = concat!(
    include_str!("record/record.css"),
    "@page { @top-right { content: \"Draft\"; font: 700 10pt sans-serif; } }\n"
);

fn head(report: &Report) -> Html {
    let draft = report.draft.then(|| Html::words("p", "draft", "Draft"));
    let words = [
        Html::words("h1", "", &report.title),
        super::prose("held", &report.held),
        super::prose("standing", &report.standing),
        super::prose("held", &report.ask),
    ];
    Html::element("header", "", draft.into_iter().chain(words))
}

fn foot(report: &Report) -> Html {
    let words = "Written by Groundswell. This file is whole: it loads nothing and runs nothing.";
    let standing = format!("{} {}", report.standing, report.ask);
    Html::element("footer", "", [super::prose("", &standing), super::prose("", words)])
}

/// The parts of the page to go to.
fn list(chapters: &[Chapter<'_>]) -> Html {
    let link = |chapter: &Chapter<'_>| {
        let to = [("href", Value::Link(chapter.anchor.clone()))];
        Html::element("li", "", [Html::with("a", to, [Html::text(chapter.title)])])
    };
    let links = Html::element("ul", "", chapters.iter().map(link));
    Html::with("nav", [("aria-label", "Parts of this record".into())], [links])
}

/// What stands below one heading of the second rank.
struct Chapter<'a> {
    anchor: Anchor,
    title: &'a str,
    look: Look,
    sections: Vec<&'a Section>,
}

/// How a chapter stands in the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// What must be read.
    Card,
    /// As it comes.
    Plain,
    /// For whoever wants to know more.
    Folded,
}

/// A chapter for each part; of the first page each section is one, since its title says more.
fn chapters(report: &Report) -> Vec<Chapter<'_>> {
    let mut chapters: Vec<Chapter<'_>> = Vec::new();
    for part in Part::ALL {
        let of_part = report.parts.iter().filter(|chapters| chapters.part == part);
        let sections: Vec<&Section> = of_part.flat_map(|it| &it.sections).collect();
        let anchor = Anchor::new(part.name());
        let look = if part == Part::Making { Look::Folded } else { Look::Plain };
        match part {
            Part::Page => chapters.extend((1..).zip(sections).map(|(at, section)| Chapter {
                anchor: anchor.nth(at),
                title: &section.title,
                look: Look::Card,
                sections: vec![section],
            })),
            _ if sections.is_empty() => {}
            _ => chapters.push(Chapter { anchor, title: part.title(), look, sections }),
        }
    }
    chapters
}

impl Chapter<'_> {
    /// The chapter; one that stands alone is not folded.
    fn written(&self, of: usize) -> Html {
        let name = self.anchor.nth(0);
        let head = heading("h2", Some(&name), self.title);
        let inside = self.inside(&name);
        let section = |class: &'static str, inside: Vec<Html>| {
            let attributes = [
                ("class", class.into()),
                ("id", (&self.anchor).into()),
                ("aria-labelledby", (&name).into()),
            ];
            Html::with("section", attributes, inside)
        };
        match self.look {
            Look::Card => section("part card", vec![head, inside]),
            Look::Folded if of > 1 => self.folded(&name, head, inside),
            Look::Plain | Look::Folded => section("part", vec![head, inside]),
        }
    }

    /// What a link leads to is inside, so that following the link unfolds it.
    fn folded(&self, name: &Anchor, head: Html, inside: Html) -> Html {
        let inside = Html::with("div", [("id", (&self.anchor).into())], [inside]);
        let details = Html::element("details", "", [Html::element("summary", "", [head]), inside]);
        let attributes = [("class", "part".into()), ("aria-labelledby", name.into())];
        Html::with("section", attributes, [details])
    }

    /// Its sections. One whose title stands above already is not headed again.
    fn inside(&self, name: &Anchor) -> Html {
        let section = |(at, section): (usize, &&Section)| {
            if section.title == self.title {
                let below = Below { heading: "h3", anchor: Some(name.clone()) };
                return blocks(&section.blocks, &below);
            }
            let anchor = self.anchor.nth(at);
            let head = heading("h3", Some(&anchor), &section.title);
            let below = Below { heading: "h4", anchor: Some(anchor) };
            Html::element("div", "section", [head, blocks(&section.blocks, &below)])
        };
        (1..).zip(&self.sections).map(section).collect()
    }
}

#[cfg(test)]
mod tests;
