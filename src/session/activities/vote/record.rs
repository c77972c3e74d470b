//! What a vote leaves in the record: the count, why the order is as it is, what is kept and what
//! it hangs on, how people differed, and how it shifted.

use super::telling::{bars, progress};
use super::words::gave;
use super::{
    Count, Vote, divided, explained, kept, marking, options, result, reversed, shift, state,
};
use crate::methods::prioritize::VoteKind;
use crate::reader::Reader;
use crate::session::block::{Block, Grid};
use crate::session::private::{Ballot, Giver};
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use crate::text::{capital, ordinal};

/// More options than these make no table of everyone against everyone that a page has room for.
const DUELS: usize = 8;
/// More places than these are too many columns: the rest is "lower".
const PLACES: usize = 6;

/// What it leaves in the record.
pub fn section(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    let Some(vote) = state(seen, place) else { return Vec::new() };
    let Some(count) = result(seen, place) else {
        let begun = vote.given.count() > 0;
        return Vec::from_iter(begun.then(|| Block::text(progress(seen, place))));
    };
    let mut blocks = vec![Block::text(how(seen, place, &count)), Block::Bars(bars(&count, reader))];
    let shift = shift(&count, reader);
    let sentences = [divided(&count), shift];
    let sentences =
        std::iter::once(explained(&count, reader)).chain(sentences.into_iter().flatten());
    blocks.push(Block::text(sentences.collect::<Vec<_>>().join(" ")));
    let kept: Vec<String> = kept(&count, reader).into_iter().chain(reversed(&count)).collect();
    blocks.extend((!kept.is_empty()).then(|| Block::text(kept.join(" "))));
    blocks.extend(spread(&count));
    blocks.extend(duels(&count));
    blocks.extend(run_offs(seen, place, vote, &count, reader));
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
    let times = match state(session, place).map_or(0, |vote| vote.earlier.len()) {
        0 => String::new(),
        1 => " This is the second vote; “was” is what the first gave.".into(),
        earlier => format!(" Voted {} times; this is the last.", earlier + 1),
    };
    format!("{who}{assumed}; {}.{times}", marked(session, place, count))
}

/// How the ballots of the vote itself were marked, whatever a run-off has.
fn marked(session: &Session, place: &Place, count: &Count) -> String {
    match (count.tally.kind, count.tally.run_offs.is_empty()) {
        (VoteKind::Dots, false) => options::marking_of_the_vote(session, place).words(),
        _ => marking(session, place).words(),
    }
}

/// How what was said of each option that anybody said anything of is spread over people.
fn spread(count: &Count) -> Option<Block> {
    let kind = count.tally.kind;
    let most = count.tally.items.first()?.spread.as_ref()?.said.len();
    let shown = if kind == VoteKind::Ranked { most.min(PLACES) } else { most };
    let mut columns = vec!["Option".to_owned()];
    columns.extend((0..shown).map(|value| heading(kind, value)));
    columns.extend((shown < most).then(|| "Lower".to_owned()));
    columns.extend((kind == VoteKind::Score).then(|| "No opinion".to_owned()));
    let row = |option: &usize| {
        let spread = count.tally.items[*option].spread.as_ref();
        let said = spread.map_or(&[][..], |spread| &spread.said);
        let (first, lower) = said.split_at(shown.min(said.len()));
        let mut row = vec![count.label(*option).to_owned()];
        row.extend(first.iter().map(u32::to_string));
        row.extend((shown < most).then(|| lower.iter().sum::<u32>().to_string()));
        let silent = spread.filter(|_| kind == VoteKind::Score).map(|it| it.silent.to_string());
        row.extend(silent);
        row
    };
    let given = |option: &&usize| {
        let standing = &count.tally.items[**option].standing;
        kind == VoteKind::Ranked || standing.people().is_some_and(|people| people > 0)
    };
    let rows: Vec<Vec<String>> = count.tally.order.iter().filter(given).map(row).collect();
    (!rows.is_empty()).then_some(Block::Grid(Grid { columns, rows }))
}

fn heading(kind: VoteKind, value: usize) -> String {
    match kind {
        VoteKind::Ranked => ordinal(value + 1),
        _ => capital(&gave(kind, value)),
    }
}

/// Everyone against everyone: how many put the row above the column; none of too many options.
pub fn duels(count: &Count) -> Option<Block> {
    let duels = count.tally.duels.as_ref().filter(|_| count.choices.len() <= DUELS)?;
    let order = &count.tally.order;
    let number = |row: usize| (row + 1).to_string();
    let columns = std::iter::once("Head to head".to_owned()).chain((0..order.len()).map(number));
    let cell = |one: usize, other: usize| match one == other {
        true => "·".to_owned(),
        false => duels.support[one][other].to_string(),
    };
    let row = |(at, option): (usize, &usize)| {
        let label = format!("{}  {}", number(at), count.label(*option));
        std::iter::once(label).chain(order.iter().map(|other| cell(*option, *other))).collect()
    };
    let rows = order.iter().enumerate().map(row).collect();
    Some(Block::Grid(Grid { columns: columns.collect(), rows }))
}

/// Each run-off with its own count, and one that is under way.
fn run_offs(seen: &Seen, place: &Place, vote: &Vote, count: &Count, reader: &Reader) -> Vec<Block> {
    let mut blocks = Vec::new();
    for run_off in &count.tally.run_offs {
        let choices = run_off.among.iter().map(|option| count.choices[*option].clone()).collect();
        let counted = Count {
            choices,
            tally: run_off.tally.clone(),
            before: None,
            line: None,
            talked: None,
            ..count.clone()
        };
        let titled = format!("A run-off among {} equals", run_off.among.len());
        blocks.push(Block::text(format!("{titled}: {}", explained(&counted, reader))));
        blocks.push(Block::Bars(bars(&counted, reader)));
    }
    if vote.is_run_off() && !vote.is_shown() {
        blocks.push(Block::text(progress(seen, place)));
    }
    blocks
}

/// Who gave what, where the room may know.
fn by_name(seen: &Seen, vote: &Vote, count: &Count) -> Option<Block> {
    let kind = count.tally.kind;
    let row = |(from, ballot): (Option<&Giver>, &Ballot)| {
        let Giver::Person(who) = from? else { return None };
        Some(vec![seen.name_of(who).to_owned(), said(kind, ballot, count)])
    };
    let first = vote.rounds.first();
    let papers: Vec<(Option<&Giver>, &Ballot)> = match first {
        Some(round) => round.papers().collect(),
        None => vote.papers().collect(),
    };
    let rows: Vec<Vec<String>> = papers.into_iter().filter_map(row).collect();
    let columns = vec!["Who".to_owned(), "Gave".to_owned()];
    (!rows.is_empty()).then_some(Block::Grid(Grid { columns, rows }))
}

/// What one ballot says: "Listening 2, Crisis 1"; of a ranking the order, "Listening, Crisis".
fn said(kind: VoteKind, ballot: &Ballot, count: &Count) -> String {
    let mut marks: Vec<(&str, u8)> = count
        .choices
        .iter()
        .filter_map(|choice| Some((choice.label.as_str(), ballot.answer(&choice.id)?)))
        .collect();
    if kind == VoteKind::Ranked {
        marks.sort_by_key(|(_, place)| *place);
        let groups = marks.chunk_by(|one, next| one.1 == next.1);
        let groups = groups
            .map(|group| group.iter().map(|(label, _)| *label).collect::<Vec<_>>().join(" = "));
        return groups.collect::<Vec<_>>().join(", ");
    }
    let marks = marks.into_iter().map(|(label, value)| match kind {
        VoteKind::Approval => label.to_owned(),
        _ => format!("{label} {value}"),
    });
    marks.collect::<Vec<_>>().join(", ")
}
