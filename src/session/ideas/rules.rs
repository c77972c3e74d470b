//! What may happen to ideas: adding, wording, reading, merging and splitting, grouping, deleting.
//!
//! Once people have voted on an idea, or are voting, it stays the thing they voted on: it may be
//! worded better and read aloud, but neither go away nor become another.

use super::{Change, Idea};
use crate::session::Session;
use crate::session::activities::{State, gather};
use crate::session::change::{Entry, Outcome, Refusal, refuse};
use crate::session::id::{Id, Kind, place_of};
use crate::text::CleanText;
use crate::workshop::{Do, activity::Over};

pub(in crate::session) fn apply(session: &mut Session, entry: &Entry, change: &Change) -> Outcome {
    match change {
        Change::Add(texts) => add(session, entry, texts),
        Change::Edit(id, text) => edit(session, id, text),
        Change::Delete(id) => delete(session, id),
        Change::Read(id, read) => {
            find(session, id)?.read = *read;
            Ok(())
        }
        Change::Merge(ids, text) => merge(session, ids, text),
        Change::Split(id) => split(session, id),
        Change::Group(ids, name) => group(session, ids, name),
    }
}

fn add(session: &mut Session, entry: &Entry, texts: &[CleanText]) -> Outcome {
    if gather::is_sealed(session, &session.at) {
        return refuse(
            "Ideas are sealed here until the reveal; collect them on paper or privately.",
        );
    }
    let written = texts.iter().filter(|text| !text.is_empty());
    let before = session.ideas.len();
    for (place, text) in written.enumerate() {
        let id = Id::nth(Kind::Idea, entry.seq, place);
        session.ideas.push(Idea::new(id, text.clone()));
    }
    if session.ideas.len() == before {
        return refuse("Nothing to add: type an idea first.");
    }
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

fn delete(session: &mut Session, id: &Id) -> Outcome {
    let position = position(session, id)?;
    check_free(session, id)?;
    session.ideas.remove(position);
    Ok(())
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
            0 => session.ideas[position].clone(),
            _ => session.ideas.remove(position),
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
        part
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
            let (Do::Vote { over, .. }, State::Vote(vote)) = (&activity.what, state) else {
                continue;
            };
            let sealed = !activity.privacy.is_open() && !vote.given.revealed;
            if *over == Over::Ideas && sealed && vote.given.count() > 0 {
                return refuse("The vote on these ideas has begun; change them after the reveal.");
            }
            if vote.is_voted_on(id) {
                return refuse("People voted on this idea; it stays what they voted on.");
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::{self, Ballot, Content, Gift, Given, Giver};
    use crate::testing::{activity, at, person, place, room_with, submit, text};
    use crate::workshop::Policy;

    fn room(ideas: &[&str]) -> Room {
        let vote = Do::Vote {
            over: Over::Ideas,
            kind: crate::workshop::VoteKind::Dots,
            dots: None,
            cap: 2,
        };
        let activities = [activity(Do::Gather {}, Policy::Open), activity(vote, Policy::Hidden)];
        let mut room = room_with(activities.into());
        if !ideas.is_empty() {
            done(&mut room, Change::Add(ideas.iter().map(|idea| text(idea)).collect()));
        }
        room
    }

    fn done(room: &mut Room, change: Change) {
        submit(room, session::Change::Ideas(change)).expect("accepted");
        room.session().check().expect("sound");
    }

    fn refused(room: &mut Room, change: Change) -> String {
        submit(room, session::Change::Ideas(change)).expect_err("refused").to_string()
    }

    fn id(place: usize) -> Id {
        Id::nth(Kind::Idea, 2, place - 1)
    }

    fn texts(room: &Room) -> Vec<&str> {
        room.session().ideas.iter().map(|idea| &*idea.text).collect()
    }

    fn tried(session: &mut Session, change: Change) -> Outcome {
        let by = session::Author::Facilitator;
        let change = session::Change::Ideas(change);
        session.apply(&Entry { seq: 99, at: at(99), by, change, undone: false })
    }

    #[test]
    fn ideas_are_added_worded_read_and_deleted() {
        let mut room = room(&["Bees", "", "Ponds"]);
        assert_eq!(texts(&room), ["Bees", "Ponds"]);
        done(&mut room, Change::Edit(id(1), text("Plant for bees")));
        done(&mut room, Change::Read(id(2), true));
        assert_eq!(room.session().unread(), 1);
        done(&mut room, Change::Delete(id(1)));
        assert_eq!(texts(&room), ["Ponds"]);
        assert_eq!(
            refused(&mut room, Change::Add(vec![text(" ")])),
            "Nothing to add: type an idea first."
        );
        assert_eq!(
            refused(&mut room, Change::Edit(id(2), text(""))),
            "An idea needs words; d deletes it."
        );
        assert_eq!(refused(&mut room, Change::Delete(id(1))), "That idea is no longer there.");
    }

    #[test]
    fn a_split_gives_back_exactly_what_was_merged() {
        let mut room = room(&["Bees", "Ponds", "More bees"]);
        done(&mut room, Change::Read(id(3), true));
        done(&mut room, Change::Group(vec![id(3)], text("Garden")));
        let before = room.session().ideas.clone();
        done(&mut room, Change::Merge(vec![id(1), id(3)], text("Bees everywhere")));
        assert_eq!(texts(&room), ["Bees everywhere", "Ponds"]);
        assert!(!room.session().ideas[0].read, "a part of it was not read yet");
        done(&mut room, Change::Split(id(1)));
        let after = &room.session().ideas;
        assert_eq!(after, &[before[0].clone(), before[2].clone(), before[1].clone()]);
        assert!(refused(&mut room, Change::Split(id(1))).starts_with("This idea was not merged"));
    }

    #[test]
    fn merging_again_and_again_stays_flat_and_gives_back_all() {
        let mut room = room(&["A", "B", "C", "D"]);
        done(&mut room, Change::Merge(vec![id(3), id(4)], text("C and D")));
        done(&mut room, Change::Merge(vec![id(1), id(2)], text("A and B")));
        done(&mut room, Change::Merge(vec![id(1), id(3)], text("All")));
        assert_eq!(room.session().ideas[0].merged.len(), 4);
        done(&mut room, Change::Split(id(1)));
        assert_eq!(texts(&room), ["A", "B", "C", "D"]);
    }

    #[test]
    fn what_was_done_to_the_whole_was_done_to_its_parts() {
        let mut room = room(&["A", "B"]);
        done(&mut room, Change::Merge(vec![id(2), id(1)], text("AB")));
        done(&mut room, Change::Read(id(2), true));
        done(&mut room, Change::Group(vec![id(2)], text("Letters")));
        done(&mut room, Change::Split(id(2)));
        assert!(room.session().ideas.iter().all(|part| part.read && &*part.group == "Letters"));
    }

    #[test]
    fn it_takes_two_different_ideas_and_words_to_merge() {
        let mut room = room(&["A", "B"]);
        let two = "It takes two different ideas to merge.";
        assert_eq!(refused(&mut room, Change::Merge(vec![id(1)], text("A"))), two);
        assert_eq!(refused(&mut room, Change::Merge(vec![id(1), id(1)], text("A"))), two);
        let wordless = Change::Merge(vec![id(1), id(2)], text(""));
        assert_eq!(refused(&mut room, wordless), "The merged idea needs words.");
        assert!(refused(&mut room, Change::Merge(Vec::new(), text("A"))).starts_with("Mark"));
    }

    #[test]
    fn what_several_people_wrote_has_no_single_name() {
        let mut session = room(&["A", "B", "C"]).session().clone();
        for (idea, number) in session.ideas.iter_mut().zip([1, 1, 2]) {
            (idea.from, idea.named) = (Some(Giver::Person(person(number))), true);
        }
        let mut one = session.clone();
        tried(&mut one, Change::Merge(vec![id(1), id(2)], text("AB"))).expect("merged");
        assert_eq!(one.ideas[0].from, Some(Giver::Person(person(1))));
        tried(&mut session, Change::Merge(vec![id(1), id(3)], text("AC"))).expect("merged");
        assert_eq!((&session.ideas[0].from, session.ideas[0].named), (&None, false));
        assert!(session.mentions(&person(2)), "the parts keep their names");
    }

    #[test]
    fn groups_are_one_whatever_the_case_and_are_left_again() {
        let mut room = room(&["A", "B", "C"]);
        done(&mut room, Change::Group(vec![id(1), id(2)], text("Water")));
        done(&mut room, Change::Group(vec![id(3)], text("WATER")));
        assert_eq!(room.session().idea_groups(), [(&text("Water"), 3)]);
        done(&mut room, Change::Group(vec![id(1)], text("")));
        assert_eq!(room.session().idea_groups(), [(&text("Water"), 2)]);
        assert!(refused(&mut room, Change::Group(Vec::new(), text("x"))).starts_with("Mark"));
    }

    fn voted(given: Given, ballots: &[(usize, u8)]) -> Session {
        let mut room = room(&["A", "B", "C"]);
        done(&mut room, Change::Group(vec![id(2), id(3)], text("Late")));
        let mut session = room.session().clone();
        let State::Vote(vote) = session.state_mut(&place("vote")).expect("there is a vote") else {
            panic!("a vote")
        };
        vote.given = given;
        let ballot = |(on, dots): &(usize, u8)| Content::Ballot(Ballot::of([(id(*on), *dots)]));
        vote.ballots = ballots.iter().map(|it| Gift { from: None, content: ballot(it) }).collect();
        session
    }

    #[test]
    fn an_idea_that_was_voted_on_stays_what_it_is_but_may_be_worded_better() {
        let given = Given { revealed: true, unnamed: 1, ..Given::default() };
        let session = voted(given, &[(2, 1)]);
        let sentence = "People voted on this idea; it stays what they voted on.";
        let touching = [
            Change::Delete(id(2)),
            Change::Merge(vec![id(1), id(2)], text("AB")),
            Change::Group(vec![id(2)], text("")),
            Change::Group(vec![id(3)], text("")),
            Change::Group(vec![id(1)], text("Late")),
        ];
        for change in touching {
            let refusal = tried(&mut session.clone(), change.clone()).expect_err("refused");
            assert_eq!(refusal.to_string(), sentence, "{change:?}");
        }
        tried(&mut session.clone(), Change::Edit(id(2), text("Better"))).expect("worded");
        tried(&mut session.clone(), Change::Delete(id(1))).expect("nobody voted on it");
    }

    #[test]
    fn while_ballots_are_sealed_no_idea_changes_under_them() {
        let session = voted(Given { unnamed: 1, ..Given::default() }, &[]);
        let refusal = tried(&mut session.clone(), Change::Delete(id(1))).expect_err("refused");
        assert!(refusal.to_string().starts_with("The vote on these ideas has begun"));
        tried(&mut session.clone(), Change::Read(id(1), true)).expect("reading changes nothing");
        let waiting = voted(Given::default(), &[]);
        tried(&mut waiting.clone(), Change::Delete(id(1))).expect("nobody has voted yet");
    }

    #[test]
    fn a_file_whose_merged_ideas_make_no_sense_is_refused_with_the_idea() {
        let mut room = room(&["A", "B", "C"]);
        done(&mut room, Change::Merge(vec![id(1), id(2)], text("AB")));
        let fault = |change: fn(&mut Idea)| {
            let mut session = room.session().clone();
            change(&mut session.ideas[0]);
            session.check().expect_err("a fault").to_string()
        };
        let swapped = fault(|idea| idea.merged.reverse());
        assert_eq!(swapped, "the first part of the idea “i2.1” is “i2.2”, not itself");
        assert!(fault(|idea| drop(idea.merged.pop())).contains("itself alone"));
        let deep = fault(|idea| idea.merged[1].merged = vec![idea.merged[0].clone()]);
        assert_eq!(deep, "a part of the idea “i2.1” has parts itself");
        let doubled = fault(|idea| idea.merged[1].id = id(3));
        assert_eq!(doubled, "two things are called “i2.3”");
    }
}
