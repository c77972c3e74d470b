//! The line, the run-off, the talk and the vote again, as they are typed and seen.

use super::*;

/// The first has three dots, the next two one each: a line of two goes through a tie.
fn tied() -> Stage {
    stage(Policy::Hidden).keys("i210020101010<esc>rr")
}

#[test]
fn the_line_is_drawn_with_one_key_and_moved() {
    let stage = tied().keys("<down><enter>").expects("The best 2 are kept");
    let stage = stage.keys("-").expects("The best one is kept").keys("++");
    let stage = stage.expects("The best 3 are kept").keys("u").expects("The best 2 are kept");
    stage.keys("++++").expects("Everything is kept");
}

#[test]
fn a_line_through_equals_offers_a_run_off_among_them() {
    let stage = stage(Policy::Hidden).keys("i1100101010001000<esc>rr<down><enter>");
    insta::assert_snapshot!(stage.shows(), @"
     Garden                                                           VOTE   5 min
     VOTE ◐                                                              ends 11:05

       What is the question?

              Option                                               Dots  People  01
         1    Answer every question within a working…  ▄▄▄▄▄▄▄▄▄▄     4       4   █
       ▸ 2=   One place                                ▄▄▖            1       1  ▆▂
              2 kept, through a tie ─────────────────  ──────────
         2=   A weekly digest of what customers say    ▄▄▖            1       1  ▆▂
         4    Everyone who posts has had the training                 0       0  █

         One place
         Tied with “A weekly digest of what customers say”; the list alone orders
         them.

         The best 2 are kept, through a tie: the list keeps “One place”, reversed
         it would keep “A weekly digest of what customers say”.
         o holds a run-off among the tied.
         Most divided: “One place” (3 gave none, 1 gave one dot).



     o run-off   c talk two minutes   ] go on   ? help               saved 11:41:03
    ");
    let stage =
        stage.keys("o").expects("A run-off among 2: 1 dot each").expects("Nobody is in yet");
    let stage = stage.expects_no("Everyone who posts").keys("i01010110").keys("<esc>rr");
    insta::assert_snapshot!(stage.shows(), @"
     Garden                                                           VOTE   5 min
     VOTE ◐                                                              ends 11:05

       What is the question?

              Option                                               Dots  People  01
         1    Answer every question within a working…  ▄▄▄▄▄▄▄▄▄▄     4       4   █
         2    A weekly digest of what customers say    ▄▄▖            1       1  ▆▂
              2 kept ────────────────────────────────  ──────────
       ▸ 3    One place                                ▄▄▖            1       1  ▆▂
         4    Everyone who posts has had the training                 0       0  █

         One place
         Below “A weekly digest of what customers say” by the run-off.

         A natural break of 3 dots below “Answer every question within a working
         day”.
         The best 2 are kept.
         Most divided: “A weekly digest of what customers say” (3 gave none, 1 gave
         one dot).
         c starts two minutes of talk, both ends first; then vote again.


     c talk two minutes   ] go on   v vote again   ? help            saved 11:41:03
    ");
    stage.expects("Below “A weekly digest of what customers say” by the run-off.");
}

#[test]
fn a_run_off_is_given_up_with_two_presses() {
    let stage = stage(Policy::Hidden).keys("i1100101010001000<esc>rr<down><enter>o");
    let stage = stage.keys("v").expects("v again gives up the run-off").keys("v");
    stage.expects("through a tie").keys("o").keys("u").expects("through a tie");
}

#[test]
fn without_a_tie_there_is_no_run_off() {
    let stage = stage(Policy::Hidden).keys("i2100<esc>rr").keys("o");
    stage.expects("Nothing is tied here");
}

#[test]
fn the_most_divided_gets_two_minutes_ends_first_then_a_vote_again_and_the_shift_is_shown() {
    let stage = stage(Policy::Hidden).keys("i2010201001020102<esc>rr");
    let stage = stage.expects("c starts two minutes of talk").keys("c");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                           VOTE   5 min
    VOTE ◐                                                              ends 11:05

      Answer every question within a working day

        2 gave none, 2 gave two dots.

        Ends first: what did you see?

        First a 2, then a 0; then everyone.

        ▄█▀▀█▄    ▄▄    ▄█▀▀▀█▄ ▄█▀▀▀█▄
          ▄▄█▀    ▀▀    ██ ▄███ ██ ▄███
        ▄█▀ ▄▄    ▄▄    ███▀ ██ ███▀ ██
        ▀▀▀▀▀▀    ▀▀     ▀▀▀▀▀   ▀▀▀▀▀








    Enter end the talk   v vote again   + a minute more   ? help    saved 11:41:03
    ");
    let stage = stage.wait(65).expects_no("2:00").keys("+").keys("-").wait(60);
    let stage = stage.expects("It is time. v votes again.").keys("v");
    let stage = stage.expects("v again votes again").keys("v").expects("Nobody is in yet");
    let stage = stage.keys("i1110111011101110<esc>rr").expects("After the talk about it");
    insta::assert_snapshot!(stage.size(120, 40).shows(), @"
       Garden                                                                                               VOTE   5 min
       VOTE ◐                                                                                                  ends 11:07

         What is the question?

                Option                                                                             Dots  People  01   Was
         ▸ 1=   Answer every question within a working day               ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄     4       4   █     4
           1=   One place                                                ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄     4       4   █     2
           1=   A weekly digest of what customers say                    ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄     4       4   █     2
                3 kept ────────────────────────────────────────────────  ────────────────────────
           4    Everyone who posts has had the training                                               0       0  █      4

           Answer every question within a working day
           Tied with “One place” and “A weekly digest of what customers say”; the list alone orders
           them.

           A natural break of 4 dots below “A weekly digest of what customers say”; it keeps the best
           3.
           After the talk about it, “Answer every question within a working day” went from 4 (2 gave
           none, 2 gave two dots) to 4 (4 gave one dot).



















       ] go on   v vote again   Down why each is there   Enter keep down to here   ? help                  saved 11:41:03
    ");
}

#[test]
fn a_talk_is_ended_by_a_key_and_taken_up_again_by_undo() {
    let stage = stage(Policy::Hidden).keys("i2010201001020102<esc>rrc<enter>");
    let stage = stage.expects_no("Ends first").expects("v votes again").keys("u");
    stage.expects("Ends first").keys("<esc>").expects_no("Ends first");
}

#[test]
fn where_all_agree_there_is_nothing_to_talk_over() {
    let stage = stage(Policy::Hidden).keys("i20102010<esc>rrc").expects("Nobody differs");
    stage.expects_no("Ends first");
    let stage = self::stage(Policy::Open).keys("f1 1 0 0<enter>c");
    stage.expects("What divides the room is not known");
}

#[test]
fn the_wall_counts_the_talk_down() {
    let stage = stage(Policy::Hidden).size(120, 40).keys("i2010201001020102<esc>rrc").wait(17);
    let stage = stage.keys("w");
    insta::assert_snapshot!(stage.shows(), @"
    ▗█▖                                                                  ▟   ▀                   ▀   ▟  ▜▌   ▀
    █ █ █▀▙ ▟▀▀ █▗▐▌▟▀▙ ▜▟▜▖    ▟▀▙ █ █ ▟▀▙ ▜▟▜▖█ █     ▟▀▟▘█ █ ▟▀▙ ▟▀▀ ▝█▀ ▝█  ▟▀▙ █▀▙     █▗▐▌▝█  ▝█▀ ▐▙▜▖▝█  █▀▙
    █▀█ █ █ ▝▀▙ ███▌█▀▀ ▐▌▝▘    █▀▀ ▜▄▛ █▀▀ ▐▌▝▘▜▄█     ▜▄█ █ █ █▀▀ ▝▀▙  █▗  █  █ █ █ █     ███▌ █   █▗ ▐▌▐▌ █  █ █
    ▀ ▀ ▀ ▀ ▀▀▘ ▝▘▀ ▝▀▘ ▀▀      ▝▀▘  ▀  ▝▀▘ ▀▀  ▄▄▛      ▗█▖▝▀▝▘▝▀▘ ▀▀▘  ▝▘ ▝▀▘ ▝▀▘ ▀ ▀     ▝▘▀ ▝▀▘  ▝▘ ▀▘▝▘▝▀▘ ▀ ▀
                        ▜▌   ▀               ▝█
    ▝▀▙     █▗▐▌▟▀▙ ▜▟▜▖▐▌▟▘▝█  █▀▙ ▟▀▟▘    ▗▄█ ▝▀▙ █ █
    ▟▀█     ███▌█ █ ▐▌▝▘▐▛▙  █  █ █ ▜▄█     █ █ ▟▀█ ▜▄█
    ▝▀▝▘    ▝▘▀ ▝▀▘ ▀▀  ▀▘▝▘▝▀▘ ▀ ▀ ▄▄▛     ▝▀▝▘▝▀▝▘▄▄▛



    ▀▀▖   ▗▄ ▗▄ ▖ ▖▗▖    ▄▖ ▗▖ ▄▖ ▗▖       ▀▀▖   ▗▄ ▗▄ ▖ ▖▗▖    ▟▖ ▖ ▖▗▖    ▗▟ ▗▖ ▟▖ ▗▄
    ▞▀    ▚▟ ▌▐ ▚▗▘▛▀    ▌▐ ▌▐ ▌▐ ▛▀       ▞▀    ▚▟ ▌▐ ▚▗▘▛▀    ▐  ▌▌▌▌▐    ▌▐ ▌▐ ▐  ▀▄
    ▀▀▘   ▗▞ ▝▀▘ ▘ ▝▀    ▘▝ ▝▘ ▘▝ ▝▀ ▗▘    ▀▀▘   ▗▞ ▝▀▘ ▘ ▝▀     ▀ ▝▝ ▝▘    ▝▀ ▝▘  ▀ ▀▘  ▘


    ▛▀▘▄▖ ▗▟ ▗▄    ▗▀  ▘ ▖▄ ▗▄ ▟▖  ▖    ▖ ▖▙▖ ▗▄ ▟▖    ▗▟  ▘ ▗▟    ▖▗ ▗▖ ▖▗    ▗▄ ▗▖ ▗▖ ▀▀▖
    ▛▀ ▌▐ ▌▐ ▀▄    ▜▘ ▝▌ ▛  ▀▄ ▐        ▌▌▌▌▐ ▌▐ ▐     ▌▐ ▝▌ ▌▐    ▚▟ ▌▐ ▌▐    ▀▄ ▛▀ ▛▀  ▀
    ▀▀▘▘▝ ▝▀ ▀▘    ▝  ▝▀ ▘  ▀▘  ▀  ▘    ▝▝ ▘▝ ▝▀▘ ▀    ▝▀ ▝▀ ▝▀    ▗▞ ▝▘ ▝▀    ▀▘ ▝▀ ▝▀  ▘


    ▛▀▘ ▘ ▖▄ ▗▄ ▟▖    ▗▄    ▀▀▖      ▟▖ ▙▖ ▗▖ ▄▖    ▗▄    ▞▜▖ ▖    ▟▖ ▙▖ ▗▖ ▄▖    ▗▖ ▖ ▖▗▖ ▖▄ ▖▗ ▗▖ ▄▖ ▗▖
    ▛▀ ▝▌ ▛  ▀▄ ▐     ▌▐    ▞▀       ▐  ▌▐ ▛▀ ▌▐    ▌▐    ▙▘▌      ▐  ▌▐ ▛▀ ▌▐    ▛▀ ▚▗▘▛▀ ▛  ▚▟ ▌▐ ▌▐ ▛▀
    ▘  ▝▀ ▘  ▀▘  ▀    ▝▀▘   ▀▀▘▗▘     ▀ ▘▝ ▝▀ ▘▝    ▝▀▘   ▝▀ ▗▘     ▀ ▘▝ ▝▀ ▘▝    ▝▀  ▘ ▝▀ ▘  ▗▞ ▝▘ ▘▝ ▝▀  ▘








     ▄██      ▄▄      ▄███  ▄█▀▀█▄
      ██      ▀▀    ▄█▀ ██    ▄▄█▀
      ██      ▄▄    ▀▀▀▀██▀ ▄▄  ██
    ▀▀▀▀▀▀    ▀▀       ▀▀▀▀  ▀▀▀▀

    Garden · Answer every question within a working day                                                     ends 11:05
    ");
}
