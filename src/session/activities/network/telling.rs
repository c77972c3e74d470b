//! What a network tells: who is asked most, which function asks which, where it hangs on one
//! person, and what to do about it.

use super::{Function, Mapped, Meeting, Part, Who, state};
use crate::reader::Reader;
use crate::session::block::{Bar, Block, Grid, Line, Sign};
use crate::session::private::{Giver, Outsider, letter};
use crate::session::viewer::Seen;
use crate::session::{Id, Place, Session};
use crate::text::{CleanText, capital, in_words, listed};
use crate::workshop::Policy;
use std::collections::BTreeMap;

/// The most lines that the back row reads.
const LINES: usize = 8;
/// Of those on whom others hang altogether, so many are told on the wall.
const CUTS: usize = 2;

/// A line about where it hangs on one person, and which functions it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// What it says.
    pub line: Line,
    /// The functions that meet in one person, where somebody else could learn it.
    pub between: Option<[CleanText; 2]>,
}

/// Who will see what is given, in true words.
pub fn promise(policy: Policy) -> &'static str {
    match policy {
        Policy::Open => "Everyone sees who is asked, by name if they are here.",
        Policy::Hidden | Policy::Anonymous => {
            "The room sees functions, also of one person; names only of those who agree. The file \
             keeps all names."
        }
    }
}

/// What there is to see: how many are in, then the part that is looked at.
pub fn page(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let (Some(network), Some(mapped)) = (state(seen, place), seen.mapped(place)) else {
        return awaited(seen, place);
    };
    if mapped.names == 0 {
        return vec![Block::text(standing(seen, place, mapped))];
    }
    match network.part {
        Part::Asked => asked_bars(mapped, LINES, true).into_iter().map(Block::Bars).collect(),
        Part::Grid => both(mapped).collect(),
        Part::Bridges => vec![Block::Lines(for_the_wall(seen, place, mapped))],
    }
}

/// What stands above the part that is looked at, in place of the question.
pub fn title(seen: &Seen, place: &Place) -> Option<&'static str> {
    let network = state(seen, place).filter(|network| network.is_shown())?;
    seen.mapped(place).filter(|mapped| mapped.names > 0)?;
    Some(network.part.title())
}

/// Where it hangs on one person, in as many lines as the back row reads: of the pairs of functions
/// those that are needed most.
fn for_the_wall(seen: &Seen, place: &Place, mapped: &Mapped) -> Vec<Line> {
    let (pairs, others): (Vec<Reach>, Vec<Reach>) =
        reached(seen, place, mapped, CUTS).into_iter().partition(|reach| reach.between.is_some());
    let room = LINES - others.len();
    let kept = if pairs.len() > room { room - 1 } else { pairs.len() };
    let more = pairs.len() - kept;
    let mut lines: Vec<Line> = pairs.into_iter().take(kept).map(|reach| reach.line).collect();
    lines.extend((more > 0).then(|| Line::item(format!("and {more} pairs more"))));
    lines.extend(others.into_iter().map(|reach| reach.line));
    // The back row needs no question behind every line.
    for line in lines.iter_mut().filter(|line| line.sign != Sign::Settled) {
        line.aside.clear();
    }
    lines
}

fn awaited(seen: &Seen, place: &Place) -> Vec<Block> {
    let marking = super::super::marking(seen, place);
    let limits = marking.map_or_else(String::new, |marking| capital(&marking.words()));
    vec![Block::text(format!("{}. {limits}.", seen.who_is_in(place).words()))]
}

/// The bars of those who agreed to be named, then those of the functions; together so many. Beside
/// a function stands how many people it has, where there is room for it.
pub fn asked_bars(mapped: &Mapped, lines: usize, heads: bool) -> Vec<Vec<Bar>> {
    let functions = mapped.functions_asked();
    let named = mapped.named.len().min(lines - lines.min(functions.len()).min(lines / 2));
    // One scale for both, so that a bar as long says as much.
    let most = functions.iter().map(|function| function.asked).max().unwrap_or(0);
    let hub = mapped.named.iter().map(|person| person.asked).max().unwrap_or(0);
    let most = u64::from(most).max(u64::try_from(hub).unwrap_or(u64::MAX)).max(1);
    let counts: Vec<usize> = mapped.named.iter().map(|person| person.asked).collect();
    let names = mapped.named.iter().take(named).map(|person| Bar {
        label: person.name.clone(),
        value: u64::try_from(person.asked).unwrap_or(u64::MAX),
        most,
        number: person.asked.to_string(),
        aside: beside(&person.function, is_tied(&counts, &person.asked)),
    });
    let counts: Vec<u32> = functions.iter().map(|function| function.asked).collect();
    let of_functions = functions.iter().take(lines - named).map(|function| Bar {
        label: function.name.clone(),
        value: function.asked.into(),
        most,
        number: function.asked.to_string(),
        aside: beside(&of(function, heads), is_tied(&counts, &function.asked)),
    });
    let mut bars = vec![names.collect(), of_functions.collect()];
    bars.retain(|bars: &Vec<Bar>| !bars.is_empty());
    bars
}

fn is_tied<T: PartialEq>(counts: &[T], count: &T) -> bool {
    counts.iter().filter(|other| *other == count).count() > 1
}

fn beside(what: &str, tied: bool) -> String {
    match (what, tied) {
        (what, false) => what.to_owned(),
        ("", true) => "tied".to_owned(),
        (what, true) => format!("{what}, tied"),
    }
}

/// "3 people", "2 not here", "3 people, 2 not here"; without heads at most "not here".
fn of(function: &Function, heads: bool) -> String {
    let here = match function.people {
        0 => String::new(),
        1 => "1 person".to_owned(),
        several => format!("{several} people"),
    };
    match (function.people, function.outsiders) {
        (0, _) if !heads => "not here".into(),
        _ if !heads => String::new(),
        (_, 0) => here,
        (0, not) => format!("{not} not here"),
        (_, not) => format!("{here}, {not} not here"),
    }
}

/// Which function asks which: those that ask below each other, those that are asked side by side
/// under their letters. A function of which nobody is here asks nobody.
pub fn grid(mapped: &Mapped) -> Grid {
    let letters = (0..mapped.functions.len()).map(letter);
    let columns = ["asks".to_owned()].into_iter().chain(letters).collect();
    let cell = |count: &u32| if *count == 0 { "·".to_owned() } else { count.to_string() };
    let row = |(at, (function, counts)): (usize, (&Function, &Vec<u32>))| {
        [lettered(at, function)].into_iter().chain(counts.iter().map(cell)).collect()
    };
    let rows = mapped.functions.iter().zip(&mapped.grid).enumerate();
    let rows = rows.filter(|(_, (function, _))| function.people > 0).map(row).collect();
    Grid { columns, rows }
}

/// "B  Legal".
pub fn lettered(at: usize, function: &Function) -> String {
    format!("{}  {}", letter(at), function.name)
}

/// The grid, and below it which of its letters are functions of which nobody is here.
fn both(mapped: &Mapped) -> impl Iterator<Item = Block> {
    [Block::Grid(grid(mapped))].into_iter().chain(not_here(mapped).map(Block::Text))
}

/// The letters of the functions that are asked, and of which nobody is here.
pub fn not_here(mapped: &Mapped) -> Option<String> {
    let functions = mapped.functions.iter().enumerate();
    let functions = functions.filter(|(_, function)| function.people == 0);
    let named: Vec<String> =
        functions.map(|(at, function)| format!("{} {}", letter(at), function.name)).collect();
    (!named.is_empty()).then(|| format!("Not here: {}", named.join(", ")))
}

/// Where it hangs on one person, whom nobody reaches, and what is next; of those without whom
/// others lose touch so many.
pub fn reached(session: &Session, place: &Place, mapped: &Mapped, cuts: usize) -> Vec<Reach> {
    let mut told: Vec<Reach> =
        mapped.meetings.iter().map(|meeting| meets(session, place, meeting)).collect();
    let plain = |line: Line| Reach { line, between: None };
    told.extend(mapped.cuts.iter().take(cuts).map(|cut| {
        let lost: Vec<String> = cut.lost.iter().map(|(of, count)| some_of(*count, of)).collect();
        let only_one = cut.lost.iter().map(|(_, count)| count).sum::<usize>() == 1;
        let hang = if only_one { "hangs" } else { "hang" };
        let words = format!("{} {hang} on {} alone", capital(&listed(&lost)), cut.who.words());
        plain(Line::new(Sign::Half, words))
    }));
    if !mapped.unreached.is_empty() {
        let words = format!("Nobody of another function asks {}", either(&mapped.unreached));
        told.push(plain(Line::new(Sign::Nobody, words).with("who goes there?")));
    }
    if told.is_empty() && mapped.names > 0 {
        told.push(plain(Line::new(Sign::Settled, "No two functions hang on one person alone")));
    }
    told
}

fn meets(session: &Session, place: &Place, meeting: &Meeting) -> Reach {
    let between = meeting.between.each_ref().map(|name| CleanText::line(name));
    let only = match meeting.only.as_slice() {
        [Who::OneOf(_), Who::OneOf(_)] => "one of each".to_owned(),
        only => listed(&only.iter().map(Who::words).collect::<Vec<_>>()),
    };
    let words = format!("{}: only {only}", listed(&meeting.between));
    let line = match session.second(place, &between) {
        Some(who) => Line::new(Sign::Settled, words).with(format!("{who} learns it")),
        None => Line::new(Sign::Half, words).with("who else could?"),
    };
    Reach { line, between: Some(between) }
}

fn some_of(count: usize, of: &str) -> String {
    format!("{} of {of}", in_words(count))
}

/// "Legal", "Legal or IT".
fn either(names: &[String]) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        names => names.concat(),
    }
}

/// What is agreed where two functions meet in one person: whoever learns it gets to know the other
/// function, or both.
pub(super) fn agreement(session: &Session, between: &[CleanText; 2], who: &Id) -> CleanText {
    let own = session.person(who).map(|person| &person.function);
    let others: Vec<&CleanText> = between.iter().filter(|of| Some(*of) != own).collect();
    CleanText::line(&format!("{} gets to know {}, too.", session.name_of(who), listed(&others)))
}

/// How much of it is known: how many sheets and names, and how many are missing.
pub fn standing(session: &Session, place: &Place, mapped: &Mapped) -> String {
    let count = |count: usize, one: &str, more: &str| {
        format!("{} {}", in_words(count), if count == 1 { one } else { more })
    };
    let outside = match mapped.outsiders() {
        0 => String::new(),
        outsiders => {
            format!("; {} not here", count(outsiders, "person named is", "people named are"))
        }
    };
    let mut said = vec![capital(&format!(
        "{}, {}{outside}.",
        count(mapped.sheets, "sheet", "sheets"),
        count(mapped.names, "name", "names")
    ))];
    let who = session.who_is_in(place);
    let missing = who.of.unwrap_or(0).saturating_sub(who.count);
    said.extend((missing > 0).then(|| {
        let are = count(missing, "person is", "people are");
        capital(&format!("{are} not in: there may be a tie that nobody named."))
    }));
    said.join(" ")
}

/// What it leaves in the record: all three parts, how far people keep to their own, and how much of
/// it is known.
pub fn section(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let Some(network) = state(seen, place) else { return Vec::new() };
    let Some(mapped) = seen.mapped(place) else {
        let begun = network.given.count() > 0;
        let words = || format!("{}.", seen.who_is_in(place).words());
        return Vec::from_iter(begun.then(|| Block::text(words())));
    };
    let mut blocks = vec![Block::text(standing(seen, place, mapped))];
    if mapped.names == 0 {
        return blocks;
    }
    blocks.extend(asked_bars(mapped, usize::MAX, true).into_iter().map(Block::Bars));
    blocks.push(Block::text("How often each function, in its row, asks each, in its column:"));
    blocks.extend(both(mapped));
    let lines = reached(seen, place, mapped, usize::MAX).into_iter().map(|reach| reach.line);
    blocks.push(Block::Lines(lines.collect()));
    blocks.extend(mapped.mixing.index().map(|_| Block::text(mapped.mixing.sentence("The room"))));
    blocks
}

/// Whoever is not on the list, by name: how often they were named, most first. For a paper on which
/// somebody asked for it, and for nothing else.
pub fn outsiders(session: &Session, place: &Place) -> Option<Grid> {
    let network = state(session, place).filter(|network| network.is_shown())?;
    let mut named: BTreeMap<String, (&Outsider, usize)> = BTreeMap::new();
    let sheets = network.sheets().filter(|(from, _)| matches!(from, Some(Giver::Person(_))));
    for outsider in sheets.flat_map(|(_, sheet)| &sheet.others) {
        let (known, count) = named.entry(outsider.name.to_lowercase()).or_insert((outsider, 0));
        if known.function.is_empty() {
            *known = outsider;
        }
        *count += 1;
    }
    let mut named: Vec<(&Outsider, usize)> = named.into_values().collect();
    named.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let row = |(one, count): &(&Outsider, usize)| {
        vec![one.name.to_string(), one.function.to_string(), count.to_string()]
    };
    let columns = ["Not here", "Function", "Named by"].map(str::to_owned).into();
    (!named.is_empty()).then(|| Grid { columns, rows: named.iter().map(row).collect() })
}
