//! A theme gives each role of the screen a style; four are built in, others come as RON.

mod colour;
mod reading;

use ratatui::style::{Modifier, Style};
use serde::Deserialize;

use crate::ui::look::Depth;
use colour::{Colour, contrast};

pub use colour::background_is_light;
pub use reading::ThemeError;

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

    /// What theme files call it.
    pub fn name(self) -> &'static str {
        match self {
            Role::Text => "text",
            Role::Dim => "dim",
            Role::Accent => "accent",
            Role::Good => "good",
            Role::Warn => "warn",
            Role::Bad => "bad",
            Role::Cursor => "cursor",
            Role::Heading => "heading",
            Role::WallHeading => "wall_heading",
            Role::Key => "key",
        }
    }
}

/// The built-in themes by name; `dark` is the one to start with.
pub const BUILT_IN: [(&str, &str); 4] = [
    ("dark", include_str!("../../assets/themes/dark.ron")),
    ("light", include_str!("../../assets/themes/light.ron")),
    ("wall", include_str!("../../assets/themes/wall.ron")),
    ("mono", include_str!("../../assets/themes/mono.ron")),
];

/// Letters with less contrast than this are hard to read for many people.
pub const READABLE: f64 = 4.5;

/// A style for each role, as its file says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    name: String,
    paints: [Paint; Role::ALL.len()],
}

impl Theme {
    /// A built-in theme, or nothing when no such name exists.
    pub fn built_in(name: &str) -> Option<Theme> {
        let (name, source) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Some(Theme::parse(name, name, source).expect("a test reads every built-in theme"))
    }

    /// Reads a theme. `file` only says in an error where the text came from; `name` is what it is
    /// called unless it calls itself something else.
    ///
    /// # Errors
    /// What is wrong, with its place and what to do.
    pub fn parse(file: &str, name: &str, source: &str) -> Result<Theme, ThemeError> {
        reading::read(file, name, source)
    }

    /// What the theme calls itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The style of a role at a depth of colour. Without colours only the weight remains.
    pub fn style(&self, role: Role, depth: Depth) -> Style {
        let paint = self.paint(role);
        let (front, back) = match depth {
            Depth::Sixteen => (paint.fg16.or(paint.fg), paint.bg16.or(paint.bg)),
            Depth::True | Depth::Indexed | Depth::None => (paint.fg, paint.bg),
        };
        let front = front.and_then(|front| match back.or(self.paint(Role::Text).bg) {
            Some(ground) => front.on(ground, depth),
            None => front.at(depth),
        });
        let weight = Style::new().add_modifier(paint.modifiers());
        Style { fg: front, bg: back.and_then(|back| back.at(depth)), ..weight }
    }

    /// The roles whose letters have less contrast with their ground than can be read well, with
    /// that contrast. Where a theme leaves a colour to the terminal, nobody knows.
    pub fn hard_to_read(&self) -> Vec<(Role, f64)> {
        let measured = Role::ALL.into_iter().filter_map(|role| {
            let (front, back) = self.pair(role)?;
            Some((role, contrast(front.shade(), back.shade())))
        });
        measured.filter(|(_, contrast)| *contrast < READABLE).collect()
    }

    /// The colours of a role's letters and of what they stand on.
    fn pair(&self, role: Role) -> Option<(Colour, Colour)> {
        let (paint, ground) = (self.paint(role), self.paint(Role::Text));
        Some((paint.fg.or(ground.fg)?, paint.bg.or(ground.bg)?))
    }

    fn paint(&self, role: Role) -> Paint {
        self.paints[role as usize]
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

#[cfg(test)]
mod tests;
