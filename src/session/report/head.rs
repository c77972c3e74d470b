//! The head of the record: what an executive reads, and how far it can be trusted.

use crate::reader::Reader;
use crate::session::areas::{Area, Standing};
use crate::session::block::{Block, Line, Section, Sign};
use crate::session::viewer::Seen;
use crate::session::{Decision, Session};
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

/// Where the record comes from.
pub(super) fn held(seen: &Seen, reader: &Reader) -> String {
    format!("{}, {}", seen.workshop, moment(seen.began, reader))
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
        lines.push(Line::new(Sign::Nobody, missing(&nobody, seen.areas.len())));
    }
    if !half.is_empty() {
        let names = together(&names_of(&half));
        lines.push(Line::new(Sign::Half, format!("Yes, on a condition, for {names}.")));
    }
    lines.extend(open.into_iter().map(|area| left_open(area, reader)));
    lines
}

fn missing(nobody: &[&Area], areas: usize) -> String {
    match areas {
        1.. if nobody.len() == areas => format!("None of the {areas} areas has a name yet."),
        _ => format!("Nobody answers yet for {}.", together(&names_of(nobody))),
    }
}

fn settled(areas: usize) -> Option<Line> {
    let words = match areas {
        0 => return None,
        1 => "One person answers for the one area.".into(),
        more => format!("Each of the {more} areas has one person who answers for it."),
    };
    Some(Line::new(Sign::Settled, words))
}

fn names_of<'a>(areas: &[&'a Area]) -> Vec<&'a str> {
    areas.iter().map(|area| area.name.as_str()).collect()
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

/// `Ana`, `Ana and Ben`, `Ana, Ben and Chi`.
fn together(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn moment(at: Timestamp, reader: &Reader) -> String {
    let day = when::show_long(reader.day_of(at), &reader.locale);
    format!("{day}, {}", reader.time(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::areas::{Accountable, Answer};
    use crate::session::decisions::Tally;
    use crate::session::report::Report;
    use crate::session::{Id, Kind, Place};
    use crate::testing::{activity, at, person, reader, room_with, text};
    use crate::workshop::{Do, Policy};
    use jiff::civil::date;

    fn session() -> Session {
        room_with(vec![activity(Do::Break {}, Policy::Open)]).session().clone()
    }

    fn lines(session: &Session) -> Vec<String> {
        let first = Report::of(session, &reader()).sections.swap_remove(0);
        let [Block::Lines(lines)] = first.blocks.as_slice() else { panic!("{first:?}") };
        lines.iter().map(|line| format!("{:?} {} {}", line.sign, line.text, line.aside)).collect()
    }

    fn decision(what: &str, tally: Option<Tally>) -> Decision {
        Decision {
            id: Id::nth(Kind::Decision, 9, 0),
            at: at(9),
            place: Place::new("break", 0),
            what: text(what),
            rule: text(""),
            tally,
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
                "Nobody None of the 3 areas has a name yet. ",
                "Nobody No date is set for a check-in yet. ",
            ]
        );
    }

    #[test]
    fn an_executive_reads_the_decision_the_gaps_and_the_next_date() {
        let mut session = session();
        session.decisions = vec![
            decision("We do it.", Some(Tally { fingers: [0, 0, 1, 2, 3, 1], voters: 7 })),
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
    fn a_draft_says_so_until_the_session_is_finished() {
        let mut session = session();
        let draft = Report::of(&session, &reader());
        assert!(draft.draft);
        assert_eq!(draft.held, "A test, Monday 2 November 2026, 10:00");
        assert_eq!(
            draft.standing,
            "Draft of Monday 2 November 2026, 10:00. The session is not finished. Revision 1."
        );
        session.finished = Some(at(60));
        let last = Report::of(&session, &reader());
        assert_eq!(last.standing, "Final, of Monday 2 November 2026, 10:00. Revision 1.");
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
