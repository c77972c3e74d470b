//! What a person keeps in the config folder, beside the themes: `keys.ron` and `settings.ron`.
//!
//! A file that cannot be read changes nothing: the program starts with what is built in, says what
//! is wrong and where, and overwrites nothing.

use crate::store::fault::shown;
use crate::store::{Disk, RealDisk, StoreError, paper};
use crate::ui::keymap::Keymap;
use serde::Deserialize;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// No file of a person's own here is as long as this.
const MOST: u64 = 256 * 1024;

/// The name for "whichever fits the terminal's background".
pub const AUTO: &str = "auto";

/// How a person likes it, as `settings.ron` remembers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "Settings")]
pub struct Preferences {
    format: u32,
    /// A theme by name, or [`AUTO`].
    pub theme: String,
    /// Whether the mouse speaks to the program.
    pub mouse: bool,
    /// Whether the desktop is told when the time of a step is up.
    pub notification: bool,
}

impl Default for Preferences {
    fn default() -> Preferences {
        Preferences { format: 1, theme: AUTO.to_owned(), mouse: true, notification: false }
    }
}

impl Preferences {
    /// What is remembered in this config folder.
    ///
    /// # Errors
    /// What is wrong with the file, with its place and what to do.
    pub fn read(config: &Path) -> Result<Preferences, String> {
        let path = config.join("settings.ron");
        let Some(text) = text_of(&path)? else { return Ok(Preferences::default()) };
        Preferences::parse(&name_of(&path), &text)
    }

    fn parse(file: &str, text: &str) -> Result<Preferences, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let read: Preferences = ron::from_str(text).map_err(|wrong| {
            let (at, said) = (&wrong.span.start, wrong.code.to_string());
            format!(
                "{file}, line {}, column {}: {}. Expected lines such as theme: \"dark\", \
                 mouse: true, notification: false. Mend it, or delete it to begin anew.",
                at.line,
                at.col,
                crate::text::shorten(&said, 200)
            )
        })?;
        match read.format {
            1 => Ok(read),
            format => Err(format!(
                "{file}: format {format} is not known here; this program reads settings of \
                 format 1. A newer Groundswell may read it."
            )),
        }
    }

    /// Changes what is remembered, and answers with all of it. What somebody else wrote meanwhile
    /// stays, and a file that cannot be read is left alone.
    ///
    /// # Errors
    /// Why it cannot be remembered.
    pub fn change(
        config: &Path,
        change: impl FnOnce(&mut Preferences),
    ) -> Result<Preferences, String> {
        let mut preferences = Preferences::read(config)?;
        change(&mut preferences);
        let path = config.join("settings.ron");
        let failed = |error: StoreError| error.to_string();
        RealDisk
            .create_folder(config)
            .map_err(|error| failed(StoreError::saving(config, &error)))?;
        paper::write(&RealDisk, &path, preferences.to_text().as_bytes(), true).map_err(failed)?;
        Ok(preferences)
    }

    fn to_text(&self) -> String {
        let theme = ron::to_string(&self.theme).unwrap_or_else(|_| format!("\"{AUTO}\""));
        format!(
            "// How Groundswell is liked here. It changes this file when you choose a theme or \
             switch something.\n\
             Settings(\n  format: 1,\n  \
             // A theme by name, or \"{AUTO}\" for one that fits the terminal's background.\n  \
             theme: {theme},\n  \
             // Clicks and the wheel; text is selected with Shift held down.\n  \
             mouse: {},\n  \
             // Tell the desktop when the time of a step is up.\n  \
             notification: {},\n)\n",
            self.mouse, self.notification
        )
    }
}

/// The keys as `keys.ron` has them; and all that is wrong with it, when it is not followed.
pub fn keymap(config: &Path) -> (Keymap, Vec<String>) {
    let path = config.join("keys.ron");
    let text = match text_of(&path) {
        Ok(None) => return (Keymap::built_in(), Vec::new()),
        Ok(Some(text)) => text,
        Err(problem) => return (Keymap::built_in(), vec![problem]),
    };
    match Keymap::parse(&name_of(&path), &text) {
        Ok(keymap) => (keymap, Vec::new()),
        Err(problems) => {
            let problems = problems.iter().map(|problem| shown(&problem.to_string()));
            (Keymap::built_in(), problems.collect())
        }
    }
}

/// The text of a file; nothing when there is none.
///
/// # Errors
/// When it is there and cannot be read as text.
pub(super) fn text_of(path: &Path) -> Result<Option<String>, String> {
    let bytes = match RealDisk.read(path, MOST) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        // The folder it should lie in may be a file.
        Err(error) if error.kind() == ErrorKind::NotADirectory => return Ok(None),
        Err(error) => return Err(StoreError::disk(path, &error).to_string()),
    };
    let text = String::from_utf8(bytes);
    text.map(Some).map_err(|_| format!("{}: this is no text. Write it as UTF-8.", name_of(path)))
}

/// A path as it can be shown.
pub(super) fn name_of(path: &Path) -> String {
    shown(&path.to_string_lossy())
}

/// The files with this ending in a folder, which need not exist.
pub(super) fn files_in(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files = RealDisk.list(folder).unwrap_or_default();
    files.retain(|path| path.extension().is_some_and(|found| found == ending));
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn without_a_file_everything_is_as_it_comes() {
        let config = tempfile::tempdir().unwrap();
        assert_eq!(Preferences::read(config.path()), Ok(Preferences::default()));
        assert_eq!(keymap(&config.path().join("nowhere")).1, [""; 0]);
    }

    #[test]
    fn what_is_changed_is_remembered_and_the_rest_stays() {
        let home = tempfile::tempdir().unwrap();
        let config = home.path().join("groundswell");
        Preferences::change(&config, |own| own.theme = "plum \"1\"".into()).unwrap();
        Preferences::change(&config, |own| own.mouse = false).unwrap();
        let read = Preferences::read(&config).unwrap();
        assert_eq!(
            (read.theme.as_str(), read.mouse, read.notification),
            ("plum \"1\"", false, false)
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told_with_its_place_and_left_alone() {
        let config = tempfile::tempdir().unwrap();
        let path = config.path().join("settings.ron");
        let text = "Settings(\n  format: 1,\n  mousse: true,\n)";
        paper::write(&RealDisk, &path, text.as_bytes(), false).unwrap();
        let told = Preferences::change(config.path(), |own| own.mouse = false).unwrap_err();
        assert!(
            told.contains("settings.ron, line 3, column 3: ") && told.contains("mousse"),
            "{told}"
        );
        assert_eq!(std::fs::read(&path).unwrap(), text.as_bytes());
        let newer = Preferences::parse("s", "Settings(format: 2)").unwrap_err();
        assert!(newer.contains("format 2"), "{newer}");
    }

    #[test]
    fn keys_with_conflicts_are_not_followed_and_all_are_told() {
        let config = tempfile::tempdir().unwrap();
        let path = config.path().join("keys.ron");
        let text = "Keys(format: 1, bindings: [\n(does: \"park\", keys: [\"k\", \"a\"]),\n])";
        paper::write(&RealDisk, &path, text.as_bytes(), false).unwrap();
        let (keys, told) = keymap(config.path());
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.iter().all(|told| told.contains("keys.ron, line 2, column ")), "{told:?}");
        let park = crate::ui::action::Action::Park;
        assert_eq!(keys.key_for(park), Keymap::built_in().key_for(park));
    }

    proptest! {
        #[test]
        fn any_bytes_never_panic_and_are_never_obeyed(text in any::<String>()) {
            let told = Preferences::parse("s", &text).err().unwrap_or_default();
            prop_assert!(told.lines().count() <= 1 || told.contains("line"));
            let _ = Keymap::parse("k", &text);
            let _ = Keymap::parse("k", &format!("Keys(format: 1, bindings: [(does: {text:?}, keys: [{text:?}])])"));
        }
    }
}
