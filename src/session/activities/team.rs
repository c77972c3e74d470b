//! The team: who is here, from which functions, and which functions are missing.

use crate::reader::Reader;
use crate::session::block::{Block, Line, Sign};
use crate::session::viewer::Seen;
use crate::session::{Person, Place, Session};
use crate::text::CleanText;
use crate::workshop::Do;

/// More functions than these are summed up in the last line: nobody reads more from the back.
const LINES: usize = 8;

/// And so many of these are kept for functions that are missing.
const GAPS: usize = 3;

/// So many people of one function are named on the wall.
const NAMES: usize = 3;

/// One function, and who of it is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// The function; empty for those of whom none is said.
    pub function: CleanText,
    /// The names of those present, in list order.
    pub present: Vec<CleanText>,
    /// How many are on the list and not here.
    pub invited: usize,
}

impl Session {
    /// Every function on the list or wanted by the activity at a place, with who of it is here:
    /// those with people in list order, then those that nobody is on the list for.
    pub fn presence(&self, place: &Place) -> Vec<Presence> {
        let mut functions: Vec<CleanText> = self.functions().into_iter().cloned().collect();
        functions.extend(self.unlisted(place));
        if self.people.iter().any(|person| person.function.is_empty()) {
            functions.push(CleanText::default());
        }
        functions.into_iter().map(|function| self.presence_of(function)).collect()
    }

    /// The functions wanted by the activity at a place of which nobody is in the room.
    pub fn missing_functions(&self, place: &Place) -> Vec<CleanText> {
        let here = |wanted: &&CleanText| self.present().any(|person| is_of(person, wanted));
        self.wanted_functions(place).iter().filter(|wanted| !here(wanted)).cloned().collect()
    }

    fn wanted_functions(&self, place: &Place) -> &[CleanText] {
        match self.activity(place).map(|activity| &activity.what) {
            Some(Do::Team { functions }) => functions,
            _ => &[],
        }
    }

    fn unlisted(&self, place: &Place) -> impl Iterator<Item = CleanText> {
        let listed = |wanted: &&CleanText| self.people.iter().any(|person| is_of(person, wanted));
        self.wanted_functions(place).iter().filter(move |wanted| !listed(wanted)).cloned()
    }

    fn presence_of(&self, function: CleanText) -> Presence {
        let of = |person: &&Person| is_of(person, &function);
        let present = self.present().filter(of).map(|person| person.name.clone()).collect();
        let invited = self.people.iter().filter(of).filter(|person| !person.present).count();
        Presence { present, invited, function }
    }
}

fn is_of(person: &Person, function: &CleanText) -> bool {
    person.function.to_lowercase() == function.to_lowercase()
}

impl Presence {
    fn line(&self) -> Line {
        let words = if self.function.is_empty() { "no function said" } else { &*self.function };
        let sign = if self.present.is_empty() { Sign::Nobody } else { Sign::Settled };
        Line::new(sign, words).with(self.aside())
    }

    fn aside(&self) -> String {
        let count = self.present.len();
        match (count, self.invited) {
            (0, 0) => "nobody is here".into(),
            (0, 1) => "invited, not here".into(),
            (0, invited) => format!("{invited} invited, not here"),
            _ => format!("{count}   {}", names(&self.present)),
        }
    }
}

fn names(present: &[CleanText]) -> String {
    let few = if present.len() > NAMES + 1 { NAMES } else { present.len() };
    let named: Vec<&str> = present[..few].iter().map(CleanText::as_str).collect();
    let named = named.join(", ");
    match present.len() - few {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// "9 people from 6 functions", of those present.
pub fn count(session: &Session) -> String {
    let people = session.present().count();
    let mut functions: Vec<String> =
        session.present().map(|person| person.function.to_lowercase()).collect();
    functions.retain(|function| !function.is_empty());
    functions.sort();
    functions.dedup();
    from_functions(people, functions.len())
}

/// "9 people from 6 functions", in good grammar for every number.
pub fn from_functions(people: usize, functions: usize) -> String {
    let people = if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
    match functions {
        0 => people,
        1 => format!("{people} from 1 function"),
        more => format!("{people} from {more} functions"),
    }
}

/// What there is to see: what is missing is what the room should talk about, so it stands last and
/// is never what makes room.
pub fn page(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    if seen.present().next().is_none() {
        return vec![Block::text("Nobody is here yet.")];
    }
    let presence = seen.presence(place);
    let (here, missing): (Vec<_>, Vec<_>) =
        presence.into_iter().partition(|function| !function.present.is_empty());
    let gaps = missing.len().min(GAPS);
    let mut lines = few(&here, LINES - gaps, Sign::Settled);
    lines.extend(few(&missing, gaps, Sign::Nobody));
    vec![Block::heading(count(seen)), Block::Lines(lines)]
}

/// At most so many lines, the last of which sums up what has no line of its own.
fn few(functions: &[Presence], most: usize, sign: Sign) -> Vec<Line> {
    if functions.len() <= most {
        return functions.iter().map(Presence::line).collect();
    }
    let (shown, rest) = functions.split_at(most.saturating_sub(1));
    let people: usize = rest.iter().map(|function| function.present.len()).sum();
    let people = if people == 0 { "nobody is here".into() } else { people.to_string() };
    let sum = Line::new(sign, format!("{} more functions", rest.len())).with(people);
    shown.iter().map(Presence::line).chain([sum]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Change, Viewer, people};
    use crate::testing::{activity, person, place, reader, room_of, room_with, submit, text};
    use crate::workshop::Policy;

    fn team(wanted: &[&str]) -> crate::workshop::Activity {
        let functions = wanted.iter().map(|name| text(name)).collect();
        activity(Do::Team { functions }, Policy::Open)
    }

    fn shown(room: &crate::room::Room) -> (String, Vec<Line>) {
        let blocks = page(&room.session().seen_by(Viewer::Room), &place("team"), &reader());
        match &blocks[..] {
            [Block::Heading(heading), Block::Lines(lines)] => (heading.clone(), lines.clone()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_room_sees_who_is_here_by_function() {
        let (heading, lines) = shown(&room_with(vec![team(&[])]));
        assert_eq!(heading, "4 people from 3 functions");
        assert_eq!(lines[1], Line::new(Sign::Settled, "Marketing").with("2   Ben, Chi"));
    }

    #[test]
    fn a_function_that_should_be_here_and_is_not_is_named_last() {
        let mut room = room_with(vec![team(&["Legal", "hr", "Service"])]);
        submit(&mut room, Change::People(people::Change::Leave(person(4)))).unwrap();
        let (heading, lines) = shown(&room);
        assert_eq!(heading, "3 people from 2 functions");
        let hr = Line::new(Sign::Nobody, "HR").with("invited, not here");
        let legal = Line::new(Sign::Nobody, "Legal").with("nobody is here");
        assert_eq!(lines[2..], [hr, legal]);
        let missing = room.session().missing_functions(&place("team"));
        assert_eq!(missing, [text("Legal"), text("hr")]);
    }

    #[test]
    fn many_people_and_functions_stay_readable_from_the_back() {
        let names: Vec<(String, String)> =
            (0..40).map(|n| (format!("P{n}"), format!("F{}", n % 12))).collect();
        let list: Vec<(&str, &str)> = names.iter().map(|(n, f)| (&**n, &**f)).collect();
        let wanted = ["A", "B", "C", "D", "E"];
        let (_, lines) = shown(&room_of(vec![team(&wanted)], &list));
        assert_eq!(lines.len(), LINES);
        assert_eq!(lines[0].aside, "4   P0, P12, P24, P36");
        assert_eq!(lines[4], Line::new(Sign::Settled, "8 more functions").with("24"));
        assert_eq!(lines[7], Line::new(Sign::Nobody, "3 more functions").with("nobody is here"));
    }

    #[test]
    fn a_person_without_a_function_is_counted() {
        let room = room_of(vec![team(&[])], &[("Ana", ""), ("Ben", "IT")]);
        let (heading, lines) = shown(&room);
        assert_eq!(heading, "2 people from 1 function");
        assert_eq!(lines[1], Line::new(Sign::Settled, "no function said").with("1   Ana"));
    }

    #[test]
    fn an_empty_room_says_so() {
        let room = room_of(vec![team(&["Legal"])], &[]);
        let blocks = page(&room.session().seen_by(Viewer::Room), &place("team"), &reader());
        assert_eq!(blocks, [Block::text("Nobody is here yet.")]);
    }
}
