//! What a matrix says in words: its quarters, where people are apart, what is not known.

use super::{Axes, Counted, How, axes, state};
use crate::methods::matrix::Side;
use crate::session::private::{Giver, letter, papers};
use crate::session::{Id, Place, Session};
use crate::text::{capital, listed};

/// The quarters in the order in which they are read: what is worth it first.
pub(super) const QUARTERS: [[Side; 2]; 4] = [
    [Side::High, Side::Low],
    [Side::High, Side::High],
    [Side::Low, Side::Low],
    [Side::Low, Side::High],
];

/// What the quarters are called where impact and effort are weighed: several, and one.
const CALLED: [[&str; 2]; 4] = [
    ["quick wins", "quick win"],
    ["big bets", "big bet"],
    ["fill-ins", "fill-in"],
    ["leave", "leave it"],
];

/// Whether the quarters have names of their own: they do where impact is weighed against effort.
fn are_called(axes: &Axes<'_>) -> bool {
    axes.axes[0].is("impact") && axes.axes[1].is("effort")
}

/// What a quarter is called for several options: "quick wins", "much value, little risk".
pub(super) fn quarter(axes: &Axes<'_>, at: usize) -> String {
    if are_called(axes) { CALLED[at][0].into() } else { by_ends(axes, QUARTERS[at]) }
}

/// What it means for one option to lie on these sides: a quarter, or the middle of an axis.
pub(super) fn reading(axes: &Axes<'_>, sides: [Side; 2]) -> String {
    let [up, across] = axes.axes.map(|axis| &axis.name);
    match sides {
        [Side::Middle, Side::Middle] => "in the middle of both".into(),
        [Side::Middle, _] => format!("in the middle of {up}"),
        [_, Side::Middle] => format!("in the middle of {across}"),
        sides => match QUARTERS.iter().position(|quarter| *quarter == sides) {
            Some(at) if are_called(axes) => CALLED[at][1].into(),
            _ => by_ends(axes, sides),
        },
    }
}

fn by_ends(axes: &Axes<'_>, sides: [Side; 2]) -> String {
    let end = |at: usize| {
        let axis = axes.axes[at];
        let word = if sides[at] == Side::High { &axis.high } else { &axis.low };
        format!("{word} {}", axis.name)
    };
    format!("{}, {}", end(0), end(1))
}

/// The options that lie best, where that is known: quick wins.
pub fn best(session: &Session, place: &Place, counted: &Counted) -> Vec<Id> {
    match axes(session, place).filter(are_called) {
        Some(_) => of_quarter(counted, QUARTERS[0])
            .into_iter()
            .map(|at| counted.choices[at].id.clone())
            .collect(),
        None => Vec::new(),
    }
}

fn of_quarter(counted: &Counted, quarter: [Side; 2]) -> Vec<usize> {
    let lies = |option: &usize| counted.matrix.quarter(*option) == Some(quarter);
    (0..counted.choices.len()).filter(lies).collect()
}

fn letters(options: &[usize]) -> String {
    listed(&options.iter().map(|option| letter(*option)).collect::<Vec<_>>())
}

/// What is to be said of it: the quarters, what the room goes on with, where people are apart most,
/// and what is not known. Options go by their letters.
pub fn told(session: &Session, place: &Place, counted: &Counted) -> Vec<String> {
    let Some(axes) = axes(session, place) else { return Vec::new() };
    let quarters = in_quarters(&axes, counted);
    let goes_on = goes_on(session, place, counted);
    let said = [quarters, goes_on, apart(&axes, counted), unknown(counted)];
    said.into_iter().filter(|words| !words.is_empty()).collect()
}

/// "Quick wins: B and D. Big bets: A. In the middle of effort: C."
fn in_quarters(axes: &Axes<'_>, counted: &Counted) -> String {
    let quarters = (0..QUARTERS.len()).filter_map(|at| {
        let here = of_quarter(counted, QUARTERS[at]);
        let words = || format!("{}: {}.", capital(&quarter(axes, at)), letters(&here));
        (!here.is_empty()).then(words)
    });
    let [any, middle] = [[Side::Low, Side::High], [Side::Middle; 2]];
    let lines = [
        vec![[middle[0], any[0]], [middle[0], any[1]]],
        vec![[any[0], middle[0]], [any[1], middle[0]]],
        vec![middle],
    ];
    let lines = lines.into_iter().filter_map(|sides| {
        let here = |option: &usize| {
            counted.matrix.quarter(*option).is_some_and(|lies| sides.contains(&lies))
        };
        let here: Vec<usize> = (0..counted.choices.len()).filter(here).collect();
        let words = || format!("{}: {}.", capital(&reading(axes, sides[0])), letters(&here));
        (!here.is_empty()).then(words)
    });
    let places = counted.matrix.in_one_place().into_iter();
    let places = places.map(|group| format!("{} stand in one place.", letters(&group)));
    quarters.chain(lines).chain(places).collect::<Vec<_>>().join(" ")
}

/// "Furthest apart on impact: C; on effort: A and F."
fn apart(axes: &Axes<'_>, counted: &Counted) -> String {
    if counted.how == How::Voice {
        return "The room answered with one voice; how far it agrees is not known.".into();
    }
    let known = (0..counted.choices.len()).any(|option| counted.matrix.number(option) > 1);
    if !known {
        return "No option has two answers, so how far you agree is not known.".into();
    }
    let most = [0, 1].map(|axis| counted.matrix.most_apart(axis));
    let on = |axis: usize| format!("on {}: {}", axes.axes[axis].name, letters(&most[axis]));
    match [0, 1].map(|axis| most[axis].is_empty()) {
        [true, true] => "Everyone places them alike.".into(),
        [false, false] if most[0] == most[1] => {
            let [up, across] = axes.axes.map(|axis| &axis.name);
            format!("Furthest apart on {up} and on {across}: {}.", letters(&most[0]))
        }
        [false, false] => format!("Furthest apart {}; {}.", on(0), on(1)),
        [alone, _] => {
            let (axis, other) = if alone { (1, 0) } else { (0, 1) };
            let alike = &axes.axes[other].name;
            format!("Furthest apart {}; of {alike} everyone says the same.", on(axis))
        }
    }
}

/// What few or nobody placed, and what is assumed.
fn unknown(counted: &Counted) -> String {
    let mut said = Vec::new();
    if let How::Sheets { count, assumed } = counted.how {
        let few: Vec<String> = (0..counted.choices.len())
            .filter(|option| counted.is_by_few(*option))
            .map(|option| {
                format!("{} ({} of {count})", letter(option), counted.matrix.number(option))
            })
            .collect();
        said.extend((!few.is_empty()).then(|| format!("Fewer than half placed {}.", listed(&few))));
        said.extend((assumed > 0).then(|| "Some of it is assumed for others.".to_owned()));
    }
    let nobody = counted.by_nobody();
    said.extend((!nobody.is_empty()).then(|| format!("Nobody placed {}.", letters(&nobody))));
    said.join(" ")
}

fn goes_on(session: &Session, place: &Place, counted: &Counted) -> String {
    let taken = state(session, place).map_or(&[][..], |matrix| &matrix.taken);
    let here = |at: &usize| taken.contains(&counted.choices[*at].id);
    let taken: Vec<usize> = (0..counted.choices.len()).filter(here).collect();
    match taken.is_empty() {
        true => String::new(),
        false => format!("We go on with {}.", letters(&taken)),
    }
}

/// Who placed an option where, in a step that shows it with names: "Ana 4 and 2, Ben 5 and 1".
pub fn by_name(session: &Session, place: &Place, option: &Id) -> Option<String> {
    let activity = session.activity(place)?;
    if !activity.privacy.is_open() && !activity.names_on_wall {
        return None;
    }
    let sheets = papers(&state(session, place)?.sheets);
    let said = sheets.filter_map(|(from, sheet)| {
        let who = match from? {
            Giver::Person(id) | Giver::Hat(id) => session.name_of(id),
            Giver::Sheet | Giver::Voice => return None,
        };
        let [up, across] = sheet.pair(option)?;
        Some(format!("{who} {up} and {across}"))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(", "))
}
