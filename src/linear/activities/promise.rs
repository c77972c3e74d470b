//! `promise`: one person after the other writes one, then they are read aloud.

use crate::linear::asker::{Asker, Command, Cx, Question, Reply, does, here, or_tell, tell};
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::room::Proposal;
use crate::session::activities::{self, promise};
use crate::session::private::letter;
use crate::session::promises::{Change, Vow, more_than_usual};
use crate::session::{Change as Any, Id, Promise};
use crate::text::CleanText;

/// Who promises, and who will not now.
#[derive(Default)]
pub(super) struct Promises {
    called: Option<Id>,
    later: Vec<Id>,
}

impl Promises {
    /// Who is asked for a promise; none when everybody was.
    fn who(&self, cx: &Cx<'_>) -> Option<Id> {
        let waits = |id: &&Id| !self.later.contains(id);
        let first = || cx.seen.without_promise().map(|person| &person.id).find(waits).cloned();
        self.called.clone().or_else(first)
    }
}

impl Asker for Promises {
    fn question(&self, cx: &Cx<'_>) -> Question {
        if let Some(promise) = cx.seen.read_aloud(cx.place) {
            let name = cx.seen.name_of(&promise.who);
            return Question::of(format!(
                "{name} reads aloud: “{}” An empty line says that it was heard; /stop ends reading.",
                promise.vow.sentence(cx.reader)
            ));
        }
        if let Some(who) = self.who(cx) {
            let (name, draft) = (cx.seen.name_of(&who), draft(&who, cx));
            let proposed = match draft.will.as_str() {
                "" => String::new(),
                will => format!(" /draft begins with: {will}."),
            };
            return Question::of(format!(
                "{name}: I will … What, so that anyone can tell it is done?{proposed} An empty line \
                 says nothing now."
            ));
        }
        Question::of(match cx.seen.next_to_read(None) {
            Some(_) => "An empty line has them read aloud; /next goes on without.",
            None => "An empty line goes on; a name writes one more promise.",
        })
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        if cx.seen.read_aloud(cx.place).is_some() {
            return tell("A promise is being read; an empty line says that it was heard.");
        }
        match self.who(cx) {
            Some(who) => writing(&who, line.clone(), cx),
            None => self.call(line, cx),
        }
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        let change = |change| here(cx, activities::Change::Promise(change));
        if cx.seen.read_aloud(cx.place).is_some() {
            return change(promise::Change::Heard);
        }
        if let Some(who) = self.who(cx) {
            self.called = None;
            self.later.push(who);
            return Reply::Done;
        }
        match cx.seen.next_to_read(None) {
            Some(promise) => change(promise::Change::Aloud(promise.id.clone())),
            None => Reply::GoOn,
        }
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        match word {
            "draft" => match self.who(cx) {
                Some(who) => writing(&who, draft(&who, cx).will, cx),
                None => tell("Nobody is asked now; a name writes one more promise."),
            },
            "promise" => self.call(rest, cx),
            "stop" => here(cx, activities::Change::Promise(promise::Change::Stop)),
            "list" => tell(list(cx)),
            "edit" => {
                let turn = cx.seen.promises_in_turn();
                or_tell(names::thing(rest, turn.len()).map(|place| editing(turn[place], cx)))
            }
            "delete" => {
                let turn = cx.seen.promises_in_turn();
                or_tell(
                    names::thing(rest, turn.len())
                        .map(|place| does(Any::Promises(Change::Delete(turn[place].id.clone())))),
                )
            }
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/draft", "takes what is proposed and goes on to the date"),
            ("/promise NAME", "one more promise of this person"),
            ("/list, /edit A, /delete A", "the promises with their letters"),
            ("/stop", "ends reading"),
        ]
    }

    fn accepted(&mut self, _entry: u64, _cx: &Cx<'_>) -> Reply {
        self.called = None;
        Reply::Done
    }
}

impl Promises {
    fn call(&mut self, name: &str, cx: &Cx<'_>) -> Reply {
        match names::person(cx.session, name) {
            Ok(id) => {
                self.called = Some(id);
                Reply::Done
            }
            Err(sentence) => tell(sentence),
        }
    }
}

fn draft(who: &Id, cx: &Cx<'_>) -> Vow {
    Vow::draft(cx.seen, who, cx.reader.today)
}

fn list(cx: &Cx<'_>) -> String {
    let label = |promise: &&Promise| {
        format!("{}: {}", cx.seen.name_of(&promise.who), promise.vow.sentence(cx.reader))
    };
    names::with_letters(cx.seen.promises_in_turn().iter().map(label))
}

/// Asks for all that a promise says besides what it is.
fn writing(who: &Id, will: CleanText, cx: &Cx<'_>) -> Reply {
    if will.is_empty() {
        return tell("There is nothing to propose; say what you will do.");
    }
    let who = who.clone();
    Form::asking(fields(&draft(&who, cx), "", cx), move |said, cx| {
        let vow = vow(&will, said, cx)?;
        let change = |second_yes| {
            let (who, vow) = (who.clone(), vow.clone());
            Any::Promises(Change::Make { who, vow, second_yes })
        };
        Ok(match more_than_usual(cx.session, &who) {
            Some(sentence) => {
                let sentence = format!("{sentence} Keep this one too?");
                Form::sure(&sentence, vec![Proposal::Change(change(true))])
            }
            None => does(change(false)),
        })
    })
}

/// What is asked of a promise besides what it is; `by` is the day that is proposed.
fn fields(vow: &Vow, by: &str, cx: &Cx<'_>) -> Vec<Field> {
    let first_by = vow.first_by.map(|day| cx.reader.date(day)).unwrap_or_default();
    let area = vow.area.as_ref().and_then(|id| cx.seen.areas.iter().position(|it| &it.id == id));
    let area = area.map(letter).unwrap_or_default();
    let checks = vow.checks.as_ref().map(|who| cx.seen.name_of(who).to_owned()).unwrap_or_default();
    let on_list = if vow.place == 0 { String::new() } else { vow.place.to_string() };
    vec![
        Field::needed("By when? As in friday, 3 Dec, in 2 weeks: no date, no promise.")
            .proposing(by)
            .day(),
        Field::open("When … starts it, as in: I am back at my desk.").proposing(&vow.when),
        Field::open("The first step, so small that it needs nobody's leave?")
            .proposing(&vow.first_step),
        Field::open("By when is that done?").proposing(&first_by).day(),
        Field::open("Who checks?")
            .proposing(&checks)
            .checked(|typed, cx| names::person(cx.session, typed).map(drop)),
        Field::open("Its place on your list, 1 to 5?")
            .proposing(&on_list)
            .checked(|typed, _| place(typed).map(drop)),
        Field::open("What comes off your list for it?").proposing(&vow.comes_off),
        Field::open("For which area, by its letter?")
            .proposing(&area)
            .checked(|typed, cx| names::thing(typed, cx.seen.areas.len()).map(drop)),
    ]
}

/// Asks everything of a promise again, and proposes what it says.
fn editing(promise: &Promise, cx: &Cx<'_>) -> Reply {
    let by = cx.reader.date(promise.vow.by);
    let will = Field::needed("I will … What, so that anyone can tell it is done?")
        .proposing(&promise.vow.will);
    let fields = [will].into_iter().chain(fields(&promise.vow, &by, cx)).collect();
    let id = promise.id.clone();
    Form::asking(fields, move |said, cx| {
        let vow = vow(&said[0], &said[1..], cx).map_err(|(at, no)| (at + 1, no))?;
        Ok(does(Any::Promises(Change::Edit(id.clone(), vow))))
    })
}

fn place(typed: &str) -> Result<u8, String> {
    let place = typed.trim().parse().ok().filter(|place| (1..=5).contains(place));
    place.ok_or_else(|| "Say a place from 1 to 5.".to_owned())
}

fn vow(will: &CleanText, said: &[CleanText], cx: &Cx<'_>) -> Result<Vow, (usize, String)> {
    let filled = |at: usize| Some(&said[at]).filter(|words| !words.is_empty());
    let day = |at: usize| {
        let day = filled(at).map(|words| cx.reader.day_to_come(words)).transpose();
        day.map_err(|no| (at, no))
    };
    let by = day(0)?.ok_or_else(|| (0, "No date, no promise.".to_owned()))?;
    let checks = filled(4).map(|name| names::person(cx.session, name)).transpose();
    let area = filled(7).map(|typed| names::thing(typed, cx.seen.areas.len())).transpose();
    Ok(Vow {
        when: said[1].clone(),
        will: will.clone(),
        by,
        first_step: said[2].clone(),
        // What is proposed gives way to an earlier end.
        first_by: day(3)?.map(|first| first.min(by)),
        checks: checks.map_err(|no| (4, no))?,
        place: filled(5).map_or(Ok(0), |typed| place(typed)).map_err(|no| (5, no))?,
        comes_off: said[6].clone(),
        area: area.map_err(|no| (7, no))?.map(|place| cx.seen.areas[place].id.clone()),
    })
}
