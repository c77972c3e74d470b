//! `close`: who takes up what was parked, and when we meet again.

use crate::linear::asker::{Asker, Command, Cx, Question, Reply, does, or_tell, tell};
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::session::activities::close::proposed_date;
use crate::session::decisions::{Change, ParkedFate, what_became};
use crate::session::{Change as Any, Id, Parked};
use crate::text::CleanText;

/// What is left for later.
#[derive(Default)]
pub(super) struct Close {
    later: Vec<Id>,
    without_date: bool,
}

impl Close {
    fn parked<'a>(&self, cx: &Cx<'a>) -> Option<&'a Parked> {
        let waits = |parked: &&Parked| parked.is_waiting() && !self.later.contains(&parked.id);
        cx.seen.parked.iter().find(waits)
    }
}

impl Asker for Close {
    fn question(&self, cx: &Cx<'_>) -> Question {
        if let Some(parked) = self.parked(cx) {
            return Question::of(format!(
                "“{}”: who takes it up? A name, or drop. An empty line leaves it for later.",
                parked.text
            ));
        }
        let proposed = cx.reader.date(proposed_date(cx.seen, cx.place, cx.reader.today));
        Question::of(match (cx.seen.next_date, self.without_date) {
            (None, false) => format!("When do we meet again? yes says {proposed}; or another day."),
            (Some(date), _) => {
                format!("We meet again {}. An empty line goes on.", cx.reader.date(date))
            }
            (None, true) => "An empty line goes on; a day says when we meet again.".to_owned(),
        })
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        if let Some(parked) = self.parked(cx) {
            if line.eq_ignore_ascii_case("drop") {
                return fate(&parked.id, ParkedFate::Dropped);
            }
            return or_tell(names::person(cx.session, line).map(|who| taking(&parked.id, who, cx)));
        }
        let date = match line.eq_ignore_ascii_case("yes") {
            true => Ok(proposed_date(cx.seen, cx.place, cx.reader.today)),
            false => cx.reader.day_to_come(line),
        };
        or_tell(date.map(|date| does(Any::NextDate(Some(date)))))
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        if let Some(parked) = self.parked(cx) {
            self.later.push(parked.id.clone());
            return Reply::Done;
        }
        if cx.seen.next_date.is_none() && !std::mem::replace(&mut self.without_date, true) {
            return tell("No date is set, then.");
        }
        Reply::GoOn
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        let waiting = |place: usize| cx.seen.parked[place].id.clone();
        match word {
            "list" => tell(list(cx)),
            "contact" if rest.is_empty() => does(Any::Contact(None)),
            "contact" => {
                or_tell(names::person(cx.session, rest).map(|who| does(Any::Contact(Some(who)))))
            }
            "again" => or_tell(
                names::thing(rest, cx.seen.parked.len())
                    .map(|place| fate(&waiting(place), ParkedFate::Waiting)),
            ),
            "delete" => or_tell(
                names::thing(rest, cx.seen.parked.len())
                    .map(|place| does(Any::Decisions(Change::DeleteParked(waiting(place))))),
            ),
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/list", "what was parked, with letters"),
            ("/contact NAME", "whom one asks about the plan"),
            ("/again A, /delete A", "it waits again; or was never parked"),
        ]
    }
}

fn list(cx: &Cx<'_>) -> String {
    let label = |parked: &Parked| {
        let line = what_became(cx.seen, parked, cx.reader);
        if line.aside.is_empty() { line.text } else { format!("{}; {}", line.text, line.aside) }
    };
    names::with_letters(cx.seen.parked.iter().map(label))
}

fn fate(parked: &Id, fate: ParkedFate) -> Reply {
    does(Any::Decisions(Change::Unpark(parked.clone(), fate)))
}

fn taking(parked: &Id, who: Id, cx: &Cx<'_>) -> Reply {
    let name = cx.seen.name_of(&who);
    let asks = format!("{name}, by when? As in friday, in 2 weeks.");
    let parked = parked.clone();
    Form::asking(vec![Field::needed(asks).day()], move |said, cx| {
        let by = cx.reader.day_to_come(&said[0]).map_err(|no| (0, no))?;
        Ok(fate(&parked, ParkedFate::Taken { who: who.clone(), by }))
    })
}
