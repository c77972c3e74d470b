//! The text of a file: a comment that says what it is, the RON itself, and a checksum at the end.

use std::io;
use std::path::Path;

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::disk::Disk;
use super::fault::{StoreError, Trouble};

/// A kind of file: a named struct with its name at the head.
pub trait Document: Serialize + DeserializeOwned + PartialEq {
    /// The name at the head, which is the struct's own.
    const NAME: &'static str;
    /// What the first line says about the file.
    const ABOUT: &'static str;
    /// The format this program writes, and the highest one it reads. It stands in the field
    /// `format`, which comes first; a kind of file without that field has format 0.
    const FORMAT: u32;

    /// What only the whole can tell: unique ids, references that lead somewhere.
    fn check(&self) -> Result<(), String> {
        Ok(())
    }
}

/// What was read, and how far it can be trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<T> {
    /// The value.
    pub value: T,
    /// Whether the file is as the program left it.
    pub condition: Condition,
}

/// Whether a file is as the program left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// As it was written.
    Sound,
    /// The checksum is missing or another one. It reads and checks all the same, so somebody
    /// edited it, which is legitimate; or it is damaged where that does not show.
    ChangedOutside,
    /// Written by a newer program, in this format. To be looked at and never saved.
    Newer(u32),
}

/// No file of ours comes near this; what does is not read into memory.
pub(super) const MOST: u64 = 64 * 1024 * 1024;

/// How much of a file the glance is looked for in.
pub(super) const OPENING: u64 = 8 * 1024;

/// What the last line begins with.
const CHECKSUM: &str = "// crc32 ";

/// The text of a value, proven to read back as the same value.
///
/// RON nests deeper when it writes than when it reads, so the proof is part of every save.
pub fn written<T: Document>(file: &Path, value: &T) -> Result<String, StoreError> {
    let not_the_same = |said: String| StoreError::new(file, Trouble::NotTheSame(said));
    let text = text_of(value).map_err(|error| not_the_same(error.to_string()))?;
    let back: T = options().from_str(&text).map_err(|error| not_the_same(error.to_string()))?;
    if back == *value { Ok(text) } else { Err(not_the_same("a value differs".into())) }
}

/// Reads a file from the disk.
pub fn read<T: Document>(disk: &dyn Disk, file: &Path) -> Result<Reading<T>, StoreError> {
    let bytes = disk.read(file, MOST + 1).map_err(|error| StoreError::disk(file, &error))?;
    parse(file, &bytes)
}

/// Reads a file, or answers `None` when there is none.
pub fn read_if_there<T: Document>(
    disk: &dyn Disk,
    file: &Path,
) -> Result<Option<Reading<T>>, StoreError> {
    match disk.read(file, MOST + 1) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::disk(file, &error)),
        Ok(bytes) => parse(file, &bytes).map(Some),
    }
}

/// Reads the bytes of a file.
pub fn parse<T: Document>(file: &Path, bytes: &[u8]) -> Result<Reading<T>, StoreError> {
    let text = text_in(file, bytes)?;
    kind_of::<T>(file, text)?;
    let format = format_of::<T>(text);
    let newer = |found| StoreError::new(file, Trouble::Newer(found, T::FORMAT));
    let checked = options()
        .from_str::<T>(text)
        .map_err(|error| not_ron(file, text, &error))
        .and_then(|value| match value.check() {
            Ok(()) => Ok(value),
            Err(said) => Err(not_fitting(file, text, said)),
        });
    match (checked, format) {
        (Ok(value), Some(found)) if found > T::FORMAT => {
            Ok(Reading { value, condition: Condition::Newer(found) })
        }
        (Err(_), Some(found)) if found > T::FORMAT => Err(newer(found)),
        (Ok(value), _) => Ok(Reading { value, condition: condition_of(text) }),
        (Err(error), _) => Err(error),
    }
}

/// Reads only the beginning of a file, up to the end of its block `glance`, into a struct of the
/// fields that stand there. Falls back to the whole file when somebody has laid it out otherwise.
pub fn glance<T: Document, G: DeserializeOwned>(
    disk: &dyn Disk,
    file: &Path,
) -> Result<G, StoreError> {
    let start = disk.read(file, OPENING).map_err(|error| StoreError::disk(file, &error))?;
    if let Some(glance) = opening_of::<T, G>(&start) {
        return Ok(glance);
    }
    let bytes = disk.read(file, MOST + 1).map_err(|error| StoreError::disk(file, &error))?;
    let text = text_in(file, &bytes)?;
    kind_of::<T>(file, text)?;
    let nameless = nameless::<T>(text);
    options().from_str(&nameless).map_err(|error| not_ron(file, text, &error))
}

/// One value on one line, as the history has it.
pub fn line_of<T: Serialize>(value: &T) -> Result<String, ron::Error> {
    ron::ser::to_string_pretty(value, pretty().depth_limit(0))
}

/// A value from one line.
pub fn from_line<T: DeserializeOwned>(line: &str) -> Option<T> {
    options().from_str(line).ok()
}

/// The checksum of some text, as it stands in files.
pub fn checksum(text: &str) -> String {
    format!("{:08x}", crc32fast::hash(text.as_bytes()))
}

fn text_of<T: Document>(value: &T) -> Result<String, ron::Error> {
    let ron = ron::ser::to_string_pretty(value, pretty())?;
    let body = format!("// {}\n{}{ron}\n", T::ABOUT, T::NAME);
    let sum = checksum(&body);
    Ok(format!("{body}{CHECKSUM}{sum}\n"))
}

/// How files are read: hand edits may leave out `Some`, which the program itself always writes.
pub(super) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The pinned layout: the same value gives the same bytes on every system.
fn pretty() -> PrettyConfig {
    PrettyConfig::new().new_line("\n").indentor("  ")
}

/// The text of a file, without a byte-order mark.
pub(super) fn text_in<'a>(file: &Path, bytes: &'a [u8]) -> Result<&'a str, StoreError> {
    if bytes.len() as u64 > MOST {
        return Err(StoreError::new(file, Trouble::TooLarge));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = str::from_utf8(bytes).map_err(|error| not_text(file, bytes, error.valid_up_to()))?;
    if text.trim().is_empty() {
        return Err(StoreError::new(file, Trouble::Empty));
    }
    Ok(text)
}

fn not_text(file: &Path, bytes: &[u8], valid: usize) -> StoreError {
    let before = str::from_utf8(&bytes[..valid]).expect("checked up to here");
    let line = 1 + before.matches('\n').count();
    let column = 1 + before.chars().rev().take_while(|letter| *letter != '\n').count();
    let text = String::from_utf8_lossy(bytes);
    StoreError::at(file, &text, line, column, Trouble::NotText)
}

fn not_ron(file: &Path, text: &str, error: &ron::error::SpannedError) -> StoreError {
    use ron::Error as Said;
    let said = error.code.to_string();
    let trouble = match error.code {
        Said::Message(_)
        | Said::NoSuchStructField { .. }
        | Said::NoSuchEnumVariant { .. }
        | Said::MissingStructField { .. }
        | Said::DuplicateStructField { .. }
        | Said::InvalidValueForType { .. }
        | Said::ExpectedDifferentLength { .. } => Trouble::DoesNotFit(said),
        _ => Trouble::NotRon(said),
    };
    StoreError::at(file, text, error.span.start.line, error.span.start.col, trouble)
}

/// Trouble that only the whole shows, at the place of what it is about: the last “name” in what is
/// said, where it is given a second time, else where it is used first; or the last `path.to.field`.
/// Names in a file are whatever somebody wrote, so only a few that are short are looked for.
fn not_fitting(file: &Path, text: &str, said: String) -> StoreError {
    let Some(at) = place_of(text, &said) else {
        return StoreError::new(file, Trouble::DoesNotFit(said));
    };
    let before = &text[..at];
    let line = 1 + before.matches('\n').count();
    let column = 1 + before.chars().rev().take_while(|letter| *letter != '\n').count();
    StoreError::at(file, text, line, column, Trouble::DoesNotFit(said))
}

fn place_of(text: &str, said: &str) -> Option<usize> {
    let names = quoted(said, '“', '”').filter_map(|(at, name)| {
        let name = format!("\"{name}\"");
        let given = text.rfind(&format!("id: {name}")).map(|at| at + "id: ".len());
        given.or_else(|| text.find(&name)).map(|place| (at, place))
    });
    let fields = quoted(said, '`', '`').filter_map(|(at, path)| {
        let place = path.split('.').try_fold(0, |from, field| field_from(text, from, field))?;
        Some((at, place))
    });
    names.chain(fields).max().map(|(_, place)| place)
}

/// So many names of what is said are looked for in the file, and so long ones.
const FEW: usize = 4;
const SHORT: usize = 200;

/// The last things that stand between such marks, and where in what is said.
fn quoted(said: &str, from: char, to: char) -> impl Iterator<Item = (usize, &str)> {
    said.rmatch_indices(from).take(FEW).filter_map(move |(at, mark)| {
        let rest = &said[at + mark.len()..];
        let end = rest[..rest.floor_char_boundary(SHORT)].find(to)?;
        Some((at, &rest[..end]))
    })
}

/// Where the first field of this name begins a line, from here on.
fn field_from(text: &str, from: usize, field: &str) -> Option<usize> {
    let field = format!("{field}: ");
    let mut at = from;
    text[from..].split_inclusive('\n').find_map(|line| {
        let meant = line.trim_start();
        let start = at + line.len() - meant.len();
        at += line.len();
        meant.starts_with(&field).then_some(start)
    })
}

/// Refuses a file that says at its head that it is of another kind.
pub(super) fn kind_of<T: Document>(file: &Path, text: &str) -> Result<(), StoreError> {
    let name = head_name(text);
    if name.is_empty() || name == T::NAME {
        return Ok(());
    }
    Err(StoreError::new(file, Trouble::WrongKind(name.to_owned(), T::NAME)))
}

/// The name at the head of a text; empty where there is none.
pub(super) fn head_name(text: &str) -> &str {
    let head = &text[head_of(text)..];
    &head[..head.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(head.len())]
}

/// Where the RON begins: after the comment lines at the top.
fn head_of(text: &str) -> usize {
    let lines = text.split_inclusive('\n');
    let comments = lines.take_while(|line| line.trim().is_empty() || line.starts_with("//"));
    comments.map(str::len).sum()
}

/// The format, known before anything else is understood: a newer one may change all the rest.
pub(super) fn format_of<T: Document>(text: &str) -> Option<u32> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: u32,
    }
    let opening = until(text, |line| line.starts_with("  format:"));
    let head: Option<Head> =
        opening.and_then(|opening| from_line(&format!("{})", nameless::<T>(opening))));
    // Somebody may have laid it out otherwise; then the whole must at least be well-formed.
    head.or_else(|| from_line(&nameless::<T>(text))).map(|head| head.format)
}

fn opening_of<T: Document, G: DeserializeOwned>(start: &[u8]) -> Option<G> {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let valid = str::from_utf8(start).map_or_else(|error| error.valid_up_to(), |_| start.len());
    let text = str::from_utf8(&start[..valid]).ok()?;
    let glance = until(text, |line| line.starts_with("  glance:"))?;
    let rest = until(&text[glance.len()..], |line| line == "  ),")?;
    from_line(&format!("{})", nameless::<T>(&text[..glance.len() + rest.len()])))
}

/// The text up to and with the first line that is meant.
fn until(text: &str, meant: impl Fn(&str) -> bool) -> Option<&str> {
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        length += line.len();
        if meant(line.trim_end_matches(['\n', '\r'])) {
            return Some(&text[..length]);
        }
    }
    None
}

/// The text with the name at its head blanked, so that a struct of another name can read a part of
/// it, and every place stays where it was.
fn nameless<T: Document>(text: &str) -> String {
    let head = head_of(text);
    match text[head..].strip_prefix(T::NAME) {
        None => text.into(),
        Some(rest) => format!("{}{}{rest}", &text[..head], " ".repeat(T::NAME.len())),
    }
}

/// Sound only when the last line is exactly what the program would have written.
fn condition_of(text: &str) -> Condition {
    let start = text.rfind(CHECKSUM).unwrap_or(text.len());
    let (body, last) = text.split_at(start);
    if last == format!("{CHECKSUM}{}\n", checksum(body)) {
        Condition::Sound
    } else {
        Condition::ChangedOutside
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::memory::MemoryDisk;
    use crate::store::sample::{Plan, plan};
    use proptest::prelude::*;

    fn file() -> &'static Path {
        Path::new("/plans/garden.ron")
    }

    fn read_back(text: &str) -> Result<Reading<Plan>, StoreError> {
        parse(file(), text.as_bytes())
    }

    #[test]
    fn a_file_says_what_it_is_and_has_one_thing_a_line() {
        let text = written(file(), &plan()).unwrap();
        let body = "// A plan for tests.\nPlan(\n  format: 1,\n  title: \"Garden\",\n  \
                    revision: 7,\n  glance: (\n    step: \"gather\",\n    next: Some(\"soon\"),\n  \
                    ),\n  ideas: [\n    \"Plant bees\",\n    \"Dig (a pond)\",\n  ],\n)\n";
        assert_eq!(text, format!("{body}// crc32 {}\n", checksum(body)));
    }

    #[test]
    fn what_was_written_reads_back_sound() {
        let text = written(file(), &plan()).unwrap();
        let reading = read_back(&text).unwrap();
        assert_eq!(reading, Reading { value: plan(), condition: Condition::Sound });
        assert_eq!(read_back(&format!("\u{feff}{text}")).unwrap().condition, Condition::Sound);
    }

    #[test]
    fn a_hand_edit_is_read_and_said_to_be_one() {
        let text = written(file(), &plan()).unwrap();
        let edited =
            text.replace("Plant bees", "Plant trees").replace("Some(\"soon\")", "\"soon\"");
        let reading = read_back(&edited).unwrap();
        assert_eq!(reading.value.ideas[0], "Plant trees");
        assert_eq!(reading.value.glance.next.as_deref(), Some("soon"));
        assert_eq!(reading.condition, Condition::ChangedOutside);
    }

    #[test]
    fn a_mistyped_field_is_named_with_its_line() {
        let text = written(file(), &plan()).unwrap().replace("  ideas:", "  idees:");
        let error = read_back(&text).unwrap_err();
        assert!(matches!(&error.trouble, Trouble::DoesNotFit(said) if said.contains("idees")));
        assert_eq!(error.place.unwrap().line, 10);
    }

    #[test]
    fn a_newer_format_is_known_even_when_nothing_else_is_understood() {
        let text = written(file(), &plan()).unwrap().replace("format: 1", "format: 9");
        assert_eq!(read_back(&text).unwrap().condition, Condition::Newer(9));
        let strange = text.replace("ideas: [", "ideas: <strange new syntax> [");
        assert_eq!(read_back(&strange).unwrap_err().trouble, Trouble::Newer(9, 1));
    }

    #[test]
    fn a_newer_format_is_known_however_the_file_is_laid_out() {
        for text in ["Plan(format: 9, shape: \"round\")", "Plan(\n\tformat: 9,\n\tshape: 1,\n)"] {
            assert_eq!(read_back(text).unwrap_err().trouble, Trouble::Newer(9, 1), "{text}");
        }
        let trouble = read_back("Plan(shape: \"round\")").unwrap_err().trouble;
        assert!(matches!(trouble, Trouble::DoesNotFit(_)), "no format is no newer one");
    }

    #[test]
    fn each_kind_of_wrong_file_is_told_apart() {
        let trouble = |bytes: &[u8]| parse::<Plan>(file(), bytes).unwrap_err().trouble;
        assert_eq!(trouble(b""), Trouble::Empty);
        assert_eq!(trouble(b" \n\n"), Trouble::Empty);
        assert_eq!(trouble(b"Workshop(title: 1)"), Trouble::WrongKind("Workshop".into(), "Plan"));
        assert!(matches!(trouble(b"Plan(format: 1,,"), Trouble::NotRon(_)));
        assert!(matches!(trouble(b"Plan(format: 1)"), Trouble::DoesNotFit(_)));
        let error = parse::<Plan>(file(), b"Plan(\n  a\xff").unwrap_err();
        assert_eq!(error.trouble, Trouble::NotText);
        assert_eq!(error.place.map(|place| (place.line, place.column)), Some((2, 4)));
    }

    #[test]
    fn trouble_of_the_whole_is_placed_by_the_last_name_or_field_that_is_said() {
        let text = "A(\n  title: \"on revision: 2\",\n  revision: 3,\n  things: [\n    \
                    (id: \"a1\"),\n    (id: \"a2\"),\n  ],\n  other: (\n    months: 1,\n  ),\n  \
                    pot: (\n    months: 0,\n  ),\n)";
        let line =
            |said: &str| not_fitting(file(), text, said.to_owned()).place.map(|place| place.line);
        assert_eq!(line("`revision` is too high"), Some(3));
        assert_eq!(line("“a1” is not like “a2”"), Some(6));
        assert_eq!(line("“a2” is ahead, but `revision` is 3"), Some(3));
        assert_eq!(line("`revision` is 3, and so is “a1”; it is not “there”"), Some(5));
        assert_eq!(line("`pot.months` is 0"), Some(12));
        assert_eq!(line(&format!("{} points at “a1”", "“".repeat(1_000_000))), Some(5));
        assert_eq!(line(&format!("“{}” is long, unlike `revision`", "é".repeat(500))), Some(3));
        assert_eq!(line("nothing of it is here"), None);
    }

    #[test]
    fn what_does_not_check_is_not_opened() {
        let mut twice = plan();
        twice.ideas.push("Plant bees".into());
        let text = written(file(), &twice).unwrap();
        let error = read_back(&text).unwrap_err();
        assert_eq!(error.trouble, Trouble::DoesNotFit("“Plant bees” is there twice".into()));
        assert_eq!(error.place.map(|place| place.line), Some(11));
    }

    #[test]
    fn the_glance_is_what_the_whole_file_says_however_it_is_laid_out() {
        #[derive(serde::Deserialize)]
        struct Glimpse {
            title: String,
            revision: u64,
        }
        let disk = MemoryDisk::with_folder("/plans");
        let pretty = written(file(), &plan()).unwrap();
        let torn_after_the_glance = pretty.replace("  ideas: [", "  ideas: [[[");
        let squeezed = pretty.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
        let squeezed: String = squeezed.collect();
        for text in [pretty.clone(), torn_after_the_glance, squeezed] {
            disk.put(file(), text.as_bytes());
            let glimpse: Glimpse = glance::<Plan, _>(&disk, file()).unwrap();
            assert_eq!((glimpse.title.as_str(), glimpse.revision), ("Garden", 7), "{text}");
        }
    }

    proptest! {
        #[test]
        fn damage_never_passes_as_sound(place in 0_usize..10_000, bit in 0_u8..8) {
            let text = written(file(), &plan()).unwrap();
            let mut bytes = text.into_bytes();
            let place = place % bytes.len();
            bytes[place] ^= 1 << bit;
            if let Ok(reading) = parse::<Plan>(file(), &bytes) {
                prop_assert_ne!(reading.condition, Condition::Sound);
            }
        }

        #[test]
        fn a_cut_or_shortened_file_never_passes_as_sound(from in 0_usize..400, lines in 1_usize..9) {
            let text = written(file(), &plan()).unwrap();
            let cut = &text.as_bytes()[..from % text.len()];
            if let Ok(reading) = parse::<Plan>(file(), cut) {
                prop_assert_ne!(reading.condition, Condition::Sound);
            }
            let all: Vec<_> = text.split_inclusive('\n').collect();
            let gone = from % all.len();
            let kept: String = all.iter().enumerate()
                .filter(|(place, _)| !(gone..gone + lines).contains(place))
                .map(|(_, line)| *line)
                .collect();
            if let Ok(reading) = parse::<Plan>(file(), kept.as_bytes()) {
                prop_assert_ne!(reading.condition, Condition::Sound);
            }
        }

        #[test]
        fn any_text_comes_back_and_a_second_writing_gives_the_same_bytes(
            title in any::<String>(), ideas in proptest::collection::hash_set(any::<String>(), 0..5)
        ) {
            let value = Plan { title, ideas: ideas.into_iter().collect(), ..plan() };
            let text = written(file(), &value).unwrap();
            let reading = parse::<Plan>(file(), text.as_bytes()).unwrap();
            prop_assert_eq!(&reading.value, &value);
            prop_assert_eq!(reading.condition, Condition::Sound);
            prop_assert_eq!(written(file(), &reading.value).unwrap(), text);
        }

        #[test]
        fn garbage_is_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(parse::<Plan>(file(), &bytes).is_err());
        }
    }
}
