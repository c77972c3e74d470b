//! Digits and words large enough for the back row.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

use crate::text::width;
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::write;

/// The rows that block letters take.
pub const HEIGHT: u16 = 4;
const LETTER: u16 = 8;

/// A few digits or a word in block letters, or in bold where they have no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits<'a> {
    /// What is shown.
    pub text: &'a str,
    /// How it looks.
    pub role: Role,
    /// Whether it stands in the middle rather than on the left.
    pub centred: bool,
}

impl Digits<'_> {
    /// The rows that it takes in an area of that size.
    pub fn height(&self, area: Rect, look: &Look) -> u16 {
        if self.large(area, look) { HEIGHT } else { 1 }
    }

    /// Draws block letters when all of them fit and exist, else bold text.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        let area = area.intersection(buffer.area);
        if self.large(area, look) {
            return self.blocks(area, buffer, look);
        }
        let text = look.shorten(self.text, usize::from(area.width));
        let used = u16::try_from(width(&text)).unwrap_or(area.width);
        let indent = if self.centred { area.width.saturating_sub(used) / 2 } else { 0 };
        write(buffer, area, (indent, 0), &text, look.bold(self.role));
    }

    fn blocks(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        let side =
            if self.centred { HorizontalAlignment::Center } else { HorizontalAlignment::Left };
        BigText::builder()
            .pixel_size(PixelSize::HalfHeight)
            .alignment(side)
            .style(look.style(self.role))
            .lines(vec![self.text.to_owned().into()])
            .build()
            .render(Rect { height: HEIGHT, ..area }, buffer);
    }

    fn large(&self, area: Rect, look: &Look) -> bool {
        let letters = u16::try_from(self.text.chars().count()).unwrap_or(u16::MAX);
        look.signs.blocks
            && area.height >= HEIGHT
            && area.width >= letters.saturating_mul(LETTER)
            && self.text.chars().all(has_glyph)
    }
}

/// What the font can draw; anything else would leave a hole.
pub(crate) fn has_glyph(char: char) -> bool {
    matches!(char, ' '..='~' | '¡'..='¬' | '®'..='²' | 'µ'..='ÿ' | 'Α'..='Ρ' | 'Σ'..='Ω' | 'α'..='ω' | 'ぁ'..='ん')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::tests::{ascii, dark};
    use crate::ui::widgets::stage::{TEXTS, at_every_size, drawn};

    fn shown(text: &str, size: (u16, u16), look: &Look) -> Vec<String> {
        let digits = Digits { text, role: Role::WallHeading, centred: false };
        drawn(size, |area, buffer| digits.render(area, buffer, look))
    }

    #[test]
    fn digits_are_four_rows_high() {
        let expected = [" ▄██    ▄█▀▀█▄", "  ██      ▄▄█▀", "  ██    ▄█▀ ▄▄", "▀▀▀▀▀▀  ▀▀▀▀▀▀"];
        assert_eq!(shown("12", (16, 4), &dark()), expected);
    }

    #[test]
    fn without_room_or_block_letters_or_glyphs_the_text_stays_text() {
        assert_eq!(shown("12:40", (39, 4), &dark())[0], "12:40");
        assert_eq!(shown("12:40", (40, 3), &dark())[0], "12:40");
        assert_eq!(shown("12:40", (80, 9), &ascii())[0], "12:40");
        assert_eq!(shown("山田", (80, 9), &dark())[0], "山田");
        assert_eq!(shown("Crisis", (4, 1), &dark())[0], "Cri…");
    }

    #[test]
    fn every_glyph_that_is_promised_is_drawn() {
        let empty = |char: &char| {
            let rows = shown(&char.to_string(), (8, 4), &dark());
            rows.iter().all(String::is_empty)
        };
        let holes: String =
            ('!'..='\u{30ff}').filter(|char| has_glyph(*char)).filter(empty).collect();
        assert_eq!(holes, "");
    }

    #[test]
    fn it_draws_at_every_size() {
        let look = dark();
        for text in [TEXTS[0], TEXTS[1], TEXTS[2], "7", ""] {
            at_every_size(|area, buffer| {
                Digits { text, role: Role::Accent, centred: true }.render(area, buffer, &look);
            });
        }
    }
}
