//! The real program, killed at any moment while keys are typed: what the footer had called saved is
//! there, the files are whole, nothing else was touched, and one of two programs writes.
//!
//! `GROUNDSWELL_KILLS=10000 cargo test --test kill -- --nocapture` kills longer, and tells how far it
//! is; `GROUNDSWELL_SEED` takes the moments of an earlier run.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a writer that is to be caught, and a seed")]
#![expect(clippy::print_stdout, reason = "the long form tells how far it is")]

mod support;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use groundswell::app::setting::system_clock;
use groundswell::room::{Room, Sealed};
use groundswell::session::decisions;
use groundswell::session::{Author, Change, Content};
use groundswell::store::{RealDisk, Standing, Store};
use groundswell::text::CleanText;
use support::garden::Garden;
use support::pty::Pty;
use support::{nothing_starts, side_by_side};

/// How often it is killed when nobody wishes otherwise.
const KILLS: usize = 300;

/// How often two programs are started on one session then.
const PAIRS: usize = 50;

/// How often in one folder: then the session has become long, and another one begins.
const A_FOLDER: usize = 25;

#[test]
fn killed_at_any_moment_it_has_kept_all_that_it_called_saved() {
    let numbers = Numbers::new();
    let kills = wished("GROUNDSWELL_KILLS").map_or(KILLS, |kills| kills as usize);
    let folders = (0..kills).step_by(A_FOLDER).map(|killed| (killed, numbers.of(killed)));
    side_by_side(folders.collect(), |(killed, mut numbers)| {
        let plot = Plot::gathering();
        let mut there = Counted::default();
        for kill in killed..kills.min(killed + A_FOLDER) {
            let acknowledged = killed_while_typing(&plot.garden, &there, &mut numbers);
            there = plot
                .found(&acknowledged)
                .unwrap_or_else(|told| panic!("{told}; seed {}, kill {kill}", numbers.seed));
        }
        println!("kills from {killed} on, seed {}: nothing torn, nothing lost", numbers.seed);
    });
}

#[test]
fn killed_while_the_history_is_forgotten_it_is_whole_or_gone() {
    let numbers = Numbers::new();
    let kills = wished("GROUNDSWELL_KILLS").map_or(KILLS, |kills| kills as usize) / 10;
    side_by_side((0..kills).map(|kill| (kill, numbers.of(kill))).collect(), |(kill, mut it)| {
        let story = format!("seed {}, kill {kill}", it.seed);
        let plot = Plot::gathering();
        let mut pty = plot.garden.open();
        pty.keys("pItem 1<enter>").wait_without("For later").keys("q");
        assert_eq!(pty.exit(), 0, "{story}");
        let mut pty = plot.garden.open();
        pty.keys("<c-g>").wait_for("Forget the history?").keys("<enter>");
        pty.let_run(it.moment(40_000)).signal("KILL").exit();
        let _quiet = nothing_starts();
        let opened = Store::on(Arc::new(RealDisk)).open(&plot.garden.session, system_clock());
        let opened = opened.unwrap_or_else(|error| panic!("{story}: {error}"));
        assert_eq!((opened.session.parked.len(), opened.history_is_cut), (1, false), "{story}");
        let (mut room, note) = Room::resume(opened.session, &opened.events, opened.sealed);
        // What was typed and not entered is no change; the item is there to undo, or nothing is.
        assert_eq!(note, None, "{story}");
        let undone = room.undo(system_clock()).map_err(|refusal| refusal.to_string());
        assert!(
            undone.as_ref().is_ok_and(|what| what.contains("Item 1"))
                || undone.as_ref().is_err_and(|no| no == "There is nothing to undo."),
            "{story}: {undone:?}"
        );
        plot.nothing_else_was_touched().unwrap_or_else(|told| panic!("{story}: {told}"));
    });
}

#[test]
fn a_writer_that_writes_in_place_is_caught_by_the_same_check() {
    if let Some(session) = std::env::var_os(NAIVE) {
        writes_in_place(Path::new(&session));
    }
    let mut numbers = Numbers::new();
    let caught = (0..200).find_map(|_| {
        let plot = Plot::gathering();
        let this = std::env::current_exe().expect("tests have a path");
        let name = "a_writer_that_writes_in_place_is_caught_by_the_same_check";
        let session = plot.garden.session.to_str().expect("a plain path").to_owned();
        let mut writer =
            Pty::run((80, 24), this, &["--exact", name, "--nocapture"], &[(NAIVE, &session)]);
        writer.wait_for("saved 2").let_run(numbers.moment(20_000)).signal("KILL").exit();
        let said = String::from_utf8_lossy(&writer.raw_output()).into_owned();
        let acknowledged = said.lines().filter_map(|line| line.strip_prefix("saved ")).count();
        plot.found(&Counted { parked: acknowledged, sealed: 0 }).err()
    });
    let told = caught.expect("the check above would let such a writer pass");
    assert!(told.contains("does not open") || told.contains("are there"), "{told}");
}

#[test]
fn of_two_programs_one_writes_and_a_kill_frees_the_session_at_once() {
    let rounds = wished("GROUNDSWELL_KILLS").map_or(PAIRS, |kills| (kills as usize / 10).max(1));
    side_by_side((1..=rounds).collect(), |round| {
        let garden = Garden::new();
        let (mut one, mut other) = (garden.start(), garden.start());
        one.wait_for_whole("ends ");
        other.wait_for_whole("ends ");
        let looks_on = |pty: &Pty| pty.screen().contains("look on and follow");
        assert_ne!(looks_on(&one), looks_on(&other), "round {round}: exactly one may write");
        let (mut writer, mut looker) = if looks_on(&one) { (other, one) } else { (one, other) };
        looker.keys("pTheirs<enter>").wait_for("nothing is changed");
        writer.keys("pOurs<enter>").wait_without("For later").wait_for("saved ").signal("KILL");
        writer.exit();
        let quiet = nothing_starts();
        let opened = Store::on(Arc::new(RealDisk)).open(&garden.session, system_clock());
        let opened = opened.expect("it opens");
        assert!(matches!(opened.standing, Standing::Writable(_)), "round {round}: it is free");
        let parked = &opened.session.parked;
        assert!(parked.iter().all(|item| item.text.as_str() == "Ours"), "{parked:?}");
        drop((opened, quiet));
        looker.signal("KILL");
        looker.exit();
    });
}

/// Goes on typing in the session until it is killed, and answers what was called saved.
fn killed_while_typing(garden: &Garden, there: &Counted, numbers: &mut Numbers) -> Counted {
    let mut pty = garden.open();
    pty.wait_for_whole("ends ");
    if pty.screen().contains("For later") {
        // What was being typed for two seconds is back, and is let go.
        pty.keys("<esc>").wait_without("For later");
    }
    pty.wait_for(&told(there.sealed));
    let turns = 1 + numbers.below(4) as usize;
    for turn in 1..=turns {
        let (item, idea) = (there.parked + turn, there.sealed + turn);
        pty.keys(&format!("pItem {item}<enter>aIdea {idea}<enter><enter>"));
        if turn < turns {
            pty.wait_for(&told(there.sealed + turn));
        }
    }
    pty.let_run(numbers.moment(60_000)).signal("KILL").exit();
    let sealed = pty.pictures().iter().filter_map(|picture| saved_in(picture)).max();
    // Each idea came after an item, so that many items are saved as well: of this run's as many.
    let sealed = sealed.unwrap_or(there.sealed);
    Counted { sealed, parked: there.parked + (sealed - there.sealed) }
}

fn told(ideas: usize) -> String {
    match ideas {
        0 => "No idea is in yet".into(),
        1 => " 1 idea is in".into(),
        more => format!(" {more} ideas are in"),
    }
}

/// How many ideas a picture says are in, when its footer calls that saved.
fn saved_in(picture: &str) -> Option<usize> {
    let is_saved = picture.lines().last()?.contains("saved ");
    let (before, _) = picture.split_once(" idea")?;
    is_saved.then(|| before.rsplit(' ').next()?.parse().ok())?
}

/// What was typed, and how much of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Counted {
    parked: usize,
    sealed: usize,
}

/// A garden, and others' files beside it.
struct Plot {
    garden: Garden,
    others: BTreeMap<PathBuf, Vec<u8>>,
}

impl Plot {
    /// A session that gathers ideas nobody sees yet.
    fn gathering() -> Plot {
        let garden = Garden::new();
        let mut pty = garden.open();
        pty.keys("]]]").wait_for(&told(0)).wait_for("saved ").keys("q");
        assert_eq!(pty.exit(), 0);
        let beside = |name: &str| garden.folder.path().join(name);
        fs::write(beside("notes.txt"), "not ours").expect("there is room");
        for (from, to) in
            [("garden.ron", "gardens.ron"), ("garden.history.ron", "gardens.history.ron")]
        {
            fs::copy(beside(from), beside(to)).expect("there is room");
        }
        let others = ["notes.txt", "gardens.ron", "gardens.history.ron", ".gitignore"].map(beside);
        let read = |path: PathBuf| (path.clone(), fs::read(path).expect("it is there"));
        Plot { others: others.map(read).into(), garden }
    }

    /// What the next start finds, or what is wrong with it.
    fn found(&self, least: &Counted) -> Result<Counted, String> {
        let _quiet = nothing_starts();
        let opened = Store::on(Arc::new(RealDisk)).open(&self.garden.session, system_clock());
        let opened = opened.map_err(|error| format!("it does not open: {error}"))?;
        if let Standing::ReadOnly(reason) = opened.standing {
            return Err(format!("it may not be written: {reason}"));
        }
        let found = Counted { parked: opened.session.parked.len(), sealed: ideas(&opened.sealed) };
        if found.parked < least.parked || found.sealed < least.sealed {
            return Err(format!("{least:?} was called saved, and {found:?} are there"));
        }
        if opened.events.is_empty() && opened.notes.is_empty() {
            return Err("the history is gone, and nobody says so".into());
        }
        self.nothing_else_was_touched()?;
        Ok(found)
    }

    fn nothing_else_was_touched(&self) -> Result<(), String> {
        for (path, bytes) in &self.others {
            if fs::read(path).ok().as_ref() != Some(bytes) {
                return Err(format!("{} was touched", path.display()));
            }
        }
        let ours = ["ron", "history.ron", "sealed.ron", "draft.ron", "backups"];
        let is_ours = |name: &str| {
            name == ".garden.lock"
                || name.strip_prefix("garden.").is_some_and(|ending| ours.contains(&ending))
        };
        for entry in fs::read_dir(self.garden.folder.path()).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !is_ours(&name) && !self.others.contains_key(&path) {
                return Err(format!("{name} is left over"));
            }
        }
        Ok(())
    }
}

fn ideas(sealed: &Sealed) -> usize {
    let gifts = sealed.places.iter().flat_map(|place| &place.gifts);
    gifts.map(|gift| if let Content::Ideas(ideas) = &gift.content { ideas.len() } else { 0 }).sum()
}

/// The variable that makes a test the writer that is to be caught, of this session.
const NAIVE: &str = "GROUNDSWELL_TEST_NAIVE";

/// Saves as one would without thinking of the end: it empties the file, and writes into it.
fn writes_in_place(session: &Path) -> ! {
    let opened = Store::on(Arc::new(RealDisk)).open(session, system_clock()).expect("it opens");
    let (mut room, _) = Room::resume(opened.session, &opened.events, opened.sealed);
    for item in 1.. {
        let text = CleanText::line(&format!("Item {item}"));
        let change = Change::Decisions(decisions::Change::Park(text));
        room.submit(system_clock(), Author::Facilitator, change).expect("anything can be parked");
        let file = BufWriter::new(File::create(session).expect("it can be written"));
        let pretty = ron::ser::PrettyConfig::new();
        let options = ron::Options::default();
        options.to_io_writer_pretty(file, room.session(), pretty).expect("there is room");
        println!("saved {item}");
    }
    unreachable!("it goes on until it is killed");
}

/// Moments without a pattern, the same for the same seed.
struct Numbers {
    seed: u64,
    state: u64,
}

impl Numbers {
    fn new() -> Numbers {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let seed = wished("GROUNDSWELL_SEED").unwrap_or(u64::from(now.subsec_nanos()));
        println!("seed {seed}");
        Numbers { seed, state: seed }
    }

    /// Other numbers, of the same seed, for a part of the work.
    fn of(&self, part: usize) -> Numbers {
        let state = self.seed.wrapping_add((part as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        Numbers { seed: self.seed, state }
    }

    fn below(&mut self, end: u64) -> u64 {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % end
    }

    fn moment(&mut self, microseconds: u64) -> Duration {
        Duration::from_micros(self.below(microseconds))
    }
}

fn wished(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}
