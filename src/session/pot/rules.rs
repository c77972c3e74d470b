//! How the pot changes: nothing is ever over-spent by a cent, red areas get nothing, and what was
//! granted or matched holds its pledges in place.

use super::sums::{listed, total};
use super::{Ask, Change, Kind, Need, Offer, Pledge, Pot};
use crate::locale::Marks;
use crate::money::Money;
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::id::{self, Id};
use crate::session::{Area, Session};
use crate::text::CleanText;

pub(super) fn apply(session: &mut Session, entry: &Entry, change: &Change) -> Outcome {
    match change {
        Change::Months(months) => period(session, *months),
        Change::Pledge(offers) => pledge(session, entry, offers),
        Change::EditPledge(id, offer) => edit_pledge(session, id, offer),
        Change::DeletePledge(id) => delete_pledge(session, id),
        Change::Read(id, read) => read_out(session, id, *read),
        Change::Ask(asks) => ask(session, entry, asks),
        Change::AskByName(asks) => ask_by_name(session, entry, asks),
        Change::EditAsk(id, area, need) => edit_ask(session, id, area, need),
        Change::DeleteAsk(id) => delete_ask(session, id),
        Change::Grant(id, amount) => grant(session, id, *amount),
        Change::GrantAll(grants) => grant_all(session, grants),
        Change::Match { ask, pledge, matched } => match_by_hand(session, ask, pledge, *matched),
        Change::Reserve(owner) => reserve(session, owner.as_ref()),
        Change::Spent(area, spent) => tell_spent(session, area, *spent),
    }
}

fn tell_spent(session: &mut Session, area: &Id, spent: Option<Money>) -> Outcome {
    if session.area(area).is_none() {
        return refuse("That area is no longer there.");
    }
    if spent.is_some_and(|spent| spent < Money::ZERO) {
        return refuse("What is spent cannot be below zero.");
    }
    session.pot.spent.retain(|(of, _)| of != area);
    session.pot.spent.extend(spent.map(|spent| (area.clone(), spent)));
    Ok(())
}

fn period(session: &mut Session, months: u8) -> Outcome {
    if !(1..=60).contains(&months) {
        return refuse("A pot is for one month to five years (60 months).");
    }
    let multiplied = |ask: &&Ask| ask.need.recurring != super::Recurring::Once;
    if let Some(ask) = session.pot.asks.iter().find(multiplied) {
        return refuse(format!(
            "“{}” comes again and again, and was reckoned for {} months. \
             Make such asks one-off first, or leave the period as it is.",
            ask.need.title, session.pot.months
        ));
    }
    session.pot.months = months;
    Ok(())
}

fn pledge(session: &mut Session, entry: &Entry, offers: &[Offer]) -> Outcome {
    if offers.is_empty() {
        return refuse("Nothing was pledged yet: type who puts in what.");
    }
    for (place, offer) in offers.iter().enumerate() {
        check_offer(session, offer)?;
        let id = Id::nth(id::Kind::Pledge, entry.seq, place);
        session.pot.pledges.push(Pledge { id, offer: offer.clone(), read: false });
    }
    check_countable(&session.pot)
}

fn edit_pledge(session: &mut Session, id: &Id, offer: &Offer) -> Outcome {
    check_offer(session, offer)?;
    let pledge = find_pledge(&mut session.pot, id)?;
    pledge.offer = offer.clone();
    check_countable(&session.pot)?;
    check_match_of(session, id)?;
    check_not_over_spent(session)
}

fn delete_pledge(session: &mut Session, id: &Id) -> Outcome {
    find_pledge(&mut session.pot, id)?;
    session.pot.pledges.retain(|pledge| &pledge.id != id);
    session.pot.asks.iter_mut().for_each(|ask| ask.matched.retain(|pledge| pledge != id));
    session.pot.latest.take_if(|latest| latest == id);
    check_not_over_spent(session)
}

fn read_out(session: &mut Session, id: &Id, read: bool) -> Outcome {
    find_pledge(&mut session.pot, id)?.read = read;
    if read {
        session.pot.latest = Some(id.clone());
    } else {
        session.pot.latest.take_if(|latest| latest == id);
    }
    check_match_of(session, id)?;
    check_not_over_spent(session)
}

fn ask(session: &mut Session, entry: &Entry, asks: &[(Id, Need)]) -> Outcome {
    if asks.is_empty() {
        return refuse("Nothing is asked for yet: type what an area needs.");
    }
    for (place, (area, need)) in asks.iter().enumerate() {
        check_area(session, area)?;
        need.check()?;
        let id = Id::nth(id::Kind::Ask, entry.seq, place);
        session.pot.asks.push(Ask::new(id, area.clone(), need.clone()));
    }
    check_countable(&session.pot)
}

/// Areas go by their names, whatever the case; those that are missing are made at the end.
fn ask_by_name(session: &mut Session, entry: &Entry, asks: &[(CleanText, Need)]) -> Outcome {
    let mut by_id = Vec::new();
    for (place, (name, need)) in asks.iter().enumerate() {
        if name.is_empty() {
            return refuse(format!("For which area is “{}”? Name one.", need.title));
        }
        let known = session.areas.iter().find(|area| same_name(&area.name, name));
        let id = match known {
            Some(area) => area.id.clone(),
            None => {
                let id = Id::nth(id::Kind::Area, entry.seq, place);
                session.areas.push(Area::new(id.clone(), name.clone(), CleanText::default()));
                id
            }
        };
        by_id.push((id, need.clone()));
    }
    ask(session, entry, &by_id)
}

pub(super) fn same_name(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn edit_ask(session: &mut Session, id: &Id, area: &Id, need: &Need) -> Outcome {
    need.check()?;
    check_area(session, area)?;
    let moved = find_ask(&session.pot, id)?.area != *area;
    let place = place_of(&session.pot, id)?;
    let ask = &mut session.pot.asks[place];
    (ask.area, ask.need) = (area.clone(), need.clone());
    check_countable(&session.pot)?;
    let ask = &session.pot.asks[place];
    if !need.takes(ask.granted) {
        let granted = written(session, ask.granted);
        return refuse(format!("It is granted {granted}; take that back first, then change it."));
    }
    if moved && session.is_held(ask) {
        return refuse(no_owner(session, ask));
    }
    for pledge in &ask.matched {
        check_match_of(session, pledge)?;
    }
    check_strings(session)
}

fn delete_ask(session: &mut Session, id: &Id) -> Outcome {
    place_of(&session.pot, id)?;
    session.pot.asks.retain(|ask| &ask.id != id);
    Ok(())
}

fn grant(session: &mut Session, id: &Id, amount: Money) -> Outcome {
    let place = place_of(&session.pot, id)?;
    let ask = &session.pot.asks[place];
    check_grant(session, ask, amount)?;
    let there_is = total([session.pot.left(), ask.granted]);
    if amount > there_is {
        return refuse(not_so_much(session, ask, amount, there_is));
    }
    let may_go_there = session.payable(place);
    if amount > may_go_there {
        return refuse(tied_up(session, ask, amount, may_go_there));
    }
    session.pot.asks[place].granted = amount;
    Ok(())
}

fn not_so_much(session: &Session, ask: &Ask, amount: Money, there_is: Money) -> String {
    let (amount, left) = (written(session, amount), written(session, there_is));
    if there_is.is_zero() {
        return format!("Nothing is left for {}; take something back first.", session.called(ask));
    }
    format!("Only {left} is left for {}, and this would be {amount}.", session.called(ask))
}

fn tied_up(session: &Session, ask: &Ask, amount: Money, may_go_there: Money) -> String {
    let (amount, may) = (written(session, amount), written(session, may_go_there));
    let called = session.called(ask);
    match may_go_there.is_zero() {
        true => format!("Nothing of what is left may go to {called}: it has strings."),
        false => format!(
            "Only {may} of what is left may go to {called}, and this would be {amount}: the rest \
             has strings."
        ),
    }
}

fn check_grant(session: &Session, ask: &Ask, amount: Money) -> Outcome {
    if amount < Money::ZERO {
        return refuse("A grant is nothing, or more.");
    }
    if amount > ask.granted && !session.is_open_to_money(ask) {
        return refuse(no_owner(session, ask));
    }
    if ask.need.takes(amount) {
        return Ok(());
    }
    if !ask.need.wants_money() {
        return refuse(format!("“{}” asks for no money; match hours or things.", ask.need.title));
    }
    if amount < ask.need.minimum {
        let least = written(session, ask.need.minimum);
        return refuse(format!("With less than {least} it cannot be done: give that, or nothing."));
    }
    let most = written(session, ask.need.stretch);
    refuse(format!("More than {most} would be wasted there; that is its stretch."))
}

fn no_owner(session: &Session, ask: &Ask) -> String {
    let area = session.area_of(ask);
    format!("Nobody answers for {area}: no owner, no money. Find somebody first.")
}

fn grant_all(session: &mut Session, grants: &[(Id, Money)]) -> Outcome {
    for (place, (id, amount)) in grants.iter().enumerate() {
        if grants[..place].iter().any(|(other, _)| other == id) {
            return refuse("One ask is granted twice; count again.");
        }
        check_grant(session, find_ask(&session.pot, id)?, *amount)?;
    }
    for ask in &mut session.pot.asks {
        let granted = grants.iter().find(|(id, _)| id == &ask.id);
        ask.granted = granted.map_or(Money::ZERO, |(_, amount)| *amount);
    }
    check_not_over_spent(session)
}

fn match_by_hand(session: &mut Session, ask: &Id, pledge: &Id, matched: bool) -> Outcome {
    let place = place_of(&session.pot, ask)?;
    find_pledge(&mut session.pot, pledge)?;
    session.pot.asks[place].matched.retain(|other| other != pledge);
    if !matched {
        return Ok(());
    }
    let found = session.pledge(pledge).expect("it was found above");
    if let Some(other) = session.pot.matched_to(found) {
        return refuse(format!(
            "{} from {} is matched to {} already; take that back first.",
            words(session, found),
            found.offer.source,
            session.called(other)
        ));
    }
    session.pot.asks[place].matched.push(pledge.clone());
    check_match_of(session, pledge)
}

fn reserve(session: &mut Session, owner: Option<&Id>) -> Outcome {
    if let Some(id) = owner {
        match session.person(id) {
            None => return refuse("That person is no longer on the list."),
            Some(person) if !person.present => {
                return refuse(format!(
                    "{} is not here; somebody in the room looks after the reserve.",
                    person.name
                ));
            }
            Some(_) => {}
        }
    }
    session.pot.reserve = owner.cloned();
    Ok(())
}

fn check_offer(session: &Session, offer: &Offer) -> Outcome {
    offer.check()?;
    match offer.only_for.iter().all(|area| session.area(area).is_some()) {
        true => Ok(()),
        false => refuse("An area that this would be for is no longer on the list."),
    }
}

fn find_pledge<'a>(pot: &'a mut Pot, id: &Id) -> Result<&'a mut Pledge, Refusal> {
    match pot.pledges.iter_mut().find(|pledge| &pledge.id == id) {
        Some(pledge) => Ok(pledge),
        None => refuse("That pledge is no longer on the list."),
    }
}

fn find_ask<'a>(pot: &'a Pot, id: &Id) -> Result<&'a Ask, Refusal> {
    Ok(&pot.asks[place_of(pot, id)?])
}

fn place_of(pot: &Pot, id: &Id) -> Result<usize, Refusal> {
    match pot.asks.iter().position(|ask| &ask.id == id) {
        Some(place) => Ok(place),
        None => refuse("That ask is no longer on the list."),
    }
}

fn check_area(session: &Session, area: &Id) -> Outcome {
    match session.area(area) {
        Some(_) => Ok(()),
        None => refuse("That area is no longer on the list; choose another one for this ask."),
    }
}

/// Everything that is ever added up must stay countable.
pub(super) fn check_countable(pot: &Pot) -> Outcome {
    let pledged = Money::sum(pot.pledges.iter().map(|pledge| pledge.offer.money()));
    let asked = Money::sum(pot.asks.iter().map(|ask| ask.need.stretch));
    match pledged.zip(asked) {
        Some(_) => Ok(()),
        None => refuse("Together that is more than can be counted here. Is a digit too many?"),
    }
}

/// A matched pledge is no money, was read out, and is more than a hope.
fn check_match_of(session: &Session, id: &Id) -> Outcome {
    let Some(pledge) = session.pledge(id) else { return Ok(()) };
    let Some(ask) = session.pot.matched_to(pledge) else { return Ok(()) };
    if matches!(pledge.offer.kind, Kind::Money(_)) {
        return refuse("Money is granted, not matched; only hours, tools and people are matched.");
    }
    if !pledge.counts() {
        return refuse(format!(
            "What is matched to {} was read out and is more than a hope. \
             Read it first, or take the match back.",
            session.called(ask)
        ));
    }
    if !pledge.offer.may_serve(&ask.area) {
        let (what, source) = (words(session, pledge), &pledge.offer.source);
        let only = session.only_for(&pledge.offer).unwrap_or_default();
        return refuse(format!(
            "{what} from {source} is {only}, and not for {}.",
            session.called(ask)
        ));
    }
    Ok(())
}

fn check_not_over_spent(session: &Session) -> Outcome {
    let pot = &session.pot;
    let short = pot.granted().checked_sub(pot.purse().money()).unwrap_or_default();
    if short <= Money::ZERO {
        return check_strings(session);
    }
    refuse(format!(
        "{} is granted already, {} more than the pot would hold. Take something back first: {}.",
        written(session, pot.granted()),
        written(session, short),
        listed(&to_take_back(session, short)).unwrap_or_default()
    ))
}

/// What is granted can be paid within the strings of what was pledged.
fn check_strings(session: &Session) -> Outcome {
    match session.who_pays() {
        Some(_) => Ok(()),
        None => refuse(
            "With these strings what is granted could not be paid. Take something back first, or \
             ask for looser strings.",
        ),
    }
}

/// The smallest grant that is enough; without one, grants from the end of the list until it is.
fn to_take_back(session: &Session, short: Money) -> Vec<String> {
    let granted = || session.pot.asks.iter().filter(|ask| !ask.granted.is_zero());
    let named = |ask: &Ask| format!("{} ({})", session.called(ask), written(session, ask.granted));
    let enough = granted().filter(|ask| ask.granted >= short).min_by_key(|ask| ask.granted);
    if let Some(ask) = enough {
        return vec![named(ask)];
    }
    let mut back = Money::ZERO;
    let mut names = Vec::new();
    for ask in granted().rev().take_while(|ask| {
        let missing = back < short;
        back = total([back, ask.granted]);
        missing
    }) {
        names.push(named(ask));
    }
    names
}

fn words(session: &Session, pledge: &Pledge) -> String {
    pledge.offer.kind.words(|amount| written(session, amount))
}

/// An amount in a refusal. Who reads it is not known here, so it has the neutral marks.
fn written(session: &Session, amount: Money) -> String {
    session.currency.show(amount, &Marks::default())
}
