//! What may happen to ideas: adding, wording, reading, merging and splitting, grouping, deleting.
//!
//! Once people have voted on an idea, or are voting, it stays the thing they voted on: it may be
//! worded better and read aloud, but neither go away nor become another.

use super::{Change, Idea};
use crate::session::activities::gather::aloud;
use crate::session::activities::{State, gather};
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::id::{Id, place_of};
use crate::session::{Session, Shared, decisions};
use crate::text::CleanText;
use crate::workshop::Over;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Known;

pub(in crate::session) fn apply(session: &mut Session, entry: &Entry, change: &Change) -> Outcome {
    match change {
        Change::Add(texts) => add(session, entry, texts),
        Change::Bring(ideas) => bring(session, entry, ideas),
        Change::Edit(id, text) => edit(session, id, text),
        Change::Delete(id) => take_out(session, id).map(drop),
        Change::Read(id, read) => {
            find(session, id)?.read = *read;
            Ok(())
        }
        Change::Merge(ids, text) => merge(session, ids, text),
        Change::Split(id) => split(session, id),
        Change::Group(ids, name) => group(session, ids, name),
        Change::RenameGroup(old, new) => rename_group(session, old, new),
        Change::Through(ids, lens) => through(session, ids, lens),
        Change::Apart(one, other) => keep_apart(session, one, other),
        Change::Park(id) => {
            let idea = take_out(session, id)?;
            decisions::apply(session, entry, &decisions::Change::Park(idea.text))
        }
    }
}

fn add(session: &mut Session, entry: &Entry, texts: &[CleanText]) -> Outcome {
    if gather::is_sealed(session, &session.at) {
        return refuse(
            "Ideas are sealed here until the reveal; collect them on paper or privately.",
        );
    }
    session.ideas.extend(super::written(entry, texts)?);
    Ok(())
}

/// What stands in a list is nobody's secret, so it may come in while others write in silence.
fn bring(session: &mut Session, entry: &Entry, ideas: &[(CleanText, CleanText)]) -> Outcome {
    let (texts, groups): (Vec<CleanText>, Vec<CleanText>) =
        ideas.iter().filter(|(text, _)| !text.is_empty()).cloned().unzip();
    let mut spelled: HashMap<String, CleanText> = HashMap::new();
    for group in &groups {
        if let Known::Vacant(unknown) = spelled.entry(group.to_lowercase()) {
            let name = spelled_as_before(session, group);
            check_group_free(session, &name)?;
            unknown.insert(name);
        }
    }
    let mut ideas = super::written(entry, &texts)?;
    for (idea, group) in ideas.iter_mut().zip(groups) {
        idea.group = spelled[&group.to_lowercase()].clone();
    }
    session.ideas.extend(ideas);
    Ok(())
}

fn find<'a>(session: &'a mut Session, id: &Id) -> Result<&'a mut Idea, Refusal> {
    let place = position(session, id)?;
    Ok(&mut session.ideas[place])
}

fn position(session: &Session, id: &Id) -> Result<usize, Refusal> {
    match place_of(&session.ideas, id, |idea| &idea.id) {
        Some(position) => Ok(position),
        None => refuse("That idea is no longer there."),
    }
}

fn edit(session: &mut Session, id: &Id, text: &CleanText) -> Outcome {
    if text.is_empty() {
        return refuse("An idea needs words; d deletes it.");
    }
    find(session, id)?.text = text.clone();
    Ok(())
}

/// An idea leaves the list; where it was being read, the next one is.
fn take_out(session: &mut Session, id: &Id) -> Result<Idea, Refusal> {
    let position = position(session, id)?;
    check_free(session, id)?;
    let next = session.next_idea(id).map(|idea| idea.id.clone());
    aloud::goes(session, id, next.as_ref());
    session.apart.retain(|(one, other)| one != id && other != id);
    Ok(session.ideas.remove(position).into_own())
}

fn merge(session: &mut Session, ids: &[Id], text: &CleanText) -> Outcome {
    let [first, others @ ..] = ids else { return refuse("Mark the ideas to merge first.") };
    if others.is_empty() || (1..ids.len()).any(|at| ids[..at].contains(&ids[at])) {
        return refuse("It takes two different ideas to merge.");
    }
    if text.is_empty() {
        return refuse("The merged idea needs words.");
    }
    ids.iter().try_for_each(|id| check_free(session, id))?;
    others.iter().for_each(|id| aloud::goes(session, id, Some(first)));
    let parts = take_parts(session, ids)?;
    let idea = find(session, first)?;
    idea.text = text.clone();
    idea.read = parts.iter().all(|part| part.read);
    if parts.iter().any(|part| part.from != idea.from) {
        // Several people wrote it: no single name would be true.
        (idea.from, idea.named) = (None, false);
    }
    idea.merged = parts;
    Ok(())
}

/// The parts of all these ideas, in this order; the others leave the list, the first stays.
fn take_parts(session: &mut Session, ids: &[Id]) -> Result<Vec<Idea>, Refusal> {
    let mut parts = Vec::new();
    for (index, id) in ids.iter().enumerate() {
        let position = position(session, id)?;
        let idea = match index {
            0 => Idea::clone(&session.ideas[position]),
            _ => session.ideas.remove(position).into_own(),
        };
        if idea.merged.is_empty() { parts.push(idea) } else { parts.extend(idea.merged) }
    }
    Ok(parts)
}

/// The parts come back as they were, where the merged idea stood. What was done to the whole since
/// then was done to them too: it was read, it was put in a group.
fn split(session: &mut Session, id: &Id) -> Outcome {
    let position = position(session, id)?;
    check_free(session, id)?;
    let whole = session.ideas[position].clone();
    let Some(first) = whole.merged.first() else {
        return refuse("This idea was not merged, so there is nothing to split.");
    };
    let moved = first.group != whole.group;
    let parts = whole.merged.iter().cloned().map(|mut part| {
        part.read |= whole.read;
        if moved {
            part.group = whole.group.clone();
        }
        Shared::from(part)
    });
    session.ideas.splice(position..=position, parts);
    Ok(())
}

fn group(session: &mut Session, ids: &[Id], name: &CleanText) -> Outcome {
    if ids.is_empty() {
        return refuse("Mark the ideas to group first.");
    }
    let name = spelled_as_before(session, name);
    for id in ids {
        let left = find(session, id)?.group.clone();
        check_group_free(session, &left)?;
        check_free(session, id)?;
    }
    check_group_free(session, &name)?;
    for id in ids {
        find(session, id)?.group = name.clone();
    }
    Ok(())
}

/// Which lens an idea came through is told of it, and changes nothing that is voted on.
fn through(session: &mut Session, ids: &[Id], lens: &CleanText) -> Outcome {
    let lower = lens.to_lowercase();
    let known = session.lenses.iter().find(|known| known.name.to_lowercase() == lower);
    let lens = match known {
        Some(known) => known.name.clone(),
        None if lens.is_empty() => CleanText::default(),
        None => return refuse(format!("No lens is called “{lens}” here.")),
    };
    for id in ids {
        find(session, id)?.lens = lens.clone();
    }
    Ok(())
}

/// A better name changes nothing for those who voted; what makes two groups one does.
fn rename_group(session: &mut Session, old: &CleanText, new: &CleanText) -> Outcome {
    if new.is_empty() {
        return refuse("A group needs a name; d dissolves it.");
    }
    let known = |session: &Session, name: &CleanText| {
        session.ideas.iter().any(|idea| !name.is_empty() && &idea.group == name)
    };
    if !known(session, old) {
        return refuse("That group is no longer there.");
    }
    let same = old.to_lowercase() == new.to_lowercase();
    let new = if same { new.clone() } else { spelled_as_before(session, new) };
    if &new != old && known(session, &new) {
        check_group_free(session, old)?;
        check_group_free(session, &new)?;
    }
    for idea in session.ideas.iter_mut().filter(|idea| &idea.group == old) {
        idea.group = new.clone();
    }
    Ok(())
}

/// A pair is kept once, whichever of the two is named first.
fn keep_apart(session: &mut Session, one: &Id, other: &Id) -> Outcome {
    if one == other {
        return refuse("It takes two different ideas.");
    }
    let [first, second] = [position(session, one)?, position(session, other)?];
    let pair = if first < second { (one, other) } else { (other, one) };
    let is_known = |(one, other): &(Id, Id)| (one, other) == pair || (other, one) == pair;
    if session.apart.iter().any(is_known) {
        return refuse("These two are kept apart already.");
    }
    session.apart.push((pair.0.clone(), pair.1.clone()));
    Ok(())
}

/// The group that is there already when only upper and lower case differ.
fn spelled_as_before(session: &Session, name: &CleanText) -> CleanText {
    let groups = || session.ideas.iter().map(|idea| &idea.group);
    if groups().any(|group| group == name) {
        return name.clone();
    }
    let lower = name.to_lowercase();
    let same = groups().find(|group| group.to_lowercase() == lower);
    same.unwrap_or(name).clone()
}

/// In a vote a group counts as one thing: who was voted on through it must stay in it.
fn check_group_free(session: &Session, name: &CleanText) -> Outcome {
    let members = session.ideas.iter().filter(|idea| !name.is_empty() && &idea.group == name);
    members.map(|idea| &idea.id).try_for_each(|id| check_free(session, id))
}

fn check_free(session: &Session, id: &Id) -> Outcome {
    if session.goals.iter().any(|goal| goal.idea.as_ref() == Some(id)) {
        return refuse(
            "A goal was made from this idea; it stays as it is, so that one can look back.",
        );
    }
    for step in &session.steps {
        for (activity, state) in step.script.activities.iter().zip(&step.states) {
            if activity.what.over() != Some(&Over::Ideas) {
                continue;
            }
            let (begun, marked, is_marked) = match state {
                State::Matrix(matrix) => (
                    "These ideas are being placed on two axes; change them after the reveal.",
                    "People placed this idea; it stays what they placed.",
                    matrix.is_placed(id),
                ),
                State::Vote(vote) => (
                    "The vote on these ideas has begun; change them after the reveal.",
                    "People voted on this idea; it stays what they voted on.",
                    vote.is_voted_on(id),
                ),
                _ => continue,
            };
            let given = state.given().filter(|given| !given.revealed && given.count() > 0);
            if !activity.privacy.is_open() && given.is_some() {
                return refuse(begun);
            }
            if is_marked {
                return refuse(marked);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
