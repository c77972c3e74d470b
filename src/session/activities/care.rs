//! Care: who cares for which area, and who can; asked privately, so that rank does not count.
//!
//! Everyone answers twice for each area, from 0 to 3. Somebody **cares** who said 2 or 3, and
//! **can** who said 2 or 3; whoever does both is **ready** to be asked. An area is an **orphan**
//! when nobody cares, **crowded** when more are ready than it takes (one who answers for it, two
//! who help), and **scarce** when some care and hardly anybody can. No answer is never 0.
//!
//! Sheets are sealed until the reveal, which may come in a later step: whoever steps away during a
//! break finds the board covered when the names begin. What was revealed is told as totals; a name
//! stands on the wall only for those who said that it may.

mod counting;
#[cfg(test)]
mod laws;
mod proposal;
#[cfg(test)]
mod scenarios;
mod soundness;
mod telling;

pub use counting::{Cared, Need};
pub use proposal::{NoProposal, Proposal};
pub(in crate::session) use soundness::check;
pub(super) use telling::{covered, fresh};
pub use telling::{on_paper, page, section, told};

use crate::session::activities::State;
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::private::{Ballot, Content, Contents, Gift, Given, Giver, Marking};
use crate::session::{Id, Place, Session, Standing};
use crate::workshop::{Do, Policy};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The highest answer.
pub const MOST: u8 = 3;

/// How the two answers are given.
pub const MARKING: Marking = Marking::Pairs { most: MOST, names: ["I care", "I can"] };

/// What each answer says, as sheets of paper explain it: who says 2 or 3 cares, or can.
pub const SCALE: &str = "0 not at all, 1 a little, 2 yes, 3 very much";

/// For so long nobody speaks once the sheets are shown.
const SILENCE: SignedDuration = SignedDuration::from_secs(10);

/// What it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Care {
    /// Whose sheets are in, and whether they are shown.
    #[serde(default)]
    pub given: Given,
    /// The sheets, once revealed (or at once in an open step), sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<Gift>,
    /// Who said that they may be named, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<Id>,
    /// Nobody speaks until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence: Option<Timestamp>,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A sheet in an open step; the same giver's replaces the one before.
    Cast(Giver, Ballot),
    /// The sheets of an open step are shown.
    Close,
    /// Somebody may be named as one who cares, or not after all.
    Named(Id, bool),
    /// Ten seconds of silence begin.
    Silence,
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Cast(..) => "handed in a sheet".into(),
            Change::Close => "showed who cares".into(),
            Change::Named(_, true) => "somebody may be named".into(),
            Change::Named(_, false) => "somebody is not named after all".into(),
            Change::Silence => "began ten seconds of silence".into(),
        }
    }
}

impl Care {
    /// Whether the sheets are shown.
    pub fn is_shown(&self) -> bool {
        self.given.revealed
    }

    /// The sheets with their givers where known.
    pub fn sheets(&self) -> impl Iterator<Item = (Option<&Giver>, &Ballot)> {
        self.sheets.iter().filter_map(|gift| match &gift.content {
            Content::Ballot(ballot) => Some((gift.from.as_ref(), ballot)),
            Content::Ideas(_) => None,
        })
    }

    /// Everybody it names.
    pub(super) fn mentioned(&self) -> impl Iterator<Item = &Id> {
        super::givers(&self.sheets).chain(&self.named)
    }

    /// Leaves single answers without a name, so that no sheet can be recognised by its whole. Only
    /// who may be named keeps the name, and only where they care.
    pub(super) fn forget_names(&mut self) {
        let mut loose: Vec<Gift> = Vec::new();
        for gift in std::mem::take(&mut self.sheets) {
            let Content::Ballot(ballot) = gift.content else { continue };
            let person = gift.from.as_ref().filter(|from| matches!(from, Giver::Person(_)));
            let consents = person.and_then(Giver::id).is_some_and(|id| self.named.contains(id));
            for mark in ballot.marks {
                let named = person.is_none() || consents && counting::is_much(mark.value);
                let from = gift.from.clone().filter(|_| named);
                loose.push(Gift {
                    from,
                    content: Content::Ballot(Ballot { marks: vec![mark], ..Ballot::default() }),
                });
            }
        }
        loose.sort();
        self.sheets = loose;
    }

    /// The sheets go, to ask again; what the room has seen stays.
    pub(super) fn reopen(&mut self) -> Outcome {
        if self.is_shown() {
            return refuse(
                "This was shown, and the room cannot un-see it; repeat the step to ask again.",
            );
        }
        if self.given.count() == 0 {
            return refuse("No sheet is in yet, so there is nothing to start over.");
        }
        *self = Care::default();
        Ok(())
    }

    fn keep(&mut self, giver: &Giver, ballot: &Ballot) {
        let gift = Gift { from: Some(giver.clone()), content: Content::Ballot(ballot.clone()) };
        self.sheets.retain(|other| other.from != gift.from);
        self.sheets.push(gift);
        self.sheets.sort();
    }
}

impl Session {
    /// The last care whose sheets are shown, and where.
    pub fn care(&self) -> Option<(Place, &Care)> {
        self.cares().filter(|(_, care)| care.is_shown()).last()
    }

    /// Whether somebody may be named as one who cares: they said so, or the sheets are open.
    pub fn may_be_named(&self, who: &Id) -> bool {
        self.care()
            .is_some_and(|(place, care)| self.policy(&place).is_open() || care.named.contains(who))
    }

    /// Where the next one before this place waits for sheets or for its reveal.
    pub fn care_before(&self, place: &Place) -> Option<Place> {
        let places = self.places();
        let here = places.iter().position(|other| other == place)?;
        let waits = |place: &&Place| matches!(self.state(place), Some(State::Care(care)) if !care.is_shown());
        places[..here].iter().rev().find(waits).cloned()
    }

    /// The sheets that are in and wait for their reveal when the names begin here; none once
    /// somebody answered without it.
    pub fn care_to_reveal(&self, place: &Place) -> Option<Place> {
        let names = matches!(self.activity(place)?.what, Do::Roles { .. });
        let care = self.care_before(place).filter(|_| names && self.is_unanswered())?;
        (self.who_is_in(&care).count > 0).then_some(care)
    }

    /// Whether nobody has answered for any area yet.
    pub(super) fn is_unanswered(&self) -> bool {
        self.areas.iter().all(|area| area.standing() == Standing::Nobody && area.not_me.is_empty())
    }

    /// Whether what is given here is shown later, when the names begin: then it is no oversight to
    /// go on without a reveal.
    pub fn is_revealed_later(&self, place: &Place) -> bool {
        let places = self.places();
        let here = places.iter().position(|other| other == place);
        let names = |place: &Place| {
            matches!(self.activity(place).map(|it| &it.what), Some(Do::Roles { .. }))
        };
        let later = here.map_or(&[][..], |here| &places[here + 1..]);
        matches!(self.state(place), Some(State::Care(_))) && later.iter().any(names)
    }

    /// Until when nobody speaks here, once the sheets are shown.
    pub fn silence_at(&self, place: &Place) -> Option<Timestamp> {
        let care = match self.activity(place)?.what {
            Do::Roles { .. } => self.care()?.1,
            Do::Care { .. } => match self.state(place)? {
                State::Care(care) => care,
                _ => return None,
            },
            _ => return None,
        };
        care.silence
    }

    fn cares(&self) -> impl Iterator<Item = (Place, &Care)> {
        self.places().into_iter().filter_map(|place| match self.state(&place)? {
            State::Care(care) => Some((place, care)),
            _ => None,
        })
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
        Change::Close => close(session, place, entry),
        Change::Named(who, may) => named(session, place, who, *may),
        Change::Silence => silence(session, place, entry),
    }
}

fn cast(session: &mut Session, place: &Place, giver: &Giver, ballot: &Ballot) -> Outcome {
    check_unsealed(session, place)?;
    check_giver(session, place, giver)?;
    check_gift(session, ballot)?;
    let care = find(session, place)?;
    care.given.give(giver, 1, Policy::Open)?;
    care.keep(giver, ballot);
    Ok(())
}

fn close(session: &mut Session, place: &Place, entry: &Entry) -> Outcome {
    check_unsealed(session, place)?;
    let care = find(session, place)?;
    if care.given.count() == 0 {
        return refuse("No sheet is in yet.");
    }
    care.given.reveal()?;
    begin_silence(care, entry)
}

fn check_unsealed(session: &Session, place: &Place) -> Outcome {
    match session.policy(place).is_open() {
        true => Ok(()),
        false => refuse("Sheets are private in this step: they come in sealed."),
    }
}

fn named(session: &mut Session, place: &Place, who: &Id, may: bool) -> Outcome {
    match session.policy(place) {
        Policy::Open => return refuse("Everyone is named in this step already."),
        Policy::Anonymous => {
            return refuse("No name is kept in this step, so nobody can be named.");
        }
        Policy::Hidden => {}
    }
    if session.person(who).is_none() {
        return refuse("That person is no longer on the list.");
    }
    let care = find(session, place)?;
    care.named.retain(|other| other != who);
    if may {
        care.named.push(who.clone());
        care.named.sort();
    }
    Ok(())
}

fn silence(session: &mut Session, place: &Place, entry: &Entry) -> Outcome {
    let care = find(session, place)?;
    if !care.is_shown() {
        return refuse("First the reveal, then ten seconds of silence.");
    }
    begin_silence(care, entry)
}

fn begin_silence(care: &mut Care, entry: &Entry) -> Outcome {
    care.silence = entry.at.checked_add(SILENCE).ok();
    Ok(())
}

fn find<'a>(session: &'a mut Session, place: &Place) -> Result<&'a mut Care, Refusal> {
    match session.state_mut(place)? {
        State::Care(care) => Ok(care),
        _ => refuse("Nobody is asked here who cares."),
    }
}

pub(super) fn take_in(
    session: &mut Session,
    place: &Place,
    entry: &Entry,
    contents: &Contents,
) -> Outcome {
    if contents.0.iter().any(|gift| matches!(gift.content, Content::Ideas(_))) {
        return refuse("Only sheets are handed in here.");
    }
    let care = find(session, place)?;
    care.sheets = contents.0.clone();
    begin_silence(care, entry)
}

/// Whether a sheet answers both questions from 0 to 3, and about areas that are there.
pub(super) fn check_gift(session: &Session, ballot: &Ballot) -> Outcome {
    if session.areas.is_empty() {
        return refuse("There is no area yet to care for.");
    }
    if !ballot.marks.iter().all(|mark| session.area(&mark.on).is_some()) {
        return refuse("One of these areas is no longer on the list.");
    }
    let label = |id: &Id| session.area(id).map_or_else(String::new, |area| area.name.to_string());
    MARKING.check(ballot, label)
}

/// Whether this giver may hand in a sheet here now.
pub(super) fn check_giver(session: &Session, place: &Place, giver: &Giver) -> Outcome {
    let Some(State::Care(care)) = session.state(place) else {
        return refuse("Nobody is asked here who cares.");
    };
    if care.is_shown() {
        return refuse("The sheets are shown; what comes now would not be private.");
    }
    care.given.check_voice(giver)?;
    session.check_voter(giver)?;
    session.check_sheet(place, giver)
}
