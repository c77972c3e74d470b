//! Asked once a session: one display or two? It decides whether the console may show what the room
//! may not see.

use super::{Floating, Popup};
use crate::room::Proposal;
use crate::session::{Change, Displays};
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::{popup, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open question.
pub struct AskDisplays;

const ROWS: [(&str, &str); 6] = [
    ("", "What does the room see?"),
    ("", ""),
    ("1", "This very screen: one display, or none."),
    ("", "Nothing private is drawn on it."),
    ("2", "Another display, or nothing: this one is only mine."),
    ("", "It shows my notes and who is done."),
];

impl Popup for AskDisplays {
    fn update(&mut self, input: &Input, _cx: &Cx<'_>) -> Floating {
        let answer = |displays| {
            let change = Change::Displays(displays);
            Floating::Closes(Reply::Propose(Proposal::Change(change)))
        };
        match input.action() {
            Some(Action::Digit(1)) => answer(Displays::One),
            Some(Action::Digit(2)) => answer(Displays::Two),
            Some(Action::Back) => Floating::Closes(Reply::Done),
            _ => Floating::Stays(Reply::Done),
        }
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let height = u16::try_from(ROWS.len()).unwrap_or(0);
        let popup = popup::Popup { title: "One display or two?", width: 58, height };
        popup.render(screen, buffer, cx.look, |area, buffer| {
            for (y, (key, words)) in (0..area.height).zip(ROWS) {
                write(buffer, area, (0, y), key, cx.look.style(Role::Key));
                if let Some(trace) = cx.look.trace() {
                    // The line below a choice explains it, and belongs to it.
                    let row = Rect { y: area.y + y, height: 2, ..area };
                    trace.key(if key.is_empty() { Rect::ZERO } else { row }, key);
                }
                let dim = key.is_empty() && y > 0;
                let x = if y == 0 { 0 } else { 3 };
                let role = if dim { Role::Dim } else { Role::Text };
                write(buffer, area, (x, y), words, cx.look.style(role));
            }
        });
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![
            cx.hint(Action::Digit(1), "the room sees it"),
            cx.hint(Action::Digit(2), "only I see it"),
        ]
    }
}
