//! What a console does with what is asked of each giver.

use super::Asked;
use crate::room::Proposal;
use crate::session::{Ballot, Change, Content, Giver, activities};
use crate::ui::screen::Reply;

impl Asked {
    pub(super) fn give(&self, giver: Giver, ballot: Ballot) -> Reply {
        let place = self.place.clone();
        let ballot = Ballot { of: self.of.clone(), ..ballot };
        Reply::Propose(match self.cast {
            Some(cast) if self.policy.is_open() => {
                Proposal::Change(Change::At(place, cast(giver, ballot)))
            }
            _ => Proposal::Give { place, giver, content: Content::Ballot(ballot) },
        })
    }

    /// Who will see what is given here, and what paper adds to it.
    pub(super) fn promise(&self, paper: bool) -> String {
        match paper {
            true => format!("{} {}", self.promise, activities::SCRIBE),
            false => self.promise.to_owned(),
        }
    }
}
