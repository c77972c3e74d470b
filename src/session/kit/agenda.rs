//! The agenda on paper: when each step begins and ends as planned, and the fewest minutes it can
//! be brought to.

use super::{Paper, Part};
use crate::reader::Reader;
use crate::session::StepRun;
use crate::session::block::{Block, Grid};
use crate::session::clock::full_minute;
use crate::session::viewer::Seen;
use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};

/// When each step that is run begins and ends.
pub(super) struct Times {
    /// The steps, with the minute in which each begins and ends, as it is read.
    pub(super) steps: Vec<Slot>,
    /// Whether these are times of day, not minutes from the start.
    of_day: bool,
    end: String,
    minutes: i64,
}

/// One step in time.
pub(super) struct Slot {
    /// Its place in the agenda.
    pub(super) step: usize,
    /// When it begins.
    pub(super) from: String,
    /// When it ends, as planned.
    pub(super) to: String,
    minutes: i64,
    /// The fewest minutes it is left with.
    pub(super) floor: i64,
}

/// From when on time is told.
enum Start<'a> {
    /// The clock of the session was started then.
    Clock(Timestamp, &'a Reader),
    /// Somebody said so.
    Said(Time),
    /// Nobody knows yet.
    Open,
}

impl Start<'_> {
    fn after(&self, minutes: i64) -> String {
        let later = SignedDuration::from_mins(minutes);
        match self {
            Start::Clock(start, reader) => reader.time(start.checked_add(later).unwrap_or(*start)),
            Start::Said(start) => start.wrapping_add(later).strftime("%H:%M").to_string(),
            Start::Open => format!("{}:{:02}", minutes / 60, minutes % 60),
        }
    }
}

/// The plan, not how late it is: that is nobody's business but the facilitator's.
pub(super) fn times(seen: &Seen, people: usize, said: Option<Time>, reader: &Reader) -> Times {
    let start = match (said, seen.clock.started) {
        (Some(said), _) => Start::Said(said),
        (None, Some(started)) => Start::Clock(full_minute(started), reader),
        (None, None) => Start::Open,
    };
    let (mut seconds, mut steps) = (0, Vec::new());
    let minute = |seconds: i64| (seconds + 30) / 60;
    for (at, step) in seen.steps.iter().enumerate().filter(|(_, step)| !step.skipped) {
        let from = minute(seconds);
        seconds += step.planned(people);
        let to = minute(seconds);
        // Rounded on the way, a step may be shown a minute shorter than its floor.
        let floor = minute(step.planned(people).min(step.floor())).min(to - from);
        let (begins, ends) = (start.after(from), start.after(to));
        steps.push(Slot { step: at, from: begins, to: ends, minutes: to - from, floor });
    }
    let minutes = minute(seconds);
    let of_day = !matches!(start, Start::Open);
    Times { steps, of_day, end: start.after(minutes), minutes }
}

impl Times {
    fn told(&self, people: usize) -> String {
        let people = if people == 1 { "one person".into() } else { format!("{people} people") };
        let minutes = self.minutes;
        match (self.of_day, self.steps.first()) {
            (true, Some(first)) => {
                let (from, to) = (&first.from, &self.end);
                format!("From {from} to {to}, {minutes} minutes, planned for {people}.")
            }
            _ => format!("{minutes} minutes, planned for {people}, counted from the start."),
        }
    }
}

pub(super) fn paper(seen: &Seen, times: &Times, people: usize) -> Paper {
    let columns = ["From", "To", "Step", "Minutes", "At least", "What is asked"];
    let row = |slot: &Slot| {
        let step = &seen.steps[slot.step];
        let (minutes, floor) = (slot.minutes.to_string(), slot.floor.to_string());
        let title = step.script.title.to_string();
        vec![slot.from.clone(), slot.to.clone(), title, minutes, floor, question(step)]
    };
    let columns = columns.map(str::to_owned).into();
    let grid = Grid { columns, rows: times.steps.iter().map(row).collect() };
    let mut parts = vec![Part::Says(Block::Text(times.told(people)))];
    if !times.of_day {
        parts.push(Part::Write("We start at".into(), 1));
    }
    parts.push(Part::Says(Block::Grid(grid)));
    Paper::whole("agenda", "Agenda", seen, "For everyone, or for the wall.", parts)
}

fn question(step: &StepRun) -> String {
    first_words(&Block::from_markdown(&step.script.prompt))
}

/// The question of a prompt: what stands first.
pub(super) fn first_words(prompt: &[Block]) -> String {
    match prompt.first() {
        Some(Block::Heading(words) | Block::Text(words)) => words.clone(),
        _ => String::new(),
    }
}
