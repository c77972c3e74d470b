//! `round`: everyone answers in turn.

use crate::linear::asker::{Asker, Command, Cx, Question, Reply, here, tell};
use crate::linear::names;
use crate::room::Proposal;
use crate::session::activities::{self, State, round};
use crate::session::{Change as Any, Id};
use crate::text::CleanText;

/// Everyone in turn.
pub(super) struct Round;

impl Asker for Round {
    fn question(&self, cx: &Cx<'_>) -> Question {
        if let Some(now) = now(cx) {
            let name = cx.seen.name_of(now);
            return Question::of(format!(
                "{name}, it is your turn. Your answer in a line; an empty line says that you were \
                 heard, /pass that you pass."
            ));
        }
        Question::of(match round::next(cx.session, cx.place) {
            Some(first) => format!(
                "An empty line calls {}; /call NAME calls somebody else; /next goes on without.",
                first.name
            ),
            None => "An empty line goes on.".to_owned(),
        })
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        let Some(now) = now(cx) else {
            return tell("Nobody speaks now; an empty line calls the next one.");
        };
        let said = change(cx, round::Change::Said(now.clone(), line.clone()));
        Reply::Does(vec![said, change(cx, round::Change::Next)])
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        match (now(cx), round::next(cx.session, cx.place)) {
            (None, None) => Reply::GoOn,
            _ => Reply::Does(vec![change(cx, round::Change::Next)]),
        }
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        let somebody = || match (now(cx), rest.is_empty()) {
            (Some(now), true) => Ok(now.clone()),
            _ => names::person(cx.session, rest),
        };
        let of = |change: fn(Id) -> round::Change| match somebody() {
            Ok(id) => here(cx, activities::Change::Round(change(id))),
            Err(sentence) => tell(sentence),
        };
        match word {
            "pass" => of(round::Change::Pass),
            "call" => of(round::Change::Call),
            "again" => of(round::Change::Back),
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/pass [NAME]", "passing is fine"),
            ("/call NAME", "this person speaks now"),
            ("/again NAME", "this person is not heard yet, after all"),
        ]
    }
}

/// Who speaks now.
fn now<'a>(cx: &Cx<'a>) -> Option<&'a Id> {
    match cx.seen.state(cx.place)? {
        State::Round(round) => round.now.as_ref(),
        _ => None,
    }
}

fn change(cx: &Cx<'_>, change: round::Change) -> Proposal {
    Proposal::Change(Any::At(cx.place.clone(), activities::Change::Round(change)))
}
