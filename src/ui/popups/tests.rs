//! Finding things: the history and the way back, the search, the palette, and the help.

use crate::room::{Room, Sealed};
use crate::session::report::Part;
use crate::session::viewer::Audience;
use crate::session::{Change, Content, Displays, Giver, agenda, goals, ideas};
use crate::testing::{activity, at, person, place, room_with, submit, text};
use crate::ui::action::FREE_LETTERS;
use crate::ui::stage::Stage;
use crate::workshop::{Do, Over, Policy, VoteKind};

/// The tour, open again at its pot: what it lacks so far, and the promises and the date to come.
fn tour() -> Room {
    let mut session = crate::store::tour::session().expect("it is built in");
    session.finished = None;
    session.next_date = None;
    session.at = place("pot");
    session.displays = Some(Displays::One);
    Room::resume(session, &[], Sealed::default()).0
}

const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (200, 60), (60, 20)];

/// At the ideas, which were revealed, with goals behind them.
fn room() -> Room {
    let mut room = room_with(vec![
        activity(Do::Gather {}, Policy::Hidden),
        activity(Do::Goals { most: 3 }, Policy::Open),
        activity(Do::Close { next: 30 }, Policy::Open),
    ]);
    for (who, idea) in [(1, "Answer calls"), (2, "Plant bees"), (3, "Answer letters, too")] {
        let content = Content::Ideas(vec![text(idea)]);
        let giver = Giver::Person(person(who));
        room.give(at(600), &place("gather"), &giver, content).expect("given");
    }
    room.reveal(at(660), &place("gather")).expect("revealed");
    let two = Change::Displays(Displays::Two);
    submit(&mut room, two).expect("two");
    let read = ideas::Change::Read(room.session().ideas[0].id.clone(), true);
    submit(&mut room, Change::Ideas(read)).expect("read");
    for outcome in ["Calls are answered within a day", "Bees everywhere"] {
        let shape = goals::Shape { outcome: text(outcome), ..goals::Shape::default() };
        submit(&mut room, Change::Goals(goals::Change::Add(shape, None))).expect("a goal");
    }
    room
}

#[test]
fn the_check_says_what_the_plan_lacks_and_enter_goes_there() {
    let stage = Stage::of(tour()).keys(":check<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Who owns social? · Alder Foods             POT   0:30 paused ▕▎        ▏ of 18
    … Goals ●  Care ●  Break ●  Names ●  POT ◐  Failed ●  Decide ●  …   ends 10:33

      What can your function put into one pot?
     ╭─ What the plan lacks ────────────────────────────────────────────────────╮
     │   6 findings; 1 more still to come                                       │
     │                                                                          │
     │ ▸ Crisis is left open until Thu 3 Dec: nobody answers for it …  Names    │
     │   Ivo answers for One inbox only if: Marketing ends two of it…  Names    │
     │   Stories is below its minimum: “Twelve short films” takes €8…  Pot      │
     │   Crisis is below its minimum: “A number that is answered at …  Pot      │
     │   €6,000 from Logistics still needs a yes: the head of Logist…  Pot      │
     │   €6,000 from Logistics is there until Wed 30 Jun 2027, and t…  Pot      │
     │   No date is set for a check-in, so nobody will look at this …  Close    │
     │                                                                          │
     │   Crisis is left open until Thu 3 Dec: nobody answers for it until then. │
     │   Dirk has promised something for it: hear it on that day.               │
     │                                                                          │
     │                                                                          │
     │                                                                          │
     ╰──────────────────────────────────────────────────────────────────────────╯


    Enter go there   Down the next   Esc close                      saved 11:41:03
    ");
    let stage = stage.keys("<enter>");
    assert_eq!(stage.session().at, place("names"));
    let stage = stage.expects("Crisis").expects_no("What the plan lacks");
    let stage = stage.keys(":check<enter><down><down><enter>");
    assert_eq!(stage.session().at, place("pot"));
    let shown = stage.shows();
    let here = shown.lines().find(|line| line.contains('▸')).expect("a cursor");
    assert!(here.contains("Stories"), "{shown}");
}

#[test]
fn what_is_checked_is_drawn_from_what_the_room_may_see_at_every_size() {
    for (width, height) in SIZES {
        let stage = Stage::of(tour()).size(width, height).keys(":check<enter>");
        let stage = stage.expects("6 findings; 1 more still to come");
        let stage = stage.expects("Dirk has promised something for it: hear it on");
        stage.keys("<end>").expects("No date is set for a check-in");
    }
}

#[test]
fn a_plan_that_lacks_nothing_says_so() {
    let mut room = room_with(vec![activity(Do::Break {}, Policy::Open)]);
    let date = Change::NextDate(Some(jiff::civil::date(2026, 12, 2)));
    submit(&mut room, date).expect("a date");
    let stage = Stage::of(room).keys(":check<enter>").expects("The plan lacks nothing");
    stage.keys("<enter>").expects_no("The plan lacks nothing");
}

#[test]
fn a_finding_for_which_no_step_is_there_says_how_to_add_one() {
    let room = room_with(vec![activity(Do::Break {}, Policy::Open)]);
    let stage = Stage::of(room).keys(":check<enter><enter>");
    stage.expects("No step of this agenda is for it; g can add one.");
}

#[test]
fn the_history_shows_what_happened_and_leads_back_to_any_of_it() {
    let stage = Stage::of(room()).keys(":history<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  goals ○  close ○                                          ends 11:15

      What is the question?

      2 of 3 not yet read

     ╭─ What happened, newest first ────────────────────────────────────────────╮
     │ ▸ 10:11  added the goal “Bees everywhere”                                │
     │   10:11  added the goal “Calls are answered within a day”                │
     │   10:11  marked an idea as read                                          │
     │   10:11  two displays                                                    │
     │   10:11  revealed, in gather                                             │
     │   10:10  somebody gave, in gather                                        │
     │   10:10  somebody gave, in gather                                        │
     │   10:10  somebody gave, in gather                                        │
     │   10:00  began the session                                               │
     ╰──────────────────────────────────────────────────────────────────────────╯





    Enter back to right after this   u undo   Ctrl-R redo           saved 11:41:03
    ");
    let stage = stage.keys("jj<enter>").expects("2 changes are taken back. Ctrl-R");
    let stage = stage.keys("<enter>").expects("Gone back: 2 changes");
    assert!(stage.session().goals.is_empty());
    assert_eq!(stage.session().ideas.len(), 3, "what was revealed stays");
    let stage = stage.keys(":history<enter>").expects("taken back").keys("<esc>");
    let stage = stage.keys("<c-r>").expects("Redone: 2 changes");
    assert_eq!(stage.session().goals.len(), 2);
}

#[test]
fn what_was_taken_back_long_ago_is_still_there_to_go_to() {
    let stage = Stage::of(room()).keys("uu").keys("pLater<enter>");
    assert!(stage.session().goals.is_empty());
    // Redo is over, since something else was done; the history is not.
    let stage = stage.keys("<c-r>").expects("nothing to redo");
    let stage = stage.keys(":history<enter>").keys("j<enter><enter>");
    assert_eq!(stage.session().goals.len(), 2);
    assert!(stage.session().parked.is_empty());
}

#[test]
fn another_key_lets_go_of_the_way_back() {
    let stage = Stage::of(room()).keys(":history<enter>jj<enter>k<enter>");
    assert_eq!(stage.session().goals.len(), 2);
}

#[test]
fn without_a_history_it_says_so() {
    let session = room().session().clone();
    let (room, _) = Room::resume(session, &[], Sealed::default());
    Stage::of(room).keys(":history<enter>").expects("no way back in it").keys("<enter><esc>");
}

#[test]
fn a_search_leads_to_the_thing_itself() {
    let stage = Stage::of(room()).keys("/answer");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  goals ○  close ○                                          ends 11:15

     ╭─ Search ─────────────────────────────────────────────────────────────────╮
     │ / answer                                                                 │
     │   3 found                                                                │
     │                                                                          │
     │ ▸ Ideas       Answer letters, too                               gather   │
     │               Answer calls                                      gather   │
     │   Goals       Calls are answered within a day                   goals    │
     │                                                                          │
     │                                                                          │
     │                                                                          │
     │                                                                          │
     │                                                                          │
     │                                                                          │
     │                                                                          │
     │                                                                          │
     │                                                                          │
     │                                                                          │
     │                                                                          │
     ╰──────────────────────────────────────────────────────────────────────────╯

    Enter go there   Down the next   Esc close                      saved 11:41:03
    ");
    let stage = stage.keys("<down><down><enter>");
    assert_eq!(stage.session().at, place("goals"));
    // The cursor is on it: e opens this goal, and no other.
    stage.keys("e").expects("Calls are answered within a day").keys("<esc>");
    let stage = Stage::of(room()).keys("/letters<enter>").expects("▸");
    assert_eq!(stage.session().at, place("gather"), "it is here");
    stage.keys("e").keys("!<enter>").expects("Answer letters, too!");
}

/// At the ideas, with a vote on them, care, names and a pot behind.
fn room_of_many_lists() -> Room {
    let vote = Do::Vote { over: Over::Ideas, kind: VoteKind::Dots, dots: None, cap: 2 };
    let care = activity(Do::Care { supporters: 2 }, Policy::Hidden);
    let mut room = room_with(vec![
        activity(Do::Gather {}, Policy::Open),
        activity(vote, Policy::Hidden),
        care,
        activity(Do::Roles { load: 2 }, Policy::Open),
        activity(Do::Pot { months: 12 }, Policy::Hidden),
    ]);
    let ideas = ["Plant bees", "Dig ponds", "Keep hives", "Mow less"].map(text);
    submit(&mut room, Change::Ideas(ideas::Change::Add(ideas.into()))).expect("ideas");
    let grouped = [1, 2].map(|at| room.session().ideas[at].id.clone());
    let group = ideas::Change::Group(grouped.into(), text("Animals"));
    submit(&mut room, Change::Ideas(group)).expect("a group");
    room
}

#[test]
fn what_was_searched_for_has_the_cursor_in_every_list() {
    let stage = || Stage::of(room_of_many_lists());
    // A vote shows the group for the idea; what is here stays here.
    let stage_of = |keys: &str| stage().keys(keys);
    stage_of("]/mow<enter>").expects("▸ C   Mow less").expects("VOTE");
    stage_of("]/hives<enter>").expects("▸ B   Animals");
    stage_of("]]/measuring<enter>").expects("▸ C   Measuring").expects("CARE");
    stage_of("/measuring<enter>").expects("ROLES").keys("e").expects("Measuring");
    stage_of("]]]/crisis<enter>").keys("e").expects("Crisis");
    // A pledge and an ask stand in parts of the pot, to which the search leads as well.
    let pot = "g<end><enter>aIT 500<enter>HR 20<enter><esc>2aTool licence<enter><enter>300<enter>\
               <esc>aStickers<enter><enter>5<enter><esc>";
    stage_of(pot).keys("/IT<enter>").expects("PLEDGES").expects("▸ ○  IT");
    let away = stage_of(pot).keys("1[[/stick<enter>").expects("ASKS").keys("e");
    away.expects("Stickers").keys("<esc>u").expects("ASKS");
}

#[test]
fn a_word_far_behind_in_a_long_text_is_seen() {
    let mut room = room_with(vec![activity(Do::Gather {}, Policy::Open)]);
    let long = format!("{} needle in it", "a haystack and ".repeat(20));
    let add = ideas::Change::Add(vec![text(&long)]);
    submit(&mut room, Change::Ideas(add)).expect("an idea");
    Stage::of(room).keys("/NEEDLE").expects("needle in it");
}

#[test]
fn what_is_not_there_is_said_to_be_not() {
    let stage = Stage::of(room()).keys("/xyzzy").expects("Nothing says so").keys("<enter>");
    stage.keys("<esc>").expects_no("Search");
}

#[test]
fn a_search_on_a_screen_the_room_sees_finds_what_the_room_may_see() {
    let mut room = room_with(vec![activity(Do::Team { functions: Vec::new() }, Policy::Open)]);
    let mut secret = room.session().people[0].profile();
    secret.note = text("xyzzy");
    let edit = crate::session::people::Change::Edit(person(1), secret);
    submit(&mut room, Change::People(edit)).expect("a note");
    submit(&mut room, Change::Displays(Displays::One)).expect("one");
    Stage::of(room).keys("/xyzzy").expects("Nothing says so");
}

#[test]
fn the_palette_knows_every_action_of_this_place_by_a_few_letters() {
    let stage = Stage::of(room()).keys(":");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  goals ○  close ○                                          ends 11:15

      What is the question?

      2 of ╭─ What do you want to do? ────────────────────────────────────╮
           │   type to find, Enter takes                                  │
      ▸   ●│                                                              │
          ○│ ▸ read aloud                               o                 │
          ○│   add                                      a                 │
           │   mark                                     Space             │
      Answe│   merge/split                              m                 │
           │   group                                    f                 │
           │   show large                               Enter             │
           │   look alike                               y                 │
           │   edit                                     e                 │
           │   delete                                   d                 │
           │   park                                     z                 │
           │   read, or not after all                   v               ↓ │
           ╰──────────────────────────────────────────────────────────────╯



    Enter do it   Esc close                                         saved 11:41:03
    ");
    let stage = stage.keys("gcl<enter>");
    assert_eq!(stage.session().at, place("close"), "go to close");
    let stage = Stage::of(room()).keys(":xyz").expects("Nothing here is called like this");
    stage.keys("<esc>:expo<enter>");
}

#[test]
fn the_help_is_for_exactly_this_screen() {
    let stage = Stage::of(room()).keys("?");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                         GATHER   5 min
    GATHER ◐  goals ○  close ○                                          ends 11:15

     ╭─ Keys ───────────────────────────────────────────────────────────────────╮
     │ Here                                In every step                        │
     │ o         read aloud                [ ]       previous, next step        │
     │ a         add                       g         any step, the agenda       │
     │ Space     mark                      t         the clock                  │
     │ m         merge/split               s         the next speaker           │
     │ f         group                     p         park, decide, agree        │
     │ Enter     show large                u Ctrl-R  undo, redo                 │
     │ y         look alike                /         search everything          │
     │ e         edit                      :         all commands, history      │
     │ d         delete                    n         notes                      │
     │ z         park                      w         the wall                   │
     │ v         read, or not after all    b         blank, or show again       │
     │ i         read a list               Ctrl-Y    copy what this is          │
     │                                     >         break-out tables           │
     │                                     x         export                     │
     │                                     Esc q     back, leave; all is saved  │
     │                                     Ctrl-S    save a copy elsewhere    ↓ │
     ╰──────────────────────────────────────────────────────────────────────────╯

    Down more   Esc close                                           saved 11:41:03
    ");
    // What this step has no use for is not in it.
    stage.expects_no("next pane").size(60, 20).expects("Here");
}

#[test]
fn a_letter_that_does_something_stands_among_the_keys() {
    let session = crate::store::tour::session().expect("it is built in");
    let mut unsaid = Vec::new();
    for place in session.places() {
        let (mut room, _) = Room::resume(session.clone(), &[], Sealed::default());
        let go = agenda::Change::GoTo(place.clone());
        submit(&mut room, Change::Agenda(go)).expect("it is there");
        let stage = || Stage::of(room.clone()).size(120, 40);
        let hints = stage().hints();
        for letter in FREE_LETTERS.iter().filter(|letter| !hints.contains(&letter.to_string())) {
            // A sentence in the footer is a polite no, and no promise.
            let picture = |stage: Stage| -> Vec<String> {
                stage.shows().lines().take(36).map(str::to_owned).collect()
            };
            if picture(stage().keys(&letter.to_string())) != picture(stage()) {
                unsaid.push(format!("{place}: {letter}"));
            }
        }
    }
    assert_eq!(unsaid, [] as [String; 0]);
}

#[test]
fn every_size_draws() {
    for (width, height) in SIZES {
        for keys in
            [":history<enter>", ":history<enter>jjj<enter>", "/answer", "/", ":", ":go", "?"]
        {
            let shown = Stage::of(room()).size(width, height).keys(keys).shows();
            assert!(shown.contains("ends "), "{keys} at {width}×{height}:\n{shown}");
        }
    }
}

#[test]
fn ten_thousand_ideas_are_searched_and_a_long_history_is_listed() {
    let mut room = room_with(vec![activity(Do::Gather {}, Policy::Open)]);
    for hundred in 0..100 {
        let add = (0..100).map(|n| text(&format!("idea {hundred:02}-{n:02}"))).collect();
        submit(&mut room, Change::Ideas(ideas::Change::Add(add))).expect("ideas");
    }
    let stage = Stage::of(room).keys("/idea 99-98").expects("1 found");
    let stage = stage.keys("<bs><bs><bs><bs><bs>").expects("10000 found");
    stage.keys("<esc>:history<enter><end>").expects("began the session");
}

#[test]
fn the_kit_is_printed_into_a_folder_that_is_asked() {
    let stage = Stage::of(room()).keys(":print<enter>");
    assert!(stage.shows().contains("Ballots, cards, slips and the agenda"), "{}", stage.shows());
    assert!(stage.printed().is_empty());
    let stage = stage.keys("-2<enter>");
    assert_eq!(stage.printed(), [text("garden-kit-2")]);
}

fn begun() -> Room {
    room_with(vec![activity(Do::Round {}, Policy::Open)])
}

#[test]
fn the_record_is_shown_before_it_is_written_and_says_for_whom() {
    let mut stage = Stage::of(begun()).keys("x");
    let shown = stage.shows();
    for words in ["md", "csv", "room", "Executive page", "Nothing is decided yet."] {
        assert!(shown.contains(words), "{words} is missing in {shown}");
    }
    stage = stage.keys("<right>").expects("team").expects("colleagues who were not");
    stage = stage.keys("<right>").expects("anybody: the plan");
    stage = stage.keys("jk<enter>").expects("Write it to").expects("garden.md");
    stage = stage.keys("<enter>");
    let order = &stage.orders()[0];
    assert_eq!((order.format, order.audience), ("md", Audience::Public));
    assert_eq!(&*order.name, "garden.md");
}

#[test]
fn a_part_may_be_left_out_and_no_name_is_no_file() {
    let mut stage = Stage::of(begun()).keys("x");
    stage = stage.keys("<tab><space>").expects("○ Executive page");
    stage = stage
        .keys(&format!("<enter>{}<enter>", "<bs>".repeat(9)))
        .expects("Type the name of a file");
    assert!(stage.orders().is_empty());
    stage = stage.keys("x.md<enter>");
    assert!(!stage.orders()[0].parts.contains(&Part::Page));
    assert_eq!(&*stage.orders()[0].name, "x.md");
}
