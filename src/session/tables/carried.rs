//! What goes to a table, and what comes back from there: as the room may see it, and never with
//! who wrote an idea.

use super::Seat;
use crate::session::decisions::ParkedFate;
use crate::session::id::{Id, Kind};
use crate::session::pot::{Ask, Pledge};
use crate::session::{
    Agreement, Area, Decision, Goal, Idea, Objection, Parked, Person, Promise, Session, Shared,
    Viewer,
};
use crate::text::CleanText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The part of a session that is split off and brought back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Carried {
    /// The people of the table, and those who are named there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// The ideas.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ideas: Vec<Shared<Idea>>,
    /// The goals of the table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Goal>,
    /// The areas of the table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Area>,
    /// What is in the pot.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pledges: Vec<Pledge>,
    /// What the areas of the table ask of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Ask>,
    /// What was decided there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// What was objected there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub objections: Vec<Objection>,
    /// What was agreed there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agreements: Vec<Agreement>,
    /// What was promised there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<Promise>,
    /// What was parked there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parked: Vec<Parked>,
    /// What is said of the plan as a whole.
    pub whole: Whole,
}

/// What is said of a plan as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Whole {
    /// The period of the pot.
    pub months: u8,
    /// Who looks after what is left in the pot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserve: Option<Id>,
    /// The date of the next check-in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_date: Option<Date>,
    /// What doing nothing would cost.
    #[serde(skip_serializing_if = "CleanText::is_empty")]
    pub doing_nothing: CleanText,
}

impl Default for Whole {
    fn default() -> Whole {
        Whole { months: 12, reserve: None, next_date: None, doing_nothing: CleanText::default() }
    }
}

impl Carried {
    /// All that stands in the session of a table.
    pub fn of(session: &Session) -> Carried {
        let seen = session.seen_by(Viewer::Room);
        Carried {
            people: seen.people.iter().cloned().map(plainly).collect(),
            ideas: seen.ideas.iter().map(|idea| unsigned(idea).into()).collect(),
            goals: seen.goals.iter().map(|goal| Goal { idea: None, ..goal.clone() }).collect(),
            areas: seen.areas.clone(),
            pledges: seen.pot.pledges.clone(),
            asks: seen.pot.asks.clone(),
            decisions: seen.decisions.clone(),
            objections: seen.objections.clone(),
            agreements: seen.agreements.clone(),
            promises: seen.promises.clone(),
            parked: seen.parked.clone(),
            whole: Whole {
                months: seen.pot.months,
                reserve: seen.pot.reserve.clone(),
                next_date: seen.next_date,
                doing_nothing: seen.doing_nothing.clone(),
            },
        }
    }

    /// What goes to a table. What was decided, agreed, promised and parked before stays with the
    /// session that is split.
    pub(super) fn to_table(session: &Session, seat: &Seat) -> Carried {
        let mut all = Carried::of(session);
        all.goals.retain(|goal| seat.goals.contains(&goal.id));
        all.areas.retain(|area| seat.areas.contains(&area.id));
        all.asks.retain(|ask| seat.areas.contains(&ask.area));
        all.ideas.iter_mut().for_each(|idea| idea.merged.clear());
        let own = |pledge: &Pledge| {
            let only = &pledge.offer.only_for;
            only.is_empty() || only.iter().any(|area| seat.areas.contains(area))
        };
        all.pledges.retain(own);
        all.decisions.clear();
        all.objections.clear();
        all.agreements.clear();
        all.promises.clear();
        all.parked.clear();
        let named = all.mentioned();
        all.people.retain(|it| seat.people.contains(&it.id) || named.contains(&it.id));
        for person in &mut all.people {
            person.present &= seat.people.contains(&person.id);
        }
        let known = all.own();
        all.refer(&mut |id| known.contains(id).then(|| id.clone()));
        all
    }

    /// The names of all things in it, parts of ideas included.
    pub(super) fn own(&self) -> BTreeSet<Id> {
        let mut own = BTreeSet::new();
        self.clone().rename(&mut |_, id| {
            own.insert(id.clone());
            id.clone()
        });
        own
    }

    /// Everything in it that something else names.
    pub(super) fn mentioned(&self) -> BTreeSet<Id> {
        let mut mentioned = BTreeSet::new();
        self.clone().refer(&mut |id| {
            mentioned.insert(id.clone());
            Some(id.clone())
        });
        mentioned
    }

    /// Gives every thing another name; what names it stays as it is.
    pub(super) fn rename(&mut self, to: &mut impl FnMut(Kind, &Id) -> Id) {
        let mut each = |kind: Kind, id: &mut Id| *id = to(kind, id);
        self.people.iter_mut().for_each(|it| each(Kind::Person, &mut it.id));
        for idea in &mut self.ideas {
            each(Kind::Idea, &mut idea.id);
            idea.merged.iter_mut().for_each(|part| each(Kind::Idea, &mut part.id));
        }
        self.goals.iter_mut().for_each(|it| each(Kind::Goal, &mut it.id));
        self.areas.iter_mut().for_each(|it| each(Kind::Area, &mut it.id));
        self.pledges.iter_mut().for_each(|it| each(Kind::Pledge, &mut it.id));
        self.asks.iter_mut().for_each(|it| each(Kind::Ask, &mut it.id));
        self.decisions.iter_mut().for_each(|it| each(Kind::Decision, &mut it.id));
        self.objections.iter_mut().for_each(|it| each(Kind::Objection, &mut it.id));
        self.promises.iter_mut().for_each(|it| each(Kind::Promise, &mut it.id));
        self.parked.iter_mut().for_each(|it| each(Kind::Parked, &mut it.id));
        for agreement in &mut self.agreements {
            each(Kind::Agreement, &mut agreement.id);
            // A cause stays with its step, and only its name comes along.
            if let Some(guard) = &mut agreement.guards {
                each(Kind::Idea, &mut guard.cause);
            }
        }
    }

    /// Names things by what they are called elsewhere; where nothing is called so, they are named no
    /// more, and what makes no sense without goes.
    pub(super) fn refer(&mut self, to: &mut impl FnMut(&Id) -> Option<Id>) {
        for goal in &mut self.goals {
            goal.half.retain_mut(|half| one(&mut half.who, to));
        }
        for area in &mut self.areas {
            refer_area(area, to);
        }
        for pledge in &mut self.pledges {
            pledge.offer.only_for.retain_mut(|id| one(id, to));
        }
        self.asks.retain_mut(|ask| {
            ask.matched.retain_mut(|id| one(id, to));
            one(&mut ask.area, to)
        });
        self.objections.iter_mut().for_each(|it| maybe(&mut it.from, to));
        let guards = self.agreements.iter_mut().filter_map(|it| it.guards.as_mut());
        guards.for_each(|guard| maybe(&mut guard.who, to));
        self.promises.retain_mut(|promise| {
            maybe(&mut promise.vow.checks, to);
            maybe(&mut promise.vow.area, to);
            one(&mut promise.who, to)
        });
        for parked in &mut self.parked {
            if let ParkedFate::Taken { who, .. } = &mut parked.fate
                && !one(who, to)
            {
                parked.fate = ParkedFate::Waiting;
            }
        }
        maybe(&mut self.whole.reserve, to);
    }
}

fn refer_area(area: &mut Area, to: &mut impl FnMut(&Id) -> Option<Id>) {
    area.serves.retain_mut(|id| one(id, to));
    area.accountable.take_if(|it| !one(&mut it.who, to));
    area.not_me.retain_mut(|it| one(&mut it.who, to));
    for part in [&mut area.doing, &mut area.consulted, &mut area.informed] {
        part.retain_mut(|id| one(id, to));
    }
    maybe(&mut area.was, to);
}

fn one(id: &mut Id, to: &mut impl FnMut(&Id) -> Option<Id>) -> bool {
    let named = to(id);
    named.is_some_and(|named| {
        *id = named;
        true
    })
}

fn maybe(id: &mut Option<Id>, to: &mut impl FnMut(&Id) -> Option<Id>) {
    id.take_if(|id| !one(id, to));
}

/// What the facilitator knows of somebody stays with the facilitator.
fn plainly(person: Person) -> Person {
    Person { speaks_last: false, note: CleanText::default(), ..person }
}

/// Whom the room at one table saw as its writer, the whole room was not promised to see.
fn unsigned(idea: &Idea) -> Idea {
    let merged = idea.merged.iter().map(unsigned).collect();
    Idea { from: None, named: false, merged, ..idea.clone() }
}
