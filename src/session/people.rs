//! Who is here: people with their function, and the hats of a solo planner.

mod rules;

use super::Session;
use super::id::Id;
use crate::text::CleanText;
use serde::{Deserialize, Serialize};

pub(super) use rules::apply;

/// Somebody of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name that never changes.
    pub id: Id,
    /// The name people say.
    pub name: CleanText,
    /// Department or discipline.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub function: CleanText,
    /// In the room now. Only people present can own anything.
    pub present: bool,
    /// Whether this person votes; a facilitator may not.
    pub voting: bool,
    /// Seniors speak last. Only the facilitator sees this, and nothing exports it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub speaks_last: bool,
    /// Has done this before, and is asked for one lesson.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub champion: bool,
    /// What the facilitator wants to remember; never on the wall, never exported.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub note: CleanText,
}

/// Another's interest that a solo planner votes for: marked assumed, never an owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hat {
    /// The name that never changes.
    pub id: Id,
    /// Whose interest.
    pub name: CleanText,
}

/// What is said of a person when adding or editing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The name people say.
    pub name: CleanText,
    /// Department or discipline; may be empty.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub function: CleanText,
    /// Invited, and not here (yet).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub absent: bool,
    /// Takes part without a vote.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_vote: bool,
    /// Speaks last in rounds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub speaks_last: bool,
    /// Has done this before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub champion: bool,
    /// For the facilitator alone.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub note: CleanText,
}

/// What can happen to the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// People are added, in this order, at the end.
    Add(Vec<Profile>),
    /// What is said of a person changes.
    Edit(Id, Profile),
    /// A person arrives, or comes back.
    Arrive(Id),
    /// A person leaves; what they own stands, and nobody waits for them.
    Leave(Id),
    /// A person was never part of this.
    Remove(Id),
    /// A solo planner puts on hats.
    AddHats(Vec<CleanText>),
    /// A hat is taken off for good.
    RemoveHat(Id),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Add(people) => match people.as_slice() {
                [one] => format!("added {}", one.name),
                more => format!("added {} people", more.len()),
            },
            Change::Edit(_, profile) => format!("changed what is said of {}", profile.name),
            Change::Arrive(_) => "somebody arrived".into(),
            Change::Leave(_) => "somebody left".into(),
            Change::Remove(_) => "removed somebody".into(),
            Change::AddHats(hats) if hats.len() == 1 => format!("added the hat “{}”", hats[0]),
            Change::AddHats(hats) => format!("added {} hats", hats.len()),
            Change::RemoveHat(_) => "took off a hat".into(),
        }
    }
}

impl Person {
    /// What is said of this person, to edit it.
    pub fn profile(&self) -> Profile {
        Profile {
            name: self.name.clone(),
            function: self.function.clone(),
            absent: !self.present,
            without_vote: !self.voting,
            speaks_last: self.speaks_last,
            champion: self.champion,
            note: self.note.clone(),
        }
    }

    fn made(id: Id, profile: &Profile) -> Person {
        Person {
            id,
            name: profile.name.clone(),
            function: profile.function.clone(),
            present: !profile.absent,
            voting: !profile.without_vote,
            speaks_last: profile.speaks_last,
            champion: profile.champion,
            note: profile.note.clone(),
        }
    }
}

impl Session {
    /// The person of this id.
    pub fn person(&self, id: &Id) -> Option<&Person> {
        self.people.iter().find(|person| &person.id == id)
    }

    /// The person's name, or "somebody who is not on the list".
    pub fn name_of(&self, id: &Id) -> &str {
        self.person(id).map_or("somebody who is not on the list", |person| &person.name)
    }

    /// Those in the room now, in list order.
    pub fn present(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| person.present)
    }

    /// Those in the room who vote, in list order.
    pub fn voters(&self) -> impl Iterator<Item = &Person> {
        self.present().filter(|person| person.voting)
    }

    /// True when one person plans alone: no covers then, and hats vote.
    pub fn is_solo(&self) -> bool {
        self.present().count() <= 1
    }

    /// The functions on the list, in order of first appearance.
    pub fn functions(&self) -> Vec<&CleanText> {
        let mut functions: Vec<&CleanText> = Vec::new();
        for person in &self.people {
            if !person.function.is_empty() && !functions.contains(&&person.function) {
                functions.push(&person.function);
            }
        }
        functions
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::{Change as Any, Viewer, report::Report};
    use crate::testing::{activity, person, reader, room_with, submit, text};
    use crate::workshop::{Do, Policy};

    fn room() -> Room {
        room_with(vec![activity(Do::Team { functions: Vec::new() }, Policy::Open)])
    }

    #[test]
    fn what_is_for_the_facilitator_reaches_neither_room_nor_record() {
        let mut room = room();
        let mut secret = room.session().people[0].profile();
        (secret.speaks_last, secret.note) = (true, text("secret mark"));
        submit(&mut room, Any::People(Change::Edit(person(1), secret))).unwrap();
        let seen = room.session().seen_by(Viewer::Room);
        assert!(seen.people.iter().all(|person| !person.speaks_last && person.note.is_empty()));
        let report = format!("{:?}", Report::of(room.session(), &reader()));
        assert!(report.contains("Ana") && !report.contains("secret mark"));
    }
}
