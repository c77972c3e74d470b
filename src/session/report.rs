//! The record: one session as a document that no format knows yet. At any second of a session.

mod clock;
mod head;
mod part;

pub use part::{Chapters, Part};

use super::activities;
use super::block::Section;
use super::viewer::{Seen, Viewer};
use super::{Session, areas, check, decisions, followup, goals, people, pot, promises, tables};
use crate::reader::Reader;
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
    /// Its parts, in reading order; none is empty.
    pub parts: Vec<Chapters>,
}

/// Whom a report names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Naming {
    /// Those whom the room may see named.
    #[default]
    Room,
    /// Also people who were not there, and were not asked.
    Outsiders,
}

impl Report {
    /// The report of what the room may see. The same session gives the same report: it tells of
    /// the last change, whenever it is asked for.
    pub fn of(session: &Session, reader: &Reader) -> Report {
        Report::naming(Naming::Room, session, reader)
    }

    /// The same report, which may name people who were not in the room: only for whoever asked for
    /// it.
    pub fn naming(naming: Naming, session: &Session, reader: &Reader) -> Report {
        let seen = session.seen_by(Viewer::Room);
        // Years are told or left out as on the day it tells of.
        let reader = &Reader { today: reader.day_of(seen.glance.changed), ..reader.clone() };
        let mut parts = parts(&seen, reader);
        if naming == Naming::Outsiders {
            let outsiders = activities::outsiders(session).into_iter().collect();
            parts.push(Chapters { part: Part::Making, sections: outsiders });
        }
        let parts = tidied(parts);
        Report {
            title: seen.title.to_string(),
            workshop: seen.workshop.to_string(),
            draft: seen.finished.is_none(),
            revision: seen.revision,
            began: seen.began,
            changed: seen.glance.changed,
            held: head::held(&seen, reader),
            standing: head::standing(&seen, reader),
            parts,
        }
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
fn parts(seen: &Seen, reader: &Reader) -> Vec<Chapters> {
    let of = |part: Part| {
        let sections = match part {
            Part::Page => vec![head::in_short(seen, reader)],
            Part::Minutes => vec![
                followup::section(seen, reader),
                people::section(seen),
                decisions::section(seen, reader),
                decisions::agreements(seen, reader),
                decisions::parking_lot(seen, reader),
                tables::section(seen, reader),
            ],
            Part::Goals => vec![goals::section(seen, reader)],
            Part::Roles => vec![areas::section(seen, reader)],
            Part::Budget => vec![pot::section(seen, reader)],
            Part::Promises => vec![promises::section(seen, reader)],
            Part::Gaps => vec![check::section(seen, reader)],
            Part::Making => making(seen, reader),
        };
        Chapters { part, sections }
    };
    Part::ALL.map(of).into()
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
    use crate::session::block::Block;
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
