//! What is fed with bytes: one function for each way in, which fails when what it promises does not
//! hold. Nothing panics; what is accepted is written and read again as the same; what is refused
//! says why in a sentence with its place, and no terminal would do anything but show it.

use crate::disk::OneFile;
use crate::made::{at, file, reader, rehearsed, sessions, toured, workshops};
use crate::seat::Seat;
use crate::told::{Look, cells, told};
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
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
    Target { name: "session", run: session, seeds: session_files, words: RON, few: 12 },
    Target { name: "history", run: a_history, seeds: histories, words: RON, few: 12 },
    Target { name: "sealed", run: beside, seeds: sealed_files, words: RON, few: 60 },
    Target { name: "workshop", run: workshop, seeds: workshop_files, words: RON, few: 12 },
    Target { name: "theme", run: a_theme, seeds: theme_files, words: RON, few: 300 },
    Target { name: "keys", run: keys, seeds: key_files, words: RON, few: 200 },
    Target { name: "people", run: people_list, seeds: tables, words: TABLE, few: 150 },
    Target { name: "asks", run: ask_list, seeds: tables, words: TABLE, few: 150 },
    Target { name: "lists", run: lists, seeds: listed, words: MARKS, few: 150 },
    Target { name: "elections", run: election, seeds: elections, words: TABLE, few: 150 },
    Target { name: "prompts", run: prompt, seeds: prompts, words: MARKS, few: 12 },
    Target { name: "cleaning", run: cleaning, seeds: texts, words: MARKS, few: 200 },
    Target { name: "typed", run: typed, seeds: amounts, words: AMOUNTS, few: 600 },
    Target { name: "terminal", run: terminal, seeds: typing, words: TYPING, few: 16 },
    Target { name: "lines", run: said, seeds: answers, words: ANSWERS, few: 16 },
];

const RON: &[&str] = &[
    "Some(",
    "None",
    "()",
    "[]",
    "\"\"",
    "id: ",
    "format: 2,",
    "format: 0,",
    "(((((((((",
    "r#\"",
    "// ",
    "/*",
    "*/",
    "\\u{",
    "\\u{1b}",
    "true",
    "'a'",
    "0x",
    "b\"",
    "#![enable(",
    "{",
    ":",
    "Open",
    "Hidden",
    "Anonymous",
    "p1.1",
    "p9.9",
    "i1.1",
    "g1.1",
    "a1.1",
    "goals.0",
    "\u{feff}",
    "nan",
    "inf",
    "Session(",
    "Workshop(",
    "Recorded(",
    "Did(",
    "Undid(",
    "2026-02-30",
    "9999-12-31",
    "-9999-01-01",
    "-009999-01-02T01:59:59Z",
    "9999-12-30T22:00:00Z",
];
const TABLE: &[&str] = &[
    "name",
    "function",
    "ask",
    "target",
    "minimum",
    "stretch",
    "quantity",
    "unit",
    "recurring",
    "monthly",
    "area",
    "note",
    "voting",
    "present",
    ",",
    ";",
    "\t",
    "\"",
    "\"\"",
    "\n",
    "\r\n",
    "\r",
    "\u{feff}",
    "yes",
    "no",
    "=1+1",
    "META",
    "PROJECTS",
    "VOTES",
    "budget",
    "vote_type",
    "approval",
    "cumulative",
    "ordinal",
    "scoring",
    "project_id",
    "cost",
    "voter_id",
    "vote",
    "points",
    "num_votes",
    "1e9",
    "1.5",
    "-5",
    "0",
];
const MARKS: &[&str] = &[
    "# ",
    "## ",
    "- ",
    "* ",
    "1. ",
    "> ",
    "```",
    "~~~",
    "    ",
    "[",
    "](",
    ")",
    "![",
    "<b>",
    "</script>",
    "&#27;[31m",
    "&#x202e;",
    "&#0;",
    "&lt;",
    "**",
    "_",
    "~~",
    "|",
    "---",
    "\\",
    "\n\n",
    "<!--",
    "]]>",
    "[^1]",
    "- [ ] ",
    "\t",
    "\r",
    "\u{1b}[31m",
    "\u{1b}]0;x\u{7}",
    "\u{9b}2J",
    "\u{202e}",
    "\u{200d}",
    "\u{301}",
    "\u{e0041}",
    "\u{2066}",
    "\u{2069}",
    "goal",
    "by",
    "from",
    "to",
    ",",
    "\"",
];
const AMOUNTS: &[&str] = &[
    "1",
    "0",
    "000",
    ",",
    ".",
    " ",
    "k",
    "K",
    "M",
    "€",
    "$",
    "EUR",
    "-",
    "−",
    "%",
    "’",
    "\u{a0}",
    "friday",
    "next",
    "in",
    "weeks",
    "days",
    "tomorrow",
    "today",
    "31",
    "Feb",
    "29",
    "2028",
    "99999999999",
    "/",
    "Q3",
    "end of",
    "month",
    "year",
    ":",
    "a",
    "de",
    "de_DE",
    "en_US",
    "hour",
];
const TYPING: &[&str] = &[
    "\r",
    "\u{1b}",
    "\t",
    "\u{7f}",
    " ",
    "\u{1b}[A",
    "\u{1b}[B",
    "\u{1b}[C",
    "\u{1b}[D",
    "\u{1b}[Z",
    "\u{1b}[H",
    "\u{1b}[F",
    "\u{1b}[5~",
    "\u{1b}[6~",
    "\u{1b}[3~",
    "]",
    "[",
    "]]]]]]",
    "a",
    "e",
    "d",
    "r",
    "rr",
    "u",
    "\u{12}",
    "t",
    "n",
    "p",
    "s",
    "w",
    "b",
    "/",
    ":",
    "?",
    "x",
    "m",
    "i",
    "o",
    "c",
    "\u{1b}[200~pasted\none, two\r\n\u{1b}[201~",
    "\u{1b}[<0;10;5M",
    "\u{1b}[<65;10;5M",
    "Ana",
    "1200",
    "\u{1b}]11;rgb:1/1/1\u{7}",
    "\u{1b}]11;rgb:",
    "friday",
    "1",
    "2",
    "9",
    "Ana, Service\r",
    ":undo\r",
    ":history\r",
    ":search\r",
    ":agenda\r",
    ":people\r",
    ":hat\r",
    ":split\r",
];
const ANSWERS: &[&str] = &[
    "\n",
    "yes\n",
    "no\n",
    "/undo\n",
    "/redo\n",
    "/next\n",
    "/back\n",
    "/help\n",
    "/go 3\n",
    "/who\n",
    "/park x\n",
    "/history\n",
    "/go\n",
    "/read x\n",
    "Ana\n",
    "Ana, Service\n",
    "1\n",
    "2 1 3\n",
    "ABC\n",
    "-\n",
    "500\n",
    "friday\n",
    "customers\n",
    "reveal\n",
    "/check\n",
    "/due\n",
    "/time\n",
    "0\n",
    "done\n",
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
fn comes_back<T: Document + std::fmt::Debug>(value: &T) {
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
            comes_back(&reading.value);
            if reading.value.format <= FORMAT {
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

/// What happened, as far as it makes sense, leads to a session that opens again.
fn replays(events: &[Recorded]) {
    let (room, _) = Room::resume(Session::unbegun(), events, Sealed::default());
    is_harmless(&room.entries().iter().map(|it| it.change.words()).collect::<String>());
    let mut session = Session::unbegun();
    for event in events {
        let Happened::Did(entry) = &event.event else { continue };
        let mut next = session.clone();
        match next.apply(entry) {
            Ok(()) => session = next,
            Err(refusal) => is_sentence(&refusal.to_string()),
        }
    }
    // Entries that no room made may lead to what no room makes: a store would not open it.
    session.stamp(1, at(0));
    if !session.steps.is_empty() && session.check().is_ok() {
        comes_back(&session);
    }
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

/// The events that the reader of keys makes of the bytes of a terminal.
pub(crate) fn events(bytes: &[u8]) -> Vec<Event> {
    let text = String::from_utf8_lossy(bytes);
    let (mut events, mut rest) = (Vec::new(), &*text);
    while let Some(first) = rest.chars().next() {
        let (event, long) = event(rest).unwrap_or_else(|| plain(first));
        events.extend(event);
        rest = &rest[long..];
    }
    events
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<Event> {
    Some(Event::Key(KeyEvent::new(code, modifiers)))
}

fn plain(letter: char) -> (Option<Event>, usize) {
    let code = |code| key(code, KeyModifiers::NONE);
    let event = match letter {
        '\r' | '\n' => code(KeyCode::Enter),
        '\t' => code(KeyCode::Tab),
        '\u{7f}' => code(KeyCode::Backspace),
        '\u{1b}' => code(KeyCode::Esc),
        '\u{1}'..='\u{1a}' => {
            let letter = char::from(u8::try_from(u32::from(letter) + 96).expect("a letter"));
            key(KeyCode::Char(letter), KeyModifiers::CONTROL)
        }
        other if other.is_control() => None,
        other => code(KeyCode::Char(other)),
    };
    (event, letter.len_utf8())
}

/// A sequence at the beginning of a text, and how long it is.
fn event(text: &str) -> Option<(Option<Event>, usize)> {
    let rest = text.strip_prefix('\u{1b}')?;
    if let Some(pasted) = rest.strip_prefix("[200~") {
        let end = pasted.find("\u{1b}[201~")?;
        return Some((Some(Event::Paste(pasted[..end].to_owned())), end + 12));
    }
    let Some(rest) = rest.strip_prefix('[') else {
        let letter = rest.chars().next().filter(|letter| !letter.is_control())?;
        return Some((key(KeyCode::Char(letter), KeyModifiers::ALT), 1 + letter.len_utf8()));
    };
    let end = rest.find(|c: char| ('@'..='~').contains(&c))?;
    let (parameters, last) = (&rest[..end], rest[end..].chars().next()?);
    let code = |code| key(code, KeyModifiers::NONE);
    let event = match (parameters, last) {
        ("", 'A') => code(KeyCode::Up),
        ("", 'B') => code(KeyCode::Down),
        ("", 'C') => code(KeyCode::Right),
        ("", 'D') => code(KeyCode::Left),
        ("", 'H') => code(KeyCode::Home),
        ("", 'F') => code(KeyCode::End),
        ("", 'Z') => key(KeyCode::BackTab, KeyModifiers::SHIFT),
        ("3", '~') => code(KeyCode::Delete),
        ("5", '~') => code(KeyCode::PageUp),
        ("6", '~') => code(KeyCode::PageDown),
        (mouse, 'M') if mouse.starts_with('<') => click(&mouse[1..]),
        _ => None,
    };
    Some((event, end + 3))
}

fn click(parameters: &str) -> Option<Event> {
    let mut numbers = parameters.split(';').map(|number| number.parse::<u16>().ok());
    let mut next = || numbers.next().flatten();
    let (button, column, row) = (next()?, next()?, next()?);
    let kind = match button {
        64 => MouseEventKind::ScrollUp,
        65 => MouseEventKind::ScrollDown,
        _ => MouseEventKind::Down(MouseButton::Left),
    };
    Some(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
}

static SESSIONS: LazyLock<Vec<(String, Session)>> = LazyLock::new(sessions);

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
                Then::Ask | Then::Return(_) | Then::Export(_) | Then::Kit(_) | Then::Leave => break,
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

// Inputs to begin from.

fn bytes(texts: impl IntoIterator<Item = impl Into<String>>) -> Vec<Vec<u8>> {
    texts.into_iter().map(|text| text.into().into_bytes()).collect()
}

fn assets(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let found = std::fs::read_dir(folder).expect("it is there");
    let mut paths: Vec<_> = found.map(|entry| entry.expect("listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("read")).collect()
}

/// So deep, so long and so large that a careless reader would fall over it.
fn monsters(name: &str) -> Vec<Vec<u8>> {
    bytes([
        format!("{name}({}", "(".repeat(50_000)),
        format!("{name}(format: 1, title: {}", "[".repeat(50_000)),
        format!("{name}(format: 1, title: {}", "Some(".repeat(50_000)),
        format!("{name}(format: 1, title: \"{}\")", "x".repeat(200_000)),
        format!("{name}(format: {})", "9".repeat(50_000)),
        format!("{name}(format: 1, title: \"{}", "\\u{1b}".repeat(9_000)),
        format!("{}{name}(format: 1)", "// \n".repeat(50_000)),
        format!("{name}(format: 1, {})", "a: 1, ".repeat(20_000)),
        String::new(),
        name.to_owned(),
    ])
}

fn session_files() -> Vec<Vec<u8>> {
    let mut seeds = monsters("Session");
    seeds.extend(bytes(SESSIONS.iter().map(|(_, session)| file(session))));
    seeds
}

fn histories() -> Vec<Vec<u8>> {
    let text = |event: &Recorded| {
        let line = frame::line_of(event).expect("it is written");
        format!("{line} // {}\n", frame::checksum(&line))
    };
    let rehearsals =
        workshops().into_iter().filter(|it| it.name != "check-in" && it.name != "day-90");
    let lines = rehearsals.map(|workshop| {
        let mut room = rehearsed(workshop).room;
        let _ = room.undo(at(9_000));
        let _ = room.redo(at(9_001));
        room.take_unsaved().iter().map(text).collect::<String>()
    });
    let mut seeds = bytes(lines);
    seeds.extend(monsters(""));
    seeds
}

fn sealed_files() -> Vec<Vec<u8>> {
    let gifts = [
        "(from: Some(Person(\"p1.1\")), content: Ideas([\"Plant bees\"]))",
        "(from: None, content: Ballot((marks: [(\"i12.1\", 2)])))",
        "(from: Some(Sheet), content: Ballot((marks: [(\"a1.1\", 3), (\"a1.2\", 65535)])))",
    ];
    let mut seeds = bytes(gifts.map(|gift| {
        format!(
            "Sealed(\n  format: 1,\n  revision: 5,\n  contents: (\n    places: [\n      (\n        \
             place: \"where.0\",\n        gifts: [{gift}],\n      ),\n    ],\n  ),\n)\n"
        )
    }));
    seeds.extend(bytes(["Draft(\n  place: \"goals.0\",\n  text: \"Plant be\",\n)\n"]));
    seeds.extend(monsters("Sealed"));
    seeds.extend(monsters("Draft"));
    seeds
}

fn workshop_files() -> Vec<Vec<u8>> {
    let mut seeds = assets("assets/workshops", "ron");
    seeds.extend(monsters("Workshop"));
    seeds
}

fn theme_files() -> Vec<Vec<u8>> {
    let mut seeds = assets("assets/themes", "ron");
    seeds.extend(monsters("Theme"));
    seeds.extend(bytes([
        "Theme(format: 1, based_on: \"dark\", roles: (accent: (fg: \"#6cb8ff\")))",
    ]));
    seeds
}

fn key_files() -> Vec<Vec<u8>> {
    let mut seeds = assets("assets", "ron");
    seeds.retain(|text| text.len() < 9_000);
    seeds.extend(monsters("Keys"));
    seeds.extend(bytes([
        "Keys(format: 1, bindings: [(does: \"park\", keys: [\"ctrl-k\"])])",
        "Keys(format: 1, bindings: [(does: \"up\", keys: [\"alt-f12\", \"é\"]), (does: \"\", keys: [])])",
    ]));
    seeds
}

fn tables() -> Vec<Vec<u8>> {
    let mut seeds = assets("tests/fixtures", "csv");
    seeds.extend(bytes([
        "name,function\nAna,Service\n\"Ben \"\"B\"\"\",Marketing\n".to_owned(),
        "Ana, Service\nBen\tMarketing\n- Chi (HR)\n".to_owned(),
        "name;function;present;voting;note\nAna;Service;yes;no;x\n".to_owned(),
        "ask,area,minimum,target,stretch,quantity,unit,recurring\nTool,Listening,1,2,3,4,seats,monthly\n".to_owned(),
        format!("name,function\n{}", "a,b\n".repeat(3_000)),
        format!("name,function\n\"{}\",x\n", "y".repeat(100_000)),
        format!("name{}\n", ",".repeat(50_000)),
        format!("ask,target\nx,{}\n", "9".repeat(5_000)),
    ]));
    seeds.push(
        "\u{feff}name\tfunction\nŠarić\tIT\n".encode_utf16().flat_map(u16::to_le_bytes).collect(),
    );
    seeds.push(b"name;function\r\nM\xfcller;\x80\r".to_vec());
    seeds
}

fn listed() -> Vec<Vec<u8>> {
    let mut seeds = assets("tests/fixtures", "md");
    seeds.extend(assets("tests/fixtures", "csv"));
    seeds.extend(bytes([
        "# Ideas\n\n- [ ] one\n- two\n  - three\n\n## More\n1. four\n".to_owned(),
        "goal,result,from,to,unit,by,needs,owner\nAnswer,first answer,26,4,hours,30 Jun,\"A, B\",Ana\n".to_owned(),
        format!("{}x\n", "> ".repeat(9_000)),
        format!("{}x\n", "- ".repeat(3_000)),
        format!("{}\n", "[".repeat(20_000)),
        format!("{}\n", "*a_".repeat(9_000)),
        format!("- {}\n", "x".repeat(100_000)),
    ]));
    seeds
}

fn elections() -> Vec<Vec<u8>> {
    let small = |seed: &Vec<u8>| seed.len() < 60_000;
    let mut seeds: Vec<Vec<u8>> =
        assets("tests/fixtures/pabulib", "pb").into_iter().filter(small).collect();
    let with = |kind: &str, vote: &str| {
        format!(
            "META\nkey;value\ndescription;Garden\nnum_projects;2\nnum_votes;2\nbudget;10.50\n\
             vote_type;{kind}\ncurrency;EUR\nPROJECTS\nproject_id;cost;name\n1;5;Bees\n2;6.5;Pond\n\
             VOTES\nvoter_id;vote;points\n1;{vote};3,2\n2;2;1\n"
        )
    };
    seeds.extend(bytes([
        with("approval", "1,2"),
        with("ordinal", "2,1"),
        with("cumulative", "1,2"),
        with("scoring", "2"),
        with("approval", &"1,".repeat(20_000)),
        with("cumulative", "1,2").replace("10.50", &"9".repeat(4_000)),
        with("scoring", "1,2").replace("3,2", "9223372036854775807,-1e5"),
        with("scoring", "1,2").replace("3,2", &format!("0.{}1,2", "0".repeat(4_000))),
    ]));
    seeds
}

fn prompts() -> Vec<Vec<u8>> {
    let prompts = workshops().into_iter().flat_map(|workshop| workshop.steps);
    let mut seeds = bytes(prompts.map(|step| step.prompt.to_string()));
    seeds.extend(listed());
    seeds
}

fn texts() -> Vec<Vec<u8>> {
    let mut seeds = bytes(crate::nasty::STRINGS.iter().copied());
    seeds.extend(bytes([
        crate::nasty::tower(),
        crate::nasty::chain(),
        "\u{1100}".repeat(20_000),
        "\u{2066}".repeat(20_000),
        "\u{1b}[".repeat(20_000),
        "é".repeat(40_000),
        "a\u{200b}\u{301}".repeat(9_000),
    ]));
    seeds
}

fn amounts() -> Vec<Vec<u8>> {
    bytes([
        "1200",
        "1 200",
        "1,200.50",
        "9.600",
        "€500",
        "1.5k",
        "Fr.5",
        "500,-",
        "12M",
        "¥1,000",
        "next friday",
        "3 Dec",
        "in 2 weeks",
        "2027-02-28",
        "28.2.",
        "12/31/2027",
        "tomorrow",
        "Q3",
        "end of march",
        "Ana",
        "a",
        "de_CH",
        "",
    ])
}

fn typing() -> Vec<Vec<u8>> {
    let mut seeds = bytes([
        "\0\0]]]aDee, IT\r\x1b]]",
        "\0\x04?\x1b:undo\ruu\x12",
        "\x01\x02/a\r\x1bt\x1bn\x1b",
        "\x02\x05i33201000112000\ri\x1brr",
        "\x03\x08a500 tools\r\x1bjk\r\rx\x1b",
        "\x04\x03aPlant bees\rWater\r\r\x1bro\r\r",
        "\x05\x06\r\r\rdd\x1b[A\x1b[B\x1b[<0;20;8M",
        "\x06\x01\x1b[200~Zoe, Legal\nAda, IT\x1b[201~\r\r",
        "\x07\x02pSomething\r\x1b]11;rgb:ff/ff/ff\x07q",
    ]);
    // Each session at each of its places, with the keys that most places know.
    for session in 0..SESSIONS.len() {
        for place in 0..SESSIONS[session].1.places().len() {
            let [session, place] = [session, place].map(|at| u8::try_from(at).expect("few"));
            seeds.push(
                [
                    &[session, place][..],
                    b"jj\r\ra1\rx\x1be\x1bi\x1bo\x1bc\x1brr\x1bdd\x1bm\x1bv\x1by\x1bz\x1b+-uu",
                ]
                .concat(),
            );
        }
    }
    seeds
}

fn answers() -> Vec<Vec<u8>> {
    let whole = std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/linear/answers.txt"),
    );
    let mut seeds = vec![[b"\0\0", &whole.expect("it is there")[..]].concat()];
    for session in 0..SESSIONS.len() {
        for place in 0..SESSIONS[session].1.places().len() {
            let [session, place] = [session, place].map(|at| u8::try_from(at).expect("few"));
            seeds.push(
                [&[session, place][..], b"\nyes\nAna\n1\n2\nfriday\n500\n/undo\n/next\n"].concat(),
            );
        }
    }
    seeds
}
