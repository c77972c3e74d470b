//! `welcome`: there is nothing to answer.

use crate::linear::asker::{Asker, Cx, Question, Reply, tell};
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

    fn empty(&mut self, _cx: &Cx<'_>) -> Reply {
        Reply::GoOn
    }
}
