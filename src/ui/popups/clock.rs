//! The clock: start, pause, minutes more or less for this step, the bell, and how the plan could
//! be cut when time runs short.

use super::{Floating, Popup};
use crate::room::Proposal;
use crate::room::replan::{Offer, Replan};
use crate::session::{Change, StepRun, agenda, clock};
use crate::text::width;
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::shell::frame::{self, span};
use crate::ui::theme::Role;
use crate::ui::widgets::{popup, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open clock.
pub struct Clock;

/// The bell is an own verb of this popup.
const BELL: Action = Action::Verb('v');

/// Where the values stand.
const COLUMN: u16 = 20;

/// One row: a label, what it says, and how.
type Fact = (&'static str, String, Role);

impl Popup for Clock {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Floating {
        let change = |change| Floating::Stays(Reply::Propose(Proposal::Change(change)));
        let minutes = |more| Floating::Stays(minutes(cx.session.here(), more, cx));
        match input.action() {
            Some(Action::Clock | Action::Open | Action::Mark) => {
                Floating::Closes(Reply::Propose(Proposal::Change(toggle(cx))))
            }
            Some(Action::More) => minutes(1),
            Some(Action::Less) => minutes(-1),
            Some(BELL) => change(Change::Clock(clock::Change::Bell(!cx.session.clock.bell))),
            Some(Action::Digit(digit)) => match replan(cx).offer(digit) {
                Some(offer) => Floating::Stays(take(offer)),
                None => Floating::Stays(Reply::Done),
            },
            Some(Action::Undo) => Floating::Stays(Reply::Undo),
            Some(Action::Redo) => Floating::Stays(Reply::Redo),
            Some(Action::Back) => Floating::Closes(Reply::Done),
            _ => Floating::Stays(Reply::Done),
        }
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let (facts, replan) = (facts(cx), replan(cx));
        let below = below(&replan, cx);
        let height = facts.len() + if below.is_empty() { 0 } else { below.len() + 1 };
        let height = u16::try_from(height).unwrap_or(u16::MAX);
        let wide = below.iter().map(|(_, words, _)| columns(words) + 3).max().unwrap_or(0);
        let popup = popup::Popup { title: "Clock", width: wide.clamp(44, 72), height };
        popup.render(screen, buffer, cx.look, |area, buffer| {
            for (y, (label, value, role)) in (0..area.height).zip(&facts) {
                write(buffer, area, (0, y), label, cx.look.style(Role::Dim));
                write(buffer, area, (COLUMN, y), value, cx.look.bold(*role));
            }
            let first = u16::try_from(facts.len()).unwrap_or(u16::MAX).saturating_add(1);
            for (y, (key, words, role)) in (first..area.height).zip(&below) {
                write(buffer, area, (0, y), key, cx.look.style(Role::Key));
                if let Some(trace) = cx.look.trace() {
                    let row = Rect { y: area.y + y, height: 1, ..area };
                    trace.key(row, key);
                }
                write(buffer, area, (3, y), words, cx.look.style(*role));
            }
        });
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let does = if cx.session.clock_runs() { "pause" } else { "start" };
        let bell = if cx.session.clock.bell { "no bell" } else { "bell at zero" };
        vec![
            cx.hint(Action::Clock, does),
            cx.hint(Action::More, "a minute more"),
            cx.hint(Action::Less, "a minute less"),
            cx.hint(BELL, bell),
            cx.hint(Action::Back, "close"),
        ]
    }
}

fn facts(cx: &Cx<'_>) -> Vec<Fact> {
    let session = cx.session;
    let step = session.here();
    let planned = (step.planned(session.people_expected()) + 59) / 60;
    let floor = step.script.floor;
    let ends = cx.reader.time(session.ends(cx.now));
    let bell = if session.clock.bell { "rings once at zero" } else { "silent" };
    let mut facts = vec![
        ("left in this step", frame::left(cx), Role::Text),
        ("planned for it", format!("{planned} min, never below {floor}"), Role::Text),
        ("the room is told", format!("ends {ends}"), Role::Text),
    ];
    if let Some(late) = session.behind(cx.now).filter(|_| cx.may_be_private()) {
        let expected = cx.reader.time(session.expected_end(cx.now));
        let (words, role) = match late {
            0 => ("on time".to_owned(), Role::Good),
            late if late < 0 => (format!("{expected}, {} in hand", span(-late)), Role::Good),
            late => (format!("{expected}, {} behind", span(late)), Role::Warn),
        };
        facts.push(("as it stands", words, role));
    }
    facts.push(("the bell", bell.to_owned(), Role::Text));
    facts
}

/// What can be cut, and what stays as it is; on a screen that the room sees, how to get there.
fn below(replan: &Replan, cx: &Cx<'_>) -> Vec<(String, String, Role)> {
    if !cx.may_be_private() && cx.session.clock.told.is_some() {
        let words = "How late it is, and what to cut, shows when the projector is blank.";
        let blank = cx.keymap.key_for(Action::Blank).unwrap_or_default();
        return vec![(blank.to_owned(), words.to_owned(), Role::Dim)];
    }
    let offers = replan.offers.iter().zip(1..);
    let mut rows: Vec<(String, String, Role)> = offers
        .map(|(offer, digit): (_, u8)| (digit.to_string(), offer.words.clone(), Role::Text))
        .collect();
    if !replan.untouched.is_empty() {
        rows.push((String::new(), replan.untouched.clone(), Role::Dim));
    }
    rows
}

/// The ways out, where the room does not look.
fn replan(cx: &Cx<'_>) -> Replan {
    if cx.may_be_private() { Replan::of(cx.session, cx.reader, cx.now) } else { Replan::default() }
}

/// Gives a step minutes, or takes some down to its floor.
pub fn minutes(step: &StepRun, more: i16, cx: &Cx<'_>) -> Reply {
    match step.minutes_more(more, cx.session.people_expected()) {
        Ok(more) => {
            let change = agenda::Change::Minutes(step.id().clone(), more);
            Reply::Propose(Proposal::Change(Change::Agenda(change)))
        }
        Err(refusal) => Reply::Tell(refusal.to_string()),
    }
}

/// Takes an offer.
pub fn take(offer: &Offer) -> Reply {
    Reply::Propose(Proposal::Change(Change::Agenda(agenda::Change::Cut(offer.cut.clone()))))
}

/// Starts the clock, or pauses it.
pub fn toggle(cx: &Cx<'_>) -> Change {
    Change::Clock(match cx.session.clock_runs() {
        true => clock::Change::Pause,
        false => clock::Change::Start,
    })
}

fn columns(words: &str) -> u16 {
    u16::try_from(width(words)).unwrap_or(u16::MAX / 8)
}
