//! Gathering, typed.

use crate::room::Room;
use crate::session::{Change, Displays};
use crate::testing::{activity, room_of, room_with, room_with_lenses, submit};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Over, Policy, VoteKind};

const FIVE: &str = "aA weekly digest names what changed<enter>First answer within a day<enter>\
                    Stories from each function<enter>Within one day a first answer<enter>\
                    A very long idea that does not fit into one row of the list because somebody \
                    wrote down everything that came to mind<enter><esc>";

fn room(policy: Policy) -> Room {
    room_with(vec![activity(Do::Gather {}, policy), activity(Do::Break {}, Policy::Open)])
}

fn open() -> Stage {
    Stage::of(room(Policy::Open))
}

fn hidden() -> Stage {
    Stage::of(room(Policy::Hidden))
}

fn projected(policy: Policy) -> Stage {
    let mut room = room(policy);
    submit(&mut room, Change::Displays(Displays::One)).expect("one display");
    Stage::of(room)
}

fn texts(stage: &Stage) -> Vec<String> {
    stage.session().ideas.iter().map(|idea| idea.text.to_string()).collect()
}

fn lines(count: usize) -> String {
    (1..=count).map(|number| format!("Idea {number}\n")).collect()
}

#[test]
fn an_empty_list_says_how_to_begin() {
    insta::assert_snapshot!(open().shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  break ○                                                   ends 11:10

      What is the question?



        No idea yet. a adds, one a line; or paste a list.















    a add   ] go on   i read a list   ? help                        saved 11:41:03
    ");
}

#[test]
fn ideas_stand_under_their_groups() {
    let stage = open().keys(FIVE).keys("v<down>vj<space>j<space>fAnswers<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  break ○                                                   ends 11:10

      What is the question?

      3 of 5 not yet read  ·  1 group  ·  1 pair looks alike

             Answers                                                     2
          ○    Stories from each function
          ○    Within one day a first answer
             In no group                                                 3
          ●    A weekly digest names what changed
          ●    First answer within a day
      ▸   ○    A very long idea that does not fit into one row of the …

      A very long idea that does not fit into one row of the list because
      somebody wrote down everything that came to mind






    o read aloud   y look alike   a add   Space mark   ? help       saved 11:41:03
    ");
}

#[test]
fn the_idea_at_the_cursor_stands_in_full_below_the_list() {
    open().keys(FIVE).keys("<end>").expects("everything that came to mind");
}

#[test]
fn each_idea_is_read_aloud_once_and_large() {
    let stage = open().keys(FIVE).keys("jo");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  break ○                                                   ends 11:10

      2 of 5 ideas, 5 not yet read

      ▜▛▀▌ ▀           ▟
      ▐▙▌ ▝█  ▜▟▜▖▟▀▀ ▝█▀     ▝▀▙ █▀▙ ▟▀▀ █▗▐▌▟▀▙ ▜▟▜▖
      ▐▌▘  █  ▐▌▝▘▝▀▙  █▗     ▟▀█ █ █ ▝▀▙ ███▌█▀▀ ▐▌▝▘
      ▀▀  ▝▀▘ ▀▀  ▀▀▘  ▝▘     ▝▀▝▘▀ ▀ ▀▀▘ ▝▘▀ ▝▀▘ ▀▀
           ▀   ▟  ▜▌   ▀                   ▝█
      █▗▐▌▝█  ▝█▀ ▐▙▜▖▝█  █▀▙     ▝▀▙     ▗▄█ ▝▀▙ █ █
      ███▌ █   █▗ ▐▌▐▌ █  █ █     ▟▀█     █ █ ▟▀█ ▜▄█
      ▝▘▀ ▝▀▘  ▝▘ ▀▘▝▘▝▀▘ ▀ ▀     ▝▀▝▘    ▝▀▝▘▝▀▝▘▄▄▛










    Enter next   Left back   f group   z park   ? help              saved 11:41:03
    ");
    let stage = stage.keys("<enter><right>").expects("4 of 5 ideas, 3 not yet read");
    let stage = stage.keys("<left>").expects("3 of 5 ideas, 3 not yet read");
    let stage = stage.keys("<enter><enter><enter>").expects("1 of 5 ideas, 1 not yet read");
    let stage = stage.keys("<enter>").expects("all 5 read").expects("▸   ●  A weekly digest");
    let stage = stage.keys("u").expects("1 of 5 ideas, 1 not yet read");
    stage.keys("<esc>").expects("1 of 5 not yet read").keys("v").expects("all 5 read");
}

#[test]
fn while_it_is_read_an_idea_is_grouped_parked_worded_and_the_next_one_follows() {
    let stage = open().keys(FIVE).keys("ofNews<enter>").expects("1 of 5 ideas").expects("News");
    let stage = stage.keys("<enter>e, always<enter>").expects("2 of 5 ideas, 4 not yet read");
    let stage = stage.keys("z").expects("2 of 4 ideas, 3 not yet read");
    assert_eq!(&*stage.session().parked[0].text, "First answer within a day, always");
    let stage = stage.keys("d").expects("2 of 3 ideas, 2 not yet read").keys("uu");
    let stage = stage.expects("2 of 5 ideas, 4 not yet read");
    assert!(stage.session().parked.is_empty());
    stage.keys("w").expects("2 of 5 ideas, 4 not yet read");
}

#[test]
fn an_idea_stays_open_for_whoever_comes_back_and_a_search_shows_it_in_the_list() {
    let stage = open().keys(FIVE).keys("jjo]").expects("BREAK");
    let stage = stage.keys("[").expects("3 of 5 ideas, 5 not yet read");
    let stage = stage.keys("/digest<enter>").expects("▸   ○  A weekly digest");
    stage.keys("<esc>").expects("3 of 5 ideas, 5 not yet read");
}

#[test]
fn a_paste_makes_one_idea_a_line_says_so_and_is_undone_in_one_go() {
    let stage = open().paste(&lines(200)).expects("200 ideas added");
    assert_eq!(stage.session().ideas.len(), 200);
    let stage = stage.keys("<esc>u").expects("Undone: added 200 ideas");
    assert!(stage.session().ideas.is_empty());
}

#[test]
fn marked_ideas_become_one_in_a_wording_of_their_own_and_come_apart_again() {
    let stage =
        open().keys(FIVE).keys("j<space>jj<space>m").expects("One wording for these 2 ideas");
    let stage = stage.keys(", always<enter>");
    let stage = stage.expects("First answer within a day, always (2 in one)");
    let stage = stage.expects("merged from “First answer within a day”").keys("m");
    assert_eq!(texts(&stage)[1..3], ["First answer within a day", "Within one day a first answer"]);
}

#[test]
fn one_mark_and_the_cursor_are_two() {
    let stage = open().keys(FIVE).keys("<space>jjm<enter>");
    assert_eq!(stage.session().ideas[0].merged.len(), 2);
    open().keys(FIVE).keys("m").expects("Mark two or more ideas with Space");
}

#[test]
fn marked_ideas_become_a_group_instead_and_back() {
    let stage = open().keys(FIVE).keys("<space>j<space>m").expects("One wording for these 2");
    let stage = stage.keys("<tab>").expects("A group for these 2 ideas").keys("<tab>");
    let stage = stage.expects("One wording for these 2").keys("<tab>News<enter>");
    assert_eq!(stage.session().idea_groups(), [(&crate::testing::text("News"), 2)]);
    let stage = stage.expects("▸   ○    Stories from each function");
    stage.keys("f<down>").expects("  News").keys("<enter>").expects("News");
}

#[test]
fn ideas_that_look_alike_are_merged_or_kept_apart_with_one_key_each() {
    let more = "aAnswer custmers kindly<enter>Answer customers kindly<enter><esc>";
    let stage = open().keys(FIVE).keys(more).expects("2 pairs look alike").keys("y");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  break ○                                                   ends 11:10

      What is the question?

      2 pairs look alike

      ▸ First answer within a day             Within one day a first answer
        Answer custmers kindly                Answer customers kindly

        First answer within a day
        Within one day a first answer
        the same words










    m the same: merge   d not the same   Esc to the list   ? help   saved 11:41:03
    ");
    let stage = stage.keys("d").expects("1 pair looks alike").expects("“custmers” is almost");
    let stage = stage.keys("m").expects("Answer custmers kindly (2 in one)");
    let stage = stage.keys("y").expects("No two ideas look alike.").keys("u").keys("u");
    stage.expects("2 pairs look alike");
}

#[test]
fn of_two_that_look_alike_the_wording_may_be_a_third() {
    let stage = open().keys(FIVE).keys("ye, always<enter>");
    stage.expects("First answer within a day, always (2 in one)");
}

#[test]
fn a_group_is_completed_with_tab_and_left_with_an_empty_name() {
    let stage = open().keys(FIVE).keys("fAnswers<enter>f").expects("so far: Answers");
    let stage = stage.keys("an<tab><enter>");
    assert_eq!(stage.session().idea_groups()[0].1, 2);
    let stage = stage.keys("<home>jf<bs><bs><bs><bs><bs><bs><bs><enter>");
    assert_eq!(stage.session().idea_groups()[0].1, 1);
}

#[test]
fn a_group_is_renamed_joined_marked_and_dissolved() {
    let stage = open().keys(FIVE).keys("fNews<enter>fStories<enter>").expects("In no group");
    let stage = stage.keys("<home><enter>, weekly<enter>").expects("▸      News, weekly");
    let stage = stage.keys("<space>m").expects("It takes two ideas to merge").keys("<esc>");
    let all = "<bs>".repeat(20);
    let stage = stage.keys("e").keys(&all).keys("stories<enter>").expects("▸      Stories");
    assert_eq!(stage.session().idea_groups(), [(&crate::testing::text("Stories"), 2)]);
    let stage = stage.keys("<space>m").expects("One wording for these 2 ideas").keys("<esc>");
    let stage = stage.keys("<home>d").expects_no("In no group");
    let stage = stage.keys("u").expects("In no group").keys("<end>");
    stage.expects("everything that came").keys("<esc><home>jjjd").expects("In no group");
}

#[test]
fn an_idea_is_worded_better_and_deleted_and_comes_back() {
    let stage = open().keys(FIVE).keys("e, weekly<enter>").expects("what changed, weekly");
    let stage = stage.keys("d").expects("of 4 not yet read").keys("u").expects("changed, weekly");
    stage.keys("e<esc>").expects_no("in better words");
}

#[test]
fn a_refusal_keeps_what_was_typed() {
    let stage = open().keys(FIVE).keys("<space>j<space>mmany<bs><bs><bs><bs>");
    stage.keys(" x<enter>").expects_no("One wording");
}

#[test]
fn the_desk_says_who_is_in_and_how_many_ideas() {
    let stage = hidden().keys("aBees<enter>Ponds<enter><esc>j<enter><enter>Trees<enter>Paths<esc>");
    assert!(stage.session().ideas.is_empty());
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  break ○                                                   ends 11:10

      What is the question?

      Shown together, without names. The file keeps yours.

      4 ideas are in.

        Who writes
        Sheets of paper                 by a scribe
        Ana                             Service                   ● in
      ▸ Ben                             Marketing
        Chi                             Marketing
        Dee                             HR








    Enter write   a paper   r show all   ] go on   ? help           saved 11:41:03
    ");
}

#[test]
fn a_page_is_opened_behind_a_cover_and_shows_only_what_was_written_on_it() {
    let stage = hidden().keys("aBees<enter><esc>j<enter>").expects("Ana, it is your turn.");
    let stage = stage.expects("The file keeps yours").keys("<enter>Trees<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  break ○                                                   ends 11:10

      What is the question?

      Ana
      Shown together, without names. The file keeps yours.
      Service: What are we asked again and again, and who could end that for
      good?



      1 kept on this page, newest first
        Trees









    Enter keep   Esc close   F1 help                                saved 11:41:03
    ");
    stage.keys("<esc>").expects_no("Trees").keys("<enter>").expects("Ben, it is your turn.");
}

#[test]
fn behind_a_cover_no_other_verb_works() {
    let stage = hidden().keys("j<enter>]").expects("Ana, it is your turn.").keys("rr");
    let stage =
        stage.expects("Ana, it is your turn.").keys("q").keys("<esc>").expects("Who writes");
    assert!(!stage.was_left());
}

#[test]
fn two_presses_show_all_to_everyone() {
    let stage = hidden().keys("r").expects("nothing to show").keys("aBees<enter>Ponds<enter><esc>");
    let stage = stage.keys("r").expects("2 ideas are in; r again shows them").keys("jr");
    let stage = stage.expects_no("Bees").keys("r").expects("2 of 2 not yet read").expects("Bees");
    let stage = stage.keys("aPaths<enter><esc>").expects("Paths").keys("r");
    stage.expects("Nothing is hidden here.");
}

#[test]
fn a_paste_from_paper_is_counted_and_can_be_thrown_away() {
    let stage = hidden().paste("a\nb").expects("Open a page first").keys("a").paste(&lines(200));
    let stage = stage.expects("200 kept on this page").keys("<esc>z");
    let stage = stage.expects("200 ideas are in; z again throws them all away.").keys("z");
    stage.expects("No idea is in yet.").keys("u").expects("No idea is in yet.");
}

#[test]
fn on_a_screen_the_room_sees_nothing_private_opens_until_the_projector_is_blank() {
    for keys in ["a", "<enter>", "j<enter>"] {
        let stage = projected(Policy::Hidden).keys(keys).expects("The room can see this screen.");
        stage.expects("Who writes");
    }
    let stage = projected(Policy::Anonymous).keys("bj<enter><enter>Bees<enter>Trees<enter>");
    let stage = stage.expects("2 kept on this page").keys("<esc>");
    let stage = stage.keys("<enter><enter>Ponds<enter><esc>");
    let stage = stage.expects("● in").keys("b").expects("2 are in.").expects_no("● in");
    stage.keys("rr").expects("Bees");
}

#[test]
fn in_the_open_everyone_may_look_on() {
    projected(Policy::Open).keys("aBees<enter>").expects("Bees");
}

#[test]
fn one_person_alone_is_not_hidden_from_anybody() {
    let room = room_of(vec![activity(Do::Gather {}, Policy::Hidden)], &[("Ana", "IT")]);
    let stage = Stage::of(room).keys("aBees<enter>").expects("1 of 1 not yet read");
    assert_eq!(texts(&stage), ["Bees"]);
}

#[test]
fn every_size_draws() {
    let long = format!("{FIVE}<space>fNews<enter>");
    let [aloud, alike] = [format!("{long}o"), format!("{FIVE}y")];
    let keys = [
        "",
        "a",
        "aBees<enter>",
        &long,
        &aloud,
        &alike,
        "aBees<enter><esc>e",
        "aBees<enter><esc>f",
    ];
    let sealed = ["", "a", "aBees<enter>", "j<enter>", "j<enter><enter>x", "aBees<enter><esc>rr"];
    for (width, height) in [(80, 24), (120, 40), (200, 60), (60, 20), (60, 18), (9, 3)] {
        for keys in keys {
            open().size(width, height).keys(keys).keys("w").shows();
            open().size(width, height).keys(keys).shows();
        }
        for keys in sealed {
            hidden().size(width, height).keys(keys).shows();
            projected(Policy::Hidden).size(width, height).keys(keys).keys("w").shows();
        }
    }
}

#[test]
fn what_came_through_which_lens_is_told_of_several_ideas_at_once() {
    let room = room_with_lenses(vec![activity(Do::Gather {}, Policy::Open)], &["Partners", "Fans"]);
    let stage = Stage::of(room).keys("aBees<enter>Trees<enter>Rain<enter><esc>");
    let stage = stage.keys("<home><space>j<space>c").expects("Through which lens? Partners, Fans");
    let stage = stage.keys("par<tab><enter>");
    let lenses: Vec<&str> = stage.session().ideas.iter().map(|idea| &*idea.lens).collect();
    assert_eq!(lenses, ["Partners", "Partners", ""]);
    let stage = stage.expects("▸   ○  Rain").keys("c<down><down><enter>").expects("Fans");
    let stage = stage.keys("<home>c<c-u><enter>");
    assert_eq!(stage.session().ideas[0].lens, "");
    stage.keys("u").expects("Partners");
}

const LIST: &str = include_str!("../../../../tests/fixtures/ideas.md");

#[test]
fn a_markdown_list_is_shown_with_its_groups_before_it_is_taken() {
    let stage = open().file("ideas.md", LIST.as_bytes()).keys("iideas.md<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  break ○                                                   ends 11:10

      What is the question?


      ╭─ 6 ideas understood ─────────────────────────────────────────────────────╮
      │   Group               Idea                                               │
      │ ▸ Service             First answer within half a day                     │
      │   Service             also on Saturdays                                  │
      │   Service             One list of questions that come again, kept by wh… │
      │   Product             Ask customers into the sprint review               │
      │   Product             Show what was changed because of whom              │
      │   Product             A quarter hour a week for everyone                 │
      │                                                                          │
      │ Service; First answer within half a day                                  │
      │                                                                          │
      │ One stands below another, and is an idea of its own.                     │
      │ One line is no item of a list, and is not used.                          │
      ╰──────────────────────────────────────────────────────────────────────────╯



    Enter take them   Esc leave them   ? help                       saved 11:41:03
    ");
    assert!(stage.session().ideas.is_empty());
    let stage = stage.keys("<enter>").expects("Service").expects("2 groups");
    assert_eq!(stage.session().ideas.len(), 6);
    let stage = stage.paste(LIST).expects("6").keys("<enter>").expects("All of them are there");
    assert!(stage.keys("<esc>u").session().ideas.is_empty());
}

#[test]
fn a_list_may_come_in_while_others_write_in_silence() {
    let stage =
        hidden().file("ideas.md", LIST.as_bytes()).keys("?").expects("read a list").keys("<esc>");
    let stage = stage.keys("iideas.md<enter><enter>");
    assert_eq!(stage.session().ideas.len(), 6);
    stage.expects("No idea is in yet");
}

#[test]
fn no_list_opens_over_what_is_being_written() {
    let stage = open().keys("aWith an i<enter><esc>");
    assert_eq!(texts(&stage), ["With an i"]);
    let stage = stage.keys("oi");
    assert!(!stage.shows().contains("Which file"));
}

#[test]
fn a_field_whose_words_are_refused_is_left_by_a_second_esc() {
    let vote = Do::Vote { over: Over::Ideas, kind: VoteKind::Dots, dots: None, cap: 2 };
    let script = vec![activity(Do::Gather {}, Policy::Open), activity(vote, Policy::Hidden)];
    let stage = Stage::of(room_with(script)).keys("aBees<enter>Trees<enter><esc>]");
    let stage = stage.keys("iAA<enter><esc>[[").expects("Bees");
    let stage = stage.keys("<home>ex<esc>").expects("sealed; it stays so").expects("better words");
    stage.keys("<esc>").expects_no("better words").expects_no("Beesx");
}
