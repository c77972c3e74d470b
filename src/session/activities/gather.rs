//! Gathering: ideas written in silence, hidden until the reveal, then each one read.

pub mod aloud;

use crate::reader::Reader;
use crate::session::block::{Block, Line, Sign};
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::private::{Content, Contents, Given, Giver};
use crate::session::viewer::Seen;
use crate::session::{Id, Idea, Place, Session, Shared, cards, ideas, shuffle};
use crate::text::{CleanText, listed};
use crate::workshop::{Activity, Do, Policy};
use serde::{Deserialize, Serialize};

/// The most lines of ideas the wall holds at once.
const LINES: usize = 8;

/// What it keeps: who gave, and how many ideas are in. The ideas are the session's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gather {
    /// Who gave ideas, and whether they are shown.
    #[serde(default)]
    pub given: Given,
    /// How many ideas are in; not counted where no name is kept, as the first who wrote would be
    /// known by the number.
    #[serde(default, skip_serializing_if = "crate::workshop::is_zero")]
    pub ideas: u16,
    /// The idea that lies open, to be read out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aloud: Option<Id>,
}

impl Gather {
    /// Somebody gave so many ideas. Who gave before adds to it, also where nobody may know which
    /// are theirs: adding, unlike taking out, needs no name.
    pub(super) fn gave(&mut self, giver: &Giver, ideas: u16, policy: Policy) -> Outcome {
        if self.given.revealed {
            return refuse("All is shown already; add yours for everyone to see.");
        }
        if !self.given.has(giver) {
            self.given.give(giver, ideas, policy)?;
        }
        if policy != Policy::Anonymous {
            self.ideas = self.ideas.saturating_add(ideas);
        }
        Ok(())
    }

    /// How many are in: ideas, or where they are not counted those who gave and loose sheets.
    pub fn is_in(&self) -> usize {
        if self.ideas > 0 { self.ideas.into() } else { self.given.count() }
    }

    /// What is in is thrown away, to begin again.
    pub(super) fn reopen(&mut self) -> Outcome {
        if self.given.revealed {
            return refuse("This was shown; the room cannot un-see it.");
        }
        *self = Gather::default();
        Ok(())
    }

    /// "ideas are in" after a number, or "are in" where ideas are not counted.
    fn are_in(&self, number: usize, [one, more]: Called) -> String {
        match (self.ideas, number) {
            (1, _) => format!("{one} is in"),
            (0, 1) => "is in".into(),
            (0, several) if several > 1 => "are in".into(),
            _ => format!("{more} are in"),
        }
    }
}

/// What one of the things that are written is called, and several.
pub type Called = [&'static str; 2];

/// What is written at a place.
pub fn called(session: &Session, place: &Place) -> Called {
    match session.state(place) {
        Some(super::State::Foresee(_)) => ["cause", "causes"],
        _ => ["idea", "ideas"],
    }
}

/// What is in: "3 ideas are in", or "3 are in" where they are not counted.
pub fn words(session: &Session, place: &Place) -> String {
    let Some(written) = session.state(place).and_then(super::State::written) else {
        return String::new();
    };
    let called = called(session, place);
    match written.is_in() {
        0 => format!("No {} is in yet", called[0]),
        number => format!("{number} {}", written.are_in(number, called)),
    }
}

/// What somebody is asked in particular while they write: the question for their function, and the
/// lens that was dealt to them.
pub fn cards_of(session: &Session, place: &Place, person: &Id) -> Vec<String> {
    let function = session.person(person).map(|person| &person.function);
    let function = function.filter(|function| !function.is_empty());
    let asked = function.map(|function| format!("{function}: {}", cards::question(function)));
    let gathers = matches!(session.activity(place).map(|it| &it.what), Some(Do::Gather {}));
    let lens = session.lens_of(place, person).filter(|_| gathers);
    let lens = lens.map(|lens| format!("{}: {}", lens.name, lens.asks));
    asked.into_iter().chain(lens).collect()
}

/// Through which lenses the ideas came: "Partners 3, customers 1. Nothing yet through suppliers."
pub fn covered(session: &Session) -> Option<String> {
    let (some, none): (Vec<_>, Vec<_>) = session.ideas_by_lens().partition(|(_, ideas)| *ideas > 0);
    if some.is_empty() {
        return None;
    }
    let some: Vec<String> =
        some.iter().map(|(lens, ideas)| format!("{} {ideas}", lens.name)).collect();
    let none: Vec<&str> = none.iter().map(|(lens, _)| lens.name.as_str()).collect();
    let said = format!("Seen through {}.", some.join(", "));
    Some(match none.is_empty() {
        true => said,
        false => format!("{said} Nothing yet through {}.", listed(&none)),
    })
}

/// Whether what is written at this place is sealed. One person alone writes openly: there is nobody
/// to hide it from.
pub fn is_sealed(session: &Session, place: &Place) -> bool {
    let private = !session.policy(place).is_open();
    let Some(written) = session.state(place).and_then(super::State::written) else { return false };
    let begun = written.given.count() > 0;
    private && !written.given.revealed && (begun || !session.is_solo())
}

/// What people are told where they write, in true words, short enough for the foot of a wall.
pub fn promise(activity: &Activity) -> &'static str {
    match (activity.privacy, activity.names_on_wall) {
        (Policy::Open, _) => "Everyone sees each line at once, without a name.",
        (Policy::Hidden, false) => "Shown together, without names. The file keeps yours.",
        (Policy::Hidden, true) => "Shown together, with your name.",
        (Policy::Anonymous, _) => "Shown together. No name is kept, not even in the file.",
    }
}

/// The ideas come in.
pub(super) fn take_in(
    session: &mut Session,
    place: &Place,
    entry: &Entry,
    contents: &Contents,
) -> Outcome {
    let ideas = revealed(session, place, entry, contents)?;
    session.ideas.extend(ideas);
    Ok(())
}

/// What was written, in an order that tells neither who wrote it nor who was quick: sorted by
/// its words first, so that nothing is left of the order in which it was given, then shuffled, so
/// that a word with A is not read before all others.
pub(super) fn revealed(
    session: &Session,
    place: &Place,
    entry: &Entry,
    contents: &Contents,
) -> Result<Vec<Shared<Idea>>, Refusal> {
    let mut given: Vec<(CleanText, Option<Giver>)> = Vec::new();
    for gift in &contents.0 {
        let Content::Ideas(ideas) = &gift.content else {
            return refuse("Only what is written is gathered here.");
        };
        given.extend(ideas.iter().map(|idea| (idea.clone(), gift.from.clone())));
    }
    given.sort();
    shuffle::shuffle(&mut given, session.seed, place.as_str());
    let hidden = session.policy(place) == Policy::Hidden;
    let named = hidden && session.activity(place).is_some_and(|gather| gather.names_on_wall);
    Ok(ideas::brought_in(entry, given.into_iter(), named))
}

pub(super) fn check_gift(content: &Content) -> Outcome {
    match content {
        Content::Ideas(ideas) if ideas.is_empty() || ideas.iter().any(CleanText::is_empty) => {
            refuse("Nothing to give: type an idea first.")
        }
        Content::Ideas(_) => Ok(()),
        Content::Ballot(_) => refuse("Ideas are gathered here; the vote comes later."),
    }
}

/// What there is to see: before the reveal how many ideas are in, then the idea that lies open, or
/// the ideas around the one that is read next, and once there are groups, these.
pub fn page(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    if is_sealed(seen, place) {
        return sealed(seen, place);
    }
    if seen.ideas.is_empty() {
        return vec![Block::text("No idea is in yet. Write each one as a short sentence.")];
    }
    if let Some(idea) = seen.idea_aloud(place) {
        return aloud::page(seen, place, idea);
    }
    let mut blocks = match seen.ideas.iter().any(|idea| !idea.group.is_empty()) {
        true => grouped(seen),
        false => vec![Block::Lines(around_the_next(seen, place))],
    };
    blocks.push(Block::text(how_many_are_read(seen, place)));
    blocks.extend(covered(seen).map(Block::Text));
    blocks
}

/// "12 ideas, 7 not yet read."
pub(super) fn how_many_are_read(session: &Session, place: &Place) -> String {
    let written = session.written_at(place);
    let all = count(written.len(), called(session, place));
    match written.iter().filter(|idea| !idea.read).count() {
        0 => format!("{all}, all read."),
        unread if unread == written.len() => format!("{all}, none read yet."),
        unread => format!("{all}, {unread} not yet read."),
    }
}

/// How much is in while it is sealed.
pub(super) fn sealed(seen: &Seen, place: &Place) -> Vec<Block> {
    let Some(written) = seen.state(place).and_then(super::State::written) else {
        return Vec::new();
    };
    let number = written.is_in();
    let told = format!("{}. All are shown together.", written.are_in(number, called(seen, place)));
    vec![Block::Digits(number.to_string()), Block::text(told)]
}

/// A window of lines that begins just before the first idea that was not read yet, and never runs
/// past the end of the list.
pub(super) fn around_the_next(seen: &Seen, place: &Place) -> Vec<Line> {
    let written = seen.written_at(place);
    let next = written.iter().position(|idea| !idea.read).unwrap_or(0);
    let last = written.len().saturating_sub(LINES);
    let first = next.saturating_sub(1).min(last);
    written.iter().skip(first).take(LINES).map(|idea| line(seen, idea)).collect()
}

fn line(seen: &Seen, idea: &Idea) -> Line {
    let sign = if idea.read { Sign::Settled } else { Sign::Item };
    Line::new(sign, idea.text.as_str()).with(aloud::beside(seen, idea))
}

/// The name of whoever gave it, where the room was promised to see that.
fn giver_of<'a>(seen: &'a Seen, idea: &Idea) -> Option<&'a str> {
    let giver = idea.from.as_ref().filter(|_| idea.named).and_then(Giver::id)?;
    Some(seen.name_of(giver))
}

/// The groups as headings with their ideas below, where all of them have room; otherwise each group
/// with how many it holds.
fn grouped(seen: &Seen) -> Vec<Block> {
    let sections = seen.idea_sections();
    let lines = sections.len() + seen.ideas.len();
    if lines <= LINES {
        return by_sections(seen, |idea| giver_of(seen, idea).unwrap_or_default().to_owned());
    }
    let line = |(name, ideas): &(&CleanText, Vec<&Idea>)| {
        Line::item(heading(name)).with(count(ideas.len(), ["idea", "ideas"]))
    };
    let mut lines: Vec<Line> = sections.iter().map(line).collect();
    if lines.len() > LINES {
        let more = lines.len() + 1 - LINES;
        lines.truncate(LINES - 1);
        lines.push(Line::item(format!("and {more} groups more")));
    }
    vec![Block::Lines(lines)]
}

/// What stands above the ideas of a group.
pub fn heading(group: &CleanText) -> &str {
    if group.is_empty() { "In no group" } else { group }
}

/// Each group under its name; where there is none, the ideas alone.
fn by_sections(seen: &Seen, aside: impl Fn(&Idea) -> String) -> Vec<Block> {
    let sections = seen.idea_sections();
    let are_groups = sections.iter().any(|(name, _)| !name.is_empty());
    let mut blocks = Vec::new();
    for (name, ideas) in sections {
        blocks.extend(are_groups.then(|| Block::heading(heading(name))));
        let line = |idea: &Idea| Line::item(idea.text.as_str()).with(aside(idea));
        blocks.push(Block::Lines(ideas.into_iter().map(line).collect()));
    }
    blocks
}

fn count(many: usize, [one, more]: Called) -> String {
    if many == 1 { format!("1 {one}") } else { format!("{many} {more}") }
}

/// What it leaves in the record: every idea, by groups, with what was merged into it. The ideas are
/// the session's, so they stand once, with the first gathering.
pub fn section(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let gathers = |place: &Place| seen.activity(place).is_some_and(|it| it.what == Do::Gather {});
    if seen.places().iter().find(|place| gathers(place)) != Some(place) || seen.ideas.is_empty() {
        return Vec::new();
    }
    let mut blocks = by_sections(seen, |idea| origin(seen, idea));
    blocks.extend(covered(seen).map(Block::Text));
    blocks
}

/// What the record says beside an idea: whose it is where names were promised, and the wordings
/// that went into it.
fn origin(seen: &Seen, idea: &Idea) -> String {
    let giver = giver_of(seen, idea).map(str::to_owned);
    let other = idea.merged.iter().map(|part| &part.text).filter(|text| **text != idea.text);
    let other: Vec<String> = other.map(|text| format!("“{text}”")).collect();
    let merged = (!other.is_empty()).then(|| format!("also: {}", other.join(", ")));
    giver.into_iter().chain(merged).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests;
