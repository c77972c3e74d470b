//! `gather`: ideas, one a line; sealed until the reveal, then read one by one.

use crate::linear::arm::Arm;
use crate::linear::asker::{Asker, Command, Cx, Question, Reply, does, or_tell, tell};
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::room::Proposal;
use crate::session::activities::{State, gather};
use crate::session::ideas::{Change, Likeness};
use crate::session::private::letter;
use crate::session::{Change as Any, Content, Giver, Id, Idea};
use crate::text::CleanText;

/// Who writes, and who will later.
#[derive(Default)]
pub(super) struct Gather {
    seat: Seat,
    /// How many ideas this page has, as far as that changes what is said: nobody hears how many
    /// somebody wrote.
    kept: Kept,
    done: Vec<Id>,
    arm: Arm,
}

/// Where ideas come from while they are sealed.
#[derive(Clone, Default, PartialEq, Eq)]
enum Seat {
    /// The first who has not written.
    #[default]
    Turns,
    /// This person, out of turn.
    Person(Id),
    /// Sheets of paper, without names.
    Paper,
}

/// How many lines were kept on a page.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kept {
    #[default]
    Nothing,
    One,
    More,
}

impl Gather {
    /// Whose page is open; none when nobody is left to ask.
    fn giver(&self, cx: &Cx<'_>) -> Option<Giver> {
        match &self.seat {
            Seat::Paper => Some(Giver::Sheet),
            Seat::Person(id) => Some(Giver::Person(id.clone())),
            Seat::Turns => {
                let waits = |id: &Id| {
                    let giver = Giver::Person(id.clone());
                    !self.done.contains(id) && !cx.session.is_in(cx.place, &giver)
                };
                let id = cx.session.present().map(|person| &person.id).find(|id| waits(id))?;
                Some(Giver::Person(id.clone()))
            }
        }
    }

    fn sealed(&self, cx: &Cx<'_>) -> Question {
        let Some(giver) = self.giver(cx) else {
            return Question::of(format!(
                "{}. /reveal shows all together; /turn NAME or /paper takes more.",
                words(cx)
            ));
        };
        let asks = match (self.kept, giver) {
            (Kept::Nothing, Giver::Person(id)) => format!(
                "{}, it is your turn, and nobody else looks. One idea a line; an empty line ends.",
                cx.seen.name_of(&id)
            ),
            (Kept::Nothing, _) => {
                "From paper, one idea a line; no name is kept. An empty line ends.".to_owned()
            }
            (Kept::One, _) => {
                "Go on, as many as there are. Nothing is told of them until an empty line ends."
                    .to_owned()
            }
            (Kept::More, _) => String::new(),
        };
        let question =
            Question::private(asks, "That was not taken. One idea a line; an empty line ends.");
        if self.kept == Kept::Nothing { question } else { question.hushed() }
    }

    /// The same page stays open until an empty line.
    fn stays(&mut self, giver: &Giver) {
        if let Giver::Person(id) = giver {
            self.seat = Seat::Person(id.clone());
        }
    }

    /// A page is opened.
    fn sit_down(&mut self, seat: Seat) -> Reply {
        (self.seat, self.kept) = (seat, Kept::Nothing);
        Reply::Done
    }
}

impl Asker for Gather {
    fn question(&self, cx: &Cx<'_>) -> Question {
        if gather::is_sealed(cx.session, cx.place) {
            return self.sealed(cx);
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
        self.arm.rest();
        if !gather::is_sealed(cx.session, cx.place) {
            return does(Any::Ideas(Change::Add(vec![line.clone()])));
        }
        let Some(giver) = self.giver(cx) else {
            return tell("Nobody writes now; /turn NAME or /paper takes more.");
        };
        self.stays(&giver);
        let content = Content::Ideas(vec![line.clone()]);
        Reply::Does(vec![Proposal::Give { place: cx.place.clone(), giver, content }])
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        if !gather::is_sealed(cx.session, cx.place) {
            return match next(cx) {
                Some(idea) => does(Any::Ideas(Change::Read(idea.id.clone(), true))),
                None => Reply::GoOn,
            };
        }
        match self.giver(cx) {
            Some(giver) => {
                self.done.extend(giver.id().cloned());
                self.sit_down(Seat::Turns)
            }
            None if cx.session.who_is_in(cx.place).count == 0 => Reply::GoOn,
            None if self.arm.again("go on") => Reply::GoOn,
            None => tell(
                "What is in is not shown yet: /reveal shows it. An empty line once more goes on \
                 without.",
            ),
        }
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        let sealed = gather::is_sealed(cx.session, cx.place);
        match (word, sealed) {
            ("reveal", true) => twice(&mut self.arm, "reveal", "shows it to everyone", cx),
            ("again", true) => twice(&mut self.arm, "again", "throws all of it away", cx),
            ("turn", true) => match names::person(cx.session, rest) {
                Ok(id) => self.sit_down(Seat::Person(id)),
                Err(sentence) => tell(sentence),
            },
            ("turns", true) => {
                self.done.clear();
                self.sit_down(Seat::Turns)
            }
            ("paper", true) => self.sit_down(Seat::Paper),
            ("list", false) => tell(list(cx)),
            ("alike", false) => tell(alike(cx)),
            ("edit" | "delete" | "split" | "merge" | "group", false) => {
                or_tell(on_ideas(word, rest, cx))
            }
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/turn NAME, /turns", "this person writes now; or those who have not"),
            ("/paper", "ideas from sheets of paper, without names"),
            ("/reveal", "shows all ideas together; said twice"),
            ("/again", "throws away what is in and starts over; said twice"),
            ("/list", "every idea with its letter, once they are shown"),
            ("/edit A, /delete A", "another wording; or away with it"),
            ("/alike", "those that say much the same"),
            ("/merge A B, /split A", "several become one; or apart again"),
            ("/group A B: NAME", "puts ideas in a group; without a name out of it"),
        ]
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) -> Reply {
        if gather::is_sealed(cx.session, cx.place) && self.giver(cx).is_some() {
            self.kept = if self.kept == Kept::Nothing { Kept::One } else { Kept::More };
        }
        Reply::Done
    }
}

/// The first idea that was not read.
fn next<'a>(cx: &Cx<'a>) -> Option<&'a Idea> {
    cx.seen.ideas.iter().find(|idea| !idea.read)
}

fn words(cx: &Cx<'_>) -> String {
    match cx.seen.state(cx.place) {
        Some(State::Gather(gather)) => gather.words(),
        _ => String::new(),
    }
}

/// What cannot be undone is said twice.
fn twice(arm: &mut Arm, word: &'static str, what: &str, cx: &Cx<'_>) -> Reply {
    if cx.session.who_is_in(cx.place).count == 0 {
        return tell("No idea is in yet.");
    }
    match (arm.again(word), word) {
        (true, "reveal") => Reply::Does(vec![Proposal::Reveal(cx.place.clone())]),
        (true, _) => Reply::Does(vec![Proposal::Reopen(cx.place.clone())]),
        (false, _) => tell(format!("{}. /{word} once more {what}.", words(cx))),
    }
}

fn list(cx: &Cx<'_>) -> String {
    let label = |idea: &Idea| match idea.group.as_str() {
        "" => idea.text.to_string(),
        group => format!("{}; in {group}", idea.text),
    };
    names::with_letters(cx.seen.ideas.iter().map(label))
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
