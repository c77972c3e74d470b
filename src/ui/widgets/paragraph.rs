//! Prose in a measure that eyes can follow: at most 72 columns, broken between words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::wrap;
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::write;

/// The widest a line of prose gets, however wide the terminal is.
pub const MEASURE: u16 = 72;

/// Prose in one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph<'a> {
    /// What it says; line breaks in it stay.
    pub text: &'a str,
    /// How it looks.
    pub role: Role,
    /// How many of its rows are scrolled out of sight.
    pub skip: usize,
}

impl<'a> Paragraph<'a> {
    /// Prose from its beginning.
    pub fn new(text: &'a str, role: Role) -> Paragraph<'a> {
        Paragraph { text, role, skip: 0 }
    }

    /// How many rows it takes at a width.
    pub fn height(&self, width: u16) -> u16 {
        u16::try_from(self.rows(width).len()).unwrap_or(u16::MAX)
    }

    /// Draws what fits, and a sign where something is left out below.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        let area = area.intersection(buffer.area);
        let rows = self.rows(area.width);
        let mut left = rows.iter().skip(self.skip);
        for (y, row) in (0..area.height).zip(left.by_ref()) {
            write(buffer, area, (0, y), row, look.style(self.role));
        }
        if left.next().is_some() && area.height > 0 {
            let corner = (area.width.min(MEASURE).saturating_sub(1), area.height - 1);
            write(buffer, area, corner, look.signs.more[1], look.style(Role::Dim));
        }
    }

    fn rows(&self, width: u16) -> Vec<String> {
        wrap(self.text, usize::from(width.min(MEASURE)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::tests::dark;
    use crate::ui::widgets::stage::{TEXTS, at_every_size, drawn};

    const PROSE: &str = "One person answers for each area. Who wants it?";

    #[test]
    fn prose_breaks_between_words() {
        let prose = Paragraph::new(PROSE, Role::Text);
        let shown = drawn((20, 3), |area, buffer| prose.render(area, buffer, &dark()));
        assert_eq!(shown, ["One person answers", "for each area. Who", "wants it?"]);
        assert_eq!(prose.height(20), 3);
    }

    #[test]
    fn a_wide_terminal_does_not_stretch_it() {
        let long = "word ".repeat(40);
        let shown = drawn((200, 3), |area, buffer| {
            Paragraph::new(long.trim(), Role::Text).render(area, buffer, &dark());
        });
        assert!(shown.iter().all(|row| row.len() <= usize::from(MEASURE)), "{shown:?}");
        assert!(shown[2].starts_with("word"));
    }

    #[test]
    fn what_is_left_out_is_told() {
        let prose = Paragraph { skip: 1, ..Paragraph::new(PROSE, Role::Text) };
        let shown = drawn((20, 1), |area, buffer| prose.render(area, buffer, &dark()));
        assert_eq!(shown, ["for each area. Who ↓"]);
    }

    #[test]
    fn it_draws_at_every_size() {
        let look = dark();
        for text in TEXTS {
            at_every_size(|area, buffer| {
                Paragraph::new(text, Role::Dim).render(area, buffer, &look);
            });
        }
    }
}
