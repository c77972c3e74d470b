//! What the room sees of a decision, and what it leaves in the record.

use super::{Decide, counts, plan, taken};
use crate::methods::fist::{Outcome, SCALE_LINE};
use crate::reader::Reader;
use crate::session::block::{Bar, Block, Grid, Line, Sign};
use crate::session::decisions::{Decision, Fate, Tally};
use crate::session::viewer::Seen;
use crate::session::{Objection, Place};
use std::ops::RangeInclusive;

/// The most lines that the back row can take in.
const MOST: usize = 9;

/// What there is to see: the plan until hands are counted, then the hands, then the decision.
pub fn page(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    let Some(decide) = counts(seen, place) else { return Vec::new() };
    match (taken(seen, place), &decide.tally) {
        (Some(decision), _) => decided(seen, place, decision, reader),
        (None, Some(tally)) => counted(seen, place, decide, tally),
        (None, None) => asked(seen, place, decide, reader),
    }
}

fn asked(seen: &Seen, place: &Place, decide: &Decide, reader: &Reader) -> Vec<Block> {
    let objections = open_line(seen, place);
    let again = decide.earlier.last().map(|before| {
        let before = before.fist();
        Line::item(format!("Last time: {}", before.sentence()))
    });
    let last: Vec<Line> = again.into_iter().chain(objections).collect();
    let lines = plan::in_short(seen, reader, MOST - 1 - last.len());
    let mut blocks = Vec::new();
    if !lines.is_empty() {
        blocks.push(Block::Lines(lines));
    }
    if !last.is_empty() {
        blocks.push(Block::Lines(last));
    }
    blocks.push(Block::text(SCALE_LINE));
    blocks
}

fn counted(seen: &Seen, place: &Place, decide: &Decide, tally: &Tally) -> Vec<Block> {
    let (fist, before) = (tally.fist(), decide.earlier.last());
    let mut says = vec![match fist.outcome() {
        Outcome::NoQuorum => fist.sentence(),
        _ => format!("{} {}.", fist.sentence(), fist.turnout()),
    }];
    says.extend(before.map(|before| fist.shift_from(&before.fist())));
    let mut lines = vec![Line::new(Sign::None, says.join(" "))];
    lines.extend(open_line(seen, place));
    vec![
        Block::Digits(fist.outcome().name().into()),
        Block::Bars(hands_in_short(tally, before)),
        Block::Lines(lines),
    ]
}

/// The hands by what they say: four bars reach the back row, six would push out the sentence.
fn hands_in_short(tally: &Tally, before: Option<&Tally>) -> Vec<Bar> {
    let said = [("4–5 support", 4..=5), ("3 can live with it", 3..=3)];
    let said = said.into_iter().chain([("1–2 concern to hear", 1..=2), ("0 block", 0..=0)]);
    let bar = |(label, fingers): (&str, RangeInclusive<usize>)| {
        let of = |tally: &Tally| -> u64 {
            tally.fingers[fingers.clone()].iter().copied().map(u64::from).sum()
        };
        let was = before.map(of).filter(|was| *was != of(tally));
        Bar {
            label: label.into(),
            value: of(tally),
            most: u64::from(tally.fist().voters().max(1)),
            number: of(tally).to_string(),
            aside: was.map(|was| format!("was {was}")).unwrap_or_default(),
        }
    };
    said.map(bar).collect()
}

/// The sentence, then the dissent as worded, then what would change it; the rule may be cut off in
/// a small room, the dissent may not.
fn decided(seen: &Seen, place: &Place, decision: &Decision, reader: &Reader) -> Vec<Block> {
    let dissent: Vec<&Objection> =
        seen.objections_at(place).filter(|objection| objection.is_dissent()).collect();
    let (announced, mut said) = match dissent.as_slice() {
        [one] if !one.named(seen).is_empty() => {
            (format!("Dissent of {}, as worded:", one.named(seen)), vec![Line::item(&*one.text)])
        }
        many => {
            let lines = many.iter().take(2).map(|it| dissent_line(seen, it)).collect();
            ("Dissent, as worded:".to_owned(), lines)
        }
    };
    if dissent.len() > said.len() {
        said.push(Line::item(format!("and {} more in the record", dissent.len() - said.len())));
    }
    let mut blocks = vec![Block::heading(format!("Decided: {}", decision.what))];
    if !said.is_empty() {
        blocks.push(Block::text(announced));
        blocks.push(Block::Lines(said));
    }
    let plain = |words: String| Line::new(Sign::None, words);
    let review =
        decision.review.map(|date| plain(format!("Looked at again {}", reader.date(date))));
    let reopen = format!("Before then, if: {}", decision.reopen);
    let reopen = (!decision.reopen.is_empty()).then(|| plain(reopen));
    let lines = review.into_iter().chain(reopen).chain([plain(decision.rule.to_string())]);
    blocks.push(Block::Lines(lines.collect()));
    blocks
}

fn dissent_line(seen: &Seen, objection: &Objection) -> Line {
    Line::item(&*objection.text).with(objection.named(seen))
}

/// Open objections in one line: the only one in its words, several by their number.
fn open_line(seen: &Seen, place: &Place) -> Option<Line> {
    let open: Vec<&Objection> =
        seen.objections_at(place).filter(|objection| objection.is_open()).collect();
    match open.as_slice() {
        [] => None,
        [one] => Some(Line::new(Sign::Nobody, format!("To make it a three: {}", one.text))),
        more => Some(Line::new(Sign::Nobody, format!("{} objections are open", more.len()))),
    }
}

/// What it leaves in the record: each count of hands, and the objections that were met.
pub fn section(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let Some(decide) = counts(seen, place) else { return Vec::new() };
    let counts: Vec<&Tally> = decide.earlier.iter().chain(&decide.tally).collect();
    let mut blocks = Vec::new();
    if !counts.is_empty() {
        blocks.push(Block::heading("Fist of five"));
        blocks.push(Block::Grid(grid(&counts)));
        blocks.push(Block::text(SCALE_LINE));
    }
    let met: Vec<Line> = seen.objections_at(place).filter_map(|it| met_line(seen, it)).collect();
    if !met.is_empty() {
        blocks.push(Block::heading("Objections that were met"));
        blocks.push(Block::Lines(met));
    }
    blocks
}

fn grid(counts: &[&Tally]) -> Grid {
    let fingers = (0..=5).map(|fingers| fingers.to_string());
    let columns = ["Count".to_owned()].into_iter().chain(fingers);
    let columns = columns.chain(["Hands".to_owned(), "Result".to_owned()]).collect();
    let row = |(number, tally): (usize, &&Tally)| {
        let fist = tally.fist();
        let hands = tally.fingers.iter().map(ToString::to_string);
        let turnout = format!("{} of {}", fist.hands(), fist.voters());
        let ends = [turnout, fist.outcome().name().to_owned()];
        [(number + 1).to_string()].into_iter().chain(hands).chain(ends).collect()
    };
    Grid { columns, rows: counts.iter().enumerate().map(row).collect() }
}

fn met_line(seen: &Seen, objection: &Objection) -> Option<Line> {
    let Fate::Met(change) = &objection.fate else { return None };
    let named = objection.named(seen);
    let who = if named.is_empty() { String::new() } else { format!(" ({named})") };
    let text = format!("{}{who} Met by: {change}", ended(&objection.text));
    Some(Line::new(Sign::Settled, text))
}

/// A sentence with a full stop, unless it ends in a sign of its own.
fn ended(text: &str) -> String {
    let stop = if text.ends_with(|sign: char| sign.is_alphanumeric()) { "." } else { "" };
    format!("{text}{stop}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::activities::{self, decide};
    use crate::session::{Change, Id, Kind, Viewer, decisions};
    use crate::testing::{activity, person, place, reader, room_with, submit, text};
    use crate::workshop::{Do, Policy};
    use jiff::civil::date;

    fn room() -> Room {
        room_with(vec![activity(Do::Decide {}, Policy::Open)])
    }

    fn count(room: &mut Room, fingers: [u16; 6]) {
        let change = activities::Change::Decide(decide::Change::Tally(fingers));
        submit(room, Change::At(place("decide"), change)).unwrap();
    }

    fn object(room: &mut Room, words: &str, fate: Fate) {
        let change = decisions::Change::Object { text: text(words), from: Some(person(4)) };
        let entry = submit(room, Change::Decisions(change)).unwrap();
        let id = Id::new(Kind::Objection, entry);
        submit(room, Change::Decisions(decisions::Change::Settle(id, fate))).unwrap();
    }

    fn record(room: &mut Room) {
        let change = decisions::Change::Decide {
            what: text("We start in May"),
            rule: text(&decide::rule_in_words(room.session(), &place("decide"))),
            tally: counts(room.session(), &place("decide")).unwrap().tally,
            review: Some(date(2026, 12, 2)),
            reopen: text("A new law"),
        };
        submit(room, Change::Decisions(change)).unwrap();
    }

    fn shown(room: &Room) -> Vec<Block> {
        page(&room.session().seen_by(Viewer::Room), &place("decide"), &reader())
    }

    /// The lines of a page that the back row has to read.
    fn lines(blocks: &[Block]) -> Vec<String> {
        let mut all = Vec::new();
        for block in blocks {
            match block {
                Block::Heading(words) | Block::Text(words) | Block::Digits(words) => {
                    all.push(words.clone());
                }
                Block::Lines(lines) => all.extend(lines.iter().map(|line| line.text.clone())),
                Block::Bars(bars) => {
                    all.extend(bars.iter().map(|bar| format!("{} {}", bar.label, bar.number)));
                }
                Block::Grid(grid) => all.extend(grid.rows.iter().map(|row| row.join(" "))),
                Block::Ledger(_) | Block::Plane(_) | Block::Trends(_) => {}
            }
        }
        all
    }

    #[test]
    fn before_the_count_the_room_sees_the_plan_and_what_each_hand_says() {
        let mut room = room();
        object(&mut room, "Start in May", Fate::Open);
        assert_eq!(
            lines(&shown(&room)),
            [
                "Nobody yet: Listening, Crisis, Measuring",
                "To make it a three: Start in May",
                SCALE_LINE
            ]
        );
    }

    #[test]
    fn the_result_stands_large_with_the_hands_and_how_the_room_moved() {
        let mut room = room();
        count(&mut room, [0, 1, 0, 0, 2, 1]);
        assert_eq!(shown(&room)[0], Block::Digits("Concerns".into()));
        count(&mut room, [0, 0, 0, 1, 2, 1]);
        object(&mut room, "Start in May", Fate::Open);
        object(&mut room, "Ask Legal", Fate::Open);
        let said = lines(&shown(&room));
        assert_eq!(said[0], "Consent");
        assert_eq!(said[1..4], ["4–5 support 3", "3 can live with it 1", "1–2 concern to hear 0"]);
        let Block::Bars(bars) = &shown(&room)[1] else { panic!("{said:?}") };
        assert_eq!(bars[2].aside, "was 1");
        assert_eq!(
            said[5..],
            [
                "All 4 can live with it or support it. 4 of 4 hands. \
                 1 below three before, nobody now.",
                "2 objections are open"
            ]
        );
        assert_eq!(said.len(), 7);
    }

    #[test]
    fn a_recorded_decision_takes_the_place_of_the_hands_until_they_are_counted_again() {
        let mut room = room();
        count(&mut room, [1, 0, 0, 0, 2, 1]);
        for words in ["Too fast", "Too dear", "Too late"] {
            object(&mut room, words, Fate::Dissent);
        }
        record(&mut room);
        let said = lines(&shown(&room));
        assert_eq!(
            said[..5],
            [
                "Decided: We start in May",
                "Dissent, as worded:",
                "Too fast",
                "Too dear",
                "and 1 more in the record"
            ]
        );
        assert_eq!(said[6], "Before then, if: A new law");
        assert!(said[7].contains("one blocks, and it stands with dissent"), "{said:?}");
        assert_eq!(said.len(), 8);
        count(&mut room, [0, 0, 0, 1, 2, 1]);
        assert_eq!(lines(&shown(&room))[0], "Consent");
    }

    #[test]
    fn asking_again_says_what_came_out_the_last_time() {
        let mut room = room();
        count(&mut room, [1, 0, 0, 0, 2, 1]);
        let again = activities::Change::Decide(decide::Change::Again);
        submit(&mut room, Change::At(place("decide"), again)).unwrap();
        assert!(lines(&shown(&room)).contains(&"Last time: One of 4 blocks.".into()));
    }

    #[test]
    fn the_record_keeps_each_count_and_what_met_an_objection() {
        let mut room = room();
        let record = |room: &Room| {
            section(&room.session().seen_by(Viewer::Room), &place("decide"), &reader())
        };
        assert!(record(&room).is_empty());
        count(&mut room, [1, 0, 0, 0, 2, 1]);
        count(&mut room, [0, 0, 0, 1, 2, 0]);
        object(&mut room, "Too fast", Fate::Met(text("We start in May")));
        object(&mut room, "Too dear", Fate::Dissent);
        assert_eq!(
            lines(&record(&room)),
            [
                "Fist of five",
                "1 1 0 0 0 2 1 4 of 4 Blocked",
                "2 0 0 0 1 2 0 3 of 4 Consent",
                SCALE_LINE,
                "Objections that were met",
                "Too fast. (Dee) Met by: We start in May",
            ]
        );
    }
}
