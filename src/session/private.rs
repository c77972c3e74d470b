//! Private input: who has given, what a gift is, and what a reveal carries in.
//!
//! What is sealed is never here: the room keeps it apart (`room::Sealed`). A session only knows
//! who is done, and after the reveal the contents, already sorted and, when the step was
//! anonymous, already without people.

mod asked;
mod ballot;
mod marking;
mod names;
mod row;

pub use asked::{Asked, Awaited, Cast, Thing};
pub use ballot::{Ballot, Mark, Outsider};
pub use marking::Marking;
pub use names::Meant;
pub use row::{Cell, Row};

use super::Session;
use super::activities::State;
use super::change::{Outcome, refuse};
use super::id::{Id, Place};
use crate::text::CleanText;
use crate::workshop::Policy;
use serde::{Deserialize, Serialize};

/// Who gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Giver {
    /// A person of the team.
    Person(Id),
    /// A hat of a solo planner; its vote is marked as assumed.
    Hat(Id),
    /// A sheet of paper without a name.
    Sheet,
    /// The group with one voice, or a solo planner.
    Voice,
}

impl Giver {
    /// The person or hat, if it is one.
    pub fn id(&self) -> Option<&Id> {
        match self {
            Giver::Person(id) | Giver::Hat(id) => Some(id),
            Giver::Sheet | Giver::Voice => None,
        }
    }
}

/// What somebody gives privately.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Content {
    /// Ideas, one a line.
    Ideas(Vec<CleanText>),
    /// A ballot: dots, scores or places in a vote, points in a pot, two answers on each in care.
    Ballot(Ballot),
}

impl Content {
    /// How many things this is: ideas one by one, a ballot as one.
    pub fn things(&self) -> u16 {
        match self {
            Content::Ideas(ideas) => u16::try_from(ideas.len()).unwrap_or(u16::MAX),
            Content::Ballot(_) => 1,
        }
    }

    /// How many things the history is told of: where nobody's name is kept, a giver's are not
    /// counted either, for a number would tell who wrote most of what is shown.
    pub fn things_told(&self, giver: &Giver, policy: Policy) -> u16 {
        match giver {
            Giver::Person(_) | Giver::Hat(_) if policy == Policy::Anonymous => 1,
            _ => self.things(),
        }
    }

    /// Gifts without a giver: each idea by itself, a ballot whole.
    fn singly(self) -> Vec<Gift> {
        let alone = |content| Gift { from: None, content };
        match self {
            Content::Ideas(ideas) => {
                ideas.into_iter().map(|idea| alone(Content::Ideas(vec![idea]))).collect()
            }
            ballot @ Content::Ballot(_) => vec![alone(ballot)],
        }
    }
}

/// A gift with its giver; the giver is absent when the step is anonymous.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gift {
    /// Who gave it, where the file keeps that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Giver>,
    /// What was given.
    pub content: Content,
}

/// All gifts of one place, as a reveal carries them in: sorted, so that their order tells nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Contents(pub Vec<Gift>);

impl Contents {
    /// Sorted by content when anonymous (and without givers), by giver otherwise. Anonymous ideas
    /// lie singly: a bundle of three would tell whose it is to anyone who knows that Ana gave three.
    pub fn sealed_under(policy: Policy, gifts: impl IntoIterator<Item = Gift>) -> Contents {
        let mut gifts: Vec<Gift> = gifts.into_iter().collect();
        if policy == Policy::Anonymous {
            gifts = gifts.into_iter().flat_map(|gift| gift.content.singly()).collect();
        }
        gifts.sort();
        Contents(gifts)
    }

    /// The ballots among the gifts, with their givers where known.
    pub fn ballots(&self) -> impl Iterator<Item = (Option<&Giver>, &Ballot)> {
        papers(&self.0)
    }
}

/// The ballots among gifts, with their givers where known.
pub fn papers(gifts: &[Gift]) -> impl Iterator<Item = (Option<&Giver>, &Ballot)> {
    gifts.iter().filter_map(|gift| match &gift.content {
        Content::Ballot(ballot) => Some((gift.from.as_ref(), ballot)),
        Content::Ideas(_) => None,
    })
}

/// A ballot of an open step is kept by name, and replaces the same giver's.
pub(super) fn keep(gifts: &mut Vec<Gift>, giver: &Giver, ballot: &Ballot) {
    let gift = Gift { from: Some(giver.clone()), content: Content::Ballot(ballot.clone()) };
    gifts.retain(|other| other.from != gift.from);
    gifts.push(gift);
    gifts.sort();
}

/// The marks of all ballots singly, so that no sheet can be recognised by its whole. A hat and the
/// room's one voice are nobody in particular; a person's name stays only where `named` says so.
pub(super) fn loose(gifts: Vec<Gift>, named: impl Fn(&Id, &Mark) -> bool) -> Vec<Gift> {
    let mut loose: Vec<Gift> = Vec::new();
    for Gift { from, content } in gifts {
        let Content::Ballot(ballot) = content else { continue };
        for mark in ballot.marks {
            let from = from.clone().filter(|from| match from {
                Giver::Person(id) => named(id, &mark),
                Giver::Hat(_) | Giver::Sheet | Giver::Voice => true,
            });
            let ballot = Ballot { marks: vec![mark], ..Ballot::default() };
            loose.push(Gift { from, content: Content::Ballot(ballot) });
        }
    }
    loose.sort();
    loose
}

/// The letter of a thing on wall, sheet and screen: A to Z, numbers after that.
pub fn letter(place: usize) -> String {
    let letter = u8::try_from(place).ok().filter(|place| *place < 26);
    letter.map_or_else(|| (place + 1).to_string(), |at| char::from(b'A' + at).to_string())
}

impl Session {
    /// In how many places what was given is shown: one more is a reveal.
    pub fn revealed(&self) -> usize {
        let states = self.steps.iter().flat_map(|step| &step.states);
        states.filter_map(State::given).filter(|given| given.revealed).count()
    }
}

/// How many are in of those who are awaited; never who.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct In {
    /// How many gave.
    pub count: usize,
    /// How many they are of; none when nobody is on the list.
    pub of: Option<usize>,
}

impl In {
    /// "7 of 9 are in".
    pub fn words(self) -> String {
        let are = |count: usize| if count == 1 { "is" } else { "are" };
        match (self.count, self.of) {
            (0, _) => "Nobody is in yet".into(),
            (count, Some(of)) if count >= of => "Everyone is in".into(),
            (count, Some(of)) => format!("{count} of {of} are in"),
            (count, None) => format!("{count} {} in", are(count)),
        }
    }
}

impl Session {
    /// Whether this giver may vote: those here who have a vote, and hats when one person plans
    /// alone. A sheet or the room's one voice is nobody in particular.
    pub(super) fn check_voter(&self, giver: &Giver) -> Outcome {
        let Giver::Person(id) = giver else {
            return match giver {
                Giver::Hat(_) if !self.is_solo() => {
                    refuse("Hats vote only when one person plans alone.")
                }
                _ => Ok(()),
            };
        };
        match self.person(id) {
            None => refuse("That person is no longer on the list."),
            Some(person) if !person.present => {
                refuse(format!("{} is not here; let them arrive first.", person.name))
            }
            Some(person) if !person.voting => {
                refuse(format!("{} takes part without a vote.", person.name))
            }
            Some(_) => Ok(()),
        }
    }

    /// Whether this giver is in at a place.
    pub fn is_in(&self, place: &Place, giver: &Giver) -> bool {
        self.state(place).and_then(State::given).is_some_and(|given| given.has(giver))
    }

    /// Whether nobody stands alone with what is about to be shown: where no name is kept, the only
    /// one who is in would be known all the same.
    ///
    /// # Errors
    /// A sentence for the room, while there is only one.
    pub fn check_not_alone(&self, place: &Place) -> Outcome {
        let given = self.state(place).and_then(State::given);
        let alone = given.is_some_and(|given| {
            given.count() == 1 && matches!(given.by.as_slice(), [Giver::Person(_)])
        });
        if alone && self.policy(place) == Policy::Anonymous && !self.is_solo() {
            return refuse(
                "Only one person is in: shown alone, everyone would know whose it is. Wait for \
                 another one.",
            );
        }
        Ok(())
    }

    /// Whether a sheet without a name may come in here: only where no name is kept, and no more of
    /// them than people who vote.
    pub(super) fn check_sheet(&self, place: &Place, giver: &Giver) -> Outcome {
        if *giver != Giver::Sheet {
            return Ok(());
        }
        if self.policy(place) != Policy::Anonymous {
            return refuse("This step keeps who gave: say whose sheet it is.");
        }
        let given = self.state(place).and_then(State::given).map_or(0, Given::count);
        let voters = self.people.iter().filter(|person| person.voting).count();
        match voters > 0 && given >= voters {
            true => refuse(format!("All {voters} sheets are in already.")),
            false => Ok(()),
        }
    }

    /// How many are in at a place. Whoever left without giving is not awaited; what they gave
    /// before still counts.
    pub fn who_is_in(&self, place: &Place) -> In {
        let Some(given) = self.state(place).and_then(State::given) else {
            return In { count: 0, of: None };
        };
        // A hat is no person: it asks nobody, and nobody asks it.
        let named = matches!(self.state(place), Some(State::Network(_)));
        let hats = if self.is_solo() && !named { self.hats.len() } else { 0 };
        let voters = self.voters().count() + hats;
        let left = |giver: &&Giver| match giver {
            Giver::Person(id) => !self.voters().any(|voter| &voter.id == id),
            Giver::Hat(_) | Giver::Sheet | Giver::Voice => false,
        };
        let count = given.count();
        let of = match given.has(&Giver::Voice) {
            true => count,
            false => (voters + given.by.iter().filter(left).count()).max(count),
        };
        In { count, of: (voters > 0).then_some(of) }
    }
}

/// Who has given at one place, and whether it was revealed. For the room the givers are only
/// counted: who is slow is nobody's business.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Those who gave by name, sorted, so that their order tells nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Giver>,
    /// How many gave without a name (sheets of an anonymous step).
    #[serde(default, skip_serializing_if = "crate::workshop::is_zero")]
    pub unnamed: u16,
    /// Whether what was given is shown. Never goes back, but by opening the vote again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revealed: bool,
}

impl Given {
    /// How many are in.
    pub fn count(&self) -> usize {
        self.by.len() + usize::from(self.unnamed)
    }

    /// Whether this giver is in.
    pub fn has(&self, giver: &Giver) -> bool {
        self.by.contains(giver)
    }

    /// Somebody gave so many things. In an anonymous step a named giver gives once; elsewhere
    /// again replaces (or, with ideas, adds).
    pub fn give(&mut self, giver: &Giver, things: u16, policy: Policy) -> Outcome {
        if self.revealed {
            return refuse("This is revealed already; what comes now would not be private.");
        }
        match giver {
            Giver::Sheet => self.unnamed = self.unnamed.saturating_add(things),
            named if self.has(named) && policy == Policy::Anonymous => {
                return refuse(
                    "An anonymous ballot that is in cannot be taken out: nobody knows which it is.",
                );
            }
            named if self.has(named) => {}
            named => {
                self.by.push(named.clone());
                self.by.sort();
            }
        }
        Ok(())
    }

    /// Whether this giver may give beside those who gave: one voice speaks for all, so it stands
    /// alone.
    pub(super) fn check_voice(&self, giver: &Giver) -> Outcome {
        let spoken = self.has(&Giver::Voice);
        match giver {
            Giver::Voice if !spoken && self.count() > 0 => refuse(
                "Some have answered one by one already; start over to answer with one voice.",
            ),
            Giver::Voice => Ok(()),
            _ if spoken => {
                refuse("The room has answered with one voice; start over to answer one by one.")
            }
            _ => Ok(()),
        }
    }

    /// Whether what is in may be thrown away, to ask again: what the room has seen stays.
    pub(super) fn check_reopens(&self) -> Outcome {
        if self.revealed {
            return refuse(
                "This was shown, and the room cannot un-see it; repeat the step to ask again.",
            );
        }
        match self.count() {
            0 => refuse("No sheet is in yet, so there is nothing to start over."),
            _ => Ok(()),
        }
    }

    /// What was given is shown from now on.
    pub fn reveal(&mut self) -> Outcome {
        if self.revealed {
            return refuse("This is revealed already.");
        }
        self.revealed = true;
        Ok(())
    }

    /// What the room may know: how many, never who. Its own one voice is nobody's name.
    pub fn for_the_room(&self) -> Given {
        let by: Vec<Giver> = self.by.iter().filter(|by| **by == Giver::Voice).cloned().collect();
        let unnamed = u16::try_from(self.count() - by.len()).unwrap_or(u16::MAX);
        Given { by, unnamed, revealed: self.revealed }
    }
}
