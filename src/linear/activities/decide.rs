//! `decide`: hands, objections and what became of them, the decision for the record.

use crate::linear::asker::{Asker, Command, Cx, Question, Reply, does, here, or_tell, tell};
use crate::linear::form::{Field, Form};
use crate::methods::fist::hands;
use crate::session::activities;
use crate::session::activities::decide::{self, counts, rule_in_words, taken, what_in_words};
use crate::session::decisions::{Change, Fate};
use crate::session::{Change as Any, Objection};
use crate::text::CleanText;
use crate::workshop::Policy;

/// The plan.
pub(super) struct Decide;

impl Asker for Decide {
    fn question(&self, cx: &Cx<'_>) -> Question {
        let tally = counts(cx.seen, cx.place).and_then(|decide| decide.tally);
        if taken(cx.seen, cx.place).is_some() {
            return Question::of("It is decided. An empty line goes on.");
        }
        if let Some(open) = open(cx) {
            return Question::of(format!(
                "“{}”: which change of the plan meets it? Or dissent: it stands in the record, and \
                 whoever objects agrees. An empty line leaves it open.",
                open.text
            ));
        }
        let Some(tally) = tally else {
            return Question::of(
                "All hands together, on three. One digit a hand, as they are called out, as in 5 5 \
                 4 3. /objection TEXT notes one; an empty line decides without hands.",
            );
        };
        let fist = tally.fist();
        Question::of(format!(
            "{} {} An empty line writes the decision; /hands counts again; /objection TEXT notes \
             what would make it a three.",
            fist.sentence(),
            fist.next()
        ))
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        if let Some(open) = open(cx) {
            let fate = match line.to_lowercase().as_str() {
                "dissent" => Fate::Dissent,
                _ => Fate::Met(line.clone()),
            };
            return does(Any::Decisions(Change::Settle(open.id.clone(), fate)));
        }
        match counts(cx.seen, cx.place).and_then(|decide| decide.tally) {
            None => or_tell(counted(line, cx, decide::Change::Tally)),
            Some(_) => tell("The hands are counted; /correct HANDS corrects them."),
        }
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        match taken(cx.seen, cx.place) {
            Some(_) => Reply::GoOn,
            None => deciding(cx),
        }
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        match word {
            "hands" => here(cx, activities::Change::Decide(decide::Change::Again)),
            "correct" => or_tell(counted(rest, cx, decide::Change::Correct)),
            "objection" => objecting(rest, cx),
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/objection TEXT", "what would make it a three, and who says so, which nobody must"),
            ("/hands", "hands are shown again"),
            ("/correct HANDS", "the count was misread: these are the hands"),
        ]
    }
}

/// The first objection that nothing became of. Once the decision is written it may stay open.
fn open<'a>(cx: &Cx<'a>) -> Option<&'a Objection> {
    let decided = taken(cx.seen, cx.place).is_some();
    cx.seen.objections_at(cx.place).find(|objection| objection.is_open() && !decided)
}

fn counted(
    typed: &CleanText,
    cx: &Cx<'_>,
    change: fn([u16; 6]) -> decide::Change,
) -> Result<Reply, String> {
    let fingers = hands(typed).map_err(|no| no.to_string())?;
    Ok(here(cx, activities::Change::Decide(change(fingers))))
}

fn objecting(text: &CleanText, cx: &Cx<'_>) -> Reply {
    let anonymous = cx.session.policy(cx.place) == Policy::Anonymous;
    let text = Field::needed("What would make it a three?").proposing(text);
    let who = Field::open("Who says so? Nobody need be named.")
        .checked(|typed, cx| cx.session.somebody(typed).map(drop));
    let fields = if anonymous { vec![text] } else { vec![text, who] };
    Form::asking(fields, |said, cx| {
        let named = said.get(1).filter(|name| !name.is_empty());
        let from = named.map(|name| cx.session.somebody(name)).transpose();
        let from = from.map_err(|no| (1, no))?;
        Ok(does(Any::Decisions(Change::Object { text: said[0].clone(), from })))
    })
}

/// Asks for the decision as it stands in the record; all but what would reopen it is proposed.
fn deciding(cx: &Cx<'_>) -> Reply {
    let review = decide::review_date(cx.session, cx.reader.today);
    let fields = vec![
        Field::needed("What is decided, in a sentence?")
            .proposing(&what_in_words(cx.seen, cx.reader)),
        Field::open("By which rule?").proposing(&rule_in_words(cx.seen, cx.place)),
        Field::open("When is it looked at again?").proposing(&cx.reader.date(review)).day(),
        Field::open("What would reopen it before?"),
    ];
    Form::asking(fields, |said, cx| {
        let review = match said[2].is_empty() {
            true => None,
            false => Some(cx.reader.day_to_come(&said[2]).map_err(|no| (2, no))?),
        };
        let tally = counts(cx.session, cx.place).and_then(|decide| decide.tally);
        let [what, rule, reopen] = [0, 1, 3].map(|at| said[at].clone());
        Ok(does(Any::Decisions(Change::Decide { what, rule, tally, review, reopen })))
    })
}
