//! What a list of sessions shows of each, kept at the head of the file so that a list need not
//! read the rest.

use super::Session;
use crate::text::CleanText;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A session at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Glance {
    /// The workshop's title.
    #[serde(default)]
    pub workshop: CleanText,
    /// The present step's title.
    #[serde(default)]
    pub step: CleanText,
    /// Its number, from 1.
    #[serde(default)]
    pub number: u16,
    /// How many steps there are, without those skipped.
    #[serde(default)]
    pub of: u16,
    /// How many people are on the list.
    #[serde(default)]
    pub people: u16,
    /// Whether it is finished.
    #[serde(default)]
    pub finished: bool,
    /// The session's own name.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub id: CleanText,
    /// The sessions that it goes on from, by their own names: what they left open stands here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<CleanText>,
    /// The session whose table this is, by its own name; empty where it is none.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub table_of: CleanText,
    /// The tables that came back into it, by their own names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub came_back: Vec<CleanText>,
    /// How many of its tables have not come back.
    #[serde(default, skip_serializing_if = "crate::workshop::is_zero")]
    pub tables_out: u16,
    /// Which check-in comes next, in days after the plan; 0 where none does.
    #[serde(default, skip_serializing_if = "crate::workshop::is_zero")]
    pub check_in: u16,
    /// The date of the next check-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Date>,
    /// The last change.
    #[serde(default)]
    pub changed: Timestamp,
}

impl Glance {
    /// In how many days the check-in of what is finished is due; below 0 it is over.
    pub fn days_to_check_in(&self, today: Date) -> Option<i32> {
        let next = self.next.filter(|_| self.finished && self.check_in > 0)?;
        Some(next.since(today).map_or(0, |span| span.get_days()))
    }

    /// "3 tables out", while some are.
    pub fn out_in_words(&self) -> Option<String> {
        match self.tables_out {
            0 => None,
            1 => Some("1 table out".into()),
            out => Some(format!("{out} tables out")),
        }
    }

    /// A glance at this session, last changed at this time.
    pub fn at(session: &Session, changed: Timestamp) -> Glance {
        let small = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let open = || session.steps.iter().filter(|step| !step.skipped);
        let came_back = session.tables.iter().filter(|table| !table.is_out());
        let here = open().position(|step| &**step.id() == session.at.step());
        Glance {
            workshop: session.workshop.clone(),
            step: session.step(&session.at).map(|s| s.script.title.clone()).unwrap_or_default(),
            number: small(here.map_or(0, |index| index + 1)),
            of: small(open().count()),
            people: small(session.people.len()),
            finished: session.finished.is_some(),
            id: session.id.clone(),
            after: session.followup.line.iter().map(|past| past.id.clone()).collect(),
            table_of: session.origin.as_ref().map(|it| it.session.clone()).unwrap_or_default(),
            came_back: came_back.map(|table| table.session.clone()).collect(),
            tables_out: small(session.tables_out().count()),
            check_in: session.followup.due.first().map_or(0, |due| due.days),
            next: session.followup.due.first().map(|due| due.on).or(session.next_date),
            changed,
        }
    }
}
