//! Help for exactly this screen: its keys, then the keys that work everywhere.

use super::{Floating, Popup};
use crate::ui::action::ACTIONS;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::{popup, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open help.
pub struct Help {
    here: Vec<Hint>,
    skip: usize,
}

impl Help {
    /// Help for a screen with these keys.
    pub fn new(here: Vec<Hint>) -> Help {
        Help { here, skip: 0 }
    }

    fn rows(&self, cx: &Cx<'_>) -> Vec<(String, String)> {
        let mut rows = vec![("".into(), "Here".into())];
        rows.extend(self.here.iter().map(|hint| (hint.key.clone(), hint.does.clone())));
        rows.push(("".into(), "".into()));
        rows.push(("".into(), "Everywhere".into()));
        for (action, _, does) in ACTIONS {
            if let Some(key) = cx.keymap.key_for(*action) {
                rows.push((key.to_owned(), (*does).to_owned()));
            }
        }
        rows
    }
}

impl Popup for Help {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Floating {
        use crate::ui::action::Action;
        let last = self.rows(cx).len().saturating_sub(4);
        match input.action() {
            Some(Action::Down) => self.skip = (self.skip + 1).min(last),
            Some(Action::Up) => self.skip = self.skip.saturating_sub(1),
            Some(Action::PageDown) => self.skip = (self.skip + 10).min(last),
            Some(Action::PageUp) => self.skip = self.skip.saturating_sub(10),
            _ => return Floating::Closes(Reply::Done),
        }
        Floating::Stays(Reply::Done)
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let rows = self.rows(cx);
        let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
        let popup = popup::Popup { title: "Keys", width: 56, height };
        popup.render(screen, buffer, cx.look, |area, buffer| {
            for (y, (key, does)) in (0..area.height).zip(rows.iter().skip(self.skip)) {
                let role = if key.is_empty() { Role::Heading } else { Role::Text };
                write(buffer, area, (0, y), key, cx.look.style(Role::Key));
                let x = if key.is_empty() { 0 } else { 10 };
                write(buffer, area, (x, y), does, cx.look.style(role));
            }
        });
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        use crate::ui::action::Action;
        vec![cx.hint(Action::Down, "more"), cx.hint(Action::Back, "close")]
    }
}
