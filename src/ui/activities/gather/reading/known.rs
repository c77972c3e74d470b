//! Which ideas look alike, kept until their texts change: working it out again at every key would
//! be felt in a long list.

use crate::session::Idea;
use crate::session::ideas::Likeness;
use std::cell::RefCell;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

/// The likeness last worked out, and a fingerprint of the texts it is for.
#[derive(Default)]
pub(super) struct Known(RefCell<Option<(u64, Rc<Likeness>)>>);

impl Known {
    /// The likeness of these ideas. Nothing that is seen depends on whether it was kept.
    pub(super) fn of(&self, ideas: &[Idea]) -> Rc<Likeness> {
        let print = fingerprint(ideas);
        let mut kept = self.0.borrow_mut();
        match &*kept {
            Some((known, likeness)) if *known == print => Rc::clone(likeness),
            _ => {
                let likeness = Rc::new(Likeness::of(ideas));
                *kept = Some((print, Rc::clone(&likeness)));
                likeness
            }
        }
    }
}

fn fingerprint(ideas: &[Idea]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for idea in ideas {
        idea.id.hash(&mut hasher);
        idea.text.hash(&mut hasher);
    }
    hasher.finish()
}
