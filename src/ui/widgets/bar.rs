//! Numbers as bars, with the number beside them: in eighths of a cell, or half as high.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::width;
use crate::ui::look::{Look, Signs};
use crate::ui::theme::Role;
use crate::ui::widgets::write;

/// How full something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar<'a> {
    /// How much there is.
    pub part: u64,
    /// How much would be full.
    pub whole: u64,
    /// The number beside the bar.
    pub label: &'a str,
    /// What the filled cells mean.
    pub role: Role,
}

impl Bar<'_> {
    /// Draws the bar with its number on the right; where only one has room, the number stays.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        let cells = beside(area, buffer, look, self.label);
        let bar = low(&filled(self.part, self.whole, cells, &look.signs));
        write(buffer, area, (0, 0), &bar, look.style(self.role));
    }
}

/// One bar of several parts, each with its own filling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stack<'a> {
    /// The parts from left to right.
    pub parts: &'a [(u64, Role)],
    /// How much would be full.
    pub whole: u64,
    /// The number beside the bar.
    pub label: &'a str,
}

impl Stack<'_> {
    /// Draws the parts one after the other, with the number on the right.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        let cells = u128::from(beside(area, buffer, look, self.label));
        let whole = u128::from(self.whole.max(1));
        let (mut sum, mut x) = (0_u128, 0_u16);
        for ((part, role), fill) in self.parts.iter().zip(look.signs.fills.iter().cycle()) {
            sum = (sum + u128::from(*part)).min(whole);
            // Ends are rounded rather than lengths, so that the parts add up to the whole.
            let end = u16::try_from((2 * sum * cells + whole) / (2 * whole)).unwrap_or(x);
            let piece = fill.repeat(usize::from(end - x));
            write(buffer, area, (x, 0), &piece, look.style(*role));
            x = end;
        }
    }
}

/// A bar of so many cells as text: nothing is empty and everything full only when it is.
pub fn filled(part: u64, whole: u64, cells: u16, signs: &Signs) -> String {
    let eighths = share(part, whole, u64::from(cells) * 8);
    let (full, rest) = (eighths / 8, eighths % 8);
    let mut bar = signs.eighths[8].repeat(full);
    if rest > 0 {
        bar.push_str(signs.eighths[rest]);
    }
    bar
}

/// The same bar half as high: in rows that touch, whole ones would run together. Its last cell is
/// a half wherever it is not full.
pub fn low(bar: &str) -> String {
    let half = |cell| match cell {
        '█' => '▄',
        '▉' | '▊' | '▋' | '▌' | '▍' | '▎' | '▏' => '▖',
        other => other,
    };
    bar.chars().map(half).collect()
}

/// One cell that grows upward.
pub fn column(part: u64, whole: u64, signs: &Signs) -> &'static str {
    signs.heights[share(part, whole, 8)]
}

fn share(part: u64, whole: u64, steps: u64) -> usize {
    let (part, whole, steps) = (u128::from(part), u128::from(whole), u128::from(steps));
    let share = match part {
        0 => 0,
        _ if part >= whole => steps,
        _ => ((2 * part * steps + whole) / (2 * whole)).clamp(1, steps.saturating_sub(1).max(1)),
    };
    usize::try_from(share.min(steps)).expect("a bar is no longer than a screen is wide")
}

/// Writes the number at the right end and answers the cells that are left for the bar.
fn beside(area: Rect, buffer: &mut Buffer, look: &Look, label: &str) -> u16 {
    let columns = usize::from(area.width);
    let label = look.shorten(label, columns);
    let wide = width(&label);
    let x = u16::try_from(columns - wide.min(columns)).unwrap_or(0);
    write(buffer, area, (x, 0), &label, look.style(Role::Text));
    x.saturating_sub(u16::from(wide > 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::tests::{ascii, dark};
    use crate::ui::widgets::stage::{TEXTS, at_every_size, drawn};

    fn bar(part: u64, whole: u64, look: &Look) -> String {
        let bar = Bar { part, whole, label: "7 of 9", role: Role::Accent };
        drawn((12, 1), |area, buffer| bar.render(area, buffer, look)).remove(0)
    }

    #[test]
    fn a_bar_is_drawn_half_as_high_with_its_number_beside() {
        assert_eq!(bar(1, 2, &dark()), "▄▄▖   7 of 9");
        assert_eq!(bar(1, 2, &ascii()), "##-   7 of 9");
        assert_eq!(bar(0, 2, &dark()), "      7 of 9");
        assert_eq!(bar(3, 2, &dark()), "▄▄▄▄▄ 7 of 9");
        assert_eq!(bar(0, 0, &dark()), "      7 of 9");
    }

    #[test]
    fn a_little_is_seen_and_nearly_all_is_not_all() {
        let signs = dark().signs;
        assert_eq!(filled(1, 1_000_000, 4, &signs), "▏");
        assert_eq!(filled(999_999, 1_000_000, 4, &signs), "███▉");
        assert_eq!(filled(u64::MAX - 1, u64::MAX, 2, &signs), "█▉");
        assert_eq!(low(&filled(999_999, 1_000_000, 4, &signs)), "▄▄▄▖");
        assert_eq!(column(1, 100, &signs), "▁");
    }

    #[test]
    fn the_parts_of_a_stack_add_up_to_the_whole() {
        let parts = [(1, Role::Good), (1, Role::Warn), (1, Role::Dim)];
        let stack = Stack { parts: &parts, whole: 3, label: "3" };
        let shown = drawn((10, 1), |area, buffer| stack.render(area, buffer, &dark()));
        assert_eq!(shown, ["███▓▓▒▒▒ 3"]);
        let shown = drawn((10, 1), |area, buffer| stack.render(area, buffer, &ascii()));
        assert_eq!(shown, ["###==+++ 3"]);
    }

    #[test]
    fn they_draw_at_every_size() {
        let look = dark();
        for label in TEXTS {
            at_every_size(|area, buffer| {
                Bar { part: 5, whole: 9, label, role: Role::Good }.render(area, buffer, &look);
                let parts = [(5, Role::Good), (9, Role::Bad)];
                Stack { parts: &parts, whole: 9, label }.render(area, buffer, &look);
            });
        }
    }
}
