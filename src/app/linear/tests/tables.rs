//! Tables go out and come back, line by line.

use super::*;
use crate::session::{Author, Change};
use std::path::Path;

/// What was told, without the ends of lines.
fn plain(told: &str) -> String {
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A harvest fair with two people, split into two tables by four empty lines.
fn split() -> (Home, String) {
    let home = Home::new();
    let told = home.told("\nAna, Service\nBen, HR\n/split\n\n\n\n\n");
    (home, told)
}

impl Home {
    fn table(&self, number: u8) -> PathBuf {
        let about = ["listening-to-those-it-is-for", "making-the-first-piece"];
        let about = about[usize::from(number) - 1];
        self.folder.path().join(format!("harvest-fair-table-{number}-{about}.ron"))
    }

    /// The team meets again on this day of December, says a session.
    fn meets(&self, path: &Path, day: i8) {
        let opened = when_free(path);
        let Standing::Writable(mut keeper) = opened.standing else { panic!("it is open") };
        let (mut room, _) = Room::resume(opened.session, &opened.events, opened.sealed);
        let date = Change::NextDate(Some(jiff::civil::date(2026, 12, day)));
        room.submit(at(70), Author::Facilitator, date).expect("a date");
        let session = Arc::new(room.session().clone());
        let events = room.take_unsaved();
        keeper
            .save(&mut SaveJob { session, sealed: Sealed::default(), events }, at(70))
            .expect("saved");
    }
}

#[test]
fn empty_lines_take_what_is_proposed_and_the_files_are_named() {
    let (home, told) = split();
    for words in [
        "Into how many tables? An empty line says: 2",
        "Into which folder are their files written?",
        "(Making the first piece): Ben. Each runs Open, Goals",
        "Write 2 files? yes or no. An empty line says: yes",
        "/merge brings them back.",
    ] {
        assert!(plain(&told).contains(words), "“{words}” is not in:\n{told}");
    }
    assert!(home.table(1).exists() && told.contains(&home.table(2).display().to_string()));
    assert_eq!(home.session().tables_out().count(), 2);
    let again = home.told("/next\n");
    assert!(plain(&again).contains("2 tables are out; /merge brings them back."), "{again}");
    let no = Home::new().told("\nAna\nBen\n/split\n3\n\n\n2\n\n\nno\n/merge\n");
    assert!(plain(&no).contains("3 tables need 3 people, and 2 of the list are here"), "{no}");
    assert!(no.contains("It stays as it was.") && no.contains("No table is out"), "{no}");
}

#[test]
fn what_two_decided_differently_is_asked_in_lines() {
    let (home, _) = split();
    home.told_of(&home.table(1), "/park Ask the mayor\n");
    home.meets(&home.table(1), 10);
    home.meets(&home.path(), 3);
    let told = home.told("/merge\n\nperhaps\n2\n/undo\n/merge 2\n/merge nowhere.ron\n");
    for words in [
        "Table 1 (Listening to those it is for), out: Ana; at Open; it brings 1 parked item; 1 to choose.",
        "Which one comes? Its number, or the path of its file. An empty line says: 1",
        "1: the session says ",
        "Say 1, 2 or o; /cancel leaves the table out.",
        "When does the team meet again? 2026-12-10",
        "From table 1 (Listening to those it is for): 1 parked item",
        "Saved: took in table 1.",
        "Undone: took in table 1.",
        "From table 2 (Making the first piece): nothing new.",
        "There is no such file",
    ] {
        assert!(plain(&told).contains(words), "“{words}” is not in:\n{told}");
    }
    assert_eq!(home.session().tables_out().count(), 1);
}
