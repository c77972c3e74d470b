//! Who is in: by name where the room cannot see it, as a count where it can.

use super::Asked;
use crate::text::width;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// "7 of 9 are in".
pub fn in_words(asked: &Asked) -> String {
    asked.who.words()
}

/// How many rows all of [`paint_who`] takes on so many columns.
pub fn rows_of_who(asked: &Asked, columns: u16, cx: &Cx<'_>) -> u16 {
    let area = Rect::new(0, 0, columns, 100);
    paint_who(asked, area, &mut Buffer::empty(Rect { height: 0, ..area }), cx)
}

/// Paints who is in and answers how many rows that took. Who is slow is nobody's business: a
/// screen that the room sees shows only how many.
pub fn paint_who(asked: &Asked, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> u16 {
    write(buffer, area, (0, 0), &in_words(asked), cx.look.style(Role::Text));
    // Sheets without a name say nothing of who is in.
    if cx.projected() || asked.givers.len() <= 1 || asked.sheets > 0 {
        return 1.min(area.height);
    }
    let (mut x, mut y) = (0, 1);
    for awaited in &asked.givers {
        let (sign, role) = match awaited.is_in {
            true => (cx.look.signs.settled, Role::Good),
            false => (cx.look.signs.nobody, Role::Dim),
        };
        let name = cx.look.shorten(&awaited.name, 16);
        let wide = u16::try_from(width(&name)).unwrap_or(0) + 2;
        if x > 0 && x + wide > area.width {
            (x, y) = (0, y + 1);
        }
        write(buffer, area, (x, y), sign, cx.look.style(role));
        write(buffer, area, (x + 2, y), &name, cx.look.style(Role::Dim));
        x += wide + 3;
    }
    (y + 1).min(area.height)
}
