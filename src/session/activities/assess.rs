//! An assessment: everyone says privately of each statement whether it is true here, partly, or not
//! here; the result is told by function, with where people and functions disagree most.
//!
//! The room sees totals of functions and never a sheet. In a hidden and in an open step each
//! function is told by itself, and people are told so before they answer. Where no name is kept, a
//! function that fewer than three answered for is kept as part of "smaller functions": see
//! `functions`.

mod counting;
mod functions;
#[cfg(test)]
mod laws;
#[cfg(test)]
pub(in crate::session) mod scenarios;
mod soundness;
mod telling;

pub use counting::{Assessed, Group, How, assessed};
pub use functions::{FEWEST, SMALLER, apart};
pub(in crate::session) use functions::{as_kept, as_revealed, keep_apart};
pub(in crate::session) use soundness::check;
pub use telling::{between, by_function, on_paper, page, phases, promise, section, told};

use crate::session::activities::State;
use crate::session::change::{Outcome, Refusal, refuse};
use crate::session::private::{
    self, Ballot, Content, Contents, Gift, Given, Giver, Marking, papers,
};
use crate::session::{Id, Kind, Place, Session, shuffle};
use crate::text::CleanText;
use crate::workshop::{Do, Phase, Poles, Policy, Statement};
use serde::{Deserialize, Serialize};

/// What each statement is answered, the lowest first.
pub const ANSWERS: [&str; 3] = ["not here", "partly", "true here"];

/// How a sheet is marked.
pub const MARKING: Marking = Marking::Levels { names: ANSWERS };

/// Hands for each answer to a statement, the lowest first.
pub type Hands = [u16; 3];

/// What it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assess {
    /// Whose sheets are in, and whether they are counted.
    #[serde(default)]
    pub given: Given,
    /// The functions that are large enough to be told by themselves, where no name is kept; settled
    /// when the first sheet comes in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart: Option<Vec<CleanText>>,
    /// The sheets, once revealed (or at once in an open step), sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<Gift>,
    /// Hands counted in an open step: totals, which cannot tell of functions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hands: Vec<(Id, Hands)>,
    /// The phase that the room goes for next, from 1, once it agreed on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u8>,
    /// What it came to the last time, where this session goes on from another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Earlier>,
}

/// What an assessment came to the last time: as much as it takes to compare.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// Where the room stood, from 1; nothing where nobody answered, or there were no phases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<u8>,
    /// Where each function stood, from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<(CleanText, u8)>,
    /// How each statement was answered, by its words: how many said each answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<(CleanText, Hands)>,
    /// The phase that was agreed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u8>,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A sheet in an open step; the same giver's replaces the one before.
    Cast(Giver, Ballot),
    /// Hands counted in an open step, for each statement; again replaces all of them.
    Hands(Vec<(Id, Hands)>),
    /// The sheets of an open step are counted.
    Close,
    /// The room agrees on the phase to go for next, from 1; or on none after all.
    Next(Option<u8>),
    /// What it came to the last time.
    Earlier(Earlier),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Cast(..) => "handed in a sheet".into(),
            Change::Hands(..) => "counted hands".into(),
            Change::Close => "showed where we are".into(),
            Change::Next(Some(_)) => "agreed on the next phase".into(),
            Change::Next(None) => "left the next phase open".into(),
            Change::Earlier(_) => "took over what it came to the last time".into(),
        }
    }
}

impl Assess {
    /// Whether the result is shown.
    pub fn is_shown(&self) -> bool {
        self.given.revealed
    }

    /// The sheets with their givers where known.
    pub fn sheets(&self) -> impl Iterator<Item = (Option<&Giver>, &Ballot)> {
        papers(&self.sheets)
    }

    /// Everybody it names.
    pub(super) fn mentioned(&self) -> impl Iterator<Item = &Id> {
        super::givers(&self.sheets)
    }

    /// Takes the sheets out: what they come to is told by function, and no sheet is.
    pub(super) fn forget_names(&mut self) {
        self.sheets.clear();
    }

    /// The sheets go, to ask again; what the room has seen stays.
    pub(super) fn reopen(&mut self) -> Outcome {
        self.given.check_reopens()?;
        *self = Assess { earlier: self.earlier.take(), ..Assess::default() };
        Ok(())
    }

    fn check_uncounted(&self) -> Outcome {
        match self.is_shown() {
            true => refuse("The result is shown; what comes now would not be private."),
            false => Ok(()),
        }
    }
}

/// What is asked at a place, and the phases it belongs to; nothing where nothing is assessed.
pub fn asked<'a>(session: &'a Session, place: &Place) -> (&'a [Statement], &'a [Phase]) {
    match session.activity(place).map(|activity| &activity.what) {
        Some(Do::Assess { statements, phases, .. }) => (statements, phases),
        _ => (&[], &[]),
    }
}

/// The two ends between which one says where we are at a place, and where we should be.
pub fn poles<'a>(session: &'a Session, place: &Place) -> Option<&'a Poles> {
    match session.activity(place).map(|activity| &activity.what) {
        Some(Do::Assess { poles, .. }) => poles.as_ref(),
        _ => None,
    }
}

/// All that is answered at a place, as it reads: the statements in the order of the script, then the
/// two about the poles.
pub fn texts(session: &Session, place: &Place) -> Vec<CleanText> {
    let statements = asked(session, place).0.iter().map(|statement| statement.text.clone());
    statements.chain(poles(session, place).into_iter().flat_map(Poles::statements)).collect()
}

/// The name of a statement by its place in the script, from zero.
pub fn id_of(place: usize) -> Id {
    Id::new(Kind::Statement, u64::try_from(place).unwrap_or(u64::MAX - 1) + 1)
}

/// The places in the script of the statements in the order in which they are asked: shuffled by the
/// session's seed, so that nobody answers phase by phase, and alike on sheet, wall and screen. What is
/// asked about the poles comes last.
pub fn order(session: &Session, place: &Place) -> Vec<usize> {
    let mut order: Vec<usize> = (0..asked(session, place).0.len()).collect();
    shuffle::shuffle(&mut order, session.seed, &format!("statements of {place}"));
    order.extend(order.len()..texts(session, place).len());
    order
}

pub(super) fn apply(session: &mut Session, place: &Place, change: &Change) -> Outcome {
    match change {
        Change::Cast(giver, ballot) => cast(session, place, giver, ballot),
        Change::Hands(hands) => count_hands(session, place, hands),
        Change::Close => close(session, place),
        Change::Next(phase) => next(session, place, *phase),
        Change::Earlier(earlier) => {
            let assess = find(session, place)?;
            assess.check_uncounted()?;
            assess.earlier = Some(earlier.clone());
            Ok(())
        }
    }
}

fn cast(session: &mut Session, place: &Place, giver: &Giver, ballot: &Ballot) -> Outcome {
    check_open(session, place)?;
    check_giver(session, place, giver)?;
    check_gift(session, place, ballot)?;
    let assess = find(session, place)?;
    assess.given.give(giver, 1, Policy::Open)?;
    private::keep(&mut assess.sheets, giver, ballot);
    Ok(())
}

fn count_hands(session: &mut Session, place: &Place, hands: &[(Id, Hands)]) -> Outcome {
    check_open(session, place)?;
    let ids: Vec<Id> = order(session, place).into_iter().map(id_of).collect();
    if ids.is_empty() || !hands.iter().map(|(id, _)| id).eq(&ids) {
        return refuse("Hands are counted for each statement, in the order of the wall.");
    }
    let voters = session.voters().count();
    let raised = |hands: &Hands| hands.iter().map(|hands| usize::from(*hands)).sum::<usize>();
    if let Some((_, too_many)) =
        hands.iter().find(|(_, hands)| voters > 0 && raised(hands) > voters)
    {
        let raised = raised(too_many);
        return refuse(format!("That is {raised} hands for one statement, and {voters} vote."));
    }
    let assess = find(session, place)?;
    if assess.given.count() > 0 {
        return refuse("Some have answered one by one already; start over to count hands.");
    }
    assess.hands = hands.to_vec();
    assess.given.revealed = true;
    Ok(())
}

fn close(session: &mut Session, place: &Place) -> Outcome {
    check_open(session, place)?;
    let assess = find(session, place)?;
    if assess.given.count() == 0 {
        return refuse("No sheet is in yet.");
    }
    assess.given.reveal()
}

fn next(session: &mut Session, place: &Place, phase: Option<u8>) -> Outcome {
    let phases = asked(session, place).1.len();
    let assess = find(session, place)?;
    if !assess.is_shown() {
        return refuse("First where we are, then where we go next.");
    }
    if phases == 0 {
        return refuse("There are no phases here to go on to.");
    }
    if phase.is_some_and(|phase| phase == 0 || usize::from(phase) > phases) {
        return refuse(format!("The phases go from 1 to {phases}."));
    }
    assess.next = phase;
    Ok(())
}

fn check_open(session: &Session, place: &Place) -> Outcome {
    match session.policy(place).is_open() {
        true => Ok(()),
        false => refuse("Sheets are private in this step: they come in sealed."),
    }
}

fn find<'a>(session: &'a mut Session, place: &Place) -> Result<&'a mut Assess, Refusal> {
    match session.state_mut(place)? {
        State::Assess(assess) => Ok(assess),
        _ => refuse("Nothing is assessed in this step."),
    }
}

/// The state of the assessment at a place.
pub fn state<'a>(session: &'a Session, place: &Place) -> Option<&'a Assess> {
    match session.state(place) {
        Some(State::Assess(assess)) => Some(assess),
        _ => None,
    }
}

pub(super) fn take_in(session: &mut Session, place: &Place, contents: &Contents) -> Outcome {
    if contents.0.iter().any(|gift| matches!(gift.content, Content::Ideas(_))) {
        return refuse("Only sheets are handed in here.");
    }
    find(session, place)?.sheets = contents.0.clone();
    Ok(())
}

/// Whether a sheet answers from 0 to 2, and statements that are asked.
pub(super) fn check_gift(session: &Session, place: &Place, ballot: &Ballot) -> Outcome {
    let texts = texts(session, place);
    let ids: Vec<Id> = (0..texts.len()).map(id_of).collect();
    let at = |id: &Id| ids.iter().position(|other| other == id);
    if !ballot.marks.iter().all(|mark| at(&mark.on).is_some()) {
        return refuse("One of these statements is not asked here.");
    }
    let label = |id: &Id| at(id).map_or_else(String::new, |at| texts[at].to_string());
    MARKING.check(ballot, label)
}

/// Whether this giver may hand in a sheet here now.
pub(super) fn check_giver(session: &Session, place: &Place, giver: &Giver) -> Outcome {
    let Some(assess) = state(session, place) else {
        return refuse("Nothing is assessed in this step.");
    };
    assess.check_uncounted()?;
    assess.given.check_voice(giver)?;
    session.check_voter(giver)?;
    session.check_sheet(place, giver)
}
