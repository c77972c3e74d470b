//! How the real program looks and which keys it takes, as a person's own files and the terminal say.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test lays files out")]

mod support;

use std::path::Path;

use support::pty::Pty;
use tempfile::TempDir;

const LIGHT: &[u8] = b"\x1b]11;rgb:fafa/f9f9/f6f6\x1b\\";

/// A home with these files in its config folder.
fn home(files: &[(&str, &str)]) -> TempDir {
    let home = TempDir::new().expect("a folder");
    for (name, text) in files {
        let path = home.path().join("config").join(name);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    home
}

fn start(home: &Path, arguments: &[&str], env: &[(&str, &str)]) -> Pty {
    let config = home.join("config");
    let [data, config] = [home, &config].map(|path| path.to_str().expect("a plain path"));
    let own = [("GROUNDSWELL_DATA", data), ("GROUNDSWELL_CONFIG", config)];
    let env = [&own[..], &[("COLORTERM", "truecolor")], env].concat();
    Pty::start((80, 24), arguments, &env)
}

/// Whether the program has painted with this ground.
fn painted(pty: &Pty, ground: &str) -> bool {
    String::from_utf8_lossy(&pty.raw_output()).contains(&format!("48;2;{ground}m"))
}

const LIGHT_GROUND: &str = "250;249;246";
const DARK_GROUND: &str = "21;24;28";

#[test]
fn the_terminals_background_chooses_the_theme_and_is_never_typed() {
    let home = home(&[]);
    let mut pty = start(home.path(), &[], &[]);
    pty.wait_for("New session").keys("/a").send(LIGHT).keys("b").wait_for("/ ab");
    pty.keys("<esc>o").wait_for("background: light");
    assert!(painted(&pty, LIGHT_GROUND));
    pty.keys("<esc>q");
    assert_eq!(pty.exit(), 0);
}

#[test]
fn a_terminal_that_says_nothing_is_not_waited_for_and_a_named_theme_asks_nothing() {
    let home = home(&[]);
    let mut silent = start(home.path(), &[], &[]);
    silent.wait_for("New session").keys("q");
    assert_eq!(silent.exit(), 0);
    assert!(painted(&silent, DARK_GROUND));
    let mut named = start(home.path(), &["--theme", "light"], &[]);
    named.wait_for("New session").keys("q");
    assert_eq!(named.exit(), 0);
    assert!(!String::from_utf8_lossy(&named.raw_output()).contains("\x1b]11;?"));
    let mut plain = start(home.path(), &[], &[("NO_COLOR", "1")]);
    plain.wait_for("New session").keys("q");
    assert_eq!(plain.exit(), 0);
    let written = String::from_utf8_lossy(&plain.raw_output()).into_owned();
    assert!(!written.contains("48;") && !written.contains("38;") && !written.contains("]11;?"));
}

#[test]
fn a_theme_is_looked_at_kept_and_remembered() {
    let home = home(&[]);
    let mut first = start(home.path(), &[], &[]);
    first.wait_for("New session").keys("ojj").wait_for("\u{25b8} light");
    assert!(painted(&first, LIGHT_GROUND));
    first.keys("<enter>").wait_for("The theme is light now.").keys("q");
    assert_eq!(first.exit(), 0);
    let mut second = start(home.path(), &[], &[]);
    second.wait_for("New session").keys("q");
    assert_eq!(second.exit(), 0);
    assert!(painted(&second, LIGHT_GROUND) && !painted(&second, DARK_GROUND));
}

#[test]
fn what_is_wrong_with_ones_own_files_is_told_and_nothing_is_overwritten() {
    let keys = "Keys(format: 1, bindings: [\n  (does: \"park\", keys: [\"k\", \"hyper\"]),\n])";
    let settings = "Settings(format: 1, theme: \"torn\")";
    let files = [("keys.ron", keys), ("settings.ron", settings), ("themes/torn.ron", "Theme(")];
    let home = home(&files);
    let mut pty = start(home.path(), &[], &[]);
    pty.wait_for("Your own files").wait_for("torn.ron, line 1").wait_for("keys.ron, line 2");
    pty.keys("<pgdn>").wait_for("\"hyper\" is no key").keys("<enter>").wait_without("Your own");
    pty.keys("q");
    assert_eq!(pty.exit(), 0);
    for (name, text) in files {
        let kept = std::fs::read_to_string(home.path().join("config").join(name));
        assert_eq!(kept.expect("it is there"), text);
    }
}

#[test]
fn a_key_of_ones_own_works_and_stands_in_help_and_footer() {
    let text = "Keys(format: 1, bindings: [(does: \"help\", keys: [\"f2\"]), (does: \"leave\", keys: [\"ctrl-x\"])])";
    let home = home(&[("keys.ron", text)]);
    let mut pty = start(home.path(), &[], &[]);
    pty.wait_for("F2 help")
        .wait_for("Ctrl-X quit")
        .keys("q")
        .send(b"\x1bOQ")
        .wait_for("In a session, F2");
    pty.keys("<esc>").wait_without("In a session").keys("<c-x>");
    assert_eq!(pty.exit(), 0);
}

/// A session with two displays, and its console.
fn session(home: &Path, env: &[(&str, &str)]) -> Pty {
    let made = std::process::Command::new(env!("CARGO_BIN_EXE_groundswell"))
        .args(["new", "--workshop", "goals-names-pot", "--title", "Garden", "--team"])
        .arg("tests/fixtures/garden.csv")
        .env("GROUNDSWELL_DATA", home)
        .output()
        .expect("it runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut pty = start(home, &["garden"], env);
    pty.wait_for("One display or two?");
    pty
}

/// Where words stand on the screen, as a terminal reports a click: counted from one.
fn click(pty: &mut Pty, words: &str) {
    let screen = pty.wait_for(words).screen();
    let place = screen.lines().enumerate().find_map(|(y, row)| {
        let (before, _) = row.split_once(words)?;
        Some((before.chars().count() + 1, y + 1))
    });
    let (x, y) = place.expect("it is on the screen");
    pty.send(format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m").as_bytes());
}

#[test]
fn the_mouse_chooses_moves_and_goes_to_a_step_and_is_given_back() {
    let home = home(&[]);
    let mut pty = session(home.path(), &[]);
    assert!(pty.modes_left_on().contains(&"mouse 1000".to_owned()));
    click(&mut pty, "Another display, or nothing");
    pty.wait_without("One display").wait_for("saved ");
    click(&mut pty, "Goals");
    pty.wait_for("GOALS");
    pty.keys(":mouse").wait_for("the mouse, on or off").keys("<enter>");
    pty.wait_for("The mouse is the terminal's own now.");
    assert!(!pty.modes_left_on().iter().any(|mode| mode.starts_with("mouse")));
    pty.keys("q");
    assert_eq!(pty.exit(), 0);
    assert_eq!(pty.modes_left_on(), [""; 0]);
    let mut again = start(home.path(), &["garden"], &[]);
    again.wait_for("GOALS");
    assert!(!again.modes_left_on().iter().any(|mode| mode.starts_with("mouse")));
}

#[test]
fn what_is_copied_reaches_the_terminals_clipboard() {
    let home = home(&[]);
    let mut pty = session(home.path(), &[]);
    pty.keys("2").wait_without("One display").wait_for("saved ");
    pty.send(b"\x1by").wait_for("Copied");
    assert!(String::from_utf8_lossy(&pty.raw_output()).contains("\x1b]52;c;"));
    pty.keys("q");
    assert_eq!(pty.exit(), 0);
}

#[test]
fn a_console_that_prints_what_it_does_not_know_is_sent_no_clipboard() {
    let home = home(&[]);
    let mut pty = session(home.path(), &[("TERM", "linux")]);
    pty.keys("2").wait_without("One display").send(b"\x1by").wait_for("no clipboard");
    assert!(!String::from_utf8_lossy(&pty.raw_output()).contains("]52;"));
}
