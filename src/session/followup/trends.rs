//! What the line shows over time: the number of a goal and the confidence in it, promises kept, and
//! the phases of functions.

use super::{Kept, called};
use crate::session::activities::assess::{self, Earlier};
use crate::session::block::{Grid, Point, Trend};
use crate::session::goals::{MOST_CONFIDENT, Told};
use crate::session::viewer::Seen;
use crate::session::{Goal, Id};
use jiff::Timestamp;
use std::borrow::Cow;

/// The number of a goal from session to session, with its aim as a remark.
pub fn number(seen: &Seen, goal: &Goal) -> Trend {
    let of = |told: Option<&Told>| told.map(|told| told.number.to_string()).unwrap_or_default();
    let numbers: Vec<String> = each(seen, goal).map(of).collect();
    let known: Vec<i64> =
        numbers.iter().map(String::as_str).chain([&*goal.shape.to]).filter_map(value).collect();
    let (least, most) = (known.iter().min().copied(), known.iter().max().copied());
    let height = |number: &str| Some(between(value(number)?, least?, most?));
    let points =
        numbers.iter().map(|number| Point { height: height(number), number: number.clone() });
    let unit = &goal.shape.unit;
    let aim = match (goal.shape.to.as_str(), unit.as_str()) {
        ("", unit) => unit.to_owned(),
        (to, "") => format!("to {to}"),
        (to, unit) => format!("to {to} {unit}"),
    };
    Trend { label: "number".into(), points: points.collect(), aside: aim }
}

/// The confidence in a goal from session to session; the plan had none.
pub fn confidence(seen: &Seen, goal: &Goal) -> Trend {
    let point = |told: Option<&Told>| match told.and_then(|told| told.confidence) {
        Some(confidence) => Point {
            height: Some(between(confidence.into(), 0, MOST_CONFIDENT.into())),
            number: confidence.to_string(),
        },
        None => Point::default(),
    };
    let points = each(seen, goal).map(point).collect();
    Trend { label: "confidence".into(), points, aside: "of 10".into() }
}

/// How many promises were kept of those that were looked at, from check-in to check-in.
pub fn kept(seen: &Seen) -> Trend {
    let line = seen.followup.line.iter().filter(|past| past.days > 0).map(|past| past.promises);
    let point = |kept: Kept| match kept.came_due() {
        0 => Point::default(),
        of => Point {
            height: Some(between(kept.kept.into(), 0, of.into())),
            number: format!("{} of {of}", kept.kept),
        },
    };
    let points = line.chain([seen.kept()]).map(point).collect();
    Trend { label: "Promises kept".into(), points, aside: String::new() }
}

/// Where the room and each function stood at one session of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// Which check-in it was, in days after the plan; 0 for the plan.
    pub days: u16,
    /// When that session began.
    pub began: Timestamp,
    /// What it came to.
    pub came_to: Cow<'a, Earlier>,
}

/// The sessions of a line whose assessment was told in phases, this one last, and what the phases
/// are called, from the first on; nothing where none was.
pub fn standings(seen: &Seen) -> Option<(Vec<String>, Vec<Standing<'_>>)> {
    let (now, names) = phases_now(seen).unzip();
    let before = seen.followup.line.iter().filter_map(|past| {
        let came_to = Cow::Borrowed(last_in_phases(&past.assessed)?);
        Some(Standing { days: past.days, began: past.began, came_to })
    });
    let (days, began) = (seen.followup.days, seen.began);
    let now = now.map(|now| Standing { days, began, came_to: Cow::Owned(now) });
    let told = before.chain(now).collect();
    Some((names.or_else(|| names_before(seen))?, told))
}

/// The functions of which any of these tells where they stood, in the order in which they appear.
pub fn functions<'a>(told: &'a [Standing<'_>]) -> Vec<&'a str> {
    let mut functions: Vec<&str> = Vec::new();
    for (name, _) in told.iter().flat_map(|it| &it.came_to.functions) {
        if !functions.contains(&&**name) {
            functions.push(name);
        }
    }
    functions
}

impl Standing<'_> {
    /// The phase of a function, from 1, where it was told.
    pub fn of(&self, function: &str) -> Option<u8> {
        let functions = &self.came_to.functions;
        functions.iter().find(|(name, _)| &**name == function).map(|(_, phase)| *phase)
    }
}

/// What a phase is called, counted from 1.
pub fn phase_name(names: &[String], phase: u8) -> &str {
    let at = usize::from(phase).checked_sub(1);
    at.and_then(|at| names.get(at)).map_or("", String::as_str)
}

/// Where the room and each function stood and stand, session by session; nothing where phases were
/// told only once.
pub fn phases(seen: &Seen) -> Option<Grid> {
    let (names, told) = standings(seen)?;
    if told.len() < 2 {
        return None;
    }
    let row = |who: &str, of: &dyn Fn(&Standing<'_>) -> Option<u8>| {
        let name = |it| of(it).map_or("", |phase| phase_name(&names, phase)).to_owned();
        std::iter::once(who.to_owned()).chain(told.iter().map(name)).collect()
    };
    let mut rows = vec![row("The room", &|it| it.came_to.room)];
    rows.extend(functions(&told).into_iter().map(|function| row(function, &|it| it.of(function))));
    let columns = std::iter::once(String::new()).chain(told.iter().map(|it| called(it.days)));
    Some(Grid { columns: columns.collect(), rows })
}

/// What an assessment in phases of this session came to, and what the phases are called.
fn phases_now(seen: &Seen) -> Option<(Earlier, Vec<String>)> {
    let shown = |place| {
        let (_, phases) = assess::asked(seen, place);
        let assessed = seen.assessed(place).filter(|_| !phases.is_empty())?;
        let names = phases.iter().map(|phase| phase.name.to_string()).collect();
        Some((Earlier::of(seen, place, assessed), names))
    };
    seen.places().iter().rev().find_map(shown)
}

fn last_in_phases(assessed: &[super::Assessed]) -> Option<&Earlier> {
    assessed.iter().rev().find(|it| !it.phases.is_empty()).map(|it| &it.came_to)
}

fn names_before(seen: &Seen) -> Option<Vec<String>> {
    let all = seen.followup.line.iter().rev().flat_map(|past| &past.assessed);
    let phased = all.into_iter().find(|it| !it.phases.is_empty())?;
    Some(phased.phases.iter().map(|phase| phase.name.to_string()).collect())
}

/// What each session said of a goal, this one last.
fn each<'a>(seen: &'a Seen, goal: &'a Goal) -> impl Iterator<Item = Option<&'a Told>> {
    let id: &Id = &goal.id;
    seen.followup.line.iter().map(move |past| past.told(id)).chain([goal.told.as_ref()])
}

/// The number that a text begins with, in thousandths, and what follows it.
fn number_and_rest(text: &str) -> Option<(i64, &str)> {
    let text = text.trim_start_matches(|letter: char| !letter.is_ascii_digit() && letter != '-');
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1, text),
        None => (1, text),
    };
    let is_part = |letter: char| letter.is_ascii_digit() || ".,'\u{a0}\u{202f}".contains(letter);
    let end = text.find(|letter| !is_part(letter)).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let number = number.trim_end_matches(['.', ',', '\'']);
    let (whole, part) = match number.rsplit_once(['.', ',']) {
        // "1,000" is a thousand, "0,125" an eighth.
        Some((whole, part)) if part.len() != 3 || whole.trim_matches('0').is_empty() => {
            (whole, part)
        }
        _ => (number, ""),
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let whole: i64 = digits(whole).parse().ok()?;
    let part = format!("{:0<3}", digits(part).chars().take(3).collect::<String>());
    let part: i64 = part.parse().ok()?;
    let value = whole.checked_mul(1_000)?.checked_add(part)?;
    Some((sign * value, rest))
}

/// A number in thousandths, where some text begins with one: "4,5 hours", "1,000", "62 %", "3 in 4".
fn value(text: &str) -> Option<i64> {
    let (number, rest) = number_and_rest(text)?;
    let rest = rest.trim_start();
    let of = ["in ", "of ", "/"].iter().find_map(|word| rest.strip_prefix(word));
    let of = of.and_then(number_and_rest).map(|(of, _)| of).filter(|of| *of > 0);
    match of {
        Some(of) => number.checked_mul(1_000)?.checked_div(of),
        None => Some(number),
    }
}

/// The most eighths of a cell: columns in rows that touch stand apart.
const HIGHEST: i128 = 7;

/// The height in eighths of a value between the least and the most; never less than one, so that
/// what is known is seen.
fn between(value: i64, least: i64, most: i64) -> u8 {
    let [value, least, most] = [value, least, most].map(i128::from);
    let (value, most) = (value - least, most - least);
    let height = if most == 0 { 4 } else { (value * HIGHEST + most / 2) / most };
    u8::try_from(height.clamp(1, HIGHEST)).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_out_of_what_people_type() {
        assert_eq!(["3 in 4", "1/8", "9 of 10"].map(value), [750, 125, 900].map(Some));
        let read = ["62", "4,5 hours", "1,000", "about 0.125", "62 %", "-3", "some", "1.234.567"];
        let thousandths = [62_000, 4_500, 1_000_000, 125, 62_000, -3_000];
        let told: Vec<Option<i64>> = read.iter().map(|text| value(text)).collect();
        let mut expected: Vec<Option<i64>> = thousandths.map(Some).into();
        expected.extend([None, Some(1_234_567_000)]);
        assert_eq!(told, expected);
    }

    #[test]
    fn columns_are_drawn_between_the_least_and_the_most() {
        assert_eq!([20, 41, 62].map(|value| between(value, 20, 62)), [1, 4, 7]);
        assert_eq!(between(3, 3, 3), 4, "one value alone stands in the middle");
    }
}
