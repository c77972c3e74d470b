//! The screen of `gather`: while ideas are sealed it collects them, afterwards it reads them.

mod import;
mod reading;

#[cfg(test)]
mod tests;

use crate::session::Id;
use crate::session::activities::gather::is_sealed;
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::import::{Came, Import};
use crate::ui::forms::writing::Writing;
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use import::{IDEAS, says_more};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use reading::Reading;

/// Both halves of the screen; the session says which one is shown.
#[derive(Default)]
pub struct GatherScreen {
    writing: Writing,
    reading: Reading,
    import: Option<Import>,
}

/// Ideas from a list.
const LIST: Action = Action::Verb('i');

impl Screen for GatherScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        if let Some(import) = &mut self.import {
            return match import.update(input, cx) {
                Came::Stays(reply) => reply,
                Came::Closes => {
                    self.import = None;
                    Reply::Done
                }
            };
        }
        if self.is_flat(cx) {
            match input {
                Input::Key(_, Some(LIST)) => {
                    self.import = Some(Import::of_path(&IDEAS));
                    return Reply::Done;
                }
                Input::Paste(text) if !is_sealed(cx.session, cx.place) && says_more(text) => {
                    return match Import::of_text(&IDEAS, text, cx) {
                        Ok(import) => {
                            self.import = Some(import);
                            Reply::Done
                        }
                        Err(sentence) => Reply::Tell(sentence),
                    };
                }
                Input::Key(..) | Input::Paste(_) => {}
            }
        }
        if is_sealed(cx.session, cx.place) {
            self.writing.update(input, cx)
        } else {
            self.reading.update(input, cx)
        }
    }

    fn accepted(&mut self, entry: u64, cx: &Cx<'_>) {
        self.import = None;
        if is_sealed(cx.session, cx.place) {
            self.writing.accepted(cx);
        } else {
            self.writing = Writing::default();
            self.reading.accepted(entry, cx);
        }
    }

    fn file_read(&mut self, bytes: Result<Vec<u8>, String>, cx: &Cx<'_>) -> Reply {
        self.import.as_mut().map_or(Reply::Done, |import| import.file_read(bytes, cx))
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        self.reading.show(thing, cx);
        Reply::Done
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let cursor = if is_sealed(cx.session, cx.place) {
            self.writing.render(area, buffer, cx)
        } else {
            self.reading.render(area, buffer, cx)
        };
        match &self.import {
            Some(import) => import.render(area, buffer, cx),
            None => cursor,
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if let Some(import) = &self.import {
            return import.hints(cx);
        }
        let hints = match is_sealed(cx.session, cx.place) {
            true => self.writing.hints(cx),
            false => self.reading.hints(cx),
        };
        let list = self.is_flat(cx).then(|| cx.hint(LIST, "read a list"));
        hints.into_iter().chain(list).collect()
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

impl GatherScreen {
    /// Whether nothing lies open over the list, or over the desk where people write.
    fn is_flat(&self, cx: &Cx<'_>) -> bool {
        match is_sealed(cx.session, cx.place) {
            true => !self.writing.is_open(),
            false => self.reading.is_flat(cx),
        }
    }
}
