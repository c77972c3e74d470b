//! What follows from a list of ideas, kept until the list changes: working it out again at every key
//! would be felt in a long one.

use super::items::{Item, items};
use crate::session::ideas::Likeness;
use crate::session::{Id, Idea, Session, Shared};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// What was last worked out for the session, and for what the room sees of it. Nothing that is seen
/// depends on whether it was kept.
#[derive(Default)]
pub(super) struct Known(RefCell<Vec<Rc<About>>>);

/// So many lists are looked at in turn.
const LISTS: usize = 2;

/// Among so many ideas it would be felt at every change which of them look alike.
const VERY_MANY: usize = 2_000;

impl Known {
    /// What follows from these ideas.
    pub(super) fn of(&self, session: &Session) -> Rc<About> {
        let mut kept = self.0.borrow_mut();
        if let Some(about) = kept.iter().find(|about| about.is_of(session)) {
            return Rc::clone(about);
        }
        let worded = kept.iter().find(|about| about.is_worded_like(session));
        let likeness = worded.map(|about| Rc::clone(&about.likeness)).unwrap_or_default();
        let about = Rc::new(About {
            lines: items(session),
            unread: session.unread(),
            groups: session.idea_groups().len(),
            ideas: session.ideas.clone(),
            apart: session.apart.clone(),
            likeness,
        });
        kept.insert(0, Rc::clone(&about));
        kept.truncate(LISTS);
        about
    }
}

/// What follows from a list of ideas.
pub(super) struct About {
    /// What the cursor can stand on.
    pub(super) lines: Vec<Item>,
    /// How many were not read yet.
    pub(super) unread: usize,
    /// How many groups there are.
    pub(super) groups: usize,
    ideas: Vec<Shared<Idea>>,
    apart: Vec<(Id, Id)>,
    likeness: Rc<OnceCell<Likeness>>,
}

impl About {
    /// Which of them look alike, for whoever paints: in a very long list nothing, until somebody
    /// asks for it.
    pub(super) fn likeness_at_hand(&self) -> Option<&Likeness> {
        match self.ideas.len() {
            0..VERY_MANY => Some(self.likeness()),
            _ => self.likeness.get(),
        }
    }

    /// Which of them look alike, worked out when it is first asked for.
    pub(super) fn likeness(&self) -> &Likeness {
        self.likeness.get_or_init(|| Likeness::among(&self.ideas, &self.apart))
    }

    fn is_of(&self, session: &Session) -> bool {
        let mut pairs = self.ideas.iter().zip(&session.ideas);
        self.ideas.len() == session.ideas.len()
            && pairs.all(|(one, other)| one.is(other))
            && self.apart == session.apart
    }

    fn is_worded_like(&self, session: &Session) -> bool {
        let is_worded_so = |(one, other): (&Shared<Idea>, &Shared<Idea>)| {
            one.is(other) || (one.id == other.id && one.text == other.text)
        };
        self.ideas.len() == session.ideas.len()
            && self.ideas.iter().zip(&session.ideas).all(is_worded_so)
            && self.apart == session.apart
    }
}
