//! A theme gives each role of the screen a style; four are built in, others come as RON.

use std::fmt;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::ui::look::Depth;

/// What a piece of the screen is for. Painters name roles; only themes name colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Plain text, and the ground everything stands on.
    Text,
    /// What may be overlooked.
    Dim,
    /// The one thing to notice.
    Accent,
    /// Settled.
    Good,
    /// Half-way, or soon.
    Warn,
    /// Wrong, or missing.
    Bad,
    /// The selected row.
    Cursor,
    /// The prompt of a step, the title of what floats.
    Heading,
    /// The heading on the wall.
    WallHeading,
    /// The name of a key in the footer.
    Key,
}

impl Role {
    /// Every role, in the order of the theme files.
    pub const ALL: [Role; 10] = [
        Role::Text,
        Role::Dim,
        Role::Accent,
        Role::Good,
        Role::Warn,
        Role::Bad,
        Role::Cursor,
        Role::Heading,
        Role::WallHeading,
        Role::Key,
    ];
}

/// The built-in themes by name; `dark` is the one to start with.
pub const BUILT_IN: [(&str, &str); 4] = [
    ("dark", include_str!("../../assets/themes/dark.ron")),
    ("light", include_str!("../../assets/themes/light.ron")),
    ("wall", include_str!("../../assets/themes/wall.ron")),
    ("mono", include_str!("../../assets/themes/mono.ron")),
];

/// A style for each role, as its file says it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    format: u32,
    name: String,
    roles: Roles,
}

impl Theme {
    /// A built-in theme, or nothing when no such name exists.
    pub fn built_in(name: &str) -> Option<Theme> {
        let (name, source) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Some(Theme::parse(name, source).expect("a test reads every built-in theme"))
    }

    /// Reads a theme; `file` only says in an error where the text came from.
    pub fn parse(file: &str, source: &str) -> Result<Theme, ThemeError> {
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        let theme: Theme =
            reader().from_str(source).map_err(|wrong| ThemeError::of_ron(file, &wrong))?;
        if theme.format != 1 {
            return Err(ThemeError::of_format(file, source, theme.format));
        }
        Ok(theme)
    }

    /// What the theme calls itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The style of a role at a depth of colour. Without colours only the weight remains.
    pub fn style(&self, role: Role, depth: Depth) -> Style {
        let paint = self.roles.paint(role);
        let weight = Style::new().add_modifier(paint.modifiers());
        let (front, back) = match depth {
            Depth::True => (paint.fg.map(Colour::full), paint.bg.map(Colour::full)),
            Depth::Sixteen => (
                paint.fg16.or(paint.fg).map(Colour::sixteen),
                paint.bg16.or(paint.bg).map(Colour::sixteen),
            ),
            Depth::None => (None, None),
        };
        Style { fg: front, bg: back, ..weight }
    }
}

/// Why a theme could not be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}, column {column}: {what}")]
pub struct ThemeError {
    /// The file as the caller named it.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// The column, counted from one.
    pub column: usize,
    /// What is wrong and what was expected, as a sentence.
    pub what: String,
}

impl ThemeError {
    fn of_ron(file: &str, wrong: &ron::error::SpannedError) -> ThemeError {
        let what = format!("{}. A theme gives each of its ten roles a style.", wrong.code);
        let at = &wrong.span.start;
        ThemeError { file: file.to_owned(), line: at.line, column: at.col, what }
    }

    fn of_format(file: &str, source: &str, format: u32) -> ThemeError {
        let line = source.lines().position(|line| line.trim_start().starts_with("format"));
        let what = format!(
            "format {format} is not known here; this program reads themes of format 1. \
             A newer Groundswell may read it."
        );
        ThemeError { file: file.to_owned(), line: line.unwrap_or(0) + 1, column: 1, what }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles {
    text: Paint,
    dim: Paint,
    accent: Paint,
    good: Paint,
    warn: Paint,
    bad: Paint,
    cursor: Paint,
    heading: Paint,
    wall_heading: Paint,
    key: Paint,
}

impl Roles {
    fn paint(&self, role: Role) -> Paint {
        match role {
            Role::Text => self.text,
            Role::Dim => self.dim,
            Role::Accent => self.accent,
            Role::Good => self.good,
            Role::Warn => self.warn,
            Role::Bad => self.bad,
            Role::Cursor => self.cursor,
            Role::Heading => self.heading,
            Role::WallHeading => self.wall_heading,
            Role::Key => self.key,
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Paint {
    fg: Option<Colour>,
    bg: Option<Colour>,
    fg16: Option<Colour>,
    bg16: Option<Colour>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
}

impl Paint {
    fn modifiers(self) -> Modifier {
        let weights = [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.italic, Modifier::ITALIC),
            (self.underline, Modifier::UNDERLINED),
            (self.reverse, Modifier::REVERSED),
        ];
        weights.iter().filter(|(wanted, _)| *wanted).map(|(_, modifier)| *modifier).collect()
    }
}

/// The sixteen names with the shade that most terminals give them.
const SIXTEEN: [(&str, Color, (u8, u8, u8)); 16] = [
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Colour {
    Named(usize),
    Shade(u8, u8, u8),
}

impl Colour {
    fn parse(text: &str) -> Option<Colour> {
        if let Some(named) = SIXTEEN.iter().position(|(name, ..)| *name == text) {
            return Some(Colour::Named(named));
        }
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Colour::Shade(pair(0)?, pair(2)?, pair(4)?))
    }

    fn full(self) -> Color {
        match self {
            Colour::Named(at) => SIXTEEN[at].1,
            Colour::Shade(red, green, blue) => Color::Rgb(red, green, blue),
        }
    }

    /// The named colour itself, or for a shade without a stand-in the nearest of the sixteen.
    fn sixteen(self) -> Color {
        match self {
            Colour::Named(at) => SIXTEEN[at].1,
            Colour::Shade(..) => nearest(self.shade()),
        }
    }

    fn shade(self) -> (u8, u8, u8) {
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
        let text = self.0.escape_debug();
        write!(out, "\"{text}\" is no colour: expected \"#rrggbb\" or one of the sixteen names (")?;
        let names: Vec<&str> = SIXTEEN.iter().map(|(name, ..)| *name).collect();
        write!(out, "{})", names.join(", "))
    }
}

fn nearest(shade: (u8, u8, u8)) -> Color {
    let apart = |(red, green, blue): (u8, u8, u8)| {
        let [red, green, blue] = [(red, shade.0), (green, shade.1), (blue, shade.2)]
            .map(|(one, other)| u32::from(one.abs_diff(other)).pow(2));
        red + green + blue
    };
    SIXTEEN.iter().min_by_key(|(_, _, named)| apart(*named)).expect("there are sixteen").1
}

fn reader() -> ron::Options {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_default_extension(ron::extensions::Extensions::UNWRAP_NEWTYPES)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours as the Web Content Accessibility Guidelines 2.2 define it.
    fn contrast(one: Colour, other: Colour) -> f64 {
        let light = |colour: Colour| {
            let (red, green, blue) = colour.shade();
            let linear = |part: u8| {
                let part = f64::from(part) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        };
        let (one, other) = (light(one), light(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn pairs(theme: &Theme) -> impl Iterator<Item = (Role, [(Colour, Colour); 2])> {
        let ground = theme.roles.text;
        Role::ALL.into_iter().map(move |role| {
            let paint = theme.roles.paint(role);
            let full = (paint.fg.unwrap(), paint.bg.or(ground.bg).unwrap());
            let sixteen = (paint.fg16.unwrap(), paint.bg16.or(ground.bg16).unwrap());
            (role, [full, sixteen])
        })
    }

    #[test]
    fn every_built_in_theme_reads_and_is_called_as_its_file() {
        for (name, _) in BUILT_IN {
            assert_eq!(Theme::built_in(name).unwrap().name(), name);
        }
        assert_eq!(Theme::built_in("neon"), None);
    }

    #[test]
    fn every_role_can_be_read_on_its_ground() {
        for (name, least) in [("dark", 4.5), ("light", 4.5), ("wall", 7.0)] {
            let theme = Theme::built_in(name).unwrap();
            for (role, [full, sixteen]) in pairs(&theme) {
                let measured = contrast(full.0, full.1);
                assert!(measured >= least, "{name} {role:?}: {measured:.1} is under {least}");
                let measured = contrast(sixteen.0, sixteen.1);
                assert!(measured >= 4.0, "{name} {role:?} in sixteen colours: {measured:.1}");
            }
        }
    }

    #[test]
    fn black_on_white_has_the_largest_contrast_there_is() {
        let [black, white] = [Colour::Shade(0, 0, 0), Colour::Shade(255, 255, 255)];
        assert!((contrast(black, white) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn the_cursor_row_is_reverse_video_without_colours() {
        let mono = Theme::built_in("mono").unwrap();
        let cursor = mono.style(Role::Cursor, Depth::None);
        assert_eq!(cursor, Style::new().add_modifier(Modifier::REVERSED));
    }

    #[test]
    fn sixteen_colours_take_the_stand_in_and_the_nearest_where_none_is_named() {
        let source =
            BUILT_IN[0].1.replace("fg: \"#6cb8ff\", fg16: \"light cyan\"", "fg: \"#f00\u{31}10\"");
        let theme = Theme::parse("mine.ron", &source).unwrap();
        assert_eq!(theme.style(Role::Accent, Depth::Sixteen).fg, Some(Color::LightRed));
        assert_eq!(theme.style(Role::Bad, Depth::Sixteen).fg, Some(Color::LightRed));
        assert_eq!(theme.style(Role::Accent, Depth::True).fg, Some(Color::Rgb(0xf0, 0x01, 0x10)));
    }

    #[test]
    fn a_wrong_colour_is_named_with_file_line_and_column() {
        let source = BUILT_IN[0].1.replace("#9aa1a9", "greyish");
        let error = Theme::parse("mine.ron", &source).unwrap_err();
        assert_eq!((error.line, error.column > 1), (8, true), "{error}");
        let shown = error.to_string();
        assert!(shown.starts_with("mine.ron, line 8, column "), "{shown}");
        assert!(shown.contains("\"greyish\" is no colour: expected \"#rrggbb\""), "{shown}");
    }

    #[test]
    fn a_misspelt_role_and_a_newer_format_are_refused_with_their_line() {
        let misspelt = BUILT_IN[0].1.replace("accent:", "acent:");
        let error = Theme::parse("mine.ron", &misspelt).unwrap_err();
        assert!(error.line == 9 && error.what.contains("acent"), "{error}");
        let newer = BUILT_IN[0].1.replace("format: 1", "format: 2");
        let error = Theme::parse("mine.ron", &newer).unwrap_err();
        assert!(error.line == 4 && error.what.contains("format 2"), "{error}");
    }
}
