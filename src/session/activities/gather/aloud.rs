//! What was written, read out one by one: which of it lies open for all to see, and which comes
//! next.

use super::{Gather, called, count, giver_of, is_sealed};
use crate::session::activities::State;
use crate::session::block::{Block, Line, Sign};
use crate::session::change::{Outcome, Refusal, refuse};
use crate::session::id::place_of;
use crate::session::viewer::Seen;
use crate::session::{Id, Idea, Place, Session, Shared};
use serde::{Deserialize, Serialize};

/// What can happen while ideas are read out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// This idea lies open now.
    Aloud(Id),
    /// An idea was heard; another lies open now, or none.
    Heard(Id, Option<Id>),
    /// No idea lies open any more.
    Stop,
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Aloud(_) => "showed an idea to be read".into(),
            Change::Heard(..) => "read an idea".into(),
            Change::Stop => "went back to the list of ideas".into(),
        }
    }

    /// Whether `u` takes it back: what was heard, and not the turning of pages.
    pub fn undoable(&self) -> bool {
        matches!(self, Change::Heard(..))
    }
}

impl Session {
    /// What is read out at a place: the causes of failure that were given there, else the ideas.
    pub fn written_at(&self, place: &Place) -> &[Shared<Idea>] {
        match self.state(place) {
            Some(State::Foresee(foresee)) => &foresee.causes,
            _ => &self.ideas,
        }
    }

    /// The idea (or the cause) that lies open at a place.
    pub fn idea_aloud(&self, place: &Place) -> Option<&Idea> {
        let open = self.state(place)?.written()?.aloud.as_ref()?;
        let written = self.written_at(place);
        place_of(written, open, |idea| &idea.id).map(|at| &*written[at])
    }

    /// What is read out at a place, in the order in which it is read.
    pub fn in_turn(&self, place: &Place) -> Vec<&Idea> {
        match self.state(place) {
            Some(State::Foresee(foresee)) => foresee.causes.iter().map(|cause| &**cause).collect(),
            _ => self.ideas_in_turn(),
        }
    }

    /// The idea to be read after this one.
    pub fn next_idea(&self, after: &Id) -> Option<&Idea> {
        next(&self.ideas_in_turn(), after)
    }

    /// What is to be read after this at a place.
    pub fn next_in_turn(&self, place: &Place, after: &Id) -> Option<&Idea> {
        next(&self.in_turn(place), after)
    }

    /// The ideas in the order in which they are read: by their groups.
    pub fn ideas_in_turn(&self) -> Vec<&Idea> {
        self.idea_sections().into_iter().flat_map(|(_, ideas)| ideas).collect()
    }
}

/// What is to be read after this: the next that was not, in this order and round again; after
/// what was read already simply the next, as somebody had turned back.
fn next<'a>(turn: &[&'a Idea], after: &Id) -> Option<&'a Idea> {
    let here = turn.iter().position(|idea| &idea.id == after)?;
    if turn[here].read
        && let Some(next) = turn.get(here + 1)
    {
        return Some(next);
    }
    let mut around = turn[here + 1..].iter().chain(&turn[..here]);
    around.find(|idea| !idea.read).copied()
}

pub(in crate::session::activities) fn apply(
    session: &mut Session,
    place: &Place,
    change: &Change,
) -> Outcome {
    if is_sealed(session, place) {
        return refuse("All is sealed here until the reveal.");
    }
    let open = match change {
        Change::Aloud(id) => {
            find(session, place, id)?;
            Some(id.clone())
        }
        Change::Heard(id, next) => {
            find(session, place, id)?.read = true;
            next.clone().filter(|next| find(session, place, next).is_ok())
        }
        Change::Stop => None,
    };
    match session.state_mut(place)?.written_mut() {
        Some(written) => written.aloud = open,
        None => return refuse("Nothing is read out in this step."),
    }
    Ok(())
}

/// What lies there to be read, to change it.
pub(in crate::session::activities) fn find<'a>(
    session: &'a mut Session,
    place: &Place,
    id: &Id,
) -> Result<&'a mut Idea, Refusal> {
    let [one, _] = called(session, place);
    let at = place_of(session.written_at(place), id, |idea| &idea.id);
    let Some(at) = at else { return refuse(format!("That {one} is no longer there.")) };
    if !matches!(session.state(place), Some(State::Foresee(_))) {
        return Ok(&mut session.ideas[at]);
    }
    match session.state_mut(place)? {
        State::Foresee(foresee) => Ok(&mut foresee.causes[at]),
        _ => refuse("Nothing is read out in this step."),
    }
}

/// An idea leaves the list: wherever it lay open, another does.
pub(in crate::session) fn goes(session: &mut Session, id: &Id, instead: Option<&Id>) {
    let states = session.steps.iter_mut().flat_map(|step| &mut step.states);
    for state in states {
        if let State::Gather(Gather { aloud, .. }) = state
            && aloud.as_ref() == Some(id)
        {
            *aloud = instead.cloned();
        }
    }
}

/// The idea that lies open, which is then the question of the step.
pub fn read_now(session: &Session, place: &Place) -> Option<Block> {
    let idea = session.idea_aloud(place)?;
    Some(Block::Text(idea.text.to_string()))
}

/// What stands below the idea that lies open.
pub(in crate::session::activities) fn page(seen: &Seen, place: &Place, idea: &Idea) -> Vec<Block> {
    let words = how_far(seen, place, idea);
    vec![Block::Lines(vec![Line::new(Sign::None, words).with(beside(seen, idea))])]
}

/// "3 of 12 ideas, 7 not yet read".
pub fn how_far(session: &Session, place: &Place, idea: &Idea) -> String {
    let turn = session.in_turn(place);
    let all = count(turn.len(), called(session, place));
    let at = turn.iter().position(|other| other.id == idea.id).map_or(0, |at| at + 1);
    match turn.iter().filter(|idea| !idea.read).count() {
        0 => format!("{at} of {all}, all read"),
        unread => format!("{at} of {all}, {unread} not yet read"),
    }
}

/// Whose it is, where that was promised, and its group.
pub fn beside(seen: &Seen, idea: &Idea) -> String {
    let giver = giver_of(seen, idea).unwrap_or_default();
    let words = [giver, idea.group.as_str(), idea.lens.as_str()];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(", ")
}
