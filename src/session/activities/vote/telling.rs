//! What the room sees of a vote, and what the record holds.

use super::{Choice, Count, Vote, count, marking, on_the_ballot, options};
use crate::reader::Reader;
use crate::session::activities::State;
use crate::session::block::{Bar, Block, Grid, Line, Sign};
use crate::session::private::{Giver, Marking, letter};
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use crate::workshop::activity::Over;

/// The most lines that the back row reads.
const LINES: usize = 9;
/// Bars on the wall: what is left of the lines when the sentences below have theirs.
const BARS: usize = 7;

/// What there is to see: the options and how many are in, then the count.
pub fn page(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    if let Some(count) = count(seen, place) {
        return shown(seen, place, &count);
    }
    let choices = on_the_ballot(seen, place);
    if choices.is_empty() {
        return vec![Block::text(nothing(seen, place))];
    }
    let mut blocks = vec![listed(&choices), Block::text(progress(seen, place))];
    if !seen.policy(place).is_open() {
        blocks.extend(on_paper(seen, place).map(Block::Text));
    }
    blocks
}

/// How a sheet is written, so that a scribe can type it as it stands.
pub fn on_paper(session: &Session, place: &Place) -> Option<String> {
    let options = on_the_ballot(session, place).len();
    let marking = marking(session, place);
    let letters = || (0..options).filter(|place| *place != 1);
    let example = |letters: Vec<String>| letters.join(" ");
    let words = match marking {
        Marking::Ranks => {
            "On paper, the letters, the best first, = between equals: C A=B.".to_owned()
        }
        Marking::Scores { most } => {
            format!("On paper, 0 to {most} beside each letter, – for no opinion.")
        }
        Marking::Approvals { .. } => {
            let most = marking.in_all().unwrap_or(2).min(3);
            let letters = letters().map(letter).take(usize::try_from(most).unwrap_or(1));
            format!("On paper, the letters you would have: {}.", example(letters.collect()))
        }
        _ => {
            let all = usize::try_from(marking.in_all()?).unwrap_or(1);
            let dots = letters().flat_map(|at| vec![letter(at); marking.most().into()]);
            let example = example(dots.take(all).collect());
            format!("On paper, one letter for each dot: {example}.")
        }
    };
    (options > 2).then_some(words)
}

/// "7 of 9 are in. 3 dots each, at most 2 on one."
fn progress(session: &Session, place: &Place) -> String {
    format!("{}. {}.", session.who_is_in(place).words(), marking(session, place).words())
}

fn nothing(session: &Session, place: &Place) -> &'static str {
    match options::over(session, place) {
        Some(Over::Goals) => "There is nothing to vote on yet: no goal is written.",
        Some(Over::Areas) => "There is nothing to vote on yet: no area is named.",
        Some(Over::Ideas) | None => "There is nothing to vote on yet: no idea is in.",
    }
}

/// The options with their letters; beside each other when there are more than lines.
fn listed(choices: &[Choice]) -> Block {
    let named = |(at, choice): (usize, &Choice)| format!("{}  {}", letter(at), label(choice));
    let named: Vec<String> = choices.iter().enumerate().map(named).collect();
    if named.len() <= LINES {
        let line = |words: String| Line::new(Sign::None, words);
        return Block::Lines(named.into_iter().map(line).collect());
    }
    let columns = named.len().div_ceil(LINES);
    let height = named.len().div_ceil(columns);
    let cell =
        |column: usize, row: usize| named.get(column * height + row).cloned().unwrap_or_default();
    let row = |row: usize| (0..columns).map(|column| cell(column, row)).collect();
    let rows = (0..height).map(row).collect();
    Block::Grid(Grid { columns: vec![String::new(); columns], rows })
}

fn label(choice: &Choice) -> String {
    match choice.ideas {
        1 => choice.label.clone(),
        ideas => format!("{} ({ideas} ideas)", choice.label),
    }
}

fn shown(seen: &Seen, place: &Place, count: &Count) -> Vec<Block> {
    let all = bars(count);
    let most = if all.len() > BARS { BARS - 1 } else { BARS };
    let rest = all.len().saturating_sub(most);
    let next = all.get(most).map_or(0, |bar| bar.value);
    let mut blocks = vec![Block::Bars(all.into_iter().take(most).collect())];
    let mut lines = Vec::new();
    if rest > 0 {
        lines.push(Line::item(format!("and {rest} more, with {}", at_most(next))));
    }
    lines.extend(gap_words(count).map(Line::item));
    let again = if is_last(seen, place) { "" } else { AGAIN };
    lines.extend(divided_words(count).map(|words| Line::item(words + again)));
    if !lines.is_empty() {
        blocks.push(Block::Lines(lines));
    }
    blocks
}

/// What follows from a division, once.
const AGAIN: &str = " Talk two minutes, both ends first, then vote again.";

/// Whether nobody votes here again: it was done twice, or all is done.
fn is_last(seen: &Seen, place: &Place) -> bool {
    let again = |state: &State| matches!(state, State::Vote(vote) if !vote.earlier.is_empty());
    seen.finished.is_some() || seen.state(place).is_some_and(again)
}

fn at_most(dots: u64) -> String {
    match dots {
        0 => "no dot".into(),
        1 => "one dot or none".into(),
        dots => format!("{dots} dots or fewer"),
    }
}

fn bars(count: &Count) -> Vec<Bar> {
    let options = &count.tally.options;
    let most = options.iter().map(|option| u64::from(option.dots)).max().unwrap_or(0).max(1);
    let ranks = count.tally.order.iter().map(|option| count.rank(*option).len());
    let wide = ranks.max().unwrap_or(0).max(2) + 1;
    let bar = |option: &usize| Bar {
        label: format!("{:<wide$}{}", count.rank(*option), count.label(*option)),
        value: options[*option].dots.into(),
        most,
        number: options[*option].dots.to_string(),
        aside: count.aside(*option),
    };
    count.tally.order.iter().map(bar).collect()
}

/// The natural break, in words.
pub fn gap_words(count: &Count) -> Option<String> {
    let gap = count.tally.natural_break()?;
    let above = count.tally.order[gap.above - 1];
    Some(format!("A natural break of {} dots below {}.", gap.gap, count.quoted(above)))
}

/// The most divided option, in words.
pub fn divided_words(count: &Count) -> Option<String> {
    let option = count.tally.most_divided()?;
    let spread = count.tally.options[option].spread.as_ref()?;
    let some = (0_usize..).zip(spread).filter(|(_, people)| **people > 0);
    let some: Vec<String> =
        some.map(|(dots, people)| format!("{people} gave {}", dots_in_words(dots))).collect();
    Some(format!("Most divided: {} ({}).", count.quoted(option), some.join(", ")))
}

fn dots_in_words(dots: usize) -> String {
    match dots {
        0 => "none".into(),
        1 => "one dot".into(),
        2 => "two dots".into(),
        3 => "three dots".into(),
        dots => format!("{dots} dots"),
    }
}

/// What it leaves in the record: the count, why the order is as it is, and how it was spread.
pub fn section(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let Some(State::Vote(vote)) = seen.state(place) else { return Vec::new() };
    let Some(count) = count(seen, place) else {
        let begun = vote.given.count() > 0;
        return Vec::from_iter(begun.then(|| Block::text(progress(seen, place))));
    };
    let mut blocks = vec![Block::text(how(seen, place, &count)), Block::Bars(bars(&count))];
    let explained = count.tally.explain(|option| count.quoted(option));
    let sentences = [gap_words(&count), divided_words(&count)];
    let sentences = std::iter::once(explained).chain(sentences.into_iter().flatten());
    blocks.push(Block::text(sentences.collect::<Vec<_>>().join(" ")));
    blocks.extend(spread(&count));
    blocks.extend(by_name(seen, vote, &count));
    blocks
}

fn how(session: &Session, place: &Place, count: &Count) -> String {
    let who = match count.ballots {
        Some(1) => "One ballot".to_owned(),
        Some(ballots) => format!("{ballots} ballots"),
        None => {
            "Counted together, so that who gave what, and how many did, is not known".to_owned()
        }
    };
    let assumed = match count.assumed {
        0 => String::new(),
        1 => ", one of them assumed for somebody else".to_owned(),
        assumed => format!(", {assumed} of them assumed for others"),
    };
    let times = match session.state(place) {
        Some(State::Vote(vote)) if vote.earlier.len() == 1 => {
            " This is the second vote; “was” is what the first gave.".into()
        }
        Some(State::Vote(vote)) if vote.earlier.len() > 1 => {
            format!(" Voted {} times; this is the last.", vote.earlier.len() + 1)
        }
        _ => String::new(),
    };
    format!("{who}{assumed}; {}.{times}", marking(session, place).words())
}

/// How the dots of each option that got any are spread over people.
fn spread(count: &Count) -> Option<Block> {
    let most = count.tally.options.first()?.spread.as_ref()?.len();
    let heading = |dots: usize| format!("Gave {}", dots_in_words(dots));
    let columns = std::iter::once("Option".to_owned()).chain((0..most).map(heading));
    let row = |option: &usize| {
        let spread = count.tally.options[*option].spread.iter().flatten();
        let label = count.label(*option).to_owned();
        std::iter::once(label).chain(spread.map(u32::to_string)).collect()
    };
    let given = |option: &&usize| count.tally.options[**option].dots > 0;
    let rows: Vec<Vec<String>> = count.tally.order.iter().filter(given).map(row).collect();
    (!rows.is_empty()).then(|| Block::Grid(Grid { columns: columns.collect(), rows }))
}

/// Who gave what, where the room may know.
fn by_name(seen: &Seen, vote: &Vote, count: &Count) -> Option<Block> {
    let row = |(from, ballot): (Option<&Giver>, &crate::session::Ballot)| {
        let Giver::Person(who) = from? else { return None };
        let given = count.choices.iter().filter(|choice| ballot.on(&choice.id) > 0);
        let given = given.map(|choice| format!("{} {}", choice.label, ballot.on(&choice.id)));
        Some(vec![seen.name_of(who).to_owned(), given.collect::<Vec<_>>().join(", ")])
    };
    let rows: Vec<Vec<String>> = vote.papers().filter_map(row).collect();
    let columns = vec!["Who".to_owned(), "Gave".to_owned()];
    (!rows.is_empty()).then_some(Block::Grid(Grid { columns, rows }))
}
