//! Something a person should read before going on: all of it, scrolled, closed with Enter or Esc.

use crate::ui::action::Action;
use crate::ui::look::Look;
use crate::ui::screen::Input;
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::{MEASURE, Paragraph};
use crate::ui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The open notice.
pub struct Notice {
    title: &'static str,
    text: String,
    skip: usize,
}

impl Notice {
    /// These paragraphs.
    pub fn new(title: &'static str, paragraphs: &[String]) -> Notice {
        Notice { title, text: paragraphs.join("\n\n"), skip: 0 }
    }

    /// Takes a key; answers whether it closes.
    pub fn update(&mut self, input: &Input) -> bool {
        let last = usize::from(self.paragraph().height(MEASURE)).saturating_sub(4);
        self.skip = match input.action() {
            Some(Action::Down) => (self.skip + 1).min(last),
            Some(Action::PageDown) => (self.skip + 8).min(last),
            Some(Action::Up) => self.skip.saturating_sub(1),
            Some(Action::PageUp) => self.skip.saturating_sub(8),
            Some(Action::Open | Action::Back | Action::Mark | Action::Leave) => return true,
            _ => self.skip,
        };
        false
    }

    fn paragraph(&self) -> Paragraph<'_> {
        Paragraph { text: &self.text, role: Role::Text, skip: 0 }
    }

    /// Paints itself over the screen.
    pub fn paint(&self, screen: Rect, buffer: &mut Buffer, look: &Look) {
        let wide = MEASURE.min(screen.width.saturating_sub(8));
        let height = self.paragraph().height(wide);
        let popup = popup::Popup { title: self.title, width: wide, height };
        popup.render(screen, buffer, look, |area, buffer| {
            Paragraph { skip: self.skip, ..self.paragraph() }.render(area, buffer, look);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::tests::dark;
    use crate::ui::stage;
    use crate::ui::widgets::stage::{at_every_size, drawn};

    #[test]
    fn it_is_read_to_its_end_and_closed_with_enter_or_esc() {
        let lines: Vec<String> = (1..30).map(|number| format!("line {number}")).collect();
        let mut notice = Notice::new("Keys", &lines);
        let keymap = crate::ui::keymap::Keymap::built_in();
        let press = |notice: &mut Notice, keys: &str| {
            let mut closed = false;
            for key in stage::parse(keys) {
                closed = notice.update(&Input::Key(key, keymap.action(key)));
            }
            closed
        };
        assert!(!press(&mut notice, &"<pgdn>".repeat(9)));
        let picture = drawn((60, 12), |area, buffer| notice.paint(area, buffer, &dark()));
        assert!(picture.join("\n").contains("line 29"), "{picture:#?}");
        assert!(!press(&mut notice, "x") && press(&mut notice, "<esc>"));
        at_every_size(|area, buffer| notice.paint(area, buffer, &dark()));
    }
}
