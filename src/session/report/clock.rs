//! The clock in the record: what each step was planned to take, what it was given when the plan
//! was cut or stretched, and what it took.

use crate::reader::Reader;
use crate::session::block::{Block, Grid, Line, Section, Sign};
use crate::session::cut::Taken;
use crate::session::viewer::Seen;
use crate::session::{Session, StepRun};

/// Planned against taken, step by step, and the cuts that were taken; nothing before the clock was
/// ever started.
pub(super) fn section(seen: &Seen, reader: &Reader) -> Section {
    let title = "The clock".into();
    if seen.clock.started.is_none() {
        return Section { title, blocks: Vec::new() };
    }
    let mut blocks = vec![Block::Grid(grid(seen))];
    if !seen.clock.cuts.is_empty() {
        let lines = seen.clock.cuts.iter().map(|taken| cut(taken, seen, reader)).collect();
        blocks.extend([Block::heading("Re-planned on the way"), Block::Lines(lines)]);
    }
    Section { title, blocks }
}

fn grid(seen: &Seen) -> Grid {
    let people = seen.people_expected();
    let changed = seen.steps.iter().any(|step| step.skipped || step.extra != 0);
    let row = |name: &str, planned: String, given: String, taken: String| {
        let mut row = vec![name.to_owned(), planned];
        row.extend(changed.then_some(given));
        row.push(taken);
        row
    };
    let mut rows = vec![];
    let mut total = [0; 3];
    for step in &seen.steps {
        let all = [step.script.minutes.seconds(people), step.planned(people), taken_in(seen, step)];
        let [planned, given, taken] = all.map(minutes);
        let given = if step.skipped { "skipped".into() } else { given };
        let taken = if all[2] == 0 { "–".into() } else { taken };
        rows.push(row(&step.script.title, planned, given, taken));
        total = [0, 1, 2].map(|column| total[column] + all[column]);
    }
    let [planned, given, taken] = total.map(minutes);
    rows.push(row("Total", planned, given, taken));
    let columns = row("Step", "Planned".into(), "Given".into(), "Taken".into());
    Grid { columns, rows }
}

/// "10:22: 2 minutes off Care and Names", with the end that the room was told from then on.
fn cut(taken: &Taken, seen: &Seen, reader: &Reader) -> Line {
    let words = taken.cut.words(|id| seen.title_of(id));
    let words = format!("{}: {words}", reader.time(taken.at));
    Line::new(Sign::Item, words).with(format!("end {}", reader.time(taken.cut.end)))
}

/// With what runs now, as of the last change: a report has no clock of its own.
fn taken_in(session: &Session, step: &StepRun) -> i64 {
    if &**step.id() == session.at.step() {
        return session.taken_here(session.glance.changed);
    }
    i64::try_from(step.taken).unwrap_or(i64::MAX / 65_536)
}

fn minutes(seconds: i64) -> String {
    let minutes = seconds.saturating_add(30) / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) if seconds > 0 => "under 1 min".into(),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::cut::{Cut, Less};
    use crate::session::viewer::Viewer;
    use crate::session::{Change, agenda, clock};
    use crate::testing::{activity, at, place, reader, room_with, text};
    use crate::workshop::{Do, Policy};

    #[test]
    fn minutes_read_as_people_say_them() {
        let told = [0, 20, 40, 90, 3_600, 7_380].map(minutes);
        assert_eq!(told, ["0 min", "under 1 min", "1 min", "2 min", "1 h", "2 h 03 min"]);
    }

    #[test]
    fn without_a_clock_nothing_is_said_of_it() {
        let room = room_with(vec![activity(Do::Break {}, Policy::Open)]);
        let seen = room.session().seen_by(Viewer::Room);
        assert!(section(&seen, &reader()).blocks.is_empty());
    }

    fn three() -> Room {
        let steps = [Do::Round {}, Do::Gather {}, Do::Break {}];
        let mut room = room_with(steps.map(|what| activity(what, Policy::Open)).into());
        submit(&mut room, 10, Change::Clock(clock::Change::Start));
        room
    }

    fn submit(room: &mut Room, seconds: i64, change: Change) {
        room.submit(at(seconds), crate::session::Author::Facilitator, change).expect("fine");
    }

    fn blocks(room: &Room) -> Vec<Block> {
        section(&room.session().seen_by(Viewer::Room), &reader()).blocks
    }

    #[test]
    fn each_step_shows_what_it_was_given_and_what_it_took() {
        let mut room = three();
        submit(&mut room, 20, Change::Agenda(agenda::Change::Skip(text("gather"), true)));
        submit(&mut room, 430, Change::Agenda(agenda::Change::GoTo(place("break"))));
        submit(&mut room, 550, Change::Agenda(agenda::Change::Minutes(text("break"), 3)));
        let blocks = blocks(&room);
        let [Block::Grid(grid)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(grid.columns, ["Step", "Planned", "Given", "Taken"]);
        assert_eq!(
            grid.rows,
            [
                ["round", "5 min", "5 min", "7 min"],
                ["gather", "5 min", "skipped", "–"],
                ["break", "5 min", "8 min", "2 min"],
                ["Total", "15 min", "13 min", "9 min"],
            ]
        );
    }

    #[test]
    fn a_plan_that_held_needs_no_column_for_what_was_given() {
        let mut room = three();
        submit(&mut room, 70, Change::Clock(clock::Change::Pause));
        let blocks = blocks(&room);
        let [Block::Grid(grid)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(grid.columns, ["Step", "Planned", "Taken"]);
        assert_eq!(grid.rows[0], ["round", "5 min", "1 min"]);
    }

    #[test]
    fn the_cuts_that_were_taken_are_kept_with_their_time() {
        let mut room = three();
        let less = vec![Less { step: text("break"), minutes: 2 }];
        let cut = Cut { less, skip: vec![text("gather")], park: Vec::new(), end: at(960) };
        submit(&mut room, 430, Change::Agenda(agenda::Change::Cut(cut)));
        let line = Line::item("10:07: 2 minutes off break, without gather").with("end 10:16");
        assert_eq!(blocks(&room)[2], Block::Lines(vec![line]));
    }
}
