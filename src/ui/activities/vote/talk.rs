//! The talk about what divides most: how the room differs, who is asked first, and the time that
//! is left, large.

use crate::session::activities::vote::{self, Count, Talk};
use crate::ui::action::Action;
use crate::ui::blocks::{Manner, paint};
use crate::ui::screen::{Cx, Hint};
use crate::ui::shell::frame;
use crate::ui::theme::Role;
use crate::ui::widgets::digits::Digits;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Paints it.
pub(super) fn render(count: &Count, talk: &Talk, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let area = Rect { x: area.x + 2.min(area.width), width: area.width.saturating_sub(2), ..area };
    let blocks = vote::talk_page(cx.seen, cx.place, count, talk);
    let used = paint(&blocks, area, buffer, cx.look, Manner::CONSOLE);
    let down = (used + 1).min(area.height);
    let below = Rect { y: area.y + down, height: area.height - down, ..area };
    let left = talk.until.as_second() - cx.now.as_second();
    let words = frame::words(left.max(0));
    let role = if left > 0 { Role::Heading } else { Role::Warn };
    let digits = Digits { text: &words, role, centred: false };
    digits.render(below, buffer, cx.look);
    if left <= 0 {
        let y = digits.height(below, cx.look) + 1;
        let again = cx.hint(super::AGAIN, "").key;
        let time = format!("It is time. {again} votes again.");
        write(buffer, below, (0, y), &time, cx.look.bold(Role::Text));
    }
}

/// The keys that matter while the room talks.
pub(super) fn hints(talk: &Talk, cx: &Cx<'_>) -> Vec<Hint> {
    let mut hints = vec![
        cx.hint(Action::Open, "end the talk"),
        cx.hint(super::AGAIN, "vote again"),
        cx.hint(Action::More, "a minute more"),
        cx.hint(Action::Less, "less"),
        cx.hint(Action::Park, "note a decision"),
    ];
    if talk.until <= cx.now {
        hints.swap(0, 1);
    }
    hints
}
