//! A cut in the plan: minutes off some steps, steps left out, goals for later, and the end that the
//! room is told.
//!
//! What a session is for is never cut away: what people give privately, the decision, the promises
//! and the parking lot are trimmed to their floors at most.

use super::activities::State;
use super::change::{Entry, Outcome};
use super::decisions::{Parked, ParkedFate};
use super::id::{Id, Kind};
use super::{Session, StepRun, agenda, goals};
use crate::text::{CleanText, listed};
use crate::workshop::{Activity, Do, Policy};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One cut, taken or not taken as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// The steps that get fewer minutes, in the order of the agenda.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub less: Vec<Less>,
    /// The steps that are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skip: Vec<CleanText>,
    /// The goals that wait in the parking lot from now on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub park: Vec<Later>,
    /// The end that the room is told from now on: a full minute.
    pub end: Timestamp,
}

/// So many minutes less for a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Less {
    /// The id of the step.
    pub step: CleanText,
    /// The minutes; never zero.
    pub minutes: u16,
}

/// A goal that is for later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Later {
    /// Which.
    pub goal: Id,
    /// What it is about, for the record.
    pub outcome: CleanText,
}

/// A cut that was taken, for the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// When.
    pub at: Timestamp,
    /// What it was.
    pub cut: Cut,
}

/// What a lack of time may do to a step, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// It may be left out.
    Loose,
    /// It may be trimmed to its floor.
    Trimmed,
    /// The same, but rather others: people give here what is shown to everyone at once.
    Private,
    /// The same, but last of all: what was decided, promised, and is still open.
    Kept,
}

impl Cut {
    /// What is cut, with the names that `name` gives to the ids of steps: "2 minutes off Break and
    /// Names, without Pot".
    pub fn words<'a, T: AsRef<str>>(&'a self, name: impl Fn(&'a CleanText) -> T) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut left = self.less.as_slice();
        while let Some(first) = left.first() {
            let alike = left.iter().take_while(|less| less.minutes == first.minutes).count();
            let names: Vec<T> = left[..alike].iter().map(|less| name(&less.step)).collect();
            parts.push(format!("{} off {}", minutes(first.minutes), listed(&names)));
            left = &left[alike..];
        }
        if !self.skip.is_empty() {
            let names: Vec<T> = self.skip.iter().map(name).collect();
            parts.push(format!("without {}", listed(&names)));
        }
        parts.extend(self.park.iter().map(|it| format!("“{}” is for later", it.outcome)));
        if parts.is_empty() { "another end".into() } else { parts.join(", ") }
    }
}

/// "1 minute", "2 minutes".
pub fn minutes(count: u16) -> String {
    if count == 1 { "1 minute".into() } else { format!("{count} minutes") }
}

impl StepRun {
    /// What a lack of time may do to this step: what it may do to each of its activities.
    pub fn hold(&self) -> Hold {
        let activities = self.script.activities.iter().zip(&self.states);
        activities.map(|(activity, state)| hold(activity, state)).max().unwrap_or(Hold::Loose)
    }

    /// The fewest seconds that re-planning can bring this step to.
    pub fn least(&self, people: usize) -> i64 {
        match self.hold() {
            Hold::Loose => 0,
            _ => self.planned(people).min(self.floor()),
        }
    }

    /// The seconds that re-planning must leave to a step that is run.
    pub fn floor(&self) -> i64 {
        i64::from(self.script.floor) * 60
    }
}

fn hold(activity: &Activity, state: &State) -> Hold {
    let revealed = state.given().is_some_and(|given| given.revealed);
    match &activity.what {
        Do::Decide {} | Do::Promise { .. } | Do::Close { .. } => Hold::Kept,
        _ if activity.privacy != Policy::Open && !revealed => Hold::Private,
        Do::Goals { .. }
        | Do::Care { .. }
        | Do::Roles { .. }
        | Do::Pot { .. }
        | Do::Foresee { .. }
        | Do::Review { .. } => Hold::Trimmed,
        Do::Welcome { .. }
        | Do::Team { .. }
        | Do::Round {}
        | Do::Gather {}
        | Do::Vote { .. }
        | Do::Matrix { .. }
        | Do::Assess { .. }
        | Do::Network { .. }
        | Do::Break {} => Hold::Loose,
    }
}

pub(super) fn apply(session: &mut Session, entry: &Entry, cut: &Cut) -> Outcome {
    for Less { step, minutes } in &cut.less {
        let less = i16::try_from(*minutes).unwrap_or(i16::MAX);
        agenda::minutes(session, step, -less)?;
    }
    for step in &cut.skip {
        agenda::skip(session, step, true)?;
    }
    for (place, later) in cut.park.iter().enumerate() {
        let goal = goals::take_out(session, &later.goal)?;
        let (id, text) = (Id::nth(Kind::Parked, entry.seq, place), goal.shape.for_later());
        session.parked.push(Parked { id, text, fate: ParkedFate::Waiting });
    }
    // Before the clock is started nobody has been told anything.
    if session.clock.started.is_some() {
        session.clock.told = Some(cut.end);
    }
    session.clock.cuts.push(Taken { at: entry.at, cut: cut.clone() });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Change, Place, clock};
    use crate::testing::{activity, at, room_with, submit, text};

    fn less(step: &str, minutes: u16) -> Less {
        Less { step: text(step), minutes }
    }

    fn cut(less: Vec<Less>, skip: &[&str]) -> Cut {
        Cut { less, skip: skip.iter().copied().map(text).collect(), park: Vec::new(), end: at(600) }
    }

    #[test]
    fn a_cut_is_told_in_the_words_of_the_room() {
        let told = |less, skip: &[&str]| cut(less, skip).words(CleanText::as_str);
        assert_eq!(told(vec![less("a", 2), less("b", 2)], &[]), "2 minutes off a and b");
        let all = told(vec![less("a", 2), less("b", 1)], &["c", "d"]);
        assert_eq!(all, "2 minutes off a, 1 minute off b, without c and d");
        assert_eq!(told(vec![], &[]), "another end");
    }

    #[test]
    fn what_a_session_is_for_is_not_left_out() {
        let gather = |privacy| activity(Do::Gather {}, privacy);
        let of = |it| StepRun::new(crate::testing::step(vec![it])).hold();
        let open = |what| of(activity(what, Policy::Open));
        assert_eq!(open(Do::Break {}), Hold::Loose);
        assert_eq!(
            (of(gather(Policy::Open)), of(gather(Policy::Hidden))),
            (Hold::Loose, Hold::Private)
        );
        assert_eq!(open(Do::Roles { load: 2 }), Hold::Trimmed);
        assert_eq!(open(Do::Close { next: 30 }), Hold::Kept);
        let both = vec![activity(Do::Round {}, Policy::Open), gather(Policy::Anonymous)];
        assert_eq!(StepRun::new(crate::testing::step(both)).hold(), Hold::Private);
    }

    #[test]
    fn a_cut_is_one_entry_that_undo_takes_back_whole() {
        let steps = [Do::Round {}, Do::Roles { load: 2 }, Do::Break {}];
        let mut room = room_with(steps.map(|what| activity(what, Policy::Open)).into());
        submit(&mut room, Change::Clock(clock::Change::Start)).expect("it starts");
        let told = room.session().clock.told;
        let taken = cut(vec![less("roles", 2)], &["break"]);
        submit(&mut room, Change::Agenda(agenda::Change::Cut(taken.clone()))).expect("taken");
        let session = room.session();
        assert_eq!(session.step(&Place::new("roles", 0)).map(|step| step.planned(4)), Some(180));
        assert_eq!(session.clock.told, Some(at(600)));
        assert_eq!(session.clock.cuts.iter().map(|it| &it.cut).collect::<Vec<_>>(), [&taken]);
        assert_eq!(
            room.undo(at(90)).expect("undone"),
            "re-planned: 2 minutes off roles, without break"
        );
        assert_eq!((room.session().clock.told, room.session().clock.cuts.len()), (told, 0));
        assert_eq!(room.session().expected_end(at(1)), at(901));
    }

    #[test]
    fn a_goal_that_is_cut_waits_in_the_parking_lot_and_undo_brings_it_back() {
        let open = |what| activity(what, Policy::Open);
        let mut room = room_with(vec![open(Do::Goals { most: 3 }), open(Do::Break {})]);
        let (outcome, from, to) = (text("Customers are answered"), text("26"), text("4"));
        let shape = goals::Shape { outcome, from, to, unit: text("hours"), ..Default::default() };
        submit(&mut room, Change::Goals(goals::Change::Add(shape, None))).expect("a goal");
        let before = room.session().clone();
        let goal = &before.goals[0];
        let later = Later { goal: goal.id.clone(), outcome: goal.shape.outcome.clone() };
        let taken = Cut { park: vec![later], ..cut(vec![less("goals", 1)], &[]) };
        submit(&mut room, Change::Agenda(agenda::Change::Cut(taken.clone()))).expect("taken");
        assert!(room.session().goals.is_empty());
        let parked: Vec<&str> = room.session().parked.iter().map(|it| &*it.text).collect();
        assert_eq!(parked, ["Goal: Customers are answered, from 26 to 4 hours"]);
        let words = "re-planned: 1 minute off goals, “Customers are answered” is for later";
        assert_eq!(room.undo(at(90)).expect("undone"), words);
        assert_eq!((&room.session().goals, room.session().parked.len()), (&before.goals, 0));
        submit(&mut room, Change::Goals(goals::Change::Delete(goal.id.clone()))).expect("gone");
        assert!(submit(&mut room, Change::Agenda(agenda::Change::Cut(taken))).is_err());
    }

    #[test]
    fn before_the_clock_is_started_nobody_is_told_an_end() {
        let mut room = room_with(vec![activity(Do::Roles { load: 2 }, Policy::Open)]);
        let change = Change::Agenda(agenda::Change::Cut(cut(vec![less("roles", 1)], &[])));
        submit(&mut room, change).expect("taken");
        assert_eq!(room.session().clock.told, None);
        submit(&mut room, Change::Clock(clock::Change::Start)).expect("it starts");
        assert_eq!(room.session().clock.told, Some(at(300)));
    }

    #[test]
    fn a_cut_of_the_step_we_are_in_is_refused() {
        let mut room = room_with(vec![activity(Do::Break {}, Policy::Open)]);
        let change = Change::Agenda(agenda::Change::Cut(cut(vec![], &["break"])));
        assert!(submit(&mut room, change).is_err());
    }
}
