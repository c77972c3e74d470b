//! What follows, as tables: what is due, what the plan lacks, and how the line of sessions went.

use crate::reader::Reader;
use crate::session::check::Finding;
use crate::session::followup::Past;
use crate::session::report::Dated;
use crate::session::report::table::{Rows, Table};
use crate::session::viewer::Seen;

pub(super) fn dates(dates: &[Dated]) -> Table {
    Rows::of("dates", "Dates", "Everything that has a day, the earliest first", dates)
        .date(["date", "Date"], "The day", |it: &&Dated| Some(it.date))
        .text(["kind", "Kind"], "check-in, review, promise, first step, …", |it| it.kind)
        .text(["title", "What"], "What to do", |it| it.title.clone())
        .text(["id", "Name"], "Its own name, the same in every report", |it| it.id.clone())
        .table()
}

pub(super) fn findings(seen: &Seen, reader: &Reader) -> Table {
    Rows::of("findings", "What the plan lacks", "What `check` says of it", seen.gaps(reader))
        .text(["code", "Code"], "The rule's name, which never changes", |it: &Finding| it.code)
        .text(["reason", "What"], "What is so, and why it matters", |it| it.reason.clone())
        .text(["way_out", "Way out"], "What helps", |it| it.way_out.clone())
        .table()
}

/// The sessions before this one, the plan first.
pub(super) fn line(seen: &Seen) -> Table {
    Rows::of("line", "Sessions before", "What this one goes on from", &seen.followup.line)
        .text(["title", "Session"], "Its title", |it: &&Past| it.title.to_string())
        .time(["began", "Began"], "When it began", |it| Some(it.began))
        .number(["kept", "Kept"], "How many promises were kept", |it| Some(it.promises.kept))
        .number(["came_due", "Came due"], "Of how many that came due", |it| {
            Some(it.promises.came_due())
        })
        .table()
}
