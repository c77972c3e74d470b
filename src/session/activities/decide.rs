//! A decision: fist of five on the plan, objections, dissent, review date.

mod page;
mod plan;
#[cfg(test)]
mod tests;

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
    u16::try_from(session.voters().count() + hats(session)).unwrap_or(u16::MAX)
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
    // Whoever reads the record must not take the hands of one person for a room.
    let assumed = match hats(session) {
        0 => String::new(),
        1 => " (one of them assumed, for a hat)".into(),
        hats => format!(" ({hats} of them assumed, for hats)"),
    };
    format!("Fist of five, {turnout}{assumed}: {result}{objections}.")
}

/// The hats that show a hand: a solo planner's.
pub fn hats(session: &Session) -> usize {
    if session.is_solo() { session.hats.len() } else { 0 }
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
    let mut days = activities.filter_map(|activity| match activity.what {
        Do::Close { next } => Some(next),
        _ => None,
    });
    days.next_back().unwrap_or(30)
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
