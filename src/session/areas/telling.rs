//! What the record says of areas: who answers for what, what is open, and on which terms.

use super::{Answer, Area, Part, Standing};
use crate::reader::Reader;
use crate::session::block::{Block, Grid, Line, Section, Sign};
use crate::session::{Reach, Seen, Session};

/// What the record says of it.
pub(in crate::session) fn section(seen: &Seen, reader: &Reader) -> Section {
    let mut blocks = Vec::new();
    if !seen.areas.is_empty() {
        let half = seen.areas.iter().filter_map(|area| open(seen, area, reader));
        let lead = counted(seen).into_iter().chain(orphans(seen)).chain(half);
        blocks.push(Block::Lines(lead.collect()));
        blocks.push(Block::Grid(grid(seen, reader)));
        blocks.extend(seen.areas.iter().flat_map(details));
    }
    Section { title: "Who answers for what".into(), blocks }
}

/// "7 areas: 5 settled, 1 yes, if …, 1 nobody yet", and each that is not settled.
fn counted(seen: &Session) -> Option<Line> {
    let all = seen.areas.len();
    let count = |standing| {
        let number = seen.areas.iter().filter(|area| area.standing() == standing).count();
        (number > 0).then(|| match standing {
            Standing::Half => format!("{number} yes, if …"),
            standing => standing.counted(number),
        })
    };
    let of = [Standing::Settled, Standing::Half, Standing::Nobody, Standing::LeftOpen];
    let counted: Vec<String> = of.into_iter().filter_map(count).collect();
    let settled = seen.areas.iter().all(|area| area.standing() == Standing::Settled);
    let sign = if settled { Sign::Settled } else { Sign::Half };
    let areas = if all == 1 { "1 area".to_owned() } else { format!("{all} areas") };
    (all > 0).then(|| Line::new(sign, format!("{areas}: {}", counted.join(", "))))
}

fn grid(session: &Session, reader: &Reader) -> Grid {
    let columns =
        ["Area", "Accountable", "Done when", "May spend", "Doing", "Consulted", "Informed"];
    let money = |amount| reader.money(session.currency, amount);
    let row = |area: &Area| {
        let spend = area.accountable.as_ref().and_then(|it| it.may_spend);
        let mut row = vec![area.name.to_string(), accountable(session, area, reader)];
        row.extend([area.done.to_string(), spend.map(money).unwrap_or_default()]);
        row.extend(Part::ALL.map(|part| session.names_in(area, part).join(", ")));
        row
    };
    let rows = session.areas.iter().map(row).collect();
    Grid { columns: columns.map(String::from).into(), rows }
}

/// Who answers for an area, in the words of the wall: "Ana", "Ben, if …", "nobody yet".
pub(in crate::session) fn owner(session: &Session, area: &Area, reader: &Reader) -> String {
    let Some(accountable) = &area.accountable else {
        return match area.open_until {
            Some(until) => format!("open until {}", reader.date(until)),
            None => "nobody yet".into(),
        };
    };
    let name = session.name_of(&accountable.who);
    match accountable.answer {
        _ if session.owner_left(area) => format!("{name}, who left the room"),
        Answer::Yes => name.to_owned(),
        Answer::YesIf { .. } => format!("{name}, if …"),
    }
}

/// The same in the words of the record: with the function, and the whole condition.
fn accountable(session: &Session, area: &Area, reader: &Reader) -> String {
    let Some(accountable) = &area.accountable else { return owner(session, area, reader) };
    let name = session.name_of(&accountable.who);
    let function = session.person(&accountable.who).map(|person| person.function.as_str());
    let name = match function.filter(|function| !function.is_empty()) {
        Some(function) => format!("{name} ({function})"),
        None => name.to_owned(),
    };
    match &accountable.answer {
        Answer::Yes => name,
        Answer::YesIf { condition, by } => {
            format!("{name}, if {condition} (known by {})", reader.date(*by))
        }
    }
}

/// The areas that nobody answers for, in one line: they have that in common, and no more.
fn orphans(session: &Session) -> Option<Line> {
    let these = session.areas.iter().filter(|area| area.standing() == Standing::Nobody);
    let names: Vec<&str> = these.map(|area| area.name.as_str()).collect();
    let words = match names.as_slice() {
        [] => return None,
        [one] => format!("{one}: nobody answers for it, so it gets no money"),
        _ => {
            let names = crate::text::listed(&names);
            format!("{names}: nobody answers for them, so they get no money")
        }
    };
    Some(Line::new(Sign::Nobody, words))
}

/// What else is not settled, and until when.
fn open(session: &Session, area: &Area, reader: &Reader) -> Option<Line> {
    let name = &area.name;
    let standing = area.standing();
    let words = match (standing, area.open_until) {
        (Standing::LeftOpen, Some(until)) => {
            let until = reader.date(until);
            format!("{name}: left open until {until}; until then it gets no money")
        }
        (Standing::Half, _) => format!("{name}: {}", accountable(session, area, reader)),
        _ if session.owner_left(area) => {
            let words = owner(session, area, reader);
            return Some(Line::new(Sign::Settled, format!("{name}: {words}")));
        }
        _ => return None,
    };
    Some(Line::new(standing.sign(), words))
}

/// The area's test of done and its terms, if any was said; which goals it serves stands with them.
fn details(area: &Area) -> Vec<Block> {
    let mut lines = Vec::new();
    let mut say = |label: &str, words: String| {
        if !words.is_empty() {
            lines.push(Line::item(format!("{label}: {words}")));
        }
    };
    say("Replaces", area.replaces.to_string());
    if area.reach != Reach::NotSaid {
        say("Reaches", area.reach.name().into());
    }
    if let Some(accountable) = &area.accountable {
        say("Comes off the list", accountable.comes_off.to_string());
    }
    if lines.is_empty() {
        return Vec::new();
    }
    vec![Block::heading(&*area.name), Block::Lines(lines)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;
    use crate::room::Room;
    use crate::session::areas::Change;
    use crate::session::{Change as Any, Viewer, people};
    use crate::testing::{activity, area, person, reader, room_with, submit, text, today};
    use crate::workshop::{Do, Policy};

    fn room() -> Room {
        room_with(vec![activity(Do::Roles { load: 2 }, Policy::Open)])
    }

    fn done(room: &mut Room, change: Change) {
        submit(room, Any::Areas(change)).expect("accepted");
    }

    fn answer(place: usize, who: usize, answer: Answer) -> Change {
        Change::Answer { area: area(place), who: person(who), answer, second_yes: false }
    }

    fn told(room: &Room) -> Vec<Block> {
        section(&room.session().seen_by(Viewer::Room), &reader()).blocks
    }

    #[test]
    fn orphans_are_named_as_open_with_until_when() {
        let mut room = room();
        done(&mut room, answer(1, 1, Answer::Yes));
        done(&mut room, Change::LeaveOpen(area(3), Some(today())));
        let told = format!("{:?}", told(&room));
        assert!(told.contains("Crisis: nobody answers for it, so it gets no money"), "{told}");
        assert!(told.contains("Measuring: left open until"), "{told}");
        assert!(!told.contains("Listening: "), "{told}");
    }

    #[test]
    fn the_grid_holds_everybody_with_the_whole_condition() {
        let mut room = room();
        let condition = text("Legal agrees");
        done(&mut room, answer(1, 2, Answer::YesIf { condition, by: today() }));
        let part = Part::Consulted;
        done(&mut room, Change::Part { area: area(1), who: person(3), part, takes: true });
        done(&mut room, Change::Outside { area: area(1), name: text("Legal"), part, takes: true });
        let Block::Grid(grid) = told(&room).remove(1) else { panic!("a grid comes second") };
        assert!(grid.rows.iter().all(|row| row.len() == grid.columns.len()));
        assert!(grid.rows[0][1].starts_with("Ben (Marketing), if Legal agrees (known by "));
        assert_eq!(grid.rows[0][5], "Chi, Legal");
    }

    #[test]
    fn terms_and_goals_are_told_below() {
        let mut room = room();
        done(&mut room, answer(1, 1, Answer::Yes));
        let (may_spend, comes_off) = (Some(Money(50_000)), text("the newsletter"));
        done(&mut room, Change::Terms { area: area(1), may_spend, comes_off });
        let told = format!("{:?}", told(&room));
        assert!(told.contains("\"€500\""), "{told}");
        assert!(told.contains("Comes off the list: the newsletter"), "{told}");
    }

    #[test]
    fn who_said_not_me_is_told_to_nobody() {
        let mut room = room();
        let not_me = super::super::NotMe { who: person(4), advises: false };
        done(&mut room, Change::NotMe(area(1), not_me));
        assert!(!format!("{:?}", told(&room)).contains("Dee"));
    }

    #[test]
    fn who_left_the_room_still_answers_and_the_record_says_so() {
        let mut room = room();
        done(&mut room, answer(1, 1, Answer::Yes));
        submit(&mut room, Any::People(people::Change::Leave(person(1)))).expect("left");
        assert!(format!("{:?}", told(&room)).contains("Listening: Ana, who left the room"));
    }
}
