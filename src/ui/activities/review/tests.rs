//! A review, typed.

use crate::session::followup::{
    Kept,
    scenarios::{plan, thirty},
};
use crate::session::promises::Fate;
use crate::session::{Change, people};
use crate::testing::{activity, area, check_in, person, room_with, submit};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Matter, Policy};

fn stage() -> Stage {
    Stage::of(thirty()).at_noon_of(30)
}

fn only(part: Matter) -> Stage {
    let review = activity(Do::Review { parts: vec![part] }, Policy::Open);
    let pause = activity(Do::Break {}, Policy::Open);
    Stage::of(check_in(plan().session(), 30, vec![review, pause])).at_noon_of(30)
}

#[test]
fn the_team_tells_each_goal_first_what_happened_then_the_number_then_the_confidence() {
    let stage = stage().expects("The team first").expects("Customers are answered");
    let stage = stage.keys("<enter>").expects("What happened").expects("from 26 to 4 hours");
    let stage = stage.keys("Two of us answer<enter>15<enter>11<enter>");
    let stage = stage.expects("“11” is no confidence").keys("<bs><bs>6<enter>");
    let stage = stage.expects("The team has answered").expects("26 › 15").expects("1 of 1 told");
    let told = stage.session().goals[0].told.clone().expect("told");
    assert_eq!(
        (&*told.happened, &*told.number, told.confidence),
        ("Two of us answer", "15", Some(6))
    );
    let stage = stage.keys("+");
    assert_eq!(stage.session().goals[0].told.as_ref().unwrap().confidence, Some(7));
    let stage = stage.keys("uu").expects("0 of 1 told").keys("<c-r>").expects("1 of 1 told");
    stage.keys("d").expects("0 of 1 told").keys("d").expects("nothing to take back");
}

#[test]
fn no_person_is_asked_before_the_team_has_answered_unless_the_room_wants_it() {
    let stage = stage().keys("<tab>").expects("PROMISES").expects("before any person is asked");
    let stage = stage.keys("<space>").expects("Space again asks all the same");
    assert_eq!(stage.session().kept().kept, 0);
    let stage = stage.keys("<space>").expects("1 kept, 2 not told yet");
    // Said once, it is not said again.
    stage.keys("<down>o").expects("1 kept, 1 on the way, 1 not told yet");
}

#[test]
fn promises_are_kept_slip_with_a_new_day_or_are_dropped_with_a_reason() {
    let stage = only(Matter::Promises).expects("call Legal").keys("<space>").expects("1 kept");
    let stage = stage.keys("<down>c").expects("By when now").keys("<enter><enter><enter>");
    let stage = stage.expects("By when now").keys("<esc><esc>").expects_no("By when now");
    let stage = stage.keys("cin 3 weeks<enter><right><enter>the report<enter>");
    let stage = stage.expects("1 slipped").expects("first promised for Mon 30 Nov");
    let stage = stage.keys("<down>d<enter>").expects("Why is it dropped?");
    let stage = stage.keys("no budget<enter>").expects("Every promise has an answer");
    let fates: Vec<Fate> = stage.session().promises.iter().map(|it| it.fate.clone()).collect();
    assert_eq!(fates[..2], [Fate::Kept, Fate::Slipped]);
    assert!(matches!(&fates[2], Fate::Dropped(why) if &**why == "no budget"));
    let two = &stage.session().promises[1].vow;
    assert_eq!((two.place, &*two.comes_off), (1, "the report"));
    assert_eq!(stage.session().kept(), Kept { of: 3, kept: 1, stands: 0, slipped: 1, dropped: 1 });
    let stage = stage.keys("<home><space>");
    assert_eq!(stage.session().kept().waiting(), 1, "Space again takes it back");
}

#[test]
fn what_became_of_a_promise_is_chosen_from_a_list_too() {
    let stage = only(Matter::Promises).keys("<enter>").expects("on the way").keys("on<enter>");
    assert_eq!(stage.session().promises[0].fate, Fate::Stands);
    let stage = stage.keys("<enter>slip<enter>").expects("By when now").keys("<esc>");
    stage.keys("<enter>drop<enter>").expects("Dropped because");
}

#[test]
fn what_is_spent_is_typed_to_the_cent_and_too_much_is_pointed_out() {
    let stage = only(Matter::Pot).expects("€600").expects("to the cent");
    let stage =
        stage.keys("<enter>frog<enter>").expects("frog").keys("<bs><bs><bs><bs>123.45<enter>");
    let stage = stage.expects("€123.45 spent of €800 planned");
    assert_eq!(stage.session().spent(&area(1)), Some(crate::money::Money(12_345)));
    let stage = stage.keys("<enter>200.01<enter>").expects("Spent too much: Crisis by €0.01");
    stage.keys("<down>d").expects_no("too much");
}

#[test]
fn an_area_whose_person_left_the_team_asks_for_another_name() {
    let stage = only(Matter::People).keys("<down>d").expects("Crisis: who answers for it now?");
    let stage = stage.keys("<enter>").expects("Who answers for Crisis now?").keys("ana<enter>");
    let stage = stage.expects_no("who answers for it now?");
    assert_eq!(stage.session().areas[1].owner(), Some(&person(1)));
    assert!(stage.session().people[1].gone);
    let stage = stage.keys("uu").expects_no("who answers for it now?");
    assert!(
        !stage.session().people[1].gone && stage.session().areas[1].owner() == Some(&person(2))
    );
}

#[test]
fn above_the_usual_load_the_same_name_is_chosen_twice() {
    let mut room = check_in(
        plan().session(),
        30,
        vec![
            activity(Do::Review { parts: vec![Matter::People] }, Policy::Open),
            activity(Do::Roles { load: 1 }, Policy::Open),
        ],
    );
    let go = Change::People(people::Change::Go(person(2)));
    submit(&mut room, go).expect("gone");
    let stage = Stage::of(room).keys("<home><enter>ana<enter>").expects("Really this one too?");
    assert!(stage.session().areas[1].is_orphaned());
    let stage = stage.keys("<enter>");
    assert_eq!(stage.session().areas[1].owner(), Some(&person(1)));
}

#[test]
fn who_is_new_comes_onto_the_list_and_who_helped_is_thanked() {
    let stage =
        only(Matter::People).keys("aFay<enter>Legal<enter>").expects("Fay, Legal").expects("new");
    let stage = stage.keys("f").expects("Who helped outside their function?").keys("chi<enter>");
    let stage = stage.keys("packed on a Saturday<enter>").expects("Thank you, Chi");
    let stage =
        stage.keys("<end>d").expects_no("Thank you, Chi").keys("u").expects("Thank you, Chi");
    let stage =
        stage.keys("<home><enter>").expects("not here").keys("<enter>").expects_no("not here");
    assert_eq!(stage.session().people.len(), 5);
}

#[test]
fn the_parts_turn_with_tab_on_the_wall_too() {
    let stage = stage().keys("<tab><tab>").expects("POT");
    let stage = stage.keys("<s-tab><s-tab>").expects("GOALS").keys("<left>").expects("PEOPLE");
    stage.keys("]").expects_no("PEOPLE");
}

#[test]
fn in_a_session_of_its_own_it_says_how_a_check_in_is_made() {
    let review = activity(Do::Review { parts: Matter::ALL.into() }, Policy::Open);
    let stage = Stage::of(room_with(vec![review])).expects("nothing to look back on");
    stage.keys("<enter><space>d<tab><tab>").expects("nothing to look back on");
}

#[test]
fn the_board_of_goals_at_eighty_columns() {
    let stage = stage().keys("<enter>Two of us answer<enter>15<enter>6<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden: day 30                                                 REVIEW   5 min
    REVIEW ◐  assess ○  promise ○  close ○                              ends 12:20

      What is the question?

        GOALS ●   Promises ○   Pot ○   People ●

           Goal                                 From      Now       To  Confidence
      ▸ ◐  Customers are answered the same…       26       15        4           6

        1 of 1 told
        The team has answered. Tab goes on.

        Customers are answered the same day
        ·  Two of us answer

        number      ▇▇▄▄  26 › 15  to 4 hours
        confidence    ▄▄  — › 6    of 10





    Enter tell   + confidence   Tab to the promises   ? help        saved 11:41:03
    ");
}

#[test]
fn every_state_draws_at_every_size() {
    let parts = ["", "<tab>", "<tab><tab>", "<tab><tab><tab>"];
    for (width, height) in [(80, 24), (120, 40), (200, 60), (60, 20), (60, 18), (30, 10), (1, 1)] {
        for part in parts {
            for keys in ["", "<enter>", "<space><space>", "c", "d", "f", "a", "w", "<end>"] {
                let _ = stage().size(width, height).keys(part).keys(keys).shows();
            }
        }
    }
}
