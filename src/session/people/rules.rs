//! How people come, change and go: one name for one person, and nobody vanishes from what was said.

use super::{Change, Hat, Person, Profile};
use crate::session::Session;
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::id::{Id, Kind};
use crate::text::CleanText;
use std::collections::{HashMap, HashSet};

pub(in crate::session) fn apply(session: &mut Session, entry: &Entry, change: &Change) -> Outcome {
    match change {
        Change::Add(people) => add(session, entry, people),
        Change::Edit(id, profile) => edit(session, id, profile),
        Change::Arrive(id) => set_present(session, id, true),
        Change::Leave(id) => set_present(session, id, false),
        Change::Go(id) => go(session, id),
        Change::Stay(id) => stay(session, id),
        Change::Remove(id) => remove(session, id),
        Change::AddHats(names) => add_hats(session, entry, names),
        Change::RemoveHat(id) => remove_hat(session, id),
    }
}

fn add(session: &mut Session, entry: &Entry, people: &[Profile]) -> Outcome {
    if people.is_empty() {
        return refuse("Nobody to add: type a name first.");
    }
    let mut names: HashSet<String> =
        session.people.iter().map(|person| person.name.to_lowercase()).collect();
    // "marketing" joins "Marketing": one function is one, however it was typed.
    let mut functions: HashMap<String, CleanText> = HashMap::new();
    for function in session.functions() {
        functions.entry(function.to_lowercase()).or_insert_with(|| function.clone());
    }
    for (place, profile) in people.iter().enumerate() {
        if profile.name.is_empty() {
            return refuse(NAMELESS);
        }
        if !names.insert(profile.name.to_lowercase()) {
            return refuse(is_taken(&profile.name));
        }
        let id = Id::nth(Kind::Person, entry.seq, place);
        let mut person = Person::made(id, profile);
        let known = functions.entry(profile.function.to_lowercase());
        person.function = known.or_insert_with(|| profile.function.clone()).clone();
        session.people.push(person);
    }
    Ok(())
}

const NAMELESS: &str = "A person needs a name.";

fn is_taken(name: &CleanText) -> String {
    format!("{name} is on the list already; add an initial to tell two apart.")
}

fn check_name(session: &Session, but: Option<&Id>, name: &CleanText) -> Outcome {
    if name.is_empty() {
        return refuse(NAMELESS);
    }
    let taken = |person: &Person| {
        Some(&person.id) != but && person.name.to_lowercase() == name.to_lowercase()
    };
    if session.people.iter().any(taken) {
        return refuse(is_taken(name));
    }
    Ok(())
}

fn edit(session: &mut Session, id: &Id, profile: &Profile) -> Outcome {
    check_name(session, Some(id), &profile.name)?;
    let person = find(session, id)?;
    let gone = person.gone && profile.absent;
    *person = Person { gone, ..Person::made(person.id.clone(), profile) };
    Ok(())
}

fn find<'a>(session: &'a mut Session, id: &Id) -> Result<&'a mut Person, Refusal> {
    match session.people.iter_mut().find(|person| &person.id == id) {
        Some(person) => Ok(person),
        None => refuse("That person is no longer on the list."),
    }
}

fn set_present(session: &mut Session, id: &Id, present: bool) -> Outcome {
    let person = find(session, id)?;
    person.present = present;
    person.gone &= !present;
    Ok(())
}

/// Nobody answers any more for what was theirs, and it says whose it was.
fn go(session: &mut Session, id: &Id) -> Outcome {
    let person = find(session, id)?;
    if person.gone {
        return refuse(format!("{} has left the team already.", person.name));
    }
    (person.present, person.gone) = (false, true);
    session.asked.take_if(|asked| &asked.who == id);
    session.contact.take_if(|contact| contact == id);
    for area in &mut session.areas {
        area.let_go(id);
    }
    Ok(())
}

fn stay(session: &mut Session, id: &Id) -> Outcome {
    let person = find(session, id)?;
    if !person.gone {
        return refuse(format!("{} is part of the team.", person.name));
    }
    person.gone = false;
    Ok(())
}

fn remove(session: &mut Session, id: &Id) -> Outcome {
    let name = session.name_of(id).to_owned();
    if session.mentions(id) {
        return refuse(format!(
            "{name} is part of what was said already; let them leave instead of removing them."
        ));
    }
    find(session, id)?;
    session.people.retain(|person| &person.id != id);
    Ok(())
}

fn add_hats(session: &mut Session, entry: &Entry, names: &[CleanText]) -> Outcome {
    for (place, name) in names.iter().enumerate() {
        if name.is_empty() {
            return refuse("A hat needs a name: whose interest is it?");
        }
        if session.hats.iter().any(|hat| hat.name.to_lowercase() == name.to_lowercase()) {
            return refuse(format!("The hat “{name}” is there already."));
        }
        let id = Id::nth(Kind::Hat, entry.seq, place);
        session.hats.push(Hat { id, name: name.clone() });
    }
    Ok(())
}

fn remove_hat(session: &mut Session, id: &Id) -> Outcome {
    if session.mentions(id) {
        return refuse("That hat has voted; what was said stays said.");
    }
    if !session.hats.iter().any(|hat| &hat.id == id) {
        return refuse("That hat is no longer on the list.");
    }
    session.hats.retain(|hat| &hat.id != id);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::{Change as Any, promises};
    use crate::testing::{activity, at, person, room_with, submit, text};
    use crate::workshop::{Do, Policy};

    fn room() -> Room {
        room_with(vec![activity(Do::Team { functions: Vec::new() }, Policy::Open)])
    }

    fn people(room: &mut Room, change: Change) -> Result<u64, String> {
        submit(room, Any::People(change)).map_err(|no| no.to_string())
    }

    fn named(name: &str, function: &str) -> Profile {
        Profile { name: text(name), function: text(function), ..Profile::default() }
    }

    #[test]
    fn a_whole_list_is_one_entry_and_one_undo() {
        let mut room = room();
        let list = vec![named("Eve", "IT"), named("Fay", "Legal")];
        people(&mut room, Change::Add(list)).unwrap();
        assert_eq!(room.session().people.len(), 6);
        assert_eq!(room.undo(at(100)).unwrap(), "added 2 people");
        assert_eq!(room.session().people.len(), 4);
    }

    #[test]
    fn nobody_is_on_the_list_twice() {
        let mut room = room();
        let refused = people(&mut room, Change::Add(vec![named("ana", "IT")])).unwrap_err();
        assert!(refused.starts_with("ana is on the list already"), "{refused}");
        let twice = vec![named("Eve", ""), named("Eve", "IT")];
        assert!(people(&mut room, Change::Add(twice)).unwrap_err().starts_with("Eve is on"));
        assert!(people(&mut room, Change::Edit(person(1), named("Ben", ""))).is_err());
        people(&mut room, Change::Edit(person(1), named("Ana B.", "Service"))).unwrap();
    }

    #[test]
    fn one_function_is_one_however_it_was_typed() {
        let mut room = room();
        let list = vec![named("Eve", "marketing"), named("Fay", "it"), named("Gus", "IT")];
        people(&mut room, Change::Add(list)).unwrap();
        let functions: Vec<&str> = room.session().functions().iter().map(|f| &***f).collect();
        assert_eq!(functions, ["Service", "Marketing", "HR", "it"]);
    }

    #[test]
    fn whoever_was_part_of_something_leaves_instead_of_being_removed() {
        let mut room = room();
        let mut vow = promises::tests::vow("call Legal");
        vow.checks = Some(person(2));
        let make = promises::Change::Make { who: person(1), vow, second_yes: false };
        submit(&mut room, Any::Promises(make)).unwrap();
        for promised in [1, 2] {
            let refused = people(&mut room, Change::Remove(person(promised))).unwrap_err();
            assert!(refused.contains("part of what was said already"), "{refused}");
        }
        people(&mut room, Change::Remove(person(3))).unwrap();
        people(&mut room, Change::Leave(person(1))).unwrap();
        assert_eq!(room.session().present().count(), 2);
    }

    #[test]
    fn a_hat_has_a_name_of_its_own() {
        let mut room = room();
        let hats = |names: &[&str]| Change::AddHats(names.iter().map(|name| text(name)).collect());
        people(&mut room, hats(&["Customers", "Works council"])).unwrap();
        assert!(people(&mut room, hats(&["customers"])).unwrap_err().contains("there already"));
        let hat = room.session().hats[0].id.clone();
        people(&mut room, Change::RemoveHat(hat)).unwrap();
        assert_eq!(room.session().hats.len(), 1);
    }
}
