//! The goals screen as somebody types at it.

use crate::room::Room;
use crate::room::Sealed;
use crate::session::activities::State;
use crate::session::activities::vote::Vote;
use crate::session::goals::{Change, HalfLit, Lamp, Light, Shape};
use crate::session::{Ballot, Change as Any, Content, Gift, Given, Goal, Id, Kind, Reach, ideas};
use crate::testing::{activity, person, room_with, submit, text};
use crate::ui::stage::Stage;
use crate::workshop::activity::Over;
use crate::workshop::{Do, Policy, VoteKind};

fn room() -> Room {
    room_with(vec![activity(Do::Goals { most: 3 }, Policy::Open)])
}

fn with_ideas() -> Room {
    let mut room = room();
    let ideas = ["Answer within half a day", "A weekly digest", "Ask customers in"].map(text);
    submit(&mut room, Any::Ideas(ideas::Change::Add(ideas.into()))).expect("three ideas");
    room
}

fn stage() -> Stage {
    Stage::of(with_ideas())
}

const WHOLE: &str = "aCustomers are answered within half a day<enter>customers<enter>26<enter>4\
                     <enter>hours<enter>30 jun<enter>canned replies; Service would notice<enter>\
                     serv<tab>, mark<tab>, hr<enter><enter><enter>";

fn goal(stage: &Stage) -> &Goal {
    stage.session().goals.first().expect("there is a goal")
}

#[test]
fn ideas_are_what_goals_are_made_from() {
    stage().expects("No goal yet. Enter on an idea makes one of it").expects("▸   Answer within");
    Stage::of(room()).expects("No goal yet. a words one").expects("a word a goal");
}

#[test]
fn asking_who_finds_out_on_an_idea_says_where_to_ask() {
    stage().keys("f").expects("go up to a goal");
}

#[test]
fn a_date_that_cannot_be_read_never_costs_the_goal() {
    let stage = stage().keys("aAnswers come sooner<enter>customers<enter>26<enter>4<enter>hours");
    let stage = stage.keys("<enter>soon<esc>").expects("is not a date").keys("<esc>");
    assert_eq!(&*goal(&stage).shape.unit, "hours");
    assert_eq!(goal(&stage).shape.by, None);
}

#[test]
fn ideas_stand_in_the_order_of_the_last_vote_with_their_dots() {
    let vote = activity(
        Do::Vote { over: Over::Ideas, kind: VoteKind::Dots, dots: None, cap: 2 },
        Policy::Anonymous,
    );
    let mut room = room_with(vec![activity(Do::Goals { most: 3 }, Policy::Open), vote]);
    let ideas = ["Answer within half a day", "A weekly digest"].map(text);
    let seq = submit(&mut room, Any::Ideas(ideas::Change::Add(ideas.into()))).expect("two ideas");
    let mut session = room.session().clone();
    let ballot = Ballot::of([(Id::nth(Kind::Idea, seq, 1), 2)]);
    let ballots = vec![Gift { from: None, content: Content::Ballot(ballot) }];
    let given = Given { unnamed: 1, revealed: true, ..Given::default() };
    let on = session.ideas.iter().map(|idea| idea.id.clone()).collect();
    session.steps[1].states[0] = State::Vote(Vote { given, on, ballots, ..Vote::default() });
    let (room, _) = Room::resume(session, &[], Sealed::default());
    insta::assert_snapshot!(Stage::of(room).shows(), @"
    Garden                                                          GOALS   5 min
    GOALS ◐  vote ○                                                     ends 11:10

      What is the question?

        No goal yet. Enter on an idea makes one of it, a words one afresh.

        Ideas                                                    Votes
      ▸   A weekly digest                                        ▄▄▄▄▄▄▄▄▄▄ 2
          Answer within half a day                                          0













    Enter make a goal of it   a word one afresh   ? help            saved 11:41:03
    ");
}

#[test]
fn a_goal_is_worded_field_by_field_and_its_lamps_burn() {
    let stage = stage().keys(WHOLE);
    assert_eq!(goal(&stage).lamps(), 5);
    assert_eq!(goal(&stage).shape.needs, ["Service", "Marketing", "HR"]);
    assert_eq!(goal(&stage).shape.reach, Reach::NotSaid);
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                          GOALS   5 min
    GOALS ◐                                                             ends 11:05

      What is the question?

      ▸ Customers are answered within half a day
        From 26 to 4 hours, by Wed 30 Jun 2027. Better off: customers.
        ● outcome  ● number  ● date  ● harm  ● functions

        Ideas
          Answer within half a day
          A weekly digest
          Ask customers in










    Enter edit   a add   ] go on   d delete the goal   ? help       saved 11:41:03
    ");
}

#[test]
fn an_activity_is_flagged_while_it_is_typed() {
    let stage = stage().keys("aLaunch a hub");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                          GOALS   5 min
    GOALS ◐                                                             ends 11:05

      What is the question?

        No goal yet. Enter on an idea makes one of it, a words one afresh.
       ╭─ A goal ───────────────────────────────────────────────────────────────╮
       │ Outcome     Launch a hub                                               │
      ▸│ Better off  customers, colleagues, partners                            │
       │ From        the number today                                           │
       │ To          the number aimed at                                        │
       │ Unit        what it counts: hours, percent, customers                  │
       │ By          30 Jun, in 6 months, end of the year                       │
       │ Harm        what it would look like, and who would notice              │
       │ Needs       functions, with commas                                     │
       │ Reaches     ‹ not said ›                                               │
       │ Serves      which objective we have already                            │
       │                                                                        │
       │ ○ outcome  ○ number  ○ date  ○ harm  ○ functions                       │
       │ “Launch” is what we do: so that what is different for whom?            │
       ╰────────────────────────────────────────────────────────────────────────╯


    Enter next, keep   Esc keep and close   F1 help                 saved 11:41:03
    ");
}

#[test]
fn enter_on_an_idea_makes_a_goal_of_it_once() {
    let stage = stage().keys("<down><enter><down><down><down>7<esc>");
    let made = goal(&stage);
    assert_eq!(made.shape.outcome, "A weekly digest");
    assert!(made.idea.is_some());
    let stage = stage.expects("✓ A weekly digest").keys("<down><down><enter>");
    let stage = stage.expects("The goal").keys("<esc>");
    assert_eq!(stage.session().goals.len(), 1);
}

#[test]
fn a_form_that_nobody_touched_makes_no_goal() {
    let stage = stage().keys("<enter><esc>a<esc>");
    assert!(stage.session().goals.is_empty());
}

#[test]
fn a_goal_without_words_or_with_no_date_says_so_in_its_place() {
    let stage = stage().keys("a<tab>customers<esc>");
    let stage =
        stage.expects("What is different then").keys("All are answered<tab><tab><tab><tab><tab>");
    let stage = stage.keys("whenever<esc>").expects("is not a date").expects("Better off");
    assert!(stage.session().goals.is_empty());
    let stage = stage.keys("<c-u>30 jun<esc>");
    assert_eq!(goal(&stage).shape.by, Some(jiff::civil::date(2027, 6, 30)));
}

#[test]
fn a_date_that_is_over_by_now_may_stay() {
    let mut room = room();
    let by = Some(jiff::civil::date(2026, 6, 30));
    let shape = Shape { outcome: text("All are answered"), by, ..Shape::default() };
    submit(&mut room, Any::Goals(Change::Add(shape, None))).expect("a goal");
    let stage = Stage::of(room).keys("<enter> in time<esc>");
    assert_eq!(goal(&stage).shape.outcome, "All are answered in time");
    assert_eq!(goal(&stage).shape.by, by);
}

#[test]
fn somebody_present_finds_out_what_nobody_knows() {
    let stage = stage().keys("<enter>x<esc>f").expects("What do we not know yet?");
    let stage = stage.keys("number<enter>we all<enter>").expects("nobody owns it");
    let stage = stage.keys("<esc>number<enter>ben<enter>friday<enter>");
    let half = HalfLit { lamp: Lamp::Number, who: person(2), by: jiff::civil::date(2026, 11, 6) };
    assert_eq!(goal(&stage).half, [half]);
    let stage = stage.keys("f").expects("Ben by").keys("number<enter>after all<enter>");
    assert_eq!(goal(&stage).light(Lamp::Number), Light::Dark);
}

#[test]
fn a_goal_with_every_lamp_lit_has_nothing_to_find_out() {
    stage().keys(WHOLE).keys("f").expects("All lamps burn");
}

#[test]
fn goals_move_and_go_and_come_back() {
    let stage = stage().keys("aOne<esc>aTwo<esc>+").expects("▸ Two");
    assert_eq!(stage.session().goals[0].shape.outcome, "Two");
    let stage = stage.keys("d").expects("▸ One").keys("u").expects("Undone: deleted a goal");
    assert_eq!(stage.session().goals.len(), 2);
}

#[test]
fn a_fourth_goal_is_pointed_out_with_the_reason() {
    let stage = stage().keys("aOne<esc>aTwo<esc>aThree<esc>aFour<esc>").size(120, 40);
    stage.expects("4 goals are more than the 3 meant here");
}

#[test]
fn a_long_outcome_is_never_cut() {
    let long = "Everyone who writes to us gets an answer from a person who can solve it before \
                the next morning comes";
    stage().keys(&format!("a{long}<esc>")).size(60, 20).expects("the next morning comes");
}

#[test]
fn ideas_are_not_deleted_here() {
    let stage = stage().keys("d").expects("Ideas are deleted where they were gathered.");
    assert_eq!(stage.session().ideas.len(), 3);
}

#[test]
fn nothing_is_drawn_wrongly_at_any_size() {
    for keys in ["", "<enter>", "f", "f<enter>", "f<enter><enter>", "<up>", "a"] {
        for size in [(60, 18), (60, 20), (61, 23), (80, 24), (99, 30), (120, 40), (200, 60)] {
            let stage = stage().keys(WHOLE).keys("aLaunch a hub<esc>").keys(keys);
            assert!(stage.size(size.0, size.1).shows().contains("Garden"), "{keys} at {size:?}");
        }
    }
}

const OBJECTIVES: &str = include_str!("../../../../tests/fixtures/objectives.csv");

#[test]
fn a_list_of_objectives_is_shown_before_it_becomes_goals() {
    let stage = Stage::of(room()).file("okr.csv", OBJECTIVES.as_bytes()).keys("i");
    let stage = stage.expects("Which file holds the objectives?").keys("okr<enter>");
    let stage = stage.expects("There is no file okr.").keys(".csv<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                          GOALS   5 min
    GOALS ◐                                                             ends 11:05

      What is the question?

        No goal yet. a words one: what is different then, and for whom? i reads a
      ╭─ 4 objectives understood ────────────────────────────────────────────────╮
      │   Goal                     Number         By               Serves        │
      │ ▸ First answers come wit…  26 to 4 hours  Wed 30 Jun 2027  Customers ar… │
      │   Nobody asks twice        18 to 5 % of…  Wed 30 Jun 2027  Customers ar… │
      │   A digest is read by ev…  0 to 12 leads  Wed 31 Mar 2027  Colleagues k… │
      │   We are found by the pe…  9 to 20 appl…                                 │
      │                                                                          │
      │ First answers come within four hours; 26 to 4 hours; Wed 30 Jun 2027;    │
      │ Customers are answered where they ask                                    │
      │ Enter makes 4 goals of them. o keeps 3 objectives that we have already,  │
      │ for goals to serve.                                                      │
      │ That would make 4 goals; 3 are meant here.                               │
      │ The column “Status” is not used.                                         │
      │ Whose they are is not taken: who answers for what is agreed by area.     │
      ╰──────────────────────────────────────────────────────────────────────────╯


    Enter as goals   o as objectives   Esc leave them   ? help      saved 11:41:03
    ");
    assert!(stage.session().goals.is_empty());
    let stage = stage.keys("<enter>").expects("▸ First answers come within four hours");
    let shapes: Vec<&Shape> = stage.session().goals.iter().map(|goal| &goal.shape).collect();
    assert_eq!((shapes.len(), &*shapes[0].unit, shapes[0].needs.len()), (4, "hours", 3));
    assert_eq!(&*shapes[0].serves, "Customers are answered where they ask");
    let stage = stage.paste(OBJECTIVES).keys("<enter>").expects("All of them are goals already");
    assert!(stage.keys("<esc>u").session().goals.is_empty(), "taken in one go");
}

#[test]
fn a_list_of_objectives_is_kept_for_goals_to_serve_and_tab_completes_it() {
    let stage = Stage::of(room()).paste(OBJECTIVES).keys("o");
    assert_eq!((stage.session().objectives.len(), stage.session().goals.len()), (3, 0));
    let stage = stage.expects("3 objectives that we have already; no goal serves “Customers are");
    let stage =
        stage.keys("aEveryone reads the digest<enter>colleagues<enter><enter><enter><enter>");
    let stage =
        stage.keys("<enter><enter><enter><enter>").expects("Begin one, and Tab completes it");
    let stage = stage.keys("know").expects("Tab: Colleagues know what customers say");
    let stage = stage.keys("<tab><enter>");
    assert_eq!(&*goal(&stage).shape.serves, "Colleagues know what customers say");
    stage.expects("nor 1 more");
}

#[test]
fn a_list_that_cannot_be_read_names_file_line_and_column_and_takes_nothing() {
    let stage = Stage::of(room()).file("okr.csv", b"goal;by\nGrow;2027\nShrink;sometime\n");
    let stage = stage.keys("iokr.csv<enter>").expects("okr.csv: Line 3, column 8: Under “by”");
    let stage = stage.keys("<esc>");
    assert!(stage.session().goals.is_empty() && stage.session().objectives.is_empty());
    stage.paste("- Grow\n- Serve\n").expects("2 objectives understood").keys("<esc>");
}

#[test]
fn a_long_list_is_looked_through_in_a_small_window() {
    let list: String = (1..=40).map(|number| format!("Objective number {number}\n")).collect();
    let stage = Stage::of(room()).size(60, 20).paste(&list).expects("40 objectives understood");
    let stage = stage.expects("Objective number 1").keys("<end>").expects("▸ Objective number 40");
    stage.keys("<home>").expects("▸ Objective number 1").keys("o").expects("40 objectives");
}
