//! `groundswell restore`: an earlier state of a session, as a session of its own.

use super::folder::{self, Which};
use super::{Answer, Complaint};
use crate::app::filing::{Filing, Moment};
use crate::app::setting::Setting;
use crate::room::Recorded;
use crate::session::Session;
use crate::store::fault::shown;
use crate::store::{Past, RealDisk, Store};
use crate::text::CleanText;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::sync::Arc;

/// Bring an earlier state back, as a session of its own; prints its path and replaces nothing
///
/// The moment is the number of an entry, as `history` lists them, or a time: 10:42 (the last time
/// it was so late in this session), "2026-11-02 10:42", or a time stamp. What was revealed since
/// stays revealed, and what is sealed is never copied.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Restore {
    #[command(flatten)]
    which: Which,
    /// The moment to go back to
    #[arg(long, value_name = "ENTRY-OR-TIME", value_parser = NonEmptyStringValueParser::new())]
    at: String,
}

const EXAMPLES: &str = "\
Examples:
  groundswell restore who-owns --at 42
  groundswell restore who-owns --at 10:42
  groundswell restore who-owns --at \"2026-11-02 10:42\"";

impl Restore {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let path = folder::library(setting).find(&self.which.session)?;
        let Past { session, events, .. } = Store::on(Arc::new(RealDisk)).past(&path)?;
        let moment = moment(self.at.trim(), &session, &setting.zone).ok_or_else(|| {
            Complaint::new(format!(
                "“{}” is no moment: give the number of an entry, a time such as 10:42, or \
                 \"2026-11-02 10:42\". `groundswell history` lists them.",
                shown(&self.at)
            ))
        })?;
        let title = title(&session.title, moment, &events, setting);
        Ok(folder::filed(Filing::new(setting).copy(&path, &title, Some(moment))?))
    }
}

/// The moment that somebody means in a session.
fn moment(typed: &str, session: &Session, zone: &TimeZone) -> Option<Moment> {
    if let Ok(entry) = typed.parse() {
        return Some(Moment::Entry(entry));
    }
    if let Ok(stamp) = typed.parse() {
        return Some(Moment::Time(stamp));
    }
    let at = match typed.replacen(' ', "T", 1).parse::<DateTime>() {
        Ok(time) => zone.to_timestamp(time).ok()?,
        Err(_) => last_time(typed.parse().ok()?, session, zone)?,
    };
    let says_seconds = typed.matches(':').count() > 1;
    Some(Moment::Time(if says_seconds { at } else { end_of_minute(at) }))
}

/// The last time that it was so late in a session.
fn last_time(time: Time, session: &Session, zone: &TimeZone) -> Option<Timestamp> {
    let last = session.glance.changed;
    let day = last.to_zoned_datetime(zone.clone()).date();
    let on = |day: Date| zone.to_timestamp(day.to_datetime(time)).ok();
    let before = day.yesterday().ok().and_then(on).filter(|at| *at >= session.began);
    on(day).filter(|at| *at <= last || before.is_none()).or(before)
}

/// What the list shows as 10:42 happened at some second of that minute.
fn end_of_minute(at: Timestamp) -> Timestamp {
    at.checked_add(59_999.milliseconds()).unwrap_or(at)
}

/// "Garden · Mon 2 Nov 10:42": a name that says of when it is.
fn title(title: &str, moment: Moment, events: &[Recorded], setting: &Setting) -> CleanText {
    let at = match moment {
        Moment::Time(at) => Some(at),
        Moment::Entry(entry) => events.iter().find(|it| it.revision == entry).map(|it| it.at),
    };
    let reader = setting.reader();
    let when = at.map(|at| format!(" · {} {}", reader.date(reader.day_of(at)), reader.time(at)));
    CleanText::line(&format!("{title}{}", when.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{activity, at, room_with};
    use crate::workshop::{Do, Policy};

    #[test]
    fn a_moment_is_an_entry_or_a_time_as_people_say_it() {
        let room = room_with(vec![activity(Do::Break {}, Policy::Open)]);
        let mut session = room.session().clone();
        // It began at 10:00 on Monday 2 November, and was changed last on Tuesday at 09:30.
        session.glance.changed = at(84_600);
        let means = |typed: &str| moment(typed, &session, &TimeZone::UTC);
        assert_eq!(means("42"), Some(Moment::Entry(42)));
        for (typed, seconds) in [
            ("09:15", 83_700 + 59),
            ("16:00", 6 * 3_600 + 59),
            ("16:00:10", 6 * 3_600 + 10),
            ("2026-11-02 10:42", 42 * 60 + 59),
            ("2026-11-02T10:42:00Z", 42 * 60),
        ] {
            let Some(Moment::Time(time)) = means(typed) else { panic!("{typed}") };
            assert_eq!(time.as_second(), at(seconds).as_second(), "{typed}");
        }
        assert_eq!(means("yesterday"), None);
        session.glance.changed = at(600);
        let Some(Moment::Time(time)) = moment("11:00", &session, &TimeZone::UTC) else { panic!() };
        assert_eq!(time.as_second(), at(3_659).as_second(), "later than all of it");
    }
}
