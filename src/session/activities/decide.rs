//! A decision: fist of five on the plan, objections, dissent, review date.

mod page;
mod plan;

pub use page::{page, section};
pub(super) use plan::listed;
pub use plan::{PlanLine, plan};

use crate::methods::fist::Outcome as Came;
use crate::reader::Reader;
use crate::session::activities::State;
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::decisions::{Decision, Fate, Tally};
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use crate::workshop::Do;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// What it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// The hands as last counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tally: Option<Tally>,
    /// What was counted before, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Tally>,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// The fist of five was counted; what was counted before is kept as an earlier count.
    Tally([u16; 6]),
    /// The count was misread: these are the hands. Nothing is kept of the slip.
    Correct([u16; 6]),
    /// The hands are shown again, and nothing is counted yet.
    Again,
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Tally(_) => "counted the fist of five".into(),
            Change::Correct(_) => "corrected the count".into(),
            Change::Again => "asked for hands again".into(),
        }
    }
}

pub(super) fn apply(
    session: &mut Session,
    place: &Place,
    _entry: &Entry,
    change: &Change,
) -> Outcome {
    let voters = voters(session);
    if matches!(change, Change::Correct(_)) && taken(session, place).is_some() {
        return refuse("A decision rests on this count: take that back first, or count again.");
    }
    let State::Decide(decide) = session.state_mut(place)? else {
        return refuse("No hands are counted in this step.");
    };
    match change {
        Change::Tally(fingers) => {
            let tally = counted(*fingers, voters)?;
            decide.earlier.extend(decide.tally.replace(tally));
        }
        Change::Correct(fingers) if fingers.iter().all(|hands| *hands == 0) => decide.tally = None,
        Change::Correct(fingers) => decide.tally = Some(counted(*fingers, voters)?),
        Change::Again if decide.tally.is_none() => return refuse("No hand is counted yet."),
        Change::Again => decide.earlier.extend(decide.tally.take()),
    }
    Ok(())
}

fn counted(fingers: [u16; 6], voters: u16) -> Result<Tally, Refusal> {
    let tally = Tally { fingers, voters };
    match tally.hands() {
        0 => refuse("No hand is counted yet: one digit for each hand, as in 5 5 4 3 2."),
        hands if !tally.adds_up() => refuse(match voters {
            1 => format!("That is {hands} hands, and one person votes here."),
            _ => format!("That is {hands} hands, and {voters} vote here."),
        }),
        _ => Ok(tally),
    }
}

/// How many may show a hand: those present who vote, and for one who plans alone the hats.
pub fn voters(session: &Session) -> u16 {
    let hats = if session.is_solo() { session.hats.len() } else { 0 };
    u16::try_from(session.voters().count() + hats).unwrap_or(u16::MAX)
}

/// What the activity at a place has counted.
pub fn counts<'a>(session: &'a Session, place: &Place) -> Option<&'a Decide> {
    match session.state(place)? {
        State::Decide(decide) => Some(decide),
        _ => None,
    }
}

/// The decision that the present count led to; a note made from anywhere is none, since it has
/// no rule.
pub fn taken<'a>(session: &'a Session, place: &Place) -> Option<&'a Decision> {
    let tally = counts(session, place)?.tally;
    let here: Vec<&Decision> = session.decisions_at(place).collect();
    here.into_iter().rev().find(|it| !it.rule.is_empty() && it.tally == tally)
}

/// The decision in a sentence, as the form proposes it: empty when there is no plan to take.
pub fn what_in_words(seen: &Seen, reader: &Reader) -> String {
    let count = |many: usize, one: &str, more: &str| match many {
        0 => None,
        1 => Some(format!("one {one}")),
        many => Some(format!("{many} {more}")),
    };
    let granted = seen.pot.granted();
    let parts = [
        count(seen.goals.len(), "goal", "goals"),
        count(seen.areas.len(), "area", "areas"),
        (!granted.is_zero()).then(|| format!("{} granted", reader.money(seen.currency, granted))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("We go ahead with this plan: {}.", parts.join(", ")),
    }
}

/// The rule in words, as the form proposes it: what the hands say, and what became of objections.
/// A room may decide against a block; then that is what it says.
pub fn rule_in_words(session: &Session, place: &Place) -> String {
    let Some(tally) = counts(session, place).and_then(|decide| decide.tally) else {
        return format!("Decided without a count of hands{}.", objections_in_words(session, place));
    };
    let fist = tally.fist();
    let result = match fist.outcome() {
        Came::NoQuorum => "no quorum, and decided all the same".into(),
        Came::Blocked => match tally.fingers[0] {
            1 => "one blocks, and it stands with dissent".into(),
            blocks => format!("{blocks} block, and it stands with dissent"),
        },
        Came::Concerns => match fist.below_three() {
            1 => "one concern was heard, and it stands".into(),
            low => format!("{low} concerns were heard, and it stands"),
        },
        Came::Consent => "consent, nobody below three".into(),
        Came::StrongConsent => "strong consent, nobody below four".to_owned(),
    };
    let (turnout, objections) = (fist.turnout(), objections_in_words(session, place));
    format!("Fist of five, {turnout}: {result}{objections}.")
}

fn objections_in_words(session: &Session, place: &Place) -> String {
    let count = |is: fn(&Fate) -> bool| {
        session.objections_at(place).filter(|objection| is(&objection.fate)).count()
    };
    let parts = [
        (count(|fate| matches!(fate, Fate::Met(_))), "met"),
        (count(|fate| *fate == Fate::Dissent), "recorded as dissent"),
        (count(|fate| *fate == Fate::Open), "still open"),
    ];
    let told: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    if told.is_empty() { String::new() } else { format!("; objections: {}", told.join(", ")) }
}

/// When a decision made today is looked at again, unless the room says otherwise: at the next
/// date, or after as many days as the close proposes, on a day when people work.
pub fn review_date(session: &Session, today: Date) -> Date {
    let next = session.next_date.filter(|date| *date > today);
    next.unwrap_or_else(|| after(today, days_until_next(session)))
}

/// After how many days the team meets again, if it does as its script says.
pub fn days_until_next(session: &Session) -> u8 {
    let activities = session.steps.iter().flat_map(|step| &step.script.activities);
    let days = activities.filter_map(|activity| match activity.what {
        Do::Close { next } => Some(next),
        _ => None,
    });
    days.last().unwrap_or(30)
}

/// The day so many days later, or the Monday after when that is a weekend.
pub fn after(today: Date, days: u8) -> Date {
    let day = today.saturating_add(i64::from(days).days());
    match day.weekday() {
        Weekday::Saturday => day.saturating_add(2.days()),
        Weekday::Sunday => day.saturating_add(1.day()),
        _ => day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::{Change as Any, Id, activities, decisions, people};
    use crate::testing::{activity, person, place, room_of, room_with, submit, text, today};
    use crate::workshop::Policy;
    use jiff::civil::date;

    fn room() -> Room {
        room_with(vec![activity(Do::Decide {}, Policy::Open)])
    }

    fn at(change: Change) -> Any {
        Any::At(place("decide"), activities::Change::Decide(change))
    }

    fn count(room: &mut Room, fingers: [u16; 6]) {
        submit(room, at(Change::Tally(fingers))).unwrap();
    }

    fn refused(room: &mut Room, change: Any) -> String {
        submit(room, change).unwrap_err().to_string()
    }

    fn decide(room: &mut Room) {
        let rule = text(&rule_in_words(room.session(), &place("decide")));
        let tally = counts(room.session(), &place("decide")).unwrap().tally;
        let (what, reopen) = (text("We go ahead"), text(""));
        let change = decisions::Change::Decide { what, rule, tally, review: None, reopen };
        submit(room, Any::Decisions(change)).unwrap();
    }

    fn object(room: &mut Room, words: &str) -> Id {
        let change = decisions::Change::Object { text: text(words), from: None };
        let entry = submit(room, Any::Decisions(change)).unwrap();
        Id::new(crate::session::Kind::Objection, entry)
    }

    #[test]
    fn a_second_count_keeps_the_first() {
        let mut room = room();
        count(&mut room, [0, 1, 0, 1, 1, 1]);
        count(&mut room, [0, 0, 0, 2, 1, 1]);
        let decide = counts(room.session(), &place("decide")).unwrap();
        assert_eq!(decide.tally.unwrap().fingers, [0, 0, 0, 2, 1, 1]);
        assert_eq!(decide.earlier.iter().map(|it| it.fingers[1]).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn a_slip_is_corrected_without_a_trace_and_nothing_is_a_correction_too() {
        let mut room = room();
        count(&mut room, [0, 1, 0, 1, 1, 1]);
        submit(&mut room, at(Change::Correct([0, 0, 1, 1, 1, 1]))).unwrap();
        let decide = counts(room.session(), &place("decide")).unwrap();
        assert_eq!((decide.tally.unwrap().fingers[2], decide.earlier.len()), (1, 0));
        submit(&mut room, at(Change::Correct([0; 6]))).unwrap();
        assert_eq!(counts(room.session(), &place("decide")), Some(&Decide::default()));
    }

    #[test]
    fn hands_may_be_asked_for_again() {
        let mut room = room();
        assert_eq!(refused(&mut room, at(Change::Again)), "No hand is counted yet.");
        count(&mut room, [0, 1, 0, 1, 1, 1]);
        submit(&mut room, at(Change::Again)).unwrap();
        let decide = counts(room.session(), &place("decide")).unwrap();
        assert_eq!((decide.tally, decide.earlier.len()), (None, 1));
    }

    #[test]
    fn there_are_never_more_hands_than_people_present_who_vote() {
        let mut room = room();
        let all = at(Change::Tally([0, 0, 0, 0, 2, 3]));
        assert_eq!(refused(&mut room, all), "That is 5 hands, and 4 vote here.");
        submit(&mut room, Any::People(people::Change::Leave(person(4)))).unwrap();
        let four = at(Change::Tally([0, 0, 0, 0, 2, 2]));
        assert_eq!(refused(&mut room, four), "That is 4 hands, and 3 vote here.");
        let none = refused(&mut room, at(Change::Tally([0; 6])));
        assert!(none.starts_with("No hand is counted yet"), "{none}");
        assert!(counts(room.session(), &place("decide")).unwrap().tally.is_none());
    }

    #[test]
    fn a_count_stands_when_somebody_leaves_afterwards() {
        let mut room = room();
        count(&mut room, [0, 0, 0, 0, 2, 2]);
        submit(&mut room, Any::People(people::Change::Leave(person(4)))).unwrap();
        let tally = counts(room.session(), &place("decide")).unwrap().tally.unwrap();
        assert_eq!(tally.fist().turnout(), "4 of 4 hands");
        room.session().check().unwrap();
    }

    #[test]
    fn the_hats_of_a_solo_planner_show_hands_too() {
        let mut room = room_of(vec![activity(Do::Decide {}, Policy::Open)], &[("Ana", "")]);
        let hats = people::Change::AddHats(vec![text("Legal"), text("A customer")]);
        submit(&mut room, Any::People(hats)).unwrap();
        assert_eq!(voters(room.session()), 3);
        count(&mut room, [0, 0, 1, 0, 1, 1]);
    }

    #[test]
    fn the_rule_says_the_hands_and_what_became_of_objections() {
        let mut room = room();
        let words = |room: &Room| rule_in_words(room.session(), &place("decide"));
        assert_eq!(words(&room), "Decided without a count of hands.");
        for (fingers, rule) in [
            ([0, 0, 0, 0, 1, 3], "strong consent, nobody below four"),
            ([0, 0, 0, 1, 0, 3], "consent, nobody below three"),
            ([0, 0, 1, 0, 0, 3], "one concern was heard, and it stands"),
            ([0, 1, 1, 0, 0, 2], "2 concerns were heard, and it stands"),
            ([1, 1, 0, 0, 0, 2], "one blocks, and it stands with dissent"),
        ] {
            count(&mut room, fingers);
            assert_eq!(words(&room), format!("Fist of five, 4 of 4 hands: {rule}."));
        }
        count(&mut room, [0, 0, 0, 0, 0, 1]);
        let rule = "Fist of five, 1 of 4 hands: no quorum, and decided all the same.";
        assert_eq!(words(&room), rule);
        let first = object(&mut room, "Too much at once");
        object(&mut room, "Nobody asked Legal");
        let met = decisions::Change::Settle(first, Fate::Met(text("Start in May")));
        submit(&mut room, Any::Decisions(met)).unwrap();
        assert!(words(&room).ends_with("; objections: 1 met, 1 still open."));
    }

    #[test]
    fn a_decision_may_stand_although_somebody_blocks_and_keeps_the_hands() {
        let mut room = room();
        count(&mut room, [1, 0, 0, 0, 0, 3]);
        decide(&mut room);
        let taken = taken(room.session(), &place("decide")).unwrap();
        assert_eq!(taken.tally.unwrap().fingers, [1, 0, 0, 0, 0, 3]);
        assert!(taken.rule.contains("stands with dissent"));
    }

    #[test]
    fn a_count_that_a_decision_rests_on_is_not_corrected_under_it() {
        let mut room = room();
        count(&mut room, [1, 0, 0, 0, 0, 3]);
        decide(&mut room);
        let slip = refused(&mut room, at(Change::Correct([0, 1, 0, 0, 0, 3])));
        assert!(slip.starts_with("A decision rests on this count"), "{slip}");
        count(&mut room, [0, 0, 0, 1, 0, 3]);
        assert_eq!(taken(room.session(), &place("decide")), None);
        submit(&mut room, at(Change::Correct([0, 0, 0, 0, 1, 3]))).unwrap();
    }

    #[test]
    fn a_note_from_anywhere_is_not_the_decision_of_this_step() {
        let mut room = room();
        let change = decisions::Change::Decide {
            what: text("Lunch at one"),
            rule: text(""),
            tally: None,
            review: None,
            reopen: text(""),
        };
        submit(&mut room, Any::Decisions(change)).unwrap();
        assert_eq!(taken(room.session(), &place("decide")), None);
        assert_eq!(room.session().decisions_at(&place("decide")).count(), 1);
    }

    #[test]
    fn a_decision_is_looked_at_again_at_the_next_date_or_as_the_script_says() {
        let mut room = room_with(vec![
            activity(Do::Decide {}, Policy::Open),
            activity(Do::Close { next: 14 }, Policy::Open),
        ]);
        assert_eq!(review_date(room.session(), today()), date(2026, 11, 16));
        submit(&mut room, Any::NextDate(Some(date(2026, 12, 3)))).unwrap();
        assert_eq!(review_date(room.session(), today()), date(2026, 12, 3));
        let later = date(2026, 12, 3);
        assert_eq!(review_date(room.session(), later), date(2026, 12, 17));
        assert_eq!(days_until_next(self::room().session()), 30);
    }

    #[test]
    fn nobody_meets_on_a_weekend() {
        assert_eq!(after(today(), 3), date(2026, 11, 5));
        assert_eq!(after(today(), 5), date(2026, 11, 9));
        assert_eq!(after(today(), 6), date(2026, 11, 9));
    }
}
