//! Small pieces of screen: each takes what it shows and draws it into the area it is given.

pub mod bar;
pub mod digits;
pub mod field;
pub mod footer;
pub mod form;
pub(in crate::ui) mod lettering;
pub mod letters;
pub mod lines;
pub mod paragraph;
pub mod plane;
pub mod plot;
pub mod popup;
pub mod rows;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Writes text from a place on, at most so many columns and never outside the area.
///
/// Answers how many columns were used.
pub fn write(buffer: &mut Buffer, area: Rect, at: (u16, u16), text: &str, style: Style) -> u16 {
    let area = area.intersection(buffer.area);
    let (x, y) = (area.x.saturating_add(at.0), area.y.saturating_add(at.1));
    if x >= area.right() || y >= area.bottom() {
        return 0;
    }
    let room = usize::from(area.right() - x);
    buffer.set_stringn(x, y, text, room, style).0 - x
}

#[cfg(test)]
pub(crate) mod stage {
    //! Draws a widget into a buffer and reads the rows back as text.

    use ratatui::buffer::{Buffer, Cell};
    use ratatui::layout::Rect;

    /// Texts that are easy, wide and combining.
    pub(crate) const TEXTS: [&str; 3] =
        ["Who owns social?", "山田さん 👩‍👩‍👧‍👦 お願い", "e\u{301}te\u{301} \u{301}नमस्ते ❤️"];

    /// The rows of what was drawn, without the blanks at their ends.
    pub(crate) fn drawn(size: (u16, u16), draw: impl FnOnce(Rect, &mut Buffer)) -> Vec<String> {
        let area = Rect::new(0, 0, size.0, size.1);
        let mut buffer = Buffer::empty(area);
        draw(area, &mut buffer);
        rows(&buffer)
    }

    pub(crate) fn rows(buffer: &Buffer) -> Vec<String> {
        let area = buffer.area;
        let row = |y| {
            let mut hidden = 0;
            let mut text = String::new();
            for x in area.left()..area.right() {
                let symbol = buffer[(x, y)].symbol();
                if hidden == 0 {
                    text.push_str(symbol);
                }
                hidden = crate::text::width(symbol).max(hidden).saturating_sub(1);
            }
            text.trim_end().to_owned()
        };
        (area.top()..area.bottom()).map(row).collect()
    }

    /// Draws at all sizes from nothing to 13 × 7, inside a larger screen and across its edge,
    /// and sees that nothing panics and no cell outside the area changes.
    pub(crate) fn at_every_size(draw: impl Fn(Rect, &mut Buffer)) {
        let screen = Rect::new(0, 0, 20, 12);
        for (width, height) in (0..=13).flat_map(|width| (0..=7).map(move |height| (width, height)))
        {
            let mut buffer = Buffer::filled(screen, Cell::new("~"));
            let area = Rect::new(3, 2, width, height);
            draw(area, &mut buffer);
            for place in screen.positions().filter(|place| !area.contains(*place)) {
                assert_eq!(buffer[place].symbol(), "~", "{place} is outside {area}");
            }
            draw(Rect::new(15, 8, width, height), &mut buffer);
            draw(Rect::new(90, 90, width, height), &mut buffer);
        }
    }
}
