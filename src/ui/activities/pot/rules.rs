//! Before anyone gives points: how they become money, and whose money it is; chosen, and read
//! aloud.

use super::layout::below;
use super::{PotScreen, propose_here};
use crate::methods::funding::{RULES, Rule};
use crate::session::activities::pot::{Change as Here, Purses, check_purses};
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const WHOSE: Action = Action::Verb('f');

pub(super) fn verb(pot: &mut PotScreen, action: Action, cx: &Cx<'_>) -> Reply {
    if pot.rules.act(action, RULES, 1) {
        return Reply::Done;
    }
    let Some(rule) = pot.rules.item(RULES) else { return Reply::Pass };
    match action {
        Action::Open => propose_here(
            cx,
            match purses(pot, cx) {
                Purses::Alike => Here::Rule(*rule),
                Purses::ByFunction => Here::RuleByFunction(*rule),
            },
        ),
        WHOSE => match check_purses(cx.session, cx.place, *rule) {
            Ok(()) => {
                pot.purses = match pot.purses {
                    Purses::Alike => Purses::ByFunction,
                    Purses::ByFunction => Purses::Alike,
                };
                Reply::Done
            }
            Err(refusal) => Reply::Tell(refusal.to_string()),
        },
        Action::Verb('i' | 'c' | 'o') | Action::Reveal => Reply::Tell(
            "Choose how the points are counted, and read it aloud, before they are given.".into(),
        ),
        _ => Reply::Pass,
    }
}

/// Whose money it is under the rule at the cursor.
fn purses(pot: &PotScreen, cx: &Cx<'_>) -> Purses {
    let rule = pot.rules.item(RULES).copied();
    let may = rule.is_some_and(|rule| check_purses(cx.session, cx.place, rule).is_ok());
    if may { pot.purses } else { Purses::Alike }
}

pub(super) fn render(pot: &PotScreen, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let words = "How do points become money? Choose, and read it aloud, before they are given.";
    let asks = Paragraph::new(words, Role::Text);
    asks.render(area, buffer, cx.look);
    let mut rest = below(area, asks.height(area.width) + 1);
    // Where not all sentences have room, the one at the cursor is read aloud.
    let all: u16 = RULES.iter().map(|rule| height(*rule, area.width)).sum();
    let in_full = all + 4 <= rest.height;
    for (place, rule) in RULES.iter().enumerate() {
        let here = pot.rules.row(RULES) == Some(place);
        if here {
            write(buffer, rest, (0, 0), cx.look.signs.cursor, cx.look.style(Role::Accent));
        }
        rest = told(*rule, here || in_full, rest, buffer, cx);
    }
    let purses = purses(pot, cx);
    let words = match purses.said() {
        Some(said) => said.to_owned(),
        None => format!("Whose money? {}.", purses.name()),
    };
    Paragraph::new(&words, Role::Dim).render(indented(rest), buffer, cx.look);
}

/// A rule's name, and what is read aloud; answers the room below.
pub(super) fn told(
    rule: Rule,
    in_full: bool,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> Rect {
    let name = if in_full { cx.look.bold(Role::Text) } else { cx.look.style(Role::Text) };
    write(buffer, area, (2, 0), &started(rule.name()), name);
    if !in_full {
        return below(area, 1);
    }
    Paragraph::new(rule.said(), Role::Text).render(indented(below(area, 1)), buffer, cx.look);
    below(area, height(rule, area.width))
}

/// The rows of a rule with its sentence, and of the air below it.
fn height(rule: Rule, width: u16) -> u16 {
    Paragraph::new(rule.said(), Role::Text).height(width.saturating_sub(2)) + 2
}

fn indented(area: Rect) -> Rect {
    let by = area.width.min(2);
    Rect { x: area.x + by, width: area.width - by, ..area }
}

/// The same words at the beginning of a line.
pub(super) fn started(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub(super) fn hints(cx: &Cx<'_>) -> Vec<Hint> {
    vec![
        cx.hint(Action::Open, "choose this rule"),
        cx.hint(Action::Down, "another"),
        cx.hint(WHOSE, "whose money"),
    ]
}
