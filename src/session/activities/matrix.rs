//! A matrix: everyone places options on two axes privately, from 1 to so many points on each; the
//! result is where each stands on average, with the disagreement beside it.
//!
//! An option is placed on both axes or not at all: half a place is no place on a plane, and no
//! answer is never the middle. After the reveal the room may say what it goes on with, and a vote on
//! the same options is then about those.
//!
//! The room gets each answer singly: no sheet is recognised by its whole.

mod counting;
#[cfg(test)]
pub(in crate::session) mod scenarios;
mod soundness;
mod telling;
mod words;

pub use counting::{Counted, How, counted};
pub use telling::{on_paper, page, plane, section};
pub use words::{best, by_name, told};

pub(in crate::session) use soundness::check;

use super::choices::{self, Choice};
use crate::session::activities::State;
use crate::session::change::{Outcome, Refusal, refuse};
use crate::session::private::{
    self, Ballot, Content, Contents, Gift, Given, Giver, Marking, papers,
};
use crate::session::{Id, Place, Session};
use crate::workshop::{Axis, Do, Policy};
use serde::{Deserialize, Serialize};

/// What it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    /// Whose sheets are in, and whether they are shown.
    #[serde(default)]
    pub given: Given,
    /// What stood on the sheets, in order, once they are shown: what comes to the list later was
    /// not placed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<Id>,
    /// The sheets, once revealed (or at once in an open step), sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<Gift>,
    /// What the room goes on with, in the order of the list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<Id>,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A sheet in an open step; the same giver's replaces the one before.
    Cast(Giver, Ballot),
    /// The sheets of an open step are shown.
    Close,
    /// The room goes on with these; with none, nothing is left out any more.
    Take(Vec<Id>),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Cast(..) => "handed in a sheet".into(),
            Change::Close => "showed where the options stand".into(),
            Change::Take(taken) if taken.is_empty() => "goes on with all options".into(),
            Change::Take(taken) => format!("goes on with {} of the options", taken.len()),
        }
    }
}

/// The axes of a matrix, and how many points they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axes<'a> {
    /// What goes upward, and what goes across.
    pub axes: [&'a Axis; 2],
    /// The points of each.
    pub points: u8,
}

impl Matrix {
    /// Whether the sheets are shown.
    pub fn is_shown(&self) -> bool {
        self.given.revealed
    }

    /// Whether anybody placed this.
    pub fn is_placed(&self, id: &Id) -> bool {
        papers(&self.sheets).any(|(_, sheet)| sheet.pair(id).is_some())
    }

    /// Everybody it names.
    pub(super) fn mentioned(&self) -> impl Iterator<Item = &Id> {
        super::givers(&self.sheets)
    }

    /// Leaves single answers without a name.
    pub(super) fn forget_names(&mut self) {
        self.sheets = private::loose(std::mem::take(&mut self.sheets), |_, _| false);
    }

    /// The sheets go, to ask again; what the room has seen stays.
    pub(super) fn reopen(&mut self) -> Outcome {
        self.given.check_reopens()?;
        *self = Matrix::default();
        Ok(())
    }
}

/// The axes at a place; none where nothing is placed on any.
pub fn axes<'a>(session: &'a Session, place: &Place) -> Option<Axes<'a>> {
    match &session.activity(place)?.what {
        Do::Matrix { up, across, points, .. } => Some(Axes { axes: [up, across], points: *points }),
        _ => None,
    }
}

/// How a sheet is marked.
pub fn marking(points: u8) -> Marking {
    Marking::Pairs { least: 1, most: points }
}

/// What the lowest and the highest answer say: "1 little, 5 much".
pub fn scale(session: &Session, place: &Place) -> String {
    let Some(Axes { axes, points }) = axes(session, place) else { return String::new() };
    let said = |axis: &Axis| format!("1 {}, {points} {}", axis.low, axis.high);
    let [up, across] = axes;
    match said(up) == said(across) {
        true => said(up),
        false => format!("{} {}; {} {}", up.name, said(up), across.name, said(across)),
    }
}

/// What is placed at a place: what is on the list now, or, once it is shown, what was.
pub fn placed(session: &Session, place: &Place) -> Vec<Choice> {
    match state(session, place) {
        Some(matrix) if !matrix.on.is_empty() => choices::named(session, place, &matrix.on),
        _ => choices::listed(session, place),
    }
}

/// What the room went on with in the last matrix before a place that was about the same; none where
/// it left nothing out.
pub(super) fn taken_before<'a>(session: &'a Session, place: &Place) -> Option<&'a [Id]> {
    let over = choices::over(session, place)?;
    let places = session.places();
    let here = places.iter().position(|other| other == place)?;
    let same = |other: &&Place| choices::over(session, other) == Some(over);
    let mut before = places[..here].iter().rev().filter(same);
    let matrix = before.find_map(|place| state(session, place).filter(|it| it.is_shown()))?;
    Some(matrix.taken.as_slice()).filter(|taken| !taken.is_empty())
}

/// The state of the matrix at a place.
pub fn state<'a>(session: &'a Session, place: &Place) -> Option<&'a Matrix> {
    match session.state(place) {
        Some(State::Matrix(matrix)) => Some(matrix),
        _ => None,
    }
}

pub(super) fn apply(session: &mut Session, place: &Place, change: &Change) -> Outcome {
    match change {
        Change::Cast(giver, ballot) => cast(session, place, giver, ballot),
        Change::Close => close(session, place),
        Change::Take(taken) => take(session, place, taken),
    }
}

fn cast(session: &mut Session, place: &Place, giver: &Giver, ballot: &Ballot) -> Outcome {
    check_unsealed(session, place)?;
    check_giver(session, place, giver)?;
    check_gift(session, place, ballot)?;
    let matrix = find(session, place)?;
    matrix.given.give(giver, 1, Policy::Open)?;
    private::keep(&mut matrix.sheets, giver, ballot);
    Ok(())
}

fn close(session: &mut Session, place: &Place) -> Outcome {
    check_unsealed(session, place)?;
    let matrix = find(session, place)?;
    if matrix.given.count() == 0 {
        return refuse("No sheet is in yet.");
    }
    matrix.given.reveal()?;
    keep_what_was_placed(session, place)
}

fn take(session: &mut Session, place: &Place, taken: &[Id]) -> Outcome {
    let before = session.clone();
    let matrix = find(session, place)?;
    if !matrix.is_shown() {
        return refuse("First the reveal, then what you go on with.");
    }
    if !taken.iter().all(|id| matrix.on.contains(id)) {
        return refuse("One of these was not placed here.");
    }
    matrix.taken = matrix.on.iter().filter(|id| taken.contains(id)).cloned().collect();
    before.check_votes_stand(session)
}

fn keep_what_was_placed(session: &mut Session, place: &Place) -> Outcome {
    let listed = choices::listed(session, place);
    let matrix = find(session, place)?;
    matrix.on = choices::marked(listed, papers(&matrix.sheets).map(|(_, sheet)| sheet));
    Ok(())
}

fn check_unsealed(session: &Session, place: &Place) -> Outcome {
    match session.policy(place).is_open() {
        true => Ok(()),
        false => refuse("Sheets are private in this step: they come in sealed."),
    }
}

fn find<'a>(session: &'a mut Session, place: &Place) -> Result<&'a mut Matrix, Refusal> {
    match session.state_mut(place)? {
        State::Matrix(matrix) => Ok(matrix),
        _ => refuse("Nothing is placed on two axes in this step."),
    }
}

pub(super) fn take_in(session: &mut Session, place: &Place, contents: &Contents) -> Outcome {
    if contents.0.iter().any(|gift| matches!(gift.content, Content::Ideas(_))) {
        return refuse("Only sheets are handed in here.");
    }
    find(session, place)?.sheets = contents.0.clone();
    keep_what_was_placed(session, place)
}

/// Whether a sheet places on both axes within their points, and only what is there.
pub(super) fn check_gift(session: &Session, place: &Place, ballot: &Ballot) -> Outcome {
    let (Some(axes), choices) = (axes(session, place), placed(session, place)) else {
        return refuse("Nothing is placed on two axes in this step.");
    };
    if choices.is_empty() {
        return refuse("There is nothing to place yet.");
    }
    let known = |id: &Id| choices.iter().find(|choice| &choice.id == id);
    if !ballot.marks.iter().all(|mark| known(&mark.on).is_some()) {
        return refuse("One of these options is no longer on the list.");
    }
    let label = |id: &Id| known(id).map_or_else(String::new, |choice| choice.label.clone());
    marking(axes.points).check(ballot, label)
}

/// Whether this giver may hand in a sheet here now.
pub(super) fn check_giver(session: &Session, place: &Place, giver: &Giver) -> Outcome {
    let Some(matrix) = state(session, place) else {
        return refuse("Nothing is placed on two axes in this step.");
    };
    if matrix.is_shown() {
        return refuse("The result is shown; what comes now would not be private.");
    }
    matrix.given.check_voice(giver)?;
    session.check_voter(giver)?;
    session.check_sheet(place, giver)
}
