//! The pot typed as a story, and its pictures.

mod counting;

use crate::methods::funding::Rule;
use crate::money::Money;
use crate::room::Room;
use crate::session::activities::State;
use crate::session::activities::pot::{Change as Here, PotState};
use crate::session::pot::scenarios::{asked, does, euros, need, room};
use crate::session::pot::{Change, Firmness, Kind, typed_offers};
use crate::session::{Ask, Displays, Giver, Id};
use crate::testing::{at, person, place, submit, text};
use crate::ui::stage::Stage;
use crate::workshop::Policy;

const ASKS: &str = include_str!("../../../../tests/fixtures/asks.csv");

/// Six pledges, of which none is read, and an ask for each area.
fn full(policy: Policy) -> (Room, [Id; 3]) {
    let mut room = room(policy);
    for line in [
        "HR 6 hours a month",
        "HR 500",
        "Marketing 9.6k likely, only for pictures",
        "IT tool picture library",
        "Board 20k hope",
        "Sales 1,200.50",
    ] {
        let offers = typed_offers(room.session(), line).expect(line);
        does(&mut room, Change::Pledge(offers)).expect("sound");
    }
    let asks = [
        asked(&mut room, 1, need("Listening tool licence", 450, 3_200, 5_400)),
        asked(&mut room, 2, need("Two rehearsals a year", 1_200, 2_400, 2_400)),
        asked(&mut room, 3, need("One-page monthly report", 0, 900, 900)),
    ];
    (room, asks)
}

fn stage(policy: Policy) -> Stage {
    Stage::of(full(policy).0)
}

fn ask(stage: &Stage, title: &str) -> Ask {
    let asks = &stage.session().pot.asks;
    asks.iter().find(|ask| &*ask.need.title == title).expect(title).clone()
}

fn pot_state(stage: &Stage) -> &PotState {
    match stage.session().state(&place("pot")) {
        Some(State::Pot(pot)) => pot,
        _ => panic!("the step has a pot"),
    }
}

#[test]
fn an_empty_pot_says_what_it_is_for_in_every_part() {
    let stage = Stage::of(room(Policy::Hidden)).expects("Small bits count. a adds a pledge");
    let stage = stage.keys("2").expects("Nothing is asked for yet");
    let stage = stage.keys("3").expects("Nobody asks for money yet");
    stage.keys("4").expects("nothing to grant yet").keys("<tab>").expects("1 PLEDGES");
}

#[test]
fn whatever_is_in_the_pot_is_told_where_not_every_bar_has_a_row() {
    let (mut room, _) = full(Policy::Hidden);
    for line in ["Legal person Eve one day a week", "IT 300 likely"] {
        let offers = typed_offers(room.session(), line).expect(line);
        does(&mut room, Change::Pledge(offers)).expect("sound");
    }
    for size in [(120, 40), (80, 24), (60, 20)] {
        let shown = Stage::of(room.clone()).size(size.0, size.1).keys(&" ".repeat(8)).shows();
        for kind in ["Firm ", "Likely ", "Hope ", "Hours ", "Tools ", "People "] {
            assert!(shown.contains(kind), "{kind} at {size:?}\n{shown}");
        }
    }
}

#[test]
fn pledges_are_typed_line_after_line_and_the_first_line_is_enough() {
    let stage = Stage::of(room(Policy::Hidden)).keys("aHR 500 and 6 hours");
    let stage = stage.expects("HR: €500 and 6 hours a month, firm");
    let stage = stage.keys("<enter>IT 75/month maybe<enter>Ben<enter>").expects("Who puts in what");
    let stage = stage.expects("Write, for example").keys(" 0<enter>").expects("above zero");
    let stage = stage.keys("<bs>-5<enter>").expects("below zero");
    let pledges = &stage.session().pot.pledges;
    assert_eq!(pledges.len(), 3);
    assert_eq!(pledges[2].offer.money(), euros(900));
    assert_eq!(pledges[2].offer.firmness, Firmness::Hope);
    let kept = stage.keys("<bs><bs><bs><bs><bs><bs><esc>");
    assert_eq!(kept.keys("u").expects("Undone").session().pot.pledges.len(), 2);
}

#[test]
fn tab_opens_all_fields_with_what_the_line_said() {
    let stage = Stage::of(room(Policy::Hidden)).keys("aHR 500 likely, only for training<tab>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                            POT   5 min
    POT ◐                                                               ends 11:05

      What is the question?

      1 PLEDGES   2 Asks   3 Points   4 Grants                      for 12 months
          ╭─ A new pledge ─────────────────────────────────────────────────╮
      Noth│ From          HR                                               │,
      hour│ What          ‹ money ›                                        │
      line│ How much      €500                                             │
          │ How sure      ‹ likely ›                                       │
          │ Only for      any area; or Listening, Crisis                   │
          │ Strings       only for training                                │
          │ From when     1 Jan                                            │
          │ Until         31 Mar                                           │
          │ Who approves  nobody has to                                    │
          │ Function      HR                                               │
          │                                                                │
          │                                                                │
          ╰────────────────────────────────────────────────────────────────╯



    Enter next field   Esc keep and close   F1 help                 saved 11:41:03
    ");
    let stage = stage.keys("<down><right><down><bs><bs><bs><bs>six<esc>");
    let stage = stage.expects("Write a whole number");
    let stage = stage.keys("<bs><bs><bs>6<down><down><down><down>1 Jan<down>1 Mar<esc>");
    let offer = &stage.session().pot.pledges[0].offer;
    assert_eq!(offer.kind, Kind::Hours(6));
    assert_eq!((&*offer.function, &*offer.strings), ("HR", "only for training"));
    assert_eq!(offer.until, Some(jiff::civil::date(2027, 3, 1)));
    let stage = stage.keys("e<bs><bs><esc>").expects("Who does it come from").keys("<esc>");
    assert_eq!(&*stage.session().pot.pledges[0].offer.source, "HR");
}

#[test]
fn the_pot_grows_as_pledges_are_read_one_at_a_time() {
    let stage = stage(Policy::Hidden);
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                            POT   5 min
    POT ◐                                                               ends 11:05

      What is the question?

      1 PLEDGES   2 Asks   3 Points   4 Grants                      for 12 months

           From                 What                  How sure  Strings
      ▸ ○  HR                   6 hours a month       firm
        ○  HR                   €500                  firm
        ○  Marketing            €9,600                likely    only for pictu…
        ○  IT                   picture library       firm
        ○  Board                €20,000               hope                      ↓

      In the pot  €0
      Nothing is read yet; Space reads one aloud.
      ○ Listening   ○ Crisis   ○ Measuring
      Firm                                                    €0
      Likely                                                  €0
      Hope                                                    €0  beside the pot
      Hours                                            0 a month
      Tools                                                    0

    Space read   a add   e edit   d delete   ? help                 saved 11:41:03
    ");
    let stage = stage.keys("<space>").expects("6 hours a month from HR.");
    let stage = stage.keys("<space>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                            POT   5 min
    POT ◐                                                               ends 11:05

      What is the question?

      1 PLEDGES   2 Asks   3 Points   4 Grants                      for 12 months

           From                 What                  How sure  Strings
        ●  HR                   6 hours a month       firm
      ▸ ●  HR                   €500                  firm
        ○  Marketing            €9,600                likely    only for pictu…
        ○  IT                   picture library       firm
        ○  Board                €20,000               hope                      ↓

      In the pot  €500
      €500 and 6 hours a month from HR: Listening reaches its minimum.
      ● Listening   ◐ Crisis   ○ Measuring
      Firm    ▖                                             €500
      Likely                                                  €0
      Hope                                                    €0  beside the pot
      Hours   ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄ 6 a month
      Tools                                                    0

    Space read   a add   e edit   d delete   ? help                 saved 11:41:03
    ");
    let stage = stage.keys("-").expects("In the pot  €0").keys("<space>").expects("€500");
    let stage = stage.keys("<space><space><space><space>").expects("€11,300.50");
    stage.keys("<space>").expects("All pledges are read");
}

#[test]
fn what_is_granted_keeps_its_pledge_and_the_footer_says_what_to_take_back() {
    let stage = stage(Policy::Hidden).keys("j<space>4+1d");
    let stage = stage.size(120, 40).expects("Take something back first: Listening (€450).");
    assert_eq!(stage.session().pot.pledges.len(), 6);
}

#[test]
fn an_ask_is_typed_in_a_form_and_by_the_month_it_is_multiplied() {
    let stage = Stage::of(room(Policy::Hidden)).keys("2aReading<enter><enter>75 a month");
    let stage = stage.expects("€75 monthly, 12 times, is €900.").keys("<enter>80 a month<esc>");
    let reading = ask(&stage, "Reading");
    assert_eq!(reading.need.minimum, euros(900));
    assert_eq!((reading.need.target, reading.need.stretch), (euros(960), euros(960)));
    assert_eq!(reading.need.recurring.name(), "monthly");
    let stage = stage.expects("Listening").keys("e<down><down><down>0<esc>");
    let stage = stage.expects("The stretch is at least the target").keys("<esc>");
    assert_eq!(ask(&stage, "Reading").need.target, euros(960));
    let stage = stage.keys("aCake<enter><bs><bs><bs><bs><bs><bs>Party<enter>5<esc>");
    assert_eq!(&*stage.session().areas[3].name, "Party");
}

#[test]
fn another_area_is_typed_over_the_one_that_is_proposed() {
    let stage = Stage::of(room(Policy::Hidden)).keys("2aPosters<enter>Crisis<enter>300<esc>");
    let posters = ask(&stage, "Posters");
    assert_eq!(stage.session().area_of(&posters), "Crisis");
    assert_eq!(stage.session().areas.len(), 3);
    let stage = stage.keys("aLeaflets<enter>cri").expects("For “Crisis”.").keys("<enter>9<esc>");
    let leaflets = ask(&stage, "Leaflets");
    assert_eq!(stage.session().area_of(&leaflets), "Crisis");
    assert_eq!(stage.session().areas.len(), 3);
}

#[test]
fn a_list_from_a_file_is_shown_before_it_is_taken() {
    let stage = Stage::of(room(Policy::Hidden)).file("asks.csv", ASKS.as_bytes());
    let stage = stage.keys("2iask.csv<enter>").expects("There is no file ask.csv");
    let stage = stage.keys("<left><left><left><left>s<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                            POT   5 min
    POT ◐                                                               ends 11:05

      What is the question?

      1 Pledges   2 ASKS   3 Points   4 Grants                      for 12 months
      ╭─ 6 asks understood ─────────────────────────────────────────────────────╮
      │   Area              Ask                       Minimum   Target  Stretch │
      │ ▸ Customer care     Evening cover for publi…   €9,600  €14,400  €19,200 │
      │   Listening         Listening tool licence     €3,200   €3,200   €5,400 │
      │   Policy and trai…  Half-day training for e…   €2,400   €3,600   €4,800 │
      │   Crisis            Two rehearsals a year      €1,200   €2,400   €2,400 │
      │   Content and voi…  Shared photo and story …       €0   €1,800   €3,000 │
      │   Measuring         One-page monthly report        €0     €900     €900 │
      │                                                                         │
      │ Customer care; Evening cover for public answers; €9,600; €14,400;       │
      │ €19,200                                                                 │
      │ New areas, nobody answers for them yet: Customer care, Policy and       │
      │ training, Content and voice.                                            │
      ╰─────────────────────────────────────────────────────────────────────────╯



    Enter take them   Esc leave them   ? help                       saved 11:41:03
    ");
    assert!(stage.session().pot.asks.is_empty());
    let stage = stage.keys("<enter>").expects("nobody answers for it, so no money");
    assert_eq!((stage.session().pot.asks.len(), stage.session().areas.len()), (6, 6));
    let stage = stage.paste(ASKS).expects("6 of them are on the list already").keys("<esc>");
    assert_eq!(stage.keys("u").session().areas.len(), 3);
}

#[test]
fn what_is_no_table_of_asks_is_refused_with_its_line() {
    let stage = Stage::of(room(Policy::Hidden)).keys("2");
    let stage = stage.paste("ask,target\nPosters,-5\n").expects("Line 2");
    stage.keys("<esc>").expects("Nothing is asked for yet");
}

#[test]
fn the_rule_is_chosen_before_points_come_in_and_a_reveal_takes_two_presses() {
    let stage = stage(Policy::Hidden).keys("<space><space><space>3");
    let stage = stage.expects("read it aloud").keys("i").expects("Choose how the points");
    let stage = stage.keys("<esc><enter>").expects("Nobody is in yet").keys("r");
    let stage = stage.expects("Nobody has given points yet");
    let mut room = stage.room;
    gives(&mut room, 1, &[10, 0, 5]);
    gives(&mut room, 2, &[1, 1, 0]);
    let stage = Stage::of(room).expects("2 of 4 are in").keys("r").expects("again reveals");
    let stage = stage.keys("jr").expects("again reveals").keys("r");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                            POT   5 min
    POT ◐                                                               ends 11:05

      What is the question?

      1 Pledges   2 Asks   3 POINTS   4 Grants                      for 12 months

                                          EQUAL SHARES  Most votes  Average split
        ●  Listening            ▄▄▄▄▄▄▄▄        €5,400      €5,400         €5,400
      ▸ ●  Crisis               ▄▄▄▄▄▄▄▄        €2,400      €2,400         €2,400
        ○  Measuring                                 —           —              —
           In the reserve                       €2,300      €2,300         €2,300
           Get nothing                          nobody      nobody         nobody

        Funded with €2,400, its target: one person supports it, and it was the
        2nd to be paid.
        Enter takes this, as it was read aloud. €2,300 stays in reserve.






    Enter take this   y why   ← → rules   f who pays   ? help       saved 11:41:03
    ");
    let stage = stage.keys("<enter>").expects("This is what is granted.");
    assert_eq!(stage.session().pot.granted(), euros(5_400 + 2_400));
    assert!(pot_state(&stage).given.revealed);
    let stage = stage.keys("u").expects("Undone: granted as counted").keys("vv");
    assert_eq!(stage.expects("Nobody is in yet").session().pot.granted(), Money::ZERO);
}

fn gives(room: &mut Room, who: usize, points: &[u8]) {
    let ids = room.session().pot.asks.iter().map(|ask| ask.id.clone());
    let ballot = crate::session::Ballot::of(ids.zip(points.iter().copied()));
    let content = crate::session::Content::Ballot(ballot);
    room.give(at(900), &place("pot"), &Giver::Person(person(who)), content).expect("open");
}

#[test]
fn grants_go_in_steps_and_by_amount_and_never_beyond_the_pot() {
    let stage = stage(Policy::Hidden).keys("<space><space><space>4++");
    let stage = stage.expects("target").keys("je2400<enter>");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                            POT   5 min
    POT ◐                                                               ends 11:05

      What is the question?

      1 Pledges   2 Asks   3 Points   4 GRANTS                      for 12 months

           For                            Granted  of target
        ●  Listening            ▄▄▄▄▄▄▄▄   €3,200     €3,200  target
      ▸ ●  Crisis               ▄▄▄▄▄▄▄▄   €2,400     €2,400  target
        ○  Measuring                           €0       €900  no owner

        Two rehearsals a year: reaches its target
        minimum €1,200 · target €2,400 · stretch €2,400

        ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▖                     €5,600 of €10,100 granted
        The reserve, nobody looks after it yet: €4,500
        Not matched yet: 6 hours a month from HR





    + - grant   e amount   c match   o reserve   ? help             saved 11:41:03
    ");
    let stage = stage.keys("e<esc>-").expects("€1,200 to go");
    let stage = stage.keys("k+").keys("j<right>").expects("€7,800 of €10,100 granted");
    let stage = stage.keys("e").keys("<bs>1<enter>").expects("More than €2,400 would be wasted");
    let stage = stage.keys("<esc>k-").keys("d").expects("€2,400 of €10,100 granted");
    assert_eq!(ask(&stage, "Listening tool licence").granted, Money::ZERO);
}

#[test]
fn where_one_grant_has_cents_all_of_the_column_have() {
    let stage = stage(Policy::Hidden).keys("    4e500,50<enter>");
    stage.expects("€500.50").expects("€0.00");
}

#[test]
fn nothing_is_granted_beyond_what_is_left() {
    let stage = stage(Policy::Hidden).keys("j<space>4+");
    stage.keys("j+").expects("Only €50 is left for Crisis, and this would be €1,200.");
}

#[test]
fn a_red_area_gets_money_once_somebody_answers_for_it() {
    let stage = stage(Policy::Hidden).keys("<space><space><space>4jj+");
    let stage = stage.expects("Nobody answers for Measuring: no owner, no money.");
    let stage = stage.keys("vDee<enter>+").expects("€900 of €10,100 granted");
    stage.keys("v").expects("Dee answers for it.");
}

#[test]
fn hours_are_matched_by_hand_and_the_reserve_gets_an_owner() {
    let stage = stage(Policy::Hidden).keys("4c").expects("No hours, tools or people were read");
    let stage = stage.keys("1<space>4").expects("Not matched yet: 6 hours a month from HR");
    let stage = stage.keys("c<enter>").expects_no("Not matched yet");
    assert_eq!(ask(&stage, "Listening tool licence").matched.len(), 1);
    let stage = stage.keys("jc<enter>").expects("take that back first").keys("<esc>");
    let stage = stage.keys("kc<enter>").expects("Not matched yet");
    stage.keys("oChi<enter>").expects("Chi looks after it");
}

#[test]
fn the_period_is_asked_in_months() {
    let stage = Stage::of(room(Policy::Hidden)).expects("for 12 months").keys("f<bs><bs>6<enter>");
    let stage = stage.expects("for 6 months").keys("f<bs>x<enter>").expects("whole number");
    stage.keys("<bs>0<enter>").expects("one month to five years");
}

#[test]
fn on_one_display_no_ballot_opens_before_the_projector_is_blank() {
    let (mut room, _) = full(Policy::Hidden);
    let one = crate::session::Change::Displays(Displays::One);
    submit(&mut room, one).expect("one");
    let stage = Stage::of(room).keys("3<enter>").expects("Nobody is in yet").expects_no("○ Ana");
    let stage = stage.keys("c").expects("Blank the projector").keys("bc").expects_no("GRANTS");
    stage.keys("<enter>").expects_no("Nobody is in yet");
}

#[test]
fn unsent_words_are_kept_and_put_back() {
    let words = text("HR 50");
    let mut screen = super::PotScreen::default();
    let (room, _) = full(Policy::Hidden);
    let session = room.session();
    let cx = crate::ui::screen::Cx {
        session,
        chronicle: room.chronicle(),
        seen: &session.seen_by(crate::session::Viewer::Facilitator),
        place: &place("pot"),
        look: &crate::ui::look::tests::dark(),
        keymap: &crate::ui::keymap::Keymap::built_in(),
        reader: &crate::testing::reader(),
        now: at(60),
        blanked: false,
    };
    use crate::ui::screen::Screen;
    assert!(screen.take_back(&words, &cx));
    assert_eq!(screen.open_text(), Some(words));
}

#[test]
fn every_part_draws_at_every_size_with_anything_open() {
    let sizes = [(80, 24), (120, 40), (200, 60), (60, 20), (60, 18), (59, 17), (20, 5), (1, 1)];
    for keys in [
        "",
        "aHR 5",
        "aHR 5<tab>",
        "e",
        "f",
        "2",
        "2a",
        "2e",
        "2i",
        "3",
        "3<enter>",
        "3<enter>i",
        "3<enter>c",
        "3<enter>o",
        "4",
        "4e",
        "4jjv",
        "4o",
        "<space>4c",
        "w",
        "2w",
        "3w",
        "4w",
    ] {
        for (width, height) in sizes {
            let stage = stage(Policy::Hidden).size(width, height).keys(keys);
            let _ = stage.shows();
        }
        let _ = Stage::of(room(Policy::Open)).size(60, 20).keys(keys).shows();
    }
    let _ = stage(Policy::Hidden).size(60, 20).keys("2").paste(ASKS).shows();
}

#[test]
fn an_open_step_is_blind_until_r_closes_it_and_that_can_be_undone() {
    let (mut room, asks) = full(Policy::Open);
    let here = |change| {
        let change = crate::session::activities::Change::Pot(change);
        crate::session::Change::At(place("pot"), change)
    };
    let ballot = crate::session::Ballot::of([(asks[0].clone(), 3)]);
    let giver = Giver::Person(person(1));
    submit(&mut room, here(Here::Rule(Rule::AverageSplit))).expect("a rule");
    submit(&mut room, here(Here::Cast(giver, ballot))).expect("points");
    let stage = Stage::of(room).keys("3").expects("1 of 4 are in").expects_no("Who pays");
    let stage =
        stage.keys("r").expects("No money was read into the pot yet").keys("1<space><space>");
    let stage = stage.keys("3r").expects("AVERAGE SPLIT").keys("u").expects("1 of 4 are in");
    stage.expects("Undone: counted the points");
}
