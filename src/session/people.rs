//! Who is here: people with their function, and the hats of a solo planner.

mod rules;

use super::Session;
use super::block::{Block, Grid, Section};
use super::id::Id;
use super::viewer::Seen;
use crate::text::{CleanText, clean_line};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

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
    /// Left the team, and does not come back to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
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
    /// A person leaves the team for good: what they answered for needs another name.
    Go(Id),
    /// A person is part of the team after all; what was theirs is not given back by that.
    Stay(Id),
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
            Change::Go(_) => "somebody left the team".into(),
            Change::Stay(_) => "somebody is part of the team after all".into(),
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
            gone: false,
        }
    }
}

impl Session {
    /// The person of this id.
    pub fn person(&self, id: &Id) -> Option<&Person> {
        self.people.iter().find(|person| &person.id == id)
    }

    /// The person or hat that is meant: by the whole name, or a beginning that only one has.
    ///
    /// # Errors
    /// A sentence for whoever typed it, when that is nobody or several.
    pub fn somebody(&self, typed: &str) -> Result<Id, String> {
        let typed = clean_line(typed);
        let wanted = typed.to_lowercase();
        let people = self.people.iter().map(|person| (&person.id, &person.name));
        let hats = self.hats.iter().map(|hat| (&hat.id, &hat.name));
        let all: Vec<(&Id, String)> =
            people.chain(hats).map(|(id, name)| (id, name.to_lowercase())).collect();
        if let Some((id, _)) = all.iter().find(|(_, name)| *name == wanted) {
            return Ok((*id).clone());
        }
        let begins = |name: &str| !wanted.is_empty() && name.starts_with(&wanted);
        let mut begin = all.iter().filter(|(_, name)| begins(name));
        match (begin.next(), begin.next()) {
            (Some((id, _)), None) => Ok((*id).clone()),
            (Some(_), Some(_)) => {
                Err(format!("Several names begin with “{typed}”; type more of it."))
            }
            (None, _) => Err(format!("Nobody here is called “{typed}”.")),
        }
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
        let mut seen = HashSet::new();
        let functions = self.people.iter().map(|person| &person.function);
        functions.filter(|function| !function.is_empty() && seen.insert(*function)).collect()
    }
}

/// Who was here, for the record: those present by function, then who was absent.
pub(super) fn section(seen: &Seen) -> Section {
    let unsaid = CleanText::default();
    let functions = seen.functions().into_iter().chain([&unsaid]);
    let rows: Vec<Vec<String>> = functions
        .filter_map(|function| {
            let people = seen.present().filter(|person| &person.function == function);
            let names: Vec<String> = people.map(|person| with_remarks(seen, person)).collect();
            let function = if function.is_empty() { "No function said" } else { function };
            (!names.is_empty()).then(|| vec![function.to_owned(), names.join(", ")])
        })
        .collect();
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        let columns = ["Function", "People"].map(String::from).into();
        blocks.push(Block::Grid(Grid { columns, rows }));
    }
    blocks.extend(absent(seen));
    if !seen.hats.is_empty() {
        let names: Vec<&str> = seen.hats.iter().map(|hat| hat.name.as_str()).collect();
        blocks.push(Block::Text(format!("Assumed, and not here: {}.", names.join(", "))));
    }
    Section { title: "Who was here".into(), blocks }
}

fn absent(seen: &Seen) -> Option<Block> {
    let absent = seen.people.iter().filter(|person| !person.present);
    let names: Vec<String> = absent
        .map(|person| match person.function.as_str() {
            "" => with_remarks(seen, person),
            function => format!("{}, {function}", with_remarks(seen, person)),
        })
        .collect();
    (!names.is_empty()).then(|| Block::Text(format!("Absent: {}.", names.join("; "))))
}

fn with_remarks(seen: &Seen, person: &Person) -> String {
    let remarks: Vec<&str> = remarks(seen, person).collect();
    match remarks.as_slice() {
        [] => person.name.to_string(),
        remarks => format!("{} ({})", person.name, remarks.join(", ")),
    }
}

fn remarks<'a>(seen: &Seen, person: &Person) -> impl Iterator<Item = &'a str> {
    let absent = match person.gone {
        true => "left the team",
        false if seen.mentions(&person.id) => "left",
        false => "invited",
    };
    let remarks = [
        (!person.present, absent),
        (!person.voting, "without a vote"),
        (person.champion, "has done this before"),
    ];
    remarks.into_iter().filter_map(|(applies, words)| applies.then_some(words))
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
    fn nobody_is_called_by_what_a_terminal_would_obey() {
        let room = room();
        let refused = room.session().somebody("\u{1b}]0;x\u{7}Z\u{9b}2Joe\r").unwrap_err();
        assert_eq!(refused, "Nobody here is called “Zoe”.");
        assert_eq!(room.session().somebody("\u{1b}[31mana\t"), Ok(person(1)));
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

    #[test]
    fn the_record_says_who_was_here_by_function_and_who_was_absent() {
        let mut room = room();
        submit(&mut room, Any::People(Change::Leave(person(4)))).unwrap();
        let mut ben = room.session().people[1].profile();
        ben.without_vote = true;
        submit(&mut room, Any::People(Change::Edit(person(2), ben))).unwrap();
        let section = section(&room.session().seen_by(Viewer::Room));
        let Block::Grid(grid) = &section.blocks[0] else { panic!("no grid") };
        assert_eq!(grid.rows, [["Service", "Ana"], ["Marketing", "Ben (without a vote), Chi"]]);
        assert_eq!(section.blocks[1], Block::text("Absent: Dee (invited), HR."));
    }
}
