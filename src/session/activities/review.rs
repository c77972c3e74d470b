//! A review: what became of the plan since the last time. The team answers for its goals before any
//! person is asked for a promise; then the money, and the people.
//!
//! What it looks at belongs to the session: how a goal stands, what became of a promise, what an
//! area has spent. Here is only which part of it lies open, and who was thanked.

use super::State;
use crate::reader::Reader;
use crate::session::block::{Bar, Block, Line, Sign, Trend};
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::followup::{
    confidence, goal_aside, goal_sign, kept, kept_in_words, number, people_lines, promise_line,
};
use crate::session::viewer::Seen;
use crate::session::{Area, Goal, Id, Kind, Place, Promise, Session};
use crate::text::{CleanText, listed};
use crate::workshop::{Do, Matter};
use serde::{Deserialize, Serialize};

/// As many lines as the back row reads.
const LINES: usize = 9;
/// Goals that are each shown with their trends on one wall.
const GOALS: usize = 3;

/// What a review keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The part that lies open; without one the first of the script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Matter>,
    /// Who helped outside their function.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thanks: Vec<Thanks>,
}

/// Somebody helped outside their function, and is thanked in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thanks {
    /// The name that never changes.
    pub id: Id,
    /// Who.
    pub who: Id,
    /// For what, as somebody else says it.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub words: CleanText,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Another part lies open.
    Part(Matter),
    /// Somebody is thanked.
    Thank {
        /// Who.
        who: Id,
        /// For what.
        words: CleanText,
    },
    /// Thanks that were not meant so.
    Unthank(Id),
}

impl Change {
    /// Whether `u` takes it back: everything but turning to another part.
    pub fn undoable(&self) -> bool {
        !matches!(self, Change::Part(_))
    }

    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Part(part) => format!("turned to the {}", part.name()),
            Change::Thank { .. } => "thanked somebody".into(),
            Change::Unthank(_) => "took thanks back".into(),
        }
    }
}

impl Review {
    /// Everybody it names.
    pub(super) fn mentioned(&self) -> impl Iterator<Item = &Id> {
        self.thanks.iter().map(|thanks| &thanks.who)
    }
}

/// The parts that a review looks at, in the order of the script.
pub fn parts<'a>(session: &'a Session, place: &Place) -> &'a [Matter] {
    match session.activity(place).map(|activity| &activity.what) {
        Some(Do::Review { parts }) => parts,
        _ => &[],
    }
}

/// The part that lies open.
pub fn part(session: &Session, place: &Place) -> Matter {
    let open = state(session, place).and_then(|review| review.part);
    open.or(parts(session, place).first().copied()).unwrap_or(Matter::Goals)
}

/// The part after (or before) the one that lies open, round again.
pub fn beside(session: &Session, place: &Place, forward: bool) -> Matter {
    let (parts, part) = (parts(session, place), part(session, place));
    let here = parts.iter().position(|other| *other == part).unwrap_or(0);
    let step = if forward { 1 } else { parts.len().saturating_sub(1) };
    parts.get((here + step) % parts.len().max(1)).copied().unwrap_or(part)
}

/// How far a part is: not begun, begun, or all of it told.
pub fn standing(session: &Session, part: Matter) -> Sign {
    let of = |all: usize, told: usize| match told {
        _ if told == all => Sign::Settled,
        0 => Sign::Nobody,
        _ => Sign::Half,
    };
    match part {
        Matter::Goals => {
            let all = session.goals.len();
            of(all, all - session.untold_goals().count())
        }
        Matter::Promises => {
            let kept = session.kept();
            of(kept.of.into(), (kept.of - kept.waiting()).into())
        }
        Matter::Pot => {
            let areas: Vec<&Area> = session.areas_with_money().collect();
            of(areas.len(), areas.iter().filter(|it| session.spent(&it.id).is_some()).count())
        }
        Matter::People => match session.orphaned().next() {
            Some(_) => Sign::Nobody,
            None => Sign::Settled,
        },
    }
}

/// The state of the review at a place.
pub fn state<'a>(session: &'a Session, place: &Place) -> Option<&'a Review> {
    match session.state(place) {
        Some(State::Review(review)) => Some(review),
        _ => None,
    }
}

/// Whether any step of this agenda asks the team how its goals stand.
pub fn asks_for_goals(session: &Session) -> bool {
    let activities = session.steps.iter().flat_map(|step| &step.script.activities);
    let mut reviews = activities.filter_map(|activity| match &activity.what {
        Do::Review { parts } => Some(parts),
        _ => None,
    });
    reviews.any(|parts| parts.contains(&Matter::Goals))
}

/// Those who have done this before: they are asked for one lesson.
pub fn champions(session: &Session) -> Vec<&str> {
    session.present().filter(|person| person.champion).map(|person| &*person.name).collect()
}

pub(super) fn apply(
    session: &mut Session,
    place: &Place,
    entry: &Entry,
    change: &Change,
) -> Outcome {
    match change {
        Change::Part(part) => {
            if !parts(session, place).contains(part) {
                return refuse(format!("The {} are not looked at in this step.", part.name()));
            }
            find(session, place)?.part = Some(*part);
        }
        Change::Thank { who, words } => {
            if session.person(who).is_none() {
                return refuse("Whoever is thanked must be on the list of people.");
            }
            let id = Id::new(Kind::Thanks, entry.seq);
            let thanks = Thanks { id, who: who.clone(), words: words.clone() };
            find(session, place)?.thanks.push(thanks);
        }
        Change::Unthank(id) => find(session, place)?.thanks.retain(|thanks| &thanks.id != id),
    }
    Ok(())
}

fn find<'a>(session: &'a mut Session, place: &Place) -> Result<&'a mut Review, Refusal> {
    match session.state_mut(place)? {
        State::Review(review) => Ok(review),
        _ => refuse("Nothing is looked back on in this step."),
    }
}

/// Whether there is something to look at in a part.
pub fn has_any(session: &Session, part: Matter) -> bool {
    match part {
        Matter::Goals => !session.goals.is_empty(),
        Matter::Promises => session.kept().of > 0,
        Matter::Pot => session.areas_with_money().next().is_some(),
        Matter::People => !session.people.is_empty(),
    }
}

/// What is said where there is nothing to look at.
pub fn nothing(session: &Session, part: Matter) -> &'static str {
    match (session.is_check_in(), part) {
        (false, _) => {
            "There is nothing to look back on: a check-in is made from the session before, on the \
             start screen or with groundswell checkin."
        }
        (_, Matter::Goals) => "There is no goal to look back on.",
        (_, Matter::Promises) => "Nothing was promised the last time.",
        (_, Matter::Pot) => "No money was granted the last time.",
        (_, Matter::People) => "Nobody is on the list yet.",
    }
}

/// What there is to see of the part that lies open.
pub fn page(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    let part = part(seen, place);
    if !has_any(seen, part) {
        return vec![Block::text(nothing(seen, part))];
    }
    match part {
        Matter::Goals => goals(seen),
        Matter::Promises => promises(seen, reader),
        Matter::Pot => vec![Block::Bars(bars(seen, reader, LINES))],
        Matter::People => people(seen, place),
    }
}

/// Each goal with its number and the confidence in it over the line; many goals in a line each.
fn goals(seen: &Seen) -> Vec<Block> {
    if seen.goals.len() > GOALS {
        let line =
            |goal: &Goal| Line::new(goal_sign(goal), &*goal.shape.outcome).with(goal_aside(goal));
        return vec![Block::Lines(seen.goals.iter().map(line).collect())];
    }
    let each = seen.goals.iter().flat_map(|goal| {
        let line = Line::new(goal_sign(goal), &*goal.shape.outcome);
        [Block::Lines(vec![line]), Block::Trends(vec![number(seen, goal), confidence(seen, goal)])]
    });
    each.collect()
}

/// How many were kept, then promise by promise; where that is too long, what is told gives way.
fn promises(seen: &Seen, reader: &Reader) -> Vec<Block> {
    let mut blocks = vec![Block::Digits(digits(seen)), Block::text(kept_in_words(seen.kept()))];
    let all = seen.promises_of_before();
    let room = LINES - 2;
    let mut shown: Vec<&Promise> = all.clone();
    if all.len() > room {
        shown.retain(|promise| promise.fate.is_waiting());
    }
    let fits = if shown.len() <= room && shown.len() == all.len() { room } else { room - 1 };
    let rest = all.len() - shown.len().min(fits);
    let mut lines: Vec<Line> =
        shown.into_iter().take(fits).map(|it| promise_line(it, seen, reader)).collect();
    if rest > 0 {
        lines.push(Line::item(format!("and {rest} more")));
    }
    blocks.push(Block::Lines(lines));
    blocks
}

fn digits(seen: &Seen) -> String {
    let kept = seen.kept();
    format!("{} of {}", kept.kept, kept.of)
}

/// Spent of planned, area by area.
pub fn bars(seen: &Seen, reader: &Reader, most: usize) -> Vec<Bar> {
    let amount = |money: crate::money::Money| u64::try_from(money.0).unwrap_or(0);
    let money = |it| reader.money(seen.currency, it);
    let bar = |area: &Area| {
        let (planned, spent) = (seen.planned(&area.id), seen.spent(&area.id));
        let over = seen.overspent(&area.id).map(|over| format!("{} too much", money(over)));
        let number = match spent {
            Some(spent) => format!("{} of {}", money(spent), money(planned)),
            None => format!("? of {}", money(planned)),
        };
        Bar {
            label: area.name.to_string(),
            value: amount(spent.unwrap_or_default()),
            most: amount(planned).max(1),
            number,
            aside: over.unwrap_or_default(),
        }
    };
    seen.areas_with_money().take(most).map(bar).collect()
}

fn people(seen: &Seen, place: &Place) -> Vec<Block> {
    let mut lines = people_lines(seen);
    let thanked = state(seen, place).into_iter().flat_map(|review| &review.thanks);
    lines.extend(thanked.map(|thanks| thanks_line(thanks, seen)));
    let champions = champions(seen);
    if !champions.is_empty() {
        let words = format!("One lesson from {}, who did this before?", listed(&champions));
        lines.push(Line::new(Sign::None, words));
    }
    lines.truncate(LINES);
    if lines.is_empty() {
        return vec![Block::text("The team is as it was. Who helped outside their function?")];
    }
    vec![Block::Lines(lines)]
}

/// "Thank you, Dirk": "packed on a Saturday".
pub fn thanks_line(thanks: &Thanks, seen: &Seen) -> Line {
    let who = seen.person(&thanks.who);
    let name = format!("Thank you, {}", seen.name_of(&thanks.who));
    let function = who.map_or("", |person| &person.function);
    let parts = [thanks.words.as_str(), function].into_iter().filter(|words| !words.is_empty());
    Line::new(Sign::Settled, name).with(parts.collect::<Vec<_>>().join(", "))
}

/// What it leaves in the record beside the chapter about the plan: who was thanked.
pub fn section(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let Some(review) = state(seen, place) else { return Vec::new() };
    let lines: Vec<Line> = review.thanks.iter().map(|it| thanks_line(it, seen)).collect();
    if lines.is_empty() { Vec::new() } else { vec![Block::Lines(lines)] }
}

/// The trend of promises kept, where there was an earlier check-in.
pub fn kept_before(seen: &Seen) -> Option<Trend> {
    (seen.followup.line.len() > 1).then(|| kept(seen))
}
