//! Histories: real ones, with their events dropped, doubled, exchanged, changed and renumbered, and
//! what holds of each, whether or not it leads anywhere.

use crate::corrupt::is_id;
use crate::disk::OneFile;
use crate::literals::{Kind, literals, quoted, with_all};
use crate::made::at;
use crate::reshape::Pool;
use crate::seeds;
use crate::target::{TOUR, comes_back, is_harmless, is_sentence};
use groundswell::room::{Event as Happened, Recorded, Room, Sealed};
use groundswell::session::shuffle::Numbers;
use groundswell::session::{Entry, Session};
use groundswell::store::{frame, history};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

/// Takes the bytes of a history file.
pub(crate) fn taken(bytes: &[u8]) {
    // With the checksums of what stands there now, since a change would only be one of those.
    let text = String::from_utf8_lossy(bytes);
    let line = |line: &str| match line.rsplit_once(" // ") {
        Some((event, _)) => summed(event),
        None => format!("{line}\n"),
    };
    let fresh: String = text.lines().map(line).collect();
    let both = if fresh.as_bytes() == bytes { vec![] } else { vec![bytes.to_vec()] };
    for bytes in both.into_iter().chain([fresh.into_bytes()]) {
        let elsewhere = crc32fast::hash(&bytes).is_multiple_of(16);
        let disk = OneFile(bytes);
        let read = history::read::<Recorded>(&disk, Path::new("a.history.ron"), u64::MAX);
        read.note.iter().for_each(|note| is_sentence(note));
        replays(&read.lines);
        if elsewhere {
            is_of_another_session(&read.lines);
        }
    }
}

/// A line of the file.
fn summed(event: &str) -> String {
    format!("{event} // {}\n", frame::checksum(event))
}

/// What happened leads to a session that opens again, and so does all that is taken back of it; or
/// the history contradicts itself, is left aside with a note, and nothing of the session is lost.
fn replays(events: &[Recorded]) {
    // One that never began, or began with what no file may hold, is in none.
    let first = events.get(..1).and_then(folded);
    if first.is_none_or(|begun| begun.check().is_err()) {
        return;
    }
    let Some(made) = folded(events) else { return };
    assert_eq!(made.check(), Ok(()), "it would not open again");
    let (mut room, note) = Room::resume(made.clone(), events, Sealed::default());
    assert!(*room.session() == made, "nothing is lost");
    is_harmless(&room.entries().iter().map(|it| it.change.words()).collect::<String>());
    comes_back(room.session());
    if note.is_none() {
        goes_back(&mut room);
    }
}

fn is_of_another_session(events: &[Recorded]) {
    let (room, note) = Room::resume(TOUR.clone(), events, Sealed::default());
    assert_eq!(note.is_some(), !events.is_empty(), "it is the history of another session");
    assert!(*room.session() == *TOUR && room.entries().is_empty(), "nothing is lost");
}

/// The session that a history tells, told once more than by the room: where everything that stands
/// at its end is accepted.
fn folded(events: &[Recorded]) -> Option<Session> {
    let mut session = match events {
        [Recorded { event: Happened::Forgot(was), .. }, ..] => {
            was.check().ok()?;
            Session::clone(was)
        }
        _ => Session::unbegun(),
    };
    for entry in standing(events)? {
        match session.apply(entry) {
            Ok(()) => {}
            Err(_) if entry.change.is_moving() => {}
            Err(refusal) => {
                is_sentence(&refusal.to_string());
                return None;
            }
        }
    }
    let last = events.last()?;
    session.stamp(last.revision, last.at);
    Some(session)
}

/// The entries that stand at the end; none when what is put back was not taken back before.
fn standing(events: &[Recorded]) -> Option<Vec<&Entry>> {
    let mut entries: Vec<(&Entry, bool)> = Vec::new();
    let mut ahead: Vec<(u64, Vec<usize>)> = Vec::new();
    let mut stood: Vec<(u64, Vec<bool>)> = Vec::new();
    let flip = |entries: &mut Vec<(&Entry, bool)>, places: &[usize]| {
        places.iter().for_each(|place| entries[*place].1 ^= true);
    };
    for (at, Recorded { revision, event, .. }) in events.iter().enumerate() {
        match event {
            Happened::Forgot(was) if at > 0 || was.revision != *revision => return None,
            Happened::Forgot(_) => {}
            Happened::Did(entry) if entry.seq != *revision => return None,
            Happened::Did(entry) => {
                if entry.change.undoable() {
                    ahead.clear();
                }
                entries.push((entry, !entry.undone));
            }
            Happened::Undid(seq) => {
                let places = vec![entries.iter().position(|(entry, _)| entry.seq == *seq)?];
                flip(&mut entries, &places);
                ahead.push((*seq, places));
            }
            Happened::Redid(number) => {
                let (_, places) = ahead.pop().filter(|(other, _)| other == number)?;
                flip(&mut entries, &places);
            }
            Happened::WentBack(to) => {
                let then = stood.iter().rev().find(|(revision, _)| revision <= to);
                let then =
                    |place: usize| then.is_some_and(|(_, stood)| stood.get(place) == Some(&true));
                let differs = |place: &usize| {
                    let (entry, stands) = entries[*place];
                    entry.change.undoable() && then(*place) != stands
                };
                let places: Vec<usize> = (0..entries.len()).filter(differs).collect();
                flip(&mut entries, &places);
                ahead.push((*revision, places));
            }
        }
        stood.push((*revision, entries.iter().map(|(_, stands)| *stands).collect()));
    }
    Some(entries.into_iter().filter(|(_, stands)| *stands).map(|(entry, _)| entry).collect())
}

/// Whatever is taken back and put back, the session would open again.
fn goes_back(room: &mut Room) {
    let sound = |room: &Room| assert_eq!(room.session().check(), Ok(()), "it was taken back");
    for _ in 0..4 {
        if let Err(refusal) = room.undo(at(9_000)) {
            is_sentence(&refusal.to_string());
        }
        sound(room);
    }
    for revision in [1, room.session().revision / 2] {
        if let Err(refusal) = room.go_back(at(9_000), revision) {
            is_sentence(&refusal.to_string());
        }
        sound(room);
    }
    while room.redo(at(9_001)).is_ok() {
        sound(room);
    }
    comes_back(room.session());
}

// Histories that never were.

/// Real histories, an event a line, and what stands in them.
struct Archive {
    histories: Vec<Vec<String>>,
    pool: Pool,
}

static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let told = |seed: Vec<u8>| {
        let text = String::from_utf8(seed).expect("text");
        let events = text.lines().filter_map(|line| line.rsplit_once(" // "));
        events.map(|(event, _)| event.to_owned()).collect::<Vec<_>>()
    };
    let histories: Vec<Vec<String>> =
        seeds::histories().into_iter().map(told).filter(|it| it.len() > 9).collect();
    let pool = Pool::of(histories.iter().flatten().map(String::as_str));
    Archive { histories, pool }
});

/// A history with up to six of its events changed, and mostly with numbers that rise again.
pub(crate) fn made(numbers: &mut Numbers) -> Vec<u8> {
    let all = &ARCHIVE.histories;
    let mut events = all[numbers.below(all.len())].clone();
    if numbers.below(3) > 0 {
        events.truncate(10 + numbers.below(events.len()));
    }
    for _ in 0..=numbers.below(6) {
        disturb(&mut events, numbers);
    }
    if numbers.below(8) > 0 {
        events = renumbered(&events);
    }
    events.iter().map(|event| summed(event)).collect::<String>().into_bytes()
}

fn disturb(events: &mut Vec<String>, numbers: &mut Numbers) {
    if events.is_empty() {
        return;
    }
    let (one, other) = (numbers.below(events.len()), numbers.below(events.len()));
    match numbers.below(10) {
        0 => drop(events.remove(one)),
        1 => drop(events.drain(one..(one + 1 + numbers.below(9)).min(events.len()))),
        2 => events.insert(other, events[one].clone()),
        3 => events.swap(one, other),
        4 => {
            let all = &ARCHIVE.histories;
            let foreign = &all[numbers.below(all.len())];
            let from = numbers.below(foreign.len());
            let many = (1 + numbers.below(9)).min(foreign.len() - from);
            events.splice(other..other, foreign[from..from + many].iter().cloned());
        }
        5 => {
            let turn = ["Undid", "Redid", "WentBack"][numbers.below(3)];
            let number = numbers.below(events.len() + 2);
            let at = numbers.below(events.len() + 1);
            let event = format!(
                "(revision: {}, at: \"2026-11-02T12:00:00Z\", event: {turn}({number}))",
                at + 1
            );
            events.insert(at, event);
        }
        _ => events[one] = ARCHIVE.pool.reshaped(&events[one], numbers),
    }
}

/// The same events with revisions from one on; what names an entry, or a thing that it made, goes
/// with it.
fn renumbered(events: &[String]) -> Vec<String> {
    let number = |event: &str, field: &str| {
        let rest = event.split_once(field)?.1;
        rest[..rest.find(|c: char| !c.is_ascii_digit())?].parse::<u64>().ok()
    };
    let mut new = BTreeMap::new();
    for (event, revision) in events.iter().zip(1_u64..) {
        for field in ["(revision: ", "(seq: "] {
            if let Some(old) = number(event, field) {
                new.entry(old).or_insert(revision);
            }
        }
    }
    let renumbered = |(event, revision): (&String, u64)| {
        let mut changes = Vec::new();
        for literal in literals(event) {
            let words = &event[literal.range.clone()];
            let last = literal.path.rsplit('.').next().unwrap_or_default();
            let becomes = match literal.kind {
                Kind::Number if literal.path == "revision" || literal.path == "event.Did.seq" => {
                    Some(revision.to_string())
                }
                Kind::Number if matches!(last, "Undid" | "Redid" | "WentBack") => {
                    let old = words.parse().ok();
                    old.and_then(|old: u64| new.get(&old)).map(u64::to_string)
                }
                Kind::Text if is_id(words) => named_anew(words.trim_matches('"'), &new),
                _ => None,
            };
            changes.extend(becomes.map(|becomes| (literal.range, becomes)));
        }
        with_all(event, &changes)
    };
    events.iter().zip(1..).map(renumbered).collect()
}

/// `i12.3` is the third idea of entry 12, whatever that is called now.
fn named_anew(id: &str, new: &BTreeMap<u64, u64>) -> Option<String> {
    let (kind, rest) = id.split_at(1);
    let (entry, which) = rest.split_once('.').unwrap_or((rest, ""));
    let entry = new.get(&entry.parse().ok()?)?;
    let dot = if which.is_empty() { "" } else { "." };
    Some(quoted(&format!("{kind}{entry}{dot}{which}")))
}

#[test]
fn a_history_that_was_renumbered_as_it_was_leads_to_the_same_session() {
    for events in &ARCHIVE.histories {
        assert_eq!(&renumbered(events), events);
        let read = |event: &String| frame::from_line::<Recorded>(event).expect("it was written");
        let told: Vec<Recorded> = events.iter().map(read).collect();
        let made = folded(&told).expect("it happened");
        let (room, note) = Room::resume(made, &told, Sealed::default());
        assert_eq!(note, None, "the room tells it otherwise");
        assert!(!room.entries().is_empty());
    }
}

#[test]
fn many_of_the_histories_that_never_were_lead_somewhere() {
    let mut numbers = Numbers::new(3, "histories");
    let leads = |_: &usize| {
        let text = String::from_utf8(made(&mut numbers)).expect("text");
        let lines: Option<Vec<Recorded>> = text
            .lines()
            .map(|line| line.rsplit_once(" // ").and_then(|(event, _)| frame::from_line(event)))
            .collect();
        lines.is_some_and(|lines| folded(&lines).is_some())
    };
    let many = (0..60).filter(leads).count();
    assert!((10..60).contains(&many), "{many} of 60");
}
