//! Every kind of ballot through its ways in: approvals, scores, rankings, two answers on each.

use super::*;
use crate::testing::area;

#[test]
fn scores_take_one_key_each_and_a_blank_is_not_zero() {
    let mut form = Form::of(Policy::Hidden, SCORES).open(Way::Sheets).keys("50-4 10-");
    let answers = |form: &Form, at: usize| {
        (1..=3).map(|number| form.ballots[at].answer(&area(number))).collect::<Vec<_>>()
    };
    assert_eq!(answers(&form, 0), [Some(5), Some(0), None]);
    assert_eq!(answers(&form, 1), [Some(4), None, Some(1)]);
    insta::assert_snapshot!(form.shows(), @"
      0 to 5 on each, – for no opinion                             2 of 4 are in

      A  Listening
      B  Crisis
      C  Measuring

                A  B  C
      ● Ana              in
      ● Ben              in
    ▸ ○ Chi     0  —  ·
      ○ Dee



      The room sees totals. The file keeps your name. The scribe sees your
      sheet.
    ");
    let form = form.keys("6").told("0 to 5 on each.").keys("-<enter>");
    assert_eq!(answers(&form, 2), [Some(0), None, None], "what is left out is no opinion");
}

#[test]
fn letters_are_the_order_of_a_ranking() {
    let mut form = Form::of(Policy::Hidden, Marking::Ranks).open(Way::Sheets).keys("cabb=ca");
    assert_eq!(form.given, [(person(1), vec![2, 3, 1]), (person(2), vec![2, 1, 1])]);
    form = form.keys("a").keys("1").told("Letters, the best first").keys("a").told("its place");
    insta::assert_snapshot!(form.shows(), @"
      the best first; what you leave out comes last                2 of 4 are in

      A  Listening
      B  Crisis
      C  Measuring

      ● Ana                                                            in
      ● Ben                                                            in
    ▸ ○ Chi   A                                                        1 of 3
      ○ Dee




      The room sees totals. The file keeps your name. The scribe sees your
      sheet.
    ");
    form = form.keys("=").keys("<enter>");
    assert_eq!(form.given.last(), Some(&(person(3), vec![1, 0, 0])));
    let form = Form::of(Policy::Anonymous, Marking::Ranks).open(Way::Sheets).keys("cab");
    let form = form.keys("<bs><bs>ba<enter>");
    assert_eq!(form.given, [(Giver::Sheet, vec![3, 2, 1])]);
}

#[test]
fn approvals_are_the_letters_one_would_have() {
    let approvals = Marking::Approvals { all: None };
    let form = Form::of(Policy::Hidden, approvals).open(Way::Sheets).keys("ac<enter>111b");
    assert_eq!(form.given, [(person(1), vec![1, 0, 1]), (person(2), vec![1, 1, 1])]);
    form.keys("b").told("One approval on each, not more.");
}

#[test]
fn two_answers_are_two_digits_a_thing_and_the_question_stands_above() {
    let mut form = Form::of(Policy::Hidden, PAIRS).open(Way::Sheets).keys("30-12");
    assert_eq!(
        form.ballots[0],
        PAIRS.ballot([(area(1), [Some(3), Some(0)]), (area(3), [Some(1), Some(2)]),])
    );
    form = form.keys("213");
    insta::assert_snapshot!(form.shows(), @"
      “I care” 0 to 3, then “I can” 0 to 3, – for no answer        1 of 4 are in

      A  Listening
      B  Crisis
      C  Measuring

      B  Crisis: “I can”
                   A      B      C
      ● Ana                          in
    ▸ ○ Ben     2  1   3  ·   ·  ·
      ○ Chi
      ○ Dee


      The room sees totals. The file keeps your name. The scribe sees your
      sheet.
    ");
    let form = form.keys("<enter>").told("“Crisis” has one answer of two");
    assert_eq!(form.keys("-<enter>").ballots.len(), 2);
}

#[test]
fn behind_a_cover_scores_go_on_by_themselves_and_blanks_are_asked_about_once() {
    let mut form = Form::of(Policy::Hidden, SCORES).open(Way::Covers).keys("<enter>40<enter>");
    form = form.told("One has no score, which is not 0. Enter again hands it in like this.");
    insta::assert_snapshot!(form.shows(), @"
      Ana                                       0 to 5 on each, – for no opinion

       4 ████   Measuring
       0        Crisis
    ▸  —        Listening










      The room sees totals. The file keeps your name.
    ");
    form = form.keys("<enter>");
    let scores: Vec<u8> = form.ballots[0].marks.iter().map(|mark| mark.value).collect();
    assert_eq!((scores.len(), scores.iter().sum::<u8>()), (2, 4));
    let form = form.keys("<enter>++-<down>-<down>+<space><enter>");
    form.told("2 have no score, which is not 0.");
}

#[test]
fn behind_a_cover_places_are_given_in_turn_typed_or_moved() {
    let form = Form::of(Policy::Hidden, Marking::Ranks).open(Way::Voice);
    let form = form.keys("<space><down><down><space>+").keys("<enter>");
    assert_eq!(form.given, [(Giver::Voice, vec![1, 0, 1])]);
    let form = Form::of(Policy::Hidden, Marking::Ranks).open(Way::Voice);
    let mut form = form.keys("3<down>1<down>2");
    insta::assert_snapshot!(form.shows(), @"
      One ballot for all of us     the best first; what you leave out comes last

        3  Listening
        1  Crisis
    ▸   2  Measuring










      The room sees totals. The file keeps your name.
    ");
    form = form.keys("<enter>");
    assert_eq!(form.given, [(Giver::Voice, vec![3, 1, 2])]);
    let form = Form::of(Policy::Hidden, Marking::Ranks).open(Way::Covers);
    let form = form.keys("<enter><enter>").told("No place is given").keys("<space><enter>");
    form.told("2 have no place and come last together.");
}

#[test]
fn behind_a_cover_two_answers_stand_beside_each_other() {
    let mut form = Form::of(Policy::Hidden, PAIRS).open(Way::Voice).keys("301");
    insta::assert_snapshot!(form.shows(), @"
      One ballot for all of us                  0 to 3 for both, – for no answer

      I care  I can
       3       0     Listening
    ▸  1      [—]    Crisis
       —       —     Measuring









      The room sees totals. The file keeps your name.
    ");
    form = form.keys("<down><enter>").told("“Crisis” has one answer of two.").keys("2<enter>");
    form = form.told("One has no answer, which is not 0.").keys("<enter>");
    let pairs = [[Some(3), Some(0)], [Some(1), Some(2)]];
    assert_eq!(form.ballots, [PAIRS.ballot((1..).map(area).zip(pairs))]);
    let form = Form::of(Policy::Hidden, PAIRS).open(Way::Voice).keys("<right>2<up><left>13<space>");
    form.keys("<enter>").told("no answer");
}
