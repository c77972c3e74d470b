//! However the program is ended, and wherever in a session somebody is: what was accepted is saved,
//! the terminal is as it was, and the exit code says why.
//!
//! `GROUNDSWELL_ENDS=500 cargo test --test ends` goes through more places.
#![cfg(unix)]

mod support;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use groundswell::app::setting::system_clock;
use groundswell::store::{RealDisk, Standing, Store};
use support::garden::Garden;
use support::pty::Pty;
use support::{nothing_starts, side_by_side};

const NOTHING: [&str; 0] = [];

/// Places in a session: the keys that lead there, and what is seen there.
const PLACES: [(&str, &str); 12] = [
    ("", "OPEN"),
    ("p", "For later"),
    ("pAsk the mayor", "Ask the mayor"),
    (":ren", "rename the session"),
    (":rename<enter><bs><bs>", "What is this"),
    ("?", "save a copy elsewhere"),
    (":history<enter>", "What happened"),
    ("<c-s>", "Save elsewhere"),
    ("<c-g>", "Forget the history?"),
    ("]]]", "One year from now"),
    ("]]]a", "The scribe sees your sheet"),
    ("]]]aBees", "The scribe sees your sheet"),
];

/// How many places there are when nobody wishes otherwise.
const MANY: usize = 50;

/// The places above, and then any step with any key pressed in it: wherever that leads.
fn places() -> Vec<(String, String)> {
    let wished = std::env::var("GROUNDSWELL_ENDS").ok();
    let many = wished.and_then(|many| many.parse().ok()).unwrap_or(MANY);
    let known = PLACES.map(|(keys, seen)| (keys.to_owned(), seen.to_owned()));
    let keys = "?:paestwn/mdgxbfv>";
    let anywhere = (0_usize..).map(|number| {
        let key = keys.chars().nth(number % keys.len()).unwrap_or('p');
        (format!("{}{key}", "]".repeat(number * 7 % 13)), String::new())
    });
    known.into_iter().chain(anywhere).take(many).collect()
}

/// Accepts a change, and goes to a place in the session.
fn go(pty: &mut Pty, (keys, seen): (&str, &str)) {
    pty.keys("p").wait_for("For later").keys("Mark<enter>").wait_without("For later");
    pty.keys(keys).wait_for_whole(seen);
}

/// What was accepted is there, and the session is free.
fn is_kept(garden: &Garden, story: &str) {
    let _quiet = nothing_starts();
    let opened = Store::on(Arc::new(RealDisk)).open(&garden.session, system_clock());
    let opened = opened.unwrap_or_else(|error| panic!("{story}: {error}"));
    if let Standing::ReadOnly(reason) = &opened.standing {
        panic!("{story}: it is not free: {reason}");
    }
    assert_eq!(opened.notes, NOTHING, "{story}");
    assert!(opened.session.parked.iter().any(|item| item.text.as_str() == "Mark"), "{story}");
}

fn at_every_place(way: &str, ends: impl Fn(&Garden, (&str, &str), &str) + Sync) {
    side_by_side(places(), |(keys, seen)| {
        let (garden, story) = (Garden::new(), format!("{way} after {keys:?}"));
        ends(&garden, (&keys, &seen), &story);
        is_kept(&garden, &story);
    });
}

fn ended_by(signal: &str, status: u32) {
    at_every_place(signal, |garden, place, story| {
        let mut pty = garden.open();
        go(&mut pty, place);
        pty.signal(signal);
        assert_eq!(pty.exit(), status, "{story}");
        assert_eq!(pty.modes_left_on(), NOTHING, "{story}");
    });
}

#[test]
fn told_to_end_it_saves_and_leaves_the_terminal_as_it_was() {
    ended_by("TERM", 143);
}

#[test]
fn told_that_nobody_is_there_it_saves_and_leaves_the_terminal_as_it_was() {
    ended_by("HUP", 129);
}

#[test]
fn a_window_that_is_closed_ends_it_and_all_is_saved() {
    at_every_place("closed", |garden, place, story| {
        let mut pty = garden.open();
        go(&mut pty, place);
        pty.hang_up();
        assert_eq!(pty.exit(), 129, "{story}");
    });
}

#[test]
fn stopped_it_gives_the_terminal_back_and_goes_on_where_it_was() {
    at_every_place("stopped", |garden, place, story| {
        let mut pty = garden.open_in_shell();
        go(&mut pty, place);
        let before = without_cursor(&pty.modes_left_on());
        pty.signal("TSTP").wait_for("the shell has the terminal");
        assert_eq!(pty.modes_left_on(), NOTHING, "{story}");
        pty.keys("<c-j>").wait_without("the shell has").wait_for_whole(place.1);
        // It takes the terminal over a second time, for whoever used it meanwhile.
        pty.wait_for_modes(|modes| without_cursor(modes) == before);
        pty.signal("TERM");
        assert_eq!(pty.exit(), 143, "{story}");
        assert_eq!(pty.modes_left_on(), NOTHING, "{story}");
    });
}

/// These modes, whatever is shown: where a field is open, the cursor is, too.
fn without_cursor(modes: &[String]) -> Vec<String> {
    modes.iter().filter(|mode| *mode != "hidden cursor").cloned().collect()
}

/// What a fault may say in the program, and nobody may be told.
const WORDS: &str = "Ana wrote Bees, and Ask the mayor";

/// The program with a fault: the `count`-th look at the clock of this thread, once it is wished for.
fn unlucky(garden: &Garden, thread: &str, count: usize) -> Pty {
    let tests = std::env::current_exe().expect("tests have a path");
    let program = tests.ancestors().nth(2).expect("two folders above").join("examples/unlucky");
    let mut pty = garden.run(program, &[thread, &count.to_string()], &[("UNLUCKY_WORDS", WORDS)]);
    pty.wait_for("ends ");
    pty
}

fn wish_for_the_fault(garden: &Garden) {
    fs::create_dir(garden.folder.path().join("fault")).expect("there is room");
}

/// From now on the saver waits before each save, until the fault has come.
fn hold_the_saver(garden: &Garden) {
    fs::create_dir(garden.folder.path().join("hold")).expect("there is room");
}

/// There is one report, for its owner alone, and it says nothing of the session.
fn is_reported(garden: &Garden, thread: &str, story: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let folder = fs::read_dir(garden.folder.path().join("reports")).expect("a report is written");
    let report = folder.map(|entry| entry.expect("listed").path()).next().expect("one");
    let mode = fs::metadata(&report).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "{story}");
    let text = fs::read_to_string(&report).expect("it is text");
    assert!(text.contains("unlucky.rs:"), "{story}: {text}");
    assert!(text.contains(&format!("thread:  {thread}\n")), "{story}: {text}");
    tells_nothing(&text, story);
    report
}

fn tells_nothing(text: &str, story: &str) {
    for private in ["Ana", "Bees", "mayor", "Mark", "Garden"] {
        assert!(!text.contains(private), "{story}: {private:?} in {text}");
    }
}

#[test]
fn at_fault_itself_it_gives_the_terminal_back_says_so_and_all_is_kept() {
    at_every_place("at fault", |garden, place, story| {
        // One key is a few looks at the clock: as it is taken, and as it is painted.
        let count = 1 + story.len() % 3;
        let mut pty = unlucky(garden, "main", count);
        go(&mut pty, place);
        wish_for_the_fault(garden);
        pty.keys("<right>");
        assert_eq!(pty.exit(), 101, "{story}, {count}");
        assert_eq!(pty.modes_left_on(), NOTHING, "{story}");
        let report = is_reported(garden, "main", story);
        let raw = String::from_utf8_lossy(&pty.raw_output()).into_owned();
        let (_, said) = raw.rsplit_once("\u{1b}[?1049l").expect("the screen was left");
        assert!(said.contains("your session is saved up to its last save"), "{story}: {said}");
        assert!(said.contains(&report.display().to_string()), "{story}: {said}");
        let said = said.replace(&report.display().to_string(), "");
        tells_nothing(&said, story);
    });
}

#[test]
fn a_fault_right_after_a_change_was_accepted_takes_it_to_the_disk_first() {
    let garden = Garden::new();
    let mut pty = unlucky(&garden, "main", 1);
    go(&mut pty, ("pLast", "Last"));
    hold_the_saver(&garden);
    pty.keys("<enter>").wait_without("For later");
    // It is shown, and nobody but the end itself can save it now.
    wish_for_the_fault(&garden);
    pty.keys("<right>");
    assert_eq!(pty.exit(), 101);
    is_kept(&garden, "shown");
    assert!(is_parked(&garden, "Last"), "it was accepted");
}

#[test]
fn a_fault_at_any_moment_of_a_change_takes_nothing_from_what_was_saved() {
    side_by_side((1..=6).collect(), |count| {
        let (garden, story) = (Garden::new(), format!("at the look {count}"));
        let mut pty = unlucky(&garden, "main", count);
        go(&mut pty, ("pLast", "Last"));
        pty.wait_for("saved ");
        hold_the_saver(&garden);
        wish_for_the_fault(&garden);
        // Which look it comes to depends on how busy the machine is.
        pty.keys("<enter>");
        assert_eq!(pty.exit(), 101, "{story}");
        is_kept(&garden, &story);
    });
}

fn is_parked(garden: &Garden, text: &str) -> bool {
    let _quiet = nothing_starts();
    let opened = Store::on(Arc::new(RealDisk)).open(&garden.session, system_clock());
    opened.expect("it opens").session.parked.iter().any(|item| item.text.as_str() == text)
}

#[test]
fn a_fault_while_saving_is_told_and_the_next_try_saves() {
    let garden = Garden::new();
    let mut pty = unlucky(&garden, "saver", 1);
    wish_for_the_fault(&garden);
    go(&mut pty, ("", "NOT SAVED, a fault of its own"));
    pty.wait_for("saved ").keys("q");
    assert_eq!(pty.exit(), 0);
    assert_eq!(pty.modes_left_on(), NOTHING);
    is_reported(&garden, "saver", "while saving");
    is_kept(&garden, "while saving");
}

#[test]
fn a_history_that_cannot_be_written_is_forgotten_with_one_key_and_undo_begins_anew() {
    let garden = Garden::new();
    let history = garden.folder.path().join("garden.history.ron");
    let aside = garden.folder.path().join("theirs.ron");
    let moved = std::process::Command::new("mv").arg(&history).arg(&aside).status();
    assert!(moved.expect("it runs").success());
    fs::create_dir(&history).expect("there is room");
    let mut pty = garden.open();
    pty.wait_for("This is a folder");
    pty.keys("pMark<enter>").wait_for("The history waits; Ctrl-G forgets it.");
    pty.keys("<c-g>").wait_for("Forget the history?").keys("<enter>").wait_for("is forgotten");
    pty.keys("u").wait_for("There is nothing to undo.");
    pty.keys("pLater<enter>").wait_without("For later").wait_for("saved ").keys("q");
    assert_eq!(pty.exit(), 0);
    is_kept(&garden, "forgotten");
    let mut pty = garden.open();
    pty.keys("u").wait_for("Undone").wait_for("saved ").keys("u").wait_for("nothing to undo");
    pty.signal("TERM");
    assert_eq!(pty.exit(), 143);
    is_kept(&garden, "after an undo");
}
