//! What may happen to goals, and what is refused.

use super::{Change, Goal, HalfLit, Lamp, MOST_CONFIDENT, Shape, Told};
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::sound::{Fault, check_called};
use crate::session::{Id, Kind, Session};
use crate::text::CleanText;
use std::collections::HashSet;

pub(in crate::session) fn apply(session: &mut Session, entry: &Entry, change: &Change) -> Outcome {
    match change {
        Change::Add(shape, idea) => add(session, entry, shape, idea.as_ref()),
        Change::AddAll(shapes) => add_all(session, entry, shapes),
        Change::Objectives(objectives) => keep(session, objectives),
        Change::Edit(goal, shape) => edit(session, goal, shape),
        Change::Delete(goal) => take_out(session, goal).map(drop),
        Change::Move(goal, to) => move_to(session, goal, *to),
        Change::FindOut(goal, half) => find_out(session, goal, half),
        Change::Found(goal, lamp) => found(session, goal, *lamp),
        Change::Tell(goal, told) => tell(session, goal, told.as_ref()),
    }
}

fn add(session: &mut Session, entry: &Entry, shape: &Shape, idea: Option<&Id>) -> Outcome {
    if let Some(idea) = idea.filter(|idea| session.idea(idea).is_none()) {
        return refuse(format!("The idea {idea} is gone; word the goal afresh."));
    }
    let shape = checked(session, None, shape)?;
    let id = Id::new(Kind::Goal, entry.seq);
    session.goals.push(Goal { id, shape, half: Vec::new(), idea: idea.cloned(), told: None });
    Ok(())
}

fn add_all(session: &mut Session, entry: &Entry, shapes: &[Shape]) -> Outcome {
    if shapes.is_empty() {
        return refuse("There is no goal in that list.");
    }
    for (place, shape) in shapes.iter().enumerate() {
        let shape = checked(session, None, shape)?;
        let id = Id::nth(Kind::Goal, entry.seq, place);
        session.goals.push(Goal { id, shape, half: Vec::new(), idea: None, told: None });
    }
    Ok(())
}

fn keep(session: &mut Session, objectives: &[CleanText]) -> Outcome {
    check_objectives(objectives).map_err(|twice| {
        Refusal::new(match twice.is_empty() {
            true => "An objective needs words.".to_owned(),
            false => format!("“{twice}” stands among the objectives twice."),
        })
    })?;
    session.objectives = objectives.to_vec();
    Ok(())
}

/// Each has words, and none stands there twice; else the one that does.
fn check_objectives(objectives: &[CleanText]) -> Result<(), &CleanText> {
    let mut seen = HashSet::new();
    let wrong = |it: &&CleanText| it.is_empty() || !seen.insert(it.to_lowercase());
    objectives.iter().find(wrong).map_or(Ok(()), Err)
}

fn edit(session: &mut Session, goal: &Id, shape: &Shape) -> Outcome {
    let shape = checked(session, Some(goal), shape)?;
    let goal = find(session, goal)?;
    // What is known now, nobody has to find out any more.
    goal.half.retain(|half| shape.asks(half.lamp).is_some());
    goal.shape = shape;
    Ok(())
}

/// A goal leaves the list, and no area serves it any more.
pub(in crate::session) fn take_out(session: &mut Session, id: &Id) -> Result<Goal, Refusal> {
    let goal = find(session, id)?.clone();
    session.goals.retain(|other| &other.id != id);
    session.areas.iter_mut().for_each(|area| area.serves.retain(|served| served != id));
    Ok(goal)
}

fn move_to(session: &mut Session, goal: &Id, to: usize) -> Outcome {
    find(session, goal)?;
    let from = session.goals.iter().position(|other| &other.id == goal);
    let goal = session.goals.remove(from.expect("it was found a moment ago"));
    session.goals.insert(to.min(session.goals.len()), goal);
    Ok(())
}

fn find_out(session: &mut Session, goal: &Id, half: &HalfLit) -> Outcome {
    session.check_present(&half.who, "find out")?;
    let goal = find(session, goal)?;
    if goal.shape.asks(half.lamp).is_none() {
        let lamp = half.lamp.name();
        return refuse(format!("The {lamp} is known; there is nothing to find out."));
    }
    goal.half.retain(|other| other.lamp != half.lamp);
    goal.half.push(half.clone());
    goal.half.sort_by_key(|half| half.lamp);
    Ok(())
}

fn found(session: &mut Session, goal: &Id, lamp: Lamp) -> Outcome {
    let goal = find(session, goal)?;
    if goal.half(lamp).is_none() {
        return refuse(format!("Nobody was going to find out the {}.", lamp.name()));
    }
    goal.half.retain(|half| half.lamp != lamp);
    Ok(())
}

fn tell(session: &mut Session, goal: &Id, told: Option<&Told>) -> Outcome {
    if let Some(told) = told {
        if *told == Told::default() {
            return refuse("What happened, or which number is it now? Say one of them.");
        }
        if told.confidence.is_some_and(|confidence| confidence > MOST_CONFIDENT) {
            return refuse("Confidence goes from 0 (never) to 10 (as good as done).");
        }
    }
    find(session, goal)?.told = told.cloned();
    Ok(())
}

fn find<'a>(session: &'a mut Session, goal: &Id) -> Result<&'a mut Goal, Refusal> {
    match session.goals.iter_mut().find(|other| &other.id == goal) {
        Some(goal) => Ok(goal),
        None => refuse("That goal is no longer there."),
    }
}

/// The shape with functions spelled as on the list of people, each once.
fn checked(session: &Session, but: Option<&Id>, shape: &Shape) -> Result<Shape, Refusal> {
    if shape.outcome.is_empty() {
        return refuse("A goal needs words: what is different then, and for whom?");
    }
    let same = |goal: &&Goal| {
        Some(&goal.id) != but && goal.shape.outcome.to_lowercase() == shape.outcome.to_lowercase()
    };
    if session.goals.iter().any(|goal| same(&goal)) {
        return refuse(format!("“{}” is a goal already.", shape.outcome));
    }
    Ok(Shape { needs: functions(session, &shape.needs), ..shape.clone() })
}

fn functions(session: &Session, needs: &[CleanText]) -> Vec<CleanText> {
    let known = session.functions();
    let mut functions: Vec<CleanText> = Vec::new();
    for need in needs.iter().filter(|need| !need.is_empty()) {
        let same = |other: &CleanText| other.to_lowercase() == need.to_lowercase();
        let spelled = known.iter().find(|function| same(function)).map_or(need, |known| *known);
        if !functions.iter().any(same) {
            functions.push(spelled.clone());
        }
    }
    functions
}

/// What a session that was read says of goals and cannot mean.
pub(in crate::session) fn check(session: &Session) -> Result<(), Fault> {
    if let Err(objective) = check_objectives(&session.objectives) {
        return Err(Fault(format!("the objective “{objective}” is empty or stands there twice")));
    }
    for goal in &session.goals {
        if goal.shape.outcome.is_empty() {
            return Err(Fault(format!("the goal “{}” has no outcome", goal.id)));
        }
        // An idea may be deleted or merged once a goal was made from it: the goal stands by itself.
        if let Some(idea) = &goal.idea {
            check_called(idea, Kind::Idea, || format!("the idea of the goal “{}”", goal.id))?;
        }
        for lamp in Lamp::ALL {
            if goal.half.iter().filter(|half| half.lamp == lamp).count() > 1 {
                let (goal, lamp) = (&goal.id, lamp.name());
                return Err(Fault(format!(
                    "the goal “{goal}” says twice who finds out the {lamp}"
                )));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::goals::Light;
    use crate::session::{Change as Any, areas, people};
    use crate::testing::{activity, area, at, person, room_with, submit, text, today};
    use crate::workshop::{Do, Policy};

    fn room() -> Room {
        room_with(vec![activity(Do::Goals { most: 3 }, Policy::Open)])
    }

    fn shape(outcome: &str) -> Shape {
        Shape { outcome: text(outcome), ..Shape::default() }
    }

    fn done(room: &mut Room, change: Change) -> Id {
        let seq = submit(room, Any::Goals(change)).expect("accepted");
        Id::new(Kind::Goal, seq)
    }

    fn refused(room: &mut Room, change: Change) -> String {
        submit(room, Any::Goals(change)).expect_err("refused").to_string()
    }

    #[test]
    fn a_goal_is_added_edited_moved_and_deleted() {
        let mut room = room();
        let one = done(&mut room, Change::Add(shape("Customers are answered"), None));
        let two = done(&mut room, Change::Add(shape("Colleagues are heard"), None));
        done(&mut room, Change::Move(two.clone(), 0));
        done(&mut room, Change::Edit(one.clone(), shape("Customers are answered in time")));
        let goals = &room.session().goals;
        assert_eq!((&goals[0].id, &goals[1].id), (&two, &one));
        assert_eq!(goals[1].shape.outcome, "Customers are answered in time");
        done(&mut room, Change::Delete(two.clone()));
        assert!(refused(&mut room, Change::Delete(two)).contains("no longer there"));
    }

    #[test]
    fn a_goal_has_words_and_words_of_its_own() {
        let mut room = room();
        let one = done(&mut room, Change::Add(shape("Customers are answered"), None));
        let again = Change::Add(shape("customers are Answered"), None);
        assert!(refused(&mut room, again).contains("is a goal already"));
        assert!(refused(&mut room, Change::Add(shape(""), None)).contains("needs words"));
        assert!(refused(&mut room, Change::Edit(one.clone(), shape(""))).contains("needs words"));
        done(&mut room, Change::Edit(one, shape("CUSTOMERS are answered")));
    }

    #[test]
    fn a_goal_may_be_made_from_an_idea_that_is_there() {
        let mut room = room();
        let idea = Id::new(Kind::Idea, 99);
        let change = Change::Add(shape("Plant bees"), Some(idea));
        assert!(refused(&mut room, change).contains("is gone"));
    }

    #[test]
    fn functions_are_spelled_as_on_the_list_and_named_once() {
        let mut room = room();
        let needs = ["service", "Legal", "LEGAL", "", "hr"].map(text).into();
        done(&mut room, Change::Add(Shape { needs, ..shape("All are answered") }, None));
        assert_eq!(room.session().goals[0].shape.needs, ["Service", "Legal", "HR"]);
    }

    #[test]
    fn deleting_a_goal_frees_the_areas_that_served_it_and_undo_brings_both_back() {
        let mut room = room();
        let goal = done(&mut room, Change::Add(shape("Customers are answered"), None));
        let serves = areas::Change::Serves(area(1), vec![goal.clone()]);
        submit(&mut room, Any::Areas(serves)).expect("the goal is there");
        done(&mut room, Change::Delete(goal.clone()));
        assert!(room.session().area(&area(1)).expect("an area").serves.is_empty());
        room.undo(at(99)).expect("undone");
        assert_eq!(room.session().area(&area(1)).expect("an area").serves, [goal]);
    }

    #[test]
    fn somebody_present_finds_out_and_knowing_it_ends_that() {
        let mut room = room();
        let goal = done(&mut room, Change::Add(shape("Customers are answered"), None));
        let half = |who: usize| HalfLit { lamp: Lamp::Date, who: person(who), by: today() };
        done(&mut room, Change::FindOut(goal.clone(), half(1)));
        done(&mut room, Change::FindOut(goal.clone(), half(2)));
        let shown = room.session().goals[0].half.clone();
        assert_eq!(shown, [half(2)]);
        let known = Shape { by: Some(today()), ..shape("Customers are answered") };
        done(&mut room, Change::Edit(goal.clone(), known));
        assert!(room.session().goals[0].half.is_empty());
        let refusal = refused(&mut room, Change::FindOut(goal, half(1)));
        assert_eq!(refusal, "The date is known; there is nothing to find out.");
    }

    #[test]
    fn who_left_the_room_cannot_be_sent_to_find_out() {
        let mut room = room();
        let goal = done(&mut room, Change::Add(shape("Customers are answered"), None));
        submit(&mut room, Any::People(people::Change::Leave(person(1)))).expect("left");
        let half = HalfLit { lamp: Lamp::Harm, who: person(1), by: today() };
        let refusal = refused(&mut room, Change::FindOut(goal, half));
        assert!(refusal.starts_with("Ana is not in the room"), "{refusal}");
    }

    #[test]
    fn a_lamp_stops_being_half_lit() {
        let mut room = room();
        let goal = done(&mut room, Change::Add(shape("Customers are answered"), None));
        let half = HalfLit { lamp: Lamp::Harm, who: person(1), by: today() };
        done(&mut room, Change::FindOut(goal.clone(), half));
        assert!(room.session().mentions(&person(1)));
        done(&mut room, Change::Found(goal.clone(), Lamp::Harm));
        assert_eq!(room.session().goals[0].light(Lamp::Harm), Light::Dark);
        assert!(refused(&mut room, Change::Found(goal, Lamp::Harm)).contains("Nobody was going"));
    }

    #[test]
    fn a_fourth_goal_is_pointed_out_and_not_forbidden() {
        let mut room = room();
        for number in 1..=3 {
            done(&mut room, Change::Add(shape(&format!("Goal {number}")), None));
        }
        assert_eq!(room.session().too_many_goals(), None);
        done(&mut room, Change::Add(shape("Goal 4"), None));
        assert!(room.session().too_many_goals().expect("too many").starts_with("4 goals"));
    }

    #[test]
    fn a_file_that_says_it_twice_is_not_sound() {
        let mut room = room();
        done(&mut room, Change::Add(shape("Customers are answered"), None));
        let mut session = room.session().clone();
        assert_eq!(session.check(), Ok(()));
        let half = HalfLit { lamp: Lamp::Harm, who: person(1), by: today() };
        session.goals[0].half = vec![half.clone(), half];
        assert!(session.check().is_err());
    }

    #[test]
    fn goals_of_a_list_come_in_one_go_or_not_at_all() {
        let mut room = room();
        let all = Change::AddAll([shape("One"), shape("Two")].into());
        submit(&mut room, Any::Goals(all)).expect("added");
        let ids: Vec<bool> = room.session().goals.iter().map(|it| it.id.is(Kind::Goal)).collect();
        assert_eq!(ids, [true, true]);
        let again = Change::AddAll([shape("Three"), shape("two")].into());
        assert!(refused(&mut room, again).contains("a goal already"));
        assert_eq!(room.session().goals.len(), 2);
        room.undo(at(99)).expect("undone");
        assert!(room.session().goals.is_empty());
    }

    #[test]
    fn objectives_are_kept_each_once_and_found_by_what_is_typed() {
        let mut room = room();
        let list = ["Grow in the north", "Answer every customer"].map(text);
        submit(&mut room, Any::Goals(Change::Objectives(list.clone().into()))).expect("kept");
        let meant = |typed: &str| room.session().objective_meant(typed).map(ToString::to_string);
        assert_eq!(meant("gro"), Some(list[0].to_string()));
        assert_eq!(meant("customer answer"), Some(list[1].to_string()));
        assert_eq!([meant(""), meant("shrink"), meant("GROW in the north")], [None, None, None]);
        let twice = Change::Objectives(["Grow", "grow"].map(text).into());
        assert!(refused(&mut room, twice).contains("twice"));
        let empty = Change::Objectives([text("")].into());
        assert!(refused(&mut room, empty).contains("needs words"));
        let mut session = room.session().clone();
        assert_eq!(session.check(), Ok(()));
        session.objectives.push(text("grow in the North"));
        assert!(session.check().is_err());
    }

    #[test]
    fn an_idea_that_is_gone_leaves_its_goal_alone() {
        let mut session = room().session().clone();
        let id = Id::new(Kind::Idea, 99);
        session.goals.push(Goal {
            id: Id::new(Kind::Goal, 100),
            shape: shape("Bees are at home here"),
            half: Vec::new(),
            idea: Some(id),
            told: None,
        });
        assert_eq!(session.check(), Ok(()));
    }
}
