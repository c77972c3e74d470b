//! Whether a session read from a file makes sense: unique names, references that point somewhere,
//! amounts within range. A hand edit is legitimate; a dangling one is refused with its place.

use super::activities::State;
use super::decisions::ParkedFate;
use super::{Area, Id, Kind, Session, areas, goals};
use std::collections::{BTreeSet, HashSet};
use std::fmt;

/// More changes than anybody makes: beyond it the next one could not be counted.
const MOST_CHANGES: u64 = u64::MAX / 2;

/// The seconds of ten years: beyond it the times of a meeting could not be added up.
const LONGEST: u64 = 10 * 366 * 24 * 60 * 60;

/// What is wrong with a session that was read, as a sentence that names the thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(pub String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

impl Session {
    /// Checks what the file format alone cannot.
    ///
    /// # Errors
    /// The first thing that makes no sense.
    pub fn check(&self) -> Result<(), Fault> {
        if self.revision > MOST_CHANGES {
            return Err(Fault("`revision` is higher than changes can be counted".into()));
        }
        self.check_agenda()?;
        self.ideas.iter().try_for_each(|idea| idea.check())?;
        self.check_unique()?;
        self.check_people()?;
        goals::check(self)?;
        areas::check(self)?;
        self.check_pot()?;
        self.check_promises()?;
        super::activities::vote::check(self)?;
        super::activities::matrix::check(self)?;
        super::activities::assess::check(self)?;
        super::activities::care::check(self)?;
        super::activities::pot::check(self)?;
        super::activities::foresee::check(self)?;
        super::activities::network::check(self)?;
        super::tables::check(self)?;
        super::decisions::check(self)
    }

    /// Checks that everything was made by a change that was counted, since a later one would give
    /// the same name once more. While a change is being made, its own things are ahead.
    ///
    /// # Errors
    /// The name that is farthest ahead, and what to do.
    pub fn check_counted(&self) -> Result<(), Fault> {
        let ahead = self.all_ids().map(|id| (id.made().0, id)).max();
        match ahead.filter(|(change, _)| *change > self.revision) {
            None => Ok(()),
            Some((change, id)) if change > MOST_CHANGES => Err(Fault(format!(
                "“{id}” is called after a change that no session comes to; give it a lower number"
            ))),
            Some((change, id)) => Err(Fault(format!(
                "“{id}” is called after change {change}, but `revision` is {}; set it to {change}, \
                 so that nothing later gets the same name",
                self.revision
            ))),
        }
    }

    /// Whether anything said in this session points at this person or hat.
    pub fn mentions(&self, id: &Id) -> bool {
        self.mentioned().into_iter().any(|other| other == id)
    }

    fn check_agenda(&self) -> Result<(), Fault> {
        let mut seen = BTreeSet::new();
        for step in &self.steps {
            if !seen.insert(step.id()) {
                return Err(Fault(format!("two steps are called “{}”", step.id())));
            }
            if step.taken > LONGEST {
                let name = step.id();
                return Err(Fault(format!("the step “{name}” took longer than ten years")));
            }
            if step.states.len() != step.script.activities.len() {
                let name = step.id();
                return Err(Fault(format!("the step “{name}” has not one state per activity")));
            }
        }
        if self.state(&self.at).is_none() {
            return Err(Fault(format!("`at` points at “{}”, which is not on the agenda", self.at)));
        }
        Ok(())
    }

    fn check_unique(&self) -> Result<(), Fault> {
        let mut seen = HashSet::new();
        for id in self.all_ids() {
            if !seen.insert(id) {
                return Err(Fault(format!("two things are called “{id}”")));
            }
        }
        Ok(())
    }

    fn check_people(&self) -> Result<(), Fault> {
        let people = self.people.iter().map(|person| &person.id);
        let known: HashSet<&Id> = people.chain(self.hats.iter().map(|hat| &hat.id)).collect();
        for id in self.mentioned() {
            if !known.contains(id) {
                return Err(Fault(format!("“{id}” is named, but no person is called so")));
            }
        }
        Ok(())
    }

    fn all_ids(&self) -> impl Iterator<Item = &Id> {
        let people = self.people.iter().map(|it| &it.id).chain(self.hats.iter().map(|it| &it.id));
        let causes = self.steps.iter().flat_map(|step| &step.states).flat_map(State::causes);
        let talk = self.ideas.iter().chain(causes).flat_map(|idea| idea.ids());
        let talk = talk.chain(self.goals.iter().map(|it| &it.id));
        let pot = self.pot.pledges.iter().map(|it| &it.id);
        let pot = pot.chain(self.pot.asks.iter().map(|it| &it.id));
        let record = self.decisions.iter().map(|it| &it.id);
        let record = record.chain(self.objections.iter().map(|it| &it.id));
        let record = record.chain(self.agreements.iter().map(|it| &it.id));
        let rest = self.promises.iter().map(|it| &it.id).chain(self.parked.iter().map(|it| &it.id));
        let areas = self.areas.iter().map(|it| &it.id);
        let states = self.steps.iter().flat_map(|step| &step.states);
        let thanks = states.flat_map(State::thanks).map(|thanks| &thanks.id);
        people.chain(talk).chain(areas).chain(thanks).chain(pot).chain(record).chain(rest)
    }

    /// Everybody who is named by something else than the list of people.
    fn mentioned(&self) -> Vec<&Id> {
        let mut names: Vec<&Id> = self.areas.iter().flat_map(Area::mentioned).collect();
        names.extend(self.goals.iter().flat_map(|goal| goal.half.iter().map(|half| &half.who)));
        names.extend(self.pot.reserve.iter().chain(&self.contact));
        names.extend(self.promises.iter().map(|promise| &promise.who));
        names.extend(self.promises.iter().filter_map(|promise| promise.vow.checks.as_ref()));
        names.extend(self.objections.iter().filter_map(|objection| objection.from.as_ref()));
        let guards = self.agreements.iter().filter_map(|agreement| agreement.guards.as_ref());
        names.extend(guards.filter_map(|guard| guard.who.as_ref()));
        names.extend(self.parked.iter().filter_map(|parked| match &parked.fate {
            ParkedFate::Taken { who, .. } => Some(who),
            ParkedFate::Waiting | ParkedFate::Dropped => None,
        }));
        names.extend(self.ideas.iter().flat_map(|idea| idea.mentioned()));
        let states = self.steps.iter().flat_map(|step| &step.states);
        names.extend(states.flat_map(State::mentioned));
        names
    }
}

/// What may be gone by now is not looked for, but must be called as its kind is. `what` says what it
/// would be.
pub(super) fn check_called(
    id: &Id,
    kind: Kind,
    what: impl FnOnce() -> String,
) -> Result<(), Fault> {
    match id.is(kind) {
        true => Ok(()),
        false => Err(Fault(format!("{} cannot be called “{id}”", what()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{activity, room_with};
    use crate::workshop::{Do, Policy};

    #[test]
    fn numbers_that_could_not_be_counted_with_are_refused_and_named() {
        let room = room_with(vec![activity(Do::Gather {}, Policy::Open)]);
        let broken = |change: fn(&mut Session)| {
            let mut session = room.session().clone();
            change(&mut session);
            session.check().expect_err("refused").to_string()
        };
        assert!(broken(|it| it.revision = u64::MAX).contains("revision"));
        assert!(broken(|it| it.steps[0].taken = u64::MAX).contains("“gather”"));
    }
}
