//! The private ballot: a rule is chosen and read aloud, points come in unseen, and after the
//! reveal the count stands beside the other rules.

use super::layout::below;
use super::{Did, PotScreen, ask_ids, propose_here, result, rules, state};
use crate::methods::funding::Rule;
use crate::room::Proposal;
use crate::session::activities;
use crate::session::activities::pot::{Change as Here, MOST_POINTS, PotState, Purses};
use crate::ui::action::Action;
use crate::ui::forms::arm::Pressed;
use crate::ui::forms::private::{Asked, Way, everyone_is_in, paint_who};
use crate::ui::screen::{Cx, Hint, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SHEETS: Action = Action::Verb('i');
const COVERS: Action = Action::Verb('c');
const VOICE: Action = Action::Verb('o');
pub(super) const AGAIN: Action = Action::Verb('v');

/// What is asked of everybody: 0 to 10 points for each ask that wants money.
pub(super) fn asked(cx: &Cx<'_>) -> Asked {
    Asked::at(cx.session, cx.place).expect("a pot asks for points")
}

pub(super) fn verb(pot: &mut PotScreen, action: Action, cx: &Cx<'_>) -> Did {
    let Some(state) = state(cx.session, cx) else { return Did::Says(Reply::Pass) };
    if action == AGAIN {
        return Did::Says(again(pot, state, cx));
    }
    match (state.rule, cx.seen.counted(cx.place)) {
        (None, _) => Did::Says(rules::verb(pot, action, cx)),
        (Some(_), Some(counted)) => result::verb(pot, counted, action, cx),
        (Some(_), None) => Did::Says(waiting(pot, state, action, cx)),
    }
}

/// Whether a count was taken as what is granted.
pub(super) fn is_taken(cx: &Cx<'_>) -> bool {
    state(cx.session, cx).is_some_and(|pot| pot.taken.is_some())
}

/// While points come in.
fn waiting(pot: &mut PotScreen, state: &PotState, action: Action, cx: &Cx<'_>) -> Reply {
    if pot.asks.act(action, &ask_ids(cx.session), 8) {
        return Reply::Done;
    }
    match action {
        Action::Open => enter(pot, state, usual(cx), cx),
        SHEETS => enter(pot, state, Way::Sheets, cx),
        COVERS => enter(pot, state, Way::Covers, cx),
        VOICE => enter(pot, state, Way::Voice, cx),
        Action::Reveal => reveal(pot, cx),
        _ => Reply::Pass,
    }
}

/// The way in that fits the room: above five people the laptop does not go round.
fn usual(cx: &Cx<'_>) -> Way {
    match cx.session.voters().count() {
        0 => Way::Voice,
        voters if voters <= 5 || cx.session.is_solo() => Way::Covers,
        _ => Way::Sheets,
    }
}

fn enter(pot: &mut PotScreen, state: &PotState, way: Way, cx: &Cx<'_>) -> Reply {
    if state.given.revealed {
        return Reply::Tell("This is counted; v begins the points anew.".into());
    }
    match state.check_open() {
        Ok(()) => pot.entry.open(way, &asked(cx), cx),
        Err(refusal) => Reply::Tell(refusal.to_string()),
    }
}

/// What is open is closed with one press, for that can be undone; what is sealed takes two. A pot
/// in which there is nothing has nothing to share, and a reveal cannot be taken back.
fn reveal(pot: &mut PotScreen, cx: &Cx<'_>) -> Reply {
    let who = cx.session.who_is_in(cx.place);
    if who.count == 0 {
        return Reply::Tell("Nobody has given points yet, so there is nothing to reveal.".into());
    }
    if is_empty(cx) {
        return Reply::Tell(
            "No money was read into the pot yet, so there is nothing to share: 1 goes to the \
             pledges."
                .into(),
        );
    }
    if cx.session.policy(cx.place).is_open() {
        return propose_here(cx, Here::Close);
    }
    match pot.arm.press(Action::Reveal) {
        Pressed::Armed => {
            let key = cx.keymap.key_for(Action::Reveal).unwrap_or("r");
            Reply::Tell(format!("{}; {key} again reveals.", who.words()))
        }
        Pressed::Fired => Reply::Propose(Proposal::Reveal(cx.place.clone())),
    }
}

fn is_empty(cx: &Cx<'_>) -> bool {
    cx.seen.pot.purse().money().is_zero()
}

fn again(pot: &mut PotScreen, state: &PotState, cx: &Cx<'_>) -> Reply {
    if state.given.count() == 0 && state.ballots.is_empty() {
        return Reply::Tell(match state.rule {
            Some(_) => {
                let undo = cx.key(Action::Undo);
                format!("Nobody has given points yet; {undo} takes the rule back.")
            }
            None => "Nobody has given points yet; there is nothing to start over.".into(),
        });
    }
    match pot.arm.press(AGAIN) {
        Pressed::Armed => {
            Reply::Tell("v again throws all points away and starts over; the grants stay.".into())
        }
        Pressed::Fired => Reply::Propose(Proposal::Reopen(cx.place.clone())),
    }
}

pub(super) fn render(pot: &PotScreen, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let Some(state) = state(cx.seen, cx) else { return };
    if !cx.seen.pot.asks.iter().any(|ask| ask.need.wants_money()) {
        let words = "Nobody asks for money yet, so there is nothing to give points to. \
                     2 goes to the asks.";
        return Paragraph::new(words, Role::Dim).render(area, buffer, cx.look);
    }
    match (state.rule, cx.seen.counted(cx.place)) {
        (None, _) => rules::render(pot, area, buffer, cx),
        (Some(_), Some(counted)) => result::render(pot, counted, area, buffer, cx),
        (Some(rule), None) => who_is_in(rule, state.purses, area, buffer, cx),
    }
}

fn who_is_in(rule: Rule, purses: Purses, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let words = format!("Each ask gets 0 to {MOST_POINTS} points from everybody, privately.");
    let words = match cx.seen.policy(cx.place).is_open() {
        true => words.replace(", privately", ""),
        false => words,
    };
    write(buffer, area, (0, 0), &words, cx.look.style(Role::Text));
    let promise = activities::promise(cx.session, cx.place);
    write(buffer, area, (0, 1), promise, cx.look.style(Role::Dim));
    let used = paint_who(&asked(cx), below(area, 3), buffer, cx);
    let rest = rules::told(rule, Some(purses), below(area, 4 + used), buffer, cx);
    if is_empty(cx) {
        let words = "No money was read into the pot yet: 1 goes to the pledges.";
        write(buffer, rest, (0, 0), words, cx.look.style(Role::Warn));
    }
}

pub(super) fn hints(pot: &PotScreen, cx: &Cx<'_>) -> Vec<Hint> {
    let Some(state) = state(cx.session, cx) else { return Vec::new() };
    if state.rule.is_none() {
        return rules::hints(cx);
    }
    if let Some(counted) = cx.seen.counted(cx.place) {
        return result::hints(pot, counted, cx);
    }
    let usual = usual(cx);
    let open = cx.session.policy(cx.place).is_open();
    let round = if cx.session.is_solo() { "give points" } else { "pass the laptop" };
    let ways = [
        (Way::Sheets, SHEETS, "type sheets"),
        (Way::Covers, COVERS, round),
        (Way::Voice, VOICE, "one voice"),
    ];
    let first = ways.iter().filter(|(way, ..)| *way == usual);
    let mut hints: Vec<Hint> = first.map(|(_, _, does)| cx.hint(Action::Open, *does)).collect();
    let reveal = cx.hint(Action::Reveal, if open { "close and count" } else { "reveal" });
    let everyone = everyone_is_in(cx.session, cx.place);
    hints.insert(if everyone { 0 } else { hints.len() }, reveal);
    let others = ways.into_iter().filter(|(way, ..)| *way != usual);
    hints.extend(others.map(|(_, action, does)| cx.hint(action, does)));
    hints.push(cx.hint(AGAIN, "start over"));
    hints
}
