//! What somebody waits for, in one table: the median of each, the goal, and how it stands to the
//! least that it could take on this machine: ratatui, RON or the disk alone, measured in the same run.
//!
//! `cargo bench --bench figures`; a name after `--` runs those that contain it, and `--long` takes
//! 10,000 sessions for the list and the portfolio where there are 500 otherwise. Nothing here
//! fails because a machine is slow: the table is to be read.
#![expect(clippy::disallowed_methods, reason = "a measurement needs a watch, and a naive writer")]
#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

#[path = "support/long.rs"]
mod long;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use groundswell::app::desk::Desk;
use groundswell::app::paths::Paths;
use groundswell::app::setting::{Setting, Wishes};
use groundswell::export::FORMATS;
use groundswell::room::{Room, Sealed};
use groundswell::session::Session;
use groundswell::session::report::Report;
use groundswell::store::{RealDisk, SaveJob, Standing, Store};
use groundswell::ui::keymap::Keymap;
use groundswell::ui::screen::Input;
use long::{Length, at, create, room};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Constraint, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Row, StatefulWidget, Table, TableState};
use ratatui::{Terminal, TerminalOptions, Viewport};
use ron::extensions::Extensions;
use std::ffi::OsString;
use std::fs::File;
use std::hint::black_box;
use std::io::{Sink, Write, sink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The terminal that everything is painted on.
const SCREEN: Rect = Rect { x: 0, y: 0, width: 120, height: 40 };

/// A session as workshops leave it: some 100 KB.
const USUAL: Length = Length { people: 12, ideas: 400, asks: 20, entries: 600 };

/// The longest that is promised.
const LONGEST: Length = Length { people: 200, ideas: 10_000, asks: 40, entries: 50_000 };

/// What is exported at most.
const WRITTEN_OUT: Length = Length { people: 50, ideas: 500, asks: 40, entries: 0 };

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, session] = words.as_slice()
        && flag == MEMORY
    {
        return println!("{}", memory_with(Path::new(session)));
    }
    let mut figures = Figures::wanted(&words);
    painting(&mut figures);
    long_days(&mut figures);
    saving(&mut figures);
    many_sessions(&mut figures, if words.iter().any(|it| it == "--long") { 10_000 } else { 500 });
    exports(&mut figures);
}

/// The rows of the table, printed as they come.
struct Figures {
    part: Option<String>,
    /// What was measured, by name, to compare with.
    medians: Vec<(String, Duration)>,
}

/// What a figure is judged by.
#[derive(Default)]
struct Judged<'a> {
    /// It should take no longer.
    goal: Option<Duration>,
    /// The least it could take: the name of a figure that was measured before.
    least: Option<&'a str>,
}

const MILLISECOND: Duration = Duration::from_millis(1);

fn within(milliseconds: u32) -> Judged<'static> {
    Judged { goal: Some(MILLISECOND * milliseconds), least: None }
}

fn against(least: &str) -> Judged<'_> {
    Judged { goal: None, least: Some(least) }
}

impl Figures {
    fn wanted(words: &[String]) -> Figures {
        let part = words.iter().find(|word| !word.starts_with("--")).cloned();
        println!("{:<46} {:>10} {:>10} {:>8}  {:>6}", "", "median", "slowest", "goal", "ratio");
        Figures { part, medians: Vec::new() }
    }

    fn wants(&self, name: &str) -> bool {
        self.part.as_ref().is_none_or(|part| name.contains(part.as_str()))
    }

    /// Measures what `run` does so many times, after once that does not count.
    fn row(&mut self, name: &str, judged: &Judged<'_>, times: usize, mut run: impl FnMut()) {
        if !self.wants(name) {
            return;
        }
        run();
        let mut taken: Vec<Duration> = (0..times)
            .map(|_| {
                let began = Instant::now();
                run();
                began.elapsed()
            })
            .collect();
        taken.sort();
        let median = taken[times / 2];
        self.medians.push((name.to_owned(), median));
        let goal = judged.goal.map(|goal| {
            let sign = if median <= goal { "≤" } else { "!" };
            format!("{sign}{}", shown(goal))
        });
        let least = judged.least.and_then(|least| self.medians.iter().find(|it| it.0 == least));
        let ratio = least.map(|(_, least)| median.as_secs_f64() / least.as_secs_f64());
        println!(
            "{name:<46} {:>10} {:>10} {:>8}  {:>6}",
            shown(median),
            shown(taken[times - 1]),
            goal.unwrap_or_default(),
            ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default(),
        );
    }
}

fn shown(time: Duration) -> String {
    match time.as_secs_f64() * 1_000.0 {
        small if small < 1.0 => format!("{:.0} µs", small * 1_000.0),
        middle if middle < 100.0 => format!("{middle:.1} ms"),
        large => format!("{large:.0} ms"),
    }
}

const FIRST: &str = "ratatui alone: a first page";
const MOVED: &str = "ratatui alone: a row further";

/// From a session to a picture, and from a key to the next one, as bytes for a terminal.
fn painting(figures: &mut Figures) {
    let mut floor = Floor::new();
    figures.row(FIRST, &Judged::default(), 200, || {
        floor.terminal = terminal();
        floor.draw();
    });
    figures.row(MOVED, &Judged::default(), 500, || floor.draw());
    for ideas in [400, 2_000, 10_000] {
        let length = Length { ideas, ..USUAL };
        let first = format!("first picture, {ideas} ideas");
        let moved = format!("key to picture, {ideas} ideas");
        let typed = format!("letter to picture, {ideas} ideas");
        if ![&first, &moved, &typed].into_iter().any(|name| figures.wants(name)) {
            continue;
        }
        let home = Home::with(length);
        figures.row(&first, &against(FIRST), 50, || {
            let mut looker = home.opened();
            looker.draw(&home);
        });
        let mut looker = home.opened();
        let mut keys = "jk".chars().cycle();
        figures.row(&moved, &against(MOVED), 500, || {
            looker.key(&home, KeyCode::Char(keys.next().expect("for ever")));
        });
        looker.key(&home, KeyCode::Char('a'));
        figures.row(&typed, &against(MOVED), 200, || looker.key(&home, KeyCode::Char('x')));
    }
}

/// The longest session: opening it, taking back, and the memory of a program that has it open.
fn long_days(figures: &mut Figures) {
    const READ: &str = "RON alone: the longest session is read";
    let names = [READ, "longest session", "longest session is opened"];
    let wanted = names.iter().any(|name| figures.wants(name)) || figures.wants("undo and redo");
    if !wanted {
        return;
    }
    let home = Home::with(LONGEST);
    let text = std::fs::read_to_string(home.path()).expect("it was made");
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    figures.row(READ, &Judged::default(), 20, || {
        black_box(options.from_str::<Session>(&text).expect("it reads"));
    });
    let judged = Judged { least: Some(READ), ..within(250) };
    figures.row("longest session is opened", &judged, 20, || drop(home.room()));
    let mut room = home.room();
    figures.row("longest session: undo and redo", &within(16), 50, || {
        room.undo(at(90_000)).expect("there is something to take back");
        room.redo(at(90_000)).expect("it was just taken back");
    });
    for back in [100, 10_000, 45_000] {
        let name = format!("longest session: {back} entries back, and redo");
        let revision = LONGEST.entries - back;
        figures.row(&name, &within(16 * 2), 10, || {
            room.go_back(at(90_000), revision).expect("there is something to take back");
            room.redo(at(90_000)).expect("it was just taken back");
        });
    }
    if cfg!(target_os = "linux") && figures.wants("longest session: memory") {
        let this = std::env::current_exe().expect("a program has a path");
        let told = Command::new(this).arg(MEMORY).arg(home.path()).output().expect("it runs");
        let told = String::from_utf8_lossy(&told.stdout);
        println!(
            "{:<46} {:>10} {:>10} {:>8}",
            "longest session: memory",
            told.trim(),
            "",
            "64 MiB"
        );
    }
}

/// A save, against the fewest calls by which a file can be replaced whole.
fn saving(figures: &mut Figures) {
    for (what, length) in [("400 ideas", USUAL), ("10,000 ideas", LONGEST)] {
        let (alone, saved) = (format!("disk alone: {what}"), format!("saved: {what}"));
        if !figures.wants(&alone) && !figures.wants(&saved) {
            continue;
        }
        let home = Home::with(Length { entries: length.ideas as u64, ..length });
        let bytes = std::fs::read(home.path()).expect("it was made");
        let (next, there) = (home.folder.path().join("next"), home.folder.path().join("there"));
        figures.row(&alone, &Judged::default(), 20, || {
            let mut file = File::create(&next).expect("it can be made");
            file.write_all(&bytes).and_then(|()| file.sync_all()).expect("there is room");
            std::fs::rename(&next, &there).expect("it can be renamed");
            File::open(home.folder.path()).and_then(|it| it.sync_all()).expect("it can be synced");
        });
        let opened = Store::on(Arc::new(RealDisk)).open(&home.path(), at(1)).expect("it opens");
        let session = Arc::new(opened.session);
        let Standing::Writable(mut keeper) = opened.standing else { panic!("nobody has it open") };
        figures.row(&saved, &against(&alone), 20, || {
            let session = Arc::clone(&session);
            let mut job = SaveJob { session, sealed: Sealed::default(), events: Vec::new() };
            keeper.save(&mut job, at(1)).expect("it can be saved");
        });
    }
}

/// A folder of sessions, listed and as one.
fn many_sessions(figures: &mut Figures, count: usize) {
    let (list, portfolio) =
        (format!("list: {count} sessions"), format!("portfolio: {count} sessions"));
    if !figures.wants(&list) && !figures.wants(&portfolio) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut room = room("One of many", Length { people: 8, ideas: 60, asks: 12, entries: 0 });
    let first = folder.path().join("one.ron");
    create(&mut room, &first);
    for nth in 1..count {
        std::fs::copy(&first, folder.path().join(format!("one-{nth}.ron"))).expect("there is room");
    }
    let run = |words: &[&str]| {
        let here = [OsString::from("--data-dir"), folder.path().into()];
        let words = ["groundswell"].iter().chain(words).map(OsString::from).chain(here);
        let Ok(cli) = groundswell::cli::parse(words) else { panic!("the words are right") };
        black_box(groundswell::cli::run(&cli));
    };
    let goal = |seconds: u32| Duration::from_secs(u64::from(seconds)) * count as u32 / 10_000;
    let judged = |seconds| Judged { goal: Some(goal(seconds)), least: None };
    figures.row(&list, &judged(1), 5, || run(&["list"]));
    figures.row(&portfolio, &judged(4), 5, || run(&["portfolio"]));
}

/// The record in each format.
fn exports(figures: &mut Figures) {
    let wanted = FORMATS.iter().any(|format| figures.wants(&exported(format.name)));
    if !wanted && !figures.wants("report") {
        return;
    }
    let room = room("Written out", WRITTEN_OUT);
    let folder = tempfile::tempdir().expect("a folder");
    let reader = setting(folder.path()).reader();
    figures.row("report", &Judged::default(), 20, || {
        black_box(Report::of(room.session(), &reader));
    });
    let report = Report::of(room.session(), &reader);
    for format in FORMATS {
        // What is set in type takes longer than text.
        let goal = if format.name == "pdf" { 1_000 } else { 50 };
        figures.row(&exported(format.name), &within(goal), 20, || {
            black_box((format.render)(&report, &reader));
        });
    }
}

fn exported(format: &str) -> String {
    format!("export: {format}")
}

/// A folder with one session.
struct Home {
    folder: tempfile::TempDir,
    setting: Setting,
    keymap: Keymap,
}

impl Home {
    fn with(length: Length) -> Home {
        let folder = tempfile::tempdir().expect("a folder");
        let setting = setting(folder.path());
        let home = Home { folder, setting, keymap: Keymap::built_in() };
        create(&mut room("Long day", length), &home.path());
        home
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("long-day.ron")
    }

    /// The room as it is found on the disk.
    fn room(&self) -> Room {
        let opened = Store::on(Arc::new(RealDisk)).open(&self.path(), at(1)).expect("it opens");
        let (room, note) = Room::resume(opened.session, &opened.events, opened.sealed);
        assert_eq!((note, opened.notes), (None, Vec::new()));
        room
    }

    /// The session on a desk.
    fn opened(&self) -> Looker {
        Looker { desk: desk(&self.path(), &self.setting, &self.keymap), terminal: terminal() }
    }
}

fn desk(session: &Path, setting: &Setting, keymap: &Keymap) -> Desk {
    let opened = Store::on(Arc::new(RealDisk)).open(session, at(1)).expect("it opens");
    Desk::of(session, opened, setting, keymap, |_| {}).expect("there is a thread to save on")
}

fn setting(folder: &Path) -> Setting {
    let here = || folder.to_path_buf();
    let paths =
        Paths { sessions: here(), workshops: here(), config: folder.join("none"), reports: here() };
    let wishes = Wishes { theme: Some("dark".into()), ascii: false, still: true };
    Setting::new(paths, &wishes, None).expect("there is a dark theme")
}

/// A desk, and the terminal that shows it.
struct Looker {
    desk: Desk,
    terminal: Screen,
}

impl Looker {
    fn draw(&mut self, home: &Home) {
        let Looker { desk, terminal } = self;
        let painted = terminal.draw(|frame| {
            let area = frame.area();
            let cursor = desk.render(area, frame.buffer_mut(), &home.setting, &home.keymap);
            if let Some(cursor) = cursor {
                frame.set_cursor_position(cursor);
            }
        });
        painted.expect("nothing refuses bytes here");
    }

    fn key(&mut self, home: &Home, code: KeyCode) {
        let key = KeyEvent::new(code, KeyModifiers::NONE);
        let input = Input::Key(key, home.keymap.action(key));
        black_box(self.desk.take(&input, &home.setting, &home.keymap));
        self.draw(home);
    }
}

type Screen = Terminal<CrosstermBackend<Sink>>;

fn terminal() -> Screen {
    let options = TerminalOptions { viewport: Viewport::Fixed(SCREEN) };
    let made = Terminal::with_options(CrosstermBackend::new(sink()), options);
    made.expect("nothing is asked of a terminal here")
}

/// A table as high as the screen, with a cursor that goes down row by row.
struct Floor {
    terminal: Screen,
    state: TableState,
}

impl Floor {
    fn new() -> Floor {
        Floor { terminal: terminal(), state: TableState::new().with_selected(0) }
    }

    fn draw(&mut self) {
        let row = |nth: u16| {
            Row::new([nth.to_string(), format!("Plant a garden behind house {nth}"), "Ana".into()])
        };
        let widths = [Constraint::Length(5), Constraint::Fill(1), Constraint::Length(20)];
        let table = Table::new((0..SCREEN.height).map(row), widths)
            .row_highlight_style(Style::new().reversed());
        let state = &mut self.state;
        let next = state.selected().map_or(0, |row| (row + 1) % usize::from(SCREEN.height));
        state.select(Some(next));
        let painted = self.terminal.draw(|frame| {
            let area = frame.area();
            StatefulWidget::render(table, area, frame.buffer_mut(), state);
        });
        painted.expect("nothing refuses bytes here");
    }
}

/// How this program is asked for its own memory with a session open.
const MEMORY: &str = "--memory";

/// The most memory that this program ever had, with this session on a desk and painted once.
fn memory_with(session: &Path) -> String {
    let setting = setting(session.parent().expect("it lies in a folder"));
    let keymap = Keymap::built_in();
    let mut desk = desk(session, &setting, &keymap);
    let mut terminal = terminal();
    let painted = terminal.draw(|frame| {
        let area = frame.area();
        desk.render(area, frame.buffer_mut(), &setting, &keymap);
    });
    painted.expect("nothing refuses bytes here");
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = most.and_then(|most| most.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.map_or_else(|| "unknown".into(), |most| format!("{} MiB", most / 1024))
}
