//! Whole sessions with one name or one number broken: each is refused with the thing named, or is a
//! session that obeys all laws.

use crate::literals::{Kind, Literal, literals, quoted, with};
use crate::made::file;
use crate::target::{SESSIONS, comes_back, holds};
use groundswell::session::{FORMAT, Session};
use groundswell::store::frame::parse;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::LazyLock;

/// Whether every place is broken, instead of two of each field.
fn thorough() -> bool {
    std::env::var_os("GROUNDSWELL_FUZZ").is_some()
}

/// The sessions that are broken, as their files have them; small ones first.
static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut files: Vec<(String, String)> =
        SESSIONS.iter().map(|(name, session)| (name.clone(), file(session))).collect();
    files.sort_by_key(|(_, text)| text.len());
    files
});

/// The literals that are broken: all, or every fourth field once, where it comes first.
fn chosen(literals: Vec<Literal>, broken: &mut BTreeSet<String>) -> Vec<Literal> {
    let mut chosen = literals;
    chosen.retain(|it| thorough() || broken.insert(it.path.clone()) && broken.len() % 4 == 1);
    chosen
}

/// Whether a text is a name as the program gives them: `i12.3`.
pub(crate) fn is_id(text: &str) -> bool {
    let text = text.trim_matches('"');
    let mut letters = text.chars();
    letters.next().is_some_and(|first| first.is_ascii_lowercase())
        && !letters.as_str().is_empty()
        && letters.all(|letter| letter.is_ascii_digit() || letter == '.')
}

/// The fields whose things may be gone; beside its check each says why.
const MAY_BE_GONE: [&str; 6] = [
    "Session.goals.idea",
    "Session.tables.",
    "Session.steps.states.Foresee.telling",
    "Session.steps.states.Network.",
    "Session.steps.states.Pot.",
    "Session.steps.states.Vote.",
];

/// What became of broken sessions: fields by what they did with what stood in them.
#[derive(Default)]
struct Seen {
    accepted: BTreeSet<String>,
    broken: Vec<String>,
}

impl Seen {
    fn look(&mut self, name: &str, literal: &Literal, new: &str, text: &str) {
        let broken = with(text, &literal.range, new);
        let looked = catch_unwind(AssertUnwindSafe(|| {
            let read = parse::<Session>(Path::new("a.ron"), broken.as_bytes());
            let read = read.map_err(|error| error.to_string())?;
            if read.value.format <= FORMAT {
                comes_back(&read.value);
            }
            holds(&read.value);
            Ok::<(), String>(())
        }));
        let field = &literal.path;
        match looked {
            Ok(Ok(())) => drop(self.accepted.insert(field.clone())),
            Ok(Err(told)) => {
                let named = told.contains(new.trim_matches('"')) || told.contains("a.ron:");
                if !named {
                    self.broken.push(format!("{name}: {field} = {new}: not named in: {told}"));
                }
            }
            Err(_) => self.broken.push(format!("{name}: {field} = {new}: panicked")),
        }
    }
}

#[test]
fn each_name_that_points_nowhere_is_refused_and_said() {
    let mut seen = Seen::default();
    let mut broken = BTreeSet::new();
    for (name, text) in &*FILES {
        let all = literals(text);
        let is_name = |it: &Literal| it.kind == Kind::Text && is_id(&text[it.range.clone()]);
        let names: Vec<Literal> = all.into_iter().filter(is_name).collect();
        for literal in chosen(names, &mut broken) {
            let kind = &text[literal.range.start + 1..literal.range.start + 2];
            seen.look(name, &literal, &quoted(&format!("{kind}999.9")), text);
        }
    }
    let judged = |field: &&String| {
        field.ends_with(".id") || MAY_BE_GONE.iter().any(|begins| field.starts_with(begins))
    };
    let new: Vec<&String> = seen.accepted.iter().filter(|field| !judged(field)).collect();
    assert!(new.is_empty(), "{new:?} may point nowhere: refuse it, or say why in its soundness");
    assert!(seen.broken.is_empty(), "{}", seen.broken.join("\n"));
}

#[test]
fn each_name_that_is_another_things_is_refused_or_makes_sense() {
    let mut seen = Seen::default();
    let mut broken = BTreeSet::new();
    for (name, text) in &*FILES {
        let all = literals(text);
        let is_name = |it: &Literal| it.kind == Kind::Text && is_id(&text[it.range.clone()]);
        let names: Vec<Literal> = all.into_iter().filter(is_name).collect();
        let others: BTreeSet<&str> = names.iter().map(|it| &text[it.range.clone()]).collect();
        // One of each kind.
        let mut kinds = BTreeMap::new();
        for id in others {
            kinds.entry(&id[1..2]).or_insert(id);
        }
        for literal in chosen(names.clone(), &mut broken) {
            let old = &text[literal.range.clone()];
            let some = if thorough() { kinds.len() } else { 2 };
            for other in kinds.values().filter(|other| **other != old).take(some) {
                seen.look(name, &literal, other, text);
            }
        }
    }
    assert!(seen.broken.is_empty(), "{}", seen.broken.join("\n"));
}

#[test]
fn each_number_beyond_its_range_is_refused_or_makes_sense() {
    let all = [
        "255",
        "9223372036854775807",
        "18446744073709551615",
        "0",
        "-1",
        "65535",
        "4294967295",
        "-9223372036854775808",
    ];
    let numbers = if thorough() { &all[..] } else { &all[..3] };
    let mut seen = Seen::default();
    let mut broken = BTreeSet::new();
    for (name, text) in &*FILES {
        let is_number = |it: &Literal| it.kind == Kind::Number;
        let all: Vec<Literal> = literals(text).into_iter().filter(is_number).collect();
        for literal in chosen(all, &mut broken) {
            for number in numbers {
                seen.look(name, &literal, number, text);
            }
        }
    }
    assert!(seen.broken.is_empty(), "{}", seen.broken.join("\n"));
}

#[test]
fn each_day_and_time_that_is_none_or_far_away_is_refused_or_makes_sense() {
    let times = ["-009999-01-02T01:59:59Z", "9999-12-30T22:00:00Z", "1970-01-01T00:00:00Z"];
    let days = ["-009999-01-01", "9999-12-31", "2026-02-30"];
    let mut seen = Seen::default();
    let mut broken = BTreeSet::new();
    for (name, text) in &*FILES {
        let looks = |it: &Literal| {
            let words = text[it.range.clone()].trim_matches('"');
            it.kind == Kind::Text && words.len() >= 10 && words.starts_with("202")
        };
        let all: Vec<Literal> = literals(text).into_iter().filter(looks).collect();
        for literal in chosen(all, &mut broken) {
            let is_time = text[literal.range.clone()].contains('T');
            for new in if is_time { times } else { days } {
                seen.look(name, &literal, &quoted(new), text);
            }
        }
    }
    assert!(seen.broken.is_empty(), "{}", seen.broken.join("\n"));
}
