//! Before anyone gives points: how they become money, and whose money it is; chosen, and read
//! aloud.

use super::layout::below;
use super::{PotScreen, propose_here};
use crate::methods::funding::{RULES, Rule};
use crate::session::activities::pot::{Change as Here, Purses, check_purses, read_aloud};
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
    let all: u16 = RULES.iter().map(|rule| height(*rule, None, area.width)).sum();
    let in_full = all + 4 <= rest.height;
    for (place, rule) in RULES.iter().enumerate() {
        let here = pot.rules.row(RULES) == Some(place);
        if here {
            write(buffer, rest, (0, 0), cx.look.signs.cursor, cx.look.style(Role::Accent));
        }
        rest = match (here, in_full) {
            (true, _) => told(*rule, Some(purses(pot, cx)), rest, buffer, cx),
            (false, true) => told(*rule, None, rest, buffer, cx),
            (false, false) => {
                write(buffer, rest, (2, 0), &started(rule.name()), cx.look.style(Role::Text));
                below(rest, 1)
            }
        };
    }
}

/// A rule's name and what is read aloud, with whose money it is; answers the room below.
pub(super) fn told(
    rule: Rule,
    purses: Option<Purses>,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> Rect {
    write(buffer, area, (2, 0), &started(rule.name()), cx.look.bold(Role::Text));
    let by = area.width.min(2);
    let text = Rect { x: area.x + by, width: area.width - by, ..below(area, 1) };
    Paragraph::new(&said(rule, purses), Role::Text).render(text, buffer, cx.look);
    below(area, height(rule, purses, area.width))
}

/// The sentences of a rule; whose money it is belongs to the one that may be chosen.
fn said(rule: Rule, purses: Option<Purses>) -> String {
    purses.map_or_else(|| rule.said().to_owned(), |purses| read_aloud(rule, purses))
}

/// The rows of a rule with its sentences, and of the air below them.
fn height(rule: Rule, purses: Option<Purses>, width: u16) -> u16 {
    Paragraph::new(&said(rule, purses), Role::Text).height(width.saturating_sub(2)) + 2
}

/// The same words at the beginning of a line.
pub(super) fn started(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub(super) fn hints(cx: &Cx<'_>) -> Vec<Hint> {
    vec![
        cx.hint(Action::Open, "choose"),
        cx.hint(WHOSE, "whose money"),
        cx.hint(Action::Down, "another rule"),
    ]
}
