//! Every way out of the program leaves the terminal as it was, and the session saved.
#![cfg(unix)]

mod support;

use std::fs::read_to_string;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use support::pty::Pty;
use tempfile::TempDir;

#[test]
fn quitting_undoes_every_mode() {
    let (mut probe, folder) = probe(&[]);
    assert!(!probe.modes_left_on().is_empty(), "the modes are on while it runs");
    probe.keys("Mq");
    assert_eq!(probe.exit(), 0);
    assert_eq!(probe.modes_left_on(), NOTHING);
    assert!(saved(&folder));
}

#[test]
fn a_panic_leaves_a_usable_terminal_and_a_report_without_words_of_the_room() {
    let (mut probe, folder) = probe(&[]);
    probe.keys("MP");
    assert_eq!(probe.exit(), 101);
    assert_eq!(probe.modes_left_on(), NOTHING);
    let screen = probe.screen().replace('\n', "");
    assert!(screen.contains("your session is saved up to its last save"), "{screen}");
    assert!(!screen.contains("words of the room"), "{screen}");
    let report = report(&folder);
    assert!(report.contains("terminal_probe.rs:"), "{report}");
    assert!(!report.contains("words of the room"), "{report}");
}

#[test]
fn a_panic_elsewhere_leaves_a_report_and_the_screen_alone() {
    let (mut probe, folder) = probe(&[]);
    probe.keys("Wx").wait_for("typed: x");
    assert!(report(&folder).contains("bystander"));
    probe.keys("q");
    assert_eq!(probe.exit(), 0);
}

#[test]
fn when_no_key_can_come_any_more_the_terminal_is_given_back_and_it_is_told_why() {
    let (mut probe, folder) = probe(&[]);
    probe.keys("MD");
    assert_eq!(probe.exit(), 101);
    assert_eq!(probe.modes_left_on(), NOTHING);
    let screen = probe.screen().replace('\n', "");
    assert!(screen.contains("your session is saved up to its last save"), "{screen}");
    assert!(report(&folder).contains("bystander") && saved(&folder));
}

#[test]
fn being_told_to_end_saves_and_undoes_every_mode() {
    for (signal, status) in [("TERM", 143), ("INT", 130)] {
        let (mut probe, folder) = probe(&[]);
        probe.signal(signal);
        assert_eq!(probe.exit(), status);
        assert_eq!(probe.modes_left_on(), NOTHING);
        assert!(saved(&folder));
    }
}

#[test]
fn being_told_to_end_works_while_the_loop_hangs() {
    let (mut probe, folder) = probe(&[]);
    probe.keys("xMH").wait_for("typed: x").signal("TERM");
    assert_eq!(probe.exit(), 143);
    assert_eq!(probe.modes_left_on(), NOTHING);
    assert!(saved(&folder));
}

#[test]
fn a_hang_up_signal_saves_and_restores_a_terminal_that_is_still_there() {
    let (mut probe, folder) = probe(&[]);
    probe.signal("HUP");
    assert_eq!(probe.exit(), 129);
    assert_eq!(probe.modes_left_on(), NOTHING);
    assert!(saved(&folder));
}

#[test]
fn closing_the_window_saves_and_ends() {
    let (mut probe, folder) = probe(&[]);
    probe.hang_up();
    assert_eq!(probe.exit(), 129);
    assert!(saved(&folder));
}

/// Without the signal, only the input itself tells: crossterm alone would spin for ever.
#[test]
fn closing_the_window_ends_even_where_the_shell_swallows_the_signal() {
    let (mut probe, folder) = probe_in_shell("trap '' HUP; \"$0\" \"$1\"; exit $?");
    probe.hang_up();
    assert_eq!(probe.exit(), 129);
    assert!(saved(&folder));
}

#[test]
fn suspending_gives_the_shell_a_clean_terminal_and_comes_back() {
    let (mut probe, _folder) = probe_in_shell(SUSPENDABLE);
    probe.keys("Mx<c-z>").wait_for("the shell has the terminal");
    assert_eq!(probe.modes_left_on(), NOTHING);
    probe.keys("<c-j>").wait_for("resumed 1 times").wait_for("typed: x");
    assert!(probe.screen().starts_with("probe 60x12"), "{}", probe.screen());
    assert!(probe.modes_left_on().contains(&"mouse 1000".to_owned()), "the mouse is wanted still");
    probe.keys("y").wait_for("typed: xy").keys("q");
    assert_eq!(probe.exit(), 0);
    assert_eq!(probe.modes_left_on(), NOTHING);
}

#[test]
fn suspending_from_outside_is_the_same() {
    let (mut probe, _folder) = probe_in_shell(SUSPENDABLE);
    probe.signal("TSTP").wait_for("the shell has the terminal");
    assert_eq!(probe.modes_left_on(), NOTHING);
    probe.keys("<c-j>").wait_for("resumed 1 times").keys("q");
    assert_eq!(probe.exit(), 0);
    assert_eq!(probe.modes_left_on(), NOTHING);
}

#[test]
fn being_stopped_without_warning_comes_back_with_every_mode_on() {
    let (mut probe, _folder) = probe_in_shell(SUSPENDABLE);
    let before = probe.modes_left_on();
    probe.signal("STOP").wait_for("the shell has the terminal");
    probe.keys("<c-j>").wait_for("resumed 1 times").wait_without("the shell");
    assert_eq!(probe.modes_left_on(), before);
    probe.keys("q");
    assert_eq!(probe.exit(), 0);
    assert_eq!(probe.modes_left_on(), NOTHING);
}

#[test]
fn without_a_shell_behind_it_nothing_can_stop_it_for_good() {
    let (mut probe, _folder) = probe(&[]);
    probe.keys("<c-z>x").wait_for("typed: x");
    probe.keys("q");
    assert_eq!(probe.exit(), 0);
}

#[test]
fn a_resize_is_drawn_and_the_next_key_is_not_lost() {
    let (mut probe, _folder) = probe(&[]);
    probe.resize((90, 30)).wait_for("probe 90x30");
    probe.keys("x").wait_for("typed: x").resize((20, 5)).wait_for("probe 20x5");
}

#[test]
fn a_paste_arrives_whole_and_with_plain_line_ends() {
    let (mut probe, _folder) = probe(&[]);
    probe.paste("bees\rtrees").wait_for(r#"typed: ["bees\ntrees"]"#);
}

#[test]
fn keys_typed_faster_than_they_are_read_all_arrive() {
    let (mut probe, _folder) = probe(&[]);
    probe.keys(&"x".repeat(3000)).wait_for("3000 characters");
}

#[test]
fn the_answer_about_the_background_is_no_key_whenever_it_comes() {
    for (answer, told) in [
        (&b"\x1b]11;rgb:fafa/f9f9/f6f6\x1b\\"[..], "{light}"),
        (b"\x1b]11;rgb:1515/1818/1c1c\x07", "{dark}"),
    ] {
        let (mut probe, _folder) = probe(&[]);
        assert!(String::from_utf8_lossy(&probe.raw_output()).contains("\x1b]11;?"));
        probe.keys("a]1").wait_for("typed: a]1").send(answer);
        probe.keys("b").wait_for(&format!("typed: a]1{told}b")).keys("q");
        assert_eq!(probe.exit(), 0);
    }
}

#[test]
fn a_terminal_that_would_print_the_question_is_not_asked() {
    let (probe, _folder) = probe(&[("TERM", "linux")]);
    assert!(!String::from_utf8_lossy(&probe.raw_output()).contains("]11;?"));
}

#[test]
fn clicks_arrive_and_mere_movements_are_not_asked_for() {
    let (mut probe, _folder) = probe(&[]);
    probe.keys("M").send(b"\x1b[<0;3;4M").wait_for("(2,3)");
    let modes = probe.modes_left_on();
    assert!(
        modes.contains(&"mouse 1000".to_owned()) && !modes.contains(&"mouse 1003".to_owned()),
        "{modes:?}"
    );
}

#[test]
fn named_keys_are_what_they_say() {
    let (mut probe, _folder) = probe(&[]);
    probe.keys("<esc>a<up><tab>").wait_for("typed: <Esc>a<Up><Tab>");
}

#[test]
fn the_cursor_row_stays_visible_without_colour() {
    let (probe, _folder) = probe(&[("NO_COLOR", "1")]);
    assert!(probe.is_reversed("the cursor row"));
}

#[test]
fn every_frame_is_one_synchronized_update() {
    let (probe, _folder) = probe(&[]);
    let output = String::from_utf8_lossy(&probe.raw_output()).into_owned();
    assert_eq!(output.matches("\x1b[?2026h").count(), output.matches("\x1b[?2026l").count());
    assert!(output.contains("\x1b[?2026h"), "{output:?}");
}

#[test]
fn without_a_terminal_it_says_so_and_what_to_use_instead() {
    let output =
        Command::new(probe_path()).stdin(Stdio::null()).output().expect("the example is built");
    assert!(!output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("standard output is not one. Use `groundswell show"), "{said}");
}

const NOTHING: [String; 0] = [];

/// Runs the probe under job control, waits for a newline when it has stopped, and continues it. The
/// plain shell restores no terminal modes of its own accord, so what is undone, the probe undid.
const SUSPENDABLE: &str = "set -m; \"$0\" \"$1\"; echo the shell has the terminal; read x; fg";

fn probe(env: &[(&str, &str)]) -> (Pty, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a plain path");
    let mut probe = Pty::run((60, 12), probe_path(), &[path], env);
    probe.wait_for("resumed 0 times");
    (probe, folder)
}

fn probe_in_shell(script: &str) -> (Pty, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let (program, path) = (probe_path(), folder.path().to_str().expect("a plain path"));
    let arguments = ["-c", script, program.to_str().expect("a plain path"), path];
    let mut probe = Pty::run((60, 12), "sh", &arguments, &[]);
    probe.wait_for("resumed 0 times");
    (probe, folder)
}

/// Examples are built beside the tests: `target/debug/examples` next to `target/debug/deps`.
fn probe_path() -> PathBuf {
    let tests = std::env::current_exe().expect("tests have a path");
    tests.ancestors().nth(2).expect("two folders above").join("examples/terminal_probe")
}

fn saved(folder: &TempDir) -> bool {
    folder.path().join("saved").exists()
}

fn report(folder: &TempDir) -> String {
    let paths = folder
        .path()
        .read_dir()
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path());
    let report = paths.into_iter().find(|path| path.to_string_lossy().contains("crash-"));
    read_to_string(report.expect("a report was written")).expect("it is text")
}
