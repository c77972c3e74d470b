//! What holds whatever is done to a pot, in whatever order, undo and redo included.

use super::scenarios::{euros, need, room};
use super::{Change, Firmness, Kind, Offer, Pot};
use crate::money::Money;
use crate::room::Room;
use crate::session::areas::{self, Answer};
use crate::session::{self, Id, Session};
use crate::testing::{area, at, person, submit, text};
use crate::workshop::Policy;
use proptest::prelude::*;

/// One thing somebody does; places are taken modulo what there is.
#[derive(Clone, Debug)]
enum Deed {
    Pledge(i64, Firmness),
    Hours(u32),
    Edit(usize, i64, Firmness),
    DropPledge(usize),
    Read(usize, bool),
    Ask(usize, i64, i64, i64),
    EditAsk(usize, usize, i64, i64, i64),
    DropAsk(usize),
    Grant(usize, i64),
    More(usize),
    Less(usize),
    GrantAll(Vec<i64>),
    Match(usize, usize, bool),
    Own(usize, bool),
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Deed> {
    let amount = || 0..60i64;
    let firmness = || prop::sample::select(Firmness::ALL.to_vec());
    let place = || 0..6usize;
    prop_oneof![
        3 => (amount(), firmness()).prop_map(|(euros, firm)| Deed::Pledge(euros, firm)),
        1 => (0..9u32).prop_map(Deed::Hours),
        2 => (place(), amount(), firmness()).prop_map(|(at, euros, firm)| Deed::Edit(at, euros, firm)),
        1 => place().prop_map(Deed::DropPledge),
        6 => (place(), prop::bool::weighted(0.8)).prop_map(|(at, read)| Deed::Read(at, read)),
        3 => (place(), amount(), amount(), amount())
            .prop_map(|(of, least, more, most)| Deed::Ask(of, least, more, most)),
        1 => (place(), place(), amount(), amount(), amount())
            .prop_map(|(at, of, least, more, most)| Deed::EditAsk(at, of, least, more, most)),
        1 => place().prop_map(Deed::DropAsk),
        3 => (place(), 0..9_000i64).prop_map(|(at, cents)| Deed::Grant(at, cents)),
        4 => place().prop_map(Deed::More),
        1 => place().prop_map(Deed::Less),
        2 => prop::collection::vec(0..6_000i64, 0..4).prop_map(Deed::GrantAll),
        1 => (place(), place(), any::<bool>()).prop_map(|(ask, it, on)| Deed::Match(ask, it, on)),
        1 => (place(), any::<bool>()).prop_map(|(of, owned)| Deed::Own(of, owned)),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ]
}

fn offer(amount: i64, firmness: Firmness) -> Offer {
    Offer { firmness, ..Offer::firm(text("HR"), Kind::Money(euros(amount))) }
}

fn pledge_at(pot: &Pot, place: usize) -> Option<Id> {
    pot.pledges.get(place % pot.pledges.len().max(1)).map(|pledge| pledge.id.clone())
}

fn ask_at(pot: &Pot, place: usize) -> Option<Id> {
    pot.asks.get(place % pot.asks.len().max(1)).map(|ask| ask.id.clone())
}

fn change(session: &Session, deed: &Deed) -> Option<Change> {
    let pot = &session.pot;
    let some_need =
        |least: i64, more: i64, most: i64| need("It", least, least + more, least + more + most);
    Some(match deed {
        Deed::Pledge(euros, firm) => Change::Pledge(vec![offer(*euros, *firm)]),
        Deed::Hours(hours) => Change::Pledge(vec![Offer::firm(text("HR"), Kind::Hours(*hours))]),
        Deed::Edit(at, euros, firm) => {
            Change::EditPledge(pledge_at(pot, *at)?, offer(*euros, *firm))
        }
        Deed::DropPledge(at) => Change::DeletePledge(pledge_at(pot, *at)?),
        Deed::Read(at, read) => Change::Read(pledge_at(pot, *at)?, *read),
        Deed::Ask(of, least, more, most) => {
            Change::Ask(vec![(area(of % 3 + 1), some_need(*least, *more, *most))])
        }
        Deed::EditAsk(at, of, least, more, most) => {
            let need = some_need(*least, *more, *most);
            Change::EditAsk(ask_at(pot, *at)?, area(of % 3 + 1), need)
        }
        Deed::DropAsk(at) => Change::DeleteAsk(ask_at(pot, *at)?),
        Deed::Grant(at, cents) => Change::Grant(ask_at(pot, *at)?, Money(*cents)),
        Deed::More(at) => {
            let id = ask_at(pot, *at)?;
            let more = session.ask(&id)?.more()?;
            Change::Grant(id, more)
        }
        Deed::Less(at) => {
            let id = ask_at(pot, *at)?;
            let less = session.ask(&id)?.less()?;
            Change::Grant(id, less)
        }
        Deed::GrantAll(cents) => {
            let ids = pot.asks.iter().map(|ask| ask.id.clone());
            Change::GrantAll(ids.zip(cents.iter().copied().map(Money)).collect())
        }
        Deed::Match(ask, pledge, matched) => Change::Match {
            ask: ask_at(pot, *ask)?,
            pledge: pledge_at(pot, *pledge)?,
            matched: *matched,
        },
        Deed::Own(..) | Deed::Undo | Deed::Redo => return None,
    })
}

/// Whatever is refused is refused; the law is about what is left.
fn happens(room: &mut Room, deed: &Deed) {
    let now = at(1_000 + i64::try_from(room.session().revision).expect("small"));
    let _ = match deed {
        Deed::Undo => room.undo(now).is_ok(),
        Deed::Redo => room.redo(now).is_ok(),
        Deed::Own(of, owned) => {
            let of = area(of % 3 + 1);
            let change = if *owned {
                let (who, answer) = (person(1), Answer::Yes);
                areas::Change::Answer { area: of, who, answer, second_yes: true }
            } else {
                areas::Change::Nobody(of)
            };
            submit(room, session::Change::Areas(change)).is_ok()
        }
        deed => change(room.session(), deed)
            .is_some_and(|change| submit(room, session::Change::Pot(change)).is_ok()),
    };
}

proptest! {
    #[test]
    fn the_pot_is_never_over_spent(deeds in prop::collection::vec(deed(), 1..60)) {
        let mut room = room(Policy::Hidden);
        for deed in &deeds {
            happens(&mut room, deed);
            let session = room.session();
            let pot = &session.pot;
            prop_assert!(pot.granted() <= pot.purse().money(), "after {:?}", deed);
            let both = pot.granted().checked_add(pot.left());
            prop_assert_eq!(both, Some(pot.purse().money()));
            prop_assert!(session.check().is_ok(), "after {:?}: {:?}", deed, session.check());
        }
    }

    #[test]
    fn undoing_a_change_of_the_pot_gives_back_what_was(
        deeds in prop::collection::vec(deed(), 1..30),
        last in deed(),
    ) {
        let mut room = room(Policy::Hidden);
        deeds.iter().for_each(|deed| happens(&mut room, deed));
        let before = room.session().pot.clone();
        let change = change(room.session(), &last);
        let done = change.map(|change| submit(&mut room, session::Change::Pot(change)).is_ok());
        if done == Some(true) {
            room.undo(at(9_999)).expect("nothing rests on the newest change");
        }
        prop_assert_eq!(&room.session().pot, &before);
    }

    #[test]
    fn a_covered_ask_stays_covered_while_the_pot_grows(
        deeds in prop::collection::vec(deed(), 1..30),
        money in 0..20_000i64,
        more in 0..20_000i64,
    ) {
        let mut room = room(Policy::Hidden);
        deeds.iter().for_each(|deed| happens(&mut room, deed));
        let session = room.session();
        let before = session.covered_by(Money(money));
        let after = session.covered_by(Money(money + more));
        prop_assert!(after.starts_with(&before));
    }
}
