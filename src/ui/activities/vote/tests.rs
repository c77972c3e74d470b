//! Votes as they are typed and seen.

#[cfg(test)]
mod kinds;
#[cfg(test)]
mod rounds;

use crate::room::{Room, Sealed};
use crate::session::{Change, Displays, Id, Idea, Kind, Shared, people};
use crate::testing::{activity, room_of, room_with, submit, text};
use crate::ui::stage::Stage;
use crate::workshop::activity::Over;
use crate::workshop::{Do, Policy, VoteKind};

const IDEAS: [(&str, &str); 5] = [
    ("Answer every question within a working day", ""),
    ("One inbox for all channels", "One place"),
    ("A weekly digest of what customers say", ""),
    ("Everyone who posts has had the training", ""),
    ("Close the three accounts nobody feeds", "One place"),
];

fn do_vote(policy: Policy) -> Vec<crate::workshop::Activity> {
    vec![activity(
        Do::Vote { over: Over::Ideas, kind: VoteKind::Dots, dots: Some(3), cap: 2 },
        policy,
    )]
}

fn with_ideas(room: &Room, ideas: &[(&str, &str)]) -> Room {
    let mut session = room.session().clone();
    session.ideas = (0..)
        .zip(ideas)
        .map(|(at, (words, group))| Idea {
            group: text(group),
            ..Idea::new(Id::nth(Kind::Idea, 2, at), text(words))
        })
        .map(Shared::from)
        .collect();
    Room::resume(session, &[], Sealed::default()).0
}

fn stage(policy: Policy) -> Stage {
    Stage::of(with_ideas(&room_with(do_vote(policy)), &IDEAS))
}

/// Nine people, so that sheets are the usual way.
fn nine(policy: Policy) -> Stage {
    let names = ["Ana", "Ben", "Chi", "Dee", "Eve", "Fay", "Gus", "Hana", "Ivo"];
    let people = names.map(|name| (name, "Service"));
    Stage::of(with_ideas(&room_of(do_vote(policy), &people), &IDEAS))
}

fn one_display(mut stage: Stage) -> Stage {
    submit(&mut stage.room, Change::Displays(Displays::One)).expect("one display");
    stage
}

#[test]
fn before_anyone_votes_it_says_what_is_on_the_ballot_and_how_to_begin() {
    insta::assert_snapshot!(nine(Policy::Hidden).shows(), @"
    Garden                                                           VOTE   5 min
    VOTE ◐                                                              ends 11:05

      What is the question?

      ▸ A   Answer every question within a working day
        B   One place                                                    2 ideas
        C   A weekly digest of what customers say
        D   Everyone who posts has had the training

        3 dots each, at most 2 on one

        Nobody is in yet
        ○ Ana   ○ Ben   ○ Chi   ○ Dee   ○ Eve   ○ Fay   ○ Gus   ○ Hana   ○ Ivo

        The room sees totals. The file keeps your name.
        On paper, one letter for each dot: A A C. The scribe sees your sheet.






    Enter type sheets   r reveal   c pass the laptop   ? help       saved 11:41:03
    ");
}

#[test]
fn when_the_last_sheet_is_in_the_first_key_leads_to_the_reveal() {
    let stage = nine(Policy::Hidden).keys("<enter>").expects_no("then reveal");
    let stage = stage.keys(&"aab<enter>".repeat(9)).expects("Esc close, then reveal");
    stage.keys("<esc>r").expects("r again reveals");
}

#[test]
fn sheets_are_typed_row_by_row() {
    let stage = nine(Policy::Hidden).keys("<enter>2010aab<enter>1");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                           VOTE   5 min
    VOTE ◐                                                              ends 11:05

      What is the question?

        3 dots each, at most 2 on one                                2 of 9 are in

        A  Answer every question within a working day
        B  One place
        C  A weekly digest of what customers say
        D  Everyone who posts has had the training

                  A  B  C  D
        ● Ana                 in
        ● Ben                 in
      ▸ ○ Chi     1  ·  ·  ·  1 of 3
        ○ Dee
        ○ Eve
        ○ Fay                                                                    ↓

        The room sees totals. The file keeps your name. The scribe sees your
        sheet.

    0-2 across   a-d a dot   Enter next   Esc close   F1 help       saved 11:41:03
    ");
}

#[test]
fn after_two_presses_the_bars_stand_in_order() {
    let stage = stage(Policy::Hidden).keys("i2100021012000210").keys("<esc>r");
    let stage = stage.expects("Everyone is in; r again reveals.").keys("r");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                           VOTE   5 min
    VOTE ◐                                                              ends 11:05

      What is the question?

             Option                                              Dots  People  012
      ▸ 1    One place                               ▄▄▄▄▄▄▄▄▄▄     7       4   ▂▆
             1 kept ───────────────────────────────  ──────────
        2    Answer every question within a workin…  ▄▄▄▄▖          3       2  ▄▂▂
        3    A weekly digest of what customers say   ▄▄▖            2       2  ▄▄
        4    Everyone who posts has had the traini…                 0       0  █

        One place
        More dots than any other.

        A natural break of 4 dots below “One place”; it keeps the best one.
        Most divided: “Answer every question within a working day” (2 gave none, 1
        gave one dot, 1 gave two dots).
        c starts two minutes of talk, both ends first; then vote again.




    c talk two minutes   ] go on   v vote again   ? help            saved 11:41:03
    ");
}

#[test]
fn another_key_lets_go_of_the_reveal() {
    let stage = stage(Policy::Hidden).keys("i2100<esc>r").expects("1 of 4 are in; r again");
    let stage = stage.keys("<down>r").expects("r again reveals");
    stage.expects_no("Dots").keys("r").expects("Dots");
}

#[test]
fn voting_again_asks_keeps_the_totals_and_shows_the_shift() {
    let stage = stage(Policy::Hidden).keys("i21002100<esc>rr").expects("v vote again");
    let stage =
        stage.keys("v").expects("v again votes again").keys("v").expects("Nobody is in yet");
    let stage = stage.keys("i01200120<esc>rr").expects("Was");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                           VOTE   5 min
    VOTE ◐                                                              ends 11:05

      What is the question?

             Option                                        Dots  People  012   Was
      ▸ 1    A weekly digest of what custome…  ▄▄▄▄▄▄▄▄▄▄     4       2    █     0
        2    One place                         ▄▄▄▄▄          2       2   █      2
        3=   Answer every question within a …                 0       0  █       4
        3=   Everyone who posts has had the …                 0       0  █       0

        A weekly digest of what customers say
        More dots than any other.










    ] go on   v vote again   Down why each is there   ? help        saved 11:41:03
    ");
}

#[test]
fn starting_over_asks_before_it_throws_ballots_away() {
    let stage = stage(Policy::Anonymous).keys("v").expects("No ballot is in yet");
    let stage = stage.keys("i2100<enter>a<enter><esc>v").expects("2 ballots are in; v again");
    stage.keys("v").expects("Nobody is in yet");
}

#[test]
fn with_one_display_nothing_private_opens_before_the_projector_is_blank() {
    let stage = one_display(stage(Policy::Hidden)).keys("<enter>");
    let stage = stage.expects("Blank the projector, then press b").expects_no("your turn");
    stage.keys("b<enter>").expects("Ana, it is your turn.");
}

#[test]
fn with_one_display_nobody_sees_who_is_slow() {
    let stage = one_display(stage(Policy::Hidden)).keys("bi2100<esc>b");
    stage.expects("1 of 4 are in").expects_no("Ben");
    let stage = self::stage(Policy::Hidden).keys("i2100<esc>");
    stage.expects("● Ana").expects("○ Ben");
}

#[test]
fn behind_the_cover_no_other_verb_works_and_the_ballot_comes_in() {
    let stage = stage(Policy::Hidden).keys("c<enter>").expects("3 left of 3 dots");
    let stage = stage.keys("rrqnpx").expects("3 left of 3 dots");
    assert!(!stage.was_left() && stage.exports() == 0);
    let stage = stage.keys("?").expects("hand it in").keys("<esc>");
    stage.keys("2<down>1<enter>").expects("Ben, it is your turn.").expects("1 of 4 are in");
}

#[test]
fn nothing_that_is_typed_privately_becomes_a_draft() {
    use crate::ui::screen::Screen;
    let screen = super::VoteScreen::default();
    assert_eq!(screen.open_text(), None);
}

#[test]
fn hands_are_counted_as_numbers_one_after_the_other() {
    let stage = stage(Policy::Open).keys("<enter>");
    let stage = stage.keys("5 4 2 1").expects("12 of 12 dots").keys("<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                           VOTE   5 min
    VOTE ◐                                                              ends 11:05

      What is the question?

             Option                                                           Dots
      ▸ 1    Answer every question within a working day           ▄▄▄▄▄▄▄▄▄▄     5
        2    One place                                            ▄▄▄▄▄▄▄▄       4
             2 kept ────────────────────────────────────────────  ──────────
        3    A weekly digest of what customers say                ▄▄▄▄           2
        4    Everyone who posts has had the training              ▄▄             1

        Answer every question within a working day
        More dots than any other.

        A natural break of 2 dots below “One place”; it keeps the best 2.
        Counted together: how many people, and how divided, is not known.






    ] go on   v vote again   Down why each is there   ? help        saved 11:41:03
    ");
    let stage = stage.keys("f").expects("12 of 12 dots").keys("4<enter><enter><enter>0<enter>");
    stage.expects("4").expects("not known");
}

#[test]
fn too_many_hands_are_refused_and_stay_to_be_mended() {
    let stage = stage(Policy::Open).keys("f8 8 8 8<enter>");
    let stage = stage.expects("That is 32 hands, and the 4 who vote have 12 dots together.");
    let stage = stage.keys("<bs>0<up><bs>0<up><bs>4<down><down><enter>").expects("Dots");
    stage.expects_no("hands, and");
}

#[test]
fn private_votes_count_no_hands() {
    stage(Policy::Hidden).keys("f").expects("Hands show who wants what");
}

#[test]
fn an_open_vote_is_typed_by_name_and_closed_with_one_press() {
    let stage = stage(Policy::Open).keys("i21000120<esc>").expects("2 of 4 are in");
    let stage = stage.expects_no("Dots").keys("r").expects("Dots");
    stage.keys("u").expects("Undone: closed the vote").expects("2 of 4 are in");
}

#[test]
fn alone_the_ballot_opens_without_a_cover_and_hats_follow() {
    let mut room = with_ideas(&room_of(do_vote(Policy::Hidden), &[("Ana", "")]), &IDEAS);
    let hats = people::Change::AddHats(vec![text("Customer")]);
    submit(&mut room, Change::People(hats)).expect("a hat");
    let stage = Stage::of(room).keys("<enter>").expects("Your ballot.").keys("<enter>2<down>1");
    let stage = stage.keys("<enter>").expects("Now as Customer").keys("<enter>+<enter><enter>");
    stage.expects("Everyone is in.").keys("<enter>rr").expects("Dots");
}

#[test]
fn one_voice_votes_for_all() {
    let stage = one_display(stage(Policy::Hidden)).keys("o2<down>1<enter>");
    let stage = stage.expects("Everyone is in").keys("i").expects("Blank the projector");
    stage.keys("rr").expects("not known");
}

#[test]
fn who_left_is_not_awaited() {
    let mut stage = stage(Policy::Hidden).keys("i2100<esc>").expects("1 of 4 are in");
    let gone = crate::testing::person(4);
    submit(&mut stage.room, Change::People(people::Change::Leave(gone))).expect("Dee goes");
    stage.expects("1 of 3 are in").expects_no("Dee");
}

#[test]
fn an_empty_ballot_says_what_is_missing() {
    let stage = Stage::of(with_ideas(&room_with(do_vote(Policy::Hidden)), &[]));
    let stage = stage.expects("There is nothing to vote on yet.");
    stage.keys("<enter>").expects("There is nothing to choose from yet.");
}

#[test]
fn the_row_at_the_cursor_says_why_it_stands_there() {
    let stage =
        stage(Policy::Hidden).size(120, 40).keys("i21000100<esc>rr").expects("from more people");
    let stage = stage.keys("<down>").expects("As many dots as").expects("from fewer people");
    stage.keys("<down>").expects("Tied with").expects("the list alone orders them");
    let stage = self::stage(Policy::Hidden).keys("i2100<esc>rr");
    stage.expects("More dots than any other").keys("<down>").expects("1 fewer than");
}

#[test]
fn long_options_are_shown_in_full_at_the_cursor_and_quoted_short() {
    let words = "We answer every question that a customer asks us anywhere within one working day, \
                 and say who will when we cannot";
    let room =
        with_ideas(&room_with(do_vote(Policy::Hidden)), &[(words, ""), (words, ""), ("C", "")]);
    let stage = Stage::of(room).expects("and say who will when we cannot");
    let stage = stage.keys("c<enter><down>").expects("and say who will").keys("<esc><esc>");
    let stage = stage.keys("i111<esc>rr").expects("and say who will when we cannot");
    stage.size(120, 40).expects("Tied with “We answer every question that a custo");
}

#[test]
fn it_draws_at_every_size() {
    for keys in
        ["", "<enter>", "<enter><enter>2", "i21", "i2100<esc>rr", "i2100<esc>rrvvi0120<esc>rr"]
    {
        for (width, height) in [(60, 18), (60, 20), (80, 24), (120, 40), (200, 60), (10, 5)] {
            stage(Policy::Hidden).size(width, height).keys(keys).shows();
            nine(Policy::Anonymous).size(width, height).keys(keys).shows();
            stage(Policy::Open).size(width, height).keys(keys).shows();
        }
    }
}
