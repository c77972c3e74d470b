//! Goals and areas, as they are compared when a table comes back.

use super::super::carried::Carried;
use super::super::conflict::Asks;
use super::super::telling::Sort;
use super::super::weighing::{Three, Weighing};
use super::{Thing, amount, maybe, quoted, set};
use crate::session::areas::{Accountable, Answer, Part};
use crate::session::goals::{Lamp, Shape, Told};
use crate::session::id::Id;
use crate::session::{Area, Goal, Session};
use crate::text::CleanText;
use jiff::civil::Date;

impl Thing for Goal {
    fn among(carried: &Carried) -> &[Goal] {
        &carried.goals
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.shape.outcome.to_string()
    }
    fn blank(&self) -> Goal {
        let shape = Shape { outcome: self.shape.outcome.clone(), ..Shape::default() };
        Goal { id: self.id.clone(), shape, half: Vec::new(), idea: None, told: None }
    }
    fn is_like(&self, other: &Goal) -> bool {
        self.shape == other.shape && self.half == other.half && self.told == other.told
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Goals);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Goal>, session: &Session) {
        let mut changed = take!(w, three, session, Asks::Wording, shape.outcome, quoted);
        let numbers = |it: &Goal| Shape {
            from: it.shape.from.clone(),
            to: it.shape.to.clone(),
            unit: it.shape.unit.clone(),
            ..Shape::default()
        };
        changed |= w.field(
            Asks::Numbers,
            &mut three,
            session,
            numbers,
            |it, Shape { from, to, unit, .. }| {
                (it.shape.from, it.shape.to, it.shape.unit) = (from, to, unit);
            },
            |numbers| numbers.numbers().unwrap_or_else(|| "nothing".into()),
        );
        changed |= take!(w, three, session, Asks::Date, shape.by, maybe);
        changed |= take!(w, three, session, Asks::Harm, shape.harm, quoted);
        changed |= take!(w, three, session, Asks::BetterOff, shape.better_off, quoted);
        changed |= take!(w, three, session, Asks::Reach, shape.reach, |it| it.name().into());
        changed |= take!(w, three, session, Asks::Serves, shape.serves, quoted);
        for lamp in Lamp::ALL {
            changed |= w.field(
                Asks::FindsOut(lamp),
                &mut three,
                session,
                |it| it.half.iter().find(|half| half.lamp == lamp).cloned(),
                |it, half| {
                    it.half.retain(|half| half.lamp != lamp);
                    it.half.extend(half);
                },
                |half| match half {
                    Some(half) => format!("{} by {}", session.name_of(&half.who), half.by),
                    None => "nobody".into(),
                },
            );
        }
        changed |= take!(w, three, session, Asks::Told, told, told);
        let Three { was, here, there } = three;
        changed |= set(&was.shape.needs, &mut here.shape.needs, &there.shape.needs);
        if changed {
            w.count(Sort::Goals);
        }
    }
}

fn told(told: &Option<Told>) -> String {
    match told {
        Some(Told { number, happened, .. }) if number.is_empty() => quoted(happened),
        Some(Told { number, .. }) => number.to_string(),
        None => "nothing".into(),
    }
}

/// Who answers for an area, or until when it is left open.
type Answers = (Option<Accountable>, Option<Date>, Option<Id>);

impl Thing for Area {
    fn among(carried: &Carried) -> &[Area] {
        &carried.areas
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.name.to_string()
    }
    fn blank(&self) -> Area {
        Area::new(self.id.clone(), self.name.clone(), CleanText::default())
    }
    fn is_like(&self, other: &Area) -> bool {
        let main = |it: &Area| (it.name.clone(), it.done.clone(), it.accountable.clone());
        main(self) == main(other)
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Areas);
        if self.accountable.is_some() {
            weighing.count(Sort::Names);
        }
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Area>, session: &Session) {
        let answers = |it: &Area| (it.accountable.clone(), it.open_until, it.was.clone());
        let put = |it: &mut Area, new: Answers| {
            (it.accountable, it.open_until, it.was) = new;
        };
        if w.field(Asks::Owner, &mut three, session, answers, put, |it| who(it, session)) {
            w.count(Sort::Names);
        }
        let mut changed = take!(w, three, session, Asks::Wording, name, quoted);
        changed |= take!(w, three, session, Asks::Done, done, quoted);
        changed |= take!(w, three, session, Asks::Replaces, replaces, quoted);
        changed |= take!(w, three, session, Asks::Reach, reach, |it| it.name().into());
        let mut people: Vec<Id> = Vec::new();
        for part in Part::ALL {
            for id in three.there.people(part).iter().chain(three.was.people(part)) {
                if !people.contains(id) {
                    people.push(id.clone());
                }
            }
        }
        for person in people {
            let part = |it: &Area| Part::ALL.into_iter().find(|p| it.people(*p).contains(&person));
            let put = |it: &mut Area, part: Option<Part>| it.takes_part_as(&person, part);
            let say = |part: &Option<Part>| part.map_or("not at all", Part::word).to_owned();
            let asks = Asks::Part(person.clone());
            if w.field(asks, &mut three, session, part, put, say) {
                w.count(Sort::Parts);
            }
        }
        let Three { was, here, there } = three;
        if set(&was.outside, &mut here.outside, &there.outside) {
            w.count(Sort::Parts);
        }
        changed |= set(&was.serves, &mut here.serves, &there.serves);
        changed |= set(&was.not_me, &mut here.not_me, &there.not_me);
        here.tidy();
        if changed {
            w.count(Sort::Others);
        }
    }
}

fn who((accountable, open, _): &Answers, session: &Session) -> String {
    let Some(Accountable { who, answer, may_spend, .. }) = accountable else {
        return match open {
            Some(until) => format!("open until {until}"),
            None => "nobody".into(),
        };
    };
    let condition = match answer {
        Answer::Yes => String::new(),
        Answer::YesIf { condition, .. } => format!(", if {condition}"),
    };
    let spends = match may_spend {
        Some(money) => format!(", who may spend {}", amount(session.currency, *money)),
        None => String::new(),
    };
    format!("{}{condition}{spends}", session.name_of(who))
}
