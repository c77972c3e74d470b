//! Care at the console: sheets typed, the reveal, the silence, and whom to ask first.

use crate::room::Room;
use crate::session::{Displays, areas};
use crate::testing::{activity, room_of, submit, text};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Policy};

/// Twelve people from five functions.
const TWELVE: [(&str, &str); 12] = [
    ("Ana", "Service"),
    ("Ben", "Marketing"),
    ("Chi", "Marketing"),
    ("Dee", "HR"),
    ("Eve", "HR"),
    ("Fay", "IT"),
    ("Gil", "IT"),
    ("Hal", "Sales"),
    ("Ida", "Sales"),
    ("Jo", "Service"),
    ("Kim", "IT"),
    ("Lou", "Sales"),
];

/// Their sheets: two digits an area, seven areas.
const SHEETS: [&str; 12] = [
    "33201000112000",
    "22313200101200",
    "10323100002200",
    "00101033230010",
    "11200032311000",
    "21002000103100",
    "1120101020-32",
    "32103100100000",
    "20213200001100",
    "33302000202010",
    "00001010003300",
    "11203010001100",
];

/// Care, a break, roles and a round, for these people and seven areas.
fn room(people: &[(&str, &str)], policy: Policy) -> Room {
    let mut room = room_of(
        vec![
            activity(Do::Care { supporters: 2 }, policy),
            activity(Do::Break {}, Policy::Open),
            activity(Do::Roles { load: 2 }, Policy::Open),
            activity(Do::Round {}, Policy::Open),
        ],
        people,
    );
    let more = ["Community", "Policy and training", "Tools", "Telling everyone"].map(text);
    let add = areas::Change::Add(more.into());
    submit(&mut room, crate::session::Change::Areas(add)).expect("four more areas");
    room
}

fn stage() -> Stage {
    Stage::of(room(&TWELVE, Policy::Hidden))
}

/// The same with everyone's sheet typed, on the way to the names.
fn typed() -> Stage {
    stage().keys("i").keys(&SHEETS.concat()).keys("<esc>")
}

/// Where the names begin, with the board still covered.
fn covered() -> Stage {
    typed().keys("]]")
}

fn few(policy: Policy) -> Stage {
    Stage::of(room(&TWELVE[..4], policy))
}

#[test]
fn twelve_sheets_of_seven_areas_take_two_keys_an_answer_and_nothing_more() {
    let keys: usize = SHEETS.iter().map(|sheet| sheet.len()).sum();
    assert_eq!(keys, 12 * 7 * 2 - 1, "one of them left an area blank with one key");
    typed().expects("Everyone is in");
}

#[test]
fn it_is_whole_at_every_size() {
    for (width, height) in [(60, 20), (80, 24), (120, 40), (200, 60)] {
        let whole = |stage: Stage| stage.size(width, height).expects("ends ");
        let stage = whole(whole(stage()).keys("i332")).keys("<esc><esc>");
        let stage = whole(whole(stage).keys("i").keys(&SHEETS.concat()).keys("<esc>"));
        let stage = whole(whole(stage).keys("]i")).keys("<esc>");
        let stage = whole(whole(stage).keys("]r")).keys("r").expects("silence");
        let stage = whole(stage).keys("w").expects("silence").keys("w");
        whole(whole(stage).wait(11)).keys("<enter><enter>").expects("Not me");
    }
}

#[test]
fn the_board_says_what_is_asked_and_who_will_see_it() {
    insta::assert_snapshot!(stage().size(60, 20).shows(), @"
    Garden                                       CARE   5 min
    CARE ◐  break ○  roles ○  round ○               ends 11:20

      What is the question?

      ▸ A   Listening
        B   Crisis
        C   Measuring
        D   Community
        E   Policy and training
        F   Tools
        G   Telling everyone

        “I care” 0 to 3, then “I can” 0 to 3, – for no answer
        Nobody is in yet
        ○ Ana   ○ Ben   ○ Chi   ○ Dee   ○ Eve   ○ Fay   ○ Gil
        The room sees totals. The file keeps your name. The
        scribe sees your sheet.

    Enter type sheets   ? help                  saved 11:41:03
    ");
    stage().size(80, 24).expects("○ Lou").expects("a tick if you may be");
}

#[test]
fn with_few_people_the_laptop_goes_round() {
    let stage = few(Policy::Hidden).keys("<enter>").expects("Ana, it is your turn");
    let stage = stage
        .keys("<enter>")
        .expects("I care")
        .keys("32<enter>")
        .expects("no answer")
        .keys("<enter>");
    stage.expects("Ben, it is your turn").keys("<esc>").expects("1 of 4");
}

#[test]
fn nothing_private_opens_where_the_room_looks_on() {
    let mut projected = room(&TWELVE, Policy::Hidden);
    let one = crate::session::Change::Displays(Displays::One);
    submit(&mut projected, one).expect("one display");
    let stage = Stage::of(projected).keys("i").expects("The room can see this screen");
    let stage = stage.keys("bi").keys(&SHEETS.concat()).keys("<esc>b]]").expects_no("● Ana");
    let stage = stage.keys("rr").wait(11).expects("nobody yet").expects_no("ask Ana");
    let stage = stage.expects_no("Ana").keys("<enter>").expects("▸ Ana").expects_no("care 3");
    let stage = stage.keys("<esc>j<enter>").expects("▸ Ana").keys("<esc>b");
    stage.expects("ask Chi first").keys("<enter>").expects("▸ Chi").expects("care 3, can 2");
}

#[test]
fn leaving_care_asks_nothing_since_the_names_begin_with_it() {
    let stage = typed().keys("]").expects("BREAK").expects("Who cares: Everyone is in.");
    let stage = stage.keys("]").expects("ROLES").expects("░░░");
    stage.keys("]").expects("12 are in and not revealed; ] again leaves");
}

#[test]
fn late_sheets_are_typed_in_the_break_or_under_the_cover() {
    let stage = stage().keys("i").keys(&SHEETS[..10].concat()).keys("<esc><esc>]");
    let stage = stage.expects("10 of 12 are in").keys("i").keys(SHEETS[10]).keys("<esc><esc>");
    let stage = stage.expects("11 of 12 are in").keys("]").expects("11 of 12 are in");
    let stage = stage.keys("i").keys(SHEETS[11]).keys("<esc>");
    stage.expects("Everyone is in").expects("░░░");
}

#[test]
fn the_board_is_covered_until_two_presses() {
    insta::assert_snapshot!(covered().shows(), @"
    Garden                                                          ROLES   5 min
    care ●  break ●  ROLES ◐  round ○                                   ends 11:10

      What is the question?

        Listening             ░░░░░░░
        Crisis                ░░░░░░░
        Measuring             ░░░░░░░
        Community             ░░░░░░░
        Policy and training   ░░░░░░░
        Tools                 ░░░░░░░
        Telling everyone      ░░░░░░░

        Everyone is in
        ● Ana   ● Ben   ● Chi   ● Dee   ● Eve   ● Fay   ● Gil   ● Hal   ● Ida
        ● Jo   ● Kim   ● Lou

        The room sees totals. The file keeps your name.





    r show who cares   i type sheets   ? help                       saved 11:41:03
    ");
    let stage = covered().keys("<enter>").expects("First the reveal").keys("r");
    let stage = stage.expects("Everyone is in; r again reveals.").keys("j").expects("░░░");
    stage.keys("r").expects("░░░").keys("r").expects_no("░░░");
}

#[test]
fn the_cover_can_be_laid_aside() {
    let stage = covered().keys("<esc>").expects("7 nobody yet").keys("<enter>");
    let stage = stage.expects("who answers for it?").keys("<enter><enter><esc>");
    stage.expects("1 settled").keys("w").expects("Ana").expects_no("Everyone is in");
}

#[test]
fn the_reveal_shows_who_cares_and_ten_seconds_of_silence() {
    let stage = covered().keys("rr");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                          ROLES   5 min
    care ●  break ●  ROLES ◐  round ○                                   ends 11:10

      What is the question?

      ▸ Listening            ▇▇▇▅▅▅▃▃▃▃   six care    four can
        Crisis               ▇▇▇▅▅▅▅▅▃▃   eight care  one can
        Measuring            ▇▇▇▇▇▅▅▃▃▃▃  seven care  two can
        Community            ▇▇▃▃▃        two care    two can
        Policy and training  ▇▅▅▅▃▃▃▃     four care   one can
        Tools                ▇▇▅▅▅▃▃▃▃    five care   three can
        Telling everyone     ▇▃▃          one cares   one can

        Crisis: eight care, one can. Policy and training: four care, one can.
        Listening: more care and can than it takes.


         ▄██    ▄█▀▀▀█▄
          ██    ██ ▄███
          ██    ███▀ ██
        ▀▀▀▀▀▀   ▀▀▀▀▀    seconds of silence


    Enter choose   o leave open   i doing   c consulted   ? help    saved 11:41:03
    ");
    let stage = stage.wait(9).expects("silence").wait(2).expects_no("silence");
    let stage = stage.keys("z").expects("seconds of silence").keys("u");
    stage.expects("Undone: added 4 areas").expects("six care").wait(11).expects("ask Ana first");
}

#[test]
fn the_wall_counts_the_silence_and_keeps_the_bars_until_somebody_answers() {
    let stage = covered().keys("rr").wait(3).keys("w");
    insta::assert_snapshot!(stage.shows(), @"
    ▌ ▌▙▖ ▗▄ ▟▖     ▘ ▗▄    ▟▖ ▙▖ ▗▖    ▗▄ ▖▗ ▗▖ ▗▄ ▟▖  ▘ ▗▖ ▄▖ ▀▀▖
    ▙▚▌▌▐ ▌▐ ▐     ▝▌ ▀▄    ▐  ▌▐ ▛▀    ▌▐ ▌▐ ▛▀ ▀▄ ▐  ▝▌ ▌▐ ▌▐  ▀
    ▘ ▘▘▝ ▝▀▘ ▀    ▝▀ ▀▘     ▀ ▘▝ ▝▀    ▝▜ ▝▀ ▝▀ ▀▘  ▀ ▝▀ ▝▘ ▘▝  ▘

    Listening            ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▖        six care  four can
    Crisis               ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▖   eight care  one can
    Measuring            ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄ seven care  two can
    Community            ▄▄▄▄▄▄▄▄▄▄▄▖                     two care  two can
    Policy and training  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄               four care  one can
    Tools                ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▖           five care  three can
    Telling everyone     ▄▄▄▄▄▄▖                         one cares  one can

    Crisis: eight care, one can. Policy and training: four care, one can.
    Listening: more care and can than it takes.




    ██▀▀██
       ▄█▀
      ██
      ▀▀              seconds of silence
    Garden · What is the question?                                  ends 11:10
    ");
    let stage = stage.wait(20).expects("Crisis: eight care, one can.").expects_no("silence");
    let stage = stage.keys("w<enter><enter><enter><esc>w");
    stage.expects("Ana").expects("nobody yet").expects_no("eight care");
}

#[test]
fn the_names_start_from_the_proposal_and_follow_the_answers() {
    let stage = covered().keys("rr").wait(11);
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                          ROLES   5 min
    care ●  break ●  ROLES ◐  round ○                                   ends 11:10

      What is the question?

        Area                  Accountable               Doing        Care
      ▸ Listening             ○ ask Ana first           —            ▇▇▇▅▅ six
        Crisis                ○ ask Chi first           —            ▇▇▇▅▅ eight
        Measuring             ○ ask Ben first           —            ▇▇▇▇▇ seven
        Community             ○ ask Eve first           —            ▇▇▃▃▃ two
        Policy and training   ○ ask Dee first           —            ▇▅▅▅▃ four
        Tools                 ○ ask Kim first           —            ▇▇▅▅▅ five
        Telling everyone      ○ ask Gil first           —            ▇▃▃ one

                                                                     7 nobody yet

        Care/can: Ana 3/3, Ben 2/2, Chi 1/0, Eve 1/1, Fay 2/1, Gil 1/1, Hal 3/2,
        Ida 2/0, Jo 3/3, Lou 1/1
        Ask Ana first. Ana cares (3) and can (3). Jo would do as well here; the
        order of the list alone decided.
        Ben and Hal could help.


    Enter choose   o leave open   i doing   c consulted   ? help    saved 11:41:03
    ");
    let stage = stage.keys("<enter>").expects("▸ Ana").keys("<enter><down><down><down><enter>");
    let stage = stage.expects("ask Jo first").expects("Ben and Hal could help");
    let stage = stage.keys("<enter>").expects("▸ Jo").keys("<enter><enter><esc>");
    stage.expects("● Jo").expects("1 settled · 6 nobody yet");
}

#[test]
fn somebody_may_be_named_and_nobody_else_is() {
    let stage = typed().keys("yAna<enter>").expects("✓ Service").keys("<esc>rr").wait(11);
    let stage = stage.keys("w").expects("Ana").expects_no("Ben").keys("w");
    stage.expects("Care/can: Ana 3/3").expects("Ask Ana first.");
}

#[test]
fn a_nameless_or_spoken_care_proposes_nobody_and_says_why() {
    let stage =
        few(Policy::Anonymous).keys("i33201000112000<enter>22313200101200<enter><esc><esc>");
    let stage = stage.keys("rr").wait(11).expects("The sheets have no names");
    stage.keys("]]").expects("nobody yet").expects_no("first").keys("<enter>").expects("▸ Ana");
    let stage = few(Policy::Hidden).keys("o32<enter><enter>rr").wait(11);
    stage.expects("care 3").expects("The room answered with one voice");
}

#[test]
fn what_is_in_is_thrown_away_only_when_asked_twice() {
    let stage = typed().keys("v").expects("12 sheets are in; v again throws them away");
    stage.keys("v").expects("Nobody is in yet").keys("v").expects("No sheet is in yet");
}

#[test]
fn the_list_of_areas_is_agreed_here() {
    let stage = stage().keys("aBudget<enter><enter>").expects("H   Budget").keys("d");
    let stage = stage.expects_no("Budget").keys("u").expects("H   Budget");
    stage.keys("e").expects("Done when");
}
