//! The kit: all that is printed before a session, as data that no format knows yet.
//!
//! It is made from what the room may see, so a kit that is printed while something is sealed, or
//! after a reveal, tells nothing of who gave what. Rows stand in the order in which a scribe types
//! them.

mod agenda;
mod ballot;
mod cards;
mod leading;
mod slips;
#[cfg(test)]
mod tests;

use super::Session;
use super::block::Block;
use super::people::Person;
use super::viewer::{Seen, Viewer};
use crate::reader::Reader;
use jiff::civil::Time;

/// For how many people a kit is made when nobody is on the list and nobody says a number.
pub const USUAL: usize = 8;

/// The most people a kit is made for.
pub const MOST: usize = 200;

/// Everything to print before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kit {
    /// The session's title.
    pub title: String,
    /// The papers, in the order in which they are needed.
    pub papers: Vec<Paper>,
}

/// One paper, of a sheet or of many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// A short name that does for a file on every system: `ballot-care`.
    pub name: String,
    /// What it is.
    pub title: String,
    /// What is done with it, in a sentence.
    pub about: String,
    /// How it is cut.
    pub cut: Cut,
    /// The sheets; a paper without any is left out.
    pub sheets: Vec<Sheet>,
    /// It is printed from the session alone, and only named here.
    waits: bool,
}

/// How a paper is cut into its sheets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cut {
    /// It is one sheet, over as many pages as it takes.
    #[default]
    Whole,
    /// Sheets below each other.
    Across,
    /// Small sheets, two beside each other.
    InTwo,
}

/// What one person holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// What stands at its head.
    pub head: String,
    /// Whose it is.
    pub who: Who,
    /// What stands on it.
    pub parts: Vec<Part>,
}

/// Whose a sheet is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// Nobody's: there is neither a name on it nor room for one.
    #[default]
    Nobody,
    /// This person's.
    Named(String),
    /// Whoever writes their name on it.
    Whoever,
}

/// What may stand on a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What any page may say.
    Says(Block),
    /// What is said in small letters: who will see this.
    Small(String),
    /// Room to write, so many lines of it, behind a label.
    Write(String, u8),
    /// So many boxes for one letter each, behind a label.
    Letters(String, usize),
    /// Something to tick.
    Tick(String),
    /// Things to put marks on.
    Marks(Marks),
}

/// Things to put marks on, a lettered row each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// The questions, one or two, that each thing is asked.
    pub asked: Vec<String>,
    /// How each is answered.
    pub field: Field,
    /// The letter of each thing, and what it is called; nothing where the room has yet to say.
    pub rows: Vec<(String, Option<String>)>,
}

/// Where a mark is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// So many circles to fill.
    Circles(u8),
    /// A box to tick.
    Box,
    /// A box for a number.
    Number,
    /// The numbers from one to another, and perhaps a dash, to ring one of them.
    Ring(u8, u8, bool),
    /// Nothing: the letters are written elsewhere.
    None,
}

/// What a kit is wished to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// For so many people, where more are expected than are on the list.
    pub people: Option<usize>,
    /// When it starts, where the clock of the session does not say so.
    pub start: Option<Time>,
    /// It is made from a script alone: what each session shuffles by itself is left out.
    pub script: bool,
}

impl Kit {
    /// The papers for a session, or for a workshop begun as one. The same session and wish give
    /// the same kit.
    pub fn of(session: &Session, wish: Wish, reader: &Reader) -> Kit {
        let seen = session.seen_by(Viewer::Room);
        let guests = Guests::of(&seen, wish);
        let times = agenda::times(&seen, guests.count, wish.start, reader);
        let mut papers = vec![agenda::paper(&seen, &times, guests.count)];
        papers.extend(cards::paper(&seen));
        papers.extend(cards::lenses(&seen, &guests));
        for place in seen.places() {
            let paper = slips::paper(&seen, &place, &guests);
            papers.extend(paper.or_else(|| ballot::paper(&seen, &place, &guests)));
        }
        papers.retain(|paper| !paper.sheets.is_empty());
        told_apart(&mut papers);
        let leading = leading::paper(session, &times, &papers);
        papers.retain(|paper| !paper.waits);
        papers.insert(0, leading);
        Kit { title: seen.title.to_string(), papers }
    }

    /// The paper of this name.
    pub fn paper(&self, name: &str) -> Option<&Paper> {
        self.papers.iter().find(|paper| paper.name == name)
    }
}

impl Paper {
    /// A paper of one sheet: "Agenda · Who owns social?".
    fn whole(name: &str, title: &str, of: &Session, about: &str, parts: Vec<Part>) -> Paper {
        let head = format!("{title} · {}", of.title);
        let small = Part::Small(about.into());
        let parts = std::iter::once(small).chain(parts).collect();
        let sheet = Sheet { head, who: Who::Nobody, parts };
        let (name, title, about) = (name.into(), title.into(), about.into());
        Paper { name, title, about, sheets: vec![sheet], ..Paper::default() }
    }
}

/// Those for whom sheets are printed.
struct Guests<'a> {
    seen: &'a Seen,
    /// How many are expected.
    count: usize,
    /// Whether the session is a script's alone, which nobody keeps.
    script: bool,
}

impl<'a> Guests<'a> {
    fn of(seen: &'a Seen, wish: Wish) -> Guests<'a> {
        let listed = seen.present().count();
        let count = match (listed, wish.people) {
            (0, None) => USUAL,
            (listed, wished) => wished.unwrap_or(0).max(listed).min(MOST.max(listed)),
        };
        Guests { seen, count, script: wish.script }
    }

    /// A sheet for each of those who are listed and meant, and for each who is expected beside
    /// them, and one to spare.
    fn by_name(
        &self,
        meant: impl Fn(&Person) -> bool,
    ) -> impl Iterator<Item = (Who, Option<&'a Person>)> {
        let named = self.seen.present().filter(move |person| meant(person));
        let named = named.map(|person| (Who::Named(person.name.to_string()), Some(person)));
        named.chain((0..=self.unlisted()).map(|_| (Who::Whoever, None)))
    }

    /// As many sheets, and nobody's.
    fn without_names(&self, meant: impl Fn(&Person) -> bool) -> usize {
        self.seen.present().filter(|person| meant(person)).count() + self.unlisted() + 1
    }

    fn unlisted(&self) -> usize {
        self.count.saturating_sub(self.seen.present().count())
    }
}

/// No two papers have one name.
fn told_apart(papers: &mut [Paper]) {
    for at in 1..papers.len() {
        let (before, rest) = papers.split_at_mut(at);
        let name = rest[0].name.clone();
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        let is_free = |name: &String| before.iter().all(|paper| &paper.name != name);
        rest[0].name = names.find(is_free).unwrap_or(name);
    }
}

/// The name of a paper about a step: the step's id may have been written by hand.
fn named(what: &str, step: &str) -> String {
    let safe = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let step: String = step.chars().take(40).map(safe).collect();
    format!("{what}-{}", step.to_ascii_lowercase())
}
