//! Keys and verbs: which key asks for what, as `keys.ron` says and a person may change.

use std::collections::HashMap;
use std::fmt;

use crossterm::event::{KeyEvent, KeyEventKind};
use serde::Deserialize;

use crate::ui::action::{ACTIONS, Action, FREE_LETTERS};
use crate::ui::key::Key;

const BUILT_IN: &str = include_str!("../../assets/keys.ron");

/// Which key asks for which shared verb.
#[derive(Debug, Clone)]
pub struct Keymap {
    actions: HashMap<Key, Action>,
    labels: HashMap<Action, String>,
    /// The keys that type nothing, so that they work within a field.
    silent: HashMap<Action, String>,
}

impl Keymap {
    /// The keys as they come.
    pub fn built_in() -> Keymap {
        let lines = read("keys.ron", BUILT_IN).expect("a test reads the built-in keys");
        bind("keys.ron", lines).expect("a test binds the built-in keys")
    }

    /// The built-in keys with the lines of a person's own file in their place.
    ///
    /// All that is wrong is told at once; `file` only says where the text came from.
    pub fn parse(file: &str, source: &str) -> Result<Keymap, Vec<KeyProblem>> {
        let own = read(file, source)?;
        let mut lines = read("keys.ron", BUILT_IN)?;
        lines.retain(|line| own.iter().all(|mine| mine.does != line.does));
        for line in &mut lines {
            line.built_in = true;
        }
        lines.extend(own);
        bind(file, lines)
    }

    /// What a key asks for outside of text fields; releases ask for nothing.
    pub fn action(&self, event: KeyEvent) -> Option<Action> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let key = Key::from(event);
        self.actions.get(&key).copied().or_else(|| match key.char()? {
            digit @ '0'..='9' => Some(Action::Digit(digit as u8 - b'0')),
            letter if letter.is_alphabetic() => Some(Action::Verb(letter)),
            _ => None,
        })
    }

    /// The short label of the first key that asks for it, for footers and help.
    pub fn key_for(&self, action: Action) -> Option<&str> {
        self.labels.get(&action).map(String::as_str)
    }

    /// The same of a key that types nothing, so that it works within a field, too.
    pub fn silent_key_for(&self, action: Action) -> Option<&str> {
        self.silent.get(&action).map(String::as_str)
    }
}

/// Something wrong in a file of keys, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyProblem {
    /// The file as the caller named it.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// The column, counted from one.
    pub column: usize,
    /// What is wrong and what to do, as a sentence.
    pub what: String,
}

/// Where something stands: line and column, counted from one.
type Place = (usize, usize);

/// Keys that mean the same everywhere, in fields too, so that nothing else can have them.
const FIXED: [(&str, &str); 2] =
    [("ctrl-s", "saves a copy elsewhere"), ("ctrl-z", "stops the program")];

impl fmt::Display for KeyProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let KeyProblem { file, line, column, what } = self;
        write!(out, "{file}, line {line}, column {column}: {what}")
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Keys")]
struct File {
    format: u32,
    bindings: Vec<Binding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Binding {
    does: String,
    keys: Vec<String>,
}

/// A binding with the places of its words.
struct Line {
    does: String,
    at: Place,
    keys: Vec<(String, Place)>,
    built_in: bool,
}

fn read(file: &str, source: &str) -> Result<Vec<Line>, Vec<KeyProblem>> {
    let problem =
        |(line, column), what| vec![KeyProblem { file: file.to_owned(), line, column, what }];
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let File { format, bindings } = ron::from_str(source).map_err(|wrong| {
        let said = wrong.code.to_string();
        let said = crate::text::shorten(&said, 200);
        let what = format!("{said}. Expected lines like (does: \"park\", keys: [\"p\"]).");
        problem((wrong.span.start.line, wrong.span.start.col), what)
    })?;
    if format != 1 {
        let what = format!("format {format} is not known here; this program reads format 1.");
        return Err(problem((1, 1), what));
    }
    let mut places = strings(source).into_iter();
    Ok(bindings.into_iter().map(|binding| placed(binding, &mut places)).collect())
}

/// The parser forgets places, but every string in the file belongs to a binding, in order.
fn placed(binding: Binding, places: &mut impl Iterator<Item = Place>) -> Line {
    let Binding { does, keys } = binding;
    let at = places.next().unwrap_or((1, 1));
    let keys = keys.into_iter().map(|key| (key, places.next().unwrap_or(at))).collect();
    Line { does, at, keys, built_in: false }
}

/// Where each string begins, comments left out.
fn strings(source: &str) -> Vec<Place> {
    let mut found = Vec::new();
    for (at, line) in source.lines().enumerate() {
        let (mut within, mut before) = (false, ' ');
        for (column, char) in line.chars().enumerate() {
            match char {
                '"' if within && before != '\\' => within = false,
                '"' if !within => {
                    within = true;
                    found.push((at + 1, column + 1));
                }
                '/' if !within && before == '/' => break,
                _ => {}
            }
            before = if before == '\\' && char == '\\' { ' ' } else { char };
        }
    }
    found
}

fn bind(file: &str, lines: Vec<Line>) -> Result<Keymap, Vec<KeyProblem>> {
    let mut binder = Binder { file, problems: Vec::new(), taken: HashMap::new() };
    let mut labels = HashMap::new();
    let mut seen: HashMap<Action, Place> = HashMap::new();
    for line in lines {
        let Some(action) = Action::named(&line.does) else {
            binder.complain(line.at, unknown_verb(&line.does));
            continue;
        };
        if let Some((first, _)) = seen.insert(action, line.at) {
            let what =
                format!("\"{}\" has its keys in line {first} already; join them.", line.does);
            binder.complain(line.at, what);
        }
        match binder.keys(action, &line) {
            Some(label) => drop(labels.entry(action).or_insert(label)),
            None if line.keys.is_empty() => {
                let what = format!("\"{}\" needs at least one key.", line.does);
                binder.complain(line.at, what);
            }
            None => {}
        }
    }
    let Binder { problems, taken, .. } = binder;
    if !problems.is_empty() {
        return Err(problems);
    }
    let actions: HashMap<Key, Action> =
        taken.into_iter().map(|(key, (action, _))| (key, action)).collect();
    let mut silent = HashMap::new();
    for (key, action) in actions.iter().filter(|(key, _)| key.char().is_none()) {
        // Of several the one that sorts first, so that every run says the same.
        let label = silent.entry(*action).or_insert_with(|| key.to_string());
        *label = key.to_string().min(std::mem::take(label));
    }
    Ok(Keymap { actions, labels, silent })
}

struct Binder<'a> {
    file: &'a str,
    problems: Vec<KeyProblem>,
    taken: HashMap<Key, (Action, String)>,
}

impl Binder<'_> {
    /// Binds the keys of a line and answers the label of the first.
    fn keys(&mut self, action: Action, line: &Line) -> Option<String> {
        let mut label = None;
        for (name, at) in &line.keys {
            match self.key(action, name, line, *at) {
                Ok(key) => drop(label.get_or_insert_with(|| key.to_string())),
                Err(what) => self.complain(*at, what),
            }
        }
        label
    }

    fn key(&mut self, action: Action, name: &str, line: &Line, at: Place) -> Result<Key, String> {
        let shown = crate::text::shorten(name, 40);
        let shown = shown.escape_debug();
        let key = Key::parse(name).ok_or_else(|| {
            format!("\"{shown}\" is no key; try one like \"p\", \"ctrl-p\" or \"space\".")
        })?;
        if key.char().is_some_and(|c| FREE_LETTERS.contains(&c) || c.is_ascii_digit()) {
            return Err(format!("\"{shown}\" belongs to the activities; take another key."));
        }
        if let Some((_, does)) = FIXED.iter().find(|(fixed, _)| Key::parse(fixed) == Some(key)) {
            return Err(format!("\"{shown}\" {does}, everywhere; take another key."));
        }
        let place = if line.built_in { "as built in".to_owned() } else { format!("line {}", at.0) };
        match self.taken.get(&key) {
            Some((other, _)) if *other == action => {
                Err(format!("\"{shown}\" is \"{}\" already; once is enough.", line.does))
            }
            Some((other, where_taken)) => {
                let other = other.name().unwrap_or_default();
                let does = &line.does;
                Err(format!(
                    "\"{shown}\" is \"{other}\" ({where_taken}) and \"{does}\" ({place}) at once; \
                     give one of them another key."
                ))
            }
            None => {
                self.taken.insert(key, (action, place));
                Ok(key)
            }
        }
    }

    fn complain(&mut self, (line, column): Place, what: String) {
        self.problems.push(KeyProblem { file: self.file.to_owned(), line, column, what });
    }
}

fn unknown_verb(name: &str) -> String {
    let known: Vec<&str> = ACTIONS.iter().map(|(_, name, _)| *name).collect();
    let name = crate::text::shorten(name, 40);
    let name = name.escape_debug();
    format!("nothing is called \"{name}\"; the words are: {}.", known.join(", "))
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyModifiers};

    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Action> {
        Keymap::built_in().action(KeyEvent::new(code, modifiers))
    }

    fn with(lines: &str) -> Result<Keymap, Vec<String>> {
        let source = format!("Keys(\n  format: 1,\n  bindings: [\n{lines}\n  ],\n)\n");
        let told = |problems: Vec<KeyProblem>| problems.iter().map(ToString::to_string).collect();
        Keymap::parse("mine.ron", &source).map_err(told)
    }

    #[test]
    fn every_action_is_bound_unambiguously_and_the_free_letters_stay_free() {
        let keymap = Keymap::built_in();
        for (action, name, _) in ACTIONS {
            assert!(keymap.key_for(*action).is_some(), "{name} has no key");
        }
        for letter in FREE_LETTERS {
            let event = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
            assert_eq!(keymap.action(event), Some(Action::Verb(letter)));
        }
    }

    #[test]
    fn caps_lock_embarrasses_nobody() {
        let [none, shift] = [KeyModifiers::NONE, KeyModifiers::SHIFT];
        assert_eq!(pressed(KeyCode::Char('A'), shift), Some(Action::Add));
        assert_eq!(pressed(KeyCode::Char('A'), none), Some(Action::Add));
        assert_eq!(pressed(KeyCode::Char('C'), none), Some(Action::Verb('c')));
        assert_eq!(pressed(KeyCode::Char('+'), shift), Some(Action::More));
        assert_eq!(pressed(KeyCode::BackTab, shift), Some(Action::PrevPane));
    }

    #[test]
    fn control_and_alt_make_other_keys_and_never_a_letter_of_an_activity() {
        assert_eq!(pressed(KeyCode::Char('r'), KeyModifiers::CONTROL), Some(Action::Redo));
        assert_eq!(pressed(KeyCode::Left, KeyModifiers::ALT), Some(Action::PrevStep));
        assert_eq!(pressed(KeyCode::Char('f'), KeyModifiers::CONTROL), None);
        assert_eq!(pressed(KeyCode::Char('7'), KeyModifiers::NONE), Some(Action::Digit(7)));
    }

    #[test]
    fn a_released_key_asks_for_nothing_and_a_held_one_repeats() {
        let mut event = KeyEvent::new(KeyCode::Down, KeyModifiers::NONE);
        event.kind = KeyEventKind::Repeat;
        assert_eq!(Keymap::built_in().action(event), Some(Action::Down));
        event.kind = KeyEventKind::Release;
        assert_eq!(Keymap::built_in().action(event), None);
    }

    #[test]
    fn labels_are_short_words_for_a_footer() {
        let keymap = Keymap::built_in();
        let label = |action| keymap.key_for(action).unwrap();
        assert_eq!(label(Action::Open), "Enter");
        assert_eq!(label(Action::Mark), "Space");
        assert_eq!(label(Action::Redo), "Ctrl-R");
        assert_eq!(keymap.key_for(Action::Verb('c')), None);
        assert_eq!(keymap.silent_key_for(Action::Help), Some("F1"));
        assert_eq!(keymap.silent_key_for(Action::Park), None);
    }

    #[test]
    fn a_line_of_ones_own_takes_the_place_of_the_built_in_one() {
        let keymap = with(r#"(does: "park", keys: ["ctrl-k", "P"]),"#).unwrap();
        assert_eq!(keymap.key_for(Action::Park), Some("Ctrl-K"));
        assert_eq!(keymap.key_for(Action::Undo), Some("u"));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once_with_its_line() {
        let told = with(concat!(
            "// \"k\" is tempting\n",
            "(does: \"park\", keys: [\"k\", \"c\"]),\n",
            "(does: \"wall\",\n keys: [\"hyper-w\"]),\n",
            "(does: \"dance\", keys: [\"x\"]),\n",
            "(does: \"notes\", keys: []),\n",
            "(does: \"notes\", keys: [\"n\"]),\n",
            "(does: \"undo\", keys: [\"u\", \"ctrl-s\", \"U\"]),"
        ))
        .unwrap_err();
        let begins = [
            "mine.ron, line 5, column 23: \"k\" is \"up\" (as built in) and \"park\" (line 5) at once",
            "mine.ron, line 5, column 28: \"c\" belongs to the activities",
            "mine.ron, line 7, column 9: \"hyper-w\" is no key",
            "mine.ron, line 8, column 8: nothing is called \"dance\"; the words are: up, down",
            "mine.ron, line 9, column 8: \"notes\" needs at least one key",
            "mine.ron, line 10, column 8: \"notes\" has its keys in line 9 already",
            "mine.ron, line 11, column 28: \"ctrl-s\" saves a copy elsewhere, everywhere",
            "mine.ron, line 11, column 38: \"U\" is \"undo\" already; once is enough",
        ];
        assert_eq!(told.len(), begins.len(), "{told:#?}");
        for (told, begin) in told.iter().zip(begins) {
            assert!(told.starts_with(begin), "{told}\nshould begin with\n{begin}");
        }
    }

    #[test]
    fn a_file_that_is_no_list_of_keys_is_refused_with_its_line() {
        let told = Keymap::parse("mine.ron", "Keys(\n format: 1,\n bindigs: [])").unwrap_err();
        assert!(told[0].line == 3 && told[0].what.contains("bindigs"), "{}", told[0]);
        let newer = Keymap::parse("mine.ron", "Keys(format: 9, bindings: [])").unwrap_err();
        assert!(newer[0].what.contains("format 9"));
    }
}
