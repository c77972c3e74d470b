//! `vote`: ballots one after the other or hands as totals; then the line, the talk, the run-off.

use crate::linear::asker::{Asker, Command, Cx, Question, Reply, here, or_tell, tell};
use crate::linear::ballots::{self, Ballots};
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::session::activities::vote::{self, Change, Count};
use crate::session::activities::{self, State};
use crate::session::private::Asked;
use crate::text::CleanText;
use crate::workshop::VoteKind;

/// Whose ballot is asked for.
#[derive(Default)]
pub(super) struct Vote {
    ballots: Ballots,
}

impl Asker for Vote {
    fn opening(&self, cx: &Cx<'_>) -> String {
        let open = asked(cx).filter(|_| vote::count(cx.seen, cx.place).is_none());
        open.map_or_else(String::new, |asked| {
            let run_off =
                matches!(cx.seen.state(cx.place), Some(State::Vote(it)) if it.is_run_off());
            let what = if run_off { "A run-off among equals. " } else { "" };
            format!("{what}{}.\n\n{}", asked.who.words(), ballots::listed(&asked))
        })
    }

    fn is_the_page(&self, cx: &Cx<'_>) -> bool {
        !self.opening(cx).is_empty()
    }

    fn question(&self, cx: &Cx<'_>) -> Question {
        if let Some(about) = vote::talked_about(cx.seen, cx.place) {
            return Question::of(format!("{about} An empty line ends the talk."));
        }
        if vote::count(cx.seen, cx.place).is_some() {
            return Question::of("This is the count. An empty line goes on; /help says what else.");
        }
        let Some(asked) = asked(cx) else { return Question::of("An empty line goes on.") };
        self.ballots.question(&asked, cx).unwrap_or_else(|| {
            Question::of(format!("{} An empty line goes on.", ballots::rests(&asked, "the count")))
        })
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        match asked(cx).filter(|_| vote::count(cx.seen, cx.place).is_none()) {
            Some(asked) => self.ballots.answer(line, &asked),
            None => tell("The count stands; /again votes again."),
        }
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        if cx.session.talk_until(cx.place).is_some() {
            return propose(cx, Change::EndTalk);
        }
        let open = asked(cx).filter(|_| vote::count(cx.seen, cx.place).is_none());
        self.ballots.empty_line(open, cx)
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        let count = vote::count(cx.session, cx.place);
        match (word, &count) {
            ("keep" | "talk" | "runoff" | "why", Some(count)) => {
                or_tell(after(word, rest, count, cx))
            }
            ("giveup", _) => propose(cx, Change::GiveUp),
            ("hands", _) => hands(cx),
            ("dots", _) => propose(cx, Change::Kind(VoteKind::Dots)),
            ("approval", _) => propose(cx, Change::Kind(VoteKind::Approval)),
            _ => match asked(cx) {
                Some(asked) => self.ballots.command(word, rest, &asked, cx),
                None => Reply::NotMine,
            },
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/turn NAME, /turns", "this person votes now; or those who have not"),
            ("/paper", "sheets without names, one a line (where no name is kept)"),
            ("/voice", "one ballot for all, agreed aloud"),
            ("/hands", "hands as totals, in an open vote"),
            ("/dots, /approval", "how it is voted, before anyone has"),
            ("/reveal", "shows the count; said twice where it was sealed"),
            ("/keep NUMBER", "so many are kept"),
            ("/talk", "two minutes about what divides most"),
            ("/runoff, /giveup", "a run-off among equals; or back to the count"),
            ("/why NUMBER", "why the option in this row of the count stands there"),
            ("/again", "votes again; said twice"),
        ]
    }

    fn something_else(&mut self) {
        self.ballots.something_else();
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) -> Reply {
        self.ballots.accepted();
        let Some(State::Vote(vote)) = cx.session.state(cx.place) else { return Reply::Done };
        if vote.is_run_off() && vote.given.count() == 0 && !vote.is_shown() {
            self.ballots = Ballots::default();
            return tell(self.opening(cx));
        }
        Reply::Done
    }
}

fn asked(cx: &Cx<'_>) -> Option<Asked> {
    Asked::at(cx.session, cx.place).filter(|asked| !asked.things.is_empty())
}

fn propose(cx: &Cx<'_>, change: Change) -> Reply {
    here(cx, activities::Change::Vote(change))
}

/// What follows a count.
fn after(word: &str, rest: &CleanText, count: &Count, cx: &Cx<'_>) -> Result<Reply, String> {
    let number = || rest.parse::<u8>().map_err(|_| format!("How many? As in /{word} 3."));
    match word {
        "keep" => Ok(propose(cx, Change::Keep(number()?))),
        "why" => {
            let row = usize::from(number()?).checked_sub(1);
            let row = row.filter(|row| *row < count.choices.len());
            let row = row.ok_or("There is no such row in the count.")?;
            Ok(tell(vote::why(count, row, cx.reader)))
        }
        "talk" => {
            let option = count.tally.most_divided();
            let option = option.ok_or("Nobody differs, or it was counted together.")?;
            let until = cx.now.checked_add(vote::TALK).unwrap_or(cx.now);
            Ok(propose(cx, Change::Talk(count.choices[option].id.clone(), until)))
        }
        _ => {
            let first = || {
                let tie = count.tally.ties().next()?;
                Some(tie.iter().map(|option| count.choices[*option].id.clone()).collect())
            };
            let among = count.to_run_off().or_else(first);
            Ok(propose(
                cx,
                Change::RunOff(among.ok_or("Nothing is tied, so no run-off is needed.")?),
            ))
        }
    }
}

/// Asks for the hands of each option.
fn hands(cx: &Cx<'_>) -> Reply {
    let choices = vote::on_the_ballot(cx.session, cx.place);
    if !cx.session.policy(cx.place).is_open() {
        return tell("Hands show who wants what, and this vote is private.");
    }
    let letters = names::letters(choices.len());
    let field =
        Field::needed(format!("Hands for {letters}, one number after the other, as in 5 0 2."));
    Form::asking(vec![field], move |said, cx| {
        let numbers = said[0].split([' ', ',']).filter(|word| !word.is_empty());
        let numbers: Vec<u16> = numbers
            .map(|word| word.parse::<u16>().map_err(|_| (0, format!("“{word}” is no number."))))
            .collect::<Result<_, _>>()?;
        if numbers.len() != choices.len() {
            let (wanted, given) = (choices.len(), numbers.len());
            return Err((0, format!("{wanted} numbers are wanted, and that is {given}.")));
        }
        let ids = choices.iter().map(|choice| choice.id.clone());
        Ok(propose(cx, Change::Hands(ids.zip(numbers).collect())))
    })
}
