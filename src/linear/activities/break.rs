//! `break`: when it ends; and the sheets of care that are typed in it.

use crate::linear::asker::{Asker, Command, Cx, Question, Reply, here, tell};
use crate::linear::ballots::{self, Ballots};
use crate::session::activities::{self, r#break};
use crate::session::private::Asked;
use crate::text::CleanText;
use jiff::{SignedDuration, Timestamp};

/// Until when, and the sheets that are still to be typed.
pub(super) struct Break {
    ballots: Ballots,
}

impl Default for Break {
    fn default() -> Break {
        Break { ballots: Ballots::resting() }
    }
}

impl Asker for Break {
    fn question(&self, cx: &Cx<'_>) -> Question {
        if let Some(question) = care(cx).and_then(|asked| self.ballots.question(&asked, cx)) {
            return question;
        }
        Question::of(match cx.seen.break_until(cx.place) {
            None => "An empty line begins the break; or say for how many minutes.",
            Some(_) => {
                "An empty line goes on, when everyone is back; or say how many minutes more."
            }
        })
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        if let Some(asked) = care(cx).filter(|asked| self.ballots.question(asked, cx).is_some()) {
            return self.ballots.answer(line, &asked);
        }
        let minutes = line.split_whitespace().next().and_then(|word| word.parse::<i64>().ok());
        let Some(minutes) = minutes.filter(|minutes| (1..=720).contains(minutes)) else {
            return tell("Say a number of minutes, such as 10.");
        };
        let from = cx.session.break_until(cx.place).filter(|until| *until > cx.now);
        let until = from.unwrap_or(cx.now).checked_add(SignedDuration::from_mins(minutes));
        begin(cx, until.unwrap_or(cx.now))
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        if let Some(asked) = care(cx).filter(|asked| self.ballots.question(asked, cx).is_some()) {
            return self.ballots.empty(&asked);
        }
        match cx.session.break_until(cx.place) {
            None => begin(cx, cx.session.break_proposed(cx.place, cx.now)),
            Some(_) => Reply::GoOn,
        }
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        match (word, care(cx)) {
            ("reveal", _) => tell("What was given is shown where the names begin."),
            (_, Some(asked)) => self.ballots.command(word, rest, &asked, cx),
            ("turns" | "turn" | "paper" | "voice" | "again", None) => {
                tell("No sheets are asked for now.")
            }
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        ballots::COMMANDS
    }

    fn something_else(&mut self) {
        self.ballots.something_else();
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) -> Reply {
        if care(cx).is_some() {
            self.ballots.accepted();
        }
        Reply::Done
    }
}

fn begin(cx: &Cx<'_>, until: Timestamp) -> Reply {
    here(cx, activities::Change::Break(r#break::Change::Until(until)))
}

/// The sheets of the care before it, while they are not shown.
fn care(cx: &Cx<'_>) -> Option<Asked> {
    let place = cx.session.care_before(cx.place)?;
    Asked::at(cx.session, &place)
}
