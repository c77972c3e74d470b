//! What is asked of each giver, made afresh from the session whenever it is needed.

use super::{In, Marking};
use crate::session::activities::{self, State, assess, care, matrix, network, pot, vote};
use crate::session::{Ballot, Giver, Id, Place, Session};
use crate::text::CleanText;
use crate::workshop::{Do, Policy};

/// What is asked of each giver.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Where.
    pub place: Place,
    /// What the marks are put on, in list order.
    pub things: Vec<Thing>,
    /// How they are marked.
    pub marking: Marking,
    /// What is asked of each thing, where that is two questions.
    pub questions: Vec<String>,
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
    pub cast: Option<Cast>,
    /// The function whose sheets are typed, where sheets have no name and tell of functions.
    pub of: Option<CleanText>,
}

/// How a ballot is cast where nothing is sealed.
pub type Cast = fn(Giver, Ballot) -> activities::Change;

/// Something to put marks on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Which.
    pub id: Id,
    /// What it is called.
    pub label: String,
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
    /// The ballots that are asked for at a place, of those who vote there; none where none are.
    pub fn at(session: &Session, place: &Place) -> Option<Asked> {
        let marking = activities::marking(session, place)?;
        let cast: Cast = match session.activity(place)?.what {
            Do::Matrix { .. } => {
                |giver, ballot| activities::Change::Matrix(matrix::Change::Cast(giver, ballot))
            }
            Do::Assess { .. } => {
                |giver, ballot| activities::Change::Assess(assess::Change::Cast(giver, ballot))
            }
            Do::Care { .. } => {
                |giver, ballot| activities::Change::Care(care::Change::Cast(giver, ballot))
            }
            Do::Network { .. } => {
                |giver, ballot| activities::Change::Network(network::Change::Cast(giver, ballot))
            }
            Do::Pot { .. } => {
                |giver, ballot| activities::Change::Pot(pot::Change::Cast(giver, ballot))
            }
            _ => |giver, ballot| activities::Change::Vote(vote::Change::Cast(giver, ballot)),
        };
        let things = activities::things(session, place);
        let things = things.into_iter().map(|(id, label)| Thing { id, label }).collect();
        Some(Asked { cast: Some(cast), ..Asked::of(session, place, things, marking) })
    }

    /// These things, marked like this, asked of those who vote at a place.
    pub fn of(session: &Session, place: &Place, things: Vec<Thing>, marking: Marking) -> Asked {
        let given = session.state(place).and_then(State::given);
        Asked {
            place: place.clone(),
            things,
            marking,
            questions: activities::questions(session, place),
            givers: givers(session, place),
            sheets: given.map_or(0, |given| given.unnamed),
            who: session.who_is_in(place),
            policy: session.policy(place),
            promise: activities::promise(session, place),
            seed: session.seed,
            cast: None,
            of: None,
        }
    }

    /// How it is marked, with what is asked.
    pub fn words(&self) -> String {
        self.marking.asking(&self.questions)
    }

    /// The first giver after this one (or from the beginning) whose ballot is not in.
    pub fn next_after(&self, giver: Option<&Giver>) -> Option<&Awaited> {
        let at = giver.and_then(|giver| self.position(giver)).map_or(0, |at| at + 1);
        let at = at.min(self.givers.len());
        self.givers[at..].iter().chain(&self.givers[..at]).find(|awaited| !awaited.is_in)
    }

    /// Whether as many are in as are awaited; one more may still come.
    pub fn all_are_in(&self) -> bool {
        self.who.of.is_some_and(|of| of > 0 && self.who.count >= of)
    }

    /// Where this giver stands in the list.
    pub fn position(&self, giver: &Giver) -> Option<usize> {
        self.givers.iter().position(|awaited| &awaited.giver == giver)
    }

    /// This giver, if they are asked.
    pub fn awaited(&self, giver: &Giver) -> Option<&Awaited> {
        self.givers.iter().find(|awaited| &awaited.giver == giver)
    }

    /// What this giver is called.
    pub fn name(&self, giver: &Giver) -> &str {
        self.awaited(giver).map_or("This", |awaited| &awaited.name)
    }

    /// Whether the ballot of this giver is in and cannot be replaced any more.
    pub fn is_final(&self, giver: &Giver) -> bool {
        self.policy == Policy::Anonymous && self.awaited(giver).is_some_and(|it| it.is_in)
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
    // A hat asks nobody: it is an interest, and no person.
    let named = matches!(session.state(place), Some(State::Network(_)));
    people.chain(hats.filter(|_| session.is_solo() && !named)).collect()
}
