//! One vocabulary for everything that is shown or written: an activity says what it has to say
//! once, in blocks, and the wall, `show` and every export format render those blocks.

mod plane;

pub use plane::{Along, Plane, Spot};

use crate::money::Money;
use crate::text::CleanText;
use jiff::Timestamp;

/// What the room sees of one place of the agenda, now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The question: the first line is the largest thing on the wall.
    pub prompt: Vec<Block>,
    /// Whether the question is all there is to read: then it takes as much room as it needs.
    pub alone: bool,
    /// What there is to see below it.
    pub blocks: Vec<Block>,
    /// Who will see what is given here, in true words; absent when nothing is given.
    pub privacy: Option<&'static str>,
    /// What is counted down now, in large digits.
    pub countdown: Option<Countdown>,
}

/// What is counted down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Countdown {
    /// Nobody speaks until then.
    Silence(Timestamp),
    /// The room talks about one thing until then.
    Talk(Timestamp),
}

/// One chapter of the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Its content; a section without blocks is left out.
    pub blocks: Vec<Block>,
}

/// The few shapes everything is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading within a page or section.
    Heading(String),
    /// Prose; may hold several paragraphs separated by an empty line.
    Text(String),
    /// Short lines, each with a sign perhaps.
    Lines(Vec<Line>),
    /// Values drawn as bars with the number beside.
    Bars(Vec<Bar>),
    /// A table.
    Grid(Grid),
    /// Things placed on two axes.
    Plane(Box<Plane>),
    /// How things went, session by session.
    Trends(Vec<Trend>),
    /// Amounts that add up.
    Ledger(Ledger),
    /// One thing to read from the back row: a time, a count, a name.
    Digits(String),
}

/// A state that has a sign as well as a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `●` settled.
    Settled,
    /// `◐` partly.
    Half,
    /// `○` nobody yet, not yet.
    Nobody,
    /// `✕` left open on purpose.
    LeftOpen,
    /// `•` an item of a list.
    Item,
    /// No sign.
    None,
}

/// One short line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The sign before it.
    pub sign: Sign,
    /// What it says.
    pub text: String,
    /// What stands beside it, dim: a name, a date.
    pub aside: String,
}

/// One bar: `value` of `most`, with the number as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is about.
    pub label: String,
    /// Its length, out of `most`.
    pub value: u64,
    /// The length of a full bar; never zero.
    pub most: u64,
    /// The number as people read it.
    pub number: String,
    /// A remark, such as "tied".
    pub aside: String,
}

/// How one thing went, session by session, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// What it is about.
    pub label: String,
    /// What each session said of it.
    pub points: Vec<Point>,
    /// A remark, such as the aim.
    pub aside: String,
}

/// What one session said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// How high it stands, in eighths; none where nobody said, or it cannot be drawn.
    pub height: Option<u8>,
    /// The number as people read it; empty where nobody said.
    pub number: String,
}

/// A table. Every row has as many cells as there are columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The columns' headings.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// Amounts, one a row, and what they add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Label and amount as people read it.
    pub rows: Vec<(String, String)>,
    /// Label and amount of the last line.
    pub total: Option<(String, String)>,
    /// How large each row is, where it is worth drawing how they make the whole; empty elsewhere.
    pub parts: Vec<u64>,
}

impl Trend {
    /// The numbers with this between them, and a dash where nobody said; one dash where nobody ever
    /// did.
    pub fn numbers(&self, between: &str, dash: &str) -> String {
        if self.points.iter().all(|point| point.number.is_empty()) {
            return dash.to_owned();
        }
        let word = |point: &Point| match point.number.as_str() {
            "" => dash.to_owned(),
            number => number.to_owned(),
        };
        self.points.iter().map(word).collect::<Vec<_>>().join(between)
    }

    /// A column two letters wide for each number that is known, drawn with these heights, from empty
    /// to full; a blank where it is not.
    pub fn drawn(&self, heights: &[&str; 9]) -> String {
        let column = |point: &Point| point.height.map_or(" ", |at| heights[usize::from(at.min(8))]);
        self.points.iter().map(|point| column(point).repeat(2)).collect()
    }
}

impl Ledger {
    /// The same, to be drawn with these amounts of its rows; not where one is below zero, since no
    /// picture shows that.
    pub fn drawn(mut self, amounts: impl IntoIterator<Item = Money>) -> Ledger {
        let parts: Option<Vec<u64>> =
            amounts.into_iter().map(|amount| u64::try_from(amount.0).ok()).collect();
        self.parts = parts.filter(|parts| parts.len() == self.rows.len()).unwrap_or_default();
        self
    }
}

impl Line {
    /// What stands beside a text whose result is there and covered: a word for whoever listens, a
    /// covered bar for whoever looks.
    pub const COVERED: &str = "covered for now";

    /// A line with a sign.
    pub fn new(sign: Sign, text: impl Into<String>) -> Line {
        Line { sign, text: text.into(), aside: String::new() }
    }

    /// An item of a list.
    pub fn item(text: impl Into<String>) -> Line {
        Line::new(Sign::Item, text)
    }

    /// The same line with something beside it.
    pub fn with(mut self, aside: impl Into<String>) -> Line {
        self.aside = aside.into();
        self
    }
}

impl Block {
    /// Prose.
    pub fn text(text: impl Into<String>) -> Block {
        Block::Text(text.into())
    }

    /// A heading.
    pub fn heading(text: impl Into<String>) -> Block {
        Block::Heading(text.into())
    }

    /// Blocks of a prompt in Markdown: its first heading or paragraph first. Emphasis, links and
    /// code keep their words and lose their marks; nothing in a prompt is obeyed.
    pub fn from_markdown(markdown: &CleanText) -> Vec<Block> {
        super::prompt::blocks(markdown)
    }
}
