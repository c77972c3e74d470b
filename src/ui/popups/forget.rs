//! Asked before the history is forgotten: what goes, what stays, and that it is for good.

use super::{Floating, Popup};
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open question.
pub struct Forget;

fn words(cx: &Cx<'_>) -> String {
    let what = match cx.chronicle.entries().len() {
        0 => "What lies on the disk of the history goes".to_owned(),
        1 => "1 change goes".to_owned(),
        changes => format!("{changes} changes go"),
    };
    format!(
        "{what}, with undo and the way back to before now. The session stays as it is, and what is \
         sealed stays sealed. Earlier copies of the session stay among its backups.\n\n{} forgets \
         the history. That cannot be taken back.",
        cx.key(Action::Open)
    )
}

impl Popup for Forget {
    fn update(&mut self, input: &Input, _cx: &Cx<'_>) -> Floating {
        match input.action() {
            Some(Action::Open) => Floating::Closes(Reply::Forget),
            Some(Action::Back | Action::Leave) => Floating::Closes(Reply::Done),
            _ => Floating::Stays(Reply::Done),
        }
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let words = words(cx);
        let words = Paragraph::new(&words, Role::Text);
        let width = 58.min(screen.width.saturating_sub(8));
        let popup =
            popup::Popup { title: "Forget the history?", width, height: words.height(width) };
        popup.render(screen, buffer, cx.look, |area, buffer| {
            words.render(area, buffer, cx.look);
        });
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![cx.hint(Action::Open, "forget it"), cx.hint(Action::Back, "leave it")]
    }
}
