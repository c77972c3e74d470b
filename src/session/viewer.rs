//! What a viewer may see: the projection every screen, wall and export is drawn from.
//!
//! What is sealed is not in a session at all; what was given under a promise is taken out here.
//! `Seen` can only be made here, so whatever draws from a `Seen` cannot show what it should not.

mod audience;

pub use audience::Audience;
pub(super) use audience::still_named;

use super::activities::{self, assess::Assessed, network::Mapped, pot::Counted};
use super::id::{Id, Place};
use super::{Given, Session};
use crate::text::CleanText;
use crate::workshop::Policy;
use std::ops::Deref;

/// Who looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// The person at a keyboard whose screen is not projected.
    Facilitator,
    /// Everyone: the wall, a projected console, `show`, exports.
    Room,
    /// One person on a device of their own.
    Guest(Id),
}

/// A session as somebody may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    session: Session,
    viewer: Viewer,
    counts: Vec<(Place, Counted)>,
    assessed: Vec<(Place, Assessed)>,
    mapped: Vec<(Place, Mapped)>,
}

impl Deref for Seen {
    type Target = Session;
    fn deref(&self) -> &Session {
        &self.session
    }
}

impl Seen {
    /// Who this was made for.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The points of a pot as they are counted now, once they are shown. They are counted before
    /// names are taken out, since functions may decide over their own money; the count has none.
    pub fn counted(&self, place: &Place) -> Option<&Counted> {
        let (_, counted) = self.counts.iter().find(|(of, _)| of == place)?;
        Some(counted)
    }

    /// What an assessment came to, by function, once it is shown. It is counted before the sheets
    /// are taken out, and holds none.
    pub fn assessed(&self, place: &Place) -> Option<&Assessed> {
        let (_, assessed) = self.assessed.iter().find(|(of, _)| of == place)?;
        Some(assessed)
    }

    /// Whom people ask, by function, and by name where that is agreed, once it is shown. It is
    /// counted before the sheets are taken out, and holds none.
    pub fn mapped(&self, place: &Place) -> Option<&Mapped> {
        let (_, mapped) = self.mapped.iter().find(|(of, _)| of == place)?;
        Some(mapped)
    }
}

impl Session {
    /// The session as this viewer may see it.
    pub fn seen_by(&self, viewer: Viewer) -> Seen {
        let count = |place: Place| Some((place.clone(), activities::pot::counted(self, &place)?));
        let counts = self.places().into_iter().filter_map(count).collect();
        let assess =
            |place: Place| Some((place.clone(), activities::assess::assessed(self, &place)?));
        let assessed = self.places().into_iter().filter_map(assess).collect();
        let map = |place: Place| Some((place.clone(), activities::network::mapped(self, &place)?));
        let mapped = self.places().into_iter().filter_map(map).collect();
        let mut session = self.clone();
        if viewer != Viewer::Facilitator {
            session.take_out_what_is_for_the_facilitator();
            session.take_out_names_of_private_steps();
        }
        Seen { session, viewer, counts, assessed, mapped }
    }

    fn take_out_what_is_for_the_facilitator(&mut self) {
        for person in &mut self.people {
            person.speaks_last = false;
            person.note = CleanText::default();
        }
        self.tables.iter_mut().for_each(super::Table::forget);
        for step in &mut self.steps {
            step.script.notes = CleanText::default();
            step.script.activities.iter_mut().for_each(|a| a.notes = CleanText::default());
            for given in step.states.iter_mut().filter_map(activities::State::given_mut) {
                *given = Given::for_the_room(given);
            }
        }
    }

    fn take_out_names_of_private_steps(&mut self) {
        for step in &mut self.steps {
            for (activity, state) in step.script.activities.iter().zip(&mut step.states) {
                if activity.privacy != Policy::Open && !activity.names_on_wall {
                    state.forget_names();
                }
                state.forget_outsiders();
            }
        }
        let signed = self.ideas.iter_mut().filter(|idea| idea.is_signed());
        signed.for_each(|idea| idea.forget_name());
        super::decisions::forget_names(self);
    }
}
