//! Why an ask is funded or not, in words, with what the other rules would do with it.

use super::{Answer, Opened};
use crate::methods::funding::Rule;
use crate::session::Id;
use crate::session::activities::pot::Counted;
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::popup::Popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The widest its lines get.
const WIDTH: u16 = 66;

/// The sentences, as they were when it was opened.
pub(super) struct Why {
    title: String,
    said: Vec<(String, Role)>,
    skip: usize,
}

impl Why {
    /// Why an ask gets what it gets by a rule.
    pub(super) fn of(counted: &Counted, rule: Rule, ask: &Id, cx: &Cx<'_>) -> Option<Why> {
        let told = counted.told(cx.seen.currency, cx.reader);
        let at = &counted.asks[counted.place(ask)?];
        let mut said: Vec<(String, Role)> = Vec::new();
        for (place, sentence) in told.why(rule, ask).into_iter().enumerate() {
            said.push((sentence, if place == 0 { Role::Heading } else { Role::Text }));
        }
        for other in counted.outcomes.iter().filter(|outcome| outcome.rule != rule) {
            let sentence = told.why(other.rule, ask).into_iter().next().unwrap_or_default();
            let name = super::rules::started(other.rule.name());
            said.push((format!("{name}: {sentence}"), Role::Dim));
        }
        let title = format!("{}: {}", at.called, at.title);
        Some(Why { title, said, skip: 0 })
    }

    fn rows(&self, width: u16) -> u16 {
        let rows = |(words, role): &(String, Role)| Paragraph::new(words, *role).height(width) + 1;
        self.said.iter().map(rows).sum()
    }
}

impl Opened for Why {
    fn update(&mut self, input: &Input, _: &Cx<'_>) -> Answer {
        match input.action() {
            Some(Action::Down | Action::PageDown) => {
                self.skip = (self.skip + 1).min(self.said.len().saturating_sub(1));
            }
            Some(Action::Up | Action::PageUp) => self.skip = self.skip.saturating_sub(1),
            _ => return Answer::Closes(Reply::Done),
        }
        Answer::Stays(Reply::Done)
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let width = WIDTH.min(area.width.saturating_sub(4));
        let height = self.rows(width).saturating_sub(1);
        let popup = Popup { title: &self.title, width, height };
        popup.render(area, buffer, cx.look, |area, buffer| {
            // In a low window air gives way to words.
            let air = u16::from(height <= area.height);
            let mut rest = area;
            for (words, role) in &self.said[self.skip..] {
                let said = Paragraph::new(words, *role);
                said.render(rest, buffer, cx.look);
                rest = super::layout::below(rest, said.height(rest.width) + air);
            }
        });
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![cx.hint(Action::Back, "close")]
    }
}
