//! What the record says about decisions, dissent, agreements and the parking lot.

use super::{Agreement, Decision, Fate, Objection, Parked, ParkedFate, Tally};
use crate::methods::fist::SCALE;
use crate::reader::Reader;
use crate::session::Session;
use crate::session::block::{Bar, Block, Line, Section, Sign};
use crate::session::id::Place;
use crate::session::viewer::Seen;

/// What the record says of decisions: each with the rule, the hands and the review that make it
/// one, and the dissent of the same place beneath it, as worded.
pub(crate) fn section(seen: &Seen, reader: &Reader) -> Section {
    let mut blocks = Vec::new();
    for place in places(seen) {
        for decision in seen.decisions_at(place) {
            blocks.extend(decided(decision, reader));
        }
        blocks.extend(objected(seen, place, &Fate::Dissent, "Dissent, as worded"));
        blocks.extend(objected(seen, place, &Fate::Open, "Objections not yet met"));
    }
    Section { title: "Decisions".into(), blocks }
}

/// What the record says of how we work.
pub(crate) fn agreements(seen: &Seen, _reader: &Reader) -> Section {
    let line = |it: &Agreement| Line::item(&*it.text).with(it.watched(seen));
    let lines: Vec<Line> = seen.agreements.iter().map(line).collect();
    let blocks = if lines.is_empty() { Vec::new() } else { vec![Block::Lines(lines)] };
    Section { title: "Agreements".into(), blocks }
}

/// What the record says of the parking lot.
pub(crate) fn parking_lot(seen: &Seen, reader: &Reader) -> Section {
    let lines: Vec<Line> =
        seen.parked.iter().map(|parked| what_became(seen, parked, reader)).collect();
    let blocks = if lines.is_empty() { Vec::new() } else { vec![Block::Lines(lines)] };
    Section { title: "Parking lot".into(), blocks }
}

/// A parked item with the sign of what became of it, and who takes it up until when.
pub fn what_became(session: &Session, parked: &Parked, reader: &Reader) -> Line {
    let (sign, aside) = match &parked.fate {
        ParkedFate::Waiting => (Sign::Nobody, "nobody yet".into()),
        ParkedFate::Dropped => (Sign::LeftOpen, "dropped".into()),
        ParkedFate::Taken { who, by } => {
            (Sign::Settled, format!("{}, by {}", session.name_of(who), reader.date(*by)))
        }
    };
    Line::new(sign, &*parked.text).with(aside)
}

/// The hands of a count as bars, five fingers first.
fn hands_drawn(tally: &Tally) -> Block {
    let bar = |fingers: usize| Bar {
        label: format!("{fingers} {}", SCALE[fingers]),
        value: tally.fingers[fingers].into(),
        most: u64::from(tally.fist().voters().max(1)),
        number: tally.fingers[fingers].to_string(),
        aside: String::new(),
    };
    Block::Bars((0..=5).rev().map(bar).collect())
}

/// The places where something was decided or objected, in the order of the agenda.
fn places(seen: &Seen) -> Vec<&Place> {
    let decided = seen.decisions.iter().map(|decision| &decision.place);
    let mut places: Vec<&Place> =
        decided.chain(seen.objections.iter().map(|objection| &objection.place)).collect();
    places.sort_by_key(|place| (seen.step_index(place.step()), place.index()));
    places.dedup();
    places
}

fn decided(decision: &Decision, reader: &Reader) -> Vec<Block> {
    let mut blocks = vec![Block::heading(&*decision.what)];
    blocks.extend(decision.tally.as_ref().map(hands_drawn));
    let mut lines =
        vec![Line::item(format!("Decided {}", reader.date(reader.day_of(decision.at))))];
    if !decision.rule.is_empty() {
        lines.push(Line::item(format!("Rule: {}", decision.rule)));
    }
    if let Some(review) = decision.review {
        lines.push(Line::item(format!("Review: {}", reader.date(review))));
    }
    if !decision.reopen.is_empty() {
        lines.push(Line::item(format!("Reopened before then by: {}", decision.reopen)));
    }
    blocks.push(Block::Lines(lines));
    blocks
}

fn objected(seen: &Seen, place: &Place, fate: &Fate, heading: &str) -> Vec<Block> {
    let these = seen.objections_at(place).filter(|objection| &objection.fate == fate);
    let lines: Vec<Line> = these.map(|objection| line(seen, objection)).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    vec![Block::heading(heading), Block::Lines(lines)]
}

fn line(seen: &Seen, objection: &Objection) -> Line {
    let sign = if objection.is_dissent() { Sign::Item } else { Sign::Nobody };
    Line::new(sign, &*objection.text).with(objection.named(seen))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::decisions::Change;
    use crate::session::{Change as Any, Id, Kind, Viewer};
    use crate::testing::{activity, person, reader, room_with, submit, text};
    use crate::workshop::{Do, Policy};
    use jiff::civil::date;

    fn done(room: &mut Room, change: Change) -> u64 {
        submit(room, Any::Decisions(change)).unwrap()
    }

    /// A decision with its hands, one objection of each fate, an agreement, three parked items.
    fn room() -> Room {
        let mut room = room_with(vec![activity(Do::Decide {}, Policy::Open)]);
        for (words, from, fate) in [
            ("Too fast", Some(person(4)), Fate::Dissent),
            ("No money for Legal", None, Fate::Open),
            ("Nobody asked the works council", None, Fate::Met(text("Chi asks"))),
        ] {
            let entry = done(&mut room, Change::Object { text: text(words), from });
            done(&mut room, Change::Settle(Id::new(Kind::Objection, entry), fate));
        }
        done(
            &mut room,
            Change::Decide {
                what: text("We start in May"),
                rule: text("Fist of five, 4 of 4 hands: consent."),
                tally: Some(Tally { fingers: [0, 0, 0, 1, 2, 1], voters: 4 }),
                review: Some(date(2026, 12, 2)),
                reopen: text("A new law"),
            },
        );
        done(&mut room, Change::Agree(text("Failures are told first")));
        for fate in [
            ParkedFate::Waiting,
            ParkedFate::Dropped,
            ParkedFate::Taken { who: person(1), by: date(2026, 11, 20) },
        ] {
            let entry = done(&mut room, Change::Park(text(&format!("{fate:?}"))));
            done(&mut room, Change::Unpark(Id::new(Kind::Parked, entry), fate));
        }
        room
    }

    fn seen(room: &Room) -> Seen {
        room.session().seen_by(Viewer::Room)
    }

    #[test]
    fn a_decision_stands_with_its_rule_its_hands_and_the_dissent_as_worded() {
        let blocks = section(&seen(&room()), &reader()).blocks;
        assert_eq!(blocks[0], Block::heading("We start in May"));
        let Block::Bars(bars) = &blocks[1] else { panic!("{blocks:?}") };
        assert_eq!((bars[1].label.as_str(), bars[1].number.as_str()), ("4 support", "2"));
        let Block::Lines(lines) = &blocks[2] else { panic!("{blocks:?}") };
        let said: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(said[1], "Rule: Fist of five, 4 of 4 hands: consent.");
        assert!(said[2].starts_with("Review: "));
        assert_eq!(said[3], "Reopened before then by: A new law");
        assert_eq!(blocks[3], Block::heading("Dissent, as worded"));
        assert_eq!(blocks[4], Block::Lines(vec![Line::item("Too fast").with("Dee")]));
        assert_eq!(blocks[5], Block::heading("Objections not yet met"));
        assert_eq!(blocks.len(), 7);
    }

    #[test]
    fn each_parked_item_says_what_became_of_it() {
        let Section { blocks, .. } = parking_lot(&seen(&room()), &reader());
        let [Block::Lines(lines)] = blocks.as_slice() else { panic!("{blocks:?}") };
        let signs: Vec<Sign> = lines.iter().map(|line| line.sign).collect();
        assert_eq!(signs, [Sign::Nobody, Sign::LeftOpen, Sign::Settled]);
        assert_eq!(lines[0].aside, "nobody yet");
        let by = reader().date(date(2026, 11, 20));
        assert_eq!(lines[2].aside, format!("Ana, by {by}"));
    }

    #[test]
    fn agreements_have_a_chapter_and_what_is_empty_has_none() {
        let blocks = agreements(&seen(&room()), &reader()).blocks;
        assert_eq!(blocks, [Block::Lines(vec![Line::item("Failures are told first")])]);
        let fresh = seen(&room_with(vec![activity(Do::Decide {}, Policy::Open)]));
        for chapter in [section, agreements, parking_lot] {
            assert!(chapter(&fresh, &reader()).blocks.is_empty());
        }
    }

    #[test]
    fn a_hat_that_objects_is_marked_as_assumed() {
        let mut room = room();
        let hats = crate::session::people::Change::AddHats(vec![text("Legal")]);
        let entry = submit(&mut room, Any::People(hats)).unwrap();
        let from = Some(Id::nth(Kind::Hat, entry, 0));
        done(&mut room, Change::Object { text: text("Not safe"), from });
        let session = room.session();
        assert_eq!(session.objections.last().unwrap().named(session), "Legal (assumed)");
    }
}
