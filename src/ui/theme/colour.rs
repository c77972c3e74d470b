//! A colour of a theme, what terminals of fewer colours make of it, and how well one is read on
//! another.

use std::fmt;

use ratatui::style::Color;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::ui::look::Depth;

/// The sixteen names with the shade that most terminals give them.
const SIXTEEN: [(&str, Color, Shade); 16] = [
    ("black", Color::Black, (0, 0, 0)),
    ("red", Color::Red, (205, 0, 0)),
    ("green", Color::Green, (0, 205, 0)),
    ("yellow", Color::Yellow, (205, 205, 0)),
    ("blue", Color::Blue, (0, 0, 238)),
    ("magenta", Color::Magenta, (205, 0, 205)),
    ("cyan", Color::Cyan, (0, 205, 205)),
    ("gray", Color::Gray, (229, 229, 229)),
    ("dark gray", Color::DarkGray, (127, 127, 127)),
    ("light red", Color::LightRed, (255, 0, 0)),
    ("light green", Color::LightGreen, (0, 255, 0)),
    ("light yellow", Color::LightYellow, (255, 255, 0)),
    ("light blue", Color::LightBlue, (92, 92, 255)),
    ("light magenta", Color::LightMagenta, (255, 0, 255)),
    ("light cyan", Color::LightCyan, (0, 255, 255)),
    ("white", Color::White, (255, 255, 255)),
];

/// The steps of each part in the cube of colours that terminals of 256 colours share. Their first
/// sixteen are what a person's own terminal makes of them, and are left alone.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// More contrast than this need not be kept when a colour is replaced by one nearby.
const ENOUGH: f64 = 7.0;

/// Red, green and blue.
pub(super) type Shade = (u8, u8, u8);

/// A colour as a theme says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    /// One of the sixteen.
    Named(usize),
    /// Any.
    Shade(u8, u8, u8),
}

impl Colour {
    fn parse(text: &str) -> Option<Colour> {
        if let Some(named) = SIXTEEN.iter().position(|(name, ..)| *name == text) {
            return Some(Colour::Named(named));
        }
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Colour::Shade(pair(0)?, pair(2)?, pair(4)?))
    }

    /// The colour on a terminal of this depth: the nearest that it has.
    pub(super) fn at(self, depth: Depth) -> Option<Color> {
        Some(match (self, depth) {
            (_, Depth::None) => return None,
            (Colour::Named(at), _) => SIXTEEN[at].1,
            (Colour::Shade(red, green, blue), Depth::True) => Color::Rgb(red, green, blue),
            (Colour::Shade(red, green, blue), Depth::Indexed) => {
                Color::Indexed(indexed((red, green, blue)))
            }
            (Colour::Shade(red, green, blue), Depth::Sixteen) => {
                let shade = (red, green, blue);
                SIXTEEN.iter().min_by_key(|(.., named)| apart(*named, shade)).expect("sixteen").1
            }
        })
    }

    /// The colour for letters on this ground: where the nearest that 256 colours have would be
    /// read worse, the nearest that is not.
    pub(super) fn on(self, ground: Colour, depth: Depth) -> Option<Color> {
        let (Depth::Indexed, Colour::Shade(..)) = (depth, self) else { return self.at(depth) };
        let least = contrast(self.shade(), ground.shade()).min(ENOUGH);
        let there = match ground {
            Colour::Named(_) => ground.shade(),
            Colour::Shade(..) => shade_of(indexed(ground.shade())),
        };
        let nearest = indexed(self.shade());
        if contrast(shade_of(nearest), there) >= least {
            return Some(Color::Indexed(nearest));
        }
        let is_read = |number: &u8| contrast(shade_of(*number), there) >= least;
        let better = (16..=255).filter(is_read);
        let better = better.min_by_key(|number| apart(shade_of(*number), self.shade()));
        Some(Color::Indexed(better.unwrap_or(nearest)))
    }

    /// Red, green and blue of it on most terminals.
    pub(super) fn shade(self) -> Shade {
        match self {
            Colour::Named(at) => SIXTEEN[at].2,
            Colour::Shade(red, green, blue) => (red, green, blue),
        }
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Colour, D::Error> {
        let text = String::deserialize(deserializer)?;
        Colour::parse(&text).ok_or_else(|| D::Error::custom(NoColour(&text)))
    }
}

struct NoColour<'a>(&'a str);

impl fmt::Display for NoColour<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = crate::text::shorten(self.0, 40);
        let text = text.escape_debug();
        write!(out, "\"{text}\" is no colour: expected \"#rrggbb\" or one of the sixteen names (")?;
        let names: Vec<&str> = SIXTEEN.iter().map(|(name, ..)| *name).collect();
        write!(out, "{})", names.join(", "))
    }
}

/// The contrast of two shades as the Web Content Accessibility Guidelines 2.2 define it: from 1, the
/// same, to 21, black on white.
pub(super) fn contrast(one: Shade, other: Shade) -> f64 {
    let (one, other) = (lightness(one), lightness(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How much light a shade gives, from 0 to 1.
pub(super) fn lightness(shade: Shade) -> f64 {
    let [red, green, blue] = linear(shade);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The parts of a shade as light, not as a screen encodes it.
pub(super) fn linear((red, green, blue): Shade) -> [f64; 3] {
    [red, green, blue].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

/// The number of the nearest among the cube and the greys of 256 colours.
fn indexed(shade: Shade) -> u8 {
    (16..=255).min_by_key(|number| apart(shade_of(*number), shade)).expect("there are 240")
}

/// The shade of a number beyond the first sixteen.
pub(super) fn shade_of(number: u8) -> Shade {
    match number.saturating_sub(16) {
        cube @ 0..=215 => {
            let part = |divisor: u8| CUBE[usize::from(cube / divisor % 6)];
            (part(36), part(6), part(1))
        }
        grey => {
            let grey = 8 + 10 * (grey - 216);
            (grey, grey, grey)
        }
    }
}

fn apart(one: Shade, other: Shade) -> u32 {
    let parts = [(one.0, other.0), (one.1, other.1), (one.2, other.2)];
    parts.iter().map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2)).sum()
}

/// Whether a background of this shade is light, so that dark letters are read better on it.
pub fn background_is_light(shade: (u8, u8, u8)) -> bool {
    contrast(shade, (0, 0, 0)) > contrast(shade, (255, 255, 255))
}
