//! Takes the terminal's answer to the question for its background out of what is typed.
//!
//! The answer comes the way keys come, sooner, later or never, and the reader of keys takes it for
//! Alt-], `11;rgb:…` and Alt-\\. So nobody waits for it: whatever begins like an answer is held back
//! until it is one, or is none and passes on.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::time::Duration;

/// What asks a terminal for its background: OSC 11.
pub const QUESTION: &str = "\x1b]11;?\x1b\\";

/// What answers begin with.
const BEGINS: &str = "\x1b]11;rgb";

/// Nobody types this much of an answer by hand.
const SURE: usize = 4;

/// Red, green and blue.
pub type Shade = (u8, u8, u8);

/// What an event turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Sifted {
    /// Nothing of the terminal's: these pass on, in their order.
    Events(Vec<Event>),
    /// It may be an answer; wait for more.
    Held,
    /// The terminal's background is of this shade.
    Background(Shade),
}

/// Holds back what may be an answer.
#[derive(Debug, Default)]
pub struct Sieve {
    held: Vec<Event>,
    text: String,
}

/// How a text stands to an answer.
enum Fit {
    Whole(Shade),
    Begins,
    Other,
}

impl Sieve {
    /// Sorts one event.
    pub fn sift(&mut self, event: Event) -> Sifted {
        let Some(bytes) = typed(&event) else {
            let mut events = self.let_go();
            events.push(event);
            return Sifted::Events(events);
        };
        self.text.push_str(&bytes);
        self.held.push(event);
        match fit(&self.text) {
            Fit::Begins => Sifted::Held,
            Fit::Whole(shade) => {
                self.let_go();
                Sifted::Background(shade)
            }
            Fit::Other if self.held.len() == 1 => Sifted::Events(self.let_go()),
            Fit::Other => {
                // What ends one beginning may begin another.
                let last = self.held.pop();
                let mut events = self.let_go();
                match last.map(|last| self.sift(last)) {
                    Some(Sifted::Events(more)) => events.extend(more),
                    Some(Sifted::Held | Sifted::Background(_)) | None => {}
                }
                Sifted::Events(events)
            }
        }
    }

    /// How long to wait for more before what is held passes on; nothing when none is held.
    pub fn patience(&self) -> Option<Duration> {
        match self.text.len() {
            0 => None,
            few if few <= SURE => Some(Duration::from_millis(15)),
            _ => Some(Duration::from_millis(400)),
        }
    }

    /// What is held was no answer.
    pub fn let_go(&mut self) -> Vec<Event> {
        self.text.clear();
        std::mem::take(&mut self.held)
    }
}

/// The bytes that the reader of keys has made this event of, if it can be a part of an answer.
fn typed(event: &Event) -> Option<String> {
    let Event::Key(KeyEvent { code, modifiers, kind: KeyEventKind::Press, .. }) = event else {
        return None;
    };
    let without_shift = modifiers.difference(KeyModifiers::SHIFT);
    match (*code, without_shift) {
        (KeyCode::Esc, KeyModifiers::NONE) => Some("\x1b".into()),
        (KeyCode::Char(letter), KeyModifiers::NONE) => Some(letter.into()),
        (KeyCode::Char(letter), KeyModifiers::ALT) => Some(format!("\x1b{letter}")),
        (KeyCode::Char('g'), KeyModifiers::CONTROL) => Some("\x07".into()),
        _ => None,
    }
}

fn fit(text: &str) -> Fit {
    let Some(rest) = text.strip_prefix(BEGINS) else {
        return if BEGINS.starts_with(text) { Fit::Begins } else { Fit::Other };
    };
    let rest = rest.strip_prefix('a').unwrap_or(rest);
    let Some(rest) = rest.strip_prefix(':') else {
        return if rest.is_empty() { Fit::Begins } else { Fit::Other };
    };
    let end = rest.find(['\x07', '\x1b']);
    let (parts, end) = rest.split_at(end.unwrap_or(rest.len()));
    let is_part = |letter: char| letter.is_ascii_hexdigit() || letter == '/';
    if parts.len() > 19 || !parts.chars().all(is_part) {
        return Fit::Other;
    }
    match end {
        "" | "\x1b" => Fit::Begins,
        "\x07" | "\x1b\\" => shade(parts).map_or(Fit::Other, Fit::Whole),
        _ => Fit::Other,
    }
}

/// Each part has one to four digits and is a share of the largest number of so many.
fn shade(parts: &str) -> Option<Shade> {
    let mut parts = parts.split('/').map(|part| {
        let part = Some(part).filter(|part| part.len() <= 4)?;
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?)? - 1;
        let share = u32::from_str_radix(part, 16).ok()? * 255 / most.max(1);
        u8::try_from(share).ok()
    });
    let mut next = || parts.next().flatten();
    Some((next()?, next()?, next()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    /// The events that the reader of keys makes of these bytes.
    fn events(bytes: &str) -> Vec<Event> {
        let mut events = Vec::new();
        let mut letters = bytes.chars();
        while let Some(letter) = letters.next() {
            events.push(match letter {
                '\x07' => key(KeyCode::Char('g'), KeyModifiers::CONTROL),
                '\x1b' => match letters.next() {
                    Some(next) => key(KeyCode::Char(next), KeyModifiers::ALT),
                    None => key(KeyCode::Esc, KeyModifiers::NONE),
                },
                letter => key(KeyCode::Char(letter), KeyModifiers::NONE),
            });
        }
        events
    }

    /// What passes, and the shade that was told.
    fn sifted(sieve: &mut Sieve, events: Vec<Event>) -> (Vec<Event>, Option<Shade>) {
        let (mut passed, mut told) = (Vec::new(), None);
        for event in events {
            match sieve.sift(event) {
                Sifted::Events(events) => passed.extend(events),
                Sifted::Held => {}
                Sifted::Background(shade) => told = Some(shade),
            }
        }
        (passed, told)
    }

    #[test]
    fn an_answer_is_taken_out_of_what_is_typed_around_it() {
        for (answer, shade) in [
            ("\x1b]11;rgb:1515/1818/1c1c\x1b\\", (0x15, 0x18, 0x1c)),
            ("\x1b]11;rgb:ff/FF/ff\x07", (255, 255, 255)),
            ("\x1b]11;rgba:f/f/0/8\x07", (255, 255, 0)),
        ] {
            let typed = events(&format!("ab{answer}c1"));
            let (passed, told) = sifted(&mut Sieve::default(), typed);
            assert_eq!((passed, told), (events("abc1"), Some(shade)), "{answer:?}");
        }
    }

    #[test]
    fn an_answer_that_comes_in_pieces_is_one_all_the_same() {
        let answer = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\";
        for cut in 1..answer.len() {
            let (one, other) = answer.split_at(cut);
            let mut sieve = Sieve::default();
            let pieces = [events(one), events(other)].concat();
            assert_eq!(sifted(&mut sieve, pieces), (vec![], Some((255, 255, 255))), "cut at {cut}");
        }
    }

    #[test]
    fn what_only_begins_like_an_answer_passes_on_whole_and_in_order() {
        let rest = |typed: &str| {
            let mut sieve = Sieve::default();
            let (mut passed, told) = sifted(&mut sieve, events(typed));
            passed.extend(sieve.let_go());
            assert_eq!((passed, told), (events(typed), None), "{typed:?}");
            assert_eq!(sieve.patience(), None);
        };
        for typed in [
            "\x1b]",
            "\x1b]12",
            "\x1b]11;rgb:zz",
            "\x1b]11;rgb:1/2\x07",
            "\x1b]11;rgb:/1/2\x07",
            "\x1b]11;rgb:11111/2/3\x07",
            "\x1b]\x1b]x",
            "\x1b",
            "]11;rgb:1/1/1\x07",
        ] {
            rest(typed);
        }
        rest(&format!("\x1b]11;rgb:{}", "1".repeat(40)));
    }

    #[test]
    fn a_lone_escape_waits_for_a_moment_only() {
        let mut sieve = Sieve::default();
        let escape = key(KeyCode::Esc, KeyModifiers::NONE);
        assert_eq!(sieve.sift(escape.clone()), Sifted::Held);
        assert!(sieve.patience().is_some_and(|wait| wait < Duration::from_millis(20)));
        assert_eq!(sieve.let_go(), [escape]);
    }

    #[test]
    fn pastes_and_arrows_are_never_held() {
        let mut sieve = Sieve::default();
        sieve.sift(key(KeyCode::Char(']'), KeyModifiers::ALT));
        let paste = Event::Paste("11;rgb:1/1/1".into());
        let alt = key(KeyCode::Char(']'), KeyModifiers::ALT);
        assert_eq!(sieve.sift(paste.clone()), Sifted::Events(vec![alt, paste]));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_passes_on_but_for_whole_answers(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "\x1b]", "11;rgb:", "\x1b]11;rgb:", "f", "12", "/", "1/2/3", "\x07", "\x1b\\", "x", "]",
                ]),
                0..40,
            ),
        ) {
            let typed = events(&pieces.concat());
            let mut sieve = Sieve::default();
            let (mut passed, mut answers) = (Vec::new(), 0);
            for event in typed.clone() {
                match sieve.sift(event) {
                    Sifted::Events(events) => passed.extend(events),
                    Sifted::Held => {}
                    Sifted::Background(_) => answers += 1,
                }
            }
            passed.extend(sieve.let_go());
            prop_assert!(answers > 0 || passed == typed);
            // The shortest answer has fourteen keys.
            prop_assert!(typed.len() - passed.len() >= answers * 14);
        }
    }
}
