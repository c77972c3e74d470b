//! The agenda of a session: the steps it runs, where it is, and how the plan was changed.

mod adding;
mod privacy;

pub use adding::{NEW_STEPS, NewStep};
pub use privacy::check_privacy;

use super::activities::State;
use super::change::{Entry, Outcome, Refusal, refuse};
use super::cut::{self, Cut};
use super::id::Place;
use super::{Session, clock};
use crate::text::CleanText;
use crate::workshop::{Activity, Policy, Step};
use serde::{Deserialize, Serialize};

/// One step of a session: its script, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRun {
    /// The script of the step, a copy: a session opens without its workshop.
    pub script: Step,
    /// Minutes added to (or cut from) the plan.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub extra: i16,
    /// Seconds spent here so far, without what is running now.
    #[serde(default, skip_serializing_if = "is_zero_long")]
    pub taken: u64,
    /// Passed over on purpose.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub skipped: bool,
    /// Left for a later step.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left: bool,
    /// The state of each activity, in the order of the script.
    pub states: Vec<State>,
}

/// What can happen to the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Go to a step's activity, from anywhere.
    GoTo(Place),
    /// A step is added behind another (or first of all).
    Add {
        /// The id of the step before it.
        after: Option<CleanText>,
        /// The script of the new step; its id must be free.
        step: Box<Step>,
    },
    /// A step moves to a position, counted from 0.
    Move(CleanText, usize),
    /// A step is passed over, or not after all.
    Skip(CleanText, bool),
    /// A step is run once more, right after where it stands.
    Repeat(CleanText),
    /// So many minutes more (or less) for a step.
    Minutes(CleanText, i16),
    /// The plan is cut so that it ends when the room is told.
    Cut(Cut),
    /// The privacy of an activity changes: to any while nothing was given there, and only from
    /// hidden to anonymous while something is sealed.
    Privacy(Place, Policy),
}

impl Change {
    /// Whether `u` takes it back: everything but moving about, and what people were promised.
    pub fn undoable(&self) -> bool {
        !matches!(self, Change::GoTo(_) | Change::Privacy(..))
    }

    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::GoTo(place) => format!("went to {}", place.told()),
            Change::Add { step, .. } => format!("added the step {}", step.title),
            Change::Move(step, _) => format!("moved the step {step}"),
            Change::Skip(step, true) => format!("skipped the step {step}"),
            Change::Skip(step, false) => format!("took the step {step} back in"),
            Change::Repeat(step) => format!("repeated the step {step}"),
            Change::Minutes(step, more) if *more >= 0 => format!("{more} minutes more for {step}"),
            Change::Minutes(step, less) => format!("{} minutes less for {step}", less.abs()),
            Change::Cut(cut) => format!("re-planned: {}", cut.words(CleanText::as_str)),
            Change::Privacy(..) => "changed who sees what is given".into(),
        }
    }
}

impl StepRun {
    /// A step that has not begun.
    pub fn new(script: Step) -> StepRun {
        let states = script.activities.iter().map(|activity| State::of(&activity.what)).collect();
        StepRun { script, extra: 0, taken: 0, skipped: false, left: false, states }
    }

    /// The step's id.
    pub fn id(&self) -> &CleanText {
        &self.script.id
    }

    /// The planned seconds for so many people, with what was added or cut, never below zero.
    pub fn planned(&self, people: usize) -> i64 {
        if self.skipped {
            return 0;
        }
        (self.script.minutes.seconds(people) + i64::from(self.extra) * 60).max(0)
    }

    /// So many minutes more or, down to the floor of the step, less: as far as that goes.
    ///
    /// # Errors
    /// When it is at its floor already.
    pub fn minutes_more(&self, more: i16, people: usize) -> Result<i16, Refusal> {
        let slack = (self.planned(people) - self.floor()).max(0) / 60;
        let most = i16::try_from(slack).unwrap_or(i16::MAX);
        match more.max(-most) {
            0 if more < 0 => refuse(format!(
                "{} is never planned below {}; skip it to win more.",
                self.script.title,
                cut::minutes(self.script.floor)
            )),
            more => Ok(more),
        }
    }

    /// The place of each activity.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        (0..self.states.len()).map(|index| Place::new(self.id(), index))
    }
}

impl Session {
    /// The index of the step of this id.
    pub fn step_index(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|step| &**step.id() == id)
    }

    /// The title of the step of this id; without one the id itself.
    pub fn title_of<'a>(&'a self, id: &'a CleanText) -> &'a str {
        self.step_index(id).map_or(id, |index| &self.steps[index].script.title)
    }

    /// The step a place belongs to.
    pub fn step(&self, place: &Place) -> Option<&StepRun> {
        self.steps.iter().find(|step| &**step.id() == place.step())
    }

    /// The step we are in; a session always has one.
    pub fn here(&self) -> &StepRun {
        self.step(&self.at).expect("`check` and `apply` keep the session at a step of its agenda")
    }

    /// The script of the activity at a place.
    pub fn activity(&self, place: &Place) -> Option<&Activity> {
        self.step(place)?.script.activities.get(place.index())
    }

    /// The state of the activity at a place.
    pub fn state(&self, place: &Place) -> Option<&State> {
        self.step(place)?.states.get(place.index())
    }

    /// The same, to change it.
    pub(super) fn state_mut(&mut self, place: &Place) -> Result<&mut State, Refusal> {
        let step = self.steps.iter_mut().find(|step| &**step.id() == place.step());
        match step.and_then(|step| step.states.get_mut(place.index())) {
            Some(state) => Ok(state),
            None => refuse("That step is no longer on the agenda."),
        }
    }

    /// The privacy of the activity at a place.
    pub fn policy(&self, place: &Place) -> Policy {
        self.activity(place).map_or(Policy::Open, |activity| activity.privacy)
    }

    /// The places of all steps that are not skipped, in order.
    pub fn places(&self) -> Vec<Place> {
        self.steps.iter().filter(|step| !step.skipped).flat_map(StepRun::places).collect()
    }

    /// The place after (or before) this one, passing over skipped steps.
    pub fn neighbour(&self, place: &Place, forward: bool) -> Option<Place> {
        let all: Vec<(Place, bool)> = self
            .steps
            .iter()
            .flat_map(|step| step.places().map(|place| (place, step.skipped)))
            .collect();
        let here = all.iter().position(|(other, _)| other == place)?;
        let open = |(place, skipped): &(Place, bool)| (!skipped).then(|| place.clone());
        if forward {
            all[here + 1..].iter().find_map(open)
        } else {
            all[..here].iter().rev().find_map(open)
        }
    }
}

pub(super) fn apply(session: &mut Session, entry: &Entry, change: &Change) -> Outcome {
    match change {
        Change::GoTo(place) => go_to(session, entry, place),
        Change::Add { after, step } => add(session, after.as_ref(), step),
        Change::Move(step, to) => move_to(session, step, *to),
        Change::Skip(step, skipped) => skip(session, step, *skipped),
        Change::Repeat(step) => repeat(session, step),
        Change::Minutes(step, more) => minutes(session, step, *more),
        Change::Cut(cut) => cut::apply(session, entry, cut),
        Change::Privacy(place, policy) => privacy::change(session, place, *policy),
    }
}

fn go_to(session: &mut Session, entry: &Entry, place: &Place) -> Outcome {
    if session.state(place).is_none() {
        return refuse("That step is no longer on the agenda.");
    }
    clock::settle(session, entry.at);
    let from = session.step_index(session.at.step());
    let to = session.step_index(place.step());
    if let (Some(from), true) = (from, from < to) {
        session.steps[from].left = true;
    }
    if let Some(to) = to {
        session.steps[to].skipped = false;
    }
    session.at = place.clone();
    Ok(())
}

fn add(session: &mut Session, after: Option<&CleanText>, step: &Step) -> Outcome {
    if step.activities.is_empty() {
        return refuse("A step needs at least one activity.");
    }
    if step.id.is_empty() || session.step_index(&step.id).is_some() {
        return refuse(format!("There is a step “{}” already.", step.id));
    }
    let at = match after {
        Some(before) => index_of(session, before)? + 1,
        None => 0,
    };
    session.steps.insert(at, StepRun::new(step.clone()));
    Ok(())
}

fn index_of(session: &Session, step: &CleanText) -> Result<usize, Refusal> {
    match session.step_index(step) {
        Some(index) => Ok(index),
        None => refuse("That step is no longer on the agenda."),
    }
}

fn move_to(session: &mut Session, step: &CleanText, to: usize) -> Outcome {
    let from = index_of(session, step)?;
    let run = session.steps.remove(from);
    session.steps.insert(to.min(session.steps.len()), run);
    Ok(())
}

pub(super) fn skip(session: &mut Session, step: &CleanText, skipped: bool) -> Outcome {
    let index = index_of(session, step)?;
    if skipped && session.at.step() == &**step {
        return refuse("You are in this step; go to another one first, then skip it.");
    }
    session.steps[index].skipped = skipped;
    Ok(())
}

fn repeat(session: &mut Session, step: &CleanText) -> Outcome {
    let index = index_of(session, step)?;
    let mut script = session.steps[index].script.clone();
    let free = (2..).map(|round| format!("{step}-{round}"));
    let id = free.into_iter().find(|id| session.step_index(id).is_none());
    script.id = CleanText::line(&id.expect("there is always a free number"));
    session.steps.insert(index + 1, StepRun::new(script));
    Ok(())
}

pub(super) fn minutes(session: &mut Session, step: &CleanText, more: i16) -> Outcome {
    let index = index_of(session, step)?;
    let run = &mut session.steps[index];
    run.extra = run.extra.saturating_add(more).clamp(-600, 600);
    Ok(())
}

fn is_zero(number: &i16) -> bool {
    *number == 0
}

fn is_zero_long(number: &u64) -> bool {
    *number == 0
}
