//! The clock that apologises: when the session is late, the line above the footer offers what can
//! be cut, one digit each. The room never sees it.

use super::Console;
use crate::room::replan::{Offer, Replan};
use crate::text::{CleanText, width};
use crate::ui::action::Action;
use crate::ui::popups::clock::take;
use crate::ui::screen::{Cx, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// With fewer minutes than these the clock says how late it is and leaves it at that.
const LATE: i64 = 3;

/// More rows than this are taken from no step.
const ROWS: usize = 3;

const GAP: u16 = 3;

/// The line, as long as somebody should decide something.
pub(super) struct Offers {
    pieces: Vec<Piece>,
}

/// A key and what it takes, or a remark without a key.
struct Piece {
    key: String,
    words: String,
}

impl Console {
    /// Whether only the facilitator looks: not the room, and nobody who holds a ballot.
    pub(super) fn is_alone(&self, cx: &Cx<'_>) -> bool {
        cx.may_be_private() && !self.screen().is_private()
    }

    /// What is offered on the screen itself, and not only in the clock's popup.
    pub(super) fn replan(&self, cx: &Cx<'_>) -> Option<Replan> {
        let late = cx.session.behind(cx.now).is_some_and(|late| late >= LATE);
        (late && self.is_alone(cx)).then(|| Replan::of(cx.session, cx.reader, cx.now))
    }

    /// Takes what is offered under a digit that means nothing to the step.
    pub(super) fn take_offer(&mut self, digit: u8, cx: &Cx<'_>) -> Reply {
        let replan = self.replan(cx).unwrap_or_default();
        let Some(offer) = replan.offer(digit) else { return Reply::Done };
        let name = |id: &CleanText| cx.session.title_of(id).to_owned();
        let (words, ends) = (offer.cut.words(name), cx.reader.time(offer.cut.end));
        self.taking = Some(format!("Re-planned: {words}. It ends {ends}."));
        take(offer)
    }
}

impl Offers {
    /// What is offered on this console now.
    pub(super) fn of(console: &Console, cx: &Cx<'_>) -> Option<Offers> {
        let Replan { offers, untouched } = console.replan(cx)?;
        let clock = cx.keymap.key_for(Action::Clock).unwrap_or_default();
        let before =
            if console.screen().takes_digits(cx) { format!("{clock} ") } else { "".into() };
        let piece = |(digit, offer): (usize, Offer)| Piece {
            key: format!("{before}{digit}"),
            words: offer.words,
        };
        let mut pieces: Vec<Piece> = (1..).zip(offers).map(piece).collect();
        if !untouched.is_empty() {
            pieces.push(Piece { key: String::new(), words: untouched });
        }
        Some(Offers { pieces })
    }

    /// The rows it takes on a line of this width.
    pub(super) fn height(&self, width: u16) -> u16 {
        u16::try_from(self.rows(width).len()).unwrap_or(0)
    }

    /// Paints it from the top of the area.
    pub(super) fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        for (row, y) in self.rows(area.width).iter().zip(0..area.height) {
            let mut x = 1;
            for piece @ Piece { key, words } in *row {
                if let Some(trace) = cx.look.trace() {
                    let place =
                        Rect { x: area.x + x, y: area.y + y, width: piece.width(), height: 1 };
                    trace.key(place.intersection(area), key);
                }
                x += write(buffer, area, (x, y), key, cx.look.style(Role::Key));
                x += u16::from(!key.is_empty());
                let role = if key.is_empty() { Role::Dim } else { Role::Text };
                x += write(buffer, area, (x, y), words, cx.look.style(role)) + GAP;
            }
        }
    }

    /// The pieces row by row. A remark goes before it would take a row of its own.
    fn rows(&self, wide: u16) -> Vec<&[Piece]> {
        let mut rows = Vec::new();
        let mut rest = self.pieces.as_slice();
        while let [first, more @ ..] = rest {
            let mut used = 1 + first.width();
            let beside = more.iter().take_while(|piece| {
                used = used.saturating_add(GAP + piece.width());
                used < wide
            });
            let (row, after) = rest.split_at(1 + beside.count());
            let has_key = row.iter().any(|piece| !piece.key.is_empty());
            if rows.len() < ROWS && (has_key || rows.is_empty()) {
                rows.push(row);
            }
            rest = after;
        }
        rows
    }
}

impl Piece {
    fn width(&self) -> u16 {
        let columns = |words: &str| u16::try_from(width(words)).unwrap_or(u16::MAX / 8);
        columns(&self.key) + u16::from(!self.key.is_empty()) + columns(&self.words)
    }
}
