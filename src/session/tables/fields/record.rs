//! Promises and what stands in the record, as they are compared when a table comes back.

use super::super::carried::Carried;
use super::super::conflict::Asks;
use super::super::telling::Sort;
use super::super::weighing::{Three, Weighing};
use super::{Thing, flag, quoted};
use crate::session::id::Id;
use crate::session::promises::{Fate, Vow};
use crate::session::{Agreement, Decision, Objection, Parked, Promise, Session, decisions};

impl Thing for Promise {
    fn among(carried: &Carried) -> &[Promise] {
        &carried.promises
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.vow.will.to_string()
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Promises);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Promise>, session: &Session) {
        let say = |vow: &Vow| format!("{}, by {}", quoted(&vow.will), vow.by);
        let mut changed = take!(w, three, session, Asks::Vow, vow, say);
        let fate = |fate: &Fate| match fate {
            Fate::Waiting => "nothing yet".to_owned(),
            Fate::Kept => "kept".into(),
            Fate::Stands => "on its way".into(),
            Fate::Slipped => "slipped".into(),
            Fate::Dropped(_) => "dropped".into(),
        };
        changed |= take!(w, three, session, Asks::Fate, fate, fate);
        take!(w, three, session, Asks::Stays, read, flag);
        if changed {
            w.count(Sort::Promises);
        }
    }
}

impl Thing for Decision {
    fn among(carried: &Carried) -> &[Decision] {
        &carried.decisions
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.what.to_string()
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Decisions);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Decision>, session: &Session) {
        let all = |it: &Decision| {
            (it.what.clone(), it.rule.clone(), it.tally, it.review, it.reopen.clone())
        };
        let changed = w.field(
            Asks::Wording,
            &mut three,
            session,
            all,
            |it, new| (it.what, it.rule, it.tally, it.review, it.reopen) = new,
            |(what, ..)| quoted(what),
        );
        if changed {
            w.count(Sort::Decisions);
        }
    }
}

impl Thing for Objection {
    fn among(carried: &Carried) -> &[Objection] {
        &carried.objections
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.text.to_string()
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Objections);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Objection>, session: &Session) {
        let mut changed = take!(w, three, session, Asks::Wording, text, quoted);
        let fate = |fate: &decisions::Fate| match fate {
            decisions::Fate::Open => "not yet met".to_owned(),
            decisions::Fate::Met(how) => format!("met by {}", quoted(how)),
            decisions::Fate::Dissent => "recorded as dissent".into(),
        };
        changed |= take!(w, three, session, Asks::Fate, fate, fate);
        if changed {
            w.count(Sort::Objections);
        }
    }
}

impl Thing for Agreement {
    fn among(carried: &Carried) -> &[Agreement] {
        &carried.agreements
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.text.to_string()
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Agreements);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Agreement>, session: &Session) {
        let all = |it: &Agreement| (it.text.clone(), it.guards.clone());
        let put = |it: &mut Agreement, new| (it.text, it.guards) = new;
        if w.field(Asks::Wording, &mut three, session, all, put, |(text, _)| quoted(text)) {
            w.count(Sort::Agreements);
        }
    }
}

impl Thing for Parked {
    fn among(carried: &Carried) -> &[Parked] {
        &carried.parked
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.text.to_string()
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Parked);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Parked>, session: &Session) {
        let mut changed = take!(w, three, session, Asks::Wording, text, quoted);
        let fate = |fate: &decisions::ParkedFate| match fate {
            decisions::ParkedFate::Waiting => "nobody takes it up".to_owned(),
            decisions::ParkedFate::Taken { who, by } => {
                format!("{} takes it up by {by}", session.name_of(who))
            }
            decisions::ParkedFate::Dropped => "it is dropped".into(),
        };
        changed |= take!(w, three, session, Asks::Fate, fate, fate);
        if changed {
            w.count(Sort::Parked);
        }
    }
}
