//! What can go wrong with a file, told to a person: what happened, where, and what to do.

use crate::text::shorten;
use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A file that could not be read or written, with the reason and the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError {
    /// The file.
    pub file: PathBuf,
    /// Where in the file, when that is known.
    pub place: Option<Place>,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// There is no such file or folder.
    NotFound,
    /// Its folder is not there any more.
    FolderGone,
    /// There is one already, and it must not be overwritten.
    Exists,
    /// It is a folder.
    IsFolder,
    /// It is a file, where a folder is needed.
    IsFile,
    /// It has nothing in it.
    Empty,
    /// It is larger than any file of ours.
    TooLarge,
    /// We may not read or write it.
    NoPermission,
    /// The disk takes no writes at all.
    ReadOnlyDisk,
    /// There is no room left.
    DiskFull,
    /// It is not text.
    NotText,
    /// It is text, but not well-formed RON.
    NotRon(String),
    /// It is RON of another kind: what was found, what was expected.
    WrongKind(String, &'static str),
    /// It is the right kind of file, but something in it does not fit.
    DoesNotFit(String),
    /// Its format is higher than the highest one we know.
    Newer(u32, u32),
    /// Another program has it open; what its lock says about that.
    Locked(String),
    /// What was written would not read back as the same.
    NotTheSame(String),
    /// Several sessions begin like this.
    Ambiguous(Vec<String>),
    /// A script of a workshop that cannot be run: all that does not fit, in whole sentences.
    Script(Vec<String>),
    /// The program itself went wrong on the way.
    OurFault,
    /// Anything else the disk says.
    Disk(String),
}

/// A place in a file, with the line as it stands there, made safe to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// The line itself, cleaned.
    pub source: String,
}

impl StoreError {
    /// Trouble with a whole file.
    pub fn new(file: &Path, trouble: Trouble) -> StoreError {
        StoreError { file: file.into(), place: None, trouble }
    }

    /// Trouble at one place of a file whose text is at hand.
    pub fn at(file: &Path, text: &str, line: usize, column: usize, trouble: Trouble) -> StoreError {
        let source = shown(text.lines().nth(line.saturating_sub(1)).unwrap_or_default());
        StoreError { file: file.into(), place: Some(Place { line, column, source }), trouble }
    }

    /// What the disk said about a file, in our words.
    pub fn disk(file: &Path, error: &io::Error) -> StoreError {
        let trouble = match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Trouble::NotFound,
            io::ErrorKind::AlreadyExists => Trouble::Exists,
            io::ErrorKind::IsADirectory => Trouble::IsFolder,
            io::ErrorKind::PermissionDenied => Trouble::NoPermission,
            io::ErrorKind::ReadOnlyFilesystem => Trouble::ReadOnlyDisk,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Trouble::DiskFull,
            _ => Trouble::Disk(error.to_string()),
        };
        StoreError::new(file, trouble)
    }

    /// What the disk said while a file was being written.
    pub fn saving(file: &Path, error: &io::Error) -> StoreError {
        let told = StoreError::disk(file, error);
        match told.trouble {
            // The file itself need not be there when it is written; its folder must.
            Trouble::NotFound => StoreError::new(file, Trouble::FolderGone),
            _ => told,
        }
    }

    /// Whether the file is damaged, so that an earlier copy may help.
    pub fn is_damage(&self) -> bool {
        matches!(
            self.trouble,
            Trouble::Empty
                | Trouble::NotText
                | Trouble::NotRon(_)
                | Trouble::WrongKind(..)
                | Trouble::DoesNotFit(_)
                | Trouble::TooLarge
        )
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", shown(&self.file.to_string_lossy()))?;
        let Some(place) = &self.place else { return write!(f, ": {}", self.trouble) };
        write!(f, ":{}:{}: {}\n{place}", place.line, place.column, self.trouble)
    }
}

impl Error for StoreError {}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::NotFound => f.write_str(
                "There is no such file. `groundswell list` shows the sessions there are.",
            ),
            Trouble::FolderGone => f.write_str(
                "The folder is not there any more. Bring it back, or save the session somewhere else.",
            ),
            Trouble::Exists => f.write_str(
                "There is such a file already, and nothing is overwritten. Choose another name.",
            ),
            Trouble::IsFolder => f.write_str("This is a folder; name a session file in it."),
            Trouble::IsFile => f.write_str("This is a file, and a folder is needed. Name another one."),
            Trouble::Empty => f.write_str("The file is empty. An earlier copy may be in its backups."),
            Trouble::TooLarge => {
                f.write_str("The file is larger than 64 MB, so it is none that Groundswell wrote.")
            }
            Trouble::NoPermission => f.write_str(
                "The system does not let us read or write here. Change the rights, or use another folder.",
            ),
            Trouble::ReadOnlyDisk => {
                f.write_str("This disk can only be read. Save the session somewhere else.")
            }
            Trouble::DiskFull => {
                f.write_str("The disk is full. Make room, or save the session somewhere else.")
            }
            Trouble::NotText => f.write_str(
                "From here on the file is not text (UTF-8). An earlier copy may be in its backups.",
            ),
            Trouble::NotRon(said) => write!(
                f,
                "The file cannot be read here: {}. Mend this place, or take an earlier copy.",
                brief(said)
            ),
            Trouble::WrongKind(found, expected) => {
                let found = shorten(found, 40);
                write!(f, "It begins with “{}”; a {expected} file was expected.", shown(&found))
            }
            Trouble::DoesNotFit(said) => write!(
                f,
                "Something here does not fit: {}. Mend this place, or take an earlier copy.",
                brief(said.trim_end_matches('.'))
            ),
            Trouble::Newer(theirs, ours) => write!(
                f,
                "This was written by a newer Groundswell (format {theirs}; this one knows {ours}). \
                 Nothing was changed. Update Groundswell to open it."
            ),
            Trouble::Locked(holder) => write!(
                f,
                "Another Groundswell has this session open{}. Close it there first.",
                shown(holder)
            ),
            Trouble::NotTheSame(said) => write!(
                f,
                "Not saved, because what was written would not read back as the same ({}). \
                 The file on disk is untouched. Please report this.",
                shown(said)
            ),
            Trouble::Ambiguous(names) => write!(
                f,
                "Several sessions begin like this: {}. Type more of the name.",
                shown(&names.join(", "))
            ),
            Trouble::Script(said) => script(f, said),
            Trouble::OurFault => f.write_str(
                "Not saved, because of a fault of Groundswell's own; a report of it is written. It is \
                 tried again. Save the session somewhere else if that goes on.",
            ),
            Trouble::Disk(said) => write!(f, "The disk says: {}.", shown(said)),
        }
    }
}

fn script(f: &mut fmt::Formatter<'_>, said: &[String]) -> fmt::Result {
    if let [only] = said {
        return f.write_str(&shown(only));
    }
    f.write_str("Some things do not fit yet:")?;
    said.iter().try_for_each(|sentence| write!(f, "\n  {}", shown(sentence)))
}

impl fmt::Display for Place {
    /// The line with a caret under the character, cut to what fits around it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = self.column.max(1);
        let skipped = column.saturating_sub(WIDTH / 2);
        let cut: String = self.source.chars().skip(skipped).take(WIDTH).collect();
        let gutter = self.line.to_string();
        writeln!(f, "{gutter} | {cut}")?;
        write!(f, "{:>1$}", '^', gutter.len() + 3 + column - skipped)
    }
}

/// How much of a line is shown around a place.
const WIDTH: usize = 72;

/// What a parser says, which may quote a whole file.
fn brief(said: &str) -> String {
    shown(&shorten(said, 400))
}

/// Text from a file, made safe to show: everything that moves a cursor, hides, or turns the
/// direction becomes a dot, one for one, so that columns stay what they were.
pub fn shown(text: &str) -> String {
    text.chars().map(|letter| if is_plain(letter) { letter } else { '·' }).collect()
}

fn is_plain(letter: char) -> bool {
    !letter.is_control()
        && !matches!(
            letter,
            '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e000}'..='\u{f8ff}'
                | '\u{e0000}'..='\u{10ffff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_file_the_place_and_what_to_do() {
        let text = "Session(\n  format: 1,\n  titel: \"x\",\n)";
        let trouble = Trouble::DoesNotFit("there is no field `titel`".into());
        let error = StoreError::at(Path::new("a.ron"), text, 3, 3, trouble);
        let told = "a.ron:3:3: Something here does not fit: there is no field `titel`. Mend this \
                    place, or take an earlier copy.\n3 |   titel: \"x\",\n      ^";
        assert_eq!(error.to_string(), told);
    }

    #[test]
    fn text_from_a_file_is_shown_and_never_obeyed() {
        let nasty = "\u{1b}[31m\u{9b}2J\u{202e}\u{7}\r\u{200b}";
        let error = StoreError::at(Path::new(nasty), nasty, 1, 1, Trouble::NotRon(nasty.into()));
        let told = error.to_string();
        assert!(told.chars().all(|letter| letter == '\n' || is_plain(letter)), "{told:?}");
        assert!(told.contains("·[31m·2J"));
    }

    #[test]
    fn a_parser_that_quotes_a_whole_file_is_cut_short() {
        let long = "x".repeat(9_000);
        for trouble in [
            Trouble::NotRon(long.clone()),
            Trouble::DoesNotFit(long.clone()),
            Trouble::WrongKind(long.clone(), "Session"),
        ] {
            assert!(trouble.to_string().len() < 600, "{trouble}");
        }
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}X{}", "a".repeat(1_000), "b".repeat(1_000));
        let error = StoreError::at(Path::new("a"), &text, 1, 1_001, Trouble::Empty);
        let told = error.to_string();
        let [.., line, caret] = told.lines().collect::<Vec<_>>()[..] else { panic!("{told}") };
        assert!(line.len() < 90);
        assert_eq!(line.chars().nth(caret.len() - 1), Some('X'));
    }

    #[test]
    fn what_the_disk_says_is_told_in_our_words() {
        let said = |kind: io::ErrorKind| StoreError::disk(Path::new("a"), &kind.into()).trouble;
        assert_eq!(said(io::ErrorKind::NotFound), Trouble::NotFound);
        assert_eq!(said(io::ErrorKind::StorageFull), Trouble::DiskFull);
        assert_eq!(said(io::ErrorKind::PermissionDenied), Trouble::NoPermission);
        assert_eq!(said(io::ErrorKind::IsADirectory), Trouble::IsFolder);
    }
}
