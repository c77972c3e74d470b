//! Goals: one to three, shaped from the best ideas, each with its five lamps.

use crate::reader::Reader;
use crate::session::block::{Bar, Block, Line, Sign};
use crate::session::goals::{Goal, Lamp, Light, Ranked, lamp_line};
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use crate::text::listed;

/// As many ideas as the back row reads.
const IDEAS: usize = 7;

/// What there is to see: the best ideas, until there is a goal; one goal with its lamps; several,
/// each with what it misses.
pub fn page(seen: &Seen, _place: &Place, reader: &Reader) -> Vec<Block> {
    match seen.goals.as_slice() {
        [] => ideas(&seen.ranked_ideas(), reader),
        [one] => whole(seen, one, reader),
        several => {
            vec![Block::Lines(several.iter().map(|goal| short(goal, reader)).collect())]
        }
    }
}

fn ideas(ranked: &[Ranked<'_>], reader: &Reader) -> Vec<Block> {
    if ranked.is_empty() {
        return vec![Block::text("No goal yet.")];
    }
    let best = ranked.iter().take(IDEAS);
    let bar = |it: &Ranked<'_>| Bar {
        label: it.idea.text.to_string(),
        value: it.voted.map_or(0, |voted| voted.bar.0),
        most: it.voted.map_or(1, |voted| voted.bar.1),
        number: it.voted.map_or(String::new(), |voted| voted.had.written(reader)),
        aside: String::new(),
    };
    if ranked.iter().any(|it| it.voted.is_some()) {
        return vec![Block::Bars(best.map(bar).collect())];
    }
    vec![Block::Lines(best.map(|it| Line::item(&*it.idea.text)).collect())]
}

fn whole(session: &Session, goal: &Goal, reader: &Reader) -> Vec<Block> {
    let mut blocks = vec![Block::heading(&*goal.shape.outcome)];
    let measure = goal.shape.measure(reader);
    if !measure.is_empty() {
        blocks.push(Block::Text(measure));
    }
    let lamps = Lamp::ALL.iter().map(|lamp| lamp_line(session, goal, *lamp, reader));
    blocks.push(Block::Lines(lamps.collect()));
    blocks
}

/// A goal in one line: its words, and what it misses, or from where to where.
fn short(goal: &Goal, reader: &Reader) -> Line {
    let dark: Vec<&str> = goal.dark().map(Lamp::name).collect();
    if !dark.is_empty() {
        let missing = format!("missing: {}", listed(&dark));
        return Line::new(Sign::Nobody, &*goal.shape.outcome).with(missing);
    }
    let half = Lamp::ALL.iter().any(|lamp| goal.light(*lamp) == Light::Half);
    let sign = if half { Sign::Half } else { Sign::Settled };
    Line::new(sign, &*goal.shape.outcome).with(goal.shape.in_short(reader))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::goals::{Change, Shape};
    use crate::session::{Change as Any, Id, Kind, Viewer};
    use crate::testing::{activity, place, reader, room_with, submit, text};
    use crate::workshop::{Do, Policy};

    fn room() -> Room {
        room_with(vec![activity(Do::Goals { most: 3 }, Policy::Open)])
    }

    fn shown(session: &Session) -> Vec<Block> {
        page(&session.seen_by(Viewer::Room), &place("goals"), &reader())
    }

    fn add(room: &mut Room, outcome: &str) {
        let shape = Shape { outcome: text(outcome), ..Shape::default() };
        submit(room, Any::Goals(Change::Add(shape, None))).expect("added");
    }

    fn idea(number: u64) -> crate::session::Idea {
        crate::session::Idea::new(Id::new(Kind::Idea, number), text(&format!("Idea {number}")))
    }

    #[test]
    fn before_any_goal_the_ideas_are_shown_as_far_as_the_back_row_reads() {
        let mut session = room().session().clone();
        assert_eq!(shown(&session), [Block::text("No goal yet.")]);
        session.ideas = (1..=9).map(|at| idea(at).into()).collect();
        let blocks = shown(&session);
        let [Block::Lines(lines)] = blocks.as_slice() else { panic!("lines") };
        assert_eq!((lines.len(), lines[0].text.as_str()), (7, "Idea 1"));
    }

    #[test]
    fn one_goal_stands_with_its_five_lamps() {
        let mut room = room();
        add(&mut room, "Launch a hub");
        let blocks = shown(room.session());
        let Some(Block::Lines(lamps)) = blocks.last() else { panic!("lamps") };
        assert_eq!(lamps.len(), 5);
        assert!(lamps[0].aside.contains("so that what is different for whom?"));
    }

    #[test]
    fn several_goals_stand_each_with_what_is_missing() {
        let mut room = room();
        add(&mut room, "Customers are answered");
        add(&mut room, "Colleagues are heard");
        let told = format!("{:?}", shown(room.session()));
        assert!(told.contains("missing: outcome, number, date, harm and functions"), "{told}");
    }
}
