//! `care`: I care, I can, 0 to 3 for each area, one person after the other.

use super::areas;
use crate::linear::asker::{Asker, Command, Cx, Question, Reply, here, or_tell, tell};
use crate::linear::ballots::{self, Ballots};
use crate::linear::names;
use crate::session::activities::{self, State, care};
use crate::session::private::Asked;
use crate::text::CleanText;

/// Whose sheet is asked for.
#[derive(Default)]
pub(super) struct Care {
    ballots: Ballots,
}

impl Asker for Care {
    fn opening(&self, cx: &Cx<'_>) -> String {
        areas::list(cx)
    }

    fn is_the_page(&self, cx: &Cx<'_>) -> bool {
        !state(cx).is_some_and(care::Care::is_shown)
    }

    fn question(&self, cx: &Cx<'_>) -> Question {
        if state(cx).is_some_and(care::Care::is_shown) {
            return Question::of("This is what the sheets say. An empty line goes on.");
        }
        let Some(asked) = asked(cx) else {
            return Question::of("There is no area yet: /add NAME adds one.");
        };
        self.ballots.question(&asked, cx).unwrap_or_else(|| {
            let later = match cx.session.is_revealed_later(cx.place) {
                true => " Otherwise it is shown where the names begin.",
                false => "",
            };
            let rests = ballots::rests(&asked, "who cares");
            Question::of(format!("{rests}{later} An empty line goes on."))
        })
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        self.ballots.line(line, asked(cx).filter(|_| !state(cx).is_some_and(care::Care::is_shown)))
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        self.ballots
            .empty_line(asked(cx).filter(|_| !state(cx).is_some_and(care::Care::is_shown)), cx)
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        if let Some(reply) = areas::command(word, rest, cx) {
            return or_tell(reply);
        }
        match (word, asked(cx)) {
            ("silence", _) => here(cx, activities::Change::Care(care::Change::Silence)),
            ("named", _) => named(rest, cx),
            (_, Some(asked)) => self.ballots.command(word, rest, &asked, cx),
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/turn NAME, /turns", "this person's sheet now; or of those who are not in"),
            ("/paper", "sheets without names, one a line (where no name is kept)"),
            ("/voice", "one sheet for all, agreed aloud"),
            ("/reveal", "shows who cares; said twice where it was sealed"),
            ("/named NAME", "this person may be named as one who cares, or not after all"),
            ("/list, /add NAME, /edit A, /delete A", "the areas"),
            ("/silence", "ten seconds, once it is shown"),
            ("/again", "throws away what is in and starts over; said twice"),
        ]
    }

    fn something_else(&mut self) {
        self.ballots.something_else();
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) -> Reply {
        self.ballots.accepted();
        areas::silence(cx)
    }
}

fn state<'a>(cx: &Cx<'a>) -> Option<&'a care::Care> {
    match cx.seen.state(cx.place)? {
        State::Care(care) => Some(care),
        _ => None,
    }
}

fn asked(cx: &Cx<'_>) -> Option<Asked> {
    Asked::at(cx.session, cx.place).filter(|asked| !asked.things.is_empty())
}

/// Whether somebody may be named is said aloud, so that it may be told.
fn named(rest: &CleanText, cx: &Cx<'_>) -> Reply {
    match names::person(cx.session, rest) {
        Ok(id) => {
            let may = !state(cx).is_some_and(|care| care.named.contains(&id));
            here(cx, activities::Change::Care(care::Change::Named(id, may)))
        }
        Err(sentence) => tell(sentence),
    }
}
