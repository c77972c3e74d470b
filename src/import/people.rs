//! Who is here, from a CSV file or from pasted lines.

use std::collections::HashMap;

use super::csv_table::{Column, Row, Table, has_header};
use super::lines::{one_kind_of_line_break, without_bullet};
use super::{ImportError, Understood};
use crate::session::people::Profile;
use crate::text::{CleanText, clean_line, shorten};

/// A person as a list names them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PersonRow {
    /// The name as it is written.
    pub name: CleanText,
    /// The function they come from; empty when the list does not say.
    pub function: CleanText,
    /// In the room, not merely invited.
    pub present: bool,
    /// Whether they vote.
    pub voting: bool,
    /// Speaks after the others in a round, so that seniority does not pull.
    pub speaks_last: bool,
    /// Anything else the list says of them.
    pub note: CleanText,
}

impl From<PersonRow> for Profile {
    fn from(row: PersonRow) -> Profile {
        Profile {
            name: row.name,
            function: row.function,
            absent: !row.present,
            without_vote: !row.voting,
            speaks_last: row.speaks_last,
            champion: false,
            note: row.note,
        }
    }
}

const COLUMNS: [Column; 6] = [
    Column {
        name: "name",
        synonyms: &["who", "person", "full name", "participant", "member"],
        required: true,
    },
    Column {
        name: "function",
        synonyms: &["department", "team", "role", "unit", "area", "dept"],
        required: false,
    },
    Column {
        name: "present",
        synonyms: &["here", "in the room", "attends", "attending", "status"],
        required: false,
    },
    Column { name: "voting", synonyms: &["votes", "vote", "voter"], required: false },
    Column { name: "speaks_last", synonyms: &["last", "senior"], required: false },
    Column {
        name: "note",
        synonyms: &["notes", "comment", "comments", "remark", "remarks"],
        required: false,
    },
];

/// Reads people from a CSV file; only the column `name` is required.
///
/// Who is not said to be absent is present, and who is not said not to vote votes.
pub fn from_csv(bytes: &[u8]) -> Result<Understood<PersonRow>, ImportError> {
    let Table { rows, mut notes } = Table::read(bytes, &COLUMNS)?;
    let people: Vec<(u64, PersonRow)> =
        rows.iter().map(|row| Ok((row.line, person(row)?))).collect::<Result<_, _>>()?;
    note_same_names(&people, &mut notes);
    Ok(Understood { rows: people.into_iter().map(|(_, person)| person).collect(), notes })
}

/// Reads people from typed or pasted lines: `Ana Brandão, Customer service`, `Ana (Service)`,
/// `Ana - Service` or a bare name, each perhaps with `, invited` or `, not voting`.
///
/// A first line of column names makes it a table.
pub fn from_lines(text: &str) -> Result<Understood<PersonRow>, ImportError> {
    if has_header(text, &COLUMNS) {
        return from_csv(text.as_bytes());
    }
    let text = one_kind_of_line_break(text);
    // A tab between words parts them as a comma does, and cleaning would make it a space.
    let lines = text.lines().map(|line| clean_line(&without_bullet(line).replace('\t', ";")));
    let people: Vec<(u64, PersonRow)> =
        (1..).zip(lines).filter_map(|(line, text)| Some((line, person_in_line(&text)?))).collect();
    if people.is_empty() {
        return Err(ImportError::whole(
            "No names were found. Write one person a line: Ana Brandão, Customer service.",
        ));
    }
    let mut notes = Vec::new();
    note_same_names(&people, &mut notes);
    Ok(Understood { rows: people.into_iter().map(|(_, person)| person).collect(), notes })
}

fn person(row: &Row) -> Result<PersonRow, ImportError> {
    let name = row.text("name");
    if name.is_empty() {
        return Err(row.error("There is no name. Write one, or take the line out."));
    }
    Ok(PersonRow {
        name,
        function: row.text("function"),
        present: yes_or_no(row, "present", true)?,
        voting: yes_or_no(row, "voting", true)?,
        speaks_last: yes_or_no(row, "speaks_last", false)?,
        note: row.text("note"),
    })
}

fn yes_or_no(row: &Row, column: &str, unless_said: bool) -> Result<bool, ImportError> {
    let value = row.value(column).to_lowercase();
    match &*value {
        "" => Ok(unless_said),
        "yes" | "y" | "true" | "t" | "1" | "x" | "✓" | "✔" | "present" | "here" | "voting"
        | "ja" | "oui" | "sí" | "si" | "sim" | "tak" | "da" => Ok(true),
        "no" | "n" | "false" | "f" | "0" | "-" | "–" | "✗" | "invited" | "absent"
        | "not voting" | "nein" | "non" | "não" | "nie" | "ne" => Ok(false),
        other => {
            let other = shorten(&clean_line(other), 40).into_owned();
            let said = format!("“{other}” under “{column}” is neither yes nor no.");
            Err(row.error_in(column, said))
        }
    }
}

fn note_same_names(people: &[(u64, PersonRow)], notes: &mut Vec<String>) {
    let mut first = HashMap::new();
    for (line, person) in people {
        let seen = *first.entry(person.name.to_lowercase()).or_insert(*line);
        if seen != *line {
            let name = shorten(&person.name, 60);
            notes.push(format!("“{name}” stands on line {seen} and again on line {line}."));
        }
    }
}

fn person_in_line(line: &str) -> Option<PersonRow> {
    let mut pieces = outside_brackets(line).into_iter();
    let (name, also) = name_and_more(pieces.next()?.trim());
    let mut person = PersonRow {
        name: CleanText::line(name),
        function: CleanText::default(),
        present: true,
        voting: true,
        speaks_last: false,
        note: CleanText::default(),
    };
    let said = also.into_iter().flat_map(|more| more.split(',')).chain(pieces).map(str::trim);
    let function: Vec<&str> = said.filter(|words| !understood_mark(&mut person, words)).collect();
    person.function = CleanText::line(&function.join(", "));
    (!person.name.is_empty()).then_some(person)
}

/// The pieces between commas, semicolons and tabs; those inside brackets do not part.
fn outside_brackets(line: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    line.split(|character| {
        match character {
            '(' => depth += 1,
            ')' => depth = (depth - 1).max(0),
            _ => {}
        }
        depth == 0 && matches!(character, ',' | ';' | '\t')
    })
    .collect()
}

/// `Ana (Service)` and `Ana - Service`, parted.
fn name_and_more(text: &str) -> (&str, Option<&str>) {
    let bracketed = text.strip_suffix(')').and_then(|text| text.split_once('('));
    let dashed = || [" - ", " – ", " — "].iter().find_map(|dash| text.split_once(dash));
    match bracketed.or_else(dashed) {
        Some((name, more)) => (name, Some(more)),
        None => (text, None),
    }
}

fn understood_mark(person: &mut PersonRow, words: &str) -> bool {
    match &*words.to_lowercase() {
        "" => {}
        "invited" | "absent" | "not present" | "not here" => person.present = false,
        "not voting" | "no vote" | "non-voting" | "does not vote" => person.voting = false,
        "speaks last" => person.speaks_last = true,
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(person: &PersonRow) -> String {
        let mark = |is: bool, letter: &'static str| if is { letter } else { "" };
        let PersonRow { name, function, present, voting, speaks_last, .. } = person;
        let marks = [mark(*present, "p"), mark(*voting, "v"), mark(*speaks_last, "l")].concat();
        format!("{name}|{function}|{marks}")
    }

    fn listed(text: &str) -> Vec<String> {
        from_lines(text).unwrap().rows.iter().map(summary).collect()
    }

    #[test]
    fn the_sample_team_is_read() {
        let team = from_csv(include_bytes!("../../tests/fixtures/team.csv")).unwrap();
        assert_eq!(team.notes, Vec::<String>::new());
        assert_eq!(team.rows.len(), 12);
        assert_eq!(summary(&team.rows[3]), "Delacroix, Dee|Public relations|pv");
        assert_eq!(summary(&team.rows[5]), "Fay O'Connor|Human resources|v");
        assert_eq!(team.rows[5].note, "invited; joins after the break");
        assert_eq!(summary(&team.rows[11]), "Lou Beaumont|Facilitation|p");
    }

    #[test]
    fn a_file_from_an_office_program_is_read_with_a_note() {
        let team = from_csv(b"Name;Department;Senior\r\nJo M\xfcller;Legal;x\r\n").unwrap();
        assert_eq!(summary(&team.rows[0]), "Jo Müller|Legal|pvl");
        assert!(team.notes[0].contains("Windows-1252"));
    }

    #[test]
    fn lines_are_read_however_people_write_them() {
        for (line, person) in [
            ("Ana Brandão, Customer service", "Ana Brandão|Customer service|pv"),
            ("- Ana Brandão (Customer service)", "Ana Brandão|Customer service|pv"),
            ("* Ana - Service", "Ana|Service|pv"),
            ("1. Ana", "Ana||pv"),
            ("Ana, Service, invited", "Ana|Service|v"),
            ("Ana (Service, Berlin), not voting", "Ana|Service, Berlin|p"),
            ("Ana (invited)", "Ana||v"),
            ("Ana, Speaks Last", "Ana||pvl"),
            ("Ana\tService", "Ana|Service|pv"),
            ("Jo Müller-Lüdenscheidt", "Jo Müller-Lüdenscheidt||pv"),
            ("Ana (", "Ana (||pv"),
        ] {
            assert_eq!(listed(line), [person], "{line}");
        }
        assert_eq!(listed("Ana\n\n, nobody\nBen\n"), ["Ana||pv", "Ben||pv"]);
    }

    #[test]
    fn pasted_text_with_column_names_is_a_table() {
        assert_eq!(listed("function;name\nIT;Ana\n"), ["Ana|IT|pv"]);
        assert_eq!(listed("Name, Function\nAna, IT\n"), ["Ana|IT|pv"]);
    }

    #[test]
    fn a_name_that_comes_twice_is_noted_and_kept() {
        let team = from_csv(b"name\nAna\nBen\nana\n").unwrap();
        assert_eq!(team.rows.len(), 3);
        assert_eq!(team.notes, ["“ana” stands on line 2 and again on line 4."]);
        assert_eq!(from_lines("Ana\nAna, IT").unwrap().notes.len(), 1);
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        for (text, shown) in [
            (
                "name,present\nAna,perhaps\n",
                "Line 2, column 5: “perhaps” under “present” is neither",
            ),
            ("name,present\nAna,yes\n ,yes\n", "Line 3: There is no name"),
            ("function\nIT\n", "Line 1: There is no column “name”"),
        ] {
            let error = from_csv(text.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with(shown), "{error}");
        }
        assert!(from_lines(" \n-\n").unwrap_err().message.contains("No names"));
    }
}
