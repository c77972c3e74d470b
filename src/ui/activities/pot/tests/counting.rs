//! The rules typed as a story: chosen, side by side, why, another one, and what is left.

use super::*;
use crate::session::pot::scenarios::pledged;

/// Ana and Ben want the dear licence and the rehearsal, Chi the posters; the pot is €900.
fn divided(policy: Policy) -> Room {
    let mut room = room(policy);
    for (source, amount) in [("Service", 400), ("Marketing", 500)] {
        pledged(&mut room, source, amount);
    }
    asked(&mut room, 1, need("Licence", 500, 600, 600));
    asked(&mut room, 2, need("Rehearsal", 400, 400, 400));
    asked(&mut room, 1, need("Posters", 200, 200, 200));
    room
}

/// The same, counted by Equal Shares.
fn counted(policy: Policy) -> Stage {
    let mut room = divided(policy);
    let rule = crate::session::activities::Change::Pot(Here::Rule(Rule::EqualShares));
    submit(&mut room, crate::session::Change::At(place("pot"), rule)).expect("a rule");
    for (who, points) in [(1, [10, 4, 0]), (2, [10, 4, 0]), (3, [0, 0, 1])] {
        gives(&mut room, who, &points);
    }
    room.reveal(at(950), &place("pot")).expect("three are in");
    Stage::of(room).keys("3")
}

#[test]
fn the_rules_are_read_aloud_and_one_is_chosen_with_whose_money_it_is() {
    let stage = Stage::of(divided(Policy::Hidden)).keys("3");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                            POT   5 min
    POT ◐                                                               ends 11:05

      What is the question?

      1 Pledges   2 Asks   3 POINTS   4 Grants                      for 12 months

      How do points become money? Choose, and read it aloud, before they are
      given.

      ▸ Equal Shares
        Everyone has a share of the pot and pays only for what they gave points
        to. The ask with the most support for its money goes first, and its
        supporters pay for it; then the next, until none can be paid. All shares
        are equal.

        Most votes first
        Average split





    Enter choose   f whose money   Down another rule   ? help       saved 11:41:03
    ");
    let stage = stage.keys("j").expects("to which most people gave points");
    let stage = stage.keys("f").expects("everyone counts alike").keys("k").expects("All shares");
    let stage = stage.keys("f").expects("only its voters share that");
    let stage = stage.keys("<enter>").expects("Nobody is in yet");
    let stage = stage.expects("totals, and what each function pays").keys("v");
    let stage = stage.expects("u takes the rule back").keys("u").expects("read it aloud");
    assert_eq!(pot_state(&stage).rule, None);
    let anonymous = Stage::of(divided(Policy::Anonymous)).keys("3f");
    anonymous.size(120, 40).expects("nobody knows whose points are whose");
}

#[test]
fn the_count_stands_beside_the_other_rules() {
    let stage = counted(Policy::Hidden);
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                            POT   5 min
    POT ◐                                                               ends 11:05

      What is the question?

      1 Pledges   2 Asks   3 POINTS   4 Grants                      for 12 months

                                          EQUAL SHARES  Most votes  Average split
      ▸ ●  “Licence”            ▄▄▄▄▄▄▄▄          €600        €500            ○ —
        ○  Crisis                                    —      ● €400              —
        ●  “Posters”            ▄▄▄▄▄▄▄▄          €200         ○ —           €200
           In the reserve                         €100          €0           €700
           Get nothing                          nobody      1 of 3         2 of 3

        Funded with €600, its target: 2 people support it, and it was the 1st to
        be paid.
        Enter takes this, as it was read aloud. €100 stays in reserve.






    Enter take this   y why   ← → rules   f who pays   ? help       saved 11:41:03
    ");
    let stage = stage.keys("<right>").expects("MOST VOTES").expects("decision of its own");
    let stage = stage.keys("<right><right>").expects("AVERAGE SPLIT").keys("<left><left><left>");
    stage.expects("EQUAL SHARES").keys("f").expects("Who pays, by Equal Shares");
}

#[test]
fn the_count_is_as_large_as_the_window() {
    let stage = counted(Policy::Anonymous);
    insta::assert_snapshot!(stage.size(120, 40).shows(), @"
    Garden                                                                                                POT   5 min
    POT ◐                                                                                                   ends 11:05

      What is the question?

      1 Pledges   2 Asks   3 POINTS   4 Grants                                                          for 12 months

                                                                     Want it  EQUAL SHARES  Most votes  Average split
      ▸ ●  “Licence”                                       ▄▄▄▄▄▄▄▄        2          €600        €500            ○ —
        ○  Crisis                                                          2             —      ● €400              —
        ●  “Posters”                                       ▄▄▄▄▄▄▄▄        1          €200         ○ —           €200
           In the reserve                                                             €100          €0           €700
           Get nothing                                                              nobody      1 of 3         2 of 3

        Funded with €600, its target: 2 people support it, and it was the 1st to
        be paid.
        Enter takes this, as it was read aloud. €100 stays in reserve.

        Who pays, by Equal Shares
                                                    Service  Marketing   Together
        “Licence”                                   €266.67    €333.33    €600.00
        “Posters”                                    €88.89    €111.11    €200.00
        Together                                    €355.56    €444.44    €800.00
















    Enter take this   y why   ← → rules   f who pays   v start over   ? help                            saved 11:41:03
    ");
    insta::assert_snapshot!(counted(Policy::Hidden).size(60, 20).shows(), @"
    Garden                                        POT   5 min
    POT ◐                                           ends 11:05

      What is the question?

      1 Pledges   2 Asks   3 POINTS   4 Grants

                                                 EQUAL SHARES
      ▸ ●  “Licence”                                     €600
        ○  Crisis                                           —
        ●  “Posters”                                     €200
           In the reserve                                €100
           Get nothing                                 nobody

        Funded with €600, its target: 2 people support it,
        and it was the 1st to be paid.
        Enter takes this, as it was read aloud. €100 stays in
        reserve.

    Enter take this   y why   ? help            saved 11:41:03
    ");
}

#[test]
fn why_is_one_key_away_in_words() {
    let stage = counted(Policy::Hidden).keys("jy");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                            POT   5 min
    POT ◐                                                               ends 11:05

      What is the question?

      1 Pledges   2 Asks   3 POINTS   4 Grants                      for 12 months

        ╭─ Crisis: Rehearsal ────────────────────────────────────────────────╮lit
        │ Not funded: it costs €400, and its 2 supporters have nothing left  │○ —
      ▸ │ that may go to it. It lacks €400.                                  │  —
        │                                                                    │200
        │ Before “Licence” was paid, they could have paid for it.            │700
        │                                                                    │f 3
        │ Most votes first: Funded with €400: 2 people want it, the most     │
        │ votes, and it fitted.                                              │
        │                                                                    │
        │ Average split: Not funded: 2 people together gave it €171.42, and  │
        │ its minimum is €400. It lacks €228.58.                             │
        ╰────────────────────────────────────────────────────────────────────╯




    Esc close   ? help                                              saved 11:41:03
    ");
    let stage = stage.keys("y").expects("Enter takes this");
    let stage = stage.keys("<enter>4y").expects("Not funded: it costs €400").keys("<esc>1<space>");
    stage.keys("4k").expects("granted");
}

#[test]
fn another_rule_is_taken_with_a_reason_that_stands_in_the_record() {
    let stage = counted(Policy::Hidden).keys("<right><enter>").expects("Take most votes first");
    let stage = stage.keys("<esc>").expects_no("Hands").keys("<enter><enter>7<esc>");
    let stage = stage.expects("is none").keys("<bs>5 5 4").expects("3 of 4 hands").keys("<esc>");
    let stage = stage.size(120, 40).expects("Why another rule now?");
    let stage =
        stage.keys("<up>The rehearsal cannot wait<esc>").expects("This is what is granted.");
    assert_eq!(stage.session().decisions.len(), 1);
    assert_eq!(pot_state(&stage).taken.as_ref().expect("taken").rule, Rule::MostVotes);
    let stage = stage.keys("u");
    assert!(stage.session().decisions.is_empty() && stage.session().pot.granted().is_zero());
}

#[test]
fn what_changes_after_the_count_is_counted_anew_and_says_so() {
    let stage = counted(Policy::Hidden).keys("<enter>").expects("This is what is granted.");
    let stage = stage.keys("<enter>").expects("granted already").keys("2je<down>");
    let stage = stage.keys(&"<down><bs><bs><bs><bs>90".repeat(3)).keys("<esc>3");
    stage.size(120, 40).expects("Since this was taken, the pot has changed");
}

#[test]
fn what_fits_the_rest_is_asked_of_the_room() {
    let mut room = room(Policy::Hidden);
    pledged(&mut room, "HR", 900);
    asked(&mut room, 1, need("Licence", 450, 450, 450));
    asked(&mut room, 2, need("Rehearsal", 400, 400, 400));
    let rule = crate::session::activities::Change::Pot(Here::Rule(Rule::EqualShares));
    submit(&mut room, crate::session::Change::At(place("pot"), rule)).expect("a rule");
    for (who, points) in [(1, [5, 5, 0]), (2, [5, 0, 0]), (3, [0, 0, 0])] {
        gives(&mut room, who, &points);
    }
    room.reveal(at(950), &place("pot")).expect("three are in");
    let stage = Stage::of(room).keys("3").expects("€450 stays in reserve; Crisis would fit that.");
    let stage = stage.keys("4f").expects("No ask without money fits").keys("3<enter>4");
    let stage = stage.keys("f").expects("does not fit what the count has left").keys("j");
    let stage = stage.expects("f asks the room for €400").keys("f");
    insta::assert_snapshot!(stage.shows(), @"
    Garden                                                            POT   5 min
    POT ◐                                                               ends 11:05

      What is the question?

      1 Pledges   2 Asks   3 Points   4 GRANTS                      for 12 months

           For                            Granted  of target
        ●  Listening            ▄▄▄▄▄▄▄▄     €450       €450  target
      ▸ ○  Crisis                              €0       €400  lacks €400

        ╭─ €400 for Crisis from what is left? ───────────────────────────────╮75…
        │ Hands  as they are called out: 5 5 4 3                             │
        │                                                                    │
        │ 0 block · 1–2 concern to hear · 3 can live with it · 4–5 support   │ed
        ╰────────────────────────────────────────────────────────────────────╯







    Enter next field   Esc keep and close   F1 help                 saved 11:41:03
    ");
    let stage = stage.size(120, 40).keys("5 5 2<enter>").expects("Hear the lowest first");
    let stage = stage.keys("<bs>3<enter>").expects("€850 of €900 granted");
    let [decision] = stage.session().decisions.as_slice() else { panic!("one decision") };
    assert_eq!(&*decision.what, "€400 for Crisis from what the count left: Rehearsal.");
}

#[test]
fn the_count_draws_at_every_size_with_anything_open() {
    let sizes = [(80, 24), (120, 40), (200, 60), (60, 20), (60, 18), (59, 17), (20, 5), (1, 1)];
    for keys in ["", "y", "f", "<right>", "<right>f", "<right><enter>", "<enter>4", "w", "4y"] {
        for (width, height) in sizes {
            let _ = counted(Policy::Hidden).size(width, height).keys(keys).shows();
        }
    }
}
