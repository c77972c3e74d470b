//! Approvals, scores and rankings from the first ballot to the record.

use super::*;

/// A vote over the three areas, ready for ballots.
pub(super) fn of(kind: VoteKind, policy: Policy) -> Room {
    let vote = Do::Vote { over: Over::Areas, kind, dots: None, cap: 2 };
    room_with(vec![activity(vote, policy)])
}

/// Gives one ballot a person, each with what is on the three areas, and reveals.
pub(super) fn give_all(room: &mut Room, ballots: &[[Option<u8>; 3]]) {
    for (giver, ballot) in (1..).zip(ballots) {
        let typed = (1..).map(area).zip(ballot.iter().map(|answer| [*answer, None]));
        let ballot = marking(room.session(), &place("vote")).ballot(typed);
        let given = room.give(at(60), &place("vote"), &by(giver), Content::Ballot(ballot));
        given.expect("given");
    }
    room.reveal(at(70), &place("vote")).expect("revealed");
    assert_eq!(room.session().check(), Ok(()));
}

fn counted(kind: VoteKind, ballots: &[[Option<u8>; 3]]) -> Room {
    let mut room = of(kind, Policy::Hidden);
    give_all(&mut room, ballots);
    room
}

const SCORES: [[Option<u8>; 3]; 4] = [
    [Some(5), Some(3), None],
    [Some(0), Some(3), None],
    [Some(5), None, Some(4)],
    [Some(1), Some(4), None],
];

#[test]
fn scores_are_means_with_answers_and_too_few_answers_are_not_rated() {
    let room = counted(VoteKind::Score, &SCORES);
    insta::assert_snapshot!(shown(&room), @"
    1  Crisis | 3.3 | 3 answers
    2  Listening | 2.8 | 4 answers
    –  Measuring | 4.0 | not rated, 1 answer
    A natural break of 0.6 points below “Crisis”; it keeps the best one.
    Most divided: “Listening” (1 gave 0, 1 gave 1, 2 gave 5). Talk two minutes, both ends first, then vote again.
    ");
    insta::assert_snapshot!(recorded(&room), @"
    4 ballots; 0 to 5 on each, – for no opinion.
    1  Crisis | 3.3 | 3 answers
    2  Listening | 2.8 | 4 answers
    –  Measuring | 4.0 | not rated, 1 answer
    “Crisis” comes first with a mean of 3.3 from 3 answers. “Measuring” is not rated: fewer than half answered. Most divided: “Listening” (1 gave 0, 1 gave 1, 2 gave 5).
    A natural break of 0.6 points below “Crisis”; it keeps the best one.
    Option | Gave 0 | Gave 1 | Gave 2 | Gave 3 | Gave 4 | Gave 5 | No opinion
    Crisis | 0 | 0 | 0 | 2 | 1 | 0 | 1
    Listening | 1 | 1 | 0 | 0 | 0 | 2 | 0
    Measuring | 0 | 0 | 0 | 0 | 1 | 0 | 3
    ");
}

#[test]
fn rankings_say_who_beats_whom_and_hold_everyone_against_everyone() {
    let ballots = [
        [Some(1), Some(2), Some(3)],
        [Some(1), Some(2), None],
        [Some(3), Some(1), Some(2)],
        [None, Some(1), Some(1)],
    ];
    let room = counted(VoteKind::Ranked, &ballots);
    insta::assert_snapshot!(shown(&room), @"
    1= Crisis | 1st | tied, wins 1 of 2
    1= Listening | 1st | tied, wins 0 of 2
    3  Measuring | 3rd | wins 0 of 2
    Most divided: “Listening” (2 put it 1st, 2 put it 3rd). Talk two minutes, both ends first, then vote again.
    ");
    insta::assert_snapshot!(recorded(&room), @"
    4 ballots; the best first; what you leave out comes last.
    1= Crisis | 1st | tied, wins 1 of 2
    1= Listening | 1st | tied, wins 0 of 2
    3  Measuring | 3rd | wins 0 of 2
    “Crisis” and “Listening” share the first place: none outweighs another head to head; how high they stand over all ballots alone orders them. Most divided: “Listening” (2 put it 1st, 2 put it 3rd).
    Option | 1st | 2nd | 3rd
    Crisis | 2 | 2 | 0
    Listening | 2 | 0 | 2
    Measuring | 1 | 1 | 2
    Head to head | 1 | 2 | 3
    1  Crisis | · | 2 | 3
    2  Listening | 2 | · | 2
    3  Measuring | 0 | 2 | ·
    ");
}

#[test]
fn a_circle_is_told_and_its_weakest_duel_gives_way() {
    let orders: [([u8; 3], usize); 3] = [([1, 2, 3], 5), ([3, 1, 2], 4), ([2, 3, 1], 3)];
    let names: Vec<String> = (1..=12).map(|at| format!("P{at}")).collect();
    let people: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let vote = Do::Vote { over: Over::Areas, kind: VoteKind::Ranked, dots: None, cap: 2 };
    let mut room = room_of(vec![activity(vote, Policy::Hidden)], &people);
    let ballots: Vec<[Option<u8>; 3]> =
        orders.iter().flat_map(|(order, count)| vec![order.map(Some); *count]).collect();
    give_all(&mut room, &ballots);
    let record = recorded(&room);
    assert!(
        record.contains(
            "“Listening” comes first: there is a circle “Listening” > “Crisis” > “Measuring” > \
             “Listening”; the weakest duel in it (7:5) gives way."
        ),
        "{record}"
    );
}

#[test]
fn approvals_have_their_own_word_and_as_many_as_there_are_things() {
    let yes = Some(1);
    let room = counted(VoteKind::Approval, &[[yes, yes, None], [yes, yes, yes], [None, yes, None]]);
    insta::assert_snapshot!(recorded(&room), @"
    3 ballots; one approval for each you would have.
    1  Crisis | 3 | 
    2  Listening | 2 | 
    3  Measuring | 1 | 
    “Crisis” comes first with 3 approvals. Most divided: “Listening” (2 approved, 1 did not).
    Option | Did not | Approved
    Crisis | 0 | 3
    Listening | 1 | 2
    Measuring | 2 | 1
    ");
    let mut room = of(VoteKind::Approval, Policy::Hidden);
    let twice = room.give(at(60), &place("vote"), &by(1), Content::Ballot(ballot(&[(1, 2)])));
    assert_eq!(refused(twice), "At most 1 on one; “Listening” has 2.");
}

#[test]
fn the_room_may_choose_between_dots_and_approvals_until_somebody_votes() {
    let mut room = of(VoteKind::Dots, Policy::Hidden);
    cast(&mut room, Change::Kind(VoteKind::Approval)).expect("nobody has voted");
    assert_eq!(marking(room.session(), &place("vote")), Marking::Approvals { all: None });
    assert_eq!(refused(cast(&mut room, Change::Kind(VoteKind::Score))), NOT_BETWEEN);
    give(&mut room, &by(1), &[(1, 1), (2, 1), (3, 1)]).expect("as many as there are");
    let late = refused(cast(&mut room, Change::Kind(VoteKind::Dots)));
    assert!(late.starts_with("Some have voted already"), "{late}");
    room.reopen(at(80), &place("vote")).expect("cleared");
    cast(&mut room, Change::Kind(VoteKind::Dots)).expect("nobody has voted");
    assert_eq!(vote(&room).kind, None, "as the script has it");
    let mut room = of(VoteKind::Ranked, Policy::Hidden);
    assert_eq!(refused(cast(&mut room, Change::Kind(VoteKind::Dots))), NOT_BETWEEN);
}

const NOT_BETWEEN: &str = "This can be changed between dots and approvals alone.";

#[test]
fn hands_show_no_scores_and_no_order() {
    let hands = || Change::Hands((1..=3).map(|at| (area(at), 2)).collect());
    for kind in [VoteKind::Score, VoteKind::Ranked] {
        let mut room = of(kind, Policy::Open);
        assert!(refused(cast(&mut room, hands())).starts_with("Hands show no scores"));
    }
    let mut room = of(VoteKind::Approval, Policy::Open);
    let many = Change::Hands((1..=3).map(|at| (area(at), 5)).collect());
    assert_eq!(refused(cast(&mut room, many)), "5 hands for one, and it can have 4 at most.");
    cast(&mut room, hands()).expect("each may have as many as vote");
    assert!(recorded(&room).contains("not known"), "{}", recorded(&room));
}

#[test]
fn every_kind_keeps_what_there_was_and_shows_the_shift() {
    let first = [[Some(1), Some(2), None], [Some(1), None, Some(2)]];
    let second = [[Some(2), Some(1), None], [None, Some(1), Some(2)]];
    for (kind, shift) in [
        (VoteKind::Dots, "Crisis | 2 | 2 people, was 2"),
        (VoteKind::Approval, "Listening | 1 | tied, was 2"),
        (VoteKind::Score, "Crisis | 1.0 | 2 answers, was 2.0"),
        (VoteKind::Ranked, "Crisis | 1st | wins 2 of 2, was 2nd"),
    ] {
        let clipped = |ballots: [[Option<u8>; 3]; 2]| match kind {
            VoteKind::Approval => ballots.map(|it| it.map(|mark| mark.map(|mark| mark.min(1)))),
            _ => ballots,
        };
        let mut room = of(kind, Policy::Hidden);
        if kind == VoteKind::Dots {
            let mut session = room.session().clone();
            session.steps[0].script.activities[0].what =
                Do::Vote { over: Over::Areas, kind, dots: Some(4), cap: 2 };
            room = Room::resume(session, &[], crate::room::Sealed::default()).0;
        }
        give_all(&mut room, &clipped(first));
        room.reopen(at(80), &place("vote")).expect("opened again");
        give_all(&mut room, &clipped(second));
        let shown = shown(&room);
        assert!(shown.contains(shift), "{kind:?}: {shown}");
        let written = ron::to_string(vote(&room)).expect("written");
        assert_eq!(&ron::from_str::<Vote>(&written).expect("read"), vote(&room));
    }
}

#[test]
fn one_voice_scores_and_ranks_without_telling_more_than_it_said() {
    for (kind, value) in [(VoteKind::Score, "4.0"), (VoteKind::Ranked, "1st")] {
        let mut room = of(kind, Policy::Hidden);
        let first = if kind == VoteKind::Score { 4 } else { 1 };
        let typed = [(area(1), [Some(first), None])];
        let ballot = marking(room.session(), &place("vote")).ballot(typed);
        let voice = room.give(at(60), &place("vote"), &Giver::Voice, Content::Ballot(ballot));
        voice.expect("one voice");
        room.reveal(at(70), &place("vote")).expect("revealed");
        let count = count(room.session(), &place("vote")).expect("shown");
        assert_eq!((count.ballots, count.tally.most_divided()), (None, None));
        assert!(shown(&room).contains(&format!("1  Listening | {value} | ")), "{}", shown(&room));
        assert!(!recorded(&room).contains("Head to head"), "{}", recorded(&room));
    }
}

#[test]
fn a_vote_of_an_older_file_is_dots() {
    let old = "(given: (by: [Person(\"p1.1\")], revealed: true), on: [\"a1.1\", \"a1.2\"], \
               ballots: [(from: Some(Person(\"p1.1\")), content: Ballot((marks: [(on: \"a1.1\", \
               value: 2)])))], earlier: [[(\"a1.1\", 1), (\"a1.2\", 4)]])";
    let read: Vote = ron::from_str(old).expect("an older vote");
    let mut session = of(VoteKind::Dots, Policy::Hidden).session().clone();
    *session.state_mut(&place("vote")).expect("a vote") = State::Vote(read);
    assert_eq!(session.check(), Ok(()));
    let count = count(&session, &place("vote")).expect("shown");
    assert_eq!(count.has(0), Had::Dots(2));
    assert_eq!(count.before, Some(vec![Some(Had::Dots(1)), Some(Had::Dots(4))]));
}
