//! Ideas read out one by one, and what may be done to the one that is read.

use super::typing::Purpose;
use super::{Asked, Reading, propose};
use crate::session::Idea;
use crate::session::ideas::Change as Ideas;
use crate::ui::action::Action;
use crate::ui::forms::aloud;
use crate::ui::screen::{Cx, Hint, Reply};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The rows of a field at the foot, with one of air above.
const FIELD: u16 = 4;

impl Reading {
    /// The verbs while an idea lies open.
    pub(super) fn turn(&mut self, action: Action, idea: &Idea, cx: &Cx<'_>) -> Reply {
        let id = || idea.id.clone();
        match action {
            Action::Edit => self.open(Purpose::Edit(id()), &idea.text),
            Action::Verb('f') => self.open(Purpose::Group(vec![id()]), &idea.group),
            Action::Verb('z') => propose(Ideas::Park(id())),
            Action::Delete => propose(Ideas::Delete(id())),
            Action::Merge if !idea.merged.is_empty() => propose(Ideas::Split(id())),
            Action::Merge => Reply::Tell("Esc goes to the list, where ideas are merged.".into()),
            Action::Reveal => Reply::Tell("Nothing is hidden here.".into()),
            _ => aloud::turn(action, idea, cx),
        }
    }

    /// Begins with the first idea that was not read, from the cursor on.
    pub(super) fn read_from_here(&mut self, cx: &Cx<'_>) -> Reply {
        let here = self.here(cx.session).map(|idea| &idea.id);
        aloud::first_from(here, cx).map_or(Reply::Pass, |idea| self.read_aloud(idea, cx))
    }

    /// This idea lies open now.
    pub(super) fn read_aloud(&mut self, idea: &Idea, cx: &Cx<'_>) -> Reply {
        self.asked = Asked::Aloud;
        aloud::show(&idea.id, cx)
    }

    pub(super) fn render_aloud(
        &self,
        idea: &Idea,
        area: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
    ) -> Option<Position> {
        let field = if self.typing.is_some() { FIELD.min(area.height) } else { 0 };
        let above = Rect { height: area.height - field, ..area };
        aloud::render(idea, &merged(idea), above, buffer, cx);
        let y = area.y + above.height + 1.min(field);
        let foot = Rect { y, height: field.saturating_sub(1), ..area };
        Some(self.typing.as_ref()?.render(&self.said, foot, buffer, cx))
    }

    pub(super) fn hints_aloud(idea: &Idea, cx: &Cx<'_>) -> Vec<Hint> {
        let mut hints = aloud::hints(idea, cx);
        hints.extend([
            cx.hint(Action::Verb('f'), "group"),
            cx.hint(Action::Verb('z'), "park"),
            cx.hint(Action::Back, "to the list"),
            cx.hint(Action::Edit, "edit"),
            cx.hint(Action::Delete, "delete"),
        ]);
        hints.extend((!idea.merged.is_empty()).then(|| cx.hint(Action::Merge, "split")));
        hints
    }
}

fn merged(idea: &Idea) -> String {
    let parts = idea.merged.iter().filter(|part| part.text != idea.text);
    let parts: Vec<String> = parts.map(|part| format!("“{}”", part.text)).collect();
    if parts.is_empty() { String::new() } else { format!("also: {}", parts.join(", ")) }
}
