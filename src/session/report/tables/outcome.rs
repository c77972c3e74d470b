//! What came of it, as tables: decisions, dissent, agreements, promises, and what was parked.

use crate::session::decisions::{Agreement, Decision, Fate, Objection, Parked, ParkedFate};
use crate::session::promises::{self, Promise};
use crate::session::report::table::{Rows, Table};
use crate::session::viewer::Seen;

pub(super) fn decisions(seen: &Seen) -> Table {
    let hands = |decision: &Decision, fingers: usize| {
        decision.tally.as_ref().map(|tally| tally.fingers[fingers])
    };
    Rows::of("decisions", "Decisions", "What was decided, and how", &seen.decisions)
        .text(["what", "Decision"], "In the words of the room", |it: &&Decision| &*it.what)
        .time(["at", "When"], "When it was noted", |it| Some(it.at))
        .text(["step", "Step"], "The step in which it was", |it| step(seen, &it.place))
        .text(["rule", "Rule"], "By which rule, with the outcome", |it| &*it.rule)
        .number(["voters", "Voters"], "How many could vote", |it| {
            it.tally.as_ref().map(|tally| tally.voters)
        })
        .number(["fist_5", "5"], "Hands with five fingers: support", |it| hands(it, 5))
        .number(["fist_4", "4"], "Hands with four: support", |it| hands(it, 4))
        .number(["fist_3", "3"], "Hands with three: can live with it", |it| hands(it, 3))
        .number(["fist_2", "2"], "Hands with two: a concern to hear", |it| hands(it, 2))
        .number(["fist_1", "1"], "Hands with one: a concern to hear", |it| hands(it, 1))
        .number(["fist_0", "0"], "Fists: a block", |it| hands(it, 0))
        .date(["review", "Review"], "When it is looked at again", |it| it.review)
        .text(["reopen", "Reopened by"], "What would reopen it before", |it| &*it.reopen)
        .table()
}

pub(super) fn objections(seen: &Seen) -> Table {
    Rows::of("objections", "Objections", "What was objected", &seen.objections)
        .text(["text", "Objection"], "As it was worded", |it: &&Objection| &*it.text)
        .text(["from", "From"], "Whose it is, where that may be said", |it| it.named(seen))
        .text(["fate", "What became of it"], "open, met or dissent", |it| match it.fate {
            Fate::Open => "open",
            Fate::Met(_) => "met",
            Fate::Dissent => "dissent",
        })
        .text(["met_by", "Met by"], "What met it", |it| match &it.fate {
            Fate::Met(how) => how.to_string(),
            Fate::Open | Fate::Dissent => String::new(),
        })
        .text(["step", "Step"], "The step in which it was", |it| step(seen, &it.place))
        .table()
}

pub(super) fn agreements(seen: &Seen) -> Table {
    let guard = |agreement: &Agreement| agreement.guards.clone();
    Rows::of("agreements", "Agreements", "How we work", &seen.agreements)
        .text(["text", "Agreement"], "In the words of the room", |it: &&Agreement| &*it.text)
        .text(["sign", "Warning sign"], "What shows that it is needed", |it| {
            guard(it).map_or(String::new(), |guard| guard.sign.to_string())
        })
        .text(["watches", "Watches"], "Who looks out for the sign", |it| {
            let who = guard(it).and_then(|guard| guard.who);
            who.map_or(String::new(), |who| seen.name_of(&who).to_owned())
        })
        .table()
}

pub(super) fn promises(seen: &Seen) -> Table {
    Rows::of("promises", "Promises", "Who promised what", &seen.promises)
        .text(["who", "Who"], "Who promised it", |it: &&Promise| seen.name_of(&it.who).to_owned())
        .text(["function", "Function"], "That person's function", |it| {
            seen.person(&it.who).map_or("", |person| &*person.function)
        })
        .text(["when", "When"], "The occasion", |it| &*it.vow.when)
        .text(["will", "Will"], "What is done", |it| it.vow.deed())
        .date(["by", "By"], "The day by which", |it| Some(it.vow.by))
        .text(["first_step", "First step"], "What comes first", |it| &*it.vow.first_step)
        .date(["first_by", "First by"], "The day of the first step", |it| it.vow.first_by)
        .text(["checks", "Checks"], "Who asks about it", |it| {
            it.vow.checks.as_ref().map_or("", |who| seen.name_of(who))
        })
        .number(["place", "Place"], "Its place on the person's list, 1 to 5", |it| {
            (it.vow.place > 0).then_some(it.vow.place)
        })
        .text(["comes_off", "Instead of"], "What comes off the list", |it| &*it.vow.comes_off)
        .text(["area", "Area"], "The area it is for", |it| {
            let area = it.vow.area.as_ref().and_then(|area| seen.area(area));
            area.map_or("", |area| &*area.name)
        })
        .text(["fate", "What became of it"], "waiting, kept, stands, slipped or dropped", |it| {
            fate(&it.fate)
        })
        .text(["why", "Why"], "Why it was dropped", |it| match &it.fate {
            promises::Fate::Dropped(why) => why.to_string(),
            _ => String::new(),
        })
        .number(["slipped", "Slipped"], "How often it got another date", |it| {
            (!it.before.is_empty()).then_some(it.before.len())
        })
        .table()
}

pub(super) fn parked(seen: &Seen) -> Table {
    let taken = |parked: &Parked| match &parked.fate {
        ParkedFate::Taken { who, by } => Some((seen.name_of(who).to_owned(), *by)),
        ParkedFate::Waiting | ParkedFate::Dropped => None,
    };
    Rows::of("parked", "Parking lot", "What was put aside", &seen.parked)
        .text(["text", "Item"], "In the words of the room", |it: &&Parked| &*it.text)
        .text(["fate", "What became of it"], "waiting, taken or dropped", |it| match it.fate {
            ParkedFate::Waiting => "waiting",
            ParkedFate::Taken { .. } => "taken",
            ParkedFate::Dropped => "dropped",
        })
        .text(["who", "Who"], "Who takes it up", |it| taken(it).map_or(String::new(), |it| it.0))
        .date(["by", "By"], "The day by which", |it| taken(it).map(|(_, by)| by))
        .table()
}

fn fate(fate: &promises::Fate) -> &'static str {
    match fate {
        promises::Fate::Waiting => "waiting",
        promises::Fate::Kept => "kept",
        promises::Fate::Stands => "stands",
        promises::Fate::Slipped => "slipped",
        promises::Fate::Dropped(_) => "dropped",
    }
}

fn step(seen: &Seen, place: &crate::session::Place) -> String {
    seen.step(place).map_or(String::new(), |step| step.script.title.to_string())
}
