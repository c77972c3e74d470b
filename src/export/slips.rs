//! Slips to print and cut: half a page for each person, with what they promised and answer for.

use super::html::{self, Html};
use crate::session::report::{Report, Slip};

/// One page for two people.
pub(super) fn render(report: &Report) -> Vec<u8> {
    let mut body: Vec<Html> = report.slips.iter().map(|it| slip(it, report)).collect();
    if body.is_empty() {
        body.push(html::prose("", "Nobody is named in this report, so there is no slip."));
    }
    html::page(&report.title, STYLE, body.into_iter().collect())
}

const STYLE: &str = include_str!("html/slips.css");

fn slip(slip: &Slip, report: &Report) -> Html {
    let function = Html::words("span", "function", &slip.function);
    let head = Html::element("h2", "", [Html::text(&slip.name), function]);
    let title = Html::words("p", "session", &report.title);
    let blocks = slip.blocks.iter().map(html::block);
    let foot = Html::words("p", "small", &format!("{} {}", report.standing, report.ask));
    Html::element("section", "slip", [title, head].into_iter().chain(blocks).chain([foot]))
}
