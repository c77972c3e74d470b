//! Private entry: one kind of ballot (dots or points on things) and its ways in: sheets of paper
//! typed as rows, the laptop passed behind cover screens, one voice.
//!
//! A screen holds a [`PrivateEntry`] and says what is asked in an [`Asked`], made afresh from the
//! session with [`Asked::of`] each time. While the entry [is open](PrivateEntry::is_open) the
//! screen hands everything on:
//!
//! ```text
//! update    if self.entry.is_open() { return self.entry.update(input, &asked, cx); }
//!           Some(Action::Verb('i')) => return self.entry.open(Way::Sheets, &asked, cx),
//! accepted  self.entry.accepted(&asked);                  // `asked` of the session after it
//! render    if self.entry.is_open() { return self.entry.render(area, buffer, &asked, cx); }
//! hints     if self.entry.is_open() { return self.entry.hints(&asked, cx); }
//! is_private  self.entry.is_private()
//! ```
//!
//! What was given comes out as [`Proposal::Give`] (in an open step as [`Asked::cast`] makes it).
//! Nothing private opens while the room can see the screen, no total is ever shown here, and
//! what is typed is never a draft: `open_text` of the screen has to be `None` while it is open.

mod ballot;
mod covers;
mod row;
mod sheets;
#[cfg(test)]
mod tests;
mod who;

use crate::room::Proposal;
use crate::session::activities::{self, State};
use crate::session::private::In;
use crate::session::{Ballot, Change, Content, Giver, Id, Place, Session};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::workshop::Policy;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use ballot::{BallotForm, Key};
use covers::Covers;
use sheets::Sheets;

pub use who::{in_words, paint_who};

/// The entry of a screen: shut, or open in one of its ways.
#[derive(Clone, Debug, Default)]
pub struct PrivateEntry {
    open: Option<Open>,
    private: bool,
    /// Something was given with the last key, and waits to be accepted.
    giving: bool,
}

#[derive(Clone, Debug)]
enum Open {
    Sheets(Sheets),
    Covers(Covers),
    Voice(BallotForm),
}

/// In which way ballots come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Sheets of paper, typed as rows by a scribe.
    Sheets,
    /// The laptop goes round, a cover screen between any two people. Alone, or for hats, the same
    /// without secrecy.
    Covers,
    /// One ballot for all, agreed aloud.
    Voice,
}

/// What is asked of each giver.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Where.
    pub place: Place,
    /// What the marks are put on, in list order.
    pub things: Vec<Thing>,
    /// How many marks there are.
    pub limits: Limits,
    /// What a mark is called.
    pub unit: Unit,
    /// Who gives, in list order: voters present, and hats when one person plans alone.
    pub givers: Vec<Awaited>,
    /// How many sheets without a name are in.
    pub sheets: u16,
    /// How many are in of how many.
    pub who: In,
    /// Who will see what.
    pub policy: Policy,
    /// The seed of the shuffles.
    pub seed: u64,
    /// How a ballot is cast in an open step, where nothing is sealed; without it an open step
    /// seals nothing and refuses.
    pub cast: Option<fn(Giver, Ballot) -> activities::Change>,
}

/// Something to put marks on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Which.
    pub id: Id,
    /// What it is called.
    pub label: String,
}

/// Somebody who gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// Who.
    pub giver: Giver,
    /// What they are called.
    pub name: CleanText,
    /// Whether theirs is in.
    pub is_in: bool,
}

/// How many marks there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most on one thing.
    pub on_one: u8,
    /// The most in all; none where each thing is judged by itself.
    pub in_all: Option<u32>,
}

/// What a mark is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// One of them.
    pub one: &'static str,
    /// Several, or none.
    pub many: &'static str,
}

impl Unit {
    /// Dots of a vote.
    pub const DOTS: Unit = Unit { one: "dot", many: "dots" };
    /// Points of a pot.
    pub const POINTS: Unit = Unit { one: "point", many: "points" };

    /// "1 dot", "3 dots".
    pub fn count(self, number: u32) -> String {
        format!("{number} {}", if number == 1 { self.one } else { self.many })
    }
}

impl Limits {
    /// "3 dots each, at most 2 on one", "0 to 10 points on each".
    pub fn words(self, unit: Unit) -> String {
        self.phrase(unit, " each")
    }

    fn phrase(self, unit: Unit, each: &str) -> String {
        match self.in_all {
            Some(all) if u32::from(self.on_one) < all => {
                format!("{}{each}, at most {} on one", unit.count(all), self.on_one)
            }
            Some(all) => format!("{}{each}", unit.count(all)),
            None => format!("0 to {} {} on each", self.on_one, unit.many),
        }
    }

    /// Why a thing cannot have `value` where the others together have `others`.
    fn refuses(self, value: u32, others: u32, unit: Unit) -> Option<String> {
        if value > u32::from(self.on_one) {
            return Some(format!("At most {} on one.", unit.count(u32::from(self.on_one))));
        }
        let all = self.in_all?;
        (value + others > all).then(|| {
            let more = unit.count(value + others);
            format!("That would be {more}, and everyone has {all}.")
        })
    }
}

impl Asked {
    /// What is asked at the place of this screen, of those who vote there.
    pub fn of(cx: &Cx<'_>, things: Vec<Thing>, limits: Limits, unit: Unit) -> Asked {
        let given = cx.session.state(cx.place).and_then(State::given);
        Asked {
            place: cx.place.clone(),
            things,
            limits,
            unit,
            givers: givers(cx.session, cx.place),
            sheets: given.map_or(0, |given| given.unnamed),
            who: cx.session.who_is_in(cx.place),
            policy: cx.session.policy(cx.place),
            seed: cx.session.seed,
            cast: None,
        }
    }

    /// The first giver after this one (or from the beginning) whose ballot is not in.
    fn next_after(&self, giver: Option<&Giver>) -> Option<&Awaited> {
        let at = giver.and_then(|giver| self.position(giver)).map_or(0, |at| at + 1);
        let at = at.min(self.givers.len());
        self.givers[at..].iter().chain(&self.givers[..at]).find(|awaited| !awaited.is_in)
    }

    fn position(&self, giver: &Giver) -> Option<usize> {
        self.givers.iter().position(|awaited| &awaited.giver == giver)
    }

    fn awaited(&self, giver: &Giver) -> Option<&Awaited> {
        self.givers.iter().find(|awaited| &awaited.giver == giver)
    }

    fn name(&self, giver: &Giver) -> &str {
        self.awaited(giver).map_or("This", |awaited| &awaited.name)
    }

    /// Whether the ballot of this giver is in and cannot be replaced any more.
    fn is_final(&self, giver: &Giver) -> bool {
        self.policy == Policy::Anonymous && self.awaited(giver).is_some_and(|it| it.is_in)
    }

    fn give(&self, giver: Giver, ballot: Ballot) -> Reply {
        let place = self.place.clone();
        Reply::Propose(match self.cast {
            Some(cast) if self.policy.is_open() => {
                Proposal::Change(Change::At(place, cast(giver, ballot)))
            }
            _ => Proposal::Give { place, giver, content: Content::Ballot(ballot) },
        })
    }

    /// Who will see what is given here, and what paper adds to it.
    fn promise(&self, paper: bool) -> String {
        let scribe = if paper { " The scribe sees your sheet." } else { "" };
        format!("{}{scribe}", self.policy.promise())
    }
}

/// Who gives at a place, and whose ballot is in.
fn givers(session: &Session, place: &Place) -> Vec<Awaited> {
    let given = session.state(place).and_then(State::given);
    let awaited = |giver: Giver, name: &CleanText| {
        let is_in = given.is_some_and(|given| given.has(&giver));
        Awaited { giver, name: name.clone(), is_in }
    };
    let people = session.voters().map(|it| awaited(Giver::Person(it.id.clone()), &it.name));
    let hats = session.hats.iter().map(|it| awaited(Giver::Hat(it.id.clone()), &it.name));
    people.chain(hats.filter(|_| session.is_solo())).collect()
}

impl PrivateEntry {
    /// Whether everything is to be handed here.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether something private is open.
    pub fn is_private(&self) -> bool {
        self.is_open() && self.private
    }

    /// Opens a way in, or says why not.
    pub fn open(&mut self, way: Way, asked: &Asked, cx: &Cx<'_>) -> Reply {
        let private = !asked.policy.is_open() && !cx.session.is_solo() && way != Way::Voice;
        if let Some(refusal) = refusal(way, asked, private && !cx.may_be_private()) {
            return Reply::Tell(refusal);
        }
        self.private = private;
        self.open = Some(match way {
            Way::Sheets => Open::Sheets(Sheets::new(asked)),
            Way::Covers => Open::Covers(Covers::new(asked)),
            Way::Voice => Open::Voice(BallotForm::new(Giver::Voice)),
        });
        Reply::Done
    }

    /// Shuts it; what was typed and not given is gone.
    pub fn close(&mut self) {
        *self = PrivateEntry::default();
    }

    /// Takes a key or pasted text while it is open.
    pub fn update(&mut self, input: &Input, asked: &Asked, cx: &Cx<'_>) -> Reply {
        if self.private && !cx.may_be_private() {
            self.close();
            return Reply::Tell(CAN_SEE.into());
        }
        if input.action() == Some(Action::Help) {
            return Reply::Pass;
        }
        let Some(open) = &mut self.open else { return Reply::Pass };
        let key = match open {
            Open::Sheets(sheets) => sheets.update(input, asked),
            Open::Covers(covers) => covers.update(input, asked),
            Open::Voice(ballot) => ballot.update(input, asked),
        };
        self.giving = matches!(key, Key::Give(..));
        self.reply(key, asked)
    }

    fn reply(&mut self, key: Key, asked: &Asked) -> Reply {
        match key {
            Key::Done => Reply::Done,
            Key::Tell(sentence) => Reply::Tell(sentence),
            Key::Give(giver, ballot) => asked.give(giver, ballot),
            // Alone or in an open step the verbs that work everywhere may work here too.
            Key::Unknown if self.private => Reply::Done,
            Key::Unknown => Reply::Pass,
            Key::Closed => {
                self.close();
                Reply::Done
            }
        }
    }

    /// Something was accepted, which counts when it was what was given last; `asked` is of the
    /// session after it.
    pub fn accepted(&mut self, asked: &Asked) {
        if !std::mem::take(&mut self.giving) {
            return;
        }
        match &mut self.open {
            Some(Open::Sheets(sheets)) => sheets.accepted(asked),
            Some(Open::Covers(covers)) => covers.accepted(asked),
            Some(Open::Voice(_)) => self.close(),
            None => {}
        }
    }

    /// Paints it and answers where the cursor is.
    pub fn render(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        asked: &Asked,
        cx: &Cx<'_>,
    ) -> Option<Position> {
        if self.private && !cx.may_be_private() {
            Paragraph::new(CAN_SEE, Role::Text).render(area, buffer, cx.look);
            return None;
        }
        match self.open.as_ref()? {
            Open::Sheets(sheets) => sheets.render(area, buffer, asked, cx.look),
            Open::Covers(covers) => covers.render(area, buffer, asked, cx),
            Open::Voice(ballot) => ballot.render(area, buffer, asked, cx.look),
        }
    }

    /// The keys that matter now.
    pub fn hints(&self, asked: &Asked, cx: &Cx<'_>) -> Vec<Hint> {
        match &self.open {
            Some(Open::Sheets(_)) => sheets::hints(asked),
            Some(Open::Covers(covers)) => covers.hints(asked, cx),
            Some(Open::Voice(ballot)) => ballot.hints(asked, cx),
            None => Vec::new(),
        }
    }
}

const CAN_SEE: &str = "The room can see this screen. Blank the projector, then press b.";

fn refusal(way: Way, asked: &Asked, seen_by_the_room: bool) -> Option<String> {
    let nobody = asked.givers.is_empty() && asked.policy != Policy::Anonymous;
    if asked.things.is_empty() {
        return Some("There is nothing to choose from yet.".into());
    }
    if way != Way::Voice && (nobody || way == Way::Covers && asked.givers.is_empty()) {
        return Some("Nobody who votes is here yet; : and “people” lets somebody arrive.".into());
    }
    let paper = if way == Way::Covers { "; or vote on paper." } else { "." };
    seen_by_the_room.then(|| CAN_SEE.trim_end_matches('.').to_owned() + paper)
}
