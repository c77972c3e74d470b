//! What may happen to decisions, objections, agreements and the parking lot, and what may not.

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

fn edit_parked(session: &mut Session, id: &Id, text: &CleanText) -> Outcome {
    if text.is_empty() {
        return refuse("A parked item needs words; d drops it.");
    }
    find(&mut session.parked, |it| &it.id == id, NO_PARKED)?.text = text.clone();
    Ok(())
}

fn unpark(session: &mut Session, entry: &Entry, id: &Id, fate: &ParkedFate) -> Outcome {
    if let ParkedFate::Taken { who, by } = fate {
        match session.person(who) {
            None => return refuse("Whoever takes it up must be on the list of people."),
            Some(person) if !person.present => {
                return refuse(format!(
                    "{} is not here; only somebody present can take it up.",
                    person.name
                ));
            }
            Some(_) => {}
        }
        still_ahead(*by, entry)?;
    }
    find(&mut session.parked, |it| &it.id == id, NO_PARKED)?.fate = fate.clone();
    Ok(())
}

/// What may be said otherwise of a decision afterwards; the hands may not.
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
    session.agreements.push(Agreement { id, text: text.clone() });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::{Change as Any, Viewer, people};
    use crate::testing::{activity, person, room_with, submit, text, today};
    use crate::workshop::Do;
    use jiff::civil::date;

    fn room_under(privacy: Policy) -> Room {
        room_with(vec![activity(Do::Decide {}, privacy)])
    }

    fn room() -> Room {
        room_under(Policy::Open)
    }

    fn done(room: &mut Room, change: Change) -> u64 {
        submit(room, Any::Decisions(change)).unwrap()
    }

    fn refused(room: &mut Room, change: Change) -> String {
        submit(room, Any::Decisions(change)).unwrap_err().to_string()
    }

    fn parked(room: &mut Room, words: &str) -> Id {
        Id::new(Kind::Parked, done(room, Change::Park(text(words))))
    }

    fn objection(room: &mut Room, from: Option<Id>) -> Id {
        Id::new(Kind::Objection, done(room, Change::Object { text: text("Too fast"), from }))
    }

    fn decided(room: &mut Room, review: Option<Date>) -> Id {
        let (rule, reopen) = (text("Consent"), text(""));
        let change = Change::Decide { what: text("Go"), rule, tally: None, review, reopen };
        Id::new(Kind::Decision, done(room, change))
    }

    fn worded(decision: Id, what: &str, review: Option<Date>) -> Change {
        let (rule, reopen) = (text("Consent"), text("A new law"));
        Change::EditDecision { decision, what: text(what), rule, review, reopen }
    }

    #[test]
    fn a_parked_item_is_taken_up_by_somebody_present_with_a_date_that_is_ahead() {
        let mut room = room();
        let item = parked(&mut room, "The logo");
        let taken = |who, by| Change::Unpark(item.clone(), ParkedFate::Taken { who, by });
        let late = refused(&mut room, taken(person(1), date(2026, 10, 31)));
        assert_eq!(late, "That date has passed; choose a later one.");
        done(&mut room, taken(person(1), today()));
        submit(&mut room, Any::People(people::Change::Leave(person(2)))).unwrap();
        let away = refused(&mut room, taken(person(2), today()));
        assert_eq!(away, "Ben is not here; only somebody present can take it up.");
        assert_eq!(room.session().waiting().count(), 0);
        assert!(room.session().mentions(&person(1)));
    }

    #[test]
    fn a_dropped_item_can_be_put_back_and_a_deleted_one_is_gone() {
        let mut room = room();
        let item = parked(&mut room, "The logo");
        done(&mut room, Change::Unpark(item.clone(), ParkedFate::Dropped));
        assert_eq!(room.session().waiting().count(), 0);
        done(&mut room, Change::Unpark(item.clone(), ParkedFate::Waiting));
        assert_eq!(room.session().waiting().count(), 1);
        done(&mut room, Change::DeleteParked(item.clone()));
        assert_eq!(refused(&mut room, Change::DeleteParked(item)), NO_PARKED);
    }

    #[test]
    fn the_same_thing_is_not_parked_or_agreed_twice() {
        let mut room = room();
        parked(&mut room, "The logo");
        let twice = refused(&mut room, Change::Park(text("the LOGO")));
        assert_eq!(twice, "“the LOGO” is in the parking lot already.");
        done(&mut room, Change::Agree(text("Cameras on")));
        let twice = refused(&mut room, Change::Agree(text("cameras on")));
        assert_eq!(twice, "“cameras on” is agreed already.");
    }

    #[test]
    fn nothing_is_kept_without_words() {
        let mut room = room();
        let item = parked(&mut room, "The logo");
        let objection = objection(&mut room, None);
        let decision = decided(&mut room, None);
        let agreement = Id::new(Kind::Agreement, done(&mut room, Change::Agree(text("On time"))));
        let nothing = || text(" ");
        for change in [
            Change::Park(nothing()),
            Change::EditParked(item, nothing()),
            Change::Object { text: nothing(), from: None },
            Change::EditObjection(objection.clone(), nothing(), None),
            Change::Settle(objection, Fate::Met(nothing())),
            worded(decision, "", None),
            Change::Agree(nothing()),
            Change::EditAgreement(agreement, nothing()),
        ] {
            let before = room.session().clone();
            assert!(refused(&mut room, change).ends_with(['.', '?']));
            assert_eq!(room.session(), &before);
        }
    }

    #[test]
    fn an_objection_is_met_by_a_change_or_stands_as_dissent_or_stays_open() {
        let mut room = room();
        let id = objection(&mut room, Some(person(2)));
        done(&mut room, Change::Settle(id.clone(), Fate::Met(text("Start in May"))));
        assert_eq!(room.session().dissent().count(), 0);
        done(&mut room, Change::Settle(id.clone(), Fate::Dissent));
        assert_eq!(room.session().dissent().count(), 1);
        done(&mut room, Change::Settle(id.clone(), Fate::Open));
        done(&mut room, Change::EditObjection(id.clone(), text("Too fast for HR"), None));
        let objection = &room.session().objections[0];
        assert_eq!((&*objection.text, &objection.from), ("Too fast for HR", &None));
        done(&mut room, Change::DeleteObjection(id));
        assert!(room.session().objections.is_empty());
    }

    #[test]
    fn whoever_objects_is_named_only_as_far_as_the_step_promised() {
        let mut open = room();
        objection(&mut open, Some(person(2)));
        let from = |room: &Room, viewer| room.session().seen_by(viewer).objections[0].from.clone();
        assert_eq!(from(&open, Viewer::Room), Some(person(2)));

        let mut hidden = room_under(Policy::Hidden);
        objection(&mut hidden, Some(person(2)));
        assert_eq!(from(&hidden, Viewer::Room), None);
        assert_eq!(from(&hidden, Viewer::Facilitator), Some(person(2)));

        let mut anonymous = room_under(Policy::Anonymous);
        let named = Change::Object { text: text("Too fast"), from: Some(person(2)) };
        assert!(refused(&mut anonymous, named).starts_with("This step promised"));
    }

    #[test]
    fn only_somebody_on_the_list_can_be_named_as_objecting() {
        let change = Change::Object { text: text("Too fast"), from: Some(person(9)) };
        assert!(refused(&mut room(), change).contains("no longer on the list"));
    }

    #[test]
    fn the_words_of_a_decision_change_and_its_hands_do_not() {
        let mut room = room();
        let id = decided(&mut room, Some(date(2026, 12, 2)));
        done(&mut room, worded(id.clone(), "Go in May", Some(date(2026, 12, 9))));
        let decision = &room.session().decisions[0];
        assert_eq!((&*decision.what, decision.tally), ("Go in May", None));
        assert_eq!((decision.review, &*decision.reopen), (Some(date(2026, 12, 9)), "A new law"));
        done(&mut room, Change::DeleteDecision(id.clone()));
        assert_eq!(refused(&mut room, worded(id, "Go", None)), NO_DECISION);
    }

    #[test]
    fn a_review_lies_ahead_but_one_set_in_time_may_stand_when_words_change() {
        let mut room = room();
        let id = decided(&mut room, Some(date(2026, 11, 3)));
        let late = crate::testing::at(30 * 86_400);
        let change = Any::Decisions(worded(id.clone(), "Go on", Some(date(2026, 11, 3))));
        room.submit(late, crate::session::Author::Facilitator, change).unwrap();
        let past = refused(&mut room, worded(id, "Go on", Some(date(2026, 11, 4))));
        assert_eq!(past, "That date has passed; choose a later one.");
    }

    #[test]
    fn undo_brings_back_what_was_dropped_or_deleted() {
        let mut room = room();
        let item = parked(&mut room, "The logo");
        done(&mut room, Change::Unpark(item.clone(), ParkedFate::Dropped));
        done(&mut room, Change::DeleteParked(item));
        room.undo(crate::testing::at(9)).unwrap();
        room.undo(crate::testing::at(9)).unwrap();
        assert!(room.session().parked[0].is_waiting());
    }

    #[test]
    fn a_file_whose_hands_or_places_make_no_sense_is_refused_with_the_name_of_the_thing() {
        let mut room = room();
        objection(&mut room, None);
        decided(&mut room, None);
        let whole = room.session().clone();
        whole.check().unwrap();

        let mut lost = whole.clone();
        lost.objections[0].place = Place::new("lunch", 0);
        assert!(lost.check().unwrap_err().to_string().contains("“lunch.0”"));

        let mut many = whole;
        many.decisions[0].tally = Some(Tally { fingers: [0, 0, 0, 0, 9, 9], voters: 4 });
        assert!(many.check().unwrap_err().to_string().contains("18 hands of 4"));
    }
}
