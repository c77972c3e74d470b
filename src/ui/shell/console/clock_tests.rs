//! The clock on the console: what the facilitator sees of it, what the room sees, and what is
//! taken with one digit.

use crate::room::Room;
use crate::session::{Change, Displays, clock};
use crate::testing::{activity, at, room_with, submit};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Policy};

/// Six steps of five minutes with floors of three, their clock started at 10:00.
fn room(displays: Displays) -> Room {
    let open = |what| activity(what, Policy::Open);
    let mut room = room_with(vec![
        open(Do::Welcome { sponsor: Default::default(), rule: Default::default() }),
        open(Do::Gather {}),
        open(Do::Roles { load: 2 }),
        open(Do::Break {}),
        open(Do::Decide {}),
        open(Do::Promise { first_step: 7, most: 5 }),
    ]);
    submit(&mut room, Change::Displays(displays)).expect("answered");
    let author = crate::session::Author::Facilitator;
    room.submit(at(60), author, Change::Clock(clock::Change::Start)).expect("it runs");
    room
}

/// So many minutes after the first step should have been over.
fn late(displays: Displays, minutes: i64) -> Stage {
    Stage::of(room(displays)).wait(-3_600 + 60 + 300 + minutes * 60)
}

#[test]
fn the_clock_apologises_on_the_console_of_two_displays() {
    let stage = late(Displays::Two, 6);
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                   WELCOME   +6:00 over ▕         ▏ of 5
    WELCOME ◐  gather ○  roles ○  break ○  …             6 min behind · ends 10:31

      What is the question?

      The script has no decision rule. Say how you decide; p notes it.

      ] goes on to gather.













    1 take 2 minutes off each of the next three
    2 skip break, take 1 minute off gather   3 end 10:37
    ] go on   t clock   g agenda   w wall   ? help                  saved 11:41:03
    ");
}

#[test]
fn one_digit_takes_what_is_offered_and_u_gives_it_back() {
    let stage = late(Displays::Two, 6)
        .keys("1")
        .expects("Re-planned: 2 minutes off gather, roles and break. It ends 10:31.");
    let stage = stage.expects("u takes it").expects("ends 10:31").expects_no("behind");
    assert_eq!(stage.session().steps.iter().map(|step| step.extra).sum::<i16>(), -6);
    let stage = stage.keys("u").expects("6 min behind");
    let stage = stage.keys("2").expects("without break").keys("u").keys("3");
    stage.expects("another end. It ends 10:37").expects("ends 10:37").expects_no("behind");
}

#[test]
fn a_digit_means_nothing_while_nothing_is_offered() {
    for minutes in [0, 2] {
        let stage = late(Displays::Two, minutes).keys("123");
        assert!(stage.session().clock.cuts.is_empty());
    }
}

#[test]
fn how_late_it_is_stays_off_a_screen_that_the_room_sees() {
    let stage = late(Displays::One, 6).expects("time is up").expects("ends 10:31");
    let stage = stage.expects_no("behind").expects_no("over").expects_no("take 2");
    let stage = stage.keys("123");
    assert!(stage.session().clock.cuts.is_empty());
    let stage = stage.keys("t").expects("when the projector is blank").expects_no("behind");
    let stage = stage.keys("1<esc>g").expects_no("11 min");
    assert!(stage.session().clock.cuts.is_empty());
    let stage = stage
        .keys("<esc>b")
        .expects("6 min behind")
        .keys("3")
        .expects("another end. It ends 10:37");
    stage.keys("b").expects_no("Re-planned").expects("ends 10:37");
}

#[test]
fn nobody_who_holds_a_ballot_is_told_how_late_it_is() {
    let (over, kind) = (crate::workshop::Over::Areas, crate::workshop::VoteKind::Dots);
    let vote = Do::Vote { over, kind, dots: None, cap: 2 };
    let mut room = room_with(vec![activity(vote, Policy::Hidden)]);
    submit(&mut room, Change::Clock(clock::Change::Start)).expect("it runs");
    let stage = Stage::of(room).expects("behind").expects("1 end 11:00");
    stage.keys("c<enter>").expects_no("behind").expects_no("1 end");
}

#[test]
fn the_clock_says_what_the_room_is_told_and_what_can_be_cut() {
    let stage = late(Displays::Two, 6).keys("t");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                   WELCOME   +6:00 over ▕         ▏ of 5
    WELCOME ◐  gather ○  roles ○  break ○  …             6 min behind · ends 10:31

      What is the question?

      The script ha╭─ Clock ──────────────────────────────────────╮it.
                   │ left in this step   +6:00 over               │
      ] goes on to │ planned for it      5 min, never below 3     │
                   │ the room is told    ends 10:31               │
                   │ as it stands        10:37, 6 min behind      │
                   │ the bell            silent                   │
                   │                                              │
                   │ 1  take 2 minutes off each of the next three │
                   │ 2  skip break, take 1 minute off gather      │
                   │ 3  end 10:37                                 │
                   │    decide and promise untouched              │
                   ╰──────────────────────────────────────────────╯






    t pause   + a minute more   - a minute less                     saved 11:41:03
    ");
    let stage = stage.keys("1").expects("on time").keys("u").expects("6 min behind");
    stage.keys("v").expects("rings once at zero").keys("u").expects("silent");
}

#[test]
fn minutes_in_hand_are_the_facilitators_until_they_are_given_back() {
    let stage = Stage::of(room(Displays::Two)).wait(-3_540).keys("]").expects("5 min in hand");
    let stage = stage.expects("ends 10:31").keys("t1<esc>").expects("ends 10:26");
    stage.expects_no("in hand");
}

#[test]
fn blanking_reaches_a_wall_on_the_second_display() {
    let stage = Stage::of(room(Displays::Two)).keys("b").expects("the wall is blank");
    assert!(stage.session().blank);
    let stage = stage.keys("w").expects_no("What is the question").keys("b");
    assert!(!stage.session().blank);
    let stage = stage.expects("What is the question").keys("wb").keys(":one display<enter>1");
    let stage = stage.keys("b");
    assert!(!stage.session().blank, "the first b shows what was blanked before");
    let stage = stage.keys("b").expects("You said that the projector is blank");
    assert!(!stage.session().blank, "a projector is nobody's file");
}

#[test]
fn a_late_console_draws_at_every_size() {
    for (width, height) in [(60, 20), (80, 24), (120, 40), (200, 60), (60, 18), (10, 3)] {
        for keys in ["", "t", "n", "w", "g"] {
            let _ = late(Displays::Two, 6).size(width, height).keys(keys).shows();
        }
    }
    late(Displays::Two, 6).size(60, 20).expects("3 end 10:37").expects("ends 10:31");
}
