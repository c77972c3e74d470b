//! The wall: what the room sees of the present step, for the back row. No keys, no cursor, no
//! notes, and nothing but what is in the projection for the room.
//!
//! ```text
//!  One person answers for each area.          ← the question, in letters as large as fit
//!  Who wants it?
//!
//!  ●  Listening            Ana                ← at most nine lines, large where all of them fit
//!  ○  Crisis               nobody yet
//!
//!  ends 11:02                        12:40    ← when everything ends, and the time of this step
//!  Who owns social? · Alder Foods             ← which session this is
//! ```

mod content;
mod fitting;
mod foot;
mod pieces;

use crate::reader::Reader;
use crate::session::Seen;
use crate::session::block::Block;
use crate::ui::look::Look;
use content::Content;
use fitting::fitted;
use foot::Foot;
use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// How the wall is painted.
pub struct Wall<'a> {
    /// How everything looks.
    pub look: &'a Look,
    /// How amounts, dates and times are written.
    pub reader: &'a Reader,
    /// The time.
    pub now: Timestamp,
    /// A sentence in the last row, in place of the session's title.
    pub says: Option<&'a str>,
}

impl Wall<'_> {
    /// Paints what the room may see.
    pub fn render(&self, seen: &Seen, screen: Rect, buffer: &mut Buffer) {
        let screen = screen.intersection(buffer.area);
        if seen.blank {
            return;
        }
        let (content, foot) = (Content::of(seen, self.reader), Foot::of(seen, self));
        lay_out(&content, &foot, screen, buffer, self.look);
    }
}

/// Paints that there is no session yet, and what is waited for.
pub fn waiting(says: Option<&str>, screen: Rect, buffer: &mut Buffer, look: &Look) {
    let heading = "Waiting for the session".to_owned();
    let body = says.map(Block::text).into_iter().collect();
    let content = Content { heading, body, ..Content::default() };
    lay_out(&content, &Foot::default(), screen.intersection(buffer.area), buffer, look);
}

/// Paints content and foot, each as large as leaves room for the other.
fn lay_out(content: &Content, foot: &Foot, screen: Rect, buffer: &mut Buffer, look: &Look) {
    let margin = margin(screen.width);
    let area = Rect {
        x: screen.x + margin,
        y: screen.y + top(screen.height),
        width: screen.width.saturating_sub(2 * margin),
        height: screen.height.saturating_sub(top(screen.height)),
    };
    let fitted = fitted(content, foot, area, look);
    fitted.render(buffer, look);
    let drawn = fitted.drawn(content);
    foot.render((fitted.large_foot, &drawn), area, buffer, look);
}

fn margin(width: u16) -> u16 {
    3.min(width / 16)
}

fn top(height: u16) -> u16 {
    if height >= 30 { 2 } else { 1.min(height) }
}

#[cfg(test)]
mod tests;
