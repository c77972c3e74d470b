//! One key as a file names it and a footer shows it, whatever the terminal reports.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with its modifiers, the way two reports of the same key become equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    ctrl: bool,
    alt: bool,
}

/// The keys that are not one character: their name in a file, and their label in a footer.
const NAMED: [(&str, KeyCode, &str); 15] = [
    ("space", KeyCode::Char(' '), "Space"),
    ("enter", KeyCode::Enter, "Enter"),
    ("esc", KeyCode::Esc, "Esc"),
    ("tab", KeyCode::Tab, "Tab"),
    ("backtab", KeyCode::BackTab, "Shift-Tab"),
    ("backspace", KeyCode::Backspace, "Backspace"),
    ("delete", KeyCode::Delete, "Del"),
    ("up", KeyCode::Up, "Up"),
    ("down", KeyCode::Down, "Down"),
    ("left", KeyCode::Left, "Left"),
    ("right", KeyCode::Right, "Right"),
    ("home", KeyCode::Home, "Home"),
    ("end", KeyCode::End, "End"),
    ("pgup", KeyCode::PageUp, "PgUp"),
    ("pgdn", KeyCode::PageDown, "PgDn"),
];

impl Key {
    /// Reads a name such as `ctrl-r`, `alt-left`, `pgup`, `space`, `+` or `A`.
    pub fn parse(name: &str) -> Option<Key> {
        let lower = name.to_lowercase();
        let (ctrl, rest) = without("ctrl-", &lower);
        let (alt, rest) = without("alt-", rest);
        Some(Key { code: code(rest)?, ctrl, alt })
    }

    /// The key of a label, as [`Display`](fmt::Display) writes it.
    pub fn of_label(label: &str) -> Option<Key> {
        let lower = label.to_lowercase();
        let (ctrl, rest) = without("ctrl-", &lower);
        let (alt, rest) = without("alt-", rest);
        let named = NAMED.iter().find(|(.., known)| known.to_lowercase() == rest);
        let code = named.map(|(_, code, _)| *code).or_else(|| code(rest))?;
        Some(Key { code, ctrl, alt })
    }

    /// The event of somebody pressing it.
    pub fn event(self) -> KeyEvent {
        let mut modifiers = KeyModifiers::NONE;
        modifiers.set(KeyModifiers::CONTROL, self.ctrl);
        modifiers.set(KeyModifiers::ALT, self.alt);
        modifiers.set(KeyModifiers::SHIFT, self.code == KeyCode::BackTab);
        KeyEvent::new(self.code, modifiers)
    }

    /// The character, when the key is one without Ctrl or Alt.
    pub fn char(self) -> Option<char> {
        match self.code {
            KeyCode::Char(char) if !self.ctrl && !self.alt => Some(char),
            _ => None,
        }
    }
}

impl From<KeyEvent> for Key {
    /// Shift is dropped: which character it made is already told, and Caps Lock changes nothing.
    fn from(event: KeyEvent) -> Key {
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        let code = match event.code {
            KeyCode::Char(char) => KeyCode::Char(lower(char)),
            KeyCode::Tab if shift => KeyCode::BackTab,
            code => code,
        };
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        Key { code, ctrl, alt: event.modifiers.contains(KeyModifiers::ALT) }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ctrl = if self.ctrl { "Ctrl-" } else { "" };
        let alt = if self.alt { "Alt-" } else { "" };
        write!(out, "{ctrl}{alt}")?;
        match self.code {
            KeyCode::F(number) => write!(out, "F{number}"),
            code => match (NAMED.iter().find(|(_, named, _)| *named == code), code) {
                (Some((.., label)), _) => out.write_str(label),
                // After "Ctrl-" a capital is what keyboards and manuals show.
                (None, KeyCode::Char(char)) if self.ctrl => write!(out, "{}", char.to_uppercase()),
                (None, KeyCode::Char(char)) => write!(out, "{char}"),
                (None, _) => Ok(()),
            },
        }
    }
}

fn without<'a>(modifier: &str, name: &'a str) -> (bool, &'a str) {
    match name.strip_prefix(modifier) {
        Some(rest) => (true, rest),
        None => (false, name),
    }
}

fn code(name: &str) -> Option<KeyCode> {
    if let Some((_, code, _)) = NAMED.iter().find(|(known, ..)| *known == name) {
        return Some(*code);
    }
    let mut chars = name.chars();
    match (chars.next()?, chars.as_str()) {
        (char, "") if !char.is_control() && char != ' ' => Some(KeyCode::Char(char)),
        ('f', number) => number.parse().ok().filter(|at| (1..=12).contains(at)).map(KeyCode::F),
        _ => None,
    }
}

fn lower(char: char) -> char {
    let mut lower = char.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(single), None) => single,
        _ => char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_shown_as_a_footer_shows_them() {
        let cases = [
            ("ctrl-r", "Ctrl-R"),
            ("alt-left", "Alt-Left"),
            ("PgUp", "PgUp"),
            ("space", "Space"),
            ("A", "a"),
            ("+", "+"),
            ("-", "-"),
            ("ctrl--", "Ctrl--"),
            ("f12", "F12"),
            ("f", "f"),
            ("backtab", "Shift-Tab"),
        ];
        for (name, label) in cases {
            assert_eq!(Key::parse(name).map(|key| key.to_string()).as_deref(), Some(label));
        }
    }

    #[test]
    fn a_label_leads_back_to_its_key() {
        for name in ["ctrl-r", "alt-left", "space", "a", "+", "f12", "backtab", "delete", "esc"] {
            let key = Key::parse(name).unwrap();
            assert_eq!(Key::of_label(&key.to_string()), Some(key), "{name}");
            assert_eq!(Key::from(key.event()), key, "{name}");
        }
        for label in ["0-9", "+ -", "← →", ""] {
            assert_eq!(Key::of_label(label), None, "{label}");
        }
    }

    #[test]
    fn what_is_no_key_is_not_read() {
        for name in ["", " ", "f13", "ctrl-", "hyper-x", "ab", "\u{1b}"] {
            assert_eq!(Key::parse(name), None, "{name:?}");
        }
    }

    #[test]
    fn shift_and_caps_lock_change_no_key() {
        let typed = |code, modifiers| Key::from(KeyEvent::new(code, modifiers));
        let plain = Key::parse("a").unwrap();
        assert_eq!(typed(KeyCode::Char('A'), KeyModifiers::SHIFT), plain);
        assert_eq!(typed(KeyCode::Char('A'), KeyModifiers::NONE), plain);
        let question = Key::parse("?").unwrap();
        assert_eq!(typed(KeyCode::Char('?'), KeyModifiers::SHIFT), question);
        let back = Key::parse("backtab").unwrap();
        assert_eq!(typed(KeyCode::BackTab, KeyModifiers::SHIFT), back);
        assert_eq!(typed(KeyCode::Tab, KeyModifiers::SHIFT), back);
    }
}
