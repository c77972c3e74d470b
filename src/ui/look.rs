//! The one thing a painter asks: which style a role has here, and which signs can be shown.

use std::borrow::Cow;

use ratatui::style::{Modifier, Style};

use crate::locale::Locale;
use crate::text;
use crate::ui::theme::{Role, Theme};
use crate::ui::trace::Trace;

/// How everything looks on this terminal.
#[derive(Debug, Clone)]
pub struct Look {
    styles: [Style; Role::ALL.len()],
    depth: Depth,
    trace: Option<Trace>,
    /// The signs that this terminal can show.
    pub signs: Signs,
    /// Whether nothing may move by itself.
    pub still: bool,
    /// How numbers, amounts and dates are written here.
    pub locale: Locale,
    /// How far bars that were just revealed have grown: so many parts of so many.
    grown: (u64, u64),
}

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Any red, green and blue.
    True,
    /// The 256 of a cube and of greys.
    Indexed,
    /// The sixteen that have names.
    Sixteen,
    /// None, or none wanted (`NO_COLOR`).
    None,
}

impl Look {
    /// A theme as this terminal can show it.
    pub fn new(theme: &Theme, depth: Depth, ascii: bool, still: bool, locale: Locale) -> Look {
        let styles = match depth {
            // Bold, dim and reverse have to say what colours said, so `mono` takes over.
            Depth::None => {
                let mono = Theme::built_in("mono").expect("mono is built in");
                Role::ALL.map(|role| mono.style(role, depth))
            }
            Depth::True | Depth::Indexed | Depth::Sixteen => {
                Role::ALL.map(|role| theme.style(role, depth))
            }
        };
        let signs = if ascii { ASCII } else { UNICODE };
        Look { styles, depth, trace: None, signs, still, locale, grown: (1, 1) }
    }

    /// The same while bars grow: they are so many parts of so many long.
    pub fn grown(self, part: u64, whole: u64) -> Look {
        Look { grown: (part, whole.max(1)), ..self }
    }

    /// The length of a bar of a result, and of a full one: as they are, but while they grow.
    pub fn growing(&self, value: u64, most: u64) -> (u64, u64) {
        let (part, whole) = self.grown;
        (value.saturating_mul(part), most.saturating_mul(whole))
    }

    /// The same, for a painting that takes notes of itself.
    pub fn tracing(&self, trace: &Trace) -> Look {
        Look { trace: Some(trace.clone()), ..self.clone() }
    }

    /// Where a painting takes notes, if it does.
    pub fn trace(&self) -> Option<&Trace> {
        self.trace.as_ref()
    }

    /// The same terminal in another theme.
    pub fn in_theme(&self, theme: &Theme) -> Look {
        let ascii = self.signs == ASCII;
        Look::new(theme, self.depth, ascii, self.still, self.locale)
    }

    /// Whether themes differ here by more than weight.
    pub fn has_colours(&self) -> bool {
        self.depth != Depth::None
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// The text if it fits, else its beginning with the sign for a cut.
    pub fn shorten<'a>(&self, text: &'a str, columns: usize) -> Cow<'a, str> {
        match text::shorten(text, columns) {
            Cow::Owned(short) if self.signs != UNICODE => {
                Cow::Owned(short.replace(UNICODE.ellipsis, self.signs.ellipsis))
            }
            short => short,
        }
    }

    /// The style of a role, made bold.
    pub fn bold(&self, role: Role) -> Style {
        self.style(role).add_modifier(Modifier::BOLD)
    }
}

/// The signs of the program: each state has one, so that colour alone never says anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// Settled.
    pub settled: &'static str,
    /// Partly: yes, if …
    pub partly: &'static str,
    /// Nobody yet.
    pub nobody: &'static str,
    /// Left open on purpose, until a date.
    pub left_open: &'static str,
    /// Before the selected row.
    pub cursor: &'static str,
    /// Before a marked row.
    pub mark: &'static str,
    /// A cell of a bar, from empty to full in eighths.
    pub eighths: [&'static str; 9],
    /// A column that grows upward, from empty to full in eighths.
    pub heights: [&'static str; 9],
    /// The fillings that tell the parts of one bar apart.
    pub fills: [&'static str; 4],
    /// The left and right ends of a bar.
    pub ends: [&'static str; 2],
    /// Where text was cut.
    pub ellipsis: &'static str,
    /// Nothing to show here.
    pub dash: &'static str,
    /// Between two things in one line.
    pub dot: &'static str,
    /// A thin line across.
    pub rule: &'static str,
    /// A line through a cell, by the ways it goes: up 1, right 2, down 4, left 8, together.
    pub lines: [&'static str; 16],
    /// A dotted line, wherever it goes.
    pub grain: &'static str,
    /// There is more above, and more below.
    pub more: [&'static str; 2],
    /// Left and right of a value that can be changed sideways.
    pub sideways: [&'static str; 2],
    /// The frame of what floats: top left, top right, bottom left, bottom right, across, down.
    pub frame: [&'static str; 6],
    /// Whether block letters can be drawn.
    pub blocks: bool,
}

const UNICODE: Signs = Signs {
    settled: "●",
    partly: "◐",
    nobody: "○",
    left_open: "✕",
    cursor: "▸",
    mark: "✓",
    eighths: [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    heights: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    fills: ["█", "▓", "▒", "░"],
    ends: ["▕", "▏"],
    ellipsis: "…",
    dash: "—",
    dot: "·",
    rule: "─",
    lines: [" ", "╵", "╶", "└", "╷", "│", "┌", "├", "╴", "┘", "─", "┴", "┐", "┤", "┬", "┼"],
    grain: "·",
    more: ["↑", "↓"],
    sideways: ["‹", "›"],
    frame: ["╭", "╮", "╰", "╯", "─", "│"],
    blocks: true,
};

const ASCII: Signs = Signs {
    settled: "*",
    partly: "%",
    nobody: "o",
    left_open: "x",
    cursor: ">",
    mark: "+",
    eighths: [" ", " ", " ", " ", "-", "-", "=", "=", "#"],
    heights: [" ", ".", ".", "-", "-", "=", "=", "#", "#"],
    fills: ["#", "=", "+", "-"],
    ends: ["[", "]"],
    ellipsis: "~",
    dash: "-",
    dot: "-",
    rule: "-",
    lines: [" ", "|", "-", "+", "|", "|", "+", "+", "-", "+", "-", "+", "+", "+", "+", "+"],
    grain: ".",
    more: ["^", "v"],
    sideways: ["<", ">"],
    frame: ["+", "+", "+", "+", "-", "|"],
    blocks: false,
};

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The dark look on a good terminal.
    pub(crate) fn dark() -> Look {
        look(Depth::True, false)
    }

    /// What a terminal with nothing but ASCII shows.
    pub(crate) fn ascii() -> Look {
        look(Depth::None, true)
    }

    fn look(depth: Depth, ascii: bool) -> Look {
        Look::new(&Theme::built_in("dark").unwrap(), depth, ascii, true, Locale::default())
    }

    fn every(signs: Signs) -> Vec<&'static str> {
        let single = [signs.settled, signs.partly, signs.nobody, signs.left_open];
        let more = [signs.cursor, signs.mark, signs.ellipsis, signs.dash, signs.dot, signs.rule];
        let mut all = [&single[..], &more, &signs.eighths, &signs.heights, &signs.fills].concat();
        all.extend(signs.lines.iter().chain([&signs.grain]));
        all.extend([&signs.ends[..], &signs.more, &signs.sideways, &signs.frame].concat());
        all
    }

    #[test]
    fn every_sign_is_one_cell_wide_so_that_columns_stay_aligned() {
        for sign in [every(UNICODE), every(ASCII)].concat() {
            assert_eq!(unicode_width::UnicodeWidthStr::width(sign), 1, "{sign}");
        }
    }

    #[test]
    fn the_ascii_set_is_ascii() {
        assert!(every(ASCII).iter().all(|sign| sign.is_ascii()));
    }

    #[test]
    fn the_four_states_and_the_cursor_are_told_apart_without_colour() {
        for signs in [UNICODE, ASCII] {
            let Signs { settled, partly, nobody, left_open, cursor, .. } = signs;
            let mut told = vec![settled, partly, nobody, left_open, cursor];
            told.sort_unstable();
            told.dedup();
            assert_eq!(told.len(), 5);
        }
    }

    #[test]
    fn without_colours_the_cursor_is_reversed_and_nothing_is_coloured() {
        let look = look(Depth::None, false);
        assert!(look.style(Role::Cursor).add_modifier.contains(Modifier::REVERSED));
        for role in Role::ALL {
            assert_eq!((look.style(role).fg, look.style(role).bg), (None, None));
        }
    }

    #[test]
    fn cut_text_ends_with_a_sign_that_the_terminal_can_show() {
        assert_eq!(dark().shorten("Listening", 6), "Liste…");
        assert_eq!(ascii().shorten("Listening", 6), "Liste~");
        assert_eq!(ascii().shorten("Legal", 6), "Legal");
        assert_eq!(ascii().shorten("Legal", 0), "");
    }

    #[test]
    fn each_role_gets_its_own_style() {
        let theme = Theme::built_in("dark").unwrap();
        for role in Role::ALL {
            assert_eq!(dark().style(role), theme.style(role, Depth::True));
        }
    }
}
