//! Lines that are sealed until the reveal: ideas, or causes of failure. One person after the other
//! writes them, or they come from sheets of paper.

use super::arm::Arm;
use super::asker::{Command, Cx, Question, Reply, tell};
use super::names;
use crate::room::Proposal;
use crate::session::activities::gather::{called, cards_of, words};
use crate::session::{Change, Content, Giver, Id};
use crate::text::CleanText;

/// Who writes now.
pub(super) const TURN: Command =
    ("/turn NAME, /turns", "this person writes now; or those who have not");
/// Sheets of paper.
pub(super) const PAPER: Command = ("/paper", "lines from sheets of paper, without names");
/// The reveal.
pub(super) const REVEAL: Command = ("/reveal", "shows all of it together; said twice");
/// All over again.
pub(super) const AGAIN: Command = ("/again", "throws away what is in and starts over; said twice");

/// Who writes, and who will later.
#[derive(Default)]
pub(super) struct Writing {
    seat: Seat,
    /// How many lines this page has, as far as that changes what is said: nobody hears how many
    /// somebody wrote.
    kept: Kept,
    done: Vec<Id>,
    arm: Arm,
}

/// Where lines come from.
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

impl Writing {
    /// Whose page is open; none when nobody is left to ask.
    fn giver(&self, cx: &Cx<'_>) -> Option<Giver> {
        match &self.seat {
            Seat::Paper => Some(Giver::Sheet),
            Seat::Person(id) if is_here(id, cx) => Some(Giver::Person(id.clone())),
            Seat::Person(_) | Seat::Turns => {
                let waits = |id: &Id| {
                    let giver = Giver::Person(id.clone());
                    !self.done.contains(id) && !cx.session.is_in(cx.place, &giver)
                };
                let id = cx.session.present().map(|person| &person.id).find(|id| waits(id))?;
                Some(Giver::Person(id.clone()))
            }
        }
    }

    /// How much the page that is open has: the next one has nothing when somebody left theirs.
    fn kept(&self, cx: &Cx<'_>) -> Kept {
        match &self.seat {
            Seat::Person(id) if !is_here(id, cx) => Kept::Nothing,
            _ => self.kept,
        }
    }

    /// The question that is open.
    pub(super) fn question(&self, cx: &Cx<'_>) -> Question {
        let [one, _] = called(cx.session, cx.place);
        let Some(giver) = self.giver(cx) else {
            return Question::of(format!(
                "{}. /reveal shows all together; /turn NAME or /paper takes more.",
                words(cx.seen, cx.place)
            ));
        };
        let kept = self.kept(cx);
        let asks = match (kept, giver) {
            (Kept::Nothing, Giver::Person(id)) => {
                let turn = format!(
                    "{}, it is your turn, and nobody else looks. One {one} a line; an empty line ends.",
                    cx.seen.name_of(&id)
                );
                let cards = cards_of(cx.session, cx.place, &id);
                std::iter::once(turn).chain(cards).collect::<Vec<_>>().join("\n")
            }
            (Kept::Nothing, _) => {
                format!("From paper, one {one} a line; no name is kept. An empty line ends.")
            }
            (Kept::One, _) => {
                "Go on, as many as there are. Nothing is told of them until an empty line ends."
                    .to_owned()
            }
            (Kept::More, _) => String::new(),
        };
        let unfit = format!("That was not taken. One {one} a line; an empty line ends.");
        let question = Question::private(asks, unfit);
        if kept == Kept::Nothing { question } else { question.hushed() }
    }

    /// The same page stays open until an empty line.
    fn stays(&mut self, giver: &Giver, cx: &Cx<'_>) {
        self.kept = self.kept(cx);
        if let Giver::Person(id) = giver {
            self.seat = Seat::Person(id.clone());
        }
    }

    /// A page is opened.
    fn sit_down(&mut self, seat: Seat) -> Reply {
        (self.seat, self.kept) = (seat, Kept::Nothing);
        Reply::Done
    }

    /// A line that is not empty.
    pub(super) fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        let Some(giver) = self.giver(cx) else {
            return tell("Nobody writes now; /turn NAME or /paper takes more.");
        };
        self.stays(&giver, cx);
        let content = Content::Ideas(vec![line.clone()]);
        Reply::Does(vec![Proposal::Give { place: cx.place.clone(), giver, content }])
    }

    /// An empty line.
    pub(super) fn empty(&mut self, cx: &Cx<'_>) -> Reply {
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

    /// A command, with what stands behind it.
    pub(super) fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        match word {
            "reveal" => self.twice("reveal", "shows it to everyone", cx),
            "again" => self.twice("again", "throws all of it away", cx),
            "turn" => match names::person(cx.session, rest) {
                Ok(id) if is_here(&id, cx) => self.sit_down(Seat::Person(id)),
                Ok(_) => tell("Only those who are here are asked."),
                Err(sentence) => tell(sentence),
            },
            "turns" => {
                self.done.clear();
                self.sit_down(Seat::Turns)
            }
            "paper" => self.sit_down(Seat::Paper),
            _ => Reply::NotMine,
        }
    }

    /// Something else was said than just before.
    pub(super) fn something_else(&mut self) {
        self.arm.rest();
    }

    /// What was proposed last has happened.
    pub(super) fn accepted(&mut self, cx: &Cx<'_>) {
        let last = cx.chronicle.entries().last().map(|entry| &entry.change);
        if matches!(last, Some(Change::Reopen(place)) if place == cx.place) {
            *self = Writing::default();
            return;
        }
        if self.giver(cx).is_some() {
            self.kept = if self.kept == Kept::Nothing { Kept::One } else { Kept::More };
        }
    }

    /// What cannot be undone is said twice.
    fn twice(&mut self, word: &'static str, what: &str, cx: &Cx<'_>) -> Reply {
        if cx.session.who_is_in(cx.place).count == 0 {
            let [one, _] = called(cx.session, cx.place);
            return tell(format!("No {one} is in yet."));
        }
        match (self.arm.again(word), word) {
            (true, "reveal") => Reply::Does(vec![Proposal::Reveal(cx.place.clone())]),
            (true, _) => Reply::Does(vec![Proposal::Reopen(cx.place.clone())]),
            (false, _) => tell(format!("{}. /{word} once more {what}.", words(cx.seen, cx.place))),
        }
    }
}

fn is_here(id: &Id, cx: &Cx<'_>) -> bool {
    cx.session.present().any(|person| &person.id == id)
}
