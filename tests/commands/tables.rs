//! `split` and `merge`: break-out tables out and back.

use super::*;
use groundswell::room::Room;
use groundswell::session::{Author, Change, decisions, promises};
use groundswell::store::{Opened, Standing};
use jiff::civil::date;

fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).expect("it is there")
}

fn read(path: &Path) -> Session {
    groundswell::store::frame::read::<Session>(&RealDisk, path).expect("a session").value
}

/// The tour's session, and the tables it was split into.
fn split(desk: &Desk, words: &[&str]) -> (PathBuf, Vec<PathBuf>) {
    desk.keep("boxes", &Desk::tour("Boxes"));
    let said = desk.says(&[&["split", "boxes"], words].concat());
    assert_eq!(said.code, 0, "{said:?}");
    (desk.folder().join("boxes.ron"), said.out.lines().map(PathBuf::from).collect())
}

/// Something happens in a session, as in the app.
fn happens(path: &Path, change: impl FnOnce(&Session) -> Change) {
    let now = read(path).glance.changed;
    let opened = Store::on(Arc::new(RealDisk)).open(path, now).expect("it opens");
    let Opened { session, events, sealed, standing: Standing::Writable(mut keeper), .. } = opened
    else {
        panic!("it can be written")
    };
    let (mut room, _) = Room::resume(session, &events, sealed);
    let change = change(room.session());
    room.submit(now, Author::Facilitator, change).expect("accepted");
    let events = room.take_unsaved();
    let session = Arc::new(room.session().clone());
    let mut job = SaveJob { session, sealed: room.sealed().clone(), events };
    keeper.save(&mut job, now).expect("saved");
}

fn parks(path: &Path, words: &str) {
    happens(path, |_| Change::Decisions(decisions::Change::Park(CleanText::line(words))));
}

fn merges(desk: &Desk, files: &[&Path], more: &[&str]) -> Said {
    let files = files.iter().map(|file| file.to_str().expect("text"));
    let words: Vec<&str> =
        ["merge", "boxes"].into_iter().chain(files).chain(more.iter().copied()).collect();
    desk.says(&words)
}

#[test]
fn three_tables_go_out_and_come_back_and_twice_changes_nothing() {
    let desk = Desk::new();
    let (origin, tables) = split(&desk, &["--steps", "promise,close"]);
    assert_eq!(tables.len(), 3);
    let was = read(&origin);
    assert_eq!(was.tables_out().count(), 3);
    let people: usize =
        tables.iter().map(|it| read(it).people.iter().filter(|p| p.present).count()).sum();
    assert_eq!(people, was.people.iter().filter(|it| it.present).count());
    for (at, table) in tables.iter().enumerate() {
        parks(table, &format!("Thought of table {}", at + 1));
    }
    happens(&tables[1], |session| {
        let who = session.people.iter().find(|it| it.present).expect("somebody").id.clone();
        let vow = promises::Vow {
            will: CleanText::line("call the carrier"),
            by: date(2027, 3, 1),
            when: CleanText::default(),
            first_step: CleanText::default(),
            first_by: None,
            checks: None,
            place: 0,
            comes_off: CleanText::default(),
            area: session.areas.first().map(|area| area.id.clone()),
        };
        Change::Promises(promises::Change::Make { who, vow, second_yes: true })
    });
    let files: Vec<&Path> = tables.iter().map(PathBuf::as_path).collect();
    let before: Vec<Vec<u8>> = files.iter().map(|file| bytes(file)).collect();
    let said = merges(&desk, &files, &[]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.out.contains("From table 2") && said.out.contains("1 promise and 1 parked item."),
        "{said:?}"
    );
    let after = read(&origin);
    assert_eq!(after.parked.len(), was.parked.len() + 3);
    assert_eq!(after.promises.len(), was.promises.len() + 1);
    assert_eq!(after.tables_out().count(), 0);
    let now: Vec<Vec<u8>> = files.iter().map(|file| bytes(file)).collect();
    assert_eq!(before, now, "tables are only read");
    let once = bytes(&origin);
    let said = merges(&desk, &files, &[]);
    assert_eq!((said.code, said.out.matches("nothing new").count()), (0, 3), "{said:?}");
    assert_eq!(bytes(&origin), once, "twice changes nothing");
    let record = desk.says(&["export", "boxes", "--to", "md", "--out", "-"]);
    assert!(record.out.contains("From table 2: 1 promise and 1 parked item"), "{}", record.out);
    parks(&tables[0], "An afterthought");
    let said = merges(&desk, &files, &[]);
    assert!(said.out.contains("1 parked item."), "{said:?}");
    assert_eq!(read(&origin).parked.len(), was.parked.len() + 4);
}

#[test]
fn what_tables_decided_differently_is_named_and_chosen() {
    let desk = Desk::new();
    let (origin, tables) = split(&desk, &["--tables", "2"]);
    for (table, day) in tables.iter().zip([11, 12]) {
        happens(table, |_| Change::NextDate(Some(date(2027, 1, day))));
    }
    let files = [tables[0].as_path(), tables[1].as_path()];
    let before = bytes(&origin);
    let said = merges(&desk, &files, &[]);
    assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
    let asked = "When does the team meet again? Table 1 says 2027-01-11, table 2 says 2027-01-12.";
    assert!(said.err.contains(asked) && said.err.contains("--take 1"), "{said:?}");
    assert_eq!(bytes(&origin), before, "nothing was changed");
    let preferred = tables[0].to_str().expect("text");
    let said = merges(&desk, &files, &["--prefer", preferred]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("\n  When does the team meet again? 2027-01-11\n"), "{said:?}");
    let session = read(&origin);
    assert_eq!(session.next_date, Some(date(2027, 1, 11)));
    let decision = session.decisions.last().expect("in the record");
    assert_eq!(&*decision.what, "When does the team meet again? 2027-01-11");
    assert!(decision.rule.contains("table 2 said 2027-01-12"), "{}", decision.rule);
    happens(&tables[1], |_| Change::NextDate(Some(date(2027, 1, 13))));
    assert_eq!(merges(&desk, &files[1..], &["--take", "2"]).code, 0);
    assert_eq!(read(&origin).next_date, Some(date(2027, 1, 13)));
}

#[test]
fn a_table_counts_once_with_the_session_it_is_from() {
    let desk = Desk::new();
    let count = |desk: &Desk| {
        let due = json(&desk.says(&["due", "--within", "3660", "--json"]));
        let value: Value =
            serde_json::from_str(&desk.says(&["portfolio", "--json"]).out).expect("JSON");
        (due.len(), value["sessions"].as_array().expect("a list").len())
    };
    desk.keep("boxes", &Desk::tour("Boxes"));
    let (before, sessions) = count(&desk);
    assert_eq!(sessions, 1);
    let said = desk.says(&["split", "boxes"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(count(&desk), (before, 1));
    let tables: Vec<PathBuf> = said.out.lines().map(PathBuf::from).collect();
    happens(&tables[0], |session| {
        let id = session.areas.iter().find(|it| it.is_red()).map(|it| it.id.clone());
        match id {
            Some(id) => Change::Areas(groundswell::session::areas::Change::LeaveOpen(
                id,
                Some(date(2027, 5, 5)),
            )),
            None => Change::NextDate(Some(date(2027, 5, 5))),
        }
    });
    assert_eq!(count(&desk), (before + 1, 1), "what is new at a table is due there");
    let files: Vec<&Path> = tables.iter().map(PathBuf::as_path).collect();
    assert_eq!(merges(&desk, &files, &["--take", "2"]).code, 0);
    assert_eq!(count(&desk).1, 1);
}

#[test]
fn what_is_no_table_of_it_is_refused_and_so_is_a_split_that_cannot_be() {
    let desk = Desk::with_garden();
    let (_, tables) = split(&desk, &["--out", desk.beside("stick").to_str().expect("text")]);
    assert!(tables[0].starts_with(desk.beside("stick")), "{tables:?}");
    let table = tables[0].to_str().expect("text");
    let refused = desk.refuses(&["merge", "garden", table]);
    assert!(refused.contains("a table of “Boxes”, not of “Garden”"), "{refused}");
    let refused = desk.refuses(&["merge", "boxes", "garden"]);
    assert!(refused.contains("no table of another one"), "{refused}");
    let refused = desk.refuses(&["split", "garden"]);
    assert!(refused.contains("--tables 3"), "{refused}");
    let refused = desk.refuses(&["split", "boxes", "--tables", "19"]);
    assert!(refused.contains("19 tables need 19 people"), "{refused}");
    let said = desk.says(&["split", "boxes", "--tables", "2"]);
    assert!(said.err.contains("3 tables of earlier splits are still out"), "{said:?}");
    assert!(said.out.contains("table-4"), "numbers are never used twice: {said:?}");
}
