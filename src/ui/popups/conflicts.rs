//! Where two tables decided differently: asked one by one, with what each says, before a table comes
//! in.

use super::palette::Command;
use super::{Floating, Popup};
use crate::session::tables::{Arrival, Conflict, Take};
use crate::text::capital;
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::{MEASURE, Paragraph};
use crate::ui::widgets::{popup, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The questions that are open before a table comes.
pub struct Conflicts {
    arrival: Arrival,
    title: String,
    /// What is still to be chosen, the present question first.
    open: Vec<Conflict>,
    at: usize,
}

const TAKES: [(Take, &str); 3] = [(Take::Here, "1"), (Take::There, "2"), (Take::Open, "o")];

impl Conflicts {
    /// These questions, of a table on its way.
    pub fn new(arrival: Arrival, open: Vec<Conflict>) -> Conflicts {
        let title = format!("{} decided differently", capital(&arrival.called()));
        Conflicts { arrival, title, open, at: 0 }
    }

    fn choose(&mut self, take: Take) -> Floating {
        let conflict = self.open.remove(0);
        self.arrival.choose(conflict, take);
        self.at = 0;
        match self.open.is_empty() {
            true => Floating::Then(Command::TakeIn(Box::new(self.arrival.clone()))),
            false => Floating::Stays(Reply::Done),
        }
    }

    fn back(&mut self) {
        if let Some(conflict) = self.arrival.choose_again() {
            self.open.insert(0, conflict);
            self.at = 0;
        }
    }

    /// What can be chosen: who says it, and what.
    fn options(conflict: &Conflict) -> [(String, String); 3] {
        let Conflict { here, there, .. } = conflict;
        let says = |by: &str| format!("{} says", capital(by));
        [
            (says(&here.by), here.says.clone()),
            (says(&there.by), there.says.clone()),
            ("Neither".into(), "left open: as it was before the split, and parked".into()),
        ]
    }
}

impl Popup for Conflicts {
    fn update(&mut self, input: &Input, _cx: &Cx<'_>) -> Floating {
        match input.action() {
            Some(Action::Digit(1)) => return self.choose(Take::Here),
            Some(Action::Digit(2)) => return self.choose(Take::There),
            Some(Action::Verb('o')) => return self.choose(Take::Open),
            Some(Action::Open) => return self.choose(TAKES[self.at].0),
            Some(Action::Down) => self.at = (self.at + 1).min(TAKES.len() - 1),
            Some(Action::Up) => self.at = self.at.saturating_sub(1),
            Some(Action::Left) => self.back(),
            Some(Action::Back | Action::Leave) => {
                let table = self.arrival.called();
                let sentence = format!("Nothing came from {table}; it can come at any time.");
                return Floating::Closes(Reply::Tell(sentence));
            }
            _ => {}
        }
        Floating::Stays(Reply::Done)
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let conflict = self.open.first()?;
        let options = Conflicts::options(conflict);
        let wide = screen.width.saturating_sub(8).min(MEASURE + 5);
        let question = Paragraph::new(&conflict.question, Role::Heading);
        let says = |words| Paragraph::new(words, Role::Text);
        let inner = wide.saturating_sub(5);
        let needs: u16 = options.iter().map(|(_, words)| says(words).height(inner) + 1).sum();
        let popup = popup::Popup {
            title: &self.title,
            width: wide,
            height: needs + question.height(wide) + 5,
        };
        popup.render(screen, buffer, cx.look, |area, buffer| {
            let number = self.arrival.choices() + 1;
            let count = self.arrival.choices() + self.open.len();
            let which = format!("{number} of {count}");
            write(buffer, area, (0, 0), &which, cx.look.style(Role::Dim));
            let mut rest = below(area, 1);
            question.render(rest, buffer, cx.look);
            rest = below(rest, question.height(area.width) + 1);
            let air = u16::from(rest.height >= needs + 2);
            // What is long shares the room with what is below it.
            for (at, ((by, words), (_, key))) in options.iter().zip(TAKES).enumerate() {
                let left = u16::try_from(options.len() - at).unwrap_or(1);
                let most = (rest.height / left).max(2);
                let text = says(words);
                let high = (text.height(inner) + 1).min(most).min(rest.height);
                let block = Rect { height: high, ..rest };
                if let Some(trace) = cx.look.trace() {
                    trace.key(block, key);
                }
                let chosen = at == self.at;
                let sign = if chosen { cx.look.signs.cursor } else { "" };
                write(buffer, block, (0, 0), sign, cx.look.style(Role::Cursor));
                write(buffer, block, (2, 0), key, cx.look.style(Role::Key));
                let role = if chosen { Role::Accent } else { Role::Dim };
                write(buffer, block, (5, 0), by, cx.look.style(role));
                let room = Rect {
                    x: block.x + 5.min(block.width),
                    width: block.width.saturating_sub(5),
                    ..below(block, 1)
                };
                text.render(room, buffer, cx.look);
                rest = below(rest, high + air);
            }
        });
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let mut hints = vec![
            cx.hint(Action::Open, "take this"),
            cx.hint(Action::Digit(1), "keep here"),
            cx.hint(Action::Digit(2), "take theirs"),
            cx.hint(Action::Verb('o'), "leave it open"),
        ];
        if self.arrival.choices() > 0 {
            hints.push(cx.hint(Action::Left, "the one before"));
        }
        hints.push(cx.hint(Action::Back, "not now"));
        hints
    }
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}
