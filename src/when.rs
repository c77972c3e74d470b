//! Dates and times as people say and read them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::locale::{DateOrder, Locale};

mod parse;

pub use parse::parse;

/// A date in a few columns, `Thu 3 Dec`, with the year when it is not this one.
pub fn show(date: Date, today: Date, locale: &Locale) -> String {
    let this_year = date.year() == today.year();
    let format = match (locale.dates, this_year) {
        (DateOrder::DayMonth, true) => "%a %-d %b",
        (DateOrder::DayMonth, false) => "%a %-d %b %Y",
        (DateOrder::MonthDay, true) => "%a %b %-d",
        (DateOrder::MonthDay, false) => "%a %b %-d, %Y",
        (DateOrder::Iso, _) => "%a %Y-%m-%d",
    };
    date.strftime(format).to_string()
}

/// A date in full, `Thursday 3 December 2026`, as the record writes it.
pub fn show_long(date: Date, locale: &Locale) -> String {
    let format = match locale.dates {
        DateOrder::DayMonth => "%A %-d %B %Y",
        DateOrder::MonthDay => "%A, %B %-d, %Y",
        DateOrder::Iso => "%A %Y-%m-%d",
    };
    date.strftime(format).to_string()
}

/// How long ago something was, in one unit: `14 minutes ago`, `yesterday`, `3 weeks ago`.
pub fn ago(from: Timestamp, now: Timestamp) -> String {
    let minutes = now.duration_since(from).as_secs() / 60;
    let (hours, days) = (minutes / 60, minutes / (60 * 24));
    match (minutes, hours, days) {
        (..=0, _, _) => "just now".to_owned(),
        (_, 0, _) => counted(minutes, "minute"),
        (_, _, 0) => counted(hours, "hour"),
        (_, _, 1) => "yesterday".to_owned(),
        (_, _, ..=13) => counted(days, "day"),
        (_, _, ..=60) => counted(days / 7, "week"),
        (_, _, ..=729) => counted(days / 30, "month"),
        _ => counted(days / 365, "year"),
    }
}

/// The time of day on the wall: `11:02`.
pub fn clock(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%H:%M").to_string()
}

fn counted(number: i64, unit: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural} ago")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_follow_the_locale_and_drop_this_year() {
        let today = date(2026, 11, 20);
        for (name, near, far, long) in [
            ("en_GB", "Thu 3 Dec", "Fri 3 Dec 2027", "Thursday 3 December 2026"),
            ("en_US", "Thu Dec 3", "Fri Dec 3, 2027", "Thursday, December 3, 2026"),
            ("sv_SE", "Thu 2026-12-03", "Fri 2027-12-03", "Thursday 2026-12-03"),
        ] {
            let locale = Locale::named(name);
            assert_eq!(show(date(2026, 12, 3), today, &locale), near);
            assert_eq!(show(date(2027, 12, 3), today, &locale), far);
            assert_eq!(show_long(date(2026, 12, 3), &locale), long);
        }
    }

    #[test]
    fn what_is_shown_can_be_typed() {
        let today = date(2026, 11, 20);
        for name in ["en_GB", "en_US", "sv_SE"] {
            let locale = Locale::named(name);
            for date in [date(2026, 12, 3), date(2027, 12, 3), date(2028, 2, 29)] {
                for shown in [show(date, today, &locale), show_long(date, &locale)] {
                    assert_eq!(parse(&shown, today, locale.dates), Ok(date), "{shown}");
                }
            }
        }
    }

    #[test]
    fn times_past_are_told_in_one_unit() {
        let now = Timestamp::from_second(2_000_000_000).unwrap();
        for (seconds, told) in [
            (-30, "just now"),
            (59, "just now"),
            (60, "1 minute ago"),
            (14 * 60 + 59, "14 minutes ago"),
            (3_600, "1 hour ago"),
            (86_400, "yesterday"),
            (3 * 86_400, "3 days ago"),
            (21 * 86_400, "3 weeks ago"),
            (90 * 86_400, "3 months ago"),
            (800 * 86_400, "2 years ago"),
        ] {
            let from = Timestamp::from_second(2_000_000_000 - seconds).unwrap();
            assert_eq!(ago(from, now), told);
        }
    }

    #[test]
    fn the_clock_shows_the_rooms_own_time() {
        let at: Timestamp = "2026-12-03T10:02:59Z".parse().unwrap();
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        assert_eq!(clock(at, &zone), "11:02");
    }
}
