//! The network at the console: sheets as rows, covers, who may be named, the reveal, and who learns
//! what one person alone knows.

use crate::room::Room;
use crate::session::Displays;
use crate::testing::{activity, room_of, submit};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Policy};

/// Twelve people of six functions.
const TWELVE: [(&str, &str); 12] = [
    ("Ana", "Service"),
    ("Ben", "Service"),
    ("Chi", "Service"),
    ("Dee", "Marketing"),
    ("Eve", "Marketing"),
    ("Fay", "Marketing"),
    ("Gil", "Product"),
    ("Hal", "Product"),
    ("Ida", "IT"),
    ("Jo", "IT"),
    ("Kim", "Legal"),
    ("Lou", "HR"),
];

/// Whom each of them asks, as it is written.
const SAID: [&str; 12] = [
    "Kim, Gil, Ben, Zoe (Finance)",
    "Ana, Chi",
    "Ana, Ida",
    "Eve, Ana, Gil",
    "Dee, Fay",
    "Dee, Eve, Zoe (Finance)",
    "Ana, Ida, Hal",
    "Gil, Ida",
    "Jo, Gil, Kim",
    "Ida",
    "Ana, Yan (Outside counsel)",
    "Kim, Ana, Zoe (Finance)",
];

fn room(people: &[(&str, &str)], policy: Policy) -> Room {
    let network = activity(Do::Network { most: 5, outside: true }, policy);
    let mut room = room_of(vec![network, activity(Do::Break {}, Policy::Open)], people);
    submit(&mut room, crate::session::Change::Displays(Displays::Two)).expect("two");
    room
}

fn stage(policy: Policy) -> Stage {
    Stage::of(room(&TWELVE, policy))
}

fn few() -> Stage {
    Stage::of(room(&TWELVE[..4], Policy::Hidden))
}

fn typed(stage: Stage) -> Stage {
    let rows = SAID.map(|line| format!("{line}<enter>")).concat();
    stage.keys("i").keys(&rows).keys("<esc>")
}

/// Ana and Kim agree to be named.
fn revealed() -> Stage {
    typed(stage(Policy::Hidden)).keys("yan<enter><esc>ykim<enter><esc>rr")
}

#[test]
fn it_is_whole_at_every_size() {
    for (width, height) in [(60, 20), (80, 24), (120, 40), (200, 60)] {
        let whole = |stage: Stage| stage.size(width, height).expects("ends ");
        let stage = whole(whole(stage(Policy::Hidden)).keys("iBen, z")).keys("<esc><esc><esc>");
        let stage = whole(typed(stage)).expects("Everyone is in");
        let stage = whole(stage.keys("rr")).expects("Who is asked most");
        let stage = whole(stage.keys("<tab><tab>")).expects("Where it hangs on one person");
        whole(stage.keys("<enter>")).expects("Who learns").keys("<esc>w").expects("ends 11:10");
        whole(few()).keys("<enter><enter>ch").expects("Tab writes Chi");
    }
}

#[test]
fn sheets_are_typed_as_rows_and_each_name_is_read_back() {
    let stage = stage(Policy::Hidden).keys("iki").expects("● Kim").keys("<tab>z (Fin");
    let stage = stage.expects("◐ z  Fin, not here; the room reads the function alone");
    let stage = stage.keys("<esc>").expects("Ana's sheet is not in: Enter puts it in");
    let stage = stage.keys("<esc>").keys("ana<enter>").expects("not themselves");
    let stage = stage.keys("<esc><esc>Kim<enter>").expects("1 of 12 are in");
    // Up goes back to Ana, whose new sheet takes the place of the first; nothing of it is shown.
    let stage = stage.expects_no("Kim,").keys("<up>-<enter>").expects("1 of 12 are in");
    stage.keys("<esc>").expects("1 of 12 are in");
}

#[test]
fn a_paste_of_lines_is_one_sheet() {
    let stage = stage(Policy::Hidden).keys("i").paste("Ben\nChi\n").keys("<enter>");
    stage.expects("1 of 12 are in");
}

#[test]
fn the_laptop_goes_round_and_no_page_shows_another_ones_names() {
    let stage = few().keys("<enter>").expects("Ana, it is your turn.").keys("<enter>Dee<enter>");
    let stage = stage.expects("Ben, it is your turn.").keys("<enter>").expects_no("Dee");
    stage.keys("<esc>").expects("Closed; nothing was handed in.").keys("<esc>").expects("1 of 4");
}

#[test]
fn alone_there_are_no_covers_and_others_are_named_by_function() {
    let stage = Stage::of(room(&TWELVE[..1], Policy::Hidden)).keys("<enter>");
    let stage = stage.expects("Your ballot.").keys("<enter>Zoe (Legal), Yan (IT)<enter>");
    let stage = stage.keys("<esc>rr").expects("Who is asked most").expects("Legal");
    stage.expects_no("Zoe").keys("<tab>").expects("Not here: B IT, C Legal");
}

#[test]
fn one_display_opens_nothing_before_the_projector_is_blank() {
    let mut room = room(&TWELVE, Policy::Hidden);
    submit(&mut room, crate::session::Change::Displays(Displays::One)).expect("one");
    let stage = Stage::of(room).keys("i").expects("Blank the projector");
    stage.keys("bi").expects("Up to 5 names each").keys("Kim").expects("● Kim");
}

#[test]
fn who_is_asked_stands_beside_which_function_asks_which() {
    insta::assert_snapshot!(revealed().shows(), @"
    Garden                                                        NETWORK   5 min
    NETWORK ◐  break ○                                                  ends 11:10

        Who is asked most                    Which function asks which
        Ana        ▄▄▄▄▄▄▄▄▖   6  Service       asks       A  B  C  D  E  F  G  H
        Kim        ▄▄▄▄▖       3  Legal      A  Service    4  ·  1  1  1  ·  1  ·
                                             B  Marketing  1  5  1  ·  ·  ·  1  ·
        Service    ▄▄▄▄▄▄▄▄▄▄▄ 8             C  Product    1  ·  2  2  ·  ·  ·  ·
        Marketing  ▄▄▄▄▄▄▖     5  tied       D  IT         ·  ·  1  2  1  ·  ·  ·
        Product    ▄▄▄▄▄▄▖     5  tied       E  Legal      1  ·  ·  ·  ·  ·  ·  1
        IT         ▄▄▄▄▄▄▖     5  tied       F  HR         1  ·  ·  ·  1  ·  1  ·
        Legal      ▄▄▄▄▖       3  tied       Not here: G Finance, H Outside couns…

        Where it hangs on one person
      ▸ ◐  Service and Marketing: only Ana and one of Marketing  who else could?
        ◐  Marketing and Product: only one of each               who else could?
        ◐  Service and IT: only one of each                      who else could?
        ◐  Product and IT: only one of IT                        who else could?
        ◐  IT and Legal: only one of IT                          who else could?
        ◐  Service and Product: only Ana and one of Product      who else could? ↓

        Twelve sheets, 30 names; two people named are not here.

    Tab next part   Enter where it hangs on one   ? help            saved 11:41:03
    ");
    insta::assert_snapshot!(revealed().size(60, 20).shows(), @"
    Garden                                    NETWORK   5 min
    NETWORK ◐  break ○                              ends 11:10

        Who is asked most
        Ana              ▄▄▄▄▄▄▄▄▄▄▄▄     6  Service
        Kim              ▄▄▄▄▄▄           3  Legal

        Service          ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄ 8  3 people
        Marketing        ▄▄▄▄▄▄▄▄▄▄       5  3 people, tied
        Product          ▄▄▄▄▄▄▄▄▄▄       5  2 people, tied
        IT               ▄▄▄▄▄▄▄▄▄▄       5  2 people, tied
        Legal            ▄▄▄▄▄▄           3  1 person, tied
        Finance          ▄▄▄▄▄▄           3  1 not here, tied
        Outside counsel  ▄▄               1  1 not here


        Twelve sheets, 30 names; two people named are not
        here.

    Tab next part   ? help                      saved 11:41:03
    ");
    insta::assert_snapshot!(revealed().size(120, 40).keys("<tab><tab>").shows(), @"
    Garden                                                                                            NETWORK   5 min
    NETWORK ◐  break ○                                                                                      ends 11:10

        Who is asked most                                      Which function asks which
        Ana              ▄▄▄▄▄▄▄▄▄▄▖    6  Service                asks         A    B    C    D    E    F    G    H
        Kim              ▄▄▄▄▄▖         3  Legal               A  Service      4    ·    1    1    1    ·    1    ·
                                                               B  Marketing    1    5    1    ·    ·    ·    1    ·
        Service          ▄▄▄▄▄▄▄▄▄▄▄▄▄▄ 8  3 people            C  Product      1    ·    2    2    ·    ·    ·    ·
        Marketing        ▄▄▄▄▄▄▄▄▖      5  3 people, tied      D  IT           ·    ·    1    2    1    ·    ·    ·
        Product          ▄▄▄▄▄▄▄▄▖      5  2 people, tied      E  Legal        1    ·    ·    ·    ·    ·    ·    1
        IT               ▄▄▄▄▄▄▄▄▖      5  2 people, tied      F  HR           1    ·    ·    ·    1    ·    1    ·
        Legal            ▄▄▄▄▄▖         3  1 person, tied      Not here: G Finance, H Outside counsel
        Finance          ▄▄▄▄▄▖         3  1 not here, tied
        Outside counsel  ▄▖             1  1 not here


        Where it hangs on one person
      ▸ ◐  Service and Marketing: only Ana and one of Marketing                                        who else could?
        ◐  Marketing and Product: only one of each                                                     who else could?
        ◐  Service and IT: only one of each                                                            who else could?
        ◐  Product and IT: only one of IT                                                              who else could?
        ◐  IT and Legal: only one of IT                                                                who else could?
        ◐  Service and Product: only Ana and one of Product                                            who else could?
        ◐  Service and Legal: only Ana                                                                 who else could?
        ◐  Service and HR: only Ana                                                                    who else could?
        ◐  Two of Marketing hang on one of Marketing alone
        ○  Nobody of another function asks Marketing or HR                                             who goes there?










        Twelve sheets, 30 names; two people named are not here.

    Enter who learns it   Tab next part   ] go on   Down each line   y who may be named   ? help        saved 11:41:03
    ");
}

#[test]
fn where_it_hangs_on_one_person_somebody_learns_it() {
    let stage = revealed().keys("<enter>").expects_no("Who learns").keys("<enter>");
    let stage = stage.expects("Who learns what links").keys("eve<enter>");
    let stage = stage.expects("Eve learns it").keys("d").expects_no("Eve learns it");
    assert!(stage.session().agreements.is_empty());
    let stage = stage.keys("u").expects("Eve learns it").keys("<down><down><down><down><down>");
    let stage = stage.keys("<down><down><down><down><enter>").expects("Nothing is to be agreed");
    assert_eq!(stage.session().agreements.len(), 1);
}

#[test]
fn the_wall_turns_with_the_console_and_nobody_is_named_who_did_not_agree() {
    let stage = revealed().size(120, 40);
    let others =
        || TWELVE.iter().map(|(name, _)| *name).filter(|name| !["Ana", "Kim"].contains(name));
    for part in ["Who is asked most", "Which function asks which", "Where it hangs on one person"] {
        let wall = revealed().size(120, 40).keys(match part {
            "Who is asked most" => "w",
            "Which function asks which" => "<tab>w",
            _ => "<tab><tab>w",
        });
        let wall = wall.expects(part);
        for name in others().chain(["Zoe", "Yan"]) {
            // Names of three letters hide in words; the last row has all that is drawn as text.
            let shown = wall.shows();
            let words: Vec<&str> = shown.split(|letter: char| !letter.is_alphanumeric()).collect();
            assert!(!words.contains(&name), "{name} in {shown}");
        }
    }
    stage.expects("Ana");
}

#[test]
fn in_an_open_step_one_press_counts_and_everyone_here_is_named() {
    let stage = Stage::of(room(&TWELVE[..4], Policy::Open)).keys("<enter><enter>Ben<enter>");
    let stage = stage.keys("<enter>Ana, Zoe (Law)<enter><esc>").keys("r");
    stage
        .expects("Ana")
        .expects("Ben")
        .expects("Law")
        .expects_no("Zoe")
        .keys("y")
        .expects("already");
}
