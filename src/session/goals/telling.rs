//! What the record says of goals: each with its measure, what it still misses, harm and needs.

use super::{Goal, Lamp, Light};
use crate::reader::Reader;
use crate::session::block::{Block, Line, Section, Sign};
use crate::session::{Reach, Seen, Session};
use crate::text::CleanText;
use crate::workshop::Do;

/// What the record says of it.
pub(in crate::session) fn section(seen: &Seen, reader: &Reader) -> Section {
    let mut blocks: Vec<Block> =
        seen.goals.iter().flat_map(|goal| told(seen, goal, reader)).collect();
    blocks.extend(objectives(seen));
    let findings = findings(seen);
    if !findings.is_empty() {
        blocks.push(Block::Lines(findings));
    }
    Section { title: "Goals".into(), blocks }
}

/// The objectives that were there already, each with the goals that serve it.
fn objectives(session: &Session) -> Vec<Block> {
    if session.objectives.is_empty() {
        return Vec::new();
    }
    let line = |(objective, goals): (&CleanText, Vec<&Goal>)| match goals.is_empty() {
        true => Line::new(Sign::Nobody, &**objective).with("no goal serves it"),
        false => {
            let goals: Vec<String> =
                goals.iter().map(|goal| format!("“{}”", goal.shape.outcome)).collect();
            let served = format!("served by {}", crate::text::listed(&goals));
            Line::new(Sign::Settled, &**objective).with(served)
        }
    };
    let lines = session.objectives_served().map(line);
    vec![Block::heading("Objectives that we had already"), Block::Lines(lines.collect())]
}

fn told(session: &Session, goal: &Goal, reader: &Reader) -> Vec<Block> {
    let mut blocks = vec![Block::heading(&*goal.shape.outcome)];
    let measure = goal.shape.measure(reader);
    if !measure.is_empty() {
        blocks.push(Block::Text(measure));
    }
    let missing = Lamp::ALL.iter().filter(|lamp| goal.light(**lamp) != Light::Lit);
    let mut lines: Vec<Line> =
        missing.map(|lamp| lamp_line(session, goal, *lamp, reader)).collect();
    lines.extend(remarks(session, goal));
    if !lines.is_empty() {
        blocks.push(Block::Lines(lines));
    }
    blocks
}

fn remarks(session: &Session, goal: &Goal) -> Vec<Line> {
    let mut lines = Vec::new();
    if !goal.shape.harm.is_empty() {
        lines.push(Line::item(format!("Harm would be: {}", goal.shape.harm)));
    }
    if goal.shape.reach != Reach::NotSaid {
        lines.push(Line::item(format!("Reaches: {}", goal.shape.reach.name())));
    }
    if !goal.shape.serves.is_empty() {
        lines.push(Line::item(format!("Serves the objective: {}", goal.shape.serves)));
    }
    if !goal.shape.needs.is_empty() {
        lines.push(Line::item(format!("Needed: {}", goal.shape.needed())));
    }
    let areas: Vec<_> = session.areas_of(&goal.id).map(|area| area.name.clone()).collect();
    if !areas.is_empty() {
        lines.push(Line::item(format!("Served by: {}", crate::text::listed(&areas))));
    }
    lines
}

/// One lamp of a goal with its sign, its word, and what it asks while it is not lit.
pub(in crate::session) fn lamp_line(
    session: &Session,
    goal: &Goal,
    lamp: Lamp,
    reader: &Reader,
) -> Line {
    let aside = match (goal.half(lamp), goal.light(lamp)) {
        (Some(half), Light::Half) => {
            let (who, by) = (session.name_of(&half.who), reader.date(half.by));
            format!("we do not know yet; {who} finds out by {by}")
        }
        _ => goal.shape.asks(lamp).unwrap_or_default(),
    };
    Line::new(goal.light(lamp).sign(), lamp.name()).with(aside)
}

/// What a reader of the record should know before relying on the goals.
fn findings(session: &Session) -> Vec<Line> {
    let mut lines: Vec<Line> = session
        .goals
        .iter()
        .filter(|goal| goal.lamps() < 4)
        .map(|goal| {
            let dark: Vec<&str> = goal.dark().map(Lamp::name).collect();
            let (outcome, dark) = (&goal.shape.outcome, crate::text::listed(&dark));
            Line::new(Sign::Nobody, format!("“{outcome}” is not finished: missing {dark}."))
        })
        .collect();
    lines.extend(session.too_many_goals().map(|words| Line::new(Sign::Half, words)));
    if session.goals.is_empty() && is_left_behind(session) {
        lines.push(Line::new(Sign::Nobody, "No goal was agreed."));
    }
    lines
}

fn is_left_behind(session: &Session) -> bool {
    session.steps.iter().any(|step| {
        step.left && step.script.activities.iter().any(|it| matches!(it.what, Do::Goals { .. }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::goals::{Change, HalfLit, Shape};
    use crate::session::{Change as Any, Id, Kind, Viewer, agenda};
    use crate::testing::{activity, person, place, reader, room_with, submit, text, today};
    use crate::workshop::Policy;

    fn room() -> Room {
        let goals = activity(Do::Goals { most: 1 }, Policy::Open);
        room_with(vec![goals, activity(Do::Break {}, Policy::Open)])
    }

    fn told(room: &Room) -> String {
        let section = section(&room.session().seen_by(Viewer::Room), &reader());
        format!("{:#?}", section.blocks)
    }

    fn add(room: &mut Room, outcome: &str) -> Id {
        let shape = Shape { outcome: text(outcome), ..Shape::default() };
        let seq = submit(room, Any::Goals(Change::Add(shape, None))).expect("added");
        Id::new(Kind::Goal, seq)
    }

    #[test]
    fn a_record_without_goals_says_so_only_when_they_were_passed() {
        let mut room = room();
        assert_eq!(told(&room), "[]");
        let go = Any::Agenda(agenda::Change::GoTo(place("break")));
        submit(&mut room, go).expect("a break");
        assert!(told(&room).contains("No goal was agreed."));
    }

    #[test]
    fn a_goal_with_fewer_than_four_lamps_is_pointed_out() {
        let mut room = room();
        add(&mut room, "Customers are answered");
        let told = told(&room);
        let finding = "“Customers are answered” is not finished: missing outcome, number, date, \
                       harm and functions.";
        assert!(told.contains(finding), "{told}");
    }

    #[test]
    fn who_finds_out_stands_beside_the_lamp() {
        let mut room = room();
        let goal = add(&mut room, "Customers are answered");
        let half = HalfLit { lamp: Lamp::Date, who: person(2), by: today() };
        submit(&mut room, Any::Goals(Change::FindOut(goal, half))).expect("Ben is here");
        assert!(told(&room).contains("we do not know yet; Ben finds out by"));
    }

    #[test]
    fn an_objective_that_no_goal_serves_is_told() {
        let mut room = room();
        let shape = Shape {
            outcome: text("Customers are answered"),
            serves: text("service first."),
            ..Shape::default()
        };
        submit(&mut room, Any::Goals(Change::Add(shape, None))).expect("added");
        let objectives = ["Service first", "Grow"].map(text).into();
        submit(&mut room, Any::Goals(Change::Objectives(objectives))).expect("kept");
        let section = section(&room.session().seen_by(Viewer::Room), &reader());
        let lines = section.blocks.iter().find_map(|block| match block {
            Block::Lines(lines) if lines[0].text == "Service first" => Some(lines),
            _ => None,
        });
        let lines = lines.expect("the objectives");
        assert_eq!(lines[0].aside, "served by “Customers are answered”");
        assert_eq!((lines[1].sign, &*lines[1].aside), (Sign::Nobody, "no goal serves it"));
    }

    #[test]
    fn more_goals_than_meant_are_pointed_out_with_the_reason() {
        let mut room = room();
        add(&mut room, "One");
        add(&mut room, "Two");
        assert!(told(&room).contains("2 goals are more than the 1 meant here"));
    }
}
