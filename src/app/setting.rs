//! Where and for whom the program runs: the folder, the look, the marks, the zone, the clock.
//!
//! Asked once at the start and handed on, so that nothing else looks at the environment.

use crate::locale::Locale;
use crate::reader::Reader;
use crate::ui::look::{Depth, Look};
use crate::ui::theme::Theme;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::io::IsTerminal;
use std::path::PathBuf;

/// Where and for whom the program runs.
#[derive(Clone)]
pub struct Setting {
    /// The folder of sessions.
    pub folder: PathBuf,
    /// Where a report of a crash is put.
    pub reports: PathBuf,
    /// How everything looks.
    pub look: Look,
    /// Marks and the order of day and month.
    pub locale: Locale,
    /// The time zone.
    pub zone: TimeZone,
    /// The clock: the only one there is.
    pub now: fn() -> Timestamp,
}

impl Setting {
    /// How amounts, dates and times are written, today.
    pub fn reader(&self) -> Reader {
        let today = (self.now)().to_zoned_datetime(self.zone.clone()).date();
        Reader { locale: self.locale, today, zone: self.zone.clone() }
    }
}

/// What a person may wish for on the command line.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// A theme by name.
    pub theme: Option<String>,
    /// Only signs that every terminal has.
    pub ascii: bool,
    /// Nothing moves by itself.
    pub still: bool,
}

/// The look for these wishes on this terminal.
///
/// # Errors
/// When there is no theme of that name.
pub fn look(wishes: &Wishes, locale: Locale) -> Result<Look, String> {
    let name = wishes.theme.as_deref().unwrap_or("dark");
    let Some(theme) = Theme::built_in(name) else {
        let known = crate::ui::theme::BUILT_IN.map(|(name, _)| name).join(", ");
        return Err(format!("There is no theme “{name}”. The themes are: {known}."));
    };
    Ok(Look::new(&theme, depth(), wishes.ascii, wishes.still, locale))
}

/// The system's clock, to the millisecond: finer times only make files harder to read.
#[expect(clippy::disallowed_methods, reason = "the one clock of the program, handed on from here")]
pub fn system_clock() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

/// The marks and dates that the environment asks for.
pub fn locale() -> Locale {
    let names = ["LC_ALL", "LC_TIME", "LANG"];
    let mut named = names.iter().filter_map(|name| std::env::var(name).ok());
    Locale::named(&named.find(|name| !name.is_empty()).unwrap_or_default())
}

/// How many columns a line of output has: as `COLUMNS` says, or the terminal, or 80.
pub fn columns() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let asked = || {
        let size = std::io::stdout().is_terminal().then(crossterm::terminal::size)?.ok();
        size.map(|(columns, _)| usize::from(columns)).filter(|columns| *columns > 0)
    };
    said.or_else(asked).unwrap_or(80)
}

/// How many colours the terminal says it has.
fn depth() -> Depth {
    let is = |name: &str| std::env::var(name).unwrap_or_default();
    let (term, colour) = (is("TERM"), is("COLORTERM"));
    if !is("NO_COLOR").is_empty() || term == "dumb" {
        Depth::None
    } else if colour == "truecolor" || colour == "24bit" || term.contains("direct") {
        Depth::True
    } else {
        Depth::Sixteen
    }
}
