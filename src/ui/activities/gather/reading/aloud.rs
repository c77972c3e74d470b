//! Ideas read out one by one, each as large as the screen has room for; the wall shows it, too.

use super::typing::Purpose;
use super::{Asked, Reading, at, propose};
use crate::session::Idea;
use crate::session::activities::gather::aloud::{Change, beside, how_far};
use crate::session::ideas::Change as Ideas;
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::lettering::Lettering;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The rows of a field at the foot, with one of air above.
const FIELD: u16 = 4;

impl Reading {
    /// The verbs while an idea lies open.
    pub(super) fn turn(&mut self, action: Action, idea: &Idea, cx: &Cx<'_>) -> Reply {
        let id = || idea.id.clone();
        match action {
            Action::Open | Action::Right | Action::Down | Action::Mark | Action::Speaker => {
                let next = cx.session.next_idea(&idea.id).map(|next| next.id.clone());
                at(cx, Change::Heard(id(), next))
            }
            Action::Left | Action::Up => back(idea, cx),
            Action::Back => at(cx, Change::Stop),
            Action::Edit => self.open(Purpose::Edit(id()), &idea.text),
            Action::Verb('f') => self.open(Purpose::Group(vec![id()]), &idea.group),
            Action::Verb('z') => propose(Ideas::Park(id())),
            Action::Delete => propose(Ideas::Delete(id())),
            Action::Merge if !idea.merged.is_empty() => propose(Ideas::Split(id())),
            Action::Merge => Reply::Tell("Esc goes to the list, where ideas are merged.".into()),
            Action::Reveal => Reply::Tell("Nothing is hidden here.".into()),
            _ => Reply::Pass,
        }
    }

    /// Begins with the first idea that was not read, from the cursor on.
    pub(super) fn read_from_here(&mut self, cx: &Cx<'_>) -> Reply {
        let turn = cx.session.ideas_in_turn();
        let here = self.here(cx.session).map(|idea| &idea.id);
        let from = turn.iter().position(|idea| Some(&idea.id) == here).unwrap_or(0);
        let mut around = turn[from..].iter().chain(&turn[..from]);
        let first = around.find(|idea| !idea.read).or(turn.get(from));
        first.map_or(Reply::Pass, |idea| self.read_aloud(idea, cx))
    }

    /// This idea lies open now.
    pub(super) fn read_aloud(&mut self, idea: &Idea, cx: &Cx<'_>) -> Reply {
        self.asked = Asked::Aloud;
        at(cx, Change::Aloud(idea.id.clone()))
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
        let dim = cx.look.style(Role::Dim);
        let words = [how_far(cx.seen, idea), beside(cx.seen, idea)];
        let words: Vec<&str> =
            words.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        write(buffer, above, (0, 0), &words.join(&format!("  {}  ", cx.look.signs.dot)), dim);
        let room = Rect {
            y: above.y + 2.min(above.height),
            height: above.height.saturating_sub(4),
            width: above.width.saturating_sub(1),
            ..above
        };
        let large = Lettering::largest(&idea.text, room, cx.look);
        large.render(room, buffer, cx.look, Role::WallHeading);
        let below = 2 + large.height().min(room.height) + 1;
        write(buffer, above, (0, below), &merged(idea), dim);
        let y = area.y + above.height + 1.min(field);
        let foot = Rect { y, height: field.saturating_sub(1), ..area };
        Some(self.typing.as_ref()?.render(&self.said, foot, buffer, cx))
    }

    pub(super) fn hints_aloud(idea: &Idea, cx: &Cx<'_>) -> Vec<Hint> {
        let on = if cx.session.next_idea(&idea.id).is_some() { "next" } else { "read; the end" };
        let mut hints = vec![
            cx.hint(Action::Open, on),
            cx.hint(Action::Left, "back"),
            cx.hint(Action::Verb('f'), "group"),
            cx.hint(Action::Verb('z'), "park"),
            cx.hint(Action::Back, "to the list"),
            cx.hint(Action::Edit, "edit"),
            cx.hint(Action::Delete, "delete"),
        ];
        hints.extend((!idea.merged.is_empty()).then(|| cx.hint(Action::Merge, "split")));
        hints
    }
}

/// To the idea before, which is read already or left for later.
fn back(idea: &Idea, cx: &Cx<'_>) -> Reply {
    let turn = cx.session.ideas_in_turn();
    let here = turn.iter().position(|other| other.id == idea.id).unwrap_or(0);
    match here.checked_sub(1) {
        Some(before) => at(cx, Change::Aloud(turn[before].id.clone())),
        None => Reply::Tell("This is the first idea.".into()),
    }
}

fn merged(idea: &Idea) -> String {
    let parts = idea.merged.iter().filter(|part| part.text != idea.text);
    let parts: Vec<String> = parts.map(|part| format!("“{}”", part.text)).collect();
    if parts.is_empty() { String::new() } else { format!("also: {}", parts.join(", ")) }
}
