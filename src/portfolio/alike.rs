//! What looks alike across sessions: the same words in several, and words that are nearly the same,
//! with the reason. It is word counting, not meaning; a person decides.

use super::{Nth, key};
use crate::session::Seen;
use crate::session::ideas::{COUNTED, Likeness};
use crate::session::pot::Kind;
use std::collections::HashMap;

/// Texts of many sessions, each wording once.
#[derive(Debug, Default)]
pub(super) struct Wordings {
    known: HashMap<String, usize>,
    wordings: Vec<Wording>,
}

/// One wording, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// As it was written first.
    pub text: String,
    /// Where, in the order of the sessions.
    pub mentions: Vec<Mention>,
}

/// A place where something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// In which session.
    pub session: Nth,
    /// In which way.
    pub way: Way,
}

/// In which way something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As a goal.
    Goal,
    /// Put into the pot.
    Pledged,
    /// Asked of the pot.
    Asked,
}

/// Wordings that look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike<'a> {
    /// One wording that several sessions have, or two.
    pub wordings: Vec<&'a Wording>,
    /// Why they look alike.
    pub why: String,
}

impl Wordings {
    pub(super) fn take(&mut self, text: &str, mention: Mention) {
        if text.is_empty() {
            return;
        }
        let next = self.wordings.len();
        let at = *self.known.entry(key(text)).or_insert(next);
        if at == next {
            self.wordings.push(Wording { text: text.into(), mentions: Vec::new() });
        }
        let mentions = &mut self.wordings[at].mentions;
        if !mentions.contains(&mention) {
            mentions.push(mention);
        }
    }

    /// What looks alike, the same words first, and whether there is more than is told.
    pub(super) fn alike(&self) -> (Vec<Alike<'_>>, bool) {
        let same = self.wordings.iter().filter(|wording| wording.only_in().is_none());
        let same =
            same.map(|wording| Alike { wordings: vec![wording], why: "the same words".into() });
        let texts: Vec<&str> = self.wordings.iter().map(|wording| wording.text.as_str()).collect();
        let in_one = |(one, other): (usize, usize)| {
            let [one, other] = [one, other].map(|at| self.wordings[at].only_in());
            one.is_some() && one == other
        };
        let likeness = Likeness::across(&texts, in_one);
        let near = likeness.pairs().iter().filter_map(|(one, other)| {
            let wordings = vec![&self.wordings[*one], &self.wordings[*other]];
            Some(Alike { wordings, why: likeness.reason(*one, *other)? })
        });
        (same.chain(near).collect(), likeness.pairs().len() >= COUNTED)
    }
}

impl Wording {
    /// The one session that says it, unless several do.
    fn only_in(&self) -> Option<Nth> {
        let first = self.mentions[0].session;
        self.mentions.iter().all(|mention| mention.session == first).then_some(first)
    }
}

/// The tools that are pledged, and those that are asked for: what asks call "tools".
pub(super) fn tools(seen: &Seen) -> impl Iterator<Item = (&str, Way)> {
    let pledged = seen.pot.pledges.iter().filter(|pledge| pledge.read);
    let pledged = pledged.filter_map(|pledge| match &pledge.offer.kind {
        Kind::Tool(name) => Some((name.as_str(), Way::Pledged)),
        Kind::Money(_) | Kind::Hours(_) | Kind::Person(_) => None,
    });
    let asks = seen.pot.asks.iter().map(|ask| &ask.need);
    let asks = asks.filter(|need| matches!(key(&need.category).as_str(), "tool" | "tools"));
    pledged.chain(asks.map(|need| (need.title.as_str(), Way::Asked)))
}
