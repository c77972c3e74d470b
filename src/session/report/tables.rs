//! The tables of a report: every thing that is kept of a session, one a row.

mod after;
mod making;
mod money;
mod outcome;
mod plan;

use super::Dated;
use super::table::Table;
use crate::reader::Reader;
use crate::session::viewer::{Audience, Seen};

/// Tables that a public report does not have at all.
const NOT_FOR_ALL: [&str; 3] = ["people", "findings", "steps"];

/// All tables, in reading order, each with its columns even when it has no rows.
pub(super) fn tables(
    seen: &Seen,
    audience: Audience,
    dates: &[Dated],
    reader: &Reader,
) -> Vec<Table> {
    let mut tables = vec![
        plan::people(seen),
        plan::goals(seen),
        plan::areas(seen),
        money::budget(seen),
        money::pledges(seen),
        money::asks(seen),
        money::bills(seen),
        outcome::decisions(seen),
        outcome::objections(seen),
        outcome::agreements(seen),
        outcome::promises(seen),
        outcome::parked(seen),
        after::dates(dates),
        after::findings(seen, reader),
        after::line(seen),
        making::ideas(seen),
        making::votes(seen),
        making::ballots(seen),
        making::counts(seen),
        making::assessments(seen),
        making::placements(seen),
        making::asked(seen),
        making::causes(seen),
        making::rounds(seen),
        making::steps(seen),
    ];
    if audience == Audience::Public {
        tables.retain(|table| !NOT_FOR_ALL.contains(&table.name));
    }
    tables
}
