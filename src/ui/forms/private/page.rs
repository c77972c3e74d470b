//! What one giver has before them: a ballot to mark, or a line for names.

use super::Asked;
use super::ballot::{BallotForm, Key};
use super::names::NamesForm;
use crate::session::Giver;
use crate::ui::screen::{Cx, Hint, Input};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The page of one giver.
#[derive(Clone, Debug)]
pub(super) enum Page {
    /// Marks on things.
    Ballot(BallotForm),
    /// Names in a line.
    Names(NamesForm),
}

impl Page {
    /// An empty one.
    pub(super) fn new(giver: Giver, asked: &Asked) -> Page {
        match asked.marking.is_written() {
            true => Page::Names(NamesForm::new(giver)),
            false => Page::Ballot(BallotForm::new(giver)),
        }
    }

    /// Takes a key or pasted text.
    pub(super) fn update(&mut self, input: &Input, asked: &Asked) -> Key {
        match self {
            Page::Ballot(ballot) => ballot.update(input, asked),
            Page::Names(names) => names.update(input, asked),
        }
    }

    /// Paints it and answers where the cursor is.
    pub(super) fn render(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        asked: &Asked,
        cx: &Cx<'_>,
    ) -> Option<Position> {
        match self {
            Page::Ballot(ballot) => ballot.render(area, buffer, asked, cx.look),
            Page::Names(names) => names.render(area, buffer, asked, cx.look),
        }
    }

    /// The keys that matter now.
    pub(super) fn hints(&self, asked: &Asked, cx: &Cx<'_>) -> Vec<Hint> {
        match self {
            Page::Ballot(ballot) => ballot.hints(asked, cx),
            Page::Names(names) => names.hints(cx),
        }
    }
}
