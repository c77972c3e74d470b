//! The record: one session as a document that no format knows yet. At any second of a session.

mod head;
mod minutes;

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
    /// The chapters, in reading order; none is empty.
    pub sections: Vec<Section>,
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
        let mut sections = sections(&seen, reader);
        if naming == Naming::Outsiders {
            sections.extend(activities::outsiders(session));
        }
        Report {
            title: seen.title.to_string(),
            workshop: seen.workshop.to_string(),
            draft: seen.finished.is_none(),
            revision: seen.revision,
            began: seen.began,
            changed: seen.glance.changed,
            held: head::held(&seen, reader),
            standing: head::standing(&seen, reader),
            sections,
        }
    }
}

/// What an executive reads comes first, then what was agreed, then how it came about.
fn sections(seen: &Seen, reader: &Reader) -> Vec<Section> {
    let mut sections = vec![
        head::in_short(seen, reader),
        followup::section(seen, reader),
        people::section(seen),
        goals::section(seen, reader),
        areas::section(seen, reader),
        pot::section(seen, reader),
        decisions::section(seen, reader),
        decisions::agreements(seen, reader),
        promises::section(seen, reader),
        decisions::parking_lot(seen, reader),
        tables::section(seen, reader),
        check::section(seen, reader),
    ];
    let places = seen.places();
    sections.extend(places.iter().filter_map(|place| activities::section(seen, place, reader)));
    sections.push(minutes::section(seen, reader));
    sections.retain(|section| !section.blocks.is_empty());
    told_apart(&mut sections);
    sections
}

/// No two chapters have the same heading: who is sent to one must find it.
fn told_apart(sections: &mut [Section]) {
    for place in 1..sections.len() {
        let (before, rest) = sections.split_at_mut(place);
        let same = |title: &str| before.iter().any(|section| section.title == title);
        let title = rest[0].title.clone();
        let numbered = (2..).map(|number| format!("{title} ({number})"));
        let mut titles = std::iter::once(title.clone()).chain(numbered);
        rest[0].title = titles.find(|title| !same(title)).unwrap_or(title);
    }
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
        let told = report.sections.iter().find(|it| it.title == "round: the round");
        assert_eq!(told.expect("a chapter").blocks[0], Block::text("What is the question?"));
    }

    #[test]
    fn no_two_chapters_have_the_same_heading() {
        let titled = |title: &str| Section { title: title.into(), blocks: Vec::new() };
        let mut sections = ["Open", "Close", "Open", "Open", "Open (2)"].map(titled);
        told_apart(&mut sections);
        let titles = sections.map(|section| section.title);
        assert_eq!(titles, ["Open", "Close", "Open (2)", "Open (3)", "Open (2) (2)"]);
    }
}
