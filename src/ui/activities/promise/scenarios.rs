//! Promises as they are typed: written, kept as drafts, read out.

use crate::room::Room;
use crate::session::promises::tests::{promised, room, vow};
use crate::session::{Change, Displays, areas, people};
use crate::testing::{area, person, submit};
use crate::ui::stage::Stage;

fn answers(room: &mut Room, who: usize, area: crate::session::Id) {
    let answer = areas::Answer::Yes;
    let change = areas::Change::Answer { area, who: person(who), answer, second_yes: false };
    submit(room, Change::Areas(change)).unwrap();
}

fn leave(room: &mut Room, who: usize) {
    submit(room, Change::People(people::Change::Leave(person(who)))).unwrap();
}

/// Ben answers for Crisis, and his form stands open.
fn writing() -> Stage {
    let mut room = room();
    answers(&mut room, 2, area(2));
    Stage::of(room).keys("j<enter>")
}

/// Ana, Ben and Dee have promised; Chi has not.
fn made() -> Room {
    let mut room = room();
    promised(&mut room, 1, vow("listen every Friday")).unwrap();
    promised(&mut room, 2, vow("call Legal")).unwrap();
    promised(&mut room, 2, vow("write it down")).unwrap();
    promised(&mut room, 4, vow("ask for the money")).unwrap();
    room
}

#[test]
fn the_form_is_drafted_from_the_roles() {
    insta::assert_snapshot!(writing().shows(), @"
    Garden                                                        PROMISE   5 min
    PROMISE ◐                                                           ends 11:05

      What is the question?

      Ben promises   answers for Crisis

      When        I am back at my desk
      I will      get Crisis going
      by          friday, 3 Dec, in 2 weeks: no date, no promise
      First step  so small that it needs nobody’s leave
      done by     Mon 9 Nov
      Who checks  ‹ nobody yet ›
      On my list  ‹ not said ›
      Instead of  what comes off the list for it
      For         ‹ Crisis ›







    Enter next, and at last keep   Esc keep and close   F1 help     saved 11:41:03
    ");
}

#[test]
fn a_promise_is_written_with_enter_from_field_to_field() {
    let stage = writing()
        .keys("I am back<enter><enter>in 2 weeks<enter>call Legal<enter><enter>")
        .keys("<right><enter><right><right><enter>the Friday report<enter>")
        .expects("When I am back, I will get Crisis going, by Mon 16 Nov.")
        .keys("<enter>");
    let vow = &stage.session().promises[0].vow;
    assert_eq!((&*vow.will, vow.place, &vow.checks), ("get Crisis going", 2, &Some(person(1))));
    assert_eq!(vow.area, Some(area(2)));
    assert_eq!(vow.first_by.map(|day| day.to_string()).as_deref(), Some("2026-11-09"));
    stage.expects("1 of 4 have promised").expects("▸   Ben").expects("Mon 16 Nov");
}

#[test]
fn words_of_ones_own_take_the_place_of_the_draft() {
    let stage = writing().keys("<tab>call five customers<tab>friday<tab><tab>thursday<esc>");
    let vow = &stage.session().promises[0].vow;
    assert_eq!(&*vow.will, "call five customers");
    assert_eq!(vow.first_by.map(|day| day.to_string()).as_deref(), Some("2026-11-05"));
}

#[test]
fn without_a_date_the_form_stays_open_and_says_so() {
    let all = "<enter><enter><enter><enter><enter><enter><enter><enter><enter>";
    let stage = writing().keys(all).expects("No date, no promise. Write friday");
    let stage = stage.expects("get Crisis going").keys("soon<tab>").keys("<s-tab>");
    let stage = stage.keys("<enter><enter><enter><enter><enter><enter><enter>");
    let stage = stage.expects("“soon”");
    assert_eq!(stage.session().promises, []);
}

#[test]
fn what_was_begun_waits_as_a_draft() {
    let stage = writing().keys("I am back<esc>").expects("Kept as a draft. No date");
    let stage = stage.keys("k").expects("a draft waits").keys("j<enter>").expects("I am back");
    let stage = stage.keys("<tab><tab>friday<esc>").expects("1 of 4 have promised");
    assert_eq!(stage.session().promises.len(), 1);
    stage.expects_no("draft");
}

#[test]
fn esc_on_an_untouched_form_leaves_nothing_behind() {
    writing().keys("<esc>").expects_no("draft").expects("0 of 4 have promised");
}

#[test]
fn a_late_first_step_and_one_promise_too_many_take_a_second_enter() {
    let late = "<bs><bs><bs><bs><bs><bs><bs><bs><bs>in 3 weeks";
    let stage = writing().keys("<tab><tab>in 4 weeks<tab><tab>").keys(late);
    let stage = stage.keys("<enter><enter><enter><enter><enter>");
    let stage = stage.expects("more than 7 days away").keys("<enter>");
    assert_eq!(stage.session().promises.len(), 1);
    let third = Stage::of(made()).keys("ja<tab>go<tab>friday<s-tab><s-tab><s-tab><enter>");
    let third = third.expects("Ben has 2 open promises").keys("<enter>");
    assert_eq!(third.session().promises.len(), 5);
}

#[test]
fn nobody_promises_for_the_absent() {
    let mut room = made();
    leave(&mut room, 1);
    leave(&mut room, 3);
    let stage = Stage::of(room).expects_no("Chi").keys("a");
    let stage = stage.expects("Ana is not here: no promise for the absent.").keys("<enter>");
    stage.expects("what they promised is theirs");
}

#[test]
fn the_list() {
    insta::assert_snapshot!(Stage::of(made()).keys("j").shows(), @"
    Garden                                                        PROMISE   5 min
    PROMISE ◐                                                           ends 11:05

      What is the question?

          Who             I will                            By          Checks
          Ana             listen every Friday               Thu 3 Dec   —
      ▸   Ben · 2         call Legal                        Thu 3 Dec   —
                          write it down                     Thu 3 Dec   —
          Chi             nothing yet
          Dee             ask for the money                 Thu 3 Dec   —

          3 of 4 have promised
          Not yet: Chi

          I will call Legal, by Thu 3 Dec.







    Enter edit   a one more   Space read them out   ? help          saved 11:41:03
    ");
}

#[test]
fn promises_are_read_out_one_at_a_time() {
    let stage = Stage::of(made()).keys("<space>");
    let stage = stage.expects("I will listen every Friday, by Thu 3 Dec.");
    let stage = stage.expects("0 of 4 read  ·  next: Ben").keys("<space>");
    let stage = stage.expects("I will call Legal").keys("<space>").expects("write it down");
    let stage = stage.keys("k").expects("call Legal").keys("j<space>");
    let stage = stage.expects("this is the last").keys("<space>").expects("4 of 4 read out");
    assert!(stage.session().promises.iter().all(|promise| promise.read));
    stage.keys("u").expects("Undone: heard a promise").expects("ask for the money");
}

#[test]
fn reading_can_be_left_and_a_promise_changed_while_it_is_read() {
    let stage = Stage::of(made()).keys("<space>").keys("e").expects("Ana promised");
    let stage = stage.keys("<tab> and Monday<esc>").expects("listen every Friday and Monday");
    stage.keys("<esc>").expects("3 of 4 have promised").expects("Not yet: Chi");
}

#[test]
fn a_projected_console_names_nobody_who_has_not_promised() {
    let mut room = made();
    submit(&mut room, Change::Displays(Displays::One)).unwrap();
    Stage::of(room).expects("3 of 4").expects_no("Not yet").expects_no("nothing yet");
}

#[test]
fn deleting_goes_back_with_undo() {
    let stage = Stage::of(made()).keys("d");
    assert_eq!(stage.session().promises.len(), 3);
    assert_eq!(stage.keys("u").session().promises.len(), 4);
}

#[test]
fn it_works_at_every_size() {
    for size in [(60, 20), (80, 24), (120, 40), (200, 60), (61, 18)] {
        let stage = Stage::of(made()).size(size.0, size.1).expects("3 of 4 have promised");
        let stage = stage.keys("<end>").expects("▸   Dee").keys("e").expects("Dee promised");
        let stage = stage.keys("<esc><space>").expects("I will ask for the money");
        stage.keys("<esc>").keys("a<tab>wash up<tab>").expects("wash up");
    }
}
