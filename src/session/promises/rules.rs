//! What makes a promise one: somebody who is here, a thing to do, a date to come.

use super::{Became, Change, Fate, Promise, Vow};
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::id::{Id, Kind};
use crate::session::sound::Fault;
use crate::session::{Session, activities};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

/// Promises that reach further are wishes.
const YEARS: i16 = 5;

/// The lowest place on a person's list that counts.
const PLACES: u8 = 5;

pub(in crate::session) fn apply(session: &mut Session, entry: &Entry, change: &Change) -> Outcome {
    match change {
        Change::Make { who, vow, second_yes } => make(session, entry, who, vow, *second_yes),
        Change::Edit(id, vow) => edit(session, entry, id, vow),
        Change::Delete(id) => delete(session, id),
        Change::Read(id, read) => {
            find(session, id)?.read = *read;
            Ok(())
        }
        Change::Became(id, became) => became_of(session, entry, id, became),
    }
}

/// Whether one more promise of this person needs a second yes, and the sentence that asks for it.
pub fn more_than_usual(session: &Session, who: &Id) -> Option<String> {
    let (open, most) = (session.promises_of(who).count(), session.promise_custom().most);
    (open >= usize::from(most)).then(|| {
        let name = session.name_of(who);
        format!("{name} has {open} open promises, and more than {most} are seldom kept.")
    })
}

fn make(session: &mut Session, entry: &Entry, who: &Id, vow: &Vow, second_yes: bool) -> Outcome {
    session.check_present(who, "promise")?;
    check_words(session, who, vow)?;
    check_checker(session, vow.checks.as_ref())?;
    check_days(entry, vow, None)?;
    if let (Some(reason), false) = (more_than_usual(session, who), second_yes) {
        return refuse(format!("{reason} It takes a second yes."));
    }
    let id = Id::new(Kind::Promise, entry.seq);
    session.promises.push(Promise::new(id, who.clone(), vow.clone()));
    Ok(())
}

fn edit(session: &mut Session, entry: &Entry, id: &Id, vow: &Vow) -> Outcome {
    let Promise { who, vow: before, .. } = find(session, id)?.clone();
    session.check_present(&who, "change what they promised")?;
    check_words(session, &who, vow)?;
    if vow.checks != before.checks {
        check_checker(session, vow.checks.as_ref())?;
    }
    check_days(entry, vow, Some(&before))?;
    find(session, id)?.vow = vow.clone();
    Ok(())
}

fn delete(session: &mut Session, id: &Id) -> Outcome {
    find(session, id)?;
    session.promises.retain(|promise| &promise.id != id);
    let states = session.steps.iter_mut().flat_map(|step| &mut step.states);
    for state in states {
        if let activities::State::Promise(reading) = state {
            reading.forget(id);
        }
    }
    Ok(())
}

/// What became of a promise is said anew each time: a day that slipped in this session is put back
/// first.
fn became_of(session: &mut Session, entry: &Entry, id: &Id, became: &Became) -> Outcome {
    if !find(session, id)?.comes_from_before() {
        return refuse("It was made today; what becomes of it is asked the next time.");
    }
    if let Became::Slipped { by, place, .. } = became {
        check_day(entry, *by)?;
        check_place(*place)?;
    }
    if matches!(became, Became::Dropped(why) if why.is_empty()) {
        return refuse("Why is it dropped? A reason is enough, and no fault.");
    }
    let promise = find(session, id)?;
    if promise.fate == Fate::Slipped
        && let Some(by) = promise.before.pop()
    {
        promise.vow.by = by;
    }
    promise.fate = match became {
        Became::Waiting => Fate::Waiting,
        Became::Kept => Fate::Kept,
        Became::Stands => Fate::Stands,
        Became::Dropped(why) => Fate::Dropped(why.clone()),
        Became::Slipped { by, place, comes_off } => {
            promise.before.push(std::mem::replace(&mut promise.vow.by, *by));
            promise.vow.first_by.take_if(|first| *first > *by);
            (promise.vow.place, promise.vow.comes_off) = (*place, comes_off.clone());
            Fate::Slipped
        }
    };
    Ok(())
}

fn check_place(place: u8) -> Outcome {
    if place > PLACES {
        return refuse("Its place on the list is from 1 to 5; further down it does not happen.");
    }
    Ok(())
}

fn find<'a>(session: &'a mut Session, id: &Id) -> Result<&'a mut Promise, Refusal> {
    match session.promises.iter_mut().find(|promise| &promise.id == id) {
        Some(promise) => Ok(promise),
        None => refuse("That promise is no longer there."),
    }
}

fn check_words(session: &Session, who: &Id, vow: &Vow) -> Outcome {
    if super::without(&vow.will, &["I will", "I’ll", "I'll"]).is_empty() {
        return refuse("A promise says what will be done: I will …");
    }
    check_place(vow.place)?;
    if vow.checks.as_ref() == Some(who) {
        return refuse("Somebody else checks: nobody is their own witness.");
    }
    if vow.area.as_ref().is_some_and(|area| session.area(area).is_none()) {
        return refuse("The area this promise is for is no longer there.");
    }
    Ok(())
}

fn check_checker(session: &Session, checks: Option<&Id>) -> Outcome {
    match checks {
        Some(checks) => session.check_present(checks, "check"),
        None => Ok(()),
    }
}

/// Only days that are said now must lie ahead: a promise that is overdue may still be reworded.
fn check_days(entry: &Entry, vow: &Vow, before: Option<&Vow>) -> Outcome {
    if before.is_none_or(|before| before.by != vow.by) {
        check_day(entry, vow.by)?;
    }
    let Some(first) = vow.first_by else { return Ok(()) };
    if before.is_none_or(|before| before.first_by != vow.first_by) {
        check_day(entry, first)?;
    }
    if first > vow.by {
        return refuse("The first step would come after the promise is due.");
    }
    Ok(())
}

fn check_day(entry: &Entry, day: Date) -> Outcome {
    if day < around(entry, -1.days()) {
        return refuse(format!("{day} is past: a promise looks ahead."));
    }
    if day > around(entry, YEARS.years()) {
        return refuse(format!("{day} is more than {YEARS} years away: promise something nearer."));
    }
    Ok(())
}

/// A day so far from the entry's. It happened somewhere on earth, and there it may still be
/// yesterday, so the past begins a day late.
fn around(entry: &Entry, span: Span) -> Date {
    entry.at.to_zoned_datetime(TimeZone::UTC).date().saturating_add(span)
}

impl Session {
    /// What makes no sense in promises that were read from a file.
    pub(in crate::session) fn check_promises(&self) -> Result<(), Fault> {
        for promise in &self.promises {
            let (id, vow) = (&promise.id, &promise.vow);
            let fault = |what: &str| Err(Fault(format!("the promise “{id}” {what}")));
            if vow.place > PLACES {
                return fault("has a place above 5");
            }
            if vow.checks.as_ref() == Some(&promise.who) {
                return fault("is checked by whoever made it");
            }
            if vow.area.as_ref().is_some_and(|area| self.area(area).is_none()) {
                return fault("is for an area that is not there");
            }
        }
        self.check_reading()
    }

    fn check_reading(&self) -> Result<(), Fault> {
        for state in self.steps.iter().flat_map(|step| &step.states) {
            if let activities::State::Promise(reading) = state
                && let Some(id) = &reading.aloud
                && self.promise(id).is_none()
            {
                return Err(Fault(format!("“{id}” is being read, but is no promise")));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{promised, room, vow};
    use super::*;
    use crate::room::Room;
    use crate::session::{self, people};
    use crate::testing::{area, at, person, submit, text};
    use jiff::civil::date;

    fn change(room: &mut Room, change: Change) -> Result<u64, String> {
        submit(room, session::Change::Promises(change)).map_err(|no| no.to_string())
    }

    fn leave(room: &mut Room, who: usize) {
        let leave = people::Change::Leave(person(who));
        submit(room, session::Change::People(leave)).unwrap();
    }

    #[track_caller]
    fn refused(vow: Vow, because: &str) {
        let mut room = room();
        leave(&mut room, 4);
        let reason = promised(&mut room, 1, vow).unwrap_err();
        assert!(reason.contains(because), "{reason}");
        assert_eq!(room.session().promises, []);
    }

    #[test]
    fn somebody_present_promises() {
        let mut room = room();
        let id = promised(&mut room, 1, vow("call Legal")).unwrap();
        assert_eq!(room.session().promise(&id).map(|promise| &promise.who), Some(&person(1)));
        assert_eq!(room.session().without_promise().count(), 3);
        assert_eq!(room.undo(at(60)).unwrap(), "made the promise “call Legal”");
    }

    #[test]
    fn nobody_promises_for_the_absent_or_changes_their_words() {
        let mut room = room();
        let id = promised(&mut room, 1, vow("call Legal")).unwrap();
        leave(&mut room, 1);
        let reason = promised(&mut room, 1, vow("listen")).unwrap_err();
        assert_eq!(reason, "Ana is not in the room, and only somebody present can promise.");
        let reason = change(&mut room, Change::Edit(id, vow("listen"))).unwrap_err();
        assert!(reason.contains("can change what they promised"), "{reason}");
    }

    #[test]
    fn what_is_no_promise_is_refused_with_the_reason() {
        refused(vow(""), "says what will be done");
        refused(vow("I will …").with(|vow| vow.will = text("I will ")), "says what will be done");
        refused(vow("go").with(|vow| vow.by = date(2026, 10, 31)), "is past");
        refused(vow("go").with(|vow| vow.by = date(2062, 1, 1)), "years away");
        refused(vow("go").with(|vow| vow.first_by = Some(date(2026, 12, 4))), "after the promise");
        refused(vow("go").with(|vow| vow.first_by = Some(date(2025, 12, 4))), "is past");
        refused(vow("go").with(|vow| vow.checks = Some(person(1))), "Somebody else checks");
        refused(vow("go").with(|vow| vow.checks = Some(person(4))), "Dee is not in the room");
        refused(vow("go").with(|vow| vow.place = 6), "from 1 to 5");
        refused(vow("go").with(|vow| vow.area = Some(area(9))), "no longer there");
    }

    trait With: Sized {
        fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
            change(&mut self);
            self
        }
    }
    impl With for Vow {}

    #[test]
    fn yesterday_here_may_still_be_today_elsewhere() {
        let mut room = room();
        promised(&mut room, 1, vow("go").with(|vow| vow.by = date(2026, 11, 1))).unwrap();
    }

    #[test]
    fn more_than_the_usual_number_takes_a_second_yes() {
        let mut room = room();
        promised(&mut room, 1, vow("one")).unwrap();
        promised(&mut room, 1, vow("two")).unwrap();
        let reason = promised(&mut room, 1, vow("three")).unwrap_err();
        assert!(reason.starts_with("Ana has 2 open promises"), "{reason}");
        let make = Change::Make { who: person(1), vow: vow("three"), second_yes: true };
        change(&mut room, make).unwrap();
        assert_eq!(room.session().promises.len(), 3);
        promised(&mut room, 2, vow("another's first")).unwrap();
    }

    #[test]
    fn an_overdue_promise_may_be_reworded_but_not_made_again_for_a_day_that_is_past() {
        let mut room = room();
        let id = promised(&mut room, 1, vow("call Legal")).unwrap();
        let later = at(60 * 24 * 3600);
        let mut submit_later = |change| {
            let change = session::Change::Promises(change);
            room.submit(later, session::Author::Facilitator, change).map_err(|no| no.to_string())
        };
        submit_later(Change::Edit(id.clone(), vow("ring Legal"))).unwrap();
        let past = vow("ring Legal").with(|vow| vow.by = date(2026, 12, 4));
        assert!(submit_later(Change::Edit(id, past)).unwrap_err().contains("is past"));
    }

    #[test]
    fn what_a_hand_has_broken_in_the_file_is_named() {
        let mut room = room();
        promised(&mut room, 1, vow("call Legal")).unwrap();
        let fault = |spoil: fn(&mut Vow)| {
            let mut session = room.session().clone();
            spoil(&mut session.promises[0].vow);
            session.check().unwrap_err().to_string()
        };
        assert_eq!(room.session().check(), Ok(()));
        assert!(fault(|vow| vow.place = 9).ends_with("has a place above 5"));
        assert!(fault(|vow| vow.checks = Some(person(1))).contains("whoever made it"));
        assert!(fault(|vow| vow.area = Some(area(9))).contains("not there"));
        assert!(fault(|vow| vow.checks = Some(person(9))).contains("no person is called so"));
    }
}
