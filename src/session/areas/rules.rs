//! What may happen to areas themselves, and what is refused. Answers are in `answers.rs`.

use super::{Accountable, Answer, Area, Change, Part, answers, parts};
use crate::money::Money;
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::sound::Fault;
use crate::session::{Id, Kind, Session};
use crate::text::CleanText;

pub(in crate::session) fn apply(session: &mut Session, entry: &Entry, change: &Change) -> Outcome {
    match change {
        Change::Add(names) => add(session, entry, names),
        Change::Edit { area, name, done, replaces, serves, reach } => {
            edit(session, area, name, done, replaces)?;
            find(session, area)?.reach = *reach;
            serve(session, area, serves)
        }
        Change::Delete(area) => delete(session, area),
        Change::Move(area, to) => move_to(session, area, *to),
        Change::Serves(area, goals) => serve(session, area, goals),
        Change::Ask(asked) => answers::ask(session, asked.as_ref()),
        Change::Answer { area, who, answer, second_yes } => {
            answers::answer(session, area, who, answer, *second_yes)
        }
        Change::NotMe(area, not_me) => answers::not_me(session, area, not_me),
        Change::Nobody(area) => answers::nobody(session, area),
        Change::Terms { area, may_spend, comes_off } => {
            answers::terms(session, area, *may_spend, comes_off)
        }
        Change::Part { area, who, part, takes } => {
            parts::takes_part(session, area, who, *part, *takes)
        }
        Change::Outside { area, name, part, takes } => {
            parts::outside(session, area, name, *part, *takes)
        }
        Change::LeaveOpen(area, until) => answers::leave_open(session, area, *until),
    }
}

fn add(session: &mut Session, entry: &Entry, names: &[CleanText]) -> Outcome {
    if names.is_empty() {
        return refuse("No area to add: type what has to be looked after.");
    }
    for (place, name) in names.iter().enumerate() {
        check_name(session, None, name)?;
        let id = Id::nth(Kind::Area, entry.seq, place);
        session.areas.push(Area::new(id, name.clone(), CleanText::default()));
    }
    Ok(())
}

fn check_name(session: &Session, but: Option<&Id>, name: &CleanText) -> Outcome {
    if name.is_empty() {
        return refuse("An area needs a name: what has to be looked after?");
    }
    let same =
        |area: &Area| Some(&area.id) != but && area.name.to_lowercase() == name.to_lowercase();
    if session.areas.iter().any(same) {
        return refuse(format!("“{name}” is an area already. Two want it? Split the verb."));
    }
    Ok(())
}

fn edit(
    session: &mut Session,
    area: &Id,
    name: &CleanText,
    done: &CleanText,
    replaces: &CleanText,
) -> Outcome {
    check_name(session, Some(area), name)?;
    let area = find(session, area)?;
    area.name = name.clone();
    area.done = done.clone();
    area.replaces = replaces.clone();
    Ok(())
}

fn delete(session: &mut Session, area: &Id) -> Outcome {
    check_unfunded(session, area)?;
    let name = find(session, area)?.name.clone();
    if session.pot.asks.iter().any(|ask| &ask.area == area) {
        return refuse(format!("“{name}” asks for something in the pot; delete that first."));
    }
    if let Some(pledge) = session.pot.pledges.iter().find(|it| it.offer.only_for.contains(area)) {
        let source = &pledge.offer.source;
        return refuse(format!("What {source} pledges is only for “{name}”; change that first."));
    }
    session.areas.retain(|other| &other.id != area);
    session.pot.spent.retain(|(of, _)| of != area);
    for promise in &mut session.promises {
        promise.vow.area.take_if(|served| served == area);
    }
    Ok(())
}

/// No owner, no money: an area that was granted some keeps its owner and its place.
pub(super) fn check_unfunded(session: &Session, area: &Id) -> Outcome {
    let granted = session.pot.asks.iter().filter(|ask| &ask.area == area);
    if granted.clone().all(|ask| ask.granted.is_zero()) {
        return Ok(());
    }
    let name = session.area(area).map(|area| area.name.clone()).unwrap_or_default();
    refuse(format!("“{name}” has money from the pot; give that back first, in the pot."))
}

fn move_to(session: &mut Session, area: &Id, to: usize) -> Outcome {
    find(session, area)?;
    let from = session.areas.iter().position(|other| &other.id == area);
    let area = session.areas.remove(from.expect("it was found a moment ago"));
    session.areas.insert(to.min(session.areas.len()), area);
    Ok(())
}

fn serve(session: &mut Session, area: &Id, goals: &[Id]) -> Outcome {
    if goals.iter().any(|goal| session.goal(goal).is_none()) {
        return refuse("That goal is no longer there.");
    }
    let mut served: Vec<Id> = Vec::new();
    for goal in goals {
        if !served.contains(goal) {
            served.push(goal.clone());
        }
    }
    find(session, area)?.serves = served;
    Ok(())
}

pub(super) fn find<'a>(session: &'a mut Session, area: &Id) -> Result<&'a mut Area, Refusal> {
    match session.areas.iter_mut().find(|other| &other.id == area) {
        Some(area) => Ok(area),
        None => refuse("That area is no longer there."),
    }
}

/// What a session that was read says of areas and cannot mean.
pub(in crate::session) fn check(session: &Session) -> Result<(), Fault> {
    for area in &session.areas {
        let name = &area.id;
        if area.name.is_empty() {
            return Err(Fault(format!("the area “{name}” has no name")));
        }
        if let Some(goal) = area.serves.iter().find(|goal| session.goal(goal).is_none()) {
            return Err(Fault(format!("the area “{name}” serves “{goal}”, which is no goal")));
        }
        if let Some(accountable) = &area.accountable {
            check_accountable(session, area, accountable)?;
        }
        if area.outside.iter().any(|other| other.part == Part::Doing) {
            return Err(Fault(format!("the area “{name}” is done by nobody on the list")));
        }
    }
    Ok(())
}

fn check_accountable(
    session: &Session,
    area: &Area,
    accountable: &Accountable,
) -> Result<(), Fault> {
    let (name, who) = (&area.id, &accountable.who);
    if session.person(who).is_none() {
        return Err(Fault(format!("“{who}” answers for the area “{name}”, but is no person")));
    }
    if accountable.may_spend.is_some_and(|amount| amount < Money::ZERO) {
        return Err(Fault(format!("“{who}” may spend less than nothing for the area “{name}”")));
    }
    match &accountable.answer {
        Answer::YesIf { condition, .. } if condition.is_empty() => {
            Err(Fault(format!("the yes to the area “{name}” has an empty condition")))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::Reach;
    use crate::session::areas::Outside;
    use crate::session::{Change as Any, pot, promises};
    use crate::testing::{activity, area, person, room_with, submit, text, today};
    use crate::workshop::{Do, Policy};

    fn room() -> Room {
        room_with(vec![activity(Do::Roles { load: 2 }, Policy::Open)])
    }

    fn done(room: &mut Room, change: Change) -> u64 {
        submit(room, Any::Areas(change)).expect("accepted")
    }

    fn refused(room: &mut Room, change: Change) -> String {
        submit(room, Any::Areas(change)).expect_err("refused").to_string()
    }

    fn names(room: &Room) -> Vec<&str> {
        room.session().areas.iter().map(|area| area.name.as_str()).collect()
    }

    #[test]
    fn areas_are_added_edited_moved_and_deleted() {
        let mut room = room();
        let seq = done(&mut room, Change::Add(vec![text("Community"), text("Policy")]));
        let policy = Id::nth(Kind::Area, seq, 1);
        done(&mut room, Change::Move(policy.clone(), 0));
        let (name, finished, replaces) =
            (text("Policy"), text("Everyone was trained"), text("Mails"));
        let (area, done_when, serves) = (policy.clone(), finished, Vec::new());
        let reach = Reach::Inside;
        let change = Change::Edit { area, name, done: done_when, replaces, serves, reach };
        done(&mut room, change);
        assert_eq!(names(&room), ["Policy", "Listening", "Crisis", "Measuring", "Community"]);
        assert_eq!(room.session().areas[0].done, "Everyone was trained");
        done(&mut room, Change::Delete(policy.clone()));
        assert!(refused(&mut room, Change::Delete(policy)).contains("no longer there"));
    }

    #[test]
    fn an_area_has_a_name_of_its_own() {
        let mut room = room();
        assert!(refused(&mut room, Change::Add(Vec::new())).contains("No area"));
        assert!(refused(&mut room, Change::Add(vec![text("")])).contains("needs a name"));
        let twice = Change::Add(vec![text("Care"), text("care")]);
        assert!(refused(&mut room, twice).contains("an area already"));
        assert_eq!(names(&room).len(), 3);
        let (name, none) = (text("crisis"), text(""));
        let (area, done_when, serves) = (area(1), none.clone(), Vec::new());
        let reach = Reach::NotSaid;
        let same = Change::Edit { area, name, done: done_when, replaces: none, serves, reach };
        assert!(refused(&mut room, same).contains("an area already"));
    }

    #[test]
    fn an_area_serves_goals_that_are_there() {
        let mut room = room();
        let goal = Id::new(Kind::Goal, 77);
        assert!(refused(&mut room, Change::Serves(area(1), vec![goal])).contains("no longer"));
        done(&mut room, Change::Serves(area(1), Vec::new()));
    }

    #[test]
    fn an_area_that_asks_for_money_or_has_some_stays() {
        let session = room().session().clone();
        let amount = Money(100);
        let need = pot::Need {
            title: text("Licences"),
            minimum: amount,
            target: amount,
            stretch: amount,
            recurring: pot::Recurring::Once,
            quantity: 0,
            unit: text(""),
            category: text(""),
            worth: None,
        };
        let ask = |granted| pot::Ask {
            id: Id::new(Kind::Ask, 9),
            area: area(1),
            need: need.clone(),
            granted,
            matched: Vec::new(),
        };
        for (granted, reason) in [(Money::ZERO, "asks for something"), (amount, "has money")] {
            let mut session = session.clone();
            session.pot.asks.push(ask(granted));
            let refusal = delete(&mut session, &area(1)).expect_err("refused");
            assert!(refusal.to_string().contains(reason), "{refusal}");
        }
    }

    #[test]
    fn a_promise_outlives_the_area_it_was_made_for() {
        let mut session = room().session().clone();
        let vow = promises::Vow {
            when: text(""),
            will: text("answer"),
            by: today(),
            first_step: text(""),
            first_by: None,
            checks: None,
            place: 0,
            comes_off: text(""),
            area: Some(area(1)),
        };
        let id = Id::new(Kind::Promise, 9);
        session.promises.push(promises::Promise::new(id, person(1), vow));
        delete(&mut session, &area(1)).expect("deleted");
        assert_eq!(session.promises[0].vow.area, None);
    }

    #[test]
    fn a_file_with_areas_that_point_nowhere_is_not_sound() {
        let session = room().session().clone();
        let broken = |change: &dyn Fn(&mut Area)| {
            let mut session = session.clone();
            change(&mut session.areas[0]);
            session.check().expect_err("a fault").to_string()
        };
        let accountable = |who: &Id, may_spend| {
            let answer = Answer::YesIf { condition: text(""), by: today() };
            let comes_off = text("");
            Some(Accountable { who: who.clone(), answer, may_spend, comes_off, asked_twice: false })
        };
        let nobody = Id::new(Kind::Person, 99);
        for (fault, found) in [
            ("no name", broken(&|it| it.name = text(""))),
            ("no goal", broken(&|it| it.serves = vec![Id::new(Kind::Goal, 9)])),
            ("no person", broken(&|it| it.accountable = accountable(&nobody, None))),
            ("less than", broken(&|it| it.accountable = accountable(&person(1), Some(Money(-1))))),
            ("empty condition", broken(&|it| it.accountable = accountable(&person(1), None))),
            (
                "nobody on the list",
                broken(&|it| it.outside = vec![Outside { name: text("HR"), part: Part::Doing }]),
            ),
        ] {
            assert!(found.contains(fault), "{fault}: {found}");
        }
        assert_eq!(session.check(), Ok(()));
    }
}
