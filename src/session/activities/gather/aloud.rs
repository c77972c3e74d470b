//! Ideas read out one by one: which of them lies open for all to see, and which comes next.

use super::{Gather, count, giver_of, is_sealed};
use crate::session::activities::State;
use crate::session::block::{Block, Line, Sign};
use crate::session::change::{Outcome, Refusal, refuse};
use crate::session::viewer::Seen;
use crate::session::{Id, Idea, Place, Session};
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
    /// The idea that lies open at a place.
    pub fn idea_aloud(&self, place: &Place) -> Option<&Idea> {
        match self.state(place)? {
            State::Gather(gather) => self.idea(gather.aloud.as_ref()?),
            _ => None,
        }
    }

    /// The idea to be read after this one: the next that was not, in the order of the list and
    /// round again; after one that was read already simply the next, as somebody had turned back.
    pub fn next_idea(&self, after: &Id) -> Option<&Idea> {
        let ideas = self.ideas_in_turn();
        let here = ideas.iter().position(|idea| &idea.id == after)?;
        if ideas[here].read
            && let Some(next) = ideas.get(here + 1)
        {
            return Some(next);
        }
        let mut around = ideas[here + 1..].iter().chain(&ideas[..here]);
        around.find(|idea| !idea.read).copied()
    }

    /// The ideas in the order in which they are read: by their groups.
    pub fn ideas_in_turn(&self) -> Vec<&Idea> {
        self.idea_sections().into_iter().flat_map(|(_, ideas)| ideas).collect()
    }
}

pub(in crate::session::activities) fn apply(
    session: &mut Session,
    place: &Place,
    change: &Change,
) -> Outcome {
    if is_sealed(session, place) {
        return refuse("The ideas are sealed here until the reveal.");
    }
    let open = match change {
        Change::Aloud(id) if session.idea(id).is_none() => {
            return refuse("That idea is no longer there.");
        }
        Change::Aloud(id) => Some(id.clone()),
        Change::Heard(id, next) => {
            heard(session, id)?;
            next.clone().filter(|next| session.idea(next).is_some())
        }
        Change::Stop => None,
    };
    match session.state_mut(place)? {
        State::Gather(gather) => gather.aloud = open,
        _ => return refuse("No ideas are read in this step."),
    }
    Ok(())
}

fn heard(session: &mut Session, id: &Id) -> Result<(), Refusal> {
    match session.ideas.iter_mut().find(|idea| &idea.id == id) {
        Some(idea) => {
            idea.read = true;
            Ok(())
        }
        None => refuse("That idea is no longer there."),
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
pub(super) fn page(seen: &Seen, idea: &Idea) -> Vec<Block> {
    let words = how_far(seen, idea);
    vec![Block::Lines(vec![Line::new(Sign::None, words).with(beside(seen, idea))])]
}

/// "3 of 12 ideas, 7 not yet read".
pub fn how_far(session: &Session, idea: &Idea) -> String {
    let place = session.ideas_in_turn().iter().position(|other| other.id == idea.id);
    let all = count(session.ideas.len());
    let place = place.map_or(0, |place| place + 1);
    match session.unread() {
        0 => format!("{place} of {all}, all read"),
        unread => format!("{place} of {all}, {unread} not yet read"),
    }
}

/// Whose it is, where that was promised, and its group.
pub fn beside(seen: &Seen, idea: &Idea) -> String {
    let giver = giver_of(seen, idea).unwrap_or_default();
    let words = [giver, idea.group.as_str()];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(", ")
}
