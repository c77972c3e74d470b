//! What is fed with bytes: one function for each way in, which fails when what it promises does not
//! hold. Nothing panics; what is accepted is written and read again as the same; what is refused
//! says why in a sentence with its place, and no terminal would do anything but show it.

use crate::disk::OneFile;
use crate::keys::events;
use crate::made::{at, file, reader, sessions, toured};
use crate::seat::Seat;
use crate::seeds;
use crate::told::{Look, cells, told};
use crate::words::{AMOUNTS, ANSWERS, MARKS, RON, TABLE, TYPING};
use crossterm::event::Event;
use groundswell::app::sieve::{Sieve, Sifted};
use groundswell::import::bringing::Bringing;
use groundswell::import::pabulib::Pabulib;
use groundswell::import::{ImportError, asks, ideas, lines, objectives, people};
use groundswell::linear::{self, Dialogue, Then};
use groundswell::locale::{DateOrder, Locale};
use groundswell::money::Currency;
use groundswell::room::{Event as Happened, Recorded, Room, Sealed};
use groundswell::session::people::Change as People;
use groundswell::session::{Author, Beginning, Change, FORMAT, Session, Viewer};
use groundswell::store::frame::{self, Condition, Document};
use groundswell::store::names::Files;
use groundswell::store::{Draft, StoreError, Summary, Trouble, Workshops, fault, history, sealed};
use groundswell::text::{self, CleanText};
use groundswell::ui::keymap::Keymap;
use groundswell::ui::look::Depth;
use groundswell::ui::theme::{Role, Theme};
use groundswell::when;
use groundswell::workshop::Workshop;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use unicode_segmentation::UnicodeSegmentation;

/// A way in.
pub(crate) struct Target {
    /// Its name, and that of its folder of inputs that once failed.
    pub(crate) name: &'static str,
    /// Takes bytes, and fails when something does not hold.
    pub(crate) run: fn(&[u8]),
    /// Inputs to begin from.
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    /// Words that mean something here.
    pub(crate) words: &'static [&'static str],
    /// How many inputs are made of them when nobody asks for more.
    pub(crate) few: usize,
}

/// Every way in.
pub(crate) const TARGETS: &[Target] = &[
    Target { name: "session", run: session, seeds: seeds::session_files, words: RON, few: 12 },
    Target { name: "history", run: a_history, seeds: seeds::histories, words: RON, few: 12 },
    Target { name: "sealed", run: beside, seeds: seeds::sealed_files, words: RON, few: 60 },
    Target { name: "workshop", run: workshop, seeds: seeds::workshop_files, words: RON, few: 12 },
    Target { name: "theme", run: a_theme, seeds: seeds::theme_files, words: RON, few: 300 },
    Target { name: "keys", run: keys, seeds: seeds::key_files, words: RON, few: 200 },
    Target { name: "people", run: people_list, seeds: seeds::tables, words: TABLE, few: 15 },
    Target { name: "asks", run: ask_list, seeds: seeds::tables, words: TABLE, few: 20 },
    Target { name: "lists", run: lists, seeds: seeds::listed, words: MARKS, few: 20 },
    Target { name: "elections", run: election, seeds: seeds::elections, words: TABLE, few: 150 },
    Target { name: "prompts", run: prompt, seeds: seeds::prompts, words: MARKS, few: 6 },
    Target { name: "cleaning", run: cleaning, seeds: seeds::texts, words: MARKS, few: 200 },
    Target { name: "typed", run: typed, seeds: seeds::amounts, words: AMOUNTS, few: 600 },
    Target { name: "terminal", run: terminal, seeds: seeds::typing, words: TYPING, few: 16 },
    Target { name: "lines", run: said, seeds: seeds::answers, words: ANSWERS, few: 16 },
];

// What holds for every text that comes out.

/// Nothing in it commands a terminal, hides or turns the direction.
#[track_caller]
pub(crate) fn is_harmless(text: &str) {
    let loud = |letter: char| match letter {
        '\n' => false,
        '\u{202a}'..='\u{202e}' | '\u{e0000}'..='\u{e007f}' => true,
        other => other.is_control(),
    };
    assert!(!text.contains(loud), "it would be obeyed: {text:?}");
}

/// A sentence of somebody who refuses: capital, end, and nothing that is obeyed.
#[track_caller]
fn is_sentence(text: &str) {
    is_harmless(text);
    let words = text.trim();
    assert!(!words.is_empty() && words.len() < 4_000, "no sentence: {words:?}");
}

#[track_caller]
fn is_told_well(error: &StoreError, file: &str) {
    let told = error.to_string();
    is_sentence(&told);
    assert!(told.starts_with(file), "the file is not named: {told}");
    match (&error.trouble, &error.place) {
        (_, Some(place)) => assert!(place.line > 0 && place.column > 0, "{told}"),
        (Trouble::NotRon(_) | Trouble::NotText, None) => panic!("without a place: {told}"),
        _ => {}
    }
}

#[track_caller]
fn is_imported_badly(error: &ImportError) {
    is_sentence(&error.to_string());
}

/// What was read is written and read as the same, and the second writing gives the same bytes.
#[track_caller]
pub(crate) fn comes_back<T: Document + std::fmt::Debug>(value: &T) {
    let text = file(value);
    let again = frame::parse::<T>(Path::new("a.ron"), text.as_bytes()).expect("it was written");
    assert!(again.value == *value && again.condition == Condition::Sound, "it reads otherwise");
    assert!(file(&again.value) == text, "it is written otherwise");
}

// Files.

fn session(bytes: &[u8]) {
    let disk = OneFile(bytes.to_vec());
    let path = Path::new("a.ron");
    if let Err(error) = frame::glance::<Session, Summary>(&disk, path) {
        is_told_well(&error, "a.ron");
    }
    match frame::parse::<Session>(path, bytes) {
        Err(error) => is_told_well(&error, "a.ron"),
        Ok(reading) => {
            if reading.value.format <= FORMAT {
                comes_back(&reading.value);
                holds(&reading.value);
            }
        }
    }
}

/// A session that was accepted: it is sound, and everything can be made of it.
#[track_caller]
pub(crate) fn holds(session: &Session) {
    assert_eq!(session.check(), Ok(()));
    for (place, text) in told(session, Look::Here) {
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{place}: {text:?}");
    }
}

fn a_history(bytes: &[u8]) {
    // With the checksums of what stands there now, since a change would only be one of those.
    let text = String::from_utf8_lossy(bytes);
    let line = |line: &str| match line.rsplit_once(" // ") {
        Some((event, _)) => format!("{event} // {}\n", frame::checksum(event)),
        None => format!("{line}\n"),
    };
    let summed: String = text.lines().map(line).collect();
    for bytes in [bytes.to_vec(), summed.into_bytes()] {
        let disk = OneFile(bytes);
        let read = history::read::<Recorded>(&disk, Path::new("a.history.ron"), u64::MAX);
        read.note.iter().for_each(|note| is_sentence(note));
        replays(&read.lines);
    }
}

/// What happened leads to a session that opens again, and so does all that is taken back of it; or
/// the history contradicts itself, is left aside with a note, and nothing of the session is lost.
fn replays(events: &[Recorded]) {
    if let Some(made) = folded(events) {
        assert_eq!(made.check(), Ok(()), "it would not open again");
        let (mut room, note) = Room::resume(made.clone(), events, Sealed::default());
        assert!(*room.session() == made, "nothing is lost");
        is_harmless(&room.entries().iter().map(|it| it.change.words()).collect::<String>());
        comes_back(room.session());
        if note.is_none() {
            goes_back(&mut room);
        }
    }
    let (room, note) = Room::resume(TOUR.clone(), events, Sealed::default());
    assert_eq!(note.is_some(), !events.is_empty(), "it is the history of another session");
    assert!(*room.session() == *TOUR && room.entries().is_empty(), "nothing is lost");
}

/// The session that a history tells, where it is begun once and everything in it is accepted.
fn folded(events: &[Recorded]) -> Option<Session> {
    let mut undone = BTreeSet::new();
    let mut session = Session::unbegun();
    for (at, Recorded { revision, event, .. }) in events.iter().enumerate() {
        match event {
            Happened::Did(entry) if entry.seq != *revision => return None,
            Happened::Did(_) => {}
            Happened::Undid(seq) => drop(undone.insert(*seq)),
            Happened::Redid(seq) => drop(undone.remove(seq)),
            Happened::WentBack(_) => return None,
            Happened::Forgot(was) => {
                if at > 0 || was.revision != *revision || was.check().is_err() {
                    return None;
                }
                session = Session::clone(was);
            }
        }
    }
    for event in events {
        let Happened::Did(entry) = &event.event else { continue };
        if entry.undone || undone.contains(&entry.seq) {
            continue;
        }
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

fn beside(bytes: &[u8]) {
    let files = Files::of(Path::new("a.ron"));
    let disk = OneFile(bytes.to_vec());
    match sealed::read::<Sealed>(&disk, &files, u64::MAX) {
        Err(error) => is_told_well(&error, "a."),
        Ok(sealed) => {
            let (room, _) = Room::resume(toured(), &[], sealed);
            let mut room = room;
            for place in room.session().places() {
                if let Err(refusal) = room.reveal(at(9), &place) {
                    is_sentence(&refusal.to_string());
                }
            }
            assert_eq!(room.session().check(), Ok(()), "after the reveal");
        }
    }
    match frame::parse::<Draft>(Path::new("a.draft.ron"), bytes) {
        Err(error) => is_told_well(&error, "a.draft.ron"),
        Ok(reading) => comes_back(&reading.value),
    }
}

fn workshop(bytes: &[u8]) {
    let library = Workshops::in_folder(Arc::new(OneFile(bytes.to_vec())), None);
    if let Ok(source) = library.source("./a.ron") {
        assert!(!source.contains(|c: char| c.is_control() && !"\n\t".contains(c)), "{source:?}");
    }
    for found in [library.find("./a.ron"), library.draft("./a.ron")] {
        let Ok(workshop) = found.map_err(|error| is_told_well(&error, "./a.ron")) else { continue };
        workshop.faults().iter().for_each(|fault| is_sentence(&fault.said));
        if workshop.faults().is_empty() {
            comes_back(&workshop);
            begins(workshop);
        }
    }
}

/// A workshop without a fault can be begun, and every place of it shown.
fn begins(workshop: Workshop) {
    let beginning = Beginning {
        id: CleanText::line("fuzz"),
        title: CleanText::line("Fuzz"),
        currency: Currency::default(),
        seed: 7,
        workshop,
        people: Vec::new(),
        since: None,
        table: None,
    };
    let room = Room::begin(at(0), beginning).expect("it has no fault");
    holds(room.session());
}

fn a_theme(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    match Theme::parse("a.ron", "a", &source) {
        Err(error) => {
            assert!(error.line > 0 && error.column > 0, "{error}");
            is_sentence(&fault::shown(&error.to_string()));
        }
        Ok(theme) => {
            for depth in [Depth::True, Depth::Indexed, Depth::Sixteen, Depth::None] {
                for role in Role::ALL {
                    theme.style(role, depth);
                }
            }
            theme.hard_to_read();
        }
    }
}

fn keys(bytes: &[u8]) {
    match Keymap::parse("keys.ron", &String::from_utf8_lossy(bytes)) {
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert!(problem.line > 0 && problem.column > 0, "{problem}");
                is_sentence(&fault::shown(&problem.to_string()));
            }
        }
        Ok(keymap) => {
            for event in events(b"akq\x1b[A\r\x12") {
                if let Event::Key(key) = event {
                    keymap.action(key);
                }
            }
        }
    }
}

// Lists that are brought.

static TOUR: LazyLock<Session> = LazyLock::new(toured);

/// A change that an import proposes is refused with a reason, or leads to a sound session.
fn is_taken_in(change: Change) {
    let (mut room, _) = Room::resume(TOUR.clone(), &[], Sealed::default());
    match room.submit(at(9), Author::Facilitator, change) {
        Err(refusal) => is_sentence(&refusal.to_string()),
        Ok(_) => {
            assert_eq!(room.session().check(), Ok(()), "after the import");
            comes_back(room.session());
        }
    }
}

fn people_list(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for read in [people::from_csv(bytes), people::from_lines(&text)] {
        match read {
            Err(error) => is_imported_badly(&error),
            Ok(list) => {
                let bringing = Bringing::new(list, &TOUR);
                is_sentence(&bringing.understood);
                if !bringing.people.is_empty() {
                    is_taken_in(Change::People(People::Add(bringing.people)));
                }
            }
        }
    }
}

fn ask_list(bytes: &[u8]) {
    match asks::from_csv(bytes, &Currency::default()) {
        Err(error) => is_imported_badly(&error),
        Ok(list) => {
            list.notes.iter().for_each(|note| is_sentence(note));
            is_taken_in(Change::Pot(asks::wanted(&list.rows)));
        }
    }
}

fn lists(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    lines::items(&text).iter().for_each(|item| is_harmless(item));
    for read in [ideas::read(bytes), ideas::from_text(&text)] {
        match read {
            Err(error) => is_imported_badly(&error),
            Ok(list) => {
                list.notes.iter().for_each(|note| is_sentence(note));
                ideas::brought(&list.rows, &TOUR)
                    .map(Change::Ideas)
                    .into_iter()
                    .for_each(is_taken_in);
            }
        }
    }
    match objectives::read(bytes, &reader()) {
        Err(error) => is_imported_badly(&error),
        Ok(list) => {
            list.notes.iter().for_each(|note| is_sentence(note));
            objectives::kept(&list.rows, &TOUR)
                .map(Change::Goals)
                .into_iter()
                .for_each(is_taken_in);
            objectives::made(&list.rows, &TOUR)
                .map(Change::Goals)
                .into_iter()
                .for_each(is_taken_in);
        }
    }
}

fn election(bytes: &[u8]) {
    match Pabulib::read(bytes) {
        Err(error) => is_imported_badly(&error),
        Ok(election) => {
            election.notes.iter().for_each(|note| is_sentence(note));
            is_harmless(&election.title);
            is_harmless(&election.currency);
            election.projects.iter().for_each(|project| is_harmless(&project.name));
            let voters: u32 = election.ballots().map(|(many, _)| many).sum();
            assert!(voters <= election.voters, "more ballots than voters");
            let marks = election.ballots().flat_map(|(_, marks)| marks);
            for mark in marks {
                assert!(format!("{mark:?}").len() < 200);
            }
        }
    }
}

// Text.

/// A prompt is Markdown that somebody wrote into a script.
fn prompt(bytes: &[u8]) {
    let mut session = TOUR.clone();
    let text = CleanText::block(&String::from_utf8_lossy(bytes));
    for step in &mut session.steps {
        (step.script.prompt, step.script.notes) = (text.clone(), text.clone());
        for activity in &mut step.script.activities {
            (activity.prompt, activity.notes) = (text.clone(), text.clone());
        }
    }
    for (place, text) in told(&session, Look::Here) {
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{place}: {text:?}");
        assert!(!text.contains('\u{202e}'), "{place}: {text:?}");
    }
}

fn cleaning(bytes: &[u8]) {
    let given = String::from_utf8_lossy(bytes);
    let (line, block) = (text::clean_line(&given), text::clean_block(&given));
    for clean in [&line, &block] {
        is_harmless(clean);
        assert!(clean.len() <= 64 * 1024);
    }
    assert!(!line.contains('\n'));
    assert_eq!(text::clean_line(&line), line);
    assert_eq!(text::clean_block(&block), block);
    assert_eq!(text::clean_block(&line), line);
    for columns in [0, 1, 2, 7, 80] {
        assert!(text::width(&text::shorten(&line, columns)) <= columns, "{line:?} in {columns}");
        for row in text::wrap(&block, columns) {
            // A letter that is wider than the row stands alone.
            let alone = row.trim().graphemes(true).count() <= 1;
            assert!(text::width(&row) <= columns || alone, "{row:?} in {columns}");
        }
    }
    is_harmless(&fault::shown(&given));
}

fn typed(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for code in ["EUR", "JPY", "KWD", "CHF", "USD"] {
        let currency = Currency::from_code(code).expect("it is one");
        match currency.parse(&text) {
            Err(sentence) => is_sentence(&sentence),
            Ok(money) => {
                assert!(money.0 >= 0, "{money:?}");
                let shown = currency.show_exactly(money, &Locale::default().marks);
                assert_eq!(currency.parse(&shown), Ok(money), "{shown}");
            }
        }
    }
    for order in [DateOrder::DayMonth, DateOrder::MonthDay, DateOrder::Iso] {
        match when::parse(&text, reader().today, order) {
            Err(sentence) => is_sentence(&sentence),
            Ok(date) => is_harmless(&when::show(date, reader().today, &Locale::default())),
        }
    }
    Locale::named(&text);
    if let Err(sentence) = TOUR.somebody(&text) {
        is_sentence(&sentence);
    }
    for found in TOUR.seen_by(Viewer::Room).find(&text) {
        is_harmless(&format!("{:?}", found.sort));
    }
}

// Keys.

pub(crate) static SESSIONS: LazyLock<Vec<(String, Session)>> = LazyLock::new(sessions);

/// A session to be in, and where, as the first two bytes say.
fn somewhere(bytes: &[u8]) -> (Session, &[u8]) {
    let [session, place, rest @ ..] = bytes else { return (SESSIONS[0].1.clone(), bytes) };
    let mut chosen = SESSIONS[usize::from(*session) % SESSIONS.len()].1.clone();
    let places = chosen.places();
    chosen.at = places[usize::from(*place) % places.len()].clone();
    (chosen, rest)
}

fn terminal(bytes: &[u8]) {
    let (session, bytes) = somewhere(bytes);
    let mut seat = Seat::at(session);
    seat.file = b"name,function\nZoe,Legal\n".to_vec();
    let mut sieve = Sieve::default();
    let sizes = [(80, 24), (60, 20), (120, 40), (10, 3), (200, 60)];
    let (given, mut passed) = (events(bytes).into_iter().take(300).collect::<Vec<_>>(), Vec::new());
    let mut answers = 0;
    for event in given.clone() {
        match sieve.sift(event) {
            Sifted::Events(events) => passed.extend(events),
            Sifted::Background(_) => answers += 1,
            Sifted::Held => {}
        }
    }
    passed.extend(sieve.let_go());
    assert!(answers > 0 || passed == given, "a key was lost");
    for (turn, event) in passed.iter().enumerate() {
        seat.take(event);
        if turn % 16 == 0 || turn + 1 == passed.len() {
            seat.size = sizes[turn / 16 % sizes.len()];
            let shown = cells(&seat.buffer());
            assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
        }
    }
    let session = seat.room.session();
    assert_eq!(session.check(), Ok(()), "it would not open again");
    comes_back(session);
}

fn said(bytes: &[u8]) {
    let (session, bytes) = somewhere(bytes);
    let (mut room, _) = Room::resume(session, &[], Sealed::default());
    let reader = reader();
    let (mut dialogue, told) = with(&room, &reader, Dialogue::begin);
    is_harmless(&told);
    for line in String::from_utf8_lossy(bytes).lines().take(40) {
        is_harmless(&with(&room, &reader, |cx| dialogue.question(cx)).asks);
        let mut step = with(&room, &reader, |cx| dialogue.take(line, cx));
        // What follows a change may be another; none goes on for ever.
        for turn in 0.. {
            assert!(turn < 500, "it never asks again");
            is_harmless(&step.said);
            step = match step.then {
                Then::Carry(proposal) => match room.carry_out(at(100), *proposal) {
                    Ok(entry) => with(&room, &reader, |cx| dialogue.accepted(entry, None, cx)),
                    Err(no) => with(&room, &reader, |cx| dialogue.refused(&no.to_string(), cx)),
                },
                Then::Undo => match room.undo(at(100)) {
                    Ok(what) => with(&room, &reader, |cx| dialogue.turned(&what, cx)),
                    Err(no) => with(&room, &reader, |cx| dialogue.refused(&no.to_string(), cx)),
                },
                Then::Redo => match room.redo(at(100)) {
                    Ok(what) => with(&room, &reader, |cx| dialogue.turned(&what, cx)),
                    Err(no) => with(&room, &reader, |cx| dialogue.refused(&no.to_string(), cx)),
                },
                Then::Read(name) => {
                    let bytes = Ok(b"name,function\nZoe,Legal\n".to_vec());
                    with(&room, &reader, |cx| dialogue.file_read(&name, bytes, cx))
                }
                Then::Forget => {
                    room.forget();
                    break;
                }
                Then::Ask | Then::Return(_) | Then::Export(_) | Then::Kit(_) | Then::Leave => break,
                // Other sessions come into it: tests of their own hold those.
                Then::Split(_) | Then::Tables | Then::BringBack(_) => break,
            };
        }
    }
    assert_eq!(room.session().check(), Ok(()), "it would not open again");
    comes_back(room.session());
}

fn with<T>(
    room: &Room,
    reader: &groundswell::reader::Reader,
    act: impl FnOnce(&linear::Cx<'_>) -> T,
) -> T {
    let session = room.session();
    let seen = session.seen_by(Viewer::Room);
    let (place, chronicle) = (&session.at, room.chronicle());
    act(&linear::Cx { session, seen: &seen, chronicle, place, reader, now: at(3_600) })
}
