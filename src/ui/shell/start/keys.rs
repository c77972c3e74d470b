//! The keys of the start screen: a few in the footer, all of them in its help.

use super::{Item, Open, StartCx, StartScreen};
use crate::ui::action::Action;
use crate::ui::screen::Hint;
use crate::ui::theme::Role;
use crate::ui::widgets::footer::{self, Footer, Left};
use crate::ui::widgets::popup::Popup;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Everything that can be done, in the order of the help.
const KEYS: [(Action, &str); 12] = [
    (Action::Open, "open what the cursor is on"),
    (Action::Add, "begin a new session"),
    (Action::Verb('f'), "begin one from its people and areas"),
    (Action::Verb('i'), "check-in of a finished one, tables of another"),
    (Action::Search, "find a session by typing"),
    (Action::Edit, "another title"),
    (Action::Verb('c'), "make a copy"),
    (Action::Verb('z'), "put it away, or bring it back"),
    (Action::Verb('v'), "what was put away"),
    (Action::Verb('o'), "how it looks: the themes"),
    (Action::Delete, "delete for good: asks, and a second time does it"),
    (Action::Leave, "quit; everything is saved already"),
];

fn hint(cx: &StartCx<'_>, action: Action, does: &str) -> Hint {
    let key = match (cx.keymap.key_for(action), action) {
        (Some(key), _) => key.to_owned(),
        (None, Action::Verb(letter)) => letter.to_string(),
        (None, _) => String::new(),
    };
    Hint { key, does: does.to_owned() }
}

impl StartScreen {
    pub(super) fn footer(&self, area: Rect, buffer: &mut Buffer, cx: &StartCx<'_>) {
        let hints = self.hints(cx);
        let keys: Vec<footer::Hint<'_>> =
            hints.iter().map(|hint| footer::Hint { key: &hint.key, does: &hint.does }).collect();
        let types = self.filter.is_some() || !matches!(self.open, Open::Nothing);
        let key = cx.keymap.key_for(Action::Help).filter(|_| !types);
        let help = key.map(|key| footer::Hint { key, does: "help" });
        let left = match &self.message {
            Some(sentence) => Left::Says(sentence, Role::Warn),
            None => Left::Keys(&keys, help),
        };
        Footer { left, right: ("", Role::Dim) }.render(area, buffer, cx.look);
    }

    fn hints(&self, cx: &StartCx<'_>) -> Vec<Hint> {
        let hint = |action, does: &str| hint(cx, action, does);
        match &self.open {
            Open::New => return self.new.hints(),
            Open::From => return self.from.as_ref().unwrap_or(&self.new).hints(),
            Open::Title(..) => {
                return vec![hint(Action::Open, "keep"), hint(Action::Back, "leave it")];
            }
            Open::Help => return vec![hint(Action::Back, "close")],
            Open::Notice(_) => {
                return vec![hint(Action::Open, "go on"), hint(Action::Down, "more")];
            }
            Open::Themes(_) => {
                return vec![hint(Action::Open, "keep it"), hint(Action::Back, "as it was")];
            }
            Open::Nothing => {}
        }
        if self.filter.is_some() {
            return vec![hint(Action::Open, "open"), hint(Action::Back, "all again")];
        }
        let on = self.cursor.item(&self.items()).copied();
        let on_session = on.is_some_and(|item| self.recent(item).is_some());
        let due = matches!(on, Some(Item::CheckIn(_)));
        let open = hint(Action::Open, if due { "make it" } else { "open" });
        let mut hints = vec![open, hint(Action::Add, "new")];
        let finished = on.and_then(|item| self.recent(item)?.glance.as_ref().ok());
        match (on_session, self.away) {
            (true, false) if finished.is_some_and(|it| it.finished) && !due => {
                hints.push(hint(Action::Verb('i'), "check in"));
                hints.push(hint(Action::Verb('f'), "new from this"));
            }
            (true, false) if on.and_then(Item::session).is_some_and(|at| self.has_tables(at)) => {
                hints.push(hint(Action::Verb('i'), "its tables"));
                hints.push(hint(Action::Verb('f'), "new from this"));
            }
            (true, false) => hints.push(hint(Action::Verb('f'), "new from this")),
            (true, true) => hints.push(hint(Action::Verb('z'), "bring back")),
            (false, _) => {}
        }
        hints.push(hint(Action::Search, "search"));
        hints.push(match self.away {
            true => hint(Action::Back, "back"),
            false => hint(Action::Leave, "quit"),
        });
        hints
    }

    pub(super) fn help(&self, area: Rect, buffer: &mut Buffer, cx: &StartCx<'_>) {
        let height = u16::try_from(KEYS.len() + 2).unwrap_or(u16::MAX);
        Popup { title: "Keys", width: 56, height }.render(area, buffer, cx.look, |area, buffer| {
            for (y, (action, does)) in (0..area.height).zip(KEYS) {
                let key = hint(cx, action, does).key;
                write(buffer, area, (0, y), &key, cx.look.style(Role::Key));
                write(buffer, area, (8, y), does, cx.look.style(Role::Text));
            }
            let last = (0, area.height.saturating_sub(1));
            let key = cx.keymap.key_for(Action::Help).unwrap_or_default();
            let words = format!("In a session, {key} shows the keys of that very screen.");
            write(buffer, area, last, &words, cx.look.style(Role::Dim));
        });
    }
}
