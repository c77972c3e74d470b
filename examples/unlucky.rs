//! The program with one fault in it: tests drive it to see how it ends when it is at fault itself.
//!
//! `unlucky THREAD COUNT SESSION` runs the session as `groundswell SESSION` does. Once a file
//! `fault` lies beside the session, the COUNT-th look of the thread THREAD at the clock panics, with
//! the words in `UNLUCKY_WORDS`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use groundswell::app::paths::Paths;
use groundswell::app::run::{self, Start};
use groundswell::app::setting::{Setting, Wishes, system_clock};
use jiff::Timestamp;

struct Fault {
    thread: String,
    left: AtomicUsize,
    sign: PathBuf,
}

static FAULT: OnceLock<Fault> = OnceLock::new();

fn main() -> anyhow::Result<ExitCode> {
    let mut words = std::env::args().skip(1);
    let mut word = || words.next().unwrap_or_default();
    let (thread, count, session) = (word(), word(), PathBuf::from(word()));
    let left = AtomicUsize::new(count.parse()?);
    let sign = session.with_file_name("fault");
    let _ = FAULT.set(Fault { thread, left, sign });
    let paths = Paths::new(None).map_err(anyhow::Error::msg)?;
    let reports = session.with_file_name("reports");
    let setting = Setting::new(Paths { reports, ..paths }, &Wishes::default(), None);
    let setting = Setting { now, ..setting.map_err(anyhow::Error::msg)? };
    Ok(ExitCode::from(run::run(&Start::Session(session), setting)?))
}

fn now() -> Timestamp {
    let here = std::thread::current();
    if let Some(Fault { thread, left, sign }) = FAULT.get()
        && here.name() == Some(thread)
        && sign.exists()
        && left.fetch_sub(1, Ordering::Relaxed) == 1
    {
        panic!("{}", std::env::var("UNLUCKY_WORDS").unwrap_or_default());
    }
    system_clock()
}
