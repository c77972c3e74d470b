//! The record as PDF: set in type, page by page, with its structure for whoever listens to it.
//!
//! Three steps, each of which gives values to the next: blocks become slabs with places in a tree
//! (`blocks`, `table`, `plane`), slabs are laid onto sheets (`flow`), and sheets become bytes (`ink`).
//! Below them words become lines (`setting`) and letters become glyphs (`face`).

mod blocks;
mod face;
mod flow;
mod ink;
mod paper;
mod plane;
mod rows;
mod setting;
mod table;
mod tree;

use super::draw::one_line;
use crate::reader::Reader;
use crate::session::report::Report;
use blocks::Setter;
use face::Faces;
use flow::{Found, Sheet};
use ink::Book;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use paper::Paper;
use tree::Tree;

/// The whole record. The same report gives the same bytes: its dates are those of the session.
pub(super) fn render(report: &Report, reader: &Reader) -> Vec<u8> {
    let paper = Paper::of(reader);
    let faces = Faces::new();
    let (sheets, found, tree) = laid(report, paper, &faces);
    // What is about no single session is of today.
    let at = match report.changed == Timestamp::UNIX_EPOCH {
        true => reader.today.to_datetime(Time::midnight()),
        false => report.changed.to_zoned_datetime(TimeZone::UTC).datetime(),
    };
    let book = Book { faces: &faces, paper, report, at, sheets: &sheets, found: &found };
    book.written(tree).expect("what is drawn here keeps to the standards")
}

fn laid(report: &Report, paper: Paper, faces: &Faces) -> (Vec<Sheet>, Vec<Found>, Tree) {
    let mut setter = Setter::new(faces, paper);
    setter.head(report);
    report.parts.iter().for_each(|chapters| setter.part(chapters));
    let (sheets, found) = flow::sheets(&setter.slabs, paper);
    (sheets, found, setter.tree)
}

/// What the file is called; a title must not be empty.
fn title(report: &Report) -> String {
    match named(&report.title) {
        title if title.is_empty() => "Record".into(),
        title => title,
    }
}

/// Words that stand beside the pages, in one line: the standards take no string without end there.
fn named(words: &str) -> String {
    one_line(words).chars().take(LONGEST_NAME).collect()
}

/// More than any reader shows of a title or an entry of the outline.
const LONGEST_NAME: usize = 500;

/// What is told of a drawing to whoever cannot see it; the standards take no more in one string.
const LONGEST_TOLD: usize = 8_000;

#[cfg(test)]
mod tests;
