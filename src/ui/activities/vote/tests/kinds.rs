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
        VoteKind::Score => ["50-3", "50<space>3"],
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
            let sheets = sheets.keys(&format!("{sheet}{ends}<esc>{reveals}")).expects(columns);
            assert!(!sheets.shows().contains("Ana"), "{}", sheets.shows());
            let covers = of(kind, policy).keys("c").expects("Ana, it is your turn.");
            let covers = covers.expects(policy.promise()).keys(&format!("<enter>{ballot}<enter>"));
            let covers = covers.expects("Ben, it is your turn.").expects("1 of 4 are in");
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
    stage.keys("<esc><esc>z").expects("2 dots each").keys("u").expects("One approval");
    let stage = of(VoteKind::Ranked, Policy::Hidden).keys("z");
    stage.expects("between dots and approvals alone");
}

#[test]
fn a_ballot_of_scores_stands_on_the_board_as_it_is_written() {
    insta::assert_snapshot!(of(VoteKind::Score, Policy::Anonymous).shows());
    let stage = of(VoteKind::Ranked, Policy::Hidden);
    let stage = stage.expects("The best first; what you leave out comes last");
    stage.expects("On paper, the letters, the best first, = between equals: C A=B.");
}

#[test]
fn means_stand_with_their_answers_and_how_people_differed() {
    let stage = of(VoteKind::Score, Policy::Hidden).keys("i53-15-201-3--401").keys("<esc>rr");
    insta::assert_snapshot!(stage.shows());
    let stage = stage.size(120, 40);
    insta::assert_snapshot!(stage.shows());
}

#[test]
fn rankings_stand_with_their_duels_and_places() {
    let stage = of(VoteKind::Ranked, Policy::Hidden).keys("iabcdabdcb=acda<enter><esc>rr");
    insta::assert_snapshot!(stage.shows());
    let stage = stage.keys("<down>").expects("stands above it, 3:0 head to head");
    insta::assert_snapshot!(stage.size(60, 20).shows());
}

#[test]
fn approvals_stand_as_one_number() {
    let stage = of(VoteKind::Approval, Policy::Hidden).keys("iac<enter>a<enter>ab<enter><esc>rr");
    insta::assert_snapshot!(stage.shows());
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
