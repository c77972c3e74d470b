//! `network`: whom one really asks, a line of names one person after the other; then who learns
//! what one person alone knows.

use crate::linear::asker::{Asker, Command, Cx, Question, Reply, here, tell};
use crate::linear::ballots::{self, Ballots};
use crate::linear::names;
use crate::session::activities;
use crate::session::activities::network::{self, Change, Part, Reach};
use crate::session::private::Asked;
use crate::text::CleanText;

/// Whose names are asked for.
#[derive(Default)]
pub(super) struct Network {
    ballots: Ballots,
}

impl Asker for Network {
    fn question(&self, cx: &Cx<'_>) -> Question {
        if is_shown(cx) {
            let learns = match meetings(cx).is_empty() {
                true => "",
                false => " Where it hangs on one person, who learns it, too? /learns 1 NAME.",
            };
            return Question::of(format!(
                "This is whom you ask; /part turns to what else it says.{learns} An empty line \
                 goes on."
            ));
        }
        let Some(asked) = asked(cx) else { return Question::of("An empty line goes on.") };
        self.ballots.question(&asked, cx).unwrap_or_else(|| {
            let rests = ballots::rests(&asked, "whom you ask");
            Question::of(format!("{rests} An empty line goes on."))
        })
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        self.ballots.line(line, asked(cx))
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        self.ballots.empty_line(asked(cx), cx)
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        match word {
            "named" => return named(rest, cx),
            "part" => return turn(cx),
            "learns" => return learns(rest, cx),
            "list" => return tell(list(cx)),
            "voice" => return tell("Whom one asks is each one's own answer; one voice has none."),
            _ => {}
        }
        match Asked::at(cx.session, cx.place) {
            Some(asked) => self.ballots.command(word, rest, &asked, cx),
            None => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/turn NAME, /turns", "this person's names now; or of those who are not in"),
            ("/named NAME", "this person agrees to be named, or not after all"),
            ("/reveal", "shows whom you ask; said twice where it was sealed"),
            ("/part", "turns to who is asked, which function asks which, where it hangs on one"),
            ("/list", "where it hangs on one person, each with its number"),
            ("/learns NUMBER NAME", "this person learns it, too: an agreement"),
            ("/again", "throws away what is in and starts over; said twice"),
        ]
    }

    fn something_else(&mut self) {
        self.ballots.something_else();
    }

    fn accepted(&mut self, _entry: u64, _cx: &Cx<'_>) -> Reply {
        self.ballots.accepted();
        Reply::Done
    }
}

/// What is asked; nothing once the result is shown.
fn asked(cx: &Cx<'_>) -> Option<Asked> {
    Asked::at(cx.session, cx.place).filter(|_| !is_shown(cx))
}

fn is_shown(cx: &Cx<'_>) -> bool {
    network::state(cx.seen, cx.place).is_some_and(network::Network::is_shown)
}

fn propose(cx: &Cx<'_>, change: Change) -> Reply {
    here(cx, activities::Change::Network(change))
}

fn turn(cx: &Cx<'_>) -> Reply {
    let part = network::state(cx.seen, cx.place).map_or(Part::Asked, |network| network.part);
    propose(cx, Change::Show(part.next()))
}

/// The lines about functions that meet in one person.
fn meetings(cx: &Cx<'_>) -> Vec<Reach> {
    let reached = cx.seen.mapped(cx.place).map(|it| network::reached(cx.seen, cx.place, it, 0));
    let mut reached = reached.unwrap_or_default();
    reached.retain(|reach| reach.between.is_some());
    reached
}

fn list(cx: &Cx<'_>) -> String {
    let meetings = meetings(cx);
    if meetings.is_empty() {
        return "No two functions are known to hang on one person alone.".into();
    }
    let said = |reach: Reach| format!("{} {}", reach.line.text, reach.line.aside);
    names::with_numbers(meetings.into_iter().map(said))
}

/// "2 Dee": Dee learns what one person alone knows of the second pair of functions.
fn learns(rest: &CleanText, cx: &Cx<'_>) -> Reply {
    let meetings = meetings(cx);
    let (number, name) = rest.split_once(' ').unwrap_or((rest, ""));
    let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let Some(between) = at.and_then(|at| meetings.get(at)?.between.clone()) else {
        return tell(
            "Which one? Say its number and a name, as in /learns 1 Ana; /list tells them.",
        );
    };
    match names::person(cx.session, name) {
        Ok(who) => propose(cx, Change::Learns { between, who }),
        Err(sentence) => tell(sentence),
    }
}

/// Whether somebody agrees to be named is said aloud, so that it may be told.
fn named(rest: &CleanText, cx: &Cx<'_>) -> Reply {
    match names::person(cx.session, rest) {
        Ok(id) => {
            let named = network::state(cx.seen, cx.place).map(|network| &network.named);
            let may = !named.is_some_and(|named| named.contains(&id));
            propose(cx, Change::Named(id, may))
        }
        Err(sentence) => tell(sentence),
    }
}
