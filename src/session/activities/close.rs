//! The close: the parking lot is emptied and the next date is set.

use super::decide::after;
use crate::reader::Reader;
use crate::session::block::{Block, Line, Sign};
use crate::session::decisions::what_became;
use crate::session::viewer::Seen;
use crate::session::{Area, Parked, Place, Session};
use crate::workshop::Do;
use jiff::civil::Date;

/// Parked items on one wall: more cannot be read from the back row.
const MOST: usize = 6;

/// The next date that is proposed: the day of the next check-in where the plan has set it, else by
/// the days in the script.
pub fn proposed_date(session: &Session, place: &Place, today: Date) -> Date {
    let followup = &session.followup;
    let next = followup.due.iter().find(|it| it.days > followup.days && it.on > today);
    if let Some(next) = next {
        return next.on;
    }
    let days = match session.activity(place).map(|activity| &activity.what) {
        Some(Do::Close { next }) => *next,
        _ => super::decide::days_until_next(session),
    };
    after(today, days)
}

/// What is still missing before a session can be finished with a good conscience, in words.
pub fn missing(session: &Session) -> Vec<String> {
    let waiting = match session.waiting().count() {
        0 => None,
        1 => Some("one parked item has neither owner nor date".to_owned()),
        items => Some(format!("{items} parked items have neither owner nor date")),
    };
    let date = session.next_date.is_none().then(|| "there is no next date".to_owned());
    waiting.into_iter().chain(date).collect()
}

/// Areas nobody answers for, by name: they are named, not hidden.
pub fn red_areas(session: &Session) -> Vec<&str> {
    session.areas.iter().filter(|area| Area::is_red(area)).map(|area| &*area.name).collect()
}

/// What there is to see: the next date in large digits, red areas by name, and the parking lot,
/// of which what is settled may be cut off in a small room.
pub fn page(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    let mut blocks = date(seen, place, reader);
    if let Some(line) = red_line(seen) {
        blocks.push(Block::Lines(vec![line]));
    }
    let (said, lot) = lot(seen, reader);
    blocks.extend([said, lot].into_iter().filter(|lines| !lines.is_empty()).map(Block::Lines));
    blocks
}

fn date(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    match seen.next_date {
        Some(date) => {
            let says = format!("We meet again on {}", date.strftime("%A"));
            let says = Line::new(Sign::Settled, says);
            // The weekday would be too much for large letters on a small wall.
            let shown = reader.date(date);
            let day = shown.split_once(' ').map_or(shown.as_str(), |(_, day)| day);
            vec![Block::Lines(vec![says]), Block::Digits(day.to_owned())]
        }
        None => {
            let proposed = reader.date(proposed_date(seen, place, reader.today));
            let says = Line::new(Sign::Nobody, "When do we meet again?");
            vec![Block::Lines(vec![says.with(format!("perhaps {proposed}"))])]
        }
    }
}

/// That nothing is left in the parking lot, and the lot in list order. When it is long, what is
/// settled gives way to what is not.
fn lot(seen: &Seen, reader: &Reader) -> (Vec<Line>, Vec<Line>) {
    let waiting = seen.waiting().count();
    let mut said = Vec::new();
    if waiting == 0 {
        let words = match seen.parked.len() {
            0 => "The parking lot is empty, thank you.",
            _ => "Everything parked has an owner and a date, or was let go.",
        };
        said.push(Line::new(Sign::Settled, words));
    }
    let room = MOST - said.len();
    let all = seen.parked.len() <= room;
    let shown: Vec<&Parked> =
        seen.parked.iter().filter(|parked| all || waiting == 0 || parked.is_waiting()).collect();
    let fits = if all || shown.len() < room { room } else { room - 1 };
    let shown = shown.iter().take(fits);
    let mut lines: Vec<Line> = shown.map(|parked| what_became(seen, parked, reader)).collect();
    let rest = seen.parked.len() - lines.len();
    if rest > 0 {
        lines.push(Line::item(format!("and {rest} more")));
    }
    (said, lines)
}

fn red_line(seen: &Seen) -> Option<Line> {
    let red = red_areas(seen);
    let words = format!("Nobody answers for: {}", super::decide::listed(&red));
    (!red.is_empty()).then(|| Line::new(Sign::Nobody, words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::decisions::{self, ParkedFate};
    use crate::session::{Change, Id, Kind, Viewer};
    use crate::testing::{activity, person, place, reader, room_with, submit, text, today};
    use crate::workshop::Policy;
    use jiff::civil::date;

    fn room() -> Room {
        room_with(vec![activity(Do::Close { next: 30 }, Policy::Open)])
    }

    fn parked(room: &mut Room, words: &str) -> Id {
        let change = Change::Decisions(decisions::Change::Park(text(words)));
        Id::new(Kind::Parked, submit(room, change).unwrap())
    }

    fn settled(room: &mut Room, id: Id, fate: ParkedFate) {
        submit(room, Change::Decisions(decisions::Change::Unpark(id, fate))).unwrap();
    }

    fn taken() -> ParkedFate {
        ParkedFate::Taken { who: person(1), by: date(2026, 11, 20) }
    }

    fn shown(room: &Room) -> Vec<Block> {
        page(&room.session().seen_by(Viewer::Room), &place("close"), &reader())
    }

    fn lines(blocks: &[Block]) -> Vec<String> {
        let lines = blocks.iter().filter_map(|block| match block {
            Block::Lines(lines) => Some(lines),
            _ => None,
        });
        lines.flatten().map(|line| line.text.clone()).collect()
    }

    #[test]
    fn it_says_what_is_missing_until_nothing_is() {
        let mut room = room();
        let item = parked(&mut room, "Who trains the new ones?");
        let one = "one parked item has neither owner nor date";
        assert_eq!(missing(room.session()), [one, "there is no next date"]);
        submit(&mut room, Change::NextDate(Some(date(2026, 12, 2)))).unwrap();
        assert_eq!(missing(room.session()), [one]);
        settled(&mut room, item, taken());
        assert_eq!(missing(room.session()), Vec::<String>::new());
    }

    #[test]
    fn the_next_date_is_proposed_by_the_script_and_shown_large_once_it_is_set() {
        let mut room = room();
        assert_eq!(proposed_date(room.session(), &place("close"), today()), date(2026, 12, 2));
        assert_eq!(lines(&shown(&room))[0], "When do we meet again?");
        submit(&mut room, Change::NextDate(Some(date(2026, 12, 2)))).unwrap();
        assert_eq!(lines(&shown(&room))[0], "We meet again on Wednesday");
        assert!(shown(&room).contains(&Block::Digits("2 Dec".into())));
    }

    #[test]
    fn an_empty_lot_is_thanked_for_and_red_areas_are_named() {
        let mut room = room();
        let said = lines(&shown(&room));
        assert!(said.contains(&"The parking lot is empty, thank you.".into()), "{said:?}");
        let red = "Nobody answers for: Listening, Crisis, Measuring";
        assert_eq!(said[1], red);
        let item = parked(&mut room, "The logo");
        assert!(!lines(&shown(&room)).iter().any(|line| line.contains("thank you")));
        settled(&mut room, item, ParkedFate::Dropped);
        let said = lines(&shown(&room));
        assert!(said.contains(&"The logo".into()));
        assert!(!said.iter().any(|line| line.contains("is empty")), "{said:?}");
    }

    #[test]
    fn a_long_lot_shows_what_is_still_waiting_and_never_more_than_nine_lines() {
        let mut room = room();
        let items: Vec<Id> = (1..=9).map(|n| parked(&mut room, &format!("Item {n}"))).collect();
        assert_eq!(lines(&shown(&room))[7], "and 4 more");
        for item in &items[..5] {
            settled(&mut room, item.clone(), taken());
        }
        let said = lines(&shown(&room));
        assert_eq!(said[2..7], ["Item 6", "Item 7", "Item 8", "Item 9", "and 5 more"]);
        for item in &items[5..] {
            settled(&mut room, item.clone(), taken());
        }
        submit(&mut room, Change::NextDate(Some(date(2026, 12, 2)))).unwrap();
        assert_eq!(lines(&shown(&room)).len() + 1, 9);
    }
}
