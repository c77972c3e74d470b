//! What areas lack: one person who said yes, is here and can carry it, and a goal they serve.

use super::{Gap, Plan, told_together};
use crate::session::areas::Answer;
use crate::session::{Area, Person, Sort, Standing};
use crate::text::{CleanText, listed};

pub(super) fn no_owner(plan: &Plan<'_>) -> Vec<Gap> {
    let nobody = |area: &&Area| area.standing() == Standing::Nobody && plan.is_for(Sort::Area);
    let gap = |area: &Area| {
        Gap::of(
            &area.id,
            format!("Nobody answers for {}: what everybody owns, nobody does.", area.name),
            "Who wants it? Else split it, shrink it, let it go, or leave it open until a date.",
        )
    };
    plan.seen.areas.iter().filter(nobody).map(gap).collect()
}

pub(super) fn left_open(plan: &Plan<'_>) -> Vec<Gap> {
    let gap = |area: &Area| {
        let until = area.open_until.filter(|_| area.standing() == Standing::LeftOpen)?;
        let (name, until) = (&area.name, plan.date(until));
        let promise = plan.seen.promises.iter().find(|it| it.vow.area.as_ref() == Some(&area.id));
        let way_out = match promise.map(|promise| plan.seen.name_of(&promise.who)) {
            Some(who) => format!("{who} has promised something for it: hear it on that day."),
            None => "Who brings a name on that day? Let them promise it.".into(),
        };
        let reason =
            format!("{name} is left open until {until}: nobody answers for it until then.");
        Some(Gap::of(&area.id, reason, way_out))
    };
    let found = plan.seen.areas.iter().filter_map(|area| Some((area.name.as_str(), gap(area)?)));
    told_together(found, |names| {
        let reason = format!("{names} are left open: nobody answers for them until then.");
        (reason, "Who brings a name for each on its day? Fewer areas may be enough.")
    })
}

pub(super) fn yes_if(plan: &Plan<'_>) -> Vec<Gap> {
    let gap = |area: &Area| {
        let accountable = area.accountable.as_ref()?;
        let Answer::YesIf { condition, by } = &accountable.answer else { return None };
        let (who, by) = (plan.seen.name_of(&accountable.who), plan.date(*by));
        Some(Gap::of(
            &area.id,
            format!("{who} answers for {} only if: {condition}.", area.name),
            format!("Who clears that by {by}? Then it is a yes, or it needs another name."),
        ))
    };
    plan.seen.areas.iter().filter_map(gap).collect()
}

pub(super) fn owner_left(plan: &Plan<'_>) -> Vec<Gap> {
    let gap = |area: &Area| {
        let who = area.owner().filter(|_| plan.seen.owner_left(area))?;
        let who = plan.seen.name_of(who);
        Some(Gap::of(
            &area.id,
            format!("{who} answers for {} and is no longer here.", area.name),
            format!("Ask {who} again, or somebody who is here."),
        ))
    };
    plan.seen.areas.iter().filter_map(gap).collect()
}

/// Who was asked once more and said yes once more knows what it means.
pub(super) fn overloaded(plan: &Plan<'_>) -> Vec<Gap> {
    let usual = plan.seen.usual_load();
    let gap = |person: &Person| {
        let theirs: Vec<&Area> =
            plan.seen.areas.iter().filter(|area| area.owner() == Some(&person.id)).collect();
        let asked = |area: &&Area| area.accountable.as_ref().is_some_and(|it| it.asked_twice);
        let (last, _) = theirs.split_last().filter(|_| theirs.len() > usual)?;
        if theirs.iter().any(asked) {
            return None;
        }
        let names: Vec<&CleanText> = theirs.iter().map(|area| &area.name).collect();
        let name = &person.name;
        Some(Gap::of(
            &last.id,
            format!("{name} answers for {} areas: {}.", names.len(), listed(&names)),
            format!(
                "Ask {name} once more whether that is all right, or find another name for one."
            ),
        ))
    };
    plan.seen.people.iter().filter_map(gap).collect()
}

/// Told only where areas are joined to goals at all; otherwise it is the goals that lack areas.
pub(super) fn without_goal(plan: &Plan<'_>) -> Vec<Gap> {
    let seen = plan.seen;
    if seen.goals.is_empty() || seen.areas.iter().all(|area| area.serves.is_empty()) {
        return Vec::new();
    }
    let gap = |area: &Area| {
        Gap::of(
            &area.id,
            format!("{} serves no goal: it is work beside the plan.", area.name),
            "Say which goal it serves, or let it go.",
        )
    };
    let open = seen.areas.iter().filter(|area| area.serves.is_empty());
    told_together(open.map(|area| (area.name.as_str(), gap(area))), |names| {
        let reason = format!("{names} serve no goal: they are work beside the plan.");
        (reason, "Say for each which goal it serves, or let it go.")
    })
}

/// A function whose people are here, and who answer for nothing, do nothing and are asked nothing.
pub(super) fn silent_function(plan: &Plan<'_>) -> Vec<Gap> {
    let seen = plan.seen;
    // Before anyone is named, all are silent.
    if seen.areas.iter().all(Area::is_red) {
        return Vec::new();
    }
    let speaks = |function: &CleanText| {
        let of_theirs = |who| seen.person(who).is_some_and(|person| &person.function == function);
        seen.areas.iter().any(|area| {
            let people = area.owner().into_iter().chain(&area.doing).chain(&area.consulted);
            people.into_iter().any(of_theirs) || area.outside.iter().any(|it| &it.name == function)
        })
    };
    let silent: Vec<(&CleanText, &Person)> = seen
        .functions()
        .into_iter()
        .filter(|function| !speaks(function))
        .filter_map(|function| {
            Some((function, seen.present().find(|it| it.function == *function)?))
        })
        .collect();
    let gap = |(function, person): (&CleanText, &Person)| {
        Gap::of(
            &person.id,
            format!("{function} is in the room, and nobody from there has a part in any area."),
            format!("Ask {}: where does this need {function}, or touch it?", person.name),
        )
    };
    let found = silent.into_iter().map(|silent| (silent.0.as_str(), gap(silent)));
    told_together(found, |names| {
        let reason = format!("{names} are in the room, and nobody from there has a part.");
        (reason, "Ask each: where does this need you, or touch you?")
    })
}
