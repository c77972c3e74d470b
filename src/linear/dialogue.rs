//! The dialogue of one session: greets, asks, takes lines, and tells what came of them.

use super::activities::asker_of;
use super::asker::{Asker, Cx, Question, Reply};
use super::commands::{self, COMMANDS, minutes};
use super::form::Form;
use super::page;
use crate::export::spoken;
use crate::room::Proposal;
use crate::session::activities::{self, network, pot, vote};
use crate::session::block::{Block, Page};
use crate::session::pot as money;
use crate::session::tables::{Seating, Wanted};
use crate::session::{Change, Place, agenda, areas};
use crate::text::CleanText;
use std::collections::VecDeque;

mod tables;

/// Where somebody is in the questions of one session.
pub struct Dialogue {
    place: Place,
    asker: Box<dyn Asker>,
    form: Option<Form>,
    /// The command that was said last, an empty line being one; none after an answer.
    last: Option<String>,
    /// What is still to happen of what the last line came to.
    waiting: VecDeque<Proposal>,
    /// What happens now, and is accepted or refused next.
    carried: Option<Proposal>,
    /// What has happened of it, in a few words each.
    happened: Vec<String>,
    /// All that is told of the last line if it does not fit.
    unfit: Option<String>,
    /// Whether nothing is told of what happens now.
    hushed: bool,
    /// Whether the activity asked for what happens now.
    own: bool,
}

/// What is told, and what comes then.
#[derive(Debug, Default)]
pub struct Step {
    /// For whoever listens; clean, without a command for any terminal.
    pub said: String,
    /// What comes then.
    pub then: Then,
}

/// What comes after something was told.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum Then {
    /// The next question.
    #[default]
    Ask,
    /// This is to be carried out and saved.
    Carry(Box<Proposal>),
    /// The last change is to be taken back.
    Undo,
    /// What was taken back is to be put back.
    Redo,
    /// Back to how it was right after this entry.
    Return(u64),
    /// This file is to be read.
    Read(CleanText),
    /// The record is to be written: there, or where nothing lies yet.
    Export(CleanText),
    /// What is printed before a meeting is to be written: into this folder, or one of its own.
    Kit(CleanText),
    /// The session is to be split into these tables.
    Split(Box<Seating>),
    /// What happened before now is to be forgotten.
    Forget,
    /// The tables of the session are wanted.
    Tables,
    /// A table is to come back.
    BringBack(Wanted),
    /// Leave.
    Leave,
}

impl Step {
    fn say(said: impl Into<String>) -> Step {
        Step { said: said.into(), then: Then::Ask }
    }

    fn then(then: Then) -> Step {
        Step { said: String::new(), then }
    }
}

impl Dialogue {
    /// A dialogue about a session, and what is told first.
    pub fn begin(cx: &Cx<'_>) -> (Dialogue, String) {
        let dialogue = Dialogue {
            place: cx.place.clone(),
            asker: asker_of(cx),
            form: None,
            last: None,
            waiting: VecDeque::new(),
            carried: None,
            happened: Vec::new(),
            unfit: None,
            hushed: false,
            own: false,
        };
        let greeting = "A line is an answer, an empty line goes on, and /help lists the commands.";
        // Where a step begins it is told anyway.
        let out = if cx.place.index() == 0 { String::new() } else { out(cx) };
        let told = joined(&joined(greeting, &out), &dialogue.arrival(cx));
        (dialogue, told)
    }

    /// What is asked now.
    pub fn question(&self, cx: &Cx<'_>) -> Question {
        match &self.form {
            Some(form) => form.question(),
            None => self.asker.question(cx),
        }
    }

    /// Takes a line as it was typed.
    pub fn take(&mut self, line: &str, cx: &Cx<'_>) -> Step {
        let Question { private, hushed, .. } = self.question(cx);
        (self.unfit, self.hushed, self.own) = (private, hushed, true);
        let line = CleanText::line(line);
        // Behind a backslash stands an answer, whatever it looks like.
        let literal = line.strip_prefix('\\').filter(|rest| !rest.is_empty()).map(CleanText::line);
        let parsed = if literal.is_some() { None } else { commands::parsed(&line) };
        let line = literal.unwrap_or(line);
        let command = parsed.as_ref().map(|(word, _)| word.clone());
        let said = command.or_else(|| line.is_empty().then(String::new));
        if said.is_none() || said != self.last {
            self.asker.something_else();
        }
        self.last = said;
        if let Some((word, rest)) = parsed {
            return self.command(&word, &rest, cx);
        }
        // A second slash says that the first one is meant as it stands.
        let line = match line.strip_prefix("//") {
            Some(rest) => CleanText::line(&format!("/{rest}")),
            None => line,
        };
        let reply = match (&mut self.form, line.is_empty()) {
            (Some(form), true) => form.empty(cx),
            (Some(form), false) => form.answer(&line, cx),
            (None, true) => {
                self.unfit = None;
                self.asker.empty(cx)
            }
            (None, false) => self.asker.answer(&line, cx),
        };
        self.reply(reply, cx)
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Step {
        (self.unfit, self.hushed) = (None, false);
        match word {
            "help" => return Step::say(self.help()),
            "quit" => return Step::then(Then::Leave),
            "undo" => return Step::then(Then::Undo),
            "redo" => return Step::then(Then::Redo),
            "export" => return Step::then(Then::Export(rest.clone())),
            "kit" => return Step::then(Then::Kit(rest.clone())),
            "return" => {
                return match rest.parse() {
                    Ok(entry) => Step::then(Then::Return(entry)),
                    Err(_) => Step::say("Which entry? /history lists them with their numbers."),
                };
            }
            "cancel" => {
                let said = match self.form.take() {
                    Some(_) => "Left; nothing of it is kept.",
                    None => "Nothing is open that could be left.",
                };
                return Step::say(said);
            }
            _ => {}
        }
        let reply = match self.asker.command(word, rest, cx) {
            Reply::NotMine => {
                self.own = false;
                commands::carried_out(word, rest, cx)
            }
            reply => reply,
        };
        self.reply(reply, cx)
    }

    fn help(&self) -> String {
        let line = |(usage, does): &(&str, &str)| spoken::item(&format!("{usage}: {does}"));
        let own = self.asker.commands().iter().map(line);
        let all: Vec<String> = own.chain(COMMANDS.iter().map(line)).collect();
        format!(
            "A line is an answer; an empty line goes on. A line that begins with / is a command, \
             and one with // an answer that begins with /. Behind a backslash everything is an \
             answer: \\help and \\? say help and ?.\n\n{}",
            all.join("\n")
        )
    }

    fn reply(&mut self, reply: Reply, cx: &Cx<'_>) -> Step {
        let full = self.form.as_ref().is_some_and(Form::is_full);
        match reply {
            Reply::Done | Reply::NotMine => Step::default(),
            Reply::Tell(sentence) => {
                // A form that is answered and came to nothing but words is over.
                if full {
                    self.form = None;
                }
                Step::say(self.unfit.take().unwrap_or(sentence))
            }
            Reply::Ask(form) => {
                self.form = Some(*form);
                Step::default()
            }
            Reply::Does(proposals) => {
                (self.waiting, self.happened) = (proposals.into(), Vec::new());
                self.carry()
            }
            Reply::GoOn => match cx.session.neighbour(cx.place, true) {
                Some(place) => {
                    let go = Change::Agenda(agenda::Change::GoTo(place));
                    (self.waiting, self.happened) = ([Proposal::Change(go)].into(), Vec::new());
                    self.carry()
                }
                None => self.at_the_end(cx),
            },
            Reply::Read(name) => Step::then(Then::Read(name)),
            Reply::Split(seating) => Step::then(Then::Split(seating)),
            Reply::Forget => {
                self.form = None;
                Step::then(Then::Forget)
            }
            Reply::Tables => Step::then(Then::Tables),
            Reply::BringBack(wanted) => Step::then(Then::BringBack(wanted)),
            Reply::TakesIn(arrival) => self.take_in(*arrival, cx),
        }
    }

    fn at_the_end(&mut self, cx: &Cx<'_>) -> Step {
        if cx.session.finished.is_some() {
            return Step::say("This was the last step. /export writes the record, /quit leaves.");
        }
        let mut step = self.reply(commands::finish(cx), cx);
        step.said = "This was the last step.".into();
        step
    }

    fn carry(&mut self) -> Step {
        self.carried = self.waiting.pop_front();
        match self.carried.clone() {
            Some(proposal) => Step::then(Then::Carry(Box::new(proposal))),
            None => Step::default(),
        }
    }

    /// What was carried has happened; `entry` is its number, and `trouble` why it is not saved, if
    /// it is not.
    pub fn accepted(&mut self, entry: u64, trouble: Option<&str>, cx: &Cx<'_>) -> Step {
        let carried = self.carried.take();
        if let Some(Proposal::Change(change)) = &carried {
            let words = cx.session.words_of(change);
            if !is_question(change) && !self.happened.contains(&words) {
                self.happened.push(words);
            }
        }
        if !self.waiting.is_empty() {
            return self.carry();
        }
        self.unfit = None;
        self.form = self.form.take().filter(|form| !form.is_full());
        let trouble = trouble.map(|why| format!("NOT SAVED YET: {why}")).unwrap_or_default();
        if cx.session.at != self.place {
            return Step::say(joined(&trouble, &self.arrive(cx)));
        }
        let mut said = match trouble.is_empty() {
            true if self.hushed => String::new(),
            true => saved(carried.as_ref(), &self.happened),
            false => trouble,
        };
        if carried.as_ref().is_some_and(is_shown) && !self.asker.is_the_page(cx) {
            said = joined(&said, &seen_here(cx));
        }
        if let Some(Proposal::Change(Change::Agenda(agenda::Change::Privacy(place, _)))) = &carried
        {
            said = joined(&said, activities::promise(cx.session, place));
        }
        if !self.own {
            return Step::say(said);
        }
        let reply = self.asker.accepted(entry, cx);
        let mut step = self.reply(reply, cx);
        step.said = joined(&said, &step.said);
        step
    }

    /// What was carried is refused, and nothing has changed.
    pub fn refused(&mut self, refusal: &str, cx: &Cx<'_>) -> Step {
        (self.carried, self.waiting) = (None, VecDeque::new());
        if let Some(form) = self.form.as_mut().filter(|form| form.is_full()) {
            form.refused();
        }
        let said = self.unfit.take().unwrap_or_else(|| refusal.to_owned());
        if cx.session.at != self.place {
            return Step::say(joined(&said, &self.arrive(cx)));
        }
        Step::say(said)
    }

    /// Something was taken back or put back, and is saved.
    pub fn turned(&mut self, what: &str, cx: &Cx<'_>) -> Step {
        self.form = None;
        if cx.session.at != self.place {
            return Step::say(joined(what, &self.arrive(cx)));
        }
        Step::say(format!("{what}\n\n{}", seen_here(cx)))
    }

    /// The file of this name that was wanted, or why it cannot be read.
    pub fn file_read(&mut self, name: &str, bytes: Result<Vec<u8>, String>, cx: &Cx<'_>) -> Step {
        match bytes.map(|bytes| self.asker.file_read(&bytes, cx)) {
            Ok(Ok(reply)) => self.reply(reply, cx),
            Ok(Err(sentence)) => Step::say(format!("{name}: {sentence}")),
            Err(sentence) => Step::say(sentence),
        }
    }

    fn arrive(&mut self, cx: &Cx<'_>) -> String {
        self.place = cx.session.at.clone();
        self.asker = asker_of(cx);
        self.form = None;
        self.arrival(cx)
    }

    /// Where we are, what the room sees, and what there is to hear besides.
    fn arrival(&self, cx: &Cx<'_>) -> String {
        let step = cx.seen.here();
        let place = page::step_in_words(cx.seen, step);
        let planned = minutes(step.planned(cx.seen.people_expected()));
        let ends = cx.reader.time(cx.seen.ends(cx.now));
        let head = match self.place.index() {
            0 => format!("{}\n{place}. {planned} planned; ends {ends}.", cx.seen.title),
            _ => format!("{place}, continued."),
        };
        let finished = if cx.seen.finished.is_some() { "\nThe session is finished." } else { "" };
        let Page { prompt, blocks, privacy, .. } = activities::page(cx.seen, cx.place, cx.reader);
        let opening = self.asker.opening(cx);
        let shown = match self.asker.is_the_page(cx) {
            true => String::new(),
            false => spoken::render(&blocks),
        };
        let promise: Vec<Block> = privacy.map(Block::text).into_iter().collect();
        let parts = [spoken::render(&prompt), shown, opening, spoken::render(&promise)];
        let told = format!("{head}{finished}");
        let told = match (self.place.index(), out(cx).as_str()) {
            (0, out) if !out.is_empty() => format!("{told}\n{out}"),
            _ => told,
        };
        parts.iter().fold(told, |told, part| joined(&told, part.trim_end()))
    }
}

/// That tables are out, and what brings them back.
fn out(cx: &Cx<'_>) -> String {
    let out = cx.seen.tables_out_in_words();
    out.map(|out| format!("{out}; /merge brings them back.")).unwrap_or_default()
}

/// What there is to see, without the question; of a network the part that is looked at.
fn seen_here(cx: &Cx<'_>) -> String {
    let page = activities::page(cx.seen, cx.place, cx.reader);
    let title = network::title(cx.seen, cx.place).map(Block::heading);
    let blocks: Vec<Block> = title.into_iter().chain(page.blocks).collect();
    spoken::render(&blocks).trim_end().to_owned()
}

fn joined(one: &str, other: &str) -> String {
    match (one, other) {
        ("", words) | (words, "") => words.to_owned(),
        (one, other) => format!("{one}\n\n{other}"),
    }
}

/// What has happened, without a word of what was given privately.
fn saved(carried: Option<&Proposal>, happened: &[String]) -> String {
    match carried {
        Some(Proposal::Give { .. }) => "Saved, and sealed.".into(),
        Some(Proposal::Reveal(_)) => "Saved. This is what was given:".into(),
        Some(Proposal::Reopen(_)) => "Saved: it begins anew.".into(),
        Some(Proposal::Change(_)) if happened.is_empty() => String::new(),
        Some(Proposal::Change(_)) => format!("Saved: {}.", happened.join(", ")),
        None => "Saved.".into(),
    }
}

/// Whether the next question says it all: who is asked now.
fn is_question(change: &Change) -> bool {
    matches!(change, Change::Areas(areas::Change::Ask(_)))
}

/// Whether the page says more about it than a sentence does.
fn is_shown(proposal: &Proposal) -> bool {
    let change = match proposal {
        Proposal::Give { .. } => return false,
        Proposal::Reveal(_) | Proposal::Reopen(_) => return true,
        Proposal::Change(change) => change,
    };
    match change {
        Change::Pot(money::Change::Read(..)) => true,
        Change::At(_, activities::Change::Vote(change)) => {
            !matches!(change, vote::Change::Cast(..))
        }
        Change::At(_, activities::Change::Care(change)) => {
            matches!(change, activities::care::Change::Close)
        }
        Change::At(_, activities::Change::Network(change)) => {
            matches!(change, network::Change::Close | network::Change::Show(_))
        }
        Change::At(_, activities::Change::Pot(change)) => !matches!(change, pot::Change::Cast(..)),
        Change::At(
            _,
            activities::Change::Foresee(_)
            | activities::Change::Decide(_)
            | activities::Change::Promise(_)
            | activities::Change::Break(_),
        ) => true,
        _ => false,
    }
}
