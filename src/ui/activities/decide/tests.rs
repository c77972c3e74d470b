//! A decision as it is typed.

use crate::session::activities::decide::counts;
use crate::session::areas::Answer;
use crate::session::decisions::Fate;
use crate::session::goals::Shape;
use crate::session::{Change, Displays, Viewer, areas, goals};
use crate::testing::{activity, area, at, person, place, room_of, room_with, submit, text};
use crate::ui::keymap::Keymap;
use crate::ui::look::tests::dark;
use crate::ui::screen::{Cx, Screen};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Policy};
use jiff::civil::date;

fn steps(privacy: Policy) -> Vec<crate::workshop::Activity> {
    vec![activity(Do::Decide {}, privacy), activity(Do::Close { next: 30 }, Policy::Open)]
}

/// Ana, Ben, Chi and Dee with one goal, and one settled area of three.
fn stage() -> Stage {
    let mut room = room_with(steps(Policy::Open));
    let shape = Shape {
        outcome: text("Customers get a first answer within the day"),
        from: text("26"),
        to: text("4"),
        unit: text("hours"),
        by: Some(date(2027, 6, 30)),
        ..Shape::default()
    };
    submit(&mut room, Change::Goals(goals::Change::Add(shape, None))).unwrap();
    let answer = areas::Change::Answer {
        area: area(1),
        who: person(1),
        answer: Answer::Yes,
        second_yes: false,
    };
    submit(&mut room, Change::Areas(answer)).unwrap();
    Stage::of(room)
}

fn fingers(stage: &Stage) -> Option<[u16; 6]> {
    counts(stage.session(), &place("decide")).unwrap().tally.map(|tally| tally.fingers)
}

#[test]
fn the_plan_the_hands_and_what_was_said_stand_on_one_screen() {
    let stage = stage().keys("<enter>5 4 2 3<enter>oStart in May, not in March<enter>de<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         DECIDE   5 min
    DECIDE ◐  close ○                                                   ends 11:10

      What is the question?

        Goals  ◐  Customers get a first answer within the day
                  from 26 to 4 hours, by Wed 30 Jun 2027
        Areas  ●  Listening    Ana
               ○  Crisis       nobody yet
               ○  Measuring    nobody yet
        Check  ◐  5 findings   : check

        0         1         2         3         4         5         hands
        0         0         1  █▌     1  █▌     1  █▌     1  █▌     4 of 4
        Concerns. 3 of 4 can live with it or support it; 1 asks to be heard.
        Hear the lowest first: what would make it a three?
        0 block   1 2 concern   3 can live   4 5 support

      ▸ ○  Start in May, not in March   Dee · still open
        ○  Nothing is decided yet       Enter or v records



    Enter what became of it   e edit   d delete   ? help            saved 11:41:03
    ");
}

#[test]
fn an_empty_count_says_how_it_is_done_fastest() {
    insta::assert_snapshot!(stage().size(60, 20).shows(), @"
    Garden                                     DECIDE   5 min
    DECIDE ◐  close ○                               ends 11:10

      What is the question?

        Goals  ◐  Customers get a first answer within the day
                  from 26 to 4 hours, by Wed 30 Jun 2027
        Areas  ●  Listening    Ana
               ○  Crisis       nobody yet
               ○  Measuring    nobody yet                    ↓

        0      1      2      3      4      5      hands
      ▸ 0      0      0      0      0      0      0 of 4
        4 vote. All show a hand at once, on three, two, one.
        Fastest: Enter, then a digit a hand: 5 5 4 3 2.
        0 block   1 2 concern   3 can live   4 5 support

        ○  No objection, no decision yet   Enter or v records

    Enter hands as called   ? help              saved 11:41:03
    ");
}

#[test]
fn the_columns_fill_while_hands_are_called_out() {
    let stage = stage().keys("<enter>5 4 2");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         DECIDE   5 min
    DECIDE ◐  close ○                                                   ends 11:10

      What is the question?

        Goals  ◐  Customers get a first answer within the day
                  from 26 to 4 hours, by Wed 30 Jun 2027
        Areas  ●  Listening    Ana
               ○  Crisis       nobody yet
               ○  Measuring    nobody yet
        Check  ◐  4 findings   : check

        0         1         2         3         4         5         hands
        0         0         1  █▌     0         1  █▌     1  █▌     3 of 4
        Hands as called  5 4 2
        3 of 4 hands; one digit a hand, then Enter


        ○  No objection, no decision yet   Enter or v records




    Enter keep the count   Esc keep and close   F1 help             saved 11:41:03
    ");
    assert_eq!(fingers(&stage), None);
    let stage = stage.keys("5<enter>");
    assert_eq!(fingers(&stage), Some([0, 0, 1, 0, 1, 2]));
}

#[test]
fn hands_that_cannot_be_are_refused_and_what_was_typed_stays() {
    let stage = stage().keys("y5 7<enter>").expects("A hand shows 0 to 5 fingers; “7” is none.");
    let stage = stage.keys("<bs>43210<enter>").expects("That is 6 hands, and 4 vote here.");
    let stage = stage.expects("5 43210").keys("<bs><bs><enter>");
    assert_eq!(fingers(&stage), Some([0, 0, 1, 1, 1, 1]));
}

#[test]
fn esc_keeps_hands_that_count_and_a_second_one_leaves_those_that_do_not() {
    let stage = stage().keys("y55<esc>");
    assert_eq!(fingers(&stage), Some([0, 0, 0, 0, 0, 2]));
    let stage = stage.keys("y9<esc>").expects("Hands as called").keys("<esc>");
    let stage = stage.expects_no("Hands as called").keys("y<esc>");
    assert_eq!(fingers(&stage), Some([0, 0, 0, 0, 0, 2]));
}

#[test]
fn hands_are_counted_by_finger_with_plus_minus_and_digits() {
    let stage = stage().keys("2<left>+<left>=-").expects("3 of 4");
    assert_eq!(fingers(&stage), Some([0, 0, 0, 0, 1, 2]));
    let stage = stage.keys("-").expects("No hand with 3 fingers is counted.");
    let decide = counts(stage.session(), &place("decide")).unwrap();
    assert!(decide.earlier.is_empty(), "a slip of the finger is no earlier count");
}

#[test]
fn two_digits_are_one_number_as_long_as_so_many_vote() {
    let names: Vec<String> = (1..=12).map(|n| format!("Person {n}")).collect();
    let people: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let stage = Stage::of(room_of(steps(Policy::Open), &people)).keys("12");
    assert_eq!(fingers(&stage), Some([0, 0, 0, 0, 0, 12]));
    let stage = stage.keys("3<left>");
    assert_eq!(fingers(&stage), Some([0, 0, 0, 0, 0, 3]));
    let stage = stage.keys("1<right>2");
    assert_eq!(fingers(&stage), Some([0, 0, 0, 0, 1, 2]));
}

#[test]
fn a_second_count_shows_how_the_room_moved_and_c_clears_for_another() {
    let stage = stage().keys("y5 4 2 3<enter>y5 4 3 3<enter>");
    let stage = stage.expects("1 below three before, nobody now.").keys("c");
    let stage = stage.expects("Last time: All 4 can live with it or support it.");
    assert_eq!(fingers(&stage), None);
    stage.keys("c").expects("No hand is counted yet.");
}

#[test]
fn an_objection_is_met_by_a_change_or_stands_as_dissent() {
    let stage = stage().keys("oToo fast<enter><enter>oToo dear<enter>chi<enter>");
    let stage = stage.keys("<enter><down><enter>").expects("Chi · dissent");
    let stage = stage.keys("<up><enter><enter>We start in May<enter>");
    let stage = stage.expects("met: We start in May");
    let fates: Vec<&Fate> = stage.session().objections.iter().map(|it| &it.fate).collect();
    assert_eq!(fates, [&Fate::Met(text("We start in May")), &Fate::Dissent]);
    let stage = stage.keys("<enter><down><down><enter>").expects("still open");
    let stage = stage.keys("d").expects_no("Too fast").keys("u").expects("Too fast");
    stage.keys("e!<enter><enter>").expects("Too fast!");
}

#[test]
fn nobody_need_be_named_and_a_name_must_be_on_the_list() {
    let stage = stage().keys("oToo fast<enter>Zoe<enter>");
    let stage = stage.expects("Nobody here is called “Zoe”").keys("<bs><bs><bs><enter>");
    assert_eq!(stage.session().objections[0].from, None);
    let stage = stage.keys("eer<enter>d<enter>");
    assert_eq!(stage.session().objections[0].from, Some(person(4)));
    assert_eq!(&*stage.session().objections[0].text, "Too faster");
}

#[test]
fn where_nobody_may_be_named_nobody_is_asked() {
    let stage = Stage::of(room_with(steps(Policy::Anonymous))).keys("o");
    let stage = stage.expects_no("Who").keys("Too fast<enter>");
    assert_eq!(stage.session().objections.len(), 1);
}

#[test]
fn a_hidden_name_is_kept_when_words_are_edited_on_a_screen_that_may_not_show_it() {
    let mut room = room_with(steps(Policy::Hidden));
    submit(&mut room, Change::Displays(Displays::One)).unwrap();
    let stage = Stage::of(room).keys("oToo fast<enter>Dee<enter>").expects_no("Dee");
    let stage = stage.keys("e!").expects_no("Dee").keys("<enter><enter>");
    let objection = &stage.session().objections[0];
    assert_eq!((&*objection.text, &objection.from), ("Too fast!", &Some(person(4))));
}

#[test]
fn a_decision_is_recorded_with_four_presses_of_enter() {
    let stage = stage().keys("y5 4 4 3<enter>v").expects("Wed 2 Dec");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         DECIDE   5 min
    DECIDE ◐  close ○                                                   ends 11:10

      What is the question?

        Goals  ◐  Customers get a first answer within the day
                  from 26 to 4 hours, by Wed 30 Jun 2027
        Areas  ●  Listening    Ana
               ○  Crisis       nobody yet
               ○  Measuring    nobody yet
        Check  ◐  4 findings   : check

        For the record

        Decision         We go ahead with this plan: one goal, 3 areas.
        Rule             Fist of five, 4 of 4 hands: consent, nobody below three.
        Looked at again  Wed 2 Dec
        Reopened by      what would have to happen





    Enter next; the last records   Tab next field   F1 help         saved 11:41:03
    ");
    let stage = stage.keys("<enter><enter><enter><enter>").expects("Decided, and in the record.");
    let decision = &stage.session().decisions[0];
    assert_eq!(&*decision.what, "We go ahead with this plan: one goal, 3 areas.");
    assert_eq!(&*decision.rule, "Fist of five, 4 of 4 hands: consent, nobody below three.");
    assert_eq!(decision.review, Some(date(2026, 12, 2)));
    assert_eq!(decision.tally.map(|tally| tally.fingers), Some([0, 0, 0, 1, 2, 1]));
}

#[test]
fn a_review_is_typed_in_peoples_words_and_asked_again_when_it_is_no_date() {
    let stage = stage().keys("v<enter><enter>frog<enter><enter>");
    let stage = stage.expects("“frog” is not a date").expects("For the record");
    let stage = stage.keys("<bs><bs><bs><bs>in 3 weeks<enter>A new law<enter>");
    let decision = &stage.session().decisions[0];
    assert_eq!((decision.review, &*decision.reopen), (Some(date(2026, 11, 23)), "A new law"));
    let stage = stage.keys("e<enter><enter>never<enter><enter>");
    assert_eq!(stage.session().decisions[0].review, None);
}

#[test]
fn esc_leaves_a_decision_that_nobody_touched() {
    let stage = stage().keys("v<esc>").expects_no("For the record");
    assert!(stage.session().decisions.is_empty());
    let stage = stage.keys("<end><enter><esc>").expects("No objection, no decision yet");
    assert!(stage.session().decisions.is_empty());
}

#[test]
fn a_room_may_decide_against_a_block_and_the_record_says_so() {
    let stage = stage().keys("y5 5 5 0<enter>").expects("Blocked. One of 4 blocks.");
    let stage = stage.keys("v<enter><enter><enter><enter>");
    assert!(stage.session().decisions[0].rule.contains("one blocks, and it stands with dissent"));
    let stage = stage.keys("<home>+");
    stage.expects("A decision rests on this count");
}

#[test]
fn a_deleted_objection_comes_back_under_the_cursor() {
    let stage = stage().keys("oFirst<enter><enter>oSecond<enter><enter><up>d");
    let stage = stage.expects("▸ ○  Second").keys("u").expects("▸ ○  First");
    stage.keys("<down>d").expects_no("Second");
}

#[test]
fn a_long_objection_is_told_in_full_at_the_cursor() {
    let long = "The hours fall into our January release, and from the eighteenth on we are four";
    let stage = stage().keys("y5543<enter>o").keys(long).keys("<enter>dee<enter>");
    let stage = stage.expects("are four").expects_no("Hear the lowest first");
    stage.keys("<up>").expects_no("are four").expects("Hear the lowest first");
}

#[test]
fn a_long_plan_scrolls() {
    let stage = stage().size(60, 20).keys("y5555<enter>oA<enter><enter>oB<enter><enter>");
    let stage = stage.expects("Customers").keys("<pgdn>").expects_no("Customers");
    stage.keys("<pgup>").expects("Customers");
}

#[test]
fn words_of_an_earlier_run_come_back_as_an_objection() {
    let stage = stage();
    let session = stage.session();
    let chronicle = stage.room.chronicle();
    let (seen, place) = (session.seen_by(Viewer::Room), place("decide"));
    let (look, keymap, reader) = (dark(), Keymap::built_in(), crate::testing::reader());
    let (now, blanked) = (at(0), false);
    let cx = Cx {
        session,
        chronicle,
        seen: &seen,
        place: &place,
        look: &look,
        keymap: &keymap,
        reader: &reader,
        now,
        blanked,
    };
    let mut screen = super::DecideScreen::default();
    assert_eq!(screen.open_text(), None);
    assert!(screen.take_back(&text("Too fast"), &cx));
    assert_eq!(screen.open_text(), Some(text("Too fast")));
}

#[test]
fn every_state_draws_at_every_size() {
    for (width, height) in [(80, 24), (120, 40), (200, 60), (60, 20), (60, 18), (30, 10), (1, 1)] {
        for keys in ["", "y55", "y5420<enter>", "y5420<enter>oX<enter><enter><enter>", "o", "v"] {
            let _ = stage().size(width, height).keys(keys).shows();
        }
    }
}

#[test]
fn the_wall_shows_the_plan_then_the_hands_then_the_decision() {
    let stage = stage().keys("w").expects("1 area has a name").keys("w");
    let stage = stage.keys("y5 4 3 2<enter>w");
    insta::assert_snapshot!(stage.shows(), @"

    ▌ ▌▙▖ ▗▄ ▟▖     ▘ ▗▄    ▟▖ ▙▖ ▗▖    ▗▄ ▖▗ ▗▖ ▗▄ ▟▖  ▘ ▗▖ ▄▖ ▀▀▖
    ▙▚▌▌▐ ▌▐ ▐     ▝▌ ▀▄    ▐  ▌▐ ▛▀    ▌▐ ▌▐ ▛▀ ▀▄ ▐  ▝▌ ▌▐ ▌▐  ▀
    ▘ ▘▘▝ ▝▀▘ ▀    ▝▀ ▀▘     ▀ ▘▝ ▝▀    ▝▜ ▝▀ ▝▀ ▀▘  ▀ ▝▀ ▝▘ ▘▝  ▘


     ▄█▀▀█▄
    ██      ▄█▀▀█▄  ██▀▀█▄  ▄█▀▀█▄  ▄█▀▀█▄  ▀█▄█▀█▄ ██▀▀█▄  ▄█▀▀▀▀
    ▀█▄  ▄▄ ██  ██  ██  ██  ██  ▄▄  ██▀▀▀▀   ██  ▀▀ ██  ██   ▀▀▀█▄
      ▀▀▀▀   ▀▀▀▀   ▀▀  ▀▀   ▀▀▀▀    ▀▀▀▀   ▀▀▀▀    ▀▀  ▀▀  ▀▀▀▀▀

    4–5 support          ████████████████████                     2

    3 can live with it   ██████████                               1

    1–2 concern to hear  ██████████                               1

    0 block                                                       0

    3 of 4 can live with it or support it; 1 asks to be heard. 4 of 4 hands.



    Garden · What is the question? · Concerns                       ends 11:10
    ");
    let stage = stage.keys("wv<enter><enter><enter><enter>w");
    // The decision is drawn in large letters, so that it stands as text only where those have no
    // room.
    let stage = stage.expects("Looked at again Wed 2 Dec").expects_no("Decided: We go ahead");
    stage.size(60, 20).expects("Decided: We go ahead with this plan");
}
