//! What happens when the program itself is at fault: a usable terminal, a report, a calm sentence.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::panic::{Location, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};

use super::terminal;

/// From now on a panic restores the terminal and leaves a report in `folder`.
///
/// Call it on the thread that owns the screen. A panic of another thread only leaves the report:
/// the meeting goes on, and what that thread no longer does is shown by whoever waits for it.
pub fn install(folder: PathBuf) {
    let owner = thread::current().id();
    std::panic::set_hook(Box::new(move |panic| answer(panic, owner, &folder)));
}

fn answer(panic: &PanicHookInfo<'_>, owner: ThreadId, folder: &Path) {
    let on_screen = thread::current().id() == owner;
    if on_screen {
        terminal::restore();
    }
    let report = report(panic.location(), thread::current().name().unwrap_or("unnamed"));
    let written = write_report(folder, &report);
    let sentence = sentence(written.as_deref(), panic.location());
    if on_screen {
        let _ = writeln!(io::stderr(), "{sentence}");
    }
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = sentence;
}

/// What there is to say of the last panic.
static LAST: Mutex<String> = Mutex::new(String::new());

/// Ends what can go on no longer because of a panic of another thread: gives the terminal back, and
/// says what happened. Answers the exit code.
pub fn end() -> u8 {
    terminal::restore();
    let _ = writeln!(io::stderr(), "{}", LAST.lock().unwrap_or_else(PoisonError::into_inner));
    CODE
}

/// The exit code of a program that panicked.
const CODE: u8 = 101;

/// The place and the versions, and nothing else: the panic's own words may quote the room.
fn report(location: Option<&Location<'_>>, thread: &str) -> String {
    format!(
        "Groundswell stopped by itself. This report holds none of your words.\n\n\
         place:   {}\nthread:  {thread}\nversion: {}\nsystem:  {} {}\n",
        place(location),
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
    )
}

fn sentence(report: Result<&Path, &io::Error>, location: Option<&Location<'_>>) -> String {
    let found = match report {
        Ok(path) => format!("a report without any of your words is in {}", path.display()),
        Err(error) => format!(
            "its report could not be written ({error}), so please note the place: {}",
            place(location)
        ),
    };
    format!(
        "Groundswell stopped because of a fault of its own; your session is saved up to its last \
         save, and {found}. Start it again to go on where you were."
    )
}

fn place(location: Option<&Location<'_>>) -> String {
    location.map_or_else(|| "unknown".to_owned(), ToString::to_string)
}

fn write_report(folder: &Path, report: &str) -> io::Result<PathBuf> {
    let mut private_folder = DirBuilder::new();
    let mut private_file = OpenOptions::new();
    #[cfg(unix)]
    {
        std::os::unix::fs::DirBuilderExt::mode(&mut private_folder, 0o700);
        std::os::unix::fs::OpenOptionsExt::mode(&mut private_file, 0o600);
    }
    private_folder.recursive(true).create(folder)?;
    let path = folder.join(file_name());
    private_file
        .write(true)
        .create(true)
        .truncate(true)
        .open(&path)?
        .write_all(report.as_bytes())?;
    Ok(path)
}

#[expect(clippy::disallowed_methods, reason = "a report is found again by when it happened")]
fn file_name() -> String {
    format!("crash-{}.txt", jiff::Timestamp::now().strftime("%Y-%m-%d-%H%M%S"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_names_the_place_and_the_version() {
        let report = report(Some(Location::caller()), "main");
        assert!(report.contains("panic.rs:"), "{report}");
        assert!(report.contains(env!("CARGO_PKG_VERSION")), "{report}");
    }

    #[test]
    fn reports_are_for_the_owner_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = write_report(&folder.path().join("reports"), "text").expect("a report");
        assert_eq!(std::fs::read_to_string(&path).expect("a text"), "text");
        #[cfg(unix)]
        {
            let mode = |path: &Path| {
                std::os::unix::fs::PermissionsExt::mode(
                    &path.metadata().expect("it exists").permissions(),
                )
            };
            assert_eq!(mode(&path) & 0o777, 0o600);
            assert_eq!(mode(path.parent().expect("a folder")) & 0o777, 0o700);
        }
    }

    #[test]
    fn without_a_report_the_sentence_carries_the_place() {
        let error = io::Error::other("no space left");
        let sentence = sentence(Err(&error), Some(Location::caller()));
        assert!(sentence.contains("no space left"), "{sentence}");
        assert!(sentence.contains("panic.rs:"), "{sentence}");
    }
}
