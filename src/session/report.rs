//! The record: one session as a document that no format knows yet. At any second of a session.

mod clock;
mod dates;
mod head;
mod leads;
mod part;
mod preview;
mod slips;
pub mod table;
mod tables;

pub use dates::Dated;
pub use part::{Chapters, Part};
pub use preview::Shows;
pub use slips::Slip;
use table::Table;

use super::activities;
use super::block::{Block, Line, Section};
use super::viewer::{Audience, Seen, Viewer, still_named};
use super::{Session, areas, check, decisions, followup, goals, people, pot, promises};
use crate::money::Currency;
use crate::reader::Reader;
use crate::text::CleanText;
use jiff::Timestamp;

/// Everything a paper about a session may say, already in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The session's title.
    pub title: String,
    /// The workshop's title.
    pub workshop: String,
    /// "Draft" until the session is finished.
    pub draft: bool,
    /// The session's revision.
    pub revision: u64,
    /// When the session began.
    pub began: Timestamp,
    /// When it was last changed: the time that the report tells of.
    pub changed: Timestamp,
    /// Where it comes from: the workshop and the day.
    pub held: String,
    /// Draft or final, of when, and which revision, in a sentence.
    pub standing: String,
    /// Whom to ask about it, in a sentence.
    pub ask: String,
    /// Its parts, in reading order; none is empty.
    pub parts: Vec<Chapters>,
    /// The same as data, one thing a row; each table is there, with or without rows.
    pub tables: Vec<Table>,
    /// What goes into a calendar, the earliest first.
    pub dates: Vec<Dated>,
    /// What each person takes home.
    pub slips: Vec<Slip>,
    /// The currency of all amounts in the tables.
    pub currency: Currency,
    /// For whom it is.
    pub audience: Audience,
    /// People whose names were taken out, and stand all the same in what somebody wrote.
    pub still_named: Vec<String>,
}

/// What is wanted of a report, besides the session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// For whom it is.
    pub audience: Audience,
    /// People who were not there, and were not asked, are named as well. Only those who were there
    /// can be told that.
    pub third_parties: bool,
}

impl Report {
    /// The report of what the room may see. The same session gives the same report: it tells of
    /// the last change, whenever it is asked for.
    pub fn of(session: &Session, reader: &Reader) -> Report {
        Report::wished(&Wish::default(), session, reader)
    }

    /// The report as it is wished. What its audience is not told is taken out of the session before
    /// anything is put into words.
    pub fn wished(wish: &Wish, session: &Session, reader: &Reader) -> Report {
        let Wish { audience, third_parties } = *wish;
        let seen = session.seen_by(Viewer::Room).for_audience(audience);
        // Years are told or left out as on the day it tells of.
        let reader = &Reader { today: reader.day_of(seen.glance.changed), ..reader.clone() };
        let mut parts = parts(&seen, audience, reader);
        if third_parties && audience == Audience::Room {
            let outsiders = activities::outsiders(session).into_iter().collect();
            parts.push(Chapters { part: Part::Making, sections: outsiders });
        }
        let dates = dates::dates(&seen, reader.day_of(seen.began));
        let mut report = Report {
            title: seen.title.to_string(),
            workshop: seen.workshop.to_string(),
            draft: seen.finished.is_none(),
            revision: seen.revision,
            began: seen.began,
            changed: seen.glance.changed,
            held: head::held(&seen, reader),
            standing: head::standing(&seen, reader),
            ask: head::ask(&seen),
            parts: tidied(parts),
            tables: tables::tables(&seen, audience, &dates, reader),
            dates,
            currency: seen.currency,
            audience,
            ..Report::default()
        };
        if audience == Audience::Public {
            let names: Vec<CleanText> = session.people.iter().map(|it| it.name.clone()).collect();
            report.still_named = still_named(&names, &format!("{report:?}"));
        } else {
            report.slips = slips::slips(&seen, reader);
        }
        report
    }

    /// The same report with these parts alone.
    pub fn only(mut self, wanted: &[Part]) -> Report {
        self.parts.retain(|chapters| wanted.contains(&chapters.part));
        self
    }

    /// The chapters of all parts, in reading order.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        self.parts.iter().flat_map(|chapters| &chapters.sections)
    }
}

/// What each reader asks for, as chapters.
fn parts(seen: &Seen, audience: Audience, reader: &Reader) -> Vec<Chapters> {
    let of = |part: Part| {
        let sections = match part {
            Part::Page => vec![head::in_short(seen, reader)],
            Part::Minutes if audience == Audience::Public => {
                vec![decisions::section(seen, reader), decisions::agreements(seen, reader)]
            }
            Part::Gaps | Part::Making if audience == Audience::Public => Vec::new(),
            Part::Minutes => vec![
                leads::minutes(seen, reader),
                followup::section(seen, reader),
                people::section(seen),
                decisions::section(seen, reader),
                decisions::agreements(seen, reader),
                decisions::parking_lot(seen, reader),
                super::tables::section(seen, reader),
            ],
            Part::Goals => vec![goals::section(seen, reader)],
            Part::Roles => vec![areas::section(seen, reader)],
            Part::Budget => vec![led(leads::budget(seen, reader), pot::section(seen, reader))],
            Part::Promises => vec![promises::section(seen, reader)],
            Part::Gaps => vec![check::section(seen, reader)],
            Part::Making => making(seen, reader),
        };
        Chapters { part, sections }
    };
    Part::ALL.map(of).into()
}

/// The section with these lines before all else.
fn led(lines: Vec<Line>, mut section: Section) -> Section {
    if !lines.is_empty() {
        section.blocks.insert(0, Block::Lines(lines));
    }
    section
}

fn making(seen: &Seen, reader: &Reader) -> Vec<Section> {
    let places = seen.places();
    let sections = places.iter().filter_map(|place| activities::section(seen, place, reader));
    sections.chain([clock::section(seen, reader)]).collect()
}

/// Without what is empty, and no two chapters with the same heading: who is sent to one must find it.
fn tidied(mut parts: Vec<Chapters>) -> Vec<Chapters> {
    let mut before: Vec<String> = Vec::new();
    for chapters in &mut parts {
        chapters.sections.retain(|section| !section.blocks.is_empty());
        for section in &mut chapters.sections {
            let numbered = (2..).map(|number| format!("{} ({number})", section.title));
            let mut titles = std::iter::once(section.title.clone()).chain(numbered);
            let title = titles.find(|title| !before.contains(title)).unwrap_or_default();
            before.push(title.clone());
            section.title = title;
        }
    }
    parts.retain(|chapters| !chapters.sections.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::activities::round;
    use crate::session::{Author, Change};
    use crate::testing::{activity, at, person, place, reader, room_with, text};
    use crate::workshop::{Do, Policy};

    #[test]
    fn chapters_say_what_they_are_about_and_what_was_asked() {
        let mut room = room_with(vec![activity(Do::Round {}, Policy::Open)]);
        let said = round::Change::Said(person(1), text("Hopeful"));
        let change = Change::At(place("round"), activities::Change::Round(said));
        room.submit(at(1), Author::Facilitator, change).expect("noted");
        let report = Report::of(room.session(), &reader());
        let told = report.sections().find(|it| it.title == "round: the round");
        assert_eq!(told.expect("a chapter").blocks[0], Block::text("What is the question?"));
    }

    #[test]
    fn no_two_chapters_have_the_same_heading() {
        let titled =
            |title: &str| Section { title: title.into(), blocks: vec![Block::text("…")] };
        let sections = ["Open", "Close", "Open", "Open", "Open (2)"].map(titled).into();
        let parts = tidied(vec![Chapters { part: Part::Making, sections }]);
        let titles: Vec<&str> = parts[0].sections.iter().map(|it| it.title.as_str()).collect();
        assert_eq!(titles, ["Open", "Close", "Open (2)", "Open (3)", "Open (2) (2)"]);
    }
}
