//! The fields of each kind of thing, as they are compared when a table comes back.

use super::carried::{Carried, Whole};
use super::conflict::Asks;
use super::telling::Sort;
use super::weighing::{Three, Weighing};
use crate::locale::Marks;
use crate::money::{Currency, Money};
use crate::session::id::Id;
use crate::session::{Idea, Person, Session, Shared};
use crate::text::CleanText;
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

mod plan;
mod pot;
mod record;

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
pub(super) fn flat(ideas: &[Shared<Idea>]) -> Vec<Shared<Idea>> {
    let each = ideas.iter().flat_map(|idea| match idea.merged.as_slice() {
        [] => vec![idea.clone()],
        parts => {
            let as_whole = |part: &Idea| {
                let (group, lens) = (idea.group.clone(), idea.lens.clone());
                Shared::from(Idea { group, lens, read: idea.read, ..part.clone() })
            };
            parts.iter().map(as_whole).collect()
        }
    });
    each.collect()
}

impl Thing for Shared<Idea> {
    fn among(carried: &Carried) -> &[Shared<Idea>] {
        &carried.ideas
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.text.to_string()
    }
    fn is_like(&self, other: &Shared<Idea>) -> bool {
        self.text == other.text
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Ideas);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Shared<Idea>>, session: &Session) {
        let mut changed = take!(w, three, session, Asks::Wording, text, quoted);
        changed |= take!(w, three, session, Asks::Group, group, quoted);
        changed |= take!(w, three, session, Asks::Lens, lens, quoted);
        take!(w, three, session, Asks::Stays, read, flag);
        if changed {
            w.count(Sort::Ideas);
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
