//! Tables go out of a running session and come back into it, by keys.

use crate::session::{Change, Session, agenda, decisions, goals, people};
use crate::testing::{activity, person, place, room_of, submit, text};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Policy};
use jiff::civil::date;

const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (200, 60), (60, 20)];

/// Six people at the first of three steps.
fn stage() -> Stage {
    let steps = [Do::Gather {}, Do::Roles { load: 9 }, Do::Promise { first_step: 7, most: 9 }];
    let team = [
        ("Ana", "Service"),
        ("Ben", "Marketing"),
        ("Chi", "Marketing"),
        ("Dee", "HR"),
        ("Eli", "HR"),
        ("Fay", "Service"),
    ];
    Stage::of(room_of(steps.map(|what| activity(what, Policy::Open)).into(), &team))
}

fn names(session: &Session) -> Vec<&str> {
    session.present().map(|person| &*person.name).collect()
}

/// Two tables are out, and what was made has been read.
fn out() -> Stage {
    stage().keys("><enter>")
}

/// Both say another day on which the team meets again, and the table parks something.
fn with_a_difference() -> Stage {
    let mut stage = out();
    let day = |day| Change::NextDate(Some(date(2026, 12, day)));
    submit(&mut stage.room, day(3)).expect("a date");
    submit(&mut stage.tables[1], day(10)).expect("another");
    let park = Change::Decisions(decisions::Change::Park(text("Ask the mayor")));
    submit(&mut stage.tables[1], park).expect("parked");
    stage
}

#[test]
fn a_split_is_proposed_with_who_sits_where_and_the_files_it_makes() {
    insta::assert_snapshot!(stage().keys(">").shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  roles ○  promise ○                                        ends 11:15

     ╭─ Split into tables ──────────────────────────────────────────────────────╮
     │   2 tables                                                               │
     │                                                                          │
     │ ▸ Table 1 (Listening)                  Garden · table 1 (Listening).ron  │
     │     Ana                                Service                           │
     │     Ben                                Marketing                         │
     │     Dee                                HR                                │
     │   Table 2 (Crisis)                     Garden · table 2 (Crisis).ron     │
     │     Fay                                Service                           │
     │     Chi                                Marketing                         │
     │     Eli                                HR                                │
     │   Each table runs                                                        │
     │     ● gather                                                             │
     │     ● roles                                                              │
     │     ● promise                                                            │
     │                                                                          │
     │   Writes /plans/Garden · table 1 (Listening).ron                         │
     │                                                                          │
     ╰──────────────────────────────────────────────────────────────────────────╯

    Enter write 2 files   + more tables   - fewer                   saved 11:41:03
    ");
}

#[test]
fn the_tables_are_as_somebody_set_them() {
    let stage = stage().keys(">+").expects("3 tables").keys("<down>l").expects("Table 1");
    // Ana has gone to the second table; the last step is left out.
    let stage = stage.keys("<end><space>").expects("not at the tables").keys("<enter>");
    assert_eq!(stage.tables.len(), 3);
    let at = |number: usize| names(stage.tables[number].session());
    assert_eq!((at(0), at(1), at(2)), (vec!["Chi"], vec!["Ana", "Dee", "Fay"], vec!["Ben", "Eli"]));
    let steps = |it: &crate::session::StepRun| it.id().to_string();
    let runs: Vec<String> = stage.tables[0].session().steps.iter().map(steps).collect();
    assert_eq!(runs, ["gather", "roles"]);
    let stage = stage.expects("3 tables are out").keys("u").expects("Undone: split into 3 tables");
    assert_eq!(stage.session().tables_out().count(), 0);
}

#[test]
fn with_goals_there_is_a_table_for_each() {
    let mut stage = stage();
    for goal in ["Answered", "Found", "Heard"] {
        let shape = goals::Shape { outcome: text(goal), ..goals::Shape::default() };
        submit(&mut stage.room, Change::Goals(goals::Change::Add(shape, None))).expect("a goal");
    }
    let stage = stage.keys(":split<enter>").expects("3 tables, one for each goal");
    let stage = stage.expects("Table 2 (Found)").keys("-").expects("2 tables");
    let stage = stage.keys("+").expects("3 tables, one for each goal").keys("<enter>");
    assert_eq!(&*stage.tables[2].session().title, "Garden · table 3 (Heard)");
}

#[test]
fn what_cannot_be_split_is_said_and_nothing_is_made() {
    let mut alone = stage();
    for who in 2..=6 {
        let leave = Change::People(people::Change::Leave(person(who)));
        submit(&mut alone.room, leave).expect("gone home");
    }
    let alone = alone.keys(">").expects("2 tables need 2 people, and 1 of the list are here");
    let alone = alone.keys(":bring<enter>").expects("No table is out; > splits the session");
    assert!(alone.tables.is_empty());
    // Everybody at the second table, and then nothing to do there.
    let stage = stage().keys(">").keys(&"<home><down>l".repeat(3)).keys("<enter>");
    let stage = stage.expects("Nobody who is here sits at table 1.");
    let stage = stage.keys("<esc>>-").expects("A split makes two tables or more.");
    let stage = stage.keys("<end><space><up><space><up><space><enter>");
    let stage = stage.expects("The tables have no step to run");
    assert!(stage.tables.is_empty() && stage.session().tables.is_empty());
}

#[test]
fn a_table_comes_back_and_one_key_takes_it_out_again() {
    let mut stage = out();
    let park = Change::Decisions(decisions::Change::Park(text("Ask the mayor")));
    submit(&mut stage.tables[1], park).expect("parked");
    let stage = stage.keys(">");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  roles ○  promise ○                     2 tables are out · ends 11:15

      What is the question?



     ╭─ Tables ─────────────────────────────────────────────────────────────────╮
     │   2 tables are out                                                       │
     │                                                                          │
     │ ▸ Table 1 (Listening)       at gather             nothing new            │
     │   Table 2 (Crisis)          at gather             1 parked item          │
     │                                                                          │
     │   Table 1 (Listening): Ana, Ben and Dee. Last changed just now. It       │
     │   brings nothing new.                                                    │
     │   /plans/t1.ron                                                          │
     ╰──────────────────────────────────────────────────────────────────────────╯






    Enter bring it back   f a file elsewhere   a split again        saved 11:41:03
    ");
    let stage = stage.keys("<down><enter>").expects("From table 2");
    let stage = stage.expects("1 parked item. u takes it back.").expects("1 table is out");
    assert_eq!(stage.session().parked.len(), 1);
    let again = stage.keys("><down>").expects("came back").keys("<enter>").expects("Nothing new");
    let stage = again.keys("<esc>u").expects("Undone: took in table 2");
    assert_eq!((stage.session().parked.len(), stage.session().tables_out().count()), (0, 2));
}

#[test]
fn what_two_decided_differently_is_asked_and_what_was_chosen_is_kept() {
    let stage = with_a_difference().keys("><down>").expects("1 to choose").keys("<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  roles ○  promise ○                     2 tables are out · ends 11:15

      What is the question?

     ╭─ Table 2 decided differently ────────────────────────────────────────────╮
     │ 1 of 1                                                                   │
     │ When does the team meet again?                                           │
     │                                                                          │
     │ ▸ 1  The session says                                                    │
     │      2026-12-03                                                          │
     │                                                                          │
     │   2  Table 2 says                                                        │
     │      2026-12-10                                                          │
     │                                                                          │
     │   o  Neither                                                             │
     │      left open: as it was before the split, and parked                   │
     │                                                                          │
     ╰──────────────────────────────────────────────────────────────────────────╯




    Enter take this   1 keep here   2 take theirs                   saved 11:41:03
    ");
    let before = stage.session().revision;
    let stage = stage.keys("2").expects("When does the team meet again?").keys("<enter>");
    let session = stage.session();
    assert_eq!(session.next_date, Some(date(2026, 12, 10)));
    assert_eq!(
        (session.revision, session.parked.len(), session.decisions.len()),
        (before + 1, 1, 1)
    );
    let stage = stage.keys("u");
    assert_eq!(stage.session().next_date, Some(date(2026, 12, 3)));
    assert_eq!(stage.session().decisions.len(), 0);
}

#[test]
fn a_difference_is_left_open_or_left_alone() {
    let stage = with_a_difference().keys("><down><enter><esc>");
    let stage = stage.expects("Nothing came from table 2; it can come at any time.");
    assert_eq!(stage.session().tables_out().count(), 2);
    let stage = stage.keys("><down><enter><down><down><enter>");
    assert_eq!(stage.session().next_date, None, "as it was before the split");
    assert_eq!(stage.session().parked.len(), 2, "the question is parked beside what came");
}

#[test]
fn a_choice_that_was_made_too_fast_is_made_again() {
    let mut stage = with_a_difference();
    let named = |words| Change::Agenda(agenda::Change::GoTo(place(words)));
    submit(&mut stage.room, named("roles")).expect("on");
    let months = |months| Change::Pot(crate::session::pot::Change::Months(months));
    submit(&mut stage.room, months(6)).expect("half a year");
    submit(&mut stage.tables[1], months(9)).expect("longer");
    let stage = stage.keys("><down><enter>").expects("1 of 2").keys("1").expects("2 of 2");
    let stage = stage.keys("<left>").expects("1 of 2").keys("21");
    assert_eq!((stage.session().pot.months, stage.session().decisions.len()), (9, 2));
    assert_eq!(stage.session().next_date, Some(date(2026, 12, 3)));
}

#[test]
fn no_size_makes_it_panic() {
    for (width, height) in SIZES.into_iter().chain([(60, 18), (61, 19)]) {
        for keys in ["", "<down><down>", "<enter>", "f", "f/tmp"] {
            stage().size(width, height).keys(">").keys(keys).shows();
            with_a_difference().size(width, height).keys("><down>").keys(keys).shows();
        }
    }
}
