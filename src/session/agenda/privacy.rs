//! Who sees what is given: stricter at any time before the reveal, looser never for what is in.
//!
//! Undo does not take such a change back. What somebody gave after it was given under its promise,
//! and folding the entries without it would break that.

use crate::session::Session;
use crate::session::activities::{State, assess};
use crate::session::change::{Outcome, refuse};
use crate::session::id::Place;
use crate::text::CleanText;
use crate::workshop::Policy;

pub(super) fn change(session: &mut Session, place: &Place, policy: Policy) -> Outcome {
    check_privacy(session, place, policy)?;
    let index = super::index_of(session, &CleanText::line(place.step()))?;
    let step = &mut session.steps[index];
    step.script.activities[place.index()].privacy = policy;
    if policy == Policy::Anonymous {
        step.states[place.index()].keep_no_names();
    }
    let begun = session.state(place).and_then(State::given).is_some_and(|it| it.count() > 0);
    if begun {
        assess::keep_apart(session, place);
    }
    Ok(())
}

/// Whether the privacy at a place may change to this: what was given under a promise stays under
/// it, or under a stricter one while it is sealed.
///
/// # Errors
/// A sentence for the room.
pub fn check_privacy(session: &Session, place: &Place, policy: Policy) -> Outcome {
    let (Some(activity), Some(state)) = (session.activity(place), session.state(place)) else {
        return refuse("That step is no longer on the agenda.");
    };
    if policy == Policy::Anonymous {
        state.check_without_names()?;
    }
    let (now, given) = (activity.privacy, state.given());
    let begun = given.is_none_or(|given| given.count() > 0);
    match (now, policy) {
        _ if !begun || policy == now => Ok(()),
        // An objection stays without a name once names are out of it; nothing else is kept here.
        _ if given.is_none() && policy > now => Ok(()),
        (Policy::Hidden, Policy::Anonymous) if given.is_some_and(|given| !given.revealed) => Ok(()),
        (Policy::Hidden, Policy::Anonymous) => {
            refuse("This is revealed, and the file keeps the names; repeat the step to ask anew.")
        }
        (Policy::Open, _) => refuse(
            "Some gave by name already, and the history keeps that; open it again or repeat the \
             step, then make it private.",
        ),
        _ => refuse(
            "What was given here was given under the promise that stands on the screen; repeat \
             the step to ask under another one.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::methods::funding::Rule;
    use crate::room::Room;
    use crate::session::activities::{self, pot};
    use crate::session::agenda::Change as Agenda;
    use crate::session::{Ballot, Change, Content, Giver};
    use crate::testing::{activity, area, at, person, place, room_with, submit, text};
    use crate::workshop::{Do, Over, Policy, VoteKind};

    fn room(policy: Policy) -> Room {
        let vote = Do::Vote { over: Over::Areas, kind: VoteKind::Dots, dots: Some(3), cap: 2 };
        room_with(vec![activity(Do::Gather {}, policy), activity(vote, policy)])
    }

    fn becomes(room: &mut Room, step: &str, policy: Policy) -> Result<u64, String> {
        let change = Change::Agenda(Agenda::Privacy(place(step), policy));
        submit(room, change).map_err(|refusal| refusal.to_string())
    }

    fn votes(room: &mut Room, who: usize, dots: u8) -> Result<u64, String> {
        let content = Content::Ballot(Ballot::of([(area(1), dots)]));
        let gave = room.give(at(5), &place("vote"), &Giver::Person(person(who)), content);
        gave.map_err(|refusal| refusal.to_string())
    }

    #[test]
    fn anything_may_be_promised_before_anybody_gave() {
        for policy in [Policy::Anonymous, Policy::Open, Policy::Hidden] {
            let mut room = room(Policy::Hidden);
            becomes(&mut room, "vote", policy).expect("nobody gave yet");
            assert_eq!(room.session().policy(&place("vote")), policy);
        }
    }

    #[test]
    fn sealed_ballots_lose_their_names_when_the_step_becomes_anonymous() {
        let mut room = room(Policy::Hidden);
        votes(&mut room, 1, 2).expect("given");
        votes(&mut room, 2, 1).expect("given");
        becomes(&mut room, "vote", Policy::Anonymous).expect("stricter");
        let sealed = room.sealed().at(&place("vote"));
        assert!(sealed.0.iter().all(|gift| gift.from.is_none()) && sealed.0.is_sorted());
        // Whoever gave has given: nobody knows any more which ballot to replace.
        assert!(votes(&mut room, 1, 1).expect_err("once").contains("cannot be taken out"));
        votes(&mut room, 3, 1).expect("given");
        room.reveal(at(9), &place("vote")).expect("revealed");
        room.session().check().expect("sound");
        assert!(!format!("{:?}", room.session().state(&place("vote"))).contains("from: Some"));
    }

    #[test]
    fn sealed_ideas_are_no_longer_counted_by_anybody() {
        let mut room = room(Policy::Hidden);
        let ideas = Content::Ideas(vec![text("Bees"), text("Trees")]);
        room.give(at(5), &place("gather"), &Giver::Person(person(1)), ideas).expect("given");
        becomes(&mut room, "gather", Policy::Anonymous).expect("stricter");
        let sealed = room.sealed().at(&place("gather")).0;
        assert!(sealed.len() == 2 && sealed.iter().all(|gift| gift.from.is_none()));
        assert!(!format!("{:?}", room.session().state(&place("gather"))).contains("ideas: 2"));
    }

    #[test]
    fn what_was_given_is_never_shown_to_more_than_was_promised() {
        for (before, after, revealed, refusal) in [
            (Policy::Hidden, Policy::Open, false, "under the promise"),
            (Policy::Anonymous, Policy::Open, false, "under the promise"),
            (Policy::Anonymous, Policy::Hidden, false, "under the promise"),
            (Policy::Hidden, Policy::Open, true, "under the promise"),
            (Policy::Hidden, Policy::Anonymous, true, "the file keeps the names"),
        ] {
            let mut room = room(before);
            votes(&mut room, 1, 2).expect("given");
            votes(&mut room, 2, 2).expect("given");
            if revealed {
                room.reveal(at(9), &place("vote")).expect("revealed");
            }
            let refused = becomes(&mut room, "vote", after).expect_err("given already");
            assert!(refused.contains(refusal), "{before:?} {after:?}: {refused}");
        }
    }

    #[test]
    fn a_promise_is_not_undone_and_a_vote_that_is_opened_again_may_promise_anew() {
        let mut room = room(Policy::Hidden);
        submit(&mut room, Change::Rename(text("Orchard"))).expect("a title");
        becomes(&mut room, "vote", Policy::Anonymous).expect("stricter");
        votes(&mut room, 1, 2).expect("given");
        assert_eq!(room.undo(at(6)).expect("undone"), "renamed the session “Orchard”");
        assert_eq!(room.session().policy(&place("vote")), Policy::Anonymous);
        room.reopen(at(7), &place("vote")).expect("thrown away");
        becomes(&mut room, "vote", Policy::Hidden).expect("nobody gave yet");
    }

    #[test]
    fn the_history_brings_a_step_that_became_anonymous_back() {
        let mut room = room(Policy::Hidden);
        votes(&mut room, 1, 2).expect("given");
        becomes(&mut room, "vote", Policy::Anonymous).expect("stricter");
        votes(&mut room, 2, 1).expect("given");
        let history = room.take_unsaved();
        let session = room.session().clone();
        let (again, note) = Room::resume(session, &history, room.sealed().clone());
        assert_eq!((again.session(), note), (room.session(), None));
    }

    #[test]
    fn where_a_function_decides_over_its_own_money_names_are_needed() {
        let mut room = room_with(vec![activity(Do::Pot { months: 12 }, Policy::Hidden)]);
        let rule = pot::Change::RuleByFunction(Rule::EqualShares);
        submit(&mut room, Change::At(place("pot"), activities::Change::Pot(rule))).expect("chosen");
        let refused = becomes(&mut room, "pot", Policy::Anonymous).expect_err("by function");
        assert!(refused.contains("that needs names"), "{refused}");
    }

    #[test]
    fn alone_among_the_nameless_nothing_is_revealed() {
        let mut room = room(Policy::Anonymous);
        votes(&mut room, 1, 2).expect("given");
        let refusal = room.reveal(at(9), &place("vote")).expect_err("alone").to_string();
        assert!(refusal.starts_with("Only one person is in"), "{refusal}");
        votes(&mut room, 2, 1).expect("given");
        room.reveal(at(9), &place("vote")).expect("two are in");
    }
}
