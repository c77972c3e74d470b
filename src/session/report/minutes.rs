//! The clock in the record: what each step was given, and what it took.

use crate::session::block::{Block, Grid, Section};
use crate::session::viewer::Seen;
use crate::session::{Session, StepRun};

/// Planned against taken, step by step; nothing before the clock was ever started.
pub(super) fn section(seen: &Seen) -> Section {
    let title = "The clock".into();
    if seen.clock.started.is_none() {
        return Section { title, blocks: Vec::new() };
    }
    let people = seen.people_expected();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut planned, mut taken) = (0, 0);
    for step in &seen.steps {
        let spent = taken_in(seen, step);
        planned += step.planned(people);
        taken += spent;
        rows.push(row(&step.script.title, step, (step.planned(people), spent)));
    }
    rows.push(vec!["Total".into(), minutes(planned), minutes(taken)]);
    let columns = ["Step", "Planned", "Taken"].map(str::to_owned).to_vec();
    Section { title, blocks: vec![Block::Grid(Grid { columns, rows })] }
}

fn row(title: &str, step: &StepRun, (planned, taken): (i64, i64)) -> Vec<String> {
    let planned = if step.skipped { "skipped".to_owned() } else { minutes(planned) };
    let taken = if taken == 0 { "–".to_owned() } else { minutes(taken) };
    vec![title.to_owned(), planned, taken]
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
    use crate::session::viewer::Viewer;
    use crate::session::{Change, agenda, clock};
    use crate::testing::{activity, at, place, room_with, text};
    use crate::workshop::{Do, Policy};

    #[test]
    fn minutes_read_as_people_say_them() {
        let told = [0, 20, 40, 90, 3_600, 7_380].map(minutes);
        assert_eq!(told, ["0 min", "under 1 min", "1 min", "2 min", "1 h", "2 h 03 min"]);
    }

    #[test]
    fn without_a_clock_nothing_is_said_of_it() {
        let room = room_with(vec![activity(Do::Break {}, Policy::Open)]);
        assert!(section(&room.session().seen_by(Viewer::Room)).blocks.is_empty());
    }

    #[test]
    fn each_step_shows_what_it_was_given_and_what_it_took() {
        let steps = [Do::Round {}, Do::Gather {}, Do::Break {}];
        let mut room = room_with(steps.map(|what| activity(what, Policy::Open)).into());
        let mut submit = |seconds, change| {
            room.submit(at(seconds), crate::session::Author::Facilitator, change).expect("fine");
        };
        submit(10, Change::Clock(clock::Change::Start));
        submit(20, Change::Agenda(agenda::Change::Skip(text("gather"), true)));
        submit(430, Change::Agenda(agenda::Change::GoTo(place("break"))));
        submit(550, Change::Agenda(agenda::Change::Minutes(text("break"), 3)));
        let section = section(&room.session().seen_by(Viewer::Room));
        let [Block::Grid(grid)] = section.blocks.as_slice() else { panic!("{section:?}") };
        assert_eq!(
            grid.rows,
            [
                ["round", "5 min", "7 min"],
                ["gather", "skipped", "–"],
                ["break", "8 min", "2 min"],
                ["Total", "13 min", "9 min"],
            ]
        );
    }
}
