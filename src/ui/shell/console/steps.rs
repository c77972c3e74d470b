//! From step to step: what was given and not revealed is left at a second time only, and behind the
//! last step comes the end.

use super::{Console, propose};
use crate::session::activities::State;
use crate::session::{Change, Given, Place, Session, agenda};
use crate::ui::action::Action;
use crate::ui::forms::arm::Pressed;
use crate::ui::screen::{Cx, Reply};

impl Console {
    /// There is no step beyond this one: behind the last comes the end, asked for twice.
    fn beyond_the_agenda(&mut self, forward: bool, cx: &Cx<'_>) -> Reply {
        let key = |action| cx.keymap.key_for(action).unwrap_or_default();
        if !forward {
            let agenda = key(Action::GoTo);
            return Reply::Tell(format!("This is the first step; {agenda} shows the agenda."));
        }
        if cx.session.finished.is_some() {
            let export = key(Action::Export);
            return Reply::Tell(format!("The session is finished; {export} exports the record."));
        }
        match self.leaving.press(Action::NextStep) {
            Pressed::Fired => propose(Change::Finish(true)),
            Pressed::Armed => {
                let next = key(Action::NextStep);
                Reply::Tell(format!("This is the last step; {next} again finishes the session."))
            }
        }
    }

    /// To the next or previous activity; asks before leaving what was given and not revealed.
    pub(super) fn step(&mut self, forward: bool, cx: &Cx<'_>) -> Reply {
        let Some(to) = cx.session.neighbour(&cx.session.at, forward) else {
            return self.beyond_the_agenda(forward, cx);
        };
        let action = if forward { Action::NextStep } else { Action::PrevStep };
        self.leave_for(to, action, &format!("{} again", cx.key(action)), cx)
    }

    /// To another place; what was given and not revealed here is left only at the second time.
    pub(super) fn leave_for(
        &mut self,
        to: Place,
        asked_by: Action,
        again: &str,
        cx: &Cx<'_>,
    ) -> Reply {
        if let Some(given) = sealed_at(&cx.session.at, cx.session)
            && self.leaving.press(asked_by) == Pressed::Armed
        {
            let count = given.count();
            let are = if count == 1 { "is" } else { "are" };
            return Reply::Tell(format!(
                "{count} {are} in and not revealed; {again} leaves what is sealed here."
            ));
        }
        propose(Change::Agenda(agenda::Change::GoTo(to)))
    }
}

/// What is given at a place and not revealed there; where the names begin, who cares. Sheets that
/// are shown later, when the names begin, are left on purpose.
fn sealed_at<'a>(place: &Place, session: &'a Session) -> Option<&'a Given> {
    let care = session.care_to_reveal(place);
    let given = session.state(care.as_ref().unwrap_or(place)).and_then(State::given)?;
    let waits = given.count() > 0 && !given.revealed && !session.is_revealed_later(place);
    waits.then_some(given)
}
