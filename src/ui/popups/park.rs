//! One line for later: parked, decided, or agreed. Tab changes which.

use super::{Floating, Popup};
use crate::room::Proposal;
use crate::session::{Change, decisions};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::{popup, write};
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open line.
pub struct Park {
    line: LineField,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Parked,
    Decision,
    Agreement,
}

const KINDS: [(Kind, &str); 3] =
    [(Kind::Parked, "park"), (Kind::Decision, "decision"), (Kind::Agreement, "agreement")];

impl Park {
    /// An empty line, to park something.
    pub fn new() -> Park {
        Park { line: LineField::editing(""), kind: Kind::Parked }
    }

    fn change(&self, text: CleanText) -> Change {
        Change::Decisions(match self.kind {
            Kind::Parked => decisions::Change::Park(text),
            Kind::Agreement => decisions::Change::Agree(text),
            Kind::Decision => decisions::Change::Decide {
                what: text,
                rule: CleanText::default(),
                tally: None,
                review: None,
                reopen: CleanText::default(),
            },
        })
    }

    fn next(&mut self, back: bool) {
        let at = KINDS.iter().position(|(kind, _)| *kind == self.kind).unwrap_or(0);
        let step = if back { KINDS.len() - 1 } else { 1 };
        self.kind = KINDS[(at + step) % KINDS.len()].0;
    }
}

impl Default for Park {
    fn default() -> Park {
        Park::new()
    }
}

impl Popup for Park {
    fn update(&mut self, input: &Input, _cx: &Cx<'_>) -> Floating {
        let typed = match input {
            Input::Paste(text) => self.line.paste(text),
            Input::Key(key, _) if matches!(key.code, KeyCode::Tab | KeyCode::BackTab) => {
                self.next(key.code == KeyCode::BackTab);
                Typed::Going
            }
            Input::Key(key, _) => self.line.input(*key),
        };
        match typed {
            Typed::Going => Floating::Stays(Reply::Done),
            Typed::Ended => Floating::Closes(Reply::Done),
            Typed::Lines(mut lines) => {
                let change = self.change(lines.remove(0));
                Floating::Stays(Reply::Propose(Proposal::Change(change)))
            }
        }
    }

    fn accepted(&mut self, _entry: u64, _cx: &Cx<'_>) -> bool {
        true
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn open_text(&self) -> Option<CleanText> {
        Some(self.line.text())
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let popup = popup::Popup { title: "For later, or for the record", width: 64, height: 3 };
        let mut cursor = None;
        popup.render(screen, buffer, cx.look, |area, buffer| {
            let mut x = 0;
            for (kind, word) in KINDS {
                let chosen = kind == self.kind;
                let role = if chosen { Role::Accent } else { Role::Dim };
                let mark = if chosen { cx.look.signs.cursor } else { " " };
                x += write(buffer, area, (x, 0), mark, cx.look.style(role)) + 1;
                x += write(buffer, area, (x, 0), word, cx.look.style(role)) + 3;
            }
            let line = Rect {
                y: area.y.saturating_add(2).min(area.bottom()),
                height: area.height.saturating_sub(2).min(1),
                ..area
            };
            cursor = Some(self.line.render(line, buffer, cx.look));
        });
        cursor
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![
            cx.hint(Action::Open, "keep"),
            cx.hint(Action::NextPane, "decision or agreement"),
            cx.hint(Action::Back, "keep and close"),
        ]
    }
}
