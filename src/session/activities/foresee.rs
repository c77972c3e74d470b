//! Foreseeing: "it is one year later and this failed: why?" Causes are written in silence and read
//! out as ideas are; the worst of them are chosen, and each gets a warning sign, a safeguard that
//! is an agreement, and somebody who watches. How failures will be told is agreed here, too.

#[cfg(test)]
mod tests;

use super::State;
use super::gather::{self, Gather, aloud};
use crate::reader::Reader;
use crate::session::block::{Block, Line, Sign};
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::decisions::{self, Agreement, Guard};
use crate::session::private::Contents;
use crate::session::sound::check_called;
use crate::session::viewer::Seen;
use crate::session::{Fault, Id, Idea, Kind, Place, Session, Shared, ideas};
use crate::text::CleanText;
use crate::workshop::Do;
use serde::{Deserialize, Serialize};

/// What it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Foresee {
    /// Who wrote causes, how many are in, and which lies open to be read out.
    #[serde(default)]
    pub written: Gather,
    /// The causes, once they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Shared<Idea>>,
    /// Those that were chosen, in the order in which they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<Id>,
    /// The agreement on how failures will be told; it may have been deleted since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telling: Option<Id>,
}

/// What can happen in it, besides the reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Causes are added for all to see.
    Add(Vec<CleanText>),
    /// A cause is worded otherwise.
    Edit(Id, CleanText),
    /// A cause goes away.
    Delete(Id),
    /// A cause is among the worst, or no longer.
    Choose(Id, bool),
    /// A safeguard against a chosen cause is agreed, or agreed otherwise.
    Guard(Safeguard),
    /// How failures will be told is agreed, or agreed otherwise.
    Tell(CleanText),
}

/// What is agreed against one cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Safeguard {
    /// Which cause, what is seen first when it comes, and who watches for that.
    pub against: Guard,
    /// What we do about it: the agreement.
    pub text: CleanText,
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Add(causes) => match causes.as_slice() {
                [one] => format!("added the cause “{one}”"),
                more => format!("added {} causes", more.len()),
            },
            Change::Edit(_, text) => format!("worded a cause “{text}”"),
            Change::Delete(_) => "deleted a cause".into(),
            Change::Choose(_, true) => "chose a cause".into(),
            Change::Choose(_, false) => "chose a cause no longer".into(),
            Change::Guard(safeguard) => format!("agreed on the safeguard “{}”", safeguard.text),
            Change::Tell(text) => format!("agreed how failures are told: “{text}”"),
        }
    }
}

impl Foresee {
    /// Everybody whom the causes name.
    pub(super) fn mentioned(&self) -> impl Iterator<Item = &Id> {
        self.causes.iter().flat_map(|cause| cause.mentioned())
    }

    /// Takes out who wrote what, unless the room may see it.
    pub(super) fn forget_names(&mut self) {
        let signed = self.causes.iter_mut().filter(|cause| cause.is_signed());
        signed.for_each(|cause| cause.forget_name());
    }

    /// The chosen causes, in the order in which they were chosen.
    pub fn worst(&self) -> impl Iterator<Item = &Idea> {
        let of = |id| self.causes.iter().find(|cause| &cause.id == id);
        self.chosen.iter().filter_map(of).map(|cause| &**cause)
    }

    /// Whether this cause was chosen.
    pub fn is_chosen(&self, cause: &Id) -> bool {
        self.chosen.contains(cause)
    }
}

impl Session {
    /// The safeguard that was agreed against a cause.
    pub fn safeguard(&self, cause: &Id) -> Option<&Agreement> {
        let is_it = |guard: &Guard| &guard.cause == cause;
        self.agreements.iter().find(|agreement| agreement.guards.as_ref().is_some_and(is_it))
    }

    /// What was foreseen at a place.
    pub fn foreseen(&self, place: &Place) -> Option<&Foresee> {
        match self.state(place)? {
            State::Foresee(foresee) => Some(foresee),
            _ => None,
        }
    }

    /// The agreement that was made at a place on how failures will be told.
    pub fn telling(&self, place: &Place) -> Option<&Agreement> {
        let id = self.foreseen(place)?.telling.as_ref()?;
        self.agreements.iter().find(|agreement| &agreement.id == id)
    }
}

/// How many causes are chosen at a place, at most.
pub fn top(session: &Session, place: &Place) -> usize {
    match session.activity(place).map(|activity| &activity.what) {
        Some(Do::Foresee { top, .. }) => usize::from(*top),
        _ => 0,
    }
}

/// For whom a chair is kept empty at a place; empty when for nobody.
pub fn chair<'a>(session: &'a Session, place: &Place) -> &'a str {
    match session.activity(place).map(|activity| &activity.what) {
        Some(Do::Foresee { chair, .. }) => chair,
        _ => "",
    }
}

/// "1 of 2 chosen".
pub fn how_many_are_chosen(session: &Session, place: &Place) -> String {
    let chosen = session.foreseen(place).map_or(0, |foresee| foresee.chosen.len());
    format!("{chosen} of {} chosen", top(session, place))
}

/// What was written comes in.
pub(super) fn take_in(
    session: &mut Session,
    place: &Place,
    entry: &Entry,
    contents: &Contents,
) -> Outcome {
    let causes = gather::revealed(session, place, entry, contents)?;
    find(session, place)?.causes.extend(causes);
    Ok(())
}

pub(super) fn apply(
    session: &mut Session,
    place: &Place,
    entry: &Entry,
    change: &Change,
) -> Outcome {
    find(session, place)?;
    if gather::is_sealed(session, place) {
        return refuse("The causes are sealed here until the reveal.");
    }
    match change {
        Change::Add(texts) => {
            let causes = ideas::written(entry, texts)?;
            find(session, place)?.causes.extend(causes);
            Ok(())
        }
        Change::Edit(_, text) if text.is_empty() => refuse("A cause needs words; d deletes it."),
        Change::Edit(cause, text) => {
            aloud::find(session, place, cause)?.text = text.clone();
            Ok(())
        }
        Change::Delete(cause) => delete(session, place, cause),
        Change::Choose(cause, chosen) => choose(session, place, cause, *chosen),
        Change::Guard(safeguard) => guard(session, place, entry, safeguard),
        Change::Tell(text) => {
            let before = session.telling(place).map(|agreement| agreement.id.clone());
            let agreement = agree(session, entry, before, text)?;
            find(session, place)?.telling = Some(agreement);
            Ok(())
        }
    }
}

fn find<'a>(session: &'a mut Session, place: &Place) -> Result<&'a mut Foresee, Refusal> {
    match session.state_mut(place)? {
        State::Foresee(foresee) => Ok(foresee),
        _ => refuse("No failure is foreseen in this step."),
    }
}

/// A cause leaves the list; where it was being read, the next one is.
fn delete(session: &mut Session, place: &Place, cause: &Id) -> Outcome {
    aloud::find(session, place, cause)?;
    let next = session.next_in_turn(place, cause).map(|next| next.id.clone());
    let foresee = find(session, place)?;
    if foresee.is_chosen(cause) {
        return refuse("This cause was chosen; take that back first.");
    }
    if foresee.written.aloud.as_ref() == Some(cause) {
        foresee.written.aloud = next;
    }
    foresee.causes.retain(|other| &other.id != cause);
    Ok(())
}

fn choose(session: &mut Session, place: &Place, cause: &Id, chosen: bool) -> Outcome {
    aloud::find(session, place, cause)?;
    let top = top(session, place);
    if !chosen && session.safeguard(cause).is_some() {
        return refuse("A safeguard was agreed against this cause; delete that first.");
    }
    let foresee = find(session, place)?;
    let before = foresee.is_chosen(cause);
    if chosen && !before {
        if foresee.chosen.len() >= top {
            return refuse(match top {
                1 => "One is chosen already; take it back first.".into(),
                _ => format!("{top} are chosen already; take one of them back first."),
            });
        }
        foresee.chosen.push(cause.clone());
    } else if !chosen {
        foresee.chosen.retain(|other| other != cause);
    }
    Ok(())
}

fn guard(session: &mut Session, place: &Place, entry: &Entry, safeguard: &Safeguard) -> Outcome {
    let Safeguard { against, text } = safeguard;
    if !find(session, place)?.is_chosen(&against.cause) {
        return refuse("A safeguard is for a cause that was chosen; choose this one first.");
    }
    if against.sign.is_empty() {
        return refuse("What would we see first? A safeguard needs a warning sign.");
    }
    let before = session.safeguard(&against.cause);
    let watched = before.and_then(|it| it.guards.as_ref()?.who.as_ref());
    // Whoever watches already goes on when only the words change after they have left.
    if let Some(who) = against.who.as_ref().filter(|who| watched != Some(*who)) {
        decisions::check_here(session, who, "watch for it")?;
    }
    let before = before.map(|agreement| agreement.id.clone());
    let agreement = agree(session, entry, before, text)?;
    let agreement = session.agreements.iter_mut().find(|it| it.id == agreement);
    agreement.expect("it was agreed just now").guards = Some(against.clone());
    Ok(())
}

/// An agreement is made, or the one that was made before is worded so.
fn agree(
    session: &mut Session,
    entry: &Entry,
    before: Option<Id>,
    text: &CleanText,
) -> Result<Id, Refusal> {
    let (id, change) = match before {
        Some(id) => (id.clone(), decisions::Change::EditAgreement(id, text.clone())),
        None => (Id::new(Kind::Agreement, entry.seq), decisions::Change::Agree(text.clone())),
    };
    decisions::apply(session, entry, &change)?;
    Ok(id)
}

/// What a session read from a file must hold about causes.
pub(in crate::session) fn check(session: &Session) -> Result<(), Fault> {
    let states = session.steps.iter().flat_map(|step| &step.states);
    let foreseen: Vec<&Foresee> = states
        .filter_map(|state| match state {
            State::Foresee(foresee) => Some(foresee),
            _ => None,
        })
        .collect();
    for foresee in &foreseen {
        foresee.causes.iter().try_for_each(|cause| cause.check())?;
        // The agreement may have been deleted since; then failures are told as nobody agreed.
        if let Some(id) = &foresee.telling {
            let what = || "the agreement on how failures are told".to_owned();
            check_called(id, Kind::Agreement, what)?;
        }
        for (at, id) in foresee.chosen.iter().enumerate() {
            if !foresee.causes.iter().any(|cause| &cause.id == id) {
                return Err(Fault(format!("“{id}” was chosen, but no cause is called so")));
            }
            if foresee.chosen[..at].contains(id) {
                return Err(Fault(format!("the cause “{id}” was chosen twice")));
            }
        }
    }
    let guards = session.agreements.iter().filter_map(|it| Some((&it.id, it.guards.as_ref()?)));
    for (id, Guard { cause, .. }) in guards {
        // What was agreed in an earlier session, or at a table, guards against a cause that stands
        // there.
        if !cause.was_there_at_the_beginning()
            && !session.came_from_a_table(cause)
            && !foreseen.iter().any(|foresee| foresee.is_chosen(cause))
        {
            return Err(Fault(format!(
                "the agreement “{id}” guards against “{cause}”, which no step has chosen"
            )));
        }
    }
    Ok(())
}

/// What there is to see: before the reveal how many causes are in, then the one that lies open or
/// those around the next, and once some are chosen, these with what was agreed.
pub fn page(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let Some(foresee) = seen.foreseen(place) else { return Vec::new() };
    if gather::is_sealed(seen, place) {
        return gather::sealed(seen, place).into_iter().chain(for_the_chair(seen, place)).collect();
    }
    if let Some(cause) = seen.idea_aloud(place) {
        return aloud::page(seen, place, cause);
    }
    if foresee.causes.is_empty() {
        let none = Block::text("No cause is in yet. Write each one as a short sentence.");
        return [none].into_iter().chain(for_the_chair(seen, place)).collect();
    }
    let mut blocks = match foresee.chosen.is_empty() {
        true => vec![
            Block::Lines(gather::around_the_next(seen, place)),
            Block::text(gather::how_many_are_read(seen, place)),
        ],
        false => agreed(seen, place),
    };
    if foresee.chosen.is_empty() && foresee.causes.iter().all(|cause| cause.read) {
        let chair = chair(seen, place);
        let words = format!("And the empty chair: what would {chair} add?");
        blocks.extend((!chair.is_empty()).then_some(Block::Text(words)));
    }
    if (1..top(seen, place)).contains(&foresee.chosen.len()) {
        blocks.push(Block::text(format!("{}.", how_many_are_chosen(seen, place))));
    }
    blocks
}

/// Whoever is not in the room has lost most when it fails.
fn for_the_chair(seen: &Seen, place: &Place) -> Option<Block> {
    let chair = chair(seen, place);
    let words = format!("The empty chair is for {chair}. Write for it, too: why did they leave?");
    (!chair.is_empty()).then_some(Block::Text(words))
}

/// Each chosen cause with its warning sign and safeguard, and how failures will be told.
fn agreed(seen: &Seen, place: &Place) -> Vec<Block> {
    let Some(foresee) = seen.foreseen(place) else { return Vec::new() };
    let mut blocks = Vec::new();
    for cause in foresee.worst() {
        blocks.push(Block::heading(&*cause.text));
        blocks.push(Block::Lines(guarded(seen, &cause.id)));
    }
    if let Some(telling) = seen.telling(place) {
        let line = Line::new(Sign::Settled, &*telling.text).with("when something fails");
        blocks.push(Block::Lines(vec![line]));
    }
    blocks
}

/// The warning sign of a cause with who watches for it, and the safeguard.
pub fn guarded(session: &Session, cause: &Id) -> Vec<Line> {
    let agreement = session.safeguard(cause);
    let Some((agreement, guard)) = agreement.and_then(|it| Some((it, it.guards.as_ref()?))) else {
        return vec![Line::new(Sign::Nobody, "no warning sign and no safeguard yet")];
    };
    let (sign, who) = match &guard.who {
        Some(who) => (Sign::Settled, format!("{} watches", session.name_of(who))),
        None => (Sign::Nobody, "nobody watches yet".into()),
    };
    vec![
        Line::new(sign, format!("First sign: {}", guard.sign)).with(who),
        Line::new(Sign::Settled, format!("We agree: {}", agreement.text)),
    ]
}

/// What it leaves in the record: the chosen causes with what was agreed, then all other causes.
pub fn section(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let Some(foresee) = seen.foreseen(place) else { return Vec::new() };
    let mut blocks = agreed(seen, place);
    let others = foresee.causes.iter().filter(|cause| !foresee.is_chosen(&cause.id));
    let others: Vec<Line> =
        others.map(|cause| Line::item(&*cause.text).with(aloud::beside(seen, cause))).collect();
    if !others.is_empty() {
        blocks.extend((!foresee.chosen.is_empty()).then(|| Block::heading("Other causes")));
        blocks.push(Block::Lines(others));
    }
    blocks
}
