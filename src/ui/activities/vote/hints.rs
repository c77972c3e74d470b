//! The keys that matter before and after the count, and the way in that fits the room.

use super::{AGAIN, COVERS, HANDS, KIND, RUN_OFF, SHEETS, TALK, VOICE, state};
use crate::methods::prioritize::VoteKind;
use crate::session::activities::vote::{self, Count, Vote};
use crate::ui::action::Action;
use crate::ui::forms::private::Way;
use crate::ui::screen::{Cx, Hint};

/// The way in that fits the room; none where hands are counted.
pub(super) fn usual(cx: &Cx<'_>) -> Option<Way> {
    let usual = Way::usual(cx.session);
    Some(usual).filter(|_| cx.session.is_solo() || !takes_hands(cx))
}

fn takes_hands(cx: &Cx<'_>) -> bool {
    let open = cx.session.policy(cx.place).is_open();
    open && vote::kind(cx.session, cx.place).takes_hands()
}

/// Before the count.
pub(super) fn before(cx: &Cx<'_>) -> Vec<Hint> {
    let usual = usual(cx);
    let solo = cx.session.is_solo();
    let open = cx.session.policy(cx.place).is_open();
    let ways = [
        (Some(Way::Sheets), SHEETS, "type sheets", !solo),
        (Some(Way::Covers), COVERS, if solo { "vote" } else { "pass the laptop" }, true),
        (Some(Way::Voice), VOICE, "one voice", true),
        (None, HANDS, "count hands", takes_hands(cx)),
    ];
    let mut hints = Vec::new();
    for (.., does, _) in ways.iter().filter(|(way, ..)| *way == usual) {
        hints.push(cx.hint(Action::Open, *does));
    }
    hints.push(cx.hint(Action::Reveal, if open { "close and count" } else { "reveal" }));
    for (way, action, does, offered) in ways {
        if offered && way != usual {
            hints.push(cx.hint(action, does));
        }
    }
    hints.extend(other_kind(cx).map(|does| cx.hint(KIND, does)));
    let run_off = state(cx.session, cx).is_some_and(Vote::is_run_off);
    hints.push(cx.hint(AGAIN, if run_off { "give up the run-off" } else { "start over" }));
    hints
}

/// What the ballots could be instead, while nobody has voted.
fn other_kind(cx: &Cx<'_>) -> Option<&'static str> {
    let vote = state(cx.session, cx)?;
    let fresh = vote.given.count() == 0 && vote.earlier.is_empty() && !vote.is_run_off();
    match vote::kind(cx.session, cx.place) {
        VoteKind::Dots if fresh => Some("approvals instead"),
        VoteKind::Approval if fresh => Some("dots instead"),
        _ => None,
    }
}

/// After the count; what helps most comes first.
pub(super) fn after(count: &Count, cx: &Cx<'_>) -> Vec<Hint> {
    let mut hints = Vec::new();
    let tied = count.to_run_off().is_some();
    hints.extend(tied.then(|| cx.hint(RUN_OFF, "run-off")));
    let vote = state(cx.session, cx);
    let talked = vote.is_some_and(|vote| vote.talk.is_some());
    let again = vote.is_some_and(|vote| !vote.earlier.is_empty());
    let divided = count.tally.most_divided().is_some();
    let talk = (divided && !talked).then(|| cx.hint(TALK, "talk two minutes"));
    hints.extend(talk.clone().filter(|_| !again));
    hints.extend([cx.hint(Action::NextStep, "go on"), cx.hint(AGAIN, "vote again")]);
    hints.extend(talk.filter(|_| again));
    hints.extend([
        cx.hint(Action::Down, "why each is there"),
        cx.hint(Action::Open, "keep down to here"),
        cx.hint(Action::More, "keep one more"),
        cx.hint(Action::Less, "one less"),
    ]);
    if !tied && count.tally.ties().next().is_some() {
        hints.push(cx.hint(RUN_OFF, "run-off among the tied"));
    }
    hints.push(cx.hint(Action::Park, "note a decision"));
    if takes_hands(cx) && count.ballots.is_none() {
        hints.push(cx.hint(HANDS, "count hands again"));
    }
    hints
}
