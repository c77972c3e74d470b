//! The count: the rule that was read aloud, and the others beside it as a check.

mod beside;
mod bills;

use super::deciding::Deciding;
use super::layout::below;
use super::points::AGAIN;
use super::why::Why;
use super::{Did, PotScreen, ask_ids, propose_here, state};
use crate::methods::funding::Rule;
use crate::session::activities::pot::{Change as Here, Counted, Taken};
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const WHY: Action = Action::Verb('y');
const BILLS: Action = Action::Verb('f');

/// The rules in the order of their columns: first the one that was read aloud.
fn columns(counted: &Counted) -> Vec<Rule> {
    [counted.rule].into_iter().chain(counted.others().map(|other| other.rule)).collect()
}

/// The rule whose column is looked at.
fn looked_at(pot: &PotScreen, counted: &Counted) -> Rule {
    let known = pot.looked_at.filter(|rule| columns(counted).contains(rule));
    known.unwrap_or(counted.rule)
}

pub(super) fn verb(pot: &mut PotScreen, counted: &Counted, action: Action, cx: &Cx<'_>) -> Did {
    if pot.asks.act(action, &ask_ids(cx.session), 8) {
        return Did::Says(Reply::Done);
    }
    let (rules, rule) = (columns(counted), looked_at(pot, counted));
    let at = rules.iter().position(|other| *other == rule).unwrap_or(0);
    match action {
        Action::Left => pot.looked_at = rules.get(at.saturating_sub(1)).copied(),
        Action::Right => pot.looked_at = rules.get(at + 1).copied().or(Some(rule)),
        BILLS => pot.bills = !pot.bills,
        WHY => {
            let ids = ask_ids(cx.session);
            let why = pot.asks.item(&ids).and_then(|ask| Why::of(counted, rule, ask, cx));
            return why.map_or(Did::Says(Reply::Pass), |why| Did::Opens(Box::new(why)));
        }
        Action::Open => return take(counted, rule, cx),
        Action::Verb('i' | 'c' | 'o') | Action::Reveal => {
            return Did::Says(Reply::Tell("This is the count; v begins the points anew.".into()));
        }
        _ => return Did::Says(Reply::Pass),
    }
    Did::Says(Reply::Done)
}

fn take(counted: &Counted, rule: Rule, cx: &Cx<'_>) -> Did {
    if standing(counted, rule, cx) == Standing::Granted {
        return Did::Says(Reply::Tell("This is what is granted already.".into()));
    }
    if rule != counted.rule {
        return Did::Opens(Box::new(Deciding::another(counted, rule)));
    }
    let taken = Taken { rule, count: counted.clone() };
    Did::Says(propose_here(cx, Here::Take(Box::new(taken))))
}

/// Whether a result is what is granted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Nothing was taken yet, or something else.
    Open,
    /// It was taken, and is granted.
    Granted,
    /// It was taken, and then the pot or the asks changed: this is another count.
    Changed,
}

fn standing(counted: &Counted, rule: Rule, cx: &Cx<'_>) -> Standing {
    let taken = state(cx.seen, cx).and_then(|pot| pot.taken.as_deref());
    match taken {
        Some(taken) if taken.rule != rule => Standing::Open,
        Some(taken) if !taken.count.agrees_with(counted) => Standing::Changed,
        Some(_) if counted.is_taken(rule, cx.seen) => Standing::Granted,
        _ => Standing::Open,
    }
}

pub(super) fn render(
    pot: &PotScreen,
    counted: &Counted,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) {
    let rule = looked_at(pot, counted);
    let said = said(pot, counted, rule, cx);
    let width = area.width.saturating_sub(2);
    let words = said.iter().map(|(words, role)| Paragraph::new(words, *role).height(width));
    let words: u16 = words.sum();
    let asks = u16::try_from(counted.asks.len()).unwrap_or(u16::MAX).saturating_add(1);
    let words = words.min(area.height.saturating_sub(asks.min(5)));
    // The sums, and the air around them, give way to the asks.
    let sums = if asks + 2 + words <= area.height { 2 } else { 0 };
    let list = asks.min(area.height.saturating_sub(words + sums));
    let top = Rect { height: list + sums, ..area };
    match pot.bills {
        true => bills::render(counted, rule, top, buffer, cx),
        false => beside::render(pot, counted, top, sums, buffer, cx),
    }
    let air = u16::from(top.height + words < area.height);
    let mut rest = below(area, top.height + air);
    rest = Rect { x: rest.x + rest.width.min(2), width: width.min(rest.width), ..rest };
    for (words, role) in &said {
        let said = Paragraph::new(words, *role);
        said.render(rest, buffer, cx.look);
        rest = below(rest, said.height(width));
    }
    if !pot.bills && rest.height > asks + 3 {
        let room = Rect { x: area.x, width: area.width, ..below(rest, 1) };
        bills::render(counted, rule, room, buffer, cx);
    }
}

/// What stands below: why the ask at the cursor gets what it gets, the ties, what Enter does.
fn said(pot: &PotScreen, counted: &Counted, rule: Rule, cx: &Cx<'_>) -> Vec<(String, Role)> {
    let told = counted.told(cx.seen.currency, cx.reader);
    let ids = ask_ids(cx.seen);
    let why = pot.asks.item(&ids).map(|ask| told.why(rule, ask));
    let why = why.and_then(|why| why.into_iter().next()).unwrap_or_default();
    let outcome = counted.by(rule);
    let mut said = vec![(why, Role::Text)];
    let tied = if outcome.otherwise.is_empty() { Role::Dim } else { Role::Warn };
    said.extend(told.ties(rule).map(|words| (words, tied)));
    said.push((what_enter_does(counted, rule, cx), Role::Dim));
    said
}

fn what_enter_does(counted: &Counted, rule: Rule, cx: &Cx<'_>) -> String {
    let left = cx.reader.money(cx.seen.currency, counted.by(rule).reserve);
    match standing(counted, rule, cx) {
        Standing::Granted => "This is what is granted.".into(),
        Standing::Changed => {
            "Since this was taken, the pot has changed: Enter takes what is counted now.".into()
        }
        Standing::Open if rule == counted.rule => match fits(counted, rule) {
            Some(names) => {
                format!("Enter takes this. {left} stays in reserve; {names} fit that.")
            }
            None => format!("Enter takes this, as it was read aloud. {left} stays in reserve."),
        },
        Standing::Open => "Enter takes this instead, which is a decision of its own.".into(),
    }
}

/// What would fit what is left, if the room accepts it.
fn fits(counted: &Counted, rule: Rule) -> Option<String> {
    let proposals = counted.by(rule).proposals.iter();
    let names: Vec<&str> = proposals.map(|it| &*counted.asks[it.wish].called).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("{one} would")),
        [one, more @ ..] => Some(format!("{one} and {} more would", more.len())),
    }
}

pub(super) fn hints(pot: &PotScreen, counted: &Counted, cx: &Cx<'_>) -> Vec<Hint> {
    let mut hints = vec![
        cx.hint(WHY, "why"),
        Hint { key: "← →".into(), does: "rules".into() },
        cx.hint(BILLS, if pot.bills { "side by side" } else { "who pays" }),
        cx.hint(AGAIN, "start over"),
    ];
    if standing(counted, looked_at(pot, counted), cx) != Standing::Granted {
        hints.insert(0, cx.hint(Action::Open, "take this"));
    }
    hints
}
