//! What is said of tables: what came from which, and what is still out.

use super::{Came, Table};
use crate::reader::Reader;
use crate::session::block::{Block, Line, Section, Sign};
use crate::session::viewer::Seen;
use crate::text::{capital, listed};
use serde::{Deserialize, Serialize};

/// What a table can bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sort {
    /// Goals, new or shaped.
    Goals,
    /// New areas.
    Areas,
    /// Names of those who answer.
    Names,
    /// Parts that people and departments take.
    Parts,
    /// Ideas, new or worded.
    Ideas,
    /// Pledges.
    Pledges,
    /// Asks of the pot.
    Asks,
    /// Grants.
    Grants,
    /// Promises.
    Promises,
    /// Agreements.
    Agreements,
    /// Decisions.
    Decisions,
    /// Objections.
    Objections,
    /// Parked items.
    Parked,
    /// People.
    People,
    /// Things deleted.
    Deleted,
    /// Anything else.
    Others,
}

impl Sort {
    fn counted(self, count: u16) -> String {
        let (one, more) = match self {
            Sort::Goals => ("goal", "goals"),
            Sort::Areas => ("area", "areas"),
            Sort::Names => ("name", "names"),
            Sort::Parts => ("part", "parts"),
            Sort::Ideas => ("idea", "ideas"),
            Sort::Pledges => ("pledge", "pledges"),
            Sort::Asks => ("ask", "asks"),
            Sort::Grants => ("grant", "grants"),
            Sort::Promises => ("promise", "promises"),
            Sort::Agreements => ("agreement", "agreements"),
            Sort::Decisions => ("decision", "decisions"),
            Sort::Objections => ("objection", "objections"),
            Sort::Parked => ("parked item", "parked items"),
            Sort::People => ("person", "people"),
            Sort::Deleted => ("deletion", "deletions"),
            Sort::Others => ("other change", "other changes"),
        };
        format!("{count} {}", if count == 1 { one } else { more })
    }
}

/// "3 goals, 2 names and 4 promises", or "nothing new".
pub fn brought(what: &[(Sort, u16)]) -> String {
    let words: Vec<String> = what.iter().map(|(sort, count)| sort.counted(*count)).collect();
    if words.is_empty() { "nothing new".into() } else { listed(&words) }
}

/// What the record says of break-outs.
pub(in crate::session) fn section(seen: &Seen, reader: &Reader) -> Section {
    let lines: Vec<Line> = seen.tables.iter().flat_map(|table| lines(table, reader)).collect();
    let mut blocks = Vec::new();
    if let Some(origin) = &seen.origin {
        blocks.push(Block::text(format!("Table {} of “{}”.", origin.table, origin.title)));
    }
    if !lines.is_empty() {
        blocks.push(Block::Lines(lines));
    }
    Section { title: "Break-outs".into(), blocks }
}

fn lines(table: &Table, reader: &Reader) -> Vec<Line> {
    if table.is_out() {
        let table = capital(&super::called(table.number, &table.about));
        return vec![Line::new(Sign::Nobody, format!("{table} is out"))];
    }
    let line = |came: &Came| {
        let words = format!("From table {}: {}", table.number, brought(&came.what));
        Line::new(Sign::Settled, words).with(reader.time(came.at))
    };
    table.came.iter().map(line).collect()
}
