//! Where and for whom the program runs: the folder, the look, the marks, the zone, the clock.
//!
//! Asked once at the start and handed on, so that nothing else looks at the environment.

use super::config::{AUTO, Preferences};
use super::paths::Paths;
use super::wardrobe::{Missing, Wardrobe};
use crate::locale::Locale;
use crate::reader::Reader;
use crate::ui::look::{Depth, Look};
use crate::ui::popups::themes::Offer;
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
    /// Where keys, themes and settings of a person's own lie.
    pub config: PathBuf,
    /// How a person likes it.
    pub preferences: Preferences,
    /// What a person should know of these files before anything else.
    pub notes: Vec<String>,
    /// The name of the theme that is worn, or [`AUTO`].
    pub theme: String,
    /// Whether the terminal's background is light, as far as is known.
    pub light: bool,
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
    /// The setting for these folders and wishes on this terminal. `usual` is the theme of whoever
    /// wishes none, in place of the one that is remembered.
    ///
    /// # Errors
    /// When there is no theme of the name that was wished for.
    pub fn new(paths: Paths, wishes: &Wishes, usual: Option<&str>) -> Result<Setting, String> {
        let (preferences, mut notes) = match Preferences::read(&paths.config) {
            Ok(preferences) => (preferences, Vec::new()),
            Err(why) => (Preferences::default(), vec![why]),
        };
        let wardrobe = Wardrobe::of(&paths.config);
        let remembered = usual.unwrap_or(&preferences.theme);
        let mut theme = wishes.theme.clone().unwrap_or_else(|| remembered.to_owned());
        if theme != AUTO {
            match wardrobe.find(&theme) {
                Ok(_) => {}
                Err(Missing::Unknown(why)) if wishes.theme.is_some() => return Err(why),
                Err(Missing::Unknown(why) | Missing::Broken(why)) => {
                    notes.push(why);
                    theme = usual.unwrap_or(AUTO).to_owned();
                }
            }
        }
        let light = tells_light_background(&std::env::var("COLORFGBG").unwrap_or_default());
        let locale = locale();
        let fits = wardrobe.fitting(light);
        let look = Look::new(&fits, depth(), wishes.ascii, wishes.still, locale);
        let mut setting = Setting {
            folder: paths.sessions,
            reports: paths.reports,
            config: paths.config,
            preferences,
            notes,
            theme,
            light,
            look,
            locale,
            zone: TimeZone::system(),
            now: system_clock,
        };
        setting.wear();
        Ok(setting)
    }

    /// Everything looks as the theme that is worn says.
    pub fn wear(&mut self) {
        let wardrobe = Wardrobe::of(&self.config);
        let named = wardrobe.find(&self.theme).ok().or_else(|| Theme::built_in(&self.theme));
        self.look = self.look.in_theme(&named.unwrap_or_else(|| wardrobe.fitting(self.light)));
    }

    /// Whether the terminal's background decides how everything looks.
    pub fn asks_background(&self) -> bool {
        self.theme == AUTO && self.look.has_colours()
    }

    /// The terminal says what its background is.
    pub fn background(&mut self, light: bool) {
        self.light = light;
        if self.theme == AUTO {
            self.wear();
        }
    }

    /// All themes that can be chosen.
    pub fn offers(&self) -> Vec<Offer> {
        Wardrobe::of(&self.config).offers(self.light)
    }

    /// Wears this theme from now on, and answers with what to say.
    pub fn keep(&mut self, name: &str) -> String {
        self.theme = name.to_owned();
        self.wear();
        let shown = crate::store::fault::shown(name);
        self.remember(|own| own.theme = name.to_owned(), format!("The theme is {shown} now."))
    }

    /// Remembers a preference, and answers with what to say.
    pub fn remember(&mut self, change: impl Fn(&mut Preferences), said: String) -> String {
        change(&mut self.preferences);
        match Preferences::change(&self.config, change) {
            Ok(preferences) => {
                self.preferences = preferences;
                said
            }
            Err(why) => format!("{said} This holds until you leave, and is not remembered: {why}"),
        }
    }

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

/// Whether `COLORFGBG`, which some terminals set, tells of a light background: its last number is
/// one of the sixteen colours, as rxvt counts them.
fn tells_light_background(colours: &str) -> bool {
    matches!(colours.rsplit(';').next(), Some("7" | "15"))
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
    } else if term.contains("256color") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

#[cfg(test)]
impl Setting {
    /// A setting for tests: everything lies in one folder, and it is always this time.
    pub(crate) fn in_folder(folder: &std::path::Path, now: fn() -> Timestamp) -> Setting {
        Setting {
            folder: folder.into(),
            reports: folder.into(),
            config: folder.join("config"),
            preferences: Preferences::default(),
            notes: Vec::new(),
            theme: AUTO.to_owned(),
            light: false,
            look: crate::ui::look::tests::dark(),
            locale: Locale::default(),
            zone: TimeZone::UTC,
            now,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Disk, RealDisk, paper};
    use crate::ui::theme::Role;

    fn paths(config: &std::path::Path) -> Paths {
        let folder = config.join("sessions");
        Paths {
            workshops: folder.clone(),
            reports: folder.clone(),
            sessions: folder,
            config: config.into(),
        }
    }

    fn setting(config: &std::path::Path, theme: Option<&str>, usual: Option<&str>) -> Setting {
        let wishes = Wishes { theme: theme.map(str::to_owned), ..Wishes::default() };
        Setting::new(paths(config), &wishes, usual).unwrap()
    }

    #[test]
    fn what_is_kept_is_worn_the_next_time_and_a_wish_counts_before_it() {
        let config = tempfile::tempdir().unwrap();
        let mut first = setting(config.path(), None, None);
        assert_eq!(first.theme, AUTO);
        assert_eq!(first.keep("light"), "The theme is light now.");
        assert_eq!(setting(config.path(), None, None).theme, "light");
        assert_eq!(setting(config.path(), Some("mono"), None).theme, "mono");
        assert_eq!(setting(config.path(), None, Some("wall")).theme, "wall");
        assert_eq!(setting(config.path(), Some(AUTO), Some("wall")).theme, AUTO);
    }

    #[test]
    fn the_background_decides_only_where_nobody_did() {
        let config = tempfile::tempdir().unwrap();
        let theme = |name| Theme::built_in(name).unwrap();
        let mut free = Setting::in_folder(config.path(), system_clock);
        free.background(true);
        let light = free.look.in_theme(&theme("light")).style(Role::Text);
        assert_eq!(free.look.style(Role::Text), light);
        let mut chosen = Setting::in_folder(config.path(), system_clock);
        chosen.keep("dark");
        chosen.background(true);
        assert_ne!(chosen.look.style(Role::Text), light);
    }

    #[test]
    fn a_theme_that_is_gone_or_broken_is_told_and_keeps_nobody_from_starting() {
        let config = tempfile::tempdir().unwrap();
        setting(config.path(), None, None).keep("light");
        Preferences::change(config.path(), |own| own.theme = "plum".into()).unwrap();
        let gone = setting(config.path(), None, None);
        assert!(gone.theme == AUTO && gone.notes[0].starts_with("There is no theme “plum”"));
        RealDisk.create_folder(&config.path().join("themes")).unwrap();
        let file = config.path().join("themes/plum.ron");
        paper::write(&RealDisk, &file, b"Theme(", false).unwrap();
        let broken = setting(config.path(), Some("plum"), None);
        assert!(
            broken.theme == AUTO && broken.notes[0].contains("plum.ron, line 1, column "),
            "{:?}",
            broken.notes
        );
        let wishes = Wishes { theme: Some("neon".into()), ..Wishes::default() };
        let refused = Setting::new(paths(config.path()), &wishes, None).err();
        assert!(refused.unwrap().contains("The themes are: auto, dark, light, wall, mono, plum."));
    }

    #[test]
    fn some_terminals_say_their_background_at_once() {
        let light = ["0;15", "0;default;15", "12;7"];
        assert!(light.into_iter().all(tells_light_background));
        assert!(!["15;0", "7;0", "", "0;8", "x"].into_iter().any(tells_light_background));
    }
}
