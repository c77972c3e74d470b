//! Sessions to begin from: the tour, a rehearsal of every workshop, a check-in, a table.

use groundswell::locale::Locale;
use groundswell::reader::Reader;
use groundswell::rehearse::{Plan, Rehearsal};
use groundswell::room::Room;
use groundswell::session::{Beginning, Change, Session, Since, tables};
use groundswell::store::frame::{self, Document};
use groundswell::store::{RealDisk, Workshops, tour};
use groundswell::text::CleanText;
use groundswell::workshop::Workshop;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::path::Path;
use std::sync::Arc;

/// Monday 2 November 2026, 10:00 UTC, and so many seconds.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_793_613_600 + seconds).expect("within range")
}

/// Somebody who reads in international English, in UTC.
pub(crate) fn reader() -> Reader {
    let today = jiff::civil::date(2026, 11, 2);
    Reader { locale: Locale::default(), today, zone: TimeZone::UTC }
}

/// The tour's session.
pub(crate) fn toured() -> Session {
    tour::session().expect("it is built in")
}

/// The workshops that come with the program.
pub(crate) fn workshops() -> Vec<Workshop> {
    let listed = Workshops::in_folder(Arc::new(RealDisk), None).list();
    listed.into_iter().map(|listed| listed.workshop.expect("it is built in")).collect()
}

/// A rehearsal of a workshop by the fewest people it is for, but at least three.
pub(crate) fn rehearsed(workshop: Workshop) -> Rehearsal {
    let people = usize::from(workshop.people.from.max(3).min(workshop.people.to));
    let today = reader().today;
    let plan = Plan { workshop, people, seed: 7, start: at(0), today };
    plan.run().expect("it is rehearsed in a test of its own")
}

/// A session that goes on from the tour.
pub(crate) fn checked_in() -> Session {
    let since = Since::of(&toured(), 30);
    let found = workshops().into_iter().find(|workshop| workshop.name == "check-in");
    let beginning = Beginning {
        id: CleanText::line("day-30"),
        title: CleanText::line("Day 30"),
        currency: toured().currency,
        seed: 7,
        workshop: since.fitted(found.expect("it is built in")),
        people: Vec::new(),
        since: Some(Box::new(since)),
        table: None,
    };
    Room::begin(at(0), beginning).expect("it begins").session().clone()
}

/// The tour split into two tables, and one of those.
pub(crate) fn split() -> [Session; 2] {
    let mut whole = toured();
    whole.finished = None;
    let steps: Vec<CleanText> = ["goals"].map(CleanText::line).into();
    let seats = whole.seats(Some(2), &steps).expect("it can be split");
    let set = seats.iter().map(|seat| {
        let id = CleanText::line(&format!("table-{}", seat.number));
        whole.set_table(seat, id, 7)
    });
    let (tables, beginnings): (Vec<_>, Vec<_>) = set.unzip();
    let (mut room, _) = Room::resume(whole, &[], Default::default());
    let by = groundswell::session::Author::Facilitator;
    room.submit(at(0), by, Change::Tables(tables::Change::Split(tables))).expect("it is split");
    let table = beginnings.into_iter().next().expect("two tables");
    let table = Room::begin(at(0), table).expect("the table begins");
    [room.session().clone(), table.session().clone()]
}

/// Sessions that between them hold every kind of thing.
pub(crate) fn sessions() -> Vec<(String, Session)> {
    let rehearsals =
        workshops().into_iter().filter(|it| it.name != "check-in" && it.name != "day-90");
    let mut sessions = vec![("tour".to_owned(), toured()), ("check-in".into(), checked_in())];
    let [whole, table] = split();
    sessions.extend([("split".into(), whole), ("table".into(), table)]);
    sessions.extend(rehearsals.map(|workshop| {
        let name = workshop.name.to_string();
        (name, rehearsed(workshop).session().clone())
    }));
    sessions
}

/// The text of a file as the program writes it.
pub(crate) fn file<T: Document>(value: &T) -> String {
    frame::written(Path::new("a.ron"), value).expect("it is written")
}
