//! Runs every target over its seeds, and over what becomes of them when bytes, words, numbers,
//! strings and lines are changed. The same numbers give the same inputs on every machine.
//!
//! `cargo test` runs a few inputs. `GROUNDSWELL_FUZZ=20000 cargo test --test attack fuzz` runs that
//! many a target and goes on behind a failure; `GROUNDSWELL_FUZZ_TARGET` names one target,
//! `GROUNDSWELL_FUZZ_SEED` gives other inputs. What fails lies in `target/tmp/fuzz` and belongs,
//! once it is mended, into `tests/fixtures/fuzz/TARGET`.

use crate::target::{TARGETS, Target};
use groundswell::session::shuffle::Numbers;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// No input that is worth anything is longer than this.
const LONGEST: usize = 256 * 1024;

/// Inputs that went through, over all targets: what the watchdog looks at.
static DONE: AtomicU64 = AtomicU64::new(0);

/// Where the last panic of this thread happened, and what it said.
static SAID: Mutex<String> = Mutex::new(String::new());

#[test]
fn fuzz() {
    let asked: Option<usize> = variable("GROUNDSWELL_FUZZ").and_then(|asked| asked.parse().ok());
    let only = variable("GROUNDSWELL_FUZZ_TARGET");
    let seed = variable("GROUNDSWELL_FUZZ_SEED").and_then(|seed| seed.parse().ok()).unwrap_or(7);
    watch();
    let usual = panic::take_hook();
    panic::set_hook(Box::new(|panic| {
        *SAID.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    let mut failures = Vec::new();
    for target in TARGETS {
        if only.as_ref().is_some_and(|only| only != target.name) {
            continue;
        }
        failures.extend(attack(target, asked, seed));
    }
    panic::set_hook(usual);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// Runs one target; answers with one failure for each place where it failed.
#[expect(clippy::print_stdout, reason = "a long run tells how far it is")]
fn attack(target: &Target, asked: Option<usize>, seed: u64) -> Vec<String> {
    let seeds = (target.seeds)();
    let mut numbers = Numbers::new(seed, target.name);
    let mut failures: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let (began, since) = (DONE.load(Ordering::Relaxed), now());
    let made = asked.unwrap_or(target.few);
    let kept = kept(target.name);
    let whole = if asked.is_some() || target.few > 20 { seeds.len() } else { 0 };
    for turn in 0..kept.len() + whole + made {
        let input = match kept.iter().chain(&seeds[..whole]).nth(turn) {
            Some(seed) => seed.clone(),
            None => match target.made {
                Some(made) if numbers.below(4) > 0 => made(&mut numbers),
                _ => changed(&seeds, target.words, &mut numbers),
            },
        };
        if asked.is_some() {
            // A stack that overflows takes the program with it; then this is what did it.
            write(&folder().join(format!("{}.last", target.name)), &input);
        }
        if let Some(said) = run(target, &input) {
            let place = said.lines().next().unwrap_or_default().to_owned();
            failures.entry(place).or_insert(input);
        }
        DONE.fetch_add(1, Ordering::Relaxed);
    }
    if asked.is_some() {
        let ran = DONE.load(Ordering::Relaxed) - began;
        let (name, failed, long) = (target.name, failures.len(), since.elapsed().as_secs());
        println!("{name}: {ran} inputs in {long} s, {failed} failures, {}", memory());
    }
    failures.into_iter().map(|(place, input)| told(target, &place, &input)).collect()
}

/// What a panic said, when the target failed on this input.
fn run(target: &Target, input: &[u8]) -> Option<String> {
    let ran = panic::catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
    ran.is_err().then(|| SAID.lock().unwrap_or_else(PoisonError::into_inner).clone())
}

/// A failure for whoever reads it, with the input made small and kept.
fn told(target: &Target, place: &str, input: &[u8]) -> String {
    let fails = |input: &[u8]| {
        run(target, input).is_some_and(|said| said.lines().next().unwrap_or_default() == place)
    };
    let small = smaller(input.to_vec(), fails);
    let said = run(target, &small).unwrap_or_default();
    let file = folder().join(format!("{}-{:08x}", target.name, crc32(&small)));
    write(&file, &small);
    let shown = String::from_utf8_lossy(&small[..small.len().min(600)]).into_owned();
    format!("{} fails on {}\n{said}\n{shown:?}", target.name, file.display())
}

/// As much taken out as leaves the failure what it is, within so many tries.
fn smaller(mut input: Vec<u8>, fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let (mut part, mut tries) = (input.len() / 2, 400);
    while part > 0 && tries > 0 {
        let mut at = 0;
        while at < input.len() && tries > 0 {
            let without = [&input[..at], &input[(at + part).min(input.len())..]].concat();
            tries -= 1;
            if fails(&without) {
                input = without;
            } else {
                at += part;
            }
        }
        part /= 2;
    }
    input
}

/// One seed or a piece of two, with up to eight changes.
fn changed(seeds: &[Vec<u8>], words: &[&str], numbers: &mut Numbers) -> Vec<u8> {
    let mut input = seeds[numbers.below(seeds.len())].clone();
    if numbers.below(8) == 0 {
        let other = &seeds[numbers.below(seeds.len())];
        let (cut, from) = (numbers.below(input.len() + 1), numbers.below(other.len() + 1));
        input.truncate(cut);
        input.extend(&other[from..]);
    }
    let many = 1 << numbers.below(4);
    for _ in 0..=numbers.below(many) {
        change(&mut input, words, numbers);
        input.truncate(LONGEST);
    }
    input
}

/// Numbers at the ends of what is counted with.
pub(crate) const HUGE: [&str; 12] = [
    "0",
    "-1",
    "1",
    "255",
    "65536",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "1e999",
    "99999999999999999999999999999999",
    "0.0000000001",
];

fn change(input: &mut Vec<u8>, words: &[&str], numbers: &mut Numbers) {
    let at = numbers.below(input.len() + 1);
    match numbers.below(12) {
        0 if !input.is_empty() => {
            let at = at % input.len();
            input[at] ^= 1 << numbers.below(8);
        }
        1 if !input.is_empty() => {
            let at = at % input.len();
            input[at] = u8::try_from(numbers.below(256)).expect("a byte");
        }
        2 => {
            let end = (at + 1 + numbers.below(20)).min(input.len());
            input.drain(at..end);
        }
        3 => {
            let end = (at + 1 + numbers.below(60)).min(input.len());
            let piece = input[at..end].to_vec();
            let to = numbers.below(input.len() + 1);
            input.splice(to..to, piece);
        }
        4 | 5 if !words.is_empty() => {
            let word = words[numbers.below(words.len())];
            input.splice(at..at, word.bytes());
        }
        6 => {
            if let Some(number) = run_of(input, at, u8::is_ascii_digit) {
                input.splice(number, HUGE[numbers.below(HUGE.len())].bytes());
            }
        }
        7 | 8 => {
            let other = numbers.below(input.len() + 1);
            if let (Some(one), Some(other)) = (string(input, at), string(input, other)) {
                let words = input[other].to_vec();
                input.splice(one, words);
            }
        }
        9 => {
            let lines: Vec<Vec<u8>> =
                input.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
            if !lines.is_empty() {
                let (one, other) = (numbers.below(lines.len()), numbers.below(lines.len()));
                let mut lines = lines;
                match numbers.below(3) {
                    0 => lines.swap(one, other),
                    1 => drop(lines.remove(one)),
                    _ => lines.insert(other, lines[one].clone()),
                }
                *input = lines.concat();
            }
        }
        10 => {
            let word = b"([{\"\\,\n:;)]}";
            let byte = word[numbers.below(word.len())];
            let many = 1 << numbers.below(9);
            input.splice(at..at, std::iter::repeat_n(byte, many));
        }
        _ => {
            let nasty = crate::nasty::STRINGS;
            input.splice(at..at, nasty[numbers.below(nasty.len())].bytes());
        }
    }
}

/// The first run of such bytes from here on.
fn run_of(input: &[u8], at: usize, is_one: impl Fn(&u8) -> bool) -> Option<std::ops::Range<usize>> {
    let start = at + input[at..].iter().position(&is_one)?;
    let length = input[start..].iter().position(|byte| !is_one(byte));
    Some(start..length.map_or(input.len(), |length| start + length))
}

/// What stands in the first pair of quotes from here on.
fn string(input: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let quote =
        |from: usize| input[from..].iter().position(|byte| *byte == b'"').map(|at| from + at);
    let open = quote(at)? + 1;
    Some(open..quote(open)?)
}

/// Inputs that once failed.
fn kept(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fuzz").join(target);
    let Ok(found) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = found.map(|entry| entry.expect("it is listed").path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read(file).expect("it can be read")).collect()
}

/// Ends the program when one input takes a minute: a hang would say nothing.
#[expect(clippy::print_stderr, reason = "it says why it ends the program")]
fn watch() {
    let looks = || {
        let (mut last, mut quiet) = (0, 0);
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let done = DONE.load(Ordering::Relaxed);
            quiet = if done == last { quiet + 1 } else { 0 };
            last = done;
            if quiet > 60 {
                eprintln!("input {done} takes more than a minute");
                std::process::abort();
            }
        }
    };
    std::thread::Builder::new().name("watchdog".into()).spawn(looks).expect("a thread");
}

/// The most memory that this program ever had, where the system says so.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map(|peak| format!("{} at most", peak.trim())).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "a long run tells how long it took")]
fn now() -> Instant {
    Instant::now()
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[expect(clippy::disallowed_methods, reason = "what failed is kept")]
fn write(file: &Path, bytes: &[u8]) {
    std::fs::write(file, bytes).expect("written");
}

/// Tells files apart.
fn crc32(bytes: &[u8]) -> u32 {
    crc32fast::hash(bytes)
}
