//! What is said of the line: a goal, a promise and an area in a line each, and the chapter of the
//! record about what became of the plan.

use super::{Kept, Past, called, confidence, kept, number, phases};
use crate::money::Money;
use crate::reader::Reader;
use crate::session::block::{Block, Grid, Ledger, Line, Section, Sign};
use crate::session::viewer::Seen;
use crate::session::{Area, Goal, Person, Promise};
use crate::text::listed;

/// How a goal stands: told, or not yet.
pub fn goal_sign(goal: &Goal) -> Sign {
    match &goal.told {
        None => Sign::Nobody,
        Some(told) if !told.number.is_empty() && told.number == goal.shape.to => Sign::Settled,
        Some(_) => Sign::Half,
    }
}

/// "41 now, from 62 to 20 complaints; confidence 6", with what is there.
pub fn goal_aside(goal: &Goal) -> String {
    let Some(told) = &goal.told else { return "not told yet".into() };
    let now = (!told.number.is_empty()).then(|| format!("{} now", told.number));
    let confidence = told.confidence.map(|confidence| format!("confidence {confidence}"));
    let parts = [now, goal.shape.numbers(), confidence];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A promise in a line: whose, what, and what became of it.
pub fn promise_line(promise: &Promise, seen: &Seen, reader: &Reader) -> Line {
    let name = seen.name_of(&promise.who);
    let words = format!("{name}: {}", promise.vow.deed());
    let due = || format!("by {}", reader.date(promise.vow.by));
    let became = match promise.fate.is_waiting() {
        true => due(),
        false => promise.what_became(reader),
    };
    let again = promise.again().filter(|_| promise.fate.is_waiting());
    let aside: Vec<String> = std::iter::once(became).chain(again).collect();
    Line::new(promise.fate.sign(), words).with(aside.join(", "))
}

/// "5 kept, 2 slipped, 1 dropped, 3 not told yet": only what there is.
pub fn kept_in_words(kept: Kept) -> String {
    let parts = [
        (kept.kept, "kept"),
        (kept.stands, "on the way"),
        (kept.slipped, "slipped"),
        (kept.dropped, "dropped"),
        (kept.waiting(), "not told yet"),
    ];
    let words = parts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = words.map(|(count, word)| format!("{count} {word}")).collect();
    if words.is_empty() { "nothing was promised".into() } else { words.join(", ") }
}

/// An area with money in a line: spent of planned, and by how much that is too much.
pub fn area_line(area: &Area, seen: &Seen, reader: &Reader) -> Line {
    let money = |amount: Money| reader.money(seen.currency, amount);
    let planned = seen.planned(&area.id);
    let owner = area.owner().map(|who| seen.name_of(who).to_owned());
    let (sign, words) = match (seen.spent(&area.id), seen.overspent(&area.id)) {
        (None, _) => (Sign::Nobody, format!("{} planned, not told yet", money(planned))),
        (Some(spent), Some(over)) => {
            let (spent, over) = (money(spent), money(over));
            (Sign::LeftOpen, format!("{spent} of {}, {over} too much", money(planned)))
        }
        (Some(spent), None) => (Sign::Settled, format!("{} of {}", money(spent), money(planned))),
    };
    let aside = [Some(words), owner].into_iter().flatten().collect::<Vec<_>>().join(", ");
    Line::new(sign, &*area.name).with(aside)
}

/// The chapter about what became of the plan; nothing in a session that goes on from no other.
pub(in crate::session) fn section(seen: &Seen, reader: &Reader) -> Section {
    let mut blocks = Vec::new();
    if seen.is_check_in() {
        blocks.push(Block::Grid(line(seen, reader)));
        goals(seen, &mut blocks);
        promises(seen, reader, &mut blocks);
        money(seen, reader, &mut blocks);
        people(seen, &mut blocks);
        blocks.extend(
            phases(seen)
                .map(|grid| [Block::heading("Where we stand"), Block::Grid(grid)])
                .into_iter()
                .flatten(),
        );
    }
    Section { title: "What became of the plan".into(), blocks }
}

/// The sessions of the line, this one last, with what each came to.
fn line(seen: &Seen, reader: &Reader) -> Grid {
    let row = |called: String, title: &str, began, kept: Kept| {
        let promises = match kept.came_due() {
            0 => String::new(),
            of => format!("{} of {of}", kept.kept),
        };
        vec![called, reader.date(reader.day_of(began)), title.to_owned(), promises]
    };
    let past = |past: &Past| row(past.called(), &past.title, past.began, past.promises);
    let here = row(called(seen.followup.days), &seen.title, seen.began, seen.kept());
    let columns = ["", "Held", "Session", "Promises kept"].map(String::from).into();
    Grid { columns, rows: seen.followup.line.iter().map(past).chain([here]).collect() }
}

fn goals(seen: &Seen, blocks: &mut Vec<Block>) {
    if seen.goals.is_empty() {
        return;
    }
    blocks.push(Block::heading("The goals"));
    for goal in &seen.goals {
        let happened = goal.told.as_ref().map_or("", |told| &told.happened);
        let line = Line::new(goal_sign(goal), &*goal.shape.outcome);
        blocks.push(Block::Lines(vec![line.with(match goal.told {
            None => "not told yet",
            Some(_) => happened,
        })]));
        blocks.push(Block::Trends(vec![number(seen, goal), confidence(seen, goal)]));
    }
}

fn promises(seen: &Seen, reader: &Reader, blocks: &mut Vec<Block>) {
    let promises = seen.promises_of_before();
    if promises.is_empty() {
        return;
    }
    blocks.push(Block::heading("The promises"));
    if seen.followup.line.len() > 1 {
        blocks.push(Block::Trends(vec![kept(seen)]));
    }
    blocks.push(Block::text(format!("{}.", crate::text::capital(&kept_in_words(seen.kept())))));
    let lines = promises.into_iter().map(|it| promise_line(it, seen, reader)).collect();
    blocks.push(Block::Lines(lines));
}

fn money(seen: &Seen, reader: &Reader, blocks: &mut Vec<Block>) {
    let areas: Vec<&Area> = seen.areas_with_money().collect();
    if areas.is_empty() {
        return;
    }
    blocks.push(Block::heading("The pot"));
    blocks.push(Block::Grid(spending(&areas, seen, reader)));
    blocks.push(Block::Ledger(left(&areas, seen, reader)));
}

/// Each area with what it was granted, what it had spent at each check-in, and what is left.
fn spending(areas: &[&Area], seen: &Seen, reader: &Reader) -> Grid {
    let money = |amount: Money| reader.money(seen.currency, amount);
    let past: Vec<&Past> =
        seen.followup.line.iter().filter(|past| !past.spent.is_empty()).collect();
    let mut columns = vec!["Area".to_owned(), "Planned".into()];
    columns.extend(past.iter().map(|past| format!("Spent, {}", past.called())));
    columns.extend([format!("Spent, {}", called(seen.followup.days)), "Left".into()]);
    let row = |area: &&Area| {
        let planned = seen.planned(&area.id);
        let spent = seen.spent(&area.id);
        let before = past.iter().map(|past| {
            let spent = past.spent.iter().find(|(id, _)| *id == area.id);
            spent.map_or_else(String::new, |(_, spent)| money(*spent))
        });
        let rest = spent.and_then(|spent| planned.checked_sub(spent));
        let mut row = vec![area.name.to_string(), money(planned)];
        row.extend(before);
        row.push(spent.map_or_else(|| "not told yet".into(), money));
        row.push(rest.map_or_else(String::new, |rest| match rest < Money::ZERO {
            true => format!("{} too much", money(Money(rest.0.saturating_neg()))),
            false => money(rest),
        }));
        row
    };
    Grid { columns, rows: areas.iter().map(row).collect() }
}

fn left(areas: &[&Area], seen: &Seen, reader: &Reader) -> Ledger {
    let money = |amount: Money| reader.money(seen.currency, amount);
    let sum = |amounts: Vec<Money>| Money::sum(amounts).unwrap_or(Money(i64::MAX));
    let planned = sum(areas.iter().map(|area| seen.planned(&area.id)).collect());
    let spent = sum(areas.iter().filter_map(|area| seen.spent(&area.id)).collect());
    let left = planned.checked_sub(spent).unwrap_or_default();
    let rows = vec![("Planned".to_owned(), money(planned)), ("Spent so far".into(), money(spent))];
    let total = Some(("Left of what was planned".into(), money(left)));
    Ledger { rows, total, ..Ledger::default() }
}

fn people(seen: &Seen, blocks: &mut Vec<Block>) {
    let lines = people_lines(seen);
    if !lines.is_empty() {
        blocks.push(Block::heading("The people"));
        blocks.push(Block::Lines(lines));
    }
}

/// Who left, who is new, and what nobody answers for since.
pub(in crate::session) fn people_lines(seen: &Seen) -> Vec<Line> {
    let names = |is: &dyn Fn(&Person) -> bool| -> Vec<&str> {
        seen.people.iter().filter(|person| is(person)).map(|person| &*person.name).collect()
    };
    let gone = names(&|person| person.gone);
    let new = names(&|person| seen.is_new(person));
    let mut lines = Vec::new();
    if !new.is_empty() {
        lines.push(Line::item(format!("New in the team: {}", listed(&new))));
    }
    if !gone.is_empty() {
        lines.push(Line::item(format!("Left the team: {}", listed(&gone))));
    }
    lines.extend(seen.areas.iter().filter_map(|area| {
        let was = seen.name_of(area.was.as_ref()?);
        Some(match area.owner() {
            Some(who) => {
                let line =
                    Line::new(Sign::Settled, format!("{}: {}", area.name, seen.name_of(who)));
                line.with(format!("instead of {was}"))
            }
            None => Line::new(Sign::Nobody, format!("{}: who answers for it now?", area.name))
                .with(format!("was {was}’s")),
        })
    }));
    lines
}
