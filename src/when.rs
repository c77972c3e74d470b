//! Dates as people say them, and as they read them.

use crate::locale::Locale;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A date as people read it.
pub fn show(date: Date, _today: Date, _locale: &Locale) -> String {
    date.to_string()
}

/// A time as people read it.
pub fn clock(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%H:%M").to_string()
}
