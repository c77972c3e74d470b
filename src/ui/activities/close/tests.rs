//! A close as it is typed.

use crate::room::Room;
use crate::session::decisions::{self, ParkedFate};
use crate::session::{Change, people};
use crate::testing::{activity, person, room_of, room_with, submit, text};
use crate::ui::stage::Stage;
use crate::workshop::{Activity, Do, Policy};
use jiff::civil::date;

fn steps() -> Vec<Activity> {
    vec![activity(Do::Close { next: 30 }, Policy::Open)]
}

fn did(room: &mut Room, change: decisions::Change) {
    submit(room, Change::Decisions(change)).unwrap();
}

/// Three parked items, a decision and an agreement; nobody answers for the three areas.
fn stage() -> Stage {
    let mut room = room_with(steps());
    for words in ["Who trains the new ones?", "A licence for the tool", "The logo"] {
        did(&mut room, decisions::Change::Park(text(words)));
    }
    let (what, rule, reopen) = (text("We start in May"), text("Consent"), text(""));
    let review = Some(date(2026, 12, 2));
    did(&mut room, decisions::Change::Decide { what, rule, tally: None, review, reopen });
    did(&mut room, decisions::Change::Agree(text("Failures are told first")));
    Stage::of(room)
}

fn fates(stage: &Stage) -> Vec<&ParkedFate> {
    stage.session().parked.iter().map(|parked| &parked.fate).collect()
}

fn taken(who: usize, by: jiff::civil::Date) -> ParkedFate {
    ParkedFate::Taken { who: person(who), by }
}

#[test]
fn what_is_parked_dated_open_decided_and_agreed_stands_on_one_screen() {
    insta::assert_snapshot!(stage().shows(), @"
    Garden                                                          CLOSE   5 min
    CLOSE ◐                                                             ends 11:05

      What is the question?

      ▸ Parked       ○  Who trains the new ones?   nobody yet
                     ○  A licence for the tool     nobody yet
                     ○  The logo                   nobody yet

        Next date    ○  Wed 2 Dec, in 30 days?     Enter takes it, c another
        Whom to ask  ○  nobody in particular       stands on every paper

        Open         ○  Nobody answers for: Listening, Crisis, Measuring

        Decided      ●  We start in May            again Wed 2 Dec
                                                                                 ↓

        Still missing: 3 parked items have neither owner nor date, and there is
        no next date.




    Enter who and when   d drop   c next date   f finish   ? help   saved 11:41:03
    ");
}

#[test]
fn each_item_gets_somebody_and_a_date_and_the_cursor_goes_on_to_the_next() {
    let stage = stage().keys("<enter>").expects("Who takes it up?").keys("ch<enter>");
    let stage = stage.expects("Chi takes it up").expects("in 2 weeks").keys("friday<enter>");
    let stage = stage.expects("Chi, by Fri 6 Nov").keys("<enter>ana<enter><enter>");
    assert_eq!(
        fates(&stage),
        [&taken(3, date(2026, 11, 6)), &taken(1, date(2026, 12, 2)), &ParkedFate::Waiting]
    );
    let stage = stage.keys("<enter>dee<enter><enter>").expects("▸ Next date");
    stage.keys("<enter>").expects("Everything has somebody and a date: f finishes");
}

#[test]
fn only_somebody_present_can_take_it_up_and_a_date_must_be_one() {
    let mut room = room_with(steps());
    did(&mut room, decisions::Change::Park(text("The logo")));
    submit(&mut room, Change::People(people::Change::Leave(person(2)))).unwrap();
    let stage = Stage::of(room).keys("<enter>ben<enter>").expects("Nobody present is called “ben”");
    let stage = stage.keys("<bs><bs><bs>chi<enter>frog<enter>").expects("“frog” is not a date");
    let stage = stage.keys("<bs><bs><bs><bs>2026-10-30<enter>").expects("is over. Which day");
    assert_eq!(fates(&stage), [&ParkedFate::Waiting]);
    let stage = stage.keys("<esc><esc>").expects_no("takes it up");
    assert_eq!(fates(&stage), [&ParkedFate::Waiting]);
}

#[test]
fn one_who_plans_alone_is_asked_for_the_date_only() {
    let mut room = room_of(steps(), &[("Ana", "")]);
    did(&mut room, decisions::Change::Park(text("The logo")));
    let stage = Stage::of(room).keys("<enter>").expects("Ana takes it up").keys("<enter>");
    assert_eq!(fates(&stage), [&taken(1, date(2026, 12, 2))]);
}

#[test]
fn an_item_is_dropped_put_back_and_deleted_and_undo_brings_it_back() {
    let stage = stage().keys("d").expects("dropped").keys("u").expects("missing: 3");
    let stage = stage.keys("d<space>").expects("missing: 3");
    let stage = stage.keys("<space>").expects("It waits for somebody already");
    let stage = stage.keys("dd").expects_no("Who trains").keys("u").expects("Who trains");
    assert_eq!(fates(&stage)[0], &ParkedFate::Dropped);
}

#[test]
fn things_are_parked_one_after_the_other_or_many_at_once() {
    let stage = stage().keys("aA room<enter>A budget code<enter><enter>");
    assert_eq!(stage.session().parked.len(), 5);
    let stage = stage.keys("a").paste("- One\n- Two\n- The logo\n").keys("<esc>");
    assert_eq!(stage.session().parked.len(), 7);
    let stage = stage.keys("u");
    assert_eq!(stage.session().parked.len(), 5);
}

#[test]
fn a_refused_line_keeps_its_words() {
    let stage = stage().keys("aThe logo<enter>").expects("is in the parking lot already");
    let stage = stage.keys("!<enter><esc>").expects("The logo!");
    let stage = stage.keys("e?<enter>").expects("The logo!?");
    assert_eq!(stage.session().parked.len(), 4);
}

#[test]
fn the_next_date_is_accepted_changed_and_taken_away() {
    let stage = stage().keys("<down><down><down><enter>").expects("Wed 2 Dec, in 30 days");
    assert_eq!(stage.session().next_date, Some(date(2026, 12, 2)));
    let stage = stage.keys("cin 2 weeks<enter>").expects("Mon 16 Nov, in 14 days");
    let stage = stage.keys("c<esc>").expects("Mon 16 Nov").keys("<end><up><up><up>d");
    assert_eq!(stage.session().next_date, None);
    stage.keys("c2026-10-30<enter>").expects("Fri 30 Oct is over. Which day to come?");
}

#[test]
fn finishing_says_what_is_missing_and_a_second_press_finishes_all_the_same() {
    let stage = stage().expects("Still missing: 3 parked items").keys("f");
    let stage = stage.expects("f again finishes all the same");
    assert!(stage.session().finished.is_none());
    let stage = stage.keys("<down>f");
    assert!(stage.session().finished.is_none(), "another key lets go");
    let stage = stage.keys("f").expects("Finished at 11:00. x exports the record.");
    assert!(stage.session().finished.is_some());
    let stage = stage.keys("f").expects("It is finished; f again goes on with it.").keys("f");
    assert!(stage.session().finished.is_none());
}

#[test]
fn nothing_missing_finishes_at_the_first_press() {
    let stage = Stage::of(room_with(steps())).expects("Empty, thank you").keys("<enter>f");
    assert!(stage.session().finished.is_some());
}

#[test]
fn decisions_and_agreements_are_worded_otherwise_here_too() {
    let stage = stage().keys("<end>e, always<enter>").expects("Failures are told first, always");
    let stage =
        stage.keys("<up><enter>").expects("Rule").keys("<end>!<enter><enter><enter><enter>");
    let stage = stage.expects("We start in May!").keys("d").expects_no("We start in May");
    stage.keys("<end>d").expects_no("Failures").keys("uu").expects("We start in May!");
}

#[test]
fn every_state_draws_at_every_size() {
    for (width, height) in [(80, 24), (120, 40), (200, 60), (60, 20), (60, 18), (30, 10), (1, 1)] {
        for keys in ["", "<enter>", "<enter>ana<enter>", "c", "a", "f", "ff", "<end><up>e", "w"] {
            let _ = stage().size(width, height).keys(keys).shows();
        }
    }
}

#[test]
fn the_wall_says_that_the_lot_is_settled_and_shows_the_date_large() {
    let stage = stage().keys("w").expects("Nobody answers for").keys("w");
    let stage = stage.keys("d<down>d<down>d<down><enter>w");
    insta::assert_snapshot!(stage.shows(), @"

    ▌ ▌▙▖ ▗▄ ▟▖     ▘ ▗▄    ▟▖ ▙▖ ▗▖    ▗▄ ▖▗ ▗▖ ▗▄ ▟▖  ▘ ▗▖ ▄▖ ▀▀▖
    ▙▚▌▌▐ ▌▐ ▐     ▝▌ ▀▄    ▐  ▌▐ ▛▀    ▌▐ ▌▐ ▛▀ ▀▄ ▐  ▝▌ ▌▐ ▌▐  ▀
    ▘ ▘▘▝ ▝▀▘ ▀    ▝▀ ▀▘     ▀ ▘▝ ▝▀    ▝▜ ▝▀ ▝▀ ▀▘  ▀ ▝▀ ▝▘ ▘▝  ▘

    ●  We meet again on Wednesday

    ▄█▀▀█▄          ▀██▀█▄
      ▄▄█▀           ██  ██ ▄█▀▀█▄  ▄█▀▀█▄
    ▄█▀ ▄▄           ██ ▄█▀ ██▀▀▀▀  ██  ▄▄
    ▀▀▀▀▀▀          ▀▀▀▀▀    ▀▀▀▀    ▀▀▀▀

    ○  Nobody answers for: Listening, Crisis, Measuring

    ●  Everything parked has an owner and a date, or was let go.

    ✕  Who trains the new ones?   dropped

    ✕  A licence for the tool     dropped

    ✕  The logo                   dropped


    Garden · What is the question?                                  ends 11:05
    ");
}

#[test]
fn a_line_that_is_cut_is_told_in_full_at_the_cursor_and_the_list_does_not_move() {
    let mut room = room_with(steps());
    let long = "Who talks to the shops about shelf life, and what do they hear from us before";
    did(&mut room, decisions::Change::Park(text(long)));
    did(&mut room, decisions::Change::Park(text("The logo")));
    let stage = Stage::of(room).expects("before (nobody yet)");
    let row = |stage: &Stage| stage.shows().lines().position(|row| row.contains("Next date"));
    let before = row(&stage);
    let stage = stage.keys("<down>").expects_no("before (nobody yet)");
    assert_eq!(row(&stage), before);
}

#[test]
fn from_what_is_finished_a_key_leads_to_its_check_in() {
    let stage = stage().keys("i");
    assert_eq!(stage.check_ins(), 0, "it goes on");
    let mut room = stage.room;
    let goal =
        crate::session::goals::Shape { outcome: text("All are heard"), ..Default::default() };
    let goal = crate::session::goals::Change::Add(goal, None);
    submit(&mut room, Change::Goals(goal)).unwrap();
    submit(&mut room, Change::Finish(true)).unwrap();
    let stage = Stage::of(room).expects("i check in").keys("i");
    assert_eq!(stage.check_ins(), 1);
    assert_eq!(stage.keys(":check in<enter>").check_ins(), 2);
}
