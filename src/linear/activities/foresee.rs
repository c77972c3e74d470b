//! `foresee`: causes of failure, one a line; read one by one, the worst chosen by their letters,
//! and a safeguard agreed against each.

use crate::linear::asker::{Asker, Command, Cx, Question, Reply, does, here, or_tell, tell};
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::linear::writing::{self, Writing};
use crate::session::activities::foresee::{Change, Safeguard, how_many_are_chosen, top};
use crate::session::activities::{self, gather};
use crate::session::decisions::Guard;
use crate::session::{Change as Any, Id, Idea, decisions};
use crate::text::CleanText;

/// While causes are sealed somebody writes; then they are read, chosen and guarded against.
#[derive(Default)]
pub(super) struct Foresee {
    writing: Writing,
    /// An empty line said that no more are chosen.
    enough: bool,
    /// Those that get no safeguard now.
    later: Vec<Id>,
    /// How failures are told is not agreed now.
    untold: bool,
}

/// How far the room is.
enum Stage<'a> {
    Reading(&'a Idea),
    Choosing,
    Guarding(&'a Idea),
    Telling,
    Done,
}

impl Foresee {
    fn stage<'a>(&self, cx: &Cx<'a>) -> Stage<'a> {
        let Some(foresee) = cx.seen.foreseen(cx.place) else { return Stage::Done };
        if let Some(cause) = foresee.causes.iter().find(|cause| !cause.read) {
            return Stage::Reading(cause);
        }
        let most = top(cx.seen, cx.place).min(foresee.causes.len());
        if foresee.chosen.len() < most && !self.enough {
            return Stage::Choosing;
        }
        let open = |cause: &&Idea| {
            cx.seen.safeguard(&cause.id).is_none() && !self.later.contains(&cause.id)
        };
        match foresee.worst().find(open) {
            Some(cause) => Stage::Guarding(cause),
            None if foresee.causes.is_empty() || self.untold => Stage::Done,
            None if cx.seen.telling(cx.place).is_some() => Stage::Done,
            None => Stage::Telling,
        }
    }

    fn command_on_causes(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        let causes = cx.seen.written_at(cx.place);
        let one = || names::thing(rest, causes.len()).map(|at| &*causes[at]);
        match word {
            "list" => tell(list(cx)),
            "cause" => here_in(cx, Change::Add(vec![rest.clone()])),
            "tell" => here_in(cx, Change::Tell(rest.clone())),
            "edit" => or_tell(one().map(worded)),
            "delete" => or_tell(one().map(|it| here_in(cx, Change::Delete(it.id.clone())))),
            "choose" => {
                self.enough = false;
                or_tell(one().map(|it| here_in(cx, Change::Choose(it.id.clone(), true))))
            }
            "unchoose" => {
                or_tell(one().map(|it| here_in(cx, Change::Choose(it.id.clone(), false))))
            }
            "safeguard" => or_tell(one().map(|cause| guarding(cause, None, cx))),
            "drop" => or_tell(one().and_then(|cause| dropping(cause, cx))),
            _ => Reply::NotMine,
        }
    }
}

impl Asker for Foresee {
    fn question(&self, cx: &Cx<'_>) -> Question {
        if gather::is_sealed(cx.session, cx.place) {
            return self.writing.question(cx);
        }
        Question::of(match self.stage(cx) {
            Stage::Reading(cause) => format!(
                "Read aloud: “{}”. An empty line says that it was read; a line is one more cause.",
                cause.text.trim_end_matches('.')
            ),
            Stage::Choosing => format!(
                "Which worry us most? {}. A letter chooses one, /list lists them; an empty line \
                 is enough.",
                how_many_are_chosen(cx.seen, cx.place)
            ),
            Stage::Guarding(cause) => format!(
                "“{}”: what would we see first? An empty line leaves it for later.",
                cause.text.trim_end_matches('.')
            ),
            Stage::Telling => {
                "When something fails, how is it told? One sentence; an empty line leaves it open."
                    .to_owned()
            }
            Stage::Done if cx.seen.written_at(cx.place).is_empty() => {
                "One cause a line; an empty line goes on.".to_owned()
            }
            Stage::Done => "One more cause in a line; an empty line goes on.".to_owned(),
        })
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        if gather::is_sealed(cx.session, cx.place) {
            return self.writing.answer(line, cx);
        }
        match self.stage(cx) {
            Stage::Reading(_) | Stage::Done => here_in(cx, Change::Add(vec![line.clone()])),
            Stage::Choosing => {
                let causes = cx.seen.written_at(cx.place);
                or_tell(
                    names::thing(line, causes.len())
                        .map(|at| here_in(cx, Change::Choose(causes[at].id.clone(), true))),
                )
            }
            Stage::Guarding(cause) => guarding(cause, Some(line), cx),
            Stage::Telling => here_in(cx, Change::Tell(line.clone())),
        }
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        if gather::is_sealed(cx.session, cx.place) {
            return self.writing.empty(cx);
        }
        match self.stage(cx) {
            Stage::Reading(cause) => {
                let heard = gather::aloud::Change::Heard(cause.id.clone(), None);
                return here(cx, activities::Change::Gather(heard));
            }
            Stage::Choosing => self.enough = true,
            Stage::Guarding(cause) => self.later.push(cause.id.clone()),
            Stage::Telling => self.untold = true,
            Stage::Done => return Reply::GoOn,
        }
        Reply::Done
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        match gather::is_sealed(cx.session, cx.place) {
            true => self.writing.command(word, rest, cx),
            false => self.command_on_causes(word, rest, cx),
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            writing::TURN,
            writing::PAPER,
            writing::REVEAL,
            writing::AGAIN,
            ("/list", "every cause with its letter, once they are shown"),
            ("/cause TEXT", "one more cause"),
            ("/edit A, /delete A", "another wording; or away with it"),
            ("/choose A, /unchoose A", "it is one of the worst; or no longer"),
            ("/safeguard A, /drop A", "what is agreed against it; or that is taken back"),
            ("/tell TEXT", "how it is told when something fails"),
        ]
    }

    fn something_else(&mut self) {
        self.writing.something_else();
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) -> Reply {
        if gather::is_sealed(cx.session, cx.place) {
            self.writing.accepted(cx);
        }
        Reply::Done
    }
}

fn here_in(cx: &Cx<'_>, change: Change) -> Reply {
    here(cx, activities::Change::Foresee(change))
}

fn list(cx: &Cx<'_>) -> String {
    let chosen = |cause: &Idea| {
        cx.seen.foreseen(cx.place).is_some_and(|foresee| foresee.is_chosen(&cause.id))
    };
    let label = |cause: &Idea| match chosen(cause) {
        true => format!("{}; chosen", cause.text),
        false => cause.text.to_string(),
    };
    match cx.seen.written_at(cx.place) {
        [] => "No cause is in yet.".into(),
        causes => names::with_letters(causes.iter().map(|cause| label(cause))),
    }
}

fn worded(cause: &Idea) -> Reply {
    let (id, field) = (cause.id.clone(), Field::needed("How is it worded?").proposing(&cause.text));
    Form::asking(vec![field], move |said, cx| {
        Ok(here_in(cx, Change::Edit(id.clone(), said[0].clone())))
    })
}

/// Asks for what of a safeguard was not said yet, and proposes what stands there.
fn guarding(cause: &Idea, sign: Option<&CleanText>, cx: &Cx<'_>) -> Reply {
    let before = cx.seen.safeguard(&cause.id);
    let guard = before.and_then(|agreement| agreement.guards.as_ref());
    let who = guard.and_then(|guard| guard.who.as_ref()).map_or("", |who| cx.seen.name_of(who));
    let text = before.map_or("", |agreement| &agreement.text);
    let known = sign.or(guard.map(|guard| &guard.sign)).map_or("", |sign| sign);
    let fields = vec![
        Field::needed("What would we see first, as a warning?").proposing(known),
        Field::needed("What do we agree on against it, in a sentence?").proposing(text),
        Field::open("Who watches for the warning? A name.")
            .proposing(who)
            .checked(|typed, cx| names::person(cx.session, typed).map(drop)),
    ];
    let (cause, said_before) = (cause.id.clone(), sign.cloned());
    let fields = if sign.is_some() { fields.into_iter().skip(1).collect() } else { fields };
    Form::asking(fields, move |said, cx| {
        let all: Vec<&CleanText> = said_before.iter().chain(said).collect();
        let (sign, text, who) = (all[0].clone(), all[1].clone(), all[2]);
        let last = said.len() - 1;
        let who = match who.is_empty() {
            true => None,
            false => Some(names::person(cx.session, who).map_err(|no| (last, no))?),
        };
        let against = Guard { cause: cause.clone(), sign, who };
        Ok(here_in(cx, Change::Guard(Safeguard { against, text })))
    })
}

fn dropping(cause: &Idea, cx: &Cx<'_>) -> Result<Reply, String> {
    match cx.seen.safeguard(&cause.id) {
        Some(agreement) => {
            let change = decisions::Change::DeleteAgreement(agreement.id.clone());
            Ok(does(Any::Decisions(change)))
        }
        None => Err("No safeguard is agreed against that.".into()),
    }
}
