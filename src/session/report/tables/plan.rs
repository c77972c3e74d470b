//! The team, the goals and the areas as tables.

use crate::session::areas::{Accountable, Answer, Area, Part, Standing};
use crate::session::report::table::{Rows, Table};
use crate::session::viewer::Seen;
use crate::session::{Goal, Person, Reach};

pub(super) fn people(seen: &Seen) -> Table {
    Rows::of("people", "People", "Who is on the list", &seen.people)
        .text(["name", "Name"], "The name people say", |it: &&Person| &*it.name)
        .text(["function", "Function"], "Department or discipline", |it| &*it.function)
        .yes(["here", "Here"], "Was in the room when this was written", |it| it.present)
        .yes(["votes", "Votes"], "Takes part in votes", |it| it.voting)
        .yes(["champion", "Has done this before"], "Was asked for a lesson", |it| it.champion)
        .yes(["gone", "Left the team"], "Is no longer of the team", |it| it.gone)
        .table()
}

pub(super) fn goals(seen: &Seen) -> Table {
    Rows::of("goals", "Goals", "What is different for whom", &seen.goals)
        .text(["outcome", "Goal"], "What is different when it is reached", |it: &&Goal| {
            &*it.shape.outcome
        })
        .text(["from", "From"], "Today's value", |it| &*it.shape.from)
        .text(["to", "To"], "The target", |it| &*it.shape.to)
        .text(["unit", "Unit"], "What the values count", |it| &*it.shape.unit)
        .date(["by", "By"], "The day by which", |it| it.shape.by)
        .text(["better_off", "Better off"], "Whom it helps", |it| &*it.shape.better_off)
        .text(["harm", "Harm would be"], "What would go wrong, and who notices", |it| {
            &*it.shape.harm
        })
        .list(["needs", "Needed"], "The functions without which it fails", |it| {
            it.shape.needs.iter().map(ToString::to_string).collect()
        })
        .text(["reach", "Reaches"], "Inside, outside, or both", |it| reach(it.shape.reach))
        .text(["serves", "Serves"], "The objective that it serves", |it| &*it.shape.serves)
        .list(["areas", "Served by"], "The areas that serve it", |it| {
            seen.areas_of(&it.id).map(|area| area.name.to_string()).collect()
        })
        .text(["number_now", "Number now"], "What the number is, in a check-in", |it| {
            it.told.as_ref().map_or("", |told| &*told.number)
        })
        .number(["confidence", "Confidence"], "0 to 10, in a check-in", |it| {
            it.told.as_ref().and_then(|told| told.confidence)
        })
        .text(["happened", "What happened"], "As the team told it, in a check-in", |it| {
            it.told.as_ref().map_or("", |told| &*told.happened)
        })
        .table()
}

pub(super) fn areas(seen: &Seen) -> Table {
    let accountable = |area: &Area| area.accountable.clone();
    let answer = |area: &Area| match accountable(area) {
        Some(Accountable { answer: Answer::YesIf { condition, by }, .. }) => Some((condition, by)),
        _ => None,
    };
    let parts = |area: &Area, part| -> Vec<String> {
        seen.names_in(area, part).into_iter().map(str::to_owned).collect()
    };
    Rows::of("areas", "Roles", "Who answers for what", &seen.areas)
        .text(["name", "Area"], "What it is called", |it: &&Area| &*it.name)
        .text(["standing", "Standing"], "settled, half (yes, if), nobody, or left open", |it| {
            standing(it.standing())
        })
        .text(["accountable", "Accountable"], "The one person who said yes", |it| {
            it.owner().map_or("", |who| seen.name_of(who))
        })
        .text(["function", "Function"], "That person's function", |it| {
            it.owner().and_then(|who| seen.person(who)).map_or("", |person| &*person.function)
        })
        .text(["condition", "Only if"], "What the yes hangs on", |it| {
            answer(it).map_or(String::new(), |(condition, _)| condition.to_string())
        })
        .date(["known_by", "Known by"], "When that is known", |it| answer(it).map(|(_, by)| by))
        .date(["open_until", "Open until"], "Left open on purpose until then", |it| it.open_until)
        .text(["done", "Done when"], "How one sees that it is done well", |it| &*it.done)
        .money(["may_spend", "May spend"], "What may be spent unasked", |it| {
            accountable(it).and_then(|it| it.may_spend)
        })
        .text(["comes_off", "Comes off the list"], "What is not done any more", |it| {
            accountable(it).map_or(String::new(), |it| it.comes_off.to_string())
        })
        .text(["replaces", "Replaces"], "What ends when this begins", |it| &*it.replaces)
        .text(["reach", "Reaches"], "Inside, outside, or both", |it| reach(it.reach))
        .list(["doing", "Doing"], "Who does the work", |it| parts(it, Part::Doing))
        .list(["consulted", "Consulted"], "Who is asked before", |it| parts(it, Part::Consulted))
        .list(["informed", "Informed"], "Who is told after", |it| parts(it, Part::Informed))
        .list(["goals", "Serves"], "The goals that it serves", |it| {
            let goals = it.serves.iter().filter_map(|goal| seen.goal(goal));
            goals.map(|goal| goal.shape.outcome.to_string()).collect()
        })
        .table()
}

fn reach(reach: Reach) -> &'static str {
    if reach == Reach::NotSaid { "" } else { reach.name() }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Settled => "settled",
        Standing::Half => "half",
        Standing::Nobody => "nobody",
        Standing::LeftOpen => "left open",
    }
}
