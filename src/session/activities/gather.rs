//! Gathering: ideas written in silence, hidden until the reveal, then each one read.

use crate::reader::Reader;
use crate::session::block::{Block, Line, Sign};
use crate::session::change::{Entry, Outcome, refuse};
use crate::session::private::{Content, Contents, Given, Giver};
use crate::session::viewer::Seen;
use crate::session::{Idea, Place, Session, ideas, shuffle};
use crate::text::CleanText;
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
}

impl Gather {
    /// Somebody gave so many ideas. Who gave before adds to it, also where nobody may know which
    /// are theirs: adding, unlike taking out, needs no name.
    pub(super) fn gave(&mut self, giver: &Giver, ideas: u16, policy: Policy) -> Outcome {
        if self.given.revealed {
            return refuse("The ideas are shown already; add yours for everyone to see.");
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

    /// What is in: "3 ideas are in", or "3 are in" where ideas are not counted.
    pub fn words(&self) -> String {
        match self.is_in() {
            0 => "No idea is in yet".into(),
            number => format!("{number} {}", self.are_in(number)),
        }
    }

    fn are_in(&self, number: usize) -> &'static str {
        match (self.ideas, number) {
            (1, _) => "idea is in",
            (0, 1) => "is in",
            (0, more) if more > 1 => "are in",
            _ => "ideas are in",
        }
    }
}

/// Whether what is written at this place is sealed. One person alone writes openly: there is nobody
/// to hide it from.
pub fn is_sealed(session: &Session, place: &Place) -> bool {
    let private = !session.policy(place).is_open();
    let Some(super::State::Gather(gather)) = session.state(place) else { return false };
    let begun = gather.given.count() > 0;
    private && !gather.given.revealed && (begun || !session.is_solo())
}

/// What people are told where they write, in true words, short enough for the foot of a wall.
pub fn promise(activity: &Activity) -> &'static str {
    match (activity.privacy, activity.names_on_wall) {
        (Policy::Open, _) => "Everyone sees each idea at once, without a name.",
        (Policy::Hidden, false) => "Shown together, without names. The file keeps yours.",
        (Policy::Hidden, true) => "Shown together, with your name.",
        (Policy::Anonymous, _) => "Shown together. No name is kept, not even in the file.",
    }
}

/// The ideas come in, in an order that tells neither who wrote them nor who was quick: sorted by
/// their words first, so that nothing is left of the order in which they were given, then shuffled,
/// so that a word with A is not read before all others.
pub(super) fn take_in(
    session: &mut Session,
    place: &Place,
    entry: &Entry,
    contents: &Contents,
) -> Outcome {
    let mut given: Vec<(CleanText, Option<Giver>)> = Vec::new();
    for gift in &contents.0 {
        let Content::Ideas(ideas) = &gift.content else {
            return refuse("Only ideas are gathered here.");
        };
        given.extend(ideas.iter().map(|idea| (idea.clone(), gift.from.clone())));
    }
    given.sort();
    shuffle::shuffle(&mut given, session.seed, place.as_str());
    let hidden = session.policy(place) == Policy::Hidden;
    let named = hidden && session.activity(place).is_some_and(|gather| gather.names_on_wall);
    ideas::bring_in(session, entry, given.into_iter(), named);
    Ok(())
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

/// What there is to see: before the reveal how many ideas are in, then the ideas around the one
/// that is read next, at the end the groups.
pub fn page(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    if is_sealed(seen, place) {
        return sealed(seen, place);
    }
    let unread = seen.unread();
    if seen.ideas.is_empty() {
        return vec![Block::text("No idea is in yet. Write each one as a short sentence.")];
    }
    if unread == 0 && !seen.idea_groups().is_empty() && seen.ideas.len() > LINES {
        return grouped(seen);
    }
    let all = seen.ideas.len();
    let told = match (unread, all) {
        (0, _) => format!("{}, all read.", count(all)),
        (unread, _) if unread == all => format!("{}, none read yet.", count(all)),
        (unread, _) => format!("{}, {unread} not yet read.", count(all)),
    };
    vec![Block::Lines(around_the_next(seen)), Block::text(told)]
}

fn sealed(seen: &Seen, place: &Place) -> Vec<Block> {
    let Some(super::State::Gather(gather)) = seen.state(place) else { return Vec::new() };
    let number = gather.is_in();
    let told = format!("{}. All are shown together.", gather.are_in(number));
    vec![Block::Digits(number.to_string()), Block::text(told)]
}

/// A window of lines that begins just before the first idea that was not read yet, and never runs
/// past the end of the list.
fn around_the_next(seen: &Seen) -> Vec<Line> {
    let next = seen.ideas.iter().position(|idea| !idea.read).unwrap_or(0);
    let last = seen.ideas.len().saturating_sub(LINES);
    let first = next.saturating_sub(1).min(last);
    seen.ideas.iter().skip(first).take(LINES).map(|idea| line(seen, idea)).collect()
}

fn line(seen: &Seen, idea: &Idea) -> Line {
    let sign = if idea.read { Sign::Settled } else { Sign::Item };
    Line::new(sign, idea.text.as_str()).with(aside(seen, idea))
}

fn aside(seen: &Seen, idea: &Idea) -> String {
    let giver = idea.from.as_ref().filter(|_| idea.named).and_then(Giver::id);
    let words = [giver.map_or("", |id| seen.name_of(id)), &idea.group];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(", ")
}

fn grouped(seen: &Seen) -> Vec<Block> {
    let groups = seen.idea_groups();
    let line = |(name, ideas): &(&CleanText, usize)| Line::item(name.as_str()).with(count(*ideas));
    let mut lines: Vec<Line> = groups.iter().take(LINES - 1).map(line).collect();
    let alone = seen.ideas.iter().filter(|idea| idea.group.is_empty()).count();
    if groups.len() >= LINES {
        lines.push(Line::item(format!("and {} groups more", groups.len() + 1 - LINES)));
    } else if alone > 0 {
        lines.push(Line::item("In no group").with(count(alone)));
    }
    vec![Block::Lines(lines), Block::text(format!("{}, all read.", count(seen.ideas.len())))]
}

fn count(ideas: usize) -> String {
    if ideas == 1 { "1 idea".into() } else { format!("{ideas} ideas") }
}

/// What it leaves in the record: every idea, by groups, with what was merged into it. The ideas are
/// the session's, so they stand once, with the first gathering.
pub fn section(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let gathers = |place: &Place| seen.activity(place).is_some_and(|it| it.what == Do::Gather {});
    if seen.places().iter().find(|place| gathers(place)) != Some(place) || seen.ideas.is_empty() {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    for (name, _) in seen.idea_groups() {
        blocks.push(Block::heading(name.as_str()));
        blocks.push(Block::Lines(lines_of(seen, name)));
    }
    let alone = lines_of(seen, "");
    if !blocks.is_empty() && !alone.is_empty() {
        blocks.push(Block::heading("In no group"));
    }
    if !alone.is_empty() {
        blocks.push(Block::Lines(alone));
    }
    blocks
}

fn lines_of(seen: &Seen, group: &str) -> Vec<Line> {
    let members = seen.ideas.iter().filter(|idea| &*idea.group == group);
    members.map(|idea| Line::item(idea.text.as_str()).with(origin(seen, idea))).collect()
}

/// What the record says beside an idea: whose it is where names were promised, and the wordings
/// that went into it.
fn origin(seen: &Seen, idea: &Idea) -> String {
    let giver = idea.from.as_ref().filter(|_| idea.named).and_then(Giver::id);
    let giver = giver.map(|id| seen.name_of(id).to_owned());
    let other = idea.merged.iter().map(|part| &part.text).filter(|text| **text != idea.text);
    let other: Vec<String> = other.map(|text| format!("“{text}”")).collect();
    let merged = (!other.is_empty()).then(|| format!("also: {}", other.join(", ")));
    giver.into_iter().chain(merged).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests;
