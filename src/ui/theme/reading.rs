//! From the text of a theme's file to a theme, or to what is wrong with it and where.

use serde::Deserialize;

use super::{BUILT_IN, Paint, Role, Theme};

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
    /// What is wrong, what was expected and what to do, in sentences.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Theme")]
struct File {
    format: u32,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    based_on: Option<String>,
    #[serde(default)]
    roles: Roles,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Roles {
    text: Option<Paint>,
    dim: Option<Paint>,
    accent: Option<Paint>,
    good: Option<Paint>,
    warn: Option<Paint>,
    bad: Option<Paint>,
    cursor: Option<Paint>,
    heading: Option<Paint>,
    wall_heading: Option<Paint>,
    key: Option<Paint>,
}

impl Roles {
    fn paint(&self, role: Role) -> Option<Paint> {
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

/// Reads a theme; what its file does not call it, it is called by `name`.
pub(super) fn read(file: &str, name: &str, source: &str) -> Result<Theme, ThemeError> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let wrong = |(line, column), what| ThemeError { file: file.to_owned(), line, column, what };
    let read = reader().from_str::<File>(source);
    // A newer format may have fields that are unknown here; that it is newer explains them all.
    if let Some(format) = number_of(source).filter(|format| *format != 1) {
        let what = format!(
            "format {format} is not known here; this program reads themes of format 1. \
             A newer Groundswell may read it."
        );
        return Err(wrong(place_of(source, "format"), what));
    }
    let own = read.map_err(|error| {
        let said = error.code.to_string();
        let what = format!("{}. {HINT}", crate::text::shorten(&said, 200));
        wrong((error.span.start.line, error.span.start.col), what)
    })?;
    if own.format != 1 {
        let what = format!("format {} is not known here. Write format: 1.", own.format);
        return Err(wrong(place_of(source, "format"), what));
    }
    let base = match &own.based_on {
        None => None,
        Some(base) => Some(Theme::built_in(base).ok_or_else(|| {
            let known = BUILT_IN.map(|(name, _)| name).join(", ");
            let base = crate::text::shorten(base, 40).escape_debug().to_string();
            let what =
                format!("there is no built-in theme \"{base}\". Base it on one of: {known}.");
            wrong(place_of(source, "based_on"), what)
        })?),
    };
    let mut paints = [Paint::default(); Role::ALL.len()];
    for role in Role::ALL {
        let inherited = base.as_ref().map(|base| base.paint(role));
        paints[role as usize] = own.roles.paint(role).or(inherited).ok_or_else(|| {
            let what = format!(
                "the role {} has no style. Give it one, or say based_on: \"dark\" above the roles \
                 to have there what is left out here.",
                role.name()
            );
            wrong(place_of(source, "roles"), what)
        })?;
    }
    Ok(Theme { name: own.name.unwrap_or_else(|| name.to_owned()), paints })
}

const HINT: &str = "A theme gives roles a style, such as: accent: (fg: \"#6cb8ff\", fg16: \"cyan\"). \
                    `groundswell themes show dark` prints one to compare it with.";

/// The format that a file says it has, wherever it stands.
fn number_of(source: &str) -> Option<u32> {
    let after = field(source, "format")?.1;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Line and column of a field, or of the beginning.
fn place_of(source: &str, name: &str) -> (usize, usize) {
    field(source, name).map_or((1, 1), |(place, _)| place)
}

/// The first field of that name: its place, and what follows its colon.
fn field<'a>(source: &'a str, name: &str) -> Option<((usize, usize), &'a str)> {
    source.lines().enumerate().find_map(|(at, line)| {
        let code = line.split("//").next().unwrap_or_default();
        let found = code.match_indices(name).find_map(|(start, _)| {
            let before = code[..start].chars().next_back();
            let rest = code[start + name.len()..].trim_start().strip_prefix(':')?;
            let alone = before.is_none_or(|char| !char.is_alphanumeric() && char != '_');
            alone.then(|| (code[..start].chars().count() + 1, rest.trim_start()))
        });
        found.map(|(column, rest)| ((at + 1, column), rest))
    })
}

fn reader() -> ron::Options {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_default_extension(ron::extensions::Extensions::UNWRAP_NEWTYPES)
}
