//! Files that are none, never end, or are made to break a reader, given to every command that takes
//! a file: each is refused with a sentence that names it, and nothing waits.

use crate::commands::put;
use crate::made::{file, toured};
use crate::target::is_harmless;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use tempfile::TempDir;

/// A command, with `FILE` where the file is named. What only moves or deletes a file does not read it.
const COMMANDS: &[&str] = &[
    "show FILE",
    "check FILE",
    "export FILE --to md --out -",
    "history FILE",
    "kit FILE --out kit",
    "restore FILE --at 1",
    "rename FILE --title x",
    "duplicate FILE",
    "split FILE --tables 2",
    "merge FILE FILE",
    "merge tour.ron FILE",
    "checkin FILE",
    "checkin tour.ron --workshop FILE",
    "--linear FILE",
    "new --like FILE --title x",
    "new --workshop FILE --title x",
    "workshops show FILE",
    "rehearse FILE",
    "new --workshop who-owns-social --title x --team FILE",
    "new --workshop who-owns-social --title x --objectives FILE",
    "new --workshop who-owns-social --title x --ideas FILE",
    "new --workshop goals-names-pot --title x --asks FILE",
    "fund FILE",
];

/// Whether a command reads lists, which tables and texts of any kind may be.
fn reads_lists(command: &str) -> bool {
    ["--team", "--objectives", "--ideas", "--asks", "fund"].iter().any(|it| command.contains(it))
}

/// The tour, and beside it what no session is.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    put(&at("tour.ron"), &file(&toured()));
    let made = Command::new("mkfifo").arg(at("pipe.ron")).status().expect("mkfifo is there");
    assert!(made.success());
    fs::create_dir(at("folder.ron")).expect("a folder");
    symlink("/dev/zero", at("zero.ron")).expect("a link");
    symlink("loop.ron", at("loop.ron")).expect("a link");
    symlink("nowhere", at("dangling.ron")).expect("a link");
    folder
}

/// What a program says on both outputs, and how it ended; it ends by itself.
#[track_caller]
fn says(folder: &Path, command: &str) -> (String, Option<i32>) {
    let child = Command::new(env!("CARGO_BIN_EXE_groundswell"))
        .args(command.split(' '))
        .current_dir(folder)
        .env("GROUNDSWELL_DATA", folder)
        .env("GROUNDSWELL_CONFIG", folder.join("config"))
        .env("HOME", folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let process = child.id();
    let (sender, ended) = mpsc::channel::<Output>();
    let waits = move || drop(sender.send(child.wait_with_output().expect("it ends")));
    std::thread::Builder::new().name("waits".into()).spawn(waits).expect("a thread");
    let Ok(output) = ended.recv_timeout(Duration::from_secs(60)) else {
        let _ = Command::new("kill").arg(process.to_string()).status();
        panic!("`{command}` hangs");
    };
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap_or_else(|_| panic!("`{command}` says no text"));
    is_harmless(&said);
    assert!(!said.contains("panicked"), "`{command}`: {said}");
    (said, output.status.code())
}

/// The command refuses a file with a sentence that names it.
#[track_caller]
fn refuses(folder: &Path, command: &str, name: &str) {
    let command = command.replace("FILE", name);
    let (said, code) = says(folder, &command);
    assert!(matches!(code, Some(1 | 2)), "`{command}` ended with {code:?}: {said}");
    assert!(said.contains(name.trim_end_matches(".ron")), "`{command}`: {said}");
    assert!(said.len() < 4_000 && said.trim_end().len() > name.len() + 10, "`{command}`: {said}");
}

#[test]
fn what_is_no_file_is_refused_by_every_command_and_nothing_waits_for_it() {
    let folder = folder();
    for name in ["pipe.ron", "folder.ron", "zero.ron", "loop.ron", "dangling.ron"] {
        for command in COMMANDS {
            refuses(folder.path(), command, name);
        }
    }
}

#[test]
fn a_file_that_is_made_to_break_its_reader_is_refused_by_every_command() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    let tour = file(&toured());
    put(&at("deep.ron"), &format!("Session(format: 1, title: {}", "[".repeat(100_000)));
    put(&at("round.ron"), &format!("Workshop({}", "(".repeat(100_000)));
    put(&at("numbers.ron"), &tour.replacen("revision: ", "revision: 99999999999999999999", 1));
    #[expect(clippy::disallowed_methods, reason = "a test lays files out")]
    fs::write(at("surrogate.ron"), b"Session(format: 1, title: \"\xed\xa0\x80\")\n")
        .expect("written");
    for name in ["deep.ron", "round.ron", "numbers.ron", "surrogate.ron"] {
        for command in COMMANDS.iter().filter(|command| !reads_lists(command)) {
            refuses(folder.path(), command, name);
        }
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_understood() {
    let folder = folder();
    let large = folder.path().join("large.ron");
    #[expect(clippy::disallowed_methods, reason = "a test lays files out")]
    let pen = File::create(&large).expect("made");
    pen.set_len(64 * 1024 * 1024 + 1).expect("it takes no room");
    for command in COMMANDS.iter().filter(|command| !command.starts_with("fund")) {
        refuses(folder.path(), command, "large.ron");
    }
}

#[test]
fn a_folder_of_such_files_is_listed_and_what_can_be_read_stays() {
    let folder = folder();
    for command in ["list", "due --within 3000", "portfolio", "list --json"] {
        let (said, code) = says(folder.path(), command);
        assert!(matches!(code, Some(0 | 1)), "{command}: {code:?} {said}");
    }
    let (said, _) = says(folder.path(), "list");
    assert!(said.contains(&*toured().title), "{said}");
}

#[test]
fn a_config_of_such_files_is_told_and_what_is_built_in_holds() {
    let folder = folder();
    let config = folder.path().join("config");
    fs::create_dir_all(config.join("themes")).expect("a folder");
    for name in ["pipe.ron", "zero.ron", "loop.ron"] {
        let link = config.join("themes").join(name);
        symlink(folder.path().join(name), link).expect("a link");
    }
    symlink("/dev/zero", config.join("keys.ron")).expect("a link");
    symlink("themes/pipe.ron", config.join("settings.ron")).expect("a link");
    put(
        &config.join("themes/deep.ron"),
        &format!("Theme(format: 1, roles: {}", "(".repeat(100_000)),
    );
    let (said, _) = says(folder.path(), "themes list");
    assert!(said.contains("dark"), "{said}");
    for name in ["pipe", "zero", "loop"] {
        let (said, code) = says(folder.path(), &format!("themes show {name}"));
        assert!(code != Some(0) && said.contains(name), "{name}: {said}");
    }
    let (said, _) = says(folder.path(), "show tour.ron");
    assert!(said.contains(&*toured().title), "{said}");
}

#[test]
fn what_may_not_be_read_says_so() {
    let folder = folder();
    let secret = folder.path().join("secret.ron");
    put(&secret, "");
    fs::set_permissions(&secret, Permissions::from_mode(0o0)).expect("set");
    for command in COMMANDS.iter().filter(|command| !reads_lists(command)) {
        refuses(folder.path(), command, "secret.ron");
    }
}
