//! `pot`: what is put in, what is needed, the points, the grants; one file a part.

mod asks;
mod grants;
mod pledges;
mod points;

use crate::linear::asker::{Asker, Command, Cx, Question, Reply, here, tell};
use crate::linear::ballots::Ballots;
use crate::session::Change as Any;
use crate::session::activities::pot::{Change, Part, PotState};
use crate::session::activities::{self, State};
use crate::text::CleanText;

/// Where we are in the part of the pot that is open.
#[derive(Default)]
pub(super) struct Pot {
    ballots: Ballots,
}

impl Asker for Pot {
    fn opening(&self, cx: &Cx<'_>) -> String {
        match part(cx) {
            Part::Pledges => String::new(),
            Part::Asks => asks::list(cx),
            Part::Points => points::opening(cx),
            Part::Grants => grants::list(cx),
        }
    }

    fn is_the_page(&self, cx: &Cx<'_>) -> bool {
        !cx.seen.pot.asks.is_empty() && matches!(part(cx), Part::Asks | Part::Grants)
    }

    fn question(&self, cx: &Cx<'_>) -> Question {
        match part(cx) {
            Part::Pledges => pledges::question(cx),
            Part::Asks => asks::question(cx),
            Part::Points => points::question(&self.ballots, cx),
            Part::Grants => grants::question(cx),
        }
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        match part(cx) {
            Part::Pledges => pledges::answer(line, cx),
            Part::Asks => asks::answer(line),
            Part::Points => points::answer(&mut self.ballots, line, cx),
            Part::Grants => grants::answer(line, cx),
        }
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        match part(cx) {
            Part::Pledges => pledges::empty(cx),
            Part::Asks => propose(cx, Change::Part(Part::Points)),
            Part::Points => points::empty(&mut self.ballots, cx),
            Part::Grants => Reply::GoOn,
        }
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        if word == "part" {
            let named = |part: &Part| part.name().to_lowercase() == rest.to_lowercase();
            return match Part::ALL.into_iter().find(named) {
                Some(part) => propose(cx, Change::Part(part)),
                None => tell("Which part? pledges, asks, points or grants."),
            };
        }
        match part(cx) {
            Part::Pledges => pledges::command(word, rest, cx),
            Part::Asks => asks::command(word, rest, cx),
            Part::Points => points::command(&mut self.ballots, word, rest, cx),
            Part::Grants => grants::command(word, rest, cx),
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/part pledges, asks, points or grants", "goes to this part of the pot"),
            ("/list", "what this part is about, with letters"),
            ("/edit A, /delete A", "a pledge or an ask says something else, or goes away"),
            ("/months NUMBER", "the period of the pot, while pledges come in"),
            ("/read FILE.csv", "asks from a file"),
            ("/turn NAME, /turns, /paper, /voice", "whose points are typed"),
            ("/reveal, /again", "shows the points; or throws them away; both said twice"),
            ("/why A", "why this ask is funded or not"),
            ("/match A PLEDGE", "hours, a tool or a person for an ask: the pledge by its letter"),
            ("/fund A HANDS", "from what is left, if the hands allow it: /fund C 5 5 4 3"),
            ("/reserve NAME", "who looks after what is left"),
        ]
    }

    fn something_else(&mut self) {
        self.ballots.something_else();
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) -> Reply {
        self.ballots.accepted();
        match &cx.chronicle.entries().last().map(|entry| &entry.change) {
            Some(Any::At(_, activities::Change::Pot(Change::Part(_)))) => tell(self.opening(cx)),
            Some(Any::At(
                _,
                activities::Change::Pot(Change::Rule(_) | Change::RuleByFunction(_)),
            )) => {
                self.ballots = Ballots::default();
                tell(self.opening(cx))
            }
            _ => Reply::Done,
        }
    }

    fn file_read(&mut self, bytes: &[u8], cx: &Cx<'_>) -> Result<Reply, String> {
        asks::file_read(bytes, cx)
    }
}

fn state<'a>(cx: &Cx<'a>) -> Option<&'a PotState> {
    match cx.seen.state(cx.place)? {
        State::Pot(pot) => Some(pot),
        _ => None,
    }
}

fn part(cx: &Cx<'_>) -> Part {
    state(cx).map(|pot| pot.part).unwrap_or_default()
}

fn propose(cx: &Cx<'_>, change: Change) -> Reply {
    here(cx, activities::Change::Pot(change))
}
