//! A round, typed.

use crate::room::Room;
use crate::session::people::{self, Profile};
use crate::session::{Change, Displays};
use crate::testing::{activity, person, room_of, room_with, submit};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Policy};

fn room() -> Room {
    room_with(vec![activity(Do::Round {}, Policy::Open), activity(Do::Break {}, Policy::Open)])
}

fn projected() -> Room {
    let mut room = room();
    submit(&mut room, Change::Displays(Displays::One)).expect("one display");
    room
}

fn speaks_last(room: &mut Room, number: usize) {
    let profile = room.session().person(&person(number)).expect("there").profile();
    let profile = Profile { speaks_last: true, ..profile };
    let change = people::Change::Edit(person(number), profile);
    submit(room, Change::People(change)).expect("edited");
}

#[test]
fn speakers_are_called_one_after_the_other_and_an_answer_is_noted() {
    let stage = Stage::of(room()).keys("sseCurious about bees<enter>s");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                          ROUND   5 min
    ROUND ◐  break ○                                                    ends 11:10

      What is the question?

      Ana
      2 of 4 heard  ·  then Ben

        ●  Chi                    Marketing
        ●  Dee                    HR                      Curious about bees
      ▸ ◐  Ana                    Service                 speaks
        ○  Ben                    Marketing











    s next   e note   o passes   c call   d not heard   ? help      saved 11:41:03
    ");
}

#[test]
fn where_the_room_looks_on_nothing_tells_the_order() {
    let picture = |seniors: &[usize]| {
        let mut room = projected();
        seniors.iter().for_each(|number| speaks_last(&mut room, *number));
        Stage::of(room).expects_no("then").shows()
    };
    assert_eq!(picture(&[]), picture(&[1]));
    assert_eq!(picture(&[]), picture(&[2, 3]));
    let shown = picture(&[1]);
    assert!(shown.find("Ana") < shown.find("Ben") && shown.find("Chi") < shown.find("Dee"));
}

#[test]
fn the_facilitator_alone_sees_who_comes_next() {
    let mut room = room();
    speaks_last(&mut room, 3);
    let stage = Stage::of(room).expects("then Dee").keys("sss");
    stage.expects("then Chi").keys("s<enter>").expects("Everyone was heard.");
}

#[test]
fn somebody_passes_and_somebody_is_called_out_of_turn() {
    let stage = Stage::of(room()).keys("so").expects("passed").expects("then Ana");
    let stage = stage.keys("<end>c").expects("2 of 4 heard");
    stage.keys("ssss").expects("Everyone was heard.").keys("s").expects("Everyone was heard.");
}

#[test]
fn somebody_is_to_be_heard_after_all() {
    let stage = Stage::of(room()).keys("ssssss").expects("4 of 4 heard").keys("<home>d");
    stage.expects("3 of 4 heard").expects("then Chi").keys("u").expects("4 of 4 heard");
}

#[test]
fn an_answer_is_reworded_and_wiped() {
    let stage = Stage::of(room()).keys("seGlad<enter>").expects("Glad");
    let stage = stage.keys("e<bs><bs><bs><bs>Tired<enter>").expects("Tired").expects_no("Glad");
    stage.keys("e<bs><bs><bs><bs><bs><enter>").expects_no("Tired").expects("speaks");
}

#[test]
fn whoever_leaves_is_not_awaited() {
    let mut room = room();
    submit(&mut room, Change::People(people::Change::Leave(person(3)))).expect("left");
    Stage::of(room).expects("0 of 3 heard").expects_no("Chi");
}

#[test]
fn an_empty_room_is_told_what_to_do() {
    let room = room_of(vec![activity(Do::Round {}, Policy::Open)], &[]);
    Stage::of(room).expects("Nobody is here yet").keys("s").expects("say in the team who is");
}

#[test]
fn every_size_draws() {
    for (width, height) in [(80, 24), (120, 40), (200, 60), (60, 20), (60, 18), (9, 3)] {
        for keys in ["", "s", "se", "ssoe", "ssssss", "w", "sw"] {
            Stage::of(room()).size(width, height).keys(keys).shows();
            Stage::of(projected()).size(width, height).keys(keys).shows();
        }
    }
}
