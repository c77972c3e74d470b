//! What a paper will say, in a few blocks, before it is written.

use super::{Part, Report};
use crate::session::block::{Block, Line, Sign};

/// What of a report a format writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The parts that are wanted, in words.
    Parts,
    /// The first part alone.
    Page,
    /// The tables.
    Tables,
    /// The dates.
    Dates,
    /// The slips.
    Slips,
}

/// So many lines of a list are shown.
const MOST: usize = 40;

impl Report {
    /// What a format that shows this will say, the beginning of it.
    pub fn preview(&self, shows: Shows, wanted: &[Part]) -> Vec<Block> {
        let item = |words: String, aside: &str| Line::new(Sign::None, words).with(aside);
        let head = Block::text([self.title.as_str(), &self.standing].join("\n"));
        let lines: Vec<Line> = match shows {
            Shows::Parts => return [vec![head], self.said(wanted)].concat(),
            Shows::Page => return [vec![head], self.said(&[Part::Page])].concat(),
            Shows::Tables => {
                let tables = self.tables.iter().filter(|table| !table.is_empty());
                tables.map(|it| item(it.title.into(), &rows(it.rows.len()))).collect()
            }
            Shows::Dates => {
                let dates = self.dates.iter();
                dates.map(|it| item(it.title.clone(), &it.date.to_string())).collect()
            }
            Shows::Slips => {
                let slips = self.slips.iter();
                slips.map(|it| item(it.name.clone(), &it.function)).collect()
            }
        };
        match lines.is_empty() {
            true => vec![Block::text("There is nothing yet that it could hold.")],
            false => vec![Block::Lines(lines.into_iter().take(MOST).collect())],
        }
    }

    fn said(&self, wanted: &[Part]) -> Vec<Block> {
        let parts = self.parts.iter().filter(|chapters| wanted.contains(&chapters.part));
        let sections = parts.flat_map(|chapters| &chapters.sections);
        let blocks = sections.flat_map(|section| {
            [Block::heading(section.title.clone())].into_iter().chain(section.blocks.clone())
        });
        blocks.take(MOST).collect()
    }
}

fn rows(number: usize) -> String {
    if number == 1 { "1 row".into() } else { format!("{number} rows") }
}
