//! Ballots, one giver after the other: whose turn it is, the sheet in one line, the reveal. The
//! same for votes, for a matrix, for care and for the points of a pot.

use super::arm::Arm;
use super::asker::{Command, Cx, Question, Reply, does, tell};
use super::names;
use crate::room::Proposal;
use crate::session::activities::{self, assess, care, matrix, network, pot, vote};
use crate::session::private::{Asked, Awaited, Marking};
use crate::session::{Ballot, Change, Content, Giver, Place};
use crate::text::{CleanText, capital};
use crate::workshop::{Do, Policy};

/// Who gives, and in which way.
#[derive(Default)]
pub(super) struct Ballots {
    way: Way,
    /// Whoever was called out of turn.
    called: Option<Giver>,
    /// Those who give later.
    later: Vec<Giver>,
    arm: Arm,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Way {
    /// One person after the other, by name.
    #[default]
    Turns,
    /// Sheets of paper without names.
    Paper,
    /// One ballot for all, agreed aloud.
    Voice,
    /// Nobody is asked now.
    Nobody,
}

/// The commands while ballots come in.
pub(super) const COMMANDS: &[Command] = &[
    ("/turn NAME", "this person gives now, or gives again"),
    ("/turns", "asks those who are not in"),
    ("/paper", "sheets without names, one a line (where no name is kept)"),
    ("/voice", "one ballot for all, agreed aloud"),
    ("/reveal", "shows what is in; said twice where it was sealed"),
    ("/again", "throws away what is in and starts over; said twice"),
];

impl Ballots {
    /// Asks nobody before somebody wants it.
    pub(super) fn resting() -> Ballots {
        Ballots { way: Way::Nobody, ..Ballots::default() }
    }

    /// What is asked now; none when nobody is left to ask.
    pub(super) fn question(&self, asked: &Asked, cx: &Cx<'_>) -> Option<Question> {
        if asked.things.is_empty() {
            return None;
        }
        let how = how(asked);
        match self.way {
            Way::Nobody => None,
            Way::Voice => Some(Question::of(format!("All together, agreed aloud: {how}"))),
            Way::Paper => {
                let of = asked.of.as_ref().map_or_else(String::new, |of| format!(" of {of}"));
                let asks = format!("The next sheet{of}: {how} An empty line ends.");
                Some(Question::private(asks, unfit(asked)))
            }
            Way::Turns => {
                let name = asked.name(&self.giver(asked)?).to_owned();
                if asked.policy.is_open() || cx.session.is_solo() {
                    let asks = format!("{name}: {how} An empty line leaves {name} for later.");
                    return Some(Question::of(asks));
                }
                let asks = format!(
                    "{name}, it is your turn, and nobody else looks: {how} An empty line leaves \
                     you for later."
                );
                Some(Question::private(asks, unfit(asked)))
            }
        }
    }

    fn giver(&self, asked: &Asked) -> Option<Giver> {
        if let Some(called) = &self.called {
            return Some(called.clone());
        }
        let waits = |awaited: &&Awaited| !awaited.is_in && !self.later.contains(&awaited.giver);
        asked.givers.iter().find(waits).map(|awaited| awaited.giver.clone())
    }

    /// A line where a sheet may be asked for.
    pub(super) fn line(&mut self, line: &CleanText, asked: Option<Asked>) -> Reply {
        match asked {
            Some(asked) => self.answer(line, &asked),
            None => tell("Nothing is asked now; an empty line goes on."),
        }
    }

    /// An empty line where a sheet may be asked for.
    pub(super) fn empty_line(&mut self, asked: Option<Asked>, cx: &Cx<'_>) -> Reply {
        match asked {
            Some(asked) if self.question(&asked, cx).is_some() => self.empty(&asked),
            Some(asked) => self.go_on(&asked, cx),
            None => Reply::GoOn,
        }
    }

    /// A sheet, as a line.
    pub(super) fn answer(&mut self, line: &CleanText, asked: &Asked) -> Reply {
        let giver = match self.way {
            Way::Voice => Giver::Voice,
            Way::Paper => Giver::Sheet,
            Way::Turns | Way::Nobody => match self.giver(asked) {
                Some(giver) => giver,
                None => return tell("Nobody is asked now; /turn NAME calls somebody."),
            },
        };
        let ballot = match asked.read(&giver, line) {
            Ok(ballot) => ballot,
            Err(sentence) => return tell(sentence),
        };
        let ballot = Ballot { of: asked.of.clone(), ..ballot };
        let place = asked.place.clone();
        let proposal = match asked.cast.filter(|_| asked.policy.is_open()) {
            Some(cast) => Proposal::Change(Change::At(place, cast(giver, ballot))),
            None => Proposal::Give { place, giver, content: Content::Ballot(ballot) },
        };
        Reply::Does(vec![proposal])
    }

    /// An empty line while somebody is asked.
    pub(super) fn empty(&mut self, asked: &Asked) -> Reply {
        match self.way {
            Way::Turns => {
                self.later.extend(self.giver(asked));
                self.called = None;
            }
            Way::Paper | Way::Voice | Way::Nobody => self.way = Way::Nobody,
        }
        Reply::Done
    }

    /// Something else was said than just before.
    pub(super) fn something_else(&mut self) {
        self.arm.rest();
    }

    /// What was given is in: the next one.
    pub(super) fn accepted(&mut self) {
        self.called = None;
        if self.way == Way::Voice {
            self.way = Way::Nobody;
        }
    }

    /// A command about ballots.
    pub(super) fn command(
        &mut self,
        word: &str,
        rest: &CleanText,
        asked: &Asked,
        cx: &Cx<'_>,
    ) -> Reply {
        match word {
            "reveal" => return self.reveal(asked, cx),
            "again" => return self.again(asked, cx),
            "turns" => (self.way, self.later) = (Way::Turns, Vec::new()),
            "turn" => return self.turn(rest, asked, cx),
            "paper" if asked.policy == Policy::Anonymous => self.way = Way::Paper,
            "paper" => {
                return tell("Names are kept here, so a sheet is typed as its owner's turn.");
            }
            "voice" => self.way = Way::Voice,
            _ => return Reply::NotMine,
        }
        Reply::Done
    }

    fn turn(&mut self, name: &CleanText, asked: &Asked, cx: &Cx<'_>) -> Reply {
        let id = match cx.session.somebody(name) {
            Ok(id) => id,
            Err(sentence) => return tell(sentence),
        };
        let Some(awaited) = asked.givers.iter().find(|it| it.giver.id() == Some(&id)) else {
            return tell("Only those who are here and have a vote are asked.");
        };
        if asked.is_final(&awaited.giver) {
            return tell("What is in without a name cannot be changed: nobody knows which it is.");
        }
        (self.way, self.called) = (Way::Turns, Some(awaited.giver.clone()));
        Reply::Done
    }

    fn reveal(&mut self, asked: &Asked, cx: &Cx<'_>) -> Reply {
        if asked.who.count == 0 {
            return tell("Nobody is in yet, so there is nothing to reveal.");
        }
        if asked.policy.is_open() {
            return does(Change::At(asked.place.clone(), close(cx, &asked.place)));
        }
        if self.arm.again("reveal") {
            return Reply::Does(vec![Proposal::Reveal(asked.place.clone())]);
        }
        tell(format!("{}. /reveal once more shows it to everyone.", asked.who.words()))
    }

    fn again(&mut self, asked: &Asked, cx: &Cx<'_>) -> Reply {
        if self.arm.again("again") {
            *self = Ballots::default();
            return Reply::Does(vec![Proposal::Reopen(asked.place.clone())]);
        }
        let shown = cx.seen.state(&asked.place).and_then(|state| state.given());
        let what = match shown.is_some_and(|given| given.revealed) {
            true => "begins it anew; totals that were shown stay beside",
            false => "throws away what is in and starts over",
        };
        tell(format!("{}. /again once more {what}.", asked.who.words()))
    }

    /// What is said when nobody is left to ask, and whether going on was said twice.
    pub(super) fn go_on(&mut self, asked: &Asked, cx: &Cx<'_>) -> Reply {
        let given = cx.seen.state(&asked.place).and_then(|state| state.given());
        let waits = given.is_some_and(|given| given.count() > 0 && !given.revealed);
        if waits && !cx.session.is_revealed_later(&asked.place) && !self.arm.again("go on") {
            return tell(
                "What is in is not shown yet: /reveal shows it. An empty line once more goes on \
                 without.",
            );
        }
        Reply::GoOn
    }
}

/// The change that shows what is in where nothing is sealed.
fn close(cx: &Cx<'_>, place: &Place) -> activities::Change {
    match cx.session.activity(place).map(|activity| &activity.what) {
        Some(Do::Matrix { .. }) => activities::Change::Matrix(matrix::Change::Close),
        Some(Do::Assess { .. }) => activities::Change::Assess(assess::Change::Close),
        Some(Do::Care { .. }) => activities::Change::Care(care::Change::Close),
        Some(Do::Network { .. }) => activities::Change::Network(network::Change::Close),
        Some(Do::Pot { .. }) => activities::Change::Pot(pot::Change::Close),
        _ => activities::Change::Vote(vote::Change::Close),
    }
}

/// What is said while nobody is asked: how many are in, and what shows them.
pub(super) fn rests(asked: &Asked, shown: &str) -> String {
    let who = asked.who.words();
    match (asked.who.count, asked.givers.is_empty()) {
        (0, true) => {
            format!("{who}, and nobody who votes is here: /arrive NAME, or /voice for all.")
        }
        _ => format!("{who}. /reveal shows {shown}."),
    }
}

/// What the marks are put on, each with its letter.
pub(super) fn listed(asked: &Asked) -> String {
    names::with_letters(asked.things.iter().map(|thing| thing.label.clone()))
}

/// How a sheet is typed as a line.
fn how(asked: &Asked) -> String {
    if let Marking::Names { outside, .. } = asked.marking {
        let others = if outside { "; brackets for whoever is not here: Zoe (Legal)" } else { "" };
        let limits = asked.marking.phrase("");
        return format!("{limits}, as in Ben, Chi; a beginning is enough{others}. - for nobody.");
    }
    let letters = names::letters(asked.things.len());
    let example = match asked.marking {
        Marking::Dots { .. } => "numbers in their order, as in 2 0 1, or letters, as in AAC",
        Marking::Approvals { .. } => "letters, as in AC",
        Marking::Points { .. } => "numbers in their order, as in 10 0 7",
        Marking::Scores { .. } => "numbers in their order, as in 5 3 -",
        Marking::Ranks => "letters in their order, as in CAB; C=A where two are as good",
        Marking::Levels { .. } => "digits in their order, as in 2 1 -",
        Marking::Pairs { least: 0, .. } => "two digits for each, as in 33 20 -",
        Marking::Pairs { .. } => "two digits for each, as in 42 13 -",
        Marking::Names { .. } => "names",
    };
    let marks = match asked.marking {
        Marking::Pairs { .. } => asked.words(),
        marking => marking.phrase(""),
    };
    format!("{marks}. For {letters}: {example}.")
}

/// All that is told of a sheet that does not fit: nothing of what was typed.
fn unfit(asked: &Asked) -> String {
    format!("That does not fit, and nothing of it was taken. {}", capital(&how(asked)))
}
