//! A round: everyone answers one question in turn.
//!
//! The speaking order is never stored and never shown to the room: who is marked "speaks last"
//! could be read from it. It is computed from the whole session whenever it is needed, and the room
//! sees only who was heard and who speaks now.

use crate::reader::Reader;
use crate::session::block::{Block, Line};
use crate::session::change::{Entry, Outcome, refuse};
use crate::session::viewer::Seen;
use crate::session::{Id, Person, Place, Refusal, Session, shuffle};
use crate::text::CleanText;
use serde::{Deserialize, Serialize};

/// What it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Who speaks now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Id>,
    /// Those who spoke or passed, in speaking order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<Heard>,
    /// Those who were in the room when the round began, in list order: who comes later speaks after
    /// them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub began_with: Vec<Id>,
}

/// Somebody who spoke or passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heard {
    /// Who.
    pub who: Id,
    /// What they said, if it was noted.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub said: CleanText,
    /// They passed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passed: bool,
}

/// What can happen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Whoever speaks was heard, and the next in the order speaks; after the last, nobody.
    Next,
    /// Somebody speaks now, out of turn. Whoever spoke until then was heard.
    Call(Id),
    /// Somebody's answer is noted, in a line; who speaks goes on speaking.
    Said(Id, CleanText),
    /// Somebody passes, which is fine; if it was their turn, the next one speaks.
    Pass(Id),
    /// Somebody is not heard yet, after all.
    Back(Id),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Next => "went to the next speaker".into(),
            Change::Call(_) => "called a speaker".into(),
            Change::Said(..) => "noted an answer".into(),
            Change::Pass(_) => "somebody passed".into(),
            Change::Back(_) => "somebody is to be heard again".into(),
        }
    }
}

impl Round {
    /// What is known of somebody who spoke or passed.
    pub fn heard(&self, id: &Id) -> Option<&Heard> {
        self.heard.iter().find(|heard| &heard.who == id)
    }

    /// Everybody this round names.
    pub(super) fn mentioned(&self) -> impl Iterator<Item = &Id> {
        self.heard.iter().map(|heard| &heard.who).chain(&self.began_with).chain(&self.now)
    }

    /// Whoever speaks has spoken; an answer that was noted stays.
    fn finish_speaking(&mut self) {
        let Some(who) = self.now.take() else { return };
        if self.heard(&who).is_none() {
            self.heard.push(Heard { who, said: CleanText::default(), passed: false });
        }
    }
}

/// Everyone this round waits for or has heard of, in speaking order: those who were there when it
/// began in a shuffle of the session's seed and the place, then those who came later; in each part
/// those marked "speaks last" come after all others. Make it from the whole session only: on a
/// projection for the room the marks are gone, and the order would be another.
pub fn order<'a>(session: &'a Session, place: &Place) -> Vec<&'a Person> {
    let Some(super::State::Round(round)) = session.state(place) else { return Vec::new() };
    let begun = !round.began_with.is_empty();
    let first = |person: &&Person| match begun {
        true => round.began_with.contains(&person.id),
        false => person.present,
    };
    let (mut order, later): (Vec<&Person>, Vec<&Person>) = session.people.iter().partition(first);
    shuffle::shuffle(&mut order, session.seed, place.as_str());
    order.extend(later.into_iter().filter(|it| it.present || round.heard(&it.id).is_some()));
    order.sort_by_key(|person| person.speaks_last);
    order
}

/// The one who speaks after the present speaker.
pub fn next<'a>(session: &'a Session, place: &Place) -> Option<&'a Person> {
    let Some(super::State::Round(round)) = session.state(place) else { return None };
    let waits = |person: &&Person| {
        person.present
            && round.heard(&person.id).is_none()
            && round.now.as_ref() != Some(&person.id)
    };
    order(session, place).into_iter().find(waits)
}

pub(super) fn apply(
    session: &mut Session,
    place: &Place,
    _entry: &Entry,
    change: &Change,
) -> Outcome {
    begin(session, place)?;
    match change {
        Change::Next => go_on(session, place),
        Change::Call(id) => call(session, place, id),
        Change::Said(id, said) => note(session, place, id, said),
        Change::Pass(id) => pass(session, place, id),
        Change::Back(id) => take_back(session, place, id),
    }
}

fn find<'a>(session: &'a mut Session, place: &Place) -> Result<&'a mut Round, Refusal> {
    match session.state_mut(place)? {
        super::State::Round(round) => Ok(round),
        _ => refuse("This step is not a round."),
    }
}

fn begin(session: &mut Session, place: &Place) -> Outcome {
    let present = session.present().map(|person| person.id.clone()).collect();
    let round = find(session, place)?;
    if round.began_with.is_empty() {
        round.began_with = present;
    }
    Ok(())
}

fn go_on(session: &mut Session, place: &Place) -> Outcome {
    let next = next(session, place).map(|person| person.id.clone());
    let speaking = find(session, place)?.now.clone();
    if speaking.is_none() && next.is_none() {
        return refuse(match session.present().next() {
            None => "Nobody is here yet; say in the team who is.",
            Some(_) => "Everyone was heard.",
        });
    }
    leave_floor(session, place)?;
    find(session, place)?.now = next;
    Ok(())
}

/// Whoever speaks has spoken; somebody who left the room without a word has not.
fn leave_floor(session: &mut Session, place: &Place) -> Outcome {
    let speaker = find(session, place)?.now.clone();
    let left = speaker.and_then(|id| session.person(&id)).is_some_and(|person| !person.present);
    let round = find(session, place)?;
    if left {
        round.now = None;
    } else {
        round.finish_speaking();
    }
    Ok(())
}

fn check_present(session: &Session, id: &Id) -> Outcome {
    match session.person(id) {
        None => refuse("That person is no longer on the list."),
        Some(person) if !person.present => {
            refuse(format!("{} is not here; say so in the team when they are.", person.name))
        }
        Some(_) => Ok(()),
    }
}

fn call(session: &mut Session, place: &Place, id: &Id) -> Outcome {
    check_present(session, id)?;
    if find(session, place)?.now.as_ref() == Some(id) {
        return refuse(format!("{} speaks already.", session.name_of(id)));
    }
    leave_floor(session, place)?;
    let round = find(session, place)?;
    round.heard.retain(|heard| &heard.who != id || !heard.passed);
    round.now = Some(id.clone());
    Ok(())
}

fn note(session: &mut Session, place: &Place, id: &Id, said: &CleanText) -> Outcome {
    if session.person(id).is_none() {
        return refuse("That person is no longer on the list.");
    }
    let round = find(session, place)?;
    match round.heard.iter_mut().find(|heard| &heard.who == id) {
        Some(heard) => (heard.said, heard.passed) = (said.clone(), false),
        None => round.heard.push(Heard { who: id.clone(), said: said.clone(), passed: false }),
    }
    Ok(())
}

fn pass(session: &mut Session, place: &Place, id: &Id) -> Outcome {
    check_present(session, id)?;
    let name = session.name_of(id).to_owned();
    let round = find(session, place)?;
    if round.heard(id).is_some() {
        return refuse(format!("{name} was heard already."));
    }
    round.heard.push(Heard { who: id.clone(), said: CleanText::default(), passed: true });
    let was_speaking = round.now.as_ref() == Some(id);
    if was_speaking {
        round.now = None;
        let next = next(session, place).map(|person| person.id.clone());
        find(session, place)?.now = next;
    }
    Ok(())
}

fn take_back(session: &mut Session, place: &Place, id: &Id) -> Outcome {
    let name = session.name_of(id).to_owned();
    let round = find(session, place)?;
    if round.heard(id).is_none() && round.now.as_ref() != Some(id) {
        return refuse(format!("{name} was not heard yet."));
    }
    round.heard.retain(|heard| &heard.who != id);
    round.now.take_if(|now| now == id);
    Ok(())
}

/// What there is to see: who speaks, and how many were heard, and who.
pub fn page(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let Some(super::State::Round(round)) = seen.state(place) else { return Vec::new() };
    let spoken = round.heard.iter().filter(|heard| round.now.as_ref() != Some(&heard.who));
    let names: Vec<&str> = spoken.map(|heard| seen.name_of(&heard.who)).collect();
    let mut blocks: Vec<Block> = Vec::new();
    blocks.extend(round.now.as_ref().map(|id| Block::Digits(seen.name_of(id).to_owned())));
    if seen.present().next().is_none() {
        blocks.push(Block::text("Nobody is on the list yet."));
    } else if round.now.is_none() && everyone_heard(seen, round) {
        blocks.push(Block::text("Everyone was heard."));
    } else if names.is_empty() {
        blocks.push(Block::text("Everyone speaks once, in turn. To pass is fine."));
    }
    if !names.is_empty() {
        blocks.push(Block::text(format!("Heard: {}", names.join(" · "))));
    }
    blocks
}

pub(super) fn everyone_heard(session: &Session, round: &Round) -> bool {
    session.present().all(|person| round.heard(&person.id).is_some())
}

/// What it leaves in the record: the answers that were noted.
pub fn section(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let Some(super::State::Round(round)) = seen.state(place) else { return Vec::new() };
    let noted = round.heard.iter().filter(|heard| !heard.said.is_empty());
    let line = |heard: &Heard| Line::item(heard.said.as_str()).with(seen.name_of(&heard.who));
    let lines: Vec<Line> = noted.map(line).collect();
    if lines.is_empty() { Vec::new() } else { vec![Block::Lines(lines)] }
}

#[cfg(test)]
mod tests;
