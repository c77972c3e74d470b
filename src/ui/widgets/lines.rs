//! Lines of several kinds in one list: a word for the kind, a sign, what it says, and beside the
//! longest of them an aside.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::session::block::{Line, Sign};
use crate::text::width;
use crate::ui::blocks::sign;
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::write;

/// The list. An aside stands beside the longest text that has one, and not at the far end of a wide
/// screen; a line without an aside has the whole width.
#[derive(Debug, Clone, Copy)]
pub struct Lines<'a> {
    /// The kind of each line and the line; a line without words is a gap.
    pub lines: &'a [(&'a str, &'a Line)],
    /// The first line that is seen, where no cursor says so.
    pub skip: usize,
    /// The line with the cursor.
    pub cursor: Option<usize>,
}

impl Lines<'_> {
    /// Draws the lines around the cursor, or those from the first that is seen.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        let area = area.intersection(buffer.area);
        let top = self.top(area.height);
        let beside = self.beside(area.width);
        for (y, at) in (0..area.height).zip(top..self.lines.len()) {
            let row = Rect { y: area.y + y, height: 1, ..area };
            self.trace(at, row, look);
            self.one(at, at == top, row, beside, buffer, look);
        }
        self.more(top, area, buffer, look);
    }

    /// Notes where a line stands, when there is a cursor that can come there: gaps have none.
    fn trace(&self, at: usize, row: Rect, look: &Look) {
        let is_item = |at: &usize| self.lines[*at].1.sign != Sign::None;
        let (Some(trace), Some(cursor)) = (look.trace(), self.cursor) else { return };
        if is_item(&at) {
            let [low, high] = [at.min(cursor), at.max(cursor)];
            let apart = (low..high).filter(is_item).count().cast_signed();
            trace.row(row, if at < cursor { -apart } else { apart });
        }
    }

    fn top(&self, height: u16) -> usize {
        let height = usize::from(height);
        let last = self.lines.len().saturating_sub(height);
        match self.cursor {
            Some(row) => row.saturating_sub(height / 2).min(last),
            None => self.skip.min(self.lines.len()),
        }
    }

    /// Where texts begin: behind the cursor, the word, and the sign.
    fn begins(&self) -> u16 {
        let word = self.lines.iter().map(|(about, _)| cells(about)).max().unwrap_or(0);
        2 + if word > 0 { word + 2 } else { 0 } + 3
    }

    /// Whether not all of a line is seen at a width.
    pub fn is_cut(&self, at: usize, room: u16) -> bool {
        let Some((_, line)) = self.lines.get(at) else { return false };
        let (begins, beside) = (self.begins(), self.beside(room));
        let until = if line.aside.is_empty() { room } else { beside.saturating_sub(2) };
        let text = cells(&line.text) > until.saturating_sub(begins);
        text || cells(&line.aside) > room.saturating_sub(beside)
    }

    /// Where asides begin. However long the texts are, asides have a third of the room if they
    /// need it.
    fn beside(&self, room: u16) -> u16 {
        let with = || self.lines.iter().filter(|(_, line)| !line.aside.is_empty());
        let text = with().map(|(_, line)| cells(&line.text)).max().unwrap_or(0);
        let aside = with().map(|(_, line)| cells(&line.aside)).max().unwrap_or(0).min(room / 3);
        let begins = self.begins();
        begins + text.min(room.saturating_sub(begins + aside + 3)) + 3
    }

    fn one(
        &self,
        at: usize,
        first: bool,
        row: Rect,
        beside: u16,
        buffer: &mut Buffer,
        look: &Look,
    ) {
        let (about, line) = self.lines[at];
        let chosen = self.cursor == Some(at);
        let style = |role: Role| look.style(if chosen { Role::Cursor } else { role });
        if chosen {
            buffer.set_style(row, look.style(Role::Cursor));
            write(buffer, row, (0, 0), look.signs.cursor, style(Role::Text));
        }
        if first || self.lines[at - 1].0 != about {
            write(buffer, row, (2, 0), about, style(Role::Dim));
        }
        let begins = self.begins();
        let (mark, role) = sign(line.sign, look);
        write(buffer, row, (begins - 3, 0), mark, style(role));
        let until = if line.aside.is_empty() { row.width } else { beside.saturating_sub(2) };
        let text = look.shorten(&line.text, usize::from(until.saturating_sub(begins)));
        let role = if line.sign == Sign::None { Role::Dim } else { Role::Text };
        write(buffer, row, (begins, 0), &text, style(role));
        let aside = look.shorten(&line.aside, usize::from(row.width.saturating_sub(beside)));
        write(buffer, row, (beside, 0), &aside, style(Role::Dim));
    }

    fn more(&self, top: usize, area: Rect, buffer: &mut Buffer, look: &Look) {
        let (x, dim) = (area.width.saturating_sub(1), look.style(Role::Dim));
        if top > 0 {
            write(buffer, area, (x, 0), look.signs.more[0], dim);
        }
        if top + usize::from(area.height) < self.lines.len() && area.height > 1 {
            write(buffer, area, (x, area.height - 1), look.signs.more[1], dim);
        }
    }
}

fn cells(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX / 4).min(u16::MAX / 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::tests::{ascii, dark};
    use crate::ui::widgets::stage::{TEXTS, at_every_size, drawn};

    fn plan() -> Vec<(&'static str, Line)> {
        vec![
            ("Goals", Line::new(Sign::Half, "A first answer within the day, for all")),
            ("Areas", Line::new(Sign::Settled, "Listening").with("Ana")),
            ("Areas", Line::new(Sign::Nobody, "Policy and training").with("nobody yet")),
        ]
    }

    fn shown(size: (u16, u16), cursor: Option<usize>, skip: usize, look: &Look) -> Vec<String> {
        let plan = plan();
        let lines: Vec<(&str, &Line)> = plan.iter().map(|(about, line)| (*about, line)).collect();
        let lines = Lines { lines: &lines, skip, cursor };
        drawn(size, |area, buffer| lines.render(area, buffer, look))
    }

    #[test]
    fn the_word_stands_once_and_asides_beside_the_longest_text_that_has_one() {
        assert_eq!(
            shown((52, 3), None, 0, &dark()),
            [
                "  Goals  ◐  A first answer within the day, for all",
                "  Areas  ●  Listening             Ana",
                "         ○  Policy and training   nobody yet",
            ]
        );
    }

    #[test]
    fn the_first_line_that_is_seen_says_its_kind() {
        let shown = shown((52, 2), Some(2), 0, &ascii());
        assert_eq!(
            shown,
            [
                "  Areas  *  Listening             Ana              ^",
                ">        o  Policy and training   nobody yet",
            ]
        );
    }

    #[test]
    fn it_knows_which_lines_are_cut() {
        let plan = plan();
        let lines: Vec<(&str, &Line)> = plan.iter().map(|(about, line)| (*about, line)).collect();
        let lines = Lines { lines: &lines, skip: 0, cursor: None };
        assert_eq!([0, 1, 2, 3].map(|at| lines.is_cut(at, 52)), [false; 4]);
        assert_eq!([0, 1, 2].map(|at| lines.is_cut(at, 46)), [true, false, false]);
        assert_eq!([0, 1, 2].map(|at| lines.is_cut(at, 40)), [true, false, true]);
    }

    #[test]
    fn what_is_left_out_is_told() {
        let shown = shown((52, 2), None, 0, &dark());
        assert!(shown[1].ends_with('↓'), "{shown:?}");
        let skipped = self::shown((52, 2), None, 2, &dark());
        assert!(skipped[0].ends_with('↑') && skipped[0].contains("Policy"), "{skipped:?}");
    }

    #[test]
    fn they_draw_at_every_size() {
        let look = dark();
        for text in TEXTS {
            let line = Line::new(Sign::Half, text).with(text);
            let rows = [(text, &line), ("", &line), (text, &line)];
            at_every_size(|area, buffer| {
                Lines { lines: &rows, skip: 1, cursor: None }.render(area, buffer, &look);
                Lines { lines: &rows, skip: 0, cursor: Some(2) }.render(area, buffer, &look);
            });
        }
    }
}
