//! Which ideas look alike, kept until their texts change: working it out again at every key would
//! be felt in a long list.

use crate::session::Session;
use crate::session::ideas::Likeness;
use std::cell::RefCell;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

/// The likeness last worked out, and a fingerprint of what it is for.
#[derive(Default)]
pub(super) struct Known(RefCell<Option<(u64, Rc<Likeness>)>>);

impl Known {
    /// The likeness of these ideas. Nothing that is seen depends on whether it was kept.
    pub(super) fn of(&self, session: &Session) -> Rc<Likeness> {
        let print = fingerprint(session);
        let mut kept = self.0.borrow_mut();
        match &*kept {
            Some((known, likeness)) if *known == print => Rc::clone(likeness),
            _ => {
                let likeness = Rc::new(Likeness::of(session));
                *kept = Some((print, Rc::clone(&likeness)));
                likeness
            }
        }
    }
}

fn fingerprint(session: &Session) -> u64 {
    let mut hasher = DefaultHasher::new();
    for idea in &session.ideas {
        idea.id.hash(&mut hasher);
        idea.text.hash(&mut hasher);
    }
    session.apart.hash(&mut hasher);
    hasher.finish()
}
