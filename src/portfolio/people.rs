//! Who answers for what in all sessions together. People are the same when their names are equal,
//! whatever the case: a session knows no more of them.

use super::{Nth, key};
use crate::session::Seen;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// The people of all sessions.
#[derive(Debug, Default)]
pub(super) struct People {
    known: HashSet<String>,
    loaded: BTreeMap<String, Loaded>,
}

/// Somebody who answers for areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Their name.
    pub name: String,
    /// What they answer for; an area of one name in several sessions is one area.
    pub areas: BTreeMap<String, Held>,
    /// How many areas one person usually answers for: the most that any of these sessions says.
    pub usual: usize,
}

/// An area that somebody answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The area.
    pub area: String,
    /// In which sessions.
    pub sessions: Vec<Nth>,
}

impl People {
    pub(super) fn take(&mut self, nth: Nth, seen: &Seen) {
        self.known.extend(seen.people.iter().map(|person| key(&person.name)));
        for area in &seen.areas {
            let Some(person) = area.owner().and_then(|who| seen.person(who)) else { continue };
            let loaded = self.loaded.entry(key(&person.name));
            let loaded = loaded.or_insert_with(|| Loaded::new(&person.name));
            loaded.usual = loaded.usual.max(seen.usual_load());
            let held = loaded.areas.entry(key(&area.name));
            let held =
                held.or_insert_with(|| Held { area: area.name.to_string(), sessions: vec![] });
            if held.sessions.last() != Some(&nth) {
                held.sessions.push(nth);
            }
        }
    }

    pub(super) fn count(&self) -> usize {
        self.known.len()
    }

    pub(super) fn stretched(&self) -> Vec<&Loaded> {
        let several = |loaded: &&Loaded| loaded.is_over() || loaded.sessions() > 1;
        let mut stretched: Vec<&Loaded> = self.loaded.values().filter(several).collect();
        stretched.sort_by_key(|loaded| Reverse((loaded.load(), loaded.sessions())));
        stretched
    }

    pub(super) fn answering_for(&self, area: &str) -> Vec<(&str, Nth)> {
        let area = key(area);
        let all =
            self.loaded.values().filter_map(|loaded| Some((loaded, loaded.areas.get(&area)?)));
        let all = all.flat_map(|(loaded, held)| {
            held.sessions.iter().map(|session| (loaded.name.as_str(), *session))
        });
        all.collect()
    }
}

impl Loaded {
    fn new(name: &str) -> Loaded {
        Loaded { name: name.into(), areas: BTreeMap::new(), usual: 0 }
    }

    /// For how many areas they answer.
    pub fn load(&self) -> usize {
        self.areas.len()
    }

    /// In how many sessions.
    pub fn sessions(&self) -> usize {
        let sessions = self.areas.values().flat_map(|held| &held.sessions);
        sessions.collect::<HashSet<_>>().len()
    }

    /// Whether that is more than is usual.
    pub fn is_over(&self) -> bool {
        self.load() > self.usual
    }
}
