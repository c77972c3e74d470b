//! What the types of the files are made of, read from the source: one line a field or variant.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every type that is read from a file, with its parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// By `module::Type`: what follows it in each line.
    types: BTreeMap<String, BTreeSet<String>>,
    formats: String,
}

/// Where types of files are defined.
const WHERE: [&str; 8] = [
    "src/session",
    "src/room",
    "src/workshop",
    "src/methods",
    "src/store",
    "src/ui/theme.rs",
    "src/ui/theme",
    "src/ui/keymap.rs",
];

const MORE: [&str; 2] = ["src/money.rs", "src/app/config.rs"];

impl Shape {
    /// As the source has it.
    pub(crate) fn of_source() -> Shape {
        let mut shape = Shape::default();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for place in WHERE.iter().chain(&MORE) {
            for file in rust_files(&root.join(place)) {
                shape.read(root, &file);
            }
        }
        let number = |file: &str| {
            let source = fs::read_to_string(root.join(file)).expect("it is there");
            let line =
                source.lines().find_map(|line| line.strip_prefix("pub const FORMAT: u32 = "));
            line.expect("it has a format").trim_end_matches(';').to_owned()
        };
        let [sessions, workshops] = ["src/session/mod.rs", "src/workshop/mod.rs"].map(number);
        shape.formats = format!("// sessions {sessions}, workshops {workshops}");
        shape
    }

    /// As a text has it.
    pub(crate) fn parse(text: &str) -> Shape {
        let mut shape = Shape::default();
        for line in text.lines() {
            if line.starts_with("// sessions") {
                shape.formats = line.to_owned();
            } else if let Some((name, part)) = parted(line) {
                shape.types.entry(name).or_default().insert(part);
            }
        }
        shape
    }

    /// As a text.
    pub(crate) fn text(&self) -> String {
        let mut text = format!(
            "// What the files are made of: every field and variant that is read, and what may be left\n\
             // out. A test compares it with the source; see CONTRIBUTING.md.\n{}\n\n",
            self.formats
        );
        for (name, parts) in &self.types {
            parts.iter().for_each(|part| text += &format!("{name}{part}\n"));
        }
        text
    }

    /// Everything because of which a file that this other shape wrote would not be read.
    ///
    /// With a higher format nothing breaks: files of the old one are brought over when they are read.
    pub(crate) fn breaks(&self, old: &Shape) -> Vec<String> {
        if !old.formats.is_empty() && self.formats > old.formats {
            return Vec::new();
        }
        let mut broken = Vec::new();
        for (name, parts) in &old.types {
            let Some(now) = self.types.get(name).or_else(|| self.moved(name, parts)) else {
                broken.push(format!("{name} is gone"));
                continue;
            };
            broken.extend(parts.difference(now).map(|gone| format!("{name}{gone} is gone")));
            let is_needed = |part: &&String| part.starts_with('.') && !part.ends_with("= default");
            let added = now.difference(parts).filter(is_needed);
            // A variant is new with all its fields.
            let added = added.filter(|part| !is_of_new_variant(part, parts));
            broken.extend(added.map(|new| format!("{name}{new} is in no file yet, and needed")));
        }
        broken
    }

    /// The same type in another module.
    fn moved(&self, name: &str, parts: &BTreeSet<String>) -> Option<&BTreeSet<String>> {
        let last = |name: &str| name.rsplit("::").next().map(str::to_owned);
        let mut found = self
            .types
            .iter()
            .filter(|(other, now)| last(other) == last(name) && now.is_superset(parts));
        found.next().map(|(_, parts)| parts)
    }

    fn read(&mut self, root: &Path, file: &Path) {
        let source = fs::read_to_string(file).expect("a file of ours is text");
        let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let module = module_of(root, file);
        let mut lines = source.lines();
        let mut attributes = String::new();
        while let Some(line) = lines.next() {
            if line.starts_with("#[") || (!attributes.is_empty() && attributes.ends_with('\u{1}')) {
                attributes = format!("{}{line}", attributes.trim_end_matches('\u{1}'));
                if !line.ends_with(']') {
                    attributes.push('\u{1}');
                }
                continue;
            }
            let is_read = attributes.contains("Deserialize");
            if let Some((kind, name)) = declared(line).filter(|_| is_read) {
                let parts = self.types.entry(format!("{module}::{name}")).or_default();
                if attributes.contains("serde(") {
                    parts.insert(format!(" {}", serde_of(&attributes)));
                }
                if line.ends_with('{') {
                    let defaults = serde_of(&attributes).contains("default");
                    let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "}").collect();
                    parts_of(&body, kind, defaults, parts);
                } else if let Some(at) = line.find('(') {
                    parts.insert(format!(
                        " {}",
                        line[at..].trim_end_matches(';').replace("pub ", "")
                    ));
                }
            }
            if !line.starts_with("//") {
                attributes.clear();
            }
        }
    }
}

/// The lines of a body, which is indented by four.
fn parts_of(body: &[&str], kind: &str, defaults: bool, parts: &mut BTreeSet<String>) {
    let (mut serde, mut variant, mut open) = (String::new(), String::new(), String::new());
    for line in body {
        let text = line.trim();
        let indent = line.len() - line.trim_start().len();
        if text.is_empty() || text.starts_with("//") {
            continue;
        }
        if text.starts_with("#[") || (!open.is_empty() && !open.ends_with(']')) {
            open += text;
            if open.ends_with(']') {
                if open.contains("serde(") {
                    serde += &serde_of(&open);
                }
                open.clear();
            }
            continue;
        }
        let is_default = defaults || serde.contains("default");
        let end = if is_default { " = default" } else { "" };
        let other = serde.split(", ").filter(|word| !word.contains("skip_serializing_if"));
        let other: Vec<&str> =
            other.filter(|word| !word.is_empty() && *word != "default").collect();
        let other =
            if other.is_empty() { String::new() } else { format!(" [{}]", other.join(", ")) };
        let text = text.trim_end_matches(',');
        if kind == "struct" && indent == 4 {
            parts.insert(format!(".{}{other}{end}", plain(text)));
        } else if indent == 4 && text != "}" {
            variant = text.trim_end_matches([' ', '{']).to_owned();
            parts.insert(format!("::{}{other}", plain(&variant)));
        } else if indent == 8 {
            parts.insert(format!(".{variant}.{}{other}{end}", plain(text)));
        }
        serde.clear();
    }
}

/// Without visibility, and types by their last name.
fn plain(text: &str) -> String {
    let text = ["pub(crate) ", "pub(super) ", "pub "]
        .iter()
        .fold(text, |text, word| text.strip_prefix(word).unwrap_or(text));
    let mut plain = String::new();
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_' && c != ':') {
        let (path, end) = match word.char_indices().next_back() {
            Some((at, last)) if !last.is_alphanumeric() && last != ':' && last != '_' => {
                word.split_at(at)
            }
            _ => (word, ""),
        };
        plain += path.rsplit("::").next().unwrap_or(path);
        plain += end;
    }
    as_written(plain)
}

/// What is shared is written like what it is.
fn as_written(mut text: String) -> String {
    while let Some(at) = text.find("Shared<") {
        let inner = at + "Shared<".len();
        let mut open = 1;
        let end = text[inner..].find(|c: char| {
            open += i32::from(c == '<') - i32::from(c == '>');
            open == 0
        });
        let Some(end) = end else { break };
        text.replace_range(inner + end..=inner + end, "");
        text.replace_range(at..inner, "");
    }
    text
}

/// What an attribute says to serde.
fn serde_of(attributes: &str) -> String {
    let parts = attributes.split("serde(").skip(1);
    parts.map(|rest| rest.split(")]").next().unwrap_or_default()).collect::<Vec<_>>().join(", ")
}

fn declared(line: &str) -> Option<(&'static str, &str)> {
    let line = ["pub(crate) ", "pub(super) ", "pub "]
        .iter()
        .fold(line, |line, word| line.strip_prefix(word).unwrap_or(line));
    let (kind, rest) = match (line.strip_prefix("struct "), line.strip_prefix("enum ")) {
        (Some(rest), _) => ("struct", rest),
        (_, Some(rest)) => ("enum", rest),
        _ => return None,
    };
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    Some((kind, &rest[..end]))
}

/// A line as its type and its part.
fn parted(line: &str) -> Option<(String, String)> {
    if line.is_empty() || line.starts_with("//") {
        return None;
    }
    // The first name in capitals ends the type.
    let mut at = 0;
    for word in line.split("::") {
        let is_type = word.starts_with(|c: char| c.is_ascii_uppercase());
        let long = word.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(word.len());
        if is_type {
            let end = at + long;
            return Some((line[..end].to_owned(), line[end..].to_owned()));
        }
        at += word.len() + 2;
    }
    None
}

fn is_of_new_variant(part: &str, old: &BTreeSet<String>) -> bool {
    let variant = part.trim_start_matches('.').split('.').next().unwrap_or_default();
    let is_variant = variant.starts_with(|c: char| c.is_ascii_uppercase());
    is_variant && !old.iter().any(|line| line == &format!("::{variant}"))
}

fn module_of(root: &Path, file: &Path) -> String {
    let path = file.strip_prefix(root.join("src")).expect("it is ours").with_extension("");
    let words: Vec<_> = path.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    words.into_iter().filter(|word| word != "mod").collect::<Vec<_>>().join("::")
}

fn rust_files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.into()];
    }
    let found = fs::read_dir(path).expect("it is there");
    let mut files: Vec<PathBuf> =
        found.flat_map(|entry| rust_files(&entry.expect("listed").path())).collect();
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".rs") && !matches!(&*name, "sample.rs" | "memory.rs" | "tests.rs")
    });
    files.sort();
    files
}
