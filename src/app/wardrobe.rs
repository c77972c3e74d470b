//! The themes there are: the built-in ones, and a person's own in the folder `themes` of the config
//! folder. One of one's own takes the place of a built-in one of the same name.

use super::config::{AUTO, files_in, name_of, text_of};
use crate::store::fault::shown;
use crate::ui::popups::themes::Offer;
use crate::ui::theme::{BUILT_IN, Theme};
use std::path::{Path, PathBuf};

/// The themes there are.
#[derive(Clone, Debug)]
pub struct Wardrobe {
    folder: PathBuf,
}

/// Why there is no such theme to wear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// None is called so; those that are.
    Unknown(String),
    /// Its file cannot be read: what is wrong, where, and what to do.
    Broken(String),
}

impl Wardrobe {
    /// The themes that come with the program and those of this config folder.
    pub fn of(config: &Path) -> Wardrobe {
        Wardrobe { folder: config.join("themes") }
    }

    /// The names there are, the built-in ones first.
    pub fn names(&self) -> Vec<String> {
        let built_in = BUILT_IN.iter().map(|(name, _)| (*name).to_owned());
        let own = self.own().into_iter().filter(|name| Theme::built_in(name).is_none());
        built_in.chain(own).collect()
    }

    /// Whether a person's own file has this name.
    pub fn is_own(&self, name: &str) -> bool {
        self.own().iter().any(|own| own == name)
    }

    /// The theme of a name.
    ///
    /// # Errors
    /// When there is none, or its file cannot be read.
    pub fn find(&self, name: &str) -> Result<Theme, Missing> {
        if self.is_own(name) {
            let text = self.text(name).map_err(Missing::Broken)?;
            let theme = Theme::parse(&name_of(&self.file(name)), name, &text);
            return theme.map_err(|error| Missing::Broken(shown(&error.to_string())));
        }
        Theme::built_in(name).ok_or_else(|| self.unknown(name))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.ron"))
    }

    fn text(&self, name: &str) -> Result<String, String> {
        Ok(text_of(&self.file(name))?.unwrap_or_default())
    }

    fn unknown(&self, name: &str) -> Missing {
        let name = shown(name);
        let known = self.names().iter().map(|name| shown(name)).collect::<Vec<_>>().join(", ");
        Missing::Unknown(format!("There is no theme “{name}”. The themes are: {AUTO}, {known}."))
    }

    /// The folder of a person's own.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The text of a theme's file.
    ///
    /// # Errors
    /// When there is no such theme, or its file is no text.
    pub fn source(&self, name: &str) -> Result<String, Missing> {
        if self.is_own(name) {
            return self.text(name).map_err(Missing::Broken);
        }
        let found = BUILT_IN.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| (*text).to_owned()).ok_or_else(|| self.unknown(name))
    }

    /// The theme for a terminal with a light or dark background. One of one's own that cannot be
    /// read does not keep anybody from working.
    pub fn fitting(&self, light: bool) -> Theme {
        let name = if light { "light" } else { "dark" };
        let built_in = || Theme::built_in(name).expect("both are built in");
        self.find(name).unwrap_or_else(|_| built_in())
    }

    /// All that can be chosen; `light` is what is known of the terminal's background.
    pub fn offers(&self, light: bool) -> Vec<Offer> {
        let fitting = self.fitting(light);
        let aside = format!("by the background: {}", fitting.name());
        let auto = Offer { name: AUTO.to_owned(), aside, theme: Ok(fitting) };
        let named = self.names().into_iter().map(|name| {
            let aside = if self.is_own(&name) { "your own" } else { "built in" };
            let theme = self.find(&name).map_err(|missing| match missing {
                Missing::Broken(why) | Missing::Unknown(why) => why,
            });
            Offer { name, aside: aside.to_owned(), theme }
        });
        std::iter::once(auto).chain(named).collect()
    }

    fn own(&self) -> Vec<String> {
        let stem = |path: PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let mut names: Vec<String> =
            files_in(&self.folder, "ron").into_iter().filter_map(stem).collect();
        names.retain(|name| name != AUTO);
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Disk, RealDisk, paper};

    fn wardrobe(files: &[(&str, &str)]) -> (tempfile::TempDir, Wardrobe) {
        let config = tempfile::tempdir().unwrap();
        let folder = config.path().join("themes");
        RealDisk.create_folder(&folder).unwrap();
        for (name, text) in files {
            paper::write(&RealDisk, &folder.join(name), text.as_bytes(), false).unwrap();
        }
        let wardrobe = Wardrobe::of(config.path());
        (config, wardrobe)
    }

    #[test]
    fn ones_own_stand_behind_the_built_in_ones_and_take_their_place() {
        let own = "Theme(format: 1, based_on: \"light\", name: \"night\")";
        let (_config, wardrobe) =
            wardrobe(&[("plum.ron", own), ("dark.ron", own), ("read.me", "")]);
        assert_eq!(wardrobe.names(), ["dark", "light", "wall", "mono", "plum"]);
        assert_eq!(wardrobe.find("dark").unwrap().name(), "night");
        assert_eq!(wardrobe.fitting(false).name(), "night");
        let asides: Vec<String> =
            wardrobe.offers(true).into_iter().map(|offer| offer.aside).collect();
        let own = "your own";
        let known = ["by the background: light", own, "built in", "built in", "built in", own];
        assert_eq!(asides, known);
    }

    #[test]
    fn a_broken_one_is_offered_with_the_reason_and_keeps_nobody_from_working() {
        let (_config, wardrobe) = wardrobe(&[("light.ron", "Theme(\n oops)")]);
        assert_eq!(wardrobe.fitting(true).name(), "light");
        let Err(Missing::Broken(why)) = wardrobe.find("light") else { panic!("it is broken") };
        assert!(why.contains("light.ron, line 2, column "), "{why}");
        let offers = wardrobe.offers(false);
        assert!(offers[2].theme.as_ref().is_err_and(|told| *told == why));
    }

    #[test]
    fn an_unknown_one_is_answered_with_those_there_are() {
        let (_config, wardrobe) = wardrobe(&[]);
        let told = "There is no theme “../x”. The themes are: auto, dark, light, wall, mono.";
        assert_eq!(wardrobe.find("../x"), Err(Missing::Unknown(told.into())));
    }
}
