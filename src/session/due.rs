//! What is due: whatever somebody said they would do, know or look at by a date.
//!
//! It is collected from a [`Seen`], so that a list over many sessions tells nobody more than the
//! record of each does.

use super::areas::{Answer, Standing};
use super::decisions::ParkedFate;
use super::goals::Light;
use super::{Promise, Seen};
use jiff::civil::Date;
use std::fmt::Display;

/// Something that is due on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub date: Date,
    /// What sort of thing.
    pub kind: Kind,
    /// What, in a few words.
    pub title: String,
    /// Who said so, where it is somebody's.
    pub who: Option<String>,
    /// The name of the thing that is due, the same in every report of the session.
    pub of: String,
}

/// What sort of thing is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The team meets again and looks at it.
    CheckIn,
    /// A decision is looked at again.
    Review,
    /// A promise.
    Promise,
    /// The first step of a promise.
    FirstStep,
    /// "Yes, if …": whether the condition holds is known by then.
    Condition,
    /// "We do not know yet; NAME finds out by DATE."
    FindOut,
    /// An area was left open on purpose until then.
    LeftOpen,
    /// Somebody takes up a parked item.
    Parked,
}

impl Kind {
    /// All of them, in the order in which things of one day stand.
    pub const ALL: [Kind; 8] = [
        Kind::CheckIn,
        Kind::Review,
        Kind::Promise,
        Kind::FirstStep,
        Kind::Condition,
        Kind::FindOut,
        Kind::LeftOpen,
        Kind::Parked,
    ];

    /// Its word, for people and for programs.
    pub fn word(self) -> &'static str {
        match self {
            Kind::CheckIn => "check-in",
            Kind::Review => "review",
            Kind::Promise => "promise",
            Kind::FirstStep => "first step",
            Kind::Condition => "condition",
            Kind::FindOut => "find out",
            Kind::LeftOpen => "left open",
            Kind::Parked => "parked",
        }
    }

    fn collect(self, seen: &Seen) -> Vec<Due> {
        match self {
            Kind::CheckIn => check_ins(seen),
            Kind::Review => reviews(seen),
            Kind::Promise => promises(seen),
            Kind::FirstStep => first_steps(seen),
            Kind::Condition => conditions(seen),
            Kind::FindOut => half_lit(seen),
            Kind::LeftOpen => left_open(seen),
            Kind::Parked => parked(seen),
        }
    }

    fn on(self, date: Date, title: impl Into<String>, who: Option<&str>, of: impl Display) -> Due {
        let (who, of) = (who.map(str::to_owned), of.to_string());
        Due { date, kind: self, title: title.into(), who, of }
    }
}

/// Everything in a session that has a date by which it is due, the earliest first; things of one
/// day in the order of [`Kind::ALL`].
pub fn due(seen: &Seen) -> Vec<Due> {
    let mut all: Vec<Due> = Kind::ALL.into_iter().flat_map(|kind| kind.collect(seen)).collect();
    all.sort_by_key(|due| (due.date, due.kind));
    all
}

/// What is still due in a session that another goes on from: what that one took over is due there.
pub fn due_where_followed(seen: &Seen) -> Vec<Due> {
    let mut all = due(seen);
    all.retain(|due| due.kind == Kind::Review);
    all
}

/// The next date counts whether or not anybody remembered to finish the session.
fn check_ins(seen: &Seen) -> Vec<Due> {
    let due = &seen.followup.due;
    let told = |date: &Date| due.iter().any(|check_in| check_in.on == *date);
    let next = seen.next_date.filter(|date| !told(date));
    let next = next.map(|date| Kind::CheckIn.on(date, "The team meets again", None, "next"));
    let named = due.iter().map(|check_in| {
        let title = format!("The {}-day check-in", check_in.days);
        Kind::CheckIn.on(check_in.on, title, None, check_in.days)
    });
    next.into_iter().chain(named).collect()
}

fn reviews(seen: &Seen) -> Vec<Due> {
    let review = seen.decisions.iter().filter_map(|decision| {
        let date = decision.review?;
        Some(Kind::Review.on(date, &*decision.what, None, &decision.id))
    });
    review.collect()
}

fn promises(seen: &Seen) -> Vec<Due> {
    let promise = |promise: &Promise| {
        let who = seen.name_of(&promise.who);
        Kind::Promise.on(promise.vow.by, promise.vow.deed(), Some(who), &promise.id)
    };
    seen.open_promises().map(promise).collect()
}

fn first_steps(seen: &Seen) -> Vec<Due> {
    let first = seen.open_promises().filter_map(|promise| {
        let (vow, who) = (&promise.vow, seen.name_of(&promise.who));
        let title = match vow.first_step.is_empty() {
            true => format!("The first step of “{}”", vow.deed()),
            false => vow.first_step.to_string(),
        };
        Some(Kind::FirstStep.on(vow.first_by?, title, Some(who), &promise.id))
    });
    first.collect()
}

fn conditions(seen: &Seen) -> Vec<Due> {
    let condition = seen.areas.iter().filter_map(|area| {
        let accountable = area.accountable.as_ref()?;
        let Answer::YesIf { condition, by } = &accountable.answer else { return None };
        let title = format!("{}: whether {condition}", area.name);
        Some(Kind::Condition.on(*by, title, Some(seen.name_of(&accountable.who)), &area.id))
    });
    condition.collect()
}

/// Once a lamp burns it is known, whoever was to find it out.
fn half_lit(seen: &Seen) -> Vec<Due> {
    let lamps = seen.goals.iter().flat_map(|goal| {
        let half = goal.half.iter().filter(|half| goal.light(half.lamp) == Light::Half);
        half.map(move |half| {
            let title = format!("The {} of “{}”", half.lamp.name(), goal.shape.outcome);
            let of = format!("{}-{}", goal.id, half.lamp.name());
            Kind::FindOut.on(half.by, title, Some(seen.name_of(&half.who)), of)
        })
    });
    lamps.collect()
}

fn left_open(seen: &Seen) -> Vec<Due> {
    let open = seen.areas.iter().filter(|area| area.standing() == Standing::LeftOpen);
    let open = open.filter_map(|area| {
        let title = format!("{}: who answers for it", area.name);
        Some(Kind::LeftOpen.on(area.open_until?, title, None, &area.id))
    });
    open.collect()
}

fn parked(seen: &Seen) -> Vec<Due> {
    let taken = seen.parked.iter().filter_map(|parked| match &parked.fate {
        ParkedFate::Taken { who, by } => {
            Some(Kind::Parked.on(*by, &*parked.text, Some(seen.name_of(who)), &parked.id))
        }
        ParkedFate::Waiting | ParkedFate::Dropped => None,
    });
    taken.collect()
}

#[cfg(test)]
mod tests;
