//! The events that a terminal's bytes become.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// The events that the reader of keys makes of the bytes of a terminal.
pub(crate) fn events(bytes: &[u8]) -> Vec<Event> {
    let text = String::from_utf8_lossy(bytes);
    let (mut events, mut rest) = (Vec::new(), &*text);
    while let Some(first) = rest.chars().next() {
        let (event, long) = event(rest).unwrap_or_else(|| plain(first));
        events.extend(event);
        rest = &rest[long..];
    }
    events
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<Event> {
    Some(Event::Key(KeyEvent::new(code, modifiers)))
}

fn plain(letter: char) -> (Option<Event>, usize) {
    let code = |code| key(code, KeyModifiers::NONE);
    let event = match letter {
        '\r' | '\n' => code(KeyCode::Enter),
        '\t' => code(KeyCode::Tab),
        '\u{7f}' => code(KeyCode::Backspace),
        '\u{1b}' => code(KeyCode::Esc),
        '\u{1}'..='\u{1a}' => {
            let letter = char::from(u8::try_from(u32::from(letter) + 96).expect("a letter"));
            key(KeyCode::Char(letter), KeyModifiers::CONTROL)
        }
        other if other.is_control() => None,
        other => code(KeyCode::Char(other)),
    };
    (event, letter.len_utf8())
}

/// A sequence at the beginning of a text, and how long it is.
fn event(text: &str) -> Option<(Option<Event>, usize)> {
    let rest = text.strip_prefix('\u{1b}')?;
    if let Some(pasted) = rest.strip_prefix("[200~") {
        let end = pasted.find("\u{1b}[201~")?;
        return Some((Some(Event::Paste(pasted[..end].to_owned())), end + 12));
    }
    let Some(rest) = rest.strip_prefix('[') else {
        let letter = rest.chars().next().filter(|letter| !letter.is_control())?;
        return Some((key(KeyCode::Char(letter), KeyModifiers::ALT), 1 + letter.len_utf8()));
    };
    let end = rest.find(|c: char| ('@'..='~').contains(&c))?;
    let (parameters, last) = (&rest[..end], rest[end..].chars().next()?);
    let code = |code| key(code, KeyModifiers::NONE);
    let event = match (parameters, last) {
        ("", 'A') => code(KeyCode::Up),
        ("", 'B') => code(KeyCode::Down),
        ("", 'C') => code(KeyCode::Right),
        ("", 'D') => code(KeyCode::Left),
        ("", 'H') => code(KeyCode::Home),
        ("", 'F') => code(KeyCode::End),
        ("", 'Z') => key(KeyCode::BackTab, KeyModifiers::SHIFT),
        ("3", '~') => code(KeyCode::Delete),
        ("5", '~') => code(KeyCode::PageUp),
        ("6", '~') => code(KeyCode::PageDown),
        (mouse, 'M') if mouse.starts_with('<') => click(&mouse[1..]),
        _ => None,
    };
    Some((event, end + 3))
}

fn click(parameters: &str) -> Option<Event> {
    let mut numbers = parameters.split(';').map(|number| number.parse::<u16>().ok());
    let mut next = || numbers.next().flatten();
    let (button, column, row) = (next()?, next()?, next()?);
    let kind = match button {
        64 => MouseEventKind::ScrollUp,
        65 => MouseEventKind::ScrollDown,
        _ => MouseEventKind::Down(MouseButton::Left),
    };
    Some(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
}
