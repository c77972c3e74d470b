//! The plan check: what a plan still lacks, why it matters, and what helps. It is told from what
//! somebody may see, so that the room may hear all of it. Each rule is one function and one line in
//! [`RULES`].

mod areas;
mod closing;
mod followup;
mod goals;
mod people;
mod pot;
#[cfg(test)]
mod tests;

use super::block::{Block, Line, Section, Sign};
use super::finding::Sort;
use super::id::{Id, Place};
use super::viewer::Seen;
use crate::money::Money;
use crate::reader::Reader;
use crate::text::listed;
use jiff::ToSpan;
use jiff::civil::Date;

/// Something a plan lacks, why it matters, and what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, which never changes.
    pub code: &'static str,
    /// Which thing it is about; none when it is about the whole.
    pub id: Option<Id>,
    /// Where it is mended, when any step of the agenda is for it.
    pub place: Option<Place>,
    /// That step is still to come, so nobody has missed anything yet.
    pub ahead: bool,
    /// What is so, and why it matters.
    pub reason: String,
    /// What helps.
    pub way_out: String,
}

/// A rule: its code, the sort of thing it is about, and what it finds.
pub struct Rule {
    /// Its name, which never changes.
    pub code: &'static str,
    about: Sort,
    finds: fn(&Plan<'_>) -> Vec<Gap>,
}

const fn rule(code: &'static str, about: Sort, finds: fn(&Plan<'_>) -> Vec<Gap>) -> Rule {
    Rule { code, about, finds }
}

/// All rules, in the order of an agenda.
pub const RULES: [Rule; 29] = [
    rule("no-goal", Sort::Goal, goals::none),
    rule("too-many-goals", Sort::Goal, goals::too_many),
    rule("all-outside", Sort::Goal, goals::all_outside),
    rule("dark-lamps", Sort::Goal, goals::dark_lamps),
    rule("goal-without-area", Sort::Area, goals::without_area),
    rule("served-by-one", Sort::Area, goals::served_by_one),
    rule("funded-by-one", Sort::Pledge, goals::funded_by_one),
    rule("no-owner", Sort::Area, areas::no_owner),
    rule("left-open", Sort::Area, areas::left_open),
    rule("yes-if", Sort::Area, areas::yes_if),
    rule("owner-left", Sort::Area, areas::owner_left),
    rule("overloaded", Sort::Area, areas::overloaded),
    rule("area-without-goal", Sort::Area, areas::without_goal),
    rule("silent-function", Sort::Area, areas::silent_function),
    rule("below-minimum", Sort::Ask, pot::below_minimum),
    rule("strings-broken", Sort::Ask, pot::strings_broken),
    rule("unasked-approver", Sort::Pledge, pot::unasked_approver),
    rule("rests-on-hope", Sort::Pledge, pot::rests_on_hope),
    rule("expires-first", Sort::Pledge, pot::expires_first),
    rule("open-objection", Sort::Objection, closing::open_objection),
    rule("no-promise", Sort::Promise, people::no_promise),
    rule("too-many-promises", Sort::Promise, people::too_many_promises),
    rule("late-first-step", Sort::Promise, people::late_first_step),
    rule("untold-goal", Sort::Goal, followup::untold_goal),
    rule("untold-promise", Sort::Promise, followup::untold_promise),
    rule("stalled-promise", Sort::Promise, followup::stalled_promise),
    rule("overspent", Sort::Ask, followup::overspent),
    rule("parked", Sort::Parked, closing::parked),
    rule("no-check-in", Sort::Parked, closing::no_check_in),
];

/// More of one kind than these are told in one sentence: a longer list is skimmed.
const SKIMMED: usize = 3;

/// Gaps of one kind, each with what it is about; many of them in one sentence, which `many` says of
/// all their names.
fn told_together<'a>(
    found: impl IntoIterator<Item = (&'a str, Gap)>,
    many: impl FnOnce(String) -> (String, &'static str),
) -> Vec<Gap> {
    let (names, mut gaps): (Vec<&str>, Vec<Gap>) = found.into_iter().unzip();
    if gaps.len() > SKIMMED {
        let (reason, way_out) = many(listed(&names));
        let id = gaps.swap_remove(0).id;
        gaps = vec![Gap { id, ..Gap::whole(reason, way_out) }];
    }
    gaps
}

/// What a rule has to say.
struct Gap {
    id: Option<Id>,
    reason: String,
    way_out: String,
}

impl Gap {
    fn of(id: &Id, reason: impl Into<String>, way_out: impl Into<String>) -> Gap {
        Gap { id: Some(id.clone()), ..Gap::whole(reason, way_out) }
    }

    fn whole(reason: impl Into<String>, way_out: impl Into<String>) -> Gap {
        Gap { id: None, reason: reason.into(), way_out: way_out.into() }
    }
}

/// What the rules look at.
struct Plan<'a> {
    seen: &'a Seen,
    reader: &'a Reader,
}

impl Plan<'_> {
    fn money(&self, amount: Money) -> String {
        self.reader.money(self.seen.currency, amount)
    }

    fn date(&self, date: Date) -> String {
        self.reader.date(date)
    }

    /// The day from which its days are counted: when it was finished, or last changed.
    fn day(&self) -> Date {
        self.reader.day_of(self.seen.finished.unwrap_or(self.seen.glance.changed))
    }

    fn days_later(&self, days: u8) -> Date {
        self.day().saturating_add(i64::from(days).days())
    }

    /// Whether any step of the agenda is for such things, so that one misses them.
    fn is_for(&self, sort: Sort) -> bool {
        self.seen.home_of(sort).is_some()
    }
}

impl Seen {
    /// All that this plan lacks, in the order of an agenda; what is still to come is marked.
    pub fn check(&self, reader: &Reader) -> Vec<Finding> {
        let plan = Plan { seen: self, reader };
        let found = RULES.iter().flat_map(|rule| {
            let place = self.home_of(rule.about).or_else(|| self.reviewed_at(rule.about));
            let ahead = place.as_ref().is_some_and(|place| self.is_ahead(place));
            (rule.finds)(&plan).into_iter().map(move |Gap { id, reason, way_out }| {
                let place = place.clone();
                Finding { code: rule.code, id, place, ahead, reason, way_out }
            })
        });
        found.collect()
    }

    /// Those findings that a step which was reached should have mended.
    pub fn gaps(&self, reader: &Reader) -> Vec<Finding> {
        let mut findings = self.check(reader);
        findings.retain(|finding| !finding.ahead);
        findings
    }

    fn is_ahead(&self, place: &Place) -> bool {
        let places = self.places();
        let number = |place: &Place| places.iter().position(|other| other == place);
        self.finished.is_none() && number(place) > number(&self.at)
    }
}

/// What the record says of it: gaps of what was reached, each with what helps.
pub(super) fn section(seen: &Seen, reader: &Reader) -> Section {
    let gaps = seen.gaps(reader);
    let line = |gap: &Finding| Line::new(Sign::Nobody, &*gap.reason).with(&*gap.way_out);
    let lines: Vec<Line> = gaps.iter().map(line).collect();
    let blocks = if lines.is_empty() { Vec::new() } else { vec![Block::Lines(lines)] };
    Section { title: "What the plan lacks".into(), blocks }
}
