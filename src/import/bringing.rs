//! A list of people that was pasted or read from a file: who of it is new, and what was understood
//! of it, in a sentence.

use crate::import::Understood;
use crate::import::people::PersonRow;
use crate::session::Session;
use crate::session::activities::team::from_functions;
use crate::session::people::Profile;
use crate::text::shorten;
use std::collections::HashSet;

/// What a list brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bringing {
    /// Who is new.
    pub people: Vec<Profile>,
    /// What was understood, for whoever pasted it.
    pub understood: String,
}

impl Bringing {
    /// Everybody of the list whose name is not taken. A list is often pasted again with a few more
    /// people, so who is there already is no reason to refuse the rest.
    pub fn new(list: Understood<PersonRow>, session: &Session) -> Bringing {
        let mut names: HashSet<String> =
            session.people.iter().map(|person| person.name.to_lowercase()).collect();
        let (mut people, mut known) = (Vec::new(), Vec::new());
        for row in list.rows {
            match names.insert(row.name.to_lowercase()) {
                true => people.push(row.into()),
                false => known.push(shorten(&row.name, CALLED).into_owned()),
            }
        }
        let understood = understood(&people, &known, &list.notes);
        Bringing { people, understood }
    }
}

/// "12 people from 8 functions; 1 invited; 1 without a vote."
fn understood(people: &[Profile], known: &[String], notes: &[String]) -> String {
    let mut functions: Vec<String> =
        people.iter().map(|person| person.function.to_lowercase()).collect();
    functions.retain(|function| !function.is_empty());
    functions.sort();
    functions.dedup();
    let count = |of: fn(&Profile) -> bool, words: &str| {
        let many = people.iter().filter(|person| of(person)).count();
        (many > 0).then(|| format!("{many} {words}"))
    };
    let parts = [
        Some(from_functions(people.len(), functions.len())),
        count(|person| person.absent, "invited"),
        count(|person| person.without_vote, "without a vote"),
        here_already(known),
    ];
    let mut sentence = parts.into_iter().flatten().collect::<Vec<String>>().join("; ");
    sentence.push('.');
    for note in notes.iter().take(MOST_NOTES) {
        sentence.push(' ');
        sentence.push_str(note);
    }
    match notes.len().saturating_sub(MOST_NOTES) {
        0 => {}
        1 => sentence.push_str(" 1 more line reads oddly."),
        more => sentence.push_str(&format!(" {more} more lines read oddly.")),
    }
    sentence
}

/// So much of a name says whose it is.
const CALLED: usize = 60;

/// Who pastes a list twice need not read each of its lines again.
const MOST_NOTES: usize = 3;

fn here_already(known: &[String]) -> Option<String> {
    match known {
        [] => None,
        [one] => Some(format!("{one} was on the list already")),
        [one, other] => Some(format!("{one} and {other} were on the list already")),
        [one, more @ ..] => Some(format!("{one} and {} more were on the list already", more.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::people::{from_csv, from_lines};
    use crate::testing::room_with;
    use crate::testing::{activity, room_of};
    use crate::workshop::{Do, Policy};

    fn team() -> Vec<crate::workshop::Activity> {
        vec![activity(Do::Team { functions: Vec::new() }, Policy::Open)]
    }

    #[test]
    fn what_was_understood_is_one_sentence() {
        let list = from_csv(include_bytes!("../../tests/fixtures/team.csv")).unwrap();
        let room = room_of(team(), &[]);
        let bringing = Bringing::new(list, room.session());
        let expected = "12 people from 8 functions; 1 invited; 1 without a vote.";
        assert_eq!(bringing.understood, expected);
        assert_eq!(bringing.people.len(), 12);
    }

    #[test]
    fn of_many_lines_that_read_oddly_only_some_are_told() {
        let list = from_lines(&"Eve, IT\n".repeat(90)).unwrap();
        let told = Bringing::new(list, room_with(team()).session()).understood;
        assert!(told.ends_with("again on line 4. 86 more lines read oddly."), "{told}");
    }

    #[test]
    fn who_is_there_already_is_not_added_again() {
        let list = from_lines("ana, IT\nEve, IT\nEve, HR\nBen").unwrap();
        let bringing = Bringing::new(list, room_with(team()).session());
        assert_eq!(bringing.people.len(), 1);
        let begins = "1 person from 1 function; ana and 2 more were on the list already.";
        assert!(bringing.understood.starts_with(begins), "{}", bringing.understood);
        assert!(bringing.understood.contains("again on line 3"));
    }
}
