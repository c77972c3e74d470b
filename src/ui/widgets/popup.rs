//! What floats: a framed box in the middle, the only border in the program.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::width;
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::write;

/// A box of a given size, as large as the screen allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Popup<'a> {
    /// The word in its frame.
    pub title: &'a str,
    /// The cells it wants inside the frame.
    pub width: u16,
    /// The rows it wants inside the frame.
    pub height: u16,
}

impl Popup<'_> {
    /// Where the box stands on a screen, with its frame.
    pub fn area(&self, screen: Rect) -> Rect {
        // One cell of air inside the frame on either side.
        let width = self.width.saturating_add(4).min(screen.width);
        let height = self.height.saturating_add(2).min(screen.height);
        let x = screen.x.saturating_add((screen.width - width) / 2);
        let y = screen.y.saturating_add((screen.height - height) / 2);
        Rect { x, y, width, height }
    }

    /// The room inside the frame.
    pub fn inner(&self, screen: Rect) -> Rect {
        let area = self.area(screen);
        let x = area.x.saturating_add(2).min(area.right());
        let y = area.y.saturating_add(1).min(area.bottom());
        let (width, height) = (area.width.saturating_sub(4), area.height.saturating_sub(2));
        Rect { x, y, width, height }
    }

    /// Clears the place, draws the frame, and lets the body draw inside it.
    pub fn render(
        &self,
        screen: Rect,
        buffer: &mut Buffer,
        look: &Look,
        body: impl FnOnce(Rect, &mut Buffer),
    ) {
        let screen = screen.intersection(buffer.area);
        let area = self.area(screen);
        if let Some(trace) = look.trace() {
            trace.cover();
        }
        clear(area, screen, buffer, look);
        self.frame(area, buffer, look);
        body(self.inner(screen), buffer);
    }

    fn frame(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        let [top_left, top_right, low_left, low_right, across, down] = look.signs.frame;
        let style = look.style(Role::Dim);
        let (right, bottom) = (area.width - 1, area.height - 1);
        let edge = across.repeat(usize::from(right.saturating_sub(1)));
        for (y, left_corner, right_corner) in
            [(0, top_left, top_right), (bottom, low_left, low_right)]
        {
            write(buffer, area, (0, y), left_corner, style);
            write(buffer, area, (1, y), &edge, style);
            write(buffer, area, (right, y), right_corner, style);
        }
        for y in 1..bottom {
            write(buffer, area, (0, y), down, style);
            write(buffer, area, (right, y), down, style);
        }
        if !self.title.is_empty() && area.width > 6 {
            let title = format!(" {} ", look.shorten(self.title, usize::from(area.width - 6)));
            // Whatever the edge was made of, such as dim, is not of the title.
            let plain = Style::reset().patch(look.style(Role::Text));
            write(buffer, area, (2, 0), &title, plain.patch(look.style(Role::Heading)));
        }
    }
}

fn clear(area: Rect, screen: Rect, buffer: &mut Buffer, look: &Look) {
    let style = look.style(Role::Text);
    let blank = " ".repeat(usize::from(area.width));
    for y in 0..area.height {
        for x in area.x..area.right() {
            buffer[(x, area.y + y)].reset();
        }
        write(buffer, area, (0, y), &blank, style);
        // Half of a wide character would swallow the frame.
        if let Some(x) = area.x.checked_sub(1).filter(|x| *x >= screen.x) {
            let before = &mut buffer[(x, area.y + y)];
            if width(before.symbol()) > 1 {
                before.set_symbol(" ");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::tests::{ascii, dark};
    use crate::ui::widgets::stage::{TEXTS, at_every_size, drawn};

    fn popup(title: &str) -> Popup<'_> {
        Popup { title, width: 8, height: 1 }
    }

    fn over(background: &str, look: &Look) -> Vec<String> {
        drawn((16, 5), |area, buffer| {
            for y in 0..5 {
                write(buffer, area, (0, y), background, look.style(Role::Text));
            }
            popup("Go to").render(area, buffer, look, |inner, buffer| {
                write(buffer, inner, (0, 0), "Open and more", look.style(Role::Text));
            });
        })
    }

    #[test]
    fn it_floats_in_the_middle_and_its_body_stays_inside() {
        let expected = [
            "................",
            "..╭─ Go to ──╮..",
            "..│ Open and │..",
            "..╰──────────╯..",
            "................",
        ];
        assert_eq!(over(&".".repeat(16), &dark()), expected);
        assert_eq!(over(&".".repeat(16), &ascii())[1], "..+- Go to --+..");
    }

    #[test]
    fn a_wide_character_under_the_edge_does_not_swallow_the_frame() {
        assert_eq!(over(".山山山山山山山.", &dark())[2], ". │ Open and │ .");
    }

    #[test]
    fn it_draws_at_every_size() {
        let look = dark();
        for title in TEXTS {
            at_every_size(|area, buffer| {
                popup(title).render(area, buffer, &look, |inner, buffer| {
                    assert!(inner.is_empty() || inner.intersection(area) == inner);
                    write(buffer, inner, (0, 0), title, look.style(Role::Text));
                });
            });
        }
    }
}
