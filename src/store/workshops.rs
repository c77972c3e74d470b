//! The library of workshops: the scripts that come with the program, and those in a person's own
//! folder.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::Disk;
use super::fault::{StoreError, Trouble};
use super::frame::{self, Document};
use crate::workshop::{FORMAT, Workshop};

#[cfg(test)]
mod documented;
mod reading;
mod scan;
mod words;

/// The scripts there are: a person's own take the place of built-in ones of the same name.
#[derive(Clone)]
pub struct Workshops {
    folder: Option<PathBuf>,
    disk: Arc<dyn Disk>,
}

/// A script in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name on the command line: `goals-names-pot`.
    pub name: String,
    /// Whether it comes with the program.
    pub built_in: bool,
    /// The script, or why it cannot be run.
    pub workshop: Result<Workshop, StoreError>,
}

/// Names each built-in script once; its text comes from `assets/workshops/NAME.ron`.
macro_rules! scripts {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/workshops/", $name, ".ron")))),+]
    };
}

/// The built-in scripts in the order of the list: name and text.
const BUILT_IN: &[(&str, &str)] = scripts![
    "who-owns-social",
    "who-owns-social-60",
    "goals-names-pot",
    "kick-off",
    "one-pot",
    "decide-this",
    "who-do-we-ask",
    "solo-plan",
    "check-in",
    "day-90",
];

impl Workshops {
    /// The built-in scripts and those in this folder, which need not exist.
    pub fn in_folder(disk: Arc<dyn Disk>, folder: Option<PathBuf>) -> Workshops {
        Workshops { folder, disk }
    }

    /// All scripts: those that come with the program, then a person's own. One that cannot be run
    /// is listed with the reason.
    pub fn list(&self) -> Vec<Listed> {
        let own = match self.own() {
            Ok(own) => own,
            Err(error) => return self.built_in(&[]).chain([unreadable(error)]).collect(),
        };
        let listed = self.built_in(&own).chain(own.iter().map(|path| Listed {
            name: stem(path),
            built_in: false,
            workshop: self.read_own(path, reading::read),
        }));
        listed.collect()
    }

    /// The script that a person means: a path, a name, or the beginning of one.
    ///
    /// # Errors
    /// When there is none, several begin so, or the script cannot be run: with file, line and
    /// column, and what to do.
    pub fn find(&self, wanted: &str) -> Result<Workshop, StoreError> {
        self.found(wanted, reading::read)
    }

    /// The same, whether or not it can be run: what keeps it from that is told by its faults.
    ///
    /// # Errors
    /// When there is none, several begin so, or the file cannot be read.
    pub fn draft(&self, wanted: &str) -> Result<Workshop, StoreError> {
        self.found(wanted, reading::draft)
    }

    fn found(&self, wanted: &str, read: Read) -> Result<Workshop, StoreError> {
        match self.place_of(wanted)? {
            Source::BuiltIn(name, text) => read(&shipped(name), text.as_bytes()),
            Source::Own(path) => self.read_own(&path, read),
            Source::Elsewhere(path) => read(&path, &self.bytes(&path)?),
        }
    }

    /// The text of a script as it stands in its file, comments and all, even when it cannot be run.
    /// What could move a cursor is taken out, so that it may be printed.
    ///
    /// # Errors
    /// When there is no such script, or its file cannot be read.
    pub fn source(&self, wanted: &str) -> Result<String, StoreError> {
        let path = match self.place_of(wanted)? {
            Source::BuiltIn(_, text) => return Ok(text.into()),
            Source::Own(path) | Source::Elsewhere(path) => path,
        };
        let bytes = self.bytes(&path)?;
        Ok(printable(reading::text(&path, &bytes)?))
    }

    fn place_of(&self, wanted: &str) -> Result<Source, StoreError> {
        let path = Path::new(wanted);
        let is_file = wanted.ends_with(".ron") && self.disk.stamp(path).is_ok();
        if is_file || path.components().count() > 1 {
            return Ok(Source::Elsewhere(path.into()));
        }
        let name = wanted.strip_suffix(".ron").unwrap_or(wanted).to_lowercase();
        let mut sources: Vec<(String, Source)> =
            self.own()?.into_iter().map(|path| (stem(&path), Source::Own(path))).collect();
        let is_free = |(name, _): &&(&str, &str)| sources.iter().all(|(own, _)| own != name);
        let built_in: Vec<_> = BUILT_IN.iter().filter(is_free).collect();
        sources.extend(built_in.iter().map(|(name, text)| {
            let source = Source::BuiltIn(name, text);
            ((*name).to_owned(), source)
        }));
        chosen(sources, &name).map_err(|said| StoreError::new(path, Trouble::Script(vec![said])))
    }

    /// The files of a person's own folder, by name.
    fn own(&self) -> Result<Vec<PathBuf>, StoreError> {
        let Some(folder) = &self.folder else { return Ok(Vec::new()) };
        let mut paths = match self.disk.list(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            found => found.map_err(|error| StoreError::disk(folder, &error))?,
        };
        paths.retain(|path| is_script(path));
        paths.sort();
        Ok(paths)
    }

    fn built_in(&self, own: &[PathBuf]) -> impl Iterator<Item = Listed> {
        let own: Vec<String> = own.iter().map(|path| stem(path)).collect();
        let left = BUILT_IN.iter().filter(move |(name, _)| !own.iter().any(|own| own == name));
        left.map(|(name, text)| Listed {
            name: (*name).to_owned(),
            built_in: true,
            workshop: reading::read(&shipped(name), text.as_bytes()),
        })
    }

    /// A script of the folder goes by its file's name, so the name in it must be the same.
    fn read_own(&self, path: &Path, read: Read) -> Result<Workshop, StoreError> {
        let bytes = self.bytes(path)?;
        let workshop = read(path, &bytes)?;
        if workshop.name == stem(path).as_str() {
            return Ok(workshop);
        }
        Err(reading::misnamed(path, &bytes, &workshop.name))
    }

    fn bytes(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        let read = self.disk.read(path, frame::MOST + 1);
        read.map_err(|error| words::of_scripts(StoreError::disk(path, &error)))
    }
}

impl Document for Workshop {
    const NAME: &'static str = "Workshop";
    const ABOUT: &'static str = "A Groundswell workshop: a script that can be run again and again.";
    const FORMAT: u32 = FORMAT;

    fn check(&self) -> Result<(), String> {
        self.faults().into_iter().next().map_or(Ok(()), |fault| Err(fault.said))
    }
}

/// From the bytes of a file to a script.
type Read = fn(&Path, &[u8]) -> Result<Workshop, StoreError>;

/// Where a script comes from.
enum Source {
    BuiltIn(&'static str, &'static str),
    Own(PathBuf),
    Elsewhere(PathBuf),
}

/// The script with this name, or the only one whose name begins so; otherwise a sentence.
fn chosen(sources: Vec<(String, Source)>, wanted: &str) -> Result<Source, String> {
    let mut names: Vec<String> = sources.iter().map(|(name, _)| name.clone()).collect();
    names.sort();
    let begins = |name: &String| !wanted.is_empty() && name.to_lowercase().starts_with(wanted);
    let is_it = |name: &String| name.to_lowercase() == wanted;
    let mut fit: Vec<String> = names.iter().filter(|name| begins(name)).cloned().collect();
    if fit.iter().any(is_it) {
        fit.retain(is_it);
    }
    match &fit[..] {
        [] => Err(format!(
            "There is no workshop of this name. Choose one of: {}; or name a file.",
            names.join(", ")
        )),
        [one] => {
            let found = sources.into_iter().find(|(name, _)| name == one);
            Ok(found.expect("the names are theirs").1)
        }
        several => Err(format!(
            "Several workshops begin like this: {}. Type more of the name.",
            several.join(", ")
        )),
    }
}

/// What a built-in script is called in an error.
fn shipped(name: &str) -> PathBuf {
    format!("{name}.ron").into()
}

fn unreadable(error: StoreError) -> Listed {
    let name = error.file.to_string_lossy().into_owned();
    Listed { name, built_in: false, workshop: Err(error) }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn is_script(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".ron") && !name.starts_with('.')
}

/// The text without what a terminal would obey. Joiners and the like stay, since real scripts need
/// them.
fn printable(text: &str) -> String {
    let plain = |letter: char| match letter {
        '\n' | '\t' => letter,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '·',
        other if other.is_control() => '·',
        other => other,
    };
    text.replace("\r\n", "\n").chars().map(plain).collect()
}

#[cfg(test)]
mod tests;
