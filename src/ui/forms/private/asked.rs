//! What is asked of each giver, made afresh from the session whenever it is needed.

use crate::room::Proposal;
use crate::session::activities::{self, State};
use crate::session::private::{In, Marking};
use crate::session::{Ballot, Change, Content, Giver, Id, Place, Session};
use crate::text::CleanText;
use crate::ui::screen::{Cx, Reply};
use crate::workshop::Policy;

/// What is asked of each giver.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Where.
    pub place: Place,
    /// What the marks are put on, in list order.
    pub things: Vec<Thing>,
    /// How they are marked.
    pub marking: Marking,
    /// Who gives, in list order: voters present, and hats when one person plans alone.
    pub givers: Vec<Awaited>,
    /// How many sheets without a name are in.
    pub sheets: u16,
    /// How many are in of how many.
    pub who: In,
    /// How private it is.
    pub policy: Policy,
    /// Who will see what, in true words.
    pub promise: &'static str,
    /// The seed of the shuffles.
    pub seed: u64,
    /// How a ballot is cast in an open step, where nothing is sealed; without it an open step
    /// seals nothing and refuses.
    pub cast: Option<fn(Giver, Ballot) -> activities::Change>,
}

/// Something to put marks on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Which.
    pub id: Id,
    /// What it is called.
    pub label: String,
}

impl Thing {
    /// All that marks are put on at a place, in list order.
    pub fn all(session: &Session, place: &Place) -> Vec<Thing> {
        let things = activities::things(session, place);
        things.into_iter().map(|(id, label)| Thing { id, label }).collect()
    }
}

/// Somebody who gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// Who.
    pub giver: Giver,
    /// What they are called.
    pub name: CleanText,
    /// Whether theirs is in.
    pub is_in: bool,
}

impl Asked {
    /// What is asked at the place of this screen, of those who vote there.
    pub fn of(cx: &Cx<'_>, things: Vec<Thing>, marking: Marking) -> Asked {
        let given = cx.session.state(cx.place).and_then(State::given);
        Asked {
            place: cx.place.clone(),
            things,
            marking,
            givers: givers(cx.session, cx.place),
            sheets: given.map_or(0, |given| given.unnamed),
            who: cx.session.who_is_in(cx.place),
            policy: cx.session.policy(cx.place),
            promise: activities::promise(cx.session, cx.place),
            seed: cx.session.seed,
            cast: None,
        }
    }

    /// The first giver after this one (or from the beginning) whose ballot is not in.
    pub(super) fn next_after(&self, giver: Option<&Giver>) -> Option<&Awaited> {
        let at = giver.and_then(|giver| self.position(giver)).map_or(0, |at| at + 1);
        let at = at.min(self.givers.len());
        self.givers[at..].iter().chain(&self.givers[..at]).find(|awaited| !awaited.is_in)
    }

    pub(super) fn position(&self, giver: &Giver) -> Option<usize> {
        self.givers.iter().position(|awaited| &awaited.giver == giver)
    }

    pub(super) fn awaited(&self, giver: &Giver) -> Option<&Awaited> {
        self.givers.iter().find(|awaited| &awaited.giver == giver)
    }

    pub(super) fn name(&self, giver: &Giver) -> &str {
        self.awaited(giver).map_or("This", |awaited| &awaited.name)
    }

    /// Whether the ballot of this giver is in and cannot be replaced any more.
    pub(super) fn is_final(&self, giver: &Giver) -> bool {
        self.policy == Policy::Anonymous && self.awaited(giver).is_some_and(|it| it.is_in)
    }

    pub(super) fn give(&self, giver: Giver, ballot: Ballot) -> Reply {
        let place = self.place.clone();
        Reply::Propose(match self.cast {
            Some(cast) if self.policy.is_open() => {
                Proposal::Change(Change::At(place, cast(giver, ballot)))
            }
            _ => Proposal::Give { place, giver, content: Content::Ballot(ballot) },
        })
    }

    /// Who will see what is given here, and what paper adds to it.
    pub(super) fn promise(&self, paper: bool) -> String {
        match paper {
            true => format!("{} {}", self.promise, activities::SCRIBE),
            false => self.promise.to_owned(),
        }
    }
}

/// Who gives at a place, and whose ballot is in.
fn givers(session: &Session, place: &Place) -> Vec<Awaited> {
    let given = session.state(place).and_then(State::given);
    let awaited = |giver: Giver, name: &CleanText| {
        let is_in = given.is_some_and(|given| given.has(&giver));
        Awaited { giver, name: name.clone(), is_in }
    };
    let people = session.voters().map(|it| awaited(Giver::Person(it.id.clone()), &it.name));
    let hats = session.hats.iter().map(|it| awaited(Giver::Hat(it.id.clone()), &it.name));
    people.chain(hats.filter(|_| session.is_solo())).collect()
}
