//! A table comes back: what stood there when it was split or came back last, what stands here, and
//! what stands there now are compared, field by field.

use super::carried::{Carried, Whole};
use super::conflict::{Asks, Conflict, On, Side, Take};
use super::fields::{self, Thing};
use super::names::Names;
use super::telling::Sort;
use super::{Came, Merge, Table};
use crate::money::Money;
use crate::session::change::{Change as Any, Entry, Refusal, refuse};
use crate::session::decisions::{Decision, Parked, ParkedFate};
use crate::session::id::{Id, Kind};
use crate::session::{
    Author, Idea, Session, Shared, areas, decisions, goals, ideas, pot, promises,
};
use crate::text::CleanText;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What a session is once a table came back.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// The session; where something is still to be chosen it stands as it does here.
    pub session: Session,
    /// What is still to be chosen.
    pub conflicts: Vec<Conflict>,
    /// How much came of what.
    pub what: Vec<(Sort, u16)>,
    /// What could not be taken as it came, a sentence each.
    pub notes: Vec<String>,
    /// Whether the table stands as it did when it came back last.
    pub nothing_new: bool,
}

/// One comparison on its way.
pub(super) struct Weighing<'a> {
    tables: &'a [Table],
    table: &'a Table,
    choices: &'a [(On, Take)],
    open: Vec<Conflict>,
    chosen: Vec<(Conflict, Take)>,
    counts: BTreeMap<Sort, u16>,
    notes: Vec<String>,
    /// The asks that were granted more, and what they had before.
    pub(super) raised: Vec<(Id, Money)>,
}

/// A thing as it was, as it is here, and as it is there.
pub(super) struct Three<'a, T> {
    pub(super) was: &'a T,
    pub(super) here: &'a mut T,
    pub(super) there: &'a T,
}

/// Compares what came from a table with this session, as the entry of this number would.
///
/// # Errors
/// A sentence, when it cannot be taken in.
pub fn weigh(
    session: &Session,
    merge: &Merge,
    seq: u64,
    at: Timestamp,
) -> Result<Weighed, Refusal> {
    let Some(index) = session.tables.iter().position(|it| it.session == merge.table) else {
        return refuse(format!(
            "Table {} is not out from this session: it was split from another one, or the split \
             was taken back.",
            merge.number
        ));
    };
    let table = &session.tables[index];
    let mut names = Names::of(table, seq);
    names.know_again(&merge.came, session);
    let there = names.take_over(merge.came.clone());
    let mut weighing = Weighing {
        tables: &session.tables,
        table,
        choices: &merge.choices,
        open: Vec::new(),
        chosen: Vec::new(),
        counts: BTreeMap::new(),
        notes: Vec::new(),
        raised: Vec::new(),
    };
    let mut after = session.clone();
    let entry = Entry {
        seq,
        at,
        by: Author::Facilitator,
        change: Any::Tables(super::Change::Split(Vec::new())),
        undone: false,
    };
    all(&mut weighing, &mut after, &there, &entry);
    weighing.fit_grants(&mut after);
    weighing.keep(&mut after, &mut names, at);
    let Weighing { open, counts, notes, .. } = weighing;
    let what: Vec<(Sort, u16)> = counts.into_iter().collect();
    let nothing_new = there == table.base;
    let here = &mut after.tables[index];
    here.names = names.both();
    here.base = there;
    here.came.push(Came { at, revision: merge.revision, what: what.clone() });
    if let Err(fault) = after.check() {
        return refuse(format!("What came from table {} does not fit: {fault}.", merge.number));
    }
    Ok(Weighed { session: after, conflicts: open, what, notes, nothing_new })
}

/// Every list, those that others name first.
fn all(weighing: &mut Weighing<'_>, after: &mut Session, there: &Carried, entry: &Entry) {
    let base = &weighing.table.base;
    let mut there = there.clone();
    let named = there.mentioned();
    // Whoever was taken off the list meanwhile, and is named there, is put back.
    for person in there.people.iter().filter(|it| named.contains(&it.id)) {
        if base.people.contains(person) && after.person(&person.id).is_none() {
            after.people.push(person.clone());
        }
    }
    list(weighing, &base.people, after, &there.people, |it| &mut it.people);
    let flat = fields::flat(&there.ideas);
    let gone = list(weighing, &fields::flat(&base.ideas), after, &flat, |it| &mut it.ideas);
    weighing.delete(after, entry, gone, |id| Any::Ideas(ideas::Change::Delete(id)));
    weighing.merge_ideas(after, entry, &there.ideas);
    let gone = list(weighing, &base.goals, after, &there.goals, |it| &mut it.goals);
    weighing.delete(after, entry, gone, |id| Any::Goals(goals::Change::Delete(id)));
    let known = |after: &Session, id: &Id| match id {
        id if id.is(Kind::Goal) => after.goal(id).is_some(),
        id if id.is(Kind::Area) => after.area(id).is_some(),
        id if id.is(Kind::Pledge) => after.pledge(id).is_some(),
        _ => true,
    };
    let served = |after: &Session, id: &Id| !id.is(Kind::Goal) || known(after, id);
    there.refer(&mut |id: &Id| served(after, id).then(|| id.clone()));
    let gone_areas = list(weighing, &base.areas, after, &there.areas, |it| &mut it.areas);
    there.refer(&mut |id: &Id| (id.is(Kind::Pledge) || known(after, id)).then(|| id.clone()));
    let gone_pledges =
        list(weighing, &base.pledges, after, &there.pledges, |it| &mut it.pot.pledges);
    there.refer(&mut |id: &Id| known(after, id).then(|| id.clone()));
    let gone = list(weighing, &base.asks, after, &there.asks, |it| &mut it.pot.asks);
    weighing.delete(after, entry, gone, |id| Any::Pot(pot::Change::DeleteAsk(id)));
    weighing.delete(after, entry, gone_pledges, |id| Any::Pot(pot::Change::DeletePledge(id)));
    let gone = list(weighing, &base.promises, after, &there.promises, |it| &mut it.promises);
    weighing.delete(after, entry, gone, |id| Any::Promises(promises::Change::Delete(id)));
    weighing.delete(after, entry, gone_areas, |id| Any::Areas(areas::Change::Delete(id)));
    for decision in &mut there.decisions {
        decision.place = after.place_here(&decision.place);
    }
    for objection in &mut there.objections {
        objection.place = after.place_here(&objection.place);
    }
    let of = |change| Any::Decisions(change);
    let gone = list(weighing, &base.decisions, after, &there.decisions, |it| &mut it.decisions);
    weighing.delete(after, entry, gone, |id| of(decisions::Change::DeleteDecision(id)));
    let gone = list(weighing, &base.objections, after, &there.objections, |it| &mut it.objections);
    weighing.delete(after, entry, gone, |id| of(decisions::Change::DeleteObjection(id)));
    let gone = list(weighing, &base.agreements, after, &there.agreements, |it| &mut it.agreements);
    weighing.delete(after, entry, gone, |id| of(decisions::Change::DeleteAgreement(id)));
    let gone = list(weighing, &base.parked, after, &there.parked, |it| &mut it.parked);
    weighing.delete(after, entry, gone, |id| of(decisions::Change::DeleteParked(id)));
    let mut whole = Whole {
        months: after.pot.months,
        reserve: after.pot.reserve.clone(),
        next_date: after.next_date,
        doing_nothing: after.doing_nothing.clone(),
    };
    let three = Three { was: &base.whole, here: &mut whole, there: &there.whole };
    there.whole.weigh(weighing, three, after);
    after.pot.months = whole.months;
    after.pot.reserve = whole.reserve;
    after.next_date = whole.next_date;
    after.doing_nothing = whole.doing_nothing;
}

/// One list: what is new there comes, what both know is compared. Answers what was deleted there.
fn list<T: Thing>(
    weighing: &mut Weighing<'_>,
    base: &[T],
    after: &mut Session,
    there: &[T],
    of: impl Fn(&mut Session) -> &mut Vec<T>,
) -> Vec<(Id, String)> {
    let mut here = std::mem::take(of(after));
    for thing in there {
        let was = base.iter().find(|it| it.id() == thing.id());
        let place = here.iter().position(|it| it.id() == thing.id());
        match (was, place) {
            (None, None) => {
                thing.count(weighing);
                here.push(thing.clone());
            }
            (Some(was), Some(place)) => {
                thing.weigh(weighing, Three { was, here: &mut here[place], there: thing }, after);
            }
            (None, Some(place)) => {
                let was = thing.blank();
                let three = Three { was: &was, here: &mut here[place], there: thing };
                thing.weigh(weighing, three, after);
            }
            (Some(was), None) => {
                let says = ("it was deleted", "it stays");
                if !was.is_like(thing) && weighing.stays(thing, says, after) == Some(Take::There) {
                    here.push(thing.clone());
                }
            }
        }
    }
    let mut gone = Vec::new();
    for was in base.iter().filter(|was| there.iter().all(|it| it.id() != was.id())) {
        let Some(own) = here.iter().find(|own| own.id() == was.id()) else { continue };
        let goes = T::CAN_GO
            && (own.is_like(was)
                || weighing.stays(own, ("it stays", "it goes"), after) == Some(Take::There));
        if goes {
            gone.extend(own.id().map(|id| (id.clone(), own.called(after))));
        }
    }
    *of(after) = here;
    gone
}

impl Weighing<'_> {
    pub(super) fn count(&mut self, sort: Sort) {
        let count = self.counts.entry(sort).or_default();
        *count = count.saturating_add(1);
    }

    /// One field: what only one of the two changed is taken; else it is chosen. Answers whether what
    /// comes was taken.
    pub(super) fn field<T: Thing, V: Clone + PartialEq>(
        &mut self,
        asks: Asks,
        three: &mut Three<'_, T>,
        session: &Session,
        of: impl Fn(&T) -> V,
        set: impl Fn(&mut T, V),
        say: impl Fn(&V) -> String,
    ) -> bool {
        let (was, here, there) = (of(three.was), of(three.here), of(three.there));
        if there == was || there == here {
            return false;
        }
        if here == was {
            set(three.here, there);
            return true;
        }
        let thing = three.was.id().cloned();
        let by = self.tables.iter().find(|table| {
            let same = |it: &T| it.id() == thing.as_ref() && of(it) == here;
            table.session != self.table.session
                && !table.is_out()
                && T::among(&table.base).iter().any(same)
        });
        let question = asks.question(&three.was.called(session), |id| session.name_of(id).into());
        let here = (by, say(&here));
        let on = On { thing, asks };
        match self.choose(on, question, here, say(&there)) {
            Some(Take::There) => {
                set(three.here, there);
                true
            }
            Some(Take::Open) => {
                set(three.here, was);
                false
            }
            Some(Take::Here) | None => false,
        }
    }

    fn stays<T: Thing>(
        &mut self,
        thing: &T,
        (here, there): (&str, &str),
        session: &Session,
    ) -> Option<Take> {
        let on = On { thing: thing.id().cloned(), asks: Asks::Stays };
        let question = Asks::Stays.question(&thing.called(session), ToString::to_string);
        self.choose(on, question, (None, here.into()), there.into())
    }

    fn choose(
        &mut self,
        on: On,
        question: String,
        (by, here): (Option<&Table>, String),
        there: String,
    ) -> Option<Take> {
        let chosen = self.choices.iter().find(|(other, _)| *other == on).map(|(_, take)| *take);
        let here = Side {
            by: by.map_or_else(|| "the session".into(), Table::called),
            table: by.map(|table| table.session.clone()),
            says: here,
        };
        let own = Some(self.table.session.clone());
        let there = Side { by: self.table.called(), table: own, says: there };
        let conflict = Conflict { on, question, here, there };
        match chosen {
            Some(take) => self.chosen.push((conflict, take)),
            None => self.open.push(conflict),
        }
        chosen
    }

    /// What was deleted there is deleted here by the same rules as ever; what they refuse stays.
    fn delete(
        &mut self,
        after: &mut Session,
        entry: &Entry,
        gone: Vec<(Id, String)>,
        change: impl Fn(Id) -> Any,
    ) {
        for (id, called) in gone {
            match done(after, entry, change(id)) {
                Ok(()) => self.count(Sort::Deleted),
                Err(why) => self.notes.push(format!("“{called}” stays here. {why}")),
            }
        }
    }

    /// Ideas that were merged there are merged here too.
    fn merge_ideas(&mut self, after: &mut Session, entry: &Entry, there: &[Shared<Idea>]) {
        let before = &self.table.base.ideas;
        for idea in there.iter().filter(|idea| !idea.merged.is_empty()) {
            let known = before.iter().find(|was| was.id == idea.id);
            if known.is_some_and(|was| was.merged.len() == idea.merged.len()) {
                continue;
            }
            let parts: Vec<Id> = idea.merged.iter().map(|part| part.id.clone()).collect();
            let parts = parts.into_iter().filter(|id| after.idea(id).is_some()).collect();
            let merge = Any::Ideas(ideas::Change::Merge(parts, idea.text.clone()));
            if let Err(why) = done(after, entry, merge) {
                self.notes
                    .push(format!("“{}” was merged there, and is not here. {why}", idea.text));
            }
        }
    }

    /// Money is never granted twice: what the pot no longer holds stays as it was.
    fn fit_grants(&mut self, after: &mut Session) {
        while after.check_pot().is_err() {
            let Some((id, before)) = self.raised.pop() else { return };
            let Some(ask) = after.pot.asks.iter_mut().find(|ask| ask.id == id) else { continue };
            ask.granted = before;
            let title = ask.need.title.clone();
            self.notes.push(format!(
                "The pot no longer holds what {} grants to “{title}”: that grant is as it was.",
                self.table.called()
            ));
        }
    }

    /// What was chosen stands in the record, and what was left open lies in the parking lot.
    fn keep(&self, after: &mut Session, names: &mut Names, at: Timestamp) {
        for (conflict, take) in &self.chosen {
            after.decisions.push(Decision {
                id: names.make(Kind::Decision),
                at,
                place: after.at.clone(),
                what: CleanText::line(&conflict.decided(*take)),
                rule: CleanText::line(&conflict.who_said_what()),
                tally: None,
                review: None,
                reopen: CleanText::default(),
            });
            if *take == Take::Open {
                after.parked.push(Parked {
                    id: names.make(Kind::Parked),
                    text: CleanText::line(&conflict.told()),
                    fate: ParkedFate::Waiting,
                });
            }
        }
    }
}

/// A change within the comparison; one that is refused leaves no trace.
fn done(after: &mut Session, entry: &Entry, change: Any) -> Result<(), Refusal> {
    let mut tried = after.clone();
    tried.apply(&Entry { change, ..entry.clone() })?;
    *after = tried;
    Ok(())
}
