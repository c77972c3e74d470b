//! By which function a sheet is told where no name is kept: only by one that so many share that
//! nobody can be found in it. The others are "smaller functions" from the moment at which they are
//! sealed, not merely where they are shown.
//!
//! A function is too small twice over: when fewer than three of it are here as the first sheet comes
//! in, and when fewer than three of it have answered at the reveal. What is left over must hold
//! three as well, for the list says who is not in the large ones: so the smallest of those is told
//! with the rest until it does.

use super::state;
use crate::session::private::{Ballot, Content, Contents, Giver};
use crate::session::{Place, Session};
use crate::text::CleanText;
use crate::workshop::Policy;
use std::collections::BTreeMap;

/// A function that fewer answered for is not told by itself where no name is kept.
pub const FEWEST: usize = 3;

/// What those functions are called together.
pub const SMALLER: &str = "smaller functions";

/// The functions that are told by themselves where no name is kept, if enough of them answer: as
/// settled with the first sheet, else those of which enough are here now.
pub fn apart(session: &Session, place: &Place) -> Vec<CleanText> {
    match state(session, place).and_then(|assess| assess.apart.as_ref()) {
        Some(apart) => apart.clone(),
        None => large(session),
    }
}

fn large(session: &Session) -> Vec<CleanText> {
    let here = |function: &CleanText| {
        session.voters().filter(|person| &person.function == function).count()
    };
    let functions = session.functions().into_iter();
    functions.filter(|function| here(function) >= FEWEST).cloned().collect()
}

/// Settles it, once the first sheet comes in or a step with sheets becomes anonymous: who comes
/// later changes nothing, so that nothing tells who gave before them.
pub(in crate::session) fn keep_apart(session: &mut Session, place: &Place) {
    let open = state(session, place).is_some_and(|assess| assess.apart.is_none());
    if open && session.policy(place) == Policy::Anonymous {
        let apart = large(session);
        if let Ok(assess) = super::find(session, place) {
            assess.apart = Some(apart);
        }
    }
}

/// A gift as it is sealed: a sheet says its function only where no name is kept, and only a large
/// one.
pub(in crate::session) fn as_kept(
    session: &Session,
    place: &Place,
    giver: &Giver,
    ballot: Ballot,
) -> Ballot {
    let nameless = session.policy(place) == Policy::Anonymous && state(session, place).is_some();
    let said = match giver {
        Giver::Person(id) => session.person(id).map(|person| person.function.clone()),
        Giver::Sheet => ballot.of,
        Giver::Hat(_) | Giver::Voice => None,
    };
    let of = said.filter(|said| nameless && apart(session, place).contains(said));
    Ballot { of, ..ballot }
}

/// What a reveal carries in: where no name is kept, functions that fewer than three answered for
/// are nobody's any more.
pub(in crate::session) fn as_revealed(
    session: &Session,
    place: &Place,
    mut contents: Contents,
) -> Contents {
    if session.policy(place) != Policy::Anonymous || state(session, place).is_none() {
        return contents;
    }
    let large = told(&apart(session, place), contents.ballots().map(|(_, ballot)| ballot));
    for gift in &mut contents.0 {
        if let Content::Ballot(ballot) = &mut gift.content {
            ballot.of = ballot.of.take().filter(|of| large.contains(of));
        }
    }
    contents.0.sort();
    contents
}

/// The functions among these that the sheets can be told by.
pub(super) fn told<'a>(
    apart: &[CleanText],
    ballots: impl Iterator<Item = &'a Ballot>,
) -> Vec<CleanText> {
    let mut answered: BTreeMap<&CleanText, usize> = BTreeMap::new();
    let mut rest = 0;
    for ballot in ballots.filter(|ballot| !ballot.marks.is_empty()) {
        match ballot.of.as_ref().filter(|of| apart.contains(of)) {
            Some(of) => *answered.entry(of).or_default() += 1,
            None => rest += 1,
        }
    }
    answered.retain(|_, count| {
        rest += if *count < FEWEST { *count } else { 0 };
        *count >= FEWEST
    });
    while (1..FEWEST).contains(&rest) {
        let smallest = answered.iter().min_by_key(|(_, count)| **count).map(|(of, _)| *of);
        let Some(count) = smallest.and_then(|of| answered.remove(of)) else { break };
        rest += count;
    }
    answered.into_keys().cloned().collect()
}
