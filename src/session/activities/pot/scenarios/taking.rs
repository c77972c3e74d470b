//! Taking a count, another rule, and what is left, as small stories.

use super::*;
use crate::methods::funding::{Next, Verdict};
use crate::session::decisions::Tally;
use crate::session::pot::typed_offers;

/// Two want what costs most of the pot, one wants what costs little: most votes first leaves one
/// with nothing.
fn divided_room(policy: Policy) -> (Room, [Id; 3]) {
    let mut room = room(policy);
    pledged(&mut room, "HR", 900);
    let asks = [
        asked(&mut room, 1, need("Licence", 500, 600, 600)),
        asked(&mut room, 2, need("Rehearsal", 400, 400, 400)),
        asked(&mut room, 1, need("Posters", 200, 200, 200)),
    ];
    change(&mut room, Change::Rule(Rule::EqualShares)).expect("a rule");
    change(&mut room, Change::Part(Part::Points)).expect("any part");
    gives(&mut room, 1, &[(&asks[0], 10), (&asks[1], 4)]).expect("points");
    gives(&mut room, 2, &[(&asks[0], 10), (&asks[1], 4)]).expect("points");
    gives(&mut room, 3, &[(&asks[2], 1)]).expect("points");
    room.reveal(at(600), &place("pot")).expect("three are in");
    (room, asks)
}

fn taken(room: &Room) -> Option<Taken> {
    match room.session().state(&place("pot")) {
        Some(State::Pot(pot)) => pot.taken.as_deref().cloned(),
        _ => None,
    }
}

fn granted(room: &Room) -> Vec<Money> {
    room.session().pot.asks.iter().map(|ask| ask.granted).collect()
}

fn said(room: &Room) -> String {
    format!("{:#?}", record(room))
}

#[test]
fn one_ballot_is_counted_by_every_rule_and_the_others_stand_beside() {
    let (room, _) = divided_room(Policy::Hidden);
    let counted = counted(room.session(), &place("pot")).expect("shown");
    let euros_by = |rule: Rule| -> Vec<i64> {
        counted.by(rule).granted().map(|amount| amount.0 / 100).collect()
    };
    assert_eq!(euros_by(Rule::EqualShares), [600, 0, 200]);
    assert_eq!(euros_by(Rule::MostVotes), [500, 400, 0]);
    assert_eq!(counted.outcome().rule, Rule::EqualShares);
    assert_eq!(counted.flips(counted.by(Rule::MostVotes)), [1, 2]);
    let shown = wall(&room);
    let differs = "By most votes first Crisis is funded and “Posters” is not; 1 of 3 gets nothing";
    assert!(shown.contains(differs), "{shown}");
}

#[test]
fn what_is_taken_is_kept_as_it_was_counted() {
    let (mut room, asks) = divided_room(Policy::Anonymous);
    takes(&mut room, Rule::EqualShares).expect("it fits");
    assert_eq!(granted(&room), [euros(600), Money::ZERO, euros(200)]);
    let then = taken(&room).expect("kept");
    assert!(said(&room).contains("What was taken is what is granted."));
    // The rehearsal becomes cheap enough: the screen counts anew, the record tells what was.
    let cheaper = pot::Change::EditAsk(
        asks[1].clone(),
        crate::testing::area(2),
        need("Rehearsal", 90, 90, 90),
    );
    does(&mut room, cheaper).expect("nothing is granted to it");
    let now = counted(room.session(), &place("pot")).expect("shown");
    assert_ne!(now, then.count);
    assert_eq!(taken(&room).expect("kept"), then);
    assert!(said(&room).contains("it costs €400"), "{}", said(&room));
    does(&mut room, pot::Change::Grant(asks[1].clone(), euros(90))).expect("enough is left");
    assert!(said(&room).contains("Crisis: €90 now, €0 then"), "{}", said(&room));
    // Points that are thrown away take nothing from what was kept.
    room.reopen(at(700), &place("pot")).expect("opened again");
    assert_eq!(taken(&room), Some(then));
}

#[test]
fn another_rule_is_taken_by_a_decision_of_its_own() {
    let (mut room, _) = divided_room(Policy::Hidden);
    let refused = takes(&mut room, Rule::MostVotes).expect_err("not read aloud");
    assert!(refused.contains("decision of its own"), "{refused}");
    let refused = takes_another(&mut room, Rule::MostVotes, "", None).expect_err("why?");
    assert_eq!(
        refused,
        "Equal Shares was read aloud. Why another rule now? A few words are enough."
    );
    assert!(takes_another(&mut room, Rule::EqualShares, "Why not", None).is_err());
    let fingers = Some([0, 0, 0, 1, 2, 1]);
    takes_another(&mut room, Rule::MostVotes, "The rehearsal cannot wait.", fingers)
        .expect("it fits");
    assert_eq!(granted(&room), [euros(500), euros(400), Money::ZERO]);
    let [decision] = room.session().decisions.as_slice() else { panic!("one decision") };
    assert_eq!(
        &*decision.what,
        "The pot is granted by most votes first, not by Equal Shares as it was read aloud: The \
         rehearsal cannot wait."
    );
    assert_eq!(&*decision.rule, "Fist of five, 4 of 4 hands: consent.");
    assert_eq!(decision.tally, Some(Tally { fingers: [0, 0, 0, 1, 2, 1], voters: 4 }));
    assert!(said(&room).contains("Granted was what most votes first proposes, not Equal Shares"));
    room.undo(at(900)).expect("one gesture");
    assert!(room.session().decisions.is_empty() && room.session().pot.granted().is_zero());
    assert_eq!(taken(&room), None);
}

#[test]
fn what_fits_the_rest_is_accepted_by_a_fist_of_five() {
    let mut room = room(Policy::Hidden);
    pledged(&mut room, "HR", 900);
    let asks = [
        asked(&mut room, 1, need("Licence", 450, 450, 450)),
        asked(&mut room, 2, need("Rehearsal", 400, 400, 400)),
    ];
    change(&mut room, Change::Rule(Rule::EqualShares)).expect("a rule");
    gives(&mut room, 1, &[(&asks[0], 5), (&asks[1], 5)]).expect("points");
    gives(&mut room, 2, &[(&asks[0], 5)]).expect("points");
    gives(&mut room, 3, &[]).expect("an empty ballot");
    room.reveal(at(600), &place("pot")).expect("three are in");
    let proposed = |room: &Room| -> Vec<usize> {
        let seen = room.session().seen_by(Viewer::Room);
        proposals(&seen, &place("pot")).iter().map(|it| it.wish).collect()
    };
    assert!(proposed(&room).is_empty(), "nothing was taken yet");
    takes(&mut room, Rule::EqualShares).expect("it fits");
    assert_eq!(proposed(&room), [1]);
    let accept = |fingers| Change::Accept {
        ask: asks[1].clone(),
        amount: euros(400),
        what: text("€400 for Crisis from what the count left"),
        fingers,
    };
    let refused = change(&mut room, accept([0, 1, 0, 0, 2, 0])).expect_err("a concern");
    assert!(refused.contains("Hear the lowest first"), "{refused}");
    assert!(change(&mut room, accept([0; 6])).expect_err("nobody").contains("Nobody has shown"));
    assert!(
        change(&mut room, accept([0, 0, 0, 0, 9, 0])).expect_err("nine").contains("more hands")
    );
    change(&mut room, accept([0, 0, 0, 1, 2, 0])).expect("all can live with it");
    assert_eq!(granted(&room), [euros(450), euros(400)]);
    assert_eq!(&*room.session().decisions[0].what, "€400 for Crisis from what the count left");
    assert!(proposed(&room).is_empty());
    assert!(said(&room).contains("Crisis: €400 now, €0 then"), "{}", said(&room));
}

#[test]
fn each_function_decides_over_its_own_money_where_ballots_have_names() {
    let mut room = room(Policy::Hidden);
    for line in ["Marketing 300", "HR 600", "Board 90"] {
        let offers = typed_offers(room.session(), line).expect(line);
        crate::session::pot::scenarios::read(&mut room, offers[0].clone());
    }
    let asks = [
        asked(&mut room, 1, need("Licence", 330, 330, 330)),
        asked(&mut room, 2, need("Rehearsal", 500, 500, 500)),
    ];
    let refused = change(&mut room, Change::RuleByFunction(Rule::MostVotes)).expect_err("by heads");
    assert!(refused.contains("everyone counts alike"), "{refused}");
    change(&mut room, Change::RuleByFunction(Rule::EqualShares)).expect("a rule");
    change(&mut room, Change::Part(Part::Points)).expect("any part");
    assert!(wall(&room).contains("Each function decides over its own money"));
    let promise = activities::promise(room.session(), &place("pot"));
    assert!(promise.contains("what each function pays"), "{promise}");
    gives(&mut room, 2, &[(&asks[0], 1)]).expect("Ben, Marketing");
    gives(&mut room, 3, &[(&asks[0], 1)]).expect("Chi, Marketing");
    gives(&mut room, 4, &[(&asks[1], 1)]).expect("Dee, HR");
    room.reveal(at(600), &place("pot")).expect("three are in");
    // Names are taken out for the room, and the count stands all the same.
    let seen = room.session().seen_by(Viewer::Room);
    let counted = seen.counted(&place("pot")).expect("shown");
    let bills = counted.bills(Rule::EqualShares);
    let by = |payer: &str| bills.iter().find(|(it, _)| **it == *payer).expect(payer).1.clone();
    assert_eq!(by("Marketing"), [euros(275), Money::ZERO]);
    assert_eq!(by("HR"), [Money::ZERO, Money(47_619)]);
    let all = |at: usize| bills.iter().map(|(_, paid)| paid[at].0).sum::<i64>();
    assert_eq!((all(0), all(1)), (33_000, 50_000));
    let mut anonymous = super::room(Policy::Anonymous);
    let refused = change(&mut anonymous, Change::RuleByFunction(Rule::EqualShares));
    assert!(refused.expect_err("unlinked").contains("nobody knows whose points are whose"));
}

#[test]
fn a_count_that_a_hand_edit_broke_is_found() {
    let (mut room, _) = divided_room(Policy::Hidden);
    takes(&mut room, Rule::EqualShares).expect("it fits");
    room.session().check().expect("sound");
    let edits: [fn(&mut Counted); 6] = [
        |count| count.outcomes.clear(),
        |count| count.asks.truncate(1),
        |count| count.funds.clear(),
        |count| count.outcomes[0].shares[0].granted = euros(1),
        |count| count.outcomes[0].otherwise.push(9),
        |count| {
            let shares = count.outcomes.iter_mut().flat_map(|outcome| &mut outcome.shares);
            for share in shares {
                if let Verdict::Bought { next, .. } = &mut share.verdict {
                    *next = Some(Next { wish: 9, price: 1 });
                }
            }
        },
    ];
    for edit in edits {
        let mut session = room.session().clone();
        let Ok(State::Pot(pot)) = session.state_mut(&place("pot")) else { panic!("a pot") };
        edit(&mut pot.taken.as_mut().expect("taken").count);
        assert!(session.check().expect_err("broken").to_string().contains("is broken"));
        let taken = taken_of(&session);
        assert!(change(&mut room, Change::Take(Box::new(taken))).is_err());
    }
}

fn taken_of(session: &Session) -> Taken {
    match session.state(&place("pot")) {
        Some(State::Pot(pot)) => pot.taken.as_deref().expect("taken").clone(),
        _ => panic!("a pot"),
    }
}

#[test]
fn a_pot_of_an_older_file_is_read_as_it_was_meant() {
    let old = "(part: Points, rule: Some(AverageSplit), given: (revealed: true))";
    let pot: PotState = ron::from_str(old).expect("it is read");
    assert_eq!((pot.rule, pot.purses, pot.taken), (Some(Rule::AverageSplit), Purses::Alike, None));
}
