//! The team as it is typed, pasted, read and marked.

use crate::room::Room;
use crate::session::{Change, Displays, people};
use crate::testing::{activity, person, room_of, room_with, submit, text};
use crate::ui::stage::Stage;
use crate::workshop::{Activity, Do, Policy};

fn team(wanted: &[&str]) -> Vec<Activity> {
    let functions = wanted.iter().map(|name| text(name)).collect();
    vec![activity(Do::Team { functions }, Policy::Open)]
}

fn four() -> Stage {
    Stage::of(room_with(team(&["Legal", "HR"])))
}

fn nobody() -> Stage {
    Stage::of(room_of(team(&[]), &[]))
}

fn projected(mut room: Room) -> Stage {
    submit(&mut room, Change::Displays(Displays::One)).unwrap();
    Stage::of(room)
}

fn names(stage: &Stage) -> Vec<String> {
    stage.session().people.iter().map(|person| person.name.to_string()).collect()
}

#[test]
fn the_picture() {
    let stage = four().keys("j").keys("v").keys("jc").keys("j<space>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                           TEAM   5 min
    TEAM ◐                                                              ends 11:05

      What is the question?

           Name                 Function
        ●  Ana                  Service
        ●  Ben                  Marketing              no vote
        ●  Chi                  Marketing              has done this
      ▸ ○  Dee                  HR                     invited

        3 people from 2 functions  ·  1 invited  ·  2 voting
        ○ nobody here from Legal, HR










    a add   ] go on   Space arrives   v no vote   e edit   ? help   saved 11:41:03
    ");
}

#[test]
fn an_empty_list_says_how_to_fill_it() {
    nobody().expects("Type a name with a, paste a list").expects("CSV file with i");
}

#[test]
fn people_are_typed_one_after_the_other() {
    let stage = nobody()
        .keys("aAna Brandão, Customer service<enter>Ben, IT, invited<enter>")
        .expects("Add")
        .keys("<enter>")
        .expects("1 person from 1 function")
        .expects("1 invited")
        .expects("●  Ana Brandão");
    assert_eq!(names(&stage), ["Ana Brandão", "Ben"]);
}

#[test]
fn a_name_that_is_taken_stays_in_the_line_with_the_reason() {
    four().keys("aana, IT<enter>").expects("ana is on the list already").expects("ana, IT");
}

#[test]
fn a_pasted_list_is_one_entry_and_says_what_was_understood() {
    let stage = four()
        .paste("Eve, IT\nFay, HR, invited\nAna, Service\n")
        .expects("2 people understood")
        .expects("2 people from 2 functions; 1 invited; Ana was on the list");
    assert_eq!(names(&stage).len(), 4, "nothing is taken before somebody says so");
    let stage = stage.keys("<enter>");
    assert_eq!(names(&stage).len(), 6);
    let stage = stage.keys("u").expects("Undone: added 2 people");
    assert_eq!(names(&stage).len(), 4);
}

#[test]
fn what_is_being_typed_survives_a_paste() {
    let stage =
        nobody().keys("aEv").paste("Ana\nBen").expects("understood").keys("<enter>e<enter>");
    assert_eq!(names(&stage), ["Ana", "Ben", "Eve"]);
}

#[test]
fn a_pasted_table_is_read_by_its_columns() {
    let stage = nobody().paste("function;name;votes\nIT;Ana;no\nHR;Ben;yes\n").keys("<enter>");
    assert_eq!(names(&stage), ["Ana", "Ben"]);
    assert_eq!(stage.session().voters().count(), 1);
}

#[test]
fn a_file_is_read_by_its_path() {
    let stage = nobody()
        .file("team.csv", b"name,function\nAna,IT\n")
        .file("bad.csv", b"name,present\nAna,perhaps\n")
        .keys("inone.csv<enter>")
        .expects("There is no file none.csv.")
        .expects("none.csv")
        .keys("<bs><bs><bs><bs><bs><bs><bs><bs>bad.csv<enter>")
        .expects("column 5: “perhaps” under “present”")
        .keys("<bs><bs><bs><bs><bs><bs><bs>'team.csv'<enter>")
        .expects("1 person from 1 function.")
        .keys("<enter>");
    assert_eq!(names(&stage), ["Ana"]);
}

#[test]
fn single_keys_mark_people() {
    let stage = four().keys("<space>v").keys("jco");
    let people = &stage.session().people;
    assert!(!people[0].present && !people[0].voting);
    assert!(people[1].champion && people[1].speaks_last);
    stage.expects("speaks last · has done this").expects("○ nobody here from Legal");
}

#[test]
fn who_speaks_last_is_never_on_a_screen_that_the_room_sees() {
    let mut room = room_with(team(&[]));
    let mut said = room.session().people[0].profile();
    (said.speaks_last, said.note) = (true, text("secret"));
    submit(&mut room, Change::People(people::Change::Edit(person(1), said))).unwrap();
    let stage = projected(room)
        .expects_no("speaks last")
        .expects_no("secret")
        .keys("o")
        .expects("Not on a screen that the room sees.")
        .keys("e")
        .expects_no("Note")
        .keys(" B<enter>IT<enter>");
    let ana = &stage.session().people[0];
    assert_eq!((&*ana.name, &*ana.note, ana.speaks_last), ("Ana B", "secret", true));
}

#[test]
fn a_person_is_edited_in_a_form_and_esc_keeps() {
    let stage = four().keys("e").expects("About Ana").keys("<tab><tab>mind the time<esc>");
    assert_eq!(stage.session().people[0].note, "mind the time");
    let stage = stage.expects_no("About").keys("e").keys("<bs><bs><bs>Ben<esc>");
    let stage = stage.expects("Ben is on the list already").expects("About").keys("<esc>");
    assert_eq!(stage.expects_no("About").session().people[0].name, "Ana");
}

#[test]
fn removing_goes_back_with_undo_and_is_refused_when_something_was_said() {
    let stage = four().keys("jd");
    assert_eq!(names(&stage), ["Ana", "Chi", "Dee"]);
    assert_eq!(names(&stage.keys("u")), ["Ana", "Ben", "Chi", "Dee"]);
}

#[test]
fn hats_are_for_planning_alone() {
    four().keys("f").expects("Hats are for planning alone");
    let alone = Stage::of(room_of(team(&[]), &[("Ana", "IT")]));
    let stage = alone.expects("hats").keys("fCustomers<enter>Legal<enter><enter>");
    assert_eq!(stage.session().hats.len(), 2);
    let stage = stage.expects("a hat").keys("<end>v").expects("A hat only votes").keys("d");
    assert_eq!(stage.session().hats.len(), 1);
}

#[test]
fn it_works_at_every_size() {
    let many: Vec<(String, String)> =
        (0..50).map(|n| (format!("Person {n}"), format!("F{}", n % 9))).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(n, f)| (&**n, &**f)).collect();
    for size in [(60, 20), (80, 24), (120, 40), (200, 60), (61, 18)] {
        let stage = Stage::of(room_of(team(&["Legal"]), &many)).size(size.0, size.1);
        let stage = stage.expects("50 people from 9 functions").expects("Legal").keys("<end>");
        stage.expects("▸ ●  Person 49").keys("aEve").expects("Eve").keys("<esc>").keys("e");
    }
}
