//! The quiet line at the bottom: the keys that matter here, and what was saved or went wrong.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::{width, wrap};
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::write;

/// More keys than this are read by nobody.
const MOST: usize = 6;
/// A sentence that is longer than the line takes so many rows at most.
const ROWS: u16 = 3;
const GAP: u16 = 3;

/// A key and what it does here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint<'a> {
    /// The key's name.
    pub key: &'a str,
    /// What it does, in a word or two.
    pub does: &'a str,
}

/// The left of the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left<'a> {
    /// The keys that matter, the most important first, and the key for help where one works.
    Keys(&'a [Hint<'a>], Option<Hint<'a>>),
    /// One sentence in place of the keys, until the next key.
    Says(&'a str, Role),
}

/// The footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Footer<'a> {
    /// Keys, or a sentence.
    pub left: Left<'a>,
    /// What was saved and when, or what went wrong and what to do.
    pub right: (&'a str, Role),
}

impl Footer<'_> {
    /// Draws it in the last row. Keys give way to the message; help is never dropped. A sentence
    /// too long for one row begins in the rows above: what to do often stands at its end. What went
    /// wrong keeps the last row to itself where both do not fit into it.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        let area = area.intersection(buffer.area);
        let last = match self.left {
            Left::Says(sentence, role) => self.says_above(sentence, role, area, buffer, look),
            Left::Keys(..) => None,
        };
        let left = match (&last, self.left) {
            (Some(last), Left::Says(_, role)) => Left::Says(last, role),
            (_, left) => left,
        };
        let line = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
        Footer { left, ..*self }.row(within(line), buffer, look);
    }

    fn row(&self, line: Rect, buffer: &mut Buffer, look: &Look) {
        let room = line.width.saturating_sub(self.right(line, buffer, look));
        let left = Rect { width: room, ..line };
        match self.left {
            Left::Says(sentence, role) => {
                let sentence = look.shorten(sentence, usize::from(room));
                write(buffer, left, (0, 0), &sentence, look.style(role));
            }
            Left::Keys(hints, help) => keys(hints, help, left, buffer, look),
        }
    }

    /// Writes all of a long sentence but its last row above the line, and answers the last row.
    fn says_above(
        &self,
        sentence: &str,
        role: Role,
        area: Rect,
        buffer: &mut Buffer,
        look: &Look,
    ) -> Option<String> {
        let line = within(area);
        let (wrong, length) = (self.right.1 == Role::Bad, cells(sentence));
        let crowded = wrong && length > 0 && length + GAP + cells(self.right.0) > line.width;
        let above = if crowded { ROWS } else { ROWS - 1 };
        let free = usize::from(area.height.saturating_sub(1).min(above));
        if (length <= line.width && !crowded) || free == 0 || line.is_empty() {
            return None;
        }
        let mut rows = wrap(sentence, usize::from(line.width));
        let last = if crowded {
            let more = rows.split_off(free.min(rows.len()) - 1).join(" ");
            rows.push(look.shorten(&more, usize::from(line.width)).to_string());
            String::new()
        } else {
            rows.split_off((rows.len() - 1).min(free)).join(" ")
        };
        for (row, up) in rows.iter().rev().zip(2..) {
            let above = Rect { y: area.bottom() - up, height: 1, ..area };
            above.positions().for_each(|at| buffer[at].reset());
            buffer.set_style(above, look.style(Role::Text));
            write(buffer, within(above), (0, 0), row, look.style(role));
        }
        Some(last)
    }

    /// Writes the right side and answers the room that it takes with its gap.
    fn right(&self, line: Rect, buffer: &mut Buffer, look: &Look) -> u16 {
        let (text, role) = self.right;
        let needed = match self.left {
            Left::Keys(_, help) => help.as_ref().map_or(0, wide),
            // A refusal is what somebody waits for; the other side can wait for the next key.
            Left::Says(sentence, _) => cells(sentence),
        };
        let needed = if needed > 0 { needed.saturating_add(GAP) } else { 0 };
        let room = line.width.saturating_sub(needed);
        let text = look.shorten(text, usize::from(room));
        let used = cells(&text);
        // Half a time of saving says nothing beside a sentence; what went wrong says much.
        let idle = matches!(self.left, Left::Says(..)) && role == Role::Dim;
        if used < 3 || (idle && used < cells(self.right.0)) {
            return 0;
        }
        write(buffer, line, (line.width - used, 0), &text, look.style(role));
        used + GAP
    }
}

/// The line without its margins.
fn within(area: Rect) -> Rect {
    let x = area.x.saturating_add(1).min(area.right());
    Rect { x, width: area.width.saturating_sub(2), ..area }
}

fn keys(hints: &[Hint<'_>], help: Option<Hint<'_>>, area: Rect, buffer: &mut Buffer, look: &Look) {
    let mut room = area.width.saturating_sub(help.as_ref().map_or(0, wide));
    let mut x = 0;
    for hint in hints.iter().take(MOST - 1) {
        let taken = wide(hint) + GAP;
        if taken > room {
            break;
        }
        write_hint(hint, x, area, buffer, look);
        (x, room) = (x + taken, room - taken);
    }
    if let Some(help) = help {
        write_hint(&help, x, area, buffer, look);
    }
}

fn write_hint(hint: &Hint<'_>, x: u16, area: Rect, buffer: &mut Buffer, look: &Look) {
    if let Some(trace) = look.trace() {
        let place = Rect { x: area.x.saturating_add(x), width: wide(hint), ..area };
        trace.key(place.intersection(area), hint.key);
    }
    let used = write(buffer, area, (x, 0), hint.key, look.style(Role::Key));
    write(buffer, area, (x + used + 1, 0), hint.does, look.style(Role::Dim));
}

fn wide(hint: &Hint<'_>) -> u16 {
    cells(hint.key).saturating_add(1).saturating_add(cells(hint.does))
}

fn cells(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX / 4).min(u16::MAX / 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::tests::dark;
    use crate::ui::widgets::stage::{TEXTS, at_every_size, drawn};

    const KEYS: [Hint<'static>; 4] = [
        Hint { key: "Enter", does: "choose" },
        Hint { key: "Space", does: "answer" },
        Hint { key: "i", does: "doing" },
        Hint { key: "c", does: "consulted" },
    ];
    const HELP: Option<Hint<'static>> = Some(Hint { key: "?", does: "help" });

    fn shown(left: Left<'_>, width: u16) -> String {
        let footer = Footer { left, right: ("saved 11:41:03", Role::Dim) };
        drawn((width, 1), |area, buffer| footer.render(area, buffer, &dark())).remove(0)
    }

    #[test]
    fn keys_stand_left_and_what_was_saved_right() {
        let expected =
            " Enter choose   Space answer   i doing   c consulted   ? help          saved 11:41:03";
        assert_eq!(shown(Left::Keys(&KEYS, HELP), 86), expected);
    }

    #[test]
    fn a_narrow_screen_drops_keys_but_never_help() {
        assert_eq!(
            shown(Left::Keys(&KEYS, HELP), 44),
            " Enter choose   ? help       saved 11:41:03"
        );
        assert_eq!(shown(Left::Keys(&KEYS, HELP), 18), " ? help   saved …");
        assert_eq!(shown(Left::Keys(&KEYS, HELP), 8), " ? help");
    }

    #[test]
    fn at_most_six_keys_are_shown() {
        let many = [Hint { key: "x", does: "y" }; 20];
        assert_eq!(shown(Left::Keys(&many, HELP), 200).matches("x y").count(), MOST - 1);
    }

    #[test]
    fn a_refusal_stands_in_place_of_the_keys_and_goes_first() {
        let refused = Left::Says("Voting has closed.", Role::Warn);
        assert_eq!(shown(refused, 40), " Voting has closed.      saved 11:41:03");
        assert_eq!(shown(refused, 21), " Voting has closed.");
        assert_eq!(shown(refused, 12), " Voting ha…");
    }

    #[test]
    fn a_sentence_too_long_for_the_row_begins_above_it_and_is_read_to_its_end() {
        let look = dark();
        let says = "The room sees this screen. Blank the projector, then press b.";
        let footer = Footer { left: Left::Says(says, Role::Warn), right: ("saved", Role::Dim) };
        let rows = drawn((40, 3), |area, buffer| {
            write(buffer, area, (0, 1), &"x".repeat(40), look.style(Role::Text));
            footer.render(area, buffer, &look);
        });
        let told =
            [" The room sees this screen. Blank the", " projector, then press b.         saved"];
        assert_eq!(rows[1..], told);
    }

    #[test]
    fn what_went_wrong_is_never_cut_by_a_sentence_where_there_is_a_row_for_each() {
        let wrong = "NOT SAVED, the disk is full: Ctrl-S saves elsewhere";
        let rows = |says: &str, width| {
            let left = Left::Says(says, Role::Warn);
            let footer = Footer { left, right: (wrong, Role::Bad) };
            drawn((width, 4), |area, buffer| footer.render(area, buffer, &dark()))
        };
        assert_eq!(rows("Voting has closed.", 80)[3].trim_end().len(), 79);
        let told = rows("Voting has closed. Whoever wants to vote again opens it.", 60);
        assert!(told[2].starts_with(" Voting has closed. Whoever wants to vote again opens it."));
        assert_eq!(told[3].trim(), wrong);
        let told = rows(&"Voting has closed. ".repeat(20), 60);
        assert!(told[2].trim_end().ends_with('…') && !told[1].contains('…'), "{told:?}");
        assert_eq!(told[3].trim(), wrong);
        let told = rows("Voting has closed. Whoever wants to vote again opens it once more.", 55);
        assert!(told[1].starts_with(" Voting has closed."));
        assert_eq!(told[3].trim(), wrong);
    }

    #[test]
    fn it_draws_at_every_size() {
        let look = dark();
        for text in TEXTS {
            let hints = [Hint { key: text, does: text }; 3];
            for left in [Left::Says(text, Role::Bad), Left::Keys(&hints, HELP)] {
                let footer = Footer { left, right: (text, Role::Dim) };
                at_every_size(|area, buffer| footer.render(area, buffer, &look));
            }
        }
    }
}
