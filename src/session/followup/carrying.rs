//! What a check-in takes over from the session before: people, goals, areas, money, promises that
//! still bind, agreements, what is parked, and what every session of the line came to.
//!
//! Everything taken over is named anew, as made by the first entry of the new session, so that
//! nothing that is made there can ever have the same name.

use super::{Assessed, CheckIn, Followup, Past};
use crate::session::activities::assess::{self, Earlier};
use crate::session::change::Outcome;
use crate::session::decisions::{Guard, ParkedFate};
use crate::session::goals::Told;
use crate::session::people::Hat;
use crate::session::promises::Fate;
use crate::session::{
    Agreement, Area, Goal, Id, Kind, Parked, Person, Pot, Promise, Session, Viewer,
};
use crate::text::CleanText;
use crate::workshop::{Do, Workshop};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a session begins with that goes on from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Since {
    /// Which check-in it is, and the sessions before it.
    pub followup: Followup,
    /// Everybody of the team; those who were not there at the end are not here yet.
    pub people: Vec<Person>,
    /// The hats of a solo planner.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hats: Vec<Hat>,
    /// The goals, of which nobody has said yet how they stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Goal>,
    /// The objectives that were there already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<CleanText>,
    /// The areas with who answers for them and what they may spend.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Area>,
    /// What was pledged, asked and granted.
    pub pot: Pot,
    /// The agreements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreements: Vec<Agreement>,
    /// The promises that still bind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<Promise>,
    /// What was parked and not dropped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parked: Vec<Parked>,
    /// What doing nothing would cost, as the room said it.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub doing_nothing: CleanText,
    /// Whom to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Id>,
}

impl Since {
    /// What the check-in of so many days takes over from this session. The session stays as it is.
    pub fn of(session: &Session, days: u16) -> Since {
        let line = session.followup.line.iter().cloned().chain([past(session)]).collect();
        // Until it is held it is due itself.
        let to_come = |check_in: &&CheckIn| check_in.days >= days;
        let due = session.followup.due.iter().filter(to_come).copied().collect();
        let mut since = Since {
            followup: Followup { days, line, due },
            people: team(session),
            hats: session.hats.clone(),
            goals: session.goals.iter().cloned().map(untold).collect(),
            objectives: session.objectives.clone(),
            areas: session.areas.iter().cloned().map(settled).collect(),
            pot: Pot { latest: None, spent: Vec::new(), ..session.pot.clone() },
            agreements: session.agreements.clone(),
            promises: session.open_promises().cloned().map(again).collect(),
            parked: session.parked.clone(),
            doing_nothing: session.doing_nothing.clone(),
            contact: session.contact.clone(),
        };
        since.parked.retain(|parked| parked.fate != ParkedFate::Dropped);
        since.name_anew();
        since
    }

    /// The script with the statements of the last time in each assessment that is told in phases, so
    /// that both can be compared.
    pub fn fitted(&self, mut workshop: Workshop) -> Workshop {
        let assessed = || self.followup.line.iter().rev().flat_map(|past| &past.assessed);
        let Some(last) = assessed().find(|it| !it.phases.is_empty()) else { return workshop };
        let activities = workshop.steps.iter_mut().flat_map(|step| &mut step.activities);
        for activity in activities {
            if let Do::Assess { statements, phases, poles } = &mut activity.what
                && !phases.is_empty()
            {
                (*statements, *phases) = (last.statements.clone(), last.phases.clone());
                poles.clone_from(&last.poles);
            }
        }
        workshop
    }

    /// Lays all of it into a session that has just begun.
    pub(in crate::session) fn apply(&self, session: &mut Session) -> Outcome {
        let since = self.clone();
        session.followup = since.followup;
        session.people = since.people;
        session.hats = since.hats;
        session.goals = since.goals;
        session.objectives = since.objectives;
        session.areas = since.areas;
        session.pot = since.pot;
        session.agreements = since.agreements;
        session.promises = since.promises;
        session.parked = since.parked;
        session.doing_nothing = since.doing_nothing;
        session.contact = since.contact;
        super::fill_assessments(session)
    }

    fn name_anew(&mut self) {
        let mut names = Names::default();
        names.make(Kind::Person, &mut self.people, |it| &mut it.id);
        names.make(Kind::Hat, &mut self.hats, |it| &mut it.id);
        names.make(Kind::Goal, &mut self.goals, |it| &mut it.id);
        names.make(Kind::Area, &mut self.areas, |it| &mut it.id);
        names.make(Kind::Pledge, &mut self.pot.pledges, |it| &mut it.id);
        names.make(Kind::Ask, &mut self.pot.asks, |it| &mut it.id);
        names.make(Kind::Agreement, &mut self.agreements, |it| &mut it.id);
        names.make(Kind::Promise, &mut self.promises, |it| &mut it.id);
        names.make(Kind::Parked, &mut self.parked, |it| &mut it.id);
        let guards = self.agreements.iter_mut().filter_map(|it| it.guards.as_mut());
        for (place, Guard { cause, who, .. }) in guards.enumerate() {
            *cause = Id::nth(Kind::Idea, 1, place);
            names.each(who);
        }
        for goal in &mut self.goals {
            goal.half.iter_mut().for_each(|half| names.one(&mut half.who));
        }
        self.areas.iter_mut().for_each(|area| names.of_area(area));
        for pledge in &mut self.pot.pledges {
            names.each(&mut pledge.offer.only_for);
        }
        for ask in &mut self.pot.asks {
            names.one(&mut ask.area);
            names.each(&mut ask.matched);
        }
        names.each(self.pot.reserve.iter_mut().chain(&mut self.contact));
        for promise in &mut self.promises {
            names.one(&mut promise.who);
            names.each(&mut promise.vow.checks);
            names.each(&mut promise.vow.area);
        }
        for parked in &mut self.parked {
            if let ParkedFate::Taken { who, .. } = &mut parked.fate {
                names.one(who);
            }
        }
        for past in &mut self.followup.line {
            past.goals.retain_mut(|(goal, _)| names.knows(goal));
            past.spent.retain_mut(|(area, _)| names.knows(area));
        }
    }
}

/// The new names of things, by the old ones.
#[derive(Default)]
struct Names(BTreeMap<Id, Id>);

impl Names {
    fn make<T>(&mut self, kind: Kind, things: &mut [T], id: impl Fn(&mut T) -> &mut Id) {
        for (place, thing) in things.iter_mut().enumerate() {
            let new = Id::nth(kind, 1, place);
            let old = std::mem::replace(id(thing), new.clone());
            self.0.insert(old, new);
        }
    }

    fn one(&self, id: &mut Id) {
        self.knows(id);
    }

    fn each<'a>(&self, ids: impl IntoIterator<Item = &'a mut Id>) {
        ids.into_iter().for_each(|id| self.one(id));
    }

    /// Names it anew, and answers whether it came along.
    fn knows(&self, id: &mut Id) -> bool {
        let new = self.0.get(id);
        new.is_some_and(|new| {
            *id = new.clone();
            true
        })
    }

    fn of_area(&self, area: &mut Area) {
        self.each(&mut area.serves);
        self.each(area.accountable.as_mut().map(|accountable| &mut accountable.who));
        self.each(area.not_me.iter_mut().map(|not_me| &mut not_me.who));
        self.each(area.doing.iter_mut().chain(&mut area.consulted).chain(&mut area.informed));
    }
}

/// Those who left the team are only taken along where something still names them.
fn team(session: &Session) -> Vec<Person> {
    let open = |id: &Id| {
        session.open_promises().any(|it| &it.who == id || it.vow.checks.as_ref() == Some(id))
            || session.parked.iter().any(|parked| is_taken_by(parked, id))
            || session
                .agreements
                .iter()
                .any(|it| it.guards.as_ref().is_some_and(|it| it.who.as_ref() == Some(id)))
            || session.goals.iter().any(|goal| goal.half.iter().any(|half| &half.who == id))
            || session.areas.iter().any(|area| area.not_me.iter().any(|it| &it.who == id))
            || [&session.pot.reserve, &session.contact].contains(&&Some(id.clone()))
    };
    let stays = |person: &&Person| !person.gone || open(&person.id);
    let person = |person: &Person| Person { note: CleanText::default(), ..person.clone() };
    session.people.iter().filter(stays).map(person).collect()
}

fn is_taken_by(parked: &Parked, id: &Id) -> bool {
    matches!(&parked.fate, ParkedFate::Taken { who, .. } if who == id)
}

fn untold(goal: Goal) -> Goal {
    Goal { told: None, idea: None, ..goal }
}

fn settled(area: Area) -> Area {
    Area { was: None, ..area }
}

/// It is read out and looked at once more.
fn again(promise: Promise) -> Promise {
    Promise { read: false, fate: Fate::Waiting, ..promise }
}

/// What a session came to, for those that go on from it.
fn past(session: &Session) -> Past {
    let told = |goal: &Goal| match (&goal.told, session.is_check_in()) {
        (Some(told), _) => Some((goal.id.clone(), told.clone())),
        (None, true) if goal.id.was_there_at_the_beginning() => None,
        // A plan has said where a goal begins.
        (None, _) => {
            let number = goal.shape.from.clone();
            let begins = Told { number, ..Told::default() };
            (begins != Told::default()).then(|| (goal.id.clone(), begins))
        }
    };
    Past {
        id: session.id.clone(),
        title: session.title.clone(),
        began: session.began,
        days: session.followup.days,
        goals: session.goals.iter().filter_map(told).collect(),
        promises: session.kept(),
        spent: session.pot.spent.clone(),
        assessed: assessed(session),
    }
}

/// Every assessment that was shown, as the room was told it.
fn assessed(session: &Session) -> Vec<Assessed> {
    let seen = session.seen_by(Viewer::Room);
    let assessed = seen.places().into_iter().filter_map(|place| {
        let came_to = Earlier::of(&seen, &place, seen.assessed(&place)?);
        let (statements, phases) = assess::asked(&seen, &place);
        let poles = assess::poles(&seen, &place).cloned();
        let (statements, phases) = (statements.into(), phases.into());
        Some(Assessed { statements, phases, poles, came_to })
    });
    assessed.collect()
}
