//! A screen that only shows: the page of the activity, to be scrolled.

use crate::session::activities;
use crate::ui::action::Action;
use crate::ui::blocks::{Manner, paint};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The page of an activity.
#[derive(Default)]
pub struct PageScreen {
    skip: usize,
}

impl Screen for PageScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let blocks = activities::page(cx.seen, cx.place, cx.reader).blocks.len();
        match input.action() {
            Some(Action::Down) => self.skip = (self.skip + 1).min(blocks.saturating_sub(1)),
            Some(Action::Up) => self.skip = self.skip.saturating_sub(1),
            _ => return Reply::Pass,
        }
        Reply::Done
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let blocks = activities::page(cx.seen, cx.place, cx.reader).blocks;
        let shown = &blocks[self.skip.min(blocks.len())..];
        paint(shown, area, buffer, cx.look, Manner::CONSOLE);
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![
            cx.hint(Action::NextStep, "go on"),
            cx.hint(Action::Clock, "clock"),
            cx.hint(Action::GoTo, "agenda"),
        ]
    }
}
