//! A sheet of names as it is written: "Ben, Chi, Zoe (Legal)". A beginning is enough for somebody
//! on the list; whoever is not on it is written out, with their function in brackets if it is known.

use super::{Asked, Ballot, Giver, Marking, Outsider, Row, Thing};
use crate::session::Id;
use crate::text::{CleanText, listed};

/// What a sheet of names says when it names nobody.
const NOBODY: &str = "-";

/// Who is meant by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Somebody on the list.
    Person(Id),
    /// Somebody who is not.
    Outsider(Outsider),
}

impl Asked {
    /// A whole sheet as one line: marks, or names.
    ///
    /// # Errors
    /// A sentence for whoever typed it, which may say what was typed.
    pub fn read(&self, giver: &Giver, line: &str) -> Result<Ballot, String> {
        let Marking::Names { most, .. } = self.marking else {
            let row = Row::read(self.things.len(), self.marking, line)?;
            let ids = self.things.iter().map(|thing| thing.id.clone());
            return Ok(self.marking.ballot(ids.zip(row.typed())));
        };
        let (mut people, mut others) = (Vec::new(), Vec::new());
        for (_, meant) in self.meant(giver, line) {
            match meant? {
                Meant::Person(id) => people.push(id),
                Meant::Outsider(outsider) => others.push(outsider),
            }
        }
        let ballot = Ballot::of_names(people, others);
        let count = ballot.marks.len() + ballot.others.len();
        if count == 0 && line.trim() != NOBODY {
            return Err(format!("Write a name, or {NOBODY} for nobody."));
        }
        if count > usize::from(most) {
            return Err(format!("That is {count} names; {most} at most, the ones that matter."));
        }
        Ok(ballot)
    }

    /// Each name of a line, and whom it means.
    pub fn meant(&self, giver: &Giver, line: &str) -> Vec<(String, Result<Meant, String>)> {
        let pieces = pieces(line).into_iter().map(str::trim);
        let pieces = pieces.filter(|piece| !piece.is_empty() && *piece != NOBODY);
        pieces.map(|piece| (piece.to_owned(), self.whom(giver, piece))).collect()
    }

    /// Whom the name that is being typed may mean, in list order: those whose names begin so.
    pub fn may_mean(&self, giver: &Giver, line: &str) -> Vec<&Thing> {
        let last = pieces(line).last().map_or("", |last| last.trim());
        if last.is_empty() || last.contains('(') { Vec::new() } else { self.begin(giver, last) }
    }

    /// The line with the name that is being typed written out, ready for the next one.
    pub fn completed(line: &str, name: &str) -> String {
        let last = pieces(line).last().map_or(0, |last| last.len());
        let before = line[..line.len() - last].trim_end();
        let gap = if before.is_empty() { "" } else { " " };
        format!("{before}{gap}{name}, ")
    }

    fn whom(&self, giver: &Giver, piece: &str) -> Result<Meant, String> {
        let (name, function) = name_and_function(piece);
        let is_called = |thing: &&Thing| thing.label.to_lowercase() == name.to_lowercase();
        if let Some(thing) = self.things.iter().find(is_called) {
            return match giver.id() == Some(&thing.id) {
                true => Err("Whoever writes names others, not themselves.".into()),
                false => Ok(Meant::Person(thing.id.clone())),
            };
        }
        let begin = if function.is_none() { self.begin(giver, name) } else { Vec::new() };
        match begin.as_slice() {
            [one] => Ok(Meant::Person(one.id.clone())),
            [] if matches!(self.marking, Marking::Names { outside: false, .. }) => {
                Err(format!("Nobody on the list is called “{name}”, and only they are named here."))
            }
            [] => Ok(Meant::Outsider(Outsider {
                name: CleanText::line(name),
                function: CleanText::line(function.unwrap_or_default()),
            })),
            several => {
                let names: Vec<&str> = several.iter().map(|thing| thing.label.as_str()).collect();
                Err(format!("“{name}” may be {}; type more of it.", listed(&names)))
            }
        }
    }

    fn begin(&self, giver: &Giver, name: &str) -> Vec<&Thing> {
        let name = name.to_lowercase();
        let begins = |thing: &&Thing| {
            giver.id() != Some(&thing.id) && thing.label.to_lowercase().starts_with(&name)
        };
        self.things.iter().filter(begins).collect()
    }
}

/// The parts of a line between commas and semicolons; those in brackets part nothing.
fn pieces(line: &str) -> Vec<&str> {
    let mut within = false;
    line.split(|letter| {
        within = (within || letter == '(') && letter != ')';
        !within && matches!(letter, ',' | ';')
    })
    .collect()
}

/// "Zoe (Legal)"; an open bracket ends with the name.
fn name_and_function(piece: &str) -> (&str, Option<&str>) {
    match piece.split_once('(') {
        Some((name, function)) => (name.trim(), Some(function.trim_end_matches(')').trim())),
        None => (piece.trim(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::activities::network::scenarios::{by, here, room};
    use crate::testing::{person, text};
    use crate::workshop::Policy;

    fn asked() -> Asked {
        Asked::at(room(Policy::Hidden).session(), &here()).expect("names are asked")
    }

    fn outsider(name: &str, function: &str) -> Outsider {
        Outsider { name: text(name), function: text(function) }
    }

    fn read(line: &str) -> Result<Ballot, String> {
        asked().read(&by(1), line)
    }

    #[test]
    fn a_beginning_is_enough_and_others_are_written_with_their_function() {
        let ballot = read("be, CHI; Zoe (Legal, Zurich), Yan").expect("read");
        let others = [outsider("Zoe", "Legal, Zurich"), outsider("Yan", "")];
        assert_eq!(ballot, Ballot::of_names([person(2), person(3)], others));
        assert_eq!(read("Ben, ben"), Ok(Ballot::of_names([person(2)], [])));
        // Somebody else of the same beginning is told apart by brackets.
        assert_eq!(read("Be ()"), Ok(Ballot::of_names([], [outsider("Be", "")])));
    }

    #[test]
    fn what_does_not_fit_is_said_and_nothing_is_guessed() {
        for (line, said) in [
            ("", "Write a name"),
            ("Ana", "not themselves"),
            ("d", "“d” may be Dee and Dan; type more of it."),
            ("Ben, Chi, Dee, Eve, Fay, Gil", "That is 6 names; 5 at most"),
        ] {
            let refused = read(line).expect_err(line);
            assert!(refused.contains(said), "{line}: {refused}");
        }
        assert_eq!(read("-"), Ok(Ballot::default()));
    }

    #[test]
    fn where_only_the_list_is_asked_nobody_else_is_named() {
        let marking = Marking::Names { most: 5, outside: false };
        let refused = Asked { marking, ..asked() }.read(&by(1), "Ben, Zoe").expect_err("refused");
        assert!(refused.contains("Nobody on the list is called “Zoe”"), "{refused}");
    }

    #[test]
    fn the_name_that_is_typed_is_completed() {
        let asked = asked();
        let may = |line| -> Vec<String> {
            asked.may_mean(&by(1), line).iter().map(|thing| thing.label.clone()).collect()
        };
        assert_eq!(may("Ben, d"), ["Dee", "Dan"]);
        assert_eq!(may("a"), [""; 0], "nobody names themselves");
        assert_eq!(may("Ben, "), [""; 0]);
        assert_eq!(Asked::completed("Ben, d", "Dee"), "Ben, Dee, ");
        assert_eq!(Asked::completed("d", "Dee"), "Dee, ");
    }
}
