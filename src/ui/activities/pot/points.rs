//! The private ballot: a rule is chosen and read aloud, points come in unseen, and after the
//! reveal the proposal stands beside the present grants.

use super::{
    Did, PotScreen, amounts, ask_ids, below, list_and_foot, propose, propose_here, state, written,
};
use crate::methods::funding::{RULES, Rule};
use crate::room::Proposal;
use crate::session::activities;
use crate::session::activities::pot::{Change as Here, Counted, MOST_POINTS, PotState, counted};
use crate::session::block::Sign;
use crate::session::pot::{Ask, Change};
use crate::session::{Giver, private::Ballot};
use crate::ui::action::Action;
use crate::ui::blocks::sign;
use crate::ui::forms::arm::Pressed;
use crate::ui::forms::private::{Asked, Marking, Thing, Way, paint_who};
use crate::ui::screen::{Cx, Hint, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SHEETS: Action = Action::Verb('i');
const COVERS: Action = Action::Verb('c');
const VOICE: Action = Action::Verb('o');
const AGAIN: Action = Action::Verb('v');

/// What is asked of everybody: 0 to 10 points for each ask that wants money.
pub(super) fn asked(cx: &Cx<'_>) -> Asked {
    let asks = cx.session.pot.asks.iter().filter(|ask| ask.need.wants_money());
    let things = asks.map(|ask| Thing { id: ask.id.clone(), label: label(ask, cx) }).collect();
    let mut asked = Asked::of(cx, things, Marking::Points { most: MOST_POINTS });
    asked.cast = Some(cast);
    asked
}

fn cast(giver: Giver, ballot: Ballot) -> activities::Change {
    activities::Change::Pot(Here::Cast(giver, ballot))
}

fn label(ask: &Ask, cx: &Cx<'_>) -> String {
    format!("{}: {}", cx.session.area_of(ask), ask.need.title)
}

pub(super) fn verb(pot: &mut PotScreen, action: Action, cx: &Cx<'_>) -> Did {
    Did::Says(reply(pot, action, cx))
}

fn reply(pot: &mut PotScreen, action: Action, cx: &Cx<'_>) -> Reply {
    let Some(state) = state(cx.session, cx) else { return Reply::Pass };
    if state.rule.is_none() && pot.rules.act(action, RULES, 1) {
        return Reply::Done;
    }
    if pot.asks.act(action, &ask_ids(cx.session), 8) {
        return Reply::Done;
    }
    let is_counted = counted(cx.session, cx.place).is_some();
    match action {
        Action::Open | Action::Verb('y') if is_counted => take(cx),
        Action::Open if state.rule.is_none() => match pot.rules.item(RULES) {
            Some(rule) => propose_here(cx, Here::Rule(*rule)),
            None => Reply::Pass,
        },
        Action::Open => enter(pot, state, usual(cx), cx),
        SHEETS => enter(pot, state, Way::Sheets, cx),
        COVERS => enter(pot, state, Way::Covers, cx),
        VOICE => enter(pot, state, Way::Voice, cx),
        Action::Reveal => reveal(pot, state, cx),
        AGAIN => again(pot, state, cx),
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

fn take(cx: &Cx<'_>) -> Reply {
    match counted(cx.session, cx.place) {
        None => Reply::Pass,
        Some(counted) if counted.is_taken(cx.session) => {
            Reply::Tell("This is what is granted already.".into())
        }
        Some(counted) => propose(Change::GrantAll(counted.proposal())),
    }
}

/// What is open is closed with one press, for that can be undone; what is sealed takes two.
fn reveal(pot: &mut PotScreen, state: &PotState, cx: &Cx<'_>) -> Reply {
    if state.given.revealed {
        return Reply::Tell("This is the count; v begins the points anew.".into());
    }
    let who = cx.session.who_is_in(cx.place);
    if who.count == 0 {
        return Reply::Tell("Nobody has given points yet, so there is nothing to reveal.".into());
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

fn again(pot: &mut PotScreen, state: &PotState, cx: &Cx<'_>) -> Reply {
    if state.given.count() == 0 && state.ballots.is_empty() {
        return Reply::Tell("Nobody has given points yet; there is nothing to start over.".into());
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
    match (state.rule, counted(cx.seen, cx.place)) {
        (None, _) => choose(pot, area, buffer, cx),
        (Some(_), Some(counted)) => proposal(pot, &counted, area, buffer, cx),
        (Some(rule), None) => waiting(rule, area, buffer, cx),
    }
}

/// Before anyone gives points: the rules there are, to be chosen and read aloud.
fn choose(pot: &PotScreen, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let words = "How do points become money? Choose, and read it aloud, before they are given.";
    Paragraph::new(words, Role::Text).render(area, buffer, cx.look);
    let mut rest = below(area, 3);
    for (place, rule) in RULES.iter().enumerate() {
        if pot.rules.row(RULES) == Some(place) {
            write(buffer, rest, (0, 0), cx.look.signs.cursor, cx.look.style(Role::Accent));
        }
        rest = told(*rule, rest, buffer, cx);
    }
}

/// A rule's name and what is read aloud; answers the room below.
fn told(rule: Rule, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Rect {
    write(buffer, area, (2, 0), rule.name(), cx.look.bold(Role::Text));
    let said = Paragraph::new(rule.said(), Role::Text);
    let text = below(area, 1);
    let text = Rect { x: text.x.saturating_add(2), width: text.width.saturating_sub(2), ..text };
    said.render(text, buffer, cx.look);
    below(area, said.height(text.width) + 2)
}

fn waiting(rule: Rule, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let words = format!("Each ask gets 0 to {MOST_POINTS} points from everybody, privately.");
    let words = match cx.seen.policy(cx.place).is_open() {
        true => words.replace(", privately", ""),
        false => words,
    };
    write(buffer, area, (0, 0), &words, cx.look.style(Role::Text));
    let promise = cx.seen.policy(cx.place).promise();
    write(buffer, area, (0, 1), promise, cx.look.style(Role::Dim));
    let used = paint_who(&asked(cx), below(area, 3), buffer, cx);
    told(rule, below(area, 4 + used), buffer, cx);
}

fn proposal(pot: &PotScreen, counted: &Counted, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let money = |amount| cx.reader.money(cx.seen.currency, amount);
    let asks = &cx.seen.pot.asks;
    let (list, foot) = list_and_foot(area, asks.len(), 5);
    let shares = || counted.outcome.shares.iter();
    let proposed = written(shares().map(|share| share.granted), cx);
    let granted = written(asks.iter().map(|ask| ask.granted), cx);
    let row = |at: usize| {
        let (ask, share) = (&asks[at], &counted.outcome.shares[at]);
        let funded = share.verdict.is_funded();
        let (mark, role) = sign(if funded { Sign::Settled } else { Sign::Nobody }, cx.look);
        let same = share.granted == ask.granted;
        let now = if same { Role::Dim } else { Role::Warn };
        Row::new()
            .toned(mark, role)
            .cell(label(ask, cx))
            .cell(share.supporters.to_string())
            .cell(proposed(share.granted))
            .toned(granted(ask.granted), now)
    };
    let cursor = pot.asks.row(&ask_ids(cx.seen));
    Rows {
        columns: &[
            Column::new("", 1, 1, 0),
            Column::new(rule_heading(counted.outcome.rule), 16, 60, 1),
            Column::numbers("Backers", 7),
            amounts("Proposed", shares().map(|share| share.granted), cx),
            amounts("Granted", asks.iter().map(|ask| ask.granted), cx),
        ],
        count: asks.len(),
        row,
        cursor,
        marks: false,
        empty: "",
    }
    .render(list, buffer, cx.look);
    let why = cursor.and_then(|row| counted.why(&asks.get(row)?.id, money)).unwrap_or_default();
    let foot = Rect { x: foot.x.saturating_add(2), width: foot.width.saturating_sub(2), ..foot };
    let room = below(foot, 1);
    Paragraph::new(&why, Role::Text).render(
        Rect { height: room.height.min(2), ..room },
        buffer,
        cx.look,
    );
    let words = match counted.is_taken(cx.seen) {
        true => "This is what is granted.".to_owned(),
        false => format!(
            "Enter takes this; {} would stay in the reserve.",
            money(counted.outcome.reserve)
        ),
    };
    write(buffer, foot, (0, 4), &words, cx.look.style(Role::Dim));
}

fn rule_heading(rule: Rule) -> &'static str {
    match rule {
        Rule::AverageSplit => "By average split",
    }
}

pub(super) fn hints(cx: &Cx<'_>) -> Vec<Hint> {
    let Some(state) = state(cx.session, cx) else { return Vec::new() };
    if state.rule.is_none() {
        return vec![cx.hint(Action::Open, "choose this rule")];
    }
    if counted(cx.session, cx.place).is_some() {
        return vec![cx.hint(Action::Open, "take the proposal"), cx.hint(AGAIN, "start over")];
    }
    let usual = usual(cx);
    let open = cx.session.policy(cx.place).is_open();
    let mut hints = vec![cx.hint(Action::Open, "enter points")];
    hints.push(cx.hint(Action::Reveal, if open { "close and count" } else { "reveal" }));
    let ways = [
        (Way::Sheets, SHEETS, "type sheets"),
        (Way::Covers, COVERS, "laptop round"),
        (Way::Voice, VOICE, "one voice"),
    ];
    let others = ways.into_iter().filter(|(way, ..)| *way != usual);
    hints.extend(others.map(|(_, action, does)| cx.hint(action, does)));
    hints.push(cx.hint(AGAIN, "start over"));
    hints
}
