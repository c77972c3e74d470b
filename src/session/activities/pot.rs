//! The pot: pledges read one at a time, asks, private points, grants.

mod counting;
mod page;
#[cfg(test)]
mod scenarios;
mod soundness;
mod taking;
mod telling;

pub use counting::{Counted, CountedAsk, CountedFund, counted};
pub(in crate::session) use soundness::check;
pub(in crate::session) use taking::bills_as_granted;
pub(in crate::session) use taking::taken as taken_last;
pub use taking::{Taken, proposals};
pub use telling::Beside;
pub(in crate::session) use telling::who_pays_what;

use crate::methods::funding::Rule;
use crate::money::Money;
use crate::reader::Reader;
use crate::session::activities::State;
use crate::session::block::Block;
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::private::{Ballot, Content, Contents, Gift, Given, Giver};
use crate::session::viewer::Seen;
use crate::session::{Id, Place, Session};
use crate::text::CleanText;
use crate::workshop::Policy;
use serde::{Deserialize, Serialize};

/// The most points for one ask.
pub const MOST_POINTS: u8 = 10;

/// What it keeps; pledges, asks and grants are the session's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PotState {
    /// In which part we are.
    #[serde(default)]
    pub part: Part,
    /// How the points become money; chosen and read aloud before anyone gives points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Whose money it is while that is counted; chosen and read aloud with the rule.
    #[serde(default, skip_serializing_if = "Purses::are_alike")]
    pub purses: Purses,
    /// Who gave points, and whether they are shown.
    #[serde(default)]
    pub given: Given,
    /// The points, once revealed (in an open step as they come), sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ballots: Vec<Gift>,
    /// The count that was taken, as it was then: what changes later changes nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<Box<Taken>>,
}

/// Whose money is spent by the points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Purses {
    /// Everyone has an equal share of the whole pot.
    #[default]
    Alike,
    /// What a function puts in is shared by its own voters; money of functions without a voter
    /// here, and of none, by everyone.
    ByFunction,
}

/// The parts of the pot, in their usual order; the room may go back to any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// What can we put in?
    #[default]
    Pledges,
    /// What is needed?
    Asks,
    /// Points 0 to 10 for each ask, privately.
    Points,
    /// Who gets what.
    Grants,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// We go to another part.
    Part(Part),
    /// The counting rule is chosen and read aloud, and everyone counts alike: the ballots are
    /// open.
    Rule(Rule),
    /// The same, and each function decides over its own money.
    RuleByFunction(Rule),
    /// Points in an open step.
    Cast(Giver, Ballot),
    /// The points of an open step are all in, and are counted.
    Close,
    /// The count by the rule that was read aloud is taken: these are the grants.
    Take(Box<Taken>),
    /// The count by another rule is taken, which is a decision of its own.
    TakeAnother {
        /// The count, and by which rule.
        taken: Box<Taken>,
        /// Why not the one that was read aloud.
        why: CleanText,
        /// The fist of five, if one was shown.
        fingers: Option<[u16; 6]>,
    },
    /// The room has accepted by a fist of five to fund an ask from what is left.
    Accept {
        /// Which.
        ask: Id,
        /// With how much.
        amount: Money,
        /// What was decided, as the record says it.
        what: CleanText,
        /// The hands.
        fingers: [u16; 6],
    },
}

impl Part {
    /// All parts, in their usual order.
    pub const ALL: [Part; 4] = [Part::Pledges, Part::Asks, Part::Points, Part::Grants];

    /// The name that stands on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Part::Pledges => "Pledges",
            Part::Asks => "Asks",
            Part::Points => "Points",
            Part::Grants => "Grants",
        }
    }
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Part(part) => format!("went to the {} of the pot", part.name().to_lowercase()),
            Change::Rule(rule) => format!("chose to count by {}", rule.name()),
            Change::RuleByFunction(rule) => {
                format!("chose to count by {}, each function for itself", rule.name())
            }
            Change::Cast(..) => "gave points".into(),
            Change::Close => "counted the points".into(),
            Change::Take(_) => "granted as counted".into(),
            Change::TakeAnother { taken, .. } => format!("granted by {}", taken.rule.name()),
            Change::Accept { .. } => "granted what the room accepted".into(),
        }
    }
}

impl Purses {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Purses::Alike => "everyone counts alike",
            Purses::ByFunction => "each function decides over its own money",
        }
    }

    fn are_alike(&self) -> bool {
        *self == Purses::Alike
    }
}

/// What is read aloud before the ballots open: the rule, and whose money it is where everyone pays
/// from a share.
pub fn read_aloud(rule: Rule, purses: Purses) -> String {
    let whose = match purses {
        _ if !rule.has_purses() => "",
        Purses::Alike => " All shares are equal.",
        Purses::ByFunction => {
            " Each function decides over its own money: only its voters share that, and the room \
             sees what each function pays. Money of functions without a voter here is shared by \
             everyone."
        }
    };
    format!("{}{whose}", rule.said())
}

impl PotState {
    pub(super) fn forget_names(&mut self) {
        self.ballots.iter_mut().for_each(|gift| gift.from = None);
        self.ballots.sort();
    }

    /// The points are thrown away; the rule stands, and may be chosen anew.
    pub(super) fn reopen(&mut self) -> Outcome {
        self.given = Given::default();
        self.ballots.clear();
        Ok(())
    }

    /// Who will see what is given: where functions decide over their own money, what each of them
    /// pays tells more than totals.
    pub(super) fn promise(&self, policy: Policy) -> &'static str {
        match (policy, self.purses) {
            (Policy::Hidden, Purses::ByFunction) => {
                "The room sees totals, and what each function pays. The file keeps your name."
            }
            _ => policy.promise(),
        }
    }

    /// Whether points may be given: a rule was chosen and read aloud.
    ///
    /// # Errors
    /// A sentence for the room, while there is no rule.
    pub fn check_open(&self) -> Outcome {
        match self.rule {
            Some(_) => Ok(()),
            None => refuse(
                "Choose how the points are counted, and read it aloud, before they are given.",
            ),
        }
    }

    fn choose(&mut self, rule: Rule, purses: Purses) -> Outcome {
        if self.given.count() > 0 || !self.ballots.is_empty() {
            return refuse(
                "Points are in under the rule that was read aloud; open the ballots again to \
                 choose another.",
            );
        }
        self.rule = Some(rule);
        self.purses = purses;
        Ok(())
    }
}

/// Why functions cannot decide over their own money each at a place, if they cannot.
///
/// # Errors
/// A sentence for the room.
pub fn check_purses(session: &Session, place: &Place, rule: Rule) -> Outcome {
    if session.policy(place) == Policy::Anonymous {
        return refuse(
            "In an anonymous step nobody knows whose points are whose, so no function can decide \
             over its own money: everyone counts alike.",
        );
    }
    if !rule.has_purses() {
        return refuse(format!(
            "By {} nobody has a share of their own: everyone counts alike.",
            rule.name()
        ));
    }
    Ok(())
}

pub(super) fn apply(
    session: &mut Session,
    place: &Place,
    entry: &Entry,
    change: &Change,
) -> Outcome {
    match change {
        Change::Part(part) => {
            pot(session, place)?.part = *part;
            Ok(())
        }
        Change::Rule(rule) => pot(session, place)?.choose(*rule, Purses::Alike),
        Change::RuleByFunction(rule) => {
            check_purses(session, place, *rule)?;
            pot(session, place)?.choose(*rule, Purses::ByFunction)
        }
        Change::Cast(giver, ballot) => cast(session, place, giver, ballot),
        Change::Close => close(session, place),
        Change::Take(taken) => taking::take(session, place, entry, taken),
        Change::TakeAnother { taken, why, fingers } => {
            taking::take_another(session, place, entry, taken, why, *fingers)
        }
        Change::Accept { ask, amount, what, fingers } => {
            taking::accept(session, entry, (ask, *amount), what, *fingers)
        }
    }
}

fn pot<'a>(session: &'a mut Session, place: &Place) -> Result<&'a mut PotState, Refusal> {
    match session.state_mut(place)? {
        State::Pot(pot) => Ok(pot),
        _ => refuse("There is no pot in this step."),
    }
}

fn cast(session: &mut Session, place: &Place, giver: &Giver, ballot: &Ballot) -> Outcome {
    let policy = session.policy(place);
    if !policy.is_open() {
        return refuse("Points are given privately in this step.");
    }
    session.check_voter(giver)?;
    check_gift(session, place, ballot)?;
    let pot = pot(session, place)?;
    pot.given.give(giver, 1, policy)?;
    let gift = Gift { from: Some(giver.clone()), content: Content::Ballot(ballot.clone()) };
    let named = *giver != Giver::Sheet;
    match pot.ballots.iter_mut().find(|other| named && other.from == gift.from) {
        Some(earlier) => *earlier = gift,
        None => pot.ballots.push(gift),
    }
    pot.ballots.sort();
    Ok(())
}

/// Blind until closed, in an open step as well: what people see first pulls them.
fn close(session: &mut Session, place: &Place) -> Outcome {
    if !session.policy(place).is_open() {
        return refuse("What is sealed is revealed, not closed.");
    }
    let pot = pot(session, place)?;
    if pot.ballots.is_empty() {
        return refuse("Nobody has given points yet, so there is nothing to count.");
    }
    pot.given.reveal()
}

pub(super) fn take_in(session: &mut Session, place: &Place, contents: &Contents) -> Outcome {
    pot(session, place)?.ballots = contents.0.clone();
    Ok(())
}

pub(super) fn check_gift(session: &Session, place: &Place, ballot: &Ballot) -> Outcome {
    super::check_open(session, place)?;
    for mark in &ballot.marks {
        if session.ask(&mark.on).is_none() {
            return refuse("One of these asks is no longer on the list.");
        }
        if mark.value > MOST_POINTS {
            return refuse(format!("An ask gets 0 to {MOST_POINTS} points, not {}.", mark.value));
        }
    }
    Ok(())
}

/// What there is to see.
pub fn page(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    page::blocks(seen, place, reader)
}

/// What it leaves in the record: how it was counted.
pub fn section(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    telling::section(seen, place, reader)
}
