//! The head of the record: what an executive reads, who was here, and how far it can be trusted.

use crate::reader::Reader;
use crate::session::areas::{Area, Standing};
use crate::session::block::{Block, Grid, Line, Section, Sign};
use crate::session::people::Person;
use crate::session::viewer::Seen;
use crate::session::{Decision, Session};
use crate::text::CleanText;
use crate::when;
use jiff::Timestamp;

/// Draft or final, of when, and which revision.
pub(super) fn standing(seen: &Seen, reader: &Reader) -> String {
    let at = moment(seen.glance.changed, reader);
    let revision = seen.revision;
    match seen.finished {
        None => format!("Draft of {at}. The session is not finished. Revision {revision}."),
        Some(_) => format!("Final, of {at}. Revision {revision}."),
    }
}

/// The lines that somebody with one minute reads.
pub(super) fn in_short(seen: &Seen, reader: &Reader) -> Section {
    let mut lines = vec![decided(seen, reader)];
    lines.extend(areas(seen, reader));
    lines.push(next(seen, reader));
    Section { title: "In short".into(), blocks: vec![Block::Lines(lines)] }
}

fn decided(seen: &Seen, reader: &Reader) -> Line {
    let Some(decision) = main_decision(seen) else {
        return Line::new(Sign::Nobody, "Nothing is decided yet.");
    };
    let line = Line::new(Sign::Settled, format!("Decided: {}", decision.what));
    match decision.review {
        Some(date) => line.with(format!("looked at again on {}", reader.date(date))),
        None => line,
    }
}

/// The newest decision that the whole room was counted on; without one, the newest.
fn main_decision(session: &Session) -> Option<&Decision> {
    let counted = session.decisions.iter().rev().find(|decision| decision.tally.is_some());
    counted.or(session.decisions.last())
}

fn areas(seen: &Seen, reader: &Reader) -> Vec<Line> {
    let of = |standing: Standing| -> Vec<&Area> {
        seen.areas.iter().filter(|area| area.standing() == standing).collect()
    };
    let [half, open, nobody] = [Standing::Half, Standing::LeftOpen, Standing::Nobody].map(of);
    if half.is_empty() && open.is_empty() && nobody.is_empty() {
        return settled(seen.areas.len()).into_iter().collect();
    }
    let mut lines = Vec::new();
    if !nobody.is_empty() {
        let names = together(nobody.iter().map(|area| area.name.as_str()));
        lines.push(Line::new(Sign::Nobody, format!("Nobody answers yet for {names}.")));
    }
    if !half.is_empty() {
        let names = together(half.iter().map(|area| area.name.as_str()));
        lines.push(Line::new(Sign::Half, format!("Yes, on a condition, for {names}.")));
    }
    lines.extend(open.into_iter().map(|area| left_open(area, reader)));
    lines
}

fn settled(areas: usize) -> Option<Line> {
    let words = match areas {
        0 => return None,
        1 => "One person answers for the one area.".into(),
        more => format!("Each of the {more} areas has one person who answers for it."),
    };
    Some(Line::new(Sign::Settled, words))
}

fn left_open(area: &Area, reader: &Reader) -> Line {
    let line = Line::new(Sign::LeftOpen, format!("Left open on purpose: {}", area.name));
    match area.open_until {
        Some(date) => line.with(format!("until {}", reader.date(date))),
        None => line,
    }
}

fn next(seen: &Seen, reader: &Reader) -> Line {
    match seen.next_date {
        Some(date) => {
            let date = when::show_long(date, &reader.locale);
            Line::new(Sign::Settled, format!("Next check-in: {date}"))
        }
        None => Line::new(Sign::Nobody, "No date is set for a check-in yet."),
    }
}

/// The day, the workshop, and the people by function.
pub(super) fn who(seen: &Seen, reader: &Reader) -> Section {
    let workshop = &seen.workshop;
    let began = moment(seen.began, reader);
    let mut blocks = vec![Block::Text(format!("{workshop}\n{began}"))];
    let present: Vec<&Person> = seen.present().collect();
    if present.is_empty() {
        blocks.push(Block::text("Nobody is on the list of those who are here."));
    } else {
        blocks.push(Block::Grid(by_function(seen, &present)));
    }
    blocks.extend(absent(seen));
    blocks.extend(hats(seen));
    Section { title: "Who was here".into(), blocks }
}

fn by_function(session: &Session, present: &[&Person]) -> Grid {
    let unsaid = CleanText::default();
    let functions = session.functions().into_iter().chain([&unsaid]);
    let rows = functions.filter_map(|function| {
        let people = present.iter().filter(|person| &person.function == function);
        let names: Vec<&str> = people.map(|person| person.name.as_str()).collect();
        let function = if function.is_empty() { "No function said" } else { function };
        (!names.is_empty()).then(|| vec![function.to_owned(), names.join(", ")])
    });
    Grid { columns: vec!["Function".into(), "People".into()], rows: rows.collect() }
}

fn absent(session: &Session) -> Option<Block> {
    let absent = session.people.iter().filter(|person| !person.present);
    let names: Vec<String> = absent
        .map(|person| match person.function.as_str() {
            "" => person.name.to_string(),
            function => format!("{} ({function})", person.name),
        })
        .collect();
    (!names.is_empty())
        .then(|| Block::Text(format!("Absent: {}", together(names.iter().map(String::as_str)))))
}

fn hats(session: &Session) -> Option<Block> {
    let names = together(session.hats.iter().map(|hat| hat.name.as_str()));
    (!names.is_empty()).then(|| Block::Text(format!("Assumed, and not here: {names}")))
}

fn moment(at: Timestamp, reader: &Reader) -> String {
    let day = when::show_long(reader.day_of(at), &reader.locale);
    format!("{day}, {}", reader.time(at))
}

/// `Ana`, `Ana and Ben`, `Ana, Ben and Chi`.
fn together<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::areas::{Accountable, Answer};
    use crate::session::decisions::Tally;
    use crate::session::people;
    use crate::session::report::Report;
    use crate::session::{Change, Id, Kind, Place};
    use crate::testing::{activity, at, person, room_with, submit, text, today};
    use crate::workshop::{Do, Policy};
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    fn reader() -> Reader {
        Reader { locale: Default::default(), today: today(), zone: TimeZone::UTC }
    }

    fn session() -> Session {
        let mut room = room_with(vec![activity(Do::Break {}, Policy::Open)]);
        let leave = people::Change::Leave(person(4));
        submit(&mut room, Change::People(leave)).expect("Dee is on the list");
        room.session().clone()
    }

    fn section(session: &Session, title: &str) -> Section {
        let report = Report::of(session, &reader());
        report.sections.into_iter().find(|section| section.title == title).expect("it is there")
    }

    fn lines(session: &Session) -> Vec<String> {
        let section = section(session, "In short");
        let [Block::Lines(lines)] = section.blocks.as_slice() else { panic!("{section:?}") };
        lines.iter().map(|line| format!("{:?} {} {}", line.sign, line.text, line.aside)).collect()
    }

    fn decision(what: &str, tally: Option<[u16; 6]>) -> Decision {
        Decision {
            id: Id::nth(Kind::Decision, 9, 0),
            at: at(9),
            place: Place::new("break", 0),
            what: text(what),
            rule: text(""),
            tally: tally.map(|fingers| Tally { fingers, voters: 9 }),
            review: Some(date(2026, 12, 3)),
            reopen: text(""),
        }
    }

    #[test]
    fn a_session_that_has_only_begun_says_what_is_missing() {
        assert_eq!(
            lines(&session()),
            [
                "Nobody Nothing is decided yet. ",
                "Nobody Nobody answers yet for Listening, Crisis and Measuring. ",
                "Nobody No date is set for a check-in yet. ",
            ]
        );
    }

    #[test]
    fn an_executive_reads_the_decision_the_gaps_and_the_next_date() {
        let mut session = session();
        session.decisions = vec![
            decision("We do it.", Some([0, 0, 1, 2, 3, 1])),
            decision("The window stays open.", None),
        ];
        session.areas[0].accountable = Some(Accountable {
            who: person(1),
            answer: Answer::YesIf { condition: text("4 hours"), by: date(2026, 11, 9) },
            may_spend: None,
            comes_off: text(""),
        });
        session.areas[2].open_until = Some(date(2026, 12, 3));
        session.next_date = Some(date(2026, 12, 2));
        assert_eq!(
            lines(&session),
            [
                "Settled Decided: We do it. looked at again on Thu 3 Dec",
                "Nobody Nobody answers yet for Crisis. ",
                "Half Yes, on a condition, for Listening. ",
                "LeftOpen Left open on purpose: Measuring until Thu 3 Dec",
                "Settled Next check-in: Wednesday 2 December 2026 ",
            ]
        );
    }

    #[test]
    fn people_stand_by_function_and_the_absent_are_named() {
        let blocks = section(&session(), "Who was here").blocks;
        let day = "A test\nMonday 2 November 2026, 10:00";
        assert_eq!(blocks[0], Block::text(day));
        let Block::Grid(grid) = &blocks[1] else { panic!("{blocks:?}") };
        assert_eq!(grid.rows, [["Service", "Ana"], ["Marketing", "Ben, Chi"]]);
        assert_eq!(blocks[2], Block::text("Absent: Dee (HR)"));
    }

    #[test]
    fn a_draft_says_so_until_the_session_is_finished() {
        let mut session = session();
        let draft = Report::of(&session, &reader());
        assert!(draft.draft);
        assert_eq!(
            draft.standing,
            "Draft of Monday 2 November 2026, 10:00. The session is not finished. Revision 2."
        );
        session.finished = Some(at(60));
        let last = Report::of(&session, &reader());
        assert_eq!(last.standing, "Final, of Monday 2 November 2026, 10:00. Revision 2.");
    }

    #[test]
    fn what_the_facilitator_alone_knows_is_in_no_report() {
        let mut session = session();
        session.people[0].note = text("xyzzy");
        session.steps[0].script.notes = text("xyzzy");
        session.people[0].speaks_last = true;
        let report = format!("{:?}", Report::of(&session, &reader()));
        assert!(!report.contains("xyzzy") && !report.contains("last"), "{report}");
    }
}
