//! Counting by finger: six columns, more and less, or a number typed into the one at the cursor.

use super::{fingers, propose_here};
use crate::session::activities::decide::{Change, Decide, voters};
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Reply};

/// The column at the cursor, and what was typed into it so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Finger {
    pub(super) at: usize,
    pub(super) typed: Option<u16>,
}

impl Default for Finger {
    /// Most hands show five.
    fn default() -> Finger {
        Finger { at: 5, typed: None }
    }
}

impl Finger {
    /// Takes a verb; `typed` is what the key before left of a number.
    pub(super) fn act(
        &mut self,
        action: Action,
        typed: Option<u16>,
        decide: &Decide,
        cx: &Cx<'_>,
    ) -> Reply {
        let now = fingers(decide)[self.at];
        match action {
            Action::Left => self.at = self.at.saturating_sub(1),
            Action::Right => self.at = (self.at + 1).min(5),
            Action::More => return self.count(now.saturating_add(1), decide, cx),
            Action::Less if now == 0 => {
                return Reply::Tell(format!("No hand with {} is counted.", named(self.at)));
            }
            Action::Less => return self.count(now - 1, decide, cx),
            Action::Digit(digit) => {
                // "1", "2" is twelve hands, unless nobody could show so many.
                let both = typed.map(|typed| typed * 10 + u16::from(digit));
                let hands = both.filter(|hands| *hands <= voters(cx.session));
                let hands = hands.unwrap_or(u16::from(digit));
                self.typed = Some(hands);
                return self.count(hands, decide, cx);
            }
            _ => return Reply::Pass,
        }
        Reply::Done
    }

    fn count(&self, hands: u16, decide: &Decide, cx: &Cx<'_>) -> Reply {
        let mut fingers = fingers(decide);
        if fingers[self.at] == hands {
            return Reply::Done;
        }
        fingers[self.at] = hands;
        let first = decide.tally.is_none();
        propose_here(cx, if first { Change::Tally(fingers) } else { Change::Correct(fingers) })
    }
}

fn named(fingers: usize) -> String {
    match fingers {
        0 => "no finger".into(),
        1 => "one finger".into(),
        more => format!("{more} fingers"),
    }
}
