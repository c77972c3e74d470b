//! The frame, and the verbs that work everywhere.

use crate::session::private::Giver;
use crate::session::{Content, Displays};
use crate::testing::{activity, at, person, place, room_with, submit, text};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Policy, VoteKind};

fn room() -> crate::room::Room {
    let welcome = Do::Welcome { sponsor: text(""), rule: text("") };
    room_with(vec![
        activity(welcome, Policy::Open),
        activity(Do::Gather {}, Policy::Hidden),
        activity(Do::Break {}, Policy::Open),
    ])
}

#[test]
fn the_frame_says_where_we_are_and_when_it_ends() {
    let stage = Stage::of(room());
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                        WELCOME   5 min
    WELCOME ◐  gather ○  break ○                                        ends 11:15

      What is the question?

      The script has no decision rule. Say how you decide; p notes it.

      ] goes on to gather; t starts the clock.















    ] go on   t start the clock   g agenda   w wall   ? help        saved 11:41:03
    ");
}

#[test]
fn in_a_field_the_footer_names_a_key_that_helps_there() {
    let words = || Stage::of(room_with(vec![activity(Do::Gather {}, Policy::Open)])).keys("a");
    words().expects("F1 help").expects_no("? help").keys("why?").expects("why?");
    let helped = words().keys("why<f1>").expects("Keys");
    helped.keys("<esc> not<enter>").expects("why not");
}

#[test]
fn a_line_to_be_parked_is_a_draft_too_and_comes_back_to_be_parked() {
    let stage = Stage::of(room_with(vec![activity(Do::Gather {}, Policy::Open)]));
    let stage = stage.keys("pAsk the bees");
    let (place, words) = stage.open_text().expect("a line is open");
    assert_eq!((place.as_str(), &*words), (super::PARKED, "Ask the bees"));
    let again = Stage::of(room_with(vec![activity(Do::Gather {}, Policy::Open)]));
    let again = again.take_back(&place, &words).expects("For later").keys("<enter>");
    assert_eq!(again.session().parked.len(), 1);
    let here = Stage::of(room_with(vec![activity(Do::Gather {}, Policy::Open)]));
    let place = here.session().at.to_string();
    here.take_back(&place, &words).expects("Ask the bees").expects_no("For later");
}

#[test]
fn a_refusal_too_long_for_one_row_takes_two() {
    let room = room_with(vec![activity(Do::Roles { load: 2 }, Policy::Open)]);
    let stage = Stage::of(room).size(60, 20).keys("<enter>Marketing<enter>");
    stage.expects("and cannot say yes. Who there:").expects(" Ben or Chi?");
}

#[test]
fn steps_are_walked_and_jumped_to() {
    let stage = Stage::of(room()).keys("]").expects("GATHER");
    let stage = stage.keys("gj<enter>").expects("BREAK").keys("]").expects("last step");
    stage.keys("[[").expects("WELCOME").keys("[").expects("first step");
}

#[test]
fn leaving_what_is_not_revealed_asks_first() {
    let mut room = room();
    let go = crate::session::agenda::Change::GoTo(place("gather"));
    submit(&mut room, crate::session::Change::Agenda(go)).expect("there");
    let given = Content::Ideas(vec![text("bees")]);
    room.give(at(9), &place("gather"), &Giver::Person(person(1)), given).expect("given");
    let stage = Stage::of(room).keys("]").expects("1 is in and not revealed");
    stage.keys("]").expects("BREAK");
}

#[test]
fn a_line_is_parked_from_anywhere_and_tab_changes_what_it_is() {
    let stage = Stage::of(room()).keys("p").expects("For later");
    stage.keys("<tab><tab>").expects("▸ agreement").keys("<esc>").expects_no("For later");
}

#[test]
fn the_agenda_is_changed_with_one_key_each_and_undone() {
    let stage = Stage::of(room()).keys("gj<space>").expects("skipped");
    let stage = stage.keys("u").expects("○  gather");
    let stage = stage.keys("c").expects("gather");
    assert_eq!(stage.session().steps.len(), 4);
    let stage = stage.keys("aBreak<enter>");
    assert_eq!(stage.session().steps.len(), 5);
}

#[test]
fn who_sees_what_is_given_is_changed_in_the_agenda_and_never_made_looser_for_what_is_in() {
    let stage = Stage::of(room()).keys("gv").expects("Nothing is given privately in this step");
    let stage = stage.keys("jv").expects("gather: hidden     as it is").expects("gather: open");
    let stage = stage.keys("<down><down><enter>").expects("gather: anonymous  as it is");
    assert_eq!(stage.session().policy(&place("gather")), Policy::Anonymous);
    let mut room = room();
    let content = Content::Ideas(vec![text("Bees")]);
    room.give(at(5), &place("gather"), &Giver::Person(person(1)), content).expect("given");
    let stage = Stage::of(room).keys("gjv").expects_no("gather: open").expects("gather: hidden");
    stage.keys("anon<enter><esc><esc>gj<enter>").expects("No name is kept, not even in the file");
}

#[test]
fn the_clock_starts_and_gets_minutes() {
    let stage = Stage::of(room()).keys("tt").wait(60).expects("4:00").expects("of 5");
    let stage = stage.keys("t++").expects("7 min").keys("<esc>").wait(540);
    stage.expects("+3:00 over").keys("tt").expects("paused");
}

#[test]
fn notes_never_open_on_a_screen_the_room_sees() {
    let mut room = room();
    submit(&mut room, crate::session::Change::Displays(Displays::One)).expect("one");
    let stage = Stage::of(room).keys("n").expects("notes stay shut").expects_no("Say little");
    let stage = stage.keys("bn").expects("Say little");
    stage.keys("b").expects_no("Say little");
}

#[test]
fn with_two_displays_notes_open_beside() {
    Stage::of(room()).keys("n").expects("Say little").keys("n").expects_no("Say little");
}

#[test]
fn the_wall_fills_the_screen_and_goes_again() {
    let stage = Stage::of(room()).size(120, 40).keys("w").expects_no("GATHER");
    stage.keys("w").expects("WELCOME");
}

#[test]
fn the_palette_finds_what_has_no_key() {
    let stage = Stage::of(room()).keys(":rename<enter>").expects("What is this session");
    let stage = stage.keys("<bs><bs><bs><bs><bs><bs>Orchard<enter>");
    assert_eq!(&*stage.session().title, "Orchard");
    let stage = stage.keys(":arrives<enter>Eve<enter>").expects("Eve");
    assert_eq!(stage.session().people.len(), 5);
}

#[test]
fn each_note_stands_by_itself() {
    let notes = crate::text::CleanText::block("Say: nobody\nowns this.\nAsk: why?\nWatch: time.");
    let told = "Say: nobody\nowns this.\n\nAsk: why?\n\nWatch: time.";
    assert_eq!(super::by_sentence(&notes).trim_end(), told);
}

#[test]
fn notes_that_do_not_fit_say_what_they_need() {
    Stage::of(room()).size(60, 20).keys("n").expects("notes need 76 columns");
}

#[test]
fn on_the_wall_any_other_key_lets_go_of_an_armed_reveal() {
    let mut room = room();
    let go = crate::session::agenda::Change::GoTo(place("gather"));
    submit(&mut room, crate::session::Change::Agenda(go)).expect("there");
    let given = Content::Ideas(vec![text("bees")]);
    room.give(at(9), &place("gather"), &Giver::Person(person(1)), given).expect("given");
    let stage = Stage::of(room).keys("wr").expects("r again");
    let stage = stage.keys("er");
    assert!(stage.session().ideas.is_empty());
    assert_eq!(stage.keys("r").session().ideas.len(), 1);
}

#[test]
fn help_opens_over_a_popup_and_leaves_it_open() {
    let stage = Stage::of(room()).keys("g?").expects("a minute more");
    stage.keys("<esc>").expects("Agenda").expects_no("In every step");
}

#[test]
fn in_a_popup_with_a_field_a_question_mark_is_a_letter() {
    let stage =
        Stage::of(room()).keys("p").expects_no("? help").expects("Tab decision or agreement");
    stage.keys("Why so late?<enter>");
}

#[test]
fn every_size_draws() {
    for (width, height) in [(80, 24), (120, 40), (200, 60), (60, 20), (59, 20), (10, 3), (1, 1)] {
        let stage = Stage::of(room()).size(width, height);
        for keys in ["", "?", "g", "ga", ":", "p", "t", "w"] {
            let _ = Stage::of(room()).size(width, height).keys(keys).shows();
        }
        let _ = stage.shows();
    }
}

#[test]
fn the_next_speaker_is_called_in_any_step_and_everyone_once() {
    let mut stage = Stage::of(room());
    let mut called = Vec::new();
    for _ in 0..4 {
        stage = stage.keys("s");
        let shown = stage.shows();
        let line = shown.lines().last().expect("a footer").to_owned();
        called.extend(["Ana", "Ben", "Chi", "Dee"].into_iter().filter(|name| line.contains(name)));
    }
    called.sort_unstable();
    assert_eq!(called, ["Ana", "Ben", "Chi", "Dee"]);
}

#[test]
fn behind_the_last_step_comes_the_end_asked_for_twice() {
    let stage = Stage::of(room()).keys("gjj<enter>]").expects("] again finishes");
    assert!(stage.session().finished.is_none());
    let stage = stage.keys("]").expects("finished");
    assert!(stage.session().finished.is_some());
    stage.keys("]").expects("x exports the record").keys("u").expects_no("finished Mon");
}

#[test]
fn a_blank_projector_takes_no_room_from_the_keys_of_a_ballot() {
    let vote =
        Do::Vote { over: crate::workshop::Over::Areas, kind: VoteKind::Dots, dots: None, cap: 2 };
    let mut room = room_with(vec![activity(vote, Policy::Anonymous)]);
    submit(&mut room, crate::session::Change::Displays(Displays::One)).expect("one");
    let stage = Stage::of(room).keys("bc<enter>").expects("blank   saved");
    stage.expects("Space give a dot   Enter hand it in");
}
