//! However the program is ended, and wherever in a session somebody is: what was accepted is saved,
//! the terminal is as it was, and the exit code says why.
#![cfg(unix)]

mod support;

use std::sync::Arc;

use groundswell::app::setting::system_clock;
use groundswell::store::{RealDisk, Standing, Store};
use support::garden::Garden;
use support::pty::Pty;

const NOTHING: [&str; 0] = [];

/// Places in a session: the keys that lead there, and what is seen there.
const PLACES: [(&str, &str); 11] = [
    ("", "OPEN"),
    ("p", "For later"),
    ("pAsk the mayor", "Ask the mayor"),
    (":ren", "rename the session"),
    (":rename<enter><bs><bs>", "What is this"),
    ("?", "save a copy elsewhere"),
    (":history<enter>", "What happened"),
    ("<c-s>", "Save elsewhere"),
    ("]]]", "One year from now"),
    ("]]]a", "The scribe sees your sheet"),
    ("]]]aBees", "The scribe sees your sheet"),
];

/// Accepts a change, and goes to a place in the session.
fn go(pty: &mut Pty, (keys, seen): (&str, &str)) {
    pty.keys("p").wait_for("For later").keys("Mark<enter>").wait_without("For later");
    pty.keys(keys).wait_for_whole(seen);
}

/// What was accepted is there, and the session is free.
fn is_kept(garden: &Garden, story: &str) {
    let opened = Store::on(Arc::new(RealDisk)).open(&garden.session, system_clock());
    let opened = opened.unwrap_or_else(|error| panic!("{story}: {error}"));
    assert!(matches!(opened.standing, Standing::Writable(_)), "{story}: it is free");
    assert_eq!(opened.notes, NOTHING, "{story}");
    assert!(opened.session.parked.iter().any(|item| item.text.as_str() == "Mark"), "{story}");
}

fn ended_by(signal: &str, status: u32) {
    for place in PLACES {
        let (garden, story) = (Garden::new(), format!("{signal} after {place:?}"));
        let mut pty = garden.open();
        go(&mut pty, place);
        pty.signal(signal);
        assert_eq!(pty.exit(), status, "{story}");
        assert_eq!(pty.modes_left_on(), NOTHING, "{story}");
        is_kept(&garden, &story);
    }
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
    for place in PLACES {
        let (garden, story) = (Garden::new(), format!("closed after {place:?}"));
        let mut pty = garden.open();
        go(&mut pty, place);
        pty.hang_up();
        assert_eq!(pty.exit(), 129, "{story}");
        is_kept(&garden, &story);
    }
}

#[test]
fn stopped_it_gives_the_terminal_back_and_goes_on_where_it_was() {
    for place in PLACES {
        let (garden, story) = (Garden::new(), format!("stopped after {place:?}"));
        let mut pty = garden.open_in_shell();
        go(&mut pty, place);
        let before = pty.modes_left_on();
        pty.signal("TSTP").wait_for("the shell has the terminal");
        assert_eq!(pty.modes_left_on(), NOTHING, "{story}");
        pty.keys("<c-j>").wait_without("the shell has").wait_for_whole(place.1);
        assert_eq!(pty.modes_left_on(), before, "{story}");
        pty.signal("TERM");
        assert_eq!(pty.exit(), 143, "{story}");
        assert_eq!(pty.modes_left_on(), NOTHING, "{story}");
        is_kept(&garden, &story);
    }
}
