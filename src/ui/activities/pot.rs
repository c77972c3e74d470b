//! The pot: four parts between which the room moves freely, with `1` to `4` or Tab.

mod asks;
mod choosing;
mod deciding;
mod grants;
mod import;
mod layout;
mod line;
mod need;
mod offer;
mod pledges;
mod points;
mod result;
mod rules;
#[cfg(test)]
mod tests;
mod why;

use crate::methods::funding::Rule;
use crate::room::Proposal;
use crate::session::activities::pot::{self, Part, PotState, Purses};
use crate::session::activities::{self, State};
use crate::session::pot::Change;
use crate::session::{Change as Any, Id, Session};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::arm::Arm;
use crate::ui::forms::import::Import;
use crate::ui::forms::private::PrivateEntry;
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::widgets::rows::Cursor;
use layout::{above, below};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Where the facilitator is in it. Asks, points and grants share one cursor: it stays on its ask.
#[derive(Default)]
pub struct PotScreen {
    pledges: Cursor<Id>,
    asks: Cursor<Id>,
    rules: Cursor<Rule>,
    /// Whose money it is, while a rule is being chosen.
    purses: Purses,
    /// The rule whose column is looked at, once points are counted.
    looked_at: Option<Rule>,
    /// Who pays stands in the place of the rules side by side.
    bills: bool,
    open: Option<Box<dyn Opened>>,
    entry: PrivateEntry,
    arm: Arm,
}

/// Something open over a part: a line, a form, a choice.
trait Opened {
    /// Takes a key or pasted text.
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Answer;

    /// What it proposed was accepted; answers whether it closes now.
    fn accepted(&mut self) -> bool {
        true
    }

    /// The file it asked for.
    fn file_read(&mut self, bytes: Result<Vec<u8>, String>, cx: &Cx<'_>) -> Reply {
        let _ = (bytes, cx);
        Reply::Done
    }

    /// How many rows it wants below the part; without a number it floats.
    fn rows(&self) -> Option<u16> {
        None
    }

    /// Paints itself.
    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position>;

    /// The keys that work in it.
    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint>;

    /// What is being typed.
    fn open_text(&self) -> Option<CleanText> {
        None
    }
}

/// What a key came to in something open.
enum Answer {
    /// It stays open.
    Stays(Reply),
    /// It closes.
    Closes(Reply),
    /// Something else opens in its place.
    Becomes(Box<dyn Opened>),
}

/// What a key came to in a part.
enum Did {
    /// The part answers.
    Says(Reply),
    /// This opens.
    Opens(Box<dyn Opened>),
}

fn propose(change: Change) -> Reply {
    Reply::Propose(Proposal::Change(Any::Pot(change)))
}

fn propose_here(cx: &Cx<'_>, change: pot::Change) -> Reply {
    let change = activities::Change::Pot(change);
    Reply::Propose(Proposal::Change(Any::At(cx.place.clone(), change)))
}

fn state<'a>(session: &'a Session, cx: &Cx<'_>) -> Option<&'a PotState> {
    match session.state(cx.place)? {
        State::Pot(pot) => Some(pot),
        _ => None,
    }
}

fn part(cx: &Cx<'_>) -> Part {
    state(cx.session, cx).map_or(Part::Pledges, |pot| pot.part)
}

fn pledge_ids(session: &Session) -> Vec<Id> {
    session.pot.pledges.iter().map(|pledge| pledge.id.clone()).collect()
}

fn ask_ids(session: &Session) -> Vec<Id> {
    session.pot.asks.iter().map(|ask| ask.id.clone()).collect()
}

impl PotScreen {
    fn update_open(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(open) = &mut self.open else { return Reply::Pass };
        match open.update(input, cx) {
            Answer::Stays(reply) => reply,
            Answer::Closes(reply) => {
                self.open = None;
                reply
            }
            Answer::Becomes(other) => {
                self.open = Some(other);
                Reply::Done
            }
        }
    }

    fn to_part(cx: &Cx<'_>, to: Part) -> Reply {
        if to == part(cx) { Reply::Done } else { propose_here(cx, pot::Change::Part(to)) }
    }

    fn between_parts(&self, action: Action, cx: &Cx<'_>) -> Option<Reply> {
        let all = Part::ALL;
        let here = all.iter().position(|other| *other == part(cx)).unwrap_or(0);
        let to = match action {
            Action::NextPane => (here + 1) % all.len(),
            Action::PrevPane => (here + all.len() - 1) % all.len(),
            Action::Digit(digit @ 1..=4) => usize::from(digit) - 1,
            _ => return None,
        };
        Some(PotScreen::to_part(cx, all[to]))
    }

    fn verb(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        if let Some(reply) = self.between_parts(action, cx) {
            return reply;
        }
        let did = match part(cx) {
            Part::Pledges => pledges::verb(&mut self.pledges, action, cx),
            Part::Asks => asks::verb(&mut self.asks, action, cx),
            Part::Points => points::verb(self, action, cx),
            Part::Grants => grants::verb(&mut self.asks, action, cx),
        };
        match did {
            Did::Says(reply) => reply,
            Did::Opens(open) => {
                self.open = Some(open);
                Reply::Done
            }
        }
    }

    fn pasted(&mut self, text: &str, cx: &Cx<'_>) -> Reply {
        match part(cx) {
            Part::Pledges => {
                self.open = Some(Box::new(offer::Adding::new()));
                self.update_open(&Input::Paste(text.to_owned()), cx)
            }
            Part::Asks => {
                self.open = Some(Box::new(Import::of_path(&import::ASKS)));
                self.update_open(&Input::Paste(text.to_owned()), cx)
            }
            Part::Points | Part::Grants => Reply::Pass,
        }
    }
}

impl Screen for PotScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        self.arm.unless(input.action());
        if self.entry.is_open() {
            return self.entry.update(input, &points::asked(cx), cx);
        }
        if self.open.is_some() {
            return self.update_open(input, cx);
        }
        match input {
            Input::Paste(text) => self.pasted(text, cx),
            Input::Key(_, Some(action)) => self.verb(*action, cx),
            Input::Key(_, None) => Reply::Pass,
        }
    }

    fn accepted(&mut self, entry: u64, cx: &Cx<'_>) {
        if self.entry.is_open() {
            return self.entry.accepted(&points::asked(cx));
        }
        if self.open.as_mut().is_some_and(|open| open.accepted()) {
            self.open = None;
        }
        pledges::follow(&mut self.pledges, entry, cx);
        asks::follow(&mut self.asks, entry, cx);
    }

    fn file_read(&mut self, bytes: Result<Vec<u8>, String>, cx: &Cx<'_>) -> Reply {
        self.open.as_mut().map_or(Reply::Done, |open| open.file_read(bytes, cx))
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        self.pledges.find(&pledge_ids(cx.session), |id| id == thing);
        self.asks.find(&ask_ids(cx.session), |id| id == thing);
        let is_pledge = cx.session.pledge(thing).is_some();
        // Before a rule is chosen the points are about rules, and no ask stands there.
        let has_asks = match part(cx) {
            Part::Pledges => false,
            Part::Points => state(cx.session, cx).is_some_and(|pot| pot.rule.is_some()),
            Part::Asks | Part::Grants => true,
        };
        match is_pledge {
            true => PotScreen::to_part(cx, Part::Pledges),
            false if has_asks => Reply::Done,
            false => PotScreen::to_part(cx, Part::Asks),
        }
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let area = area.intersection(buffer.area);
        let area = Rect { width: area.width.saturating_sub(1), ..area };
        if self.entry.is_open() {
            return self.entry.render(area, buffer, &points::asked(cx), cx);
        }
        layout::parts(area, buffer, cx);
        let body = below(area, 2);
        let rows = self.open.as_ref().and_then(|open| open.rows());
        let (body, foot) = above(body, rows.map_or(0, |rows| rows + 1));
        match part(cx) {
            Part::Pledges => pledges::render(&self.pledges, body, buffer, cx),
            Part::Asks => asks::render(&self.asks, body, buffer, cx),
            Part::Points => points::render(self, body, buffer, cx),
            Part::Grants => grants::render(&self.asks, body, buffer, cx),
        }
        let open = self.open.as_ref()?;
        open.render(if rows.is_some() { below(foot, 1) } else { area }, buffer, cx)
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if self.entry.is_open() {
            return self.entry.hints(&points::asked(cx), cx);
        }
        if let Some(open) = &self.open {
            return open.hints(cx);
        }
        // What is done in a part leads on to the next, and from the last to the next step.
        let (mut hints, done) = match part(cx) {
            Part::Pledges => (pledges::hints(cx), pledges::are_all_read(cx)),
            Part::Asks => (asks::hints(cx), !cx.session.pot.asks.is_empty()),
            Part::Points => (points::hints(self, cx), points::is_taken(cx)),
            Part::Grants => (grants::hints(cx), false),
        };
        let next = cx.hint(Action::NextPane, "next part");
        hints.insert(if done { 1 } else { hints.len() }, next);
        hints.push(cx.hint(Action::NextStep, "go on"));
        hints
    }

    fn takes_digits(&self, _cx: &Cx<'_>) -> bool {
        true
    }

    fn open_text(&self) -> Option<CleanText> {
        self.open.as_ref()?.open_text()
    }

    fn take_back(&mut self, text: &CleanText, cx: &Cx<'_>) -> bool {
        let here = part(cx) == Part::Pledges;
        if here {
            self.open = Some(Box::new(offer::Adding::with(text)));
        }
        here
    }

    fn is_private(&self) -> bool {
        self.entry.is_private()
    }
}
