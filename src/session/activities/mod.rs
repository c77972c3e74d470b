//! The activities: for each one its state in a session, what can happen to it, its page for the
//! wall and its section for the record. Adding one is a file here, a file in `ui/activities`, and
//! a line in each list below, in `giving.rs` and in `showing.rs`.

pub mod assess;
pub mod r#break;
pub mod care;
pub mod choices;
pub mod close;
pub mod decide;
pub mod foresee;
pub mod gather;
mod giving;
pub mod goals;
pub mod matrix;
pub mod network;
mod paper;
pub mod pot;
pub mod promise;
pub mod review;
pub mod roles;
pub mod round;
mod showing;
pub mod team;
pub mod vote;
pub mod welcome;

use crate::session::Shared;
use giving::givers;
pub use giving::{as_kept, as_revealed, check_gift};
pub(super) use giving::{check_giver, check_open, reopen};
pub use paper::{IDEAS_ON_PAPER, SCRIBE, marking, promise_on_paper, questions, things};
pub(super) use showing::prompt;
pub use showing::{countdown, outsiders, page, promise, section};

use super::Session;
use super::change::{Entry, Outcome, refuse};
use super::decisions::Tally;
use super::id::{Id, Place};
use super::ideas::Idea;
use super::private::{Contents, Given, Giver};
use crate::workshop::{Do, Policy};
use serde::{Deserialize, Serialize};

/// What an activity keeps for itself; goals, areas, money and so on belong to the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// `welcome` keeps nothing.
    Welcome,
    /// `team` keeps nothing: the people are the session's.
    Team,
    /// Who spoke, and what they said.
    Round(round::Round),
    /// Who gave ideas.
    Gather(gather::Gather),
    /// Who voted, and after the reveal the ballots.
    Vote(vote::Vote),
    /// Whose sheets are in, and after the reveal the sheets and what the room goes on with.
    Matrix(matrix::Matrix),
    /// Whose sheets are in, and after the reveal the sheets.
    Assess(assess::Assess),
    /// Whose sheets are in, and after the reveal the sheets.
    Care(care::Care),
    /// `goals` keeps nothing: the goals are the session's.
    Goals,
    /// `roles` keeps nothing: the areas are the session's.
    Roles,
    /// In which part of the pot we are, who gave points, and after the reveal the points.
    Pot(pot::PotState),
    /// Whose names are in, and after the reveal the names.
    Network(network::Network),
    /// The causes of failure, who gave them, and which were chosen.
    Foresee(foresee::Foresee),
    /// The fist of five.
    Decide(decide::Decide),
    /// Which promise is being read out; the promises are the session's.
    Promise(promise::Reading),
    /// Which part of a review lies open, and who was thanked.
    Review(review::Review),
    /// `close` keeps nothing.
    Close,
    /// When the break ends.
    Break(r#break::Break),
}

/// What can happen within one activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// In a round.
    Round(round::Change),
    /// Where ideas are read out.
    Gather(gather::aloud::Change),
    /// In a vote.
    Vote(vote::Change),
    /// Where options are placed on two axes.
    Matrix(matrix::Change),
    /// Where one says where we are.
    Assess(assess::Change),
    /// Where one says who cares.
    Care(care::Change),
    /// In a pot.
    Pot(pot::Change),
    /// Where one says whom one asks.
    Network(network::Change),
    /// Where a failure is foreseen.
    Foresee(foresee::Change),
    /// In a decision.
    Decide(decide::Change),
    /// Where promises are read out.
    Promise(promise::Change),
    /// Where a plan is looked back on.
    Review(review::Change),
    /// In a break.
    Break(r#break::Change),
}

impl Change {
    /// Whether `u` takes it back: everything but moving about, being silent, and how a vote is
    /// marked, which ballots that are sealed meanwhile rest on.
    pub fn undoable(&self) -> bool {
        match self {
            Change::Gather(change) => change.undoable(),
            Change::Review(change) => change.undoable(),
            Change::Pot(pot::Change::Part(_))
            | Change::Care(care::Change::Silence)
            | Change::Network(network::Change::Show(_))
            | Change::Vote(vote::Change::Kind(_)) => false,
            _ => true,
        }
    }

    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Round(change) => change.words(),
            Change::Gather(change) => change.words(),
            Change::Vote(change) => change.words(),
            Change::Matrix(change) => change.words(),
            Change::Assess(change) => change.words(),
            Change::Care(change) => change.words(),
            Change::Pot(change) => change.words(),
            Change::Network(change) => change.words(),
            Change::Foresee(change) => change.words(),
            Change::Decide(change) => change.words(),
            Change::Promise(change) => change.words(),
            Change::Review(change) => change.words(),
            Change::Break(change) => change.words(),
        }
    }
}

impl State {
    /// The state in which an activity begins.
    pub fn of(what: &Do) -> State {
        match what {
            Do::Welcome { .. } => State::Welcome,
            Do::Team { .. } => State::Team,
            Do::Round {} => State::Round(round::Round::default()),
            Do::Gather {} => State::Gather(gather::Gather::default()),
            Do::Vote { .. } => State::Vote(vote::Vote::default()),
            Do::Matrix { .. } => State::Matrix(matrix::Matrix::default()),
            Do::Assess { .. } => State::Assess(assess::Assess::default()),
            Do::Care { .. } => State::Care(care::Care::default()),
            Do::Goals { .. } => State::Goals,
            Do::Roles { .. } => State::Roles,
            Do::Pot { .. } => State::Pot(pot::PotState::default()),
            Do::Network { .. } => State::Network(network::Network::default()),
            Do::Foresee { .. } => State::Foresee(foresee::Foresee::default()),
            Do::Decide {} => State::Decide(decide::Decide::default()),
            Do::Promise { .. } => State::Promise(promise::Reading::default()),
            Do::Review { .. } => State::Review(review::Review::default()),
            Do::Close { .. } => State::Close,
            Do::Break {} => State::Break(r#break::Break::default()),
        }
    }

    /// Who has given, for activities with private input.
    pub fn given(&self) -> Option<&Given> {
        match self {
            State::Gather(gather) => Some(&gather.given),
            State::Vote(vote) => Some(&vote.given),
            State::Matrix(matrix) => Some(&matrix.given),
            State::Assess(assess) => Some(&assess.given),
            State::Care(care) => Some(&care.given),
            State::Pot(pot) => Some(&pot.given),
            State::Network(network) => Some(&network.given),
            State::Foresee(foresee) => Some(&foresee.written.given),
            _ => None,
        }
    }

    /// Whether something is asked for now that is shown only later.
    pub fn is_asking(&self) -> bool {
        let here = !matches!(self, State::Pot(pot) if pot.part != pot::Part::Points);
        here && self.given().is_some_and(|given| !given.revealed)
    }

    /// The same, to change it.
    pub(super) fn given_mut(&mut self) -> Option<&mut Given> {
        match self {
            State::Gather(gather) => Some(&mut gather.given),
            State::Vote(vote) => Some(&mut vote.given),
            State::Matrix(matrix) => Some(&mut matrix.given),
            State::Assess(assess) => Some(&mut assess.given),
            State::Care(care) => Some(&mut care.given),
            State::Pot(pot) => Some(&mut pot.given),
            State::Network(network) => Some(&mut network.given),
            State::Foresee(foresee) => Some(&mut foresee.written.given),
            _ => None,
        }
    }

    /// What is written, line by line: how much is in, and which of it lies open.
    pub fn written(&self) -> Option<&gather::Gather> {
        match self {
            State::Gather(gather) => Some(gather),
            State::Foresee(foresee) => Some(&foresee.written),
            _ => None,
        }
    }

    /// The same, to change it.
    fn written_mut(&mut self) -> Option<&mut gather::Gather> {
        match self {
            State::Gather(gather) => Some(gather),
            State::Foresee(foresee) => Some(&mut foresee.written),
            _ => None,
        }
    }

    /// Somebody gave so many things.
    pub(super) fn gave(&mut self, giver: &Giver, things: u16, policy: Policy) -> Outcome {
        if let Some(written) = self.written_mut() {
            return written.gave(giver, things, policy);
        }
        match self.given_mut() {
            Some(given) => given.give(giver, things, policy),
            None => refuse("Nothing is given privately in this step."),
        }
    }

    /// Whether it does without names.
    ///
    /// # Errors
    /// A sentence for the room, where a function decides over its own money.
    pub(super) fn check_without_names(&self) -> Outcome {
        match self {
            State::Pot(pot) if pot.purses == pot::Purses::ByFunction => refuse(
                "Each function decides over its own money here, and that needs names; choose that \
                 everyone counts alike first.",
            ),
            State::Network(_) => refuse(
                "Who asks is half of an answer here: without its asker it ties nobody to anybody. \
                 Hidden is as private as this can be.",
            ),
            _ => Ok(()),
        }
    }

    /// No name is kept here from now on: what was counted by name says nothing any more, and
    /// nobody can be named who said that they may.
    pub(super) fn keep_no_names(&mut self) {
        match self {
            State::Care(care) => care.named.clear(),
            _ => self.written_mut().into_iter().for_each(|written| written.ideas = 0),
        }
    }

    /// The causes of failure that this state keeps.
    pub(in crate::session) fn causes(&self) -> &[Shared<Idea>] {
        match self {
            State::Foresee(foresee) => &foresee.causes,
            _ => &[],
        }
    }

    /// Those who were thanked in this state.
    pub(in crate::session) fn thanks(&self) -> &[review::Thanks] {
        match self {
            State::Review(review) => &review.thanks,
            _ => &[],
        }
    }

    /// Everybody this state names.
    pub fn mentioned(&self) -> Vec<&Id> {
        let mut names: Vec<&Id> = Vec::new();
        names.extend(self.given().into_iter().flat_map(|given| &given.by).filter_map(Giver::id));
        match self {
            State::Round(round) => names.extend(round.mentioned()),
            State::Vote(vote) => names.extend(vote.givers()),
            State::Matrix(matrix) => names.extend(matrix.mentioned()),
            State::Assess(assess) => names.extend(assess.mentioned()),
            State::Care(care) => names.extend(care.mentioned()),
            State::Pot(pot) => names.extend(givers(&pot.ballots)),
            State::Network(network) => names.extend(&network.named),
            State::Foresee(foresee) => names.extend(foresee.mentioned()),
            State::Review(review) => names.extend(review.mentioned()),
            _ => {}
        }
        names
    }

    /// Every count of hands, for the check of what was read from a file.
    pub(super) fn tallies(&self) -> Vec<&Tally> {
        match self {
            State::Decide(decide) => decide.earlier.iter().chain(&decide.tally).collect(),
            _ => Vec::new(),
        }
    }

    /// Takes out who gave what, for viewers that may not know.
    pub(super) fn forget_names(&mut self) {
        match self {
            State::Vote(vote) => vote.forget_names(),
            State::Matrix(matrix) => matrix.forget_names(),
            State::Assess(assess) => assess.forget_names(),
            State::Care(care) => care.forget_names(),
            State::Pot(pot) => pot.forget_names(),
            State::Foresee(foresee) => foresee.forget_names(),
            _ => {}
        }
    }

    /// Takes out whoever is not here, whatever the privacy: they were not asked.
    pub(super) fn forget_outsiders(&mut self) {
        if let State::Network(network) = self {
            network.sheets.clear();
        }
    }

    /// What is sealed comes in.
    pub(super) fn take_in(
        session: &mut Session,
        place: &Place,
        entry: &Entry,
        contents: &Contents,
    ) -> Outcome {
        match session.state_mut(place)? {
            State::Gather(_) => gather::take_in(session, place, entry, contents),
            State::Vote(_) => vote::take_in(session, place, contents),
            State::Matrix(_) => matrix::take_in(session, place, contents),
            State::Assess(_) => assess::take_in(session, place, contents),
            State::Care(_) => care::take_in(session, place, entry, contents),
            State::Pot(_) => pot::take_in(session, place, contents),
            State::Network(_) => network::take_in(session, place, contents),
            State::Foresee(_) => foresee::take_in(session, place, entry, contents),
            _ => refuse("Nothing is sealed in this step."),
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
        Change::Round(change) => round::apply(session, place, entry, change),
        Change::Gather(change) => gather::aloud::apply(session, place, change),
        Change::Vote(change) => vote::apply(session, place, entry, change),
        Change::Matrix(change) => matrix::apply(session, place, change),
        Change::Assess(change) => assess::apply(session, place, change),
        Change::Care(change) => care::apply(session, place, entry, change),
        Change::Pot(change) => pot::apply(session, place, entry, change),
        Change::Network(change) => network::apply(session, place, entry, change),
        Change::Foresee(change) => foresee::apply(session, place, entry, change),
        Change::Decide(change) => decide::apply(session, place, entry, change),
        Change::Promise(change) => promise::apply(session, place, change),
        Change::Review(change) => review::apply(session, place, entry, change),
        Change::Break(change) => r#break::apply(session, place, entry, change),
    }
}
