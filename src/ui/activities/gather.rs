//! The screen of `gather`: while ideas are sealed it collects them, afterwards it reads them.

mod reading;

#[cfg(test)]
mod tests;

use crate::session::Id;
use crate::session::activities::gather::is_sealed;
use crate::text::CleanText;
use crate::ui::forms::writing::Writing;
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use reading::Reading;

/// Both halves of the screen; the session says which one is shown.
#[derive(Default)]
pub struct GatherScreen {
    writing: Writing,
    reading: Reading,
}

impl Screen for GatherScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        if is_sealed(cx.session, cx.place) {
            self.writing.update(input, cx)
        } else {
            self.reading.update(input, cx)
        }
    }

    fn accepted(&mut self, entry: u64, cx: &Cx<'_>) {
        if is_sealed(cx.session, cx.place) {
            self.writing.accepted(cx);
        } else {
            self.writing = Writing::default();
            self.reading.accepted(entry, cx);
        }
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        self.reading.show(thing, cx);
        Reply::Done
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        if is_sealed(cx.session, cx.place) {
            self.writing.render(area, buffer, cx)
        } else {
            self.reading.render(area, buffer, cx)
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if is_sealed(cx.session, cx.place) {
            self.writing.hints(cx)
        } else {
            self.reading.hints(cx)
        }
    }

    fn asks_itself(&self, cx: &Cx<'_>) -> bool {
        !is_sealed(cx.session, cx.place) && self.reading.is_large(cx)
    }

    fn open_text(&self) -> Option<CleanText> {
        self.reading.open_text()
    }

    fn take_back(&mut self, text: &CleanText, cx: &Cx<'_>) -> bool {
        !is_sealed(cx.session, cx.place) && self.reading.take_back(text)
    }

    fn is_private(&self) -> bool {
        self.writing.is_open()
    }
}
