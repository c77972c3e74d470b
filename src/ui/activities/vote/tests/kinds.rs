//! Every kind of vote through every way in under every policy, as it is typed and seen.

use super::*;

fn of(kind: VoteKind, policy: Policy) -> Stage {
    let vote = Do::Vote { over: Over::Ideas, kind, dots: None, cap: 2 };
    let names = ["Ana", "Ben", "Chi", "Dee"].map(|name| (name, "Service"));
    Stage::of(with_ideas(&room_of(vec![activity(vote, policy)], &names), &IDEAS))
}

/// What is typed on one sheet of four options, and behind one cover.
fn typed(kind: VoteKind) -> [&'static str; 2] {
    match kind {
        VoteKind::Dots => ["2000", "2"],
        VoteKind::Approval => ["1100", "1<down>1"],
        VoteKind::Score => ["50-3", "50<space>3<enter>"],
        VoteKind::Ranked => ["cabd", "<space><down><space><down><space><down><space>"],
    }
}

const KINDS: [VoteKind; 4] =
    [VoteKind::Dots, VoteKind::Approval, VoteKind::Score, VoteKind::Ranked];

#[test]
fn every_kind_comes_in_every_way_under_every_policy() {
    for kind in KINDS {
        for policy in [Policy::Open, Policy::Hidden, Policy::Anonymous] {
            let [sheet, ballot] = typed(kind);
            // An anonymous row waits for Enter: what is in cannot be taken out again.
            let ends = if policy == Policy::Anonymous { "<enter>" } else { "" };
            let reveals = if policy == Policy::Open { "r" } else { "rr" };
            let columns = if kind == VoteKind::Ranked { "Place" } else { "Option" };
            let sheets = of(kind, policy).keys("i").expects(&promise(policy));
            let two = format!("{sheet}{ends}").repeat(2);
            let sheets = sheets.keys(&format!("{two}<esc>{reveals}")).expects(columns);
            assert!(!sheets.shows().contains("Ana"), "{}", sheets.shows());
            let covers = of(kind, policy).keys("c").expects("Ana, it is your turn.");
            let covers = covers.expects(policy.promise()).keys(&format!("<enter>{ballot}<enter>"));
            let covers = covers.expects("Ben, it is your turn.").expects("1 of 4 are in");
            let covers = covers.keys(&format!("<enter>{ballot}<enter>"));
            covers.keys(&format!("<esc>{reveals}")).expects(columns);
            let voice =
                of(kind, policy).keys(&format!("o{ballot}<enter>")).expects("Everyone is in");
            voice.keys(reveals).expects("not known");
        }
    }
}

/// The first words of what stands where sheets are typed.
fn promise(policy: Policy) -> String {
    policy.promise().split('.').next().unwrap_or_default().to_owned()
}

#[test]
fn hands_are_for_dots_and_approvals() {
    let stage = of(VoteKind::Approval, Policy::Open).keys("<enter>").expects("Hands for each one");
    let stage = stage.keys("4 3 0 1<enter>").expects("Approvals").expects("not known");
    stage.expects_no("People");
    for kind in [VoteKind::Score, VoteKind::Ranked] {
        let stage = of(kind, Policy::Open).expects_no("count hands");
        stage.keys("f").expects("Hands show no scores and no order");
    }
}

#[test]
fn before_anyone_votes_dots_become_approvals_with_one_key() {
    let stage = of(VoteKind::Dots, Policy::Hidden).expects("2 dots each").keys("z");
    let stage = stage.expects("One approval for each you would have").keys("i1");
    stage.keys("<esc><esc><esc>z").expects("2 dots each");
    let stage = of(VoteKind::Ranked, Policy::Hidden).keys("z");
    stage.expects("between dots and approvals alone");
}

#[test]
fn a_ballot_of_scores_stands_on_the_board_as_it_is_written() {
    insta::assert_snapshot!(of(VoteKind::Score, Policy::Anonymous).shows(), @"
     Garden                                                           VOTE   5 min
     VOTE ◐                                                              ends 11:05

       What is the question?

       ▸ A   Answer every question within a working day
         B   One place                                                    2 ideas
         C   A weekly digest of what customers say
         D   Everyone who posts has had the training

         0 to 5 on each, – for no opinion

         Nobody is in yet
         ○ Ana   ○ Ben   ○ Chi   ○ Dee

         Nobody can join this to you, except where everyone answers alike.
         On paper, 0 to 5 beside each letter, – for no opinion. The scribe sees
         your sheet.





     Enter pass the laptop   r reveal   i type sheets   ? help       saved 11:41:03
    ");
    let stage = of(VoteKind::Ranked, Policy::Hidden);
    let stage = stage.expects("The best first; what you leave out comes last");
    stage.expects("On paper, the letters, the best first, = between equals: C A=B.");
}

#[test]
fn means_stand_with_their_answers_and_how_people_differed() {
    let stage = of(VoteKind::Score, Policy::Hidden).keys("i53-15-201-3--401").keys("<esc>rr");
    insta::assert_snapshot!(stage.shows(), @"
     Garden                                                           VOTE   5 min
     VOTE ◐                                                              ends 11:05

       What is the question?

              Option                                          Mean  Answers  012345
       ▸ 1    Answer every question within a wo…  ▄▄▄▄▄▄▄▖     3.7        3   ▃   ▅
         2    One place                           ▄▄▄▄▄▄▄      3.5        2     ▄▄
              2 kept ───────────────────────────  ──────────
         3    A weekly digest of what customers…  ▄▄▄▖         1.7        3  ▃ ▃▃
         4    Everyone who posts has had the tr…  ▄▖           0.7        3  ▃▅

         Answer every question within a working day
         The highest mean.

         A natural break of 1.8 points below “One place”; it keeps the best 2.
         Most divided: “Answer every question within a working day” (1 gave 1, 2
         gave 5).
         c starts two minutes of talk, both ends first; then vote again.




     c talk two minutes   ] go on   v vote again   ? help            saved 11:41:03
    ");
    let stage = stage.size(120, 40);
    insta::assert_snapshot!(stage.shows(), @"
       Garden                                                                                               VOTE   5 min
       VOTE ◐                                                                                                  ends 11:05

         What is the question?

                Option                                                                              Mean  Answers  012345
         ▸ 1    Answer every question within a working day                ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▖         3.7        3   ▃   ▅
           2    One place                                                 ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▖          3.5        2     ▄▄
                2 kept ─────────────────────────────────────────────────  ────────────────────────
           3    A weekly digest of what customers say                     ▄▄▄▄▄▄▄▄                   1.7        3  ▃ ▃▃
           4    Everyone who posts has had the training                   ▄▄▄▖                       0.7        3  ▃▅

           Answer every question within a working day
           The highest mean.

           A natural break of 1.8 points below “One place”; it keeps the best 2.
           Most divided: “Answer every question within a working day” (1 gave 1, 2 gave 5).
           c starts two minutes of talk, both ends first; then vote again.





















       c talk two minutes   ] go on   v vote again   Down why each is there   ? help                       saved 11:41:03
    ");
}

#[test]
fn rankings_stand_with_their_duels_and_places() {
    let stage = of(VoteKind::Ranked, Policy::Hidden).keys("iabcdabdcb=acda<enter><esc>rr");
    insta::assert_snapshot!(stage.shows(), @"
     Garden                                                           VOTE   5 min
     VOTE ◐                                                              ends 11:05

       What is the question?

              Option                                             Place  Duels  1234
       ▸ 1    Answer every question within a worki…  ▄▄▄▄▄▄▄▄▄▄    1st    3:0  █
         2    One place                              ▄▄▄▄▄▄▄▖      2nd    2:1  ▂▄▂
         3    A weekly digest of what customers say  ▄▄▄▄▄         3rd    1:2    ▆▂
         4    Everyone who posts has had the train…  ▄▄▖           4th    0:3    ▄▄

         Answer every question within a working day
         “Answer every question within a working day” beats every other head to
         head.

         Most divided: “One place” (1 put it 1st, 2 put it 2nd, 1 put it 3rd).
         c starts two minutes of talk, both ends first; then vote again.






     c talk two minutes   ] go on   v vote again   ? help            saved 11:41:03
    ");
    let stage = stage.keys("<down>").expects("stands above it, 3:0");
    insta::assert_snapshot!(stage.size(60, 20).shows(), @"
    Garden                                       VOTE   5 min
    VOTE ◐                                          ends 11:05

      What is the question?

             Option                         Place  Duels  1234
        1    Answer every questio…  ▄▄▄▄▄▄    1st    3:0  █
      ▸ 2    One place              ▄▄▄▄▖     2nd    2:1  ▂▄▂
        3    A weekly digest of w…  ▄▄▄       3rd    1:2    ▆▂
        4    Everyone who posts h…  ▄▖        4th    0:3    ▄▄

        “Answer every question within a working day” stands
        above it, 3:0 head to head.
        Most divided: “One place” (1 put it 1st, 2 put it 2nd,
        1 put it 3rd).
        c starts two minutes of talk, both ends first; then
        vote again.


    c talk two minutes   ] go on   ? help       saved 11:41:03
    ");
}

#[test]
fn approvals_stand_as_one_number() {
    let stage = of(VoteKind::Approval, Policy::Hidden).keys("iac<enter>a<enter>ab<enter><esc>rr");
    insta::assert_snapshot!(stage.shows(), @"
     Garden                                                           VOTE   5 min
     VOTE ◐                                                              ends 11:05

       What is the question?

              Option                                                      Approvals
       ▸ 1    Answer every question within a working day      ▄▄▄▄▄▄▄▄▄▄          3
              1 kept ───────────────────────────────────────  ──────────
         2=   One place                                       ▄▄▄▖                1
         2=   A weekly digest of what customers say           ▄▄▄▖                1
         4    Everyone who posts has had the training                             0

         Answer every question within a working day
         More approvals than any other.

         A natural break of 2 approvals below “Answer every question within a
         working day”; it keeps the best one.
         Most divided: “One place” (1 approved, 2 did not).
         c starts two minutes of talk, both ends first; then vote again.




     c talk two minutes   ] go on   v vote again   ? help            saved 11:41:03
    ");
}

#[test]
fn every_kind_draws_at_every_size() {
    for kind in KINDS {
        let [sheet, ballot] = typed(kind);
        for (width, height) in [(60, 18), (60, 20), (80, 24), (120, 40), (200, 60), (10, 5)] {
            of(kind, Policy::Hidden).size(width, height).shows();
            let open = of(kind, Policy::Hidden).size(width, height).keys("i1a");
            open.shows();
            let cover = of(kind, Policy::Hidden).size(width, height);
            cover.keys(&format!("c<enter>{ballot}")).shows();
            let counted = of(kind, Policy::Hidden).size(width, height);
            counted.keys(&format!("i{sheet}<esc>rr<down>")).shows();
        }
    }
}
