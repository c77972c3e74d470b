//! What the room sees of a matrix, and what the record holds.

use super::words::{by_name, quarter, reading, told};
use super::{Axes, Counted, How, axes, counted, marking, placed, scale, state};
use crate::methods::matrix::Reach;
use crate::reader::Reader;
use crate::session::activities::{choices, paper, questions};
use crate::session::block::{Along, Block, Line, Plane, Spot};
use crate::session::private::letter;
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use crate::text::{capital, in_words};
use num_rational::{BigRational, Ratio};
use num_traits::ToPrimitive;

/// How a sheet is written, so that a scribe can type it as it stands.
pub fn on_paper() -> &'static str {
    "On paper, two digits beside each letter: A 4 2."
}

/// What there is to see: the options and how many are in, then where they stand.
pub fn page(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    match counted(seen, place) {
        None => awaited(seen, place),
        Some(counted) => {
            // Two lines below the names are as much as the back row reads.
            let told = told(seen, place, &counted);
            let (quarters, rest) = told.split_at(told.len().min(1));
            let lines = quarters.iter().cloned().chain([rest.join(" ")]);
            let lines = lines.filter(|words| !words.is_empty()).map(Line::item);
            vec![
                Block::Plane(Box::new(plane(seen, place, &counted, reader))),
                Block::Lines(lines.collect()),
            ]
        }
    }
}

fn awaited(seen: &Seen, place: &Place) -> Vec<Block> {
    let (options, axes) = (placed(seen, place), axes(seen, place));
    let (Some(axes), false) = (axes, options.is_empty()) else {
        let why = choices::none_yet(choices::over(seen, place));
        return vec![Block::text(format!("There is nothing to place yet: {why}."))];
    };
    let listed = paper::lettered(options.into_iter().map(|option| option.label));
    let who = seen.who_is_in(place).words();
    let marked = marking(axes.points).asking(&questions(seen, place));
    let progress = format!("{who}. {}; {}.", capital(&marked), scale(seen, place));
    let mut blocks = vec![listed, Block::text(progress)];
    if !seen.policy(place).is_open() {
        blocks.push(Block::text(on_paper()));
    }
    blocks
}

/// The options on their two axes.
pub fn plane(session: &Session, place: &Place, counted: &Counted, reader: &Reader) -> Plane {
    let Some(axes) = axes(session, place) else { return Plane::default() };
    let words = |at: usize| quarter(&axes, at);
    let spot = |option: usize| spot(session, place, counted, option, reader);
    Plane {
        names: axes.axes.map(|axis| axis.name.to_string()),
        ends: axes.axes.map(|axis| [axis.low.to_string(), axis.high.to_string()]),
        points: axes.points,
        quarters: [0, 1, 2, 3].map(words),
        spots: (0..counted.choices.len()).map(spot).collect(),
    }
}

fn spot(
    session: &Session,
    place: &Place,
    counted: &Counted,
    option: usize,
    reader: &Reader,
) -> Spot {
    let choice = &counted.choices[option];
    let mut spot = Spot {
        letter: letter(option),
        label: choice.label.clone(),
        number: number(counted, option),
        taken: state(session, place).is_some_and(|matrix| matrix.taken.contains(&choice.id)),
        ..Spot::default()
    };
    let (Some(axes), Some(quarter)) = (axes(session, place), counted.matrix.quarter(option)) else {
        return spot;
    };
    spot.reading = reading(&axes, quarter);
    let reaches = [0, 1].map(|axis| counted.matrix.reach(option, axis));
    if let [Some(up), Some(across)] = &reaches {
        let reaches = [up, across];
        spot.at = Some(reaches.map(|reach| along(reach, axes.points)));
        spot.mean = reaches.map(|reach| decimal(&reach.mean, reader));
        spot.reach = reaches.map(|reach| match reach.from == reach.to {
            true => String::new(),
            false => format!("{}–{}", decimal(&reach.from, reader), decimal(&reach.to, reader)),
        });
    }
    spot
}

/// How many placed an option, and of how many where some did not.
fn number(counted: &Counted, option: usize) -> String {
    let number = counted.matrix.number(option);
    match counted.how {
        How::Voice => String::new(),
        How::Sheets { count, .. } if number == count as u64 => number.to_string(),
        How::Sheets { count, .. } => format!("{number} of {count}"),
    }
}

fn along(reach: &Reach, points: u8) -> Along {
    let steps = BigRational::from_integer(points.saturating_sub(1).max(1).into());
    let part = |value: &BigRational| {
        let whole = BigRational::from_integer(Along::WHOLE.into());
        let part = (value - BigRational::from_integer(1.into())) / &steps * whole;
        part.round().to_integer().to_u16().unwrap_or(0).min(Along::WHOLE)
    };
    Along { from: part(&reach.from), at: part(&reach.mean), to: part(&reach.to) }
}

/// "4.2": answers are counted from 1 and few, so their means have small numbers.
fn decimal(value: &BigRational, reader: &Reader) -> String {
    let small = |number: &num_bigint::BigInt| number.to_u64().unwrap_or(1).max(1);
    reader.decimal(Ratio::new(small(value.numer()), small(value.denom())))
}

/// What it leaves in the record: how it was placed, every option with its numbers, what was said,
/// and who placed what where that is known.
pub fn section(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    let Some(matrix) = state(seen, place) else { return Vec::new() };
    let (Some(counted), Some(axes)) = (counted(seen, place), axes(seen, place)) else {
        let begun = matrix.given.count() > 0;
        let words = || format!("{}.", seen.who_is_in(place).words());
        return Vec::from_iter(begun.then(|| Block::text(words())));
    };
    let said = told(seen, place, &counted).into_iter().map(Line::item);
    let mut blocks = vec![
        Block::Text(how(&axes, &counted)),
        Block::Plane(Box::new(plane(seen, place, &counted, reader))),
        Block::Lines(said.collect()),
    ];
    let named = counted.choices.iter().enumerate().filter_map(|(at, choice)| {
        let said = by_name(seen, place, &choice.id)?;
        Some(Line::item(format!("{}: {said}", letter(at))))
    });
    let named: Vec<Line> = named.collect();
    if !named.is_empty() {
        let [up, across] = axes.axes.map(|axis| &axis.name);
        blocks.push(Block::Text(format!("Who placed what, {up} and {across}:")));
        blocks.push(Block::Lines(named));
    }
    blocks
}

fn how(axes: &Axes<'_>, counted: &Counted) -> String {
    let [up, across] = axes.axes.map(|axis| &axis.name);
    let (options, points) = (in_words(counted.choices.len()), axes.points);
    let scale = format!("{up} and {across}, from 1 to {points}");
    match counted.how {
        How::Voice => format!("The room placed {options} options with one voice by {scale}."),
        How::Sheets { count, .. } => format!(
            "{} {} placed {options} options by {scale}. Beside each average stands how far those \
             below and those above it reach, on average.",
            capital(&in_words(count)),
            if count == 1 { "sheet" } else { "sheets" },
        ),
    }
}
