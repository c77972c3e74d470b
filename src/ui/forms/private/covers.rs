//! The laptop goes round: a cover says whose turn it is, Enter opens the ballot, and Enter at its
//! end closes it behind the next cover. Anybody may be skipped and come back to.

use super::ballot::Key;
use super::page::Page;
use super::{Asked, Awaited, paint_who};
use crate::session::Giver;
use crate::text::{capital, wrap};
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input};
use crate::ui::theme::Role;
use crate::ui::widgets::write;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The cover, and the ballot behind it while it is open.
#[derive(Clone, Debug)]
pub(super) struct Covers {
    /// Whose turn it is; nobody's when everyone is in.
    turn: Option<Giver>,
    /// The first letters of a name, as far as they were typed.
    letters: String,
    ballot: Option<Page>,
}

impl Covers {
    /// The cover of the first who is awaited.
    pub(super) fn new(asked: &Asked) -> Covers {
        let turn = asked.next_after(None).map(|next| next.giver.clone());
        Covers { turn, letters: String::new(), ballot: None }
    }

    /// Takes a key. Behind a cover that is `private` no letter does anything else, so there letters
    /// find a name.
    pub(super) fn update(&mut self, input: &Input, asked: &Asked, private: bool) -> Key {
        let Some(ballot) = &mut self.ballot else {
            return match typed(input).filter(|_| private) {
                Some(letter) => self.find(letter, input, asked),
                None => {
                    self.letters.clear();
                    self.update_cover(input, asked)
                }
            };
        };
        match ballot.update(input, asked) {
            Key::Closed => {
                self.ballot = None;
                Key::Tell("Closed; nothing was handed in.".into())
            }
            key => key,
        }
    }

    fn update_cover(&mut self, input: &Input, asked: &Asked) -> Key {
        match input.action() {
            Some(Action::Up | Action::Left) => self.go(-1, asked),
            Some(Action::Down | Action::Right) => self.go(1, asked),
            Some(Action::Open) => return self.open(asked),
            Some(Action::Back) => return Key::Closed,
            _ => return Key::Unknown,
        }
        Key::Done
    }

    /// To the first whose name goes on with this letter, or begins with it. A letter that moves
    /// still moves where it begins no name.
    fn find(&mut self, letter: char, input: &Input, asked: &Asked) -> Key {
        if letter == '/' {
            self.letters.clear();
            return Key::Tell("Type the first letters of a name.".into());
        }
        let more = format!("{}{letter}", self.letters);
        for letters in [more, letter.to_string()] {
            if let Some(found) = asked.givers.iter().find(|it| begins(&it.name, &letters)) {
                self.turn = Some(found.giver.clone());
                self.letters = letters;
                return Key::Done;
            }
        }
        self.letters.clear();
        match self.update_cover(input, asked) {
            Key::Unknown => Key::Tell(format!("Nobody's name here begins with “{letter}”.")),
            key => key,
        }
    }

    /// To somebody else, in list order and round the ends.
    fn go(&mut self, by: isize, asked: &Asked) {
        let count = asked.givers.len();
        let to = match self.turn.as_ref().and_then(|turn| asked.position(turn)) {
            Some(at) => at.saturating_add(count).saturating_add_signed(by) % count.max(1),
            None if by < 0 => count.saturating_sub(1),
            None => 0,
        };
        self.turn = asked.givers.get(to).map(|awaited| awaited.giver.clone());
    }

    fn open(&mut self, asked: &Asked) -> Key {
        let Some(turn) = self.turn.clone() else { return Key::Closed };
        if asked.is_final(&turn) {
            let name = asked.name(&turn);
            return Key::Tell(format!(
                "{name} is in. An anonymous ballot cannot be taken out: nobody knows which it is."
            ));
        }
        self.ballot = Some(Page::new(turn, asked));
        Key::Done
    }

    /// What was given is in: the next cover.
    pub(super) fn accepted(&mut self, asked: &Asked) {
        self.ballot = None;
        self.turn = asked.next_after(self.turn.as_ref()).map(|next| next.giver.clone());
    }

    /// Paints the ballot, or the cover.
    pub(super) fn render(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        asked: &Asked,
        cx: &Cx<'_>,
    ) -> Option<Position> {
        if let Some(ballot) = &self.ballot {
            return ballot.render(area, buffer, asked, cx);
        }
        let awaited = self.turn.as_ref().and_then(|turn| asked.awaited(turn));
        let [large, small] = words(awaited, asked, cx);
        let inner = Rect {
            x: area.x.saturating_add(2),
            y: area.y.saturating_add(area.height / 6),
            width: area.width.saturating_sub(4).min(72),
            height: area.height - area.height / 6,
        }
        .intersection(area);
        write(buffer, inner, (0, 0), &large, cx.look.bold(Role::WallHeading));
        let rows = wrap(&small, usize::from(inner.width));
        for (y, row) in (2..).zip(&rows) {
            write(buffer, inner, (0, y), row, cx.look.style(Role::Text));
        }
        let down = u16::try_from(rows.len() + 4).unwrap_or(u16::MAX).min(inner.height);
        let below = Rect { y: inner.y + down, height: inner.height - down, ..inner };
        paint_who(asked, below, buffer, cx);
        None
    }

    /// The keys that matter now.
    pub(super) fn hints(&self, asked: &Asked, cx: &Cx<'_>) -> Vec<Hint> {
        if let Some(ballot) = &self.ballot {
            return ballot.hints(asked, cx);
        }
        let name = Hint { key: "a letter".into(), does: "a name".into() };
        let by_name = (!asked.policy.is_open() && !cx.session.is_solo()).then_some(name);
        let opens = if self.turn.is_some() { "open the ballot" } else { "go back" };
        let mut hints = vec![cx.hint(Action::Open, opens), cx.hint(Action::Down, "somebody else")];
        hints.extend(by_name);
        hints.push(cx.hint(Action::Back, "close"));
        hints
    }
}

/// The letter that a key types.
fn typed(input: &Input) -> Option<char> {
    let Input::Key(KeyEvent { code: KeyCode::Char(letter), modifiers, .. }, _) = input else {
        return None;
    };
    let command = modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    (!command && *letter != ' ').then_some(*letter)
}

/// Whether a name, or a word in it, begins with these letters.
fn begins(name: &str, letters: &str) -> bool {
    let letters = letters.to_lowercase();
    name.to_lowercase().split_whitespace().any(|word| word.starts_with(&letters))
}

/// What a cover says: large, and below it.
fn words(awaited: Option<&Awaited>, asked: &Asked, cx: &Cx<'_>) -> [String; 2] {
    let solo = cx.session.is_solo();
    let limits = capital(&asked.marking.words());
    let promise = if solo { String::new() } else { format!("\n{}", asked.promise(false)) };
    let Some(Awaited { giver, name, is_in }) = awaited else {
        let small = match solo {
            true => {
                let key = |action| cx.keymap.key_for(action).unwrap_or_default();
                format!("{} goes back; {} reveals there.", key(Action::Open), key(Action::Reveal))
            }
            false => "Please hand the laptop back to whoever leads this.".into(),
        };
        return ["Everyone is in.".into(), small];
    };
    let large = match giver {
        Giver::Hat(_) => format!("Now as {name}: what would they choose?"),
        _ if solo => "Your ballot.".into(),
        _ if asked.is_final(giver) => format!("{name} is in."),
        _ if *is_in => format!("{name} is in, and may vote again."),
        _ => format!("{name}, it is your turn."),
    };
    let small = match giver {
        Giver::Hat(_) => format!("{limits}. It counts as assumed."),
        _ if *is_in && !asked.is_final(giver) => {
            format!("{limits}. A new ballot takes the place of the first.{promise}")
        }
        _ => format!("{limits}.{promise}"),
    };
    [large, small]
}
