//! Makes a session as long as you like, the same in every run, to see how the program bears it.
//!
//! `make_session FILE [IDEAS [PEOPLE [ENTRIES]]]`; without numbers it is as long as anything we
//! promise: 10,000 ideas, 200 people, 50,000 entries.

#[path = "../benches/support/long.rs"]
mod long;

use std::path::Path;

fn main() -> Result<(), String> {
    let mut words = std::env::args().skip(1);
    let file = words.next().ok_or("make_session FILE [IDEAS [PEOPLE [ENTRIES]]]")?;
    let mut number = |usual: u64| match words.next() {
        None => Ok(usual),
        Some(word) => word.parse().map_err(|_| format!("{word} is no number")),
    };
    let (ideas, people) = (number(10_000)? as usize, number(200)? as usize);
    let length = long::Length { people, ideas, asks: 40, entries: number(50_000)? };
    let mut room = long::room("Long day", length);
    long::create(&mut room, Path::new(&file));
    Ok(())
}
