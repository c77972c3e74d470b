//! The fields of each kind of thing, as they are compared when a table comes back.

use super::carried::{Carried, Whole};
use super::conflict::Asks;
use super::telling::Sort;
use super::weighing::{Three, Weighing};
use crate::locale::Marks;
use crate::money::{Currency, Money};
use crate::session::areas::{Accountable, Answer, Part};
use crate::session::goals::{Lamp, Shape, Told};
use crate::session::id::Id;
use crate::session::pot::{Ask, Firmness, Offer, Pledge};
use crate::session::promises::Fate;
use crate::session::{
    Agreement, Area, Decision, Goal, Idea, Objection, Parked, Person, Promise, Session, decisions,
};
use crate::text::CleanText;
use jiff::civil::Date;
use std::fmt::Display;

/// A kind of thing that goes to tables and comes back.
pub(super) trait Thing: Clone + PartialEq {
    /// Whether deleting it at a table deletes it here.
    const CAN_GO: bool = true;
    /// Those of a table.
    fn among(carried: &Carried) -> &[Self];
    /// The name that never changes, where there are several.
    fn id(&self) -> Option<&Id>;
    /// What people call it.
    fn called(&self, session: &Session) -> String;
    /// The same thing with nothing said of it but its name: what two that were made alike had in
    /// common.
    fn blank(&self) -> Self {
        self.clone()
    }
    /// Whether nothing was changed that anybody would miss.
    fn is_like(&self, other: &Self) -> bool {
        self == other
    }
    /// Counts it as new.
    fn count(&self, weighing: &mut Weighing<'_>);
    /// Compares each of its fields.
    fn weigh(&self, weighing: &mut Weighing<'_>, three: Three<'_, Self>, session: &Session);
}

/// `take!(weighing, three, session, asks, a.field.path, say)` compares one field.
macro_rules! take {
    ($w:ident, $three:ident, $session:ident, $asks:expr, $($field:ident).+, $say:expr) => {
        $w.field(
            $asks,
            &mut $three,
            $session,
            |it| it.$($field).+.clone(),
            |it, new| it.$($field).+ = new,
            $say,
        )
    };
}

fn quoted(words: &CleanText) -> String {
    if words.is_empty() { "nothing".into() } else { format!("“{words}”") }
}

fn maybe<T: Display>(value: &Option<T>) -> String {
    value.as_ref().map_or_else(|| "nothing".into(), ToString::to_string)
}

fn flag(value: &bool) -> String {
    if *value { "yes".into() } else { "no".into() }
}

fn amount(currency: Currency, amount: Money) -> String {
    currency.show(amount, &Marks::default())
}

/// What was added there is added, what was taken out there is taken out. Answers whether anything was.
fn set<T: Clone + PartialEq>(was: &[T], here: &mut Vec<T>, there: &[T]) -> bool {
    let before = here.clone();
    here.retain(|it| there.contains(it) || !was.contains(it));
    for new in there.iter().filter(|it| !was.contains(it)) {
        if !here.contains(new) {
            here.push(new.clone());
        }
    }
    *here != before
}

impl Thing for Person {
    const CAN_GO: bool = false;
    fn among(carried: &Carried) -> &[Person] {
        &carried.people
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.name.to_string()
    }
    /// Whether somebody is here now is seen here.
    fn is_like(&self, other: &Person) -> bool {
        self.name == other.name && self.function == other.function
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::People);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Person>, session: &Session) {
        let mut changed = take!(w, three, session, Asks::Wording, name, quoted);
        changed |= take!(w, three, session, Asks::Function, function, quoted);
        changed |= take!(w, three, session, Asks::Stays, champion, flag);
        if changed {
            w.count(Sort::Others);
        }
    }
}

/// Every idea for itself, the parts of merged ones too: they are merged again here.
pub(super) fn flat(ideas: &[Idea]) -> Vec<Idea> {
    let each = ideas.iter().flat_map(|idea| match idea.merged.as_slice() {
        [] => vec![idea.clone()],
        parts => {
            let as_whole = |part: &Idea| Idea {
                group: idea.group.clone(),
                lens: idea.lens.clone(),
                read: idea.read,
                ..part.clone()
            };
            parts.iter().map(as_whole).collect()
        }
    });
    each.collect()
}

impl Thing for Idea {
    fn among(carried: &Carried) -> &[Idea] {
        &carried.ideas
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.text.to_string()
    }
    fn is_like(&self, other: &Idea) -> bool {
        self.text == other.text
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Ideas);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Idea>, session: &Session) {
        let mut changed = take!(w, three, session, Asks::Wording, text, quoted);
        changed |= take!(w, three, session, Asks::Group, group, quoted);
        changed |= take!(w, three, session, Asks::Lens, lens, quoted);
        take!(w, three, session, Asks::Stays, read, flag);
        if changed {
            w.count(Sort::Ideas);
        }
    }
}

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

impl Thing for Pledge {
    fn among(carried: &Carried) -> &[Pledge] {
        &carried.pledges
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.offer.source.to_string()
    }
    fn is_like(&self, other: &Pledge) -> bool {
        free(self) == free(other)
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Pledges);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Pledge>, session: &Session) {
        let put = |it: &mut Pledge, offer: Offer| {
            let only_for = std::mem::take(&mut it.offer.only_for);
            it.offer = Offer { only_for, ..offer };
        };
        let say = |offer: &Offer| {
            let perhaps = if offer.firmness == Firmness::Firm { "" } else { offer.firmness.name() };
            let what = offer.kind.words(|money| amount(session.currency, money));
            format!("{perhaps} {what}").trim().to_owned()
        };
        let mut changed = w.field(Asks::Pledge, &mut three, session, free, put, say);
        take!(w, three, session, Asks::Stays, read, flag);
        let Three { was, here, there } = three;
        changed |= set(&was.offer.only_for, &mut here.offer.only_for, &there.offer.only_for);
        if changed {
            w.count(Sort::Pledges);
        }
    }
}

/// What is pledged, whatever it is for.
fn free(pledge: &Pledge) -> Offer {
    Offer { only_for: Vec::new(), ..pledge.offer.clone() }
}

impl Thing for Ask {
    fn among(carried: &Carried) -> &[Ask] {
        &carried.asks
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.need.title.to_string()
    }
    fn is_like(&self, other: &Ask) -> bool {
        self.need == other.need && self.granted == other.granted
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Asks);
        if !self.granted.is_zero() {
            weighing.count(Sort::Grants);
            weighing.raised.push((self.id.clone(), Money::ZERO));
        }
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Ask>, session: &Session) {
        let need = |it: &Ask| (it.area.clone(), it.need.clone());
        let say = |(_, need): &(Id, crate::session::pot::Need)| {
            let money = |value| amount(session.currency, value);
            format!("“{}”, {} to {}", need.title, money(need.minimum), money(need.stretch))
        };
        let put = |it: &mut Ask, (area, need)| (it.area, it.need) = (area, need);
        if w.field(Asks::Need, &mut three, session, need, put, say) {
            w.count(Sort::Asks);
        }
        let before = three.here.granted;
        let say = |money: &Money| amount(session.currency, *money);
        if take!(w, three, session, Asks::Grant, granted, say) {
            w.count(Sort::Grants);
            w.raised.push((three.here.id.clone(), before));
        }
        let Three { was, here, there } = three;
        if set(&was.matched, &mut here.matched, &there.matched) {
            w.count(Sort::Grants);
        }
    }
}

impl Thing for Promise {
    fn among(carried: &Carried) -> &[Promise] {
        &carried.promises
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.vow.will.to_string()
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Promises);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Promise>, session: &Session) {
        let say =
            |vow: &crate::session::promises::Vow| format!("{}, by {}", quoted(&vow.will), vow.by);
        let mut changed = take!(w, three, session, Asks::Vow, vow, say);
        let fate = |fate: &Fate| match fate {
            Fate::Waiting => "nothing yet".to_owned(),
            Fate::Kept => "kept".into(),
            Fate::Stands => "on its way".into(),
            Fate::Slipped => "slipped".into(),
            Fate::Dropped(_) => "dropped".into(),
        };
        changed |= take!(w, three, session, Asks::Fate, fate, fate);
        take!(w, three, session, Asks::Stays, read, flag);
        if changed {
            w.count(Sort::Promises);
        }
    }
}

impl Thing for Decision {
    fn among(carried: &Carried) -> &[Decision] {
        &carried.decisions
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.what.to_string()
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Decisions);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Decision>, session: &Session) {
        let all = |it: &Decision| {
            (it.what.clone(), it.rule.clone(), it.tally, it.review, it.reopen.clone())
        };
        let changed = w.field(
            Asks::Wording,
            &mut three,
            session,
            all,
            |it, new| (it.what, it.rule, it.tally, it.review, it.reopen) = new,
            |(what, ..)| quoted(what),
        );
        if changed {
            w.count(Sort::Decisions);
        }
    }
}

impl Thing for Objection {
    fn among(carried: &Carried) -> &[Objection] {
        &carried.objections
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.text.to_string()
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Objections);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Objection>, session: &Session) {
        let mut changed = take!(w, three, session, Asks::Wording, text, quoted);
        let fate = |fate: &decisions::Fate| match fate {
            decisions::Fate::Open => "not yet met".to_owned(),
            decisions::Fate::Met(how) => format!("met by {}", quoted(how)),
            decisions::Fate::Dissent => "recorded as dissent".into(),
        };
        changed |= take!(w, three, session, Asks::Fate, fate, fate);
        if changed {
            w.count(Sort::Objections);
        }
    }
}

impl Thing for Agreement {
    fn among(carried: &Carried) -> &[Agreement] {
        &carried.agreements
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.text.to_string()
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Agreements);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Agreement>, session: &Session) {
        let all = |it: &Agreement| (it.text.clone(), it.guards.clone());
        let put = |it: &mut Agreement, new| (it.text, it.guards) = new;
        if w.field(Asks::Wording, &mut three, session, all, put, |(text, _)| quoted(text)) {
            w.count(Sort::Agreements);
        }
    }
}

impl Thing for Parked {
    fn among(carried: &Carried) -> &[Parked] {
        &carried.parked
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.text.to_string()
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Parked);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Parked>, session: &Session) {
        let mut changed = take!(w, three, session, Asks::Wording, text, quoted);
        let fate = |fate: &decisions::ParkedFate| match fate {
            decisions::ParkedFate::Waiting => "nobody takes it up".to_owned(),
            decisions::ParkedFate::Taken { who, by } => {
                format!("{} takes it up by {by}", session.name_of(who))
            }
            decisions::ParkedFate::Dropped => "it is dropped".into(),
        };
        changed |= take!(w, three, session, Asks::Fate, fate, fate);
        if changed {
            w.count(Sort::Parked);
        }
    }
}

impl Thing for Whole {
    fn among(carried: &Carried) -> &[Whole] {
        std::slice::from_ref(&carried.whole)
    }
    fn id(&self) -> Option<&Id> {
        None
    }
    fn called(&self, _: &Session) -> String {
        String::new()
    }
    fn count(&self, _: &mut Weighing<'_>) {}
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Whole>, session: &Session) {
        let months = |months: &u8| months.to_string();
        let mut changed = take!(w, three, session, Asks::Months, months, months);
        let name =
            |id: &Option<Id>| id.as_ref().map_or("nobody", |id| session.name_of(id)).to_owned();
        changed |= take!(w, three, session, Asks::Reserve, reserve, name);
        changed |= take!(w, three, session, Asks::NextDate, next_date, maybe);
        changed |= take!(w, three, session, Asks::DoingNothing, doing_nothing, quoted);
        if changed {
            w.count(Sort::Others);
        }
    }
}
