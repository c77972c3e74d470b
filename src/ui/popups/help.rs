//! Help for exactly this screen: its keys, and beside them the keys that work everywhere.

use super::{Floating, Popup};
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::{popup, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open help.
pub struct Help {
    here: Vec<Hint>,
    everywhere: bool,
    skip: usize,
}

/// What the shell does in every step, in the order of the help. What the other keys do, the step
/// says itself.
const EVERYWHERE: [(&[Action], &str); 15] = [
    (&[Action::PrevStep, Action::NextStep], "previous, next step"),
    (&[Action::GoTo], "any step, the agenda"),
    (&[Action::Clock], "the clock"),
    (&[Action::Speaker], "the next speaker"),
    (&[Action::Park], "park, decide, agree"),
    (&[Action::Undo, Action::Redo], "undo, redo"),
    (&[Action::Search], "search everything"),
    (&[Action::Palette], "all commands, history"),
    (&[Action::Notes], "notes"),
    (&[Action::Wall], "the wall"),
    (&[Action::Blank], "blank, or show again"),
    (&[Action::Copy], "copy what this is"),
    (&[Action::Tables], "break-out tables"),
    (&[Action::Export], "export"),
    (&[Action::Back, Action::Leave], "back, leave; all is saved"),
];

/// From here on both columns stand beside each other.
const BESIDE: u16 = 76;

type Line = (String, String);

impl Help {
    /// Help for a screen with these keys, in a step.
    pub fn new(here: Vec<Hint>) -> Help {
        Help { here, everywhere: true, skip: 0 }
    }

    /// Help for something that floats: only its own keys work there.
    pub fn floating(here: Vec<Hint>) -> Help {
        Help { here, everywhere: false, skip: 0 }
    }

    fn here(&self) -> Vec<Line> {
        let own = self.here.iter().map(|hint| (hint.key.clone(), hint.does.clone()));
        [heading("Here")].into_iter().chain(own).collect()
    }

    fn everywhere(&self, cx: &Cx<'_>) -> Vec<Line> {
        if !self.everywhere {
            return Vec::new();
        }
        let mut lines = vec![heading("In every step")];
        for (actions, does) in EVERYWHERE {
            let keys = actions.iter().filter_map(|action| cx.keymap.key_for(*action));
            let keys: Vec<&str> = keys.collect();
            if !keys.is_empty() {
                lines.push((keys.join(" "), does.to_owned()));
            }
        }
        lines.push(("Ctrl-S".into(), "save a copy elsewhere".into()));
        lines.push((cx.key(Action::Forget).to_owned(), "forget what happened".into()));
        let all = cx.key(Action::CopyAll);
        lines.push((all.to_owned(), "copy all, as Markdown".into()));
        lines.push(("mouse".into(), "click, wheel; Shift selects text".into()));
        lines
    }

    fn stacked(&self, cx: &Cx<'_>) -> Vec<Line> {
        let mut lines = self.here();
        let everywhere = self.everywhere(cx);
        if !everywhere.is_empty() {
            lines.push(Line::default());
            lines.extend(everywhere);
        }
        lines
    }
}

fn heading(words: &str) -> Line {
    (String::new(), words.to_owned())
}

fn paint(lines: &[Line], area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    for (y, (key, does)) in (0..area.height).zip(lines) {
        let (role, x) = if key.is_empty() { (Role::Heading, 0) } else { (Role::Text, 10) };
        write(buffer, area, (0, y), key, cx.look.style(Role::Key));
        let room = usize::from(area.width.saturating_sub(x));
        write(buffer, area, (x, y), &cx.look.shorten(does, room), cx.look.style(role));
    }
    if lines.len() > usize::from(area.height) && area.height > 0 {
        let corner = (area.width.saturating_sub(1), area.height - 1);
        write(buffer, area, corner, cx.look.signs.more[1], cx.look.style(Role::Dim));
    }
}

impl Popup for Help {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Floating {
        let last = self.stacked(cx).len().saturating_sub(4);
        match input.action() {
            Some(Action::Down) => self.skip = (self.skip + 1).min(last),
            Some(Action::Up) => self.skip = self.skip.saturating_sub(1),
            Some(Action::PageDown) => self.skip = (self.skip + 10).min(last),
            Some(Action::PageUp) => self.skip = self.skip.saturating_sub(10),
            _ => return Floating::Closes(Reply::Done),
        }
        Floating::Stays(Reply::Done)
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let (here, everywhere) = (self.here(), self.everywhere(cx));
        let beside = screen.width >= BESIDE && !everywhere.is_empty();
        let (width, lines) = match beside {
            true => (screen.width.saturating_sub(8).min(88), here.len().max(everywhere.len())),
            false => (52, self.stacked(cx).len()),
        };
        let height = u16::try_from(lines).unwrap_or(u16::MAX);
        popup::Popup { title: "Keys", width, height }.render(
            screen,
            buffer,
            cx.look,
            |area, buffer| {
                let seen = |lines: &[Line]| lines.get(self.skip..).unwrap_or_default().to_vec();
                if !beside {
                    return paint(&seen(&self.stacked(cx)), area, buffer, cx);
                }
                let half = area.width / 2;
                paint(&seen(&here), Rect { width: half - 2, ..area }, buffer, cx);
                let right = Rect { x: area.x + half, width: area.width - half, ..area };
                paint(&seen(&everywhere), right, buffer, cx);
            },
        );
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![cx.hint(Action::Down, "more"), cx.hint(Action::Back, "close")]
    }
}
