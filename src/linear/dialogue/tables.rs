//! Tables in the dialogue: what came of a split, which are out, and one that comes back.

use super::super::asker::{Cx, does};
use super::super::tables;
use super::{Dialogue, Step};
use crate::session::tables::{Arrival, Whereabouts};

impl Dialogue {
    /// The session was split: what was made, or why it was not.
    pub fn split(&mut self, made: Result<String, String>, cx: &Cx<'_>) -> Step {
        match made {
            Ok(told) => {
                self.form = None;
                Step::say(format!("Saved. {told}"))
            }
            Err(refusal) => self.refused(&refusal, cx),
        }
    }

    /// The tables that were wanted: they are told, and which one comes is asked.
    pub fn tables(&mut self, tables: &[Whereabouts], cx: &Cx<'_>) -> Step {
        let (told, asks) = tables::which(tables);
        let step = self.reply(asks, cx);
        Step { said: told, ..step }
    }

    /// The table that is to come back, or why it does not.
    pub fn arrives(&mut self, arrival: Result<Arrival, String>, cx: &Cx<'_>) -> Step {
        match arrival {
            Ok(arrival) => self.take_in(arrival, cx),
            Err(sentence) => self.refused(&sentence, cx),
        }
    }

    /// What two decided differently is asked first; then the table comes in.
    pub(super) fn take_in(&mut self, arrival: Arrival, cx: &Cx<'_>) -> Step {
        let mut weighed = match arrival.weigh(cx.session, cx.now) {
            Ok(weighed) => weighed,
            Err(refusal) => return self.refused(&refusal.to_string(), cx),
        };
        self.own = false;
        if !weighed.conflicts.is_empty() {
            let first = weighed.conflicts.remove(0);
            return self.reply(tables::choice(arrival, first), cx);
        }
        let told = std::iter::once(arrival.told(&weighed)).chain(arrival.decided());
        let told: Vec<String> = told.chain(arrival.notes(&weighed)).collect();
        let step = self.reply(does(arrival.change()), cx);
        Step { said: told.join("\n"), ..step }
    }
}
