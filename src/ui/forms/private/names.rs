//! Names that are written instead of marks: one line, with whom each of its names means beneath it
//! as it is typed. Behind a cover it has the page for itself; from sheets of paper it is typed as
//! rows, one asker after the other.

mod rows;

pub(super) use rows::{NameRows, hints as hints_of_rows};

use super::ballot::Key;
use super::{Asked, Marking};
use crate::session::Giver;
use crate::session::private::Meant;
use crate::text::{capital, width};
use crate::ui::action::Action;
use crate::ui::look::Look;
use crate::ui::screen::{Cx, Hint, Input};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::write;
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// So many who may be meant are shown.
const SHOWN: usize = 4;

/// The line of one asker.
#[derive(Clone, Debug)]
pub(super) struct NamesForm {
    giver: Giver,
    field: Box<Field>,
}

impl NamesForm {
    /// An empty line.
    pub(super) fn new(giver: Giver) -> NamesForm {
        NamesForm { giver, field: Box::new(Field::line("")) }
    }

    /// Takes a key or pasted text.
    pub(super) fn update(&mut self, input: &Input, asked: &Asked) -> Key {
        let key = match input {
            Input::Paste(text) => {
                self.field.paste(&text.lines().collect::<Vec<_>>().join(", "));
                return Key::Done;
            }
            Input::Key(key, _) => key,
        };
        match key.code {
            KeyCode::Enter => match asked.read(&self.giver, &self.field.text()) {
                Ok(ballot) => return Key::Give(self.giver.clone(), ballot),
                Err(refusal) => return Key::Tell(refusal),
            },
            KeyCode::Esc => return Key::Closed,
            KeyCode::Tab => return self.complete(asked),
            _ => self.field.input(*key),
        };
        Key::Done
    }

    /// The name that is typed is written out: the first who may be meant.
    fn complete(&mut self, asked: &Asked) -> Key {
        let line = self.field.text();
        match asked.may_mean(&self.giver, &line).first() {
            Some(thing) => {
                *self.field = Field::line("");
                self.field.paste(&Asked::completed(&line, &thing.label));
                Key::Done
            }
            None => Key::Tell("Nobody on the list begins like this; write the whole name.".into()),
        }
    }

    fn is_empty(&self) -> bool {
        self.field.is_empty()
    }

    /// Paints how to write, the line, and whom each name means.
    pub(super) fn render(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        asked: &Asked,
        look: &Look,
    ) -> Option<Position> {
        let inner =
            Rect { x: area.x + 2.min(area.width), width: area.width.saturating_sub(4), ..area };
        let inner = Rect { width: inner.width.min(72), ..inner };
        let who = asked.name(&self.giver);
        write(buffer, inner, (0, 0), who, look.bold(Role::Accent));
        let wide = u16::try_from(width(who)).unwrap_or(0) + 2;
        write(buffer, inner, (wide, 0), &limits(asked), look.style(Role::Dim));
        let line = Rect { y: inner.y + 2, height: 1, ..inner }.intersection(area);
        self.field.render(line, buffer, look);
        let hint = self.may_mean(asked, look);
        write(buffer, inner, (0, 3), &hint, look.style(Role::Dim));
        for (y, (sign, role, name, aside)) in (5..area.height).zip(self.understood(asked, look)) {
            write(buffer, inner, (0, y), sign, look.style(role));
            write(buffer, inner, (2, y), &name, look.style(Role::Text));
            let at = u16::try_from(width(&name)).unwrap_or(0) + 4;
            let room = usize::from(inner.width.saturating_sub(at));
            write(buffer, inner, (at, y), &look.shorten(&aside, room), look.style(Role::Dim));
        }
        Some(self.field.cursor(line))
    }

    /// "Tab: Dee, or Dan".
    fn may_mean(&self, asked: &Asked, look: &Look) -> String {
        let line = self.field.text();
        let may: Vec<&str> = asked
            .may_mean(&self.giver, &line)
            .into_iter()
            .map(|thing| thing.label.as_str())
            .take(SHOWN)
            .collect();
        match may.as_slice() {
            [] if self.is_empty() => how(asked).into(),
            [] => String::new(),
            [one] => format!("Tab writes {one}."),
            [one, others @ ..] => {
                format!("Tab writes {one}; or {} {}", others.join(", "), look.signs.ellipsis)
            }
        }
    }

    /// Each name with a sign, whom it means, and what stands beside.
    fn understood(&self, asked: &Asked, look: &Look) -> Vec<(&'static str, Role, String, String)> {
        let meant = asked.meant(&self.giver, &self.field.text()).into_iter();
        let signs = look.signs;
        let one = |(typed, meant): (String, Result<Meant, String>)| match meant {
            Ok(Meant::Person(id)) => {
                let thing = asked.things.iter().find(|thing| thing.id == id);
                let name = thing.map_or(typed, |thing| thing.label.clone());
                (signs.settled, Role::Good, name, String::new())
            }
            Ok(Meant::Outsider(outsider)) => {
                let function = match outsider.function.as_str() {
                    "" => "not here; the room will not read the name".to_owned(),
                    function => format!("{function}, not here; the room reads the function alone"),
                };
                (signs.partly, Role::Warn, outsider.name.to_string(), function)
            }
            Err(why) => (signs.nobody, Role::Bad, typed, why),
        };
        meant.map(one).collect()
    }

    /// The keys that matter now.
    pub(super) fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![
            cx.hint(Action::Open, "hand it in"),
            Hint { key: "Tab".into(), does: "write the name out".into() },
            Hint { key: ",".into(), does: "another one".into() },
            cx.hint(Action::Back, "close, nothing given"),
        ]
    }
}

/// How a line of names is written.
fn how(asked: &Asked) -> &'static str {
    match asked.marking {
        Marking::Names { outside: false, .. } => "Ben, Chi: a beginning is enough. Nobody: -",
        _ => "Ben, Chi. Whoever is not here: Zoe (Legal). Nobody: -",
    }
}

fn limits(asked: &Asked) -> String {
    capital(&asked.marking.phrase(""))
}
