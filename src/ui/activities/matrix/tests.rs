//! The matrix at the console: sheets, covers, the reveal, the plane, and what the room goes on with.

use crate::room::Room;
use crate::testing::{activity, room_of, text};
use crate::ui::stage::Stage;
use crate::workshop::{Axis, Do, Over, Policy};

const TWELVE: [(&str, &str); 12] = [
    ("Ana", "Service"),
    ("Ben", "Marketing"),
    ("Chi", "Marketing"),
    ("Dee", "HR"),
    ("Eve", "Service"),
    ("Fay", "Service"),
    ("Gil", "Product"),
    ("Hal", "Product"),
    ("Ida", "IT"),
    ("Jo", "HR"),
    ("Kim", "Legal"),
    ("Lou", "IT"),
];

const OPTIONS: [&str; 8] = [
    "A weekly digest of what customers say",
    "Answer within an hour, also at weekends",
    "One tone guide for everybody",
    "A crisis rehearsal each quarter",
    "Let experts answer without asking first",
    "A community of our partners",
    "Move all accounts to one tool",
    "A shared calendar of campaigns",
];

/// Two digits for each option; - where somebody says nothing.
const SHEETS: [&str; 12] = [
    "4245425241352523",
    "515422315224-11",
    "425421525125-11",
    "5254423442-2412",
    "414522435344-22",
    "525551315254-12",
    "3145221542452422",
    "525532325345-32",
    "415432434544-32",
    "4255325252542422",
    "535322415134-23",
    "5254214352451421",
];

fn matrix(points: u8) -> Do {
    let over = Over::These(OPTIONS.map(text).into());
    Do::Matrix { over, up: Axis::of("impact"), across: Axis::of("effort"), points }
}

fn room(people: &[(&str, &str)], policy: Policy) -> Room {
    room_of(vec![activity(matrix(5), policy), activity(Do::Break {}, Policy::Open)], people)
}

fn stage(policy: Policy) -> Stage {
    Stage::of(room(&TWELVE, policy))
}

fn few(policy: Policy) -> Stage {
    Stage::of(room(&TWELVE[..4], policy))
}

fn revealed() -> Stage {
    stage(Policy::Hidden).keys("i").keys(&SHEETS.concat()).keys("<esc>rr")
}

#[test]
fn it_is_whole_at_every_size() {
    for (width, height) in [(60, 20), (80, 24), (120, 40), (200, 60)] {
        let whole = |stage: Stage| stage.size(width, height).expects("ends ");
        let stage = whole(whole(stage(Policy::Hidden)).keys("i42")).keys("<esc><esc><esc>");
        let stage = whole(stage.keys("i").keys(&SHEETS.concat()).keys("<esc>rr"));
        let stage = whole(stage.expects("Quick wins: A, D and E.").keys("j<enter>"));
        whole(stage.expects("B●").keys("w")).expects("impact");
        whole(few(Policy::Hidden)).keys("<enter><enter>").expects("effort");
    }
}

#[test]
fn the_board_says_what_is_asked_and_who_will_see_it() {
    insta::assert_snapshot!(stage(Policy::Anonymous).shows(), @"
    Garden                                                         MATRIX   5 min
    MATRIX ◐  break ○                                                   ends 11:10

      What is the question?

      ▸ A   A weekly digest of what customers say
        B   Answer within an hour, also at weekends
        C   One tone guide for everybody
        D   A crisis rehearsal each quarter
        E   Let experts answer without asking first
        F   A community of our partners
        G   Move all accounts to one tool                                        ↓

        “impact” 1 to 5, then “effort” 1 to 5, – for no answer

        Nobody is in yet
        ○ Ana   ○ Ben   ○ Chi   ○ Dee   ○ Eve   ○ Fay   ○ Gil   ○ Hal   ○ Ida
        ○ Jo   ○ Kim   ○ Lou

        Nobody can join this to you, except where everyone answers alike.
        1 little, 5 much. On paper, two digits beside each letter: A 4 2. The
        scribe sees your sheet.

    Enter type sheets   r reveal   c pass the laptop   ? help       saved 11:41:03
    ");
}

#[test]
fn sheets_of_paper_are_two_digits_an_option_and_a_dash_is_no_answer() {
    let stage = stage(Policy::Hidden).size(60, 20).keys("i42-5");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                     MATRIX   5 min
    MATRIX ◐  break ○                               ends 11:10

      What is the question?

        “impact” 1 to 5, then “effort” 1 to…  Nobody is in yet

        C  One tone guide for everybody: “effort”
                     A      B      C      D      E
      ▸ ○ Ana     4  2   —  —   5  ·   ·  ·   ·  ·
        ○ Ben
        ○ Chi
        ○ Dee
        ○ Eve
        ○ Fay                                                ↓

        The room sees totals. The file keeps your name. The
        scribe sees your sheet.

    1-5 two for each   - no answer   F1 help    saved 11:41:03
    ");
    let stage = stage.keys("0").expects("1 to 5 on each.").keys("6").expects("1 to 5 on each.");
    stage.keys("<enter>").expects("has one answer of two; -");
}

#[test]
fn behind_a_cover_both_axes_are_answered_and_the_lowest_is_one() {
    let stage = few(Policy::Hidden).keys("<enter>").expects("Ana, it is your turn");
    let stage = stage.keys("<enter>42+").expects("[1]").keys("--").expects("[—]");
    let stage = stage.keys("<space><enter>").expects("have no answer, which is not 1");
    stage.keys("<enter>").expects("Ben, it is your turn").keys("<esc>").expects("1 of 4");
}

#[test]
fn the_options_stand_on_their_axes_with_what_divides_people() {
    insta::assert_snapshot!(revealed().keys("jjj").shows(), @"
    Garden                                                         MATRIX   5 min
    MATRIX ◐  break ○                                                   ends 11:10

      What is the question?

        much impact                                Option           Impact  Effort
        5 ┤     ─┬─E────────── ╶───B───╴       A   A weekly diges…     4.4     1.8
          │╶─────A─┤ ╷   ·         │           B   Answer within …     4.8     4.4
        4 ┤    ╶─┼─┴─D───────╴  ╶──F───╴       C   One tone guide…     2.8     1.8
          │      │   │   ·         │         ▸ D   A crisis rehea…     3.7     2.4
        3 ┤╶─────C╴· │ · · · · · · │ · ·       E   Let experts an…     4.7     2.2
          │      │   ╵   ·         ╵           F   A community of…     3.6     4.5
        2 ┤╶─────┴H─     ·      ╶─G────╴       G   Move all accou…     1.8     4.2
          │       │      ·        │            H   A shared calen…     1.8     1.9
        1 ┤       ╵      ·  leave ╵
          └┬──────┬──────┬──────┬──────┬       A crisis rehearsal each quarter
           1 little   effort      much 5       impact  3.7 (2.6–4.4)  1 ▂ ██▆ 5
                                               effort  2.4 (1.6–3.6)  1 ▆█▆▂▂ 5

        Quick wins: A, D and E. Big bets: B and F. Fill-ins: C and H. Leave: G.
        Furthest apart on impact and on effort: D.
        Fewer than half placed G (5 of 12).

    Down each   Enter go on with it   f with quick wins   ? help    saved 11:41:03
    ");
}

#[test]
fn on_a_larger_screen_there_is_room_for_the_words_of_the_axes() {
    insta::assert_snapshot!(revealed().size(120, 40).keys("<enter>").shows(), @"
    Garden                                                                                             MATRIX   5 min
    MATRIX ◐  break ○                                                                                       ends 11:10

      What is the question?

              impact                                                      Option                        Impact  Effort
          much 5 ┤         ╷   ╷        ·      big bets ╷           ▸ A●  A weekly digest of what cus…     4.4     1.8
                 │        ─┼───E──────────────── ╶──────B─────╴       B   Answer within an hour, also…     4.8     4.4
                 │         │   │        ·               │             C   One tone guide for everybody     2.8     1.8
                 │╶────────A───│  ╷     ·               │             D   A crisis rehearsal each qua…     3.7     2.4
                 │         │   │  │     ·               │             E   Let experts answer without …     4.7     2.2
               4 ┤         │   ╵  │     ·               │             F   A community of our partners      3.6     4.5
                 │       ──┴──────D────────────         │             G   Move all accounts to one to…     1.8     4.2
                 │         │      │     ·          ╶────F─────╴       H   A shared calendar of campai…     1.8     1.9
                 │         │      │     ·               │
                 │         │      │     ·               │             A weekly digest of what customers say
               3 ┤· · · · ·│· · · │ · · · · · · · · · · │ · · ·       Quick win, placed by 12.
                 │╶────────C─╴    │     ·               │             impact  4.4 (3.8–5.0)  1   ▁▇█ 5
                 │         │      ╵     ·               │             effort  1.8 (1.0–2.1)  1 ▅█▁   5
                 │         │            ·
                 │         ││           ·
               2 ┤         ╵│           ·            ╷
                 │╶─────────H───        ·          ╶─G────────╴
                 │          │           ·            │
                 │          │           ·            │
                 │          │           ·            │
        little 1 ┤ fill-ins ╵           ·            ╵   leave
                 └┬──────────┬──────────┬──────────┬──────────┬
                  1          2          3          4          5
                  little             effort                much


        Quick wins: A, D and E. Big bets: B and F. Fill-ins: C and H. Leave: G.
        We go on with A.
        Furthest apart on impact and on effort: D.
        Fewer than half placed G (5 of 12).



    Down each   Enter go on with it   f with quick wins   ] next step   ? help                          saved 11:41:03
    ");
}

#[test]
fn where_there_is_no_room_for_a_plane_the_list_tells_it() {
    insta::assert_snapshot!(revealed().size(60, 20).keys("j").shows(), @"
    Garden                                     MATRIX   5 min
    MATRIX ◐  break ○                               ends 11:10

      What is the question?

            Option                       Impact         Effort
        A   A weekly digest of …  4.4 (3.8–5.0)  1.8 (1.0–2.1)
      ▸ B   Answer within an ho…  4.8 (4.0–5.0)  4.4 (3.8–5.0)
        C   One tone guide for …  2.8 (2.0–3.7)  1.8 (1.0–2.0)
        D   A crisis rehearsal …  3.7 (2.6–4.4)  2.4 (1.6–3.6)
        E   Let experts answer …  4.7 (4.0–5.0)  2.2 (1.7–3.7)
        F   A community of our …  3.6 (2.5–4.3)  4.5 (4.0–5.0)
        G   Move all accounts t…  1.8 (1.0–2.0)  4.2 (4.0–5.0)
        H   A shared calendar o…  1.8 (1.0–2.3)  1.9 (1.0–2.2)

        Answer within an hour, also at weekends
        Quick wins: A, D and E. Big bets: B and F. Fill-ins: C
        and H. Leave: G.

    Down each   Enter go on with it   ? help    saved 11:41:03
    ");
}

#[test]
fn the_wall_shows_the_plane_and_the_names_in_large_letters() {
    let stage = revealed().size(120, 40).keys("w");
    insta::assert_snapshot!(stage.shows(), @"
    █ ▐▌▜▌       ▟       ▀           ▟  ▜▌                           ▟   ▀          ▟▀▙
    █▗▐▌▐▙▜▖▝▀▙ ▝█▀     ▝█  ▟▀▀     ▝█▀ ▐▙▜▖▟▀▙     ▟▀▟▘█ █ ▟▀▙ ▟▀▀ ▝█▀ ▝█  ▟▀▙ █▀▙  ▗▛
    █▛█▌▐▌▐▌▟▀█  █▗      █  ▝▀▙      █▗ ▐▌▐▌█▀▀     ▜▄█ █ █ █▀▀ ▝▀▙  █▗  █  █ █ █ █  ▀
    ▀ ▝▘▀▘▝▘▝▀▝▘ ▝▘     ▝▀▘ ▀▀▘      ▝▘ ▀▘▝▘▝▀▘      ▗█▖▝▀▝▘▝▀▘ ▀▀▘  ▝▘ ▝▀▘ ▝▀▘ ▀ ▀  ▀


          impact                                                ▞▀▖   ▞▀▖   ▖ ▖▗▖ ▗▖ ▌▗ ▝▌ ▖▗    ▗▟  ▘ ▗▄ ▗▖ ▗▄ ▟▖
             │ quick wins          ·            big bets        ▛▀▌   ▛▀▌   ▌▌▌▛▀ ▛▀ ▛▌  ▌ ▚▟    ▌▐ ▝▌ ▚▟ ▛▀ ▀▄ ▐
      much 5 ┤         ╷  ▛▀▘      ·            ▛▀▖             ▘ ▘   ▘ ▘   ▝▝ ▝▀ ▝▀ ▘▝ ▝▀ ▗▞    ▝▀ ▝▀ ▗▞ ▝▀ ▀▘  ▀ ▘▘▘
             │        ▞▀▖─▛▀ ─────────────  ────▛▀▖────╴        ▛▀▖   ▞▀▖▄▖ ▗▄ ▖ ▖▗▖ ▖▄    ▖ ▖ ▘ ▟▖ ▙▖  ▘ ▄▖    ▗▄
             │ ╶──────▛▀▌─▀▀▘      ·            ▀▀              ▛▀▖   ▛▀▌▌▐ ▀▄ ▌▌▌▛▀ ▛     ▌▌▌▝▌ ▐  ▌▐ ▝▌ ▌▐    ▌▐
             │        ▘ ▘  │ │     ·             │╷             ▀▀    ▘ ▘▘▝ ▀▘ ▝▝ ▝▀ ▘     ▝▝ ▝▀  ▀ ▘▝ ▝▀ ▘▝    ▝▀▘▘▘▘
           4 ┤         │   ╵▛▀▖    ·             ▛▀▘            ▞▀▘   ▞▀▖▄▖ ▗▖    ▟▖ ▗▖ ▄▖ ▗▖    ▗▄ ▖▗  ▘ ▗▟ ▗▖
             │       ───────▌ ▌──────────╴   ╶───▛▀ ───╴        ▌     ▌ ▌▌▐ ▛▀    ▐  ▌▐ ▌▐ ▛▀    ▚▟ ▌▐ ▝▌ ▌▐ ▛▀
             │         │    ▀▀     ·             ▘              ▝▀▘   ▝▀ ▘▝ ▝▀     ▀ ▝▘ ▘▝ ▝▀    ▗▞ ▝▀ ▝▀ ▝▀ ▝▀    ▘▘▘
             │        ▞▀▘    │     ·              │             ▛▀▖   ▞▀▖   ▗▄ ▖▄  ▘ ▗▄  ▘ ▗▄    ▖▄ ▗▖ ▙▖ ▗▖ ▗▄ ▖▄
           3 ┤ ╶──────▌  ╴ · │ · · · · · · · · · ·│· · ·        ▌ ▌   ▛▀▌   ▌  ▛  ▝▌ ▀▄ ▝▌ ▀▄    ▛  ▛▀ ▌▐ ▛▀ ▌▐ ▛
             │        ▝▀▘    │     ·              │             ▀▀    ▘ ▘   ▝▀ ▘  ▝▀ ▀▘ ▝▀ ▀▘    ▘  ▝▀ ▘▝ ▝▀ ▝▀▘▘  ▘▘▘
             │         │           ·              ╵             ▛▀▘   ▌  ▗▖ ▟▖    ▗▖ ▖▗ ▄▖ ▗▖ ▖▄ ▟▖ ▗▄    ▗▄ ▄▖ ▗▄
             │         ▌ ▌         ·                            ▛▀    ▌  ▛▀ ▐     ▛▀ ▐▌ ▌▐ ▛▀ ▛  ▐  ▀▄    ▌▐ ▌▐ ▀▄
           2 ┤ ╶───────▛▀▌─╴       ·          ▞▀▘               ▀▀▘   ▀▀▘▝▀  ▀    ▝▀ ▘▝ ▛▘ ▝▀ ▘   ▀ ▀▘    ▝▀▘▘▝ ▀▘ ▘▘▘
             │         ▘ ▘         ·         ╶▌▝▌──────╴        ▛▀▘   ▞▀▖   ▗▄ ▗▖ ▄▗ ▄▗ ▖▗ ▄▖  ▘ ▟▖ ▖▗    ▗▖ ▗▀
             │          │          ·          ▝▀▘               ▛▀    ▛▀▌   ▌  ▌▐ ▌▌▌▌▌▌▌▐ ▌▐ ▝▌ ▐  ▚▟    ▌▐ ▜▘
             │          │          ·           │                ▘     ▘ ▘   ▝▀ ▝▘ ▘▘▘▘▘▘▝▀ ▘▝ ▝▀  ▀ ▗▞    ▝▘ ▝     ▘▘▘
    little 1 ┤          ╵          ·           ╵                ▞▀▘   ▙▗▌▗▖ ▖ ▖▗▖    ▗▄ ▝▌ ▝▌    ▗▄ ▗▄ ▗▄ ▗▖ ▖▗ ▄▖
             │ fill-ins            ·               leave        ▌▝▌   ▌▘▌▌▐ ▚▗▘▛▀    ▌▐  ▌  ▌    ▌▐ ▌  ▌  ▌▐ ▌▐ ▌▐
             └─┬─────────┬─────────┬─────────┬─────────┬─       ▝▀▘   ▘ ▘▝▘  ▘ ▝▀    ▝▀▘▝▀ ▝▀    ▝▀▘▝▀ ▝▀ ▝▘ ▝▀ ▘▝ ▘▘▘
               1         2         3         4         5        ▌ ▌   ▞▀▖   ▗▄ ▙▖ ▗▄ ▖▄ ▗▖ ▗▟    ▗▄ ▗▄ ▝▌ ▗▖ ▄▖ ▗▟
              little            effort               much       ▛▀▌   ▛▀▌   ▀▄ ▌▐ ▌▐ ▛  ▛▀ ▌▐    ▌  ▌▐  ▌ ▛▀ ▌▐ ▌▐
                                                                ▘ ▘   ▘ ▘   ▀▘ ▘▝ ▝▀▘▘  ▝▀ ▝▀    ▝▀ ▝▀▘▝▀ ▝▀ ▘▝ ▝▀ ▘▘▘



    ·  Quick wins: A, D and E. Big bets: B and F. Fill-ins: C and H. Leave: G.
    ·  Furthest apart on impact and on effort: D. Fewer than half placed G (5
       of 12).

    Garden · What is the question?                                                                          ends 11:10
    ");
    let small = stage.size(80, 24).expects("big bets").expects("A weekly digest of");
    small.expects("Quick wins: A, D and E.").expects("Fewer than half placed G");
}

#[test]
fn the_room_goes_on_with_some_and_can_take_that_back() {
    let stage = revealed().size(120, 40).keys("<enter>").expects("A●").expects("We go on with A.");
    let stage = stage.keys("<enter>").expects_no("We go on").keys("f");
    let stage = stage.expects("We go on with A, D and E.").keys("u").expects_no("We go on");
    stage.keys("<c-r>").expects("We go on with A, D and E.").keys("vv").expects("cannot un-see");
}

#[test]
fn an_open_step_is_closed_with_one_press_and_shows_who_placed_what() {
    let stage = few(Policy::Open).keys("i").keys(&SHEETS[..2].concat()).keys("<esc>r");
    let stage = stage.expects("Quick wins").size(120, 40).expects("Ana 4 and 2, Ben 5 and 1");
    stage.keys("u").expects("2 of 4 are in");
    let hidden = few(Policy::Hidden).keys("i").keys(&SHEETS[..2].concat()).keys("<esc>rr");
    hidden.size(120, 40).expects("Quick wins").expects_no("Ana 4");
}

#[test]
fn one_voice_and_a_solo_planner_place_without_secrecy() {
    let stage = few(Policy::Hidden).keys("o").expects("One ballot for all of us");
    let stage = stage.keys(&"42".repeat(8)).keys("<enter>").expects("Everyone is in").keys("rr");
    stage.size(120, 40).expects("with one voice").expects("stand in one place");
    let alone = Stage::of(room(&TWELVE[..1], Policy::Hidden)).keys("<enter><enter>");
    alone.keys(&"42".repeat(8)).keys("<enter><esc>rr").expects("Quick wins");
}

#[test]
fn nothing_to_place_says_what_fills_it() {
    let (up, across) = (Axis::of("value"), Axis::of("risk"));
    let what = Do::Matrix { over: Over::Ideas, up, across, points: 3 };
    let stage = Stage::of(room_of(vec![activity(what, Policy::Hidden)], &TWELVE));
    stage.expects("nothing to place yet").keys("i").expects("nothing to choose from yet");
}

#[test]
fn what_is_searched_for_is_found_here_when_it_is_placed_here() {
    let (up, across) = (Axis::of("value"), Axis::of("risk"));
    let what = Do::Matrix { over: Over::Areas, up, across, points: 3 };
    let stage = Stage::of(room_of(vec![activity(what, Policy::Hidden)], &TWELVE));
    stage.keys("/crisis<enter>").expects("▸ B   Crisis");
    let listed = self::stage(Policy::Hidden).keys("/rehearsal").expects("Options");
    listed.keys("<enter>").expects("▸ D   A crisis rehearsal");
}

#[test]
fn an_agenda_may_get_a_matrix_on_the_spot() {
    let stage = Stage::of(room_of(vec![activity(Do::Gather {}, Policy::Hidden)], &TWELVE));
    let stage = stage.keys("gaMatrix<enter><esc>]").expects("How much would each change");
    stage.expects("MATRIX");
}
