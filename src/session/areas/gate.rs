//! The one-name gate: whoever answers for an area is one person, present, on the list. Everything
//! else that rooms say in that moment is refused with the reason.

use crate::session::change::{Refusal, refuse};
use crate::session::{Id, Outcome, Person, Session};
use crate::text::{CleanText, listed};

/// What rooms say when they mean nobody.
const EVERYBODY: [&str; 20] = [
    "we",
    "we all",
    "all",
    "all of us",
    "us",
    "everyone",
    "everybody",
    "anyone",
    "anybody",
    "someone",
    "somebody",
    "the team",
    "team",
    "the group",
    "group",
    "together",
    "the whole team",
    "each of us",
    "both",
    "all together",
];

impl Session {
    /// The one person a typed name means, who is present.
    ///
    /// # Errors
    /// A sentence for the room: why this is not the name of one person who can say yes.
    pub fn one_name(&self, typed: &str) -> Result<Id, Refusal> {
        let typed = CleanText::line(typed);
        if let Some(person) = self.people.iter().find(|person| same(&person.name, &typed)) {
            self.check_present(&person.id, "say yes")?;
            return Ok(person.id.clone());
        }
        refuse(self.why_not_a_name(&typed))
    }

    /// The only person whose name begins like that, when they are not here: lists of those present
    /// do not show them, and whoever types "Fay" should be told where she is.
    fn one_absent(&self, typed: &str) -> Option<&Person> {
        let typed = bare(typed);
        let mut begin = self.people.iter().filter(|it| it.name.to_lowercase().starts_with(&typed));
        let (first, second) = (begin.next(), begin.next());
        first.filter(|it| second.is_none() && !typed.is_empty() && !it.present)
    }

    /// Whether a person is on the list and in the room, so that they can do this.
    pub(in crate::session) fn check_present(&self, who: &Id, deed: &str) -> Outcome {
        if let Some(hat) = self.hats.iter().find(|hat| &hat.id == who) {
            let hat = &hat.name;
            return refuse(format!("“{hat}” is an assumed interest; it cannot {deed}."));
        }
        match self.person(who) {
            None => refuse("That person is no longer on the list."),
            Some(person) if !person.present => refuse(format!(
                "{} is not in the room, and only somebody present can {deed}.",
                person.name
            )),
            Some(_) => Ok(()),
        }
    }

    fn why_not_a_name(&self, typed: &str) -> String {
        if typed.is_empty() {
            return "Whose name? One person answers for an area.".into();
        }
        if EVERYBODY.contains(&bare(typed).as_str()) {
            return "If everybody owns it, nobody owns it. One name.".into();
        }
        if let Some(function) = self.functions().into_iter().find(|it| is_department(typed, it)) {
            return self.why_no_department(function);
        }
        if self.hats.iter().any(|hat| same(&hat.name, typed)) {
            return format!("“{typed}” is an assumed interest; it cannot say yes.");
        }
        if names(typed) > 1 {
            return "One name: one person answers for it, the others can do the work.".into();
        }
        if let Some(person) = self.one_absent(typed) {
            return format!(
                "{} is not in the room, and only somebody present can say yes.",
                person.name
            );
        }
        format!("“{typed}” is on no list here. Who is in the room is said in the team step.")
    }

    fn why_no_department(&self, function: &str) -> String {
        let theirs = |person: &&Person| same(&person.function, function);
        let people: Vec<&CleanText> =
            self.present().filter(theirs).map(|person| &person.name).collect();
        match people.as_slice() {
            [] => format!("{function} is a department, and nobody from there is in the room."),
            [one] => format!("{function} is a department and cannot say yes. {one} can."),
            more => {
                let more = listed(more).replace(" and ", " or ");
                format!("{function} is a department and cannot say yes. Who there: {more}?")
            }
        }
    }
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn bare(typed: &str) -> String {
    typed.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase()
}

/// "Marketing", "the Marketing team", "marketing dept."
fn is_department(typed: &str, function: &str) -> bool {
    let mut words = bare(typed);
    for before in ["the ", "our "] {
        words = words.strip_prefix(before).unwrap_or(&words).to_owned();
    }
    for after in [" team", " department", " dept", " people", " folks"] {
        words = words.strip_suffix(after).unwrap_or(&words).to_owned();
    }
    same(&words, function)
}

/// How many names this looks like: "Ben and Chi" is two.
fn names(typed: &str) -> usize {
    let words = format!(" {} ", typed.to_lowercase());
    let words =
        [" and ", " or ", " with "].into_iter().fold(words, |it, word| it.replace(word, ","));
    let names = words.split([',', ';', '&', '+', '/']);
    names.filter(|name| !name.trim().is_empty()).count()
}

#[cfg(test)]
mod tests {
    use crate::room::Room;
    use crate::session::{Change, people};
    use crate::testing::{activity, person, room_with, submit, text};
    use crate::workshop::{Do, Policy};

    fn room() -> Room {
        let mut room = room_with(vec![activity(Do::Roles { load: 2 }, Policy::Open)]);
        let hats = people::Change::AddHats(vec![text("The customer")]);
        submit(&mut room, Change::People(hats)).expect("a hat");
        submit(&mut room, Change::People(people::Change::Leave(person(4)))).expect("Dee left");
        room
    }

    #[test]
    fn one_person_who_is_present_passes_whatever_the_case() {
        assert_eq!(room().session().one_name(" ana "), Ok(person(1)));
    }

    #[test]
    fn everything_else_is_refused_with_the_reason() {
        let room = room();
        for (typed, reason) in [
            ("we all", "nobody owns it"),
            ("Everyone!", "nobody owns it"),
            ("the team", "nobody owns it"),
            ("Marketing", "a department and cannot say yes. Who there: Ben or Chi?"),
            ("the service team", "Ana can"),
            ("HR", "nobody from there is in the room"),
            ("Dee", "Dee is not in the room"),
            ("de", "Dee is not in the room"),
            ("Ben and Chi", "One name"),
            ("Ben, Chi", "One name"),
            ("Ben/Chi", "One name"),
            ("Ana & somebody", "One name"),
            ("the customer", "an assumed interest"),
            ("Zoe", "“Zoe” is on no list here"),
            ("Andy Mander", "is on no list here"),
            ("  ", "Whose name"),
        ] {
            let refusal = room.session().one_name(typed).expect_err(typed).to_string();
            assert!(refusal.contains(reason), "{typed}: {refusal}");
        }
    }
}
