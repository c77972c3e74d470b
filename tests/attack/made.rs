//! Sessions to begin from: the tour, a rehearsal of every workshop, a check-in, a table.

use crate::talk::Talk;
use groundswell::locale::Locale;
use groundswell::reader::Reader;
use groundswell::rehearse::{Plan, Rehearsal};
use groundswell::room::{Event, Room, Sealed, SealedPlace};
use groundswell::session::tables::{self, Arrival, Whereabouts};
use groundswell::session::{Author, Beginning, Change, Session, Since};
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
    check_in().session().clone()
}

fn check_in() -> Room {
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
    Room::begin(at(0), beginning).expect("it begins")
}

/// The workshops that go on from no other session.
fn alone() -> impl Iterator<Item = Workshop> {
    workshops().into_iter().filter(|it| it.name != "check-in" && it.name != "day-90")
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

/// Rooms with all that happened in them: rehearsals in which something was taken back and put back,
/// a table that was split off and came back, a table, a check-in.
pub(crate) fn told_rooms() -> Vec<Room> {
    let mut rooms: Vec<Room> = alone().map(|workshop| turned(rehearsed(workshop).room)).collect();
    let found = workshops().into_iter().find(|workshop| workshop.name == "goals-names-pot");
    let whole = rehearsed(found.expect("it is built in")).room;
    rooms.extend(merged(whole));
    rooms.push(talked(check_in(), REVIEW));
    let mut forgetful = check_in();
    forgetful.forget();
    rooms.push(talked(forgetful, REVIEW));
    rooms
}

/// Something is taken back and put back in several ways.
fn turned(mut room: Room) -> Room {
    let half = room.session().revision / 2;
    // What cannot be taken back there is refused, and nothing happens then.
    let _ = room.undo(at(9_000));
    let _ = room.redo(at(9_001));
    let _ = room.go_back(at(9_002), half);
    let _ = room.redo(at(9_003));
    let _ = room.undo(at(9_004));
    let _ = room.undo(at(9_005));
    talked(room, "/park After all\n/undo\n/redo\n/agree Nobody waits\n/decide We begin\n/undo")
}

/// A room with two tables that came back, one of them twice, and the first of these.
fn merged(mut whole: Room) -> [Room; 2] {
    let by = Author::Facilitator;
    whole.submit(at(9_000), by, Change::Finish(false)).expect("it goes on");
    let steps: Vec<CleanText> = ["goals"].map(CleanText::line).into();
    let seats = whole.session().seats(Some(2), &steps).expect("it can be split");
    let set = seats.iter().map(|seat| {
        let id = CleanText::line(&format!("table-{}", seat.number));
        whole.session().set_table(seat, id, 7)
    });
    let (tables, beginnings): (Vec<_>, Vec<_>) = set.unzip();
    let split = Change::Tables(tables::Change::Split(tables));
    whole.submit(at(9_001), by, split).expect("it is split");
    let begin = |beginning| Room::begin(at(9_002), beginning).expect("the table begins");
    let mut tables: Vec<Room> = beginnings.into_iter().map(begin).collect();
    let says = [
        "/agree Nobody waits\n/park Whose is it?",
        "/decide We begin\n/new A goal",
        "/agree Once more",
    ];
    for (table, says) in [0, 1, 0].into_iter().zip(says) {
        let room = talked(tables[table].clone(), says);
        let arrival = Arrival::of(whole.session(), room.session()).expect("it is its table");
        let arrival = arrival.expect("something is new").change();
        whole.submit(at(9_100), by, arrival).expect("nothing is to be chosen");
        let _ = whole.undo(at(9_101));
        let _ = whole.redo(at(9_102));
        tables[table] = room;
    }
    [whole, tables.swap_remove(0)]
}

fn talked(room: Room, lines: &str) -> Room {
    let mut talk = Talk::in_room(room, Vec::new());
    talk.says(lines);
    talk.room
}

/// What a team says when it looks back.
const REVIEW: &str = "/go 2\nIt was answered sooner\n9\n7\n/next\nkept\non the way\ndropped: no money\n\
    30 Nov\n2\nThe newsletter\n/part people\n/gone Ana\n/new Zoe, Legal\n/thank Ben: the numbers\n\
    /part pot\n500\n/part goals\nNothing\n\n\n/undo\n/redo\n/agree Nobody waits\n/next\n/next";

/// Sessions in the middle of which something is given and not yet shown, with what it is: each of
/// the kind of rehearsals, before each of its reveals.
pub(crate) fn sealed_sessions() -> Vec<(Session, Sealed)> {
    let mut waiting = Vec::new();
    for mut room in told_rooms() {
        let mut session = Session::unbegun();
        for happened in room.take_unsaved() {
            let Event::Did(entry) = happened.event else { break };
            if let Change::Reveal(place, contents) = &entry.change {
                let place = SealedPlace { place: place.clone(), gifts: contents.0.clone() };
                waiting.push((session.clone(), Sealed { places: vec![place] }));
            }
            session.apply(&entry).expect("it happened");
            session.stamp(entry.seq, entry.at);
        }
    }
    waiting
}

/// Sessions that between them hold every kind of thing.
pub(crate) fn sessions() -> Vec<(String, Session)> {
    let mut sessions = vec![("tour".to_owned(), toured()), ("check-in".into(), checked_in())];
    let [whole, table] = split();
    sessions.extend([("split".into(), whole), ("table".into(), table)]);
    sessions.extend(alone().map(|workshop| {
        let name = workshop.name.to_string();
        (name, rehearsed(workshop).session().clone())
    }));
    sessions
}

/// The text of a file as the program writes it.
pub(crate) fn file<T: Document>(value: &T) -> String {
    frame::written(Path::new("a.ron"), value).expect("it is written")
}

/// Where each table of a session is, when these are all that there are.
pub(crate) fn whereabouts(session: &Session, there: &[Session]) -> Vec<Whereabouts> {
    let of = |table: &tables::Table| {
        let found = there.iter().find(|it| it.id == table.session);
        session.whereabouts(table, found.map(|it| (it.title.clone(), it)))
    };
    session.tables.iter().map(of).collect()
}
