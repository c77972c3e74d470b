//! Roles: exactly one accountable person for each area. It begins with what was said of care: the
//! covered board, then who cares for what, until somebody answers.

use super::care;
use crate::reader::Reader;
use crate::session::areas::{Area, Standing, owner};
use crate::session::block::{Block, Line};
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use crate::workshop::Do;

/// What somebody can answer; there is no fourth.
const ANSWERS: &str = "Yes · Yes, if … · Not me";

/// As many lines as the back row reads.
const LINES: usize = 9;

/// What there is to see: who is asked, in large letters; otherwise the sheets while they are
/// covered, who cares until somebody answered, then each area with its sign and its one name.
pub fn page(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    if let Some((area, person)) = seen.asked() {
        let name = Block::Digits(person.name.to_string());
        return vec![Block::heading(&*area.name), name, Block::text(ANSWERS)];
    }
    if let Some(blocks) = of_care(seen, place) {
        return blocks;
    }
    if seen.areas.is_empty() {
        return vec![Block::text("No area yet: what has to be looked after, and by whom?")];
    }
    let (shown, hidden) = fitting(&seen.areas);
    let mut lines: Vec<Line> = shown.iter().map(|area| line(seen, area, reader)).collect();
    if hidden > 0 {
        lines.push(Line::new(crate::session::block::Sign::None, format!("and {hidden} more")));
    }
    vec![Block::Lines(lines)]
}

/// Whether somebody is asked here now.
pub(super) fn is_asking(seen: &Seen, place: &Place) -> bool {
    let names = seen.activity(place).is_some_and(|it| matches!(it.what, Do::Roles { .. }));
    names && seen.asked().is_some()
}

/// What of care there is to see here now, if anything.
fn of_care(seen: &Seen, place: &Place) -> Option<Vec<Block>> {
    match seen.care_to_reveal(place) {
        Some(care) => Some(care::covered(seen, &care)),
        None => care::fresh(seen),
    }
}

/// Whether care takes the room's lines: the first line of the question is enough then.
pub(super) fn shows_care(seen: &Seen, place: &Place) -> bool {
    of_care(seen, place).is_some()
}

fn line(session: &Session, area: &Area, reader: &Reader) -> Line {
    Line::new(area.standing().sign(), &*area.name).with(owner(session, area, reader))
}

/// The areas that fit, in list order, and how many do not: settled ones give way first, the last
/// of them first, as nobody has to look at them any more.
fn fitting(areas: &[Area]) -> (Vec<&Area>, usize) {
    let mut shown: Vec<&Area> = areas.iter().collect();
    if shown.len() <= LINES {
        return (shown, 0);
    }
    while shown.len() >= LINES {
        let settled = shown.iter().rposition(|area| area.standing() == Standing::Settled);
        shown.remove(settled.unwrap_or(shown.len() - 1));
    }
    let hidden = areas.len() - shown.len();
    (shown, hidden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::areas::{Answer, Asked, Change};
    use crate::session::block::Sign;
    use crate::session::{Change as Any, Id, Viewer};
    use crate::testing::{activity, area, person, place, reader, room_with, submit, text, today};
    use crate::workshop::Policy;

    fn room() -> Room {
        room_with(vec![activity(Do::Roles { load: 9 }, Policy::Open)])
    }

    fn done(room: &mut Room, change: Change) {
        submit(room, Any::Areas(change)).expect("accepted");
    }

    fn yes(area: Id) -> Change {
        Change::Answer { area, who: person(1), answer: Answer::Yes, second_yes: false }
    }

    fn lines(room: &Room) -> Vec<Line> {
        let seen = room.session().seen_by(Viewer::Room);
        match page(&seen, &place("roles"), &reader()).remove(0) {
            Block::Lines(lines) => lines,
            other => panic!("lines, not {other:?}"),
        }
    }

    #[test]
    fn each_area_stands_with_its_sign_and_its_one_name() {
        let mut room = room();
        done(&mut room, yes(area(1)));
        let answer = Answer::YesIf { condition: text("Legal agrees"), by: today() };
        let (area2, who) = (area(2), person(2));
        done(&mut room, Change::Answer { area: area2, who, answer, second_yes: false });
        let expected = [
            Line::new(Sign::Settled, "Listening").with("Ana"),
            Line::new(Sign::Half, "Crisis").with("Ben, if …"),
            Line::new(Sign::Nobody, "Measuring").with("nobody yet"),
        ];
        assert_eq!(lines(&room), expected);
    }

    #[test]
    fn who_is_asked_stands_large_below_the_area() {
        let mut room = room();
        let asked = Some(Asked { area: area(2), who: person(2) });
        done(&mut room, Change::Ask(asked));
        let seen = room.session().seen_by(Viewer::Room);
        let page = crate::session::activities::page(&seen, &place("roles"), &reader());
        let name = Block::Digits("Ben".into());
        assert_eq!(page.blocks, [Block::heading("Crisis"), name, Block::text(ANSWERS)]);
        done(&mut room, Change::Ask(None));
        assert_eq!(lines(&room).len(), 3);
    }

    #[test]
    fn when_there_are_too_many_for_the_wall_settled_areas_give_way() {
        let mut room = room();
        let names = (4..=12).map(|number| text(&format!("Area {number}"))).collect();
        done(&mut room, Change::Add(names));
        let ids: Vec<Id> = room.session().areas.iter().map(|area| area.id.clone()).collect();
        for id in &ids[..6] {
            done(&mut room, yes(id.clone()));
        }
        let lines = lines(&room);
        assert_eq!(lines.len(), 9);
        assert_eq!(lines[8].text, "and 4 more");
        assert!(lines.iter().any(|line| line.text == "Area 12"));
    }

    #[test]
    fn without_areas_it_asks_for_one() {
        let mut session = room().session().clone();
        session.areas.clear();
        let blocks = page(&session.seen_by(Viewer::Room), &place("roles"), &reader());
        assert!(matches!(&blocks[..], [Block::Text(words)] if words.starts_with("No area yet")));
    }
}
