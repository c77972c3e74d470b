//! All that the program makes of a session: every screen, every wall, every page and file.

use crate::keys::events;
use crate::made::{at, reader};
use crate::seat::{Seat, look};
use groundswell::export::plain::Manner;
use groundswell::export::{self, FORMATS, Rendered, plain, spoken};
use groundswell::linear::{self, Dialogue, page};
use groundswell::portfolio::Portfolio;
use groundswell::room::{Room, Sealed};
use groundswell::session::kit::{Kit, Wish};
use groundswell::session::report::Report;
use groundswell::session::{Session, Viewer, due};
use groundswell::ui::shell::wall::Wall;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What is told: where, and the text.
pub(crate) type Told = Vec<(String, String)>;

/// At how many places and sizes everything is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// Only where the session is.
    Here,
    /// Everywhere.
    Everywhere,
}

/// Everything that is made of a session.
pub(crate) fn told(session: &Session, look: Look) -> Told {
    let mut told = documents(session);
    for place in session.places() {
        if look == Look::Here && place != session.at {
            continue;
        }
        let there = Session { at: place.clone(), ..session.clone() };
        told.extend(pages(&there));
        told.extend(walls(&there, look));
        told.extend(consoles(&there, look));
        told.push((format!("lines at {place}"), lines(&there)));
    }
    told
}

/// What is told in a session line by line, before anything is answered.
fn lines(session: &Session) -> String {
    let (room, _) = Room::resume(session.clone(), &[], Sealed::default());
    let seen = room.session().seen_by(Viewer::Room);
    let reader = reader();
    let cx = linear::Cx {
        session: room.session(),
        seen: &seen,
        chronicle: room.chronicle(),
        place: &room.session().at,
        reader: &reader,
        now: at(3_600),
    };
    let (mut dialogue, mut told) = Dialogue::begin(&cx);
    for line in ["/check", "/due", "/help", "/agenda"] {
        told += &dialogue.question(&cx).asks;
        told += &dialogue.take(line, &cx).said;
    }
    told
}

/// Records, papers, what is found and what is due.
fn documents(session: &Session) -> Told {
    let reader = reader();
    let report = Report::of(session, &reader);
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let mut told = Told::new();
    told.extend(exports(&report));
    let kit = Kit::of(session, Wish::default(), &reader);
    for (name, bytes) in export::kit::files(&kit, Manner::default()) {
        // Sheets of paper are parted by form feeds of our own, behind the end of a line.
        told.push((name, text(bytes).replace("\n\u{c}", "\n")));
    }
    let seen = session.seen_by(Viewer::Room);
    let found = seen.check(&reader).into_iter().chain(seen.gaps(&reader));
    let found = found.map(|found| format!("{}\n{}\n", found.reason, found.way_out));
    told.push(("check".into(), found.collect()));
    let due = due::due(&seen).into_iter().chain(due::due_where_followed(&seen));
    let due = due.map(|due| format!("{} {:?} {:?}\n", due.title, due.who.as_deref(), due.date));
    told.push(("due".into(), due.collect()));
    let mut portfolio = Portfolio::default();
    portfolio.take("one", &seen);
    let report = portfolio.report(&reader, 0);
    told.push(("portfolio".into(), text((FORMATS[0].render)(&report, &reader).bytes())));
    told
}

/// A report as every format writes it: where, and the text of each file that is text.
pub(crate) fn exports(report: &Report) -> Told {
    let mut told = Told::new();
    for format in FORMATS {
        let files = match (format.render)(report, &reader()) {
            Rendered::File(bytes) => vec![(String::new(), bytes)],
            Rendered::Folder(files) => files,
        };
        for (name, bytes) in files {
            // What is packed shows nothing to a terminal. Lines of calendars and tables end as
            // their standards say.
            if let Ok(text) = String::from_utf8(bytes) {
                let place = format!("export {} {name}", format.name);
                told.push((place.trim_end().to_owned(), text.replace("\r\n", "\n")));
            }
        }
    }
    told
}

/// The page of the present place, drawn with letters and read out.
fn pages(session: &Session) -> Told {
    let seen = session.seen_by(Viewer::Room);
    let mut blocks = page::head(&seen, seen.here());
    blocks.extend(page::page(&seen, &seen.at, &reader()));
    let manner = |ascii| Manner { ascii, ..Manner::default() };
    let at = &session.at;
    vec![
        (format!("page of {at}"), plain::render(&blocks, manner(false))),
        (format!("page of {at} in ASCII"), plain::render(&blocks, manner(true))),
        (format!("page of {at} read out"), spoken::render(&blocks)),
    ]
}

fn walls(session: &Session, much: Look) -> Told {
    let seen = session.seen_by(Viewer::Room);
    let reader = reader();
    let sizes: &[(u16, u16)] = match much {
        Look::Here => &[(120, 40)],
        Look::Everywhere => &[(60, 20), (120, 40), (200, 60)],
    };
    let draw = |&(columns, rows): &(u16, u16)| {
        let look = look(false);
        let wall = Wall { look: &look, reader: &reader, now: at(3_600), says: None };
        let area = Rect::new(0, 0, columns, rows);
        let mut buffer = Buffer::empty(area);
        wall.render(&seen, area, &mut buffer);
        (format!("wall of {} at {columns}×{rows}", session.at), cells(&buffer))
    };
    sizes.iter().map(draw).collect()
}

fn consoles(session: &Session, much: Look) -> Told {
    let mut seat = Seat::at(session.clone());
    let mut told = Told::new();
    let sizes: &[(u16, u16)] = match much {
        Look::Here => &[(80, 24)],
        Look::Everywhere => &[(60, 20), (80, 24), (120, 40)],
    };
    for &size in sizes {
        seat.size = size;
        told.push((format!("{} at {size:?}", session.at), cells(&seat.buffer())));
    }
    if much == Look::Everywhere {
        told.extend(floating(&mut seat));
    }
    told
}

/// Help, people, agenda, search, history, notes, check, export, tables and whatever Enter opens.
pub(crate) fn floating(seat: &mut Seat) -> Told {
    let keys = [
        "?",
        ":people\r",
        "g",
        "/a",
        ":history\r",
        ":check\r",
        "n",
        "w",
        "x",
        "xj\t ",
        ">",
        ">\r",
        "\r",
    ];
    let mut told = Told::new();
    for keys in keys {
        let at = seat.room.session().at.clone();
        events(keys.as_bytes()).iter().for_each(|event| seat.take(event));
        told.push((format!("{at} after {keys:?}"), cells(&seat.buffer())));
        events(b"\x1b\x1b\x1b").iter().for_each(|event| seat.take(event));
    }
    told
}

/// What a terminal would be sent: the symbol of each cell, as it is.
pub(crate) fn cells(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let row = |row: &[ratatui::buffer::Cell]| {
        let row: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
        row + "\n"
    };
    buffer.content.chunks(width).map(row).collect()
}
