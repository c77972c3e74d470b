//! What an activity asks, one question at a time, and what its answers come to.

use super::form::Form;
use crate::reader::Reader;
use crate::room::{Chronicle, Proposal};
use crate::session::tables::{Arrival, Seating, Wanted};
use crate::session::{Change, Place, Seen, Session, activities};
use crate::text::CleanText;
use jiff::Timestamp;

/// What an asker looks at. What it tells it takes from `seen`; the session is for deciding.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The session.
    pub session: &'a Session,
    /// The session as the room may see it.
    pub seen: &'a Seen,
    /// What happened in it.
    pub chronicle: Chronicle<'a>,
    /// The place that is asked about.
    pub place: &'a Place,
    /// How amounts, dates and times are written.
    pub reader: &'a Reader,
    /// The time.
    pub now: Timestamp,
}

/// One question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// What is asked, in words; none where it was asked before and answers go on coming.
    pub asks: String,
    /// Where the answer is for nobody's eyes: all that is told of one that does not fit.
    pub private: Option<String>,
    /// Whether nothing is told of an answer that fits, so that nobody hears how many there were.
    pub hushed: bool,
}

impl Question {
    /// A question whose answer everyone may see.
    pub(super) fn of(asks: impl Into<String>) -> Question {
        Question { asks: asks.into(), ..Question::default() }
    }

    /// A question whose answer nobody sees; `unfit` is all that is told of one that does not fit.
    pub(super) fn private(asks: impl Into<String>, unfit: impl Into<String>) -> Question {
        Question { asks: asks.into(), private: Some(unfit.into()), hushed: false }
    }

    /// The same, and nothing is told of one that fits.
    pub(super) fn hushed(self) -> Question {
        Question { hushed: true, ..self }
    }
}

/// What a line comes to.
pub(super) enum Reply {
    /// Nothing to tell; the next question comes.
    Done,
    /// A sentence.
    Tell(String),
    /// These questions come first.
    Ask(Box<Form>),
    /// This happens, in this order.
    Does(Vec<Proposal>),
    /// On to the next place.
    GoOn,
    /// A file is wanted.
    Read(CleanText),
    /// The session is split into these tables.
    Split(Box<Seating>),
    /// What happened before now is forgotten.
    Forget,
    /// The tables are to be told.
    Tables,
    /// A table is to come back.
    BringBack(Wanted),
    /// This comes in from a table, as far as it is chosen.
    TakesIn(Box<Arrival>),
    /// Not a command of this activity.
    NotMine,
}

/// A command and what it does, as the help lists it.
pub(super) type Command = (&'static str, &'static str);

/// The dialogue of one activity. It keeps only where it is in its questions.
pub(super) trait Asker {
    /// What there is to hear before the first question, besides the page.
    fn opening(&self, _cx: &Cx<'_>) -> String {
        String::new()
    }

    /// Whether that tells all that the page shows, and more: then it stands in its place.
    fn is_the_page(&self, _cx: &Cx<'_>) -> bool {
        false
    }

    /// The question that is open.
    fn question(&self, cx: &Cx<'_>) -> Question;

    /// A line that is not empty and no command.
    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply;

    /// An empty line.
    fn empty(&mut self, cx: &Cx<'_>) -> Reply;

    /// A command of this activity, with what stands behind it.
    fn command(&mut self, _word: &str, _rest: &CleanText, _cx: &Cx<'_>) -> Reply {
        Reply::NotMine
    }

    /// Its commands.
    fn commands(&self) -> &'static [Command] {
        &[]
    }

    /// Something else was said than just before: what is said twice begins anew.
    fn something_else(&mut self) {}

    /// What was proposed last has happened; `entry` is its number.
    fn accepted(&mut self, _entry: u64, _cx: &Cx<'_>) -> Reply {
        Reply::Done
    }

    /// The file that was wanted, or a sentence why it cannot be understood.
    fn file_read(&mut self, _bytes: &[u8], _cx: &Cx<'_>) -> Result<Reply, String> {
        Ok(Reply::Done)
    }
}

/// One change.
pub(super) fn does(change: Change) -> Reply {
    Reply::Does(vec![Proposal::Change(change)])
}

/// One change of the activity at the place that is asked about.
pub(super) fn here(cx: &Cx<'_>, change: activities::Change) -> Reply {
    does(Change::At(cx.place.clone(), change))
}

/// A sentence.
pub(super) fn tell(sentence: impl Into<String>) -> Reply {
    Reply::Tell(sentence.into())
}

/// What is asked, or the sentence why not.
pub(super) fn or_tell(reply: Result<Reply, String>) -> Reply {
    reply.unwrap_or_else(Reply::Tell)
}
