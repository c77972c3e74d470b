//! `matrix`: two digits for each option, one sheet after the other; then what the room goes on with.

use crate::linear::asker::{Asker, Command, Cx, Question, Reply, here, tell};
use crate::linear::ballots::{self, Ballots};
use crate::linear::names;
use crate::session::activities;
use crate::session::activities::matrix::{self, Change};
use crate::session::private::Asked;
use crate::text::CleanText;

/// Whose sheet is asked for.
#[derive(Default)]
pub(super) struct Matrix {
    ballots: Ballots,
}

impl Asker for Matrix {
    fn opening(&self, cx: &Cx<'_>) -> String {
        match asked(cx) {
            Some(asked) => {
                let scale = matrix::scale(cx.seen, cx.place);
                format!("{}. {scale}.\n\n{}", asked.who.words(), ballots::listed(&asked))
            }
            None => String::new(),
        }
    }

    fn is_the_page(&self, cx: &Cx<'_>) -> bool {
        asked(cx).is_some()
    }

    fn question(&self, cx: &Cx<'_>) -> Question {
        if is_shown(cx) {
            return Question::of(
                "This is where they stand. What do you go on with? /take A C. An empty line goes on.",
            );
        }
        let Some(asked) = asked(cx) else { return Question::of("An empty line goes on.") };
        self.ballots.question(&asked, cx).unwrap_or_else(|| {
            let rests = ballots::rests(&asked, "where they stand");
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
        match (word, Asked::at(cx.session, cx.place)) {
            ("take", _) => take(rest, cx),
            (_, Some(asked)) => self.ballots.command(word, rest, &asked, cx),
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/turn NAME, /turns", "this person's sheet now; or of those who are not in"),
            ("/paper", "sheets without names, one a line (where no name is kept)"),
            ("/voice", "one sheet for all, agreed aloud"),
            ("/reveal", "shows where the options stand; said twice where it was sealed"),
            ("/take LETTERS", "the room goes on with these; without letters with all"),
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
    let asked = Asked::at(cx.session, cx.place)?;
    (!asked.things.is_empty() && !is_shown(cx)).then_some(asked)
}

fn is_shown(cx: &Cx<'_>) -> bool {
    matrix::state(cx.seen, cx.place).is_some_and(matrix::Matrix::is_shown)
}

fn take(typed: &CleanText, cx: &Cx<'_>) -> Reply {
    let choices = matrix::placed(cx.session, cx.place);
    let mut taken = Vec::new();
    for word in typed.split([' ', ',']).filter(|word| !word.is_empty()) {
        match names::lettered(word, choices.len()) {
            Some(at) => taken.push(choices[at].id.clone()),
            None => {
                return tell(format!("There is no {word}; /take wants letters, as in /take A C."));
            }
        }
    }
    here(cx, activities::Change::Matrix(Change::Take(taken)))
}
