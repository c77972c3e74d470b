//! The rules of the pot as small stories, with the builders that other tests of the pot share.

use super::{Change, Firmness, Kind, Need, Offer, Recurring};
use crate::money::Money;
use crate::room::{Room, Sealed};
use crate::session::areas::{Accountable, Answer};
use crate::session::{self, Id, id};
use crate::testing::{activity, area, at, person, reader, room_with, submit, text};
use crate::workshop::{Do, Policy};

/// Euros.
pub(crate) fn euros(amount: i64) -> Money {
    Money(amount * 100)
}

/// A room at a pot of this privacy: Ana answers for Listening, Ben for Crisis if …, nobody for
/// Measuring.
pub(crate) fn room(policy: Policy) -> Room {
    let room = room_with(vec![activity(Do::Pot { months: 12 }, policy)]);
    let mut session = room.session().clone();
    let by = jiff::civil::date(2026, 12, 3);
    let answers = [Answer::Yes, Answer::YesIf { condition: text("six hours a month"), by }];
    for (place, answer) in answers.into_iter().enumerate() {
        session.areas[place].accountable = Some(Accountable {
            who: person(place + 1),
            answer,
            may_spend: None,
            comes_off: text(""),
            asked_twice: false,
        });
    }
    Room::resume(session, &[], Sealed::default()).0
}

/// Something happens to the pot.
pub(crate) fn does(room: &mut Room, change: Change) -> Result<u64, String> {
    submit(room, session::Change::Pot(change)).map_err(|no| no.to_string())
}

/// Somebody firmly pledges so many euros, and it is read out.
pub(crate) fn pledged(room: &mut Room, source: &str, amount: i64) -> Id {
    read(room, Offer::firm(text(source), Kind::Money(euros(amount))))
}

/// A pledge is made and read out.
pub(crate) fn read(room: &mut Room, offer: Offer) -> Id {
    let seq = does(room, Change::Pledge(vec![offer])).expect("a sound pledge");
    let id = Id::nth(id::Kind::Pledge, seq, 0);
    does(room, Change::Read(id.clone(), true)).expect("it is there");
    id
}

/// What somebody needs, in euros.
pub(crate) fn need(title: &str, minimum: i64, target: i64, stretch: i64) -> Need {
    Need {
        title: text(title),
        minimum: euros(minimum),
        target: euros(target),
        stretch: euros(stretch),
        ..Need::default()
    }
}

/// The area at this place asks for this.
pub(crate) fn asked(room: &mut Room, of: usize, need: Need) -> Id {
    let seq = does(room, Change::Ask(vec![(area(of), need)])).expect("a sound ask");
    Id::nth(id::Kind::Ask, seq, 0)
}

fn refused(room: &mut Room, change: Change) -> String {
    does(room, change).expect_err("it is refused")
}

fn hours(source: &str, hours: u32) -> Offer {
    Offer::firm(text(source), Kind::Hours(hours))
}

#[test]
fn a_pledge_counts_once_it_was_read_and_hope_stays_beside() {
    let mut room = room(Policy::Hidden);
    let offers = [Firmness::Firm, Firmness::Likely, Firmness::Hope]
        .map(|firmness| Offer { firmness, ..Offer::firm(text("HR"), Kind::Money(euros(100))) });
    let seq = does(&mut room, Change::Pledge(offers.into())).expect("three pledges");
    assert_eq!(room.session().pot.purse().money(), Money::ZERO);
    for place in 0..3 {
        let id = Id::nth(id::Kind::Pledge, seq, place);
        does(&mut room, Change::Read(id, true)).expect("it is there");
    }
    let purse = room.session().pot.purse();
    assert_eq!((purse.firm, purse.likely, purse.hope), (euros(100), euros(100), euros(100)));
    assert_eq!(purse.money(), euros(200));
}

#[test]
fn pledges_of_nothing_or_less_or_of_too_much_are_refused() {
    let mut room = room(Policy::Hidden);
    let offers = [
        (Kind::Money(Money::ZERO), "above zero"),
        (Kind::Money(Money(-5)), "below zero takes it out"),
        (Kind::Hours(0), "above zero"),
        (Kind::Tool(text("")), "Which tool"),
        (Kind::Person(text("")), "Who is it"),
    ];
    for (kind, reason) in offers {
        let refusal = refused(&mut room, Change::Pledge(vec![Offer::firm(text("HR"), kind)]));
        assert!(refusal.contains(reason), "{refusal}");
    }
    let most = || Offer::firm(text("HR"), Kind::Money(Money(i64::MAX)));
    does(&mut room, Change::Pledge(vec![most()])).expect("it can be counted");
    let refusal = refused(&mut room, Change::Pledge(vec![most()]));
    assert!(refusal.contains("more than can be counted"), "{refusal}");
    let nobody = Offer::firm(text(""), Kind::Hours(1));
    assert!(refused(&mut room, Change::Pledge(vec![nobody])).contains("Who does it come from"));
}

#[test]
fn reading_says_in_one_line_which_ask_reached_its_minimum() {
    let mut room = room(Policy::Hidden);
    asked(&mut room, 1, need("Licence", 450, 450, 450));
    asked(&mut room, 2, need("Rehearsal", 300, 600, 600));
    read(&mut room, hours("HR", 6));
    pledged(&mut room, "HR", 500);
    let brought = |room: &Room| {
        let session = room.session();
        session.what_the_latest_brought(|amount| reader().money(session.currency, amount))
    };
    assert_eq!(
        brought(&room).as_deref(),
        Some("€500 and 6 hours a month from HR: Listening reaches its minimum.")
    );
    pledged(&mut room, "IT", 100);
    assert_eq!(brought(&room).as_deref(), Some("€100 from IT."));
    pledged(&mut room, "Sales", 1000);
    assert_eq!(brought(&room).as_deref(), Some("€1,000 from Sales: Crisis reaches its minimum."));
    let hope =
        Offer { firmness: Firmness::Hope, ..Offer::firm(text("Board"), Kind::Money(euros(9000))) };
    read(&mut room, hope);
    assert_eq!(
        brought(&room).as_deref(),
        Some("€9,000 from Board, perhaps: it stands beside the pot.")
    );
}

#[test]
fn an_ask_keeps_its_amounts_in_order_and_asks_for_something() {
    let mut room = room(Policy::Hidden);
    for (need, reason) in [
        (need("", 1, 1, 1), "a few words"),
        (need("Licence", -1, 1, 1), "below zero"),
        (need("Licence", 2, 1, 3), "target is below the minimum"),
        (need("Licence", 1, 3, 2), "stretch is below the target"),
        (need("Licence", 0, 0, 0), "How much"),
    ] {
        let refusal = refused(&mut room, Change::Ask(vec![(area(1), need)]));
        assert!(refusal.contains(reason), "{refusal}");
    }
    let of_nowhere = Change::Ask(vec![(person(1), need("Licence", 1, 1, 1))]);
    assert!(refused(&mut room, of_nowhere).contains("no longer on the list"));
}

#[test]
fn asks_by_name_find_their_area_in_any_case_and_make_what_is_missing() {
    let mut room = room(Policy::Hidden);
    let asks = vec![
        (text("LISTENING"), need("Licence", 1, 2, 3)),
        (text("Community"), need("Meeting", 1, 2, 3)),
        (text("community"), need("Cake", 1, 2, 3)),
    ];
    does(&mut room, Change::AskByName(asks)).expect("three asks");
    let session = room.session();
    assert_eq!(session.areas.len(), 4);
    let areas: Vec<&str> = session.pot.asks.iter().map(|ask| session.area_of(ask)).collect();
    assert_eq!(areas, ["Listening", "Community", "Community"]);
    room.undo(at(99)).expect("one gesture");
    assert_eq!(room.session().areas.len(), 3);
}

#[test]
fn a_grant_is_nothing_or_from_the_minimum_to_the_stretch() {
    let mut room = room(Policy::Hidden);
    pledged(&mut room, "HR", 1000);
    let ask = asked(&mut room, 1, need("Licence", 300, 400, 500));
    let mut grant = |amount| does(&mut room, Change::Grant(ask.clone(), amount));
    assert!(grant(Money(29_999)).expect_err("too little").contains("less than €300"));
    assert!(grant(Money(50_001)).expect_err("too much").contains("More than €500"));
    assert!(grant(Money(-1)).is_err());
    for amount in [euros(300), euros(500), Money(30_001), Money::ZERO] {
        grant(amount).expect("within its amounts");
    }
}

#[test]
fn steps_go_from_nothing_over_minimum_and_target_to_the_stretch() {
    let mut room = room(Policy::Hidden);
    pledged(&mut room, "HR", 1000);
    let id = asked(&mut room, 1, need("Photos", 0, 400, 500));
    let mut seen = Vec::new();
    while let Some(more) = room.session().ask(&id).expect("there").more() {
        does(&mut room, Change::Grant(id.clone(), more)).expect("enough is there");
        seen.push(more);
    }
    assert_eq!(seen, [euros(400), euros(500)]);
    assert_eq!(room.session().ask(&id).expect("there").less(), Some(euros(400)));
}

#[test]
fn nothing_is_over_spent_by_a_cent_and_the_refusal_says_what_is_left() {
    let mut room = room(Policy::Hidden);
    pledged(&mut room, "HR", 700);
    let first = asked(&mut room, 1, need("Licence", 300, 400, 500));
    let second = asked(&mut room, 2, need("Rehearsal", 300, 400, 500));
    does(&mut room, Change::Grant(first.clone(), euros(400))).expect("enough");
    let refusal = refused(&mut room, Change::Grant(second.clone(), Money(30_001)));
    assert_eq!(refusal, "Only €300 is left for Crisis, and this would be €300.01.");
    does(&mut room, Change::Grant(second.clone(), euros(300))).expect("to the cent");
    assert!(room.session().pot.left().is_zero());
    let both = vec![(first, euros(500)), (second, Money(20_001 + 10_000))];
    assert!(refused(&mut room, Change::GrantAll(both)).contains("more than the pot would hold"));
}

#[test]
fn what_is_granted_holds_its_pledges_and_the_refusal_says_what_to_take_back() {
    let mut room = room(Policy::Hidden);
    let hr = pledged(&mut room, "HR", 700);
    pledged(&mut room, "IT", 100);
    let ask = asked(&mut room, 1, need("Licence", 300, 400, 500));
    does(&mut room, Change::Grant(ask.clone(), euros(500))).expect("enough");
    let lower = Offer::firm(text("HR"), Kind::Money(euros(350)));
    let hope =
        Offer { firmness: Firmness::Hope, ..Offer::firm(text("HR"), Kind::Money(euros(700))) };
    for change in [
        Change::EditPledge(hr.clone(), lower),
        Change::EditPledge(hr.clone(), hope),
        Change::DeletePledge(hr.clone()),
        Change::Read(hr.clone(), false),
    ] {
        let refusal = refused(&mut room, change);
        assert!(refusal.ends_with("Take something back first: Listening (€500)."), "{refusal}");
    }
    does(&mut room, Change::Grant(ask, Money::ZERO)).expect("taken back");
    does(&mut room, Change::DeletePledge(hr)).expect("nothing rests on it");
}

#[test]
fn red_areas_get_no_money_and_a_grant_that_lost_its_owner_is_held() {
    let mut room = room(Policy::Hidden);
    pledged(&mut room, "HR", 700);
    let red = asked(&mut room, 3, need("Report", 100, 200, 300));
    let refusal = refused(&mut room, Change::Grant(red.clone(), euros(100)));
    assert!(refusal.starts_with("Nobody answers for Measuring: no owner, no money."), "{refusal}");
    let ask = asked(&mut room, 1, need("Licence", 300, 400, 500));
    does(&mut room, Change::Grant(ask.clone(), euros(400))).expect("Ana answers for it");
    let mut session = room.session().clone();
    session.areas[0].accountable = None;
    let held = session.ask(&ask).expect("there");
    assert!(session.is_held(held));
    assert_eq!(session.how_far(held, &reader()), "held: nobody answers for Listening");
    assert_eq!(session.pot.left(), euros(300));
    let mut room = Room::resume(session, &[], Sealed::default()).0;
    does(&mut room, Change::Grant(ask.clone(), euros(300))).expect("less is fine");
    assert!(does(&mut room, Change::Grant(ask, euros(400))).is_err());
}

#[test]
fn an_ask_cannot_slip_below_its_grant_or_into_a_red_area() {
    let mut room = room(Policy::Hidden);
    pledged(&mut room, "HR", 700);
    let ask = asked(&mut room, 1, need("Licence", 300, 400, 500));
    does(&mut room, Change::Grant(ask.clone(), euros(400))).expect("enough");
    let dearer = Change::EditAsk(ask.clone(), area(1), need("Licence", 450, 450, 500));
    assert!(refused(&mut room, dearer).contains("granted €400; take that back first"));
    let red = Change::EditAsk(ask.clone(), area(3), need("Licence", 300, 400, 500));
    assert!(refused(&mut room, red).contains("Nobody answers for Measuring"));
    let better = Change::EditAsk(ask.clone(), area(2), need("Licence", 200, 400, 600));
    does(&mut room, better).expect("the grant still fits");
    does(&mut room, Change::DeleteAsk(ask)).expect("undo brings it back");
    assert_eq!(room.session().pot.left(), euros(700));
}

#[test]
fn hours_are_matched_by_hand_to_one_ask_and_never_counted_as_money() {
    let mut room = room(Policy::Hidden);
    let six = read(&mut room, hours("HR", 6));
    let money = pledged(&mut room, "HR", 500);
    let one =
        asked(&mut room, 1, Need { quantity: 72, unit: text("hour"), ..need("Reading", 0, 0, 0) });
    let two = asked(&mut room, 2, need("Rehearsal", 300, 400, 500));
    let matches = |ask: &Id, pledge: &Id| Change::Match {
        ask: ask.clone(),
        pledge: pledge.clone(),
        matched: true,
    };
    assert!(refused(&mut room, matches(&one, &money)).contains("Money is granted, not matched"));
    does(&mut room, matches(&one, &six)).expect("hours");
    assert!(room.session().ask(&one).expect("there").is_met());
    assert!(refused(&mut room, matches(&two, &six)).contains("matched to Listening already"));
    assert!(refused(&mut room, Change::Read(six.clone(), false)).contains("take the match back"));
    assert!(refused(&mut room, Change::Grant(one.clone(), euros(1))).contains("no money"));
    assert_eq!(room.session().pot.purse().money(), euros(500));
    does(&mut room, Change::DeletePledge(six)).expect("its match goes with it");
    assert!(!room.session().ask(&one).expect("there").is_met());
}

#[test]
fn somebody_here_looks_after_the_reserve_and_stays_on_the_list() {
    let mut room = room(Policy::Hidden);
    does(&mut room, Change::Reserve(Some(person(2)))).expect("Ben is here");
    assert!(room.session().mentions(&person(2)));
    assert_eq!(room.session().reserve_label(), "The reserve, Ben looks after it");
    let leave = session::people::Change::Leave(person(3));
    submit(&mut room, session::Change::People(leave)).expect("Chi leaves");
    assert!(refused(&mut room, Change::Reserve(Some(person(3)))).contains("Chi is not here"));
    assert!(does(&mut room, Change::Reserve(Some(area(1)))).is_err());
}

#[test]
fn the_period_stands_once_something_was_multiplied_by_it() {
    let mut room = room(Policy::Hidden);
    does(&mut room, Change::Months(6)).expect("nothing was reckoned yet");
    assert!(does(&mut room, Change::Months(0)).is_err());
    let monthly = Need { recurring: Recurring::Monthly, ..need("Report", 6, 6, 6) };
    asked(&mut room, 1, monthly);
    assert!(refused(&mut room, Change::Months(12)).contains("reckoned for 6 months"));
    assert_eq!(Recurring::Quarterly.occurrences(7), 3);
    assert_eq!(Recurring::Yearly.occurrences(12), 1);
}

#[test]
fn a_hand_edit_that_over_spends_or_points_nowhere_is_found() {
    let mut room = room(Policy::Hidden);
    pledged(&mut room, "HR", 700);
    asked(&mut room, 1, need("Licence", 300, 400, 500));
    room.session().check().expect("sound");
    let broken = |edit: &dyn Fn(&mut session::Session)| {
        let mut session = room.session().clone();
        edit(&mut session);
        session.check().expect_err("it is broken").to_string()
    };
    assert!(broken(&|session| session.pot.asks[0].granted = euros(200)).contains("minimum"));
    assert!(broken(&|session| session.pot.asks[0].area = person(1)).contains("no area"));
    assert!(broken(&|session| session.pot.asks[0].matched = vec![area(1)]).contains("no pledge"));
    assert!(broken(&|session| session.pot.months = 0).contains("`pot.months` is 0"));
    assert!(broken(&|session| session.pot.latest = Some(area(2))).contains("no pledge"));
    let spent = broken(&|session| {
        session.pot.asks[0].granted = euros(500);
        session.pot.pledges[0].read = false;
    });
    assert!(spent.contains("more money is granted"), "{spent}");
}

#[test]
fn the_record_is_a_ledger_that_adds_up_with_shortfalls_in_words() {
    let mut room = room(Policy::Hidden);
    assert!(super::record::blocks(room.session(), &reader()).is_empty());
    let strings = Offer {
        strings: text("only for training"),
        firmness: Firmness::Likely,
        ..Offer::firm(text("HR"), Kind::Money(euros(500)))
    };
    read(&mut room, strings);
    pledged(&mut room, "IT", 400);
    read(&mut room, hours("HR", 6));
    let ask = asked(&mut room, 1, need("Licence", 300, 400, 500));
    asked(&mut room, 3, need("Report", 250, 400, 500));
    does(&mut room, Change::Grant(ask, euros(300))).expect("enough");
    let said = format!("{:#?}", super::record::blocks(room.session(), &reader()));
    for words in [
        "HR · likely · only for training",
        "6 hours a month from HR",
        "not matched to an ask",
        "Listening: Licence",
        "The reserve, nobody looks after it yet",
        "€100 below its target",
        "nothing; its minimum is €250",
    ] {
        assert!(said.contains(words), "{words} is missing in {said}");
    }
    assert_eq!(said.matches("\"€900\"").count(), 2, "income and spending add up to the same");
}

/// IT pledges 500 only for Listening, HR 300 for anything.
fn with_strings(room: &mut Room) -> [Id; 2] {
    for line in ["IT 500 only for Listening", "HR 300"] {
        let offers = super::typed_offers(room.session(), line).expect(line);
        read(room, offers[0].clone());
    }
    [
        asked(room, 1, need("Licence", 100, 400, 800)),
        asked(room, 2, need("Rehearsal", 200, 400, 500)),
    ]
}

#[test]
fn strings_that_name_areas_bind_the_money_that_is_granted() {
    let mut room = room(Policy::Hidden);
    let [licence, rehearsal] = with_strings(&mut room);
    let refusal = refused(&mut room, Change::Grant(rehearsal.clone(), euros(400)));
    assert_eq!(
        refusal,
        "Only €300 of what is left may go to Crisis, and this would be €400: the rest has strings."
    );
    does(&mut room, Change::Grant(rehearsal.clone(), euros(300))).expect("from HR");
    does(&mut room, Change::Grant(licence.clone(), euros(500))).expect("from IT");
    let bills = room.session().who_pays().expect("it can be paid");
    assert_eq!(bills, [[euros(500), Money::ZERO], [Money::ZERO, euros(300)]]);
    let other = Change::EditAsk(licence.clone(), area(2), need("Licence", 100, 400, 800));
    assert!(refused(&mut room, other).contains("With these strings"));
    let both = vec![(licence, euros(400)), (rehearsal, euros(400))];
    assert!(refused(&mut room, Change::GrantAll(both)).contains("With these strings"));
    let shown = format!("{:#?}", super::record::blocks(room.session(), &reader()));
    assert!(shown.contains("IT · firm · only for Listening"), "{shown}");
    assert!(shown.contains("Who pays for it"), "{shown}");
}

#[test]
fn an_area_that_money_is_only_for_stays_on_the_list() {
    let mut room = room(Policy::Hidden);
    let offers = super::typed_offers(room.session(), "IT 6 hours only for Measuring and Crisis");
    let hours = read(&mut room, offers.expect("sound")[0].clone());
    let delete = session::Change::Areas(session::areas::Change::Delete(area(3)));
    let refusal = submit(&mut room, delete).expect_err("it is bound to it").to_string();
    assert_eq!(refusal, "What IT pledges is only for “Measuring”; change that first.");
    let ask = asked(&mut room, 1, need("Licence", 100, 400, 800));
    let matched = Change::Match { ask, pledge: hours, matched: true };
    assert_eq!(
        refused(&mut room, matched),
        "6 hours a month from IT is only for Measuring and Crisis, and not for Listening."
    );
    let mut nowhere = Offer::firm(text("HR"), Kind::Hours(1));
    nowhere.only_for = vec![person(1)];
    assert!(refused(&mut room, Change::Pledge(vec![nowhere])).contains("no longer on the list"));
}
