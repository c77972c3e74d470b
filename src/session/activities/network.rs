//! A network: everyone says privately whom they really ask; the room learns who is asked most, which
//! functions meet in one person alone, and which of them nobody here goes to.
//!
//! Who asks is half of an answer, so a network cannot do without names in the file, and an
//! anonymous one would promise what cannot be kept. What the room is told is told by function: a
//! name stands there only of those who agreed (in an open step, of everyone who is here), and
//! whoever is not on the list is never named at all.

mod counting;
#[cfg(test)]
mod laws;
#[cfg(test)]
pub(in crate::session) mod scenarios;
mod soundness;
mod telling;

pub use counting::{Cut, Function, Hub, Mapped, Meeting, Who, mapped};
pub(in crate::session) use soundness::check;
pub use telling::{
    Reach, asked_bars, grid, lettered, not_here, outsiders, page, promise, reached, section,
    standing, title,
};

use crate::session::activities::State;
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::decisions;
use crate::session::private::{Ballot, Content, Contents, Gift, Given, Giver};
use crate::session::{Id, Kind, Place, Session};
use crate::text::CleanText;
use crate::workshop::Policy;
use serde::{Deserialize, Serialize};

/// What it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// Whose sheets are in, and whether they are counted.
    #[serde(default)]
    pub given: Given,
    /// The sheets, once revealed (or at once in an open step), sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<Gift>,
    /// Who said that they may be named, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<Id>,
    /// What of it the wall shows.
    #[serde(default, skip_serializing_if = "Part::is_asked")]
    pub part: Part,
    /// What was agreed about two functions that meet in one person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seconds: Vec<Second>,
}

/// What of a network is looked at; the wall has room for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Who is asked most.
    #[default]
    Asked,
    /// Which function asks which.
    Grid,
    /// Who connects functions alone, and whom nobody reaches.
    Bridges,
}

impl Part {
    /// All of them, in the order in which they are looked at.
    pub const ALL: [Part; 3] = [Part::Asked, Part::Grid, Part::Bridges];

    fn is_asked(&self) -> bool {
        *self == Part::Asked
    }

    /// The one after this, and after the last the first.
    pub fn next(self) -> Part {
        match self {
            Part::Asked => Part::Grid,
            Part::Grid => Part::Bridges,
            Part::Bridges => Part::Asked,
        }
    }

    /// What stands above it.
    pub fn title(self) -> &'static str {
        match self {
            Part::Asked => "Who is asked most",
            Part::Grid => "Which function asks which",
            Part::Bridges => "Where it hangs on one person",
        }
    }
}

/// Two functions that met in one person, and the agreement that somebody else learns it; the
/// agreement may have been deleted since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Second {
    /// The two functions, as the count has them.
    pub between: [CleanText; 2],
    /// Who learns it.
    pub who: Id,
    /// The agreement.
    pub agreement: Id,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A sheet in an open step; the same giver's replaces the one before.
    Cast(Giver, Ballot),
    /// The sheets of an open step are counted.
    Close,
    /// Somebody may be named, or not after all.
    Named(Id, bool),
    /// The wall shows this part.
    Show(Part),
    /// Somebody gets to know what so far one person alone knows of two functions: an agreement.
    Learns {
        /// The two functions.
        between: [CleanText; 2],
        /// Who learns it.
        who: Id,
    },
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Cast(..) => "handed in a sheet".into(),
            Change::Close => "showed whom we ask".into(),
            Change::Named(_, true) => "somebody may be named".into(),
            Change::Named(_, false) => "somebody is not named after all".into(),
            Change::Show(part) => format!("showed: {}", part.title()),
            Change::Learns { between: [one, other], .. } => {
                format!("agreed on a second one between {one} and {other}")
            }
        }
    }
}

impl Network {
    /// Whether the result is shown.
    pub fn is_shown(&self) -> bool {
        self.given.revealed
    }

    /// The sheets with their givers.
    pub fn sheets(&self) -> impl Iterator<Item = (Option<&Giver>, &Ballot)> {
        self.sheets.iter().filter_map(|gift| match &gift.content {
            Content::Ballot(ballot) => Some((gift.from.as_ref(), ballot)),
            Content::Ideas(_) => None,
        })
    }

    /// The sheets go, to ask again; what the room has seen stays.
    pub(super) fn reopen(&mut self) -> Outcome {
        self.check_uncounted()?;
        if self.given.count() == 0 {
            return refuse("No sheet is in yet, so there is nothing to start over.");
        }
        *self = Network { named: std::mem::take(&mut self.named), ..Network::default() };
        Ok(())
    }

    fn check_uncounted(&self) -> Outcome {
        match self.is_shown() {
            true => refuse(
                "This was shown, and the room cannot un-see it; repeat the step to ask again.",
            ),
            false => Ok(()),
        }
    }
}

pub(super) fn apply(
    session: &mut Session,
    place: &Place,
    entry: &Entry,
    change: &Change,
) -> Outcome {
    match change {
        Change::Cast(giver, ballot) => cast(session, place, giver, ballot),
        Change::Close => close(session, place),
        Change::Named(who, may) => named(session, place, who, *may),
        Change::Show(part) => {
            let network = find(session, place)?;
            if !network.is_shown() {
                return refuse("First the reveal, then there is something to show.");
            }
            network.part = *part;
            Ok(())
        }
        Change::Learns { between, who } => learns(session, place, entry, between, who),
    }
}

fn cast(session: &mut Session, place: &Place, giver: &Giver, ballot: &Ballot) -> Outcome {
    check_open(session, place)?;
    check_giver(session, place, giver)?;
    check_gift(session, place, ballot)?;
    let network = find(session, place)?;
    network.given.give(giver, 1, Policy::Open)?;
    let gift = Gift { from: Some(giver.clone()), content: Content::Ballot(ballot.clone()) };
    network.sheets.retain(|other| other.from != gift.from);
    network.sheets.push(gift);
    network.sheets.sort();
    Ok(())
}

fn close(session: &mut Session, place: &Place) -> Outcome {
    check_open(session, place)?;
    let network = find(session, place)?;
    if network.given.count() == 0 {
        return refuse("No sheet is in yet.");
    }
    network.given.reveal()
}

fn check_open(session: &Session, place: &Place) -> Outcome {
    match session.policy(place).is_open() {
        true => Ok(()),
        false => refuse("Sheets are private in this step: they come in sealed."),
    }
}

fn named(session: &mut Session, place: &Place, who: &Id, may: bool) -> Outcome {
    if session.policy(place).is_open() {
        return refuse("Everyone who is here is named in this step already.");
    }
    let Some(person) = session.person(who) else {
        return refuse("That person is no longer on the list.");
    };
    if may && !person.present {
        return refuse(format!("{} is not here to agree to it.", person.name));
    }
    let network = find(session, place)?;
    network.named.retain(|other| other != who);
    if may {
        network.named.push(who.clone());
        network.named.sort();
    }
    Ok(())
}

/// Whoever learns it says so in the room, as with everything that somebody takes on.
fn learns(
    session: &mut Session,
    place: &Place,
    entry: &Entry,
    between: &[CleanText; 2],
    who: &Id,
) -> Outcome {
    decisions::check_here(session, who, "take it on")?;
    let mapped = counting::mapped(session, place);
    let meets = |mapped: &Mapped| {
        mapped
            .meetings
            .iter()
            .any(|meeting| meeting.between == between.each_ref().map(ToString::to_string))
    };
    if !mapped.as_ref().is_some_and(meets) {
        return refuse("These two functions do not meet in one person alone.");
    }
    let text = telling::agreement(session, between, who);
    let before = session.agreed(place, between).map(|second| second.agreement.clone());
    let (agreement, change) = match before {
        Some(id) => (id.clone(), decisions::Change::EditAgreement(id, text)),
        None => (Id::new(Kind::Agreement, entry.seq), decisions::Change::Agree(text)),
    };
    decisions::apply(session, entry, &change)?;
    let network = find(session, place)?;
    network.seconds.retain(|second| second.between != *between);
    network.seconds.push(Second { between: between.clone(), who: who.clone(), agreement });
    Ok(())
}

fn find<'a>(session: &'a mut Session, place: &Place) -> Result<&'a mut Network, Refusal> {
    match session.state_mut(place)? {
        State::Network(network) => Ok(network),
        _ => refuse("Nobody is asked here whom they ask."),
    }
}

/// The state of the network at a place.
pub fn state<'a>(session: &'a Session, place: &Place) -> Option<&'a Network> {
    match session.state(place) {
        Some(State::Network(network)) => Some(network),
        _ => None,
    }
}

impl Session {
    /// What was agreed about two functions that met in one person, while the agreement stands.
    pub fn agreed(&self, place: &Place, between: &[CleanText; 2]) -> Option<&Second> {
        let stands = |id: &Id| self.agreements.iter().any(|agreement| &agreement.id == id);
        let mut seconds = state(self, place)?.seconds.iter();
        seconds.find(|second| second.between == *between && stands(&second.agreement))
    }

    /// The name of whoever learns what one person alone knew of these two functions.
    pub fn second(&self, place: &Place, between: &[CleanText; 2]) -> Option<&str> {
        self.agreed(place, between).map(|second| self.name_of(&second.who))
    }
}

/// The sheets come in. Whoever was taken off the list meanwhile is named no more.
pub(super) fn take_in(session: &mut Session, place: &Place, contents: &Contents) -> Outcome {
    let mut sheets = contents.0.clone();
    for gift in &mut sheets {
        let Content::Ballot(ballot) = &mut gift.content else {
            return refuse("Only sheets are handed in here.");
        };
        ballot.marks.retain(|mark| session.person(&mark.on).is_some());
    }
    find(session, place)?.sheets = sheets;
    Ok(())
}

/// Whether a sheet names no more than it may, and people who are on the list.
pub(super) fn check_gift(session: &Session, place: &Place, ballot: &Ballot) -> Outcome {
    let Some(marking) = super::marking(session, place) else {
        return refuse("Nobody is asked here whom they ask.");
    };
    if !ballot.marks.iter().all(|mark| session.person(&mark.on).is_some()) {
        return refuse("Somebody on this sheet is no longer on the list.");
    }
    marking.check(ballot, |id| session.name_of(id).to_owned())
}

/// Whether this giver may hand in a sheet here now: a person, since nobody asks as a room.
pub(super) fn check_giver(session: &Session, place: &Place, giver: &Giver) -> Outcome {
    let Some(network) = state(session, place) else {
        return refuse("Nobody is asked here whom they ask.");
    };
    network.check_uncounted()?;
    match giver {
        Giver::Person(_) => session.check_voter(giver),
        Giver::Hat(_) => refuse("A hat asks nobody; only people do."),
        Giver::Voice => refuse("Whom one asks is each one's own answer; one voice has none."),
        Giver::Sheet => refuse("Who asks is half of the answer: say whose sheet it is."),
    }
}
