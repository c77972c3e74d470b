//! Writes one file of each kind, as this version does: the fixtures of a format.

use groundswell::rehearse::Plan;
use groundswell::room::{Room, Sealed};
use groundswell::session::{
    Author, Beginning, Change, Content, Giver, Place, Session, Since, agenda, tables,
};
use groundswell::store::frame::{self, Document};
use groundswell::store::{Draft, RealDisk, SaveJob, Store, Workshops, tour};
use groundswell::text::CleanText;
use groundswell::workshop::{Do, Policy, Workshop};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_793_613_600 + seconds).expect("within range")
}

pub(crate) fn write(folder: &Path) {
    whole(folder);
    let check_in = checked_in();
    for (name, session) in [("bare.ron", split()), ("bare-check-in.ron", check_in)] {
        put(&folder.join(name), &bare::<Session>(&session));
    }
    let workshop = workshop("who-owns-social");
    put(&folder.join("workshop.ron"), &frame::written(folder, &workshop).expect("written"));
    put(&folder.join("bare-workshop.ron"), &bare::<Workshop>(&workshop));
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let asset = |name: &str| fs::read_to_string(assets.join(name)).expect("it is there");
    put(&folder.join("theme.ron"), &asset("themes/light.ron"));
    put(&folder.join("keys.ron"), &asset("keys.ron"));
    let settings =
        "Settings(\n  format: 1,\n  theme: \"light\",\n  mouse: false,\n  notification: true,\n)\n";
    put(&folder.join("settings.ron"), settings);
}

/// A session in the middle of a hidden step, with its history, something taken back in it, what is
/// sealed and what is being typed.
fn whole(folder: &Path) {
    let plan = Plan {
        workshop: workshop("who-owns-social"),
        people: 8,
        seed: 7,
        start: at(0),
        today: jiff::civil::date(2026, 11, 2),
    };
    let mut room = plan.run().expect("it is rehearsed").room;
    room.undo(at(20_000)).expect("undone");
    room.redo(at(20_001)).expect("redone");
    room.undo(at(20_002)).expect("undone");
    let gather = room.session().places().into_iter().find(|place| {
        let activity = room.session().activity(place).expect("it is there");
        matches!(activity.what, Do::Gather {}) && activity.privacy != Policy::Open
    });
    let shown = gather.expect("it has a hidden step");
    let by = Author::Facilitator;
    let step = CleanText::line(shown.step());
    let again = Change::Agenda(agenda::Change::Repeat(step.clone()));
    room.submit(at(20_003), by, again).expect("once more");
    let behind = room.session().steps.iter().skip_while(|run| *run.id() != step).nth(1);
    let gather = Place::new(behind.expect("it stands behind").id(), shown.index());
    let go = Change::Agenda(agenda::Change::GoTo(gather.clone()));
    room.submit(at(20_004), by, go).expect("there");
    let giver = Giver::Person(room.session().people[0].id.clone());
    let ideas = Content::Ideas(vec![CleanText::line("Plant bees")]);
    room.give(at(20_005), &gather, &giver, ideas).expect("given");
    let job = SaveJob {
        session: Arc::new(room.session().clone()),
        sealed: room.sealed().clone(),
        events: room.take_unsaved(),
    };
    let path = folder.join("whole.ron");
    let keeper = Store::on(Arc::new(RealDisk)).create(&path, job, at(20_006)).expect("saved");
    let draft = Draft { place: "open.0".into(), text: CleanText::line("Plant be") };
    keeper.draft(Some(&draft)).expect("drafted");
    drop(keeper);
    for entry in fs::read_dir(folder).expect("listed") {
        let path = entry.expect("listed").path();
        if path.extension().is_none_or(|ending| ending != "ron") && path.is_file() {
            #[expect(clippy::disallowed_methods, reason = "a fixture has no lock")]
            fs::remove_file(&path).expect("the lock goes");
        }
    }
}

fn workshop(name: &str) -> Workshop {
    Workshops::in_folder(Arc::new(RealDisk), None).find(name).expect("it is built in")
}

/// The tour, split into two tables.
fn split() -> Session {
    let mut whole = tour::session().expect("it is built in");
    whole.finished = None;
    let steps: Vec<CleanText> = ["goals"].map(CleanText::line).into();
    let seats = whole.seats(Some(2), &steps).expect("it can be split");
    let set = seats.iter().map(|seat| {
        let id = CleanText::line(&format!("table-{}", seat.number));
        whole.set_table(seat, id, 7).0
    });
    let tables = set.collect();
    let (mut room, _) = Room::resume(whole, &[], Sealed::default());
    let split = Change::Tables(tables::Change::Split(tables));
    room.submit(at(0), Author::Facilitator, split).expect("it is split");
    room.session().clone()
}

fn checked_in() -> Session {
    let tour = tour::session().expect("it is built in");
    let since = Since::of(&tour, 30);
    let beginning = Beginning {
        id: CleanText::line("day-30"),
        title: CleanText::line("Day 30"),
        currency: tour.currency,
        seed: 7,
        workshop: since.fitted(workshop("check-in")),
        people: Vec::new(),
        since: Some(Box::new(since)),
        table: None,
    };
    Room::begin(at(0), beginning).expect("it begins").session().clone()
}

/// A value without any field that may be left out, as its file would have it. What a team made stays,
/// else nothing would be left to read.
fn bare<T: Document>(value: &T) -> String {
    let path = Path::new("bare.ron");
    let text = frame::written(path, value).expect("written");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut fields: Vec<String> = fields(&lines).into_iter().flatten().collect();
    fields.sort_by_key(|field| std::cmp::Reverse(field.matches('.').count()));
    fields.dedup();
    let mut tried = BTreeSet::new();
    for field in fields {
        if !field.contains('.') || !tried.insert(field.clone()) {
            continue;
        }
        let without = without(&lines, &field);
        if frame::parse::<T>(path, without.join("\n").as_bytes()).is_ok() {
            lines = without;
        }
    }
    lines.retain(|line| !line.starts_with("// crc32"));
    let body = lines.join("\n") + "\n";
    let sum = frame::checksum(&body);
    format!("{body}// crc32 {sum}\n")
}

/// The field that each line begins, with those around it: `steps.script.title`.
fn fields(lines: &[String]) -> Vec<Option<String>> {
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut field = |line: &String| {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        open.retain(|(other, _)| *other < indent);
        let name = text.split(':').next().filter(|name| text.len() > name.len());
        let letter = |c: char| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit();
        let name = name.filter(|name| !name.is_empty() && name.chars().all(letter))?;
        open.push((indent, name.to_owned()));
        Some(open.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("."))
    };
    lines.iter().map(&mut field).collect()
}

/// The lines without a field, wherever it stands.
fn without(lines: &[String], field: &str) -> Vec<String> {
    let (fields, mut kept, mut at) = (fields(lines), Vec::new(), 0);
    while at < lines.len() {
        if fields[at].as_deref() == Some(field) {
            at = end_of(lines, at) + 1;
        } else {
            kept.push(lines[at].clone());
            at += 1;
        }
    }
    kept
}

/// The last line of what begins in this one.
fn end_of(lines: &[String], at: usize) -> usize {
    let indent = |line: &String| line.len() - line.trim_start().len();
    if !lines[at].ends_with(['(', '[', '{']) {
        return at;
    }
    let own = indent(&lines[at]);
    let end = lines[at + 1..].iter().position(|line| indent(line) == own);
    end.map_or(at, |end| at + 1 + end)
}

#[expect(clippy::disallowed_methods, reason = "a fixture is written once")]
fn put(path: &Path, text: &str) {
    fs::write(path, text).expect("written");
}
