//! The dates as a calendar (RFC 5545): promises, first steps, reviews, check-ins, one event a day.
//!
//! Each event keeps its name from report to report and carries the session's revision, so that
//! reading a later one replaces what an earlier one brought.

use crate::session::report::{Dated, Report};
use icalendar::{Calendar, Component, Event, Property};
use jiff::ToSpan;
use jiff::civil::Date;

/// The calendar.
pub(super) fn render(report: &Report) -> Vec<u8> {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Groundswell//Groundswell//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("METHOD", "PUBLISH"));
    calendar.name(&report.title);
    for dated in &report.dates {
        calendar.push(event(dated, report));
    }
    calendar.to_string().into_bytes()
}

fn event(dated: &Dated, report: &Report) -> Event {
    let stamp = report.changed.strftime("%Y%m%dT%H%M%SZ").to_string();
    let about = format!("{} {} {}", dated.about, report.standing, report.ask);
    let mut event = Event::new();
    event.uid(&format!("{}@groundswell", dated.id));
    event.add_property("DTSTAMP", &stamp);
    event.add_property("LAST-MODIFIED", &stamp);
    event.sequence(u32::try_from(report.revision).unwrap_or(u32::MAX));
    event.append_property(day("DTSTART", dated.date));
    // The end of a day is the day after it.
    event.append_property(day("DTEND", dated.date.saturating_add(1.day())));
    event.summary(&dated.title);
    event.description(&about);
    event.add_property("CATEGORIES", dated.kind);
    event.add_property("TRANSP", "TRANSPARENT");
    event.done()
}

fn day(name: &str, date: Date) -> Property {
    let mut property = Property::new(name, date.strftime("%Y%m%d").to_string());
    property.add_parameter("VALUE", "DATE");
    property.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn report(title: &str, revision: u64) -> Report {
        let dated = Dated {
            id: "garden-promise-p12".into(),
            date: date(2026, 12, 31),
            kind: "promise",
            title: title.into(),
            about: "From “Garden”.".into(),
        };
        Report { title: "Garden".into(), revision, dates: vec![dated], ..Report::default() }
    }

    fn written(report: &Report) -> String {
        String::from_utf8(render(report)).expect("text")
    }

    /// Lines that were folded are one again, as RFC 5545 says.
    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    #[test]
    fn an_event_is_a_whole_day_with_its_own_name_and_revision() {
        let text = unfolded(&written(&report("Ask Ana: plant bees", 7)));
        for line in [
            "UID:garden-promise-p12@groundswell",
            "SEQUENCE:7",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "SUMMARY:Ask Ana: plant bees",
        ] {
            assert!(text.lines().any(|it| it == line), "{line} is missing in {text}");
        }
        assert_eq!(text.matches("DTSTAMP:").count(), 1, "{text}");
    }

    #[test]
    fn lines_are_short_and_end_as_the_standard_says_and_no_text_makes_a_line() {
        let nasty = format!("a;b,c\\d\nEND:VCALENDAR\r\nX-EVIL:1 {}", "ü".repeat(200));
        let text = written(&report(&nasty, 1));
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
        let whole = unfolded(&text);
        assert_eq!(whole.lines().filter(|line| *line == "END:VCALENDAR").count(), 1, "{whole}");
        assert!(!whole.lines().any(|line| line.starts_with("X-EVIL")), "{whole}");
        assert!(whole.contains("a\\;b\\,c"), "{whole}");
    }
}
