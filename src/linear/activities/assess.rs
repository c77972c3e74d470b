//! `assess`: true here, partly or not here, one sheet after the other; then the next phase.

use crate::linear::asker::{Asker, Command, Cx, Question, Reply, here, tell};
use crate::linear::ballots::{self, Ballots};
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::session::activities;
use crate::session::activities::assess::{self, Change, Hands, SMALLER};
use crate::session::private::Asked;
use crate::text::{CleanText, listed};
use crate::workshop::Policy;

/// Whose sheet is asked for.
#[derive(Default)]
pub(super) struct Assess {
    ballots: Ballots,
    /// The function whose sheets are typed, where they have no name.
    of: Option<CleanText>,
}

impl Asker for Assess {
    fn opening(&self, cx: &Cx<'_>) -> String {
        match self.asked(cx) {
            Some(asked) => {
                let functions = assess::by_function(cx.seen, cx.place).unwrap_or_default();
                let who = format!("{}. {functions}", asked.who.words());
                format!("{}\n\n{}", who.trim_end(), ballots::listed(&asked))
            }
            None => String::new(),
        }
    }

    fn is_the_page(&self, cx: &Cx<'_>) -> bool {
        self.asked(cx).is_some()
    }

    fn question(&self, cx: &Cx<'_>) -> Question {
        if is_shown(cx) {
            let next = match assess::asked(cx.seen, cx.place).1.len() {
                0 => String::new(),
                phases => format!(" Which phase is next? /next 1 to {phases}."),
            };
            return Question::of(format!("This is where we are.{next} An empty line goes on."));
        }
        let Some(asked) = self.asked(cx) else { return Question::of("An empty line goes on.") };
        self.ballots.question(&asked, cx).unwrap_or_else(|| {
            let rests = ballots::rests(&asked, "where we are");
            Question::of(format!("{rests} An empty line goes on."))
        })
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        self.ballots.line(line, self.asked(cx))
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        self.ballots.empty_line(self.asked(cx), cx)
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        match word {
            "next" => return next(rest, cx),
            "hands" => return hands(cx),
            "paper" => match whose(rest, cx) {
                Ok(of) => self.of = of,
                Err(sentence) => return tell(sentence),
            },
            "turn" | "turns" | "voice" => self.of = None,
            _ => {}
        }
        match Asked::at(cx.session, cx.place) {
            Some(asked) => self.ballots.command(word, rest, &asked, cx),
            None => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/turn NAME, /turns", "this person's sheet now; or of those who are not in"),
            ("/paper FUNCTION", "its sheets without names, one a line (where no name is kept)"),
            ("/voice", "one sheet for all, agreed aloud"),
            ("/hands", "hands as totals, in an open step"),
            ("/reveal", "shows where we are; said twice where it was sealed"),
            ("/next NUMBER", "the room goes for this phase next; without a number for none yet"),
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

impl Assess {
    /// What is asked; nothing once the result is shown.
    fn asked(&self, cx: &Cx<'_>) -> Option<Asked> {
        let asked = Asked::at(cx.session, cx.place)?;
        let open = !asked.things.is_empty() && !is_shown(cx);
        open.then(|| Asked { of: self.of.clone(), ..asked })
    }
}

fn is_shown(cx: &Cx<'_>) -> bool {
    assess::state(cx.seen, cx.place).is_some_and(assess::Assess::is_shown)
}

fn propose(cx: &Cx<'_>, change: Change) -> Reply {
    here(cx, activities::Change::Assess(change))
}

/// The function whose sheets are meant: one that is told by itself, or the others together.
fn whose(typed: &CleanText, cx: &Cx<'_>) -> Result<Option<CleanText>, String> {
    let apart = assess::apart(cx.session, cx.place);
    let nameless = cx.session.policy(cx.place) == Policy::Anonymous;
    if !nameless || apart.is_empty() || typed.eq_ignore_ascii_case(SMALLER) {
        return Ok(None);
    }
    let found = apart.iter().find(|of| of.to_lowercase() == typed.to_lowercase());
    found.cloned().map(Some).ok_or_else(|| {
        let names: Vec<&str> = apart.iter().map(CleanText::as_str).chain([SMALLER]).collect();
        format!("Whose sheets? /paper with one of these: {}.", listed(&names))
    })
}

fn next(typed: &CleanText, cx: &Cx<'_>) -> Reply {
    match typed.parse() {
        Ok(phase) => propose(cx, Change::Next(Some(phase))),
        Err(_) if typed.is_empty() => propose(cx, Change::Next(None)),
        Err(_) => tell("Which phase? Say its number, as in /next 2."),
    }
}

/// Asks for the hands of each statement.
fn hands(cx: &Cx<'_>) -> Reply {
    if !cx.session.policy(cx.place).is_open() {
        return tell("Hands show who says what, and this step is private.");
    }
    let things = activities::things(cx.session, cx.place);
    let letters = names::letters(things.len());
    let field = Field::needed(format!(
        "Hands for {letters}, three numbers for each, true here, partly and not here, as in 5 3 1."
    ));
    Form::asking(vec![field], move |said, cx| {
        let numbers = said[0].split([' ', ',']).filter(|word| !word.is_empty());
        let numbers: Vec<u16> = numbers
            .map(|word| word.parse::<u16>().map_err(|_| (0, format!("“{word}” is no number."))))
            .collect::<Result<_, _>>()?;
        let (wanted, given) = (things.len() * 3, numbers.len());
        if wanted != given {
            return Err((0, format!("{wanted} numbers are wanted, and that is {given}.")));
        }
        let three = numbers.chunks_exact(3).map(|it| -> Hands { [it[2], it[1], it[0]] });
        let ids = things.iter().map(|(id, _)| id.clone());
        Ok(propose(cx, Change::Hands(ids.zip(three).collect())))
    })
}
