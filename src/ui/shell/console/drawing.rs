//! How the console is painted: the frame around the step, notes beside it, and what floats.

use super::offers::Offers;
use super::{Console, Saved};
use crate::session::Viewer;
use crate::session::block::Block;
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::blocks::{Manner, paint};
use crate::ui::popups::Popup;
use crate::ui::screen::Cx;
use crate::ui::shell::frame;
use crate::ui::shell::wall::Wall;
use crate::ui::theme::Role;
use crate::ui::widgets::footer::{self, Footer, Left};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// In fewer columns there is no room for notes beside the step.
const NOTES_FROM: u16 = 76;

impl Console {
    /// Paints everything and answers where the terminal's cursor belongs.
    pub fn render(
        &self,
        screen: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
        saved: &Saved,
    ) -> Option<Position> {
        buffer.set_style(screen, cx.look.style(Role::Text));
        if screen.width < 60 || screen.height < 18 {
            return too_small(screen, buffer, cx);
        }
        if self.wall {
            self.render_wall(screen, buffer, cx);
            return None;
        }
        let offers = Offers::of(self, cx);
        let high =
            offers.as_ref().map_or(0, |offers| offers.height(screen.width.min(frame::MEASURE)));
        let parts = frame::Frame::of(screen).with_a_line_of(high);
        frame::head(&parts, buffer, cx, self.is_alone(cx));
        let middle = self.beside_notes(&parts, buffer, cx);
        let body = match self.screen().asks_itself(cx) {
            true => frame::indented(middle),
            false => frame::prompt(middle, buffer, cx),
        };
        let mut cursor = self.screen().render(body, buffer, cx);
        // What floats has keys of its own.
        let is_alone = self.popup.is_none() && self.help.is_none() && self.notice.is_none();
        if let Some(offers) = offers.filter(|_| is_alone) {
            offers.render(parts.line, buffer, cx);
        }
        if let Some(popup) = &self.popup {
            cursor = popup.render(parts.middle, buffer, cx);
        }
        if let Some(help) = &self.help {
            cursor = help.render(parts.middle, buffer, cx);
        }
        if let Some(notice) = &self.notice {
            notice.paint(parts.middle, buffer, cx.look);
            cursor = None;
        }
        self.footer(parts.footer, buffer, cx, saved, cursor.is_some());
        cursor
    }

    /// What is left for the step when the notes stand on the right.
    fn beside_notes(&self, parts: &frame::Frame, buffer: &mut Buffer, cx: &Cx<'_>) -> Rect {
        let middle = parts.middle;
        if !self.notes || !cx.may_be_private() || middle.width < NOTES_FROM {
            return middle;
        }
        let wide = (middle.width / 3).min(38);
        let [step, notes] = [middle.width - wide - 2, wide];
        let area = Rect { x: middle.right() - notes, width: notes, ..middle };
        let script = &cx.session.here().script;
        let own = cx.session.activity(cx.place).map(|activity| activity.notes.clone());
        let mut text = vec![own.unwrap_or_default(), script.notes.clone()];
        text.retain(|text| !text.is_empty());
        let mut blocks: Vec<_> =
            text.iter().flat_map(|text| Block::from_markdown(&by_sentence(text))).collect();
        if blocks.is_empty() {
            blocks = vec![Block::text("No notes for this step.")];
        }
        let start = buffer.area.intersection(area);
        paint(&blocks, area, buffer, cx.look, Manner::CONSOLE);
        buffer.set_style(start, cx.look.style(Role::Dim));
        Rect { width: step, ..middle }
    }

    fn render_wall(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        if self.blanked {
            return;
        }
        if cx.session.blank && cx.may_be_private() {
            // Only the facilitator looks here; the wall on the other display is dark.
            let key = cx.keymap.key_for(Action::Blank).unwrap_or_default();
            let words = format!("The wall is blank; {key} shows it again.");
            write(buffer, screen, (4, 2), &words, cx.look.style(Role::Dim));
            return;
        }
        let wall =
            Wall { look: cx.look, reader: cx.reader, now: cx.now, says: self.message.as_deref() };
        wall.render(&cx.session.seen_by(Viewer::Room), screen, buffer);
    }

    /// What floats shows all its keys itself, and in a field only a key that types nothing helps.
    fn help_hint<'a>(&self, cx: &Cx<'a>, typing: bool) -> Option<footer::Hint<'a>> {
        let key = match typing {
            _ if self.popup.is_some() || self.help.is_some() || self.notice.is_some() => None,
            true => cx.keymap.silent_key_for(Action::Help),
            false => cx.keymap.key_for(Action::Help),
        };
        key.map(|key| footer::Hint { key, does: "help" })
    }

    fn footer(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>, saved: &Saved, typing: bool) {
        let hints = match (&self.help, &self.popup) {
            _ if self.notice.is_some() => {
                vec![cx.hint(Action::Open, "go on"), cx.hint(Action::Down, "more")]
            }
            (Some(help), _) => help.hints(cx),
            (None, Some(popup)) => popup.hints(cx),
            (None, None) => self.screen().hints(cx),
        };
        let keys: Vec<footer::Hint<'_>> =
            hints.iter().map(|hint| footer::Hint { key: &hint.key, does: &hint.does }).collect();
        let left = match &self.message {
            Some(sentence) => Left::Says(sentence, Role::Warn),
            None => Left::Keys(&keys, self.help_hint(cx, typing)),
        };
        let (words, role) = match saved {
            Saved::At(time) => (format!("saved {time}"), Role::Dim),
            Saved::Saving => ("saving".to_owned(), Role::Dim),
            Saved::Failed(sentence) => (sentence.clone(), Role::Bad),
            Saved::ReadOnly(why) => (why.clone(), Role::Warn),
        };
        let words = match (self.blanked, cx.session.blank) {
            (true, _) => format!("blank   {words}"),
            (false, true) => format!("the wall is blank   {words}"),
            (false, false) => words,
        };
        let unseen = self.notes && cx.may_be_private() && area.width < NOTES_FROM;
        let words =
            if unseen { format!("notes need {NOTES_FROM} columns   {words}") } else { words };
        Footer { left, right: (&words, role) }.render(area, buffer, cx.look);
    }
}

/// Notes as short paragraphs: where a line of the script ends a sentence, the next one stands by
/// itself, for whoever glances at them while talking.
pub(super) fn by_sentence(notes: &CleanText) -> CleanText {
    let ends = |line: &str| line.ends_with(['.', '?', '!', '”', '"', '…']);
    let mut text = String::new();
    for line in notes.lines() {
        text.push_str(line);
        text.push_str(if ends(line.trim_end()) { "\n\n" } else { "\n" });
    }
    CleanText::block(&text)
}

fn too_small(screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
    let words = format!(
        "groundswell needs 60 columns and 18 rows; this is {} by {}.",
        screen.width, screen.height
    );
    let role = cx.look.style(Role::Text);
    for (y, row) in (0..screen.height).zip(crate::text::wrap(&words, usize::from(screen.width))) {
        write(buffer, screen, (0, y), &row, role);
    }
    None
}
