//! The covered board: sheets of care are in, and all of them are shown before anybody is asked.

use crate::session::Place;
use crate::text::width;
use crate::ui::action::Action;
use crate::ui::activities::care::{self, sheets};
use crate::ui::forms::arm::Arm;
use crate::ui::forms::private::{PrivateEntry, Way, paint_who};
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const SHEETS: Action = Action::Verb('i');

/// What covers the board.
#[derive(Default)]
pub(super) struct Cover {
    entry: PrivateEntry,
    reveal: Arm,
    /// The facilitator goes on without the reveal.
    aside: bool,
}

impl Cover {
    /// The care that waits for its reveal, unless the cover was laid aside.
    pub(super) fn of(&self, cx: &Cx<'_>) -> Option<Place> {
        if self.aside { None } else { cx.session.care_to_reveal(cx.place) }
    }

    /// Puts the cover back that was laid aside; answers whether there was one.
    pub(super) fn put_back(&mut self, cx: &Cx<'_>) -> bool {
        std::mem::take(&mut self.aside) && self.of(cx).is_some()
    }

    /// Takes a key.
    pub(super) fn update(&mut self, care: &Place, input: &Input, cx: &Cx<'_>) -> Reply {
        self.reveal.unless(input.action());
        if self.entry.is_open() {
            return self.entry.update(input, &sheets::asked(cx, care), cx);
        }
        match input.action() {
            Some(Action::Reveal) => care::reveal(&mut self.reveal, care, cx),
            Some(SHEETS) => self.entry.open(Way::Sheets, &sheets::asked(cx, care), cx),
            Some(Action::Back) => {
                self.aside = true;
                Reply::Done
            }
            Some(Action::Open) => {
                let [reveal, back] = [Action::Reveal, Action::Back].map(|action| cx.key(action));
                Reply::Tell(format!(
                    "First the reveal: {reveal}, and {reveal} again. {back} goes on without it."
                ))
            }
            _ => Reply::Pass,
        }
    }

    /// What was given last is in.
    pub(super) fn accepted(&mut self, cx: &Cx<'_>) {
        if let Some(care) = self.of(cx) {
            self.entry.accepted(&sheets::asked(cx, &care));
        }
    }

    /// Whether sheets are typed behind the cover.
    pub(super) fn is_private(&self) -> bool {
        self.entry.is_private()
    }

    /// Paints it.
    pub(super) fn render(
        &self,
        care: &Place,
        area: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
    ) -> Option<Position> {
        let asked = sheets::asked(cx, care);
        if self.entry.is_open() {
            return self.entry.render(area, buffer, &asked, cx);
        }
        let dim = cx.look.style(Role::Dim);
        let names = if cx.projected() { 1 } else { 3 };
        let y = covered(Rect { height: area.height.saturating_sub(names + 3), ..area }, buffer, cx);
        let rest = Rect {
            y: area.y + (y + 1).min(area.height),
            height: area.height.saturating_sub(y + 1),
            ..area
        };
        let rest =
            Rect { x: rest.x + 2.min(rest.width), width: rest.width.saturating_sub(2), ..rest };
        let used = paint_who(&asked, rest, buffer, cx);
        write(buffer, rest, (0, used + 1), asked.policy.promise(), dim);
        None
    }

    /// The keys that matter.
    pub(super) fn hints(&self, care: &Place, cx: &Cx<'_>) -> Vec<Hint> {
        if self.entry.is_open() {
            return self.entry.hints(&sheets::asked(cx, care), cx);
        }
        vec![
            cx.hint(Action::Reveal, "show who cares"),
            cx.hint(SHEETS, "type sheets"),
            cx.hint(Action::Back, "go on without it"),
        ]
    }
}

/// The areas in their order, each with something that hides its bar, as many as there is room for;
/// answers how many rows that took.
fn covered(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> u16 {
    let areas = &cx.seen.areas;
    let cells = |words: usize| u16::try_from(words).unwrap_or(u16::MAX);
    let longest = areas.iter().map(|area| width(&area.name)).max().unwrap_or(0);
    let name = cells(longest).clamp(12, 40).min(area.width / 2);
    let fits = usize::from(area.height) >= areas.len();
    let shown = if fits { areas.len() } else { usize::from(area.height.saturating_sub(1)) };
    for (y, it) in (0..).zip(&areas[..shown]) {
        let words = cx.look.shorten(&it.name, usize::from(name));
        write(buffer, area, (2, y), &words, cx.look.style(Role::Text));
        let hidden = cx.look.signs.fills[3].repeat(7);
        write(buffer, area, (2 + name + 3, y), &hidden, cx.look.style(Role::Dim));
    }
    if !fits {
        let more = format!("and {} more", areas.len() - shown);
        write(buffer, area, (2, cells(shown)), &more, cx.look.style(Role::Dim));
    }
    cells(areas.len()).min(area.height)
}
