//! The three answers, and what follows from them: yes; yes, if …; not me.

use super::parts::drop_out;
use super::rules::{check_unfunded, find};
use super::{Accountable, Answer, Area, Asked, NotMe, Part};
use crate::money::Money;
use crate::session::change::{Outcome, refuse};
use crate::session::{Id, Person, Session};
use crate::text::CleanText;
use jiff::civil::Date;

/// Somebody is asked, for all to see, or nobody any more.
pub(super) fn ask(session: &mut Session, asked: Option<&Asked>) -> Outcome {
    if let Some(Asked { area, who }) = asked {
        session.check_present(who, "say yes")?;
        find(session, area)?;
    }
    session.asked = asked.cloned();
    Ok(())
}

/// Somebody answers for an area, in the place of whoever did before.
pub(super) fn answer(
    session: &mut Session,
    area: &Id,
    who: &Id,
    answer: &Answer,
    second_yes: bool,
) -> Outcome {
    session.check_present(who, "say yes")?;
    if matches!(answer, Answer::YesIf { condition, .. } if condition.is_empty()) {
        return refuse("Yes, if what? Say the condition: hours, money, somebody's approval.");
    }
    let more_than_usual = session.asks_second_yes(area, who);
    let asked_twice = second_yes && more_than_usual.is_some();
    if let (false, Some(sentence)) = (second_yes, more_than_usual) {
        return refuse(sentence);
    }
    let area = find(session, area)?;
    let (may_spend, comes_off) = match area.accountable.take() {
        Some(before) if &before.who == who => (before.may_spend, before.comes_off),
        _ => (None, CleanText::default()),
    };
    area.accountable = Some(Accountable {
        who: who.clone(),
        answer: answer.clone(),
        may_spend,
        comes_off,
        asked_twice,
    });
    area.open_until = None;
    area.not_me.retain(|other| &other.who != who);
    drop_out(area, who, &[Part::Consulted, Part::Informed]);
    session.asked = None;
    Ok(())
}

impl Session {
    /// Who is asked now whether they answer for which area.
    pub fn asked(&self) -> Option<(&Area, &Person)> {
        let Asked { area, who } = self.asked.as_ref()?;
        Some((self.area(area)?, self.person(who)?))
    }

    /// The sentence that asks for a second yes, when this area would be more than the usual load
    /// for this person.
    pub fn asks_second_yes(&self, area: &Id, who: &Id) -> Option<String> {
        let theirs = |other: &&super::Area| &other.id != area && other.owner() == Some(who);
        let others: Vec<&CleanText> =
            self.areas.iter().filter(theirs).map(|area| &area.name).collect();
        (others.len() >= self.usual_load()).then(|| {
            let (name, count) = (self.name_of(who), others.len());
            let others = crate::text::listed(&others);
            let areas = if count == 1 { "one area".into() } else { format!("{count} areas") };
            format!("{name} answers for {areas} already: {others}. Really this one too?")
        })
    }
}

/// Somebody says not me; nobody asks why.
pub(super) fn not_me(session: &mut Session, area: &Id, not_me: &NotMe) -> Outcome {
    session.check_present(&not_me.who, "answer")?;
    let steps_back = session.area(area).and_then(|area| area.owner()) == Some(&not_me.who);
    if steps_back {
        check_unfunded(session, area)?;
    }
    let area = find(session, area)?;
    if steps_back {
        area.accountable = None;
    }
    let advised = area.not_me.iter().any(|other| other.who == not_me.who && other.advises);
    area.not_me.retain(|other| other.who != not_me.who);
    area.not_me.push(not_me.clone());
    if not_me.advises {
        drop_out(area, &not_me.who, &[Part::Consulted, Part::Informed]);
        area.consulted.push(not_me.who.clone());
    } else if advised {
        drop_out(area, &not_me.who, &[Part::Consulted]);
    }
    session.asked = None;
    Ok(())
}

/// Nobody answers for it any more.
pub(super) fn nobody(session: &mut Session, area: &Id) -> Outcome {
    check_unfunded(session, area)?;
    let area = find(session, area)?;
    if area.accountable.take().is_none() {
        return refuse("Nobody answers for it yet.");
    }
    session.asked = None;
    Ok(())
}

/// What the accountable person may spend unasked, and what comes off their list.
pub(super) fn terms(
    session: &mut Session,
    area: &Id,
    may_spend: Option<Money>,
    comes_off: &CleanText,
) -> Outcome {
    if may_spend.is_some_and(|amount| amount < Money::ZERO) {
        return refuse("Nobody can spend less than nothing.");
    }
    let Some(accountable) = &mut find(session, area)?.accountable else {
        return refuse("Nobody answers for it yet; first the name, then the terms.");
    };
    accountable.may_spend = may_spend;
    accountable.comes_off = comes_off.clone();
    Ok(())
}

/// Left open on purpose until a date, or not after all.
pub(super) fn leave_open(session: &mut Session, area: &Id, until: Option<Date>) -> Outcome {
    let who = session.area(area).and_then(|area| area.owner());
    if let (Some(who), Some(_)) = (who, until) {
        let name = session.name_of(who);
        return refuse(format!("{name} answers for it; it is open only once nobody does."));
    }
    find(session, area)?.open_until = until;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::areas::{Change, Standing};
    use crate::session::{Change as Any, people};
    use crate::testing::{activity, area, at, person, room_with, submit, text, today};
    use crate::workshop::{Do, Policy};

    fn room() -> Room {
        room_with(vec![activity(Do::Roles { load: 1 }, Policy::Open)])
    }

    fn yes(place: usize, who: usize) -> Change {
        let answer = Answer::Yes;
        Change::Answer { area: area(place), who: person(who), answer, second_yes: false }
    }

    fn yes_if(place: usize, who: usize, condition: &str) -> Change {
        let answer = Answer::YesIf { condition: text(condition), by: today() };
        Change::Answer { area: area(place), who: person(who), answer, second_yes: false }
    }

    fn says_not_me(place: usize, who: usize, advises: bool) -> Change {
        Change::NotMe(area(place), NotMe { who: person(who), advises })
    }

    fn done(room: &mut Room, change: Change) {
        submit(room, Any::Areas(change)).expect("accepted");
    }

    fn refused(room: &mut Room, change: Change) -> String {
        submit(room, Any::Areas(change)).expect_err("refused").to_string()
    }

    fn standing(room: &Room, place: usize) -> Standing {
        room.session().area(&area(place)).expect("an area").standing()
    }

    #[test]
    fn who_is_asked_stands_for_all_to_see_until_they_answer() {
        let mut room = room();
        let asked = |room: &Room| {
            room.session().asked().map(|(area, who)| format!("{} {}", area.name, who.name))
        };
        let ask = |area, who| Change::Ask(Some(Asked { area, who }));
        done(&mut room, ask(area(2), person(1)));
        assert_eq!(asked(&room).as_deref(), Some("Crisis Ana"));
        done(&mut room, yes(2, 1));
        assert_eq!(asked(&room), None);
        room.undo(at(900)).expect("undone");
        assert_eq!(asked(&room).as_deref(), Some("Crisis Ana"), "the question is open again");
        assert!(room.undo(at(901)).is_err(), "to ask changes nothing");
        done(&mut room, Change::NotMe(area(2), NotMe { who: person(1), advises: false }));
        done(&mut room, ask(area(2), person(2)));
        done(&mut room, Change::Ask(None));
        assert_eq!(asked(&room), None);
        assert_eq!(refused(&mut room, ask(area(9), person(1))), "That area is no longer there.");
        submit(&mut room, Any::People(people::Change::Leave(person(3)))).expect("gone");
        assert!(refused(&mut room, ask(area(1), person(3))).contains("not in the room"));
    }

    #[test]
    fn a_yes_settles_an_area_and_a_conditional_one_half_settles_it() {
        let mut room = room();
        assert_eq!(standing(&room, 1), Standing::Nobody);
        done(&mut room, yes_if(1, 1, "Legal agrees"));
        assert_eq!(standing(&room, 1), Standing::Half);
        done(&mut room, yes(1, 1));
        assert_eq!(standing(&room, 1), Standing::Settled);
        assert!(refused(&mut room, yes_if(2, 2, "")).starts_with("Yes, if what?"));
    }

    #[test]
    fn there_is_only_ever_one_who_answers() {
        let mut room = room();
        done(&mut room, yes(1, 1));
        let terms = Change::Terms {
            area: area(1),
            may_spend: Some(Money(50_000)),
            comes_off: text("the newsletter"),
        };
        done(&mut room, terms);
        done(&mut room, yes_if(1, 1, "Legal agrees"));
        let kept = room.session().areas[0].accountable.clone().expect("Ana");
        assert_eq!((kept.may_spend, &*kept.comes_off), (Some(Money(50_000)), "the newsletter"));
        done(&mut room, yes(1, 2));
        let after = room.session().areas[0].accountable.clone().expect("Ben");
        assert_eq!((after.who, after.may_spend), (person(2), None));
        assert_eq!(room.session().load(&person(1)), 0);
    }

    #[test]
    fn above_the_usual_load_a_second_yes_is_asked() {
        let mut room = room();
        done(&mut room, yes(1, 1));
        done(&mut room, yes(1, 1));
        let refusal = refused(&mut room, yes(2, 1));
        let sentence = "Ana answers for one area already: Listening. Really this one too?";
        assert_eq!(refusal, sentence);
        let (who, answer) = (person(1), Answer::Yes);
        done(&mut room, Change::Answer { area: area(2), who, answer, second_yes: true });
        assert_eq!(room.session().load(&person(1)), 2);
    }

    #[test]
    fn who_is_not_in_the_room_cannot_answer_but_keeps_what_is_theirs() {
        let mut room = room();
        done(&mut room, yes(1, 1));
        for who in [1, 2] {
            let leave = people::Change::Leave(person(who));
            submit(&mut room, Any::People(leave)).expect("left");
        }
        assert_eq!(standing(&room, 1), Standing::Settled);
        assert!(room.session().owner_left(&room.session().areas[0]));
        assert!(refused(&mut room, yes(2, 2)).starts_with("Ben is not in the room"));
        assert!(refused(&mut room, says_not_me(2, 2, true)).starts_with("Ben is not"));
        let remove = Any::People(people::Change::Remove(person(1)));
        assert!(submit(&mut room, remove).is_err());
    }

    #[test]
    fn not_me_is_without_fault_and_may_come_with_advice() {
        let mut room = room();
        done(&mut room, yes(1, 1));
        done(&mut room, says_not_me(1, 1, true));
        let listening = &room.session().areas[0];
        assert!(listening.is_red());
        assert_eq!(listening.consulted, [person(1)]);
        done(&mut room, says_not_me(1, 1, false));
        assert!(room.session().areas[0].consulted.is_empty());
        assert_eq!(room.session().areas[0].not_me.len(), 1);
    }

    #[test]
    fn a_yes_after_a_not_me_is_a_yes() {
        let mut room = room();
        done(&mut room, says_not_me(1, 1, true));
        done(&mut room, yes(1, 1));
        let listening = &room.session().areas[0];
        assert!(listening.not_me.is_empty() && listening.consulted.is_empty());
    }

    #[test]
    fn an_area_is_left_open_until_a_date_only_while_nobody_answers() {
        let mut room = room();
        done(&mut room, Change::LeaveOpen(area(1), Some(today())));
        assert_eq!(standing(&room, 1), Standing::LeftOpen);
        assert!(room.session().areas[0].is_red());
        done(&mut room, yes(1, 1));
        assert_eq!(room.session().areas[0].open_until, None);
        let open = Change::LeaveOpen(area(1), Some(today()));
        assert!(refused(&mut room, open.clone()).starts_with("Ana answers for it"));
        done(&mut room, Change::Nobody(area(1)));
        done(&mut room, open);
        done(&mut room, Change::LeaveOpen(area(1), None));
        assert_eq!(standing(&room, 1), Standing::Nobody);
        assert!(refused(&mut room, Change::Nobody(area(1))).contains("Nobody answers"));
    }

    #[test]
    fn terms_come_after_the_name() {
        let mut room = room();
        let terms = |may_spend| Change::Terms { area: area(1), may_spend, comes_off: text("") };
        assert!(refused(&mut room, terms(None)).contains("first the name"));
        done(&mut room, yes(1, 1));
        assert!(refused(&mut room, terms(Some(Money(-1)))).contains("less than nothing"));
        done(&mut room, terms(Some(Money(1))));
    }

    #[test]
    fn taking_back_a_yes_leaves_the_area_as_it_was() {
        let mut room = room();
        let before = room.session().areas.clone();
        done(&mut room, yes(1, 1));
        room.undo(at(9)).expect("undone");
        assert_eq!(room.session().areas, before);
    }

    #[test]
    fn the_standings_are_counted() {
        let mut room = room();
        done(&mut room, yes(1, 1));
        done(&mut room, Change::LeaveOpen(area(3), Some(today())));
        let counts: Vec<String> = room
            .session()
            .standings()
            .into_iter()
            .map(|(standing, count)| standing.counted(count))
            .collect();
        assert_eq!(counts, ["1 settled", "1 nobody yet", "1 left open"]);
    }
}
