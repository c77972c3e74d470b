//! The clock: start, pause, minutes more or less for this step.

use super::{Floating, Popup};
use crate::room::Proposal;
use crate::session::{Change, agenda, clock};
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::shell::frame;
use crate::ui::theme::Role;
use crate::ui::widgets::{popup, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open clock.
pub struct Clock;

impl Popup for Clock {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Floating {
        let minutes = |more| {
            let step = cx.session.here().id().clone();
            let change = Change::Agenda(agenda::Change::Minutes(step, more));
            Floating::Stays(Reply::Propose(Proposal::Change(change)))
        };
        match input.action() {
            Some(Action::Clock | Action::Open | Action::Mark) => {
                Floating::Closes(Reply::Propose(Proposal::Change(toggle(cx))))
            }
            Some(Action::More) => minutes(1),
            Some(Action::Less) => minutes(-1),
            Some(Action::Back) => Floating::Closes(Reply::Done),
            _ => Floating::Stays(Reply::Done),
        }
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let session = cx.session;
        let people = session.people_expected();
        let step = session.here();
        let rows = [
            ("left in this step", frame::left(session, cx.now)),
            ("planned for it", format!("{} min", (step.planned(people) + 59) / 60)),
            ("must not go below", format!("{} min", step.script.floor)),
            ("everything ends", cx.reader.time(session.ends(cx.now))),
        ];
        let popup = popup::Popup { title: "Clock", width: 36, height: 4 };
        popup.render(screen, buffer, cx.look, |area, buffer| {
            for (y, (label, value)) in (0..area.height).zip(rows) {
                write(buffer, area, (0, y), label, cx.look.style(Role::Dim));
                write(buffer, area, (20, y), &value, cx.look.bold(Role::Text));
            }
        });
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let does = if cx.session.clock_runs() { "pause" } else { "start" };
        vec![
            cx.hint(Action::Clock, does),
            cx.hint(Action::More, "a minute more"),
            cx.hint(Action::Less, "a minute less"),
            cx.hint(Action::Back, "close"),
        ]
    }
}

/// Starts the clock, or pauses it.
pub fn toggle(cx: &Cx<'_>) -> Change {
    Change::Clock(match cx.session.clock_runs() {
        true => clock::Change::Pause,
        false => clock::Change::Start,
    })
}
