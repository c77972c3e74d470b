//! Holds the layer table of ARCHITECTURE.md: reads every path in `src/` and says which file uses
//! what it must not.

use std::fs;
use std::path::{Path, PathBuf};

/// One row of the table: a layer, what of ours it may use besides itself and the ground, and what
/// of others it must never touch.
struct Layer {
    name: &'static str,
    may_use: &'static [&'static str],
    never: &'static [&'static str],
}

/// Used by all, using none but each other.
const GROUND: [&str; 5] = ["text", "money", "locale", "when", "reader"];

const PURE: [&str; 8] = [
    "std::fs",
    "std::env",
    "std::time",
    "std::thread",
    "std::process",
    "ron::",
    "ratatui",
    "crossterm",
];

const LAYERS: [Layer; 16] = [
    Layer { name: "methods", may_use: &[], never: &PURE },
    Layer { name: "workshop", may_use: &["methods"], never: &PURE },
    Layer { name: "session", may_use: &["methods", "workshop"], never: &PURE },
    Layer { name: "room", may_use: &["session", "workshop"], never: &PURE },
    Layer { name: "rehearse", may_use: &["session", "room", "workshop", "methods"], never: &PURE },
    Layer { name: "import", may_use: &["session", "room", "workshop", "methods"], never: &PURE },
    Layer { name: "portfolio", may_use: &["session"], never: &PURE },
    Layer {
        name: "export",
        may_use: &["session"],
        never: &["ratatui", "crossterm", "std::thread"],
    },
    Layer {
        name: "store",
        may_use: &["session", "room", "workshop"],
        never: &["ratatui", "crossterm"],
    },
    Layer {
        name: "ui",
        may_use: &["session", "workshop", "methods", "room", "import"],
        never: &["std::fs", "std::env", "std::thread", "std::process", "std::time::Instant"],
    },
    Layer {
        name: "linear",
        may_use: &["session", "workshop", "methods", "room", "import", "export"],
        never: &PURE,
    },
    Layer { name: "app", may_use: &["*"], never: &[] },
    Layer { name: "cli", may_use: &["*"], never: &[] },
    Layer { name: "testing", may_use: &["*"], never: &[] },
    Layer { name: "lib", may_use: &["*"], never: &[] },
    Layer { name: "main", may_use: &["*"], never: &[] },
];

#[test]
fn every_file_keeps_to_its_layer() {
    let mut broken = Vec::new();
    let files = rust_files(Path::new("src"));
    let tests: Vec<PathBuf> = files.iter().flat_map(|file| test_modules(file)).collect();
    // What lies below a test module belongs to it.
    let is_test = |file: &PathBuf| {
        tests.iter().any(|test| file == test || file.starts_with(test.with_extension("")))
    };
    for file in files.into_iter().filter(|file| !is_test(file)) {
        let source = fs::read_to_string(&file).expect("a file of ours is text");
        broken.extend(trespasses(&file, &production(&source)));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn nobody_uses_app_and_cli_but_each_other() {
    for layer in LAYERS.iter().filter(|layer| !layer.may_use.contains(&"*")) {
        assert!(!layer.may_use.contains(&"app") && !layer.may_use.contains(&"cli"));
    }
}

#[test]
fn a_trespass_is_found() {
    let found = trespasses(Path::new("src/session/x.rs"), "use crate::store::Store;\nuse std::fs;");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(trespasses(Path::new("src/money.rs"), "use crate::session::Id;").len() == 1);
    assert!(trespasses(Path::new("src/ui/x.rs"), "use crate::session::Id;").is_empty());
}

fn trespasses(file: &Path, source: &str) -> Vec<String> {
    let name = layer_of(file);
    let layer = LAYERS.iter().find(|layer| layer.name == name);
    let ours = uses_of_ours(source).into_iter().filter(|used| *used != name);
    let mut found: Vec<String> = ours
        .filter(|used| match layer {
            Some(layer) => !allowed(layer, used),
            None => !GROUND.contains(&used.as_str()),
        })
        .map(|used| format!("{}: {name} must not use {used}", file.display()))
        .collect();
    let never = layer.map_or(&PURE[..], |layer| layer.never);
    found.extend(
        never
            .iter()
            .filter(|word| source.contains(**word))
            .map(|word| format!("{}: {name} must not touch {word}", file.display())),
    );
    found
}

fn allowed(layer: &Layer, used: &str) -> bool {
    layer.may_use.contains(&"*") || layer.may_use.contains(&used) || GROUND.contains(&used)
}

/// The layer a file belongs to: the first folder below `src`, or the file's own name.
fn layer_of(file: &Path) -> String {
    let below = file.strip_prefix("src").unwrap_or(file);
    let first = below.components().next().expect("a path below src has a part");
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// Every `crate::NAME` in the source, also within `use crate::{a::…, b::…}`.
fn uses_of_ours(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => found.extend(first_words(list)),
            None => found.push(word(rest)),
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// The first word of each item of a braced list.
fn first_words(list: &str) -> Vec<String> {
    let (mut depth, mut words, mut start) = (0_usize, Vec::new(), true);
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            _ if start && !letter.is_whitespace() => {
                words.push(word(&list[at..]));
                start = false;
            }
            _ => {}
        }
    }
    words
}

fn word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// The source without comments and without the tests written in it.
fn production(source: &str) -> String {
    let tests = test_declarations(source).find(|(_, declared)| declared.contains('{'));
    let source = tests.map_or(source, |(at, _)| &source[..at]);
    source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The files of modules that a file declares for tests alone.
fn test_modules(file: &Path) -> Vec<PathBuf> {
    let source = fs::read_to_string(file).expect("a file of ours is text");
    let stem = file.file_stem().unwrap_or_default();
    let own = ["mod", "lib", "main"].iter().any(|name| stem == *name);
    let folder = if own { file.with_file_name("") } else { file.with_extension("") };
    test_declarations(&source)
        .filter_map(|(_, declared)| declared.strip_suffix(';')?.rsplit(' ').next())
        .map(|name| folder.join(name).with_extension("rs"))
        .collect()
}

/// Where each `#[cfg(test)]` before a module stands, and the line that declares the module.
fn test_declarations(source: &str) -> impl Iterator<Item = (usize, &str)> {
    source.match_indices("#[cfg(test)]\n").filter_map(|(at, mark)| {
        let line = source[at + mark.len()..].lines().next()?.trim();
        line.split_whitespace().any(|word| word == "mod").then_some((at, line))
    })
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("src is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}
