//! `welcome`: there is nothing to answer.

use crate::linear::asker::{Asker, Command, Cx, Question, Reply, does, tell};
use crate::session::Change;
use crate::text::CleanText;

/// Only read.
pub(super) struct Welcome;

impl Asker for Welcome {
    fn question(&self, _cx: &Cx<'_>) -> Question {
        Question::of("An empty line goes on.")
    }

    fn answer(&mut self, _line: &CleanText, _cx: &Cx<'_>) -> Reply {
        tell("Nothing is asked here: an empty line goes on, and /park TEXT keeps it for later.")
    }

    fn command(&mut self, word: &str, rest: &CleanText, _cx: &Cx<'_>) -> Reply {
        match word {
            "costs" => does(Change::DoingNothing(rest.clone())),
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[("/costs TEXT", "what doing nothing would cost; without a text nobody says")]
    }

    fn empty(&mut self, _cx: &Cx<'_>) -> Reply {
        Reply::GoOn
    }
}
