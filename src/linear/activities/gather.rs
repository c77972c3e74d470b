//! `gather`: ideas, one a line; sealed until the reveal, then read one by one.

use crate::import::ideas;
use crate::linear::asker::{Asker, Command, Cx, Question, Reply, does, or_tell, tell};
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::linear::writing::{self, Writing};
use crate::room::Proposal;
use crate::session::activities::gather;
use crate::session::ideas::{Change, Likeness};
use crate::session::private::letter;
use crate::session::{Change as Any, Id, Idea};
use crate::text::CleanText;

/// While ideas are sealed somebody writes; then they are read.
#[derive(Default)]
pub(super) struct Gather {
    writing: Writing,
}

impl Asker for Gather {
    fn question(&self, cx: &Cx<'_>) -> Question {
        if gather::is_sealed(cx.session, cx.place) {
            return self.writing.question(cx);
        }
        Question::of(match next(cx) {
            Some(idea) => format!(
                "Read aloud: “{}”. An empty line says that it was read; a line is one more idea.",
                idea.text.trim_end_matches('.')
            ),
            None if cx.session.ideas.is_empty() => {
                "One idea a line; an empty line goes on.".to_owned()
            }
            None => "All are read. One more idea in a line; an empty line goes on.".to_owned(),
        })
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        match gather::is_sealed(cx.session, cx.place) {
            true => self.writing.answer(line, cx),
            false => does(Any::Ideas(Change::Add(vec![line.clone()]))),
        }
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        match next(cx) {
            _ if gather::is_sealed(cx.session, cx.place) => self.writing.empty(cx),
            Some(idea) => does(Any::Ideas(Change::Read(idea.id.clone(), true))),
            None => Reply::GoOn,
        }
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        match word {
            "read" => Reply::Read(rest.clone()),
            _ if gather::is_sealed(cx.session, cx.place) => self.writing.command(word, rest, cx),
            "list" => tell(list(cx)),
            "alike" => tell(alike(cx)),
            "edit" | "delete" | "split" | "merge" | "group" | "lens" => {
                or_tell(on_ideas(word, rest, cx))
            }
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            writing::TURN,
            writing::PAPER,
            writing::REVEAL,
            writing::AGAIN,
            ("/read FILE.md", "ideas from a list in Markdown, headings as groups, for all to see"),
            ("/list", "every idea with its letter, once they are shown"),
            ("/edit A, /delete A", "another wording; or away with it"),
            ("/alike", "those that say much the same"),
            ("/merge A B, /split A", "several become one; or apart again"),
            ("/group A B: NAME", "puts ideas in a group; without a name out of it"),
            ("/lens A B: NAME", "says through which lens they came; without a name through none"),
        ]
    }

    fn file_read(&mut self, bytes: &[u8], cx: &Cx<'_>) -> Result<Reply, String> {
        let list = ideas::read(bytes).map_err(|error| error.to_string())?;
        let Some(change) = ideas::brought(&list.rows, cx.session) else {
            return Ok(tell("All of these ideas are there already."));
        };
        let label = |row: &ideas::IdeaRow| match row.group.as_str() {
            "" => row.text.to_string(),
            group => format!("{}; in {group}", row.text),
        };
        let understood = names::understood("idea", list.rows.iter().map(label), &list.notes);
        let change = Proposal::Change(Any::Ideas(change));
        Ok(Form::sure(&format!("{understood} Add them, for all to see?"), vec![change]))
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

/// The first idea that was not read.
fn next<'a>(cx: &Cx<'a>) -> Option<&'a Idea> {
    cx.seen.ideas.iter().map(|idea| &**idea).find(|idea| !idea.read)
}

fn list(cx: &Cx<'_>) -> String {
    let label = |idea: &Idea| match idea.group.as_str() {
        "" => idea.text.to_string(),
        group => format!("{}; in {group}", idea.text),
    };
    names::with_letters(cx.seen.ideas.iter().map(|idea| label(idea)))
}

/// Ideas that look alike, each pair with its letters and the reason.
fn alike(cx: &Cx<'_>) -> String {
    let likeness = Likeness::of(cx.seen);
    let line = |(first, second): &(usize, usize)| {
        let reason = likeness.reason(*first, *second)?;
        Some(format!("{} and {}: {reason}", letter(*first), letter(*second)))
    };
    let lines: Vec<String> = likeness.pairs().iter().take(20).filter_map(line).collect();
    match lines.is_empty() {
        true => "No two ideas look alike.".into(),
        false => lines.join("\n"),
    }
}

/// Commands that name ideas by their letters.
fn on_ideas(word: &str, rest: &CleanText, cx: &Cx<'_>) -> Result<Reply, String> {
    let (letters, name) = rest.split_once(':').unwrap_or((rest, ""));
    let ideas = &cx.seen.ideas;
    let places: Vec<usize> = letters
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .map(|word| names::thing(word, ideas.len()))
        .collect::<Result<_, _>>()?;
    let ids: Vec<Id> = places.iter().map(|place| ideas[*place].id.clone()).collect();
    let Some(first) = places.first().map(|place| &ideas[*place]) else {
        return Err(format!("Which ideas? Say their letters, as in /{word} A; /list lists them."));
    };
    let change = match word {
        "delete" => Change::Delete(first.id.clone()),
        "split" => Change::Split(first.id.clone()),
        "group" => Change::Group(ids, CleanText::line(name)),
        "lens" => Change::Through(ids, CleanText::line(name)),
        "merge" if ids.len() < 2 => return Err("Merging takes two or more: /merge A B.".into()),
        _ => return Ok(worded(word == "merge", ids, &first.text)),
    };
    Ok(does(Any::Ideas(change)))
}

/// Asks for the wording of one idea, or of several that become one.
fn worded(merges: bool, ids: Vec<Id>, text: &CleanText) -> Reply {
    let field = Field::needed("How is it worded?").proposing(text);
    Form::asking(vec![field], move |said, _| {
        let text = said[0].clone();
        Ok(does(Any::Ideas(match merges {
            true => Change::Merge(ids.clone(), text),
            false => Change::Edit(ids[0].clone(), text),
        })))
    })
}
