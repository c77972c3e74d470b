//! The roles screen as somebody types at it.

use crate::room::Room;
use crate::session::areas::{self, Answer, Standing};
use crate::session::{Area, Change as Any, Reach, goals, people};
use crate::testing::{activity, area, person, room_of, submit, text};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Policy};

/// Ana, Ben, Chi and Dee are here, Eve left; a second area for one person asks a second yes.
fn room() -> Room {
    let people = [
        ("Ana", "Service"),
        ("Ben", "Marketing"),
        ("Chi", "Marketing"),
        ("Dee", "HR"),
        ("Eve", "HR"),
    ];
    let mut room = room_of(vec![activity(Do::Roles { load: 1 }, Policy::Open)], &people);
    submit(&mut room, Any::People(people::Change::Leave(person(5)))).expect("Eve left");
    room
}

fn stage() -> Stage {
    Stage::of(room())
}

/// Ana answers for Listening, Ben for Crisis if Legal agrees, Measuring is left open, and nobody
/// wants the policy.
fn settled() -> Stage {
    stage()
        .keys("<enter>Ana<enter><enter>500<enter>the newsletter<enter>")
        .keys("<down><enter>Ben<enter><down><enter>Legal agrees<enter>3 dec<enter><esc>")
        .keys("<down>oin 30 days<enter>")
        .keys("aPolicy and training<enter><enter>")
        .keys("<up><up>iDee<enter><esc>cChi<enter>Legal<enter><esc>")
}

fn one(stage: &Stage, place: usize) -> &Area {
    stage.session().area(&area(place)).expect("the area is there")
}

#[test]
fn the_board_stands_in_columns_with_its_signs_and_counts() {
    insta::assert_snapshot!(settled().shows(), @"
    Garden                                                          ROLES   5 min
    ROLES ◐                                                             ends 11:05

      What is the question?

        Area                  Accountable               Doing         Consulted
        Listening             ● Ana    Service          —             —
      ▸ Crisis                ◐ Ben    Marketing        Dee           Chi, Legal
        Measuring             ✕ open until Wed 2 Dec    —             —
        Policy and training   ○ nobody yet              —             —

                                  1 settled · 1 half · 1 nobody yet · 1 left open

        Ben, if Legal agrees, known by Thu 3 Dec
        Doing: Dee · Consulted: Chi, Legal








    Enter choose   Space answer   i doing   c consulted   ? help    saved 11:41:03
    ");
}

#[test]
fn a_wide_screen_shows_the_informed_too_and_a_narrow_one_the_doers() {
    settled().size(120, 40).expects("Informed").expects("Consulted");
    let narrow = settled().size(60, 20);
    narrow
        .expects("Doing")
        .expects("Dee · Consulted: Chi, Legal")
        .expects("◐ Ben")
        .expects("1 left open");
}

#[test]
fn without_an_area_it_says_what_for_and_which_key() {
    stage().keys("ddd").expects("No area yet. a adds one").expects("a add an area");
}

#[test]
fn the_chooser_shows_who_is_present_with_their_load() {
    let stage = settled().keys("<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                          ROLES   5 min
    ROLES ◐                                                             ends 11:05

      What is the question?

        Area                  Accountable               Doing         Consulted
        Listening             ● Ana    Service          —             —
      ▸ Crisis                ◐ Ben    Marketing        Dee           Chi, Legal
        Measuring             ✕ open until Wed 2 Dec    —             —
        P╭─ Crisis: who answers for it? ──────────────────────────────────────╮
         │   type to find, Enter takes                                        │
         │                                                                    │en
         │ ▸ Ana               1 █    Service                                 │
        B│   Ben               1 █    Marketing                               │
        D│   Chi                      Marketing                               │
         │   Dee                      HR                                      │
         │   nobody after all                                                 │
         ╰────────────────────────────────────────────────────────────────────╯





    Enter ask this person   Esc close   F1 help                     saved 11:41:03
    ");
}

#[test]
fn who_is_asked_stands_on_the_wall_until_the_answer_is_in_and_again_when_it_is_taken_back() {
    let stage = stage().keys("<enter>ben<enter>w").expects("Listening Ben");
    let stage = stage.keys("w").expects("Not me, I will advise").keys("pTea<enter>bb");
    assert_eq!(stage.session().parked.len(), 1, "to park works meanwhile");
    let stage = stage.keys("<enter><esc>").expects("● Ben");
    let stage = stage.keys("w").expects_no("Listening Ben").keys("w");
    let stage = stage.keys("u").expects("Not me, I will advise").expects("○ nobody yet");
    let stage = stage.keys("u").expects("Undone").keys("<esc>").expects_no("Not me");
    assert!(stage.session().asked().is_none() && stage.session().parked.is_empty());
    // Esc in the answers goes back to the names, and nobody is asked any more.
    let stage = stage.keys("<enter>ben<enter><esc>").expects("who answers for it?");
    assert!(stage.session().asked().is_none());
}

#[test]
fn the_name_lands_in_large_type_above_the_answers() {
    let stage = stage().keys("<enter>ben<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                          ROLES   5 min
    ROLES ◐                                                             ends 11:05

      What is the question?

        Area                  Accountable               Doing         Consulted
      ▸ Listening             ○ nobody yet              —             —
        Crisis                ○ nobody yet              —             —
       ╭─ Listening ────────────────────────────────────────────────────────────╮
       │ ▀██▀▀█▄                                                                │
       │  ██▄▄█▀ ▄█▀▀█▄  ██▀▀█▄                                                 │
       │  ██  ██ ██▀▀▀▀  ██  ██                                                 │
       │ ▀▀▀▀▀▀   ▀▀▀▀   ▀▀  ▀▀                                                 │
       │                                                                        │
       │ ▸ Yes                                                                  │
       │   Yes, if …               hours, money, somebody's approval: by a date │
       │   Not me, I will advise   no fault in it; asked before, from now on    │
       │   Not me                  no fault in it                               │
       ╰────────────────────────────────────────────────────────────────────────╯




    Enter this is the answer   Esc back   ? help                    saved 11:41:03
    ");
}

#[test]
fn only_one_name_of_somebody_present_is_taken() {
    for (typed, reason) in [
        ("we all", "nobody owns it"),
        ("Marketing", "is a department"),
        ("Eve", "Eve is not in the room"),
        ("Ben and Chi", "One name"),
        ("Zoe", "on no list here"),
    ] {
        let stage = stage().keys(&format!("<enter>{typed}<enter>")).expects(reason);
        assert!(stage.session().areas.iter().all(Area::is_red), "{typed}");
    }
}

#[test]
fn a_yes_settles_and_asks_for_terms_which_may_stay_empty() {
    let asked = stage().keys("<enter>ana<enter><enter>").expects("Both may stay empty");
    assert_eq!(one(&asked, 1).standing(), Standing::Settled);
    let asked = asked.keys("<enter><enter>").expects_no("Both may stay empty");
    let accountable = one(&asked, 1).accountable.as_ref().expect("Ana");
    assert_eq!((accountable.may_spend, accountable.comes_off.as_str()), (None, ""));
}

#[test]
fn terms_are_kept_and_an_amount_that_is_none_says_so_in_its_place() {
    let stage = stage().keys("<enter>ana<enter><enter>some<enter><enter>");
    let stage = stage.expects("is not an amount").keys("<c-u>500<enter>the news<enter>");
    let accountable = one(&stage, 1).accountable.as_ref().expect("Ana");
    assert_eq!(accountable.may_spend, stage.session().currency.parse("500").ok());
    assert_eq!(accountable.comes_off, "the news");
    stage
        .expects("May spend €500 unasked · Comes off the list: the news")
        .keys("y")
        .expects("€500");
}

#[test]
fn a_condition_half_settles_and_needs_a_day_to_come() {
    let stage =
        stage().keys("<enter>ana<enter><down><enter><enter><enter>").expects("Yes, if what?");
    let stage = stage.keys("Legal agrees<enter>2026-10-30<enter>").expects("is over");
    let stage = stage.keys("<c-u>friday<enter><esc>");
    assert_eq!(one(&stage, 1).standing(), Standing::Half);
    stage.expects("Ana, if Legal agrees, known by");
}

#[test]
fn going_back_and_forth_loses_no_word_of_the_condition() {
    stage()
        .keys("<enter>ana<enter><down><enter>Legal agrees<esc>")
        .expects("Not me, I will advise")
        .keys("<enter>")
        .expects("Legal agrees");
}

#[test]
fn a_condition_that_came_true_becomes_a_yes_with_two_keys() {
    let stage = settled();
    assert_eq!(one(&stage, 2).standing(), Standing::Half);
    let stage = stage.keys("<space><enter><esc>");
    assert_eq!(one(&stage, 2).standing(), Standing::Settled);
    let accountable = one(&stage, 2).accountable.as_ref().expect("Ben");
    assert_eq!((&accountable.who, &accountable.answer), (&person(2), &Answer::Yes));
}

#[test]
fn not_me_with_advice_is_no_fault_and_a_place_among_the_consulted() {
    let stage = stage().keys("<enter>dee<enter><down><down><enter>");
    assert!(one(&stage, 1).is_red());
    assert_eq!(one(&stage, 1).consulted, [person(4)]);
    stage.expects_no("Not me");
}

#[test]
fn above_the_usual_load_enter_is_pressed_twice() {
    let stage = stage().keys("<enter>ana<enter><enter><esc><down><enter>ana<enter><enter>");
    let stage = stage.expects("Ana answers for one area already: Listening.");
    assert!(one(&stage, 2).is_red());
    let stage = stage.keys("<esc>").expects("Yes, if …").keys("<enter><enter>");
    assert_eq!(one(&stage, 2).owner(), Some(&person(1)));
}

#[test]
fn nobody_after_all_frees_an_area_which_may_then_be_left_open() {
    let stage = settled().keys("<up>o").expects("frees it").keys("<enter>after all<enter>");
    assert_eq!(one(&stage, 1).standing(), Standing::Nobody);
    let stage = stage.keys("o<enter>").expects("No date was given").keys("3 dec<enter>");
    assert_eq!(one(&stage, 1).standing(), Standing::LeftOpen);
    let stage = stage.keys("o");
    assert_eq!(one(&stage, 1).standing(), Standing::Nobody);
}

#[test]
fn people_and_departments_are_put_in_and_out_with_enter() {
    let stage = stage().keys("cben<enter>Works council<enter><esc>");
    let session = stage.session();
    assert_eq!(
        session.names_in(&session.areas[0], areas::Part::Consulted),
        ["Ben", "Works council"]
    );
    let stage = stage.keys("cben<enter>works<enter><esc>fMarketing<enter><esc>");
    let session = stage.session();
    assert!(session.names_in(&session.areas[0], areas::Part::Consulted).is_empty());
    assert_eq!(session.names_in(&session.areas[0], areas::Part::Informed), ["Marketing"]);
    stage.keys("iMarketing<enter>").expects("The work needs hands");
}

#[test]
fn an_area_is_worded_and_serves_goals() {
    let mut room = room();
    let shape = goals::Shape { outcome: text("Customers are answered"), ..goals::Shape::default() };
    submit(&mut room, Any::Goals(goals::Change::Add(shape, None))).expect("a goal");
    let stage =
        Stage::of(room).keys("e in time<enter>a weekly digest<enter>mails<enter><right><enter>");
    let stage = stage.expects("Customers are answered").keys("<space><enter>");
    let area = one(&stage, 1);
    assert_eq!((area.name.as_str(), area.done.as_str()), ("Listening in time", "a weekly digest"));
    assert_eq!((area.replaces.as_str(), area.serves.len()), ("mails", 1));
    assert_eq!(area.reach, Reach::Inside);
    stage.expects("Done when: a weekly digest · Replaces: mails").expects("Serves: Customers");
}

#[test]
fn a_name_that_is_taken_is_refused_and_keeps_the_form() {
    let stage = stage().keys("e<c-u>Crisis<esc>").expects("an area already").expects("Done when");
    stage.keys("<esc>").expects_no("Done when").expects("Listening");
}

#[test]
fn the_cursor_stays_on_an_area_that_moves_and_undo_says_what() {
    let stage = stage().keys("-");
    assert_eq!(stage.session().areas[1].name, "Listening");
    let stage = stage.expects("▸ Listening").keys("-+++").expects("▸ Listening");
    assert_eq!(stage.session().areas[0].name, "Listening");
    stage.keys("d").expects_no("Listening").keys("u").expects("Undone: deleted an area");
}

#[test]
fn who_left_the_room_is_said_so_beside_their_name() {
    let mut stage = settled();
    submit(&mut stage.room, Any::People(people::Change::Leave(person(1)))).expect("Ana left");
    stage.expects("● Ana    left the room");
}

#[test]
fn when_everything_is_answered_it_says_how_to_go_on() {
    stage()
        .expects_no("go on")
        .keys("o3 dec<enter><down>o3 dec<enter><down>o3 dec<enter>")
        .expects("go on");
}

#[test]
fn nothing_is_drawn_wrongly_at_any_size() {
    let opened = [
        "",
        "<enter>",
        "<enter>ana<enter>",
        "<enter>ana<enter><down><enter>",
        "e",
        "o",
        "c",
        "y",
        "a",
    ];
    for keys in opened {
        for size in [(60, 18), (60, 20), (61, 23), (80, 24), (99, 30), (120, 40), (200, 60)] {
            let stage = settled().keys(keys).size(size.0, size.1);
            assert!(stage.shows().contains("Garden"), "{keys} at {size:?}");
        }
    }
}
