//! Sheets of paper, typed by a scribe as rows: a name, digits straight across, and on to the next.
//! In an anonymous step the sheets have no names, and Enter confirms a full row: what is in cannot
//! be taken out again.

mod draw;

use super::ballot::Key;
use super::{Asked, Marking};
use crate::session::Giver;
use crate::session::private::{Row, letter};
use crate::ui::screen::{Hint, Input};
use crate::workshop::Policy;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The rows, one of them open.
#[derive(Clone, Debug)]
pub(super) struct Sheets {
    /// Whose row is open.
    giver: Giver,
    row: Row,
    /// The row that was given last, so that Backspace can go back into it.
    last: Option<(Giver, Row)>,
    /// Esc was pressed once on a row that is not in.
    dropping: bool,
    /// The row before went in by itself, and no key came since: whoever ends each row with Enter
    /// does not skip the next person.
    went_in: bool,
}

impl Sheets {
    /// The rows, open at the first whose sheet is not in.
    pub(super) fn new(asked: &Asked) -> Sheets {
        let first = asked.next_after(None).or(asked.givers.first());
        let giver = match first {
            Some(first) if asked.policy != Policy::Anonymous => first.giver.clone(),
            _ => Giver::Sheet,
        };
        Sheets { giver, row: empty(asked), last: None, dropping: false, went_in: false }
    }

    /// Takes a key.
    pub(super) fn update(&mut self, input: &Input, asked: &Asked) -> Key {
        let Input::Key(KeyEvent { code, modifiers, .. }, _) = input else {
            return Key::Tell("A sheet is typed, not pasted: one row after the other.".into());
        };
        let dropping = std::mem::take(&mut self.dropping);
        let went_in = std::mem::take(&mut self.went_in);
        if went_in && *code == KeyCode::Enter {
            return self.is_in_already(asked);
        }
        if modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return Key::Unknown;
        }
        match *code {
            KeyCode::Char(' ') if asked.marking.has_blank() => self.typed('-', asked),
            KeyCode::Char(' ') | KeyCode::Tab => self.moved(Row::done, asked),
            KeyCode::Right => self.moved(Row::right, asked),
            KeyCode::Left => self.moved(Row::left, asked),
            KeyCode::Char(key) => self.typed(key, asked),
            KeyCode::Backspace => self.back(asked),
            KeyCode::Enter => self.enter(asked),
            KeyCode::Up => self.go(-1, asked),
            KeyCode::Down => self.go(1, asked),
            KeyCode::Esc => self.escape(dropping, asked),
            _ => Key::Unknown,
        }
    }

    /// What was given is in: on to the next.
    pub(super) fn accepted(&mut self, asked: &Asked) {
        let row = std::mem::replace(&mut self.row, empty(asked));
        self.went_in = row.is_full();
        let next = asked.next_after(Some(&self.giver)).map(|next| next.giver.clone());
        let next = next.filter(|_| self.giver != Giver::Sheet).unwrap_or(self.giver.clone());
        self.last = Some((std::mem::replace(&mut self.giver, next), row));
    }

    fn typed(&mut self, key: char, asked: &Asked) -> Key {
        match self.row.key(key) {
            None => Key::Unknown,
            Some(Err(refusal)) => Key::Tell(refusal),
            Some(Ok(())) => self.on_if_full(asked),
        }
    }

    /// A full row goes in by itself, unless it could not be taken out again.
    fn on_if_full(&self, asked: &Asked) -> Key {
        match self.row.is_full() && asked.policy != Policy::Anonymous {
            true => self.give(asked),
            false => Key::Done,
        }
    }

    fn moved(&mut self, step: fn(&mut Row), asked: &Asked) -> Key {
        let grew = self.row.is_growing();
        step(&mut self.row);
        if grew { self.on_if_full(asked) } else { Key::Done }
    }

    fn give(&self, asked: &Asked) -> Key {
        if let Some(half) = self.row.half() {
            let label = &asked.things[half].label;
            return Key::Tell(format!("“{label}” has one answer of two; - leaves it blank."));
        }
        let ids = asked.things.iter().map(|thing| thing.id.clone());
        Key::Give(self.giver.clone(), asked.marking.ballot(ids.zip(self.row.typed())))
    }

    fn enter(&mut self, asked: &Asked) -> Key {
        if !self.row.is_empty() {
            return self.give(asked);
        }
        match asked.next_after(Some(&self.giver)) {
            _ if self.giver == Giver::Sheet && asked.all_are_in() => {
                return Key::Tell(
                    "All are in; Esc closes. A sheet of somebody who left or comes late can still be typed.".into(),
                );
            }
            _ if self.giver == Giver::Sheet => {
                let blank = match asked.marking {
                    Marking::Ranks => "Type a sheet first; a single letter is one.",
                    _ if asked.marking.has_blank() => {
                        "Type a sheet first; - and Enter is an empty one."
                    }
                    _ => "Type a sheet first; 0 and Enter is an empty one.",
                };
                return Key::Tell(blank.into());
            }
            Some(next) => self.giver = next.giver.clone(),
            None => return Key::Tell("Everyone is in; Esc goes back.".into()),
        }
        Key::Done
    }

    /// Enter behind a row that went in by itself moves nothing. It says so: whoever meant to pass
    /// the next one over would type the sheet after it into their row.
    fn is_in_already(&self, asked: &Asked) -> Key {
        match &self.last {
            Some((last, _)) if self.giver != Giver::Sheet && last != &self.giver => {
                let (last, next) = (asked.name(last), asked.name(&self.giver));
                Key::Tell(format!("{last}'s sheet is in already; Enter again passes {next} over."))
            }
            _ => Key::Done,
        }
    }

    fn back(&mut self, asked: &Asked) -> Key {
        if self.row.back() {
            return Key::Done;
        }
        match self.last.take() {
            _ if asked.policy == Policy::Anonymous => {
                return Key::Tell(
                    "A sheet that is in cannot be taken out: nobody knows which it is.".into(),
                );
            }
            Some((giver, row)) => {
                (self.giver, self.row) = (giver, row);
                self.row.back();
            }
            None => return self.go(-1, asked),
        }
        Key::Done
    }

    fn go(&mut self, by: isize, asked: &Asked) -> Key {
        if !self.row.is_empty() {
            return Key::Tell(self.not_in(asked, "drops it"));
        }
        self.last = None;
        let at = asked.position(&self.giver).and_then(|at| at.checked_add_signed(by));
        if let Some(awaited) = at.and_then(|at| asked.givers.get(at)) {
            self.giver = awaited.giver.clone();
        }
        Key::Done
    }

    fn escape(&mut self, dropping: bool, asked: &Asked) -> Key {
        if self.row.is_empty() {
            return Key::Closed;
        }
        if dropping {
            self.row = empty(asked);
            return Key::Done;
        }
        self.dropping = true;
        Key::Tell(self.not_in(asked, "again drops it"))
    }

    fn not_in(&self, asked: &Asked, drops: &str) -> String {
        let whose = match &self.giver {
            Giver::Sheet => "This sheet".to_owned(),
            named => format!("{}'s sheet", asked.name(named)),
        };
        format!("{whose} is not in: Enter puts it in, Esc {drops}.")
    }
}

fn empty(asked: &Asked) -> Row {
    Row::new(asked.things.len(), asked.marking)
}

/// The keys that matter while sheets are typed.
pub(super) fn hints(asked: &Asked) -> Vec<Hint> {
    let hint = |key: &str, does: &str| Hint { key: key.into(), does: does.into() };
    let last = letter(asked.things.len().clamp(1, 26) - 1).to_ascii_lowercase();
    let (digits, letters) = (asked.marking.digits(), format!("a-{last}"));
    let mut hints = match asked.marking {
        Marking::Ranks => vec![hint(&letters, "the best first"), hint("=", "as good as")],
        Marking::Scores { .. } => vec![hint(&digits, "across"), hint("-", "no opinion")],
        Marking::Levels { .. } => vec![hint(&digits, "across"), hint("-", "no answer")],
        Marking::Pairs { .. } => vec![hint(&digits, "two for each"), hint("-", "no answer")],
        marking => vec![hint(&digits, "across"), hint(&letters, &marking.one())],
    };
    hints.extend([hint("Enter", "next"), hint("Esc", "close"), hint("Backspace", "back")]);
    if asked.policy != Policy::Anonymous {
        hints.push(hint("Up Down", "another name"));
    }
    if !asked.marking.has_blank() && asked.marking != Marking::Ranks {
        hints.push(hint("Space", "next column"));
    }
    if asked.all_are_in() {
        hints.retain(|hint| hint.key != "Esc");
        hints.insert(0, hint("Esc", "close, then reveal"));
    }
    hints
}
