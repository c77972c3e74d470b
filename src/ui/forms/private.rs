//! Private entry: a ballot, however it is marked, and its ways in: sheets of paper typed as rows,
//! the laptop passed behind cover screens, one voice.
//!
//! A screen holds a [`PrivateEntry`] and says what is asked in an [`Asked`], made afresh from the
//! session with [`Asked::at`] each time. While the entry [is open](PrivateEntry::is_open) the
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
//! What was given comes out as [`Proposal::Give`](crate::room::Proposal::Give) (in an open step as [`Asked::cast`] makes it).
//! Nothing private opens while the room can see the screen, no total is ever shown here, and
//! what is typed is never a draft: `open_text` of the screen has to be `None` while it is open.

mod asked;
mod ballot;
mod closing;
mod covers;
mod names;
mod page;
mod sheets;
#[cfg(test)]
mod tests;
mod who;

use crate::session::{Giver, Session};
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::workshop::Policy;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use ballot::Key;
use covers::Covers;
use names::NameRows;
use page::Page;
use sheets::Sheets;

pub use crate::session::private::{Asked, Awaited, Marking, Thing};
pub use closing::{everyone_is_in, reveal, start_over};
pub use who::{in_words, paint_who, rows_of_who};

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
    Names(NameRows),
    Covers(Covers),
    Voice(Page),
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

/// Above so many people the laptop does not go round: it would not fit the clock.
const PASSED_ROUND: usize = 5;

impl Way {
    /// The way in that fits the room.
    pub fn usual(session: &Session) -> Way {
        match (session.voters().count(), session.is_solo()) {
            (0, true) => Way::Voice,
            (_, true) => Way::Covers,
            (voters, false) if voters <= PASSED_ROUND => Way::Covers,
            _ => Way::Sheets,
        }
    }
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
        if let Some(refusal) = refusal(way, asked, private, cx) {
            return Reply::Tell(refusal);
        }
        self.private = private;
        let names = NameRows::new(asked).filter(|_| asked.marking.is_written());
        self.open = Some(match (way, names) {
            (Way::Sheets, Some(names)) => Open::Names(names),
            (Way::Sheets, None) => Open::Sheets(Sheets::new(asked)),
            (Way::Covers, _) => Open::Covers(Covers::new(asked)),
            (Way::Voice, _) => Open::Voice(Page::new(Giver::Voice, asked)),
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
            return Reply::Tell(can_see(cx));
        }
        if input.action() == Some(Action::Help) {
            return Reply::Pass;
        }
        let Some(open) = &mut self.open else { return Reply::Pass };
        let key = match open {
            Open::Sheets(sheets) => sheets.update(input, asked),
            Open::Names(names) => names.update(input, asked),
            Open::Covers(covers) => covers.update(input, asked, self.private),
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
            Some(Open::Names(names)) => names.accepted(asked),
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
            Paragraph::new(&can_see(cx), Role::Text).render(area, buffer, cx.look);
            return None;
        }
        match self.open.as_ref()? {
            Open::Sheets(sheets) => sheets.render(area, buffer, asked, cx.look),
            Open::Names(names) => names.render(area, buffer, asked, cx.look),
            Open::Covers(covers) => covers.render(area, buffer, asked, cx),
            Open::Voice(ballot) => ballot.render(area, buffer, asked, cx),
        }
    }

    /// The keys that matter now.
    pub fn hints(&self, asked: &Asked, cx: &Cx<'_>) -> Vec<Hint> {
        match &self.open {
            Some(Open::Sheets(_)) => sheets::hints(asked),
            Some(Open::Names(_)) => names::hints_of_rows(asked),
            Some(Open::Covers(covers)) => covers.hints(asked, cx),
            Some(Open::Voice(ballot)) => ballot.hints(asked, cx),
            None => Vec::new(),
        }
    }
}

fn can_see(cx: &Cx<'_>) -> String {
    let blank = cx.key(Action::Blank);
    format!("The room can see this screen. Blank the projector, then press {blank}.")
}

fn refusal(way: Way, asked: &Asked, private: bool, cx: &Cx<'_>) -> Option<String> {
    let nobody = asked.givers.is_empty() && asked.policy != Policy::Anonymous;
    if asked.things.is_empty() {
        return Some("There is nothing to choose from yet.".into());
    }
    if way != Way::Voice && (nobody || way == Way::Covers && asked.givers.is_empty()) {
        let palette = cx.key(Action::Palette);
        let words =
            format!("Nobody who votes is here yet; {palette} and “people” lets somebody arrive.");
        return Some(words);
    }
    let paper = if way == Way::Covers { "; or vote on paper." } else { "." };
    let is_seen = private && !cx.may_be_private();
    is_seen.then(|| can_see(cx).trim_end_matches('.').to_owned() + paper)
}
