//! The assessment at the console: sheets, covers, hands, the reveal, and what the room goes for.

use crate::room::Room;
use crate::session::Displays;
use crate::session::activities::assess;
use crate::testing::{activity, room_of, submit, text};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Phase, Poles, Policy, Statement};

/// Eleven people: four of Service, three of Marketing, two of HR, one each of IT and Legal.
const ELEVEN: [(&str, &str); 11] = [
    ("Ana", "Service"),
    ("Ben", "Marketing"),
    ("Chi", "Marketing"),
    ("Dee", "HR"),
    ("Eve", "Service"),
    ("Fay", "Service"),
    ("Gil", "Service"),
    ("Hal", "Marketing"),
    ("Ida", "IT"),
    ("Jo", "HR"),
    ("Kim", "Legal"),
];

/// Twelve statements, three a phase, as they stand in the script.
const STATEMENTS: [&str; 12] = [
    "One department approves every post.",
    "Most people are told not to speak for the organisation.",
    "We post, and nobody answers replies.",
    "People outside communications are asked for content.",
    "Somebody reads what is said about us every day.",
    "Questions from customers reach the right department within a day.",
    "Several departments answer in public themselves.",
    "Goals are shared by three or more functions.",
    "We measure what comes of it.",
    "People with expertise answer without asking first.",
    "What customers say changes a product every quarter.",
    "Failures are told openly, and the group answers for them together.",
];

/// What each says of them, in the order of the script.
const SAID: [&str; 11] = [
    "002222110000",
    "222100000000",
    "221110001000",
    "001222222100",
    "012212211000",
    "102221110000",
    "002221210000",
    "222000001000",
    "000122222122",
    "011222222010",
    "2-1112222001",
];

fn twelve() -> Do {
    let statement = |(at, words): (usize, &&str)| {
        let phase = u8::try_from(at / 3 + 1).expect("few");
        Statement { text: text(words), phase }
    };
    let phase = |(name, question)| {
        let (name, question) = (text(name), text(question));
        Phase { name, term: text(""), question }
    };
    Do::Assess {
        statements: STATEMENTS.iter().enumerate().map(statement).collect(),
        phases: [
            ("one voice", ""),
            ("listening", "Who is never asked?"),
            ("answering together", "Which goal can only two functions reach together?"),
            ("a community", "What could people do tomorrow without permission?"),
        ]
        .map(phase)
        .into(),
        poles: None,
    }
}

fn room(people: &[(&str, &str)], policy: Policy) -> Room {
    room_of(vec![activity(twelve(), policy), activity(Do::Break {}, Policy::Open)], people)
}

fn stage(policy: Policy) -> Stage {
    Stage::of(room(&ELEVEN, policy))
}

fn few(policy: Policy) -> Stage {
    Stage::of(room(&ELEVEN[..4], policy))
}

/// The sheet of somebody as it lies before the scribe: in the order that was printed.
fn sheet(of: usize) -> String {
    let room = room(&ELEVEN, Policy::Hidden);
    let order = assess::order(room.session(), &room.session().at);
    order.into_iter().map(|at| char::from(SAID[of].as_bytes()[at])).collect()
}

fn all_sheets() -> String {
    (0..SAID.len()).map(sheet).collect()
}

fn revealed(policy: Policy) -> Stage {
    stage(policy).keys("i").keys(&all_sheets()).keys("<esc>rr")
}

/// Everyone's sheet without a name, typed function by function.
fn typed_by_function() -> Stage {
    let functions = [
        ("<enter>", &[0, 4, 5, 6][..]),
        ("<down><enter>", &[1, 2, 7]),
        ("<down><down><enter>", &[3, 8, 9, 10]),
    ];
    functions.iter().fold(stage(Policy::Anonymous), |stage, (choose, whose)| {
        let stage = stage.keys("i").expects("Whose sheets").keys(choose);
        let typed = |stage: Stage, of: &usize| stage.keys(&sheet(*of)).keys("<enter>");
        whose.iter().fold(stage, typed).keys("<esc>")
    })
}

#[test]
fn it_is_whole_at_every_size() {
    for (width, height) in [(60, 20), (80, 24), (120, 40), (200, 60)] {
        let whole = |stage: Stage| stage.size(width, height).expects("ends ");
        let stage = whole(whole(stage(Policy::Hidden)).keys("i21")).keys("<esc><esc><esc>");
        let stage = whole(whole(stage).keys("i").keys(&all_sheets()).keys("<esc>"));
        let stage = whole(stage.keys("rr")).expects("answering together");
        let stage = whole(stage).keys("<enter>").expects("listening").keys("<enter>");
        whole(stage).expects("Next: ").keys("w").expects("ends 11:10");
        whole(few(Policy::Hidden)).keys("<enter><enter>").expects("2 true here");
        whole(few(Policy::Open)).keys("<enter>").expects("true here");
    }
}

#[test]
fn the_board_says_what_is_asked_and_who_will_see_it() {
    insta::assert_snapshot!(stage(Policy::Anonymous).shows(), @"
    Garden                                                         ASSESS   5 min
    ASSESS ◐  break ○                                                   ends 11:10

      What is the question?

      ▸ A   Questions from customers reach the right department with…
        B   People outside communications are asked for content.
        C   Several departments answer in public themselves.
        D   Most people are told not to speak for the organisation.
        E   Goals are shared by three or more functions.                         ↓

        Questions from customers reach the right department within a day.

        2 true here, 1 partly, 0 not here, – for no answer

        Nobody is in yet
        ○ Ana   ○ Ben   ○ Chi   ○ Dee   ○ Eve   ○ Fay   ○ Gil   ○ Hal   ○ Ida

        Nobody can join this to you, except where everyone answers alike.
        Functions with fewer than three answers are told together.
        Told by themselves, if three of each answer: Service and Marketing. On
        paper, one digit beside each letter: A 2, B 0. The scribe sees your sheet.

    Enter type sheets   r reveal   c pass the laptop   ? help       saved 11:41:03
    ");
}

#[test]
fn sheets_of_paper_are_one_digit_a_statement() {
    let stage = stage(Policy::Hidden).size(60, 20).keys("i21-0");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                     ASSESS   5 min
    ASSESS ◐  break ○                               ends 11:10

      What is the question?

        2 true here, 1 partly, 0 not here, …  Nobody is in yet

        E  Goals are shared by three or more functions.
                  A  B  C  D  E  F  G  H  I  J  K  L
      ▸ ○ Ana     2  1  —  0  ·  ·  ·  ·  ·  ·  ·  ·
        ○ Ben
        ○ Chi
        ○ Dee
        ○ Eve                                                ↓

        The room sees totals of each function, also of a
        function of one. The file keeps your name. The scribe
        sees your sheet.

    0-2 across   - no answer   F1 help          saved 11:41:03
    ");
    stage.keys("3").expects("0 to 2 on each.");
}

#[test]
fn where_everybody_stands_and_what_divides_them_is_shown() {
    insta::assert_snapshot!(revealed(Policy::Hidden).shows(), @"
    Garden                                                         ASSESS   5 min
    ASSESS ◐  break ○                                                   ends 11:10

      What is the question?

        ●  1  one voice             Marketing
        ●  2  listening             Service
        ●  3  answering together    HR, Legal
        ●  4  a community           IT

        ·  Most apart on “One department approves every post”: 4 true here, 1
           partly, 6 not here.
        ·  Functions differ most on “One department approves every post”:
           Marketing true here, HR not here.
        ·  Still holding us back: “We post, and nobody answers replies”.

                                                               true  partly  not
      ▸ A   Questions from customers reach the right de…  ▄▁▂     6       2    3
        B   People outside communications are asked for…  ▄▃▁     6       4    1
        C   Several departments answer in public themse…  ▄▁▂     6       2    3 ↓
        A, true/partly/not: Service 2/2/0, Marketing 0/0/3, HR 2/0/0, IT 1/0/0,
        Legal 1/0/0.

    Enter next phase   ] go on   Down each statement   ? help       saved 11:41:03
    ");
}

#[test]
fn the_wall_shows_a_mark_for_each_function() {
    insta::assert_snapshot!(revealed(Policy::Hidden).size(120, 40).keys("<enter><enter>w").shows(), @"


    ██   ██ ▀██               ▄█              ▀▀                      ▄█    ▀██
    ██ ▄ ██  ██▄▀█▄  ▀▀▀█▄   ▀██▀▀           ▀██    ▄█▀▀▀▀           ▀██▀▀   ██▄▀█▄ ▄█▀▀█▄
    ███▀███  ██  ██ ▄█▀▀██    ██ ▄            ██     ▀▀▀█▄            ██ ▄   ██  ██ ██▀▀▀▀
    ▀▀   ▀▀ ▀▀▀  ▀▀  ▀▀▀ ▀▀    ▀▀            ▀▀▀▀   ▀▀▀▀▀              ▀▀   ▀▀▀  ▀▀  ▀▀▀▀
                                      ▄█      ▀▀                    ▄█▀▀█▄
    ▄█▀▀▄█▀ ██  ██  ▄█▀▀█▄  ▄█▀▀▀▀   ▀██▀▀   ▀██    ▄█▀▀█▄  ██▀▀█▄     ▄█▀
    ▀█▄▄██  ██  ██  ██▀▀▀▀   ▀▀▀█▄    ██ ▄    ██    ██  ██  ██  ██    ▀▀
       ▄██▄  ▀▀▀ ▀▀  ▀▀▀▀   ▀▀▀▀▀      ▀▀    ▀▀▀▀    ▀▀▀▀   ▀▀  ▀▀    ▀▀



    ▗▄    ▗▌       ▗▖ ▄▖ ▗▖    ▖ ▖▗▖  ▘ ▗▄ ▗▖                               ▙▗▌▗▄ ▖▄ ▌▗ ▗▖ ▟▖  ▘ ▄▖ ▗▄
    ▜█▘    ▌       ▌▐ ▌▐ ▛▀    ▚▗▘▌▐ ▝▌ ▌  ▛▀                               ▌▘▌▌▐ ▛  ▛▌ ▛▀ ▐  ▝▌ ▌▐ ▚▟
          ▝▀       ▝▘ ▘▝ ▝▀     ▘ ▝▘ ▝▀ ▝▀ ▝▀                               ▘ ▘▝▀▘▘  ▘▝ ▝▀  ▀ ▝▀ ▘▝ ▗▞
    ▗▄    ▀▀▖      ▝▌  ▘ ▗▄ ▟▖ ▗▖ ▄▖  ▘ ▄▖ ▗▄                               ▞▀▘▗▖ ▖▄ ▖ ▖ ▘ ▗▄ ▗▖
    ▜█▘   ▞▀        ▌ ▝▌ ▀▄ ▐  ▛▀ ▌▐ ▝▌ ▌▐ ▚▟                               ▝▀▖▛▀ ▛  ▚▗▘▝▌ ▌  ▛▀
          ▀▀▘      ▝▀ ▝▀ ▀▘  ▀ ▝▀ ▘▝ ▝▀ ▘▝ ▗▞                               ▀▀ ▝▀ ▘   ▘ ▝▀ ▝▀ ▝▀
    ▗▄    ▀▀▖      ▗▄ ▄▖ ▗▄ ▖ ▖▗▖ ▖▄  ▘ ▄▖ ▗▄    ▟▖ ▗▖ ▗▄ ▗▖ ▟▖ ▙▖ ▗▖ ▖▄    ▌ ▌▛▀▖      ▌  ▗▖ ▗▄ ▗▄ ▝▌
    ▜█▘   ▝▀▖      ▌▐ ▌▐ ▀▄ ▌▌▌▛▀ ▛  ▝▌ ▌▐ ▚▟    ▐  ▌▐ ▚▟ ▛▀ ▐  ▌▐ ▛▀ ▛     ▛▀▌▛▜       ▌  ▛▀ ▚▟ ▌▐  ▌
          ▀▀       ▝▀▘▘▝ ▀▘ ▝▝ ▝▀ ▘  ▝▀ ▘▝ ▗▞     ▀ ▝▘ ▗▞ ▝▀  ▀ ▘▝ ▝▀ ▘     ▘ ▘▘ ▘▗▘    ▀▀▘▝▀ ▗▞ ▝▀▘▝▀
    ▗▖    ▌▐       ▗▄    ▗▄ ▗▖ ▄▗ ▄▗ ▖▗ ▄▖  ▘ ▟▖ ▖▗                         ▝▛ ▀▛▘      ▄▖ ▗▖ ▖▗ ▟▖
    ▜▌▘   ▀▜▘      ▌▐    ▌  ▌▐ ▌▌▌▌▌▌▌▐ ▌▐ ▝▌ ▐  ▚▟                          ▌  ▌       ▌▐ ▛▀ ▐▌ ▐
           ▝       ▝▀▘   ▝▀ ▝▘ ▘▘▘▘▘▘▝▀ ▘▝ ▝▀  ▀ ▗▞                         ▝▀  ▘ ▗▘    ▘▝ ▝▀ ▘▝  ▀

    ·  Most apart on “One department approves every post”: 4 true here, 1
       partly, 6 not here.

    ·  Functions differ most on “One department approves every post”: Marketing
       true here, HR not here.

    ·  Still holding us back: “We post, and nobody answers replies”.

    ·  Next: a community. What could people do tomorrow without permission?




    Garden · What is the question?                                                                          ends 11:10
    ");
}

#[test]
fn statements_are_read_one_by_one_where_there_is_no_room_for_all() {
    let stage =
        revealed(Policy::Hidden).size(60, 20).expects("Most apart").expects_no("partly  not");
    let stage = stage.keys("jjj").expects("▸ D").expects("partly  not").expects_no("Most apart");
    let stage = stage.keys("<esc>").expects("Most apart").size(120, 40).keys("k");
    stage.expects("Most apart").expects("▸ C").expects("Service ");
}

#[test]
fn sheets_without_names_are_typed_function_by_function() {
    let stage = stage(Policy::Anonymous).keys("i").expects("Whose sheets do you type now?");
    let stage = stage.expects("smaller functions").expects_no("HR").keys("<enter>");
    stage.expects("Service · 2 true here").expects("sheet 1");
    let stage = typed_by_function().expects("Everyone is in").keys("rr");
    stage.expects("smaller functions").expects("Marketing").expects_no("Legal");
}

#[test]
fn with_few_people_the_laptop_goes_round_and_answers_are_words() {
    let stage = few(Policy::Hidden).keys("<enter>").expects("Ana, it is your turn");
    let stage = stage.expects("also of a function of one").keys("<enter>21<space>");
    let stage = stage.expects("true here  ").expects("partly  ").keys("<enter>");
    let stage = stage.expects("have no answer, which is not 0").keys("<enter>");
    stage.expects("Ben, it is your turn").keys("<esc>").expects("1 of 4");
}

#[test]
fn hands_are_counted_in_an_open_step_three_numbers_a_statement() {
    let stage = few(Policy::Open).keys("<enter>").expects("of 48 answers");
    let stage = stage.keys(&"3 1 0 ".repeat(12)).keys("<enter>");
    let stage = stage.expects("close together").expects("we stand here").keys("f");
    stage.expects("48 of 48").keys("<esc><esc>u").expects("Undone: counted hands");
    self::stage(Policy::Hidden).keys("f").expects("Hands show who says what");
}

#[test]
fn one_voice_answers_in_the_order_of_the_wall() {
    let stage = few(Policy::Hidden).keys("o").expects("One ballot for all of us");
    let stage = stage.keys("222222222222<enter>").expects("Everyone is in").keys("rr");
    stage.expects("with one voice").expects("we stand here");
}

#[test]
fn nothing_private_opens_where_the_room_looks_on() {
    let mut projected = room(&ELEVEN, Policy::Anonymous);
    let one = crate::session::Change::Displays(Displays::One);
    submit(&mut projected, one).expect("one display");
    let stage = Stage::of(projected).keys("i").expects("The room can see this screen");
    stage.keys("bi").expects("Whose sheets").keys("<enter>").expects("Service · ");
}

#[test]
fn the_next_phase_is_agreed_and_can_be_taken_back() {
    let stage = revealed(Policy::Hidden).keys("<enter>").expects("Which phase do we go for next?");
    let stage = stage.keys("<enter>").expects("Next: ").keys("<enter>").expects("none yet");
    let stage = stage.keys("none<enter>").expects_no("Next: ").keys("u").expects("Next: ");
    stage.keys("u").expects_no("Next: ").expects("Undone: agreed on the next phase");
}

#[test]
fn what_is_in_is_thrown_away_only_when_asked_twice() {
    let stage = stage(Policy::Hidden).keys("v").expects("No sheet is in yet");
    let stage = stage.keys("i").keys(&all_sheets()).keys("<esc>v");
    let stage = stage.expects("11 sheets are in; v again throws them away").keys("v");
    stage.expects("Nobody is in yet");
    revealed(Policy::Hidden).keys("vv").expects("cannot un-see it");
}

#[test]
fn alone_one_answers_for_oneself() {
    let stage = Stage::of(room(&ELEVEN[..1], Policy::Hidden)).expects_no("also of a function");
    let stage = stage.keys("<enter><enter>222222222222<enter><enter>").keys("<esc>rr");
    stage.expects("a community");
}

/// The same statements, and the poles: Marketing is at control and would stay there.
fn pulled(policy: Policy) -> Stage {
    let Do::Assess { statements, phases, .. } = twelve() else { panic!("it assesses") };
    let poles = Some(Poles { from: text("control"), to: text("groundswell") });
    let asks = Do::Assess { statements, phases, poles };
    Stage::of(room_of(vec![activity(asks, policy)], &ELEVEN))
}

#[test]
fn between_two_poles_two_more_digits_end_each_sheet() {
    let stage = pulled(Policy::Hidden).size(120, 40).keys("i");
    let stage = stage.expects("N  We should be nearer");
    let last = |of: usize| if ELEVEN[of].1 == "Marketing" { "00" } else { "12" };
    let typed = |stage: Stage, of: usize| stage.keys(&sheet(of)).keys(last(of));
    let stage = (0..ELEVEN.len()).fold(stage, typed).expects("Everyone is in").keys("<esc>");
    let stage = stage.expects_no("%").keys("rr").expects("on the way from control (0 %)");
    let stage = stage.expects("should be 0 %").expects("all of us");
    // Whoever reads the statements has the functions beside each of them instead.
    let stage = stage.keys("<end>").expects("N, true/partly/not: Service 4/0/0, Marketing 0/0/3");
    let stage = stage.expects_no("on the way").size(80, 24).expects("Marketing 0/0/3");
    stage.keys("<esc>").expects("From control to groundswell we are 36 % of the way");
}

#[test]
fn on_the_wall_the_way_of_each_function_stands_below_the_phases() {
    let sheets = |of| sheet(of) + "12";
    let stage =
        pulled(Policy::Hidden).keys("i").keys(&(0..ELEVEN.len()).map(sheets).collect::<String>());
    let wall = stage.keys("<esc>rr").size(120, 40).keys("w");
    wall.expects("From control to groundswell we are 50 %").expects("Service 50 to 100 %");
}
