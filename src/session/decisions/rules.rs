//! What may happen to decisions, objections, agreements and the parking lot, and what may not.

#[cfg(test)]
mod tests;

use super::{Agreement, Change, Decision, Fate, Objection, Parked, ParkedFate, Tally};
use crate::session::activities::State;
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::id::{Id, Kind, Place};
use crate::session::{Fault, Session};
use crate::text::CleanText;
use crate::workshop::Policy;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub(crate) fn apply(session: &mut Session, entry: &Entry, change: &Change) -> Outcome {
    match change {
        Change::Park(text) => park(session, entry, text),
        Change::ParkAll(texts) => park_all(session, entry, texts),
        Change::EditParked(id, text) => edit_parked(session, id, text),
        Change::Unpark(id, fate) => unpark(session, entry, id, fate),
        Change::DeleteParked(id) => remove(&mut session.parked, |it| &it.id == id, NO_PARKED),
        Change::Decide { what, rule, tally, review, reopen } => {
            let wording = Wording { what, rule, review: *review, reopen };
            decide(session, entry, wording, *tally)
        }
        Change::EditDecision { decision, what, rule, review, reopen } => {
            let wording = Wording { what, rule, review: *review, reopen };
            edit_decision(session, entry, decision, wording)
        }
        Change::DeleteDecision(id) => {
            remove(&mut session.decisions, |it| &it.id == id, NO_DECISION)
        }
        Change::Object { text, from } => object(session, entry, text, from.as_ref()),
        Change::EditObjection(id, text, from) => edit_objection(session, id, text, from.as_ref()),
        Change::Settle(id, fate) => settle(session, id, fate),
        Change::DeleteObjection(id) => {
            remove(&mut session.objections, |it| &it.id == id, NO_OBJECTION)
        }
        Change::Agree(text) => agree(session, entry, text),
        Change::EditAgreement(id, text) => edit_agreement(session, id, text),
        Change::DeleteAgreement(id) => {
            remove(&mut session.agreements, |it| &it.id == id, NO_AGREEMENT)
        }
    }
}

const NO_PARKED: &str = "That is no longer in the parking lot.";
const NO_DECISION: &str = "That decision is no longer in the record.";
const NO_OBJECTION: &str = "That objection is no longer in the record.";
const NO_AGREEMENT: &str = "That agreement is no longer in the record.";

/// What a session read from a file must hold about these things.
pub(crate) fn check(session: &Session) -> Result<(), Fault> {
    let decided = session.decisions.iter().map(|it| (&it.id, &it.place, &it.what));
    let objected = session.objections.iter().map(|it| (&it.id, &it.place, &it.text));
    for (id, place, text) in decided.chain(objected) {
        if session.state(place).is_none() {
            return Err(Fault(format!("“{id}” is from “{place}”, which is not on the agenda")));
        }
        if text.is_empty() {
            return Err(Fault(format!("“{id}” says nothing")));
        }
    }
    for decision in &session.decisions {
        check_tally(decision.id.as_str(), decision.tally.as_ref())?;
    }
    for step in &session.steps {
        for tally in step.states.iter().flat_map(State::tallies) {
            check_tally(step.id(), Some(tally))?;
        }
    }
    Ok(())
}

/// A count may not hold more hands than people who voted.
fn check_tally(of: &str, tally: Option<&Tally>) -> Result<(), Fault> {
    match tally {
        Some(tally) if !tally.adds_up() => {
            let (hands, voters) = (tally.hands(), tally.voters);
            Err(Fault(format!("“{of}” counts {hands} hands of {voters} who vote")))
        }
        _ => Ok(()),
    }
}

/// Takes out who objected, where the step promised that names stay out of the room.
pub(crate) fn forget_names(session: &mut Session) {
    let named = |session: &Session, place: &Place| {
        let activity = session.activity(place);
        activity.is_none_or(|it| it.privacy == Policy::Open || it.names_on_wall)
    };
    let keeps: Vec<bool> = session.objections.iter().map(|it| named(session, &it.place)).collect();
    for (objection, keeps) in session.objections.iter_mut().zip(keeps) {
        if !keeps {
            objection.from = None;
        }
    }
}

fn park(session: &mut Session, entry: &Entry, text: &CleanText) -> Outcome {
    if text.is_empty() {
        return refuse("There is nothing to park: type it first.");
    }
    if session.waiting().any(|parked| same(&parked.text, text)) {
        return refuse(format!("“{text}” is in the parking lot already."));
    }
    let id = Id::new(Kind::Parked, entry.seq);
    session.parked.push(Parked { id, text: text.clone(), fate: ParkedFate::Waiting });
    Ok(())
}

fn park_all(session: &mut Session, entry: &Entry, texts: &[CleanText]) -> Outcome {
    let before = session.parked.len();
    for (place, text) in texts.iter().enumerate() {
        let waits = session.waiting().any(|parked| same(&parked.text, text));
        if !waits && !text.is_empty() {
            let id = Id::nth(Kind::Parked, entry.seq, place);
            session.parked.push(Parked { id, text: text.clone(), fate: ParkedFate::Waiting });
        }
    }
    if session.parked.len() == before {
        return refuse("All of that is in the parking lot already.");
    }
    Ok(())
}

fn edit_parked(session: &mut Session, id: &Id, text: &CleanText) -> Outcome {
    if text.is_empty() {
        return refuse("A parked item needs words; d drops it.");
    }
    find(&mut session.parked, |it| &it.id == id, NO_PARKED)?.text = text.clone();
    Ok(())
}

fn unpark(session: &mut Session, entry: &Entry, id: &Id, fate: &ParkedFate) -> Outcome {
    if let ParkedFate::Taken { who, by } = fate {
        check_here(session, who, "take it up")?;
        still_ahead(*by, entry)?;
    }
    find(&mut session.parked, |it| &it.id == id, NO_PARKED)?.fate = fate.clone();
    Ok(())
}

/// Whether somebody is here to take something on, since nobody does it for the absent.
pub(crate) fn check_here(session: &Session, who: &Id, does: &str) -> Outcome {
    match session.person(who) {
        None => refuse(format!("Whoever is to {does} must be on the list of people.")),
        Some(person) if !person.present => {
            refuse(format!("{} is not here; only somebody present can {does}.", person.name))
        }
        Some(_) => Ok(()),
    }
}

/// What may be said otherwise of a decision afterwards; the hands may not.
#[derive(Clone, Copy)]
struct Wording<'a> {
    what: &'a CleanText,
    rule: &'a CleanText,
    review: Option<Date>,
    reopen: &'a CleanText,
}

fn decide(
    session: &mut Session,
    entry: &Entry,
    wording: Wording<'_>,
    tally: Option<Tally>,
) -> Outcome {
    if wording.what.is_empty() {
        return refuse("A decision needs a sentence: what was decided?");
    }
    if tally.is_some_and(|tally| !tally.adds_up()) {
        return refuse("There are more hands than people who vote; count again.");
    }
    if let Some(review) = wording.review {
        still_ahead(review, entry)?;
    }
    session.decisions.push(Decision {
        id: Id::new(Kind::Decision, entry.seq),
        at: entry.at,
        place: session.at.clone(),
        what: wording.what.clone(),
        rule: wording.rule.clone(),
        tally,
        review: wording.review,
        reopen: wording.reopen.clone(),
    });
    Ok(())
}

fn edit_decision(session: &mut Session, entry: &Entry, id: &Id, wording: Wording<'_>) -> Outcome {
    if wording.what.is_empty() {
        return refuse("A decision needs a sentence; d deletes it.");
    }
    let decision = find(&mut session.decisions, |it| &it.id == id, NO_DECISION)?;
    // A date that was set in time may stand when only the words change later.
    if let Some(date) = wording.review.filter(|date| decision.review != Some(*date)) {
        still_ahead(date, entry)?;
    }
    decision.what = wording.what.clone();
    decision.rule = wording.rule.clone();
    decision.review = wording.review;
    decision.reopen = wording.reopen.clone();
    Ok(())
}

fn object(session: &mut Session, entry: &Entry, text: &CleanText, from: Option<&Id>) -> Outcome {
    if text.is_empty() {
        return refuse("What would make it a three? Type it, then Enter.");
    }
    let place = session.at.clone();
    check_name(session, &place, from)?;
    session.objections.push(Objection {
        id: Id::new(Kind::Objection, entry.seq),
        place,
        from: from.cloned(),
        text: text.clone(),
        fate: Fate::Open,
    });
    Ok(())
}

fn edit_objection(session: &mut Session, id: &Id, text: &CleanText, from: Option<&Id>) -> Outcome {
    if text.is_empty() {
        return refuse("An objection needs words; d deletes it.");
    }
    let place = find(&mut session.objections, |it| &it.id == id, NO_OBJECTION)?.place.clone();
    check_name(session, &place, from)?;
    let objection = find(&mut session.objections, |it| &it.id == id, NO_OBJECTION)?;
    (objection.text, objection.from) = (text.clone(), from.cloned());
    Ok(())
}

/// Whoever objects need not be named, and may not be where names were promised to stay out.
fn check_name(session: &Session, place: &Place, from: Option<&Id>) -> Outcome {
    let Some(from) = from else { return Ok(()) };
    if session.policy(place) == Policy::Anonymous {
        return refuse("This step promised that nobody is named; leave the name empty.");
    }
    let hat = session.hats.iter().any(|hat| &hat.id == from);
    if !hat && session.person(from).is_none() {
        return refuse("Whoever objects is no longer on the list; leave the name empty.");
    }
    Ok(())
}

fn settle(session: &mut Session, id: &Id, fate: &Fate) -> Outcome {
    if matches!(fate, Fate::Met(change) if change.is_empty()) {
        return refuse("Which change of the plan meets it? Type it, then Enter.");
    }
    find(&mut session.objections, |it| &it.id == id, NO_OBJECTION)?.fate = fate.clone();
    Ok(())
}

fn agree(session: &mut Session, entry: &Entry, text: &CleanText) -> Outcome {
    if text.is_empty() {
        return refuse("There is nothing to agree on: type it first.");
    }
    if session.agreements.iter().any(|agreement| same(&agreement.text, text)) {
        return refuse(format!("“{text}” is agreed already."));
    }
    let id = Id::new(Kind::Agreement, entry.seq);
    session.agreements.push(Agreement { id, text: text.clone(), guards: None });
    Ok(())
}

fn edit_agreement(session: &mut Session, id: &Id, text: &CleanText) -> Outcome {
    if text.is_empty() {
        return refuse("An agreement needs words; d deletes it.");
    }
    find(&mut session.agreements, |it| &it.id == id, NO_AGREEMENT)?.text = text.clone();
    Ok(())
}

/// Refuses a date that has passed everywhere. Which day it is where people read is not known
/// here, so yesterday's date by the world clock may still be today's.
fn still_ahead(date: Date, entry: &Entry) -> Outcome {
    let day = entry.at.to_zoned_datetime(TimeZone::UTC).date();
    match day.checked_sub(1.day()) {
        Ok(yesterday) if date < yesterday => refuse("That date has passed; choose a later one."),
        _ => Ok(()),
    }
}

fn same(one: &CleanText, other: &CleanText) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn find<'a, T>(
    things: &'a mut [T],
    is: impl Fn(&T) -> bool,
    gone: &str,
) -> Result<&'a mut T, Refusal> {
    match things.iter_mut().find(|thing| is(thing)) {
        Some(thing) => Ok(thing),
        None => refuse(gone),
    }
}

fn remove<T>(things: &mut Vec<T>, is: impl Fn(&T) -> bool, gone: &str) -> Outcome {
    let before = things.len();
    things.retain(|thing| !is(thing));
    if things.len() == before { refuse(gone) } else { Ok(()) }
}
