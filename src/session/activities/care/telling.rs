//! What the room sees of care, where it is asked and where the names begin, and what the record
//! holds: totals, and a name only for those who said that they may be named.

use super::{Care, Cared, MARKING, Need, QUESTIONS};
use crate::reader::Reader;
use crate::session::activities::State;
use crate::session::block::{Bar, Block, Line, Sign};
use crate::session::private::{Giver, letter};
use crate::session::viewer::Seen;
use crate::session::{Area, Place, Session};
use crate::text::{capital, in_words, listed};
use crate::workshop::Policy;

/// As many lines as the back row reads.
const LINES: usize = 9;
/// The most areas of which the line below the bars tells.
const TOLD: usize = 4;

/// What there is to see: the areas and how many are in, then who cares.
pub fn page(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let Some(State::Care(care)) = seen.state(place) else { return Vec::new() };
    if seen.areas.is_empty() {
        return vec![Block::text("No area yet: what has to be looked after?")];
    }
    if care.is_shown() {
        return shown(seen, care);
    }
    let progress = format!("{}. {}.", seen.who_is_in(place).words(), marked());
    let mut blocks = vec![lettered(&seen.areas), Block::text(progress)];
    if !seen.policy(place).is_open() {
        blocks.push(Block::text(on_paper(seen, place)));
    }
    blocks
}

/// The board before the reveal, where the names begin.
pub(in crate::session) fn covered(seen: &Seen, care: &Place) -> Vec<Block> {
    let who = seen.who_is_in(care).words();
    let areas = seen
        .areas
        .iter()
        .take(LINES)
        .map(|area| Line::new(Sign::None, &*area.name).with(Line::COVERED));
    let told = format!("{who}. Who cares for what is shown all at once.");
    vec![Block::Lines(areas.collect()), Block::text(told)]
}

/// What the sheets say, where the names begin and nobody has answered yet.
pub(in crate::session) fn fresh(seen: &Seen) -> Option<Vec<Block>> {
    let (_, care) = seen.care()?;
    seen.is_unanswered().then(|| shown(seen, care))
}

/// How a sheet is marked, with what is asked.
pub fn marked() -> String {
    MARKING.asking(&QUESTIONS.map(str::to_owned))
}

/// How a sheet is written, so that a scribe can type it as it stands.
pub fn on_paper(session: &Session, place: &Place) -> String {
    let tick = match session.policy(place) {
        Policy::Hidden => ", and a tick if you may be named as one who cares",
        _ => "",
    };
    format!("On paper, two digits beside each letter: A 3 1{tick}.")
}

/// "Crisis: three care, one can. Measuring: nobody yet."; none when every area has somebody to ask.
pub fn told(session: &Session, care: &Care) -> Option<String> {
    let needs = |need: Need| {
        let areas = session.areas.iter().map(|area| (area, care.cared(&area.id, session)));
        areas.filter(move |(_, cared)| cared.need() == need)
    };
    let one = |(area, cared): (&Area, Cared)| format!("{}: {}.", area.name, cared.words());
    let mut sentences: Vec<String> = needs(Need::Hands).map(one).take(TOLD).collect();
    sentences.extend(together(needs(Need::Splitting), "more care and can than it takes"));
    sentences.extend(together(needs(Need::Care), "nobody yet"));
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// "Crisis and Measuring: nobody yet."
fn together<'a>(areas: impl Iterator<Item = (&'a Area, Cared)>, words: &str) -> Option<String> {
    let names: Vec<&str> = areas.map(|(area, _)| area.name.as_str()).collect();
    (!names.is_empty()).then(|| format!("{}: {words}.", listed(&names)))
}

fn lettered(areas: &[Area]) -> Block {
    let line = |(at, area): (usize, &Area)| {
        Line::new(Sign::None, format!("{}  {}", letter(at), area.name))
    };
    Block::Lines(areas.iter().enumerate().map(line).collect())
}

fn shown(seen: &Seen, care: &Care) -> Vec<Block> {
    let told = told(seen, care).map(Block::Text);
    std::iter::once(Block::Bars(bars(seen, care))).chain(told).collect()
}

/// A bar an area, in the order of the list: how much everyone together cares.
fn bars(seen: &Seen, care: &Care) -> Vec<Bar> {
    let cared: Vec<Cared> = seen.areas.iter().map(|area| care.cared(&area.id, seen)).collect();
    let most = cared.iter().map(Cared::total).max().unwrap_or(0).max(1);
    let bar = |(area, cared): (&Area, &Cared)| {
        let names: Vec<&str> = cared.who.iter().map(|who| seen.name_of(who)).collect();
        let aside = [cared.can_words(), listed(&names)];
        let aside: Vec<String> = aside.into_iter().filter(|words| !words.is_empty()).collect();
        Bar {
            label: area.name.to_string(),
            value: cared.total(),
            most,
            number: cared.cares_words(),
            aside: aside.join(" · "),
        }
    };
    seen.areas.iter().zip(&cared).map(bar).collect()
}

/// What it leaves in the record: totals and what they say, never whose they are.
pub fn section(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let Some(State::Care(care)) = seen.state(place) else { return Vec::new() };
    if !care.is_shown() {
        let begun = care.given.count() > 0;
        let words = || format!("{}.", seen.who_is_in(place).words());
        return Vec::from_iter(begun.then(|| Block::text(words())));
    }
    let mut blocks = vec![Block::text(how(seen, care)), Block::Bars(bars(seen, care))];
    let named = seen.policy(place) != Policy::Anonymous && !is_voice(care);
    let began = named && seen.is_revealed_later(place);
    let began = began.then(|| "Whom to ask first for each area was proposed from it.".to_owned());
    let words: Vec<String> = told(seen, care).into_iter().chain(began).collect();
    blocks.extend((!words.is_empty()).then(|| Block::text(words.join(" "))));
    blocks
}

fn how(seen: &Seen, care: &Care) -> String {
    let assumed = care.sheets().filter(|(from, _)| matches!(from, Some(Giver::Hat(_)))).count();
    let said = if is_voice(care) {
        "The room answered with one voice".to_owned()
    } else {
        let sheets = care.given.count();
        let word = if sheets == 1 { "sheet" } else { "sheets" };
        format!("{} {word}", capital(&in_words(sheets)))
    };
    let assumed = if assumed == 0 { "" } else { ", some of it assumed for others" };
    let asked = seen.areas.len();
    let areas = if asked == 1 { "area" } else { "areas" };
    format!(
        "{said} about {} {areas}{assumed}. Each says “I care” and “I can”, 0 to 3; here somebody \
         cares, or can, who said 2 or 3.",
        in_words(asked)
    )
}

fn is_voice(care: &Care) -> bool {
    care.sheets().any(|(from, _)| from == Some(&Giver::Voice))
}
