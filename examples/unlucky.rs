//! The program with one fault in it: tests drive it to see how it ends when it is at fault itself.
//!
//! `unlucky THREAD COUNT SESSION` runs the session as `groundswell SESSION` does. Once a file
//! `fault` lies beside the session, the COUNT-th look of the thread THREAD at the clock panics, with
//! the words in `UNLUCKY_WORDS`. While `hold` lies there, the saver waits for the fault.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use groundswell::app::paths::Paths;
use groundswell::app::run::{self, Start};
use groundswell::app::setting::{Setting, Wishes, system_clock};
use jiff::Timestamp;

struct Fault {
    thread: String,
    left: AtomicUsize,
    sign: PathBuf,
    hold: PathBuf,
    came: AtomicBool,
}

static FAULT: OnceLock<Fault> = OnceLock::new();

fn main() -> anyhow::Result<ExitCode> {
    let mut words = std::env::args().skip(1);
    let mut word = || words.next().unwrap_or_default();
    let (thread, count, session) = (word(), word(), PathBuf::from(word()));
    let left = AtomicUsize::new(count.parse()?);
    let sign = session.with_file_name("fault");
    let (hold, came) = (session.with_file_name("hold"), AtomicBool::new(false));
    let _ = FAULT.set(Fault { thread, left, sign, hold, came });
    let paths = Paths::new(None).map_err(anyhow::Error::msg)?;
    let reports = session.with_file_name("reports");
    let setting = Setting::new(Paths { reports, ..paths }, &Wishes::default(), None);
    let setting = Setting { now, ..setting.map_err(anyhow::Error::msg)? };
    Ok(ExitCode::from(run::run(&Start::Session(session), setting)?))
}

fn now() -> Timestamp {
    let here = std::thread::current();
    let Some(fault) = FAULT.get() else { return system_clock() };
    while here.name() == Some("saver") && fault.hold.exists() && !fault.came.load(Ordering::SeqCst)
    {
        std::thread::park_timeout(Duration::from_millis(1));
    }
    if here.name() == Some(&fault.thread)
        && fault.sign.exists()
        && fault.left.fetch_sub(1, Ordering::Relaxed) == 1
    {
        fault.came.store(true, Ordering::SeqCst);
        panic!("{}", std::env::var("UNLUCKY_WORDS").unwrap_or_default());
    }
    system_clock()
}
